//! The page of a review, and what is done on it.

use super::draft::{self, About, CELLS, PARTS, Piece};
use super::load::{self, Review};
use super::numbers::{Line, Numbers, printed};
use super::pages::{
    CellView, Change, ComparedView, Counting, LineView, NumberView, PartView, PieceView, ReviewPage,
};
use super::{actions, begin};
use crate::app::App;
use crate::rights::{Deed, DraftDocument, May, ReadDraft};
use axum::extract::State as Axum;
use db::DbError;
use domain::rights::Act;
use sea_orm::EntityTrait as _;
use serde::Deserialize;
use std::collections::BTreeMap;
use tables::{document, person, plan, review};
use utoipa::ToSchema;
use web::{Check, Error, FormErrors, Input, See, Show, args};

/// Longest text of a part, in letters.
const TEXT_LETTERS_MAX: usize = 20_000;

/// Late work that the page shows; the others are behind their number.
const LATE_SHOWN_MAX: usize = 20;

/// GET /reviews/{id}
pub async fn show(Axum(app): Axum<App>, may: May<Review, ReadDraft>) -> Result<Show<ReviewPage>, Error> {
    Ok(Show(page(&app, &may, None).await?).fragment("state"))
}

/// Title and texts as they were sent.
type Sent = (String, BTreeMap<String, String>, i32);

async fn page<D: Deed>(app: &App, may: &May<Review, D>, sent: Option<Sent>) -> Result<ReviewPage, Error> {
    let conn = app.db.read();
    let row = review::by_id(may.row().id).one(conn).await.map_err(DbError::from)?;
    let row = row.ok_or_else(Error::not_found)?;
    let (snapshot, numbers) = load::snapshot(conn, &row, row.snapshot).await?.unzip();
    let before = load::snapshot(conn, &row, row.snapshot - 1).await?.map(|(_, numbers)| numbers);
    let plan = match row.plan_id {
        Some(id) => plan::by_id(id).one(conn).await.map_err(DbError::from)?,
        None => None,
    };
    let report = match row.document_id {
        Some(id) => document::by_id(id).one(conn).await.map_err(DbError::from)?,
        None => None,
    };
    let unit_name = begin::full_name(app, row.unit_id).await?;
    let about_unit = match row.about_unit_id {
        Some(unit) => Some(begin::full_name(app, unit).await?),
        None => None,
    };
    let plan_words = plan.as_ref().map(actions::plan_words);
    let kept = load::texts(&row)?;
    let proposed = draft::texts(&About {
        unit: &unit_name,
        plan: plan_words.as_deref(),
        of: about_unit.as_deref(),
        from: row.from_on,
        to: row.to_on,
    });
    let (title, texts, revision) = sent.unwrap_or_else(|| (row.title.clone(), kept.clone(), row.revision));
    let is_newer = revision != row.revision;
    let part = |(name, heading): &(&'static str, Option<&'static str>)| {
        let text = texts.get(*name).cloned().unwrap_or_default();
        let own = kept.get(*name).cloned().unwrap_or_default();
        let other = (is_newer && own != text).then_some(own);
        part_view((name, *heading), (text, other), proposed.get(*name), numbers.as_ref())
    };
    let body = numbers.as_ref().map(|numbers| draft::body(&kept, numbers));
    let is_report_old = match (&report, body) {
        (Some(report), Some(body)) => {
            let paper = crate::features::documents::actions::text(report)?;
            report.state == document::State::Draft && (paper.body != body || paper.subject != row.title)
        }
        _ => false,
    };
    let is_open = report.as_ref().is_none_or(|report| !actions::is_out(report));
    let is_recalled = report.as_ref().is_some_and(|report| report.state == document::State::Recalled);
    let taken_by = match snapshot.as_ref().and_then(|snapshot| snapshot.person_id) {
        Some(id) => person::Entity::find_by_id(id).one(conn).await.map_err(DbError::from)?.map(|p| p.name),
        None => None,
    };
    let changes = before.zip(numbers.as_ref()).map(|(before, numbers)| changed(&before, numbers));
    Ok(ReviewPage {
        id: row.id,
        kind: row.kind,
        title,
        plan_id: row.plan_id,
        plan: plan_words,
        about_unit,
        unit_name,
        from: row.from_on,
        to: row.to_on,
        revision,
        is_newer,
        parts: PARTS.iter().map(part).collect(),
        numbers: numbers.as_ref().map(main_numbers).unwrap_or_default(),
        snapshot: row.snapshot,
        taken_at: snapshot.as_ref().map(|snapshot| snapshot.taken_at),
        taken_by,
        has_records: snapshot.is_some_and(|snapshot| snapshot.has_records),
        counting: row.counting_at.map(|since| Counting { since, n: row.n_steps_done, all: row.n_steps }),
        changes: changes.unwrap_or_default(),
        document_id: row.document_id,
        is_report_old,
        is_report_recalled: is_recalled,
        count_failed_at: row.count_failed_at,
        may_write: is_open && may.also(app, Act::DraftDocument).await?,
    })
}

fn main_numbers(numbers: &Numbers) -> Vec<NumberView> {
    let view = |(key, value): (String, i64)| {
        let question = numbers.numbers.get(&key)?.question.clone();
        Some(NumberView { key, value, question })
    };
    numbers.main().into_iter().filter_map(view).collect()
}

/// The main numbers that are no longer what they were.
fn changed(before: &Numbers, now: &Numbers) -> Vec<Change> {
    let was = before.main();
    now.main()
        .into_iter()
        .map(|(key, is)| Change { was: was.get(&key).copied().unwrap_or(0), key, is })
        .filter(|change| change.was != change.is)
        .collect()
}

fn part_view(
    (name, heading): (&'static str, Option<&'static str>),
    (text, kept): (String, Option<String>),
    proposed: Option<&String>,
    counted: Option<&Numbers>,
) -> PartView {
    let piece = |piece: Piece<'_>| match (piece, counted) {
        (Piece::Words(words), _) => PieceView { text: words.to_owned(), key: None },
        (Piece::Number(key), Some(numbers)) => {
            PieceView { text: printed(numbers.value(key)), key: Some(key.to_owned()) }
        }
        // Nothing was counted yet: no number is better than a nought.
        (Piece::Number(_), None) => PieceView { text: "…".to_owned(), key: None },
    };
    let none = Numbers::default();
    let numbers = counted.unwrap_or(&none);
    let stands = draft::names(&text);
    let lost = proposed.map(|proposed| draft::names(proposed)).unwrap_or_default();
    let lines = match name {
        "tasks" => [&numbers.tasks[..], &numbers.duties[..]].concat(),
        "units" => numbers.units.clone(),
        _ => Vec::new(),
    };
    let compared = numbers.before.iter().filter(|_| name == "before").flat_map(|before| {
        ["asked", "done", "late", "units"].map(|key| ComparedView {
            key: key.to_owned(),
            was: before.numbers.get(key).copied().unwrap_or(0),
            is: numbers.value(key),
        })
    });
    PartView {
        name,
        heading,
        pieces: draft::pieces(&text).into_iter().map(piece).collect(),
        lost: lost.into_iter().filter(|key| !stands.contains(key)).map(str::to_owned).collect(),
        lines: lines.iter().map(|line| line_view(line, numbers)).collect(),
        late: numbers.late.iter().filter(|_| name == "late").take(LATE_SHOWN_MAX).cloned().collect(),
        n_late: if name == "late" { numbers.value("late") } else { 0 },
        sheets: numbers.sheets.iter().filter(|sheet| sheet.part == name).cloned().collect(),
        opens: (name == "budget" && numbers.opens.contains_key("budget")).then(|| "budget".to_owned()),
        figures: if name == "figures" { numbers.figures.clone() } else { Vec::new() },
        sentences: if name == "budget" { numbers.budget.clone() } else { Vec::new() },
        compared: compared.collect(),
        text,
        kept,
    }
}

fn line_view(line: &Line, numbers: &Numbers) -> LineView {
    let cell = |(_, words): &(&str, &[&str])| CellView {
        value: draft::cell(numbers, &line.key, words),
        keys: words.iter().map(|word| format!("{}.{word}", line.key)).collect::<Vec<_>>().join(","),
    };
    LineView { words: line.words.clone(), cells: CELLS.iter().map(cell).collect() }
}

/// The texts as they are sent.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = ReviewTexts)]
pub struct Texts {
    /// The savings that the page knew of.
    revision: String,
    /// Trích yếu of the report.
    title: String,
    /// The texts by the name of their part.
    texts: BTreeMap<String, String>,
    /// mine: keep what is sent over what somebody else saved meanwhile.
    act: String,
}

impl Check for Texts {
    type Valid = (Sent, bool);

    fn check(self) -> Result<(Sent, bool), FormErrors> {
        let mut errors = FormErrors::none();
        let title = self.title.trim().to_owned();
        if title.is_empty() {
            errors.add("title", "reviews-title-missing");
        } else if title.chars().count() > begin::TITLE_LETTERS_MAX {
            errors.add("title", "reviews-title-long");
        }
        for (part, text) in &self.texts {
            if !PARTS.iter().any(|(name, _)| name == part) {
                errors.add(format!("texts.{part}"), "reviews-part-unknown");
            } else if text.chars().count() > TEXT_LETTERS_MAX {
                errors.add(format!("texts.{part}"), "reviews-text-long");
            } else if let Some(name) = draft::unknown(text) {
                errors.add_with(format!("texts.{part}"), "reviews-number-unknown", args![name = name]);
            }
        }
        let revision = self.revision.trim().parse().unwrap_or(0);
        errors.or(|| ((title, self.texts, revision), self.act == "mine"))
    }
}

/// POST /reviews/{id}
pub async fn write(
    Axum(app): Axum<App>,
    may: May<Review, DraftDocument>,
    input: Input<Texts>,
) -> Result<See, Error> {
    let typed = input.typed();
    let raw = (
        input.value().title.clone(),
        input.value().texts.clone(),
        input.value().revision.trim().parse().unwrap_or(0),
    );
    let ((title, texts, revision), is_mine) = match input.check() {
        Ok(valid) => valid,
        Err(refusal) => return Err(refusal.on(page(&app, &may, Some(raw)).await?)),
    };
    let id = may.row().id;
    let tx = app.db.write().await?;
    let revision = match is_mine {
        true => review::by_id(id).one(&tx).await.map_err(DbError::from)?.map_or(revision, |row| row.revision),
        false => revision,
    };
    let kept = actions::write(&tx, app.now(), may.by(), (id, revision), (&title, &texts)).await?;
    if kept.is_none() {
        drop(tx);
        let newer = FormErrors::of("revision", "reviews-newer").refuse(typed);
        return Err(newer.on(page(&app, &may, Some((title, texts, revision))).await?));
    }
    tx.commit().await?;
    Ok(See::other(format!("/reviews/{id}")).say("reviews-written", args![]))
}

/// POST /reviews/{id}/snapshots
pub async fn freeze(Axum(app): Axum<App>, may: May<Review, DraftDocument>) -> Result<See, Error> {
    let id = may.row().id;
    let see = See::other(format!("/reviews/{id}"));
    Ok(match actions::freeze(&app.db, app.now(), may.by(), id).await? {
        Some(no) => see.say("reviews-frozen", args![n = no]),
        None => see.say("reviews-counting-begun", args![]),
    })
}

/// POST /reviews/{id}/report
pub async fn report(Axum(app): Axum<App>, may: May<Review, DraftDocument>) -> Result<See, Error> {
    let tx = app.db.write().await?;
    let document = actions::report(&app, &tx, app.now(), may.by(), may.row().id).await?;
    tx.commit().await?;
    Ok(See::other(format!("/documents/{document}")).say("reviews-reported", args![]))
}
