//! The two ends of a document: letterhead and title above, signatures and recipients below.

use super::paragraph::{Look, Place, paragraph, rule};
use super::tables::frame;
use super::xml::Xml;
use crate::measures::size;
use crate::widths::{bold_pt, longest_line_pt};
use crate::{Paper, Recipient, Signature};

/// Quốc hiệu and tiêu ngữ.
const NATION: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
/// Left and right half of the letterhead, millimetres.
const LETTERHEAD_MM: [f64; 2] = [72.0, 93.0];
/// What a cell of a frame leaves free at both sides together, millimetres.
const CELL_SIDES_MM: f64 = 3.8;
/// A rule under agency or subject, as a part of the text above it: between a third and a half.
const RULE_SHARE: f64 = 0.4;
/// Room for the signature, points.
const SIGNATURE_ROOM_PT: f64 = 62.0;
/// Gap after a rule, points.
const RULE_GAP_PT: f64 = 4.0;
/// The place of a line that stands alone in the middle.
const CENTRED: Place<'_> = Place {
    style: None,
    align: Some("center"),
    gaps_pt: Some((0.0, 0.0)),
    first_mm: None,
    sides_mm: None,
    keeps: false,
    begins_page: false,
    is_rule: false,
};

fn mm(pt: f64) -> f64 {
    pt * 25.4 / 72.0
}

/// Writes agency, motto, number and date (1 to 4).
pub(super) fn letterhead(xml: &mut Xml, paper: &Paper) {
    frame(xml, &LETTERHEAD_MM, |xml, at| if at == 0 { agencies(xml, paper) } else { nation(xml) });
    let number = if paper.number.symbol.is_empty() { String::new() } else { paper.number.printed() };
    let date = paper.date.printed();
    let date = if paper.place.is_empty() { date } else { format!("{}, {date}", paper.place) };
    frame(xml, &LETTERHEAD_MM, |xml, at| {
        if at == 0 {
            paragraph(xml, &CENTRED, &[(&number, Look::size(size::NUMBER.ours))]);
            if !paper.kind.is_named() && !paper.subject.is_empty() {
                let subject = format!("V/v {}", paper.subject);
                let place = Place { gaps_pt: Some((6.0, 0.0)), ..CENTRED };
                paragraph(xml, &place, &[(&subject, Look::size(size::LETTER_SUBJECT.ours))]);
            }
        } else {
            paragraph(xml, &CENTRED, &[(&date, Look::size(size::DATE.ours).italic())]);
        }
    });
}

fn agencies(xml: &mut Xml, paper: &Paper) {
    let look = Look::size(size::ISSUER.ours);
    let mut superior = None;
    for issuer in &paper.issuers {
        // Two issuers under one body name it once.
        if issuer.superior.is_some() && issuer.superior != superior {
            let above = issuer.superior.as_deref().unwrap_or_default().to_uppercase();
            paragraph(xml, &CENTRED, &[(&above, look)]);
        }
        superior = issuer.superior.clone().or(superior);
        paragraph(xml, &CENTRED, &[(&issuer.name.to_uppercase(), look.bold())]);
    }
    let width = LETTERHEAD_MM[0] - CELL_SIDES_MM;
    let last = paper.issuers.last().map_or_else(String::new, |issuer| issuer.name.to_uppercase());
    let text = mm(longest_line_pt(&last, size::ISSUER.ours, width * 72.0 / 25.4));
    rule(xml, text * RULE_SHARE, width, RULE_GAP_PT);
}

fn nation(xml: &mut Xml) {
    paragraph(xml, &CENTRED, &[(NATION, Look::size(size::NATION.ours).bold())]);
    paragraph(xml, &CENTRED, &[(MOTTO, Look::size(size::MOTTO.ours).bold())]);
    rule(xml, mm(bold_pt(MOTTO, size::MOTTO.ours)), LETTERHEAD_MM[1] - CELL_SIDES_MM, RULE_GAP_PT);
}

/// Writes type and subject (5a), and the addressees (9a).
pub(super) fn title(xml: &mut Xml, paper: &Paper, width_mm: f64) {
    let look = Look::size(size::TITLE.ours).bold();
    if paper.kind.is_named() {
        let name = paper.type_printed.clone().unwrap_or_else(|| paper.kind.word().to_uppercase());
        let place = Place { gaps_pt: Some((14.0, 0.0)), keeps: true, ..CENTRED };
        paragraph(xml, &place, &[(&name, look)]);
        paragraph(xml, &Place { keeps: true, ..CENTRED }, &[(&paper.subject, look)]);
        let text = mm(longest_line_pt(&paper.subject, size::TITLE.ours, width_mm * 72.0 / 25.4));
        rule(xml, text * RULE_SHARE, width_mm, 12.0);
    }
    addressees(xml, paper);
}

fn addressees(xml: &mut Xml, paper: &Paper) {
    let look = Look::size(size::BODY.ours);
    let place = Place { gaps_pt: Some((12.0, 6.0)), ..CENTRED };
    match paper.addressees.as_slice() {
        [] => {}
        [one] => paragraph(xml, &place, &[(&format!("Kính gửi: {one}"), look)]),
        several => {
            paragraph(
                xml,
                &Place { align: Some("left"), first_mm: Some(30.0), ..place },
                &[("Kính gửi:", look)],
            );
            let place = Place { align: Some("left"), sides_mm: Some(42.0), ..CENTRED };
            for (at, one) in several.iter().enumerate() {
                let end = if at + 1 == several.len() { "." } else { ";" };
                paragraph(xml, &place, &[(&format!("- {one}{end}"), look)]);
            }
        }
    }
}

/// Writes signatures and recipients (7, 9b). One signature stands beside the recipients, several above them.
pub(super) fn end(xml: &mut Xml, paper: &Paper, width_mm: f64) {
    let halves = [width_mm / 2.0, width_mm / 2.0];
    paragraph(xml, &Place { gaps_pt: Some((0.0, 0.0)), ..Place::default() }, &[]);
    if let [one] = paper.signatures.as_slice() {
        return frame(xml, &halves, |xml, at| {
            if at == 0 { recipients(xml, &paper.recipients) } else { signature(xml, one) }
        });
    }
    for pair in paper.signatures.chunks(2) {
        frame(xml, &halves, |xml, at| match pair.get(at) {
            Some(one) => signature(xml, one),
            None => paragraph(xml, &CENTRED, &[]),
        });
    }
    paragraph(xml, &CENTRED, &[]);
    recipients(xml, &paper.recipients);
}

fn signature(xml: &mut Xml, signature: &Signature) {
    let look = Look::size(size::SIGNATURE.ours).bold();
    let place = Place { keeps: true, ..CENTRED };
    if let Some(authority) = &signature.authority {
        paragraph(xml, &place, &[(authority, look)]);
    }
    paragraph(xml, &place, &[(&signature.title, look)]);
    let name = signature.name.as_deref().unwrap_or_default();
    paragraph(xml, &Place { gaps_pt: Some((SIGNATURE_ROOM_PT, 0.0)), ..CENTRED }, &[(name, look)]);
}

fn recipients(xml: &mut Xml, recipients: &[Recipient]) {
    let place = Place { gaps_pt: Some((0.0, 0.0)), align: Some("left"), ..Place::default() };
    if recipients.is_empty() {
        return paragraph(xml, &place, &[]);
    }
    let head = Look::size(size::RECIPIENTS_HEAD.ours).bold().italic();
    paragraph(xml, &Place { keeps: true, ..place }, &[("Nơi nhận:", head)]);
    for (at, one) in recipients.iter().enumerate() {
        let name = if one.is_archive { format!("Lưu: {}", one.name) } else { one.name.clone() };
        let purpose = one.purpose.as_ref().map_or_else(String::new, |purpose| format!(" ({purpose})"));
        let end = if at + 1 == recipients.len() { "." } else { ";" };
        let line = format!("- {name}{purpose}{end}");
        paragraph(xml, &place, &[(&line, Look::size(size::RECIPIENTS.ours))]);
    }
}
