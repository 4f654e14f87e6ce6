//! The roadmap as a picture: one row per task, months across, planned windows as outlines, today as a line.
//!
//! Server-made SVG in classes of the design (`nc-fig`, `g-plan`, …), so that it prints, follows the theme and needs no
//! script. Pure: the page gives rows and today, a string comes out.

use chrono::Datelike;
use domain::time::Day;
use std::fmt::Write as _;

/// Width of the drawing in its own units.
const WIDTH: f64 = 960.0;
/// Height of a task's row.
const ROW: f64 = 36.0;
/// Height of the head with the names of months.
const HEAD: f64 = 34.0;
/// Room at the foot for the flag of today.
const FOOT: f64 = 26.0;
/// Where the bars begin; numbers, titles and units stand before it.
const LEFT: f64 = 380.0;
/// Longest title in letters; the whole one is in the row's tooltip and in the table.
const TITLE_LETTERS_MAX: usize = 34;
/// Longest unit in letters.
const UNIT_LETTERS_MAX: usize = 14;
/// Most columns; a longer time is drawn by quarters, then years.
const COLUMNS_MAX: i32 = 18;

/// A task as the picture needs it.
#[derive(Debug, Clone)]
pub struct Bar {
    /// Its number.
    pub no: String,
    /// Its title.
    pub title: String,
    /// Its lead unit, short.
    pub unit: String,
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

/// The step of the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Month,
    Quarter,
    Year,
}

impl Step {
    fn months(self) -> i32 {
        match self {
            Step::Month => 1,
            Step::Quarter => 3,
            Step::Year => 12,
        }
    }
}

/// Months since year 0, so that calendars become arithmetic.
fn month_number(day: Day) -> i32 {
    day.year() * 12 + day.month0().cast_signed()
}

fn first_of(month: i32) -> Option<Day> {
    Day::from_ymd_opt(month.div_euclid(12), u32::try_from(month.rem_euclid(12)).unwrap_or(0) + 1, 1)
}

struct Scale {
    first: i32,
    columns: i32,
    step: Step,
}

impl Scale {
    /// The months that hold every window; `None` when no task has a day.
    fn of(bars: &[Bar]) -> Option<Scale> {
        let days: Vec<Day> =
            bars.iter().filter_map(|b| b.window).flat_map(|(a, b)| [a, b]).flatten().collect();
        let from = month_number(*days.iter().min()?);
        let to = month_number(*days.iter().max()?);
        let fits = |step: Step| (to - from) / step.months() < COLUMNS_MAX;
        let step = [Step::Month, Step::Quarter].into_iter().find(|s| fits(*s)).unwrap_or(Step::Year);
        let first = from.div_euclid(step.months()) * step.months();
        // At least three columns, or a one-month plan is one blunt block.
        let columns = ((to - first) / step.months() + 1).clamp(3, COLUMNS_MAX * 4);
        Some(Scale { first, columns, step })
    }

    fn column_width(&self) -> f64 {
        (WIDTH - LEFT) / f64::from(self.columns)
    }

    /// Where a day stands; days outside the drawing stand at its edge.
    fn x(&self, day: Day) -> f64 {
        let month = month_number(day);
        let start = first_of(month);
        let end = first_of(month + 1);
        let part = match (start, end) {
            (Some(start), Some(end)) => {
                (day - start).num_days() as f64 / (end - start).num_days().max(1) as f64
            }
            _ => 0.0,
        };
        let months = f64::from(month - self.first) + part;
        let x = LEFT + months / f64::from(self.step.months()) * self.column_width();
        x.clamp(LEFT, WIDTH)
    }

    fn holds(&self, day: Day) -> bool {
        let month = month_number(day);
        (self.first..self.first + self.columns * self.step.months()).contains(&month)
    }

    fn word(&self, column: i32, words: &Words) -> String {
        let month = self.first + column * self.step.months();
        let (year, of_year) = (month.div_euclid(12), month.rem_euclid(12));
        let names_year = column == 0 || of_year == 0;
        match self.step {
            Step::Month if names_year && self.column_width() > 95.0 => {
                format!("{} {}/{year}", words.month, of_year + 1)
            }
            Step::Month if names_year => format!("{}/{year}", of_year + 1),
            Step::Month if self.column_width() > 60.0 => format!("{} {}", words.month, of_year + 1),
            Step::Month => format!("{}", of_year + 1),
            Step::Quarter if names_year => format!("{} {}/{year}", words.quarter, roman(of_year / 3)),
            Step::Quarter => roman(of_year / 3).to_owned(),
            Step::Year => year.to_string(),
        }
    }
}

fn roman(quarter: i32) -> &'static str {
    ["I", "II", "III", "IV"].get(usize::try_from(quarter).unwrap_or(0)).copied().unwrap_or("I")
}

/// Draws the roadmap; `None` when no task has a window, because an empty grid says nothing.
pub fn draw(bars: &[Bar], today: Day, words: &Words) -> Option<String> {
    let scale = Scale::of(bars)?;
    let height = HEAD + ROW * bars.len() as f64 + FOOT;
    let mut svg = String::with_capacity(600 * bars.len() + 2000);
    let _ = write!(
        svg,
        r#"<svg class="nc-fig nc-roadmap" viewBox="0 0 {WIDTH} {height}" role="group" aria-label="{}"><defs><pattern id="ht" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="g-hatch-line" x1="1" y1="0" x2="1" y2="5"/></pattern></defs>"#,
        escape(&words.label)
    );
    grid(&mut svg, &scale, height, words);
    // Today lies under the bars' words, which must stay readable.
    if scale.holds(today) {
        flag(&mut svg, scale.x(today), height, today, words);
    }
    for (index, bar) in bars.iter().enumerate() {
        row(&mut svg, &scale, bar, index, today, words);
    }
    svg.push_str("</svg>");
    Some(svg)
}

fn grid(svg: &mut String, scale: &Scale, height: f64, words: &Words) {
    let bottom = height - FOOT;
    for column in 0..scale.columns {
        let x = LEFT + f64::from(column) * scale.column_width();
        let _ = write!(
            svg,
            r#"<line class="g-line" x1="{x:.1}" y1="6" x2="{x:.1}" y2="{bottom:.1}"/><text class="t-muted" x="{:.1}" y="22">{}</text>"#,
            x + 6.0,
            escape(&scale.word(column, words))
        );
    }
    let _ = write!(svg, r#"<line class="g-axis" x1="0" y1="{HEAD}" x2="{WIDTH}" y2="{HEAD}"/>"#);
}

fn row(svg: &mut String, scale: &Scale, bar: &Bar, index: usize, today: Day, words: &Words) {
    let top = HEAD + ROW * index as f64;
    let middle = top + ROW / 2.0;
    let text_y = middle + 4.5;
    let _ = write!(
        svg,
        r#"<a class="g-row" href="{}"><title>{}</title><rect class="g-row-ground" x="0" y="{top:.1}" width="{WIDTH}" height="{ROW}"/><text class="t-num t-muted" x="22" y="{text_y:.1}" text-anchor="end">{}</text><text class="t-strong" x="34" y="{text_y:.1}">{}</text><text class="t-muted" x="{:.1}" y="{text_y:.1}" text-anchor="end">{}</text>"#,
        escape(&bar.href),
        escape(&format!("{}. {} · {} · {}", bar.no, bar.title, bar.unit, bar.printed)),
        escape(&bar.no),
        escape(&cut(&bar.title, TITLE_LETTERS_MAX)),
        LEFT - 10.0,
        escape(&cut(&bar.unit, UNIT_LETTERS_MAX)),
    );
    match bar.window {
        Some((from, to)) if from.is_some() || to.is_some() => {
            window(svg, scale, bar, from, to, middle, today);
        }
        _ => {
            let word = if bar.printed.is_empty() { &words.no_window } else { &bar.printed };
            let _ = write!(
                svg,
                r#"<text class="t-muted" x="{:.1}" y="{text_y:.1}">{}</text>"#,
                LEFT + 8.0,
                escape(&cut(word, TITLE_LETTERS_MAX * 2))
            );
        }
    }
    let bottom = top + ROW;
    let _ =
        write!(svg, r#"</a><line class="g-line" x1="0" y1="{bottom:.1}" x2="{WIDTH}" y2="{bottom:.1}"/>"#);
}

/// The planned outline, what is done as fill, days late as hatch, a dashed edge where a side is open.
fn window(
    svg: &mut String,
    scale: &Scale,
    bar: &Bar,
    from: Option<Day>,
    to: Option<Day>,
    middle: f64,
    today: Day,
) {
    let left = from.map_or(LEFT, |d| scale.x(d));
    // A window ends with its last day, so the bar reaches to the beginning of the next one.
    let right = to.map_or(WIDTH, |d| scale.x(d.succ_opt().unwrap_or(d))).max(left + 6.0).min(WIDTH);
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
    if bar.family == "late" && to.is_some_and(|d| d < today) {
        let until = scale.x(today).max(right);
        let _ = write!(
            svg,
            r#"<rect class="g-done" x="{right:.1}" y="{:.1}" width="{:.1}" height="10"/><rect x="{right:.1}" y="{:.1}" width="{:.1}" height="10" fill="url(#ht)"/>"#,
            y + 4.0,
            until - right,
            y + 4.0,
            until - right
        );
        note_at = until;
    }
    let text_y = middle + 4.5;
    // The printed words stand behind the bar, or before it when the bar ends near the edge.
    let (x, anchor) = if note_at + 110.0 < WIDTH { (note_at + 8.0, "start") } else { (left - 8.0, "end") };
    if x > LEFT {
        let _ = write!(
            svg,
            r#"<text class="t-note" x="{x:.1}" y="{text_y:.1}" text-anchor="{anchor}">{}</text>"#,
            escape(&cut(&bar.printed, 18))
        );
    }
    svg.push_str("</g>");
}

fn flag(svg: &mut String, x: f64, height: f64, today: Day, words: &Words) {
    let bottom = height - FOOT;
    let at = x.clamp(34.0, WIDTH - 34.0);
    let _ = write!(
        svg,
        r#"<line class="g-today" x1="{x:.1}" y1="{HEAD}" x2="{x:.1}" y2="{bottom:.1}"/><rect class="g-today-flag" x="{:.1}" y="{:.1}" width="68" height="19" rx="3"/><text class="g-today-word" x="{at:.1}" y="{:.1}" text-anchor="middle">{} {}/{}</text>"#,
        at - 34.0,
        bottom + 2.0,
        bottom + 16.0,
        escape(&words.today),
        today.day(),
        today.month()
    );
}

/// Cuts at a space where there is one near, and shows that something is missing.
fn cut(text: &str, letters_max: usize) -> String {
    if text.chars().count() <= letters_max {
        return text.to_owned();
    }
    let head: String = text.chars().take(letters_max - 1).collect();
    let at = head.rfind(' ').filter(|at| *at > head.len() / 2).unwrap_or(head.len());
    format!("{}…", head[..at].trim_end_matches([',', ' ', ';']))
}

/// Makes text safe inside SVG.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(from: &str, to: &str) -> Bar {
        let day = |text: &str| (!text.is_empty()).then(|| text.parse().expect("a day"));
        Bar {
            no: "1".into(),
            title: "Tổ chức <hội nghị> & lấy ý kiến của toàn thể cán bộ, giáo viên".into(),
            unit: "Văn phòng".into(),
            window: Some((day(from), day(to))),
            printed: "Tháng 6/2024".into(),
            family: "run",
            href: "/plans/1/work#task-1".into(),
            percent: 0,
        }
    }

    fn words() -> Words {
        Words {
            label: "Lộ trình".into(),
            month: "Tháng".into(),
            quarter: "Quý".into(),
            today: "Nay".into(),
            no_window: "Không ghi".into(),
        }
    }

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn nothing_is_drawn_when_no_task_has_a_day() {
        assert_eq!(draw(&[], day("2024-06-15"), &words()), None);
        assert_eq!(draw(&[bar("", "")], day("2024-06-15"), &words()), None);
    }

    #[test]
    fn today_is_drawn_only_inside_the_months_shown() {
        let inside =
            draw(&[bar("2024-06-01", "2024-06-30")], day("2024-06-15"), &words()).expect("a picture");
        assert!(inside.contains("Nay 15/6"), "{inside}");
        let outside =
            draw(&[bar("2024-06-01", "2024-06-30")], day("2026-01-01"), &words()).expect("a picture");
        assert!(!outside.contains("Nay"), "{outside}");
    }

    #[test]
    fn a_window_of_a_month_fills_its_column_and_open_sides_are_dashed() {
        let scale = Scale::of(&[bar("2024-06-01", "2024-06-30")]).expect("a scale");
        assert_eq!((scale.columns, scale.step), (3, Step::Month));
        assert!((scale.x(day("2024-07-01")) - LEFT - scale.column_width()).abs() < 0.01);
        let open = draw(&[bar("2024-06-01", "")], day("2024-06-15"), &words()).expect("a picture");
        assert!(open.contains("g-plan-open"), "{open}");
    }

    #[test]
    fn long_plans_are_drawn_by_quarters_and_by_years() {
        let step = |to: &str| Scale::of(&[bar("2020-01-01", to)]).expect("a scale").step;
        assert_eq!(step("2021-05-31"), Step::Month);
        assert_eq!(step("2023-12-31"), Step::Quarter);
        assert_eq!(step("2035-12-31"), Step::Year);
        let century =
            draw(&[bar("1900-01-01", "2100-12-31")], day("2024-06-15"), &words()).expect("a picture");
        assert!(century.len() < 60_000, "{} bytes", century.len());
    }

    #[test]
    fn words_of_the_document_cannot_break_out_of_the_picture() {
        let svg = draw(&[bar("2024-06-01", "2024-06-30")], day("2024-06-15"), &words()).expect("a picture");
        assert!(svg.contains("&lt;hội nghị&gt; &amp;") && !svg.contains("<hội"), "{svg}");
    }
}
