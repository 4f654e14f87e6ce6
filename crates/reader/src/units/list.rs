//! Cuts a list of units into names: between units only, never inside "Văn hóa, Thể thao và Du lịch".

use std::ops::Range;

use super::words::{BEFORE, FIELDS, GENERIC};
use super::{BEGIN_BYTES_MAX, begins, is_degree, is_short_form};
use crate::words::{first_of, has_words, low, near_end, near_start, starts_capital, starts_with_word};

/// Cuts a list of units into names, as ranges of `text`.
pub fn split(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (start, end) = trimmed(text, 0..text.len());
    if start >= end {
        return out;
    }
    let mut from = start;
    for cut in cuts(text, start..end) {
        push(text, from..cut.start, &mut out);
        from = cut.end;
    }
    push(text, from..end, &mut out);
    out
}

/// The units of a list as texts.
pub fn split_texts(text: &str) -> Vec<String> {
    split(text).into_iter().map(|range| text[range].to_owned()).collect()
}

fn push(text: &str, range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let (start, end) = trimmed(text, range);
    if start < end && text[start..end].chars().any(char::is_alphabetic) {
        out.push(start..end);
    }
}

fn trimmed(text: &str, range: Range<usize>) -> (usize, usize) {
    let piece = &text[range.clone()];
    let start = range.start
        + (piece.len()
            - piece
                .trim_start_matches(|c: char| {
                    c.is_whitespace() || matches!(c, '-' | '–' | '+' | ',' | ';' | '.' | ':' | '•' | '*')
                })
                .len());
    let end = range.start
        + piece.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.' | ':')).len();
    (start, end.max(start))
}

/// The separators between units.
fn cuts(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let low_text = low(text);
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut depth = 0_i32;
    let mut from = range.start;
    for (at, c) in text[range.clone()].char_indices().map(|(at, c)| (at + range.start, c)) {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if depth > 0 => {}
            ';' | '\n' => out.push(at..at + 1),
            '.' if text[at + 1..range.end].starts_with(' ')
                && text[at + 1..range.end].trim_start().starts_with(|c: char| c.is_uppercase())
                && !text[..at].ends_with("TP")
                && !is_degree(text[..at].rsplit([' ', ',', ';']).next().unwrap_or("")) =>
            {
                out.push(at..at + 1);
            }
            '-' | '–' | '+' if begins_item(text, at, range.start) => out.push(at..at + c.len_utf8()),
            ',' if begins_unit(text, from..at, at + 1, range.end) => out.push(at..at + 1),
            'v' if joins_two(text, &low_text, from..at, at, range.end) => out.push(at..at + "và".len()),
            _ => {}
        }
        if out.last().is_some_and(|cut| cut.start == at) {
            from = out.last().map_or(from, |cut| cut.end);
        }
    }
    out
}

/// A dash that begins an item inside a cell ("- Sở Y tế - Sở Tài chính"), not one inside a name.
fn begins_item(text: &str, at: usize, start: usize) -> bool {
    let before = text[start..at].trim_end();
    let spaced = text[..at].ends_with(' ') || before.is_empty();
    let rest = text[at..].trim_start_matches(['-', '–', '+']).trim_start();
    let item = begins(rest) && starts_capital(rest);
    spaced
        && item
        && (before.is_empty()
            || before.ends_with([';', ',', '.'])
            || text[start..].trim_start().starts_with(['-', '–', '+']))
}

fn begins_unit(text: &str, before: Range<usize>, after: usize, end: usize) -> bool {
    let rest = text[after..end].trim_start();
    let left = text[before].trim();
    let low_rest = low(near_start(rest, BEGIN_BYTES_MAX));
    if starts_with_word(&low_rest, "và") {
        return false;
    }
    if first_of(&low_rest, &["các", "những", "mỗi", "một số", "từng", "tất cả"]).is_some() {
        return true;
    }
    let piece = rest.split([',', ';']).next().unwrap_or("").trim();
    if is_short_form(piece) && (is_short_form(left) || begins(left)) {
        return true;
    }
    if shares_head(left, &low_rest) {
        return true;
    }
    if !begins(rest) {
        return false;
    }
    if starts_capital(rest) {
        // "các Sở, Ban, Ngành" in capitals is still one phrase.
        let is_phrase = !has_words(piece, 2)
            && !is_short_form(piece)
            && is_group(left)
            && first_of(&low_rest, GENERIC).is_some();
        return !is_phrase;
    }
    let second = rest.split_whitespace().nth(1);
    let generic = first_of(&low_rest, GENERIC).is_some();
    !generic || (second.is_some_and(starts_capital) && !is_group(left))
}

fn is_group(left: &str) -> bool {
    first_of(
        &low(near_start(left, BEGIN_BYTES_MAX)),
        &["các", "những", "mỗi", "từng", "ubnd các", "ủy ban nhân dân các"],
    )
    .is_some()
}

/// "Sở Tài chính, Nội vụ": the next piece is a field of the same head.
fn shares_head(left: &str, low_rest: &str) -> bool {
    let low_left = low(near_start(left, BEGIN_BYTES_MAX));
    let Some(field) = first_of(low_rest, FIELDS) else { return false };
    let closed = low_rest[field.len()..].trim_start();
    let whole = closed.is_empty()
        || closed.starts_with([',', ';', '.'])
        || closed.starts_with("và ")
        || closed.starts_with("tỉnh")
        || closed.starts_with("thành phố");
    let left_field = low_left
        .trim_start_matches("các ")
        .split_once(' ')
        .map_or("", |(_, rest)| rest)
        .trim_start_matches(':')
        .trim();
    whole && (first_of(left_field, FIELDS).is_some() || first_of(&low_left, FIELDS).is_some())
}

/// "A và B" are two units when both begin with a head and one of them is named.
fn joins_two(text: &str, low_text: &str, left: Range<usize>, at: usize, end: usize) -> bool {
    if !low_text[at..].starts_with("và ") || !text[..at].ends_with(' ') {
        return false;
    }
    let rest = text[at + "và".len()..end].trim_start();
    let left = text[left].trim();
    if !begins(rest) || !begins(left) || is_short_field(rest) {
        return false;
    }
    let low_left = low(near_end(left, BEGIN_BYTES_MAX));
    if low_left.ends_with("hđnd")
        || low_left.ends_with("hội đồng nhân dân")
        || low_left.ends_with("đbqh")
        || low_left.ends_with("đại biểu quốc hội")
    {
        return false;
    }
    if !has_words(left, 2) && !is_short_form(left) {
        return false;
    }
    let generic = |piece: &str| !starts_capital(strip_group(piece));
    if is_generic_word(rest) && !has_words(left, 4) && is_group(left) {
        return false;
    }
    !generic(rest) || (!generic(left) && !is_group(left))
}

/// "PTNT" of "Sở Nông nghiệp và PTNT", "TKCN" of "Ban Chỉ huy PCTT và TKCN tỉnh": half of a field, never a unit.
fn is_short_field(rest: &str) -> bool {
    let word = rest.split([' ', ',', ';', '.', ')']).next().unwrap_or("");
    matches!(
        word,
        "PTNT" | "TKCN" | "MT" | "CN" | "ĐT" | "TT" | "DL" | "XH" | "KTTĐ" | "PTDS" | "TTHC" | "ANTT"
    )
}

fn is_generic_word(rest: &str) -> bool {
    let low_rest = low(near_start(rest, BEGIN_BYTES_MAX));
    first_of(&low_rest, GENERIC).is_some() && !starts_capital(rest)
}

fn strip_group(piece: &str) -> &str {
    let low_piece = low(near_start(piece, BEGIN_BYTES_MAX));
    first_of(&low_piece, BEFORE).map_or(piece, |word| piece[word.len()..].trim_start())
}
