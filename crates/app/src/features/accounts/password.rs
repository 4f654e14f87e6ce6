//! Passwords: what is asked of them, and argon2id (RFC 9106) over them.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

/// Shortest password, in letters (QCVN 12:2026/BCA asks for 8 with four kinds; longer without kinds is stronger).
pub const LETTERS_MIN: usize = 10;
/// Longest password, in letters.
pub const LETTERS_MAX: usize = 200;
/// Hashes computed at once: each takes 19 MiB and a core for a moment.
const AT_ONCE_MAX: usize = 2;

static SEATS: Semaphore = Semaphore::const_new(AT_ONCE_MAX);

/// What is wrong with a chosen password, as the key of a sentence; `None` when it is fine.
pub fn weakness(password: &str, name: &str, email: &str) -> Option<&'static str> {
    let letters = password.chars().count();
    if letters < LETTERS_MIN {
        return Some("accounts-password-short");
    }
    if letters > LETTERS_MAX {
        return Some("accounts-password-long");
    }
    let distinct: std::collections::BTreeSet<char> = password.chars().collect();
    let key = domain::text::key(password);
    let holds = |part: &str| part.len() >= 4 && key.contains(part);
    let name = domain::text::key(name);
    let email = domain::text::key(email.split('@').next().unwrap_or_default());
    let is_common = ["password", "matkhau", "mat khau", "123456", "qwerty", "111111", "abcdef"]
        .iter()
        .any(|w| key.contains(w));
    if distinct.len() < 5 || is_common || holds(&name) || holds(&email) {
        return Some("accounts-password-guessable");
    }
    None
}

/// Hashes a password. Slow on purpose; runs beside the server's work.
pub async fn hash(password: String) -> Result<String, Unhashed> {
    let _seat = SEATS.acquire().await.map_err(|_| Unhashed)?;
    tokio::task::spawn_blocking(move || {
        Argon2::default().hash_password(password.as_bytes()).map(|h| h.to_string()).map_err(|_| Unhashed)
    })
    .await
    .map_err(|_| Unhashed)?
}

/// Whether the password is the one that was hashed. Without a hash the same time is spent, so that nobody learns by
/// the clock which accounts exist.
pub async fn fits(password: String, hash: Option<String>) -> bool {
    /// A hash of nothing anybody can type, with the parameters of the real ones.
    const NOBODY: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let Ok(_seat) = SEATS.acquire().await else { return false };
    let is_someone = hash.is_some();
    let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
    let same = tokio::task::spawn_blocking(move || {
        PasswordHash::new(&hash)
            .is_ok_and(|h| Argon2::default().verify_password(password.as_bytes(), &h).is_ok())
    })
    .await
    .unwrap_or(false);
    same && is_someone
}

/// A password could not be hashed: the system gave no chance or no memory.
#[derive(Debug, thiserror::Error)]
#[error("the password could not be hashed")]
pub struct Unhashed;
