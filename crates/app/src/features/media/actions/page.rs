//! What belongs to the plan and not to an item: proposals that were refused, the switch of the public page.

use super::MediaError;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::PlanId;
use domain::media::slug;
use domain::time::Moment;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QuerySelect as _,
};
use serde_json::json;
use tables::{media_page, media_refusal, plan};
use uuid::Uuid;

/// Signs of the subject in an address.
const SLUG_SIGNS_MAX: usize = 40;

/// Remembers that a proposal was refused. Refused twice is refused once.
pub async fn refuse(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: PlanId,
    (kind, source): (&'static str, Uuid),
) -> Result<(), MediaError> {
    plan::by_id(id).lock_exclusive().one(tx).await?.ok_or(MediaError::Gone)?;
    let there = media_refusal::of_plan(id).filter(media_refusal::Column::SourceId.eq(source));
    if there.one(tx).await?.is_some() {
        return Ok(());
    }
    let row = media_refusal::ActiveModel {
        id: Set(tx.new_id(now)),
        plan_id: Set(id),
        source_kind: Set(kind.to_owned()),
        source_id: Set(source),
        person_id: Set(by.person),
        created_at: Set(now),
    };
    media_refusal::Entity::insert(row).exec_without_returning(tx).await?;
    let told = json!({"kind": kind, "source": source});
    record(tx, NewEvent::new(now, by, "refuse-media", "plan", id).with(told)).await?;
    Ok(())
}

/// Takes the refusal of a proposal back.
pub async fn take_back(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: PlanId,
    source: Uuid,
) -> Result<(), MediaError> {
    let removed = media_refusal::Entity::delete_many()
        .filter(media_refusal::Column::PlanId.eq(id))
        .filter(media_refusal::Column::SourceId.eq(source))
        .exec(tx)
        .await?;
    if removed.rows_affected > 0 {
        let told = json!({"source": source});
        record(tx, NewEvent::new(now, by, "unrefuse-media", "plan", id).with(told)).await?;
    }
    Ok(())
}

/// Switches the public page of an issued plan on or off. Its address stays the same.
pub async fn switch(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: PlanId,
    (is_on, secret): (bool, &str),
) -> Result<(), MediaError> {
    let plan = plan::by_id(id).lock_exclusive().one(tx).await?.ok_or(MediaError::Gone)?;
    if is_on && plan.state != "issued" {
        return Err(MediaError::NotIssued);
    }
    match media_page::of(id).one(tx).await? {
        Some(page) if page.is_on == is_on => return Ok(()),
        Some(page) => {
            let mut page = page.into_active_model();
            page.is_on = Set(is_on);
            page.person_id = Set(by.person);
            page.updated_at = Set(now);
            page.update(tx).await?;
        }
        None if !is_on => return Ok(()),
        None => {
            let page = media_page::ActiveModel {
                id: Set(tx.new_id(now)),
                plan_id: Set(id),
                slug: Set(format!("{}-{secret}", slug(&plan.subject, SLUG_SIGNS_MAX))),
                is_on: Set(true),
                person_id: Set(by.person),
                updated_at: Set(now),
            };
            media_page::Entity::insert(page).exec_without_returning(tx).await?;
        }
    }
    let verb = if is_on { "open-news" } else { "close-news" };
    record(tx, NewEvent::new(now, by, verb, "plan", id).with(json!({}))).await?;
    Ok(())
}
