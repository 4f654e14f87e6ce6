//! How long the reader takes for 120 KB of text: `cargo run --release -p reader --example speed -- FILE…`.
//!
//! The given texts are repeated until they make [`BYTES`]; the best and the middle of [`ROUNDS`] readings are printed.

use std::io::Write;
use std::time::Instant;

use domain::source::{Format, Source};

/// Size of the text that is read.
const BYTES: usize = 120 * 1024;
/// How often it is read.
const ROUNDS: usize = 11;

#[expect(clippy::disallowed_methods, reason = "a stopwatch is what this example is for")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let texts = std::env::args().skip(1).map(std::fs::read_to_string).collect::<Result<Vec<_>, _>>()?;
    for text in &texts {
        let copies = BYTES.div_ceil(text.len().max(1));
        let source = Source::from_text("speed.txt", Format::Txt, &text.repeat(copies));
        let mut times: Vec<_> = (0..ROUNDS)
            .map(|_| {
                let start = Instant::now();
                std::hint::black_box(reader::read(std::hint::black_box(&source)));
                start.elapsed()
            })
            .collect();
        times.sort();
        writeln!(
            std::io::stdout(),
            "{} bytes: best {:?}, middle {:?}",
            text.len() * copies,
            times[0],
            times[ROUNDS / 2]
        )?;
    }
    Ok(())
}
