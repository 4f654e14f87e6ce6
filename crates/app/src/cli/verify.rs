//! `nhipcau verify FILE.pdf [--roots DIR] [--json]`: who signed a PDF, and whether it is still what was signed.

use super::{complain, read, say};
use clap::Args;
use domain::time::{Clock as _, SystemClock};
use signature::{Report, Roots};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Largest file of certificates in bytes.
const ROOTS_BYTES_MAX: u64 = 1024 * 1024;

/// Arguments of `nhipcau verify`.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// The signed PDF
    file: PathBuf,
    /// Folder of the certificates that are trusted (.pem, .crt, .cer), or one such file
    #[arg(long)]
    roots: Option<PathBuf>,
    /// Prints the report as JSON
    #[arg(long)]
    json: bool,
    /// Prints the sentences in English
    #[arg(long)]
    english: bool,
}

/// Runs the command: 0 when there is a signature and all are valid, 1 when not, or the file could not be read.
pub fn run(args: &VerifyArgs) -> ExitCode {
    let report = roots(args.roots.as_deref()).and_then(|roots| look(args, &roots));
    match report {
        Ok(report) => {
            tell(args, &report);
            if report.is_valid() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(sentence) => {
            complain(sentence);
            ExitCode::FAILURE
        }
    }
}

fn look(args: &VerifyArgs, roots: &Roots) -> Result<Report, String> {
    let bytes = read::read_file(&args.file, signature::FILE_BYTES_MAX as u64)?;
    let report = signature::verify(&bytes, roots, SystemClock.now());
    report.map_err(|error| if args.english { error.sentence_en() } else { error.sentence_vi() })
}

/// The trusted certificates of a folder or a file; none when nothing is named.
fn roots(path: Option<&Path>) -> Result<Roots, String> {
    let mut roots = Roots::none();
    let Some(path) = path else { return Ok(roots) };
    let cannot = |error: std::io::Error| format!("Cannot open {}: {error}.", path.display());
    let mut files = vec![path.to_owned()];
    if path.is_dir() {
        let entries = std::fs::read_dir(path).map_err(cannot)?;
        files =
            entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>().map_err(cannot)?;
        let is_certificate = |file: &PathBuf| {
            file.extension().is_some_and(|end| {
                ["pem", "crt", "cer", "der"].iter().any(|known| end.eq_ignore_ascii_case(known))
            })
        };
        files.retain(is_certificate);
        files.sort();
    }
    for file in files {
        let bytes = read::read_file(&file, ROOTS_BYTES_MAX)?;
        roots.add(&bytes).map_err(|error| format!("{}: {error}.", file.display()))?;
    }
    Ok(roots)
}

fn tell(args: &VerifyArgs, report: &Report) {
    if args.json {
        return say(serde_json::to_string_pretty(report).expect("a report is plain JSON"));
    }
    for signature in &report.signatures {
        say(format!("{}:", signature.field));
        for sentence in signature.sentences(args.english) {
            say(format!("  {sentence}"));
        }
    }
    say(report.summary(args.english));
}
