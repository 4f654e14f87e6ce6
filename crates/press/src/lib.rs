//! PDF of official documents: a [`paper::Paper`] set in type by typst as Decree 30/2020/NĐ-CP asks, tagged, PDF/A-2a, with
//! the places where signatures belong. Knows no database, no files and no clock; nothing else of the house knows typst.

mod letters;
mod places;
mod values;
mod world;

use chrono::{Datelike as _, Timelike as _};
use domain::time::{Moment, VIETNAM_AHEAD_OF_UTC_SECONDS};
use paper::{Paper, Sheet};
use serde::{Deserialize, Serialize};
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// Most letters of a document; setting them takes some ten seconds.
pub const LETTERS_MAX: usize = 4_000_000;
/// After how many documents what was remembered of one is forgotten.
const REMEMBERED_DOCUMENTS: usize = 4;

/// What a file says of itself beside the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// When it was made; PDF/A asks for it. The same document and moment give the same bytes.
    pub made_at: Moment,
}

/// A document as a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Printed {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub n_pages: usize,
    /// Where signatures belong, in the order of the document's signatures.
    pub signature_places: Vec<Place>,
    /// Letters that the font does not have, each once; an empty box is printed in their place.
    pub letters_missing: Vec<char>,
}

/// A rectangle on a page, in points from the upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The page, from 1.
    pub page: usize,
    /// Distance from the left edge.
    pub x: f64,
    /// Distance from the upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// Height of the page, for what counts from below.
    pub page_height: f64,
}

impl Place {
    /// The rectangle as PDF counts it: left, bottom, right, top, from the lower left corner.
    pub fn pdf_rectangle(&self) -> [f64; 4] {
        let top = self.page_height - self.y;
        [self.x, top - self.height, self.x + self.width, top]
    }
}

/// Why a document could not be printed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PressError {
    /// It is too long.
    #[error(
        "The document has {n} letters; {LETTERS_MAX} can be printed. Take its longest tables out as files of their own."
    )]
    TooLong {
        /// Letters it has.
        n: usize,
    },
    /// The typesetter refused it, which is a fault of ours.
    #[error("The document could not be set in type: {0}")]
    Type(String),
    /// The file could not be written by its standard.
    #[error("The PDF could not be written: {0}")]
    File(String),
}

impl PressError {
    /// The sentence in Vietnamese; [`ToString`] gives the English one.
    pub fn sentence_vi(&self) -> String {
        match self {
            PressError::TooLong { n } => format!(
                "Văn bản có {n} chữ cái; in được nhiều nhất {LETTERS_MAX}. Hãy tách các bảng dài nhất thành tệp riêng."
            ),
            PressError::Type(fault) => format!("Chưa dàn được trang văn bản: {fault}"),
            PressError::File(fault) => format!("Chưa ghi được tệp PDF: {fault}"),
        }
    }
}

/// Prints a document.
pub fn pdf(paper: &Paper, options: Options) -> Result<Printed, PressError> {
    let sheet = Sheet::of(paper);
    let (values, letters_missing) = values::of(&sheet)?;
    let world = world::Desk::new(values);
    let document = typst::compile::<PagedDocument>(&world)
        .output
        .map_err(|faults| PressError::Type(sentence(&faults)))?;
    let bytes = typst_pdf::pdf(&document, &standard(options)?)
        .map_err(|faults| PressError::File(sentence(&faults)))?;
    let printed = Printed {
        bytes,
        n_pages: document.pages().len(),
        signature_places: places::signatures(&document),
        letters_missing,
    };
    typst::comemo::evict(REMEMBERED_DOCUMENTS);
    Ok(printed)
}

fn standard(options: Options) -> Result<PdfOptions, PressError> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a])
        .map_err(|fault| PressError::File(fault.message().to_string()))?;
    let (day, time) = (options.made_at.local_day(), options.made_at.local_time());
    let [month, day_of_month, hour, minute, second] =
        [day.month(), day.day(), time.hour(), time.minute(), time.second()]
            .map(|n| u8::try_from(n).unwrap_or(1));
    let moment = Datetime::from_ymd_hms(day.year(), month, day_of_month, hour, minute, second);
    let timestamp = moment.and_then(|moment| Timestamp::new_local(moment, VIETNAM_AHEAD_OF_UTC_SECONDS / 60));
    Ok(PdfOptions {
        creator: Smart::Custom(Some("Nhịp Cầu".to_owned())),
        timestamp,
        standards,
        ..PdfOptions::default()
    })
}

fn sentence(faults: &[SourceDiagnostic]) -> String {
    faults.iter().map(|fault| fault.message.to_string()).collect::<Vec<_>>().join("; ")
}
