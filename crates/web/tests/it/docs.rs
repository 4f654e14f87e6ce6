//! The table of routes as the rights table and as OpenAPI.

use domain::rights::PostKind;

use crate::support::hearings::routes;

#[test]
fn the_rights_table_can_be_printed() {
    let table = routes().rights_markdown();
    let line =
        |path: &str| table.lines().find(|line| line.contains(&format!("`{path}`"))).unwrap().to_owned();
    assert_eq!(
        line("/hearings/{id}/close"),
        "| hearings | POST | `/hearings/{id}/close` | RemovePlan | RemovePlan: hearing | own units | own units | – | – | – | Close it |"
    );
    assert!(line("/hearings/settings").contains("| administrator |  | – | – | – | – | – |"));
    assert_eq!(table.lines().count(), routes().rows().len() + 2);
}

#[test]
fn rows_tell_the_expected_answer_of_a_role() {
    let rows = routes().rows();
    let close = rows.iter().find(|row| row.path == "/hearings/{id}/close").unwrap();
    assert!(!close.access.admits(None));
    let reaching: Vec<PostKind> = PostKind::ALL
        .into_iter()
        .filter(|kind| close.access.reach_of(Some(*kind)) > domain::rights::Reach::Nowhere)
        .collect();
    assert_eq!(reaching, [PostKind::Leader, PostKind::Clerk]);
}

#[test]
fn openapi_describes_every_route() {
    let document = routes().openapi("Hearings", "1.0").unwrap().to_json().unwrap();
    let document: serde_json::Value = serde_json::from_str(&document).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    for row in routes().rows() {
        let operation = &document["paths"][row.path][row.method.to_lowercase()];
        assert_eq!(operation["summary"], row.summary.1, "{} {}", row.method, row.path);
    }
    let create = &document["paths"]["/hearings"]["post"];
    let body = &create["requestBody"]["content"]["application/json"]["schema"]["$ref"];
    assert_eq!(body, "#/components/schemas/NewHearing");
    assert!(
        document["components"]["schemas"]["Window"]["properties"]["days"].is_object(),
        "nested shapes are there"
    );
    let show = &document["paths"]["/hearings/{id}"]["get"]["parameters"];
    let names: Vec<&str> = show.as_array().unwrap().iter().filter_map(|one| one["name"].as_str()).collect();
    assert_eq!(names, ["id", "q", "limit"]);
}

#[test]
fn a_route_of_several_pages_tells_them_by_their_status() {
    #[derive(utoipa::ToSchema)]
    #[expect(dead_code, reason = "only its shape is of interest")]
    struct Shut {
        until: String,
    }
    #[derive(utoipa::ToSchema)]
    #[expect(dead_code, reason = "only its shape is of interest")]
    struct Open {
        since: String,
    }
    let door = web::get("/doors", async || "").shows::<Open>().shows::<Shut>().shows_with::<Shut>(202);
    let document = routes().add(door).openapi("Hearings", "1.0").unwrap();
    let document = serde_json::to_value(document).unwrap();
    let answers = &document["paths"]["/doors"]["get"]["responses"];
    let schema = |status: &str| &answers[status]["content"]["application/json"]["schema"];
    let one_of = schema("200")["oneOf"].as_array().unwrap();
    let names: Vec<&str> = one_of.iter().filter_map(|one| one["$ref"].as_str()).collect();
    assert_eq!(names, ["#/components/schemas/Open", "#/components/schemas/Shut"]);
    assert_eq!(schema("202")["$ref"], "#/components/schemas/Shut");
    assert!(answers["default"].is_object());
}

#[test]
fn two_shapes_of_one_name_are_an_error() {
    mod other {
        #[derive(utoipa::ToSchema)]
        #[expect(dead_code, reason = "only its shape is of interest")]
        pub struct Window {
            wide: bool,
        }
    }
    let twice = routes().add(web::get("/windows", async || "").shows::<other::Window>());
    assert!(twice.openapi("Hearings", "1.0").err().unwrap().contains("Window"));
}
