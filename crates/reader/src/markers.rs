//! List markers at the start of a paragraph: "I.", "A.", "1.", "3.1.", "a)", "-", "+", "*/", "Điều 1.", "Phần II", …

use crate::rx;
use crate::words::low;

/// The kinds of markers, from the outermost to the innermost habit of use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Style {
    /// "Phần I", "PHẦN THỨ NHẤT".
    Part,
    /// "Chương II".
    Chapter,
    /// "Mục 1".
    Section,
    /// "A."
    Upper,
    /// "I."
    Roman,
    /// "Điều 1."
    Article,
    /// "1."
    Arabic,
    /// "1.1." and deeper: the number of dots.
    Dotted(u8),
    /// "a)" or "a."
    Alpha,
    /// "1)", "(1)"
    Paren,
    /// "Bước 1:"
    Step,
    /// "i)", "(ii)"
    RomanSmall,
    /// "*", "*/"
    Star,
    /// "-", "–"
    Dash,
    /// "•", "·", "o"
    Bullet,
    /// "+"
    Plus,
}

/// A marker found at the start of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// As printed.
    pub text: String,
    /// Its kind.
    pub style: Style,
    /// Its place in its row, from 1; for dotted numbers the last part.
    pub ordinal: Option<u32>,
    /// Byte offset of the text after it.
    pub body: usize,
}

/// "VIII." has its mark within this many letters.
const LETTER_MARK_CHARS_MAX: usize = 8;

/// The letters that count points, Decree 30/2020, appendix VI: no f, j, w, z.
pub const POINT_LETTERS: &str = "abcdđeghiklmnopqrstuvxy";

/// Finds the marker at the start of `text`, if there is one.
pub fn find(text: &str) -> Option<Marker> {
    // A marker shows in the first few letters; most lines have none, so look before any pattern runs.
    let first = text.chars().next()?;
    if first.is_alphabetic()
        && !matches!(first, 'P' | 'p' | 'C' | 'c' | 'M' | 'm' | 'Đ' | 'đ' | 'B' | 'b')
        && !text.chars().take(LETTER_MARK_CHARS_MAX).any(|c| matches!(c, '.' | ')' | '/' | '-' | '–' | ':'))
    {
        return None;
    }
    let letters = || {
        lettered(text).filter(|m| m.body > m.text.len() || !text[m.body..].starts_with(char::is_lowercase))
    };
    sign(text)
        .or_else(|| word(text))
        .or_else(|| step(text))
        .or_else(|| dotted(text))
        .or_else(|| numbered(text))
        .or_else(letters)
}

fn marker(text: &str, end: usize, style: Style, ordinal: Option<u32>) -> Marker {
    let body = end + (text[end..].len() - text[end..].trim_start().len());
    Marker { text: text[..end].trim_end().to_owned(), style, ordinal, body }
}

fn sign(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    let style = match first {
        '-' | '–' | '—' | '‑' | '−' => Style::Dash,
        '+' => Style::Plus,
        '•' | '·' | '●' | '▪' | '■' | '◦' | '○' | '►' | '➢' | '✓' | '\u{f0b7}' | '\u{f0d8}' | '\u{f0a7}' => {
            Style::Bullet
        }
        '*' => Style::Star,
        _ => return None,
    };
    let mut end = first.len_utf8();
    if first == '*' && text[end..].starts_with(['/', ')']) {
        end += 1;
    }
    let rest = text[end..].trim_start();
    // "-5 độ" and "--" are not bullets.
    if rest.is_empty()
        || rest.starts_with(first)
        || (first == '-' && rest.len() == text.len() - end && rest.starts_with(|c: char| c.is_ascii_digit()))
    {
        return None;
    }
    Some(marker(text, end, style, None))
}

fn word(text: &str) -> Option<Marker> {
    let low = low(text);
    let found = rx!(r"^(?:(phần|chương|mục|điều)\s+(thứ\s+\p{L}+|[ivxlc]+|\d{1,3})|(phần)\s+(mở đầu|kết))\s*([.:)\-–]|$|\s)").captures(&low)?;
    let (style, ordinal) = match found.get(1).map_or("phần", |m| m.as_str()) {
        "chương" => (Style::Chapter, found.get(2)),
        "mục" => (Style::Section, found.get(2)),
        "điều" => (Style::Article, found.get(2)),
        _ => (Style::Part, found.get(2)),
    };
    let value = ordinal.and_then(|m| {
        m.as_str().parse().ok().or_else(|| roman(m.as_str())).or_else(|| ordinal_word(m.as_str()))
    });
    let mark = found.get(5)?;
    // "Điều 5 Nghị định này" and "Phần mềm" open a sentence, not an article.
    if style == Style::Article && !mark.as_str().starts_with(['.', ':']) {
        return None;
    }
    if mark.as_str().trim().is_empty()
        && !text[mark.end()..].trim().is_empty()
        && !crate::words::is_capitals(&text[mark.end()..])
    {
        return None;
    }
    Some(marker(text, mark.end(), style, value))
}

fn step(text: &str) -> Option<Marker> {
    let low = low(text);
    let found = rx!(r"^bước\s+(\d{1,2})\s*[:.]").captures(&low)?;
    Some(marker(text, found.get(0)?.end(), Style::Step, found.get(1)?.as_str().parse().ok()))
}

fn dotted(text: &str) -> Option<Marker> {
    let found = rx!(r"^(\d{1,2}(?:\.\d{1,2}){1,4})([.)/:]?)(\s|\p{Lu})").captures(text)?;
    let number = found.get(1)?;
    let after = found.get(2)?;
    let letter = found.get(3)?.as_str();
    // "1.1" needs its dot or a space behind it; "20.11 hằng năm" is a day, so the text must begin like a title.
    if after.is_empty() && !letter.trim().is_empty() {
        return None;
    }
    let rest = text[after.end()..].trim_start();
    if after.is_empty() && !rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '(')) {
        return None;
    }
    let dots = u8::try_from(number.as_str().matches('.').count()).unwrap_or(u8::MAX);
    let last = number.as_str().rsplit('.').next().and_then(|n| n.parse().ok());
    Some(marker(text, after.end(), Style::Dotted(dots), last))
}

fn numbered(text: &str) -> Option<Marker> {
    if let Some(found) = rx!(r"^(?:\((\d{1,2})\)|(\d{1,2})\))").captures(text) {
        let number = found.get(1).or_else(|| found.get(2))?.as_str().parse().ok();
        let end = found.get(0)?.end();
        return (!text[end..].trim().is_empty()).then(|| marker(text, end, Style::Paren, number));
    }
    let found = rx!(r"^(\d{1,2})\s?([.:/]|\s?[-–](?:\s|$))").captures(text)?;
    let end = found.get(2)?.end();
    let rest = &text[end..];
    let mark = found.get(2)?.as_str().trim();
    // "1.000 người", "20/11", "5-7 ngày" are numbers; "1.Mục đích" is a marker.
    let begins = rest.trim_start().chars().next()?;
    let apart = rest.starts_with(char::is_whitespace) || mark.is_empty() || mark == "-" || mark == "–";
    let titled = begins.is_alphabetic() || matches!(begins, '"' | '“' | '(' | '[' | '«');
    if begins.is_ascii_digit() && !(apart && mark == ".")
        || !(apart || begins.is_uppercase())
        || !(titled || apart)
    {
        return None;
    }
    if mark == ":" || ((mark == "-" || mark == "–") && !begins.is_uppercase()) {
        return None;
    }
    Some(marker(text, end, Style::Arabic, found.get(1)?.as_str().parse().ok()))
}

fn lettered(text: &str) -> Option<Marker> {
    if let Some(found) = rx!(r"^\(?([ivx]{1,4})\)").captures(text) {
        let value = found.get(1)?.as_str();
        // "i)" alone may be the point after "h)"; the outline decides by what came before.
        if value.len() > 1 || value != "i" {
            return Some(marker(text, found.get(0)?.end(), Style::RomanSmall, roman(value)));
        }
    }
    if let Some(found) = rx!(r"^([IVX]{1,5})\s?(?:[./)]|[-–:](?:\s|$))").captures(text) {
        let value = roman(&found.get(1)?.as_str().to_lowercase());
        if value.is_some() {
            return Some(marker(text, found.get(0)?.end(), Style::Roman, value));
        }
    }
    if let Some(found) = rx!(r"^\(?([a-zđ])\s?(?:[)/]|\.(?:\s|\p{Lu}))").captures(text) {
        let letter = found.get(1)?;
        let end = if text[letter.end()..].trim_start().starts_with('.') {
            letter.end() + text[letter.end()..].find('.')? + 1
        } else {
            found.get(0)?.end()
        };
        let ordinal = letter.as_str().chars().next().and_then(point_ordinal);
        return Some(marker(text, end, Style::Alpha, ordinal));
    }
    let found = rx!(r"^([A-HĐK-T])\s?(?:\.\s|[)/]|\s[-–]\s|\.(?:\p{Lu}\p{Lu}))").captures(text)?;
    let letter = found.get(1)?;
    let end = letter.end() + text[letter.end()..].find(['.', ')', '/', '-', '–'])?;
    let end = end + text[end..].chars().next()?.len_utf8();
    let ordinal = letter.as_str().to_lowercase().chars().next().and_then(point_ordinal);
    Some(marker(text, end, Style::Upper, ordinal))
}

/// The place of a letter among the point letters, from 1; f, j, w, z have none.
pub fn point_ordinal(letter: char) -> Option<u32> {
    POINT_LETTERS.chars().position(|c| c == letter).and_then(|at| u32::try_from(at + 1).ok())
}

/// The point letter at a place.
pub fn point_letter(ordinal: u32) -> Option<char> {
    POINT_LETTERS.chars().nth(usize::try_from(ordinal).ok()?.checked_sub(1)?)
}

/// The value of a Roman number in small letters.
pub fn roman(text: &str) -> Option<u32> {
    let mut total = 0;
    let mut last = 0;
    for c in text.chars().rev() {
        let value = match c {
            'i' => 1,
            'v' => 5,
            'x' => 10,
            'l' => 50,
            'c' => 100,
            _ => return None,
        };
        if value < last {
            total -= value;
        } else {
            total += value;
            last = value;
        }
    }
    (total > 0).then_some(total.try_into().ok()).flatten()
}

fn ordinal_word(text: &str) -> Option<u32> {
    const WORDS: [&str; 10] = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    let word = text.trim_start_matches("thứ").trim();
    WORDS.iter().position(|w| *w == word).and_then(|at| u32::try_from(at + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Option<(String, Style, Option<u32>, String)> {
        find(text).map(|m| (m.text, m.style, m.ordinal, text[m.body..].to_owned()))
    }

    #[test]
    fn markers_of_all_styles() {
        let cases = [
            ("I. MỤC ĐÍCH", "I.", Style::Roman, Some(1), "MỤC ĐÍCH"),
            ("IV/ KINH PHÍ", "IV/", Style::Roman, Some(4), "KINH PHÍ"),
            ("A. ĐÁNH GIÁ", "A.", Style::Upper, Some(1), "ĐÁNH GIÁ"),
            ("1. Sở Y tế", "1.", Style::Arabic, Some(1), "Sở Y tế"),
            ("1.Sở Y tế", "1.", Style::Arabic, Some(1), "Sở Y tế"),
            ("2/ Yêu cầu", "2/", Style::Arabic, Some(2), "Yêu cầu"),
            ("3.1. Đối với", "3.1.", Style::Dotted(1), Some(1), "Đối với"),
            ("2.3 Đối với", "2.3", Style::Dotted(1), Some(3), "Đối với"),
            ("a) Mục đích", "a)", Style::Alpha, Some(1), "Mục đích"),
            ("đ) Khác", "đ)", Style::Alpha, Some(5), "Khác"),
            ("b. Yêu cầu", "b.", Style::Alpha, Some(2), "Yêu cầu"),
            ("- Họp", "-", Style::Dash, None, "Họp"),
            ("– Họp", "–", Style::Dash, None, "Họp"),
            ("-Họp", "-", Style::Dash, None, "Họp"),
            ("+ Họp", "+", Style::Plus, None, "Họp"),
            ("*/ Buổi 1: Họp", "*/", Style::Star, None, "Buổi 1: Họp"),
            ("Điều 1. Ban hành", "Điều 1.", Style::Article, Some(1), "Ban hành"),
            ("PHẦN THỨ HAI", "PHẦN THỨ HAI", Style::Part, Some(2), ""),
            ("Chương II NỘI DUNG", "Chương II", Style::Chapter, Some(2), "NỘI DUNG"),
            ("(2) Việc", "(2)", Style::Paren, Some(2), "Việc"),
        ];
        for (text, marker, style, ordinal, rest) in cases {
            assert_eq!(seen(text), Some((marker.into(), style, ordinal, rest.into())), "{text}");
        }
    }

    #[test]
    fn numbers_and_words_are_not_markers() {
        for text in [
            "1.000 người dự",
            "20/11 là ngày",
            "5-7 ngày",
            "-5 độ",
            "Điều 5 Luật này",
            "Phần mềm",
            "8:00 khai mạc",
            "30.4 và 1.5",
            "Mục đích",
            "2023 là năm",
            "Vì vậy",
            "V/v tổ chức",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
