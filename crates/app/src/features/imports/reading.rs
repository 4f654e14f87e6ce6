//! Reads an upload in a process of its own: this very program as `read --child`, with the file on standard input and
//! the answer on standard output. A file that crashes, stalls or bloats the child costs a calm sentence and nothing else.

use super::progress::Underway;
use crate::app::App;
use crate::cli::read::{Answer, OnTheWay, Opened, Refusal};
use std::os::unix::process::ExitStatusExt as _;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::process::{Child, Command};

/// What the child gets on top of the reader's own time limit, in seconds: to start, to stop by itself, to answer.
const GRACE_SECONDS: u64 = 5;
/// Largest answer of a child, in bytes: source lines and plan of the largest document are far below.
const ANSWER_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// What a child may complain about on standard error and is still logged, in bytes.
const COMPLAINT_BYTES_MAX: u64 = 4 * 1024;
/// Longest file name that is handed to the child, in letters.
const NAME_LETTERS_MAX: usize = 100;
/// Signals that come from outside: SIGHUP, SIGINT, SIGTERM when the server is being stopped, SIGKILL when the machine is
/// short of memory. Whatever a document does to the reader comes as another.
const SIGNALS_FROM_OUTSIDE: [i32; 4] = [1, 2, 15, 9];

/// What became of a document.
#[derive(Debug)]
pub enum Outcome {
    /// Opened and read.
    Read(Box<Opened>),
    /// Not readable, and what to do about it.
    Refused(Refusal),
    /// Nothing is known about the document: something from outside ended the reading, or kept it from beginning. If it
    /// happens each time, this is what to say.
    Cut(Refusal),
}

/// Why a child gave no answer.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error("the reader did not answer within {0} seconds")]
    TooSlow(u64),
    #[error("the reader ended without an answer: {0}")]
    Died(String),
    #[error("the reader was stopped from outside: {0}")]
    Stopped(ExitStatus),
    #[error("the reader's answer is larger than {ANSWER_BYTES_MAX} bytes")]
    TooLong,
    #[error("the reader could not be started or spoken to: {0}")]
    Broken(#[from] std::io::Error),
}

/// Reads the kept file of an import. Only a file that is not at hand is an error; whatever it does is an outcome.
pub async fn read(
    app: &App,
    import: &tables::import::Model,
    underway: &Underway<'_>,
) -> std::io::Result<Outcome> {
    let bytes = app.files.read(&import.file).await?;
    if bytes.is_empty() {
        return Ok(Outcome::Refused(of_document(&document::OpenError::Empty)));
    }
    let sort = Sort::of(&bytes);
    let seconds_max = u64::from(app.config.reader.seconds_max) + GRACE_SECONDS;
    let asked = ask(app, &import.file_name, bytes, underway);
    let answered = tokio::time::timeout(Duration::from_secs(seconds_max), asked).await;
    Ok(match answered.unwrap_or(Err(Fault::TooSlow(seconds_max))) {
        Ok(Answer::Read(opened)) => Outcome::Read(opened),
        Ok(Answer::Refused(refusal)) => Outcome::Refused(refusal),
        Err(fault) => {
            tracing::warn!(import = %import.id, %fault, "a document could not be read");
            let why = refusal(&fault, sort);
            match fault {
                Fault::Stopped(_) | Fault::Broken(_) => Outcome::Cut(why),
                Fault::TooSlow(_) | Fault::Died(_) | Fault::TooLong => Outcome::Refused(why),
            }
        }
    })
}

fn of_document(error: &document::OpenError) -> Refusal {
    Refusal { code: error.code().to_owned(), vi: error.sentence_vi(), en: error.sentence_en() }
}

/// What a file looks like from outside: which advice is of use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Pdf,
    Word,
    Text,
}

impl Sort {
    fn of(bytes: &[u8]) -> Sort {
        match bytes {
            [b'%', b'P', b'D', b'F', ..] => Sort::Pdf,
            [b'P', b'K', ..] => Sort::Word,
            _ => Sort::Text,
        }
    }
}

async fn ask(app: &App, file_name: &str, bytes: Vec<u8>, underway: &Underway<'_>) -> Result<Answer, Fault> {
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
        let mut out = BufReader::new(stdout.take(ANSWER_BYTES_MAX + 1));
        // On its way the child says in a line of its own how far it is; the answer has no line end.
        out.read_until(b'\n', &mut answer).await?;
        if let Ok(told) = serde_json::from_slice::<OnTheWay>(&answer) {
            underway.opened(told.n_lines);
            answer.clear();
        }
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
    if status.signal().is_some_and(|signal| SIGNALS_FROM_OUTSIDE.contains(&signal)) {
        return Err(Fault::Stopped(status));
    }
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
        // What is typed at the server's terminal to stop it is not meant for the document being read.
        .process_group(0)
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

/// The reader was started several times and the program itself ended each time.
pub fn gave_up() -> Refusal {
    refusal(&Fault::Died("several times".to_owned()), Sort::Text)
}

fn refusal(fault: &Fault, sort: Sort) -> Refusal {
    let (code, vi, en) = match (fault, sort) {
        (Fault::TooSlow(_), Sort::Pdf) => (
            "too_slow",
            "Tệp này đọc quá lâu nên đã dừng. Gửi bản Word (.docx) của văn bản; nếu chỉ có PDF, tách phụ lục thành tệp riêng rồi gửi từng tệp.",
            "Reading this file took too long and was stopped. Send the Word file (.docx) of the document; if there is only a PDF, put the annexes into files of their own and send each.",
        ),
        // It is Word or text already: only its length is left.
        (Fault::TooSlow(_), Sort::Word | Sort::Text) => (
            "too_slow",
            "Văn bản này dài nên đọc quá lâu và đã dừng. Tách phụ lục thành tệp riêng rồi gửi từng tệp; nếu máy đang bận, có thể bấm Đọc lại.",
            "This document is long: reading it took too long and was stopped. Put the annexes into files of their own and send each; if the server was busy, have it read again.",
        ),
        (Fault::TooLong, _) => (
            "too_much",
            "Văn bản này dài hơn mức đọc được một lần. Tách phụ lục thành tệp riêng rồi gửi lại.",
            "This document is longer than can be read at once. Put the annexes into files of their own and send each.",
        ),
        (Fault::Died(_) | Fault::Stopped(_) | Fault::Broken(_), Sort::Pdf) => (
            "reader_failed",
            "Chưa đọc được tệp này. Gửi bản Word (.docx) của văn bản, hoặc bấm Đọc lại để thử lần nữa.",
            "This file could not be read. Send the Word file (.docx) of the document, or have it read again.",
        ),
        (Fault::Died(_) | Fault::Stopped(_) | Fault::Broken(_), Sort::Word | Sort::Text) => (
            "reader_failed",
            "Chưa đọc được tệp này. Mở bằng Word, lưu thành tệp mới (.docx) rồi gửi lại, hoặc bấm Đọc lại để thử lần nữa.",
            "This file could not be read. Open it in Word, save it as a new .docx and send that, or have it read again.",
        ),
    };
    Refusal { code: code.to_owned(), vi: vi.to_owned(), en: en.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{Fault, Sort, refusal};

    #[test]
    fn nobody_is_told_to_send_word_when_it_is_word_or_text_already() {
        for bytes in [&b"PK\x03\x04"[..], "KẾ HOẠCH".as_bytes()] {
            let told = refusal(&Fault::TooSlow(20), Sort::of(bytes));
            assert!(told.vi.contains("Tách phụ lục") && !told.vi.contains(".docx"), "{}", told.vi);
        }
        assert!(refusal(&Fault::TooSlow(20), Sort::of(b"%PDF-1.7")).vi.contains(".docx"));
    }
}
