//! Finds the values of a draft inside their source lines, as coloured parts that lead to the result and back. Pure.

mod folded;

use self::folded::{Folded, find, fold};
use super::words::main_field;
use domain::source::{Line, Source};
use draft::{Draft, FieldKind, Issue, IssueKind, IssueState, Item, Kind, Value};
use reader::plan::Span;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use utoipa::ToSchema;

/// Lines of one span that are searched: a value that is told to lie across more is not looked for further down.
const SPAN_LINES_MAX: u32 = 60;

/// A line of the source as the page shows it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
pub struct SourceLine {
    /// Its number, from 1.
    pub n: u32,
    /// text, row, gap, note.
    pub kind: &'static str,
    /// strong or center.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub look: Option<&'static str>,
    /// The pieces of a text line.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// The pieces of each cell of a row.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<Vec<Part>>,
    /// A remark of our own between lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A piece of a line.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
pub struct Part {
    /// The words.
    pub text: String,
    /// task, time, prod, unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<&'static str>,
    /// A person should look.
    #[serde(skip_serializing_if = "is_false")]
    pub is_bad: bool,
    /// The value read from it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The place to look at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// Where it leads without a script.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(value: &bool) -> bool {
    !*value
}

/// A mark inside one line, in bytes of its text.
#[derive(Debug, Clone)]
struct Mark {
    range: Range<usize>,
    colour: Option<&'static str>,
    is_bad: bool,
    path: Option<String>,
    item: Option<String>,
    href: String,
}

/// The source with the values of the draft marked in it; only the lines asked for when `only` is given.
pub fn mark(source: &Source, draft: &Draft, only: Option<&BTreeSet<u32>>) -> Vec<SourceLine> {
    let mut finder = Finder { source, only, found: BTreeMap::new(), folded: BTreeMap::new() };
    for issue in draft.issues.iter().filter(|i| i.state == IssueState::Open) {
        finder.issue(draft, issue);
    }
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for item in &draft.items {
        let count = counts.entry(item.value.kind()).or_default();
        let at = *count;
        *count += 1;
        if !item.removed && only.is_none_or(|lines| touches(item, lines)) {
            finder.item(item, at);
        }
    }
    let mut lines = Vec::with_capacity(source.lines.len());
    let mut is_after_blank = false;
    for (n, line) in (1u32..).zip(&source.lines) {
        if only.is_some_and(|lines| !lines.contains(&n)) {
            continue;
        }
        let is_blank = line.text.trim().is_empty();
        if is_blank && !is_after_blank {
            lines.push(SourceLine { n, kind: "gap", ..SourceLine::default() });
        } else if !is_blank {
            lines.push(finder.line(n, line));
        }
        is_after_blank = is_blank;
    }
    lines
}

fn touches(item: &Item, lines: &BTreeSet<u32>) -> bool {
    let touch =
        |span: &Span| lines.range(span.start_line..=span.end_line.max(span.start_line)).next().is_some();
    match &item.value {
        Value::Head(head) => touch(&head.span) || head.spans.values().any(touch),
        value => touch(&value.span()),
    }
}

struct Finder<'a> {
    source: &'a Source,
    /// The lines that are asked for; all of them when none are named.
    only: Option<&'a BTreeSet<u32>>,
    found: BTreeMap<u32, Vec<Mark>>,
    folded: BTreeMap<u32, Folded>,
}

impl Finder<'_> {
    /// Whether any line of a span is to be shown.
    fn is_asked(&self, span: Span) -> bool {
        let lines = span.start_line..=span.end_line.max(span.start_line);
        span.start_line > 0 && self.only.is_none_or(|only| only.range(lines).next().is_some())
    }

    /// Marks the values of an item; `at` is its place among its kind.
    fn item(&mut self, item: &Item, at: usize) {
        let kind = item.value.kind();
        let Ok(whole) = serde_json::to_value(&item.value) else { return };
        let href = |field: &str| {
            super::portions::row_href(kind, at, &super::view::place_id(&item.path, kind, field))
        };
        for field in kind.fields() {
            let Some(colour) = colour(kind, field.name) else { continue };
            let span = match &item.value {
                Value::Head(head) if field.name != "subject" => {
                    head.spans.get(field.name).copied().unwrap_or_default()
                }
                value => value.span(),
            };
            let path = format!("{}/{}", item.path, field.name);
            for text in texts(&whole["value"][field.name], field.kind) {
                let base = Mark {
                    range: 0..0,
                    colour: Some(colour),
                    is_bad: false,
                    path: Some(path.clone()),
                    item: None,
                    href: href(field.name),
                };
                self.put(text, span, &base);
            }
        }
    }

    fn issue(&mut self, draft: &Draft, issue: &Issue) {
        let is_joined = matches!(&issue.kind, IssueKind::Unsure { also, .. } if !also.is_empty());
        if !is_joined && !self.is_asked(issue.span) {
            return;
        }
        let words = match &issue.kind {
            IssueKind::Unit { key } => draft.units.get(key).map(|u| u.printed.clone()),
            IssueKind::Defect { text, .. } => Some(text.clone()),
            IssueKind::Unsure { .. } | IssueKind::Missing { .. } => issue.path.as_deref().and_then(|path| {
                let item = draft.item(path)?;
                let field = issue.field.as_deref().unwrap_or_else(|| main_field(item.value.kind()));
                let whole = serde_json::to_value(&item.value).ok()?;
                texts(&whole["value"][field], FieldKind::Text).next().map(str::to_owned)
            }),
        };
        let path = issue.path.as_ref().map(|path| match &issue.field {
            Some(field) => format!("{path}/{field}"),
            None => path.clone(),
        });
        let base = Mark {
            range: 0..0,
            colour: None,
            is_bad: true,
            path,
            item: Some(issue.id.clone()),
            href: super::portions::href_of_look(draft, &issue.id, None),
        };
        self.put(words.as_deref().unwrap_or_default(), issue.span, &base);
        if let IssueKind::Unsure { also, .. } = &issue.kind {
            for item in also.iter().filter_map(|path| draft.item(path)).filter(|item| !item.removed) {
                let field = main_field(item.value.kind());
                let Ok(whole) = serde_json::to_value(&item.value) else { continue };
                let path = Some(format!("{}/{field}", item.path));
                for text in texts(&whole["value"][field], FieldKind::Text) {
                    self.put(text, item.value.span(), &Mark { path: path.clone(), ..base.clone() });
                }
            }
        }
    }

    /// Marks the first place of `text` within the lines of `span`; a long text as far as it begins there.
    fn put(&mut self, text: &str, span: Span, base: &Mark) {
        let last_line = u32::try_from(self.source.lines.len()).unwrap_or(u32::MAX);
        if !self.is_asked(span) || span.start_line > last_line {
            return;
        }
        let wanted = fold(text).letters;
        if wanted.is_empty() {
            return;
        }
        let end = span.end_line.min(last_line).min(span.start_line.saturating_add(SPAN_LINES_MAX));
        for n in span.start_line..=end {
            let line = &self.source.lines[n as usize - 1];
            self.folded.entry(n).or_insert_with(|| fold(&line.text));
        }
        // The lines of the span as one text: a value may run over several of them.
        let mut letters = Vec::new();
        let mut places = Vec::new();
        for n in span.start_line..=end {
            let folded = &self.folded[&n];
            if !letters.is_empty() && !folded.letters.is_empty() {
                letters.push(' ');
                places.push((n, 0..0));
            }
            letters.extend_from_slice(&folded.letters);
            places.extend(folded.places.iter().map(|place| (n, place.clone())));
        }
        let Some(at) = find(&letters, &wanted) else { return };
        let mut of_line: BTreeMap<u32, Range<usize>> = BTreeMap::new();
        for (n, place) in &places[at..at + wanted.len()] {
            if !place.is_empty() {
                let range = of_line.entry(*n).or_insert_with(|| place.clone());
                range.end = range.end.max(place.end);
            }
        }
        for (n, range) in of_line {
            self.found.entry(n).or_default().push(Mark { range, ..base.clone() });
        }
    }

    fn line(&self, n: u32, line: &Line) -> SourceLine {
        let marks = self.found.get(&n).map_or(&[][..], Vec::as_slice);
        let look = match (line.look.centred, line.look.bold || line.look.heading > 0) {
            (true, _) => Some("center"),
            (_, true) => Some("strong"),
            _ => None,
        };
        match cells(line) {
            Some(cells) => {
                let cells = cells.into_iter().map(|range| parts(&line.text, range, marks)).collect();
                SourceLine { n, kind: "row", cells, ..SourceLine::default() }
            }
            None => {
                let parts = parts(&line.text, 0..line.text.len(), marks);
                SourceLine { n, kind: "text", look, parts, ..SourceLine::default() }
            }
        }
    }
}

/// The byte ranges of the cells of a table row, when the line is one.
fn cells(line: &Line) -> Option<Vec<Range<usize>>> {
    let is_row =
        line.cells.as_ref().is_some_and(|cells| cells.len() > 1) || line.text.matches('\t').count() >= 2;
    if !is_row {
        return None;
    }
    let mut start = 0;
    let ranges = line.text.split('\t').map(|cell| {
        let range = start..start + cell.len();
        start += cell.len() + 1;
        range
    });
    Some(ranges.collect())
}

/// Cuts a stretch of a line where marks begin and end. The shortest mark gives colour and address, any look gives the
/// wavy line.
fn parts(text: &str, within: Range<usize>, marks: &[Mark]) -> Vec<Part> {
    let mut cuts: BTreeSet<usize> = [within.start, within.end].into();
    for mark in marks {
        cuts.extend([mark.range.start, mark.range.end].into_iter().filter(|at| within.contains(at)));
    }
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let mut parts: Vec<Part> = Vec::new();
    for pair in cuts.windows(2) {
        let piece = pair[0]..pair[1];
        let over = |m: &&Mark| m.range.start <= piece.start && piece.end <= m.range.end;
        let colour = marks.iter().filter(over).filter(|m| m.colour.is_some()).min_by_key(|m| m.range.len());
        let bad = marks.iter().filter(over).filter(|m| m.is_bad).min_by_key(|m| m.range.len());
        let one = Part {
            text: text[piece].to_owned(),
            mark: colour.and_then(|m| m.colour),
            is_bad: bad.is_some(),
            path: colour.or(bad).and_then(|m| m.path.clone()),
            item: bad.and_then(|m| m.item.clone()),
            href: bad.or(colour).map(|m| m.href.clone()),
        };
        match parts.last_mut() {
            Some(last)
                if (last.mark, last.is_bad, &last.path, &last.item)
                    == (one.mark, one.is_bad, &one.path, &one.item) =>
            {
                last.text.push_str(&one.text);
            }
            _ => parts.push(one),
        }
    }
    parts
}

/// The texts of a field as they are printed.
fn texts(value: &serde_json::Value, kind: FieldKind) -> impl Iterator<Item = &str> {
    let one = match kind {
        FieldKind::Time => value["text"].as_str(),
        _ => value.as_str(),
    };
    one.into_iter().chain(value.as_array().into_iter().flatten().filter_map(|v| v.as_str()))
}

/// The colour of a field in the source; `None` for what would colour the whole page.
fn colour(kind: Kind, field: &str) -> Option<&'static str> {
    match (kind, field) {
        (_, "time" | "deadline" | "window" | "date") if kind != Kind::Basis => Some("time"),
        (Kind::Task, "task")
        | (Kind::Duty, "duty")
        | (Kind::Session, "label" | "text")
        | (Kind::Head, "subject") => Some("task"),
        (Kind::Task, "product") => Some("prod"),
        (Kind::Task, "lead_units" | "coop_units")
        | (Kind::Duty, "units" | "with_units")
        | (Kind::Head, "agencies")
        | (Kind::Budget, "payers")
        | (Kind::Recipient, "name")
        | (Kind::Venue, "location") => Some("unit"),
        _ => None,
    }
}
