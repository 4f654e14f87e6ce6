//! Reads an issued Vietnamese administrative plan (kế hoạch) into a [`plan::Plan`].
//!
//! Pure and deterministic: a [`domain::source::Source`] goes in, a [`Reading`] comes out, nothing else is looked at. The
//! reader knows the grammar of such documents (Decree 30/2020 and the habits around it), not any one document, and it
//! never writes a text that is not printed in the source.

pub mod abbreviations;
pub mod aims;
pub mod budget;
pub mod campaigns;
pub mod citations;
pub mod columns;
pub mod confidence;
pub mod dates;
pub mod defects;
pub mod duties;
pub mod header;
pub mod lines;
pub mod lists;
pub mod markers;
pub mod meeting;
pub mod outline;
pub mod paragraphs;
pub mod plan;
pub mod reading;
pub mod roadmap;
pub mod sections;
pub mod signs;
pub mod tables;
pub mod tail;
pub mod text;
pub mod time;
pub mod titles;
pub mod units;
pub mod verbs;
pub mod words;
pub mod zones;

use domain::source::{Format, Source};

use crate::plan::{Plan, SCHEMA_VERSION, SourceInfo, SpannedText};
use crate::text::{Doc, Zone};
use crate::time::TimeContext;

pub use reading::{CONFIDENT, ItemMark, Reading, ReviewReason};
#[cfg(test)]
mod shapes_tests;

pub use signs::{NotAPlan, PlanSigns, Sign};

/// Reads a document.
pub fn read(source: &Source) -> Reading {
    let (doc, layout) = text::build(source);
    let header = header::read(&layout, &doc);
    let tree = outline::build(&doc);
    let topics = sections::topics(&doc, &tree);
    let context = time_context(&doc, &header);
    let sessions = meeting::sessions(&doc, &tree, &topics, &context);
    let time_window = meeting::time_window(&doc, &tree, &topics, header.subject.as_ref(), &context);
    let roadmap = roadmap::read(&doc, &tree, &topics, time_window.as_ref(), &context);
    let duties = duties::read(&doc, &tree, &topics, &header.issuing_agencies, &context, &roadmap.details);
    let (recipients, signatures) = tail::read(&layout);
    let cited = citations::find(&doc, &citations::Home { agencies: &header.issuing_agencies });
    let mut plan = Plan {
        schema_version: SCHEMA_VERSION.to_owned(),
        doc_id: source
            .file_name
            .rsplit_once('.')
            .map_or(source.file_name.as_str(), |(stem, _)| stem)
            .to_owned(),
        source: source_info(source),
        dates: dates::find(&doc, &context, &cited.places),
        legal_bases: cited.bases,
        references: cited.references,
        campaigns: campaigns::find(&doc, &header),
        abbreviations: abbreviations::find(&doc),
        preamble: header::preamble(&doc),
        outline: tree.to_plan(&doc),
        aims: aims::read(&doc, &tree, &topics),
        time_window,
        form: meeting::form(&doc, &tree, &topics),
        venues: meeting::venues(&doc, &tree, &topics, &sessions, &context),
        participants: meeting::participants(&doc, &tree, &topics, &sessions),
        sessions,
        roadmap: roadmap.items,
        budget: budget::read(&doc, &tree, &topics, &duties),
        obligations: duties.into_iter().map(|(_, duty)| duty).collect(),
        recipients,
        signatures,
        closing: closing(&doc),
        header,
        ..Plan::default()
    };
    plan.defects = defects::find(&doc, &plan);
    let plan_signs = signs::of(&doc, &tree, &plan, &context);
    Reading { items: confidence::marks(&plan), plan_signs, plan }
}

fn source_info(source: &Source) -> SourceInfo {
    let format = match source.format {
        Format::Txt => "txt",
        Format::Md => "md",
        Format::Docx => "docx",
        Format::Pdf => "pdf",
    };
    SourceInfo {
        file_name: source.file_name.clone(),
        format: format.to_owned(),
        line_count: u32::try_from(source.lines.len()).unwrap_or(u32::MAX),
    }
}

/// The year of the subject, else of the letterhead date, else the first one of the text.
fn time_context(doc: &Doc<'_>, header: &plan::Header) -> TimeContext {
    let subject = header.subject.as_ref().map_or("", |s| s.text.as_str());
    let year_in = |text: &str| rx!(r"\b(20\d{2})\b").captures(text).and_then(|c| c[1].parse::<i32>().ok());
    let of_date = header.date.as_ref().and_then(|date| date.year);
    let of_text = || doc.in_zones(&[Zone::Preamble, Zone::Body]).find_map(|p| year_in(&p.text));
    let issued = header.date.as_ref().and_then(|date| date.iso);
    TimeContext { issued, ..TimeContext::of(subject, of_date.or_else(of_text)) }
}

fn closing(doc: &Doc<'_>) -> Option<SpannedText> {
    let mut text = String::new();
    let mut lines: Option<(u32, u32)> = None;
    for paragraph in doc.in_zones(&[Zone::Closing]) {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&paragraph.text);
        lines = Some((lines.map_or(paragraph.lines.0, |l| l.0), paragraph.lines.1));
    }
    lines.map(|lines| SpannedText { text, span: lines.into() })
}
