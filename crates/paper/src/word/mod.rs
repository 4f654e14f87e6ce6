//! Word files (Office Open XML, ECMA-376) of official documents.
//!
//! Written by hand rather than by a library: the libraries at hand cannot repeat the head of a table on each page,
//! name the language of the text or number the pages of an appendix from 1.

mod body;
mod ends;
mod paragraph;
mod parts;
mod tables;
mod xml;

use crate::{Paper, Sheet};
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

/// Why a file could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the Word file could not be packed: {0}")]
pub struct WordError(#[from] zip::result::ZipError);

/// The document as a .docx file. The same document always gives the same bytes.
pub fn write(paper: &Paper) -> Result<Vec<u8>, WordError> {
    let sheet = Sheet::of(paper);
    let mut parts = vec![
        ("[Content_Types].xml", parts::content_types(&sheet)),
        ("_rels/.rels", parts::package_relations()),
        ("docProps/core.xml", parts::core(&sheet.title)),
        ("word/document.xml", body::document(&sheet)),
        ("word/_rels/document.xml.rels", parts::document_relations(&sheet)),
        ("word/styles.xml", parts::styles()),
        ("word/settings.xml", parts::settings()),
        ("word/header1.xml", parts::header()),
    ];
    if !sheet.contact.is_empty() {
        parts.push(("word/footer1.xml", parts::contact(&sheet.contact)));
        parts.push(("word/footer2.xml", parts::contact(&[])));
    }
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    // A fixed time in the container: no clock, and equal documents are equal files.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, part) in parts {
        zip.start_file(name, options)?;
        zip.write_all(part.as_bytes()).map_err(zip::result::ZipError::from)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Millimetres in Word's unit of a twentieth of a point.
fn twips_mm(mm: f64) -> i64 {
    twips_pt(mm * 72.0 / 25.4)
}

/// Points in Word's unit of a twentieth of a point.
#[expect(clippy::cast_possible_truncation, reason = "lengths on a page are small")]
fn twips_pt(pt: f64) -> i64 {
    (pt * 20.0).round() as i64
}

/// Points in the half points that Word counts letters in.
#[expect(clippy::cast_possible_truncation, reason = "sizes of letters are small")]
fn half_points(pt: f64) -> i64 {
    (pt * 2.0).round() as i64
}
