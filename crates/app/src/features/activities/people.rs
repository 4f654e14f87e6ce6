//! Partners and participants of an activity: who comes, from where, and who was there.

use super::actions::{self, ActivityError, Whose};
use super::pages::ChoiceView;
use super::part_forms::{ActivityListForm, ActivityPartnerForm, Of, Seen};
use super::part_pages::{ActivityPartnerView, ActivityPeoplePage, ActivityPersonView, ActivitySideView};
use super::rights::Activity;
use super::sums::{self, From, units_of};
use super::view;
use crate::app::App;
use crate::rights::{Deed, DoWork, May, ReadWork};
use axum::extract::State;
use db::DbError;
use domain::activities::Presence;
use domain::ids::{ActivityId, ActivityPartnerId, ActivityPersonId, ActivityUnitId, PartnerId};
use domain::rights::Act;
use sea_orm::sea_query::NullOrdering;
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, Order, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select,
};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use tables::{activity_mark, activity_partner, activity_person, activity_session, activity_unit, partner};
use utoipa::IntoParams;
use web::{Error, FormErrors, Input, Path, Query, Refusal, See, Show, args};

/// Persons to a page.
const PEOPLE_SHOWN: u64 = 200;
/// Partners and units to choose from.
const CHOICES_MAX: u64 = 500;

/// Which page.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// Words of a name or a post.
    pub q: String,
    /// From 1.
    pub page: Option<u64>,
}

/// What was typed on the page, when something of it was refused.
#[derive(Default)]
struct Typing {
    list: Option<ActivityListForm>,
    partner: Option<ActivityPartnerForm>,
}

/// Names of sides: units and partners.
pub async fn names_of(app: &App, id: ActivityId, sides: &[From]) -> Result<HashMap<From, String>, Error> {
    let db = app.db.read();
    let parts: Vec<ActivityUnitId> =
        sides.iter().filter_map(|side| if let From::Unit(id) = side { Some(*id) } else { None }).collect();
    let units = units_of(db, &parts).await?;
    let names = view::names(app, &units.values().copied().collect::<Vec<_>>()).await?;
    let mut found: HashMap<From, String> = HashMap::new();
    for (part, unit) in units {
        found.insert(From::Unit(part), names.get(&unit).cloned().unwrap_or_default());
    }
    for (row, partner) in partners(app, id).await? {
        found.insert(From::Partner(row.id), partner.name);
    }
    Ok(found)
}

/// The partners of an activity with their names.
pub async fn partners(
    app: &App,
    id: ActivityId,
) -> Result<Vec<(activity_partner::Model, partner::Model)>, Error> {
    let db = app.db.read();
    let rows = activity_partner::of(id).all(db).await.map_err(DbError::from)?;
    let ids: Vec<PartnerId> = rows.iter().map(|row| row.partner_id).collect();
    let known = partner::Entity::find().filter(partner::Column::Id.is_in(ids)).all(db).await;
    let known: HashMap<PartnerId, partner::Model> =
        known.map_err(DbError::from)?.into_iter().map(|row| (row.id, row)).collect();
    let with = |row: activity_partner::Model| {
        let partner = known.get(&row.partner_id)?.clone();
        Some((row, partner))
    };
    Ok(rows.into_iter().filter_map(with).collect())
}

/// In how many sessions persons were there.
async fn attended(
    app: &App,
    id: ActivityId,
    people: &[activity_person::Model],
) -> Result<HashMap<ActivityPersonId, u64>, Error> {
    let db = app.db.read();
    let sessions = activity_session::of(&[id])
        .filter(activity_session::Column::CancelledAt.is_null())
        .all(db)
        .await
        .map_err(DbError::from)?;
    let ids: Vec<_> = sessions.into_iter().map(|one| one.id).collect();
    let mut n: HashMap<ActivityPersonId, u64> = HashMap::new();
    // Databases limit the values of a query.
    for some in people.chunks(500) {
        let found: Vec<(ActivityPersonId, i64)> = activity_mark::of(&ids)
            .filter(activity_mark::Column::Presence.eq(Presence::Present))
            .filter(activity_mark::Column::PersonId.is_in(some.iter().map(|person| person.id)))
            .select_only()
            .column(activity_mark::Column::PersonId)
            .column_as(activity_mark::Column::SessionId.count(), "n")
            .group_by(activity_mark::Column::PersonId)
            .into_tuple()
            .all(db)
            .await
            .map_err(DbError::from)?;
        n.extend(found.into_iter().map(|(person, n)| (person, n.unsigned_abs())));
    }
    Ok(n)
}

/// People by side, those who organise first.
pub async fn by_side(
    app: &App,
    id: ActivityId,
    people: Vec<activity_person::Model>,
) -> Result<Vec<(From, Vec<ActivityPersonView>)>, Error> {
    let attended = attended(app, id, &people).await?;
    let mut found: BTreeMap<From, Vec<ActivityPersonView>> = BTreeMap::new();
    for person in people {
        let side = From::of(&person);
        let n_present = attended.get(&person.id).copied().unwrap_or(0);
        let view =
            ActivityPersonView { id: person.id, name: person.name, position: person.position, n_present };
        found.entry(side).or_default().push(view);
    }
    Ok(found.into_iter().collect())
}

/// The people of an activity in the order of their sides, narrowed by words of a name.
fn in_order(id: ActivityId, q: &str) -> Select<activity_person::Entity> {
    use activity_person::Column::{ActivityId, ActivityPartnerId, ActivityUnitId, Id, Key};
    let mut list = activity_person::Entity::find()
        .filter(ActivityId.eq(id))
        .order_by_with_nulls(ActivityUnitId, Order::Asc, NullOrdering::First)
        .order_by_with_nulls(ActivityPartnerId, Order::Asc, NullOrdering::First)
        .order_by_asc(Id);
    for word in domain::text::key(q).split_whitespace().take(8) {
        list = list.filter(db::dialect::contains(Key, word));
    }
    list
}

fn word(side: From) -> String {
    match side {
        From::Hosts => "hosts".to_owned(),
        From::Unit(id) => format!("unit:{id}"),
        From::Partner(id) => format!("partner:{id}"),
    }
}

/// Sides that people can be written down for: partners, and the first units that are asked.
async fn all_sides(app: &App, id: ActivityId) -> Result<Vec<ChoiceView>, Error> {
    let db = app.db.read();
    let parts = activity_unit::asked(id).limit(CHOICES_MAX).all(db).await.map_err(DbError::from)?;
    let mut sides: Vec<From> = parts.iter().map(|part| From::Unit(part.id)).collect();
    sides.extend(partners(app, id).await?.iter().map(|(row, _)| From::Partner(row.id)));
    let names = names_of(app, id, &sides).await?;
    let choice =
        |side: &From| ChoiceView { value: word(*side), word: names.get(side).cloned().unwrap_or_default() };
    let mut choices: Vec<ChoiceView> = sides.iter().map(choice).collect();
    choices.sort_by_key(|one| (domain::text::key(&one.word), one.value.clone()));
    Ok(choices)
}

async fn page<D: Deed>(
    app: &App,
    may: &May<Activity, D>,
    wanted: Wanted,
    typing: Typing,
) -> Result<ActivityPeoplePage, Error> {
    let (db, row) = (app.db.read(), may.row());
    let counted = sums::count(db, row.id, app.now()).await?;
    let number = db::Page::new(wanted.page.unwrap_or(1), PEOPLE_SHOWN);
    let found = db::paging::page(in_order(row.id, &wanted.q), number, db).await?;
    let shown = by_side(app, row.id, found.items).await?;
    let names = names_of(app, row.id, &shown.iter().map(|(side, _)| *side).collect::<Vec<_>>()).await?;
    let side = |(side, people): (From, Vec<ActivityPersonView>)| {
        let counts = counted.sides.get(&side).copied().unwrap_or_default();
        ActivitySideView {
            of: word(side),
            name: names.get(&side).cloned().unwrap_or_default(),
            is_partner: matches!(side, From::Partner(_)),
            n_people: counts.n_people,
            n_present: counts.n_present,
            people,
        }
    };
    let there = partners(app, row.id).await?;
    let partner_view = |(row, partner): &(activity_partner::Model, partner::Model)| ActivityPartnerView {
        id: row.id,
        partner_id: row.partner_id,
        name: partner.name.clone(),
        place: partner.place.clone(),
        role: row.role,
        note: row.note.clone(),
        n_people: counted.sides.get(&From::Partner(row.id)).map_or(0, |side| side.n_people),
    };
    let known = partner::by_name().filter(partner::Column::EndedAt.is_null()).limit(CHOICES_MAX);
    let known = known.all(db).await.map_err(DbError::from)?;
    let choice = |row: partner::Model| {
        let word = if row.place.is_empty() { row.name } else { format!("{} ({})", row.name, row.place) };
        ChoiceView { value: row.id.to_string(), word }
    };
    Ok(ActivityPeoplePage {
        activity: view::activity(app, row).await?,
        partners: there.iter().map(partner_view).collect(),
        choices: known.into_iter().map(choice).collect(),
        sides: shown.into_iter().map(side).collect(),
        all_sides: all_sides(app, row.id).await?,
        figures: counted.all,
        q: wanted.q,
        n_rows: found.total,
        page: found.page,
        n_pages: found.n_pages,
        list_form: typing.list.unwrap_or_default(),
        partner_form: typing.partner.unwrap_or_default(),
        may_write: row.state.is_open() && may.also(app, Act::DoWork).await?,
    })
}

/// GET /activities/{id}/people
pub async fn show(
    State(app): State<App>,
    may: May<Activity, ReadWork>,
    Query(wanted): Query<Wanted>,
) -> Result<Show<ActivityPeoplePage>, Error> {
    Ok(Show(page(&app, &may, wanted, Typing::default()).await?))
}

async fn refused(app: &App, may: &May<Activity, DoWork>, refusal: Refusal, typing: Typing) -> Error {
    match page(app, may, Wanted::default(), typing).await {
        Ok(page) => refusal.on(page),
        Err(error) => error,
    }
}

fn back(id: ActivityId) -> See {
    See::other(format!("/activities/{id}/people"))
}

/// POST /activities/{id}/people: people of one side are added to those who stand there.
pub async fn write(
    State(app): State<App>,
    may: May<Activity, DoWork>,
    input: Input<ActivityListForm>,
) -> Result<See, Error> {
    let (typed, id) = (input.typed(), may.row().id);
    let typing = || Typing { list: None, partner: None };
    let kept = Typing { list: Some(input.value().clone()), ..typing() };
    let (of, named) = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(refused(&app, &may, refusal, kept).await),
    };
    if named.is_empty() {
        let errors = FormErrors::of("people", "activities-people-missing");
        return Err(refused(&app, &may, errors.refuse(typed), kept).await);
    }
    let whose = match of {
        Of::Hosts => Whose::Hosts,
        Of::Unit(id) => Whose::Unit(id),
        Of::Partner(id) => Whose::Partner(id),
    };
    let n = named.len();
    let tx = app.db.write().await?;
    match actions::add_people(&tx, (app.now(), may.by()), (id, whose), &named).await {
        Err(ActivityError::TooMany(most)) => {
            tx.rollback().await?;
            let errors = FormErrors::of_with("people", "activities-too-many", args![n = most]);
            return Err(refused(&app, &may, errors.refuse(typed), kept).await);
        }
        done => done?,
    }
    tx.commit().await?;
    Ok(back(id).say("activities-people-added", args![n = n]))
}

/// POST /activities/{id}/people/{person}/remove
pub async fn remove(
    State(app): State<App>,
    may: May<Activity, DoWork>,
    Path((id, person)): Path<(ActivityId, ActivityPersonId)>,
    input: Input<Seen>,
) -> Result<See, Error> {
    input.check()?;
    let tx = app.db.write().await?;
    actions::remove_person(&tx, (app.now(), may.by()), (id, person)).await?;
    tx.commit().await?;
    Ok(back(id).say("activities-person-removed", args![]))
}

/// POST /activities/{id}/partners
pub async fn add_partner(
    State(app): State<App>,
    may: May<Activity, DoWork>,
    input: Input<ActivityPartnerForm>,
) -> Result<See, Error> {
    let id = may.row().id;
    let kept = Typing { partner: Some(input.value().clone()), list: None };
    let (partner, role, note) = match input.check() {
        Ok(read) => read,
        Err(refusal) => return Err(refused(&app, &may, refusal, kept).await),
    };
    let tx = app.db.write().await?;
    actions::add_partner(&tx, (app.now(), may.by()), id, (partner, role, &note)).await?;
    tx.commit().await?;
    Ok(back(id).say("activities-partner-added", args![]))
}

/// POST /activities/{id}/partners/{partner}/remove
pub async fn remove_partner(
    State(app): State<App>,
    may: May<Activity, DoWork>,
    Path((id, partner)): Path<(ActivityId, ActivityPartnerId)>,
    input: Input<Seen>,
) -> Result<See, Error> {
    input.check()?;
    let tx = app.db.write().await?;
    actions::remove_partner(&tx, (app.now(), may.by()), (id, partner)).await?;
    tx.commit().await?;
    Ok(back(id).say("activities-partner-removed", args![]))
}
