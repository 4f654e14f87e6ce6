//! Codes of offices (định danh điện tử, `OrganId`).

/// Longest code, in characters (Decision 20/2020/QĐ-TTg).
pub const OFFICE_CODE_LETTERS_MAX: usize = 35;

/// A code as it is compared and sent: capitals, no blanks. None for what is no code.
///
/// Two forms are in use: "000.00.11.H26" (QCVN 102:2016/BTTTT), and "H26.11.45.106", in which the ministry or province comes
/// first and each office below adds a part (Decision 20/2020/QĐ-TTg).
pub fn office_code(text: &str) -> Option<String> {
    let code: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
    let parts: Vec<&str> = code.split('.').collect();
    let is_fit = code.len() <= OFFICE_CODE_LETTERS_MAX && (is_old(&parts) || is_new(&parts));
    is_fit.then_some(code)
}

fn is_old(parts: &[&str]) -> bool {
    let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    matches!(parts, [a, b, c, head] if digits(a, 3) && digits(b, 2) && digits(c, 2) && is_head(head))
}

fn is_new(parts: &[&str]) -> bool {
    let is_part =
        |part: &&str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    parts.split_first().is_some_and(|(head, below)| is_head(head) && below.iter().all(is_part))
}

/// "G07" of a ministry, "H26" of a province.
fn is_head(part: &str) -> bool {
    matches!(part.as_bytes(), [letter, a, b] if letter.is_ascii_uppercase() && a.is_ascii_digit() && b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::office_code;

    #[test]
    fn both_forms_are_taken_in_capitals_and_nothing_else_is() {
        for (typed, code) in [
            ("000.00.11.H26", "000.00.11.H26"),
            (" 000.00.11.h26 ", "000.00.11.H26"),
            ("g01.02.000.000", "G01.02.000.000"),
            ("H26", "H26"),
            ("H26.11.45.106", "H26.11.45.106"),
        ] {
            assert_eq!(office_code(typed).as_deref(), Some(code), "{typed}");
        }
        for typed in [
            "",
            "H",
            "26.11",
            "000.00.H26",
            "H26..1",
            "H26.1111",
            "H26.11.",
            "H26/11",
            "H2Đ",
            "000.00.11.H26.01",
            "H26.11.111.111.111.111.111.111.111.1",
        ] {
            assert_eq!(office_code(typed), None, "{typed}");
        }
    }
}
