//! The own plan of a unit: issued elsewhere and recorded, or in the program and followed on its way.

use super::{CascadeError, lock, lock_asked, write};
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::cascade::OwnPlan;
use domain::ids::{CascadeAnswerId, ImportId, PlanId};
use domain::time::{Day, Moment};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::json;
use tables::{cascade_answer, plan};

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
