//! What the forms of groups take. Days as people write them; units and people by id or by what was typed.

use domain::groups::{ClusterKind, ClusterRole, CommitteeKind, CommitteeRole, PartnerKind, SentBy};
use domain::ids::{PersonId, PlanId, UnitId};
use domain::text::key;
use domain::time::Day;
use serde::Deserialize;
use std::str::FromStr;
use utoipa::ToSchema;
use web::{Check, FormErrors, args};

use super::actions::{Charge, NewCluster, NewCommittee, NewPartner};

/// Longest name, in letters: that of units.
const NAME_LETTERS_MAX: usize = 300;
/// Longest line: a post, a telephone number, an address.
const LINE_LETTERS_MAX: usize = 300;
/// Longest text: bases, duties, remarks.
const TEXT_LETTERS_MAX: usize = 5_000;
/// Units given a part in one go: a cluster has some dozens.
const UNITS_MAX: usize = 300;

struct Reading(FormErrors);

impl Reading {
    fn new() -> Reading {
        Reading(FormErrors::none())
    }

    fn text(&mut self, field: &'static str, typed: &str, n_max: usize) -> String {
        if typed.chars().count() > n_max {
            self.0.add_with(field, "groups-too-long", args![n = n_max]);
        }
        typed.trim().to_owned()
    }

    fn line(&mut self, field: &'static str, typed: &str) -> String {
        self.text(field, &typed.split_whitespace().collect::<Vec<_>>().join(" "), LINE_LETTERS_MAX)
    }

    fn name(&mut self, field: &'static str, typed: &str) -> String {
        // A name of signs alone has no key: it would be found by every search and told from no other.
        if key(typed).chars().all(|c| !c.is_alphanumeric()) {
            self.0.add(field, "groups-name-missing");
        }
        self.text(field, &typed.split_whitespace().collect::<Vec<_>>().join(" "), NAME_LETTERS_MAX)
    }

    fn word<T: FromStr>(&mut self, field: &'static str, typed: &str) -> Option<T> {
        let word = typed.parse().ok();
        if word.is_none() {
            self.0.add(field, "groups-choose");
        }
        word
    }

    fn day(&mut self, field: &'static str, typed: &str) -> Option<Day> {
        let day = crate::features::units::read_day(typed);
        if day.is_none() && !typed.trim().is_empty() {
            self.0.add(field, "groups-day-unread");
        }
        day
    }

    fn need_day(&mut self, field: &'static str, typed: &str) -> Day {
        if typed.trim().is_empty() {
            self.0.add(field, "groups-day-missing");
        }
        self.day(field, typed).unwrap_or_default()
    }
}

/// A unit as a form names it: the id that was chosen, and what was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    /// The chosen one.
    pub id: Option<UnitId>,
    /// The words.
    pub text: String,
}

impl Named {
    fn of(text: &str, id: &str) -> Named {
        Named { id: id.trim().parse().ok(), text: text.trim().to_owned() }
    }
}

/// A form that names the unit whose group it is.
pub trait NamesKeeper {
    /// The unit as typed and chosen.
    fn keeper(&self) -> Named;
}

macro_rules! names_keeper {
    ($($form:ident),*) => {$(
        impl NamesKeeper for $form {
            fn keeper(&self) -> Named {
                Named::of(&self.unit, &self.unit_id)
            }
        }
    )*};
}
names_keeper!(ClusterForm, PartnerForm, CommitteeForm);

/// A cluster.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ClusterForm {
    /// The unit that keeps it, as typed; only for a new one.
    unit: String,
    /// The same, by id.
    unit_id: String,
    /// Its name.
    name: String,
    /// emulation, professional, other.
    kind: String,
    /// By what it was set up.
    basis: String,
    /// First day, as people write it; empty from the beginning.
    from: String,
}

impl Check for ClusterForm {
    type Valid = NewCluster;

    fn check(self) -> Result<NewCluster, FormErrors> {
        let mut read = Reading::new();
        let name = read.name("name", &self.name);
        let kind = read.word("kind", &self.kind).unwrap_or(ClusterKind::Other);
        let basis = read.text("basis", &self.basis, TEXT_LETTERS_MAX);
        let from = read.day("from", &self.from);
        read.0.or(|| NewCluster { name, kind, basis, from })
    }
}

/// Units that are given a part.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct MembersForm {
    /// One unit, as typed.
    unit: String,
    /// The same, by id.
    unit_id: String,
    /// More of them, one a line.
    units: String,
    /// leader, deputy, member.
    role: String,
    /// First day, as people write it; empty from the beginning.
    from: String,
}

/// Units that are given a part, still as they were typed.
#[derive(Debug)]
pub struct Joining {
    /// The units, each with the field that names it.
    pub units: Vec<Named>,
    /// Their part.
    pub role: ClusterRole,
    /// First day.
    pub from: Option<Day>,
}

impl Check for MembersForm {
    type Valid = Joining;

    fn check(self) -> Result<Joining, FormErrors> {
        let mut read = Reading::new();
        let mut units = vec![Named::of(&self.unit, &self.unit_id)];
        units.extend(self.units.lines().map(|line| Named::of(line, "")));
        units.retain(|unit| !unit.text.is_empty() || unit.id.is_some());
        let role = read.word("role", &self.role).unwrap_or(ClusterRole::Member);
        let from = read.day("from", &self.from);
        if units.is_empty() {
            read.0.add("unit", "groups-unit-missing");
        } else if units.len() > UNITS_MAX {
            read.0.add_with("units", "groups-units-many", args![n = UNITS_MAX]);
        } else if units.len() > 1 && role == ClusterRole::Leader {
            read.0.add("role", "groups-one-leader");
        }
        read.0.or(|| Joining { units, role, from })
    }
}

/// A last day.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct EndForm {
    /// The day, as people write it.
    on: String,
}

impl Check for EndForm {
    type Valid = Day;

    fn check(self) -> Result<Day, FormErrors> {
        let mut read = Reading::new();
        let on = read.need_day("on", &self.on);
        read.0.or(|| on)
    }
}

/// A partner.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct PartnerForm {
    /// The unit that keeps it, as typed; only for a new one.
    unit: String,
    /// The same, by id.
    unit_id: String,
    /// Its name.
    name: String,
    /// agency, union, education, company, press, other.
    kind: String,
    /// Whom to speak to.
    contact: String,
    /// That person's post.
    contact_title: String,
    /// E-mail.
    email: String,
    /// Telephone.
    phone: String,
    /// Street and town.
    address: String,
    /// Province or country.
    place: String,
    /// Remarks.
    note: String,
    /// It is another one than the similar one that was told.
    is_another: Option<bool>,
}

impl Check for PartnerForm {
    type Valid = (NewPartner, bool);

    fn check(self) -> Result<(NewPartner, bool), FormErrors> {
        let mut read = Reading::new();
        let email = read.line("email", &self.email).to_lowercase();
        if !email.is_empty() && !looks_like_mail(&email) {
            read.0.add("email", "groups-email-unread");
        }
        let new = NewPartner {
            name: read.name("name", &self.name),
            kind: read.word::<PartnerKind>("kind", &self.kind),
            contact: read.line("contact", &self.contact),
            contact_title: read.line("contact_title", &self.contact_title),
            email,
            phone: read.line("phone", &self.phone),
            address: read.line("address", &self.address),
            place: read.line("place", &self.place),
            note: read.text("note", &self.note, TEXT_LETTERS_MAX),
        };
        read.0.or(|| (new, self.is_another == Some(true)))
    }
}

/// One sign @ with something before it and a point in what follows: whether anybody reads it only a message tells.
fn looks_like_mail(text: &str) -> bool {
    let Some((who, host)) = text.split_once('@') else { return false };
    let is_host = host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
    !who.is_empty() && is_host && !host.contains('@') && !text.contains(char::is_whitespace)
}

/// How a document went to a partner.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct SentForm {
    /// The partner by id, when it was chosen from a list.
    partner_id: String,
    /// The partner by name.
    partner: String,
    /// The day, as people write it.
    sent_on: String,
    /// post, hand, mail, axis, other.
    sent_by: String,
    /// Who took it.
    receiver: String,
    /// Number of the receipt, remarks.
    sent_note: String,
}

/// How a document went to a partner, still as it was typed.
#[derive(Debug)]
pub struct WayOut {
    /// The partner by id.
    pub id: Option<domain::ids::PartnerId>,
    /// The partner by name.
    pub name: String,
    /// The day.
    pub on: Day,
    /// How.
    pub by: SentBy,
    /// Who took it.
    pub receiver: String,
    /// Number of the receipt, remarks.
    pub note: String,
}

impl Check for SentForm {
    type Valid = WayOut;

    fn check(self) -> Result<WayOut, FormErrors> {
        let mut read = Reading::new();
        let id = self.partner_id.trim().parse().ok();
        let name = read.line("partner", &self.partner);
        if id.is_none() && name.is_empty() {
            read.0.add("partner_id", "groups-partner-missing");
        }
        let on = read.need_day("sent_on", &self.sent_on);
        let by = read.word("sent_by", &self.sent_by).unwrap_or(SentBy::Other);
        let receiver = read.line("receiver", &self.receiver);
        let note = read.line("sent_note", &self.sent_note);
        read.0.or(|| WayOut { id, name, on, by, receiver, note })
    }
}

/// A committee.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct CommitteeForm {
    /// The unit that sets it up, as typed; only for a new one.
    unit: String,
    /// The same, by id.
    unit_id: String,
    /// The plan it is for, by id; only for a new one.
    plan: String,
    /// organising, steering, helpers, other.
    kind: String,
    /// Its name, as the decision prints it.
    name: String,
    /// Legal bases, a line each.
    basis: String,
    /// What it must do, a line each.
    duties: String,
}

impl CommitteeForm {
    /// The plan of a new one.
    pub fn plan(&self) -> Option<PlanId> {
        self.plan.trim().parse().ok()
    }
}

impl Check for CommitteeForm {
    type Valid = NewCommittee;

    fn check(self) -> Result<NewCommittee, FormErrors> {
        let mut read = Reading::new();
        let kind = read.word("kind", &self.kind).unwrap_or(CommitteeKind::Other);
        let name = read.name("name", &self.name);
        let basis = read.text("basis", &self.basis, TEXT_LETTERS_MAX);
        let duties = read.text("duties", &self.duties, TEXT_LETTERS_MAX);
        read.0.or(|| NewCommittee { kind, name, basis, duties })
    }
}

/// Somebody to be put into a committee.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct MemberForm {
    /// The account, by id; empty for somebody who is only printed.
    person: String,
    /// Full name, for somebody who is only printed.
    name: String,
    /// Post as printed; that of the account when it is empty.
    title: String,
    /// Unit as printed; that of the account when it is empty.
    unit_name: String,
    /// The part.
    role: String,
}

/// Somebody to be put into a committee, the account still to be looked up.
#[derive(Debug)]
pub struct Joiner {
    /// The account.
    pub person: Option<PersonId>,
    /// Full name.
    pub name: String,
    /// Post as printed.
    pub title: String,
    /// Unit as printed.
    pub unit_name: String,
    /// The part.
    pub role: CommitteeRole,
}

impl Check for MemberForm {
    type Valid = Joiner;

    fn check(self) -> Result<Joiner, FormErrors> {
        let mut read = Reading::new();
        let person = self.person.trim().parse().ok();
        let name = match person {
            Some(_) => String::new(),
            None => read.name("name", &self.name),
        };
        let title = read.line("title", &self.title);
        let unit_name = read.line("unit_name", &self.unit_name);
        let role = read.word("role", &self.role).unwrap_or(CommitteeRole::Member);
        read.0.or(|| Joiner { person, name, title, unit_name, role })
    }
}

/// Another part of a member.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct RoleForm {
    /// The part.
    role: String,
    /// Before all others of that part.
    is_first: Option<bool>,
}

impl Check for RoleForm {
    type Valid = (CommitteeRole, bool);

    fn check(self) -> Result<(CommitteeRole, bool), FormErrors> {
        let mut read = Reading::new();
        let role = read.word("role", &self.role).unwrap_or(CommitteeRole::Member);
        read.0.or(|| (role, self.is_first == Some(true)))
    }
}

/// What a member is put in charge of.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ChargeForm {
    /// The member, by id.
    member: String,
    /// "task:ID" or "duty:ID"; empty for an area in words.
    work: String,
    /// An area in words.
    area: String,
}

impl Check for ChargeForm {
    type Valid = (domain::ids::CommitteeMemberId, Charge);

    fn check(self) -> Result<Self::Valid, FormErrors> {
        let mut read = Reading::new();
        let member = self.member.trim().parse().ok();
        if member.is_none() {
            read.0.add("member", "groups-member-choose");
        }
        let area = read.line("area", &self.area);
        let charge = match self.work.split_once(':') {
            Some(("task", id)) => id.parse().ok().map(Charge::Task),
            Some(("duty", id)) => id.parse().ok().map(Charge::Duty),
            _ if area.is_empty() => None,
            _ => Some(Charge::Area(area)),
        };
        if charge.is_none() {
            read.0.add("work", "groups-charge-missing");
        }
        match (member, charge) {
            (Some(member), Some(charge)) => read.0.or(|| (member, charge)),
            _ => Err(read.0),
        }
    }
}
