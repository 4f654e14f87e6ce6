//! Lists of reviews, and beginning one: of a plan, of a unit in it, or of a period over all plans.

use super::actions::{self, NewReview};
use super::draft::{self, About};
use super::pages::{ReviewRow, ReviewsPage};
use crate::app::App;
use crate::features::plans::Plan;
use crate::features::units;
use crate::rights::{May, ReadPlan, Signed, SignedIn, may};
use axum::extract::State as Axum;
use db::DbError;
use domain::ids::{PlanId, UnitId};
use domain::rights::{Act, Reach};
use domain::time::Day;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use serde::Deserialize;
use std::collections::HashMap;
use tables::{plan, plan_issuer, review};
use utoipa::ToSchema;
use web::{Check, Error, FormErrors, Input, See, Show, args};

/// Reviews that a list shows.
const LISTED_MAX: u64 = 200;
/// Longest title, in letters: Subject of Decree 30/2020/NĐ-CP, appendix VI.
pub const TITLE_LETTERS_MAX: usize = 500;

/// GET /reviews
pub async fn list(Axum(app): Axum<App>, signed: SignedIn) -> Result<Show<ReviewsPage>, Error> {
    Ok(Show(page(&app, &signed, None).await?))
}

/// GET /plans/{id}/reviews
pub async fn of_plan(Axum(app): Axum<App>, may: May<Plan, ReadPlan>) -> Result<Show<ReviewsPage>, Error> {
    Ok(Show(page(&app, may.signed(), Some(may.row())).await?))
}

/// The latest reviews that the person may read: the right of each unit is asked once, and a page of those of others does
/// not push one's own out of the list.
async fn readable(
    app: &App,
    signed: &Signed,
    plan: Option<&plan::Model>,
) -> Result<Vec<review::Model>, Error> {
    let conn = app.db.read();
    let select = || match plan {
        Some(plan) => review::of_plan(plan.id),
        None => review::Entity::find().order_by_desc(review::Column::Id),
    };
    let mut writing = select();
    sea_orm::QuerySelect::query(&mut writing).clear_order_by();
    let writing: Vec<UnitId> = writing
        .select_only()
        .column(review::Column::UnitId)
        .distinct()
        .into_tuple()
        .all(conn)
        .await
        .map_err(DbError::from)?;
    let mut mine = Vec::new();
    for unit in writing {
        if signed.may(app, Act::ReadDraft, Some(unit)).await?.is_some() {
            mine.push(unit);
        }
    }
    let rows = select().filter(review::Column::UnitId.is_in(mine)).limit(LISTED_MAX).all(conn).await;
    Ok(rows.map_err(DbError::from)?)
}

/// What one plan's list, or that of all plans, shows to this person.
async fn page(app: &App, signed: &Signed, plan: Option<&plan::Model>) -> Result<ReviewsPage, Error> {
    let (conn, today) = (app.db.read(), app.now().local_day());
    let rows = readable(app, signed, plan).await?;
    let unit = signed.own(Act::DraftDocument).map(|(unit, ..)| unit).next();
    let ids: Vec<UnitId> = rows.iter().map(|row| row.unit_id).chain(unit).collect();
    let refs = units::refs(conn, &ids, today).await.map_err(DbError::from)?;
    let names: HashMap<UnitId, String> = refs.into_iter().map(|unit| (unit.id, unit.short)).collect();
    let name = |unit: UnitId| names.get(&unit).cloned().unwrap_or_default();
    let view = |row: &review::Model| ReviewRow {
        id: row.id,
        kind: row.kind.clone(),
        title: row.title.clone(),
        from: row.from_on,
        to: row.to_on,
        unit_name: name(row.unit_id),
        has_report: row.document_id.is_some(),
        is_counting: row.counting_at.is_some(),
    };
    let starts = plan.and_then(|plan| plan.issued_on.or(plan.starts_on));
    Ok(ReviewsPage {
        plan_id: plan.map(|plan| plan.id),
        plan: plan.map(actions::plan_words),
        reviews: rows.iter().map(view).collect(),
        may_begin: signed.reach(Act::DraftDocument) > Reach::Nowhere,
        unit: unit.map(name).unwrap_or_default(),
        unit_id: unit,
        from: starts.filter(|from| *from <= today).unwrap_or_else(|| year_begins(today)),
        to: today,
    })
}

fn year_begins(day: Day) -> Day {
    use chrono::Datelike as _;
    Day::from_ymd_opt(day.year(), 1, 1).unwrap_or(day)
}

/// What a review is begun with.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = ReviewBegin)]
pub struct Begin {
    /// The plan, by id; empty for all plans.
    plan: String,
    /// interim or final.
    kind: String,
    /// First day, as people write it.
    from: String,
    /// Last day.
    to: String,
    /// The unit that writes it, as typed.
    unit: String,
    /// The one chosen.
    unit_id: String,
    /// Only this unit and those below it, as typed; empty for all that the person may see.
    about: String,
    /// The one chosen.
    about_id: String,
}

/// A review that can be begun, its units still as they were typed.
#[derive(Debug)]
pub struct ToBegin {
    plan: Option<PlanId>,
    kind: &'static str,
    from: Day,
    to: Day,
    unit: (Option<UnitId>, String),
    about: (Option<UnitId>, String),
}

impl Check for Begin {
    type Valid = ToBegin;

    fn check(self) -> Result<ToBegin, FormErrors> {
        let mut errors = FormErrors::none();
        let kind = match self.kind.as_str() {
            "interim" => "interim",
            "final" => "final",
            _ => {
                errors.add("kind", "reviews-kind-missing");
                "interim"
            }
        };
        let mut day = |field: &'static str, text: &str| {
            units::read_day(text).unwrap_or_else(|| {
                errors.add(field, "reviews-day-unread");
                Day::default()
            })
        };
        let (from, to) = (day("from", &self.from), day("to", &self.to));
        if errors.is_empty() && to < from {
            errors.add("to", "reviews-days-turned");
        }
        let plan = match self.plan.trim() {
            "" => None,
            id => id.parse().map_err(|_| errors.add("plan", "reviews-plan-unknown")).ok(),
        };
        let typed = |id: &str, text: &str| (id.trim().parse().ok(), text.trim().to_owned());
        let unit = typed(&self.unit_id, &self.unit);
        let about = typed(&self.about_id, &self.about);
        errors.or(|| ToBegin { plan, kind, from, to, unit, about })
    }
}

/// POST /reviews
pub async fn begin(
    Axum(app): Axum<App>,
    SignedIn(signed): SignedIn,
    input: Input<Begin>,
) -> Result<See, Error> {
    let typed = input.typed();
    let plan = input.value().plan.trim().parse::<PlanId>().ok();
    let refusal = match input.check() {
        Ok(new) => match begun(&app, &signed, new).await? {
            Ok(see) => return Ok(see),
            Err(errors) => errors.refuse(typed),
        },
        Err(refusal) => refusal,
    };
    let plan = match plan {
        Some(id) => plan::by_id(id).one(app.db.read()).await.map_err(DbError::from)?,
        None => None,
    };
    // A plan that this person may not read is not shown around the refusal either.
    let plan = match plan {
        Some(row) if may::<Plan>(&app, &signed, &row, Act::ReadPlan).await?.is_some() => Some(row),
        _ => None,
    };
    Err(refusal.on(page(&app, &signed, plan.as_ref()).await?))
}

async fn begun(app: &App, signed: &Signed, new: ToBegin) -> Result<Result<See, FormErrors>, Error> {
    let (conn, today) = (app.db.read(), app.now().local_day());
    let refused = |field: &'static str, key: &'static str| Ok(Err(FormErrors::of(field, key)));
    let unit = match (new.unit.0, new.unit.1.is_empty()) {
        (None, true) => None,
        _ => units::actions::meant(conn, new.unit.0, &new.unit.1, today).await?,
    };
    let Some(unit) = unit else { return refused("unit", "reviews-unit-unknown") };
    let Some(by) = signed.may(app, Act::DraftDocument, Some(unit)).await? else {
        return refused("unit", "reviews-not-yours");
    };
    let plan = match new.plan {
        Some(id) => {
            let found = plan::by_id(id).one(conn).await.map_err(DbError::from)?;
            let reads = match &found {
                Some(row) => may::<Plan>(app, signed, row, Act::ReadPlan).await?.is_some(),
                None => false,
            };
            match found.filter(|_| reads) {
                Some(row) => Some(row),
                None => return refused("plan", "reviews-plan-unknown"),
            }
        }
        None => None,
    };
    let about = match (new.about.0, new.about.1.is_empty()) {
        (None, true) => None,
        (chosen, _) => match units::actions::meant(conn, chosen, &new.about.1, today).await? {
            Some(about) => Some(about),
            None => return refused("about", "reviews-unit-unknown"),
        },
    };
    let about = match seen(app, signed, (plan.as_ref(), unit), about).await? {
        Ok(about) => about,
        Err(key) => return refused("about", key),
    };
    let (name, about_name) = (
        full_name(app, unit).await?,
        match about {
            Some(about) => Some(full_name(app, about).await?),
            None => None,
        },
    );
    let words = plan.as_ref().map(actions::plan_words);
    let texts = draft::texts(&About {
        unit: &name,
        plan: words.as_deref(),
        of: about_name.as_deref().filter(|_| about != Some(unit)),
        from: new.from,
        to: new.to,
    });
    let what = words.unwrap_or_else(|| "các kế hoạch".to_owned());
    let verb = if new.kind == "final" { "Tổng kết" } else { "Sơ kết" };
    let title: String = format!("{verb} việc thực hiện {what}").chars().take(TITLE_LETTERS_MAX).collect();
    let review = NewReview {
        unit,
        plan: plan.map(|plan| plan.id),
        about,
        kind: new.kind,
        title,
        from: new.from,
        to: new.to,
        texts,
    };
    let id = actions::begin(&app.db, app.now(), by, review).await?;
    Ok(Ok(See::created(format!("/reviews/{id}")).say("reviews-begun", args![])))
}

/// The unit whose work is counted. Numbers of work are read from above: all of a plan by those who keep or issue it, others
/// see what is theirs. It is asked of the person and of the unit that writes the review, because whoever reads its papers
/// reads the numbers too.
async fn seen(
    app: &App,
    signed: &Signed,
    (plan, unit): (Option<&plan::Model>, UnitId),
    about: Option<UnitId>,
) -> Result<Result<Option<UnitId>, &'static str>, Error> {
    if let Some(about) = about {
        let reads = signed.may(app, Act::ReadWork, Some(about)).await?.is_some()
            && is_above(app, unit, about).await?;
        return Ok(if reads || holds(app, signed, (plan, unit)).await? {
            Ok(Some(about))
        } else {
            Err("reviews-not-seen")
        });
    }
    if holds(app, signed, (plan, unit)).await? { Ok(Ok(None)) } else { Ok(Ok(Some(unit))) }
}

/// Whether a unit is another one or above it today.
async fn is_above(app: &App, unit: UnitId, below: UnitId) -> Result<bool, Error> {
    let today = app.now().local_day();
    Ok(unit == below || units::actions::is_within(app.db.read(), below, unit, today).await?)
}

/// Whether this person works in the unit that keeps a plan, or in one that issues it, and writes for it or from above it.
async fn holds(
    app: &App,
    signed: &Signed,
    (plan, writing): (Option<&plan::Model>, UnitId),
) -> Result<bool, Error> {
    let Some(plan) = plan else { return Ok(signed.reach(Act::ReadWork) == Reach::Everywhere) };
    let rows = plan_issuer::of_plan(plan.id).all(app.db.read()).await.map_err(DbError::from)?;
    for unit in rows.into_iter().filter_map(|row| row.unit_id).chain([plan.unit_id]) {
        if signed.may(app, Act::ReadWork, Some(unit)).await?.is_some() && is_above(app, writing, unit).await?
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The whole name of a unit today.
pub async fn full_name(app: &App, unit: UnitId) -> Result<String, Error> {
    let today = app.now().local_day();
    let refs = units::refs(app.db.read(), &[unit], today).await.map_err(DbError::from)?;
    Ok(refs.into_iter().next().map(|unit| unit.name).unwrap_or_default())
}
