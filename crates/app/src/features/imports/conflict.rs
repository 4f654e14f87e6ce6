//! Two people changed the same: both values, who was quicker, and the two ways on.

use super::actions::{self, Loaded};
use super::answer::parts;
use super::cells::edited;
use super::changes::Batch;
use super::edit::in_lines;
use super::errors::Conflict;
use super::review_pages::{ClashView, ConflictPage, HiddenView};
use super::waiting::view_of;
use super::{Import, words};
use crate::app::App;
use crate::rights::{May, ReviewImport};
use domain::rights::Act;
use draft::{Draft, Op};
use std::collections::BTreeMap;
use web::{Context, Error, Wants, args};

/// The page of a conflict; for the review's script with everything that others changed meanwhile.
pub async fn page(
    app: &App,
    context: &Context,
    may: &May<Import, ReviewImport>,
    conflict: Conflict,
    batch: Option<&Batch>,
) -> Result<ConflictPage, Error> {
    let id = may.row().id;
    let row = tables::import::by_id(id).one(app.db.read()).await.map_err(db::DbError::from)?;
    let row = row.ok_or_else(Error::not_found)?;
    let loaded = actions::load(app.db.read(), row).await.map_err(Error::from)?;
    let parts = match context.wants {
        Wants::Html => BTreeMap::new(),
        Wants::Json => {
            let may_finish = may.also(app, Act::FinishImport).await?;
            parts(app, context, &loaded, (&conflict.theirs, may_finish)).await?
        }
    };
    let Loaded { import, draft, .. } = loaded;
    let ops = batch.map(|b| b.ops.as_slice()).unwrap_or_default();
    let clashing = conflict.clashes.iter().filter_map(|(at, by, when)| Some((ops.get(*at)?, by, *when)));
    // Whoever sets a field of an item that was taken out wants it back: one choice for both.
    let clashing = clashing
        .filter(|(op, ..)| context.wants == Wants::Json || !(matches!(op, Op::Restore { .. }) && sets(ops)));
    let values: Vec<ClashView> =
        clashing.map(|(op, by, at)| clash(context, &draft, op, ClashView::of(by, at))).collect();
    let free =
        ops.iter().enumerate().filter(|(at, _)| conflict.clashes.iter().all(|(other, ..)| other != at));
    Ok(ConflictPage {
        version: import.version,
        base: batch.map_or(conflict.version, |b| b.base),
        by: conflict.by,
        at: conflict.at,
        hidden: hidden(ops, free.map(|(_, op)| op), &values),
        values,
        parts,
        import: view_of(app, &import).await?,
    })
}

/// One thing that two people changed.
pub(super) fn clash(context: &Context, draft: &Draft, op: &Op, mut view: ClashView) -> ClashView {
    let say = |key: &str| context.say(key, &args![]);
    match op {
        Op::Set { path, value } => {
            view.path.clone_from(path);
            let (at, field) = path.rsplit_once('/').unwrap_or((path, ""));
            let Some(item) = draft.item(at) else { return view };
            let kind = item.value.kind();
            view.label = words::field(context, kind, field);
            view.name = field.to_owned();
            view.is_removed = item.removed;
            view.mine = in_lines(value);
            let whole = serde_json::to_value(&item.value).unwrap_or_default();
            if let Some(spec) = kind.fields().iter().find(|spec| spec.name == field) {
                view.theirs_value = edited(draft, spec, &whole["value"][field]);
            }
            view.theirs = in_lines(&view.theirs_value);
            let shown = |text: &str| words::choice_of(context, kind, field, text);
            view.theirs_words = if item.removed { say("imports-clash-removed") } else { shown(&view.theirs) };
            view.mine_words = shown(&view.mine);
        }
        Op::Add { path } | Op::Remove { path } | Op::Restore { path } => {
            view.path.clone_from(path);
            let item = draft.item(path);
            view.label = item.map_or_else(|| path.clone(), |i| words::short(i.value.title(), 60));
            view.is_removed = item.is_some_and(|i| i.removed);
            let gone = item.is_none_or(|i| i.removed);
            view.theirs_words = say(if gone { "imports-clash-removed" } else { "imports-clash-edited" });
            view.mine_words = say(if matches!(op, Op::Remove { .. }) {
                "imports-clash-remove"
            } else {
                "imports-clash-keep"
            });
        }
        Op::Accept { item, .. } | Op::Skip { item } | Op::Reopen { item } => {
            view.item.clone_from(item);
            if let Some(issue) = draft.issue(item) {
                let look = words::look(context, draft, issue);
                view.label = look.title;
                view.theirs_words = look.state_word.unwrap_or_else(|| say("imports-clash-edited"));
            }
            view.mine_words = say(match op {
                Op::Accept { .. } => "imports-clash-accept",
                Op::Skip { .. } => "imports-clash-skip",
                _ => "imports-clash-reopen",
            });
        }
        Op::Trust
        | Op::Doubt { .. }
        | Op::Many { .. }
        | Op::PutField { .. }
        | Op::Put { .. }
        | Op::Match { .. }
        | Op::PutIssue { .. } => {}
    }
    view
}

/// Whether it is the form of an item, which brings the item back when somebody took it out.
fn sets(ops: &[Op]) -> bool {
    ops.iter().any(|op| matches!(op, Op::Set { .. }))
}

/// What a plain form sends again beside the values chosen: the fields nobody else touched, or the one act itself.
fn hidden<'a>(ops: &[Op], free: impl Iterator<Item = &'a Op>, values: &[ClashView]) -> Vec<HiddenView> {
    let field = |name: &str, value: &str| HiddenView { name: name.to_owned(), value: value.to_owned() };
    let word = |op: &Op| match op {
        Op::Add { .. } => "add",
        Op::Remove { .. } => "remove",
        Op::Restore { .. } => "restore",
        Op::Accept { .. } => "accept",
        Op::Skip { .. } => "skip",
        Op::Reopen { .. } => "reopen",
        _ => "set",
    };
    let of_form = ops.iter().find(|op| matches!(op, Op::Set { .. })).or(ops.first());
    match of_form {
        Some(Op::Set { path, .. }) => {
            let item = path.rsplit_once('/').map_or("", |(item, _)| item);
            let mut fields = vec![field("op", "set"), field("path", item)];
            for op in free {
                if let Op::Set { path, value } = op {
                    let name = path.rsplit('/').next().unwrap_or_default();
                    fields.push(field(&format!("fields.{name}"), &in_lines(value)));
                }
            }
            fields
        }
        Some(Op::Accept { choice, .. }) => vec![
            field("op", "accept"),
            field("item", values.first().map_or("", |v| &v.item)),
            field("choice", choice.as_deref().unwrap_or_default()),
        ],
        Some(op) => vec![
            field("op", word(op)),
            field("path", values.first().map_or("", |v| &v.path)),
            field("item", values.first().map_or("", |v| &v.item)),
        ],
        None => Vec::new(),
    }
}
