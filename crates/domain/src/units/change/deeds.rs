//! How each change is carried out. What is altered is kept by `change` until it stands as a whole.

use std::collections::BTreeMap;

use super::super::forest::{DEPTH_MAX, note_child};
use super::super::{Day, Forest, Line, Link, LinkKind, Name, Span, Timeline, Unit, UnitCode};
use super::{ChangeError, Checked, Children, NewUnit, Target, eve_of};

impl Forest {
    pub(super) fn create(&mut self, new: NewUnit, from: Option<Day>) -> Checked {
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

    pub(super) fn rename(&mut self, code: &UnitCode, on: Day, name: Name) -> Checked {
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

    pub(super) fn reparent(
        &mut self,
        code: &UnitCode,
        line: Line,
        on: Day,
        parent: Option<&UnitCode>,
    ) -> Checked {
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

    pub(super) fn merge(
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

    pub(super) fn split(
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
    pub(super) fn end(&mut self, code: &UnitCode, on: Day, children: &Children) -> Checked {
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
}
