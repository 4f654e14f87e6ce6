//! What is wrong with a form, field by field, and the form shown again with everything that was typed.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::error::{Error, Sentence};
use crate::page::{Page, Shown};
use crate::texts::Args;

/// Fields and what is wrong with each; the field `""` is the form as a whole.
#[derive(Debug, Clone, Default)]
pub struct FormErrors(pub(crate) BTreeMap<Cow<'static, str>, FieldError>);

#[derive(Debug, Clone)]
pub(crate) struct FieldError {
    pub code: Cow<'static, str>,
    pub sentence: Sentence,
}

/// What was typed, by field name, to be shown again. Fields that hold secrets are never kept.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Typed(pub(crate) BTreeMap<String, Vec<String>>);

impl Typed {
    /// One field of an address, which is shown again like a field of a form.
    pub fn one(field: &str, text: &str) -> Typed {
        Typed(BTreeMap::from([(field.to_owned(), vec![text.to_owned()])]))
    }
}

/// Letters of a text that somebody else wrote, in the sentence beside the field.
const SHOWN_LETTERS_MAX: usize = 300;

impl FormErrors {
    /// No complaint yet.
    pub fn none() -> FormErrors {
        FormErrors::default()
    }

    /// One complaint: `field` and the key of a sentence in `locales/`. The key is also the code that programs see.
    pub fn of(field: impl Into<Cow<'static, str>>, key: &'static str) -> FormErrors {
        FormErrors::of_with(field, key, Args::none())
    }

    /// One complaint whose sentence has values in it.
    pub fn of_with(field: impl Into<Cow<'static, str>>, key: &'static str, args: Args) -> FormErrors {
        let mut errors = FormErrors::none();
        errors.add_with(field, key, args);
        errors
    }

    /// Adds a complaint; the first one of a field stays, because one thing at a time can be mended.
    pub fn add(&mut self, field: impl Into<Cow<'static, str>>, key: &'static str) {
        self.add_with(field, key, Args::none());
    }

    /// Adds a complaint whose sentence has values in it.
    pub fn add_with(&mut self, field: impl Into<Cow<'static, str>>, key: &'static str, args: Args) {
        let sentence = Sentence::Key { key: Cow::Borrowed(key), args };
        self.0.entry(field.into()).or_insert(FieldError { code: Cow::Borrowed(key), sentence });
    }

    /// Adds a complaint whose sentence is known in both languages already (document reader, domain rules).
    pub fn add_sentences(
        &mut self,
        field: impl Into<Cow<'static, str>>,
        code: &'static str,
        vi: String,
        en: String,
    ) {
        let sentence = Sentence::Both { vi, en };
        self.0.entry(field.into()).or_insert(FieldError { code: Cow::Borrowed(code), sentence });
    }

    /// Takes over the complaints of a part: `errors.nest("window", window_errors)` names them `window.from`.
    pub fn nest(&mut self, prefix: &str, part: FormErrors) {
        for (field, error) in part.0 {
            let name = if field.is_empty() { prefix.to_owned() } else { format!("{prefix}.{field}") };
            self.0.entry(Cow::Owned(name)).or_insert(error);
        }
    }

    /// Fields that somebody else has written since the page was shown: (field, what was typed, what stands there now). Each
    /// that differs says what stands there; none differs when both wrote the same. Ends of lines and outer spaces are the
    /// same.
    pub fn since<'a, F: Into<Cow<'static, str>>, T: AsRef<str> + ?Sized + 'a>(
        fields: impl IntoIterator<Item = (F, &'a T, &'a T)>,
    ) -> FormErrors {
        let bare = |text: &str| text.trim().replace("\r\n", "\n");
        let mut errors = FormErrors::none();
        for (field, typed, now) in fields {
            let (typed, now) = (typed.as_ref(), bare(now.as_ref()));
            if now.is_empty() && !typed.trim().is_empty() {
                errors.add(field, "ui-emptied-since");
            } else if bare(typed) != now {
                let short: String = now.chars().take(SHOWN_LETTERS_MAX).collect();
                errors.add_with(field, "ui-changed-since", crate::args![now = short]);
            }
        }
        errors
    }

    /// True when nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each field with the key of its sentence and the values in it, for pages that tell faults cell by cell.
    pub fn into_keys(self) -> Vec<(String, String, Args)> {
        let keyed = |(field, error): (Cow<'static, str>, FieldError)| match error.sentence {
            Sentence::Key { key, args } => (field.into_owned(), key.into_owned(), args),
            Sentence::Both { .. } => (field.into_owned(), error.code.into_owned(), Args::none()),
        };
        self.0.into_iter().map(keyed).collect()
    }

    /// `Ok(valid())` when nothing is wrong: the usual last line of [`Check::check`](crate::Check::check).
    pub fn or<T>(self, valid: impl FnOnce() -> T) -> Result<T, FormErrors> {
        if self.is_empty() { Ok(valid()) } else { Err(self) }
    }

    /// Refuses the form with what was typed.
    pub fn refuse(self, typed: Typed) -> Refusal {
        Refusal { errors: self, typed }
    }
}

/// A form that was not taken.
#[derive(Debug)]
pub struct Refusal {
    /// What is wrong.
    pub errors: FormErrors,
    /// What was typed.
    pub typed: Typed,
}

impl Refusal {
    /// Shows `page` (the page of the form) again as 422; its template finds `errors` and `typed`.
    pub fn on<P: Page>(self, page: P) -> Error {
        Error::refused(self.errors, self.typed, Some(Shown::new(page, None)))
    }

    /// The same, and only `block` of the template when htmx asked.
    pub fn on_fragment<P: Page>(self, page: P, block: &'static str) -> Error {
        Error::refused(self.errors, self.typed, Some(Shown::new(page, Some(block))))
    }
}

/// Without a page the refusal is a problem page that lists what is wrong.
impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Error {
        Error::refused(refusal.errors, refusal.typed, None)
    }
}

/// A rule found broken inside an action, where nothing typed is at hand.
impl From<FormErrors> for Error {
    fn from(errors: FormErrors) -> Error {
        Error::refused(errors, Typed::default(), None)
    }
}
