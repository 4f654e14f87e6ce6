//! The command line: `nhipcau serve · demo · read · write · check · verify · migrate · admin · doctor`. One file per command.

mod admin;
mod check;
mod demo;
mod doctor;
mod migrate;
pub mod read;
mod serve;
mod verify;
mod write;

use crate::config::{self, Flags, Loaded};
use clap::{Args, Parser, Subcommand};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

/// Nhịp Cầu: a plan you can run.
#[derive(Debug, Parser)]
#[command(name = "nhipcau", version, about, max_term_width = 110)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Starts the server on your own data
    Serve(Common),
    /// Starts the server with sample data (units, people with invented names, three sample plans)
    Demo(Common),
    /// Reads a plan document (.docx, .pdf, .txt, .md) and prints what it says
    Read(read::ReadArgs),
    /// Writes a plan (plan.schema.json) or a document as Word or PDF in the layout of Decree 30/2020
    Write(write::WriteArgs),
    /// Looks through the layout of a Word file by Decree 30/2020 and names each fault with its mend
    Check(check::CheckArgs),
    /// Verifies the digital signatures of a PDF: who signed, what is covered, whether it is trusted
    Verify(verify::VerifyArgs),
    /// Brings the database to the present schema
    Migrate(Common),
    /// Makes an administrator, gives a new password, unlocks an account
    Admin(admin::AdminArgs),
    /// Checks settings, database, files and the event log, and says what to do
    Doctor(Common),
}

/// Where the data and the settings are. Taken behind the words of `admin` as well as before them.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// Folder of the data: database, uploaded files, nhipcau.toml
    #[arg(long, env = "NHIPCAU_DATA", default_value = "var/data", global = true)]
    pub data: PathBuf,
    /// Configuration file (TOML) instead of DATA/nhipcau.toml
    #[arg(long, env = "NHIPCAU_CONFIG", global = true)]
    pub config: Option<PathBuf>,
    /// Address and port to listen on, for example 127.0.0.1:8080
    #[arg(long, global = true)]
    pub listen: Option<SocketAddr>,
    /// Database: sqlite:PATH or postgres://user:password@host/name
    #[arg(long, global = true)]
    pub database: Option<String>,
    /// The address people type, for example `https://nhipcau.so.gov.vn`
    #[arg(long, global = true)]
    pub public_url: Option<String>,
}

impl Common {
    /// Loads the settings these flags point at.
    pub fn load(&self) -> Result<Loaded, config::ConfigError> {
        let flags = Flags {
            listen: self.listen,
            database: self.database.clone(),
            public_url: self.public_url.clone(),
        };
        config::load(&self.data, self.config.as_deref(), &flags)
    }
}

/// Runs the command line and returns the exit status: 0 done, 1 failed with a sentence on stderr, 2 wrong usage.
pub fn run() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Read(args) => return read::run(&args),
        Command::Write(args) => write::run(&args),
        Command::Check(args) => return check::run(&args),
        Command::Verify(args) => return verify::run(&args),
        Command::Serve(common) => runtime(serve::run(common)),
        Command::Demo(common) => runtime(demo::run(common)),
        Command::Migrate(common) => runtime(migrate::run(common)),
        Command::Admin(args) => runtime(admin::run(args)),
        Command::Doctor(common) => runtime(doctor::run(common)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            complain(&sentence);
            ExitCode::FAILURE
        }
    }
}

/// An error of the command line is a sentence.
pub type Outcome = Result<(), String>;

/// Least threads that serve requests. Reading a draft, wording a page and the like take tens of milliseconds without a
/// pause: on two cores two of them at once must not stop whoever holds the only writer of SQLite.
const THREADS_MIN: usize = 8;

fn runtime(work: impl Future<Output = Outcome>) -> Outcome {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(cores.max(THREADS_MIN))
        .enable_all()
        .build()
        .map_err(|e| format!("The system refused to start threads: {e}."))?
        .block_on(work)
}

/// Prints a line of result.
#[expect(clippy::print_stdout, reason = "a command line tool speaks on stdout")]
pub fn say(line: impl std::fmt::Display) {
    println!("{line}");
}

/// Prints a line about what went wrong.
#[expect(clippy::print_stderr, reason = "a command line tool complains on stderr")]
pub fn complain(line: impl std::fmt::Display) {
    eprintln!("{line}");
}
