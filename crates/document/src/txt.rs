//! Plain text and Markdown: finding the encoding. The lines stay as they stand.

use crate::{Kind, Limits, OpenError, legacy, letters};
use domain::source::{Format, Line, Source};

/// Share of frequent Vietnamese syllables from which on an old encoding is believed.
const BELIEVED_SHARE_MIN: f64 = 0.08;

/// Reads text bytes.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<(Format, Vec<Line>), OpenError> {
    let text = decode(bytes)?;
    if text.matches('\n').count() >= limits.lines_max as usize {
        return Err(OpenError::TooMuch);
    }
    // Line ends of old Macs, and the form feeds that pdftotext puts before the first line of a page.
    let text = text.replace("\r\n", "\n").replace("\n\u{c}", "\n").replace(['\r', '\u{c}'], "\n");
    let format = if is_markdown(&text) { Format::Md } else { Format::Txt };
    Ok((format, Source::from_text("", format, text.trim_end_matches('\n')).lines))
}

/// Turns bytes into text, or says that they are none.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, OpenError> {
    if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe]) {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        return utf16(rest, u16::from_be_bytes);
    }
    if bytes.contains(&0) {
        return bare_utf16(bytes);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => return eight_bits(bytes),
    };
    // A text of control characters is valid UTF-8 and still no text.
    let controls =
        text.chars().filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}')).count();
    if letters::ratio(controls, text.chars().count()) > 0.02 {
        return Err(OpenError::Unsuitable { kind: Kind::Unknown });
    }
    Ok(mend_mojibake(text))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, OpenError> {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let text: String = char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect();
    let strange = text.chars().filter(|c| *c == '\u{fffd}' || *c == '\0').count();
    if letters::ratio(strange, text.chars().count()) > 0.02 { Err(OpenError::Encoding) } else { Ok(text) }
}

/// UTF-16 without its mark: every other byte of spaces, digits and line ends is zero.
fn bare_utf16(bytes: &[u8]) -> Result<String, OpenError> {
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let half = bytes.len() / 2;
    let text = if letters::ratio(odd, half) > 0.2 && even * 20 < odd.max(1) {
        utf16(bytes, u16::from_le_bytes)
    } else if letters::ratio(even, half) > 0.2 && odd * 20 < even.max(1) {
        utf16(bytes, u16::from_be_bytes)
    } else {
        return Err(OpenError::Unsuitable { kind: Kind::Unknown });
    }?;
    if text.contains(|c: char| c.is_alphabetic()) { Ok(text) } else { Err(OpenError::Encoding) }
}

/// Bytes that are not UTF-8: windows-1258, TCVN3 or VNI, whichever reads as Vietnamese.
fn eight_bits(bytes: &[u8]) -> Result<String, OpenError> {
    let controls = bytes.iter().filter(|byte| **byte < 0x20 && !b"\n\r\t\x0c".contains(byte)).count();
    if letters::ratio(controls, bytes.len()) > 0.02 {
        return Err(OpenError::Unsuitable { kind: Kind::Unknown });
    }
    let latin: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let (windows, _) = encoding_rs::WINDOWS_1258.decode_without_bom_handling(bytes);
    let candidates = [
        domain::text::nfc(&windows),
        legacy::decode(legacy::Old::Tcvn3, &latin),
        legacy::decode(legacy::Old::Vni, &latin),
    ];
    best(candidates).ok_or(OpenError::Encoding)
}

/// The candidate that reads most like Vietnamese, if any does.
pub(crate) fn best<const N: usize>(candidates: [String; N]) -> Option<String> {
    let (share, text) = candidates
        .into_iter()
        .map(|text| (letters::look(&text).vietnamese, text))
        .max_by(|one, other| one.0.total_cmp(&other.0))?;
    (share >= BELIEVED_SHARE_MIN).then_some(text)
}

/// UTF-8 whose letters are old bytes in disguise ("Céng hoµ x· héi"): a file saved from an old font.
fn mend_mojibake(text: String) -> String {
    let seen = letters::look(&text);
    if seen.words < 20 || seen.vietnamese >= BELIEVED_SHARE_MIN || seen.english > 0.1 || text.is_ascii() {
        return text;
    }
    best([legacy::decode(legacy::Old::Tcvn3, &text), legacy::decode(legacy::Old::Vni, &text)]).unwrap_or(text)
}

/// Markdown shows itself by a heading or the rule of a table. Emphasis alone also stands in plain text.
fn is_markdown(text: &str) -> bool {
    text.lines().any(|line| {
        let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
        let is_heading = (1..=6).contains(&hashes) && line[hashes..].starts_with(' ');
        let is_rule =
            line.contains("---") && line.contains('|') && line.chars().all(|c| "|-: \t\r".contains(c));
        is_heading || is_rule
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "KẾ HOẠCH\nTổ chức thực hiện các nhiệm vụ năm học của Sở Giáo dục và Đào tạo\n";

    fn lines(bytes: &[u8]) -> Vec<String> {
        let (_, lines) = read(bytes, &Limits::default()).expect("readable");
        lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn every_common_encoding_gives_the_same_lines() {
        let want = ["KẾ HOẠCH", "Tổ chức thực hiện các nhiệm vụ năm học của Sở Giáo dục và Đào tạo"];
        let wide = |unit: fn(u16) -> [u8; 2]| TEXT.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
        assert_eq!(lines(TEXT.as_bytes()), want);
        assert_eq!(lines(&["\u{feff}".as_bytes(), TEXT.as_bytes()].concat()), want);
        assert_eq!(lines(&[&[0xff, 0xfe][..], &wide(u16::to_le_bytes)].concat()), want);
        assert_eq!(lines(&[&[0xfe, 0xff][..], &wide(u16::to_be_bytes)].concat()), want);
        assert_eq!(lines(&wide(u16::to_le_bytes)), want);
        assert_eq!(lines(TEXT.replace('\n', "\r\n").as_bytes()), want);
    }

    #[test]
    fn old_encodings_are_told_apart() {
        let latin = |text: &str| {
            text.chars().map(|c| u8::try_from(u32::from(c)).expect("latin-1")).collect::<Vec<u8>>()
        };
        let tcvn = "Tæ chøc thùc hiÖn c¸c nhiÖm vô n¨m häc cña Së Gi¸o dôc vµ §µo t¹o";
        let vni = "Toå chöùc thöïc hieän caùc nhieäm vuï naêm hoïc cuûa Sôû Giaùo duïc vaø Ñaøo taïo";
        let want = "Tổ chức thực hiện các nhiệm vụ năm học của Sở Giáo dục và Đào tạo";
        assert_eq!(lines(&latin(tcvn)), [want]);
        assert_eq!(lines(&latin(vni)), [want]);
        // windows-1258 writes a tone as a byte after its letter: huyền 0xcc, sắc 0xec, hỏi 0xd2, nặng 0xf2.
        let windows = b"T\xf4\xd2 ch\xfd\xecc th\xfd\xf2c hi\xea\xf2n c\xe1c nhi\xea\xf2m vu\xf2 n\xe3m ho\xf2c cu\xd2a S\xf5\xd2";
        assert_eq!(lines(windows), ["Tổ chức thực hiện các nhiệm vụ năm học của Sở"]);
        // UTF-8 of the wrong letters: what an old font leaves behind when it is copied out.
        let long = format!("{tcvn} {tcvn}");
        assert_eq!(lines(long.as_bytes()), [format!("{want} {want}")]);
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        assert_eq!(decode(&[0, 1, 2, 3, 0, 0, 7]), Err(OpenError::Unsuitable { kind: Kind::Unknown }));
        assert_eq!(decode(&[0x80, 0xfe, 0xc1, 0x99, 0x81]), Err(OpenError::Encoding));
        assert!(decode(&[1, 2, 3, 4, 5, 6]).is_err());
    }

    #[test]
    fn markdown_is_seen_by_its_headings_and_tables() {
        let format = |text: &str| read(text.as_bytes(), &Limits::default()).expect("text").0;
        assert_eq!(format("# KẾ HOẠCH\n"), Format::Md);
        assert_eq!(format("| TT | Việc |\n|---|---|\n"), Format::Md);
        assert_eq!(format("**KẾ HOẠCH**\n- một\n"), Format::Txt);
    }

    #[test]
    fn lines_have_a_limit() {
        let limits = Limits { lines_max: 10, ..Limits::default() };
        assert_eq!(read("một\n".repeat(11).as_bytes(), &limits), Err(OpenError::TooMuch));
    }
}
