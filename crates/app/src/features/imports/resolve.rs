//! Which unit a printed name means: what people chose before for the same unit's documents, then what the lexicon is
//! sure of, else candidates to choose from.

use domain::ids::UnitId;
use domain::time::Day;
use domain::units::lexicon::{Candidate as Proposal, Meaning};
use domain::units::{Lexicon, Unit, UnitCode};
use draft::{Candidate, Chosen, UnitMatch, name_key};
use sea_orm::{ConnectionTrait, QuerySelect as _};
use std::collections::HashMap;
use std::sync::Arc;
use tables::{correction, unit_name};

/// At this score the lexicon is sure enough to choose without asking (measured on labelled plans by its tests).
const SURE_SCORE_MIN: f32 = 0.93;
/// Candidates shown for one name.
const CANDIDATES_MAX: usize = 5;
/// Scores closer than this are equally good.
const ALIKE: f32 = 0.02;
/// From so many equally good candidates on, none is proposed.
const ALIKE_MAX: usize = 4;
/// Remembered choices of one unit that are looked at, the most used first.
const REMEMBERED_MAX: u64 = 20_000;
/// What is less alike is no proposal: one Enter must never turn "địa phương" into a university.
const NEAR_SCORE_MIN: f32 = 0.7;
/// Words that begin the name of a set, folded.
const SETS: [&str; 6] = ["cac ", "nhung ", "moi ", "toan the ", "tat ca ", "cac don vi"];

/// Words that begin the description of whoever it may be, folded: no unit is called so.
const DESCRIPTIONS: [&str; 9] =
    ["don vi", "co so", "nha truong", "truong hoc", "dia phuong", "co quan", "to chuc", "ca nhan", "tap the"];

/// All that is needed to say which unit a name means, in the documents of one unit, on one day.
#[derive(Clone)]
pub struct Names {
    lexicon: Arc<Lexicon>,
    remembered: HashMap<String, UnitId>,
    /// Names of units that the lexicon leaves out (schools), by id.
    more: HashMap<UnitId, String>,
    on: Day,
    /// The unit whose document it is, as far as anything tells.
    context: Option<UnitCode>,
}

impl Names {
    /// Loads the choices remembered for `unit`, and the names of `chosen` units that the lexicon may not know.
    pub async fn load(
        conn: &impl ConnectionTrait,
        lexicon: Arc<Lexicon>,
        unit: UnitId,
        on: Day,
        chosen: &[UnitId],
    ) -> Result<Names, db::DbError> {
        let rows = correction::of(unit).limit(REMEMBERED_MAX).all(conn).await?;
        let remembered: HashMap<String, UnitId> =
            rows.into_iter().map(|row| (row.name_key, row.target_id)).collect();
        let mut names = Names {
            lexicon,
            remembered,
            more: HashMap::new(),
            on,
            context: Some(UnitCode::new(unit.to_string())),
        };
        let is_new = |id: &UnitId| names.known(*id).is_none();
        let unknown: Vec<UnitId> =
            chosen.iter().chain(names.remembered.values()).copied().filter(is_new).collect();
        if !unknown.is_empty() {
            for row in unit_name::of(&unknown).all(conn).await? {
                let holds =
                    row.valid_from.is_none_or(|from| from <= on) && row.valid_to.is_none_or(|to| on <= to);
                if holds || !names.more.contains_key(&row.unit_id) {
                    names.more.insert(row.unit_id, row.full);
                }
            }
        }
        Ok(names)
    }

    /// The same, seen from the unit that issued the document instead of the one that reads it.
    ///
    /// An issuer that nobody knows leaves the place beside its date; without a known one, nothing tells whose
    /// "Văn phòng Công đoàn ngành" is meant, least of all who reads it.
    #[must_use]
    pub fn issued_by(mut self, agency: Option<&str>, place: Option<&str>) -> Names {
        let agency = agency.filter(|a| !a.is_empty());
        let place = place.filter(|p| !p.is_empty());
        let reader = self.context.clone();
        let at = place.and_then(|place| self.lexicon.committee_at(place, self.on, reader.as_ref()));
        let is_home = place.is_none()
            || reader
                .iter()
                .zip(&at)
                .any(|(reader, at)| self.lexicon.are_of_one_province(reader, at, self.on));
        let Some(agency) = agency else {
            // A ministry's draft is of the ministry, wherever it is dated.
            if !is_home && reader.as_ref().is_some_and(|r| self.lexicon.is_of_a_province(r, self.on)) {
                self.context = at;
            }
            return self;
        };
        if !is_home {
            self.context.clone_from(&at);
        }
        let found = self.resolve(agency);
        let best = found.candidates.first().map(|best| best.unit.as_str());
        if let Some(chosen) = found.chosen {
            self.context = Some(UnitCode::new(chosen.unit));
        } else if best.is_none() || best != reader.as_ref().map(UnitCode::as_str) {
            self.context = at;
        }
        self
    }

    /// Which unit a printed name means.
    pub fn resolve(&self, printed: &str) -> UnitMatch {
        let key = name_key(printed);
        let mut found = UnitMatch::unknown(printed);
        let proposals = self.lexicon.resolve(printed, self.on, self.context.as_ref());
        let units: Vec<(&Unit, f32)> =
            proposals.iter().filter_map(|p| Some((self.unit_of(p)?, p.score))).collect();
        // A bare kind ("Sở GD&ĐT") fits dozens alike: five of them would be no help and a wrong Enter away.
        let alike = units.iter().filter(|(_, score)| units[0].1 - score < ALIKE).count();
        if alike < ALIKE_MAX {
            let near = units.iter().filter(|(_, score)| *score >= NEAR_SCORE_MIN);
            let best = near.take(CANDIDATES_MAX);
            found.candidates = best.map(|(unit, score)| self.candidate(unit, *score)).collect();
        }
        if let Some(unit) = self.remembered.get(&key)
            && let Some(name) = self.unit_name(&unit.to_string())
        {
            // A remembered choice was made by a person, but not in this document: it may be changed like the lexicon's.
            found.chosen = Some(Chosen { unit: unit.to_string(), name, by_person: false });
            return found;
        }
        found.is_group = is_group(&key, printed, &proposals);
        if let Some(best) = found.candidates.first().filter(|c| c.score >= SURE_SCORE_MIN && !found.is_group)
        {
            let (unit, name) = (best.unit.clone(), best.name.clone());
            found.chosen = Some(Chosen { unit, name, by_person: false });
        }
        found
    }

    /// The name of a unit by its id on the day of the document.
    pub fn unit_name(&self, id: &str) -> Option<String> {
        let id: UnitId = id.parse().ok()?;
        self.known(id).or_else(|| self.more.get(&id).cloned())
    }

    fn known(&self, id: UnitId) -> Option<String> {
        let unit = self.lexicon.forest().get(&UnitCode::new(id.to_string()))?;
        Some(unit.name_near(self.on).full.clone())
    }

    fn unit_of(&self, proposal: &Proposal) -> Option<&Unit> {
        match &proposal.meaning {
            Meaning::Unit(code) => self.lexicon.forest().get(code),
            Meaning::Group(_) => None,
        }
    }

    fn candidate(&self, unit: &Unit, score: f32) -> Candidate {
        let forest = self.lexicon.forest();
        let above = forest.parent_on(&unit.code, unit.kind.home(), self.on).and_then(|code| forest.get(code));
        Candidate {
            unit: unit.code.to_string(),
            name: unit.name_near(self.on).full.clone(),
            place: above.map_or_else(String::new, |above| above.name_near(self.on).short.clone()),
            score,
        }
    }
}

/// A set, not one unit: the lexicon says so, or the words do and no unit is called exactly so.
fn is_group(key: &str, printed: &str, proposals: &[Proposal]) -> bool {
    let sure_unit =
        proposals.iter().any(|p| matches!(p.meaning, Meaning::Unit(_)) && p.score >= SURE_SCORE_MIN);
    if proposals.first().is_some_and(|p| matches!(p.meaning, Meaning::Group(_))) {
        return true;
    }
    let words = domain::text::key(printed);
    let says_so = SETS.iter().any(|set| words.starts_with(set)) || key.contains("lien quan");
    // "đơn vị cử đại biểu" describes, "Đơn vị 19-5" would be a name: names begin with a capital.
    let describes = printed.trim_start().starts_with(char::is_lowercase)
        && DESCRIPTIONS.iter().any(|word| words.starts_with(word));
    (says_so || describes) && !sure_unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_describes_is_no_unit_to_be_asked_for() {
        for printed in
            ["đơn vị cử đại biểu", "cơ sở giáo dục", "các đơn vị", "nhà trường", "Phòng, ban liên quan"]
        {
            assert!(is_group(&name_key(printed), printed, &[]), "{printed}");
        }
        for printed in ["Đơn vị 19-5", "Phòng Lạ Lùng", "Trung tâm TTTT"] {
            assert!(!is_group(&name_key(printed), printed, &[]), "{printed}");
        }
    }

    /// Names as a reader in Hanoi's department meets them.
    fn in_hanoi(agency: Option<&str>, place: Option<&str>) -> Names {
        use domain::units::seed::{SeedFiles, build};
        let lexicon = Arc::new(Lexicon::new(build(&SeedFiles::EMBEDDED).unwrap()));
        let context = Some(UnitCode::new("t63.01.so"));
        let on = Day::from_ymd_opt(2023, 9, 1).unwrap();
        Names { lexicon, remembered: HashMap::new(), more: HashMap::new(), on, context }
            .issued_by(agency, place)
    }

    #[test]
    fn the_document_of_an_unknown_issuer_is_not_its_readers() {
        let own =
            ["CĐN", "Văn phòng", "Văn phòng Sở", "Công đoàn ngành Giáo dục", "Sở GD&ĐT", "Thanh tra Sở"];
        for (agency, place) in [
            (Some("Sở Giáo dục và Đào tạo"), Some("Lam Giang")),
            (Some("Sở Giáo dục và Đào tạo Lam Giang"), Some("Lam Giang")),
            (Some("Công đoàn ngành Giáo dục tỉnh Lam Giang"), None),
            (Some("Sở GD&ĐT Cao Bằng"), None),
            (Some("Trường THPT Số 1"), Some("Cao Bằng")),
            (None, Some("Cao Bằng")),
        ] {
            let names = in_hanoi(agency, place);
            for name in own {
                let found = names.resolve(name);
                let hanoi = |unit: &String| unit.starts_with("t63.01");
                assert!(!found.candidates.iter().any(|c| hanoi(&c.unit)), "{agency:?} {place:?}: {found:?}");
                assert!(!found.chosen.iter().any(|c| hanoi(&c.unit)), "{agency:?} {place:?}: {found:?}");
            }
            assert!(names.resolve("Sở GD&ĐT Hà Nội").chosen.is_some(), "{agency:?} {place:?}");
        }
    }

    #[test]
    fn ones_own_document_knows_its_bare_names() {
        for (agency, place) in [
            (None, None),
            (None, Some("Hà Nội")),
            (Some("Sở Giáo dục và Đào tạo"), Some("Hà Nội")),
            (Some("Sở GD&ĐT Hà Nội"), None),
            (Some("Sở GD&ĐT Hà Nội"), Some("Cầu Giấy")),
        ] {
            let chosen = in_hanoi(agency, place).resolve("Công đoàn ngành").chosen;
            let chosen = chosen.map(|chosen| chosen.unit);
            assert_eq!(chosen.as_deref(), Some("t63.01.cdn"), "{agency:?} {place:?}");
        }
    }
}
