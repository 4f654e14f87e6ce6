//! Names without quotes: the event that the plan is about, and events with an edition.

use std::ops::Range;

use super::{Mention, editions, quotes::types_of};
use crate::abbreviations::SpanOf;
use crate::words::{find_words, low, starts_with_word};

/// Nouns that begin the name of an event when written with a capital.
const HEADS: [&str; 26] = [
    "lễ hội",
    "liên hoan",
    "hội thi",
    "cuộc thi",
    "giải thể thao",
    "giải bóng đá",
    "giải cầu lông",
    "giải bóng chuyền",
    "giải chạy",
    "giải thưởng",
    "giải việt dã",
    "ngày hội",
    "tuần lễ",
    "tháng hành động",
    "tháng thanh niên",
    "tháng công nhân",
    "hội khỏe",
    "hội thao",
    "đại hội thể dục thể thao",
    "đại hội thể thao",
    "hội chợ",
    "festival",
    "triển lãm",
    "hội diễn",
    "kỳ thi",
    "ngày chạy",
];
/// Nouns that begin the name of the event a plan is about; elsewhere they are too common ("Hội nghị sơ kết").
const OWN_HEADS: [&str; 8] =
    ["hội nghị", "hội thảo", "lễ kỷ niệm", "lễ phát động", "đại hội", "tọa đàm", "diễn đàn", "chương trình"];
/// A name has no more words than this.
const NAME_WORDS_MAX: usize = 34;
/// The same in bytes, so that a long paragraph of head nouns stays cheap.
const NAME_BYTES_MAX: usize = 400;
/// A head noun alone ("Hội thi các cấp") is no name.
const NAME_WORDS_MIN: usize = 4;

/// The event names of a document.
pub(super) fn mentions(texts: &[(&str, SpanOf)], subject: &str) -> Vec<Mention> {
    let own = own_event(texts, subject);
    let mut out = Vec::new();
    for (text, span_of) in texts {
        if crate::words::is_capitals(text) {
            continue;
        }
        let low = low(text);
        for range in candidates(text, &low, own.as_deref()) {
            let edition = editions::edition(&text[range.clone()], &low[range.end..]);
            let is_own = own.as_deref().is_some_and(|own| low[range.start..].starts_with(own));
            let end = if is_own { range.start + own.as_deref().map_or(0, str::len) } else { range.end };
            let is_numbered = edition.is_some_and(|e| e.edition.is_some());
            if !(is_own || is_numbered) {
                continue;
            }
            let name = text[range.start..end].trim_end_matches([' ', ',']).to_owned();
            let types = types_of(&low[range.clone()]);
            out.push(Mention {
                name,
                types,
                quoted: false,
                edition,
                span: span_of.span(&(range.start..end)),
            });
        }
    }
    out
}

/// Ranges that begin with a head noun in capital and end before an edition, a stop or too many words.
fn candidates(text: &str, low: &str, own: Option<&str>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut starts: Vec<usize> = HEADS.iter().flat_map(|head| find_words(low, head)).collect();
    starts.extend(own.into_iter().flat_map(|own| find_words(low, own)));
    starts.sort_unstable();
    starts.dedup();
    for start in starts {
        let is_capital = text[start..].chars().next().is_some_and(char::is_uppercase);
        // "Cuộc thi khoa học kỹ thuật, Ngày hội STEM": two events side by side.
        if let Some(last) = out.last_mut().filter(|last| is_capital && last.end > start)
            && text[..start].trim_end().ends_with(',')
        {
            last.end = text[..start].trim_end_matches([' ', ',']).len();
        }
        if !is_capital || out.last().is_some_and(|r| r.end > start) {
            continue;
        }
        let own_length = own.filter(|own| low[start..].starts_with(own)).map_or(0, str::len);
        let end = start + name_length(&low[start..]).max(own_length);
        let count = crate::words::words(&text[start..end]);
        if (NAME_WORDS_MIN..=NAME_WORDS_MAX).contains(&count) {
            out.push(start..end);
        }
    }
    out
}

fn name_length(low: &str) -> usize {
    let mut end = low.len().min(NAME_BYTES_MAX);
    while !low.is_char_boundary(end) {
        end -= 1;
    }
    let low = &low[..end];
    let stops = crate::rx!(
        r"[;:.()“”\x22]|\s+lần\s+(?:thứ|\d)|\s+năm\s+(?:học\s+)?\d{4}|,?\s+như sau|\s+\d{4}\b|,\s+(?:lần|với|nhằm|do|tại|cụ thể)\b|\s+(?:diễn ra|được tổ chức|do|tại|nhằm|vào|trong)\s"
    );
    stops.find(low).map_or(low.len(), |found| found.start())
}

/// The event of the subject line, cut to the words that the text repeats.
fn own_event(texts: &[(&str, SpanOf)], subject: &str) -> Option<String> {
    let subject_low = low(subject);
    let heads = HEADS.iter().chain(&OWN_HEADS);
    let start = heads.clone().filter_map(|head| find_words(&subject_low, head).first().copied()).min()?;
    // A quoted name is found as such.
    if subject[start..].contains(['"', '“']) {
        return None;
    }
    // Only what the plan organises, not "tuyên truyền về Hội thi …".
    let before = subject_low[..start].trim_end();
    if !(before.is_empty()
        || ["tổ chức", "tham gia", "hưởng ứng", "triển khai", "phát động"]
            .iter()
            .any(|w| before.ends_with(w)))
    {
        return None;
    }
    let full = subject_low[start..start + name_length(&subject_low[start..])]
        .trim_end_matches([' ', ','])
        .to_owned();
    let head = heads.filter(|head| starts_with_word(&full, head)).max_by_key(|head| head.len())?;
    let mut best = full.clone();
    for (text, _) in texts {
        if crate::words::is_capitals(text) {
            continue;
        }
        let low = low(text);
        for at in find_words(&low, head) {
            let common = common_words(&full, &low[at..at + name_length(&low[at..])]);
            if crate::words::words(common) >= NAME_WORDS_MIN && common.len() < best.len() {
                best = common.to_owned();
            }
        }
    }
    // "Hội nghị tập huấn" says what kind of meeting, not which.
    let is_common = OWN_HEADS.iter().any(|head| starts_with_word(&best, head));
    (crate::words::words(&best) >= NAME_WORDS_MIN + usize::from(is_common)).then_some(best)
}

/// The words that two texts begin with, as part of the first.
fn common_words<'a>(a: &'a str, b: &str) -> &'a str {
    let mut end = 0;
    let mut at = 0;
    for (x, y) in a.split_inclusive(' ').zip(b.split_inclusive(' ')) {
        if x.trim_end() != y.trim_end() {
            break;
        }
        at += x.len();
        end = at - (x.len() - x.trim_end().len());
    }
    &a[..end]
}
