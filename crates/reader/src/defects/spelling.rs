//! Misprints: words that no Vietnamese syllable can be, and legal syllables that make no word together ("trong tâm").
//!
//! Two lists of our own feed it: `phrases.txt`, words of administrative Vietnamese, and `misprints.txt`, misspellings with
//! their mends. A finding needs a mend from a list or an impossible syllable; a guess is not reported.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::syllable::{has_marks, has_vietnamese_letters, is_possible, with_tone_placed};

/// The longest phrase of the lists, in syllables.
const PHRASE_SYLLABLES_MAX: usize = 4;

/// A word of a text.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Where.
    pub range: Range<usize>,
    /// Lower case, one tone style, NFC.
    pub low: String,
    /// Only one space stands between it and the word before.
    pub joined: bool,
    /// How it is written.
    pub case: Case,
    /// Its first letter without marks; đ stays đ.
    pub initial: char,
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Lower,
    First,
    Upper,
    Mixed,
}

/// A misprint and its mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Misprint {
    pub range: Range<usize>,
    pub mend: Option<String>,
    /// Two words without the space between them.
    pub is_glued: bool,
}

struct Lists {
    /// Search key to the right forms with that key; a silent form is right but mends nothing.
    forms: HashMap<String, Vec<Form>>,
    /// Pairs of syllables that make a word, to see where two words meet.
    pairs: HashSet<String>,
    /// Wrong form to right form.
    misprints: HashMap<String, String>,
}

struct Form {
    text: String,
    is_silent: bool,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists { forms: HashMap::new(), pairs: HashSet::new(), misprints: HashMap::new() };
    for line in include_str!("phrases.txt").lines().filter(|l| !l.starts_with('#')) {
        let is_pair = !line.starts_with('=');
        let is_silent = line.starts_with(['=', '+']);
        let line = line.trim_start_matches(['=', '+']);
        for phrase in line.split(',').map(|p| fold(p.trim())).filter(|p| p.contains(' ')) {
            let words: Vec<&str> = phrase.split(' ').collect();
            if is_pair {
                lists.pairs.extend(words.windows(2).map(|pair| pair.join(" ")));
            }
            if words.len() <= PHRASE_SYLLABLES_MAX {
                lists
                    .forms
                    .entry(domain::text::key(&phrase))
                    .or_default()
                    .push(Form { text: phrase, is_silent });
            }
        }
    }
    for line in include_str!("misprints.txt").lines().filter(|l| !l.starts_with('#')) {
        if let Some((wrong, right)) = line.split_once(" = ") {
            lists.misprints.insert(fold(wrong), right.to_owned());
        }
    }
    lists
});

fn fold(text: &str) -> String {
    domain::text::one_tone_style(text).to_lowercase()
}

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let joined = out.last().is_some_and(|last| &text[last.range.end..from] == " ");
                let word = &text[from..at];
                let low = fold(word);
                out.push(Word { range: from..at, joined, case: case(word), initial: initial(&low), low });
                start = None;
            }
            _ => {}
        }
    }
    out
}

/// The first letter of a word in lower case, without marks; đ is a letter of its own.
pub(super) fn initial(low: &str) -> char {
    let first = low.chars().next().unwrap_or(' ');
    if first.is_ascii() || first == 'đ' {
        first
    } else {
        domain::text::key(first.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(first)
    }
}

fn case(word: &str) -> Case {
    let mut letters = word.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    let rest: Vec<char> = letters.collect();
    match (first, rest.iter().any(|c| c.is_uppercase()), rest.iter().all(|c| c.is_uppercase())) {
        (false, false, _) => Case::Lower,
        (true, _, true) if !rest.is_empty() => Case::Upper,
        (true, false, _) => Case::First,
        _ => Case::Mixed,
    }
}

/// Whether two neighbouring syllables make a known word.
pub(super) fn is_pair(a: &str, b: &str) -> bool {
    LISTS.pairs.contains(&format!("{a} {b}"))
}

/// The misprints of a text.
pub(super) fn misprints(text: &str, words: &[Word]) -> Vec<Misprint> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < words.len() {
        if let Some((misprint, next)) = at(text, words, i) {
            out.push(misprint);
            i = next;
        } else {
            i += 1;
        }
    }
    out
}

fn at(text: &str, words: &[Word], i: usize) -> Option<(Misprint, usize)> {
    for length in (1..=PHRASE_SYLLABLES_MAX).rev() {
        let Some(window) = words.get(i..i + length) else { continue };
        if window[1..].iter().any(|w| !w.joined) || !is_plain_case(window) {
            continue;
        }
        let phrase = window.iter().map(|w| w.low.as_str()).collect::<Vec<_>>().join(" ");
        let range = window[0].range.start..window[length - 1].range.end;
        if let Some(right) = LISTS.misprints.get(&phrase) {
            return Some((
                Misprint { mend: Some(cased(right, &text[range.clone()])), is_glued: false, range },
                i + length,
            ));
        }
        if length >= 2
            && let Some(right) = confused(words, i, length, &phrase)
        {
            return Some((
                Misprint { mend: Some(cased(&right, &text[range.clone()])), is_glued: false, range },
                i + length,
            ));
        }
    }
    if let Some(mend) = misplaced_tone(&words[i], text) {
        return Some((Misprint { range: words[i].range.clone(), mend: Some(mend), is_glued: false }, i + 1));
    }
    if let Some(mend) = glued(text, words, i) {
        return Some((Misprint { range: words[i].range.clone(), mend: Some(mend), is_glued: true }, i + 1));
    }
    impossible(words, i)
        .then(|| (Misprint { range: words[i].range.clone(), mend: None, is_glued: false }, i + 1))
}

/// "vềviệc", "Hội đồngnhân dân": one run of letters that is two syllables.
fn glued(text: &str, words: &[Word], i: usize) -> Option<String> {
    const LENGTH: std::ops::RangeInclusive<usize> = 4..=24;
    let word = &words[i];
    let printed = &text[word.range.clone()];
    let length = printed.chars().count();
    if word.case == Case::Upper
        || !LENGTH.contains(&length)
        || !has_marks(printed)
        || !has_vietnamese_letters(printed)
        || is_possible(printed)
    {
        return None;
    }
    let cuts = printed.char_indices().skip(1).map(|(at, _)| at).filter(|at| {
        let (a, b) = printed.split_at(*at);
        let case_fits =
            b.chars().skip(1).all(char::is_lowercase) && a.chars().skip(1).all(char::is_lowercase);
        // "cuuả" is a slip within one syllable.
        let begins = fold(b).starts_with(|c: char| {
            c.is_alphabetic() && !"aăâeêioôơuưyàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ".contains(c)
        });
        case_fits
            && begins
            && a.chars().count() >= 2
            && b.chars().count() >= 2
            && is_possible(a)
            && is_possible(b)
    });
    let mut cuts: Vec<usize> = cuts.collect();
    if cuts.len() > 1 {
        // Several cuts are possible: a known word on either side decides, or a capital inside.
        let before = i.checked_sub(1).map(|k| words[k].low.as_str()).unwrap_or_default();
        let after = words.get(i + 1).map(|w| w.low.as_str()).unwrap_or_default();
        cuts.retain(|at| {
            let (a, b) = printed.split_at(*at);
            let (a, b) = (fold(a), fold(b));
            is_pair(&a, &b)
                || is_pair(before, &a)
                || is_pair(&b, after)
                || printed[*at..].starts_with(char::is_uppercase)
        });
    }
    let [at] = cuts.as_slice() else { return None };
    Some(format!("{} {}", &printed[..*at], &printed[*at..]))
}

/// "qúa" for "quá", "hòan" for "hoàn": the tone mark stands on the wrong letter.
fn misplaced_tone(word: &Word, text: &str) -> Option<String> {
    let printed = &text[word.range.clone()];
    let plain = matches!(word.case, Case::Lower | Case::First) && has_vietnamese_letters(printed);
    let mend = if plain { with_tone_placed(printed)? } else { return None };
    is_possible(&mend).then_some(mend)
}

/// Lower case, a sentence start, or all capitals; "Trong Tâm" may be a name.
fn is_plain_case(window: &[Word]) -> bool {
    let rest_lower = window[1..].iter().all(|w| w.case == Case::Lower);
    let upper = window.iter().all(|w| w.case == Case::Upper);
    (matches!(window[0].case, Case::Lower | Case::First) && rest_lower) || (upper && window.len() > 1)
}

/// The right form, when the letters of a known phrase stand there with other marks in one syllable.
fn confused(words: &[Word], i: usize, length: usize, phrase: &str) -> Option<String> {
    let forms = LISTS.forms.get(&domain::text::key(phrase))?;
    if forms.iter().any(|form| form.text == phrase) || meets_neighbours(words, i, length) {
        return None;
    }
    let one_differs =
        |form: &&str| form.split(' ').zip(phrase.split(' ')).filter(|(a, b)| a != b).count() == 1;
    let mut fitting =
        forms.iter().filter(|form| !form.is_silent).map(|form| form.text.as_str()).filter(one_differs);
    let right = fitting.next()?;
    // Two mends are no mend.
    fitting.next().is_none().then(|| right.to_owned())
}

/// Whether the first or the last syllable belongs to a word with its other neighbour: "thành phần | công nghiệp".
fn meets_neighbours(words: &[Word], i: usize, length: usize) -> bool {
    let before = i.checked_sub(1).is_some_and(|k| words[i].joined && is_pair(&words[k].low, &words[i].low));
    let last = i + length - 1;
    let after = words.get(last + 1).is_some_and(|w| w.joined && is_pair(&words[last].low, &w.low));
    before || after
}

/// A word with Vietnamese marks that cannot be a syllable. Names and foreign words are left alone.
fn impossible(words: &[Word], i: usize) -> bool {
    const LENGTH_MIN: usize = 3;
    let word = &words[i];
    let plain = word.case == Case::Lower
        && word.low.chars().count() >= LENGTH_MIN
        && word.low.chars().all(char::is_alphabetic);
    plain
        && has_marks(&word.low)
        && has_vietnamese_letters(&word.low)
        && !is_possible(&word.low)
        && !is_minority(&word.low)
}

/// Spellings of minority names that end in k or begin with two consonants; written small they are still names.
fn is_minority(word: &str) -> bool {
    word.ends_with(['k', 'l', 'r', 's', 'h'])
        || word.starts_with("kr")
        || word.starts_with("br")
        || word.starts_with("pl")
}

/// The mend in the case of the printed words.
fn cased(right: &str, printed: &str) -> String {
    let capitals = printed.chars().filter(|c| c.is_uppercase()).count();
    if capitals > 1 && crate::words::is_capitals(printed) {
        return right.to_uppercase();
    }
    let mut letters = right.chars();
    match letters.next() {
        Some(first) if capitals > 0 => first.to_uppercase().chain(letters).collect(),
        _ => right.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        misprints(text, &words(text))
            .iter()
            .map(|m| format!("{}>{}", &text[m.range.clone()], m.mend.as_deref().unwrap_or("?")))
            .collect()
    }

    #[test]
    fn misprints_and_mends() {
        let rows: [(&str, &[&str]); 17] = [
            ("các nhiệm vụ trong tâm năm học", &["trong tâm>trọng tâm"]),
            ("Thông nhất Cụm trưởng", &["Thông nhất>Thống nhất"]),
            ("kết quả gop phần thực hiện", &["gop phần>góp phần"]),
            ("không để xẩy ra tình trạng", &["xẩy ra>xảy ra"]),
            ("Sở Khoa học và Công nghê.", &["Công nghê>Công nghệ"]),
            ("MỤC ĐÍCH, YÊU CÂU", &["YÊU CÂU>YÊU CẦU"]),
            ("toàn nghành", &["nghành>ngành"]),
            ("nâng cao chât lượng", &["chât lượng>chất lượng"]),
            ("đươc giao", &["đươc>?"]),
            (
                "qúa trình, hòan thành, ngòai ra, đựơc",
                &["qúa>quá", "hòan thành>hoàn thành", "ngòai ra>ngoài ra", "đựơc>được"],
            ),
            (
                "vềviệc giao, Hội đồngnhân dân, theoQuyết định, lập kếhoạch",
                &["vềviệc>về việc", "đồngnhân>đồng nhân", "theoQuyết>theo Quyết", "kếhoạch>kế hoạch"],
            ),
            ("hoà, hòa, thuý, thúy, quý, giá, của, mía, tuổi, thuở, khuỷu, xoáy, ngoéo", &[]),
            ("trong tầm tay, trong tám tháng; cần cù; truyền thống, truyền thông", &[]),
            ("thành phần công nghiệp, một phần công việc", &[]),
            ("đồng chí Nguyễn Trong Tâm, Đắk Lắk, Krông Pắc", &[]),
            ("website, logo, wifi, vắc xin, áp phích, ki-lô-gam", &[]),
            ("hoà nhập, uỷ quyền, sức khoẻ, kỹ năng, kĩ năng, lí do", &[]),
        ];
        for (text, want) in rows {
            assert_eq!(found(text), want, "{text}");
        }
    }

    #[test]
    fn the_lists_do_not_contradict_themselves() {
        for (wrong, right) in &LISTS.misprints {
            assert_ne!(wrong, right);
            let known = LISTS
                .forms
                .get(&domain::text::key(wrong))
                .is_some_and(|forms| forms.iter().any(|f| f.text == *wrong));
            assert!(!known, "{wrong} stands in both lists");
        }
    }
}
