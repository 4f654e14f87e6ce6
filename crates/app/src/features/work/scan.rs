//! The virus scanner: clamd of ClamAV, asked over its socket in the words of its INSTREAM command (clamd(8)). Without one
//! files say that nobody scanned them.

use crate::app::App;
use crate::config::Scanner;
use db::events::{By, NewEvent, record};
use db::{DbError, WriteTx};
use domain::ids::EvidenceId;
use domain::time::Moment;
use jobs::{Job, JobError, Left, Run};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _, QuerySelect as _};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::io;
use std::time::Duration;
use tables::evidence;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};

/// Bytes sent to the scanner at once.
const CHUNK_BYTES: usize = 64 * 1024;
/// Bytes of an answer that are read.
const ANSWER_BYTES_MAX: u64 = 4 * 1024;

/// What the scanner said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing known was found.
    Clean,
    /// This was found.
    Infected(String),
}

/// Asks the scanner about these bytes.
pub async fn ask(scanner: &Scanner, bytes: &[u8]) -> io::Result<Verdict> {
    let longest = Duration::from_secs(scanner.seconds_max.into());
    match tokio::time::timeout(longest, connect_and_ask(&scanner.address, bytes)).await {
        Ok(answer) => answer,
        Err(_) => Err(io::Error::new(io::ErrorKind::TimedOut, "the scanner did not answer in time")),
    }
}

async fn connect_and_ask(address: &str, bytes: &[u8]) -> io::Result<Verdict> {
    if let Some(path) = address.strip_prefix("unix:") {
        return stream(tokio::net::UnixStream::connect(path).await?, bytes).await;
    }
    let address = address.strip_prefix("tcp:").unwrap_or(address);
    stream(tokio::net::TcpStream::connect(address).await?, bytes).await
}

async fn stream(mut line: impl AsyncRead + AsyncWrite + Unpin, bytes: &[u8]) -> io::Result<Verdict> {
    line.write_all(b"zINSTREAM\0").await?;
    for chunk in bytes.chunks(CHUNK_BYTES) {
        let length = u32::try_from(chunk.len()).map_err(io::Error::other)?;
        line.write_all(&length.to_be_bytes()).await?;
        line.write_all(chunk).await?;
    }
    line.write_all(&0_u32.to_be_bytes()).await?;
    line.flush().await?;
    let mut answer = String::new();
    line.take(ANSWER_BYTES_MAX).read_to_string(&mut answer).await?;
    read(answer.trim_matches(['\0', '\n', ' ']))
}

/// "stream: OK", "stream: Eicar-Test-Signature FOUND", "INSTREAM size limit exceeded. ERROR".
fn read(answer: &str) -> io::Result<Verdict> {
    let said = answer.strip_prefix("stream: ").unwrap_or(answer);
    if said == "OK" {
        return Ok(Verdict::Clean);
    }
    match said.strip_suffix(" FOUND") {
        Some(what) => Ok(Verdict::Infected(what.to_owned())),
        None => Err(io::Error::other(format!("the scanner said: {answer}"))),
    }
}

/// Has a file scanned.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ScanEvidence {
    /// Which file.
    pub evidence: EvidenceId,
}

impl Job for ScanEvidence {
    type Context = App;
    const KIND: &'static str = "work.scan";
    const ATTEMPTS_MAX: i32 = 4;

    async fn run(self, app: &App, _: Run) -> Result<(), JobError> {
        let row = evidence::by_id(self.evidence).one(app.db.read()).await?;
        let Some(row) = row.filter(|row| row.scan == "waiting") else { return Ok(()) };
        let bytes = app.files.read(&row.file).await?;
        let verdict = ask(&app.config.scanner, &bytes).await?;
        let tx = app.db.write().await?;
        settle(&tx, app.now(), self.evidence, Some(verdict)).await?;
        Ok(tx.commit().await?)
    }

    async fn when_given_up(self, tx: &WriteTx, now: Moment, _: &str) -> Result<Left, DbError> {
        settle(tx, now, self.evidence, None).await?;
        // Its row says that it was not scanned.
        Ok(Left::Nowhere)
    }
}

/// Writes what became of a scan; none when the scanner never answered.
async fn settle(tx: &WriteTx, now: Moment, id: EvidenceId, verdict: Option<Verdict>) -> Result<(), DbError> {
    let Some(row) = evidence::by_id(id).lock_exclusive().one(tx).await? else { return Ok(()) };
    let (work, name) = (row.assignment_id, row.file_name.clone());
    let (scan, found) = match verdict {
        Some(Verdict::Clean) => ("clean", None),
        Some(Verdict::Infected(what)) => ("infected", Some(what)),
        None => ("failed", None),
    };
    let mut row = row.into_active_model();
    row.scan = Set(scan.to_owned());
    row.found = Set(found.clone());
    row.scanned_at = Set(Some(now));
    row.update(tx).await?;
    if let Some(what) = found {
        let told = json!({"name": name, "found": what});
        record(tx, NewEvent::new(now, By::HOUSE, "scan_file", "work", work).with(told)).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_of_the_scanner() {
        assert_eq!(read("stream: OK").ok(), Some(Verdict::Clean));
        let found = Verdict::Infected("Eicar-Test-Signature".to_owned());
        assert_eq!(read("stream: Eicar-Test-Signature FOUND").ok(), Some(found));
        for error in ["INSTREAM size limit exceeded. ERROR", "", "stream: NOT OK"] {
            assert!(read(error).is_err(), "{error}");
        }
    }
}
