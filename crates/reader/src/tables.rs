//! Finds table blocks among clean lines: real tables of Word and PDF, and rows set by tabs, pipes or aligned gaps.
//!
//! A block may be cut by blank lines and repeated heads (page breaks); it is one table all the same.

use crate::columns;
use crate::lines::Ln;
use crate::markers::{self, Style};
use crate::text::{Row, Table, Zone};
use crate::words::{is_capitals, starts_lower, words};

/// A table may be interrupted by this many blank lines.
const GAP_LINES_MAX: usize = 4;

/// Finds the tables of the lines; `zones` tells which lines may hold one.
pub fn find(lines: &[Ln], zones: &[Zone]) -> Vec<Table> {
    let mut tables = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if matches!(zones[at], Zone::Body | Zone::Annex | Zone::Closing)
            && let Some(end) = block_end(lines, zones, at)
        {
            tables.push(table(lines, at, end, zones[at]));
            at = end;
        } else {
            at += 1;
        }
    }
    tables
}

/// If a table begins at `at`, the index after its last line.
fn block_end(lines: &[Ln], zones: &[Zone], at: usize) -> Option<usize> {
    if !is_row(&lines[at]) || !begins(lines, zones, at) {
        return None;
    }
    let mut end = at + 1;
    let mut next = at + 1;
    let mut gap = 0;
    while next < lines.len() && matches!(zones[next], Zone::Body | Zone::Annex | Zone::Closing | Zone::Noise)
    {
        let line = &lines[next];
        if line.is_blank() || line.is_rule || zones[next] == Zone::Noise {
            gap += usize::from(!line.is_rule);
        } else if same_table(&lines[at], line) && gap <= GAP_LINES_MAX {
            end = next + 1;
            gap = 0;
        } else if !belongs(lines, zones, next, gap) {
            break;
        } else {
            end = next + 1;
            gap = 0;
        }
        next += 1;
    }
    Some(end)
}

fn is_row(line: &Ln) -> bool {
    line.cells.len() >= 2 && line.cells.iter().any(|cell| !cell.is_empty())
}

/// A list item with a tab after its marker is not a row.
fn is_marked_line(line: &Ln) -> bool {
    line.real_table.is_none()
        && line.cells.len() == 2
        && markers::find(&format!("{} A", line.cells[0])).is_some_and(|m| m.body > line.cells[0].len())
        && !line.cells[0].chars().all(|c| c.is_ascii_digit())
}

fn same_table(first: &Ln, line: &Ln) -> bool {
    is_row(line)
        && match (first.real_table, line.real_table) {
            (Some(_), Some(_)) => true,
            (None, None) => !(is_marked_line(line) && first.cells.len() > 2),
            _ => false,
        }
}

fn begins(lines: &[Ln], zones: &[Zone], at: usize) -> bool {
    let line = &lines[at];
    if line.real_table.is_some() {
        return true;
    }
    if is_marked_line(line) {
        return false;
    }
    if columns::is_head(&line.cells) {
        return true;
    }
    // Rows without a head: at least two of the same width in a row.
    let next = (at + 1..lines.len())
        .find(|k| !lines[*k].is_blank() && !lines[*k].is_rule && zones[*k] != Zone::Noise);
    next.is_some_and(|k| {
        let other = &lines[k];
        k - at <= 2
            && is_row(other)
            && !is_marked_line(other)
            && (other.cells.len() == line.cells.len() || line.cells.len() >= 3 && other.cells.len() >= 3)
    })
}

/// A line without columns inside a table: a group title or the rest of a cell; only if rows follow.
fn belongs(lines: &[Ln], zones: &[Zone], at: usize, gap: usize) -> bool {
    let line = &lines[at];
    if gap > GAP_LINES_MAX || line.real_table.is_some() || words(&line.text) > 40 {
        return false;
    }
    let follow = (at + 1..lines.len()).find(|k| !lines[*k].is_blank() && zones[*k] != Zone::Noise);
    let row_follows = follow.is_some_and(|k| {
        k <= at + 2 && is_row(&lines[k]) && !is_marked_line(&lines[k]) && !columns::is_head(&lines[k].cells)
    });
    let head_follows = follow.is_some_and(|k| columns::is_head(&lines[k].cells));
    if head_follows && !starts_lower(&line.text) {
        return false;
    }
    if gap == 0 && hangs_in_column(lines, at) {
        return true;
    }
    let marked = markers::find(&line.text);
    let is_title = marked.as_ref().is_none_or(|m| !matches!(m.style, Style::Dash | Style::Plus))
        && !line.text.ends_with(['.', ';']);
    let is_rest = gap == 0 && marked.is_none_or(|m| matches!(m.style, Style::Dash | Style::Plus));
    (row_follows && (is_title || is_rest)) || (gap == 0 && starts_lower(&line.text) && row_follows)
}

/// The rest of a cell in a table set by gaps: it begins under a column other than the first.
fn hangs_in_column(lines: &[Ln], at: usize) -> bool {
    let Some(start) = lines[at].starts.first() else { return false };
    let above = lines[..at].iter().rev().take(ROW_LINES_MAX).find(|line| line.starts.len() >= 3);
    above.is_some_and(|row| row.starts.iter().skip(1).any(|column| column.abs_diff(*start) <= COLUMN_SLACK))
}

/// A cell set by gaps wraps to this many lines at most.
const ROW_LINES_MAX: usize = 8;
/// A column begins within this many letters of where its head begins.
const COLUMN_SLACK: usize = 2;

/// The cells of a line in a table set by gaps, each under the head it stands below.
fn cells_by_column(line: &Ln, columns: &[usize]) -> Vec<String> {
    let mut cells = vec![String::new(); columns.len()];
    let pieces: Vec<&str> = if line.cells.len() > 1 {
        line.cells.iter().map(String::as_str).collect()
    } else {
        vec![line.text.as_str()]
    };
    for (piece, start) in pieces.into_iter().zip(&line.starts) {
        let at = columns.iter().rposition(|column| *column <= start + COLUMN_SLACK).unwrap_or(0);
        if !cells[at].is_empty() {
            cells[at].push(' ');
        }
        cells[at].push_str(piece);
    }
    cells
}

/// A table whose columns are set by gaps: rows by the places of their heads, wrapped cells as fragments.
fn gap_table(block: &[Ln], zone: Zone) -> Option<Table> {
    let head = block.iter().find(|line| line.starts.len() >= 2 && columns::is_head(&line.cells))?;
    if block.iter().any(|line| line.real_table.is_some() || (line.cells.len() > 1 && line.starts.is_empty()))
    {
        return None;
    }
    let mut places = head.starts.clone();
    // A number stands right above its column, wide cells may begin left of a centred head.
    let width = places.len();
    for line in block.iter().filter(|line| line.starts.len() == width) {
        for (place, start) in places.iter_mut().zip(&line.starts) {
            *place = (*place).min(*start);
        }
    }
    let numbered = columns::role(&head.cells[0]) == Some(columns::Role::No);
    let mut rows: Vec<Row> = Vec::new();
    let mut last = 0;
    for line in block.iter().filter(|line| !line.is_blank()) {
        let cells = cells_by_column(line, &places);
        let is_head = columns::is_head(&line.cells) && line.starts.len() > 1;
        let only_first = cells.iter().skip(1).all(String::is_empty);
        let is_fragment = !is_head
            && !rows.is_empty()
            && line.no <= last + 1
            && !only_first
            && (cells[0].is_empty() || (!numbered && starts_lower(&cells[0])));
        last = line.no;
        rows.push(Row { cells, line: line.no, is_head, is_fragment });
    }
    merge_head_lines(&mut rows);
    let lines = (rows.first()?.line, rows.last()?.line);
    Some(Table { lines, rows, zone, after: None })
}

/// A head that wraps to a second line ("Đơn vị" / "chủ trì") is one head.
fn merge_head_lines(rows: &mut Vec<Row>) {
    let mut at = 0;
    while at + 1 < rows.len() {
        if rows[at].is_head && rows[at + 1].is_fragment {
            let more = rows.remove(at + 1);
            for (cell, more) in rows[at].cells.iter_mut().zip(more.cells) {
                if !more.is_empty() {
                    cell.push(' ');
                    cell.push_str(&more);
                }
            }
        } else {
            at += 1;
        }
    }
}

fn table(lines: &[Ln], start: usize, end: usize, zone: Zone) -> Table {
    if let Some(table) = gap_table(&lines[start..end], zone) {
        return table;
    }
    let block = &lines[start..end];
    let width = block.iter().map(|line| line.cells.len()).max().unwrap_or(0);
    let mut rows: Vec<Row> = Vec::new();
    let head = block.iter().find(|line| columns::is_head(&line.cells)).map(|line| line.cells.clone());
    for line in block.iter().filter(|line| !line.is_blank() && !line.is_rule) {
        if is_row(line) {
            let mut cells = line.cells.clone();
            cells.resize(width, String::new());
            let is_head =
                columns::is_head(&cells) || head.as_ref().is_some_and(|head| same_cells(head, &cells));
            rows.push(Row { cells, line: line.no, is_head, is_fragment: false });
        } else if line.cells.len() < 2 && !line.text.is_empty() {
            let is_group = markers::find(&line.text)
                .is_some_and(|m| !matches!(m.style, Style::Dash | Style::Plus))
                || is_capitals(&line.text)
                || line.look.bold
                || !starts_lower(&line.text);
            let mut cells = vec![String::new(); width];
            let at = if is_group { 0 } else { width.saturating_sub(1) };
            if let Some(cell) = cells.get_mut(at) {
                cell.clone_from(&line.text);
            }
            rows.push(Row { cells, line: line.no, is_head: false, is_fragment: !is_group });
        }
    }
    let first = rows.first().map_or(lines[start].no, |row| row.line);
    let last = rows.last().map_or(lines[end - 1].no, |row| row.line);
    Table { lines: (first, last), rows, zone, after: None }
}

fn same_cells(a: &[String], b: &[String]) -> bool {
    let text = |cells: &[String]| {
        cells.iter().map(|cell| crate::words::low(cell)).collect::<Vec<_>>().join(" ").trim().to_owned()
    };
    text(a) == text(b)
}
