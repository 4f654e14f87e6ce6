//! PDF with a text layer: from letters on pages to paragraphs and table rows.
//!
//! `bomb` counts what the file unpacks to, `page` records marks, `grid` finds ruled tables, `lines` makes words,
//! `furniture` drops page numbers, `columns` finds text set side by side, `paragraphs` joins lines, and this file puts
//! the parts of all pages in order and lets tables and paragraphs run over the page break.

mod bomb;
mod columns;
mod furniture;
mod grid;
mod lines;
mod page;
mod paragraphs;

use crate::limits::Deadline;
use crate::table::{Grid, is_motto};
use crate::{Limits, OpenError, legacy, letters, signs, txt};
use columns::Part;
use domain::source::{Line, Look};
use furniture::Leaf;
use grid::Ruled;
use hayro_syntax::{LoadPdfError, Pdf};
use page::Page;
use paragraphs::{Place, Visual, paragraphs};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::time::Duration;

/// Stack of the thread that reads a PDF, in bytes: its objects may be nested.
const STACK_BYTES: usize = 64 * 1024 * 1024;
/// Fewer letters than this on each page with a picture is a scan with a stamp or a page number on it.
const SCAN_LETTERS_MAX: usize = 40;
/// Words from which on the letters of a text can be judged.
const JUDGED_WORDS_MIN: usize = 40;
/// Share of letters that the fonts may leave unknown.
const UNKNOWN_SHARE_MAX: f64 = 0.03;
/// Share of frequent Vietnamese syllables below which a text is not readable Vietnamese.
const VIETNAMESE_SHARE_MIN: f64 = 0.03;
/// Columns of a table that goes on stand within this of where they stood on the page before.
const SAME_COLUMN_POINTS: f64 = 8.0;

/// Refuses what unpacks to more than the limits allow.
pub(crate) fn refuse_packed(bytes: &[u8], limits: &Limits, deadline: &Deadline) -> Result<(), OpenError> {
    bomb::check(bytes, limits, deadline)
}

/// Reads a PDF on a thread of its own, with a large stack, and does not wait for it longer than the deadline.
///
/// The interpreter looks at the watch whenever it draws. Should it ever hang between two drawings, the thread is left
/// behind; a server therefore had better read uploads in a process of its own that it can end.
pub(crate) fn read(bytes: &[u8], limits: &Limits, deadline: &Deadline) -> Result<Vec<Line>, OpenError> {
    refuse_packed(bytes, limits, deadline)?;
    let (send, receive) = mpsc::channel();
    let (bytes, limits_there, deadline_there) = (bytes.to_vec(), limits.clone(), *deadline);
    let work = move || {
        let read = catch_unwind(AssertUnwindSafe(|| pages(bytes, &limits_there, &deadline_there)));
        let read = read.unwrap_or_else(|payload| {
            // A limit reached inside the interpreter arrives here; anything else is a fault met in a broken file.
            Err(payload.downcast_ref::<OpenError>().copied().unwrap_or(OpenError::Broken))
        });
        // Nobody listens any more when the time was up.
        let _ = send.send(read);
    };
    std::thread::Builder::new().stack_size(STACK_BYTES).spawn(work).map_err(|_| OpenError::Broken)?;
    match receive.recv_timeout(deadline.left() + Duration::from_secs(1)) {
        Ok(read) => lines_of(read?, limits, deadline),
        Err(_) => Err(OpenError::TooSlow { seconds_max: limits.seconds_max }),
    }
}

fn pages(bytes: Vec<u8>, limits: &Limits, deadline: &Deadline) -> Result<Vec<Page>, OpenError> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => OpenError::Encrypted,
        LoadPdfError::Invalid => OpenError::Broken,
    })?;
    if pdf.len() > limits.objects_max as usize {
        return Err(OpenError::TooMuch);
    }
    if pdf.pages().len() > limits.pages_max as usize {
        return Err(OpenError::TooManyPages { pages_max: limits.pages_max });
    }
    Ok(page::read(&pdf, limits, deadline))
}

fn lines_of(mut pages: Vec<Page>, limits: &Limits, deadline: &Deadline) -> Result<Vec<Line>, OpenError> {
    check_letters(&pages)?;
    let mut tables = Vec::with_capacity(pages.len());
    let mut leaves = Vec::with_capacity(pages.len());
    for (at, page) in pages.iter_mut().enumerate() {
        deadline.check()?;
        tables.push(grid::take(page, number(at)));
        leaves.push(Leaf { size: page.size, rows: lines::rows(std::mem::take(&mut page.letters)) });
    }
    let running = furniture::take(&mut leaves);
    let edges = text_edges(&leaves);
    let mut text = Text { edges, ..Text::default() };
    for (at, (leaf, tables)) in leaves.into_iter().zip(tables).enumerate() {
        deadline.check()?;
        text.page(leaf, tables, number(at));
    }
    let mut out = text.finish();
    for text in running {
        let look = Look { aside: true, ..Look::default() };
        out.push(Line { text: signs::one_line(&text), look, ..Line::default() });
    }
    let n_cells: usize = out.iter().filter_map(|line| line.cells.as_ref()).map(Vec::len).sum();
    if out.len() > limits.lines_max as usize || n_cells > limits.cells_max as usize {
        return Err(OpenError::TooMuch);
    }
    mend_letters(out).map(signs::collapse_blanks)
}

fn number(at: usize) -> u32 {
    u32::try_from(at + 1).unwrap_or(u32::MAX)
}

/// Refuses scans and fonts that do not tell what they show.
fn check_letters(pages: &[Page]) -> Result<(), OpenError> {
    let drawn =
        || pages.iter().flat_map(|page| &page.letters).filter(|letter| !letter.text.trim().is_empty());
    let n_letters = drawn().count();
    let n_scanned =
        pages.iter().filter(|page| page.n_pictures > 0 && page.letters.len() <= SCAN_LETTERS_MAX).count();
    if n_letters == 0 || n_scanned * 2 > pages.len() {
        return Err(OpenError::Scan);
    }
    let n_unknown = drawn().filter(|letter| letter.text.contains(page::UNKNOWN)).count();
    if letters::ratio(n_unknown, n_letters) > UNKNOWN_SHARE_MAX { Err(OpenError::Letters) } else { Ok(()) }
}

/// Text that does not read as Vietnamese is tried as TCVN3 and VNI, whose fonts call their letters by Latin-1 names.
/// What then still is no language is refused, because a plan of wrong letters is worse than none.
fn mend_letters(lines: Vec<Line>) -> Result<Vec<Line>, OpenError> {
    let all = || lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
    let seen = letters::look(&all());
    let is_readable = seen.vietnamese >= VIETNAMESE_SHARE_MIN || seen.english > 0.1 || seen.bare > 0.25;
    if seen.words < JUDGED_WORDS_MIN || is_readable {
        return Ok(lines);
    }
    let text = all();
    for old in [legacy::Old::Tcvn3, legacy::Old::Vni] {
        if txt::best([legacy::decode(old, &text)]).is_some() {
            let decode = |text: &String| legacy::decode(old, text);
            let mend = |line: Line| Line {
                text: decode(&line.text),
                cells: line.cells.as_ref().map(|cells| cells.iter().map(decode).collect()),
                ..line
            };
            return Ok(lines.into_iter().map(mend).collect());
        }
    }
    Err(OpenError::Letters)
}

/// Left and right edge of the running text of each page.
fn text_edges(leaves: &[Leaf]) -> Vec<(f64, f64)> {
    let own = |leaf: &Leaf| {
        let mut starts: Vec<f64> = leaf.rows.iter().flatten().map(|piece| piece.x0).collect();
        let mut ends: Vec<f64> = leaf.rows.iter().flatten().map(|piece| piece.x1).collect();
        starts.sort_by(f64::total_cmp);
        ends.sort_by(f64::total_cmp);
        // A stray mark in the margin must not move the edge: two lines have to agree on it, where there are many.
        let skip = usize::from(leaf.rows.len() > 20);
        Some((*starts.get(skip)?, *ends.get(ends.len().checked_sub(skip + 1)?)?))
    };
    let all: Vec<Option<(f64, f64)>> = leaves.iter().map(own).collect();
    // A page of little text (a table, the signatures) has the edges of the others of its height.
    let widest = |height: f64| {
        let same = leaves.iter().zip(&all).filter(|(leaf, _)| (leaf.size.1 - height).abs() < 1.0);
        same.filter_map(|(_, edges)| *edges).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))).unwrap_or_default()
    };
    leaves.iter().map(|leaf| widest(leaf.size.1)).collect()
}

/// The text as it grows from page to page.
#[derive(Default)]
struct Text {
    edges: Vec<(f64, f64)>,
    out: Vec<Line>,
    body: Vec<Visual>,
    table: Option<Open>,
    n_tables: u32,
}

/// A table at the end of what was read, which the next page may go on with.
struct Open {
    columns: Vec<f64>,
    grid: Grid,
}

impl Text {
    fn page(&mut self, leaf: Leaf, tables: Vec<Ruled>, number: u32) {
        let edges = self.edges.get(number as usize - 1).copied().unwrap_or_default();
        let mut rows = leaf.rows.into_iter().peekable();
        for table in tables {
            let mut above = Vec::new();
            while let Some(row) = rows.next_if(|row| row.first().is_some_and(|piece| piece.y < table.top)) {
                above.push(row);
            }
            self.rows(above, edges, number);
            self.ruled(table);
        }
        self.rows(rows.collect(), edges, number);
    }

    fn rows(&mut self, rows: Vec<lines::Row>, edges: (f64, f64), page: u32) {
        if rows.is_empty() {
            return;
        }
        self.close_table();
        for part in columns::parts(rows, page) {
            match part {
                Part::Lines(rows) => {
                    let pieces = rows.iter().filter_map(lines::whole);
                    self.body.extend(pieces.map(|piece| Visual {
                        piece,
                        page,
                        place: Place::Body(edges.0, edges.1),
                    }));
                }
                Part::Columns(columns) => {
                    self.close_body();
                    let is_letterhead = columns.iter().flatten().any(|piece| is_motto(&piece.text));
                    let place = if is_letterhead { Place::Letterhead } else { Place::Column };
                    for column in columns {
                        let visual = |piece| Visual { piece, page, place };
                        self.out.extend(paragraphs(column.into_iter().map(visual)));
                        self.out.push(Line::default());
                    }
                }
                Part::Table(grid) => {
                    self.close_body();
                    self.out.extend(grid.into_lines(&mut self.n_tables));
                }
            }
        }
    }

    fn ruled(&mut self, table: Ruled) {
        self.close_body();
        let goes_on = self.table.as_ref().is_some_and(|open| {
            let same = |pair: (&f64, &f64)| (pair.0 - pair.1).abs() <= SAME_COLUMN_POINTS;
            open.columns.len() == table.columns.len() && open.columns.iter().zip(&table.columns).all(same)
        });
        if let Some(open) = self.table.as_mut().filter(|_| goes_on) {
            open.grid.go_on(table.grid);
        } else {
            self.close_table();
            self.table = Some(Open { columns: table.columns, grid: table.grid });
        }
    }

    fn close_body(&mut self) {
        self.out.extend(paragraphs(std::mem::take(&mut self.body)));
    }

    fn close_table(&mut self) {
        if let Some(open) = self.table.take() {
            self.out.extend(open.grid.into_lines(&mut self.n_tables));
        }
    }

    fn finish(mut self) -> Vec<Line> {
        self.close_table();
        self.close_body();
        self.out
    }
}
