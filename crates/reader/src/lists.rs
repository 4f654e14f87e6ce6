//! Sentences and enumerations inside a clause.

use std::ops::Range;

use crate::words::low;

/// The sentences of a text, as ranges with their end marks.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = 0;
    for (at, _) in text.match_indices(". ") {
        let word = text[from..at].rsplit([' ', '(']).next().unwrap_or("");
        let abbreviation = matches!(
            low(word).as_str(),
            "tp" | "ts" | "ths" | "gs" | "pgs" | "bs" | "tt" | "đ/c" | "q" | "p" | "tx" | "h" | "st" | "số"
        );
        let next = text[at + 2..].chars().next();
        if !abbreviation && next.is_some_and(|c| c.is_uppercase() || c == '(' || c == '“' || c == '"') {
            out.push(from..at + 1);
            from = at + 2;
        }
    }
    if !text[from..].trim().is_empty() {
        out.push(from..text.trim_end().len().max(from));
    }
    out
}

/// The pieces of an enumeration with ";" between them, outside brackets, without end marks.
pub fn groups(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut depth = 0_i32;
    let mut from = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ';' if depth <= 0 => {
                out.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    out.push(&text[from..]);
    out.into_iter()
        .map(|piece| piece.trim().trim_end_matches(['.', ',', ' ']).to_owned())
        .filter(|piece| !piece.is_empty())
        .collect()
}
