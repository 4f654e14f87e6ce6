//! A plan that was read, written as Word and read again is the same plan.

use std::collections::BTreeMap;
use std::path::Path;

use document::Limits;
use reader::plan::Plan;
use serde_json::Value;

/// How like the plan read again is, at least: share of equal values of all fields together.
const LIKE_MIN: f64 = 0.99;

/// Where something stands, and what only the text copy has: the name of the file and the faults of its lettering, which
/// follow from line ends and page breaks.
const LEFT_OUT: [&str; 8] = ["span", "mentions", "doc_id", "source", "defects", "evidence", "id", "parent"];

/// All values of a plan with the way to them, items of a list counted as one.
fn values(value: &Value, path: &str, out: &mut BTreeMap<String, i32>) {
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields.iter().filter(|(name, _)| !LEFT_OUT.contains(&name.as_str())) {
                values(inner, &format!("{path}.{name}"), out);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| values(item, path, out)),
        Value::Null => {}
        // A letterhead is in capitals, a name in the text is not.
        one => *out.entry(format!("{path}={}", one.to_string().to_lowercase())).or_default() += 1,
    }
}

/// Share of values that both plans hold, and those that only one holds.
fn likeness(a: &Plan, b: &Plan) -> (f64, Vec<String>) {
    let (mut left, mut right) = (BTreeMap::new(), BTreeMap::new());
    values(&serde_json::to_value(a).expect("JSON"), "", &mut left);
    values(&serde_json::to_value(b).expect("JSON"), "", &mut right);
    let all: i32 = left.values().chain(right.values()).sum();
    let same: i32 = left.iter().map(|(key, n)| 2 * (*n).min(right.get(key).copied().unwrap_or(0))).sum();
    let lone = |one: &BTreeMap<String, i32>, other: &BTreeMap<String, i32>, sign: char| {
        one.iter()
            .filter(|(key, n)| other.get(*key).copied().unwrap_or(0) < **n)
            .map(|(key, _)| format!("{sign} {key}"))
            .collect::<Vec<_>>()
    };
    let different = [lone(&left, &right, '-'), lone(&right, &left, '+')].concat();
    (f64::from(same) / f64::from(all), different)
}

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
