//! How a Word file is laid out: sections with their margins, paragraphs with their gaps, runs with their letters, each
//! property resolved through styles and defaults as Word resolves them (ECMA-376 part 1, 17.7.2).

mod styles;

use super::{attribute, child, is, main_part, switch, value, with_xml};
use crate::package::{Package, relations};
use crate::{Limits, OpenError};
use roxmltree::Node;
use std::collections::HashMap;
use styles::Styles;

/// Word's unit of length.
const TWIPS_PER_PT: f64 = 20.0;
const MM_PER_PT: f64 = 25.4 / 72.0;
/// What a cell leaves free at both sides together when nothing else is said (ECMA-376 part 1, 17.4.42).
const CELL_SIDES_TWIPS: f64 = 216.0;

/// The layout of a Word file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layout {
    /// Its sections, in order; at least one.
    pub sections: Vec<Section>,
    /// Its paragraphs, in order, those in tables too.
    pub paragraphs: Vec<Paragraph>,
}

/// The pages of a section. Lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Section {
    /// Width of the paper.
    pub width_mm: f64,
    /// Height of the paper.
    pub height_mm: f64,
    /// Top margin.
    pub top_mm: f64,
    /// Bottom margin.
    pub bottom_mm: f64,
    /// Left margin, with the gutter.
    pub left_mm: f64,
    /// Right margin.
    pub right_mm: f64,
    /// Whether the first page has a head of its own.
    pub has_first_page: bool,
    /// The page number at the head of pages, if there is one.
    pub number: Option<PageNumber>,
    /// Whether the first page shows a page number too.
    pub numbers_first_page: bool,
}

/// A page number at the head or foot of pages.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PageNumber {
    /// At the foot instead of the head.
    pub is_at_foot: bool,
    /// In the middle.
    pub is_centred: bool,
    /// Size in points.
    pub size_pt: f64,
    /// Upright letters.
    pub is_upright: bool,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Paragraph {
    /// Its runs with letters.
    pub runs: Vec<Run>,
    /// "left", "center", "right", "both" or another word of the format.
    pub align: String,
    /// First line against the others; negative hangs.
    pub first_mm: f64,
    /// Indent of all lines.
    pub left_mm: f64,
    /// Gap above.
    pub before_pt: f64,
    /// Gap below.
    pub after_pt: f64,
    /// Spacing in lines; none when an exact height is set.
    pub lines: Option<f64>,
    /// Whether a line is drawn below.
    pub is_ruled: bool,
    /// How long that line is, where the width of its cell or page is known.
    pub rule_mm: Option<f64>,
    /// Where it stands when in a table: number of the outermost table, row, cell.
    pub cell: Option<(usize, usize, usize)>,
    /// Whether that table draws its lines.
    pub is_in_grid: bool,
    /// The section it belongs to, by its place.
    pub section: usize,
}

impl Paragraph {
    /// The whole text, lines joined by a blank.
    pub fn text(&self) -> String {
        let text: String = self.runs.iter().map(|run| run.text.as_str()).collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Letters that look alike.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Run {
    /// The letters.
    pub text: String,
    /// Size in points.
    pub size_pt: f64,
    /// Bold.
    pub is_bold: bool,
    /// Italic.
    pub is_italic: bool,
    /// Font, as named in the file.
    pub font: String,
    /// Colour as six hexadecimal digits; none for black.
    pub colour: Option<String>,
}

/// Reads the layout of a .docx file.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Layout, OpenError> {
    let mut package = Package::open(bytes, limits)?;
    let main = main_part(&mut package, limits)?;
    let related = relations(&mut package, &main, limits)?;
    let of_kind =
        |kind: &str| related.values().find(|(found, _)| found == kind).map(|(_, path)| path.clone());
    let mut styles = Styles::default();
    if let Some(path) = of_kind("styles") {
        with_xml(&mut package, &path, limits, |root| {
            styles = Styles::read(root);
            Ok(())
        })?;
    }
    let mut numbers = HashMap::new();
    for (id, (kind, path)) in &related {
        if kind == "header" || kind == "footer" {
            let found = with_xml(&mut package, path, limits, |root| {
                Ok(page_number(root, &styles, kind == "footer"))
            })?;
            numbers.insert(id.clone(), found.flatten());
        }
    }
    let read = with_xml(&mut package, &main, limits, |root| {
        let body = child(root, "body").ok_or(OpenError::Broken)?;
        let mut walk = Walk { styles: &styles, numbers: &numbers, layout: Layout::default(), n_tables: 0 };
        walk.blocks(body, None);
        walk.end_section(child(body, "sectPr"));
        Ok(walk.layout)
    })?;
    read.ok_or(OpenError::Broken)
}

/// Finds the page number in a head or foot.
fn page_number(root: Node<'_, '_>, styles: &Styles, is_at_foot: bool) -> Option<PageNumber> {
    let is_page = |node: &Node<'_, '_>| {
        let words = match node.tag_name().name() {
            "instrText" => node.text(),
            "fldSimple" => attribute(*node, "instr"),
            _ => None,
        };
        words.is_some_and(|words| words.split_whitespace().next() == Some("PAGE"))
    };
    let field = root.descendants().find(is_page)?;
    let paragraph = field.ancestors().find(|node| is(*node, "p"))?;
    let place = styles.place(child(paragraph, "pPr"));
    let run = field.ancestors().find(|node| is(*node, "r")).or_else(|| child(field, "r"));
    let look = styles.look(run.and_then(|run| child(run, "rPr")), place.style.as_deref());
    Some(PageNumber {
        is_at_foot,
        is_centred: place.align.as_deref() == Some("center"),
        size_pt: look.size.unwrap_or(10.0),
        is_upright: !look.italic.unwrap_or(false),
    })
}

struct Walk<'a> {
    styles: &'a Styles,
    numbers: &'a HashMap<String, Option<PageNumber>>,
    layout: Layout,
    n_tables: usize,
}

/// A cell on the way down.
#[derive(Debug, Clone, Copy)]
struct Cell {
    /// Number of the outermost table, row, cell.
    at: (usize, usize, usize),
    /// Whether its table draws lines.
    has_lines: bool,
    /// Width for its text, twips.
    width: Option<f64>,
}

type InCell = Option<Cell>;

impl Walk<'_> {
    fn blocks(&mut self, node: Node<'_, '_>, cell: InCell) {
        for block in node.children().filter(Node::is_element) {
            match block.tag_name().name() {
                "p" => self.paragraph(block, cell),
                "tbl" => self.table(block, cell),
                // Content controls and tracked insertions hold blocks like the body does.
                "sdt" => child(block, "sdtContent").into_iter().for_each(|inner| self.blocks(inner, cell)),
                "ins" | "customXml" => self.blocks(block, cell),
                _ => {}
            }
        }
    }

    fn table(&mut self, table: Node<'_, '_>, outer: InCell) {
        let at = self.n_tables;
        self.n_tables += 1;
        let properties = child(table, "tblPr");
        let style = properties.and_then(|properties| value(properties, "tblStyle"));
        let own = properties.and_then(super::styles::is_ruled);
        let has_lines = own.unwrap_or_else(|| self.styles.draws_lines(style));
        for (row, node) in table.children().filter(|node| is(*node, "tr")).enumerate() {
            for (column, cell) in node.children().filter(|node| is(*node, "tc")).enumerate() {
                let width = child(cell, "tcPr")
                    .and_then(|properties| child(properties, "tcW"))
                    .filter(|width| attribute(*width, "type") == Some("dxa"))
                    .and_then(|width| attribute(width, "w")?.parse::<f64>().ok())
                    .map(|width| width - CELL_SIDES_TWIPS);
                self.blocks(cell, outer.or(Some(Cell { at: (at, row, column), has_lines, width })));
            }
        }
    }

    fn paragraph(&mut self, node: Node<'_, '_>, cell: InCell) {
        let properties = child(node, "pPr");
        let place = self.styles.place(properties);
        let mut runs = Vec::new();
        for run in node.descendants().filter(|run| is(*run, "r")) {
            let text: String = run.children().map(letters).collect();
            if text.is_empty() {
                continue;
            }
            let look = self.styles.look(child(run, "rPr"), place.style.as_deref());
            runs.push(Run {
                text,
                size_pt: look.size.unwrap_or(10.0),
                is_bold: look.bold.unwrap_or(false),
                is_italic: look.italic.unwrap_or(false),
                font: look.font.unwrap_or_default(),
                colour: look.colour.filter(|colour| !matches!(colour.as_str(), "auto" | "000000")),
            });
        }
        let is_ruled = place.is_ruled.unwrap_or(false);
        let sides = place.left.unwrap_or(0.0) + place.right.unwrap_or(0.0);
        // Outside a table the width is that of the page, which is only told where its section ends.
        let width = cell.map_or(Some(0.0), |cell| cell.width);
        self.layout.paragraphs.push(Paragraph {
            runs,
            align: place.align.unwrap_or_else(|| "left".to_owned()),
            first_mm: place.first.unwrap_or(0.0) / TWIPS_PER_PT * MM_PER_PT,
            left_mm: place.left.unwrap_or(0.0) / TWIPS_PER_PT * MM_PER_PT,
            before_pt: place.before.unwrap_or(0.0) / TWIPS_PER_PT,
            after_pt: place.after.unwrap_or(0.0) / TWIPS_PER_PT,
            lines: if place.is_exact.unwrap_or(false) {
                None
            } else {
                Some(place.line.unwrap_or(240.0) / 240.0)
            },
            is_ruled,
            rule_mm: width.filter(|_| is_ruled).map(|width| (width - sides) / TWIPS_PER_PT * MM_PER_PT),
            cell: cell.map(|cell| cell.at),
            is_in_grid: cell.is_some_and(|cell| cell.has_lines),
            section: self.layout.sections.len(),
        });
        if let Some(section) = properties.and_then(|properties| child(properties, "sectPr")) {
            self.end_section(Some(section));
        }
    }

    fn end_section(&mut self, node: Option<Node<'_, '_>>) {
        let length = |element: &str, name: &str| {
            let found = node.and_then(|node| child(node, element)).and_then(|node| attribute(node, name));
            found.and_then(|twips| twips.parse::<f64>().ok()).unwrap_or(0.0) / TWIPS_PER_PT * MM_PER_PT
        };
        let number = |place: &str| {
            let refers = |node: &Node<'_, '_>| {
                matches!(node.tag_name().name(), "headerReference" | "footerReference")
                    && attribute(*node, "type").unwrap_or("default") == place
            };
            let all = node.into_iter().flat_map(|node| node.children().filter(refers).collect::<Vec<_>>());
            all.filter_map(|node| attribute(node, "id"))
                .find_map(|id| self.numbers.get(id).copied().flatten())
        };
        let has_first_page = node.and_then(|node| switch(node, "titlePg")).unwrap_or(false);
        // A section that names no head of its own goes on with that of the one before.
        let before = self.layout.sections.last().and_then(|section| section.number);
        let names_own = node.is_some_and(|node| {
            node.children()
                .any(|child| matches!(child.tag_name().name(), "headerReference" | "footerReference"))
        });
        let shown = if names_own { number("default") } else { before };
        let text_mm = length("pgSz", "w")
            - length("pgMar", "left")
            - length("pgMar", "gutter")
            - length("pgMar", "right");
        let section = self.layout.sections.len();
        let here = |one: &&mut Paragraph| one.section == section && one.cell.is_none();
        for one in
            self.layout.paragraphs.iter_mut().rev().take_while(|one| one.section == section).filter(here)
        {
            one.rule_mm = one.rule_mm.map(|less| text_mm + less);
        }
        self.layout.sections.push(Section {
            width_mm: length("pgSz", "w"),
            height_mm: length("pgSz", "h"),
            top_mm: length("pgMar", "top").abs(),
            bottom_mm: length("pgMar", "bottom").abs(),
            left_mm: length("pgMar", "left") + length("pgMar", "gutter"),
            right_mm: length("pgMar", "right"),
            has_first_page,
            number: shown,
            numbers_first_page: if has_first_page { number("first").is_some() } else { shown.is_some() },
        });
    }
}

fn letters(node: Node<'_, '_>) -> String {
    match node.tag_name().name() {
        "t" => node.text().unwrap_or_default().to_owned(),
        "tab" | "br" | "cr" | "ptab" => " ".to_owned(),
        "noBreakHyphen" => "-".to_owned(),
        _ => String::new(),
    }
}
