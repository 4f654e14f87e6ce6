//! `nhipcau migrate`: brings the database to the present schema and says which steps were taken.

use super::{Common, Outcome, say};
use domain::time::SystemChance;
use std::sync::Arc;

/// Runs the command.
pub async fn run(common: Common) -> Outcome {
    let loaded = common.load().map_err(|e| e.to_string())?;
    std::fs::create_dir_all(&common.data)
        .map_err(|e| format!("Cannot make the data folder {}: {e}.", common.data.display()))?;
    let url = &loaded.config.database.url;
    let db = db::Db::connect(url, Arc::new(SystemChance)).await.map_err(|e| e.to_string())?;
    let steps = db::migrate(&db).await.map_err(|e| e.to_string())?;
    if steps.is_empty() {
        say("The database is at the present schema already.");
    }
    for step in steps {
        say(format!("done: {step}"));
    }
    db.close().await.map_err(|e| e.to_string())
}
