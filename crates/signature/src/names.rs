//! Names in certificates, to be read by people.

use der::asn1::{AnyRef, ObjectIdentifier};
use der::{Tag, Tagged};
use x509_cert::name::Name;

const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");
const ORGANISATION: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.10");
const UNIT: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.11");
const TITLE: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.12");

/// Longest name that is shown, in letters.
const LETTERS_MAX: usize = 300;

/// Who a certificate belongs to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subject {
    pub name: Option<String>,
    pub organisation: Option<String>,
    pub units: Vec<String>,
    pub title: Option<String>,
}

/// Reads a name.
pub fn subject(name: &Name) -> Subject {
    let mut subject = Subject::default();
    for part in name.0.iter().flat_map(|set| set.0.iter()) {
        let Some(value) = text(&AnyRef::from(&part.value)) else { continue };
        match part.oid {
            COMMON_NAME => subject.name = Some(value),
            ORGANISATION => subject.organisation = Some(value),
            UNIT => subject.units.push(value),
            TITLE => subject.title = Some(value),
            _ => {}
        }
    }
    subject
}

/// The whole name on one line: "CN=…, O=…".
pub fn line(name: &Name) -> String {
    let subject = subject(name);
    let mut words = Vec::new();
    words.extend(subject.name);
    words.extend(subject.title);
    words.extend(subject.units);
    words.extend(subject.organisation);
    if words.is_empty() { clean(&name.to_string()) } else { words.join(", ") }
}

/// A DirectoryString of any kind (RFC 5280, section 4.1.2.4).
fn text(any: &AnyRef<'_>) -> Option<String> {
    let bytes = any.value();
    let text = match any.tag() {
        Tag::Utf8String => std::str::from_utf8(bytes).ok()?.to_owned(),
        Tag::PrintableString | Tag::Ia5String | Tag::VisibleString => {
            bytes.is_ascii().then(|| String::from_utf8_lossy(bytes).into_owned())?
        }
        Tag::TeletexString => bytes.iter().map(|byte| char::from(*byte)).collect(),
        Tag::BmpString => {
            let units: Vec<u16> =
                bytes.chunks_exact(2).map(|two| u16::from_be_bytes([two[0], two[1]])).collect();
            String::from_utf16(&units).ok()?
        }
        _ => return None,
    };
    Some(clean(&text)).filter(|text| !text.is_empty())
}

/// Without signs that would turn the line around or break it.
pub fn clean(text: &str) -> String {
    let is_shown = |c: &char| {
        !c.is_control()
            && !('\u{200b}'..='\u{200f}').contains(c)
            && !('\u{202a}'..='\u{202e}').contains(c)
            && !('\u{2066}'..='\u{2069}').contains(c)
    };
    text.chars().filter(is_shown).take(LETTERS_MAX).collect::<String>().trim().to_owned()
}
