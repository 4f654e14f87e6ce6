//! Ruled tables: from lines on paper to rows of cells, cells merged where no line parts them.

use super::lines::{self, Piece};
use super::page::{Letter, Page, Rule};
use crate::table::{Cell, Grid, Merge};
use domain::source::{Line, Look};

/// Lines closer than this are one line drawn twice, or ends that meet.
const MEET_POINTS: f64 = 3.5;
/// A line this much longer than the frame shows that the frame is open on that side.
const OPEN_POINTS: f64 = 12.0;
/// Ruled lines of one page in each direction; more are a drawing, a map or a trap.
const RULES_MAX: usize = 2_000;
/// Elementary cells of one table on one page.
const CELLS_MAX: usize = 10_000;

/// A table with its place on the page.
#[derive(Debug, Clone)]
pub(super) struct Ruled {
    /// Upper edge.
    pub top: f64,
    /// Edges of the columns.
    pub columns: Vec<f64>,
    /// The rows.
    pub grid: Grid,
}

/// Finds the tables of a page and takes their letters off the page.
pub(super) fn take(page: &mut Page, number: u32) -> Vec<Ruled> {
    let (flat, upright): (Vec<Rule>, Vec<Rule>) =
        page.rules.iter().partition(|rule| rule.to.1 - rule.from.1 <= rule.to.0 - rule.from.0);
    let flat = join(flat, |rule| rule);
    let upright = join(upright, turn);
    if flat.len() > RULES_MAX || upright.len() > RULES_MAX {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (flat, upright) in groups(&flat, &upright) {
        if let Some(frame) = Frame::new(&flat, &upright) {
            let inside: Vec<Letter> =
                page.letters.extract_if(.., |letter| frame.place(letter).is_some()).collect();
            out.push(frame.read(inside, number));
        }
    }
    out.sort_by(|a, b| a.top.total_cmp(&b.top));
    out
}

/// Swaps x and y, so that upright lines are handled like flat ones.
fn turn(rule: Rule) -> Rule {
    Rule { from: (rule.from.1, rule.from.0), to: (rule.to.1, rule.to.0) }
}

/// Joins pieces of the same line; `flatten` turns a line so that it runs along x.
fn join(rules: Vec<Rule>, flatten: fn(Rule) -> Rule) -> Vec<Rule> {
    let mut rules: Vec<Rule> = rules.into_iter().map(flatten).collect();
    rules.sort_by(|a, b| a.from.1.total_cmp(&b.from.1).then(a.from.0.total_cmp(&b.from.0)));
    // Lines of nearly one height form a band; within it they are joined from left to right.
    let mut out: Vec<Rule> = Vec::new();
    let mut band: Vec<Rule> = Vec::new();
    for rule in rules {
        if band.first().is_some_and(|first| rule.from.1 - first.from.1 > MEET_POINTS) {
            join_band(&mut band, &mut out);
        }
        band.push(rule);
    }
    join_band(&mut band, &mut out);
    out
}

fn join_band(band: &mut Vec<Rule>, out: &mut Vec<Rule>) {
    let Some(height) = band.first().map(|rule| rule.from.1) else { return };
    band.sort_by(|a, b| a.from.0.total_cmp(&b.from.0));
    let mut last: Option<Rule> = None;
    for rule in band.drain(..) {
        match last.as_mut().filter(|last| rule.from.0 <= last.to.0 + MEET_POINTS) {
            Some(last) => last.to.0 = last.to.0.max(rule.to.0),
            None => out.extend(last.replace(Rule { from: (rule.from.0, height), to: (rule.to.0, height) })),
        }
    }
    out.extend(last);
}

/// Lines that touch each other, directly or through others, as (flat, upright) pairs. Upright lines are still turned.
fn groups(flat: &[Rule], upright: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let mut group: Vec<usize> = (0..flat.len() + upright.len()).collect();
    for (i, one) in flat.iter().enumerate() {
        for (j, other) in upright.iter().enumerate() {
            let (x, y) = (other.from.1, one.from.1);
            let meets = x >= one.from.0 - MEET_POINTS
                && x <= one.to.0 + MEET_POINTS
                && y >= other.from.0 - MEET_POINTS
                && y <= other.to.0 + MEET_POINTS;
            if meets {
                let (a, b) = (top(&mut group, i), top(&mut group, flat.len() + j));
                group[a] = b;
            }
        }
    }
    let mut out: Vec<(usize, Vec<Rule>, Vec<Rule>)> = Vec::new();
    for at in 0..group.len() {
        let root = top(&mut group, at);
        let found = out.iter().position(|(known, ..)| *known == root).unwrap_or_else(|| {
            out.push((root, Vec::new(), Vec::new()));
            out.len() - 1
        });
        if at < flat.len() {
            out[found].1.push(flat[at]);
        } else {
            out[found].2.push(upright[at - flat.len()]);
        }
    }
    out.into_iter().map(|(_, flat, upright)| (flat, upright)).collect()
}

/// The first member of the group that `at` belongs to.
fn top(group: &mut [usize], mut at: usize) -> usize {
    while group[at] != at {
        group[at] = group[group[at]];
        at = group[at];
    }
    at
}

/// Where a merged cell begins and ends.
#[derive(Debug, Clone, Copy)]
struct Extent {
    top: usize,
    left: usize,
    right: usize,
}

/// The edges of rows and columns and the lines between them.
struct Frame {
    xs: Vec<f64>,
    ys: Vec<f64>,
    flat: Vec<Rule>,
    upright: Vec<Rule>,
}

impl Frame {
    /// A frame of at least two columns; boxes around text are no tables.
    fn new(flat: &[Rule], upright: &[Rule]) -> Option<Frame> {
        let edges = |across: &[Rule], along: &[Rule]| {
            let mut edges: Vec<f64> = across.iter().map(|rule| rule.from.1).collect();
            let low = along.iter().map(|rule| rule.from.0).fold(f64::MAX, f64::min);
            let high = along.iter().map(|rule| rule.to.0).fold(f64::MIN, f64::max);
            edges.sort_by(f64::total_cmp);
            edges.dedup_by(|a, b| (*a - *b).abs() <= MEET_POINTS);
            // A table open at a side: the other lines run on beyond its last line.
            if edges.first().is_some_and(|first| low < first - OPEN_POINTS) {
                edges.insert(0, low);
            }
            if edges.last().is_some_and(|last| high > last + OPEN_POINTS) {
                edges.push(high);
            }
            edges
        };
        let (xs, ys) = (edges(upright, flat), edges(flat, upright));
        let is_table = xs.len() >= 3 && ys.len() >= 2 && xs.len() * ys.len() <= CELLS_MAX;
        is_table.then(|| Frame { xs, ys, flat: flat.to_vec(), upright: upright.to_vec() })
    }

    /// Row and column of a letter's middle.
    fn place(&self, letter: &Letter) -> Option<(usize, usize)> {
        let x = f64::midpoint(letter.x0, letter.x1);
        let y = letter.y - 0.3 * letter.size;
        let band = |edges: &[f64], at: f64| edges.windows(2).position(|edge| at >= edge[0] && at < edge[1]);
        Some((band(&self.ys, y)?, band(&self.xs, x)?))
    }

    /// Whether a line parts two neighbours: `rules` run along, at height `across`, over the middle of the band.
    fn is_parted(rules: &[Rule], across: f64, from: f64, to: f64) -> bool {
        let middle = f64::midpoint(from, to);
        rules.iter().any(|rule| {
            (rule.from.1 - across).abs() <= MEET_POINTS && rule.from.0 <= middle && rule.to.0 >= middle
        })
    }

    /// For each elementary cell the extent of the merged one it belongs to.
    fn merged(&self) -> Vec<Vec<Extent>> {
        let (rows, columns) = (self.ys.len() - 1, self.xs.len() - 1);
        let mut out: Vec<Vec<Option<Extent>>> = vec![vec![None; columns]; rows];
        for row in 0..rows {
            for column in 0..columns {
                if out[row][column].is_some() {
                    continue;
                }
                let parted_right = |column: usize| {
                    Self::is_parted(&self.upright, self.xs[column + 1], self.ys[row], self.ys[row + 1])
                };
                let mut last = column;
                while last + 1 < columns && out[row][last + 1].is_none() && !parted_right(last) {
                    last += 1;
                }
                let parted_below = |row: usize| {
                    (column..=last)
                        .any(|c| Self::is_parted(&self.flat, self.ys[row + 1], self.xs[c], self.xs[c + 1]))
                };
                let mut low = row;
                while low + 1 < rows && !parted_below(low) {
                    low += 1;
                }
                for line in &mut out[row..=low] {
                    line[column..=last].fill(Some(Extent { top: row, left: column, right: last }));
                }
            }
        }
        out.into_iter().map(|row| row.into_iter().flatten().collect()).collect()
    }

    fn read(self, letters: Vec<Letter>, number: u32) -> Ruled {
        let merged = self.merged();
        let (rows, columns) = (self.ys.len() - 1, self.xs.len() - 1);
        let mut inside: Vec<Vec<Letter>> = vec![Vec::new(); rows * columns];
        for letter in letters {
            if let Some((row, column)) = self.place(&letter) {
                let Extent { top, left, .. } = merged[row][column];
                inside[top * columns + left].push(letter);
            }
        }
        let mut grid = Grid { rows: Vec::with_capacity(rows), is_ruled: true };
        for (row, line) in merged.iter().enumerate() {
            let mut cells: Vec<Cell> = Vec::new();
            for (column, extent) in line.iter().enumerate() {
                if column != extent.left {
                    continue;
                }
                let is_own = extent.top == row;
                let letters =
                    if is_own { std::mem::take(&mut inside[row * columns + column]) } else { Vec::new() };
                cells.push(Cell {
                    column,
                    span: extent.right - extent.left + 1,
                    merge: if is_own { Merge::Own } else { Merge::FromAbove },
                    lines: cell_lines(letters, number),
                });
            }
            grid.rows.push(cells);
        }
        Ruled { top: self.ys[0], columns: self.xs, grid }
    }
}

/// The visual lines of a cell.
fn cell_lines(letters: Vec<Letter>, number: u32) -> Vec<Line> {
    lines::rows(letters).iter().filter_map(lines::whole).map(|piece| plain(&piece, number)).collect()
}

/// A visual line as a line of its own.
pub(super) fn plain(piece: &Piece, number: u32) -> Line {
    let look = Look { bold: piece.is_bold, italic: piece.is_italic, ..Look::default() };
    Line { text: crate::signs::one_line(&piece.text), page: Some(number), look, ..Line::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(x0: f64, x1: f64, y: f64) -> Rule {
        Rule { from: (x0, y), to: (x1, y) }
    }

    fn upright(y0: f64, y1: f64, x: f64) -> Rule {
        Rule { from: (x, y0), to: (x, y1) }
    }

    fn word(text: &str, x: f64, y: f64) -> Letter {
        Letter { text: text.to_owned(), x0: x, x1: x + 20.0, y, size: 10.0, is_bold: false, is_italic: false }
    }

    #[test]
    fn cells_merge_where_no_line_parts_them() {
        // Three rows and three columns; the first row spans all, the last column spans rows two and three.
        let rules = vec![
            flat(0.0, 300.0, 0.0),
            flat(0.0, 300.0, 30.0),
            flat(0.0, 200.0, 60.0),
            flat(0.0, 300.0, 90.0),
            upright(0.0, 90.0, 0.0),
            upright(30.0, 90.0, 100.0),
            upright(30.0, 90.0, 200.0),
            upright(0.0, 90.0, 300.0),
        ];
        let letters = vec![
            word("I.", 10.0, 20.0),
            word("1", 10.0, 50.0),
            word("Họp", 110.0, 50.0),
            word("Văn", 210.0, 45.0),
            word("phòng", 210.0, 57.0),
            word("2", 10.0, 80.0),
            word("Gửi", 110.0, 80.0),
            word("ngoài", 10.0, 120.0),
        ];
        let mut page = Page { size: (300.0, 200.0), letters, rules, n_pictures: 0 };
        let found = take(&mut page, 1);
        assert_eq!(page.letters.len(), 1);
        assert_eq!(found.len(), 1);
        let lines: Vec<String> =
            found[0].grid.clone().into_rows(0).into_iter().map(|line| line.text).collect();
        assert_eq!(lines, ["I.", "1\tHọp\tVăn phòng", "2\tGửi\tVăn phòng"]);
    }

    #[test]
    fn a_box_around_text_is_no_table() {
        let rules = vec![
            flat(0.0, 100.0, 0.0),
            flat(0.0, 100.0, 50.0),
            upright(0.0, 50.0, 0.0),
            upright(0.0, 50.0, 100.0),
        ];
        let mut page =
            Page { size: (100.0, 100.0), letters: vec![word("hộp", 10.0, 20.0)], rules, n_pictures: 0 };
        assert!(take(&mut page, 1).is_empty());
        assert_eq!(page.letters.len(), 1);
    }
}
