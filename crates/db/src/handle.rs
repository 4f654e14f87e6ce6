//! The handle: how the database is opened, and the only two doors to it.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;

use domain::ids::Id;
use domain::time::{Chance, Moment};
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    ExecResult, IsolationLevel, QueryResult, SqliteTransactionMode, Statement, TransactionOptions,
    TransactionTrait,
};
use sea_orm_migration::async_trait::async_trait;
use tokio::sync::watch;

use crate::{DbError, Door, dialect};

/// Connections that read at the same time.
pub const READERS_MAX: u32 = 8;
/// Connections that write at the same time on PostgreSQL. SQLite has one writer by nature.
pub const POSTGRES_WRITERS_MAX: u32 = 8;
/// Longest wait for a free connection before a request is told that the database is busy.
pub const CONNECTION_WAIT_SECONDS_MAX: u64 = 15;
/// A connection that rested for longer is tried before it is used: the server may have been restarted meanwhile.
pub const IDLE_SECONDS_TRUSTED_MAX: u64 = 5;
/// Longest wait for a database to open at start.
pub const OPEN_SECONDS_MAX: u64 = 5;
/// Longest wait for a lock that another process holds on an SQLite file.
pub const SQLITE_LOCK_WAIT_SECONDS_MAX: u64 = 10;

/// A handle to the database; cheap to clone.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

struct Inner {
    readers: DatabaseConnection,
    writers: DatabaseConnection,
    chance: Arc<dyn Chance>,
    n_ids: AtomicU16,
    n_commits: watch::Sender<u64>,
}

impl Db {
    /// Opens `sqlite:PATH` (made when it is missing) or `postgres://…`. Ids of new rows take their chance from `chance`.
    pub async fn connect(url: &str, chance: Arc<dyn Chance>) -> Result<Self, DbError> {
        let (readers, writers) = if url.starts_with("sqlite:") {
            connect_sqlite(url).await?
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            connect_postgres(url).await?
        } else {
            return Err(DbError::Address(
                "The address of the database begins with sqlite: or postgres:// \
                 / Địa chỉ cơ sở dữ liệu phải bắt đầu bằng sqlite: hoặc postgres://"
                    .into(),
            ));
        };
        let n_commits = watch::Sender::new(0);
        Ok(Self(Arc::new(Inner { readers, writers, chance, n_ids: AtomicU16::new(0), n_commits })))
    }

    /// The door for reading. It refuses to write.
    pub fn read(&self) -> &DatabaseConnection {
        &self.0.readers
    }

    /// A look: everything read in it is of one moment, however long it takes. Nobody waits for it. Ends when it is dropped.
    pub async fn look(&self) -> Result<DatabaseTransaction, DbError> {
        // A transaction of SQLite sees the state of its first question to its end; PostgreSQL has to be told to.
        let is_postgres = self.backend() == DbBackend::Postgres;
        let options = TransactionOptions {
            isolation_level: is_postgres.then_some(IsolationLevel::RepeatableRead),
            ..TransactionOptions::default()
        };
        Ok(self.0.readers.begin_with_options(options).await?)
    }

    /// The door for writing: a transaction that sees the latest state and ends with `commit`, or leaves no trace.
    ///
    /// On SQLite one at a time (`BEGIN IMMEDIATE`); on PostgreSQL rows to be changed are loaded with
    /// `lock_exclusive()`, and where there is no row to lock, `alone_in` a door.
    pub async fn write(&self) -> Result<WriteTx, DbError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let tx = self.0.writers.begin_with_options(options).await?;
        Ok(WriteTx { tx, db: self.clone() })
    }

    /// Which database it is.
    pub fn backend(&self) -> DbBackend {
        self.0.readers.get_database_backend()
    }

    /// Counts the commits of this process; runners wait here for new work.
    pub fn commits(&self) -> watch::Receiver<u64> {
        self.0.n_commits.subscribe()
    }

    /// Closes all connections, after those in use come back.
    pub async fn close(&self) -> Result<(), DbError> {
        self.0.readers.close_by_ref().await?;
        self.0.writers.close_by_ref().await?;
        Ok(())
    }

    fn new_id<I: Id>(&self, now: Moment) -> I {
        I::in_order(now, self.0.n_ids.fetch_add(1, Ordering::Relaxed), &*self.0.chance)
    }
}

impl fmt::Debug for Db {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Db({:?})", self.backend())
    }
}

async fn connect_sqlite(url: &str) -> Result<(DatabaseConnection, DatabaseConnection), DbError> {
    if url.contains(":memory:") || url.contains("mode=memory") {
        // Readers and the writer are different connections; in memory they would be different databases.
        return Err(DbError::Address(
            "A database in memory cannot be shared; give a file, like sqlite:var/nhipcau.db".into(),
        ));
    }
    let mut writer = options(url, 1);
    writer.idle_timeout(None).max_lifetime(None).map_sqlx_sqlite_opts(|opts| {
        opts.create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // NORMAL may lose the last commits at a power cut: no answer for official records.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(SQLITE_LOCK_WAIT_SECONDS_MAX))
            .foreign_keys(true)
    });
    // The writer comes first: it makes the file and switches it to WAL.
    let writers = open(writer).await?;
    let mut reader = options(url, READERS_MAX);
    reader.map_sqlx_sqlite_opts(|opts| {
        opts.busy_timeout(Duration::from_secs(SQLITE_LOCK_WAIT_SECONDS_MAX))
            .foreign_keys(true)
            .pragma("query_only", "ON")
    });
    Ok((open(reader).await?, writers))
}

async fn connect_postgres(url: &str) -> Result<(DatabaseConnection, DatabaseConnection), DbError> {
    let url = url.replacen("postgresql://", "postgres://", 1);
    let mut reader = options(&url, READERS_MAX);
    reader.map_sqlx_postgres_opts(|opts| opts.options([("default_transaction_read_only", "on")]));
    let writers = open(options(&url, POSTGRES_WRITERS_MAX)).await?;
    Ok((open(reader).await?, writers))
}

async fn open(options: ConnectOptions) -> Result<DatabaseConnection, DbError> {
    // The pool itself would knock at a closed door until CONNECTION_WAIT_SECONDS_MAX and then only say "timed out".
    match tokio::time::timeout(Duration::from_secs(OPEN_SECONDS_MAX), Database::connect(options)).await {
        Ok(opened) => opened.map_err(DbError::Closed),
        Err(_) => Err(DbError::NoAnswer(OPEN_SECONDS_MAX)),
    }
}

fn options(url: &str, connections_max: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections_max)
        .acquire_timeout(Duration::from_secs(CONNECTION_WAIT_SECONDS_MAX))
        // A ping before each use would cost as much as most of our queries.
        .test_before_acquire(false)
        .test_before_acquire_if_idle_for(Duration::from_secs(IDLE_SECONDS_TRUSTED_MAX))
        .sqlx_logging(false);
    options
}

/// A transaction that writes. Dropped without `commit`, it leaves no trace.
#[must_use = "nothing is kept without commit()"]
pub struct WriteTx {
    tx: DatabaseTransaction,
    db: Db,
}

impl WriteTx {
    /// Keeps what was written; only after this may anyone be told that it is saved.
    pub async fn commit(self) -> Result<(), DbError> {
        self.tx.commit().await?;
        self.db.0.n_commits.send_modify(|n| *n = n.wrapping_add(1));
        Ok(())
    }

    /// Throws away what was written.
    pub async fn rollback(self) -> Result<(), DbError> {
        Ok(self.tx.rollback().await?)
    }

    /// Waits until this transaction is alone in `door`; it stays so until its end. What is looked at afterwards is the
    /// latest state.
    pub async fn alone_in(&self, door: Door) -> Result<(), DbError> {
        Ok(dialect::stand_in(self, door).await?)
    }

    /// Tells the database what its tables hold after many rows were written at once, or it plans questions as if they
    /// were still empty until it looks by itself, minutes later. `tables` are names of our own tables.
    pub async fn take_stock(&self, tables: &[&str]) -> Result<(), DbError> {
        Ok(dialect::take_stock(self, tables).await?)
    }

    /// Makes an id for a new row; ids made later in this process sort after it.
    pub fn new_id<I: Id>(&self, now: Moment) -> I {
        self.db.new_id(now)
    }

    /// Which database it is.
    pub fn backend(&self) -> DbBackend {
        self.tx.get_database_backend()
    }

    pub(crate) fn inner(&self) -> &DatabaseTransaction {
        &self.tx
    }
}

impl fmt::Debug for WriteTx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WriteTx({:?})", self.backend())
    }
}

#[async_trait]
impl ConnectionTrait for WriteTx {
    fn get_database_backend(&self) -> DbBackend {
        self.tx.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.tx.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.tx.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.tx.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.tx.query_all_raw(statement).await
    }
}
