//! What the unit that asks does: reminds the silent, answers "not applicable", asks no more.

use super::actions::{self, Verdict};
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
    let n = actions::remind(&tx, app.now(), may.by(), id, one).await?;
    tx.commit().await?;
    let key = if n > 0 { "cascades-reminded" } else { "cascades-nobody-silent" };
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
    actions::withdraw(&tx, app.now(), may.by(), row.id).await?;
    tx.commit().await?;
    Ok(See::other(format!("/plans/{}/cascade", row.plan_id)).say("cascades-withdrawn-now", args![]))
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
