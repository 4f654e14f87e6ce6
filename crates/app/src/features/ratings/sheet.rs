//! The sheet of one unit: its own points, those of the unit that rates beside them, what the data says, the complaint.

use super::pages::{MarkView, SheetPage};
use super::rights::{AskedSheet, Sheet, SheetRow};
use super::score_forms::{ComplaintForm, GivenForm, Item, OwnForm};
use super::view::{self, Among};
use super::{RatingError, actions, data, files};
use crate::app::App;
use crate::features::plans::Plan;
use crate::features::units;
use crate::rights::{self, DoWork, LeadWork, May, Owned as _, ReadWork, Signed};
use axum::extract::State;
use chrono::Days;
use db::DbError;
use domain::figures::Amount;
use domain::ids::{CriterionId, RatingSheetId, UnitId};
use domain::ratings::{CriterionKind, PointSource, SheetState, read_grades, total};
use domain::rights::Act;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use tables::{rating_criterion, rating_mark, rating_sheet};
use utoipa::IntoParams;
use uuid::Uuid;
use web::{Error, FormErrors, Input, Query, See, Show, Typed, args};

/// Which page of the published results.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// From 1.
    pub page: Option<u64>,
}

/// GET /ratings/sheets/{id}
pub async fn show(
    State(app): State<App>,
    may: May<Sheet, ReadWork>,
    Query(wanted): Query<Wanted>,
) -> Result<Show<SheetPage>, Error> {
    Ok(Show(page(&app, may.signed(), may.row(), wanted.page.unwrap_or(1)).await?))
}

pub(super) async fn again(app: &App, signed: &Signed, id: RatingSheetId) -> Result<SheetPage, Error> {
    let row = Sheet::load(app, id.uuid()).await?.ok_or_else(Error::not_found)?;
    page(app, signed, &row, 1).await
}

/// What somebody may do on a sheet now.
struct Can {
    is_asker: bool,
    see_own: bool,
    say: bool,
    give: bool,
    send_back: bool,
    put_out: bool,
    restore: bool,
    complain: bool,
    answer: bool,
}

async fn can(app: &App, signed: &Signed, row: &SheetRow) -> Result<Can, Error> {
    let (sheet, rating) = (&row.sheet, &row.rating);
    let may_do = signed.may(app, Act::DoWork, Some(sheet.unit_id)).await?.is_some();
    let may_lead = signed.may(app, Act::LeadWork, Some(rating.unit_id)).await?.is_some();
    let is_asker = signed.may(app, Act::ReadWork, Some(rating.unit_id)).await?.is_some();
    let is_open = rating.state.is_open();
    let until = until(row);
    let is_time = until.is_some_and(|last| app.now().local_day() <= last)
        && rating.complaint_days > 0
        && sheet.total.is_some();
    Ok(Can {
        is_asker,
        see_own: sees_own(app, signed, sheet).await?,
        say: may_do && is_open && matches!(sheet.state, SheetState::Open | SheetState::Returned),
        give: may_lead && is_open && !matches!(sheet.state, SheetState::Accepted | SheetState::Dropped),
        put_out: may_lead && is_open && sheet.state != SheetState::Dropped,
        restore: may_lead && is_open && sheet.state == SheetState::Dropped,
        send_back: may_lead && is_open && matches!(sheet.state, SheetState::Sent | SheetState::Accepted),
        complain: may_do && is_time && sheet.complained_at.is_none(),
        answer: may_lead && sheet.complained_at.is_some() && sheet.answered_at.is_none(),
    })
}

/// Whether what a unit says of itself is shown to somebody. What it types and has not sent is its own.
pub(super) async fn sees_own(app: &App, signed: &Signed, sheet: &rating_sheet::Model) -> Result<bool, Error> {
    let is_unsent = match sheet.state {
        SheetState::Open => true,
        SheetState::Returned => sheet.decided_at.is_none_or(|at| sheet.updated_at > at),
        SheetState::Dropped => sheet.sent_at.is_none(),
        _ => false,
    };
    Ok(!is_unsent || signed.units_for(app, Act::ReadWork).await?.contains(&sheet.unit_id))
}

/// Last day of complaints, once the results are published.
fn until(row: &SheetRow) -> Option<domain::time::Day> {
    let days = Days::new(u64::try_from(row.rating.complaint_days).unwrap_or(0));
    row.rating.published_at?.local_day().checked_add_days(days)
}

/// Takes the links off data that the reader may not open.
async fn only_open(
    app: &App,
    signed: &Signed,
    unit: UnitId,
    found: &mut HashMap<CriterionId, data::Data>,
) -> Result<(), Error> {
    let reads_work = signed.may(app, Act::ReadWork, Some(unit)).await?.is_some();
    for one in found.values_mut() {
        let plan = one.link.as_deref().and_then(|link| link.strip_prefix("/plans/")?.parse::<Uuid>().ok());
        let is_open = match plan {
            Some(id) => match Plan::load(app, id).await? {
                Some(row) => rights::may::<Plan>(app, signed, &row, Act::ReadPlan).await?.is_some(),
                None => false,
            },
            None => reads_work,
        };
        if !is_open {
            one.link = None;
        }
    }
    Ok(())
}

async fn page(app: &App, signed: &Signed, row: &SheetRow, number: u64) -> Result<SheetPage, Error> {
    let (db, today) = (app.db.read(), app.now().local_day());
    let (sheet, rating) = (&row.sheet, &row.rating);
    let can = can(app, signed, row).await?;
    let criteria = rating_criterion::of(rating.id).all(db).await.map_err(DbError::from)?;
    let marks = rating_mark::of(sheet.id).all(db).await.map_err(DbError::from)?;
    let marks: HashMap<CriterionId, rating_mark::Model> =
        marks.into_iter().map(|mark| (mark.criterion_id, mark)).collect();
    let mut found = data::of(db, rating, &criteria, sheet.unit_id, today).await.map_err(DbError::from)?;
    only_open(app, signed, sheet.unit_id, &mut found).await?;
    let is_decided = sheet.state == SheetState::Accepted;
    // What the unit that rates is still writing is its own.
    let sees_given = can.is_asker || is_decided || sheet.state == SheetState::Returned;
    let own: Vec<(CriterionKind, i64)> = criteria
        .iter()
        .map(|one| {
            let said = marks.get(&one.id).filter(|_| can.see_own).and_then(|mark| mark.own);
            (one.kind, said.unwrap_or(0))
        })
        .collect();
    let views = criteria
        .iter()
        .map(|one| mark_view(one, marks.get(&one.id), found.get(&one.id), (is_decided, sees_given, &can)))
        .collect();
    let unit = units::refs(db, &[sheet.unit_id], today).await.map_err(DbError::from)?;
    let grades = read_grades(&rating.grades).unwrap_or_default();
    let grade = sheet.grade.and_then(|at| grades.get(usize::try_from(at).ok()?));
    let is_out = rating.published_at.is_some();
    let sees_rank = is_out || can.is_asker;
    let accepted = rating_sheet::of(rating.id).filter(rating_sheet::Column::Total.is_not_null());
    let rank = match sheet.total.filter(|_| sees_rank) {
        Some(total) => {
            let higher = accepted.clone().filter(rating_sheet::Column::Total.gt(total));
            Some(higher.count(db).await.map_err(DbError::from)? + 1)
        }
        None => None,
    };
    Ok(SheetPage {
        id: sheet.id,
        rating: view::rating(app, rating).await?,
        unit: unit.into_iter().next().ok_or_else(Error::not_found)?,
        state: sheet.state,
        reason: sheet.reason.clone(),
        version: sheet.version,
        marks: views,
        own_total: view::print(total(&own, rating.bonus_max, rating.penalty_max)),
        total: sheet.total.map(view::print),
        grade: grade.map(|grade| grade.name.clone()),
        n_ranked: match rank {
            Some(_) => Some(accepted.count(db).await.map_err(DbError::from)?),
            None => None,
        },
        rank,
        is_barred: sheet.total.is_some_and(|n| grades.first().is_some_and(|first| n >= first.least))
            && sheet.grade != Some(0),
        decided_at: sheet.decided_at,
        sent_at: sheet.sent_at,
        complaint: sheet.complaint.clone(),
        complained_at: sheet.complained_at,
        answer: sheet.answer.clone(),
        answered_at: sheet.answered_at,
        complain_until: until(row),
        results: if is_out {
            Some(view::results(app, rating, &Among::default(), number).await?)
        } else {
            None
        },
        files: if can.see_own { files::views(app, sheet.id, &criteria).await? } else { Vec::new() },
        file_bytes_max: app.config.files.upload_bytes_max,
        may_say: can.say,
        may_give: can.give,
        may_return: can.send_back,
        may_drop: can.put_out,
        may_restore: can.restore,
        may_complain: can.complain,
        may_answer: can.answer,
        is_asker: can.is_asker,
    })
}

fn mark_view(
    one: &rating_criterion::Model,
    mark: Option<&rating_mark::Model>,
    found: Option<&data::Data>,
    (is_decided, sees_given, can): (bool, bool, &Can),
) -> MarkView {
    // Once decided, what the data said then stands; before, what it says now.
    let kept = mark.and_then(|mark| Some(data::Data { n: mark.data_n?, of: mark.data_of?, link: None }));
    let link = found.and_then(|found| found.link.clone());
    let data = if is_decided { kept } else { found.cloned() };
    let proposed = actions::proposed(one, data.clone());
    let given = mark.and_then(|mark| mark.given).filter(|_| sees_given);
    let said = mark.filter(|_| can.see_own);
    let own = said.and_then(|mark| mark.own);
    let shown = given.or(proposed.or(own).filter(|_| can.give));
    let points = |n: Option<i64>| match n {
        Some(n) if one.kind == CriterionKind::Condition => i64::from(n > 0).to_string(),
        Some(n) => view::print(n),
        None => String::new(),
    };
    let number = |n: i64| {
        if one.source == PointSource::Indicator { Amount::of_hundredths(n).print() } else { n.to_string() }
    };
    MarkView {
        criterion: view::criterion(one),
        own: points(own),
        own_words: said.map(|mark| mark.own_words.clone()).unwrap_or_default(),
        own_link: said.map(|mark| mark.own_link.clone()).unwrap_or_default(),
        given: points(shown),
        is_proposed: given.is_none() && shown.is_some(),
        given_words: mark.filter(|_| sees_given).map(|mark| mark.given_words.clone()).unwrap_or_default(),
        data_points: proposed.map(view::print),
        data_n: data.as_ref().map(|data| number(data.n)),
        data_of: data.as_ref().map(|data| number(data.of)),
        data_link: link,
    }
}

/// Points above the most of their criterion.
fn too_high(
    criteria: &[rating_criterion::Model],
    points: impl Iterator<Item = (CriterionId, Option<i64>)>,
) -> FormErrors {
    let mut errors = FormErrors::none();
    for (id, n) in points {
        let Some(one) = criteria.iter().find(|one| one.id == id) else { continue };
        let most = if one.kind == CriterionKind::Condition { 100 } else { one.points };
        if n.is_some_and(|n| n > most) {
            errors.add_with(format!("items.{id}.points"), "ratings-too-high", args![n = view::print(most)]);
        }
    }
    errors
}

async fn criteria(app: &App, row: &SheetRow) -> Result<Vec<rating_criterion::Model>, Error> {
    Ok(rating_criterion::of(row.rating.id).all(app.db.read()).await.map_err(DbError::from)?)
}

/// Whose fields were typed.
enum Side<'a> {
    Own(&'a BTreeMap<String, Item>),
    Given(&'a BTreeMap<String, Item>),
    Complaint,
}

/// What stands in the fields of a sheet now, beside what was typed into those that differ.
fn since(page: &SheetPage, side: &Side<'_>) -> FormErrors {
    let (items, is_own) = match side {
        Side::Own(items) => (items, true),
        Side::Given(items) => (items, false),
        Side::Complaint => return FormErrors::none(),
    };
    let mut fields = Vec::new();
    for mark in &page.marks {
        let id = mark.criterion.id.to_string();
        let Some(item) = items.get(&id) else { continue };
        let (points, words) =
            if is_own { (&mark.own, &mark.own_words) } else { (&mark.given, &mark.given_words) };
        // A proposal was written by nobody.
        if is_own || !mark.is_proposed {
            fields.push((format!("items.{id}.points"), &item.points, points));
        }
        fields.push((format!("items.{id}.words"), &item.words, words));
        if is_own {
            fields.push((format!("items.{id}.link"), &item.link, &mark.own_link));
        }
    }
    FormErrors::since(fields)
}

/// The page again with what somebody else wrote meanwhile beside each field, or with what is missing.
async fn refused(
    app: &App,
    signed: &Signed,
    (id, side): (RatingSheetId, Side<'_>),
    (error, typed): (RatingError, Typed),
) -> Error {
    let page = match again(app, signed, id).await {
        Ok(page) => page,
        Err(error) => return error,
    };
    let errors = match error {
        RatingError::Changed => {
            let errors = since(&page, &side);
            if errors.is_empty() { FormErrors::of("items", "ratings-changed-since") } else { errors }
        }
        RatingError::Missing(n) => FormErrors::of_with("items", "ratings-missing-points", args![n = n]),
        error => return error.into(),
    };
    errors.refuse(typed).on(page)
}

/// Points as the page proposes them were given by nobody yet: saving leaves them open, so that they follow what the unit
/// mends and what the data says.
async fn only_given(app: &App, row: &SheetRow, points: &mut [actions::Given]) -> Result<(), Error> {
    let (db, today) = (app.db.read(), app.now().local_day());
    let criteria = criteria(app, row).await?;
    let marks = rating_mark::of(row.sheet.id).all(db).await.map_err(DbError::from)?;
    let marks: HashMap<CriterionId, rating_mark::Model> =
        marks.into_iter().map(|mark| (mark.criterion_id, mark)).collect();
    let found =
        data::of(db, &row.rating, &criteria, row.sheet.unit_id, today).await.map_err(DbError::from)?;
    for one in points {
        let mark = marks.get(&one.criterion);
        let Some(criterion) = criteria.iter().find(|row| row.id == one.criterion) else { continue };
        let proposed = actions::proposed(criterion, found.get(&one.criterion).cloned());
        let proposed = proposed.or(mark.and_then(|mark| mark.own));
        if mark.is_none_or(|mark| mark.given.is_none()) && one.points == proposed {
            one.points = None;
        }
    }
    Ok(())
}

/// POST /ratings/sheets/{id}/own
pub async fn own(
    State(app): State<App>,
    may: May<Sheet, DoWork>,
    input: Input<OwnForm>,
) -> Result<See, Error> {
    let (id, typed, items) = (may.row().sheet.id, input.typed(), input.value().items.clone());
    let (version, points, is_send) = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(refusal.on(again(&app, may.signed(), id).await?)),
    };
    let rows = criteria(&app, may.row()).await?;
    let errors = too_high(&rows, points.iter().map(|one| (one.criterion, one.points)));
    if !errors.is_empty() {
        return Err(errors.refuse(typed).on(again(&app, may.signed(), id).await?));
    }
    let tx = app.db.write().await?;
    let said = actions::say(&tx, app.now(), may.by(), (id, version), (&points, is_send)).await;
    if let Err(error) = said {
        tx.rollback().await?;
        return Err(refused(&app, may.signed(), (id, Side::Own(&items)), (error, typed)).await);
    }
    tx.commit().await?;
    let key = if is_send { "ratings-own-sent" } else { "ratings-saved" };
    Ok(See::other(format!("/ratings/sheets/{id}")).say(key, args![]))
}

/// POST /ratings/sheets/{id}/points
pub async fn points(
    State(app): State<App>,
    may: May<AskedSheet, LeadWork>,
    input: Input<GivenForm>,
) -> Result<See, Error> {
    let (id, typed, items) = (may.row().sheet.id, input.typed(), input.value().items.clone());
    let (version, mut points, verdict) = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(refusal.on(again(&app, may.signed(), id).await?)),
    };
    let rows = criteria(&app, may.row()).await?;
    let errors = too_high(&rows, points.iter().map(|one| (one.criterion, one.points)));
    if !errors.is_empty() {
        return Err(errors.refuse(typed).on(again(&app, may.signed(), id).await?));
    }
    if verdict == actions::Verdict::Save {
        only_given(&app, may.row(), &mut points).await?;
    }
    let tx = app.db.write().await?;
    let done = actions::decide(&tx, app.now(), may.by(), (id, version), (&points, &verdict)).await;
    if let Err(error) = done {
        tx.rollback().await?;
        return Err(refused(&app, may.signed(), (id, Side::Given(&items)), (error, typed)).await);
    }
    tx.commit().await?;
    let key = match verdict {
        actions::Verdict::Save => "ratings-saved",
        actions::Verdict::Accept => "ratings-accepted-told",
        actions::Verdict::Return(_) => "ratings-returned-told",
        actions::Verdict::Answer(_) => "ratings-answered-told",
        actions::Verdict::Drop(_) => "ratings-dropped-told",
        actions::Verdict::Restore => "ratings-restored-told",
    };
    Ok(See::other(format!("/ratings/sheets/{id}")).say(key, args![]))
}

/// POST /ratings/sheets/{id}/complaint
pub async fn complain(
    State(app): State<App>,
    may: May<Sheet, DoWork>,
    input: Input<ComplaintForm>,
) -> Result<See, Error> {
    let (id, typed) = (may.row().sheet.id, input.typed());
    let (version, words) = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(refusal.on(again(&app, may.signed(), id).await?)),
    };
    let tx = app.db.write().await?;
    if let Err(error) = actions::complain(&tx, app.now(), may.by(), (id, version), &words).await {
        tx.rollback().await?;
        return Err(refused(&app, may.signed(), (id, Side::Complaint), (error, typed)).await);
    }
    tx.commit().await?;
    Ok(See::other(format!("/ratings/sheets/{id}")).say("ratings-complained-told", args![]))
}
