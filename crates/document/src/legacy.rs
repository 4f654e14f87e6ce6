//! Vietnamese before Unicode: TCVN3 (ABC, fonts named `.Vn…`) and VNI (fonts named `VNI-…`).
//!
//! Ministries wrote with them until about 2005 and templates still carry them. Both put Vietnamese letters where
//! Latin-1 has others, so the "letters" met here are Latin-1 characters that stand for bytes.

/// TCVN 5712:1993, third table: the byte for each letter. Capitals with tones have none; capital fonts draw them.
const TCVN3: &str = "Ă¡Â¢Ê£Ô¤Ơ¥Ư¦Đ§ă¨â©êªô«ơ¬ư\u{ad}đ®àµả¶ã·á¸ạ¹ằ»ẳ¼ẵ½ắ¾ặÆầÇẩÈẫÉấÊậËèÌẻÎẽÏéÐẹÑềÒểÓễÔếÕệÖì×ỉØĩÜíÝịÞ\
                     òßỏáõâóãọäồåổæỗçốèộéờêởëỡìớíợîùïủñũòúóụôừõửöữ÷ứøựùỳúỷûỹüýýỵþ";

/// VNI marks after a base letter: the mark and the combining signs it stands for.
const VNI_MARKS: [(char, &str); 17] = [
    ('ù', "\u{301}"),
    ('ø', "\u{300}"),
    ('û', "\u{309}"),
    ('õ', "\u{303}"),
    ('ï', "\u{323}"),
    ('â', "\u{302}"),
    ('á', "\u{302}\u{301}"),
    ('à', "\u{302}\u{300}"),
    ('å', "\u{302}\u{309}"),
    ('ã', "\u{302}\u{303}"),
    ('ä', "\u{323}\u{302}"),
    ('ê', "\u{306}"),
    ('é', "\u{306}\u{301}"),
    ('è', "\u{306}\u{300}"),
    ('ú', "\u{306}\u{309}"),
    ('ü', "\u{306}\u{303}"),
    ('ë', "\u{323}\u{306}"),
];

/// VNI letters that are one byte.
const VNI_LETTERS: [(char, char); 9] = [
    ('í', 'í'),
    ('ì', 'ì'),
    ('æ', 'ỉ'),
    ('ó', 'ĩ'),
    ('ò', 'ị'),
    ('ô', 'ơ'),
    ('ö', 'ư'),
    ('î', 'ỵ'),
    ('ñ', 'đ'),
];

/// Which old encoding the text of a font is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Old {
    /// TCVN3 in small letters, or as typed.
    Tcvn3,
    /// TCVN3 in a capital font (`.VnTimeH`): every letter is drawn as a capital.
    Tcvn3Capitals,
    /// VNI.
    Vni,
}

/// The old encoding that a font name stands for.
pub(crate) fn of_font(name: &str) -> Option<Old> {
    if let Some(rest) = name.strip_prefix(".Vn") {
        Some(if rest.ends_with('H') { Old::Tcvn3Capitals } else { Old::Tcvn3 })
    } else {
        (name.starts_with("VNI-") || name.starts_with("VNI ")).then_some(Old::Vni)
    }
}

/// Turns text of an old font into Unicode (NFC).
pub(crate) fn decode(old: Old, text: &str) -> String {
    match old {
        Old::Tcvn3 => tcvn3(text),
        Old::Tcvn3Capitals => tcvn3(text).to_uppercase(),
        Old::Vni => vni(text),
    }
}

fn tcvn3(text: &str) -> String {
    let table: Vec<char> = TCVN3.chars().collect();
    text.chars()
        .map(|c| {
            let c = latin1(c);
            table.chunks_exact(2).find(|pair| pair[1] == c).map_or(c, |pair| pair[0])
        })
        .collect()
}

fn vni(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    let mut base = false;
    for c in text.chars().map(latin1) {
        let is_upper = c.is_uppercase();
        let low = c.to_lowercase().next().unwrap_or(c);
        if base && let Some((_, signs)) = VNI_MARKS.iter().find(|(mark, _)| *mark == low) {
            out.push_str(signs);
            base = false;
            continue;
        }
        let letter = VNI_LETTERS.iter().find(|(from, _)| *from == low).map_or(low, |(_, to)| *to);
        base = matches!(letter, 'a' | 'e' | 'o' | 'u' | 'y' | 'ơ' | 'ư');
        if is_upper { out.extend(letter.to_uppercase()) } else { out.push(letter) }
    }
    domain::text::nfc(&out)
}

/// Undoes what converters make of the bytes between 0x80 and 0x9f; none of them is a letter in either encoding, and
/// private-use copies (U+F0xx) that Word makes of symbol fonts.
fn latin1(c: char) -> char {
    match u32::from(c) {
        code @ 0xf020..=0xf0ff => char::from_u32(code - 0xf000).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tcvn3_reads_the_motto() {
        assert_eq!(
            decode(Old::Tcvn3, "Céng hoµ x· héi chñ nghÜa ViÖt Nam"),
            "Cộng hoà xã hội chủ nghĩa Việt Nam"
        );
        assert_eq!(decode(Old::Tcvn3, "§éc lËp - Tù do - H¹nh phóc"), "Độc lập - Tự do - Hạnh phúc");
        assert_eq!(decode(Old::Tcvn3Capitals, "Bé gi¸o dôc"), "BỘ GIÁO DỤC");
    }

    #[test]
    fn vni_reads_the_motto() {
        assert_eq!(
            decode(Old::Vni, "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam"),
            "Cộng hòa xã hội chủ nghĩa Việt Nam"
        );
        assert_eq!(decode(Old::Vni, "Ñoäc laäp - Töï do - Haïnh phuùc"), "Độc lập - Tự do - Hạnh phúc");
        assert_eq!(decode(Old::Vni, "KEÁ HOAÏCH"), "KẾ HOẠCH");
    }

    #[test]
    fn fonts_tell_the_encoding() {
        assert_eq!(of_font(".VnTime"), Some(Old::Tcvn3));
        assert_eq!(of_font(".VnTimeH"), Some(Old::Tcvn3Capitals));
        assert_eq!(of_font("VNI-Times"), Some(Old::Vni));
        assert_eq!(of_font("Times New Roman"), None);
    }
}
