//! How many items of a plan were planned and published, phase by phase, for the reviews of the plan.

use db::DbError;
use domain::ids::{PlanId, UnitId};
use domain::media::{MediaPhase, MediaState};
use sea_orm::ConnectionTrait;
use std::collections::BTreeSet;
use tables::media_item;

/// Items of one phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// Which phase.
    pub phase: MediaPhase,
    /// Planned and not given up.
    pub n_planned: usize,
    /// Out, also those that were taken down since: they were published.
    pub n_published: usize,
}

/// Counts the items of a plan, of these units when some are named.
pub async fn count(
    conn: &impl ConnectionTrait,
    plan: PlanId,
    units: Option<&BTreeSet<UnitId>>,
) -> Result<Vec<Counted>, DbError> {
    let rows = media_item::of_plan(plan).all(conn).await?;
    let is_counted = |row: &&media_item::Model| {
        row.state != MediaState::Dropped && units.is_none_or(|units| units.contains(&row.unit_id))
    };
    let rows: Vec<&media_item::Model> = rows.iter().filter(is_counted).collect();
    let one = |phase: MediaPhase| {
        let of_phase = || rows.iter().filter(|row| row.phase == phase);
        let n_published = of_phase().filter(|row| row.published_version.is_some()).count();
        Counted { phase, n_planned: of_phase().count(), n_published }
    };
    Ok(MediaPhase::ALL.iter().copied().map(one).collect())
}
