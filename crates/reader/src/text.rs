//! The document as the reader works on it: logical paragraphs and tables, each knowing its source lines and its zone.
//!
//! A paragraph may have been cut by a page break or wrapped by hand; here it is whole again, and [`Paragraph::span`]
//! leads from a byte range of its text back to source lines. Nothing here understands what a paragraph says.

use std::ops::Range;

use domain::source::{Look, Source};

use crate::plan::Span;
use crate::zones::{self, Layout};
use crate::{lines, paragraphs, tables};

/// A document as paragraphs and tables.
#[derive(Debug)]
pub struct Doc<'a> {
    /// The lines it was made of.
    pub source: &'a Source,
    /// The paragraphs in order, all zones.
    pub paragraphs: Vec<Paragraph>,
    /// The tables in order. Tables that only place text (letterhead, signatures) are paragraphs instead.
    pub tables: Vec<Table>,
}

/// Which part of the document a paragraph or table belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Zone {
    /// Letterhead, number, date line, type and subject.
    Head,
    /// Căn cứ lines and the sentence that opens the plan.
    Preamble,
    /// The numbered parts.
    Body,
    /// "Trên đây là …".
    Closing,
    /// Recipients and signatures.
    Tail,
    /// What follows the tail: appendices.
    Annex,
    /// Page numbers, web menus and other furniture; never read.
    Noise,
}

/// One logical paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    /// NFC, markdown signs removed, white space single, halves joined by one space. The list marker is still there.
    pub text: String,
    /// Where the text after the list marker starts (0 without one).
    pub body: usize,
    /// The list marker as printed ("I.", "3.1.", "a)", "-", "*/", "Điều 1."), if there is one.
    pub marker: Option<String>,
    /// First and last source line.
    pub lines: (u32, u32),
    /// The pieces the text was joined from, in order; ranges are of `text`.
    pub pieces: Vec<Piece>,
    /// Where it stands.
    pub zone: Zone,
    /// The look of its first line; bold and italic also from markdown.
    pub look: Look,
}

/// A part of a paragraph that came from one source line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Byte range in [`Paragraph::text`].
    pub range: Range<usize>,
    /// Source line, 1-based.
    pub line: u32,
}

impl Paragraph {
    /// The text without its list marker.
    pub fn content(&self) -> &str {
        &self.text[self.body..]
    }

    /// All its lines.
    pub fn whole(&self) -> Span {
        self.lines.into()
    }

    /// The lines that a byte range of `text` came from.
    pub fn span(&self, range: &Range<usize>) -> Span {
        let touched = |piece: &&Piece| {
            piece.range.start < range.end.max(range.start + 1) && piece.range.end > range.start
        };
        let first = self.pieces.iter().find(touched).map_or(self.lines.0, |piece| piece.line);
        let last = self.pieces.iter().rev().find(touched).map_or(first, |piece| piece.line);
        Span::new(first, last.max(first))
    }
}

/// One table, page parts joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// First and last source line.
    pub lines: (u32, u32),
    /// Its rows, repeated heads included.
    pub rows: Vec<Row>,
    /// Where it stands.
    pub zone: Zone,
    /// Index of the paragraph it follows in [`Doc::paragraphs`], if any.
    pub after: Option<usize>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The cells, cleaned like paragraph text.
    pub cells: Vec<String>,
    /// Source line.
    pub line: u32,
    /// The head row or a repetition of it.
    pub is_head: bool,
    /// The cells are the rest of the row above, cut by a page break.
    pub is_fragment: bool,
}

impl Doc<'_> {
    /// The paragraphs of some zones.
    pub fn in_zones<'b>(&'b self, zones: &'b [Zone]) -> impl Iterator<Item = &'b Paragraph> + 'b {
        self.paragraphs.iter().filter(move |paragraph| zones.contains(&paragraph.zone))
    }
}

/// Builds the document of a source, with the layout it came from.
pub fn build(source: &Source) -> (Doc<'_>, Layout) {
    let layout = zones::divide(lines::prepare(source));
    let mut tables = tables::find(&layout.lines, &layout.zones);
    let in_table = |no: u32| {
        tables
            .binary_search_by(|t| {
                if t.lines.1 < no {
                    std::cmp::Ordering::Less
                } else if t.lines.0 > no {
                    std::cmp::Ordering::Greater
                } else {
                    std::cmp::Ordering::Equal
                }
            })
            .is_ok()
    };
    let wrap = paragraphs::wrap_width(&layout.lines);
    let mut all = Vec::new();
    let mut at = 0;
    while at < layout.lines.len() {
        let zone = layout.zones[at];
        let mut run = Vec::new();
        // A run of one zone; furniture in the middle of it does not end it, a table does.
        while at < layout.lines.len()
            && (layout.zones[at] == zone || layout.zones[at] == Zone::Noise)
            && (run.is_empty() || !in_table(layout.lines[at].no))
        {
            if layout.zones[at] == zone && !in_table(layout.lines[at].no) {
                run.push(at);
            }
            at += 1;
            if run.is_empty() && at < layout.lines.len() && in_table(layout.lines[at].no) {
                break;
            }
        }
        if matches!(zone, Zone::Head | Zone::Tail | Zone::Noise) {
            all.extend(
                run.iter()
                    .map(|k| &layout.lines[*k])
                    .filter(|line| !line.is_blank())
                    .map(|line| paragraphs::paragraph(line, zone)),
            );
        } else {
            all.extend(
                paragraphs::join(&layout.lines, &run, zone, wrap).into_iter().flat_map(paragraphs::in_pieces),
            );
        }
    }
    for table in &mut tables {
        table.after = all.partition_point(|p| p.lines.1 < table.lines.0).checked_sub(1);
    }
    (Doc { source, paragraphs: all, tables }, layout)
}
