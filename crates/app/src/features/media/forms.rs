//! What people type on the pages of communications, and what it must be like.

use chrono::NaiveTime;
use domain::ids::{PartnerId, PersonId, UnitId};
use domain::media::{MediaChannel, MediaKind, MediaPhase, is_address};
use domain::time::{Day, Moment};
use serde::{Deserialize, Serialize};
use std::str::FromStr;
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Check, FormErrors, MIB, Upload, args};

/// Longest title, in letters.
pub const TITLE_LETTERS_MAX: usize = 300;
/// Longest line, in letters.
pub const LINE_LETTERS_MAX: usize = 300;
/// Longest text of an item, in letters.
pub const BODY_LETTERS_MAX: usize = 30_000;
/// Longest reason, in letters.
pub const REASON_LETTERS_MAX: usize = 1_000;
/// Longest address of the web, in letters.
const URL_LETTERS_MAX: usize = 1_000;
/// Largest picture.
pub const PICTURE_BYTES_MAX: usize = 3 * MIB;

struct Reading(FormErrors);

impl Reading {
    fn text(&mut self, field: &'static str, typed: &str, n_max: usize) -> String {
        if typed.chars().count() > n_max {
            self.0.add_with(field, "media-too-long", args![n = n_max]);
        }
        typed.trim().to_owned()
    }

    fn line(&mut self, field: &'static str, typed: &str) -> String {
        self.text(field, &typed.split_whitespace().collect::<Vec<_>>().join(" "), LINE_LETTERS_MAX)
    }

    fn need(&mut self, field: &'static str, typed: &str, (n_max, missing): (usize, &'static str)) -> String {
        let text = self.text(field, &typed.split_whitespace().collect::<Vec<_>>().join(" "), n_max);
        if !text.chars().any(char::is_alphanumeric) {
            self.0.add(field, missing);
        }
        text
    }

    fn word<T: FromStr>(&mut self, field: &'static str, typed: &str) -> Option<T> {
        let word = typed.parse().ok();
        if word.is_none() {
            self.0.add(field, "media-choose");
        }
        word
    }

    fn id<T: FromStr>(&mut self, field: &'static str, typed: &str) -> Option<T> {
        let typed = typed.trim();
        let id = typed.parse().ok();
        if id.is_none() && !typed.is_empty() {
            self.0.add(field, "media-choose");
        }
        id
    }

    fn day(&mut self, field: &'static str, typed: &str) -> Option<Day> {
        let day = crate::features::units::read_day(typed);
        if day.is_none() && !typed.trim().is_empty() {
            self.0.add(field, "media-day-unread");
        }
        day
    }

    /// A day and an hour of Việt Nam; an hour without a day is no moment.
    fn moment(&mut self, (on, at): (&'static str, &'static str), day: &str, hour: &str) -> Option<Moment> {
        let read = read_hour(hour);
        if read.is_none() && !hour.trim().is_empty() {
            self.0.add(at, "media-hour-unread");
        }
        let day_read = self.day(on, day);
        if day.trim().is_empty() && !hour.trim().is_empty() {
            self.0.add(on, "media-day-missing");
        }
        day_read.map(|day| Moment::at_local(day, read.unwrap_or(NaiveTime::MIN)))
    }

    fn url(&mut self, field: &'static str, typed: &str) -> String {
        let url = self.text(field, typed, URL_LETTERS_MAX);
        if !url.is_empty() && !is_address(&url) {
            self.0.add(field, "media-url-unread");
        }
        url
    }
}

/// An hour as people write it: "8:30", "08h30", "8 giờ 30", "8h".
pub fn read_hour(typed: &str) -> Option<NaiveTime> {
    let typed = typed.trim().to_lowercase().replace("giờ", "h").replace("phút", "").replace(':', "h");
    let (hour, minute) = typed.split_once('h').unwrap_or((typed.as_str(), ""));
    let number = |text: &str| -> Option<u32> {
        let text = text.trim();
        (text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
    };
    let minute = if minute.trim().is_empty() { Some(0) } else { number(minute) };
    NaiveTime::from_hms_opt(number(hour)?, minute?, 0)
}

/// An item.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
#[schema(as = MediaForm)]
pub struct ItemForm {
    /// Title.
    pub title: String,
    /// before, during or after.
    pub phase: String,
    /// news, article, report, release, photo, video, infographic, post, other.
    pub kind: String,
    /// portal, press, television, radio, social, bulletin, other.
    pub channel: String,
    /// The very place.
    pub outlet: String,
    /// A partner outside whose channel it is.
    pub partner_id: String,
    /// The unit in charge, as typed; empty for the unit of the plan.
    pub unit: String,
    /// The same, by id.
    pub unit_id: String,
    /// Who writes it.
    pub person_id: String,
    /// When it must be ready.
    pub due: String,
    /// "task:…" or "duty:…".
    pub source: String,
    /// Not to be published before: the day.
    pub embargo_on: String,
    /// The hour.
    pub embargo_at: String,
    /// Its text.
    pub body: String,
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
    /// The revision that the page showed; only for a change.
    pub seen: String,
}

/// An item as far as it can be read without the database.
#[derive(Debug, Clone)]
pub struct ReadItem {
    /// The unit by id, and as typed.
    pub unit: (Option<UnitId>, String),
    /// Who writes it.
    pub person: Option<PersonId>,
    /// Whose channel it is.
    pub partner: Option<PartnerId>,
    /// What asks for it.
    pub source: Option<(&'static str, Uuid)>,
    /// The revision that the page showed.
    pub seen: i32,
    /// Title, phase, kind, channel and the rest.
    pub item: Words,
}

/// What of an item is words.
#[derive(Debug, Clone)]
pub struct Words {
    /// Title.
    pub title: String,
    /// Before, during or after.
    pub phase: MediaPhase,
    /// What it is.
    pub kind: MediaKind,
    /// Where it is told.
    pub channel: MediaChannel,
    /// The very place.
    pub outlet: String,
    /// When it must be ready.
    pub due_on: Option<Day>,
    /// Not to be published before.
    pub embargo_at: Option<Moment>,
    /// Its text.
    pub body: String,
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
}

/// "task:…" or "duty:…".
pub fn read_source(typed: &str) -> Option<(&'static str, Uuid)> {
    let (kind, id) = typed.trim().split_once(':')?;
    let kind = ["task", "duty"].into_iter().find(|known| *known == kind)?;
    Some((kind, id.parse().ok()?))
}

impl Check for ItemForm {
    type Valid = ReadItem;
    const BODY_BYTES_MAX: usize = MIB;

    fn check(self) -> Result<ReadItem, FormErrors> {
        let mut read = Reading(FormErrors::none());
        let item = Words {
            title: read.need("title", &self.title, (TITLE_LETTERS_MAX, "media-title-missing")),
            phase: read.word("phase", &self.phase).unwrap_or(MediaPhase::Before),
            kind: read.word("kind", &self.kind).unwrap_or(MediaKind::News),
            channel: read.word("channel", &self.channel).unwrap_or(MediaChannel::Portal),
            outlet: read.line("outlet", &self.outlet),
            due_on: read.day("due", &self.due),
            embargo_at: read.moment(("embargo_on", "embargo_at"), &self.embargo_on, &self.embargo_at),
            body: read.text("body", &self.body, BODY_LETTERS_MAX),
            byline: read.line("byline", &self.byline),
            credit: read.line("credit", &self.credit),
            licence: read.line("licence", &self.licence),
            on_page: self.on_page,
            publishes_itself: self.publishes_itself,
        };
        if item.publishes_itself && !item.on_page {
            read.0.add("publishes_itself", "media-itself-page");
        }
        if item.publishes_itself && self.embargo_on.trim().is_empty() {
            read.0.add("embargo_on", "media-itself-embargo");
        }
        let source = read_source(&self.source);
        if source.is_none() && !self.source.trim().is_empty() {
            read.0.add("source", "media-choose");
        }
        let person = read.id("person_id", &self.person_id);
        let partner = read.id("partner_id", &self.partner_id);
        let unit = (self.unit_id.trim().parse().ok(), self.unit.trim().to_owned());
        let seen = self.seen.trim().parse().unwrap_or(0);
        read.0.or(|| ReadItem { unit, person, partner, source, seen, item })
    }
}

/// A step that says which version or revision was seen.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = MediaStepForm)]
pub struct SeenForm {
    /// What the page showed.
    pub seen: String,
}

impl Check for SeenForm {
    type Valid = i32;
    fn check(self) -> Result<i32, FormErrors> {
        Ok(self.seen.trim().parse().unwrap_or(0))
    }
}

/// A step with its reason, and what was seen.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = MediaReasonForm)]
pub struct ReasonForm {
    /// Why.
    pub reason: String,
    /// What the page showed.
    pub seen: String,
}

impl Check for ReasonForm {
    type Valid = (String, i32);
    fn check(self) -> Result<(String, i32), FormErrors> {
        let mut read = Reading(FormErrors::none());
        let reason = read.need("reason", &self.reason, (REASON_LETTERS_MAX, "media-reason-missing"));
        let seen = self.seen.trim().parse().unwrap_or(0);
        read.0.or(|| (reason, seen))
    }
}

/// How an item went out.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = MediaPublishForm)]
pub struct PublishForm {
    /// Where it can be read.
    pub url: String,
    /// The day; empty for now.
    pub on: String,
    /// The hour.
    pub at: String,
    /// The version that the page showed.
    pub seen: String,
}

impl Check for PublishForm {
    type Valid = (String, Option<Moment>, i32);
    fn check(self) -> Result<Self::Valid, FormErrors> {
        let mut read = Reading(FormErrors::none());
        let url = read.url("url", &self.url);
        let at = read.moment(("on", "at"), &self.on, &self.at);
        let seen = self.seen.trim().parse().unwrap_or(0);
        read.0.or(|| (url, at, seen))
    }
}

/// A picture.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = NewMediaPicture)]
pub struct PictureForm {
    /// The file.
    #[serde(default)]
    #[schema(value_type = String, format = "binary")]
    pub file: Option<Upload>,
    /// What is to be seen.
    #[serde(default)]
    pub alt: String,
    /// The line under it.
    #[serde(default)]
    pub caption: String,
    /// Who took it.
    #[serde(default)]
    pub picture_credit: String,
    /// People can be told on it.
    #[serde(default)]
    pub shows_people: bool,
    /// They, or the parents of pupils, agreed to be shown.
    #[serde(default)]
    pub has_consent: bool,
    /// Who agreed and how.
    #[serde(default)]
    pub consent: String,
}

/// A picture as it was read.
#[derive(Debug)]
pub struct ReadPicture {
    /// The file.
    pub file: Upload,
    /// png, jpg or webp.
    pub kind: &'static str,
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
}

impl Check for PictureForm {
    type Valid = ReadPicture;
    // A picture that is somewhat too large is refused with a sentence, not with the end of the body.
    const BODY_BYTES_MAX: usize = 4 * PICTURE_BYTES_MAX;

    fn check(self) -> Result<ReadPicture, FormErrors> {
        let mut read = Reading(FormErrors::none());
        let alt = read.need("alt", &self.alt, (LINE_LETTERS_MAX, "media-alt-missing"));
        let caption = read.line("caption", &self.caption);
        let credit = read.line("picture_credit", &self.picture_credit);
        let consent = read.text("consent", &self.consent, REASON_LETTERS_MAX);
        // Law 91/2025/QH15 on personal data; for pupils under 16 the parents agree.
        if self.shows_people && !self.has_consent {
            read.0.add("has_consent", "media-consent-missing");
        }
        if self.shows_people && consent.is_empty() {
            read.0.add("consent", "media-consent-who");
        }
        let file = self.file.filter(|file| !file.is_empty());
        let kind = match &file {
            None => Err("media-picture-missing"),
            Some(file) if file.bytes.len() > PICTURE_BYTES_MAX => Err("media-picture-large"),
            Some(file) => match crate::features::work::file_kind(&file.bytes, &file.file_name) {
                Ok(kind @ ("png" | "jpg" | "webp")) => Ok(kind),
                Err(key @ "work-file-heic") => Err(key),
                _ => Err("media-picture-kind"),
            },
        };
        if let Err(key) = kind {
            read.0.add_with("file", key, args![mb = PICTURE_BYTES_MAX / MIB]);
        }
        let (Some(file), Ok(kind), true) = (file, kind, read.0.is_empty()) else { return Err(read.0) };
        Ok(ReadPicture { file, kind, alt, caption, credit, shows_people: self.shows_people, consent })
    }
}

/// A proposal that is refused, or its refusal taken back.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = MediaProposalForm)]
pub struct ProposalForm {
    /// "task:…" or "duty:…".
    pub source: String,
    /// Take the refusal back.
    pub takes_back: bool,
}

impl Check for ProposalForm {
    type Valid = ((&'static str, Uuid), bool);
    fn check(self) -> Result<Self::Valid, FormErrors> {
        let source = read_source(&self.source).ok_or_else(|| FormErrors::of("source", "media-choose"))?;
        Ok((source, self.takes_back))
    }
}

/// The switch of the public page.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = MediaSwitchForm)]
pub struct SwitchForm {
    /// Anybody may read it.
    pub is_on: bool,
}

impl Check for SwitchForm {
    type Valid = bool;
    fn check(self) -> Result<bool, FormErrors> {
        Ok(self.is_on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_as_people_write_them() {
        let cases = [
            ("8:30", Some((8, 30))),
            ("08h30", Some((8, 30))),
            ("8 giờ 30 phút", Some((8, 30))),
            ("8h", Some((8, 0))),
            ("14", Some((14, 0))),
            ("24:00", None),
            ("8:3x", None),
            ("", None),
            ("+8:30", None),
        ];
        for (typed, expected) in cases {
            let expected = expected.and_then(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0));
            assert_eq!(read_hour(typed), expected, "{typed}");
        }
    }
}
