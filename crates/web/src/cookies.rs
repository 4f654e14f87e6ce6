//! Cookies: read from the request, written with the flags that every one of ours carries.

use std::time::Duration;

use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponseParts, ResponseParts};

/// Session of a signed-in person.
pub(crate) const SESSION: &str = "nhipcau";
/// Secret of a visitor who is not signed in; its only use is the cross-site check of the first forms.
pub(crate) const GUEST: &str = "nhipcau-guest";
/// Chosen language.
pub(crate) const LANG: &str = "nhipcau-lang";
/// Chosen theme.
pub(crate) const THEME: &str = "nhipcau-theme";
/// A sentence for the next page.
pub(crate) const FLASH: &str = "nhipcau-flash";

/// A year: how long a choice of language or theme is remembered.
pub(crate) const CHOICE: Duration = Duration::from_hours(365 * 24);

/// Cookies to set, returned by a handler beside its page.
#[derive(Debug, Clone, Default)]
pub struct SetCookies(pub(crate) Vec<HeaderValue>);

impl IntoResponseParts for SetCookies {
    type Error = std::convert::Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Self::Error> {
        for cookie in self.0 {
            parts.headers_mut().append(SET_COOKIE, cookie);
        }
        Ok(parts)
    }
}

/// How cookies are named and flagged at this installation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Jar {
    pub https: bool,
}

impl Jar {
    /// The value of our cookie `name`, the first one when a browser sends several.
    pub fn read<'h>(self, headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
        let full = self.name(name);
        headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|header| header.to_str().ok())
            .flat_map(|header| header.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find_map(|(key, value)| (key == full).then_some(value))
    }

    /// A header that sets `name`; without `age` the cookie ends with the browser.
    pub fn write(self, name: &str, value: &str, age: Option<Duration>) -> HeaderValue {
        let age = age.map_or(String::new(), |age| format!("; Max-Age={}", age.as_secs()));
        let secure = if self.https { "; Secure" } else { "" };
        let text = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}", self.name(name));
        // Values are our own base64 or fixed words, so this cannot fail; were it to, no cookie is the safe answer.
        HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static("nhipcau-none=; Max-Age=0"))
    }

    /// A header that removes `name`.
    pub fn remove(self, name: &str) -> HeaderValue {
        self.write(name, "", Some(Duration::ZERO))
    }

    /// With https the `__Host-` prefix binds the cookie to this very host: no sibling domain can plant one.
    fn name(self, name: &str) -> String {
        if self.https { format!("__Host-{name}") } else { name.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_binds_cookies_to_the_host() {
        let jar = Jar { https: true };
        let header = jar.write(SESSION, "abc", None);
        assert_eq!(header, "__Host-nhipcau=abc; Path=/; HttpOnly; SameSite=Lax; Secure");
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, HeaderValue::from_static("nhipcau=planted; __Host-nhipcau=abc"));
        assert_eq!(jar.read(&headers, SESSION), Some("abc"));
    }
}
