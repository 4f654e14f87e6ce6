//! What a plan says today, how far it is from now, and which of its units have ended.

use super::pages::EndedView;
use crate::app::App;
use crate::features::units;
use chrono::Datelike as _;
use domain::ids::UnitId;
use domain::time::Day;
use draft::Draft;
use paper::renew::{Frame, YEARS_MAX};
use std::collections::{BTreeMap, HashMap};
use tables::{plan, unit};
use web::Error;

/// Years that a plan without an end is taken to last.
const SPAN_YEARS: i32 = 1;

/// The days that a plan is about.
pub fn frame(plan: &plan::Model) -> Frame {
    let year = plan
        .year
        .or_else(|| plan.issued_on.map(|on| on.year()))
        .unwrap_or_else(|| plan.created_at.local_day().year());
    let first_of = |year| Day::from_ymd_opt(year, 1, 1).unwrap_or_default();
    let from = plan.starts_on.or(plan.issued_on).unwrap_or_else(|| first_of(year));
    let last = from.with_year(from.year() + SPAN_YEARS).unwrap_or(from);
    Frame { from, to: plan.ends_on.filter(|to| *to >= from).unwrap_or(last) }
}

/// The years that a plan is moved by when nothing else is said: so that it begins this year or, when it already does, next.
pub fn years(plan: &plan::Model, today: Day) -> i32 {
    (today.year() - frame(plan).from.year()).clamp(1, YEARS_MAX)
}

/// Printed names whose units have ended by `today`, with those that took over; names whose unit nobody chose are left out.
pub async fn ended(app: &App, draft: &Draft, today: Day) -> Result<Vec<EndedView>, Error> {
    let conn = app.db.read();
    let chosen: BTreeMap<&String, UnitId> = draft
        .units
        .iter()
        .filter_map(|(key, found)| Some((key, found.chosen.as_ref()?.unit.parse().ok()?)))
        .collect();
    let ids: Vec<UnitId> = chosen.values().copied().collect();
    let gone: HashMap<UnitId, Option<Day>> = unit::by_ids(&ids)
        .all(conn)
        .await?
        .into_iter()
        .filter(|unit| unit.valid_to.is_some_and(|to| to < today))
        .map(|unit| (unit.id, unit.valid_to))
        .collect();
    let mut views = Vec::new();
    for (key, id) in chosen {
        let (Some(ended_on), Some(found)) = (gone.get(&id), draft.units.get(key)) else { continue };
        let heirs = units::successors(conn, id, today).await?;
        let heirs = units::refs(conn, &heirs, today).await?;
        views.push(EndedView {
            key: key.clone(),
            printed: found.printed.clone(),
            ended_on: *ended_on,
            heirs,
        });
    }
    Ok(views)
}
