//! Cited documents: the legal bases of the preamble and the references of the body.
//!
//! A citation is anchored at its symbol ("1441/QĐ-BGDĐT"); type, date, issuer and title are read around it. In the
//! preamble also documents without a symbol count ("Luật Giáo dục ngày 14/6/2019", "Chương trình công tác năm 2023").
//! A document cited inside the title of another one is not a citation of its own.

mod issuer;
mod kinds;
mod plain;
mod scan;
mod symbol;
#[cfg(test)]
mod tests;
mod title;

use std::collections::HashMap;
use std::ops::Range;

use crate::plan::{Agency, Citation, IssuerSource};
use crate::text::{Doc, Zone};

pub use issuer::issuer_of_symbol;
pub use symbol::{Symbol, symbols};

/// What the citing document is, to name issuers that symbols only hint at ("UBND" of which province).
#[derive(Debug, Clone, Copy, Default)]
pub struct Home<'a> {
    /// The issuing agencies of the citing document.
    pub agencies: &'a [Agency],
}

/// The citations of a document and where they stand.
#[derive(Debug, Clone, Default)]
pub struct Cited {
    /// Of the preamble.
    pub bases: Vec<Citation>,
    /// Of the body.
    pub references: Vec<Citation>,
    /// The printed citations, so that their dates and titles are not read as anything else.
    pub places: Vec<Place>,
}

/// A byte range of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Index into [`Doc::paragraphs`].
    pub paragraph: usize,
    /// Byte range of its text.
    pub range: Range<usize>,
}

/// One citation as found in a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// From the type word to the end of the title.
    pub range: Range<usize>,
    /// Lead word, lower case.
    pub relation: Option<String>,
    /// "Quyết định".
    pub doc_type: String,
    /// The whole symbol.
    pub number: Option<String>,
    /// Its date.
    pub date: Option<chrono::NaiveDate>,
    /// Who issued it, as printed.
    pub issuer: Option<String>,
    /// Its title, as printed.
    pub title: Option<String>,
}

/// Finds the citations of a document.
pub fn find(doc: &Doc, home: &Home) -> Cited {
    let mut cited = Cited::default();
    let (mut bases, mut references) = (List::default(), List::default());
    // Căn cứ lines above the first numbered part are of the preamble wherever the layout put them.
    let first_part = doc
        .paragraphs
        .iter()
        .position(|p| p.zone == Zone::Body && p.marker.is_some())
        .unwrap_or(doc.paragraphs.len());
    for (index, paragraph) in doc.paragraphs.iter().enumerate() {
        let is_lead = index < first_part
            && matches!(paragraph.zone, Zone::Head | Zone::Body)
            && is_lead(&paragraph.text);
        let is_preamble = paragraph.zone == Zone::Preamble || is_lead;
        if !(is_preamble || matches!(paragraph.zone, Zone::Body | Zone::Closing))
            || is_attachment_note(&paragraph.text)
        {
            continue;
        }
        for found in scan::scan(&paragraph.text, is_preamble) {
            let citation = citation(&found, paragraph.span(&found.range), home);
            cited.places.push(Place { paragraph: index, range: found.range.clone() });
            (if is_preamble { &mut bases } else { &mut references }).add(citation);
        }
    }
    for row in doc.tables.iter().filter(|t| t.zone == Zone::Body).flat_map(|t| &t.rows).filter(|r| !r.is_head)
    {
        for found in row.cells.iter().flat_map(|cell| scan::scan(cell, false)) {
            references.add(citation(&found, (row.line, row.line).into(), home));
        }
    }
    cited.bases = bases.items;
    cited.references = references.items;
    cited
}

/// "Căn cứ …", "Theo đề nghị …".
fn is_lead(text: &str) -> bool {
    let low = crate::words::low(text);
    ["căn cứ", "theo đề nghị", "xét đề nghị"]
        .iter()
        .any(|w| crate::words::starts_with_word(low.trim_start_matches(['-', '+', ' ']), w))
}

/// The citations of one text. `is_preamble` also allows documents without a symbol.
pub fn in_text(text: &str, is_preamble: bool) -> Vec<Found> {
    scan::scan(text, is_preamble)
}

/// "(Ban hành kèm theo Quyết định số …)" under the title of an annex names its own carrier.
fn is_attachment_note(text: &str) -> bool {
    let low = crate::words::low(text);
    let low = low.trim_start_matches(['(', ' ']);
    low.starts_with("ban hành kèm theo") || low.starts_with("kèm theo")
}

fn citation(found: &Found, span: crate::plan::Span, home: &Home) -> Citation {
    let inferred =
        || found.number.as_deref().and_then(|number| issuer_of_symbol(number, found.title.as_deref(), home));
    let (issuer, issuer_source) = if let Some(name) = &found.issuer {
        (Some(name.clone()), Some(IssuerSource::Stated))
    } else {
        let name = inferred().or_else(|| kinds::issuer_of_type(&found.doc_type).map(str::to_owned));
        let source = name.as_ref().map(|_| IssuerSource::Inferred);
        (name, source)
    };
    Citation {
        relation: found.relation.clone(),
        doc_type: found.doc_type.clone(),
        number: found.number.clone(),
        date: found.date,
        issuer,
        issuer_source,
        title: found.title.clone(),
        optional: false,
        span,
    }
}

/// Citations, one item per document.
#[derive(Default)]
struct List {
    items: Vec<Citation>,
    /// Where each symbol stands in `items`.
    by_symbol: HashMap<String, usize>,
}

impl List {
    /// A second mention only fills what the first left open.
    fn add(&mut self, new: Citation) {
        let place = new.number.as_deref().map(fold);
        let known = place.as_ref().and_then(|symbol| self.by_symbol.get(symbol)).copied();
        let Some(old) = known.and_then(|at| self.items.get_mut(at)) else {
            self.by_symbol.extend(place.map(|symbol| (symbol, self.items.len())));
            self.items.push(new);
            return;
        };
        old.date = old.date.or(new.date);
        if old.title.is_none() {
            old.title = new.title;
        }
        if old.issuer_source != Some(IssuerSource::Stated) && new.issuer_source == Some(IssuerSource::Stated)
        {
            old.issuer = new.issuer;
            old.issuer_source = new.issuer_source;
        }
    }
}

fn fold(symbol: &str) -> String {
    symbol.chars().filter(|c| !c.is_whitespace() && *c != '.').flat_map(char::to_lowercase).collect()
}
