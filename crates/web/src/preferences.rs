//! Language and theme, chosen by a plain form on any page and kept in the browser.

use axum::http::{HeaderMap, HeaderValue, header};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::context::{Context, Locale, Theme};
use crate::cookies::SetCookies;
use crate::error::Error;
use crate::form_errors::FormErrors;
use crate::gate::Access;
use crate::input::{Check, Input};
use crate::page::See;
use crate::route::{Routes, post};

/// The route of the form: `POST /preferences`.
pub fn preferences<S: Clone + Send + Sync + 'static>() -> Routes<S> {
    Routes::of("preferences").add(
        post("/preferences", choose)
            .asks(Access::Public)
            .sums("Chọn ngôn ngữ và giao diện", "Choose language and theme")
            .takes::<Preferences>(),
    )
}

/// What can be chosen; what is not sent stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Preferences {
    /// `vi` or `en`.
    #[serde(default)]
    lang: Option<String>,
    /// `nhipcau`, `nhipcau-dark`, or `system` to follow the device.
    #[serde(default)]
    theme: Option<String>,
    /// The page to go back to.
    #[serde(default)]
    back: Option<String>,
}

/// A theme, or the device's own.
#[derive(Debug, Clone, Copy)]
enum ThemeChoice {
    Device,
    Fixed(Theme),
}

/// A choice that makes sense.
#[derive(Debug)]
pub struct Chosen {
    locale: Option<Locale>,
    theme: Option<ThemeChoice>,
    back: String,
}

impl Check for Preferences {
    type Valid = Chosen;

    fn check(self) -> Result<Chosen, FormErrors> {
        let mut errors = FormErrors::none();
        let locale = self.lang.as_deref().map(Locale::parse);
        if locale == Some(None) {
            errors.add("lang", "preferences-lang-unknown");
        }
        let theme = match self.theme.as_deref() {
            None => None,
            Some("system") => Some(ThemeChoice::Device),
            Some(name) => {
                let theme = Theme::parse(name);
                if theme.is_none() {
                    errors.add("theme", "preferences-theme-unknown");
                }
                theme.map(ThemeChoice::Fixed)
            }
        };
        let back = self.back.as_deref().and_then(local_path).unwrap_or("/").to_owned();
        errors.or(|| Chosen { locale: locale.flatten(), theme, back })
    }
}

async fn choose(context: Context, input: Input<Preferences>) -> Result<(SetCookies, HeaderMap, See), Error> {
    let chosen = input.check()?;
    let mut cookies = SetCookies::default();
    if let Some(locale) = chosen.locale {
        cookies.0.extend(context.remember_locale(locale).0);
    }
    if let Some(choice) = chosen.theme {
        let theme = match choice {
            ThemeChoice::Device => None,
            ThemeChoice::Fixed(theme) => Some(theme),
        };
        cookies.0.extend(context.remember_theme(theme).0);
    }
    // The whole page changes its look, so nothing of the old one may be kept.
    let mut headers = HeaderMap::new();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok((cookies, headers, See::other(chosen.back)))
}

/// `text` when it is a path of ours: an address to go back to must not lead to another site.
pub fn local_path(text: &str) -> Option<&str> {
    let is_local =
        text.starts_with('/') && !text.starts_with("//") && !text.contains(['\\', '\n', '\r', '\t']);
    (is_local && text.is_ascii()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_paths_are_gone_back_to() {
        for path in ["/", "/plans?q=a#b"] {
            assert_eq!(local_path(path), Some(path));
        }
        for path in
            ["", "plans", "//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example"]
        {
            assert_eq!(local_path(path), None, "{path}");
        }
    }
}
