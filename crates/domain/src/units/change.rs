//! Changes to the forest: each is checked as a whole, then carried out as a whole.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::forest::{DEPTH_MAX, note_child};
use super::{Alias, Day, Forest, Line, Link, LinkKind, Name, Span, Timeline, Unit, UnitCode, UnitKind};

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

    fn create(&mut self, new: NewUnit, from: Option<Day>) -> Checked {
        if self.index.contains_key(&new.code) {
            return Err(ChangeError::Taken(new.code));
        }
        if new.name.full.trim().is_empty() {
            return Err(ChangeError::NoName);
        }
        let life = Span { from, to: None };
        let mut parents = BTreeMap::new();
        for (line, parent) in &new.parents {
            let reach = match parent {
                None => Some(life),
                Some(code) => {
                    let above = self.get(code).ok_or_else(|| ChangeError::Unknown(code.clone()))?;
                    if from.is_some_and(|from| !above.life.contains(from)) {
                        return Err(ChangeError::NotThen(code.clone(), from.unwrap_or_default()));
                    }
                    life.intersect(above.life)
                }
            };
            parents
                .insert(*line, reach.map(|reach| Timeline::new(reach, parent.clone())).unwrap_or_default());
        }
        let NewUnit { code, kind, name, aliases, area, source, verified, rank, .. } = new;
        self.insert(Unit {
            code,
            kind,
            life,
            names: Timeline::new(life, name),
            parents,
            aliases,
            area,
            source,
            verified,
            rank,
        });
        Ok(())
    }

    fn rename(&mut self, code: &UnitCode, on: Day, name: Name) -> Checked {
        let at = self.must_live(code, on)?;
        if name.full.trim().is_empty() {
            return Err(ChangeError::NoName);
        }
        let unit = self.unit_mut(at);
        if let Some(reach) = unit.names.reach(on, unit.life) {
            unit.names.set(reach, name, unit.life);
        }
        Ok(())
    }

    fn reparent(&mut self, code: &UnitCode, line: Line, on: Day, parent: Option<&UnitCode>) -> Checked {
        let at = self.must_live(code, on)?;
        let above = match parent {
            Some(parent) => self.units[self.must_live(parent, on)?].life,
            None => Span::default(),
        };
        let life = self.units[at].life;
        let days = self.units[at].parents.get(&line).cloned().unwrap_or_default().reach(on, life);
        let Some(days) = days else { return Err(ChangeError::NotThen(code.clone(), on)) };
        if let (Some(parent), Some(holds)) = (parent, days.intersect(above)) {
            if self.leads_to(parent, code, line, holds, 0) {
                return Err(ChangeError::Cycle(code.clone(), on));
            }
            note_child(&mut self.below, parent, line, at);
        }
        self.unit_mut(at).parents.entry(line).or_default().set(days, parent.cloned(), above);
        Ok(())
    }

    /// Whether going up from `from` within `span` meets `goal` on any day.
    fn leads_to(&self, from: &UnitCode, goal: &UnitCode, line: Line, span: Span, depth: usize) -> bool {
        if from == goal || depth > DEPTH_MAX {
            return true;
        }
        let Some(parents) = self.get(from).and_then(|unit| unit.parents.get(&line)) else { return false };
        parents.entries().iter().any(|(held, parent)| match (parent, held.intersect(span)) {
            (Some(parent), Some(shared)) => self.leads_to(parent, goal, line, shared, depth + 1),
            _ => false,
        })
    }

    fn merge(
        &mut self,
        mut from: Vec<UnitCode>,
        into: Target,
        on: Day,
        basis: &str,
        verified: bool,
    ) -> Checked {
        if from.is_empty() {
            return Err(ChangeError::NothingNamed);
        }
        // Lower units first, so that none is moved to the new unit only to end there.
        from.sort_by_key(|code| std::cmp::Reverse(self.depth_on(code, eve_of(on))));
        let to = match into {
            Target::New(unit) => {
                let code = unit.code.clone();
                self.create(*unit, Some(on))?;
                code
            }
            Target::Existing(code) => {
                self.must_live(&code, on)?;
                code
            }
        };
        for code in from {
            if code == to {
                return Err(ChangeError::IntoItself(to));
            }
            self.must_live(&code, eve_of(on))?;
            self.end(&code, on, &Children::MoveTo(to.clone()))?;
            self.links.push(Link {
                kind: LinkKind::Merge,
                from: code,
                to: Some(to.clone()),
                on,
                basis: basis.to_owned(),
                verified,
            });
        }
        Ok(())
    }

    fn depth_on(&self, code: &UnitCode, day: Day) -> usize {
        Line::ALL.into_iter().map(|line| self.ancestors_on(code, line, day).len()).max().unwrap_or(0)
    }

    fn split(
        &mut self,
        from: &UnitCode,
        into: Vec<NewUnit>,
        keeps: bool,
        children: &Children,
        (on, basis, verified): (Day, String, bool),
    ) -> Checked {
        if into.is_empty() {
            return Err(ChangeError::NothingNamed);
        }
        self.must_live(from, eve_of(on))?;
        for unit in into {
            let code = unit.code.clone();
            self.create(unit, Some(on))?;
            self.links.push(Link {
                kind: LinkKind::Split,
                from: from.clone(),
                to: Some(code),
                on,
                basis: basis.clone(),
                verified,
            });
        }
        if keeps { Ok(()) } else { self.end(from, on, children) }
    }

    /// Ends a unit with the eve of `on`, with its names and its links to parents and children.
    fn end(&mut self, code: &UnitCode, on: Day, children: &Children) -> Checked {
        let at = self.at(code)?;
        let is_renamed = |unit: &Unit| {
            unit.names.entries().iter().any(|(span, _)| span.from.is_some_and(|from| from >= on))
        };
        let below: Vec<(Line, usize)> = self.below.get(code).cloned().unwrap_or_default();
        let starts_later = |(line, child): &(Line, usize)| {
            let entries = self.units[*child].parents.get(line).map_or(&[][..], Timeline::entries);
            entries.iter().any(|(span, parent)| {
                parent.as_ref() == Some(code) && span.from.is_some_and(|from| from >= on)
            })
        };
        if !self.units[at].life.reaches_beyond(eve_of(on))
            || is_renamed(&self.units[at])
            || below.iter().any(starts_later)
        {
            return Err(ChangeError::LaterChange(code.clone(), on));
        }
        let children_then: Vec<(Line, usize)> = below
            .into_iter()
            .filter(|(line, child)| {
                self.units[*child].parents.get(line).and_then(|parents| parents.on(on))
                    == Some(&Some(code.clone()))
            })
            .collect();
        let mut next_parents = self.units[at].parents.clone();
        if !next_parents.values_mut().all(|parents| parents.end(on)) {
            return Err(ChangeError::LaterChange(code.clone(), on));
        }
        match children {
            Children::Refuse if !children_then.is_empty() => {
                return Err(ChangeError::HasChildren(code.clone(), children_then.len()));
            }
            Children::MoveTo(to) => self.move_all(&children_then, to, on)?,
            Children::Refuse | Children::Detach => {}
        }
        for (line, child) in children_then {
            // What was not moved above stands without a parent from this day.
            let parents = self.unit_mut(child).parents.entry(line).or_default();
            if parents.on(on) == Some(&Some(code.clone())) {
                let reach = parents.reach(on, Span::default()).unwrap_or(Span::since(on));
                parents.set(reach, None, Span::until(eve_of(on)));
            }
        }
        let unit = self.unit_mut(at);
        unit.life.to = Some(eve_of(on));
        unit.names.end(on);
        unit.parents = next_parents;
        Ok(())
    }

    fn move_all(&mut self, children: &[(Line, usize)], to: &UnitCode, on: Day) -> Checked {
        self.must_live(to, on)?;
        for (line, child) in children {
            let code = self.units[*child].code.clone();
            // The successor itself may be one of the children: it then keeps its own place.
            if code != *to {
                self.reparent(&code, *line, on, Some(to))?;
            }
        }
        Ok(())
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
