//! One question to the lexicon: finding entries, scoring their units, weighing day and context.

use std::collections::HashMap;

mod context;
mod province;

use super::groups::{Plural, plural};
use super::index::{Entry, Form, day_in_life, is_part};
use super::words::{plain, squash, words};
use super::{Candidate, Lexicon, Meaning, Why};
use crate::units::{Day, Forest, Group, Unit, UnitCode};

/// The same words in the same order.
const SAME: f32 = 0.97;
/// The very letters of a known spelling.
const SAME_LETTERS: f32 = 0.98;
/// The same letters but for marks that were left away ("GDDH").
const SAME_FOLDED: f32 = 0.95;
/// Initials of a name that nobody entered as a spelling.
const INITIALS: f32 = 0.78;
/// What one assumed typing error costs.
const TYPO: f32 = 0.88;
/// The best that words in common can give.
const RESEMBLES_MAX: f32 = 0.9;
/// Words in common below this share say nothing.
const RESEMBLANCE_MIN: f32 = 0.55;
/// A name with "tỉnh" is not the one with "thành phố".
const OTHER_NOUN: f32 = 0.85;
/// The unit did not exist on the day.
const NOT_THEN: f32 = 0.75;
/// It was called otherwise on the day.
const NOT_ITS_NAME: f32 = 0.95;
/// It belongs to the issuer.
const NEAR: f32 = 1.03;
/// It is a part of another organisation, and the text does not say so.
const FAR: f32 = 0.6;
/// A kind without a name, settled by the issuer.
const KIND_ONLY: f32 = 0.93;
/// A group that is said to be one.
const PLURAL: f32 = 0.96;
/// A group that is only left open, or a kind that nobody settles.
const PLURAL_OPEN: f32 = 0.6;
/// Two candidates closer than this are equally good.
const TIE: f32 = 0.015;
/// What a tie costs both.
const AMBIGUOUS: f32 = 0.75;

/// A name with its circumstances.
pub struct Question<'a> {
    lexicon: &'a Lexicon,
    name: &'a str,
    words: Vec<String>,
    typos: Vec<Why>,
    as_of: Day,
    context: Option<&'a Unit>,
}

struct Found {
    score: f32,
    why: Vec<Why>,
    is_qualified: bool,
}

impl<'a> Question<'a> {
    pub fn new(lexicon: &'a Lexicon, name: &'a str, as_of: Day, context: Option<&'a UnitCode>) -> Self {
        let mut typos = Vec::new();
        let mend = |word: String| match lexicon.index.mend(&word) {
            Some(read) => {
                typos.push(Why::Typo { typed: word, read: read.to_owned() });
                read.to_owned()
            }
            None => word,
        };
        let words = words(name).into_iter().map(mend).collect();
        Question {
            lexicon,
            name,
            words,
            typos,
            as_of,
            context: context.and_then(|code| lexicon.forest.get(code)),
        }
    }

    fn forest(&self) -> &'a Forest {
        &self.lexicon.forest
    }

    /// Candidates that are one unit, unsorted, each unit once.
    pub fn units(&self) -> Vec<Candidate> {
        let mut found: HashMap<usize, Found> = HashMap::new();
        self.by_letters(&mut found);
        self.by_words(&mut found);
        // What is called exactly so needs no look-alikes beside it.
        if found.values().all(|found| found.score < SAME_FOLDED) {
            self.by_resemblance(&mut found);
        }
        self.by_kind(&mut found);
        self.by_part(&mut found);
        found.into_iter().map(|(at, found)| self.weigh(&self.forest().units()[at], found)).collect()
    }

    fn keep(&self, found: &mut HashMap<usize, Found>, entry: &Entry, score: f32, why: Vec<Why>) {
        let (mut score, mut why) = (score, why);
        if !entry.held.contains(self.as_of) && self.forest().units()[entry.unit].life.contains(self.as_of) {
            score *= NOT_ITS_NAME;
            why.push(Why::NotItsNameThen);
        }
        let new = Found {
            score,
            why,
            is_qualified: entry.form == Form::Qualified
                || matches!(entry.form, Form::Full if self.words.len() > 5),
        };
        match found.get(&entry.unit) {
            Some(known) if known.score >= score => {}
            _ => drop(found.insert(entry.unit, new)),
        }
    }

    /// Abbreviations: the very letters, without marks, with one slip.
    fn by_letters(&self, found: &mut HashMap<usize, Found>) {
        let typed = squash(self.name);
        let index = &self.lexicon.index;
        let is_abbreviation = |entry: &Entry| entry.form == Form::Initials || !entry.text.contains(' ');
        let mut hit = |key: &str, worth: f32, typo: Option<Why>| {
            for entry in index.by_squash.get(key).into_iter().flatten().map(|at| &index.entries[*at as usize])
            {
                let (form, text) = (entry.form, entry.text.clone());
                let base = match form {
                    Form::Initials => INITIALS,
                    _ if adds_marks(self.name, &text) => OTHER_NOUN * OTHER_NOUN,
                    _ if text == self.name => SAME_LETTERS,
                    _ => SAME_FOLDED,
                };
                let why = [Some(Why::Matches { form, text }), typo.clone()];
                if is_abbreviation(entry) {
                    self.keep(found, entry, base * worth, why.into_iter().flatten().collect());
                }
            }
        };
        hit(&typed, 1.0, None);
        // A slip is only assumed in what looks like an abbreviation that nobody knows.
        let is_unknown =
            !self.name.contains(' ') && !index.by_squash.contains_key(&typed) && self.words.len() == 1;
        if is_unknown && self.name.chars().filter(|letter| letter.is_uppercase()).count() >= 2 {
            for near in index.near_abbreviations(&typed) {
                hit(near, TYPO, Some(Why::Typo { typed: typed.clone(), read: near.to_owned() }));
            }
        }
    }

    /// Names whose words are the same.
    fn by_words(&self, found: &mut HashMap<usize, Found>) {
        let index = &self.lexicon.index;
        for entry in index
            .by_plain
            .get(&plain(&self.words))
            .into_iter()
            .flatten()
            .map(|at| &index.entries[*at as usize])
        {
            let mut score = if entry.text == self.name { 1.0 } else { SAME };
            if adds_marks(self.name, &entry.text) && !entry.text.contains(' ') {
                score = OTHER_NOUN * OTHER_NOUN;
            }
            if nouns(&self.words) != nouns(&words(&entry.text)) {
                score *= if nouns(&self.words).is_empty() { 0.99 } else { OTHER_NOUN };
            }
            self.keep(
                found,
                entry,
                self.less_typos(score),
                self.with_typos(Why::Matches { form: entry.form, text: entry.text.clone() }),
            );
        }
    }

    /// Names that share telling words.
    fn by_resemblance(&self, found: &mut HashMap<usize, Found>) {
        let index = &self.lexicon.index;
        let mut asked: Vec<u32> =
            self.words.iter().filter_map(|word| index.vocabulary.get(word).copied()).collect();
        asked.sort_unstable();
        asked.dedup();
        // Words that no unit has weigh like the rarest: they must not make a match look complete.
        let unknown = self.words.iter().filter(|word| !index.vocabulary.contains_key(*word)).count();
        let rarest = index.weights.iter().copied().fold(0.0, f32::max);
        #[expect(clippy::cast_precision_loss, reason = "a name has few words")]
        let all: f32 =
            asked.iter().map(|word| index.weights[*word as usize]).sum::<f32>() + unknown as f32 * rarest;
        let mut shared: HashMap<u32, f32> = HashMap::new();
        for word in &asked {
            for entry in &index.postings[*word as usize] {
                *shared.entry(*entry).or_default() += index.weights[*word as usize];
            }
        }
        for (at, weight) in shared {
            let entry = &index.entries[at as usize];
            let alike = 0.5 * (2.0 * weight / (all + entry.weight)) + 0.5 * (weight / all);
            if alike >= RESEMBLANCE_MIN {
                let score = self.less_typos(alike * RESEMBLES_MAX);
                self.keep(found, entry, score, self.with_typos(Why::Resembles { text: entry.text.clone() }));
            }
        }
    }

    /// Lets day and context speak.
    fn weigh(&self, unit: &Unit, found: Found) -> Candidate {
        let Found { mut score, mut why, is_qualified } = found;
        if !unit.life.contains(self.as_of) {
            score *= NOT_THEN;
            why.push(Why::NotThen { life: unit.life });
        }
        if let Some((worth, other)) = self.foreign(unit, &why) {
            score *= worth;
            why.push(other);
        } else if let Some(context) = self.context {
            let (ours, theirs) = (self.organisation(context), self.organisation(unit));
            let says_ministry = matches!(self.words.first().map(String::as_str), Some("vu" | "cuc"))
                || (self.words.last().is_some_and(|word| word == "bo")
                    // "Tổ chức cán bộ" names no ministry.
                    && !self.words.ends_with(&["can".to_owned(), "bo".to_owned()]));
            let is_below = || self.forest().is_within(&unit.code, ours, day_in_life(unit, self.as_of));
            let is_of_one_province =
                || self.province(unit).is_some() && self.province(unit) == self.province(context);
            // A department's own office stands below the ministry too, but "Văn phòng" in the ministry's plan is not it.
            if ours != theirs && is_part(unit.kind) && !is_qualified && !says_ministry {
                score *= FAR;
                why.push(Why::OtherOrganisation);
            } else if ours == theirs || is_below() || is_of_one_province() {
                score = (score * NEAR).min(1.0);
                why.push(Why::NearContext);
            }
        }
        Candidate { meaning: Meaning::Unit(unit.code.clone()), score, why }
    }

    /// The group that the words mean, if they mean one.
    pub fn group(&self) -> Option<Candidate> {
        let Plural { kinds, rest, is_said } = plural(&self.words)?;
        if kinds.is_empty() && !(is_said && rest.is_empty()) {
            return None;
        }
        let within = if rest.is_empty() {
            self.group_of_context(&kinds)
        } else {
            Some(self.named_above(&rest, &kinds)?)
        };
        let score = if is_said { PLURAL } else { PLURAL_OPEN };
        let score = if kinds.is_empty() { PLURAL_OPEN.max(score * 0.8) } else { score };
        Some(Candidate {
            meaning: Meaning::Group(Group { kinds, within }),
            score: self.less_typos(score),
            why: self.with_typos(Why::Plural),
        })
    }

    fn less_typos(&self, score: f32) -> f32 {
        self.typos.iter().fold(score, |score, _| score * TYPO)
    }

    fn with_typos(&self, first: Why) -> Vec<Why> {
        std::iter::once(first).chain(self.typos.iter().cloned()).collect()
    }
}

/// Marks candidates that nothing tells apart.
pub fn mark_ambiguous(candidates: &mut [Candidate]) {
    let Some(best) = candidates.first().map(|candidate| candidate.score) else { return };
    let tied = candidates.iter().take_while(|candidate| best - candidate.score < TIE).count();
    if tied > 1 {
        for candidate in &mut candidates[..tied] {
            candidate.why.push(Why::Ambiguous);
        }
        // The rest sinks with them: it must not come to look better than what it lost against.
        for candidate in &mut *candidates {
            candidate.score *= AMBIGUOUS;
        }
        // Ties in a fixed order, so that the same question always has the same answer.
        candidates[..tied].sort_by_key(|candidate| match &candidate.meaning {
            Meaning::Unit(code) => (0, code.as_str().to_owned()),
            Meaning::Group(_) => (1, String::new()),
        });
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    }
}

/// The nouns of places among the words, that `plain` leaves away.
fn nouns(words: &[String]) -> Vec<&str> {
    let is_city = |at: usize| words[at] == "thanh" && words.get(at + 1).is_some_and(|next| next == "pho");
    let noun = |at: usize| match words[at].as_str() {
        "tinh" => Some("tinh"),
        "thanh" if is_city(at) => Some("thanh pho"),
        _ => None,
    };
    (0..words.len()).filter_map(noun).collect()
}

/// Whether `typed` has marks where `known` has none: "GDĐT" is not the spelling "GDDT", while "GDDH" may be "GDĐH".
fn adds_marks(typed: &str, known: &str) -> bool {
    let letters = |text: &str| {
        text.chars()
            .filter(|letter| letter.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<Vec<_>>()
    };
    let (typed, known) = (letters(typed), letters(known));
    typed.len() == known.len()
        && typed.iter().zip(&known).any(|(typed, known)| typed != known && known.is_ascii())
}
