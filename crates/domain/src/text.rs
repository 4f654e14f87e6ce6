//! Vietnamese text: one spelling to store, one key to search, one place for tone marks.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Returns `text` in Unicode NFC, the only form that is stored.
///
/// Word files from macOS and many web pages carry NFD ("e" + "◌̂" + "◌́"); comparing those with typed text fails.
pub fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// Returns the search key of `text`: lower case, no marks, `đ` as `d`, white space folded to single spaces.
///
/// "Cục Nhà giáo" and "cuc nha giao" have the same key. Neither SQLite's `remove_diacritics` nor PostgreSQL's
/// collations fold `đ`, so the key is made here and stored in a column of its own.
///
/// ```
/// assert_eq!(domain::text::key("Sở GD&ĐT  Đắk Lắk"), "so gd&dt dak lak");
/// ```
pub fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.nfd() {
        if is_combining_mark(c) || is_invisible(c) {
            continue;
        }
        if c.is_whitespace() {
            space = !out.is_empty();
            continue;
        }
        if space {
            out.push(' ');
            space = false;
        }
        match c {
            'đ' | 'Đ' => out.push('d'),
            _ => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// Zero-width and direction marks: they hide in pasted text, change comparisons and are never wanted.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{00ad}')
}

/// Returns `text` with the tone mark on the first vowel of the open diphthongs oa, oe, uy ("hoà" becomes "hòa").
///
/// Both styles are in print; names and words must compare equal in either. The newer style ("hoà") is preferred by
/// school books, the older ("hòa") by most keyboards; which one is chosen does not matter, only that it is one.
pub fn one_tone_style(text: &str) -> String {
    const PAIRS: [(&str, &str); 15] = [
        ("oà", "òa"),
        ("oá", "óa"),
        ("oả", "ỏa"),
        ("oã", "õa"),
        ("oạ", "ọa"),
        ("oè", "òe"),
        ("oé", "óe"),
        ("oẻ", "ỏe"),
        ("oẽ", "õe"),
        ("oẹ", "ọe"),
        ("uỳ", "ùy"),
        ("uý", "úy"),
        ("uỷ", "ủy"),
        ("uỹ", "ũy"),
        ("uỵ", "ụy"),
    ];
    let chars: Vec<char> = nfc(text).chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut i = 0;
    while i < chars.len() {
        if matches!(chars[i], 'o' | 'O' | 'u' | 'U') && i + 1 < chars.len() {
            let lower: String = chars[i..i + 2].iter().flat_map(|c| c.to_lowercase()).collect();
            // "quý" and "giá" keep theirs: u after q is a consonant. A closing letter after the pair ("hoàn") as well.
            let after_q = i > 0 && matches!(chars[i - 1], 'q' | 'Q') && lower.starts_with('u');
            let closed = chars.get(i + 2).is_some_and(|c| c.is_alphabetic());
            let pair = PAIRS.iter().find(|(from, _)| !after_q && !closed && *from == lower);
            if let Some((_, to)) = pair {
                for (k, c) in to.chars().enumerate() {
                    if chars[i + k].is_uppercase() { out.extend(c.to_uppercase()) } else { out.push(c) }
                }
                i += 2;
                continue;
            }
        }
        out.push(chars[i]);
        i += 1;
    }
    out
}

/// A Roman number from 1 to 4,999; none outside.
pub fn roman(n: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..5_000).contains(&n) {
        return None;
    }
    let mut left = n;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numbers() {
        let seen: Vec<String> =
            [1, 4, 9, 14, 29, 40, 90, 400, 1994, 1999, 4999].into_iter().filter_map(roman).collect();
        assert_eq!(seen.join(" "), "I IV IX XIV XXIX XL XC CD MCMXCIV MCMXCIX MMMMCMXCIX");
        assert_eq!((roman(0), roman(5_000)), (None, None));
    }

    #[test]
    fn keys_fold_marks_case_and_d() {
        assert_eq!(key("Cục Nhà giáo và Cán bộ quản lý giáo dục"), "cuc nha giao va can bo quan ly giao duc");
        assert_eq!(key("  ĐẮK   LẮK\u{a0}"), "dak lak");
        assert_eq!(key("Nguye\u{302}\u{303}n"), "nguyen");
        assert_eq!(key("a\u{200b}b"), "ab");
    }

    #[test]
    fn tone_style_moves_only_open_diphthongs() {
        assert_eq!(one_tone_style("hoà uỷ HOÀ quý hoàn thuý sức khoẻ"), "hòa ủy HÒA quý hoàn thúy sức khỏe");
    }
}
