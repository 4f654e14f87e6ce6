//! Provinces, districts and communes with the units that each of them has by law: people's committee, education
//! office, federation of labour.

use super::files::{Row, rows};
use super::ministry::{CONFEDERATION, MINISTRY, end_inspectorate};
use super::{Draft, REFORM, SeedError, SeedFiles, day};
use crate::text::one_tone_style;
use crate::units::{Change, Children, Day, Forest, Line, Name, NewUnit, Target, UnitCode, UnitKind};

const PROVINCES_MERGED_BY: &str = "Nghị quyết 202/2025/QH15";
const DISTRICTS_ENDED_BY: &str = "Luật Tổ chức chính quyền địa phương 72/2025/QH15";
/// Huế became a city under the central government under another name (recalled).
const HUE: (&str, &str, (i32, u32, u32)) = ("46", "Nghị quyết 175/2024/QH15", (2025, 1, 1));
const LIST_2023: &str = "Danh mục đơn vị hành chính năm 2023";
const LIST_2025: &str = "Danh mục đơn vị hành chính từ 01/7/2025";
const GENERAL_RULE: &str = "Suy ra từ quy định chung, cần đối chiếu";

pub(super) fn plant(forest: &mut Forest, files: &SeedFiles) -> Result<(), SeedError> {
    let provinces = rows("provinces-63.csv", files.provinces_63)?;
    for row in &provinces {
        plant_province(forest, &Place::province(row)?)?;
    }
    plant_hanoi(forest, files)?;
    let mut districts = Vec::new();
    for row in rows("districts-2023.csv", files.districts)? {
        let place = Place::district(&row)?;
        for draft in district_units(&place, row.get("communes") != "0") {
            draft.plant(forest)?;
        }
        districts.push(place.code);
    }
    for row in rows("district-changes.csv", files.district_changes)? {
        change_districts(forest, &row, &mut districts)?;
    }
    rename_hue(forest)?;
    end_districts(forest, &districts)?;
    merge_provinces(forest, files, &provinces)?;
    for row in rows("communes-2025.csv", files.communes)? {
        plant_commune(forest, &row)?;
    }
    Ok(())
}

/// A place of any level, as names need it.
struct Place {
    code: String,
    /// Prefix of the codes of its units: "t63.01", "h.001".
    stem: String,
    /// The province it lies in.
    province: String,
    /// "Hà Nội".
    bare: String,
    /// "thành phố Hà Nội", "Thành phố Hồ Chí Minh", "tỉnh Cao Bằng", "Quận 1".
    full: String,
    rank: u32,
}

impl Place {
    fn province(row: &Row) -> Result<Place, SeedError> {
        let code = row.need("code")?;
        Ok(Place::new(code, &format!("t63.{code}"), code, row.need("name")?, row.need("type")?))
    }

    fn district(row: &Row) -> Result<Place, SeedError> {
        let code = row.need("code")?;
        Ok(Place::new(
            code,
            &format!("h.{code}"),
            row.need("province_code")?,
            row.need("name")?,
            row.need("type")?,
        ))
    }

    fn new(code: &str, stem: &str, province: &str, name: &str, kind: &str) -> Place {
        let bare = one_tone_style(name);
        let kind = kind.split(" trực thuộc").next().unwrap_or(kind);
        // Decree 30/2020, appendix II: the common noun is small except before a number and in this one name.
        let capital = bare == "Hồ Chí Minh" || bare.starts_with(|letter: char| letter.is_ascii_digit());
        let noun = if capital { capitalise(kind) } else { kind.to_owned() };
        Place {
            code: code.to_owned(),
            stem: stem.to_owned(),
            province: province.to_owned(),
            full: format!("{noun} {bare}"),
            bare,
            rank: code.parse().unwrap_or(0),
        }
    }

    /// How a department names its province: "Hà Nội", but "Thành phố Hồ Chí Minh".
    fn in_names(&self) -> &str {
        if self.bare == "Hồ Chí Minh" { &self.full } else { &self.bare }
    }
}

fn capitalise(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn plant_province(forest: &mut Forest, place: &Place) -> Result<(), SeedError> {
    for draft in province_units(place, LIST_2023) {
        draft.plant(forest)?;
    }
    let name = place.in_names();
    // Hanoi's is known from a document; that every other province had one is a guess.
    let known = place.code == "01";
    Draft::new(
        format!("{}.cdn", place.stem),
        UnitKind::UnionSector,
        &format!("Công đoàn ngành Giáo dục {name}"),
        &format!("CĐGD {name}"),
    )
    .below(Line::Union, &format!("{}.ldld", place.stem))
    .area(&place.code, place.rank)
    .source(if known { LIST_2023 } else { GENERAL_RULE }, known)
    .alias(&format!("Công đoàn Giáo dục {}", place.full))
    .plant(forest)
}

/// People's committee, department of education and federation of labour of a province, in the order of their parents.
fn province_units(place: &Place, source: &str) -> Vec<Draft> {
    let Place { code, stem, full, rank, .. } = place;
    let name = place.in_names();
    let so = Draft::new(
        format!("{stem}.so"),
        UnitKind::ProvinceDepartment,
        &format!("Sở Giáo dục và Đào tạo {name}"),
        &format!("Sở GD&ĐT {name}"),
    );
    vec![
        Draft::new(
            format!("{stem}.ubnd"),
            UnitKind::ProvinceCommittee,
            &format!("Ủy ban nhân dân {full}"),
            &format!("UBND {full}"),
        )
        .on_top(Line::Administration),
        so.below(Line::StateManagement, MINISTRY).below(Line::Administration, &format!("{stem}.ubnd")),
        Draft::new(
            format!("{stem}.ldld"),
            UnitKind::UnionProvince,
            &format!("Liên đoàn Lao động {full}"),
            &format!("LĐLĐ {full}"),
        )
        .below(Line::Union, CONFEDERATION),
    ]
    .into_iter()
    .map(|draft| draft.area(code, *rank).source(source, true))
    .collect()
}

fn plant_hanoi(forest: &mut Forest, files: &SeedFiles) -> Result<(), SeedError> {
    for (rank, row) in (1..).zip(rows("hanoi-units.csv", files.hanoi)?) {
        let (abbr, name) = (row.need("abbr")?, row.need("name")?);
        let owner = "Sở Giáo dục và Đào tạo Hà Nội";
        let (kind, full, parent) = match abbr {
            "BGĐ" => (UnitKind::Board, format!("{name} {owner}"), "t63.01.so"),
            "VP" => (UnitKind::Office, format!("Văn phòng {owner}"), "t63.01.so"),
            "TTr" => (UnitKind::Inspectorate, format!("Thanh tra {owner}"), "t63.01.so"),
            "BTV" | "UBKT" => (UnitKind::UnionBody, name.to_owned(), "t63.01.cdn"),
            // These two exist for every province already.
            "CĐN" | "LĐLĐ" => {
                let at = UnitCode::new(if abbr == "CĐN" { "t63.01.cdn" } else { "t63.01.ldld" });
                let alias = crate::units::Alias { text: abbr.to_owned(), verified: true };
                forest.apply(Change::AddAlias { unit: at, alias })?;
                continue;
            }
            _ => (UnitKind::Division, name.to_owned(), "t63.01.so"),
        };
        let line = if kind == UnitKind::UnionBody { Line::Union } else { Line::StateManagement };
        let code = format!("{parent}.{}", crate::text::key(abbr));
        let draft = Draft::new(&code, kind, &full, name).below(line, parent).area("", rank);
        draft.source(row.get("source"), row.is_verified()).alias(abbr).plant(forest)?;
        if kind == UnitKind::Inspectorate {
            end_inspectorate(forest, &UnitCode::new(code))?;
        }
    }
    Ok(())
}

/// What a district has: `(part of the code, kind, head of the full name, head of the short name)`.
const DISTRICT_UNITS: [(&str, UnitKind, &str, &str); 3] = [
    ("ubnd", UnitKind::DistrictCommittee, "Ủy ban nhân dân", "UBND"),
    ("phong", UnitKind::DistrictOffice, "Phòng Giáo dục và Đào tạo", "Phòng GD&ĐT"),
    ("ldld", UnitKind::UnionDistrict, "Liên đoàn Lao động", "LĐLĐ"),
];

fn district_units(place: &Place, has_communes: bool) -> Vec<Draft> {
    DISTRICT_UNITS
        .iter()
        .map(|(part, kind, full, short)| {
            let draft = Draft::new(
                format!("{}.{part}", place.stem),
                *kind,
                &format!("{full} {}", place.full),
                &format!("{short} {}", place.full),
            );
            let above = |part: &str| format!("t63.{}.{part}", place.province);
            let draft = match *part {
                "ubnd" => draft.below(Line::Administration, &above("ubnd")),
                "phong" => draft
                    .below(Line::StateManagement, &above("so"))
                    .below(Line::Administration, &format!("{}.ubnd", place.stem)),
                _ => draft.below(Line::Union, &above("ldld")),
            };
            // Island districts without communes may have had neither office nor federation.
            let sure = has_communes || *part == "ubnd";
            draft.area(&place.code, place.rank).source(if sure { LIST_2023 } else { GENERAL_RULE }, sure)
        })
        .collect()
}

fn change_districts(forest: &mut Forest, row: &Row, districts: &mut Vec<String>) -> Result<(), SeedError> {
    let on: Day = row.need("on")?.parse().map_err(|_| row.wrong("\"on\" is not a day".to_owned()))?;
    let (basis, verified, to) = (row.get("basis").to_owned(), row.is_verified(), row.need("to")?);
    let from: Vec<&str> = row.need("from")?.split(' ').filter(|code| *code != to).collect();
    let province = province_of(forest, row.need("from")?.split(' ').next().unwrap_or(to), row)?;
    let place = Place::new(to, &format!("h.{to}"), &province, row.get("name"), row.get("type"));
    let source = || "Đối chiếu hai danh mục đơn vị hành chính 2023 và 2025".to_owned();
    for (at, (part, _, full, short)) in DISTRICT_UNITS.iter().enumerate() {
        let unit = |code: &str| UnitCode::new(format!("h.{code}.{part}"));
        if row.get("kind") == "split" {
            let new: NewUnit =
                NewUnit { source: source(), ..district_units(&place, true).swap_remove(at).unit };
            let split = Change::Split {
                from: unit(from[0]),
                into: vec![new],
                keeps: true,
                children: Children::Refuse,
                on,
                basis: basis.clone(),
                verified,
            };
            forest.apply(split)?;
            continue;
        }
        if !row.get("name").is_empty() {
            let name =
                Name { full: format!("{full} {}", place.full), short: format!("{short} {}", place.full) };
            forest.apply(Change::Rename { unit: unit(to), on, name, basis: basis.clone(), verified })?;
        }
    }
    if row.get("kind") == "split" {
        districts.push(to.to_owned());
    }
    if row.get("kind") == "merge" {
        // Offices before committees, so that no office is moved to the other committee only to end there.
        for part in ["phong", "ubnd", "ldld"] {
            let unit = |code: &&str| UnitCode::new(format!("h.{code}.{part}"));
            let merge = Change::Merge {
                from: from.iter().map(unit).collect(),
                into: Target::Existing(unit(&to)),
                on,
                basis: basis.clone(),
                verified,
            };
            forest.apply(merge)?;
        }
        districts.retain(|code| !from.contains(&code.as_str()));
    }
    Ok(())
}

fn province_of(forest: &Forest, district: &str, row: &Row) -> Result<String, SeedError> {
    let committee = UnitCode::new(format!("h.{district}.ubnd"));
    let before = Day::from_ymd_opt(2023, 9, 1).unwrap_or_default();
    let above = forest.parent_on(&committee, Line::Administration, before).and_then(|code| forest.get(code));
    above.map(|unit| unit.area.clone()).ok_or_else(|| row.wrong(format!("there is no district {district}")))
}

fn rename_hue(forest: &mut Forest) -> Result<(), SeedError> {
    let (code, basis, on) = HUE;
    let place = Place::new(code, &format!("t63.{code}"), code, "Huế", "thành phố");
    for draft in province_units(&place, LIST_2025) {
        let change = Change::Rename {
            unit: draft.unit.code,
            on: day(on),
            name: draft.unit.name,
            basis: basis.to_owned(),
            verified: false,
        };
        forest.apply(change)?;
    }
    Ok(())
}

fn end_districts(forest: &mut Forest, districts: &[String]) -> Result<(), SeedError> {
    for code in districts {
        for (part, basis, verified) in
            [("phong", DISTRICTS_ENDED_BY, true), ("ubnd", DISTRICTS_ENDED_BY, true), ("ldld", "", false)]
        {
            dissolve(forest, &format!("h.{code}.{part}"), basis, verified)?;
        }
    }
    Ok(())
}

fn dissolve(forest: &mut Forest, unit: &str, basis: &str, verified: bool) -> Result<(), SeedError> {
    let unit = UnitCode::new(unit);
    let change = Change::Dissolve {
        unit,
        on: day(REFORM),
        successor: None,
        children: Children::Refuse,
        basis: basis.to_owned(),
        verified,
    };
    Ok(forest.apply(change)?)
}

fn merge_provinces(forest: &mut Forest, files: &SeedFiles, old: &[Row]) -> Result<(), SeedError> {
    // The sector unions ended before their federations were merged; Hanoi's date is not known either.
    for part in ["btv", "ubkt"] {
        dissolve(forest, &format!("t63.01.cdn.{part}"), "", false)?;
    }
    for row in old {
        dissolve(forest, &format!("t63.{}.cdn", row.get("code")), "", false)?;
    }
    for row in rows("provinces-34.csv", files.provinces_34)? {
        let before: Vec<&str> = row.need("merged_from")?.split(' ').collect();
        if before.len() == 1 {
            continue;
        }
        let code = row.need("code")?;
        let place = Place::new(code, &format!("t34.{code}"), code, row.need("name")?, row.need("type")?);
        let mut merges = Vec::new();
        for (draft, part) in province_units(&place, LIST_2025).into_iter().zip(["ubnd", "so", "ldld"]) {
            let to = draft.unit.code.clone();
            draft.since(day(REFORM)).plant(forest)?;
            let from = before.iter().map(|code| UnitCode::new(format!("t63.{code}.{part}"))).collect();
            // When exactly each federation of labour was merged is recalled.
            let (into, verified) = (Target::Existing(to), part != "ldld");
            merges.push(Change::Merge {
                from,
                into,
                on: day(REFORM),
                basis: PROVINCES_MERGED_BY.to_owned(),
                verified,
            });
        }
        // Departments before committees, for the same reason as offices above.
        merges.swap(0, 1);
        for merge in merges {
            forest.apply(merge)?;
        }
    }
    Ok(())
}

fn plant_commune(forest: &mut Forest, row: &Row) -> Result<(), SeedError> {
    let (code, province) = (row.need("code")?, row.need("province_code")?);
    let place = Place::new(code, &format!("x.{code}"), province, row.need("name")?, row.need("type")?);
    // Provinces that were not merged keep the units they had.
    let merged = forest.get(&UnitCode::new(format!("t34.{province}.ubnd"))).is_some();
    let above = |part: &str| format!("{}.{province}.{part}", if merged { "t34" } else { "t63" });
    let committee = format!("{}.ubnd", place.stem);
    Draft::new(
        &committee,
        UnitKind::CommuneCommittee,
        &format!("Ủy ban nhân dân {}", place.full),
        &format!("UBND {}", place.full),
    )
    .below(Line::Administration, &above("ubnd"))
    .since(day(REFORM))
    .area(code, place.rank)
    .source(LIST_2025, true)
    .plant(forest)?;
    let (full, short) =
        (format!("Phòng Văn hóa - Xã hội {}", place.full), format!("Phòng VH-XH {}", place.full));
    Draft::new(format!("{}.vhxh", place.stem), UnitKind::CommuneOffice, &full, &short)
        .below(Line::StateManagement, &above("so"))
        .below(Line::Administration, &committee)
        .since(day(REFORM))
        .area(code, place.rank)
        .source(LIST_2025, true)
        .plant(forest)
}
