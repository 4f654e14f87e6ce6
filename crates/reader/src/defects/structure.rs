//! Faults of the document as a whole: its head, its breaks, its tables, its marks of layout.

use std::collections::HashMap;

use domain::source::{Format, Source};

use crate::plan::{Defect, DefectType, Evidence, Node, NodeKind, Plan, Span};
use crate::text::{Doc, Paragraph, Table, Zone};
use crate::words::low;

/// A page-break defect shows this many words on each side.
const WORDS_EACH_SIDE: usize = 6;
/// The head of a document is looked for in this many lines.
const HEAD_LINES_MAX: usize = 40;

/// Finds the faults of structure.
pub(super) fn find(doc: &Doc, plan: &Plan, out: &mut Vec<Defect>) {
    head(doc, plan, out);
    wrong_markers(plan, out);
    repeated_numbers(plan, out);
    missing_numbers(plan, out);
    blank_dates(doc, out);
    for paragraph in doc.paragraphs.iter().filter(|p| p.zone != Zone::Noise) {
        page_breaks(paragraph, doc.source, out);
    }
    for table in &doc.tables {
        tables(table, out);
    }
    empty_cells(plan, out);
    layout_order(plan, out);
    truncated(doc, plan, out);
    markup(doc.source, out);
}

fn defect(kind: DefectType, text: &str, suggestion: Option<String>, span: Span) -> Defect {
    Defect { kind, text: text.to_owned(), suggestion, note: None, optional: false, span }
}

/// Letterhead, number and date of a document that has no annexed carrier.
fn head(doc: &Doc, plan: &Plan, out: &mut Vec<Defect>) {
    let header = &plan.header;
    let first_end = header
        .date
        .as_ref()
        .map(|d| d.span.end_line)
        .or(header.doc_type.as_ref().map(|t| t.span.start_line))
        .unwrap_or(1);
    let lines = &doc.source.lines[..doc.source.lines.len().min(HEAD_LINES_MAX)];
    let has_motto = lines.iter().any(|line| {
        let low = low(&line.text);
        low.contains("xã hội chủ nghĩa việt nam")
            || low.contains("độc lập - tự do")
            || low.contains("đảng cộng sản việt nam")
    });
    let has_agency = header.issuing_agencies.iter().any(|agency| agency.evidence == Evidence::Letterhead);
    if !has_motto && !has_agency {
        out.push(defect(DefectType::MissingLetterhead, "", None, Span::new(1, first_end)));
    }
    let type_line = header.doc_type.as_ref().map_or(first_end, |t| t.span.end_line).max(1);
    match &header.number {
        None => out.push(defect(DefectType::MissingNumber, "", None, Span::new(1, type_line))),
        Some(number) if number.number.is_none() => {
            out.push(defect(DefectType::MissingNumber, &number.text, None, number.span));
        }
        Some(_) => {}
    }
    if let Some(date) =
        header.date.as_ref().filter(|d| d.day.is_none() || d.month.is_none() || d.year.is_none())
    {
        out.push(defect(DefectType::IncompleteDate, &date.text, None, date.span));
    }
}

/// "d)" after "d)".
fn wrong_markers(plan: &Plan, out: &mut Vec<Defect>) {
    for node in &plan.outline {
        if let (Some(marker), Some(fixed)) = (&node.marker, &node.marker_fixed) {
            let span = Span::new(node.span.start_line, node.span.start_line);
            out.push(defect(DefectType::WrongListMarker, marker, Some(fixed.clone()), span));
        }
    }
}

/// "2/" after "3/" among sisters that count on: the number is one that was already used.
fn repeated_numbers(plan: &Plan, out: &mut Vec<Defect>) {
    // "1.2." counts by its last part.
    let number = |node: &Node| -> Option<(u32, String, String)> {
        let found = crate::rx!(r"^((?:\d+\.)*)(\d+)([.)/]?)$").captures(node.marker.as_deref()?)?;
        Some((found[2].parse().ok()?, found[1].to_owned(), found[3].to_owned()))
    };
    let mut last: HashMap<(Option<&str>, String, String), u32> = HashMap::new();
    for node in &plan.outline {
        let Some((n, lead, sign)) = number(node) else { continue };
        let previous = last.entry((node.parent.as_deref(), lead.clone(), sign.clone())).or_insert(0);
        // A restart at 1 is a list of its own.
        if n > 1 && n <= *previous && node.marker_fixed.is_none() {
            *previous += 1;
            let marker = format!("{lead}{n}{sign}");
            let line = node.span.start_line;
            out.push(defect(
                DefectType::WrongListMarker,
                &marker,
                Some(format!("{lead}{previous}{sign}")),
                Span::new(line, line),
            ));
        } else {
            *previous = n;
        }
    }
}

/// "I., II., IV.": a part without its sister before it.
fn missing_numbers(plan: &Plan, out: &mut Vec<Defect>) {
    let mut last: HashMap<Option<&str>, u32> = HashMap::new();
    for node in
        plan.outline.iter().filter(|n| matches!(n.kind, NodeKind::Heading | NodeKind::RunIn) && n.level == 1)
    {
        let Some(marker) = node.marker.as_deref() else { continue };
        let digits = marker.trim_end_matches(['.', ')', '/']);
        let Some(n) = crate::markers::roman(digits).or_else(|| digits.parse().ok()) else { continue };
        let previous = last.insert(node.parent.as_deref(), n);
        if previous.is_some_and(|previous| previous > 0 && n == previous + 2) {
            let line = node.span.start_line;
            out.push(defect(DefectType::MissingSectionNumber, marker, None, Span::new(line, line)));
        }
    }
}

/// "ngày … tháng … năm 2024" left blank in the text.
fn blank_dates(doc: &Doc, out: &mut Vec<Defect>) {
    let pattern = crate::rx!(
        r"ngày\s*(?:(?:[.…_]{2,}|…|\s)\s*/\s*(?:\d{1,2}|[.…_]+)\s*/\s*\d{4}|[.…_\s]*tháng[.…_\s]*năm\s+\d{4}|[.…_]{2,}\s*tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)"
    );
    for paragraph in doc.in_zones(&[Zone::Preamble, Zone::Body, Zone::Closing]) {
        for found in pattern.find_iter(&paragraph.text) {
            out.push(defect(
                DefectType::IncompleteDate,
                found.as_str(),
                None,
                paragraph.span(&found.range()),
            ));
        }
    }
}

/// A paragraph whose halves stand apart, with blank lines between them.
fn page_breaks(paragraph: &Paragraph, source: &Source, out: &mut Vec<Defect>) {
    // Titles stand on lines of their own.
    if !matches!(source.format, Format::Txt | Format::Md | Format::Docx)
        || paragraph.zone == Zone::Head
        || crate::words::is_capitals(&paragraph.text)
    {
        return;
    }
    for pair in paragraph.pieces.windows(2).filter(|pair| pair[1].line > pair[0].line + 1) {
        let before = last_words(paragraph.text[..pair[0].range.end].trim_end());
        let after = first_words(paragraph.text[pair[1].range.start..].trim_start());
        let text = format!("{before} || {after}");
        let span = Span::new(pair[0].line, pair[1].line);
        out.push(defect(DefectType::PageBreakSplit, &text, Some(format!("{before} {after}")), span));
    }
}

fn last_words(text: &str) -> &str {
    let start = text.rmatch_indices(' ').nth(WORDS_EACH_SIDE - 1).map_or(0, |(at, _)| at + 1);
    &text[start..]
}

fn first_words(text: &str) -> &str {
    let end = text.match_indices(' ').nth(WORDS_EACH_SIDE - 1).map_or(text.len(), |(at, _)| at);
    text[..end].trim_end_matches([',', ';', '.'])
}

/// Repeated heads and cut rows.
fn tables(table: &Table, out: &mut Vec<Defect>) {
    let mut previous: Option<u32> = None;
    let mut has_rows = false;
    for row in &table.rows {
        if row.is_head && has_rows {
            let start =
                previous.map_or(row.line, |line| if row.line > line + 1 { line + 1 } else { row.line });
            out.push(defect(
                DefectType::TableContinuation,
                row.cells.join(" ").trim(),
                None,
                Span::new(start, row.line),
            ));
        }
        // The number cell is empty and what is printed goes on in small letters: "(dòng trên) Ban Tổ chức Liên | hoan".
        let printed: Vec<&String> = row.cells.iter().filter(|cell| !cell.trim().is_empty()).collect();
        let goes_on = previous.is_some()
            && !row.is_head
            && row.cells.len() > 2
            && printed.len() <= 2
            && row.cells.first().is_some_and(|cell| cell.trim().is_empty())
            && printed.first().is_some_and(|cell| crate::words::starts_lower(cell));
        if row.is_fragment || goes_on {
            let text = row
                .cells
                .iter()
                .filter(|cell| !cell.trim().is_empty())
                .map(|cell| cell.trim())
                .collect::<Vec<_>>()
                .join(" ");
            out.push(defect(DefectType::RowFragment, &text, None, Span::new(row.line, row.line)));
        }
        has_rows |= !row.is_head;
        previous = Some(row.line);
    }
}

/// The one row of a roadmap that prints no product although all the others do.
fn empty_cells(plan: &Plan, out: &mut Vec<Defect>) {
    const ROWS_MIN: usize = 4;
    let mut empty = plan.roadmap.iter().filter(|item| item.product.is_none());
    if let (Some(item), None, true) = (empty.next(), empty.next(), plan.roadmap.len() >= ROWS_MIN)
        && !item.lead_units.is_empty()
    {
        out.push(defect(DefectType::EmptyCell, &item.task, None, item.span));
    }
}

/// The list of recipients stands left of the signatures (Decree 30/2020, appendix I); after two signatures that stand side
/// by side, the columns were read one by one.
fn layout_order(plan: &Plan, out: &mut Vec<Defect>) {
    let signed = plan.signatures.iter().map(|s| s.span.end_line).max();
    let (Some(signed), Some(first)) = (signed, plan.recipients.iter().map(|r| r.span.start_line).min())
    else {
        return;
    };
    if first > signed && plan.signatures.len() > 1 {
        let start = plan.signatures.iter().map(|s| s.span.start_line).min().unwrap_or(signed);
        let end = plan.recipients.iter().map(|r| r.span.end_line).max().unwrap_or(first);
        out.push(defect(DefectType::LayoutOrder, "", None, Span::new(start, end)));
    }
}

/// A text that stops within a sentence and was signed by nobody.
fn truncated(doc: &Doc, plan: &Plan, out: &mut Vec<Defect>) {
    if !plan.signatures.is_empty() || !plan.recipients.is_empty() || plan.closing.is_some() {
        return;
    }
    let Some(last) = doc.paragraphs.iter().rfind(|p| p.zone == Zone::Body) else { return };
    let stops_inside = last.text.ends_with(|c: char| c.is_lowercase() || c == ',')
        && crate::words::words(&last.text) > WORDS_EACH_SIDE;
    let followed = doc.tables.iter().any(|table| table.lines.0 > last.lines.1);
    if stops_inside && !followed {
        out.push(defect(
            DefectType::Truncated,
            last_words(&last.text),
            None,
            Span::new(last.lines.1, last.lines.1),
        ));
    }
}

/// Stars of markdown whose opening and closing runs differ on one line: "***/ Buổi 1:**".
fn markup(source: &Source, out: &mut Vec<Defect>) {
    if !matches!(source.format, Format::Txt | Format::Md) {
        return;
    }
    for (index, line) in source.lines.iter().enumerate() {
        let runs: Vec<_> = crate::rx!(r"\*+").find_iter(&line.text).collect();
        let [open, close] = runs.as_slice() else { continue };
        let inside = &line.text[open.end()..close.start()];
        // "* Mục tiêu: … *" has a star as its bullet; a run next to a letter or a slash is emphasis.
        if open.len() == close.len()
            || open.start() > 0
            || inside.starts_with(' ')
            || inside.trim().is_empty()
        {
            continue;
        }
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let mend = if inside.starts_with('/') { format!("*{inside}") } else { inside.to_owned() };
        out.push(defect(
            DefectType::BrokenMarkup,
            &line.text[..close.end()],
            Some(mend),
            Span::new(number, number),
        ));
    }
}
