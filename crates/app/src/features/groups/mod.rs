//! Groups: clusters of units, partners outside the forest of units, committees of people with their decisions.
//!
//! Knows plans and documents by their tables and begins a decision through `documents::actions`; what a cluster or a partner
//! is addressed with is decided on the page of issuing.

pub mod actions;
mod clusters;
mod committee_views;
mod committees;
mod decided;
mod errors;
mod forms;
mod held;
mod pages;
mod partners;
mod uses;

pub use errors::GroupError;
pub use held::{HeldView, InCharge, in_charge, of_person};
pub use pages::SentView;
pub use partners::sent_of;

use crate::app::App;
use crate::features::documents;
use crate::features::plans::Plan;
use crate::features::units::actions::meant;
use crate::rights::{Owned, Signed, may};
use db::events::By;
use domain::ids::UnitId;
use domain::rights::Act;
use forms::NamesKeeper;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use tables::{cluster, committee, committee_decision, document, partner, plan};
use web::{Access, Check, Error, Input, Routes, get, post};

/// A cluster, for the extractors of rights: it belongs to the unit that keeps it.
#[derive(Debug, Clone, Copy)]
pub struct Cluster;

impl Owned for Cluster {
    type Row = cluster::Model;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<cluster::Model>, Error> {
        Ok(cluster::by_id(id.into()).one(app.db.read()).await?)
    }

    fn unit(row: &cluster::Model) -> Option<UnitId> {
        Some(row.unit_id)
    }
}

/// A partner, for the extractors of rights: it belongs to the unit that added it.
#[derive(Debug, Clone, Copy)]
pub struct Partner;

impl Owned for Partner {
    type Row = partner::Model;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<partner::Model>, Error> {
        Ok(partner::by_id(id.into()).one(app.db.read()).await?)
    }

    fn unit(row: &partner::Model) -> Option<UnitId> {
        Some(row.unit_id)
    }
}

/// A committee, for the extractors of rights: it belongs to the unit that sets it up.
#[derive(Debug, Clone, Copy)]
pub struct Committee;

/// A committee, and whether a decision on it has gone out.
#[derive(Debug, Clone)]
pub struct CommitteeRecord {
    /// The row.
    pub row: committee::Model,
    /// Somebody outside its unit has been told of it.
    pub is_out: bool,
}

impl CommitteeRecord {
    /// Looks whether a decision on it has gone out.
    pub async fn of(app: &App, row: committee::Model) -> Result<CommitteeRecord, Error> {
        let conn = app.db.read();
        let decisions = committee_decision::of(&[row.id]).all(conn).await?;
        let ids = decisions.iter().map(|decision| decision.document_id);
        let documents = document::Entity::find().filter(document::Column::Id.is_in(ids)).all(conn).await?;
        let is_out = documents.iter().any(|document| documents::is_out(document.state));
        Ok(CommitteeRecord { row, is_out })
    }
}

impl Owned for Committee {
    type Row = CommitteeRecord;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<CommitteeRecord>, Error> {
        match committee::by_id(id.into()).one(app.db.read()).await? {
            Some(row) => Ok(Some(CommitteeRecord::of(app, row).await?)),
            None => Ok(None),
        }
    }

    fn unit(record: &CommitteeRecord) -> Option<UnitId> {
        Some(record.row.unit_id)
    }

    fn act(record: &CommitteeRecord, act: Act) -> Act {
        if act == Act::ReadPlan && !record.is_out { Act::ReadDraft } else { act }
    }
}

/// Whether somebody may read a plan.
async fn may_read_plan(app: &App, signed: &Signed, row: &plan::Model) -> Result<bool, Error> {
    Ok(may::<Plan>(app, signed, row, Act::ReadPlan).await?.is_some())
}

/// The unit of a form and the right over it, before anything else of the form is looked at.
async fn keeper<T: Check + NamesKeeper>(
    app: &App,
    signed: &Signed,
    input: &Input<T>,
    act: Act,
) -> Result<(UnitId, By), Error> {
    let named = input.value().keeper();
    let conn = app.db.read();
    let found =
        meant(conn, named.id, &named.text, app.now().local_day()).await?.ok_or_else(Error::not_found)?;
    let by = signed.may(app, act, Some(found)).await?.ok_or_else(Error::forbidden)?;
    let there = tables::unit::by_id(found).one(conn).await?;
    there.map(|row| (row.id, by)).ok_or_else(Error::not_found)
}

const READERS: Access = Access::May(Act::ReadUnit);
const KEEPERS: Access = Access::May(Act::KeepGroups);
const PLAN_READERS: Access = Access::May(Act::ReadPlan);
const DRAFTERS: Access = Access::May(Act::DraftDocument);

/// The routes of this feature.
pub fn routes() -> Routes<App> {
    Routes::of("groups").merge(of_clusters()).merge(of_partners()).merge(of_committees())
}

fn of_clusters() -> Routes<App> {
    use forms::{ClusterForm, EndForm, MembersForm};
    use pages::{ClusterEditPage, ClusterPage, ClustersPage};
    let one = "/clusters/{id}";
    let keeps = |route: web::Route<App>| route.asks(KEEPERS).over("cluster", Act::KeepGroups);
    Routes::of("groups")
        .add(
            get("/clusters", clusters::list)
                .asks(READERS)
                .sums("Cụm đơn vị", "Clusters of units")
                .query::<clusters::Wanted>()
                .shows::<ClustersPage>(),
        )
        .add(
            get("/clusters/new", clusters::new_form)
                .asks(KEEPERS)
                .sums("Lập cụm", "Make a cluster")
                .shows::<ClusterEditPage>(),
        )
        .add(
            post("/clusters", clusters::create)
                .asks(KEEPERS)
                .over("named unit", Act::KeepGroups)
                .sums("Lập cụm", "Make a cluster")
                .takes::<ClusterForm>(),
        )
        .add(
            get(one, clusters::show)
                .asks(READERS)
                .over("cluster", Act::ReadUnit)
                .sums("Một cụm tại một ngày", "A cluster on a day")
                .query::<clusters::WantedDay>()
                .shows::<ClusterPage>(),
        )
        .add(
            keeps(get("/clusters/{id}/edit", clusters::edit_form))
                .sums("Sửa cụm", "Change a cluster")
                .shows::<ClusterEditPage>(),
        )
        .add(keeps(post(one, clusters::change)).sums("Sửa cụm", "Change a cluster").takes::<ClusterForm>())
        .add(
            keeps(post("/clusters/{id}/members", clusters::add_members))
                .sums("Thêm đơn vị vào cụm, đổi vai trò", "Put units into a cluster, give another part")
                .takes::<MembersForm>(),
        )
        .add(
            keeps(post("/clusters/{id}/members/{member}/end", clusters::end_member))
                .sums("Đơn vị ra khỏi cụm", "A unit leaves a cluster")
                .takes::<EndForm>(),
        )
        .add(
            keeps(post("/clusters/{id}/end", clusters::end))
                .sums("Kết thúc cụm, đổi ngày kết thúc", "End a cluster, change its last day")
                .takes::<EndForm>(),
        )
        .add(
            keeps(post("/clusters/{id}/reopen", clusters::reopen))
                .sums("Bỏ ngày kết thúc của cụm", "Take the last day of a cluster away"),
        )
}

fn of_partners() -> Routes<App> {
    use crate::features::units::offices::NewOfficeCode;
    use forms::{PartnerForm, SentForm};
    use pages::{PartnerEditPage, PartnerPage, PartnersPage};
    let one = "/partners/{id}";
    let keeps = |route: web::Route<App>| route.asks(KEEPERS).over("partner", Act::KeepGroups);
    Routes::of("groups")
        .add(
            get("/partners", partners::list)
                .asks(READERS)
                .sums("Đối tác ngoài hệ thống, tìm không dấu", "Partners outside, folded search")
                .query::<partners::Wanted>()
                .shows::<PartnersPage>(),
        )
        .add(
            get("/partners/new", partners::new_form)
                .asks(KEEPERS)
                .sums("Thêm đối tác", "Add a partner")
                .shows::<PartnerEditPage>(),
        )
        .add(
            post("/partners", partners::create)
                .asks(KEEPERS)
                .over("named unit", Act::KeepGroups)
                .sums("Thêm đối tác", "Add a partner")
                .takes::<PartnerForm>(),
        )
        .add(
            get(one, partners::show)
                .asks(READERS)
                .over("partner", Act::ReadUnit)
                .sums("Một đối tác", "A partner")
                .shows::<PartnerPage>(),
        )
        .add(
            keeps(get("/partners/{id}/edit", partners::edit_form))
                .sums("Sửa đối tác", "Change a partner")
                .shows::<PartnerEditPage>(),
        )
        .add(
            keeps(post(one, partners::change)).sums("Sửa đối tác", "Change a partner").takes::<PartnerForm>(),
        )
        .add(keeps(post("/partners/{id}/end", partners::end)).sums("Thôi phối hợp", "Put a partner aside"))
        .add(
            keeps(post("/partners/{id}/reopen", partners::reopen))
                .sums("Phối hợp lại", "Take a partner up again"),
        )
        .add(
            keeps(post("/partners/{id}/office-code", partners::set_code))
                .sums("Ghi mã định danh điện tử", "Set the code of the office in packages")
                .takes::<NewOfficeCode>(),
        )
        .add(
            post("/documents/{id}/outside", partners::send)
                .asks(Access::May(Act::IssueDocument))
                .over("document", Act::IssueDocument)
                .sums("Ghi việc gửi ra ngoài hệ thống", "Write down what was sent outside")
                .takes::<SentForm>(),
        )
}

fn of_committees() -> Routes<App> {
    use pages::{CommitteeEditPage, CommitteesPage};
    Routes::of("groups")
        .add(
            get("/plans/{id}/committees", committees::of_plan)
                .asks(PLAN_READERS)
                .over("plan", Act::ReadPlan)
                .sums("Ban tổ chức, ban chỉ đạo của kế hoạch", "Committees of a plan")
                .shows::<CommitteesPage>(),
        )
        .add(
            get("/committees", committees::list)
                .asks(PLAN_READERS)
                .sums("Ban, tổ của đơn vị", "Committees of a unit")
                .query::<committees::Wanted>()
                .shows::<CommitteesPage>(),
        )
        .add(
            get("/committees/new", committees::new_form)
                .asks(DRAFTERS)
                .sums("Lập ban, tổ", "Set up a committee")
                .query::<committees::Start>()
                .shows::<CommitteeEditPage>(),
        )
        .add(
            post("/committees", committees::create)
                .asks(DRAFTERS)
                .over("named unit", Act::DraftDocument)
                .sums("Lập ban, tổ", "Set up a committee")
                .takes::<forms::CommitteeForm>(),
        )
        .merge(of_one_committee())
}

fn of_one_committee() -> Routes<App> {
    use forms::{ChargeForm, CommitteeForm, MemberForm, RoleForm};
    use pages::{CommitteeEditPage, CommitteePage};
    let one = "/committees/{id}";
    let drafts = |route: web::Route<App>| route.asks(DRAFTERS).over("committee", Act::DraftDocument);
    Routes::of("groups")
        .add(
            get(one, committees::show)
                .asks(PLAN_READERS)
                .over("committee", Act::ReadPlan)
                .sums("Một ban, tổ", "A committee")
                .shows::<CommitteePage>(),
        )
        .add(
            drafts(get("/committees/{id}/edit", committees::edit_form))
                .sums("Sửa ban, tổ", "Change a committee")
                .shows::<CommitteeEditPage>(),
        )
        .add(
            drafts(post(one, committees::change))
                .sums("Sửa ban, tổ", "Change a committee")
                .takes::<CommitteeForm>(),
        )
        .add(drafts(post("/committees/{id}/end", committees::end)).sums("Giải thể", "Dissolve a committee"))
        .add(
            drafts(post("/committees/{id}/members", committees::add_member))
                .sums("Thêm thành viên", "Add a member")
                .takes::<MemberForm>(),
        )
        .add(
            drafts(post("/committees/{id}/members/{member}", committees::set_role))
                .sums("Đổi vai trò", "Give a member another part")
                .takes::<RoleForm>(),
        )
        .add(
            drafts(post("/committees/{id}/members/{member}/remove", committees::leave))
                .sums("Cho thôi tham gia", "Take a member out"),
        )
        .add(
            drafts(post("/committees/{id}/charges", committees::add_charge))
                .sums("Phân công", "Put a member in charge")
                .takes::<ChargeForm>(),
        )
        .add(
            drafts(post("/committees/{id}/charges/{charge}/remove", committees::remove_charge))
                .sums("Bỏ phân công", "Take a charge back"),
        )
        .add(
            drafts(post("/committees/{id}/decision", committees::decide))
                .sums("Soạn quyết định", "Begin the decision"),
        )
}
