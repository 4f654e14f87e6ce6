//! Source lines made clean: NFC, no markdown signs, single spaces; with what their shape tells (cells, bold, blank).
//!
//! Emphasis stars are dropped but a star that is a list marker ("* …", "*/ …") is kept as the line's star marker.

use domain::source::{Format, Look, Source};
use domain::text::{is_invisible, nfc};

/// One clean line.
#[derive(Debug, Clone, Default)]
pub struct Ln {
    /// Source line, 1-based.
    pub no: u32,
    /// The clean text; a table row has its cells joined by single spaces.
    pub text: String,
    /// Cells of a table row or of columns set side by side.
    pub cells: Vec<String>,
    /// Where the cells begin, in letters from the left, when they are columns set by gaps (one entry for a plain line).
    pub starts: Vec<usize>,
    /// The cells come from a real table of the file.
    pub real_table: Option<u32>,
    /// The look, bold and italic also from markdown.
    pub look: Look,
    /// A rule between the head and the rows of a markdown table.
    pub is_rule: bool,
    /// The page the line is on, if known.
    pub page: Option<u32>,
}

impl Ln {
    /// No text at all.
    pub fn is_blank(&self) -> bool {
        self.text.is_empty() && !self.is_rule
    }
}

/// All lines of a source, clean.
pub fn prepare(source: &Source) -> Vec<Ln> {
    let plain = matches!(source.format, Format::Txt | Format::Md);
    source
        .lines
        .iter()
        .enumerate()
        .map(|(i, line)| {
            let no = u32::try_from(i + 1).unwrap_or(u32::MAX);
            let text = nfc(&line.text);
            let (cells, real_table) = match &line.cells {
                Some(cells) => {
                    (cells.iter().map(|cell| clean(&nfc(cell)).0).collect(), Some(line.table.unwrap_or(0)))
                }
                None if plain => (split_cells(&text), None),
                None => (Vec::new(), None),
            };
            let starts = if plain && line.cells.is_none() && !text.contains(['\t', '|']) {
                gap_starts(&text)
            } else {
                Vec::new()
            };
            let (joined, bold, italic) = clean(&text);
            let is_rule = is_table_rule(&text);
            let look = Look { bold: line.look.bold || bold, italic: line.look.italic || italic, ..line.look };
            let text = if is_rule || is_drawn_rule(&joined) { String::new() } else { joined };
            let cells = if is_rule { Vec::new() } else { cells };
            Ln { no, text, cells, starts, real_table, look, is_rule, page: line.page }
        })
        .collect()
}

/// "|---|:--:|": the rule of a markdown table.
fn is_table_rule(text: &str) -> bool {
    let text = text.trim();
    text.contains('|')
        && text.contains("--")
        && text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

/// "-----", "_____", "*****", "=====": a drawn line without words.
fn is_drawn_rule(text: &str) -> bool {
    text.chars().count() >= 2
        && text.chars().all(|c| matches!(c, '-' | '_' | '*' | '=' | '–' | '—' | '~' | '.' | '…' | ' '))
}

/// The cells of a plain line: by pipes, by tabs, or by gaps of three spaces and more.
fn split_cells(text: &str) -> Vec<String> {
    let trimmed = text.trim_end();
    let edged = trimmed.trim_start().starts_with('|') || trimmed.ends_with('|');
    let raw: Vec<&str> =
        if trimmed.matches('|').count() >= 2 || edged || (trimmed.contains(" | ") && !trimmed.contains('\t'))
        {
            let inner = trimmed.trim_start();
            let inner = inner.strip_prefix('|').unwrap_or(inner);
            let closed = trimmed.matches('|').count() > 1;
            if closed {
                inner.strip_suffix('|').unwrap_or(inner).split('|').collect()
            } else {
                inner.split('|').collect()
            }
        } else if trimmed.contains('\t') {
            trimmed.split('\t').collect()
        } else {
            split_gaps(trimmed)
        };
    if raw.len() < 2 {
        return Vec::new();
    }
    raw.into_iter().map(|cell| clean(cell).0).collect()
}

/// The columns at which the pieces between gaps begin.
fn gap_starts(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut spaces = GAP_SPACES_MIN;
    for (column, c) in text.chars().enumerate() {
        if c == ' ' || c == '\u{a0}' {
            spaces += 1;
        } else {
            if spaces >= GAP_SPACES_MIN || starts.is_empty() {
                starts.push(column);
            }
            spaces = 0;
        }
    }
    starts
}

/// Columns set side by side are at least this far apart.
const GAP_SPACES_MIN: usize = 3;

fn split_gaps(text: &str) -> Vec<&str> {
    let text = text.trim();
    let mut cells = Vec::new();
    let (mut start, mut gap_at, mut spaces) = (0, 0, 0);
    for (at, c) in text.char_indices() {
        if c == ' ' || c == '\u{a0}' {
            if spaces == 0 {
                gap_at = at;
            }
            spaces += 1;
        } else {
            if spaces >= GAP_SPACES_MIN {
                cells.push(&text[start..gap_at]);
                start = at;
            }
            spaces = 0;
        }
    }
    cells.push(&text[start..]);
    cells
}

/// The clean text of a line or cell, and whether all of it was bold or italic by markdown.
pub fn clean(text: &str) -> (String, bool, bool) {
    let unescaped = unescape(text);
    let text = unescaped.trim();
    let body = heading_signs(text);
    let is_heading = body.len() < text.len();
    let (bold, italic) = emphasis_of(body);
    let star = star_marker(body);
    let rest = star.map_or(body, |(_, rest)| rest);
    let mut out = String::with_capacity(rest.len());
    if let Some((marker, _)) = star {
        out.push_str(marker);
        out.push(' ');
    }
    push_clean(&mut out, rest);
    while out.ends_with(' ') {
        out.pop();
    }
    (out, bold || is_heading, italic)
}

/// Markdown writes "1\\." and "\\*" where a sign is meant literally.
fn unescape(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains('\\') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' || !chars.peek().is_some_and(char::is_ascii_punctuation) {
            out.push(c);
        }
    }
    out.into()
}

/// Leaves out "### " and "> " at the start.
fn heading_signs(text: &str) -> &str {
    let after = text.trim_start_matches('#');
    if after.len() < text.len() && text.len() - after.len() <= 6 && after.starts_with([' ', '*']) {
        return after.trim_start();
    }
    text.strip_prefix("> ").map_or(text, str::trim_start)
}

/// Whether the whole text, marker apart, stands between `**` or `*`.
fn emphasis_of(text: &str) -> (bool, bool) {
    let text = text.trim_end_matches([' ', ':', '.', ';']);
    let start = text.find(|c: char| c == '*' || c == '_' || c.is_alphabetic()).unwrap_or(0);
    let inner = if text.starts_with('*') { text } else { &text[start..] };
    let bold = inner.starts_with("**")
        && text.ends_with("**")
        && !inner.get(2..inner.len().saturating_sub(2)).unwrap_or("").contains("**");
    let italic = (inner.starts_with('*') && text.ends_with('*') && !bold) || inner.starts_with("***");
    (bold, italic)
}

/// A star at the start that is a list marker: "*/ …", "*) …", "* …". Markdown around it may be broken.
fn star_marker(text: &str) -> Option<(&'static str, &str)> {
    let after = text.trim_start_matches('*');
    let stars = text[..text.len() - after.len()].matches('*').count();
    if stars == 0 {
        return None;
    }
    if let Some(rest) = after.strip_prefix('/') {
        return Some(("*/", rest));
    }
    if let Some(rest) = after.strip_prefix(')') {
        return Some(("*)", rest));
    }
    let bullet = stars == 1 || stars == 3;
    (bullet && after.starts_with([' ', '\t', '\u{a0}']) && !after.trim().is_empty()).then_some(("*", after))
}

fn push_clean(out: &mut String, text: &str) {
    let chars: Vec<char> = text.chars().collect();
    for (i, &c) in chars.iter().enumerate() {
        let before = i.checked_sub(1).map(|k| chars[k]);
        let after = chars.get(i + 1).copied();
        match c {
            '*' if before == Some('(') && after == Some(')') => out.push('*'),
            '*' | '`' => {}
            '_' if before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric) => {
                out.push('_');
            }
            '_' => push_space(out),
            c if is_invisible(c) => {}
            c if c.is_whitespace() || c.is_control() => push_space(out),
            c => out.push(c),
        }
    }
}

fn push_space(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(line: &str) -> String {
        clean(line).0
    }

    #[test]
    fn emphasis_goes_and_star_markers_stay() {
        assert_eq!(text_of("1. **Công tác  tuyên truyền**"), "1. Công tác tuyên truyền");
        assert_eq!(text_of("***/ Buổi sáng:** Khai mạc"), "*/ Buổi sáng: Khai mạc");
        assert_eq!(text_of("**/ Buổi chiều:* Bế mạc"), "*/ Buổi chiều: Bế mạc");
        assert_eq!(text_of("* Mục tiêu cụ thể:"), "* Mục tiêu cụ thể:");
        assert_eq!(text_of("*(Có danh sách kèm theo)*"), "(Có danh sách kèm theo)");
        assert_eq!(text_of("### **I. MỤC ĐÍCH**"), "I. MỤC ĐÍCH");
        assert_eq!(text_of("1\\. Sở Y tế (\\*)"), "1. Sở Y tế (*)");
    }

    #[test]
    fn cells_by_pipe_tab_and_gap() {
        assert_eq!(split_cells("| 1 | Họp | |"), vec!["1", "Họp", ""]);
        assert_eq!(split_cells("1\tHọp\t"), vec!["1", "Họp"]);
        assert_eq!(split_cells("Nơi nhận:      TM. BAN CHỈ ĐẠO"), vec!["Nơi nhận:", "TM. BAN CHỈ ĐẠO"]);
        assert!(split_cells("một dòng thường").is_empty());
    }

    #[test]
    fn bold_is_seen_behind_a_marker() {
        assert!(clean("**1. Sở Nội vụ**").1);
        assert!(clean("1. **Sở Nội vụ**").1);
        assert!(!clean("1. **Sở Nội vụ** chủ trì").1);
    }
}
