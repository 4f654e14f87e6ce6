//! `nhipcau write PLAN.json --to FILE.docx`: a plan as a document that can be signed and sent.

use super::{Outcome, read, say};
use clap::Args;
use reader::plan::Plan;
use std::path::PathBuf;

/// Largest plan in bytes.
const PLAN_BYTES_MAX: u64 = 20 * 1024 * 1024;

/// Arguments of `nhipcau write`.
#[derive(Debug, Args)]
pub struct WriteArgs {
    /// The plan as JSON, as `nhipcau read --json` prints it
    plan: PathBuf,
    /// The file to write: a name that ends with .docx
    #[arg(long)]
    to: PathBuf,
    /// Writes over a file that is there already
    #[arg(long)]
    force: bool,
}

/// Runs the command.
pub fn run(args: &WriteArgs) -> Outcome {
    let is_word = args.to.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("docx"));
    if !is_word {
        return Err(format!("{} is no Word file: choose a name that ends with .docx.", args.to.display()));
    }
    let bytes = read::read_file(&args.plan, PLAN_BYTES_MAX)?;
    if bytes.len() as u64 > PLAN_BYTES_MAX {
        return Err(format!("{} is larger than 20 MB.", args.plan.display()));
    }
    let plan: Plan = serde_json::from_slice(&bytes)
        .map_err(|e| format!("{} is no plan by plan.schema.json: {e}.", args.plan.display()))?;
    let word = paper::word::write(&paper::from_plan::paper(&plan)).map_err(|e| e.to_string())?;
    save(args, &word).map_err(|e| format!("Cannot write {}: {e}.", args.to.display()))?;
    say(format!("{}: {} bytes.", args.to.display(), word.len()));
    Ok(())
}

/// Writes all of it or nothing, and over no file unasked.
fn save(args: &WriteArgs, word: &[u8]) -> std::io::Result<()> {
    if !args.force && args.to.exists() {
        return Err(std::io::Error::new(
            std::io::ErrorKind::AlreadyExists,
            "it is there already; --force writes over it",
        ));
    }
    let mut part = args.to.clone().into_os_string();
    part.push(".part");
    let done = std::fs::write(&part, word).and_then(|()| std::fs::rename(&part, &args.to));
    if done.is_err() {
        // What is half written is of no use to anybody.
        let _ = std::fs::remove_file(&part);
    }
    done
}
