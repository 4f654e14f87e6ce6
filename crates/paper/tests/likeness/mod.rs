//! How like two readings of a plan are. Also used by the tests of `press`, which print PDF of the same documents.

use std::collections::BTreeMap;

use reader::plan::Plan;
use serde_json::Value;

/// How like the plan read again is, at least: share of equal values of all fields together.
pub const LIKE_MIN: f64 = 0.99;

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
pub fn likeness(a: &Plan, b: &Plan) -> (f64, Vec<String>) {
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
