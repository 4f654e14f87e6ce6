//! Sample data: the sample plans ask units for their work, and people have begun with some of it.

use super::actions::{self, Acting, Assigned, NewPiece, NewReport, Source, Verdict, WorkError};
use crate::app::App;
use db::WriteTx;
use db::events::By;
use domain::ids::{AssignmentId, PersonId, UnitId};
use domain::time::Moment;
use domain::work::{Role, Side};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use std::time::Duration;
use tables::{assignment, duty, plan, task};

/// The plan whose work is mostly still to be done; older ones are done.
const OPEN_YEAR: i32 = 2026;

/// Somebody who does the work of a unit in the samples.
#[derive(Debug, Clone, Copy)]
pub struct Doer {
    /// The unit.
    pub unit: UnitId,
    /// Who acts for it.
    pub by: By,
}

/// Has all sample plans ask these units, and lets them begin. `asker` acts for the unit that keeps the plans.
pub async fn give_out(app: &App, asker: By, doers: &[Doer]) -> Result<(), WorkError> {
    let now = app.now();
    let plans: Vec<(domain::ids::PlanId, Option<i32>)> = plan::Entity::find()
        .select_only()
        .columns([plan::Column::Id, plan::Column::Year])
        .order_by_asc(plan::Column::Id)
        .into_tuple()
        .all(app.db.read())
        .await?;
    let tx = app.db.write().await?;
    for (id, year) in plans {
        let tasks = task::of_plan(id).all(&tx).await?.into_iter().map(|row| Source::Task(row.id));
        let duties = duty::of_plan(id).all(&tx).await?.into_iter().map(|row| Source::Duty(row.id));
        let sources: Vec<Source> = tasks.chain(duties).collect();
        let mut list = Vec::new();
        for (at, source) in sources.iter().enumerate() {
            // Every fourth piece of work is led by one and helped by the other.
            for (which, doer) in doers.iter().enumerate() {
                let role = if at % 4 == 3 && which != at % doers.len() { Role::With } else { Role::Lead };
                list.push(Assigned { unit: doer.unit, source: *source, role });
            }
        }
        actions::assign(&tx, now, asker, id, &list).await?;
        for doer in doers {
            begin(&tx, now, asker, *doer, (id, year == Some(OPEN_YEAR))).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// Lets one unit begin with what a plan asks.
async fn begin(
    tx: &WriteTx,
    now: Moment,
    asker: By,
    doer: Doer,
    (plan, is_open): (domain::ids::PlanId, bool),
) -> Result<(), WorkError> {
    let rows = assignment::of_units(&[doer.unit])
        .filter(assignment::Column::PlanId.eq(plan))
        .order_by_asc(assignment::Column::Id)
        .all(tx)
        .await?;
    let (does, asks) = (Acting { by: doer.by, side: Side::Doer }, Acting { by: asker, side: Side::Asker });
    for (at, row) in rows.iter().enumerate() {
        let fate = if is_open { at % 8 } else { 0 };
        if fate >= 6 {
            continue;
        }
        actions::accept(tx, now, does, row.id).await?;
        match fate {
            0 => {
                hand_in(tx, now, does, row.id).await?;
                actions::decide(tx, now, asks, &[row.id], &Verdict::Approve).await?;
            }
            1 => report(tx, now, does, row.id).await?,
            2 => hand_in(tx, now, does, row.id).await?,
            3 => {
                hand_in(tx, now, does, row.id).await?;
                let why = Verdict::Return("Bổ sung số liệu theo từng đơn vị trực thuộc.".to_owned());
                actions::decide(tx, now, asks, &[row.id], &why).await?;
            }
            4 => {
                let day = now.plus(Duration::from_secs(20 * 24 * 3600)).local_day();
                let why = "Chờ hướng dẫn về kinh phí của cấp trên.";
                actions::ask_date(tx, now, does, row.id, (day, why)).await?;
            }
            _ => divide(tx, now, does, row.id, doer.by.person).await?,
        }
    }
    Ok(())
}

async fn report(tx: &WriteTx, now: Moment, does: Acting, id: AssignmentId) -> Result<(), WorkError> {
    let new = NewReport {
        percent: 60,
        words: "Đã triển khai tới các đơn vị trực thuộc. Còn một số nơi chưa gửi biên bản.".to_owned(),
        figures: vec![
            ("Đơn vị đã tổ chức".to_owned(), "18".to_owned()),
            ("Đơn vị chưa tổ chức".to_owned(), "12".to_owned()),
        ],
        is_hand_in: false,
    };
    actions::report(tx, now, does, id, &new).await?;
    Ok(())
}

async fn hand_in(tx: &WriteTx, now: Moment, does: Acting, id: AssignmentId) -> Result<(), WorkError> {
    let new = NewReport {
        percent: 100,
        words: "Đã hoàn thành theo kế hoạch, có biên bản và danh sách kèm theo.".to_owned(),
        figures: vec![("Lượt người tham gia".to_owned(), "342".to_owned())],
        is_hand_in: true,
    };
    actions::report(tx, now, does, id, &new).await?;
    Ok(())
}

async fn divide(
    tx: &WriteTx,
    now: Moment,
    does: Acting,
    id: AssignmentId,
    person: Option<PersonId>,
) -> Result<(), WorkError> {
    let piece = |title: &str, after| NewPiece { title: title.to_owned(), person, due_on: None, after };
    let first = actions::add_piece(tx, now, does, id, &piece("Thu số liệu của các đơn vị", None)).await?;
    actions::add_piece(tx, now, does, id, &piece("Viết báo cáo tổng hợp", Some(first))).await?;
    Ok(())
}
