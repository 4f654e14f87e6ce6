//! What people type on the pages of accounts, and what it must be like.

use super::password::weakness;
use domain::ids::{PostId, UnitId};
use domain::rights::PostKind;
use serde::Deserialize;
use utoipa::ToSchema;
use web::{Check, FormErrors, args};

/// Longest name of a person, in letters.
pub const NAME_LETTERS_MAX: usize = 100;
/// Longest e-mail address, in letters (RFC 5321 allows 254).
pub const EMAIL_LETTERS_MAX: usize = 254;
/// Longest title of a post, in letters.
pub const TITLE_LETTERS_MAX: usize = 150;

/// The first administrator.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct FirstRun {
    /// Họ và tên.
    pub name: String,
    /// Address to sign in with.
    pub email: String,
    /// The password.
    pub password: String,
    /// The code printed at start, when the request does not come from the server itself.
    pub setup_code: String,
}

/// A name, an address and a password that will do.
#[derive(Debug)]
pub struct NewAccount {
    /// Full name.
    pub name: String,
    /// Address, lower case.
    pub email: String,
    /// The password as typed.
    pub password: String,
    /// The code printed at start.
    pub setup_code: String,
}

impl Check for FirstRun {
    type Valid = NewAccount;
    fn check(self) -> Result<NewAccount, FormErrors> {
        let mut errors = FormErrors::none();
        check_name(&mut errors, &self.name);
        let email = email(&mut errors, &self.email);
        if let Some(key) = weakness(&self.password, &self.name, &email) {
            errors.add_with("password", key, args![n = super::password::LETTERS_MIN]);
        }
        errors.or(|| NewAccount {
            name: self.name.trim().to_owned(),
            email,
            password: self.password,
            setup_code: self.setup_code.trim().to_lowercase(),
        })
    }
}

/// Signing in.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct SignIn {
    /// Address.
    pub email: String,
    /// Password.
    pub password: String,
    /// Where to go afterwards: a path of this site.
    pub back: String,
}

/// Signing in, complete.
#[derive(Debug)]
pub struct Credentials {
    /// Address, lower case.
    pub email: String,
    /// The password as typed.
    pub password: String,
    /// A local path.
    pub back: String,
}

impl Check for SignIn {
    type Valid = Credentials;
    fn check(self) -> Result<Credentials, FormErrors> {
        let mut errors = FormErrors::none();
        if self.email.trim().is_empty() {
            errors.add("email", "accounts-email-missing");
        } else if self.email.chars().count() > EMAIL_LETTERS_MAX {
            errors.add("email", "accounts-email-form");
        }
        if self.password.is_empty() {
            errors.add("password", "accounts-password-missing");
        }
        let back = local(&self.back);
        errors.or(|| Credentials { email: self.email.trim().to_lowercase(), password: self.password, back })
    }
}

/// A path of this site, or the front page: an open redirect would lend our name to strangers.
pub fn local(back: &str) -> String {
    let is_local =
        back.starts_with('/') && !back.starts_with("//") && !back.contains(['\\', '\n', '\r', '\t']);
    if is_local { back.to_owned() } else { "/".to_owned() }
}

/// A new password for oneself.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ChangePassword {
    /// The present one.
    pub current_password: String,
    /// The new one.
    pub password: String,
}

impl Check for ChangePassword {
    type Valid = ChangePassword;
    fn check(self) -> Result<ChangePassword, FormErrors> {
        let mut errors = FormErrors::none();
        if self.current_password.is_empty() {
            errors.add("current_password", "accounts-password-missing");
        }
        if let Some(key) = weakness(&self.password, "", "") {
            errors.add_with("password", key, args![n = super::password::LETTERS_MIN]);
        }
        errors.or(|| self)
    }
}

/// A new password by a link.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct NewPassword {
    /// The address, which browsers send along to keep it with the password; not looked at.
    pub username: String,
    /// The new one.
    pub password: String,
}

impl Check for NewPassword {
    type Valid = NewPassword;
    fn check(self) -> Result<NewPassword, FormErrors> {
        let mut errors = FormErrors::none();
        if let Some(key) = weakness(&self.password, "", "") {
            errors.add_with("password", key, args![n = super::password::LETTERS_MIN]);
        }
        errors.or(|| self)
    }
}

/// The post to act in.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ChoosePost {
    /// Id of the post.
    pub post: String,
    /// Where to go afterwards.
    pub back: String,
}

impl Check for ChoosePost {
    type Valid = (PostId, String);
    fn check(self) -> Result<(PostId, String), FormErrors> {
        match self.post.parse() {
            Ok(post) => Ok((post, local(&self.back))),
            Err(_) => Err(FormErrors::of("post", "accounts-post-unknown")),
        }
    }
}

/// A post for somebody.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct GivePost {
    /// Name of the unit as typed.
    pub unit_name: String,
    /// Id of the unit.
    pub unit_id: String,
    /// leader, clerk, drafter, focal, viewer.
    pub kind: String,
    /// The printed title, for example "Phó Trưởng phòng".
    pub title: String,
}

/// A checked post whose unit is chosen, or is still to be found by the name that was typed.
#[derive(Debug)]
pub struct AskedPost {
    /// The unit that was chosen; without scripts there may be a name only.
    pub unit: Option<UnitId>,
    /// What.
    pub kind: PostKind,
    /// The title; empty takes the kind's word.
    pub title: String,
}

impl AskedPost {
    /// The post in the unit that is meant.
    pub fn of(self, unit: UnitId) -> NewPost {
        NewPost { unit, kind: self.kind, title: self.title }
    }
}

/// A post to be given.
#[derive(Debug)]
pub struct NewPost {
    /// Where.
    pub unit: UnitId,
    /// What.
    pub kind: PostKind,
    /// The title; empty takes the kind's word.
    pub title: String,
}

impl Check for GivePost {
    type Valid = AskedPost;
    fn check(self) -> Result<AskedPost, FormErrors> {
        let mut errors = FormErrors::none();
        let unit = self.unit_id.parse().ok();
        if unit.is_none() && (!self.unit_id.is_empty() || self.unit_name.trim().is_empty()) {
            errors.add("unit_name", "accounts-unit-missing");
        }
        let kind = self.kind.parse().ok();
        if kind.is_none() {
            errors.add("kind", "accounts-kind-missing");
        }
        check_title(&mut errors, &self.title);
        match kind {
            Some(kind) if errors.is_empty() => {
                Ok(AskedPost { unit, kind, title: self.title.trim().to_owned() })
            }
            _ => Err(errors),
        }
    }
}

/// An invitation.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct Invite {
    /// Họ và tên.
    pub name: String,
    /// Address to sign in with.
    pub email: String,
    /// Name of the unit as typed.
    pub unit_name: String,
    /// Id of the unit.
    pub unit_id: String,
    /// Kind of the post.
    pub kind: String,
    /// The printed title.
    pub title: String,
    /// Becomes an administrator as well; only administrators may tick it.
    pub is_admin: bool,
}

/// A checked invitation; the post is one to be given, or one whose unit is still to be found.
#[derive(Debug)]
pub struct NewInvitation<P = NewPost> {
    /// Whom.
    pub name: String,
    /// Address.
    pub email: String,
    /// To which post; an administrator may come without one.
    pub post: Option<P>,
    /// As administrator.
    pub is_admin: bool,
}

impl<P> NewInvitation<P> {
    /// The same invitation to this post.
    pub fn with(self, post: Option<NewPost>) -> NewInvitation {
        NewInvitation { name: self.name, email: self.email, post, is_admin: self.is_admin }
    }
}

impl Check for Invite {
    type Valid = NewInvitation<AskedPost>;
    fn check(self) -> Result<NewInvitation<AskedPost>, FormErrors> {
        let mut errors = FormErrors::none();
        check_name(&mut errors, &self.name);
        let email = email(&mut errors, &self.email);
        let wants_post = !self.unit_id.is_empty() || !self.unit_name.trim().is_empty() || !self.is_admin;
        let mut post = None;
        if wants_post {
            let form = GivePost {
                unit_name: self.unit_name,
                unit_id: self.unit_id,
                kind: self.kind,
                title: self.title,
            };
            match form.check() {
                Ok(checked) => post = Some(checked),
                Err(wrong) => errors.nest("", wrong),
            }
        }
        errors.or(|| NewInvitation {
            name: self.name.trim().to_owned(),
            email,
            post,
            is_admin: self.is_admin,
        })
    }
}

/// Accepting an invitation.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct Join {
    /// Họ và tên, as invited or corrected.
    pub name: String,
    /// The password.
    pub password: String,
}

impl Check for Join {
    type Valid = Join;
    fn check(self) -> Result<Join, FormErrors> {
        let mut errors = FormErrors::none();
        check_name(&mut errors, &self.name);
        if let Some(key) = weakness(&self.password, &self.name, "") {
            errors.add_with("password", key, args![n = super::password::LETTERS_MIN]);
        }
        errors.or(|| self)
    }
}

fn check_name(errors: &mut FormErrors, name: &str) {
    let name = name.trim();
    if name.is_empty() {
        errors.add("name", "accounts-name-missing");
    } else if name.chars().count() > NAME_LETTERS_MAX {
        errors.add_with("name", "accounts-name-long", args![n = NAME_LETTERS_MAX]);
    }
}

fn check_title(errors: &mut FormErrors, title: &str) {
    if title.trim().chars().count() > TITLE_LETTERS_MAX {
        errors.add_with("title", "accounts-title-long", args![n = TITLE_LETTERS_MAX]);
    }
}

/// An address good enough to write to; whether it exists only a letter can tell.
fn email(errors: &mut FormErrors, typed: &str) -> String {
    let email = typed.trim().to_lowercase();
    let well_formed = email.chars().count() <= EMAIL_LETTERS_MAX
        && email.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && host.contains('.')
                && !host.starts_with('.')
                && !host.ends_with('.')
                && !host.contains('@')
        })
        && !email
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | ',' | ';'));
    if email.is_empty() {
        errors.add("email", "accounts-email-missing");
    } else if !well_formed {
        errors.add("email", "accounts-email-form");
    }
    email
}
