//! Any text as a plan: the reader always answers, and never panics.
//!
//! Short texts only: the rules look at lines and paragraphs, and a long text takes many times as long as a short
//! one to reach the same rules. Long ones are for `crates/reader/tests/promises.rs`.
#![no_main]

use domain::source::{Format, Source};
use libfuzzer_sys::{Corpus, fuzz_target};

/// A head, a few clauses and a table fit in.
const TEXT_BYTES_MAX: usize = 1_200;

fuzz_target!(|text: &str| -> Corpus {
    if text.len() > TEXT_BYTES_MAX {
        return Corpus::Reject;
    }
    let source = Source::from_text("x.txt", Format::Txt, text);
    let _ = reader::read(&source);
    Corpus::Keep
});
