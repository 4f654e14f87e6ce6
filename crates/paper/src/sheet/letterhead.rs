//! The lines above the text: boxes 1 to 5, 9a, 10 and 11 of the decree's diagram.

use super::{Agency, Letterhead, MOTTO, Mark, NATION};
use crate::Paper;
use crate::measures::{CELL_SIDES_MM, LETTERHEAD_MM, RULE_SHARE, size, text_width_mm};
use crate::widths::{balanced_pt, bold_pt, longest_line_pt};

fn mm(pt: f64) -> f64 {
    pt * 25.4 / 72.0
}

fn pt(mm: f64) -> f64 {
    mm * 72.0 / 25.4
}

pub(super) fn letterhead(paper: &Paper) -> Letterhead {
    let last = paper.issuers.last().map_or_else(String::new, |issuer| issuer.name.to_uppercase());
    let text = longest_line_pt(&last, size::ISSUER.ours, pt(LETTERHEAD_MM[0] - CELL_SIDES_MM));
    let subject =
        (!paper.kind.is_named() && !paper.subject.is_empty()).then(|| format!("V/v {}", paper.subject));
    let has_number = !paper.number.symbol.is_empty() || paper.number.number.is_some();
    Letterhead {
        agencies: agencies(paper),
        agencies_rule_mm: mm(text) * RULE_SHARE.ours,
        nation: NATION,
        motto: MOTTO,
        motto_rule_mm: mm(bold_pt(MOTTO, size::MOTTO.ours)),
        number: if has_number { paper.number.printed() } else { String::new() },
        subject,
        marks: marks(paper),
        date: date(paper),
    }
}

fn agencies(paper: &Paper) -> Vec<Agency> {
    let mut lines: Vec<Agency> = Vec::new();
    let mut superior = None;
    for issuer in &paper.issuers {
        // Two issuers under one body name it once.
        if let Some(above) = issuer.superior.as_ref().filter(|above| Some(*above) != superior) {
            lines.push(Agency { name: above.to_uppercase(), is_issuer: false });
        }
        superior = issuer.superior.as_ref().or(superior);
        lines.push(Agency { name: issuer.name.to_uppercase(), is_issuer: true });
    }
    lines
}

fn date(paper: &Paper) -> Option<String> {
    let date = paper.date.printed();
    let whole = if paper.place.is_empty() { date } else { format!("{}, {date}", paper.place) };
    paper.kind.is_dated().then_some(whole)
}

fn marks(paper: &Paper) -> Vec<Mark> {
    let secrecy =
        paper.secrecy.map(|one| Mark { words: one.words(), width_mm: one.width_mm(), is_red: true });
    let urgency =
        paper.urgency.map(|one| Mark { words: one.words(), width_mm: one.width_mm(), is_red: true });
    let circulation =
        paper.circulation.map(|one| Mark { words: one.words(), width_mm: one.width_mm(), is_red: false });
    [secrecy, urgency, circulation].into_iter().flatten().collect()
}

/// The subject under the type, the width it is set in, and the length of the rule below.
pub(super) fn subject(paper: &Paper) -> (String, f64, f64) {
    let whole_mm = text_width_mm(false);
    if !paper.kind.is_named() {
        return (String::new(), whole_mm, 0.0);
    }
    // Letters of leave and introduction have no subject; the rule is then that of their name (forms 1.8 and 1.10).
    let above = if paper.subject.is_empty() { paper.type_line() } else { paper.subject.clone() };
    let width = balanced_pt(&above, size::TITLE.ours, pt(whole_mm));
    let text = longest_line_pt(&above, size::TITLE.ours, width);
    (paper.subject.clone(), mm(width), mm(text) * RULE_SHARE.ours)
}

pub(super) fn addressees(paper: &Paper) -> Vec<String> {
    match paper.addressees.as_slice() {
        [] => Vec::new(),
        [one] => vec![format!("{} {one}", super::ADDRESSEES_HEAD)],
        several => {
            let mark = |at: usize| if at + 1 == several.len() { "." } else { ";" };
            let lines = several.iter().enumerate().map(|(at, one)| format!("- {one}{}", mark(at)));
            std::iter::once(super::ADDRESSEES_HEAD.to_owned()).chain(lines).collect()
        }
    }
}
