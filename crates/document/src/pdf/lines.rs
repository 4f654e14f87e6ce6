//! Letters to visual lines: what stands on one base line, from left to right, with the spaces between words.

use super::page::Letter;

/// Letters whose base lines differ by less than this share of their size stand on one line; raised notes do too.
const SAME_LINE_EMS: f64 = 0.36;
/// A gap wider than this is a space, whether or not one is drawn.
const SPACE_EMS: f64 = 0.17;
/// A gap wider than this parts two pieces of a line. Justified text hardly ever reaches it.
const PIECE_EMS: f64 = 1.1;

/// Words of one visual line without a wide gap between them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    /// The words.
    pub text: String,
    /// Left edge.
    pub x0: f64,
    /// Right edge of the last letter.
    pub x1: f64,
    /// Base line.
    pub y: f64,
    /// Largest size of a letter.
    pub size: f64,
    /// Width of the first word.
    pub first_word: f64,
    /// Whether all letters are bold.
    pub is_bold: bool,
    /// Whether all letters are italic.
    pub is_italic: bool,
}

/// One visual line: its pieces from left to right.
pub(super) type Row = Vec<Piece>;

/// Orders letters into lines from top to bottom.
pub(super) fn rows(mut letters: Vec<Letter>) -> Vec<Row> {
    letters.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    let mut rows: Vec<Vec<Letter>> = Vec::new();
    // Base line and size of the largest letter of the last row.
    let mut largest = (0.0, 0.0);
    for letter in letters {
        let joins = (letter.y - largest.0).abs() <= SAME_LINE_EMS * letter.size.max(largest.1);
        if !joins || letter.size > largest.1 {
            largest = (letter.y, letter.size);
        }
        match rows.last_mut().filter(|_| joins) {
            Some(row) => row.push(letter),
            None => rows.push(vec![letter]),
        }
    }
    rows.into_iter().map(pieces).filter(|row| !row.is_empty()).collect()
}

/// Cuts the letters of a line into pieces at wide gaps.
fn pieces(mut letters: Vec<Letter>) -> Row {
    letters.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut out: Vec<Vec<Letter>> = Vec::new();
    let mut last: Option<(String, f64, f64)> = None;
    for letter in letters {
        let is_blank = letter.text.trim().is_empty();
        // Bold is at times made by drawing the same letter twice, a hair apart.
        let is_double = last
            .as_ref()
            .is_some_and(|(text, x0, _)| *text == letter.text && (letter.x0 - x0).abs() < 0.12 * letter.size);
        if is_double {
            continue;
        }
        let gap = last.as_ref().map_or(0.0, |(_, _, x1)| letter.x0 - x1);
        if !is_blank {
            let starts = last.is_none() || gap > PIECE_EMS * letter.size;
            last = Some((letter.text.clone(), letter.x0, letter.x1));
            if starts {
                out.push(Vec::new());
            }
        }
        if let Some(piece) = out.last_mut() {
            piece.push(letter);
        }
    }
    out.into_iter().filter_map(|letters| piece(&letters)).collect()
}

fn piece(letters: &[Letter]) -> Option<Piece> {
    let is_blank = |letter: &Letter| letter.text.trim().is_empty();
    let drawn = || letters.iter().filter(|letter| !is_blank(letter));
    let first = drawn().next()?;
    let mut text = String::new();
    let mut end = first.x0;
    let mut first_word = None;
    for letter in letters {
        // Marks that combine (NFD text) stand on the letter before them.
        let gap = letter.x0 - end;
        let has_space = is_blank(letter) || gap > SPACE_EMS * letter.size;
        if has_space && !text.is_empty() && !text.ends_with(' ') {
            first_word.get_or_insert(end - first.x0);
            text.push(' ');
        }
        if !is_blank(letter) {
            text.push_str(&letter.text);
            end = letter.x1.max(end);
        }
    }
    let words = || drawn().filter(|letter| letter.text.chars().any(char::is_alphanumeric));
    let size = drawn().map(|letter| letter.size).fold(0.0, f64::max);
    let base = drawn().max_by(|a, b| a.size.total_cmp(&b.size)).map_or(first.y, |letter| letter.y);
    Some(Piece {
        text: domain::text::nfc(text.trim_end()),
        x0: first.x0,
        x1: end,
        y: base,
        size,
        first_word: first_word.unwrap_or(end - first.x0),
        is_bold: words().next().is_some() && words().all(|letter| letter.is_bold),
        is_italic: words().next().is_some() && words().all(|letter| letter.is_italic),
    })
}

/// One piece from all pieces of a row, for text that runs on whatever its gaps.
pub(super) fn whole(row: &Row) -> Option<Piece> {
    let mut whole = row.first()?.clone();
    for piece in &row[1..] {
        whole.text.push(' ');
        whole.text.push_str(&piece.text);
        whole.x1 = whole.x1.max(piece.x1);
        whole.size = whole.size.max(piece.size);
        whole.is_bold &= piece.is_bold;
        whole.is_italic &= piece.is_italic;
    }
    Some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, x: f64, y: f64) -> Vec<Letter> {
        let letter = |(at, c): (usize, char)| Letter {
            text: c.to_string(),
            x0: x + 6.0 * f64::from(u32::try_from(at).expect("small")),
            x1: x + 6.0 * f64::from(u32::try_from(at).expect("small") + 1),
            y,
            size: 12.0,
            is_bold: false,
            is_italic: false,
        };
        text.chars().enumerate().map(letter).collect()
    }

    #[test]
    fn letters_become_words_and_pieces() {
        let letters = [
            word("dai", 60.0, 100.5),
            word("cầu", 38.0, 100.0),
            word("Nhịp", 10.0, 100.0),
            word("b", 120.0, 100.0),
        ];
        let rows = rows(letters.concat());
        let texts: Vec<&str> = rows[0].iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(texts, ["Nhịp cầu dai", "b"]);
        assert!((rows[0][0].first_word - 24.0).abs() < 0.01);
    }

    #[test]
    fn a_letter_drawn_twice_counts_once() {
        let twice = [word("Số", 10.0, 50.0), word("Số", 10.3, 50.0)].concat();
        assert_eq!(rows(twice)[0][0].text, "Số");
    }
}
