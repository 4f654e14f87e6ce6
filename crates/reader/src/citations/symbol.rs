//! Document symbols: "1441/QĐ-BGDĐT", "29-NQ/TW", "88/2014/QH13", "163/CTr-UBND-LĐLĐ".

use std::ops::Range;

/// A symbol in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// Where it stands.
    pub range: Range<usize>,
    /// The groups of letters after the number: `["QĐ", "BGDĐT"]`.
    pub codes: Vec<String>,
    /// What stands between the number (or its year) and the first code: '/' or '-'.
    pub joint: char,
    /// The year of "88/2014/QH13".
    pub year: Option<i32>,
}

/// Capitals that a code needs; "TU" has two.
const CODE_CAPITALS_MIN: usize = 2;
/// Longer runs of letters are words, not codes.
const CODE_LEN_MAX: usize = 14;

/// All symbols of a text, in order.
pub fn symbols(text: &str) -> Vec<Symbol> {
    let mut out = regular(text);
    // "số 12 KH/TĐTN-BTG": the slash after the number was forgotten.
    for found in
        crate::rx!(r"số\s+(\d{1,5})\s+([A-ZĐ]{2}[\p{L}]{0,3}/[A-ZĐ][\p{L}\d]*(?:-[A-ZĐ][\p{L}\d]*)*)")
            .captures_iter(text)
    {
        let (Some(number), Some(tail)) = (found.get(1), found.get(2)) else { continue };
        let (codes, end) = codes(tail.as_str());
        let range = number.start()..tail.start() + end;
        if !codes.is_empty() && !out.iter().any(|s| s.range.start < range.end && range.start < s.range.end) {
            out.push(Symbol { range, codes, joint: ' ', year: None });
        }
    }
    out.sort_by_key(|symbol| symbol.range.start);
    out
}

fn regular(text: &str) -> Vec<Symbol> {
    let pattern = crate::rx!(
        r"(\d{1,5}[a-zđ]?)\s?([/-])\s?(?:(\d{4})\s?([/-])\s?)?([A-ZĐƯ][\p{L}\d&]*(?:\s?[-–/.]\s?[A-ZĐƯ][\p{L}\d&]*)*)"
    );
    pattern
        .captures_iter(text)
        .filter_map(|found| {
            let whole = found.get(0)?;
            let before = text[..whole.start()].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '-')) {
                return None;
            }
            let tail = found.get(5)?;
            let (codes, end) = codes(tail.as_str());
            let joint = found.get(4).or(found.get(2))?.as_str().chars().next()?;
            let year = found.get(3).and_then(|y| y.as_str().parse().ok());
            (!codes.is_empty()).then(|| Symbol {
                range: whole.start()..tail.start() + end,
                codes,
                joint,
                year,
            })
        })
        .collect()
}

/// The leading groups that are codes, and where the last of them ends.
fn codes(tail: &str) -> (Vec<String>, usize) {
    let mut codes = Vec::new();
    let mut end = 0;
    let mut at = 0;
    for group in tail.split_inclusive(['-', '–', '/', '.']) {
        let trimmed = group.trim_end_matches(['-', '–', '/', '.']);
        let word = trimmed.trim();
        if !is_code(word) {
            break;
        }
        codes.push(word.to_owned());
        end = at + trimmed.trim_end().len();
        at += group.len();
        // A full stop followed by a space ends a sentence.
        if group.ends_with('.') && tail[at..].starts_with(' ') {
            break;
        }
    }
    (codes, end)
}

fn is_code(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let lower = word.chars().filter(|c| c.is_lowercase()).count();
    let marked = word.chars().any(|c| c.is_lowercase() && !c.is_ascii());
    capitals >= CODE_CAPITALS_MIN && lower <= capitals && !marked && word.chars().count() <= CODE_LEN_MAX
}
