//! Pages of communications.

use super::forms::ItemForm;
use crate::features::plans::PlanHead;
use crate::features::units::UnitRef;
use crate::journal::EventView;
use domain::ids::{MediaItemId, MediaPictureId, PlanId};
use domain::media::{Block, MediaChannel, MediaKind, MediaPhase, MediaState};
use domain::time::{Day, Moment};
use serde::Serialize;
use utoipa::ToSchema;
use web::Page;

/// The board of a plan.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MediaBoardPage)]
pub struct BoardPage {
    /// Head.
    pub plan: PlanHead,
    /// Before, during, after.
    pub columns: Vec<ColumnView>,
    /// How many in each state, of what the reader may see, before filters.
    pub counts: Vec<StateCount>,
    /// How many there are in all.
    pub total: usize,
    /// How many are late.
    pub n_late: usize,
    /// Only in this state.
    pub state: String,
    /// Only on this channel.
    pub channel: String,
    /// Shown as a table, as it is printed.
    pub is_table: bool,
    /// What the plan's words propose.
    pub proposals: Vec<ProposalView>,
    /// What was proposed and refused.
    pub refused: Vec<ProposalView>,
    /// The public page, once it was switched on.
    pub public: Option<PublicView>,
    /// May plan items.
    pub may_plan: bool,
    /// May switch the public page.
    pub may_switch: bool,
}

impl Page for BoardPage {
    const TEMPLATE: &'static str = "media/board.html";
}

/// A column of the board.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MediaColumn)]
pub struct ColumnView {
    /// before, during, after.
    pub phase: MediaPhase,
    /// In the order of their days.
    pub items: Vec<ItemRow>,
    /// How many are out.
    pub n_out: usize,
}

/// How many items are in a state.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MediaStateCount)]
pub struct StateCount {
    /// The state.
    pub state: MediaState,
    /// How many.
    pub n: usize,
}

/// An item in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = MediaItemRow)]
pub struct ItemRow {
    /// Id.
    #[schema(value_type = String)]
    pub id: MediaItemId,
    /// Title.
    pub title: String,
    /// before, during, after.
    pub phase: MediaPhase,
    /// What it is.
    pub kind: MediaKind,
    /// Where it is told.
    pub channel: MediaChannel,
    /// The very place: its name, or the partner's.
    pub outlet: String,
    /// State with its look.
    pub chip: ChipView,
    /// A published version is being corrected.
    pub is_corrected: bool,
    /// When it must be ready.
    #[schema(value_type = Option<String>, format = Date)]
    pub due_on: Option<Day>,
    /// Its day has passed and it is not out.
    pub is_late: bool,
    /// Its day is today or in the next two days.
    pub is_soon: bool,
    /// Not before.
    #[schema(value_type = Option<String>)]
    pub embargo_at: Option<Moment>,
    /// The unit in charge.
    pub unit: String,
    /// Who writes it; none for readers who may not see people.
    pub author: Option<String>,
    /// The leader who approved the latest version.
    pub approver: Option<String>,
    /// Where it can be read.
    pub url: String,
    /// When it was published.
    #[schema(value_type = Option<String>)]
    pub published_at: Option<Moment>,
    /// The plan.
    #[schema(value_type = String)]
    pub plan_id: PlanId,
    /// Its name; empty on the plan's own pages.
    pub plan: String,
}

/// The look of a state.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[schema(as = MediaChip)]
pub struct ChipView {
    /// The state.
    pub word: MediaState,
    /// Colour family.
    pub family: &'static str,
    /// Icon.
    pub icon: &'static str,
}

/// A clause that speaks of communications.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MediaProposal)]
pub struct ProposalView {
    /// "task:…" or "duty:…".
    pub source: String,
    /// Its words.
    pub text: String,
    /// Its line.
    pub line: i32,
    /// The word that spoke.
    pub word: &'static str,
    /// The phase its words point to.
    pub phase: MediaPhase,
}

/// The public page of a plan.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MediaPublic)]
pub struct PublicView {
    /// Its address.
    pub address: String,
    /// Anybody may read it.
    pub is_on: bool,
}

/// Items of one's units.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MediaListPage)]
pub struct ListPage {
    /// all, waiting, due, out.
    pub view: &'static str,
    /// Items.
    pub items: Vec<ItemRow>,
    /// How many there are.
    pub total: u64,
    /// This page.
    pub page: u64,
    /// Pages.
    pub n_pages: u64,
    /// How many wait for a leader.
    pub n_waiting: u64,
    /// How many are due soon or late.
    pub n_due: u64,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "media/list.html";
}

/// A choice in a form.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MediaChoice)]
pub struct ChoiceView {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub word: String,
}

/// The form of an item.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MediaEditPage)]
pub struct EditPage {
    /// Head.
    pub plan: PlanHead,
    /// The item; none for a new one.
    #[schema(value_type = Option<String>)]
    pub id: Option<MediaItemId>,
    /// What stands in the form.
    pub fields: ItemForm,
    /// Clauses of the plan.
    pub sources: Vec<ChoiceView>,
    /// People of the unit in charge.
    pub people: Vec<ChoiceView>,
    /// Partners outside.
    pub partners: Vec<ChoiceView>,
    /// It is approved: changing the text asks for approval again.
    pub is_approved: bool,
    /// A version of it is published: where and from when it is read stays.
    pub is_out: bool,
    /// What somebody else wrote meanwhile.
    pub theirs: Option<Theirs>,
    /// The public page is on.
    pub has_page: bool,
}

impl Page for EditPage {
    const TEMPLATE: &'static str = "media/edit.html";
}

/// What stands in the database while somebody typed something else.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MediaTheirs)]
pub struct Theirs {
    /// Its revision.
    pub revision: i32,
    /// Title.
    pub title: String,
    /// Text.
    pub body: String,
    /// When.
    #[schema(value_type = String)]
    pub at: Moment,
}

/// An item.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MediaItemPage)]
pub struct ItemPage {
    /// The plan's name.
    pub plan: String,
    /// As lists show it.
    pub item: ItemRow,
    /// The unit in charge.
    pub unit: UnitRef,
    /// The clause that asks for it.
    pub source: Option<SourceView>,
    /// Its text.
    pub blocks: Vec<Block>,
    /// The name under it.
    pub byline: String,
    /// Where it comes from.
    pub credit: String,
    /// How others may use it.
    pub licence: String,
    /// It is shown on the public page.
    pub on_page: bool,
    /// The house publishes it.
    pub publishes_itself: bool,
    /// The public page of the plan is on.
    pub has_page: bool,
    /// Why it was returned or given up.
    pub why: String,
    /// What the version being written corrects.
    pub correction: String,
    /// Why and when it was taken down.
    pub removed_why: String,
    /// When.
    #[schema(value_type = Option<String>)]
    pub removed_at: Option<Moment>,
    /// Pictures.
    pub pictures: Vec<PictureView>,
    /// Versions, the latest first.
    pub versions: Vec<VersionView>,
    /// What happened.
    pub events: Vec<EventView>,
    /// Which revision this is.
    pub revision: i32,
    /// The latest version that was submitted.
    pub version: i32,
    /// Steps the reader may take now.
    pub steps: Vec<&'static str>,
    /// Embargo still runs.
    pub is_held: bool,
    /// Largest picture.
    pub picture_bytes_max: usize,
}

impl Page for ItemPage {
    const TEMPLATE: &'static str = "media/item.html";
}

/// The clause that asks for an item.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MediaSource)]
pub struct SourceView {
    /// Its words.
    pub text: String,
    /// Its line.
    pub line: i32,
}

/// A picture.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = MediaPictureView)]
pub struct PictureView {
    /// Id.
    #[schema(value_type = String)]
    pub id: MediaPictureId,
    /// The name it came with.
    pub name: String,
    /// Its size.
    pub n_bytes: i64,
    /// What is to be seen.
    pub alt: String,
    /// The line under it.
    pub caption: String,
    /// Who took it.
    pub credit: String,
    /// People can be told on it.
    pub shows_people: bool,
    /// Who agreed and how.
    pub consent: String,
    /// Digest.
    pub sha256: String,
    /// off, waiting, clean, infected, failed.
    pub scan: String,
    /// May be looked at.
    pub is_open: bool,
}

/// A version that was submitted.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MediaVersionView)]
pub struct VersionView {
    /// From 1.
    pub no: i32,
    /// Title.
    pub title: String,
    /// Its text.
    pub blocks: Vec<Block>,
    /// What it corrects.
    pub correction: String,
    /// approved, returned, withdrawn, replaced; empty while it waits.
    pub verdict: String,
    /// Why it was returned.
    pub why: String,
    /// Who submitted it.
    pub who: Option<String>,
    /// When.
    #[schema(value_type = String)]
    pub at: Moment,
    /// Who decided.
    pub decider: Option<String>,
    /// When.
    #[schema(value_type = Option<String>)]
    pub decided_at: Option<Moment>,
    /// When it was published.
    #[schema(value_type = Option<String>)]
    pub published_at: Option<Moment>,
}

/// The public news of a plan.
#[derive(Debug, Serialize)]
pub struct PublicListPage {
    /// Trích yếu of the plan.
    pub subject: String,
    /// Its number and symbol.
    pub number: Option<String>,
    /// The unit that keeps it.
    pub unit: String,
    /// The latest first.
    pub items: Vec<PublicItem>,
    /// Whole address.
    pub canonical: String,
    /// Address of the feed.
    pub feed: String,
}

impl Page for PublicListPage {
    const TEMPLATE: &'static str = "media/public_list.html";
}

/// An item that everybody may read.
#[derive(Debug, Serialize)]
pub struct PublicItem {
    /// Title.
    pub title: String,
    /// Address.
    pub address: String,
    /// The beginning of its text.
    pub lead: String,
    /// What it is.
    pub kind: MediaKind,
    /// The unit in charge.
    pub unit: String,
    /// When it was published.
    pub at: Moment,
    /// When its latest version was.
    pub updated_at: Moment,
}

/// An item for everybody.
#[derive(Debug, Serialize)]
pub struct PublicItemPage {
    /// Title.
    pub title: String,
    /// Trích yếu of the plan.
    pub subject: String,
    /// Address of the list.
    pub list: String,
    /// Address of the feed.
    pub feed: String,
    /// Whole address.
    pub canonical: String,
    /// The beginning of its text.
    pub lead: String,
    /// Its text.
    pub blocks: Vec<Block>,
    /// The unit in charge.
    pub unit: String,
    /// The name under it.
    pub byline: String,
    /// Where it comes from.
    pub credit: String,
    /// How others may use it.
    pub licence: String,
    /// When it was published.
    pub published_at: Moment,
    /// When this version was.
    pub updated_at: Moment,
    /// What was corrected, the latest first.
    pub corrections: Vec<Correction>,
    /// Pictures.
    pub pictures: Vec<PublicPicture>,
    /// Whole address of the first.
    pub image: Option<String>,
    /// The same for machines (schema.org).
    pub linked: serde_json::Value,
}

impl Page for PublicItemPage {
    const TEMPLATE: &'static str = "media/public_item.html";
}

/// What was corrected.
#[derive(Debug, Serialize)]
pub struct Correction {
    /// When.
    pub at: Moment,
    /// What.
    pub text: String,
}

/// A picture for everybody.
#[derive(Debug, Serialize)]
pub struct PublicPicture {
    /// Address.
    pub src: String,
    /// What is to be seen.
    pub alt: String,
    /// The line under it.
    pub caption: String,
    /// Who took it.
    pub credit: String,
}

/// An item that was taken down.
#[derive(Debug, Serialize)]
pub struct PublicRemovedPage {
    /// Title.
    pub title: String,
    /// Trích yếu of the plan.
    pub subject: String,
    /// Address of the list.
    pub list: String,
    /// When.
    pub at: Moment,
    /// Why.
    pub why: String,
}

impl Page for PublicRemovedPage {
    const TEMPLATE: &'static str = "media/public_removed.html";

    fn status(&self) -> web::StatusCode {
        web::StatusCode::GONE
    }
}
