//! Editions: "lần thứ 7 năm 2023", "lần thứ VIII, năm 2025", "năm 2024".

use crate::plan::Edition;

/// The edition printed right after a name (`after` in lower case), or inside it.
pub(super) fn edition(name: &str, after: &str) -> Option<Edition> {
    let pattern = crate::rx!(
        r"^[\s,”“.):-]*(?:(?:lần\s+(?:thứ\s+)?|mùa\s+)(\d{1,3}|[ivxlc]{1,6}|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)\b)?(?:[\s,(-]*(?:trong\s+)?năm\s+(\d{4})|\s*[/-]\s*(\d{4})\b)?"
    );
    let inside = crate::rx!(r"(?:lần\s+(?:thứ\s+)?(\d{1,3}|[ivxlc]{1,6}))?[\s,(-]*năm\s+(\d{4})$");
    let low = crate::words::low(name);
    let found = pattern.captures(after);
    let edition = found.as_ref().and_then(|f| f.get(1)).and_then(|m| number(m.as_str()));
    let year = |k: usize| found.as_ref().and_then(|f| f.get(k)).and_then(|m| m.as_str().parse().ok());
    // "… - 2024" is a year only behind an edition; alone it may be anything.
    let year = year(2).or_else(|| year(3).filter(|_| edition.is_some()));
    if edition.is_some() || year.is_some() {
        return Some(Edition { edition, year });
    }
    let found = inside.captures(low.trim())?;
    let edition = found.get(1).and_then(|m| number(m.as_str()));
    Some(Edition { edition, year: found.get(2)?.as_str().parse().ok() })
}

/// The edition printed right before a quoted name: "cuộc thi lần thứ 3 “…”".
pub(super) fn edition_before(before: &str) -> Option<Edition> {
    let found = crate::rx!(r"lần\s+(?:thứ\s+)?(\d{1,3}|[ivxlc]{1,6})(?:[\s,(-]*năm\s+(\d{4}))?[\s,:)-]*$")
        .captures(before)?;
    let year = found.get(2).and_then(|m| m.as_str().parse().ok());
    Some(Edition { edition: Some(number(found.get(1)?.as_str())?), year })
}

/// Arabic, Roman or written number.
pub(super) fn number(text: &str) -> Option<u32> {
    const WORDS: [&str; 10] = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    if let Ok(n) = text.parse() {
        return Some(n);
    }
    if let Some(at) = WORDS.iter().position(|w| *w == text) {
        return u32::try_from(at + 1).ok();
    }
    let value = |c: char| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        'c' => Some(100),
        _ => None,
    };
    let digits: Vec<u32> = text.chars().map(value).collect::<Option<_>>()?;
    let mut sum = 0;
    for (k, &digit) in digits.iter().enumerate() {
        if digits.get(k + 1).is_some_and(|&next| next > digit) {
            sum -= i64::from(digit);
        } else {
            sum += i64::from(digit);
        }
    }
    u32::try_from(sum).ok().filter(|n| *n > 0)
}

/// One entry per edition: "lần thứ 2" and "năm 2025" of the same name are one.
pub(super) fn tidy(mut list: Vec<Edition>) -> Vec<Edition> {
    let numbered: Vec<Edition> =
        list.iter().copied().filter(|e| e.edition.is_some() && e.year.is_some()).collect();
    list.retain(|e| {
        (e.edition.is_some() && e.year.is_some())
            || !numbered.iter().any(|n| {
                (e.edition.is_none() && e.year == n.year) || (e.year.is_none() && e.edition == n.edition)
            })
    });
    if let ([number], true) = (
        list.iter()
            .copied()
            .filter(|e| e.edition.is_some() && e.year.is_none())
            .collect::<Vec<_>>()
            .as_slice(),
        true,
    ) {
        let years: Vec<i32> = list.iter().filter(|e| e.edition.is_none()).filter_map(|e| e.year).collect();
        if let [year] = years.as_slice() {
            return vec![Edition { edition: number.edition, year: Some(*year) }];
        }
    }
    let mut out: Vec<Edition> = Vec::new();
    for edition in list {
        if !out.contains(&edition) {
            out.push(edition);
        }
    }
    out
}
