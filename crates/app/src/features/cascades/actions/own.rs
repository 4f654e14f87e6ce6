//! The own plan of a unit: issued elsewhere and recorded, or in the program and followed on its way.

use super::{CascadeError, lock, lock_asked, write};
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::cascade::OwnPlan;
use domain::ids::{CascadeAnswerId, CascadeCarryId, ImportId, PlanId};
use domain::time::{Day, Moment};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::json;
use tables::{cascade_answer, cascade_carry, plan};
use uuid::Uuid;

/// A plan that was issued on paper or in another program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Number and symbol.
    pub number: String,
    /// Its date.
    pub on: Day,
    /// Name and digest of the file that was sent along.
    pub file: Option<(String, String)>,
}

/// Records an own plan that was issued elsewhere.
pub async fn record_paper(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: CascadeAnswerId,
    paper: &Paper,
) -> Result<(), CascadeError> {
    let (question, before) = lock_asked(tx, id).await?;
    // What was issued in the program has its number from there.
    if before.plan == OwnPlan::Issued && before.import_id.is_some() {
        return Err(CascadeError::Elsewhere);
    }
    write(tx, now, (&question, &before), |row| {
        row.plan = Set(OwnPlan::Issued);
        row.import_id = Set(None);
        row.own_number = Set(Some(paper.number.clone()));
        row.own_on = Set(Some(paper.on));
        if let Some((name, digest)) = &paper.file {
            row.file_name = Set(Some(name.clone()));
            row.file = Set(Some(digest.clone()));
        }
        row.refusal = Set(None);
    })
    .await?;
    let told = json!({"number": paper.number, "on": paper.on, "unit": before.unit_id});
    record(tx, NewEvent::new(now, by, "record", "cascade", id).with(told)).await?;
    Ok(())
}

/// A clause to be carried over, with where it stands there and in the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// task or duty.
    pub kind: &'static str,
    /// Which one of the plan that asks.
    pub source: Uuid,
    /// Its words.
    pub quote: String,
    /// Its line there.
    pub source_line: i32,
    /// Its line in the draft.
    pub line: i32,
}

/// An own plan is begun in this review, with these clauses of the plan that asks.
pub async fn begin(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: CascadeAnswerId,
    (import, carried): (ImportId, &[Carried]),
) -> Result<(), CascadeError> {
    let (question, before) = lock_asked(tx, id).await?;
    if before.import_id.is_some() {
        return Err(CascadeError::DraftedAlready);
    }
    if !matches!(before.plan, OwnPlan::Silent | OwnPlan::Drafting | OwnPlan::Claimed) {
        return Err(CascadeError::Elsewhere);
    }
    let rows = carried.iter().map(|one| cascade_carry::ActiveModel {
        id: Set(tx.new_id::<CascadeCarryId>(now)),
        answer_id: Set(id),
        import_id: Set(import),
        source_kind: Set(one.kind.to_owned()),
        source_id: Set(one.source),
        quote: Set(one.quote.clone()),
        source_line: Set(one.source_line),
        line: Set(one.line),
    });
    if !carried.is_empty() {
        cascade_carry::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    write(tx, now, (&question, &before), |row| {
        row.plan = Set(OwnPlan::Drafting);
        row.import_id = Set(Some(import));
    })
    .await?;
    let told = json!({"import": import, "n": carried.len(), "unit": before.unit_id});
    record(tx, NewEvent::new(now, by, "begin", "cascade", id).with(told)).await?;
    Ok(())
}

/// A plan moved on its way: when it is the own plan of answers, they stand where it stands.
pub async fn moved(tx: &WriteTx, now: Moment, id: PlanId) -> Result<(), CascadeError> {
    let Some(own) = plan::by_id(id).one(tx).await? else { return Ok(()) };
    let stand = if own.state == "issued" { OwnPlan::Issued } else { OwnPlan::Drafting };
    for found in cascade_answer::of_own_plan(id, own.import_id).all(tx).await? {
        let (question, before) = lock(tx, found.id).await?;
        let is_same =
            before.plan == stand && before.own_number == own.number && before.own_on == own.issued_on;
        // What nothing is expected of any more stays so, whatever becomes of a draft.
        if is_same || before.plan == OwnPlan::Excused {
            continue;
        }
        let is_out = stand == OwnPlan::Issued;
        write(tx, now, (&question, &before), |row| {
            row.plan = Set(stand);
            row.own_number = Set(own.number.clone().filter(|_| is_out));
            row.own_on = Set(own.issued_on.filter(|_| is_out));
        })
        .await?;
        let told = json!({"plan": id, "stand": stand, "unit": before.unit_id});
        record(tx, NewEvent::new(now, By::HOUSE, "follow", "cascade", before.id).with(told)).await?;
    }
    Ok(())
}

/// A review was put aside: the own plan that was drafted in it is none any more.
pub async fn discarded(tx: &WriteTx, now: Moment, by: By, import: ImportId) -> Result<(), CascadeError> {
    let ours = cascade_answer::Entity::find().filter(cascade_answer::Column::ImportId.eq(import));
    for found in ours.all(tx).await? {
        let (question, before) = lock(tx, found.id).await?;
        let stand = if before.plan == OwnPlan::Drafting { OwnPlan::Silent } else { before.plan };
        write(tx, now, (&question, &before), |row| {
            row.plan = Set(stand);
            row.import_id = Set(None);
        })
        .await?;
        let told = json!({"import": import, "unit": before.unit_id});
        record(tx, NewEvent::new(now, by, "put-aside", "cascade", before.id).with(told)).await?;
    }
    Ok(())
}
