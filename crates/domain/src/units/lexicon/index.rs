//! The names of a forest by words, by abbreviation and by rare word.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::words::{plain, squash, words};
use crate::units::{Day, Forest, Line, Span, Unit, UnitCode, UnitKind};

/// What kind of name an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// A whole name.
    Full,
    /// A short name.
    Short,
    /// A spelling from documents.
    Alias,
    /// The name with the one of the unit above.
    Qualified,
    /// The first letters of the name.
    Initials,
}

/// One name of one unit.
#[derive(Debug)]
pub struct Entry {
    /// Place of the unit in the forest.
    pub unit: usize,
    /// What kind of name.
    pub form: Form,
    /// When it is its name; always for spellings.
    pub held: Span,
    /// As printed.
    pub text: String,
    /// The words, by number, without repetitions.
    pub words: Vec<u32>,
    /// Sum of the weights of the words.
    pub weight: f32,
}

/// Entries and the ways to them.
#[derive(Debug, Default)]
pub struct Index {
    pub entries: Vec<Entry>,
    pub by_plain: HashMap<String, Vec<u32>>,
    pub by_squash: HashMap<String, Vec<u32>>,
    pub vocabulary: HashMap<String, u32>,
    pub weights: Vec<f32>,
    pub postings: Vec<Vec<u32>>,
    /// Units by kind and place.
    pub by_place: HashMap<(UnitKind, String), Vec<usize>>,
    /// How the provinces are called, as words, by the place of their units.
    pub provinces: HashMap<String, Vec<Vec<String>>>,
}

/// Abbreviations are single words of at most this many letters.
const ABBREVIATION_LETTERS_MAX: usize = 14;
/// Initials of fewer letters fit everything.
const INITIALS_LETTERS_MIN: usize = 4;

impl Index {
    pub fn new(forest: &Forest) -> Index {
        let mut index = Index::default();
        for (at, unit) in forest.units().iter().enumerate() {
            index.add_unit(forest, at, unit);
            if !unit.area.is_empty() {
                index.by_place.entry((unit.kind, unit.area.clone())).or_default().push(at);
            }
            index.add_province(unit);
        }
        index.weigh();
        index
    }

    fn add_unit(&mut self, forest: &Forest, at: usize, unit: &Unit) {
        for (held, name) in unit.names.entries() {
            self.add(at, Form::Full, *held, &name.full);
            if name.short != name.full {
                self.add(at, Form::Short, *held, &name.short);
            }
            if is_part(unit.kind) {
                for above in above_ever(unit, forest) {
                    let near = held.from.or(held.to).unwrap_or_default();
                    self.add(
                        at,
                        Form::Qualified,
                        *held,
                        &format!("{} {}", name.short, above.name_near(near).full),
                    );
                }
            }
            if has_initials(unit.kind) {
                self.add_initials(at, *held, &name.full);
            }
        }
        for alias in &unit.aliases {
            self.add(at, Form::Alias, Span::default(), &alias.text);
        }
    }

    /// The name of a province is what its committee is called by.
    fn add_province(&mut self, unit: &Unit) {
        if unit.kind != UnitKind::ProvinceCommittee {
            return;
        }
        for (_, name) in unit.names.entries() {
            let name = plain(&words(&name.full));
            let Some(place) = name.strip_prefix("uy ban nhan dan ") else { continue };
            let place = place.split(' ').map(str::to_owned).collect();
            self.provinces.entry(unit.area.clone()).or_default().push(place);
        }
    }

    fn add(&mut self, unit: usize, form: Form, held: Span, text: &str) {
        let number = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let spelled = words(text);
        let plain = plain(&spelled);
        let known = self.by_plain.entry(plain).or_default();
        // A short name that only abbreviates the whole one would say everything twice.
        let repeats = |other: &u32| {
            let other = &self.entries[*other as usize];
            other.unit == unit && other.held == held && form != Form::Full
        };
        let is_repeated = known.iter().any(repeats);
        if !text.contains(' ') && text.chars().count() <= ABBREVIATION_LETTERS_MAX {
            self.by_squash.entry(squash(text)).or_default().push(number);
        } else if is_repeated {
            return;
        }
        known.push(number);
        let mut numbers: Vec<u32> = spelled.iter().map(|word| self.number(word)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        for word in &numbers {
            self.postings[*word as usize].push(number);
        }
        self.entries.push(Entry { unit, form, held, text: text.to_owned(), words: numbers, weight: 0.0 });
    }

    fn add_initials(&mut self, unit: usize, held: Span, full: &str) {
        let spelled = words(full);
        let letters = |skip: usize| {
            spelled.iter().skip(skip).filter_map(|word| word.chars().next()).collect::<String>()
        };
        let whole = letters(0);
        // "ĐHSPHN" leaves "Trường" away, "NGCBQLGD" leaves "Cục" away.
        for initials in [letters(1), whole] {
            if initials.len() >= INITIALS_LETTERS_MIN {
                let number = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
                self.by_squash.entry(initials).or_default().push(number);
                self.entries.push(Entry {
                    unit,
                    form: Form::Initials,
                    held,
                    text: full.to_owned(),
                    words: Vec::new(),
                    weight: 0.0,
                });
            }
        }
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.vocabulary.get(word) {
            return *number;
        }
        let number = u32::try_from(self.vocabulary.len()).unwrap_or(u32::MAX);
        self.vocabulary.insert(word.to_owned(), number);
        self.postings.push(Vec::new());
        number
    }

    /// Rare words tell more: the weight is the logarithm of how many entries there are for each that has the word.
    #[expect(clippy::cast_precision_loss, reason = "counts of names are far below 2^23")]
    fn weigh(&mut self) {
        let all = self.entries.len() as f32;
        self.weights =
            self.postings.iter().map(|entries| (1.0 + all / entries.len().max(1) as f32).ln()).collect();
        for entry in &mut self.entries {
            entry.weight = entry.words.iter().map(|word| self.weights[*word as usize]).sum();
        }
    }

    /// The known word that `typed` probably is, when it is none.
    pub fn mend(&self, typed: &str) -> Option<&str> {
        const LETTERS_MIN: usize = 4;
        if typed.len() < LETTERS_MIN || self.vocabulary.contains_key(typed) {
            return None;
        }
        let near = self.vocabulary.iter().filter(|(word, _)| word.len() >= 3 && is_one_slip(typed, word));
        near.max_by_key(|(word, number)| {
            (self.postings[**number as usize].len(), std::cmp::Reverse(word.as_str()))
        })
        .map(|(word, _)| word.as_str())
    }

    /// Abbreviations that `typed` may be with one slip.
    pub fn near_abbreviations(&self, typed: &str) -> Vec<&str> {
        const LETTERS_MIN: usize = 4;
        if typed.len() < LETTERS_MIN {
            return Vec::new();
        }
        let mut near: Vec<&str> =
            self.by_squash.keys().map(String::as_str).filter(|known| is_one_slip(typed, known)).collect();
        near.sort_unstable();
        near
    }
}

/// Whether `a` becomes `b` by one letter more, less, other, or two letters swapped.
fn is_one_slip(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().abs_diff(b.len()) > 1 || a == b {
        return false;
    }
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (ra, rb) = (&a[head..], &b[head..]);
    match (ra.len(), rb.len()) {
        (x, y) if x == y => {
            ra[1..] == rb[1..] || (x >= 2 && ra[0] == rb[1] && ra[1] == rb[0] && ra[2..] == rb[2..])
        }
        (x, y) if x > y => ra[1..] == *rb,
        _ => *ra == rb[1..],
    }
}

/// Units that are named only inside their organisation: "Văn phòng", "Phòng Tổ chức cán bộ".
pub fn is_part(kind: UnitKind) -> bool {
    matches!(
        kind,
        UnitKind::Board
            | UnitKind::Office
            | UnitKind::Inspectorate
            | UnitKind::Division
            | UnitKind::UnionBody
            | UnitKind::Department
            | UnitKind::Bureau
    )
}

fn has_initials(kind: UnitKind) -> bool {
    use UnitKind::{Academy, Bureau, Department, Institute, PedagogicalCollege, Press, University};
    matches!(kind, Department | Bureau | Institute | Press | University | Academy | PedagogicalCollege)
}

fn above_ever<'a>(unit: &Unit, forest: &'a Forest) -> Vec<&'a Unit> {
    let home = if unit.kind == UnitKind::UnionBody { Line::Union } else { Line::StateManagement };
    let parents = unit.parents.get(&home).map_or(&[][..], |parents| parents.entries());
    let mut codes: Vec<&UnitCode> = parents.iter().filter_map(|(_, parent)| parent.as_ref()).collect();
    codes.dedup();
    codes.into_iter().filter_map(|code| forest.get(code)).collect()
}

/// A day on which the unit exists, the given one if possible.
pub fn day_in_life(unit: &Unit, day: Day) -> Day {
    match unit.life {
        Span { to: Some(to), .. } if to < day => to,
        Span { from: Some(from), .. } if from > day => from,
        _ => day,
    }
}
