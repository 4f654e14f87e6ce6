//! A document as the reader sees it: numbered lines with what is known of their look.
//!
//! Made by the `document` crate from .docx, .pdf, .txt and .md; consumed by the `reader` crate. Line numbers of a plan
//! count these lines from 1. A table row is always one line, so a plan reads the same from Word, PDF and text.

use serde::{Deserialize, Serialize};

/// The kind of file a document came from, decided by its first bytes and never by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text.
    Txt,
    /// Markdown.
    Md,
    /// Word (Office Open XML).
    Docx,
    /// PDF with a text layer.
    Pdf,
}

/// A document as numbered lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Name of the uploaded file, shown to people and never used to open anything.
    pub file_name: String,
    /// What the bytes were.
    pub format: Format,
    /// The lines in reading order; line numbers are 1-based indices into this list.
    pub lines: Vec<Line>,
}

/// One line of the source: a paragraph, a table row or a blank.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The text in NFC. For a table row the cells joined by tabs; line breaks inside a cell are single spaces.
    /// For .txt and .md the line as it stands, with its markdown signs.
    pub text: String,
    /// The cells when the line is a row of a real table (.docx, .pdf); `None` for .txt and .md, where the reader
    /// finds tables by tabs, pipes or aligned gaps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cells: Option<Vec<String>>,
    /// Which table (from 0) the row belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<u32>,
    /// Page number from 1 where the format knows it (PDF), else `None`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// The look of the whole line.
    #[serde(default)]
    pub look: Look,
}

/// What is known of the look of a line. All false for plain text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// All letters of the line are bold.
    pub bold: bool,
    /// All letters of the line are italic.
    pub italic: bool,
    /// The line is centred.
    pub centred: bool,
    /// Heading level 1-9 from a Word heading style, 0 for none.
    pub heading: u8,
    /// The line comes from a text box, page header, footer or footnote: furniture, not the running text.
    pub aside: bool,
}

impl Source {
    /// Makes a source from plain text, one line per line feed, as `.txt` files are read.
    pub fn from_text(file_name: &str, format: Format, text: &str) -> Source {
        let text = crate::text::nfc(text.trim_start_matches('\u{feff}'));
        let lines = text
            .split('\n')
            .map(|line| Line { text: line.trim_end_matches('\r').to_owned(), ..Line::default() })
            .collect();
        Source { file_name: file_name.to_owned(), format, lines }
    }
}
