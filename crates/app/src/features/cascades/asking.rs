//! What the unit that asks does: reminds the silent, answers "not applicable", asks no more.

use super::actions::{self, Reminded, Stopped, Verdict};
use super::forms::{Plain, Remind, VerdictForm};
use super::load::{AskedAnswer, Question};
use super::unit;
use crate::app::App;
use crate::rights::{LeadWork, May};
use axum::extract::State;
use web::{Context, Error, Input, See, args};

/// POST /cascades/{id}/remind
pub async fn remind(
    State(app): State<App>,
    may: May<Question, LeadWork>,
    input: Input<Remind>,
) -> Result<See, Error> {
    let one = input.check()?;
    let id = may.row().id;
    let tx = app.db.write().await?;
    let reminded = actions::remind(&tx, app.now(), may.by(), id, one).await?;
    tx.commit().await?;
    let (key, n) = match reminded {
        Reminded::All(0) => ("cascades-nobody-silent", 0),
        Reminded::All(n) => ("cascades-reminded", n),
        Reminded::GoesOn(n) => ("cascades-reminding-now", n),
    };
    Ok(See::other(format!("/cascades/{id}")).say(key, args![n = n]))
}

/// POST /cascades/{id}/withdraw
pub async fn withdraw(
    State(app): State<App>,
    may: May<Question, LeadWork>,
    input: Input<Plain>,
) -> Result<See, Error> {
    input.check()?;
    let row = may.row();
    let tx = app.db.write().await?;
    let stopped = actions::withdraw(&tx, app.now(), may.by(), row.id).await?;
    tx.commit().await?;
    let (key, n) = match stopped {
        Stopped::All => ("cascades-withdrawn-now", 0),
        Stopped::GoesOn(n) => ("cascades-withdrawing-now", n),
    };
    Ok(See::other(format!("/plans/{}/cascade", row.plan_id)).say(key, args![n = n]))
}

/// POST /cascades/answers/{id}/verdict
pub async fn decide(
    State(app): State<App>,
    may: May<AskedAnswer, LeadWork>,
    context: Context,
    input: Input<VerdictForm>,
) -> Result<See, Error> {
    let id = may.row().answer.id;
    let verdict = match input.check() {
        Ok(verdict) => verdict,
        Err(refusal) => {
            return Err(refusal.on(unit::page((&app, &context), may.signed(), may.row()).await?));
        }
    };
    let tx = app.db.write().await?;
    actions::decide(&tx, app.now(), may.by(), id, &verdict).await?;
    tx.commit().await?;
    let key = if verdict == Verdict::Agree { "cascades-agreed" } else { "cascades-refused" };
    Ok(See::other(format!("/cascades/answers/{id}")).say(key, args![]))
}
