//! Reading a package from whoever wrote it: names count, their prefixes and order do not; what is not known is passed over.

use crate::model::{
    Attachment, Business, DocumentKind, Envelope, Message, Organ, Other, Purpose, Replacement, ResponseFor,
    Signer, Staff, Status, StatusCode, Trace,
};
use crate::{
    ATTRIBUTES_MAX, ELEMENTS_MAX, ExchangeError, FIELD_LETTERS_MAX, FILES_BYTES_MAX, FILES_MAX, LIST_MAX,
    PACKAGE_BYTES_MAX,
};
use base64::Engine as _;
use base64::alphabet::STANDARD as ALPHABET;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use chrono::Datelike as _;
use domain::time::{Day, Moment};
use roxmltree::{Document, Node, ParsingOptions};
use std::io::{Cursor, Read as _};
use zip::ZipArchive;

/// Base64 with or without its padding.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &ALPHABET,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Years in which offices write packages; others are slips of the finger.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2999;

/// Reads a package.
pub fn read(bytes: &[u8]) -> Result<Envelope, ExchangeError> {
    if bytes.len() > PACKAGE_BYTES_MAX {
        return Err(ExchangeError::TooLarge);
    }
    let text = String::from_utf8_lossy(bytes);
    // Systems in use write marks and stray signs before the first element.
    let from = text.find('<').ok_or_else(|| ExchangeError::NotXml(String::new()))?;
    refuse_crowded_tags(text[from..].as_bytes())?;
    let options = ParsingOptions { allow_dtd: false, nodes_limit: ELEMENTS_MAX, ..ParsingOptions::default() };
    let document = Document::parse_with_options(&text[from..], options)
        .map_err(|error| ExchangeError::NotXml(error.to_string().chars().take(200).collect()))?;
    let root = document.root_element();
    if let Some(header) = descendant(root, "MessageHeader") {
        let mut message = message(header)?;
        if let Some(list) = descendant(root, "TraceHeaderList") {
            message.trace = trace(list)?;
            // "Bussiness" is how the regulation's samples spell it.
            let business = child(list, "Bussiness").or_else(|| child(list, "Business"));
            message.business = business.map_or_else(|| Ok(Business::default()), self::business)?;
        }
        message.files = files(root)?;
        return Ok(Envelope::Document(message));
    }
    match descendant(root, "Status") {
        Some(node) => Ok(Envelope::Status(status(node)?)),
        None => Err(ExchangeError::NotAPackage),
    }
}

/// The parser compares each attribute of a tag with all before it: a million of them would hold a core for minutes. Signs
/// of equality are counted in one pass, with those in values: real tags have fewer than ten.
fn refuse_crowded_tags(text: &[u8]) -> Result<(), ExchangeError> {
    let (mut is_in_tag, mut n_equal) = (false, 0_usize);
    for byte in text {
        match byte {
            b'<' => (is_in_tag, n_equal) = (true, 0),
            b'>' => is_in_tag = false,
            b'=' if is_in_tag => {
                n_equal += 1;
                if n_equal > ATTRIBUTES_MAX {
                    return Err(ExchangeError::TooMany("attributes"));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn descendant<'a>(node: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    node.descendants().find(|one| one.is_element() && one.tag_name().name() == name)
}

fn children<'a>(node: Node<'a, 'a>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    node.children().filter(move |one| one.is_element() && one.tag_name().name() == name)
}

fn child<'a>(node: Node<'a, 'a>, name: &'static str) -> Option<Node<'a, 'a>> {
    children(node, name).next()
}

/// Children of this name, read each; more than any package has are refused.
fn list<'a, T>(
    node: Node<'a, 'a>,
    name: &'static str,
    read: impl Fn(Node<'a, 'a>) -> Result<T, ExchangeError>,
) -> Result<Vec<T>, ExchangeError> {
    let found: Vec<Node<'a, 'a>> = children(node, name).take(LIST_MAX + 1).collect();
    if found.len() > LIST_MAX {
        return Err(ExchangeError::TooMany(name));
    }
    found.into_iter().map(read).collect()
}

fn text(node: Node<'_, '_>) -> String {
    let whole: String = node.children().filter_map(|one| one.text().filter(|_| one.is_text())).collect();
    whole.trim().chars().take(FIELD_LETTERS_MAX).collect()
}

fn field(node: Node<'_, '_>, name: &str) -> String {
    let found = node.children().find(|one| one.is_element() && one.tag_name().name() == name);
    found.map(text).unwrap_or_default()
}

/// A number; none when it is empty.
fn number(node: Node<'_, '_>, name: &'static str) -> Result<Option<u32>, ExchangeError> {
    match field(node, name) {
        text if text.is_empty() => Ok(None),
        text => text.parse().map(Some).map_err(|_| unreadable(name, &text)),
    }
}

fn unreadable(field: &'static str, text: &str) -> ExchangeError {
    ExchangeError::Unreadable { field, text: text.chars().take(60).collect() }
}

/// "2015/09/30", "2015-09-30" or "30/09/2015".
fn day(node: Node<'_, '_>, name: &'static str) -> Result<Option<Day>, ExchangeError> {
    match field(node, name) {
        text if text.is_empty() => Ok(None),
        text => day_of(&text).map(Some).ok_or_else(|| unreadable(name, &text)),
    }
}

fn day_of(text: &str) -> Option<Day> {
    let parts: Vec<&str> = text.split(['/', '-', 'T', ' ']).take(3).collect();
    let [a, b, c] = parts[..] else { return None };
    let (year, month, day) = if a.len() == 4 { (a, b, c) } else { (c, b, a) };
    let year = year.parse().ok().filter(|_| year.len() == 4).filter(|year| YEARS.contains(year))?;
    Day::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}

/// "2018/09/28 00:00:00" in Vietnam, or RFC 3339.
fn moment(text: &str) -> Option<Moment> {
    if let Ok(moment) = text.parse::<Moment>() {
        return Some(moment).filter(|at| YEARS.contains(&at.local_day().year()));
    }
    let (date, time) = text.split_once([' ', 'T']).unwrap_or((text, "00:00:00"));
    let (date, time) = (day_of(date)?, time.split('.').next()?);
    let time = if time.len() == 5 { format!("{time}:00") } else { time.to_owned() };
    format!("{}T{time}+07:00", date.format("%Y-%m-%d")).parse().ok()
}

fn organ(node: Node<'_, '_>) -> Organ {
    Organ {
        id: field(node, "OrganId"),
        in_charge: field(node, "OrganizationInCharge"),
        name: field(node, "OrganName"),
        address: field(node, "OrganAdd"),
        email: field(node, "Email"),
        telephone: field(node, "Telephone"),
        fax: field(node, "Fax"),
        website: field(node, "Website"),
    }
}

fn response(node: Node<'_, '_>) -> Result<ResponseFor, ExchangeError> {
    Ok(ResponseFor {
        organ: field(node, "OrganId"),
        code: field(node, "Code"),
        promulgated_on: day(node, "PromulgationDate")?,
        document_id: field(node, "DocumentId"),
    })
}

fn message(node: Node<'_, '_>) -> Result<Message, ExchangeError> {
    let from = child(node, "From").map(organ).ok_or(ExchangeError::Missing("From"))?;
    let part = |name: &'static str| child(node, name);
    let other = part("OtherInfo").map_or_else(|| Ok(Other::default()), other)?;
    let kind = match part("DocumentType") {
        Some(kind) => DocumentKind {
            group: number(kind, "Type")?,
            detail: number(kind, "TypeDetail")?,
            name: field(kind, "TypeName"),
        },
        None => DocumentKind::default(),
    };
    let signer = |node| {
        Ok(Signer {
            competence: field(node, "Competence"),
            position: field(node, "Position"),
            full_name: field(node, "FullName"),
        })
    };
    let code = |name| part("Code").map(|code| field(code, name)).unwrap_or_default();
    let info = part("PromulgationInfo");
    Ok(Message {
        from,
        to: list(node, "To", |node| Ok(organ(node)))?,
        document_id: field(node, "DocumentId"),
        number: code("CodeNumber"),
        notation: code("CodeNotation"),
        place: info.map(|info| field(info, "Place")).unwrap_or_default(),
        promulgated_on: info.map_or(Ok(None), |info| day(info, "PromulgationDate"))?,
        kind,
        subject: field(node, "Subject"),
        content: field(node, "Content"),
        signers: list(node, "SignerInfo", signer)?,
        due_on: day(node, "DueDate")?,
        other,
        response_for: list(node, "ResponseFor", response)?,
        steering: number(node, "SteeringType")?,
        to_places: part("ToPlaces")
            .map_or(Ok(Vec::new()), |places| list(places, "Place", |one| Ok(text(one))))?,
        trace: Vec::new(),
        business: Business::default(),
        files: Vec::new(),
    })
}

fn other(node: Node<'_, '_>) -> Result<Other, ExchangeError> {
    let directs = match field(node, "Direction").as_str() {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    };
    let appendices = child(node, "Appendixes");
    Ok(Other {
        priority: number(node, "Priority")?,
        sphere: field(node, "SphereOfPromulgation"),
        drafter: field(node, "TyperNotation"),
        copies: number(node, "PromulgationAmount")?,
        pages: number(node, "PageAmount")?,
        directs,
        appendices: appendices.map_or(Ok(Vec::new()), |all| list(all, "Appendix", |one| Ok(text(one))))?,
    })
}

fn trace(node: Node<'_, '_>) -> Result<Vec<Trace>, ExchangeError> {
    list(node, "TraceHeader", |step| {
        let at = field(step, "Timestamp");
        let at = moment(&at).ok_or_else(|| unreadable("Timestamp", &at))?;
        Ok(Trace { organ: field(step, "OrganId"), at })
    })
}

fn business(node: Node<'_, '_>) -> Result<Business, ExchangeError> {
    let code = number(node, "BussinessDocType")?.unwrap_or_default();
    let purpose = Purpose::ALL.into_iter().find(|purpose| purpose.code() == code);
    let replacement = |one| {
        let organs = child(one, "OrganIdList");
        Ok(Replacement {
            document_id: field(one, "DocumentId"),
            organs: organs.map_or(Ok(Vec::new()), |all| list(all, "OrganId", |organ| Ok(text(organ))))?,
        })
    };
    let replaces = child(node, "ReplacementInfoList");
    let receivers = child(node, "ReceiverList");
    Ok(Business {
        purpose: purpose.ok_or_else(|| unreadable("BussinessDocType", &code.to_string()))?,
        document_id: field(node, "DocumentId"),
        reason: field(node, "BussinessDocReason"),
        is_on_paper_too: ["1", "true"].contains(&field(node, "Paper").as_str()),
        staff: child(node, "StaffInfo").map(staff),
        replaces: replaces.map_or(Ok(Vec::new()), |all| list(all, "ReplacementInfo", replacement))?,
        receivers: receivers
            .map_or(Ok(Vec::new()), |all| list(all, "Receiver", |one| Ok(field(one, "OrganId"))))?,
    })
}

fn staff(node: Node<'_, '_>) -> Staff {
    Staff {
        department: field(node, "Department"),
        name: field(node, "Staff"),
        email: field(node, "Email"),
        mobile: field(node, "Mobile"),
    }
}

fn status(node: Node<'_, '_>) -> Result<Status, ExchangeError> {
    let said = field(node, "StatusCode");
    let code =
        StatusCode::ALL.iter().find(|(_, code)| code.trim_start_matches('0') == said.trim_start_matches('0'));
    let at = field(node, "Timestamp");
    let at =
        if at.is_empty() { None } else { Some(moment(&at).ok_or_else(|| unreadable("Timestamp", &at))?) };
    Ok(Status {
        response_for: response(child(node, "ResponseFor").ok_or(ExchangeError::Missing("ResponseFor"))?)?,
        from: child(node, "From").map(organ).ok_or(ExchangeError::Missing("From"))?,
        code: code.map(|(code, _)| *code).ok_or_else(|| unreadable("StatusCode", &said))?,
        description: field(node, "Description"),
        at,
        staff: child(node, "StaffInfo").map(staff),
    })
}

fn files(root: Node<'_, '_>) -> Result<Vec<Attachment>, ExchangeError> {
    let Some(all) = descendant(root, "AttachmentEncoded") else { return Ok(Vec::new()) };
    let mut left = FILES_BYTES_MAX;
    let mut files = Vec::new();
    for node in children(all, "Attachment") {
        if files.len() >= FILES_MAX {
            return Err(ExchangeError::TooMany("Attachment"));
        }
        files.push(file(node, &mut left)?);
    }
    Ok(files)
}

fn file(node: Node<'_, '_>, left: &mut u64) -> Result<Attachment, ExchangeError> {
    let name = file_name(&field(node, "AttachmentName"));
    let broken = || ExchangeError::BrokenFile(name.clone());
    let encoded =
        child(node, "ContentTransferEncoded").ok_or(ExchangeError::Missing("ContentTransferEncoded"))?;
    let digits: Vec<u8> = encoded
        .children()
        .filter_map(|one| one.text())
        .flat_map(str::bytes)
        .filter(|byte| !byte.is_ascii_whitespace())
        .collect();
    let mut bytes = BASE64.decode(digits).map_err(|_| broken())?;
    // A zip that was sent as such stays one; the zip around a single file is only its wrapping.
    let is_wrapped = field(node, "ContentType").contains("zip") && !name.to_lowercase().ends_with(".zip");
    if is_wrapped && bytes.starts_with(b"PK") {
        bytes = unwrapped(bytes, *left).ok_or_else(broken)?;
    }
    *left = left.checked_sub(bytes.len() as u64).ok_or(ExchangeError::TooMany("bytes"))?;
    Ok(Attachment {
        content_id: field(node, "ContentId"),
        description: field(node, "Description"),
        name,
        bytes,
    })
}

/// The only file of a zip; the zip itself when it holds several. None when it is broken or unpacks to too much.
fn unwrapped(bytes: Vec<u8>, left: u64) -> Option<Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(&bytes)).ok()?;
    if zip.len() != 1 {
        return Some(bytes);
    }
    let mut out = Vec::new();
    zip.by_index(0).ok()?.take(left.saturating_add(1)).read_to_end(&mut out).ok()?;
    (out.len() as u64 <= left).then_some(out)
}

/// The name without folders.
fn file_name(text: &str) -> String {
    let name = text.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    name.chars().filter(|c| !c.is_control()).take(200).collect()
}
