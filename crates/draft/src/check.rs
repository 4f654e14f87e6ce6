//! Values of fields: what fits, how it is kept, and how a mend stands in it.

use crate::fields::{FieldKind, FieldSpec};
use crate::item::Kind;
use crate::op::{EditError, Setting};
use reader::time::parse_cell;
use serde_json::Value as Json;

/// Longest text of one field, in characters.
pub const TEXT_CHARS_MAX: usize = 20_000;
/// Most entries of one list field.
pub const LIST_MAX: usize = 500;
/// Longest time, in characters.
const TIME_CHARS_MAX: usize = 300;

/// Checks a value against its field and returns it as it will be kept: trimmed, NFC, empty optional text as null.
pub(crate) fn check(spec: &FieldSpec, value: &Json, setting: Setting) -> Result<Json, EditError> {
    let name = || spec.name.to_owned();
    let shape = || EditError::Shape(name());
    match spec.kind {
        FieldKind::Line | FieldKind::Text => {
            // A field of one unit name is edited as text as well.
            let text = text_of(value).ok_or_else(shape)?;
            one_text(spec, &text)
        }
        FieldKind::Units if value.is_string() => one_text(spec, value.as_str().unwrap_or_default()),
        FieldKind::List | FieldKind::Units => {
            let none = Vec::new();
            let list = if value.is_null() { &none } else { value.as_array().ok_or_else(shape)? };
            if list.len() > LIST_MAX {
                return Err(EditError::TooLong(name()));
            }
            let mut kept = Vec::with_capacity(list.len());
            for entry in list {
                // A unit comes as {"name", "unit"} or as its name alone.
                let text = clean(entry["name"].as_str().or(entry.as_str()).ok_or_else(shape)?);
                if text.chars().count() > TEXT_CHARS_MAX {
                    return Err(EditError::TooLong(name()));
                }
                if !text.is_empty() {
                    kept.push(Json::String(text));
                }
            }
            Ok(Json::Array(kept))
        }
        FieldKind::Time => {
            let words = clean(&text_of(value).ok_or_else(shape)?);
            if words.chars().count() > TIME_CHARS_MAX {
                return Err(EditError::TooLong(name()));
            }
            if let Some((month, days)) = crate::calendar::impossible_day(&words) {
                return Err(EditError::NoSuchDay { month, days });
            }
            // Words that the grammar does not know are kept as printed, without days.
            Ok(serde_json::to_value(parse_cell(&words, &setting.time)).unwrap_or(Json::Null))
        }
        FieldKind::Day => {
            let words = clean(&text_of(value).ok_or_else(shape)?);
            if let Some((month, days)) = crate::calendar::impossible_day(&words) {
                return Err(EditError::NoSuchDay { month, days });
            }
            match crate::calendar::day(&words) {
                _ if words.is_empty() => Ok(Json::Null),
                Some(day) => Ok(Json::String(day)),
                None => Err(EditError::NoDay),
            }
        }
        FieldKind::Choice(words) => match value.as_str() {
            Some(word) if words.contains(&word) => Ok(value.clone()),
            Some("") | None if !spec.required && (value.is_null() || value.as_str() == Some("")) => {
                Ok(Json::Null)
            }
            _ => Err(shape()),
        },
        FieldKind::Choices(words) => {
            // A list of words, or the words joined by "+" as one choice of a page.
            let list: Vec<&str> = match value {
                Json::Null => Vec::new(),
                Json::String(joined) => joined.split('+').filter(|w| !w.is_empty()).collect(),
                Json::Array(list) => list.iter().map(|w| w.as_str().unwrap_or("?")).collect(),
                _ => return Err(shape()),
            };
            if list.iter().all(|w| words.contains(w)) { Ok(list.into()) } else { Err(shape()) }
        }
    }
}

fn one_text(spec: &FieldSpec, text: &str) -> Result<Json, EditError> {
    let text = clean(text);
    if text.chars().count() > TEXT_CHARS_MAX {
        return Err(EditError::TooLong(spec.name.to_owned()));
    }
    if text.is_empty() && !spec.required {
        return Ok(Json::Null);
    }
    Ok(Json::String(text))
}

fn text_of(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Null => Some(String::new()),
        _ => None,
    }
}

/// NFC, no invisible letters, single spaces, trimmed.
fn clean(text: &str) -> String {
    let visible: String =
        domain::text::nfc(text).chars().filter(|c| !domain::text::is_invisible(*c)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Fields that follow from a changed one: once a person has named the units of a duty, they come from the sentence.
pub(crate) fn follows(kind: Kind, field: &str) -> Vec<(&'static str, Json)> {
    match (kind, field) {
        (Kind::Duty, "units") => {
            let source = serde_json::to_value(reader::plan::UnitSource::Sentence).unwrap_or(Json::Null);
            vec![("unit_source", source)]
        }
        _ => Vec::new(),
    }
}

/// The value with `mend` for `text`; nothing when it does not say `text`.
pub(crate) fn replaced(value: &Json, kind: FieldKind, text: &str, mend: &str) -> Option<Json> {
    match (kind, value) {
        (FieldKind::Line | FieldKind::Text, Json::String(s)) if s.contains(text) => {
            Some(Json::String(s.replace(text, mend)))
        }
        (FieldKind::List | FieldKind::Units, Json::Array(list)) => {
            let hit = list.iter().any(|s| s.as_str().is_some_and(|s| s.contains(text)));
            hit.then(|| {
                let mended =
                    list.iter().map(|s| Json::String(s.as_str().unwrap_or_default().replace(text, mend)));
                Json::Array(mended.collect())
            })
        }
        _ => None,
    }
}
