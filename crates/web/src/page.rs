//! What a handler gives back: a page to show, or where to go next. Written once, read as HTML and as JSON.

use std::fmt;
use std::sync::{Arc, Mutex};

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::error::Error;
use crate::texts::Args;

/// A value with a template. The template decides nothing that the value does not say.
pub trait Page: Serialize + Send + 'static {
    /// Path below `templates/`, such as `plans/show.html`.
    const TEMPLATE: &'static str;

    /// The status to answer with.
    fn status(&self) -> StatusCode {
        StatusCode::OK
    }
}

/// Shows a page: HTML or JSON, as the `Accept` header asks.
pub struct Show<P> {
    page: P,
    block: Option<&'static str>,
}

/// Makes a [`Show`].
#[expect(non_snake_case, reason = "reads as the constructor it is: `Ok(Show(page))`")]
pub fn Show<P: Page>(page: P) -> Show<P> {
    Show { page, block: None }
}

impl<P: Page> Show<P> {
    /// Renders only `block` of the template when htmx asks for a part of the page.
    #[must_use]
    pub fn fragment(mut self, block: &'static str) -> Show<P> {
        self.block = Some(block);
        self
    }
}

impl<P: Page> IntoResponse for Show<P> {
    fn into_response(self) -> Response {
        let status = self.page.status();
        Outcome::Show(Shown::new(self.page, self.block)).into_response(status)
    }
}

/// Where to go after a change: 303 to a browser, `HX-Redirect` to htmx, 200 or 201 with `Location` and a body to a
/// program.
pub struct See {
    pub(crate) location: String,
    pub(crate) is_created: bool,
    pub(crate) body: Option<Shown>,
    pub(crate) flash: Option<(&'static str, Args)>,
}

impl See {
    /// Something changed; look there.
    pub fn other(location: impl Into<String>) -> See {
        See { location: location.into(), is_created: false, body: None, flash: None }
    }

    /// Something new lives there.
    pub fn created(location: impl Into<String>) -> See {
        See { location: location.into(), is_created: true, body: None, flash: None }
    }

    /// What a program reads in the body.
    #[must_use]
    pub fn with<P: Page>(mut self, page: P) -> See {
        self.body = Some(Shown::new(page, None));
        self
    }

    /// A sentence for the next HTML page: a key of `locales/` and its values.
    #[must_use]
    pub fn say(mut self, key: &'static str, args: Args) -> See {
        self.flash = Some((key, args));
        self
    }
}

impl IntoResponse for See {
    fn into_response(self) -> Response {
        let status = if self.is_created { StatusCode::CREATED } else { StatusCode::OK };
        Outcome::See(self).into_response(status)
    }
}

/// A page whose type is forgotten, on its way to the represent layer.
pub(crate) struct Shown {
    pub template: &'static str,
    pub block: Option<&'static str>,
    value: Box<dyn Value>,
}

trait Value: Send {
    fn json(&self) -> Result<Vec<u8>, serde_json::Error>;
    fn context(&self) -> minijinja::Value;
}

impl<T: Serialize + Send> Value for T {
    fn json(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(self)
    }

    fn context(&self) -> minijinja::Value {
        minijinja::Value::from(minijinja::value::Serde(self))
    }
}

impl Shown {
    pub fn new<P: Page>(page: P, block: Option<&'static str>) -> Shown {
        Shown { template: P::TEMPLATE, block, value: Box::new(page) }
    }

    pub fn json(&self) -> Result<Vec<u8>, serde_json::Error> {
        self.value.json()
    }

    pub fn context(&self) -> minijinja::Value {
        self.value.context()
    }
}

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Shown").field(&self.template).finish()
    }
}

/// What the represent layer finds in the response of a handler.
pub(crate) enum Outcome {
    Show(Shown),
    See(See),
    Problem(Error),
}

/// Extensions must be `Clone` and `Sync`; an outcome is neither, and is taken exactly once.
#[derive(Clone)]
struct Slot(Arc<Mutex<Option<Outcome>>>);

impl Outcome {
    pub fn into_response(self, status: StatusCode) -> Response {
        let mut response = status.into_response();
        response.extensions_mut().insert(Slot(Arc::new(Mutex::new(Some(self)))));
        response
    }

    /// Takes the outcome out of a response, if a handler put one there.
    pub fn take(response: &mut Response) -> Option<Outcome> {
        let slot: Slot = response.extensions_mut().remove()?;
        slot.0.lock().ok()?.take()
    }
}
