//! The page on which next year's plan is begun, and beginning it.

use super::forms::{self, Checked, Renew, Wanted};
use super::pages::{ChangeView, EndedView, RenewPage, YearChoice};
use super::{actions, proposals};
use crate::app::App;
use crate::features::documents::sheet::digest;
use crate::features::imports::ImportError;
use crate::features::imports::actions::{Kept, first_of_form};
use crate::features::plans::actions as plans;
use crate::features::plans::{Plan, head, is_out};
use crate::features::units;
use crate::files;
use crate::rights::{DraftDocument, May};
use axum::extract::State;
use chrono::Datelike as _;
use db::events::By;
use domain::ids::{ImportId, UnitId};
use domain::rights::Act;
use draft::Draft;
use paper::Paper;
use paper::renew::{CHANGES_MAX, Change, Doubt, Move, YEARS_MAX, apply, changes, rename};
use std::collections::HashMap;
use tables::unit;
use web::{Context, Error, FormErrors, Input, Query, See, Show, Typed, args};

/// Years back that can be chosen: last year's plan may be wanted once more for the year before.
const YEARS_BACK: i32 = 1;

/// GET /plans/{id}/renew
pub async fn show(
    State(app): State<App>,
    may: May<Plan, DraftDocument>,
    Query(wanted): Query<Wanted>,
) -> Result<Show<RenewPage>, Error> {
    let row = may.row();
    let proposal = proposals::years(row, app.now().local_day());
    let by = match forms::years(&wanted.years, proposal) {
        Ok(years) => Move { years, keeps_weekday: wanted.weekday },
        Err(errors) => {
            let by = Move { years: proposal, keeps_weekday: wanted.weekday };
            return Err(errors.refuse(Typed::one("years", &wanted.years)).on(page(&app, &may, by).await?));
        }
    };
    Ok(Show(page(&app, &may, by).await?))
}

async fn page(app: &App, may: &May<Plan, DraftDocument>, by: Move) -> Result<RenewPage, Error> {
    let (row, today) = (may.row(), app.now().local_day());
    only_issued(&row.state)?;
    let (paper, draft) = plans::text(app.db.read(), row).await?;
    let frame = proposals::frame(row);
    let all = changes(&paper, frame, by);
    let is_cut = all.len() >= CHANGES_MAX;
    let (doubts, moves): (Vec<Change>, Vec<Change>) = all.into_iter().partition(|one| one.doubt.is_some());
    let unit = keeper(app, may).await?.map(|(unit, _)| unit);
    let units: Vec<UnitId> = unit.into_iter().collect();
    Ok(RenewPage {
        plan: head(app, may, "overview").await?,
        years: by.years,
        choices: choices(frame.from.year()),
        weekday: by.keeps_weekday,
        moves: moves.into_iter().map(view).collect(),
        doubts: doubts.into_iter().map(view).collect(),
        is_cut,
        ended: proposals::ended(app, &draft, today).await?,
        unit: units::refs(app.db.read(), &units, today).await?.pop(),
        seen: digest(&paper).map_err(Error::unexpected)?,
        form: app.new_id::<ImportId>().to_string(),
    })
}

fn choices(year: i32) -> Vec<YearChoice> {
    (-YEARS_BACK..=YEARS_MAX)
        .filter(|years| *years != 0)
        .map(|years| YearChoice { years, becomes: year.checked_add(years) })
        .collect()
}

fn view(one: Change) -> ChangeView {
    ChangeView {
        key: one.key,
        under: one.under,
        before: one.before,
        was: one.was,
        becomes: one.becomes,
        after: one.after,
        doubt: one.doubt.map(|doubt| match doubt {
            Doubt::Cited => "cited",
            Doubt::Far => "far",
            Doubt::Period => "period",
            Doubt::Edition => "edition",
            Doubt::Bare => "bare",
        }),
        is_clipped: one.is_clipped,
    }
}

fn only_issued(state: &str) -> Result<(), Error> {
    if is_out(state) { Ok(()) } else { Err(Error::conflict("renewals-not-issued")) }
}

/// The unit that will keep the draft, and by which post: the plan's own, or one that took over its work, as far as this
/// person may begin documents there.
async fn keeper(app: &App, may: &May<Plan, DraftDocument>) -> Result<Option<(UnitId, By)>, Error> {
    let (conn, today, own) = (app.db.read(), app.now().local_day(), may.row().unit_id);
    let row = unit::by_ids(&[own]).one(conn).await?;
    let units = match row {
        Some(row) if row.valid_to.is_some_and(|to| to < today) => units::successors(conn, own, today).await?,
        _ => vec![own],
    };
    for unit in units {
        if let Some(by) = may.signed().may(app, Act::StartImport, Some(unit)).await? {
            return Ok(Some((unit, by)));
        }
    }
    Ok(None)
}

/// POST /plans/{id}/renew
pub async fn begin(
    State(app): State<App>,
    may: May<Plan, DraftDocument>,
    context: Context,
    input: Input<Renew>,
) -> Result<See, Error> {
    let row = may.row();
    let (unit, by) = keeper(&app, &may).await?.ok_or_else(Error::forbidden)?;
    let typed = input.typed();
    let shown = Move {
        years: forms::years(&input.value().years, 0)
            .unwrap_or_else(|_| proposals::years(row, app.now().local_day())),
        keeps_weekday: input.value().weekday,
    };
    let renewal = match input.check() {
        Ok(renewal) => renewal,
        Err(refusal) => return Err(refusal.on(page(&app, &may, shown).await?)),
    };
    only_issued(&row.state)?;
    let (mut paper, draft) = plans::text(app.db.read(), row).await?;
    // Ticks are places in a text: in another one they would be other places.
    if digest(&paper).map_err(Error::unexpected)? != renewal.seen {
        let errors = FormErrors::of("changes", "renewals-changed-meanwhile");
        return Err(errors.refuse(typed).on(page(&app, &may, shown).await?));
    }
    let names = renames(&app, &draft, &renewal).await?;
    apply(&mut paper, proposals::frame(row), renewal.by, &renewal.changes);
    for (old, new) in &names {
        rename(&mut paper, old, new);
    }
    let n = renewal.changes.len() + names.len();
    let kept = keep(&app, &context, paper, (unit, renewal.form.clone(), row.id)).await?;
    let import = take_in(&app, by, kept, (renewal.by.years, n)).await?;
    Ok(See::created(format!("/imports/{import}")).say("renewals-begun", args![n = n]))
}

/// What is printed instead of the name of a unit that ended. Only those that took over its work are taken.
async fn renames(app: &App, draft: &Draft, renewal: &Checked) -> Result<Vec<(String, String)>, Error> {
    if renewal.renames.is_empty() {
        return Ok(Vec::new());
    }
    let ended: HashMap<String, EndedView> = proposals::ended(app, draft, app.now().local_day())
        .await?
        .into_iter()
        .map(|one| (one.key.clone(), one))
        .collect();
    let mut names = Vec::new();
    for (key, unit) in &renewal.renames {
        let found =
            ended.get(key).and_then(|one| Some((one, one.heirs.iter().find(|heir| heir.id == *unit)?)));
        let Some((one, heir)) = found else {
            return Err(FormErrors::of("renames", "renewals-renames-wrong").into());
        };
        let is_capitals = one.printed == one.printed.to_uppercase();
        names.push((
            one.printed.clone(),
            if is_capitals { heir.name.to_uppercase() } else { heir.name.clone() },
        ));
    }
    // "Phòng Giáo dục" must not be replaced inside "Phòng Giáo dục Ba Đình" that is still to come.
    names.sort_by_key(|(old, _)| std::cmp::Reverse(old.len()));
    Ok(names)
}

/// Keeps the text as a Word file.
async fn keep(
    app: &App,
    context: &Context,
    paper: Paper,
    (unit, form, from_plan): (UnitId, Option<String>, domain::ids::PlanId),
) -> Result<Kept, Error> {
    let written = tokio::task::spawn_blocking(move || paper::word::write(&paper)).await;
    let bytes = written.map_err(Error::unexpected)?.map_err(Error::unexpected)?;
    Ok(Kept {
        unit,
        file_name: context.say("renewals-file", &args![]),
        file: app.files.keep(&bytes).await.map_err(files::unkept)?,
        n_bytes: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        form,
        from_plan: Some(from_plan),
    })
}

/// Begins the draft once, however often its form is sent.
async fn take_in(app: &App, by: By, kept: Kept, (years, n): (i32, usize)) -> Result<ImportId, Error> {
    if let Some(first) = first_of_form(app.db.read(), by, &kept).await? {
        return Ok(first.id);
    }
    let plan = kept.from_plan.ok_or_else(Error::not_found)?;
    let tx = app.db.write().await?;
    match actions::begin(&tx, app.now(), by, plan, (kept.clone(), years, n)).await {
        Ok(import) => {
            tx.commit().await?;
            Ok(import)
        }
        // Both came at the same moment, and the other one was first.
        Err(ImportError::Db(error)) if error.is_unique_violation() => {
            drop(tx);
            first_of_form(app.db.read(), by, &kept).await?.map(|row| row.id).ok_or_else(|| error.into())
        }
        Err(error) => Err(error.into()),
    }
}
