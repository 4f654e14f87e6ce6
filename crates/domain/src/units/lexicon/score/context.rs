//! What the issuer of a document settles: bare kinds, parts of its own organisation, the units of its place.

use std::collections::HashMap;

use super::super::Why;
use super::super::index::{day_in_life, is_part};
use super::super::words::{plain, words};
use super::{Found, KIND_ONLY, Question};
use crate::units::UnitKind::{self, *};
use crate::units::{Line, Unit, UnitCode};

impl<'a> Question<'a> {
    /// "Sở", "UBND tỉnh", "Công đoàn ngành": the one of the issuer's province.
    pub(super) fn by_kind(&self, found: &mut HashMap<usize, Found>) {
        let phrase = self.words.join(" ");
        let kind = match phrase.as_str() {
            "bo" => Ministry,
            "so" | "so giao duc dao tao" | "so giao duc dao tao tinh" | "so giao duc dao tao thanh pho" => {
                ProvinceDepartment
            }
            "phong giao duc dao tao" => DistrictOffice,
            "uy ban nhan dan tinh" | "uy ban nhan dan thanh pho" => ProvinceCommittee,
            "lien doan lao dong tinh" | "lien doan lao dong thanh pho" | "lien doan lao dong" => {
                UnionProvince
            }
            "cong doan nganh"
            | "cong doan giao duc"
            | "cong doan giao duc tinh"
            | "cong doan giao duc thanh pho"
            | "cong doan nganh giao duc" => UnionSector,
            _ => return,
        };
        if let Some(at) = self.unit_of_context(kind) {
            let known = found.get(&at).map_or(0.0, |found| found.score);
            if known < KIND_ONLY {
                found.insert(at, Found { score: KIND_ONLY, why: vec![Why::KindOnly], is_qualified: true });
            }
        }
    }

    /// "Thanh tra Sở Giáo dục và Đào tạo", "Văn phòng Bộ GD&ĐT": the part of that name of the issuer's own organisation.
    pub(super) fn by_part(&self, found: &mut HashMap<usize, Found>) {
        let Some(context) = self.context else { return };
        let index = &self.lexicon.index;
        let ours = self.organisation(context);
        for (tail, short) in [
            (["so", "giao", "duc", "dao", "tao"].as_slice(), "so"),
            (["bo", "giao", "duc", "dao", "tao"].as_slice(), "bo"),
        ] {
            let Some(part) = strip(&self.words, tail).filter(|part| !part.is_empty()) else { continue };
            let with_kind: Vec<String> = part.iter().cloned().chain([short.to_owned()]).collect();
            for name in [part, with_kind.as_slice()] {
                let entries = index.by_plain.get(&plain(name)).into_iter().flatten();
                for entry in entries.map(|at| &index.entries[*at as usize]) {
                    let unit = &self.forest().units()[entry.unit];
                    if is_part(unit.kind) && self.organisation(unit) == ours {
                        let why =
                            self.with_typos(Why::Matches { form: entry.form, text: entry.text.clone() });
                        self.keep(found, entry, self.less_typos(KIND_ONLY), why);
                    }
                }
            }
        }
    }

    /// The unit of a kind that the issuer belongs to or has beside it.
    fn unit_of_context(&self, kind: UnitKind) -> Option<usize> {
        let units = self.forest().units();
        let alive = |at: &usize| units[*at].life.contains(self.as_of);
        if kind == Ministry {
            return units.iter().position(|unit| unit.kind == Ministry);
        }
        let context = self.context?;
        if context.kind == kind {
            return units.iter().position(|unit| unit.code == context.code);
        }
        let area = self.place_of(context, kind)?;
        self.lexicon.index.by_place.get(&(kind, area))?.iter().copied().find(alive)
    }

    /// The place whose unit of `kind` concerns `unit`: its own or one above it.
    fn place_of(&self, unit: &Unit, kind: UnitKind) -> Option<String> {
        let day = day_in_life(unit, self.as_of);
        let is_level = |unit: &Unit| {
            if kind == DistrictOffice { is_of_district(unit.kind) } else { is_of_province(unit.kind) }
        };
        if is_level(unit) {
            return Some(unit.area.clone());
        }
        let above = Line::ALL.into_iter().flat_map(|line| self.forest().ancestors_on(&unit.code, line, day));
        above
            .filter_map(|code| self.forest().get(code))
            .find(|unit| is_level(unit))
            .map(|unit| unit.area.clone())
    }

    /// The organisation a unit is part of; itself when it is no part.
    pub(super) fn organisation<'u>(&self, unit: &'u Unit) -> &'u UnitCode
    where
        'a: 'u,
    {
        if !is_part(unit.kind) {
            return &unit.code;
        }
        let day = day_in_life(unit, self.as_of);
        let line = if unit.kind == UnionBody { Line::Union } else { Line::StateManagement };
        self.forest().parent_on(&unit.code, line, day).unwrap_or(&unit.code)
    }

    pub(super) fn province(&self, unit: &Unit) -> Option<String> {
        self.place_of(unit, ProvinceDepartment)
    }

    /// Local kinds in a document of a province are those of the province.
    pub(super) fn group_of_context(&self, kinds: &[UnitKind]) -> Option<UnitCode> {
        let above = above_of(*kinds.first()?)?;
        self.unit_of_context(above).map(|at| self.forest().units()[at].code.clone())
    }

    /// The unit above a group that the words themselves name: a place or a department.
    pub(super) fn named_above(&self, rest: &[String], kinds: &[UnitKind]) -> Option<UnitCode> {
        let place = rest.join(" ");
        let place = place.strip_prefix("so giao duc dao tao ").unwrap_or(&place);
        let above = above_of(*kinds.first()?).unwrap_or(ProvinceDepartment);
        let head = match above {
            UnionProvince => "lien doan lao dong",
            ProvinceCommittee => "uy ban nhan dan",
            _ => "so giao duc dao tao",
        };
        let entries = self.lexicon.index.by_plain.get(&plain(&words(&format!("{head} {place}"))))?;
        let units =
            entries.iter().map(|at| &self.forest().units()[self.lexicon.index.entries[*at as usize].unit]);
        units
            .filter(|unit| unit.kind == above && unit.life.contains(self.as_of))
            .map(|unit| unit.code.clone())
            .next()
    }
}

/// The words before `tail`, when they end with it.
fn strip<'w>(words: &'w [String], tail: &[&str]) -> Option<&'w [String]> {
    let at = words.len().checked_sub(tail.len())?;
    (words[at..].iter().map(String::as_str).eq(tail.iter().copied())).then_some(&words[..at])
}

fn is_of_province(kind: UnitKind) -> bool {
    matches!(kind, ProvinceDepartment | ProvinceCommittee | UnionProvince | UnionSector)
}

fn is_of_district(kind: UnitKind) -> bool {
    matches!(kind, DistrictOffice | DistrictCommittee | UnionDistrict)
}

/// The kind of unit under which a local kind stands in a province.
fn above_of(kind: UnitKind) -> Option<UnitKind> {
    Some(match kind {
        DistrictOffice | CommuneOffice | Division | Board => ProvinceDepartment,
        UnionDistrict | UnionGrassroots | UnionCommune => UnionProvince,
        DistrictCommittee | CommuneCommittee => ProvinceCommittee,
        kind if kind.is_school() => ProvinceDepartment,
        _ => return None,
    })
}
