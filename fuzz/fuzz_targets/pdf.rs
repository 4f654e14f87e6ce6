//! Bytes as a PDF.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"%PDF-") {
        let _ = document::open("x.pdf", bytes, &nhipcau_fuzz::limits());
    }
});
