//! Rows become views: names of units, people and partners, the look of a state today; and what of it a reader may see.

use super::pages::{ChipView, ItemRow};
use crate::app::App;
use crate::features::{documents, units};
use crate::rights::Signed;
use domain::ids::{MediaItemId, PartnerId, PersonId, PlanId, UnitId};
use domain::media::MediaState;
use domain::rights::{Act, Reach};
use domain::time::Day;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use std::collections::{BTreeSet, HashMap, HashSet};
use tables::{media_item, media_version, partner, plan};
use web::Error;

/// Days before its day from which an item is told as due soon.
pub const SOON_DAYS: u64 = 2;

/// The look of a state.
pub const fn chip(state: MediaState) -> ChipView {
    let (family, icon) = match state {
        MediaState::Idea => ("idle", "circle-dashed"),
        MediaState::Writing => ("run", "file-pen-line"),
        MediaState::Submitted => ("watch", "hourglass"),
        MediaState::Approved => ("run", "stamp"),
        MediaState::Published => ("ok", "circle-check"),
        MediaState::Removed => ("late", "undo-2"),
        MediaState::Dropped => ("idle", "circle-slash"),
    };
    ChipView { word: state, family, icon }
}

/// What lists need besides the rows.
pub struct Names {
    units: HashMap<UnitId, String>,
    people: HashMap<PersonId, String>,
    partners: HashMap<PartnerId, String>,
    approvers: HashMap<MediaItemId, PersonId>,
    plans: HashMap<PlanId, String>,
    shows_people: bool,
    today: Day,
}

impl Names {
    /// Loads the names of these rows, each kind in one question.
    pub async fn load(app: &App, signed: &Signed, rows: &[media_item::Model]) -> Result<Names, Error> {
        let (conn, today) = (app.db.read(), app.now().local_day());
        let ids: BTreeSet<UnitId> = rows.iter().map(|row| row.unit_id).collect();
        let ids: Vec<UnitId> = ids.into_iter().collect();
        let items: Vec<MediaItemId> = rows.iter().map(|row| row.id).collect();
        let latest: HashMap<MediaItemId, i32> = rows.iter().map(|row| (row.id, row.version)).collect();
        let decided = media_version::Entity::find()
            .filter(media_version::Column::ItemId.is_in(items))
            .filter(media_version::Column::Verdict.eq("approved"))
            .select_only()
            .columns([
                media_version::Column::ItemId,
                media_version::Column::No,
                media_version::Column::DecidedBy,
            ])
            .into_tuple::<(MediaItemId, i32, Option<PersonId>)>()
            .all(conn)
            .await?;
        let approvers: HashMap<MediaItemId, PersonId> = decided
            .into_iter()
            .filter(|(item, no, _)| latest.get(item) == Some(no))
            .filter_map(|(item, _, person)| person.map(|person| (item, person)))
            .collect();
        let people: BTreeSet<PersonId> =
            rows.iter().filter_map(|row| row.person_id).chain(approvers.values().copied()).collect();
        let partners = rows.iter().filter_map(|row| row.partner_id).collect::<BTreeSet<PartnerId>>();
        let partners = partner::Entity::find().filter(partner::Column::Id.is_in(partners)).all(conn).await?;
        let plans = rows.iter().map(|row| row.plan_id).collect::<BTreeSet<PlanId>>();
        let plans = plan::Entity::find()
            .filter(plan::Column::Id.is_in(plans))
            .select_only()
            .columns([plan::Column::Id, plan::Column::Subject])
            .into_tuple::<(PlanId, String)>()
            .all(conn)
            .await?;
        let refs = units::refs(conn, &ids, today).await?;
        Ok(Names {
            units: refs.into_iter().map(|unit| (unit.id, unit.short)).collect(),
            people: documents::people(conn, &people.into_iter().collect::<Vec<_>>()).await?,
            partners: partners.into_iter().map(|row| (row.id, row.name)).collect(),
            approvers,
            plans: plans.into_iter().collect(),
            shows_people: signed.reach(Act::ReadPeople) > Reach::Nowhere,
            today,
        })
    }

    /// A row as lists show it.
    pub fn row(&self, row: &media_item::Model) -> ItemRow {
        let person = |id: Option<PersonId>| {
            id.filter(|_| self.shows_people).and_then(|id| self.people.get(&id).cloned())
        };
        let partner = row.partner_id.and_then(|id| self.partners.get(&id).cloned()).unwrap_or_default();
        let outlet = match (partner.is_empty(), row.outlet.is_empty()) {
            (false, false) => format!("{partner}, {}", row.outlet),
            (false, true) => partner,
            (true, _) => row.outlet.clone(),
        };
        let is_due = row.state.is_due();
        let soon = self.today.checked_add_days(chrono::Days::new(SOON_DAYS)).unwrap_or(self.today);
        ItemRow {
            id: row.id,
            title: row.title.clone(),
            phase: row.phase,
            kind: row.kind,
            channel: row.channel,
            outlet,
            chip: chip(row.state),
            is_corrected: is_due && row.published_version.is_some(),
            due_on: row.due_on,
            is_late: is_due && row.due_on.is_some_and(|day| day < self.today),
            is_soon: is_due && row.due_on.is_some_and(|day| day >= self.today && day <= soon),
            embargo_at: row.embargo_at,
            unit: self.units.get(&row.unit_id).cloned().unwrap_or_default(),
            author: person(row.person_id),
            approver: person(self.approvers.get(&row.id).copied()),
            url: row.published_url.clone(),
            published_at: row.published_at,
            plan_id: row.plan_id,
            plan: self.plans.get(&row.plan_id).cloned().unwrap_or_default(),
        }
    }
}

/// The items of a plan that this person may see: what is out is for all who read the plan, the rest for who may read what
/// is not issued of the unit in charge or of the plan's unit.
pub async fn readable(
    app: &App,
    signed: &Signed,
    plan: &plan::Model,
) -> Result<Vec<media_item::Model>, Error> {
    let rows = media_item::of_plan(plan.id).all(app.db.read()).await?;
    if signed.may(app, Act::ReadDraft, Some(plan.unit_id)).await?.is_some() {
        return Ok(rows);
    }
    let charged: BTreeSet<UnitId> = rows.iter().map(|row| row.unit_id).collect();
    let mut mine: HashSet<UnitId> = HashSet::new();
    for unit in charged {
        if signed.may(app, Act::ReadDraft, Some(unit)).await?.is_some() {
            mine.insert(unit);
        }
    }
    let is_seen = |row: &media_item::Model| row.state == MediaState::Published || mine.contains(&row.unit_id);
    Ok(rows.into_iter().filter(is_seen).collect())
}
