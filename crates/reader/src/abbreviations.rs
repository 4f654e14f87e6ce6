//! Short forms and what they stand for: "Ủy ban nhân dân (UBND)", "(sau đây gọi tắt là Chương trình)".
//!
//! The full form is matched backwards by its initials. Well-known short forms that a document uses without introducing
//! them are listed too, with no full form, because none is printed.

use std::collections::HashSet;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::plan::{Abbreviation, AbbreviationStatus, Span};
use crate::text::{Doc, Zone};
use crate::words::{low, near_start};

/// A full form has at most this many words more than the short form has letters ("và", "của", a place after it).
const SPARE_WORDS_MAX: usize = 6;
/// A bracket longer than this explains something, it is no short form.
const SHORT_CHARS_MAX: usize = 24;
/// A bracket longer than this introduces nothing.
const BRACKET_BYTES_MAX: usize = 700;
/// The longest full form of "sau đây gọi tắt là".
const FULL_BYTES_MAX: usize = 700;

/// Short forms that any officer knows and that documents use without introducing them.
const WELL_KNOWN: [&str; 31] = [
    "UBND", "HĐND", "UBMTTQ", "MTTQ", "LĐLĐ", "GD&ĐT", "GDĐT", "GD-ĐT", "CNTT", "HTX", "BTC", "BCĐ", "BCH",
    "TTYT", "THCS", "THPT", "GDTX", "GDNN", "CĐCS", "PCCC", "ATGT", "ATTP", "KT-XH", "KTXH", "VHTT", "BHYT",
    "BHXH", "CCHC", "TTHC", "CĐGD", "NTM",
];

/// A printed introduction of a short form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Introduced {
    /// The short form as printed.
    pub short: String,
    /// The full form as printed.
    pub full: String,
    /// Full form and bracket together.
    pub range: Range<usize>,
    /// How.
    pub status: AbbreviationStatus,
}

/// Finds the short forms of a document, one item per short form, at its introduction or first use.
pub fn find(doc: &Doc) -> Vec<Abbreviation> {
    let mut out: Vec<Abbreviation> = Vec::new();
    let mut seen = HashSet::new();
    for (text, span_of) in texts(doc) {
        for found in introductions(text) {
            if seen.insert(key(&found.short)) {
                let span = span_of.span(&found.range);
                out.push(Abbreviation {
                    short: found.short,
                    full: Some(found.full),
                    status: found.status,
                    optional: false,
                    span,
                });
            }
        }
    }
    for (text, span_of) in texts(doc) {
        for (short, range) in well_known(text) {
            if seen.insert(key(&short)) {
                let span = span_of.span(&range);
                out.push(Abbreviation {
                    short,
                    full: None,
                    status: AbbreviationStatus::Undefined,
                    optional: false,
                    span,
                });
            }
        }
    }
    out
}

/// Leads a byte range back to source lines.
#[derive(Clone, Copy)]
pub(crate) enum SpanOf<'a> {
    /// Of a paragraph.
    Paragraph(&'a crate::text::Paragraph),
    /// Of a table row.
    Line(u32),
}

impl SpanOf<'_> {
    pub(crate) fn span(self, range: &Range<usize>) -> Span {
        match self {
            SpanOf::Paragraph(paragraph) => paragraph.span(range),
            SpanOf::Line(line) => (line, line).into(),
        }
    }
}

/// The texts that introduce short forms: running text, then table cells.
fn texts<'a>(doc: &'a Doc) -> impl Iterator<Item = (&'a str, SpanOf<'a>)> {
    let zones = [Zone::Preamble, Zone::Body, Zone::Closing];
    let running = doc.paragraphs.iter().filter(move |p| zones.contains(&p.zone));
    let rows = doc.tables.iter().filter(|t| t.zone == Zone::Body).flat_map(|t| &t.rows);
    let cells = rows.flat_map(|r| r.cells.iter().map(move |c| (c.as_str(), SpanOf::Line(r.line))));
    running.map(|p| (p.text.as_str(), SpanOf::Paragraph(p))).chain(cells)
}

/// All introductions of a text, in order.
pub fn introductions(text: &str) -> Vec<Introduced> {
    let low = low(text);
    let mut out = Vec::new();
    out.extend(unbracketed(text, &low));
    for (open, _) in text.match_indices('(') {
        let Some(length) = near_start(&text[open..], BRACKET_BYTES_MAX).find(')') else { continue };
        let inside = open + 1..open + length;
        if let Some(found) = named(text, &low, &inside)
            .or_else(|| bracketed(text, &inside))
            .or_else(|| reversed(text, &inside))
        {
            out.push(found);
        }
    }
    out
}

/// "(sau đây gọi tắt là X)", "(viết tắt: X)".
fn named(text: &str, low: &str, inside: &Range<usize>) -> Option<Introduced> {
    let pattern = crate::rx!(
        r"^\s*(?:(?:sau|dưới|từ) đây\s+)?(?:được\s+)?(?:gọi tắt|gọi chung|viết tắt|gọi)\s*(?:là|:)?\s*:?\s*|^\s*(?:tên )?viết tắt\s*:?\s*|^\s*sau đây là\s+"
    );
    let lead = pattern.find(&low[inside.clone()])?;
    let start = inside.start + lead.end();
    let rest = &text[start..inside.end];
    let rest = rest.split([';', ',']).next().unwrap_or(rest);
    let short = rest.trim().trim_matches(['"', '“', '”', '\'', '.', ':']).trim();
    if short.is_empty() || short.chars().count() > 60 {
        return None;
    }
    let before = text[..inside.start - 1].trim_end();
    let begins_acronym =
        short.split(' ').next().is_some_and(|word| is_acronym(word) && letters(word).len() >= 2);
    let full = if begins_acronym { by_initials(before, short) } else { back_to_word(before, low, short) };
    let full = full.or_else(|| group_of(before, low, short)).or_else(|| last_clause(before))?;
    let status = AbbreviationStatus::SauDayGoiTat;
    Some(Introduced {
        short: short.to_owned(),
        full: text[full.clone()].to_owned(),
        range: full.start..inside.end + 1,
        status,
    })
}

/// ", sau đây gọi tắt là Kế hoạch," without brackets.
fn unbracketed(text: &str, low: &str) -> Vec<Introduced> {
    let pattern = crate::rx!(
        r",\s*(?:sau đây|dưới đây)\s+(?:được\s+)?(?:gọi tắt|gọi chung|viết tắt|gọi)\s+là\s+([^,;.:()]{2,40})"
    );
    pattern
        .captures_iter(low)
        .filter_map(|found| {
            let (whole, short) = (found.get(0)?, found.get(1)?);
            let short = text[short.range()].trim().trim_matches(['"', '“', '”']).trim();
            let before = text[..whole.start()].trim_end();
            let full = if is_acronym(short) {
                by_initials(before, short)
            } else {
                back_to_word(before, low, short)
            }?;
            let status = AbbreviationStatus::SauDayGoiTat;
            Some(Introduced {
                short: short.to_owned(),
                full: text[full.clone()].to_owned(),
                range: full.start..whole.end(),
                status,
            })
        })
        .collect()
}

/// "Ủy ban nhân dân (UBND)".
fn bracketed(text: &str, inside: &Range<usize>) -> Option<Introduced> {
    let short = text[inside.clone()].trim().trim_matches(['"', '“', '”']);
    if !is_acronym(short) || short.chars().count() > SHORT_CHARS_MAX {
        return None;
    }
    let before = text[..inside.start - 1].trim_end();
    let full =
        by_initials(before, short).or_else(|| unit_name(before)).or_else(|| by_count(before, short))?;
    let range = full.start..inside.end + 1;
    let status = AbbreviationStatus::Parenthesis;
    Some(Introduced { short: short.to_owned(), full: text[full].to_owned(), range, status })
}

/// "UBND (Ủy ban nhân dân)".
fn reversed(text: &str, inside: &Range<usize>) -> Option<Introduced> {
    let before = text[..inside.start - 1].trim_end();
    let near = near_end(before);
    let start = before.len() - near.len() + near.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let short = before[start..].trim_start_matches(['"', '“', '(']);
    let start = before.len() - short.len();
    let inner = text[inside.clone()].trim();
    if !is_acronym(short) || letters(short).len() < 2 {
        return None;
    }
    let full = by_initials(inner, short).filter(|full| full.start == 0)?;
    let status = AbbreviationStatus::Parenthesis;
    Some(Introduced {
        short: short.to_owned(),
        full: inner[full].to_owned(),
        range: start..inside.end + 1,
        status,
    })
}

/// Capitals, digits and joining signs, at least two capitals: "GD&ĐT", "CBGV, NV", "GDTrH".
pub(crate) fn is_acronym(text: &str) -> bool {
    let roman = text.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    !roman
        && !text.starts_with("và")
        && letters(text).len() >= 2
        && text.split([' ', ',', ';']).filter(|w| !w.is_empty()).all(|word| {
            let capitals = word.chars().filter(|c| c.is_uppercase()).count();
            let lower = word.chars().filter(|c| c.is_lowercase()).count();
            let signs = word.chars().all(|c| c.is_alphanumeric() || matches!(c, '&' | '-' | '.' | '/'));
            let plain = word.chars().filter(|c| c.is_lowercase()).all(|c| c.is_ascii());
            word == "&"
                || word == "-"
                || (word == "và" && text.len() > word.len())
                || (signs && plain && capitals >= 1 && lower < capitals && !word.ends_with('.'))
        })
}

/// The beginnings that the words of the full form must have: "GDTrH" gives g, d, tr, h.
///
/// A whole word in small letters ("UBND tỉnh") must stand in the full form itself; "và" may.
fn letters(short: &str) -> Vec<String> {
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
fn by_initials(before: &str, short: &str) -> Option<Range<usize>> {
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
fn near_end(text: &str) -> &str {
    crate::words::near_end(text, FULL_BYTES_MAX)
}

/// "Trung tâm Kiểm soát bệnh tật (CDC)": a foreign short form of a unit; its name from its noun on.
fn unit_name(before: &str) -> Option<Range<usize>> {
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
fn by_count(before: &str, short: &str) -> Option<Range<usize>> {
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
fn back_to_word(before: &str, low: &str, short: &str) -> Option<Range<usize>> {
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
fn group_of(before: &str, low: &str, short: &str) -> Option<Range<usize>> {
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
fn last_clause(before: &str) -> Option<Range<usize>> {
    let near = near_end(before);
    let mark = near.rfind([',', ';', ':', '.']).map(|at| before.len() - near.len() + at + 1);
    let start = mark.or((near.len() == before.len()).then_some(0))?;
    let start = start + before[start..].len() - before[start..].trim_start().len();
    (start < before.len()).then_some(start..before.len())
}

/// Well-known short forms used in a text; lines in capitals have none that can be told apart.
fn well_known(text: &str) -> Vec<(String, Range<usize>)> {
    if crate::words::is_capitals(text) {
        return Vec::new();
    }
    crate::rx!(r"[A-ZĐ][A-ZĐ&]+(?:-[A-ZĐ]+)?")
        .find_iter(text)
        .filter(|m| WELL_KNOWN.contains(&m.as_str()))
        .filter(|m| !text[..m.start()].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-')))
        .filter(|m| !text[m.end()..].starts_with(|c: char| c.is_alphanumeric() || c == '/'))
        .map(|m| (m.as_str().to_owned(), m.range()))
        .collect()
}

/// Short forms that differ only in spaces are one.
pub(crate) fn key(short: &str) -> String {
    short.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_and_their_full_forms() {
        let rows = [
            ("Ủy ban nhân dân (UBND) tỉnh ban hành", "UBND=Ủy ban nhân dân"),
            ("Bộ Giáo dục và Đào tạo (GD&ĐT) ban hành", "GD&ĐT=Giáo dục và Đào tạo"),
            (
                "cho cán bộ, giáo viên, nhân viên (CBGV, NV). Quán triệt",
                "CBGV, NV=cán bộ, giáo viên, nhân viên",
            ),
            ("phòng Giáo dục Trung học (GDTrH)", "GDTrH=Giáo dục Trung học"),
            ("Trung tâm Y tế huyện (TTYT) xây dựng", "TTYT=Trung tâm Y tế huyện"),
            ("tiêm vắc xin sởi - rubella (MR) cho trẻ", "MR=sởi - rubella"),
            ("An toàn, vệ sinh lao động (ATVSLĐ)", "ATVSLĐ=An toàn, vệ sinh lao động"),
            (
                "tổ chức chương trình “Gặp gỡ nhà giáo năm 2024” (sau đây gọi tắt là Chương trình), cụ thể",
                "Chương trình=chương trình “Gặp gỡ nhà giáo năm 2024”",
            ),
            (
                "ban hành Kế hoạch phát triển sản phẩm năm 2025 (sau đây viết tắt là Kế hoạch) với",
                "Kế hoạch=Kế hoạch phát triển sản phẩm năm 2025",
            ),
            ("Hội đồng nhân dân (viết tắt: HĐND) xã", "HĐND=Hội đồng nhân dân"),
            ("UBND (Ủy ban nhân dân) các xã", "UBND=Ủy ban nhân dân"),
            ("Ban Chỉ đạo (sau đây gọi là BCĐ) họp", "BCĐ=Ban Chỉ đạo"),
            ("Ủy ban nhân dân tỉnh (sau đây viết tắt là UBND tỉnh)", "UBND tỉnh=Ủy ban nhân dân tỉnh"),
            (
                "phòng, chống thiên tai và tìm kiếm cứu nạn (PCTT&TKCN)",
                "PCTT&TKCN=phòng, chống thiên tai và tìm kiếm cứu nạn",
            ),
            (
                "Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn (viết tắt là BCH PCTT và TKCN)",
                "BCH PCTT và TKCN=Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn",
            ),
            ("Trung tâm Kiểm soát bệnh tật (CDC)", "CDC=Trung tâm Kiểm soát bệnh tật"),
            (
                "Sở Y tế, Sở Nội vụ và Hội Nông dân tỉnh (sau đây gọi chung là ba bên)",
                "ba bên=Sở Y tế, Sở Nội vụ và Hội Nông dân tỉnh",
            ),
            (
                "gửi các cơ quan, đơn vị, địa phương (sau đây gọi chung là các đơn vị)",
                "các đơn vị=các cơ quan, đơn vị, địa phương",
            ),
            (
                "ban hành Kế hoạch chuyển đổi số năm 2025, sau đây gọi tắt là Kế hoạch, như sau",
                "Kế hoạch=Kế hoạch chuyển đổi số năm 2025",
            ),
            ("(để b/c); (II) và (nếu có) (2024)", ""),
            ("Nguyễn Văn An (PCT)", ""),
        ];
        for (text, want) in rows {
            let got: Vec<String> =
                introductions(text).iter().map(|f| format!("{}={}", f.short, f.full)).collect();
            assert_eq!(got.join(" | "), want, "{text}");
        }
    }
}
