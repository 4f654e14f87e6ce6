//! The house around the features: options, shared parts, and the layers that every request passes.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::pin::pin;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, Path, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::routing;
use domain::time::{Chance, Clock};
use futures_util::FutureExt as _;
use tokio::time::Instant;
use tower_http::compression::CompressionLayer;

use crate::assets::Assets;
use crate::context::{Context, Known, Locale, Theme, Wants};
use crate::cookies::{self, Jar};
use crate::error::Error;
use crate::limits::{AGENT_LETTERS_MAX, REQUEST_TIME_MAX};
use crate::pace::{self, Pacing, Progress};
use crate::session::Token;
use crate::templates::Templates;
use crate::texts::Texts;
use crate::viewer::{Seen, Viewers};
use crate::{csrf, represent, security};

/// How often a handler that is past its time because of a slow body is looked at again.
const TIME_LOOK_EVERY: Duration = Duration::from_millis(50);

/// What an installation decides.
#[derive(Debug, Clone)]
pub struct Options {
    /// People reach us by https, here or at a proxy in front.
    pub https: bool,
    /// The public address, such as `https://nhipcau.example.vn`; without it the `Host` header is believed.
    pub origin: Option<String>,
    /// How many proxies in front of us add to `X-Forwarded-For`.
    pub trusted_proxies: u8,
    /// Where a browser is sent when a person is needed.
    pub sign_in_path: String,
    /// A checkout whose templates, texts and front end are read anew for each request.
    pub dev_root: Option<PathBuf>,
    /// How long a handler may take until its answer begins, once it has what was sent.
    pub request_time_max: Duration,
    /// How slowly a body may come.
    pub pacing: Pacing,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            https: false,
            origin: None,
            trusted_proxies: 0,
            sign_in_path: "/sessions/new".to_owned(),
            dev_root: None,
            request_time_max: REQUEST_TIME_MAX,
            pacing: Pacing::default(),
        }
    }
}

/// The parts that all requests share.
pub struct House {
    options: Options,
    clock: Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
    viewers: Arc<dyn Viewers>,
    texts: Arc<Texts>,
    assets: Arc<Assets>,
    templates: Arc<Templates>,
}

impl House {
    /// Puts the parts together; fails when texts or templates cannot be read.
    pub fn new(
        options: Options,
        clock: Arc<dyn Clock>,
        chance: Arc<dyn Chance>,
        viewers: Arc<dyn Viewers>,
    ) -> Result<Arc<House>, String> {
        let texts = Arc::new(Texts::embedded()?);
        let assets = Arc::new(Assets::new(options.dev_root.clone())?);
        let templates =
            Arc::new(Templates::new(Arc::clone(&texts), Arc::clone(&assets), options.dev_root.clone()));
        if let Some((name, error)) = templates.broken().into_iter().next() {
            return Err(format!("templates/{name}: {error}"));
        }
        Ok(Arc::new(House { options, clock, chance, viewers, texts, assets, templates }))
    }

    /// The sentences; read anew from disk in development.
    pub fn texts(&self) -> Arc<Texts> {
        let fresh = self.options.dev_root.as_ref().map(|root| Texts::from_disk(root));
        match fresh {
            Some(Ok(texts)) => Arc::new(texts),
            Some(Err(error)) => {
                tracing::error!(error, "the sentences on disk cannot be read; the embedded ones are used");
                Arc::clone(&self.texts)
            }
            None => Arc::clone(&self.texts),
        }
    }

    /// The front end; its manifest is read anew from disk in development.
    pub fn assets(&self) -> Arc<Assets> {
        match &self.options.dev_root {
            Some(root) => Assets::new(Some(root.clone())).map_or_else(|_| Arc::clone(&self.assets), Arc::new),
            None => Arc::clone(&self.assets),
        }
    }

    pub(crate) fn templates(&self) -> Arc<Templates> {
        match &self.options.dev_root {
            Some(root) => Arc::new(Templates::new(self.texts(), self.assets(), Some(root.clone()))),
            None => Arc::clone(&self.templates),
        }
    }

    pub(crate) fn jar(&self) -> Jar {
        Jar { https: self.options.https }
    }

    pub(crate) fn origin(&self) -> Option<&str> {
        self.options.origin.as_deref()
    }

    pub(crate) fn sign_in_path(&self) -> &str {
        &self.options.sign_in_path
    }

    pub(crate) fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.chance.fill(&mut bytes);
        bytes
    }

    /// A fresh secret: for a session, an invitation link, a receipt.
    pub fn new_token(&self) -> Token {
        Token::new(self.bytes())
    }
}

/// Puts the house around the routes: assets, the page for a wrong address, and all layers.
pub fn dress(house: Arc<House>, routes: Router) -> Router {
    let assets = Arc::clone(&house);
    routes
        .route(
            "/assets/{name}",
            routing::get(move |Path(name): Path<String>, headers: HeaderMap| async move {
                assets.assets().respond(&name, &headers)
            }),
        )
        .fallback(async || Error::not_found())
        .method_not_allowed_fallback(async || Error::new(StatusCode::METHOD_NOT_ALLOWED, "method"))
        // Our own limits are per input; axum's default of 2 MB would cut uploads short.
        .layer(axum::extract::DefaultBodyLimit::disable())
        .layer(middleware::from_fn_with_state(house, around))
        .layer(CompressionLayer::new().br(true).gzip(true))
}

/// Everything that happens around a handler.
async fn around(State(house): State<Arc<House>>, request: Request, next: Next) -> Response {
    let started = house.clock.now();
    let method = request.method().clone();
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let (mut parts, body) = request.into_parts();
    let (context, extra, failed) = context(&house, &parts, peer).await;
    parts.extensions.extend(extra);
    parts.extensions.insert(context.clone());
    let response = match failed {
        Some(error) => error.into_response(),
        None => {
            let (body, progress) = pace::paced(body, house.options.pacing);
            let work = async {
                match csrf::check(&context, &method, &parts.headers, body).await {
                    Ok(body) => next.run(Request::from_parts(parts, body)).await,
                    Err(error) => error.into_response(),
                }
            };
            run(house.options.request_time_max, work, &progress).await
        }
    };
    let mut response = represent::represent(&context, response);
    security::add(&context, response.headers_mut());
    remember_choices(&context, &mut response);
    let took = house.clock.now().since(started);
    let (path, status) = (context.logged_path(), response.status().as_u16());
    tracing::info!(%method, path, status, took_ms = took.as_secs_f64() * 1e3, reference = context.reference, "answered");
    response
}

/// Does the work of a request; a panic or a handler that hangs becomes a calm page. While the body is still coming its own
/// pace is the limit.
async fn run(time_max: Duration, work: impl Future<Output = Response>, progress: &Progress) -> Response {
    let mut work = pin!(AssertUnwindSafe(work).catch_unwind());
    let done = loop {
        let deadline = progress.last() + time_max;
        tokio::select! {
            done = &mut work => break Some(done),
            () = tokio::time::sleep_until(deadline.max(Instant::now() + TIME_LOOK_EVERY)) => {
                if !progress.is_waiting() && progress.last() + time_max <= Instant::now() {
                    break None;
                }
            }
        }
    };
    match done {
        Some(Ok(response)) => response,
        Some(Err(panic)) => {
            let message = panic
                .downcast_ref::<&str>()
                .map(|text| (*text).to_owned())
                .or_else(|| panic.downcast_ref::<String>().cloned())
                .unwrap_or_else(|| "a panic without words".to_owned());
            Error::unexpected(format!("panic: {message}")).into_response()
        }
        None => Error::new(StatusCode::SERVICE_UNAVAILABLE, "timeout").into_response(),
    }
}

/// Finds out what is known of a request. When the viewer cannot be loaded the rest is still known, to say so politely.
async fn context(
    house: &Arc<House>,
    parts: &Parts,
    peer: Option<IpAddr>,
) -> (Context, axum::http::Extensions, Option<Error>) {
    let headers = &parts.headers;
    let jar = house.jar();
    let text = |name: header::HeaderName| {
        headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    };
    let query = parts.uri.query().unwrap_or_default();
    let asked =
        |name: &str| form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, v)| v);
    let chosen_locale = asked("lang").and_then(|tag| Locale::parse(&tag));
    let locale = chosen_locale
        .or_else(|| jar.read(headers, cookies::LANG).and_then(Locale::parse))
        .unwrap_or_else(|| Locale::negotiate(text(header::ACCEPT_LANGUAGE)));
    let is_htmx = headers.contains_key("hx-request");
    let wants_whole =
        headers.contains_key("hx-boosted") || headers.contains_key("hx-history-restore-request");
    let mut known = Known {
        reference: reference(house.bytes()),
        now: house.clock.now(),
        address: address(headers, peer, house.options.trusted_proxies),
        agent: text(header::USER_AGENT).chars().take(AGENT_LETTERS_MAX).collect(),
        locale,
        chosen_locale,
        theme: jar.read(headers, cookies::THEME).and_then(Theme::parse),
        wants: if is_htmx { Wants::Html } else { Wants::of(headers) },
        htmx: is_htmx,
        wants_fragment: is_htmx && !wants_whole,
        path: parts.uri.path().to_owned(),
        query: query.to_owned(),
        viewer: None,
        token: None,
        guest: jar.read(headers, cookies::GUEST).and_then(Token::parse),
        flash: jar.read(headers, cookies::FLASH).map(str::to_owned),
        is_get: matches!(parts.method, Method::GET | Method::HEAD),
        sent: OnceLock::new(),
        nonce: hex(&house.bytes::<16>()),
        house: Arc::clone(house),
    };
    let mut extra = axum::http::Extensions::new();
    let mut failed = None;
    let is_asset = known.path.starts_with("/assets/");
    if let Some(token) = jar.read(headers, cookies::SESSION).and_then(Token::parse).filter(|_| !is_asset) {
        let seen = Seen {
            now: known.now,
            address: known.address,
            agent: known.agent.clone(),
            wants_page: known.wants == Wants::Html,
        };
        match house.viewers.viewer(token.hash(), seen).await {
            Ok(Some(found)) => {
                known.viewer = Some(found.viewer);
                known.token = Some(token);
                extra = found.extra;
            }
            Ok(None) => {}
            Err(error) => failed = Some(error),
        }
    }
    (Context(Arc::new(known)), extra, failed)
}

/// The address of the person: the peer, or what the nearest trusted proxies say of it.
fn address(headers: &HeaderMap, peer: Option<IpAddr>, trusted_proxies: u8) -> IpAddr {
    let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
    if trusted_proxies == 0 {
        return peer;
    }
    let hops: Vec<IpAddr> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|hop| hop.trim().parse().ok())
        .collect();
    // Each trusted proxy appends the address it saw; what stands before those is the sender's own invention.
    hops.len().checked_sub(usize::from(trusted_proxies)).and_then(|at| hops.get(at).copied()).unwrap_or(peer)
}

fn remember_choices(context: &Context, response: &mut Response) {
    if let Some(locale) = context.chosen_locale {
        let cookie = context.jar().write(cookies::LANG, locale.tag(), Some(cookies::CHOICE));
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// `NC-` and ten letters that can be read out on the telephone: no I, L, O or U.
fn reference(bytes: [u8; 10]) -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let letters = bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)]));
    ['N', 'C', '-'].into_iter().chain(letters).collect()
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut out, byte| {
        write!(out, "{byte:02x}").expect("a String takes all");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_trusted_proxies_are_believed() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "6.6.6.6, 10.0.0.7".parse().unwrap());
        let peer: IpAddr = "127.0.0.1".parse().unwrap();
        let from = |proxies| address(&headers, Some(peer), proxies).to_string();
        assert_eq!(from(0), "127.0.0.1");
        assert_eq!(from(1), "10.0.0.7");
        assert_eq!(from(2), "6.6.6.6");
        assert_eq!(from(3), "127.0.0.1");
    }

    #[test]
    fn a_reference_can_be_read_out() {
        assert_eq!(reference([0, 31, 32, 63, 10, 11, 12, 13, 14, 255]), "NC-0Z0ZABCDEZ");
    }
}
