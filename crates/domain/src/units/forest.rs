//! The forest: units by code, and every question about a day.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::ids::UnitId;

use super::{Day, Group, Line, Span, Timeline, UnitKind};

/// Longest chain of parents that is followed; real chains have fewer than eight links.
pub const DEPTH_MAX: usize = 32;

/// The lasting key of a unit: lower-case ASCII words with dots and hyphens ("t63.01.so"). Never shown as a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UnitCode(String);

impl UnitCode {
    /// A code from text that is known to be one.
    pub fn new(code: impl Into<String>) -> UnitCode {
        UnitCode(code.into())
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id of the row that holds this unit, the same on every installation: seeding twice meets the same rows.
    ///
    /// A version 8 UUID over the 128-bit FNV-1a hash of the code; the codes are ours, so nobody can aim for a collision.
    pub fn id(&self) -> UnitId {
        const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
        const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
        let hash = self.0.bytes().fold(OFFSET, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME));
        uuid::Builder::from_custom_bytes(hash.to_be_bytes()).into_uuid().into()
    }
}

impl fmt::Display for UnitCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How a unit is called for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// The whole name: "Sở Giáo dục và Đào tạo Hà Nội".
    pub full: String,
    /// The short name for chips and lists: "Sở GD&ĐT Hà Nội".
    pub short: String,
}

/// Another spelling under which documents mention the unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    /// As printed: "NGCBQLGD".
    pub text: String,
    /// False when it is recalled and not seen in a document.
    pub verified: bool,
}

/// What became of a unit, or what happened to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType), sea_orm(value_type = "String"))]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// `from` ended and went into `to`.
    Merge,
    /// `to` came out of `from`.
    Split,
    /// `from` got another name; `to` is the same unit.
    Rename,
    /// `from` got another parent; `to` is the parent.
    Reparent,
    /// `from` ended; `to`, if any, took over its work.
    Dissolve,
}

impl LinkKind {
    /// All kinds.
    pub const ALL: [LinkKind; 5] =
        [LinkKind::Merge, LinkKind::Split, LinkKind::Rename, LinkKind::Reparent, LinkKind::Dissolve];

    /// The word used in columns and translation keys.
    pub fn code(self) -> &'static str {
        match self {
            LinkKind::Merge => "merge",
            LinkKind::Split => "split",
            LinkKind::Rename => "rename",
            LinkKind::Reparent => "reparent",
            LinkKind::Dissolve => "dissolve",
        }
    }

    /// The kind with this code.
    pub fn parse(code: &str) -> Option<LinkKind> {
        LinkKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether `to` continues what `from` did.
    pub fn makes_successor(self) -> bool {
        matches!(self, LinkKind::Merge | LinkKind::Split | LinkKind::Dissolve)
    }
}

/// One entry of the legal history of units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What happened.
    pub kind: LinkKind,
    /// The unit it happened to.
    pub from: UnitCode,
    /// The unit that came out of it, if any.
    pub to: Option<UnitCode>,
    /// The first day of the new state.
    pub on: Day,
    /// The legal text: "Nghị quyết 202/2025/QH15". Empty when unknown.
    pub basis: String,
    /// False when date or legal text are recalled.
    pub verified: bool,
}

/// A unit with all that is dated about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// The lasting key.
    pub code: UnitCode,
    /// What it is.
    pub kind: UnitKind,
    /// From when to when it exists.
    pub life: Span,
    /// Its names.
    pub names: Timeline<Name>,
    /// Its parent per line; an explicit `None` says that it stands at the top of that line.
    pub parents: BTreeMap<Line, Timeline<Option<UnitCode>>>,
    /// Other spellings, at any time.
    pub aliases: Vec<Alias>,
    /// Code of the place in the statistics office's lists ("01", "001", "00004"), of the school in its register; may be empty.
    pub area: String,
    /// Where the facts come from.
    pub source: String,
    /// False when they are recalled or guessed: the pages say so.
    pub verified: bool,
    /// Place among its siblings.
    pub rank: u32,
}

impl Unit {
    /// The name on `day`, or the nearest one when the unit did not exist then.
    pub fn name_near(&self, day: Day) -> &Name {
        let entries = self.names.entries();
        let later =
            entries.iter().find(|(span, _)| span.contains(day) || span.from.is_some_and(|from| from > day));
        let (_, name) = later.or(entries.last()).expect("a unit is born with a name");
        name
    }
}

/// All units of an installation, in memory.
#[derive(Debug, Clone, Default)]
pub struct Forest {
    pub(super) units: Vec<Unit>,
    pub(super) index: HashMap<UnitCode, usize>,
    pub(super) links: Vec<Link>,
    /// Who was ever below whom; the dates are in the child.
    pub(super) below: HashMap<UnitCode, Vec<(Line, usize)>>,
    /// The units that the last change altered, as they were before it.
    pub(super) undo: Vec<(usize, Unit)>,
}

impl Forest {
    /// Adds a unit as it stands, without the checks of a change: for rows that were checked when they were written.
    pub fn insert(&mut self, unit: Unit) {
        let at = self.units.len();
        self.index.insert(unit.code.clone(), at);
        for (line, parents) in &unit.parents {
            for parent in parents.entries().iter().filter_map(|(_, parent)| parent.as_ref()) {
                note_child(&mut self.below, parent, *line, at);
            }
        }
        self.units.push(unit);
    }

    /// Adds an entry of the legal history.
    pub fn insert_link(&mut self, link: Link) {
        self.links.push(link);
    }

    /// The unit with this code.
    pub fn get(&self, code: &UnitCode) -> Option<&Unit> {
        self.index.get(code).map(|at| &self.units[*at])
    }

    /// All units, in the order they were entered.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// The legal history.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The parent of a unit in a line on `day`; `None` at the top, in a gap and for units that do not exist then.
    pub fn parent_on(&self, code: &UnitCode, line: Line, day: Day) -> Option<&UnitCode> {
        self.get(code)?.parents.get(&line)?.on(day)?.as_ref()
    }

    /// The units right below `code` in a line on `day`, by rank and name.
    pub fn children_on(&self, code: &UnitCode, line: Line, day: Day) -> Vec<&Unit> {
        let below = self.below.get(code).map_or(&[][..], Vec::as_slice);
        let mut children: Vec<&Unit> = below
            .iter()
            .filter(|(of, _)| *of == line)
            .map(|(_, at)| &self.units[*at])
            .filter(|unit| {
                unit.parents.get(&line).and_then(|parents| parents.on(day)) == Some(&Some(code.clone()))
            })
            .collect();
        sort_siblings(&mut children, day);
        children
    }

    /// The units at the top of a line on `day`.
    pub fn roots_on(&self, line: Line, day: Day) -> Vec<&Unit> {
        let mut roots: Vec<&Unit> = self
            .units
            .iter()
            .filter(|unit| unit.life.contains(day))
            .filter(|unit| {
                unit.parents.get(&line).is_some_and(|parents| parents.on(day).is_none_or(Option::is_none))
            })
            .collect();
        sort_siblings(&mut roots, day);
        roots
    }

    /// The chain of parents of a unit, nearest first.
    pub fn ancestors_on(&self, code: &UnitCode, line: Line, day: Day) -> Vec<&UnitCode> {
        let mut chain = Vec::new();
        let mut at = code;
        while let Some(parent) = self.parent_on(at, line, day) {
            if chain.len() == DEPTH_MAX {
                break;
            }
            chain.push(parent);
            at = parent;
        }
        chain
    }

    /// Whether `code` lies below `top` (or is it) in any line on `day`.
    pub fn is_within(&self, code: &UnitCode, top: &UnitCode, day: Day) -> bool {
        code == top || Line::ALL.into_iter().any(|line| self.ancestors_on(code, line, day).contains(&top))
    }

    /// The units that a group name stands for on `day`.
    pub fn members_on(&self, group: &Group, day: Day) -> Vec<&Unit> {
        let mut members: Vec<&Unit> = self
            .units
            .iter()
            .filter(|unit| group.kinds.contains(&unit.kind) && unit.life.contains(day))
            .filter(|unit| group.within.as_ref().is_none_or(|top| self.is_within(&unit.code, top, day)))
            .collect();
        sort_siblings(&mut members, day);
        members
    }

    /// The units that stand on `day` for one that ended: what it was merged, split or handed over into, followed through.
    pub fn successors_on(&self, code: &UnitCode, day: Day) -> Vec<&UnitCode> {
        let mut found = Vec::new();
        let mut seen = vec![code];
        let mut queue = vec![code];
        while let Some(at) = queue.pop() {
            for link in self
                .links
                .iter()
                .filter(|link| &link.from == at && link.kind.makes_successor() && link.on <= day)
            {
                let Some(to) = &link.to else { continue };
                if seen.contains(&to) {
                    continue;
                }
                seen.push(to);
                match self.get(to) {
                    Some(unit) if unit.life.contains(day) => found.push(to),
                    _ => queue.push(to),
                }
            }
        }
        found
    }
}

pub(super) fn note_child(
    below: &mut HashMap<UnitCode, Vec<(Line, usize)>>,
    parent: &UnitCode,
    line: Line,
    child: usize,
) {
    let known = below.entry(parent.clone()).or_default();
    if !known.contains(&(line, child)) {
        known.push((line, child));
    }
}

/// Official order: kind, then rank, then name by its folded key.
fn sort_siblings(units: &mut [&Unit], day: Day) {
    units.sort_by_cached_key(|unit| {
        (unit.kind, unit.rank, crate::text::key(&unit.name_near(day).full), unit.code.clone())
    });
}
