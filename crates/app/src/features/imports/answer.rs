//! Changes to a review as they are sent, and what is answered: the parts of the page that changed, the next place to
//! look at, the form again, or who was quicker.

use super::actions::{self, Loaded};
use super::cells::Labels;
use super::changes::{Asked, Batch, Changes, OPS_MAX};
use super::ended::{self, Late};
use super::errors::ImportError;
use super::merge::{self, Already, Changed};
use super::portions::{href_of_look, href_of_row};
use super::review_pages::{AlreadyView, ChangedPage, ClashView, PartsPage};
use super::view::{self, place_id};
use super::waiting::view_of;
use super::{Import, cells, conflict, edit, words};
use crate::app::App;
use crate::rights::{May, ReviewImport};
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use db::WriteTx;
use domain::ids::ImportId;
use domain::rights::Act;
use domain::time::Moment;
use draft::{Draft, Issue, IssueState, Item, Kind, Op, Severity};
use reader::plan::Span;
use std::collections::{BTreeMap, BTreeSet};
use web::{Context, Error, Input, See, Show, Wants, args};

/// Letters of the key of an added item.
const KEY_LETTERS: usize = 10;

/// POST /imports/{id}/changes
pub async fn change(
    may: May<Import, ReviewImport>,
    State(app): State<App>,
    context: Context,
    input: Input<Changes>,
) -> Result<Response, Error> {
    let asked = input.check()?;
    let typed = asked.fields().cloned();
    let is_small = matches!(asked, Asked::Small(..));
    let id = may.row().id;
    let lexicon = app.lexicon.get(&app.db).await?;
    let tx = app.db.write().await?;
    let (changed, batch) = match asked {
        Asked::Undo(name) => {
            let name = named(&app, name);
            (merge::undo(&tx, app.now(), may.by(), (id, lexicon), &name).await, None)
        }
        asked => match batch_of(&app, &tx, id, asked).await {
            Ok(batch) => (merge::change(&tx, app.now(), may.by(), (id, lexicon), &batch).await, Some(batch)),
            Err(error) => (Err(error), None),
        },
    };
    match changed {
        Ok(changed) => {
            tx.commit().await?;
            if is_small && context.wants == Wants::Html {
                return Ok(mended(changed).into_response());
            }
            answer(&app, &context, &may, changed, batch.as_ref()).await
        }
        Err(ImportError::Conflict(conflict)) => {
            drop(tx);
            let page = conflict::page(&app, &context, &may, *conflict, batch.as_ref()).await?;
            Ok(Show(page).into_response())
        }
        Err(ImportError::NotUnderReview) => {
            drop(tx);
            let late = typed.as_ref().map_or(Late::Acting, Late::Typing);
            Ok(Show(ended::page(&app, &context, id, late).await?).into_response())
        }
        Err(ImportError::Refused(_))
            if context.wants == Wants::Html && batch.as_ref().is_some_and(is_of_one_item) =>
        {
            drop(tx);
            edit::refused(&app, &context, &may, changed, batch).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The changes that are asked for; those of a form or of a word for many are known by the draft as it stands, locked.
async fn batch_of(app: &App, tx: &WriteTx, id: ImportId, asked: Asked) -> Result<Batch, ImportError> {
    let batch = match asked {
        Asked::Batch(sent) => Batch { ops: with_keys(app, sent.ops), ..sent },
        Asked::Small(base, name) => {
            let draft = actions::lock_under_review(tx, id).await?.draft;
            Batch { base, name, ops: draft.small_mends().take(OPS_MAX).collect() }
        }
        Asked::Fields(fields) => fields.batch(&actions::lock_under_review(tx, id).await?.draft)?,
        Asked::Undo(name) => Batch { base: 0, name, ops: Vec::new() },
    };
    Ok(Batch { name: named(app, batch.name), ..batch })
}

/// The name of a batch, made up for forms that send none.
fn named(app: &App, name: String) -> String {
    let fresh = || uuid::Uuid::from(app.new_id::<domain::ids::ImportChangeId>()).to_string();
    if name.is_empty() { fresh() } else { name }
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

/// A plain form mends as many small defects as fit a batch: how many are left is said, and the button is there again.
fn mended(changed: Changed) -> See {
    let draft = &changed.loaded.draft;
    let left = draft.small_mends().count();
    let done = draft.issues.iter().filter(|issue| {
        issue.severity == Severity::Small
            && issue.state == IssueState::Accepted
            && changed.touched.contains(&issue.id)
    });
    let (key, n) = (if left > 0 { "imports-small-more" } else { "imports-small-done" }, done.count());
    See::other(format!("/imports/{}#small", changed.loaded.import.id)).say(key, args![n = n, left = left])
}

async fn answer(
    app: &App,
    context: &Context,
    may: &May<Import, ReviewImport>,
    changed: Changed,
    batch: Option<&Batch>,
) -> Result<Response, Error> {
    let Changed { loaded, touched, already } = changed;
    if context.wants == Wants::Html {
        let place = next_place(context, &loaded, batch);
        let see = See::other(format!("/imports/{}{place}", loaded.import.id));
        return Ok(match already.last() {
            Some(last) => {
                see.say("imports-already", args![name = &last.by, at = time(last.at)]).into_response()
            }
            None => see.into_response(),
        });
    }
    let already = already.into_iter().map(|one| already_view(context, &loaded.draft, &one)).collect();
    let may_finish = may.also(app, Act::FinishImport).await?;
    let parts = parts(app, context, &loaded, (&touched, may_finish)).await?;
    let saved_at = loaded.import.updated_at;
    Ok(Show(ChangedPage {
        version: loaded.import.version,
        saved_at,
        saved_words: context.say("imports-saved", &args![time = time(saved_at)]),
        remaining: loaded.draft.open_issues().count(),
        already,
        parts,
    })
    .into_response())
}

fn time(at: Moment) -> String {
    at.local_time().format("%H:%M").to_string()
}

/// Tells that somebody had done just so before.
fn already_view(context: &Context, draft: &Draft, one: &Already) -> AlreadyView {
    let view = conflict::clash(context, draft, &one.op, ClashView::of(&one.by, one.at));
    let told = args![name = &one.by, at = time(one.at), what = view.label];
    AlreadyView {
        path: view.path,
        item: view.item,
        sentence: context.say("imports-already-what", &told),
        by: view.by,
        at: view.at,
    }
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
            let next = after.iter().chain(before).find(|i| i.state == IssueState::Open);
            let shown = next.or(draft.issues.get(at));
            shown.map_or_else(String::new, |i| {
                href_of_look(draft, &i.id, Some(view::tab_of_issue(context, draft, i)))
            })
        }
        Some(Op::Reopen { item }) => href_of_look(draft, item, None),
        Some(Op::Set { path, .. } | Op::Remove { path } | Op::Restore { path }) => {
            let item =
                draft.items.iter().find(|i| *path == i.path || path.starts_with(&format!("{}/", i.path)));
            let field = path.rsplit('/').next().unwrap_or_default();
            item.map_or_else(String::new, |i| {
                let kind = i.value.kind();
                href_of_row(draft, &i.path, kind, &place_id(&i.path, kind, field))
            })
        }
        _ => String::new(),
    }
}

/// The HTML of everything that was touched, by id of its element.
pub(super) async fn parts(
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
    let is_touched = |path: &str| touched.iter().any(|t| draft::meet(t, path));
    let mut rows = Vec::new();
    for kind in Kind::ALL {
        let mut labels = None;
        for item in draft.items.iter().filter(|i| i.value.kind() == kind && (is_touched(&i.path) || uses(i)))
        {
            let labels = labels.get_or_insert_with(|| Labels::new(context, kind));
            match kind {
                Kind::Head => rows.extend(cells::head_rows(labels, draft, item)),
                _ => rows.push(cells::row(labels, draft, item)),
            }
        }
    }
    // Whether a small defect can be mended depends on the texts of the items that its lines meet.
    let spans: Vec<Span> =
        draft.items.iter().filter(|i| is_touched(&i.path) || uses(i)).map(|i| i.value.span()).collect();
    let is_near = |issue: &Issue| {
        issue.severity == Severity::Small
            && spans
                .iter()
                .any(|s| s.start_line <= issue.span.end_line && issue.span.start_line <= s.end_line)
    };
    let near = |issue: &&Issue| {
        touched.contains(&issue.id) || issue.path.as_deref().is_some_and(is_touched) || is_near(issue)
    };
    let looks = draft.issues.iter().filter(near).map(|issue| words::look(context, draft, issue)).collect();
    // Made anew for each answer and told to nobody before: no text of a user can hold it.
    let mark = format!("\u{1e}{}\u{1e}", context.reference);
    let page = PartsPage {
        mark: mark.clone(),
        import: view_of(app, &loaded.import).await?,
        rows,
        looks,
        small: view::small_in_numbers(context, draft),
        tabs: view::heads(context, draft, ""),
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
