//! The head of the document: issuing agencies, number, place and date, type, subject, and the plan a decision carries.

mod letterhead;

use chrono::NaiveDate;

use crate::lines::Ln;
use crate::plan::{Agency, Annex, DocDate, Evidence, Header, Number, Span, SpannedText};
use crate::rx;
use crate::text::{Doc, Zone};
use crate::units;
use crate::words::{low, words};
use crate::zones::{self, Layout, Part};

/// Reads the head of the first part, and the annexed plan if the first part is a decision.
pub fn read(layout: &Layout, doc: &Doc<'_>) -> Header {
    let Some(part) = layout.parts.first() else { return Header::default() };
    let lines = &layout.lines[part.head.clone()];
    let mut header = Header { number: number(lines), annex: annex(layout), ..Header::default() };
    if let Some((place, date)) =
        place_and_date(lines).or_else(|| place_and_date(&layout.lines[part.tail.clone()]))
    {
        header.place = place;
        header.date = Some(date);
    }
    if let Some((doc_type, subject)) = type_and_subject(layout, part) {
        header.doc_type = Some(doc_type);
        header.subject = subject;
    }
    header.issuing_agencies = letterhead::letterhead(layout, part, doc);
    if header.issuing_agencies.is_empty() {
        header.issuing_agencies = from_preamble(doc);
    }
    if header.issuing_agencies.is_empty() {
        header.issuing_agencies = from_signature(layout, part);
    }
    header
}

/// The preamble of the first part: its bases and its opening sentence.
pub fn preamble(doc: &Doc<'_>) -> Option<SpannedText> {
    let mut text = String::new();
    let mut lines: Option<(u32, u32)> = None;
    for paragraph in doc
        .paragraphs
        .iter()
        .skip_while(|p| p.zone != Zone::Preamble)
        .take_while(|p| matches!(p.zone, Zone::Preamble | Zone::Noise))
    {
        let bare = low(&paragraph.text);
        let formula =
            matches!(bare.trim_end_matches([':', '.', ' ']), "quyết định" | "kế hoạch" | "quyết nghị");
        if formula || zones::is_issuer_line(&paragraph.text) || paragraph.zone == Zone::Noise {
            continue;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&paragraph.text);
        lines = Some((lines.map_or(paragraph.lines.0, |l| l.0), paragraph.lines.1));
    }
    lines.map(|lines| SpannedText { text, span: lines.into() })
}

fn type_and_subject(layout: &Layout, part: &Part) -> Option<(SpannedText, Option<SpannedText>)> {
    let at = part.doc_type?;
    let line = &layout.lines[at];
    let doc_type =
        SpannedText { text: line.text[..part.doc_type_bytes].to_owned(), span: Span::new(line.no, line.no) };
    let rest = line.text[part.doc_type_bytes..].trim_matches(|c: char| c.is_whitespace() || c == ':');
    let mut text = rest.to_owned();
    let mut lines = (!rest.is_empty()).then_some((line.no, line.no));
    for &k in &part.subject {
        let line = &layout.lines[k];
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&line.text);
        lines = Some((lines.map_or(line.no, |l| l.0), line.no));
    }
    let subject = lines.map(|lines| SpannedText { text, span: lines.into() });
    Some((doc_type, subject))
}

fn annex(layout: &Layout) -> Option<Annex> {
    let first = layout.parts.first()?;
    let line = &layout.lines[first.doc_type?];
    if low(&line.text[..first.doc_type_bytes]) == "kế hoạch" {
        return None;
    }
    let part = layout.parts.iter().skip(1).find(|part| !part.is_appendix && part.doc_type.is_some())?;
    let (doc_type, subject) = type_and_subject(layout, part)?;
    let subject = subject?;
    Some(Annex {
        doc_type: doc_type.text,
        span: Span::new(doc_type.span.start_line, subject.span.end_line),
        subject: subject.text,
    })
}

/// The texts of a line, column by column.
fn pieces(line: &Ln) -> Vec<&str> {
    if line.cells.len() > 1 {
        line.cells.iter().map(String::as_str).collect()
    } else {
        vec![line.text.as_str()]
    }
}

/// The same, and the whole line: blanks left for a number or a day look like gaps between columns.
fn pieces_and_whole(line: &Ln) -> Vec<&str> {
    let mut out = pieces(line);
    if out.len() > 1 {
        out.push(line.text.as_str());
    }
    out
}

fn number(lines: &[Ln]) -> Option<Number> {
    let pattern = rx!(
        r"(?i)\bsố\s*[:.]?\s*((\d{1,5}[a-z]?)?[\s.…_]*[/-]\s*([\p{Lu}Đ0-9][\p{Lu}\p{Ll}Đđ0-9&.]*(?:\s?[-–/]\s?[\p{Lu}Đđ0-9&][\p{Lu}\p{Ll}0-9&.]*)*))"
    );
    for line in lines {
        for piece in pieces_and_whole(line) {
            if piece.starts_with('(') || low(piece).contains("kèm theo") {
                continue;
            }
            if let Some(found) = pattern.captures(piece) {
                let symbol = found.get(3)?.as_str();
                if is_of_another(&low(&piece[..found.get(0)?.start()])) {
                    continue;
                }
                if !symbol.chars().any(char::is_uppercase) {
                    continue;
                }
                let symbol = symbol_alone(symbol);
                let start = found.get(0)?.start();
                let end = found.get(3)?.start() + symbol.len();
                return Some(Number {
                    text: piece[start..end].trim().to_owned(),
                    number: found.get(2).map(|m| m.as_str().to_owned()),
                    symbol: Some(symbol.to_owned()),
                    span: Span::new(line.no, line.no),
                });
            }
        }
    }
    None
}

/// "… thực hiện Nghị quyết |số 36-NQ/TW|" in the subject is the number of another document.
fn is_of_another(low_before: &str) -> bool {
    rx!(r"(?:nghị quyết|quyết định|nghị định|chỉ thị|kế hoạch|thông tư|luật|công văn|chương trình|kết luận|hướng dẫn)\s*$")
        .is_match(low_before)
}

/// "KH-SYT Hà Nội" when the columns ran together: a symbol has no small words.
fn symbol_alone(symbol: &str) -> &str {
    symbol
        .split_whitespace()
        .next()
        .map_or(symbol, |first| if first.ends_with(['-', '–', '/']) { symbol } else { first })
        .trim_end_matches(['.', '-'])
}

fn place_and_date(lines: &[Ln]) -> Option<(Option<SpannedText>, DocDate)> {
    let pattern = rx!(
        r"(?i)(?:(\p{Lu}[\p{L}.’'\- ]*?)\s*,\s*)?(ngày\s*(\d{1,2})?[\s.…_/]*\s*tháng\s*(\d{1,2})?[\s.…_/]*\s*năm\s*(\d{4})?)"
    );
    for line in lines {
        for piece in pieces_and_whole(line) {
            if piece.starts_with('(') || low(piece).contains("kèm theo") || words(piece) > 24 {
                continue;
            }
            let short = rx!(
                r"(?i)(?:(\p{Lu}[\p{L}.’'\- ]*?)\s*,\s*)(ngày\s*(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{4}))"
            );
            let Some(found) = pattern.captures(piece).or_else(|| short.captures(piece)) else { continue };
            let span = Span::new(line.no, line.no);
            let value = |k: usize| found.get(k).and_then(|m| m.as_str().parse::<u32>().ok());
            let (day, month, year) =
                (value(3), value(4), found.get(5).and_then(|m| m.as_str().parse::<i32>().ok()));
            let iso = year.zip(month).zip(day).and_then(|((y, m), d)| NaiveDate::from_ymd_opt(y, m, d));
            let text = found.get(2)?.as_str().trim_end_matches(['.', ' ', '…', '_']).to_owned();
            let place = found.get(1).map(|m| place_alone(m.as_str())).filter(|p| !p.is_empty());
            let place = place.map(|text| SpannedText { text: text.to_owned(), span });
            return Some((place, DocDate { text, iso, year, month, day, span }));
        }
    }
    None
}

/// The place without what ran into it from the left column ("KH-SYT Ninh Bình").
fn place_alone(text: &str) -> &str {
    let mut from = 0;
    for (at, _) in text.match_indices(' ') {
        let word = text[..at].rsplit(' ').next().unwrap_or("");
        if word.chars().filter(|c| c.is_uppercase()).count() > 1 && !word.starts_with("TP") {
            from = at + 1;
        }
    }
    text[from..].trim()
}

/// The unit that issues the plan by the words of the preamble ("… Sở Y tế ban hành Kế hoạch …").
fn from_preamble(doc: &Doc<'_>) -> Vec<Agency> {
    let acts = rx!(
        r"^\s*(?:\([^)]*\)\s*)?(?:thống nhất|ban hành|xây dựng|tổ chức|triển khai|đề ra|lập|phối hợp|cụ thể|phát động|hướng dẫn|yêu cầu|thông báo|quyết định)"
    );
    for paragraph in doc.in_zones(&[Zone::Preamble]).collect::<Vec<_>>().into_iter().rev() {
        let text = paragraph.text.as_str();
        let starts =
            std::iter::once(0).chain(text.match_indices([';', ',', '.']).map(|(at, mark)| at + mark.len()));
        for from in starts.collect::<Vec<_>>().into_iter().rev() {
            let rest = text[from..].trim_start();
            let offset = text.len() - rest.len();
            let Some(range) = units::subject(rest) else { continue };
            if !acts.is_match(&low(&rest[range.end..])) {
                continue;
            }
            let name = rest[range.clone()].trim();
            let list = units::split(name);
            return list
                .into_iter()
                .map(|r| {
                    let at = offset + range.start + r.start;
                    let name = strip_short_form(&name[r.clone()]);
                    Agency {
                        parent: body_of(name).map(str::to_owned),
                        name: name.to_owned(),
                        evidence: Evidence::Preamble,
                        span: paragraph.span(&(at..at + r.len())),
                    }
                })
                .collect();
        }
    }
    Vec::new()
}

/// "Bộ Y tế (sau đây gọi là Bộ)" and "Bộ Giáo dục và Đào tạo (GD&ĐT)" without the bracket.
fn strip_short_form(name: &str) -> &str {
    name.split('(').next().unwrap_or(name).trim_end()
}

/// The body behind a board: "Ban Giám đốc Sở Y tế" speaks for "Sở Y tế".
fn body_of(name: &str) -> Option<&str> {
    let low_name = low(name);
    let found = rx!(r"^(?:ban giám đốc|ban thường vụ|ban chấp hành|lãnh đạo|ban giám hiệu|thường trực)\s+")
        .find(&low_name)?;
    let rest = &name[found.end()..];
    units::begins(rest).then_some(rest)
}

fn from_signature(layout: &Layout, part: &Part) -> Vec<Agency> {
    for line in &layout.lines[part.tail.clone()] {
        for piece in pieces(line) {
            let low_piece = low(piece);
            if let Some(found) = rx!(r"^(?:tm|t/m)\s?[./]?\s*").find(&low_piece)
                && units::begins(&piece[found.end()..])
            {
                let name = piece[found.end()..].trim().to_owned();
                return vec![Agency {
                    name,
                    parent: None,
                    evidence: Evidence::Signature,
                    span: Span::new(line.no, line.no),
                }];
            }
        }
    }
    Vec::new()
}
