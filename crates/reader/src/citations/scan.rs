//! Reads the citations of one paragraph from left to right.

use std::ops::Range;

use chrono::NaiveDate;

use super::kinds::{RELATIONS, TYPES, type_of_code};
use super::plain::without_symbol;
use super::title::{TITLE_VERBS, title};
use super::{Found, Symbol, symbols};
use crate::words::{find_word, find_words, low, near_end, starts_with_word};

/// A type word may stand this far before its symbol ("Luật sửa đổi, bổ sung một số điều của … số 43/2019/QH14").
const TYPE_LOOK_BACK_BYTES: usize = 160;
/// A lead word may stand this far before its document.
const RELATION_LOOK_BACK_BYTES: usize = 320;

/// Who asked for it stands this far before at most.
const ASKER_LOOK_BACK_BYTES: usize = 400;

/// All citations of a text. `is_preamble` also allows documents without a symbol.
pub(super) fn scan(text: &str, is_preamble: bool) -> Vec<Found> {
    let low = low(text);
    let mut out: Vec<Found> = Vec::new();
    let mut from = 0;
    for symbol in symbols(text) {
        if symbol.range.start < from {
            continue;
        }
        let previous = out.last();
        let Some(found) = by_symbol(text, &low, &symbol, from, previous) else { continue };
        from = found.range.end;
        out.push(found);
    }
    if is_preamble {
        without_symbol(text, &low, &mut out);
    }
    out
}

fn by_symbol(text: &str, low: &str, symbol: &Symbol, from: usize, previous: Option<&Found>) -> Option<Found> {
    let before = &low[from..symbol.range.start];
    let numbered = before.trim_end().ends_with("số") || before.trim_end().ends_with("số:");
    let kind = type_before(low, from, symbol.range.start);
    let first_code = symbol.codes.first().map(String::as_str);
    let typed_symbol = symbol.year.is_some() || first_code.is_some_and(|code| type_of_code(code).is_some());
    if kind.is_none() && !numbered && !typed_symbol {
        return None;
    }
    let shared = previous.filter(|p| text[p.range.end..symbol.range.start].chars().nth(11).is_none());
    let (doc_type, start) = match (&kind, shared) {
        (Some(range), _) => (text[range.clone()].to_owned(), range.start),
        (None, Some(previous)) => (previous.doc_type.clone(), symbol.range.start),
        (None, None) => (first_code.and_then(type_of_code)?.to_owned(), symbol.range.start),
    };
    let relation = relation_before(low, from, start).or_else(|| previous.and_then(|p| p.relation.clone()));
    let between = kind.as_ref().map_or("", |range| &text[range.end..symbol.range.start]);
    let named = name_between(between);
    let rest = after(text, low, symbol.range.end);
    let asker = || asker_before(text, low, from, start);
    let title = rest.title.clone().map(|r| text[r].to_owned()).or(named);
    let number = text[symbol.range.clone()].to_owned();
    let listed = || shared.filter(|_| kind.is_none()).and_then(|p| p.issuer.clone());
    let issuer = rest.issuer.or_else(|| issuer_between(between)).or_else(asker).or_else(listed);
    Some(Found {
        range: start..rest.end,
        relation,
        doc_type,
        number: Some(number),
        date: rest.date,
        issuer,
        title,
    })
}

/// The nearest type word before `at`, not across a semicolon.
fn type_before(low: &str, from: usize, at: usize) -> Option<Range<usize>> {
    let mut start = at.saturating_sub(TYPE_LOOK_BACK_BYTES).max(from);
    while !low.is_char_boundary(start) {
        start += 1;
    }
    let window = &low[start..at];
    let cut = window.rfind(';').map_or(0, |semi| semi + 1);
    let window = &window[cut..];
    let base = start + cut;
    let found = TYPES
        .iter()
        .flat_map(|kind| find_words(window, kind).into_iter().map(move |at| at..at + kind.len()))
        .max_by_key(|range| (range.end, range.len()))?;
    // "Luật Giáo dục số 43/2019/QH14": of a law the first type word counts, its name may hold others.
    let law =
        ["bộ luật", "luật", "pháp lệnh"].iter().find_map(|kind| Some((find_word(window, kind)?, kind.len())));
    let found = match law {
        Some((at, length)) if at < found.start && !window[at..].contains(" số ") => at..at + length,
        Some((at, length))
            if at < found.start
                && window[at..].matches(" số ").count() == 1
                && low[base + at..].contains("qh") =>
        {
            at..at + length
        }
        _ => found,
    };
    Some(base + found.start..base + found.end)
}

/// The lead word before a document, in its own clause.
fn relation_before(low: &str, from: usize, at: usize) -> Option<String> {
    let mut start = at.saturating_sub(RELATION_LOOK_BACK_BYTES).max(from);
    while !low.is_char_boundary(start) {
        start += 1;
    }
    let window = &low[start..at];
    let cut = window.rfind([';', '.']).map_or(0, |semi| semi + 1);
    let window = &window[cut..];
    RELATIONS
        .iter()
        .flat_map(|w| find_words(window, w).into_iter().map(move |at| (at + w.len(), w.len(), *w)))
        .max()
        .map(|(_, _, word)| word.to_owned())
}

/// "Luật |Giáo dục| số …": a name between type and symbol.
fn name_between(between: &str) -> Option<String> {
    let name = between.trim().trim_end_matches(['(', ':', ',']).trim();
    let name = name.strip_suffix("số").unwrap_or(name).trim().trim_end_matches(['(', ',']).trim();
    let worded =
        name.chars().any(char::is_alphabetic) && !name.starts_with("của") && !name.starts_with("ngày");
    (worded && !matches!(name, "liên tịch" | "này" | "mới")).then(|| name.to_owned())
}

/// "Quyết định |của Thủ tướng Chính phủ| số …".
fn issuer_between(between: &str) -> Option<String> {
    let name = between.trim().strip_prefix("của ")?.trim();
    let name = name.strip_suffix("số").unwrap_or(name).trim().trim_end_matches(':').trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// "Xét đề nghị của |Sở Nội vụ| tại Tờ trình số …", "ý kiến chỉ đạo của |Chủ tịch| tại Công văn số …".
fn asker_before(text: &str, low: &str, from: usize, at: usize) -> Option<String> {
    const LEADS: [&str; 6] =
        ["đề nghị của ", "chỉ đạo của ", "yêu cầu của ", "kết luận của ", "kiến nghị của ", "hướng dẫn của "];
    let near = at - near_end(&low[from..at], ASKER_LOOK_BACK_BYTES).len();
    let from = from.max(near);
    let window = &low[from..at];
    let asked = LEADS.iter().filter_map(|lead| window.rfind(lead).map(|k| k + lead.len())).max()?;
    let end = window[asked..].rfind(" tại ").or_else(|| window[asked..].rfind(" theo "))?;
    if window[asked..].contains(';') {
        return None;
    }
    Some(text[from + asked..from + asked + end].trim().trim_end_matches(',').to_owned())
}

/// What follows a symbol.
#[derive(Default)]
pub(super) struct After {
    pub end: usize,
    pub date: Option<NaiveDate>,
    pub issuer: Option<String>,
    pub title: Option<Range<usize>>,
}

pub(super) fn after(text: &str, low: &str, at: usize) -> After {
    let mut out = After { end: at, ..After::default() };
    // Date and issuer come in either order, each once.
    for _ in 0..2 {
        if out.date.is_none()
            && let Some((date, length)) = date(&low[out.end..])
        {
            out.date = Some(date);
            out.end += length;
        }
        if out.issuer.is_none() {
            if let Some(range) = issuer(text, low, out.end) {
                out.issuer = Some(text[range.clone()].to_owned());
                out.end = range.end;
            } else if let Some((names, end)) = parties(text, low, out.end) {
                out.issuer = Some(names);
                out.end = end;
            }
        }
    }
    if let Some(note) =
        low[out.end..].strip_prefix(" (").filter(|n| n.starts_with("khóa") || n.starts_with("khoá"))
    {
        out.end += 2 + note.find(')').map_or(0, |close| close + 1);
    }
    let bare_verb = out.date.is_some() || out.issuer.is_some();
    if let Some(range) = title(&text[out.end..], &low[out.end..], bare_verb) {
        let range = out.end + range.start..out.end + range.end;
        out.end = range.end;
        out.title = Some(range);
    }
    out
}

/// " ngày 30/8/2013", ", ngày 16 tháng 01 năm 2023": the date and its length.
pub(super) fn date(low: &str) -> Option<(NaiveDate, usize)> {
    let pattern = crate::rx!(
        r"^[ ,(]*ngày\s*(\d{1,2})\s*(?:[/.-]|\s*tháng\s*)\s*(\d{1,2})\s*(?:[/.-]|,?\s*năm\s*)\s*(\d{4})\)?"
    );
    let found = pattern.captures(low)?;
    let part = |k: usize| found.get(k).and_then(|m| m.as_str().parse::<u32>().ok());
    let year = i32::try_from(part(3)?).ok()?;
    Some((NaiveDate::from_ymd_opt(year, part(2)?, part(1)?)?, found.get(0)?.end()))
}

/// " của Bộ Văn hóa, Thể thao và Du lịch": up to the title, a date, or a stop.
fn issuer(text: &str, low: &str, at: usize) -> Option<Range<usize>> {
    let rest = &low[at..];
    let lead = rest.len() - rest.trim_start_matches([' ', ',']).len();
    let name = rest[lead..].strip_prefix("của ")?;
    let start = at + lead + "của ".len();
    let mut end = name.len();
    let mut inside_until = 0;
    for (k, c) in name.char_indices() {
        if k < inside_until {
            continue;
        }
        if c == '('
            && let Some(length) = short_form_inside(&text[start + k..])
        {
            inside_until = k + length;
            continue;
        }
        let stops = match c {
            ';' | ':' | '(' | ')' | '.' | '"' | '“' => true,
            ',' => !continues_name(&name[k + 1..]),
            ' ' => {
                ends_name(&text[start + k + 1..], &name[k + 1..])
                    && !goes_on_as_a_name(&name[..k], &name[k + 1..])
            }
            _ => false,
        };
        if stops {
            end = k;
            break;
        }
    }
    let name = text[start..start + end].trim_end();
    (!name.is_empty()).then(|| start..start + name.len())
}

/// " giữa Tỉnh Đoàn và Sở Tư pháp": the parties of a joint document, joined by "; ".
fn parties(text: &str, low: &str, at: usize) -> Option<(String, usize)> {
    let rest = low[at..].strip_prefix(" giữa ")?;
    let start = at + " giữa ".len();
    let stop = |k: usize, c: char| match c {
        ';' | ':' | '(' | ')' | '.' | ',' => true,
        ' ' => ["về", "v/v", "giai đoạn", "năm", "trong", "nhằm"]
            .iter()
            .any(|w| starts_with_word(&rest[k + 1..], w)),
        _ => false,
    };
    let end = rest.char_indices().find(|(k, c)| stop(*k, *c)).map_or(rest.len(), |(k, _)| k);
    let names = &text[start..start + end];
    // The last "và" or "với" before a body parts the two names: "Sở Giáo dục và Đào tạo và Công đoàn ngành".
    let cut = [" và ", " với "].iter().flat_map(|w| names.match_indices(*w)).filter(|(k, w)| {
        super::title::BODIES.iter().any(|body| starts_with_word(&rest[k + w.len()..], body))
    });
    let (k, word) = cut.last()?;
    let joined = format!("{}; {}", names[..k].trim(), names[k + word.len()..].trim());
    Some((joined, start + end))
}

/// "(LHPN)" within a name that goes on after it: the length of the bracket.
fn short_form_inside(text: &str) -> Option<usize> {
    let close = text.find(')')?;
    let goes_on =
        text[close + 1..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase));
    (crate::abbreviations::is_acronym(&text[1..close]) && goes_on).then_some(close + 1)
}

/// A comma inside the name of a body: "Văn hóa, Thể thao và Du lịch", "Lao động, Thương binh".
fn continues_name(low: &str) -> bool {
    const PARTS: [&str; 9] = [
        "thể thao và du lịch",
        "thể thao, du lịch",
        "thương binh",
        "xã hội",
        "gia đình và trẻ em",
        "thông tin",
        "khoa học và",
        "thể thao",
        "chống",
    ];
    PARTS.iter().any(|part| low.trim_start().starts_with(part))
}

fn ends_name(text: &str, low: &str) -> bool {
    if [
        "về",
        "v/v",
        "ngày",
        "như",
        "đã",
        "để",
        "nhằm",
        "gắn",
        "được",
        "là",
        "trong",
        "tại",
        "đến",
        "có",
        "và các văn",
    ]
    .iter()
    .any(|w| starts_with_word(low, w))
    {
        return true;
    }
    if low.strip_prefix("và ").is_some_and(starts_document) {
        return true;
    }
    let is_lower = text.chars().next().is_some_and(char::is_lowercase);
    is_lower
        && TITLE_VERBS.iter().any(|verb| starts_with_word(low, verb))
        && !low.starts_with("phòng giáo dục")
}

/// "Ủy ban An toàn giao thông Quốc gia", "Ban Chỉ đạo phòng, chống thiên tai tỉnh về …": a word that could be a verb is a
/// part of the name of such a body as long as the words that open the title are still to come.
fn goes_on_as_a_name(before: &str, low: &str) -> bool {
    const FIELDS: &[&str] = &[
        "phòng",
        "phòng, chống",
        "phát triển",
        "quản lý",
        "xây dựng",
        "ứng phó",
        "khắc phục",
        "đổi mới",
        "tổ chức",
        "phối hợp",
    ];
    if starts_with_word(low, "giao thông") || (before.ends_with("quốc") && starts_with_word(low, "phòng"))
    {
        return true;
    }
    let by_field =
        ["ban ", "hội đồng ", "quỹ ", "ủy ban ", "uỷ ban ", "tiểu ban ", "tổ ", "hội ", "trung tâm "];
    let by_people = ["nhân dân", "thường vụ", "chấp hành", "bí thư", "mặt trận"];
    if !by_field.iter().any(|head| before.starts_with(head))
        || by_people.iter().any(|word| before.contains(word))
        || !FIELDS.iter().any(|field| starts_with_word(low, field))
    {
        return false;
    }
    let low = crate::words::near_start(low, NAME_BYTES_AHEAD_MAX);
    let title = [" về ", " v/v ", " ban hành ", " phê duyệt ", " quy định "]
        .iter()
        .filter_map(|word| low.find(word))
        .min();
    let stop = low.find([';', ':', '(', '.']).unwrap_or(low.len());
    title.is_some_and(|at| at < stop && low[..at].split(' ').count() <= NAME_WORDS_AHEAD_MAX)
}

/// The rest of such a name is not longer.
const NAME_WORDS_AHEAD_MAX: usize = 10;
const NAME_BYTES_AHEAD_MAX: usize = 160;

/// "Kế hoạch số 31/…": another document begins.
pub(super) fn starts_document(low: &str) -> bool {
    /// "Kế hoạch hành động phòng, chống dịch số …": words between type and number.
    const NAME_BYTES_MAX: usize = 60;
    TYPES.iter().filter(|kind| starts_with_word(low, kind)).any(|kind| {
        let rest = low[kind.len()..].trim_start();
        let near = rest.find([',', ';', '.']).unwrap_or(rest.len()).min(NAME_BYTES_MAX);
        let numbered = rest.find("số ").filter(|at| *at <= near).is_some_and(|at| {
            rest[at + "số ".len()..].trim_start().starts_with(|c: char| c.is_ascii_digit())
        });
        numbered || rest.starts_with("số:") || rest.starts_with(|c: char| c.is_ascii_digit())
    })
}
