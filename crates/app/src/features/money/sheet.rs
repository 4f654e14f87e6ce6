//! The estimate as an Excel sheet, out and in. What comes in is told row by row before anything is taken, and it is taken
//! as a whole or not at all.

use super::actions::{self, NewLine, SheetLine};
use super::forms::{LineForm, NewSheet, TakeForm};
use super::pages::{FaultView, RowView, SheetPage};
use super::rights::Budget;
use super::view::{Words, fields_of};
use super::{plan, reading};
use crate::app::App;
use crate::features::plans::{self, Plan};
use crate::features::units::actions as units;
use crate::files;
use crate::rights::{LeadWork, May, ReadWork};
use axum::extract::State;
use axum::response::IntoResponse;
use db::DbError;
use document::xlsx::{Cell, Column, ColumnKind, Sheet, Workbook};
use document::{Limits, OpenError};
use domain::ids::MoneyLineId;
use domain::money::{Dong, Pieces};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use tables::money_line;
use web::{Check, Context, Error, FormErrors, Input, See, Show, Typed, args};

/// The kind of file.
const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// GET /plans/{id}/budget.xlsx: the table officers know, with its sums.
pub async fn out(
    State(app): State<App>,
    may: May<Budget, ReadWork>,
    context: Context,
) -> Result<impl IntoResponse, Error> {
    let plan = may.row();
    let rows = money_line::of_plan(plan.id).all(app.db.read()).await.map_err(DbError::from)?;
    let words = Words::load(&app, &rows).await?;
    let book = workbook(&app, &context, &plan.subject, (&rows, &words));
    let bytes = tokio::task::spawn_blocking(move || document::xlsx::write(&book))
        .await
        .map_err(Error::unexpected)?
        .map_err(Error::unexpected)?;
    Ok(files::download(KIND, "du-toan-kinh-phi.xlsx", bytes))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "amounts and quantities stay below 2^53, where every whole number is exact"
)]
fn number(n: i64) -> Cell {
    Cell::Number(n as f64)
}

#[expect(clippy::cast_precision_loss, reason = "quantities stay below 2^53 thousandths")]
fn pieces(n: i64) -> Cell {
    Cell::Number(n as f64 / 1_000.0)
}

fn workbook(
    app: &App,
    context: &Context,
    subject: &str,
    (lines, words): (&[money_line::Model], &Words),
) -> Workbook {
    let say = |key: &str| context.say(key, &args![]);
    let column = |key: &str, width: f64, kind: ColumnKind| Column { heading: say(key), width, kind };
    let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) };
    let row = |line: &money_line::Model| {
        vec![
            text(&line.no),
            text(&line.content),
            text(&line.measure),
            line.quantity.map_or(Cell::Empty, pieces),
            line.price.map_or(Cell::Empty, number),
            number(line.estimated()),
            text(&say(&format!("money-fund-{}", line.fund))),
            text(&say(&format!("money-level-{}", line.level))),
            text(&words.unit(line.unit_id)),
            text(&line.note),
            number(line.allocated),
            number(line.flow().spent_in_all()),
            number(line.flow().left()),
            text(&line.id.to_string()),
        ]
    };
    let total = super::view::sum(&lines.iter().collect::<Vec<_>>());
    let mut rows: Vec<Vec<Cell>> = lines.iter().map(row).collect();
    let mut last = vec![Cell::Empty; 14];
    last[1] = Cell::Text(say("money-sheet-sum"));
    last[5] = number(total.estimated);
    last[10] = number(total.allocated);
    last[11] = number(total.spent);
    last[12] = number(total.left);
    rows.push(last);
    let sheet = Sheet {
        name: say("money-estimate"),
        title: format!("{}: {subject}", say("money-sheet-title")),
        note: Some(say("money-in-dong")),
        columns: vec![
            column("money-no", 6.0, ColumnKind::Text),
            column("money-content", 44.0, ColumnKind::Wrap),
            column("money-measure", 12.0, ColumnKind::Text),
            column("money-quantity", 12.0, ColumnKind::Number),
            column("money-price", 16.0, ColumnKind::Number),
            column("money-amount", 18.0, ColumnKind::Number),
            column("money-fund", 26.0, ColumnKind::Wrap),
            column("money-level", 16.0, ColumnKind::Text),
            column("money-payer", 30.0, ColumnKind::Wrap),
            column("money-note", 26.0, ColumnKind::Wrap),
            column("money-allocated", 18.0, ColumnKind::Number),
            column("money-spent", 18.0, ColumnKind::Number),
            column("money-left", 18.0, ColumnKind::Number),
            column("money-sheet-code", 10.0, ColumnKind::Text),
        ],
        rows,
    };
    Workbook { title: say("money-sheet-title"), made_at: app.now(), sheets: vec![sheet] }
}

/// A row as it goes from the preview to the taking.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Taken {
    /// The line it changes; a new one for none.
    id: Option<MoneyLineId>,
    /// What it says.
    form: LineForm,
}

/// GET /plans/{id}/budget/sheet: where a sheet is given.
pub async fn form(State(app): State<App>, may: May<Plan, LeadWork>) -> Result<Show<SheetPage>, Error> {
    Ok(Show(page(&app, &may, SheetPage::empty).await?))
}

async fn page(
    app: &App,
    may: &May<Plan, LeadWork>,
    make: impl FnOnce(plans::PlanHead) -> SheetPage,
) -> Result<SheetPage, Error> {
    let mut page = make(plans::head(app, may, "budget").await?);
    page.is_approved = actions::is_approved(app.db.read(), may.row().id).await.map_err(Error::from)?;
    Ok(page)
}

/// POST /plans/{id}/budget/sheet: tells what each row would do; nothing is taken yet.
pub async fn preview(
    State(app): State<App>,
    may: May<Plan, LeadWork>,
    context: Context,
    input: Input<NewSheet>,
) -> Result<Show<SheetPage>, Error> {
    let (file, fund) = match input.check() {
        Ok(file) => file,
        Err(refusal) => return Err(refusal.on(page(&app, &may, SheetPage::empty).await?)),
    };
    let (bytes, file_name) = (file.bytes, file.file_name);
    let read = tokio::task::spawn_blocking(move || document::sheet::open(&bytes, &Limits::default()));
    let found = match read.await.map_err(Error::unexpected)? {
        Ok(sheet) => reading::rows(&sheet),
        Err(error) => Err(broken(&error)),
    };
    let found = match found {
        Ok(found) => found,
        Err(errors) => {
            return Err(errors.refuse(Typed::default()).on(page(&app, &may, SheetPage::empty).await?));
        }
    };
    let plan = may.row();
    let (rows, taken) = tell(&app, &context, plan, (found, &fund)).await?;
    let estimate = plan::estimate(&app, plan.id).await?;
    let n_faults = rows.iter().map(|row| row.faults.len()).sum();
    let kept = serde_json::to_string(&taken).map_err(Error::unexpected)?;
    let shown = page(&app, &may, |head| SheetPage {
        file_name,
        n_add: rows.iter().filter(|row| row.act == "add").count(),
        n_change: rows.iter().filter(|row| row.act == "change").count(),
        n_faults,
        version: estimate.version,
        kept: if n_faults == 0 && !taken.is_empty() { kept } else { String::new() },
        rows,
        ..SheetPage::empty(head)
    });
    Ok(Show(shown.await?))
}

fn broken(error: &OpenError) -> FormErrors {
    let mut errors = FormErrors::none();
    match error {
        // What `document` says of these speaks of Word, and this is no document.
        OpenError::Broken | OpenError::Bomb | OpenError::Entities | OpenError::TooDeep => {
            errors.add("file", "money-file-broken");
        }
        error => errors.add_sentences("file", error.code(), error.sentence_vi(), error.sentence_en()),
    }
    errors
}

/// What each row of a sheet does, and the rows that would be taken.
async fn tell(
    app: &App,
    context: &Context,
    plan: &tables::plan::Model,
    (found, fund): (Vec<reading::Row>, &str),
) -> Result<(Vec<RowView>, Vec<Taken>), Error> {
    let (db, today) = (app.db.read(), app.now().local_day());
    let there = money_line::of_plan(plan.id).all(db).await.map_err(DbError::from)?;
    let words = Words::load(app, &there).await?;
    let there: HashMap<MoneyLineId, money_line::Model> = there.into_iter().map(|row| (row.id, row)).collect();
    let keeper = units::short_name(db, plan.unit_id, today).await?;
    let (mut views, mut taken, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for row in found {
        let mut view = RowView {
            number: row.number,
            act: "skip",
            content: row.form.content.clone(),
            amount: row.form.amount.clone(),
            faults: Vec::new(),
        };
        let mut fault = |field: &str, sentence: String| {
            view.faults.push(FaultView { cell: row.cell(field), value: row.value(field), sentence });
        };
        if row.is_heading {
            views.push(view);
            continue;
        }
        let id = match row.code.trim() {
            "" => None,
            code => match code.parse().ok().filter(|id| there.contains_key(id)) {
                Some(id) if seen.insert(id) => Some(id),
                Some(_) => {
                    fault("code", context.say("money-sheet-twice", &args![]));
                    None
                }
                None => {
                    fault("code", context.say("money-sheet-code-unknown", &args![]));
                    None
                }
            },
        };
        for (field, key) in &row.odd {
            fault(field, context.say(key, &args![]));
        }
        let old = id.and_then(|id| there.get(&id));
        let form = match old {
            Some(old) => completed(&row, old, &words.unit(old.unit_id)),
            None => begun(&row, fund),
        };
        let form = match form.unit.is_empty() {
            true => LineForm { unit: keeper.clone(), unit_id: plan.unit_id.to_string(), ..form },
            false => form,
        };
        let is_odd = !row.odd.is_empty();
        let read = match form.clone().check() {
            Ok(line) => line.meant(app).await?,
            Err(errors) => Err(errors),
        };
        match read {
            Ok((new, ..)) if !is_odd => {
                view.amount = new.amount.print();
                view.act = match old {
                    None => "add",
                    Some(old) if is_same(old, &new) => "same",
                    Some(_) => "change",
                };
                if view.act != "same" {
                    taken.push(Taken { id, form });
                }
            }
            Ok(_) => {}
            Err(errors) => {
                for (field, key, args) in errors.into_keys() {
                    if row.odd.iter().all(|(odd, _)| *odd != field) {
                        fault(&field, context.say(&key, &args));
                    }
                }
            }
        }
        if !view.faults.is_empty() {
            view.act = "fault";
        }
        views.push(view);
    }
    let n_after = there.len() + taken.iter().filter(|one| one.id.is_none()).count();
    if n_after > actions::LINES_MAX
        && let Some(last) = views.last_mut()
    {
        let sentence = context.say("error-money-too-many", &args![]);
        last.faults.push(FaultView { cell: format!("A{}", last.number), value: String::new(), sentence });
        last.act = "fault";
    }
    Ok((views, taken))
}

/// A new line; of the source that was chosen when the row names none.
fn begun(row: &reading::Row, fund: &str) -> LineForm {
    let mut form = row.form.clone();
    if row.fund.is_empty() {
        fund.clone_into(&mut form.fund);
    }
    form
}

/// A line that is there, with what the sheet has no column for as it is kept.
fn completed(row: &reading::Row, old: &money_line::Model, unit: &str) -> LineForm {
    let (kept, mut form) = (fields_of(old, unit), row.form.clone());
    let is_amount_same = form.amount.is_empty() || Dong::parse(&form.amount) == Dong::parse(&kept.amount);
    for (field, typed, kept) in [
        ("no", &mut form.no, kept.no),
        ("measure", &mut form.measure, kept.measure),
        ("fund", &mut form.fund, kept.fund),
        ("level", &mut form.level, kept.level),
        ("unit", &mut form.unit, kept.unit),
        ("note", &mut form.note, kept.note),
    ] {
        if !row.has(field) {
            *typed = kept;
        }
    }
    // Another amount without quantity and price beside it stands alone.
    for (field, typed, kept) in
        [("quantity", &mut form.quantity, kept.quantity), ("price", &mut form.price, kept.price)]
    {
        if !row.has(field) && is_amount_same {
            *typed = kept;
        }
    }
    if form.unit == unit {
        form.unit_id = old.unit_id.to_string();
    }
    form.source = kept.source;
    form.seen = old.version.to_string();
    form
}

/// Whether a row says what is kept already.
fn is_same(old: &money_line::Model, new: &NewLine) -> bool {
    (old.no.as_str(), old.content.as_str(), old.measure.as_str(), old.note.as_str())
        == (new.no.as_str(), new.content.as_str(), new.measure.as_str(), new.note.as_str())
        && (old.fund, old.level, old.unit_id, old.base) == (new.fund, new.level, new.unit, new.amount.get())
        && (old.quantity, old.price) == (new.quantity.map(Pieces::thousandths), new.price.map(Dong::get))
}

/// POST /plans/{id}/budget/sheet/take: takes what the preview told, all of it in one transaction.
pub async fn take(
    State(app): State<App>,
    may: May<Plan, LeadWork>,
    input: Input<TakeForm>,
) -> Result<See, Error> {
    let (taken, seen) = input.check()?;
    let plan = may.row().id;
    let mut lines = Vec::with_capacity(taken.len());
    for one in taken {
        let (new, _, seen) = one.form.check()?.meant(&app).await??;
        lines.push(SheetLine { id: one.id, new, seen });
    }
    let tx = app.db.write().await?;
    let n = actions::take(&tx, app.now(), may.by(), plan, (seen, &lines)).await?;
    tx.commit().await?;
    Ok(See::other(format!("/plans/{plan}/budget")).say("money-sheet-taken-told", args![n = n]))
}
