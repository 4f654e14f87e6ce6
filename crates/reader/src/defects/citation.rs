//! Faults of cited documents: symbols written against their form, types that do not match, two dates of one document.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::Text;
use crate::citations::{Symbol, symbols};
use crate::plan::{Citation, Defect, DefectType, Plan, Span};

/// Codes of party bodies, whose symbols join number and type with a dash ("29-NQ/TW").
const PARTY: [&str; 9] = ["TW", "TU", "HU", "QU", "ĐU", "ThU", "ThU", "BTGTW", "BTCTW"];

/// Finds the faults of citations.
pub(super) fn find(texts: &[Text], plan: &Plan, out: &mut Vec<Defect>) {
    for text in texts {
        for symbol in symbols(text.text) {
            let printed = &text.text[symbol.range.clone()];
            if let Some(mend) = mended(printed, &symbol) {
                out.push(defect(printed, Some(mend), None, text.span(&symbol.range)));
            }
        }
    }
    two_dates(plan, out);
}

fn defect(text: &str, suggestion: Option<String>, note: Option<String>, span: Span) -> Defect {
    Defect { kind: DefectType::BadCitation, text: text.to_owned(), suggestion, note, optional: false, span }
}

/// The symbol as its form asks, when it is printed otherwise.
fn mended(printed: &str, symbol: &Symbol) -> Option<String> {
    let is_party =
        symbol.codes.len() >= 2 && symbol.codes.last().is_some_and(|code| PARTY.contains(&code.as_str()));
    if is_party && printed.matches('/').count() == 2 && symbol.year.is_none() {
        return Some(printed.replacen('/', "-", 1));
    }
    if printed.contains('&') {
        return Some(printed.replace('&', ""));
    }
    None
}

/// One symbol cited with two dates: one of them is wrong.
fn two_dates(plan: &Plan, out: &mut Vec<Defect>) {
    let all: Vec<&Citation> = plan.legal_bases.iter().chain(&plan.references).collect();
    let mut first: HashMap<(&str, String), &Citation> = HashMap::new();
    for later in all {
        let Some(number) = later.number.as_deref() else { continue };
        let earlier = match first.entry((number, later.doc_type.to_ascii_lowercase())) {
            Entry::Occupied(earlier) => Some(*earlier.get()),
            Entry::Vacant(place) => {
                place.insert(later);
                None
            }
        };
        if let (Some(a), Some(b)) = (earlier.and_then(|c| c.date), later.date)
            && a != b
        {
            let note =
                format!("dòng {}: ngày {}", earlier.map_or(0, |c| c.span.start_line), a.format("%d/%m/%Y"));
            out.push(defect(number, None, Some(note), later.span));
        }
    }
}
