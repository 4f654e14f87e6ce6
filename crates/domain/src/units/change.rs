//! Changes to the forest: each is checked as a whole, then carried out as a whole.

mod deeds;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Alias, Day, Forest, Line, Link, LinkKind, Name, Unit, UnitCode, UnitKind};

/// A unit to be created.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewUnit {
    /// The lasting key; must be free.
    pub code: UnitCode,
    /// What it is.
    pub kind: UnitKind,
    /// Its first name.
    pub name: Name,
    /// Its parents from the first day; a line that is not named here does not hold the unit.
    pub parents: BTreeMap<Line, Option<UnitCode>>,
    /// Other spellings.
    pub aliases: Vec<Alias>,
    /// Code of the place or the school.
    pub area: String,
    /// Where the facts come from.
    pub source: String,
    /// False when they are recalled.
    pub verified: bool,
    /// Place among siblings.
    pub rank: u32,
}

/// Where merged units go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// A new unit.
    New(Box<NewUnit>),
    /// A unit that goes on.
    Existing(UnitCode),
}

/// What happens to the units below one that ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Children {
    /// There may be none.
    Refuse,
    /// They move below this unit.
    MoveTo(UnitCode),
    /// They stand without a parent until they are moved or end.
    Detach,
}

/// One change. `on` is the first day of the new state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields say what the variant says")]
pub enum Change {
    /// A unit begins.
    Create { unit: Box<NewUnit>, from: Option<Day> },
    /// A unit is called otherwise.
    Rename { unit: UnitCode, on: Day, name: Name, basis: String, verified: bool },
    /// A unit comes below another one, or to the top of the line.
    Reparent { unit: UnitCode, line: Line, on: Day, parent: Option<UnitCode>, basis: String, verified: bool },
    /// Units end and go into another.
    Merge { from: Vec<UnitCode>, into: Target, on: Day, basis: String, verified: bool },
    /// Units come out of one; it goes on when `keeps` says so, else it ends.
    Split {
        from: UnitCode,
        into: Vec<NewUnit>,
        keeps: bool,
        children: Children,
        on: Day,
        basis: String,
        verified: bool,
    },
    /// A unit ends.
    Dissolve {
        unit: UnitCode,
        on: Day,
        successor: Option<UnitCode>,
        children: Children,
        basis: String,
        verified: bool,
    },
    /// Another spelling of a unit.
    AddAlias { unit: UnitCode, alias: Alias },
}

/// Why a change cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[expect(missing_docs, reason = "the sentence says it")]
pub enum ChangeError {
    #[error("There is no unit {0}.")]
    Unknown(UnitCode),
    #[error("The code {0} is taken.")]
    Taken(UnitCode),
    #[error("{0} does not exist on {1}.")]
    NotThen(UnitCode, Day),
    #[error("{0} has changes on or after {1}.")]
    LaterChange(UnitCode, Day),
    #[error("{0} would be below itself on {1}.")]
    Cycle(UnitCode, Day),
    #[error("{0} still has {1} units below it.")]
    HasChildren(UnitCode, usize),
    #[error("{0} cannot be merged into itself.")]
    IntoItself(UnitCode),
    #[error("A merge and a split need at least one unit on either side.")]
    NothingNamed,
    #[error("A name must not be empty.")]
    NoName,
}

type Checked = Result<(), ChangeError>;

impl Forest {
    /// Makes one change; when it is refused, nothing has changed.
    pub fn apply(&mut self, change: Change) -> Checked {
        self.undo.clear();
        let (units, links) = (self.units.len(), self.links.len());
        let outcome = self.make(change);
        if outcome.is_err() {
            for (at, before) in self.undo.drain(..) {
                self.units[at] = before;
            }
            if self.units.len() > units {
                self.below.values_mut().for_each(|children| children.retain(|(_, at)| *at < units));
            }
            for unit in self.units.drain(units..) {
                self.index.remove(&unit.code);
            }
            self.links.truncate(links);
        }
        outcome
    }

    /// The units that the last change altered; those it created are the last ones of `units()`.
    pub fn touched(&self) -> impl Iterator<Item = &Unit> {
        self.undo.iter().map(|(at, _)| &self.units[*at])
    }

    /// What a unit was before the last change; as it is when that did not touch it.
    pub fn before(&self, code: &UnitCode) -> Option<&Unit> {
        let at = *self.index.get(code)?;
        let kept = self.undo.iter().find(|(touched, _)| *touched == at);
        Some(kept.map_or(&self.units[at], |(_, before)| before))
    }

    fn make(&mut self, change: Change) -> Checked {
        match change {
            Change::Create { unit, from } => self.create(*unit, from),
            Change::Rename { unit, on, name, basis, verified } => {
                self.rename(&unit, on, name)?;
                self.links.push(Link {
                    kind: LinkKind::Rename,
                    from: unit.clone(),
                    to: Some(unit),
                    on,
                    basis,
                    verified,
                });
                Ok(())
            }
            Change::Reparent { unit, line, on, parent, basis, verified } => {
                self.reparent(&unit, line, on, parent.as_ref())?;
                self.links.push(Link {
                    kind: LinkKind::Reparent,
                    from: unit,
                    to: parent,
                    on,
                    basis,
                    verified,
                });
                Ok(())
            }
            Change::Merge { from, into, on, basis, verified } => self.merge(from, into, on, &basis, verified),
            Change::Split { from, into, keeps, children, on, basis, verified } => {
                self.split(&from, into, keeps, &children, (on, basis, verified))
            }
            Change::Dissolve { unit, on, successor, children, basis, verified } => {
                self.must_live(&unit, eve_of(on))?;
                if let Some(successor) = &successor {
                    self.must_live(successor, on)?;
                }
                self.end(&unit, on, &children)?;
                self.links.push(Link {
                    kind: LinkKind::Dissolve,
                    from: unit,
                    to: successor,
                    on,
                    basis,
                    verified,
                });
                Ok(())
            }
            Change::AddAlias { unit, alias } => {
                let at = self.at(&unit)?;
                if alias.text.trim().is_empty() {
                    return Err(ChangeError::NoName);
                }
                if self.units[at].aliases.iter().all(|known| known.text != alias.text) {
                    self.unit_mut(at).aliases.push(alias);
                }
                Ok(())
            }
        }
    }

    /// The unit for altering; what it was before is kept until the next change.
    fn unit_mut(&mut self, at: usize) -> &mut Unit {
        if self.undo.iter().all(|(known, _)| *known != at) {
            self.undo.push((at, self.units[at].clone()));
        }
        &mut self.units[at]
    }

    fn at(&self, code: &UnitCode) -> Result<usize, ChangeError> {
        self.index.get(code).copied().ok_or_else(|| ChangeError::Unknown(code.clone()))
    }

    fn must_live(&self, code: &UnitCode, day: Day) -> Result<usize, ChangeError> {
        let at = self.at(code)?;
        if self.units[at].life.contains(day) { Ok(at) } else { Err(ChangeError::NotThen(code.clone(), day)) }
    }
}

fn eve_of(day: Day) -> Day {
    super::span::eve(day)
}
