//! One spelling for every text that comes in: NFC, line feeds only, nothing that cannot be seen.

use unicode_normalization::UnicodeNormalization as _;

/// Returns `text` in NFC with `\n` as the only line end and without control, direction and byte-order marks.
///
/// Vietnamese arrives in NFC from keyboards and in NFD from macOS files; two spellings of one name must not become
/// two people. Direction marks can make a file name or a person's name read as another. The zero-width joiner stays:
/// emoji are made of it.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.nfc().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\n' | '\t' => out.push(c),
            _ if c.is_control() || is_direction_mark(c) => {}
            _ => out.push(c),
        }
    }
    out
}

fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling() {
        assert_eq!(clean("Nguye\u{302}\u{303}n\r\nVăn\0 \u{202e}A\u{7}"), "Nguyễn\nVăn A");
        assert_eq!(clean("a\rb"), "a\nb");
    }
}
