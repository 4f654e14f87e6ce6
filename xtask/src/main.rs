//! Chores of the house: `cargo xtask tidy` checks the rules that a compiler cannot, `cargo xtask generate` fills a database
//! with a country at work.

mod layers;
mod tidy;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask tidy      checks layers, file lengths, banned words, dependency reasons, coverage rows
cargo xtask generate  fills an empty database for trying by hand, built as a release:
                      --database URL [--units 50000] [--duties 40]
";

fn main() -> ExitCode {
    let mut given = std::env::args().skip(1);
    match given.next().as_deref() {
        Some("tidy") => report(&tidy::check(&root())),
        Some("generate") => generate(&given.collect::<Vec<_>>()),
        _ => {
            eprint_line(USAGE);
            ExitCode::FAILURE
        }
    }
}

/// The generator is the bench that measures such a database: it knows the product, this crate does not.
fn generate(given: &[String]) -> ExitCode {
    if !given.iter().any(|arg| arg == "--database") {
        eprint_line(USAGE);
        return ExitCode::FAILURE;
    }
    let mut cargo = std::process::Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root()).args(["bench", "-p", "app", "--bench", "work", "--", "generate"]).args(given);
    match cargo.status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprint_line(&format!("cargo cannot be started: {error}"));
            ExitCode::FAILURE
        }
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
