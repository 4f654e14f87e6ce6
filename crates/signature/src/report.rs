//! What is known of the signatures of a file. Each judgement stands alone: intact, complete, trusted.

use domain::time::Moment;
use serde::Serialize;

/// The signatures of a file, in the order they were made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The signatures.
    pub signatures: Vec<Signature>,
    /// Names of fields that wait for a signature.
    pub fields_empty: Vec<String>,
}

impl Report {
    /// Whether there is a signature and all hold, are trusted, and nothing but signatures came after them.
    pub fn is_valid(&self) -> bool {
        !self.signatures.is_empty() && self.signatures.iter().all(Signature::is_valid)
    }
}

/// One signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// Name of its field.
    pub field: String,
    /// Who signed, as the certificate says; none when it brings none.
    pub signer: Option<Signer>,
    /// When, as far as it is told.
    pub at: Option<Moment>,
    /// Who says so.
    pub time: TimeSource,
    /// Why it was signed, as the signer's program wrote.
    pub reason: Option<String>,
    /// Whether what was signed is unchanged and signed by the key of the certificate.
    pub integrity: Integrity,
    /// How much of the file it covers.
    pub covers: Covers,
    /// How many bytes from the beginning of the file it covers, itself included.
    pub bytes_signed: usize,
    /// What was changed after it was made.
    pub after: Vec<Change>,
    /// Whether its certificate leads to a trusted root.
    pub trust: Trust,
    /// Which level of PAdES it reaches.
    pub level: Level,
    /// What is weak about it though it holds.
    pub weaknesses: Vec<Weakness>,
}

impl Signature {
    /// Whether it holds, is trusted, and only signatures came after it.
    pub fn is_valid(&self) -> bool {
        self.integrity == Integrity::Intact
            && self.trust == Trust::Trusted
            && self.after.iter().all(Change::is_harmless)
    }
}

/// The owner of a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signer {
    /// Name, of a person or of an agency.
    pub name: String,
    /// Organisation.
    pub organisation: Option<String>,
    /// Parts of the organisation.
    pub units: Vec<String>,
    /// Title.
    pub title: Option<String>,
    /// Who issued the certificate.
    pub issuer: String,
    /// Serial number in hexadecimal digits.
    pub serial: String,
    /// First moment of the certificate's life.
    pub valid_from: Moment,
    /// Last moment.
    pub valid_to: Moment,
}

/// Who says when it was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeSource {
    /// Nobody.
    None,
    /// The signer's own clock.
    Signer,
    /// A time stamp authority that is trusted.
    Stamp,
}

/// Whether what was signed is unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Integrity {
    /// Unchanged, signed by the key of the certificate.
    Intact,
    /// Not so.
    Broken(Fault),
}

/// What is wrong with a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// It does not say properly which bytes it covers, or leaves more out than itself.
    Range,
    /// Its message cannot be read.
    Unreadable,
    /// The bytes it covers were changed.
    Changed,
    /// It was not made by the key of its certificate.
    WrongKey,
    /// An algorithm that is unknown or too weak.
    Algorithm,
    /// It brings no certificate of its signer.
    NoCertificate,
    /// It names another certificate than it brings.
    OtherCertificate,
}

/// How much of the file a signature covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Covers {
    /// All of it.
    Whole,
    /// The file as it was when it was signed; something was added since.
    Earlier,
    /// It cannot be told.
    Unknown,
}

/// What was changed after a signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Another signature, by the name of its field.
    Signed(String),
    /// Places for further signatures, by the names of their fields.
    Places(String),
    /// Data for later verification (certificates, revocation lists).
    ValidationData,
    /// Content: objects of these numbers, the first of them.
    Content {
        /// How many.
        n: usize,
        /// The first few.
        objects: Vec<u32>,
    },
    /// The file as it was signed, or as it is, cannot be read well enough to compare them.
    Unreadable,
}

impl Change {
    /// Whether it leaves what was signed as it was.
    pub fn is_harmless(&self) -> bool {
        matches!(self, Change::Signed(_) | Change::Places(_) | Change::ValidationData)
    }
}

/// Whether a certificate leads to a trusted root. What was revoked is not looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Trust {
    /// It does, and was valid when it signed.
    Trusted,
    /// No trusted root stands behind it.
    Unknown,
    /// A certificate of the chain was not valid when it signed.
    Expired,
    /// It was valid at the time that only the signer vouches for, and has ended since.
    ExpiredSince,
    /// The certificate may not be used to sign documents.
    WrongUse,
    /// A certificate of the chain is not what it must be: no authority, a wrong signature, a condition that is not known here.
    BadChain,
    /// There is no certificate to look at.
    NotLookedAt,
}

/// The baseline level of PAdES (ETSI EN 319 142-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Level {
    /// Names its certificate under its own signature.
    #[serde(rename = "B-B")]
    Basic,
    /// With a trusted time stamp.
    #[serde(rename = "B-T")]
    Timed,
    /// A signature of PDF that is not of PAdES: it does not name its certificate.
    #[serde(rename = "none")]
    None,
}

/// What is weak about a signature that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weakness {
    /// The time is said by the signer's own clock only.
    TimeNotAttested,
    /// The signer's clock says a time that has not come.
    TimeAhead,
    /// It does not name its certificate, so another one of the same key would fit.
    CertificateNotNamed,
    /// It has a time stamp that does not hold or is not trusted.
    StampNotTrusted,
}
