//! What is wrong with the printed text, like a linter: each finding with the faulty words and, where it is sure, the mend.
//!
//! A false alarm costs the reader's trust, so every rule needs evidence in the document or in a list of our own; what is
//! only unusual is not reported. Nothing here changes the plan.

mod acronyms;
mod citation;
mod marks;
mod names;
mod sense;
mod spelling;
mod structure;
mod syllable;
pub mod text;
mod web;

use std::ops::Range;

use crate::abbreviations::SpanOf;
use crate::plan::{Defect, DefectType, Plan, Span};
use crate::text::{Doc, Zone};

pub use marks::Fault;

/// More findings than this help nobody; the first ones are kept.
const DEFECTS_MAX: usize = 500;

/// A paragraph or cell, prepared once for all rules.
pub(crate) struct Text<'a> {
    /// As printed, clean.
    text: &'a str,
    /// Its lower twin.
    low: String,
    words: Vec<spelling::Word>,
    span_of: SpanOf<'a>,
    zone: Zone,
}

impl Text<'_> {
    fn span(&self, range: &Range<usize>) -> Span {
        self.span_of.span(range)
    }
}

/// Finds the defects of a document whose plan has been read.
pub fn find(doc: &Doc, plan: &Plan) -> Vec<Defect> {
    let texts = texts(doc);
    let mut out = Vec::new();
    structure::find(doc, plan, &mut out);
    web::find(doc, plan, &mut out);
    for text in &texts {
        in_text(text, &mut out);
        sense::find(text, &mut out);
    }
    names::find(&texts, plan, &mut out);
    citation::find(&texts, plan, &mut out);
    archive_line(&texts, &mut out);
    out.sort_by(|a, b| (a.span, a.kind, &a.text).cmp(&(b.span, b.kind, &b.text)));
    out.dedup_by(|a, b| a.kind == b.kind && a.span == b.span && a.text == b.text);
    out.truncate(DEFECTS_MAX);
    out
}

fn texts<'a>(doc: &'a Doc) -> Vec<Text<'a>> {
    let running = doc
        .paragraphs
        .iter()
        .filter(|p| p.zone != Zone::Noise)
        .map(|p| (p.text.as_str(), SpanOf::Paragraph(p), p.zone));
    let rows = doc.tables.iter().flat_map(|t| t.rows.iter().map(move |r| (r, t.zone)));
    let cells =
        rows.flat_map(|(r, zone)| r.cells.iter().map(move |c| (c.as_str(), SpanOf::Line(r.line), zone)));
    running
        .chain(cells)
        .map(|(text, span_of, zone)| Text {
            text,
            low: crate::words::low(text),
            words: spelling::words(text),
            span_of,
            zone,
        })
        .collect()
}

fn in_text(text: &Text, out: &mut Vec<Defect>) {
    for fault in text::faults_of(text.text, &text.words) {
        // Names of people and dotted lines of the tail follow no rule of spelling.
        let is_tail =
            text.zone == Zone::Tail && matches!(fault.kind, DefectType::Typo | DefectType::StrayPunctuation);
        if is_tail && fault.mend.is_none() {
            continue;
        }
        let span = text.span(&fault.range);
        let printed = text.text[fault.range].to_owned();
        out.push(Defect {
            kind: fault.kind,
            text: printed,
            suggestion: fault.mend,
            note: None,
            optional: false,
            span,
        });
    }
}

/// "Lưu VT." without its colon.
fn archive_line(texts: &[Text], out: &mut Vec<Defect>) {
    for text in texts.iter().filter(|t| t.zone == Zone::Tail) {
        if let Some(found) = crate::rx!(r"^(?:[-+*]\s*)?(Lưu)\s+([A-ZĐ][A-ZĐ,.;\s]*)").captures(text.text)
        {
            let (Some(word), Some(codes)) = (found.get(1), found.get(2)) else { continue };
            let range = word.start()..codes.end();
            let mend = format!("Lưu: {}", codes.as_str());
            let printed = text.text[range.clone()].to_owned();
            out.push(Defect {
                kind: DefectType::MissingPunctuation,
                text: printed,
                suggestion: Some(mend),
                note: None,
                optional: false,
                span: text.span(&range),
            });
        }
    }
}
