//! Who gets the document and who signed it.

use serde::{Deserialize, Serialize};

use super::Span;

/// A line of the "Nơi nhận" list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// Without dash, end mark and bracket; for the archive line the text after "Lưu:".
    pub name: String,
    /// As printed in the brackets ("để b/c").
    pub purpose: Option<String>,
    /// The same in full words.
    pub purpose_full: Option<String>,
    /// Recipient or archive.
    pub kind: RecipientKind,
    /// The codes of the archive line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub archive_codes: Vec<String>,
    /// Its lines.
    pub span: Span,
}

/// The kind of a recipient line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecipientKind {
    /// Gets the document.
    Recipient,
    /// The archive line.
    Archive,
}

/// A signature block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// The printed authority line ("KT. BỘ TRƯỞNG").
    pub authority: Option<String>,
    /// Its code.
    pub authority_code: Option<AuthorityCode>,
    /// The post.
    pub title: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// The issuing agency the signer stands for.
    pub agency: Option<String>,
    /// Its lines.
    pub span: Span,
}

/// By what authority somebody signs (Decree 30/2020, appendix I).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum AuthorityCode {
    /// Thay mặt.
    Tm,
    /// Ký thay.
    Kt,
    /// Thừa lệnh.
    Tl,
    /// Thừa ủy quyền.
    Tuq,
    /// Quyền.
    Q,
}
