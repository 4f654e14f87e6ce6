//! Any text as a plan: the reader always answers, and always the same.
#![no_main]

use domain::source::{Format, Source};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let source = Source::from_text("x.txt", Format::Txt, text);
    let _ = reader::read(&source);
});
