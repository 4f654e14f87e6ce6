//! The represent layer: turns what a handler gave back into HTML for a person or JSON for a program.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;
use serde_json::json;

use crate::context::{Context, Wants};
use crate::cookies;
use crate::csrf::{self, CSRF_HEADER};
use crate::error::{Error, Problem, Refused, Sentence};
use crate::form_errors::{FormErrors, Typed};
use crate::input::Sent;
use crate::limits::{FLASH_BYTES_MAX, FLASH_TIME_MAX};
use crate::page::{Outcome, Page, See, Shown};
use crate::templates::Lenient;
use crate::texts::Args;

const HTML: &str = "text/html; charset=utf-8";
const JSON: &str = "application/json";
const PROBLEM_JSON: &str = "application/problem+json";

/// Gives the response its body; responses that are no page (files, assets, streams) pass untouched.
pub(crate) fn represent(context: &Context, mut response: Response) -> Response {
    let Some(outcome) = Outcome::take(&mut response) else { return response };
    let (parts, _) = response.into_parts();
    let painter = Painter { context, flash: flash(context) };
    let made = match outcome {
        Outcome::Show(shown) => painter.page(parts.status, &shown, Told::default()),
        Outcome::See(see) => painter.see(parts.status, &see),
        Outcome::Problem(error) => painter.problem(error),
    };
    let mut made = made.unwrap_or_else(|error| painter.last_resort(error));
    // What the handler set itself (cookies, Retry-After) goes along, except the description of the empty body.
    for (name, value) in &parts.headers {
        if *name != header::CONTENT_TYPE && *name != header::CONTENT_LENGTH {
            made.headers_mut().append(name, value.clone());
        }
    }
    made
}

/// Renders a template for a value to text, for the parts of a page that a script exchanges.
pub(crate) fn paint(context: &Context, shown: &Shown) -> Result<String, Error> {
    let painter = Painter { context, flash: None };
    let guest = context.guest.clone().unwrap_or_else(|| context.house.new_token());
    let secret = context.token.as_ref().unwrap_or(&guest);
    let values = painter.values(shown, Told::default(), &csrf::token(secret, context.house.bytes()));
    context.house.templates().render(shown.template, None, values).map_err(|error| explain(&error))
}

/// What a page is told about a refused form.
#[derive(Default)]
struct Told {
    errors: BTreeMap<String, String>,
    typed: Typed,
}

struct Painter<'c> {
    context: &'c Context,
    flash: Option<(String, Args)>,
}

impl Painter<'_> {
    fn page(&self, status: StatusCode, shown: &Shown, told: Told) -> Result<Response, Error> {
        match self.context.wants {
            Wants::Json => {
                let mut response = self.body(status, JSON, shown.json().map_err(Error::unexpected)?);
                if let Some(secret) = &self.context.token {
                    // A program with a session needs the token for its next change; other sites cannot read headers.
                    let token = csrf::token(secret, self.context.house.bytes());
                    insert(&mut response, CSRF_HEADER, &token);
                }
                Ok(response)
            }
            Wants::Html => self.html(status, shown, told),
        }
    }

    fn html(&self, status: StatusCode, shown: &Shown, told: Told) -> Result<Response, Error> {
        let block = if self.context.wants_fragment { shown.block } else { None };
        let guest = self.context.guest.clone().unwrap_or_else(|| self.context.house.new_token());
        let secret = self.context.token.as_ref().unwrap_or(&guest);
        let values = self.values(shown, told, &csrf::token(secret, self.context.house.bytes()));
        let text = self.context.house.templates().render(shown.template, block, values);
        let mut response = self.body(status, HTML, text.map_err(|error| explain(&error))?.into_bytes());
        let jar = self.context.jar();
        if self.context.token.is_none() && self.context.guest.is_none() {
            append(&mut response, jar.write(cookies::GUEST, &guest.text(), None));
        }
        if self.flash.is_some() && block.is_none() {
            append(&mut response, jar.remove(cookies::FLASH));
        }
        Ok(response)
    }

    /// The words that every template may use.
    fn values(&self, shown: &Shown, told: Told, csrf: &str) -> Value {
        let context = self.context;
        let locale = context.locale;
        let flash = self.flash.as_ref().and_then(|(key, args)| context.house.texts().find(locale, key, args));
        minijinja::context! {
            page => shown.context(),
            me => context.viewer.as_ref().map(|viewer| Value::from(Serde(viewer))),
            locale => locale.tag(),
            theme => context.theme.map(crate::context::Theme::name),
            path => context.path.as_str(),
            query => context.query.as_str(),
            csrf => csrf,
            nonce => context.nonce.as_str(),
            htmx => context.htmx,
            reference => context.reference.as_str(),
            flash => flash,
            errors => lenient(told.errors.into_iter().map(|(name, sentence)| (name, Value::from(sentence)))),
            typed => typed(told.typed),
        }
    }

    fn see(&self, status: StatusCode, see: &See) -> Result<Response, Error> {
        let mut response = match self.context.wants {
            Wants::Json => {
                let body = match &see.body {
                    Some(shown) => shown.json().map_err(Error::unexpected)?,
                    None => json!({ "location": see.location }).to_string().into_bytes(),
                };
                let mut response = self.body(status, JSON, body);
                insert(&mut response, "location", &see.location);
                response
            }
            Wants::Html if self.context.htmx => {
                let mut response = self.body(StatusCode::OK, HTML, Vec::new());
                insert(&mut response, "hx-redirect", &see.location);
                response
            }
            Wants::Html => {
                let mut response = self.body(StatusCode::SEE_OTHER, HTML, Vec::new());
                insert(&mut response, "location", &see.location);
                response
            }
        };
        if let (Some((key, args)), Wants::Html) = (&see.flash, self.context.wants) {
            self.carry(&mut response, key, args);
        }
        Ok(response)
    }

    /// Puts a sentence into a cookie for the next page.
    fn carry(&self, response: &mut Response, key: &str, args: &Args) {
        let text = URL_SAFE_NO_PAD.encode(json!([key, args]).to_string());
        if text.len() <= FLASH_BYTES_MAX {
            append(response, self.context.jar().write(cookies::FLASH, &text, Some(FLASH_TIME_MAX)));
        }
    }

    fn problem(&self, error: Error) -> Result<Response, Error> {
        let problem = error.into_problem();
        self.log(&problem);
        if problem.status == StatusCode::UNAUTHORIZED && self.context.wants == Wants::Html {
            return self.see(StatusCode::OK, &See::other(self.sign_in_address()));
        }
        let retry_seconds = problem.retry_seconds;
        let mut response = self.problem_body(problem)?;
        if let Some(seconds) = retry_seconds {
            insert(&mut response, "retry-after", &seconds.to_string());
        }
        Ok(response)
    }

    fn problem_body(&self, problem: Problem) -> Result<Response, Error> {
        let mut page = ProblemPage {
            kind: format!("urn:nhipcau:problem:{}", problem.code),
            title: self.title(problem.status),
            status: problem.status.as_u16(),
            detail: self.say(&problem.sentence),
            code: problem.code.into_owned(),
            reference: self.context.reference.clone(),
            errors: None,
            codes: None,
            kept: Vec::new(),
        };
        let status = problem.status;
        let Some(Refused { errors, typed, page: shown }) = problem.refused else {
            return self.problem_page(status, page, Told::default());
        };
        page.codes =
            Some(errors.0.iter().map(|(name, error)| (name.to_string(), error.code.to_string())).collect());
        let errors = self.sentences(&errors);
        page.errors = Some(errors.clone());
        let told = Told { errors, typed };
        match (shown, self.context.wants) {
            (Some(shown), Wants::Html) => self.page(status, &shown, told),
            _ => self.problem_page(status, page, told),
        }
    }

    fn problem_page(&self, status: StatusCode, page: ProblemPage, told: Told) -> Result<Response, Error> {
        match self.context.wants {
            Wants::Html => {
                let kept = self.context.sent.get().map(Sent::texts).unwrap_or_default();
                self.html(status, &Shown::new(ProblemPage { kept, ..page }, None), told)
            }
            Wants::Json => {
                Ok(self.body(status, PROBLEM_JSON, serde_json::to_vec(&page).map_err(Error::unexpected)?))
            }
        }
    }

    /// When even the problem page cannot be made: plain text, both languages, and the code to quote.
    fn last_resort(&self, error: Error) -> Response {
        let problem = error.into_problem();
        self.log(&problem);
        let page = ProblemPage {
            kind: "urn:nhipcau:problem:unexpected".to_owned(),
            title: self.title(StatusCode::INTERNAL_SERVER_ERROR),
            status: 500,
            detail: self.say(&Sentence::Key { key: "error-unexpected".into(), args: Args::none() }),
            code: "unexpected".to_owned(),
            reference: self.context.reference.clone(),
            errors: None,
            codes: None,
            kept: Vec::new(),
        };
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        let text = format!("{}\n\n{}", page.detail, page.reference);
        self.problem_page(status, page, Told::default()).unwrap_or_else(|error| {
            self.log(&error.into_problem());
            self.body(status, "text/plain; charset=utf-8", text.into_bytes())
        })
    }

    fn log(&self, problem: &Problem) {
        let (reference, path) = (self.context.reference.as_str(), self.context.logged_path());
        let cause = problem.cause.as_ref().map(|cause| chain(cause.as_ref())).unwrap_or_default();
        let (status, code) = (problem.status.as_u16(), problem.code.as_ref());
        if problem.status.is_server_error() {
            tracing::error!(reference, path, status, code, cause, "request failed");
        } else {
            tracing::info!(reference, path, status, code, cause, "request refused");
        }
    }

    fn sign_in_address(&self) -> String {
        // Only a page can be gone back to; what was being changed is not repeated.
        let next = match (self.context.is_get, self.context.query.as_str()) {
            (false, _) => return self.context.house.sign_in_path().to_owned(),
            (true, "") => self.context.path.clone(),
            (true, query) => format!("{}?{query}", self.context.path),
        };
        let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
        format!("{}?next={next}", self.context.house.sign_in_path())
    }

    fn title(&self, status: StatusCode) -> String {
        let texts = self.context.house.texts();
        let find = |key: &str| texts.find(self.context.locale, key, &Args::none());
        find(&format!("problem-{}", status.as_u16()))
            .or_else(|| find("problem-other"))
            .unwrap_or_else(|| status.canonical_reason().unwrap_or_default().to_owned())
    }

    fn say(&self, sentence: &Sentence) -> String {
        match sentence {
            Sentence::Key { key, args } => self.context.say(key, args),
            Sentence::Both { vi, .. } if self.context.locale == crate::Locale::Vi => vi.clone(),
            Sentence::Both { en, .. } => en.clone(),
        }
    }

    fn sentences(&self, errors: &FormErrors) -> BTreeMap<String, String> {
        errors.0.iter().map(|(name, error)| (name.to_string(), self.say(&error.sentence))).collect()
    }

    fn body(&self, status: StatusCode, kind: &'static str, bytes: Vec<u8>) -> Response {
        let mut response = Response::new(Body::from(bytes));
        *response.status_mut() = status;
        insert(&mut response, "content-type", kind);
        insert(&mut response, "vary", "Accept, HX-Request");
        // Pages carry names and tokens: never in a shared cache, and asked for anew each time.
        insert(&mut response, "cache-control", "private, no-cache");
        insert(&mut response, "content-language", self.context.locale.tag());
        response
    }
}

/// A problem: RFC 9457 as JSON, `problem.html` for a person.
#[derive(Serialize)]
struct ProblemPage {
    #[serde(rename = "type")]
    kind: String,
    title: String,
    status: u16,
    detail: String,
    code: String,
    reference: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    errors: Option<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    codes: Option<BTreeMap<String, String>>,
    /// What was typed into a form whose page cannot be shown again.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    kept: Vec<String>,
}

impl Page for ProblemPage {
    const TEMPLATE: &'static str = "problem.html";
}

fn flash(context: &Context) -> Option<(String, Args)> {
    let text = context.flash.as_ref()?;
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()
}

fn lenient(entries: impl Iterator<Item = (String, Value)>) -> Value {
    Value::from_object(Lenient(entries.collect()))
}

/// `typed.name` is the last value of the field, `typed.all("name")` every one.
fn typed(typed: Typed) -> Value {
    lenient(typed.0.into_iter().flat_map(|(name, values)| {
        let last = Value::from(values.last().cloned().unwrap_or_default());
        let all = Value::from(values);
        [(format!("{name}[]"), all), (name, last)]
    }))
}

/// MiniJinja says where it went wrong in its debug form.
fn explain(error: &minijinja::Error) -> Error {
    Error::unexpected(format!("{error:#}"))
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut out = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        out.push_str(": ");
        out.push_str(&cause.to_string());
        source = cause.source();
    }
    out
}

fn insert(response: &mut Response, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

fn append(response: &mut Response, cookie: HeaderValue) {
    response.headers_mut().append(header::SET_COOKIE, cookie);
}
