//! GET /activities/{id}/people.xlsx: participants with their attendance, one column a session; units with what they said.

use super::people::{by_side, names_of};
use super::rights::Activity;
use super::sums::{self, From};
use super::view;
use crate::app::App;
use crate::files;
use crate::rights::{May, ReadWork};
use axum::extract::State;
use axum::response::IntoResponse;
use db::DbError;
use document::xlsx::{Cell, Column, ColumnKind, Sheet, Workbook};
use domain::activities::Presence;
use std::collections::{HashMap, HashSet};
use tables::{activity_mark, activity_person, activity_unit};
use web::{Context, Error, args};

/// GET /activities/{id}/people.xlsx
pub async fn xlsx(
    State(app): State<App>,
    may: May<Activity, ReadWork>,
    context: Context,
) -> Result<impl IntoResponse, Error> {
    let book = workbook(&app, &context, &may).await?;
    let bytes = tokio::task::spawn_blocking(move || document::xlsx::write(&book))
        .await
        .map_err(Error::unexpected)?
        .map_err(Error::unexpected)?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(files::download(kind, "nguoi-tham-gia.xlsx", bytes))
}

fn text(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

async fn workbook(app: &App, context: &Context, may: &May<Activity, ReadWork>) -> Result<Workbook, Error> {
    let row = may.row();
    let sheets = vec![people(app, context, may).await?, units(app, context, may).await?];
    Ok(Workbook { title: row.name.clone(), made_at: app.now(), sheets })
}

async fn people(app: &App, context: &Context, may: &May<Activity, ReadWork>) -> Result<Sheet, Error> {
    let (db, row) = (app.db.read(), may.row());
    let say = |key: &str| context.say(key, &args![]);
    let counted = sums::count(db, row.id, app.now()).await?;
    let sessions = view::sessions(app, row, &counted, false).await?;
    let stand: Vec<_> = sessions.iter().filter(|one| !one.is_cancelled).collect();
    let ids: Vec<_> = stand.iter().map(|one| one.id).collect();
    let marks = activity_mark::of(&ids).all(db).await.map_err(DbError::from)?;
    let marks: HashMap<_, _> =
        marks.into_iter().map(|mark| ((mark.session_id, mark.person_id), mark)).collect();
    let people = activity_person::of(row.id).all(db).await.map_err(DbError::from)?;
    let sides = by_side(app, row.id, people).await?;
    let names = names_of(app, row.id, &sides.iter().map(|(side, _)| *side).collect::<Vec<_>>()).await?;
    let hosts = say("activities-of-hosts");
    let mut rows = Vec::new();
    for (side, people) in &sides {
        let from = names.get(side).cloned().filter(|name| !name.is_empty()).unwrap_or_else(|| hosts.clone());
        for person in people {
            let mut cells = vec![text(&person.name), text(&person.position), text(&from)];
            for session in &stand {
                let mark = marks.get(&(session.id, person.id));
                let said = mark.map(|mark| {
                    let word = say(&format!("activities-presence-{}", mark.presence.word()));
                    match (mark.presence, mark.reason.as_str()) {
                        (Presence::Present, _) | (_, "") => word,
                        (_, reason) => format!("{word}: {reason}"),
                    }
                });
                cells.push(text(&said.unwrap_or_default()));
            }
            #[expect(clippy::cast_precision_loss, reason = "a few sessions")]
            cells.push(Cell::Number(person.n_present as f64));
            rows.push(cells);
        }
    }
    let column = |heading: String, width: f64, kind: ColumnKind| Column { heading, width, kind };
    let mut columns = vec![
        column(say("activities-person-name"), 32.0, ColumnKind::Wrap),
        column(say("activities-person-position"), 28.0, ColumnKind::Wrap),
        column(say("activities-person-from"), 40.0, ColumnKind::Wrap),
    ];
    for session in &stand {
        let day = session.starts_at.local_day().format("%d/%m/%Y");
        columns.push(column(format!("{}. {} ({day})", session.no, session.topic), 22.0, ColumnKind::Wrap));
    }
    columns.push(column(say("activities-n-present"), 14.0, ColumnKind::Number));
    let note = context.say("activities-sheet-note", &args![n = rows.len()]);
    Ok(Sheet { name: say("activities-people"), title: row.name.clone(), note: Some(note), columns, rows })
}

async fn units(app: &App, context: &Context, may: &May<Activity, ReadWork>) -> Result<Sheet, Error> {
    let (db, row) = (app.db.read(), may.row());
    let say = |key: &str| context.say(key, &args![]);
    let counted = sums::count(db, row.id, app.now()).await?;
    let parts = activity_unit::asked(row.id).all(db).await.map_err(DbError::from)?;
    let parts = view::parts(app, row, &parts, &counted).await?;
    #[expect(clippy::cast_precision_loss, reason = "persons of one activity")]
    let number = |n: u64| Cell::Number(n as f64);
    let line = |part: &super::pages::PartView| {
        vec![
            text(&part.unit),
            text(&say(&format!("activities-answer-{}", part.state.word()))),
            number(part.n_people),
            number(part.n_present),
            text(&part.note),
        ]
    };
    let mut rows: Vec<Vec<Cell>> = parts.iter().map(line).collect();
    // Every side that has people stands in the sheet: units that organise after having been asked too.
    let asked: HashSet<_> = parts.iter().map(|part| From::Unit(part.id)).collect();
    let others: Vec<From> = counted.sides.keys().filter(|side| !asked.contains(side)).copied().collect();
    let names = names_of(app, row.id, &others).await?;
    for side in &others {
        let counts = counted.sides.get(side).copied().unwrap_or_default();
        let name = names.get(side).cloned().unwrap_or_else(|| say("activities-of-hosts"));
        let role = match side {
            From::Hosts => String::new(),
            From::Unit(_) => say("activities-of-hosts"),
            From::Partner(_) => say("activities-partner"),
        };
        let (people, present) = (number(counts.n_people), number(counts.n_present));
        rows.push(vec![text(&name), text(&role), people, present, Cell::Empty]);
    }
    let column = |key: &str, width: f64, kind: ColumnKind| Column { heading: say(key), width, kind };
    let columns = vec![
        column("activities-unit", 44.0, ColumnKind::Wrap),
        column("activities-answer", 24.0, ColumnKind::Text),
        column("activities-n-people", 14.0, ColumnKind::Number),
        column("activities-n-there", 14.0, ColumnKind::Number),
        column("activities-note", 44.0, ColumnKind::Wrap),
    ];
    Ok(Sheet { name: say("activities-units"), title: row.name.clone(), note: None, columns, rows })
}
