//! Sends requests to a router; keeps cookies as a browser does.

use std::collections::BTreeMap;

use http_body_util::BodyExt as _;
use tower::ServiceExt as _;
use web::axum::Router;
use web::axum::body::Body;
use web::http::{HeaderMap, Method, Request, StatusCode, header};

/// A person's browser, or a program when it asks for JSON.
pub struct Browser {
    router: Router,
    /// Cookies by name.
    pub cookies: BTreeMap<String, String>,
    /// Headers sent with each request.
    pub headers: Vec<(&'static str, String)>,
    accept: &'static str,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Vec<u8>,
}

impl Browser {
    /// A browser without cookies.
    pub fn new(router: Router) -> Browser {
        let headers = vec![("accept-language", "vi-VN,vi;q=0.9".to_owned())];
        Browser { router, cookies: BTreeMap::new(), headers, accept: "text/html,*/*;q=0.8" }
    }

    /// A program without cookies.
    pub fn program(router: Router) -> Browser {
        Browser { accept: "application/json", headers: Vec::new(), ..Browser::new(router) }
    }

    /// Adds a header to every request.
    pub fn with(mut self, name: &'static str, value: &str) -> Browser {
        self.headers.push((name, value.to_owned()));
        self
    }

    /// Signs in by its cookie.
    pub fn signed_in(mut self, token: &web::Token) -> Browser {
        self.cookies.insert("nhipcau".to_owned(), token.text());
        self
    }

    /// GETs a path.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, None, Vec::new()).await
    }

    /// POSTs a body.
    pub async fn post(&mut self, path: &str, kind: &str, body: impl Into<Vec<u8>>) -> Answer {
        self.send(Method::POST, path, Some(kind), body.into()).await
    }

    /// POSTs a form with the token of the form's page.
    pub async fn submit(&mut self, path: &str, form: &str) -> Answer {
        let csrf = self.csrf().await;
        self.post(path, "application/x-www-form-urlencoded", format!("csrf={csrf}&{form}")).await
    }

    /// The token on the page of the form.
    pub async fn csrf(&mut self) -> String {
        self.get("/hearings/new").await.csrf()
    }

    async fn send(&mut self, method: Method, path: &str, kind: Option<&str>, body: Vec<u8>) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(header::ACCEPT, self.accept);
        request = request.header(header::HOST, "localhost:8080");
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        if !self.cookies.is_empty() {
            let cookies: Vec<String> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        let response = self.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let answer = Answer {
            status: parts.status,
            headers: parts.headers,
            body: body.collect().await.unwrap().to_bytes().to_vec(),
        };
        self.keep(&answer);
        answer
    }

    fn keep(&mut self, answer: &Answer) {
        for cookie in answer.all("set-cookie") {
            let (name, rest) = cookie.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// All values of a header.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.headers.get_all(name).iter().map(|value| value.to_str().unwrap()).collect()
    }

    /// The cross-site token of the form on this page.
    pub fn csrf(&self) -> String {
        let (_, rest) = self.text().split_once("name=\"csrf\" value=\"").expect("the page has a form");
        rest.split('"').next().unwrap().to_owned()
    }
}
