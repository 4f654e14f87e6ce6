//! Letters as the font has them: composed, without what no printer prints, an empty box for what is missing.

use crate::world;
use unicode_normalization::UnicodeNormalization as _;

/// What is printed in the place of a letter that the font does not have.
const BOX: char = '□';

/// Makes texts printable and remembers what was missing.
#[derive(Debug, Default)]
pub(crate) struct Letters {
    /// Letters that were missing, each once.
    pub missing: Vec<char>,
    /// Letters that were seen.
    pub n: usize,
}

impl Letters {
    /// The text as it can be printed.
    pub fn printable(&mut self, text: &str) -> String {
        // Vietnamese arrives composed and decomposed; the font has the composed letters.
        let text: String = text.nfc().filter_map(|letter| self.letter(letter)).collect();
        self.n += text.chars().count();
        text
    }

    fn letter(&mut self, letter: char) -> Option<char> {
        match letter {
            '\n' => Some('\n'),
            '\t' | '\r' => Some(' '),
            // Marks of direction and order of bytes show nothing; other signs of control are no text.
            '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}' => None,
            _ if letter.is_control() => None,
            _ if world::has(letter) => Some(letter),
            _ => {
                if !self.missing.contains(&letter) {
                    self.missing.push(letter);
                }
                Some(BOX)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_vietnamese_needs_is_in_the_font() {
        let mut letters = Letters::default();
        let text = "ẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ ăâđêôơư ĂÂĐÊÔƠƯ “”‘’–—…•₫°²³×÷±≤≥→✓";
        let printed = letters.printable(text);
        assert_eq!(letters.missing, ['✓']);
        assert!(printed.ends_with("→□"));
    }

    #[test]
    fn decomposed_letters_are_composed_and_controls_dropped() {
        let mut letters = Letters::default();
        assert_eq!(letters.printable("Độc\u{200b} lập\u{1}\r\n\u{feff}"), "Độc lập \n");
        assert_eq!(letters.printable("e\u{302}\u{301}"), "ế");
    }
}
