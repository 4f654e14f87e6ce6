//! What became of a document that was sent: which units got it, who opened it, who said that they have it, who is silent.

use super::actions;
use super::inbox::{Wanted, own_units};
use super::load::{self, Document};
use super::pages::{DeliveriesPage, DeliveryView};
use super::telling::{PORTION, TellRecipients, What};
use super::views;
use crate::app::App;
use crate::features::{groups, packages, units};
use crate::rights::{IssueDocument, May, ReadPlan, Signed};
use axum::extract::State as Axum;
use db::Paged;
use db::events::{By, NewEvent, record};
use domain::ids::{DocumentId, UnitId};
use domain::rights::PostKind;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query as SelectQuery};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _,
    IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _, QuerySelect as _,
};
use serde_json::json;
use std::collections::HashMap;
use tables::document::{Model, State};
use tables::{delivery, unit_name};
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

/// Counts the deliveries of a document, along its index alone.
pub async fn counts(app: &App, id: DocumentId) -> Result<Counts, Error> {
    let rows: Vec<(i32, i64)> = delivery::Entity::find()
        .select_only()
        .expr_as(delivery::standing(), "far")
        .column_as(delivery::Column::Id.count(), "n")
        .filter(delivery::Column::DocumentId.eq(id))
        .group_by(delivery::standing())
        .into_tuple()
        .all(app.db.read())
        .await?;
    let of = |which: fn(i32) -> bool| {
        rows.iter().filter(|(far, _)| which(*far)).map(|(_, n)| n.unsigned_abs()).sum()
    };
    Ok(Counts { all: of(|_| true), read: of(is_read), acknowledged: of(is_acknowledged) })
}

fn is_read(standing: i32) -> bool {
    standing % 2 == 1
}

fn is_acknowledged(standing: i32) -> bool {
    standing >= 2
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
    let (counts, q) = (counts(app, row.id).await?, wanted.q());
    let found = listed(app, row.id, (show, &q), (&counts, wanted.page.unwrap_or(1))).await?;
    let units: Vec<UnitId> = found.items.iter().map(|d| d.unit_id).collect();
    let names = units::refs(conn, &units, app.now().local_day()).await?;
    let names: HashMap<UnitId, String> = names.into_iter().map(|unit| (unit.id, unit.name)).collect();
    let who: Vec<_> = found.items.iter().flat_map(|d| [d.read_by, d.acknowledged_by]).flatten().collect();
    let people = views::people(conn, &who).await?;
    let answered = packages::answered_by_units(conn, row.id, &units).await?;
    let view = |d: &delivery::Model| DeliveryView {
        package_status: answered.get(&d.unit_id).map(|(status, _)| status.clone()),
        package_words: answered.get(&d.unit_id).map(|(_, words)| words.clone()).unwrap_or_default(),
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
    Ok(DeliveriesPage {
        document: views::head(app, may.signed(), row, "deliveries").await?,
        deliveries: found.items.iter().map(view).collect(),
        show,
        q,
        n_all: counts.all,
        n_read: counts.read,
        n_acknowledged: counts.acknowledged,
        total: found.total,
        page: found.page,
        n_pages: found.n_pages,
        by_post: super::issue::by_post(app, row).await?,
        outside: super::issue::outside(app, row).await?,
        sent_outside: groups::sent_of(app, row.id).await?,
        packages: packages::part_of(app, row).await?,
        today: app.now().local_day(),
        may_remind: row.state == State::Issued && row.n_to_remind.is_none(),
        n_to_remind: row.n_to_remind,
        n_reminded: row.n_reminded,
        may_send_outside: load::is_out(row.state),
    })
}

/// One page of the deliveries, along an index; it is counted already unless a unit is looked for.
async fn listed(
    app: &App,
    id: DocumentId,
    (show, q): (&str, &str),
    (counts, page): (&Counts, u64),
) -> Result<Paged<delivery::Model>, Error> {
    let conn = app.db.read();
    let far = |which: fn(i32) -> bool| (0..=3).filter(move |standing| which(*standing));
    let of = delivery::of_document(id);
    let (select, total) = match show {
        "unread" => {
            (of.filter(delivery::standing().is_in(far(|one| !is_read(one)))), counts.all - counts.read)
        }
        "unacknowledged" => (
            of.filter(delivery::standing().is_in(far(|one| !is_acknowledged(one)))),
            counts.all - counts.acknowledged,
        ),
        _ => (of, counts.all),
    };
    let words = domain::text::key(q);
    if !words.is_empty() {
        let mut said = Condition::all();
        for word in words.split_whitespace() {
            said = said.add(db::dialect::contains(unit_name::Column::FullKey, word));
        }
        let units = SelectQuery::select()
            .column(unit_name::Column::UnitId)
            .from(unit_name::Entity)
            .cond_where(said)
            .to_owned();
        let select = select.filter(delivery::Column::UnitId.in_subquery(units));
        return Ok(db::paging::page(select, db::Page::new(page, db::paging::PAGE_ROWS), conn).await?);
    }
    let page = db::Page::new(page, db::paging::PAGE_ROWS);
    Ok(db::paging::page_of(select, total, page, conn).await?)
}

/// Whoever has not said that they have it.
pub fn silent(id: DocumentId) -> Condition {
    Condition::all().add(delivery::Column::DocumentId.eq(id)).add(delivery::Column::AcknowledgedAt.is_null())
}

/// POST /documents/{id}/remind: reminds the silent only; many of them by a job.
pub async fn remind(Axum(app): Axum<App>, may: May<Document, IssueDocument>) -> Result<See, Error> {
    let (row, now) = (may.row(), app.now());
    if row.state != State::Issued {
        return Err(Error::conflict("documents-elsewhere"));
    }
    let tx = app.db.write().await?;
    let before = actions::lock(&tx, row.id).await?;
    if before.state != State::Issued {
        return Err(Error::conflict("documents-elsewhere"));
    }
    // A round whose last words were cut may run once more: it would take the next one for its own.
    let runs = jobs::is_unfinished::<TellRecipients>(&tx, &row.id.to_string()).await?;
    if before.n_to_remind.is_some() || runs {
        return Err(Error::conflict("documents-reminding"));
    }
    let n = delivery::Entity::find().filter(silent(row.id)).count(&tx).await?;
    if n > 0 {
        let mut after = before.into_active_model();
        after.n_to_remind = Set(Some(i32::try_from(n).unwrap_or(i32::MAX)));
        after.n_reminded = Set(0);
        after.update(&tx).await?;
        record(&tx, NewEvent::new(now, may.by(), "remind", "document", row.id).with(json!({"n_units": n})))
            .await?;
        let round = TellRecipients { document: row.id, what: What::Remind, at: now };
        if n < PORTION {
            round.remind_some(&tx, None).await?;
        } else {
            jobs::enqueue(&tx, now, &round).await?;
        }
    }
    tx.commit().await?;
    let key = match n {
        0 => "documents-nobody-silent",
        n if n < PORTION => "documents-reminded",
        _ => "documents-reminding-now",
    };
    Ok(See::other(format!("/documents/{}/deliveries?show=unacknowledged", row.id)).say(key, args![n = n]))
}
