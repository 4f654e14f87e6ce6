//! Clusters and partners as they are offered and found where a printed name is given a meaning: each by a label that no
//! other bears.

use super::clusters::{self, ClusterNamed};
use crate::features::units;
use db::DbError;
use domain::ids::{ClusterId, PartnerId, UnitId};
use domain::text::key;
use domain::time::Day;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use std::collections::HashMap;
use tables::partner;

/// Something that can be chosen by what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice<Id> {
    /// Its id.
    pub id: Id,
    /// Its name; where another bears it too, with its place and its keeper.
    pub label: String,
    /// Its name, folded.
    name_key: String,
    /// The unit that keeps it.
    keeper: UnitId,
}

/// What a typed name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen<Id> {
    /// This one.
    One(Id),
    /// None of them.
    Unknown,
    /// Several, by their labels: one of them has to be typed.
    Several(Vec<String>),
}

impl<Id> Chosen<Id> {
    /// The same of something else.
    pub fn map<Other>(self, of: impl FnOnce(Id) -> Other) -> Chosen<Other> {
        match self {
            Chosen::One(id) => Chosen::One(of(id)),
            Chosen::Unknown => Chosen::Unknown,
            Chosen::Several(labels) => Chosen::Several(labels),
        }
    }
}

/// The clusters of a day, by name.
pub async fn cluster_choices(
    conn: &impl ConnectionTrait,
    on: Day,
) -> Result<Vec<Choice<ClusterId>>, DbError> {
    let open = clusters::open_clusters(conn, on).await?;
    let of = |one: ClusterNamed| (one.id, one.name, String::new(), one.keeper);
    labelled(conn, open.into_iter().map(of).collect(), on).await
}

/// The partners that are not put aside, by name.
pub async fn partner_choices(
    conn: &impl ConnectionTrait,
    on: Day,
) -> Result<Vec<Choice<PartnerId>>, DbError> {
    let select = partner::Entity::find().filter(partner::Column::EndedAt.is_null());
    let open =
        select.order_by_asc(partner::Column::NameKey).order_by_asc(partner::Column::Id).all(conn).await?;
    let of = |one: partner::Model| (one.id, one.name, one.place, one.unit_id);
    labelled(conn, open.into_iter().map(of).collect(), on).await
}

async fn labelled<Id>(
    conn: &impl ConnectionTrait,
    rows: Vec<(Id, String, String, UnitId)>,
    on: Day,
) -> Result<Vec<Choice<Id>>, DbError> {
    let mut n_of: HashMap<String, usize> = HashMap::new();
    for (_, name, ..) in &rows {
        *n_of.entry(key(name)).or_default() += 1;
    }
    let is_double = |name: &str| n_of.get(&key(name)).is_some_and(|n| *n > 1);
    let keepers: Vec<UnitId> =
        rows.iter().filter(|(_, name, ..)| is_double(name)).map(|(.., keeper)| *keeper).collect();
    let keepers: HashMap<UnitId, String> =
        units::refs(conn, &keepers, on).await?.into_iter().map(|unit| (unit.id, unit.short)).collect();
    let label = |name: &str, place: &str, keeper: UnitId| {
        let kept = keepers.get(&keeper).cloned().unwrap_or_default();
        match place.trim() {
            "" => format!("{name} ({kept})"),
            place => format!("{name}, {place} ({kept})"),
        }
    };
    Ok(rows
        .into_iter()
        .map(|(id, name, place, keeper)| Choice {
            id,
            label: if is_double(&name) { label(&name, &place, keeper) } else { name.clone() },
            name_key: key(&name),
            keeper,
        })
        .collect())
}

/// Finds what was typed: by its label, else by its name, those of `keeper` before others.
pub fn chosen<Id: Copy>(choices: &[Choice<Id>], typed: &str, keeper: Option<UnitId>) -> Chosen<Id> {
    let wanted = key(typed);
    if let Some(one) = choices.iter().find(|one| key(&one.label) == wanted) {
        return Chosen::One(one.id);
    }
    let mut same: Vec<&Choice<Id>> = choices.iter().filter(|one| one.name_key == wanted).collect();
    if same.len() > 1 && same.iter().filter(|one| Some(one.keeper) == keeper).count() == 1 {
        same.retain(|one| Some(one.keeper) == keeper);
    }
    match same.as_slice() {
        [] => Chosen::Unknown,
        [only] => Chosen::One(only.id),
        several => Chosen::Several(several.iter().map(|one| one.label.clone()).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(n: u128, name: &str, label: &str, keeper: u128) -> Choice<PartnerId> {
        let id = |n: u128| uuid::Uuid::from_u128(n);
        Choice { id: id(n).into(), label: label.into(), name_key: key(name), keeper: id(keeper).into() }
    }

    #[test]
    fn a_name_that_two_bear_is_found_by_its_label_or_by_its_keeper() {
        let all = [
            choice(1, "Báo Lao Động", "Báo Lao Động, Hà Nội (Sở A)", 8),
            choice(2, "Báo Lao Động", "Báo Lao Động, Huế (Sở B)", 9),
            choice(3, "Báo Nhân Dân", "Báo Nhân Dân", 9),
        ];
        let id = |n: u128| Chosen::One(PartnerId::from(uuid::Uuid::from_u128(n)));
        assert_eq!(chosen(&all, "bao nhan dan", None), id(3));
        assert_eq!(chosen(&all, "BÁO LAO ĐỘNG, HUẾ (SỞ B)", None), id(2));
        assert_eq!(chosen(&all, "Báo Lao Động", Some(uuid::Uuid::from_u128(8).into())), id(1));
        assert_eq!(chosen(&all, "Báo", None), Chosen::Unknown);
        let Chosen::Several(labels) = chosen(&all, "Báo Lao Động", None) else { panic!("two bear it") };
        assert_eq!(labels, ["Báo Lao Động, Hà Nội (Sở A)", "Báo Lao Động, Huế (Sở B)"]);
    }
}
