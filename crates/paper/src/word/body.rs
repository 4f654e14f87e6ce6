//! The text of a document and the sections its pages are cut into.

use super::ends::{end, letterhead, title};
use super::paragraph::{Look, Place, paragraph, rule};
use super::parts::NAMESPACES;
use super::tables::table;
use super::twips_mm;
use super::xml::Xml;
use crate::measures::{
    HEADER_MM, MARGIN_LEFT_MM, MARGIN_RIGHT_MM, MARGIN_TOP_MM, PAGE_MM, size, text_width_mm,
};
use crate::sheet::{Annex, Line, Piece, Run, Sheet, Stands};

/// The pages of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pages {
    is_landscape: bool,
    /// An appendix is counted from 1.
    counts_anew: bool,
    /// The first page of a document and of an appendix carries no number.
    hides_first: bool,
    /// The foot of its first page, when the document has one at all.
    foot: Foot,
}

/// What stands at the foot of the first page of a section. One that says nothing would take over the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Foot {
    Unused,
    Contact,
    Empty,
}

/// The text part of the package.
pub(super) fn document(sheet: &Sheet) -> String {
    let mut xml = Xml::part();
    xml.open("w:document", &NAMESPACES).open("w:body", &[]);
    letterhead(&mut xml, &sheet.letterhead);
    title(&mut xml, sheet);
    let (first, later) = match sheet.contact.is_empty() {
        true => (Foot::Unused, Foot::Unused),
        false => (Foot::Contact, Foot::Empty),
    };
    let pages = Pages { is_landscape: false, counts_anew: false, hides_first: true, foot: first };
    let mut pages = pieces(&mut xml, &sheet.pieces, pages);
    end(&mut xml, sheet);
    for one in &sheet.appendices {
        close_section(&mut xml, pages);
        pages = Pages { is_landscape: one.is_landscape, counts_anew: true, hides_first: true, foot: later };
        pages = appendix(&mut xml, one, pages);
    }
    section(&mut xml, pages);
    xml.close("w:body").close("w:document");
    xml.finish()
}

/// Writes the text; gives back the section it ends in, which is not closed yet.
fn pieces(xml: &mut Xml, pieces: &[Piece], mut pages: Pages) -> Pages {
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            // The signature never stands alone on a page.
            Piece::Line(one) => line(xml, one, at + 1 == pieces.len()),
            Piece::Table(one) if one.is_landscape && !pages.is_landscape => {
                close_section(xml, pages);
                let next = Pages { counts_anew: false, hides_first: false, ..pages };
                let across = Pages { is_landscape: true, ..next };
                table(xml, one, text_width_mm(true));
                close_section(xml, across);
                pages = next;
            }
            Piece::Table(one) => {
                table(xml, one, text_width_mm(pages.is_landscape));
                paragraph(xml, &Place { gaps_pt: Some((0.0, 0.0)), ..Place::default() }, &[]);
            }
        }
    }
    pages
}

fn line(xml: &mut Xml, line: &Line, keeps: bool) {
    let runs: Vec<(&str, Look)> = line.runs.iter().map(|run| (run.text.as_str(), look(run))).collect();
    let style = line.level.map(|level| format!("Heading{}", level.min(3)));
    let place = match line.stands {
        Stands::Text => {
            Place { style: Some(style.as_deref().unwrap_or("BodyText")), keeps, ..Place::default() }
        }
        Stands::Centred => {
            Place { align: Some("center"), gaps_pt: Some((6.0, 6.0)), keeps: true, ..Place::default() }
        }
    };
    paragraph(xml, &place, &runs);
}

fn look(run: &Run) -> Look {
    Look { bold: run.is_bold, italic: run.is_italic, ..Look::default() }
}

fn appendix(xml: &mut Xml, appendix: &Annex, pages: Pages) -> Pages {
    let look = Look::size(size::APPENDIX.ours);
    let place = Place { align: Some("center"), gaps_pt: Some((0.0, 0.0)), keeps: true, ..Place::default() };
    paragraph(xml, &place, &[(&appendix.name, look.bold())]);
    if !appendix.title.is_empty() {
        let sides_mm = Some((text_width_mm(pages.is_landscape) - appendix.title_mm) / 2.0);
        paragraph(xml, &Place { sides_mm, ..place }, &[(&appendix.title, look.bold())]);
    }
    paragraph(xml, &place, &[(&appendix.note, look.italic())]);
    rule(xml, appendix.rule_mm, text_width_mm(pages.is_landscape), 12.0);
    pieces(xml, &appendix.pieces, pages)
}

/// Ends a section: the paragraph that carries its properties is its last one.
fn close_section(xml: &mut Xml, pages: Pages) {
    xml.open("w:p", &[]).open("w:pPr", &[]);
    section(xml, pages);
    xml.close("w:pPr").close("w:p");
}

fn section(xml: &mut Xml, pages: Pages) {
    let (mut width, mut height) = (twips_mm(PAGE_MM.0).to_string(), twips_mm(PAGE_MM.1).to_string());
    if pages.is_landscape {
        std::mem::swap(&mut width, &mut height);
    }
    let [top, left, right, header] =
        [MARGIN_TOP_MM.ours, MARGIN_LEFT_MM.ours, MARGIN_RIGHT_MM.ours, HEADER_MM]
            .map(|mm| twips_mm(mm).to_string());
    xml.open("w:sectPr", &[]);
    xml.leaf("w:headerReference", &[("w:type", "default"), ("r:id", "rId1")]);
    match pages.foot {
        Foot::Unused => {}
        Foot::Contact => _ = xml.leaf("w:footerReference", &[("w:type", "first"), ("r:id", "rId4")]),
        Foot::Empty => _ = xml.leaf("w:footerReference", &[("w:type", "first"), ("r:id", "rId5")]),
    }
    let mut size = vec![("w:w", width.as_str()), ("w:h", height.as_str())];
    if pages.is_landscape {
        size.push(("w:orient", "landscape"));
    }
    xml.leaf("w:pgSz", &size);
    xml.leaf(
        "w:pgMar",
        &[
            ("w:top", &top),
            ("w:right", &right),
            ("w:bottom", &top),
            ("w:left", &left),
            ("w:header", &header),
            ("w:footer", &header),
            ("w:gutter", "0"),
        ],
    );
    if pages.counts_anew {
        xml.leaf("w:pgNumType", &[("w:start", "1")]);
    }
    if pages.hides_first {
        xml.leaf("w:titlePg", &[]);
    }
    xml.close("w:sectPr");
}
