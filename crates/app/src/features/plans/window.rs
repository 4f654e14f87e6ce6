//! GET /plans/window: a time typed by hand, echoed in full so that people see what the program understood.

use super::pages::WindowAnswer;
use crate::app::App;
use axum::extract::State;
use chrono::Datelike;
use domain::time::Day;
use reader::plan::Time;
use reader::time::{TimeContext, parse_cell};
use serde::Deserialize;
use web::{Context, Error, Query, Show, args};

/// Longest typed time, in letters.
const TEXT_LETTERS_MAX: usize = 300;

/// What was typed and on the day of which document.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    text: String,
    at: String,
}

/// GET /plans/window?text=&at=
pub async fn echo(
    State(app): State<App>,
    context: Context,
    Query(typed): Query<Typed>,
) -> Result<Show<WindowAnswer>, Error> {
    let text: String = typed.text.trim().chars().take(TEXT_LETTERS_MAX).collect();
    let day: Day = typed.at.parse().unwrap_or_else(|_| app.now().local_day());
    let setting = TimeContext { year: Some(day.year()), ..TimeContext::default() };
    let time = parse_cell(&text, &setting);
    Ok(Show(answer(time.as_ref(), &context)))
}

fn answer(time: Option<&Time>, context: &Context) -> WindowAnswer {
    let (start, end) = (time.and_then(|t| t.start), time.and_then(|t| t.end));
    let full = time.and_then(|t| in_full(t, context));
    let sentence = full.is_none().then(|| context.say("plans-window-unknown", &args![]));
    WindowAnswer { is_understood: full.is_some(), full, start, end, sentence }
}

/// The window in words.
fn in_full(time: &Time, context: &Context) -> Option<String> {
    let day = |d: Day| format!("{}/{}/{}", d.day(), d.month(), d.year());
    let say = |key: &str, args| Some(context.say(key, &args));
    match (time.start, time.end) {
        (Some(one), Some(other)) if one == other => say("plans-window-day", args![day = day(one)]),
        (Some(from), Some(to)) => say("plans-window-span", args![from = day(from), to = day(to)]),
        (Some(from), None) => say("plans-window-from", args![from = day(from)]),
        (None, Some(to)) if time.end_inclusive == Some(false) => {
            say("plans-window-before", args![to = day(to)])
        }
        (None, Some(to)) => say("plans-window-until", args![to = day(to)]),
        (None, None) => {
            time.recurrence.as_ref().and_then(|words| say("plans-window-again", args![words = words.clone()]))
        }
    }
}
