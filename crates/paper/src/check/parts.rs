//! Which paragraph is which part of the document: by its words, and by where it stands among the others.

use crate::Kind;
use document::layout::Layout;
use domain::text::key;

/// Paragraphs that are looked through for the letterhead.
const LETTERHEAD_PARAGRAPHS_MAX: usize = 60;
/// Lines of a subject; more in the middle are something else.
const SUBJECT_LINES_MAX: usize = 4;
/// Paragraphs before and after the recipients in which signatures are looked for.
const SIGNATURE_PARAGRAPHS_MAX: usize = 24;

/// The parts, by the places of their paragraphs.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub nation: Option<usize>,
    pub motto: Option<usize>,
    pub superiors: Vec<usize>,
    pub issuer: Option<usize>,
    pub number: Option<usize>,
    pub date: Option<usize>,
    pub kind: Option<(usize, Kind)>,
    pub subject: Vec<usize>,
    pub addressees: Vec<usize>,
    pub body: Vec<usize>,
    pub signer_titles: Vec<usize>,
    pub signer_names: Vec<usize>,
    pub recipients_head: Option<usize>,
    pub recipients: Vec<usize>,
}

/// Finds the parts.
pub(super) fn find(layout: &Layout) -> Parts {
    let texts: Vec<String> = layout.paragraphs.iter().map(document::layout::Paragraph::text).collect();
    let keys: Vec<String> = texts.iter().map(|text| key(text)).collect();
    let mut parts = Parts::default();
    let head = LETTERHEAD_PARAGRAPHS_MAX.min(keys.len());
    let first = |fits: &dyn Fn(&str) -> bool| keys[..head].iter().position(|key| fits(key));
    parts.nation = first(&|key| key.starts_with("cong hoa xa hoi chu nghia"));
    parts.motto = first(&|key| key.starts_with("doc lap") && key.contains("tu do"));
    parts.number = (0..head).find(|at| texts[*at].starts_with("Số:") || texts[*at].starts_with("Số "));
    parts.date = date(layout, &keys[..head], parts.nation);
    parts.kind = (0..head).find_map(|at| kind_of(layout, &texts, at).map(|kind| (at, kind)));
    agencies(layout, &texts, &mut parts);
    let start = subject(layout, &texts, &mut parts);
    let start = addressees(&keys, start, &mut parts);
    let end = end(&keys, start, &mut parts);
    signatures(layout, &texts, end, &mut parts);
    parts.body = (start..end)
        .filter(|at| !texts[*at].is_empty() && !layout.paragraphs[*at].is_in_grid)
        .filter(|at| !parts.signer_titles.contains(at) && !parts.signer_names.contains(at))
        .collect();
    parts
}

/// Place and date, beside the nation when that stands in a frame: a text may begin with a date too.
fn date(layout: &Layout, keys: &[String], nation: Option<usize>) -> Option<usize> {
    let is_framed = |at: usize| layout.paragraphs[at].cell.is_some() && !layout.paragraphs[at].is_in_grid;
    let must_be_framed = nation.is_some_and(is_framed);
    let fits =
        |key: &str| key.contains("ngay") && key.contains("thang") && key.contains("nam") && key.len() < 80;
    (0..keys.len()).find(|at| fits(&keys[*at]) && (!must_be_framed || is_framed(*at)))
}

/// A title in capitals that names a type, outside any frame.
fn kind_of(layout: &Layout, texts: &[String], at: usize) -> Option<Kind> {
    let text = &texts[at];
    let is_title = layout.paragraphs[at].cell.is_none() && !text.chars().any(char::is_lowercase);
    Kind::of_printed(text).filter(|_| is_title)
}

/// What stands in the cell of the number, or before it, and is no other part.
fn agencies(layout: &Layout, texts: &[String], parts: &mut Parts) {
    let known = [parts.nation, parts.motto, parts.number, parts.date];
    let end = parts.kind.map(|(at, _)| at).or(parts.number).unwrap_or(0);
    let side = parts.nation.and_then(|at| layout.paragraphs[at].cell);
    let mut found: Vec<usize> = (0..end)
        .filter(|at| !known.contains(&Some(*at)) && !texts[*at].is_empty())
        .filter(|at| {
            // Where the letterhead is a frame, the agencies have a cell of their own.
            side.is_none_or(|side| {
                layout.paragraphs[*at].cell.is_some_and(|cell| cell != side && cell.0 == side.0)
            })
        })
        .filter(|at| !texts[*at].starts_with("V/v"))
        .collect();
    // The issuer is what is bold at the end; of several bold lines all are one name or several issuers.
    parts.issuer = found.pop();
    if let Some(issuer) = parts.issuer {
        let is_bold = |at: &usize| layout.paragraphs[*at].runs.iter().all(|run| run.is_bold);
        found.retain(|at| !(is_bold(at) && is_bold(&issuer)));
    }
    parts.superiors = found;
}

/// The lines in the middle under the type; gives back where the text begins.
fn subject(layout: &Layout, texts: &[String], parts: &mut Parts) -> usize {
    let Some((kind, _)) = parts.kind else {
        let last = [parts.date, parts.number, parts.motto].into_iter().flatten().max();
        return last.map_or(0, |at| at + 1);
    };
    let mut at = kind + 1;
    while at < texts.len() {
        let paragraph = &layout.paragraphs[at];
        if texts[at].is_empty() {
            at += 1;
            continue;
        }
        // A single addressee stands in the middle too.
        let is_other = paragraph.align != "center" || key(&texts[at]).starts_with("kinh gui");
        if is_other || paragraph.cell.is_some() || parts.subject.len() == SUBJECT_LINES_MAX {
            break;
        }
        parts.subject.push(at);
        at += 1;
    }
    at
}

/// "Kính gửi" with the lines of its list; gives back where the text begins.
fn addressees(keys: &[String], start: usize, parts: &mut Parts) -> usize {
    let Some(first) = (start..keys.len()).find(|at| !keys[*at].is_empty()) else { return start };
    if !keys[first].starts_with("kinh gui") {
        return start;
    }
    let is_listed = |at: &usize| keys[*at].is_empty() || keys[*at].starts_with(['-', '–']);
    let listed = (first + 1..keys.len()).take_while(is_listed).filter(|at| !keys[*at].is_empty());
    parts.addressees = std::iter::once(first).chain(listed).collect();
    parts.addressees.last().map_or(start, |at| at + 1)
}

/// Where the text ends: at "Nơi nhận" or at the frame that holds it.
fn end(keys: &[String], start: usize, parts: &mut Parts) -> usize {
    let Some(head) = (start..keys.len()).rev().find(|at| keys[*at].starts_with("noi nhan")) else {
        return keys.len();
    };
    parts.recipients_head = Some(head);
    parts.recipients = (head + 1..keys.len())
        .take_while(|at| {
            keys[*at].is_empty() || keys[*at].starts_with(['-', '–', '+']) || keys[*at].starts_with("nhu ")
        })
        .filter(|at| !keys[*at].is_empty())
        .collect();
    head
}

/// Signatures: cells of frames without lines beside or above the recipients; a title in capitals, the name below.
fn signatures(layout: &Layout, texts: &[String], end: usize, parts: &mut Parts) {
    let first = end.saturating_sub(SIGNATURE_PARAGRAPHS_MAX);
    let last = texts.len().min(parts.recipients.last().copied().unwrap_or(end) + SIGNATURE_PARAGRAPHS_MAX);
    let in_frame = |at: usize| {
        let paragraph = &layout.paragraphs[at];
        paragraph.cell.is_some() && !paragraph.is_in_grid && paragraph.align == "center"
    };
    let head = [parts.nation, parts.number, parts.date];
    let letterhead: Vec<usize> =
        head.into_iter().flatten().filter_map(|at| layout.paragraphs[at].cell).map(|cell| cell.0).collect();
    for at in (first..last).filter(|at| in_frame(*at) && !texts[*at].is_empty()) {
        // What stands under the number (the subject of a letter, stamps) signs nothing.
        if layout.paragraphs[at].cell.is_some_and(|cell| letterhead.contains(&cell.0)) {
            continue;
        }
        if parts.kind.is_some_and(|(kind, _)| at < kind) || parts.number.is_some_and(|number| at <= number) {
            continue;
        }
        let is_name = texts[at].chars().any(char::is_lowercase);
        if is_name { parts.signer_names.push(at) } else { parts.signer_titles.push(at) }
    }
}
