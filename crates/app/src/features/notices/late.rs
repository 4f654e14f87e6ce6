//! The page that a notice of late work leads to: what was told further up and is late still, of one's own units and of
//! those right below the units that one leads.

use super::pages::{LateRow, LateWorkPage};
use crate::app::App;
use crate::features::units::{self, actions::with_left};
use crate::features::work::actions::titles;
use crate::rights::{Signed, SignedIn};
use axum::extract::State as Axum;
use domain::ids::UnitId;
use domain::rights::PostKind;
use domain::time::Day;
use domain::work::State;
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    QueryTrait as _, Select,
};
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap};
use tables::{assignment, escalation, post, unit, unit_parent};
use utoipa::IntoParams;
use web::{Error, Query, Show};

/// What is listed.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct WantedLate {
    /// Number of the page, from 1.
    page: Option<u64>,
}

/// GET /escalation/late
pub async fn list(
    Axum(app): Axum<App>,
    signed: SignedIn,
    Query(wanted): Query<WantedLate>,
) -> Result<Show<LateWorkPage>, Error> {
    let (conn, today) = (app.db.read(), app.now().local_day());
    let select = told(&app, &signed, today).await?;
    let page = db::Page::new(wanted.page.unwrap_or(1), db::paging::PAGE_ROWS);
    let found = db::paging::page(select, page, conn).await?;
    let titles = titles(conn, &found.items).await?;
    let ids: BTreeSet<UnitId> = found.items.iter().map(|row| row.unit_id).collect();
    let names = units::refs(conn, &ids.into_iter().collect::<Vec<_>>(), today).await?;
    let names: HashMap<UnitId, String> = names.into_iter().map(|unit| (unit.id, unit.name)).collect();
    let row = |row: &assignment::Model| {
        let due_on = row.due_on?;
        Some(LateRow {
            id: row.id,
            title: titles.get(&row.source_id).cloned().unwrap_or_default(),
            unit_name: names.get(&row.unit_id).cloned().unwrap_or_default(),
            due_on,
            days: (today - due_on).num_days(),
        })
    };
    Ok(Show(LateWorkPage {
        rows: found.items.iter().filter_map(row).collect(),
        total: found.total,
        page: found.page,
        n_pages: found.n_pages,
    }))
}

async fn told(app: &App, signed: &Signed, today: Day) -> Result<Select<assignment::Entity>, Error> {
    let posts = post::held_by(signed.person.id).all(app.db.read()).await?;
    let own: BTreeSet<UnitId> = posts.iter().map(|post| post.unit_id).collect();
    let own: Vec<UnitId> = own.into_iter().collect();
    let own_and_left = with_left(app.db.read(), &own, today).await?;
    let led = posts.iter().filter(|post| post.kind == PostKind::Leader).map(|post| post.unit_id);
    let below = unit_parent::Entity::find()
        .select_only()
        .column(unit_parent::Column::UnitId)
        .filter(unit_parent::Column::ParentId.is_in(led))
        .filter(unit::holds_on(unit_parent::Column::ValidFrom, unit_parent::Column::ValidTo, today))
        .into_query();
    let steps =
        escalation::Entity::find().select_only().column(escalation::Column::AssignmentId).into_query();
    let units = Condition::any()
        .add(assignment::Column::UnitId.is_in(own_and_left))
        .add(assignment::Column::UnitId.in_subquery(below));
    Ok(assignment::Entity::find()
        .filter(units)
        .filter(assignment::Column::Id.in_subquery(steps))
        .filter(assignment::Column::State.is_in([State::Waiting, State::Doing, State::Returned]))
        .filter(assignment::Column::DueOn.lt(today))
        .order_by_asc(assignment::Column::DueOn)
        .order_by_asc(assignment::Column::Id))
}
