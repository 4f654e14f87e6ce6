//! What a file of evidence is: by its first bytes and, inside a zip, by the parts that it names; the name only tells text
//! files apart. Web pages, programs, macros' own formats and archives are not taken.

/// Bytes of a zip that are looked through for the names of its parts.
const ZIP_LOOK_BYTES_MAX: usize = 1024 * 1024;

/// The kind of a file, or the key of the sentence that refuses it.
pub fn kind(bytes: &[u8], name: &str) -> Result<&'static str, &'static str> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    if bytes.starts_with(b"%PDF-") {
        return Ok("pdf");
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Ok("png");
    }
    if bytes.starts_with(b"\xff\xd8\xff") {
        return Ok("jpg");
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Ok("webp");
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return zip(bytes).ok_or("work-file-kind");
    }
    // An ISO media file: pictures of some telephones.
    if bytes.get(4..8) == Some(b"ftyp") || ending == "heic" || ending == "heif" {
        return Err("work-file-heic");
    }
    match ending.as_str() {
        "txt" if is_text(bytes) => Ok("txt"),
        "csv" if is_text(bytes) => Ok("csv"),
        _ => Err("work-file-kind"),
    }
}

fn zip(bytes: &[u8]) -> Option<&'static str> {
    // The first part of an OpenDocument file is its media type, uncompressed (OpenDocument 1.3, part 2, 3.3).
    let head = &bytes[..bytes.len().min(256)];
    let has = |part: &[u8]| head.windows(part.len()).any(|window| window == part);
    if has(b"mimetypeapplication/vnd.oasis.opendocument.text") {
        return Some("odt");
    }
    if has(b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet") {
        return Some("ods");
    }
    // Names of parts stand at the head of each and again in the list at the end.
    let edges = [&bytes[..bytes.len().min(ZIP_LOOK_BYTES_MAX)], tail(bytes)];
    let named = |part: &[u8]| edges.iter().any(|edge| edge.windows(part.len()).any(|window| window == part));
    if named(b"vbaProject.bin") {
        return None;
    }
    let parts: [(&[u8], &'static str); 3] =
        [(b"word/document.xml", "docx"), (b"xl/workbook.", "xlsx"), (b"ppt/presentation.xml", "pptx")];
    parts.into_iter().find(|(part, _)| named(part)).map(|(_, kind)| kind)
}

fn tail(bytes: &[u8]) -> &[u8] {
    &bytes[bytes.len().saturating_sub(ZIP_LOOK_BYTES_MAX)..]
}

/// Readable text that no browser would take for a page.
fn is_text(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let start = text.trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    !text.contains('\0')
        && !["<!doctype", "<html", "<svg", "<?xml", "<script"].iter().any(|m| start.starts_with(m))
}

/// The media type a kind is sent with. Text is text and nothing else.
pub fn media_type(kind: &str) -> &'static str {
    match kind {
        "pdf" => "application/pdf",
        "png" => "image/png",
        "jpg" => "image/jpeg",
        "webp" => "image/webp",
        "txt" | "csv" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_by_bytes_and_not_by_names() {
        let docx = [b"PK\x03\x04".as_slice(), &[0; 26], b"word/document.xml", b"..."].concat();
        let macros = [docx.as_slice(), b"word/vbaProject.bin"].concat();
        let cases: [(&[u8], &str, Result<&str, &str>); 15] = [
            (b"%PDF-1.7 ...", "a.docx", Ok("pdf")),
            (b"\x89PNG\r\n\x1a\n...", "a.html", Ok("png")),
            (b"\xff\xd8\xff\xe0....", "a", Ok("jpg")),
            (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a.webp", Ok("webp")),
            (&docx, "a.docx", Ok("docx")),
            (&macros, "a.docx", Err("work-file-kind")),
            (b"PK\x03\x04 a plain archive", "a.zip", Err("work-file-kind")),
            (b"\x00\x00\x00\x18ftypheic", "anh.heic", Err("work-file-heic")),
            (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "a.svg", Err("work-file-kind")),
            (b"<html><script>alert(1)</script>", "a.html", Err("work-file-kind")),
            (b"<html><script>alert(1)</script>", "a.txt", Err("work-file-kind")),
            (b"MZ\x90\x00", "a.exe", Err("work-file-kind")),
            ("Đã họp ngày 5/8".as_bytes(), "bien-ban.txt", Ok("txt")),
            (b"TT,Ten\n1,A\n", "a.csv", Ok("csv")),
            (b"\x00\x01\x02", "a.txt", Err("work-file-kind")),
        ];
        for (bytes, name, expected) in cases {
            assert_eq!(kind(bytes, name), expected, "{name}");
        }
    }
}
