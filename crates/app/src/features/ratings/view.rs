//! Rows become views: names of units and plans, points as people write them, results in order of points.

use super::pages::{ChoiceView, CriterionView, GradeView, RatingView, ResultView, ResultsView};
use crate::app::App;
use crate::features::{groups, units};
use db::DbError;
use domain::figures::Amount;
use domain::ids::{PlanId, RatingId, UnitId};
use domain::ratings::{CriterionKind, PointSource, RatingState, SheetState, is_over_quota, read_grades};
use domain::units::UnitKind;
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, DbBackend, EntityTrait as _, Order, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, Select, sea_query::NullOrdering,
};
use std::collections::HashMap;
use tables::{plan, rating, rating_criterion, rating_sheet, unit};
use web::Error;

/// Points as people write them.
pub fn print(n: i64) -> String {
    Amount::of_hundredths(n).print()
}

/// Ratings with the names of their units and plans.
pub async fn ratings(app: &App, rows: &[rating::Model]) -> Result<Vec<RatingView>, Error> {
    let db = app.db.read();
    let units: Vec<UnitId> = rows.iter().map(|row| row.unit_id).collect();
    let names = units::refs(db, &units, app.now().local_day()).await.map_err(DbError::from)?;
    let names: HashMap<UnitId, String> = names.into_iter().map(|one| (one.id, one.short)).collect();
    let plans: HashMap<PlanId, String> = plan::Entity::find()
        .filter(plan::Column::Id.is_in(rows.iter().filter_map(|row| row.plan_id)))
        .select_only()
        .columns([plan::Column::Id, plan::Column::Subject])
        .into_tuple()
        .all(db)
        .await
        .map_err(DbError::from)?
        .into_iter()
        .collect();
    let view = |row: &rating::Model| RatingView {
        id: row.id,
        name: row.name.clone(),
        unit: names.get(&row.unit_id).cloned().unwrap_or_default(),
        state: row.state,
        due_on: row.due_on,
        plan_id: row.plan_id,
        plan: row.plan_id.and_then(|id| plans.get(&id).cloned()),
        n_sent: row.n_sent,
        n_to_send: row.n_to_send,
        version: row.version,
        locked_at: row.locked_at,
        published_at: row.published_at,
        reminded_at: row.reminded_at,
        reason: row.reason.clone(),
    };
    Ok(rows.iter().map(view).collect())
}

/// One rating.
pub async fn rating(app: &App, row: &rating::Model) -> Result<RatingView, Error> {
    ratings(app, std::slice::from_ref(row)).await?.pop().ok_or_else(Error::not_found)
}

/// A criterion.
pub fn criterion(row: &rating_criterion::Model) -> CriterionView {
    let source_value = match (row.source, row.indicator_id) {
        (PointSource::Indicator, Some(id)) => format!("indicator:{id}"),
        (source, _) => source.word().to_owned(),
    };
    CriterionView {
        id: row.id,
        heading: row.heading.clone(),
        name: row.name.clone(),
        kind: row.kind,
        points: print(row.points),
        source: row.source,
        source_value,
    }
}

/// Sum of the points that all can reach.
pub fn sum(rows: &[rating_criterion::Model]) -> String {
    print(rows.iter().filter(|row| row.kind == CriterionKind::Points).map(|row| row.points).sum())
}

/// Kinds of units to choose from.
pub fn kinds() -> Vec<ChoiceView> {
    let choice = |kind: &UnitKind| ChoiceView { value: kind.code().to_owned(), word: kind.noun().to_owned() };
    UnitKind::ALL.iter().map(choice).collect()
}

/// Clusters to choose from.
pub async fn clusters(app: &App) -> Result<Vec<ChoiceView>, Error> {
    let all = groups::actions::open_clusters(app.db.read(), app.now().local_day()).await?;
    Ok(all.into_iter().map(|one| ChoiceView { value: one.id.to_string(), word: one.name }).collect())
}

/// Which units of a rating.
#[derive(Debug, Default)]
pub struct Among {
    /// Of this kind.
    pub kind: Option<UnitKind>,
    /// One of these.
    pub units: Option<Vec<UnitId>>,
    /// In one of these states.
    pub states: Vec<SheetState>,
    /// Words of the unit's name.
    pub words: String,
}

impl Among {
    fn condition(&self, id: RatingId) -> Condition {
        let mut all = Condition::all().add(rating_sheet::Column::RatingId.eq(id));
        if let Some(kind) = self.kind {
            let of_kind = unit::Entity::find().select_only().column(unit::Column::Id);
            let of_kind = of_kind.filter(unit::Column::Kind.eq(kind));
            all = all.add(rating_sheet::Column::UnitId.in_subquery(sea_orm::QueryTrait::into_query(of_kind)));
        }
        if let Some(units) = &self.units {
            all = all.add(rating_sheet::Column::UnitId.is_in(units.iter().copied()));
        }
        all
    }

    /// Sheets among which ranks and grades are counted. Who is rated no more is counted nowhere.
    pub fn counted(&self, id: RatingId) -> Select<rating_sheet::Entity> {
        let is_counted = rating_sheet::Column::State.ne(SheetState::Dropped);
        rating_sheet::Entity::find().filter(self.condition(id)).filter(is_counted)
    }

    /// Their sheets, those with most points first.
    pub fn listed(&self, backend: DbBackend, id: RatingId) -> Select<rating_sheet::Entity> {
        let mut listed = match self.states.is_empty() {
            true => self.counted(id),
            false => {
                let is_wanted = rating_sheet::Column::State.is_in(self.states.iter().copied());
                rating_sheet::Entity::find().filter(self.condition(id)).filter(is_wanted)
            }
        };
        if let Some(words) = db::dialect::full_text(backend, "unit", "search_text", &self.words) {
            let called = unit::Entity::find().select_only().column(unit::Column::Id).filter(words);
            let called = rating_sheet::Column::UnitId.in_subquery(sea_orm::QueryTrait::into_query(called));
            listed = listed.filter(called);
        }
        listed
            .order_by_with_nulls(rating_sheet::Column::Total, Order::Desc, NullOrdering::Last)
            .order_by_asc(rating_sheet::Column::UnitId)
    }
}

/// The rank that each total has: one more than the units with more points.
pub async fn ranks(
    conn: &impl ConnectionTrait,
    all: Select<rating_sheet::Entity>,
) -> Result<HashMap<i64, u64>, DbError> {
    let totals: Vec<(i64, i64)> = all
        .filter(rating_sheet::Column::Total.is_not_null())
        .select_only()
        .column(rating_sheet::Column::Total)
        .column_as(rating_sheet::Column::Id.count(), "n")
        .group_by(rating_sheet::Column::Total)
        .order_by_desc(rating_sheet::Column::Total)
        .into_tuple()
        .all(conn)
        .await?;
    let mut before = 0_u64;
    Ok(totals
        .into_iter()
        .map(|(total, n)| {
            let rank = before + 1;
            before += n.unsigned_abs();
            (total, rank)
        })
        .collect())
}

/// Units in order of their points, with ranks among those meant and counts of grades. A list of some states or names keeps the ranks.
pub async fn results(
    app: &App,
    row: &rating::Model,
    among: &Among,
    number: u64,
) -> Result<ResultsView, Error> {
    let db = app.db.read();
    let all = || among.counted(row.id);
    let count = |states: &[SheetState]| {
        let select = all().filter(rating_sheet::Column::State.is_in(states.iter().copied()));
        async move { select.count(db).await.map_err(DbError::from) }
    };
    let n = all().count(db).await.map_err(DbError::from)?;
    let n_said = count(&[SheetState::Sent, SheetState::Accepted]).await?;
    let n_accepted = count(&[SheetState::Accepted]).await?;
    let wanted = db::Page::new(number, db::paging::PAGE_ROWS);
    let found = db::paging::page(among.listed(app.db.backend(), row.id), wanted, db).await?;
    let ranks = ranks(db, all()).await?;
    let units: Vec<UnitId> = found.items.iter().map(|sheet| sheet.unit_id).collect();
    let names = units::refs(db, &units, app.now().local_day()).await.map_err(DbError::from)?;
    let names: HashMap<UnitId, String> = names.into_iter().map(|one| (one.id, one.name)).collect();
    let grades = read_grades(&row.grades).unwrap_or_default();
    let grade_of = |at: Option<i32>| at.and_then(|at| grades.get(usize::try_from(at).ok()?));
    let is_late = row.state == RatingState::Open && row.due_on.is_some_and(|day| day < app.now().local_day());
    let rows = found
        .items
        .iter()
        .map(|sheet| ResultView {
            id: sheet.id,
            unit_id: sheet.unit_id,
            version: sheet.version,
            unit: names.get(&sheet.unit_id).cloned().unwrap_or_default(),
            state: sheet.state,
            is_late: is_late && SheetState::SILENT.contains(&sheet.state),
            total: sheet.total.map(print),
            grade: grade_of(sheet.grade).map(|grade| grade.name.clone()),
            rank: sheet.total.and_then(|total| ranks.get(&total).copied()),
            has_complaint: sheet.complained_at.is_some() && sheet.answered_at.is_none(),
        })
        .collect();
    let counted: HashMap<Option<i32>, i64> = all()
        .select_only()
        .column(rating_sheet::Column::Grade)
        .column_as(rating_sheet::Column::Id.count(), "n")
        .group_by(rating_sheet::Column::Grade)
        .into_tuple::<(Option<i32>, i64)>()
        .all(db)
        .await
        .map_err(DbError::from)?
        .into_iter()
        .collect();
    let n_of = |at: Option<i32>| counted.get(&at).copied().unwrap_or(0);
    let n_ranked = i64::try_from(n_accepted).unwrap_or(i64::MAX);
    let mut counts: Vec<GradeView> = grades
        .iter()
        .enumerate()
        .map(|(at, grade)| {
            let n = n_of(i32::try_from(at).ok());
            GradeView {
                name: Some(grade.name.clone()),
                least: Some(print(grade.least)),
                n: n.unsigned_abs(),
                quota: grade.quota,
                is_over: grade.quota.is_some_and(|percent| is_over_quota(n, n_ranked, percent)),
            }
        })
        .collect();
    let none = n_of(None).unsigned_abs();
    counts.push(GradeView { name: None, least: None, n: none, quota: None, is_over: false });
    Ok(ResultsView {
        rows,
        grades: counts,
        n,
        n_said,
        n_silent: n.saturating_sub(n_said),
        n_accepted,
        n_rows: found.total,
        page: found.page,
        n_pages: found.n_pages,
    })
}
