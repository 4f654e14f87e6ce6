//! Every limit of the way between HTTP and a feature, with its unit.

use std::time::Duration;

/// Bytes in a mebibyte; limits are written in it.
pub const MIB: usize = 1024 * 1024;

/// Bytes of an ordinary form or JSON body.
pub const FORM_BYTES_MAX: usize = MIB;
/// Bytes of a body that carries a document.
pub const UPLOAD_BYTES_MAX: usize = 50 * MIB;
/// Fields of one form, unless it says that it has more.
pub const FORM_FIELDS_MAX: usize = 2_000;
/// Fields of a form in which each cell of long tables is one.
pub const TABLE_FIELDS_MAX: usize = 20_000;
/// Depth of a field name such as `items.3.window.from`.
pub const FORM_DEPTH_MAX: usize = 12;
/// Bytes of a field's or file's name.
pub const FIELD_NAME_BYTES_MAX: usize = 300;
/// Bytes of a multipart form that are looked through for its first field, the cross-site token.
pub const CSRF_PEEK_BYTES_MAX: usize = 8 * 1024;
/// Longest wait for the next bytes of a body.
pub const BODY_IDLE_TIME_MAX: Duration = Duration::from_secs(30);
/// Waiting for a body that is free, however little came.
pub const BODY_GRACE_TIME_MAX: Duration = Duration::from_mins(1);
/// Bytes of a body for each second of waiting beyond the grace: half of what a telephone gets on EDGE, so that 20 MiB may
/// take three quarters of an hour.
pub const BODY_BYTES_PER_SECOND_MIN: u64 = 8 * 1024;
/// Longest wait for the head of a request.
pub const HEADERS_TIME_MAX: Duration = Duration::from_secs(30);
/// Longest wait for a receiver to take more of an answer.
pub const WRITE_TIME_MAX: Duration = Duration::from_mins(1);
/// Connections at the same time. A page under review keeps one open; each takes a file handle, and an answer that is
/// being sent its bytes.
pub const CONNECTIONS_MAX: usize = 2_000;
/// Longest wait for requests in flight when the server stops.
pub const FAREWELL_TIME_MAX: Duration = Duration::from_secs(30);
/// How long a handler may take until its answer begins, once it has what was sent.
pub const REQUEST_TIME_MAX: Duration = Duration::from_mins(1);
/// Letters of the browser's name that are kept.
pub const AGENT_LETTERS_MAX: usize = 300;
/// Keys that a rate limiter remembers at once.
pub const LIMITER_KEYS_MAX: usize = 100_000;
/// Bytes of the sentence carried to the next page.
pub const FLASH_BYTES_MAX: usize = 1_500;
/// How long that sentence waits for the next page.
pub const FLASH_TIME_MAX: Duration = Duration::from_mins(1);
