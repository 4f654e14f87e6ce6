//! Mail: what goes out, once; a server that refuses, breaks off or sleeps; the outbox with and without a server; the
//! weekly digest and its end by one click.

use crate::notices::kinds;
use crate::support::{Client, Mood, PASSWORD, Sink, TestApp};
use crate::units::country;
use crate::work_sums::{ask, plan_with};
use app::features::notices::actions::{To, Told, tell};
use app::features::notices::{
    Came, Kind, RemoveOld, SendMail, WriteDigests, WriteMail, look, write_to_contacts,
};
use domain::ids::{PersonId, UnitId};
use domain::rights::PostKind;
use jobs::Job;
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _};
use std::time::Duration;
use tables::mail::{self, State};
use tables::{digest, person};

/// A house with this mail server.
fn with(db: &db::testing::TestDb, sink: &Sink) -> TestApp {
    let port = sink.port;
    TestApp::set_up(db.handle(), move |config| {
        config.mail.server = "127.0.0.1".to_owned();
        config.mail.port = port;
        config.mail.encryption = "none".to_owned();
        config.mail.sender = "Nhịp Cầu <nhipcau@so.vn>".to_owned();
        config.mail.seconds_max = 1;
        config.mail.per_minute_max = 5;
    })
}

async fn run<J: Job<Context = app::app::App>>(app: &TestApp, job: &J) {
    let tx = app.app.db.write().await.unwrap();
    jobs::enqueue(&tx, app.app.now(), job).await.unwrap();
    tx.commit().await.unwrap();
    app.run_jobs().await;
}

async fn focal(app: &TestApp, unit: UnitId) -> (Client, PersonId) {
    let client = app.officer(PostKind::Focal, unit).await;
    let email = format!("focal-{unit}@so.vn");
    (client, person::by_email(&email).one(app.app.db.read()).await.unwrap().unwrap().id)
}

async fn say(app: &TestApp, who: PersonId, subject: &str) {
    let words = web::args![subject = subject, symbol = "01/KH-SGDĐT", n = 2];
    let about = ("document", uuid::Uuid::from_u128(9));
    let told = Told::new(To::Person(who), Kind::DocumentCame, about, "/inbox").with(words).once(subject);
    let tx = app.app.db.write().await.unwrap();
    tell(&tx, app.app.now(), &[told]).await.unwrap();
    tx.commit().await.unwrap();
}

async fn mails(app: &TestApp) -> Vec<mail::Model> {
    mail::Entity::find().order_by_asc(mail::Column::Id).all(app.app.db.read()).await.unwrap()
}

/// Heads of a mail with long lines put together.
fn heads(text: &str) -> String {
    text.split("\r\n\r\n").next().unwrap().replace("\r\n ", "")
}

fn minutes(n: u64) -> Duration {
    Duration::from_secs(n * 60)
}

db::db_test! {
    async fn a_notice_is_mailed_once_unless_it_was_opened(db: TestDb) {
        let sink = Sink::start().await;
        let app = &with(db, &sink);
        let land = country(app).await;
        let (mut client, who) = focal(app, land.ba_dinh).await;
        say(app, who, "Hội nghị <người> lao động").await;
        look(&app.app).await.unwrap();
        app.run_jobs().await;
        assert!(sink.taken().is_empty(), "it waits for what may come with it");
        say(app, who, "Thứ hai").await;
        app.clock.advance(minutes(3));
        look(&app.app).await.unwrap();
        app.run_jobs().await;
        look(&app.app).await.unwrap();
        app.run_jobs().await;
        run(app, &SendMail {}).await;
        let taken = sink.taken();
        assert_eq!(taken.len(), 1, "two notices, one mail, sent once");
        let heads = heads(&taken[0]);
        assert!(heads.is_ascii() && heads.contains("To: "), "{heads}");
        assert!(heads.contains("Subject: =?utf-8?b?") && heads.contains("Message-ID: <"), "{heads}");
        let rows = mails(app).await;
        assert_eq!((rows.len(), rows[0].state, rows[0].attempts, rows[0].unit_id), (1, State::Sent, 1, None));
        assert!(rows[0].body.contains("Hội nghị <người> lao động") && rows[0].body.contains("http://nhipcau.test/notices/"), "{}", rows[0].body);
        // What was opened on the page in the meantime is not mailed, nor what somebody wants no mail of.
        say(app, who, "Thứ ba").await;
        app.clock.advance(Duration::from_secs(20));
        let page = client.program().get("/notices?show=unread").await.expect(200).json();
        client.get(&format!("/notices/{}/open", page["notices"][0]["id"].as_str().unwrap())).await.expect(303);
        app.clock.advance(minutes(3));
        run(app, &WriteMail {}).await;
        client.post("/notices/settings", &[("shows", "document-came"), ("digest", "true"), ("asks_mail", "true")]).await.expect(303);
        say(app, who, "Thứ tư").await;
        app.clock.advance(minutes(3));
        run(app, &WriteMail {}).await;
        assert_eq!(mails(app).await.len(), 1);
        assert_eq!(kinds(&mut client).await.len(), 4);
        app.assert_no_jobs_left().await;
    }

    async fn a_server_in_a_bad_mood_gets_it_later_and_only_once_told_as_one(db: TestDb) {
        let sink = Sink::start().await;
        let app = &with(db, &sink);
        let land = country(app).await;
        let (_, who) = focal(app, land.ba_dinh).await;
        say(app, who, "Một").await;
        app.clock.advance(minutes(3));
        run(app, &WriteMail {}).await;
        let moods = [
            (Mood::Busy, "come later"),
            (Mood::Sleeps, "no answer within 1 seconds"),
            (Mood::AnswersLate, "no answer within 1 seconds"),
            (Mood::BreaksOff, "incomplete"),
            (Mood::Relays, "relaying denied"),
        ];
        for (at, (mood, why)) in moods.into_iter().enumerate() {
            sink.set(mood);
            run(app, &SendMail {}).await;
            let row = mails(app).await.remove(0);
            let said = row.last_error.clone().unwrap_or_default();
            assert!(said.contains(why), "{mood:?}: {said}");
            assert_eq!((row.state, row.attempts), (State::Waiting, i32::try_from(at + 1).unwrap()), "{mood:?}: {:?}", row.last_error);
            assert!(row.last_error.is_some() && row.next_at > app.app.now(), "{mood:?}");
            run(app, &SendMail {}).await;
            assert_eq!(mails(app).await[0].attempts, row.attempts, "{mood:?}: not before its time");
            app.clock.advance(minutes(20));
        }
        sink.set(Mood::Takes);
        run(app, &SendMail {}).await;
        assert_eq!(mails(app).await[0].state, State::Sent);
        // The one that broke off was taken twice, with one Message-ID.
        let taken = sink.taken();
        let ids: Vec<String> = taken.iter().map(|text| heads(text).split("Message-ID: ").nth(1).unwrap().split("\r\n").next().unwrap().to_owned()).collect();
        assert_eq!(ids.len(), 2);
        assert_eq!(ids[0], ids[1]);
        // What is refused for good is given up at once and can be sent again by hand.
        sink.set(Mood::Refuses);
        say(app, who, "Hai").await;
        app.clock.advance(minutes(3));
        run(app, &WriteMail {}).await;
        run(app, &SendMail {}).await;
        let row = mails(app).await.remove(1);
        assert_eq!((row.state, row.attempts), (State::Failed, 1));
        assert!(row.last_error.as_deref().is_some_and(|why| why.contains("no such mailbox")), "{:?}", row.last_error);
        let mut admin = app.admin().await;
        admin.get("/outbox?show=failed").await.expect(200).shows("no such mailbox").shows("Không gửi được");
        sink.set(Mood::Takes);
        admin.post(&format!("/outbox/{}/resend", row.id), &[]).await.expect(303);
        run(app, &SendMail {}).await;
        assert_eq!(mails(app).await[1].state, State::Sent);
        app.assert_no_jobs_left().await;
    }

    async fn trouble_of_the_server_is_no_mails_fault_and_holds_the_queue(db: TestDb) {
        let sink = Sink::start().await;
        let app = &with(db, &sink);
        let land = country(app).await;
        let (_, who) = focal(app, land.ba_dinh).await;
        let mut admin = app.admin().await;
        say(app, who, "Một").await;
        app.clock.advance(minutes(3));
        run(app, &WriteMail {}).await;
        // A weekend long: every quarter of an hour somebody looks.
        for (mood, why) in [(Mood::Closed, "no service here"), (Mood::KnowsUsNot, "no such sender")] {
            sink.set(mood);
            for _ in 0..100 {
                app.clock.advance(minutes(15));
                look(&app.app).await.unwrap();
                app.run_jobs().await;
            }
            let row = mails(app).await.remove(0);
            assert_eq!((row.state, row.attempts), (State::Waiting, 0), "{mood:?}: {:?}", row.last_error);
            let mut admin = app.guest();
            admin.sign_in("admin@truong.vn", PASSWORD).await;
            admin.get("/outbox").await.expect(200).shows(why).shows("Chưa gửi được thư từ");
        }
        assert!(sink.taken().is_empty());
        // While the server gets its pause nobody asks it; a press of the administrator does.
        sink.set(Mood::Takes);
        look(&app.app).await.unwrap();
        app.run_jobs().await;
        assert!(sink.taken().is_empty());
        let clerk = app.officer(PostKind::Clerk, land.so).await;
        assert!(clerk.program().get("/outbox").await.expect(200).json()["mails"].as_array().unwrap().is_empty());
        admin.sign_in("admin@truong.vn", PASSWORD).await;
        admin.post("/outbox/resend", &[]).await.expect(303);
        look(&app.app).await.unwrap();
        app.run_jobs().await;
        assert_eq!(sink.taken().len(), 1);
        assert!(admin.program().get("/outbox").await.json()["trouble"].is_null());
        app.assert_no_jobs_left().await;
    }

    async fn a_mail_of_a_person_is_nobody_elses_and_old_notices_are_no_flood(db: TestDb) {
        let sink = Sink::start().await;
        let app = &with(db, &sink);
        let land = country(app).await;
        let (mut client, _) = focal(app, land.ba_dinh).await;
        let about = ("document", uuid::Uuid::from_u128(9));
        let to = To::Posts(land.ba_dinh, &[PostKind::Focal]);
        let words = web::args![subject = "Kín", symbol = "01/KH-SGDĐT", n = 2];
        let told = |once: &str| Told::new(to.clone(), Kind::DocumentCame, about, "/inbox").with(words.clone()).once(once);
        let tell_now = async |once: &str| {
            let tx = app.app.db.write().await.unwrap();
            tell(&tx, app.app.now(), &[told(once)]).await.unwrap();
            tx.commit().await.unwrap();
        };
        tell_now("một").await;
        app.clock.advance(minutes(3));
        run(app, &WriteMail {}).await;
        let row = mails(app).await.remove(0);
        let mut clerk = app.officer(PostKind::Clerk, land.so).await;
        for path in ["", "/mail.eml"] {
            clerk.get(&format!("/outbox/{}{path}", row.id)).await.expect(403);
        }
        clerk.post(&format!("/outbox/{}/sent", row.id), &[]).await.expect(403);
        assert_eq!(clerk.program().get("/outbox").await.expect(200).json()["total"], 0);
        app.admin().await.get(&format!("/outbox/{}", row.id)).await.expect(200).shows("Kín");
        // The house slept for three days: what was told then is on the page, and no mail any more.
        tell_now("hai").await;
        app.clock.advance(Duration::from_secs(3 * 86_400));
        run(app, &WriteMail {}).await;
        assert_eq!(mails(app).await.len(), 1);
        // A form that did not ask about mail says nothing about it; the page of today asks.
        client.sign_in(&format!("focal-{}@so.vn", land.ba_dinh), PASSWORD).await;
        client.post("/notices/settings", &[("shows", "document-came")]).await.expect(303);
        tell_now("ba").await;
        app.clock.advance(minutes(3));
        run(app, &WriteMail {}).await;
        assert_eq!(mails(app).await.len(), 2);
        assert_eq!(client.program().get("/notices/settings").await.json()["digest"], true);
        client.get("/notices/settings").await.expect(200).shows("asks_mail");
        client.post("/notices/settings", &[("shows", "document-came"), ("asks_mail", "true")]).await.expect(303);
        tell_now("bốn").await;
        app.clock.advance(minutes(3));
        run(app, &WriteMail {}).await;
        assert_eq!(mails(app).await.len(), 2);
        assert_eq!(client.program().get("/notices/settings").await.json()["digest"], false);
        app.assert_no_jobs_left().await;
    }

    async fn no_more_go_out_in_a_minute_than_the_settings_say_and_a_cut_is_taken_up(db: TestDb) {
        let sink = Sink::start().await;
        let app = &with(db, &sink);
        let mut admin = app.admin().await;
        for _ in 0..7 {
            app.clock.advance(Duration::from_millis(1));
            admin.post("/outbox/test", &[]).await.expect(303);
        }
        run(app, &SendMail {}).await;
        run(app, &SendMail {}).await;
        assert_eq!(sink.taken().len(), 5);
        app.clock.advance(minutes(2));
        run(app, &SendMail {}).await;
        assert_eq!(sink.taken().len(), 7);
        // The program ended while one was sent: it is taken up after a while.
        let tx = app.app.db.write().await.unwrap();
        let cut = mail::ActiveModel { state: sea_orm::ActiveValue::Set(State::Sending), ..Default::default() };
        mail::Entity::update_many().set(cut).exec(&tx).await.unwrap();
        tx.commit().await.unwrap();
        look(&app.app).await.unwrap();
        app.run_jobs().await;
        assert_eq!(sink.taken().len(), 7, "it may still be at it");
        app.clock.advance(minutes(16));
        look(&app.app).await.unwrap();
        app.run_jobs().await;
        app.clock.advance(minutes(2));
        look(&app.app).await.unwrap();
        app.run_jobs().await;
        assert_eq!(sink.taken().len(), 7 + 5, "the two that are left wait for the next minute");
        // Whatever ends the program time after time is not tried for ever.
        for _ in 0..3 {
            let tx = app.app.db.write().await.unwrap();
            let cut = mail::ActiveModel { state: sea_orm::ActiveValue::Set(State::Sending), ..Default::default() };
            let which = mail::Entity::update_many().set(cut).filter(mail::Column::Id.eq(mails(app).await[0].id));
            let more = sea_orm::ExprTrait::add(sea_orm::sea_query::Expr::col(mail::Column::Attempts), 1);
            which.col_expr(mail::Column::Attempts, more).exec(&tx).await.unwrap();
            tx.commit().await.unwrap();
            app.clock.advance(minutes(16));
            sink.set(Mood::Closed);
            look(&app.app).await.unwrap();
            app.run_jobs().await;
        }
        let row = mails(app).await.remove(0);
        assert_eq!((row.state, row.last_error.as_deref()), (State::Failed, Some("the program ended while it was sent")));
        app.assert_no_jobs_left().await;
    }

    async fn without_a_server_mails_are_kept_saved_and_marked(db: TestDb) {
        let app = &TestApp::on(db);
        let land = country(app).await;
        let (mut focal, who) = focal(app, land.ba_dinh).await;
        let mut clerk = app.officer(PostKind::Clerk, land.so).await;
        let mut stranger = app.officer(PostKind::Clerk, land.bureau).await;
        // A unit without accounts has an address, kept by the clerk of the unit above.
        let path = format!("/units/{}/contact", land.hoan_kiem);
        clerk.post(&path, &[("email", "không có")]).await.expect(422).shows("Ghi một địa chỉ thư");
        clerk.post(&path, &[("email", " VanThu@HoanKiem.edu.vn ")]).await.expect(303);
        clerk.get(&path).await.expect(200).shows("vanthu@hoankiem.edu.vn");
        stranger.get(&path).await.expect(403);
        let tx = app.app.db.write().await.unwrap();
        let came = Came { subject: "Hội nghị\r\nBcc: x@y.vn", symbol: "01/KH", path: "/documents/1".to_owned(), sender: land.so };
        let units = [land.hoan_kiem, land.ba_dinh];
        for n in [1, 0] {
            let kinds = [PostKind::Focal, PostKind::Clerk];
            assert_eq!(write_to_contacts(&tx, app.app.now(), &app.app.config, (&units, &kinds), &came).await.unwrap(), n);
        }
        tx.commit().await.unwrap();
        let row = mails(app).await.remove(0);
        assert_eq!((row.state, row.to_address.as_str(), row.unit_id), (State::Held, "vanthu@hoankiem.edu.vn", Some(land.so)));
        assert!(!row.subject.contains('\n'), "{}", row.subject);
        run(app, &SendMail {}).await;
        clerk.get("/outbox").await.expect(200).shows("Chưa đặt máy chủ thư").shows("vanthu@hoankiem.edu.vn");
        let one = format!("/outbox/{}", row.id);
        clerk.get(&one).await.expect(200).shows("Đánh dấu đã gửi tay");
        let file = clerk.get(&format!("{one}/mail.eml")).await.expect(200);
        let text = String::from_utf8(file.bytes).unwrap();
        assert!(text.contains("To: ") && !heads(&text).contains("\r\nBcc:"), "{text}");
        // Others see nothing of it, and a mail without a unit is the administrator's.
        stranger.get(&one).await.expect(403);
        assert_eq!(stranger.program().get("/outbox").await.expect(200).json()["total"], 0);
        focal.get("/outbox").await.expect(403);
        let told = clerk.post(&format!("{one}/resend"), &[]).await.expect(303);
        clerk.get(told.location()).await.expect(200).shows("Chưa đặt máy chủ thư nên chưa gửi được");
        clerk.post(&format!("{one}/sent"), &[]).await.expect(303);
        clerk.post(&format!("{one}/sent"), &[]).await.expect(409).shows("Thư vừa sang trạng thái khác");
        assert_eq!(mails(app).await[0].state, State::Sent);
        say(app, who, "Một").await;
        app.clock.advance(minutes(3));
        run(app, &WriteMail {}).await;
        assert_eq!(mails(app).await[1].state, State::Held);
        app.assert_no_jobs_left().await;
    }

    async fn links_to_passwords_and_invitations_go_by_mail_and_are_not_kept(db: TestDb) {
        let sink = Sink::start().await;
        let app = &with(db, &sink);
        let land = country(app).await;
        let (_, who) = focal(app, land.ba_dinh).await;
        let mut admin = app.admin().await;
        admin.post(&format!("/people/{who}/password-resets"), &[]).await.expect(200).shows("http://nhipcau.test/password/");
        let invite = [("name", "Lý Thu An"), ("email", "an@so.vn"), ("is_admin", "true")];
        admin.post("/invitations", &invite).await.expect(200).shows("http://nhipcau.test/join/");
        let rows = mails(app).await;
        assert!(rows[0].body.contains("http://nhipcau.test/password/") && rows[1].body.contains("http://nhipcau.test/join/"));
        run(app, &SendMail {}).await;
        assert_eq!(sink.taken().len(), 2);
        assert!(mails(app).await.iter().all(|row| row.body.is_empty() && row.state == State::Sent));
        admin.get(&format!("/outbox/{}", rows[0].id)).await.expect(200).shows("liên kết bí mật");
        admin.post(&format!("/outbox/{}/resend", rows[0].id), &[]).await.expect(409);
        // One that waits shows its link to nobody either, and what was marked by hand or has run out is emptied.
        for email in ["binh@so.vn", "chi@so.vn"] {
            admin.post("/invitations", &[("name", "Lý Thu"), ("email", email), ("is_admin", "true")]).await.expect(200);
        }
        let waiting = mails(app).await.remove(2);
        let page = admin.get(&format!("/outbox/{}", waiting.id)).await.expect(200);
        assert!(waiting.body.contains("/join/") && !page.text().contains("/join/"));
        admin.get(&format!("/outbox/{}/mail.eml", waiting.id)).await.expect(409).shows("liên kết bí mật");
        admin.post(&format!("/outbox/{}/sent", waiting.id), &[]).await.expect(303);
        assert!(mails(app).await[2].body.is_empty());
        app.clock.advance(Duration::from_secs(8 * 86_400));
        run(app, &RemoveOld {}).await;
        let over = mails(app).await.remove(3);
        assert_eq!((over.state, over.body.as_str()), (State::Failed, ""));
        app.assert_no_jobs_left().await;
    }

    async fn the_digest_comes_once_on_monday_with_something_to_say_until_it_is_stopped(db: TestDb) {
        let sink = Sink::start().await;
        let app = &with(db, &sink);
        let land = country(app).await;
        let rows = ["1\tTổ chức hội nghị\tTháng 8/2024\tCác phòng", "2\tBáo cáo kết quả\tTháng 10/2024\tCác phòng"];
        let (plan, tasks) = plan_with(app, land.bureau, &rows).await;
        ask(app, plan, &tasks, &[land.ba_dinh]).await;
        let (_, who) = focal(app, land.ba_dinh).await;
        app.officer(PostKind::Focal, land.hoan_kiem).await;
        run(app, &WriteDigests {}).await;
        assert_eq!(mails(app).await.len(), 1, "Monday 8:30: one person has work, the other nothing");
        run(app, &WriteDigests {}).await;
        assert_eq!((mails(app).await.len(), digest::Entity::find().count(app.app.db.read()).await.unwrap()), (1, 2));
        let first = mails(app).await.remove(0);
        assert_eq!(first.subject, "Việc tuần này: 0 trễ, 0 sắp đến hạn, 2 mới");
        app.clock.set("2024-09-02T07:29:00+07:00");
        run(app, &WriteDigests {}).await;
        assert_eq!(mails(app).await.len(), 1, "not before half past seven");
        app.clock.set("2024-09-02T07:31:00+07:00");
        run(app, &WriteDigests {}).await;
        let second = mails(app).await.remove(1);
        assert_eq!(second.subject, "Việc tuần này: 1 trễ, 0 sắp đến hạn, 0 mới");
        assert!(second.body.contains("- Tổ chức hội nghị, hạn 31/8/2024"), "{}", second.body);
        // One click, as a mail program does it: without a session.
        let stop = second.unsubscribe.as_deref().unwrap().strip_prefix("http://nhipcau.test").unwrap().to_owned();
        run(app, &SendMail {}).await;
        let sent = sink.taken().pop().unwrap();
        assert!(heads(&sent).contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{sent}");
        let mut guest = app.guest();
        guest.get(&stop).await.expect(200).shows("Thôi nhận thư tổng hợp tuần");
        app.guest().program().post(&stop, &[("List-Unsubscribe", "One-Click")]).await.expect(200);
        guest.get("/digest/stop/rac").await.expect(410).shows("không còn dùng được");
        app.clock.set("2024-09-09T08:00:00+07:00");
        run(app, &WriteDigests {}).await;
        assert_eq!(mails(app).await.len(), 2);
        let mut focal = app.guest();
        focal.sign_in(&format!("focal-{}@so.vn", land.ba_dinh), PASSWORD).await;
        assert_eq!(focal.program().get("/notices/settings").await.expect(200).json()["digest"], false);
        focal.post("/notices/settings", &[("digest", "true"), ("asks_mail", "true")]).await.expect(303);
        run(app, &WriteDigests {}).await;
        assert_eq!(mails(app).await.len(), 3, "it is wanted again, and the week has not had it");
        assert_eq!(mails(app).await[2].person_id, Some(who));
        // Old ones go, and with them the links that stop the digest.
        app.clock.advance(Duration::from_secs(200 * 86_400));
        run(app, &RemoveOld {}).await;
        assert_eq!((mails(app).await.len(), digest::Entity::find().count(app.app.db.read()).await.unwrap()), (0, 0));
        guest.get(&stop).await.expect(410);
        app.assert_no_jobs_left().await;
    }

    async fn a_calendar_is_read_by_its_secret_and_follows_the_rights_of_the_day(db: TestDb) {
        let app = &TestApp::on(db);
        let land = country(app).await;
        let rows = ["1\tTổ chức hội nghị; ăn, ở\tTháng 8/2024\tCác phòng"];
        let (plan, tasks) = plan_with(app, land.bureau, &rows).await;
        ask(app, plan, &tasks, &[land.ba_dinh]).await;
        let (mut client, who) = focal(app, land.ba_dinh).await;
        client.get("/calendar").await.expect(200).shows("Chưa lập địa chỉ lịch nào");
        client.post("/calendar", &[("scope", "nothing")]).await.expect(422).shows("Chọn lịch gồm những gì");
        client.post("/calendar", &[("scope", &format!("plan:{plan}"))]).await.expect(404);
        let made = client.program().post("/calendar", &[("scope", "unit")]).await.expect(200).json();
        let link = made["link"].as_str().unwrap().strip_prefix("http://nhipcau.test").unwrap().to_owned();
        assert!(client.program().get("/calendar").await.json()["link"].is_null(), "it is shown once");
        let mut phone = app.guest();
        let answer = phone.get(&link).await.expect(200);
        assert_eq!(answer.headers["content-type"], "text/calendar; charset=utf-8");
        let text = answer.text();
        let title = tables::task::of_plan(plan).one(app.app.db.read()).await.unwrap().unwrap().title;
        let printed = title.replace(';', "\\;").replace(',', "\\,");
        assert!(text.replace("\r\n ", "").contains(&format!("SUMMARY:Hạn: {printed}")), "{text}");
        assert!(text.contains("DTSTART;VALUE=DATE:20240831") && text.contains("@nhipcau.test"), "{text}");
        assert!(text.lines().all(|line| line.len() <= 75), "RFC 5545: {text}");
        assert!(client.program().get("/calendar").await.json()["feeds"][0]["fetched_at"].is_string());
        // Own work only; who loses the post loses the unit's calendar.
        let own = client.program().post("/calendar", &[("scope", "own")]).await.expect(200).json();
        let own = own["link"].as_str().unwrap().strip_prefix("http://nhipcau.test").unwrap().to_owned();
        assert!(!phone.get(&own).await.expect(200).text().contains("VEVENT"));
        let tx = app.app.db.write().await.unwrap();
        let named = tables::assignment::ActiveModel { person_id: sea_orm::ActiveValue::Set(Some(who)), ..Default::default() };
        tables::assignment::Entity::update_many().set(named).exec(&tx).await.unwrap();
        tx.commit().await.unwrap();
        assert!(phone.get(&own).await.expect(200).text().contains("VEVENT"));
        let tx = app.app.db.write().await.unwrap();
        let ended = tables::post::ActiveModel { ended_at: sea_orm::ActiveValue::Set(Some(app.app.now())), ..Default::default() };
        tables::post::Entity::update_many().set(ended).exec(&tx).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!phone.get(&link).await.expect(200).text().contains("VEVENT"));
        // The name stays on the work, the right to read it does not: neither here nor in the weekly mail.
        assert!(!phone.get(&own).await.expect(200).text().contains("VEVENT"));
        run(app, &WriteDigests {}).await;
        assert_eq!(mails(app).await.len(), 0);
        let id = client.program().get("/calendar").await.json()["feeds"][1]["id"].as_str().unwrap().to_owned();
        let mut other = app.person("Người Khác", "khac@so.vn", false, None).await;
        other.post(&format!("/calendar/{id}/revoke"), &[]).await.expect(404);
        client.post(&format!("/calendar/{id}/revoke"), &[]).await.expect(303);
        phone.get(&link).await.expect(410).shows("không còn dùng được");
        phone.get("/calendar/x.ics").await.expect(410);
    }
}
