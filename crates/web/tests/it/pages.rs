//! One handler, two readers.

use crate::support::{Browser, house};
use domain::rights::PostKind;
use web::StatusCode;

use crate::support::hearings::person;

#[tokio::test]
async fn one_handler_gives_html_and_json() {
    let page = Browser::new(house()).get("/hearings/7").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(page.text().contains("<h1>Buổi 7</h1><p>Nhận ý kiến đến 13/10/2026.</p>"), "{}", page.text());
    assert!(page.text().contains("&lt;b&gt;Hai&lt;/b&gt;"), "texts are escaped: {}", page.text());
    assert!(!page.text().contains("None"), "none prints nothing: {}", page.text());
    assert!(page.header("vary").contains("Accept"));
    assert_eq!(page.header("cache-control"), "private, no-cache");

    let value = Browser::program(house()).get("/hearings/7").await;
    assert_eq!(value.header("content-type"), "application/json");
    assert_eq!(value.text(), r#"{"title":"Buổi 7","closes_on":"2026-10-13","rows":["Một","<b>Hai</b>"]}"#);
    assert!(value.header("vary").contains("Accept"));
}

#[tokio::test]
async fn htmx_gets_the_block_and_a_boosted_link_the_page() {
    let mut htmx = Browser::new(house()).with("hx-request", "true");
    let part = htmx.get("/hearings/7?limit=1").await;
    assert_eq!(part.text(), "<li>Một</li>");
    let whole = htmx.with("hx-boosted", "true").get("/hearings/7").await;
    assert!(whole.text().contains("<h1>Buổi 7</h1>"));
}

#[tokio::test]
async fn a_change_leads_a_browser_on_and_tells_a_program() {
    let mut browser = Browser::new(house());
    let answer = browser.submit("/hearings", "title=M%E1%BB%9F").await;
    assert_eq!((answer.status.as_u16(), answer.header("location"), answer.text()), (303, "/hearings/7", ""));
    let next = browser.get("/hearings/7").await;
    assert!(next.text().contains("<output>Đã mở Mở.</output>"), "{}", next.text());
    let later = browser.get("/hearings/7").await;
    assert!(!later.text().contains("<output>"), "a sentence is said once");

    let answer = Browser::program(house()).post("/hearings", "application/json", r#"{"title":"Mở"}"#).await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (201, "/hearings/7"));
    assert_eq!(answer.json()["title"], "Mở");
}

#[tokio::test]
async fn htmx_is_redirected_by_its_own_header() {
    let mut browser = Browser::new(house());
    let csrf = browser.csrf().await;
    let mut htmx = browser.with("hx-request", "true").with("x-csrf-token", &csrf);
    let answer = htmx.post("/hearings", "application/json", r#"{"title":"Mở"}"#).await;
    assert_eq!((answer.status.as_u16(), answer.header("hx-redirect")), (200, "/hearings/7"));
}

#[tokio::test]
async fn the_viewer_is_known_to_templates_and_gates() {
    let answer = Browser::new(house()).get("/hearings/mine?a=1").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), "/sessions/new?next=%2Fhearings%2Fmine%3Fa%3D1");
    let answer = Browser::program(house()).get("/hearings/mine").await;
    assert_eq!((answer.status.as_u16(), answer.json()["code"].as_str()), (401, Some("sign-in-needed")));

    let mut an = Browser::new(house()).signed_in(&person(PostKind::Drafter));
    assert!(an.get("/hearings/mine").await.text().contains("<b>Đặng Thị An</b>"));
    assert_eq!(
        an.get("/hearings/settings").await.status,
        StatusCode::FORBIDDEN,
        "a route that asks for nothing is the administrator's"
    );
    assert_eq!(
        an.submit("/hearings/7/close", "").await.status,
        StatusCode::FORBIDDEN,
        "drafters approve nothing"
    );
    let mut lead = Browser::new(house()).signed_in(&person(PostKind::Leader));
    assert_eq!(lead.submit("/hearings/7/close", "").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_unknown_session_is_nobody() {
    let mut stranger = Browser::new(house());
    stranger.cookies.insert("nhipcau".to_owned(), "x".repeat(43));
    assert_eq!(stranger.get("/hearings/mine").await.status, StatusCode::SEE_OTHER);
}
