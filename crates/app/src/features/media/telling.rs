//! Who is told what of an item, in the transaction of the step.

use crate::features::notices::Kind;
use crate::features::notices::actions::{To, Told, tell};
use db::{DbError, WriteTx};
use domain::ids::PersonId;
use domain::rights::PostKind;
use domain::time::Moment;
use tables::media_item;
use web::{Args, args};

/// Whoever sees to an item as long as nobody is named.
const WRITERS: &[PostKind] = &[PostKind::Drafter, PostKind::Focal];
/// Letters of a title in a sentence; the page has it whole.
const TITLE_LETTERS_MAX: usize = 200;

fn words(row: &media_item::Model, why: &str) -> Args {
    let title: String = row.title.chars().take(TITLE_LETTERS_MAX).collect();
    args![title = title, reason = why, due_on = row.due_on.map(|day| day.to_string()).unwrap_or_default()]
}

fn told(row: &media_item::Model, to: To, kind: Kind, why: &str) -> Told {
    Told::new(to, kind, ("media", row.id), format!("/media/{}", row.id)).with(words(row, why))
}

/// Who writes it, or those of the unit who would.
fn author(row: &media_item::Model) -> To {
    row.person_id.or(row.created_by).map_or(To::Posts(row.unit_id, WRITERS), To::Person)
}

/// The item was given to somebody, or to a unit.
pub async fn given(
    tx: &WriteTx,
    now: Moment,
    by: Option<PersonId>,
    row: &media_item::Model,
) -> Result<(), DbError> {
    let to = row.person_id.map_or(To::Posts(row.unit_id, WRITERS), To::Person);
    tell(tx, now, &[told(row, to, Kind::MediaGiven, "").but(by)]).await?;
    Ok(())
}

/// The leaders of the unit in charge have something to read.
pub async fn to_leaders(
    tx: &WriteTx,
    now: Moment,
    by: Option<PersonId>,
    row: &media_item::Model,
) -> Result<(), DbError> {
    let to = To::Posts(row.unit_id, &[PostKind::Leader]);
    tell(tx, now, &[told(row, to, Kind::MediaSubmitted, "").but(by)]).await?;
    Ok(())
}

/// The author gets an answer.
pub async fn to_author(
    tx: &WriteTx,
    now: Moment,
    by: Option<PersonId>,
    (row, kind): (&media_item::Model, Kind),
    why: &str,
) -> Result<(), DbError> {
    tell(tx, now, &[told(row, author(row), kind, why).but(by)]).await?;
    Ok(())
}

/// What was out is taken down: the leaders and the author know why.
pub async fn removed(
    tx: &WriteTx,
    now: Moment,
    by: Option<PersonId>,
    row: &media_item::Model,
) -> Result<(), DbError> {
    let leaders = To::Posts(row.unit_id, &[PostKind::Leader]);
    let all = [leaders, author(row)].map(|to| told(row, to, Kind::MediaRemoved, &row.removed_why).but(by));
    tell(tx, now, &all).await?;
    Ok(())
}

/// It must be ready in a day or two; told once for each day that it is due.
pub async fn due(tx: &WriteTx, now: Moment, rows: &[media_item::Model]) -> Result<u64, DbError> {
    let one = |row: &media_item::Model| {
        let once = row.due_on.map(|day| day.to_string()).unwrap_or_default();
        told(row, author(row), Kind::MediaDue, "").once(once)
    };
    tell(tx, now, &rows.iter().map(one).collect::<Vec<_>>()).await
}
