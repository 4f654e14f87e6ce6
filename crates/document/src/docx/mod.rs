//! Word files (.docx): the parts of the container, read into lines.
//!
//! `styles` and `numbering` know what a paragraph inherits, `paragraph` makes text of one, `blocks` walks paragraphs and
//! tables. Headers, footers, text boxes and notes become lines marked `aside`.

mod blocks;
mod frame;
pub mod layout;
mod numbering;
mod paragraph;
mod styles;

use crate::limits::Deadline;
use crate::package::{Package, relations, xml, xml_text};
use crate::{Kind, Limits, OpenError, signs};
use blocks::Walker;
use domain::source::Line;
use roxmltree::Node;
use std::collections::BTreeSet;

/// Reads a zip container that should be a Word file.
pub(crate) fn read(bytes: &[u8], limits: &Limits, deadline: &Deadline) -> Result<Vec<Line>, OpenError> {
    let mut package = Package::open(bytes, limits)?;
    let main = main_part(&mut package, limits)?;
    let related = relations(&mut package, &main, limits)?;
    let parts = |kind: &str| -> BTreeSet<String> {
        related.values().filter(|(found, _)| found == kind).map(|(_, path)| path.clone()).collect()
    };
    let mut walker = Walker::new(limits, deadline);
    if let Some(path) = parts("styles").first() {
        with_xml(&mut package, path, limits, |root| {
            walker.styles = styles::Styles::read(root);
            Ok(())
        })?;
    }
    if let Some(path) = parts("numbering").first() {
        with_xml(&mut package, path, limits, |root| {
            walker.numbering = numbering::Numbering::read(root);
            Ok(())
        })?;
    }
    let headers = asides(&mut package, &parts("header"), limits, &mut walker)?;
    let body = with_xml(&mut package, &main, limits, |root| match child(root, "body") {
        Some(body) => walker.blocks(body),
        None => Err(OpenError::Broken),
    })?;
    let mut notes = parts("footer");
    notes.extend(parts("footnotes"));
    notes.extend(parts("endnotes"));
    let footers = asides(&mut package, &notes, limits, &mut walker)?;
    Ok(signs::collapse_blanks(frame::finish([headers, body.unwrap_or_default(), footers].concat())))
}

/// The part that holds the text, or what the container is instead of a Word file.
fn main_part(package: &mut Package<'_>, limits: &Limits) -> Result<String, OpenError> {
    let top = relations(package, "", limits)?;
    let named = top.into_values().find(|(kind, _)| kind == "officeDocument").map(|(_, path)| path);
    let main = named.filter(|path| package.has(path)).unwrap_or_else(|| "word/document.xml".to_owned());
    if main.starts_with("xl/") || package.has("xl/workbook.xml") {
        return Err(OpenError::Unsuitable { kind: Kind::Workbook });
    }
    if main.starts_with("ppt/") || package.has("ppt/presentation.xml") {
        return Err(OpenError::Unsuitable { kind: Kind::Slides });
    }
    if package.has(&main) {
        return Ok(main);
    }
    let kind = match package.part("mimetype")? {
        Some(kind) if kind.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") => Kind::Workbook,
        Some(kind) if kind.starts_with(b"application/vnd.oasis.opendocument.presentation") => Kind::Slides,
        Some(kind) if kind.starts_with(b"application/vnd.oasis.opendocument") => Kind::OpenDocument,
        _ if package.has("[Content_Types].xml") => return Err(OpenError::Broken),
        _ => Kind::Archive,
    };
    Err(OpenError::Unsuitable { kind })
}

/// Reads an XML part and hands its root to `use_it`; `None` when the part is missing.
fn with_xml<T>(
    package: &mut Package<'_>,
    path: &str,
    limits: &Limits,
    use_it: impl FnOnce(Node<'_, '_>) -> Result<T, OpenError>,
) -> Result<Option<T>, OpenError> {
    let Some(bytes) = package.part(path)? else { return Ok(None) };
    let text = xml_text(bytes)?;
    let tree = xml(&text, limits)?;
    use_it(tree.root_element()).map(Some)
}

/// Lines of headers, footers or notes, each text once and page numbers never.
fn asides(
    package: &mut Package<'_>,
    paths: &BTreeSet<String>,
    limits: &Limits,
    walker: &mut Walker<'_>,
) -> Result<Vec<Line>, OpenError> {
    let mut out: Vec<Line> = Vec::new();
    for path in paths {
        let lines = with_xml(package, path, limits, |root| walker.blocks(root))?.unwrap_or_default();
        for mut line in lines {
            line.look.aside = true;
            let is_new = !out.iter().any(|known| known.text == line.text);
            if is_new && line.text.chars().any(char::is_alphabetic) {
                out.push(line);
            }
        }
    }
    Ok(out)
}

/// Whether the node is a WordprocessingML element of this name, in the transitional or the strict namespace.
fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// The first child element of this name.
fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| is(*child, name))
}

/// An attribute by its local name, whatever its namespace: strict and transitional files differ in it.
fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// The `val` of a child element.
fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    attribute(child(node, name)?, "val")
}

/// An on-off property: present without value, or with one that does not deny it.
fn switch(node: Node<'_, '_>, name: &str) -> Option<bool> {
    let found = child(node, name)?;
    Some(!matches!(attribute(found, "val"), Some("0" | "false" | "off" | "none")))
}
