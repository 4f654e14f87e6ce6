//! The types of administrative documents and their codes (Decree 30/2020/NĐ-CP, article 7 and appendix III).

use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($(#[$note:meta])* $name:ident $code:literal $word:literal,)*) => {
        /// A type of document with its code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
        pub enum Kind {
            $($(#[$note])* #[serde(rename = $code)] $name,)*
        }

        impl Kind {
            /// All types, in the order of the decree.
            pub const ALL: &[Kind] = &[$(Kind::$name,)*];

            /// The code in the symbol; that of an official letter is only ours, its symbol has none.
            pub const fn code(self) -> &'static str {
                match self { $(Kind::$name => $code,)* }
            }

            /// The name, as in running text.
            pub const fn word(self) -> &'static str {
                match self { $(Kind::$name => $word,)* }
            }
        }
    };
}

kinds! {
    /// Nghị quyết.
    Resolution "NQ" "Nghị quyết",
    /// Quyết định.
    Decision "QĐ" "Quyết định",
    /// Chỉ thị.
    Directive "CT" "Chỉ thị",
    /// Quy chế.
    Regulation "QC" "Quy chế",
    /// Quy định.
    Rule "QyĐ" "Quy định",
    /// Thông cáo.
    Communique "TC" "Thông cáo",
    /// Thông báo.
    Notice "TB" "Thông báo",
    /// Hướng dẫn.
    Guidance "HD" "Hướng dẫn",
    /// Chương trình.
    Programme "CTr" "Chương trình",
    /// Kế hoạch.
    #[default]
    Plan "KH" "Kế hoạch",
    /// Phương án.
    Alternative "PA" "Phương án",
    /// Đề án.
    Scheme "ĐA" "Đề án",
    /// Dự án.
    Project "DA" "Dự án",
    /// Báo cáo.
    Report "BC" "Báo cáo",
    /// Biên bản.
    Minutes "BB" "Biên bản",
    /// Tờ trình.
    Submission "TTr" "Tờ trình",
    /// Hợp đồng.
    Contract "HĐ" "Hợp đồng",
    /// Công văn.
    Letter "CV" "Công văn",
    /// Công điện.
    Telegram "CĐ" "Công điện",
    /// Bản ghi nhớ.
    Memorandum "BGN" "Bản ghi nhớ",
    /// Bản thỏa thuận.
    Agreement "BTT" "Bản thỏa thuận",
    /// Giấy ủy quyền.
    Authorisation "GUQ" "Giấy ủy quyền",
    /// Giấy mời.
    Invitation "GM" "Giấy mời",
    /// Giấy giới thiệu.
    Introduction "GGT" "Giấy giới thiệu",
    /// Giấy nghỉ phép.
    Leave "GNP" "Giấy nghỉ phép",
    /// Phiếu gửi.
    SendingSlip "PG" "Phiếu gửi",
    /// Phiếu chuyển.
    TransferSlip "PC" "Phiếu chuyển",
    /// Phiếu báo.
    ReportSlip "PB" "Phiếu báo",
}

impl Kind {
    /// Whether the type is printed above the subject (5a); an official letter carries "V/v" under its number (5b).
    pub const fn is_named(self) -> bool {
        !matches!(self, Kind::Letter)
    }

    /// The line between the bases and what is decided, for the types that decide.
    pub const fn enacts(self) -> Option<&'static str> {
        match self {
            Kind::Decision => Some("QUYẾT ĐỊNH:"),
            Kind::Resolution => Some("QUYẾT NGHỊ:"),
            _ => None,
        }
    }

    /// Whether a subject stands under the type; forms 1.8 and 1.10 of appendix III have none.
    pub const fn has_subject(self) -> bool {
        !matches!(self, Kind::Introduction | Kind::Leave)
    }

    /// Whether place and date stand in the letterhead; minutes say in their text when and where (appendix III, form 1.9).
    pub const fn is_dated(self) -> bool {
        !matches!(self, Kind::Minutes)
    }

    /// The type whose printed name this is, whatever follows it ("KẾ HOẠCH LIÊN TỊCH").
    pub fn of_printed(printed: &str) -> Option<Kind> {
        let key = domain::text::key(printed);
        Kind::ALL
            .iter()
            .copied()
            .filter(|kind| {
                let word = domain::text::key(kind.word());
                key == word || key.starts_with(&format!("{word} "))
            })
            .max_by_key(|kind| kind.word().len())
    }

    /// The symbol of a document of this type: "KH-BGDĐT"; of a letter the agency and the part that wrote it, "BNV-VP".
    pub fn symbol(self, agency: &str, part: Option<&str>) -> String {
        match (self, part) {
            (Kind::Letter, Some(part)) => format!("{agency}-{part}"),
            (Kind::Letter, None) => agency.to_owned(),
            _ => format!("{}-{agency}", self.code()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_is_there_once_and_each_name_is_found_again() {
        for (at, kind) in Kind::ALL.iter().enumerate() {
            assert!(Kind::ALL[..at].iter().all(|other| other.code() != kind.code()));
            assert_eq!(Kind::of_printed(&kind.word().to_uppercase()), Some(*kind));
        }
        assert_eq!(Kind::of_printed("KẾ HOẠCH LIÊN TỊCH"), Some(Kind::Plan));
        assert_eq!(Kind::of_printed("KẾ HOẠCHX"), None);
    }

    #[test]
    fn symbols_are_those_of_the_decree() {
        assert_eq!(Kind::Plan.symbol("BGDĐT", None), "KH-BGDĐT");
        assert_eq!(Kind::Letter.symbol("BNV", Some("VP")), "BNV-VP");
        assert_eq!(Kind::Submission.symbol("SGDĐT", Some("VP")), "TTr-SGDĐT");
    }
}
