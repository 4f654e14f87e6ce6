//! A plan that was read, printed as PDF and read again is the same plan.

#[path = "../../paper/tests/likeness/mod.rs"]
mod likeness;

use std::path::Path;

use document::Limits;
use likeness::{LIKE_MIN, likeness};

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
        let options = press::Options { made_at: domain::time::Moment::from_micros(0) };
        let printed = press::pdf(&paper::from_plan::paper(&plan), options).expect("a file");
        let again = document::open("a.pdf", &printed.bytes, &Limits::default()).expect("a PDF");
        let (like, different) = likeness(&plan, &reader::read(&again).plan);
        assert!(like >= LIKE_MIN, "{}: {like:.4}\n{}", path.display(), different.join("\n"));
        n += 1;
    }
    assert!(n >= 3, "three samples at least");
}
