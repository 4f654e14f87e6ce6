//! Signatures in PDF files: who signed what, whether it is still what was signed, and places for signatures yet to come.
//!
//! Verifies PAdES baseline signatures B-B and B-T (ETSI EN 319 142-1) over RSA, ECDSA and Ed25519 against roots that the
//! caller trusts. Does not sign, asks no server, and therefore cannot know what was revoked: the report says so.

mod asn1;
mod chain;
mod changes;
mod cms;
mod file;
mod find;
mod keys;
mod names;
mod prepare;
mod report;
mod stamp;
mod words;

pub use chain::{CertificateFacts, NotACertificate, Roots, read_certificates};
pub use prepare::{Place, prepare};
pub use report::{
    Change, Covers, Fault, Integrity, Level, Report, Signature, Signer, TimeSource, Trust, Weakness,
};

use document::Limits;
use domain::time::Moment;
use file::Revision;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Largest file.
pub const FILE_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Most signatures of one file; each means reading the file as it was then.
pub const SIGNATURES_MAX: usize = 20;
/// Most objects that are compared between what was signed and what is there.
pub const OBJECTS_MAX: u32 = 400_000;
/// Certificates that one signature may bring along.
pub const CERTIFICATES_MAX: usize = 64;
/// Roots that can be trusted at once.
pub const ROOTS_MAX: usize = 500;

/// Why a file cannot be looked at.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// Too large.
    #[error("the file is larger than {} MB", FILE_BYTES_MAX / 1024 / 1024)]
    TooLarge,
    /// Not a PDF, or one that cannot be read.
    #[error("this is no PDF file that can be read")]
    NotPdf,
    /// Behind a password.
    #[error("the file is encrypted")]
    Encrypted,
    /// Its streams unpack to more than a document holds.
    #[error("the file unpacks to far more than a document holds")]
    Bomb,
    /// More signatures than any document carries.
    #[error("the file has more than {SIGNATURES_MAX} signatures")]
    TooMany,
    /// A place lies on a page that is not there, or has no size.
    #[error("place {0} does not lie on a page of the file")]
    NoSuchPlace(usize),
}

/// Reads the signatures of a PDF and verifies each. `now` is only compared with: nothing is fetched.
pub fn verify(pdf: &[u8], roots: &Roots, now: Moment) -> Result<Report, SignatureError> {
    refuse(pdf)?;
    // The parsers below are fuzzed; should one of them fall all the same, it must not take the server down with it.
    let judged = catch_unwind(AssertUnwindSafe(|| judge(pdf, roots, now)));
    judged.unwrap_or(Err(SignatureError::NotPdf))
}

fn judge(pdf: &[u8], roots: &Roots, now: Moment) -> Result<Report, SignatureError> {
    let whole = Revision::open(pdf)?;
    let found = find::signatures(&whole)?;
    let mut signatures = Vec::with_capacity(found.signed.len());
    for one in &found.signed {
        signatures.push(find::verify(pdf, &whole, one, roots, now));
    }
    signatures.sort_by_key(|signature| signature.bytes_signed);
    Ok(Report { signatures, fields_empty: found.empty })
}

/// Refuses what is too large, no PDF, or packed to burst.
fn refuse(pdf: &[u8]) -> Result<(), SignatureError> {
    if pdf.len() > FILE_BYTES_MAX {
        return Err(SignatureError::TooLarge);
    }
    if !pdf[..pdf.len().min(1024)].windows(5).any(|window| window == b"%PDF-") {
        return Err(SignatureError::NotPdf);
    }
    document::refuse_packed_pdf(pdf, &Limits::default()).map_err(|_| SignatureError::Bomb)
}
