//! The words of money: where it comes from, on which level it is paid, what an entry is, how far an estimate is.

use crate::units::UnitKind;

/// A word that names nothing of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this names nothing of money")]
pub struct NotMoney;

words! {
    NotMoney;
    /// Where the money comes from.
    Fund,
    /// The central budget (ngân sách trung ương).
    Central = "central",
    /// A local budget (ngân sách địa phương).
    Local = "local",
    /// Money of the trade union (kinh phí công đoàn).
    Union = "union",
    /// Gifts and other lawful sources (xã hội hóa, nguồn hợp pháp khác).
    Other = "other",
}

words! {
    NotMoney;
    /// The level of the unit that pays.
    Level,
    /// Central bodies.
    Central = "central",
    /// Provinces.
    Province = "province",
    /// Communes, and districts as long as there were any.
    Commune = "commune",
    /// Schools and other institutions.
    School = "school",
}

words! {
    NotMoney;
    /// What an entry does to a line.
    EntryKind,
    /// Changes an approved estimate.
    Adjust = "adjust",
    /// Gives money to the line.
    Allocate = "allocate",
    /// Gives money from the line above.
    Allot = "allot",
    /// Spends it.
    Spend = "spend",
}

words! {
    NotMoney;
    /// How far an estimate is.
    EstimateState,
    /// Being written.
    Draft = "draft",
    /// Approved: its lines are locked, changes are entries.
    Approved = "approved",
}

impl Level {
    /// The level of a unit of this kind.
    pub const fn of(kind: UnitKind) -> Level {
        use UnitKind as K;
        match kind {
            K::Ministry
            | K::Board
            | K::Department
            | K::Bureau
            | K::Office
            | K::Inspectorate
            | K::Institute
            | K::Press
            | K::Centre
            | K::UnionCentral => Level::Central,
            K::ProvinceCommittee
            | K::ProvinceDepartment
            | K::Division
            | K::UnionProvince
            | K::UnionSector
            | K::UnionBody
            | K::Other => Level::Province,
            K::DistrictCommittee
            | K::DistrictOffice
            | K::CommuneCommittee
            | K::CommuneOffice
            | K::UnionDistrict
            | K::UnionCommune => Level::Commune,
            K::University
            | K::Academy
            | K::PedagogicalCollege
            | K::College
            | K::Preschool
            | K::Primary
            | K::LowerSecondary
            | K::UpperSecondary
            | K::MultiLevel
            | K::ContinuingCentre
            | K::SpecialSchool
            | K::UnionGrassroots => Level::School,
        }
    }
}

impl Fund {
    /// The source that a spreadsheet or a plan means, without regard to marks and case.
    pub fn guess(text: &str) -> Option<Fund> {
        let key = crate::text::key(text);
        if key.is_empty() {
            return None;
        }
        let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
        let is = |words: &[&str]| words.contains(&key.as_str());
        if has(&["trung uong", "nstw", "central budget"]) || is(&["central"]) {
            Some(Fund::Central)
        } else if has(&[
            "dia phuong",
            "nsdp",
            "ngan sach tinh",
            "ngan sach thanh pho",
            "ngan sach xa",
            "local budget",
        ]) || is(&["local"])
        {
            Some(Fund::Local)
        } else if has(&["cong doan", "trade union"]) || is(&["union"]) {
            Some(Fund::Union)
        } else if has(&["xa hoi hoa", "hop phap khac", "tai tro", "van dong", "other lawful"])
            || is(&["khac", "nguon khac", "other"])
        {
            Some(Fund::Other)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_as_people_write_them() {
        let cases = [
            ("Ngân sách trung ương", Some(Fund::Central)),
            ("NSTW", Some(Fund::Central)),
            ("ngân sách địa phương", Some(Fund::Local)),
            ("NSĐP", Some(Fund::Local)),
            ("Kinh phí công đoàn", Some(Fund::Union)),
            ("Xã hội hóa", Some(Fund::Other)),
            ("Nguồn hợp pháp khác", Some(Fund::Other)),
            ("local", Some(Fund::Local)),
            // Which budget it is nobody can say from this.
            ("Ngân sách", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(Fund::guess(text), expected, "«{text}»");
        }
    }

    #[test]
    fn words_read_back() {
        for fund in Fund::ALL {
            assert_eq!(fund.word().parse(), Ok(*fund));
        }
        for kind in UnitKind::ALL {
            assert!(Level::ALL.contains(&Level::of(*kind)));
        }
        assert_eq!("gold".parse::<Fund>(), Err(NotMoney));
    }
}
