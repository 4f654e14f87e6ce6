//! Clauses that ask units below for an own plan or a person in charge, by their words: "chủ động xây dựng kế hoạch",
//! "cử một đồng chí lãnh đạo phụ trách". A proposal for a person to confirm, never a decision.

use crate::text::key;
use crate::units::UnitKind;

use super::Wish;

/// What a clause seems to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// For what.
    pub wish: Wish,
    /// Of which kinds of units, by the names in it; none named is empty.
    pub kinds: Vec<UnitKind>,
}

/// Verbs of making, folded; a plan must be named within a few words after.
const MAKE: [&str; 5] = ["xay dung", "ban hanh", "lap ", "xay dung va trien khai", "chu dong xay dung"];
/// Names of plans, folded.
const PLANS: [&str; 3] = ["ke hoach", "chuong trinh cong tac", "chuong trinh hanh dong"];
/// Letters after the verb within which the plan is named: "xây dựng và tổ chức triển khai thực hiện kế hoạch".
const NEAR: usize = 60;
/// Verbs of naming somebody, folded.
const NAME: [&str; 4] = ["cu ", "phan cong", "bo tri", "chi dinh"];
/// Who is named, folded.
const PEOPLE: [&str; 6] = ["lanh dao", "dau moi", "dong chi", "can bo", "nguoi phu trach", "chuyen vien"];

/// Whom names of sets stand for, folded.
const SETS: [(&str, &[UnitKind]); 12] = [
    ("so giao duc va dao tao cac tinh", &[UnitKind::ProvinceDepartment]),
    ("cac so giao duc va dao tao", &[UnitKind::ProvinceDepartment]),
    ("cac so gd", &[UnitKind::ProvinceDepartment]),
    ("phong giao duc va dao tao", &[UnitKind::DistrictOffice]),
    ("phong gd", &[UnitKind::DistrictOffice]),
    ("phong van hoa", &[UnitKind::CommuneOffice]),
    ("truong mam non", &[UnitKind::Preschool]),
    ("truong tieu hoc", &[UnitKind::Primary]),
    ("truong thcs", &[UnitKind::LowerSecondary]),
    ("truong thpt", &[UnitKind::UpperSecondary]),
    ("nha truong", SCHOOLS),
    ("co so giao duc", SCHOOLS),
];

/// What "nhà trường" stands for.
const SCHOOLS: &[UnitKind] = &[
    UnitKind::Preschool,
    UnitKind::Primary,
    UnitKind::LowerSecondary,
    UnitKind::UpperSecondary,
    UnitKind::MultiLevel,
    UnitKind::ContinuingCentre,
    UnitKind::SpecialSchool,
];

/// What the clause asks of units below; none when its words ask for nothing of the kind.
pub fn asked(clause: &str) -> Option<Asked> {
    let folded = key(clause);
    let wish = Wish {
        plan: MAKE.iter().any(|verb| near(&folded, verb, &PLANS, "")),
        person: NAME.iter().any(|verb| near(&folded, verb, &PEOPLE, "phu trach"))
            || near(&folded, "cu ", &["dau moi"], ""),
    };
    if !wish.plan && !wish.person {
        return None;
    }
    let mut kinds: Vec<UnitKind> = SETS
        .iter()
        .filter(|(name, _)| folded.contains(name))
        .flat_map(|(_, kinds)| *kinds)
        .copied()
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    Some(Asked { wish, kinds })
}

/// Whether one of `names` and `also` follow a word that begins with `verb` within a few letters.
fn near(folded: &str, verb: &str, names: &[&str], also: &str) -> bool {
    let starts = folded
        .match_indices(verb)
        .filter(|(at, _)| folded[..*at].chars().next_back().is_none_or(|before| !before.is_alphanumeric()));
    starts.map(|(at, found)| at + found.len()).any(|from| {
        let window: String = folded[from..].chars().take(NEAR).collect();
        window.contains(also) && names.iter().any(|name| window.contains(name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(clause: &str) -> String {
        asked(clause).map_or_else(
            || "-".to_owned(),
            |one| {
                let kinds: Vec<&str> = one.kinds.iter().map(|kind| kind.code()).collect();
                format!("{}{} {}", u8::from(one.wish.plan), u8::from(one.wish.person), kinds.join(","))
            },
        )
    }

    #[test]
    fn clauses_of_printed_plans() {
        let joint = "Chỉ đạo phòng Giáo dục và Đào tạo các quận, huyện, thị xã căn cứ Kế hoạch phối hợp chủ động xây \
                     dựng và triển khai Kế hoạch phối hợp với Liên đoàn Lao động quận, huyện, thị xã. Mỗi phòng Giáo dục \
                     và Đào tạo tiếp tục cử một đồng chí lãnh đạo phụ trách phong trào thi đua.";
        assert_eq!(told(joint), "11 district_office");
        let attached =
            "Chỉ đạo các đơn vị trực thuộc Sở Giáo dục và Đào tạo xây dựng và triển khai Kế hoạch liên tịch.";
        assert_eq!(told(attached), "10 ");
        assert_eq!(told("Các Sở GD&ĐT cử cán bộ đầu mối trước 05/8."), "01 province_department");
        assert_eq!(told("Phân công 01 lãnh đạo Phòng GD&ĐT phụ trách."), "01 district_office");
        assert_eq!(told("Các nhà trường lập kế hoạch năm học.").split(' ').next(), Some("10"));
    }

    #[test]
    fn words_that_only_look_like_it() {
        assert_eq!(told("Xây dựng đội ngũ nhà giáo vững mạnh."), "-");
        assert_eq!(told("Phối hợp kiểm tra, đánh giá Công đoàn cơ sở."), "-");
        assert_eq!(told("Tổ chức bầu cử và phụ trách Đội."), "-");
        assert_eq!(told("Chuẩn bị nội dung thuộc lĩnh vực phụ trách; cử lãnh đạo dự đủ hai phiên."), "-");
        assert_eq!(told("Triển khai Kế hoạch số 12/KH-SGDĐT."), "-");
    }
}
