//! Small faults of writing that need no knowledge of the document: doubled words, spaces and marks.

use std::ops::Range;

use super::spelling::{Case, Word, is_pair};
use crate::plan::DefectType;

/// A fault in one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What.
    pub kind: DefectType,
    /// Where.
    pub range: Range<usize>,
    /// The mend, as it should be printed.
    pub mend: Option<String>,
}

/// Syllables that are doubled on purpose.
const DOUBLED: [&str; 48] = [
    "luôn",
    "thường",
    "dần",
    "từ",
    "song",
    "chung",
    "mãi",
    "người",
    "nhà",
    "đời",
    "ngành",
    "xưa",
    "cao",
    "riêng",
    "xa",
    "lâu",
    "vui",
    "đâu",
    "ai",
    "rất",
    "năm",
    "ba",
    "nhỏ",
    "tầng",
    "lớp",
    "ào",
    "ầm",
    "lần",
    "sáng",
    "chiều",
    "đêm",
    "tháng",
    "ngày",
    "hai",
    "phố",
    "xanh",
    "xinh",
    "mơ",
    "đều",
    "hao",
    "khác",
    "chậm",
    "nhanh",
    "nhè",
    "rừng",
    "trùng",
    "hằng",
    "điệp",
];

/// Doubled words, single and in pairs.
pub(super) fn doubled(text: &str, words: &[Word]) -> Vec<Fault> {
    let mut out = Vec::new();
    let mut i = 1;
    while i < words.len() {
        let pair = i >= 2
            && i + 1 < words.len()
            && words[i - 2].low == words[i].low
            && words[i - 1].low == words[i + 1].low
            && words[i - 2].low != words[i - 1].low
            && (i - 1..=i + 1).all(|k| words[k].joined)
            && (i - 2..=i + 1).all(|k| words[k].case != Case::Upper && is_word(&words[k].low))
            && words[i].case == Case::Lower;
        if pair && is_pair(&words[i].low, &words[i + 1].low) {
            let range = words[i - 2].range.start..words[i + 1].range.end;
            let mend = text[words[i - 2].range.start..words[i - 1].range.end].to_owned();
            out.push(Fault { kind: DefectType::DuplicateWord, range, mend: Some(mend) });
            i += 2;
        } else if is_doubled(words, i) {
            out.push(with_neighbour(text, words, i));
        }
        i += 1;
    }
    out
}

fn is_word(low: &str) -> bool {
    low.chars().all(char::is_alphabetic) && low.chars().count() > 1
}

fn is_doubled(words: &[Word], i: usize) -> bool {
    let (first, second) = (&words[i - 1], &words[i]);
    if first.low != second.low || !second.joined || !is_word(&second.low) || second.case != Case::Lower {
        return false;
    }
    // "Ban ban hành": a name, then a verb. "Các các" at the start of a sentence is doubled all the same.
    if !(first.case == Case::Lower || (first.case == Case::First && is_function_word(&first.low))) {
        return false;
    }
    if is_function_word(&second.low) {
        return true;
    }
    if DOUBLED.contains(&second.low.as_str()) || i.checked_sub(2).is_some_and(|k| words[k].low == second.low)
    {
        return false;
    }
    // "cơ quan | quan trọng": two words meet. "thi thi đua" is one word begun twice.
    let before = i.checked_sub(2).is_some_and(|k| words[i - 1].joined && is_pair(&words[k].low, &first.low));
    let after = words.get(i + 1).is_some_and(|w| w.joined && is_pair(&second.low, &w.low));
    after && !before
}

fn is_function_word(low: &str) -> bool {
    const WORDS: [&str; 24] = [
        "các", "và", "của", "cho", "trong", "là", "được", "với", "để", "những", "một", "đến", "tại", "theo",
        "về", "do", "bị", "khi", "tới", "như", "nhằm", "thì", "mà", "vào",
    ];
    WORDS.contains(&low)
}

/// "thi thi đua" is shown with the word after it, so that the mend can be read.
fn with_neighbour(text: &str, words: &[Word], i: usize) -> Fault {
    let end = words.get(i + 1).filter(|w| w.joined).map_or(words[i].range.end, |w| w.range.end);
    let start = words[i - 1].range.start;
    let mend = format!("{}{}", &text[words[i - 1].range.clone()], &text[words[i].range.end..end]);
    Fault { kind: DefectType::DuplicateWord, range: start..end, mend: Some(mend) }
}

/// Missing and stray spaces, doubled marks.
pub(super) fn spaces_and_marks(text: &str) -> Vec<Fault> {
    let mut out = Vec::new();
    missing_spaces(text, &mut out);
    stray_spaces(text, &mut out);
    doubled_marks(text, &mut out);
    out
}

fn missing_spaces(text: &str, out: &mut Vec<Fault>) {
    // "viên,nhân", "nhận:Như", "TM.BAN", "hiện.Các", "dân(UBND".
    let pattern = crate::rx!(
        r"(?P<a>\p{Ll}[\p{Ll}\p{M}]+)(?P<m>[,;:])(?P<b>\p{L}[\p{Ll}\p{M}]+)|(?P<c>\b(?:TM|KT|TL|TUQ|Q))\.(?P<d>\p{Lu}\p{Lu}+)|(?P<e>\p{Ll}[\p{Ll}\p{M}]{2,})(?P<p>\.)(?P<f>\p{Lu}[\p{Ll}\p{M}]+)\s|(?P<g>\p{Ll}[\p{Ll}\p{M}]+)(?P<o>\()(?P<h>\p{L}{2,})"
    );
    for found in pattern.captures_iter(text) {
        let Some(whole) = found.get(0) else { continue };
        if is_address(text, &whole.range()) {
            continue;
        }
        let range = whole.start()..whole.start() + whole.as_str().trim_end().len();
        let printed = &text[range.clone()];
        let mend = match found.name("o") {
            Some(open) => format!("{} {}", &text[range.start..open.start()], &text[open.start()..range.end]),
            None => crate::rx!(r"[,;:.]").replace(printed, "$0 ").into_owned(),
        };
        out.push(Fault { kind: DefectType::MissingSpace, range, mend: Some(mend) });
    }
}

/// Inside "https://…", "ten@tinh.gov.vn", "sonoivu.gov.vn".
fn is_address(text: &str, range: &Range<usize>) -> bool {
    let start = text[..range.start].rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let end = text[range.end..].find(char::is_whitespace).map_or(text.len(), |at| range.end + at);
    let token = &text[start..end.max(start)];
    token.contains("http")
        || token.contains("www.")
        || token.contains('@')
        || token.contains(".vn")
        || token.contains(".com")
}

fn stray_spaces(text: &str, out: &mut Vec<Fault>) {
    // "GDVN ;", "( nếu", "2023- 2024".
    let pattern = crate::rx!(
        r"[\p{L}\d)”]+ +[,;:](?:\s|$)|[\p{L}\d]+ +\.(?:\s|$)|\( +[\p{L}\d]+|[\p{L}\d]+ +\)|\b\d{4}(?:- +| +-)\d{4}\b|\b\d{1,2}/ +\d{1,2}/\d{4}\b"
    );
    for found in pattern.find_iter(text) {
        let printed = found.as_str().trim_end();
        let mend = if printed.ends_with(|c: char| c.is_ascii_digit()) && printed.contains('-') {
            let digits: Vec<&str> =
                printed.split(|c: char| !c.is_ascii_digit()).filter(|d| !d.is_empty()).collect();
            digits.join(" - ")
        } else {
            crate::rx!(r" +([,;:.)])|([(/]) +").replace_all(printed, "$1$2").into_owned()
        };
        // "như sau :" is a habit of typewriters, still a stray space.
        let range = whole_phrase(text, found.start(), found.start() + printed.len());
        let lead = &text[range.start..found.start()];
        out.push(Fault { kind: DefectType::StraySpace, mend: Some(format!("{lead}{mend}")), range });
    }
}

/// One word of context before, so that the fault can be found by eye.
fn whole_phrase(text: &str, start: usize, end: usize) -> Range<usize> {
    let before = text[..start].trim_end();
    let word = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let plain = text[word..before.len()].chars().all(char::is_alphabetic) && before.len() + 1 == start;
    if plain && word < before.len() { word..end } else { start..end }
}

fn doubled_marks(text: &str, out: &mut Vec<Fault>) {
    let pattern = crate::rx!(
        r"[\p{L}\d)”]+\s?(?:,\s?,|;\s?;|:\s?:|,\s?;|;\s?,|[,;]\s?\.(?:\s|$)|:\s?\.(?:\s|$)|[^.…]\.\.(?:\s|$))"
    );
    for found in pattern.find_iter(text) {
        let printed = found.as_str().trim_end();
        let word =
            printed.trim_end_matches(|c: char| matches!(c, ',' | ';' | ':' | '.') || c.is_whitespace());
        let kept = printed.chars().last().unwrap_or('.');
        out.push(Fault {
            kind: DefectType::StrayPunctuation,
            range: found.start()..found.start() + printed.len(),
            mend: Some(format!("{word}{kept}")),
        });
    }
}

/// A comma that is sure to miss: "chính sách của Nhà nước các quy định của Ngành".
pub(super) fn missing_marks(text: &str) -> Vec<Fault> {
    let pattern = crate::rx!(
        r"của (?:Đảng|Nhà nước|Ngành|Bộ|Sở|Chính phủ|Trung ương|Tỉnh|tỉnh|Thành phố|thành phố|cấp trên)( )các (?:quy định|văn bản|hướng dẫn|nghị quyết|chỉ thị|chính sách|chủ trương|kế hoạch|chương trình|cuộc vận động|phong trào)(?: của \p{L}+)?"
    );
    let comma = pattern.captures_iter(text).filter_map(|found| {
        let (whole, gap) = (found.get(0)?, found.get(1)?);
        let mend = format!("{}, {}", &text[whole.start()..gap.start()], &text[gap.end()..whole.end()]);
        Some(Fault { kind: DefectType::MissingPunctuation, range: whole.range(), mend: Some(mend) })
    });
    comma.collect()
}
