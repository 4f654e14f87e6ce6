//! Settings: built-in values, then a file, then the environment, then flags; each remembers where it came from.
//!
//! A wrong value is refused at start with a sentence that names its source. Features see only what they need.

use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use serde::{Deserialize, Serialize};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

const MIB: u64 = 1024 * 1024;

/// Prefix of environment variables: `NHIPCAU_SERVER__LISTEN`, with two underscores between section and name.
pub const ENV_PREFIX: &str = "NHIPCAU_";

/// All settings of the program.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where the server listens and what the world calls it.
    pub server: Server,
    /// Where records live.
    pub database: Database,
    /// Where uploaded files live.
    pub files: Files,
    /// Limits of reading documents.
    pub reader: Reader,
    /// Sign-in.
    pub accounts: Accounts,
    /// The virus scanner.
    pub scanner: Scanner,
    /// What people are told.
    pub notices: Notices,
    /// Mail that goes out.
    pub mail: Mail,
}

/// Section `[server]`.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Server {
    /// Address and port to listen on.
    pub listen: SocketAddr,
    /// The address people type, for links to invitations and new passwords; with `https` cookies are marked Secure.
    pub public_url: String,
    /// Longest time a request may take once all of it has come, in seconds.
    pub request_seconds_max: u64,
    /// How many reverse proxies stand in front and may say where a request came from (`X-Forwarded-For`).
    pub trusted_proxies: u8,
}

/// Section `[database]`.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// `sqlite:PATH` (embedded) or `postgres://…`.
    pub url: String,
}

/// Section `[files]`.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Files {
    /// Folder of uploaded files, made when missing.
    pub folder: PathBuf,
    /// Largest upload in bytes.
    pub upload_bytes_max: u64,
}

/// Section `[reader]`.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Reader {
    /// Longest time one document may take to open and read, in seconds; beyond it the reading is given up.
    pub seconds_max: u32,
    /// Most pages of a PDF that are read.
    pub pages_max: u32,
    /// How long the sender of a document waits for its reading before a page says that it is under way, in seconds.
    pub wait_seconds: u32,
}

/// Section `[accounts]`.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Accounts {
    /// A session ends after this many hours without use.
    pub session_idle_hours_max: u32,
    /// An account locks after this many wrong passwords in a row (QCVN 12:2026/BCA: at most 5).
    pub failures_max: u32,
    /// How long it stays locked, in minutes, unless an administrator opens it.
    pub lock_minutes: u32,
    /// How long an invitation link works, in days.
    pub invitation_days: u32,
    /// How long a link to a new password works, in hours.
    pub reset_hours: u32,
}

/// Section `[scanner]`.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Scanner {
    /// Where clamd of ClamAV listens: `unix:/run/clamav/clamd.ctl` or `tcp:127.0.0.1:3310`; empty for no scanner.
    pub address: String,
    /// Longest time a file may take to scan, in seconds.
    pub seconds_max: u32,
}

/// Section `[notices]`.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Notices {
    /// How long a notice is kept, in days.
    pub keep_days: u32,
}

/// Section `[mail]`.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// Name of the server that takes mail (SMTP); empty for none: mails are then kept in the outbox.
    pub server: String,
    /// Its port.
    pub port: u16,
    /// `starttls`, `tls` (from the first byte), or `none` on a closed network.
    pub encryption: String,
    /// A file with a certificate (PEM) that is trusted beside the public ones; empty for none.
    pub ca_file: PathBuf,
    /// Account at the server; empty for none.
    pub user: String,
    /// Its password. Better in a file.
    pub password: String,
    /// File with the password, read at each start; empty for none.
    pub password_file: PathBuf,
    /// Who sends: `Nhịp Cầu <nhipcau@so.example.vn>`.
    pub sender: String,
    /// Most mails handed to the server in a minute.
    pub per_minute_max: u32,
    /// Longest wait for one answer of the server, in seconds.
    pub seconds_max: u32,
}

impl Mail {
    /// Whether there is a server.
    pub fn is_on(&self) -> bool {
        !self.server.is_empty()
    }

    fn off() -> Mail {
        Mail {
            server: String::new(),
            port: 587,
            encryption: "starttls".to_owned(),
            ca_file: PathBuf::new(),
            user: String::new(),
            password: String::new(),
            password_file: PathBuf::new(),
            sender: String::new(),
            per_minute_max: 120,
            seconds_max: 30,
        }
    }

    /// What is wrong with it.
    fn check(&self) -> Result<(), (&'static str, String)> {
        if !self.is_on() {
            return Ok(());
        }
        if self.sender.parse::<lettre::message::Mailbox>().is_err() {
            return Err(("mail.sender", "Write it as Nhịp Cầu <nhipcau@so.example.vn>.".to_owned()));
        }
        if !matches!(self.encryption.as_str(), "starttls" | "tls" | "none") {
            return Err(("mail.encryption", "Choose starttls, tls or none.".to_owned()));
        }
        for (key, file) in [("mail.ca_file", &self.ca_file), ("mail.password_file", &self.password_file)] {
            if !file.as_os_str().is_empty() && std::fs::read(file).is_err() {
                return Err((key, format!("{} cannot be read.", file.display())));
            }
        }
        Ok(())
    }
}

impl Scanner {
    /// Whether there is one.
    pub fn is_on(&self) -> bool {
        !self.address.is_empty()
    }
}

impl Config {
    /// The built-in settings with all data below `folder`.
    pub fn built_in(folder: &Path) -> Config {
        Config {
            server: Server {
                listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
                public_url: String::new(),
                request_seconds_max: 60,
                trusted_proxies: 0,
            },
            database: Database { url: format!("sqlite:{}", folder.join("nhipcau.db").display()) },
            files: Files { folder: folder.join("files"), upload_bytes_max: 20 * MIB },
            reader: Reader { seconds_max: 20, pages_max: 200, wait_seconds: 2 },
            accounts: Accounts {
                session_idle_hours_max: 72,
                failures_max: 5,
                lock_minutes: 12 * 60,
                invitation_days: 7,
                reset_hours: 24,
            },
            scanner: Scanner { address: String::new(), seconds_max: 60 },
            notices: Notices { keep_days: 180 },
            mail: Mail::off(),
        }
    }
}

/// A setting as `doctor` prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sourced {
    /// `section.name`
    pub key: String,
    /// The value in force; secrets are masked.
    pub value: String,
    /// Where it came from, in words.
    pub source: String,
}

/// Settings given as flags: only those that were given.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    /// `--listen`
    pub listen: Option<SocketAddr>,
    /// `--database`
    pub database: Option<String>,
    /// `--public-url`
    pub public_url: Option<String>,
}

/// Settings with their sources.
#[derive(Debug)]
pub struct Loaded {
    /// The settings.
    pub config: Config,
    /// One row per setting.
    pub sources: Vec<Sourced>,
}

/// What is wrong with the settings, as a sentence.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ConfigError {
    /// The file named on the command line is not there.
    #[error(
        "Configuration file {0} does not exist. Check --config, or leave it out to use the built-in settings."
    )]
    NoFile(PathBuf),
    /// A value has the wrong shape.
    #[error("{key} (from {from}): {what}")]
    Wrong {
        /// The setting.
        key: String,
        /// Its source.
        from: String,
        /// What to do.
        what: String,
    },
}

/// Loads the settings: built-in, then `file` (or `nhipcau.toml` in `folder` when there), environment, flags.
pub fn load(folder: &Path, file: Option<&Path>, flags: &Flags) -> Result<Loaded, ConfigError> {
    let given = file.map(Path::to_path_buf);
    if let Some(path) = &given
        && !path.is_file()
    {
        return Err(ConfigError::NoFile(path.clone()));
    }
    let path = given.unwrap_or_else(|| folder.join("nhipcau.toml"));
    let mut figment = Figment::new()
        .merge(Serialized::defaults(Config::built_in(folder)))
        .merge(Toml::file(&path))
        .merge(Env::prefixed(ENV_PREFIX).filter(|k| k.as_str().contains("__")).split("__"));
    if let Some(listen) = flags.listen {
        figment = figment.merge(Serialized::global("server.listen", listen).key_named("--listen"));
    }
    if let Some(url) = &flags.database {
        figment = figment.merge(Serialized::global("database.url", url).key_named("--database"));
    }
    if let Some(url) = &flags.public_url {
        figment = figment.merge(Serialized::global("server.public_url", url).key_named("--public-url"));
    }
    let mut config: Config = figment.extract().map_err(|e| shape(&figment, e))?;
    check(&config).map_err(|(key, what)| ConfigError::Wrong {
        key: key.to_owned(),
        from: source(&figment, key),
        what,
    })?;
    if config.server.public_url.is_empty() {
        config.server.public_url = format!("http://{}", config.server.listen);
    }
    let sources = sourced(&figment, &config);
    Ok(Loaded { config, sources })
}

/// Names a flag as the source of a value.
trait KeyNamed {
    fn key_named(self, flag: &'static str) -> Flag<Self>
    where
        Self: Sized;
}

impl<T> KeyNamed for T {
    fn key_named(self, flag: &'static str) -> Flag<T> {
        Flag { inner: self, flag }
    }
}

struct Flag<T> {
    inner: T,
    flag: &'static str,
}

impl<T: figment::Provider> figment::Provider for Flag<T> {
    fn metadata(&self) -> figment::Metadata {
        figment::Metadata::named(format!("flag {}", self.flag))
    }
    fn data(&self) -> Result<figment::value::Map<figment::Profile, figment::value::Dict>, figment::Error> {
        self.inner.data()
    }
}

fn shape(figment: &Figment, error: figment::Error) -> ConfigError {
    let key = error.path.join(".");
    let from = error.metadata.as_ref().map_or_else(|| source(figment, &key), |m| describe(m, &key));
    ConfigError::Wrong { key, from, what: format!("{}.", error.kind) }
}

/// Rules between values and ranges; the sentence says what to do.
fn check(config: &Config) -> Result<(), (&'static str, String)> {
    let url = &config.database.url;
    if !(url.starts_with("sqlite:") || url.starts_with("postgres://") || url.starts_with("postgresql://")) {
        return Err(("database.url", "Write sqlite:PATH or postgres://user:password@host/name.".to_owned()));
    }
    let public = &config.server.public_url;
    if !public.is_empty() && !public.starts_with("http://") && !public.starts_with("https://") {
        return Err((
            "server.public_url",
            "Begin it with https:// (or http:// on a closed network).".to_owned(),
        ));
    }
    let ranges: [(&'static str, u64, u64, u64, &str); 14] = [
        ("server.request_seconds_max", config.server.request_seconds_max, 5, 600, "seconds"),
        ("files.upload_bytes_max", config.files.upload_bytes_max, MIB, 50 * MIB, "bytes"),
        ("reader.seconds_max", config.reader.seconds_max.into(), 1, 300, "seconds"),
        ("reader.pages_max", config.reader.pages_max.into(), 1, 2000, "pages"),
        ("reader.wait_seconds", config.reader.wait_seconds.into(), 0, 25, "seconds"),
        (
            "accounts.session_idle_hours_max",
            config.accounts.session_idle_hours_max.into(),
            1,
            24 * 30,
            "hours",
        ),
        ("accounts.failures_max", config.accounts.failures_max.into(), 1, 10, "failures"),
        ("accounts.lock_minutes", config.accounts.lock_minutes.into(), 1, 43_200, "minutes"),
        ("accounts.invitation_days", config.accounts.invitation_days.into(), 1, 60, "days"),
        ("scanner.seconds_max", config.scanner.seconds_max.into(), 1, 600, "seconds"),
        ("mail.per_minute_max", config.mail.per_minute_max.into(), 1, 6000, "mails"),
        ("mail.seconds_max", config.mail.seconds_max.into(), 1, 300, "seconds"),
        ("notices.keep_days", config.notices.keep_days.into(), 7, 3650, "days"),
        ("accounts.reset_hours", config.accounts.reset_hours.into(), 1, 168, "hours"),
    ];
    for (key, value, least, most, unit) in ranges {
        if value < least || value > most {
            return Err((key, format!("{value} is out of range: choose {least} to {most} {unit}.")));
        }
    }
    let scanner = &config.scanner.address;
    if !(scanner.is_empty() || scanner.starts_with("unix:/") || scanner.starts_with("tcp:")) {
        return Err(("scanner.address", "Write unix:/path/of/clamd.ctl or tcp:host:port.".to_owned()));
    }
    config.mail.check()?;
    // A sender who waits longer than requests may last is told of a fault while the document is read all the same.
    let longest = config.server.request_seconds_max;
    if u64::from(config.reader.wait_seconds) >= longest {
        let what = format!("Choose less than server.request_seconds_max, which is {longest} seconds.");
        return Err(("reader.wait_seconds", what));
    }
    Ok(())
}

fn source(figment: &Figment, key: &str) -> String {
    figment.find_metadata(key).map_or_else(|| "built in".to_owned(), |m| describe(m, key))
}

fn describe(metadata: &figment::Metadata, key: &str) -> String {
    if metadata.name.contains("environment variable") {
        return format!("environment {ENV_PREFIX}{}", key.to_uppercase().replace('.', "__"));
    }
    match &metadata.source {
        Some(figment::Source::File(path)) => format!("file {}", path.display()),
        _ if metadata.name.starts_with("flag ") => metadata.name.to_string(),
        _ => "built in".to_owned(),
    }
}

fn sourced(figment: &Figment, config: &Config) -> Vec<Sourced> {
    let value = serde_json::to_value(config).expect("settings are plain values");
    let mut rows = Vec::new();
    for (section, inner) in value.as_object().into_iter().flatten() {
        for (name, value) in inner.as_object().into_iter().flatten() {
            let key = format!("{section}.{name}");
            let shown = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let value =
                if key == "mail.password" && !shown.is_empty() { "***".to_owned() } else { mask(&shown) };
            rows.push(Sourced { source: source(figment, &key), value, key });
        }
    }
    rows
}

/// Hides the password of a database address.
pub fn mask(url: &str) -> String {
    match (url.find("://"), url.rfind('@')) {
        (Some(start), Some(at)) if start + 3 < at => match url[start + 3..at].find(':') {
            Some(colon) => format!("{}:***{}", &url[..start + 3 + colon], &url[at..]),
            None => url.to_owned(),
        },
        _ => url.to_owned(),
    }
}
