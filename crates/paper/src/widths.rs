//! How long a line of Times is, for the rules under motto, agency and subject, whose length follows the text.

use unicode_normalization::UnicodeNormalization as _;

/// Widths of bold Times in thousandths of its size, from space (32) to tilde (126); facts of the font's metrics.
const BOLD: [u16; 95] = [
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500,
    500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667, 611, 778, 778, 389,
    500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581,
    500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389,
    333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
];
/// Of a letter that is not in the table.
const OTHER: u16 = 722;

/// Length of a bold line in points.
pub fn bold_pt(text: &str, size_pt: f64) -> f64 {
    // Marks above and below a letter take no width of their own.
    let thousandths: f64 = text.nfd().map(|letter| f64::from(width(letter))).sum();
    thousandths * size_pt / 1000.0
}

fn width(letter: char) -> u16 {
    match letter {
        ' '..='~' => BOLD[letter as usize - 32],
        'đ' => BOLD['d' as usize - 32],
        '\u{300}'..='\u{36f}' => 0,
        _ => OTHER,
    }
}

/// The longest line when `text` is set in bold within `width_pt`, word by word.
pub fn longest_line_pt(text: &str, size_pt: f64, width_pt: f64) -> f64 {
    let space = bold_pt(" ", size_pt);
    let (mut longest, mut line) = (0.0_f64, 0.0_f64);
    for word in text.split_whitespace() {
        let word = bold_pt(word, size_pt);
        let with = if line > 0.0 { line + space + word } else { word };
        line = if with > width_pt { word } else { with };
        longest = longest.max(line);
    }
    longest.min(width_pt)
}

/// Words of a title rather stand in lines of like length than leave one word alone on the last: the narrowest width,
/// within `width_pt`, in which the text takes no more lines.
pub fn balanced_pt(text: &str, size_pt: f64, width_pt: f64) -> f64 {
    let Some(n) = lines(text, size_pt, width_pt * SURE) else { return width_pt };
    let mut narrowest = width_pt;
    while n > 1 && lines(text, size_pt, (narrowest - STEP_PT) * SURE).is_some_and(|narrower| narrower <= n) {
        narrowest -= STEP_PT;
    }
    narrowest
}

/// Share of a width that surely holds what the table of widths says it does: some letters are wider than told.
const SURE: f64 = 0.95;
/// Steps in which a width is narrowed; a title is never narrower than a word.
const STEP_PT: f64 = 4.0;

/// How many lines a text takes; none when a word is too long for a line.
fn lines(text: &str, size_pt: f64, width_pt: f64) -> Option<usize> {
    let space = bold_pt(" ", size_pt);
    let (mut n, mut line) = (1, 0.0_f64);
    for word in text.split_whitespace().map(|word| bold_pt(word, size_pt)) {
        if word > width_pt {
            return None;
        }
        let with = if line > 0.0 { line + space + word } else { word };
        line = if with > width_pt {
            n += 1;
            word
        } else {
            with
        };
    }
    Some(n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_several_lines_are_balanced() {
        let title =
            "Về việc phân công nhiệm vụ thành viên Ban Chỉ đạo, triển khai các nhiệm vụ trọng tâm năm 2026";
        let width = balanced_pt(title, 14.0, 468.0);
        assert!((300.0..420.0).contains(&width), "{width}");
        assert_eq!(lines(title, 14.0, width), lines(title, 14.0, 468.0));
        assert!((balanced_pt("Một dòng", 14.0, 468.0) - 468.0).abs() < 1e-9);
        let long = "a".repeat(400);
        assert!((balanced_pt(&long, 14.0, 468.0) - 468.0).abs() < 1e-9, "a word wider than the page stays");
    }

    #[test]
    fn marks_take_no_width_and_lines_break_at_words() {
        assert!((bold_pt("Độc lập", 14.0) - bold_pt("Đoc lap", 14.0)).abs() < 1e-9);
        let one = bold_pt("BỘ GIÁO DỤC", 13.0);
        assert!((longest_line_pt("BỘ GIÁO DỤC", 13.0, 500.0) - one).abs() < 1e-6);
        assert!(longest_line_pt("BỘ GIÁO DỤC BỘ GIÁO DỤC", 13.0, one + 1.0) <= one + 1e-6);
    }
}
