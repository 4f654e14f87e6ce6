//! A mail as the server gets it: heads, a plain part and an HTML part of the same words.

use domain::time::Moment;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, Message};
use std::time::SystemTime;
use tables::mail;
use web::escape;

/// Why a mail cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum Unmade {
    /// The address is none.
    #[error("{0} is no address")]
    Address(String),
    /// The library refused a part.
    #[error(transparent)]
    Refused(#[from] lettre::error::Error),
    /// Who sends is not set or is no address.
    #[error("mail.sender is no address")]
    Sender,
}

/// A mail that was made.
pub type Letter = Message;

/// Makes the mail.
pub fn eml(row: &mail::Model, sender: &str, now: Moment) -> Result<Letter, Unmade> {
    let to: Address = row.to_address.parse().map_err(|_| Unmade::Address(row.to_address.clone()))?;
    let name = Some(row.to_name.clone()).filter(|name| !name.is_empty());
    let from: Mailbox = sender.parse().map_err(|_| Unmade::Sender)?;
    let mut letter = Message::builder()
        .from(from)
        .to(Mailbox::new(name, to))
        .subject(row.subject.as_str())
        .message_id(Some(row.message_id.clone()))
        .date(SystemTime::from(now.utc()))
        .multipart(MultiPart::alternative_plain_html(row.body.clone(), html(row)))?;
    // RFC 3834: no answering machine answers it.
    raw(&mut letter, "Auto-Submitted", "auto-generated");
    raw(&mut letter, "Content-Language", &row.locale);
    if let Some(address) = row.unsubscribe.as_ref().filter(|address| is_plain(address)) {
        // RFC 8058: mail programs offer it as a button.
        raw(&mut letter, "List-Unsubscribe", &format!("<{address}>"));
        raw(&mut letter, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    Ok(letter)
}

/// Heads of plain letters that we made ourselves: written as they are, because an address must not be broken.
fn raw(letter: &mut Letter, name: &'static str, value: &str) {
    let value = HeaderValue::dangerous_new_pre_encoded(
        HeaderName::new_from_ascii_str(name),
        value.to_owned(),
        value.to_owned(),
    );
    letter.headers_mut().insert_raw(value);
}

fn is_plain(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>'))
}

/// The HTML part: the paragraphs, with addresses as links. No picture, no style sheet, nothing fetched.
pub fn html(row: &mail::Model) -> String {
    let paragraph = |text: &str| {
        let lines: Vec<String> = text.lines().map(line).collect();
        format!("<p>{}</p>\n", lines.join("<br>\n"))
    };
    let body: String = row.body.split("\n\n").filter(|text| !text.trim().is_empty()).map(paragraph).collect();
    format!(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title></head><body>\n{body}</body></html>\n",
        escape(&row.locale),
        escape(&row.subject),
    )
}

fn line(text: &str) -> String {
    let word = |word: &str| {
        let safe = escape(word);
        let is_address = word.starts_with("https://") || word.starts_with("http://");
        if is_address { format!("<a href=\"{safe}\">{safe}</a>") } else { safe }
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::MailId;
    use tables::mail::State;

    fn row(subject: &str, to_name: &str, body: &str) -> mail::Model {
        let now = Moment::from_micros(1_722_820_000_000_000);
        mail::Model {
            id: MailId::from(uuid::Uuid::from_u128(7)),
            sort: "notice".to_owned(),
            to_address: "dau.moi@so.vn".to_owned(),
            to_name: to_name.to_owned(),
            person_id: None,
            unit_id: None,
            locale: "vi".to_owned(),
            subject: subject.to_owned(),
            body: body.to_owned(),
            unsubscribe: Some("https://nhipcau.test/digest/stop/abc".to_owned()),
            message_id: "<7@nhipcau.test>".to_owned(),
            once: String::new(),
            state: State::Waiting,
            attempts: 0,
            last_error: None,
            next_at: now,
            created_at: now,
            tried_at: None,
            sent_at: None,
            sent_by: None,
        }
    }

    fn made(row: &mail::Model) -> String {
        let now = Moment::from_micros(1_722_820_000_000_000);
        String::from_utf8(eml(row, "Nhịp Cầu <nhipcau@so.vn>", now).unwrap().formatted()).unwrap()
    }

    #[test]
    fn heads_are_safe_and_vietnamese_is_encoded() {
        let nasty = "Văn bản\r\nBcc: ai-do@xa.vn";
        let text =
            made(&row(&super::super::one_line(nasty), &super::super::one_line("Hà\r\nX-A: b"), "Chào"));
        let heads = text.split("\r\n\r\n").next().unwrap();
        assert!(!heads.contains("\r\nBcc:") && !heads.contains("\r\nX-A:"), "{heads}");
        assert!(heads.is_ascii(), "heads are ASCII: {heads}");
        for head in [
            "Message-ID: <7@nhipcau.test>",
            "Auto-Submitted: auto-generated",
            "List-Unsubscribe: <https://nhipcau.test/digest/stop/abc>",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
            "multipart/alternative",
        ] {
            assert!(heads.contains(head), "{head} is missing in {heads}");
        }
        assert!(text.lines().all(|line| line.len() <= 998), "RFC 5322: no line is longer");
    }

    #[test]
    fn the_html_part_says_the_same_and_runs_nothing() {
        let html = html(&row("x", "y", "Chào <script>alert(1)</script>\n\nMở: https://nhipcau.test/a?b=\"c"));
        assert!(html.contains("Chào &lt;script&gt;") && !html.contains("<script>"), "{html}");
        assert!(html.contains("<a href=\"https://nhipcau.test/a?b=&quot;c\">"), "{html}");
    }

    #[test]
    fn a_wrong_address_makes_no_mail() {
        let mut wrong = row("x", "y", "z");
        wrong.to_address = "không phải địa chỉ".to_owned();
        assert!(eml(&wrong, "a@b.vn", Moment::from_micros(0)).is_err());
        assert!(eml(&row("x", "y", "z"), "", Moment::from_micros(0)).is_err());
    }
}
