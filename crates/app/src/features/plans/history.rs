//! The history of a plan: its own events and those of the import it came from, each with what it changed.

use super::pages::EventView;
use crate::app::App;
use crate::features::accounts::initials;
use crate::features::imports::told;
use domain::ids::PersonId;
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use std::collections::{BTreeSet, HashMap};
use tables::{event, person, plan};
use web::{Context, Error};

/// The latest events first, at most `limit`; with what each change of the review did for who may read the import.
pub async fn events(
    app: &App,
    context: &Context,
    (plan, may_read_import): (&plan::Model, bool),
    limit: u64,
) -> Result<Vec<EventView>, Error> {
    let db = app.db.read();
    let mut objects = vec![plan.id.uuid()];
    objects.extend(plan.import_id.map(domain::ids::ImportId::uuid));
    let ours = Condition::all()
        .add(event::Column::ObjectId.is_in(objects))
        .add(event::Column::Kind.is_in(["plan", "import"]));
    let rows =
        event::Entity::find().filter(ours).order_by_desc(event::Column::Id).limit(limit).all(db).await?;
    let people: Vec<PersonId> = rows.iter().filter_map(|e| e.person_id).collect();
    let people = person::Entity::find().filter(person::Column::Id.is_in(people)).all(db).await?;
    let names: HashMap<PersonId, String> = people.into_iter().map(|p| (p.id, p.name)).collect();
    let versions: BTreeSet<i32> = rows.iter().filter_map(version).collect();
    let mut told = match plan.import_id.filter(|_| may_read_import && !versions.is_empty()) {
        Some(import) => told::of_versions(app, context, import, versions).await?,
        None => HashMap::new(),
    };
    let view = |row: event::Model| {
        let is_machine = is_machine(&row);
        let who = row.person_id.filter(|_| !is_machine).and_then(|id| names.get(&id).cloned());
        EventView {
            at: row.at,
            initials: who.as_deref().map(initials).unwrap_or_default(),
            who,
            is_machine,
            sentences: version(&row).and_then(|version| told.remove(&version)).unwrap_or_default(),
            verb: row.verb,
            kind: row.kind,
            is_sealed: row.seal.is_some(),
        }
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Whether the reader did it. Such events carried the name of the sender once.
fn is_machine(row: &event::Model) -> bool {
    row.kind == "import" && ["read", "fail"].contains(&row.verb.as_str())
}

/// The version that a change of a review made.
fn version(row: &event::Model) -> Option<i32> {
    let is_change = row.kind == "import" && ["change", "undo"].contains(&row.verb.as_str());
    let told: serde_json::Value = serde_json::from_str(&row.payload).ok()?;
    told["version"].as_i64().filter(|_| is_change).and_then(|version| version.try_into().ok())
}
