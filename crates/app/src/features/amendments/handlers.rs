//! The page of a plan's changes, beginning one and giving it up.

use super::actions;
use super::pages::{AmendmentView, AmendmentsPage, ChangeView, FieldView};
use crate::app::App;
use crate::features::documents::people;
use crate::features::imports::{choice_of, field};
use crate::features::plans::{Plan, head, is_out};
use crate::rights::{Deed, DraftDocument, May, Owned, ReadPlan};
use axum::extract::State as Axum;
use domain::ids::UnitId;
use domain::rights::Act;
use draft::amend::{Change, changes, texts};
use draft::{Draft, Item};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde::Deserialize;
use std::collections::HashMap;
use tables::amendment::{self, State};
use tables::{document, plan};
use utoipa::ToSchema;
use web::{Check, Context, Error, FormErrors, Input, See, Show, args};

/// Longest reason, in letters.
const REASON_LETTERS_MAX: usize = 2_000;

/// A change of a plan, for the extractors of rights: it belongs to the unit that keeps the plan.
#[derive(Debug, Clone, Copy)]
pub struct Amendment;

/// A change with the unit of its plan.
#[derive(Debug, Clone)]
pub struct AmendmentRow {
    /// The change.
    pub change: amendment::Model,
    /// Who keeps the plan.
    pub unit: UnitId,
}

impl Owned for Amendment {
    type Row = AmendmentRow;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<AmendmentRow>, Error> {
        let conn = app.db.read();
        let id = domain::ids::AmendmentId::from(id);
        let Some(change) = amendment::Entity::find_by_id(id).one(conn).await? else { return Ok(None) };
        let plan = plan::by_id(change.plan_id).one(conn).await?;
        Ok(plan.map(|plan| AmendmentRow { change, unit: plan.unit_id }))
    }

    fn unit(row: &AmendmentRow) -> Option<UnitId> {
        Some(row.unit)
    }
}

/// Why a plan is changed.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Begin {
    /// The reason, as it will open the document; may be empty.
    reason: String,
}

impl Check for Begin {
    type Valid = String;

    fn check(self) -> Result<String, FormErrors> {
        let reason = self.reason.split_whitespace().collect::<Vec<_>>().join(" ");
        if reason.chars().count() > REASON_LETTERS_MAX {
            return Err(FormErrors::of_with(
                "reason",
                "amendments-reason-long",
                args![max = REASON_LETTERS_MAX],
            ));
        }
        Ok(reason)
    }
}

/// GET /plans/{id}/amendments
pub async fn list(
    Axum(app): Axum<App>,
    may: May<Plan, ReadPlan>,
    context: Context,
) -> Result<Show<AmendmentsPage>, Error> {
    Ok(Show(page(&app, &context, &may).await?))
}

async fn page<D: Deed>(app: &App, context: &Context, may: &May<Plan, D>) -> Result<AmendmentsPage, Error> {
    let (conn, row) = (app.db.read(), may.row());
    let drafts = may.also(app, Act::DraftDocument).await?;
    let all = amendment::of_plan(row.id).all(conn).await?;
    let is_open = all.iter().any(|one| matches!(one.state, State::Drafting | State::Proposed));
    let shown: Vec<&amendment::Model> = all
        .iter()
        .rev()
        .filter(|one| one.state == State::Applied || drafts && one.state != State::Dropped)
        .collect();
    let ids = shown.iter().filter_map(|one| one.document_id);
    let documents = document::Entity::find().filter(document::Column::Id.is_in(ids)).all(conn).await?;
    let documents: HashMap<_, _> = documents.into_iter().map(|row| (row.id, row)).collect();
    let names = people(conn, &shown.iter().filter_map(|one| one.created_by).collect::<Vec<_>>()).await?;
    let mut amendments = Vec::with_capacity(shown.len());
    for one in shown {
        let document = one.document_id.and_then(|id| documents.get(&id));
        let is_open = matches!(one.state, State::Drafting | State::Proposed);
        let is_draft = document.is_none_or(|row| row.state == document::State::Draft);
        amendments.push(AmendmentView {
            id: one.id,
            no: one.no,
            state: one.state,
            reason: one.reason.clone(),
            who: one.created_by.and_then(|id| names.get(&id).cloned()),
            at: one.created_at,
            applied_at: one.applied_at,
            document_id: one.document_id,
            symbol: document.and_then(|row| row.symbol.clone()),
            issued_on: document.and_then(|row| row.issued_on),
            n_told: document.map_or(0, |row| row.n_delivered),
            n_added: one.n_added,
            n_changed: one.n_changed,
            n_removed: one.n_removed,
            n_moved: one.n_moved,
            n_withdrawn: one.n_withdrawn,
            changes: views(context, one)?,
            import_id: row.import_id.filter(|_| drafts && is_open && is_draft),
            may_drop: drafts && is_open && is_draft,
        });
    }
    Ok(AmendmentsPage {
        plan: head(app, may, "amendments").await?,
        amendments,
        may_begin: drafts && !is_open && row.state == "issued" && row.import_id.is_some(),
    })
}

/// What a change says, in the reader's language.
fn views(context: &Context, one: &amendment::Model) -> Result<Vec<ChangeView>, Error> {
    let Some(draft) = &one.draft else { return Ok(Vec::new()) };
    let before: Draft = serde_json::from_str(&one.before).map_err(Error::unexpected)?;
    let after: Draft = serde_json::from_str(draft).map_err(Error::unexpected)?;
    Ok(changes(&before, &after).iter().map(|change| view(context, change)).collect())
}

fn view(context: &Context, change: &Change<'_>) -> ChangeView {
    let of = |is, item: &Item, fields| ChangeView {
        is,
        kind: item.value.kind().word(),
        title: item.value.title().to_owned(),
        fields,
    };
    match change {
        Change::Added(item) => {
            let kind = item.value.kind();
            let fields = kind.fields().iter().map(|spec| (spec.name, texts(item, spec.name)));
            let said = fields.filter(|(_, now)| !now.is_empty() && now.join(" ") != item.value.title());
            let view = |(name, now): (&'static str, Vec<String>)| FieldView {
                word: field(context, kind, name),
                before: String::new(),
                after: choice_of(context, kind, name, &now.join("; ")),
            };
            of("added", item, said.map(view).collect())
        }
        Change::Removed(item) => of("removed", item, Vec::new()),
        Change::Changed { before, fields, .. } => {
            let kind = before.value.kind();
            let view = |one: &draft::amend::FieldChange| FieldView {
                word: field(context, kind, one.name),
                before: choice_of(context, kind, one.name, &one.before.join("; ")),
                after: choice_of(context, kind, one.name, &one.after.join("; ")),
            };
            of("changed", before, fields.iter().map(view).collect())
        }
    }
}

/// POST /plans/{id}/amendments
pub async fn begin(
    Axum(app): Axum<App>,
    may: May<Plan, DraftDocument>,
    context: Context,
    input: Input<Begin>,
) -> Result<See, Error> {
    let reason = match input.check() {
        Ok(reason) => reason,
        Err(refusal) if is_out(&may.row().state) => return Err(refusal.on(page(&app, &context, &may).await?)),
        Err(refusal) => return Err(refusal.into()),
    };
    let tx = app.db.write().await?;
    let import = actions::begin(&tx, app.now(), may.by(), may.row().id, &reason).await?;
    tx.commit().await?;
    Ok(See::created(format!("/imports/{import}")).say("amendments-begun", args![]))
}

/// POST /amendments/{id}/drop
pub async fn drop(Axum(app): Axum<App>, may: May<Amendment, DraftDocument>) -> Result<See, Error> {
    let tx = app.db.write().await?;
    let plan = actions::drop(&tx, app.now(), may.by(), may.row().change.id).await?;
    tx.commit().await?;
    Ok(See::other(format!("/plans/{plan}/amendments")).say("amendments-dropped", args![]))
}
