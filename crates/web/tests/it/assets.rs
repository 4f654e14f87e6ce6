//! The built front end and nothing else.

use web::StatusCode;

use crate::support::site::{CSS, CSS_BROTLI};
use crate::support::{Browser, house};

#[tokio::test]
async fn assets_are_kept_for_a_year_in_the_smallest_form_that_is_taken() {
    let plain = Browser::new(house()).get("/assets/app.0a1b.css").await;
    assert_eq!((plain.status.as_u16(), plain.text()), (200, CSS));
    assert_eq!(plain.header("content-type"), "text/css; charset=utf-8");
    assert_eq!(plain.header("cache-control"), "public, max-age=31536000, immutable");
    assert!(
        plain
            .headers
            .get_all("vary")
            .iter()
            .any(|value| value.to_str().unwrap().eq_ignore_ascii_case("accept-encoding"))
    );

    let mut modern = Browser::new(house()).with("accept-encoding", "gzip, deflate, br");
    let small = modern.get("/assets/app.0a1b.css").await;
    assert_eq!((small.header("content-encoding"), small.body.as_slice()), ("br", CSS_BROTLI));
    let mut refusing = Browser::new(house()).with("accept-encoding", "br;q=0, identity");
    assert_eq!(refusing.get("/assets/app.0a1b.css").await.text(), CSS);
    assert_eq!(Browser::new(house()).get("/assets/font.9z.woff2").await.header("content-type"), "font/woff2");
}

#[tokio::test]
async fn nothing_outside_the_manifest_is_served() {
    for path in [
        "/assets/secret.txt",
        "/assets/manifest.json",
        "/assets/app.0a1b.css.br",
        "/assets/app.css",
        "/assets/../manifest.json",
        "/assets/..%2fmanifest.json",
        "/assets/..%2f..%2ftemplates%2fbase.html",
        "/assets/%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/assets/%00",
        "/assets//etc/passwd",
    ] {
        assert_eq!(Browser::new(house()).get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn pages_are_compressed_on_the_way() {
    let mut modern = Browser::new(house()).with("accept-encoding", "br");
    assert_eq!(modern.get("/nowhere").await.header("content-encoding"), "br");
}
