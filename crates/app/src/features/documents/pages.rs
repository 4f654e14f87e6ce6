//! What the pages of documents show. Each is the JSON contract as well.

mod inbox;
mod issue;
mod show;
mod versions;
mod write;

pub use inbox::{DocumentRow, DocumentsPage, InboxPage, LetterRow, ListCounts};
pub use issue::{DeliveriesPage, DeliveryView, IssuePage, KindView, NameView, OutsideView};
pub use show::{
    CheckView, CommentView, DocumentHead, DocumentPage, FileView, PartView, SignatureLine, SignerView,
    StepView, TopicView, Ways,
};
pub use versions::{ChangeView, PieceView, VersionView, VersionsPage};
pub use write::{AboutView, NewDocumentPage, NewerView, PaperKind, WritePage};
