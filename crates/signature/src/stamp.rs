//! Time stamps (RFC 3161): over a signature, or over a document by a field of its own.

use crate::asn1;
use crate::chain::{self, Links, Roots, Use};
use crate::cms::{self, Checked};
use crate::keys::Hash;
use crate::report::{Fault, Trust};
use cms_crate::signed_data::SignedData;
use der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef};
use domain::time::Moment;

use ::cms as cms_crate;

const TST_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");

/// The time that a trusted authority gives for this signature; none when the stamp is of something else, does not hold,
/// or nobody trusts it.
pub fn of_signature(token: &[u8], signature: &[u8], roots: &Roots) -> Option<Moment> {
    let (checked, time) = token_over(token, &[signature]).ok()?;
    let certificate = checked.certificate.as_ref().filter(|_| checked.fault.is_none())?;
    let links = Links { extra: &checked.others, roots };
    (chain::trust(certificate, links, time, Use::Stamp) == Trust::Trusted).then_some(time)
}

/// A time stamp over a whole document, which stands in a field of its own.
pub fn of_document(token: &[u8], pieces: &[&[u8]]) -> Result<Checked, Fault> {
    let (mut checked, time) = token_over(token, pieces)?;
    checked.signed_at = Some(time);
    Ok(checked)
}

fn token_over(token: &[u8], pieces: &[&[u8]]) -> Result<(Checked, Moment), Fault> {
    let data = cms::parse(token)?;
    let content = content(&data).ok_or(Fault::Unreadable)?;
    let (hash, imprint, time) = info(content).ok_or(Fault::Unreadable)?;
    let mut checked = cms::signer(&data, TST_INFO, |hash| hash.digest(&[content]))?;
    if checked.fault.is_none() && (hash == Hash::Sha1 || hash.digest(pieces) != imprint) {
        checked.fault = Some(Fault::Changed);
    }
    Ok((checked, time))
}

fn content(data: &SignedData) -> Option<&[u8]> {
    let info = &data.encap_content_info;
    let any = info.econtent.as_ref().filter(|_| info.econtent_type == TST_INFO)?;
    let octets: OctetStringRef<'_> = AnyRef::from(any).decode_as().ok()?;
    Some(octets.as_bytes())
}

/// Version, policy, imprint, serial number, time; what follows says nothing that is asked here.
fn info(content: &[u8]) -> Option<(Hash, Vec<u8>, Moment)> {
    let parts = asn1::parts(&asn1::whole(content)?)?;
    let imprint = asn1::parts(parts.get(2)?)?;
    let hash = Hash::of(&asn1::oid(asn1::parts(imprint.first()?)?.first()?)?)?;
    let digest = asn1::octets(imprint.get(1)?)?.to_vec();
    Some((hash, digest, asn1::generalized_time(parts.get(4)?)?))
}
