//! XML inside a Word file: paragraphs, tables, styles and lists. The parts are cut at a line of its own.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

const RELATIONS: &str = "<Relationships>\
    <Relationship Id='a' Type='x/styles' Target='styles.xml'/>\
    <Relationship Id='b' Type='x/numbering' Target='numbering.xml'/></Relationships>";

fuzz_target!(|text: &str| {
    let mut parts = text.split("\n=====\n");
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, text: &str| {
        zip.start_file(name, stored).expect("memory");
        zip.write_all(text.as_bytes()).expect("memory");
    };
    part("word/document.xml", parts.next().unwrap_or_default());
    part("word/styles.xml", parts.next().unwrap_or_default());
    part("word/numbering.xml", parts.next().unwrap_or_default());
    part("word/_rels/document.xml.rels", RELATIONS);
    let bytes = zip.finish().expect("memory").into_inner();
    let _ = document::open("x.docx", &bytes, &nhipcau_fuzz::limits());
});
