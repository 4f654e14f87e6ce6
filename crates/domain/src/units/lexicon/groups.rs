//! Words that mean many units: which kinds, and what is left of the name.

use crate::units::UnitKind::{self, *};

const UNIVERSITIES: &[UnitKind] = &[University, Academy];
const SCHOOLS: &[UnitKind] =
    &[Preschool, Primary, LowerSecondary, UpperSecondary, MultiLevel, ContinuingCentre, SpecialSchool];
const INSTITUTIONS: &[UnitKind] = &[
    University,
    Academy,
    PedagogicalCollege,
    College,
    Preschool,
    Primary,
    LowerSecondary,
    UpperSecondary,
    MultiLevel,
    ContinuingCentre,
    SpecialSchool,
];
const GENERAL: &[UnitKind] = &[Primary, LowerSecondary, UpperSecondary, MultiLevel];
const OF_MINISTRY: &[UnitKind] = &[Department, Bureau, Office, Inspectorate, Institute, Press, Centre];
const OF_DEPARTMENT: &[UnitKind] = &[Board, Office, Inspectorate, Division];

/// Nouns and the kinds they name, in the words of `words()`. Longer nouns win.
const NOUNS: &[(&str, &[UnitKind])] = &[
    ("so giao duc dao tao", &[ProvinceDepartment]),
    ("so", &[ProvinceDepartment]),
    ("phong giao duc dao tao", &[DistrictOffice]),
    ("phong van hoa xa hoi", &[CommuneOffice]),
    ("vu", &[Department]),
    ("cuc", &[Bureau]),
    ("don vi bo", OF_MINISTRY),
    ("don vi truc bo", OF_MINISTRY),
    ("don vi co quan bo", OF_MINISTRY),
    ("phong", &[Division]),
    ("phong ban", &[Division]),
    ("phong don vi so", OF_DEPARTMENT),
    ("phong chuyen mon", &[Division]),
    ("phong chuc nang", &[Division]),
    ("phong chuyen mon so", &[Division]),
    ("phong so", &[Division]),
    ("co so giao duc dai hoc", UNIVERSITIES),
    ("truong dai hoc", UNIVERSITIES),
    ("dai hoc", UNIVERSITIES),
    ("hoc vien", &[Academy]),
    ("truong cao dang su pham", &[PedagogicalCollege]),
    ("cao dang su pham", &[PedagogicalCollege]),
    ("co so dao tao giao vien", &[University, PedagogicalCollege]),
    ("truong cao dang", &[PedagogicalCollege, College]),
    ("cao dang", &[PedagogicalCollege, College]),
    ("truong mam non", &[Preschool]),
    ("co so giao duc mam non", &[Preschool]),
    ("mam non", &[Preschool]),
    ("truong tieu hoc", &[Primary]),
    ("tieu hoc", &[Primary]),
    ("truong trung hoc co so", &[LowerSecondary]),
    ("trung hoc co so", &[LowerSecondary]),
    ("truong trung hoc pho thong", &[UpperSecondary]),
    ("trung hoc pho thong", &[UpperSecondary]),
    ("truong pho thong", GENERAL),
    ("pho thong", GENERAL),
    ("co so giao duc pho thong", GENERAL),
    ("truong hoc", SCHOOLS),
    ("nha truong", SCHOOLS),
    ("truong", SCHOOLS),
    ("co so giao duc", INSTITUTIONS),
    ("co so giao duc dao tao", INSTITUTIONS),
    ("trung tam giao duc nghe nghiep giao duc thuong xuyen", &[ContinuingCentre]),
    ("trung tam giao duc thuong xuyen", &[ContinuingCentre]),
    ("giao duc thuong xuyen", &[ContinuingCentre]),
    ("lien doan lao dong", &[UnionDistrict]),
    ("lien doan lao dong tinh", &[UnionProvince]),
    ("lien doan lao dong tinh thanh pho", &[UnionProvince]),
    ("cong doan nganh", &[UnionSector]),
    ("cong doan giao duc", &[UnionSector]),
    ("cong doan co so", &[UnionGrassroots]),
    ("cong doan xa phuong", &[UnionCommune]),
    ("uy ban nhan dan tinh", &[ProvinceCommittee]),
    ("uy ban nhan dan tinh thanh pho", &[ProvinceCommittee]),
    ("uy ban nhan dan quan", &[DistrictCommittee]),
    ("uy ban nhan dan quan huyen", &[DistrictCommittee]),
    ("uy ban nhan dan huyen", &[DistrictCommittee]),
    ("uy ban nhan dan xa", &[CommuneCommittee]),
    ("uy ban nhan dan xa phuong", &[CommuneCommittee]),
    ("uy ban nhan dan phuong", &[CommuneCommittee]),
    ("uy ban nhan dan phuong xa", &[CommuneCommittee]),
    // Left open on purpose: who is meant is decided by a person.
    ("don vi", &[]),
    ("dia phuong", &[]),
    ("co quan", &[]),
    ("bo", &[]),
    ("ban", &[]),
    ("doan the", &[]),
    ("to chuc", &[]),
];

/// Words that say "many".
const PLURAL: &[&str] = &["cac", "moi", "nhung", "tung"];
/// Words that surround a plural and tell no unit apart.
const FILLERS: &[&str] = &[
    "toan", "the", "tat", "ca", "lien", "quan", "huyen", "thi", "xa", "phuong", "dac", "khu", "tinh",
    "thanh", "pho", "truc", "tren", "dia", "ban", "quoc", "nuoc", "nganh", "trong", "o", "khac", "su",
    "pham", "chuc", "nang", "cap", "trung", "uong", "cong", "lap",
];

/// What plural words mean.
#[derive(Debug, PartialEq, Eq)]
pub struct Plural {
    /// Kinds of units; empty when the words leave it open.
    pub kinds: Vec<UnitKind>,
    /// The words that are left: a place or a unit above the group.
    pub rest: Vec<String>,
    /// Whether the words say "many" by themselves.
    pub is_said: bool,
}

/// Reads words as a group of units; `None` when no noun of a group is among them.
pub fn plural(words: &[String]) -> Option<Plural> {
    let is_count = |word: &String| word.parse::<u32>().is_ok_and(|n| n > 1);
    let mut is_said =
        words.iter().any(|word| PLURAL.contains(&word.as_str())) || words.first().is_some_and(is_count);
    is_said |= has_pair(words, "quan", "huyen")
        || has_pair(words, "tinh", "thanh")
        || has_pair(words, "xa", "phuong")
        || has_pair(words, "phuong", "xa");
    let words: Vec<String> = words.iter().filter(|word| !PLURAL.contains(&word.as_str())).cloned().collect();
    let (mut kinds, mut rest, mut found) = (Vec::new(), Vec::new(), false);
    let mut at = 0;
    while at < words.len() {
        if let Some((taken, named)) = noun_at(&words[at..]) {
            // A second noun after a left-over word belongs to the rest ("… thuộc Sở GD&ĐT Hà Nội").
            if rest.is_empty() && !(found && names_one_above(named, &kinds)) {
                kinds.extend(named.iter().filter(|kind| !kinds.contains(kind)).copied().collect::<Vec<_>>());
                found = true;
            } else {
                rest.extend_from_slice(&words[at..at + taken]);
            }
            at += taken;
            continue;
        }
        let is_filler = FILLERS.contains(&words[at].as_str()) || (at == 0 && is_count(&words[at]));
        if !is_filler || !rest.is_empty() {
            rest.push(words[at].clone());
        }
        at += 1;
    }
    found.then_some(Plural { kinds, rest, is_said })
}

/// "các phòng GD&ĐT thuộc Sở …": the department is where they are, not another member of the group.
fn names_one_above(named: &[UnitKind], kinds: &[UnitKind]) -> bool {
    named == [ProvinceDepartment] && !kinds.is_empty() && !kinds.contains(&ProvinceDepartment)
}

fn has_pair(words: &[String], first: &str, second: &str) -> bool {
    words.windows(2).any(|pair| pair[0] == first && pair[1] == second)
}

/// The longest noun at the start of `words`.
fn noun_at(words: &[String]) -> Option<(usize, &'static [UnitKind])> {
    let fits = |noun: &str| {
        let n = noun.matches(' ').count() + 1;
        (n <= words.len() && noun.split(' ').zip(words).all(|(a, b)| a == b)).then_some(n)
    };
    NOUNS.iter().filter_map(|(noun, kinds)| fits(noun).map(|n| (n, *kinds))).max_by_key(|(n, _)| *n)
}
