//! Uploaded files in a folder, named by the SHA-256 of their bytes: the same file is kept once and cannot be altered
//! unnoticed. A file is on the disk before the record that names it is committed.

use axum::http::header;
use axum::response::IntoResponse;
use sha2::{Digest, Sha256};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::io::AsyncWriteExt as _;
use web::Error;

/// Numbers the writers of this process.
static WRITERS: AtomicU64 = AtomicU64::new(0);

/// A folder of files.
#[derive(Debug, Clone)]
pub struct Files {
    folder: PathBuf,
}

impl Files {
    /// Opens the folder, making it when missing.
    pub fn open(folder: &Path) -> io::Result<Files> {
        std::fs::create_dir_all(folder)?;
        Ok(Files { folder: folder.to_path_buf() })
    }

    /// Keeps `bytes` durably and returns their name: 64 hexadecimal digits.
    pub async fn keep(&self, bytes: &[u8]) -> io::Result<String> {
        let name = hex(&Sha256::digest(bytes));
        let path = self.path(&name);
        if tokio::fs::try_exists(&path).await? {
            return Ok(name);
        }
        let parent = path.parent().unwrap_or(&self.folder).to_path_buf();
        tokio::fs::create_dir_all(&parent).await?;
        // Written beside and renamed: a name never points at half a file, even after a power cut.
        // A name of its own for each writer: the same file may arrive twice at once.
        let writer = WRITERS.fetch_add(1, Ordering::Relaxed);
        let beside = path.with_extension(format!("{}-{writer}.part", std::process::id()));
        let written = write(&beside, &path, bytes).await;
        if written.is_err() {
            // Half a file helps nobody, least of all on a full disk.
            let _ = tokio::fs::remove_file(&beside).await;
        }
        written?;
        tokio::fs::File::open(&parent).await?.sync_all().await?;
        Ok(name)
    }

    /// Reads a file back.
    pub async fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        tokio::fs::read(self.known(name)?).await
    }

    /// Opens a file to be read piece by piece, and tells how long it is.
    pub async fn reader(&self, name: &str) -> io::Result<(tokio::fs::File, u64)> {
        let file = tokio::fs::File::open(self.known(name)?).await?;
        let n_bytes = file.metadata().await?.len();
        Ok((file, n_bytes))
    }

    /// The path of a name that was given out.
    fn known(&self, name: &str) -> io::Result<PathBuf> {
        if name.len() != 64 || !name.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a name of a kept file"));
        }
        Ok(self.path(name))
    }

    /// Two letters of the name make a sub-folder, so that no folder holds too many.
    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(&name[..2]).join(name)
    }
}

async fn write(beside: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = tokio::fs::File::create(beside).await?;
    file.write_all(bytes).await?;
    // Tokio writes in the background: only flushing says that a write failed, syncing would let half a file pass.
    file.flush().await?;
    file.sync_all().await?;
    tokio::fs::rename(beside, path).await
}

/// What a person is told when a file could not be kept.
pub fn unkept(error: io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Error::disk_full().because(error),
        _ => Error::unexpected(error),
    }
}

/// The header by which a browser shows (`inline`) or saves (`attachment`) a file under this name (RFC 6266, RFC 8187).
pub fn attachment(way: &str, name: &str) -> String {
    use std::fmt::Write as _;
    let encoded = name.bytes().fold(String::with_capacity(name.len() * 3), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    });
    format!("{way}; filename=\"tep\"; filename*=UTF-8''{encoded}")
}

/// Bytes that the browser keeps as a file of this name.
pub fn download(kind: &'static str, name: &str, bytes: Vec<u8>) -> impl IntoResponse + use<> {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes)
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
