//! The list of imports, the original file, who is here, the history, making the plan, putting aside.

use super::actions::{self, Loaded, Made};
use super::ended::{self, Late};
use super::pages::{
    ChangeView, DiscardPage, HistoryPage, ImportView, ListPage, NewerPage, NotReadyPage, OtherView,
    PlaceView, PresencePage, StandingCount,
};
use super::waiting::view_of;
use super::{Import, ImportError, portions, told, view, words};
use crate::app::App;
use crate::features::units::actions::{answered_by, short_name};
use crate::journal::{self, Told};
use crate::rights::{FinishImport, May, ReadImport, ReviewImport, SignedIn};
use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use db::events::By;
use domain::ids::{ImportId, PersonId, UnitId};
use domain::rights::{Act, Reach};
use draft::Draft;
use sea_orm::{PaginatorTrait as _, QueryFilter as _, QuerySelect as _, Select};
use serde::Deserialize;
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use tables::import::{Standing, State as ImportState};
use tables::{import, import_change, person};
use tokio_util::io::ReaderStream;
use utoipa::{IntoParams, ToSchema};
use web::http::{HeaderValue, header};
use web::{Check, Context, Error, FormErrors, Input, Query, See, Show, args};

/// Changes shown in the history.
const HISTORY_MAX: u64 = 200;
/// Events besides them: brought in, read, finished.
const EVENTS_BESIDE_MAX: u64 = 50;
/// Places named on the page of a plan that cannot be made yet.
const PLACES_MAX: usize = 50;

/// Which page of the list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// From 1.
    page: Option<u64>,
    /// Only those that stand here: doubted, open, ready, reading, failed, finished, discarded.
    standing: String,
}

impl Wanted {
    fn standing(&self) -> Option<Standing> {
        Standing::ALL.into_iter().find(|standing| standing.word() == self.standing)
    }
}

/// GET /imports
pub async fn list(
    State(app): State<App>,
    signed: SignedIn,
    Query(wanted): Query<Wanted>,
) -> Result<Show<ListPage>, Error> {
    let page = db::Page::new(wanted.page.unwrap_or(1), db::paging::PAGE_ROWS);
    let (all, standing) = (visible(&app, &signed).await?, wanted.standing());
    let counts = counts(&app, &all).await?;
    let some = match standing {
        Some(standing) => all.filter(import::standing(standing)),
        None => all,
    };
    let found = db::paging::page(some, page, app.db.read()).await?;
    let people = people(&app, found.items.iter().filter_map(|i| i.person_id)).await?;
    let mut names: HashMap<UnitId, String> = HashMap::new();
    let mut imports = Vec::with_capacity(found.items.len());
    for row in &found.items {
        if let Entry::Vacant(vacant) = names.entry(row.unit_id) {
            vacant.insert(short_name(app.db.read(), row.unit_id, app.now().local_day()).await?);
        }
        let by = row.person_id.and_then(|id| people.get(&id).cloned());
        imports.push(ImportView::of(row, names.get(&row.unit_id).cloned().unwrap_or_default(), by));
    }
    let may_start = signed.reach(Act::StartImport) >= Reach::OwnUnits;
    let (total, page, n_pages) = (found.total, found.page, found.n_pages);
    Ok(Show(ListPage { imports, standing, counts, may_start, total, page, n_pages }))
}

/// How many of these stand where.
async fn counts(app: &App, all: &Select<import::Entity>) -> Result<Vec<StandingCount>, Error> {
    let mut counts = Vec::new();
    for standing in Standing::ALL {
        let some = all.clone().filter(import::standing(standing));
        let n = some.count(app.db.read()).await.map_err(db::DbError::from)?;
        if n > 0 {
            counts.push(StandingCount { standing, n });
        }
    }
    Ok(counts)
}

/// The imports that a person may see: those of one's units, of the units below, and of those that left them their work.
async fn visible(app: &App, signed: &SignedIn) -> Result<Select<import::Entity>, Error> {
    if signed.reach(Act::ReadImport) == Reach::Everywhere {
        return Ok(import::newest_first(None));
    }
    let own: Vec<UnitId> = signed.own(Act::ReadImport).map(|(unit, ..)| unit).collect();
    let (conn, today) = (app.db.read(), app.now().local_day());
    let all: Vec<UnitId> = import::units().into_tuple().all(conn).await.map_err(db::DbError::from)?;
    let seen = answered_by(conn, &all, &own, today).await?;
    // The shorter list of the two: databases limit the values of a query.
    let (seen, hidden): (Vec<UnitId>, Vec<UnitId>) = all.into_iter().partition(|unit| seen.contains(unit));
    Ok(match seen.len() <= hidden.len() {
        true => import::newest_first(Some(&seen)),
        false => import::newest_first_without(&hidden),
    })
}

async fn people(app: &App, ids: impl Iterator<Item = PersonId>) -> Result<HashMap<PersonId, String>, Error> {
    use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
    let ids: BTreeSet<PersonId> = ids.collect();
    let found = person::Entity::find().filter(person::Column::Id.is_in(ids)).all(app.db.read()).await;
    Ok(found.map_err(db::DbError::from)?.into_iter().map(|p| (p.id, p.name)).collect())
}

/// GET /imports/{id}/file
pub async fn file(may: May<Import, ReadImport>, State(app): State<App>) -> Result<Response, Error> {
    let row = may.row();
    // Piece by piece: many slow receivers of large files hold no memory.
    let (file, n_bytes) = app.files.reader(&row.file).await.map_err(Error::unexpected)?;
    let disposition =
        format!("attachment; filename=\"van-ban\"; filename*=UTF-8''{}", percent(&row.file_name));
    let mut response = Body::from_stream(ReaderStream::new(file)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(n_bytes));
    // Never shown in place: whatever the file claims to be, the browser only saves it.
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers
        .insert(header::CONTENT_DISPOSITION, HeaderValue::from_str(&disposition).map_err(Error::unexpected)?);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}

/// Percent-encodes everything but letters, digits and a few signs (RFC 8187).
fn percent(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::with_capacity(text.len() * 3), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

/// GET /imports/{id}/reading.json
pub async fn reading(may: May<Import, ReadImport>, State(app): State<App>) -> Result<Response, Error> {
    let plan = actions::reading(app.db.read(), may.row()).await.map_err(Error::from)?;
    let text = serde_json::to_string(&plan).map_err(Error::unexpected)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], text).into_response())
}

/// GET /imports/{id}/presence
pub async fn presence(
    may: May<Import, ReadImport>,
    State(app): State<App>,
    context: Context,
) -> Result<Show<PresencePage>, Error> {
    let (row, who) = (may.row(), &may.signed().person);
    let others = app.presence.here(row.id, who.id, &who.name, app.now());
    let others = others.into_iter().map(|v| OtherView { name: v.name, since: v.since }).collect();
    let ended = ended::ended(&app, &context, row).await?;
    Ok(Show(PresencePage { others, version: row.version, ended }))
}

/// GET /imports/{id}/history
pub async fn history(
    may: May<Import, ReadImport>,
    State(app): State<App>,
    context: Context,
) -> Result<Show<HistoryPage>, Error> {
    let row = may.row().clone();
    let changes = import_change::newest_first(row.id).limit(HISTORY_MAX).all(app.db.read()).await;
    let changes = changes.map_err(db::DbError::from)?;
    let people = people(&app, changes.iter().filter_map(|c| c.person_id)).await?;
    let undone: BTreeSet<i32> = changes.iter().filter_map(|c| c.undoes).collect();
    let own = |c: &&import_change::Model| {
        c.person_id == may.by().person && c.undoes.is_none() && !undone.contains(&c.version)
    };
    let may_undo = row.state == ImportState::Review && changes.iter().any(|c| own(&c));
    let may_undo = may_undo && may.also(&app, Act::ReviewImport).await?;
    let import = view_of(&app, &row).await?;
    let draft = match row.state {
        ImportState::Failed | ImportState::Reading => Draft::default(),
        _ => actions::load(app.db.read(), row).await.map(|l| l.draft).unwrap_or_default(),
    };
    let undone_by = |change: &import_change::Model| {
        changes.iter().find(|other| change.undoes.is_some_and(|undone| other.version == undone))
    };
    let views = changes.iter().map(|change| ChangeView {
        version: change.version,
        by: change.person_id.and_then(|id| people.get(&id).cloned()).unwrap_or_default(),
        at: change.at,
        sentences: told::sentences(&context, &draft, change, undone_by(change)),
        is_undo: change.undoes.is_some(),
    });
    let changes: Vec<ChangeView> = views.collect();
    let told = changes.iter().map(|change| (change.version, change.sentences.clone())).collect();
    let ours = (&[import.id.uuid()][..], Told::Known(told));
    let events = journal::events(&app, &context, ours, HISTORY_MAX + EVENTS_BESIDE_MAX).await?;
    Ok(Show(HistoryPage { import, changes, events, may_undo }))
}

/// What the plan is to be made of.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct Finish {
    /// Version of the review that was looked at: no plan is made of any other, and none without it.
    #[schema(value_type = i32, required = true)]
    pub base: Option<i32>,
}

impl Check for Finish {
    type Valid = i32;

    fn check(self) -> Result<i32, FormErrors> {
        let mut errors = FormErrors::none();
        if self.base.is_none() {
            errors.add("base", "imports-finish-no-base");
        }
        let base = self.base.unwrap_or_default();
        errors.or(|| base)
    }
}

/// POST /imports/{id}/finish
pub async fn finish(
    may: May<Import, FinishImport>,
    State(app): State<App>,
    context: Context,
    input: Input<Finish>,
) -> Result<Response, Error> {
    let base = input.check()?;
    // Sent twice, or from an old page: the plan is there already.
    if let (ImportState::Finished, Some(plan)) = (may.row().state, may.row().plan_id) {
        return Ok(See::other(format!("/plans/{plan}")).into_response());
    }
    let tx = app.db.write().await?;
    let now = actions::lock(&tx, may.row().id).await.map_err(Error::from)?;
    if now.state == ImportState::Review && base != now.version {
        drop(tx);
        return Ok(Show(newer(&app, now).await?).into_response());
    }
    match actions::finish(&tx, app.now(), may.by(), may.row().id).await {
        Ok(Made::Plan(plan)) => {
            tx.commit().await?;
            Ok(See::created(format!("/plans/{plan}")).say("imports-finished", args![]).into_response())
        }
        Ok(Made::Amendment(_, document)) => {
            tx.commit().await?;
            let see = See::created(format!("/documents/{document}"));
            Ok(see.say("amendments-proposed", args![]).into_response())
        }
        Err(ImportError::NotReady(_)) => {
            drop(tx);
            Ok(Show(not_ready(&app, &context, may.row().clone()).await?).into_response())
        }
        Err(ImportError::NotUnderReview) => {
            drop(tx);
            over(&app, &context, may.row().id).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Somebody was quicker: the plan that was made, or who put the import aside.
async fn over(app: &App, context: &Context, id: ImportId) -> Result<Response, Error> {
    let page = ended::page(app, context, id, Late::Acting).await?;
    Ok(match &page.ended.plan {
        Some(plan) => See::other(plan.clone()).into_response(),
        None => Show(page).into_response(),
    })
}

/// The review went on after the page was opened: nobody makes a plan of what they have not seen.
async fn newer(app: &App, row: import::Model) -> Result<NewerPage, Error> {
    let last = import_change::newest_first(row.id).one(app.db.read()).await.map_err(db::DbError::from)?;
    let people = people(app, last.iter().filter_map(|c| c.person_id)).await?;
    let by = last.and_then(|c| people.get(&c.person_id?).cloned());
    Ok(NewerPage { import: view_of(app, &row).await?, by: by.unwrap_or_default() })
}

async fn not_ready(app: &App, context: &Context, row: import::Model) -> Result<NotReadyPage, Error> {
    let Loaded { import, draft, .. } = actions::load(app.db.read(), row).await.map_err(Error::from)?;
    let href = |place: String| format!("/imports/{}{place}", import.id);
    let mut places: Vec<PlaceView> = Vec::new();
    if draft.head().is_none_or(|head| head.subject.trim().is_empty()) {
        let title = context.say("imports-missing-subject", &args![]);
        places.push(PlaceView { href: href("?tab=head#it-header-subject".to_owned()), title, line: 1 });
    }
    for issue in draft.open_issues() {
        let tab = view::tab_of_issue(context, &draft, issue);
        let look = words::look(context, &draft, issue);
        places.push(PlaceView {
            href: href(portions::href_of_look(&draft, &issue.id, Some(tab))),
            title: look.title,
            line: look.line,
        });
    }
    for (item, field) in draft.incomplete() {
        let kind = item.value.kind();
        let label = words::field(context, kind, field);
        let title = context.say("imports-incomplete", &args![field = label]);
        let id = view::place_id(&item.path, kind, field);
        places.push(PlaceView {
            href: href(portions::href_of_row(&draft, &item.path, kind, &id)),
            title,
            line: item.value.span().start_line,
        });
    }
    places.truncate(PLACES_MAX);
    Ok(NotReadyPage { import: view_of(app, &import).await?, places })
}

/// GET /imports/{id}/discard
pub async fn discard_form(
    may: May<Import, ReviewImport>,
    State(app): State<App>,
    context: Context,
) -> Result<Response, Error> {
    let row = may.row();
    if !row.state.may_be_discarded() {
        return Ok(Show(ended::page(&app, &context, row.id, Late::Looking).await?).into_response());
    }
    let n_changes =
        import_change::newest_first(row.id).count(app.db.read()).await.map_err(db::DbError::from)?;
    Ok(Show(DiscardPage { import: view_of(&app, row).await?, n_changes }).into_response())
}

/// POST /imports/{id}/discard
pub async fn discard(
    may: May<Import, ReviewImport>,
    State(app): State<App>,
    context: Context,
) -> Result<Response, Error> {
    let by: By = may.by();
    let tx = app.db.write().await?;
    match actions::discard(&tx, app.now(), by, may.row().id).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(See::other("/imports").say("imports-discarded", args![]).into_response())
        }
        Err(ImportError::NotUnderReview) => {
            drop(tx);
            let page = ended::page(&app, &context, may.row().id, Late::Acting).await?;
            Ok(match page.ended.plan {
                Some(_) => Show(page).into_response(),
                // Pressed twice, or two people of one mind: it is aside.
                None => See::other("/imports").say("imports-discarded", args![]).into_response(),
            })
        }
        Err(error) => Err(error.into()),
    }
}
