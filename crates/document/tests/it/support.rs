//! Makes Word files and PDFs from a few words.

use document::{Limits, OpenError};
use domain::source::{Line, Source};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

const W: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
    xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape' \
    xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A zip of named parts.
pub fn zip_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("memory");
        zip.write_all(bytes).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

/// A Word file with further parts: (kind of relation, file name, inner XML of the root, root element).
pub struct Word {
    body: String,
    parts: Vec<(&'static str, String, String)>,
}

impl Word {
    /// A file with this body.
    pub fn new(body: &str) -> Word {
        Word { body: body.to_owned(), parts: Vec::new() }
    }

    /// Adds a part: `("styles", "styles", inner)`, `("header", "hdr", inner)`.
    pub fn with(mut self, kind: &'static str, root: &str, inner: &str) -> Word {
        let name = format!("{kind}{}.xml", self.parts.len());
        self.parts.push((kind, name, format!("<w:{root} {W}>{inner}</w:{root}>")));
        self
    }

    /// The bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let document =
            format!("<?xml version='1.0'?><w:document {W}><w:body>{}</w:body></w:document>", self.body);
        let mut relations = String::new();
        for (at, (kind, name, _)) in self.parts.iter().enumerate() {
            write!(relations, "<Relationship Id='r{at}' Type='{RELATIONS}/{kind}' Target='{name}'/>")
                .expect("memory");
        }
        let relations = format!("<Relationships>{relations}</Relationships>");
        let top = format!(
            "<Relationships><Relationship Id='r' Type='{RELATIONS}/officeDocument' Target='word/document.xml'/></Relationships>"
        );
        let names: Vec<String> = self.parts.iter().map(|(_, name, _)| format!("word/{name}")).collect();
        let mut all: Vec<(&str, &[u8])> = vec![
            ("[Content_Types].xml", b"<Types/>"),
            ("_rels/.rels", top.as_bytes()),
            ("word/document.xml", document.as_bytes()),
            ("word/_rels/document.xml.rels", relations.as_bytes()),
        ];
        for (name, (_, _, xml)) in names.iter().zip(&self.parts) {
            all.push((name, xml.as_bytes()));
        }
        zip_of(&all)
    }

    /// The lines it is read into.
    pub fn lines(&self) -> Vec<Line> {
        open(&self.bytes()).expect("a readable file").lines
    }

    /// The texts of its lines.
    pub fn texts(&self) -> Vec<String> {
        self.lines().into_iter().map(|line| line.text).collect()
    }
}

/// A paragraph of one run.
pub fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>")
}

/// Opens with the usual limits.
pub fn open(bytes: &[u8]) -> Result<Source, OpenError> {
    document::open("tệp", bytes, &Limits::default())
}

/// The code of the refusal.
pub fn refusal(bytes: &[u8]) -> &'static str {
    open(bytes).map_or_else(|error| error.code(), |_| "opened")
}

/// A PDF page by page: text at places, ruled lines. Letters are bytes of one font with a `ToUnicode` table.
#[derive(Default)]
pub struct Paper {
    pages: Vec<String>,
    letters: Vec<char>,
    /// Whether the font says what its letters are.
    pub is_mute: bool,
}

impl Paper {
    /// A paper with one empty page.
    pub fn new() -> Paper {
        Paper { pages: vec![String::new()], ..Paper::default() }
    }

    /// Begins the next page.
    pub fn next_page(&mut self) -> &mut Paper {
        self.pages.push(String::new());
        self
    }

    /// Puts text at a place, `y` from the top of an A4 page. Every letter is half as wide as high.
    pub fn text(&mut self, x: f64, y: f64, size: f64, text: &str) -> &mut Paper {
        let codes: Vec<u8> = text
            .chars()
            .map(|c| {
                let at = self.letters.iter().position(|known| *known == c).unwrap_or_else(|| {
                    self.letters.push(c);
                    self.letters.len() - 1
                });
                u8::try_from(at + 1).expect("at most 255 different letters")
            })
            .collect();
        let page = self.pages.last_mut().expect("a page");
        writeln!(page, "BT /F {size} Tf 1 0 0 1 {x} {} Tm <{}> Tj ET", 842.0 - y, hex(&codes))
            .expect("memory");
        self
    }

    /// Draws a line.
    pub fn rule(&mut self, from: (f64, f64), to: (f64, f64)) -> &mut Paper {
        let page = self.pages.last_mut().expect("a page");
        writeln!(page, "{} {} m {} {} l S", from.0, 842.0 - from.1, to.0, 842.0 - to.1).expect("memory");
        self
    }

    /// Draws the lines of a table.
    pub fn grid(&mut self, xs: &[f64], ys: &[f64]) -> &mut Paper {
        for y in ys {
            self.rule((xs[0], *y), (xs[xs.len() - 1], *y));
        }
        for x in xs {
            self.rule((*x, ys[0]), (*x, ys[ys.len() - 1]));
        }
        self
    }

    /// The bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut objects = vec!["<</Type/Catalog/Pages 2 0 R>>".to_owned()];
        let kids: Vec<String> = (0..self.pages.len()).map(|at| format!("{} 0 R", 5 + 2 * at)).collect();
        objects.push(format!("<</Type/Pages/Kids[{}]/Count {}>>", kids.join(" "), kids.len()));
        let widths = "500 ".repeat(255);
        let map = if self.is_mute { "" } else { "/ToUnicode 4 0 R" };
        let names = (1..256).fold(String::new(), |names, at| names + "/g" + &at.to_string());
        objects.push(format!(
            "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/FirstChar 1/LastChar 255/Widths[{widths}]\
             /Encoding<</Type/Encoding/Differences[1 {names}]>>{map}>>"
        ));
        let mut cmap = String::from("begincmap 1 begincodespacerange <01> <ff> endcodespacerange\n");
        for (at, c) in self.letters.iter().enumerate() {
            let code: String = hex(&c
                .encode_utf16(&mut [0; 2])
                .iter()
                .flat_map(|unit| unit.to_be_bytes())
                .collect::<Vec<u8>>());
            writeln!(cmap, "1 beginbfchar <{:02x}> <{code}> endbfchar", at + 1).expect("memory");
        }
        cmap.push_str("endcmap");
        objects.push(stream(&cmap));
        for (at, content) in self.pages.iter().enumerate() {
            objects.push(format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {} 0 R>>",
                6 + 2 * at
            ));
            objects.push(stream(content));
        }
        file(&objects)
    }

    /// The lines it is read into.
    pub fn lines(&self) -> Vec<Line> {
        open(&self.bytes()).expect("a readable file").lines
    }

    /// The texts of its lines that are not blank.
    pub fn texts(&self) -> Vec<String> {
        self.lines().into_iter().map(|line| line.text).filter(|text| !text.is_empty()).collect()
    }
}

/// A PDF stream object.
pub fn stream(content: &str) -> String {
    format!("<</Length {}>>stream\n{content}\nendstream", content.len())
}

/// A PDF of these objects, the first of them the catalogue.
pub fn file(objects: &[String]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        write!(out, "{} 0 obj\n{object}\nendobj\n", at + 1).expect("memory");
    }
    let start = out.len();
    write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).expect("memory");
    for place in places {
        writeln!(out, "{place:010} 00000 n ").expect("memory");
    }
    write!(out, "trailer<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF", objects.len() + 1)
        .expect("memory");
    out
}

/// Bytes as hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |out, byte| out + &format!("{byte:02x}"))
}
