//! A rating with its results, and the steps of the whole of it.

use super::forms::{self, AcceptForm, DocumentForm, StepForm, UnitsForm};
use super::pages::{RatingDocument, RatingPage};
use super::rights::Rating;
use super::view::{self, Among};
use super::{RatingError, actions};
use crate::app::App;
use crate::features::{groups, units};
use crate::rights::{Deed, DraftDocument, LeadWork, May, ReadWork};
use axum::extract::State;
use db::DbError;
use domain::ids::ClusterId;
use domain::ratings::{RatingState, SheetState};
use domain::rights::Act;
use domain::units::UnitKind;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde::Deserialize;
use tables::{cluster, document, rating, rating_criterion, rating_sheet, rating_unit};
use utoipa::IntoParams;
use web::{Error, FormErrors, Input, Query, See, Show, args};

/// Letters of a search.
const QUERY_LETTERS_MAX: usize = 200;

/// Which units.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// Code of a kind of units.
    pub kind: String,
    /// Id of a cluster.
    pub cluster: String,
    /// open, sent, returned, accepted, dropped, or silent for open and returned.
    pub state: String,
    /// Words of the unit's name.
    pub q: String,
    /// From 1.
    pub page: Option<u64>,
}

/// The units that were asked for.
pub async fn among(app: &App, wanted: &Wanted) -> Result<Among, Error> {
    let units = match wanted.cluster.parse::<ClusterId>() {
        Ok(id) => {
            let places = groups::actions::members(app.db.read(), id, app.now().local_day()).await?;
            Some(places.into_iter().map(|place| place.unit).collect())
        }
        Err(_) => None,
    };
    let states = match wanted.state.as_str() {
        "silent" => SheetState::SILENT.to_vec(),
        word => word.parse().into_iter().collect(),
    };
    let words = wanted.q.chars().take(QUERY_LETTERS_MAX).collect();
    Ok(Among { kind: UnitKind::parse(&wanted.kind), units, states, words })
}

/// GET /ratings/{id}
pub async fn show(
    State(app): State<App>,
    may: May<Rating, ReadWork>,
    Query(wanted): Query<Wanted>,
) -> Result<Show<RatingPage>, Error> {
    Ok(Show(page(&app, &may, wanted).await?))
}

async fn page(app: &App, may: &May<Rating, impl Deed>, wanted: Wanted) -> Result<RatingPage, Error> {
    let (row, db) = (may.row(), app.db.read());
    let among = among(app, &wanted).await?;
    let criteria = rating_criterion::of(row.id).all(db).await.map_err(DbError::from)?;
    Ok(RatingPage {
        asked: asked(app, row).await?,
        criteria: criteria.iter().map(view::criterion).collect(),
        sum: view::sum(&criteria),
        bonus_max: view::print(row.bonus_max),
        penalty_max: view::print(row.penalty_max),
        complaint_days: row.complaint_days,
        results: view::results(app, row, &among, wanted.page.unwrap_or(1)).await?,
        kind: wanted.kind,
        cluster: wanted.cluster,
        state: wanted.state,
        q: wanted.q,
        is_reminded: row.reminded_at.is_some_and(|at| at.local_day() == app.now().local_day()),
        units_max: forms::UNITS_MAX,
        kinds: view::kinds(),
        clusters: view::clusters(app).await?,
        may_lead: may.also(app, Act::LeadWork).await?,
        may_draft: row.state == RatingState::Locked && may.also(app, Act::DraftDocument).await?,
        document: document_of(app, row).await?,
        rating: view::rating(app, row).await?,
    })
}

/// The document on the results, and whether a sheet has changed since its text was written.
async fn document_of(app: &App, row: &rating::Model) -> Result<Option<RatingDocument>, Error> {
    let (Some(id), Some(at)) = (row.document_id, row.document_at) else { return Ok(None) };
    let db = app.db.read();
    let Some(there) = document::by_id(id).one(db).await.map_err(DbError::from)? else { return Ok(None) };
    let newer = rating_sheet::of(row.id).filter(rating_sheet::Column::AnsweredAt.gt(at));
    let was_opened = row.locked_at.is_none_or(|locked| locked > at);
    let is_old = was_opened || newer.count(db).await.map_err(DbError::from)? > 0;
    let is_draft = there.state == document::State::Draft;
    let is_open = is_draft || there.state == document::State::Recalled;
    Ok(Some(RatingDocument { id, symbol: there.symbol, is_draft, is_open, is_old }))
}

/// Whom a rating asks, in words.
async fn asked(app: &App, row: &rating::Model) -> Result<String, Error> {
    let (db, today) = (app.db.read(), app.now().local_day());
    Ok(match row.asked.as_str() {
        "kinds" => {
            let kinds: Vec<&str> =
                row.kinds.split(',').filter_map(UnitKind::parse).map(UnitKind::noun).collect();
            let within = row.within_id.unwrap_or(row.unit_id);
            format!("{} · {}", kinds.join(", "), units::actions::short_name(db, within, today).await?)
        }
        "cluster" => match row.cluster_id {
            Some(id) => {
                let found = cluster::by_id(id).one(db).await.map_err(DbError::from)?;
                found.map(|one| one.name).unwrap_or_default()
            }
            None => String::new(),
        },
        _ => rating_unit::of(row.id).count(db).await.map_err(DbError::from)?.to_string(),
    })
}

/// POST /ratings/{id}/step
pub async fn step(
    State(app): State<App>,
    may: May<Rating, LeadWork>,
    input: Input<StepForm>,
) -> Result<See, Error> {
    let form = match input.check() {
        Ok(form) => form,
        Err(refusal) => return Err(refusal.on(page(&app, &may, Wanted::default()).await?)),
    };
    let (id, now, by) = (may.row().id, app.now(), may.by());
    let (at, tx) = ((id, form.version), app.db.write().await?);
    let see = See::other(format!("/ratings/{id}"));
    let see = match form.act.as_str() {
        "send" => {
            let n = actions::send(&tx, now, by, at).await?;
            see.say("ratings-sent-told", args![n = n])
        }
        "remind" => {
            let n = actions::remind(&tx, now, by, at).await?;
            see.say("ratings-reminded-told", args![n = n])
        }
        "lock" => {
            actions::lock(&tx, now, by, at, form.is_partial).await?;
            see.say("ratings-locked-told", args![])
        }
        "unlock" => {
            actions::unlock(&tx, now, by, at).await?;
            see.say("ratings-unlocked-told", args![])
        }
        "publish" => {
            actions::publish(&tx, now, by, at).await?;
            see.say("ratings-published-told", args![])
        }
        "stop" => {
            actions::stop(&tx, now, by, at, &form.reason).await?;
            see.say("ratings-stopped-told", args![])
        }
        _ => {
            actions::remove(&tx, now, by, at).await?;
            See::other("/ratings").say("ratings-removed-told", args![])
        }
    };
    tx.commit().await?;
    Ok(see)
}

/// POST /ratings/{id}/units
pub async fn add_units(
    State(app): State<App>,
    may: May<Rating, LeadWork>,
    input: Input<UnitsForm>,
) -> Result<See, Error> {
    let typed = input.typed();
    let (version, names) = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(refusal.on(page(&app, &may, Wanted::default()).await?)),
    };
    let mut errors = FormErrors::none();
    let named = forms::named(&app, &names, &mut errors).await?;
    if !errors.is_empty() {
        return Err(errors.refuse(typed).on(page(&app, &may, Wanted::default()).await?));
    }
    let (id, tx) = (may.row().id, app.db.write().await?);
    let n = actions::add_units(&tx, app.now(), may.by(), (id, version), &named).await?;
    tx.commit().await?;
    Ok(See::other(format!("/ratings/{id}")).say("ratings-added-told", args![n = n]))
}

/// POST /ratings/{id}/document
pub async fn document(
    State(app): State<App>,
    may: May<Rating, DraftDocument>,
    input: Input<DocumentForm>,
) -> Result<See, Error> {
    let (kind, version) = input.check().map_err(Error::from)?;
    let tx = app.db.write().await?;
    let at = (app.now(), may.by());
    let document = actions::draft_paper(&app, &tx, at, (may.row().id, version), kind).await?;
    tx.commit().await?;
    Ok(See::other(format!("/documents/{document}")).say("ratings-documented", args![]))
}

/// POST /ratings/{id}/accept
pub async fn accept(
    State(app): State<App>,
    may: May<Rating, LeadWork>,
    input: Input<AcceptForm>,
) -> Result<See, Error> {
    let shown = input.value().shown();
    let chosen = input.check().map_err(Error::from)?;
    let (id, now, by) = (may.row().id, app.now(), may.by());
    let (mut n, mut n_left) = (0_u32, 0_u32);
    // Each sheet for itself: one that lacks points does not hold up the others.
    for (sheet, version) in chosen {
        let tx = app.db.write().await?;
        match actions::accept_as_proposed(&tx, now, by, (id, sheet), version).await {
            Ok(()) => {
                tx.commit().await?;
                n += 1;
            }
            Err(RatingError::Db(error)) => return Err(error.into()),
            Err(_) => {
                tx.rollback().await?;
                n_left += 1;
            }
        }
    }
    let key = if n_left > 0 { "ratings-many-left" } else { "ratings-many-told" };
    Ok(See::other(format!("/ratings/{id}{shown}")).say(key, args![n = n, left = n_left]))
}
