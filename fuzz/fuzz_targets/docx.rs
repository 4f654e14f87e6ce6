//! Bytes as a Word file: the container, its directory, its parts.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        let _ = document::open("x.docx", bytes, &nhipcau_fuzz::limits());
    }
});
