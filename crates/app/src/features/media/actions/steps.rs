//! The way of an item: submitted, returned or approved in the very version that was read, published, corrected, taken down.

use super::items::version;
use super::{MediaError, lock, lock_for, open_page};
use crate::features::media::telling;
use crate::features::notices::Kind;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::MediaItemId;
use domain::media::{MediaState, MediaStep};
use domain::time::Moment;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _};
use serde_json::json;
use tables::{media_item, media_picture, media_version};

/// What a leader says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// This text may go out.
    Approve,
    /// It may not, and why.
    Return(String),
}

/// How an item went out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Published {
    /// Where it can be read; empty for the public page of the plan.
    pub url: String,
    /// When; now for none.
    pub at: Option<Moment>,
}

/// Asks the leaders of the unit for approval. What they read is a version of its own, which nobody changes any more.
pub async fn submit(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (MediaItemId, i32),
) -> Result<i32, MediaError> {
    let (row, state) = lock_for(tx, id, MediaStep::Submit).await?;
    if row.revision != seen {
        return Err(MediaError::Changed);
    }
    let pictures = media_picture::of(id).all(tx).await?;
    if row.body.trim().is_empty() && pictures.is_empty() {
        return Err(MediaError::Empty);
    }
    // What the scanner could not look at is not shown to the public either.
    if pictures.iter().any(|picture| ["waiting", "infected", "failed"].contains(&picture.scan.as_str())) {
        return Err(MediaError::Unclean);
    }
    let no = row.version + 1;
    let shown: Vec<_> = pictures.iter().map(|picture| picture.id).collect();
    let kept = media_version::ActiveModel {
        id: Set(tx.new_id(now)),
        item_id: Set(id),
        no: Set(no),
        title: Set(row.title.clone()),
        body: Set(row.body.clone()),
        byline: Set(row.byline.clone()),
        credit: Set(row.credit.clone()),
        licence: Set(row.licence.clone()),
        pictures: Set(json!(shown).to_string()),
        correction: Set(row.correction.clone()),
        unit_id: Set(Some(row.unit_id)),
        verdict: Set(String::new()),
        why: Set(String::new()),
        person_id: Set(by.person),
        created_at: Set(now),
        decided_by: Set(None),
        decided_at: Set(None),
        published_at: Set(None),
    };
    media_version::Entity::insert(kept).exec_without_returning(tx).await?;
    let event =
        NewEvent::new(now, by, "submit", "media", id).with(json!({"title": row.title, "version": no}));
    let row = moved(tx, now, row, |row| {
        row.state = state;
        row.version = no;
        row.returned_why.clear();
    })
    .await?;
    telling::to_leaders(tx, now, by.person, &row).await?;
    record(tx, event).await?;
    Ok(no)
}

/// Takes it back from the leaders to go on writing.
pub async fn withdraw(tx: &WriteTx, now: Moment, by: By, id: MediaItemId) -> Result<(), MediaError> {
    let (row, state) = lock_for(tx, id, MediaStep::Withdraw).await?;
    settle(tx, now, by, (id, row.version), ("withdrawn", "")).await?;
    let event = NewEvent::new(now, by, "withdraw", "media", id).with(json!({"title": row.title}));
    moved(tx, now, row, |row| row.state = state).await?;
    record(tx, event).await?;
    Ok(())
}

/// A leader decides on the version that the page showed.
pub async fn decide(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, no): (MediaItemId, i32),
    decision: &Decision,
) -> Result<(), MediaError> {
    let (step, verb, kind, why) = match decision {
        Decision::Approve => (MediaStep::Approve, "approve", Kind::MediaApproved, ""),
        Decision::Return(why) => (MediaStep::Return, "return", Kind::MediaReturned, why.as_str()),
    };
    let (row, state) = lock_for(tx, id, step).await?;
    if row.version != no {
        return Err(MediaError::Changed);
    }
    let verdict = if step == MediaStep::Approve { "approved" } else { "returned" };
    settle(tx, now, by, (id, no), (verdict, why)).await?;
    let told = json!({"title": row.title, "version": no, "reason": why});
    let event = NewEvent::new(now, by, verb, "media", id).with(told);
    let row = moved(tx, now, row, |row| {
        row.state = state;
        why.clone_into(&mut row.returned_why);
    })
    .await?;
    telling::to_author(tx, now, by.person, (&row, kind), why).await?;
    record(tx, event).await?;
    Ok(())
}

/// Writes what became of a version.
pub(super) async fn settle(
    tx: &WriteTx,
    now: Moment,
    by: By,
    of: (MediaItemId, i32),
    (verdict, why): (&str, &str),
) -> Result<(), MediaError> {
    let mut row = version(tx, of).await?.into_active_model();
    row.verdict = Set(verdict.to_owned());
    row.why = Set(why.to_owned());
    row.decided_by = Set(by.person);
    row.decided_at = Set(Some(now));
    row.update(tx).await?;
    Ok(())
}

/// Tells that it is out: on the public page, or at an address elsewhere. Not before its embargo ends.
pub async fn publish(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, no): (MediaItemId, i32),
    out: &Published,
) -> Result<(), MediaError> {
    let (row, state) = lock_for(tx, id, MediaStep::Publish).await?;
    if row.version != no {
        return Err(MediaError::Changed);
    }
    let at = out.at.unwrap_or(now);
    if at > now {
        return Err(MediaError::Ahead);
    }
    if let Some(until) = row.embargo_at.filter(|until| at < *until) {
        return Err(MediaError::Embargo(until));
    }
    let page = open_page(tx, row.plan_id).await?.filter(|_| row.on_page);
    let own = page.map(|page| format!("/p/{}/news/{}", page.slug, row.slug));
    let url = match (out.url.is_empty(), own) {
        (false, _) => out.url.clone(),
        (true, Some(own)) => own,
        (true, None) => return Err(MediaError::Nowhere),
    };
    let mut out_now = version(tx, (id, no)).await?.into_active_model();
    out_now.published_at = Set(Some(at));
    out_now.update(tx).await?;
    let told = json!({"title": row.title, "version": no, "url": url, "published_at": at});
    let event = NewEvent::new(now, by, "publish", "media", id).with(told);
    moved(tx, now, row, |row| {
        row.state = state;
        row.published_version = Some(no);
        row.published_at = row.published_at.or(Some(at));
        row.published_url = url;
        row.correction.clear();
        row.removed_why.clear();
        row.removed_at = None;
    })
    .await?;
    record(tx, event).await?;
    Ok(())
}

/// Publishes what asked for it and whose embargo has ended; says whether it did.
pub async fn publish_itself(tx: &WriteTx, now: Moment, id: MediaItemId) -> Result<bool, MediaError> {
    let row = lock(tx, id).await?;
    let is_ready = row.state == MediaState::Approved
        && row.publishes_itself
        && row.on_page
        && row.embargo_at.is_some_and(|until| until <= now);
    if !is_ready || open_page(tx, row.plan_id).await?.is_none() {
        return Ok(false);
    }
    publish(tx, now, By::HOUSE, (id, row.version), &Published::default()).await?;
    telling::to_author(tx, now, None, (&row, Kind::MediaPublished), "").await?;
    Ok(true)
}

/// Opens what is out to be written anew; the public reads the old version, and later why it was corrected.
pub async fn correct(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: MediaItemId,
    why: &str,
) -> Result<(), MediaError> {
    let (row, state) = lock_for(tx, id, MediaStep::Correct).await?;
    let event =
        NewEvent::new(now, by, "correct", "media", id).with(json!({"title": row.title, "reason": why}));
    moved(tx, now, row, |row| {
        row.state = state;
        why.clone_into(&mut row.correction);
    })
    .await?;
    record(tx, event).await?;
    Ok(())
}

/// Takes down what is out; its address says so, with the reason.
pub async fn take_down(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: MediaItemId,
    why: &str,
) -> Result<(), MediaError> {
    let (row, state) = lock_for(tx, id, MediaStep::Remove).await?;
    let told = json!({"title": row.title, "reason": why});
    let event = NewEvent::new(now, by, "remove", "media", id).with(told);
    let row = moved(tx, now, row, |row| {
        row.state = state;
        row.removed_at = Some(now);
        why.clone_into(&mut row.removed_why);
    })
    .await?;
    telling::removed(tx, now, by.person, &row).await?;
    record(tx, event).await?;
    Ok(())
}

/// Gives an item up, with the reason.
pub async fn give_up(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: MediaItemId,
    why: &str,
) -> Result<(), MediaError> {
    let (row, state) = lock_for(tx, id, MediaStep::Drop).await?;
    if row.state == MediaState::Submitted {
        settle(tx, now, by, (id, row.version), ("withdrawn", "")).await?;
    }
    let event = NewEvent::new(now, by, "drop", "media", id).with(json!({"title": row.title, "reason": why}));
    moved(tx, now, row, |row| {
        row.state = state;
        why.clone_into(&mut row.returned_why);
    })
    .await?;
    record(tx, event).await?;
    Ok(())
}

/// Takes up again what was given up.
pub async fn reopen(tx: &WriteTx, now: Moment, by: By, id: MediaItemId) -> Result<(), MediaError> {
    let (row, state) = lock_for(tx, id, MediaStep::Reopen).await?;
    let event = NewEvent::new(now, by, "reopen", "media", id).with(json!({"title": row.title}));
    moved(tx, now, row, |row| {
        row.state = state;
        row.returned_why.clear();
    })
    .await?;
    record(tx, event).await?;
    Ok(())
}

/// Writes the row after a step; every step counts as a revision, so that a page that is older is noticed.
async fn moved(
    tx: &WriteTx,
    now: Moment,
    row: media_item::Model,
    set: impl FnOnce(&mut media_item::Model),
) -> Result<media_item::Model, MediaError> {
    let mut after = row;
    set(&mut after);
    after.revision += 1;
    after.updated_at = now;
    Ok(after.into_active_model().reset_all().update(tx).await?)
}
