//! The head and the preamble: where the type stands, which lines are its subject, where the numbered parts begin.

use super::{is_appendix_title, opens_section, tail_kind};
use crate::lines::Ln;
use crate::words::{first_of, is_capitals, low, starts_lower, words};
use crate::{columns, markers, rx};

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

pub(super) fn skip_brackets(lines: &[Ln], mut at: usize) -> usize {
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

pub(super) fn find_type(lines: &[Ln], start: usize, is_first: bool) -> Option<(usize, usize)> {
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
pub(super) fn bare_head_end(lines: &[Ln]) -> usize {
    lines
        .iter()
        .take(HEAD_LINES_MAX)
        .position(|line| opens_section(&line.text) || is_preamble(&line.text))
        .unwrap_or(0)
}

pub(super) fn subject_lines(lines: &[Ln], type_line: usize, bytes: usize) -> Vec<usize> {
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

pub(super) fn preamble_end(lines: &[Ln], start: usize) -> usize {
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
