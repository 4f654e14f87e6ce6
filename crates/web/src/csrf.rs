//! The cross-site check: a form of another site must not act in the name of the person whose browser sends it.
//!
//! Two walls. First, a browser says where a request comes from (`Sec-Fetch-Site`, else `Origin`): anything but
//! ourselves is refused. Second, every unsafe request must carry a token derived from the session's secret, as the
//! form field `csrf` or the header `X-CSRF-Token`. A program without cookies has nothing that could be ridden on and
//! needs no token.
//!
//! The token is masked anew for each page, because compressed pages would otherwise leak it byte by byte (BREACH).

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Method, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use futures_util::StreamExt as _;
use http_body_util::BodyExt as _;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use crate::context::Context;
use crate::error::Error;
use crate::input::Sent;
use crate::limits::{CSRF_PEEK_BYTES_MAX, FORM_BYTES_MAX};
use crate::pace::is_too_slow;
use crate::session::Token;
use axum::http::StatusCode;

/// The form field that carries the token; in multipart forms it must be the first field.
pub const CSRF_FIELD: &str = "csrf";
/// The header that carries the token.
pub const CSRF_HEADER: &str = "x-csrf-token";

const MAC_BYTES: usize = 32;

/// The token for a page, masked with `pad`.
pub(crate) fn token(secret: &Token, pad: [u8; MAC_BYTES]) -> String {
    let mac = mac(secret);
    let mut bytes = [0; MAC_BYTES * 2];
    bytes[..MAC_BYTES].copy_from_slice(&pad);
    for i in 0..MAC_BYTES {
        bytes[MAC_BYTES + i] = pad[i] ^ mac[i];
    }
    URL_SAFE_NO_PAD.encode(bytes)
}

fn mac(secret: &Token) -> [u8; MAC_BYTES] {
    // The secret has a fixed length and full strength, so a plain hash with a label of its own is a sound MAC here.
    Sha256::new().chain_update(b"nhipcau csrf 1").chain_update(secret.bytes()).finalize().into()
}

fn holds(secret: &Token, text: &str) -> bool {
    let Ok(bytes) = URL_SAFE_NO_PAD.decode(text) else { return false };
    let Ok(bytes) = <[u8; MAC_BYTES * 2]>::try_from(bytes) else { return false };
    let mut unmasked = [0; MAC_BYTES];
    for i in 0..MAC_BYTES {
        unmasked[i] = bytes[i] ^ bytes[MAC_BYTES + i];
    }
    unmasked.ct_eq(&mac(secret)).into()
}

/// Refuses an unsafe request that another site could have sent; gives the body back otherwise.
pub(crate) async fn check(
    context: &Context,
    method: &Method,
    headers: &HeaderMap,
    body: Body,
) -> Result<Body, Error> {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(body);
    }
    let is_browser = check_origin(context, headers)?;
    let Some(secret) = context.token.as_ref().or(context.guest.as_ref()) else {
        // A cookie that no longer holds is still a browser's: its form is stale.
        let has_cookie = headers.contains_key(header::COOKIE);
        if is_browser || has_cookie {
            // Read for the sake of whoever typed it: the answer shows it again.
            drop(field(context, headers, body).await?);
            return Err(stale());
        }
        return Ok(body);
    };
    if let Some(value) = headers.get(CSRF_HEADER).and_then(|value| value.to_str().ok()) {
        return if holds(secret, value) { Ok(body) } else { Err(stale()) };
    }
    let (found, body) = field(context, headers, body).await?;
    match found {
        Some(value) if holds(secret, &value) => Ok(body),
        _ => Err(stale()),
    }
}

fn stale() -> Error {
    Error::new(StatusCode::FORBIDDEN, "csrf")
}

/// True for a request that a browser of our own site sent; an error for one of another site.
fn check_origin(context: &Context, headers: &HeaderMap) -> Result<bool, Error> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let foreign = || Error::new(StatusCode::FORBIDDEN, "cross-site");
    if let Some(site) = text("sec-fetch-site") {
        return if matches!(site, "same-origin" | "none") { Ok(true) } else { Err(foreign()) };
    }
    let Some(origin) = text("origin") else { return Ok(false) };
    let is_ours = match context.house.origin() {
        Some(ours) => ours == origin,
        None => origin.split_once("://").map(|(_, host)| host) == text("host"),
    };
    if is_ours { Ok(true) } else { Err(foreign()) }
}

/// Finds the token in a form and gives the whole body back.
async fn field(context: &Context, headers: &HeaderMap, body: Body) -> Result<(Option<String>, Body), Error> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "application/x-www-form-urlencoded" => {
            let bytes = crate::input::collect(body, FORM_BYTES_MAX).await?;
            let _ = context.sent.set(Sent::Form(bytes.clone()));
            let found = form_urlencoded::parse(&bytes).find(|(key, _)| key == CSRF_FIELD);
            Ok((found.map(|(_, value)| value.into_owned()), Body::from(bytes)))
        }
        "multipart/form-data" => first_part(body).await,
        _ => Ok((None, body)),
    }
}

/// Reads a multipart body until its first part is whole, and no further: the rest may be fifty megabytes.
async fn first_part(mut body: Body) -> Result<(Option<String>, Body), Error> {
    let mut seen = Vec::new();
    let mut found = None;
    while seen.len() <= CSRF_PEEK_BYTES_MAX {
        match body.frame().await {
            Some(Ok(frame)) => {
                if let Ok(data) = frame.into_data() {
                    seen.extend_from_slice(&data);
                }
            }
            Some(Err(error)) if is_too_slow(&error) => return Err(crate::input::too_slow()),
            Some(Err(_)) | None => break,
        }
        found = parse_first_part(&seen);
        if found.is_some() {
            break;
        }
    }
    let head = futures_util::stream::once(std::future::ready(Ok::<_, axum::Error>(Bytes::from(seen))));
    Ok((found, Body::from_stream(head.chain(body.into_data_stream()))))
}

/// The value of the first part when it is whole and named `csrf`.
fn parse_first_part(seen: &[u8]) -> Option<String> {
    let head = &seen[..seen.len().min(CSRF_PEEK_BYTES_MAX)];
    let text = String::from_utf8_lossy(head);
    let (boundary, rest) = text.split_once("\r\n")?;
    let (part_head, rest) = rest.split_once("\r\n\r\n")?;
    let is_csrf = part_head.to_ascii_lowercase().contains("name=\"csrf\"");
    let (value, _) = rest.split_once(&format!("\r\n{boundary}"))?;
    (is_csrf && boundary.starts_with("--")).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_holds_for_its_secret_only_whatever_the_mask() {
        let (ours, other) = (Token::new([1; 32]), Token::new([2; 32]));
        assert!(holds(&ours, &token(&ours, [9; 32])));
        assert!(holds(&ours, &token(&ours, [8; 32])));
        assert_ne!(token(&ours, [9; 32]), token(&ours, [8; 32]));
        assert!(!holds(&other, &token(&ours, [9; 32])));
        for text in ["", "x", "AAAA", "ệ"] {
            assert!(!holds(&ours, text), "{text}");
        }
    }

    #[test]
    fn the_first_part_is_found_only_when_whole_and_named() {
        let form = "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nabc\r\n--b--";
        assert_eq!(parse_first_part(form.as_bytes()), Some("abc".to_owned()));
        assert_eq!(parse_first_part(&form.as_bytes()[..form.len() - 4]), None);
        assert_eq!(parse_first_part(form.replace("csrf", "name").as_bytes()), None);
    }
}
