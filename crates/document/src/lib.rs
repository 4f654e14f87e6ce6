//! Bytes to document and back: reads Word, PDF and text files into numbered lines, writes workbooks and calendars.
//!
//! [`open`] turns an uploaded file into a [`Source`], whatever its name says: the first bytes decide. It never panics, never
//! reads more than its [`Limits`] allow, and every refusal is a sentence that says what to send instead. What the lines
//! *mean* is the business of the `reader` crate. [`sheet`] reads tables of units, [`xlsx`] and [`ics`] write what a superior
//! or a calendar asks for. Pure: no network, no clock but a stopwatch, no files.

mod docx;
mod error;
pub mod ics;
mod legacy;
mod letters;
mod limits;
mod package;
mod pdf;
pub mod sheet;
mod signs;
mod sniff;
mod table;
mod txt;
pub mod xlsx;

pub use docx::layout;
pub use error::{Kind, OpenError};
pub use limits::Limits;

use domain::source::Source;
use limits::Deadline;
use sniff::Found;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads an uploaded file into numbered lines.
///
/// `file_name` is kept for people to see and never decides anything. Every refusal is a fault of the file (status 422),
/// with a sentence that says what to send instead.
pub fn open(file_name: &str, bytes: &[u8], limits: &Limits) -> Result<Source, OpenError> {
    let deadline = Deadline::start(limits.seconds_max);
    // The libraries below are fuzzed, but one bad table index in a font must not take the server down with it.
    let read = catch_unwind(AssertUnwindSafe(|| read(bytes, limits, &deadline)));
    let (format, lines) = match read {
        Ok(read) => read?,
        Err(_) if deadline.is_over() => return Err(OpenError::TooSlow { seconds_max: limits.seconds_max }),
        Err(_) => return Err(OpenError::Broken),
    };
    if !lines.iter().any(|line| line.text.chars().any(char::is_alphanumeric)) {
        return Err(OpenError::Blank);
    }
    Ok(Source { file_name: file_name.to_owned(), format, lines })
}

/// Refuses a PDF whose streams unpack to more than the limits allow, for readers that unpack streams whole.
pub fn refuse_packed_pdf(bytes: &[u8], limits: &Limits) -> Result<(), OpenError> {
    pdf::refuse_packed(bytes, limits, &Deadline::start(limits.seconds_max))
}

fn read(
    bytes: &[u8],
    limits: &Limits,
    deadline: &Deadline,
) -> Result<(domain::source::Format, Vec<domain::source::Line>), OpenError> {
    use domain::source::Format;
    if bytes.is_empty() {
        return Err(OpenError::Empty);
    }
    if bytes.len() as u64 > limits.bytes_max {
        return Err(OpenError::TooLarge { bytes_max: limits.bytes_max });
    }
    match sniff::sniff(bytes) {
        Found::Zip => Ok((Format::Docx, docx::read(bytes, limits, deadline)?)),
        Found::Pdf { offset } => Ok((Format::Pdf, pdf::read(&bytes[offset..], limits, deadline)?)),
        Found::Text => txt::read(bytes, limits),
        Found::Other(kind) => Err(OpenError::Unsuitable { kind }),
        Found::Encrypted => Err(OpenError::Encrypted),
    }
}
