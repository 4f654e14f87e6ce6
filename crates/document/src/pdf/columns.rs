//! Text set side by side without ruled lines: letterheads, signatures and small schedules.
//!
//! Visual lines that leave the same gap free form a block. A block with the words of a letterhead or a signature is read
//! column by column; one whose columns begin at the same places line after line is a table.

use super::grid::plain;
use super::lines::{Piece, Row};
use crate::table::{Cell, Grid, Merge, is_authority, is_frame_text, is_motto};
use domain::text::key;

/// The free gap between two columns is at least this wide.
const GUTTER_EMS: f64 = 0.5;
/// Between a signer's title and name there is room to sign; a wider blank ends the block.
const BLANK_EMS: f64 = 11.0;
/// Lines of different columns stand closer than two lines of one column ever do.
const INTERLEAVED_EMS: f64 = 0.85;
/// Columns of a table begin within this of each other.
const ALIGNED_POINTS: f64 = 4.0;
/// From this many two-sided lines on an aligned block is a table.
const TABLE_ROWS_MIN: usize = 3;
/// Lines and gaps of one block; a page of marks strewn about must not cost more than a page of text.
const BLOCK_LINES_MAX: usize = 200;
/// Gaps that one block may have.
const GUTTERS_MAX: usize = 12;
/// A marker of a list set off by a tab is at most this long.
const MARKER_CHARS_MAX: usize = 6;

/// A stretch of a page.
#[derive(Debug)]
pub(super) enum Part {
    /// Lines over the full width.
    Lines(Vec<Row>),
    /// Columns to be read one after the other.
    Columns(Vec<Vec<Piece>>),
    /// A table without ruled lines.
    Table(Grid),
}

/// Cuts visual lines into parts.
pub(super) fn parts(rows: Vec<Row>, number: u32) -> Vec<Part> {
    let rows: Vec<Row> = rows.into_iter().map(join_marker).collect();
    let mut out: Vec<Part> = Vec::new();
    let mut plain_rows: Vec<Row> = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        let Some(block) = Block::grow(&rows, at) else {
            plain_rows.push(rows[at].clone());
            at += 1;
            continue;
        };
        // "Nơi nhận:" may stand just above the first line that has two sides.
        let mut from = at;
        if plain_rows.last().is_some_and(|row| row.len() == 1 && is_frame_text(&row[0].text))
            && block.is_frame
        {
            plain_rows.pop();
            from -= 1;
        }
        if !plain_rows.is_empty() {
            out.push(Part::Lines(std::mem::take(&mut plain_rows)));
        }
        out.push(block.read(&rows[from..block.end], number));
        at = block.end;
    }
    if !plain_rows.is_empty() {
        out.push(Part::Lines(plain_rows));
    }
    out
}

/// "a)" set off from its text by a tab is one piece with it.
fn join_marker(mut row: Row) -> Row {
    let is_marker = |text: &str| {
        text.chars().count() <= MARKER_CHARS_MAX
            && !text.contains(' ')
            && text.ends_with(['.', ')', '-', '–', '+', '*', '•', '/', ':', '▪', '➢', '✓', '\u{f0b7}'])
    };
    if row.len() >= 2 && is_marker(&row[0].text) {
        let next = row.remove(1);
        let first = &mut row[0];
        first.text = format!("{} {}", first.text, next.text);
        first.x1 = next.x1;
        first.is_bold &= next.is_bold;
        first.is_italic &= next.is_italic;
    }
    row
}

/// Lines that leave common gaps free.
struct Block {
    gutters: Vec<(f64, f64)>,
    end: usize,
    is_frame: bool,
    is_table: bool,
}

impl Block {
    /// Grows a block downwards from line `at`, when that line begins one.
    fn grow(rows: &[Row], at: usize) -> Option<Block> {
        let mut gutters = opening(rows, at).filter(|gutters| gutters.len() <= GUTTERS_MAX)?;
        let is_left =
            |row: &Row, gutters: &[(f64, f64)]| row.first().is_some_and(|piece| piece.x0 < gutters[0].0);
        let mut has_left = is_left(&rows[at], &gutters);
        let mut end = at + 1;
        let mut last_y = rows[at][0].y;
        while let Some(row) = rows.get(end).filter(|_| end - at < BLOCK_LINES_MAX) {
            // Recipients below a pair of signers are a part of their own.
            if row.len() == 1 && has_left && end > at + 1 && is_recipients(&row[0].text) {
                break;
            }
            let size = row.iter().map(|piece| piece.size).fold(0.0, f64::max);
            let free = narrowed(&gutters, row);
            if free.is_empty() || row[0].y - last_y > BLANK_EMS * size {
                break;
            }
            (gutters, last_y) = (free, row[0].y);
            has_left |= is_left(row, &gutters);
            end += 1;
        }
        let is_signature =
            rows[at.saturating_sub(1)..end].iter().flatten().any(|piece| is_signature_text(&piece.text));
        let two_sided = |row: &Row| sides(row, &gutters).iter().filter(|side| !side.is_empty()).count() >= 2;
        if !is_signature {
            // Without a signature, short lines below belong to what follows.
            let belongs = |row: &Row| two_sided(row) || is_letterhead_text(&row[0].text);
            end = at + 1 + rows[at + 1..end].iter().rposition(belongs).map_or(0, |last| last + 1);
        }
        let is_frame = is_signature || rows[at..end].iter().flatten().any(|piece| is_frame_text(&piece.text));
        let n_two_sided = rows[at..end].iter().filter(|row| two_sided(row)).count();
        let is_aligned = is_aligned(&rows[at..end], &gutters);
        // "Thời gian:      8h00" in line after line is a list of labels.
        let n_labels = rows[at..end].iter().filter(|row| row.len() > 1 && row[0].text.ends_with(':')).count();
        let is_table =
            !is_frame && is_aligned && n_two_sided >= TABLE_ROWS_MIN && n_labels * 2 <= n_two_sided;
        let is_block = is_frame || is_table || (n_two_sided >= 2 && !is_aligned);
        is_block.then_some(Block { gutters, end, is_frame, is_table })
    }

    fn read(&self, rows: &[Row], number: u32) -> Part {
        let columns = self.gutters.len() + 1;
        if !self.is_table {
            let mut out = vec![Vec::new(); columns];
            for row in rows {
                for (column, side) in out.iter_mut().zip(sides(row, &self.gutters)) {
                    column.extend(joined(&side));
                }
            }
            return Part::Columns(out);
        }
        let mut grid = Grid::default();
        for row in rows {
            let sides = sides(row, &self.gutters);
            let is_new = sides.iter().filter(|side| !side.is_empty()).count() >= 2 || !sides[0].is_empty();
            if is_new || grid.rows.is_empty() {
                let cell = |column| Cell { column, span: 1, merge: Merge::Own, lines: Vec::new() };
                grid.rows.push((0..columns).map(cell).collect());
            }
            if let Some(cells) = grid.rows.last_mut() {
                for (cell, side) in cells.iter_mut().zip(sides) {
                    cell.lines.extend(joined(&side).map(|piece| plain(&piece, number)));
                }
            }
        }
        Part::Table(grid)
    }
}

/// The gaps of a line that begins a block: wide gaps in it, or the gap to a line beside it that stands a little lower.
fn opening(rows: &[Row], at: usize) -> Option<Vec<(f64, f64)>> {
    let row = &rows[at];
    if row.len() >= 2 {
        return Some(row.windows(2).map(|pair| (pair[0].x1, pair[1].x0)).collect());
    }
    let (one, next) = (row.first()?, rows.get(at + 1)?.first()?);
    let is_beside = next.y - one.y < INTERLEAVED_EMS * one.size.max(next.size);
    let gap = if one.x1 < next.x0 { (one.x1, next.x0) } else { (next.x1, one.x0) };
    (is_beside && gap.1 - gap.0 > one.size).then(|| vec![gap])
}

/// What a further line leaves free of the gaps.
fn narrowed(gutters: &[(f64, f64)], row: &Row) -> Vec<(f64, f64)> {
    let least = GUTTER_EMS * row.iter().map(|piece| piece.size).fold(0.0, f64::max);
    let mut out = Vec::new();
    for (from, to) in gutters {
        let mut start = *from;
        let mut widest = (start, start);
        for piece in row.iter().filter(|piece| piece.x1 > *from && piece.x0 < *to) {
            if piece.x0 - start > widest.1 - widest.0 {
                widest = (start, piece.x0);
            }
            start = start.max(piece.x1);
        }
        if to - start > widest.1 - widest.0 {
            widest = (start, *to);
        }
        if widest.1 - widest.0 >= least {
            out.push(widest);
        }
    }
    out
}

/// The pieces of a line by column.
fn sides(row: &Row, gutters: &[(f64, f64)]) -> Vec<Vec<Piece>> {
    let mut out = vec![Vec::new(); gutters.len() + 1];
    for piece in row {
        let column = gutters.iter().filter(|(from, to)| piece.x0 >= f64::midpoint(*from, *to)).count();
        out[column].push(piece.clone());
    }
    out
}

fn joined(side: &[Piece]) -> Option<Piece> {
    super::lines::whole(&side.to_vec())
}

/// Whether every column begins at one place in nearly all lines.
fn is_aligned(rows: &[Row], gutters: &[(f64, f64)]) -> bool {
    (0..=gutters.len()).all(|column| {
        let mut starts: Vec<f64> =
            rows.iter().filter_map(|row| sides(row, gutters)[column].first().map(|piece| piece.x0)).collect();
        starts.sort_by(f64::total_cmp);
        let middle = starts.get(starts.len() / 2).copied().unwrap_or_default();
        let n_near = starts.iter().filter(|start| (**start - middle).abs() <= ALIGNED_POINTS).count();
        n_near * 5 >= starts.len() * 4
    })
}

/// What stands below the names and the motto: number, subject of a letter, place and date.
fn is_letterhead_text(text: &str) -> bool {
    let text = key(text);
    let is_date = text.contains(" ngay ") && text.contains(" thang ") && text.chars().count() < 60;
    is_motto(&text) || text.starts_with("so:") || text.starts_with("v/v") || is_date
}

fn is_recipients(text: &str) -> bool {
    key(text).starts_with("noi nhan")
}

/// Words above signatures: recipients, or the authority by which somebody signs.
fn is_signature_text(text: &str) -> bool {
    is_recipients(text) || is_authority(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str, x0: f64, x1: f64, y: f64) -> Piece {
        Piece { text: text.into(), x0, x1, y, size: 13.0, first_word: 20.0, is_bold: false, is_italic: false }
    }

    fn texts(part: &Part) -> Vec<Vec<&str>> {
        match part {
            Part::Columns(columns) => columns
                .iter()
                .map(|column| column.iter().map(|piece| piece.text.as_str()).collect())
                .collect(),
            Part::Lines(rows) => {
                rows.iter().map(|row| row.iter().map(|piece| piece.text.as_str()).collect()).collect()
            }
            Part::Table(grid) => grid
                .rows
                .iter()
                .map(|row| {
                    row.iter().map(|cell| cell.lines.first().map_or("", |line| line.text.as_str())).collect()
                })
                .collect(),
        }
    }

    #[test]
    fn a_letterhead_is_two_columns_and_the_title_below_is_not() {
        let rows = vec![
            vec![
                piece("BỘ GIÁO DỤC", 90.0, 220.0, 60.0),
                piece("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", 240.0, 540.0, 60.0),
            ],
            vec![piece("Độc lập - Tự do - Hạnh phúc", 300.0, 480.0, 76.0)],
            vec![piece("Số: 1/KH", 120.0, 180.0, 100.0)],
            vec![piece("Hà Nội, ngày 1 tháng 2 năm 2024", 320.0, 470.0, 110.0)],
            vec![piece("KẾ HOẠCH", 260.0, 350.0, 140.0)],
        ];
        let got = parts(rows, 1);
        assert_eq!(got.len(), 2);
        assert_eq!(texts(&got[0])[0], ["BỘ GIÁO DỤC", "Số: 1/KH"]);
        assert_eq!(texts(&got[0])[1].len(), 3);
        assert_eq!(texts(&got[1]), [["KẾ HOẠCH"]]);
    }

    #[test]
    fn a_signature_whose_lines_interleave_is_two_columns() {
        let rows = vec![
            vec![piece("Trên đây là Kế hoạch./.", 85.0, 300.0, 500.0)],
            vec![piece("KT. BỘ TRƯỞNG", 350.0, 480.0, 540.0)],
            vec![piece("Nơi nhận:", 85.0, 140.0, 546.0)],
            vec![piece("THỨ TRƯỞNG", 360.0, 470.0, 557.0)],
            vec![piece("- Như trên;", 85.0, 150.0, 561.0)],
            vec![piece("Nguyễn Văn Mẫu", 360.0, 470.0, 640.0)],
        ];
        let got = parts(rows, 1);
        assert_eq!(texts(&got[0]), [["Trên đây là Kế hoạch./."]]);
        assert_eq!(
            texts(&got[1]),
            [vec!["Nơi nhận:", "- Như trên;"], vec!["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "Nguyễn Văn Mẫu"]]
        );
    }

    #[test]
    fn an_aligned_schedule_is_a_table() {
        let row =
            |time: &str, what: &str, y: f64| vec![piece(time, 90.0, 150.0, y), piece(what, 200.0, 400.0, y)];
        let mut rows = vec![
            row("7h30", "Đón tiếp", 100.0),
            row("8h00", "Khai mạc", 120.0),
            row("8h30", "Báo cáo", 140.0),
        ];
        rows.push(vec![piece("tổng hợp", 200.0, 260.0, 158.0)]);
        rows.push(row("9h00", "Đối thoại", 180.0));
        let got = parts(rows, 1);
        assert_eq!(texts(&got[0])[2], ["8h30", "Báo cáo"]);
        assert_eq!(texts(&got[0]).len(), 4);
    }

    #[test]
    fn labels_with_their_values_are_lines() {
        let row = |label: &str, y: f64| vec![piece(label, 90.0, 150.0, y), piece("giá trị", 200.0, 300.0, y)];
        let rows = vec![row("Thời gian:", 100.0), row("Địa điểm:", 118.0), row("Chủ trì:", 136.0)];
        assert!(matches!(parts(rows, 1)[..], [Part::Lines(_)]));
    }

    #[test]
    fn a_marker_set_off_by_a_tab_is_no_column() {
        let rows = vec![vec![piece("a)", 100.0, 110.0, 100.0), piece("Mục đích", 140.0, 200.0, 100.0)]];
        assert_eq!(texts(&parts(rows, 1)[0]), [["a) Mục đích"]]);
    }
}
