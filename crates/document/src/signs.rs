//! Signs of symbol fonts as readable characters, and the last tidying of every line.

use domain::source::Line;
use domain::text::is_invisible;

/// A readable character for a sign of Symbol or Wingdings (private use area, or the bare byte when `is_symbol_font`).
pub(crate) fn readable(c: char, is_symbol_font: bool) -> char {
    let code = u32::from(c);
    let code = match code {
        0xf020..=0xf0ff => code - 0xf000,
        _ if is_symbol_font && code < 0x100 => code,
        0xe000..=0xf8ff => return '•',
        _ => return c,
    };
    match code {
        0x2d | 0xbe => '-',
        0x2b => '+',
        0x2a => '*',
        0x20 => ' ',
        0xa8 | 0x6f | 0x71 | 0x72 | 0xa3 => '☐',
        0xfe | 0x54 | 0x78 => '☑',
        0xfc => '✓',
        0xe0 | 0xae | 0xf0 => '→',
        0xd8 => '➢',
        0xa7 | 0x6e => '▪',
        0x28 | 0x27 => '☎',
        _ => '•',
    }
}

/// Puts a text into its stored form: NFC, ordinary spaces, nothing invisible, no space twice, none at the ends.
pub(crate) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in domain::text::nfc(text).chars() {
        let c = readable(c, false);
        if c == '\t' {
            while out.ends_with(' ') {
                out.pop();
            }
            out.push('\t');
        } else if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with([' ', '\t']) {
                out.push(' ');
            }
        } else if !is_invisible(c) && !c.is_control() {
            out.push(c);
        }
    }
    out.trim_matches([' ', '\t']).to_owned()
}

/// A cell or a cell's lines as one text: no tabs, no line breaks.
pub(crate) fn one_line(text: &str) -> String {
    tidy(&text.replace(['\t', '\n'], " "))
}

/// Puts a line behind the text before it.
pub(crate) fn push_line(text: &mut String, line: &str) {
    let mut ends = text.chars().rev();
    let (last, before) = (ends.next(), ends.next());
    let is_inside_word = before.is_some_and(char::is_alphanumeric) && line.starts_with(char::is_alphanumeric);
    if last == Some('\u{ad}') {
        // A soft hyphen at the end of a line is the typesetter's, not the author's.
        text.pop();
    } else if !(matches!(last, Some('-' | '–' | '/')) && is_inside_word) && last.is_some() {
        // "6-7/2023" and "tỉnh/thành" may be cut behind the sign; elsewhere a line end is a space.
        text.push(' ');
    }
    text.push_str(line);
}

/// Drops blank lines at both ends and lets no two follow each other.
pub(crate) fn collapse_blanks(lines: Vec<Line>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        let is_blank = line.text.is_empty() && line.cells.is_none();
        if is_blank && out.last().is_none_or(|last| last.text.is_empty() && last.cells.is_none()) {
            continue;
        }
        out.push(line);
    }
    while out.last().is_some_and(|line| line.text.is_empty() && line.cells.is_none()) {
        out.pop();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tidy_unifies_spaces_and_forms() {
        assert_eq!(tidy("  Kê\u{301}\u{a0}\u{a0}hoạch\u{ad} \u{200b}năm \t 2024 "), "Kế hoạch năm\t2024");
        assert_eq!(tidy("\u{f0b7} mục"), "• mục");
        assert_eq!(one_line("a\tb\nc"), "a b c");
    }
}
