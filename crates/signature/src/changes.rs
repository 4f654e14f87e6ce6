//! What was changed after a signature: every object of the file as it was signed beside the file as it is.
//!
//! Only what is known to leave the content alone passes as harmless: further signatures, places for them, data for later
//! verification. Anything else counts as content.

use crate::file::{Revision, write, write_dict};
use crate::find::{self, Signed};
use crate::report::Change;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, ObjRef, Object};
use std::collections::BTreeSet;

/// Numbers of changed objects that are told.
const TOLD_MAX: usize = 10;

/// The changes between the file as it was signed and as it is.
pub fn between(signed: &[u8], now: &Revision, range: Option<[usize; 4]>) -> Vec<Change> {
    let Ok(then) = Revision::open(signed) else { return vec![Change::Unreadable] };
    let (Ok(before), Ok(after)) = (find::signatures(&then), find::signatures(now)) else {
        return vec![Change::Unreadable];
    };
    // The signature must be part of what it says it covers.
    if then.pdf.xref().root_id() != now.pdf.xref().root_id()
        || !before.signed.iter().any(|one| one.range == range)
    {
        return vec![Change::Unreadable];
    }
    let mut changes = Vec::new();
    let is_new = |one: &&Signed| before.signed.iter().all(|old| old.range != one.range);
    changes.extend(after.signed.iter().filter(is_new).map(|one| Change::Signed(one.field.clone())));
    let is_new = |name: &&String| !before.empty.contains(name);
    changes.extend(after.empty.iter().filter(is_new).map(|name| Change::Places(name.clone())));
    let compared = compare(&then, now);
    if compared.has_validation_data {
        changes.push(Change::ValidationData);
    }
    if !compared.content.is_empty() {
        let objects = compared.content.iter().copied().take(TOLD_MAX).collect();
        changes.push(Change::Content { n: compared.content.len(), objects });
    }
    changes
}

#[derive(Default)]
struct Compared {
    content: BTreeSet<u32>,
    has_validation_data: bool,
}

fn compare(then: &Revision, now: &Revision) -> Compared {
    let mut compared = Compared::default();
    let n_max = then.trailer.size.max(now.trailer.size);
    for number in 1..n_max {
        let (old, new) = (then.object(number), now.object(number));
        match (old, new) {
            (None, _) => {}
            (Some(old), Some(new)) if same(&old, &new) => {}
            (Some(old), Some(new)) => {
                if !is_harmless(then, now, (&old, &new), &mut compared) {
                    compared.content.insert(number);
                }
            }
            // What a later file leaves out, cross-reference streams aside, was taken away.
            (Some(old), None) => {
                if !is_of_type(&old, "XRef") && !is_of_type(&old, "ObjStm") {
                    compared.content.insert(number);
                }
            }
        }
    }
    compared
}

fn same(old: &Object<'_>, new: &Object<'_>) -> bool {
    let (mut one, mut other) = (Vec::new(), Vec::new());
    write(old, &mut one, 0).is_some() && write(new, &mut other, 0).is_some() && one == other
}

fn is_of_type(object: &Object<'_>, kind: &str) -> bool {
    let dict = match object {
        Object::Dict(dict) => dict.clone(),
        Object::Stream(stream) => stream.dict().clone(),
        _ => return false,
    };
    dict.get::<Name<'_>>("Type").is_some_and(|name| name.as_str() == kind)
}

/// Whether a changed object is one that signing changes, in nothing but what signing changes of it.
fn is_harmless(
    then: &Revision,
    now: &Revision,
    (old, new): (&Object<'_>, &Object<'_>),
    compared: &mut Compared,
) -> bool {
    // Cross-reference and object streams are how objects are stored, not what they are.
    if is_of_type(old, "XRef") && is_of_type(new, "XRef") {
        return true;
    }
    match (old, new) {
        (Object::Dict(old), Object::Dict(new)) => {
            if is_catalog(then, old) {
                compared.has_validation_data |= new.contains_key("DSS");
                return same_but(old, new, &["AcroForm", "DSS", "Extensions"])
                    && form_grew(old.get("AcroForm"), new.get("AcroForm"), now);
            }
            if old.get::<Name<'_>>("Type").is_some_and(|name| name.as_str() == "Page") {
                return same_but(old, new, &["Annots"])
                    && only_signatures_added(old.get("Annots"), new.get("Annots"), now);
            }
            if is_form(then, old) {
                return form_grew(Some(old.clone()), Some(new.clone()), now);
            }
            if old.get::<Name<'_>>("FT").is_some_and(|name| name.as_str() == "Sig") {
                // A place that waited is filled; one that was filled stays as it is.
                return !old.contains_key("V")
                    && new.contains_key("V")
                    && same_but(old, new, &["V", "AP", "F", "Lock", "SV", "MK", "DA", "AS"]);
            }
            // Validation data that was there already grows.
            if is_validation_data(then, old) {
                compared.has_validation_data = true;
                return true;
            }
            false
        }
        // The list of annotations or fields, when it is an object of its own.
        (Object::Array(old), Object::Array(new)) => {
            is_list_of_widgets(then, old) && only_signatures_added(Some(old.clone()), Some(new.clone()), now)
        }
        _ => false,
    }
}

fn is_catalog(then: &Revision, dict: &Dict<'_>) -> bool {
    dict.obj_id() == Some(then.pdf.xref().root_id())
}

fn is_form(then: &Revision, dict: &Dict<'_>) -> bool {
    let form = then.catalog().and_then(|catalog| catalog.get_ref("AcroForm"));
    form.is_some() && form.map(Into::into) == dict.obj_id()
}

fn is_validation_data(then: &Revision, dict: &Dict<'_>) -> bool {
    let store = then.catalog().and_then(|catalog| catalog.get_ref("DSS"));
    store.is_some() && store.map(Into::into) == dict.obj_id()
}

/// Whether every member of a list is an annotation or a field.
fn is_list_of_widgets(then: &Revision, array: &Array<'_>) -> bool {
    array.raw_iter().all(|item| match item {
        MaybeRef::Ref(to) => then
            .pdf
            .xref()
            .get::<Dict<'_>>(to.into())
            .is_some_and(|dict| dict.contains_key("FT") || dict.contains_key("Subtype")),
        MaybeRef::NotRef(_) => false,
    })
}

fn same_but(old: &Dict<'_>, new: &Dict<'_>, but: &[&str]) -> bool {
    let (mut one, mut other) = (Vec::new(), Vec::new());
    write_dict(old, but, &mut one, 0).is_some()
        && write_dict(new, but, &mut other, 0).is_some()
        && one == other
}

/// The form has the fields it had, in their order, and behind them only fields for signatures.
fn form_grew(old: Option<Dict<'_>>, new: Option<Dict<'_>>, now: &Revision) -> bool {
    let Some(new) = new else { return old.is_none() };
    let fields = old.as_ref().and_then(|old| old.get::<Array<'_>>("Fields"));
    let rest = match &old {
        Some(old) => same_but(old, &new, &["Fields", "SigFlags", "DR", "DA"]),
        None => new.keys().all(|key| ["Fields", "SigFlags", "DR", "DA"].contains(&key.as_str())),
    };
    rest && only_signatures_added(fields, new.get("Fields"), now)
}

/// The list holds what it held, in its order, and behind that only signature fields of the file as it is.
fn only_signatures_added(old: Option<Array<'_>>, new: Option<Array<'_>>, now: &Revision) -> bool {
    let old = old.map_or_else(Vec::new, |old| refs(&old));
    let new = new.map_or_else(Vec::new, |new| refs(&new));
    let (Some(kept), Some(added)) = (new.get(..old.len()), new.get(old.len()..)) else { return false };
    kept == old && added.iter().all(|to| to.is_some_and(|to| is_signature_field(to, now)))
}

/// The references of a list; none for a member that stands in the list itself.
fn refs(array: &Array<'_>) -> Vec<Option<ObjRef>> {
    array.raw_iter().map(|item| item.as_obj_ref()).collect()
}

fn is_signature_field(to: ObjRef, now: &Revision) -> bool {
    let Some(dict) = now.pdf.xref().get::<Dict<'_>>(to.into()) else { return false };
    let kind = dict.get::<Name<'_>>("FT").is_some_and(|name| name.as_str() == "Sig");
    let is_widget = dict.get::<Name<'_>>("Subtype").is_none_or(|name| name.as_str() == "Widget");
    // Nothing that runs when somebody opens or presses it, and nothing drawn that nobody has signed.
    kind && is_widget
        && !dict.contains_key("A")
        && !dict.contains_key("AA")
        && (dict.contains_key("V") || draws_nothing(&dict))
}

fn draws_nothing(field: &Dict<'_>) -> bool {
    let Some(looks) = field.get::<Dict<'_>>("AP") else { return true };
    looks.keys().all(|key| {
        let drawn = looks.get::<hayro_syntax::object::Stream<'_>>(&*key);
        drawn.is_some_and(|drawn| drawn.raw_data().trim_ascii().is_empty())
    })
}
