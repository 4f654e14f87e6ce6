//! Small helpers for Vietnamese words: a lower-case twin of a text with the same byte offsets, and word tests.

/// A regular expression compiled once, at first use.
#[macro_export]
#[doc(hidden)]
macro_rules! rx {
    ($pattern:expr) => {{
        static COMPILED: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
            regex::Regex::new($pattern).expect("the pattern is a constant and tested")
        });
        &*COMPILED
    }};
}

/// `text` in lower case with one tone-mark style, byte for byte as long as `text`.
///
/// Patterns are matched on this twin and their ranges cut from the original, so "Uỷ ban", "ỦY BAN" and "ủy ban" are one.
pub fn low(text: &str) -> String {
    #[cfg(test)]
    work::count(text.len());
    let chars: Vec<char> = text.chars().map(lower_same_length).collect();
    let mut out = String::with_capacity(text.len());
    let mut i = 0;
    while i < chars.len() {
        let moved = chars.get(i + 1).and_then(|second| moved_tone(&chars, i, *second));
        if let Some((first, second)) = moved {
            out.push(first);
            out.push(second);
            i += 2;
        } else {
            out.push(chars[i]);
            i += 1;
        }
    }
    debug_assert_eq!(out.len(), text.len());
    out
}

/// How many bytes were folded: what most rules begin with, and so a measure of their work that no clock blurs.
#[cfg(test)]
pub(crate) mod work {
    use std::cell::Cell;

    thread_local!(static BYTES: Cell<usize> = const { Cell::new(0) });

    pub(super) fn count(bytes: usize) {
        BYTES.with(|all| all.set(all.get() + bytes));
    }

    /// The bytes folded while `run` ran.
    pub fn of(run: impl FnOnce()) -> usize {
        let before = BYTES.with(Cell::get);
        run();
        BYTES.with(Cell::get) - before
    }
}

fn lower_same_length(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(l), None) if l.len_utf8() == c.len_utf8() => l,
        _ => c,
    }
}

/// "oà" as "òa" where the syllable is open. The two pairs that change length ("uỳ", "uỹ") stay: no keyword has them.
fn moved_tone(chars: &[char], i: usize, second: char) -> Option<(char, char)> {
    let moved = match (chars[i], second) {
        ('o', 'à') => ('ò', 'a'),
        ('o', 'á') => ('ó', 'a'),
        ('o', 'ả') => ('ỏ', 'a'),
        ('o', 'ã') => ('õ', 'a'),
        ('o', 'ạ') => ('ọ', 'a'),
        ('o', 'è') => ('ò', 'e'),
        ('o', 'é') => ('ó', 'e'),
        ('o', 'ẻ') => ('ỏ', 'e'),
        ('o', 'ẽ') => ('õ', 'e'),
        ('o', 'ẹ') => ('ọ', 'e'),
        ('u', 'ý') => ('ú', 'y'),
        ('u', 'ỷ') => ('ủ', 'y'),
        ('u', 'ỵ') => ('ụ', 'y'),
        _ => return None,
    };
    let is_closed = chars.get(i + 2).is_some_and(|c| c.is_alphabetic());
    let after_q = i > 0 && chars[i - 1] == 'q';
    (!is_closed && !after_q).then_some(moved)
}

/// The beginning of a text, at most `bytes` long: what begins there can be told without reading all of a long text.
pub fn near_start(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The end of a text, at most `bytes` long.
pub fn near_end(text: &str, bytes: usize) -> &str {
    let mut start = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// Whether a text has at least so many words; stops counting there.
pub fn has_words(text: &str, count: usize) -> bool {
    count == 0 || text.split_whitespace().nth(count - 1).is_some()
}

/// The words of a text: runs between white space.
pub fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Whether all letters are capitals, and there are at least two.
pub fn is_capitals(text: &str) -> bool {
    let mut capitals = 0;
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        if c.is_lowercase() {
            return false;
        }
        capitals += 1;
    }
    capitals >= 2
}

/// Whether the first letter is lower case (quotes and brackets before it do not count).
pub fn starts_lower(text: &str) -> bool {
    text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase)
}

/// Whether the first letter is a capital.
pub fn starts_capital(text: &str) -> bool {
    text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase)
}

/// Whether `low_text` starts with `word` as a whole word.
pub fn starts_with_word(low_text: &str, word: &str) -> bool {
    low_text.strip_prefix(word).is_some_and(|rest| !rest.chars().next().is_some_and(char::is_alphanumeric))
}

/// Whether `low_text` ends with `word` as a whole word.
pub fn ends_with_word(low_text: &str, word: &str) -> bool {
    low_text
        .strip_suffix(word)
        .is_some_and(|rest| !rest.chars().next_back().is_some_and(char::is_alphanumeric))
}

/// The first of `list` that `low_text` starts with as whole words.
pub fn first_of<'a>(low_text: &str, list: &[&'a str]) -> Option<&'a str> {
    list.iter().copied().filter(|word| starts_with_word(low_text, word)).max_by_key(|word| word.len())
}

/// `text` without the marks around it that carry no meaning: end marks, dashes, white space.
pub fn trim_marks(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ';' | ':' | ',' | '…'))
        .trim_start_matches(['-', '+', '–', ' '])
        .trim()
}

/// Byte position of every whole-word occurrence of `word` in `low_text`.
pub fn find_words(low_text: &str, word: &str) -> Vec<usize> {
    low_text
        .match_indices(word)
        .filter(|(at, _)| {
            !low_text[..*at].chars().next_back().is_some_and(char::is_alphanumeric)
                && !low_text[at + word.len()..].chars().next().is_some_and(char::is_alphanumeric)
        })
        .map(|(at, _)| at)
        .collect()
}

/// The first whole-word occurrence of `word`.
pub fn find_word(low_text: &str, word: &str) -> Option<usize> {
    find_words(low_text, word).into_iter().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lower_twin_keeps_the_offsets() {
        for text in ["UỶ BAN Nhân dân", "Hoà bình, SỨC KHOẺ, thuỳ mị, İ", "Quý II", "toàn Hoàn"]
        {
            assert_eq!(low(text).len(), text.len());
        }
        assert_eq!(low("UỶ BAN"), "ủy ban");
        assert_eq!(low("Hoà quý toàn"), "hòa quý toàn");
    }

    #[test]
    fn whole_words_only() {
        assert_eq!(find_words("các bộ, bộ phận bộ", "bộ"), vec![5, 11, 23]);
        assert!(starts_with_word("sở y tế", "sở"));
        assert!(!starts_with_word("sởi", "sở"));
    }
}
