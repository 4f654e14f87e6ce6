//! Days that no calendar has ("31/9/2023"): the one slip in a typed time that is surely a slip.

/// The first impossible day printed in `text` as day/month or "ngày … tháng …": its month and the days that month has.
/// A month that does not exist gives (0, 12).
pub fn impossible_day(text: &str) -> Option<(u32, u32)> {
    let words = domain::text::key(text);
    slashed(&words).or_else(|| spoken(&words))
}

/// The day of "8/9/2023", "08-09-2023", "ngày 8 tháng 9 năm 2023" or "2023-09-08" as "2023-09-08".
pub fn day(text: &str) -> Option<String> {
    let words = domain::text::key(text);
    let numbers: Vec<u32> = words
        .split(|c: char| !c.is_ascii_digit())
        .filter(|w| !w.is_empty())
        .map_while(|w| w.parse().ok())
        .collect();
    let (year, month, day) = match numbers.as_slice() {
        [year, month, day] if *year > 31 => (*year, *month, *day),
        [day, month, year] => (*year, *month, *day),
        _ => return None,
    };
    let is_real = (1000..=9999).contains(&year) && wrong(day, month, Some(year)).is_none();
    is_real.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// "31/9/2023", "31-9", "31.9.2023": day, month and perhaps a year; "2023-2024" and "6-7/2023" are no days.
fn slashed(words: &str) -> Option<(u32, u32)> {
    words.split([' ', ',', ';', '(', ')']).find_map(|word| {
        let parts: Vec<&str> = word.split('/').collect();
        let numbers: Vec<u32> = parts.iter().map_while(|part| part.parse().ok()).collect();
        match (numbers.as_slice(), parts.len()) {
            // "9/2023" is a month of a year; "quý 3/4" does not occur among times.
            ([day, month], 2) if *month <= 99 && *day <= 99 => wrong(*day, *month, None),
            ([day, month, year], 3) => wrong(*day, *month, Some(*year)),
            _ => None,
        }
    })
}

/// "ngày 31 tháng 9", with the year after "năm" when it follows.
fn spoken(words: &str) -> Option<(u32, u32)> {
    let words: Vec<&str> = words.split([' ', ',', ';', '(', ')']).filter(|w| !w.is_empty()).collect();
    words.windows(4).enumerate().find_map(|(at, four)| match four {
        ["ngay", day, "thang", month] => {
            let year =
                words.get(at + 4).filter(|w| **w == "nam").and_then(|_| words.get(at + 5)?.parse().ok());
            wrong(day.parse().ok()?, month.parse().ok()?, year)
        }
        _ => None,
    })
}

fn wrong(day: u32, month: u32, year: Option<u32>) -> Option<(u32, u32)> {
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        // Without a year the 29th may be right.
        2 if year.is_none_or(|y| y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)) => 29,
        2 => 28,
        _ => return Some((0, 12)),
    };
    (day == 0 || day > days).then_some((month, days))
}

#[cfg(test)]
mod tests {
    use super::{day, impossible_day};

    #[test]
    fn whole_days_are_understood_as_people_type_them() {
        for text in ["8/9/2023", "08-09-2023", "ngày 8 tháng 9 năm 2023", "2023-09-08", " 8.9.2023 "] {
            assert_eq!(day(text).as_deref(), Some("2023-09-08"), "{text}");
        }
        for text in ["", "9/2023", "31/9/2023", "hôm qua", "8/9/23"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn days_that_do_not_exist_are_found_and_nothing_else() {
        let cases = [
            ("31/9/2023", Some((9, 30))),
            ("trước ngày 30/02/2024", Some((2, 29))),
            ("ngày 29/02/2023", Some((2, 28))),
            ("29/2", None),
            ("Ngày 31 tháng 4 năm 2025", Some((4, 30))),
            ("15/13/2024", Some((0, 12))),
            ("Tháng 6-7/2023", None),
            ("Quý II/2025", None),
            ("năm học 2023-2024", None),
            ("từ 01/8 đến 31/8/2024", None),
            ("9/2023", None),
            ("thường xuyên", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(impossible_day(text), wanted, "{text}");
        }
    }
}
