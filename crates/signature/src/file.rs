//! A PDF as a list of numbered objects, and objects as bytes: to compare two states of a file and to add to one.

use crate::{OBJECTS_MAX, SignatureError};
use hayro_syntax::object::{Dict, FromBytes as _, MaybeRef, Object, ObjectIdentifier};
use hayro_syntax::{LoadPdfError, Pdf};

/// Objects inside objects, deeper than any document goes.
const DEPTH_MAX: usize = 40;

/// A state of a file.
pub struct Revision {
    pub pdf: Pdf,
    pub trailer: Trailer,
}

/// The end of a file: where its last cross-reference stands and what it says.
pub struct Trailer {
    /// A table, not a stream.
    pub is_table: bool,
    /// Where it stands.
    pub at: usize,
    /// One more than the highest object number.
    pub size: u32,
    /// `Info` and `ID` as they stand, for the next trailer.
    pub kept: Vec<u8>,
}

impl Revision {
    /// Reads a file.
    pub fn open(bytes: &[u8]) -> Result<Revision, SignatureError> {
        let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
            LoadPdfError::Decryption(_) => SignatureError::Encrypted,
            LoadPdfError::Invalid => SignatureError::NotPdf,
        })?;
        let trailer = trailer(bytes)?;
        Ok(Revision { pdf, trailer })
    }

    /// The object of this number, in the generation it has in files that are only added to.
    pub fn object(&self, number: u32) -> Option<Object<'_>> {
        self.pdf.xref().get::<Object<'_>>(ObjectIdentifier::new(number, 0))
    }

    /// The catalog.
    pub fn catalog(&self) -> Option<Dict<'_>> {
        self.pdf.xref().get(self.pdf.xref().root_id())
    }
}

/// Reads the last trailer.
fn trailer(bytes: &[u8]) -> Result<Trailer, SignatureError> {
    let at = last(bytes, b"startxref").ok_or(SignatureError::NotPdf)?;
    let digits = bytes[at + 9..].trim_ascii_start();
    let n = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let at = std::str::from_utf8(&digits[..n]).ok().and_then(|text| text.parse::<usize>().ok());
    let at = at.filter(|at| *at < bytes.len()).ok_or(SignatureError::NotPdf)?;
    let is_table = bytes[at..].trim_ascii_start().starts_with(b"xref");
    let from = if is_table { first(&bytes[at..], b"trailer") } else { Some(0) };
    let from = at + from.ok_or(SignatureError::NotPdf)?;
    let from = from + first(&bytes[from..], b"<<").ok_or(SignatureError::NotPdf)?;
    let dict = Dict::from_bytes(&bytes[from..]).ok_or(SignatureError::NotPdf)?;
    if dict.contains_key("Encrypt") {
        return Err(SignatureError::Encrypted);
    }
    let size = dict.get::<u32>("Size").unwrap_or(0).clamp(1, OBJECTS_MAX);
    let mut kept = Vec::new();
    for key in ["Info", "ID"] {
        if let Some(value) = dict.get_raw::<Object<'_>>(key) {
            kept.extend(format!("/{key} ").bytes());
            write_maybe(&value, &mut kept, 0).ok_or(SignatureError::NotPdf)?;
            kept.push(b'\n');
        }
    }
    Ok(Trailer { is_table, at, size, kept })
}

/// Where these bytes stand first.
pub fn first(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

fn last(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).rposition(|window| window == what)
}

/// Writes an object, always the same bytes for the same object. None when it is deeper than any document goes.
pub fn write(object: &Object<'_>, out: &mut Vec<u8>, depth: usize) -> Option<()> {
    if depth > DEPTH_MAX {
        return None;
    }
    match object {
        Object::Null(_) => out.extend(b"null"),
        Object::Boolean(value) => out.extend(if *value { &b"true"[..] } else { b"false" }),
        Object::Number(number) => out.extend(number_text(number.as_f64()).bytes()),
        Object::String(text) => {
            out.push(b'<');
            text.as_bytes().iter().for_each(|byte| out.extend(format!("{byte:02x}").bytes()));
            out.push(b'>');
        }
        Object::Name(name) => write_name(name.as_ref(), out),
        Object::Array(array) => {
            out.push(b'[');
            for item in array.raw_iter() {
                write_maybe(&item, out, depth + 1)?;
                out.push(b' ');
            }
            out.push(b']');
        }
        Object::Dict(dict) => write_dict(dict, &[], out, depth)?,
        Object::Stream(stream) => {
            write_dict(stream.dict(), &[], out, depth)?;
            out.extend(b"stream\n");
            out.extend(stream.raw_data().iter());
            out.extend(b"\nendstream");
        }
    }
    Some(())
}

/// Writes a dictionary without the entries of these names, and leaves the end to the caller when some are left out.
pub fn write_dict(dict: &Dict<'_>, without: &[&str], out: &mut Vec<u8>, depth: usize) -> Option<()> {
    out.extend(b"<<");
    for (name, value) in dict.entries() {
        if without.iter().any(|left_out| left_out.as_bytes() == &*name) {
            continue;
        }
        write_name(&name, out);
        out.push(b' ');
        write_maybe(&value, out, depth + 1)?;
        out.push(b'\n');
    }
    if without.is_empty() {
        out.extend(b">>");
    }
    Some(())
}

/// Writes an object or the reference to one.
pub fn write_maybe(value: &MaybeRef<Object<'_>>, out: &mut Vec<u8>, depth: usize) -> Option<()> {
    match value {
        MaybeRef::Ref(to) => out.extend(to.to_string().bytes()),
        MaybeRef::NotRef(object) => write(object, out, depth)?,
    }
    Some(())
}

fn write_name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for byte in name {
        match byte {
            b'!'..=b'~' if !b"#()<>[]{}/%".contains(byte) => out.push(*byte),
            _ => out.extend(format!("#{byte:02x}").bytes()),
        }
    }
}

fn number_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 9e15 { format!("{number:.0}") } else { format!("{number}") }
}

/// A text string (ISO 32000-1, 7.9.2.2): UTF-16 or UTF-8 with their marks, else letters of Latin 1.
pub fn text(bytes: &[u8]) -> String {
    let text = if let Some(utf16) = bytes.strip_prefix(&[0xfe, 0xff]) {
        let units: Vec<u16> = utf16.chunks_exact(2).map(|two| u16::from_be_bytes([two[0], two[1]])).collect();
        String::from_utf16_lossy(&units)
    } else if let Some(utf8) = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]) {
        String::from_utf8_lossy(utf8).into_owned()
    } else {
        bytes.iter().map(|byte| char::from(*byte)).collect()
    };
    crate::names::clean(&text)
}

/// A text string of any letters, as it stands in a file.
pub fn text_string(text: &str) -> String {
    let units = text.encode_utf16().map(|unit| format!("{unit:04x}")).collect::<String>();
    format!("<feff{units}>")
}
