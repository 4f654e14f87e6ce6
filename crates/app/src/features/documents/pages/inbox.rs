//! Lists: documents on their way out, and those that came in.

use crate::features::packages::PackageBox;
use domain::ids::{DocumentId, UnitId};
use domain::time::{Day, Moment};
use serde::Serialize;
use tables::document::State;
use utoipa::ToSchema;
use web::Page;

/// Documents on their way out (văn bản đi).
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentsPage {
    /// The search.
    pub q: String,
    /// mine (waits for this person), open (not issued yet), out, all.
    pub show: &'static str,
    /// The documents.
    pub documents: Vec<DocumentRow>,
    /// For the lists beside this one.
    pub counts: ListCounts,
    /// How many are listed in all.
    pub total: u64,
    /// This page.
    pub page: u64,
    /// Pages.
    pub n_pages: u64,
}

impl Page for DocumentsPage {
    const TEMPLATE: &'static str = "documents/list.html";
}

/// How much stands in the lists of documents for this person.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct ListCounts {
    /// Came in and is not acknowledged.
    #[serde(rename = "in")]
    pub incoming: u64,
    /// Waits for this person.
    pub mine: u64,
    /// Not issued yet.
    pub open: u64,
}

/// A document.
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentRow {
    /// Id.
    #[schema(value_type = String)]
    pub id: DocumentId,
    /// Its type in words.
    pub kind_word: String,
    /// Trích yếu.
    pub subject: String,
    /// Number and symbol.
    pub symbol: Option<String>,
    /// The date printed on it.
    #[schema(value_type = Option<String>, format = Date)]
    pub issued_on: Option<Day>,
    /// Where it stands.
    #[schema(value_type = String)]
    pub state: State,
    /// The unit that keeps it.
    pub unit_name: String,
    /// When it last changed.
    #[schema(value_type = String)]
    pub updated_at: Moment,
}

/// Documents that came in (văn bản đến).
#[derive(Debug, Serialize, ToSchema)]
pub struct InboxPage {
    /// The search.
    pub q: String,
    /// new (not acknowledged), all.
    pub show: &'static str,
    /// What came in, the latest first.
    pub letters: Vec<LetterRow>,
    /// How many are not acknowledged.
    pub n_new: u64,
    /// For the lists beside this one.
    pub counts: ListCounts,
    /// What came in packages.
    pub packages: PackageBox,
    /// How many are listed in all.
    pub total: u64,
    /// This page.
    pub page: u64,
    /// Pages.
    pub n_pages: u64,
}

impl Page for InboxPage {
    const TEMPLATE: &'static str = "documents/inbox.html";
}

/// Something that came in.
#[derive(Debug, Serialize, ToSchema)]
pub struct LetterRow {
    /// The document.
    #[schema(value_type = String)]
    pub id: DocumentId,
    /// Number and symbol.
    pub symbol: Option<String>,
    /// The date printed on it.
    #[schema(value_type = Option<String>, format = Date)]
    pub issued_on: Option<Day>,
    /// Its type in words.
    pub kind_word: String,
    /// Trích yếu.
    pub subject: String,
    /// Who sent it.
    pub from: String,
    /// The unit of this person that it came to.
    #[schema(value_type = String)]
    pub unit_id: UnitId,
    /// Its name.
    pub unit_name: String,
    /// "để t/h".
    pub purpose: Option<String>,
    /// When it came.
    #[schema(value_type = String)]
    pub delivered_at: Moment,
    /// Nobody of the unit has opened it.
    pub is_unread: bool,
    /// The unit has not said that it has it.
    pub is_new: bool,
    /// The sender reminded.
    pub n_reminders: i32,
    /// It was taken back.
    pub is_recalled: bool,
}
