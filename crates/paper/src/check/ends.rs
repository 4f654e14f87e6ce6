//! Signatures and recipients: boxes 7 and 9b of the decree's diagram.

use super::parts::Parts;
use super::words::{Component, Property};
use super::{Inspection, Letters};
use crate::measures::size;
use domain::text::key;

/// Degrees and honours that do not stand before a signer's name; those of education, health and science may be allowed
/// by the head of the sector.
const DEGREES: [&str; 10] = ["gs", "pgs", "ts", "ths", "gs.ts", "pgs.ts", "ngnd", "ngut", "ncs", "ks"];

pub(super) fn check(report: &mut Inspection<'_>, parts: &Parts) {
    let bold = |size| Letters { size, bold: Some(true), italic: Some(false) };
    for at in &parts.signer_titles {
        report.letters(Component::SignerTitle, *at, &bold(size::SIGNATURE));
    }
    for at in &parts.signer_names {
        report.letters(Component::SignerName, *at, &bold(size::SIGNATURE));
        without_degree(report, *at);
    }
    recipients(report, parts);
}

fn without_degree(report: &mut Inspection<'_>, at: usize) {
    let text = report.paragraph(at).text();
    let mut rest = text.as_str();
    while let Some((word, after)) = rest.split_once(' ') {
        let is_degree = key(word).trim_end_matches('.').split('.').all(|part| DEGREES.contains(&part));
        if !is_degree {
            break;
        }
        rest = after;
    }
    if rest != text {
        let name = rest.to_owned();
        report.at(Component::SignerName, Property::Lettering, at, text, name);
    }
}

fn recipients(report: &mut Inspection<'_>, parts: &Parts) {
    let Some(head) = parts.recipients_head else {
        return report.whole(Component::Recipients, Property::Missing, "", "“Nơi nhận:”");
    };
    let wanted = Letters { size: size::RECIPIENTS_HEAD, bold: Some(true), italic: Some(true) };
    report.letters(Component::Recipients, head, &wanted);
    for (n, at) in parts.recipients.iter().enumerate() {
        let wanted = Letters { size: size::RECIPIENTS, bold: Some(false), italic: Some(false) };
        report.letters(Component::Recipients, *at, &wanted);
        let text = report.paragraph(*at).text();
        let is_last = n + 1 == parts.recipients.len();
        let mark = if is_last { '.' } else { ';' };
        if !text.ends_with(mark) {
            let mended = format!("{}{mark}", text.trim_end_matches(['.', ';', ',', ' ']));
            report.at(Component::Recipients, Property::EndMark, *at, &text, mended);
        }
        if is_last && !key(&text).contains("luu:") {
            report.at(Component::Recipients, Property::Missing, *at, &text, "“- Lưu: VT, …” ở dòng cuối");
        }
    }
}
