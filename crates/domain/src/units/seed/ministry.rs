//! The Ministry of 2022/23, its reorganisation of March 2025, and the central union.

use super::files::{Row, rows};
use super::{Draft, REFORM, SeedError, SeedFiles, day};
use crate::units::{Alias, Change, Children, Day, Forest, Line, Name, Target, UnitCode, UnitKind};

/// Code of the Ministry of Education and Training.
pub const MINISTRY: &str = "bo-gddt";
/// Code of the sector's central union.
pub const SECTOR_UNION: &str = "cdgdvn";
/// Code of the General Confederation of Labour.
pub const CONFEDERATION: &str = "tldldvn";

/// Decree 37/2025/NĐ-CP of 26 February 2025 takes effect (recalled; see data/org/README.md).
const REORGANISED: (i32, u32, u32) = (2025, 3, 1);
const REORGANISED_BY: &str = "Nghị định 37/2025/NĐ-CP";
/// The Law on Inspection of 25 June 2025 leaves no inspectorates in ministries and departments (number recalled).
const INSPECTION_LAW: &str = "Luật Thanh tra 84/2025/QH15";

pub(super) fn plant(forest: &mut Forest, files: &SeedFiles) -> Result<(), SeedError> {
    plant_tops(forest)?;
    for (rank, row) in (1..).zip(rows("ministry-units-2023.csv", files.ministry_2023)?) {
        plant_unit_of_2023(forest, &row, rank)?;
    }
    for (rank, row) in (1..).zip(rows("ministry-units-2025.csv", files.ministry_2025)?) {
        reorganise(forest, &row, rank)?;
    }
    end_inspectorate(forest, &code("TTr"))
}

/// Ends an inspectorate, wherever it is, with the law that ended them all.
pub(super) fn end_inspectorate(forest: &mut Forest, unit: &UnitCode) -> Result<(), SeedError> {
    let basis = INSPECTION_LAW.to_owned();
    let change = Change::Dissolve {
        unit: unit.clone(),
        on: day(REFORM),
        successor: None,
        children: Children::Refuse,
        basis,
        verified: false,
    };
    Ok(forest.apply(change)?)
}

fn plant_tops(forest: &mut Forest) -> Result<(), SeedError> {
    const STATUTE: &str = "Tên cơ quan theo luật";
    Draft::new(MINISTRY, UnitKind::Ministry, "Bộ Giáo dục và Đào tạo", "Bộ GD&ĐT")
        .on_top(Line::StateManagement)
        .on_top(Line::Institution)
        .source(STATUTE, true)
        .alias("Bộ GDĐT")
        .alias("BGDĐT")
        .alias("MOET")
        .plant(forest)?;
    for (rank, at, full, short) in
        [(1, "bo-cong-an", "Bộ Công an", "Bộ CA"), (2, "bo-quoc-phong", "Bộ Quốc phòng", "Bộ QP")]
    {
        let draft = Draft::new(at, UnitKind::Ministry, full, short).on_top(Line::Institution);
        draft.area("", rank).source(STATUTE, true).alias(&short.replace("Bộ ", "B")).plant(forest)?;
    }
    Draft::new(
        CONFEDERATION,
        UnitKind::UnionCentral,
        "Tổng Liên đoàn Lao động Việt Nam",
        "Tổng LĐLĐ Việt Nam",
    )
    .on_top(Line::Union)
    .source(STATUTE, true)
    .alias("TLĐLĐVN")
    .alias("Tổng LĐLĐVN")
    .plant(forest)
}

fn plant_unit_of_2023(forest: &mut Forest, row: &Row, rank: u32) -> Result<(), SeedError> {
    let abbr = row.need("abbr")?;
    let printed = row.need("name")?;
    let kind = kind_of(row)?;
    // The lists print "Văn phòng" and "Thanh tra"; on a page of their own they need to say whose.
    let full = if matches!(printed, "Văn phòng" | "Thanh tra") {
        format!("{printed} Bộ")
    } else {
        printed.to_owned()
    };
    let short = short_name(&full, abbr, kind);
    let draft = if kind == UnitKind::UnionCentral {
        Draft::new(SECTOR_UNION, kind, &full, "CĐGD Việt Nam").below(Line::Union, CONFEDERATION)
    } else {
        let parent = if abbr == "TTTT" { code("VP").to_string() } else { MINISTRY.to_owned() };
        Draft::new(code(abbr).as_str(), kind, &full, &short).below(Line::StateManagement, &parent)
    };
    let draft = draft
        .area("", rank)
        .source(row.get("source"), row.is_verified())
        .alias(abbr)
        .alias(printed)
        .alias(&short);
    let others = row.get("other_spellings").split(';');
    let draft = others.fold(draft, Draft::alias);
    // "Cục NGCB": the noun with each short form is how running text names it.
    let nouned = row
        .get("other_spellings")
        .split(';')
        .map(str::trim)
        .filter(|other| !other.is_empty() && !other.contains(' '));
    nouned.fold(draft, |draft, other| draft.alias(&short_name(&full, other, kind))).plant(forest)
}

/// Carries one row of the structure of 2025 out: the unit goes on, is renamed, takes others in, or is new.
fn reorganise(forest: &mut Forest, row: &Row, rank: u32) -> Result<(), SeedError> {
    let abbr = row.need("abbr")?;
    let full = row.need("name")?;
    let kind = kind_of_name(full).ok_or_else(|| row.wrong(format!("no kind for \"{full}\"")))?;
    let name = Name { full: full.to_owned(), short: short_name(full, abbr, kind) };
    let (on, basis) = (day(REORGANISED), REORGANISED_BY.to_owned());
    let before: Vec<&str> = row.get("predecessors").split(' ').filter(|abbr| !abbr.is_empty()).collect();
    let goes_on = before.iter().find(|old| **old == abbr).or(match before.as_slice() {
        [only] if forest.get(&code(only)).is_some_and(|unit| unit.kind == kind) => Some(only),
        _ => None,
    });
    let Some(goes_on) = goes_on else {
        let draft =
            Draft::new(code(abbr).as_str(), kind, full, &name.short).below(Line::StateManagement, MINISTRY);
        let draft = draft.area("", rank).source("Danh sách đơn vị của Bộ GD&ĐT năm 2025", true).alias(abbr);
        let from = before.iter().copied().map(code).collect();
        return Ok(forest.apply(Change::Merge {
            from,
            into: Target::New(Box::new(draft.unit)),
            on,
            basis,
            verified: false,
        })?);
    };
    let unit = code(goes_on);
    if forest.get(&unit).is_some_and(|known| known.name_near(Day::MAX).full != full) {
        forest.apply(Change::Rename {
            unit: unit.clone(),
            on,
            name: name.clone(),
            basis: basis.clone(),
            verified: false,
        })?;
    }
    for text in [abbr.to_owned(), name.short] {
        forest.apply(Change::AddAlias { unit: unit.clone(), alias: Alias { text, verified: true } })?;
    }
    let from: Vec<UnitCode> = before.iter().copied().filter(|old| old != goes_on).map(code).collect();
    if from.is_empty() {
        return Ok(());
    }
    Ok(forest.apply(Change::Merge { from, into: Target::Existing(unit), on, basis, verified: false })?)
}

fn code(abbr: &str) -> UnitCode {
    UnitCode::new(format!("{MINISTRY}.{}", crate::text::key(abbr)))
}

/// "Cục NGCBQLGD"; names that their abbreviation would not shorten stay whole.
fn short_name(full: &str, abbr: &str, kind: UnitKind) -> String {
    match kind {
        UnitKind::Department => format!("Vụ {abbr}"),
        UnitKind::Bureau => format!("Cục {abbr}"),
        UnitKind::Centre => format!("Trung tâm {abbr}"),
        _ => full.to_owned(),
    }
}

fn kind_of(row: &Row) -> Result<UnitKind, SeedError> {
    Ok(match row.need("kind")? {
        "vụ" => UnitKind::Department,
        "cục" => UnitKind::Bureau,
        "văn phòng" => UnitKind::Office,
        "thanh tra" => UnitKind::Inspectorate,
        "viện" => UnitKind::Institute,
        "báo" | "tạp chí" => UnitKind::Press,
        "trung tâm" => UnitKind::Centre,
        "trường" => UnitKind::SpecialSchool,
        "công đoàn" => UnitKind::UnionCentral,
        other => return Err(row.wrong(format!("unknown kind \"{other}\""))),
    })
}

fn kind_of_name(full: &str) -> Option<UnitKind> {
    Some(match full.split(' ').next()? {
        "Vụ" => UnitKind::Department,
        "Cục" => UnitKind::Bureau,
        "Văn" => UnitKind::Office,
        "Viện" => UnitKind::Institute,
        "Báo" | "Tạp" => UnitKind::Press,
        _ => return None,
    })
}
