//! The review page: shown, changed in batches by its script or act by act by plain forms, and the form of one item.

use super::actions::{self, Changed, Loaded};
use super::changes::{Asked, Batch, Changes};
use super::errors::{Conflict, ImportError};
use super::pages::{
    ChangedPage, ClashView, ConflictPage, EarlierView, EditPage, FieldView, OverPage, PartsPage, ReviewPage,
    in_words,
};
use super::upload::{failed, view_of};
use super::view::{self, Labels, edited, place_id, tab_of, tab_of_path};
use super::{Import, marks, words};
use crate::app::App;
use crate::rights::{May, ReadImport, ReviewImport};
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use domain::rights::Act;
use draft::{FieldKind, Item, Kind, Op, Value};
use sea_orm::QuerySelect as _;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use tables::import::{self, State as ImportState};
use utoipa::IntoParams;
use web::{Context, Error, Input, Query, See, Show, Wants, args};

/// Earlier imports of the same file that are named.
const EARLIER_MAX: u64 = 3;
/// Letters of the key of an added item.
const KEY_LETTERS: usize = 10;

/// Which part of the result to show.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// head, grounds, sessions, roadmap, duties, campaigns, budget, recipients.
    tab: String,
}

/// GET /imports/{id}
pub async fn show(
    may: May<Import, ReadImport>,
    State(app): State<App>,
    context: Context,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Error> {
    let row = may.row().clone();
    match row.state {
        ImportState::Failed => {
            let may_start = may.also(&app, Act::StartImport).await?;
            Ok(Show(failed(&app, &context, &row, may_start, false).await?).into_response())
        }
        ImportState::Discarded if row.failure_code.is_some() => {
            Ok(Show(failed(&app, &context, &row, false, false).await?).into_response())
        }
        ImportState::Finished | ImportState::Discarded => {
            let loaded = actions::load(app.db.read(), row).await.map_err(Error::from)?;
            let source = marks::mark(&loaded.source, &loaded.draft, None);
            Ok(Show(OverPage { import: view_of(&app, &loaded.import).await?, source }).into_response())
        }
        ImportState::Review => {
            let may_review = may.also(&app, Act::ReviewImport).await?;
            let may_finish = may.also(&app, Act::FinishImport).await?;
            let page = page(&app, &context, (row, may_review, may_finish), &wanted.tab).await?;
            Ok(Show(page).into_response())
        }
    }
}

/// The review page of an import; with whether the reader may change and finish it.
pub async fn page(
    app: &App,
    context: &Context,
    (row, may_review, may_finish): (import::Model, bool, bool),
    tab: &str,
) -> Result<ReviewPage, Error> {
    let same = import::of_file(row.unit_id, &row.file).limit(EARLIER_MAX + 1).all(app.db.read()).await;
    let earlier = same.map_err(db::DbError::from)?.into_iter().filter(|other| other.id < row.id);
    let earlier = earlier
        .map(|other| {
            let href = match other.plan_id {
                Some(plan) => format!("/plans/{plan}"),
                None => format!("/imports/{}", other.id),
            };
            EarlierView { href, at: other.created_at, state: other.state }
        })
        .collect();
    let Loaded { import, source, draft } = actions::load(app.db.read(), row).await.map_err(Error::from)?;
    Ok(ReviewPage {
        earlier,
        left: view::left(context, &draft),
        tabs: view::tabs(context, &draft, tab),
        looks: view::looks(context, &draft),
        small: view::small(context, &draft),
        source: marks::mark(&source, &draft, None),
        saved_at: import.updated_at,
        import: view_of(app, &import).await?,
        may_review,
        may_finish,
    })
}

/// POST /imports/{id}/changes
pub async fn change(
    may: May<Import, ReviewImport>,
    State(app): State<App>,
    context: Context,
    input: Input<Changes>,
) -> Result<Response, Error> {
    let asked = input.check()?;
    let id = may.row().id;
    let lexicon = app.lexicon.get(&app.db).await?;
    let fresh = || uuid::Uuid::from(app.new_id::<domain::ids::ImportChangeId>()).to_string();
    let named = |name: &str| if name.is_empty() { fresh() } else { name.to_owned() };
    let mut batch = None;
    let tx = app.db.write().await?;
    let changed = match asked {
        Asked::Undo(name) => actions::undo(&tx, app.now(), may.by(), (id, lexicon), &named(&name)).await,
        Asked::Batch(sent) => {
            let sent = Batch { name: named(&sent.name), ops: with_keys(&app, sent.ops), ..sent };
            let changed = actions::change(&tx, app.now(), may.by(), (id, lexicon), &sent).await;
            batch = Some(sent);
            changed
        }
        Asked::Fields(fields) => {
            let loaded = actions::load(&tx, may.row().clone()).await.map_err(Error::from)?;
            let sent = fields.batch(&loaded.draft).map_err(Error::from)?;
            let sent = Batch { name: named(&sent.name), ..sent };
            let changed = match sent.ops.is_empty() {
                true => Ok(Changed { loaded, touched: BTreeSet::from([fields.path.clone()]) }),
                false => actions::change(&tx, app.now(), may.by(), (id, lexicon), &sent).await,
            };
            batch = Some(sent);
            changed
        }
    };
    match changed {
        Ok(changed) => {
            tx.commit().await?;
            answer(&app, &context, &may, changed, batch.as_ref()).await
        }
        Err(ImportError::Conflict(conflict)) => {
            drop(tx);
            let page = conflict_page(&app, &context, &may, conflict, batch.as_ref()).await?;
            Ok(Show(page).into_response())
        }
        Err(ImportError::Refused(_))
            if context.wants == Wants::Html && batch.as_ref().is_some_and(is_of_one_item) =>
        {
            drop(tx);
            refused_form(&app, &context, &may, changed, batch).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Gives added items the key that the page's script makes up and a plain form cannot.
fn with_keys(app: &App, ops: Vec<Op>) -> Vec<Op> {
    let keyed = |op: Op| match op {
        Op::Add { path } if path.matches('/').count() == 1 => {
            let id = app.new_id::<domain::ids::ImportChangeId>().to_string();
            let tail: String =
                id.chars().rev().filter(char::is_ascii_alphanumeric).take(KEY_LETTERS).collect();
            Op::Add { path: format!("{path}/n{tail}") }
        }
        op => op,
    };
    ops.into_iter().map(keyed).collect()
}

fn is_of_one_item(batch: &Batch) -> bool {
    batch.ops.iter().all(|op| matches!(op, Op::Set { .. }))
}

/// The form of an item again, with what was typed and what is wrong with it.
async fn refused_form(
    app: &App,
    context: &Context,
    may: &May<Import, ReviewImport>,
    changed: Result<Changed, ImportError>,
    batch: Option<Batch>,
) -> Result<Response, Error> {
    let Err(ImportError::Refused(refused)) = changed else { return Err(Error::not_found()) };
    let path =
        refused.first().and_then(|(path, _)| path.rsplit_once('/')).map_or("", |(item, _)| item).to_owned();
    let mut errors = web::FormErrors::none();
    for (path, error) in &refused {
        let (key, args) = super::errors::sentence(error);
        errors.add_with(path.rsplit('/').next().unwrap_or_default().to_owned(), key, args);
    }
    let mut page = edit_page(app, context, may.row().clone(), &path).await?;
    for op in batch.map(|b| b.ops).unwrap_or_default() {
        if let Op::Set { path, value } = op
            && let Some(field) = page.fields.iter_mut().find(|f| path.ends_with(&format!("/{}", f.name)))
        {
            field.value = in_lines(&value);
        }
    }
    Err(errors.refuse(web::Typed::default()).on(page))
}

async fn answer(
    app: &App,
    context: &Context,
    may: &May<Import, ReviewImport>,
    changed: Changed,
    batch: Option<&Batch>,
) -> Result<Response, Error> {
    let Changed { loaded, touched } = changed;
    if context.wants == Wants::Html {
        let place = next_place(context, &loaded, batch);
        return Ok(See::other(format!("/imports/{}{place}", loaded.import.id)).into_response());
    }
    let may_finish = may.also(app, Act::FinishImport).await?;
    let parts = parts(app, context, &loaded, (&touched, may_finish)).await?;
    let saved_at = loaded.import.updated_at;
    let time = saved_at.local_time().format("%H:%M").to_string();
    Ok(Show(ChangedPage {
        version: loaded.import.version,
        saved_at,
        saved_words: context.say("imports-saved", &args![time = time]),
        remaining: loaded.draft.open_issues().count(),
        parts,
    })
    .into_response())
}

/// Where a browser without a script goes after an act: to the next open place, or to the row that was changed.
fn next_place(context: &Context, loaded: &Loaded, batch: Option<&Batch>) -> String {
    let draft = &loaded.draft;
    match batch.and_then(|b| b.ops.first()) {
        // An empty row says nothing without a script: its form comes next.
        Some(Op::Add { path }) => format!("/edit?path={path}"),
        Some(Op::Accept { item, .. } | Op::Skip { item }) => {
            let at = draft.issues.iter().position(|i| i.id == *item).unwrap_or(0);
            let (before, after) = draft.issues.split_at(at);
            let next = after.iter().chain(before).find(|i| i.state == draft::IssueState::Open);
            let shown = next.or(draft.issues.get(at));
            shown.map_or_else(String::new, |i| {
                format!("?tab={}#item-{}", view::tab_of_issue(context, draft, i), i.id)
            })
        }
        Some(Op::Reopen { item }) => format!("#item-{item}"),
        Some(Op::Set { path, .. } | Op::Remove { path } | Op::Restore { path }) => {
            let item =
                draft.items.iter().find(|i| *path == i.path || path.starts_with(&format!("{}/", i.path)));
            let field = path.rsplit('/').next().unwrap_or_default();
            item.map_or_else(String::new, |i| {
                let kind = i.value.kind();
                format!("?tab={}#{}", tab_of(kind), place_id(&i.path, kind, field))
            })
        }
        _ => String::new(),
    }
}

/// The HTML of everything that a batch changed, by id of its element.
async fn parts(
    app: &App,
    context: &Context,
    loaded: &Loaded,
    (touched, may_finish): (&BTreeSet<String>, bool),
) -> Result<BTreeMap<String, String>, Error> {
    let draft = &loaded.draft;
    let names: BTreeSet<&str> = touched.iter().filter_map(|t| t.strip_prefix("unit:")).collect();
    let uses = |item: &Item| {
        item.value.unit_names().iter().any(|(_, name)| names.contains(draft::name_key(name).as_str()))
    };
    let mut rows = Vec::new();
    for kind in Kind::ALL {
        let mut labels = None;
        for item in
            draft.items.iter().filter(|i| i.value.kind() == kind && (touched.contains(&i.path) || uses(i)))
        {
            let labels = labels.get_or_insert_with(|| Labels::new(context, kind));
            match kind {
                Kind::Head => rows.extend(view::head_rows(labels, draft, item)),
                _ => rows.push(view::row(labels, draft, item)),
            }
        }
    }
    let looks = view::looks(context, draft).into_iter();
    let looks =
        looks.filter(|l| touched.contains(&l.id) || touched.iter().any(|t| l.path.starts_with(t.as_str())));
    let tabs =
        view::tabs(context, draft, "").into_iter().map(|tab| view::TabView { sections: Vec::new(), ..tab });
    // Made anew for each answer and told to nobody before: no text of a user can hold it.
    let mark = format!("\u{1e}{}\u{1e}", context.reference);
    let page = PartsPage {
        mark: mark.clone(),
        import: view_of(app, &loaded.import).await?,
        rows,
        looks: looks.collect(),
        tabs: tabs.collect(),
        left: view::left(context, draft),
        may_finish,
    };
    let text = context.paint(page)?;
    let part = |piece: &str| {
        let (id, html) = piece.split_once('\n')?;
        Some((id.trim().to_owned(), html.trim().to_owned()))
    };
    Ok(text.split(&mark).skip(1).filter_map(part).collect())
}

async fn conflict_page(
    app: &App,
    context: &Context,
    may: &May<Import, ReviewImport>,
    conflict: Conflict,
    batch: Option<&Batch>,
) -> Result<ConflictPage, Error> {
    let loaded = actions::load(app.db.read(), may.row().clone()).await.map_err(Error::from)?;
    let ops = batch.map(|b| b.ops.as_slice()).unwrap_or_default();
    let clash = |op: &Op| {
        let Op::Set { path, value } = op else { return None };
        let (at, field) = path.rsplit_once('/')?;
        let item = loaded.draft.item(at)?;
        let whole = serde_json::to_value(&item.value).ok()?;
        let label = words::field(context, item.value.kind(), field);
        Some(ClashView {
            label,
            path: path.clone(),
            theirs: in_words(&whole["value"][field]),
            mine: in_words(value),
        })
    };
    Ok(ConflictPage {
        version: conflict.version,
        base: batch.map_or(conflict.version, |b| b.base),
        by: conflict.by,
        at: conflict.at,
        values: ops.iter().filter_map(clash).collect(),
        import: view_of(app, &loaded.import).await?,
    })
}

/// Which item to edit.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Which {
    /// "/roadmap/6".
    path: String,
}

/// GET /imports/{id}/edit
pub async fn edit(
    may: May<Import, ReviewImport>,
    State(app): State<App>,
    context: Context,
    Query(which): Query<Which>,
) -> Result<Show<EditPage>, Error> {
    if may.row().state != ImportState::Review {
        return Err(ImportError::NotUnderReview.into());
    }
    Ok(Show(edit_page(&app, &context, may.row().clone(), &which.path).await?))
}

async fn edit_page(app: &App, context: &Context, row: import::Model, path: &str) -> Result<EditPage, Error> {
    let Loaded { import, source, draft } = actions::load(app.db.read(), row).await.map_err(Error::from)?;
    // A field of the letterhead is edited on the letterhead's page.
    let path = if path.starts_with("/header") { "/header" } else { path };
    let item = draft.item(path).filter(|i| !i.removed).ok_or_else(Error::not_found)?;
    let kind = item.value.kind();
    let labels = Labels::new(context, kind);
    let whole = serde_json::to_value(&item.value).map_err(Error::unexpected)?;
    let fields = kind
        .fields()
        .iter()
        .filter_map(|spec| {
            let cell = labels.cell(&draft, item, &whole, spec.name)?;
            let is_several = matches!(spec.kind, FieldKind::Choices(_));
            let value = edited(&draft, spec, &whole["value"][spec.name]);
            let chosen =
                value.as_str().map(|v| v.split('+').map(str::to_owned).collect()).unwrap_or_default();
            let of = if is_several { "choices" } else { cell.kind };
            let mut options = cell.options;
            if is_several {
                options.retain(|o| !o.value.is_empty() && !o.value.contains('+'));
            }
            Some(FieldView {
                name: spec.name,
                label: cell.label,
                help: help(context, of),
                kind: of,
                value: in_lines(&value),
                options,
                chosen: if is_several { chosen } else { Vec::new() },
                is_optional: !spec.required,
            })
        })
        .collect();
    let label = match &item.value {
        Value::Head(_) => context.say("imports-tab-head", &args![]),
        value => words::short(value.title(), 90),
    };
    Ok(EditPage {
        path: path.to_owned(),
        kind: kind.word(),
        tab: tab_of_path(path),
        label,
        source: marks::mark(&source, &draft, Some(&lines_of(item))),
        fields,
        can_remove: kind != Kind::Head,
        import: view_of(app, &import).await?,
    })
}

fn help(context: &Context, kind: &str) -> String {
    match kind {
        "units" | "lines" | "time" | "date" => context.say(&format!("imports-help-{kind}"), &args![]),
        _ => String::new(),
    }
}

/// The source lines of an item.
fn lines_of(item: &Item) -> BTreeSet<u32> {
    let mut spans = vec![item.value.span()];
    if let Value::Head(head) = &item.value {
        spans.extend(head.spans.values().copied());
    }
    spans.iter().filter(|s| s.start_line > 0).flat_map(|s| s.start_line..=s.end_line).collect()
}

/// A value as the text of a field: entries of a list one a line.
fn in_lines(value: &serde_json::Value) -> String {
    match value.as_array() {
        Some(list) => {
            let lines: Vec<&str> = list.iter().filter_map(|v| v["name"].as_str().or(v.as_str())).collect();
            lines.join("\n")
        }
        None => in_words(value),
    }
}
