//! What stands in an official document, part by part. The numbers in brackets are those of the decree's box diagram.

use crate::Kind;
use serde::{Deserialize, Serialize};

/// An official document (văn bản hành chính).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Paper {
    /// Its type, which gives the code in its symbol.
    pub kind: Kind,
    /// The type as it is printed above the subject (5a), when more than the plain name ("KẾ HOẠCH LIÊN TỊCH").
    pub type_printed: Option<String>,
    /// Who issues it (2); several for a joint document.
    pub issuers: Vec<Issuer>,
    /// Number and symbol (3).
    pub number: Number,
    /// The place before the date (4).
    pub place: String,
    /// The date (4).
    pub date: PaperDate,
    /// Trích yếu (5a, 5b), without the type.
    pub subject: String,
    /// "Kính gửi" (9a).
    #[serde(default)]
    pub addressees: Vec<String>,
    /// Who decides (thẩm quyền ban hành), above the bases of a decision or resolution: "GIÁM ĐỐC SỞ …".
    #[serde(default)]
    pub authority: Option<String>,
    /// "Căn cứ …", a line each, without its end mark.
    #[serde(default)]
    pub bases: Vec<String>,
    /// The text (6), from the sentence before the first part to the closing sentence.
    pub body: Vec<Block>,
    /// Who signs (7a, 7b); several for a joint document.
    pub signatures: Vec<Signature>,
    /// "Nơi nhận" (9b).
    pub recipients: Vec<Recipient>,
    /// Appendices, each with pages of its own.
    #[serde(default)]
    pub appendices: Vec<Appendix>,
    /// How secret it is (10a).
    #[serde(default)]
    pub secrecy: Option<Secrecy>,
    /// How urgent it is (10b).
    #[serde(default)]
    pub urgency: Option<Urgency>,
    /// Who may see it (11).
    #[serde(default)]
    pub circulation: Option<Circulation>,
    /// Who drafted it, in how many copies it goes out (12).
    #[serde(default)]
    pub drafter: Option<Drafter>,
    /// Address, telephone and the like at the foot of the first page (13), a line each.
    #[serde(default)]
    pub contact: Vec<String>,
}

macro_rules! marks {
    ($($(#[$note:meta])* $name:ident { $($(#[$each:meta])* $value:ident $words:literal $width:literal,)* })*) => {
        $(
            $(#[$note])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
            pub enum $name {
                $($(#[$each])* #[serde(rename = $words)] $value,)*
            }

            impl $name {
                /// All of them, the mildest first.
                pub const ALL: &[$name] = &[$($name::$value,)*];

                /// The words of the mark, which is also its name in JSON.
                pub const fn words(self) -> &'static str {
                    match self { $($name::$value => $words,)* }
                }

                /// Width of its box in millimetres.
                pub const fn width_mm(self) -> f64 {
                    match self { $($name::$value => $width,)* }
                }
            }
        )*
    };
}

marks! {
    /// Dấu chỉ độ mật (10a). The decree leaves its stamp to the law on state secrets; we give it the widths of urgency.
    Secrecy {
        /// Mật.
        Secret "MẬT" 20.0,
        /// Tối mật.
        HighlySecret "TỐI MẬT" 30.0,
        /// Tuyệt mật.
        TopSecret "TUYỆT MẬT" 40.0,
    }
    /// Dấu chỉ mức độ khẩn (10b), boxes of the decree's size.
    Urgency {
        /// Khẩn.
        Urgent "KHẨN" 20.0,
        /// Thượng khẩn.
        VeryUrgent "THƯỢNG KHẨN" 40.0,
        /// Hỏa tốc.
        Immediate "HỎA TỐC" 30.0,
    }
    /// Chỉ dẫn về phạm vi lưu hành (11).
    Circulation {
        /// Lưu hành nội bộ.
        Internal "LƯU HÀNH NỘI BỘ" 52.0,
        /// Xem xong trả lại.
        Return "XEM XONG TRẢ LẠI" 52.0,
    }
}

/// Who drafted a document, in how many copies it goes out: "PL.(300)".
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Drafter {
    /// Initials, in capitals.
    pub initials: String,
    /// Copies that are sent.
    #[serde(default)]
    pub n_copies: Option<u32>,
}

/// An issuing agency with the one above it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Issuer {
    /// Cơ quan chủ quản, as printed.
    pub superior: Option<String>,
    /// The agency.
    pub name: String,
}

/// "Số: 05/KH-BGDĐT".
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Number {
    /// The running number; none while the document waits for one.
    pub number: Option<u32>,
    /// The symbol after the stroke.
    pub symbol: String,
}

/// A date whose day and month may still be blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PaperDate {
    /// 1 to 31.
    pub day: Option<u32>,
    /// 1 to 12.
    pub month: Option<u32>,
    /// The year; none prints a blank.
    pub year: Option<i32>,
}

/// A piece of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A title with or without a number.
    Heading(Heading),
    /// A numbered or dashed clause.
    Clause(Clause),
    /// A paragraph without a marker.
    Text(String),
    /// A table.
    Table(Table),
}

/// A title of the text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Heading {
    /// Depth, 1 for the highest.
    pub level: u32,
    /// "I.", "1.", "a)"; none for a title of its own.
    pub marker: Option<String>,
    /// The words.
    pub title: String,
}

/// A clause of the text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Clause {
    /// Depth, 1 for the highest.
    pub level: u32,
    /// "1.", "a)", "-", "+".
    pub marker: Option<String>,
    /// The title that opens the clause, with its colon.
    pub run_in: Option<String>,
    /// The rest.
    pub text: String,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Table {
    /// Its columns, left to right.
    pub columns: Vec<Column>,
    /// Its rows below the head.
    pub rows: Vec<Row>,
    /// Whether it is printed on pages laid across.
    #[serde(default)]
    pub is_landscape: bool,
}

impl Table {
    /// For each column, whether its cells stand in the middle: those that hold nothing but numbers and dates.
    pub fn centred(&self) -> Vec<bool> {
        let is_number = |text: &str| text.chars().all(|c| c.is_ascii_digit() || " .,%/:-".contains(c));
        let cells = |at: usize| {
            self.rows.iter().filter_map(move |row| match row {
                Row::Cells(cells) => cells.get(at),
                Row::Group(_) => None,
            })
        };
        let holds_numbers = |at| {
            let mut texts = cells(at).flatten().filter(|text| !text.is_empty()).peekable();
            texts.peek().is_some() && texts.all(|text| is_number(text))
        };
        (0..self.columns.len()).map(holds_numbers).collect()
    }
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Column {
    /// Its head.
    pub title: String,
    /// Its share of the width, beside those of the others.
    pub share: u32,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Row {
    /// A cell per column.
    Cells(Vec<Cell>),
    /// A title across the table.
    Group(String),
}

/// A cell: its paragraphs.
pub type Cell = Vec<String>;

/// Who signs, by what authority.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Signature {
    /// "TM. BAN THƯỜNG VỤ", "KT. BỘ TRƯỞNG"; none when the head of the agency signs.
    pub authority: Option<String>,
    /// The post of the signer, in capitals.
    pub title: String,
    /// Another post, above the name (7b): that of a minister who signs as head of a committee.
    #[serde(default)]
    pub other_title: Option<String>,
    /// The name; none while nobody has signed.
    pub name: Option<String>,
}

/// A line of "Nơi nhận".
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Recipient {
    /// Who, or for the archive line the codes after "Lưu:".
    pub name: String,
    /// "để b/c".
    pub purpose: Option<String>,
    /// Whether it is the archive line, which comes last.
    #[serde(default)]
    pub is_archive: bool,
}

/// An appendix (Phụ lục).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Appendix {
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: Vec<Block>,
    /// Whether its pages are laid across.
    #[serde(default)]
    pub is_landscape: bool,
}
