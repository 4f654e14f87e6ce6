//! Partners outside on pages: the list, one of them, and what their keepers do; what clerks sent to them.

use super::actions::{self, Chosen, NewPartner, Sent};
use super::clusters::LETTERS_MAX;
use super::errors::GroupError;
use super::forms::{PartnerForm, SentForm, WayOut};
use super::pages::{LetterView, PartnerEditPage, PartnerPage, PartnerRow, PartnersPage, SentView, UseView};
use super::{Partner, keeper, uses};
use crate::app::App;
use crate::features::documents::{self, Document};
use crate::features::units::{self, offices};
use crate::rights::{Deed, IssueDocument, KeepGroups, May, ReadUnit, Signed, SignedIn};
use axum::extract::State;
use domain::groups::PartnerKind;
use domain::ids::{DocumentId, PartnerId, PersonId, PlanId, UnitId};
use domain::rights::{Act, Reach};
use domain::text::key;
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use tables::{
    address, document, duty_unit, partner, partner_delivery, person, plan, plan_issuer, recipient, task_unit,
};
use utoipa::IntoParams;
use web::{Error, FormErrors, Input, Query, See, Show, Typed, args};

/// Which partners.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// Words of name, place or contact, without accents.
    pub q: String,
    /// agency, union, education, company, press, other.
    pub kind: String,
    /// Those that were put aside, too.
    pub aside: Option<bool>,
    /// From 1.
    pub page: Option<u64>,
}

fn shows_people(signed: &Signed) -> bool {
    signed.reach(Act::ReadPeople) > Reach::Nowhere
}

/// GET /partners
pub async fn list(
    State(app): State<App>,
    signed: SignedIn,
    Query(wanted): Query<Wanted>,
) -> Result<Show<PartnersPage>, Error> {
    let q: String = wanted.q.trim().chars().take(200).collect();
    let mut select = partner::by_name();
    let by_code = offices::beginning(app.db.read(), &q, db::paging::PAGE_ROWS).await?.into_iter();
    let by_code: Vec<PartnerId> = by_code.filter_map(offices::Office::partner).collect();
    let mut said = Condition::all();
    for word in key(&q).split_whitespace() {
        said = said.add(db::dialect::contains(partner::Column::SearchKey, word));
    }
    if !said.is_empty() {
        select = select.filter(Condition::any().add(said).add(partner::Column::Id.is_in(by_code)));
    }
    if let Ok(kind) = wanted.kind.parse::<PartnerKind>() {
        select = select.filter(partner::Column::Kind.eq(kind));
    }
    let with_aside = wanted.aside == Some(true);
    if !with_aside {
        select = select.filter(partner::Column::EndedAt.is_null());
    }
    let page = db::Page::new(wanted.page.unwrap_or(1), db::paging::PAGE_ROWS);
    let found = db::paging::page(select, page, app.db.read()).await?;
    let shows_people = shows_people(&signed);
    Ok(Show(PartnersPage {
        q,
        kind: wanted.kind,
        with_aside,
        total: found.total,
        page: found.page,
        n_pages: found.n_pages,
        partners: found.items.into_iter().map(|row| row_of(row, shows_people)).collect(),
        may_make: signed.reach(Act::KeepGroups) > Reach::Nowhere,
        shows_people,
    }))
}

/// Whom to speak to is for those who may see people.
fn row_of(row: partner::Model, shows_people: bool) -> PartnerRow {
    let of = |text: String| if shows_people { text } else { String::new() };
    PartnerRow {
        id: row.id,
        name: row.name,
        kind: row.kind,
        place: row.place,
        contact: of(row.contact),
        contact_title: of(row.contact_title),
        email: of(row.email),
        phone: of(row.phone),
        address: row.address,
        note: of(row.note),
        ended_at: row.ended_at,
    }
}

/// GET /partners/{id}
pub async fn show(State(app): State<App>, may: May<Partner, ReadUnit>) -> Result<Show<PartnerPage>, Error> {
    Ok(Show(page(&app, &may).await?))
}

async fn page<D: Deed>(app: &App, may: &May<Partner, D>) -> Result<PartnerPage, Error> {
    let conn = app.db.read();
    let row = partner::by_id(may.row().id).one(conn).await?.ok_or_else(Error::not_found)?;
    let keeper = units::refs(conn, &[row.unit_id], app.now().local_day()).await?.pop();
    let shows_people = shows_people(may.signed());
    Ok(PartnerPage {
        keeper: keeper.ok_or_else(Error::not_found)?,
        office: offices::of_partners(conn, &[row.id]).await?.remove(&row.id),
        uses: parts(app, may.signed(), &row).await?,
        letters: letters(app, &row).await?,
        sent: sent_to(app, row.id, shows_people).await?,
        may_keep: may.also(app, Act::KeepGroups).await?,
        partner: row_of(row, shows_people),
        shows_people,
    })
}

/// Documents without a plan that went out and address it.
async fn letters(app: &App, row: &partner::Model) -> Result<Vec<LetterView>, Error> {
    let documents = uses::addressed(app, &["partner"], row.id.uuid()).await?.documents;
    let addressed = uses::Addressed { documents, ..uses::Addressed::default() };
    let out = uses::documents_out(app, &addressed, LETTERS_MAX).await?;
    Ok(out.into_iter().map(LetterView::of).collect())
}

/// What was sent to it; by whom it was taken is for those who may see people.
async fn sent_to(app: &App, id: PartnerId, shows_people: bool) -> Result<Vec<SentView>, Error> {
    let rows = partner_delivery::to(id).all(app.db.read()).await?;
    let of = |view: SentView| match shows_people {
        true => view,
        false => SentView { receiver: String::new(), note: String::new(), who: None, ..view },
    };
    Ok(sent_views(app, rows).await?.into_iter().map(of).collect())
}

/// The plans that name the partner, as far as the reader may read them: where somebody said that a printed name is the
/// partner, and where its own name stands among the issuers.
async fn parts(app: &App, signed: &Signed, row: &partner::Model) -> Result<Vec<UseView>, Error> {
    let conn = app.db.read();
    let mut printed = uses::addressed(app, &["partner"], row.id.uuid()).await?.plans;
    let outside = plan_issuer::Entity::find()
        .filter(plan_issuer::Column::UnitId.is_null())
        .order_by_asc(plan_issuer::Column::Id)
        .all(conn)
        .await?;
    let issues: HashMap<PlanId, String> = outside
        .into_iter()
        .filter(|issuer| key(&issuer.printed) == row.name_key)
        .map(|issuer| (issuer.plan_id, issuer.printed))
        .collect();
    for (plan, name) in &issues {
        printed.entry(*plan).or_insert_with(|| name.clone());
    }
    let plans =
        plan::latest_first().filter(plan::Column::Id.is_in(printed.keys().copied())).all(conn).await?;
    let mut views = Vec::new();
    for plan in plans {
        if !super::may_read_plan(app, signed, &plan).await? {
            continue;
        }
        let name = printed.get(&plan.id).cloned().unwrap_or_default();
        let said: HashSet<String> = address::of_plan(plan.id)
            .filter(address::Column::Target.eq("partner"))
            .filter(address::Column::TargetId.eq(row.id.uuid()))
            .all(conn)
            .await?
            .into_iter()
            .map(|answer| answer.printed_key)
            .collect();
        let is_it = |text: &str| said.contains(&draft::name_key(text));
        let tasks = task_unit::of_plan(plan.id).all(conn).await?;
        let duties = duty_unit::of_plan(plan.id).all(conn).await?;
        let in_tasks = tasks.iter().filter(|one| is_it(&one.printed)).count();
        let in_duties = duties.iter().filter(|one| is_it(&one.printed)).count();
        let receives = recipient::of_plan(plan.id).all(conn).await?.iter().any(|one| is_it(&one.name));
        views.push(UseView {
            plan: plan.id,
            subject: plan.subject,
            number: plan.number,
            printed: name,
            issues: issues.contains_key(&plan.id),
            receives,
            n_works: in_tasks + in_duties,
        });
    }
    Ok(views)
}

/// Ways of documents to partners with everything that is told of them.
async fn sent_views(app: &App, rows: Vec<partner_delivery::Model>) -> Result<Vec<SentView>, Error> {
    let conn = app.db.read();
    let ids = rows.iter().map(|row| row.document_id);
    let documents = document::Entity::find().filter(document::Column::Id.is_in(ids)).all(conn).await?;
    let documents: HashMap<DocumentId, document::Model> =
        documents.into_iter().map(|row| (row.id, row)).collect();
    let ids = rows.iter().map(|row| row.partner_id);
    let partners = partner::Entity::find().filter(partner::Column::Id.is_in(ids)).all(conn).await?;
    let partners: HashMap<PartnerId, String> = partners.into_iter().map(|row| (row.id, row.name)).collect();
    let ids = rows.iter().filter_map(|row| row.person_id);
    let people = person::Entity::find().filter(person::Column::Id.is_in(ids)).all(conn).await?;
    let people: HashMap<PersonId, String> = people.into_iter().map(|row| (row.id, row.name)).collect();
    let view = |row: partner_delivery::Model| {
        let document = documents.get(&row.document_id)?;
        Some(SentView {
            document: document.id,
            symbol: document.symbol.clone(),
            subject: document.subject.clone(),
            partner_id: row.partner_id,
            partner: partners.get(&row.partner_id).cloned().unwrap_or_default(),
            on: row.sent_on,
            by: row.sent_by,
            receiver: row.receiver,
            note: row.note,
            who: row.person_id.and_then(|id| people.get(&id).cloned()),
        })
    };
    Ok(rows.into_iter().filter_map(view).collect())
}

/// What went to partners of one document, for its page of deliveries.
pub async fn sent_of(app: &App, id: DocumentId) -> Result<Vec<SentView>, Error> {
    let rows = partner_delivery::of_document(id).all(app.db.read()).await?;
    sent_views(app, rows).await
}

/// GET /partners/new
pub async fn new_form(State(app): State<App>, signed: SignedIn) -> Result<Show<PartnerEditPage>, Error> {
    Ok(Show(edit_page(&app, &signed, (signed.unit(), None), None).await?))
}

async fn edit_page(
    app: &App,
    signed: &Signed,
    (keeper, row): (Option<UnitId>, Option<&partner::Model>),
    similar: Option<&str>,
) -> Result<PartnerEditPage, Error> {
    let conn = app.db.read();
    let keeper = row.map(|row| row.unit_id).or(keeper);
    let shows_people = shows_people(signed);
    let similar = match similar {
        Some(name) => partner::by_name().filter(partner::Column::NameKey.eq(key(name))).one(conn).await?,
        None => None,
    };
    Ok(PartnerEditPage {
        partner: row.cloned().map(|row| row_of(row, shows_people)),
        unit: units::refs(conn, keeper.as_slice(), app.now().local_day()).await?.pop(),
        similar: similar.map(|row| row_of(row, shows_people)),
    })
}

/// The refusal of a partner with its form; who is similar is shown beside it.
async fn refused(
    app: &App,
    signed: &Signed,
    of: (Option<UnitId>, Option<&partner::Model>),
    (error, typed): (GroupError, Typed),
) -> Result<Error, Error> {
    let similar = match &error {
        GroupError::Similar(name) => Some(name.clone()),
        _ => None,
    };
    let errors = error.on_form()?;
    Ok(errors.refuse(typed).on(edit_page(app, signed, of, similar.as_deref()).await?))
}

/// POST /partners
pub async fn create(
    State(app): State<App>,
    signed: SignedIn,
    input: Input<PartnerForm>,
) -> Result<See, Error> {
    let (unit, by) = keeper(&app, &signed, &input, Act::KeepGroups).await?;
    let (typed, of) = (input.typed(), (Some(unit), None));
    let (new, is_another): (NewPartner, bool) = match input.check() {
        Ok(valid) => valid,
        Err(refusal) => return Err(refusal.on(edit_page(&app, &signed, of, None).await?)),
    };
    let tx = app.db.write().await?;
    let id = match actions::create_partner(&tx, app.now(), by, (unit, is_another), &new).await {
        Ok(id) => id,
        Err(error) => {
            drop(tx);
            return Err(refused(&app, &signed, of, (error, typed)).await?);
        }
    };
    tx.commit().await?;
    Ok(See::created(format!("/partners/{id}")).say("groups-partner-made", args![name = new.name]))
}

/// GET /partners/{id}/edit
pub async fn edit_form(
    State(app): State<App>,
    may: May<Partner, KeepGroups>,
) -> Result<Show<PartnerEditPage>, Error> {
    Ok(Show(edit_page(&app, may.signed(), (None, Some(may.row())), None).await?))
}

/// POST /partners/{id}
pub async fn change(
    State(app): State<App>,
    may: May<Partner, KeepGroups>,
    input: Input<PartnerForm>,
) -> Result<See, Error> {
    let (row, typed, of) = (may.row(), input.typed(), (None, Some(may.row())));
    let (new, is_another) = match input.check() {
        Ok(valid) => valid,
        Err(refusal) => return Err(refusal.on(edit_page(&app, may.signed(), of, None).await?)),
    };
    let tx = app.db.write().await?;
    let changed = actions::change_partner(&tx, app.now(), may.by(), (row.id, is_another), &new).await;
    if let Err(error) = changed {
        drop(tx);
        return Err(refused(&app, may.signed(), of, (error, typed)).await?);
    }
    tx.commit().await?;
    Ok(See::other(format!("/partners/{}", row.id)).say("groups-saved", args![name = new.name]))
}

/// POST /partners/{id}/end
pub async fn end(State(app): State<App>, may: May<Partner, KeepGroups>) -> Result<See, Error> {
    aside(&app, &may, true, "groups-partner-ended").await
}

/// POST /partners/{id}/reopen
pub async fn reopen(State(app): State<App>, may: May<Partner, KeepGroups>) -> Result<See, Error> {
    aside(&app, &may, false, "groups-partner-reopened").await
}

async fn aside(
    app: &App,
    may: &May<Partner, KeepGroups>,
    is_aside: bool,
    told: &'static str,
) -> Result<See, Error> {
    let tx = app.db.write().await?;
    actions::set_aside(&tx, app.now(), may.by(), may.row().id, is_aside).await?;
    tx.commit().await?;
    Ok(See::other(format!("/partners/{}", may.row().id)).say(told, args![name = may.row().name.clone()]))
}

/// POST /partners/{id}/office-code
pub async fn set_code(
    State(app): State<App>,
    may: May<Partner, KeepGroups>,
    input: Input<offices::NewOfficeCode>,
) -> Result<See, Error> {
    let (id, typed) = (may.row().id, input.typed());
    let code = match input.check() {
        Ok(code) => code,
        Err(refusal) => return Err(refusal.on(page(&app, &may).await?)),
    };
    let tx = app.db.write().await?;
    let office = (offices::Office::Partner(id), false);
    if let offices::Given::Taken(whose) =
        offices::give(&tx, app.now(), may.by(), office, code.as_deref()).await?
    {
        drop(tx);
        let errors = FormErrors::of_with("office_code", "units-office-taken", args![name = whose]);
        return Err(errors.refuse(typed).on(page(&app, &may).await?));
    }
    tx.commit().await?;
    let said = if code.is_some() { "units-office-saved" } else { "units-office-removed" };
    Ok(See::other(format!("/partners/{id}")).say(said, args![code = code.unwrap_or_default()]))
}

/// The partner that a typed name stands for; none when there is none, or several.
async fn named(app: &App, typed: &str, keeper: UnitId) -> Result<Option<partner::Model>, Error> {
    let conn = app.db.read();
    let all = actions::partner_choices(conn, app.now().local_day()).await?;
    match actions::chosen(&all, typed, Some(keeper)) {
        Chosen::One(id) => Ok(partner::by_id(id).one(conn).await?),
        Chosen::Unknown | Chosen::Several(_) => Ok(None),
    }
}

/// POST /documents/{id}/outside
pub async fn send(
    State(app): State<App>,
    may: May<Document, IssueDocument>,
    input: Input<SentForm>,
) -> Result<See, Error> {
    let (row, typed) = (may.row(), input.typed());
    if !documents::is_out(row.state) {
        return Err(Error::conflict("groups-not-out"));
    }
    let way: WayOut = match input.check() {
        Ok(way) => way,
        Err(refusal) => return Err(refusal.on(documents::deliveries_page(&app, &may).await?)),
    };
    let conn = app.db.read();
    let to = match way.id {
        Some(id) => partner::by_id(id).one(conn).await?,
        None => named(&app, &way.name, row.unit_id).await?,
    };
    let wrong = match &to {
        None => Some(("partner_id", "groups-partner-unknown")),
        Some(_) if row.issued_on.is_some_and(|issued| way.on < issued) => {
            Some(("sent_on", "groups-day-before-issue"))
        }
        Some(_) if way.on > app.now().local_day() => Some(("sent_on", "groups-day-ahead")),
        Some(_) => None,
    };
    if let Some((field, sentence)) = wrong {
        let errors = FormErrors::of(field, sentence);
        return Err(errors.refuse(typed).on(documents::deliveries_page(&app, &may).await?));
    }
    let to = to.ok_or_else(Error::not_found)?;
    let sent = Sent { partner: to.id, on: way.on, by: way.by, receiver: way.receiver, note: way.note };
    let tx = app.db.write().await?;
    actions::record_sent(&tx, app.now(), may.by(), row.id, &sent).await?;
    tx.commit().await?;
    Ok(See::other(format!("/documents/{}/deliveries", row.id)).say("groups-sent", args![name = to.name]))
}
