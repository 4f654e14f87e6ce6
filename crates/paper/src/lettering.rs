//! Markers and numbers as official documents write them (Decree 30/2020/NĐ-CP, appendix I, part I, II).

/// The letters of points, in order; the Vietnamese alphabet without vowels that carry marks, as the decree numbers.
const POINTS: [&str; 23] = [
    "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v",
    "x", "y",
];

/// The marker of the `n`th point, from 1: a) b) c) d) đ) e) g) …; none past the alphabet.
pub fn point(n: usize) -> Option<String> {
    POINTS.get(n.checked_sub(1)?).map(|letter| format!("{letter})"))
}

/// The number of a document: below 10 with a zero before it.
pub fn number(n: u32) -> String {
    format!("{n:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_follow_the_vietnamese_alphabet() {
        let first: Vec<String> = (1..=12).filter_map(point).collect();
        assert_eq!(first.join(" "), "a) b) c) d) đ) e) g) h) i) k) l) m)");
        assert_eq!(point(23).as_deref(), Some("y)"));
        assert_eq!((point(0), point(24)), (None, None));
    }

    #[test]
    fn small_numbers_carry_a_zero() {
        assert_eq!((number(5), number(10), number(1234)), ("05".into(), "10".into(), "1234".into()));
    }
}
