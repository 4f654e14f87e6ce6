//! Versions of a document, and what changed from one to another, clause by clause.

use super::DocumentHead;
use domain::time::Moment;
use serde::Serialize;
use utoipa::ToSchema;
use web::Page;

/// Versions and the difference between two of them.
#[derive(Debug, Serialize, ToSchema)]
pub struct VersionsPage {
    /// Head.
    pub document: DocumentHead,
    /// The latest first.
    pub versions: Vec<VersionView>,
    /// The older one of the two compared.
    pub from: i32,
    /// The newer one.
    pub to: i32,
    /// What changed.
    pub changes: Vec<ChangeView>,
    /// Clauses that are the same in both.
    pub n_same: usize,
}

impl Page for VersionsPage {
    const TEMPLATE: &'static str = "documents/versions.html";
}

/// A version.
#[derive(Debug, Serialize, ToSchema)]
pub struct VersionView {
    /// From 1.
    pub no: i32,
    /// drafted, mended, amended, signed, numbered.
    pub why: String,
    /// Who made it.
    pub who: Option<String>,
    /// When.
    #[schema(value_type = String)]
    pub at: Moment,
}

/// A clause that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = DocumentChangeView)]
pub struct ChangeView {
    /// Where it stands: the number of the clause and the heading above, as far as they are printed.
    pub place: String,
    /// added, removed, changed.
    pub is: &'static str,
    /// The words, in order, each with what became of it.
    pub pieces: Vec<PieceView>,
}

/// Words of a clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = DocumentPieceView)]
pub struct PieceView {
    /// same, added, removed.
    pub is: &'static str,
    /// The words.
    pub text: String,
}
