//! The XML of a Word file as a layout to be checked: styles, text and the head of pages, cut from one input.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.splitn(3, |byte| *byte == 0);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let relations: &[u8] = br#"<Relationships><Relationship Id="rId1" Type="x/header" Target="header1.xml"/><Relationship Id="rId2" Type="x/styles" Target="styles.xml"/></Relationships>"#;
    let all = [
        ("word/document.xml", parts.next()),
        ("word/styles.xml", parts.next()),
        ("word/header1.xml", parts.next()),
        ("word/_rels/document.xml.rels", Some(relations)),
    ];
    for (name, part) in all {
        let Some(part) = part else { continue };
        if zip.start_file(name, options).is_err() || zip.write_all(part).is_err() {
            return;
        }
    }
    if let Ok(file) = zip.finish() {
        let _ = paper::check::check(&file.into_inner(), &nhipcau_fuzz::limits());
    }
});
