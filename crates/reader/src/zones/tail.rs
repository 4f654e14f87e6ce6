//! The closing, the recipients and the signatures: where they begin and end.

use std::ops::Range;

use super::{doc_type, is_appendix_title};
use crate::lines::Ln;
use crate::markers::{self, Style};
use crate::rx;
use crate::words::{is_capitals, low, words};

/// What begins a tail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TailKind {
    /// "Nơi nhận:".
    Recipients,
    /// "TM. …", "KT. …".
    Authority,
    /// "GIÁM ĐỐC" without an authority.
    Post,
}

/// Whether a line belongs to the tail by its own words.
pub fn tail_kind(line: &Ln) -> Option<TailKind> {
    let of = |text: &str| {
        if text.starts_with(['N', 'n']) && rx!(r"^n[ơo]i (?:nhận|gửi)\s*[:.]?(?:\s|$|-)").is_match(&low(text))
        {
            return Some(TailKind::Recipients);
        }
        if is_authority(text) {
            return Some(TailKind::Authority);
        }
        is_post(text).then_some(TailKind::Post)
    };
    if line.cells.len() > 1 { line.cells.iter().find_map(|cell| of(cell)) } else { of(&line.text) }
}

/// "TM. ỦY BAN NHÂN DÂN", "KT.GIÁM ĐỐC", "TL. BỘ TRƯỞNG", "Q. CỤC TRƯỞNG", "TUQ. …".
pub fn is_authority(text: &str) -> bool {
    text.starts_with(['T', 'K', 'Q'])
        && rx!(r"^(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\s?[./]?\s?\p{Lu}{2,}").is_match(text)
        && rx!(r"^(?:(?:TM|KT|TL|TUQ|Q)\s?[./]|(?:T/M|K/T|T/L)\b)").is_match(text)
        && mostly_capitals(text)
}

fn mostly_capitals(text: &str) -> bool {
    let lower = text.chars().filter(|c| c.is_lowercase()).count();
    let upper = text.chars().filter(|c| c.is_uppercase()).count();
    upper > lower * 3
}

/// "GIÁM ĐỐC", "PHÓ CHỦ TỊCH", "TRƯỞNG BAN", …: the post of a signer alone in capitals.
pub fn is_post(text: &str) -> bool {
    is_capitals(text)
        && words(text) <= 14
        && markers::find(text).is_none()
        && rx!(r"^(?:phó |q\. |quyền )*(?:tổng )?(?:bộ trưởng|thứ trưởng|thủ tướng|chủ tịch|chủ nhiệm|giám đốc|cục trưởng|vụ trưởng|chi cục trưởng|hiệu trưởng|viện trưởng|trưởng|bí thư|chánh|tổng biên tập|tổng thư ký|đội trưởng|hạt trưởng|chỉ huy trưởng|cục phó|phó|thủ trưởng|đại diện|người lập|tổng kiểm toán)\b")
            .is_match(&low(text))
}

pub(super) fn tail_start(lines: &[Ln], start: usize, is_decision: bool, is_appendix: bool) -> usize {
    let mut closed = false;
    let mut since_closed = 0;
    for (at, line) in lines.iter().enumerate().skip(start) {
        if line.is_blank() || line.look.aside {
            continue;
        }
        let text = &line.text;
        let signers =
            line.cells.iter().all(|cell| cell.is_empty() || is_capitals(cell) || is_authority(cell));
        let plain = line.cells.len() < 3 || (closed && signers);
        match tail_kind(line) {
            Some(TailKind::Recipients | TailKind::Authority) if plain => return at,
            Some(TailKind::Post) if plain && closed && since_closed < 4 => return at,
            _ => {}
        }
        let starts_other =
            is_decision && is_capitals(text) && doc_type(text).is_some_and(|bytes| bytes == text.len());
        let next_appendix = if is_appendix {
            at > start + 1 && low(text).starts_with("phụ lục")
        } else {
            closed && is_appendix_title(text)
        };
        if at > start && line.cells.len() < 2 && (starts_other || next_appendix) {
            return at;
        }
        since_closed += 1;
        if text.ends_with("./.") || text.ends_with("/.") || low(text).starts_with("trên đây là") {
            closed = true;
            since_closed = 0;
        }
    }
    lines.len()
}

/// The tail goes on until another document or appendix begins.
pub(super) fn tail_end(lines: &[Ln], start: usize) -> usize {
    for (at, line) in lines.iter().enumerate().skip(start + 1) {
        if line.is_blank() || line.look.aside {
            continue;
        }
        let text = &line.text;
        let new_type = is_capitals(text) && doc_type(text).is_some();
        if new_type
            || is_appendix_title(text)
            || opens_roman(text)
            || rx!(r"^(?i:cộng h(?:òa|oà) xã hội)").is_match(text)
        {
            return at;
        }
    }
    lines.len()
}

/// A Roman section after the tail: the plan text goes on (columns read out of order).
fn opens_roman(text: &str) -> bool {
    markers::find(text).is_some_and(|m| m.style == Style::Roman && m.ordinal.is_some() && words(text) > 2)
}

/// Where the closing begins: the unmarked paragraphs at the end, from "Trên đây là …" on.
pub(super) fn closing_start(lines: &[Ln], body: &Range<usize>) -> Option<usize> {
    const CLOSING_LINES_MAX: usize = 14;
    let mut found = None;
    let mut seen = 0;
    for at in body.clone().rev() {
        let line = &lines[at];
        if line.is_blank() || line.look.aside {
            continue;
        }
        if markers::find(&line.text).is_some() || line.cells.len() > 2 || seen >= CLOSING_LINES_MAX {
            break;
        }
        seen += 1;
        let low = low(&line.text);
        if low.starts_with("trên đây là") || low.starts_with("trên đây, là") {
            return Some(at);
        }
        if closes(&low) {
            found = Some(at);
        }
    }
    found.or_else(|| last_request(lines, body))
}

/// The last paragraph, when it stands unmarked behind a list or a table and asks or invites: "Giám đốc các sở … chịu
/// trách nhiệm thi hành Kế hoạch này./.", "Mọi thông tin chi tiết liên hệ: …".
fn last_request(lines: &[Ln], body: &Range<usize>) -> Option<usize> {
    let mut text = String::new();
    let mut rev = body.clone().rev().filter(|at| !lines[*at].look.aside).peekable();
    while let Some(at) = rev.next() {
        let line = &lines[at];
        if line.is_blank() {
            continue;
        }
        if markers::find(&line.text).is_some() || line.cells.len() > 1 {
            return None;
        }
        text = format!("{} {text}", line.text);
        let wraps = rev.peek().is_some_and(|above| {
            let above = &lines[*above];
            !above.is_blank() && above.cells.len() < 2 && !above.text.ends_with(['.', ';', ':'])
        });
        if wraps || !line.text.starts_with(char::is_uppercase) {
            continue;
        }
        let above = &lines[rev.find(|above| !lines[*above].is_blank())?];
        let is_behind_a_list = above.cells.len() > 2
            || markers::find(&above.text).is_some() && above.text.ends_with(['.', ';', ')']);
        return (is_behind_a_list && requests(&low(&text))).then_some(at);
    }
    None
}

fn requests(low: &str) -> bool {
    rx!(r"\b(?:yêu cầu|đề nghị|vướng mắc|liên hệ|nghiêm túc|thi hành kế hoạch|kế hoạch này|phản ánh|kịp thời báo cáo)\b")
        .is_match(low)
}

fn closes(low: &str) -> bool {
    rx!(r"^(?:yêu cầu|đề nghị|căn cứ (?:nội dung )?kế hoạch|trong quá trình|kế hoạch này (?:có hiệu lực|được)|nhận được kế hoạch|trân trọng|giao (?:chánh )?văn phòng|ban thường vụ .{0,80} (?:yêu cầu|đề nghị)|ủy ban nhân dân .{0,60} (?:yêu cầu|đề nghị)|ubnd .{0,60} (?:yêu cầu|đề nghị)|sở .{0,60} (?:yêu cầu|đề nghị)|bộ .{0,60} (?:yêu cầu|đề nghị))")
        .is_match(low)
}
