//! The sums of answers: how many of a question stand where, and how many in the whole tree below it are done. Everything
//! that makes or changes an answer goes through `shift`, in the transaction of the change; `check` counts again.
//!
//! Whoever changes something in a tree holds the row of its first question (`lock`), so that counts of one tree are
//! moved by one transaction at a time. Such a transaction is short; different plans do not wait for each other.

use super::errors::CascadeError;
use db::{DbError, WriteTx};
use domain::cascade::OwnPlan;
use domain::ids::{CascadeAnswerId, CascadeId};
use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, FromQueryResult,
    QueryFilter as _, QuerySelect as _,
};
use std::collections::{BTreeMap, HashMap};
use tables::cascade::{self, State};
use tables::{cascade_answer, cascade_sum};

/// Where an answer stands.
pub type Stand = (OwnPlan, bool);

/// An answer that came or changed: where it stood (none when it is new) and where it stands.
pub type Change = (Option<Stand>, Stand);

/// The question, with its tree locked until the transaction ends.
pub async fn lock(tx: &WriteTx, id: CascadeId) -> Result<cascade::Model, CascadeError> {
    let found = cascade::by_id(id).one(tx).await?.ok_or(CascadeError::Gone)?;
    cascade::by_id(found.root_id).lock_exclusive().one(tx).await?.ok_or(CascadeError::Gone)?;
    cascade::by_id(id).one(tx).await?.ok_or(CascadeError::Gone)
}

/// Moves the sums of a locked question and of everything above it.
pub async fn shift(tx: &WriteTx, of: &cascade::Model, changes: &[Change]) -> Result<(), CascadeError> {
    let wish = of.wish();
    let (mut deltas, mut n, mut n_done) = (BTreeMap::<(&str, bool), i64>::new(), 0, 0);
    for (before, after) in changes {
        if let Some((plan, is_named)) = *before {
            *deltas.entry((plan.word(), is_named)).or_default() -= 1;
            n -= 1;
            n_done -= i64::from(wish.is_met(plan, is_named));
        }
        let (plan, is_named) = *after;
        *deltas.entry((plan.word(), is_named)).or_default() += 1;
        n += 1;
        n_done += i64::from(wish.is_met(plan, is_named));
    }
    let rows: Vec<cascade_sum::ActiveModel> = deltas
        .into_iter()
        .filter(|(_, n)| *n != 0)
        .map(|((plan, is_named), n)| cascade_sum::ActiveModel {
            cascade_id: Set(of.id),
            plan: Set(plan.to_owned()),
            is_named: Set(is_named),
            n: Set(n),
        })
        .collect();
    if !rows.is_empty() {
        let summed = Expr::col((cascade_sum::Entity, cascade_sum::Column::N))
            .add(Expr::col(("excluded", cascade_sum::Column::N)));
        let key = [cascade_sum::Column::CascadeId, cascade_sum::Column::Plan, cascade_sum::Column::IsNamed];
        let add = OnConflict::columns(key).value(cascade_sum::Column::N, summed).to_owned();
        cascade_sum::Entity::insert_many(rows).on_conflict(add).exec_without_returning(tx).await?;
    }
    climb(tx, of.clone(), (n, n_done)).await
}

/// Takes everything that a question that is not asked any more counts for out of what stands above it.
pub async fn cut_off(tx: &WriteTx, of: &cascade::Model) -> Result<(), CascadeError> {
    if let Some(above) = above(tx, of, (-of.n_tree, -of.n_tree_done)).await? {
        climb(tx, above, (-of.n_tree, -of.n_tree_done)).await?;
    }
    Ok(())
}

/// Adds to a question's tree and to all above it. What is not asked any more counts for nothing above it.
async fn climb(tx: &WriteTx, from: cascade::Model, by: (i64, i64)) -> Result<(), CascadeError> {
    if by == (0, 0) {
        return Ok(());
    }
    let mut at = from;
    loop {
        use cascade::Column;
        cascade::Entity::update_many()
            .col_expr(Column::NTree, Expr::col(Column::NTree).add(by.0))
            .col_expr(Column::NTreeDone, Expr::col(Column::NTreeDone).add(by.1))
            .filter(Column::Id.eq(at.id))
            .exec(tx)
            .await?;
        if at.state == State::Withdrawn {
            return Ok(());
        }
        match above(tx, &at, by).await? {
            Some(next) => at = next,
            None => return Ok(()),
        }
    }
}

/// Adds to the answer that passed a question on, and gives the question it answers.
async fn above(
    tx: &WriteTx,
    of: &cascade::Model,
    by: (i64, i64),
) -> Result<Option<cascade::Model>, CascadeError> {
    use cascade_answer::Column;
    let Some(id) = of.above_id else { return Ok(None) };
    cascade_answer::Entity::update_many()
        .col_expr(Column::NBelow, Expr::col(Column::NBelow).add(by.0))
        .col_expr(Column::NBelowDone, Expr::col(Column::NBelowDone).add(by.1))
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await?;
    let question: Option<CascadeId> =
        cascade_answer::by_id(id).select_only().column(Column::CascadeId).into_tuple().one(tx).await?;
    match question {
        Some(question) => Ok(cascade::by_id(question).one(tx).await?),
        None => Ok(None),
    }
}

/// A sum that is not what counting gives: what it is, what is kept, what was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Of which question.
    pub cascade: CascadeId,
    /// The part, or the answer, it is the count of.
    pub part: String,
    /// What is kept.
    pub kept: i64,
    /// What was counted.
    pub counted: i64,
}

#[derive(Debug, FromQueryResult)]
struct Counted {
    cascade_id: CascadeId,
    plan: OwnPlan,
    is_named: bool,
    n: i64,
}

/// Answers that stand above questions, or say that they do.
#[derive(Debug, FromQueryResult)]
struct Passing {
    id: CascadeAnswerId,
    cascade_id: CascadeId,
    n_below: i64,
    n_below_done: i64,
}

/// Counts everything again. Nothing wrong: an empty list.
pub async fn check(conn: &impl ConnectionTrait) -> Result<Vec<Wrong>, DbError> {
    let questions: HashMap<CascadeId, cascade::Model> =
        cascade::Entity::find().all(conn).await?.into_iter().map(|row| (row.id, row)).collect();
    let counted = count(conn).await?;
    let passing = passing(conn, &questions).await?;
    let mut wrong = parts(conn, &counted).await?;
    let (mut trees, mut below) = (HashMap::new(), HashMap::new());
    for row in counted {
        let Some(question) = questions.get(&row.cascade_id) else { continue };
        let n_done = if question.wish().is_met(row.plan, row.is_named) { row.n } else { 0 };
        let mut at = question;
        loop {
            add(trees.entry(at.id).or_default(), (row.n, n_done));
            let up = at.above_id.filter(|_| at.state != State::Withdrawn);
            let Some((answer, next)) =
                up.and_then(|id| Some((id, questions.get(&passing.get(&id)?.cascade_id)?)))
            else {
                break;
            };
            add(below.entry(answer).or_default(), (row.n, n_done));
            at = next;
        }
    }
    let mut compare = |cascade, part: &str, kept: (i64, i64), counted: (i64, i64)| {
        for (which, kept, counted) in [("", kept.0, counted.0), (" done", kept.1, counted.1)] {
            if kept != counted {
                wrong.push(Wrong { cascade, part: format!("{part}{which}"), kept, counted });
            }
        }
    };
    for row in questions.values() {
        let is = trees.get(&row.id).copied().unwrap_or_default();
        compare(row.id, "tree", (row.n_tree, row.n_tree_done), is);
    }
    for row in passing.values() {
        let is = below.get(&row.id).copied().unwrap_or_default();
        compare(row.cascade_id, &row.id.to_string(), (row.n_below, row.n_below_done), is);
    }
    Ok(wrong)
}

fn add(to: &mut (i64, i64), by: (i64, i64)) {
    *to = (to.0 + by.0, to.1 + by.1);
}

async fn count(conn: &impl ConnectionTrait) -> Result<Vec<Counted>, DbError> {
    use cascade_answer::Column;
    let rows = cascade_answer::Entity::find()
        .select_only()
        .columns([Column::CascadeId, Column::Plan, Column::IsNamed])
        .column_as(Expr::cust("COUNT(*)"), "n")
        .group_by(Column::CascadeId)
        .group_by(Column::Plan)
        .group_by(Column::IsNamed)
        .into_model::<Counted>()
        .all(conn)
        .await?;
    Ok(rows)
}

async fn passing(
    conn: &impl ConnectionTrait,
    questions: &HashMap<CascadeId, cascade::Model>,
) -> Result<HashMap<CascadeAnswerId, Passing>, DbError> {
    use cascade_answer::Column;
    /// Ids asked for in one question: databases limit the values of a query.
    const ASKED_MAX: usize = 1_000;
    let columns = [Column::Id, Column::CascadeId, Column::NBelow, Column::NBelowDone];
    let some = |which: Condition| {
        cascade_answer::Entity::find().select_only().columns(columns).filter(which).into_model::<Passing>()
    };
    let says = Condition::any().add(Column::NBelow.ne(0)).add(Column::NBelowDone.ne(0));
    let mut found: Vec<Passing> = some(says).all(conn).await?;
    let above: Vec<CascadeAnswerId> = questions.values().filter_map(|row| row.above_id).collect();
    for ids in above.chunks(ASKED_MAX) {
        found.extend(some(Condition::all().add(Column::Id.is_in(ids.iter().copied()))).all(conn).await?);
    }
    Ok(found.into_iter().map(|row| (row.id, row)).collect())
}

/// The rows of sums that counting does not give.
async fn parts(conn: &impl ConnectionTrait, counted: &[Counted]) -> Result<Vec<Wrong>, DbError> {
    let mut counted: HashMap<(CascadeId, String, bool), i64> =
        counted.iter().map(|row| ((row.cascade_id, row.plan.to_string(), row.is_named), row.n)).collect();
    let mut wrong = Vec::new();
    for row in cascade_sum::Entity::find().all(conn).await? {
        let n = counted.remove(&(row.cascade_id, row.plan.clone(), row.is_named)).unwrap_or(0);
        if n != row.n {
            wrong.push(Wrong { cascade: row.cascade_id, part: row.plan, kept: row.n, counted: n });
        }
    }
    wrong.extend(counted.into_iter().map(|((cascade, part, _), n)| Wrong {
        cascade,
        part,
        kept: 0,
        counted: n,
    }));
    Ok(wrong)
}
