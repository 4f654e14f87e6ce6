//! First run, signing in and out, locks, sessions, invitations, posts.

use crate::app_test;
use crate::support::PASSWORD;
use domain::ids::Id as _;
use domain::rights::PostKind;
use std::time::Duration;

/// The path of the link that a page shows.
fn link_in(page: &str, path: &str) -> String {
    let at = page.find(path).unwrap_or_else(|| panic!("no link {path} in:\n{page}"));
    page[at..].chars().take_while(|c| !matches!(c, '"' | '<' | ' ')).collect()
}

/// What was recorded about a person.
async fn verbs_of(app: &crate::support::TestApp, who: domain::ids::PersonId) -> Vec<String> {
    use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
    let mine = tables::event::Entity::find().filter(tables::event::Column::ObjectId.eq(who.uuid()));
    mine.all(app.app.db.read()).await.unwrap().into_iter().map(|event| event.verb).collect()
}

app_test! {
    async fn the_first_visitor_becomes_administrator_and_nobody_after(app: TestApp) {
        let mut first = app.guest();
        assert_eq!(first.get("/").await.expect(303).location(), "/first-run");
        first.get("/first-run").await.expect(200).shows("Họ và tên");
        let form = [("name", "Đoàn Minh Khuê"), ("email", "Khue@Bo.vn"), ("password", "mot-cay-lam-chang-nen")];
        assert_eq!(first.post("/first-run", &form).await.expect(303).location(), "/plans");
        let account = first.get("/account").await.expect(200).shows("Đoàn Minh Khuê");
        // Who holds no post but administers is not told that nothing can be seen.
        let account = account.shows("Quản trị vẫn xem được mọi kế hoạch");
        assert!(!account.text().contains("chưa xem được"), "{}", account.text());
        let me = first.program().get("/account").await.json()["person"]["id"].as_str().unwrap().to_owned();
        first.get(&format!("/people/{me}")).await.expect(200).shows("Quản trị vẫn xem được mọi kế hoạch");
        let mut second = app.guest();
        assert_eq!(second.get("/first-run").await.expect(303).location(), "/sessions/new");
        second.post("/first-run", &form).await.expect(409);
    }

    async fn a_first_visitor_from_elsewhere_needs_the_code_printed_at_start(app: TestApp) {
        let mut stranger = app.guest().seen_at([10, 1, 2, 3]);
        stranger.get("/first-run").await.expect(200).shows("setup_code");
        let form = [("name", "Kẻ Lạ"), ("email", "la@la.vn"), ("password", "mot-cay-lam-chang-nen")];
        stranger.post("/first-run", &form).await.expect(422);
        let mut form = form.to_vec();
        form.push(("setup_code", &app.app.setup_code));
        stranger.post("/first-run", &form).await.expect(303);
    }

    async fn a_proxy_in_front_does_not_make_a_stranger_local(app: TestApp) {
        let form = [("name", "Kẻ Lạ"), ("email", "la@la.vn"), ("password", "mot-cay-lam-chang-nen")];
        app.guest().carried_for("127.0.0.1").post("/first-run", &form).await.expect(422);
        app.guest().at_host("nhipcau.so.vn").post("/first-run", &form).await.expect(422);
        app.guest().post("/first-run", &form).await.expect(303);
    }

    async fn a_clerk_makes_neither_leaders_nor_posts_for_himself(app: TestApp) {
        let unit = domain::ids::UnitId::new(app.app.now(), &*app.app.chance);
        let mut clerk = app.officer(PostKind::Clerk, unit).await;
        let other = app.make_person("Người Khác", "khac@so.vn", false, None).await;
        let unit_id = unit.to_string();
        let post = |kind: &'static str| [("unit_name", "x"), ("unit_id", unit_id.as_str()), ("kind", kind)];
        clerk.post(&format!("/people/{other}/posts"), &post("leader")).await.expect(403);
        clerk.post(&format!("/people/{other}/posts"), &post("viewer")).await.expect(303);
        let me = clerk.program().get("/account").await.json()["person"]["id"].as_str().unwrap().to_owned();
        clerk.post(&format!("/people/{me}/posts"), &post("drafter")).await.expect(403);
        let invite = [("name", "A"), ("email", "a@b.vn"), ("unit_name", "x"), ("unit_id", unit_id.as_str()), ("kind", "leader")];
        clerk.post("/invitations", &invite).await.expect(403);
    }

    async fn a_name_typed_over_the_chosen_unit_is_the_unit_that_is_meant(app: TestApp) {
        let country = crate::units::country(app).await;
        let mut clerk = app.officer(PostKind::Clerk, country.so).await;
        let own = country.so.to_string();
        let form = |name: &'static str, email: &'static str| {
            let own = own.clone();
            vec![("name", "An"), ("email", email), ("unit_name", name), ("kind", "viewer")]
                .into_iter()
                .map(|(k, v)| (k, v.to_owned()))
                .chain([("unit_id", own)])
                .collect::<Vec<_>>()
        };
        let page = clerk.get("/invitations/new").await.expect(200).text();
        assert!(!page.contains("value=\"leader\""), "a clerk makes no leaders and is offered none");
        for (name, email, status) in [
            ("Sở GD&ĐT Hà Nội", "a@b.vn", 200),
            ("Phòng Giáo dục và Đào tạo quận Ba Đình", "b@b.vn", 200),
            ("Nơi Không Có", "c@b.vn", 422),
        ] {
            let fields = form(name, email);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
            clerk.post("/invitations", &fields).await.expect(status);
        }
        // Without scripts nothing is chosen: the name alone says which unit, or that there is none.
        for (name, email, status) in
            [("Phòng GD&ĐT quận Ba Đình", "d@b.vn", 200), ("Nơi Không Có", "e@b.vn", 422), ("", "f@b.vn", 422)]
        {
            let fields = [("name", "An"), ("email", email), ("unit_name", name), ("unit_id", ""), ("kind", "viewer")];
            clerk.post("/invitations", &fields).await.expect(status);
        }
        let list = clerk.program().get("/invitations").await.json().to_string();
        assert!(list.contains("Ba Đình") && !list.contains("c@b.vn") && !list.contains("e@b.vn"), "{list}");
        assert!(list.contains("d@b.vn"), "{list}");
    }

    async fn right_passwords_do_not_use_up_the_tries_of_a_school(app: TestApp) {
        app.make_person("Quản Trị", "qt@so.vn", true, None).await;
        for _ in 0..105 {
            app.guest().sign_in("qt@so.vn", PASSWORD).await.expect(303);
        }
    }

    async fn weak_forms_come_back_with_what_was_typed(app: TestApp) {
        let mut first = app.guest();
        let cases = [
            ([("name", ""), ("email", "a@b.vn"), ("password", "mot-cay-lam-chang-nen")], "name"),
            ([("name", "An"), ("email", "khong-phai"), ("password", "mot-cay-lam-chang-nen")], "email"),
            ([("name", "An"), ("email", "a@b.vn"), ("password", "ngan")], "password"),
            ([("name", "An"), ("email", "a@b.vn"), ("password", "matkhau123456")], "password"),
        ];
        for (form, field) in cases {
            let page = first.post("/first-run", &form).await.expect(422);
            assert!(page.text().contains(&format!("{field}-error")) || page.text().contains("aria-invalid"), "{}", page.text());
            let mut program = first.program();
            let json = program.post("/first-run", &form).await.expect(422).json();
            assert!(json["errors"][field].is_string() || json["errors"][field].is_object(), "{json}");
        }
    }

    async fn five_wrong_passwords_lock_the_account_for_everybody_until_the_time_is_over(app: TestApp) {
        app.make_person("Lê Thu Hằng", "hang@so.vn", false, None).await;
        app.make_person("Quản Trị", "qt@so.vn", true, None).await;
        let mut guest = app.guest();
        for _ in 0..5 {
            guest.sign_in("hang@so.vn", "khong-dung-mat-khau").await.expect(422);
        }
        guest.sign_in("hang@so.vn", PASSWORD).await.expect(422).shows("đến 20:30 5/8/2024 thì tự mở");
        app.clock.advance(Duration::from_secs(12 * 3600 + 1));
        guest.sign_in("hang@so.vn", PASSWORD).await.expect(303);
    }

    async fn an_unknown_address_and_a_wrong_password_look_the_same(app: TestApp) {
        app.make_person("Quản Trị", "qt@so.vn", true, None).await;
        let mut guest = app.guest();
        let unknown = guest.program().sign_in("ai-do@so.vn", "mat-khau-bat-ky").await.expect(422).json();
        let wrong = guest.program().sign_in("qt@so.vn", "mat-khau-bat-ky").await.expect(422).json();
        assert_eq!(unknown["errors"], wrong["errors"]);
        guest.get("/account").await.expect(303);
    }

    async fn sign_out_everywhere_else_ends_the_other_browsers_only(app: TestApp) {
        let mut here = app.admin().await;
        let mut there = app.guest();
        there.sign_in("admin@truong.vn", PASSWORD).await.expect(303);
        there.get("/account").await.expect(200);
        here.get("/account").await.expect(200).shows("Chrome, Android");
        here.post("/account/sessions/end-all", &[]).await.expect(303);
        there.get("/account").await.expect(303);
        here.get("/account").await.expect(200);
        here.post("/sessions/end", &[]).await.expect(303);
        here.get("/account").await.expect(303);
    }

    async fn a_session_ends_when_nobody_uses_it(app: TestApp) {
        let mut admin = app.admin().await;
        app.clock.advance(Duration::from_secs(71 * 3600));
        admin.get("/account").await.expect(200);
        app.clock.advance(Duration::from_secs(71 * 3600));
        admin.get("/account").await.expect(200);
        app.clock.advance(Duration::from_secs(73 * 3600));
        admin.get("/account").await.expect(303);
        assert_eq!(app::background::sweep(&app.app).await.unwrap(), 1);
    }

    async fn a_new_password_ends_other_sessions_and_the_old_one_no_longer_fits(app: TestApp) {
        let mut here = app.admin().await;
        let mut there = app.guest();
        there.sign_in("admin@truong.vn", PASSWORD).await.expect(303);
        let wrong = [("current_password", "khong-phai-no"), ("password", "nuoc-chay-da-mon-2024")];
        here.post("/account/password", &wrong).await.expect(422);
        let right = [("current_password", PASSWORD), ("password", "nuoc-chay-da-mon-2024")];
        here.post("/account/password", &right).await.expect(303);
        there.get("/account").await.expect(303);
        here.get("/account").await.expect(200);
        app.guest().sign_in("admin@truong.vn", PASSWORD).await.expect(422);
        app.guest().sign_in("admin@truong.vn", "nuoc-chay-da-mon-2024").await.expect(303);
    }

    async fn weak_choices_of_a_new_password_are_no_wrong_guesses(app: TestApp) {
        let mut here = app.admin().await;
        for _ in 0..25 {
            let weak = [("current_password", PASSWORD), ("password", "matkhau123456")];
            here.post("/account/password", &weak).await.expect(422).shows("dễ đoán");
        }
        let right = [("current_password", PASSWORD), ("password", "nuoc-chay-da-mon-2024")];
        here.post("/account/password", &right).await.expect(303);
    }

    async fn forms_from_other_sites_are_refused(app: TestApp) {
        let mut admin = app.admin().await;
        admin.post_from_elsewhere("/account/sessions/end-all", &[]).await.expect(403);
        admin.get("/account").await.expect(200);
    }

    async fn an_invitation_makes_an_account_once(app: TestApp) {
        let mut admin = app.admin().await;
        let form = [("name", "Vi Văn Tấn"), ("email", "tan@so.vn"), ("is_admin", "true")];
        let page = admin.post("/invitations", &form).await.expect(200).text();
        let path = link_in(&page, "/join/");
        admin.get("/invitations").await.expect(200).shows("tan@so.vn");
        let mut guest = app.guest();
        guest.get(&path).await.expect(200).shows("Vi Văn Tấn");
        guest.post(&path, &[("name", "Vi Văn Tấn"), ("password", "ngan")]).await.expect(422);
        guest.post(&path, &[("name", "Vi Văn Tấn"), ("password", "giay-rach-phai-giu-lay-le")]).await.expect(303);
        guest.get("/account").await.expect(200).shows("Vi Văn Tấn");
        app.guest().get(&path).await.expect(410);
        app.guest().get("/join/khong-co-that").await.expect(410);
        admin.post("/invitations", &form).await.expect(422);
    }

    async fn an_expired_or_revoked_invitation_no_longer_works(app: TestApp) {
        let mut admin = app.admin().await;
        let form = [("name", "Vi Văn Tấn"), ("email", "tan@so.vn"), ("is_admin", "true")];
        let page = admin.post("/invitations", &form).await.expect(200).text();
        let path = link_in(&page, "/join/");
        let list = admin.program().get("/invitations").await.expect(200).json();
        let id = list["invitations"][0]["id"].as_str().expect("an id").to_owned();
        admin.post(&format!("/invitations/{id}/revoke"), &[]).await.expect(303);
        app.guest().get(&path).await.expect(410);
        let page = admin.post("/invitations", &form).await.expect(200).text();
        let path = link_in(&page, "/join/");
        app.clock.advance(Duration::from_secs(8 * 86_400));
        app.guest().get(&path).await.expect(410);
    }

    async fn a_link_sets_a_new_password_once_and_lifts_the_lock(app: TestApp) {
        let mut admin = app.admin().await;
        let who = app.make_person("Lê Thu Hằng", "hang@so.vn", false, None).await;
        let mut elsewhere = app.guest();
        elsewhere.sign_in("hang@so.vn", PASSWORD).await.expect(303);
        for _ in 0..5 {
            app.guest().sign_in("hang@so.vn", "khong-dung-mat-khau").await.expect(422);
        }
        let page = admin.post(&format!("/people/{who}/password-resets"), &[]).await.expect(200);
        let path = link_in(&page.text(), "/password/");
        let again = admin.get(&format!("/people/{who}")).await.expect(200).shows("đang chờ dùng").text();
        assert!(!again.contains("/password/"), "the link is shown once");
        // Making the link changes nothing yet; looking at it uses nothing up.
        elsewhere.get("/account").await.expect(200);
        let mut guest = app.guest();
        guest.get(&path).await.expect(200).shows("Lê Thu Hằng").shows("hang@so.vn");
        for (password, why) in [("", "ít nhất 10"), ("ngan", "ít nhất 10"), ("matkhau123456", "dễ đoán"), ("lethuhang-2024", "dễ đoán")] {
            guest.post(&path, &[("password", password)]).await.expect(422).shows(why).shows("hang@so.vn");
        }
        let new = [("password", "nuoc-chay-da-mon-2024")];
        assert_eq!(guest.post(&path, &new).await.expect(303).location(), "/sessions/new");
        guest.get("/sessions/new").await.expect(200).shows("Đã đặt mật khẩu mới");
        elsewhere.get("/account").await.expect(303);
        guest.get("/account").await.expect(303);
        app.guest().sign_in("hang@so.vn", PASSWORD).await.expect(422);
        app.guest().sign_in("hang@so.vn", "nuoc-chay-da-mon-2024").await.expect(303);
        app.guest().get(&path).await.expect(410).shows("Xin quản trị lập liên kết mới");
        app.guest().post(&path, &new).await.expect(410);
        let verbs = verbs_of(app, who).await;
        assert!(verbs.contains(&"make-reset".to_owned()) && verbs.contains(&"reset-password".to_owned()), "{verbs:?}");
    }

    async fn a_link_to_a_new_password_ends_by_time_by_another_and_with_the_account(app: TestApp) {
        let mut admin = app.admin().await;
        let who = app.make_person("Lê Thu Hằng", "hang@so.vn", false, None).await;
        let at = format!("/people/{who}/password-resets");
        let first = link_in(&admin.post(&at, &[]).await.expect(200).text(), "/password/");
        let second = link_in(&admin.post(&at, &[]).await.expect(200).text(), "/password/");
        app.guest().get(&first).await.expect(410);
        app.guest().get(&second).await.expect(200);
        app.clock.advance(Duration::from_secs(24 * 3600));
        app.guest().get(&second).await.expect(410);
        let third = link_in(&admin.post(&at, &[]).await.expect(200).text(), "/password/");
        admin.post(&format!("{at}/revoke"), &[]).await.expect(303);
        app.guest().post(&third, &[("password", "nuoc-chay-da-mon-2024")]).await.expect(410);
        let fourth = link_in(&admin.post(&at, &[]).await.expect(200).text(), "/password/");
        admin.post(&format!("/people/{who}/close"), &[]).await.expect(303);
        app.guest().get(&fourth).await.expect(410);
        admin.post(&at, &[]).await.expect(409).shows("Mở lại tài khoản trước");
        admin.post(&format!("/people/{who}/reopen"), &[]).await.expect(303);
        app.guest().get(&fourth).await.expect(410);
        // A new password that the person chose ends the link as well.
        let fifth = link_in(&admin.post(&at, &[]).await.expect(200).text(), "/password/");
        let mut hang = app.guest();
        hang.sign_in("hang@so.vn", PASSWORD).await.expect(303);
        let change = [("current_password", PASSWORD), ("password", "giay-rach-phai-giu-lay-le")];
        hang.post("/account/password", &change).await.expect(303);
        app.guest().get(&fifth).await.expect(410);
        assert_eq!(admin.get(&at).await.expect(303).location(), format!("/people/{who}"));
    }

    async fn only_administrators_make_links_and_strangers_cannot_try_links_for_long(app: TestApp) {
        let unit = domain::ids::UnitId::new(app.app.now(), &*app.app.chance);
        let mut leader = app.officer(PostKind::Leader, unit).await;
        let who = app.make_person("Lê Thu Hằng", "hang@so.vn", false, Some((PostKind::Focal, unit))).await;
        leader.post(&format!("/people/{who}/password-resets"), &[]).await.expect(403);
        let page = leader.get(&format!("/people/{who}")).await.expect(200).text();
        assert!(!page.contains("password-resets"), "{page}");
        let mut stranger = app.guest().seen_at([10, 1, 2, 3]);
        for n in 0..100 {
            let path = format!("/password/{n:0>43}");
            stranger.get(&path).await.expect(410);
        }
        stranger.get("/password/khong-co-that").await.expect(429);
    }

    async fn the_present_password_cannot_be_tried_for_ever(app: TestApp) {
        let mut admin = app.admin().await;
        let wrong = [("current_password", "khong-phai-no"), ("password", "nuoc-chay-da-mon-2024")];
        for _ in 0..19 {
            admin.post("/account/password", &wrong).await.expect(422);
        }
        let last = admin.post("/account/password", &wrong).await.status.as_u16();
        assert!(last == 429 || admin.post("/account/password", &wrong).await.status.as_u16() == 429);
    }

    async fn the_last_administrator_cannot_be_closed(app: TestApp) {
        let mut admin = app.admin().await;
        let me = admin.program().get("/account").await.expect(200).json()["person"]["id"].as_str().unwrap().to_owned();
        admin.post(&format!("/people/{me}/close"), &[]).await.expect(409);
        let other = app.make_person("Người Khác", "khac@so.vn", true, None).await;
        admin.post(&format!("/people/{other}/close"), &[]).await.expect(303);
        app.guest().sign_in("khac@so.vn", PASSWORD).await.expect(422);
        admin.post(&format!("/people/{other}/reopen"), &[]).await.expect(303);
        app.guest().sign_in("khac@so.vn", PASSWORD).await.expect(303);
    }

    async fn people_are_found_without_accents_and_listed_by_given_name(app: TestApp) {
        let mut admin = app.admin().await;
        app.make_person("Đặng Văn Ánh", "anh@so.vn", false, None).await;
        app.make_person("Lê Thu Hằng", "hang@so.vn", false, None).await;
        let list = admin.program().get("/people?q=dang%20anh").await.expect(200).json();
        assert_eq!(list["people"][0]["name"], "Đặng Văn Ánh");
        assert_eq!(list["total"], 1);
        let list = admin.program().get("/people").await.expect(200).json();
        let names: Vec<&str> = list["people"].as_array().unwrap().iter().map(|p| p["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["Đặng Văn Ánh", "Lê Thu Hằng", "Trần Quản Trị"]);
        admin.get("/people?q=%25").await.expect(200);
    }

    async fn a_viewer_sees_neither_people_nor_invitations(app: TestApp) {
        let unit = domain::ids::UnitId::new(app.app.now(), &*app.app.chance);
        let mut viewer = app.officer(PostKind::Viewer, unit).await;
        viewer.get("/people").await.expect(403);
        viewer.get("/invitations").await.expect(403);
        viewer.post("/invitations", &[("name", "A"), ("email", "a@b.vn"), ("is_admin", "true")]).await.expect(403);
    }
}
