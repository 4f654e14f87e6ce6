//! Reads an upload in a process of its own: this very program as `read --child`, with the file on standard input and
//! the answer on standard output. A file that crashes, stalls or bloats the child costs a calm sentence and nothing else.

use crate::app::App;
use crate::cli::read::{Answer, Opened, Refusal};
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;
use web::Error;

/// Documents read at the same time; each may take a processor and hundreds of megabytes.
const CHILDREN_MAX: usize = 2;
/// How long an upload waits for its turn, in seconds, before its sender is asked to come again.
const TURN_SECONDS_MAX: u64 = 25;
/// What the child gets on top of the reader's own time limit, in seconds: to start, to stop by itself, to answer.
const GRACE_SECONDS: u64 = 5;
/// Largest answer of a child, in bytes: source lines and plan of the largest document are far below.
const ANSWER_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// What a child may complain about on standard error and is still logged, in bytes.
const COMPLAINT_BYTES_MAX: u64 = 4 * 1024;
/// Longest file name that is handed to the child, in letters.
const NAME_LETTERS_MAX: usize = 100;

/// The turns of the readers.
#[derive(Debug)]
pub struct Readers(Semaphore);

impl Default for Readers {
    fn default() -> Readers {
        Readers(Semaphore::new(CHILDREN_MAX))
    }
}

/// What became of a document.
#[derive(Debug)]
pub enum Outcome {
    /// Opened and read.
    Read(Box<Opened>),
    /// Not readable, and what to do about it.
    Refused(Refusal),
}

/// Why a child gave no answer.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error("the reader did not answer within {0} seconds")]
    TooSlow(u64),
    #[error("the reader ended without an answer: {0}")]
    Died(String),
    #[error("the reader's answer is larger than {ANSWER_BYTES_MAX} bytes")]
    TooLong,
    #[error("the reader could not be started or spoken to: {0}")]
    Broken(#[from] std::io::Error),
}

/// Reads a document. Only a house that is too busy is an error; whatever the file does is an outcome.
pub async fn read(app: &App, file_name: &str, bytes: Vec<u8>) -> Result<Outcome, Error> {
    let turn = tokio::time::timeout(Duration::from_secs(TURN_SECONDS_MAX), app.readers.0.acquire());
    let Ok(Ok(_turn)) = turn.await else { return Err(Error::too_many(TURN_SECONDS_MAX)) };
    let seconds_max = u64::from(app.config.reader.seconds_max) + GRACE_SECONDS;
    let answered = tokio::time::timeout(Duration::from_secs(seconds_max), ask(app, file_name, bytes)).await;
    match answered.unwrap_or(Err(Fault::TooSlow(seconds_max))) {
        Ok(Answer::Read(opened)) => Ok(Outcome::Read(opened)),
        Ok(Answer::Refused(refusal)) => Ok(Outcome::Refused(refusal)),
        Err(fault) => {
            tracing::warn!(%fault, "a document could not be read");
            Ok(Outcome::Refused(refusal(&fault)))
        }
    }
}

async fn ask(app: &App, file_name: &str, bytes: Vec<u8>) -> Result<Answer, Fault> {
    let mut child = start(app, file_name)?;
    let (Some(mut stdin), Some(stdout), Some(stderr)) =
        (child.stdin.take(), child.stdout.take(), child.stderr.take())
    else {
        return Err(Fault::Died("no pipes".to_owned()));
    };
    // All three at once: a child that answers before it has read everything must not block the writer.
    let feed = async move {
        // A child that refuses early closes its end; what it answers is what counts.
        let _ = stdin.write_all(&bytes).await;
        let _ = stdin.shutdown().await;
    };
    let hear = async move {
        let mut answer = Vec::new();
        // Dropped when enough was heard: a child that goes on talking then ends by itself.
        let mut out = stdout.take(ANSWER_BYTES_MAX + 1);
        out.read_to_end(&mut answer).await.map(|_| answer)
    };
    let mut complaint = Vec::new();
    let mut err = stderr.take(COMPLAINT_BYTES_MAX);
    let ((), answer, _) = tokio::join!(feed, hear, async { err.read_to_end(&mut complaint).await });
    let answer = answer?;
    if answer.len() as u64 > ANSWER_BYTES_MAX {
        return Err(Fault::TooLong);
    }
    let status = child.wait().await?;
    if !status.success() {
        return Err(Fault::Died(format!("{status}: {}", String::from_utf8_lossy(&complaint).trim())));
    }
    let parsed = tokio::task::spawn_blocking(move || serde_json::from_slice(&answer)).await;
    match parsed {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(error)) => Err(Fault::Died(error.to_string())),
        Err(error) => Err(Fault::Died(error.to_string())),
    }
}

fn start(app: &App, file_name: &str) -> std::io::Result<Child> {
    let limits = &app.config;
    Command::new(&app.reader_program)
        .args(["read", "--child"])
        .args(["--pages-max", &limits.reader.pages_max.to_string()])
        .args(["--bytes-max", &limits.files.upload_bytes_max.to_string()])
        .args(["--seconds-max", &limits.reader.seconds_max.to_string()])
        // The name is only a name, and never an option: it comes after "--".
        .args(["--", &plain_name(file_name)])
        // The child needs nothing of the server's secrets (database address, passwords) in its environment.
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
}

/// The name as the reader shows it: no folders, not empty, not endless.
fn plain_name(file_name: &str) -> String {
    let name: String =
        file_name.chars().filter(|c| !matches!(c, '/' | '\\' | '\0')).take(NAME_LETTERS_MAX).collect();
    if name.is_empty() { "van-ban".to_owned() } else { name }
}

fn refusal(fault: &Fault) -> Refusal {
    let (code, vi, en) = match fault {
        Fault::TooSlow(_) => (
            "too_slow",
            "Tệp này đọc quá lâu nên đã dừng. Đề nghị mở bằng Word, lưu thành tệp mới (.docx) rồi gửi lại.",
            "Reading this file took too long and was stopped. Please open it in Word, save it as a new .docx and send that.",
        ),
        Fault::TooLong => (
            "too_much",
            "Văn bản này dài hơn mức đọc được một lần. Đề nghị tách phụ lục thành tệp riêng rồi gửi lại.",
            "This document is longer than can be read at once. Please put the annexes into files of their own.",
        ),
        Fault::Died(_) | Fault::Broken(_) => (
            "reader_failed",
            "Chưa đọc được tệp này. Đề nghị mở bằng Word, lưu thành tệp mới (.docx) rồi gửi lại.",
            "This file could not be read. Please open it in Word, save it as a new .docx and send that.",
        ),
    };
    Refusal { code: code.to_owned(), vi: vi.to_owned(), en: en.to_owned() }
}
