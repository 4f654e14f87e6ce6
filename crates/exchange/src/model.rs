//! What a package says.

use chrono::Datelike as _;
use domain::time::{Day, Moment};
use serde::{Deserialize, Serialize};

/// A package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "a package is one value, not many in a list")]
pub enum Envelope {
    /// A document with its files.
    Document(Message),
    /// What became of a document that was sent.
    Status(Status),
}

/// A document with its files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Who sends.
    pub from: Organ,
    /// Who gets it.
    pub to: Vec<Organ>,
    /// "000.00.00.G22,2015/09/30,7816/VPCP-TTĐT".
    pub document_id: String,
    /// The number before the stroke.
    pub number: String,
    /// The symbol after it.
    pub notation: String,
    /// Place of the date line.
    pub place: String,
    /// The day of the document.
    pub promulgated_on: Option<Day>,
    /// What it is.
    pub kind: DocumentKind,
    /// Trích yếu.
    pub subject: String,
    /// A summary.
    pub content: String,
    /// Who signed; several for a joint document.
    pub signers: Vec<Signer>,
    /// By when it must be answered.
    pub due_on: Option<Day>,
    /// Urgency, amounts, appendices.
    pub other: Other,
    /// The documents that it answers.
    pub response_for: Vec<ResponseFor>,
    /// How the receiver is to treat it: 1 to steer, 2 to know (as the samples do).
    pub steering: Option<u32>,
    /// "Nơi nhận" as printed.
    pub to_places: Vec<String>,
    /// The way it took.
    pub trace: Vec<Trace>,
    /// What the package is sent for.
    pub business: Business,
    /// Its files, unpacked.
    pub files: Vec<Attachment>,
}

/// An office.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organ {
    /// "000.00.00.G22".
    pub id: String,
    /// The office above it, as the samples use it.
    pub in_charge: String,
    /// Name.
    pub name: String,
    /// Address.
    pub address: String,
    /// E-mail.
    pub email: String,
    /// Telephone.
    pub telephone: String,
    /// Fax.
    pub fax: String,
    /// Website.
    pub website: String,
}

/// The type of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentKind {
    /// Group: 1 for administrative documents in the samples.
    pub group: Option<u32>,
    /// Code within the group.
    pub detail: Option<u32>,
    /// "Công văn".
    pub name: String,
}

/// Who signed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signer {
    /// "TL. BỘ TRƯỞNG".
    pub competence: String,
    /// Post.
    pub position: String,
    /// Name.
    pub full_name: String,
}

/// Urgency, amounts, appendices.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Other {
    /// 0 ordinary and upward.
    pub priority: Option<u32>,
    /// Sphere.
    pub sphere: String,
    /// Initials of the drafter.
    pub drafter: String,
    /// Copies.
    pub copies: Option<u32>,
    /// Pages.
    pub pages: Option<u32>,
    /// It directs the receiver.
    pub directs: Option<bool>,
    /// Titles of appendices.
    pub appendices: Vec<String>,
}

/// A document that is answered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResponseFor {
    /// Of which office.
    pub organ: String,
    /// Number and symbol.
    pub code: String,
    /// Its day.
    pub promulgated_on: Option<Day>,
    /// Its id.
    pub document_id: String,
}

/// A step of the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// Which office.
    pub organ: String,
    /// When.
    pub at: Moment,
}

/// What a package is sent for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// A new document (0).
    #[default]
    New,
    /// Takes one back (1).
    Revoke,
    /// Brings one up to date (2).
    Update,
    /// Replaces one (3).
    Replace,
}

impl Purpose {
    /// All, in the order of their codes.
    pub const ALL: [Purpose; 4] = [Purpose::New, Purpose::Revoke, Purpose::Update, Purpose::Replace];

    /// The code.
    pub fn code(self) -> u32 {
        match self {
            Purpose::New => 0,
            Purpose::Revoke => 1,
            Purpose::Update => 2,
            Purpose::Replace => 3,
        }
    }
}

/// What a package is sent for, why and by whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Business {
    /// What for.
    pub purpose: Purpose,
    /// Which document is meant, when it is another than the one inside.
    pub document_id: String,
    /// Why.
    pub reason: String,
    /// A paper follows.
    pub is_on_paper_too: bool,
    /// Who sent it.
    pub staff: Option<Staff>,
    /// What it replaces.
    pub replaces: Vec<Replacement>,
    /// Only these receivers are meant, by the ids of their offices.
    pub receivers: Vec<String>,
}

/// Somebody in an office.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// Department.
    pub department: String,
    /// Name.
    pub name: String,
    /// E-mail.
    pub email: String,
    /// Telephone.
    pub mobile: String,
}

/// A document that is replaced, and at whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replacement {
    /// Its id.
    pub document_id: String,
    /// The offices that have it.
    pub organs: Vec<String>,
}

/// A file of a package.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// "cid:209"; made up when it is empty.
    pub content_id: String,
    /// Name.
    pub name: String,
    /// What it is.
    pub description: String,
    /// Its bytes, unpacked.
    pub bytes: Vec<u8>,
}

/// What became of a document that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// Of which document.
    pub response_for: ResponseFor,
    /// Who says so.
    pub from: Organ,
    /// What.
    pub code: StatusCode,
    /// In words.
    pub description: String,
    /// When.
    pub at: Option<Moment>,
    /// Who.
    pub staff: Option<Staff>,
}

/// What became of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatusCode {
    /// 01: it arrived.
    Arrived,
    /// 02: it was refused.
    Refused,
    /// 03: it was accepted and registered.
    Registered,
    /// 04: it was assigned.
    Assigned,
    /// 05: it is worked on.
    InProgress,
    /// 06: it is done.
    Done,
    /// 13: the sender asks to take it back.
    TakeBackAsked,
    /// 15: agreed.
    Agreed,
    /// 16: not agreed.
    Disagreed,
}

impl StatusCode {
    /// All, with their codes.
    pub const ALL: [(StatusCode, &'static str); 9] = [
        (StatusCode::Arrived, "01"),
        (StatusCode::Refused, "02"),
        (StatusCode::Registered, "03"),
        (StatusCode::Assigned, "04"),
        (StatusCode::InProgress, "05"),
        (StatusCode::Done, "06"),
        (StatusCode::TakeBackAsked, "13"),
        (StatusCode::Agreed, "15"),
        (StatusCode::Disagreed, "16"),
    ];

    /// The code with its nought.
    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|(status, _)| *status == self).map_or("01", |(_, code)| code)
    }
}

/// The id of a document: office, day, number and symbol.
pub fn document_id(organ: &str, on: Day, printed: &str) -> String {
    format!("{organ},{:04}/{:02}/{:02},{printed}", on.year(), on.month(), on.day())
}
