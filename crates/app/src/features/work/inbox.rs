//! "Việc của đơn vị": the list, its sum, its groups and its filters. One unit has some dozens or hundreds of rows, so sums
//! and groups are counted by the database and one page of rows is read, in a fixed number of questions.

use super::pages::{Choice, ClusterRef, Group, InboxPage, Part, WorkRow};
use super::view::{BUCKETS, Words, bucket, chip};
use super::{asked, detail, rights};
use crate::app::App;
use crate::features::groups::actions as groups;
use crate::features::units::actions as units;
use crate::rights::{Signed, SignedIn};
use axum::extract::State as Shared;
use db::DbError;
use domain::ids::{AssignmentId, ClusterId, PersonId, PlanId, UnitId};
use domain::rights::Act;
use domain::time::Day;
use domain::work::{Nearness, Role, State};
use sea_orm::sea_query::{Expr, ExprTrait as _, NullOrdering, Query as Sql, SimpleExpr};
use sea_orm::{
    ColumnTrait as _, Condition, FromQueryResult, Order, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    Select,
};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use tables::{assignment, duty, task};
use utoipa::IntoParams;
use web::{Context, Error, Query, Show};

/// Longest search, in letters.
const QUERY_LETTERS_MAX: usize = 200;

/// What to list.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// due, plan or person.
    pub by: String,
    /// Only of this plan.
    pub plan: String,
    /// lead or with.
    pub role: String,
    /// late, waiting, doing, handed, returned, done, paused or withdrawn.
    pub state: String,
    /// Words, without accents.
    pub q: String,
    /// From 1.
    pub page: Option<u64>,
    /// Rows to a page: 50 when nothing is said, at most 200.
    pub size: Option<u64>,
    /// The one that is open at the side.
    pub open: String,
    /// Another unit than one's own.
    pub unit: String,
    /// The units of a cluster, those whose work one may read.
    pub cluster: String,
}

/// How a list is grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Due,
    Plan,
    Person,
}

impl By {
    fn of(word: &str) -> By {
        match word {
            "plan" => By::Plan,
            "person" => By::Person,
            _ => By::Due,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            By::Due => "due",
            By::Plan => "plan",
            By::Person => "person",
        }
    }
}

/// Rows counted together.
#[derive(Debug, FromQueryResult)]
struct Counted {
    state: State,
    due_on: Option<Day>,
    plan_id: PlanId,
    person_id: Option<PersonId>,
    n: i64,
}

/// GET /work
pub async fn list(
    Shared(app): Shared<App>,
    SignedIn(signed): SignedIn,
    context: Context,
    Query(wanted): Query<Wanted>,
) -> Result<Show<InboxPage>, Error> {
    let today = app.now().local_day();
    let Whose { unit, is_other_unit, cluster, scope } = whose(&app, &signed, &wanted).await?;
    let all = counted(&app, of_scope(&scope)).await?;
    let filter = filter(&wanted, today);
    let found = if filter.is_empty() {
        None
    } else {
        Some(counted(&app, of_scope(&scope).filter(filter.clone())).await?)
    };
    let found = found.as_deref().unwrap_or(&all);
    let n_found: u64 = found.iter().map(n).sum();
    let by = By::of(&wanted.by);
    let page = db::Page::new(wanted.page.unwrap_or(1), wanted.size.unwrap_or(db::paging::PAGE_ROWS));
    let n_pages = std::cmp::max(n_found.div_ceil(page.size), 1);
    let page = db::Page::new(std::cmp::min(page.page, n_pages), page.size);
    let rows = ordered(of_scope(&scope).filter(filter), by, today).limit(page.limit()).offset(page.offset());
    let rows = rows.all(app.db.read()).await.map_err(DbError::from)?;
    let units = unit_names(&app, &context, rows.iter().map(|row| row.unit_id).chain(unit)).await?;
    let plans = all.iter().map(|one| one.plan_id).collect();
    let words = Words::load_knowing(&app, &rows, &[], (units, plans)).await?;
    let plans = plan_choices(&all, &words);
    let rows: Vec<WorkRow> = rows.iter().map(|row| words.row(row, today)).collect();
    let address = address(&context);
    let open = match wanted.open.parse::<AssignmentId>() {
        Ok(id) => opened(&app, &signed, id, &address).await?.map(Box::new),
        Err(_) => None,
    };
    let may_lead = signed.reach(Act::LeadWork) > domain::rights::Reach::Nowhere;
    let n_asked = if may_lead { asked::n_waiting(&app, &signed).await? } else { 0 };
    Ok(Show(InboxPage {
        unit: unit.map(|unit| words.unit(unit)).unwrap_or_default(),
        unit_id: unit,
        is_other_unit,
        cluster,
        total: all.iter().map(n).sum(),
        sum: sum(&all, today),
        n_found,
        groups: grouped(rows, by, found, today),
        by: by.word(),
        plans,
        plan: wanted.plan,
        role: wanted.role,
        state: wanted.state,
        q: wanted.q,
        page: page.page,
        n_pages,
        today,
        open,
        may_lead,
        n_asked,
        address,
    }))
}

fn n(counted: &Counted) -> u64 {
    u64::try_from(counted.n).unwrap_or(0)
}

/// Whose work a list shows.
pub struct Whose {
    /// The unit; none for those of a cluster.
    pub unit: Option<UnitId>,
    /// It is another than the one the person acts for.
    pub is_other_unit: bool,
    /// The cluster.
    pub cluster: Option<ClusterRef>,
    /// The units whose work is listed.
    pub scope: Vec<UnitId>,
}

/// Whose work is asked for: of one unit, or of the units of a cluster that the person may read.
pub async fn whose(app: &App, signed: &Signed, wanted: &Wanted) -> Result<Whose, Error> {
    let today = app.now().local_day();
    let Ok(id) = wanted.cluster.parse::<ClusterId>() else {
        let (unit, is_other_unit) = unit_of(app, signed, wanted).await?;
        return Ok(Whose { unit, is_other_unit, cluster: None, scope: scope(app, unit, today).await? });
    };
    let conn = app.db.read();
    let row = tables::cluster::by_id(id).one(conn).await?.ok_or_else(Error::not_found)?;
    let mut scope = Vec::new();
    for place in groups::members(conn, id, today).await? {
        if signed.may(app, Act::ReadWork, Some(place.unit)).await?.is_some() {
            scope.push(place.unit);
        }
    }
    let cluster = Some(ClusterRef { id, name: row.name });
    Ok(Whose { unit: None, is_other_unit: true, cluster, scope })
}

/// The unit whose work is asked for, and whether it is another than the one the person acts for.
pub async fn unit_of(app: &App, signed: &Signed, wanted: &Wanted) -> Result<(Option<UnitId>, bool), Error> {
    let Ok(unit) = wanted.unit.parse::<UnitId>() else { return Ok((signed.unit(), false)) };
    if Some(unit) == signed.unit() {
        return Ok((Some(unit), false));
    }
    signed.may(app, Act::ReadWork, Some(unit)).await?.ok_or_else(Error::forbidden)?;
    Ok((Some(unit), true))
}

/// The unit, and those that ended and left their work to it.
pub async fn scope(app: &App, unit: Option<UnitId>, today: Day) -> Result<Vec<UnitId>, Error> {
    let Some(unit) = unit else { return Ok(Vec::new()) };
    Ok(units::with_left(app.db.read(), &[unit], today).await?)
}

pub fn of_scope(scope: &[UnitId]) -> Select<assignment::Entity> {
    assignment::of_units(scope)
}

/// The address of the list as it stands, without what is open.
fn address(context: &Context) -> String {
    let kept = context.query.split('&').filter(|part| !part.starts_with("open=") && !part.is_empty());
    let kept = kept.collect::<Vec<_>>().join("&");
    if kept.is_empty() { "/work".to_owned() } else { format!("/work?{kept}") }
}

async fn opened(
    app: &App,
    signed: &std::sync::Arc<Signed>,
    id: AssignmentId,
    address: &str,
) -> Result<Option<super::detail_pages::Detail>, Error> {
    let Some(row) = assignment::by_id(id).one(app.db.read()).await.map_err(DbError::from)? else {
        return Ok(None);
    };
    let Some(may) = rights::may_read(app, signed.clone(), row).await? else { return Ok(None) };
    Ok(Some(detail::load(app, &may, Some(address)).await?))
}

/// What narrows the list.
pub fn filter(wanted: &Wanted, today: Day) -> Condition {
    use assignment::Column;
    let mut all = Condition::all();
    if let Ok(plan) = wanted.plan.parse::<PlanId>() {
        all = all.add(Column::PlanId.eq(plan));
    }
    if let Ok(role) = wanted.role.parse::<Role>() {
        all = all.add(Column::Role.eq(role));
    }
    let due = || State::ALL.iter().copied().filter(|state| state.is_due());
    if wanted.state == "late" {
        all = all.add(Column::State.is_in(due())).add(Column::DueOn.lt(today));
    } else if let Ok(state) = wanted.state.parse::<State>() {
        all = all.add(Column::State.eq(state));
        if state.is_due() {
            all = all.add(Condition::any().add(Column::DueOn.is_null()).add(Column::DueOn.gte(today)));
        }
    }
    let q: String = wanted.q.trim().chars().take(QUERY_LETTERS_MAX).collect();
    for word in domain::text::key(&q).split(' ').filter(|word| !word.is_empty()) {
        all = all.add(says(word));
    }
    all
}

/// The task or duty says this word. Asked row by row of the unit, so it costs as much as the unit has rows.
fn says(word: &str) -> Condition {
    let source = || Expr::col((assignment::Entity, assignment::Column::SourceId));
    let in_task = Sql::select()
        .expr(Expr::val(1))
        .from(task::Entity)
        .and_where(Expr::col((task::Entity, task::Column::Id)).eq(source()))
        .and_where(db::dialect::contains(task::Column::TitleKey, word))
        .to_owned();
    let in_duty = Sql::select()
        .expr(Expr::val(1))
        .from(duty::Entity)
        .and_where(Expr::col((duty::Entity, duty::Column::Id)).eq(source()))
        .and_where(db::dialect::contains(duty::Column::TextKey, word))
        .to_owned();
    Condition::any().add(Expr::exists(in_task)).add(Expr::exists(in_duty))
}

async fn counted(app: &App, select: Select<assignment::Entity>) -> Result<Vec<Counted>, Error> {
    use assignment::Column;
    let rows = select
        .select_only()
        .columns([Column::State, Column::DueOn, Column::PlanId, Column::PersonId])
        .column_as(Expr::cust("COUNT(*)"), "n")
        .group_by(Column::State)
        .group_by(Column::DueOn)
        .group_by(Column::PlanId)
        .group_by(Column::PersonId)
        .into_model::<Counted>()
        .all(app.db.read())
        .await
        .map_err(DbError::from)?;
    Ok(rows)
}

/// What is late first and what is over last, else by deadline; then by birth, so that pages never show a row twice.
pub fn ordered_by_due(select: Select<assignment::Entity>, today: Day) -> Select<assignment::Entity> {
    let states = |wanted: fn(State) -> bool| {
        assignment::Column::State.is_in(State::ALL.iter().copied().filter(|state| wanted(*state)))
    };
    let is_late = states(State::is_due).and(assignment::Column::DueOn.lt(today));
    let place: SimpleExpr = Expr::case(is_late, 0).case(states(State::is_over), 2).finally(1).into();
    select
        .order_by_asc(place)
        .order_by_with_nulls(assignment::Column::DueOn, Order::Asc, NullOrdering::Last)
        .order_by_asc(assignment::Column::Id)
}

fn ordered(select: Select<assignment::Entity>, by: By, today: Day) -> Select<assignment::Entity> {
    let select = match by {
        By::Due => select,
        By::Plan => select.order_by_desc(assignment::Column::PlanId),
        By::Person => {
            select.order_by_with_nulls(assignment::Column::PersonId, Order::Asc, NullOrdering::First)
        }
    };
    ordered_by_due(select, today)
}

/// The parts of the sum that are not empty.
fn sum(all: &[Counted], today: Day) -> Vec<Part> {
    let mut parts: HashMap<&'static str, u64> = HashMap::new();
    for one in all {
        *parts.entry(bucket(one.state, one.due_on, today)).or_default() += n(one);
    }
    let part = |word: &&'static str| parts.get(word).map(|n| Part { n: *n, chip: chip(word) });
    BUCKETS.iter().filter_map(part).collect()
}

/// The short names of units. Those of the person's own posts are known since it was asked who signed in.
async fn unit_names(
    app: &App,
    context: &Context,
    units: impl Iterator<Item = UnitId>,
) -> Result<HashMap<UnitId, String>, Error> {
    let units: BTreeSet<UnitId> = units.collect();
    let posts = context.viewer.iter().flat_map(|viewer| &viewer.posts);
    let own: HashMap<UnitId, String> =
        posts.map(|post| (post.unit_id.into(), post.unit_name.clone())).collect();
    if units.iter().all(|unit| own.contains_key(unit)) {
        return Ok(own);
    }
    let units: Vec<UnitId> = units.into_iter().collect();
    Ok(units::short_names(app.db.read(), &units, app.now().local_day()).await?)
}

fn plan_choices(all: &[Counted], words: &Words) -> Vec<Choice> {
    let mut by_plan: BTreeMap<PlanId, u64> = BTreeMap::new();
    for one in all {
        *by_plan.entry(one.plan_id).or_default() += n(one);
    }
    let choice = |(id, n): (&PlanId, &u64)| Choice { value: id.to_string(), word: words.plan(*id), n: *n };
    by_plan.iter().rev().map(choice).collect()
}

/// Rows under their heads; the number of a head counts all pages.
fn grouped(rows: Vec<WorkRow>, by: By, found: &[Counted], today: Day) -> Vec<Group> {
    let mut groups: Vec<(String, Group)> = Vec::new();
    for row in rows {
        let key = match by {
            By::Due => row.near.word().to_owned(),
            By::Plan => row.plan_id.to_string(),
            By::Person => row.person.as_ref().map(|person| person.id.to_string()).unwrap_or_default(),
        };
        if groups.last().is_none_or(|(last, _)| *last != key) {
            groups.push((key.clone(), head(&row, by)));
        }
        if let Some((_, group)) = groups.last_mut() {
            group.rows.push(row);
        }
    }
    for (key, group) in &mut groups {
        let belongs = |one: &&Counted| match by {
            By::Due => Nearness::of(one.state, one.due_on, today).word() == key,
            By::Plan => one.plan_id.to_string() == *key,
            By::Person => one.person_id.map(|id| id.to_string()).unwrap_or_default() == *key,
        };
        group.n = found.iter().filter(belongs).map(n).sum();
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn head(row: &WorkRow, by: By) -> Group {
    let (near, name, href) = match by {
        By::Due => (row.near.word().to_owned(), String::new(), String::new()),
        By::Plan => (String::new(), row.plan.clone(), format!("/plans/{}", row.plan_id)),
        By::Person => match &row.person {
            Some(person) => (String::new(), person.name.clone(), String::new()),
            None => ("nobody".to_owned(), String::new(), String::new()),
        },
    };
    Group { near, name, href, n: 0, rows: Vec::new() }
}
