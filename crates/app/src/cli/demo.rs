//! `nhipcau demo`: the server with sample data, made once in an empty data folder.

use super::{Common, Outcome};
use crate::demo;

/// Runs the command.
pub async fn run(common: Common) -> Outcome {
    // The passwords of the samples are printed on the sign-in page.
    let listen = common.load().map_err(|e| e.to_string())?.config.server.listen;
    if !listen.ip().is_loopback() {
        return Err(format!(
            "The sample accounts are open to everybody, so demo listens on this machine only, not on {listen}. Use `nhipcau serve` for real work."
        ));
    }
    let app = super::serve::open(&common, true).await?;
    demo::fill(&app).await?;
    let notes = demo::accounts();
    super::serve::listen(app, &notes).await
}
