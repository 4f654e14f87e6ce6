//! How the time of reading grows: each shape of text at half and at full length in one run, so that the ratio tells more
//! than the clock of a busy machine. `cargo bench -p reader [-- BYTES]`.

use std::time::Instant;

use domain::source::{Format, Source};

#[path = "../tests/support/shapes.rs"]
mod shapes;

/// The length of the larger text when none is given.
const BYTES: usize = 3 * 1024 * 1024;

#[expect(clippy::print_stdout, reason = "a bench speaks to the terminal")]
fn main() {
    let bytes = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(BYTES);
    println!("{:<28}{:>10}{:>10}{:>8}", "shape", "half", "full", "ratio");
    for ((name, half), (_, full)) in shapes::shapes(bytes / 2).into_iter().zip(shapes::shapes(bytes)) {
        let (less, more) = (seconds(&half), seconds(&full));
        println!("{name:<28}{less:>8.2} s{more:>8.2} s{:>8.2}", more / less);
    }
}

/// Seconds of one reading.
#[expect(
    clippy::disallowed_methods,
    reason = "a bench measures the running time, not the clock of the product"
)]
fn seconds(text: &str) -> f64 {
    let source = Source::from_text("a.txt", Format::Txt, text);
    let start = Instant::now();
    std::hint::black_box(reader::read(&source));
    start.elapsed().as_secs_f64()
}
