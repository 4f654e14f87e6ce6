//! The roadmap as a picture: one row per task, months across, planned windows as outlines, today as a line.
//!
//! Server-made SVG in classes of the design (`nc-fig`, `g-plan`, …), so that it prints, follows the theme and needs no
//! script. Pure: the page gives rows and today, a string comes out.

mod letters;
mod scale;

use chrono::Datelike;
use domain::time::Day;
use std::fmt::Write as _;

use letters::{cut, wrap};
use scale::Scale;
use web::escape;

/// Height of the head with the names of months.
const HEAD: f64 = 34.0;
/// Room at the foot for the flag of today.
const FOOT: f64 = 26.0;
/// Most room for a unit's name.
const UNIT_ROOM: f64 = 104.0;
/// Most room for a number above a bar.
const NO_ROOM: f64 = 40.0;
/// From line to line of a title on the phone.
const PHONE_LINE: f64 = 18.0;
/// Least room for the words of a window; with less they stand elsewhere.
const NOTE_ROOM_MIN: f64 = 64.0;
/// Most room for them; longer ones are whole in the tooltip and in the table.
const NOTE_ROOM_MAX: f64 = 190.0;
/// Tasks of the phone's picture; the table of tasks shows all.
pub const PHONE_ROWS_MAX: usize = 60;

/// A task as the picture needs it.
#[derive(Debug, Clone)]
pub struct Bar {
    /// Its number.
    pub no: String,
    /// Its title.
    pub title: String,
    /// Its lead unit, whole.
    pub unit: String,
    /// What the unit may be called where there is little room, the likeliest first.
    pub unit_labels: Vec<String>,
    /// First and last day; an open end is `None`.
    pub window: Option<(Option<Day>, Option<Day>)>,
    /// The words of the window as printed.
    pub printed: String,
    /// Family of its state: idle, run, watch, late, ok.
    pub family: &'static str,
    /// Address of the task.
    pub href: String,
    /// Done, in percent.
    pub percent: u8,
}

/// Words of the picture in the reader's language.
#[derive(Debug, Clone)]
pub struct Words {
    /// "Lộ trình: 7 việc, từ tháng 4/2023 đến tháng 8/2023"
    pub label: String,
    /// "Tháng" before a number of a month.
    pub month: String,
    /// "Quý"
    pub quarter: String,
    /// "Nay" on the flag of today.
    pub today: String,
    /// "không ghi thời gian"
    pub no_window: String,
}

/// For which screen it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Number, title and unit stand before the bars.
    Desk,
    /// The title stands above its bar; the first tasks only.
    Phone,
}

impl Look {
    fn width(self) -> f64 {
        match self {
            Look::Desk => 960.0,
            Look::Phone => 340.0,
        }
    }

    fn left(self) -> f64 {
        match self {
            Look::Desk => 380.0,
            Look::Phone => 0.0,
        }
    }

    fn row(self) -> f64 {
        match self {
            Look::Desk => 36.0,
            Look::Phone => 56.0,
        }
    }

    /// Height of the row of a task: a phone has no tooltip, so its title stands whole, in as many lines as it takes.
    fn row_of(self, bar: &Bar) -> f64 {
        match self {
            Look::Desk => self.row(),
            Look::Phone => self.row() + PHONE_LINE * (self.title_lines(bar).len().max(1) - 1) as f64,
        }
    }

    fn title_lines(self, bar: &Bar) -> Vec<String> {
        wrap(&bar.title, self.width() - title_at(bar))
    }

    /// Most columns; a longer time is drawn by quarters, then years.
    fn columns_max(self) -> i32 {
        match self {
            Look::Desk => 18,
            Look::Phone => 6,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Look::Desk => "desk",
            Look::Phone => "phone",
        }
    }
}

/// Draws the roadmap; `None` when no task has a window, because an empty grid says nothing.
pub fn draw(bars: &[Bar], today: Day, words: &Words, look: Look) -> Option<String> {
    let scale = Scale::of(bars, look)?;
    let bars = &bars[..if look == Look::Phone { bars.len().min(PHONE_ROWS_MAX) } else { bars.len() }];
    let rows: f64 = bars.iter().map(|bar| look.row_of(bar)).sum();
    let (width, height) = (look.width(), HEAD + rows + FOOT);
    let mut svg = String::with_capacity(600 * bars.len() + 2000);
    let word = look.word();
    let _ = write!(
        svg,
        r#"<svg class="nc-fig nc-roadmap is-{word}" viewBox="0 0 {width} {height}" role="group" aria-label="{}"><defs><pattern id="ht-{word}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="g-hatch-line" x1="1" y1="0" x2="1" y2="5"/></pattern></defs>"#,
        escape(&words.label)
    );
    let picture = Picture { scale, look, today, height, words };
    picture.grid(&mut svg);
    // Today lies under the bars' words, which must stay readable.
    if picture.scale.holds(today) {
        picture.flag(&mut svg);
    }
    let mut top = HEAD;
    for bar in bars {
        picture.row(&mut svg, bar, top);
        top += look.row_of(bar);
    }
    svg.push_str("</svg>");
    Some(svg)
}

/// Where the title of a phone's row begins, behind its number.
fn title_at(bar: &Bar) -> f64 {
    letters::width(&cut(&bar.no, NO_ROOM)) + 8.0
}

/// The first of these names that has room, else the shortest one cut.
fn label(names: &[String], room: f64) -> String {
    let fits = names.iter().find(|name| letters::width(name) <= room);
    let shortest = || names.iter().min_by(|a, b| letters::width(a).total_cmp(&letters::width(b)));
    fits.or_else(shortest).map(|name| cut(name, room)).unwrap_or_default()
}

struct Picture<'a> {
    scale: Scale,
    look: Look,
    today: Day,
    height: f64,
    words: &'a Words,
}

impl Picture<'_> {
    fn grid(&self, svg: &mut String) {
        let bottom = self.height - FOOT;
        let mut free_from = 0.0;
        for column in 0..self.scale.columns {
            let x = self.scale.left + f64::from(column) * self.scale.column_width();
            let _ = write!(svg, r#"<line class="g-line" x1="{x:.1}" y1="6" x2="{x:.1}" y2="{bottom:.1}"/>"#);
            let (word, at) = (self.scale.word(column, self.words), x + 6.0);
            // A head that names the year may be wider than its column: the next ones give way.
            if at >= free_from {
                let _ = write!(svg, r#"<text class="t-muted" x="{at:.1}" y="22">{}</text>"#, escape(&word));
                free_from = at + letters::width(&word);
            }
        }
        let width = self.look.width();
        let _ = write!(svg, r#"<line class="g-axis" x1="0" y1="{HEAD}" x2="{width}" y2="{HEAD}"/>"#);
    }

    fn row(&self, svg: &mut String, bar: &Bar, top: f64) {
        let (width, row) = (self.look.width(), self.look.row_of(bar));
        let title = escape(&format!("{}. {} · {} · {}", bar.no, bar.title, bar.unit, bar.printed));
        let _ = write!(
            svg,
            r#"<a class="g-row" href="{}"><title>{title}</title><rect class="g-row-ground" x="0" y="{top:.1}" width="{width}" height="{row}"/>"#,
            escape(&bar.href),
        );
        let middle = match self.look {
            Look::Desk => self.head_before(svg, bar, top + row / 2.0),
            Look::Phone => self.head_above(svg, bar, top),
        };
        match bar.window {
            Some((from, to)) if from.is_some() || to.is_some() => self.window(svg, bar, from, to, middle),
            _ => {
                let word = if bar.printed.is_empty() { &self.words.no_window } else { &bar.printed };
                let (x, y) = (self.scale.left + 8.0, middle + 4.5);
                let word = escape(&cut(word, self.scale.right - x));
                let _ = write!(svg, r#"<text class="t-muted" x="{x:.1}" y="{y:.1}">{word}</text>"#);
            }
        }
        let bottom = top + row;
        let _ = write!(
            svg,
            r#"</a><line class="g-line" x1="0" y1="{bottom:.1}" x2="{width}" y2="{bottom:.1}"/>"#
        );
    }

    /// Number, title and unit in the row itself; gives back the middle of the bar.
    fn head_before(&self, svg: &mut String, bar: &Bar, middle: f64) -> f64 {
        let (y, end) = (middle + 4.5, self.scale.left - 10.0);
        let unit = label(&bar.unit_labels, UNIT_ROOM);
        let title = cut(&bar.title, end - 34.0 - letters::width(&unit) - 10.0);
        let _ = write!(
            svg,
            r#"<text class="t-num t-muted" x="22" y="{y:.1}" text-anchor="end">{}</text><text class="t-strong" x="34" y="{y:.1}">{}</text><text class="t-muted" x="{end:.1}" y="{y:.1}" text-anchor="end">{}</text>"#,
            escape(&cut(&bar.no, 26.0)),
            escape(&title),
            escape(&unit),
        );
        middle
    }

    /// Number and title above the bar; gives back the middle of the bar.
    fn head_above(&self, svg: &mut String, bar: &Bar, top: f64) -> f64 {
        let (mut y, x) = (top + 19.0, title_at(bar));
        let no = escape(&cut(&bar.no, NO_ROOM));
        let _ = write!(svg, r#"<text class="t-num t-muted" x="0" y="{y:.1}">{no}</text>"#);
        for line in self.look.title_lines(bar) {
            let _ = write!(svg, r#"<text class="t-strong" x="{x:.1}" y="{y:.1}">{}</text>"#, escape(&line));
            y += PHONE_LINE;
        }
        top + self.look.row_of(bar) - 17.0
    }

    /// The planned outline, what is done as fill, days late as hatch, a dashed edge where a side is open.
    fn window(&self, svg: &mut String, bar: &Bar, from: Option<Day>, to: Option<Day>, middle: f64) {
        let scale = &self.scale;
        let left = from.map_or(scale.left, |d| scale.x(d)).min(scale.right - 6.0);
        // A window ends with its last day, so the bar reaches to the beginning of the next one.
        let right =
            to.map_or(scale.right, |d| scale.x(d.succ_opt().unwrap_or(d))).max(left + 6.0).min(scale.right);
        let class = if from.is_some() && to.is_some() { "g-plan" } else { "g-plan-open" };
        let y = middle - 9.0;
        let _ = write!(
            svg,
            r#"<rect class="{class}" x="{left:.1}" y="{y:.1}" width="{:.1}" height="18" rx="3"/><g class="s-{}">"#,
            right - left,
            bar.family
        );
        if bar.percent > 0 {
            let width = (right - left - 4.0).max(1.0) * f64::from(bar.percent.min(100)) / 100.0;
            let _ = write!(
                svg,
                r#"<rect class="g-done" x="{:.1}" y="{:.1}" width="{width:.1}" height="10" rx="2"/>"#,
                left + 2.0,
                y + 4.0
            );
        }
        let mut note_at = right;
        if bar.family == "late" && to.is_some_and(|d| d < self.today) {
            let until = scale.x(self.today).max(right);
            let (y, width, word) = (y + 4.0, until - right, self.look.word());
            let _ = write!(
                svg,
                r#"<rect class="g-done" x="{right:.1}" y="{y:.1}" width="{width:.1}" height="10"/><rect x="{right:.1}" y="{y:.1}" width="{width:.1}" height="10" fill="url(#ht-{word})"/>"#
            );
            note_at = until;
        }
        self.note(svg, &bar.printed, left, note_at, middle + 4.5);
        svg.push_str("</g>");
    }

    /// The printed words stand behind the bar, before it when there is more room, else on it.
    fn note(&self, svg: &mut String, printed: &str, left: f64, right: f64, y: f64) {
        let (behind, before) = (self.scale.right - right - 8.0, left - self.scale.left - 8.0);
        let wanted = letters::width(printed).min(NOTE_ROOM_MAX);
        let (x, anchor, room) = if behind >= wanted || (behind >= before && behind >= NOTE_ROOM_MIN) {
            (right + 8.0, "start", behind)
        } else if before >= NOTE_ROOM_MIN {
            (left - 8.0, "end", before)
        } else {
            (left + 8.0, "start", right - left - 16.0)
        };
        let note = escape(&cut(printed, room.min(NOTE_ROOM_MAX)));
        let _ =
            write!(svg, r#"<text class="t-note" x="{x:.1}" y="{y:.1}" text-anchor="{anchor}">{note}</text>"#);
    }

    /// The line of today and its flag, as wide as the words of the language.
    fn flag(&self, svg: &mut String) {
        let (x, bottom) = (self.scale.x(self.today), self.height - FOOT);
        let word = format!("{} {}/{}", self.words.today, self.today.day(), self.today.month());
        let width = letters::width(&word) + 14.0;
        let at = x.clamp(width / 2.0, self.look.width() - width / 2.0);
        let _ = write!(
            svg,
            r#"<line class="g-today" x1="{x:.1}" y1="{HEAD}" x2="{x:.1}" y2="{bottom:.1}"/><rect class="g-today-flag" x="{:.1}" y="{:.1}" width="{width:.1}" height="19" rx="3"/><text class="g-today-word" x="{at:.1}" y="{:.1}" text-anchor="middle">{}</text>"#,
            at - width / 2.0,
            bottom + 2.0,
            bottom + 16.0,
            escape(&word),
        );
    }
}

#[cfg(test)]
mod tests;
