//! What a file is, by its first bytes and never by its name.

use crate::Kind;

/// How many bytes before `%PDF-` are forgiven: mail gateways and old scanners put junk there.
const PDF_JUNK_BYTES_MAX: usize = 1024;

/// What the first bytes say.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// A zip container: Word, Excel, OpenDocument or a plain archive, told apart by its parts.
    Zip,
    /// A PDF that begins at this byte.
    Pdf {
        /// Where `%PDF-` stands.
        offset: usize,
    },
    /// Perhaps text.
    Text,
    /// A Word or Excel file with a password.
    Encrypted,
    /// Something we can name but not read.
    Other(Kind),
}

/// Looks at the bytes.
pub(crate) fn sniff(bytes: &[u8]) -> Found {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Found::Zip;
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        return ole(bytes);
    }
    let head = &bytes[..bytes.len().min(PDF_JUNK_BYTES_MAX)];
    if let Some(offset) = find(head, b"%PDF-") {
        return Found::Pdf { offset };
    }
    if let Some(kind) = binary(bytes) {
        return Found::Other(kind);
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let lower = text[..text.len().min(64)].to_ascii_lowercase();
    if text.starts_with(b"{\\rtf") {
        Found::Other(Kind::RichText)
    } else if [&b"<?xml"[..], b"<!doctype", b"<html", b"mime-version:"]
        .iter()
        .any(|mark| lower.starts_with(mark))
    {
        Found::Other(Kind::WebPage)
    } else {
        Found::Text
    }
}

/// Tells the kinds of OLE files apart by the names in their directory, which are UTF-16.
fn ole(bytes: &[u8]) -> Found {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        find(bytes, &wide).is_some()
    };
    if has("EncryptedPackage") || has("EncryptionInfo") {
        Found::Encrypted
    } else if has("WordDocument") {
        Found::Other(Kind::OldWord)
    } else if has("Workbook") || has("Book") {
        Found::Other(Kind::Workbook)
    } else if has("PowerPoint Document") {
        Found::Other(Kind::Slides)
    } else {
        Found::Other(Kind::Unknown)
    }
}

fn binary(bytes: &[u8]) -> Option<Kind> {
    const MARKS: [(&[u8], Kind); 15] = [
        (b"\x89PNG", Kind::Picture),
        (b"\xff\xd8\xff", Kind::Picture),
        (b"GIF8", Kind::Picture),
        (b"II*\0", Kind::Picture),
        (b"MM\0*", Kind::Picture),
        (b"BM", Kind::Picture),
        (b"RIFF", Kind::Picture),
        (b"ID3", Kind::Picture),
        (b"OggS", Kind::Picture),
        (b"Rar!", Kind::Archive),
        (b"7z\xbc\xaf", Kind::Archive),
        (b"\x1f\x8b", Kind::Archive),
        (b"BZh", Kind::Archive),
        (b"\x7fELF", Kind::Unknown),
        (b"MZ", Kind::Unknown),
    ];
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some(Kind::Picture);
    }
    let (mark, kind) = MARKS.iter().find(|(mark, _)| bytes.starts_with(mark))?;
    // "BM", "MZ" and "RIFF" are also words; only bytes that no text has make them a picture.
    let is_sure = mark.len() > 4 || mark[0] >= 0x80 || bytes[..bytes.len().min(512)].contains(&0);
    is_sure.then_some(*kind)
}

/// The first place of `needle`.
pub(crate) fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    memchr::memmem::find(hay, needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes_decide() {
        assert_eq!(sniff(b"PK\x03\x04rest"), Found::Zip);
        assert_eq!(sniff(b"\r\n%PDF-1.4"), Found::Pdf { offset: 2 });
        assert_eq!(sniff("KẾ HOẠCH".as_bytes()), Found::Text);
        assert_eq!(sniff(b"BM is a word"), Found::Text);
        assert_eq!(sniff(b"BM\x36\0\0\0"), Found::Other(Kind::Picture));
        assert_eq!(sniff(b"{\\rtf1\\ansi"), Found::Other(Kind::RichText));
        assert_eq!(sniff(b"\xef\xbb\xbf  <!DOCTYPE html>"), Found::Other(Kind::WebPage));
        assert_eq!(sniff(b"\x89PNG\r\n"), Found::Other(Kind::Picture));
    }

    #[test]
    fn ole_files_are_told_apart_by_their_directory() {
        let ole = |name: &str| {
            let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
            bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
            sniff(&bytes)
        };
        assert_eq!(ole("WordDocument"), Found::Other(Kind::OldWord));
        assert_eq!(ole("EncryptedPackage"), Found::Encrypted);
        assert_eq!(ole("Workbook"), Found::Other(Kind::Workbook));
    }
}
