//! Files of a plan: tasks and duties for Excel, windows for calendars.

use super::pages::{DutyView, TaskView, UnitView};
use chrono::Days;
use document::ics::{Calendar, Event};
use document::xlsx::{Cell, Column, ColumnKind, Sheet, Workbook};
use domain::time::{Day, Moment};
use web::{Context, args};

/// Longest all-day event of a calendar feed, in days; beyond it a calendar shows one endless bar.
const EVENT_DAYS_MAX: u64 = 400;

/// What both files say about the plan.
#[derive(Debug)]
pub struct About<'a> {
    /// Trích yếu.
    pub subject: &'a str,
    /// Address of the plan's page.
    pub url: String,
    /// When the file is made.
    pub now: Moment,
}

/// Names joined as people write them; the whole name, because a sheet travels alone.
fn names(units: &[UnitView]) -> String {
    units.iter().map(|u| u.name.as_str()).collect::<Vec<_>>().join("; ")
}

fn date(day: Option<Day>) -> Cell {
    day.map_or(Cell::Empty, Cell::Date)
}

fn text(value: &str) -> Cell {
    if value.is_empty() { Cell::Empty } else { Cell::Text(value.to_owned()) }
}

fn line(first: i32) -> Cell {
    if first > 0 { Cell::Number(f64::from(first)) } else { Cell::Empty }
}

/// The workbook of tasks and duties.
pub fn workbook(about: &About<'_>, tasks: &[TaskView], duties: &[DutyView], context: &Context) -> Workbook {
    let say = |key: &str| context.say(key, &args![]);
    let column = |key: &str, width: f64, kind: ColumnKind| Column { heading: say(key), width, kind };
    let note = context.say("plans-sheet-note", &args![n = tasks.len(), duties = duties.len()]);
    let task_rows = tasks.iter().map(|t| {
        vec![
            text(&t.no),
            text(t.group.as_deref().unwrap_or_default()),
            text(&t.title),
            text(t.time_printed.as_deref().unwrap_or_default()),
            date(t.starts_on),
            date(t.ends_on),
            text(t.product.as_deref().unwrap_or_default()),
            text(&names(&t.leads)),
            text(&names(&t.cooperating)),
            text(&say(&format!("plans-state-{}", t.state))),
            line(t.first_line),
        ]
    });
    let duty_rows = duties.iter().flat_map(|d| {
        d.units.iter().map(|unit| {
            vec![
                text(&unit.name),
                text(&d.text),
                text(&d.verbs.join(", ")),
                text(&names(&d.with)),
                text(d.time_printed.as_deref().unwrap_or_default()),
                date(d.starts_on),
                date(d.ends_on),
                text(&say(&format!("plans-state-{}", d.state))),
                line(d.first_line),
            ]
        })
    });
    let tasks_sheet = Sheet {
        name: say("plans-sheet-tasks"),
        title: about.subject.to_owned(),
        note: Some(note.clone()),
        columns: vec![
            column("plans-no", 6.0, ColumnKind::Text),
            column("plans-group", 22.0, ColumnKind::Wrap),
            column("plans-task", 46.0, ColumnKind::Wrap),
            column("plans-window", 20.0, ColumnKind::Wrap),
            column("plans-from", 12.0, ColumnKind::Date),
            column("plans-to", 12.0, ColumnKind::Date),
            column("plans-product", 34.0, ColumnKind::Wrap),
            column("plans-lead", 28.0, ColumnKind::Wrap),
            column("plans-cooperate", 34.0, ColumnKind::Wrap),
            column("plans-state", 14.0, ColumnKind::Text),
            column("plans-line", 8.0, ColumnKind::Number),
        ],
        rows: task_rows.collect(),
    };
    let duties_sheet = Sheet {
        name: say("plans-sheet-duties"),
        title: about.subject.to_owned(),
        note: Some(note),
        columns: vec![
            column("plans-unit", 32.0, ColumnKind::Wrap),
            column("plans-duty", 60.0, ColumnKind::Wrap),
            column("plans-verbs", 22.0, ColumnKind::Wrap),
            column("plans-with", 30.0, ColumnKind::Wrap),
            column("plans-deadline", 20.0, ColumnKind::Wrap),
            column("plans-from", 12.0, ColumnKind::Date),
            column("plans-to", 12.0, ColumnKind::Date),
            column("plans-state", 14.0, ColumnKind::Text),
            column("plans-line", 8.0, ColumnKind::Number),
        ],
        rows: duty_rows.collect(),
    };
    Workbook { title: about.subject.to_owned(), made_at: about.now, sheets: vec![tasks_sheet, duties_sheet] }
}

/// The calendar of windows: one event per task that has days. An open side becomes a single day.
pub fn calendar(about: &About<'_>, tasks: &[TaskView], duties: &[DutyView], context: &Context) -> Calendar {
    let mut events = Vec::new();
    for task in tasks {
        let Some((first, last)) = span(task.starts_on, task.ends_on) else { continue };
        let lead = context.say("plans-ics-lead", &args![units = names(&task.leads)]);
        let mut description = vec![task.time_printed.clone().unwrap_or_default(), lead];
        if let Some(product) = &task.product {
            description.push(context.say("plans-ics-product", &args![product = product.clone()]));
        }
        events.push(Event {
            uid: format!("task-{}@nhipcau", task.id),
            sequence: 0,
            first,
            last,
            summary: format!("{}. {}", task.no, task.title),
            times: None,
            place: String::new(),
            description: description.join("\n"),
            url: Some(format!("{}/work#task-{}", about.url, task.id)),
        });
    }
    for duty in duties {
        let Some((first, last)) = span(duty.starts_on, duty.ends_on) else { continue };
        events.push(Event {
            uid: format!("duty-{}@nhipcau", duty.id),
            sequence: 0,
            first,
            last,
            summary: format!("{}: {}", names(&duty.units), duty.text),
            times: None,
            place: String::new(),
            description: duty.time_printed.clone().unwrap_or_default(),
            url: Some(format!("{}/work#duty-{}", about.url, duty.id)),
        });
    }
    Calendar { name: about.subject.to_owned(), events }
}

fn span(starts_on: Option<Day>, ends_on: Option<Day>) -> Option<(Day, Day)> {
    match (starts_on, ends_on) {
        (Some(first), Some(last)) if first <= last => {
            let longest = first.checked_add_days(Days::new(EVENT_DAYS_MAX)).unwrap_or(last);
            Some((first, last.min(longest)))
        }
        (Some(one), _) | (None, Some(one)) => Some((one, one)),
        (None, None) => None,
    }
}
