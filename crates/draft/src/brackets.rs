//! "Văn phòng (Trung tâm TTTT)": two units printed as one name, the second inside the first or at work with it. Each
//! becomes a name of its own, so that the one that is sure stays whatever people say of the other.

use crate::Draft;
use crate::units::{UnitMatch, name_key};
use domain::text::key;
use reader::units::{begins, is_short_form, split_texts};
use std::collections::BTreeMap;

/// Parts the names of all tasks, duties and payers. Names that only the whole is known for come back with their match.
pub(crate) fn part(draft: &mut Draft, resolve: &dyn Fn(&str) -> UnitMatch) -> BTreeMap<String, UnitMatch> {
    let mut known = BTreeMap::new();
    let mut parted: BTreeMap<String, Option<Vec<String>>> = BTreeMap::new();
    for list in draft.items.iter_mut().flat_map(|item| item.value.unit_lists_mut()) {
        if !list.iter().any(|name| name.ends_with(')')) {
            continue;
        }
        let mut names: Vec<String> = Vec::with_capacity(list.len() + 1);
        for name in list.drain(..) {
            let parts = parted.entry(name.clone()).or_insert_with(|| parts(&name, resolve, &mut known));
            let all = parts.clone().unwrap_or_else(|| vec![name]);
            for one in all {
                if names.iter().all(|other| name_key(other) != name_key(&one)) {
                    names.push(one);
                }
            }
        }
        *list = names;
    }
    known
}

/// The two names or more, when the first is sure and what the brackets hold are other units.
fn parts(
    name: &str,
    resolve: &dyn Fn(&str) -> UnitMatch,
    known: &mut BTreeMap<String, UnitMatch>,
) -> Option<Vec<String>> {
    let (outer, inner) = name.strip_suffix(')')?.split_once('(')?;
    let (outer, inner) = (outer.trim(), inner.trim());
    if inner.contains(['(', ')']) || !inner.starts_with(char::is_uppercase) {
        return None;
    }
    let above = resolve(outer).chosen?.unit;
    let mut all = vec![outer.to_owned()];
    for one in split_texts(inner) {
        let found = resolve(&one);
        match &found.chosen {
            // The same unit by another name: "Công đoàn Giáo dục Việt Nam (CĐGDVN)".
            Some(chosen) if chosen.unit == above => return None,
            Some(_) => {}
            None if found.is_group || !begins(&one) || is_another_name(outer, &one) => return None,
            // The whole may say more than the part: only one "Trung tâm TTTT" belongs to a "Văn phòng".
            None => {
                let whole = resolve(name);
                if whole.chosen.as_ref().is_some_and(|chosen| chosen.unit != above) {
                    known.insert(name_key(&one), UnitMatch { printed: one.clone(), ..whole });
                }
            }
        }
        all.push(one);
    }
    (all.len() > 1).then_some(all)
}

/// Whether an unknown name in brackets may be the short form of the one before it: letters alone, or the same noun.
fn is_another_name(outer: &str, inner: &str) -> bool {
    let noun = |name: &str| key(name).split(' ').next().map(str::to_owned);
    is_short_form(inner) || noun(outer) == noun(inner)
}
