//! The changes of a plan, with what each did.

use crate::features::plans::PlanHead;
use domain::ids::{AmendmentId, DocumentId, ImportId};
use domain::time::{Day, Moment};
use serde::Serialize;
use tables::amendment::State;
use utoipa::ToSchema;
use web::Page;

/// The changes of a plan.
#[derive(Debug, Serialize, ToSchema)]
pub struct AmendmentsPage {
    /// Head.
    pub plan: PlanHead,
    /// The latest first.
    pub amendments: Vec<AmendmentView>,
    /// May begin one now.
    pub may_begin: bool,
}

impl Page for AmendmentsPage {
    const TEMPLATE: &'static str = "amendments/list.html";
}

/// A change.
#[derive(Debug, Serialize, ToSchema)]
pub struct AmendmentView {
    /// Id.
    #[schema(value_type = String)]
    pub id: AmendmentId,
    /// Which change of the plan, from 1.
    pub no: i32,
    /// drafting, proposed, applied.
    #[schema(value_type = String)]
    pub state: State,
    /// Why.
    pub reason: String,
    /// Who began it.
    pub who: Option<String>,
    /// When.
    #[schema(value_type = String)]
    pub at: Moment,
    /// When it came into force.
    #[schema(value_type = Option<String>)]
    pub applied_at: Option<Moment>,
    /// The document that says so.
    #[schema(value_type = Option<String>)]
    pub document_id: Option<DocumentId>,
    /// Its number and symbol.
    pub symbol: Option<String>,
    /// Its date.
    #[schema(value_type = Option<String>, format = Date)]
    pub issued_on: Option<Day>,
    /// Units it goes to.
    pub n_told: i32,
    /// Items added.
    pub n_added: i32,
    /// Items changed.
    pub n_changed: i32,
    /// Items taken out.
    pub n_removed: i32,
    /// Deadlines of units that moved with it.
    pub n_moved: i32,
    /// Work of units that is not asked any more.
    pub n_withdrawn: i32,
    /// What it changes, item by item.
    pub changes: Vec<ChangeView>,
    /// The review it is written in, for those who may write.
    #[schema(value_type = Option<String>)]
    pub import_id: Option<ImportId>,
    /// May be given up.
    pub may_drop: bool,
}

/// One item that is added, changed or taken out.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AmendmentChangeView)]
pub struct ChangeView {
    /// added, changed, removed.
    pub is: &'static str,
    /// What kind of item: "task", "duty", …
    pub kind: &'static str,
    /// What it is.
    pub title: String,
    /// Fields that differ; what a new item says.
    pub fields: Vec<FieldView>,
}

/// A field that differs.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AmendmentFieldView)]
pub struct FieldView {
    /// Its name in the reader's language.
    pub word: String,
    /// What stood there.
    pub before: String,
    /// What stands there.
    pub after: String,
}
