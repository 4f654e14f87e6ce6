//! Paragraphs and tables in their order.

use super::numbering::Numbering;
use super::paragraph::Paragraph;
use super::styles::{Styles, is_drawn, is_ruled};
use super::{attribute, child, is, value};
use crate::limits::Deadline;
use crate::table::{Cell, Grid, Merge};
use crate::{Limits, OpenError};
use domain::source::Line;
use roxmltree::Node;

/// Columns of one table; Word itself allows 63.
const COLUMNS_MAX: usize = 256;

/// Walks the parts of one document, counting lists and tables on.
pub(super) struct Walker<'l> {
    /// Styles of the document.
    pub styles: Styles,
    /// Lists of the document and their counters.
    pub numbering: Numbering,
    /// Fields that are open, each true once its result has begun.
    pub fields: Vec<bool>,
    limits: &'l Limits,
    deadline: &'l Deadline,
    table: u32,
    cells: u32,
    lines: u32,
}

impl<'l> Walker<'l> {
    /// A walker at the start of a document.
    pub fn new(limits: &'l Limits, deadline: &'l Deadline) -> Walker<'l> {
        Walker {
            styles: Styles::default(),
            numbering: Numbering::default(),
            fields: Vec::new(),
            limits,
            deadline,
            table: 0,
            cells: 0,
            lines: 0,
        }
    }

    /// The lines of everything in `node`: the body, a cell, a text box, a header or the notes.
    pub fn blocks(&mut self, node: Node<'_, '_>) -> Result<Vec<Line>, OpenError> {
        let mut out = Vec::new();
        let mut runs_on = false;
        self.blocks_into(node, &mut out, &mut runs_on)?;
        Ok(out)
    }

    fn blocks_into(
        &mut self,
        node: Node<'_, '_>,
        out: &mut Vec<Line>,
        runs_on: &mut bool,
    ) -> Result<(), OpenError> {
        for block in node.children().filter(Node::is_element) {
            match block.tag_name().name() {
                "p" => self.paragraph_lines(block, out, runs_on)?,
                "tbl" => {
                    let grid = self.table(block)?;
                    out.extend(grid.into_lines(&mut self.table));
                    *runs_on = false;
                }
                "del" | "moveFrom" | "sectPr" | "pPr" | "sdtPr" => {}
                // The lines that part notes from the text are notes themselves.
                "footnote" | "endnote" if attribute(block, "type").is_some_and(|kind| kind != "normal") => {}
                _ => self.blocks_into(block, out, runs_on)?,
            }
        }
        Ok(())
    }

    fn paragraph_lines(
        &mut self,
        node: Node<'_, '_>,
        out: &mut Vec<Line>,
        runs_on: &mut bool,
    ) -> Result<(), OpenError> {
        self.deadline.check()?;
        let mut boxes = Vec::new();
        let paragraph = self.paragraph(node, &mut boxes);
        let was_run_on = std::mem::replace(runs_on, paragraph.runs_on);
        let look = paragraph.look;
        for (at, text) in joined(paragraph).into_iter().enumerate() {
            match out.last_mut().filter(|last| at == 0 && was_run_on && last.cells.is_none()) {
                Some(last) => last.text.push_str(&text),
                None => out.push(Line { text, look, ..Line::default() }),
            }
            self.lines += 1;
        }
        if self.lines > self.limits.lines_max {
            return Err(OpenError::TooMuch);
        }
        for node in boxes {
            let mut lines = self.blocks(node)?;
            for line in &mut lines {
                line.look.aside = true;
            }
            out.extend(lines);
        }
        Ok(())
    }

    fn table(&mut self, node: Node<'_, '_>) -> Result<Grid, OpenError> {
        let properties = child(node, "tblPr");
        let style = properties.and_then(|properties| value(properties, "tblStyle"));
        let by_table = properties.and_then(is_ruled).unwrap_or_else(|| self.styles.is_ruled(style));
        let mut grid = Grid::default();
        let mut drawn = 0;
        let mut rows = Vec::new();
        collect(node, "tr", &mut rows);
        for row in rows {
            self.deadline.check()?;
            let properties = child(row, "trPr");
            if properties.is_some_and(|properties| child(properties, "del").is_some()) {
                continue;
            }
            let before = properties.and_then(|properties| number(properties, "gridBefore")).unwrap_or(0);
            let (cells, ruled) = self.row(row, before)?;
            drawn += ruled;
            grid.rows.push(cells);
        }
        let cells: usize = grid.rows.iter().map(Vec::len).sum();
        // Every row gets all columns, also one that names a single cell.
        if grid.rows.len() * grid.width() > self.limits.cells_max as usize {
            return Err(OpenError::TooMuch);
        }
        grid.is_ruled = by_table || drawn * 2 > cells;
        Ok(grid)
    }

    /// The cells of a row and how many of them have a line drawn beside them.
    fn row(&mut self, row: Node<'_, '_>, before: usize) -> Result<(Vec<Cell>, usize), OpenError> {
        let mut out: Vec<Cell> = Vec::new();
        let mut column = before.min(COLUMNS_MAX);
        let mut ruled = 0;
        let mut cells = Vec::new();
        collect(row, "tc", &mut cells);
        for node in cells {
            let properties = child(node, "tcPr");
            let span = properties.and_then(|properties| number(properties, "gridSpan")).unwrap_or(1);
            let span = span.clamp(1, COLUMNS_MAX);
            self.cells = self.cells.saturating_add(u32::try_from(span).unwrap_or(u32::MAX));
            if self.cells > self.limits.cells_max {
                return Err(OpenError::TooMuch);
            }
            if column + span > COLUMNS_MAX {
                break;
            }
            let merged = |name: &str| {
                let found = properties.and_then(|properties| child(properties, name))?;
                Some(attribute(found, "val") != Some("restart"))
            };
            let borders = properties.and_then(|properties| child(properties, "tcBorders"));
            let is_drawn = borders.is_some_and(|borders| {
                ["left", "start", "right", "end"].iter().any(|side| is_drawn(borders, side))
            });
            ruled += usize::from(is_drawn);
            let lines = tidy_cell(self.blocks(node)?);
            if let Some(left) = out.last_mut().filter(|_| merged("hMerge") == Some(true)) {
                left.span += span;
                left.lines.extend(lines);
            } else {
                let merge = if merged("vMerge") == Some(true) { Merge::FromAbove } else { Merge::Own };
                out.push(Cell { column, span, merge, lines });
            }
            column += span;
        }
        Ok((out, ruled))
    }
}

/// Pieces of a paragraph as lines. A break before a small letter only wraps the line; before anything else it begins
/// what a person reads as a new line.
fn joined(paragraph: Paragraph) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for piece in paragraph.pieces {
        let first = piece.trim_start().chars().next();
        match out.last_mut() {
            Some(last) if first.is_none_or(char::is_lowercase) || last.trim().is_empty() => {
                last.push(' ');
                last.push_str(&piece);
            }
            _ => out.push(piece),
        }
    }
    out
}

/// Lines of a cell are tidied at once, because merging compares them; blank ones mean nothing there.
fn tidy_cell(lines: Vec<Line>) -> Vec<Line> {
    lines
        .into_iter()
        .filter_map(|mut line| {
            if line.cells.is_none() {
                line.text = crate::signs::tidy(&line.text);
            }
            (!line.text.is_empty()).then_some(line)
        })
        .collect()
}

/// Rows of a table or cells of a row, also inside content controls and custom XML.
fn collect<'a, 'i>(node: Node<'a, 'i>, name: &str, out: &mut Vec<Node<'a, 'i>>) {
    for part in node.children().filter(Node::is_element) {
        if is(part, name) {
            out.push(part);
        } else if matches!(part.tag_name().name(), "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo") {
            collect(part, name, out);
        }
    }
}

fn number(node: Node<'_, '_>, name: &str) -> Option<usize> {
    value(node, name)?.parse().ok()
}
