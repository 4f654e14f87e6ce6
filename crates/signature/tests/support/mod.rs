//! A signing program for tests: fills an empty signature field of a PDF with a PAdES signature by one of the test keys.
//! The keys stand in the repository and sign nothing but test files.

use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use der::asn1::{Any, GeneralizedTime, ObjectIdentifier, OctetString, SetOfVec, UtcTime};
use der::{Decode as _, DecodePem as _, Encode as _, Tag};
use domain::time::Moment;
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use std::time::Duration;
use x509_cert::Certificate;
use x509_cert::attr::Attribute;
use x509_cert::spki::AlgorithmIdentifierOwned;

fn oid(text: &str) -> ObjectIdentifier {
    text.parse().unwrap()
}

fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/../signature/tests/certificates/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The bytes of a test certificate as PEM.
pub fn pem(name: &str) -> Vec<u8> {
    file(&format!("{name}.pem"))
}

pub fn certificate(name: &str) -> Certificate {
    Certificate::from_pem(pem(name)).unwrap()
}

pub fn moment(text: &str) -> Moment {
    text.parse().unwrap()
}

/// A page of text with an old-style cross-reference table.
pub fn page() -> Vec<u8> {
    let objects = [
        "<</Type /Catalog /Pages 2 0 R>>".to_owned(),
        "<</Type /Pages /Kids [3 0 R] /Count 1>>".to_owned(),
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F 5 0 R>>>>>>".to_owned(),
        "<</Length 44>>\nstream\nBT /F 12 Tf 72 700 Td (Ke hoach 05/KH) Tj ET\nendstream".to_owned(),
        "<</Type /Font /Subtype /Type1 /BaseFont /Times-Roman>>".to_owned(),
    ];
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (n, body) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n{body}\nendobj\n", n + 1).bytes());
    }
    let at = out.len();
    out.extend(b"xref\n0 6\n0000000000 65535 f \n");
    for place in &places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    out.extend(format!("trailer\n<</Size 6 /Root 1 0 R /ID [<01> <02>]>>\nstartxref\n{at}\n%%EOF\n").bytes());
    out
}

/// How somebody signs.
#[derive(Clone)]
pub struct Hand<'a> {
    pub who: &'a str,
    pub at: &'a str,
    /// Names the certificate under the signature, as PAdES asks.
    pub names_certificate: Option<&'a str>,
    /// The time stamp authority and its time.
    pub stamp: Option<(&'a str, &'a str)>,
    /// The certificates it brings along.
    pub brings: &'a [&'a str],
}

impl<'a> Hand<'a> {
    pub fn of(who: &'a str) -> Hand<'a> {
        Hand {
            who,
            at: "2024-08-05T09:30:00+07:00",
            names_certificate: Some(who),
            stamp: None,
            brings: &["ca"],
        }
    }
}

const HOLE: usize = 16 * 1024;

/// Adds objects behind a file that has a table.
pub fn add(pdf: &[u8], objects: &[(u32, String)]) -> Vec<u8> {
    let text = String::from_utf8_lossy(pdf);
    let tail = &text[text.rfind("startxref").unwrap() + 9..];
    let prev: usize = tail.split_whitespace().next().unwrap().parse().unwrap();
    let (mut out, mut rows) = (pdf.to_vec(), String::new());
    for (number, body) in objects {
        rows.push_str(&format!("{number} 1\n{:010} 00000 n \n", out.len()));
        out.extend(format!("{number} 0 obj\n{body}\nendobj\n").bytes());
    }
    let at = out.len();
    let size = objects.iter().map(|(number, _)| number + 1).max().unwrap().max(20);
    out.extend(
        format!("xref\n{rows}trailer\n<</Size {size} /Root 1 0 R /Prev {prev}>>\nstartxref\n{at}\n%%EOF\n")
            .bytes(),
    );
    out
}

/// The number of the object that holds this text last, and its body.
pub fn object_with(pdf: &[u8], text: &str) -> (u32, String) {
    let whole = String::from_utf8_lossy(pdf).into_owned();
    let at = whole.rfind(text).unwrap();
    let head = whole[..at].rfind(" 0 obj").unwrap();
    let number = whole[..head].rsplit('\n').next().unwrap().parse().unwrap();
    let end = at + whole[at..].find("\nendobj").unwrap();
    (number, whole[head + 7..end].to_owned())
}

fn field_name(name: &str) -> String {
    format!("<feff{}>", name.encode_utf16().map(|unit| format!("{unit:04x}")).collect::<String>())
}

/// Signs the empty field of this name; the new dictionary takes this free number.
pub fn sign(pdf: &[u8], field: &str, number: u32, hand: &Hand<'_>) -> Vec<u8> {
    let (widget, body) = object_with(pdf, &field_name(field));
    let body = format!("{} /V {number} 0 R>>", body.strip_suffix(">>").unwrap());
    let hole = "0".repeat(HOLE);
    let value = format!(
        "<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /Reason (Phe duyet) /M (D:20240805093000+07'00') \
         /ByteRange [0 0000000000 0000000000 0000000000] /Contents <{hole}>>>"
    );
    let mut out = add(pdf, &[(number, value), (widget, body)]);
    let at = out.windows(HOLE).rposition(|window| window.iter().all(|byte| *byte == b'0')).unwrap();
    let (before, after) = (at - 1, at + HOLE + 1);
    let range = format!("[0 {before:010} {after:010} {:010}]", out.len() - after);
    let place = out.windows(11).rposition(|window| window == b"/ByteRange ").unwrap() + 11;
    out[place..place + range.len()].copy_from_slice(range.as_bytes());
    let signed = [&out[..before], &out[after..]].concat();
    let message = message(digest(&SHA256, &signed).as_ref(), hand);
    let digits: String = message.iter().map(|byte| format!("{byte:02x}")).collect();
    out[at..at + digits.len()].copy_from_slice(digits.as_bytes());
    out
}

fn attribute(name: &str, value: Any) -> Attribute {
    Attribute { oid: oid(name), values: SetOfVec::try_from(vec![value]).unwrap() }
}

fn sha256() -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned { oid: oid("2.16.840.1.101.3.4.2.1"), parameters: None }
}

fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    Any::new(Tag::Sequence, parts.concat()).unwrap().to_der().unwrap()
}

fn octets(bytes: &[u8]) -> Vec<u8> {
    OctetString::new(bytes).unwrap().to_der().unwrap()
}

/// A detached message over content of this digest.
fn message(content: &[u8], hand: &Hand<'_>) -> Vec<u8> {
    let mut attributes = vec![
        attribute("1.2.840.113549.1.9.3", Any::encode_from(&oid("1.2.840.113549.1.7.1")).unwrap()),
        attribute("1.2.840.113549.1.9.4", Any::from_der(&octets(content)).unwrap()),
        attribute("1.2.840.113549.1.9.5", time(hand.at)),
    ];
    if let Some(named) = hand.names_certificate {
        let own = digest(&SHA256, &certificate(named).to_der().unwrap());
        let names = sequence(&[&sequence(&[&sequence(&[&octets(own.as_ref())])])]);
        attributes.push(attribute("1.2.840.113549.1.9.16.2.47", Any::from_der(&names).unwrap()));
    }
    signed_data(hand, attributes, None)
}

fn time(at: &str) -> Any {
    let seconds = u64::try_from(moment(at).micros() / 1_000_000).unwrap();
    Any::encode_from(&UtcTime::from_unix_duration(Duration::from_secs(seconds)).unwrap()).unwrap()
}

fn signed_data(hand: &Hand<'_>, attributes: Vec<Attribute>, content: Option<(&str, Vec<u8>)>) -> Vec<u8> {
    let own = certificate(hand.who);
    let attributes = SetOfVec::try_from(attributes).unwrap();
    let (algorithm, signature) = sign_bytes(hand.who, &attributes.to_der().unwrap());
    let unsigned = hand.stamp.map(|(who, at)| {
        let token = Any::from_der(&token(&signature, who, at)).unwrap();
        SetOfVec::try_from(vec![attribute("1.2.840.113549.1.9.16.2.14", token)]).unwrap()
    });
    let info = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: own.tbs_certificate.issuer.clone(),
            serial_number: own.tbs_certificate.serial_number.clone(),
        }),
        digest_alg: sha256(),
        signed_attrs: Some(attributes),
        signature_algorithm: AlgorithmIdentifierOwned { oid: oid(algorithm), parameters: None },
        signature: OctetString::new(signature).unwrap(),
        unsigned_attrs: unsigned,
    };
    let brought = std::iter::once(hand.who).chain(hand.brings.iter().copied());
    let brought = brought.map(|name| CertificateChoices::Certificate(certificate(name))).collect::<Vec<_>>();
    let (kind, content) = content.map_or(("1.2.840.113549.1.7.1", None), |(kind, bytes)| {
        (kind, Some(Any::from_der(&octets(&bytes)).unwrap()))
    });
    let data = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: SetOfVec::try_from(vec![sha256()]).unwrap(),
        encap_content_info: EncapsulatedContentInfo { econtent_type: oid(kind), econtent: content },
        certificates: Some(CertificateSet(SetOfVec::try_from(brought).unwrap())),
        crls: None,
        signer_infos: SignerInfos(SetOfVec::try_from(vec![info]).unwrap()),
    };
    let info =
        ContentInfo { content_type: oid("1.2.840.113549.1.7.2"), content: Any::encode_from(&data).unwrap() };
    info.to_der().unwrap()
}

fn sign_bytes(who: &str, bytes: &[u8]) -> (&'static str, Vec<u8>) {
    let (key, random) = (file(&format!("{who}.key")), SystemRandom::new());
    if let Ok(pair) = RsaKeyPair::from_pkcs8(&key) {
        let mut signature = vec![0; pair.public().modulus_len()];
        pair.sign(&RSA_PKCS1_SHA256, &random, bytes, &mut signature).unwrap();
        return ("1.2.840.113549.1.1.1", signature);
    }
    let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &key, &random).unwrap();
    ("1.2.840.10045.4.3.2", pair.sign(&random, bytes).unwrap().as_ref().to_vec())
}

/// A time stamp over a signature.
fn token(signature: &[u8], who: &str, at: &str) -> Vec<u8> {
    let seconds = u64::try_from(moment(at).micros() / 1_000_000).unwrap();
    let at = GeneralizedTime::from_unix_duration(Duration::from_secs(seconds)).unwrap().to_der().unwrap();
    let imprint = sequence(&[&sha256().to_der().unwrap(), &octets(digest(&SHA256, signature).as_ref())]);
    let (one, policy) = (1u8.to_der().unwrap(), oid("1.2.3.4.1").to_der().unwrap());
    let info = sequence(&[&one, &policy, &imprint, &one, &at]);
    let attributes = vec![
        attribute("1.2.840.113549.1.9.3", Any::encode_from(&oid("1.2.840.113549.1.9.16.1.4")).unwrap()),
        attribute("1.2.840.113549.1.9.4", Any::from_der(&octets(digest(&SHA256, &info).as_ref())).unwrap()),
    ];
    let hand = Hand { who, at: "", names_certificate: None, stamp: None, brings: &["ca"] };
    signed_data(&hand, attributes, Some(("1.2.840.113549.1.9.16.1.4", info)))
}
