//! Communications of a plan: planned, written, approved in the version that was read, published not before its embargo ends,
//! corrected and taken down with a reason, by those who may.

use crate::app_test;
use crate::plans::plan;
use crate::support::{Client, TestApp};
use crate::units::{country, make};
use app::features::media::MediaError;
use app::features::media::actions::{self, Decision, NewItem, NewPicture, Published};
use db::events::By;
use domain::ids::{MediaItemId, MediaPictureId, PlanId, UnitId};
use domain::media::{MediaChannel, MediaKind, MediaPhase, MediaState};
use domain::rights::PostKind;
use domain::time::Moment;
use domain::units::UnitKind;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::Expr};
use serde_json::Value as Json;
use tables::{media_item, notice};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n................";

const TEXT: &str = "UBND TỈNH LAM GIANG\nSỞ GIÁO DỤC VÀ ĐÀO TẠO\n\nSố: 15/KH-SGDĐT\n\nLam Giang, ngày 05 tháng 8 năm 2024\n\n\
    KẾ HOẠCH\n\nGặp gỡ nhà giáo\n\nSở Giáo dục và Đào tạo ban hành kế hoạch như sau:\n\nI. LỘ TRÌNH\n\n\
    TT\tNội dung\tThời gian\tĐơn vị chủ trì\n1\tTuyên truyền trước Hội nghị trên Cổng thông tin điện tử\tTháng 8/2024\tVăn phòng Sở\n\
    2\tTổ chức Hội nghị\tTháng 9/2024\tVăn phòng Sở\n\nTrên đây là Kế hoạch./.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nNguyễn Văn Mẫu";

fn new_item(unit: UnitId) -> NewItem {
    NewItem {
        unit,
        person: None,
        partner: None,
        title: "Khai mạc gặp gỡ nhà giáo".to_owned(),
        phase: MediaPhase::During,
        kind: MediaKind::News,
        channel: MediaChannel::Portal,
        outlet: String::new(),
        due_on: None,
        source: None,
        embargo_at: None,
        body: "Sáng nay, hội nghị khai mạc.".to_owned(),
        byline: String::new(),
        credit: String::new(),
        licence: String::new(),
        on_page: true,
        publishes_itself: false,
    }
}

/// A picture as it is kept.
async fn picture(app: &TestApp) -> NewPicture {
    NewPicture {
        file_name: "anh.png".to_owned(),
        file: app.app.files.keep(PNG).await.unwrap(),
        kind: "png",
        n_bytes: PNG.len(),
        alt: "Hội trường".to_owned(),
        caption: String::new(),
        credit: String::new(),
        shows_people: false,
        consent: String::new(),
        is_scanned: false,
    }
}

async fn made(app: &TestApp, plan: PlanId, new: &NewItem) -> MediaItemId {
    let tx = app.app.db.write().await.unwrap();
    let secret = actions::secret(app.app.chance.as_ref());
    let id = actions::create(&tx, app.app.now(), By::HOUSE, plan, (new, &secret)).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// An item of a plan, both of `unit`, with a picture.
pub async fn item(app: &TestApp, unit: UnitId) -> (MediaItemId, MediaPictureId) {
    let plan = plan(app, unit, TEXT).await;
    let id = made(app, plan, &new_item(unit)).await;
    let new = picture(app).await;
    let tx = app.app.db.write().await.unwrap();
    let picture = actions::add_picture(&tx, app.app.now(), By::HOUSE, id, new).await.unwrap();
    tx.commit().await.unwrap();
    (id, picture)
}

async fn issued(app: &TestApp, unit: UnitId) -> PlanId {
    let id = plan(app, unit, TEXT).await;
    let tx = app.app.db.write().await.unwrap();
    tables::plan::Entity::update_many()
        .col_expr(tables::plan::Column::State, Expr::value("issued"))
        .filter(tables::plan::Column::Id.eq(id))
        .exec(&tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

async fn row(app: &TestApp, id: MediaItemId) -> media_item::Model {
    media_item::by_id(id).one(app.app.db.read()).await.unwrap().unwrap()
}

async fn shown(client: &mut Client, id: MediaItemId) -> Json {
    client.program().get(&format!("/media/{id}")).await.expect(200).json()
}

/// Posts a step with what the page shows.
async fn step(
    client: &mut Client,
    id: MediaItemId,
    step: &str,
    more: &[(&str, &str)],
) -> crate::support::Answer {
    let page = shown(client, id).await;
    let seen = if step == "submit" { &page["revision"] } else { &page["version"] }.to_string();
    let mut form = vec![("seen", seen.as_str())];
    form.extend(more);
    client.post(&format!("/media/{id}/{step}"), &form).await
}

async fn n_told(app: &TestApp, kind: &str) -> usize {
    notice::Entity::find().filter(notice::Column::Kind.eq(kind)).all(app.app.db.read()).await.unwrap().len()
}

app_test! {
    async fn an_item_goes_from_the_plans_words_to_the_public_through_its_leader(app: TestApp) {
        let land = country(app).await;
        let id = issued(app, land.so).await;
        let mut writer = app.officer(PostKind::Drafter, land.so).await;
        let mut leader = app.officer(PostKind::Leader, land.so).await;
        let board = format!("/plans/{id}/media");
        // The plan's words propose; refused stays refused, and can be proposed again.
        let page = writer.program().get(&board).await.expect(200).json();
        let source = page["proposals"][0]["source"].as_str().unwrap().to_owned();
        assert_eq!((page["proposals"].as_array().unwrap().len(), &page["proposals"][0]["word"]), (1, &"tuyên truyền".into()));
        writer.post(&format!("{board}/proposals"), &[("source", &source)]).await.expect(303);
        let page = writer.program().get(&board).await.expect(200).json();
        assert_eq!((page["proposals"].as_array().unwrap().len(), page["refused"].as_array().unwrap().len()), (0, 1));
        writer.post(&format!("{board}/proposals"), &[("source", &source), ("takes_back", "true")]).await.expect(303);
        writer.get(&format!("{board}/new?source={source}&phase=before")).await.expect(200).shows("Tuyên truyền trước Hội nghị");
        // What cannot be read is told at its field, and nothing typed is lost.
        let bad = [("title", "…"), ("phase", "before"), ("kind", "news"), ("channel", "portal"), ("due", "31/2/2024"), ("embargo_at", "25:00"), ("body", "Chữ đã gõ")];
        writer.post(&board, &bad).await.expect(422).shows("Ghi tiêu đề").shows("Không đọc được ngày").shows("Không đọc được giờ").shows("Chữ đã gõ");
        let form = [("title", "Trước ngày gặp gỡ"), ("phase", "before"), ("kind", "news"), ("channel", "portal"), ("due", "10/8/2024"), ("source", source.as_str()), ("on_page", "true")];
        let at = writer.post(&board, &form).await.expect(303).location().to_owned();
        let item: MediaItemId = at.rsplit('/').next().unwrap().parse().unwrap();
        let page = writer.program().get(&board).await.expect(200).json();
        assert_eq!((&page["proposals"], &page["columns"][0]["items"][0]["chip"]["word"]), (&Json::Array(vec![]), &"idea".into()));
        // Nothing to read, nothing to approve.
        step(&mut writer, item, "submit", &[]).await.expect(422).shows("Chưa có nội dung");
        let written = |body: &'static str, seen: String| {
            let form = [("title", "Trước ngày gặp gỡ"), ("phase", "before"), ("kind", "news"), ("channel", "portal"), ("due", "10/8/2024"), ("on_page", "true"), ("body", body)];
            form.into_iter().map(|(k, v)| (k, v.to_owned())).chain([("seen", seen)]).collect::<Vec<_>>()
        };
        let post = async |client: &mut Client, form: Vec<(&'static str, String)>| {
            let form: Vec<(&str, &str)> = form.iter().map(|(k, v)| (*k, v.as_str())).collect();
            client.post(&at, &form).await
        };
        let seen = shown(&mut writer, item).await["revision"].to_string();
        post(&mut writer, written("Bản của tôi <b>đậm</b>", seen.clone())).await.expect(303);
        // Two writers: the second sees the first's text and loses nothing.
        post(&mut writer, written("Bản của người kia", seen)).await.expect(422).shows("Người khác vừa sửa").shows("Bản của tôi").shows("Bản của người kia");
        let html = writer.get(&at).await.expect(200).text();
        assert!(html.contains("&lt;b&gt;") && !html.contains("<b>đậm"), "typed markup is text");
        step(&mut writer, item, "submit", &[]).await.expect(303);
        assert_eq!(n_told(app, "media-submitted").await, 1);
        // While the leader reads, nobody changes it; a drafter does not approve.
        let seen = shown(&mut writer, item).await["revision"].to_string();
        post(&mut writer, written("Sửa lén", seen)).await.expect(422).shows("Đang chờ duyệt");
        step(&mut writer, item, "approve", &[]).await.expect(403);
        step(&mut leader, item, "return", &[]).await.expect(422).shows("Ghi lý do");
        step(&mut leader, item, "return", &[("reason", "Thêm thời gian")]).await.expect(303);
        writer.get(&at).await.expect(200).shows("Thêm thời gian");
        assert_eq!(n_told(app, "media-returned").await, 1);
        step(&mut writer, item, "submit", &[]).await.expect(303);
        // The verdict names the version: one that nobody read is not approved.
        leader.post(&format!("{at}/approve"), &[("seen", "1")]).await.expect(409).shows("Người khác vừa sửa");
        step(&mut leader, item, "approve", &[]).await.expect(303);
        // A change after the approval asks for it again; a change of the day does not.
        let same = |due: &'static str, seen: String| written("Bản của tôi <b>đậm</b>", seen).into_iter().map(|(k, v)| (k, if k == "due" { due.to_owned() } else { v })).collect::<Vec<_>>();
        let seen = shown(&mut writer, item).await["revision"].to_string();
        post(&mut writer, same("12/8/2024", seen)).await.expect(303);
        assert_eq!(row(app, item).await.state, MediaState::Approved);
        let seen = shown(&mut writer, item).await["revision"].to_string();
        post(&mut writer, written("Bản mới", seen)).await.expect(303);
        let page = shown(&mut writer, item).await;
        assert_eq!((&page["item"]["chip"]["word"], &page["versions"][0]["verdict"]), (&"writing".into(), &"replaced".into()));
        step(&mut writer, item, "publish", &[("url", "https://so.vn/tin")]).await.expect(409);
        step(&mut writer, item, "submit", &[]).await.expect(303);
        step(&mut leader, item, "approve", &[]).await.expect(303);
        // Where is it? No page is open yet, so an address is asked for.
        step(&mut writer, item, "publish", &[]).await.expect(422).shows("Ghi địa chỉ đã đăng");
        step(&mut writer, item, "publish", &[("url", "javascript:alert(1)")]).await.expect(422).shows("bắt đầu bằng https://");
        step(&mut writer, item, "publish", &[("url", "https://so.vn/tin"), ("on", "1/1/2030")]).await.expect(422).shows("chưa tới");
        step(&mut writer, item, "publish", &[("url", "https://so.vn/tin")]).await.expect(303);
        assert_eq!(row(app, item).await.published_version, Some(3));
        // Corrected with a reason, taken down with a reason.
        step(&mut writer, item, "correct", &[("reason", "Sai giờ")]).await.expect(303);
        step(&mut writer, item, "drop", &[("reason", "thôi")]).await.expect(409);
        step(&mut writer, item, "take-down", &[("reason", "Nhầm địa điểm")]).await.expect(303);
        writer.get(&at).await.expect(200).shows("Nhầm địa điểm").shows("Sai giờ");
        assert_eq!(n_told(app, "media-removed").await, 1, "the leader, and not the author who did it");
    }

    async fn nothing_is_published_before_its_embargo_by_people_or_by_itself(app: TestApp) {
        let land = country(app).await;
        let id = issued(app, land.so).await;
        let now = app.app.now();
        let until: Moment = Moment::at_local(now.local_day(), chrono::NaiveTime::from_hms_opt(23, 0, 0).unwrap());
        let new = NewItem { embargo_at: Some(until), publishes_itself: true, ..new_item(land.so) };
        let item = made(app, id, &new).await;
        let mut writer = app.officer(PostKind::Drafter, land.so).await;
        let mut leader = app.officer(PostKind::Leader, land.so).await;
        step(&mut writer, item, "submit", &[]).await.expect(303);
        step(&mut leader, item, "approve", &[]).await.expect(303);
        step(&mut writer, item, "publish", &[("url", "https://so.vn/tin")]).await.expect(422).shows("Không đăng trước 23:00").shows("https://so.vn/tin");
        leader.post(&format!("/plans/{id}/media/page"), &[("is_on", "true")]).await.expect(303);
        let itself = async || {
            let tx = app.app.db.write().await.unwrap();
            let done = actions::publish_itself(&tx, app.app.now(), item).await.unwrap();
            tx.commit().await.unwrap();
            done
        };
        assert!(!itself().await, "the embargo runs");
        app.clock.put(until);
        app.run_jobs().await;
        let out = row(app, item).await;
        if out.state != MediaState::Published {
            assert!(itself().await, "the embargo has ended");
        }
        let out = row(app, item).await;
        assert_eq!((out.state, out.published_at), (MediaState::Published, Some(until)));
        assert!(out.published_url.starts_with("/p/gap-go-nha-giao-"), "{}", out.published_url);
        assert!(!itself().await, "once is enough");
    }

    async fn the_public_reads_what_is_out_and_nothing_else(app: TestApp) {
        let land = country(app).await;
        let id = issued(app, land.so).await;
        let mut writer = app.officer(PostKind::Drafter, land.so).await;
        let mut leader = app.officer(PostKind::Leader, land.so).await;
        let mut guest = app.guest();
        let (switch, on) = (format!("/plans/{id}/media/page"), [("is_on", "true")]);
        writer.post(&switch, &on).await.expect(403);
        leader.post(&switch, &on).await.expect(303);
        let page = leader.program().get(&format!("/plans/{id}/media")).await.expect(200).json();
        let home = page["public"]["address"].as_str().unwrap().to_owned();
        let later = Moment::at_local(app.app.now().local_day(), chrono::NaiveTime::from_hms_opt(23, 0, 0).unwrap());
        let draft = made(app, id, &NewItem { title: "Tin chưa đăng".to_owned(), ..new_item(land.so) }).await;
        let held = made(app, id, &NewItem { title: "Tin giữ đến tối".to_owned(), embargo_at: Some(later), ..new_item(land.so) }).await;
        let out = made(app, id, &NewItem { body: "## Đoạn <một>\nXem https://so.vn/tin".to_owned(), ..new_item(land.so) }).await;
        let new = picture(app).await;
        let tx = app.app.db.write().await.unwrap();
        let shot = actions::add_picture(&tx, app.app.now(), By::HOUSE, out, new).await.unwrap();
        tx.commit().await.unwrap();
        for item in [held, out] {
            step(&mut writer, item, "submit", &[]).await.expect(303);
            step(&mut leader, item, "approve", &[]).await.expect(303);
        }
        let address = async |item: MediaItemId| format!("{home}/{}", row(app, item).await.slug);
        let at = address(out).await;
        guest.get(&at).await.expect(404);
        guest.get(&home).await.expect(200).shows("Chưa có tin nào");
        step(&mut writer, out, "publish", &[]).await.expect(303);
        // Everybody reads it, without cookies, and caches know for how long.
        let answer = guest.get(&at).await.expect(200).shows("Đoạn &lt;một&gt;").shows("NewsArticle").shows("Hội trường");
        assert_eq!(answer.headers["cache-control"], "public, max-age=60");
        assert!(!answer.headers.contains_key("set-cookie") && !answer.text().contains("module"), "no cookie, no script");
        assert!(answer.text().len() < 60_000);
        guest.get(&home).await.expect(200).shows("Khai mạc gặp gỡ nhà giáo");
        guest.get(&format!("{home}.atom")).await.expect(200).shows("<title>Khai mạc gặp gỡ nhà giáo</title>");
        assert_eq!(guest.get(&format!("{at}/{shot}")).await.expect(200).headers["content-type"], "image/png");
        // Nothing else: neither by its address nor on the page, the feed, or through another item.
        for item in [draft, held] {
            let other = address(item).await;
            guest.get(&other).await.expect(404);
            guest.get(&format!("{other}/{shot}")).await.expect(404);
        }
        for path in [home.clone(), format!("{home}.atom")] {
            let text = guest.get(&path).await.expect(200).text();
            assert!(!text.contains("chưa đăng") && !text.contains("giữ đến tối"), "{path}");
        }
        guest.get(&format!("/media/{out}")).await;
        // A correction is read once it is published, with its reason; until then the old text stands.
        step(&mut writer, out, "correct", &[("reason", "Sửa giờ khai mạc")]).await.expect(303);
        let seen = shown(&mut writer, out).await["revision"].to_string();
        let bureau = land.bureau.to_string();
        let form = [("unit_id", bureau.as_str()), ("title", "Khai mạc lúc 8 giờ"), ("phase", "during"), ("kind", "news"), ("channel", "portal"), ("body", "Bản mới"), ("seen", seen.as_str())];
        writer.post(&format!("/media/{out}"), &form).await.expect(303);
        let old = guest.get(&at).await.expect(200).text();
        assert!(!old.contains("8 giờ") && !old.contains("Sửa giờ"));
        // Nor does another unit answer for it before its leader has approved anything.
        assert_eq!(row(app, out).await.unit_id, land.bureau);
        let department = "Sở Giáo dục và Đào tạo";
        assert!(old.contains(department) && guest.get(&home).await.text().contains(department), "{old}");
        let tx = app.app.db.write().await.unwrap();
        let back = media_item::ActiveModel { unit_id: Set(land.so), ..Default::default() };
        media_item::Entity::update_many().set(back).filter(media_item::Column::Id.eq(out)).exec(&tx).await.unwrap();
        tx.commit().await.unwrap();
        step(&mut writer, out, "submit", &[]).await.expect(303);
        step(&mut leader, out, "approve", &[]).await.expect(303);
        step(&mut writer, out, "publish", &[]).await.expect(303);
        guest.get(&at).await.expect(200).shows("Khai mạc lúc 8 giờ").shows("Sửa giờ khai mạc");
        step(&mut writer, out, "take-down", &[("reason", "Nhầm địa điểm")]).await.expect(303);
        guest.get(&at).await.expect(410).shows("Nhầm địa điểm");
        guest.get(&format!("{at}/{shot}")).await.expect(404);
        assert!(!guest.get(&home).await.expect(200).text().contains("8 giờ"));
        leader.post(&switch, &[("is_on", "false")]).await.expect(303);
        guest.get(&home).await.expect(404);
        guest.get(&at).await.expect(404);
    }

    async fn a_verdict_of_a_rolled_back_transaction_leaves_nothing(app: TestApp) {
        let land = country(app).await;
        let id = made(app, issued(app, land.so).await, &new_item(land.so)).await;
        let now = app.app.now();
        {
            let tx = app.app.db.write().await.unwrap();
            let no = actions::submit(&tx, now, By::HOUSE, (id, 1)).await.unwrap();
            actions::decide(&tx, now, By::HOUSE, (id, no), &Decision::Approve).await.unwrap();
        }
        assert_eq!((row(app, id).await.state, row(app, id).await.version), (MediaState::Writing, 0));
        assert_eq!(n_told(app, "media-submitted").await, 0);
        let tx = app.app.db.write().await.unwrap();
        let refused = actions::publish(&tx, now, By::HOUSE, (id, 0), &Published::default()).await;
        assert!(matches!(refused, Err(MediaError::NotNow)), "{refused:?}");
    }

    async fn pictures_are_pictures_with_words_and_consent(app: TestApp) {
        let land = country(app).await;
        let id = made(app, issued(app, land.so).await, &new_item(land.so)).await;
        let mut writer = app.officer(PostKind::Focal, land.so).await;
        let at = format!("/media/{id}/pictures");
        writer.upload(&at, "anh.png", PNG, &[]).await.expect(422).shows("Mô tả ảnh cho người");
        writer.upload(&at, "anh.png", b"<svg><script/></svg>", &[("alt", "Hội trường")]).await.expect(422).shows("Gửi ảnh PNG");
        let people = [("alt", "Học sinh lớp 5"), ("shows_people", "true")];
        writer.upload(&at, "anh.png", PNG, &people).await.expect(422).shows("khi họ đã đồng ý").shows("Ghi ai đồng ý").shows("Học sinh lớp 5");
        let agreed = [("alt", "Học sinh lớp 5"), ("shows_people", "true"), ("has_consent", "true"), ("consent", "Phụ huynh ký phiếu")];
        writer.upload(&at, "anh.png", PNG, &agreed).await.expect(303);
        let page = shown(&mut writer, id).await;
        let picture = page["pictures"][0]["id"].as_str().unwrap().to_owned();
        let sent = writer.get(&format!("{at}/{picture}")).await.expect(200);
        assert_eq!(sent.headers["content-type"], "image/png");
        writer.get(&format!("/media/{id}")).await.expect(200).shows("Phụ huynh ký phiếu");
        writer.post(&format!("{at}/{picture}/remove"), &[]).await.expect(303);
        assert_eq!(shown(&mut writer, id).await["pictures"], Json::Array(vec![]));
        // A picture of another item is not reached through this one.
        let (_, foreign) = item(app, land.bureau).await;
        writer.get(&format!("{at}/{foreign}")).await.expect(404);
        writer.post(&format!("{at}/{foreign}/remove"), &[]).await.expect(404);
    }

    async fn drafts_are_for_those_in_charge_and_what_is_out_is_for_all_who_read_the_plan(app: TestApp) {
        let land = country(app).await;
        let other = make(app, UnitKind::Bureau, "Vụ Giáo dục Tiểu học", Some(land.ministry), &[]).await;
        let id = issued(app, land.so).await;
        let own = made(app, id, &new_item(land.so)).await;
        let given = made(app, id, &NewItem { title: "Bài của đơn vị khác".to_owned(), ..new_item(other) }).await;
        let mut stranger = app.officer(PostKind::Leader, land.bureau).await;
        let mut focal = app.officer(PostKind::Focal, other).await;
        let mut leader = app.officer(PostKind::Leader, land.so).await;
        let board = format!("/plans/{id}/media");
        let n = async |client: &mut Client| client.program().get(&board).await.expect(200).json()["total"].clone();
        assert_eq!((n(&mut stranger).await, n(&mut focal).await, n(&mut leader).await), (0.into(), 1.into(), 2.into()));
        stranger.get(&format!("/media/{own}")).await.expect(403);
        // The unit of the plan writes what another unit is in charge of, but does not approve it.
        step(&mut leader, given, "submit", &[]).await.expect(303);
        step(&mut leader, given, "approve", &[]).await.expect(403);
        let mut head = app.officer(PostKind::Leader, other).await;
        step(&mut head, given, "approve", &[]).await.expect(303);
        step(&mut focal, given, "publish", &[("url", "https://vu.vn/bai")]).await.expect(303);
        assert_eq!(n(&mut stranger).await, 1);
        stranger.get(&board).await.expect(200).shows("Bài của đơn vị khác").shows("https://vu.vn/bai");
        stranger.get(&format!("{board}.xlsx")).await.expect(200);
        leader.get(&format!("{board}?view=table&state=published")).await.expect(200).shows("Kế hoạch truyền thông").shows("https://vu.vn/bai");
        // The list of one's units, with what a unit that ended left to them.
        assert_eq!(focal.program().get("/media?view=out").await.expect(200).json()["total"], 1);
        assert_eq!(leader.program().get("/media").await.expect(200).json()["total"], 2);
        assert_eq!(stranger.program().get("/media").await.expect(200).json()["total"], 0);
        let tx = app.app.db.write().await.unwrap();
        let house = app::rights::Administrator::system();
        let deed = app::features::units::actions::Deed { on: app.app.now().local_day(), basis: String::new() };
        app::features::units::actions::merge(&tx, app.app.now(), house, &[other], &app::features::units::actions::Into::Existing(land.bureau), deed).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(stranger.program().get("/media").await.expect(200).json()["total"], 1);
    }

    async fn authors_are_told_once_that_a_day_comes_near(app: TestApp) {
        let land = country(app).await;
        let mut writer = app.officer(PostKind::Drafter, land.so).await;
        let tomorrow = app.app.now().local_day().succ_opt();
        made(app, issued(app, land.so).await, &NewItem { due_on: tomorrow, ..new_item(land.so) }).await;
        app.run_jobs().await;
        app.run_jobs().await;
        let tell = async || {
            use jobs::Job as _;
            let run = jobs::Run { id: app.app.new_id(), attempt: 1, now: app.app.now() };
            app::features::media::TellMediaDue {}.run(&app.app, run).await.unwrap();
        };
        tell().await;
        tell().await;
        assert_eq!(n_told(app, "media-due").await, 1);
        writer.get("/media?view=due").await.expect(200).shows("sắp đến hạn");
        writer.get("/notices").await.expect(200).shows("đến hạn");
    }
}
