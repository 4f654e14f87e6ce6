//! The forms of a rating and of its criteria: kept as typed when they are refused.

use super::RatingError;
use super::actions;
use super::forms::{CriteriaForm, Item, RatingForm, Seen, Wish};
use super::pages::{ChoiceView, CriteriaPage, CriterionView, EditPage, PastedView};
use super::rights::Rating;
use super::view;
use crate::app::App;
use crate::features::units;
use crate::rights::{LeadWork, May, Signed, SignedIn};
use axum::extract::State;
use db::DbError;
use domain::ids::{IndicatorId, PlanId, UnitId};
use domain::ratings::{CriterionKind, PointSource, RatingState};
use domain::rights::Act;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use std::collections::BTreeMap;
use tables::{indicator, plan, rating, rating_criterion, rating_unit};
use web::{Error, FormErrors, Input, See, Show, args};

/// Plans to choose from.
const PLANS_MAX: u64 = 100;
/// The grades that most units give.
const GRADES: &str = "Hoàn thành xuất sắc nhiệm vụ | 90 | 20%\nHoàn thành tốt nhiệm vụ | 80\nHoàn thành nhiệm vụ | 50\nKhông hoàn thành nhiệm vụ | 0";

async fn page(
    app: &App,
    row: Option<&rating::Model>,
    unit: Option<UnitId>,
    fields: RatingForm,
) -> Result<EditPage, Error> {
    let plans: Vec<(PlanId, String)> = match unit {
        Some(unit) => plan::Entity::find()
            .filter(plan::Column::UnitId.eq(unit))
            .filter(plan::Column::State.eq("issued"))
            .order_by_desc(plan::Column::Id)
            .limit(PLANS_MAX)
            .select_only()
            .columns([plan::Column::Id, plan::Column::Subject])
            .into_tuple()
            .all(app.db.read())
            .await
            .map_err(DbError::from)?,
        None => Vec::new(),
    };
    let plans = plans.into_iter().map(|(id, word)| ChoiceView { value: id.to_string(), word });
    Ok(EditPage {
        id: row.map(|row| row.id),
        is_sent: row.is_some_and(|row| row.state != RatingState::Draft),
        fields,
        plans: plans.collect(),
        kinds: view::kinds(),
        clusters: view::clusters(app).await?,
    })
}

/// The unit for which a person rates.
fn own_unit(signed: &Signed) -> Option<UnitId> {
    signed.own(Act::LeadWork).next().map(|(unit, ..)| unit)
}

/// GET /ratings/new
pub async fn new_form(State(app): State<App>, SignedIn(signed): SignedIn) -> Result<Show<EditPage>, Error> {
    let unit = own_unit(&signed);
    let name = match unit {
        Some(unit) => units::actions::short_name(app.db.read(), unit, app.now().local_day()).await?,
        None => String::new(),
    };
    let fields = RatingForm {
        unit: name,
        unit_id: unit.map(|unit| unit.to_string()).unwrap_or_default(),
        asked: "kinds".to_owned(),
        grades: GRADES.to_owned(),
        bonus_max: "5".to_owned(),
        penalty_max: "10".to_owned(),
        complaint_days: "5".to_owned(),
        ..RatingForm::default()
    };
    Ok(Show(page(&app, None, unit, fields).await?))
}

/// A plan counts for the unit that keeps it.
async fn refuse_foreign_plan(
    app: &App,
    unit: UnitId,
    chosen: Option<PlanId>,
) -> Result<Option<FormErrors>, Error> {
    let Some(id) = chosen else { return Ok(None) };
    let row = plan::by_id(id).one(app.db.read()).await.map_err(DbError::from)?;
    let is_own = row.is_some_and(|row| row.unit_id == unit && row.state == "issued");
    Ok((!is_own).then(|| FormErrors::of("plan", "ratings-plan-foreign")))
}

/// POST /ratings
pub async fn create(
    State(app): State<App>,
    SignedIn(signed): SignedIn,
    input: Input<RatingForm>,
) -> Result<See, Error> {
    let (typed, kept) = (input.typed(), input.value().clone());
    let unit = kept.unit_id.parse().ok().or_else(|| own_unit(&signed));
    let read = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(refusal.on(page(&app, None, unit, kept).await?)),
    };
    let (new, asker) = match read.meant(&app, true).await? {
        Ok(read) => read,
        Err(errors) => return Err(errors.refuse(typed).on(page(&app, None, unit, kept).await?)),
    };
    let asker = asker.ok_or_else(Error::not_found)?;
    let by = signed.may(&app, Act::LeadWork, Some(asker)).await?.ok_or_else(Error::forbidden)?;
    if let Some(errors) = refuse_foreign_plan(&app, asker, new.plan).await? {
        return Err(errors.refuse(typed).on(page(&app, None, Some(asker), kept).await?));
    }
    let tx = app.db.write().await?;
    let id = actions::create(&tx, app.now(), by, asker, &new).await?;
    tx.commit().await?;
    Ok(See::created(format!("/ratings/{id}/criteria")).say("ratings-created", args![name = new.name]))
}

/// What stands in the form of a rating.
async fn filled(app: &App, row: &rating::Model) -> Result<RatingForm, Error> {
    let (db, today) = (app.db.read(), app.now().local_day());
    let within = match row.within_id {
        Some(unit) => units::actions::short_name(db, unit, today).await?,
        None => String::new(),
    };
    let chosen = rating_unit::of(row.id).all(db).await.map_err(DbError::from)?;
    let chosen: Vec<UnitId> = chosen.into_iter().map(|one| one.unit_id).collect();
    let chosen = units::refs(db, &chosen, today).await.map_err(DbError::from)?;
    let id = |id: Option<uuid::Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
    Ok(RatingForm {
        name: row.name.clone(),
        plan: id(row.plan_id.map(PlanId::uuid)),
        due_on: row.due_on.map(|day| day.format("%d/%m/%Y").to_string()).unwrap_or_default(),
        asked: row.asked.clone(),
        within,
        within_id: id(row.within_id.map(UnitId::uuid)),
        kinds: row.kinds.split(',').map(str::to_owned).collect(),
        cluster: id(row.cluster_id.map(domain::ids::ClusterId::uuid)),
        units: chosen.into_iter().map(|one| one.name).collect::<Vec<_>>().join("\n"),
        grades: row.grades.clone(),
        bonus_max: view::print(row.bonus_max),
        penalty_max: view::print(row.penalty_max),
        complaint_days: row.complaint_days.to_string(),
        version: row.version,
        ..RatingForm::default()
    })
}

/// GET /ratings/{id}/edit
pub async fn edit_form(State(app): State<App>, may: May<Rating, LeadWork>) -> Result<Show<EditPage>, Error> {
    let (row, fields) = (may.row(), filled(&app, may.row()).await?);
    Ok(Show(page(&app, Some(row), Some(row.unit_id), fields).await?))
}

/// The fields that differ from those of another version.
fn since(typed: &RatingForm, now: &RatingForm) -> FormErrors {
    let (kinds, kinds_now) = (typed.kinds.join(", "), now.kinds.join(", "));
    FormErrors::since([
        ("name", &typed.name, &now.name),
        ("plan", &typed.plan, &now.plan),
        ("due_on", &typed.due_on, &now.due_on),
        ("asked", &typed.asked, &now.asked),
        ("within", &typed.within, &now.within),
        ("kinds", &kinds, &kinds_now),
        ("cluster", &typed.cluster, &now.cluster),
        ("units", &typed.units, &now.units),
        ("grades", &typed.grades, &now.grades),
        ("bonus_max", &typed.bonus_max, &now.bonus_max),
        ("penalty_max", &typed.penalty_max, &now.penalty_max),
        ("complaint_days", &typed.complaint_days, &now.complaint_days),
    ])
}

/// POST /ratings/{id}
pub async fn change(
    State(app): State<App>,
    may: May<Rating, LeadWork>,
    input: Input<RatingForm>,
) -> Result<See, Error> {
    let (typed, kept, row) = (input.typed(), input.value().clone(), may.row());
    let unit = Some(row.unit_id);
    let read = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(refusal.on(page(&app, Some(row), unit, kept).await?)),
    };
    let version = read.version;
    // Once it is sent, plan and units stand as they were, whatever became of them since.
    let is_draft = row.state == RatingState::Draft;
    let new = match is_draft {
        true => match read.meant(&app, false).await? {
            Ok((new, _)) => new,
            Err(errors) => return Err(errors.refuse(typed).on(page(&app, Some(row), unit, kept).await?)),
        },
        false => read.without_units(),
    };
    if is_draft && let Some(errors) = refuse_foreign_plan(&app, row.unit_id, new.plan).await? {
        return Err(errors.refuse(typed).on(page(&app, Some(row), unit, kept).await?));
    }
    let tx = app.db.write().await?;
    match actions::change(&tx, app.now(), may.by(), (row.id, version), &new).await {
        Err(RatingError::Changed) => {
            tx.rollback().await?;
            let now = rating::by_id(row.id).one(app.db.read()).await.map_err(DbError::from)?;
            let now = now.ok_or_else(Error::not_found)?;
            let errors = since(&kept, &filled(&app, &now).await?);
            if !errors.is_empty() {
                let kept = RatingForm { version: now.version, ..kept };
                return Err(errors.refuse(typed).on(page(&app, Some(&now), unit, kept).await?));
            }
            return Ok(See::other(format!("/ratings/{}", row.id)).say("ratings-saved", args![]));
        }
        done => done?,
    }
    tx.commit().await?;
    Ok(See::other(format!("/ratings/{}", row.id)).say("ratings-saved", args![]))
}

/// POST /ratings/{id}/clone
pub async fn clone(
    State(app): State<App>,
    may: May<Rating, LeadWork>,
    input: Input<Seen>,
) -> Result<See, Error> {
    input.check().map_err(Error::from)?;
    let tx = app.db.write().await?;
    let id = actions::clone(&tx, app.now(), may.by(), may.row(), may.row().name.clone()).await?;
    tx.commit().await?;
    Ok(See::created(format!("/ratings/{id}/edit")).say("ratings-cloned", args![]))
}

async fn criteria_page(app: &App, row: &rating::Model, paste: String) -> Result<CriteriaPage, Error> {
    let db = app.db.read();
    let row = rating::by_id(row.id).one(db).await.map_err(DbError::from)?.ok_or_else(Error::not_found)?;
    let rows = rating_criterion::of(row.id).all(db).await.map_err(DbError::from)?;
    let pasted = domain::ratings::read_table(&paste).into_iter().map(|one| PastedView {
        line: one.line,
        heading: one.group,
        name: one.name,
        points: one.points.map(view::print),
    });
    let mut sources = Vec::new();
    if let Some(plan) = row.plan_id {
        let by_plan = PointSource::ALL.iter().filter(|s| **s != PointSource::Indicator);
        sources.extend(
            by_plan.map(|source| ChoiceView { value: source.word().to_owned(), word: String::new() }),
        );
        let all = indicator::of_plan(plan).filter(indicator::Column::State.eq("asked"));
        for one in all.all(db).await.map_err(DbError::from)? {
            sources.push(ChoiceView { value: format!("indicator:{}", one.id), word: one.name });
        }
    } else {
        sources.push(ChoiceView { value: PointSource::Hand.word().to_owned(), word: String::new() });
    }
    Ok(CriteriaPage {
        criteria: rows.iter().map(view::criterion).collect(),
        sum: view::sum(&rows),
        rating: view::rating(app, &row).await?,
        sources,
        pasted: pasted.collect(),
        paste,
    })
}

/// GET /ratings/{id}/criteria
pub async fn criteria_form(
    State(app): State<App>,
    may: May<Rating, LeadWork>,
) -> Result<Show<CriteriaPage>, Error> {
    Ok(Show(criteria_page(&app, may.row(), String::new()).await?))
}

/// An indicator counts when it belongs to the plan of the rating.
async fn are_of_plan(app: &App, row: &rating::Model, ids: &[IndicatorId]) -> Result<bool, Error> {
    let found = indicator::by_ids(ids).all(app.db.read()).await.map_err(DbError::from)?;
    Ok(ids.iter().all(|id| found.iter().any(|one| one.id == *id && Some(one.plan_id) == row.plan_id)))
}

/// What stands in the list now, beside what was typed into the fields that differ.
fn since_criteria(items: &BTreeMap<String, Item>, now: &[CriterionView]) -> FormErrors {
    let mut fields = Vec::new();
    for one in now {
        let Some(item) = items.get(&one.id.to_string()) else { continue };
        let field = |name: &str| format!("items.{}.{name}", one.id);
        fields.push((field("heading"), &item.heading, &one.heading));
        fields.push((field("name"), &item.name, &one.name));
        if one.kind != CriterionKind::Condition {
            fields.push((field("points"), &item.points, &one.points));
        }
    }
    FormErrors::since(fields)
}

/// POST /ratings/{id}/criteria
pub async fn write_criteria(
    State(app): State<App>,
    may: May<Rating, LeadWork>,
    input: Input<CriteriaForm>,
) -> Result<axum::response::Response, Error> {
    use axum::response::IntoResponse as _;
    let (row, paste, typed) = (may.row(), input.value().paste.clone(), input.typed());
    let items = input.value().items.clone();
    let (version, wish) = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(refusal.on(criteria_page(&app, row, paste).await?)),
    };
    if let Wish::Preview(paste) = wish {
        return Ok(Show(criteria_page(&app, row, paste).await?).into_response());
    }
    if let Wish::Save(lines) | Wish::Remove(_, lines) = &wish {
        let ids: Vec<IndicatorId> = lines.iter().filter_map(|(_, line)| line.indicator).collect();
        if !are_of_plan(&app, row, &ids).await? {
            return Err(Error::not_found());
        }
    }
    let tx = app.db.write().await?;
    let (now, by, at) = (app.now(), may.by(), (row.id, version));
    let done = match &wish {
        Wish::Preview(_) => Ok(()),
        Wish::Add(lines) => actions::add_lines(&tx, now, by, at, lines).await,
        Wish::Save(lines) => actions::write_lines(&tx, now, by, at, lines).await,
        Wish::Remove(id, lines) if lines.is_empty() => actions::remove_line(&tx, now, by, at, *id).await,
        // Whoever takes one out has typed into the others.
        Wish::Remove(id, lines) => match actions::write_lines(&tx, now, by, at, lines).await {
            Ok(()) => actions::remove_line(&tx, now, by, (row.id, version + 1), *id).await,
            refused => refused,
        },
    };
    if let Err(RatingError::Changed) = done {
        tx.rollback().await?;
        let page = criteria_page(&app, row, paste).await?;
        let errors = since_criteria(&items, &page.criteria);
        let errors =
            if errors.is_empty() { FormErrors::of("paste", "ratings-changed-since") } else { errors };
        return Err(errors.refuse(typed).on(page));
    }
    done?;
    tx.commit().await?;
    Ok(See::other(format!("/ratings/{}/criteria", row.id)).say("ratings-saved", args![]).into_response())
}
