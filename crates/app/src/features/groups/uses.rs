//! Where plans and documents name a cluster or a partner: by the answers that people gave on the page of issuing.

use crate::app::App;
use domain::ids::{DocumentId, PlanId};
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use std::collections::HashMap;
use tables::document::{self, State};
use tables::{address, document_address};
use web::Error;

/// What addresses a cluster or a partner, each with the name it prints.
#[derive(Debug, Default)]
pub struct Addressed {
    /// Plans.
    pub plans: HashMap<PlanId, String>,
    /// Documents without a plan.
    pub documents: HashMap<DocumentId, String>,
}

/// The plans and documents that address this one.
pub async fn addressed(app: &App, targets: &[&str], id: uuid::Uuid) -> Result<Addressed, Error> {
    let conn = app.db.read();
    let of_plans = address::Entity::find()
        .filter(address::Column::TargetId.eq(id))
        .filter(address::Column::Target.is_in(targets.iter().copied()))
        .order_by_asc(address::Column::Id)
        .all(conn)
        .await?;
    let of_documents = document_address::Entity::find()
        .filter(document_address::Column::TargetId.eq(id))
        .filter(document_address::Column::Target.is_in(targets.iter().copied()))
        .order_by_asc(document_address::Column::Id)
        .all(conn)
        .await?;
    Ok(Addressed {
        plans: of_plans.into_iter().map(|row| (row.plan_id, row.printed)).collect(),
        documents: of_documents.into_iter().map(|row| (row.document_id, row.printed)).collect(),
    })
}

/// The documents that went out and print the name, the latest first, each with the name it prints.
pub async fn documents_out(
    app: &App,
    by: &Addressed,
    n_max: u64,
) -> Result<Vec<(document::Model, String)>, Error> {
    let out = [State::Issuing, State::Issued, State::Recalled];
    let named = Condition::any()
        .add(document::Column::PlanId.is_in(by.plans.keys().copied()))
        .add(document::Column::Id.is_in(by.documents.keys().copied()));
    let found = document::latest_first()
        .filter(named)
        .filter(document::Column::State.is_in(out))
        .limit(n_max)
        .all(app.db.read())
        .await?;
    let printed = |row: &document::Model| {
        let of_plan = || row.plan_id.and_then(|plan| by.plans.get(&plan));
        by.documents.get(&row.id).or_else(of_plan).cloned().unwrap_or_default()
    };
    Ok(found
        .into_iter()
        .map(|row| {
            let name = printed(&row);
            (row, name)
        })
        .collect())
}
