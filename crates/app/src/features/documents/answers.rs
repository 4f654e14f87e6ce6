//! What people say of printed names: whom each stands for, and who gets a document without being printed in it.

use super::addresses::Target;
use super::errors::DocumentError;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::{DocumentId, PlanId, UnitId};
use domain::time::Moment;
use draft::name_key;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};
use serde_json::json;
use tables::{address, amendment, document, document_address};

/// The plan that a document is the text of, or changes.
pub async fn plan_of(
    conn: &impl ConnectionTrait,
    document: &document::Model,
) -> Result<Option<PlanId>, DocumentError> {
    if document.plan_id.is_some() {
        return Ok(document.plan_id);
    }
    Ok(amendment::of_document(document.id).one(conn).await?.map(|change| change.plan_id))
}

/// Says whom names of a document stand for: kept with its plan, so that other documents of the plan know it too. Those of a
/// change that is not in force stay with its document: the plan that runs goes by its own.
pub async fn say(
    tx: &WriteTx,
    now: Moment,
    by: By,
    document: &document::Model,
    answers: &[(String, Target)],
) -> Result<(), DocumentError> {
    let change = amendment::of_document(document.id).one(tx).await?;
    let in_force = change.filter(|change| change.state == amendment::State::Applied);
    match document.plan_id.or(in_force.map(|change| change.plan_id)) {
        Some(plan) => say_of_plan(tx, now, by, plan, answers).await,
        None => say_of_document(tx, now, by, document.id, answers).await,
    }
}

/// A change comes into force: what was said of its names is said of its plan's.
pub async fn in_force(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (document, plan): (DocumentId, PlanId),
) -> Result<(), DocumentError> {
    let rows = document_address::of_document(document).all(tx).await?.into_iter();
    let said = rows.filter(|row| !row.is_added).filter_map(|row| {
        let target = Target::of_columns(&row.target, row.target_id, row.unit_kind.as_deref())?;
        Some((row.printed, target))
    });
    say_of_plan(tx, now, by, plan, &said.collect::<Vec<_>>()).await
}

async fn say_of_document(
    tx: &WriteTx,
    now: Moment,
    by: By,
    document: DocumentId,
    answers: &[(String, Target)],
) -> Result<(), DocumentError> {
    for (printed, target) in answers {
        let row = said(tx, now, by, document, (printed, target));
        let same =
            OnConflict::columns([document_address::Column::DocumentId, document_address::Column::PrintedKey])
                .update_columns([
                    document_address::Column::Target,
                    document_address::Column::TargetId,
                    document_address::Column::UnitKind,
                    document_address::Column::PersonId,
                    document_address::Column::UpdatedAt,
                ])
                .to_owned();
        document_address::Entity::insert(row).on_conflict(same).exec_without_returning(tx).await?;
    }
    if !answers.is_empty() {
        let told = json!({"names": answers.iter().map(|(name, _)| name).collect::<Vec<_>>()});
        record(tx, NewEvent::new(now, by, "address", "document", document).with(told)).await?;
    }
    Ok(())
}

fn said(
    tx: &WriteTx,
    now: Moment,
    by: By,
    document: DocumentId,
    (printed, target): (&str, &Target),
) -> document_address::ActiveModel {
    let (word, id, kinds) = target.columns();
    document_address::ActiveModel {
        id: Set(tx.new_id(now)),
        document_id: Set(document),
        printed_key: Set(name_key(printed)),
        printed: Set(printed.to_owned()),
        target: Set(word.to_owned()),
        target_id: Set(id),
        unit_kind: Set(kinds),
        purpose: Set(None),
        is_added: Set(false),
        person_id: Set(by.person),
        updated_at: Set(now),
    }
}

/// Adds a unit that gets a document without being printed in it, with what it gets it for.
pub async fn add(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (document, unit): (DocumentId, UnitId),
    (name, purpose): (&str, Option<String>),
) -> Result<(), DocumentError> {
    let mut row = said(tx, now, by, document, (name, &Target::Unit { unit }));
    row.purpose = Set(purpose);
    row.is_added = Set(true);
    let same =
        OnConflict::columns([document_address::Column::DocumentId, document_address::Column::PrintedKey])
            .update_columns([
                document_address::Column::Target,
                document_address::Column::TargetId,
                document_address::Column::Purpose,
                document_address::Column::UpdatedAt,
            ])
            .to_owned();
    document_address::Entity::insert(row).on_conflict(same).exec_without_returning(tx).await?;
    record(tx, NewEvent::new(now, by, "address", "document", document).with(json!({"names": [name]})))
        .await?;
    Ok(())
}

/// Takes back a unit that was added.
pub async fn remove(
    tx: &WriteTx,
    now: Moment,
    by: By,
    document: DocumentId,
    name: &str,
) -> Result<(), DocumentError> {
    let removed = document_address::Entity::delete_many()
        .filter(document_address::Column::DocumentId.eq(document))
        .filter(document_address::Column::PrintedKey.eq(name_key(name)))
        .filter(document_address::Column::IsAdded.eq(true))
        .exec(tx)
        .await?
        .rows_affected;
    if removed > 0 {
        let told = json!({"removed": name});
        record(tx, NewEvent::new(now, by, "address", "document", document).with(told)).await?;
    }
    Ok(())
}

async fn say_of_plan(
    tx: &WriteTx,
    now: Moment,
    by: By,
    plan: PlanId,
    answers: &[(String, Target)],
) -> Result<(), DocumentError> {
    for (printed, target) in answers {
        let (word, id, kinds) = target.columns();
        let row = address::ActiveModel {
            id: Set(tx.new_id(now)),
            plan_id: Set(plan),
            printed_key: Set(name_key(printed)),
            printed: Set(printed.clone()),
            target: Set(word.to_owned()),
            target_id: Set(id),
            unit_kind: Set(kinds),
            person_id: Set(by.person),
            updated_at: Set(now),
        };
        let same = OnConflict::columns([address::Column::PlanId, address::Column::PrintedKey])
            .update_columns([
                address::Column::Target,
                address::Column::TargetId,
                address::Column::UnitKind,
                address::Column::PersonId,
                address::Column::UpdatedAt,
            ])
            .to_owned();
        address::Entity::insert(row).on_conflict(same).exec_without_returning(tx).await?;
    }
    if !answers.is_empty() {
        let told = json!({"names": answers.iter().map(|(name, _)| name).collect::<Vec<_>>()});
        record(tx, NewEvent::new(now, by, "address", "plan", plan).with(told)).await?;
    }
    Ok(())
}
