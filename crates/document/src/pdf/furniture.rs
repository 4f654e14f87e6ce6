//! Page numbers, running heads and feet: found by their place and because they come back, and taken off the text.

use super::lines::{Row, whole};
use std::collections::HashMap;

/// Share of the page's height at its top and bottom where furniture stands.
const EDGE_SHARE: f64 = 0.11;
/// A bare number further left than this share of the width is the rest of a sentence, not a page number.
const NUMBER_LEFT_SHARE: f64 = 0.25;
/// A line that comes back on this many pages at the same height is furniture.
const REPEATS_MIN: usize = 3;

/// One page's lines with the page's height.
pub(super) struct Leaf {
    /// Width and height of the page.
    pub size: (f64, f64),
    /// Visual lines outside tables.
    pub rows: Vec<Row>,
}

/// Takes furniture off all pages and returns the texts of running heads and feet, each once.
pub(super) fn take(leaves: &mut [Leaf]) -> Vec<String> {
    let mut seen: HashMap<(String, i64), usize> = HashMap::new();
    for leaf in &*leaves {
        for row in &leaf.rows {
            if let Some(place) = place(row, leaf.size.1) {
                *seen.entry(place).or_default() += 1;
            }
        }
    }
    let mut out: Vec<String> = Vec::new();
    let n_pages = leaves.len();
    for leaf in leaves {
        let (width, height) = leaf.size;
        leaf.rows.retain(|row| {
            let (Some(place), Some(piece)) = (place(row, height), whole(row)) else { return true };
            let text = piece.text;
            match page_number(&text) {
                Some(Told::ByWord) => return false,
                Some(Told::ByPlace) if piece.x0 > NUMBER_LEFT_SHARE * width => return false,
                _ => {}
            }
            let n = seen.get(&place).copied().unwrap_or_default();
            let is_running = n >= REPEATS_MIN && n * 2 > n_pages;
            if is_running && !out.contains(&text) && out.len() < REPEATS_MIN {
                out.push(text);
            }
            !is_running
        });
    }
    out
}

/// Text without digits and height of a line near the edge of its page.
#[expect(clippy::cast_possible_truncation, reason = "heights of pages are small")]
fn place(row: &Row, height: f64) -> Option<(String, i64)> {
    let piece = whole(row)?;
    let is_edge = piece.y < EDGE_SHARE * height || piece.y > (1.0 - EDGE_SHARE) * height;
    let text = piece.text.chars().filter(|c| !c.is_ascii_digit()).collect();
    is_edge.then(|| (text, (piece.y / 4.0).round() as i64))
}

/// How a page number is known.
#[derive(Debug, PartialEq, Eq)]
enum Told {
    /// "Trang 3", "Page 3 of 12": by the word.
    ByWord,
    /// "3", "- 3 -", "3/12": only by where it stands.
    ByPlace,
}

fn page_number(text: &str) -> Option<Told> {
    let text = domain::text::key(text);
    let bare = text.trim_start_matches("trang ").trim_start_matches("page ");
    let told = if bare.len() < text.len() { Told::ByWord } else { Told::ByPlace };
    let bare = bare.trim_matches([' ', '-', '–', '|']).replace(" of ", "/");
    let parts: Vec<&str> = bare.split('/').map(str::trim).collect();
    let is_number =
        |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    (parts.len() <= 2 && parts.iter().all(is_number)).then_some(told)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::lines::Piece;

    fn row(text: &str, y: f64) -> Row {
        let piece = Piece {
            text: text.into(),
            x0: 300.0,
            x1: 350.0,
            y,
            size: 10.0,
            first_word: 10.0,
            is_bold: false,
            is_italic: false,
        };
        vec![piece]
    }

    #[test]
    fn numbers_and_running_heads_go() {
        let leaf = |n: u32| Leaf {
            size: (600.0, 800.0),
            rows: vec![
                row(&n.to_string(), 40.0),
                row("Văn bản nội bộ", 60.0),
                row("12", 400.0),
                row(&format!("Trang {n}/4"), 780.0),
            ],
        };
        let mut leaves: Vec<Leaf> = (1..=4).map(leaf).collect();
        assert_eq!(take(&mut leaves), ["Văn bản nội bộ"]);
        assert!(leaves.iter().all(|leaf| leaf.rows.len() == 1 && leaf.rows[0][0].text == "12"));
    }

    #[test]
    fn numbers_of_pages_and_other_numbers() {
        for text in ["3", "- 3 -", "3/12", "12"] {
            assert_eq!(page_number(text), Some(Told::ByPlace), "{text}");
        }
        assert_eq!(page_number("Trang 3/12"), Some(Told::ByWord));
        assert_eq!(page_number("Page 3 of 12"), Some(Told::ByWord));
        for text in ["10/6/2025.", "10/6/2025", "3.", "Điều 3", "12345"] {
            assert_eq!(page_number(text), None, "{text}");
        }
    }

    #[test]
    fn a_letterhead_at_the_top_stays() {
        let mut leaves =
            vec![Leaf { size: (600.0, 800.0), rows: vec![row("BỘ GIÁO DỤC VÀ ĐÀO TẠO", 60.0)] }];
        assert!(take(&mut leaves).is_empty());
        assert_eq!(leaves[0].rows.len(), 1);
    }
}
