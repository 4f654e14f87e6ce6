//! Joins clean lines into logical paragraphs: undoes page breaks and hand-made line wraps.

use crate::lines::Ln;
use crate::markers::{self, Style};
use crate::text::{Paragraph, Piece, Zone};
use crate::units::is_short_form;
use crate::words::{ends_with_word, is_capitals, low, near_end, near_start, starts_lower, words};

/// Words after which a Vietnamese phrase cannot end.
const OPEN_WORDS: &[&str] = &[
    "và", "của", "các", "với", "cho", "về", "tại", "theo", "do", "để", "từ", "đến", "trong", "là", "những",
    "một", "bằng", "hoặc", "nhằm", "trên", "dưới", "vào", "cùng", "như", "khi", "mà", "nếu", "bởi", "qua",
    "giữa", "tới", "không", "được", "bị", "đã", "đang", "sẽ", "mỗi", "mọi", "từng",
];
/// Words that want a name or a number behind them, unless they end a title ("Sở Y tế tỉnh").
const WANTING_WORDS: &[&str] = &[
    "ngành",
    "phòng",
    "sở",
    "bộ",
    "ban",
    "cục",
    "vụ",
    "tỉnh",
    "huyện",
    "xã",
    "số",
    "ngày",
    "tháng",
    "năm",
    "thành",
    "công",
    "cơ",
    "nhà",
    "trường",
    "ra",
    "sau",
    "trước",
    "phường",
    "quận",
];

/// No printed paragraph is longer. A longer text is a file without line ends, read in pieces so that what looks at a whole
/// paragraph stays cheap.
const PARAGRAPH_BYTES_MAX: usize = 16 * 1024;
/// What opens within a paragraph closes within this many bytes.
const OPEN_LOOK_BACK_BYTES: usize = 4 * 1024;

/// A longer line is no title.
const TITLE_WORDS_MAX: usize = 30;

/// A clause at least this long without an end mark has been cut.
const CUT_CHARS_MIN: usize = 70;

/// Whether a text plainly stops in the middle of a phrase.
pub fn is_open(text: &str) -> bool {
    let text = near_end(text.trim_end(), OPEN_LOOK_BACK_BYTES);
    if text.ends_with([',', '(', '“', '-', '–', '&', '/']) && !text.ends_with("./") {
        return true;
    }
    let unclosed = |open: char, close: char| text.matches(open).count() > text.matches(close).count();
    unclosed('(', ')') || unclosed('“', '”') || ends_with_one(text, OPEN_WORDS)
}

/// Whether a clause was cut before a name or a number ("… cho mỗi phòng" / "Nội vụ …").
fn wants_more(text: &str) -> bool {
    text.chars().count() >= CUT_CHARS_MIN && ends_with_one(text.trim_end(), WANTING_WORDS)
}

/// "… cung cấp bản tin cho Ban": a unit whose name is on the next line.
fn stops_at_a_head(text: &str) -> bool {
    const HEADS: [&str; 12] =
        ["Ban", "Sở", "Bộ", "Cục", "Vụ", "Phòng", "Hội", "Trường", "Viện", "Ủy ban", "Trung tâm", "Hội đồng"];
    let text = text.trim_end();
    text.chars().count() >= CUT_CHARS_MIN
        && !is_capitals(text)
        && HEADS.iter().any(|head| text.strip_suffix(head).is_some_and(|rest| rest.ends_with(' ')))
}

fn ends_with_one(text: &str, list: &[&str]) -> bool {
    const WORD_BYTES_MAX: usize = 40;
    let low = low(near_end(text, WORD_BYTES_MAX));
    !is_capitals(text) && list.iter().any(|word| ends_with_word(&low, word))
}

/// Whether a text ends like a sentence or list item.
fn is_ended(text: &str) -> bool {
    text.trim_end_matches([')', '”', '"', ' ']).ends_with(['.', ';', ':', '!', '?', '…'])
        || text.ends_with("/.")
}

/// Joins the lines of one zone, given by index, into paragraphs.
pub fn join(lines: &[Ln], indices: &[usize], zone: Zone, wrap: Option<usize>) -> Vec<Paragraph> {
    let mut out: Vec<Paragraph> = Vec::new();
    let mut last_at: Option<usize> = None;
    for &at in indices {
        let line = &lines[at];
        if line.is_blank() {
            continue;
        }
        let gap = last_at.map_or(0, |last| (last + 1..at).filter(|k| lines[*k].is_blank()).count());
        match out.last_mut() {
            Some(last) if goes_on(last, line, gap, wrap) => append(last, line),
            _ => out.push(paragraph(line, zone)),
        }
        last_at = Some(at);
    }
    out
}

/// One line as a paragraph of its own.
pub fn paragraph(line: &Ln, zone: Zone) -> Paragraph {
    let marker = markers::find(&line.text);
    Paragraph {
        body: marker.as_ref().map_or(0, |m| m.body),
        marker: marker.map(|m| m.text),
        lines: (line.no, line.no),
        pieces: vec![Piece { range: 0..line.text.len(), line: line.no }],
        zone,
        look: line.look,
        text: line.text.clone(),
    }
}

/// A paragraph as it is, or cut behind sentences when it is longer than any that is printed.
pub fn in_pieces(paragraph: Paragraph) -> Vec<Paragraph> {
    if paragraph.text.len() <= PARAGRAPH_BYTES_MAX {
        return vec![paragraph];
    }
    let mut out: Vec<Paragraph> = Vec::new();
    let mut from = 0;
    while from < paragraph.text.len() {
        let rest = &paragraph.text[from..];
        let length = piece_length(rest);
        let range = from..from + length;
        let touches = |piece: &&Piece| piece.range.start < range.end && piece.range.end > range.start;
        let pieces: Vec<Piece> = paragraph
            .pieces
            .iter()
            .filter(touches)
            .map(|piece| Piece {
                range: piece.range.start.max(from) - from..piece.range.end.min(range.end) - from,
                line: piece.line,
            })
            .collect();
        let is_first = out.is_empty();
        out.push(Paragraph {
            text: rest[..length].trim_end().to_owned(),
            body: if is_first { paragraph.body } else { 0 },
            marker: paragraph.marker.clone().filter(|_| is_first),
            lines: (
                pieces.first().map_or(paragraph.lines.0, |p| p.line),
                pieces.last().map_or(paragraph.lines.1, |p| p.line),
            ),
            pieces,
            zone: paragraph.zone,
            look: paragraph.look,
        });
        from += length + (rest[length..].len() - rest[length..].trim_start().len());
    }
    out
}

/// How much of a long text makes one piece: up to the last sentence end, else the last space, else the limit.
fn piece_length(text: &str) -> usize {
    let near = near_start(text, PARAGRAPH_BYTES_MAX);
    if near.len() == text.len() {
        return near.len();
    }
    let after =
        |found: Option<usize>, width: usize| found.map(|at| at + width).filter(|at| *at > near.len() / 2);
    after(near.rfind(". "), 1)
        .or_else(|| after(near.rfind("; "), 1))
        .or_else(|| after(near.rfind(' '), 1))
        .unwrap_or(near.len())
}

fn append(last: &mut Paragraph, line: &Ln) {
    last.text.push(' ');
    let start = last.text.len();
    if last.body == start - 1 {
        last.body = start;
    }
    last.text.push_str(&line.text);
    last.pieces.push(Piece { range: start..last.text.len(), line: line.no });
    last.lines.1 = line.no;
}

fn goes_on(last: &Paragraph, line: &Ln, gap: usize, wrap: Option<usize>) -> bool {
    const GAP_LINES_MAX: usize = 4;
    let text = line.text.as_str();
    if gap > GAP_LINES_MAX || last.text.len() > PARAGRAPH_BYTES_MAX {
        return false;
    }
    let piece = last.pieces.last().map_or("", |p| &last.text[p.range.clone()]);
    let wrapped = gap == 0 && wrap.is_some_and(|width| piece.chars().count() * 100 >= width * 80);
    if let Some(marker) = markers::find(text) {
        // "… năm học 2023" / "- 2024 của …": a range cut at its dash, and "Điều" in the middle of a sentence.
        let false_marker = match marker.style {
            Style::Dash => {
                is_open(&last.text)
                    && text[marker.body..].starts_with(|c: char| c.is_ascii_digit() || c.is_lowercase())
            }
            Style::Article | Style::Section | Style::Chapter | Style::Part => {
                is_open(&last.text) && !is_ended(&last.text)
            }
            _ => false,
        };
        return false_marker && !is_ended(&last.text);
    }
    let style = last.marker.as_deref().and_then(|m| markers::find(&format!("{m} AA"))).map(|m| m.style);
    // "Phần thứ nhất" has its title on the next line.
    if matches!(style, Some(Style::Part | Style::Chapter | Style::Section))
        && last.content().trim().is_empty()
    {
        return gap <= 1 && words(text) <= TITLE_WORDS_MAX;
    }
    // "Phụ lục" in small letters as the decree has it, its title in capitals below.
    if last.zone == Zone::Annex && crate::zones::is_appendix_title(&last.text) && words(&last.text) <= 4 {
        return gap <= 1 && is_capitals(text);
    }
    if is_shouted(text) && !is_capitals(&last.text) && !is_open(&last.text) {
        return false;
    }
    if is_ended(&last.text) {
        return wrapped && !last.text.ends_with([':', ';']) && gap == 0 && !is_short_line(piece, wrap);
    }
    if starts_lower(text) || text.starts_with([',', ')', ';', '.']) {
        return true;
    }
    if is_capitals(&last.text) {
        return gap == 0
            && is_capitals(text)
            && matches!(
                style,
                Some(Style::Roman | Style::Upper | Style::Part | Style::Chapter | Style::Section)
            );
    }
    let clause = !matches!(
        style,
        Some(
            Style::Roman
                | Style::Upper
                | Style::Part
                | Style::Chapter
                | Style::Section
                | Style::Arabic
                | Style::Dotted(_)
        )
    );
    let open = is_open(&last.text) || (clause && wants_more(&last.text)) || stops_at_a_head(&last.text);
    if text.starts_with(|c: char| c.is_ascii_digit()) || open {
        return open || wrapped;
    }
    if wrapped {
        return true;
    }
    clause
        && last.text.chars().count() >= CUT_CHARS_MIN
        && words(text) >= 2
        && !is_capitals(text)
        && !line.look.bold
        && last.marker.is_some()
}

/// A line wholly in capitals that is more than short forms ("KINH PHÍ", not "UBND TP") is a title of its own.
fn is_shouted(text: &str) -> bool {
    words(text) >= 2
        && is_capitals(text)
        && text.starts_with(char::is_alphabetic)
        && text.split_whitespace().any(|word| word.chars().any(char::is_alphabetic) && !is_short_form(word))
}

fn is_short_line(piece: &str, wrap: Option<usize>) -> bool {
    wrap.is_some_and(|width| piece.chars().count() * 100 < width * 88)
}

/// The width at which the text was wrapped by hand, if it was: many lines that start lower case after a full line.
pub fn wrap_width(lines: &[Ln]) -> Option<usize> {
    const WRAPPED_SHARE_PERCENT: usize = 25;
    const WIDTH_CHARS: std::ops::RangeInclusive<usize> = 50..=130;
    let full: Vec<&Ln> = lines.iter().filter(|line| !line.is_blank() && line.cells.len() < 2).collect();
    if full.len() < 12 {
        return None;
    }
    let follows = full.windows(2).filter(|pair| {
        pair[0].no + 1 == pair[1].no && starts_lower(&pair[1].text) && markers::find(&pair[1].text).is_none()
    });
    if follows.count() * 100 < full.len() * WRAPPED_SHARE_PERCENT {
        return None;
    }
    let mut widths: Vec<usize> = full.iter().map(|line| line.text.chars().count()).collect();
    widths.sort_unstable();
    let width = widths[widths.len() * 9 / 10];
    WIDTH_CHARS.contains(&width).then_some(width)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::source::{Format, Source};

    fn joined(text: &str) -> Vec<String> {
        let lines = crate::lines::prepare(&Source::from_text("a.txt", Format::Txt, text));
        let all: Vec<usize> = (0..lines.len()).collect();
        join(&lines, &all, Zone::Body, None).into_iter().map(|p| p.text).collect()
    }

    #[test]
    fn page_breaks_are_undone() {
        assert_eq!(
            joined("- Các đơn vị sự nghiệp mời\n\ncán bộ tham dự."),
            ["- Các đơn vị sự nghiệp mời cán bộ tham dự."]
        );
        assert_eq!(
            joined("- Đổi mới căn bản Y tế và\n\nDân số, đáp ứng yêu cầu."),
            ["- Đổi mới căn bản Y tế và Dân số, đáp ứng yêu cầu."]
        );
        let long = "- Các đơn vị chủ động xây dựng kế hoạch và triển khai đến từng thành viên. Mỗi phòng";
        assert_eq!(
            joined(&format!("{long}\n\nNội vụ cử một người.")),
            [format!("{long} Nội vụ cử một người.")]
        );
    }

    #[test]
    fn titles_and_items_stay_apart() {
        assert_eq!(joined("1. Sở Y tế\nChủ trì thực hiện."), ["1. Sở Y tế", "Chủ trì thực hiện."]);
        assert_eq!(joined("- Họp;\n- Báo cáo."), ["- Họp;", "- Báo cáo."]);
        let duty = "- Đề nghị các đoàn thể xã vận động hội viên tham gia mỗi người ít nhất 2 ngày công";
        for title in ["KINH PHÍ", "CHỈ TIÊU", "TỔ CHỨC THỰC HIỆN", "TIẾN ĐỘ VÀ KINH PHÍ"] {
            assert_eq!(
                joined(&format!("{duty}\n{title}\n- Ngân sách xã.")),
                [duty, title, "- Ngân sách xã."]
            );
        }
        let cut = "- Báo cáo kết quả về cơ quan thường trực và đề xuất khen thưởng theo quy định của";
        assert_eq!(joined(&format!("{cut}\n\nUBND TP")), [format!("{cut} UBND TP")]);
        assert_eq!(joined("I. MỤC ĐÍCH\nNhằm nâng cao."), ["I. MỤC ĐÍCH", "Nhằm nâng cao."]);
        assert_eq!(
            joined("I. MỤC ĐÍCH VÀ\nYÊU CẦU CHUNG\nNhằm nâng cao."),
            ["I. MỤC ĐÍCH VÀ YÊU CẦU CHUNG", "Nhằm nâng cao."]
        );
    }
}
