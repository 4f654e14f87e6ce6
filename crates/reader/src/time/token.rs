//! Words, numbers and signs of a text with their byte positions: what the time grammar reads.
//!
//! Letters and digits that touch ("T9", "8h00") are cut apart and marked as glued. White space only shows as "not glued".

/// A word, a number or a sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters only, lower case.
    Word(String),
    /// Digits only: the value and how many digits were printed.
    Num(u32, u8),
    /// Any other single character; all dashes are '-'.
    Sign(char),
}

/// One token and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: Kind,
    /// Byte range in the text.
    pub start: usize,
    pub end: usize,
    /// No white space before it.
    pub glued: bool,
    /// Starts with a capital letter.
    pub capital: bool,
}

/// More digits than this are no day, month or year.
const NUMBER_DIGITS_MAX: usize = 6;

/// Cuts `text` into tokens. Markdown emphasis signs are skipped as if they were not there.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut last_end = 0;
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() || domain::text::is_invisible(c) {
            continue;
        }
        if matches!(c, '*' | '_' | '`') {
            if last_end == start {
                last_end = start + c.len_utf8();
            }
            continue;
        }
        let mut end = start + c.len_utf8();
        let class = class_of(c);
        if class != Class::Sign {
            while let Some(&(at, next)) = chars.peek() {
                if class_of(next) != class {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
        }
        let piece = &text[start..end];
        let kind = match class {
            Class::Letter => Kind::Word(piece.to_lowercase()),
            Class::Digit if piece.len() <= NUMBER_DIGITS_MAX => {
                Kind::Num(piece.parse().unwrap_or(u32::MAX), u8::try_from(piece.len()).unwrap_or(u8::MAX))
            }
            Class::Digit => Kind::Num(u32::MAX, u8::MAX),
            Class::Sign => {
                Kind::Sign(if matches!(c, '–' | '—' | '−' | '‑' | '‐') { '-' } else { c })
            }
        };
        out.push(Token {
            kind,
            start,
            end,
            glued: last_end == start && start > 0,
            capital: c.is_uppercase(),
        });
        last_end = end;
    }
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Sign,
}

fn class_of(c: char) -> Class {
    if c.is_ascii_digit() {
        Class::Digit
    } else if c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c) {
        Class::Letter
    } else {
        Class::Sign
    }
}

/// A view on tokens with the small questions the grammar asks. Positions past the end answer "no".
#[derive(Clone, Copy)]
pub(super) struct Tokens<'a>(pub &'a [Token]);

impl Tokens<'_> {
    pub(super) fn word(&self, i: usize) -> Option<&str> {
        match self.0.get(i)?.kind {
            Kind::Word(ref w) => Some(w),
            _ => None,
        }
    }

    /// The number at `i` when it lies in `range`.
    pub(super) fn num(&self, i: usize, range: std::ops::RangeInclusive<u32>) -> Option<u32> {
        match self.0.get(i)?.kind {
            Kind::Num(n, _) if range.contains(&n) => Some(n),
            _ => None,
        }
    }

    pub(super) fn digits(&self, i: usize) -> Option<u8> {
        match self.0.get(i)?.kind {
            Kind::Num(_, digits) => Some(digits),
            _ => None,
        }
    }

    pub(super) fn sign(&self, i: usize) -> Option<char> {
        match self.0.get(i)?.kind {
            Kind::Sign(c) => Some(c),
            _ => None,
        }
    }

    pub(super) fn glued(&self, i: usize) -> bool {
        self.0.get(i).is_some_and(|t| t.glued)
    }

    pub(super) fn capital(&self, i: usize) -> bool {
        self.0.get(i).is_some_and(|t| t.capital)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the words of `phrase` stand at `i`; gives the position after them.
    pub(super) fn phrase(&self, i: usize, phrase: &str) -> Option<usize> {
        let mut at = i;
        let mut rest = phrase;
        loop {
            rest = rest.strip_prefix(self.word(at)?)?;
            at += 1;
            if rest.is_empty() {
                return Some(at);
            }
            rest = rest.strip_prefix(' ')?;
        }
    }

    /// The longest of `phrases` at `i`; gives the position after it.
    pub(super) fn any(&self, i: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().filter_map(|p| self.phrase(i, p)).max()
    }

    /// The position after one of `phrases` at `i`, else `i` itself.
    pub(super) fn skip(&self, i: usize, phrases: &[&str]) -> usize {
        self.any(i, phrases).unwrap_or(i)
    }

    /// The position after an optional comma at `i`.
    pub(super) fn skip_comma(&self, i: usize) -> usize {
        if self.sign(i) == Some(',') { i + 1 } else { i }
    }
}
