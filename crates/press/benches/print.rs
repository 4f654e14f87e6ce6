//! `cargo bench -p press`: the sample documents and one of 60 pages as PDF and Word; milliseconds a document, pages a second.
#![expect(clippy::print_stdout, reason = "a bench speaks on stdout")]

use domain::time::Moment;
use paper::{Block, Paper};
use std::path::Path;
use std::time::{Duration, Instant};

/// How often each document is printed.
const ROUNDS: u32 = 10;
const LONG_PARAGRAPHS: usize = 1_500;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/papers");
    let mut names: Vec<_> =
        std::fs::read_dir(folder).expect("samples").map(|entry| entry.expect("a file").path()).collect();
    names.sort();
    for name in names {
        let paper: Paper =
            serde_json::from_slice(&std::fs::read(&name).expect("a file")).expect("a document");
        measure(&name.file_stem().unwrap_or_default().to_string_lossy(), &paper, ROUNDS);
    }
    let text = |at| {
        Block::Text(format!(
            "{at}. Các đơn vị chuẩn bị tài liệu, báo cáo kết quả với Ban Tổ chức đúng thời hạn đã định."
        ))
    };
    let long = Paper { body: (0..LONG_PARAGRAPHS).map(text).collect(), ..Paper::default() };
    measure("long", &long, 1);
}

fn measure(name: &str, paper: &Paper, rounds: u32) {
    let (mut first, mut later, mut n_pages) = (Duration::ZERO, Duration::ZERO, 0);
    for round in 0..rounds {
        // Another number each time, so that nothing remembered of the round before helps with the whole page.
        let mut paper = paper.clone();
        paper.number.number = Some(round + 1);
        let (printed, took) =
            timed(|| press::pdf(&paper, press::Options { made_at: Moment::from_micros(0) }));
        n_pages = printed.expect("a file").n_pages;
        if round == 0 { first = took } else { later += took }
    }
    let each = if rounds > 1 { later / (rounds - 1) } else { first };
    let (_, word) = timed(|| paper::word::write(paper).expect("a file"));
    let rate = n_pages as f64 / each.as_secs_f64();
    println!(
        "{name}: {n_pages} pages, first {first:.1?}, then {each:.1?}, {rate:.0} pages/s; Word {word:.1?}"
    );
}

#[expect(clippy::disallowed_methods, reason = "only benches measure")]
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}
