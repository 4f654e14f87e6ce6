//! Amounts are written to a line and struck out; what is refused comes back with everything that was typed.

use super::actions::{self, Allotting};
use super::forms::{AllotForm, EntryForm, StrikeForm, TypedShares};
use super::rights::{Entry, Estimated, Line};
use super::{MoneyError, line};
use crate::app::App;
use crate::features::units::actions as units;
use crate::rights::{DoWork, LeadWork, May, Signed};
use axum::extract::State;
use db::WriteTx;
use db::events::By;
use domain::ids::{MoneyLineId, UnitId};
use domain::money::{Dong, EntryKind};
use domain::rights::Act;
use tables::money_line;
use web::{Error, FormErrors, Input, See, Typed, args};

/// POST /money/lines/{id}/allocate
pub async fn allocate(
    State(app): State<App>,
    may: May<Line, DoWork>,
    input: Input<EntryForm>,
) -> Result<See, Error> {
    let (line, signed, by) = (may.row().line.clone(), may.signed(), may.by());
    enter(&app, (signed, by), &line, (EntryKind::Allocate, input)).await
}

/// POST /money/lines/{id}/spend
pub async fn spend(
    State(app): State<App>,
    may: May<Line, DoWork>,
    input: Input<EntryForm>,
) -> Result<See, Error> {
    let (line, signed, by) = (may.row().line.clone(), may.signed(), may.by());
    enter(&app, (signed, by), &line, (EntryKind::Spend, input)).await
}

/// POST /money/lines/{id}/adjust
pub async fn adjust(
    State(app): State<App>,
    may: May<Estimated, LeadWork>,
    input: Input<EntryForm>,
) -> Result<See, Error> {
    let (line, signed, by) = (may.row().line.clone(), may.signed(), may.by());
    enter(&app, (signed, by), &line, (EntryKind::Adjust, input)).await
}

async fn enter(
    app: &App,
    (signed, by): (&Signed, By),
    line: &money_line::Model,
    (kind, input): (EntryKind, Input<EntryForm>),
) -> Result<See, Error> {
    let (typed, id, now) = (input.typed(), line.id, app.now());
    let (entry, seen) = match input.value().read(kind, now.local_day()) {
        Ok(read) => read,
        Err(errors) => return again(app, signed, id, (kind.word(), errors, typed)).await,
    };
    let tx = app.db.write().await?;
    let done = match kind {
        EntryKind::Spend => actions::spend(&tx, now, by, (id, seen), &entry).await.map(drop),
        EntryKind::Adjust => actions::adjust(&tx, now, by, (id, seen), &entry).await,
        EntryKind::Allocate | EntryKind::Allot => {
            actions::allocate(&tx, now, by, (id, seen), &entry).await.map(drop)
        }
    };
    finish(app, signed, tx, (id, kind.word(), typed), done).await?;
    let told = match kind {
        EntryKind::Spend => "money-spent-told",
        EntryKind::Adjust => "money-adjusted-told",
        EntryKind::Allocate | EntryKind::Allot => "money-allocated-told",
    };
    Ok(See::other(format!("/money/lines/{id}")).say(told, args![amount = entry.amount.print()]))
}

/// Commits, or shows the form again with what stands against it.
async fn finish(
    app: &App,
    signed: &Signed,
    tx: WriteTx,
    (id, doing, typed): (MoneyLineId, &str, Typed),
    done: Result<(), MoneyError>,
) -> Result<(), Error> {
    let printed = |n: i64| args![amount = Dong::of(n).print()];
    let errors = match done {
        Ok(()) => return Ok(tx.commit().await?),
        Err(MoneyError::Changed) => FormErrors::of("seen", "money-line-moved"),
        Err(MoneyError::Over(n)) => FormErrors::of_with("reason", "error-money-over", printed(n)),
        Err(MoneyError::TooMuch(n)) if doing == "allot" => {
            FormErrors::of_with("units", "error-money-too-much", printed(n))
        }
        Err(MoneyError::TooMuch(n)) => FormErrors::of_with("amount", "error-money-below-nothing", printed(n)),
        Err(MoneyError::SpentAlready(n)) => {
            let field = if doing == "allot" { "units" } else { "amount" };
            FormErrors::of_with(field, "error-money-spent-already", printed(n))
        }
        Err(MoneyError::TooLarge) => FormErrors::of("amount", "error-money-too-large"),
        Err(error) => return Err(error.into()),
    };
    tx.rollback().await?;
    again(app, signed, id, (doing, errors, typed)).await
}

async fn again<T>(
    app: &App,
    signed: &Signed,
    id: MoneyLineId,
    (doing, errors, typed): (&str, FormErrors, Typed),
) -> Result<T, Error> {
    Err(errors.refuse(typed).on(line::again(app, signed, id, doing).await?))
}

/// POST /money/lines/{id}/allot
pub async fn allot(
    State(app): State<App>,
    may: May<Line, LeadWork>,
    input: Input<AllotForm>,
) -> Result<See, Error> {
    let (line, signed, typed) = (may.row().line.clone(), may.signed(), input.typed());
    let read = input.value().read(app.now().local_day());
    let shares = match read {
        Ok(shares) => shares,
        Err(errors) => return again(&app, signed, line.id, ("allot", errors, typed)).await,
    };
    let seen = shares.seen;
    let new = match meant(&app, line.unit_id, shares).await? {
        Ok(new) => new,
        Err(errors) => return again(&app, signed, line.id, ("allot", errors, typed)).await,
    };
    let tx = app.db.write().await?;
    let done = actions::allot(&tx, app.now(), may.by(), (line.id, seen), &new).await;
    let n = *done.as_ref().unwrap_or(&0);
    finish(&app, signed, tx, (line.id, "allot", typed), done.map(drop)).await?;
    Ok(See::other(format!("/money/lines/{}", line.id)).say("money-allotted-told", args![n = n]))
}

/// Finds the units of the shares: each below the unit that allots, each once.
async fn meant(app: &App, own: UnitId, shares: TypedShares) -> Result<Result<Allotting, FormErrors>, Error> {
    let (db, today) = (app.db.read(), app.now().local_day());
    let mut errors = FormErrors::none();
    let mut all: Vec<(UnitId, Dong)> = shares.known;
    for (name, amount) in shares.named {
        let wrong = |key| (key, args![name = name.as_str()]);
        let found = units::meant(db, None, &name, today).await?;
        let (key, args) = match found {
            None => wrong("money-unit-unknown"),
            Some(unit) if all.iter().any(|(known, _)| *known == unit) => wrong("money-unit-twice"),
            Some(unit) => {
                all.push((unit, amount));
                continue;
            }
        };
        errors.add_with("units", key, args);
    }
    for (unit, _) in &all {
        if *unit == own || !units::is_within(db, *unit, own, today).await? {
            let name = units::short_name(db, *unit, today).await?;
            errors.add_with("units", "money-unit-not-below", args![name = name]);
        }
    }
    Ok(errors.or(|| Allotting {
        shares: all,
        day: shares.day,
        document: shares.document,
        reason: shares.reason,
    }))
}

/// POST /money/entries/{id}/strike
pub async fn strike(
    State(app): State<App>,
    may: May<Entry, DoWork>,
    input: Input<StrikeForm>,
) -> Result<See, Error> {
    let entry = may.row();
    let reason = match input.check() {
        Ok(reason) => reason,
        Err(refusal) => {
            let readable = <Line as crate::rights::Owned>::load(&app, entry.line_id.uuid()).await?;
            let readable = readable.ok_or_else(Error::not_found)?;
            let may_read = crate::rights::may::<Line>(&app, may.signed(), &readable, Act::ReadWork).await?;
            return match may_read {
                Some(_) => Err(refusal.on(line::again(&app, may.signed(), entry.line_id, "").await?)),
                None => Err(refusal.into()),
            };
        }
    };
    let tx = app.db.write().await?;
    actions::strike(&tx, app.now(), may.by(), (entry.id, &reason)).await?;
    tx.commit().await?;
    Ok(See::other(format!("/money/lines/{}", entry.line_id)).say("money-struck-told", args![]))
}
