//! What the pages of accounts show. Each is the JSON contract as well.

use super::viewers::initials;
use crate::features::groups::HeldView;
use domain::ids::{InvitationId, PostId, SessionId, UnitId};
use domain::rights::PostKind;
use domain::time::Moment;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use web::Page;

/// Makes the first administrator.
#[derive(Debug, Serialize, ToSchema)]
pub struct FirstRunPage {
    /// The request does not come from the server itself, so the code printed at start is asked for.
    pub needs_code: bool,
}

impl Page for FirstRunPage {
    const TEMPLATE: &'static str = "accounts/first_run.html";
}

/// Signs in.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignInPage {
    /// Where to go afterwards.
    pub back: String,
    /// Sample accounts, when the server runs as `demo`.
    pub samples: Vec<SampleView>,
    /// Their password, which is no secret.
    pub sample_password: Option<&'static str>,
}

/// A sample account.
#[derive(Debug, Serialize, ToSchema)]
pub struct SampleView {
    /// Address to sign in with.
    pub email: &'static str,
    /// Invented name.
    pub name: &'static str,
    /// Kind of the post, or `admin`.
    pub kind: &'static str,
}

impl Page for SignInPage {
    const TEMPLATE: &'static str = "accounts/sign_in.html";
}

/// One's own account.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountPage {
    /// Oneself.
    pub person: PersonView,
    /// Browsers signed in, this one first.
    pub sessions: Vec<SessionView>,
    /// Shortest password, in letters.
    pub password_letters_min: usize,
    /// Parts in committees.
    pub parts: Vec<HeldView>,
}

impl Page for AccountPage {
    const TEMPLATE: &'static str = "accounts/account.html";
}

/// Everybody.
#[derive(Debug, Serialize, ToSchema)]
pub struct PeoplePage {
    /// What was searched for.
    pub q: String,
    /// The people of this page, by given name.
    pub people: Vec<PersonView>,
    /// How many there are in all.
    pub total: u64,
    /// Number of this page, from 1.
    pub page: u64,
    /// Number of pages.
    pub n_pages: u64,
    /// May invite somebody.
    pub may_invite: bool,
}

impl Page for PeoplePage {
    const TEMPLATE: &'static str = "accounts/people.html";
}

/// One person.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonPage {
    /// The person.
    pub person: PersonView,
    /// May give and end posts.
    pub may_edit: bool,
    /// May unlock, close, sign out.
    pub may_administer: bool,
    /// Number of browsers signed in; administrators only.
    pub n_sessions: Option<u64>,
    /// The link to a new password that was just made, shown once.
    pub reset_link: Option<String>,
    /// Until when a link to a new password works; administrators only.
    #[schema(value_type = Option<String>)]
    pub reset_until: Option<Moment>,
    /// The kinds of posts that can be given.
    #[schema(value_type = Vec<String>)]
    pub kinds: Vec<PostKind>,
    /// May pass the person's open work on to somebody else.
    pub may_pass_work_on: bool,
    /// Parts in committees.
    pub parts: Vec<HeldView>,
}

impl Page for PersonPage {
    const TEMPLATE: &'static str = "accounts/person.html";
}

/// A person as pages show it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PersonView {
    /// Id.
    pub id: Uuid,
    /// Full name.
    pub name: String,
    /// Two letters.
    pub initials: String,
    /// Address to sign in with.
    pub email: String,
    /// Administrator.
    pub is_admin: bool,
    /// Posts held now.
    pub posts: Vec<PostView>,
    /// Locked until, when locked.
    #[schema(value_type = Option<String>)]
    pub locked_until: Option<Moment>,
    /// The account is closed.
    pub is_closed: bool,
}

impl PersonView {
    /// A person and the posts.
    pub fn of(person: &tables::person::Model, posts: Vec<PostView>, now: Moment) -> PersonView {
        PersonView {
            id: person.id.uuid(),
            name: person.name.clone(),
            initials: initials(&person.name),
            email: person.email.clone(),
            is_admin: person.is_admin,
            posts,
            locked_until: person.locked_until.filter(|until| *until > now),
            is_closed: person.closed_at.is_some(),
        }
    }
}

/// A post as pages show it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PostView {
    /// Id.
    #[schema(value_type = Uuid)]
    pub id: PostId,
    /// Kind.
    #[schema(value_type = String)]
    pub kind: PostKind,
    /// Title as printed; may be empty.
    pub title: String,
    /// Unit.
    #[schema(value_type = Uuid)]
    pub unit_id: UnitId,
    /// Its name today.
    pub unit_name: String,
    /// Acts in it by default.
    pub is_main: bool,
    /// Since when.
    #[schema(value_type = String)]
    pub since: Moment,
    /// The reader may end it.
    pub may_end: bool,
}

/// A browser that is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionView {
    /// Id.
    #[schema(value_type = Uuid)]
    pub id: SessionId,
    /// The browser in words ("Chrome, Android").
    pub browser: String,
    /// Last address.
    pub address: String,
    /// When it was last seen.
    #[schema(value_type = String)]
    pub seen_at: Moment,
    /// When it signed in.
    #[schema(value_type = String)]
    pub since: Moment,
    /// It is this browser.
    pub is_this: bool,
}

/// Invitations that are still open.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitationsPage {
    /// The newest first.
    pub invitations: Vec<InvitationView>,
    /// The link of the invitation just made, shown once.
    pub link: Option<String>,
}

impl Page for InvitationsPage {
    const TEMPLATE: &'static str = "accounts/invitations.html";
}

/// An invitation as pages show it.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitationView {
    /// Id.
    #[schema(value_type = Uuid)]
    pub id: InvitationId,
    /// Whom.
    pub name: String,
    /// Address.
    pub email: String,
    /// Kind of the post, if any.
    #[schema(value_type = Option<String>)]
    pub kind: Option<PostKind>,
    /// Unit of the post.
    pub unit_name: Option<String>,
    /// Becomes administrator.
    pub is_admin: bool,
    /// Until when the link works.
    #[schema(value_type = String)]
    pub expires_at: Moment,
}

/// The form of an invitation.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewInvitationPage {
    /// Kinds of posts.
    #[schema(value_type = Vec<String>)]
    pub kinds: Vec<PostKind>,
    /// The inviter may make administrators.
    pub may_make_admin: bool,
    /// The unit the form begins with.
    pub unit_id: Option<Uuid>,
    /// Its name.
    pub unit_name: String,
    /// How long the link will work, in days.
    pub days: u32,
}

impl Page for NewInvitationPage {
    const TEMPLATE: &'static str = "accounts/invite.html";
}

/// Accepts an invitation.
#[derive(Debug, Serialize, ToSchema)]
pub struct JoinPage {
    /// The invited name.
    pub name: String,
    /// The address to sign in with.
    pub email: String,
    /// Unit of the post.
    pub unit_name: Option<String>,
    /// Kind of the post.
    #[schema(value_type = Option<String>)]
    pub kind: Option<PostKind>,
    /// Becomes administrator.
    pub is_admin: bool,
    /// Shortest password, in letters.
    pub password_letters_min: usize,
}

impl Page for JoinPage {
    const TEMPLATE: &'static str = "accounts/join.html";
}

/// Sets a new password by a link.
#[derive(Debug, Serialize, ToSchema)]
pub struct ResetPage {
    /// Whose password.
    pub name: String,
    /// The address to sign in with.
    pub email: String,
    /// Shortest password, in letters.
    pub password_letters_min: usize,
}

impl Page for ResetPage {
    const TEMPLATE: &'static str = "accounts/reset.html";
}

/// A browser's own name in few words; unknown ones stay as they are, cut.
pub fn browser(agent: &str) -> String {
    let has = |word: &str| agent.contains(word);
    let name = [
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("coc_coc", "Cốc Cốc"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    let system = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];
    let first =
        |list: &[(&str, &'static str)]| list.iter().find(|(sign, _)| has(sign)).map(|(_, word)| *word);
    match (first(&name), first(&system)) {
        (Some(name), Some(system)) => format!("{name}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => agent.chars().take(60).collect(),
    }
}
