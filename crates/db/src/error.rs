//! What can go wrong with a database, sorted by what a person can do about it.

use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr, SqlErr};

/// An error of the database.
#[derive(Debug, Clone, thiserror::Error)]
pub enum DbError {
    /// The library or the server refused.
    #[error("{sentence}: {0}", sentence = Trouble::of(.0).sentence_en())]
    Refused(#[from] DbErr),
    /// The database cannot be opened.
    #[error("The database cannot be opened: {0}")]
    Closed(DbErr),
    /// Nobody answers at the address of the database.
    #[error("The database does not answer within {0} seconds")]
    NoAnswer(u64),
    /// The address of the database cannot be used.
    #[error("{0}")]
    Address(String),
    /// A value is larger than its column is meant for.
    #[error("{what} holds {bytes} bytes, at most {max} are kept")]
    TooLarge {
        /// What it was.
        what: &'static str,
        /// How large.
        bytes: usize,
        /// The limit.
        max: usize,
    },
    /// A stored value cannot be read any more.
    #[error("a stored value cannot be read: {0}")]
    Unreadable(String),
}

/// The kinds of trouble that callers tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// A value that must be unique is already there.
    AlreadyThere,
    /// A row that is pointed to is missing, or a row that is pointed to was to be removed.
    MissingOther,
    /// No room on the disk.
    DiskFull,
    /// Too much to do at once; trying again helps.
    Busy,
    /// The server does not answer.
    Unreachable,
    /// A write through the reading door.
    ReadOnly,
    /// Anything else: a defect of ours until shown otherwise.
    Other,
}

impl DbError {
    /// The kind of trouble.
    pub fn trouble(&self) -> Trouble {
        match self {
            Self::Refused(error) => Trouble::of(error),
            Self::Closed(_) | Self::NoAnswer(_) | Self::Address(_) => Trouble::Unreachable,
            Self::TooLarge { .. } | Self::Unreadable(_) => Trouble::Other,
        }
    }

    /// True when a value that must be unique is already there.
    pub fn is_unique_violation(&self) -> bool {
        self.trouble() == Trouble::AlreadyThere
    }
}

impl Trouble {
    /// Sorts an error of the library.
    pub fn of(error: &DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => return Self::AlreadyThere,
            Some(SqlErr::ForeignKeyConstraintViolation(_)) => return Self::MissingOther,
            _ => {}
        }
        match error {
            DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) => Self::Busy,
            DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed) => Self::Unreachable,
            DbErr::Exec(RuntimeErr::SqlxError(cause))
            | DbErr::Query(RuntimeErr::SqlxError(cause))
            | DbErr::Conn(RuntimeErr::SqlxError(cause)) => Self::of_driver(cause),
            _ => Self::Other,
        }
    }

    fn of_driver(cause: &sea_orm::SqlxError) -> Self {
        match cause {
            sea_orm::SqlxError::Database(answer) => match answer.code().as_deref() {
                // SQLite result codes (sqlite.org/rescode.html): 5 BUSY, 6 LOCKED and 517 BUSY_SNAPSHOT, 8 READONLY,
                // 13 FULL. PostgreSQL (appendix A of its manual): 40001 and 40P01 to be tried again, 53100 disk full,
                // 53300 too many connections, 25006 read-only transaction, 55P03 lock not available.
                Some("5" | "6" | "517" | "40001" | "40P01" | "53300" | "55P03") => Self::Busy,
                Some("13" | "53100") => Self::DiskFull,
                // Class 08 connection exception; 57P01 to 57P03 the server shuts down, crashed, or is not up yet.
                Some(code) if code.starts_with("08") || ["57P01", "57P02", "57P03"].contains(&code) => {
                    Self::Unreachable
                }
                Some("8" | "25006") => Self::ReadOnly,
                _ => Self::Other,
            },
            sea_orm::SqlxError::PoolTimedOut => Self::Busy,
            sea_orm::SqlxError::Io(_)
            | sea_orm::SqlxError::Protocol(_)
            | sea_orm::SqlxError::WorkerCrashed
            | sea_orm::SqlxError::PoolClosed => Self::Unreachable,
            _ => Self::Other,
        }
    }

    /// A sentence for an English reader.
    pub fn sentence_en(self) -> &'static str {
        match self {
            Self::AlreadyThere => "This is already there",
            Self::MissingOther => {
                "This belongs to something that is missing, or something still belongs to it"
            }
            Self::DiskFull => "The disk of the database is full; nothing was saved. Make room and try again",
            Self::Busy => "The database is busy; nothing was saved. Please try again",
            Self::Unreachable => "The database does not answer; nothing was saved",
            Self::ReadOnly => "This was written through a door that only reads",
            Self::Other => "The database refused",
        }
    }

    /// A sentence for a Vietnamese reader.
    pub fn sentence_vi(self) -> &'static str {
        match self {
            Self::AlreadyThere => "Nội dung này đã có",
            Self::MissingOther => {
                "Nội dung này gắn với một mục không còn tồn tại, hoặc còn mục khác gắn với nó"
            }
            Self::DiskFull => {
                "Ổ đĩa của cơ sở dữ liệu đã đầy, chưa lưu được gì. Hãy giải phóng dung lượng rồi thử lại"
            }
            Self::Busy => "Cơ sở dữ liệu đang bận, chưa lưu được gì. Xin thử lại sau giây lát",
            Self::Unreachable => "Không kết nối được cơ sở dữ liệu, chưa lưu được gì",
            Self::ReadOnly => "Thao tác ghi đi qua kết nối chỉ đọc",
            Self::Other => "Cơ sở dữ liệu từ chối thao tác",
        }
    }
}
