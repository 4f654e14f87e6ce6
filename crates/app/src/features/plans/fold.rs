//! Names of units that mean the same: one row, one choice and one group for them, however each line spells them.
//!
//! "Các phòng, ban" and "các phòng ban", "Tổ hòa giải" and "Tổ hoà giải", "Sở GDĐT" and "Sở Giáo dục và Đào tạo" are one
//! name by the key of the lexicon. A name that was matched to no unit joins the unit that the plan calls the same.

use std::collections::HashMap;

use domain::text::key;
use domain::units::lexicon::{plain, words};

use super::pages::{DutyView, TaskView, UnitView};

/// What the units of a plan are called, each once.
#[derive(Debug, Default)]
pub struct Fold {
    /// The key of each printed name, worked out once: a large plan names a few units thousands of times.
    keys: HashMap<String, String>,
    /// The unit that each spelling stands for; none when it stands for several.
    known: HashMap<String, Option<String>>,
    /// Each unit under its most used spelling, in order of first appearance.
    shown: Vec<(String, UnitView)>,
    /// How the plan spells each of them, in the same order.
    spellings: Vec<Vec<String>>,
    at: HashMap<String, usize>,
}

impl Fold {
    /// The units of tasks and duties; leads and those bound come before others.
    pub fn of(tasks: &[TaskView], duties: &[DutyView]) -> Fold {
        let leads = tasks.iter().flat_map(|task| &task.leads);
        let bound = duties.iter().flat_map(|duty| &duty.units);
        let others = tasks.iter().flat_map(|task| &task.cooperating);
        let mentions: Vec<&UnitView> =
            leads.chain(bound).chain(others).chain(duties.iter().flat_map(|duty| &duty.with)).collect();
        let mut fold = Fold::default();
        for unit in &mentions {
            fold.learn(unit);
        }
        let mut uses: HashMap<(usize, &str), usize> = HashMap::new();
        for unit in &mentions {
            let at = fold.place(unit);
            if !fold.spellings[at].contains(&unit.printed) {
                fold.spellings[at].push(unit.printed.clone());
            }
            *uses.entry((at, unit.printed.as_str())).or_default() += 1;
        }
        for unit in &mentions {
            fold.call(unit, &uses);
        }
        fold
    }

    fn learn(&mut self, unit: &UnitView) {
        for text in [&unit.printed, &unit.name] {
            if !self.keys.contains_key(text) {
                self.keys.insert(text.clone(), spelled(text));
            }
            let Some(id) = unit.unit_id.map(|id| id.to_string()) else { continue };
            let known = self.known.entry(self.keys[text].clone()).or_insert_with(|| Some(id.clone()));
            if known.as_deref() != Some(id.as_str()) {
                *known = None;
            }
        }
    }

    fn place(&mut self, unit: &UnitView) -> usize {
        let value = self.value(unit);
        *self.at.entry(value.clone()).or_insert_with(|| {
            self.shown.push((value, unit.clone()));
            self.spellings.push(Vec::new());
            self.shown.len() - 1
        })
    }

    /// What a picture may call the unit, the likeliest first: its most used spelling, the others of this plan, its own
    /// short name.
    pub fn labels(&self, unit: &UnitView) -> Vec<String> {
        let shown = self.unit(unit);
        let others = self.at.get(&self.value(unit)).map(|at| self.spellings[*at].as_slice());
        let labels = std::iter::once(&shown.printed).chain(others.unwrap_or_default());
        labels.chain(std::iter::once(&shown.short)).cloned().collect()
    }

    /// Takes over this spelling when it is used more than the one that is shown; the first of equals stays.
    fn call(&mut self, unit: &UnitView, uses: &HashMap<(usize, &str), usize>) {
        let Some(at) = self.at.get(&self.value(unit)).copied() else { return };
        let times = |printed: &str| uses.get(&(at, printed)).copied().unwrap_or(0);
        let shown = &mut self.shown[at].1;
        if times(&unit.printed) > times(&shown.printed) {
            shown.printed.clone_from(&unit.printed);
            if shown.unit_id.is_none() {
                shown.name.clone_from(&unit.printed);
                shown.short.clone_from(&unit.printed);
            }
        }
        if shown.unit_id.is_none() && unit.unit_id.is_some() {
            (shown.unit_id, shown.name, shown.short) = (unit.unit_id, unit.name.clone(), unit.short.clone());
        }
    }

    /// What tells the unit apart in addresses: its id when it is known, else its folded name.
    pub fn value(&self, unit: &UnitView) -> String {
        if let Some(id) = unit.unit_id {
            return id.to_string();
        }
        let key = self.keys.get(&unit.printed).cloned().unwrap_or_else(|| spelled(&unit.printed));
        self.known.get(&key).cloned().flatten().unwrap_or_else(|| format!("~{key}"))
    }

    /// The unit under its most used spelling.
    pub fn unit<'a>(&'a self, unit: &'a UnitView) -> &'a UnitView {
        self.at.get(&self.value(unit)).map_or(unit, |at| &self.shown[*at].1)
    }

    /// All units with their values, in order of first appearance.
    pub fn units(&self) -> &[(String, UnitView)] {
        &self.shown
    }
}

/// The key of a name: folded, one tone style, abbreviations written out, nouns that come and go left out.
fn spelled(name: &str) -> String {
    let words = plain(&words(name));
    if words.is_empty() { key(name) } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::UnitId;

    fn named(printed: &str, known: Option<(u128, &str)>) -> UnitView {
        let unit_id = known.map(|(n, _)| UnitId::from(uuid::Uuid::from_u128(n)));
        let name = known.map_or(printed, |(_, name)| name).to_owned();
        UnitView { printed: printed.to_owned(), short: name.clone(), name, unit_id }
    }

    fn fold(units: &[UnitView]) -> Vec<(String, String)> {
        let duty = DutyView::bare(units.to_vec());
        Fold::of(&[], &[duty]).units().iter().map(|(_, u)| (u.printed.clone(), u.name.clone())).collect()
    }

    #[test]
    fn spellings_of_one_name_are_one_unit_under_the_most_used_one() {
        for (a, b) in [
            ("Các phòng, ban", "các phòng ban"),
            ("Tổ hòa giải", "Tổ hoà giải"),
            ("VĂN PHÒNG SỞ", "Văn phòng Sở"),
            ("Các Sở GDĐT", "Các Sở Giáo dục và Đào tạo"),
            ("Tổ hòa giải", "Tô\u{309} ho\u{300}a giải"),
        ] {
            let found = fold(&[named(a, None), named(b, None), named(b, None)]);
            assert_eq!(found, [(b.to_owned(), b.to_owned())], "{a} and {b}");
            assert_eq!(fold(&[named(a, None), named(b, None)])[0].0, a, "the first of equals");
        }
        assert_eq!(
            fold(&[named("Phòng Giáo dục Tiểu học", None), named("Phòng Giáo dục Trung học", None)]).len(),
            2
        );
        assert_eq!(fold(&[named("–", None), named("*", None)]).len(), 2, "names without letters stay apart");
    }

    #[test]
    fn a_name_that_was_not_matched_joins_the_unit_of_the_same_name_unless_there_are_two() {
        let office = Some((1, "Văn phòng Sở Giáo dục và Đào tạo"));
        let found = fold(&[named("Văn phòng Sở", office), named("VĂN PHÒNG SỞ", None)]);
        assert_eq!(found, [("Văn phòng Sở".to_owned(), "Văn phòng Sở Giáo dục và Đào tạo".to_owned())]);
        let other = Some((2, "Văn phòng Sở Nội vụ"));
        let found =
            fold(&[named("Văn phòng Sở", office), named("Văn phòng Sở", other), named("VĂN PHÒNG SỞ", None)]);
        assert_eq!(found.len(), 3);
    }
}
