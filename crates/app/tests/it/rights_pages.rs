//! Every post at the pages: the rail, the links and the table of rights say the same. Each post walks from the front page
//! along all links; none leads to a refusal, and every page without an id that the post may open is met on the way.

use crate::app_test;
use crate::imports::SMALL;
use crate::support::{Client, TestApp};
use crate::units::country;
use domain::rights::{Act, PostKind};
use std::collections::{BTreeSet, VecDeque};
use web::Access;

/// Pages that one walk opens: the tree of units alone has no end.
const PAGES_MAX: usize = 120;
/// Addresses that are met without a link: the front page leads on, scripts ask for these as data.
const WITHOUT_LINK: [&str; 4] = ["/", "/notices/count", "/plans/window", "/units/search"];

/// The addresses of this site that a page links to.
fn links(page: &str) -> Vec<String> {
    let address = |rest: &str| rest.split('"').next().unwrap_or_default().replace("&amp;", "&");
    let all =
        page.split("<a ").skip(1).filter_map(|a| a.split('>').next()?.split("href=\"").nth(1).map(address));
    all.filter(|a| a.starts_with('/')).map(|a| a.split('#').next().unwrap_or_default().to_owned()).collect()
}

/// The rail of a page.
fn rail(page: &str) -> Vec<String> {
    let rail = page.split("class=\"nc-rail\"").nth(1).and_then(|r| r.split("</nav>").next());
    links(rail.expect("a rail"))
}

/// Addresses of one pattern are one page: of each only the first few are opened.
fn pattern(address: &str) -> String {
    let path = address.split('?').next().unwrap_or_default();
    let part =
        |part: &str| if part.len() == 36 && part.contains('-') { "{id}".to_owned() } else { part.to_owned() };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// Walks along the links and says which patterns were met; fails at the first refusal.
async fn walk(who: &str, client: &mut Client) -> BTreeSet<String> {
    let (mut met, mut seen, mut left) = (BTreeSet::new(), BTreeSet::new(), VecDeque::from(["/".to_owned()]));
    let mut n_opened = 0;
    while let Some(address) = left.pop_front() {
        let kind = pattern(&address);
        if !seen.insert(address.clone()) || n_opened >= PAGES_MAX {
            continue;
        }
        if seen.iter().filter(|other| pattern(other) == kind).count() > 4 {
            continue;
        }
        n_opened += 1;
        let answer = client.get(&address).await;
        let status = answer.status.as_u16();
        assert!(matches!(status, 200 | 303), "{who}: {address} answered {status}");
        met.insert(kind);
        if status == 303 {
            left.push_back(answer.location().to_owned());
        } else if answer.headers["content-type"].to_str().is_ok_and(|t| t.starts_with("text/html")) {
            left.extend(links(&answer.text()));
        }
    }
    met
}

fn may_open(access: Access, acts: &[Act], is_admin: bool) -> bool {
    match access {
        // What everyone may open is no page of the desk.
        Access::Public => false,
        Access::SignedIn => true,
        Access::Administrator => is_admin,
        Access::May(act) => acts.contains(&act),
    }
}

/// Somebody of each kind at the same department, with a plan and an import in it.
async fn everybody(app: &TestApp) -> Vec<(String, Client, Vec<Act>, bool)> {
    let country = country(app).await;
    let mut everybody = Vec::new();
    for kind in PostKind::ALL {
        let acts =
            Act::ALL.into_iter().filter(|a| domain::rights::reach(kind, *a) > domain::rights::Reach::Nowhere);
        everybody.push((kind.to_string(), app.officer(kind, country.so).await, acts.collect(), false));
    }
    let drafter = &mut everybody[2].1;
    drafter.import(&app.app, "ke-hoach.txt", SMALL.as_bytes(), &[]).await.expect(303);
    everybody.push(("administrator".to_owned(), app.admin().await, Act::ALL.to_vec(), true));
    let nobody = app.person("Trần Chưa Có", "chua-co@so.vn", false, None).await;
    everybody.push(("no post".to_owned(), nobody, Vec::new(), false));
    everybody
}

app_test! {
    async fn each_post_finds_its_pages_by_links_and_no_link_leads_to_a_refusal(app: TestApp) {
        for (who, mut client, acts, is_admin) in everybody(app).await {
            let front = client.get("/").await.expect(303).location().to_owned();
            let page = client.get(&front).await.expect(200).text();
            for address in rail(&page) {
                client.get(&address).await.expect(200);
            }
            let met = walk(&who, &mut client).await;
            for row in app::routes::table().rows() {
                let is_page = row.method == "GET" && !row.path.contains('{') && !WITHOUT_LINK.contains(&row.path);
                if is_page && may_open(row.access, &acts, is_admin) {
                    assert!(met.contains(row.path), "{who}: no link leads to {}", row.path);
                }
            }
        }
    }

    async fn the_rail_shows_what_the_post_may_do_and_nothing_else(app: TestApp) {
        let mut seen = Vec::new();
        for (who, mut client, ..) in everybody(app).await {
            let front = client.get("/").await.expect(303).location().to_owned();
            let page = client.get(&front).await.expect(200).text();
            seen.push(format!("{who}: {}", rail(&page).join(" ")));
        }
        let all = "/work /plans /inbox /units /people /account";
        assert_eq!(seen, [
            format!("leader: {all}"),
            format!("clerk: {all}"),
            format!("drafter: {all}"),
            format!("focal: {all}"),
            "viewer: /work /plans /inbox /units /account".to_owned(),
            format!("administrator: {all}"),
            "no post: /account".to_owned(),
        ]);
    }

    async fn the_keys_that_are_told_are_those_of_the_rail(app: TestApp) {
        for (who, mut client, ..) in everybody(app).await {
            let page = client.get("/account").await.expect(200).text();
            let keys = page.matches("data-go=\"").count();
            let told = page.matches("<kbd class=\"kbd\">G</kbd>").count();
            assert_eq!(told, keys, "{who}: the dialog tells {told} ways by keys, the rail has {keys}");
        }
    }

    async fn an_empty_list_of_plans_asks_nobody_for_what_the_post_may_not_do(app: TestApp) {
        let country = country(app).await;
        for kind in PostKind::ALL {
            let page = app.officer(kind, country.so).await.get("/plans").await.expect(200).text();
            let may_import = domain::rights::reach(kind, Act::StartImport) > domain::rights::Reach::Nowhere;
            assert_eq!(page.contains("Nhập một văn bản Word"), may_import, "{kind}");
            assert_eq!(page.contains("Kế hoạch hiện ở đây khi"), !may_import, "{kind}");
        }
    }
}
