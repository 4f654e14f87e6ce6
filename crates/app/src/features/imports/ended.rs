//! The review is over: somebody made the plan or put the import aside. Who and when, where the plan is, and what was
//! typed too late, so that it can be copied.

use super::actions;
use super::changes::Fields;
use super::pages::{EndedPage, EndedView, TypedView};
use super::waiting::view_of;
use super::words;
use crate::app::App;
use domain::ids::ImportId;
use draft::{Draft, Item};
use tables::import::{self, State};
use tables::{event, person};
use web::{Context, Error, args};

/// Who ended an import, when, and how; nothing while it is not over.
pub async fn ended(app: &App, context: &Context, row: &import::Model) -> Result<Option<EndedView>, Error> {
    let (verb, key) = match row.state {
        State::Finished => ("finish", "imports-ended-plan"),
        State::Discarded => ("discard", "imports-ended-discarded"),
        State::Reading | State::Review | State::Failed => return Ok(None),
    };
    let conn = app.db.read();
    let last = event::of_verb("import", row.id.into(), verb).one(conn).await.map_err(db::DbError::from)?;
    let by = match last.as_ref().and_then(|event| event.person_id) {
        Some(id) => person::by_id(id).one(conn).await.map_err(db::DbError::from)?.map(|p| p.name),
        None => None,
    };
    let at = last.map(|event| event.at).or(row.ended_at).unwrap_or(row.updated_at);
    let name = by.clone().unwrap_or_else(|| context.say("ui-review-somebody", &args![]));
    Ok(Some(EndedView {
        sentence: context.say(key, &args![name = name, at = context.moment(at)]),
        by,
        at,
        plan: row.plan_id.filter(|_| row.state == State::Finished).map(|plan| format!("/plans/{plan}")),
    }))
}

/// With what somebody came too late.
#[derive(Debug, Clone, Copy)]
pub enum Late<'a> {
    /// They opened a form.
    Looking,
    /// They pressed a button.
    Acting,
    /// They sent what they had typed.
    Typing(&'a Fields),
}

/// The page that answers whoever comes too late.
pub async fn page(app: &App, context: &Context, id: ImportId, late: Late<'_>) -> Result<EndedPage, Error> {
    let row = import::by_id(id).one(app.db.read()).await.map_err(db::DbError::from)?;
    let row = row.ok_or_else(Error::not_found)?;
    let view = ended(app, context, &row).await?;
    let ended = view.ok_or_else(|| Error::conflict("imports-not-under-review"))?;
    let import = view_of(app, &row).await?;
    let typed = match late {
        Late::Typing(fields) => {
            let draft = actions::load(app.db.read(), row).await.map(|l| l.draft).unwrap_or_default();
            shown(context, &draft, fields)
        }
        Late::Looking | Late::Acting => Vec::new(),
    };
    Ok(EndedPage { import, ended, is_sent: !matches!(late, Late::Looking), typed })
}

/// What a person changed in a form, field by field.
fn shown(context: &Context, draft: &Draft, fields: &Fields) -> Vec<TypedView> {
    let kind = draft.item(&fields.path).map(|item: &Item| item.value.kind());
    let label = |name: &str| kind.map_or_else(|| name.to_owned(), |kind| words::field(context, kind, name));
    let views = fields.changed().map(|(name, typed)| TypedView {
        label: label(name),
        value: match kind {
            Some(kind) => words::choice_of(context, kind, name, &typed.join("\n")),
            None => typed.join("\n"),
        },
    });
    views.filter(|view| !view.value.trim().is_empty()).collect()
}
