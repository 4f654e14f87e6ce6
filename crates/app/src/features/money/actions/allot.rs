//! Money of a line given on to units below: each gets a line of its own under it, and reports what it spends there.

use super::MoneyError;
use super::entries::{NewEntry, insert, open};
use crate::features::notices::Kind;
use crate::features::notices::actions::{To, Told, tell};
use db::WriteTx;
use db::events::By;
use domain::ids::{MoneyLineId, UnitId};
use domain::money::{Dong, EntryKind, Level};
use domain::rights::PostKind;
use domain::time::{Day, Moment};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _,
};
use std::collections::HashMap;
use tables::{money_line, plan, unit};
use web::args;

/// Who is told of money.
const TOLD: &[PostKind] = &[PostKind::Leader, PostKind::Drafter, PostKind::Focal];

/// What is allotted at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allotting {
    /// Each unit with its amount; negative takes back. A unit stands here once.
    pub shares: Vec<(UnitId, Dong)>,
    /// The day of the document.
    pub day: Day,
    /// The document.
    pub document: String,
    /// Why, when something is taken back.
    pub reason: String,
}

/// Allots what a line has to units below, not more than there is. Says how many units.
pub async fn allot(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, seen): (MoneyLineId, i32),
    new: &Allotting,
) -> Result<usize, MoneyError> {
    let row = open(tx, id, Some(seen)).await?;
    let at_hand = row.flow().at_hand();
    let sum: i128 = new.shares.iter().map(|(_, amount)| i128::from(amount.get())).sum();
    if sum > 0 && i128::from(at_hand) < sum {
        return Err(MoneyError::TooMuch(at_hand));
    }
    let wanted = new.shares.iter().map(|(unit, _)| *unit);
    let there =
        money_line::below(id).filter(money_line::Column::UnitId.is_in(wanted.clone())).all(tx).await?;
    let there: HashMap<UnitId, money_line::Model> =
        there.into_iter().map(|line| (line.unit_id, line)).collect();
    let mut told = Vec::new();
    let subject = plan::by_id(row.plan_id).one(tx).await?.ok_or(MoneyError::Gone)?.subject;
    for (to, amount) in &new.shares {
        let line = match there.get(to) {
            Some(line) => {
                let left = line.flow().at_hand();
                if amount.get() < 0 && left + amount.get() < 0 {
                    return Err(MoneyError::SpentAlready(left));
                }
                line.id
            }
            None if amount.get() < 0 => return Err(MoneyError::SpentAlready(0)),
            None => child(tx, now, by, &row, *to).await?,
        };
        let entry = NewEntry {
            amount: *amount,
            day: new.day,
            document: new.document.clone(),
            words: String::new(),
            reason: new.reason.clone(),
            link: String::new(),
        };
        insert(tx, now, by, (line, EntryKind::Allot, row.unit_id), &entry).await?;
        let one = Told::new(
            To::Posts(*to, TOLD),
            Kind::MoneyAllotted,
            ("money_line", line.uuid()),
            format!("/money/lines/{line}"),
        )
        .with(args![plan = subject.as_str(), content = row.content.as_str(), amount = amount.print()])
        .but(by.person);
        told.push(one);
    }
    tell(tx, now, &told).await?;
    Ok(new.shares.len())
}

/// The line of a unit below, which is allotted to for the first time.
async fn child(
    tx: &WriteTx,
    now: Moment,
    by: By,
    above: &money_line::Model,
    to: UnitId,
) -> Result<MoneyLineId, MoneyError> {
    let kind = unit::Entity::find_by_id(to).one(tx).await?.ok_or(MoneyError::Gone)?.kind;
    let row = money_line::Model {
        id: tx.new_id(now),
        above_id: Some(above.id),
        depth: above.depth + 1,
        level: Level::of(kind),
        unit_id: to,
        quantity: None,
        price: None,
        base: 0,
        adjusted: 0,
        allocated: 0,
        allotted: 0,
        spent: 0,
        below: 0,
        note: String::new(),
        version: 0,
        created_by: by.person,
        created_at: now,
        updated_at: now,
        ..above.clone()
    };
    let id = row.id;
    let new = row.into_active_model().reset_all();
    new.insert(tx).await?;
    Ok(id)
}
