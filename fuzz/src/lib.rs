//! What the fuzz targets share.

use document::Limits;

/// Small limits, so that a run spends its time on new inputs and a slow one stands out.
pub fn limits() -> Limits {
    Limits { unzipped_bytes_max: 8 * 1024 * 1024, marks_max: 20_000, seconds_max: 5, ..Limits::default() }
}
