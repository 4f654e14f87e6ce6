//! Clusters: made, changed, ended; units come, go and take another part, each from a day to a day.

use super::super::errors::GroupError;
use crate::features::units;
use db::events::{By, NewEvent, record};
use db::{DbError, WriteTx};
use domain::groups::{ClusterKind, ClusterRole};
use domain::ids::{ClusterId, ClusterMemberId, UnitId};
use domain::text::key;
use domain::time::{Day, Moment};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _, QuerySelect as _,
};
use serde_json::json;
use tables::{cluster, cluster_member, unit};

/// A cluster to be made, or what one is changed into.
#[derive(Debug, Clone)]
pub struct NewCluster {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub kind: ClusterKind,
    /// By what it was set up.
    pub basis: String,
    /// First day; none from the beginning.
    pub from: Option<Day>,
}

/// A unit in a cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The unit.
    pub unit: UnitId,
    /// Its part.
    pub role: ClusterRole,
}

/// A cluster by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClusterNamed {
    /// Id.
    pub id: ClusterId,
    /// Its name.
    pub name: String,
    /// The unit that keeps it.
    pub keeper: UnitId,
}

/// The units of a cluster on a day, in order of their ids; none when it does not hold on that day.
pub async fn members(conn: &impl ConnectionTrait, id: ClusterId, on: Day) -> Result<Vec<Place>, DbError> {
    if cluster::on(on).filter(cluster::Column::Id.eq(id)).one(conn).await?.is_none() {
        return Ok(Vec::new());
    }
    let rows = cluster_member::of(&[id]).filter(holds(on)).all(conn).await?;
    let ids: Vec<UnitId> = rows.iter().map(|row| row.unit_id).collect();
    let alive = unit::holds_on(unit::Column::ValidFrom, unit::Column::ValidTo, on);
    let alive = unit::by_ids(&ids).filter(alive).all(conn).await?;
    let mut places: Vec<Place> = rows
        .into_iter()
        .filter(|row| alive.iter().any(|unit| unit.id == row.unit_id))
        .map(|row| Place { unit: row.unit_id, role: row.role })
        .collect();
    places.sort_unstable_by_key(|place| place.unit);
    Ok(places)
}

/// The leading units of all clusters that this unit keeps: "các cụm trưởng".
pub async fn leaders_kept_by(
    conn: &impl ConnectionTrait,
    keeper: UnitId,
    on: Day,
) -> Result<Vec<UnitId>, DbError> {
    let kept = cluster::on(on).filter(cluster::Column::UnitId.eq(keeper)).all(conn).await?;
    let mut leaders = Vec::new();
    for one in kept {
        let places = members(conn, one.id, on).await?;
        leaders.extend(places.into_iter().filter(|p| p.role == ClusterRole::Leader).map(|place| place.unit));
    }
    leaders.sort_unstable();
    leaders.dedup();
    Ok(leaders)
}

/// The clusters in which a unit stands on a day, with its part.
pub async fn clusters_of(
    conn: &impl ConnectionTrait,
    of: UnitId,
    on: Day,
) -> Result<Vec<(cluster::Model, ClusterRole)>, DbError> {
    let places = cluster_member::of_unit(of).filter(holds(on)).all(conn).await?;
    let ids = places.iter().map(|place| place.cluster_id);
    let rows = cluster::on(on).filter(cluster::Column::Id.is_in(ids)).all(conn).await?;
    let with_role = |row: cluster::Model| {
        let role = places.iter().find(|place| place.cluster_id == row.id)?.role;
        Some((row, role))
    };
    Ok(rows.into_iter().filter_map(with_role).collect())
}

/// All clusters of a day, by name.
pub async fn open_clusters(conn: &impl ConnectionTrait, on: Day) -> Result<Vec<ClusterNamed>, DbError> {
    let rows = cluster::on(on).all(conn).await?;
    Ok(rows.into_iter().map(|row| ClusterNamed { id: row.id, name: row.name, keeper: row.unit_id }).collect())
}

/// The cluster that a printed name means: the only one whose whole name stands in it, those of `keeper` before others.
pub fn named<'a>(
    clusters: &'a [ClusterNamed],
    printed: &str,
    keeper: Option<UnitId>,
) -> Option<&'a ClusterNamed> {
    let words = |text: &str| {
        format!(
            " {} ",
            key(text)
                .split(|c: char| !c.is_alphanumeric())
                .filter(|w| !w.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        )
    };
    let printed = words(printed);
    let stands_in = |one: &&ClusterNamed| printed.contains(&words(&one.name));
    let longest = clusters.iter().filter(stands_in).map(|one| one.name.len()).max()?;
    let mut fitting: Vec<&ClusterNamed> =
        clusters.iter().filter(stands_in).filter(|one| one.name.len() == longest).collect();
    if fitting.len() > 1 && fitting.iter().any(|one| Some(one.keeper) == keeper) {
        fitting.retain(|one| Some(one.keeper) == keeper);
    }
    if let [only] = fitting.as_slice() { Some(*only) } else { None }
}

/// Makes a cluster, kept by `unit`.
pub async fn create_cluster(
    tx: &WriteTx,
    now: Moment,
    by: By,
    unit: UnitId,
    new: &NewCluster,
) -> Result<ClusterId, GroupError> {
    refuse_double(tx, unit, None, new.from.unwrap_or_else(|| now.local_day()), &new.name).await?;
    let row = cluster::ActiveModel {
        id: Set(tx.new_id(now)),
        unit_id: Set(unit),
        name: Set(new.name.clone()),
        name_key: Set(key(&new.name)),
        kind: Set(new.kind),
        basis: Set(new.basis.clone()),
        valid_from: Set(new.from),
        valid_to: Set(None),
        created_by: Set(by.person),
        created_at: Set(now),
        updated_at: Set(now),
    };
    let row = row.insert(tx).await?;
    let told = json!({"name": row.name, "kind": row.kind, "unit": unit});
    record(tx, NewEvent::new(now, by, "create", "cluster", row.id).after(&told).with(told.clone())).await?;
    Ok(row.id)
}

/// The keeper is locked, so that two people do not make the same name at once. A cluster whose last day lies before
/// `from` leaves its name to another.
async fn refuse_double(
    tx: &WriteTx,
    keeper: UnitId,
    but: Option<ClusterId>,
    from: Day,
    name: &str,
) -> Result<(), GroupError> {
    unit::by_id(keeper).lock_exclusive().one(tx).await?.ok_or(GroupError::Gone)?;
    let same = cluster::Entity::find()
        .filter(cluster::Column::UnitId.eq(keeper))
        .filter(cluster::Column::NameKey.eq(key(name)))
        .filter(
            Condition::any().add(cluster::Column::ValidTo.is_null()).add(cluster::Column::ValidTo.gte(from)),
        )
        .all(tx)
        .await?;
    if same.iter().any(|row| Some(row.id) != but) { Err(GroupError::NameTaken) } else { Ok(()) }
}

/// Its last day is behind us: what happened is not changed any more.
fn is_over(row: &cluster::Model, now: Moment) -> bool {
    row.valid_to.is_some_and(|to| to < now.local_day())
}

async fn locked(tx: &WriteTx, id: ClusterId) -> Result<cluster::Model, GroupError> {
    cluster::by_id(id).lock_exclusive().one(tx).await?.ok_or(GroupError::Gone)
}

/// Gives a cluster another name, kind, basis or first day.
pub async fn change_cluster(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: ClusterId,
    new: &NewCluster,
) -> Result<(), GroupError> {
    let row = locked(tx, id).await?;
    if is_over(&row, now) {
        return Err(GroupError::Over);
    }
    let begins = new.from.or(row.valid_from);
    if row.valid_to.zip(begins).is_some_and(|(to, from)| from > to) {
        return Err(GroupError::BeginsAfter);
    }
    refuse_double(tx, row.unit_id, Some(id), now.local_day(), &new.name).await?;
    let before = json!({"name": row.name, "kind": row.kind, "basis": row.basis, "from": row.valid_from});
    let told = json!({"name": new.name, "kind": new.kind, "basis": new.basis, "from": new.from});
    let mut row = row.into_active_model();
    row.name = Set(new.name.clone());
    row.name_key = Set(key(&new.name));
    row.kind = Set(new.kind);
    row.basis = Set(new.basis.clone());
    row.valid_from = Set(new.from);
    row.updated_at = Set(now);
    row.update(tx).await?;
    let event = NewEvent::new(now, by, "change", "cluster", id).before(&before).after(&told);
    record(tx, event.with(told.clone())).await?;
    Ok(())
}

/// Ends a cluster: `on` is its last day, and that of the units in it. A last day that was written before is changed by
/// it, as long as it has not passed.
pub async fn end_cluster(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: ClusterId,
    on: Day,
) -> Result<(), GroupError> {
    let row = locked(tx, id).await?;
    if is_over(&row, now) {
        return Err(GroupError::Over);
    }
    if row.valid_from.is_some_and(|from| from > on) {
        return Err(GroupError::EndsBefore);
    }
    for place in cluster_member::of(&[id]).all(tx).await? {
        if place.valid_from.is_some_and(|from| from > on) {
            cluster_member::Entity::delete_by_id(place.id).exec(tx).await?;
        } else if place.valid_to.is_none_or(|to| to > on || Some(to) == row.valid_to) {
            let mut place = place.into_active_model();
            place.valid_to = Set(Some(on));
            place.update(tx).await?;
        }
    }
    let told = json!({"name": row.name, "on": on});
    let mut row = row.into_active_model();
    row.valid_to = Set(Some(on));
    row.updated_at = Set(now);
    row.update(tx).await?;
    record(tx, NewEvent::new(now, by, "end", "cluster", id).with(told)).await?;
    Ok(())
}

/// Takes the last day of a cluster away, and that of the units which it ended: the cluster goes on as if it had never
/// been written, also after that day.
pub async fn reopen_cluster(tx: &WriteTx, now: Moment, by: By, id: ClusterId) -> Result<(), GroupError> {
    let row = locked(tx, id).await?;
    let Some(ended) = row.valid_to else { return Ok(()) };
    refuse_double(tx, row.unit_id, Some(id), ended, &row.name).await?;
    cluster_member::Entity::update_many()
        .col_expr(cluster_member::Column::ValidTo, sea_orm::sea_query::Expr::value(None::<Day>))
        .filter(cluster_member::Column::ClusterId.eq(id))
        .filter(cluster_member::Column::ValidTo.eq(ended))
        .exec(tx)
        .await?;
    let told = json!({"name": row.name, "on": ended});
    let mut row = row.into_active_model();
    row.valid_to = Set(None);
    row.updated_at = Set(now);
    row.update(tx).await?;
    record(tx, NewEvent::new(now, by, "reopen", "cluster", id).with(told)).await?;
    Ok(())
}

/// Gives units a part from a day on. Who has another part then has it until the day before; there is one leader, and the
/// one before stays a member. Says how many places were written.
pub async fn add_members(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: ClusterId,
    (chosen, role, from): (&[UnitId], ClusterRole, Option<Day>),
) -> Result<usize, GroupError> {
    let row = locked(tx, id).await?;
    if is_over(&row, now) {
        return Err(GroupError::Over);
    }
    if row.valid_to.zip(from).is_some_and(|(to, from)| from > to) {
        return Err(GroupError::ClusterEnds);
    }
    let mut n = 0;
    let mut told = Vec::new();
    for unit in chosen {
        is_unit_on(tx, *unit, from.unwrap_or_else(|| now.local_day())).await?;
        let all = cluster_member::of(&[id]).all(tx).await?;
        let places = |unit: UnitId| -> Vec<_> { all.iter().filter(|p| p.unit_id == unit).cloned().collect() };
        no_later(tx, now, &places(*unit), from).await?;
        if role == ClusterRole::Leader {
            let led: Vec<_> = all.iter().filter(|p| p.role == role && p.unit_id != *unit).cloned().collect();
            no_later(tx, now, &led, from).await?;
            if let Some(led) = led.iter().find(|place| ends_after(place, from)) {
                change_role(tx, now, led, ClusterRole::Member, (from, led.valid_to)).await?;
            }
        }
        match places(*unit).iter().find(|place| ends_after(place, from)) {
            // Whoever has the part stays in it: a last day that was written for it falls.
            Some(place) if place.role == role && place.valid_to == row.valid_to => continue,
            Some(place) if place.role == role => ends_on(tx, place, row.valid_to).await?,
            Some(place) => change_role(tx, now, place, role, (from, row.valid_to)).await?,
            None => insert(tx, now, (id, *unit, role), (from, row.valid_to)).await?,
        }
        told.push(unit);
        n += 1;
    }
    if n > 0 {
        let told = json!({"name": row.name, "units": told, "role": role, "from": from});
        record(tx, NewEvent::new(now, by, "add-unit", "cluster", id).with(told)).await?;
    }
    Ok(n)
}

fn ends_after(place: &cluster_member::Model, from: Option<Day>) -> bool {
    from.is_none_or(|from| place.valid_to.is_none_or(|to| to >= from))
}

/// A place that begins after the day stands in the way: two places of a unit, or of leaders, never overlap.
async fn no_later(
    tx: &WriteTx,
    now: Moment,
    places: &[cluster_member::Model],
    from: Option<Day>,
) -> Result<(), GroupError> {
    let is_later = |place: &&cluster_member::Model| match from {
        Some(from) => place.valid_from.is_some_and(|begins| begins > from),
        None => place.valid_from.is_some(),
    };
    match places.iter().find(is_later) {
        Some(place) => Err(later(tx, now, place).await?),
        None => Ok(()),
    }
}

async fn later(tx: &WriteTx, now: Moment, place: &cluster_member::Model) -> Result<GroupError, GroupError> {
    let name = units::actions::short_name(tx, place.unit_id, now.local_day()).await?;
    Ok(GroupError::LaterPlace(name))
}

async fn is_unit_on(tx: &WriteTx, id: UnitId, on: Day) -> Result<(), GroupError> {
    let alive = unit::holds_on(unit::Column::ValidFrom, unit::Column::ValidTo, on);
    match unit::by_ids(&[id]).filter(alive).one(tx).await? {
        Some(_) => Ok(()),
        None => Err(GroupError::NotThen(units::actions::short_name(tx, id, on).await?)),
    }
}

/// The place ends the day before `from`, and the same unit has another part after it.
async fn change_role(
    tx: &WriteTx,
    now: Moment,
    place: &cluster_member::Model,
    role: ClusterRole,
    (from, to): (Option<Day>, Option<Day>),
) -> Result<(), GroupError> {
    let Some(from) = from else { return Err(later(tx, now, place).await?) };
    // From the very first day: it never had the other part.
    if place.valid_from == Some(from) {
        let mut row = place.clone().into_active_model();
        row.role = Set(role);
        row.valid_to = Set(to);
        row.update(tx).await?;
        return Ok(());
    }
    ends_on(tx, place, from.pred_opt()).await?;
    insert(tx, now, (place.cluster_id, place.unit_id, role), (Some(from), to)).await
}

async fn ends_on(tx: &WriteTx, place: &cluster_member::Model, last: Option<Day>) -> Result<(), GroupError> {
    let mut row = place.clone().into_active_model();
    row.valid_to = Set(last);
    row.update(tx).await?;
    Ok(())
}

async fn insert(
    tx: &WriteTx,
    now: Moment,
    (cluster, unit, role): (ClusterId, UnitId, ClusterRole),
    (from, to): (Option<Day>, Option<Day>),
) -> Result<(), GroupError> {
    let row = cluster_member::ActiveModel {
        id: Set(tx.new_id(now)),
        cluster_id: Set(cluster),
        unit_id: Set(unit),
        role: Set(role),
        valid_from: Set(from),
        valid_to: Set(to),
    };
    cluster_member::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// A unit leaves: `on` is its last day in the cluster.
pub async fn end_member(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, member): (ClusterId, ClusterMemberId),
    on: Day,
) -> Result<(), GroupError> {
    let row = locked(tx, id).await?;
    let found = cluster_member::Entity::find_by_id(member).one(tx).await?;
    let place = found.filter(|place| place.cluster_id == id).ok_or(GroupError::Gone)?;
    if place.valid_to.is_some_and(|to| to < now.local_day()) {
        return Err(GroupError::Over);
    }
    if row.valid_to.is_some_and(|to| to < on) {
        return Err(GroupError::ClusterEnds);
    }
    if place.valid_from.is_some_and(|from| from > on) {
        return Err(GroupError::EndsBefore);
    }
    let told = json!({"name": row.name, "units": [place.unit_id], "on": on});
    ends_on(tx, &place, Some(on)).await?;
    record(tx, NewEvent::new(now, by, "end-unit", "cluster", id).with(told)).await?;
    Ok(())
}

fn holds(on: Day) -> Condition {
    unit::holds_on(cluster_member::Column::ValidFrom, cluster_member::Column::ValidTo, on)
}
