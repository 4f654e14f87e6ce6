//! What the report looks at, and under which topic a finding belongs.

use super::words::{Component, Property};
use serde::Serialize;

macro_rules! topics {
    ($($(#[$note:meta])* $name:ident $vi:literal $en:literal,)*) => {
        /// What is looked at.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Topic {
            $($(#[$note])* $name,)*
        }

        impl Topic {
            /// All topics, in the order of the page.
            pub const ALL: &[Topic] = &[$(Topic::$name,)*];

            /// Its name in Vietnamese.
            pub const fn vietnamese(self) -> &'static str {
                match self { $(Topic::$name => $vi,)* }
            }

            /// Its name in English.
            pub const fn english(self) -> &'static str {
                match self { $(Topic::$name => $en,)* }
            }
        }
    };
}

topics! {
    /// Boxes 1.
    Nation "Quốc hiệu, Tiêu ngữ" "National name and motto",
    /// The line below the motto.
    MottoRule "Gạch dưới Tiêu ngữ" "Rule under the motto",
    /// Box 2 with its line.
    Issuer "Tên cơ quan ban hành" "Issuing agency",
    /// Box 3.
    Number "Số, ký hiệu" "Number and symbol",
    /// Box 4.
    Date "Địa danh, ngày tháng" "Place and date",
    /// Box 5a.
    Title "Tên loại, trích yếu" "Type and subject",
    /// Box 9a.
    Addressees "Kính gửi" "Addressees",
    /// Paper.
    Paper "Khổ giấy" "Paper",
    /// Margins.
    Margins "Lề trang" "Margins",
    /// Font and colour of all letters.
    Font "Phông chữ, màu chữ" "Font and colour",
    /// Letters and lines of box 6.
    Body "Chữ thân bài" "Letters of the text",
    /// First lines of box 6.
    FirstLine "Thụt dòng đầu" "First line",
    /// Gaps and alignment of box 6.
    Paragraphs "Cách đoạn, canh lề" "Gaps and alignment",
    /// Order of points.
    Order "Thứ tự điểm a) b) c)" "Order of points",
    /// Page number.
    PageNumber "Số trang" "Page number",
    /// "./.".
    EndMark "Dấu kết thúc" "End mark",
    /// Boxes 7.
    Signature "Chức vụ, họ tên người ký" "Post and name of the signer",
    /// Box 9b.
    Recipients "Nơi nhận" "Recipients",
}

impl Topic {
    /// Where a finding belongs.
    pub(super) const fn of(component: Component, property: Property) -> Topic {
        use Component as C;
        match (component, property) {
            (_, Property::Font | Property::Colour) => Topic::Font,
            (C::Page, Property::Paper) => Topic::Paper,
            (C::Page, _) => Topic::Margins,
            (C::PageNumber, _) => Topic::PageNumber,
            (C::Motto, Property::Rule) => Topic::MottoRule,
            (C::Nation | C::Motto, _) => Topic::Nation,
            (C::Superior | C::Issuer, _) => Topic::Issuer,
            (C::Number, _) => Topic::Number,
            (C::Date, _) => Topic::Date,
            (C::Type | C::Subject, _) => Topic::Title,
            (C::Addressees, _) => Topic::Addressees,
            (C::Body, Property::FirstLine) => Topic::FirstLine,
            (C::Body, Property::Gap | Property::Align) => Topic::Paragraphs,
            (C::Body, Property::Order) => Topic::Order,
            (C::Body, Property::EndMark) => Topic::EndMark,
            (C::Body, _) => Topic::Body,
            (C::SignerTitle | C::SignerName, _) => Topic::Signature,
            (C::Recipients, _) => Topic::Recipients,
        }
    }
}
