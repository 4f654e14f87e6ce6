//! What the forms of units take. Units are named by id or by what was typed; days as people write them.

use domain::ids::UnitId;
use domain::time::Day;
use domain::units::{Line, Name, UnitKind};
use serde::Deserialize;
use utoipa::ToSchema;
use web::{Check, FormErrors};

/// Longest name, in letters: twice the longest in the lists.
pub const NAME_LETTERS_MAX: usize = 300;
/// Longest legal text, in letters.
pub const BASIS_LETTERS_MAX: usize = 300;
/// Longest code, in letters.
pub const CODE_LETTERS_MAX: usize = 60;
/// Units merged or split in one go.
pub const PARTIES_MAX: usize = 200;

/// A unit as a form names it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    /// The id that the picker filled in.
    pub id: Option<UnitId>,
    /// What was typed.
    pub text: String,
}

impl Named {
    fn new(text: &str, id: &str) -> Named {
        Named { id: id.trim().parse().ok(), text: text.trim().to_owned() }
    }

    /// Whether no unit was named.
    pub fn is_empty(&self) -> bool {
        self.id.is_none() && self.text.is_empty()
    }
}

/// Reads a day as people write it: 13/10/2023, 1.7.2025, 2023-10-13.
pub fn day(text: &str) -> Option<Day> {
    let parts: Vec<&str> = text.trim().split(['/', '.', '-']).map(str::trim).collect();
    let [a, b, c] = parts.as_slice() else { return None };
    let number = |part: &str| part.parse::<u32>().ok();
    let (year, month, day) =
        if a.len() == 4 { (a, number(b)?, number(c)?) } else { (c, number(b)?, number(a)?) };
    (year.len() == 4).then_some(())?;
    Day::from_ymd_opt(year.parse().ok()?, month, day)
}

fn need_day(errors: &mut FormErrors, text: &str) -> Day {
    day(text).unwrap_or_else(|| {
        errors.add("on", if text.trim().is_empty() { "units-day-missing" } else { "units-day-unread" });
        Day::default()
    })
}

fn need_name(errors: &mut FormErrors, full: &str, short: &str) -> Name {
    let (full, short) = (full.trim(), short.trim());
    if full.is_empty() {
        errors.add("full", "units-name-missing");
    }
    for (field, text) in [("full", full), ("short", short)] {
        if text.chars().count() > NAME_LETTERS_MAX {
            errors.add(field, "units-name-long");
        }
    }
    Name { full: full.to_owned(), short: if short.is_empty() { full.to_owned() } else { short.to_owned() } }
}

fn need_basis(errors: &mut FormErrors, basis: &str) -> String {
    if basis.chars().count() > BASIS_LETTERS_MAX {
        errors.add("basis", "units-basis-long");
    }
    basis.trim().to_owned()
}

/// A new unit.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NewUnit {
    /// Whole name.
    full: String,
    /// Short name; the whole one when it is empty.
    short: String,
    /// Code of the kind.
    kind: String,
    /// Code for spreadsheets; made up when it is empty.
    code: String,
    /// Code of the line.
    line: String,
    /// The unit above, as typed.
    parent: String,
    /// The unit above, by id.
    parent_id: String,
    /// First day; unknown when it is empty.
    on: String,
    /// Other spellings, one a line.
    aliases: String,
    /// Where the facts come from.
    source: String,
}

/// A new unit that can be made.
#[derive(Debug)]
pub struct ToCreate {
    pub name: Name,
    pub kind: UnitKind,
    pub code: String,
    pub line: Line,
    pub parent: Named,
    pub from: Option<Day>,
    pub aliases: Vec<String>,
    pub source: String,
}

impl Check for NewUnit {
    type Valid = ToCreate;

    fn check(self) -> Result<ToCreate, FormErrors> {
        let mut errors = FormErrors::none();
        let name = need_name(&mut errors, &self.full, &self.short);
        let kind = UnitKind::parse(&self.kind).unwrap_or_else(|| {
            errors.add("kind", "units-kind-missing");
            UnitKind::Other
        });
        let line = if self.line.is_empty() { Some(kind.home()) } else { Line::parse(&self.line) };
        let line = line.unwrap_or_else(|| {
            errors.add("line", "units-line-unknown");
            kind.home()
        });
        let code = self.code.trim().to_owned();
        if code.chars().count() > CODE_LETTERS_MAX || code.chars().any(char::is_whitespace) {
            errors.add("code", "units-code-unread");
        }
        let from = if self.on.trim().is_empty() { None } else { Some(need_day(&mut errors, &self.on)) };
        let source = need_basis(&mut errors, &self.source);
        let aliases: Vec<String> = lines(&self.aliases);
        if aliases.iter().any(|alias| alias.chars().count() > NAME_LETTERS_MAX) {
            errors.add("aliases", "units-name-long");
        }
        let parent = Named::new(&self.parent, &self.parent_id);
        errors.or(|| ToCreate { name, kind, code, line, parent, from, aliases, source })
    }
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Another name.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Rename {
    /// Whole name.
    full: String,
    /// Short name.
    short: String,
    /// First day of the new name.
    on: String,
    /// The legal text.
    basis: String,
}

impl Check for Rename {
    type Valid = (Name, Day, String);

    fn check(self) -> Result<Self::Valid, FormErrors> {
        let mut errors = FormErrors::none();
        let name = need_name(&mut errors, &self.full, &self.short);
        let on = need_day(&mut errors, &self.on);
        let basis = need_basis(&mut errors, &self.basis);
        errors.or(|| (name, on, basis))
    }
}

/// Another place.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Move {
    /// Code of the line.
    line: String,
    /// The unit above, as typed; empty for the top.
    parent: String,
    /// The unit above, by id.
    parent_id: String,
    /// First day there.
    on: String,
    /// The legal text.
    basis: String,
}

impl Check for Move {
    type Valid = (Line, Named, Day, String);

    fn check(self) -> Result<Self::Valid, FormErrors> {
        let mut errors = FormErrors::none();
        let line = Line::parse(&self.line).unwrap_or_else(|| {
            errors.add("line", "units-line-unknown");
            Line::StateManagement
        });
        let on = need_day(&mut errors, &self.on);
        let basis = need_basis(&mut errors, &self.basis);
        let parent = Named::new(&self.parent, &self.parent_id);
        errors.or(|| (line, parent, on, basis))
    }
}

/// A merge.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Merge {
    /// The other units that go in, one name, code or id a line.
    others: String,
    /// The unit that takes them in and goes on, as typed.
    into: String,
    /// The unit that takes them in, by id.
    into_id: String,
    /// Whole name of a new unit, when none goes on.
    full: String,
    /// Its short name.
    short: String,
    /// First day of the new state.
    on: String,
    /// The legal text.
    basis: String,
}

/// A merge that can be tried.
#[derive(Debug)]
pub struct ToMerge {
    pub others: Vec<Named>,
    pub into: Named,
    pub new: Option<Name>,
    pub on: Day,
    pub basis: String,
}

impl Check for Merge {
    type Valid = ToMerge;

    fn check(self) -> Result<ToMerge, FormErrors> {
        let mut errors = FormErrors::none();
        let into = Named::new(&self.into, &self.into_id);
        let is_new = !self.full.trim().is_empty();
        if into.is_empty() != is_new {
            errors.add("into", "units-merge-into-one");
        }
        let new = is_new.then(|| need_name(&mut errors, &self.full, &self.short));
        let others: Vec<Named> = lines(&self.others).iter().map(|line| Named::new(line, line)).collect();
        if others.len() > PARTIES_MAX {
            errors.add("others", "units-parties-many");
        }
        if is_new && others.is_empty() {
            errors.add("others", "units-merge-others");
        }
        let on = need_day(&mut errors, &self.on);
        let basis = need_basis(&mut errors, &self.basis);
        errors.or(|| ToMerge { others, into, new, on, basis })
    }
}

/// A split.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Split {
    /// Names of the new units, one a line.
    parts: String,
    /// The old one goes on.
    keeps: bool,
    /// First day of the new state.
    on: String,
    /// The legal text.
    basis: String,
}

impl Check for Split {
    type Valid = (Vec<Name>, bool, Day, String);

    fn check(self) -> Result<Self::Valid, FormErrors> {
        let mut errors = FormErrors::none();
        let parts: Vec<Name> =
            lines(&self.parts).into_iter().map(|full| Name { short: full.clone(), full }).collect();
        if parts.is_empty() {
            errors.add("parts", "units-split-parts");
        }
        if parts.len() > PARTIES_MAX {
            errors.add("parts", "units-parties-many");
        }
        if parts.iter().any(|name| name.full.chars().count() > NAME_LETTERS_MAX) {
            errors.add("parts", "units-name-long");
        }
        let on = need_day(&mut errors, &self.on);
        let basis = need_basis(&mut errors, &self.basis);
        errors.or(|| (parts, self.keeps, on, basis))
    }
}

/// An end.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Dissolve {
    /// The unit that takes over, as typed; may be empty.
    successor: String,
    /// The unit that takes over, by id.
    successor_id: String,
    /// First day on which it no longer exists.
    on: String,
    /// The legal text.
    basis: String,
}

impl Check for Dissolve {
    type Valid = (Named, Day, String);

    fn check(self) -> Result<Self::Valid, FormErrors> {
        let mut errors = FormErrors::none();
        let on = need_day(&mut errors, &self.on);
        let basis = need_basis(&mut errors, &self.basis);
        let successor = Named::new(&self.successor, &self.successor_id);
        errors.or(|| (successor, on, basis))
    }
}

/// Another spelling.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NewAlias {
    /// As printed.
    text: String,
}

impl Check for NewAlias {
    type Valid = String;

    fn check(self) -> Result<String, FormErrors> {
        let text = self.text.trim().to_owned();
        let mut errors = FormErrors::none();
        if text.is_empty() {
            errors.add("text", "units-alias-missing");
        }
        if text.chars().count() > NAME_LETTERS_MAX {
            errors.add("text", "units-name-long");
        }
        errors.or(|| text)
    }
}
