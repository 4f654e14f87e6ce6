//! Sentences in Vietnamese and English, from `locales/{vi,en}/*.ftl`. Vietnamese first: a sentence missing in English
//! is shown in Vietnamese, and a sentence missing in both shows its key and is logged (tests do not let that happen).

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::Path;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast;
use minijinja::Value;
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

use crate::context::Locale;
use crate::{embedded, filters};

/// A value inside a sentence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Arg {
    /// A number, printed in the manner of the language.
    Number(f64),
    /// A text, printed as it stands.
    Text(String),
}

/// The values inside a sentence, made by [`args!`](crate::args).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Args(Vec<(Cow<'static, str>, Arg)>);

impl Args {
    /// No values.
    pub fn none() -> Args {
        Args::default()
    }

    /// Adds a value.
    #[must_use]
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Arg>) -> Args {
        self.0.push((name.into(), value.into()));
        self
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn fluent(&self) -> FluentArgs<'_> {
        let mut args = FluentArgs::with_capacity(self.0.len());
        for (name, value) in &self.0 {
            match value {
                Arg::Number(number) => args.set(name.as_ref(), *number),
                Arg::Text(text) => args.set(name.as_ref(), text.as_str()),
            }
        }
        args
    }
}

/// Names the values of a sentence: `args![name = unit.name, count = 3]`.
#[macro_export]
macro_rules! args {
    ($($name:ident = $value:expr),* $(,)?) => {
        $crate::Args::none()$(.with(stringify!($name), $value))*
    };
}

impl From<&str> for Arg {
    fn from(text: &str) -> Arg {
        Arg::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Arg {
        Arg::Text(text)
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Arg {
        Arg::Text(text.clone())
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl From<$number> for Arg {
            fn from(number: $number) -> Arg {
                Arg::Number(number.into())
            }
        }
    )*};
}
numbers!(i32, u8, u16, u32, f64);

macro_rules! wide_numbers {
    ($($number:ty),*) => {$(
        impl From<$number> for Arg {
            #[expect(clippy::cast_precision_loss, reason = "numbers for people to read, far below 2^53")]
            fn from(number: $number) -> Arg {
                Arg::Number(number as f64)
            }
        }
    )*};
}
wide_numbers!(i64, u64, usize);

/// All sentences of both languages.
pub struct Texts {
    vi: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
    /// Sentences without values, Vietnamese then English, made once: pages print hundreds of them.
    fixed: [HashMap<String, Value>; 2],
}

impl Texts {
    /// The sentences embedded in the binary.
    pub fn embedded() -> Result<Texts, String> {
        Texts::from_files(
            embedded::LOCALES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())),
        )
    }

    /// The sentences in `locales` below `root`, for development.
    pub fn from_disk(root: &Path) -> Result<Texts, String> {
        let mut files = Vec::new();
        for locale in Locale::ALL {
            let folder = root.join("locales").join(locale.tag());
            let entries = std::fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
            for entry in entries.flatten() {
                let name = format!("{}/{}", locale.tag(), entry.file_name().to_string_lossy());
                let text = std::fs::read_to_string(entry.path()).map_err(|e| format!("{name}: {e}"))?;
                files.push((name, text));
            }
        }
        Texts::from_files(files.into_iter())
    }

    /// Reads files named `vi/plans.ftl` and so on; the same key twice in a language is refused.
    pub(crate) fn from_files(files: impl Iterator<Item = (String, String)>) -> Result<Texts, String> {
        let (vi, en) = (bundle(Locale::Vi), bundle(Locale::En));
        let mut texts = Texts { vi, en, fixed: [HashMap::new(), HashMap::new()] };
        for (name, text) in files {
            let (bundle, fixed) = match name.split('/').next() {
                Some("vi") => (&mut texts.vi, &mut texts.fixed[0]),
                Some("en") => (&mut texts.en, &mut texts.fixed[1]),
                _ => return Err(format!("locales/{name}: the folder must be vi or en")),
            };
            let resource = FluentResource::try_new(text)
                .map_err(|(_, errors)| format!("locales/{name}: {:?}", errors[0]))?;
            fixed.extend(resource.entries().filter_map(without_values));
            bundle.add_resource(resource).map_err(|errors| format!("locales/{name}: {}", errors[0]))?;
        }
        Ok(texts)
    }

    /// The sentence `key` (or `key.attribute`), or `None` when neither language has it.
    pub fn find(&self, locale: Locale, key: &str, args: &Args) -> Option<String> {
        let bundles = match locale {
            Locale::Vi => [&self.vi, &self.en],
            Locale::En => [&self.en, &self.vi],
        };
        bundles.into_iter().find_map(|bundle| format(bundle, key, args))
    }

    /// The sentence `key` as templates print it, when it has no values in it.
    pub(crate) fn fixed(&self, locale: Locale, key: &str) -> Option<&Value> {
        let [vi, en] = &self.fixed;
        // Whatever the language itself has comes first, and a sentence with values may be among it.
        let fixed = if locale == Locale::Vi { vi } else { en };
        fixed.get(key)
    }

    /// The sentence `key`, or the key itself, logged.
    pub fn say(&self, locale: Locale, key: &str, args: &Args) -> String {
        self.find(locale, key, args).unwrap_or_else(|| {
            tracing::error!(key, locale = locale.tag(), "sentence missing in locales/");
            key.to_owned()
        })
    }

    /// True when this very language has the sentence.
    pub fn has(&self, locale: Locale, key: &str) -> bool {
        let bundle = if locale == Locale::Vi { &self.vi } else { &self.en };
        let (id, attribute) = split(key);
        bundle.get_message(id).is_some_and(|message| match attribute {
            Some(name) => message.get_attribute(name).is_some(),
            None => message.value().is_some(),
        })
    }
}

/// A message that is one piece of text.
fn without_values(entry: &ast::Entry<&str>) -> Option<(String, Value)> {
    let ast::Entry::Message(message) = entry else { return None };
    match message.value.as_ref()?.elements.as_slice() {
        [ast::PatternElement::TextElement { value }] => {
            Some((message.id.name.to_owned(), Value::from(*value)))
        }
        _ => None,
    }
}

fn bundle(locale: Locale) -> FluentBundle<FluentResource> {
    let language: LanguageIdentifier = locale.tag().parse().expect("vi and en are language tags");
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Isolation marks are for mixed directions; both languages run left to right and the marks end up in copied text.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match locale {
        Locale::Vi => |value, _| number(value, Locale::Vi),
        Locale::En => |value, _| number(value, Locale::En),
    }));
    bundle
}

fn number(value: &FluentValue, locale: Locale) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(filters::number(number.value, locale)),
        _ => None,
    }
}

/// The value of message `id`, or of its attribute in `id.attribute`.
fn format(bundle: &FluentBundle<FluentResource>, key: &str, args: &Args) -> Option<String> {
    let (id, attribute) = split(key);
    let message = bundle.get_message(id)?;
    let pattern = match attribute {
        Some(name) => message.get_attribute(name)?.value(),
        None => message.value()?,
    };
    let args = args.fluent();
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
    for error in errors {
        tracing::error!(key, %error, "sentence cannot be filled in");
    }
    Some(text)
}

fn split(key: &str) -> (&str, Option<&str>) {
    key.split_once('.').map_or((key, None), |(id, attribute)| (id, Some(attribute)))
}
