//! Bytes as text in any encoding. What is opened is in NFC.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") || bytes.windows(5).any(|window| window == b"%PDF-") {
        return;
    }
    if let Ok(source) = document::open("x.txt", bytes, &nhipcau_fuzz::limits()) {
        for line in &source.lines {
            assert_eq!(line.text, domain::text::nfc(&line.text));
            assert!(!line.text.contains(['\n', '\r']));
        }
    }
});
