//! A paragraph: its place on the page and its runs of letters.

use super::xml::Xml;
use super::{half_points, twips_mm, twips_pt};
use crate::measures::{MARK_RED, size};
use crate::sheet::Mark;

/// How a paragraph is set.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place<'a> {
    /// The style it follows; none for the plain one.
    pub style: Option<&'a str>,
    /// "center", "both", "left", "right".
    pub align: Option<&'a str>,
    /// Gaps above and below, points.
    pub gaps_pt: Option<(f64, f64)>,
    /// Left side, millimetres.
    pub left_mm: Option<f64>,
    /// Both sides, millimetres.
    pub sides_mm: Option<f64>,
    /// Keeps it with the next one.
    pub keeps: bool,
    /// The lines around it.
    pub lines: Lines,
}

/// Lines drawn around a paragraph.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Lines {
    /// None.
    #[default]
    None,
    /// A rule below it, in place of letters.
    Rule,
    /// Nothing, but as low as a rule: keeps boxes apart, which would become one.
    Low,
    /// A line above the foot of a page.
    Above,
    /// A box, red or black.
    Box { is_red: bool },
}

/// The place of a line that stands alone in the middle.
pub(super) const CENTRED: Place<'_> = Place {
    style: None,
    align: Some("center"),
    gaps_pt: Some((0.0, 0.0)),
    left_mm: None,
    sides_mm: None,
    keeps: false,
    lines: Lines::None,
};

/// How letters look.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    /// Points; the size of the text when none.
    pub size_pt: Option<f64>,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Red, as stamps are.
    pub is_red: bool,
}

impl Look {
    /// Letters of a size.
    pub const fn size(pt: f64) -> Look {
        Look { size_pt: Some(pt), bold: false, italic: false, is_red: false }
    }

    /// The same, bold.
    pub const fn bold(self) -> Look {
        Look { bold: true, ..self }
    }

    /// The same, italic.
    pub const fn italic(self) -> Look {
        Look { italic: true, ..self }
    }
}

/// Thickness of a rule, in eighths of a point.
const RULE_EIGHTHS: u32 = 6;
/// Height of the paragraph that carries a rule, points.
const RULE_HEIGHT_PT: f64 = 3.0;

/// Writes a paragraph of runs.
pub(super) fn paragraph(xml: &mut Xml, place: &Place<'_>, runs: &[(&str, Look)]) {
    xml.open("w:p", &[]);
    properties(xml, place);
    for (text, look) in runs.iter().filter(|(text, _)| !text.is_empty()) {
        run(xml, text, *look);
    }
    xml.close("w:p");
}

/// Writes a short rule, centred in a box of this width.
pub(super) fn rule(xml: &mut Xml, length_mm: f64, box_mm: f64, gap_pt: f64) {
    let place = Place {
        sides_mm: Some(((box_mm - length_mm) / 2.0).max(0.0)),
        gaps_pt: Some((0.0, gap_pt)),
        lines: Lines::Rule,
        ..Place::default()
    };
    paragraph(xml, &place, &[]);
}

/// Writes a stamp in a box, centred in a cell of this width.
pub(super) fn boxed(xml: &mut Xml, mark: &Mark, cell_mm: f64) {
    let place = Place {
        gaps_pt: Some((8.0, 3.0)),
        sides_mm: Some(((cell_mm - mark.width_mm) / 2.0).max(0.0)),
        lines: Lines::Box { is_red: mark.is_red },
        ..CENTRED
    };
    let look = Look { is_red: mark.is_red, ..Look::size(size::MARK.ours).bold() };
    paragraph(xml, &place, &[(mark.words, look)]);
    paragraph(xml, &Place { lines: Lines::Low, ..CENTRED }, &[]);
}

/// The order of elements is the format's own; Word refuses another.
fn properties(xml: &mut Xml, place: &Place<'_>) {
    xml.open("w:pPr", &[]);
    if let Some(style) = place.style {
        xml.value("w:pStyle", style);
    }
    if place.keeps {
        xml.leaf("w:keepNext", &[]);
    }
    borders(xml, place.lines);
    spacing(xml, place);
    let left = place.left_mm.or(place.sides_mm).map(|mm| ("w:left", twips_mm(mm).to_string()));
    let right = place.sides_mm.map(|mm| ("w:right", twips_mm(mm).to_string()));
    let indents: Vec<(&str, String)> = left.into_iter().chain(right).collect();
    if !indents.is_empty() {
        let indents: Vec<(&str, &str)> = indents.iter().map(|(name, mm)| (*name, mm.as_str())).collect();
        xml.leaf("w:ind", &indents);
    }
    if let Some(align) = place.align {
        xml.value("w:jc", align);
    }
    xml.close("w:pPr");
}

fn borders(xml: &mut Xml, lines: Lines) {
    let (sides, space, colour): (&[&str], &str, &str) = match lines {
        Lines::None | Lines::Low => return,
        Lines::Rule => (&["w:bottom"], "1", "000000"),
        Lines::Above => (&["w:top"], "3", "000000"),
        Lines::Box { is_red: true } => (&["w:top", "w:left", "w:bottom", "w:right"], "3", MARK_RED),
        Lines::Box { is_red: false } => (&["w:top", "w:left", "w:bottom", "w:right"], "3", "000000"),
    };
    xml.open("w:pBdr", &[]);
    for side in sides {
        let thick = RULE_EIGHTHS.to_string();
        xml.leaf(side, &[("w:val", "single"), ("w:sz", &thick), ("w:space", space), ("w:color", colour)]);
    }
    xml.close("w:pBdr");
}

fn spacing(xml: &mut Xml, place: &Place<'_>) {
    let Some((before, after)) = place.gaps_pt else { return };
    let (before, after) = (twips_pt(before).to_string(), twips_pt(after).to_string());
    let height = twips_pt(RULE_HEIGHT_PT).to_string();
    let mut attributes = vec![("w:before", before.as_str()), ("w:after", after.as_str())];
    if matches!(place.lines, Lines::Rule | Lines::Low) {
        attributes.extend([("w:line", height.as_str()), ("w:lineRule", "exact")]);
    }
    xml.leaf("w:spacing", &attributes);
}

fn run(xml: &mut Xml, text: &str, look: Look) {
    xml.open("w:r", &[]).open("w:rPr", &[]);
    if look.bold {
        xml.leaf("w:b", &[]).leaf("w:bCs", &[]);
    }
    if look.italic {
        xml.leaf("w:i", &[]).leaf("w:iCs", &[]);
    }
    if look.is_red {
        xml.value("w:color", MARK_RED);
    }
    if let Some(size) = look.size_pt {
        xml.value("w:sz", half_points(size)).value("w:szCs", half_points(size));
    }
    xml.close("w:rPr");
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            xml.leaf("w:br", &[]);
        }
        xml.open("w:t", &[("xml:space", "preserve")]).text(line).close("w:t");
    }
    xml.close("w:r");
}
