//! Who is told of steps: whoever gets one, and whoever has one that is due in a day or two.

use crate::app::App;
use crate::features::notices::Kind;
use crate::features::notices::actions::{To, Told, tell};
use db::{DbError, WriteTx};
use domain::foundings::FoundingState;
use domain::ids::{FoundingListId, PersonId};
use domain::rights::PostKind;
use domain::time::Moment;
use jobs::{Job, JobError, Run};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use tables::{founding, founding_list, founding_step};
use web::args;

/// Days before its day that whoever sees to a step is told.
const DUE_DAYS: u64 = 2;
/// Rows looked at in one round.
const ROUND_MAX: u64 = 500;
/// Whoever sees to a step for which nobody is named.
const DOING: &[PostKind] = &[PostKind::Focal, PostKind::Drafter];
/// Letters of a name in a sentence.
const NAME_LETTERS_MAX: usize = 200;

fn told(to: To, kind: Kind, row: &founding::Model, step: &founding_step::Model) -> Told {
    let cut = |text: &str| text.chars().take(NAME_LETTERS_MAX).collect::<String>();
    let due_on = step.due_on.map(|day| day.to_string()).unwrap_or_default();
    let link = format!("/foundings/units/{}", row.id);
    Told::new(to, kind, ("founding_step", step.id), link).with(args![
        many = "no",
        name = cut(&row.name),
        step = cut(&step.name),
        due_on = due_on
    ])
}

/// Steps were given to people.
pub async fn given(
    tx: &WriteTx,
    now: Moment,
    by: Option<PersonId>,
    (row, steps): (&founding::Model, &[founding_step::Model]),
) -> Result<(), DbError> {
    let one = |step: &founding_step::Model| {
        step.person_id.map(|person| told(To::Person(person), Kind::FoundingGiven, row, step).but(by))
    };
    tell(tx, now, &steps.iter().filter_map(one).collect::<Vec<_>>()).await?;
    Ok(())
}

/// Tells of steps that are due soon, once for each day that a step is due.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TellFoundingDue {}

impl Job for TellFoundingDue {
    type Context = App;
    const KIND: &'static str = "foundings.due";

    async fn run(self, app: &App, run: Run) -> Result<(), JobError> {
        let today = run.now.local_day();
        let last = today.checked_add_days(chrono::Days::new(DUE_DAYS)).unwrap_or(today);
        let mut after = None;
        loop {
            let mut query = founding_step::Entity::find()
                .filter(founding_step::Column::DueOn.between(today, last))
                .filter(founding_step::Column::DoneOn.is_null())
                .order_by_asc(founding_step::Column::Id)
                .limit(ROUND_MAX);
            if let Some(after) = after {
                query = query.filter(founding_step::Column::Id.gt(after));
            }
            let steps = query.all(app.db.read()).await.map_err(DbError::from)?;
            let Some(last) = steps.last() else { return Ok(()) };
            after = Some(last.id);
            tell_some(app, run.now, &steps).await?;
        }
    }
}

async fn tell_some(app: &App, now: Moment, steps: &[founding_step::Model]) -> Result<(), DbError> {
    let db = app.db.read();
    let ids: Vec<_> = steps.iter().map(|step| step.founding_id).collect();
    let rows = founding::by_ids(&ids).all(db).await?;
    let lists: Vec<_> = rows.iter().map(|row| row.list_id).collect();
    let lists = founding_list::by_ids(&lists).all(db).await?;
    let names: HashMap<_, _> = lists.iter().map(|list| (list.id, list.name.clone())).collect();
    let unions: HashMap<_, _> = lists.into_iter().map(|list| (list.id, list.union_id)).collect();
    let open = |row: &founding::Model| matches!(row.state, FoundingState::Waiting | FoundingState::Going);
    let rows: HashMap<_, _> = rows.into_iter().filter(open).map(|row| (row.id, row)).collect();
    let one = |step: &founding_step::Model| {
        let row = rows.get(&step.founding_id)?;
        let union = unions.get(&row.list_id)?;
        let to = To::Doer(step.person_id?, *union, DOING);
        let once = step.due_on.map(|day| day.to_string()).unwrap_or_default();
        Some(told(to, Kind::FoundingDue, row, step).once(once))
    };
    let mut all: Vec<Told> = steps.iter().filter_map(one).collect();
    // Steps for which nobody is named ring once a day for each list, however many they are.
    let nobodys = steps.iter().filter(|step| step.person_id.is_none());
    let waiting: BTreeSet<FoundingListId> =
        nobodys.filter_map(|step| rows.get(&step.founding_id).map(|row| row.list_id)).collect();
    all.extend(waiting.into_iter().filter_map(|list| {
        let name: String = names.get(&list)?.chars().take(NAME_LETTERS_MAX).collect();
        let to = To::Posts(*unions.get(&list)?, DOING);
        let told = Told::new(to, Kind::FoundingDue, ("founding_list", list), format!("/foundings/{list}"));
        let words = args![many = "yes", name = name, step = "", due_on = ""];
        Some(told.with(words).once(now.local_day().to_string()))
    }));
    let tx = app.db.write().await?;
    tell(&tx, now, &all).await?;
    tx.commit().await
}
