//! Public keys and what they sign with: which algorithm a signature names, and whether it holds.

use crate::asn1;
use der::asn1::{AnyRef, ObjectIdentifier};
use ring::digest;
use ring::signature::{self, UnparsedPublicKey, VerificationAlgorithm};
use x509_cert::spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};

const fn oid(text: &'static str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(text)
}

const SHA1: ObjectIdentifier = oid("1.3.14.3.2.26");
pub const SHA256: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.1");
const SHA384: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.2");
const SHA512: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.3");
const RSA: ObjectIdentifier = oid("1.2.840.113549.1.1.1");
const RSA_SHA1: ObjectIdentifier = oid("1.2.840.113549.1.1.5");
const RSA_SHA256: ObjectIdentifier = oid("1.2.840.113549.1.1.11");
const RSA_SHA384: ObjectIdentifier = oid("1.2.840.113549.1.1.12");
const RSA_SHA512: ObjectIdentifier = oid("1.2.840.113549.1.1.13");
const RSA_PSS: ObjectIdentifier = oid("1.2.840.113549.1.1.10");
const EC_KEY: ObjectIdentifier = oid("1.2.840.10045.2.1");
const ECDSA_SHA256: ObjectIdentifier = oid("1.2.840.10045.4.3.2");
const ECDSA_SHA384: ObjectIdentifier = oid("1.2.840.10045.4.3.3");
const P256: ObjectIdentifier = oid("1.2.840.10045.3.1.7");
const P384: ObjectIdentifier = oid("1.3.132.0.34");
const ED25519: ObjectIdentifier = oid("1.3.101.112");

/// A digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hash {
    /// Broken since 2017; seen in old documents, never trusted.
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    /// The digest of this name.
    pub fn of(oid: &ObjectIdentifier) -> Option<Hash> {
        match *oid {
            SHA1 => Some(Hash::Sha1),
            SHA256 => Some(Hash::Sha256),
            SHA384 => Some(Hash::Sha384),
            SHA512 => Some(Hash::Sha512),
            _ => None,
        }
    }

    /// The digest of these pieces, one after the other.
    pub fn digest(self, pieces: &[&[u8]]) -> Vec<u8> {
        let algorithm = match self {
            Hash::Sha1 => &digest::SHA1_FOR_LEGACY_USE_ONLY,
            Hash::Sha256 => &digest::SHA256,
            Hash::Sha384 => &digest::SHA384,
            Hash::Sha512 => &digest::SHA512,
        };
        let mut context = digest::Context::new(algorithm);
        for piece in pieces {
            context.update(piece);
        }
        context.finish().as_ref().to_vec()
    }
}

/// Why a signature does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyFault {
    /// An algorithm or curve that is not known here, or is too weak to mean anything.
    Unsupported,
    /// The signature is of something else, or by another key.
    Wrong,
}

/// Verifies `signed` over `message`. `digest` is what the signer said beside a signature algorithm that names none.
pub fn verify(
    key: &SubjectPublicKeyInfoOwned,
    algorithm: &AlgorithmIdentifierOwned,
    digest: Option<Hash>,
    message: &[u8],
    signed: &[u8],
) -> Result<(), KeyFault> {
    let checker = checker(key, algorithm, digest).ok_or(KeyFault::Unsupported)?;
    let bytes = key.subject_public_key.as_bytes().ok_or(KeyFault::Unsupported)?;
    UnparsedPublicKey::new(checker, bytes).verify(message, signed).map_err(|_| KeyFault::Wrong)
}

fn checker(
    key: &SubjectPublicKeyInfoOwned,
    algorithm: &AlgorithmIdentifierOwned,
    digest: Option<Hash>,
) -> Option<&'static dyn VerificationAlgorithm> {
    let is_rsa = key.algorithm.oid == RSA;
    match algorithm.oid {
        RSA | RSA_SHA1 | RSA_SHA256 | RSA_SHA384 | RSA_SHA512 if is_rsa => {
            rsa(named(&algorithm.oid).or(digest)?)
        }
        RSA_PSS if is_rsa || key.algorithm.oid == RSA_PSS => pss(pss_hash(algorithm)?),
        EC_KEY | ECDSA_SHA256 | ECDSA_SHA384 if key.algorithm.oid == EC_KEY => {
            let curve = asn1::oid(&AnyRef::from(key.algorithm.parameters.as_ref()?))?;
            ecdsa(curve, named(&algorithm.oid).or(digest)?)
        }
        ED25519 if key.algorithm.oid == ED25519 => Some(&signature::ED25519),
        _ => None,
    }
}

/// The digest that the name of a signature algorithm holds.
fn named(oid: &ObjectIdentifier) -> Option<Hash> {
    match *oid {
        RSA_SHA1 => Some(Hash::Sha1),
        RSA_SHA256 | ECDSA_SHA256 => Some(Hash::Sha256),
        RSA_SHA384 | ECDSA_SHA384 => Some(Hash::Sha384),
        RSA_SHA512 => Some(Hash::Sha512),
        _ => None,
    }
}

fn rsa(hash: Hash) -> Option<&'static dyn VerificationAlgorithm> {
    match hash {
        Hash::Sha1 => None,
        Hash::Sha256 => Some(&signature::RSA_PKCS1_2048_8192_SHA256),
        Hash::Sha384 => Some(&signature::RSA_PKCS1_2048_8192_SHA384),
        Hash::Sha512 => Some(&signature::RSA_PKCS1_2048_8192_SHA512),
    }
}

fn pss(hash: Hash) -> Option<&'static dyn VerificationAlgorithm> {
    match hash {
        Hash::Sha1 => None,
        Hash::Sha256 => Some(&signature::RSA_PSS_2048_8192_SHA256),
        Hash::Sha384 => Some(&signature::RSA_PSS_2048_8192_SHA384),
        Hash::Sha512 => Some(&signature::RSA_PSS_2048_8192_SHA512),
    }
}

/// The digest in the parameters of RSASSA-PSS (RFC 4055, section 3.1); its default is SHA-1, which is not accepted.
fn pss_hash(algorithm: &AlgorithmIdentifierOwned) -> Option<Hash> {
    let parameters = AnyRef::from(algorithm.parameters.as_ref()?);
    let first = asn1::parts(&parameters)?.into_iter().next()?;
    let hash = asn1::parts(&first)?.into_iter().next()?;
    Hash::of(&asn1::oid(&asn1::parts(&hash)?.into_iter().next()?)?)
}

fn ecdsa(curve: ObjectIdentifier, hash: Hash) -> Option<&'static dyn VerificationAlgorithm> {
    match (curve, hash) {
        (P256, Hash::Sha256) => Some(&signature::ECDSA_P256_SHA256_ASN1),
        (P256, Hash::Sha384) => Some(&signature::ECDSA_P256_SHA384_ASN1),
        (P384, Hash::Sha256) => Some(&signature::ECDSA_P384_SHA256_ASN1),
        (P384, Hash::Sha384) => Some(&signature::ECDSA_P384_SHA384_ASN1),
        _ => None,
    }
}
