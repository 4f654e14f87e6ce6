//! The units every installation begins with, from the files in `data/org`.
//!
//! The files hold two moments of the country (2023 and since July 2025); this module turns them into one dated forest by
//! making the changes that really happened, in order, through the same checks that people's changes go through.

mod files;
mod institutions;
mod ministry;
mod places;

use std::collections::BTreeMap;

use thiserror::Error;

use super::{Alias, Change, ChangeError, Day, Forest, Line, Name, NewUnit, UnitCode, UnitKind};

pub use files::SeedFiles;

/// Why the files do not make a forest.
#[derive(Debug, Error)]
pub enum SeedError {
    /// A row lacks something.
    #[error("{file}, row {row}: {problem}.")]
    Row {
        /// The file.
        file: &'static str,
        /// Its line, the header being 1.
        row: usize,
        /// What is wrong.
        problem: String,
    },
    /// The rows contradict each other.
    #[error("The unit files contradict each other: {0}")]
    Change(#[from] ChangeError),
}

/// Builds the forest of all units known to the project.
pub fn build(files: &SeedFiles) -> Result<Forest, SeedError> {
    let mut forest = Forest::default();
    ministry::plant(&mut forest, files)?;
    places::plant(&mut forest, files)?;
    institutions::plant(&mut forest, files)?;
    Ok(forest)
}

/// The day since when there are 34 provinces, 3,321 communes and no districts: Resolution 202/2025/QH15 and the
/// Law on Organisation of Local Government 72/2025/QH15.
pub const REFORM: (i32, u32, u32) = (2025, 7, 1);

fn day((year, month, day): (i32, u32, u32)) -> Day {
    Day::from_ymd_opt(year, month, day).expect("a constant of this crate is a day")
}

/// A unit in the making; the methods read like the sentence that describes it.
struct Draft {
    unit: NewUnit,
    from: Option<Day>,
}

impl Draft {
    fn new(code: impl Into<String>, kind: UnitKind, full: &str, short: &str) -> Draft {
        let name = Name { full: full.to_owned(), short: short.to_owned() };
        let unit = NewUnit {
            code: UnitCode::new(code),
            kind,
            name,
            parents: BTreeMap::new(),
            aliases: Vec::new(),
            area: String::new(),
            source: String::new(),
            verified: true,
            rank: 0,
        };
        Draft { unit, from: None }
    }

    fn since(mut self, from: Day) -> Draft {
        self.from = Some(from);
        self
    }

    fn below(mut self, line: Line, parent: &str) -> Draft {
        self.unit.parents.insert(line, Some(UnitCode::new(parent)));
        self
    }

    fn on_top(mut self, line: Line) -> Draft {
        self.unit.parents.insert(line, None);
        self
    }

    fn alias(mut self, text: &str) -> Draft {
        let text = text.trim();
        let known = self.unit.aliases.iter().any(|alias| alias.text == text)
            || self.unit.name.full == text
            || self.unit.name.short == text;
        if !text.is_empty() && !known {
            self.unit.aliases.push(Alias { text: text.to_owned(), verified: self.unit.verified });
        }
        self
    }

    fn area(mut self, code: &str, rank: u32) -> Draft {
        code.clone_into(&mut self.unit.area);
        self.unit.rank = rank;
        self
    }

    fn source(mut self, source: &str, verified: bool) -> Draft {
        source.clone_into(&mut self.unit.source);
        self.unit.verified = verified;
        self
    }

    fn plant(self, forest: &mut Forest) -> Result<(), SeedError> {
        Ok(forest.apply(Change::Create { unit: Box::new(self.unit), from: self.from })?)
    }
}

#[cfg(test)]
mod tests;
