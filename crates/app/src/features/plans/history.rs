//! The history of a plan: its own events and those of the import it came from.

use super::pages::EventView;
use crate::app::App;
use crate::features::accounts::initials;
use domain::ids::PersonId;
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use std::collections::HashMap;
use tables::{event, person, plan};
use web::Error;

/// The latest events first, at most `limit`.
pub async fn events(app: &App, plan: &plan::Model, limit: u64) -> Result<Vec<EventView>, Error> {
    let db = app.db.read();
    let mut objects = vec![plan.id.uuid()];
    objects.extend(plan.import_id.map(domain::ids::ImportId::uuid));
    let ours = Condition::all()
        .add(event::Column::ObjectId.is_in(objects))
        .add(event::Column::Kind.is_in(["plan", "import"]));
    let rows = event::Entity::find()
        .filter(ours)
        .order_by_desc(event::Column::Id)
        .limit(limit)
        .all(db)
        .await
        .map_err(db::DbError::from)?;
    let people: Vec<PersonId> = rows.iter().filter_map(|e| e.person_id).collect();
    let people = person::Entity::find()
        .filter(person::Column::Id.is_in(people))
        .all(db)
        .await
        .map_err(db::DbError::from)?;
    let names: HashMap<PersonId, String> = people.into_iter().map(|p| (p.id, p.name)).collect();
    let view = |row: event::Model| {
        let who = row.person_id.and_then(|id| names.get(&id).cloned());
        EventView {
            at: row.at,
            initials: who.as_deref().map(initials).unwrap_or_default(),
            who,
            verb: row.verb,
            kind: row.kind,
            is_sealed: row.seal.is_some(),
        }
    };
    Ok(rows.into_iter().map(view).collect())
}
