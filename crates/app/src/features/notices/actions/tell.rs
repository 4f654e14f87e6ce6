//! Telling: one row for each person who must know, in the transaction of the event, each of them once.

use crate::features::notices::kinds::Kind;
use db::{DbError, WriteTx};
use domain::ids::{PersonId, UnitId};
use domain::rights::PostKind;
use domain::time::Moment;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use std::collections::{BTreeSet, HashMap};
use tables::{notice, notice_choice, person, post};
use uuid::Uuid;
use web::Args;

/// Rows written at once: twelve values each, and SQLite takes 32,766 in a statement.
const ROWS_MAX: usize = 1_000;
/// Ids asked for at once, well below what a statement takes.
const IDS_MAX: usize = 5_000;

/// Who is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum To {
    /// This very person.
    Person(PersonId),
    /// Everybody who holds a post of one of these kinds in the unit now.
    Posts(UnitId, &'static [PostKind]),
}

/// Something that somebody must know.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    to: To,
    kind: Kind,
    about: (&'static str, Uuid),
    link: String,
    args: Args,
    but: Option<PersonId>,
    once: Option<String>,
}

impl Told {
    /// Tells them of this object; its page is `link`.
    pub fn new(to: To, kind: Kind, about: (&'static str, impl Into<Uuid>), link: impl Into<String>) -> Told {
        let about = (about.0, about.1.into());
        Told { to, kind, about, link: link.into(), args: Args::none(), but: None, once: None }
    }

    /// The values of the sentence. Names that end in `_on` hold days, written as the reader's language does.
    #[must_use]
    pub fn with(mut self, args: Args) -> Told {
        self.args = args;
        self
    }

    /// Not the person who did it: who acts knows.
    #[must_use]
    pub fn but(mut self, person: Option<PersonId>) -> Told {
        self.but = person;
        self
    }

    /// What makes it one event of this kind about this object, for work that may be done twice. Without it the moment
    /// does.
    #[must_use]
    pub fn once(mut self, key: impl Into<String>) -> Told {
        self.once = Some(key.into());
        self
    }

    fn key(&self, now: Moment) -> String {
        let last = self.once.clone().unwrap_or_else(|| now.micros().to_string());
        format!("{}:{}:{last}", self.kind.word(), self.about.1)
    }
}

/// Tells people; says how many were told for the first time. Closed accounts are told nothing.
pub async fn tell(tx: &WriteTx, now: Moment, all: &[Told]) -> Result<u64, DbError> {
    let people = People::load(tx, all).await?;
    let mut rows = Vec::new();
    for told in all {
        let (key, args) = (told.key(now), written(&told.args)?);
        for (person, unit) in people.of(&told.to) {
            if told.but == Some(person) {
                continue;
            }
            let (shows, mails) = people.wants(person, told.kind);
            if !shows && !mails {
                continue;
            }
            rows.push(notice::ActiveModel {
                id: Set(tx.new_id(now)),
                person_id: Set(person),
                unit_id: Set(unit),
                kind: Set(told.kind.word().to_owned()),
                about_kind: Set(told.about.0.to_owned()),
                about_id: Set(told.about.1),
                args: Set(args.clone()),
                link: Set(told.link.clone()),
                once: Set(key.clone()),
                created_at: Set(now),
                // What somebody wants by mail only stands on the page without ringing the bell.
                read_at: Set((!shows).then_some(now)),
                mail_from: Set(mails.then_some(now)),
            });
        }
    }
    let mut n = 0;
    for some in rows.chunks(ROWS_MAX) {
        let once =
            OnConflict::columns([notice::Column::PersonId, notice::Column::Once]).do_nothing().to_owned();
        n += notice::Entity::insert_many(some.to_vec()).on_conflict(once).exec_without_returning(tx).await?;
    }
    Ok(n)
}

fn written(args: &Args) -> Result<String, DbError> {
    serde_json::to_string(args).map_err(|error| DbError::Unreadable(error.to_string()))
}

/// Who holds which post, and what they want to be told.
struct People {
    posts: HashMap<UnitId, Vec<(PersonId, PostKind)>>,
    open: BTreeSet<PersonId>,
    choices: HashMap<(PersonId, String), (bool, bool)>,
}

impl People {
    async fn load(tx: &WriteTx, all: &[Told]) -> Result<People, DbError> {
        let (mut units, mut ids) = (BTreeSet::new(), BTreeSet::new());
        for told in all {
            match told.to {
                To::Person(person) => drop(ids.insert(person)),
                To::Posts(unit, _) => drop(units.insert(unit)),
            }
        }
        let units: Vec<UnitId> = units.into_iter().collect();
        let mut posts: HashMap<UnitId, Vec<(PersonId, PostKind)>> = HashMap::new();
        for some in units.chunks(IDS_MAX) {
            for (unit, person, kind) in held(tx, some).await? {
                posts.entry(unit).or_default().push((person, kind));
                ids.insert(person);
            }
        }
        let ids: Vec<PersonId> = ids.into_iter().collect();
        let kinds: BTreeSet<&str> = all.iter().map(|told| told.kind.word()).collect();
        let (mut open, mut choices) = (BTreeSet::new(), HashMap::new());
        for some in ids.chunks(IDS_MAX) {
            open.extend(still_open(tx, some).await?);
            let rows = notice_choice::Entity::find()
                .filter(notice_choice::Column::PersonId.is_in(some.iter().copied()))
                .filter(notice_choice::Column::Kind.is_in(kinds.iter().copied()))
                .all(tx)
                .await?;
            choices.extend(rows.into_iter().map(|row| ((row.person_id, row.kind), (row.shows, row.mails))));
        }
        Ok(People { posts, open, choices })
    }

    /// The people who are meant, each with the unit of the post; somebody with two posts in a unit once.
    fn of(&self, to: &To) -> Vec<(PersonId, Option<UnitId>)> {
        let mut people: Vec<(PersonId, Option<UnitId>)> = match to {
            To::Person(person) => vec![(*person, None)],
            To::Posts(unit, kinds) => {
                let held = self.posts.get(unit).into_iter().flatten();
                held.filter(|(_, kind)| kinds.contains(kind))
                    .map(|(person, _)| (*person, Some(*unit)))
                    .collect()
            }
        };
        people.retain(|(person, _)| self.open.contains(person));
        people.sort_unstable();
        people.dedup();
        people
    }

    fn wants(&self, person: PersonId, kind: Kind) -> (bool, bool) {
        self.choices.get(&(person, kind.word().to_owned())).copied().unwrap_or((true, kind.mails()))
    }
}

async fn held(tx: &WriteTx, units: &[UnitId]) -> Result<Vec<(UnitId, PersonId, PostKind)>, DbError> {
    Ok(post::held_in(units)
        .select_only()
        .columns([post::Column::UnitId, post::Column::PersonId, post::Column::Kind])
        .into_tuple()
        .all(tx)
        .await?)
}

async fn still_open(tx: &WriteTx, people: &[PersonId]) -> Result<Vec<PersonId>, DbError> {
    Ok(person::Entity::find()
        .select_only()
        .column(person::Column::Id)
        .filter(person::Column::Id.is_in(people.iter().copied()))
        .filter(person::Column::ClosedAt.is_null())
        .order_by_asc(person::Column::Id)
        .into_tuple()
        .all(tx)
        .await?)
}
