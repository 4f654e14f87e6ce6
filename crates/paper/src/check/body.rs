//! The text: box 6 of the decree's diagram.

use super::parts::Parts;
use super::words::{Component, Property, measure};
use super::{Inspection, Letters, SLACK_MM, SLACK_PT};
use crate::lettering::point;
use crate::measures::{FIRST_LINE_MM, LINE_SPACING, PARAGRAPH_GAP_PT, size};

/// What Word rounds a spacing of lines to.
const LINES_SLACK: f64 = 0.02;
/// Words of the end that are shown.
const TAIL_WORDS: usize = 4;

pub(super) fn check(report: &mut Inspection<'_>, parts: &Parts) {
    let mut gap_above: Option<f64> = None;
    for at in &parts.body {
        let paragraph = report.paragraph(*at);
        // A title in the middle and what stands in a frame follow other rules.
        let is_running = paragraph.align != "center" && paragraph.cell.is_none();
        report.letters(Component::Body, *at, &Letters { size: size::BODY, bold: None, italic: None });
        if is_running {
            running(report, *at);
            let gap = gap_above.unwrap_or(PARAGRAPH_GAP_PT.min).max(paragraph.before_pt);
            if gap < PARAGRAPH_GAP_PT.min - SLACK_PT {
                report.at(Component::Body, Property::Gap, *at, format!("{gap:.0}"), "≥ 6");
            }
        }
        gap_above = Some(paragraph.after_pt).filter(|_| is_running);
    }
    points(report, &parts.body);
    closing(report, parts);
}

fn running(report: &mut Inspection<'_>, at: usize) {
    let paragraph = report.paragraph(at);
    let first = paragraph.first_mm + paragraph.left_mm;
    if !FIRST_LINE_MM.holds(first, SLACK_MM) {
        report.at(Component::Body, Property::FirstLine, at, measure(first), "10 – 12,7");
    }
    let is_title = paragraph.runs.iter().all(|run| run.is_bold);
    if !is_title && paragraph.align != "both" {
        let (found, wanted) = (Property::align_word(&paragraph.align), Property::align_word("both"));
        report.at(Component::Body, Property::Align, at, found, wanted);
    }
    if let Some(lines) = paragraph.lines.filter(|lines| !LINE_SPACING.holds(*lines, LINES_SLACK)) {
        report.at(Component::Body, Property::Lines, at, measure(lines), "1,0 – 1,5");
    }
}

/// Points follow the Vietnamese alphabet: a) b) c) d) đ) e) g).
fn points(report: &mut Inspection<'_>, body: &[usize]) {
    let mut expected = 1;
    for at in body {
        let text = report.paragraph(*at).text();
        let Some((marker, _)) = text.split_once(' ') else { continue };
        if !is_point(marker) {
            // Dashes belong to the point above them; another number begins a new list.
            if !marker.starts_with(['-', '+', '–']) && marker.ends_with(['.', ')']) {
                expected = 1;
            }
            continue;
        }
        if marker == "a)" {
            expected = 1;
        }
        match point(expected) {
            Some(wanted) if wanted != marker => {
                report.at(Component::Body, Property::Order, *at, marker, wanted);
            }
            _ => {}
        }
        expected += 1;
    }
}

fn is_point(marker: &str) -> bool {
    marker
        .strip_suffix(')')
        .is_some_and(|letter| letter.chars().count() == 1 && letter.chars().all(char::is_lowercase))
}

/// The text ends with "./.".
fn closing(report: &mut Inspection<'_>, parts: &Parts) {
    let Some(at) = parts.body.last().copied() else { return };
    let text = report.paragraph(at).text();
    if !text.ends_with("./.") {
        let words: Vec<&str> = text.split(' ').collect();
        let tail = words[words.len().saturating_sub(TAIL_WORDS)..].join(" ");
        let mended = format!("… {}./.", tail.trim_end_matches(['.', '/', ' ', ';']));
        report.at(Component::Body, Property::EndMark, at, format!("… {tail}"), mended);
    }
}
