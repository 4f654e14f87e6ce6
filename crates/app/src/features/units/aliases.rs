//! Keeping the other spellings of a unit: by administrators and by its own leaders and clerks.

use axum::extract::State;
use domain::ids::{UnitAliasId, UnitId};
use web::{Context, Error, Input, Path, See, args};

use super::forms::NewAlias;
use super::{Unit, actions, view};
use crate::app::App;
use crate::rights::{EditAliases, May};

/// POST /units/{id}/aliases
pub async fn add(
    State(app): State<App>,
    right: May<Unit, EditAliases>,
    context: Context,
    input: Input<NewAlias>,
) -> Result<See, Error> {
    let id = right.row().id;
    let text = match input.check() {
        Ok(text) => text,
        Err(refusal) => {
            let today = app.now().local_day();
            let page = view::unit_page((&app, &context), right.signed(), id, (today, true)).await?;
            return Err(refusal.on(page));
        }
    };
    let tx = app.db.write().await?;
    actions::add_alias(&tx, app.now(), &right, &text).await?;
    tx.commit().await?;
    Ok(See::created(format!("/units/{id}")).say("units-alias-added", args![text = text]))
}

/// POST /units/{id}/aliases/{alias}/remove
pub async fn remove(
    State(app): State<App>,
    right: May<Unit, EditAliases>,
    Path((id, alias)): Path<(UnitId, UnitAliasId)>,
) -> Result<See, Error> {
    let tx = app.db.write().await?;
    actions::remove_alias(&tx, app.now(), &right, alias).await?;
    tx.commit().await?;
    Ok(See::other(format!("/units/{id}")).say("units-alias-removed", args![]))
}
