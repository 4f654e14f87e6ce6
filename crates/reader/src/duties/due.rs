//! By when a duty is due, if its clause says so.

use crate::plan::{Precision, Time};
use crate::rx;
use crate::time::{self, Shape, TimeContext};
use crate::words::{low, near_end, words};

/// The time by which a duty is due, if the clause says one.
pub(super) fn deadline(duty: &str, context: &TimeContext) -> Option<Time> {
    let found = time::find(duty, context);
    let due = found.iter().find(|found| is_due(duty, found));
    due.or_else(|| found.iter().find(|found| is_rhythm(&found.time))).map(|found| found.time.clone())
}

/// "định kỳ 6 tháng", "ngày 28 hằng tháng": due again and again.
fn is_rhythm(time: &Time) -> bool {
    time.precision == Precision::Recurring && words(&time.text) >= 2
}

/// The words that make a time a deadline stand right before it.
const LEAD_BYTES_MAX: usize = 80;

fn is_due(duty: &str, found: &time::Found) -> bool {
    let time = &found.time;
    let low_text = low(&time.text);
    let coarse = matches!(
        time.precision,
        Precision::Year | Precision::MultiYear | Precision::SchoolYear | Precision::Unknown
    );
    match found.shape {
        Shape::Before | Shape::Until | Shape::SinceNow => {
            time.end.is_some() && !coarse
                || low_text.starts_with("trước")
                || low_text.starts_with("chậm nhất")
        }
        Shape::Relative => {
            low_text.starts_with("trong học kỳ")
                || low_text.starts_with("chậm nhất")
                || low_text.starts_with("trước")
                || rx!(r"^trong (?:vòng |thời hạn |khoảng )?\d").is_match(&low_text)
                || low_text.starts_with("trong vòng")
        }
        Shape::Recurring => {
            is_rhythm(time)
                && low_text.contains("kỳ") | low_text.contains("trước") | low_text.contains("ngày")
        }
        Shape::Point | Shape::Range => {
            let before = low(near_end(&duty[..found.range.start], LEAD_BYTES_MAX));
            let led = rx!(
                r"(?:trong|vào|hoàn thành|xong|thời hạn|thời gian|hạn cuối|muộn nhất|kết thúc|hạn)\s*:?\s*$"
            )
            .is_match(before.trim_end())
                || low_text.starts_with("trong");
            // "Trực ban 24/24 giờ từ ngày 15/5 đến hết ngày 30/11": as long as the duty lasts.
            let lasts = found.shape == Shape::Range && low_text.starts_with("từ ") && time.start.is_some();
            time.end.is_some() && (led || lasts) && (!coarse || low_text.starts_with("trong"))
        }
        Shape::From | Shape::After | Shape::Horizon => false,
    }
}
