//! The samples of this repository, read from text, Word and PDF, against their labels: how much is found, how much of
//! what is found is right, and that the three kinds of file give the same plan.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use document::Limits;
use serde_json::Value;

/// Least share of labelled items that must be found and right, per document, as the mean over the fields.
const LEAST: f64 = 0.93;
/// How much less a Word file may give than the text.
const WORD_LESS_MAX: f64 = 0.01;
/// How like the plan of the text the plan of a Word file is, at least.
const WORD_LIKE_TEXT_MIN: f64 = 0.99;
/// Faults of a copy as text: where its pages broke, a sentence is cut, a head comes again, a row is torn, and marks of
/// another format stay. A Word file of the same document has no pages until it is printed, so it cannot have them; they
/// are left out on both sides when the two are compared. Every other fault is the document's and must be in both.
const FAULTS_OF_A_TEXT_COPY: [&str; 4] =
    ["page_break_split", "table_continuation", "row_fragment", "broken_markup"];
/// How much less a PDF may give.
const PDF_LESS_MAX: f64 = 0.05;

/// Fields that are compared, with the attribute that names an item.
const FIELDS: [(&str, &str); 12] = [
    ("legal_bases", "title"),
    ("aims", "text"),
    ("sessions", "label"),
    ("venues", "text"),
    ("roadmap", "task"),
    ("obligations", "duty"),
    ("campaigns", "name"),
    ("budget", "text"),
    ("recipients", "name"),
    ("signatures", "name"),
    ("abbreviations", "short"),
    ("outline", "title"),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples")
}

fn names() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder())
        .expect("the samples are there")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".gold.json").map(str::to_owned))
        .collect();
    names.sort();
    assert!(names.len() >= 3, "three samples at least: {names:?}");
    names
}

fn labels(name: &str) -> Value {
    let text = std::fs::read_to_string(folder().join(format!("{name}.gold.json"))).expect("labels");
    serde_json::from_str(&text).expect("labels are JSON")
}

fn read(file: &str) -> Value {
    let bytes = std::fs::read(folder().join(file)).expect("a sample");
    let source = document::open(file, &bytes, &Limits::default()).unwrap_or_else(|e| panic!("{file}: {e:?}"));
    serde_json::to_value(reader::read(&source).plan).expect("a plan is JSON")
}

/// Words that tell an item, without case, marks and signs.
fn words(value: &Value) -> Vec<String> {
    let text = value.as_str().unwrap_or_default();
    domain::text::key(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Share of words that two items have in common.
fn likeness(a: &[String], b: &[String]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return f64::from(u8::from(a.is_empty() && b.is_empty()));
    }
    let mut left: BTreeMap<&str, i32> = BTreeMap::new();
    for word in a {
        *left.entry(word).or_default() += 1;
    }
    let mut common = 0;
    for word in b {
        if let Some(n) = left.get_mut(word.as_str()).filter(|n| **n > 0) {
            *n -= 1;
            common += 1;
        }
    }
    2.0 * f64::from(common) / (a.len() + b.len()) as f64
}

fn items<'a>(plan: &'a Value, field: &str, wanted: impl Fn(&Value) -> bool + 'a) -> Vec<&'a Value> {
    plan[field].as_array().map(|list| list.iter().filter(|item| wanted(item)).collect()).unwrap_or_default()
}

/// F1 of one field: labelled items found, predicted items right. Items marked optional count neither way.
fn score(gold: &Value, plan: &Value, field: &str, attribute: &str) -> Option<f64> {
    let is_item = move |item: &Value| field != "outline" || item["title"].is_string();
    let labelled = items(gold, field, is_item);
    let predicted = items(plan, field, is_item);
    let must: Vec<&&Value> = labelled.iter().filter(|i| i["optional"] != true).collect();
    if must.is_empty() {
        return None;
    }
    let is_same = |a: &Value, b: &Value| likeness(&words(&a[attribute]), &words(&b[attribute])) >= 0.8;
    let found = must.iter().filter(|g| predicted.iter().any(|p| is_same(g, p))).count();
    let right = predicted.iter().filter(|p| labelled.iter().any(|g| is_same(g, p))).count();
    let recall = found as f64 / must.len() as f64;
    let precision = right as f64 / predicted.len().max(1) as f64;
    Some(if recall + precision > 0.0 { 2.0 * recall * precision / (recall + precision) } else { 0.0 })
}

fn mean(gold: &Value, plan: &Value) -> (f64, String) {
    let scores: Vec<(&str, f64)> = FIELDS
        .iter()
        .filter_map(|(field, attribute)| Some((*field, score(gold, plan, field, attribute)?)))
        .collect();
    let told = scores.iter().map(|(f, s)| format!("{f} {s:.2}")).collect::<Vec<_>>().join(", ");
    (scores.iter().map(|(_, s)| s).sum::<f64>() / scores.len() as f64, told)
}

#[test]
fn the_samples_are_read_as_they_are_labelled_from_text_word_and_pdf() {
    for name in names() {
        let gold = labels(&name);
        let (text, told) = mean(&gold, &read(&format!("{name}.txt")));
        assert!(text >= LEAST, "{name}.txt: {text:.3}: {told}");
        let (word, told) = mean(&gold, &read(&format!("{name}.docx")));
        assert!(word >= text - WORD_LESS_MAX, "{name}.docx: {word:.3} against {text:.3}: {told}");
        let (pdf, told) = mean(&gold, &read(&format!("{name}.pdf")));
        assert!(pdf >= text - PDF_LESS_MAX, "{name}.pdf: {pdf:.3} against {text:.3}: {told}");
    }
}

/// The units of a cell, cut at every comma: "Các Vụ, Cục liên quan" is one unit or two, as one likes.
fn pieces(units: &Value) -> Vec<String> {
    let all = units.as_array().into_iter().flatten().filter_map(Value::as_str);
    all.flat_map(|unit| unit.split(", ")).map(domain::text::key).collect()
}

#[test]
fn times_units_and_lines_of_tasks_are_right() {
    for name in names() {
        let gold = labels(&name);
        let plan = read(&format!("{name}.txt"));
        for task in items(&gold, "roadmap", |i| i["optional"] != true) {
            let like = |p: &&Value| likeness(&words(&task["task"]), &words(&p["task"])) >= 0.8;
            let Some(found) = plan["roadmap"].as_array().and_then(|list| list.iter().find(like)) else {
                continue;
            };
            assert_eq!(found["time"]["start"], task["time"]["start"], "{name}: {}", task["task"]);
            assert_eq!(found["time"]["end"], task["time"]["end"], "{name}: {}", task["task"]);
            assert_eq!(pieces(&found["lead_units"]), pieces(&task["lead_units"]), "{name}: {}", task["task"]);
            assert_eq!(found["span"]["start_line"], task["span"]["start_line"], "{name}: {}", task["task"]);
        }
    }
}

fn without_faults_of_the_copy(mut plan: Value) -> Value {
    if let Some(defects) = plan["defects"].as_array_mut() {
        defects.retain(|d| d["type"].as_str().is_none_or(|kind| !FAULTS_OF_A_TEXT_COPY.contains(&kind)));
        // Where the order of the page is at fault is told by lines, which the two do not share.
        for defect in defects.iter_mut().filter(|d| d["type"] == "layout_order") {
            defect["text"] = "layout_order".into();
        }
    }
    plan
}

#[test]
fn word_gives_the_plan_of_the_text_but_for_the_faults_of_the_copy() {
    for name in names() {
        let text = without_faults_of_the_copy(read(&format!("{name}.txt")));
        for ending in ["docx", "pdf"] {
            let other = without_faults_of_the_copy(read(&format!("{name}.{ending}")));
            let (like, told) = mean(&text, &other);
            assert!(like >= WORD_LIKE_TEXT_MIN, "{name}.{ending}: {like:.3}: {told}");
            let faults = score(&text, &other, "defects", "text").unwrap_or(1.0);
            assert!(faults >= WORD_LIKE_TEXT_MIN, "{name}.{ending}: faults {faults:.3}");
        }
    }
}
