//! The parts of a document: head, preamble, body, closing, tail; twice when a decision carries a plan; then appendices.
//!
//! Works on clean lines, before paragraphs are joined, because each zone joins its lines in its own way.

mod head;
mod tail;

use std::ops::Range;

use crate::lines::Ln;
use crate::markers::{self, Style};
use crate::rx;
use crate::text::Zone;
use crate::words::{is_capitals, low};

pub use head::{doc_type, is_issuer_line};
pub use tail::{TailKind, is_authority, is_post, tail_kind};

use head::{bare_head_end, find_type, preamble_end, skip_brackets, subject_lines};
use tail::{closing_start, tail_end, tail_start};

/// One document of the file: the outer one, then what is annexed. Ranges are of line indices (0-based).
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// Letterhead, type, subject.
    pub head: Range<usize>,
    /// The line of the type word.
    pub doc_type: Option<usize>,
    /// How many bytes of that line are the type.
    pub doc_type_bytes: usize,
    /// The subject lines after the type line.
    pub subject: Vec<usize>,
    /// Căn cứ lines and opening sentence.
    pub preamble: Range<usize>,
    /// The numbered parts and the closing.
    pub body: Range<usize>,
    /// Recipients and signatures.
    pub tail: Range<usize>,
    /// An appendix rather than a plan.
    pub is_appendix: bool,
}

/// The lines with their zones and parts.
#[derive(Debug)]
pub struct Layout {
    /// All lines, clean.
    pub lines: Vec<Ln>,
    /// The zone of each line.
    pub zones: Vec<Zone>,
    /// The documents of the file in order.
    pub parts: Vec<Part>,
}

/// Divides the lines into parts and zones.
pub fn divide(lines: Vec<Ln>) -> Layout {
    let mut zones = vec![Zone::Body; lines.len()];
    let mut parts = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let part = part_from(&lines, at, parts.is_empty());
        mark(&lines, &part, &mut zones);
        let next = part.tail.end.max(part.body.end).max(at + 1);
        parts.push(part);
        at = next;
    }
    for (zone, line) in zones.iter_mut().zip(&lines) {
        if line.look.aside || is_page_mark(&line.text) || is_web_noise(&line.text) {
            *zone = Zone::Noise;
        }
    }
    drop_web_foot(&lines, &mut zones);
    Layout { lines, zones, parts }
}

fn mark(lines: &[Ln], part: &Part, zones: &mut [Zone]) {
    let body = if part.is_appendix { Zone::Annex } else { Zone::Body };
    for (range, zone) in [
        (&part.head, Zone::Head),
        (&part.preamble, Zone::Preamble),
        (&part.body, body),
        (&part.tail, Zone::Tail),
    ] {
        zones[range.clone()].fill(zone);
    }
    if part.is_appendix {
        zones[part.head.clone()].fill(Zone::Annex);
    } else if let Some(closing) = closing_start(lines, &part.body) {
        zones[closing..part.body.end].fill(Zone::Closing);
    }
}

/// Menus, counters and buttons that came along when a plan was copied from a web page.
pub fn is_web_noise(text: &str) -> bool {
    rx!(r"^(?:>>|»|xem thêm\s*:|trang chủ\s*(?:[|>»/]|$)|đăng ngày|ngày đăng|lượt xem|số lượt xem|chia sẻ\s*:|tệp đính kèm|file đính kèm|tải về|in bài viết|các tin khác|tin (?:liên quan|khác|mới)|bài viết liên quan|bản quyền|copyright|©|bình luận|từ khóa\s*:|tags?\s*:|https?://|www\.|gửi email|cỡ chữ)")
        .is_match(&low(text))
}

/// Below the foot of the web page ("Các tin khác", "Bản quyền") nothing belongs to the plan.
fn drop_web_foot(lines: &[Ln], zones: &mut [Zone]) {
    let foot = lines.iter().zip(zones.iter()).rposition(|(_, zone)| *zone == Zone::Body).unwrap_or(0);
    let begins = |text: &str| {
        rx!(r"^(?:tệp đính kèm|file đính kèm|các tin khác|tin (?:liên quan|khác)|chia sẻ\s*:|bài viết liên quan|bản quyền|copyright)").is_match(&low(text))
    };
    if let Some(at) = (foot..lines.len()).find(|at| begins(&lines[*at].text)) {
        zones[at..].fill(Zone::Noise);
    }
}

/// "7", "- 7 -", "Trang 2/5", "2 | Page": a page number alone on its line.
pub fn is_page_mark(text: &str) -> bool {
    rx!(r"^(?:[-–]+\s?)?(?:trang\s+|page\s+)?\d{1,3}(?:\s?(?:/|of|trên)\s?\d{1,3})?(?:\s?[-–]+)?$")
        .is_match(&low(text))
}

fn part_from(lines: &[Ln], start: usize, is_first: bool) -> Part {
    let type_at = find_type(lines, start, is_first);
    let mut part = Part { head: start..start, ..Part::default() };
    let mut at = start;
    if let Some((line, bytes)) = type_at {
        part.doc_type = Some(line);
        part.doc_type_bytes = bytes;
        part.subject = subject_lines(lines, line, bytes);
        at = part.subject.last().map_or(line, |last| *last) + 1;
        at = skip_brackets(lines, at);
        part.head = start..at;
    } else if is_first {
        at = bare_head_end(lines);
        part.head = start..at;
    } else {
        part.is_appendix = true;
    }
    let is_decision = type_at.is_some_and(|(line, bytes)| low(&lines[line].text[..bytes]) == "quyết định");
    let body_start = if part.is_appendix { at } else { preamble_end(lines, at) };
    part.preamble = at..body_start;
    let tail = tail_start(lines, body_start, is_decision, part.is_appendix);
    part.body = body_start..tail;
    let signed = lines.get(tail).is_some_and(|line| tail_kind(line).is_some());
    part.tail = tail..if signed { tail_end(lines, tail) } else { tail };
    part
}

/// A line that begins the numbered parts.
pub fn opens_section(text: &str) -> bool {
    let Some(marker) = markers::find(text) else { return false };
    let body = low(&text[marker.body..]);
    match marker.style {
        Style::Part | Style::Chapter | Style::Section | Style::Roman | Style::Upper | Style::Article => true,
        Style::Arabic => !body.starts_with("căn cứ"),
        _ => false,
    }
}

/// "Phụ lục", "Biểu số 1", "Danh mục …": the title of an appendix.
pub fn is_appendix_title(text: &str) -> bool {
    let low = low(text);
    rx!(r"^(?:phụ lục|phụ biểu|biểu mẫu|mẫu số|biểu số)(?:\s+(?:số\s+)?[0-9ivx]+)?\s*(?:[:.\-–(]|$)").is_match(&low)
        || rx!(r"^phụ lục(?:\s+(?:số\s+)?[0-9ivx]+)?\s").find(&low).is_some_and(|lead| is_capitals(&text[lead.end()..]))
        || (is_capitals(text) && markers::find(text).is_none() && rx!(r"^(?:phụ lục|phụ biểu|danh mục|danh sách|biểu|mẫu|lịch trình|khung kế hoạch|bảng phân công)\b").is_match(&low))
}
