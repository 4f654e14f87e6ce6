//! The line to the mail server: opened for one run of the job, thrown away at the first trouble. Nothing of it is kept
//! between two runs, so that no answer that comes late is taken for the answer to another question.

use super::compose::Letter;
use crate::config::Mail as Settings;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Quit, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use std::time::Duration;

/// How it went with one mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The server has it.
    Sent,
    /// The server does not want this mail now, or does not want it from us: it may go better later.
    Later(String),
    /// The server will never take this one.
    Never(String),
    /// It broke off while the server was given this mail. Whether the mail or the server is to blame, nobody knows.
    BrokeOff(String),
    /// It was not about this mail: the next one would fare no better.
    Line(String),
}

/// An open line.
pub struct Line {
    connection: AsyncSmtpConnection,
    limit: Duration,
}

impl std::fmt::Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Line").field("limit", &self.limit).finish_non_exhaustive()
    }
}

/// A step that did not end well.
enum Trouble {
    /// The server said nothing for too long.
    Slow(Duration),
    /// What the library says.
    Told(Error),
}

impl Trouble {
    fn told(&self) -> String {
        match self {
            Trouble::Slow(limit) => format!("the server gave no answer within {} seconds", limit.as_secs()),
            Trouble::Told(error) => told(error),
        }
    }

    /// What a refusal of the recipient or of the text means.
    fn outcome(&self) -> Outcome {
        let why = self.told();
        let Trouble::Told(error) = self else { return Outcome::BrokeOff(why) };
        match error.status().map(u16::from) {
            None => Outcome::BrokeOff(why),
            // RFC 5321 (421: it closes) and RFC 4954 (it wants us to sign in): not about this mail.
            Some(421 | 454 | 530 | 534 | 535 | 538) => Outcome::Line(why),
            // RFC 3463: X.7 is about who may send what to whom. It may be meant for us ("relaying denied") or for this
            // recipient, so neither all mails are held for it nor this one given up at once.
            Some(500..) if is_policy(&why) => Outcome::Later(why),
            Some(500..) => Outcome::Never(why),
            Some(_) => Outcome::Later(why),
        }
    }
}

/// Waits for one step, no longer than the settings say.
async fn step<T>(limit: Duration, step: impl Future<Output = Result<T, Error>>) -> Result<T, Trouble> {
    match tokio::time::timeout(limit, step).await {
        Ok(done) => done.map_err(Trouble::Told),
        Err(_) => Err(Trouble::Slow(limit)),
    }
}

impl Line {
    /// Connects, turns to TLS and signs in, as the settings say.
    pub async fn open(settings: &Settings, house: &str) -> Result<Line, String> {
        let limit = Duration::from_secs(settings.seconds_max.into());
        let parameters = if settings.encryption == "none" { None } else { Some(tls(settings)?) };
        let from_first = parameters.clone().filter(|_| settings.encryption == "tls");
        let later = parameters.filter(|_| settings.encryption != "tls");
        let hello = ClientId::Domain(house.to_owned());
        let address = (settings.server.as_str(), settings.port);
        let told = |trouble: Trouble| trouble.told();
        let connecting = AsyncSmtpConnection::connect_tokio1(address, Some(limit), &hello, from_first, None);
        let mut connection = step(limit, connecting).await.map_err(told)?;
        if let Some(parameters) = later {
            step(limit, connection.starttls(parameters, &hello)).await.map_err(told)?;
        }
        if !settings.user.is_empty() {
            let account = Credentials::new(settings.user.clone(), secret(settings)?);
            let ways = [Mechanism::Plain, Mechanism::Login];
            step(limit, connection.auth(&ways, &account)).await.map_err(told)?;
        }
        Ok(Line { connection, limit })
    }

    /// Hands one mail over. After `BrokeOff` and `Line` the line is of no use any more.
    pub async fn send(&mut self, letter: &Letter) -> Outcome {
        let (envelope, text) = (letter.envelope(), letter.formatted());
        let (from, to) = (envelope.from().cloned(), envelope.to());
        let is_plain = |address: &lettre::Address| address.user().is_ascii() && address.domain().is_ascii();
        let is_plain = to.iter().chain(&from).all(is_plain);
        let mut parameters = Vec::new();
        if !is_plain {
            // RFC 6531: addresses in other letters go only to servers that say they know them.
            if !self.connection.server_info().supports_feature(Extension::SmtpUtfEight) {
                return Outcome::Never("the server takes no address that is not in plain letters".to_owned());
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        if let Err(trouble) = step(self.limit, self.connection.command(Mail::new(from, parameters))).await {
            // Who sends is refused, or nothing is taken at all.
            return Outcome::Line(trouble.told());
        }
        match self.hand_over(to, &text).await {
            Ok(()) => Outcome::Sent,
            Err(trouble) => match trouble.outcome() {
                asked @ (Outcome::Later(_) | Outcome::Never(_)) => self.begin_anew(asked).await,
                other => other,
            },
        }
    }

    async fn hand_over(&mut self, to: &[lettre::Address], text: &[u8]) -> Result<(), Trouble> {
        for address in to {
            step(self.limit, self.connection.command(Rcpt::new(address.clone(), vec![]))).await?;
        }
        step(self.limit, self.connection.command(Data)).await?;
        step(self.limit, self.connection.message(text)).await?;
        Ok(())
    }

    /// The server forgets the mail that it did not take; what is next finds it as after its greeting.
    async fn begin_anew(&mut self, outcome: Outcome) -> Outcome {
        match step(self.limit, self.connection.command(Rset)).await {
            Ok(_) => outcome,
            Err(_) => match outcome {
                Outcome::Later(why) => Outcome::BrokeOff(why),
                other => other,
            },
        }
    }

    /// Says good-bye, without waiting long for an answer.
    pub async fn close(mut self) {
        let _ = step(Duration::from_secs(1), self.connection.command(Quit)).await;
    }
}

fn is_policy(why: &str) -> bool {
    why.split([' ', ':']).any(|word| word.starts_with("5.7."))
}

/// The error with its causes: "Connection error" alone helps nobody.
fn told(error: &Error) -> String {
    let (mut text, mut cause) = (error.to_string(), std::error::Error::source(error));
    while let Some(inner) = cause {
        let more = inner.to_string();
        if !text.contains(&more) {
            text = format!("{text}: {more}");
        }
        cause = inner.source();
    }
    text
}

fn tls(settings: &Settings) -> Result<TlsParameters, String> {
    let told = |error: Error| format!("mail.ca_file: {error}");
    let mut parameters = TlsParameters::builder(settings.server.clone());
    if !settings.ca_file.as_os_str().is_empty() {
        let pem = std::fs::read(&settings.ca_file).map_err(|error| format!("mail.ca_file: {error}"))?;
        parameters = parameters.add_root_certificate(Certificate::from_pem(&pem).map_err(told)?);
    }
    parameters.build().map_err(told)
}

fn secret(settings: &Settings) -> Result<String, String> {
    if settings.password_file.as_os_str().is_empty() {
        return Ok(settings.password.clone());
    }
    let text = std::fs::read_to_string(&settings.password_file);
    text.map(|text| text.trim_end_matches(['\r', '\n']).to_owned())
        .map_err(|error| format!("mail.password_file: {error}"))
}
