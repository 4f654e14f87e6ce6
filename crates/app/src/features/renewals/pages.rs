//! The page of a renewal.

use crate::features::plans::PlanHead;
use crate::features::units::UnitRef;
use domain::time::Day;
use serde::Serialize;
use utoipa::ToSchema;
use web::Page;

/// What changes in next year's plan.
#[derive(Debug, Serialize, ToSchema)]
pub struct RenewPage {
    /// Head of the plan it is begun from.
    pub plan: PlanHead,
    /// Whole years it is moved by.
    pub years: i32,
    /// Years that can be chosen.
    pub choices: Vec<YearChoice>,
    /// Days keep their weekday.
    pub weekday: bool,
    /// Places that change unless the tick is taken away.
    pub moves: Vec<ChangeView>,
    /// Places that stay unless they are ticked.
    pub doubts: Vec<ChangeView>,
    /// More places than are shown; they stay as they are.
    pub is_cut: bool,
    /// Units of the plan that have ended.
    pub ended: Vec<EndedView>,
    /// The unit that will keep the draft; none for those who may not begin one.
    pub unit: Option<UnitRef>,
    /// Digest of the text that is looked at.
    pub seen: String,
    /// Names this form.
    pub form: String,
}

impl Page for RenewPage {
    const TEMPLATE: &'static str = "renewals/new.html";
}

/// A number of years.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RenewYearChoice)]
pub struct YearChoice {
    /// The number.
    pub years: i32,
    /// The year that the plan's own becomes.
    pub becomes: Option<i32>,
}

/// A place that speaks of time.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RenewChangeView)]
pub struct ChangeView {
    /// Its key.
    pub key: String,
    /// The title it stands under.
    pub under: String,
    /// What is printed before it.
    pub before: String,
    /// What is printed.
    pub was: String,
    /// What it becomes.
    pub becomes: String,
    /// What is printed after it.
    pub after: String,
    /// Why it most likely stays: cited, far, period, edition, bare.
    pub doubt: Option<&'static str>,
    /// The very day does not exist in the new year.
    pub is_clipped: bool,
}

/// A unit of the plan that has ended.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RenewEndedView)]
pub struct EndedView {
    /// Key of its printed name.
    pub key: String,
    /// As printed.
    pub printed: String,
    /// Its last day.
    #[schema(value_type = Option<String>, format = Date)]
    pub ended_on: Option<Day>,
    /// Who took over its work and stands today.
    pub heirs: Vec<UnitRef>,
}
