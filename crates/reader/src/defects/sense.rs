//! Faults that only sense shows: days that no calendar has, and a right word that stands for its neighbour's companion
//! ("đoàn viên, thành niên").

use std::ops::Range;

use chrono::NaiveDate;

use super::Text;
use crate::plan::{Defect, DefectType};
use crate::rx;

/// A leap year, so that 29 February without a year is a day.
const LEAP_YEAR: i32 = 2024;

/// Finds them in one text.
pub(super) fn find(text: &Text, out: &mut Vec<Defect>) {
    for (range, note) in impossible_days(&text.low) {
        out.push(defect(text, range, None, Some(note)));
    }
    for (range, right) in strange_company(&text.low) {
        out.push(defect(text, range, Some(right.to_owned()), None));
    }
}

fn defect(text: &Text, range: Range<usize>, suggestion: Option<String>, note: Option<String>) -> Defect {
    let span = text.span(&range);
    let printed = text.text[range].to_owned();
    Defect { kind: DefectType::Typo, text: printed, suggestion, note, optional: false, span }
}

/// "31/11/2025", "ngày 30 tháng 02 năm 2026", "ngày 31/6": days that the month does not have. Symbols of documents
/// ("31/11/2025/QĐ") and ratios are left alone.
fn impossible_days(low: &str) -> Vec<(Range<usize>, String)> {
    let numbers =
        rx!(r"(?:^|[\s(,;:–-])((?:ngày\s+)?)((\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?)(?:[\s),;:.–]|$)");
    let worded = rx!(r"(ngày\s+)((\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm\s+(\d{4}))?)\b");
    let mut out = Vec::new();
    for found in numbers.captures_iter(low).chain(worded.captures_iter(low)) {
        let group = |at: usize| found.get(at).map(|m| m.as_str());
        let number = |at: usize| group(at).and_then(|digits| digits.parse::<u32>().ok());
        let (Some(whole), Some(day), Some(month)) = (found.get(2), number(3), number(4)) else { continue };
        let year = number(5).and_then(|year| i32::try_from(year).ok());
        let is_day = group(1).is_some_and(|lead| !lead.is_empty());
        // A pair of numbers without "ngày" may be a ratio; a number behind "số" is a symbol.
        if !(is_day || year.is_some()) || low[..whole.start()].trim_end().ends_with("số") {
            continue;
        }
        let in_calendar = (1..=31).contains(&day) && (1..=12).contains(&month);
        if in_calendar && NaiveDate::from_ymd_opt(year.unwrap_or(LEAP_YEAR), month, day).is_none() {
            let of_year = year.filter(|_| month == 2).map_or(String::new(), |year| format!("/{year}"));
            out.push((whole.range(), format!("Tháng {month}{of_year} không có ngày {day}.")));
        }
    }
    out
}

/// Words that are right alone and wrong beside these neighbours: wrong, right, what stands before it in the list.
const COMPANY: [(&str, &str, &[&str]); 1] =
    [("thành niên", "thanh niên", &["đoàn viên", "đội viên", "thiếu niên", "thiếu nhi", "sinh viên"])];

fn strange_company(low: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut out = Vec::new();
    for (wrong, right, company) in COMPANY {
        for at in crate::words::find_words(low, wrong) {
            let before = low[..at].trim_end();
            let listed = before.strip_suffix(',').or_else(|| before.strip_suffix(" và")).map(str::trim_end);
            if listed.is_some_and(|list| company.iter().any(|word| crate::words::ends_with_word(list, word)))
            {
                out.push((at..at + wrong.len(), right));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> Vec<String> {
        let low = crate::words::low(text);
        impossible_days(&low).into_iter().map(|(range, _)| text[range].to_owned()).collect()
    }

    #[test]
    fn days_that_no_month_has() {
        let rows: [(&str, &[&str]); 12] = [
            ("hoàn thành trước ngày 31/11/2025.", &["31/11/2025"]),
            ("từ 30/02/2026 đến 31/04/2026", &["30/02/2026", "31/04/2026"]),
            ("ngày 29 tháng 02 năm 2025", &["29 tháng 02 năm 2025"]),
            ("trước ngày 31/6, báo cáo", &["31/6"]),
            ("ngày 29/02/2024; ngày 29/02; 28.02.2025", &[]),
            ("Nghị quyết số 31/2/2025/QĐ-UBND, 31/11/2025/NQ-HĐND", &[]),
            ("31/12/2025, 30/4/2026 - 01/5/2026", &[]),
            ("đạt 31/63 tỉnh, 30/2 đội, tỷ lệ 31/11", &[]),
            ("Công văn số 31-11-2025 ngày 01/12/2025", &[]),
            ("12/2025, 31/2025", &[]),
            ("8 giờ 31 ngày 15/9/2025", &[]),
            ("ngày 31 tháng 9", &["31 tháng 9"]),
        ];
        for (text, want) in rows {
            assert_eq!(days(text), want, "{text}");
        }
    }

    proptest::proptest! {
        /// A day of the calendar is never a fault, a day past the end of its month always is.
        #[test]
        fn the_calendar_decides(day in 1u32..=31, month in 1u32..=12, year in 1950i32..2090, form in 0usize..3) {
            let text = match form {
                0 => format!("trước ngày {day}/{month}/{year}"),
                1 => format!("đến {day:02}/{month:02}/{year};"),
                _ => format!("ngày {day} tháng {month:02} năm {year}."),
            };
            let is_real = NaiveDate::from_ymd_opt(year, month, day).is_some();
            proptest::prop_assert_eq!(days(&text).is_empty(), is_real, "{}", text);
        }
    }

    #[test]
    fn a_right_word_in_the_wrong_company() {
        let found = |text: &str| strange_company(&crate::words::low(text)).len();
        assert_eq!(found("cho đoàn viên, thành niên, học sinh"), 1);
        assert_eq!(found("Đội viên và thành niên"), 1);
        assert_eq!(found("người chưa thành niên, vị thành niên; tuổi thành niên; đoàn viên, thanh niên"), 0);
    }
}
