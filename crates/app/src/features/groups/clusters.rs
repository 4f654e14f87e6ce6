//! Clusters on pages: the list, one of them on a day, and what their keepers do.

use super::actions::{self, NewCluster};
use super::forms::{ClusterForm, EndForm, Joining, MembersForm, Named};
use super::pages::{
    ClusterEditPage, ClusterPage, ClusterRow, ClustersPage, GoneView, LetterView, PlaceView, UnitWork,
};
use super::{Cluster, keeper, uses};
use crate::app::App;
use crate::features::units::{self, UnitRef};
use crate::rights::{Deed, KeepGroups, May, ReadUnit, Signed, SignedIn};
use axum::extract::State;
use domain::groups::{ClusterKind, ClusterRole};
use domain::ids::{ClusterId, ClusterMemberId, UnitId};
use domain::rights::{Act, Reach};
use domain::time::Day;
use domain::work::State as Work;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, FromQueryResult, QueryFilter as _, QuerySelect as _};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use tables::{assignment, cluster, cluster_member, unit};
use utoipa::IntoParams;
use web::{Error, FormErrors, Input, Path, Query, See, Show, args};

/// Documents of a cluster that its page lists.
pub(super) const LETTERS_MAX: u64 = 50;

/// Which clusters.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// Words of the name, without accents.
    pub q: String,
    /// emulation, professional, other.
    pub kind: String,
    /// The day, as people write it; today when it is missing.
    pub on: String,
}

fn asked_day(app: &App, typed: &str) -> (Day, bool) {
    let today = app.now().local_day();
    let on = units::read_day(typed).unwrap_or(today);
    (on, on == today)
}

/// GET /clusters
pub async fn list(
    State(app): State<App>,
    signed: SignedIn,
    Query(wanted): Query<Wanted>,
) -> Result<Show<ClustersPage>, Error> {
    let (on, is_today) = asked_day(&app, &wanted.on);
    let q: String = wanted.q.trim().chars().take(200).collect();
    let mut select = cluster::on(on);
    for word in domain::text::key(&q).split_whitespace() {
        select = select.filter(db::dialect::contains(cluster::Column::NameKey, word));
    }
    if let Ok(kind) = wanted.kind.parse::<ClusterKind>() {
        select = select.filter(cluster::Column::Kind.eq(kind));
    }
    let rows = select.all(app.db.read()).await?;
    Ok(Show(ClustersPage {
        q,
        kind: wanted.kind,
        on,
        is_today,
        clusters: rows_of(&app, &rows, on).await?,
        may_make: signed.reach(Act::KeepGroups) > Reach::Nowhere,
    }))
}

/// Clusters as lists show them, in a fixed number of questions.
async fn rows_of(app: &App, rows: &[cluster::Model], on: Day) -> Result<Vec<ClusterRow>, Error> {
    let conn = app.db.read();
    let ids: Vec<ClusterId> = rows.iter().map(|row| row.id).collect();
    let holds = unit::holds_on(cluster_member::Column::ValidFrom, cluster_member::Column::ValidTo, on);
    let places = cluster_member::of(&ids).filter(holds).all(conn).await?;
    let leads = places.iter().filter(|p| p.role == ClusterRole::Leader).map(|place| place.unit_id);
    let named: Vec<UnitId> = rows.iter().map(|row| row.unit_id).chain(leads).collect();
    let names: HashMap<UnitId, UnitRef> =
        units::refs(conn, &named, on).await?.into_iter().map(|one| (one.id, one)).collect();
    let view = |row: &cluster::Model| {
        let mine = || places.iter().filter(|place| place.cluster_id == row.id);
        let leader = mine().find(|place| place.role == ClusterRole::Leader);
        ClusterRow {
            id: row.id,
            name: row.name.clone(),
            kind: row.kind,
            keeper: names.get(&row.unit_id).map(|one| one.short.clone()).unwrap_or_default(),
            leader: leader.and_then(|place| names.get(&place.unit_id).cloned()),
            n_units: mine().count(),
        }
    };
    Ok(rows.iter().map(view).collect())
}

async fn row_of(app: &App, row: &cluster::Model, on: Day) -> Result<ClusterRow, Error> {
    rows_of(app, std::slice::from_ref(row), on).await?.pop().ok_or_else(Error::not_found)
}

/// For which day one cluster is shown.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct WantedDay {
    /// The day, as people write it; today when it is missing.
    pub on: String,
}

/// GET /clusters/{id}
pub async fn show(
    State(app): State<App>,
    may: May<Cluster, ReadUnit>,
    Query(wanted): Query<WantedDay>,
) -> Result<Show<ClusterPage>, Error> {
    let (on, _) = asked_day(&app, &wanted.on);
    Ok(Show(page(&app, &may, on).await?))
}

async fn page<D: Deed>(app: &App, may: &May<Cluster, D>, on: Day) -> Result<ClusterPage, Error> {
    let conn = app.db.read();
    let row = cluster::by_id(may.row().id).one(conn).await?.ok_or_else(Error::not_found)?;
    let today = app.now().local_day();
    let all = cluster_member::of(&[row.id]).all(conn).await?;
    let ids: Vec<UnitId> = all.iter().map(|place| place.unit_id).collect();
    let names: HashMap<UnitId, UnitRef> =
        units::refs(conn, &ids, on).await?.into_iter().map(|one| (one.id, one)).collect();
    let ended: Vec<UnitId> = unit::by_ids(&ids)
        .all(conn)
        .await?
        .into_iter()
        .filter(|unit| unit.valid_to.is_some_and(|to| to < on))
        .map(|unit| unit.id)
        .collect();
    let holds = |place: &cluster_member::Model| {
        place.valid_from.is_none_or(|from| from <= on) && place.valid_to.is_none_or(|to| to >= on)
    };
    let (now, others): (Vec<_>, Vec<_>) = all.into_iter().partition(holds);
    let mut places: Vec<PlaceView> = now
        .into_iter()
        .filter_map(|place| {
            Some(PlaceView {
                id: place.id,
                unit: names.get(&place.unit_id)?.clone(),
                role: place.role,
                from: place.valid_from,
                to: place.valid_to,
                is_ended: ended.contains(&place.unit_id),
            })
        })
        .collect();
    places.sort_by_key(|place| (place.role, domain::text::key(&place.unit.name)));
    let gone = |place: cluster_member::Model| {
        let unit = names.get(&place.unit_id)?.clone();
        Some(GoneView { unit, role: place.role, from: place.valid_from, to: place.valid_to })
    };
    let here: Vec<UnitRef> = places.iter().map(|place| place.unit.clone()).collect();
    Ok(ClusterPage {
        cluster: row_of(app, &row, on).await?,
        keeper_id: row.unit_id,
        basis: row.basis,
        from: row.valid_from,
        to: row.valid_to,
        on,
        is_today: on == today,
        today,
        places,
        others: others.into_iter().filter_map(gone).collect(),
        letters: letters(app, row.id).await?,
        work: work(app, may.signed(), here).await?,
        is_over: row.valid_to.is_some_and(|to| to < today),
        may_keep: may.also(app, Act::KeepGroups).await?,
    })
}

/// Documents that went out and address the cluster or its leader.
async fn letters(app: &App, id: ClusterId) -> Result<Vec<LetterView>, Error> {
    let addressed = uses::addressed(app, &["cluster", "cluster_lead"], id.uuid()).await?;
    let out = uses::documents_out(app, &addressed, LETTERS_MAX).await?;
    Ok(out.into_iter().map(LetterView::of).collect())
}

#[derive(Debug, FromQueryResult)]
struct Counted {
    unit_id: UnitId,
    state: Work,
    due_on: Option<Day>,
    n: i64,
}

/// How the units of a cluster stand with their work, as far as the reader may see each.
async fn work(app: &App, signed: &Signed, here: Vec<UnitRef>) -> Result<Vec<UnitWork>, Error> {
    use assignment::Column;
    let mut seen = Vec::new();
    for one in here {
        if signed.may(app, Act::ReadWork, Some(one.id)).await?.is_some() {
            seen.push(one);
        }
    }
    let ids: Vec<UnitId> = seen.iter().map(|one| one.id).collect();
    let counted = assignment::of_units(&ids)
        .select_only()
        .columns([Column::UnitId, Column::State, Column::DueOn])
        .column_as(Expr::cust("COUNT(*)"), "n")
        .group_by(Column::UnitId)
        .group_by(Column::State)
        .group_by(Column::DueOn)
        .into_model::<Counted>()
        .all(app.db.read())
        .await?;
    let today = app.now().local_day();
    let mut sums: BTreeMap<UnitId, [u64; 4]> = BTreeMap::new();
    for one in counted {
        let at = match () {
            () if one.state == Work::Done => 2,
            () if one.state.is_over() => 3,
            () if one.state.is_due() && one.due_on.is_some_and(|due| due < today) => 0,
            () => 1,
        };
        sums.entry(one.unit_id).or_default()[at] += u64::try_from(one.n).unwrap_or(0);
    }
    let view = |unit: UnitRef| {
        let [n_late, n_open, n_done, n_withdrawn] = sums.get(&unit.id).copied().unwrap_or_default();
        UnitWork { unit, n: n_late + n_open + n_done, n_late, n_open, n_done, n_withdrawn }
    };
    Ok(seen.into_iter().map(view).collect())
}

/// GET /clusters/new
pub async fn new_form(State(app): State<App>, signed: SignedIn) -> Result<Show<ClusterEditPage>, Error> {
    Ok(Show(edit_page(&app, signed.unit(), None).await?))
}

async fn edit_page(
    app: &App,
    keeper: Option<UnitId>,
    row: Option<&cluster::Model>,
) -> Result<ClusterEditPage, Error> {
    let today = app.now().local_day();
    let keeper = row.map(|row| row.unit_id).or(keeper);
    let unit = units::refs(app.db.read(), keeper.as_slice(), today).await?.pop();
    Ok(ClusterEditPage {
        cluster: match row {
            Some(row) => Some(row_of(app, row, today).await?),
            None => None,
        },
        basis: row.map(|row| row.basis.clone()).unwrap_or_default(),
        from: row.and_then(|row| row.valid_from),
        unit,
    })
}

/// POST /clusters
pub async fn create(
    State(app): State<App>,
    signed: SignedIn,
    input: Input<ClusterForm>,
) -> Result<See, Error> {
    let (unit, by) = keeper(&app, &signed, &input, Act::KeepGroups).await?;
    let typed = input.typed();
    let new: NewCluster = match input.check() {
        Ok(new) => new,
        Err(refusal) => return Err(refusal.on(edit_page(&app, Some(unit), None).await?)),
    };
    let tx = app.db.write().await?;
    let id = match actions::create_cluster(&tx, app.now(), by, unit, &new).await {
        Ok(id) => id,
        Err(error) => {
            drop(tx);
            return Err(error.on_form()?.refuse(typed).on(edit_page(&app, Some(unit), None).await?));
        }
    };
    tx.commit().await?;
    Ok(See::created(format!("/clusters/{id}")).say("groups-cluster-made", args![name = new.name]))
}

/// GET /clusters/{id}/edit
pub async fn edit_form(
    State(app): State<App>,
    may: May<Cluster, KeepGroups>,
) -> Result<Show<ClusterEditPage>, Error> {
    Ok(Show(edit_page(&app, None, Some(may.row())).await?))
}

/// POST /clusters/{id}
pub async fn change(
    State(app): State<App>,
    may: May<Cluster, KeepGroups>,
    input: Input<ClusterForm>,
) -> Result<See, Error> {
    let (row, typed) = (may.row(), input.typed());
    let new = match input.check() {
        Ok(new) => new,
        Err(refusal) => return Err(refusal.on(edit_page(&app, None, Some(row)).await?)),
    };
    let tx = app.db.write().await?;
    if let Err(error) = actions::change_cluster(&tx, app.now(), may.by(), row.id, &new).await {
        drop(tx);
        return Err(error.on_form()?.refuse(typed).on(edit_page(&app, None, Some(row)).await?));
    }
    tx.commit().await?;
    Ok(See::other(format!("/clusters/{}", row.id)).say("groups-saved", args![name = new.name]))
}

/// POST /clusters/{id}/members
pub async fn add_members(
    State(app): State<App>,
    may: May<Cluster, KeepGroups>,
    input: Input<MembersForm>,
) -> Result<See, Error> {
    let (id, typed, today) = (may.row().id, input.typed(), app.now().local_day());
    let joining = match input.check() {
        Ok(joining) => joining,
        Err(refusal) => return Err(refusal.on(page(&app, &may, today).await?)),
    };
    let chosen = match found(&app, &joining).await? {
        Ok(chosen) => chosen,
        Err(errors) => return Err(errors.refuse(typed).on(page(&app, &may, today).await?)),
    };
    let tx = app.db.write().await?;
    let added =
        actions::add_members(&tx, app.now(), may.by(), id, (&chosen, joining.role, joining.from)).await;
    let n = match added {
        Ok(n) => n,
        Err(error) => {
            drop(tx);
            return Err(error.on_form()?.refuse(typed).on(page(&app, &may, today).await?));
        }
    };
    tx.commit().await?;
    Ok(See::other(format!("/clusters/{id}")).say("groups-units-added", args![n = n]))
}

/// The units that were typed, or the names that are of none or of several.
async fn found(app: &App, joining: &Joining) -> Result<Result<Vec<UnitId>, FormErrors>, Error> {
    let on = joining.from.unwrap_or_else(|| app.now().local_day());
    let (mut ids, mut unknown) = (Vec::new(), Vec::new());
    for Named { id, text } in &joining.units {
        match units::actions::meant(app.db.read(), *id, text, on).await? {
            Some(unit) if ids.contains(&unit) => {}
            Some(unit) => ids.push(unit),
            None => unknown.push(text.clone()),
        }
    }
    Ok(match unknown.is_empty() {
        true => Ok(ids),
        false => {
            let field = if joining.units.len() == 1 { "unit" } else { "units" };
            Err(FormErrors::of_with(field, "groups-units-unknown", args![names = unknown.join("; ")]))
        }
    })
}

/// POST /clusters/{id}/members/{member}/end
pub async fn end_member(
    State(app): State<App>,
    may: May<Cluster, KeepGroups>,
    Path(place): Path<(ClusterId, ClusterMemberId)>,
    input: Input<EndForm>,
) -> Result<See, Error> {
    let typed = input.typed();
    let today = app.now().local_day();
    let on = match input.check() {
        Ok(on) => on,
        Err(refusal) => return Err(refusal.on(page(&app, &may, today).await?)),
    };
    let tx = app.db.write().await?;
    if let Err(error) = actions::end_member(&tx, app.now(), may.by(), place, on).await {
        drop(tx);
        return Err(error.on_form()?.refuse(typed).on(page(&app, &may, today).await?));
    }
    tx.commit().await?;
    Ok(See::other(format!("/clusters/{}", place.0)).say("groups-unit-ended", args![]))
}

/// POST /clusters/{id}/end
pub async fn end(
    State(app): State<App>,
    may: May<Cluster, KeepGroups>,
    input: Input<EndForm>,
) -> Result<See, Error> {
    let (row, typed, today) = (may.row(), input.typed(), app.now().local_day());
    let on = match input.check() {
        Ok(on) => on,
        Err(refusal) => return Err(refusal.on(page(&app, &may, today).await?)),
    };
    let tx = app.db.write().await?;
    if let Err(error) = actions::end_cluster(&tx, app.now(), may.by(), row.id, on).await {
        drop(tx);
        return Err(error.on_form()?.refuse(typed).on(page(&app, &may, today).await?));
    }
    tx.commit().await?;
    let said = if on < today { "groups-cluster-ended" } else { "groups-cluster-ends-on" };
    let day = on.format("%-d/%-m/%Y").to_string();
    Ok(See::other(format!("/clusters/{}", row.id)).say(said, args![name = row.name.clone(), day = day]))
}

/// POST /clusters/{id}/reopen
pub async fn reopen(State(app): State<App>, may: May<Cluster, KeepGroups>) -> Result<See, Error> {
    let row = may.row();
    let tx = app.db.write().await?;
    actions::reopen_cluster(&tx, app.now(), may.by(), row.id).await?;
    tx.commit().await?;
    Ok(See::other(format!("/clusters/{}", row.id))
        .say("groups-cluster-goes-on", args![name = row.name.clone()]))
}
