//! A document as it is printed: every line with its letters. Word, PDF and screen show this, so that none of them words
//! anything itself. Where a line stands and how large it is, [`crate::measures`] says; pages are for the writers to break.

mod letterhead;
mod text;

use crate::{Paper, Table};
use serde::Serialize;

/// Quốc hiệu (1).
pub const NATION: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
/// Tiêu ngữ (1).
pub const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
/// What opens the list of recipients (9b).
pub const RECIPIENTS_HEAD: &str = "Nơi nhận:";
/// What opens the addressees (9a).
pub const ADDRESSEES_HEAD: &str = "Kính gửi:";

/// The lines of a document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sheet {
    /// What the file is called in a reader's title bar: type, number and subject.
    pub title: String,
    /// Boxes 1 to 4, 5b, 10 and 11.
    pub letterhead: Letterhead,
    /// The type (5a); none for a letter.
    pub kind: Option<String>,
    /// The subject under it (5a).
    pub subject: String,
    /// Width in which it is set, so that its lines are of like length, millimetres.
    pub subject_mm: f64,
    /// Length of the rule below, millimetres; 0 for none.
    pub subject_rule_mm: f64,
    /// "Kính gửi: …" on one line, or the head and a line for each (9a).
    pub addressees: Vec<String>,
    /// The text (6), with bases and the line that enacts.
    pub pieces: Vec<Piece>,
    /// Signatures (7), left to right.
    pub signatures: Vec<Signer>,
    /// The lines under "Nơi nhận:" (9b, 12); empty when there is none.
    pub recipients: Vec<String>,
    /// The foot of the first page (13).
    pub contact: Vec<String>,
    /// Appendices.
    pub appendices: Vec<Annex>,
}

/// The head of the first page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Letterhead {
    /// Agencies above and issuing ones, in capitals (2).
    pub agencies: Vec<Agency>,
    /// Length of the rule below them, millimetres.
    pub agencies_rule_mm: f64,
    /// Quốc hiệu (1).
    pub nation: &'static str,
    /// Tiêu ngữ (1).
    pub motto: &'static str,
    /// Length of the rule below it, millimetres.
    pub motto_rule_mm: f64,
    /// Number and symbol (3); empty when there is no symbol.
    pub number: String,
    /// "V/v …" of a letter (5b).
    pub subject: Option<String>,
    /// Stamps below the number (10a, 10b, 11).
    pub marks: Vec<Mark>,
    /// Place and date (4).
    pub date: Option<String>,
}

/// A line of the agencies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Agency {
    /// Its name in capitals.
    pub name: String,
    /// Whether it issues the document, and so is bold.
    pub is_issuer: bool,
}

/// A stamp in a box.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mark {
    /// Its words.
    pub words: &'static str,
    /// Width of the box, millimetres.
    pub width_mm: f64,
    /// Whether it is red.
    pub is_red: bool,
}

/// A piece of the text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Piece {
    /// A paragraph.
    Line(Line),
    /// A table.
    Table(Table),
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// How it stands.
    pub stands: Stands,
    /// Depth when it is a title, 1 for the highest.
    pub level: Option<u32>,
    /// Its letters.
    pub runs: Vec<Run>,
}

/// How a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stands {
    /// Indented and justified.
    Text,
    /// In the middle, kept with what follows.
    Centred,
}

/// Letters that look alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    /// The letters.
    pub text: String,
    /// Bold.
    pub is_bold: bool,
    /// Italic.
    pub is_italic: bool,
}

impl Run {
    /// Plain letters.
    pub fn plain(text: impl Into<String>) -> Run {
        Run { text: text.into(), is_bold: false, is_italic: false }
    }

    /// Bold letters.
    pub fn bold(text: impl Into<String>) -> Run {
        Run { is_bold: true, ..Run::plain(text) }
    }

    /// Italic letters.
    pub fn italic(text: impl Into<String>) -> Run {
        Run { is_italic: true, ..Run::plain(text) }
    }
}

/// Who signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signer {
    /// Authority and post, a line each (7a).
    pub titles: Vec<String>,
    /// Another post and the name, a line each (7b); the last may be empty.
    pub names: Vec<String>,
}

/// An appendix.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Annex {
    /// "Phụ lục I".
    pub name: String,
    /// Its title in capitals.
    pub title: String,
    /// Width in which the title is set, millimetres.
    pub title_mm: f64,
    /// "(Kèm theo …)".
    pub note: String,
    /// Length of the rule below, millimetres.
    pub rule_mm: f64,
    /// Its text.
    pub pieces: Vec<Piece>,
    /// Whether its pages are laid across.
    pub is_landscape: bool,
}

impl Sheet {
    /// Words a document.
    pub fn of(paper: &Paper) -> Sheet {
        let (subject, subject_mm, subject_rule_mm) = letterhead::subject(paper);
        Sheet {
            title: title(paper),
            letterhead: letterhead::letterhead(paper),
            kind: paper.kind.is_named().then(|| paper.type_line()),
            subject,
            subject_mm,
            subject_rule_mm,
            addressees: letterhead::addressees(paper),
            pieces: text::pieces(paper),
            signatures: paper.signatures.iter().map(signer).collect(),
            recipients: recipients(paper),
            contact: paper.contact.clone(),
            appendices: text::annexes(paper),
        }
    }
}

impl Paper {
    /// The type as it is printed, in capitals.
    pub fn type_line(&self) -> String {
        self.type_printed.clone().unwrap_or_else(|| self.kind.word().to_uppercase())
    }
}

fn title(paper: &Paper) -> String {
    let number = paper.number.number.map(crate::lettering::number);
    let symbol = Some(paper.number.symbol.as_str()).filter(|symbol| !symbol.is_empty());
    let name = match (number, symbol) {
        (Some(number), Some(symbol)) => format!("{} {number}/{symbol}", paper.kind.word()),
        _ => paper.kind.word().to_owned(),
    };
    if paper.subject.is_empty() { name } else { format!("{name}: {}", paper.subject) }
}

fn signer(signature: &crate::Signature) -> Signer {
    let titles = signature.authority.iter().chain([&signature.title]).filter(|line| !line.is_empty());
    Signer {
        titles: titles.cloned().collect(),
        names: signature
            .other_title
            .clone()
            .into_iter()
            .chain([signature.name.clone().unwrap_or_default()])
            .collect(),
    }
}

fn recipients(paper: &Paper) -> Vec<String> {
    let mut lines = Vec::new();
    for (at, one) in paper.recipients.iter().enumerate() {
        let name = if one.is_archive { format!("Lưu: {}", one.name) } else { one.name.clone() };
        let purpose = one.purpose.as_ref().map_or_else(String::new, |purpose| format!(" ({purpose})"));
        let end = if at + 1 == paper.recipients.len() { "." } else { ";" };
        lines.push(format!("- {name}{purpose}{end}"));
    }
    if let (Some(drafter), Some(last)) = (&paper.drafter, lines.last_mut()) {
        // "- Lưu: VT, VP. PL.(300)." as in the forms of appendix III.
        let copies = drafter.n_copies.map_or_else(String::new, |n| format!(".({n})"));
        last.push_str(&format!(" {}{copies}.", drafter.initials.to_uppercase()));
    }
    lines
}
