//! Whether a run of letters can be a Vietnamese syllable: onset, rhyme and tone must go together.
//!
//! "gop" cannot (a syllable that ends in c, ch, p or t has the sắc or the nặng tone), "nghành" cannot (ngh stands before
//! e, ê, i only). Foreign words are no syllables either, so the caller decides what an impossible one means.

use unicode_normalization::UnicodeNormalization;

/// Onsets, longest first. "qu" and "gi" are handled apart.
const ONSETS: [&str; 25] = [
    "ngh", "ch", "gh", "kh", "ng", "nh", "ph", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n",
    "p", "r", "s", "t", "v", "x",
];

/// Rhymes without tone marks.
const RHYMES: &str = "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu \
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong op ot ooc \
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uôc uôi uôm uôn uông uôt \
    uơ uy uya uych uynh uyt uyu uyên uyêt uyn uyp ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu \
    y yêm yên yêng yêt yêu ych yt ym yn ynh";

/// Rhymes after "qu".
const RHYMES_AFTER_QU: &str = "a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng ât âu ây e ec en eng eo et ê êch ên ênh êt êu \
    i ia ich in inh ip it iu y ych yên yêt ynh yt ơ ôc ôi yu yn";

/// A syllable taken apart.
struct Parts {
    onset: String,
    rhyme: String,
    /// The combining tone mark, none for the level tone.
    tone: Option<char>,
}

const ACUTE: char = '\u{301}';
const DOT_BELOW: char = '\u{323}';
const TONES: [char; 5] = ['\u{300}', ACUTE, '\u{309}', '\u{303}', DOT_BELOW];

/// Whether `word` (letters only, any case) can be a Vietnamese syllable.
pub(super) fn is_possible(word: &str) -> bool {
    take_apart(word).is_some_and(|parts| is_spelt_right(&parts))
}

fn take_apart(word: &str) -> Option<Parts> {
    let lower = word.to_lowercase();
    let mut tone = None;
    let mut toneless = String::new();
    for c in lower.nfd() {
        if TONES.contains(&c) {
            if tone.replace(c).is_some() {
                return None;
            }
        } else {
            toneless.push(c);
        }
    }
    let plain: String = toneless.nfc().collect();
    let (onset, rhyme) = split(&plain);
    Some(Parts { onset: onset.to_owned(), rhyme: rhyme.to_owned(), tone })
}

fn split(plain: &str) -> (&str, &str) {
    if let Some(rhyme) = plain.strip_prefix("qu") {
        return ("qu", rhyme);
    }
    if let Some(rhyme) = plain.strip_prefix("gi") {
        // "gì", "gìn", "giếng": the i is the vowel; "giáo", "giữ": it belongs to the onset.
        let vowel_follows = rhyme.starts_with(|c: char| "aăâeoôơuưy".contains(c));
        return if vowel_follows { ("gi", rhyme) } else { ("g", &plain[1..]) };
    }
    let onset = ONSETS.iter().find(|onset| plain.starts_with(**onset)).copied().unwrap_or("");
    (onset, &plain[onset.len()..])
}

fn is_spelt_right(parts: &Parts) -> bool {
    let Parts { onset, rhyme, tone } = parts;
    let known = if onset == "qu" { RHYMES_AFTER_QU } else { RHYMES };
    if !known.split_whitespace().any(|r| r == rhyme) {
        return false;
    }
    let front = rhyme.starts_with(['e', 'ê', 'i', 'y']);
    let onset_fits = match onset.as_str() {
        "k" | "gh" | "ngh" => front,
        "c" | "ng" => !front,
        // "gì", "giếng" came here as g + i…; "ghe" not "ge".
        "g" => !front || rhyme.starts_with('i'),
        _ => true,
    };
    let stopped = rhyme.ends_with(['c', 'p', 't']) || rhyme.ends_with("ch");
    onset_fits && (!stopped || matches!(*tone, Some(ACUTE | DOT_BELOW)))
}

/// The word with its tone mark on the right letter, when it stands on a wrong one. Both styles of open oa, oe, uy are right.
pub(super) fn with_tone_placed(word: &str) -> Option<String> {
    let letters: Vec<char> = word.nfc().collect();
    let toned = letters.iter().position(|c| c.nfd().any(|m| TONES.contains(&m)))?;
    let tone = letters[toned].nfd().find(|m| TONES.contains(m))?;
    let bare: Vec<char> =
        letters.iter().map(|c| c.nfd().filter(|m| !TONES.contains(m)).nfc().next().unwrap_or(*c)).collect();
    let plain: String = bare.iter().flat_map(|c| c.to_lowercase()).collect();
    let (onset, rhyme) = split(&plain);
    if !RHYMES.split_whitespace().chain(RHYMES_AFTER_QU.split_whitespace()).any(|r| r == rhyme) {
        return None;
    }
    let first = onset.chars().count();
    let at = first + seat(rhyme);
    let either = matches!(rhyme, "oa" | "oe" | "uy") && (first..first + 2).contains(&toned);
    if at == toned || either || at >= bare.len() {
        return None;
    }
    let placed = bare.iter().enumerate().flat_map(|(k, c)| [Some(*c), (k == at).then_some(tone)]).flatten();
    Some(placed.collect::<String>().nfc().collect())
}

/// Which letter of a rhyme carries the tone mark.
fn seat(rhyme: &str) -> usize {
    let letters: Vec<char> = rhyme.chars().collect();
    let is_vowel = |c: &char| "aăâeêioôơuưy".contains(*c);
    let n_vowels = letters.iter().take_while(|c| is_vowel(c)).count();
    // ă, â, ê, ô, ơ, ư attract it; of "ươ" the second.
    if let Some(at) = letters[..n_vowels].iter().rposition(|c| "ăâêôơư".contains(*c)) {
        let both = letters[at] == 'ư' || at == 0 || letters[at - 1] != 'ư';
        return if both {
            letters[..n_vowels].iter().position(|c| "ăâêôơ".contains(*c)).unwrap_or(at)
        } else {
            at
        };
    }
    match (n_vowels, letters.len() > n_vowels) {
        (2, true) | (3, _) => 1,
        _ => 0,
    }
}

/// Whether all letters belong to the Vietnamese alphabet (no f, j, w, z, no foreign marks).
pub(super) fn has_vietnamese_letters(word: &str) -> bool {
    word.nfd().all(|c| {
        TONES.contains(&c)
            || matches!(c, '\u{302}' | '\u{306}' | '\u{31b}' | 'đ' | 'Đ')
            || (c.is_ascii_alphabetic() && !matches!(c.to_ascii_lowercase(), 'f' | 'j' | 'w' | 'z'))
    })
}

/// Whether a word carries a mark that only Vietnamese writing has.
pub(super) fn has_marks(word: &str) -> bool {
    word.nfd().any(|c| TONES.contains(&c) || matches!(c, '\u{302}' | '\u{306}' | '\u{31b}' | 'đ' | 'Đ'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legal_and_impossible_syllables() {
        for word in [
            "nghiêng",
            "giếng",
            "gì",
            "gìn",
            "quốc",
            "quyết",
            "khuỷu",
            "ngoằn",
            "xoong",
            "thuở",
            "giữ",
            "hoạch",
            "phối",
            "nghỉ",
            "kỷ",
            "quý",
            "uỷ",
            "ủy",
            "hoà",
            "Nghị",
            "ĐƯỜNG",
            "yêu",
            "ý",
            "khuya",
            "huých",
            "quỳnh",
            "giặc",
            "vắc",
            "pháp",
            "ghế",
            "thuế",
        ] {
            assert!(is_possible(word), "{word}");
        }
        for word in [
            "gop",
            "nghành",
            "chât",
            "đươc",
            "ngề",
            "kông",
            "cế",
            "gế",
            "thưc",
            "hộịi",
            "phôí́",
            "trưòng2",
            "quôc",
            "trìnhh",
            "vuiw",
        ] {
            assert!(!is_possible(word), "{word}");
        }
    }

    #[test]
    fn letters() {
        assert!(
            has_vietnamese_letters("đường")
                && !has_vietnamese_letters("website")
                && !has_vietnamese_letters("müller")
        );
        assert!(has_marks("gốp") && !has_marks("gop"));
    }
}
