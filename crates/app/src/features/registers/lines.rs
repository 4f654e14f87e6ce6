//! Lines of a register by hand: a paper made elsewhere or one that came in, what became of it, a number voided.

use axum::extract::State;
use chrono::Datelike as _;
use domain::ids::{RegisterEntryId, RegisterId};
use domain::rights::Act;
use domain::time::Day;
use tables::register::Way;
use tables::register_entry;
use web::{Error, Input, Path, See, Show, args};

use super::forms::{Annotate, NewEntry, Void};
use super::pages::{EntryPage, VoidPage};
use super::{Register, RegisterError, actions, symbols, view};
use crate::app::App;
use crate::rights::{Deed, KeepRegister, May, ReadRegister};

type Line = (RegisterId, RegisterEntryId);

/// GET /registers/{id}/entries/new
pub async fn form(
    State(app): State<App>,
    may: May<Register, KeepRegister>,
) -> Result<Show<EntryPage>, Error> {
    Ok(Show(page(&app, &may, None).await?))
}

/// The form of a line, or of a new one.
async fn page<D: Deed>(
    app: &App,
    may: &May<Register, D>,
    line: Option<register_entry::Model>,
) -> Result<EntryPage, Error> {
    let (row, today) = (may.row(), app.now().local_day());
    let last = Day::from_ymd_opt(row.year, 12, 31).unwrap_or(today);
    let agency = symbols::agency(app.db.read(), row.unit_id, today).await?.word;
    Ok(EntryPage {
        book: view::book(app, row).await?,
        entry: line.map(|line| view::entry(line, today)),
        kinds: view::kinds(),
        agency,
        on: if today.year() == row.year { today } else { last },
        may_keep: may.also(app, Act::KeepRegister).await?,
    })
}

/// POST /registers/{id}/entries
pub async fn create(
    State(app): State<App>,
    may: May<Register, KeepRegister>,
    input: Input<NewEntry>,
) -> Result<See, Error> {
    let typed = input.typed();
    let (paper, arrival) = match input.check() {
        Ok(valid) => valid,
        Err(refusal) => return Err(refusal.on(page(&app, &may, None).await?)),
    };
    let (id, now) = (may.row().id, app.now());
    let tx = app.db.write().await?;
    let written = match may.row().way {
        Way::Out => actions::elsewhere(&tx, now, may.by(), id, paper).await,
        Way::In if arrival.issuer.is_empty() => {
            drop(tx);
            let missing = web::FormErrors::of("issuer", "registers-missing");
            return Err(missing.refuse(typed).on(page(&app, &may, None).await?));
        }
        Way::In => actions::arrive(&tx, now, may.by(), id, arrival).await,
    };
    let line = match written {
        Ok(line) => line,
        Err(error) => {
            drop(tx);
            return Err(error.on_form()?.refuse(typed).on(page(&app, &may, None).await?));
        }
    };
    tx.commit().await?;
    let (key, number) = match (may.row().way, line.number) {
        (Way::In, Some(number)) => ("registers-arrived", number.to_string()),
        _ => ("registers-taken", line.printed),
    };
    Ok(See::created(format!("/registers/{id}")).say(key, args![number = number]))
}

async fn line_of(app: &App, (register, id): Line) -> Result<register_entry::Model, Error> {
    let line = register_entry::by_id(id).one(app.db.read()).await.map_err(db::DbError::from)?;
    line.filter(|line| line.register_id == register).ok_or_else(Error::not_found)
}

/// GET /registers/{id}/entries/{entry}
pub async fn show(
    State(app): State<App>,
    may: May<Register, ReadRegister>,
    Path(line): Path<Line>,
) -> Result<Show<EntryPage>, Error> {
    let row = line_of(&app, line).await?;
    Ok(Show(page(&app, &may, Some(row)).await?))
}

/// POST /registers/{id}/entries/{entry}
pub async fn annotate(
    State(app): State<App>,
    may: May<Register, KeepRegister>,
    Path(line): Path<Line>,
    input: Input<Annotate>,
) -> Result<See, Error> {
    let row = line_of(&app, line).await?;
    let printed = row.printed.clone();
    let note = match input.check() {
        Ok(note) => note,
        Err(refusal) => return Err(refusal.on(page(&app, &may, Some(row)).await?)),
    };
    let tx = app.db.write().await?;
    actions::annotate(&tx, app.now(), may.by(), line, note).await?;
    tx.commit().await?;
    Ok(See::other(format!("/registers/{}", line.0)).say("registers-noted", args![printed = printed]))
}

/// GET /registers/{id}/entries/{entry}/void
pub async fn ask_void(
    State(app): State<App>,
    may: May<Register, KeepRegister>,
    Path(line): Path<Line>,
) -> Result<Show<VoidPage>, Error> {
    Ok(Show(void_page(&app, &may, line).await?))
}

async fn void_page(app: &App, may: &May<Register, KeepRegister>, line: Line) -> Result<VoidPage, Error> {
    let row = line_of(app, line).await?;
    if row.voided_at.is_some() {
        return Err(RegisterError::Voided.into());
    }
    let entry = view::entry(row, app.now().local_day());
    Ok(VoidPage { book: view::book(app, may.row()).await?, entry })
}

/// POST /registers/{id}/entries/{entry}/void
pub async fn void(
    State(app): State<App>,
    may: May<Register, KeepRegister>,
    Path(line): Path<Line>,
    input: Input<Void>,
) -> Result<See, Error> {
    let row = line_of(&app, line).await?;
    let reason = match input.check() {
        Ok(reason) => reason,
        Err(refusal) => return Err(refusal.on(void_page(&app, &may, line).await?)),
    };
    let tx = app.db.write().await?;
    actions::void(&tx, app.now(), may.by(), line, &reason).await?;
    tx.commit().await?;
    Ok(See::other(format!("/registers/{}", line.0)).say("registers-voided", args![printed = row.printed]))
}
