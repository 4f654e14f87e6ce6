//! What a batch of changes did, in sentences: which field of what, from which value to which. For the history of a review
//! and of the plan made of it.

use super::cells::edited;
use super::edit::in_lines;
use super::{actions, review_pages, words};
use crate::app::App;
use domain::ids::ImportId;
use draft::{Draft, Op};
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde_json::Value as Json;
use std::collections::{BTreeSet, HashMap};
use tables::{import, import_change};
use web::{Context, Error, args};

/// Longest value told, in letters.
const TOLD_LETTERS_MAX: usize = 80;
/// Sentences told of one batch; the rest is counted.
const SENTENCES_MAX: usize = 50;

/// What these versions of an import did. Nothing for an import whose parts are not kept.
pub async fn of_versions(
    app: &App,
    context: &Context,
    id: ImportId,
    versions: BTreeSet<i32>,
) -> Result<HashMap<i32, Vec<String>>, Error> {
    let db = app.db.read();
    let Some(row) = import::by_id(id).one(db).await? else { return Ok(HashMap::new()) };
    let Ok(loaded) = actions::load(db, row).await else { return Ok(HashMap::new()) };
    let some = import_change::newest_first(id).filter(import_change::Column::Version.is_in(versions));
    let changes = some.all(db).await?;
    let undone = changes.iter().filter_map(|change| change.undoes);
    let some = import_change::newest_first(id).filter(import_change::Column::Version.is_in(undone));
    let undone = some.all(db).await?;
    let told = |change: &import_change::Model| {
        let before = undone.iter().find(|other| Some(other.version) == change.undoes);
        (change.version, sentences(context, &loaded.draft, change, before))
    };
    Ok(changes.iter().map(told).collect())
}

/// What a batch did, one sentence a change; `undone` is the batch that it took back.
pub fn sentences(
    context: &Context,
    draft: &Draft,
    change: &import_change::Model,
    undone: Option<&import_change::Model>,
) -> Vec<String> {
    if let Some(version) = change.undoes {
        let mut what = undone.map(|undone| of_batch(context, draft, undone)).unwrap_or_default();
        if let [what] = what.as_slice() {
            return vec![
                context.say("imports-told-undo-one", &args![version = version, what = what.clone()]),
            ];
        }
        what.insert(0, context.say("imports-told-undo", &args![version = version]));
        return what;
    }
    of_batch(context, draft, change)
}

fn of_batch(context: &Context, draft: &Draft, change: &import_change::Model) -> Vec<String> {
    let ops: Vec<Op> = serde_json::from_str(&change.ops).unwrap_or_default();
    let backs = match serde_json::from_str(&change.inverse) {
        // The inverse goes from the last change to the first.
        Ok(Op::Many { ops }) => ops.into_iter().rev().collect(),
        Ok(one) => vec![one],
        Err(_) => Vec::new(),
    };
    let told = |(at, op): (usize, &Op)| one(context, draft, op, backs.get(at));
    let mut all: Vec<String> = ops.iter().enumerate().take(SENTENCES_MAX).map(told).collect();
    all.retain(|sentence| !sentence.is_empty());
    if ops.len() > SENTENCES_MAX {
        all.push(context.say("imports-told-more", &args![n = ops.len() - SENTENCES_MAX]));
    }
    all
}

fn one(context: &Context, draft: &Draft, op: &Op, back: Option<&Op>) -> String {
    let name = |path: &str| {
        let item = draft.item(path);
        item.map_or_else(|| path.to_owned(), |i| words::short(i.value.title(), TOLD_LETTERS_MAX))
    };
    let issue =
        |id: &str| draft.issue(id).map_or_else(|| id.to_owned(), |i| words::look(context, draft, i).title);
    match op {
        Op::Set { path, value } => set(context, draft, (path, value), back),
        Op::Add { path } => context.say("imports-told-add", &args![name = name(path)]),
        Op::Remove { path } => context.say("imports-told-remove", &args![name = name(path)]),
        Op::Restore { path } => context.say("imports-told-restore", &args![name = name(path)]),
        Op::Accept { item, choice } => accepted(context, draft, item, choice.as_deref()),
        Op::Skip { item } => context.say("imports-told-skip", &args![name = issue(item)]),
        Op::Reopen { item } => context.say("imports-told-reopen", &args![name = issue(item)]),
        Op::Trust => context.say("imports-told-trust", &args![]),
        Op::Doubt { .. }
        | Op::Many { .. }
        | Op::PutField { .. }
        | Op::Put { .. }
        | Op::Match { .. }
        | Op::PutIssue { .. } => String::new(),
    }
}

/// "Thời gian của “Tổ chức ngày hội”: Tháng 9 → Tháng 10/2024".
fn set(context: &Context, draft: &Draft, (path, value): (&str, &Json), back: Option<&Op>) -> String {
    let (at, field) = path.rsplit_once('/').unwrap_or((path, ""));
    let blank = |text: String| match text.trim() {
        "" => context.say("ui-blank", &args![]),
        text => words::short(text, TOLD_LETTERS_MAX),
    };
    let new = review_pages::in_words(value);
    let Some(item) = draft.item(at) else {
        let (field, value) = (field.to_owned(), blank(new));
        return context.say("imports-told-set-plain", &args![field = field, new = value]);
    };
    let kind = item.value.kind();
    let shown = |text: &str| blank(words::choice_of(context, kind, field, text));
    let spec = kind.fields().iter().find(|spec| spec.name == field);
    let was = spec.zip(back.and_then(|back| was(back, path, field)));
    let old = was.map(|(spec, was)| in_lines(&edited(draft, spec, was)));
    // Lists are kept one a line.
    let old = old.map(|old| shown(&old.replace('\n', "; ")));
    let (label, new) = (words::field(context, kind, field), shown(&new));
    let title = words::short(item.value.title(), TOLD_LETTERS_MAX);
    let names_itself = title.is_empty() || field == words::main_field(kind) || field == "subject";
    match old {
        Some(old) if names_itself => {
            context.say("imports-told-set", &args![field = label, old = old, new = new])
        }
        Some(old) => {
            context.say("imports-told-set-of", &args![field = label, name = title, old = old, new = new])
        }
        None => context.say("imports-told-set-plain", &args![field = label, new = new]),
    }
}

/// What the field held before, as the change that puts it back says.
fn was<'a>(back: &'a Op, path: &str, field: &str) -> Option<&'a Json> {
    match back {
        Op::Many { ops } => ops.iter().find_map(|op| was(op, path, field)),
        Op::PutField { path: of, was, .. } if of == path => was.get(field),
        _ => None,
    }
}

fn accepted(context: &Context, draft: &Draft, id: &str, choice: Option<&str>) -> String {
    let Some(issue) = draft.issue(id) else {
        return context.say("imports-told-accept", &args![name = id.to_owned()]);
    };
    let look = words::look(context, draft, issue);
    let chosen = choice.and_then(|choice| look.candidates.iter().find(|way| way.value == choice));
    match (look.old, look.new, chosen) {
        (_, _, Some(way)) => {
            context.say("imports-told-chosen", &args![name = look.title, new = way.word.clone()])
        }
        (Some(old), Some(new), None) => context.say(
            "imports-told-accept-new",
            &args![
                name = look.title,
                old = words::short(&old, TOLD_LETTERS_MAX),
                new = words::short(&new, TOLD_LETTERS_MAX)
            ],
        ),
        _ => context.say("imports-told-accept", &args![name = look.title]),
    }
}
