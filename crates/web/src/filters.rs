//! How dates and numbers are printed: 18.240, 38,2%, 13/10/2023, "ngày 08 tháng 9 năm 2023", 09:42.
//!
//! Each filter prints nothing for `none`, so that a template need not ask first.

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, Timelike as _};
use domain::time::Moment;
use minijinja::value::{Kwargs, ValueKind};
use minijinja::{Environment, Error, ErrorKind, State, Value};

use crate::context::Locale;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(crate) fn add(environment: &mut Environment<'static>) {
    environment.add_filter("number", |state: &State, value: Value| with_number(state, &value, number));
    environment.add_filter("percent", |state: &State, value: Value| with_number(state, &value, percent));
    environment.add_filter("bytes", |state: &State, value: Value| with_number(state, &value, bytes));
    environment.add_filter("day", |state: &State, value: Value| with_day(state, &value, day));
    environment.add_filter("day_long", |state: &State, value: Value| with_day(state, &value, day_long));
    environment.add_filter("day_month", |state: &State, value: Value| with_day(state, &value, day_month));
    environment.add_filter("moment", |state: &State, value: Value| with_moment(state, &value, moment));
    environment.add_filter("hour", |state: &State, value: Value| {
        with_moment(state, &value, |m, _| hour(m.local_time()))
    });
    environment.add_filter("fold", |text: &str| domain::text::key(text));
    environment.add_filter("with_query", with_query);
}

/// The language that the page is rendered in.
pub(crate) fn locale(state: &State) -> Locale {
    state.lookup("locale").and_then(|tag| Locale::parse(tag.as_str()?)).unwrap_or_default()
}

/// 18240 as "18.240" or "18,240"; at most two decimals.
pub(crate) fn number(value: f64, locale: Locale) -> String {
    let (group, point) = match locale {
        Locale::Vi => ('.', ','),
        Locale::En => (',', '.'),
    };
    let text = format!("{:.2}", value.abs());
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let decimals = decimals.trim_end_matches('0');
    let mut out = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(group);
        }
        out.push(digit);
    }
    if !decimals.is_empty() {
        out.push(point);
        out.push_str(decimals);
    }
    let is_negative = value < 0.0 && out != "0";
    if is_negative { format!("\u{2212}{out}") } else { out }
}

/// A share of one with at most one decimal: 0.382 as "38,2%".
fn percent(value: f64, locale: Locale) -> String {
    format!("{}%", number((value * 1000.0).round() / 10.0, locale))
}

/// A file's size: "1,4 MB". Powers of 1000, as the file managers of phones and Windows label them nowadays.
fn bytes(value: f64, locale: Locale) -> String {
    let (scaled, unit) = match value {
        v if v < 1e3 => (v, "B"),
        v if v < 1e6 => ((v / 1e3).round(), "KB"),
        v => ((v / 1e5).round() / 10.0, "MB"),
    };
    format!("{} {unit}", number(scaled, locale))
}

/// On screen: 13/10/2023.
pub fn day(day: NaiveDate, locale: Locale) -> String {
    match locale {
        Locale::Vi => format!("{}/{}/{}", day.day(), day.month(), day.year()),
        Locale::En => format!("{} {} {}", day.day(), &month(day)[..3], day.year()),
    }
}

/// In documents. Decree 30/2020/NĐ-CP, appendix I: days below 10 and the months 1 and 2 take a zero.
fn day_long(day: NaiveDate, locale: Locale) -> String {
    match locale {
        Locale::Vi if day.month() < 3 => {
            format!("ngày {:02} tháng {:02} năm {}", day.day(), day.month(), day.year())
        }
        Locale::Vi => format!("ngày {:02} tháng {} năm {}", day.day(), day.month(), day.year()),
        Locale::En => format!("{} {} {}", day.day(), month(day), day.year()),
    }
}

/// Where the year is plain: 30/9.
fn day_month(day: NaiveDate, locale: Locale) -> String {
    match locale {
        Locale::Vi => format!("{}/{}", day.day(), day.month()),
        Locale::En => format!("{} {}", day.day(), &month(day)[..3]),
    }
}

fn month(day: NaiveDate) -> &'static str {
    MONTHS[day.month0() as usize]
}

pub(crate) fn moment(moment: Moment, locale: Locale) -> String {
    format!("{} {}", hour(moment.local_time()), day(moment.local_day(), locale))
}

fn hour(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

fn is_nothing(value: &Value) -> bool {
    value.is_none() || value.as_str() == Some("")
}

fn wrong(value: &Value, wanted: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, format!("{wanted} was expected, not {value}"))
}

fn with_number(state: &State, value: &Value, print: fn(f64, Locale) -> String) -> Result<String, Error> {
    if is_nothing(value) {
        return Ok(String::new());
    }
    if value.kind() != ValueKind::Number {
        return Err(wrong(value, "a number"));
    }
    let number = f64::try_from(value.clone())?;
    Ok(print(number, locale(state)))
}

fn with_moment(state: &State, value: &Value, print: fn(Moment, Locale) -> String) -> Result<String, Error> {
    if is_nothing(value) {
        return Ok(String::new());
    }
    let text = value.as_str().ok_or_else(|| wrong(value, "a moment"))?;
    let exact = DateTime::parse_from_rfc3339(text).map_err(|_| wrong(value, "a moment"))?;
    Ok(print(Moment::from(exact.to_utc()), locale(state)))
}

/// Takes a day ("2023-09-08") or a moment, whose day in Vietnam is printed.
fn with_day(state: &State, value: &Value, print: fn(NaiveDate, Locale) -> String) -> Result<String, Error> {
    if is_nothing(value) {
        return Ok(String::new());
    }
    let text = value.as_str().ok_or_else(|| wrong(value, "a day"))?;
    let day = match text.parse::<NaiveDate>() {
        Ok(day) => day,
        Err(_) => text.parse::<Moment>().map_err(|_| wrong(value, "a day"))?.local_day(),
    };
    Ok(print(day, locale(state)))
}

/// A text as a value in the query of an address.
pub fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// `path|with_query(query, page=2, sort=none)`: the address with parts of its query exchanged, `none` takes one out.
#[expect(clippy::needless_pass_by_value, reason = "the signature that MiniJinja asks of a filter")]
fn with_query(path: &str, query: &str, changes: Kwargs) -> Result<String, Error> {
    let names: Vec<String> = changes.args().map(str::to_owned).collect();
    let mut out = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        if !names.iter().any(|changed| *changed == name) {
            out.append_pair(&name, &value);
        }
    }
    for name in &names {
        let value: Value = changes.get(name)?;
        if !value.is_none() {
            out.append_pair(name, &value.to_string());
        }
    }
    let query = out.finish();
    Ok(if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn numbers_in_the_manner_of_the_language() {
        assert_eq!(number(18240.0, Locale::Vi), "18.240");
        assert_eq!(number(38.2, Locale::Vi), "38,2");
        assert_eq!(number(1_250_000.0, Locale::En), "1,250,000");
        assert_eq!(number(-0.001, Locale::Vi), "0");
        assert_eq!(number(-7.0, Locale::Vi), "−7");
        assert_eq!(percent(0.382, Locale::Vi), "38,2%");
        assert_eq!(bytes(1_430_000.0, Locale::Vi), "1,4 MB");
    }

    #[test]
    fn days_on_screen_and_in_documents() {
        assert_eq!(day(on("2023-10-13"), Locale::Vi), "13/10/2023");
        assert_eq!(day_long(on("2023-09-08"), Locale::Vi), "ngày 08 tháng 9 năm 2023");
        assert_eq!(day_long(on("2024-02-01"), Locale::Vi), "ngày 01 tháng 02 năm 2024");
        assert_eq!(day(on("2023-09-08"), Locale::En), "8 Sep 2023");
        assert_eq!(moment("2026-02-28T17:30:00Z".parse().unwrap(), Locale::Vi), "00:30 1/3/2026");
    }
}
