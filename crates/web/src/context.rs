//! What is known of a request before its handler runs: who, from where, in which language, for HTML or JSON.

use std::convert::Infallible;
use std::fmt;
use std::net::IpAddr;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use domain::time::Moment;

use crate::cookies::{self, Jar, SetCookies};
use crate::error::Error;
use crate::house::House;
use crate::input::Sent;
use crate::session::Token;
use crate::viewer::Viewer;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Locale {
    /// Vietnamese, the first language.
    #[default]
    Vi,
    /// English.
    En,
}

impl Locale {
    /// Both languages.
    pub const ALL: [Locale; 2] = [Locale::Vi, Locale::En];

    /// The language tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Locale::Vi => "vi",
            Locale::En => "en",
        }
    }

    /// Reads a tag such as `vi`, `en` or `en-GB`.
    pub fn parse(tag: &str) -> Option<Locale> {
        let language = tag.trim().split(['-', '_']).next()?;
        Locale::ALL.into_iter().find(|locale| locale.tag().eq_ignore_ascii_case(language))
    }

    /// The better of our languages for an `Accept-Language` header; the first named wins among equals.
    pub(crate) fn negotiate(header: &str) -> Locale {
        let mut best = (0.0, Locale::Vi);
        for (tag, weight) in weighted(header) {
            if let Some(locale) = Locale::parse(tag)
                && weight > best.0
            {
                best = (weight, locale);
            }
        }
        best.1
    }
}

/// A theme chosen by hand; without one the browser's own preference rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// `nhipcau`.
    Light,
    /// `nhipcau-dark`.
    Dark,
}

impl Theme {
    /// The name that the style sheet knows.
    pub const fn name(self) -> &'static str {
        match self {
            Theme::Light => "nhipcau",
            Theme::Dark => "nhipcau-dark",
        }
    }

    /// Reads the name.
    pub fn parse(name: &str) -> Option<Theme> {
        [Theme::Light, Theme::Dark].into_iter().find(|theme| theme.name() == name)
    }
}

/// The shape of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wants {
    /// A page for a person.
    Html,
    /// The same value for a program.
    Json,
}

impl Wants {
    /// Programs name JSON or nothing in particular; every browser names `text/html`.
    pub(crate) fn of(headers: &HeaderMap) -> Wants {
        let Some(accept) = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()) else {
            return Wants::Json;
        };
        let mut html = 0.0_f32;
        let mut json = 0.0_f32;
        for (kind, weight) in weighted(accept) {
            match kind {
                "text/html" | "application/xhtml+xml" | "text/*" => html = html.max(weight),
                "application/json" | "application/problem+json" | "application/*" => json = json.max(weight),
                _ => {}
            }
        }
        if html > 0.0 && html >= json { Wants::Html } else { Wants::Json }
    }
}

/// Splits `a;q=0.5, b` into names and weights; a weight that is no number counts as 1.
pub(crate) fn weighted(header: &str) -> impl Iterator<Item = (&str, f32)> {
    header.split(',').map(|part| {
        let mut pieces = part.split(';').map(str::trim);
        let name = pieces.next().unwrap_or_default();
        let weight =
            pieces.find_map(|piece| piece.strip_prefix("q=")).and_then(|q| q.parse().ok()).unwrap_or(1.0);
        (name, weight)
    })
}

/// What is known of a request. Every handler may ask for it.
#[derive(Clone)]
pub struct Context(pub(crate) Arc<Known>);

/// The contents of a [`Context`].
pub struct Known {
    /// Names this request in the log and to the person: `NC-…`.
    pub reference: String,
    /// The moment it came in.
    pub now: Moment,
    /// The address behind the trusted proxies.
    pub address: IpAddr,
    /// The browser's own name, cut.
    pub agent: String,
    /// Language of the answer.
    pub locale: Locale,
    pub(crate) chosen_locale: Option<Locale>,
    /// Theme chosen by hand.
    pub theme: Option<Theme>,
    /// HTML or JSON.
    pub wants: Wants,
    /// htmx asks.
    pub htmx: bool,
    /// htmx asks for a part of the page, not for a whole one.
    pub wants_fragment: bool,
    /// The path, as sent.
    pub path: String,
    /// The query, as sent, without `?`.
    pub query: String,
    /// The person, when signed in.
    pub viewer: Option<Viewer>,
    /// The session's token, when it holds.
    pub token: Option<Token>,
    pub(crate) guest: Option<Token>,
    pub(crate) flash: Option<String>,
    pub(crate) is_get: bool,
    /// What a form sent: shown again should the answer be a problem without the form.
    pub(crate) sent: OnceLock<Sent>,
    pub(crate) nonce: String,
    pub(crate) house: Arc<House>,
}

impl Known {
    /// The path for the log, without the secrets of links to invitations and new passwords.
    pub(crate) fn logged_path(&self) -> String {
        let secret = |piece: &str| Token::parse(piece.strip_suffix(".ics").unwrap_or(piece)).is_some();
        let shown = |piece| if secret(piece) { "…" } else { piece };
        self.path.split('/').map(shown).collect::<Vec<&str>>().join("/")
    }
}

impl Deref for Context {
    type Target = Known;

    fn deref(&self) -> &Known {
        &self.0
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("reference", &self.reference)
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

impl Context {
    /// The signed-in person, or the way to the sign-in page.
    pub fn viewer(&self) -> Result<&Viewer, Error> {
        self.viewer.as_ref().ok_or_else(Error::sign_in_needed)
    }

    /// A fresh secret: for a session, an invitation link, a receipt. Store its hash only.
    pub fn new_token(&self) -> Token {
        self.house.new_token()
    }

    /// The cookie that carries a new session for `age`, or until the browser is closed.
    pub fn signed_in(&self, token: &Token, age: Option<Duration>) -> SetCookies {
        let jar = self.jar();
        SetCookies(vec![jar.write(cookies::SESSION, &token.text(), age), jar.remove(cookies::GUEST)])
    }

    /// Forgets the session's cookie; ending the session itself is the app's business.
    pub fn signed_out(&self) -> SetCookies {
        SetCookies(vec![self.jar().remove(cookies::SESSION)])
    }

    /// Remembers the language.
    pub fn remember_locale(&self, locale: Locale) -> SetCookies {
        SetCookies(vec![self.jar().write(cookies::LANG, locale.tag(), Some(cookies::CHOICE))])
    }

    /// Remembers the theme; `None` goes back to the browser's own.
    pub fn remember_theme(&self, theme: Option<Theme>) -> SetCookies {
        SetCookies(vec![match theme {
            Some(theme) => self.jar().write(cookies::THEME, theme.name(), Some(cookies::CHOICE)),
            None => self.jar().remove(cookies::THEME),
        }])
    }

    /// A moment as pages print it, in the reader's language.
    pub fn moment(&self, at: Moment) -> String {
        crate::filters::moment(at, self.locale)
    }

    /// A sentence in the language of the request, for files and mails made on the way.
    pub fn say(&self, key: &str, args: &crate::texts::Args) -> String {
        self.house.texts().say(self.locale, key, args)
    }

    /// A page as text, for a JSON answer that carries the HTML of what changed.
    pub fn paint<P: crate::page::Page>(&self, page: P) -> Result<String, Error> {
        crate::represent::paint(self, &crate::page::Shown::new(page, None))
    }

    pub(crate) fn jar(&self) -> Jar {
        self.house.jar()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Context {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        parts
            .extensions
            .get::<Context>()
            .cloned()
            .ok_or_else(|| Error::unexpected("the router is not dressed"))
    }
}

impl<S: Send + Sync> OptionalFromRequestParts<S> for Context {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, Self::Rejection> {
        Ok(parts.extensions.get::<Context>().cloned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn vietnamese_unless_english_is_asked_for_first() {
        for (header, locale) in [
            ("", Locale::Vi),
            ("fr", Locale::Vi),
            ("en", Locale::En),
            ("vi-VN,vi;q=0.9,en;q=0.8", Locale::Vi),
            ("en-US,en;q=0.9,vi;q=0.8", Locale::En),
            ("vi;q=0.2, en;q=0.7", Locale::En),
        ] {
            assert_eq!(Locale::negotiate(header), locale, "{header}");
        }
    }

    #[test]
    fn browsers_get_html_and_programs_json() {
        let wants = |accept: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
            Wants::of(&headers)
        };
        assert_eq!(wants("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"), Wants::Html);
        assert_eq!(wants("application/json"), Wants::Json);
        assert_eq!(wants("*/*"), Wants::Json);
        assert_eq!(wants("application/json, text/html;q=0.5"), Wants::Json);
        assert_eq!(Wants::of(&HeaderMap::new()), Wants::Json);
    }
}
