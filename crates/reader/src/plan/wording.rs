//! Short forms and faults of the printed text.

use serde::{Deserialize, Serialize};

use super::{Span, is_false};

/// A short form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Abbreviation {
    /// The short form.
    pub short: String,
    /// What it stands for, where the text says so.
    pub full: Option<String>,
    /// How it is introduced.
    pub status: AbbreviationStatus,
    /// Neutral in scoring.
    #[serde(default, skip_serializing_if = "is_false")]
    pub optional: bool,
    /// Its first lines.
    pub span: Span,
}

/// How a short form is introduced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AbbreviationStatus {
    /// In brackets after the full form.
    Parenthesis,
    /// "sau đây gọi tắt là".
    SauDayGoiTat,
    /// Used, never introduced.
    Undefined,
}

/// Something wrong with the printed text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Defect {
    /// What is wrong.
    #[serde(rename = "type")]
    pub kind: DefectType,
    /// The faulty text as printed.
    pub text: String,
    /// The mend.
    pub suggestion: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// Small or arguable.
    #[serde(default, skip_serializing_if = "is_false")]
    pub optional: bool,
    /// Its lines.
    pub span: Span,
}

/// The kinds of defects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DefectType {
    /// A paragraph cut by a page break.
    PageBreakSplit,
    /// A table that goes on after a break.
    TableContinuation,
    /// "d)" after "d)".
    WrongListMarker,
    /// A misprint.
    Typo,
    /// "TM.BAN".
    MissingSpace,
    /// "2023- 2024".
    StraySpace,
    /// A mark too many.
    StrayPunctuation,
    /// "thi thi đua".
    DuplicateWord,
    /// A mark too few.
    MissingPunctuation,
    /// "29/NQ/TW".
    BadCitation,
    /// Two names of one thing.
    InconsistentName,
    /// An abbreviation introduced twice.
    RedundantDefinition,
    /// An abbreviation never introduced.
    UndefinedAbbreviation,
    /// "ngày … tháng … năm 2023".
    IncompleteDate,
    /// No agency above.
    MissingLetterhead,
    /// No number.
    MissingNumber,
    /// Markdown signs that do not pair.
    BrokenMarkup,
    /// Columns read one after the other.
    LayoutOrder,
    /// A gap in the numbering.
    MissingSectionNumber,
    /// A row cut in two.
    RowFragment,
    /// A table cell that should not be empty.
    EmptyCell,
    /// Menu texts, links.
    WebNoise,
    /// The text stops in the middle.
    Truncated,
}
