//! Finding a value in a line as people find it: whole words, whatever its spaces, capitals and emphasis marks.

use std::ops::Range;

/// A text without emphasis marks, invisible letters and the differences that reading folds away, and where each letter
/// of it stands in the text.
#[derive(Default)]
pub(super) struct Folded {
    pub letters: Vec<char>,
    /// Byte range of each letter.
    pub places: Vec<Range<usize>>,
}

/// A text folded so.
pub(super) fn fold(text: &str) -> Folded {
    let mut folded = Folded::default();
    for (at, letter) in text.char_indices() {
        let place = at..at + letter.len_utf8();
        if matches!(letter, '*' | '_' | '`' | '|') || domain::text::is_invisible(letter) {
            continue;
        }
        if letter.is_whitespace() {
            if folded.letters.last().is_some_and(|last| *last != ' ') {
                folded.letters.push(' ');
                folded.places.push(place);
            }
            continue;
        }
        for small in letter.to_lowercase() {
            folded.letters.push(small);
            folded.places.push(place.clone());
        }
    }
    while folded.letters.last() == Some(&' ') {
        folded.letters.pop();
        folded.places.pop();
    }
    folded
}

/// The first place of `wanted` that begins and ends at the border of a word, else the first place at all.
pub(super) fn find(letters: &[char], wanted: &[char]) -> Option<usize> {
    if wanted.len() > letters.len() {
        return None;
    }
    let is_word = |at: Option<&char>| at.is_some_and(|c| c.is_alphanumeric());
    let mut first = None;
    for at in 0..=letters.len() - wanted.len() {
        if letters[at] != wanted[0] || letters[at..at + wanted.len()] != *wanted {
            continue;
        }
        let cuts_before = at > 0 && is_word(letters.get(at - 1)) && is_word(wanted.first());
        let cuts_after = is_word(letters.get(at + wanted.len())) && is_word(wanted.last());
        if !cuts_before && !cuts_after {
            return Some(at);
        }
        first = first.or(Some(at));
    }
    first
}

#[cfg(test)]
mod tests {
    use super::{find, fold};

    #[test]
    fn values_are_found_as_whole_words_through_emphasis_and_spaces() {
        let line = fold("**7.** Văn phòng  (Trung tâm\u{200b} TTTT), Văn phòng Bộ");
        let at = find(&line.letters, &fold("văn phòng (trung tâm TTTT)").letters).unwrap();
        assert_eq!(line.places[at].start, "**7.** ".len());
        let line = fold("phòng họp và phòng");
        assert_eq!(find(&line.letters, &fold("phòng").letters), Some(0));
        let line = fold("Tháng 12/2023 và tháng 2/2023");
        assert_eq!(
            find(&line.letters, &fold("2/2023").letters),
            Some("tháng 12/2023 và tháng ".chars().count())
        );
        assert_eq!(find(&fold("a").letters, &fold("ab").letters), None);
    }
}
