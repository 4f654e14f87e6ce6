//! Steps of one assignment. Each handler extracts, acts, commits and shows; a form that is refused comes back on the page
//! of the assignment with everything that was typed.

use super::actions::{self, Acting};
use super::forms::{
    DateAnswer, DateForm, DraftForm, PieceDeed, PieceForm, Plain, ReportForm, ToPerson, VerdictForm,
    WithReason, piece_day,
};
use super::pages::WorkPage;
use super::rights::{Does, Leads, MayRead, TakesSteps};
use super::{WorkError, detail, rights};
use crate::app::App;
use crate::rights::SignedIn;
use axum::extract::State;
use domain::ids::AssignmentId;
use web::{Error, Input, Refusal, See, Show, args};

/// GET /work/{id}
pub async fn show(State(app): State<App>, may: MayRead) -> Result<Show<WorkPage>, Error> {
    Ok(Show(page(&app, &may).await?))
}

async fn page(app: &App, may: &MayRead) -> Result<WorkPage, Error> {
    Ok(WorkPage { open: detail::load(app, may, None).await? })
}

/// The page again, with what is wrong.
pub async fn again(app: &App, signed: &SignedIn, id: AssignmentId, refusal: Refusal) -> Error {
    let load = async {
        let row = tables::assignment::by_id(id).one(app.db.read()).await.map_err(db::DbError::from)?;
        let row = row.ok_or_else(Error::not_found)?;
        let may = rights::may_read(app, signed.0.clone(), row).await?.ok_or_else(Error::forbidden)?;
        page(app, &may).await
    };
    match load.await {
        Ok(page) => refusal.on(page),
        Err(error) => error,
    }
}

/// Where to go after a step: the list it was taken in, or the page of the assignment.
pub fn gone(back: &str, id: AssignmentId, key: &'static str) -> See {
    let own = format!("/work/{id}");
    let to = web::local_path(back).filter(|path| path.starts_with("/work")).unwrap_or(&own);
    See::other(to).say(key, args![])
}

macro_rules! plain_step {
    ($(#[$doc:meta] $name:ident, $right:ty, $action:path, $key:literal;)*) => {$(
        #[$doc]
        pub async fn $name(State(app): State<App>, may: $right, input: Input<Plain>) -> Result<See, Error> {
            let back = input.value().back.clone();
            let tx = app.db.write().await?;
            $action(&tx, app.now(), may.acting(), may.id()).await?;
            tx.commit().await?;
            Ok(gone(&back, may.id(), $key))
        }
    )*};
}

plain_step! {
    /// POST /work/{id}/accept
    accept, Does, actions::accept, "work-accepted";
    /// POST /work/{id}/take-back
    take_back, Does, actions::take_back, "work-taken-back";
    /// POST /work/{id}/resume
    resume, Does, actions::resume, "work-resumed";
    /// POST /work/asked/{id}/resume
    asked_resume, Leads, actions::resume, "work-resumed";
}

macro_rules! reasoned_step {
    ($(#[$doc:meta] $name:ident, $right:ty, $action:path, $key:literal;)*) => {$(
        #[$doc]
        pub async fn $name(
            State(app): State<App>,
            signed: SignedIn,
            may: $right,
            input: Input<WithReason>,
        ) -> Result<See, Error> {
            let back = input.value().back.clone();
            let reason = match input.check() {
                Ok(reason) => reason,
                Err(refusal) => return Err(again(&app, &signed, may.id(), refusal).await),
            };
            let tx = app.db.write().await?;
            $action(&tx, app.now(), may.acting(), may.id(), &reason).await?;
            tx.commit().await?;
            Ok(gone(&back, may.id(), $key))
        }
    )*};
}

reasoned_step! {
    /// POST /work/{id}/pause
    pause, Does, actions::pause, "work-paused";
    /// POST /work/asked/{id}/pause
    asked_pause, Leads, actions::pause, "work-paused";
    /// POST /work/asked/{id}/reopen
    reopen, Leads, actions::reopen, "work-reopened";
    /// POST /work/asked/{id}/withdraw
    withdraw, Leads, actions::withdraw, "work-withdrawn";
}

/// POST /work/{id}/person
pub async fn assign_person(
    State(app): State<App>,
    signed: SignedIn,
    may: Does,
    input: Input<ToPerson>,
) -> Result<See, Error> {
    let back = input.value().back.clone();
    let to = match input.check() {
        Ok(to) => to,
        Err(refusal) => return Err(again(&app, &signed, may.id(), refusal).await),
    };
    let tx = app.db.write().await?;
    actions::assign_person(&tx, app.now(), may.acting(), may.id(), to).await?;
    tx.commit().await?;
    Ok(gone(&back, may.id(), "work-assigned"))
}

/// POST /work/{id}/reports
pub async fn report(
    State(app): State<App>,
    signed: SignedIn,
    may: Does,
    input: Input<ReportForm>,
) -> Result<See, Error> {
    let back = input.value().back.clone();
    let new = match input.check() {
        Ok(new) => new,
        Err(refusal) => return Err(again(&app, &signed, may.id(), refusal).await),
    };
    let tx = app.db.write().await?;
    actions::report(&tx, app.now(), may.acting(), may.id(), &new).await?;
    tx.commit().await?;
    Ok(gone(&back, may.id(), if new.is_hand_in { "work-handed-in" } else { "work-reported" }))
}

/// POST /work/{id}/draft: what was typed so far, sent by the script while somebody types.
pub async fn keep_draft(State(app): State<App>, may: Does, input: Input<DraftForm>) -> Result<See, Error> {
    let form = input.check()?;
    let person = may.signed().person.id;
    let body = serde_json::to_value(&form).map_err(Error::unexpected)?;
    let tx = app.db.write().await?;
    actions::keep_draft(&tx, app.now(), person, may.id(), &body).await?;
    tx.commit().await?;
    Ok(See::other(format!("/work/{}", may.id())))
}

/// POST /work/{id}/dates
pub async fn ask_date(
    State(app): State<App>,
    signed: SignedIn,
    may: Does,
    input: Input<DateForm>,
) -> Result<See, Error> {
    let (typed, back) = (input.typed(), input.value().back.clone());
    let wanted = match input.check() {
        Ok(wanted) => wanted,
        Err(refusal) => return Err(again(&app, &signed, may.id(), refusal).await),
    };
    let day = match wanted.on(app.now().local_day()) {
        Ok(day) => day,
        Err(errors) => return Err(again(&app, &signed, may.id(), errors.refuse(typed)).await),
    };
    let tx = app.db.write().await?;
    match actions::ask_date(&tx, app.now(), may.acting(), may.id(), (day, &wanted.reason)).await {
        Ok(_) => tx.commit().await?,
        Err(WorkError::NoOtherDay(_)) => {
            let errors = web::FormErrors::of("wanted_on", "error-work-no-other-day");
            return Err(again(&app, &signed, may.id(), errors.refuse(typed)).await);
        }
        Err(error) => return Err(error.into()),
    }
    Ok(gone(&back, may.id(), "work-date-asked"))
}

/// POST /work/asked/{id}/dates
pub async fn answer_date(
    State(app): State<App>,
    signed: SignedIn,
    may: Leads,
    input: Input<DateAnswer>,
) -> Result<See, Error> {
    let back = input.value().back.clone();
    let (request, refusal) = match input.check() {
        Ok(answer) => answer,
        Err(refusal) => return Err(again(&app, &signed, may.id(), refusal).await),
    };
    let tx = app.db.write().await?;
    actions::answer_date(&tx, app.now(), may.acting(), may.id(), (request, refusal.as_deref())).await?;
    tx.commit().await?;
    Ok(gone(&back, may.id(), if refusal.is_none() { "work-date-agreed" } else { "work-date-refused" }))
}

/// POST /work/{id}/pieces
pub async fn piece(
    State(app): State<App>,
    signed: SignedIn,
    may: Does,
    input: Input<PieceForm>,
) -> Result<See, Error> {
    let (typed, back) = (input.typed(), input.value().back.clone());
    let deed = match input.check() {
        Ok(deed) => deed,
        Err(refusal) => return Err(again(&app, &signed, may.id(), refusal).await),
    };
    let (now, id, acting): (_, _, Acting) = (app.now(), may.id(), may.acting());
    let tx = app.db.write().await?;
    let key = match deed {
        PieceDeed::Add(mut new, day) => {
            new.due_on = match piece_day(&day, now.local_day()) {
                Ok(day) => day,
                Err(errors) => return Err(again(&app, &signed, id, errors.refuse(typed)).await),
            };
            actions::add_piece(&tx, now, acting, id, &new).await?;
            "work-piece-added"
        }
        PieceDeed::Close(piece, is_done) => {
            actions::close_piece(&tx, now, acting, id, (piece, is_done)).await?;
            if is_done { "work-piece-closed" } else { "work-piece-opened" }
        }
        PieceDeed::Remove(piece) => {
            actions::remove_piece(&tx, now, acting, id, piece).await?;
            "work-piece-removed"
        }
    };
    tx.commit().await?;
    Ok(gone(&back, id, key))
}

/// POST /work/asked/{id}/verdict
pub async fn decide(
    State(app): State<App>,
    signed: SignedIn,
    may: Leads,
    input: Input<VerdictForm>,
) -> Result<See, Error> {
    let back = input.value().back.clone();
    let (verdict, _) = match input.check() {
        Ok(valid) => valid,
        Err(refusal) => return Err(again(&app, &signed, may.id(), refusal).await),
    };
    let tx = app.db.write().await?;
    actions::decide(&tx, app.now(), may.acting(), &[may.id()], &verdict).await?;
    tx.commit().await?;
    let is_done = verdict == actions::Verdict::Approve;
    Ok(gone(&back, may.id(), if is_done { "work-approved" } else { "work-returned" }))
}
