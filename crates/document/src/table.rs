//! Tables, the same from Word and PDF: a row is one line; a table that only places text side by side is no table.

use crate::signs;
use domain::source::{Line, Look};
use domain::text::key;

/// A borderless table with more rows than this carries data (a schedule), unless it is a letterhead or a signature.
const LAYOUT_ROWS_MAX: usize = 3;
/// Letterheads and signatures have two columns, at times an empty one between them.
const LAYOUT_COLUMNS_MAX: usize = 3;

/// How a cell goes on from the row above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Merge {
    /// It does not: it has its own text.
    Own,
    /// It is the lower part of the cell above.
    FromAbove,
}

/// Characters of a merged cell that is repeated in the rows below; it is the name of a unit or a date, not a chapter.
const REPEATED_CHARS_MAX: usize = 300;

/// One cell with the lines in it.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    /// First column, from 0.
    pub column: usize,
    /// How many columns it covers.
    pub span: usize,
    /// Whether it continues the cell above.
    pub merge: Merge,
    /// What stands in it.
    pub lines: Vec<Line>,
}

/// Rows of cells.
#[derive(Debug, Clone, Default)]
pub(crate) struct Grid {
    /// The rows, each with its cells from left to right.
    pub rows: Vec<Vec<Cell>>,
    /// Whether lines between columns are drawn.
    pub is_ruled: bool,
}

impl Grid {
    /// Number of columns.
    pub fn width(&self) -> usize {
        self.rows.iter().flatten().map(|cell| cell.column + cell.span).max().unwrap_or(0)
    }

    /// Whether the table only places text side by side: letterhead, signatures, a box.
    pub fn is_layout(&self) -> bool {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        if columns <= 1 {
            return true;
        }
        if columns > LAYOUT_COLUMNS_MAX {
            return false;
        }
        let lines = || self.rows.iter().flatten().flat_map(|cell| &cell.lines);
        let is_signed = || {
            let first = |cell: &Cell| cell.lines.first().is_some_and(|line| is_authority(&line.text));
            self.rows.len() <= LAYOUT_ROWS_MAX && self.rows.iter().flatten().any(first)
        };
        let is_frame = lines().any(|line| is_frame_text(&line.text)) || is_signed();
        is_frame || (!self.is_ruled && self.rows.len() <= LAYOUT_ROWS_MAX && !self.has_head())
    }

    /// Goes on with the same table on the next page: a repeated head is dropped, and a row that the page break cut in
    /// two (no number, in a table of numbered rows) is joined.
    pub fn go_on(&mut self, next: Grid) {
        let texts = |row: &[Cell]| row.iter().map(cell_text).collect::<Vec<_>>();
        let n_head = self.rows.iter().zip(&next.rows).take_while(|(a, b)| texts(a) == texts(b)).count();
        let mut rows = next.rows.into_iter().skip(n_head);
        let is_numbered = |row: &Vec<Cell>| row.first().is_some_and(|cell| !cell_text(cell).is_empty());
        let are_numbered = self.rows.iter().filter(|row| row.len() > 1).all(is_numbered);
        if let Some(first) = rows.next() {
            match self.rows.last_mut().filter(|last| {
                are_numbered && !is_numbered(&first) && first.len() == last.len() && last.len() > 1
            }) {
                Some(last) => {
                    for (cell, rest) in last.iter_mut().zip(first) {
                        cell.lines.extend(rest.lines);
                    }
                }
                None => self.rows.push(first),
            }
        }
        self.rows.extend(rows);
    }

    /// Whether the first row names columns ("TT", "Nội dung", …): a small table without lines is still a table then.
    fn has_head(&self) -> bool {
        let Some(first) = self.rows.first().and_then(|row| row.first()) else { return false };
        let text = key(&cell_text(first));
        matches!(text.as_str(), "tt" | "stt" | "so tt" | "thoi gian")
    }

    /// The lines of the grid, as table number `table` when it is one. `table` is advanced then.
    pub fn into_lines(self, table: &mut u32) -> Vec<Line> {
        if self.is_layout() {
            return self.into_columns();
        }
        let number = *table;
        *table += 1;
        self.into_rows(number)
    }

    /// Rows as lines. A cell merged downwards is repeated in each row it covers, so that every row says all that is
    /// true of it; rows without any text of their own are dropped.
    pub fn into_rows(self, table: u32) -> Vec<Line> {
        let width = self.width();
        let mut above = vec![String::new(); width];
        let mut out = Vec::with_capacity(self.rows.len());
        for row in self.rows {
            let mut cells = vec![String::new(); width];
            let mut has_own = false;
            for cell in &row {
                let text = match cell.merge {
                    Merge::Own => cell_text(cell),
                    Merge::FromAbove if above[cell.column].chars().count() <= REPEATED_CHARS_MAX => {
                        above[cell.column].clone()
                    }
                    Merge::FromAbove => String::new(),
                };
                has_own |= cell.merge == Merge::Own && !text.is_empty();
                cells[cell.column] = text;
            }
            if has_own {
                let look = common_look(row.iter().flat_map(|cell| &cell.lines));
                let page = row.iter().flat_map(|cell| &cell.lines).find_map(|line| line.page);
                let text = cells.join("\t").trim_end_matches('\t').to_owned();
                out.push(Line { text, cells: Some(cells.clone()), table: Some(table), page, look });
            }
            above = cells;
        }
        out
    }

    /// The text of a layout table: runs of rows with the same columns are read column by column.
    fn into_columns(self) -> Vec<Line> {
        let mut out = Vec::new();
        let mut rows = self.rows.into_iter().peekable();
        while let Some(first) = rows.next() {
            let starts: Vec<usize> = first.iter().map(|cell| cell.column).collect();
            let mut columns: Vec<Vec<Line>> = first.into_iter().map(|cell| cell.lines).collect();
            while let Some(row) =
                rows.next_if(|row| row.iter().map(|cell| cell.column).eq(starts.iter().copied()))
            {
                for (column, cell) in columns.iter_mut().zip(row) {
                    column.extend(cell.lines);
                }
            }
            for column in columns {
                out.extend(column);
                // A blank line between columns, so that no paragraph runs from one into the next.
                out.push(Line::default());
            }
        }
        out
    }
}

/// Words that only stand in a letterhead or above signatures.
pub(crate) fn is_frame_text(text: &str) -> bool {
    is_motto(text) || key(text).starts_with("noi nhan")
}

/// The two lines that stand on every official document.
pub(crate) fn is_motto(text: &str) -> bool {
    let text = key(text);
    text.starts_with("cong hoa xa hoi") || text.starts_with("doc lap - tu do")
}

/// "TM. BAN THƯỜNG VỤ", "KT. GIÁM ĐỐC": by whose authority somebody signs.
pub(crate) fn is_authority(text: &str) -> bool {
    const BY: [&str; 7] = ["tm.", "kt.", "tl.", "tuq.", "q.", "t/m", "k/t"];
    let text = key(text);
    BY.iter().any(|start| text.starts_with(start))
}

fn cell_text(cell: &Cell) -> String {
    let mut text = String::new();
    for line in cell.lines.iter().filter(|line| !line.text.is_empty()) {
        signs::push_line(&mut text, &line.text);
    }
    signs::one_line(&text)
}

/// What all lines with text have in common.
pub(crate) fn common_look<'a>(lines: impl Iterator<Item = &'a Line>) -> Look {
    let mut common: Option<Look> = None;
    for line in lines.filter(|line| !line.text.is_empty()) {
        common = Some(match common {
            None => line.look,
            Some(look) => Look {
                bold: look.bold && line.look.bold,
                italic: look.italic && line.look.italic,
                centred: look.centred && line.look.centred,
                heading: look.heading.min(line.look.heading),
                aside: look.aside && line.look.aside,
            },
        });
    }
    common.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(column: usize, span: usize, text: &str) -> Cell {
        let lines = text.split('|').map(|text| Line { text: text.to_owned(), ..Line::default() }).collect();
        Cell { column, span, merge: Merge::Own, lines }
    }

    fn texts(lines: &[Line]) -> Vec<&str> {
        lines.iter().map(|line| line.text.as_str()).collect()
    }

    #[test]
    fn merged_cells_are_repeated_downwards_and_spans_keep_the_columns() {
        let below = Cell { merge: Merge::FromAbove, ..cell(2, 1, "") };
        let grid = Grid {
            rows: vec![
                vec![cell(0, 1, "TT"), cell(1, 1, "Việc"), cell(2, 1, "Chủ trì")],
                vec![cell(0, 3, "I. Chuẩn bị")],
                vec![cell(0, 1, "1"), cell(1, 1, "Họp|lần đầu"), cell(2, 1, "Văn phòng")],
                vec![cell(0, 1, "2"), cell(1, 1, "Gửi giấy mời"), below],
                vec![cell(0, 1, ""), cell(1, 1, ""), cell(2, 1, "")],
            ],
            is_ruled: true,
        };
        let mut table = 4;
        let lines = grid.into_lines(&mut table);
        let want =
            ["TT\tViệc\tChủ trì", "I. Chuẩn bị", "1\tHọp lần đầu\tVăn phòng", "2\tGửi giấy mời\tVăn phòng"];
        assert_eq!(texts(&lines), want);
        assert_eq!(table, 5);
        assert!(
            lines
                .iter()
                .all(|line| line.table == Some(4) && line.cells.as_ref().is_some_and(|c| c.len() == 3))
        );
    }

    #[test]
    fn letterheads_are_read_column_by_column() {
        let grid = Grid {
            rows: vec![
                vec![
                    cell(0, 1, "BỘ GIÁO DỤC"),
                    cell(1, 1, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập - Tự do"),
                ],
                vec![cell(0, 1, "Số: 1/KH"), cell(1, 1, "Hà Nội, ngày 1 tháng 1 năm 2024")],
            ],
            is_ruled: false,
        };
        let mut table = 0;
        let lines = grid.into_lines(&mut table);
        let want = ["BỘ GIÁO DỤC", "Số: 1/KH", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do"];
        assert_eq!(texts(&lines)[..5], want);
        assert_eq!(table, 0);
    }

    #[test]
    fn schedules_without_lines_stay_tables() {
        let row = |time: &str| vec![cell(0, 1, time), cell(1, 1, "Đón tiếp")];
        let rows = ["7h30", "8h00", "8h30", "9h00"].map(row).to_vec();
        assert!(!Grid { rows, is_ruled: false }.is_layout());
    }
}
