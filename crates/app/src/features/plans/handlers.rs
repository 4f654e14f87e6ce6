//! Pages of one plan and the list of plans.

use super::exports::{self, About};
use super::fold::Fold;
use super::load::{self, Names, Work};
use super::pages::{
    Counts, DutyGroup, DutyView, HistoryPage, PlanHead, RecipientView, RecipientsPage, RemovePage,
    SessionsPage, ShowPlan, TaskView, TextPage, UnitView, WorkPage,
};
use super::phase::Phase;
use super::timeline::{self, Bar, Look, Words};
use super::{actions, document, kin, sessions, views};
use crate::app::App;
use crate::features::activities;
use crate::features::documents;
use crate::features::foundings;
use crate::features::units;
use crate::files;
use crate::journal::{self, EventView, Told};
use crate::rights::{Deed, May, Owned, ReadHistory, ReadPlan, RemovePlan};
use axum::extract::State;
use axum::response::IntoResponse;
use domain::ids::{TaskId, UnitId};
use domain::rights::{Act, Reach};
use domain::time::Day;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde::Deserialize;
use tables::{amendment, budget_line, duty, plan, plan_session, plan_venue, recipient, task};
use uuid::Uuid;
use web::{Context, Error, Query, See, Show, args};

/// Longest search, in letters.
const QUERY_LETTERS_MAX: usize = 200;
/// Events on the overview.
const FEED_MAX: u64 = 8;
/// Events on the page of history.
const HISTORY_MAX: u64 = 500;

/// A plan, for the extractors of rights.
#[derive(Debug, Clone, Copy)]
pub struct Plan;

impl Owned for Plan {
    type Row = plan::Model;

    async fn load(app: &App, id: Uuid) -> Result<Option<plan::Model>, Error> {
        Ok(plan::by_id(id.into()).one(app.db.read()).await.map_err(db::DbError::from)?)
    }

    fn unit(row: &plan::Model) -> Option<UnitId> {
        Some(row.unit_id)
    }

    fn act(row: &plan::Model, act: Act) -> Act {
        if act == Act::ReadPlan && !actions::is_out(&row.state) { Act::ReadDraft } else { act }
    }

    async fn others(app: &App, row: &plan::Model, act: Act) -> Result<Vec<UnitId>, Error> {
        if !documents::is_for_issuers(act) {
            return Ok(Vec::new());
        }
        let issuers = load::issuers(app, row.id).await?;
        Ok(issuers.into_iter().filter_map(|issuer| issuer.unit).collect())
    }
}

/// A plan with names and work loaded, as most pages need it.
pub struct Opened {
    /// The row.
    pub plan: plan::Model,
    /// Tasks as views.
    pub tasks: Vec<TaskView>,
    /// Duties as views.
    pub duties: Vec<DutyView>,
    /// Their units, each once.
    pub fold: Fold,
    /// Today.
    pub today: Day,
}

/// Loads a plan's work.
pub async fn open(app: &App, plan: &plan::Model) -> Result<Opened, Error> {
    let today = app.now().local_day();
    let work = Work::load(app, plan.id).await?;
    let names = Names::load(app, &work.units(), load::day_of(plan, today)).await?;
    let tasks: Vec<TaskView> = work.tasks.iter().map(|t| views::task(t, &work, &names, today)).collect();
    let duties: Vec<DutyView> = work.duties.iter().map(|d| views::duty(d, &work, &names, today)).collect();
    let fold = Fold::of(&tasks, &duties);
    Ok(Opened { plan: plan.clone(), tasks, duties, fold, today })
}

/// What stands above every page of a plan.
pub async fn head<D: Deed>(app: &App, may: &May<Plan, D>, tab: &'static str) -> Result<PlanHead, Error> {
    let plan = may.row();
    let db = app.db.read();
    let day = load::day_of(plan, app.now().local_day());
    let issuers = load::issuers(app, plan.id).await?;
    let ids: Vec<UnitId> = issuers.iter().filter_map(|i| i.unit).collect();
    let names = Names::load(app, &ids, day).await?;
    let n = |result: Result<u64, sea_orm::DbErr>| result.map_err(db::DbError::from);
    let counts = Counts {
        lines: document::n_lines(plan),
        tasks: n(task::of_plan(plan.id).count(db).await)?,
        duties: n(duty::of_plan(plan.id).count(db).await)?,
        sessions: n(plan_session::of_plan(plan.id).count(db).await)?,
        venues: n(plan_venue::of_plan(plan.id).count(db).await)?,
        budget: n(budget_line::of_plan(plan.id).count(db).await)?,
        recipients: n(recipient::of_plan(plan.id).count(db).await)?,
    };
    Ok(PlanHead {
        id: plan.id,
        subject: plan.subject.clone(),
        doc_type: plan.doc_type.clone(),
        number: plan.number.clone(),
        place: plan.place.clone(),
        date_printed: plan.date_printed.clone(),
        issued_on: plan.issued_on,
        state: plan.state.clone(),
        window_printed: plan.window_printed.clone(),
        issuers: issuers.iter().map(|i| views::unit(&names, i)).collect(),
        unit_id: plan.unit_id,
        unit_name: units::actions::short_name(db, plan.unit_id, app.now().local_day()).await?,
        tab,
        counts,
        may_remove: may.also(app, Act::RemovePlan).await?,
        may_read_history: may.also(app, Act::ReadHistory).await?,
        may_read_import: may.also(app, Act::ReadImport).await?,
        document_id: tables::document::of_plan(plan.id).one(db).await?.map(|document| document.id),
        n_amendments: n(amendment::of_plan(plan.id)
            .filter(amendment::Column::State.eq(amendment::State::Applied))
            .count(db)
            .await)?,
        import_id: plan.import_id,
    })
}

/// GET /plans/{id}
pub async fn show(
    State(app): State<App>,
    may: May<Plan, ReadPlan>,
    context: Context,
) -> Result<Show<ShowPlan>, Error> {
    let opened = open(&app, may.row()).await?;
    let parts = document::of(may.row())?;
    // The first page of a plan is opened often: what each change did stands on the page of its history.
    let feed = match may.also(&app, Act::ReadHistory).await? {
        true => Some(happened(&app, &context, (&may, false), FEED_MAX).await?),
        false => None,
    };
    Ok(Show(ShowPlan {
        task_sum: views::sum(opened.tasks.iter().map(|t| t.phase.word)),
        duty_sum: views::sum(opened.duties.iter().map(|d| d.phase.word)),
        timeline: draw(&opened, &context, Look::Desk),
        timeline_phone: draw(&opened, &context, Look::Phone),
        n_tasks_left_out: opened.tasks.len().saturating_sub(timeline::PHONE_ROWS_MAX),
        matrix: views::matrix(opened.plan.id, &opened.tasks, &opened.duties, &opened.fold),
        aims: parts.aims,
        campaigns: parts.campaigns,
        feed,
        kin: kin::of(&app, &may).await?,
        today: opened.today,
        tasks: opened.tasks,
        plan: head(&app, &may, "overview").await?,
    }))
}

fn draw(opened: &Opened, context: &Context, look: Look) -> Option<String> {
    let bars: Vec<Bar> = opened
        .tasks
        .iter()
        .map(|t| Bar {
            no: t.no.clone(),
            title: t.title.clone(),
            unit: t.leads.first().map(|u| opened.fold.unit(u).name.clone()).unwrap_or_default(),
            unit_labels: t.leads.first().map(|u| opened.fold.labels(u)).unwrap_or_default(),
            window: (t.starts_on.is_some() || t.ends_on.is_some()).then_some((t.starts_on, t.ends_on)),
            printed: t.time_printed.clone().unwrap_or_default(),
            family: t.phase.family,
            href: format!("/plans/{}/work#task-{}", opened.plan.id, t.id),
            percent: 0,
        })
        .collect();
    let say = |key: &str| context.say(key, &args![]);
    let words = Words {
        label: context.say("plans-timeline-label", &args![n = bars.len()]),
        month: say("plans-month"),
        quarter: say("plans-quarter"),
        today: say("plans-today"),
        no_window: say("plans-no-window"),
    };
    timeline::draw(&bars, opened.today, &words, look)
}

/// GET /plans/{id}/text
pub async fn text(State(app): State<App>, may: May<Plan, ReadPlan>) -> Result<Show<TextPage>, Error> {
    let lines = document::lines(may.row())?;
    Ok(Show(TextPage { lines, plan: head(&app, &may, "text").await? }))
}

/// What to show of tasks and duties.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub struct Filter {
    q: String,
    unit: String,
    phase: String,
}

impl Filter {
    fn cut(mut self) -> Filter {
        self.q = self.q.trim().chars().take(QUERY_LETTERS_MAX).collect();
        self
    }

    fn fits(&self, text: &str, units: &[&UnitView], phase: Phase, fold: &Fold) -> bool {
        let folded = domain::text::key(text);
        let words_fit = domain::text::key(&self.q).split(' ').all(|w| folded.contains(w));
        let unit_fits = self.unit.is_empty() || units.iter().any(|u| fold.value(u) == self.unit);
        let phase_fits = self.phase.is_empty() || phase.word() == self.phase;
        words_fit && unit_fits && phase_fits
    }

    fn task(&self, task: &TaskView, fold: &Fold) -> bool {
        let units: Vec<_> = task.leads.iter().chain(&task.cooperating).collect();
        let text = format!("{} {}", task.title, task.product.as_deref().unwrap_or_default());
        self.fits(&text, &units, task.phase.word, fold)
    }

    fn duty(&self, duty: &DutyView, fold: &Fold) -> bool {
        let units: Vec<_> = duty.units.iter().chain(&duty.with).collect();
        self.fits(&duty.text, &units, duty.phase.word, fold)
    }
}

/// GET /plans/{id}/work
pub async fn work(
    State(app): State<App>,
    may: May<Plan, ReadPlan>,
    Query(filter): Query<Filter>,
) -> Result<Show<WorkPage>, Error> {
    let filter = filter.cut();
    let opened = open(&app, may.row()).await?;
    let units = views::choices(&opened.fold);
    let tasks: Vec<TaskView> =
        opened.tasks.iter().filter(|t| filter.task(t, &opened.fold)).cloned().collect();
    let duties: Vec<DutyView> =
        opened.duties.iter().filter(|d| filter.duty(d, &opened.fold)).cloned().collect();
    let ids: Vec<TaskId> = tasks.iter().map(|t| t.id).collect();
    let lists = foundings::of_tasks(&app, may.signed(), &ids).await?;
    let may_begin = may.signed().reach(Act::DoWork) > Reach::Nowhere;
    let is_wanted = |t: &&TaskView| {
        may_begin
            && lists.get(&t.id).is_none_or(|list| !list.is_own)
            && domain::foundings::is_about(&domain::text::key(&t.title))
    };
    let items: Vec<(Uuid, &str)> = tasks
        .iter()
        .map(|t| (t.id.uuid(), t.title.as_str()))
        .chain(duties.iter().map(|d| (d.id.uuid(), d.text.as_str())))
        .collect();
    let of_items = activities::of_plan(&app, may.signed(), may.row().id, &items).await?;
    Ok(Show(WorkPage {
        activities: of_items,
        foundings_wanted: tasks.iter().filter(is_wanted).map(|t| t.id.to_string()).collect(),
        foundings: lists.into_iter().map(|(task, list)| (task.to_string(), list)).collect(),
        n_duties: duties.len(),
        duties: by_unit(&duties, &filter.unit, &opened.fold),
        columns: views::columns(&opened.tasks),
        tasks,
        units,
        q: filter.q,
        unit: filter.unit,
        phase: filter.phase,
        n_tasks_all: opened.tasks.len(),
        n_duties_all: opened.duties.len(),
        today: opened.today,
        plan: head(&app, &may, "work").await?,
    }))
}

/// Duties under each unit they bind, units in order of first appearance; only the chosen unit when one is.
fn by_unit(duties: &[DutyView], only: &str, fold: &Fold) -> Vec<DutyGroup> {
    let mut groups: Vec<DutyGroup> = Vec::new();
    for duty in duties {
        let mut under: Vec<String> = Vec::new();
        for unit in &duty.units {
            let value = fold.value(unit);
            if (!only.is_empty() && value != only) || under.contains(&value) {
                continue;
            }
            let duty = DutyView { is_repeated: !under.is_empty(), ..duty.clone() };
            under.push(value.clone());
            match groups.iter_mut().find(|g| g.value == value) {
                Some(group) => group.duties.push(duty),
                None => groups.push(DutyGroup { unit: fold.unit(unit).clone(), value, duties: vec![duty] }),
            }
        }
    }
    groups
}

/// GET /plans/{id}/sessions
pub async fn sessions(State(app): State<App>, may: May<Plan, ReadPlan>) -> Result<Show<SessionsPage>, Error> {
    let (sessions, loose) = sessions::load(&app, may.row()).await?;
    Ok(Show(SessionsPage { sessions, loose, plan: head(&app, &may, "sessions").await? }))
}

/// GET /plans/{id}/recipients
pub async fn recipients(
    State(app): State<App>,
    may: May<Plan, ReadPlan>,
) -> Result<Show<RecipientsPage>, Error> {
    let plan = may.row();
    let rows = recipient::of_plan(plan.id).all(app.db.read()).await.map_err(db::DbError::from)?;
    let ids: Vec<UnitId> = rows.iter().filter_map(|r| r.unit_id).collect();
    let names = Names::load(&app, &ids, load::day_of(plan, app.now().local_day())).await?;
    let mut archive = None;
    let mut recipients = Vec::new();
    for row in rows {
        let named = load::Named { printed: row.name.clone(), unit: row.unit_id };
        let view = RecipientView {
            unit_name: names.knows(&named).then(|| names.full(&named).to_owned()),
            name: row.name,
            purpose: row.purpose,
            unit_id: row.unit_id,
            line: row.first_line,
        };
        if row.kind == "archive" { archive = Some(view) } else { recipients.push(view) }
    }
    let signatures = document::of(plan)?.signatures;
    Ok(Show(RecipientsPage { recipients, archive, signatures, plan: head(&app, &may, "recipients").await? }))
}

/// GET /plans/{id}/history
pub async fn history(
    State(app): State<App>,
    may: May<Plan, ReadHistory>,
    context: Context,
) -> Result<Show<HistoryPage>, Error> {
    let events = happened(&app, &context, (&may, true), HISTORY_MAX).await?;
    Ok(Show(HistoryPage { events, plan: head(&app, &may, "history").await? }))
}

/// What happened to a plan, to the import it came from and to its document.
async fn happened<D: Deed>(
    app: &App,
    context: &Context,
    (may, tells_changes): (&May<Plan, D>, bool),
    limit: u64,
) -> Result<Vec<EventView>, Error> {
    let plan = may.row();
    let mut objects = vec![plan.id.uuid()];
    objects.extend(plan.import_id.map(domain::ids::ImportId::uuid));
    let document = tables::document::of_plan(plan.id).one(app.db.read()).await?;
    objects.extend(document.map(|document| document.id.uuid()));
    let told = match plan.import_id {
        Some(import) if tells_changes && may.also(app, Act::ReadImport).await? => Told::Of(import),
        _ => Told::Nothing,
    };
    journal::events(app, context, (&objects, told), limit).await
}

/// GET /plans/{id}/remove
pub async fn ask_remove(
    State(app): State<App>,
    may: May<Plan, RemovePlan>,
) -> Result<Show<RemovePage>, Error> {
    Ok(Show(RemovePage { plan: head(&app, &may, "overview").await? }))
}

/// POST /plans/{id}/remove
pub async fn remove(State(app): State<App>, may: May<Plan, RemovePlan>) -> Result<See, Error> {
    let tx = app.db.write().await?;
    actions::remove(&tx, app.now(), may.by(), may.row().id).await?;
    tx.commit().await?;
    Ok(See::other("/plans").say("plans-removed", args![subject = may.row().subject.clone()]))
}

fn about<'a>(app: &App, plan: &'a plan::Model) -> About<'a> {
    let url = format!("{}/plans/{}", app.config.server.public_url.trim_end_matches('/'), plan.id);
    About { subject: &plan.subject, url, now: app.now() }
}

/// GET /plans/{id}/work.xlsx: exactly what the page shows with the same filter.
pub async fn xlsx(
    State(app): State<App>,
    may: May<Plan, ReadPlan>,
    context: Context,
    Query(filter): Query<Filter>,
) -> Result<impl IntoResponse, Error> {
    let filter = filter.cut();
    let opened = open(&app, may.row()).await?;
    let tasks: Vec<TaskView> = opened.tasks.into_iter().filter(|t| filter.task(t, &opened.fold)).collect();
    let duties: Vec<DutyView> = opened.duties.into_iter().filter(|d| filter.duty(d, &opened.fold)).collect();
    let workbook = exports::workbook(&about(&app, may.row()), &tasks, &duties, &context);
    let bytes = tokio::task::spawn_blocking(move || ::document::xlsx::write(&workbook))
        .await
        .map_err(Error::unexpected)?
        .map_err(Error::unexpected)?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(files::download(kind, "ke-hoach-viec-va-trach-nhiem.xlsx", bytes))
}

/// GET /plans/{id}/windows.ics
pub async fn ics(
    State(app): State<App>,
    may: May<Plan, ReadPlan>,
    context: Context,
) -> Result<impl IntoResponse, Error> {
    let opened = open(&app, may.row()).await?;
    let calendar = exports::calendar(&about(&app, may.row()), &opened.tasks, &opened.duties, &context);
    let text = ::document::ics::write(&calendar, app.now());
    Ok(files::download("text/calendar; charset=utf-8", "ke-hoach.ics", text.into_bytes()))
}
