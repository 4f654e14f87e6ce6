//! Certificates and the way from a signer's to a root that is trusted (RFC 5280, section 6, without policies and names).

use crate::keys::{self, Hash};
use crate::report::Trust;
use crate::{ROOTS_MAX, names};
use der::asn1::ObjectIdentifier;
use der::{Decode, DecodePem, Encode, EncodePem};
use domain::time::Moment;
use serde::Serialize;
use x509_cert::Certificate;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage, KeyUsages};

const fn oid(text: &'static str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(text)
}

const TIME_STAMPING: ObjectIdentifier = oid("1.3.6.1.5.5.7.3.8");
/// Extensions that may be critical because they are looked at here, or cannot make a signature less than it is.
const KNOWN: [ObjectIdentifier; 8] = [
    oid("2.5.29.19"),
    oid("2.5.29.15"),
    oid("2.5.29.37"),
    oid("2.5.29.32"),
    oid("2.5.29.17"),
    oid("2.5.29.35"),
    oid("2.5.29.14"),
    oid("2.5.29.31"),
];

/// Longest chain.
const LENGTH_MAX: usize = 8;
/// Signatures of certificates that are tried for one chain; a message may bring many that look alike.
const TRIES_MAX: usize = 200;
/// Bytes of a file of certificates.
const FILE_BYTES_MAX: usize = 1024 * 1024;

/// The certificates that are trusted.
#[derive(Debug, Clone, Default)]
pub struct Roots(Vec<Certificate>);

/// What stands in a certificate, to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CertificateFacts {
    /// As PEM.
    pub pem: String,
    /// SHA-256 of its bytes in hexadecimal digits.
    pub fingerprint: String,
    /// Whose it is.
    pub subject: String,
    /// Who issued it.
    pub issuer: String,
    /// First moment of its life.
    pub valid_from: Moment,
    /// Last moment.
    pub valid_to: Moment,
    /// It may issue certificates.
    pub is_authority: bool,
    /// It is its own issuer.
    pub is_root: bool,
}

/// Bytes that hold no certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no certificate: a file in PEM (-----BEGIN CERTIFICATE-----) or DER form was expected")]
pub struct NotACertificate;

/// Reads certificates from a file in PEM, one or several, or one in DER.
pub fn read_certificates(bytes: &[u8]) -> Result<Vec<CertificateFacts>, NotACertificate> {
    Ok(certificates(bytes)?.iter().filter_map(facts).collect())
}

fn certificates(bytes: &[u8]) -> Result<Vec<Certificate>, NotACertificate> {
    const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
    const END: &str = "-----END CERTIFICATE-----";
    if bytes.len() > FILE_BYTES_MAX {
        return Err(NotACertificate);
    }
    if let Ok(one) = Certificate::from_der(bytes) {
        return Ok(vec![one]);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| NotACertificate)?.replace("\r\n", "\n");
    let mut found = Vec::new();
    for part in text.split(BEGIN).skip(1).take(ROOTS_MAX) {
        let body = part.split(END).next().ok_or(NotACertificate)?.trim();
        let pem = format!("{BEGIN}\n{body}\n{END}\n");
        found.push(Certificate::from_pem(pem).map_err(|_| NotACertificate)?);
    }
    if found.is_empty() { Err(NotACertificate) } else { Ok(found) }
}

fn facts(certificate: &Certificate) -> Option<CertificateFacts> {
    let (valid_from, valid_to) = validity(certificate);
    let der = certificate.to_der().ok()?;
    let tbs = &certificate.tbs_certificate;
    let is_root = tbs.subject == tbs.issuer;
    Some(CertificateFacts {
        pem: certificate.to_pem(der::pem::LineEnding::LF).ok()?,
        fingerprint: Hash::Sha256.digest(&[&der]).iter().map(|byte| format!("{byte:02x}")).collect(),
        subject: names::line(&tbs.subject),
        issuer: names::line(&tbs.issuer),
        valid_from,
        valid_to,
        is_authority: may_issue(certificate, 0, is_root),
        is_root,
    })
}

impl Roots {
    /// Trusts nobody.
    pub fn none() -> Roots {
        Roots::default()
    }

    /// Trusts the certificates of a file as well; says how many there were.
    pub fn add(&mut self, bytes: &[u8]) -> Result<usize, NotACertificate> {
        let more = certificates(bytes)?;
        let n = more.len();
        self.0.extend(more);
        self.0.truncate(ROOTS_MAX);
        Ok(n)
    }

    /// How many are trusted.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nobody is trusted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// When a certificate lives.
pub fn validity(certificate: &Certificate) -> (Moment, Moment) {
    let validity = &certificate.tbs_certificate.validity;
    let moment = |time: &x509_cert::time::Time| {
        let seconds = i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX);
        Moment::from_micros(seconds.saturating_mul(1_000_000))
    };
    (moment(&validity.not_before), moment(&validity.not_after))
}

/// What a certificate is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// To sign a document.
    Document,
    /// To give a time.
    Stamp,
}

/// The certificates that may stand between.
#[derive(Clone, Copy)]
pub struct Links<'a> {
    pub extra: &'a [Certificate],
    pub roots: &'a Roots,
}

/// Whether a chain leads from this certificate to a trusted root, all of it valid at that moment.
pub fn trust(leaf: &Certificate, links: Links<'_>, at: Moment, purpose: Use) -> Trust {
    let mut tries = TRIES_MAX;
    let mut path = vec![leaf];
    if !links.roots.0.contains(leaf) && !climb(&mut path, links, &mut tries) {
        return Trust::Unknown;
    }
    if !may_be_used(leaf, purpose) {
        return Trust::WrongUse;
    }
    // The leaf stands at 0; an authority at place n has n - 1 others below it before the leaf.
    let authorities = path.iter().enumerate().skip(1);
    let is_root = |certificate: &Certificate| links.roots.0.contains(certificate);
    for (place, certificate) in authorities {
        if !may_issue(certificate, place - 1, is_root(certificate)) {
            return Trust::BadChain;
        }
    }
    if path.iter().any(|certificate| !is_root(certificate) && has_unknown_condition(certificate)) {
        return Trust::BadChain;
    }
    let is_alive = |certificate: &&Certificate| {
        let (from, to) = validity(certificate);
        from <= at && at <= to
    };
    if path.iter().all(is_alive) { Trust::Trusted } else { Trust::Expired }
}

/// Extends the path to a root, if there is a way.
fn climb<'a>(path: &mut Vec<&'a Certificate>, links: Links<'a>, tries: &mut usize) -> bool {
    let Some(last) = path.last().copied() else { return false };
    let issuer = &last.tbs_certificate.issuer;
    let fits = |one: &&'a Certificate| one.tbs_certificate.subject == *issuer;
    for root in links.roots.0.iter().filter(fits) {
        if is_issued_by(last, root, tries) {
            path.push(root);
            return true;
        }
    }
    if path.len() >= LENGTH_MAX {
        return false;
    }
    for between in links.extra.iter().filter(fits) {
        if path.contains(&between) || !is_issued_by(last, between, tries) {
            continue;
        }
        path.push(between);
        if climb(path, links, tries) {
            return true;
        }
        path.pop();
    }
    false
}

fn is_issued_by(certificate: &Certificate, issuer: &Certificate, tries: &mut usize) -> bool {
    if *tries == 0 || certificate.signature_algorithm != certificate.tbs_certificate.signature {
        return false;
    }
    *tries -= 1;
    let key = &issuer.tbs_certificate.subject_public_key_info;
    let (Ok(message), Some(signed)) =
        (certificate.tbs_certificate.to_der(), certificate.signature.as_bytes())
    else {
        return false;
    };
    keys::verify(key, &certificate.signature_algorithm, None, &message, signed).is_ok()
}

/// Whether a certificate may issue one that has so many authorities below it. Roots of version 1 say nothing of it.
fn may_issue(certificate: &Certificate, n_below: usize, is_root: bool) -> bool {
    let tbs = &certificate.tbs_certificate;
    let is_authority = match tbs.get::<BasicConstraints>() {
        Ok(Some((_, basic))) => {
            basic.ca && basic.path_len_constraint.is_none_or(|n_max| n_below <= usize::from(n_max))
        }
        Ok(None) => is_root,
        Err(_) => false,
    };
    let may_sign = match tbs.get::<KeyUsage>() {
        Ok(Some((_, usage))) => usage.0.contains(KeyUsages::KeyCertSign),
        Ok(None) => true,
        Err(_) => false,
    };
    is_authority && may_sign
}

fn may_be_used(leaf: &Certificate, purpose: Use) -> bool {
    let tbs = &leaf.tbs_certificate;
    let by_key = match tbs.get::<KeyUsage>() {
        Ok(Some((_, usage))) => {
            usage.0.contains(KeyUsages::DigitalSignature) || usage.0.contains(KeyUsages::NonRepudiation)
        }
        Ok(None) => true,
        Err(_) => false,
    };
    let extended = match tbs.get::<ExtendedKeyUsage>() {
        Ok(extended) => extended.map(|(_, extended)| extended.0),
        Err(_) => return false,
    };
    match purpose {
        Use::Document => by_key,
        Use::Stamp => by_key && extended.is_some_and(|uses| uses.contains(&TIME_STAMPING)),
    }
}

fn has_unknown_condition(certificate: &Certificate) -> bool {
    let extensions = certificate.tbs_certificate.extensions.as_deref().unwrap_or_default();
    extensions.iter().any(|one| one.critical && !KNOWN.contains(&one.extn_id))
}
