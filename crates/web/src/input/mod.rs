//! Input: a form or a JSON body as one typed value, cleaned at the door.
//!
//! Forms are lenient about letters (everything is text) and strict about size; JSON is strict about both: a field that
//! nobody asked for is refused, because a program's typo must not pass as a wish.

mod decode;
mod tree;
mod upload;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use serde::de::DeserializeOwned;

use crate::args;
use crate::context::Context;
use crate::error::Error;
use crate::form_errors::{FormErrors, Refusal, Typed};
use crate::limits::{FORM_BYTES_MAX, FORM_FIELDS_MAX, MIB, TABLE_FIELDS_MAX};
use crate::pace::is_too_slow;
use tree::Tree;
pub use upload::Upload;

/// A value that comes in from outside and what it must be like to be taken.
///
/// Give form fields the types of what can be typed (`String`, `Option<String>`, `bool`, `Vec<String>`) with
/// `#[serde(default)]`, and parse them in `check`: then a slip of the finger comes back inside the form.
pub trait Check: DeserializeOwned + Send {
    /// What the action is given: wrong states have no spelling in it.
    type Valid;

    /// Bytes of the whole body.
    const BODY_BYTES_MAX: usize = FORM_BYTES_MAX;

    /// Fields of the form.
    const FIELDS_MAX: usize = FORM_FIELDS_MAX;

    /// Parses, or says field by field what to mend.
    fn check(self) -> Result<Self::Valid, FormErrors>;
}

/// What a form sent, as it came.
#[derive(Debug)]
pub(crate) enum Sent {
    /// `a=1&b=2`, not read yet.
    Form(Bytes),
    /// The texts of a multipart form.
    Parts(Typed),
}

impl Sent {
    /// Texts that somebody wrote, in the order of their fields' names: no secrets, no choices out of a list, no ids.
    pub(crate) fn texts(&self) -> Vec<String> {
        let typed = match self {
            Sent::Form(bytes) => {
                tree::urlencoded(bytes, TABLE_FIELDS_MAX).map(|tree| tree.typed()).unwrap_or_default()
            }
            Sent::Parts(typed) => typed.clone(),
        };
        let fields = typed.0.into_iter().filter(|(name, _)| name != "version");
        fields.flat_map(|(_, values)| values).filter(|value| is_written(value)).collect()
    }
}

/// Not a word out of a list of choices, an id or an address within the product.
fn is_written(value: &str) -> bool {
    let is_word = value.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '_' | ':'));
    let is_id = |part: &str| uuid::Uuid::try_parse(part).is_ok();
    !value.trim().is_empty()
        && !is_word
        && !value.rsplit(':').next().is_some_and(is_id)
        && !value.starts_with('/')
}

/// Extracts `T` from an urlencoded or multipart form, or from JSON.
#[derive(Debug)]
pub struct Input<T> {
    value: T,
    typed: Typed,
}

impl<T: Check> Input<T> {
    /// What was typed, for errors that only the action can find.
    pub fn typed(&self) -> Typed {
        self.typed.clone()
    }

    /// The raw value.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// The valid value, or the refusal with what was typed.
    pub fn check(self) -> Result<T::Valid, Refusal> {
        let typed = self.typed;
        self.value.check().map_err(|errors| errors.refuse(typed))
    }
}

impl<S: Send + Sync, T: Check> FromRequest<S> for Input<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self, Self::Rejection> {
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .unwrap_or_default();
        let kind = kind.to_owned();
        let essence = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let context = request.extensions().get::<Context>().cloned();
        let keep = |sent: Sent| context.map(|context| context.sent.set(sent));
        let body = request.into_body();
        match essence.as_str() {
            "application/x-www-form-urlencoded" => {
                let bytes = collect(body, T::BODY_BYTES_MAX).await?;
                keep(Sent::Form(bytes.clone()));
                from_tree(tree::urlencoded(&bytes, T::FIELDS_MAX)?)
            }
            "multipart/form-data" => {
                let tree = tree::multipart(&kind, body, (T::BODY_BYTES_MAX, T::FIELDS_MAX)).await?;
                keep(Sent::Parts(tree.typed()));
                from_tree(tree)
            }
            _ if essence == "application/json" || essence.ends_with("+json") => {
                let bytes = collect(body, T::BODY_BYTES_MAX).await?;
                Ok(Input { value: decode::json(&bytes)?, typed: Typed::default() })
            }
            _ => Err(Error::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "content-type")),
        }
    }
}

fn from_tree<T: DeserializeOwned>(tree: Tree) -> Result<Input<T>, Error> {
    let typed = tree.typed();
    match decode::form(tree) {
        Ok(value) => Ok(Input { value, typed }),
        Err(errors) => Err(errors.refuse(typed).into()),
    }
}

/// Reads a body of at most `bytes_max` bytes.
pub(crate) async fn collect(body: Body, bytes_max: usize) -> Result<Bytes, Error> {
    match Limited::new(body, bytes_max).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(too_large(bytes_max)),
        Err(error) if is_too_slow(error.as_ref()) => Err(too_slow()),
        Err(error) => Err(Error::new(StatusCode::BAD_REQUEST, "body-broken").because(error)),
    }
}

/// The sender kept us waiting for too long.
pub(crate) fn too_slow() -> Error {
    Error::new(StatusCode::REQUEST_TIMEOUT, "body-slow")
}

pub(crate) fn too_large(bytes_max: usize) -> Error {
    Error::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large").args(args![mebibytes = bytes_max.div_ceil(MIB)])
}

/// The query of the address, read as leniently as a form.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let tree = tree::urlencoded(parts.uri.query().unwrap_or_default().as_bytes(), FORM_FIELDS_MAX)?;
        Ok(Query(decode::form(tree)?))
    }
}

/// The variable pieces of the path; a piece that cannot be read names nothing, so it is 404.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        match axum::extract::Path::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(value)) => Ok(Path(value)),
            Err(_) => Err(Error::not_found()),
        }
    }
}
