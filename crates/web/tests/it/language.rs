//! Vietnamese first, English second; light and dark.

use crate::support::{Browser, house};

const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn the_language_is_asked_for_and_remembered() {
    let mut browser = Browser::new(house());
    assert!(browser.get("/hearings/7").await.text().contains("Nhận ý kiến đến 13/10/2026."));
    let english = browser.get("/hearings/7?lang=en").await;
    assert!(english.text().contains("Open until 13 Oct 2026."), "{}", english.text());
    assert_eq!(english.header("content-language"), "en");
    let again = browser.get("/hearings/7").await;
    assert!(again.text().contains("<html lang=\"en\""), "the choice is kept: {}", again.text());
    assert!(
        browser.get("/hearings/7?lang=xx").await.text().contains("lang=\"en\""),
        "an unknown language changes nothing"
    );
    assert!(browser.get("/nowhere").await.text().contains("Page not found"));
}

#[tokio::test]
async fn a_program_is_answered_in_its_language() {
    let mut program = Browser::program(house()).with("accept-language", "en");
    assert_eq!(program.get("/hearings/409").await.json()["detail"], "Closed on 1/3/2026.");
}

#[tokio::test]
async fn preferences_are_a_plain_form() {
    let mut browser = Browser::new(house());
    let answer = browser.submit("/preferences", "lang=en&theme=nhipcau-dark&back=/hearings/7%3Fq%3Da").await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/hearings/7?q=a"));
    let page = browser.get("/hearings/7").await;
    assert!(page.text().contains("<html lang=\"en\" data-theme=\"nhipcau-dark\">"), "{}", page.text());
    let answer = browser.submit("/preferences", "theme=system&back=//evil.example").await;
    assert_eq!(answer.header("location"), "/", "nobody is led away");
    assert!(!browser.cookies.contains_key("nhipcau-theme"));
    let answer = Browser::program(house()).post("/preferences", FORM, "theme=pink").await;
    assert_eq!(answer.status.as_u16(), 422);
}
