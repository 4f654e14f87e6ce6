//! Amounts as Vietnamese write them: a dot between thousands, a comma before decimals. Kept in hundredths, so that sums
//! are exact however many units report.

/// Most decimals of an amount.
pub const DECIMALS_MAX: u8 = 2;
/// Hundredths in one.
const SCALE: i64 = 100;
/// Largest amount: a thousand thousand million. 60,000 units of it still fit the sum that a database keeps.
const AMOUNT_MAX: i64 = 1_000_000_000_000;

/// An amount in hundredths.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Amount(i64);

/// Why a text is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Odd {
    /// It is not written as a number.
    #[error("not a number")]
    NotANumber,
    /// A dot where a comma is meant: "12.5".
    #[error("a dot stands between thousands, a comma before decimals")]
    Dot,
    /// More decimals than are asked for.
    #[error("at most {0} decimals")]
    Decimals(u8),
    /// Larger than anything that is counted.
    #[error("too large")]
    TooLarge,
}

impl Amount {
    /// The amount of so many hundredths, as a database keeps it.
    pub const fn of_hundredths(n: i64) -> Amount {
        Amount(n)
    }

    /// Its hundredths.
    pub const fn hundredths(self) -> i64 {
        self.0
    }

    /// As a fraction, for pages that print numbers in the manner of a language.
    #[expect(
        clippy::cast_precision_loss,
        reason = "hundredths below 2^53 are shown exactly; sums larger are rounded"
    )]
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / SCALE as f64
    }

    /// Reads "1.234,5", "1234,5", "1 234", "−3" and "12%". "1.234" is one thousand two hundred and thirty-four.
    pub fn parse(text: &str, decimals: u8) -> Result<Amount, Odd> {
        let text = text.trim().trim_end_matches('%').trim_end();
        let (is_negative, text) = match text.strip_prefix(['-', '\u{2212}', '\u{2013}']) {
            Some(rest) => (true, rest.trim_start()),
            None => (false, text),
        };
        let (whole, fraction) = text.split_once(',').unwrap_or((text, ""));
        if text.ends_with(',') || !fraction.chars().all(|c| c.is_ascii_digit()) {
            return Err(Odd::NotANumber);
        }
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > usize::from(decimals.min(DECIMALS_MAX)) {
            return Err(Odd::Decimals(decimals));
        }
        let whole = whole_number(whole)?;
        let hundredths = format!("{fraction:0<2}").parse::<i64>().map_err(|_| Odd::NotANumber)?;
        if whole > AMOUNT_MAX || (whole == AMOUNT_MAX && hundredths > 0) {
            return Err(Odd::TooLarge);
        }
        let sum = whole * SCALE + hundredths;
        Ok(Amount(if is_negative { -sum } else { sum }))
    }

    /// A number that a spreadsheet keeps as a number, where a dot cannot mean thousands.
    pub fn of_cell(number: f64, decimals: u8) -> Result<Amount, Odd> {
        Amount::parse(&number.to_string().replace('.', ","), decimals)
    }

    /// As people type it: "1.234,5".
    pub fn print(self) -> String {
        let (whole, hundredths) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        let digits = whole.to_string();
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
        if hundredths > 0 {
            out.push(',');
            out.push_str(format!("{hundredths:02}").trim_end_matches('0'));
        }
        out
    }
}

/// The digits before the comma: without marks, or in groups of three with one and the same mark between them.
fn whole_number(text: &str) -> Result<i64, Odd> {
    let is_space = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
    let mark = text.chars().find(|c| !c.is_ascii_digit());
    let digits: String = match mark {
        None => text.to_owned(),
        Some(mark) if mark == '.' || is_space(mark) => {
            let groups: Vec<&str> = text.split(mark).collect();
            let is_all_digits = |group: &&str| !group.is_empty() && group.chars().all(|c| c.is_ascii_digit());
            if !groups.iter().all(is_all_digits) {
                return Err(Odd::NotANumber);
            }
            if groups[0].len() > 3 || groups[1..].iter().any(|group| group.len() != 3) {
                return Err(if mark == '.' && groups.len() == 2 { Odd::Dot } else { Odd::NotANumber });
            }
            groups.concat()
        }
        Some(_) => return Err(Odd::NotANumber),
    };
    if digits.is_empty() {
        return Err(Odd::NotANumber);
    }
    let digits = digits.trim_start_matches('0');
    match digits.len() {
        0 => Ok(0),
        1..=13 => digits.parse().map_err(|_| Odd::NotANumber),
        _ => Err(Odd::TooLarge),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_as_vietnamese_write_them() {
        let cases = [
            ("28", Ok("28")),
            (" 1.234 ", Ok("1.234")),
            ("1.234.567,5", Ok("1.234.567,5")),
            ("1234567,25", Ok("1.234.567,25")),
            ("1 234", Ok("1.234")),
            ("0", Ok("0")),
            ("007", Ok("7")),
            ("-3", Ok("-3")),
            ("\u{2212}3,50", Ok("-3,5")),
            ("87,5%", Ok("87,5")),
            ("1.000.000.000.000", Ok("1.000.000.000.000")),
            ("12.5", Err(Odd::Dot)),
            ("1234.567", Err(Odd::Dot)),
            ("1.23.456", Err(Odd::NotANumber)),
            ("1,2,3", Err(Odd::NotANumber)),
            ("5,", Err(Odd::NotANumber)),
            (",5", Err(Odd::NotANumber)),
            ("", Err(Odd::NotANumber)),
            ("28 trường", Err(Odd::NotANumber)),
            ("hai mươi", Err(Odd::NotANumber)),
            ("1e9", Err(Odd::NotANumber)),
            ("0,125", Err(Odd::Decimals(2))),
            ("1.000.000.000.001", Err(Odd::TooLarge)),
            ("99999999999999999999999", Err(Odd::TooLarge)),
        ];
        for (text, expected) in cases {
            let got = Amount::parse(text, 2).map(Amount::print);
            assert_eq!(got, expected.map(str::to_owned), "«{text}»");
        }
        assert_eq!(Amount::parse("2,5", 0), Err(Odd::Decimals(0)));
        assert_eq!(Amount::parse("2,0", 0).map(Amount::print).as_deref(), Ok("2"));
        assert_eq!(Amount::of_cell(12.5, 2).map(Amount::print).as_deref(), Ok("12,5"));
        assert_eq!(
            Amount::of_cell(1.234, 2),
            Err(Odd::Decimals(2)),
            "in a cell of numbers a dot is no thousand"
        );
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_again(n in -100_000_000_000_000_i64..=100_000_000_000_000) {
            let amount = Amount::of_hundredths(n);
            prop_assert_eq!(Amount::parse(&amount.print(), 2), Ok(amount));
        }

        #[test]
        fn no_text_breaks_the_reading(text in "[0-9., %a-z-]{0,24}") {
            let _ = Amount::parse(&text, 2);
        }
    }
}
