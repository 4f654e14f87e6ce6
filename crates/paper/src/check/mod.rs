//! A linter of layout: what of a Word file is not as Decree 30/2020/NĐ-CP asks, part by part, and how to mend it.
//!
//! It looks at the printed result (properties resolved through styles), not at how the author came to it.

mod body;
mod ends;
mod letterhead;
mod page;
mod parts;
mod report;
mod topics;
mod words;

use document::layout::{self, Layout, Paragraph};
use document::{Limits, OpenError};
use serde::Serialize;

pub use report::{Item, Report, Value};
pub use topics::Topic;
pub use words::{Component, Property};

/// Most findings of one file; a file with more wants its style mended first.
pub const FINDINGS_MAX: usize = 500;
/// Letters of a paragraph that are shown, to find it again.
const TEXT_LETTERS_MAX: usize = 60;
/// What rounding to the units of Word may take from a length or a size.
const SLACK_MM: f64 = 0.6;
const SLACK_PT: f64 = 0.05;

/// Something that is not as the decree asks.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// Which part of the document.
    pub component: Component,
    /// Which property of it.
    pub property: Property,
    /// The paragraph, from 1; none when it concerns pages or something that is missing.
    pub paragraph: Option<usize>,
    /// How the paragraph begins.
    pub text: String,
    /// What was found.
    pub found: String,
    /// What is asked for, and so the mend.
    pub wanted: String,
}

/// Looks through a Word file.
pub fn check(bytes: &[u8], limits: &Limits) -> Result<Vec<Finding>, OpenError> {
    let layout = layout::read(bytes, limits)?;
    Ok(inspect(&layout, &parts::find(&layout)))
}

/// Looks through a Word file and tells of each topic what it measured and what is wrong.
pub fn report(bytes: &[u8], limits: &Limits) -> Result<Report, OpenError> {
    let layout = layout::read(bytes, limits)?;
    let parts = parts::find(&layout);
    Ok(report::of(&layout, &parts, inspect(&layout, &parts)))
}

fn inspect(layout: &Layout, parts: &parts::Parts) -> Vec<Finding> {
    let mut inspection = Inspection { layout, findings: Vec::new() };
    page::check(&mut inspection);
    letterhead::check(&mut inspection, parts);
    body::check(&mut inspection, parts);
    ends::check(&mut inspection, parts);
    inspection.findings.sort_by_key(|finding| finding.paragraph);
    inspection.findings.truncate(FINDINGS_MAX);
    inspection.findings
}

struct Inspection<'a> {
    layout: &'a Layout,
    findings: Vec<Finding>,
}

impl<'a> Inspection<'a> {
    fn paragraph(&self, at: usize) -> &'a Paragraph {
        &self.layout.paragraphs[at]
    }

    /// Reports a paragraph.
    fn at(
        &mut self,
        component: Component,
        property: Property,
        at: usize,
        found: impl ToString,
        wanted: impl ToString,
    ) {
        let text = self.paragraph(at).text();
        self.findings.push(Finding {
            component,
            property,
            paragraph: Some(at + 1),
            text: text.chars().take(TEXT_LETTERS_MAX).collect(),
            found: found.to_string(),
            wanted: wanted.to_string(),
        });
    }

    /// Reports the pages or what is missing.
    fn whole(
        &mut self,
        component: Component,
        property: Property,
        found: impl ToString,
        wanted: impl ToString,
    ) {
        self.findings.push(Finding {
            component,
            property,
            paragraph: None,
            text: String::new(),
            found: found.to_string(),
            wanted: wanted.to_string(),
        });
    }

    /// Looks at the letters of a paragraph: size, weight, slant, font, colour. A property that only some runs miss is
    /// reported once.
    fn letters(&mut self, component: Component, at: usize, wanted: &Letters) {
        let paragraph = self.paragraph(at);
        let runs: Vec<_> = paragraph.runs.iter().filter(|run| !run.text.trim().is_empty()).collect();
        if let Some(run) = runs.iter().find(|run| !wanted.size.holds(run.size_pt, SLACK_PT)) {
            let (min, max) = (wanted.size.min, wanted.size.max);
            let asked =
                if (max - min).abs() < SLACK_PT { format!("{min}") } else { format!("{min} – {max}") };
            self.at(component, Property::Size, at, words::measure(run.size_pt), asked);
        }
        let mut switch = |property: Property, is: fn(&layout::Run) -> bool, asked: Option<bool>| {
            let Some(asked) = asked else { return };
            if runs.iter().any(|run| is(run) != asked) {
                self.at(
                    component,
                    property,
                    at,
                    Property::word_of(property, !asked),
                    Property::word_of(property, asked),
                );
            }
        };
        switch(Property::Weight, |run| run.is_bold, wanted.bold);
        switch(Property::Slant, |run| run.is_italic, wanted.italic);
        if let Some(run) = runs.iter().find(|run| !run.font.eq_ignore_ascii_case(crate::measures::FONT)) {
            let found = if run.font.is_empty() { "?" } else { &run.font };
            self.at(component, Property::Font, at, found, crate::measures::FONT);
        }
        if let Some(colour) = runs.iter().find_map(|run| run.colour.as_ref()) {
            self.at(component, Property::Colour, at, format!("#{colour}"), "#000000");
        }
    }

    /// Looks whether a paragraph stands in the middle.
    fn centred(&mut self, component: Component, at: usize) {
        let paragraph = self.paragraph(at);
        if paragraph.align != "center" {
            self.at(
                component,
                Property::Align,
                at,
                Property::align_word(&paragraph.align),
                Property::align_word("center"),
            );
        }
    }

    /// Looks whether a paragraph is in capitals.
    fn capitals(&mut self, component: Component, at: usize) {
        let text = self.paragraph(at).text();
        if text.chars().any(char::is_lowercase) {
            self.at(component, Property::Case, at, &text, text.to_uppercase());
        }
    }
}

/// What is asked of the letters of a paragraph; `None` leaves it open.
#[derive(Debug, Clone, Copy)]
struct Letters {
    size: crate::measures::Range,
    bold: Option<bool>,
    italic: Option<bool>,
}
