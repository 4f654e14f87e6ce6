//! Every route with every post: the gate answers as the table of rights says, before it looks whether the object exists.

use crate::app_test;
use crate::support::Client;
use domain::ids::Id as _;
use domain::rights::PostKind;

/// Paths with a made-up id: the gate must answer before anybody looks whether the thing exists.
fn filled(path: &str) -> String {
    let mut out = String::new();
    for part in path.split('/').skip(1) {
        out.push('/');
        out.push_str(if part.starts_with('{') { "0190f5a0-0000-7000-8000-000000000001" } else { part });
    }
    if out.is_empty() { "/".to_owned() } else { out }
}

async fn ask(client: &mut Client, method: &str, path: &str) -> u16 {
    let answer = if method == "GET" { client.get(path).await } else { client.post(path, &[]).await };
    answer.status.as_u16()
}

app_test! {
    async fn the_gate_answers_every_route_for_every_post_as_the_table_says(app: TestApp) {
        let unit = domain::ids::UnitId::new(app.app.now(), &*app.app.chance);
        let admin = app.admin().await.program();
        let mut officers = Vec::new();
        for kind in PostKind::ALL {
            officers.push((kind, app.officer(kind, unit).await.program()));
        }
        // The readable list of routes has words for every slice, right and object.
        app.guest().get("/api").await.expect(200).shows("/documents/{id}");
        for row in app::routes::table().rows() {
            let path = filled(row.path);
            let mut guest = app.guest().program();
            let status = ask(&mut guest, row.method, &path).await;
            let is_public = row.access.admits(None);
            assert_eq!(status == 401, !is_public, "{} {}: a guest got {status}", row.method, row.path);
            // Signing out in the middle of the walk would end it.
            if row.path.starts_with("/sessions/end") || row.path.starts_with("/account/sessions") {
                continue;
            }
            for (kind, client) in &mut officers {
                let viewer = client.clone().get("/account").await.json();
                assert_eq!(viewer["person"]["posts"][0]["kind"], kind.word());
                let status = ask(client, row.method, &path).await;
                assert!(status != 401, "{} {}: {kind} got 401", row.method, row.path);
                assert!(status < 500, "{} {}: {kind} got {status}", row.method, row.path);
                let refused = !admits(row.access, *kind);
                if refused {
                    assert_eq!(status, 403, "{} {}: {kind}", row.method, row.path);
                }
            }
            let status = ask(&mut admin.clone(), row.method, &path).await;
            let is_for_posts = matches!(row.access, web::Access::May(act) if act.needs_a_post());
            assert!(status < 500 && (status == 403) == is_for_posts && status != 401, "{} {}: an administrator got {status}", row.method, row.path);
        }
    }
}

fn admits(access: web::Access, kind: PostKind) -> bool {
    match access {
        web::Access::Public | web::Access::SignedIn => true,
        web::Access::Administrator => false,
        web::Access::May(act) => domain::rights::reach(kind, act) > domain::rights::Reach::Nowhere,
    }
}
