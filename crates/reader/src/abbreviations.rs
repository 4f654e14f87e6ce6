//! Short forms and what they stand for: "Ủy ban nhân dân (UBND)", "(sau đây gọi tắt là Chương trình)".
//!
//! The full form is matched backwards by its initials. Well-known short forms that a document uses without introducing
//! them are listed too, with no full form, because none is printed.

mod full;

use std::collections::HashSet;
use std::ops::Range;

use self::full::{back_to_word, by_count, by_initials, group_of, last_clause, letters, near_end, unit_name};
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

/// Short forms that differ only in spaces are one.
pub(crate) fn key(short: &str) -> String {
    short.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
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
