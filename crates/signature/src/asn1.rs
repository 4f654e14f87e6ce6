//! Small steps through DER for the attributes whose shapes the libraries do not bring.

use der::asn1::{AnyRef, ObjectIdentifier};
use der::{Decode, Reader, SliceReader, Tag, Tagged};
use domain::time::Moment;

/// Most parts that are looked at in one sequence.
const PARTS_MAX: usize = 4_096;

/// The parts of a SEQUENCE or SET, or of a constructed context tag.
pub fn parts<'a>(any: &AnyRef<'a>) -> Option<Vec<AnyRef<'a>>> {
    let mut reader = SliceReader::new(any.value()).ok()?;
    let mut parts = Vec::new();
    while !reader.is_finished() {
        if parts.len() >= PARTS_MAX {
            return None;
        }
        parts.push(AnyRef::decode(&mut reader).ok()?);
    }
    Some(parts)
}

/// DER as one value, nothing behind it.
pub fn whole(bytes: &[u8]) -> Option<AnyRef<'_>> {
    AnyRef::from_der(bytes).ok()
}

/// An OBJECT IDENTIFIER.
pub fn oid(any: &AnyRef<'_>) -> Option<ObjectIdentifier> {
    any.decode_as().ok()
}

/// The bytes of an OCTET STRING.
pub fn octets<'a>(any: &AnyRef<'a>) -> Option<&'a [u8]> {
    (any.tag() == Tag::OctetString).then(|| any.value())
}

/// A GeneralizedTime with or without fractions of a second, in UTC as RFC 3161 asks.
pub fn generalized_time(any: &AnyRef<'_>) -> Option<Moment> {
    if any.tag() != Tag::GeneralizedTime {
        return None;
    }
    let text = std::str::from_utf8(any.value()).ok()?.strip_suffix('Z')?;
    let (whole, _) = text.split_once('.').unwrap_or((text, ""));
    if whole.len() != 14 || !whole.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize, to: usize| &whole[from..to];
    let (year, month, day) = (part(0, 4), part(4, 6), part(6, 8));
    let (hour, minute, second) = (part(8, 10), part(10, 12), part(12, 14));
    format!("{year}-{month}-{day}T{hour}:{minute}:{second}+00:00").parse().ok()
}
