//! The two ends of a document: letterhead and title above, signatures and recipients below.

use super::paragraph::{CENTRED, Look, Place, boxed, paragraph, rule};
use super::tables::frame;
use super::xml::Xml;
use crate::measures::{
    ADDRESSEES_DASH_MM, ADDRESSEES_MM, CELL_SIDES_MM, LETTERHEAD_MM, SIGNATURE_ROOM_PT, size, text_width_mm,
};
use crate::sheet::{Letterhead, RECIPIENTS_HEAD, Sheet, Signer};

/// Height of a line of Times New Roman, as a part of its size.
const LINE_HEIGHT: f64 = 1.149;
/// Recipients that are kept on one page.
const RECIPIENTS_KEPT_MAX: usize = 30;
/// Gap after a rule, points.
const RULE_GAP_PT: f64 = 4.0;

/// Writes agency, motto, number and date (1 to 4).
pub(super) fn letterhead(xml: &mut Xml, head: &Letterhead) {
    frame(xml, &LETTERHEAD_MM, |xml, at| if at == 0 { agencies(xml, head) } else { nation(xml, head) });
    frame(xml, &LETTERHEAD_MM, |xml, at| {
        if at == 0 {
            number(xml, head);
        } else {
            let date = head.date.as_deref().unwrap_or_default();
            paragraph(xml, &CENTRED, &[(date, Look::size(size::DATE.ours).italic())]);
        }
    });
}

fn agencies(xml: &mut Xml, head: &Letterhead) {
    let look = Look::size(size::ISSUER.ours);
    for one in &head.agencies {
        paragraph(xml, &CENTRED, &[(&one.name, if one.is_issuer { look.bold() } else { look })]);
    }
    rule(xml, head.agencies_rule_mm, LETTERHEAD_MM[0] - CELL_SIDES_MM, RULE_GAP_PT);
}

fn nation(xml: &mut Xml, head: &Letterhead) {
    paragraph(xml, &CENTRED, &[(head.nation, Look::size(size::NATION.ours).bold())]);
    paragraph(xml, &CENTRED, &[(head.motto, Look::size(size::MOTTO.ours).bold())]);
    rule(xml, head.motto_rule_mm, LETTERHEAD_MM[1] - CELL_SIDES_MM, RULE_GAP_PT);
}

/// The number, and below it the subject of a letter and the stamps.
fn number(xml: &mut Xml, head: &Letterhead) {
    paragraph(xml, &CENTRED, &[(&head.number, Look::size(size::NUMBER.ours))]);
    if let Some(subject) = &head.subject {
        let place = Place { gaps_pt: Some((6.0, 0.0)), ..CENTRED };
        paragraph(xml, &place, &[(subject, Look::size(size::LETTER_SUBJECT.ours))]);
    }
    for mark in &head.marks {
        boxed(xml, mark, LETTERHEAD_MM[0] - CELL_SIDES_MM);
    }
}

/// Writes type and subject (5a), and the addressees (9a).
pub(super) fn title(xml: &mut Xml, sheet: &Sheet) {
    let look = Look::size(size::TITLE.ours).bold();
    if let Some(kind) = &sheet.kind {
        let place = Place { gaps_pt: Some((14.0, 0.0)), keeps: true, ..CENTRED };
        paragraph(xml, &place, &[(kind, look)]);
        if !sheet.subject.is_empty() {
            let sides_mm = Some((text_width_mm(false) - sheet.subject_mm) / 2.0);
            paragraph(xml, &Place { keeps: true, sides_mm, ..CENTRED }, &[(&sheet.subject, look)]);
        }
        rule(xml, sheet.subject_rule_mm, text_width_mm(false), 12.0);
    }
    addressees(xml, sheet);
}

fn addressees(xml: &mut Xml, sheet: &Sheet) {
    let look = Look::size(size::BODY.ours);
    let place = Place { gaps_pt: Some((12.0, 12.0)), ..CENTRED };
    match sheet.addressees.as_slice() {
        [] => {}
        [one] => paragraph(xml, &place, &[(one, look)]),
        [head, several @ ..] => {
            let place = Place { align: Some("left"), left_mm: Some(ADDRESSEES_MM), keeps: true, ..place };
            paragraph(xml, &Place { gaps_pt: Some((12.0, 0.0)), ..place }, &[(head, look)]);
            for (at, one) in several.iter().enumerate() {
                let below = if at + 1 == several.len() { 12.0 } else { 0.0 };
                let gaps_pt = Some((0.0, below));
                let place = Place { left_mm: Some(ADDRESSEES_DASH_MM), gaps_pt, ..place };
                paragraph(xml, &place, &[(one, look)]);
            }
        }
    }
}

/// Writes signatures and recipients (7, 9b). One signature stands beside the recipients, several above them.
pub(super) fn end(xml: &mut Xml, sheet: &Sheet) {
    let halves = [text_width_mm(false) / 2.0, text_width_mm(false) / 2.0];
    paragraph(xml, &Place { gaps_pt: Some((0.0, 0.0)), keeps: true, ..Place::default() }, &[]);
    if let [one] = sheet.signatures.as_slice() {
        return frame(xml, &halves, |xml, at| {
            if at == 0 { recipients(xml, &sheet.recipients, true) } else { signature(xml, one, 0) }
        });
    }
    for pair in sheet.signatures.chunks(2) {
        let most = pair.iter().map(|one| one.titles.len()).max().unwrap_or(0);
        frame(xml, &halves, |xml, at| {
            // A third one stands on the right, as the head of the agency does.
            let at = if pair.len() == 1 { at.checked_sub(1) } else { Some(at) };
            match at.and_then(|at| pair.get(at)) {
                Some(one) => signature(xml, one, most - one.titles.len()),
                None => paragraph(xml, &CENTRED, &[]),
            }
        });
    }
    paragraph(xml, &Place { keeps: true, ..CENTRED }, &[]);
    recipients(xml, &sheet.recipients, false);
}

/// A signature; one with fewer lines of titles than its neighbour keeps its name level with the other's.
fn signature(xml: &mut Xml, signer: &Signer, n_lines_fewer: usize) {
    let look = Look::size(size::SIGNATURE.ours).bold();
    for line in &signer.titles {
        paragraph(xml, &Place { keeps: true, ..CENTRED }, &[(line, look)]);
    }
    for (at, line) in signer.names.iter().enumerate() {
        let room = SIGNATURE_ROOM_PT + n_lines_fewer as f64 * LINE_HEIGHT * size::SIGNATURE.ours;
        let room = if at == 0 { room } else { 0.0 };
        paragraph(xml, &Place { gaps_pt: Some((room, 0.0)), ..CENTRED }, &[(line, look)]);
    }
}

fn recipients(xml: &mut Xml, lines: &[String], is_framed: bool) {
    // Flush with the text, which a cell is not by itself.
    let left_mm = is_framed.then_some(-CELL_SIDES_MM / 2.0);
    let place = Place { gaps_pt: Some((0.0, 0.0)), align: Some("left"), left_mm, ..Place::default() };
    if lines.is_empty() {
        return paragraph(xml, &place, &[]);
    }
    let head = Look::size(size::RECIPIENTS_HEAD.ours).bold().italic();
    paragraph(xml, &Place { keeps: true, ..place }, &[(RECIPIENTS_HEAD, head)]);
    for (at, line) in lines.iter().enumerate() {
        // A short list is not torn; a long one must be.
        let keeps = lines.len() <= RECIPIENTS_KEPT_MAX && at + 1 < lines.len();
        paragraph(xml, &Place { keeps, ..place }, &[(line, Look::size(size::RECIPIENTS.ours))]);
    }
}
