//! The plan as the reader gives it back: one struct per part of `plan.schema.json`, serialised under the same names.
//!
//! Text is as printed (markdown emphasis removed, page-break splits joined by one space, misprints kept). Line numbers
//! are 1-based and inclusive and count the lines of the [`domain::source::Source`]. Confidence is not in here: it is
//! kept beside the plan in [`crate::Reading`].

mod head;
mod meeting;
mod outline;
mod tail;
mod time;
mod wording;
mod work;

use serde::{Deserialize, Serialize};

pub use head::{Agency, Annex, Citation, DocDate, Evidence, Header, IssuerSource, Number};
pub use meeting::{Form, Mode, Participants, Person, Role, Session, Venue};
pub use outline::{Aim, AimKind, Node, NodeKind};
pub use tail::{AuthorityCode, Recipient, RecipientKind, Signature};
pub use time::{Certainty, Precision, Time, TimeKind};
pub use wording::{Abbreviation, AbbreviationStatus, Defect, DefectType};
pub use work::{BudgetItem, Campaign, CampaignType, Edition, Obligation, RoadmapItem, UnitSource};

/// The version of the form that [`Plan::schema_version`] names.
pub const SCHEMA_VERSION: &str = "1.0";

/// One imported plan document.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Plan {
    /// Always [`SCHEMA_VERSION`].
    pub schema_version: String,
    /// Name of the document: the file name without its ending.
    pub doc_id: String,
    /// The file that was read.
    pub source: SourceInfo,
    /// Letterhead, number, date, type and subject.
    pub header: Header,
    /// Documents relied on in the preamble.
    pub legal_bases: Vec<Citation>,
    /// Documents cited in the body.
    pub references: Vec<Citation>,
    /// The sentence between the subject and the first numbered part.
    pub preamble: Option<SpannedText>,
    /// The numbered parts and bullets, flat, in document order.
    pub outline: Vec<Node>,
    /// Purposes, requirements and targets.
    pub aims: Vec<Aim>,
    /// The period of the plan as a whole.
    pub time_window: Option<Time>,
    /// In person, online or both.
    pub form: Option<Form>,
    /// The sittings of a meeting.
    pub sessions: Vec<Session>,
    /// Where the sittings take place.
    pub venues: Vec<Venue>,
    /// Who takes the chair and who attends.
    pub participants: Vec<Participants>,
    /// The rows of work.
    pub roadmap: Vec<RoadmapItem>,
    /// Who is bound to what.
    pub obligations: Vec<Obligation>,
    /// Named movements, campaigns, awards, programmes and competitions.
    pub campaigns: Vec<Campaign>,
    /// Time expressions of the running text.
    pub dates: Vec<Time>,
    /// Who pays from what.
    pub budget: Vec<BudgetItem>,
    /// The "Nơi nhận" list.
    pub recipients: Vec<Recipient>,
    /// Who signed.
    pub signatures: Vec<Signature>,
    /// Short forms and what they stand for.
    pub abbreviations: Vec<Abbreviation>,
    /// What is wrong with the printed text.
    pub defects: Vec<Defect>,
    /// The closing sentence ("Trên đây là … ./.").
    pub closing: Option<SpannedText>,
}

/// A run of source lines, 1-based and inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// First line.
    pub start_line: u32,
    /// Last line.
    pub end_line: u32,
}

impl Span {
    /// The span from `start_line` to `end_line`.
    pub fn new(start_line: u32, end_line: u32) -> Span {
        Span { start_line, end_line }
    }
}

impl From<(u32, u32)> for Span {
    fn from((start_line, end_line): (u32, u32)) -> Span {
        Span { start_line, end_line }
    }
}

/// The file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SourceInfo {
    /// Its name.
    pub file_name: String,
    /// txt, md, docx or pdf.
    pub format: String,
    /// How many lines it has.
    #[serde(default)]
    pub line_count: u32,
}

/// A text and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SpannedText {
    /// As printed.
    pub text: String,
    /// Its lines.
    pub span: Span,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(value: &bool) -> bool {
    !*value
}
