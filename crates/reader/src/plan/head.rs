//! The head of a document and what it cites.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Span, SpannedText, is_false};

/// The head of the document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Header {
    /// One per issuer, several for a joint plan.
    pub issuing_agencies: Vec<Agency>,
    /// "Số: 123/KH-BGDĐT".
    pub number: Option<Number>,
    /// The place of the date line.
    pub place: Option<SpannedText>,
    /// The date of the date line, blanks as `None`.
    pub date: Option<DocDate>,
    /// "KẾ HOẠCH", "QUYẾT ĐỊNH", …
    pub doc_type: Option<SpannedText>,
    /// The subject line (trích yếu) without the type word.
    pub subject: Option<SpannedText>,
    /// The plan that a decision carries.
    pub annex: Option<Annex>,
}

/// An issuing agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agency {
    /// Its name as printed.
    pub name: String,
    /// The agency above it, if printed.
    pub parent: Option<String>,
    /// Where the name was found.
    pub evidence: Evidence,
    /// Its lines.
    pub span: Span,
}

/// Where the issuer was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Above the number, beside the national motto.
    Letterhead,
    /// In the sentence that opens the plan.
    Preamble,
    /// In the signature block.
    Signature,
    /// In the title.
    Title,
}

/// The number of the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number {
    /// As printed after "Số:".
    pub text: String,
    /// The running number, `None` when left blank.
    pub number: Option<String>,
    /// The symbol ("KH-BGDĐT").
    pub symbol: Option<String>,
    /// Its line.
    pub span: Span,
}

/// The date of the letterhead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocDate {
    /// As printed ("ngày 08 tháng 9 năm 2023").
    pub text: String,
    /// The whole date, `None` when a part is blank.
    pub iso: Option<NaiveDate>,
    /// The year.
    pub year: Option<i32>,
    /// The month.
    pub month: Option<u32>,
    /// The day.
    pub day: Option<u32>,
    /// Its line.
    pub span: Span,
}

/// The plan annexed to a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annex {
    /// "KẾ HOẠCH".
    pub doc_type: String,
    /// Its subject line.
    pub subject: String,
    /// Lines of type and subject.
    pub span: Span,
}

/// A cited document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Citation {
    /// The lead word, lower case: "căn cứ", "thực hiện", …
    pub relation: Option<String>,
    /// "Quyết định", "Nghị quyết", …
    pub doc_type: String,
    /// The whole symbol ("1441/QĐ-BGDĐT").
    pub number: Option<String>,
    /// Its date.
    pub date: Option<NaiveDate>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Whether the issuer is printed or drawn from the symbol.
    pub issuer_source: Option<IssuerSource>,
    /// Its subject.
    pub title: Option<String>,
    /// Neutral in scoring; never set by the reader.
    #[serde(default, skip_serializing_if = "is_false")]
    pub optional: bool,
    /// Its lines.
    pub span: Span,
}

/// How the issuer of a cited document is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IssuerSource {
    /// Printed.
    Stated,
    /// Drawn from the symbol.
    Inferred,
}
