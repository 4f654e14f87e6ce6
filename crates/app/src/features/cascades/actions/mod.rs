//! What can be done with questions to units below and with their answers. Each verb takes the transaction, the moment and
//! who acts, and records one event.

mod answers;
mod declare;
mod named;
mod own;

pub use answers::{Verdict, claim, decide, silent};
pub use declare::{New, Source, Target, declare, open, open_one};
pub use named::{Named, name};
pub use own::{Carried, Paper, begin, discarded, moved, record_paper};

pub use super::errors::CascadeError;
pub use super::reminding::{Reminded, remind};
pub use super::stopping::{Stopped, withdraw, withdraw_all};

use super::sums;
use db::WriteTx;
use domain::cascade::OwnPlan;
use domain::ids::CascadeAnswerId;
use domain::time::Moment;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _};
use tables::cascade::{self, State};
use tables::cascade_answer;

/// An answer with its question; the tree is locked.
pub(super) async fn lock(
    tx: &WriteTx,
    id: CascadeAnswerId,
) -> Result<(cascade::Model, cascade_answer::Model), CascadeError> {
    let found = cascade_answer::by_id(id).one(tx).await?.ok_or(CascadeError::Gone)?;
    let question = sums::lock(tx, found.cascade_id).await?;
    // Read again: it may have changed while the tree was waited for.
    let row = cascade_answer::by_id(id).one(tx).await?.ok_or(CascadeError::Gone)?;
    Ok((question, row))
}

/// The same, while the question is asked.
pub(super) async fn lock_asked(
    tx: &WriteTx,
    id: CascadeAnswerId,
) -> Result<(cascade::Model, cascade_answer::Model), CascadeError> {
    let (question, row) = lock(tx, id).await?;
    match question.state {
        State::Opening | State::Open => Ok((question, row)),
        State::Declared | State::Withdrawn => Err(CascadeError::NotAsked),
    }
}

/// Writes an answer where it stands now, with the sums above it.
pub(super) async fn write(
    tx: &WriteTx,
    now: Moment,
    (question, before): (&cascade::Model, &cascade_answer::Model),
    change: impl FnOnce(&mut cascade_answer::ActiveModel),
) -> Result<cascade_answer::Model, CascadeError> {
    let mut row = before.clone().into_active_model();
    change(&mut row);
    let stand: (OwnPlan, bool) = (*row.plan.as_ref(), *row.is_named.as_ref());
    let is_met = question.wish().is_met(stand.0, stand.1);
    row.done_at = Set(if is_met { before.done_at.or(Some(now)) } else { None });
    row.updated_at = Set(now);
    let after = row.update(tx).await?;
    sums::shift(tx, question, &[(Some((before.plan, before.is_named)), stand)]).await?;
    Ok(after)
}
