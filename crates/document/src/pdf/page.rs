//! One page as marks on paper: letters with their places, ruled lines, pictures.
//!
//! This is the device that the PDF interpreter draws on. It draws nothing; it writes down where things would be, with
//! the origin at the top left and y growing downwards, in points.

use crate::limits::Deadline;
use crate::{Limits, OpenError};
use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, RenderContent, SoftMask, TransformExt, interpret_page,
};
use hayro_syntax::Pdf;
use hayro_syntax::object::Dict;
use std::panic::resume_unwind;

/// Thicker than this a filled box is a background, not a ruled line.
const RULE_POINTS_MAX: f64 = 3.0;
/// Shorter than this a line is a dash or part of a drawing.
const RULE_POINTS_MIN: f64 = 4.0;
/// What stands for a letter whose meaning the font does not tell.
pub(super) const UNKNOWN: char = '\u{fffd}';

/// A letter, or a few that share one shape.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Letter {
    /// What it says.
    pub text: String,
    /// Left edge.
    pub x0: f64,
    /// Where the next letter would stand.
    pub x1: f64,
    /// Base line.
    pub y: f64,
    /// Size of the font as drawn.
    pub size: f64,
    /// Drawn with a bold font.
    pub is_bold: bool,
    /// Drawn with an italic font.
    pub is_italic: bool,
}

/// A ruled line, horizontal or vertical.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    /// Left or upper end.
    pub from: (f64, f64),
    /// Right or lower end.
    pub to: (f64, f64),
}

/// All marks of one page.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Width and height.
    pub size: (f64, f64),
    /// Letters as drawn.
    pub letters: Vec<Letter>,
    /// Ruled lines.
    pub rules: Vec<Rule>,
    /// Pictures that cover more than a tenth of the page.
    pub n_pictures: usize,
}

/// Reads all pages. Stops by unwinding with an [`OpenError`] when a limit is reached in the middle of a page, because
/// the interpreter has no other way out.
pub(super) fn read(pdf: &Pdf, limits: &Limits, deadline: &Deadline) -> Vec<Page> {
    let cache = InterpreterCache::new();
    let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..Default::default() };
    let mut out = Vec::new();
    for page in pdf.pages().iter() {
        let (width, height) = page.render_dimensions();
        let (width, height) = (f64::from(width), f64::from(height));
        let mut context = Context::new(
            page.initial_transform(true).to_kurbo(),
            Rect::new(0.0, 0.0, width, height),
            &cache,
            pdf.xref(),
            settings.clone(),
        );
        let mut device = Recorder {
            page: Page { size: (width, height), ..Page::default() },
            marks_left: limits.marks_max,
            deadline,
        };
        interpret_page(page, &mut context, &mut device);
        out.push(device.page);
    }
    out
}

struct Recorder<'d> {
    page: Page,
    marks_left: u32,
    deadline: &'d Deadline,
}

impl Recorder<'_> {
    /// Counts a mark and looks at the watch. Unwinding is quiet: no panic is reported.
    fn tick(&mut self) {
        if self.marks_left == 0 {
            resume_unwind(Box::new(OpenError::TooMuch));
        }
        self.marks_left -= 1;
        if let Err(error) = self.deadline.check() {
            resume_unwind(Box::new(error));
        }
    }

    fn rule(&mut self, one: Point, other: Point) {
        let (dx, dy) = ((one.x - other.x).abs(), (one.y - other.y).abs());
        let is_straight = dx <= 1.0 || dy <= 1.0;
        let is_finite = one.is_finite() && other.is_finite();
        if is_straight && is_finite && dx.max(dy) >= RULE_POINTS_MIN {
            let from = (one.x.min(other.x), one.y.min(other.y));
            let to = (one.x.max(other.x), one.y.max(other.y));
            self.page.rules.push(Rule { from, to });
        }
    }

    /// A filled box: a thin one is how Word draws a line.
    fn filled(&mut self, area: Rect) {
        let center = area.center();
        if area.height() <= RULE_POINTS_MAX && area.width() > area.height() {
            self.rule(Point::new(area.x0, center.y), Point::new(area.x1, center.y));
        } else if area.width() <= RULE_POINTS_MAX {
            self.rule(Point::new(center.x, area.y0), Point::new(center.x, area.y1));
        }
    }

    fn stroked(&mut self, path: &BezPath, transform: Affine) {
        let (mut start, mut last) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            self.tick();
            match *element {
                PathEl::MoveTo(point) => (start, last) = (point, point),
                PathEl::LineTo(point) => {
                    self.rule(transform * last, transform * point);
                    last = point;
                }
                PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => last = point,
                PathEl::ClosePath => {
                    self.rule(transform * last, transform * start);
                    last = start;
                }
            }
        }
    }
}

impl<'a> Device<'a> for Recorder<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, draw_mode: &DrawMode) {
        self.tick();
        match draw_mode {
            DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => self.stroked(path, props.transform),
            DrawMode::Fill(_) => {
                // One path may hold many boxes: Word draws the corner of a cell that way.
                for part in subpaths(path) {
                    self.tick();
                    self.filled((props.transform * part).bounding_box());
                }
            }
            DrawMode::Invisible => {}
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.tick();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.tick();
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, draw_mode: &DrawMode) {
        let Some(first) = run.glyphs().first() else { return };
        let (mut is_bold, is_italic) = face(first);
        // Word thickens letters by drawing their edge when the font has no bold face.
        is_bold |= matches!(draw_mode, DrawMode::FillAndStroke(..));
        for glyph in run.glyphs() {
            self.tick();
            let place = props.transform * glyph.transform();
            let width = match &**glyph {
                Glyph::Outline(outline) => outline.advance_width(),
                Glyph::Type3(type3) => type3.advance_width(),
            };
            let origin = place * Point::ZERO;
            let end = place * Point::new(f64::from(width.unwrap_or(500.0)), 0.0);
            let top = place * Point::new(0.0, 1000.0);
            let size = (top - origin).hypot();
            let is_upright = (end.y - origin.y).abs() <= 0.1 * size && top.y < origin.y;
            if !(is_upright && size.is_finite() && size > 0.5 && origin.is_finite() && end.is_finite()) {
                continue;
            }
            let text = match glyph.as_unicode() {
                Some(BfString::Char(c)) => c.to_string(),
                Some(BfString::String(text)) => text,
                None => UNKNOWN.to_string(),
            };
            let letter =
                Letter { text, x0: origin.x, x1: end.x.max(origin.x), y: origin.y, size, is_bold, is_italic };
            self.page.letters.push(letter);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.tick();
        let unit = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let area = props.transform.transform_rect_bbox(unit).area();
        if area > 0.1 * self.page.size.0 * self.page.size.1 {
            self.page.n_pictures += 1;
        }
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn begin_marked_content(&mut self, _: &[u8], _: Option<&Dict<'_>>) {
        self.tick();
    }
}

/// Bold and italic, by the font's name and its own figures.
fn face(glyph: &Glyph<'_>) -> (bool, bool) {
    let Glyph::Outline(outline) = glyph else { return (false, false) };
    let Some(font) = outline.font_data() else { return (false, false) };
    let name = font.postscript_name.unwrap_or_default().to_lowercase();
    let is_bold = font.weight.is_some_and(|weight| weight >= 600) || name.contains("bold");
    (is_bold, font.is_italic || name.contains("italic") || name.contains("oblique"))
}

/// The parts of a path, each from where the pen was set down.
fn subpaths(path: &BezPath) -> Vec<BezPath> {
    let mut out: Vec<BezPath> = Vec::new();
    for element in path.elements() {
        if matches!(element, PathEl::MoveTo(_)) {
            out.push(BezPath::new());
        }
        // A path that does not begin by setting the pen down draws nothing.
        if let Some(part) = out.last_mut() {
            part.push(*element);
        }
    }
    out
}
