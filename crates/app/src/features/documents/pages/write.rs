//! Beginning a document, and writing it with the sheet beside the form.

use super::{ChangeView, CheckView, DocumentHead};
use crate::features::documents::writing::PaperForm;
use domain::ids::{DocumentId, UnitId};
use domain::time::Moment;
use paper::Sheet;
use serde::Serialize;
use utoipa::ToSchema;
use web::Page;

/// Beginning a document.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewDocumentPage {
    /// Types that can be written.
    pub kinds: Vec<PaperKind>,
    /// The type chosen by the address.
    pub kind: String,
    /// The unit that drafts.
    pub unit: String,
    /// Its id.
    #[schema(value_type = Option<String>)]
    pub unit_id: Option<UnitId>,
    /// The document it is about, by its number and symbol or its id.
    pub about: String,
    /// What that is, in words.
    pub about_words: Option<String>,
}

impl Page for NewDocumentPage {
    const TEMPLATE: &'static str = "documents/write_new.html";
}

/// A type of document.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DocumentPaperKind)]
pub struct PaperKind {
    /// Its code.
    pub value: &'static str,
    /// Its name.
    pub word: String,
}

/// Writing a document.
#[derive(Debug, Serialize, ToSchema)]
pub struct WritePage {
    /// Head.
    pub document: DocumentHead,
    /// The text as it is being written.
    pub form: PaperForm,
    /// Version of the document that the form was made from.
    pub version: i32,
    /// Savings since then.
    pub revision: i32,
    /// When what is written was last kept; none when nothing is written since the last version.
    #[schema(value_type = Option<String>)]
    pub saved_at: Option<Moment>,
    /// By whom.
    pub saved_by: Option<String>,
    /// Types it can be.
    pub kinds: Vec<PaperKind>,
    /// Marks of secrecy.
    pub secrecies: Vec<&'static str>,
    /// Marks of urgency.
    pub urgencies: Vec<&'static str>,
    /// Marks of circulation.
    pub circulations: Vec<&'static str>,
    /// The document as it will be printed.
    #[schema(value_type = Object)]
    pub sheet: Sheet,
    /// The layout, checked.
    pub check: CheckView,
    /// What somebody else wrote meanwhile, when it collides.
    pub newer: Option<NewerView>,
    /// The text comes from this review and is mended there.
    #[schema(value_type = Option<String>)]
    pub review: Option<domain::ids::ReviewId>,
}

impl Page for WritePage {
    const TEMPLATE: &'static str = "documents/write.html";
}

/// What somebody else wrote meanwhile.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewerView {
    /// Who.
    pub who: Option<String>,
    /// When.
    #[schema(value_type = String)]
    pub at: Moment,
    /// From the text that is kept to the one in the form.
    pub changes: Vec<ChangeView>,
}

/// The document that another is about.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DocumentAboutView)]
pub struct AboutView {
    /// Id.
    #[schema(value_type = String)]
    pub id: DocumentId,
    /// Type with number and symbol, and the subject.
    pub words: String,
}
