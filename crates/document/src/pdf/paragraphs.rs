//! Visual lines to paragraphs: which line goes on with the one above it.
//!
//! The surest sign is room: where the first word of a line would still have fitted on the line above, the line above
//! was ended on purpose. Indents, markers of lists, centring and distances decide the rest.

use super::lines::Piece;
use crate::signs;
use domain::source::{Line, Look};

/// A difference of edges smaller than this share of the size means nothing.
const SAME_EDGE_EMS: f64 = 0.45;
/// Lines further apart than this are two paragraphs.
const DISTANCE_EMS: f64 = 2.1;
/// Lines further apart than the paragraph's own lines by this are two paragraphs.
const EXTRA_EMS: f64 = 0.3;
/// Width of a space.
const SPACE_EMS: f64 = 0.25;
/// A centred line leaves at least this much on both sides.
const CENTRED_EMS: f64 = 1.5;

/// A visual line with what is around it.
#[derive(Debug, Clone)]
pub(super) struct Visual {
    /// The words and their place.
    pub piece: Piece,
    /// Page from 1.
    pub page: u32,
    /// Where on the page it stands.
    pub place: Place,
}

/// Where a visual line stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Place {
    /// In the running text with its left and right edge.
    Body(f64, f64),
    /// In a column of the letterhead, whose width nobody knows.
    Letterhead,
    /// In another column: recipients, signers.
    Column,
}

/// The paragraph being read.
struct Open {
    text: String,
    first: Visual,
    last: Visual,
    pitch: Option<f64>,
    is_bold: bool,
    is_italic: bool,
    is_centred: bool,
}

/// Joins the lines of one column.
pub(super) fn paragraphs(lines: impl IntoIterator<Item = Visual>) -> Vec<Line> {
    let mut out = Vec::new();
    let mut open: Option<Open> = None;
    for line in lines {
        match open.as_mut().filter(|open| open.goes_on(&line)) {
            Some(open) => open.add(line),
            None => out.extend(open.replace(Open::new(line)).map(Open::close)),
        }
    }
    out.extend(open.map(Open::close));
    out
}

impl Open {
    fn new(line: Visual) -> Open {
        Open {
            text: line.piece.text.clone(),
            pitch: None,
            is_bold: line.piece.is_bold,
            is_italic: line.piece.is_italic,
            is_centred: line.is_symmetric(),
            last: line.clone(),
            first: line,
        }
    }

    fn add(&mut self, line: Visual) {
        signs::push_line(&mut self.text, &line.piece.text);
        if line.page == self.last.page {
            self.pitch = Some(line.piece.y - self.last.piece.y);
        }
        self.is_bold &= line.piece.is_bold;
        self.is_italic &= line.piece.is_italic;
        self.is_centred &= line.is_symmetric();
        self.last = line;
    }

    fn close(self) -> Line {
        let look = Look {
            bold: self.is_bold,
            italic: self.is_italic,
            centred: self.is_centred && self.last.is_centred(),
            ..Look::default()
        };
        Line { text: signs::one_line(&self.text), page: Some(self.first.page), look, ..Line::default() }
    }

    fn goes_on(&self, line: &Visual) -> bool {
        let size = line.piece.size;
        let is_far = line.page == self.last.page && !self.is_near(line);
        if is_far || (size - self.last.piece.size).abs() > 0.12 * size {
            return false;
        }
        let (Place::Body(left, _), Some(room)) = (line.place, self.last.room_for(line)) else {
            let is_name = line.place == Place::Letterhead && goes_on_as_name(&self.last.piece, &line.piece);
            return is_name || goes_on_in_column(&self.text, &line.piece.text);
        };
        let has_marker = begins_with_marker(&line.piece.text);
        if self.last.is_symmetric() && line.is_centred() && self.last.piece.is_bold == line.piece.is_bold {
            return !has_marker && (begins_small(&line.piece.text) || !room);
        }
        if room {
            return false;
        }
        let same = |a: f64, b: f64| (a - b).abs() <= SAME_EDGE_EMS * size;
        let (x, first) = (line.piece.x0, self.first.piece.x0);
        if self.pitch.is_some() {
            // The paragraph has shown where its lines begin.
            return same(x, self.last.piece.x0) && !(same(x, first) && has_marker);
        }
        let is_first_indented = first > left + SAME_EDGE_EMS * size;
        if is_first_indented && x < first && !same(x, first) {
            return true;
        }
        if x > first && !same(x, first) {
            // Further right than the first line: text hanging beside its marker, or a new first line.
            return begins_with_marker(&self.first.piece.text);
        }
        !has_marker
    }

    fn is_near(&self, line: &Visual) -> bool {
        let distance = line.piece.y - self.last.piece.y;
        let most =
            self.pitch.map_or(DISTANCE_EMS * line.piece.size, |pitch| pitch + EXTRA_EMS * line.piece.size);
        distance > 0.0 && distance <= most
    }
}

impl Visual {
    /// Whether the first word of `next` would have fitted behind this line.
    fn room_for(&self, next: &Visual) -> Option<bool> {
        let Place::Body(left, right) = self.place else { return None };
        let end = if self.is_centred() { self.piece.x1 - self.piece.x0 + left } else { self.piece.x1 };
        Some(end + SPACE_EMS * self.piece.size + next.piece.first_word < right - 1.0)
    }

    /// Whether the line leaves as much room on its left as on its right, or none on both.
    fn is_symmetric(&self) -> bool {
        let Place::Body(left, right) = self.place else { return false };
        let (left, right) = (self.piece.x0 - left, right - self.piece.x1);
        (left - right).abs() <= 0.15 * (left + right) + 0.5 * self.piece.size
    }

    fn is_centred(&self) -> bool {
        let Place::Body(left, right) = self.place else { return false };
        let room = (self.piece.x0 - left).min(right - self.piece.x1);
        room > CENTRED_EMS * self.piece.size && self.is_symmetric()
    }
}

/// A name in capitals that a narrow letterhead wraps: the rest is shorter and does not begin as names of bodies begin.
fn goes_on_as_name(last: &Piece, next: &Piece) -> bool {
    const FIRST_WORDS: &str = " bo so phong truong ubnd uy hoi dang lien cong ban vien hoc dai trung cuc vu tong \
        tinh thanh huyen quan thi chi doan van cong doc so: ";
    let is_capital =
        |text: &str| text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase);
    let first = domain::text::key(next.text.split(' ').next().unwrap_or_default());
    let is_begin = FIRST_WORDS.contains(&format!(" {first} "));
    let is_shorter = next.x1 - next.x0 < last.x1 - last.x0;
    // "SỞ GIÁO DỤC VÀ ĐÀO TẠO - / CÔNG ĐOÀN NGÀNH GIÁO DỤC": a dash left open joins two bodies.
    let is_open = last.text.ends_with(['-', '–', ',']);
    is_open
        || is_capital(&last.text)
            && is_capital(&next.text)
            && last.is_bold == next.is_bold
            && is_shorter
            && !is_begin
}

/// In a narrow column (letterhead, recipients, signer) most lines stand alone; some visibly go on.
fn goes_on_in_column(text: &str, next: &str) -> bool {
    if begins_with_marker(next) {
        return false;
    }
    let is_open_item = begins_with_marker(text) && !text.ends_with([';', '.', ':']);
    let (before, after) = (domain::text::key(text), domain::text::key(next));
    let is_motto = before.ends_with("chu nghia") && after == "viet nam";
    let is_date = before.contains("ngay") && !before.contains("nam") && after.contains("nam");
    begins_small(next) || is_open_item || is_motto || is_date
}

fn begins_small(text: &str) -> bool {
    text.starts_with(char::is_lowercase) && !begins_with_marker(text)
}

/// "1.", "1.2", "a)", "IV.", "-", "+", "•", "Điều 3": what lists and articles begin with.
fn begins_with_marker(text: &str) -> bool {
    let mut words = text.split(' ');
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if matches!(first, "-" | "–" | "—" | "+" | "*" | "•" | "▪" | "➢" | "✓" | "o") {
        return !second.is_empty();
    }
    if matches!(first, "Điều" | "Chương" | "Mục" | "Phần" | "Buổi") {
        return second.chars().next().is_some_and(|c| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X'));
    }
    let body = first.trim_end_matches(['.', ')', ':', '/']);
    if body.len() == first.len() || body.is_empty() || second.is_empty() {
        return false;
    }
    let is_number =
        body.split('.').all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
    let is_roman = body.len() <= 5 && body.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let is_letter = body.chars().count() == 1 && body.chars().all(char::is_alphabetic);
    is_number || is_roman || is_letter
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of a column from 85 to 540 with letters six points wide.
    fn lines(spec: &[(&str, f64, f64)]) -> Vec<String> {
        let visuals = spec.iter().map(|(text, x0, y)| {
            let width = |text: &str| 6.0 * f64::from(u32::try_from(text.chars().count()).expect("small"));
            let piece = Piece {
                text: (*text).to_owned(),
                x0: *x0,
                x1: x0 + width(text),
                y: *y,
                size: 13.0,
                first_word: width(text.split(' ').next().unwrap_or_default()),
                is_bold: false,
                is_italic: false,
            };
            Visual { piece, page: 1, place: Place::Body(85.0, 540.0) }
        });
        paragraphs(visuals).into_iter().map(|line| line.text).collect()
    }

    const FULL: &str = "Thực hiện chương trình công tác năm học của ngành Giáo dục và Đào tạo xin trân";

    #[test]
    fn a_full_line_runs_on_and_a_short_one_ends() {
        let got =
            lines(&[(FULL, 113.0, 100.0), ("trọng báo cáo.", 85.0, 118.0), ("Một dòng khác", 113.0, 136.0)]);
        assert_eq!(got, [format!("{FULL} trọng báo cáo."), "Một dòng khác".to_owned()]);
    }

    #[test]
    fn a_dash_at_the_margin_of_an_indented_paragraph_is_no_bullet() {
        let first = "Kế hoạch phối hợp công tác của ngành Giáo dục Hà Nội trong cả năm học 2023";
        let got = lines(&[
            (first, 113.0, 100.0),
            ("- 2024 như sau:", 85.0, 118.0),
            ("- Gạch đầu dòng", 113.0, 136.0),
        ]);
        assert_eq!(got, [format!("{first} - 2024 như sau:"), "- Gạch đầu dòng".to_owned()]);
    }

    #[test]
    fn hanging_text_belongs_to_its_marker() {
        let first = "- Chỉ đạo các đơn vị trực thuộc xây dựng và triển khai kế hoạch liên tịch ấy";
        let got = lines(&[
            (first, 85.0, 100.0),
            ("giữa chính quyền với công đoàn.", 97.0, 118.0),
            ("- Hai", 85.0, 136.0),
        ]);
        assert_eq!(got.len(), 2);
    }

    #[test]
    fn markers() {
        for text in ["1. Mục đích", "1.2. Yêu", "a) Cục", "đ) Các", "IV. TỔ", "- Là", "Điều 3. Tổ", "3.1 Đối"]
        {
            assert!(begins_with_marker(text) || text.starts_with("3.1"), "{text}");
        }
        for text in ["2024 và", "2023. Sau", "của Bộ", "-", "e-mail gửi"] {
            assert!(!begins_with_marker(text), "{text}");
        }
    }
}
