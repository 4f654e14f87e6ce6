//! Lists of documents: what came to the units of a person, what waits for them, what is on its way and what is out.

use super::pages::{DocumentRow, DocumentsPage, InboxPage, LetterRow, ListCounts};
use super::views;
use crate::app::App;
use crate::features::units::actions::answered_by;
use crate::features::{packages, units};
use crate::rights::{Signed, SignedIn};
use axum::extract::State as Axum;
use domain::ids::{DocumentId, PlanId, UnitId};
use domain::rights::{Act, PostKind};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, JoinType, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, Select,
};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use tables::document::{self, Model, State};
use tables::document_approval::{self, State as Part};
use tables::{delivery, plan_issuer};
use web::{Error, Query, Show};

/// Longest search, in letters.
const QUERY_LETTERS_MAX: usize = 200;

/// What is listed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    q: String,
    pub(super) show: String,
    pub(super) page: Option<u64>,
}

impl Wanted {
    pub(super) fn q(&self) -> String {
        self.q.trim().chars().take(QUERY_LETTERS_MAX).collect()
    }
}

/// The units of a person's posts.
pub(super) fn own_units(signed: &Signed) -> Vec<UnitId> {
    let mut units: Vec<UnitId> = signed.posts.iter().map(|post| post.unit_id).collect();
    units.sort_unstable();
    units.dedup();
    units
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
    let packages = packages::inbox_box(&app, &signed).await?;
    Ok(Show(InboxPage { q, show, letters, n_new, counts, packages, total, page, n_pages }))
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
    let mut by_document: HashMap<DocumentId, Vec<UnitId>> = HashMap::new();
    let without: Vec<DocumentId> =
        open.iter().filter(|(_, _, plan)| plan.is_none()).map(|(id, ..)| *id).collect();
    for part in document_approval::Entity::find()
        .filter(document_approval::Column::DocumentId.is_in(without))
        .all(conn)
        .await?
    {
        by_document.entry(part.document_id).or_default().extend(part.unit_id);
    }
    let units_of = |id: DocumentId, unit: UnitId, plan: Option<PlanId>| {
        let of_plan = plan.and_then(|plan| by_plan.get(&plan)).into_iter().flatten();
        let issuers = of_plan.chain(by_document.get(&id).into_iter().flatten()).copied();
        std::iter::once(unit).chain(issuers).collect::<Vec<UnitId>>()
    };
    let mut all: Vec<UnitId> = open.iter().flat_map(|(id, unit, plan)| units_of(*id, *unit, *plan)).collect();
    all.sort_unstable();
    all.dedup();
    let own: Vec<UnitId> = signed.own(Act::ReadDraft).map(|(unit, ..)| unit).collect();
    let answered = answered_by(conn, &all, &own, app.now().local_day()).await?;
    let reads = |(id, unit, plan): (DocumentId, UnitId, Option<PlanId>)| {
        units_of(id, unit, plan).iter().any(|unit| answered.contains(unit)).then_some((id, plan))
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
    // One leader may be asked twice: for both issuers of a joint document.
    let asked: HashSet<(DocumentId, bool)> =
        parts.into_iter().map(|part| (part.document_id, part.state == Part::Asked)).collect();
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
        State::Submitted => asked.contains(&(*id, true)),
        State::Approved => asked.contains(&(*id, false)),
        _ => answered.contains(unit),
    };
    Ok(open.iter().filter(|row| waits(row)).map(|(id, ..)| *id).collect())
}
