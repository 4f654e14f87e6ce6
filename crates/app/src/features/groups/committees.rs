//! Committees on pages: those of a plan or a unit, one of them, and what its unit does.

use super::actions::{self, NewCommittee, NewMember};
use super::forms::{ChargeForm, CommitteeForm, Joiner, MemberForm, RoleForm};
use super::pages::{CommitteeEditPage, CommitteePage, CommitteesPage};
use super::{Committee, CommitteeRecord, committee_views as views, keeper};
use crate::app::App;
use crate::features::plans::{self, Plan};
use crate::features::units;
use crate::rights::{Deed, DraftDocument, May, ReadPlan, Signed, SignedIn, may};
use axum::extract::State;
use domain::ids::{CommitteeChargeId, CommitteeId, CommitteeMemberId, PlanId, UnitId};
use domain::rights::{Act, Reach};
use serde::Deserialize;
use tables::{committee, plan};
use utoipa::IntoParams;
use web::{Error, FormErrors, Input, Path, Query, See, Show, args};

/// GET /plans/{id}/committees
pub async fn of_plan(
    State(app): State<App>,
    may: May<Plan, ReadPlan>,
) -> Result<Show<CommitteesPage>, Error> {
    let rows = committee::of_plan(may.row().id).all(app.db.read()).await?;
    Ok(Show(CommitteesPage {
        committees: views::rows(&app, &readable(&app, may.signed(), rows).await?).await?,
        may_make: may.also(&app, Act::DraftDocument).await?,
        plan: Some(plans::head(&app, &may, "committees").await?),
        unit: None,
    }))
}

/// Which committees.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// The unit by id; that of the reader's post when it is missing.
    pub unit_id: String,
}

/// GET /committees
pub async fn list(
    State(app): State<App>,
    signed: SignedIn,
    Query(wanted): Query<Wanted>,
) -> Result<Show<CommitteesPage>, Error> {
    let unit = wanted.unit_id.trim().parse().ok().or(signed.unit());
    let rows = match unit {
        Some(unit) => committee::of_unit(unit).all(app.db.read()).await?,
        None => Vec::new(),
    };
    Ok(Show(CommitteesPage {
        committees: views::rows(&app, &readable(&app, &signed, rows).await?).await?,
        may_make: signed.may(&app, Act::DraftDocument, unit).await?.is_some(),
        plan: None,
        unit: units::refs(app.db.read(), unit.as_slice(), app.now().local_day()).await?.pop(),
    }))
}

/// Those that the person may read: what is not decided yet is for those who write it.
async fn readable(
    app: &App,
    signed: &Signed,
    rows: Vec<committee::Model>,
) -> Result<Vec<committee::Model>, Error> {
    let mut readable = Vec::new();
    for row in rows {
        let record = CommitteeRecord::of(app, row).await?;
        if may::<Committee>(app, signed, &record, Act::ReadPlan).await?.is_some() {
            readable.push(record.row);
        }
    }
    Ok(readable)
}

/// For what a new committee is.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Start {
    /// The plan, by id.
    pub plan: String,
    /// The unit, by id.
    pub unit_id: String,
}

/// GET /committees/new
pub async fn new_form(
    State(app): State<App>,
    signed: SignedIn,
    Query(start): Query<Start>,
) -> Result<Show<CommitteeEditPage>, Error> {
    let plan = plan_of(&app, &signed, start.plan.trim().parse().ok()).await?;
    let unit = start.unit_id.trim().parse().ok().or(plan.as_ref().map(|plan| plan.unit_id)).or(signed.unit());
    if signed.reach(Act::DraftDocument) == Reach::Nowhere {
        return Err(Error::forbidden());
    }
    Ok(Show(edit_page(&app, (unit, plan), None).await?))
}

/// The plan that a committee is for; whoever may not read it cannot name it.
async fn plan_of(app: &App, signed: &Signed, id: Option<PlanId>) -> Result<Option<plan::Model>, Error> {
    let Some(id) = id else { return Ok(None) };
    let found = plan::by_id(id).one(app.db.read()).await?.ok_or_else(Error::not_found)?;
    match super::may_read_plan(app, signed, &found).await? {
        true => Ok(Some(found)),
        false => Err(Error::forbidden()),
    }
}

async fn edit_page(
    app: &App,
    (unit, plan): (Option<UnitId>, Option<plan::Model>),
    row: Option<&committee::Model>,
) -> Result<CommitteeEditPage, Error> {
    let conn = app.db.read();
    let unit = row.map(|row| row.unit_id).or(unit);
    let committee = match row {
        Some(row) => views::rows(app, std::slice::from_ref(row)).await?.pop(),
        None => None,
    };
    let proposed = plan.as_ref().map(|plan| views::proposed_name(&plan.subject));
    Ok(CommitteeEditPage {
        committee,
        name: row.map(|row| row.name.clone()).or(proposed).unwrap_or_default(),
        basis: row.map(|row| row.basis.clone()).unwrap_or_default(),
        duties: row.map(|row| row.duties.clone()).unwrap_or_default(),
        unit: units::refs(conn, unit.as_slice(), app.now().local_day()).await?.pop(),
        plan_id: plan.as_ref().map(|plan| plan.id),
        plan_subject: plan.map(|plan| plan.subject),
    })
}

/// POST /committees
pub async fn create(
    State(app): State<App>,
    signed: SignedIn,
    input: Input<CommitteeForm>,
) -> Result<See, Error> {
    let (unit, by) = keeper(&app, &signed, &input, Act::DraftDocument).await?;
    let plan = plan_of(&app, &signed, input.value().plan()).await?;
    let new: NewCommittee = match input.check() {
        Ok(new) => new,
        Err(refusal) => return Err(refusal.on(edit_page(&app, (Some(unit), plan), None).await?)),
    };
    let tx = app.db.write().await?;
    let of = (unit, plan.map(|plan| plan.id));
    let id = actions::create_committee(&tx, app.now(), by, of, &new).await?;
    tx.commit().await?;
    Ok(See::created(format!("/committees/{id}")).say("groups-committee-made", args![name = new.name]))
}

/// GET /committees/{id}
pub async fn show(
    State(app): State<App>,
    may: May<Committee, ReadPlan>,
) -> Result<Show<CommitteePage>, Error> {
    Ok(Show(page(&app, &may).await?))
}

async fn page<D: Deed>(app: &App, may: &May<Committee, D>) -> Result<CommitteePage, Error> {
    let id = may.row().row.id;
    let row = committee::by_id(id).one(app.db.read()).await?.ok_or_else(Error::not_found)?;
    let may_edit = row.ended_at.is_none() && may.also(app, Act::DraftDocument).await?;
    views::page(app, may.signed(), row, may_edit).await
}

/// GET /committees/{id}/edit
pub async fn edit_form(
    State(app): State<App>,
    may: May<Committee, DraftDocument>,
) -> Result<Show<CommitteeEditPage>, Error> {
    Ok(Show(edit_page(&app, (None, None), Some(&may.row().row)).await?))
}

/// POST /committees/{id}
pub async fn change(
    State(app): State<App>,
    may: May<Committee, DraftDocument>,
    input: Input<CommitteeForm>,
) -> Result<See, Error> {
    let row = &may.row().row;
    let new = match input.check() {
        Ok(new) => new,
        Err(refusal) => return Err(refusal.on(edit_page(&app, (None, None), Some(row)).await?)),
    };
    let tx = app.db.write().await?;
    actions::change_committee(&tx, app.now(), may.by(), row.id, &new).await?;
    tx.commit().await?;
    Ok(See::other(format!("/committees/{}", row.id)).say("groups-saved", args![name = new.name]))
}

/// POST /committees/{id}/end
pub async fn end(State(app): State<App>, may: May<Committee, DraftDocument>) -> Result<See, Error> {
    let row = &may.row().row;
    let tx = app.db.write().await?;
    actions::dissolve(&tx, app.now(), may.by(), row.id).await?;
    tx.commit().await?;
    let told = args![name = row.name.clone()];
    Ok(See::other(format!("/committees/{}", row.id)).say("groups-committee-ended", told))
}

/// POST /committees/{id}/members
pub async fn add_member(
    State(app): State<App>,
    may: May<Committee, DraftDocument>,
    input: Input<MemberForm>,
) -> Result<See, Error> {
    let (id, typed) = (may.row().row.id, input.typed());
    let joiner: Joiner = match input.check() {
        Ok(joiner) => joiner,
        Err(refusal) => return Err(refusal.on(page(&app, &may).await?)),
    };
    let Some(new): Option<NewMember> = views::joined(&app, joiner).await? else {
        let unknown = FormErrors::of("person", "groups-person-unknown");
        return Err(unknown.refuse(typed).on(page(&app, &may).await?));
    };
    let tx = app.db.write().await?;
    if let Err(error) = actions::add_member(&tx, app.now(), may.by(), id, &new).await {
        drop(tx);
        return Err(error.on_form()?.refuse(typed).on(page(&app, &may).await?));
    }
    tx.commit().await?;
    Ok(See::other(format!("/committees/{id}")).say("groups-member-added", args![name = new.name]))
}

type Member = (CommitteeId, CommitteeMemberId);

/// POST /committees/{id}/members/{member}
pub async fn set_role(
    State(app): State<App>,
    may: May<Committee, DraftDocument>,
    Path(member): Path<Member>,
    input: Input<RoleForm>,
) -> Result<See, Error> {
    let typed = input.typed();
    let to = match input.check() {
        Ok(to) => to,
        Err(refusal) => return Err(refusal.on(page(&app, &may).await?)),
    };
    let tx = app.db.write().await?;
    if let Err(error) = actions::set_role(&tx, app.now(), may.by(), member, to).await {
        drop(tx);
        return Err(error.on_form()?.refuse(typed).on(page(&app, &may).await?));
    }
    tx.commit().await?;
    Ok(See::other(format!("/committees/{}", member.0)).say("groups-role-set", args![]))
}

/// POST /committees/{id}/members/{member}/remove
pub async fn leave(
    State(app): State<App>,
    may: May<Committee, DraftDocument>,
    Path(member): Path<Member>,
) -> Result<See, Error> {
    let tx = app.db.write().await?;
    actions::leave(&tx, app.now(), may.by(), member).await?;
    tx.commit().await?;
    Ok(See::other(format!("/committees/{}", member.0)).say("groups-member-left", args![]))
}

/// POST /committees/{id}/charges
pub async fn add_charge(
    State(app): State<App>,
    may: May<Committee, DraftDocument>,
    input: Input<ChargeForm>,
) -> Result<See, Error> {
    let id = may.row().row.id;
    let (member, charge) = match input.check() {
        Ok(valid) => valid,
        Err(refusal) => return Err(refusal.on(page(&app, &may).await?)),
    };
    let tx = app.db.write().await?;
    actions::add_charge(&tx, app.now(), may.by(), (id, member), &charge).await?;
    tx.commit().await?;
    Ok(See::other(format!("/committees/{id}")).say("groups-charge-given", args![]))
}

/// POST /committees/{id}/charges/{charge}/remove
pub async fn remove_charge(
    State(app): State<App>,
    may: May<Committee, DraftDocument>,
    Path(charge): Path<(CommitteeId, CommitteeChargeId)>,
) -> Result<See, Error> {
    let tx = app.db.write().await?;
    actions::remove_charge(&tx, app.now(), may.by(), charge).await?;
    tx.commit().await?;
    Ok(See::other(format!("/committees/{}", charge.0)).say("groups-charge-taken", args![]))
}

/// POST /committees/{id}/decision
pub async fn decide(State(app): State<App>, may: May<Committee, DraftDocument>) -> Result<See, Error> {
    let tx = app.db.write().await?;
    let document = actions::decide(&tx, app.now(), may.by(), may.row().row.id).await?;
    tx.commit().await?;
    Ok(See::created(format!("/documents/{document}")).say("groups-decision-begun", args![]))
}
