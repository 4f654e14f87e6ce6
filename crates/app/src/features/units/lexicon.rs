//! The lexicon that readers of documents ask, from the units in the tables.

use std::sync::{Arc, Mutex, PoisonError};

use db::{Db, DbError};
use domain::units::{Forest, Lexicon, Link, UnitKind};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait as _, QueryFilter as _};
use tables::{unit, unit_alias, unit_link, unit_name, unit_parent};

use super::store;

/// Schools are left out: tens of thousands of like names, which plans call by sets ("các trường THPT").
fn is_kept(kind: UnitKind) -> bool {
    !kind.is_school() || kind == UnitKind::SpecialSchool
}

/// All names of units but schools. The code of a unit in it is its id as text.
pub async fn load(conn: &impl ConnectionTrait) -> Result<Lexicon, DbErr> {
    let kinds: Vec<UnitKind> = UnitKind::ALL.iter().copied().filter(|kind| is_kept(*kind)).collect();
    // With 60,000 schools most names and places are theirs; they stay in the database.
    let kept = || {
        Query::select()
            .column(unit::Column::Id)
            .from(unit::Entity)
            .and_where(unit::Column::Kind.is_in(kinds.clone()))
            .to_owned()
    };
    let units = unit::Entity::find().filter(unit::Column::Kind.is_in(kinds.clone())).all(conn).await?;
    let names =
        unit_name::Entity::find().filter(unit_name::Column::UnitId.in_subquery(kept())).all(conn).await?;
    let places =
        unit_parent::Entity::find().filter(unit_parent::Column::UnitId.in_subquery(kept())).all(conn).await?;
    let aliases =
        unit_alias::Entity::find().filter(unit_alias::Column::UnitId.in_subquery(kept())).all(conn).await?;
    let links = unit_link::Entity::find().all(conn).await?;
    let mut forest = Forest::default();
    for unit in store::assemble(units, names, places, aliases) {
        forest.insert(unit);
    }
    for row in links {
        let (kind, on, basis, verified) = (row.kind, row.on_day, row.basis, row.verified);
        forest.insert_link(Link {
            kind,
            from: store::code_of(row.from_id),
            to: row.to_id.map(store::code_of),
            on,
            basis,
            verified,
        });
    }
    Ok(Lexicon::new(forest))
}

/// A lexicon that is loaded when it is asked for and again after units have changed.
#[derive(Debug, Default)]
pub struct Shared {
    kept: Mutex<Option<(u64, Arc<Lexicon>)>>,
    /// Held while one is loaded: whoever comes meanwhile waits for it instead of loading another.
    loading: tokio::sync::Mutex<()>,
}

impl Shared {
    /// The lexicon as of now. Which state it holds is told by the number of the last event about units.
    pub async fn get(&self, db: &Db) -> Result<Arc<Lexicon>, DbError> {
        if let Some(lexicon) = self.of(state(db.read()).await?) {
            return Ok(lexicon);
        }
        let _alone = self.loading.lock().await;
        let state = state(db.read()).await?;
        if let Some(lexicon) = self.of(state) {
            return Ok(lexicon);
        }
        let lexicon = Arc::new(load(db.read()).await?);
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = Some((state, lexicon.clone()));
        Ok(lexicon)
    }

    fn of(&self, state: u64) -> Option<Arc<Lexicon>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner).clone();
        kept.filter(|(of, _)| *of == state).map(|(_, lexicon)| lexicon)
    }
}

/// How many events there are about units: every change of them writes one.
async fn state(conn: &impl ConnectionTrait) -> Result<u64, DbErr> {
    use sea_orm::PaginatorTrait as _;
    tables::event::Entity::find().filter(tables::event::Column::Kind.eq("unit")).count(conn).await
}
