//! The words that a short form stands for: found behind it by their first letters, by their number, or known.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

use super::{FULL_BYTES_MAX, SPARE_WORDS_MAX};

/// The beginnings that the words of the full form must have: "GDTrH" gives g, d, tr, h.
///
/// A whole word in small letters ("UBND tỉnh") must stand in the full form itself; "và" may.
pub(super) fn letters(short: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in short.split(' ').filter(|word| *word != "và") {
        if word.chars().all(char::is_lowercase) && !word.is_empty() {
            out.push(word.chars().map(base).collect());
            continue;
        }
        let mut begins = true;
        for c in word.chars().filter(|c| c.is_alphabetic()) {
            match out.last_mut() {
                Some(last) if c.is_lowercase() && !begins => last.push(base(c)),
                _ => out.push(base(c).to_string()),
            }
            begins = false;
        }
    }
    out
}

/// The letter without marks, but đ is not d.
fn base(c: char) -> char {
    let lower = c.to_lowercase().next().unwrap_or(c);
    if lower == 'đ' { 'đ' } else { lower.nfd().next().unwrap_or(lower) }
}

/// The words of a text with their byte ranges, outer signs cut off.
fn words_of(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                out.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    out
}

/// The end of `before` whose words have the initials of `short`.
pub(super) fn by_initials(before: &str, short: &str) -> Option<Range<usize>> {
    const FILLERS: [&str; 12] =
        ["và", "của", "các", "về", "cho", "những", "với", "tại", "trong", "là", "có", "hoặc"];
    /// A place after the full form that the short form leaves out: "Trung tâm Y tế huyện (TTYT)".
    const TRAILING_MAX: usize = 1;
    let wanted = letters(short);
    let text = tail_of(before, wanted.len());
    let words = words_of(text);
    let shift = before.len() - text.len();
    'trailing: for trailing in 0..=TRAILING_MAX {
        let mut at = words.len().checked_sub(trailing)?;
        let mut first = None;
        for letter in wanted.iter().rev() {
            loop {
                let Some(previous) = at.checked_sub(1) else { continue 'trailing };
                at = previous;
                let range = words[at].clone();
                let word: String = text[range.clone()].chars().map(base).collect();
                if word.starts_with(letter.as_str()) {
                    first = Some(range.start);
                    break;
                }
                let filler = FILLERS.contains(&text[range].to_lowercase().as_str());
                if !filler || first.is_none() && trailing == 0 {
                    continue 'trailing;
                }
            }
        }
        if let Some(first) = first {
            let full = text[first..].trim_end_matches([' ', ',', '"', '”']);
            if !full.contains([';', '(']) {
                return Some(shift + first..shift + first + full.len());
            }
        }
    }
    None
}

/// The last part of `before` that can hold the full form.
fn tail_of(before: &str, letters: usize) -> &str {
    let before = near_end(before);
    let words = words_of(before);
    let first = words.len().saturating_sub(letters + SPARE_WORDS_MAX);
    words.get(first).map_or(before, |range| &before[range.start..])
}

/// The last bytes of a text, so that many brackets in one paragraph stay cheap.
pub(super) fn near_end(text: &str) -> &str {
    crate::words::near_end(text, FULL_BYTES_MAX)
}

/// "Trung tâm Kiểm soát bệnh tật (CDC)": a foreign short form of a unit; its name from its noun on.
pub(super) fn unit_name(before: &str) -> Option<Range<usize>> {
    const NOUNS: [&str; 22] = [
        "Công đoàn",
        "Ban",
        "Phòng",
        "Trường",
        "Bộ",
        "Ủy ban",
        "Trung tâm",
        "Viện",
        "Cục",
        "Vụ",
        "Tổng cục",
        "Sở",
        "Hiệp hội",
        "Hội",
        "Liên đoàn",
        "Quỹ",
        "Tổ chức",
        "Ngân hàng",
        "Công ty",
        "Tập đoàn",
        "Bệnh viện",
        "Chương trình",
    ];
    const NAME_WORDS_MAX: usize = 12;
    let near = near_end(before);
    let shift = before.len() - near.len();
    let at = NOUNS.iter().filter_map(|noun| near.rfind(noun)).max()?;
    let name = &near[at..];
    let plain = !name.contains([',', ';', '.', ':', '(', ')', '"', '“'])
        && crate::words::words(name) <= NAME_WORDS_MAX
        && crate::words::words(name) >= 3;
    plain.then_some(shift + at..before.len())
}

/// A foreign short form: as many words as it has letters ("vắc xin sởi - rubella (MR)").
pub(super) fn by_count(before: &str, short: &str) -> Option<Range<usize>> {
    let near = near_end(before);
    let shift = before.len() - near.len();
    let words = words_of(near);
    let count = letters(short).len();
    let first = words.len().checked_sub(count)?;
    let range = shift + words.get(first)?.start..shift + words.last()?.end;
    let full = &before[range.clone()];
    let plain = !full.contains([';', '.', ':', '(', ')', ',']) && range.end == before.len();
    // A name of a person or place before the bracket is not explained by it.
    let lower = crate::words::starts_lower(full) && !full.chars().any(|c| c.is_ascii_digit());
    (plain && lower).then_some(range)
}

/// "chương trình “…” (sau đây gọi tắt là Chương trình)": from the last "chương trình" before the bracket.
pub(super) fn back_to_word(before: &str, low: &str, short: &str) -> Option<Range<usize>> {
    let wanted = crate::words::low(short);
    let start = before.len() - near_end(before).len();
    let window = &low[start..before.len()];
    let hits = crate::words::find_words(window, &wanted);
    // The word itself right before the bracket explains nothing; the one before it does.
    let at = hits.into_iter().rev().find(|at| at + wanted.len() < window.trim_end().len())?;
    Some(start + at..before.len())
}

/// "Sở A, Sở B và Hội C (sau đây gọi chung là ba bên)": the whole list; "các cơ quan, đơn vị (sau đây gọi là các đơn vị)":
/// from the last "các".
pub(super) fn group_of(before: &str, low: &str, short: &str) -> Option<Range<usize>> {
    let wanted = crate::words::low(short);
    let start = before.len() - near_end(before).len();
    let window = &low[start..before.len()];
    if wanted.starts_with("các ") && !wanted.ends_with(" bên") {
        let at = crate::words::find_words(window, "các").pop()?;
        return Some(start + at..before.len());
    }
    if !wanted.ends_with(" bên") && !wanted.starts_with("liên ") {
        return None;
    }
    let cut = window.rfind([';', ':', '.']).map_or(0, |at| at + 1);
    let cut = cut + window[cut..].len() - window[cut..].trim_start().len();
    (cut < window.len()).then_some(start + cut..before.len())
}

/// The words after the last comma or semicolon.
pub(super) fn last_clause(before: &str) -> Option<Range<usize>> {
    let near = near_end(before);
    let mark = near.rfind([',', ';', ':', '.']).map(|at| before.len() - near.len() + at + 1);
    let start = mark.or((near.len() == before.len()).then_some(0))?;
    let start = start + before[start..].len() - before[start..].trim_start().len();
    (start < before.len()).then_some(start..before.len())
}
