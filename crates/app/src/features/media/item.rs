//! One item: its text, pictures, versions and history, and the steps a reader may take.

use super::actions::{self, Decision, Published};
use super::edit::plan_name;
use super::forms::{PICTURE_BYTES_MAX, PublishForm, ReasonForm, SeenForm};
use super::pages::{ItemPage, SourceView, VersionView};
use super::view::Names;
use super::{Item, MediaError, pictures};
use crate::app::App;
use crate::features::{documents, units};
use crate::journal::{self, Told};
use crate::rights::{ApproveDocument, Deed, DoWork, May, ReadDraft};
use axum::extract::State;
use domain::ids::PersonId;
use domain::media::{MediaStep, blocks};
use domain::rights::{Act, Reach};
use sea_orm::EntityTrait as _;
use tables::{duty, media_item, media_version, task};
use web::{Context, Error, Input, Refusal, See, Show, args};

/// Events on the page.
const EVENTS_MAX: u64 = 100;

/// GET /media/{id}
pub async fn show(
    State(app): State<App>,
    may: May<Item, ReadDraft>,
    context: Context,
) -> Result<Show<ItemPage>, Error> {
    Ok(Show(page(&app, &may, &context).await?))
}

/// The page of an item as it stands now.
pub async fn page<D: Deed>(app: &App, may: &May<Item, D>, context: &Context) -> Result<ItemPage, Error> {
    let conn = app.db.read();
    let row = media_item::by_id(may.row().id).one(conn).await?.ok_or_else(Error::not_found)?;
    let signed = may.signed();
    let names = Names::load(app, signed, std::slice::from_ref(&row)).await?;
    let unit = units::refs(conn, &[row.unit_id], app.now().local_day()).await?.pop();
    let page = actions::open_page(conn, row.plan_id).await?;
    let may_write = may.also(app, Act::DoWork).await?;
    let may_approve = may.also(app, Act::ApproveDocument).await?;
    Ok(ItemPage {
        plan: plan_name(app, row.plan_id).await?,
        item: names.row(&row),
        unit: unit.ok_or_else(Error::not_found)?,
        source: source(app, &row).await?,
        blocks: blocks(&row.body),
        byline: row.byline.clone(),
        credit: row.credit.clone(),
        licence: row.licence.clone(),
        on_page: row.on_page,
        publishes_itself: row.publishes_itself,
        has_page: page.is_some(),
        why: row.returned_why.clone(),
        correction: row.correction.clone(),
        removed_why: row.removed_why.clone(),
        removed_at: row.removed_at,
        pictures: pictures::views(app, row.id).await?,
        versions: versions(app, &row, signed.reach(Act::ReadPeople) > Reach::Nowhere).await?,
        events: journal::events(app, context, (&[row.id.uuid()], Told::Nothing), EVENTS_MAX).await?,
        revision: row.revision,
        version: row.version,
        steps: steps(&row, may_write, may_approve),
        is_held: row.embargo_at.is_some_and(|until| until > app.now()),
        picture_bytes_max: PICTURE_BYTES_MAX,
    })
}

/// What can be done now by who may write, and by who may approve.
fn steps(row: &media_item::Model, may_write: bool, may_approve: bool) -> Vec<&'static str> {
    let is_out = row.published_version.is_some() && row.removed_at.is_none();
    let known = [
        (MediaStep::Change, "write", may_write),
        (MediaStep::Submit, "submit", may_write),
        (MediaStep::Withdraw, "withdraw", may_write),
        (MediaStep::Approve, "approve", may_approve),
        (MediaStep::Return, "return", may_approve),
        (MediaStep::Publish, "publish", may_write),
        (MediaStep::Correct, "correct", may_write),
        (MediaStep::Remove, "take-down", may_write),
        (MediaStep::Drop, "drop", may_write),
        (MediaStep::Reopen, "reopen", may_write),
    ];
    let possible = known.into_iter().filter(|(step, _, may)| *may && step.from(row.state, is_out).is_some());
    possible.map(|(_, word, _)| word).collect()
}

async fn source(app: &App, row: &media_item::Model) -> Result<Option<SourceView>, Error> {
    let Some(id) = row.source_id else { return Ok(None) };
    let conn = app.db.read();
    let found = match row.source_kind.as_str() {
        "task" => task::Entity::find_by_id(id).one(conn).await?.map(|row| (row.title, row.first_line)),
        _ => duty::Entity::find_by_id(id).one(conn).await?.map(|row| (row.text, row.first_line)),
    };
    // A clause that an amendment took away is not there any more; the item stays.
    Ok(found.map(|(text, line)| SourceView { text, line }))
}

async fn versions(app: &App, row: &media_item::Model, shows_people: bool) -> Result<Vec<VersionView>, Error> {
    let rows = media_version::of(row.id).all(app.db.read()).await?;
    let ids: Vec<PersonId> = rows.iter().flat_map(|row| [row.person_id, row.decided_by]).flatten().collect();
    let people = documents::people(app.db.read(), &ids).await?;
    let name = |id: Option<PersonId>| id.filter(|_| shows_people).and_then(|id| people.get(&id).cloned());
    let view = |row: media_version::Model| VersionView {
        no: row.no,
        blocks: blocks(&row.body),
        title: row.title,
        correction: row.correction,
        verdict: row.verdict,
        why: row.why,
        who: name(row.person_id),
        at: row.created_at,
        decider: name(row.decided_by),
        decided_at: row.decided_at,
        published_at: row.published_at,
    };
    Ok(rows.into_iter().map(view).collect())
}

/// The page again with what was typed in one of its forms.
async fn again<D: Deed>(app: &App, may: &May<Item, D>, context: &Context, refusal: Refusal) -> Error {
    match page(app, may, context).await {
        Ok(page) => refusal.on(page),
        Err(error) => error,
    }
}

fn back<D: Deed>(may: &May<Item, D>, told: &'static str) -> See {
    See::other(format!("/media/{}", may.row().id)).say(told, args![title = may.row().title.clone()])
}

/// POST /media/{id}/submit
pub async fn submit(
    State(app): State<App>,
    may: May<Item, DoWork>,
    input: Input<SeenForm>,
) -> Result<See, Error> {
    let seen = input.check()?;
    let tx = app.db.write().await?;
    actions::submit(&tx, app.now(), may.by(), (may.row().id, seen)).await?;
    tx.commit().await?;
    Ok(back(&may, "media-submitted"))
}

/// POST /media/{id}/withdraw
pub async fn withdraw(State(app): State<App>, may: May<Item, DoWork>) -> Result<See, Error> {
    let tx = app.db.write().await?;
    actions::withdraw(&tx, app.now(), may.by(), may.row().id).await?;
    tx.commit().await?;
    Ok(back(&may, "media-withdrawn"))
}

/// POST /media/{id}/approve
pub async fn approve(
    State(app): State<App>,
    may: May<Item, ApproveDocument>,
    input: Input<SeenForm>,
) -> Result<See, Error> {
    let seen = input.check()?;
    let tx = app.db.write().await?;
    actions::decide(&tx, app.now(), may.by(), (may.row().id, seen), &Decision::Approve).await?;
    tx.commit().await?;
    Ok(back(&may, "media-approved"))
}

/// POST /media/{id}/return
pub async fn give_back(
    State(app): State<App>,
    may: May<Item, ApproveDocument>,
    context: Context,
    input: Input<ReasonForm>,
) -> Result<See, Error> {
    let (why, seen) = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(again(&app, &may, &context, refusal).await),
    };
    let tx = app.db.write().await?;
    actions::decide(&tx, app.now(), may.by(), (may.row().id, seen), &Decision::Return(why)).await?;
    tx.commit().await?;
    Ok(back(&may, "media-returned"))
}

/// POST /media/{id}/publish
pub async fn publish(
    State(app): State<App>,
    may: May<Item, DoWork>,
    context: Context,
    input: Input<PublishForm>,
) -> Result<See, Error> {
    let typed = input.typed();
    let (url, at, seen) = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(again(&app, &may, &context, refusal).await),
    };
    let tx = app.db.write().await?;
    let done = actions::publish(&tx, app.now(), may.by(), (may.row().id, seen), &Published { url, at }).await;
    if let Err(error) = done {
        drop(tx);
        let errors = match error {
            MediaError::Embargo(until) => {
                web::FormErrors::of_with("on", "media-embargo", args![until = super::errors::said(until)])
            }
            MediaError::Ahead => web::FormErrors::of("on", "media-ahead"),
            MediaError::Nowhere => web::FormErrors::of("url", "media-nowhere"),
            other => return Err(other.into()),
        };
        return Err(again(&app, &may, &context, errors.refuse(typed)).await);
    }
    tx.commit().await?;
    Ok(back(&may, "media-published"))
}

/// A step with a reason.
macro_rules! with_reason {
    ($(#[$doc:meta])* $name:ident, $told:literal) => {
        $(#[$doc])*
        pub async fn $name(
            State(app): State<App>,
            may: May<Item, DoWork>,
            context: Context,
            input: Input<ReasonForm>,
        ) -> Result<See, Error> {
            let (why, _) = match input.check() {
                Ok(read) => read,
                Err(refusal) => return Err(again(&app, &may, &context, refusal).await),
            };
            let tx = app.db.write().await?;
            actions::$name(&tx, app.now(), may.by(), may.row().id, &why).await?;
            tx.commit().await?;
            Ok(back(&may, $told))
        }
    };
}
with_reason!(
    /// POST /media/{id}/correct
    correct, "media-opened"
);
with_reason!(
    /// POST /media/{id}/take-down
    take_down, "media-removed"
);
with_reason!(
    /// POST /media/{id}/drop
    give_up, "media-dropped"
);

/// POST /media/{id}/reopen
pub async fn reopen(State(app): State<App>, may: May<Item, DoWork>) -> Result<See, Error> {
    let tx = app.db.write().await?;
    actions::reopen(&tx, app.now(), may.by(), may.row().id).await?;
    tx.commit().await?;
    Ok(back(&may, "media-reopened"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::media::MediaState;

    #[test]
    fn every_state_but_the_last_has_a_way_on() {
        for state in MediaState::ALL {
            let is_some = MediaStep::ALL.iter().any(|step| step.from(*state, false).is_some());
            assert!(is_some, "{state}");
        }
    }
}
