//! Where plans and documents name a cluster or a partner: by the answers that people gave on the page of issuing.

use crate::app::App;
use domain::ids::PlanId;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use std::collections::HashMap;
use tables::address;
use tables::document::{self, State};
use web::Error;

/// The plans that address this one, each with the name it prints.
pub async fn addressed(
    app: &App,
    targets: &[&str],
    id: uuid::Uuid,
) -> Result<HashMap<PlanId, String>, Error> {
    let rows = address::Entity::find()
        .filter(address::Column::TargetId.eq(id))
        .filter(address::Column::Target.is_in(targets.iter().copied()))
        .order_by_asc(address::Column::Id)
        .all(app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.plan_id, row.printed)).collect())
}

/// The documents of these plans that went out, the latest first.
pub async fn documents_out(
    app: &App,
    plans: impl Iterator<Item = PlanId>,
    n_max: u64,
) -> Result<Vec<document::Model>, Error> {
    let out = [State::Issuing, State::Issued, State::Recalled];
    Ok(document::latest_first()
        .filter(document::Column::PlanId.is_in(plans))
        .filter(document::Column::State.is_in(out))
        .limit(n_max)
        .all(app.db.read())
        .await?)
}
