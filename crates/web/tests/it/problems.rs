//! What a person and a program read when something goes wrong.

use web::StatusCode;

use crate::support::{Browser, house};

#[tokio::test]
async fn a_wrong_address_is_a_page_or_a_problem() {
    for path in ["/nowhere", "/hearings/404", "/hearings/not-a-number", "/assets/../Cargo.toml"] {
        let page = Browser::new(house()).get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
    }
    let page = Browser::new(house()).get("/nowhere").await;
    assert!(page.text().contains("Không tìm thấy trang</h1>"), "{}", page.text());
    assert!(page.text().contains(page.header("x-request-id")), "the code can be quoted");
    assert!(page.header("x-request-id").starts_with("NC-"));

    let problem = Browser::program(house()).get("/hearings/409").await;
    assert_eq!(problem.header("content-type"), "application/problem+json");
    let value = problem.json();
    assert_eq!(value["type"], "urn:nhipcau:problem:hearing-closed");
    assert_eq!(
        (value["status"].as_u64(), value["detail"].as_str()),
        (Some(409), Some("Đã đóng ngày 1/3/2026."))
    );
    assert_eq!(value["reference"], problem.header("x-request-id"));
}

#[tokio::test]
async fn a_method_that_is_not_taken() {
    let answer = Browser::program(house()).post("/hearings/new", "application/json", "{}").await;
    // "new" is also an {id}, and neither takes POST.
    assert_eq!((answer.status.as_u16(), answer.json()["code"].as_str()), (405, Some("method")));
}

#[tokio::test]
async fn a_form_refused_without_its_page_lists_what_to_mend() {
    let page = Browser::new(house()).submit("/preferences", "theme=pink").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("Chọn giao diện sáng, tối hoặc theo thiết bị."), "{}", page.text());
}

#[tokio::test]
async fn what_was_typed_is_shown_when_its_form_is_not() {
    // The session ended while a person wrote: nothing of it may be lost.
    let mut browser = Browser::new(house()).with("sec-fetch-site", "same-origin");
    let form =
        "title=Nh%E1%BB%8Bp+c%E1%BA%A7u+%3Cb%3E&password=b%C3%AD+m%E1%BA%ADt&kind=public&version=3&csrf=AB";
    for path in ["/hearings", "/hearings/7/close"] {
        let page = browser.post(path, "application/x-www-form-urlencoded", form).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
        assert!(page.text().contains("Nhịp cầu &lt;b&gt;</textarea>"), "{path}: {}", page.text());
        for hidden in ["bí mật", ">public<", ">3<", ">AB<"] {
            assert!(!page.text().contains(hidden), "{path} shows {hidden}");
        }
    }
    // What another site made a browser send is not shown in our name.
    let mut browser = Browser::new(house()).with("sec-fetch-site", "cross-site");
    let page = browser.post("/hearings", "application/x-www-form-urlencoded", form).await;
    assert!(!page.text().contains("<textarea"), "{}", page.text());
}

#[tokio::test]
async fn our_own_faults_are_calm_and_keep_their_causes_to_themselves() {
    for (path, status) in [("/hearings/panic", 500), ("/hearings/hang", 503), ("/hearings/broken", 500)] {
        let page = Browser::new(house()).get(path).await;
        assert_eq!(page.status.as_u16(), status, "{path}");
        assert!(page.text().contains("NC-"), "{path}: {}", page.text());
        for secret in ["drawer", "no_such_field", "undefined"] {
            assert!(!page.text().contains(secret), "{path} tells {secret}");
        }
        assert!(page.header("content-security-policy").contains("default-src 'none'"), "{path}");
    }
    let problem = Browser::program(house()).get("/hearings/panic").await;
    assert_eq!(problem.json()["code"], "unexpected");
}

#[tokio::test]
async fn a_broken_database_is_said_politely() {
    let mut browser = Browser::new(house()).with("user-agent", "broken database");
    browser.cookies.insert("nhipcau".to_owned(), "A".repeat(43));
    let page = browser.get("/hearings/7").await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(!page.text().contains("pool"));
}

#[tokio::test]
async fn every_answer_carries_the_headers_of_caution() {
    for path in ["/hearings/7", "/nowhere", "/assets/app.0a1b.css"] {
        let answer = Browser::new(house()).get(path).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert!(answer.header("permissions-policy").contains("camera=()"));
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"));
        assert!(!answer.header("content-security-policy").contains("unsafe"));
        assert_eq!(answer.header("strict-transport-security"), "", "not over http");
    }
}

#[tokio::test]
async fn the_nonce_of_the_page_is_that_of_its_header_and_new_each_time() {
    let mut browser = Browser::new(house());
    let nonce = |text: &str| text.split("nonce=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let (first, second) = (browser.get("/hearings/7").await, browser.get("/hearings/7").await);
    assert!(first.header("content-security-policy").contains(&format!("'nonce-{}'", nonce(first.text()))));
    assert_ne!(nonce(first.text()), nonce(second.text()));
}
