//! An item is planned and written. What a leader approved stays approved only as long as nothing of it changes.

use super::{MediaError, lock_for};
use crate::features::media::telling;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::{MediaItemId, PartnerId, PersonId, PlanId, UnitId};
use domain::media::{MediaChannel, MediaKind, MediaPhase, MediaState, MediaStep, slug};
use domain::time::{Day, Moment};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _, PaginatorTrait as _, QuerySelect as _,
};
use serde_json::json;
use tables::{media_item, media_version, plan};
use uuid::Uuid;

/// Items of one plan: the largest campaigns have some dozens.
pub const ITEMS_MAX: u64 = 300;
/// Signs of the title in an address.
const SLUG_SIGNS_MAX: usize = 60;

/// An item as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewItem {
    /// The unit in charge.
    pub unit: UnitId,
    /// Who writes it.
    pub person: Option<PersonId>,
    /// Whose channel it is.
    pub partner: Option<PartnerId>,
    /// Its title.
    pub title: String,
    /// Before, during or after.
    pub phase: MediaPhase,
    /// What it is.
    pub kind: MediaKind,
    /// Where it is told.
    pub channel: MediaChannel,
    /// The very place.
    pub outlet: String,
    /// When it must be ready.
    pub due_on: Option<Day>,
    /// What of the plan asks for it: task or duty, and which.
    pub source: Option<(&'static str, Uuid)>,
    /// Not to be published before.
    pub embargo_at: Option<Moment>,
    /// Its text as typed.
    pub body: String,
    /// The name under it.
    pub byline: String,
    /// Where it comes from.
    pub credit: String,
    /// How others may use it.
    pub licence: String,
    /// It is shown on the public page.
    pub on_page: bool,
    /// The house publishes it at the end of its embargo.
    pub publishes_itself: bool,
}

/// Puts an item into the plan of communications. `secret` makes its address one that nobody guesses.
pub async fn create(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: PlanId,
    (new, secret): (&NewItem, &str),
) -> Result<MediaItemId, MediaError> {
    // Two people adding at once must not pass the limit together.
    plan::by_id(id).lock_exclusive().one(tx).await?.ok_or(MediaError::Gone)?;
    if media_item::of_plan(id).count(tx).await? >= ITEMS_MAX {
        return Err(MediaError::TooMany);
    }
    let item: MediaItemId = tx.new_id(now);
    let state = if new.body.trim().is_empty() { MediaState::Idea } else { MediaState::Writing };
    let row = media_item::ActiveModel {
        id: Set(item),
        plan_id: Set(id),
        unit_id: Set(new.unit),
        person_id: Set(new.person),
        partner_id: Set(new.partner),
        title: Set(new.title.clone()),
        phase: Set(new.phase),
        kind: Set(new.kind),
        channel: Set(new.channel),
        outlet: Set(new.outlet.clone()),
        due_on: Set(new.due_on),
        source_kind: Set(new.source.map(|(kind, _)| kind).unwrap_or_default().to_owned()),
        source_id: Set(new.source.map(|(_, source)| source)),
        embargo_at: Set(new.embargo_at),
        body: Set(new.body.clone()),
        byline: Set(new.byline.clone()),
        credit: Set(new.credit.clone()),
        licence: Set(new.licence.clone()),
        on_page: Set(new.on_page),
        publishes_itself: Set(new.publishes_itself),
        state: Set(state),
        revision: Set(1),
        version: Set(0),
        published_version: Set(None),
        returned_why: Set(String::new()),
        correction: Set(String::new()),
        removed_why: Set(String::new()),
        removed_at: Set(None),
        published_at: Set(None),
        published_url: Set(String::new()),
        slug: Set(format!("{}-{secret}", slug(&new.title, SLUG_SIGNS_MAX))),
        created_by: Set(by.person),
        created_at: Set(now),
        updated_at: Set(now),
    };
    let row = row.insert(tx).await?;
    telling::given(tx, now, by.person, &row).await?;
    let told = json!({"title": new.title, "plan": id, "unit": new.unit});
    record(tx, NewEvent::new(now, by, "create", "media", item).with(told)).await?;
    Ok(item)
}

/// What a leader's approval covers: a change of any of it asks for approval again.
fn approved_part(row: &media_item::Model) -> impl PartialEq + use<'_> {
    let texts = (&row.title, &row.body, &row.byline, &row.credit, &row.licence);
    // The leader of one unit does not answer for what another tells.
    (texts, row.unit_id, row.on_page, row.publishes_itself, row.embargo_at)
}

/// Changes an item. `seen` is the revision that the page showed.
pub async fn change(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (MediaItemId, i32),
    new: &NewItem,
) -> Result<MediaState, MediaError> {
    let (row, _) = lock_for(tx, id, MediaStep::Change).await?;
    if row.revision != seen {
        return Err(MediaError::Changed);
    }
    let before = row.clone();
    let mut after = row.clone();
    after.unit_id = new.unit;
    after.person_id = new.person;
    after.partner_id = new.partner;
    after.title.clone_from(&new.title);
    after.phase = new.phase;
    after.kind = new.kind;
    after.channel = new.channel;
    after.outlet.clone_from(&new.outlet);
    after.due_on = new.due_on;
    new.source.map(|(kind, _)| kind).unwrap_or_default().clone_into(&mut after.source_kind);
    after.source_id = new.source.map(|(_, source)| source);
    after.body.clone_from(&new.body);
    after.byline.clone_from(&new.byline);
    after.credit.clone_from(&new.credit);
    after.licence.clone_from(&new.licence);
    // Where and from when the public reads it was decided with the first version.
    if before.published_version.is_none() {
        after.on_page = new.on_page;
        after.publishes_itself = new.publishes_itself;
        after.embargo_at = new.embargo_at;
    }
    if after == before {
        return Ok(before.state);
    }
    let loses_approval =
        before.state == MediaState::Approved && approved_part(&before) != approved_part(&after);
    if loses_approval || before.state == MediaState::Idea && !after.body.trim().is_empty() {
        after.state = MediaState::Writing;
    }
    after.revision += 1;
    after.updated_at = now;
    let (state, version) = (after.state, after.version);
    let told = json!({"title": after.title, "approval_lost": loses_approval});
    let texts =
        |row: &media_item::Model| json!({"title": row.title, "body": row.body, "embargo": row.embargo_at});
    let event = NewEvent::new(now, by, "change", "media", id).before(&texts(&before)).after(&texts(&after));
    let is_given = (before.unit_id, before.person_id) != (after.unit_id, after.person_id);
    let row = after.into_active_model().reset_all().update(tx).await?;
    if is_given {
        telling::given(tx, now, by.person, &row).await?;
    }
    if loses_approval {
        super::steps::settle(tx, now, by, (id, version), ("replaced", "")).await?;
    }
    record(tx, event.with(told)).await?;
    Ok(state)
}

/// The latest version of an item that was submitted.
pub(super) async fn version(
    tx: &WriteTx,
    (id, no): (MediaItemId, i32),
) -> Result<media_version::Model, MediaError> {
    media_version::numbered(id, no).lock_exclusive().one(tx).await?.ok_or(MediaError::Changed)
}
