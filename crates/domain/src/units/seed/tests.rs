//! What the seed must say about days people know.

use super::*;
use crate::units::LinkKind;

fn forest() -> Forest {
    build(&SeedFiles::EMBEDDED).unwrap()
}

fn on(text: &str) -> Day {
    text.parse().unwrap()
}

fn count(forest: &Forest, kind: UnitKind, day: Day) -> usize {
    forest.units().iter().filter(|unit| unit.kind == kind && unit.life.contains(day)).count()
}

fn names(forest: &Forest, codes: &[&UnitCode], day: Day) -> Vec<String> {
    let mut names: Vec<String> =
        codes.iter().map(|code| forest.get(code).unwrap().name_near(day).full.clone()).collect();
    names.sort();
    names
}

#[test]
fn both_moments_have_the_known_numbers() {
    use UnitKind::*;
    let forest = forest();
    let numbers = |day| {
        [
            ProvinceCommittee,
            ProvinceDepartment,
            UnionProvince,
            DistrictCommittee,
            DistrictOffice,
            CommuneCommittee,
            CommuneOffice,
        ]
        .map(|kind| count(&forest, kind, on(day)))
    };
    assert_eq!(numbers("2023-08-15"), [63, 63, 63, 705, 705, 0, 0]);
    assert_eq!(numbers("2025-06-30"), [63, 63, 63, 696, 696, 0, 0]);
    assert_eq!(numbers("2025-07-01"), [34, 34, 34, 0, 0, 3321, 3321]);
    // 4 tops, 27 + 3 ministry units, 63 x 4, 13 of Hanoi, (705 + 2) x 3, 23 x 3, 3,321 x 2, 279 universities, 30 colleges.
    assert_eq!(forest.units().len(), 4 + 30 + 252 + 13 + 2121 + 69 + 6642 + 309);
}

#[test]
fn the_changes_lead_to_the_district_list_of_the_last_day() {
    let forest = forest();
    let last = on("2025-06-30");
    let mut expected: Vec<(String, String)> = Vec::new();
    for row in files::rows(
        "districts-2025-06-30.csv",
        include_str!("../../../../../data/org/districts-2025-06-30.csv"),
    )
    .unwrap()
    {
        let bare = row.get("name").split(" (").next().unwrap();
        // The list says "Quận 1" where the noun is already part of the name.
        let bare = bare.strip_prefix("Quận ").unwrap_or(bare);
        expected.push((row.get("code").to_owned(), letters(&format!("{} {bare}", row.get("type")))));
    }
    let mut found: Vec<(String, String)> = forest
        .units()
        .iter()
        .filter(|unit| unit.kind == UnitKind::DistrictCommittee && unit.life.contains(last))
        .map(|unit| {
            (
                unit.area.clone(),
                letters(unit.names.on(last).unwrap().full.strip_prefix("Ủy ban nhân dân ").unwrap()),
            )
        })
        .collect();
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
}

/// The two lists hyphenate and space "Phan Rang - Tháp Chàm" and "Ia H'Drai" differently.
fn letters(text: &str) -> String {
    crate::text::key(text).chars().filter(char::is_ascii_alphanumeric).collect()
}

#[test]
fn a_department_that_was_merged_leads_to_its_successor_with_the_law() {
    let forest = forest();
    let ha_giang = UnitCode::new("t63.02.so");
    let today = on("2026-11-22");
    assert_eq!(forest.get(&ha_giang).unwrap().life.to, Some(on("2025-06-30")));
    let successors = forest.successors_on(&ha_giang, today);
    assert_eq!(names(&forest, &successors, today), ["Sở Giáo dục và Đào tạo Tuyên Quang"]);
    let link = forest.links().iter().find(|link| link.from == ha_giang).unwrap();
    assert_eq!(
        (link.kind, link.basis.as_str(), link.verified),
        (LinkKind::Merge, "Nghị quyết 202/2025/QH15", true)
    );
    // The new one of the same name is another unit; the unmerged one goes on.
    assert!(forest.get(&UnitCode::new("t63.08.so")).unwrap().life.to.is_some());
    assert!(forest.get(&UnitCode::new("t63.01.so")).unwrap().life.to.is_none());
}

#[test]
fn hue_keeps_its_identity_under_two_names() {
    let forest = forest();
    let hue = forest.get(&UnitCode::new("t63.46.so")).unwrap();
    assert_eq!(hue.names.on(on("2024-12-31")).unwrap().full, "Sở Giáo dục và Đào tạo Thừa Thiên Huế");
    assert_eq!(hue.names.on(on("2025-01-01")).unwrap().full, "Sở Giáo dục và Đào tạo Huế");
    assert!(hue.life.contains(on("2026-01-01")));
}

#[test]
fn lines_live_side_by_side() {
    let forest = forest();
    let day = on("2023-09-15");
    let office = UnitCode::new("h.001.phong");
    let above =
        |line| forest.ancestors_on(&office, line, day).into_iter().map(UnitCode::as_str).collect::<Vec<_>>();
    assert_eq!(above(Line::StateManagement), ["t63.01.so", MINISTRY_CODE]);
    assert_eq!(above(Line::Administration), ["h.001.ubnd", "t63.01.ubnd"]);
    assert!(above(Line::Union).is_empty());
    let hanoi = UnitCode::new("t63.01.so");
    let offices = forest
        .children_on(&hanoi, Line::StateManagement, day)
        .into_iter()
        .filter(|unit| unit.kind == UnitKind::DistrictOffice);
    assert_eq!(offices.count(), 30);
    let later = forest
        .children_on(&hanoi, Line::StateManagement, on("2025-07-01"))
        .into_iter()
        .filter(|unit| unit.kind == UnitKind::CommuneOffice);
    assert_eq!(later.count(), 126);
}

const MINISTRY_CODE: &str = ministry::MINISTRY;

#[test]
fn the_ministry_was_reorganised_in_march_2025() {
    let forest = forest();
    let ministry = UnitCode::new(MINISTRY_CODE);
    let shorts = |day: &str| {
        let kinds = [UnitKind::Department, UnitKind::Bureau];
        let children = forest
            .children_on(&ministry, Line::StateManagement, on(day))
            .into_iter()
            .filter(|unit| kinds.contains(&unit.kind));
        children.map(|unit| unit.names.on(on(day)).unwrap().short.clone()).collect::<Vec<_>>()
    };
    assert_eq!(shorts("2023-08-01").len(), 18);
    assert!(shorts("2025-02-28").contains(&"Vụ GDTrH".to_owned()));
    let now = shorts("2026-01-01");
    assert_eq!(now.len(), 13, "{now:?}");
    assert!(now.contains(&"Vụ GDPT".to_owned()) && !now.contains(&"Vụ GDTrH".to_owned()));
    let gdtrh = UnitCode::new("bo-gddt.gdtrh");
    assert_eq!(
        names(&forest, &forest.successors_on(&gdtrh, on("2026-01-01")), on("2026-01-01")),
        ["Vụ Giáo dục Phổ thông"]
    );
}

#[test]
fn recalled_rows_keep_their_mark() {
    let forest = forest();
    let is_verified = |code: &str| forest.get(&UnitCode::new(code)).unwrap().verified;
    assert!(is_verified("bo-gddt.ngcbqlgd") && is_verified("t63.01.cdn") && is_verified("h.001.phong"));
    assert!(
        !is_verified("bo-gddt.pc")
            && !is_verified("t63.02.cdn")
            && !is_verified("t63.01.so.khtc")
            && !is_verified("h.498.phong")
    );
    let unmarked =
        forest.links().iter().filter(|link| !link.verified && link.kind == LinkKind::Rename).count();
    assert!(unmarked > 20, "the renamings of districts are recalled");
}

#[test]
fn every_unit_has_one_name_a_day_and_no_loops() {
    let forest = forest();
    for day in ["2023-01-01", "2024-12-31", "2025-03-01", "2025-06-30", "2025-07-01", "2026-11-22"].map(on) {
        for unit in forest.units().iter().filter(|unit| unit.life.contains(day)) {
            let named = unit.names.entries().iter().filter(|(span, _)| span.contains(day)).count();
            assert_eq!(named, 1, "{} on {day}", unit.code);
            for line in Line::ALL {
                assert!(forest.ancestors_on(&unit.code, line, day).len() < 8, "{} on {day}", unit.code);
            }
        }
    }
}

#[test]
fn ids_are_the_same_every_time_and_all_different() {
    let forest = forest();
    let mut ids: Vec<_> = forest.units().iter().map(|unit| uuid::Uuid::from(unit.code.id())).collect();
    assert_eq!(UnitCode::new("t63.01.so").id().to_string(), UnitCode::new("t63.01.so").id().to_string());
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), forest.units().len());
}
