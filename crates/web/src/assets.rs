//! The built front end: hashed names, compressed variants, cached for a year. Nothing else is ever read from disk.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::context::weighted;
use crate::embedded;

const FOREVER: &str = "public, max-age=31536000, immutable";

/// Finds assets by their plain or hashed name.
#[derive(Debug)]
pub struct Assets {
    dev_root: Option<PathBuf>,
    manifest: BTreeMap<String, String>,
}

impl Assets {
    /// The assets of the binary, or those below `dev_root/ui/dist` when given.
    pub fn new(dev_root: Option<PathBuf>) -> Result<Assets, String> {
        let mut assets = Assets { dev_root, manifest: BTreeMap::new() };
        if let Some(manifest) = assets.bytes("manifest.json") {
            assets.manifest = serde_json::from_slice(&manifest)
                .map_err(|error| format!("ui/dist/manifest.json: {error}"))?;
        }
        Ok(assets)
    }

    /// The address of `app.css` with its hash: `/assets/app.3f2a….css`. Without a build the plain name, which is 404.
    pub fn address(&self, name: &str) -> String {
        format!("/assets/{}", self.manifest.get(name).map_or(name, String::as_str))
    }

    /// True when the front end has been built.
    pub fn are_built(&self) -> bool {
        !self.manifest.is_empty()
    }

    /// Plain names and hashed names.
    pub fn manifest(&self) -> &BTreeMap<String, String> {
        &self.manifest
    }

    /// Answers `GET /assets/{name}` with the smallest variant that the browser takes.
    pub(crate) fn respond(&self, name: &str, headers: &HeaderMap) -> Response {
        // Variants and the manifest are not addresses of their own.
        let is_served = self.manifest.values().any(|hashed| hashed == name);
        if !is_served {
            return StatusCode::NOT_FOUND.into_response();
        }
        let accepted =
            headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
        for (coding, suffix) in [("br", ".br"), ("gzip", ".gz")] {
            if takes(accepted, coding)
                && let Some(bytes) = self.bytes(&format!("{name}{suffix}"))
            {
                return response(name, Some(coding), bytes);
            }
        }
        match self.bytes(name) {
            Some(bytes) => response(name, None, bytes),
            None => StatusCode::NOT_FOUND.into_response(),
        }
    }

    fn bytes(&self, name: &str) -> Option<Cow<'static, [u8]>> {
        if let Some(root) = &self.dev_root {
            // Only names of the manifest and their variants come here, and those are flat.
            let is_flat = !name.contains(['/', '\\']) && !name.contains("..");
            return is_flat.then(|| std::fs::read(root.join("ui/dist").join(name)).ok())?.map(Cow::Owned);
        }
        let at = embedded::ASSETS.binary_search_by(|(key, _)| (*key).cmp(name)).ok()?;
        Some(Cow::Borrowed(embedded::ASSETS[at].1))
    }
}

fn takes(accepted: &str, coding: &str) -> bool {
    weighted(accepted).any(|(name, weight)| name.eq_ignore_ascii_case(coding) && weight > 0.0)
}

fn response(name: &str, coding: Option<&'static str>, bytes: Cow<'static, [u8]>) -> Response {
    let body = match bytes {
        Cow::Borrowed(bytes) => Body::from(bytes),
        Cow::Owned(bytes) => Body::from(bytes),
    };
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(name)));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(FOREVER));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Some(coding) = coding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    response
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
