//! Packages in which offices send documents to each other (edXML), as files: written, and read from whoever wrote them.
//!
//! The regulation is QCVN 102:2016/BTTTT. Its official schema was not at hand: names, order and codes are those of packages
//! that systems in use exchange, so a package should be tried with a partner before anybody relies on it. The XML signature
//! of a package is neither made nor verified. Nothing is sent: no network.

mod model;
mod office;
mod read;
mod write;

pub use model::{
    Attachment, Business, DocumentKind, Envelope, Message, Organ, Other, Purpose, Replacement, ResponseFor,
    Signer, Staff, Status, StatusCode, Trace, document_id,
};
pub use office::{OFFICE_CODE_LETTERS_MAX, office_code};
pub use read::read;
pub use write::write;

/// Largest package, whose files are a third larger in it than they are.
pub const PACKAGE_BYTES_MAX: usize = 140 * 1024 * 1024;
/// Bytes of all files of a package after unpacking.
pub const FILES_BYTES_MAX: u64 = 200 * 1024 * 1024;
/// Most files of a package.
pub const FILES_MAX: usize = 100;
/// Most elements and texts of a package: for twenty thousand receivers there are some twenty each.
pub const ELEMENTS_MAX: u32 = 1_000_000;
/// Most attributes of one element.
pub const ATTRIBUTES_MAX: usize = 1_000;
/// Most receivers, traces or places.
pub const LIST_MAX: usize = 20_000;
/// Letters of one field.
pub const FIELD_LETTERS_MAX: usize = 20_000;

/// Why a package cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExchangeError {
    /// Too large.
    #[error("the package is larger than {} MB", PACKAGE_BYTES_MAX / 1024 / 1024)]
    TooLarge,
    /// Not XML, or with a document type definition, which is refused.
    #[error("this is no XML that can be read: {0}")]
    NotXml(String),
    /// XML of something else.
    #[error("this is XML, but no edXML package")]
    NotAPackage,
    /// Something that a package needs is missing.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// Something that cannot be understood.
    #[error("{field} cannot be read: “{text}”")]
    Unreadable {
        /// Which element.
        field: &'static str,
        /// What stands there.
        text: String,
    },
    /// A file of the package that cannot be unpacked.
    #[error("the file “{0}” of the package cannot be unpacked")]
    BrokenFile(String),
    /// More of something than any package holds.
    #[error("the package holds too many of {0}")]
    TooMany(&'static str),
}

impl ExchangeError {
    /// What to do about it, in Vietnamese.
    pub fn sentence_vi(&self) -> String {
        match self {
            ExchangeError::TooLarge => "Gói lớn quá 140 MB. Tách bớt tệp kèm theo rồi gửi lại.".into(),
            ExchangeError::NotXml(_) => {
                "Đây không phải gói edXML đọc được. Gửi tệp .edxml do hệ thống quản lý văn bản xuất ra."
                    .into()
            }
            ExchangeError::NotAPackage => "Tệp XML này không phải gói edXML.".into(),
            ExchangeError::Missing(field) => {
                format!("Gói edXML thiếu {field}. Đề nghị nơi gửi xuất lại gói.")
            }
            ExchangeError::Unreadable { field, text } => {
                format!("Không đọc được {field} trong gói: “{text}”. Đề nghị nơi gửi xuất lại gói.")
            }
            ExchangeError::BrokenFile(name) => {
                format!("Không mở được tệp “{name}” trong gói. Đề nghị nơi gửi xuất lại gói.")
            }
            ExchangeError::TooMany(field) => format!("Gói có quá nhiều {field}."),
        }
    }

    /// The same in English.
    pub fn sentence_en(&self) -> String {
        match self {
            ExchangeError::TooLarge => {
                "The package is larger than 140 MB. Send fewer files at a time.".into()
            }
            ExchangeError::NotXml(_) => {
                "This is no edXML package that can be read. Send the .edxml file of a document system.".into()
            }
            ExchangeError::NotAPackage => "This XML is no edXML package.".into(),
            ExchangeError::Missing(field) => {
                format!("The package lacks {field}. Ask the sender for another.")
            }
            ExchangeError::Unreadable { field, text } => {
                format!("{field} of the package cannot be read: “{text}”. Ask the sender for another.")
            }
            ExchangeError::BrokenFile(name) => {
                format!("The file “{name}” of the package cannot be opened. Ask the sender for another.")
            }
            ExchangeError::TooMany(field) => format!("The package holds too many of {field}."),
        }
    }
}
