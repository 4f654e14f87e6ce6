//! A register as a workbook with the columns of Decree 30/2020/NĐ-CP, appendix IV.

use document::xlsx::{Cell, Column, ColumnKind, Sheet, Workbook};
use domain::time::{Day, Moment};
use web::{Context, args};

use super::pages::{BookView, EntryView};

fn text(value: &str) -> Cell {
    if value.is_empty() { Cell::Empty } else { Cell::Text(value.to_owned()) }
}

fn day(day: Option<Day>) -> Cell {
    day.map_or(Cell::Empty, Cell::Date)
}

fn number(n: Option<i32>) -> Cell {
    n.map_or(Cell::Empty, |n| Cell::Number(f64::from(n)))
}

/// The kind with the subject, as one column holds both.
fn kind_and_subject(entry: &EntryView) -> Cell {
    Cell::Text(format!("{} {}", entry.kind_word, entry.subject))
}

/// The remarks, with why a number is void and who gave it when it was not us.
fn note(entry: &EntryView, context: &Context) -> Cell {
    let mut parts = Vec::new();
    if let Some(reason) = &entry.void_reason {
        parts.push(context.say("registers-void-because", &args![reason = reason.clone()]));
    }
    if entry.number.is_none() {
        parts.push(context.say("registers-given-by", &args![issuer = entry.issuer.clone()]));
    }
    if !entry.note.is_empty() {
        parts.push(entry.note.clone());
    }
    text(&parts.join(" "))
}

/// The workbook: arrivals and their follow-up on two sheets, what was issued on one.
pub fn workbook(book: &BookView, entries: &[EntryView], now: Moment, context: &Context) -> Workbook {
    let sheets = match book.way {
        "in" => vec![incoming(book, entries, context), follow_up(book, entries, context)],
        _ => vec![outgoing(book, entries, context)],
    };
    Workbook { title: format!("{} {}", book.name, book.year), made_at: now, sheets }
}

fn sheet(
    (book, context): (&BookView, &Context),
    (name, columns): (&str, &[(&str, f64, ColumnKind)]),
    rows: Vec<Vec<Cell>>,
) -> Sheet {
    let say = |key: &str| context.say(key, &args![]);
    let column = |(key, width, kind): &(&str, f64, ColumnKind)| Column {
        heading: say(&format!("registers-col-{key}")),
        width: *width,
        kind: *kind,
    };
    Sheet {
        name: say(name),
        title: format!("{}: {} {}", book.unit.name, book.name, book.year),
        note: Some(context.say("registers-sheet-note", &args![n = book.n_entries, voided = book.n_voided])),
        columns: columns.iter().map(column).collect(),
        rows,
    }
}

fn outgoing(book: &BookView, entries: &[EntryView], context: &Context) -> Sheet {
    use ColumnKind::{Date, Number, Wrap};
    let columns = [
        ("printed", 20.0, Wrap),
        ("day", 12.0, Date),
        ("subject", 46.0, Wrap),
        ("signer", 20.0, Wrap),
        ("recipients", 30.0, Wrap),
        ("keeper", 18.0, Wrap),
        ("copies", 8.0, Number),
        ("sent", 12.0, Date),
        ("receipt", 14.0, Wrap),
        ("note", 24.0, Wrap),
    ];
    let row = |entry: &EntryView| {
        vec![
            text(&entry.printed),
            day(Some(entry.on)),
            kind_and_subject(entry),
            text(&entry.signer),
            text(&entry.recipients),
            text(&entry.keeper),
            number(entry.copies),
            day(entry.sent_on),
            text(&entry.receipt),
            note(entry, context),
        ]
    };
    sheet((book, context), ("registers-way-out", &columns), entries.iter().map(row).collect())
}

fn incoming(book: &BookView, entries: &[EntryView], context: &Context) -> Sheet {
    use ColumnKind::{Date, Number, Wrap};
    let columns = [
        ("arrived", 12.0, Date),
        ("arrival", 8.0, Number),
        ("issuer", 26.0, Wrap),
        ("printed", 20.0, Wrap),
        ("day", 12.0, Date),
        ("subject", 46.0, Wrap),
        ("given-to", 24.0, Wrap),
        ("sent", 12.0, Date),
        ("receipt", 14.0, Wrap),
        ("note", 24.0, Wrap),
    ];
    let row = |entry: &EntryView| {
        vec![
            day(Some(entry.on)),
            number(entry.number),
            text(&entry.issuer),
            text(&entry.printed),
            day(entry.paper_on),
            kind_and_subject(entry),
            text(&entry.recipients),
            day(entry.sent_on),
            text(&entry.receipt),
            note(entry, context),
        ]
    };
    sheet((book, context), ("registers-way-in", &columns), entries.iter().map(row).collect())
}

fn follow_up(book: &BookView, entries: &[EntryView], context: &Context) -> Sheet {
    use ColumnKind::{Date, Number, Wrap};
    let columns = [
        ("arrival", 8.0, Number),
        ("document", 50.0, Wrap),
        ("given-to", 26.0, Wrap),
        ("due", 12.0, Date),
        ("progress", 26.0, Wrap),
        ("answer", 20.0, Wrap),
        ("note", 24.0, Wrap),
    ];
    let row = |entry: &EntryView| {
        let dated = entry.paper_on.map(|day| day.format(" (%d/%m/%Y)").to_string()).unwrap_or_default();
        vec![
            number(entry.number),
            Cell::Text(format!(
                "{} {}{dated}, {}: {}",
                entry.kind_word, entry.printed, entry.issuer, entry.subject
            )),
            text(&entry.recipients),
            day(entry.due_on),
            text(&entry.progress),
            text(&entry.answer),
            note(entry, context),
        ]
    };
    sheet((book, context), ("registers-follow-up", &columns), entries.iter().map(row).collect())
}
