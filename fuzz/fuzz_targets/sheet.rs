//! Bytes as a workbook or a table of separated values. What is opened keeps to the limits.
#![no_main]

use document::sheet;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(table) = sheet::open(bytes, &nhipcau_fuzz::limits()) {
        assert!(table.rows.len() <= sheet::ROWS_MAX);
        assert!(table.rows.iter().all(|row| row.len() <= sheet::COLUMNS_MAX));
    }
});
