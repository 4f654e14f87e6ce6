//! The parts of a document: head, preamble, body, closing, tail; twice when a decision carries a plan; then appendices.
//!
//! Works on clean lines, before paragraphs are joined, because each zone joins its lines in its own way.

use std::ops::Range;

use crate::columns;
use crate::lines::Ln;
use crate::markers::{self, Style};
use crate::rx;
use crate::text::Zone;
use crate::words::{first_of, is_capitals, low, starts_lower, words};

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

/// Words that name the type of a document, as its title prints them.
const DOC_TYPES: &[&str] = &[
    "kế hoạch",
    "quyết định",
    "chương trình",
    "chương trình hành động",
    "phương án",
    "đề án",
    "dự án",
    "hướng dẫn",
    "chỉ thị",
    "thông báo",
    "nghị quyết",
    "công điện",
    "kế hoạch liên tịch",
    "kế hoạch phối hợp",
    "kế hoạch hành động",
    "chương trình phối hợp",
    "quy chế",
    "báo cáo",
    "tờ trình",
    "lịch công tác",
];

/// How far down a title may stand.
const HEAD_LINES_MAX: usize = 80;

/// The lead words of a preamble.
const PREAMBLE_LEADS: &[&str] = &[
    "căn cứ",
    "thực hiện",
    "triển khai",
    "theo",
    "xét",
    "nhằm",
    "để",
    "trên cơ sở",
    "tiếp tục",
    "được sự",
    "hưởng ứng",
    "chào mừng",
    "phát huy",
    "hướng tới",
    "thi hành",
    "trong năm",
    "năm học",
    "năm",
    "qua",
    "hiện nay",
    "với mục đích",
    "với mục tiêu",
    "tổ chức thực hiện",
    "thiết thực",
    "kế thừa",
    "quán triệt",
];

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

fn skip_brackets(lines: &[Ln], mut at: usize) -> usize {
    let mut next = at;
    while next < lines.len() && lines[next].is_blank() {
        next += 1;
    }
    let mut open = 0_i32;
    while next < lines.len() && next < at + 6 {
        let text = &lines[next].text;
        if open == 0 && !text.starts_with('(') {
            break;
        }
        open += i32::try_from(text.matches('(').count()).unwrap_or(0)
            - i32::try_from(text.matches(')').count()).unwrap_or(0);
        next += 1;
        if open <= 0 {
            return next;
        }
    }
    at = at.min(lines.len());
    at
}

/// The type at the start of a line, as its length in bytes.
pub fn doc_type(text: &str) -> Option<usize> {
    let low = low(text);
    let found = first_of(&low, DOC_TYPES)?;
    let bytes = found.len();
    let rest = &text[bytes..];
    let alone = rest.trim_matches(|c: char| !c.is_alphanumeric()).is_empty();
    if alone {
        return (words(text) <= 5).then_some(bytes);
    }
    (is_capitals(&text[..bytes]) && (rest.starts_with(' ') || rest.starts_with(':'))).then_some(bytes)
}

fn find_type(lines: &[Ln], start: usize, is_first: bool) -> Option<(usize, usize)> {
    let mut seen = 0;
    for (at, line) in lines.iter().enumerate().skip(start) {
        if line.is_blank() || line.look.aside {
            continue;
        }
        seen += 1;
        if seen > HEAD_LINES_MAX || (!is_first && seen > 12) {
            break;
        }
        if let Some(bytes) = doc_type(&line.text) {
            return Some((at, bytes));
        }
        if let Some(bytes) = line.cells.iter().find_map(|cell| doc_type(cell).filter(|b| *b == cell.len()))
            && line.cells.len() <= 1
        {
            return Some((at, bytes));
        }
        if opens_section(&line.text) || is_appendix_title(&line.text) {
            break;
        }
    }
    None
}

/// Where the head ends when no type line is printed: before the preamble or the first section.
fn bare_head_end(lines: &[Ln]) -> usize {
    lines
        .iter()
        .take(HEAD_LINES_MAX)
        .position(|line| opens_section(&line.text) || is_preamble(&line.text))
        .unwrap_or(0)
}

fn subject_lines(lines: &[Ln], type_line: usize, bytes: usize) -> Vec<usize> {
    const SUBJECT_LINES_MAX: usize = 7;
    let mut found: Vec<usize> = Vec::new();
    let rest = lines[type_line].text[bytes..].trim_matches([' ', ':']);
    let mut last_text = rest.to_owned();
    let mut blanks = 0;
    for (at, line) in lines.iter().enumerate().skip(type_line + 1) {
        if line.is_blank() {
            blanks += 1;
            continue;
        }
        let first = last_text.is_empty();
        if found.len() >= SUBJECT_LINES_MAX || !is_subject(line, first, blanks, &last_text) {
            break;
        }
        found.push(at);
        last_text.clone_from(&line.text);
        blanks = 0;
    }
    found
}

/// A further subject line that begins like a preamble is shorter than this.
const SUBJECT_LINE_WORDS_MAX: usize = 9;

fn is_subject(line: &Ln, first: bool, blanks: usize, last: &str) -> bool {
    let text = line.text.as_str();
    let ended = text.ends_with([';', ':']) || (text.ends_with('.') && words(text) > 30);
    if text.starts_with('(') || ended || (is_preamble(text) && !first) || is_issuer_line(text) {
        return false;
    }
    let low = low(text);
    if first {
        return !(low.starts_with("căn cứ") || opens_section(text));
    }
    // A new sentence that begins like a preamble, after a finished subject.
    let opens = first_of(&low, PREAMBLE_LEADS).is_some()
        && !starts_lower(text)
        && !crate::paragraphs::is_open(last)
        && !is_capitals(text)
        && !line.look.bold;
    if opens_section(text) || low.starts_with("kính gửi") || (opens && words(text) > SUBJECT_LINE_WORDS_MAX)
    {
        return false;
    }
    // A blank line ends the subject unless both lines are one bold block or the sentence plainly goes on.
    let goes_on = starts_lower(text) || last.ends_with([',', '-', '–']) || crate::paragraphs::is_open(last);
    blanks == 0 && (line.look.bold || words(text) <= 25) || goes_on || (line.look.bold && blanks < 2)
}

/// "BỘ TRƯỞNG BỘ Y TẾ", "ỦY BAN NHÂN DÂN TỈNH …": who decides, between the subject and the bases.
pub fn is_issuer_line(text: &str) -> bool {
    is_capitals(text)
        && markers::find(text).is_none()
        && rx!(r"^(?:bộ trưởng|thủ tướng|chủ tịch|giám đốc|cục trưởng|tổng cục trưởng|hiệu trưởng|viện trưởng|trưởng|ủy ban nhân dân|ban thường vụ|ban chấp hành|hội đồng|tổng giám đốc|chánh|bí thư)\b")
            .is_match(&low(text))
}

/// A line that opens the preamble: a lead word and the length or end mark of a sentence.
fn is_preamble(text: &str) -> bool {
    let bare = text.trim_start_matches(['-', '–', '+', ' ']);
    let low = low(bare);
    first_of(&low, PREAMBLE_LEADS).is_some()
        && (text.ends_with([';', ':', '.', ',']) || words(text) > 40 || low.starts_with("căn cứ"))
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

fn preamble_end(lines: &[Ln], start: usize) -> usize {
    let mut led_in = false;
    for (at, line) in lines.iter().enumerate().skip(start) {
        if line.is_blank() {
            continue;
        }
        let text = &line.text;
        let low_text = low(text);
        if opens_section(text) || is_appendix_title(text) || columns::is_head(&line.cells) {
            return at;
        }
        let is_base = first_of(
            low_text.trim_start_matches(['-', '–', '+', ' ']),
            &["căn cứ", "thực hiện", "theo", "xét"],
        )
        .is_some()
            && text.ends_with([';', '.', ',']);
        let is_formula = matches!(low_text.trim_end_matches([':', '.']), "quyết định" | "kế hoạch");
        if led_in && !is_base && !is_formula && !is_issuer_line(text) {
            return at;
        }
        if is_capitals(text) && words(text) >= 2 && !is_formula && !is_issuer_line(text) && at > start {
            return at;
        }
        led_in = text.ends_with(':') && !is_base && !is_formula;
        if tail_kind(line).is_some() && !is_issuer_line(text) {
            return at;
        }
    }
    bare_preamble_end(lines, start)
}

/// In a text without parts the preamble is what reads like one, and the rest is the body.
fn bare_preamble_end(lines: &[Ln], start: usize) -> usize {
    (start..lines.len())
        .find(|at| !lines[*at].is_blank() && !is_preamble(&lines[*at].text))
        .unwrap_or(lines.len())
}

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

/// "Phụ lục", "Biểu số 1", "Danh mục …": the title of an appendix.
pub fn is_appendix_title(text: &str) -> bool {
    let low = low(text);
    rx!(r"^(?:phụ lục|phụ biểu|biểu mẫu|mẫu số|biểu số)(?:\s+(?:số\s+)?[0-9ivx]+)?\s*(?:[:.\-–(]|$)").is_match(&low)
        || (is_capitals(text) && markers::find(text).is_none() && rx!(r"^(?:phụ lục|phụ biểu|danh mục|danh sách|biểu|mẫu|lịch trình|khung kế hoạch|bảng phân công)\b").is_match(&low))
}

fn tail_start(lines: &[Ln], start: usize, is_decision: bool, is_appendix: bool) -> usize {
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
fn tail_end(lines: &[Ln], start: usize) -> usize {
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
fn closing_start(lines: &[Ln], body: &Range<usize>) -> Option<usize> {
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
    found
}

fn closes(low: &str) -> bool {
    rx!(r"^(?:yêu cầu|đề nghị|căn cứ (?:nội dung )?kế hoạch|trong quá trình|kế hoạch này (?:có hiệu lực|được)|nhận được kế hoạch|trân trọng|giao (?:chánh )?văn phòng|ban thường vụ .{0,80} (?:yêu cầu|đề nghị)|ủy ban nhân dân .{0,60} (?:yêu cầu|đề nghị)|ubnd .{0,60} (?:yêu cầu|đề nghị)|sở .{0,60} (?:yêu cầu|đề nghị)|bộ .{0,60} (?:yêu cầu|đề nghị))")
        .is_match(low)
}
