//! The numbers of a text and the words around them.

use std::ops::Range;

/// A run of digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Where it stands, in bytes.
    pub at: Range<usize>,
    /// What it says; runs of more than nine digits are left out.
    pub value: u32,
}

impl Number {
    /// How many digits.
    pub fn width(&self) -> usize {
        self.at.len()
    }
}

/// All numbers of a text. Parts of words and of larger numbers ("K12", "2.024", "3,5") are none.
pub fn numbers(text: &str) -> Vec<Number> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let from = at;
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            at += 1;
        }
        if let Ok(value) = text[from..at].parse()
            && at - from <= 9
            && !is_glued(text, from, at)
        {
            found.push(Number { at: from..at, value });
        }
    }
    found
}

/// Whether a run of digits is part of a word or of a number in groups.
fn is_glued(text: &str, from: usize, to: usize) -> bool {
    let before = text[..from].chars().next_back();
    let mut after = text[to..].chars();
    let next = after.next();
    let digit_after = |mark: Option<char>| {
        matches!(mark, Some('.' | ',')) && after.clone().next().is_some_and(|c| c.is_ascii_digit())
    };
    let digit_before = matches!(before, Some('.' | ','))
        && text[..from].chars().rev().nth(1).is_some_and(|c| c.is_ascii_digit());
    // "15.9.2024" is a day: groups of thousands have three digits.
    let is_group = digit_after(next) && group_after(text, to) || digit_before && to - from == 3;
    before.is_some_and(char::is_alphabetic)
        || next.is_some_and(char::is_alphabetic) && !is_hour(text, to)
        || is_group
}

/// Whether exactly three digits follow the mark.
fn group_after(text: &str, to: usize) -> bool {
    text[to..].chars().skip(1).take_while(char::is_ascii_digit).count() == 3
}

/// "7h30", "8g00": hours, not words.
fn is_hour(text: &str, to: usize) -> bool {
    let mut after = text[to..].chars();
    matches!(after.next(), Some('h' | 'g' | 'H')) && !after.next().is_some_and(char::is_alphabetic)
}

/// The text before a place in small letters, at most this many letters of it.
pub fn before(text: &str, at: usize, letters: usize) -> String {
    let from = text[..at].char_indices().rev().nth(letters.saturating_sub(1)).map_or(0, |(from, _)| from);
    text[from..at].to_lowercase()
}

/// Whether a text in small letters ends with these words, each whole.
pub fn ends_with_word(text: &str, word: &str) -> bool {
    let text = text.trim_end();
    text.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}
