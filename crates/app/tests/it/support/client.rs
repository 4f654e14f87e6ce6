//! A browser, or a program, that speaks HTTP to the product without a network.

use app::app::App;
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tower::ServiceExt as _;

/// The boundary of multipart bodies.
const BOUNDARY: &str = "ranh-gioi-4711";

/// Somebody at a browser: keeps cookies, sends the token of the last page with every form.
#[derive(Clone)]
pub struct Client {
    router: Router,
    cookies: BTreeMap<String, String>,
    csrf: Option<String>,
    accept: &'static str,
    address: std::net::SocketAddr,
    is_htmx: bool,
    host: &'static str,
    forwarded_for: Option<&'static str>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes)
            .unwrap_or_else(|_| panic!("no JSON: {} {}", self.status, self.text()))
    }

    /// Where it leads.
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|l| l.to_str().ok()).unwrap_or_default()
    }

    /// Fails with the body when the status is another.
    #[track_caller]
    pub fn expect(self, status: u16) -> Answer {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        self
    }

    /// Fails when the text is not in the body.
    #[track_caller]
    pub fn shows(self, text: &str) -> Answer {
        assert!(self.text().contains(text), "«{text}» is not in:\n{}", self.text());
        self
    }

    /// Fails when the text is in the body.
    #[track_caller]
    pub fn hides(self, text: &str) -> Answer {
        assert!(!self.text().contains(text), "«{text}» is in:\n{}", self.text());
        self
    }
}

impl Client {
    /// A browser at the server's own machine.
    pub fn new(router: Router) -> Client {
        let address = ([127, 0, 0, 1], 50_000).into();
        Client {
            router,
            cookies: BTreeMap::new(),
            csrf: None,
            accept: "text/html",
            address,
            is_htmx: false,
            host: "localhost",
            forwarded_for: None,
        }
    }

    /// The same person's program: wants JSON.
    pub fn program(&self) -> Client {
        Client { accept: "application/json", ..self.clone() }
    }

    /// A browser somewhere else.
    pub fn seen_at(mut self, address: [u8; 4]) -> Client {
        self.address = (address, 50_000).into();
        self
    }

    /// A browser whose requests a proxy on the same machine carries.
    pub fn carried_for(mut self, address: &'static str) -> Client {
        self.forwarded_for = Some(address);
        self
    }

    /// A browser that came by another name of the server.
    pub fn at_host(mut self, host: &'static str) -> Client {
        self.host = host;
        self
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, None, Vec::new()).await
    }

    /// Asks for the part of a page that htmx would swap in.
    pub async fn fragment(&mut self, path: &str) -> Answer {
        self.is_htmx = true;
        let answer = self.send(Method::GET, path, None, Vec::new()).await;
        self.is_htmx = false;
        answer
    }

    /// Sends a form; the token goes along.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut body = String::new();
        let csrf = self.token().await;
        for (name, value) in [("csrf", csrf.as_str())].iter().chain(fields) {
            if !body.is_empty() {
                body.push('&');
            }
            body.push_str(&encode(name));
            body.push('=');
            body.push_str(&encode(value));
        }
        self.send(Method::POST, path, Some("application/x-www-form-urlencoded"), body.into_bytes()).await
    }

    /// Sends JSON, as scripts and programs do.
    pub async fn post_json(&mut self, path: &str, value: &Value) -> Answer {
        self.token().await;
        self.send(Method::POST, path, Some("application/json"), value.to_string().into_bytes()).await
    }

    /// Sends a form with one file in the field `file`.
    pub async fn upload(
        &mut self,
        path: &str,
        file_name: &str,
        bytes: &[u8],
        fields: &[(&str, &str)],
    ) -> Answer {
        let mut body = Vec::new();
        let csrf = self.token().await;
        for (name, value) in [("csrf", csrf.as_str())].iter().chain(fields) {
            body.extend(
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                    .bytes(),
            );
        }
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{file_name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        );
        body.extend(head.bytes());
        body.extend(bytes);
        body.extend(format!("\r\n--{BOUNDARY}--\r\n").bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.send(Method::POST, path, Some(&kind), body).await
    }

    /// Sends a document to be read, while the house works at its queue as a server does.
    pub async fn import(
        &mut self,
        app: &App,
        file_name: &str,
        bytes: &[u8],
        fields: &[(&str, &str)],
    ) -> Answer {
        let is_answered = AtomicBool::new(false);
        let ask = async {
            let answer = self.upload("/imports", file_name, bytes, fields).await;
            is_answered.store(true, Ordering::Relaxed);
            answer
        };
        // The last round ends before the answer is looked at: a job is not only done, it has left the queue.
        let work = async {
            loop {
                let is_last = is_answered.load(Ordering::Relaxed);
                app::background::runner(app).run_due(app.now()).await.expect("jobs run");
                if is_last {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::join!(ask, work).0
    }

    /// Sends a form without any token, as another site would.
    pub async fn post_from_elsewhere(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<String> = fields.iter().map(|(n, v)| format!("{}={}", encode(n), encode(v))).collect();
        self.csrf = None;
        self.send(Method::POST, path, Some("application/x-www-form-urlencoded"), body.join("&").into_bytes())
            .await
    }

    /// Signs in through the page.
    pub async fn sign_in(&mut self, email: &str, password: &str) -> Answer {
        let answer = self.post("/sessions", &[("email", email), ("password", password)]).await;
        self.csrf = None;
        answer
    }

    /// The token of the forms, from a page that everyone may open.
    async fn token(&mut self) -> String {
        if self.csrf.is_none() {
            let was = std::mem::replace(&mut self.accept, "text/html");
            self.get("/api").await;
            self.accept = was;
        }
        self.csrf.clone().unwrap_or_default()
    }

    async fn send(&mut self, method: Method, path: &str, kind: Option<&str>, body: Vec<u8>) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, self.host)
            .header(header::ACCEPT, self.accept)
            .header(header::ACCEPT_LANGUAGE, "vi")
            .header(header::USER_AGENT, "Mozilla/5.0 (Linux; Android 13) Chrome/120.0");
        if let Some(address) = self.forwarded_for {
            request = request.header("x-forwarded-for", address);
        }
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
            if let Some(csrf) = &self.csrf {
                request = request.header("x-csrf-token", csrf);
            }
        }
        if self.is_htmx {
            request = request.header("hx-request", "true");
        }
        if !self.cookies.is_empty() {
            let jar: Vec<String> = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
            request = request.header(header::COOKIE, jar.join("; "));
        }
        let mut request = request.body(Body::from(body)).expect("a request");
        request.extensions_mut().insert(axum::extract::ConnectInfo(self.address));
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        self.keep(response.headers());
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("a body").to_bytes().to_vec();
        let answer = Answer { status: parts.status, headers: parts.headers, bytes };
        self.learn(&answer);
        answer
    }

    fn keep(&mut self, headers: &HeaderMap) {
        for cookie in headers.get_all(header::SET_COOKIE) {
            let Ok(cookie) = cookie.to_str() else { continue };
            let mut parts = cookie.split(';');
            let Some((name, value)) = parts.next().and_then(|p| p.split_once('=')) else { continue };
            let is_over = cookie.contains("Max-Age=0");
            if is_over {
                self.cookies.remove(name.trim());
            } else {
                self.cookies.insert(name.trim().to_owned(), value.to_owned());
            }
        }
    }

    /// Takes the token from the page's head.
    fn learn(&mut self, answer: &Answer) {
        let text = answer.text();
        if let Some(at) = text.find("name=\"csrf-token\" content=\"") {
            let rest = &text[at + "name=\"csrf-token\" content=\"".len()..];
            self.csrf = rest.split('"').next().map(str::to_owned);
        }
    }
}

/// Percent-encodes everything but letters and digits.
fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}
