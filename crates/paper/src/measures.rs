//! Measures of a page and its parts (Decree 30/2020/NĐ-CP, appendix I, part I): what we print within what is allowed.

/// A length in millimetres or points that may lie between two values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// Smallest allowed.
    pub min: f64,
    /// Largest allowed.
    pub max: f64,
    /// What we print.
    pub ours: f64,
}

impl Range {
    const fn new(min: f64, max: f64, ours: f64) -> Range {
        Range { min, max, ours }
    }

    /// Whether a measure lies in the range, give or take what rounding to Word's units takes.
    pub fn holds(&self, measure: f64, slack: f64) -> bool {
        measure >= self.min - slack && measure <= self.max + slack
    }
}

/// A4, upright, in millimetres: width and height.
pub const PAGE_MM: (f64, f64) = (210.0, 297.0);
/// Top and bottom margin, millimetres.
pub const MARGIN_TOP_MM: Range = Range::new(20.0, 25.0, 20.0);
/// Left margin, millimetres.
pub const MARGIN_LEFT_MM: Range = Range::new(30.0, 35.0, 30.0);
/// Right margin, millimetres.
pub const MARGIN_RIGHT_MM: Range = Range::new(15.0, 20.0, 15.0);
/// First line of a paragraph, millimetres.
pub const FIRST_LINE_MM: Range = Range::new(10.0, 12.7, 12.7);
/// Gap between paragraphs, points; no upper bound is set, twice a line is ours to call too much.
pub const PARAGRAPH_GAP_PT: Range = Range::new(6.0, 28.0, 6.0);
/// Spacing of lines, in lines.
pub const LINE_SPACING: Range = Range::new(1.0, 1.5, 1.0);
/// Where the page number stands under the upper edge, millimetres.
pub const HEADER_MM: f64 = 10.0;
/// Left and right half of the letterhead, millimetres.
pub const LETTERHEAD_MM: [f64; 2] = [72.0, 93.0];
/// What a cell of a frame leaves free at both sides together, millimetres.
pub const CELL_SIDES_MM: f64 = 3.8;
/// Room for the signature between title and name, points.
pub const SIGNATURE_ROOM_PT: f64 = 62.0;
/// A rule under agency or subject, as a part of the text above it.
pub const RULE_SHARE: Range = Range::new(1.0 / 3.0, 0.5, 0.4);
/// Where "Kính gửi" of several begins, millimetres from the left margin.
pub const ADDRESSEES_MM: f64 = 26.0;
/// Where the dashes below it stand: under its colon, which is 17.4 mm further at 14 points.
pub const ADDRESSEES_DASH_MM: f64 = 43.4;
/// Height of the boxes of marks (10a, 10b, 11), millimetres.
pub const MARK_HEIGHT_MM: f64 = 8.0;
/// Bright red of the stamps of secrecy and urgency.
pub const MARK_RED: &str = "E3000F";
/// The font of all parts.
pub const FONT: &str = "Times New Roman";

/// Width of the text on a page, millimetres.
pub const fn text_width_mm(is_landscape: bool) -> f64 {
    let page = if is_landscape { PAGE_MM.1 } else { PAGE_MM.0 };
    page - MARGIN_LEFT_MM.ours - MARGIN_RIGHT_MM.ours
}

/// Sizes of letters, points.
pub mod size {
    use super::Range;

    /// Quốc hiệu (1).
    pub const NATION: Range = Range::new(12.0, 13.0, 12.0);
    /// Tiêu ngữ (1).
    pub const MOTTO: Range = Range::new(13.0, 14.0, 13.0);
    /// Issuing agency and the one above it (2).
    pub const ISSUER: Range = Range::new(12.0, 13.0, 12.0);
    /// Number and symbol (3).
    pub const NUMBER: Range = Range::new(13.0, 13.0, 13.0);
    /// Place and date (4).
    pub const DATE: Range = Range::new(13.0, 14.0, 13.0);
    /// Type and subject (5a).
    pub const TITLE: Range = Range::new(13.0, 14.0, 14.0);
    /// "V/v …" of a letter (5b).
    pub const LETTER_SUBJECT: Range = Range::new(12.0, 13.0, 12.0);
    /// Text (6).
    pub const BODY: Range = Range::new(13.0, 14.0, 14.0);
    /// Cells of a table; the decree is silent, offices print 11 to 14.
    pub const TABLE: Range = Range::new(11.0, 14.0, 12.0);
    /// Signature (7a, 7b).
    pub const SIGNATURE: Range = Range::new(13.0, 14.0, 14.0);
    /// "Nơi nhận:" (9b).
    pub const RECIPIENTS_HEAD: Range = Range::new(12.0, 12.0, 12.0);
    /// The list of recipients (9b).
    pub const RECIPIENTS: Range = Range::new(11.0, 11.0, 11.0);
    /// Marks of secrecy, urgency and circulation (10a, 10b, 11).
    pub const MARK: Range = Range::new(13.0, 14.0, 13.0);
    /// The foot of the first page (13).
    pub const CONTACT: Range = Range::new(11.0, 12.0, 11.0);
    /// Page number.
    pub const PAGE_NUMBER: Range = Range::new(13.0, 14.0, 14.0);
    /// "Phụ lục" and its title.
    pub const APPENDIX: Range = Range::new(13.0, 14.0, 14.0);
}
