//! Quantities of a line in thousandths, so that what a line comes to is exact: quantity × price, rounded to the đồng, half
//! away from zero.

use super::dong::DONG_MAX;
use super::{Dong, OddDong};

/// Thousandths in one.
const SCALE: i64 = 1_000;
/// Largest quantity.
const PIECES_MAX: i64 = 1_000_000_000;
/// Most characters of a quantity.
const CHARS_MAX: usize = 30;

/// A quantity in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pieces(i64);

/// Why a text is no quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OddCount {
    /// It is not written as a number.
    #[error("not a number")]
    NotANumber,
    /// It could be read in two ways: "1,500".
    #[error("this can be read in two ways")]
    Ambiguous,
    /// More than three decimals.
    #[error("at most three decimals")]
    Decimals,
    /// Too large.
    #[error("too large")]
    TooLarge,
}

impl Pieces {
    /// So many thousandths, as a database keeps them.
    pub const fn of_thousandths(n: i64) -> Pieces {
        Pieces(n)
    }

    /// Its thousandths.
    pub const fn thousandths(self) -> i64 {
        self.0
    }

    /// Reads "12", "1.200", "2,5", "0,125" and "2.5". A comma with three digits behind it could part thousands.
    pub fn parse(text: &str) -> Result<Pieces, OddCount> {
        let text = text.trim();
        if text.is_empty() || text.chars().count() > CHARS_MAX {
            return Err(OddCount::NotANumber);
        }
        let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let comma = text.split_once(',');
        let point = text.rsplit_once('.').filter(|(_, after)| after.len() != 3);
        let (whole, decimals) = match (comma, point) {
            (Some((whole, decimals)), _) => {
                let is_less_than_one = whole.bytes().all(|b| b == b'0');
                if is_digits(decimals) && decimals.len() == 3 && !is_less_than_one && !whole.contains('.') {
                    return Err(OddCount::Ambiguous);
                }
                (whole, decimals)
            }
            (None, Some((whole, decimals))) if is_digits(whole) => (whole, decimals),
            (None, Some(_)) => return Err(OddCount::NotANumber),
            (None, None) => (text, "0"),
        };
        if !is_digits(decimals) {
            return Err(OddCount::NotANumber);
        }
        let decimals = decimals.trim_end_matches('0');
        if decimals.len() > 3 {
            return Err(OddCount::Decimals);
        }
        // Groups of three with dots, as amounts are written.
        let whole = match Dong::parse(whole) {
            Ok(whole) if !whole.get().is_negative() && whole.get() <= PIECES_MAX => whole.get(),
            Ok(_) | Err(OddDong::TooLarge) => return Err(OddCount::TooLarge),
            Err(_) => return Err(OddCount::NotANumber),
        };
        let part = format!("{decimals:0<3}").parse::<i64>().map_err(|_| OddCount::NotANumber)?;
        Ok(Pieces(whole * SCALE + part))
    }

    /// A number that a spreadsheet keeps as a number with a fraction.
    pub fn of_cell(number: f64) -> Result<Pieces, OddCount> {
        let text = number.to_string();
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, "0"));
        if decimals.len() > 3 {
            return Err(OddCount::Decimals);
        }
        let whole = Pieces::parse(whole)?;
        let part = format!("{decimals:0<3}").parse::<i64>().map_err(|_| OddCount::NotANumber)?;
        Ok(Pieces(whole.0 + part))
    }

    /// As people type it: "1.200", "2,5".
    pub fn print(self) -> String {
        let (whole, part) = (self.0 / SCALE, self.0.unsigned_abs() % 1_000);
        let mut out = Dong::of(whole).print();
        if part > 0 {
            let decimals = format!("{part:03}");
            let decimals = decimals.trim_end_matches('0');
            // "1,125" could be read in two ways; whole numbers below a thousand carry their zero.
            out.push(',');
            out.push_str(decimals);
            if decimals.len() == 3 && whole != 0 && !out.contains('.') {
                out.push('0');
            }
        }
        out
    }

    /// What so many come to at this price, rounded to the đồng, half away from zero. None beyond the largest amount.
    pub fn at(self, price: Dong) -> Option<Dong> {
        let product = i128::from(self.0) * i128::from(price.get());
        let half = if product < 0 { -500 } else { 500 };
        let amount = i64::try_from((product + half) / i128::from(SCALE)).ok()?;
        (amount.abs() <= DONG_MAX).then_some(Dong::of(amount))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quantities_and_what_they_come_to() {
        let cases = [
            ("12", Ok(12_000)),
            ("1.200", Ok(1_200_000)),
            ("2,5", Ok(2_500)),
            ("2.5", Ok(2_500)),
            ("0,125", Ok(125)),
            ("1.200,125", Ok(1_200_125)),
            ("1,500", Err(OddCount::Ambiguous)),
            ("1,1250", Ok(1_125)),
            ("1,0001", Err(OddCount::Decimals)),
            ("", Err(OddCount::NotANumber)),
            ("1,", Err(OddCount::NotANumber)),
            ("-3", Err(OddCount::TooLarge)),
            ("hai", Err(OddCount::NotANumber)),
            ("1.000.000.001", Err(OddCount::TooLarge)),
        ];
        for (text, expected) in cases {
            assert_eq!(Pieces::parse(text).map(Pieces::thousandths), expected, "«{text}»");
        }
        let at = |n, price| Pieces::of_thousandths(n).at(Dong::of(price)).map(Dong::get);
        assert_eq!(at(2_500, 150_000), Some(375_000));
        assert_eq!(at(500, 1), Some(1), "half a đồng counts as one");
        assert_eq!(at(333, 1_000), Some(333));
        assert_eq!(at(1_000_000_000_000, DONG_MAX), None);
        assert_eq!(Pieces::of_cell(2.5).map(Pieces::thousandths), Ok(2_500));
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_again(n in 0_i64..=1_000_000_000_000) {
            let pieces = Pieces::of_thousandths(n);
            prop_assert_eq!(Pieces::parse(&pieces.print()), Ok(pieces), "{}", pieces.print());
        }

        #[test]
        fn no_text_breaks_the_reading(text in "\\PC{0,24}", number in "[0-9.,-]{0,12}") {
            for text in [text, number] {
                let _ = Pieces::parse(&text);
            }
        }
    }
}
