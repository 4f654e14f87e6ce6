//! A plan that was read, printed as PDF and read again is the same plan.

#[path = "../../paper/tests/likeness/mod.rs"]
mod likeness;

use std::path::Path;

use document::Limits;
use likeness::{LIKE_MIN, likeness};

fn options() -> press::Options {
    press::Options { made_at: domain::time::Moment::from_micros(0) }
}

#[test]
fn the_samples_printed_and_read_again_are_the_same_plans() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let mut n = 0;
    for entry in std::fs::read_dir(folder).expect("the samples are there") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|ending| ending != "txt") {
            continue;
        }
        let bytes = std::fs::read(&path).expect("a sample");
        let plan = reader::read(&document::open("a.txt", &bytes, &Limits::default()).expect("a text")).plan;
        let printed = press::pdf(&paper::from_plan::paper(&plan), options()).expect("a file");
        let again = document::open("a.pdf", &printed.bytes, &Limits::default()).expect("a PDF");
        let (like, different) = likeness(&plan, &reader::read(&again).plan);
        assert!(like >= LIKE_MIN, "{}: {like:.4}\n{}", path.display(), different.join("\n"));
        n += 1;
    }
    assert!(n >= 3, "three samples at least");
}

/// The reader reads plans; of the other kinds it must at least see the same in both files. The foot of a first page and a
/// stamp beside the agency it may take for something else in one of them.
const ALIKE_MIN: f64 = 0.98;

#[test]
fn a_document_of_any_kind_reads_alike_from_word_and_pdf() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/papers");
    for entry in std::fs::read_dir(folder).expect("the samples are there") {
        let path = entry.expect("an entry").path();
        let paper: paper::Paper =
            serde_json::from_slice(&std::fs::read(&path).expect("a file")).expect("a document");
        let pdf = press::pdf(&paper, options()).expect("a file").bytes;
        let word = paper::word::write(&paper).expect("a file");
        let plan = |name: &str, bytes: &[u8]| {
            reader::read(&document::open(name, bytes, &Limits::default()).expect("a file")).plan
        };
        let (like, different) = likeness(&plan("a.docx", &word), &plan("a.pdf", &pdf));
        assert!(like >= ALIKE_MIN, "{}: {like:.4}\n{}", path.display(), different.join("\n"));
    }
}
