//! A plan that was read, written as Word and read again is the same plan.

mod likeness;

use std::path::Path;

use document::Limits;
use likeness::{LIKE_MIN, likeness};
use reader::plan::Plan;

#[test]
fn the_samples_written_and_read_again_are_the_same_plans() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let mut n = 0;
    for entry in std::fs::read_dir(folder).expect("the samples are there") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|ending| ending != "txt") {
            continue;
        }
        let bytes = std::fs::read(&path).expect("a sample");
        let plan = reader::read(&document::open("a.txt", &bytes, &Limits::default()).expect("a text")).plan;
        let word = paper::word::write(&paper::from_plan::paper(&plan)).expect("a file");
        let again = reader::read(&document::open("a.docx", &word, &Limits::default()).expect("a file")).plan;
        let (like, different) = likeness(&plan, &again);
        assert!(like >= LIKE_MIN, "{}: {like:.4}\n{}", path.display(), different.join("\n"));
        n += 1;
    }
    assert!(n >= 3, "three samples at least");
}

#[test]
fn a_plan_in_json_without_its_optional_fields_is_a_plan() {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/phong-gddt-nam-hoc-2024.gold.json");
    let text = std::fs::read_to_string(gold).expect("labels");
    let plan: Plan = serde_json::from_str(&text).expect("the labels follow the form of a plan");
    assert!(!paper::from_plan::paper(&plan).body.is_empty());
}
