//! What is kept of a package beside its bytes: everything it says, and where each of its files is.

use exchange::{Envelope, Message};
use serde::{Deserialize, Serialize};
use web::Error;

/// What a package says, without the bytes of its files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Everything but the files.
    pub envelope: Envelope,
    /// The files.
    pub files: Vec<KeptFile>,
}

/// A file of a package.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFile {
    /// Its name.
    pub name: String,
    /// What it is, as the package says.
    pub description: String,
    /// SHA-256 under which it is kept; empty in a package that was made here.
    pub file: String,
    /// Its size.
    pub n_bytes: usize,
    /// waiting, clean, infected, failed, off.
    pub scan: String,
    /// What the scanner found.
    pub found: Option<String>,
}

impl KeptFile {
    /// Whether somebody may open it.
    pub fn is_open(&self) -> bool {
        !self.file.is_empty() && ["clean", "off", "failed"].contains(&self.scan.as_str())
    }
}

impl Content {
    /// Reads what is kept of a package.
    pub fn of(row: &tables::package::Model) -> Result<Content, Error> {
        serde_json::from_str(&row.content).map_err(Error::unexpected)
    }

    /// As it is kept.
    pub fn stored(&self) -> Result<String, Error> {
        serde_json::to_string(self).map_err(Error::unexpected)
    }

    /// The document, if it carries one.
    pub fn message(&self) -> Option<&Message> {
        match &self.envelope {
            Envelope::Document(message) => Some(message),
            Envelope::Status(_) => None,
        }
    }
}

/// A code of an office as it is compared: what is no code is compared as it stands.
pub fn plain_code(code: &str) -> String {
    exchange::office_code(code).unwrap_or_else(|| code.trim().to_uppercase())
}

/// Number and symbol as printed: "05/KH-BGDĐT".
pub fn symbol_of(message: &Message) -> String {
    match (message.number.is_empty(), message.notation.is_empty()) {
        (false, false) => format!("{}/{}", message.number, message.notation),
        (false, true) => message.number.clone(),
        (true, _) => message.notation.clone(),
    }
}
