//! Page structs of notices.

use super::kinds::Theme;
use domain::ids::{AssignmentId, CalendarFeedId, EscalationRuleId, MailId, NoticeId, PlanId, UnitId};
use domain::time::{Day, Moment};
use serde::Serialize;
use tables::mail::State;
use utoipa::ToSchema;
use web::Page;

/// What a person was told (Thông báo).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = NoticesPage)]
pub struct NoticesPage {
    /// unread or all.
    pub show: &'static str,
    /// Only this theme.
    pub theme: Option<Theme>,
    /// The latest first.
    pub notices: Vec<NoticeView>,
    /// All that are unread, whatever the filter.
    pub n_unread: u64,
    /// The newest of all: what "mark all as read" goes up to.
    #[schema(value_type = Option<String>)]
    pub until: Option<NoticeId>,
    /// After how many days they go.
    pub keep_days: u32,
    /// How many the filter finds.
    pub total: u64,
    /// This page.
    pub page: u64,
    /// Pages.
    pub n_pages: u64,
}

impl Page for NoticesPage {
    const TEMPLATE: &'static str = "notices/list.html";
}

/// A notice.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticeView {
    /// Id.
    #[schema(value_type = String)]
    pub id: NoticeId,
    /// What kind.
    pub kind: String,
    /// Its icon.
    pub icon: &'static str,
    /// What it says.
    pub sentence: String,
    /// In a post of which unit.
    #[schema(value_type = Option<String>)]
    pub unit_id: Option<UnitId>,
    /// Its short name.
    pub unit_name: String,
    /// The page it leads to.
    pub link: String,
    /// When.
    #[schema(value_type = String)]
    pub at: Moment,
    /// Not opened yet.
    pub is_unread: bool,
}

/// What a person wants to be told.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticeSettingsPage {
    /// One row for each kind.
    pub choices: Vec<ChoiceView>,
    /// Where mails go.
    pub email: String,
    /// The weekly digest is wanted.
    pub digest: bool,
    /// A server takes mails.
    pub is_mail_on: bool,
}

impl Page for NoticeSettingsPage {
    const TEMPLATE: &'static str = "notices/settings.html";
}

/// What is wanted of a kind.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChoiceView {
    /// The kind.
    pub kind: &'static str,
    /// Its part of the work.
    pub theme: Theme,
    /// It rings the bell.
    pub shows: bool,
    /// It comes by mail.
    pub mails: bool,
}

/// How many notices wait, for the bell of an open page.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticeCount {
    /// Unread ones; one more than is shown stands for "and more".
    pub n_unread: u64,
}

/// Mails that go out (Thư đi).
#[derive(Debug, Serialize, ToSchema)]
pub struct OutboxPage {
    /// waiting, failed, held, sent or all.
    pub show: &'static str,
    /// The latest first.
    pub mails: Vec<MailRow>,
    /// The server that takes them; none when none is set up.
    pub server: Option<String>,
    /// What is wrong with the server, while nothing goes out.
    pub trouble: Option<TroubleView>,
    /// All mails are shown, with what concerns all of them.
    pub is_admin: bool,
    /// How many the filter finds.
    pub total: u64,
    /// This page.
    pub page: u64,
    /// Pages.
    pub n_pages: u64,
}

impl Page for OutboxPage {
    const TEMPLATE: &'static str = "notices/outbox.html";
}

/// What is wrong with the mail server.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MailTrouble)]
pub struct TroubleView {
    /// What it said, or what the line died of.
    pub why: String,
    /// Since when.
    #[schema(value_type = String)]
    pub since: Moment,
    /// When it is tried again.
    #[schema(value_type = String)]
    pub next_at: Moment,
}

/// A mail.
#[derive(Debug, Serialize, ToSchema)]
pub struct MailRow {
    /// Id.
    #[schema(value_type = String)]
    pub id: MailId,
    /// notice, delivery, digest, reset, invitation, test.
    pub sort: String,
    /// To which address.
    pub to_address: String,
    /// The name beside it.
    pub to_name: String,
    /// Subject.
    pub subject: String,
    /// How far it is.
    #[schema(value_type = String)]
    pub state: State,
    /// Tries.
    pub attempts: i32,
    /// What the server said last.
    pub last_error: Option<String>,
    /// When it was written.
    #[schema(value_type = String)]
    pub created_at: Moment,
    /// When it was sent.
    #[schema(value_type = Option<String>)]
    pub sent_at: Option<Moment>,
    /// When it is tried next.
    #[schema(value_type = Option<String>)]
    pub next_at: Option<Moment>,
    /// Somebody sent it by hand.
    pub is_by_hand: bool,
}

/// One mail.
#[derive(Debug, Serialize, ToSchema)]
pub struct MailPage {
    /// What the list says of it.
    pub mail: MailRow,
    /// Its text; empty when it holds a secret.
    pub body: String,
    /// It holds a secret link, which is shown to nobody.
    pub is_secret: bool,
    /// It can be sent again.
    pub may_resend: bool,
    /// It can be marked as sent by hand.
    pub may_mark: bool,
}

impl Page for MailPage {
    const TEMPLATE: &'static str = "notices/mail.html";
}

/// The address of a unit.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = UnitContactPage)]
pub struct ContactPage {
    /// The unit.
    #[schema(value_type = String)]
    pub unit_id: UnitId,
    /// Its name.
    pub unit_name: String,
    /// The address; empty for none.
    pub email: String,
}

impl Page for ContactPage {
    const TEMPLATE: &'static str = "notices/contact.html";
}

/// Asks whether the digest is to stop.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DigestStopPage)]
pub struct StopPage {
    /// It has.
    pub is_stopped: bool,
}

impl Page for StopPage {
    const TEMPLATE: &'static str = "notices/stop.html";
}

/// Calendars of a person.
#[derive(Debug, Serialize, ToSchema)]
pub struct CalendarPage {
    /// The addresses in use.
    pub feeds: Vec<FeedView>,
    /// A plan whose roadmap is proposed.
    #[schema(value_type = Option<String>)]
    pub plan_id: Option<PlanId>,
    /// Its subject.
    pub plan: Option<String>,
    /// The address that was just made, shown once.
    pub link: Option<String>,
}

impl Page for CalendarPage {
    const TEMPLATE: &'static str = "notices/calendar.html";
}

/// An address of a calendar.
#[derive(Debug, Serialize, ToSchema)]
pub struct FeedView {
    /// Id.
    #[schema(value_type = String)]
    pub id: CalendarFeedId,
    /// own, unit or plan.
    pub scope: String,
    /// The subject of the plan.
    pub plan: Option<String>,
    /// When it was made.
    #[schema(value_type = String)]
    pub created_at: Moment,
    /// When a calendar last read it.
    #[schema(value_type = Option<String>)]
    pub fetched_at: Option<Moment>,
}

/// Rules by which late work is told further.
#[derive(Debug, Serialize, ToSchema)]
pub struct EscalationPage {
    /// Those that the reader may see, in the order they were set.
    pub rules: Vec<RuleView>,
    /// Days of the three steps as long as nothing is set.
    pub built_in: [i32; 3],
    /// Codes of all kinds of units.
    pub kinds: Vec<String>,
    /// The unit that the reader decides for.
    #[schema(value_type = Option<String>)]
    pub asker_id: Option<UnitId>,
    /// Its name.
    pub asker_name: String,
    /// May set rules for all.
    pub is_admin: bool,
}

impl Page for EscalationPage {
    const TEMPLATE: &'static str = "notices/escalation.html";
}

/// Late work that was told further up.
#[derive(Debug, Serialize, ToSchema)]
pub struct LateWorkPage {
    /// The longest late first.
    pub rows: Vec<LateRow>,
    /// How many there are.
    pub total: u64,
    /// This page.
    pub page: u64,
    /// Pages.
    pub n_pages: u64,
}

impl Page for LateWorkPage {
    const TEMPLATE: &'static str = "notices/late.html";
}

/// A late piece of work.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LateWorkRow)]
pub struct LateRow {
    /// Id.
    #[schema(value_type = String)]
    pub id: AssignmentId,
    /// What is to be done.
    pub title: String,
    /// Who must do it.
    pub unit_name: String,
    /// Last day.
    #[schema(value_type = String)]
    pub due_on: Day,
    /// Days late.
    pub days: i64,
}

/// A rule.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EscalationRuleView)]
pub struct RuleView {
    /// Id.
    #[schema(value_type = String)]
    pub id: EscalationRuleId,
    /// The unit that asks; none for all.
    pub asker: Option<String>,
    /// Code of the kind of the unit that does the work; none for all.
    pub kind: Option<String>,
    /// Late work is told.
    pub is_on: bool,
    /// Days late before the person in charge is told.
    pub officer_days: i32,
    /// The leader of the unit.
    pub leader_days: i32,
    /// The leader of the unit above.
    pub above_days: i32,
    /// The reader may remove it.
    pub may_remove: bool,
}
