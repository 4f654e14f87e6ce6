//! `nhipcau demo`: the server with sample data, made once in an empty data folder.

use super::{Common, Outcome};
use crate::demo;

/// Runs the command.
pub async fn run(common: Common) -> Outcome {
    let app = super::serve::open(&common, true).await?;
    demo::fill(&app).await?;
    let notes = demo::accounts();
    super::serve::listen(app, &notes).await
}
