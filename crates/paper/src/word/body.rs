//! The text of a document and the sections its pages are cut into.

use super::ends::{end, letterhead, title};
use super::paragraph::{Look, Place, paragraph};
use super::parts::NAMESPACES;
use super::tables::table;
use super::twips_mm;
use super::xml::Xml;
use crate::measures::{
    FIRST_LINE_MM, HEADER_MM, MARGIN_LEFT_MM, MARGIN_RIGHT_MM, MARGIN_TOP_MM, PAGE_MM, size,
};
use crate::{Appendix, Block, Clause, Heading, Paper};
use domain::text::roman;

/// The pages of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pages {
    is_landscape: bool,
    /// An appendix is counted from 1.
    counts_anew: bool,
    /// The first page of a document and of an appendix carries no number.
    hides_first: bool,
}

const FIRST: Pages = Pages { is_landscape: false, counts_anew: false, hides_first: true };

/// The text part of the package.
pub(super) fn document(paper: &Paper) -> String {
    let mut xml = Xml::part();
    xml.open("w:document", &NAMESPACES).open("w:body", &[]);
    letterhead(&mut xml, paper);
    title(&mut xml, paper, width_mm(FIRST));
    bases(&mut xml, &paper.bases);
    let mut pages = blocks(&mut xml, &paper.body, FIRST);
    end(&mut xml, paper, width_mm(FIRST));
    for (n, one) in (1..).zip(&paper.appendices) {
        close_section(&mut xml, pages);
        pages = Pages { is_landscape: one.is_landscape, counts_anew: true, hides_first: true };
        let number = if paper.appendices.len() > 1 { roman(n) } else { None };
        pages = appendix(&mut xml, one, number.as_deref(), pages);
    }
    section(&mut xml, pages);
    xml.close("w:body").close("w:document");
    xml.finish()
}

fn width_mm(pages: Pages) -> f64 {
    let page = if pages.is_landscape { PAGE_MM.1 } else { PAGE_MM.0 };
    page - MARGIN_LEFT_MM.ours - MARGIN_RIGHT_MM.ours
}

fn bases(xml: &mut Xml, bases: &[String]) {
    let place = Place { style: Some("BodyText"), ..Place::default() };
    for (at, basis) in bases.iter().enumerate() {
        let mark = if at + 1 == bases.len() { "." } else { ";" };
        paragraph(xml, &place, &[(&format!("{basis}{mark}"), Look::default().italic())]);
    }
}

/// Writes the text; gives back the section it ends in, which is not closed yet.
fn blocks(xml: &mut Xml, blocks: &[Block], mut pages: Pages) -> Pages {
    for block in blocks {
        match block {
            Block::Heading(one) => heading(xml, one),
            Block::Clause(one) => clause(xml, one),
            Block::Text(text) => {
                let place = Place { style: Some("BodyText"), ..Place::default() };
                paragraph(xml, &place, &[(text, Look::default())]);
            }
            Block::Table(one) if one.is_landscape && !pages.is_landscape => {
                close_section(xml, pages);
                let next = Pages { counts_anew: false, hides_first: false, ..pages };
                let across = Pages { is_landscape: true, ..next };
                table(xml, one, width_mm(across));
                close_section(xml, across);
                pages = next;
            }
            Block::Table(one) => {
                table(xml, one, width_mm(pages));
                paragraph(xml, &Place { gaps_pt: Some((0.0, 0.0)), ..Place::default() }, &[]);
            }
        }
    }
    pages
}

fn heading(xml: &mut Xml, heading: &Heading) {
    let Some(marker) = &heading.marker else {
        let place =
            Place { align: Some("center"), gaps_pt: Some((6.0, 6.0)), keeps: true, ..Place::default() };
        return paragraph(xml, &place, &[(&heading.title, Look::default().bold())]);
    };
    let style = format!("Heading{}", heading.level.clamp(1, 3));
    let place = Place { style: Some(&style), ..Place::default() };
    paragraph(xml, &place, &[(&format!("{marker} {}", heading.title), Look::default())]);
}

fn clause(xml: &mut Xml, clause: &Clause) {
    let place = Place { style: Some("BodyText"), first_mm: Some(FIRST_LINE_MM.ours), ..Place::default() };
    let marker = clause.marker.as_ref().map_or_else(String::new, |marker| format!("{marker} "));
    let Some(title) = &clause.run_in else {
        return paragraph(xml, &place, &[(&format!("{marker}{}", clause.text), Look::default())]);
    };
    let colon = if title.ends_with([':', '.']) { "" } else { ":" };
    let opening = format!("{marker}{title}{colon}");
    let look = if clause.level <= 2 { Look::default().bold() } else { Look::default() };
    paragraph(xml, &place, &[(&opening, look), (&format!(" {}", clause.text), Look::default())]);
}

fn appendix(xml: &mut Xml, appendix: &Appendix, number: Option<&str>, pages: Pages) -> Pages {
    let look = Look::size(size::APPENDIX.ours).bold();
    let place = Place { align: Some("center"), gaps_pt: Some((0.0, 0.0)), keeps: true, ..Place::default() };
    let name = number.map_or_else(|| "Phụ lục".to_owned(), |number| format!("Phụ lục {number}"));
    paragraph(xml, &place, &[(&name, look)]);
    let place = Place { gaps_pt: Some((0.0, 12.0)), ..place };
    paragraph(xml, &place, &[(&appendix.title.to_uppercase(), look)]);
    blocks(xml, &appendix.body, pages)
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
