//! Telling: one row for each person who must know, in the transaction of the event, each of them once.

use crate::features::notices::kinds::Kind;
use db::{DbError, WriteTx};
use domain::ids::{PersonId, UnitId};
use domain::rights::PostKind;
use domain::time::Moment;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;
use tables::{notice, notice_choice, person, post};
use uuid::Uuid;
use web::Args;

/// Rows written at once: twelve values each, and SQLite takes 32,766 in a statement.
const ROWS_MAX: usize = 1_000;
/// Ids asked for at once, well below what a statement takes.
const IDS_MAX: usize = 5_000;

/// How long a mail waits, so that what comes together is one mail and what is opened meanwhile none.
pub const MAIL_AFTER: Duration = Duration::from_secs(120);

/// Who is told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum To {
    /// This very person.
    Person(PersonId),
    /// Everybody who holds a post of one of these kinds in the unit now.
    Posts(UnitId, &'static [PostKind]),
    /// This person as long as the account is open and the person holds a post in the unit; then those who hold one of
    /// these posts there: somebody must hear of it.
    Doer(PersonId, UnitId, &'static [PostKind]),
    /// This person as long as the account is open and the person holds a post somewhere; then those who hold one of these
    /// posts in the unit. For who wrote something, which those of units above may.
    Author(PersonId, UnitId, &'static [PostKind]),
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
                mail_from: Set(mails.then_some(now.plus(MAIL_AFTER))),
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

/// Who hears when these are told, each person with a closed account left out.
pub async fn hearers(conn: &impl ConnectionTrait, all: &[To]) -> Result<Vec<Vec<PersonId>>, DbError> {
    let people = People::of_all(conn, all.iter()).await?;
    let ids = |to: &To| people.of(to).into_iter().map(|(person, _)| person).collect();
    Ok(all.iter().map(ids).collect())
}

/// Who holds which post, and what they want to be told.
struct People {
    posts: HashMap<UnitId, Vec<(PersonId, PostKind)>>,
    /// Those who may be told, and whether they hold any post.
    open: BTreeMap<PersonId, bool>,
    choices: HashMap<(PersonId, String), (bool, bool)>,
}

impl People {
    async fn load(tx: &WriteTx, all: &[Told]) -> Result<People, DbError> {
        let mut people = People::of_all(tx, all.iter().map(|told| &told.to)).await?;
        let ids: Vec<PersonId> = people.open.keys().copied().collect();
        let kinds: BTreeSet<&str> = all.iter().map(|told| told.kind.word()).collect();
        for some in ids.chunks(IDS_MAX) {
            let rows = notice_choice::Entity::find()
                .filter(notice_choice::Column::PersonId.is_in(some.iter().copied()))
                .filter(notice_choice::Column::Kind.is_in(kinds.iter().copied()))
                .all(tx)
                .await?;
            let said = rows.into_iter().map(|row| ((row.person_id, row.kind), (row.shows, row.mails)));
            people.choices.extend(said);
        }
        Ok(people)
    }

    async fn of_all(conn: &impl ConnectionTrait, all: impl Iterator<Item = &To>) -> Result<People, DbError> {
        let (mut units, mut ids, mut authors) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for to in all {
            match *to {
                To::Person(person) => drop(ids.insert(person)),
                To::Posts(unit, _) => drop(units.insert(unit)),
                To::Doer(person, unit, _) => {
                    ids.insert(person);
                    units.insert(unit);
                }
                To::Author(person, unit, _) => {
                    ids.insert(person);
                    units.insert(unit);
                    authors.insert(person);
                }
            }
        }
        let units: Vec<UnitId> = units.into_iter().collect();
        let mut posts: HashMap<UnitId, Vec<(PersonId, PostKind)>> = HashMap::new();
        for some in units.chunks(IDS_MAX) {
            for (unit, person, kind) in held(conn, some).await? {
                posts.entry(unit).or_default().push((person, kind));
                ids.insert(person);
            }
        }
        let ids: Vec<PersonId> = ids.into_iter().collect();
        let mut open = BTreeMap::new();
        for some in ids.chunks(IDS_MAX) {
            open.extend(still_open(conn, some).await?.into_iter().map(|person| (person, false)));
        }
        let authors: Vec<PersonId> = authors.into_iter().collect();
        for some in authors.chunks(IDS_MAX) {
            for person in with_posts(conn, some).await? {
                open.entry(person).and_modify(|holds| *holds = true);
            }
        }
        Ok(People { posts, open, choices: HashMap::new() })
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
            To::Doer(person, unit, kinds) => {
                let is_there = self.posts.get(unit).into_iter().flatten().any(|(one, _)| one == person);
                return self.of(&self.instead((*person, is_there), (*unit, kinds)));
            }
            To::Author(person, unit, kinds) => {
                let is_there = self.open.get(person).copied().unwrap_or_default();
                return self.of(&self.instead((*person, is_there), (*unit, kinds)));
            }
        };
        people.retain(|(person, _)| self.open.contains_key(person));
        people.sort_unstable();
        people.dedup();
        people
    }

    fn instead(
        &self,
        (person, is_there): (PersonId, bool),
        (unit, kinds): (UnitId, &'static [PostKind]),
    ) -> To {
        if is_there && self.open.contains_key(&person) { To::Person(person) } else { To::Posts(unit, kinds) }
    }

    fn wants(&self, person: PersonId, kind: Kind) -> (bool, bool) {
        self.choices.get(&(person, kind.word().to_owned())).copied().unwrap_or((true, kind.mails()))
    }
}

async fn held(
    conn: &impl ConnectionTrait,
    units: &[UnitId],
) -> Result<Vec<(UnitId, PersonId, PostKind)>, DbError> {
    Ok(post::held_in(units)
        .select_only()
        .columns([post::Column::UnitId, post::Column::PersonId, post::Column::Kind])
        .into_tuple()
        .all(conn)
        .await?)
}

async fn with_posts(conn: &impl ConnectionTrait, people: &[PersonId]) -> Result<Vec<PersonId>, DbError> {
    Ok(post::Entity::find()
        .select_only()
        .column(post::Column::PersonId)
        .filter(post::Column::PersonId.is_in(people.iter().copied()))
        .filter(post::Column::EndedAt.is_null())
        .distinct()
        .into_tuple()
        .all(conn)
        .await?)
}

async fn still_open(conn: &impl ConnectionTrait, people: &[PersonId]) -> Result<Vec<PersonId>, DbError> {
    Ok(person::Entity::find()
        .select_only()
        .column(person::Column::Id)
        .filter(person::Column::Id.is_in(people.iter().copied()))
        .filter(person::Column::ClosedAt.is_null())
        .order_by_asc(person::Column::Id)
        .into_tuple()
        .all(conn)
        .await?)
}
