//! What the forms of registers take. Lengths are those of the metadata in Decree 30/2020/NĐ-CP, appendix VI, part II.

use chrono::Datelike as _;
use domain::ids::UnitId;
use domain::time::Day;
use serde::Deserialize;
use tables::register::Way;
use utoipa::ToSchema;
use web::{Check, FormErrors, args};

use super::actions::{Annotation, Arrival, Elsewhere, NewBook, NewMark};
use super::series::{Takes, word_of};

/// Subject.
const SUBJECT_LETTERS_MAX: usize = 500;
/// ToPlaces.
const PLACES_LETTERS_MAX: usize = 1000;
/// OrganName.
const NAME_LETTERS_MAX: usize = 200;
/// Number and symbol of a paper as printed.
const PRINTED_LETTERS_MAX: usize = 60;
/// Remarks, and the reason why a number is void.
const NOTE_LETTERS_MAX: usize = 500;
/// IssuedAmount has three digits for sheets; copies of a nation-wide plan need more.
const COPIES_MAX: u32 = 99_999;
/// A register on paper that is continued here.
const FIRST_NUMBER_MAX: u32 = 999_999;

/// A day as people write it: 13/10/2023, 1.7.2025, 2023-10-13.
fn day(text: &str) -> Option<Day> {
    let parts: Vec<&str> = text.trim().split(['/', '.', '-']).map(str::trim).collect();
    let [a, b, c] = parts.as_slice() else { return None };
    let number = |part: &str| part.parse::<u32>().ok();
    let (year, month, day) =
        if a.len() == 4 { (a, number(b)?, number(c)?) } else { (c, number(b)?, number(a)?) };
    (year.len() == 4).then_some(())?;
    // A printed year of another century is a slip of the finger.
    Day::from_ymd_opt(year.parse().ok()?, month, day).filter(|day| (1945..=2200).contains(&day.year()))
}

struct Reading(FormErrors);

impl Reading {
    fn day(&mut self, field: &'static str, typed: &str) -> Day {
        day(typed).unwrap_or_else(|| {
            self.0.add(
                field,
                if typed.trim().is_empty() { "registers-day-missing" } else { "registers-day-unread" },
            );
            Day::default()
        })
    }

    fn day_or_none(&mut self, field: &'static str, typed: &str) -> Option<Day> {
        if typed.trim().is_empty() { None } else { Some(self.day(field, typed)) }
    }

    fn text(&mut self, field: &'static str, typed: &str, n_max: usize) -> String {
        if typed.chars().count() > n_max {
            self.0.add_with(field, "registers-too-long", args![n = n_max]);
        }
        typed.trim().to_owned()
    }

    fn need(&mut self, field: &'static str, typed: &str, n_max: usize) -> String {
        if typed.trim().is_empty() {
            self.0.add(field, "registers-missing");
        }
        self.text(field, typed, n_max)
    }

    fn count(&mut self, field: &'static str, typed: &str, n_max: u32) -> Option<u32> {
        let typed = typed.trim();
        let n = typed.parse().ok().filter(|n| (1..=n_max).contains(n));
        if !typed.is_empty() && n.is_none() {
            self.0.add_with(field, "registers-count-unread", args![n = n_max]);
        }
        n
    }

    fn kind(&mut self, typed: &str) -> String {
        if word_of(typed).is_none() {
            self.0.add("kind", "registers-kind-missing");
        }
        typed.to_owned()
    }

    fn takes(&mut self, takes: &str, kinds: Vec<String>) -> Takes {
        match takes {
            "rest" => Takes::Rest,
            "asked" => Takes::Asked,
            "kinds" => {
                let known: Vec<String> = kinds.into_iter().filter(|code| word_of(code).is_some()).collect();
                if known.is_empty() {
                    self.0.add("kinds", "registers-kinds-missing");
                }
                Takes::Kinds(known)
            }
            _ => {
                self.0.add("takes", "registers-takes-missing");
                Takes::Asked
            }
        }
    }
}

/// Which unit a form is about. The right over it is proved before anything else is looked at.
pub trait NamesUnit {
    /// The unit that was chosen, and what was typed beside it.
    fn unit(&self) -> (Option<UnitId>, &str);
}

macro_rules! names_unit {
    ($($form:ty),*) => {$(impl NamesUnit for $form {
        fn unit(&self) -> (Option<UnitId>, &str) {
            (self.unit_id.trim().parse().ok(), &self.unit)
        }
    })*};
}
names_unit!(OpenYear, NewRegister, SetMark);

/// Opens the registers of a year like those of the year before.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct OpenYear {
    /// Whose, as typed.
    unit: String,
    /// Whose, by id.
    unit_id: String,
    /// Calendar year.
    year: String,
}

impl Check for OpenYear {
    type Valid = i32;

    fn check(self) -> Result<i32, FormErrors> {
        let year = self.year.trim().parse().ok().filter(|year| (1945..=2200).contains(year));
        year.ok_or_else(|| FormErrors::of("year", "registers-year-unread"))
    }
}

/// A new register.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct NewRegister {
    /// Whose, as typed.
    unit: String,
    /// Whose, by id.
    unit_id: String,
    /// "out" or "in".
    way: String,
    /// Calendar year.
    year: String,
    /// Name on the cover.
    name: String,
    /// "rest", "kinds" or "asked".
    takes: String,
    /// Codes of kinds.
    kinds: Vec<String>,
    /// The first number, when the year began on paper.
    first: String,
}

impl Check for NewRegister {
    type Valid = NewBook;

    fn check(self) -> Result<NewBook, FormErrors> {
        let mut read = Reading(FormErrors::none());
        let year = self.year.trim().parse().ok().filter(|year| (1945..=2200).contains(year));
        let year = year.unwrap_or_else(|| {
            read.0.add("year", "registers-year-unread");
            0
        });
        let way = if self.way == "in" { Way::In } else { Way::Out };
        let name = read.need("name", &self.name, NAME_LETTERS_MAX);
        let takes = read.takes(&self.takes, self.kinds);
        let first_number = read.count("first", &self.first, FIRST_NUMBER_MAX).unwrap_or(1);
        read.0.or(|| NewBook { way, year, name, takes, first_number })
    }
}

/// Another name or other kinds of a register.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ChangeRegister {
    /// Name on the cover.
    name: String,
    /// "rest", "kinds" or "asked".
    takes: String,
    /// Codes of kinds.
    kinds: Vec<String>,
}

impl Check for ChangeRegister {
    type Valid = (String, Takes);

    fn check(self) -> Result<Self::Valid, FormErrors> {
        let mut read = Reading(FormErrors::none());
        let name = read.need("name", &self.name, NAME_LETTERS_MAX);
        let takes = read.takes(&self.takes, self.kinds);
        read.0.or(|| (name, takes))
    }
}

/// Code words of a unit.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct SetMark {
    /// Whose, as typed.
    unit: String,
    /// Whose, by id.
    unit_id: String,
    /// As an agency.
    agency: String,
    /// As a part that drafts letters.
    part: String,
}

impl Check for SetMark {
    type Valid = NewMark;

    fn check(self) -> Result<NewMark, FormErrors> {
        let mut errors = FormErrors::none();
        let part = Some(self.part.trim().to_owned()).filter(|part| !part.is_empty());
        for (field, typed) in [("agency", Some(&self.agency)), ("part", part.as_ref())] {
            if typed.is_some_and(|typed| super::symbols::checked(typed).is_err()) {
                errors.add(field, "registers-symbol-bad");
            }
        }
        errors.or(|| NewMark { agency: self.agency, part })
    }
}

/// A paper by hand: outgoing with its next number or one given elsewhere, incoming with its next arrival number.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct NewEntry {
    /// The day of the document, or of its arrival.
    on: String,
    /// Code of the kind.
    kind: String,
    /// Outgoing: the symbol after the stroke. Incoming and numbered elsewhere: number and symbol as printed.
    symbol: String,
    /// Another agency gave the number.
    is_given: bool,
    /// Who issued an incoming document, or gave the number.
    issuer: String,
    /// The day printed on an incoming document.
    paper_on: String,
    /// Trích yếu.
    subject: String,
    /// Who signed.
    signer: String,
    /// Where it goes, or whom it is given to.
    recipients: String,
    /// Who keeps the archive copy.
    keeper: String,
    /// How many copies.
    copies: String,
    /// By when an incoming document must be answered.
    due_on: String,
    /// Remarks.
    note: String,
    /// It is entered although it looks like one that is there.
    even_if_there: bool,
}

impl Check for NewEntry {
    type Valid = (Elsewhere, Arrival);

    fn check(self) -> Result<Self::Valid, FormErrors> {
        let mut read = Reading(FormErrors::none());
        let on = read.day("on", &self.on);
        let kind = read.kind(&self.kind);
        let symbol = read.need("symbol", &self.symbol, PRINTED_LETTERS_MAX);
        if self.is_given && self.issuer.trim().is_empty() {
            read.0.add("issuer", "registers-missing");
        }
        let issuer = read.text("issuer", &self.issuer, NAME_LETTERS_MAX);
        let paper_on = read.day_or_none("paper_on", &self.paper_on);
        let subject = read.need("subject", &self.subject, SUBJECT_LETTERS_MAX);
        let signer = read.text("signer", &self.signer, NAME_LETTERS_MAX);
        let recipients = read.text("recipients", &self.recipients, PLACES_LETTERS_MAX);
        let keeper = read.text("keeper", &self.keeper, NAME_LETTERS_MAX);
        let copies = read.count("copies", &self.copies, COPIES_MAX);
        let due_on = read.day_or_none("due_on", &self.due_on);
        let note = read.text("note", &self.note, NOTE_LETTERS_MAX);
        read.0.or(|| {
            let given = self.is_given.then(|| (symbol.clone(), issuer.clone()));
            let arrival = Arrival {
                on,
                kind: kind.clone(),
                printed: symbol.clone(),
                issuer,
                paper_on,
                subject: subject.clone(),
                recipients: recipients.clone(),
                due_on,
                note: note.clone(),
                even_if_there: self.even_if_there,
            };
            (
                Elsewhere { on, kind, symbol, given, subject, signer, recipients, keeper, copies, note },
                arrival,
            )
        })
    }
}

/// What became of a line.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct Annotate {
    /// Where it went, or whom it was given to.
    recipients: String,
    /// Who keeps the archive copy.
    keeper: String,
    /// How many copies.
    copies: String,
    /// When it was passed on.
    sent_on: String,
    /// Who signed for it.
    receipt: String,
    /// Remarks.
    note: String,
    /// By when it must be answered.
    due_on: String,
    /// How far that is.
    progress: String,
    /// Number and symbol of the answer.
    answer: String,
}

impl Check for Annotate {
    type Valid = Annotation;

    fn check(self) -> Result<Annotation, FormErrors> {
        let mut read = Reading(FormErrors::none());
        let note = Annotation {
            recipients: read.text("recipients", &self.recipients, PLACES_LETTERS_MAX),
            keeper: read.text("keeper", &self.keeper, NAME_LETTERS_MAX),
            copies: read.count("copies", &self.copies, COPIES_MAX),
            sent_on: read.day_or_none("sent_on", &self.sent_on),
            receipt: read.text("receipt", &self.receipt, NAME_LETTERS_MAX),
            note: read.text("note", &self.note, NOTE_LETTERS_MAX),
            due_on: read.day_or_none("due_on", &self.due_on),
            progress: read.text("progress", &self.progress, NOTE_LETTERS_MAX),
            answer: read.text("answer", &self.answer, PRINTED_LETTERS_MAX),
        };
        read.0.or(|| note)
    }
}

/// Why a number is void.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct Void {
    /// The reason.
    reason: String,
}

impl Check for Void {
    type Valid = String;

    fn check(self) -> Result<String, FormErrors> {
        let mut read = Reading(FormErrors::none());
        let reason = read.need("reason", &self.reason, NOTE_LETTERS_MAX);
        read.0.or(|| reason)
    }
}
