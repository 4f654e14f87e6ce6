//! The letterhead: who issues the document, alone or together, and who stands above.

use std::ops::Range;

use super::{number, pieces};
use crate::plan::{Agency, Evidence, Span};
use crate::rx;
use crate::text::{Doc, Zone};
use crate::units;
use crate::words::{find_word, is_capitals, low, words};
use crate::zones::{self, Layout, Part};

/// Strips motto, number and date from a head line; what is left in capitals names the agency.
fn agency_piece(piece: &str) -> &str {
    let low_piece = low(piece);
    let cuts = [
        rx!(r"cộng h(?:òa|oà) xã hội chủ nghĩa việt nam").find(&low_piece),
        rx!(r"độc lập\s*[-–]\s*tự do").find(&low_piece),
        rx!(r"đảng cộng sản việt nam").find(&low_piece),
        rx!(r"\bsố\s*[:.]").find(&low_piece),
        rx!(r"\bngày\s*[\d.…_ ]*tháng").find(&low_piece),
    ];
    let end = cuts.iter().flatten().map(regex::Match::start).min().unwrap_or(piece.len());
    piece[..end].trim().trim_end_matches(['*', '-', '–', '_', '.', ' '])
}

struct HeadLine {
    text: String,
    line: u32,
    /// Its last line, when the name wraps.
    end: u32,
    column: usize,
}

pub(super) fn letterhead(layout: &Layout, part: &Part, doc: &Doc<'_>) -> Vec<Agency> {
    let end = part.doc_type.unwrap_or(part.head.end);
    let range: Range<usize> = part.head.start..end.max(part.head.start);
    let mut found: Vec<HeadLine> = Vec::new();
    for line in &layout.lines[range] {
        for (column, piece) in pieces(line).into_iter().enumerate() {
            let text = agency_piece(piece);
            let low_text = low(text);
            let named = (is_capitals(text)
                || rx!(r"^(?:ubnd|ủy ban nhân dân|bộ|sở|công đoàn|trường|phòng|cục|ban|liên đoàn)\s+\p{L}")
                    .is_match(&low_text)
                    && words(text) <= 10)
                && words(text) <= 16
                && !text.starts_with('(');
            let noise = low_text.starts_with("dự thảo")
                || low_text.starts_with("hỏa tốc")
                || low_text.starts_with("khẩn")
                || low_text.starts_with("mật")
                || !text.starts_with(char::is_alphabetic)
                || zones::is_page_mark(text)
                || text.is_empty();
            if named && !noise {
                merge_or_push(&mut found, text, line.no, column);
            }
        }
    }
    let joint = is_joint(layout, part);
    agencies(found, joint, doc)
}

/// The rest of a name stands this near below its beginning, blank lines counted.
const WRAP_LINES_MAX: u32 = 6;

/// A name that wraps to the next line is one name.
fn merge_or_push(found: &mut Vec<HeadLine>, text: &str, line: u32, column: usize) {
    let low_text = low(text);
    let wraps = |last: &&mut HeadLine| last.column == column && line <= last.end + WRAP_LINES_MAX;
    if let Some(last) = found.iter_mut().rev().find(wraps) {
        let low_last = low(&last.text);
        let place =
            rx!(r"^(?:tỉnh|huyện|quận|thành phố|tp|thị xã|thị trấn|xã|phường|đặc khu)\b").is_match(&low_text);
        let open = low_last.ends_with(" và")
            || low_last.ends_with(',')
            || low_last.ends_with('-')
            || low_text.starts_with("và ");
        let placed = ["tỉnh đoàn", "tỉnh ủy", "huyện đoàn", "huyện ủy", "xã hội"]
            .iter()
            .fold(low_last.clone(), |text, name| text.replace(name, ""));
        let wanting = place && !placed.contains(low_text.split(' ').next().unwrap_or(""));
        // "SỞ Y TẾ - CÔNG ĐOÀN" over "NGÀNH Y TẾ": a head without its name goes on below.
        let bare = low_text.starts_with("ngành ")
            || rx!(r"(?:^|[-–,] ?)(?:công đoàn|liên đoàn|hội đồng|ban chỉ đạo|ban chỉ huy|trường|trung tâm|chi cục)$")
                .is_match(&low_last);
        if open || wanting || bare || !units::begins(text) {
            last.text.push(' ');
            last.text.push_str(text);
            last.end = line;
            return;
        }
    }
    found.push(HeadLine { text: text.to_owned(), line, end: line, column });
}

fn is_joint(layout: &Layout, part: &Part) -> bool {
    let title = part.doc_type.map_or(String::new(), |at| low(&layout.lines[at].text));
    let symbol = number(&layout.lines[part.head.clone()]).and_then(|n| n.symbol).unwrap_or_default();
    title.contains("liên tịch") || symbol.contains("LT") || title.contains("phối hợp")
}

fn agencies(found: Vec<HeadLine>, joint: bool, doc: &Doc<'_>) -> Vec<Agency> {
    let make = |line: &HeadLine, name: &str, parent: Option<&str>| Agency {
        name: as_in_text(doc, name),
        parent: parent.map(|p| as_in_text(doc, p)),
        evidence: Evidence::Letterhead,
        span: Span::new(line.line, line.end),
    };
    let pairs: Vec<(&HeadLine, Vec<&str>)> =
        found.iter().map(|line| (line, joined_names(&line.text))).collect();
    let Some((last, names)) = pairs.last() else { return Vec::new() };
    if joint && pairs.len() > 1 {
        let below =
            |at: usize| pairs.get(at + 1).is_some_and(|(next, _)| is_above(&pairs[at].0.text, &next.text));
        let own = (0..pairs.len())
            .filter(|at| !below(*at))
            .flat_map(|at| pairs[at].1.iter().map(move |name| (at, *name)));
        return own.map(|(at, name)| make(pairs[at].0, name, None)).collect();
    }
    if names.len() > 1 {
        // The place on its own line belongs to the last of them.
        return names.iter().map(|name| make(last, name, None)).collect();
    }
    let parent = pairs.len().checked_sub(2).map(|at| pairs[at].0.text.as_str());
    vec![make(last, &last.text, parent)]
}

/// "SỞ Y TẾ - CÔNG ĐOÀN NGÀNH Y TẾ": two issuers on one line.
fn joined_names(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut from = 0;
    for (at, mark) in text.match_indices([',', '-', '–']).chain(text.match_indices(" VÀ ")) {
        let next = text[at + mark.len()..].trim_start();
        let low_next = low(next);
        let place = rx!(r"^(?:tỉnh (?:[^đu]|ủy ban)|huyện |quận |thành phố|thị xã|xã |phường|ngành|hội nhập|đoàn kết|khối |báo chí)").is_match(&low_next);
        if at > from && units::begins(next) && !place && words(next) >= 2 {
            names.push(text[from..at].trim());
            from = at + mark.len();
        }
    }
    names.push(text[from..].trim());
    names
}

/// Whether the first agency is the one above the second rather than its equal.
fn is_above(upper: &str, lower: &str) -> bool {
    let (upper, lower) = (low(upper), low(lower));
    let starts = |text: &str, list: &[&str]| list.iter().any(|word| text.starts_with(word));
    (starts(&upper, &["ubnd", "ủy ban nhân dân"])
        && starts(&lower, &["sở", "phòng", "ban", "trường", "chi cục", "trung tâm", "văn phòng"]))
        || (starts(&upper, &["bộ"])
            && starts(
                &lower,
                &[
                    "cục",
                    "viện",
                    "trường",
                    "trung tâm",
                    "tổng cục",
                    "vụ",
                    "học viện",
                    "đại học",
                    "bệnh viện",
                    "văn phòng",
                ],
            ))
        || (starts(&upper, &["tổng liên đoàn"]) && starts(&lower, &["liên đoàn", "công đoàn"]))
        || (starts(&upper, &["liên đoàn lao động"]) && starts(&lower, &["công đoàn"]))
        || (starts(&upper, &["sở"]) && starts(&lower, &["trường", "chi cục", "trung tâm", "phòng"]))
}

/// The same name as the running text spells it, so that capitals of the letterhead do not shout.
fn as_in_text(doc: &Doc<'_>, name: &str) -> String {
    if !is_capitals(name) {
        return name.to_owned();
    }
    let wanted = low(name);
    for paragraph in
        doc.paragraphs.iter().filter(|p| matches!(p.zone, Zone::Preamble | Zone::Body | Zone::Closing))
    {
        let low_text = low(&paragraph.text);
        if let Some(at) = find_word(&low_text, &wanted) {
            let printed = &paragraph.text[at..at + wanted.len()];
            if !is_capitals(printed) && printed.starts_with(char::is_uppercase) {
                return printed.to_owned();
            }
        }
    }
    name.to_owned()
}
