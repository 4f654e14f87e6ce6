//! Issuing: the document goes to every unit that is to get it, with its work, in portions, exactly once. A job, because
//! fifty thousand schools are many; an issuing that was cut goes on where it stopped.

use super::actions::{lock, lock_in, move_to};
use super::addresses::{Names, Parcel, Share};
use super::amended;
use super::errors::DocumentError;
use super::telling;
use crate::app::App;
use crate::config::Config;
use crate::features::amendments::{AmendmentError, Asked, actions as amendments, follow};
use crate::features::cascades::actions as cascades;
use crate::features::indicators;
use crate::features::notices::actions as notices;
use crate::features::work::actions::{self as work, Assigned, Source};
use db::WriteTx;
use db::events::By;
use domain::ids::{DocumentId, PersonId, PlanId, PostId, UnitId};
use domain::time::Moment;
use domain::work::Role;
use jobs::{Job, JobError, Run};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::{BTreeMap, HashMap};
use tables::document::{self, State};
use tables::{amendment, delivery, unit};

/// Units of one transaction: short enough that others may write in between.
const PORTION: usize = 500;

/// Sends a document to its units.
#[derive(Debug, Serialize, Deserialize)]
pub struct Issue {
    /// Which one.
    pub document: DocumentId,
    /// Who issued it.
    pub person: Option<PersonId>,
    /// In which post.
    pub post: Option<PostId>,
}

/// Issues a numbered document: it stands as being issued, and the job does the rest.
pub async fn issue(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (id, names): (DocumentId, &Names),
    n_units: usize,
) -> Result<(), DocumentError> {
    let before = lock_in(tx, id, &[State::Numbered]).await?;
    let open = names.open().count();
    if open > 0 {
        return Err(DocumentError::Unaddressed(open));
    }
    // What goes to nobody in the program goes by post, or to partners by hand: that is said name by name.
    if n_units == 0 && names.names.is_empty() {
        return Err(DocumentError::NoRecipients);
    }
    let told = json!({"symbol": before.symbol, "n_units": n_units});
    let mut after = move_to(tx, now, by, before, (State::Issuing, "issue", told)).await?.into_active_model();
    after.n_to_deliver = Set(i32::try_from(n_units).unwrap_or(i32::MAX));
    after.issued_at = Set(Some(now));
    after.update(tx).await?;
    jobs::enqueue(tx, now, &Issue { document: id, person: by.person, post: by.post }).await?;
    Ok(())
}

impl Job for Issue {
    type Context = App;
    const KIND: &'static str = "documents.issue";

    async fn run(self, app: &App, run: Run) -> Result<(), JobError> {
        let conn = app.db.read();
        let found = document::by_id(self.document).one(conn).await?;
        let document = found.ok_or_else(|| JobError::give_up("there is no such document"))?;
        if document.state != State::Issuing {
            return Ok(());
        }
        let on = document.issued_on.unwrap_or_else(|| run.now.local_day());
        let change = amendments::of_document(conn, document.id).await?;
        if let Some(change) = &change {
            // Before anything goes out: the plan says what its change says.
            let tx = app.db.write().await?;
            amendments::apply(&tx, run.now, self.by(), change.id).await.map_err(refused)?;
            tx.commit().await?;
        }
        let plan = document.plan_id.or(change.as_ref().map(|change| change.plan_id));
        let names = Names::of_document(conn, &document).await?;
        let mut parcels = names.parcels(conn, on).await?;
        if let Some(change) = &change {
            tell_earlier(conn, change.plan_id, &mut parcels).await?;
        }
        let parcels: Vec<(UnitId, Parcel)> = parcels.into_iter().collect();
        let places = places(conn).await?;
        // From the beginning at every try: what is there already is left as it is, and nobody is skipped when units were
        // added or ended in between.
        for (at, portion) in parcels.chunks(PORTION).enumerate() {
            let tx = app.db.write().await?;
            let at = (at * PORTION + portion.len(), portion);
            self.deliver((&tx, &app.config), run.now, (plan, &places), at).await?;
            tx.commit().await?;
        }
        if let Some(change) = &change {
            // A unit that the plan asked in the tree of its own day is asked still, whatever became of the tree since.
            let stood = tables::plan::by_id(change.plan_id).one(conn).await?.and_then(|plan| plan.issued_on);
            let earlier: Vec<(UnitId, Parcel)> =
                names.parcels(conn, stood.unwrap_or(on)).await?.into_iter().collect();
            let was = amended::names_before(conn, change).await?.parcels(conn, stood.unwrap_or(on)).await?;
            let was: Vec<(UnitId, Parcel)> = was.into_iter().collect();
            let now = assigned(&parcels).into_iter().chain(assigned(&earlier)).collect();
            let asked = Asked::new(now, &assigned(&was));
            let symbol = document.symbol.as_deref().unwrap_or_default();
            follow(app, (run.now, self.by()), change, &asked, symbol).await.map_err(refused)?;
        }
        let tx = app.db.write().await?;
        self.finish(&tx, run.now, parcels.len()).await?;
        Ok(tx.commit().await?)
    }
}

/// Why a change cannot be carried out; tried again.
fn refused(error: AmendmentError) -> JobError {
    JobError::from(DocumentError::Change(Box::new(error)))
}

/// Whoever got the plan, or an earlier change of it, is told of the next one too.
async fn tell_earlier(
    conn: &impl ConnectionTrait,
    plan: PlanId,
    parcels: &mut BTreeMap<UnitId, Parcel>,
) -> Result<(), DocumentError> {
    let changes = amendment::of_plan(plan).all(conn).await?;
    let mut documents: Vec<DocumentId> =
        changes.into_iter().filter_map(|change| change.document_id).collect();
    documents.extend(document::of_plan(plan).one(conn).await?.map(|document| document.id));
    let told: Vec<UnitId> = delivery::Entity::find()
        .select_only()
        .column(delivery::Column::UnitId)
        .filter(delivery::Column::DocumentId.is_in(documents))
        .into_tuple()
        .all(conn)
        .await?;
    for unit in told {
        parcels.entry(unit).or_default();
    }
    Ok(())
}

/// The order of the register of units, which lists of recipients keep.
async fn places(conn: &impl ConnectionTrait) -> Result<HashMap<UnitId, i32>, DocumentError> {
    let units: Vec<UnitId> = unit::Entity::find()
        .select_only()
        .column(unit::Column::Id)
        .order_by_asc(unit::Column::Rank)
        .order_by_asc(unit::Column::Code)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(units.into_iter().zip(0..).collect())
}

/// The work of a portion, as `work` takes it.
fn assigned(portion: &[(UnitId, Parcel)]) -> Vec<Assigned> {
    let one = |unit: UnitId, share: &Share| {
        let (source, role) = match *share {
            Share::LeadsTask(task) => (Source::Task(task), Role::Lead),
            Share::HelpsTask(task) => (Source::Task(task), Role::With),
            Share::BoundBy(duty) => (Source::Duty(duty), Role::Lead),
            Share::HelpsDuty(duty) => (Source::Duty(duty), Role::With),
        };
        Assigned { unit, source, role }
    };
    portion.iter().flat_map(|(unit, parcel)| parcel.shares.iter().map(|share| one(*unit, share))).collect()
}

impl Issue {
    fn by(&self) -> By {
        By { person: self.person, post: self.post }
    }

    /// One portion: rows that are there already stay as they are.
    async fn deliver(
        &self,
        (tx, config): (&WriteTx, &Config),
        now: Moment,
        (plan, places): (Option<PlanId>, &HashMap<UnitId, i32>),
        (n_done, portion): (usize, &[(UnitId, Parcel)]),
    ) -> Result<(), DocumentError> {
        let before = lock(tx, self.document).await?;
        let rows = portion.iter().map(|(unit, parcel)| delivery::ActiveModel {
            id: Set(tx.new_id(now)),
            document_id: Set(self.document),
            unit_id: Set(*unit),
            place: Set(places.get(unit).copied().unwrap_or(i32::MAX)),
            purpose: Set(parcel.purpose.clone()),
            delivered_at: Set(now),
            read_at: Set(None),
            read_by: Set(None),
            acknowledged_at: Set(None),
            acknowledged_by: Set(None),
            reminded_at: Set(None),
            n_reminders: Set(0),
        });
        let known = OnConflict::columns([delivery::Column::DocumentId, delivery::Column::UnitId])
            .do_nothing()
            .to_owned();
        delivery::Entity::insert_many(rows).on_conflict(known).exec_without_returning(tx).await?;
        // Only a plan hands out work.
        if let Some(plan) = plan {
            work::assign(tx, now, self.by(), plan, &assigned(portion)).await?;
        }
        let told = portion.iter().map(|(unit, parcel)| telling::came(&before, *unit, parcel.shares.len()));
        notices::tell(tx, now, &told.collect::<Vec<_>>()).await?;
        let units: Vec<UnitId> = portion.iter().map(|(unit, _)| *unit).collect();
        telling::came_to_contacts(tx, now, config, &before, &units).await?;
        let n_done = i32::try_from(n_done).unwrap_or(i32::MAX).max(before.n_delivered);
        let mut row = before.into_active_model();
        row.n_delivered = Set(n_done);
        row.update(tx).await?;
        Ok(())
    }

    async fn finish(&self, tx: &WriteTx, now: Moment, n_units: usize) -> Result<(), DocumentError> {
        let before = lock(tx, self.document).await?;
        if before.state != State::Issuing {
            return Ok(());
        }
        let plan = before.plan_id;
        let told = json!({"symbol": before.symbol, "n_units": n_units});
        let mut after =
            move_to(tx, now, self.by(), before, (State::Issued, "deliver", told)).await?.into_active_model();
        let n = i32::try_from(n_units).unwrap_or(i32::MAX);
        after.n_to_deliver = Set(n);
        after.n_delivered = Set(n);
        after.update(tx).await?;
        if let Some(plan) = plan {
            indicators::open_declared(tx, now, self.by(), plan).await?;
            cascades::open(tx, now, self.by(), plan).await?;
        }
        Ok(())
    }
}
