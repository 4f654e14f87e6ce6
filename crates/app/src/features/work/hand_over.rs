//! Passing on the open work of somebody who leaves a post.

use super::actions;
use super::detail;
use super::forms::HandOverForm;
use super::pages::{HandOverPage, HandOverUnit};
use super::view::{Words, person_ref};
use crate::app::App;
use crate::features::units::actions as units;
use crate::rights::{Signed, SignedIn};
use axum::extract::State;
use db::DbError;
use domain::ids::{PersonId, UnitId};
use domain::rights::{Act, Reach};
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use std::collections::{BTreeMap, BTreeSet};
use tables::{assignment, person, post};
use web::{Error, Input, Path, See, Show, args};

/// GET /work/people/{person}
pub async fn show(
    State(app): State<App>,
    signed: SignedIn,
    Path(id): Path<PersonId>,
) -> Result<Show<HandOverPage>, Error> {
    Ok(Show(page(&app, &signed, id).await?))
}

async fn page(app: &App, signed: &Signed, id: PersonId) -> Result<HandOverPage, Error> {
    let db = app.db.read();
    let row = person::by_id(id).one(db).await.map_err(DbError::from)?.ok_or_else(Error::not_found)?;
    let open = assignment::open_of_person(id).all(db).await.map_err(DbError::from)?;
    let held = post::held_by(id).all(db).await.map_err(DbError::from)?;
    let mut by_unit: BTreeMap<UnitId, Vec<assignment::Model>> = BTreeMap::new();
    for work in open {
        by_unit.entry(work.unit_id).or_default().push(work);
    }
    let of_posts: BTreeSet<UnitId> = held.iter().map(|post| post.unit_id).collect();
    let today = app.now().local_day();
    // Only the units whose work the reader may do; what others must do is not told here.
    let mut ours = BTreeSet::new();
    for unit in by_unit.keys().copied().chain(of_posts.iter().copied()) {
        if signed.may(app, Act::DoWork, Some(unit)).await?.is_some() {
            ours.insert(unit);
        }
    }
    if ours.is_empty() && signed.reach(Act::DoWork) != Reach::Everywhere {
        return Err(Error::forbidden());
    }
    let mut shown = Vec::new();
    for (unit, rows) in by_unit.into_iter().filter(|(unit, _)| ours.contains(unit)) {
        let words = Words::load(app, &rows, &[]).await?;
        let people = detail::people_of_unit(app, &rows[0]).await?;
        shown.push(HandOverUnit {
            unit_id: unit,
            unit: units::short_name(db, unit, today).await?,
            rows: rows.iter().map(|row| words.row(row, today)).collect(),
            people: people.into_iter().filter(|other| other.id != id).collect(),
            is_in_post: of_posts.contains(&unit),
        });
    }
    Ok(HandOverPage { person: person_ref(row.id, row.name), units: shown })
}

/// POST /work/people/{person}
pub async fn hand_over(
    State(app): State<App>,
    signed: SignedIn,
    Path(id): Path<PersonId>,
    input: Input<HandOverForm>,
) -> Result<See, Error> {
    let again = page(&app, &signed, id).await?;
    let (unit, to) = match input.check() {
        Ok(valid) => valid,
        Err(refusal) => return Err(refusal.on(again)),
    };
    let by = signed.may(&app, Act::DoWork, Some(unit)).await?.ok_or_else(Error::forbidden)?;
    let tx = app.db.write().await?;
    let n = actions::hand_over(&tx, app.now(), by, unit, (id, to)).await?;
    tx.commit().await?;
    let row = person::by_id(to).one(app.db.read()).await.map_err(DbError::from)?;
    let name = row.map(|row| row.name).unwrap_or_default();
    Ok(See::other(format!("/people/{id}")).say("work-handed-over", args![n = n, name = name]))
}

/// Whether a person leaves open work behind in a unit where no post is held any more.
pub async fn is_left_behind(app: &App, id: PersonId, unit: UnitId) -> Result<bool, Error> {
    let db = app.db.read();
    let held =
        post::held_by(id).filter(post::Column::UnitId.eq(unit)).one(db).await.map_err(DbError::from)?;
    if held.is_some() {
        return Ok(false);
    }
    Ok(!actions::open_in_unit(db, id, unit).await.map_err(DbError::from)?.is_empty())
}
