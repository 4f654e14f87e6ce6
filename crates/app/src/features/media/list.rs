//! "Truyền thông" of one's units across plans: what waits for a leader, what is due.

use super::pages::ListPage;
use super::view::{Names, SOON_DAYS};
use crate::app::App;
use crate::rights::{Signed, SignedIn};
use axum::extract::State;
use domain::media::MediaState;
use domain::rights::{Act, Reach};
use domain::time::Day;
use sea_orm::sea_query::NullOrdering;
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, Order, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, QueryTrait as _, Select,
};
use serde::Deserialize;
use tables::{media_item, plan};
use utoipa::IntoParams;
use web::{Error, Query, Show};

/// Which items.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// waiting, due, out or all.
    pub view: String,
    /// From 1.
    pub page: Option<u64>,
}

/// The items of the units that a person reads drafts of, those of the posts and of units that left their work to them: where
/// the unit is in charge, and where it keeps the plan.
async fn of_mine(app: &App, signed: &Signed) -> Result<Condition, Error> {
    if signed.reach(Act::ReadDraft) == Reach::Everywhere {
        return Ok(Condition::all());
    }
    let mine = signed.units_for(app, Act::ReadDraft).await?;
    let plans = plan::Entity::find()
        .select_only()
        .column(plan::Column::Id)
        .filter(plan::Column::UnitId.is_in(mine.iter().copied()))
        .into_query();
    Ok(Condition::any()
        .add(media_item::Column::UnitId.is_in(mine))
        .add(media_item::Column::PlanId.in_subquery(plans)))
}

fn is_due(today: Day) -> Condition {
    let last = today.checked_add_days(chrono::Days::new(SOON_DAYS)).unwrap_or(today);
    let open = MediaState::ALL.iter().filter(|state| state.is_due()).copied();
    Condition::all().add(media_item::Column::State.is_in(open)).add(media_item::Column::DueOn.lte(last))
}

/// GET /media
pub async fn list(
    State(app): State<App>,
    signed: SignedIn,
    Query(wanted): Query<Wanted>,
) -> Result<Show<ListPage>, Error> {
    let (conn, today) = (app.db.read(), app.now().local_day());
    let mine = of_mine(&app, &signed).await?;
    let all = || -> Select<media_item::Entity> { media_item::Entity::find().filter(mine.clone()) };
    let waiting = media_item::Column::State.eq(MediaState::Submitted);
    let n_waiting = all().filter(waiting.clone()).count(conn).await?;
    let n_due = all().filter(is_due(today)).count(conn).await?;
    let (view, select) = match wanted.view.as_str() {
        "waiting" => ("waiting", all().filter(waiting)),
        "due" => ("due", all().filter(is_due(today))),
        "out" => ("out", all().filter(media_item::Column::State.eq(MediaState::Published))),
        _ => ("all", all()),
    };
    let ordered = select
        .order_by_with_nulls(media_item::Column::DueOn, Order::Asc, NullOrdering::Last)
        .order_by_asc(media_item::Column::Id);
    let page = db::Page::new(wanted.page.unwrap_or(1), db::paging::PAGE_ROWS);
    let found = db::paging::page(ordered, page, conn).await?;
    let names = Names::load(&app, &signed, &found.items).await?;
    Ok(Show(ListPage {
        view,
        items: found.items.iter().map(|row| names.row(row)).collect(),
        total: found.total,
        page: found.page,
        n_pages: found.n_pages,
        n_waiting,
        n_due,
    }))
}
