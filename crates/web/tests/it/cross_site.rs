//! Forms of other sites must not act in somebody's name.

use domain::rights::PostKind;
use web::{Options, StatusCode};

use crate::support::hearings::{house_with, person};
use crate::support::{Browser, house};

const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn a_form_needs_the_token_of_its_own_browser() {
    let house = house();
    let mut an = Browser::new(house.clone());
    let theirs = an.csrf().await;
    let mut binh = Browser::new(house);
    let ours = binh.csrf().await;
    for (csrf, status) in [("", 403), ("x", 403), (theirs.as_str(), 403), (ours.as_str(), 303)] {
        let answer = binh.post("/hearings", FORM, format!("title=A&csrf={csrf}")).await;
        assert_eq!(answer.status.as_u16(), status, "{csrf:?}");
    }
    let refused = binh.post("/hearings", FORM, "title=A").await;
    assert!(refused.text().contains("Tải lại trang rồi gửi lại"), "{}", refused.text());
}

#[tokio::test]
async fn a_token_dies_with_the_session() {
    let mut browser = Browser::new(house());
    let guest = browser.csrf().await;
    browser.submit("/hearings/sign-in", "").await;
    assert_eq!(browser.get("/hearings/mine").await.status, StatusCode::OK);
    let answer = browser.post("/hearings", FORM, format!("title=A&csrf={guest}")).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "the guest's token is of no use to the session");
    assert_eq!(browser.submit("/hearings", "title=A").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_session_without_token_is_refused_also_for_json() {
    let mut program = Browser::program(house()).signed_in(&person(PostKind::Leader));
    let answer = program.post("/hearings/7/close", "application/json", "{}").await;
    assert_eq!((answer.status.as_u16(), answer.json()["code"].as_str()), (403, Some("csrf")));
    let token = program.get("/hearings/7").await.header("x-csrf-token").to_owned();
    let answer =
        program.with("x-csrf-token", &token).post("/hearings/7/close", "application/json", "{}").await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn a_program_without_cookies_needs_no_token_but_a_browser_does() {
    let answer = Browser::program(house()).post("/hearings", "application/json", r#"{"title":"A"}"#).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let mut browser = Browser::new(house()).with("origin", "http://localhost:8080");
    assert_eq!(browser.post("/hearings", FORM, "title=A").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn other_sites_are_refused_even_with_a_token() {
    for (name, value, status) in [
        ("sec-fetch-site", "cross-site", 403),
        ("sec-fetch-site", "same-site", 403),
        ("sec-fetch-site", "same-origin", 303),
        ("origin", "https://evil.example", 403),
        ("origin", "null", 403),
        ("origin", "http://localhost:8080", 303),
    ] {
        let mut browser = Browser::new(house()).with(name, value);
        assert_eq!(browser.submit("/hearings", "title=A").await.status.as_u16(), status, "{name}: {value}");
    }
    let options = Options { origin: Some("https://nhipcau.example.vn".to_owned()), ..Options::default() };
    let mut browser = Browser::new(house_with(options)).with("origin", "http://localhost:8080");
    assert_eq!(
        browser.submit("/hearings", "title=A").await.status,
        StatusCode::FORBIDDEN,
        "the Host is not believed"
    );
}

#[tokio::test]
async fn multipart_forms_are_checked_by_their_first_field() {
    let mut browser = Browser::new(house());
    let csrf = browser.csrf().await;
    let part = |name: &str, value: &str| {
        format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let kind = "multipart/form-data; boundary=b";
    let first = format!("{}{}--b--\r\n", part("csrf", &csrf), part("title", "A"));
    assert_eq!(browser.post("/hearings", kind, first).await.status, StatusCode::SEE_OTHER);
    let last = format!("{}{}--b--\r\n", part("title", "A"), part("csrf", &csrf));
    assert_eq!(browser.post("/hearings", kind, last).await.status, StatusCode::FORBIDDEN);
    let none = format!("{}--b--\r\n", part("title", "A"));
    assert_eq!(browser.post("/hearings", kind, none).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn cookies_are_closed_to_scripts_and_bound_to_the_host_over_https() {
    let mut browser = Browser::new(house());
    browser.csrf().await;
    let answer = browser.submit("/hearings/sign-in", "").await;
    let session = answer.all("set-cookie").into_iter().find(|cookie| cookie.starts_with("nhipcau=")).unwrap();
    assert!(session.ends_with("; Path=/; HttpOnly; SameSite=Lax; Max-Age=3600"), "{session}");

    let mut browser = Browser::new(house_with(Options { https: true, ..Options::default() }));
    browser.csrf().await;
    let answer = browser.submit("/hearings/sign-in", "").await;
    let session =
        answer.all("set-cookie").into_iter().find(|cookie| cookie.starts_with("__Host-nhipcau=")).unwrap();
    assert!(session.contains("; Secure"), "{session}");
    assert!(answer.header("strict-transport-security").starts_with("max-age="));
}
