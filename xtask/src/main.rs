//! Chores of the house: `cargo xtask tidy` checks the rules that a compiler cannot.

mod layers;
mod tidy;

use std::process::ExitCode;

const USAGE: &str =
    "cargo xtask tidy      checks layers, file lengths, banned words, dependency reasons, coverage rows
";

fn main() -> ExitCode {
    if let Some("tidy") = std::env::args().nth(1).as_deref() {
        report(&tidy::check(&root()))
    } else {
        eprint_line(USAGE);
        ExitCode::FAILURE
    }
}

/// The folder of the workspace: this crate lives one level below it.
fn root() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask lives inside the workspace")
        .to_path_buf()
}

fn report(faults: &[String]) -> ExitCode {
    if faults.is_empty() {
        eprint_line("tidy: everything in order");
        return ExitCode::SUCCESS;
    }
    for fault in faults {
        eprint_line(fault);
    }
    eprint_line(&format!("tidy: {} faults", faults.len()));
    ExitCode::FAILURE
}

#[expect(clippy::print_stderr, reason = "a command line tool speaks on stderr")]
fn eprint_line(line: &str) {
    eprintln!("{line}");
}
