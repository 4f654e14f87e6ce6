//! The words of a finding, in Vietnamese and English.

use super::Finding;
use serde::Serialize;

macro_rules! components {
    ($($(#[$note:meta])* $name:ident $code:literal $vi:literal $en:literal $source:literal,)*) => {
        /// A part of a document; the code is that of the decree's box diagram where it has one.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Component {
            $($(#[$note])* $name,)*
        }

        impl Component {
            /// The box of the decree's diagram; empty for what has none.
            pub const fn code(self) -> &'static str {
                match self { $(Component::$name => $code,)* }
            }

            /// Its name in Vietnamese.
            pub const fn vietnamese(self) -> &'static str {
                match self { $(Component::$name => $vi,)* }
            }

            /// Its name in English.
            pub const fn english(self) -> &'static str {
                match self { $(Component::$name => $en,)* }
            }

            /// Where the decree speaks of it.
            pub const fn source(self) -> &'static str {
                match self { $(Component::$name => $source,)* }
            }
        }
    };
}

components! {
    /// Khổ giấy, lề.
    Page "" "Khổ giấy và lề trang" "Paper and margins" "NĐ 30/2020, Phụ lục I, phần I, mục I",
    /// Số trang.
    PageNumber "" "Số trang" "Page number" "NĐ 30/2020, Phụ lục I, phần I, mục I.7",
    /// Quốc hiệu.
    Nation "1" "Quốc hiệu" "National name" "NĐ 30/2020, Phụ lục I, phần I, mục II.1",
    /// Tiêu ngữ.
    Motto "1" "Tiêu ngữ" "Motto" "NĐ 30/2020, Phụ lục I, phần I, mục II.1",
    /// Cơ quan chủ quản.
    Superior "2" "Tên cơ quan chủ quản" "Agency above" "NĐ 30/2020, Phụ lục I, phần I, mục II.2",
    /// Cơ quan ban hành.
    Issuer "2" "Tên cơ quan ban hành" "Issuing agency" "NĐ 30/2020, Phụ lục I, phần I, mục II.2",
    /// Số, ký hiệu.
    Number "3" "Số, ký hiệu" "Number and symbol" "NĐ 30/2020, Phụ lục I, phần I, mục II.3",
    /// Địa danh, thời gian.
    Date "4" "Địa danh và thời gian ban hành" "Place and date" "NĐ 30/2020, Phụ lục I, phần I, mục II.4",
    /// Tên loại.
    Type "5a" "Tên loại văn bản" "Type" "NĐ 30/2020, Phụ lục I, phần I, mục II.5",
    /// Trích yếu.
    Subject "5a" "Trích yếu nội dung" "Subject" "NĐ 30/2020, Phụ lục I, phần I, mục II.5",
    /// Kính gửi.
    Addressees "9a" "Kính gửi" "Addressees" "NĐ 30/2020, Phụ lục I, phần I, mục II.9",
    /// Nội dung.
    Body "6" "Nội dung" "Text" "NĐ 30/2020, Phụ lục I, phần I, mục II.6",
    /// Chức vụ người ký.
    SignerTitle "7a" "Quyền hạn, chức vụ của người ký" "Authority and post of the signer" "NĐ 30/2020, Phụ lục I, phần I, mục II.7",
    /// Họ tên người ký.
    SignerName "7b" "Họ và tên người ký" "Name of the signer" "NĐ 30/2020, Phụ lục I, phần I, mục II.7",
    /// Nơi nhận.
    Recipients "9b" "Nơi nhận" "Recipients" "NĐ 30/2020, Phụ lục I, phần I, mục II.9",
}

/// A property that can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Property {
    /// It is not there.
    Missing,
    /// Size of letters, points.
    Size,
    /// Bold or regular.
    Weight,
    /// Italic or upright.
    Slant,
    /// Font.
    Font,
    /// Colour.
    Colour,
    /// Capitals.
    Case,
    /// Left, right, middle, justified.
    Align,
    /// A rule below.
    Rule,
    /// First line, millimetres.
    FirstLine,
    /// Gap between paragraphs, points.
    Gap,
    /// Spacing of lines.
    Lines,
    /// Size of the paper, millimetres.
    Paper,
    /// A margin, millimetres.
    Margin,
    /// Where it stands.
    Place,
    /// How it is written.
    Lettering,
    /// The order of markers.
    Order,
    /// The mark at its end.
    EndMark,
}

impl Property {
    /// The name in Vietnamese.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Property::Missing => "không thấy",
            Property::Size => "cỡ chữ",
            Property::Weight => "độ đậm",
            Property::Slant => "kiểu chữ",
            Property::Font => "phông chữ",
            Property::Colour => "màu chữ",
            Property::Case => "chữ in hoa",
            Property::Align => "canh lề",
            Property::Rule => "đường kẻ bên dưới",
            Property::FirstLine => "lùi đầu dòng (mm)",
            Property::Gap => "cách đoạn (pt)",
            Property::Lines => "cách dòng",
            Property::Paper => "khổ giấy (mm)",
            Property::Margin => "lề (mm)",
            Property::Place => "vị trí",
            Property::Lettering => "cách viết",
            Property::Order => "thứ tự đánh số",
            Property::EndMark => "dấu kết thúc",
        }
    }

    /// The name in English.
    pub const fn english(self) -> &'static str {
        match self {
            Property::Missing => "missing",
            Property::Size => "size",
            Property::Weight => "weight",
            Property::Slant => "slant",
            Property::Font => "font",
            Property::Colour => "colour",
            Property::Case => "capitals",
            Property::Align => "alignment",
            Property::Rule => "rule below",
            Property::FirstLine => "first line (mm)",
            Property::Gap => "gap between paragraphs (pt)",
            Property::Lines => "line spacing",
            Property::Paper => "paper (mm)",
            Property::Margin => "margin (mm)",
            Property::Place => "place",
            Property::Lettering => "lettering",
            Property::Order => "order of numbering",
            Property::EndMark => "end mark",
        }
    }

    /// What a property that is on or off is called in Vietnamese.
    pub(super) const fn word_of(property: Property, is_on: bool) -> &'static str {
        match (property, is_on) {
            (Property::Weight, true) => "đậm",
            (Property::Weight, false) => "thường",
            (_, true) => "nghiêng",
            (_, false) => "đứng",
        }
    }

    /// What an alignment is called in Vietnamese.
    pub(super) fn align_word(align: &str) -> &'static str {
        match align {
            "center" => "giữa",
            "right" | "end" => "phải",
            "both" | "distribute" => "đều hai lề",
            _ => "trái",
        }
    }
}

/// A measure as it is written in Vietnamese: "20", "12,7".
pub(super) fn measure(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    rounded.to_string().replace('.', ",")
}

impl Finding {
    /// The finding as a sentence of officers' Vietnamese.
    pub fn vietnamese(&self) -> String {
        let (component, property) = (self.component.vietnamese(), self.property.vietnamese());
        let source = self.component.source();
        match self.property {
            Property::Missing => format!("{component}: {property}; thêm {} ({source}).", self.wanted),
            _ => format!(
                "{component}: {property} đang là “{}”; sửa thành “{}” ({source}).",
                self.found, self.wanted
            ),
        }
    }

    /// The finding as an English sentence; what is quoted of the document stays as it is printed.
    pub fn english(&self) -> String {
        let (component, property) = (self.component.english(), self.property.english());
        let source = self.component.source();
        let (found, wanted) = (in_english(&self.found), in_english(&self.wanted));
        match self.property {
            Property::Missing => format!("{component}: {property}; add {wanted} ({source})."),
            _ => format!("{component}: {property} is “{found}”; make it “{wanted}” ({source})."),
        }
    }
}

/// Our own words for what was found and is wanted.
const ENGLISH: [(&str, &str); 21] = [
    ("đều hai lề", "justified"),
    ("đậm", "bold"),
    ("thường", "regular"),
    ("nghiêng", "italic"),
    ("đứng", "upright"),
    ("giữa lề trên", "in the middle of the top margin"),
    ("giữa", "centred"),
    ("không ở giữa", "not in the middle"),
    ("không hiện ở trang thứ nhất", "not shown on the first page"),
    ("hiện ở trang thứ nhất", "shown on the first page"),
    ("không có", "none"),
    ("số trang ở giữa lề trên", "a page number in the middle of the top margin"),
    ("tên cơ quan ban hành, in hoa, đậm", "the issuing agency, in bold capitals"),
    ("trích yếu dưới tên loại, đậm, ở giữa", "the subject under the type, bold, centred"),
    ("1/3 – 1/2 độ dài dòng chữ", "a third to a half of the line of text"),
    ("“- Lưu: VT, …” ở dòng cuối", "“- Lưu: VT, …” as the last line"),
    ("lề dưới", "bottom margin"),
    ("trên", "top"),
    ("dưới", "bottom"),
    ("phải", "right"),
    ("trái", "left"),
];

/// A value in English: our own words are turned, also before a measure, words of the document are not.
fn in_english(value: &str) -> String {
    if let Some((_, english)) = ENGLISH.iter().find(|(vietnamese, _)| *vietnamese == value) {
        return (*english).to_owned();
    }
    let side = ENGLISH.iter().find_map(|(side, english)| {
        let measure = value.strip_prefix(side)?.strip_prefix(' ')?;
        measure.starts_with(|c: char| c.is_ascii_digit()).then(|| format!("{english} {measure}"))
    });
    let value = side.unwrap_or_else(|| value.to_owned());
    let is_measure = value.chars().all(|c| c.is_ascii() || c == '–' || c == '≥' || c == '×');
    if is_measure { value.replace(',', ".") } else { value }
}
