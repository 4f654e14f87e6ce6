//! The message of a signature (CMS SignedData, RFC 5652): what it says was signed, by whom, and whether that holds.

use crate::CERTIFICATES_MAX;
use crate::asn1;
use crate::keys::{self, Hash, KeyFault, SHA256};
use crate::report::Fault;
use cms::cert::CertificateChoices;
use cms::content_info::ContentInfo;
use cms::signed_data::{SignedData, SignerIdentifier, SignerInfo};
use der::asn1::{AnyRef, ObjectIdentifier, UtcTime};
use der::{Decode, Encode, Reader, SliceReader};
use domain::time::Moment;
use x509_cert::Certificate;
use x509_cert::attr::Attribute;
use x509_cert::ext::pkix::SubjectKeyIdentifier;

const fn oid(text: &'static str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(text)
}

const SIGNED_DATA: ObjectIdentifier = oid("1.2.840.113549.1.7.2");
const DATA: ObjectIdentifier = oid("1.2.840.113549.1.7.1");
const CONTENT_TYPE: ObjectIdentifier = oid("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = oid("1.2.840.113549.1.9.4");
const SIGNING_TIME: ObjectIdentifier = oid("1.2.840.113549.1.9.5");
const SIGNING_CERTIFICATE: ObjectIdentifier = oid("1.2.840.113549.1.9.16.2.12");
const SIGNING_CERTIFICATE_V2: ObjectIdentifier = oid("1.2.840.113549.1.9.16.2.47");
const TIME_STAMP: ObjectIdentifier = oid("1.2.840.113549.1.9.16.2.14");

/// What is known of a message.
pub struct Checked {
    /// What does not hold; none when all holds.
    pub fault: Option<Fault>,
    /// The signer's certificate.
    pub certificate: Option<Certificate>,
    /// The other certificates it brings.
    pub others: Vec<Certificate>,
    /// When, by the signer's clock.
    pub signed_at: Option<Moment>,
    /// It names its certificate under its own signature.
    pub is_named: bool,
    /// The signature itself, which a time stamp covers.
    pub signature: Vec<u8>,
    /// The time stamp over it.
    pub stamp: Option<Vec<u8>>,
}

/// Checks a detached message over these pieces, one after the other.
pub fn check(message: &[u8], pieces: &[&[u8]]) -> Result<Checked, Fault> {
    let data = parse(message)?;
    if data.encap_content_info.econtent.is_some() {
        return Err(Fault::Unreadable);
    }
    signer(&data, DATA, |hash| hash.digest(pieces))
}

/// Reads a message; the noughts that fill up its place in the file are left out.
pub fn parse(message: &[u8]) -> Result<SignedData, Fault> {
    let mut reader = SliceReader::new(message).map_err(|_| Fault::Unreadable)?;
    let info = ContentInfo::decode(&mut reader).map_err(|_| Fault::Unreadable)?;
    let n_left = usize::try_from(reader.remaining_len()).map_err(|_| Fault::Unreadable)?;
    let is_filled = message[message.len() - n_left..].iter().all(|byte| *byte == 0);
    if info.content_type != SIGNED_DATA || !is_filled {
        return Err(Fault::Unreadable);
    }
    info.content.decode_as().map_err(|_| Fault::Unreadable)
}

/// Checks the one signer of a message whose content is of this type and has this digest.
pub fn signer(
    data: &SignedData,
    content_type: ObjectIdentifier,
    digest_of: impl Fn(Hash) -> Vec<u8>,
) -> Result<Checked, Fault> {
    let [info] = data.signer_infos.0.as_slice() else { return Err(Fault::Unreadable) };
    let certificates: Vec<Certificate> = data.certificates.as_ref().map_or_else(Vec::new, |set| {
        let own = set.0.iter().filter_map(|choice| match choice {
            CertificateChoices::Certificate(certificate) => Some(certificate.clone()),
            CertificateChoices::Other(_) => None,
        });
        own.take(CERTIFICATES_MAX).collect()
    });
    let at = certificates.iter().position(|certificate| is_named_by(certificate, &info.sid));
    let mut others = certificates;
    let certificate = at.map(|at| others.remove(at));
    let attributes: Vec<Attribute> =
        info.signed_attrs.as_ref().map_or_else(Vec::new, |set| set.iter().cloned().collect());
    let named =
        certificate.as_ref().map_or(Ok(false), |certificate| names_certificate(&attributes, certificate));
    let fault = match (&certificate, &named) {
        (None, _) => Some(Fault::NoCertificate),
        (Some(_), Err(fault)) => Some(*fault),
        (Some(certificate), Ok(_)) => holds(info, &attributes, certificate, content_type, digest_of).err(),
    };
    let unsigned = info.unsigned_attrs.as_ref();
    let stamp = unsigned.and_then(|set| set.iter().find(|one| one.oid == TIME_STAMP));
    let stamp = stamp.and_then(|one| one.values.iter().next()).and_then(|any| any.to_der().ok());
    Ok(Checked {
        fault,
        signed_at: value(&attributes, SIGNING_TIME).and_then(|any| moment(&any)),
        is_named: named.unwrap_or(false),
        signature: info.signature.as_bytes().to_vec(),
        certificate,
        others,
        stamp,
    })
}

/// Whether digest, attributes and signature agree.
fn holds(
    info: &SignerInfo,
    attributes: &[Attribute],
    certificate: &Certificate,
    content_type: ObjectIdentifier,
    digest_of: impl Fn(Hash) -> Vec<u8>,
) -> Result<(), Fault> {
    let hash = Hash::of(&info.digest_alg.oid).filter(|hash| *hash != Hash::Sha1).ok_or(Fault::Algorithm)?;
    let said = value(attributes, CONTENT_TYPE).and_then(|any| asn1::oid(&any)).ok_or(Fault::Unreadable)?;
    let digest = value(attributes, MESSAGE_DIGEST).ok_or(Fault::Unreadable)?;
    let digest = asn1::octets(&digest).ok_or(Fault::Unreadable)?.to_vec();
    if said != content_type {
        return Err(Fault::Unreadable);
    }
    // The signature is over the attributes as a SET OF (RFC 5652, section 5.4).
    let signed = info.signed_attrs.as_ref().and_then(|set| set.to_der().ok()).ok_or(Fault::Unreadable)?;
    let key = &certificate.tbs_certificate.subject_public_key_info;
    keys::verify(key, &info.signature_algorithm, Some(hash), &signed, info.signature.as_bytes()).map_err(
        |fault| match fault {
            KeyFault::Unsupported => Fault::Algorithm,
            KeyFault::Wrong => Fault::WrongKey,
        },
    )?;
    // The attributes are the signer's; now they may accuse the bytes.
    if digest == digest_of(hash) { Ok(()) } else { Err(Fault::Changed) }
}

/// The only value of the only attribute of this name.
fn value(attributes: &[Attribute], name: ObjectIdentifier) -> Option<AnyRef<'_>> {
    let mut named = attributes.iter().filter(|attribute| attribute.oid == name);
    let (first, second) = (named.next()?, named.next());
    if second.is_some() || first.values.len() != 1 {
        return None;
    }
    first.values.get(0).map(AnyRef::from)
}

fn moment(any: &AnyRef<'_>) -> Option<Moment> {
    let Ok(time) = any.decode_as::<UtcTime>() else { return asn1::generalized_time(any) };
    let seconds = i64::try_from(time.to_unix_duration().as_secs()).ok()?;
    Some(Moment::from_micros(seconds.saturating_mul(1_000_000)))
}

fn is_named_by(certificate: &Certificate, sid: &SignerIdentifier) -> bool {
    let tbs = &certificate.tbs_certificate;
    match sid {
        SignerIdentifier::IssuerAndSerialNumber(name) => {
            name.issuer == tbs.issuer && name.serial_number == tbs.serial_number
        }
        SignerIdentifier::SubjectKeyIdentifier(wanted) => {
            matches!(tbs.get::<SubjectKeyIdentifier>(), Ok(Some((_, own))) if own == *wanted)
        }
    }
}

/// Whether the signed attributes name this certificate by its digest (ESS, RFC 5035); an error when they name another.
fn names_certificate(attributes: &[Attribute], certificate: &Certificate) -> Result<bool, Fault> {
    let whole = certificate.to_der().map_err(|_| Fault::Unreadable)?;
    for (attribute, is_v2) in [(SIGNING_CERTIFICATE_V2, true), (SIGNING_CERTIFICATE, false)] {
        let Some(any) = value(attributes, attribute) else { continue };
        let (hash, digest) = first_name(&any, is_v2).ok_or(Fault::Unreadable)?;
        // The first name is that of the signer's certificate.
        if hash.digest(&[&whole]) != digest {
            return Err(Fault::OtherCertificate);
        }
        // A name by SHA-1 fits a forged certificate as well; it is looked at and not counted.
        return Ok(is_v2 && hash != Hash::Sha1);
    }
    Ok(false)
}

fn first_name(any: &AnyRef<'_>, is_v2: bool) -> Option<(Hash, Vec<u8>)> {
    let list = asn1::parts(any)?.into_iter().next()?;
    let parts = asn1::parts(&asn1::parts(&list)?.into_iter().next()?)?;
    let first = parts.first()?;
    if let Some(digest) = asn1::octets(first) {
        let hash = if is_v2 { Hash::of(&SHA256)? } else { Hash::Sha1 };
        return Some((hash, digest.to_vec()));
    }
    let hash = Hash::of(&asn1::oid(asn1::parts(first)?.first()?)?)?;
    Some((hash, asn1::octets(parts.get(1)?)?.to_vec()))
}
