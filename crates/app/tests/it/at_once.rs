//! Two requests at the same moment: what is decided by looking first is still right when both look at once.

use crate::app_test;
use crate::imports::desk;
use crate::plans::plan;
use crate::support::{Client, PASSWORD, TestApp};
use crate::units::{country, make};
use app::features::accounts::actions::{self, AccountError, Opening};
use db::events::By;
use domain::ids::{Id as _, PersonId, UnitId};
use domain::rights::PostKind;
use domain::units::UnitKind;
use sea_orm::{EntityTrait as _, PaginatorTrait as _, QuerySelect as _};
use std::time::Duration;
use tables::{event, person, plan as plans, post};
use web::Token;

/// How often a race is run: the loser of a lock is not always the same.
const ROUNDS: usize = 5;

/// A form about to be sent: by whom, to which path, with which fields.
type Sending = (Client, String, Vec<(String, String)>);

/// Sends all these forms at the same moment and gives the answers' statuses, sorted.
async fn at_once(clients: Vec<Sending>) -> Vec<u16> {
    let start = std::sync::Arc::new(tokio::sync::Barrier::new(clients.len()));
    let mut tasks = tokio::task::JoinSet::new();
    for (mut client, path, fields) in clients {
        let start = start.clone();
        tasks.spawn(async move {
            // The page with the token is opened before, so that only the form itself is in the race.
            client.get("/api").await;
            start.wait().await;
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            client.post(&path, &fields).await.status.as_u16()
        });
    }
    let mut statuses = tasks.join_all().await;
    statuses.sort_unstable();
    statuses
}

fn fields(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

async fn n_administrators(app: &TestApp) -> u64 {
    person::administrators().count(app.app.db.read()).await.unwrap()
}

async fn hash_of(app: &TestApp, who: PersonId) -> Option<String> {
    person::by_id(who).one(app.app.db.read()).await.unwrap().unwrap().password_hash
}

fn opening() -> Opening {
    let token = Token::parse(&"A".repeat(43)).expect("a token");
    let seen = ("127.0.0.1".to_owned(), "Chrome".to_owned());
    Opening { token: token.hash(), seen, lasts: Duration::from_hours(1) }
}

app_test! {
    async fn several_first_visitors_make_one_administrator(app: TestApp) {
        let visitors = (0..6).map(|n| {
            let email = format!("nguoi{n}@bo.vn");
            let form = [("name", "Đoàn Minh Khuê"), ("email", &email), ("password", "mot-cay-lam-chang-nen")];
            (app.guest(), "/first-run".to_owned(), fields(&form))
        });
        assert_eq!(at_once(visitors.collect()).await, [303, 409, 409, 409, 409, 409]);
        assert_eq!(n_administrators(app).await, 1);
    }

    async fn two_administrators_who_close_each_other_leave_one(app: TestApp) {
        for round in 0..ROUNDS {
            let (mine, yours) = (format!("a{round}@bo.vn"), format!("b{round}@bo.vn"));
            let a = app.make_person("Quản Trị A", &mine, true, None).await;
            let b = app.make_person("Quản Trị B", &yours, true, None).await;
            for one in person::administrators().all(app.app.db.read()).await.unwrap() {
                if one.id != a && one.id != b {
                    let tx = app.app.db.write().await.unwrap();
                    actions::close(&tx, app.app.now(), &app::rights::Administrator::system(), one.id).await.unwrap();
                    tx.commit().await.unwrap();
                }
            }
            let mut clients = Vec::new();
            for (email, other) in [(&mine, b), (&yours, a)] {
                let mut client = app.guest();
                client.sign_in(email, PASSWORD).await.expect(303);
                clients.push((client, format!("/people/{other}/close"), Vec::new()));
            }
            at_once(clients).await;
            assert_eq!(n_administrators(app).await, 1, "round {round}");
        }
    }

    async fn an_invitation_opened_in_four_browsers_makes_one_account(app: TestApp) {
        let admin = app.admin().await;
        for round in 0..ROUNDS {
            let form = [("name", "Vi Văn Tấn"), ("email", &format!("tan{round}@so.vn")), ("is_admin", "true")];
            let page = admin.program().post("/invitations", &form).await.expect(200).json();
            let link = page["link"].as_str().unwrap();
            let path = link[link.find("/join/").unwrap()..].to_owned();
            let form = fields(&[("name", "Vi Văn Tấn"), ("password", "giay-rach-phai-giu-lay-le")]);
            let browsers = (0..4).map(|_| (app.guest(), path.clone(), form.clone())).collect();
            assert_eq!(at_once(browsers).await, [303, 410, 410, 410], "round {round}");
        }
        assert_eq!(person::Entity::find().count(app.app.db.read()).await.unwrap(), 1 + ROUNDS as u64);
    }

    async fn a_link_to_a_new_password_used_four_times_at_once_sets_one(app: TestApp) {
        let mut admin = app.admin().await.program();
        for round in 0..ROUNDS {
            let who = app.make_person("Lê Thu Hằng", &format!("hang{round}@so.vn"), false, None).await;
            let page = admin.post(&format!("/people/{who}/password-resets"), &[]).await.expect(200).json();
            let link = page["reset_link"].as_str().unwrap();
            let path = link[link.find("/password/").unwrap()..].to_owned();
            let form = |n: usize| fields(&[("password", &format!("nuoc-chay-da-mon-{n}"))]);
            let browsers = (0..4).map(|n| (app.guest(), path.clone(), form(n))).collect();
            assert_eq!(at_once(browsers).await, [303, 410, 410, 410], "round {round}");
        }
    }

    async fn two_administrators_who_act_on_each_other_do_not_wait_for_ever(app: TestApp) {
        for round in 0..ROUNDS {
            let (mine, yours) = (format!("a{round}@bo.vn"), format!("b{round}@bo.vn"));
            let a = app.make_person("Quản Trị A", &mine, true, None).await;
            let b = app.make_person("Quản Trị B", &yours, true, None).await;
            for act in ["password-resets", "unlock"] {
                let mut clients = Vec::new();
                for (email, other) in [(&mine, b), (&yours, a)] {
                    let mut client = app.guest();
                    client.sign_in(email, PASSWORD).await.expect(303);
                    clients.push((client, format!("/people/{other}/{act}"), Vec::new()));
                }
                let statuses = at_once(clients).await;
                assert!(statuses.iter().all(|status| *status < 400), "round {round}, {act}: {statuses:?}");
            }
        }
    }

    async fn posts_given_at_once_leave_one_main_post(app: TestApp) {
        let admin = app.admin().await;
        let unit = UnitId::new(app.app.now(), &*app.app.chance).to_string();
        for round in 0..ROUNDS {
            let who = app.make_person("Người Mới", &format!("moi{round}@so.vn"), false, None).await;
            let form = fields(&[("unit_name", ""), ("unit_id", &unit), ("kind", "viewer")]);
            let forms = (0..4).map(|_| (admin.clone(), format!("/people/{who}/posts"), form.clone())).collect();
            assert_eq!(at_once(forms).await, [303; 4]);
            let held = post::held_by(who).all(app.app.db.read()).await.unwrap();
            assert_eq!((held.len(), held.iter().filter(|p| p.is_main).count()), (4, 1), "round {round}");
        }
    }

    async fn wrong_passwords_at_once_lock_as_those_one_by_one(app: TestApp) {
        app.make_person("Quản Trị", "qt@so.vn", true, None).await;
        let form = fields(&[("email", "qt@so.vn"), ("password", "khong-dung-mat-khau")]);
        at_once((0..8).map(|_| (app.guest(), "/sessions".to_owned(), form.clone())).collect()).await;
        app.guest().sign_in("qt@so.vn", PASSWORD).await.expect(422).shows("khóa");
    }

    async fn a_right_password_does_not_open_what_was_closed_or_changed_meanwhile(app: TestApp) {
        let now = app.app.now();
        let who = app.make_person("Lê Thu Hằng", "hang@so.vn", false, None).await;
        // The password was looked at; before the door opens, somebody changes it.
        let checked = hash_of(app, who).await;
        let tx = app.app.db.write().await.unwrap();
        actions::set_password(&tx, now, By::HOUSE, who, "$argon2id$khac".to_owned(), None).await.unwrap();
        let refused = actions::let_in(&tx, now, who, checked.as_deref(), opening()).await;
        assert!(matches!(refused, Err(AccountError::PasswordChanged)), "{refused:?}");
        // Or closes the account.
        actions::close(&tx, now, &app::rights::Administrator::system(), who).await.unwrap_err();
        tx.commit().await.unwrap();
        app.make_person("Quản Trị", "qt@so.vn", true, None).await;
        let checked = hash_of(app, who).await;
        let tx = app.app.db.write().await.unwrap();
        actions::close(&tx, now, &app::rights::Administrator::system(), who).await.unwrap();
        let refused = actions::let_in(&tx, now, who, checked.as_deref(), opening()).await;
        assert!(matches!(refused, Err(AccountError::Gone)), "{refused:?}");
        tx.commit().await.unwrap();
    }

    async fn units_moved_below_each_other_at_once_make_no_ring(app: TestApp) {
        let land = country(app).await;
        let admin = app.admin().await;
        for round in 0..ROUNDS {
            let name = |what: &str| format!("{what} {round}");
            let a = make(app, UnitKind::Other, &name("Khối A"), Some(land.ministry), &[]).await;
            let b = make(app, UnitKind::Other, &name("Khối B"), Some(land.ministry), &[]).await;
            let below_a = make(app, UnitKind::Other, &name("Tổ A"), Some(a), &[]).await;
            let below_b = make(app, UnitKind::Other, &name("Tổ B"), Some(b), &[]).await;
            let form = |parent: UnitId| {
                fields(&[("line", "state_management"), ("parent", "x"), ("parent_id", &parent.to_string()), ("on", "1/9/2024"), ("basis", "QĐ 1")])
            };
            let moves = vec![
                (admin.clone(), format!("/units/{a}/places"), form(below_b)),
                (admin.clone(), format!("/units/{b}/places"), form(below_a)),
            ];
            assert_eq!(at_once(moves).await, [303, 422], "round {round}");
        }
    }

    async fn a_unit_that_ends_gets_no_child_at_the_same_moment(app: TestApp) {
        let land = country(app).await;
        let admin = app.admin().await;
        for round in 0..ROUNDS {
            let ends = make(app, UnitKind::Other, &format!("Ban {round}"), Some(land.ministry), &[]).await;
            let new = fields(&[
                ("full", &format!("Tổ của ban {round}")),
                ("kind", "other"),
                ("line", "state_management"),
                ("parent", "x"),
                ("parent_id", &ends.to_string()),
                ("on", "1/9/2024"),
            ]);
            let end = fields(&[("on", "1/9/2024"), ("basis", "QĐ 2")]);
            let both = vec![
                (admin.clone(), "/units".to_owned(), new),
                (admin.clone(), format!("/units/{ends}/end"), end),
            ];
            assert_eq!(at_once(both).await, [303, 422], "round {round}");
        }
    }

    async fn a_review_finished_twice_at_once_makes_one_plan(app: TestApp) {
        let mut desk = desk(app, crate::imports::SMALL).await;
        desk.skip_all().await;
        let at = format!("{}/finish", desk.at);
        let body = || vec![("base".to_owned(), "2".to_owned())];
        let both = (0..2).map(|_| (desk.browser.clone(), at.clone(), body())).collect();
        let statuses = at_once(both).await;
        assert!(statuses == [303, 303] || statuses == [303, 409], "{statuses:?}");
        assert_eq!(plans::Entity::find().count(app.app.db.read()).await.unwrap(), 1);
    }

    async fn a_plan_removed_twice_at_once_is_removed_once(app: TestApp) {
        let unit = UnitId::new(app.app.now(), &*app.app.chance);
        let id = plan(app, unit, crate::imports::SMALL).await;
        let clerk = app.officer(PostKind::Clerk, unit).await;
        let both = (0..2).map(|_| (clerk.clone(), format!("/plans/{id}/remove"), Vec::new())).collect();
        assert_eq!(at_once(both).await, [303, 404]);
        let verbs: Vec<String> = event::Entity::find().select_only().column(event::Column::Verb).into_tuple().all(app.app.db.read()).await.unwrap();
        assert_eq!(verbs.iter().filter(|verb| *verb == "remove").count(), 1);
    }
}
