//! The list of plans.

use domain::ids::PlanId;
use domain::time::{Day, Moment};
use serde::Serialize;
use utoipa::ToSchema;
use web::Page;

/// The list of plans.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlansPage {
    /// What was searched for.
    pub q: String,
    /// The year chosen.
    pub year: Option<i32>,
    /// Years there are plans of, the latest first.
    pub years: Vec<i32>,
    /// The plans of this page.
    pub plans: Vec<PlanRow>,
    /// How many there are in all.
    pub total: u64,
    /// This page, from 1.
    pub page: u64,
    /// Number of pages.
    pub n_pages: u64,
    /// May bring a file in.
    pub may_import: bool,
    /// There is no plan at all yet.
    pub is_empty: bool,
}

impl Page for PlansPage {
    const TEMPLATE: &'static str = "plans/list.html";
}

/// A plan in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanRow {
    /// Id.
    #[schema(value_type = String)]
    pub id: PlanId,
    /// Trích yếu.
    pub subject: String,
    /// "KẾ HOẠCH".
    pub doc_type: String,
    /// Number and symbol as printed.
    pub number: Option<String>,
    /// Date, when whole.
    #[schema(value_type = Option<String>, format = Date)]
    pub issued_on: Option<Day>,
    /// Date as printed.
    pub date_printed: Option<String>,
    /// Issuers by name.
    pub issuers: Vec<String>,
    /// Number of tasks.
    pub n_tasks: u64,
    /// Number of duties.
    pub n_duties: u64,
    /// draft, …
    pub state: String,
    /// When it last changed.
    #[schema(value_type = String)]
    pub updated_at: Moment,
}
