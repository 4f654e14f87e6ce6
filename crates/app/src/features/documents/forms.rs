//! What the forms of documents take.

use super::addresses::Target;
use domain::authority::Authority;
use domain::ids::{PersonId, UnitId};
use domain::time::Day;
use domain::units::UnitKind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use web::{Check, FormErrors};

/// Longest comment or reason, in letters.
pub const WORDS_LETTERS_MAX: usize = 5_000;
/// Longest line of authority, post or name, in letters: the decree's register keeps 100 for a post, 50 for a name.
pub const LINE_LETTERS_MAX: usize = 100;
/// Names answered for in one go.
pub const NAMES_MAX: usize = 1_000;

/// The version that a page showed: nobody decides on a text they have not seen.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Seen {
    version: String,
}

impl Check for Seen {
    type Valid = i32;

    fn check(self) -> Result<i32, FormErrors> {
        self.version.trim().parse().map_err(|_| FormErrors::of("version", "documents-version-missing"))
    }
}

fn words(errors: &mut FormErrors, field: &'static str, text: &str, missing: Option<&'static str>) -> String {
    let text = text.trim();
    match missing {
        Some(key) if text.is_empty() => errors.add(field, key),
        _ if text.chars().count() > WORDS_LETTERS_MAX => errors.add(field, "documents-words-long"),
        _ => {}
    }
    text.to_owned()
}

fn line(errors: &mut FormErrors, field: &'static str, text: &str) -> String {
    let text = text.trim();
    if text.chars().count() > LINE_LETTERS_MAX {
        errors.add(field, "documents-line-long");
    }
    text.to_owned()
}

/// A reason.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Reason {
    reason: String,
}

impl Check for Reason {
    type Valid = String;

    fn check(self) -> Result<String, FormErrors> {
        let mut errors = FormErrors::none();
        let reason = words(&mut errors, "reason", &self.reason, Some("documents-reason-missing"));
        errors.or(|| reason)
    }
}

/// A comment.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Comment {
    /// The place in the text.
    place: String,
    /// What is said.
    text: String,
}

impl Check for Comment {
    type Valid = (String, String);

    fn check(self) -> Result<(String, String), FormErrors> {
        let mut errors = FormErrors::none();
        let text = words(&mut errors, "text", &self.text, Some("documents-comment-missing"));
        // A place is a word of ours: whatever else is sent names no place, so the comment is for the whole.
        let is_place = self.place.len() <= 12 && self.place.bytes().all(|b| b.is_ascii_alphanumeric());
        let place = if is_place { self.place } else { String::new() };
        errors.or(|| (place, text))
    }
}

/// An issuer's approval.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Approve {
    /// The version seen.
    version: String,
    /// head, collective, deputy, by_order, mandate, acting.
    authority: String,
    /// "KT. GIÁM ĐỐC".
    rank: String,
    /// "PHÓ GIÁM ĐỐC".
    title: String,
    /// The name below the signature.
    name: String,
    /// Who signs, by id; none for a signature outside the program.
    signer: String,
}

/// An approval that can be written.
#[derive(Debug)]
pub struct ToApprove {
    pub version: i32,
    pub authority: Authority,
    pub rank: String,
    pub title: String,
    pub name: String,
    pub signer: Option<PersonId>,
}

impl Check for Approve {
    type Valid = ToApprove;

    fn check(self) -> Result<ToApprove, FormErrors> {
        let mut errors = FormErrors::none();
        let version = self.version.trim().parse().unwrap_or_else(|_| {
            errors.add("version", "documents-version-missing");
            0
        });
        let authority = Authority::of_word(&self.authority).unwrap_or_else(|| {
            errors.add("authority", "documents-authority-missing");
            Authority::Head
        });
        let rank = line(&mut errors, "rank", &self.rank).to_uppercase();
        let title = line(&mut errors, "title", &self.title).to_uppercase();
        let name = line(&mut errors, "name", &self.name);
        let needs_rank = authority.prefix().is_some() && authority != Authority::Acting;
        if needs_rank && Authority::of_printed(&rank) != authority {
            errors.add("rank", "documents-rank-wrong");
        }
        if title.is_empty() && (!needs_rank || authority != Authority::Collective) {
            errors.add("title", "documents-title-missing");
        }
        if authority == Authority::Acting && Authority::of_printed(&title) != Authority::Acting {
            errors.add("title", "documents-acting-title");
        }
        if name.is_empty() {
            errors.add("name", "documents-name-missing");
        }
        let signer = match self.signer.trim() {
            "" => None,
            id => id.parse().map_err(|_| errors.add("signer", "documents-signer-unknown")).ok(),
        };
        let rank = if needs_rank { rank } else { String::new() };
        errors.or(|| ToApprove { version, authority, rank, title, name, signer })
    }
}

/// Number and date.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct GiveNumber {
    /// The date to be printed, as people write it.
    on: String,
    /// The letters after the stroke: "KH-SGDĐT".
    symbol: String,
}

impl Check for GiveNumber {
    type Valid = (Day, String);

    fn check(self) -> Result<(Day, String), FormErrors> {
        let mut errors = FormErrors::none();
        let on = crate::features::units::read_day(&self.on).unwrap_or_else(|| {
            errors.add(
                "on",
                if self.on.trim().is_empty() { "documents-day-missing" } else { "documents-day-unread" },
            );
            Day::default()
        });
        let symbol = line(&mut errors, "symbol", &self.symbol);
        if symbol.is_empty() {
            errors.add("symbol", "documents-symbol-missing");
        } else if symbol.contains(char::is_whitespace) || symbol.starts_with('/') {
            errors.add("symbol", "documents-symbol-wrong");
        }
        errors.or(|| (on, symbol))
    }
}

/// Whom names stand for: by the place of the name on the page.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Addresses {
    /// One a name.
    names: BTreeMap<String, Answer>,
}

/// Whom one name stands for.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Answer {
    /// The name as printed.
    printed: String,
    /// unit, group, cluster, cluster_lead, cluster_leaders, partner, bound, nobody; empty to leave it as it is.
    to: String,
    /// The cluster or partner that was typed.
    named: String,
    /// The unit that was typed: the one meant, or the one above the group.
    unit: String,
    /// The unit that was chosen.
    unit_id: String,
    /// Code of the kind of a group.
    kind: String,
}

/// One answer, its unit still as it was typed.
#[derive(Debug, Clone)]
pub struct Answered {
    /// Its place in the form.
    pub at: String,
    /// The name as printed.
    pub printed: String,
    /// The target, or what it is made of once the unit is known.
    pub to: Wanted,
}

/// A target whose unit is still to be found.
#[derive(Debug, Clone)]
pub enum Wanted {
    /// Known already.
    Target(Target),
    /// One unit.
    Unit(Typed),
    /// All of a kind, below a unit or in the whole country.
    Group(UnitKind, Option<Typed>),
    /// A cluster by name, or its leading unit alone.
    Cluster(String, bool),
    /// The leading units of the clusters that the issuer keeps.
    ClusterLeaders,
    /// A partner outside by name.
    Partner(String),
}

/// A unit as it was typed.
#[derive(Debug, Clone)]
pub struct Typed {
    /// The chosen one.
    pub id: Option<UnitId>,
    /// The words.
    pub text: String,
}

impl Check for Addresses {
    type Valid = Vec<Answered>;

    fn check(self) -> Result<Vec<Answered>, FormErrors> {
        let mut errors = FormErrors::none();
        if self.names.len() > NAMES_MAX {
            errors.add("names", "documents-names-many");
        }
        let mut answers = Vec::new();
        for (at, answer) in self.names {
            let typed = Typed { id: answer.unit_id.trim().parse().ok(), text: answer.unit.trim().to_owned() };
            let is_typed = typed.id.is_some() || !typed.text.is_empty();
            let to = match answer.to.as_str() {
                "" => continue,
                "bound" => Wanted::Target(Target::Bound),
                "nobody" => Wanted::Target(Target::Nobody),
                "cluster_leaders" => Wanted::ClusterLeaders,
                "cluster" | "cluster_lead" | "partner" if answer.named.trim().is_empty() => {
                    errors.add(format!("names.{at}.named"), "documents-named-missing");
                    continue;
                }
                "cluster" => Wanted::Cluster(answer.named, false),
                "cluster_lead" => Wanted::Cluster(answer.named, true),
                "partner" => Wanted::Partner(answer.named),
                "unit" if is_typed => Wanted::Unit(typed),
                "group" => match UnitKind::parse(&answer.kind) {
                    Some(kind) => Wanted::Group(kind, is_typed.then_some(typed)),
                    None => {
                        errors.add(format!("names.{at}.kind"), "documents-kind-missing");
                        continue;
                    }
                },
                _ => {
                    errors.add(format!("names.{at}.unit"), "documents-unit-missing");
                    continue;
                }
            };
            answers.push(Answered { at, printed: answer.printed, to });
        }
        errors.or(|| answers)
    }
}

/// A unit that gets a document without being printed in it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AddRecipient {
    /// The unit as typed.
    unit: String,
    /// The one chosen.
    unit_id: String,
    /// What it gets it for: "để biết".
    purpose: String,
    /// The name of an added unit that is to be taken back.
    remove: String,
}

/// What is to be done.
#[derive(Debug)]
pub enum ToAdd {
    /// This unit gets it, for this.
    Add(Typed, Option<String>),
    /// The added unit of this name does not.
    Remove(String),
}

impl Check for AddRecipient {
    type Valid = ToAdd;

    fn check(self) -> Result<ToAdd, FormErrors> {
        if !self.remove.is_empty() {
            return Ok(ToAdd::Remove(self.remove));
        }
        let mut errors = FormErrors::none();
        let typed = Typed { id: self.unit_id.trim().parse().ok(), text: self.unit.trim().to_owned() };
        if typed.id.is_none() && typed.text.is_empty() {
            errors.add("unit", "documents-unit-missing");
        }
        let purpose = line(&mut errors, "purpose", &self.purpose);
        errors.or(|| ToAdd::Add(typed, Some(purpose).filter(|purpose| !purpose.is_empty())))
    }
}
