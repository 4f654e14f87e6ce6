//! Bytes as a PDF with signatures, and as one that gets a place for a signature.
#![no_main]

use domain::time::Moment;
use libfuzzer_sys::fuzz_target;
use signature::{Place, Roots, prepare, verify};

fuzz_target!(|bytes: &[u8]| {
    let now = Moment::from_micros(1_722_824_000_000_000);
    let Ok(report) = verify(bytes, &Roots::none(), now) else { return };
    assert!(!report.is_valid(), "nobody is trusted, so nothing is valid");
    let place = Place { page: 1, x: 10.0, y: 10.0, width: 90.0, height: 40.0, label: "a".to_owned() };
    if let Ok(prepared) = prepare(bytes, &[place]) {
        assert!(prepared.starts_with(bytes), "not a byte of the file is changed");
        let _ = verify(&prepared, &Roots::none(), now);
    }
});
