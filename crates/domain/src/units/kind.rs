//! Kinds of units and the lines they are arranged in.

use serde::{Deserialize, Serialize};

use super::LinkKind;

/// One way of arranging units above and below each other. A unit has at most one parent per line on any day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType), sea_orm(value_type = "String"))]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// State management of education: Ministry, departments of provinces, offices of districts or communes, schools.
    StateManagement,
    /// The administration itself: people's committees and the bodies that belong to them.
    Administration,
    /// Trade unions.
    Union,
    /// Universities, colleges and other institutions, with their member institutions.
    Institution,
}

impl Line {
    /// All lines in the order in which people see them.
    pub const ALL: [Line; 4] = [Line::StateManagement, Line::Administration, Line::Union, Line::Institution];

    /// The word used in addresses, columns and translation keys.
    pub fn code(self) -> &'static str {
        match self {
            Line::StateManagement => "state_management",
            Line::Administration => "administration",
            Line::Union => "union",
            Line::Institution => "institution",
        }
    }

    /// The line with this code.
    pub fn parse(code: &str) -> Option<Line> {
        Line::ALL.into_iter().find(|line| line.code() == code)
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident $code:literal $line:ident $noun:literal;)*) => {
        /// What a unit is. The order of the variants is the official order in lists.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType), sea_orm(value_type = "String"))]
        #[serde(rename_all = "snake_case")]
        pub enum UnitKind { $($(#[$doc])* $kind,)* }

        impl UnitKind {
            /// All kinds in official order.
            pub const ALL: &'static [UnitKind] = &[$(UnitKind::$kind,)*];

            /// The word used in addresses, columns and translation keys.
            pub fn code(self) -> &'static str {
                match self { $(UnitKind::$kind => $code,)* }
            }

            /// The line a unit of this kind is at home in.
            pub fn home(self) -> Line {
                match self { $(UnitKind::$kind => Line::$line,)* }
            }

            /// The Vietnamese noun that spreadsheets use for this kind.
            pub fn noun(self) -> &'static str {
                match self { $(UnitKind::$kind => $noun,)* }
            }
        }
    };
}

kinds! {
    /// A ministry.
    Ministry "ministry" StateManagement "Bộ";
    /// A ministry's leadership or a department's board of directors.
    Board "board" StateManagement "Ban lãnh đạo";
    /// A department (vụ) of the Ministry.
    Department "department" StateManagement "Vụ";
    /// A bureau (cục) of the Ministry.
    Bureau "bureau" StateManagement "Cục";
    /// An office (văn phòng).
    Office "office" StateManagement "Văn phòng";
    /// An inspectorate (thanh tra).
    Inspectorate "inspectorate" StateManagement "Thanh tra";
    /// An institute (viện).
    Institute "institute" StateManagement "Viện";
    /// A newspaper or a journal.
    Press "press" StateManagement "Báo, tạp chí";
    /// A centre (trung tâm).
    Centre "centre" StateManagement "Trung tâm";
    /// The people's committee of a province.
    ProvinceCommittee "province_committee" Administration "UBND tỉnh";
    /// The department of education of a province (Sở GD&ĐT).
    ProvinceDepartment "province_department" StateManagement "Sở GD&ĐT";
    /// A division (phòng) of a provincial department.
    Division "division" StateManagement "Phòng của Sở";
    /// The people's committee of a district; ended on 30 June 2025.
    DistrictCommittee "district_committee" Administration "UBND huyện";
    /// The education office of a district (Phòng GD&ĐT); ended on 30 June 2025.
    DistrictOffice "district_office" StateManagement "Phòng GD&ĐT";
    /// The people's committee of a commune.
    CommuneCommittee "commune_committee" Administration "UBND xã";
    /// The office of culture and social affairs of a commune.
    CommuneOffice "commune_office" StateManagement "Phòng Văn hóa - Xã hội";
    /// A university (đại học, trường đại học), also a member of another.
    University "university" Institution "Trường đại học";
    /// An academy (học viện).
    Academy "academy" Institution "Học viện";
    /// A college of education (cao đẳng sư phạm).
    PedagogicalCollege "pedagogical_college" Institution "Trường cao đẳng sư phạm";
    /// Another college.
    College "college" Institution "Trường cao đẳng";
    /// A preschool.
    Preschool "preschool" StateManagement "Trường mầm non";
    /// A primary school.
    Primary "primary" StateManagement "Trường tiểu học";
    /// A lower secondary school.
    LowerSecondary "lower_secondary" StateManagement "Trường THCS";
    /// An upper secondary school.
    UpperSecondary "upper_secondary" StateManagement "Trường THPT";
    /// A school of several levels.
    MultiLevel "multi_level" StateManagement "Trường nhiều cấp học";
    /// A centre of continuing or vocational education (GDNN-GDTX).
    ContinuingCentre "continuing_centre" StateManagement "Trung tâm GDNN-GDTX";
    /// A special school: boarding, gifted, for the disabled, friendship schools.
    SpecialSchool "special_school" StateManagement "Trường chuyên biệt";
    /// A national trade union body.
    UnionCentral "union_central" Union "Công đoàn trung ương";
    /// The federation of labour of a province.
    UnionProvince "union_province" Union "LĐLĐ tỉnh";
    /// The sector union of education of a province.
    UnionSector "union_sector" Union "Công đoàn ngành Giáo dục";
    /// A body inside a union: standing committee, inspection committee.
    UnionBody "union_body" Union "Ban của công đoàn";
    /// The federation of labour of a district; ended with the districts.
    UnionDistrict "union_district" Union "LĐLĐ huyện";
    /// The union of a commune.
    UnionCommune "union_commune" Union "Công đoàn xã";
    /// A grassroots union.
    UnionGrassroots "union_grassroots" Union "Công đoàn cơ sở";
    /// Anything else.
    Other "other" StateManagement "Đơn vị khác";
}

/// A word that is none of the known codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a known code")]
pub struct UnknownCode;

macro_rules! stored_by_code {
    ($($name:ident)*) => {$(
        impl std::str::FromStr for $name {
            type Err = UnknownCode;

            fn from_str(code: &str) -> Result<Self, UnknownCode> {
                $name::parse(code).ok_or(UnknownCode)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }
    )*};
}

stored_by_code! { Line UnitKind LinkKind }

impl UnitKind {
    /// The kind with this code.
    pub fn parse(code: &str) -> Option<UnitKind> {
        UnitKind::ALL.iter().copied().find(|kind| kind.code() == code)
    }

    /// The kind that a spreadsheet means: by code, by noun or by a usual short form, without regard to marks and case.
    pub fn guess(text: &str) -> Option<UnitKind> {
        let key = crate::text::key(text);
        let by_name = UnitKind::ALL
            .iter()
            .copied()
            .find(|kind| kind.code() == key || crate::text::key(kind.noun()) == key);
        by_name.or_else(|| {
            Some(match key.as_str() {
                "mam non" | "mn" | "truong mau giao" | "mau giao" | "truong mn" => UnitKind::Preschool,
                "tieu hoc" | "th" | "truong th" => UnitKind::Primary,
                "trung hoc co so" | "thcs" | "truong trung hoc co so" => UnitKind::LowerSecondary,
                "trung hoc pho thong" | "thpt" | "truong trung hoc pho thong" => UnitKind::UpperSecondary,
                "th&thcs" | "thcs&thpt" | "lien cap" | "nhieu cap hoc" | "pho thong" | "truong lien cap" => {
                    UnitKind::MultiLevel
                }
                "gdtx" | "gdnn-gdtx" | "trung tam gdtx" | "ttgdtx" => UnitKind::ContinuingCentre,
                "chuyen biet" | "chuyen" | "noi tru" | "ptdtnt" => UnitKind::SpecialSchool,
                "dai hoc" => UnitKind::University,
                "cao dang su pham" | "cdsp" => UnitKind::PedagogicalCollege,
                "cao dang" => UnitKind::College,
                "phong" => UnitKind::Division,
                "cong doan co so" | "cdcs" => UnitKind::UnionGrassroots,
                "khac" => UnitKind::Other,
                _ => return None,
            })
        })
    }

    /// A part of an agency that has no seal of its own, so that what it prepares is issued by the agency: a department, an
    /// office, a division, the leadership. Bureaus and offices of districts have their own.
    pub const fn is_part(self) -> bool {
        matches!(self, UnitKind::Board | UnitKind::Department | UnitKind::Office | UnitKind::Division)
    }

    /// Whether this is a school below the level of colleges: tens of thousands of them, brought in by import.
    pub fn is_school(self) -> bool {
        (UnitKind::Preschool..=UnitKind::SpecialSchool).contains(&self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_round_trip_and_nouns_are_distinct() {
        for kind in UnitKind::ALL {
            assert_eq!(UnitKind::parse(kind.code()), Some(*kind));
            assert_eq!(UnitKind::guess(kind.noun()), Some(*kind), "{kind:?}");
        }
        assert_eq!(Line::ALL.map(|line| Line::parse(line.code())), Line::ALL.map(Some));
        assert_eq!(UnitKind::guess("THCS"), Some(UnitKind::LowerSecondary));
        assert_eq!(UnitKind::guess("nhà hát"), None);
    }
}
