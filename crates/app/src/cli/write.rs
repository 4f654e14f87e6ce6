//! `nhipcau write PLAN.json --to FILE.docx` or `FILE.pdf`: a plan or a document as a file that can be signed and sent.

use super::{Outcome, complain, read, say};
use clap::Args;
use paper::Paper;
use reader::plan::Plan;
use std::path::{Path, PathBuf};

/// Largest plan in bytes.
const PLAN_BYTES_MAX: u64 = 20 * 1024 * 1024;

/// Arguments of `nhipcau write`.
#[derive(Debug, Args)]
pub struct WriteArgs {
    /// The plan as JSON, as `nhipcau read --json` prints it, or a document part by part, as in samples/papers
    plan: PathBuf,
    /// The file to write: a name that ends with .docx or .pdf
    #[arg(long)]
    to: PathBuf,
    /// Writes over a file that is there already
    #[arg(long)]
    force: bool,
}

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Word,
    Pdf,
}

impl Form {
    fn of(path: &Path) -> Option<Form> {
        let ending = path.extension()?;
        let is = |name: &str| ending.eq_ignore_ascii_case(name);
        if is("docx") { Some(Form::Word) } else { is("pdf").then_some(Form::Pdf) }
    }
}

/// Runs the command.
pub fn run(args: &WriteArgs) -> Outcome {
    let Some(form) = Form::of(&args.to) else {
        return Err(format!(
            "{} is neither Word nor PDF: choose a name that ends with .docx or .pdf.",
            args.to.display()
        ));
    };
    let bytes = read::read_file(&args.plan, PLAN_BYTES_MAX)?;
    if bytes.len() as u64 > PLAN_BYTES_MAX {
        return Err(format!("{} is larger than 20 MB.", args.plan.display()));
    }
    let paper = paper_of(&args.plan, &bytes)?;
    let (file, more) = match form {
        Form::Word => (paper::word::write(&paper).map_err(|e| e.to_string())?, String::new()),
        Form::Pdf => print(&paper)?,
    };
    save(args, &file).map_err(|e| format!("Cannot write {}: {e}.", args.to.display()))?;
    say(format!("{}: {} bytes{more}.", args.to.display(), file.len()));
    Ok(())
}

/// A document has "signatures" and "issuers" at its top, a plan has a "header".
fn paper_of(path: &Path, bytes: &[u8]) -> Result<Paper, String> {
    let value: serde_json::Value =
        serde_json::from_slice(bytes).map_err(|e| format!("{} is no JSON: {e}.", path.display()))?;
    if value.get("issuers").is_some() && value.get("header").is_none() {
        return serde_json::from_value(value)
            .map_err(|e| format!("{} is no document: {e}. samples/papers shows the form.", path.display()));
    }
    let plan: Plan = serde_json::from_value(value)
        .map_err(|e| format!("{} is no plan by plan.schema.json: {e}.", path.display()))?;
    Ok(paper::from_plan::paper(&plan))
}

#[cfg(feature = "pdf")]
fn print(paper: &Paper) -> Result<(Vec<u8>, String), String> {
    use domain::time::{Clock as _, SystemClock};
    let made_at = SystemClock.now();
    let printed = press::pdf(paper, press::Options { made_at }).map_err(|e| e.to_string())?;
    if !printed.letters_missing.is_empty() {
        let letters: String = printed.letters_missing.iter().flat_map(|letter| [*letter, ' ']).collect();
        complain(format!(
            "The font has no {}: an empty box stands in the place of each.",
            letters.trim_end()
        ));
    }
    let pages = if printed.n_pages == 1 { "1 page".to_owned() } else { format!("{} pages", printed.n_pages) };
    Ok((printed.bytes, format!(", {pages}")))
}

#[cfg(not(feature = "pdf"))]
fn print(_: &Paper) -> Result<(Vec<u8>, String), String> {
    complain("This program was built without the feature `pdf`.");
    Err("No PDF was written: choose a name that ends with .docx.".to_owned())
}

/// Writes all of it or nothing, and over no file unasked.
fn save(args: &WriteArgs, file: &[u8]) -> std::io::Result<()> {
    if !args.force && args.to.exists() {
        return Err(std::io::Error::new(
            std::io::ErrorKind::AlreadyExists,
            "it is there already; --force writes over it",
        ));
    }
    let mut part = args.to.clone().into_os_string();
    part.push(".part");
    let done = std::fs::write(&part, file).and_then(|()| std::fs::rename(&part, &args.to));
    if done.is_err() {
        // What is half written is of no use to anybody.
        let _ = std::fs::remove_file(&part);
    }
    done
}
