//! What the pages beside an activity show: its people, a session, the part of a unit.

use super::pages::{ActivitySessionView, ActivityView, ChoiceView, MaterialView, PartView};
use super::part_forms::{ActivityListForm, ActivityPartnerForm, ActivitySessionForm};
use super::sums::Figures;
use domain::activities::{PartnerRole, Presence};
use domain::ids::{ActivityPartnerId, ActivityPersonId, PartnerId};
use domain::time::Day;
use serde::Serialize;
use utoipa::ToSchema;
use web::Page;

/// A participant.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ActivityPersonView {
    /// Id.
    pub id: ActivityPersonId,
    /// Full name.
    pub name: String,
    /// Post.
    pub position: String,
    /// Sessions in which the person was there.
    pub n_present: u64,
}

/// The people of one side.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ActivitySideView {
    /// hosts, unit:ID or partner:ID.
    pub of: String,
    /// Its name; empty for those who organise.
    pub name: String,
    /// They come from a partner outside.
    pub is_partner: bool,
    /// Persons of it on this page.
    pub people: Vec<ActivityPersonView>,
    /// Persons of it on all pages.
    pub n_people: u64,
    /// Of these, persons who were there.
    pub n_present: u64,
}

/// A partner that comes.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ActivityPartnerView {
    /// Id.
    pub id: ActivityPartnerId,
    /// The partner.
    pub partner_id: PartnerId,
    /// Its name.
    pub name: String,
    /// Province or country.
    pub place: String,
    /// Its part.
    pub role: PartnerRole,
    /// What it does.
    pub note: String,
    /// Persons written down for it.
    pub n_people: u64,
}

/// Partners and participants of an activity.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActivityPeoplePage {
    /// The activity.
    pub activity: ActivityView,
    /// Partners.
    pub partners: Vec<ActivityPartnerView>,
    /// Partners to choose from.
    pub choices: Vec<ChoiceView>,
    /// Participants by where they come from, one page of them.
    pub sides: Vec<ActivitySideView>,
    /// Sides that people can be written down for.
    pub all_sides: Vec<ChoiceView>,
    /// Its counts.
    pub figures: Figures,
    /// Words that names or posts hold.
    pub q: String,
    /// Participants that have them.
    pub n_rows: u64,
    /// This page.
    pub page: u64,
    /// Pages.
    pub n_pages: u64,
    /// What the fields of people hold.
    #[schema(value_type = Object)]
    pub list_form: ActivityListForm,
    /// What the fields of a partner hold.
    #[schema(value_type = Object)]
    pub partner_form: ActivityPartnerForm,
    /// May write.
    pub may_write: bool,
}

impl Page for ActivityPeoplePage {
    const TEMPLATE: &'static str = "activities/people.html";
}

/// A participant in a session.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ActivityMark)]
pub struct MarkView {
    /// Id of the participant.
    pub id: ActivityPersonId,
    /// Full name.
    pub name: String,
    /// Post.
    pub position: String,
    /// The unit or partner; empty for those who organise.
    pub from: String,
    /// present, excused or absent; empty for nothing said.
    pub presence: String,
    /// Why not.
    pub reason: String,
}

/// A session with its attendance.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActivitySessionPage {
    /// The activity.
    pub activity: ActivityView,
    /// The session.
    pub session: ActivitySessionView,
    /// What the fields of the session hold.
    #[schema(value_type = Object)]
    pub fields: ActivitySessionForm,
    /// Participants, one page of them.
    pub marks: Vec<MarkView>,
    /// What was typed for those who stand on no list.
    pub n_others: String,
    /// What was typed as the reason of calling it off.
    pub why: String,
    /// Words of the name that are looked for.
    pub q: String,
    /// Participants on all pages.
    pub n_rows: u64,
    /// This page.
    pub page: u64,
    /// Pages.
    pub n_pages: u64,
    /// Time and place can be changed.
    pub may_change: bool,
    /// Attendance can be marked.
    pub may_mark: bool,
    /// All that can be said of somebody.
    pub presences: Vec<Presence>,
}

impl Page for ActivitySessionPage {
    const TEMPLATE: &'static str = "activities/session.html";
}

/// An activity as a unit sees it that is asked to come.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActivityPartPage {
    /// The part of the unit.
    pub part: PartView,
    /// The activity.
    pub activity: ActivityView,
    /// Purpose and content.
    pub content: String,
    /// Whom to ask.
    pub contact: String,
    /// Persons at most.
    pub seats: Option<i32>,
    /// By when to answer.
    #[schema(value_type = Option<String>, format = "date")]
    pub answer_by: Option<Day>,
    /// Sessions.
    pub sessions: Vec<ActivitySessionView>,
    /// Partners outside.
    pub partners: Vec<String>,
    /// Files and links.
    pub materials: Vec<MaterialView>,
    /// The persons it named.
    pub people: Vec<ActivityPersonView>,
    /// What the field of names holds.
    pub typed_people: String,
    /// What the field of a remark holds.
    pub note: String,
    /// What was typed as the reason of not coming.
    pub why: String,
    /// What came of it, once it is written.
    pub results: String,
    /// Answers are taken.
    pub is_open: bool,
    /// May answer.
    pub may_answer: bool,
    /// The version of the page.
    pub version: i32,
}

impl Page for ActivityPartPage {
    const TEMPLATE: &'static str = "activities/part.html";
}
