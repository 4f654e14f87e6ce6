//! What happened to something, for the pages that tell its history: who, when, what, and what each change of a review did.

use crate::app::App;
use crate::features::accounts::initials;
use crate::features::imports::told;
use domain::ids::{ImportId, PersonId};
use domain::time::Moment;
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};
use tables::{event, person};
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Context, Error};

/// Something that happened.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventView {
    /// When.
    #[schema(value_type = String)]
    pub at: Moment,
    /// Who; none when the house or the reader did.
    pub who: Option<String>,
    /// The reader did it, not a person.
    pub is_machine: bool,
    /// How many changes of the review it was.
    pub n_changes: Option<u64>,
    /// What a change of the review did, one sentence a change; none when the reader may not see the import. The name that
    /// a unit was given.
    pub sentences: Vec<String>,
    /// Two letters.
    pub initials: String,
    /// create, remove, …
    pub verb: String,
    /// plan, import, unit or document.
    pub kind: String,
    /// Whether the seal of the chain covers it already.
    pub is_sealed: bool,
}

/// What is told of the changes of a review.
#[derive(Debug)]
pub enum Told {
    /// Only how many there were: the reader may not see the import, or the page has no time to open it.
    Nothing,
    /// What the changes of this import did.
    Of(ImportId),
    /// The same, by version, known already.
    Known(HashMap<i32, Vec<String>>),
}

/// The latest events of these things first, at most `limit`.
pub async fn events(
    app: &App,
    context: &Context,
    (objects, told): (&[Uuid], Told),
    limit: u64,
) -> Result<Vec<EventView>, Error> {
    let db = app.db.read();
    let ours = Condition::all().add(event::Column::ObjectId.is_in(objects.iter().copied())).add(
        event::Column::Kind.is_in(["plan", "import", "unit", "document", "cascade", "media", "activity"]),
    );
    let rows =
        event::Entity::find().filter(ours).order_by_desc(event::Column::Id).limit(limit).all(db).await?;
    let people: Vec<PersonId> = rows.iter().filter_map(|e| e.person_id).collect();
    let people = person::Entity::find().filter(person::Column::Id.is_in(people)).all(db).await?;
    let names: HashMap<PersonId, String> = people.into_iter().map(|p| (p.id, p.name)).collect();
    let versions: BTreeSet<i32> = rows.iter().filter_map(version).collect();
    let mut told = match told {
        Told::Of(import) if !versions.is_empty() => told::of_versions(app, context, import, versions).await?,
        Told::Known(told) => told,
        Told::Of(_) | Told::Nothing => HashMap::new(),
    };
    let view = |row: event::Model| {
        let is_machine = is_machine(&row);
        let who = row.person_id.filter(|_| !is_machine).and_then(|id| names.get(&id).cloned());
        EventView {
            at: row.at,
            initials: who.as_deref().map(initials).unwrap_or_default(),
            who,
            is_machine,
            n_changes: payload(&row)["n_changes"].as_u64(),
            sentences: match version(&row) {
                Some(version) => told.remove(&version).unwrap_or_default(),
                None => named(&row).into_iter().collect(),
            },
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
    payload(row)["version"].as_i64().filter(|_| is_change).and_then(|version| version.try_into().ok())
}

fn payload(row: &event::Model) -> serde_json::Value {
    serde_json::from_str(&row.payload).unwrap_or_default()
}

/// The name or spelling that a unit was given or lost; the number of a document, or why it was returned.
fn named(row: &event::Model) -> Option<String> {
    let told = payload(row);
    let name = match row.kind.as_str() {
        "unit" => told["text"].as_str().or(told["name"].as_str()),
        // Why it was returned or taken down, where it can be read, which picture.
        "media" => told["reason"]
            .as_str()
            .or(told["url"].as_str())
            .or(told["name"].as_str())
            .filter(|text| !text.is_empty()),
        // Why it was put off, called off or opened again; which session, unit, partner or file.
        "activity" => {
            ["reason", "name"].iter().find_map(|part| told[*part].as_str()).filter(|text| !text.is_empty())
        }
        // Why it was returned or recalled, its number.
        "document" => told["reason"].as_str().or(told["symbol"].as_str()),
        // Who was named, which number was recorded, why none is needed, why it is needed all the same.
        "cascade" => ["name", "number", "reason", "refusal"].iter().find_map(|part| told[*part].as_str()),
        _ => None,
    };
    name.map(|name| format!("“{name}”"))
}
