//! Names as documents print them, and what they must mean.

use std::sync::LazyLock;

use super::*;
use crate::units::{Line, UnitKind, seed};

static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(seed::build(&seed::SeedFiles::EMBEDDED).unwrap()));

const MINISTRY: &str = "bo-gddt";
const HANOI: &str = "t63.01.so";
const Y2023: &str = "2023-08-01";
const Y2026: &str = "2026-09-01";

fn ask(name: &str, day: &str, context: &str) -> Vec<Candidate> {
    let context = UnitCode::new(context);
    LEXICON.resolve(name, day.parse().unwrap(), (!context.as_str().is_empty()).then_some(&context))
}

fn told(candidates: &[Candidate]) -> String {
    match candidates.first() {
        Some(Candidate { meaning: Meaning::Unit(code), .. }) => code.to_string(),
        Some(Candidate { meaning: Meaning::Group(group), .. }) => {
            let kinds: Vec<&str> = group.kinds.iter().map(|kind| kind.code()).collect();
            let within = group.within.as_ref().map_or(String::new(), |code| format!(" in {code}"));
            format!("all {}{within}", kinds.join("+"))
        }
        None => "nothing".to_owned(),
    }
}

/// `(name, day, issuing unit, best meaning)`
const TABLE: &[(&str, &str, &str, &str)] = &[
    // The Ministry's units of 2023, as its own documents write them.
    ("Cục NGCB", Y2023, MINISTRY, "bo-gddt.ngcbqlgd"),
    ("Cục NG&CBQLGD", Y2023, MINISTRY, "bo-gddt.ngcbqlgd"),
    ("NGCBQLGD", Y2023, MINISTRY, "bo-gddt.ngcbqlgd"),
    ("NGCBQLDG", Y2023, MINISTRY, "bo-gddt.ngcbqlgd"),
    ("Cục Nhà giáo và Cán bộ quản lý giáo dục", Y2023, "", "bo-gddt.ngcbqlgd"),
    ("cuc nha giao va can bo quan ly giao duc", Y2023, "", "bo-gddt.ngcbqlgd"),
    ("Cục Nhà giáo", Y2023, MINISTRY, "bo-gddt.ngcbqlgd"),
    ("Cục Nhà giáo và CBQLGD", Y2023, MINISTRY, "bo-gddt.ngcbqlgd"),
    ("Cục Nhà giao và Cán bộ quản lý giáo dục", Y2023, MINISTRY, "bo-gddt.ngcbqlgd"),
    ("Cục CNTT", Y2023, MINISTRY, "bo-gddt.cntt"),
    ("Cục Công nghệ thông tin", Y2023, MINISTRY, "bo-gddt.cntt"),
    ("CNTT", Y2023, MINISTRY, "bo-gddt.cntt"),
    ("GDTrH", Y2023, MINISTRY, "bo-gddt.gdtrh"),
    ("GDTRH", Y2023, MINISTRY, "bo-gddt.gdtrh"),
    ("Vụ GDTrH", Y2023, MINISTRY, "bo-gddt.gdtrh"),
    ("Vụ Giáo dục trung học", Y2023, MINISTRY, "bo-gddt.gdtrh"),
    ("GDĐH", Y2023, MINISTRY, "bo-gddt.gddh"),
    ("GDDH", Y2023, MINISTRY, "bo-gddt.gddh"),
    ("Vụ GDDH", Y2023, MINISTRY, "bo-gddt.gddh"),
    ("GDDT", Y2023, MINISTRY, "bo-gddt.gddt"),
    ("Vụ GDDT", Y2023, MINISTRY, "bo-gddt.gddt"),
    ("Vụ Giáo dục dân tộc", Y2023, "", "bo-gddt.gddt"),
    ("GDMN", Y2023, MINISTRY, "bo-gddt.gdmn"),
    ("GDTX", Y2023, MINISTRY, "bo-gddt.gdtx"),
    ("KHTC", Y2023, MINISTRY, "bo-gddt.khtc"),
    ("Vụ KH-TC", Y2023, MINISTRY, "bo-gddt.khtc"),
    ("TCCB", Y2023, MINISTRY, "bo-gddt.tccb"),
    ("Văn phòng", Y2023, MINISTRY, "bo-gddt.vp"),
    ("Văn phòng Bộ", Y2023, "", "bo-gddt.vp"),
    ("Văn phòng (Trung tâm TTTT)", Y2023, MINISTRY, "bo-gddt.tttt"),
    ("Thanh tra", Y2023, MINISTRY, "bo-gddt.ttr"),
    ("Thanh tra Bộ", Y2023, HANOI, "bo-gddt.ttr"),
    ("Báo GDTĐ", Y2023, MINISTRY, "bo-gddt.gdtd"),
    ("Báo Giáo dục & Thời đại", Y2023, MINISTRY, "bo-gddt.gdtd"),
    ("Viện KHGD Việt Nam", Y2023, MINISTRY, "bo-gddt.vkhgdvn"),
    ("Trường Hữu nghị T78", Y2023, MINISTRY, "bo-gddt.t78"),
    ("Bộ", Y2023, HANOI, MINISTRY),
    ("Bộ GD&ĐT", Y2023, HANOI, MINISTRY),
    ("BGDĐT", Y2023, HANOI, MINISTRY),
    ("Bộ Giáo dục và Đào tạo", Y2026, "", MINISTRY),
    // After March 2025.
    ("Vụ GDPT", Y2026, MINISTRY, "bo-gddt.gdpt"),
    ("Vụ Giáo dục Phổ thông", Y2026, MINISTRY, "bo-gddt.gdpt"),
    ("Cục KHCN&TT", Y2026, MINISTRY, "bo-gddt.khcntt"),
    ("Cục Khoa học, Công nghệ và Thông tin", Y2026, MINISTRY, "bo-gddt.khcntt"),
    ("Cục GDNN-GDTX", Y2026, MINISTRY, "bo-gddt.gdnngdtx"),
    ("Vụ Học sinh, sinh viên", Y2026, MINISTRY, "bo-gddt.gdcthssv"),
    // Departments of provinces: the day decides between namesakes.
    ("Sở GD&ĐT Hà Nội", Y2023, "", HANOI),
    ("Sở GDĐT Hà Nội", Y2023, "", HANOI),
    ("Sở GD và ĐT Hà Nội", Y2026, "", HANOI),
    ("SGDĐT Hà Nội", Y2023, "", HANOI),
    ("sở giáo dục và đào tạo thành phố hà nội", Y2023, "", HANOI),
    ("Sở GD&ĐT Bắc Ninh", Y2023, "", "t63.27.so"),
    ("Sở GD&ĐT Bắc Ninh", Y2026, "", "t34.24.so"),
    ("Sở GD&ĐT tỉnh Bắc Giang", Y2023, MINISTRY, "t63.24.so"),
    ("Sở Giáo dục và Đào tạo Thừa Thiên Huế", Y2023, "", "t63.46.so"),
    ("Sở GD&ĐT Huế", Y2026, "", "t63.46.so"),
    ("Sở GD&ĐT TP.HCM", Y2023, "", "t63.79.so"),
    ("Sở GD&ĐT Thành phố Hồ Chí Minh", Y2026, "", "t34.79.so"),
    ("Sở GD&ĐT Hoà Bình", Y2023, "", "t63.17.so"),
    ("Sở GD&ĐT Thái Nguyn", Y2023, "", "t63.19.so"),
    ("Sở", Y2023, HANOI, HANOI),
    ("Sở GD&ĐT", Y2023, "h.001.phong", HANOI),
    ("UBND tỉnh Cao Bằng", Y2023, "", "t63.04.ubnd"),
    ("UBND tỉnh Thanh Hóa", Y2023, "", "t63.38.ubnd"),
    ("UBND thành phố Thanh Hóa", Y2023, "", "h.380.ubnd"),
    ("UBND thành phố Hà Nội", Y2023, HANOI, "t63.01.ubnd"),
    ("UBND Thành phố", Y2023, HANOI, "t63.01.ubnd"),
    // Hanoi's own.
    ("Thanh tra Sở", Y2023, HANOI, "t63.01.so.ttr"),
    ("Thanh tra Sở Giáo dục và Đào tạo", Y2023, HANOI, "t63.01.so.ttr"),
    ("Văn phòng", Y2023, HANOI, "t63.01.so.vp"),
    ("VP", Y2023, HANOI, "t63.01.so.vp"),
    ("Phòng TCCB", Y2023, HANOI, "t63.01.so.tccb"),
    ("Ban Giám đốc Sở GD&ĐT Hà Nội", Y2023, HANOI, "t63.01.so.bgd"),
    ("Phòng GD&ĐT quận Ba Đình", Y2023, HANOI, "h.001.phong"),
    ("Phòng GDĐT Q. Ba Đình", Y2023, HANOI, "h.001.phong"),
    ("phòng Giáo dục và Đào tạo huyện Sóc Sơn", Y2023, "", "h.016.phong"),
    ("UBND phường Ba Đình", Y2026, "", "x.00004.ubnd"),
    ("Phòng VH-XH phường Ba Đình", Y2026, HANOI, "x.00004.vhxh"),
    // Unions.
    ("CĐGD Việt Nam", Y2023, HANOI, "cdgdvn"),
    ("Công đoàn GDVN", Y2023, MINISTRY, "cdgdvn"),
    ("Công đoàn Giáo dục Việt Nam", Y2023, "", "cdgdvn"),
    ("CĐN", Y2023, HANOI, "t63.01.cdn"),
    ("Công đoàn ngành", Y2023, HANOI, "t63.01.cdn"),
    ("CĐGD Hà Nội", Y2023, "", "t63.01.cdn"),
    ("Công đoàn ngành Giáo dục Hà Nội", Y2023, "", "t63.01.cdn"),
    ("Ban Thường vụ Công đoàn ngành Giáo dục Hà Nội", Y2023, "", "t63.01.cdn.btv"),
    ("Ủy ban Kiểm tra Công đoàn ngành", Y2023, HANOI, "t63.01.cdn.ubkt"),
    ("LĐLĐ thành phố Hà Nội", Y2023, HANOI, "t63.01.ldld"),
    ("LĐLĐ Hà Nội", Y2023, HANOI, "t63.01.ldld"),
    ("LĐLĐ quận Cầu Giấy", Y2023, HANOI, "h.005.ldld"),
    ("Tổng LĐLĐ Việt Nam", Y2023, HANOI, "tldldvn"),
    // Institutions.
    ("Trường ĐHSP Hà Nội", Y2023, "", "truong.truong-dai-hoc-su-pham-ha-noi"),
    ("ĐHQG Hà Nội", Y2023, "", "truong.dai-hoc-quoc-gia-ha-noi"),
    ("ĐHQGHN", Y2023, "", "truong.dai-hoc-quoc-gia-ha-noi"),
    ("Học viện Quản lý giáo dục", Y2023, "", "truong.hoc-vien-quan-ly-giao-duc"),
    ("Trường Cao đẳng Sư phạm Trung ương", Y2023, "", "truong.truong-cao-dang-su-pham-trung-uong"),
    ("Trường CĐSP Kiên Giang", Y2023, "", "truong.truong-cao-dang-su-pham-kien-giang"),
    // Many units at once.
    ("các Sở GD&ĐT", Y2023, MINISTRY, "all province_department"),
    ("63 Sở GD&ĐT", Y2023, MINISTRY, "all province_department"),
    ("Các sở giáo dục và đào tạo", Y2026, MINISTRY, "all province_department"),
    ("các Vụ/Cục", Y2023, MINISTRY, "all department+bureau"),
    ("Các Vụ/Cục liên quan", Y2023, MINISTRY, "all department+bureau"),
    ("các cơ sở giáo dục đại học", Y2023, MINISTRY, "all university+academy"),
    ("các đại học, học viện, trường đại học", Y2023, MINISTRY, "all university+academy"),
    (
        "Các cơ sở giáo dục đại học và các trường cao đẳng sư phạm",
        Y2023,
        MINISTRY,
        "all university+academy+pedagogical_college",
    ),
    ("phòng Giáo dục và Đào tạo các quận, huyện, thị xã", Y2023, HANOI, "all district_office in t63.01.so"),
    ("Phòng GD&ĐT các quận, huyện, thị xã", Y2023, "", "all district_office"),
    ("các phòng GD&ĐT thuộc Sở GD&ĐT Hà Nội", Y2023, MINISTRY, "all district_office in t63.01.so"),
    ("Liên đoàn Lao động quận, huyện, thị xã", Y2023, HANOI, "all union_district in t63.01.ldld"),
    ("LĐLĐ các quận, huyện, thị xã", Y2023, HANOI, "all union_district in t63.01.ldld"),
    ("Mỗi phòng Giáo dục và Đào tạo quận, huyện, thị xã", Y2023, HANOI, "all district_office in t63.01.so"),
    ("UBND các tỉnh, thành phố trực thuộc trung ương", Y2023, MINISTRY, "all province_committee"),
    ("các trường THPT", Y2023, HANOI, "all upper_secondary in t63.01.so"),
    (
        "các trường mầm non, tiểu học, THCS",
        Y2023,
        HANOI,
        "all preschool+primary+lower_secondary in t63.01.so",
    ),
    ("các đơn vị liên quan", Y2023, MINISTRY, "all "),
    // Nothing of ours.
    ("Kho bạc Nhà nước", Y2023, HANOI, "nothing"),
    ("phụ huynh học sinh", Y2023, HANOI, "nothing"),
];

#[test]
fn names_mean_what_officers_mean() {
    let wrong: Vec<String> = TABLE
        .iter()
        .map(|(name, day, context, expected)| (name, *expected, ask(name, day, context)))
        .filter(|(_, expected, candidates)| told(candidates) != *expected)
        .map(|(name, expected, candidates)| {
            format!("{name}: expected {expected}, got {:#?}", candidates.iter().take(3).collect::<Vec<_>>())
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} wrong\n{}", wrong.len(), TABLE.len(), wrong.join("\n"));
}

#[test]
fn bare_names_of_the_issuers_own_parts_are_sure() {
    let day: Day = Y2023.parse().unwrap();
    for (issuer, names) in [
        (
            MINISTRY,
            ["Văn phòng", "GDMN", "GDTH", "GDTrH", "TCCB", "KHTC", "Thanh tra", "Văn phòng Bộ GD&ĐT"]
                .as_slice(),
        ),
        (
            HANOI,
            ["Văn phòng", "GDMN", "TCCB", "KHTC", "Thanh tra Sở Giáo dục và Đào tạo", "Phòng TCCB Sở GD&ĐT"]
                .as_slice(),
        ),
    ] {
        for name in names {
            let found = ask(name, Y2023, issuer);
            let best = &found[0];
            let Meaning::Unit(unit) = &best.meaning else { panic!("{name} is no group") };
            assert!(best.score >= 0.93, "{name} of {issuer}: {:?}", &found[..found.len().min(3)]);
            let lines = [Line::StateManagement, Line::Union];
            let above = lines.iter().find_map(|line| LEXICON.forest().parent_on(unit, *line, day));
            assert_eq!(above.map(UnitCode::as_str), Some(issuer), "{name}");
        }
    }
}

#[test]
fn scores_and_reasons_are_told() {
    let sure = &ask("Cục NGCB", Y2023, MINISTRY)[0];
    assert!(sure.score > 0.95, "{sure:?}");
    assert!(matches!(&sure.why[0], Why::Matches { text, .. } if text.contains("NGCB")));
    let typo = &ask("Sở GD&ĐT Thái Nguyn", Y2023, "")[0];
    assert!(
        typo.score < sure.score
            && typo.why.contains(&Why::Typo { typed: "nguyn".into(), read: "nguyen".into() }),
        "{typo:?}"
    );
    let ended = &ask("Phòng GD&ĐT quận Ba Đình", Y2026, "")[0];
    assert!(ended.score < 0.8 && ended.why.iter().any(|why| matches!(why, Why::NotThen { .. })), "{ended:?}");
    // Five communes have this name: nobody can say which one is meant.
    let many = ask("UBND xã Tân Tiến", Y2026, "");
    assert!(many.len() > 1 && many[0].score < 0.8 && many[0].why.contains(&Why::Ambiguous), "{many:#?}");
    assert_eq!(ask("UBND xã Tân Tiến", Y2026, ""), many, "the same question has the same answer");
}

#[test]
fn a_group_opens_into_its_members() {
    let candidates = ask("phòng Giáo dục và Đào tạo các quận, huyện, thị xã", Y2023, HANOI);
    let Meaning::Group(group) = &candidates[0].meaning else { panic!("{candidates:?}") };
    let forest = LEXICON.forest();
    assert_eq!(forest.members_on(group, Y2023.parse().unwrap()).len(), 30);
    assert!(forest.members_on(group, Y2026.parse().unwrap()).is_empty());
    let all = Group { kinds: vec![UnitKind::ProvinceDepartment], within: None };
    assert_eq!([Y2023, Y2026].map(|day| forest.members_on(&all, day.parse().unwrap()).len()), [63, 34]);
}

#[test]
fn strange_names_are_no_trouble() {
    for name in ["", " ", ".", "&", "&&&", "đ", "\u{301}", &"Sở ".repeat(500), "các", "63", "🙂"] {
        assert!(ask(name, Y2023, HANOI).len() <= CANDIDATES_MAX);
    }
}

/// Names that say no province, as plans print them.
const PLACELESS: &[&str] = &[
    "Văn phòng",
    "Văn phòng CĐN",
    "Văn phòng Sở",
    "Văn phòng Sở GD&ĐT",
    "Văn phòng Công đoàn ngành Giáo dục",
    "Ban Thường vụ CĐN",
    "Ban Thường vụ Công đoàn ngành Giáo dục",
    "UBKT Công đoàn ngành",
    "CĐN",
    "Công đoàn ngành",
    "Công đoàn ngành Giáo dục",
    "CĐGD tỉnh",
    "LĐLĐ",
    "LĐLĐ tỉnh",
    "Liên đoàn Lao động thành phố",
    "Sở",
    "Sở GD&ĐT",
    "UBND tỉnh",
    "Thanh tra Sở",
    "Ban Giám đốc Sở",
    "Phòng TCCB",
    "Phòng Tổ chức cán bộ",
    "Phòng KHTC",
    "Phòng GDTrH",
    "GDMN",
];

/// The units of every province with `kind`, alive on `day`.
fn each_of(kind: UnitKind, day: &str) -> Vec<&'static crate::units::Unit> {
    let day: Day = day.parse().unwrap();
    LEXICON.forest().units().iter().filter(|unit| unit.kind == kind && unit.life.contains(day)).collect()
}

/// A unit is never proposed for a document of another province by a name that says none.
fn of_another_province(name: &str, day: &str, issuer: &str) -> Vec<String> {
    let on: Day = day.parse().unwrap();
    let issuer_code = UnitCode::new(issuer);
    let is_foreign = |code: &UnitCode| {
        LEXICON.is_of_a_province(code, on) && !LEXICON.are_of_one_province(code, &issuer_code, on)
    };
    ask(name, day, issuer)
        .iter()
        .filter_map(|candidate| match &candidate.meaning {
            Meaning::Unit(code) if is_foreign(code) && candidate.score >= 0.7 => {
                Some(format!("{name:?} of {issuer:?}: {code} {}", candidate.score))
            }
            _ => None,
        })
        .collect()
}

#[test]
fn no_province_is_proposed_for_the_document_of_another() {
    let mut wrong = Vec::new();
    for day in [Y2023, Y2026] {
        let issuers = [UnitKind::ProvinceDepartment, UnitKind::ProvinceCommittee, UnitKind::UnionProvince];
        let provinces = issuers.into_iter().flat_map(|kind| each_of(kind, day));
        // Nobody, and the ministry, are of no province.
        for issuer in provinces.step_by(7).map(|unit| unit.code.as_str()).chain(["", MINISTRY]) {
            wrong.extend(PLACELESS.iter().flat_map(|name| of_another_province(name, day, issuer)));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
}

#[test]
fn a_place_of_another_province_is_offered_and_never_sure() {
    let day: Day = Y2023.parse().unwrap();
    let mut offered = 0;
    for unit in each_of(UnitKind::DistrictCommittee, Y2023).into_iter().step_by(23) {
        let name = &unit.name_near(day).full;
        let above = LEXICON.forest().parent_on(&unit.code, Line::Administration, day).unwrap();
        let named = |name: &str| plain(&words(name)).trim_start_matches("uy ban nhan dan ").to_owned();
        // "thành phố Cao Bằng" lies in Cao Bằng, and says so; Huế is the later name of its province.
        let provinces = &LEXICON.forest().get(above).unwrap().names;
        let is_said = provinces.entries().iter().any(|(_, above)| named(&above.full) == named(name));
        for issuer in ["", MINISTRY, "t63.04.so", "t63.96.so"] {
            let is_home = LEXICON.are_of_one_province(&unit.code, &UnitCode::new(issuer), day);
            let best = &ask(name, Y2023, issuer)[0];
            assert!(best.score < 0.93 || is_home || is_said, "{name} of {issuer:?}: {best:?}");
            offered += i32::from(best.why.contains(&Why::OtherProvince));
        }
    }
    assert!(offered > 80, "{offered}");
}

#[test]
fn the_province_that_a_name_says_is_sure_wherever_it_is_read() {
    for kind in [UnitKind::ProvinceDepartment, UnitKind::ProvinceCommittee, UnitKind::UnionProvince] {
        for unit in each_of(kind, Y2026) {
            let name = &unit.name_near(Y2026.parse().unwrap()).full;
            for issuer in ["", MINISTRY, HANOI, "t34.24.so"] {
                let best = &ask(name, Y2026, issuer)[0];
                assert_eq!(best.meaning, Meaning::Unit(unit.code.clone()), "{name}");
                assert!(best.score >= 0.93, "{name} of {issuer:?}: {best:?}");
            }
        }
    }
    let best = &ask("Văn phòng Sở GD&ĐT Hà Nội", Y2023, "t63.04.so")[0];
    assert!(best.score >= 0.93 && best.meaning == Meaning::Unit(UnitCode::new("t63.01.so.vp")), "{best:?}");
}

#[test]
fn the_place_beside_the_date_says_whose_document_it_is() {
    let day: Day = Y2023.parse().unwrap();
    let at = |place: &str, near: &str| {
        let near = UnitCode::new(near);
        LEXICON.committee_at(place, day, Some(&near)).map(|code| code.to_string())
    };
    assert_eq!(at("Cao Bằng", HANOI).as_deref(), Some("t63.04.ubnd"));
    assert_eq!(at("TP. Hồ Chí Minh", HANOI).as_deref(), Some("t63.79.ubnd"));
    assert_eq!(at("Cầu Giấy", HANOI).as_deref(), Some("h.005.ubnd"));
    // A district of elsewhere is not looked for in all the country; an invented place is nobody's.
    assert_eq!(at("Cầu Giấy", "t63.04.so"), None);
    assert_eq!(at("Lam Giang", HANOI), None);
}
