//! Whose province a unit is of: namesakes and bare names of another province are never what a document means by itself.

use super::super::index::Entry;
use super::super::words::{plain, words};
use super::super::{Lexicon, Why};
use super::Question;
use crate::units::UnitKind::*;
use crate::units::{Day, Line, Unit, UnitCode};

/// A unit of another province, called by its own place: "UBND quận Ba Đình" outside Hanoi. Below what counts as sure.
const ITS_OWN_PLACE: f32 = 0.92;
/// A unit of another province, without a word of any place: "Văn phòng Công đoàn ngành".
const NO_PLACE: f32 = 0.6;
/// How the committee of a place is called, by what the place is.
const COMMITTEES: [&str; 8] = [
    "uy ban nhan dan",
    "uy ban nhan dan quan",
    "uy ban nhan dan huyen",
    "uy ban nhan dan thi xa",
    "uy ban nhan dan phuong",
    "uy ban nhan dan xa",
    "uy ban nhan dan dac khu",
    "uy ban nhan dan thi tran",
];

impl Question<'_> {
    /// What it costs that `unit` is of a province that is not the document's and that the name does not say; `None`
    /// when it is of this one, of none, or called by it.
    pub(super) fn foreign(&self, unit: &Unit, why: &[Why]) -> Option<(f32, Why)> {
        if unit.kind.home() == Line::Institution {
            // Universities are known by name in the whole country.
            return None;
        }
        let home = self.province(unit)?;
        let ours = self.context.and_then(|context| self.province(context));
        if ours.as_ref() == Some(&home) || self.says_province(&home) {
            return None;
        }
        let is_local = matches!(
            unit.kind,
            DistrictCommittee
                | DistrictOffice
                | UnionDistrict
                | CommuneCommittee
                | CommuneOffice
                | UnionCommune
        );
        // What only resembles its name may have left the place away.
        let is_called = !why.iter().any(|why| matches!(why, Why::Resembles { .. }));
        Some((if is_local && is_called { ITS_OWN_PLACE } else { NO_PLACE }, Why::OtherProvince))
    }

    /// Whether the words hold the name of a province.
    fn says_province(&self, area: &str) -> bool {
        let names = self.lexicon.index.provinces.get(area).map_or(&[][..], Vec::as_slice);
        names.iter().any(|name| self.words.windows(name.len()).any(|words| words == name))
    }
}

impl Lexicon {
    /// The people's committee of the place that a document names beside its date: the province's, else the one of a
    /// place in the province of `near`.
    pub fn committee_at(&self, place: &str, as_of: Day, near: Option<&UnitCode>) -> Option<UnitCode> {
        let question = Question::new(self, place, as_of, near);
        let ours = question.context.and_then(|context| question.province(context));
        let place = plain(&words(place));
        let named = COMMITTEES.iter().filter_map(|head| self.index.by_plain.get(&format!("{head} {place}")));
        let entries = named.flatten().map(|at| &self.index.entries[*at as usize]);
        let unit = |entry: &Entry| &self.forest.units()[entry.unit];
        let alive: Vec<&Unit> = entries.map(unit).filter(|unit| unit.life.contains(as_of)).collect();
        let province = alive.iter().find(|unit| unit.kind == ProvinceCommittee);
        let is_ours = |unit: &&&Unit| {
            matches!(unit.kind, DistrictCommittee | CommuneCommittee)
                && ours.is_some()
                && question.province(unit) == ours
        };
        let province = province.or_else(|| alive.iter().find(is_ours));
        province.map(|unit| unit.code.clone())
    }

    /// Whether a unit is of a province at all: a ministry is not.
    pub fn is_of_a_province(&self, unit: &UnitCode, as_of: Day) -> bool {
        self.province_of(unit, as_of).is_some()
    }

    /// Whether two units are of the same province.
    pub fn are_of_one_province(&self, one: &UnitCode, other: &UnitCode, as_of: Day) -> bool {
        let one = self.province_of(one, as_of);
        one.is_some() && one == self.province_of(other, as_of)
    }

    fn province_of(&self, unit: &UnitCode, as_of: Day) -> Option<String> {
        Question::new(self, "", as_of, None).province(self.forest.get(unit)?)
    }
}
