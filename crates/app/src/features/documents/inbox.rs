//! Documents that come and go: what waits for this person, what came to their units, who opened it and who has it.

use super::load;
use super::load::Document;
use super::pages::{
    DeliveriesPage, DeliveryView, DocumentRow, DocumentsPage, InboxPage, LetterRow, ListCounts,
};
use super::views;
use crate::app::App;
use crate::features::units;
use crate::features::units::actions::answered_by;
use crate::rights::{IssueDocument, May, ReadPlan, Signed, SignedIn};
use axum::extract::State as Axum;
use db::events::{By, NewEvent, record};
use domain::ids::{DocumentId, PlanId, UnitId};
use domain::rights::{Act, PostKind};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, JoinType, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, Select,
};
use serde::Deserialize;
use serde_json::json;
use std::collections::HashMap;
use tables::document::{self, Model, State};
use tables::document_approval::{self, State as Part};
use tables::{delivery, plan_issuer};
use web::{Error, Query, See, Show, args};

/// Longest search, in letters.
const QUERY_LETTERS_MAX: usize = 200;

/// What is listed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    q: String,
    show: String,
    page: Option<u64>,
}

impl Wanted {
    fn q(&self) -> String {
        self.q.trim().chars().take(QUERY_LETTERS_MAX).collect()
    }
}

/// The units of a person's posts.
fn own_units(signed: &Signed) -> Vec<UnitId> {
    let mut units: Vec<UnitId> = signed.posts.iter().map(|post| post.unit_id).collect();
    units.sort_unstable();
    units.dedup();
    units
}

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

/// GET /inbox
pub async fn inbox(
    Axum(app): Axum<App>,
    signed: SignedIn,
    Query(wanted): Query<Wanted>,
) -> Result<Show<InboxPage>, Error> {
    let conn = app.db.read();
    let (q, units) = (wanted.q(), own_units(&signed));
    let new = || delivery::Column::AcknowledgedAt.is_null();
    let mine =
        |select: Select<delivery::Entity>| select.filter(delivery::Column::UnitId.is_in(units.clone()));
    let n_new = mine(delivery::Entity::find()).filter(new()).count(conn).await?;
    let show = if wanted.show == "all" || !q.is_empty() { "all" } else { "new" };
    let mut select = mine(delivery::Entity::find()).order_by_desc(delivery::Column::Id);
    if show == "new" {
        select = select.filter(new());
    }
    if !q.is_empty() {
        let link = delivery::Entity::belongs_to(document::Entity)
            .from(delivery::Column::DocumentId)
            .to(document::Column::Id)
            .into();
        select = select.join(JoinType::InnerJoin, link).filter(said(&q));
    }
    let page = db::Page::new(wanted.page.unwrap_or(1), db::paging::PAGE_ROWS);
    let found = db::paging::page(select, page, conn).await?;
    let letters = letters(&app, &found.items).await?;
    let (total, page, n_pages) = (found.total, found.page, found.n_pages);
    let mine = waiting(&app, &signed).await?.len() as u64;
    let open = readable(&app, &signed).await?.len() as u64;
    let counts = ListCounts { incoming: n_new, mine, open };
    Ok(Show(InboxPage { q, show, letters, n_new, counts, total, page, n_pages }))
}

/// Every word in the subject, or the number and symbol.
fn said(q: &str) -> Condition {
    let mut all = Condition::all();
    for word in domain::text::key(q).split(' ').filter(|w| !w.is_empty()) {
        all = all.add(db::dialect::contains(document::Column::SubjectKey, word));
    }
    Condition::any().add(all).add(db::dialect::contains(document::Column::Symbol, q))
}

async fn letters(app: &App, rows: &[delivery::Model]) -> Result<Vec<LetterRow>, Error> {
    let (conn, today) = (app.db.read(), app.now().local_day());
    let ids: Vec<DocumentId> = rows.iter().map(|row| row.document_id).collect();
    let documents = document::Entity::find().filter(document::Column::Id.is_in(ids)).all(conn).await?;
    let documents: HashMap<DocumentId, Model> = documents.into_iter().map(|d| (d.id, d)).collect();
    let units: Vec<UnitId> =
        rows.iter().map(|row| row.unit_id).chain(documents.values().map(|d| d.unit_id)).collect();
    let names = short_names(conn, &units, today).await?;
    let name = |unit: UnitId| names.get(&unit).cloned().unwrap_or_default();
    let row = |row: &delivery::Model| {
        let document = documents.get(&row.document_id)?;
        Some(LetterRow {
            id: document.id,
            symbol: document.symbol.clone(),
            issued_on: document.issued_on,
            kind_word: views::kind_word(&document.kind),
            subject: document.subject.clone(),
            from: name(document.unit_id),
            unit_id: row.unit_id,
            unit_name: name(row.unit_id),
            purpose: row.purpose.clone(),
            delivered_at: row.delivered_at,
            is_unread: row.read_at.is_none(),
            is_new: row.acknowledged_at.is_none(),
            n_reminders: row.n_reminders,
            is_recalled: document.state == State::Recalled,
        })
    };
    Ok(rows.iter().filter_map(row).collect())
}

pub(super) async fn short_names(
    conn: &impl ConnectionTrait,
    ids: &[UnitId],
    on: domain::time::Day,
) -> Result<HashMap<UnitId, String>, Error> {
    let refs = units::refs(conn, ids, on).await?;
    Ok(refs.into_iter().map(|unit| (unit.id, unit.short)).collect())
}

/// GET /documents
pub async fn list(
    Axum(app): Axum<App>,
    signed: SignedIn,
    Query(wanted): Query<Wanted>,
) -> Result<Show<DocumentsPage>, Error> {
    let conn = app.db.read();
    let q = wanted.q();
    let readable = readable(&app, &signed).await?;
    let mine = waiting(&app, &signed).await?;
    let open = Condition::all()
        .add(document::Column::State.is_not_in([State::Issuing, State::Issued, State::Recalled]))
        .add(document::Column::Id.is_in(readable.keys().copied()));
    let out = document::Column::State.is_in([State::Issuing, State::Issued, State::Recalled]);
    let incoming = delivery::Entity::find()
        .filter(delivery::Column::UnitId.is_in(own_units(&signed)))
        .filter(delivery::Column::AcknowledgedAt.is_null())
        .count(conn)
        .await?;
    let show = match wanted.show.as_str() {
        "open" => "open",
        "out" => "out",
        "all" => "all",
        "mine" => "mine",
        _ if mine.is_empty() || !q.is_empty() => "all",
        _ => "mine",
    };
    let which = match show {
        "open" => open,
        "out" => Condition::all().add(out),
        "mine" => Condition::all().add(document::Column::Id.is_in(mine.iter().copied())),
        _ => Condition::any().add(open).add(out),
    };
    let mut select = document::latest_first().filter(which);
    if !q.is_empty() {
        select = select.filter(said(&q));
    }
    let page = db::Page::new(wanted.page.unwrap_or(1), db::paging::PAGE_ROWS);
    let found = db::paging::page(select, page, conn).await?;
    let units: Vec<UnitId> = found.items.iter().map(|d| d.unit_id).collect();
    let names = short_names(conn, &units, app.now().local_day()).await?;
    let row = |document: &Model| DocumentRow {
        id: document.id,
        kind_word: views::kind_word(&document.kind),
        subject: document.subject.clone(),
        symbol: document.symbol.clone(),
        issued_on: document.issued_on,
        state: document.state,
        unit_name: names.get(&document.unit_id).cloned().unwrap_or_default(),
        updated_at: document.updated_at,
    };
    Ok(Show(DocumentsPage {
        q,
        show,
        documents: found.items.iter().map(row).collect(),
        counts: ListCounts { incoming, mine: mine.len() as u64, open: readable.len() as u64 },
        total: found.total,
        page: found.page,
        n_pages: found.n_pages,
    }))
}

/// Drafts that this person may read: those of their units, and those that their units issue. There are never many
/// documents between draft and issue, so they are asked for one by one. Each with the plan it is the text of.
pub async fn readable(app: &App, signed: &Signed) -> Result<HashMap<DocumentId, Option<PlanId>>, Error> {
    let conn = app.db.read();
    let open = document::Entity::find()
        .filter(document::Column::State.is_not_in([State::Issuing, State::Issued, State::Recalled]))
        .select_only()
        .columns([document::Column::Id, document::Column::UnitId, document::Column::PlanId])
        .into_tuple::<(DocumentId, UnitId, Option<PlanId>)>()
        .all(conn)
        .await?;
    if signed.reach(Act::ReadDraft) == domain::rights::Reach::Everywhere {
        return Ok(open.into_iter().map(|(id, _, plan)| (id, plan)).collect());
    }
    let plans: Vec<PlanId> = open.iter().filter_map(|(_, _, plan)| *plan).collect();
    let mut by_plan: HashMap<PlanId, Vec<UnitId>> = HashMap::new();
    for issuer in
        plan_issuer::Entity::find().filter(plan_issuer::Column::PlanId.is_in(plans)).all(conn).await?
    {
        by_plan.entry(issuer.plan_id).or_default().extend(issuer.unit_id);
    }
    let units_of = |unit: UnitId, plan: Option<PlanId>| {
        let issuers = plan.and_then(|plan| by_plan.get(&plan)).into_iter().flatten().copied();
        std::iter::once(unit).chain(issuers).collect::<Vec<UnitId>>()
    };
    let mut all: Vec<UnitId> = open.iter().flat_map(|(_, unit, plan)| units_of(*unit, *plan)).collect();
    all.sort_unstable();
    all.dedup();
    let own: Vec<UnitId> = signed.own(Act::ReadDraft).map(|(unit, ..)| unit).collect();
    let answered = answered_by(conn, &all, &own, app.now().local_day()).await?;
    let reads = |(id, unit, plan): (DocumentId, UnitId, Option<PlanId>)| {
        units_of(unit, plan).iter().any(|unit| answered.contains(unit)).then_some((id, plan))
    };
    Ok(open.into_iter().filter_map(reads).collect())
}

/// Documents that wait for this very person: to approve or sign for their unit, to number, to issue.
pub async fn waiting(app: &App, signed: &Signed) -> Result<Vec<DocumentId>, Error> {
    let conn = app.db.read();
    let leads: Vec<UnitId> =
        signed.posts.iter().filter(|p| p.kind == PostKind::Leader).map(|p| p.unit_id).collect();
    let parts = document_approval::Entity::find()
        .filter(
            Condition::any()
                .add(
                    Condition::all()
                        .add(document_approval::Column::UnitId.is_in(leads))
                        .add(document_approval::Column::State.eq(Part::Asked)),
                )
                .add(
                    Condition::all()
                        .add(document_approval::Column::SignerId.eq(signed.person.id))
                        .add(document_approval::Column::State.eq(Part::Approved)),
                ),
        )
        .all(conn)
        .await?;
    let asked: HashMap<DocumentId, Part> = parts.into_iter().map(|p| (p.document_id, p.state)).collect();
    let open = document::Entity::find()
        .filter(document::Column::State.is_in([
            State::Submitted,
            State::Approved,
            State::Signed,
            State::Numbered,
        ]))
        .select_only()
        .columns([document::Column::Id, document::Column::UnitId, document::Column::State])
        .into_tuple::<(DocumentId, UnitId, State)>()
        .all(conn)
        .await?;
    let own: Vec<UnitId> = signed.own(Act::IssueDocument).map(|(unit, ..)| unit).collect();
    let units: Vec<UnitId> = open.iter().map(|(_, unit, _)| *unit).collect();
    let answered = answered_by(conn, &units, &own, app.now().local_day()).await?;
    let waits = |(id, unit, state): &(DocumentId, UnitId, State)| match state {
        State::Submitted => asked.get(id) == Some(&Part::Asked),
        State::Approved => asked.get(id) == Some(&Part::Approved),
        _ => answered.contains(unit),
    };
    Ok(open.iter().filter(|row| waits(row)).map(|(id, ..)| *id).collect())
}

/// GET /documents/{id}/deliveries
pub async fn deliveries(
    Axum(app): Axum<App>,
    may: May<Document, IssueDocument>,
    Query(wanted): Query<Wanted>,
) -> Result<Show<DeliveriesPage>, Error> {
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
    let counts = counts(&app, row.id).await?;
    Ok(Show(DeliveriesPage {
        document: views::head(&app, may.signed(), row, "deliveries").await?,
        deliveries: found.items.iter().map(view).collect(),
        show,
        n_all: counts.all,
        n_read: counts.read,
        n_acknowledged: counts.acknowledged,
        total: found.total,
        page: found.page,
        n_pages: found.n_pages,
        by_post: super::issue::by_post(&app, row).await?,
        may_remind: row.state == State::Issued,
    }))
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
    }
    tx.commit().await?;
    let key = if n > 0 { "documents-reminded" } else { "documents-nobody-silent" };
    Ok(See::other(format!("/documents/{}/deliveries?show=unacknowledged", row.id)).say(key, args![n = n]))
}
