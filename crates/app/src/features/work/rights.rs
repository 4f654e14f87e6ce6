//! Whose an assignment is: of the unit that does it, of the unit that asked, and to be read by those who do the same
//! thing together.

use super::actions::Acting;
use crate::app::App;
use crate::rights::{DoWork, LeadWork, May, Owned, Signed, SignedIn};
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use db::DbError;
use domain::ids::{AssignmentId, UnitId};
use domain::rights::{Act, Reach};
use domain::work::{Role, Side};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QuerySelect as _};
use std::collections::HashMap;
use std::sync::Arc;
use tables::assignment;
use web::Error;

/// Units that lead one thing together, at most: what is asked of every school is each school's own.
const LEADS_MAX: u64 = 30;

/// An assignment of the unit that does it.
#[derive(Debug, Clone, Copy)]
pub struct Doing;

/// An assignment of the unit that asked.
#[derive(Debug, Clone, Copy)]
pub struct Asked;

impl Owned for Doing {
    type Row = assignment::Model;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<assignment::Model>, Error> {
        load(app, id).await
    }

    fn unit(row: &assignment::Model) -> Option<UnitId> {
        Some(row.unit_id)
    }
}

impl Owned for Asked {
    type Row = assignment::Model;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<assignment::Model>, Error> {
        load(app, id).await
    }

    fn unit(row: &assignment::Model) -> Option<UnitId> {
        Some(row.asker_id)
    }
}

async fn load(app: &App, id: uuid::Uuid) -> Result<Option<assignment::Model>, Error> {
    Ok(assignment::by_id(id.into()).one(app.db.read()).await.map_err(DbError::from)?)
}

/// A proof that says which side acts.
pub trait TakesSteps {
    /// Who acts, on which side.
    fn acting(&self) -> Acting;
    /// On which assignment.
    fn id(&self) -> AssignmentId;
}

impl TakesSteps for May<Doing, DoWork> {
    fn acting(&self) -> Acting {
        Acting { by: self.by(), side: Side::Doer }
    }

    fn id(&self) -> AssignmentId {
        self.row().id
    }
}

impl TakesSteps for May<Asked, LeadWork> {
    fn acting(&self) -> Acting {
        Acting { by: self.by(), side: Side::Asker }
    }

    fn id(&self) -> AssignmentId {
        self.row().id
    }
}

/// Proof that a person may read an assignment, with what the person may do to it.
#[derive(Debug, Clone)]
pub struct MayRead {
    /// The row when the right was proved.
    pub row: assignment::Model,
    /// The person.
    pub signed: Arc<Signed>,
    /// May do it for the unit.
    pub may_do: bool,
    /// May decide on it for the unit that asked.
    pub may_lead: bool,
}

impl FromRequestParts<App> for MayRead {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let SignedIn(signed) = SignedIn::from_request_parts(parts, app).await?;
        let Path(words) = Path::<HashMap<String, String>>::from_request_parts(parts, app)
            .await
            .map_err(|_| Error::not_found())?;
        let id = words.get("id").and_then(|id| id.parse().ok()).ok_or_else(Error::not_found)?;
        let row = load(app, id).await?.ok_or_else(Error::not_found)?;
        may_read(app, signed, row).await?.ok_or_else(Error::forbidden)
    }
}

/// The proof, or none.
pub async fn may_read(
    app: &App,
    signed: Arc<Signed>,
    row: assignment::Model,
) -> Result<Option<MayRead>, Error> {
    let may_do = signed.may(app, Act::DoWork, Some(row.unit_id)).await?.is_some();
    let may_lead = signed.may(app, Act::LeadWork, Some(row.asker_id)).await?.is_some();
    let reads = may_do
        || may_lead
        || signed.may(app, Act::ReadWork, Some(row.unit_id)).await?.is_some()
        || signed.may(app, Act::ReadWork, Some(row.asker_id)).await?.is_some()
        || does_it_together(app, &signed, &row).await?;
    Ok(reads.then_some(MayRead { row, signed, may_do, may_lead }))
}

/// Whether a unit of the person's own leads what this one cooperates in, or the other way round.
async fn does_it_together(app: &App, signed: &Signed, row: &assignment::Model) -> Result<bool, Error> {
    let own: Vec<UnitId> = signed.own(Act::ReadWork).map(|(unit, ..)| unit).collect();
    if own.is_empty() || signed.reach(Act::ReadWork) == Reach::Nowhere {
        return Ok(false);
    }
    let of_source = || {
        assignment::Entity::find()
            .filter(assignment::Column::SourceId.eq(row.source_id))
            .filter(assignment::Column::Period.eq(row.period.as_str()))
    };
    let other = if row.role == Role::Lead { Role::With } else { Role::Lead };
    let ours = of_source()
        .filter(assignment::Column::UnitId.is_in(own))
        .filter(assignment::Column::Role.eq(other))
        .count(app.db.read())
        .await
        .map_err(DbError::from)?;
    if ours == 0 {
        return Ok(false);
    }
    // Whether there are more is all that is asked: 50,000 units may lead the same thing.
    let leads: Vec<AssignmentId> = of_source()
        .filter(assignment::Column::Role.eq(Role::Lead))
        .select_only()
        .column(assignment::Column::Id)
        .limit(LEADS_MAX + 1)
        .into_tuple()
        .all(app.db.read())
        .await
        .map_err(DbError::from)?;
    Ok(leads.len() as u64 <= LEADS_MAX)
}

/// May do it for the unit.
pub type Does = May<Doing, DoWork>;
/// May decide on it for the unit that asked.
pub type Leads = May<Asked, LeadWork>;
