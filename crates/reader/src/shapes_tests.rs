//! The work that texts of all shapes cost: twice the text, about twice the work.

use domain::source::{Format, Source};

use crate::words::work;

#[path = "../tests/support/shapes.rs"]
mod shapes;
use shapes::{shapes, text};

/// How much more work twice the text may be.
const GROWTH_MAX: f64 = 2.6;
/// The smaller text.
const BYTES: usize = 24_000;

#[test]
fn twice_the_text_is_about_twice_the_work() {
    let work = |text: &str| {
        let source = Source::from_text("a.txt", Format::Txt, text);
        u32::try_from(work::of(|| drop(crate::read(&source)))).expect("not that much")
    };
    for ((name, once), (_, twice)) in shapes(BYTES).into_iter().zip(shapes(BYTES * 2)) {
        let (less, more) = (f64::from(work(&once)), f64::from(work(&twice)));
        let growth = more / less * 2.0 * once.len() as f64 / twice.len() as f64;
        assert!(growth < GROWTH_MAX, "{name}: {less} bytes folded, then {more} ({growth:.2} times)");
    }
}

#[test]
fn a_text_without_line_ends_keeps_all_its_words() {
    let long = text("I. NỘI DUNG\n- ", BYTES, |n| format!("Sở Y tế tổ chức lớp số {n} tại tỉnh. "));
    let plan = crate::read(&Source::from_text("a.txt", Format::Txt, &long)).plan;
    let read: String = plan.outline.iter().filter_map(|node| node.text.clone()).collect::<Vec<_>>().join(" ");
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let printed = long.split_once("- ").map_or("", |(_, rest)| rest);
    assert_eq!(words(&read), words(printed));
    assert!(plan.outline.iter().all(|node| node.span.end_line <= 2));
}
