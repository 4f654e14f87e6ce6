//! Calendars of all-day windows and of meetings (RFC 5545), for Outlook, Google Calendar and telephones.
//!
//! A small part of the standard, written out: one calendar, events of whole days or from hour to hour with a stable identity, so that importing the
//! same plan again moves its events instead of doubling them.

use domain::time::{Day, Moment};
use std::fmt::Write;

/// Bytes of one content line without its end (RFC 5545, 3.1).
const LINE_BYTES_MAX: usize = 75;

/// A calendar.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    /// Name shown by the calendar program.
    pub name: String,
    /// The events.
    pub events: Vec<Event>,
}

/// A window of whole days, or a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Identity, the same for the same task for ever: `TASK_ID@HOST`.
    pub uid: String,
    /// How often the event has changed, from 0.
    pub sequence: u32,
    /// First day.
    pub first: Day,
    /// Last day, itself within the window.
    pub last: Day,
    /// From when to when, for a meeting; its days are not looked at then.
    pub times: Option<(Moment, Moment)>,
    /// Where, empty for nowhere.
    pub place: String,
    /// What it is.
    pub summary: String,
    /// More about it, empty for nothing.
    pub description: String,
    /// Its page, if it has one.
    pub url: Option<String>,
}

/// Writes a calendar. `stamp` is when this was done: the same calendar at the same moment is the same text.
pub fn write(calendar: &Calendar, stamp: Moment) -> String {
    let mut out = String::new();
    let mut line = |name: &str, value: &str| folded(&mut out, &format!("{name}:{value}"));
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Nhip Cau//Nhip Cau//VI");
    line("CALSCALE", "GREGORIAN");
    line("METHOD", "PUBLISH");
    line("X-WR-CALNAME", &escaped(&calendar.name));
    line("X-WR-TIMEZONE", "Asia/Ho_Chi_Minh");
    for event in &calendar.events {
        line("BEGIN", "VEVENT");
        line("UID", &escaped(&event.uid));
        line("DTSTAMP", &moment(stamp));
        line("SEQUENCE", &event.sequence.to_string());
        if let Some((from, to)) = event.times {
            line("DTSTART", &moment(from));
            line("DTEND", &moment(to.max(from)));
        } else {
            days(&mut line, event);
        }
        line("SUMMARY", &escaped(&event.summary));
        if !event.place.is_empty() {
            line("LOCATION", &escaped(&event.place));
        }
        if !event.description.is_empty() {
            line("DESCRIPTION", &escaped(&event.description));
        }
        if let Some(url) = &event.url {
            // A URI is not escaped; line ends in it would begin another property.
            line("URL", &url.replace(|c: char| c.is_control() || c.is_whitespace(), ""));
        }
        // A window to work in leaves people free; a meeting does not.
        line("TRANSP", if event.times.is_some() { "OPAQUE" } else { "TRANSPARENT" });
        line("END", "VEVENT");
    }
    line("END", "VCALENDAR");
    out
}

fn moment(at: Moment) -> String {
    at.utc().format("%Y%m%dT%H%M%SZ").to_string()
}

fn days(line: &mut impl FnMut(&str, &str), event: &Event) {
    // The end of an all-day event is the day after its last one; a window turned round is one day.
    let last = event.last.max(event.first);
    let end = last.succ_opt().unwrap_or(last);
    line("DTSTART;VALUE=DATE", &date(event.first));
    line("DTEND;VALUE=DATE", &date(end));
}

fn date(day: Day) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = write!(out, "{}", day.format("%Y%m%d"));
    out
}

/// Text as a property value: commas, semicolons, backslashes and line ends have signs of their own.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            ';' => out.push_str("\\;"),
            ',' => out.push_str("\\,"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Puts one content line, folded after 75 bytes but never inside a letter.
fn folded(out: &mut String, line: &str) {
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > LINE_BYTES_MAX {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event() -> Event {
        Event {
            uid: "0198a@nhipcau.example".into(),
            sequence: 2,
            first: Day::from_ymd_opt(2023, 8, 1).expect("day"),
            last: Day::from_ymd_opt(2023, 8, 15).expect("day"),
            times: None,
            place: String::new(),
            summary: "Tổ chức Chương trình; mời đại biểu, \\ v.v.".into(),
            description: "Dòng một\r\nDòng hai".into(),
            url: Some("https://example.org/tasks/1\r\nX-EVIL:1".into()),
        }
    }

    fn text() -> String {
        let calendar = Calendar { name: "Kế hoạch".into(), events: vec![event()] };
        write(&calendar, Moment::from_micros(1_690_000_000_000_000))
    }

    #[test]
    fn a_meeting_has_hours_in_utc_and_a_place() {
        let at = |micros| Moment::from_micros(micros);
        let times = Some((at(1_690_000_000_000_000), at(1_690_003_600_000_000)));
        let meeting = Event { times, place: "Hội trường A, tầng 2".into(), ..event() };
        let text = write(&Calendar { name: "Lịch".into(), events: vec![meeting] }, at(0));
        assert!(text.contains("DTSTART:20230722T042640Z\r\nDTEND:20230722T052640Z\r\n"), "{text}");
        assert!(
            text.contains("LOCATION:Hội trường A\\, tầng 2\r\n") && text.contains("TRANSP:OPAQUE"),
            "{text}"
        );
        assert!(!text.contains("VALUE=DATE"), "{text}");
    }

    #[test]
    fn a_window_ends_on_the_day_after_its_last() {
        let text = text();
        assert!(text.contains("DTSTART;VALUE=DATE:20230801\r\nDTEND;VALUE=DATE:20230816\r\n"), "{text}");
        assert!(text.contains("DTSTAMP:20230722T042640Z\r\n"), "{text}");
        assert!(
            text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && text.ends_with("END:VCALENDAR\r\n")
        );
    }

    #[test]
    fn text_is_escaped_and_cannot_add_properties() {
        let text = text();
        assert!(text.contains("SUMMARY:Tổ chức Chương trình\\; mời đại biểu\\, \\\\ v.v.\r\n"), "{text}");
        assert!(text.contains("DESCRIPTION:Dòng một\\nDòng hai\r\n"));
        assert!(!text.contains("\nX-EVIL"));
    }

    #[test]
    fn lines_fold_by_bytes_between_letters() {
        let long = Event {
            summary: "Đề nghị các đơn vị nghiêm túc triển khai thực hiện. ".repeat(9),
            ..event()
        };
        let text =
            write(&Calendar { name: String::new(), events: vec![long.clone()] }, Moment::from_micros(0));
        assert!(text.split("\r\n").all(|line| line.len() <= LINE_BYTES_MAX));
        assert!(text.replace("\r\n ", "").contains(&long.summary));
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
    }
}
