//! Amounts in whole đồng as officers type them: "1.500.000", "1,500,000", "1 500 000 đồng", "1,5 triệu". What could mean
//! two amounts is refused and never guessed.

/// Largest amount of one line or entry: a million thousand million. A thousand of them still fit what a database keeps,
/// and each is shown exactly by programs that keep numbers as fractions (below 2^53).
pub const DONG_MAX: i64 = 1_000_000_000_000_000;
/// Most characters of an amount.
const CHARS_MAX: usize = 60;

/// An amount in đồng.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Dong(i64);

/// Why a text is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OddDong {
    /// It is not written as an amount.
    #[error("not an amount of money")]
    NotMoney,
    /// A fraction of a đồng.
    #[error("a đồng has no fractions")]
    Fraction,
    /// It could be read in two ways: "1.500 triệu".
    #[error("this can be read in two ways")]
    Ambiguous,
    /// Larger than any plan spends.
    #[error("too large")]
    TooLarge,
}

impl Dong {
    /// So many đồng, as a database keeps them.
    pub const fn of(n: i64) -> Dong {
        Dong(n)
    }

    /// How many.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// Reads an amount.
    pub fn parse(text: &str) -> Result<Dong, OddDong> {
        let text = text.trim();
        if text.chars().count() > CHARS_MAX {
            return Err(OddDong::NotMoney);
        }
        let lower = text.to_lowercase();
        let (is_negative, rest) = match lower.strip_prefix(['-', '\u{2212}', '\u{2013}']) {
            Some(rest) => (true, rest.trim_start()),
            None => (false, lower.as_str()),
        };
        let (number, scale) = scaled(rest);
        let amount = if scale == 1 { whole(number)? } else { fraction_of(number, scale)? };
        Ok(Dong(if is_negative { -amount } else { amount }))
    }

    /// A number that a spreadsheet keeps as a number with a fraction.
    pub fn of_cell(number: f64) -> Result<Dong, OddDong> {
        let is_whole = number.fract().abs() < f64::EPSILON;
        if is_whole { Dong::parse(&format!("{number:.0}")) } else { Err(OddDong::Fraction) }
    }

    /// As people type it: "1.500.000".
    pub fn print(self) -> String {
        let digits = self.0.unsigned_abs().to_string();
        let mut out = String::new();
        if self.0 < 0 {
            out.push('-');
        }
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push('.');
            }
            out.push(digit);
        }
        out
    }
}

/// Takes the words behind a number off: the currency, and thousand, million, thousand million.
fn scaled(text: &str) -> (&str, i64) {
    let mut rest = text.trim_end_matches('.').trim_end();
    for currency in ["đồng", "dong", "vnđ", "vnd", "₫", "đ"] {
        if let Some(before) = rest.strip_suffix(currency) {
            rest = before.trim_end();
            break;
        }
    }
    let scales = [
        ("nghìn", 1_000),
        ("ngàn", 1_000),
        ("triệu", 1_000_000),
        ("tr", 1_000_000),
        ("tỷ", 1_000_000_000),
        ("tỉ", 1_000_000_000),
    ];
    for (word, scale) in scales {
        if let Some(before) = rest.strip_suffix(word) {
            return (before.trim_end(), scale);
        }
    }
    (rest, 1)
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// Whole đồng: digits without marks, or in groups of three with one and the same mark between them. Zeros behind another
/// mark are what programs write ("1.500.000,00").
fn whole(text: &str) -> Result<i64, OddDong> {
    let last = text.rfind(['.', ',']);
    if let Some(at) = last {
        let (before, after) = (&text[..at], &text[at + 1..]);
        let mark = &text[at..=at];
        let has_other = before.contains(if mark == "." { ',' } else { '.' });
        if has_other && !before.contains(mark) {
            if after.is_empty() || !after.bytes().all(|b| b.is_ascii_digit()) {
                return Err(OddDong::NotMoney);
            }
            return if after.bytes().all(|b| b == b'0') && after.len() <= 2 {
                grouped(before)
            } else {
                Err(OddDong::Fraction)
            };
        }
        let is_single = !before.contains(mark) && !before.contains(is_space);
        let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if is_single && is_digits(before) && is_digits(after) && after.len() != 3 {
            return Err(OddDong::Fraction);
        }
    }
    grouped(text)
}

fn grouped(text: &str) -> Result<i64, OddDong> {
    let mark = text.chars().find(|c| !c.is_ascii_digit());
    let digits = match mark {
        None => text.to_owned(),
        Some(mark) if matches!(mark, '.' | ',') || is_space(mark) => {
            let groups: Vec<&str> = text.split(mark).collect();
            let is_digits = |group: &&str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
            let is_grouped = groups.iter().all(is_digits)
                && groups[0].len() <= 3
                && groups[1..].iter().all(|group| group.len() == 3);
            if !is_grouped {
                return Err(OddDong::NotMoney);
            }
            groups.concat()
        }
        Some(_) => return Err(OddDong::NotMoney),
    };
    limited(&digits)
}

fn limited(digits: &str) -> Result<i64, OddDong> {
    if digits.is_empty() {
        return Err(OddDong::NotMoney);
    }
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return Ok(0);
    }
    match digits.parse::<i64>() {
        Ok(n) if n <= DONG_MAX => Ok(n),
        Ok(_) => Err(OddDong::TooLarge),
        Err(_) if digits.bytes().all(|b| b.is_ascii_digit()) => Err(OddDong::TooLarge),
        Err(_) => Err(OddDong::NotMoney),
    }
}

/// "1,5 triệu", "2 tỷ", "12.5 tr". One mark with three digits behind it could part thousands or decimals.
fn fraction_of(text: &str, scale: i64) -> Result<i64, OddDong> {
    let marks = text.matches(['.', ',']).count();
    let (number, decimals) = match text.split_once(['.', ',']) {
        None => (text, ""),
        Some((before, after)) if marks == 1 => {
            if after.len() == 3 && !before.trim_start_matches('0').is_empty() {
                return Err(OddDong::Ambiguous);
            }
            (before, after)
        }
        Some(_) => {
            return grouped(text)?.checked_mul(scale).filter(|n| *n <= DONG_MAX).ok_or(OddDong::TooLarge);
        }
    };
    let is_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if !is_digits(decimals) || (marks == 1 && decimals.is_empty()) {
        return Err(OddDong::NotMoney);
    }
    let number = grouped(number)?;
    let decimals = decimals.trim_end_matches('0');
    let places = u32::try_from(decimals.len()).map_err(|_| OddDong::NotMoney)?;
    let one = 10_i64.checked_pow(places).filter(|one| scale % one == 0).ok_or(OddDong::Fraction)?;
    let part =
        if decimals.is_empty() { 0 } else { decimals.parse::<i64>().map_err(|_| OddDong::NotMoney)? };
    let sum = number.checked_mul(scale).and_then(|n| n.checked_add(part * (scale / one)));
    sum.filter(|n| *n <= DONG_MAX).ok_or(OddDong::TooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_as_officers_type_them() {
        let cases = [
            ("1500000", Ok(1_500_000)),
            ("1.500.000", Ok(1_500_000)),
            ("1,500,000", Ok(1_500_000)),
            ("1 500 000", Ok(1_500_000)),
            (" 1.500.000 đồng ", Ok(1_500_000)),
            ("1.500.000đ", Ok(1_500_000)),
            ("1.500.000 VNĐ", Ok(1_500_000)),
            ("1.500", Ok(1_500)),
            ("1,500", Ok(1_500)),
            ("1.500.000,00", Ok(1_500_000)),
            ("1,500,000.00", Ok(1_500_000)),
            ("1.5 triệu", Ok(1_500_000)),
            ("1,5 triệu đồng", Ok(1_500_000)),
            ("1,25tr", Ok(1_250_000)),
            ("2 tỷ", Ok(2_000_000_000)),
            ("0,125 tỷ", Ok(125_000_000)),
            ("350 nghìn", Ok(350_000)),
            ("1.234.567 nghìn", Ok(1_234_567_000)),
            ("0", Ok(0)),
            ("-2.000.000", Ok(-2_000_000)),
            ("\u{2212}2 triệu", Ok(-2_000_000)),
            ("1.000.000.000.000.000", Ok(DONG_MAX)),
            ("1.000.000.000.000.001", Err(OddDong::TooLarge)),
            ("99999999999999999999999999", Err(OddDong::TooLarge)),
            ("2000000 tỷ", Err(OddDong::TooLarge)),
            // Fifteen hundred million or one and a half million: nobody can say.
            ("1.500 triệu", Err(OddDong::Ambiguous)),
            ("1,500 tr", Err(OddDong::Ambiguous)),
            ("12.5", Err(OddDong::Fraction)),
            ("1500,25", Err(OddDong::Fraction)),
            ("1.500.000,5", Err(OddDong::Fraction)),
            ("0,0000000001 triệu", Err(OddDong::Fraction)),
            ("1.50.000", Err(OddDong::NotMoney)),
            ("1.500,000.5", Err(OddDong::NotMoney)),
            ("", Err(OddDong::NotMoney)),
            ("triệu", Err(OddDong::NotMoney)),
            ("1, triệu", Err(OddDong::NotMoney)),
            ("một triệu", Err(OddDong::NotMoney)),
            ("=1+2", Err(OddDong::NotMoney)),
            ("1e9", Err(OddDong::NotMoney)),
        ];
        for (text, expected) in cases {
            assert_eq!(Dong::parse(text).map(Dong::get), expected, "«{text}»");
        }
        assert_eq!(Dong::of_cell(1_500_000.0).map(Dong::get), Ok(1_500_000));
        assert_eq!(Dong::of_cell(1.5), Err(OddDong::Fraction));
        assert_eq!(Dong::of_cell(f64::NAN), Err(OddDong::Fraction));
        assert_eq!(Dong::of_cell(1e300), Err(OddDong::NotMoney));
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_again(n in -DONG_MAX..=DONG_MAX) {
            let dong = Dong::of(n);
            prop_assert_eq!(Dong::parse(&dong.print()), Ok(dong));
            prop_assert_eq!(Dong::parse(&dong.print().replace('.', ",")), Ok(dong));
        }

        #[test]
        fn no_text_breaks_the_reading(text in "\\PC{0,40}", money in "[0-9.,\\- ]{0,20}( ?(triệu|tỷ|tr|nghìn|đ))?") {
            for text in [text, money] {
                if let Ok(dong) = Dong::parse(&text) {
                    prop_assert!(dong.get().abs() <= DONG_MAX, "«{}»", text);
                }
            }
        }
    }
}
