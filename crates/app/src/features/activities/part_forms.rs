//! What people type about sessions, participants, partners and links of an activity.

use super::actions::NewSession;
use super::forms::{line, text};
use crate::features::media::read_hour;
use crate::features::units;
use chrono::NaiveTime;
use domain::activities::{
    Named, PEOPLE_LINES_MAX, PERSON_LETTERS_MAX, PartnerRole, Presence, SessionForm, WrongLine, read_people,
};
use domain::ids::{ActivityPersonId, ActivityUnitId, PartnerId};
use domain::media::is_address;
use domain::time::Moment;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;
use utoipa::ToSchema;
use web::{Check, FormErrors, args};

/// Longest time of one session.
const SESSION_MAX: Duration = Duration::from_secs(31 * 24 * 3_600);
/// Persons who were there without a name, at most.
const OTHERS_MAX: i32 = 1_000_000;

/// A session.
#[derive(Debug, Default, Clone, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct ActivitySessionForm {
    /// What it is about.
    pub topic: String,
    /// Its day.
    pub on: String,
    /// From this hour.
    pub from: String,
    /// Its last day, when it is another one.
    pub until_on: String,
    /// To this hour.
    pub until: String,
    /// in_person, online or hybrid.
    pub form: String,
    /// Where.
    pub place: String,
    /// Address on the net.
    pub link: String,
    /// Who speaks or leads.
    pub speaker: String,
    /// Why it is put off, when units know its time already.
    pub reason: String,
    /// The version of the page.
    pub version: i32,
}

fn hour(errors: &mut FormErrors, field: &'static str, typed: &str) -> Option<NaiveTime> {
    let hour = read_hour(typed);
    if hour.is_none() {
        errors.add(
            field,
            if typed.trim().is_empty() { "activities-hour-missing" } else { "media-hour-unread" },
        );
    }
    hour
}

/// A number of heads, "1.250" or "1250": a dot stands before three digits and nowhere else.
fn heads(text: &str) -> Option<i32> {
    let mut parts = text.split(['.', ' ']);
    let first = parts.next()?;
    let mut digits = first.to_owned();
    for part in parts {
        if part.len() != 3 || first.len() > 3 || first.is_empty() {
            return None;
        }
        digits.push_str(part);
    }
    if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok() } else { None }
}

/// Years of sessions: what lies outside is a slip.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

impl Check for ActivitySessionForm {
    type Valid = (i32, NewSession);

    fn check(self) -> Result<Self::Valid, FormErrors> {
        let mut errors = FormErrors::none();
        let topic = line(&mut errors, "topic", &self.topic, Some("activities-topic-missing"));
        let on = units::read_day(&self.on);
        if on.is_none() {
            errors.add("on", "groups-day-unread");
        }
        if on.is_some_and(|day| !YEARS.contains(&chrono::Datelike::year(&day))) {
            errors.add("on", "activities-year-far");
        }
        let until_on = if self.until_on.trim().is_empty() { on } else { units::read_day(&self.until_on) };
        if until_on.is_none() && on.is_some() {
            errors.add("until_on", "groups-day-unread");
        }
        let from = hour(&mut errors, "from", &self.from);
        let until = hour(&mut errors, "until", &self.until);
        let at = |day: Option<_>, hour: Option<_>| Some(Moment::at_local(day?, hour?));
        let (starts_at, ends_at) = (at(on, from), at(until_on, until));
        if let (Some(starts_at), Some(ends_at)) = (starts_at, ends_at) {
            if ends_at <= starts_at {
                errors.add("until", "activities-ends-before");
            } else if ends_at.since(starts_at) > SESSION_MAX {
                errors.add("until_on", "activities-too-lasting");
            }
        }
        let form = self.form.parse().unwrap_or(SessionForm::InPerson);
        let missing = |is: bool, key: &'static str| is.then_some(key);
        let place =
            line(&mut errors, "place", &self.place, missing(form.needs_place(), "activities-place-missing"));
        let link =
            line(&mut errors, "link", &self.link, missing(form.needs_link(), "activities-link-missing"));
        if !link.is_empty() && !is_address(&link) {
            errors.add("link", "media-url-unread");
        }
        let speaker = line(&mut errors, "speaker", &self.speaker, None);
        let reason = line(&mut errors, "reason", &self.reason, None);
        let epoch = Moment::from_micros(0);
        let new = NewSession {
            topic,
            starts_at: starts_at.unwrap_or(epoch),
            ends_at: ends_at.unwrap_or(epoch),
            form,
            place,
            link,
            speaker,
            reason,
        };
        errors.or(|| (self.version, new))
    }
}

/// Why a session is called off, or why a unit does not come.
#[derive(Debug, Default, Clone, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct ActivityReasonForm {
    /// Why.
    pub why: String,
    /// The version of the page.
    pub version: i32,
}

impl Check for ActivityReasonForm {
    type Valid = (i32, String);

    fn check(self) -> Result<Self::Valid, FormErrors> {
        let mut errors = FormErrors::none();
        let why = line(&mut errors, "why", &self.why, Some("activities-reason-missing"));
        errors.or(|| (self.version, why))
    }
}

/// A button: the version of the page it stands on.
#[derive(Debug, Default, Clone, Copy, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ActivitySeen)]
pub struct Seen {
    /// The version.
    pub version: i32,
}

impl Check for Seen {
    type Valid = i32;

    fn check(self) -> Result<i32, FormErrors> {
        Ok(self.version)
    }
}

/// Who comes.
#[derive(Debug, Default, Clone, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct ActivityPeopleForm {
    /// Lines: full name | post.
    pub people: String,
    /// A remark.
    pub note: String,
    /// The version of the page.
    pub version: i32,
}

/// Lines of people, or what is wrong with them.
fn people(errors: &mut FormErrors, typed: &str) -> Vec<Named> {
    match read_people(typed) {
        Ok(people) => people,
        Err(wrong) => {
            match wrong {
                WrongLine::Unread(at) => {
                    errors.add_with(
                        "people",
                        "activities-line-unread",
                        args![line = at, n = PERSON_LETTERS_MAX],
                    );
                }
                WrongLine::Twice(at) => errors.add_with("people", "activities-line-twice", args![line = at]),
                WrongLine::TooMany => {
                    errors.add_with("people", "activities-lines-many", args![n = PEOPLE_LINES_MAX]);
                }
            }
            Vec::new()
        }
    }
}

impl Check for ActivityPeopleForm {
    type Valid = (i32, Vec<Named>, String);

    fn check(self) -> Result<Self::Valid, FormErrors> {
        let mut errors = FormErrors::none();
        let people = people(&mut errors, &self.people);
        let note = line(&mut errors, "note", &self.note, None);
        errors.or(|| (self.version, people, note))
    }
}

/// Whose people are written by those who organise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// The units that organise.
    Hosts,
    /// A unit that was asked: its officer told by telephone.
    Unit(ActivityUnitId),
    /// A partner.
    Partner(domain::ids::ActivityPartnerId),
}

/// People whom those who organise write down.
#[derive(Debug, Default, Clone, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct ActivityListForm {
    /// hosts, unit:ID or partner:ID.
    pub of: String,
    /// Lines: full name | post.
    pub people: String,
}

impl Check for ActivityListForm {
    type Valid = (Of, Vec<Named>);

    fn check(self) -> Result<Self::Valid, FormErrors> {
        let mut errors = FormErrors::none();
        let of = match self.of.split_once(':') {
            Some(("unit", id)) => id.parse().ok().map(Of::Unit),
            Some(("partner", id)) => id.parse().ok().map(Of::Partner),
            _ => Some(Of::Hosts),
        };
        if of.is_none() {
            errors.add("of", "activities-of-missing");
        }
        let people = people(&mut errors, &self.people);
        errors.or(|| (of.unwrap_or(Of::Hosts), people))
    }
}

/// A partner that comes.
#[derive(Debug, Default, Clone, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct ActivityPartnerForm {
    /// Which one, by id.
    pub partner: String,
    /// host or guest.
    pub role: String,
    /// What it does.
    pub note: String,
}

impl Check for ActivityPartnerForm {
    type Valid = (PartnerId, PartnerRole, String);

    fn check(self) -> Result<Self::Valid, FormErrors> {
        let mut errors = FormErrors::none();
        let partner = self.partner.trim().parse().ok();
        if partner.is_none() {
            errors.add("partner", "activities-partner-missing");
        }
        let role = self.role.parse().unwrap_or(PartnerRole::Guest);
        let note = line(&mut errors, "note", &self.note, None);
        let none = PartnerId::from(uuid::Uuid::nil());
        errors.or(|| (partner.unwrap_or(none), role, note))
    }
}

/// A link that comes to the materials.
#[derive(Debug, Default, Clone, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct ActivityLinkForm {
    /// What it is.
    pub title: String,
    /// The address.
    pub url: String,
}

impl Check for ActivityLinkForm {
    type Valid = (String, String);

    fn check(self) -> Result<Self::Valid, FormErrors> {
        let mut errors = FormErrors::none();
        let title = line(&mut errors, "title", &self.title, Some("activities-title-missing"));
        let url = line(&mut errors, "url", &self.url, Some("activities-link-missing"));
        if !url.is_empty() && !is_address(&url) {
            errors.add("url", "media-url-unread");
        }
        errors.or(|| (title, url))
    }
}

/// One participant in one session.
#[derive(Debug, Default, Clone, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct MarkItem {
    /// present, excused or absent; empty for nothing said.
    pub presence: String,
    /// Why not.
    pub reason: String,
}

/// Attendance of the participants of one page.
#[derive(Debug, Default, Clone, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct ActivityMarksForm {
    /// By the id of the participant.
    pub marks: BTreeMap<String, MarkItem>,
    /// Persons who were there without standing on the list.
    pub n_others: String,
    /// present: so are all of the page of whom nothing is said.
    pub all: String,
    /// The version of the page.
    pub version: i32,
}

/// What was said of one participant.
pub type Said = (ActivityPersonId, Option<(Presence, String)>);

impl Check for ActivityMarksForm {
    type Valid = (i32, Vec<Said>, i32);

    fn check(self) -> Result<Self::Valid, FormErrors> {
        let mut errors = FormErrors::none();
        let mut said = Vec::new();
        for (key, item) in &self.marks {
            let Ok(id) = key.parse() else { continue };
            let reason = text(&mut errors, &format!("marks.{key}.reason"), &item.reason, None);
            let presence =
                item.presence.parse().ok().or((self.all == "present").then_some(Presence::Present));
            said.push((id, presence.map(|presence| (presence, reason))));
        }
        let typed = self.n_others.trim();
        let n_others = if typed.is_empty() { Some(0) } else { heads(typed) };
        let n_others = n_others.filter(|n| (0..=OTHERS_MAX).contains(n));
        if n_others.is_none() {
            errors.add_with("n_others", "activities-others-wrong", args![n = OTHERS_MAX]);
        }
        errors.or(|| (self.version, said, n_others.unwrap_or(0)))
    }
}
