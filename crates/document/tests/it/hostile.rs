//! Files that are broken, strange or meant to harm: each is refused with the right sentence, quickly.

use crate::support::{Paper, Word, file, open, p, refusal, stream, zip_of};
use document::{Limits, OpenError};
use std::io::Write;

fn with_limits(bytes: &[u8], limits: &Limits) -> &'static str {
    document::open("tệp", bytes, limits).map_or_else(|error| error.code(), |_| "opened")
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    out.write_all(bytes).expect("memory");
    out.finish().expect("memory")
}

#[test]
fn other_kinds_are_named_whatever_their_name_says() {
    assert_eq!(refusal(b""), "empty");
    assert_eq!(refusal(b"   \n\n"), "blank");
    assert_eq!(refusal(b"\x89PNG\r\n\x1a\n\0\0"), "picture");
    assert_eq!(refusal(b"{\\rtf1\\ansi Ke hoach}"), "rich_text");
    assert_eq!(refusal(b"<!DOCTYPE html><p>x"), "web_page");
    assert_eq!(refusal(b"\x1f\x8b\x08\0\0\0"), "archive");
    assert_eq!(refusal(&zip_of(&[("ke-hoach.txt", b"x")])), "archive");
    assert_eq!(refusal(&zip_of(&[("xl/workbook.xml", b"<workbook/>")])), "workbook");
    assert_eq!(refusal(&zip_of(&[("ppt/presentation.xml", b"<p/>")])), "slides");
    let odt = zip_of(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")]);
    assert_eq!(refusal(&odt), "open_document");
    let ole = |name: &str| {
        let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        refusal(&bytes)
    };
    assert_eq!((ole("WordDocument"), ole("EncryptedPackage")), ("old_word", "encrypted"));
    assert_eq!(refusal(&[0, 1, 2, 3, 200, 0, 17]), "unknown_kind");
}

#[test]
fn every_refusal_says_what_to_do_in_both_languages() {
    for bytes in [&b""[..], b"PK\x03\x04", b"%PDF-1.4", b"{\\rtf1", b"\x89PNG\r\n"] {
        let error = open(bytes).expect_err("refused");
        assert!(error.sentence_vi().contains("Đề nghị"), "{}", error.sentence_vi());
        assert!(error.sentence_en().contains("lease"), "{}", error.sentence_en());
        assert!(!error.code().is_empty());
    }
}

#[test]
fn size_is_looked_at_first() {
    let limits = Limits { bytes_max: 10, ..Limits::default() };
    let error = document::open("x", b"PK\x03\x04 and more", &limits).expect_err("refused");
    assert_eq!(error, OpenError::TooLarge { bytes_max: 10 });
}

#[test]
fn zip_bombs_are_not_unpacked() {
    let mut body = String::from("<w:p><w:r><w:t>");
    body.push_str(&"a".repeat(30_000_000));
    body.push_str("</w:t></w:r></w:p>");
    assert_eq!(refusal(&Word::new(&body).bytes()), "bomb");
    // Many honest parts that together are too much.
    let large = p(&"chữ khác nhau ".repeat(2_000));
    let limits = Limits { unzipped_bytes_max: 20_000, ..Limits::default() };
    assert_eq!(with_limits(&Word::new(&large).bytes(), &limits), "bomb");
}

#[test]
fn xml_tricks_are_refused() {
    let file = |xml: &str| zip_of(&[("word/document.xml", xml.as_bytes())]);
    let laughs = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><x>&b;</x>";
    assert_eq!(refusal(&file(laughs)), "entities");
    let outside = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>";
    assert_eq!(refusal(&file(outside)), "entities");
    let deep = format!("{}{}", "<w:p>".repeat(300), "</w:p>".repeat(300));
    assert_eq!(refusal(&Word::new(&deep).bytes()), "too_deep");
    let nested =
        format!("{}{}{}", "<w:tbl><w:tr><w:tc>".repeat(80), p("x"), "</w:tc></w:tr></w:tbl>".repeat(80));
    assert_eq!(refusal(&Word::new(&nested).bytes()), "too_deep");
    assert_eq!(refusal(&file("<w:document><w:body>")), "broken");
    assert_eq!(refusal(&file("")), "broken");
    let limits = Limits { objects_max: 100, ..Limits::default() };
    assert_eq!(with_limits(&Word::new(&p("x").repeat(100)).bytes(), &limits), "too_much");
}

#[test]
fn huge_tables_and_counts_are_refused() {
    let row = format!("<w:tr>{}</w:tr>", format!("<w:tc>{}</w:tc>", p("x")).repeat(50));
    let limits = Limits { cells_max: 5_000, ..Limits::default() };
    let table = format!("<w:tbl>{}</w:tbl>", row.repeat(101));
    assert_eq!(with_limits(&Word::new(&table).bytes(), &limits), "too_much");
    // Spans that claim more columns than a table can have.
    let span = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='4000000000'/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>";
    assert_eq!(refusal(&Word::new(&(span.to_owned() + &p("chữ"))).bytes()), "opened");
    let limits = Limits { lines_max: 10, ..Limits::default() };
    assert_eq!(with_limits(&Word::new(&p("x").repeat(11)).bytes(), &limits), "too_much");
}

#[test]
fn rings_of_styles_and_lists_end() {
    let styles = "<w:style w:styleId='A'><w:basedOn w:val='B'/></w:style><w:style w:styleId='B'><w:basedOn w:val='A'/>\
        <w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>";
    let numbering = "<w:abstractNum w:abstractNumId='1'><w:numStyleLink w:val='A'/></w:abstractNum>\
        <w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>";
    let body = "<w:p><w:pPr><w:pStyle w:val='A'/></w:pPr><w:r><w:t>chữ</w:t></w:r></w:p>";
    let word = Word::new(body).with("styles", "styles", styles).with("numbering", "numbering", numbering);
    assert_eq!(word.texts(), ["chữ"]);
}

#[test]
fn broken_pdfs_are_refused() {
    assert_eq!(refusal(b"%PDF-1.7\nnothing else"), "broken");
    let mut cut = Paper::new().text(80.0, 80.0, 12.0, "chữ").bytes();
    cut.truncate(30);
    assert_eq!(refusal(&cut), "broken");
    let ring = file(&["<</Type/Catalog/Pages 2 0 R>>".into(), "<</Type/Pages/Kids[2 0 R]/Count 1>>".into()]);
    assert!(matches!(refusal(&ring), "broken" | "scan"));
}

#[test]
fn scans_and_mute_fonts_are_told_apart() {
    let blank = Paper::new().bytes();
    assert_eq!(refusal(&blank), "scan");
    let mut mute = Paper::new();
    mute.is_mute = true;
    mute.text(80.0, 80.0, 12.0, "Kế hoạch tổ chức chương trình");
    assert_eq!(refusal(&mute.bytes()), "letters");
    // Fonts without the Vietnamese letters: what has marks is missing.
    let mut missing = Paper::new();
    for at in 0..20 {
        missing.text(80.0, 80.0 + 20.0 * f64::from(at), 12.0, "B Gio dc v o to ban hnh k hoch t chc thc hin");
    }
    assert_eq!(refusal(&missing.bytes()), "letters");
    let mut english = Paper::new();
    for at in 0..10 {
        english.text(
            80.0,
            80.0 + 20.0 * f64::from(at),
            12.0,
            "The plan of the office for the year is to be read",
        );
    }
    assert_eq!(refusal(&english.bytes()), "opened");
}

/// A PDF whose page draws form `1`, which draws the next one many times, and so on.
fn forms_in_forms(levels: usize, times: usize) -> Vec<u8> {
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>"
            .to_owned(),
        stream("/X Do"),
    ];
    for level in 0..levels {
        let content = "/X Do ".repeat(times);
        let next = 6 + level;
        objects.push(format!(
            "<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X {next} 0 R>>>>/Length {}>>stream\n{content}\nendstream",
            content.len()
        ));
    }
    objects.push("<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Length 1>>stream\nn\nendstream".to_owned());
    file(&objects)
}

#[test]
fn a_pdf_that_grows_while_it_is_drawn_is_stopped() {
    let limits = Limits { seconds_max: 2, ..Limits::default() };
    assert!(matches!(with_limits(&forms_in_forms(9, 30), &limits), "too_much" | "too_slow"));
}

#[test]
fn a_form_that_draws_itself_ends() {
    let body = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 11>>stream\n/X Do /X Do\nendstream";
    let bytes = file(&[
        "<</Type/Catalog/Pages 2 0 R>>".into(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".into(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>"
            .into(),
        stream("/X Do"),
        body.into(),
    ]);
    let limits = Limits { seconds_max: 2, ..Limits::default() };
    assert!(matches!(with_limits(&bytes, &limits), "scan" | "too_much" | "too_slow"));
}

#[test]
fn pdf_bombs_are_not_unpacked() {
    let mut bytes =
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 4 0 obj<</Filter/FlateDecode>>stream\n"
            .to_vec();
    bytes.extend(zlib(&zlib(&vec![0; 5_000_000])));
    bytes.extend(b"\nendstream endobj\n");
    let limits = Limits { unzipped_bytes_max: 1_000_000, ..Limits::default() };
    assert_eq!(with_limits(&bytes, &limits), "bomb");
    // Stream after stream within stream: every byte would be unpacked again and again.
    let empty_blocks = [&b"stream\n\x78\x01"[..], &b"\0\0\0\xff\xff".repeat(3)].concat().repeat(20_000);
    let overlapping = [b"%PDF-1.4\n", &empty_blocks[..]].concat();
    assert!(matches!(refusal(&overlapping), "bomb" | "broken" | "scan"));
}

#[test]
fn pages_marks_and_brackets_have_limits() {
    let mut paper = Paper::new();
    paper.text(80.0, 80.0, 12.0, "một").next_page().text(80.0, 80.0, 12.0, "hai");
    let limits = Limits { pages_max: 1, ..Limits::default() };
    assert_eq!(with_limits(&paper.bytes(), &limits), "too_many_pages");
    let limits = Limits { marks_max: 5, ..Limits::default() };
    let mut long = Paper::new();
    long.text(80.0, 80.0, 12.0, "nhiều chữ hơn năm");
    assert_eq!(with_limits(&long.bytes(), &limits), "too_much");
    let nested = format!("%PDF-1.4\n1 0 obj{}endobj\ntrailer<</Root 1 0 R>>", "[".repeat(2_000_000));
    assert!(matches!(refusal(nested.as_bytes()), "broken" | "scan"));
}

#[test]
fn rules_by_the_thousand_are_a_drawing() {
    let mut paper = Paper::new();
    for at in 0..3_000 {
        let at = f64::from(at);
        paper
            .rule((at / 6.0, 100.0), (at / 6.0, 700.0))
            .rule((0.0, 100.0 + at / 6.0), (590.0, 100.0 + at / 6.0));
    }
    paper.text(80.0, 80.0, 12.0, "Bản đồ");
    assert_eq!(paper.texts(), ["Bản đồ"]);
}

/// A workbook with this XML as its only sheet.
fn workbook(rows: &str) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let book = format!(
        "<workbook xmlns='{MAIN}' xmlns:r='{KIND}'><sheets><sheet name='A' sheetId='1' r:id='r1'/></sheets></workbook>"
    );
    let relations = format!(
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
         <Relationship Id='r1' Type='{KIND}/worksheet' Target='worksheets/sheet1.xml'/></Relationships>"
    );
    let sheet = format!("<worksheet xmlns='{MAIN}'><sheetData>{rows}</sheetData></worksheet>");
    let top = relations
        .replace("worksheets/sheet1.xml", "xl/workbook.xml")
        .replace("/worksheet'", "/officeDocument'");
    zip_of(&[
        ("_rels/.rels", top.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

#[test]
fn a_cell_in_the_last_corner_is_not_a_table_of_that_size() {
    let refused = |rows: &str| {
        document::sheet::open(&workbook(rows), &Limits::default())
            .map_or_else(|error| error.code(), |_| "opened")
    };
    assert_eq!(refused("<row r='1'><c r='A1'><v>1</v></c></row>"), "opened");
    assert_eq!(refused("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"), "too_much");
    assert_eq!(refused("<row r='1'><c r='A1'/></row>"), "blank");
    assert_eq!(
        refused(&format!("<row r='1'><c r='A1' t='str'><v>{}</v></c></row>", "a".repeat(30_000_000))),
        "bomb"
    );
}
