//! What comes in, by form and by JSON.

use std::sync::OnceLock;

use proptest::prelude::*;
use web::StatusCode;
use web::axum::Router;

use crate::support::{Browser, house};

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

async fn json(body: &str) -> crate::support::Answer {
    Browser::program(house()).post("/hearings", JSON, body).await
}

#[tokio::test]
async fn forms_and_json_give_the_same_value() {
    let wanted = serde_json::json!(["Sở A", "Sở B", "open true", "3 letters", "2026-03-01 +5"]);
    let body = r#"{"title":"A","units":["Sở A","Sở B"],"is_open":true,"password":"abc","window":{"from":"2026-03-01","days":5}}"#;
    assert_eq!(json(body).await.json()["rows"], wanted);
    let form = "title=A&units=S%E1%BB%9F+A&units=S%E1%BB%9F+B&is_open=on&password=abc&window.from=2026-03-01&window.days=5";
    let mut program = Browser::program(house());
    assert_eq!(program.post("/hearings", FORM, form).await.json()["rows"], wanted);
}

#[tokio::test]
async fn texts_arrive_in_one_spelling() {
    let decomposed = "{\"title\":\"Nguye\u{302}\u{303}n\\u0000\\u202e An\"}";
    assert_eq!(json(decomposed).await.json()["title"], "Nguyễn An");
    let answer = Browser::program(house()).post("/hearings", FORM, "title=a%0D%0Ab%07").await;
    assert_eq!(answer.json()["title"], "a\nb");
}

#[tokio::test]
async fn a_refused_form_comes_back_with_what_was_typed_but_no_secret() {
    let mut browser = Browser::new(house());
    let form =
        "title=M%E1%BB%99t+t%C3%AAn+r%E1%BA%A5t+l%C3%A0+d%C3%A0i+d%C3%B2ng&units=A&units=B&password=hush";
    let page = browser.submit("/hearings", form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("value=\"Một tên rất là dài dòng\""), "{}", page.text());
    assert!(page.text().contains("<em>Tên dài quá 20 chữ.</em>"), "{}", page.text());
    assert!(
        page.text().contains("<i>A</i><i>B</i>") || page.text().contains("<i>A</i>\n<i>B</i>"),
        "{}",
        page.text()
    );
    assert!(!page.text().contains("LEAK") && !page.text().contains("hush"));

    let problem = json(r#"{"title":""}"#).await;
    assert_eq!(problem.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(problem.json()["errors"], serde_json::json!({ "title": "Nhập tên." }));
    assert_eq!(problem.json()["codes"], serde_json::json!({ "title": "hearings-title-missing" }));
}

#[tokio::test]
async fn json_is_strict() {
    for (body, status, field, code) in [
        (r#"{"titel":"A"}"#, 422, "titel", "field-unknown"),
        (r#"{"title":"A","window":{"from":"x","days":5,"hours":1}}"#, 422, "window.hours", "field-unknown"),
        (r#"{"title":"A","window":{"days":5}}"#, 422, "window.from", "field-missing"),
        (r#"{"title":"A","window":{"from":"x","days":"5"}}"#, 422, "window.days", "field-unreadable"),
        (r#"{"title":"A","units":[1]}"#, 422, "units.0", "field-unreadable"),
    ] {
        let answer = json(body).await;
        assert_eq!(answer.status.as_u16(), status, "{body}");
        assert_eq!(answer.json()["codes"][field], code, "{body}: {}", answer.text());
    }
    let answer = json("{\n  \"title\": }").await;
    assert_eq!(
        (answer.status.as_u16(), answer.json()["detail"].as_str()),
        (400, Some("JSON sai ở dòng 2, cột 12."))
    );
}

#[tokio::test]
async fn limits_and_kinds_are_said_clearly() {
    let long = format!(r#"{{"title":"{}"}}"#, "a".repeat(2_000));
    let answer = json(&long).await;
    assert_eq!((answer.status.as_u16(), answer.json()["code"].as_str()), (413, Some("too-large")));
    let answer = Browser::program(house()).post("/hearings", "text/xml", "<a/>").await;
    assert_eq!((answer.status.as_u16(), answer.json()["code"].as_str()), (415, Some("content-type")));
    let many = "a=1&".repeat(2_001);
    let answer = Browser::program(house()).get(&format!("/hearings/7?{many}")).await;
    assert_eq!((answer.status.as_u16(), answer.json()["code"].as_str()), (422, Some("form-too-complex")));
    let deep = format!("/hearings/7?{}=1", "a.".repeat(40));
    assert_eq!(Browser::program(house()).get(&deep).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answer = Browser::program(house()).get("/hearings/7?limit=many").await;
    assert_eq!(answer.json()["codes"]["limit"], "field-number");
}

#[tokio::test]
async fn files_come_in_by_form_and_by_json() {
    let part = |name: &str, file: &str, bytes: &str| {
        format!(
            "--b\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: text/plain\r\n\r\n{bytes}\r\n"
        )
    };
    let kind = "multipart/form-data; boundary=b";
    let body = format!(
        "{}{}{}{}--b--\r\n",
        part("file", "C:\\\\du an\\\\../K\u{1ebf} ho\u{1ea1}ch.txt", "abc"),
        part("others", "1.txt", "de"),
        part("others", "2.txt", "f"),
        part("others", "", ""),
    );
    let answer = Browser::program(house()).post("/hearings/files", kind, body).await;
    let rows = answer.json()["rows"].clone();
    assert_eq!(
        rows,
        serde_json::json!([
            "Upload(\"Kế hoạch.txt\", \"text/plain\", 3 bytes)",
            "Upload(\"1.txt\", \"text/plain\", 2 bytes)",
            "Upload(\"2.txt\", \"text/plain\", 1 bytes)"
        ])
    );
    let large = format!("{}--b--\r\n", part("file", "a.txt", &"x".repeat(20_000)));
    let answer = Browser::program(house()).post("/hearings/files", kind, large).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    let cut = part("file", "a.txt", "abc").replace("\r\nabc\r\n", "\r\nab");
    let answer = Browser::program(house()).post("/hearings/files", kind, cut).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let body = r#"{"file":{"file_name":"a.txt","bytes":"YWJj"}}"#;
    let answer = Browser::program(house()).post("/hearings/files", JSON, body).await;
    assert_eq!(answer.json()["rows"][0], "Upload(\"a.txt\", \"\", 3 bytes)");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever is sent, the answer is one of the promised ones: never our own fault.
    #[test]
    fn input_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..300), kind in 0..4_usize) {
        let kinds = [JSON, FORM, "multipart/form-data; boundary=b", "multipart/form-data"];
        answer_is_promised(kinds[kind], &bytes)?;
    }

    /// The same for texts that look like forms.
    #[test]
    fn forms_never_panic(text in "(title|units|window|window\\.from|window\\.days|is_open|a\\.b\\.c|\\.|\\[\\])(=[0-9a-zếđ%\\.]{0,5})?(&(title|units|window|window\\.from|window\\.days|units\\.[0-9]|\\.\\.)=[0-9a-z%]{0,4}){0,6}") {
        answer_is_promised(FORM, text.as_bytes())?;
    }

    /// The same for multipart bodies made of broken pieces.
    #[test]
    fn multipart_never_panics(pieces in proptest::collection::vec(prop_oneof![
        Just("--b\r\n"), Just("--b--"), Just("\r\n\r\n"), Just("Content-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n"),
        Just("Content-Disposition: form-data; name=\"title\"\r\n"), Just("\r\n"), Just("x"), Just("\u{1ebf}"),
    ], 0..20)) {
        answer_is_promised("multipart/form-data; boundary=b", pieces.concat().as_bytes())?;
    }
}

fn answer_is_promised(kind: &str, body: &[u8]) -> Result<(), TestCaseError> {
    // One house for all cases: furnishing it takes longer than asking it.
    static HOUSE: OnceLock<Router> = OnceLock::new();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    for path in ["/hearings", "/hearings/files"] {
        let mut program = Browser::program(HOUSE.get_or_init(house).clone());
        let answer = runtime.block_on(program.post(path, kind, body));
        let status = answer.status.as_u16();
        prop_assert!([200, 201, 400, 413, 415, 422].contains(&status), "{status}: {}", answer.text());
    }
    Ok(())
}
