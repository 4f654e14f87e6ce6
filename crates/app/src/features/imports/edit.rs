//! The form of one item, for browsers without a script: every field, beside the lines it came from.

use super::actions::{self, Loaded};
use super::cells::{Labels, edited};
use super::changes::Batch;
use super::ended::{self, Late};
use super::errors::{ImportError, sentence};
use super::merge::Changed;
use super::review_pages::{EditPage, FieldView, in_words};
use super::view::tab_of_path;
use super::waiting::view_of;
use super::{Import, marks, words};
use crate::app::App;
use crate::rights::{May, ReviewImport};
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use draft::{FieldKind, Item, Kind, Op, Value};
use serde::Deserialize;
use std::collections::BTreeSet;
use tables::import;
use utoipa::IntoParams;
use web::{Context, Error, Query, Show, args};

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
) -> Result<Response, Error> {
    match actions::under_review(may.row()) {
        Ok(()) => Ok(Show(edit_page(&app, &context, may.row().clone(), &which.path).await?).into_response()),
        Err(ImportError::NotUnderReview) => {
            Ok(Show(ended::page(&app, &context, may.row().id, Late::Looking).await?).into_response())
        }
        Err(error) => Err(error.into()),
    }
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
            let chosen: Vec<String> =
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
                was: Some(if is_several { chosen.join("\n") } else { in_lines(&value) }),
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
pub(super) fn in_lines(value: &serde_json::Value) -> String {
    match value.as_array() {
        Some(list) => {
            let lines: Vec<&str> = list.iter().filter_map(|v| v["name"].as_str().or(v.as_str())).collect();
            lines.join("\n")
        }
        None => in_words(value),
    }
}

/// The form of an item again, with what was typed and what is wrong with it.
pub(super) async fn refused(
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
        let (key, args) = sentence(error);
        errors.add_with(path.rsplit('/').next().unwrap_or_default().to_owned(), key, args);
    }
    let mut page = edit_page(app, context, may.row().clone(), &path).await?;
    for op in batch.map(|b| b.ops).unwrap_or_default() {
        if let Op::Set { path, value } = op
            && let Some(field) = page.fields.iter_mut().find(|f| path.ends_with(&format!("/{}", f.name)))
        {
            field.value = in_lines(&value);
            field.was = None;
        }
    }
    Err(errors.refuse(web::Typed::default()).on(page))
}
