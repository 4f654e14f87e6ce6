//! What became of a document that was sent: which units got it, who opened it, who said that they have it, who is silent.

use super::inbox::{Wanted, own_units};
use super::load::{self, Document};
use super::pages::{DeliveriesPage, DeliveryView};
use super::telling::{TellRecipients, What};
use super::views;
use crate::app::App;
use crate::features::{groups, units};
use crate::rights::{IssueDocument, May, ReadPlan, Signed};
use axum::extract::State as Axum;
use db::events::{By, NewEvent, record};
use domain::ids::{DocumentId, UnitId};
use domain::rights::PostKind;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QuerySelect as _,
};
use serde_json::json;
use std::collections::HashMap;
use tables::delivery;
use tables::document::{Model, State};
use web::{Error, Query, See, Show, args};

/// Notes that somebody of a unit that got it has opened a document: once, the first time. Whoever reads in another post
/// than of a recipient leaves no trace.
pub async fn note_reading(app: &App, signed: &Signed, row: &Model) -> Result<(), Error> {
    let units = own_units(signed);
    if !load::is_out(row.state) || units.is_empty() {
        return Ok(());
    }
    let unread = Condition::all()
        .add(delivery::Column::DocumentId.eq(row.id))
        .add(delivery::Column::UnitId.is_in(units))
        .add(delivery::Column::ReadAt.is_null());
    let found = delivery::Entity::find().filter(unread.clone()).all(app.db.read()).await?;
    if found.is_empty() {
        return Ok(());
    }
    let (tx, now) = (app.db.write().await?, app.now());
    delivery::Entity::update_many()
        .col_expr(delivery::Column::ReadAt, Expr::value(now))
        .col_expr(delivery::Column::ReadBy, Expr::value(signed.person.id.uuid()))
        .filter(unread)
        .exec(&tx)
        .await?;
    for delivered in found {
        let told = json!({"unit": delivered.unit_id});
        record(&tx, NewEvent::new(now, signed.by(), "open", "document", row.id).with(told)).await?;
    }
    Ok(tx.commit().await?)
}

/// How many units opened a document and said that they have it.
pub struct Counts {
    /// All.
    pub all: u64,
    /// Opened.
    pub read: u64,
    /// Acknowledged.
    pub acknowledged: u64,
}

/// Counts the deliveries of a document.
pub async fn counts(app: &App, id: DocumentId) -> Result<Counts, Error> {
    let conn = app.db.read();
    let of = || delivery::Entity::find().filter(delivery::Column::DocumentId.eq(id));
    Ok(Counts {
        all: of().count(conn).await?,
        read: of().filter(delivery::Column::ReadAt.is_not_null()).count(conn).await?,
        acknowledged: of().filter(delivery::Column::AcknowledgedAt.is_not_null()).count(conn).await?,
    })
}

/// Whoever in a unit may say that it has a document: its leaders, clerks, drafters and focal officers.
fn acknowledging(signed: &Signed) -> Vec<(UnitId, By)> {
    let posts = signed.posts.iter().filter(|post| post.kind != PostKind::Viewer);
    posts.map(|post| (post.unit_id, By::post(signed.person.id, post.id))).collect()
}

/// The unit of this person that got a document and has not said so.
pub async fn waits_for(app: &App, signed: &Signed, id: DocumentId) -> Result<Option<UnitId>, Error> {
    let units: Vec<UnitId> = acknowledging(signed).into_iter().map(|(unit, _)| unit).collect();
    let waiting = delivery::Entity::find()
        .filter(delivery::Column::DocumentId.eq(id))
        .filter(delivery::Column::UnitId.is_in(units))
        .filter(delivery::Column::AcknowledgedAt.is_null())
        .one(app.db.read())
        .await?;
    Ok(waiting.map(|row| row.unit_id))
}

/// POST /documents/{id}/acknowledge: the units of this person say that they have it.
pub async fn acknowledge(Axum(app): Axum<App>, may: May<Document, ReadPlan>) -> Result<See, Error> {
    let (id, now) = (may.row().id, app.now());
    let tx = app.db.write().await?;
    let mut is_recipient = false;
    for (unit, by) in acknowledging(may.signed()) {
        let found = delivery::Entity::find()
            .filter(delivery::Column::DocumentId.eq(id))
            .filter(delivery::Column::UnitId.eq(unit))
            .lock_exclusive()
            .one(&tx)
            .await?;
        let Some(row) = found else { continue };
        is_recipient = true;
        if row.acknowledged_at.is_some() {
            continue;
        }
        delivery::Entity::update_many()
            .col_expr(delivery::Column::AcknowledgedAt, Expr::value(now))
            .col_expr(delivery::Column::AcknowledgedBy, Expr::value(may.signed().person.id.uuid()))
            .filter(delivery::Column::Id.eq(row.id))
            .exec(&tx)
            .await?;
        record(&tx, NewEvent::new(now, by, "acknowledge", "document", id).with(json!({"unit": unit})))
            .await?;
    }
    if !is_recipient {
        return Err(Error::forbidden());
    }
    tx.commit().await?;
    Ok(See::other(format!("/documents/{id}")).say("documents-acknowledged-now", args![]))
}

/// GET /documents/{id}/deliveries
pub async fn deliveries(
    Axum(app): Axum<App>,
    may: May<Document, IssueDocument>,
    Query(wanted): Query<Wanted>,
) -> Result<Show<DeliveriesPage>, Error> {
    Ok(Show(followed(&app, &may, &wanted).await?))
}

/// The same page with everything on it, for a form that was refused.
pub async fn deliveries_page(app: &App, may: &May<Document, IssueDocument>) -> Result<DeliveriesPage, Error> {
    followed(app, may, &Wanted::default()).await
}

async fn followed(
    app: &App,
    may: &May<Document, IssueDocument>,
    wanted: &Wanted,
) -> Result<DeliveriesPage, Error> {
    let (conn, row) = (app.db.read(), may.row());
    let show = match wanted.show.as_str() {
        "unread" => "unread",
        "unacknowledged" => "unacknowledged",
        _ => "all",
    };
    let mut select = delivery::of_document(row.id);
    match show {
        "unread" => select = select.filter(delivery::Column::ReadAt.is_null()),
        "unacknowledged" => select = select.filter(delivery::Column::AcknowledgedAt.is_null()),
        _ => {}
    }
    let page = db::Page::new(wanted.page.unwrap_or(1), db::paging::PAGE_ROWS);
    let found = db::paging::page(select, page, conn).await?;
    let units: Vec<UnitId> = found.items.iter().map(|d| d.unit_id).collect();
    let names = units::refs(conn, &units, app.now().local_day()).await?;
    let names: HashMap<UnitId, String> = names.into_iter().map(|unit| (unit.id, unit.name)).collect();
    let who: Vec<_> = found.items.iter().flat_map(|d| [d.read_by, d.acknowledged_by]).flatten().collect();
    let people = views::people(conn, &who).await?;
    let view = |d: &delivery::Model| DeliveryView {
        unit_id: d.unit_id,
        unit_name: names.get(&d.unit_id).cloned().unwrap_or_default(),
        purpose: d.purpose.clone(),
        delivered_at: d.delivered_at,
        read_at: d.read_at,
        read_by: d.read_by.and_then(|id| people.get(&id).cloned()),
        acknowledged_at: d.acknowledged_at,
        acknowledged_by: d.acknowledged_by.and_then(|id| people.get(&id).cloned()),
        reminded_at: d.reminded_at,
        n_reminders: d.n_reminders,
    };
    let counts = counts(app, row.id).await?;
    Ok(DeliveriesPage {
        document: views::head(app, may.signed(), row, "deliveries").await?,
        deliveries: found.items.iter().map(view).collect(),
        show,
        n_all: counts.all,
        n_read: counts.read,
        n_acknowledged: counts.acknowledged,
        total: found.total,
        page: found.page,
        n_pages: found.n_pages,
        by_post: super::issue::by_post(app, row).await?,
        outside: super::issue::outside(app, row).await?,
        sent_outside: groups::sent_of(app, row.id).await?,
        today: app.now().local_day(),
        may_remind: row.state == State::Issued,
        may_send_outside: load::is_out(row.state),
    })
}

/// POST /documents/{id}/remind: reminds the silent only.
pub async fn remind(Axum(app): Axum<App>, may: May<Document, IssueDocument>) -> Result<See, Error> {
    let (row, now) = (may.row(), app.now());
    if row.state != State::Issued {
        return Err(Error::conflict("documents-elsewhere"));
    }
    let tx = app.db.write().await?;
    let silent = Condition::all()
        .add(delivery::Column::DocumentId.eq(row.id))
        .add(delivery::Column::AcknowledgedAt.is_null());
    let n = delivery::Entity::update_many()
        .col_expr(delivery::Column::RemindedAt, Expr::value(now))
        .col_expr(delivery::Column::NReminders, Expr::col(delivery::Column::NReminders).add(1))
        .filter(silent)
        .exec(&tx)
        .await?
        .rows_affected;
    if n > 0 {
        record(&tx, NewEvent::new(now, may.by(), "remind", "document", row.id).with(json!({"n_units": n})))
            .await?;
        jobs::enqueue(&tx, now, &TellRecipients { document: row.id, what: What::Remind, at: now }).await?;
    }
    tx.commit().await?;
    let key = if n > 0 { "documents-reminded" } else { "documents-nobody-silent" };
    Ok(See::other(format!("/documents/{}/deliveries?show=unacknowledged", row.id)).say(key, args![n = n]))
}
