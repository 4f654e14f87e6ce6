//! Words in a picture: how wide they are, cut to their room.

/// Size of letters in the picture, in its units; the style sheet says the same.
const LETTER: f64 = 13.0;

/// About how wide a text is. Too wide rather than too narrow: what is cut can be read elsewhere, what overlaps cannot.
pub fn width(text: &str) -> f64 {
    text.chars().map(part).sum::<f64>() * LETTER
}

fn part(letter: char) -> f64 {
    match letter {
        ' ' | '.' | ',' | ';' | ':' | '\'' | '!' | '|' | 'i' | 'l' | 'j' | 't' | 'f' | 'r' | 'I' | '('
        | ')' | '/' => 0.36,
        'm' | 'w' | 'M' | 'W' | '…' => 0.95,
        c if c.is_uppercase() || c.is_ascii_digit() => 0.68,
        _ => 0.55,
    }
}

/// Cuts at a space where there is one near, and shows that something is missing.
pub fn cut(text: &str, room: f64) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut left = room / LETTER - part('…');
    let fits = |c: &char| {
        left -= part(*c);
        left >= 0.0
    };
    let head: String = text.chars().take_while(fits).collect();
    let at = head.rfind(' ').filter(|at| *at > head.len() / 2).unwrap_or(head.len());
    format!("{}…", head[..at].trim_end_matches([',', ' ', ';']))
}

/// Breaks a text into lines at its spaces; a word that is wider than the room is cut.
pub fn wrap(text: &str, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let longer = lines.last().map(|line| format!("{line} {word}")).filter(|line| width(line) <= room);
        match (longer, lines.last_mut()) {
            (Some(longer), Some(last)) => *last = longer,
            _ => lines.push(cut(word, room)),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_fits_its_room_whatever_the_letters() {
        let wide = "W".repeat(230);
        let words = "xây dựng kế hoạch bồi dưỡng thường xuyên đội ngũ nhà giáo ".repeat(4);
        for text in ["", "Họp", &wide, &words] {
            for room in [0.0, 20.0, 90.0, 260.0] {
                let cut = cut(text, room);
                assert!(cut == text || cut == "…" || width(&cut) <= room, "{cut} in {room}");
            }
        }
        assert_eq!(cut("Tháng 9/2026", 110.0), "Tháng 9/2026");
    }
}
