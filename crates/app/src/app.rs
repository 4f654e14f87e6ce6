//! The state of the running program: one concrete type with everything a handler may need, clock and chance inside.

use crate::config::Config;
use crate::files::Files;
use db::Db;
use domain::ids::Id;
use domain::time::{Chance, Clock, Moment, SystemChance, SystemClock};
use std::net::IpAddr;
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use web::{Limiter, Rule};

/// Wrong passwords from one address before it has to wait: a whole school may sit behind one address.
const SIGN_INS_PER_ADDRESS: Rule = Rule { tries_max: 100, window: Duration::from_secs(15 * 60) };
/// Tries for one account, whichever address they come from; the account's own lock comes first.
const SIGN_INS_PER_ACCOUNT: Rule = Rule { tries_max: 20, window: Duration::from_secs(15 * 60) };

/// The state; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// What is in [`App`].
pub struct Inner {
    /// The settings in force.
    pub config: Config,
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub chance: Arc<dyn Chance>,
    /// Uploaded files.
    pub files: Files,
    /// The program that reads uploads in a process of its own: this binary itself.
    pub reader_program: PathBuf,
    /// The names of units, for reading documents.
    pub lexicon: crate::features::units::lexicon::Shared,
    /// Who has which review open.
    pub presence: crate::features::imports::Presence,
    /// How far the readings of this process are.
    pub progress: crate::features::imports::Progress,
    /// What the check of the layout said of texts lately.
    pub layouts: crate::features::documents::Layouts,
    /// Slows down guessing from one address.
    pub sign_ins_by_address: Limiter<IpAddr>,
    /// Slows down guessing at one account.
    pub sign_ins_by_account: Limiter<String>,
    /// Sample accounts may be shown on the sign-in page.
    pub is_demo: bool,
    /// Needed once for the first administrator when the request does not come from this machine; printed at start.
    pub setup_code: String,
}

/// What the program needs from outside; tests give their own.
pub struct Outside {
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub chance: Arc<dyn Chance>,
    /// The program that reads uploads.
    pub reader_program: PathBuf,
    /// The server runs with sample data whose passwords are no secret.
    pub is_demo: bool,
}

impl Outside {
    /// The system's own.
    pub fn system(is_demo: bool) -> std::io::Result<Outside> {
        Ok(Outside {
            clock: Arc::new(SystemClock),
            chance: Arc::new(SystemChance),
            reader_program: std::env::current_exe()?,
            is_demo,
        })
    }
}

impl App {
    /// Puts the parts together.
    pub fn new(config: Config, db: Db, files: Files, outside: Outside) -> App {
        let mut code = [0; 5];
        outside.chance.fill(&mut code);
        App(Arc::new(Inner {
            config,
            db,
            files,
            setup_code: crate::files::hex(&code),
            is_demo: outside.is_demo,
            clock: outside.clock,
            chance: outside.chance,
            reader_program: outside.reader_program,
            lexicon: crate::features::units::lexicon::Shared::default(),
            presence: crate::features::imports::Presence::default(),
            progress: crate::features::imports::Progress::default(),
            layouts: crate::features::documents::Layouts::default(),
            sign_ins_by_address: Limiter::new(SIGN_INS_PER_ADDRESS),
            sign_ins_by_account: Limiter::new(SIGN_INS_PER_ACCOUNT),
        }))
    }
}

impl Deref for App {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Inner {
    /// This moment.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// An id born now.
    pub fn new_id<I: Id>(&self) -> I {
        I::new(self.now(), &*self.chance)
    }

    /// Whether people reach the program through TLS.
    pub fn is_https(&self) -> bool {
        self.config.server.public_url.starts_with("https://")
    }
}
