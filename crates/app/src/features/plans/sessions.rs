//! Sessions with their venues and participants, joined by the session's label.

use super::pages::{ParticipantsView, SessionView, VenueView};
use crate::app::App;
use tables::{plan, plan_participants, plan_session, plan_venue};
use web::Error;

/// The sessions in order, and what belongs to none of them.
pub async fn load(app: &App, plan: &plan::Model) -> Result<(Vec<SessionView>, SessionView), Error> {
    let db = app.db.read();
    let rows = plan_session::of_plan(plan.id).all(db).await.map_err(db::DbError::from)?;
    let venues = plan_venue::of_plan(plan.id).all(db).await.map_err(db::DbError::from)?;
    let groups = plan_participants::of_plan(plan.id).all(db).await.map_err(db::DbError::from)?;
    let mut sessions: Vec<SessionView> = rows
        .into_iter()
        .map(|r| SessionView {
            label: r.label,
            text: r.text,
            audience: r.audience,
            time_printed: r.time_printed,
            starts_on: r.starts_on,
            ends_on: r.ends_on,
            line: r.first_line,
            ..SessionView::default()
        })
        .collect();
    let mut loose = SessionView::default();
    for row in venues {
        let view = VenueView { mode: row.mode, location: row.location, text: row.text, line: row.first_line };
        home(&mut sessions, &mut loose, row.session_label.as_deref()).venues.push(view);
    }
    for row in groups {
        let members = serde_json::from_str(&row.members).unwrap_or_default();
        let view = ParticipantsView { mode: row.mode, role: row.role, members, line: row.first_line };
        home(&mut sessions, &mut loose, row.session_label.as_deref()).participants.push(view);
    }
    Ok((sessions, loose))
}

/// The session with this label, compared without case and accents: people type "buoi 1".
fn home<'a>(
    sessions: &'a mut [SessionView],
    loose: &'a mut SessionView,
    label: Option<&str>,
) -> &'a mut SessionView {
    let wanted = label.map(domain::text::key);
    match sessions.iter().position(|s| wanted.as_deref() == Some(domain::text::key(&s.label).as_str())) {
        Some(at) => &mut sessions[at],
        None => loose,
    }
}
