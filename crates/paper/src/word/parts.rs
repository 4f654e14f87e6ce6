//! The parts of a Word package beside the text: styles, page number, settings, what belongs to what.

use super::paragraph::{CENTRED, Lines, Look, Place, paragraph};
use super::xml::Xml;
use super::{half_points, twips_mm, twips_pt};
use crate::measures::{FIRST_LINE_MM, FONT, LINE_SPACING, PARAGRAPH_GAP_PT, size};
use crate::sheet::Sheet;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The names of all parts with their content types.
pub(super) fn content_types(sheet: &Sheet) -> String {
    const WORDPROCESSING: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let mut xml = Xml::part();
    xml.open("Types", &[("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")]);
    xml.leaf(
        "Default",
        &[("Extension", "rels"), ("ContentType", "application/vnd.openxmlformats-package.relationships+xml")],
    );
    xml.leaf("Default", &[("Extension", "xml"), ("ContentType", "application/xml")]);
    let mut parts = vec![
        ("/word/document.xml", format!("{WORDPROCESSING}.document.main+xml")),
        ("/word/styles.xml", format!("{WORDPROCESSING}.styles+xml")),
        ("/word/settings.xml", format!("{WORDPROCESSING}.settings+xml")),
        ("/word/header1.xml", format!("{WORDPROCESSING}.header+xml")),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml".to_owned()),
    ];
    if !sheet.contact.is_empty() {
        parts.push(("/word/footer1.xml", format!("{WORDPROCESSING}.footer+xml")));
        parts.push(("/word/footer2.xml", format!("{WORDPROCESSING}.footer+xml")));
    }
    for (part, kind) in parts {
        xml.leaf("Override", &[("PartName", part), ("ContentType", &kind)]);
    }
    xml.close("Types");
    xml.finish()
}

/// Where the package begins.
pub(super) fn package_relations() -> String {
    relations(&[
        ("rId1", &format!("{OFFICE}/officeDocument"), "word/document.xml"),
        (
            "rId2",
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            "docProps/core.xml",
        ),
    ])
}

/// What the text refers to. The page number is `rId1`, the foot of the first page `rId4`, an empty foot `rId5`.
pub(super) fn document_relations(sheet: &Sheet) -> String {
    let [header, styles, settings, footer] =
        ["header", "styles", "settings", "footer"].map(|kind| format!("{OFFICE}/{kind}"));
    let all = [
        ("rId1", header.as_str(), "header1.xml"),
        ("rId2", &styles, "styles.xml"),
        ("rId3", &settings, "settings.xml"),
        ("rId4", &footer, "footer1.xml"),
        ("rId5", &footer, "footer2.xml"),
    ];
    relations(if sheet.contact.is_empty() { &all[..3] } else { &all })
}

fn relations(all: &[(&str, &str, &str)]) -> String {
    let mut xml = Xml::part();
    xml.open("Relationships", &[("xmlns", RELATIONS)]);
    for (id, kind, target) in all {
        xml.leaf("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
    }
    xml.close("Relationships");
    xml.finish()
}

/// Title and language, which a reader of the file shows and a screen reader needs.
pub(super) fn core(title: &str) -> String {
    let mut xml = Xml::part();
    xml.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ],
    );
    xml.open("dc:title", &[]).text(title).close("dc:title");
    xml.open("dc:language", &[]).text("vi-VN").close("dc:language");
    xml.close("cp:coreProperties");
    xml.finish()
}

/// Settings: the version whose layout Word shall use.
pub(super) fn settings() -> String {
    let mut xml = Xml::part();
    xml.open("w:settings", &[("xmlns:w", WORD)]);
    xml.leaf("w:defaultTabStop", &[("w:val", &twips_mm(FIRST_LINE_MM.ours).to_string())]);
    xml.open("w:compat", &[]);
    xml.leaf(
        "w:compatSetting",
        &[
            ("w:name", "compatibilityMode"),
            ("w:uri", "http://schemas.microsoft.com/office/word"),
            ("w:val", "15"),
        ],
    );
    xml.close("w:compat").close("w:settings");
    xml.finish()
}

/// The page number, centred in the top margin.
pub(super) fn header() -> String {
    let mut xml = Xml::part();
    xml.open("w:hdr", &[("xmlns:w", WORD)]);
    xml.open("w:p", &[]).open("w:pPr", &[]).value("w:jc", "center").close("w:pPr");
    xml.open("w:r", &[]).open("w:rPr", &[]);
    xml.value("w:sz", half_points(size::PAGE_NUMBER.ours))
        .value("w:szCs", half_points(size::PAGE_NUMBER.ours));
    xml.close("w:rPr").leaf("w:fldChar", &[("w:fldCharType", "begin")]);
    xml.open("w:instrText", &[("xml:space", "preserve")]).text(" PAGE ").close("w:instrText");
    xml.leaf("w:fldChar", &[("w:fldCharType", "end")]).close("w:r").close("w:p").close("w:hdr");
    xml.finish()
}

/// The foot of a first page: address and the like under a line across the text.
pub(super) fn contact(lines: &[String]) -> String {
    let mut xml = Xml::part();
    xml.open("w:ftr", &[("xmlns:w", WORD)]);
    for (at, line) in lines.iter().enumerate() {
        let lines = if at == 0 { Lines::Above } else { Lines::None };
        paragraph(&mut xml, &Place { lines, ..CENTRED }, &[(line, Look::size(size::CONTACT.ours))]);
    }
    // A foot without a paragraph is no foot to Word.
    if lines.is_empty() {
        paragraph(&mut xml, &CENTRED, &[]);
    }
    xml.close("w:ftr");
    xml.finish()
}

/// The styles by which the text is set; names of Word's own where they exist, so that its outline works.
pub(super) fn styles() -> String {
    let mut xml = Xml::part();
    xml.open("w:styles", &[("xmlns:w", WORD)]);
    defaults(&mut xml);
    style(&mut xml, ("Normal", "Normal"), None, |_| {}, |_| {});
    let first_line = twips_mm(FIRST_LINE_MM.ours).to_string();
    let gap = twips_pt(PARAGRAPH_GAP_PT.ours).to_string();
    let line = format!("{:.0}", LINE_SPACING.ours * 240.0);
    let text = |xml: &mut Xml| {
        xml.leaf(
            "w:spacing",
            &[("w:before", "0"), ("w:after", &gap), ("w:line", &line), ("w:lineRule", "auto")],
        );
        xml.leaf("w:ind", &[("w:firstLine", &first_line)]);
        xml.value("w:jc", "both");
    };
    style(&mut xml, ("BodyText", "Body Text"), Some("Normal"), text, |_| {});
    for level in 1..=3_usize {
        let id = format!("Heading{level}");
        let name = format!("heading {level}");
        let look = |xml: &mut Xml| {
            if level < 3 {
                xml.leaf("w:b", &[]).leaf("w:bCs", &[]);
            }
        };
        let place = |xml: &mut Xml| {
            xml.leaf("w:keepNext", &[]);
            text(xml);
            xml.value("w:outlineLvl", level - 1);
        };
        style(&mut xml, (&id, &name), Some("Normal"), place, look);
    }
    xml.close("w:styles");
    xml.finish()
}

fn defaults(xml: &mut Xml) {
    let size = half_points(size::BODY.ours);
    xml.open("w:docDefaults", &[]).open("w:rPrDefault", &[]).open("w:rPr", &[]);
    xml.leaf("w:rFonts", &[("w:ascii", FONT), ("w:hAnsi", FONT), ("w:eastAsia", FONT), ("w:cs", FONT)]);
    xml.value("w:sz", size).value("w:szCs", size);
    xml.leaf("w:lang", &[("w:val", "vi-VN"), ("w:eastAsia", "vi-VN"), ("w:bidi", "ar-SA")]);
    xml.close("w:rPr").close("w:rPrDefault").open("w:pPrDefault", &[]).close("w:pPrDefault");
    xml.close("w:docDefaults");
}

fn style(
    xml: &mut Xml,
    (id, name): (&str, &str),
    based_on: Option<&str>,
    place: impl Fn(&mut Xml),
    look: impl Fn(&mut Xml),
) {
    let mut attributes = vec![("w:type", "paragraph"), ("w:styleId", id)];
    if based_on.is_none() {
        attributes.insert(1, ("w:default", "1"));
    }
    xml.open("w:style", &attributes).value("w:name", name);
    if let Some(base) = based_on {
        xml.value("w:basedOn", base);
    }
    xml.leaf("w:qFormat", &[]).open("w:pPr", &[]);
    place(xml);
    xml.close("w:pPr").open("w:rPr", &[]);
    look(xml);
    xml.close("w:rPr").close("w:style");
}

/// The name space of the text.
pub(super) const NAMESPACES: [(&str, &str); 2] = [("xmlns:w", WORD), ("xmlns:r", OFFICE)];
