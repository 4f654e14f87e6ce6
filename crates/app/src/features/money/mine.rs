//! "Kinh phí của đơn vị": the lines that a unit pays and what was allotted to it, over all plans that are out.

use super::pages::{MinePage, OwnLine, OwnSum};
use super::view::{self, Words};
use crate::app::App;
use crate::features::{plans, units::actions as units};
use crate::rights::{Signed, SignedIn};
use axum::extract::State;
use db::DbError;
use db::dialect::sum;
use domain::ids::{PlanId, UnitId};
use domain::money::Fund;
use domain::rights::Act;
use sea_orm::sea_query::{Expr, Query as Sql};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select,
};
use serde::Deserialize;
use tables::{money_line, plan};
use utoipa::IntoParams;
use web::{Error, Query, Show};

/// What to list.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// Another unit than one's own.
    pub unit: String,
    /// central, local, union or other.
    pub fund: String,
    /// From 1.
    pub page: Option<u64>,
}

/// The unit that is looked at, and whether it is another than one's own.
async fn unit_of(app: &App, signed: &Signed, wanted: &str) -> Result<(Option<UnitId>, bool), Error> {
    let Ok(unit) = wanted.parse::<UnitId>() else { return Ok((signed.unit(), false)) };
    if Some(unit) == signed.unit() {
        return Ok((Some(unit), false));
    }
    signed.may(app, Act::ReadWork, Some(unit)).await?.ok_or_else(Error::forbidden)?;
    Ok((Some(unit), true))
}

/// GET /money
pub async fn list(
    State(app): State<App>,
    SignedIn(signed): SignedIn,
    Query(wanted): Query<Wanted>,
) -> Result<Show<MinePage>, Error> {
    let (db, today) = (app.db.read(), app.now().local_day());
    let (unit, is_other_unit) = unit_of(&app, &signed, &wanted.unit).await?;
    let own: Vec<UnitId> = unit.into_iter().collect();
    // What a unit left when it ended is gone on with by those who took over its work.
    let all = units::with_left(db, &own, today).await?;
    let fund = wanted.fund.parse::<Fund>().ok();
    let mut select = lines(&all);
    if let Some(fund) = fund {
        select = select.filter(money_line::Column::Fund.eq(fund));
    }
    let ordered = select.order_by_desc(money_line::Column::Id);
    let number = db::Page::new(wanted.page.unwrap_or(1), db::paging::PAGE_ROWS);
    let found = db::paging::page(ordered, number, db).await?;
    let words = Words::load(&app, &found.items).await?;
    let plans: Vec<PlanId> = found.items.iter().map(|row| row.plan_id).collect();
    let subjects = view::subjects(&app, &plans).await?;
    let row = |row: &money_line::Model| OwnLine {
        plan_id: row.plan_id,
        plan: subjects.get(&row.plan_id).cloned().unwrap_or_default(),
        line: words.line(row),
    };
    Ok(Show(MinePage {
        unit_id: unit,
        unit: match unit {
            Some(unit) => units::short_name(db, unit, today).await?,
            None => String::new(),
        },
        is_other_unit,
        rows: found.items.iter().map(row).collect(),
        by_fund: by_fund(&app, &all).await?,
        fund: fund.map(|fund| fund.word().to_owned()).unwrap_or_default(),
        n: found.total,
        page: found.page,
        n_pages: found.n_pages,
    }))
}

/// The lines of these units in plans that are out.
fn lines(units: &[UnitId]) -> Select<money_line::Entity> {
    let out = Sql::select()
        .column(plan::Column::Id)
        .from(plan::Entity)
        .and_where(plan::Column::State.is_in(plans::actions::STATES_OUT))
        .to_owned();
    money_line::Entity::find()
        .filter(money_line::Column::UnitId.is_in(units.iter().copied()))
        .filter(money_line::Column::PlanId.in_subquery(out))
}

async fn by_fund(app: &App, units: &[UnitId]) -> Result<Vec<OwnSum>, Error> {
    use money_line::Column;
    let counted: Vec<(Fund, i64, i64, i64, i64)> = lines(units)
        .select_only()
        .column(Column::Fund)
        .column_as(Expr::cust("COUNT(*)"), "n")
        .column_as(sum(Column::Allocated), "allocated")
        .column_as(sum(Column::Allotted), "allotted")
        .column_as(sum(Column::Spent), "spent")
        .group_by(Column::Fund)
        .into_tuple()
        .all(app.db.read())
        .await
        .map_err(DbError::from)?;
    let mut sums: Vec<OwnSum> = counted
        .into_iter()
        .map(|(fund, n, allocated, allotted, spent)| OwnSum {
            fund: fund.word(),
            n,
            allocated,
            allotted,
            spent,
            at_hand: allocated - allotted - spent,
        })
        .collect();
    sums.sort_by_key(|sum| Fund::ALL.iter().position(|fund| fund.word() == sum.fund));
    Ok(sums)
}
