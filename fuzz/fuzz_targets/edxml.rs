//! Bytes as an edXML package; what is read is written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(envelope) = exchange::read(bytes) {
        let written = exchange::write(&envelope);
        assert!(exchange::read(&written).is_ok(), "what was written is read");
    }
});
