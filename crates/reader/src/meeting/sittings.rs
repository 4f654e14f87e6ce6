//! Sittings told in the rows of a schedule ("Buổi 1: Đối thoại … tại Hội trường A") and the places they name.
//!
//! Sittings that are parts of the outline are read in [`super`]; here only their places, where the clause names one.

use std::ops::Range;

use crate::columns::{self, Role};
use crate::outline::{Block, Tree};
use crate::plan::{Session, Time, Venue};
use crate::rx;
use crate::text::{Doc, Row};
use crate::time::{self, TimeContext};
use crate::words::low;

/// A label with its time in brackets at the head of a cell or bullet: "Buổi 1 (sáng 18/10/2026): …".
pub(super) struct Opening {
    /// The label.
    pub label: Range<usize>,
    /// What the bracket says.
    pub bracket: Option<Range<usize>>,
    /// Where the rest begins.
    pub rest: usize,
}

/// The opening of a sitting at the start of a text.
pub(super) fn opening(text: &str) -> Option<Opening> {
    let low_text = low(text);
    let found = rx!(r"^((?:buổi|phiên)(?:\s+họp)?\s+(?:(?:thứ|số)\s+)?(?:\d{1,2}\b|[ivx]{1,4}\b|nhất\b|một\b|hai\b|ba\b|tư\b|toàn thể\b|chuyên đề \d{1,2}\b))\s*(?:\(([^()]*)\))?\s*(?:[:.–-]|$)").captures(&low_text)?;
    Some(Opening {
        label: found.get(1)?.range(),
        bracket: found.get(2).map(|m| m.range()),
        rest: found.get(0)?.end(),
    })
}

/// The place a clause names: where its lead begins ("điểm cầu chính tại"), and the place itself.
pub(super) fn place(text: &str) -> Option<(usize, Range<usize>)> {
    let low_text = low(text);
    let lead = rx!(r"[,;]?\s*(?:(?:tổ chức|điểm cầu(?: chính| trung tâm| trung ương)?|địa điểm)\s*:?\s*)?\btại\s+(?:địa điểm\s+)?")
        .find_iter(&low_text)
        .filter(|found| !rx!(r"^(?:buổi|phiên|điều|kế hoạch|quyết định|mục|điểm [a-z]\b)").is_match(&low_text[found.end()..]))
        .last()?;
    let rest = &low_text[lead.end()..];
    let end = rx!(
        r"[;.]\s|[;.]$|,\s+(?:từ|lúc|vào|dự kiến|ngày|sáng|chiều|tối|thời gian|bắt đầu|\d{1,2}\s*(?:giờ|h))\b"
    )
    .find(rest)
    .map_or(rest.len(), |m| m.start());
    let place = text[lead.end()..lead.end() + end].trim_end();
    (!place.is_empty()).then(|| (lead.start(), lead.end()..lead.end() + place.len()))
}

/// The sittings of all schedules, with the places they name.
pub(super) fn of_tables(doc: &Doc<'_>, tree: &Tree, context: &TimeContext) -> Vec<(Session, Option<Venue>)> {
    let mut out = Vec::new();
    for node in &tree.nodes {
        if let Block::Table(at) = node.block {
            let table = &doc.tables[at];
            let head = table.rows.iter().find(|row| row.is_head);
            out.extend(
                table.rows.iter().filter(|row| !row.is_head).filter_map(|row| of_row(head, row, context)),
            );
        }
    }
    out
}

fn of_row(head: Option<&Row>, row: &Row, context: &TimeContext) -> Option<(Session, Option<Venue>)> {
    let (at, found) = row.cells.iter().enumerate().find_map(|(at, cell)| Some((at, opening(cell)?)))?;
    let cell = row.cells[at].as_str();
    let roles = head.map_or_else(Vec::new, |head| columns::roles(&head.cells));
    let of_role = |role: Role| {
        let at = roles.iter().position(|r| *r == role)?;
        row.cells.get(at).map(String::as_str).filter(|cell| !cell.is_empty())
    };
    let own = cell[found.rest..].trim();
    let told = if own.is_empty() {
        of_role(Role::Task).filter(|text| *text != cell).or_else(|| longest_other(row, at))?
    } else {
        own
    };
    let placed = place(told);
    let text = placed.as_ref().map_or(told, |(lead, _)| &told[..*lead]);
    let text = text.trim_end_matches([',', ';', '.', ':', ' ']);
    let text = if text.is_empty() { told } else { text };
    let label = cell[found.label].to_owned();
    let span = (row.line, row.line).into();
    let column = head.and_then(|head| {
        let at = head.cells.iter().position(|cell| low(cell).starts_with("địa điểm"))?;
        row.cells.get(at).filter(|cell| !cell.is_empty())
    });
    let venue = match (&placed, column) {
        (_, Some(cell)) => Some((cell.as_str(), cell.as_str())),
        (Some((_, range)), None) => Some((&told[range.clone()], if own.is_empty() { told } else { cell })),
        _ => None,
    };
    let venue = venue.map(|(location, whole)| Venue {
        session: Some(label.clone()),
        mode: super::mode(told),
        location: Some(location.to_owned()),
        text: whole.to_owned(),
        span,
    });
    let time = found
        .bracket
        .and_then(|range| dated(&cell[range], context))
        .or_else(|| of_role(Role::Time).filter(|text| *text != cell).and_then(|text| dated(text, context)))
        .or_else(|| {
            row.cells.iter().find_map(|cell| time::find(cell, context).into_iter().next()).map(|f| f.time)
        });
    let session = Session { label, text: text.to_owned(), audience: super::audience(text), time, span };
    Some((session, venue))
}

/// A cell or bracket that says when.
pub(super) fn dated(text: &str, context: &TimeContext) -> Option<Time> {
    time::parse_cell(text, context)
        .filter(|time| time.start.is_some() || time.end.is_some() || time.start_time.is_some())
}

fn longest_other(row: &Row, at: usize) -> Option<&str> {
    let others = row.cells.iter().enumerate().filter(|(k, cell)| *k != at && !cell.is_empty());
    others.max_by_key(|(_, cell)| cell.len()).map(|(_, cell)| cell.as_str())
}
