//! The signature fields of a file, what each signature covers, and the judgement over each.

use crate::cms::{self, Checked};
use crate::file::{Revision, text};
use crate::report::{Covers, Fault, Integrity, Level, Signature, Signer, TimeSource, Trust, Weakness};
use crate::{Roots, SIGNATURES_MAX, SignatureError, chain, changes, names, stamp};
use chain::Use;
use domain::time::Moment;
use hayro_syntax::object::{Array, Dict, Name, Number};
use std::time::Duration;

/// Fields that are looked through.
const FIELDS_MAX: usize = 10_000;
/// Fields inside fields.
const DEPTH_MAX: usize = 16;
/// Bytes of a signature's message.
const MESSAGE_BYTES_MAX: usize = 2 * 1024 * 1024;
/// How far a signer's clock may go ahead.
const AHEAD: Duration = Duration::from_secs(10 * 60);

/// What the fields of a file hold.
#[derive(Default)]
pub struct Found {
    pub signed: Vec<Signed>,
    pub empty: Vec<String>,
}

/// A field that is signed.
pub struct Signed {
    pub field: String,
    pub range: Option<[usize; 4]>,
    is_stamp: bool,
    at: Option<Moment>,
    reason: Option<String>,
}

/// The signature fields of a file.
pub fn signatures(file: &Revision) -> Result<Found, SignatureError> {
    let mut found = Found::default();
    let form = file.catalog().and_then(|catalog| catalog.get::<Dict<'_>>("AcroForm"));
    let Some(fields) = form.and_then(|form| form.get::<Array<'_>>("Fields")) else { return Ok(found) };
    let mut open: Vec<(Dict<'_>, String, bool, usize)> =
        fields.iter::<Dict<'_>>().take(FIELDS_MAX).map(|field| (field, String::new(), false, 0)).collect();
    open.reverse();
    let mut n_seen = 0;
    while let Some((field, above, is_signature_above, depth)) = open.pop() {
        n_seen += 1;
        if n_seen > FIELDS_MAX || depth > DEPTH_MAX {
            break;
        }
        let own = field.get::<hayro_syntax::object::String<'_>>("T").map(|name| text(name.as_bytes()));
        let name = match (above.as_str(), own) {
            ("", own) => own.unwrap_or_default(),
            (above, Some(own)) => format!("{above}.{own}"),
            (above, None) => above.to_owned(),
        };
        let is_signature =
            field.get::<Name<'_>>("FT").map_or(is_signature_above, |kind| kind.as_str() == "Sig");
        if let Some(kids) = field.get::<Array<'_>>("Kids") {
            let kids = kids.iter::<Dict<'_>>().take(FIELDS_MAX);
            open.extend(kids.map(|kid| (kid, name.clone(), is_signature, depth + 1)));
        }
        if !is_signature {
            continue;
        }
        match field.get::<Dict<'_>>("V") {
            Some(value) => found.signed.push(signed(name, &value)),
            None if field.contains_key("Kids") => {}
            None => found.empty.push(name),
        }
        if found.signed.len() > SIGNATURES_MAX {
            return Err(SignatureError::TooMany);
        }
    }
    Ok(found)
}

fn signed(field: String, value: &Dict<'_>) -> Signed {
    let range = value.get::<Array<'_>>("ByteRange").and_then(|range| {
        let numbers: Vec<usize> = range
            .iter::<Number>()
            .take(5)
            .map_while(|number| usize::try_from(number.as_i64()).ok())
            .collect();
        <[usize; 4]>::try_from(numbers).ok()
    });
    let string = |key: &str| value.get::<hayro_syntax::object::String<'_>>(key);
    Signed {
        field,
        range,
        is_stamp: value.get::<Name<'_>>("SubFilter").is_some_and(|name| name.as_str() == "ETSI.RFC3161"),
        at: string("M").and_then(|date| date_of(date.as_bytes())),
        reason: string("Reason").map(|reason| text(reason.as_bytes())).filter(|reason| !reason.is_empty()),
    }
}

/// The bytes that are signed, and the message in the gap between them.
struct Ranges<'p> {
    before: &'p [u8],
    after: &'p [u8],
    message: Vec<u8>,
    end: usize,
}

/// The range must leave out nothing but the one string that holds the signature, where the dictionary says `Contents`.
fn ranges(pdf: &[u8], range: Option<[usize; 4]>) -> Option<Ranges<'_>> {
    let [from, n_before, at, n_after] = range?;
    let end = at.checked_add(n_after).filter(|end| *end <= pdf.len())?;
    if from != 0 || n_before == 0 || at <= n_before || at - n_before > 2 * MESSAGE_BYTES_MAX {
        return None;
    }
    let (before, gap, after) = (&pdf[..n_before], &pdf[n_before..at], &pdf[at..end]);
    if !before.trim_ascii_end().ends_with(b"/Contents") {
        return None;
    }
    let digits = gap.strip_prefix(b"<")?.strip_suffix(b">")?;
    let nibbles = digits.iter().map(|digit| char::from(*digit).to_digit(16)).collect::<Option<Vec<u32>>>()?;
    let message =
        nibbles.chunks_exact(2).map(|two| u8::try_from(two[0] * 16 + two[1])).collect::<Result<_, _>>();
    Some(Ranges { before, after, message: message.ok()?, end })
}

/// Judges one signature.
pub fn verify(pdf: &[u8], whole: &Revision, signed: &Signed, roots: &Roots, now: Moment) -> Signature {
    let mut told = Signature {
        field: signed.field.clone(),
        signer: None,
        at: signed.at,
        time: if signed.at.is_some() { TimeSource::Signer } else { TimeSource::None },
        reason: signed.reason.clone(),
        integrity: Integrity::Broken(Fault::Range),
        covers: Covers::Unknown,
        bytes_signed: 0,
        after: Vec::new(),
        trust: Trust::NotLookedAt,
        level: Level::None,
        weaknesses: Vec::new(),
    };
    let Some(ranges) = ranges(pdf, signed.range) else { return told };
    told.bytes_signed = ranges.end;
    told.covers = if pdf[ranges.end..].trim_ascii().is_empty() { Covers::Whole } else { Covers::Earlier };
    if told.covers == Covers::Earlier {
        told.after = changes::between(&pdf[..ranges.end], whole, signed.range);
    }
    let pieces = [ranges.before, ranges.after];
    let checked = if signed.is_stamp {
        stamp::of_document(&ranges.message, &pieces)
    } else {
        cms::check(&ranges.message, &pieces)
    };
    match checked {
        Ok(checked) => judge(&mut told, checked, signed.is_stamp, roots, now),
        Err(fault) => told.integrity = Integrity::Broken(fault),
    }
    told
}

/// Fills in who signed, when, and whether that is trusted.
fn judge(told: &mut Signature, checked: Checked, is_stamp: bool, roots: &Roots, now: Moment) {
    told.integrity = checked.fault.map_or(Integrity::Intact, Integrity::Broken);
    let Some(certificate) = &checked.certificate else { return };
    told.signer = Some(signer(certificate));
    if let Some(at) = checked.signed_at {
        (told.at, told.time) = (Some(at), TimeSource::Signer);
    }
    let stamped = checked.stamp.as_deref().map(|token| stamp::of_signature(token, &checked.signature, roots));
    let (mut at, mut purpose) = (None, Use::Document);
    if is_stamp {
        // The authority says its own time.
        (at, purpose) = (told.at, Use::Stamp);
    }
    match stamped {
        Some(Some(time)) => {
            (told.at, told.time, at) = (Some(time), TimeSource::Stamp, Some(time));
        }
        Some(None) => told.weaknesses.push(Weakness::StampNotTrusted),
        None => {}
    }
    let links = chain::Links { extra: &checked.others, roots };
    told.trust = match at {
        Some(attested) => chain::trust(certificate, links, attested, purpose),
        None => match chain::trust(certificate, links, told.at.unwrap_or(now), purpose) {
            Trust::Trusted if chain::trust(certificate, links, now, purpose) == Trust::Expired => {
                Trust::ExpiredSince
            }
            trust => trust,
        },
    };
    if is_stamp && told.trust == Trust::Trusted {
        told.time = TimeSource::Stamp;
    }
    if told.time != TimeSource::Stamp {
        let is_ahead = told.at.is_some_and(|at| at > now.plus(AHEAD));
        told.weaknesses.push(if is_ahead { Weakness::TimeAhead } else { Weakness::TimeNotAttested });
    }
    told.level = match (checked.is_named, told.time) {
        _ if is_stamp => Level::None,
        (true, TimeSource::Stamp) => Level::Timed,
        (true, _) => Level::Basic,
        (false, _) => Level::None,
    };
    if !checked.is_named && !is_stamp {
        told.weaknesses.push(Weakness::CertificateNotNamed);
    }
}

fn signer(certificate: &x509_cert::Certificate) -> Signer {
    let tbs = &certificate.tbs_certificate;
    let subject = names::subject(&tbs.subject);
    let organisation = subject.organisation.clone();
    let name = subject.name.or(organisation).unwrap_or_else(|| names::line(&tbs.subject));
    let (valid_from, valid_to) = chain::validity(certificate);
    Signer {
        name,
        organisation: subject.organisation,
        units: subject.units,
        title: subject.title,
        issuer: names::line(&tbs.issuer),
        serial: tbs.serial_number.as_bytes().iter().map(|byte| format!("{byte:02X}")).collect(),
        valid_from,
        valid_to,
    }
}

/// "D:20240805093000+07'00'" (ISO 32000-1, 7.9.4).
fn date_of(bytes: &[u8]) -> Option<Moment> {
    let text = std::str::from_utf8(bytes).ok()?.trim();
    let text = text.strip_prefix("D:").unwrap_or(text);
    let n = text.bytes().take_while(u8::is_ascii_digit).count();
    if n < 14 {
        return None;
    }
    let (digits, zone) = text.split_at(14);
    let part = |from: usize, to: usize| &digits[from..to];
    let zone: String = zone.chars().filter(|c| c.is_ascii_digit() || "+-".contains(*c)).collect();
    let zone = match zone.len() {
        5 => format!("{}:{}", &zone[..3], &zone[3..]),
        3 => format!("{zone}:00"),
        _ => "+00:00".to_owned(),
    };
    let (year, month, day) = (part(0, 4), part(4, 6), part(6, 8));
    let (hour, minute, second) = (part(8, 10), part(10, 12), part(12, 14));
    format!("{year}-{month}-{day}T{hour}:{minute}:{second}{zone}").parse().ok()
}
