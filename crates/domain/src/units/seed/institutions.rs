//! Universities, academies and colleges of education.

use std::collections::HashMap;

use super::files::{Row, rows};
use super::ministry::MINISTRY;
use super::{Draft, SeedError, SeedFiles};
use crate::units::{Forest, Line, UnitKind};

pub(super) fn plant(forest: &mut Forest, files: &SeedFiles) -> Result<(), SeedError> {
    let universities = rows("universities.csv", files.universities)?;
    let codes: HashMap<&str, String> =
        universities.iter().map(|row| (row.get("code"), code(row.get("name")))).collect();
    // Parents first, so that members find them.
    let (tops, members): (Vec<_>, Vec<_>) =
        universities.iter().partition(|row| row.get("parent_code").is_empty());
    for row in tops.into_iter().chain(members) {
        plant_university(forest, row, &codes)?;
    }
    for row in rows("pedagogical-colleges.csv", files.colleges)? {
        plant_college(forest, &row)?;
    }
    Ok(())
}

fn plant_university(forest: &mut Forest, row: &Row, codes: &HashMap<&str, String>) -> Result<(), SeedError> {
    let (name, kind) = (row.need("name")?, row.need("kind")?);
    let parent = match row.get("parent_code") {
        "" if kind.ends_with("(công an)") => "bo-cong-an",
        "" if kind.ends_with("(quân đội)") => "bo-quoc-phong",
        "" => MINISTRY,
        parent => {
            codes.get(parent).ok_or_else(|| row.wrong(format!("no university has the code {parent}")))?
        }
    };
    let kind = if kind.starts_with("học viện") { UnitKind::Academy } else { UnitKind::University };
    let source = match row.get("source") {
        "A" => "Danh sách trường đại học công khai năm 2024",
        _ => "Nhập tay, cần đối chiếu",
    };
    Draft::new(code(name), kind, name, &shorten(name))
        .below(Line::Institution, parent)
        .source(source, row.get("source") == "A")
        .alias(row.get("code"))
        .area(row.get("province_code"), 0)
        .plant(forest)
}

fn plant_college(forest: &mut Forest, row: &Row) -> Result<(), SeedError> {
    let name = row.need("name")?;
    let source = format!("Danh sách công khai: {}", row.get("status"));
    Draft::new(code(name), UnitKind::PedagogicalCollege, name, &shorten(name))
        .below(Line::Institution, MINISTRY)
        .source(
            &source,
            row.get("status").starts_with("listed") || row.get("status").starts_with("accredited"),
        )
        .alias(row.get("code"))
        .area(row.get("province_code"), 0)
        .plant(forest)
}

/// Admission codes have no check digit and changed hands, so the name is the key.
fn code(name: &str) -> String {
    let key = crate::text::key(name);
    let words: Vec<&str> =
        key.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    format!("truong.{}", words.join("-"))
}

/// The usual short form: "Trường ĐH Vinh", "HV Tài chính", "Trường CĐSP Kiên Giang".
fn shorten(name: &str) -> String {
    name.replace("Trường Cao đẳng Sư phạm", "Trường CĐSP")
        .replace("Đại học Quốc gia Thành phố Hồ Chí Minh", "ĐHQG TP.HCM")
        .replace("Đại học Quốc gia", "ĐHQG")
        .replace("Trường Đại học", "Trường ĐH")
        .replace("Đại học", "ĐH")
        .replace("Học viện", "HV")
        .replace("Thành phố Hồ Chí Minh", "TP.HCM")
}
