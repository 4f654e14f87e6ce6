//! Indicators that the words of a plan ask for: "100% cán bộ ứng dụng CNTT", "ít nhất 2 sáng kiến", "giảm 10% đơn thư".
//! Only a proposal, with the words it was read from; a person confirms or refuses it.

use super::{Amount, Direction, Way};
use crate::text;

/// Longest name that is proposed, in letters.
const NAME_LETTERS_MAX: usize = 200;
/// Words before a number that say it is at least that much, folded.
const LEAST: [&str; 8] =
    ["it nhat", "toi thieu", "tren", FROM, "khong duoi", "dat", "phan dau", "khong it hon"];
/// "Từ", folded, like much else.
const FROM: &str = "tu";
/// Words before a number that say it is at most that much, folded.
const MOST: [&str; 6] = ["khong qua", "toi da", "duoi", "nhieu nhat", "khong vuot qua", "giam xuong con"];
/// Where a name ends.
const ENDS: [char; 5] = [';', '.', ':', '(', '\n'];
/// Words that stand between a number and what is counted, folded.
const UNITS_MAX: usize = 2;

/// A proposed indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What is counted.
    pub name: String,
    /// Unit of measure.
    pub measure: String,
    /// How it adds up.
    pub way: Way,
    /// At least or at most.
    pub direction: Direction,
    /// The target.
    pub target: Amount,
    /// The words it was read from.
    pub quote: String,
}

/// What one clause of a plan asks to count. Empty when it names no number that is a target.
pub fn suggest(clause: &str) -> Vec<Suggestion> {
    let words: Vec<&str> = clause.split_whitespace().collect();
    let mut found = Vec::new();
    let mut from = 0;
    while from < words.len() {
        match at(&words, from) {
            Some((suggestion, next)) => {
                found.push(suggestion);
                from = next;
            }
            None => from += 1,
        }
    }
    found
}

/// The suggestion whose number is the word at `at`, and the word after it.
fn at(words: &[&str], at: usize) -> Option<(Suggestion, usize)> {
    let (number, is_rate, after) = number(words, at)?;
    let before = text::key(&words[at.saturating_sub(4)..at].join(" "));
    let said = direction(&before, &words[..at], words.get(after).copied());
    let (least, most) = (said == Some(Direction::Least), said == Some(Direction::Most));
    let falls = before.ends_with("giam");
    // A bare number is a date, an article, a sum of money: only a percentage or words of a target make it one.
    if !(is_rate || least || most) {
        return None;
    }
    let end = (after..words.len())
        .find(|at| words[*at].ends_with(ENDS) || words[*at].ends_with(','))
        .map_or(words.len(), |last| last + 1);
    let rest = &words[after.min(end)..end];
    let measure = if is_rate {
        "%".to_owned()
    } else {
        rest.iter().take(UNITS_MAX).copied().collect::<Vec<_>>().join(" ")
    };
    let measure = measure.trim_end_matches([';', '.', ',', ':']).to_owned();
    let printed = rest.join(" ");
    let name = printed.trim_end_matches([';', '.', ',', ':', '(']).trim();
    if name.is_empty() || measure.is_empty() || !name.chars().next().is_some_and(char::is_alphabetic) {
        return None;
    }
    let name = if falls { format!("Giảm {name}") } else { capital(name) };
    let start = at.saturating_sub(if least || most || falls { 2 } else { 0 });
    let suggestion = Suggestion {
        name: name.chars().take(NAME_LETTERS_MAX).collect(),
        measure,
        way: if is_rate { Way::Rate } else { Way::Sum },
        direction: if most { Direction::Most } else { Direction::Least },
        target: number,
        quote: words[start..end].join(" "),
    };
    Some((suggestion, end))
}

/// The direction that the words before a number say: by the longest of them, so that "không dưới" is not read as "dưới".
fn direction(folded: &str, before: &[&str], after: Option<&str>) -> Option<Direction> {
    let ends = |word: &&&str| folded == **word || folded.ends_with(&format!(" {word}"));
    let longest = |list: &'static [&'static str]| list.iter().filter(ends).map(|word| word.len()).max();
    let is_from = || {
        // "Thông tư 58" is no beginning, and "từ 15 tháng 9" is one of days.
        let time = ["thang", "ngay", "gio", "nam", "h"];
        before.last().is_some_and(|word| word.to_lowercase() == "từ")
            && after.is_none_or(|word| !time.contains(&text::key(word).as_str()))
    };
    match (longest(&LEAST), longest(&MOST)) {
        (None, None) => None,
        (Some(least), most) if most.is_none_or(|most| least > most) => {
            (least > FROM.len() || is_from()).then_some(Direction::Least)
        }
        _ => Some(Direction::Most),
    }
}

/// "100%", "100 %", "02": the number, whether it is a rate, and the word after it.
fn number(words: &[&str], at: usize) -> Option<(Amount, bool, usize)> {
    let word = words[at].trim_start_matches('(');
    if let Some(number) = word.strip_suffix('%') {
        return Some((Amount::parse(number, 2).ok()?, true, at + 1));
    }
    if !word.chars().next()?.is_ascii_digit() {
        return None;
    }
    let amount = Amount::parse(word, 2).ok()?;
    if words.get(at + 1) == Some(&"%") {
        return Some((amount, true, at + 2));
    }
    Some((amount, false, at + 1))
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(clause: &str) -> Vec<String> {
        let line = |one: Suggestion| {
            format!("{} | {} | {} {} {}", one.name, one.measure, one.way, one.direction, one.target.print())
        };
        suggest(clause).into_iter().map(line).collect()
    }

    #[test]
    fn the_words_of_plans() {
        let cases: [(&str, &[&str]); 12] = [
            (
                "100% cán bộ quản lý, giáo viên ứng dụng CNTT trong dạy học.",
                &["Cán bộ quản lý | % | rate least 100"],
            ),
            (
                "Mỗi đơn vị có ít nhất 02 sáng kiến được công nhận;",
                &["Sáng kiến được công nhận | sáng kiến | sum least 2"],
            ),
            ("Phấn đấu giảm 10% đơn thư vượt cấp", &["Giảm đơn thư vượt cấp | % | rate least 10"]),
            ("Tỷ lệ bỏ học không quá 0,5 % học sinh.", &["Học sinh | % | rate most 0,5"]),
            ("Tổ chức hội nghị trước ngày 20 tháng 11 năm 2024", &[]),
            ("Có không dưới 90% giáo viên đạt chuẩn.", &["Giáo viên đạt chuẩn | % | rate least 90"]),
            ("Dưới 5% học sinh bỏ học.", &["Học sinh bỏ học | % | rate most 5"]),
            ("Thực hiện Thông tư 58 của Bộ, từ 15 tháng 9 đến hết năm học.", &[]),
            ("Bồi dưỡng từ 20 giáo viên mỗi trường.", &["Giáo viên mỗi trường | giáo viên | sum least 20"]),
            ("Thực hiện Nghị định số 30/2020/NĐ-CP, Điều 5.", &[]),
            ("Kinh phí 200 triệu đồng từ ngân sách", &[]),
            ("", &[]),
        ];
        for (clause, expected) in cases {
            assert_eq!(told(clause), expected, "«{clause}»");
        }
        let one = &suggest("Phấn đấu có ít nhất 02 sáng kiến, 90% trường đạt chuẩn.");
        assert_eq!(one.len(), 2);
        assert_eq!(one[0].quote, "ít nhất 02 sáng kiến,");
    }
}
