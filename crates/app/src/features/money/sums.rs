//! Sums of money: what each line keeps of its entries and of what stands below it. `shift` is the only place that moves
//! them; counting everything again must give the same.

use super::MoneyError;
use db::{DbError, WriteTx};
use domain::ids::MoneyLineId;
use domain::money::{DONG_MAX, EntryKind, Flow};
use domain::time::Moment;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use std::collections::HashMap;
use tables::{money_entry, money_line};

/// Lines asked for at once.
const LINES_MAX: u64 = 2_000;
/// No line is deeper; a circle in the data ends here.
const STEPS_MAX: usize = 30;

/// Adds an entry to the sums of its line and of those above it; a negative `amount` takes it out. The caller has locked
/// the line at the top.
pub async fn shift(
    tx: &WriteTx,
    now: Moment,
    line: MoneyLineId,
    kind: EntryKind,
    amount: i64,
) -> Result<(), MoneyError> {
    let row = money_line::by_id(line).one(tx).await?.ok_or(MoneyError::Gone)?;
    let column = match kind {
        EntryKind::Adjust => money_line::Column::Adjusted,
        EntryKind::Allocate | EntryKind::Allot => money_line::Column::Allocated,
        EntryKind::Spend => money_line::Column::Spent,
    };
    let kept = match kind {
        EntryKind::Adjust => row.adjusted,
        EntryKind::Allocate | EntryKind::Allot => row.allocated,
        EntryKind::Spend => row.spent,
    };
    limited(kept, amount)?;
    add(tx, line, column, amount).await?;
    money_line::Entity::update_many()
        .col_expr(money_line::Column::Version, Expr::col(money_line::Column::Version).add(1))
        .col_expr(money_line::Column::UpdatedAt, Expr::value(now))
        .filter(money_line::Column::Id.eq(line))
        .exec(tx)
        .await?;
    let mut above = row.above_id;
    if kind == EntryKind::Allot
        && let Some(id) = above
    {
        add(tx, id, money_line::Column::Allotted, amount).await?;
    }
    if kind == EntryKind::Spend {
        for _ in 0..STEPS_MAX {
            let Some(id) = above else { break };
            let over = money_line::by_id(id).one(tx).await?.ok_or(MoneyError::Gone)?;
            limited(over.below, amount)?;
            add(tx, id, money_line::Column::Below, amount).await?;
            above = over.above_id;
        }
    }
    Ok(())
}

fn limited(kept: i64, amount: i64) -> Result<(), MoneyError> {
    let is_within = kept.checked_add(amount).is_some_and(|sum| sum.abs() <= DONG_MAX);
    if is_within { Ok(()) } else { Err(MoneyError::TooLarge) }
}

async fn add(
    tx: &WriteTx,
    line: MoneyLineId,
    column: money_line::Column,
    amount: i64,
) -> Result<(), MoneyError> {
    money_line::Entity::update_many()
        .col_expr(column, Expr::col(column).add(amount))
        .filter(money_line::Column::Id.eq(line))
        .exec(tx)
        .await?;
    Ok(())
}

/// A line whose sums are not what counting gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Which.
    pub line: MoneyLineId,
    /// What is kept: the adjustments and the flow.
    pub kept: (i64, Flow),
    /// What was counted.
    pub counted: (i64, Flow),
}

/// Counts everything again, tree by tree. Nothing wrong: an empty list.
pub async fn check(conn: &impl ConnectionTrait) -> Result<Vec<Wrong>, DbError> {
    let (mut wrong, mut last) = (Vec::new(), None);
    loop {
        let mut roots = money_line::Entity::find()
            .filter(money_line::Column::Depth.eq(0))
            .order_by_asc(money_line::Column::Id)
            .limit(LINES_MAX);
        if let Some(last) = last {
            roots = roots.filter(money_line::Column::Id.gt(last));
        }
        let roots = roots.all(conn).await?;
        let Some(newest) = roots.last() else { return Ok(wrong) };
        last = Some(newest.id);
        for root in &roots {
            wrong.extend(check_tree(conn, root.id).await?);
        }
    }
}

async fn check_tree(conn: &impl ConnectionTrait, root: MoneyLineId) -> Result<Vec<Wrong>, DbError> {
    let lines = money_line::Entity::find()
        .filter(money_line::Column::RootId.eq(root))
        .order_by_desc(money_line::Column::Depth)
        .all(conn)
        .await?;
    let mut counted: HashMap<MoneyLineId, (i64, Flow)> = HashMap::new();
    let ids: Vec<MoneyLineId> = lines.iter().map(|line| line.id).collect();
    for some in ids.chunks(1_000) {
        let entries = money_entry::Entity::find()
            .filter(money_entry::Column::LineId.is_in(some.iter().copied()))
            .filter(money_entry::Column::StruckAt.is_null())
            .all(conn)
            .await?;
        for entry in entries {
            let (adjusted, flow) = counted.entry(entry.line_id).or_default();
            match entry.kind {
                EntryKind::Adjust => *adjusted += entry.amount,
                EntryKind::Allocate | EntryKind::Allot => flow.allocated += entry.amount,
                EntryKind::Spend => flow.spent += entry.amount,
            }
        }
    }
    // From the deepest up: each gives what it has and what was spent in it to the line above.
    for line in &lines {
        let Some(above) = line.above_id else { continue };
        let flow = counted.get(&line.id).copied().unwrap_or_default().1;
        let (_, over) = counted.entry(above).or_default();
        over.allotted += flow.allocated;
        over.below += flow.spent_in_all();
    }
    let tell = |line: money_line::Model| Wrong {
        line: line.id,
        kept: (line.adjusted, line.flow()),
        counted: counted.get(&line.id).copied().unwrap_or_default(),
    };
    Ok(lines.into_iter().map(tell).filter(|one| one.kept != one.counted).collect())
}
