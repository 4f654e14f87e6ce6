//! Figures told through HTTP: declared on the page of a plan, asked, reported through three levels, returned and mended,
//! locked, opened to their parts, as a sheet out and in; refusals with their sentences; who may do what.

use crate::app_test;
use crate::indicators_sums::{asked, assert_sums, issued_plan, of_schools, row};
use crate::notices::kinds;
use crate::support::{Client, TestApp};
use crate::units::{Country, country, make};
use app::features::indicators::{Whose, totals};
use domain::figures::{Every, Way};
use domain::ids::{FigureId, IndicatorId, PlanId, UnitId};
use domain::rights::PostKind;
use domain::units::UnitKind;
use sea_orm::EntityTrait as _;
use tables::indicator;

/// A bureau asks the schools of a department for a figure, through its offices.
struct Story {
    land: Country,
    plan: PlanId,
    id: IndicatorId,
    one: UnitId,
    two: UnitId,
    school: Client,
    office: Client,
    department: Client,
    bureau: Client,
}

async fn begun(app: &TestApp, way: Way, every: Every) -> Story {
    let land = country(app).await;
    let one = make(app, UnitKind::Primary, "Trường Tiểu học Hoa Sen", Some(land.ba_dinh), &[]).await;
    let two = make(app, UnitKind::Primary, "Trường Tiểu học Hoa Mai", Some(land.ba_dinh), &[]).await;
    let plan = issued_plan(app, land.bureau).await;
    let id = asked(app, plan, &of_schools(land.so, way, every)).await;
    let school = app.officer(PostKind::Focal, one).await;
    let office = app.officer(PostKind::Leader, land.ba_dinh).await;
    let department = app.officer(PostKind::Drafter, land.so).await;
    let bureau = app.officer(PostKind::Drafter, land.bureau).await;
    Story { land, plan, id, one, two, school, office, department, bureau }
}

impl Story {
    async fn figure(&self, app: &TestApp, unit: UnitId) -> FigureId {
        row(app, self.id, unit).await.id
    }
}

/// Types one figure and sends it, or not.
async fn say(
    client: &mut Client,
    figure: FigureId,
    (value, base): (&str, &str),
    act: &str,
) -> crate::support::Answer {
    let id = figure.to_string();
    let back = format!("/figures/{id}");
    let (value_field, base_field) = (format!("items.{id}.value"), format!("items.{id}.base"));
    let fields = [(value_field.as_str(), value), (&base_field, base), ("act", act), ("back", &back)];
    client.post("/figures", &fields).await
}

/// The moment of a figure, as the page sends it back.
async fn seen_of(client: &mut Client, page: &str, figure: FigureId) -> String {
    let json = client.program().get(page).await.expect(200).json();
    let rows = json["rows"].as_array().expect("rows");
    let row = rows.iter().find(|row| row["id"] == figure.to_string()).expect("the figure");
    row["seen"].as_str().expect("a moment").to_owned()
}

async fn decide(
    client: &mut Client,
    figure: FigureId,
    verdict: &str,
    reason: &str,
) -> crate::support::Answer {
    let id = figure.to_string();
    client.post("/figures/asked", &[("ids", &id), ("verdict", verdict), ("return_reason", reason)]).await
}

app_test! {
    async fn a_plan_proposes_indicators_and_a_person_confirms_them(app: TestApp) {
        let land = country(app).await;
        make(app, UnitKind::Primary, "Trường Tiểu học Hoa Sen", Some(land.ba_dinh), &[]).await;
        let plan = issued_plan(app, land.bureau).await;
        let mut drafter = app.officer(PostKind::Drafter, land.bureau).await;
        let address = format!("/plans/{plan}/figures");
        let json = drafter.program().get(&address).await.expect(200).json();
        let proposed = &json["suggestions"][0];
        assert_eq!((proposed["name"].as_str(), proposed["target"].as_str()), (Some("Sáng kiến được công nhận"), Some("2")));
        drafter.get(&address).await.expect(200).shows("chỉ tiêu có thể lấy từ lời kế hoạch").shows("“ít nhất 02 sáng kiến");
        drafter.get(&format!("{address}/new?name=S%C3%A1ng+ki%E1%BA%BFn&way=sum&target=2")).await.expect(200).shows("Sáng kiến");
        let (quote, line, source) = (proposed["quote"].as_str().unwrap(), proposed["line"].to_string(), proposed["source"].as_str().unwrap());
        let form = [("name", "Sáng kiến"), ("measure", "sáng kiến"), ("way", "sum"), ("target", "2"), ("scope", "each"), ("every", "quarter"), ("asked", "kinds"), ("kinds", "primary"), ("within", "Sở Giáo dục và Đào tạo Hà Nội"), ("is_stepwise", "true"), ("quote", quote), ("line", &line), ("source", source), ("due_days", "5")];
        drafter.post(&address, &form).await.expect(303);
        let json = drafter.program().get(&address).await.expect(200).json();
        assert_eq!(json["suggestions"].as_array().map(Vec::len), Some(0), "what was confirmed is not proposed again");
        assert_eq!(json["rows"][0]["indicator"]["state"], "draft");
        let id = json["rows"][0]["indicator"]["id"].as_str().unwrap().to_owned();
        drafter.post(&format!("/figures/indicators/{id}/ask"), &[]).await.expect(303);
        drafter.get(&address).await.expect(200).shows("0/1 đơn vị đã báo").shows("Quý III/2024");
        // What is asked keeps what units report by; its target may change.
        let form = [("name", "Sáng kiến cấp trường"), ("measure", "sáng kiến"), ("way", "rate"), ("target", "3"), ("asked", "kinds"), ("kinds", "primary")];
        drafter.post(&format!("/figures/indicators/{id}"), &form).await.expect(303);
        let kept = indicator::Entity::find().one(app.app.db.read()).await.unwrap().unwrap();
        assert_eq!((kept.way, kept.target, kept.name.as_str()), (Way::Sum, Some(300), "Sáng kiến cấp trường"));
        assert_sums(app).await;
    }

    async fn what_is_wrong_with_an_indicator_is_told_and_nothing_typed_is_lost(app: TestApp) {
        let land = country(app).await;
        let plan = issued_plan(app, land.bureau).await;
        let mut drafter = app.officer(PostKind::Drafter, land.bureau).await;
        let address = format!("/plans/{plan}/figures");
        let form = [("name", ""), ("measure", ""), ("target", "hai"), ("least", "9"), ("most", "3"), ("starts_on", "31/2/2024"), ("due_days", "một"), ("units", "Trường không có"), ("asked", "units")];
        let page = drafter.post(&address, &form).await.expect(422);
        page.shows("Ghi tên chỉ tiêu.").shows("Ghi đơn vị tính.").shows("Ghi một số, ví dụ").shows("Số lớn nhất phải không nhỏ hơn").shows("Ghi ngày theo mẫu").shows("Ghi số ngày từ 0").shows("Trường không có");
        let form = [("name", "A"), ("measure", "B"), ("asked", "units"), ("units", "Trường không có"), ("due_days", "5")];
        drafter.post(&address, &form).await.expect(422).shows("Không thấy đúng một đơn vị tên “Trường không có”");
        let form = [("name", "A"), ("measure", "B"), ("asked", "name"), ("printed", "Các trường"), ("due_days", "5")];
        drafter.post(&address, &form).await.expect(303);
        let id = indicator::Entity::find().one(app.app.db.read()).await.unwrap().unwrap().id;
        drafter.post(&format!("/figures/indicators/{id}/ask"), &[]).await.expect(422).shows("Chưa rõ giao cho đơn vị nào");
        drafter.post(&format!("/figures/indicators/{id}/end"), &[]).await.expect(303);
        assert!(indicator::Entity::find().one(app.app.db.read()).await.unwrap().is_none(), "nobody was asked, so it goes");
    }

    async fn three_levels_report_one_is_returned_and_mended_and_the_period_is_locked(app: TestApp) {
        let mut s = begun(app, Way::Sum, Every::Quarter).await;
        let (one, two) = (s.figure(app, s.one).await, s.figure(app, s.two).await);
        let (office, so, top) = (s.figure(app, s.land.ba_dinh).await, s.figure(app, s.land.so).await, s.figure(app, s.land.bureau).await);
        s.school.get("/figures").await.expect(200).shows("Sáng kiến được công nhận").shows("Quý III/2024").shows("còn 61 ngày");
        say(&mut s.school, one, ("1.204", ""), "save").await.expect(303);
        assert_eq!(row(app, s.id, s.land.ba_dinh).await.below_said, 0, "what is only typed counts nowhere");
        say(&mut s.school, one, ("3", ""), "send").await.expect(303);
        // The office sees who is missing; missing is not zero.
        let page = s.office.get(&format!("/figures/{office}")).await.expect(200);
        page.shows("1/2 đơn vị đã báo").shows("Chưa nộp, chưa tính vào tổng");
        say(&mut s.office, office, ("", ""), "send").await.expect(422).shows("Còn 1 đơn vị chưa báo");
        let mut other = app.officer(PostKind::Focal, s.two).await;
        say(&mut other, two, ("40", ""), "send").await.expect(303);
        decide(&mut s.office, two, "return", "").await.expect(422).shows("Ghi lý do.");
        decide(&mut s.office, two, "return", "Nhầm số").await.expect(303);
        other.get("/figures").await.expect(200).shows("Trả lại: Nhầm số");
        say(&mut other, two, ("4", ""), "send").await.expect(303);
        for figure in [one, two] {
            decide(&mut s.office, figure, "accept", "").await.expect(303);
        }
        say(&mut s.office, office, ("1", ""), "send").await.expect(303);
        assert_eq!(row(app, s.id, s.land.so).await.below_value, 800, "both schools and the office's own share");
        // What is in a sum that was sent stays, until whoever sent it takes it back.
        decide(&mut s.office, one, "return", "Xem lại").await.expect(409).shows("đã nộp số tổng hợp");
        decide(&mut s.department, office, "accept", "").await.expect(303);
        let hoan_kiem = s.land.hoan_kiem;
        assert!(tables::figure::of_unit(&[s.id], hoan_kiem).one(app.app.db.read()).await.unwrap().is_none(), "no school there");
        say(&mut s.department, so, ("", ""), "send").await.expect(303);
        decide(&mut s.bureau, so, "return", "Trường Hoa Mai quá cao").await.expect(303);
        decide(&mut s.department, office, "return", "Trường Hoa Mai quá cao").await.expect(303);
        decide(&mut s.office, two, "return", "Kiểm tra lại").await.expect(303);
        say(&mut other, two, ("2", ""), "send").await.expect(303);
        say(&mut s.office, office, ("1", ""), "send").await.expect(303);
        say(&mut s.department, so, ("", ""), "send").await.expect(303);
        decide(&mut s.bureau, so, "accept", "").await.expect(303);
        assert_sums(app).await;
        // The total opens to its parts, down to who said it when.
        let page = s.bureau.program().get(&format!("/figures/{top}")).await.expect(200).json();
        assert_eq!((page["row"]["total"]["value"].as_f64(), page["row"]["total"]["n_said"].as_i64(), page["row"]["total"]["n_met"].as_i64()), (Some(6.0), Some(2), Some(2)));
        assert_eq!(page["parts"][0]["id"], so.to_string());
        let page = s.department.program().get(&format!("/figures/{office}")).await.expect(200).json();
        let parts: f64 = page["parts"].as_array().unwrap().iter().map(|part| part["given"].as_f64().unwrap()).sum();
        assert_eq!((parts + 1.0, page["row"]["total"]["value"].as_f64()), (6.0, Some(6.0)));
        let leaf = s.department.program().get(&format!("/figures/{two}")).await.expect(200).json();
        let verbs: Vec<&str> = leaf["history"].as_array().unwrap().iter().map(|one| one["verb"].as_str().unwrap()).collect();
        assert_eq!(verbs, ["send", "say", "return", "accept", "send", "say", "return", "send", "say"]);
        assert_eq!((leaf["history"][1]["before"].as_f64(), leaf["history"][1]["after"].as_f64()), (Some(4.0), Some(2.0)));
        // Locked, nothing moves; unlocked with a reason, it does.
        let lock = format!("/figures/indicators/{}/periods", s.id);
        s.bureau.post(&lock, &[("period", "2024-Q3"), ("act", "lock")]).await.expect(303);
        s.bureau.post(&lock, &[("period", "2024-Q3"), ("act", "lock")]).await.expect(409);
        decide(&mut s.bureau, so, "return", "Sửa").await.expect(409).shows("đã khóa sổ");
        s.bureau.get(&format!("/figures/{top}")).await.expect(200).shows("Khóa sổ");
        s.bureau.post(&lock, &[("period", "2024-Q3"), ("act", "unlock")]).await.expect(422).shows("Ghi lý do.");
        s.bureau.post(&lock, &[("period", "2024-Q3"), ("act", "unlock"), ("unlock_reason", "Sở báo nhầm")]).await.expect(303);
        s.bureau.get(&format!("/figures/{top}")).await.expect(200).shows("Sở báo nhầm");
        decide(&mut s.bureau, so, "return", "Sửa").await.expect(303);
        // For reviews: the total, of how many, and its parts.
        let span = "2024-07-01".parse().unwrap()..="2024-12-31".parse().unwrap();
        let found = totals(app.app.db.read(), s.plan, Whose::Unit(s.land.so), &span).await.unwrap();
        assert_eq!((found.len(), found[0].quantity.value, found[0].n_said(), found[0].n_asked), (1, 600, 2, 2));
        assert_eq!(found[0].parts.iter().map(|part| part.quantity.value).sum::<i64>(), 600);
        assert_sums(app).await;
    }

    async fn odd_figures_are_told_at_their_field(app: TestApp) {
        let mut s = begun(app, Way::Rate, Every::Month).await;
        let one = s.figure(app, s.one).await;
        for ((value, base), told) in [
            (("hai", "3"), "Ghi một số, ví dụ"),
            (("1.5", "3"), "Dấu chấm dùng cho hàng nghìn"),
            (("1,5", "3"), "chỉ nhận số nguyên"),
            (("9.999.999.999.999", "3"), "Số quá lớn"),
            (("3", ""), "Ghi mẫu số"),
            (("", "3"), "Ghi cả tử số và mẫu số"),
            (("4", "3"), "Tử số không lớn hơn mẫu số"),
            (("3", "0"), "Mẫu số phải lớn hơn 0"),
            (("-3", "3"), "Số nhỏ nhất nhận là 0"),
        ] {
            let page = say(&mut s.school, one, (value, base), "send").await.expect(422);
            page.shows(told).shows(&format!("value=\"{value}\""));
        }
        assert_eq!(row(app, s.id, s.one).await.value, None);
        say(&mut s.school, one, ("", ""), "send").await.expect(422).shows("Chưa có số nào để nộp");
        say(&mut s.school, one, ("1.189", "1.204"), "send").await.expect(303);
        let page = s.school.get(&format!("/figures/{one}")).await.expect(200);
        page.shows("98,75%").shows("1.189/1.204").shows("Đạt");
    }

    async fn who_may_say_decide_and_lock(app: TestApp) {
        let mut s = begun(app, Way::Sum, Every::Once).await;
        let (one, office) = (s.figure(app, s.one).await, s.figure(app, s.land.ba_dinh).await);
        let mut stranger = app.officer(PostKind::Leader, s.land.hoan_kiem).await;
        say(&mut stranger, one, ("3", ""), "send").await.expect(403);
        stranger.get(&format!("/figures/{one}")).await.expect(403);
        say(&mut s.office, one, ("3", ""), "send").await.expect(403);
        let mut viewer = app.officer(PostKind::Viewer, s.one).await;
        say(&mut viewer, one, ("3", ""), "send").await.expect(403);
        viewer.get("/figures").await.expect(200).shows("Sáng kiến được công nhận");
        say(&mut s.school, one, ("3", ""), "send").await.expect(303);
        decide(&mut s.school, one, "accept", "").await.expect(403);
        decide(&mut s.department, one, "accept", "").await.expect(403);
        decide(&mut s.bureau, one, "accept", "").await.expect(403);
        decide(&mut s.office, one, "accept", "").await.expect(303);
        s.school.post(&format!("/figures/{one}/take-back"), &[]).await.expect(409);
        let lock = format!("/figures/indicators/{}/periods", s.id);
        s.department.post(&lock, &[("period", ""), ("act", "lock")]).await.expect(403);
        s.school.get(&format!("/figures/{office}")).await.expect(403);
        s.school.get(&format!("/plans/{}/figures", s.plan)).await.expect(200).shows("Sáng kiến được công nhận");
        s.school.post(&format!("/plans/{}/figures", s.plan), &[("name", "x")]).await.expect(403);
    }

    async fn two_people_do_not_write_over_each_other(app: TestApp) {
        let mut s = begun(app, Way::Sum, Every::Once).await;
        let one = s.figure(app, s.one).await;
        let seen = seen_of(&mut s.school, "/figures", one).await;
        let mut other = app.officer(PostKind::Leader, s.one).await;
        app.clock.advance(std::time::Duration::from_secs(60));
        let (value, moment) = (format!("items.{one}.value"), format!("items.{one}.seen"));
        other.post("/figures", &[(&value, "3"), (&moment, &seen)]).await.expect(303);
        // A slip comes first: the moment that was seen stays in the form, so the second press is no licence either.
        s.school.post("/figures", &[(&value, "bảy"), (&moment, &seen)]).await.expect(422).shows(&format!("value=\"{seen}\""));
        let page = s.school.post("/figures", &[(&value, "7"), (&moment, &seen)]).await.expect(422);
        let page = page.shows("Vừa có người khác ghi 3.").shows("value=\"7\"");
        assert_eq!(row(app, s.id, s.one).await.value, Some(300));
        // With both numbers in sight, pressing again is a decision.
        let fresh = seen_of(&mut s.school, "/figures", one).await;
        page.shows(&format!("value=\"{fresh}\""));
        s.school.post("/figures", &[(&value, "7"), (&moment, &fresh)]).await.expect(303);
        assert_eq!(row(app, s.id, s.one).await.value, Some(700));
    }

    async fn what_was_typed_stays_with_its_indicator_when_the_list_moves(app: TestApp) {
        let mut s = begun(app, Way::Sum, Every::Quarter).await;
        let one = s.figure(app, s.one).await;
        let mut second = of_schools(s.land.so, Way::Sum, Every::Quarter);
        (second.name, second.due_days) = ("Lớp tập huấn".to_owned(), 9);
        let second = asked(app, s.plan, &second).await;
        let other = row(app, second, s.one).await;
        let (first, then) = (format!("items.{one}.value"), format!("items.{}.value", other.id));
        let back = ("back", "/figures?show=all");
        let page = s.school.post("/figures", &[(&first, "12"), (&then, "một"), back]).await.expect(422);
        let html = page.text();
        let field = |id: &str| html.split(&format!("name=\"items.{id}.value\" value=\"")).nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned);
        assert_eq!((field(&one.to_string()).as_deref(), field(&other.id.to_string()).as_deref()), (Some("12"), Some("một")));
        page.shows("aria-current=\"true\" href=\"/figures?show=all\"");
        // Sent meanwhile by a colleague: told, and what was typed stands there to be read.
        let mut colleague = app.officer(PostKind::Leader, s.one).await;
        say(&mut colleague, one, ("4", ""), "send").await.expect(303);
        s.school.post("/figures", &[(&first, "12"), ("back", "/figures")]).await.expect(422).shows("Bạn đã ghi: 12");
        assert_eq!(row(app, s.id, s.one).await.value, Some(400));
    }

    async fn what_changed_after_it_was_looked_at_is_not_accepted(app: TestApp) {
        let mut s = begun(app, Way::Sum, Every::Once).await;
        let one = s.figure(app, s.one).await;
        say(&mut s.school, one, ("40", ""), "send").await.expect(303);
        let seen = seen_of(&mut s.office, "/figures/asked", one).await;
        app.clock.advance(std::time::Duration::from_secs(60));
        s.school.post(&format!("/figures/{one}/take-back"), &[]).await.expect(303);
        say(&mut s.school, one, ("400", ""), "send").await.expect(303);
        let (id, moment) = (one.to_string(), format!("seen.{one}"));
        let page = s.office.post("/figures/asked", &[("ids", &id), (&moment, &seen), ("verdict", "accept")]).await.expect(422);
        page.shows("vừa được sửa sau khi bạn mở trang").shows(&format!("value=\"{id}\" checked"));
        assert_eq!(row(app, s.id, s.one).await.state.word(), "sent");
        let fresh = seen_of(&mut s.office, "/figures/asked", one).await;
        s.office.post("/figures/asked", &[("ids", &id), (&moment, &fresh), ("verdict", "accept")]).await.expect(303);
    }

    async fn an_old_sheet_of_the_office_holds_nothing_a_school_only_typed(app: TestApp) {
        let mut s = begun(app, Way::Sum, Every::Once).await;
        let (one, two) = (s.figure(app, s.one).await, s.figure(app, s.two).await);
        say(&mut s.school, one, ("5555", ""), "save").await.expect(303);
        let text = async |s: &mut Story| {
            let book = s.office.get("/figures.xlsx").await.expect(200);
            format!("{:?}", document::sheet::open(&book.bytes, &document::Limits::default()).expect("a workbook"))
        };
        let sheet = text(&mut s).await;
        assert!(sheet.contains(&one.to_string()) && !sheet.contains("5.555") && !sheet.contains("5555"), "{sheet}");
        // Once the office has sent its sum, its schools are not in the sheet, and their rows are told cell by cell.
        let office = s.figure(app, s.land.ba_dinh).await;
        let mut other = app.officer(PostKind::Focal, s.two).await;
        say(&mut other, two, ("4", ""), "send").await.expect(303);
        let id = office.to_string();
        let partial = [(format!("items.{id}.value"), "1"), ("act".to_owned(), "send"), ("is_partial".to_owned(), "true")];
        let partial: Vec<(&str, &str)> = partial.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        s.office.post("/figures", &partial).await.expect(303);
        assert!(!text(&mut s).await.contains(&one.to_string()));
        let head = "Mã số liệu;Đơn vị;Kế hoạch;Chỉ tiêu;Kỳ;Đơn vị tính;Số liệu;Mẫu số;Ghi chú;Minh chứng";
        let csv = format!("{head}\n{one};;;;;;9;;;\n");
        s.office.upload("/figures/sheet", "so-lieu.csv", csv.as_bytes(), &[]).await.expect(200).shows("0 số liệu được lưu").shows("G2").shows("đã nộp số tổng hợp");
        assert_eq!(row(app, s.id, s.one).await.value, Some(555_500));
        assert_sums(app).await;
    }

    async fn what_a_school_typed_and_did_not_send_is_read_by_nobody_above(app: TestApp) {
        let mut s = begun(app, Way::Sum, Every::Once).await;
        let (one, office) = (s.figure(app, s.one).await, s.figure(app, s.land.ba_dinh).await);
        say(&mut s.school, one, ("5555", ""), "save").await.expect(303);
        let (own, above) = (format!("/figures/{one}"), format!("/figures/{office}"));
        s.school.get(&own).await.expect(200).shows("5.555");
        for client in [&mut s.office, &mut s.department] {
            for address in [&own, &above] {
                client.get(address).await.expect(200).hides("5.555").hides("5555").shows("Hoa Sen");
            }
        }
        say(&mut s.school, one, ("5556", ""), "send").await.expect(303);
        s.office.get(&own).await.expect(200).shows("5.556");
        // Sent back: what was sent is known above; what is typed after that is not.
        decide(&mut s.office, one, "return", "Đếm lại lớp ghép").await.expect(303);
        say(&mut s.school, one, ("7777", ""), "save").await.expect(303);
        s.school.get(&own).await.expect(200).shows("7.777");
        s.office.get(&own).await.expect(200).shows("5.556");
        let page = s.office.program().get(&own).await.expect(200).json();
        assert_eq!((&page["row"]["value"], &page["row"]["own"]), (&"".into(), &serde_json::Value::Null), "{page}");
        assert!(!page["history"].to_string().contains("7777"), "{}", page["history"]);
    }

    async fn a_sheet_goes_out_and_comes_back_and_wrong_cells_are_told(app: TestApp) {
        let mut s = begun(app, Way::Sum, Every::Once).await;
        let (one, two) = (s.figure(app, s.one).await, s.figure(app, s.two).await);
        let book = s.office.get("/figures.xlsx").await.expect(200);
        let sheet = document::sheet::open(&book.bytes, &document::Limits::default()).expect("a workbook");
        let text = format!("{sheet:?}");
        assert!(text.contains(&one.to_string()) && text.contains(&two.to_string()) && text.contains("Hoa Sen"), "{text}");
        let head = "Mã số liệu;Đơn vị;Kế hoạch;Chỉ tiêu;Kỳ;Đơn vị tính;Số liệu;Mẫu số;Ghi chú;Minh chứng";
        let csv = format!("{head}\n{one};;;;;;1.204;;theo biên bản;\n{two};;;;;;mười;;;\n{one};;;;;;5;;;\nkhông rõ;;;;;;5;;;\n");
        let page = s.office.upload("/figures/sheet", "so-lieu.csv", csv.as_bytes(), &[]).await.expect(200);
        page.shows("1 số liệu được lưu, 0 dòng trống hoặc không đổi, 3 ô cần sửa").shows("G3").shows("mười").shows("A4").shows("A5");
        let taken = row(app, s.id, s.one).await;
        assert_eq!((taken.value, taken.is_by_above, taken.state.word(), taken.note.as_str()), (Some(120_400), true, "accepted", "theo biên bản"));
        assert_eq!(row(app, s.id, s.two).await.value, None);
        assert_eq!(row(app, s.id, s.land.ba_dinh).await.below_value, 120_400);
        // A school fills in its own: kept, not sent. What is foreign to it is told.
        let mut other = app.officer(PostKind::Focal, s.two).await;
        let csv = format!("{head}\n{one};;;;;;9;;;\n{two};;;;;;2;;;\n");
        other.upload("/figures/sheet", "so-lieu.csv", csv.as_bytes(), &[]).await.expect(200).shows("1 số liệu được lưu").shows("không phải của đơn vị");
        let own = row(app, s.id, s.two).await;
        assert_eq!((own.value, own.state.word(), own.is_by_above), (Some(200), "open", false));
        other.upload("/figures/sheet", "so-lieu.csv", b"a;b\n1;2\n", &[]).await.expect(422).shows("Không thấy cột “Mã số liệu”");
        other.upload("/figures/sheet", "so-lieu.xlsx", b"PK\x03\x04", &[]).await.expect(422).shows("Không mở được bảng tính");
        assert_sums(app).await;
    }
}

/// Has units told of their figures, at a moment.
async fn told(app: &TestApp, at: &str) {
    app.clock.set(at);
    let tx = app.app.db.write().await.unwrap();
    jobs::enqueue(&tx, app.app.now(), &app::features::indicators::TellFigures {}).await.unwrap();
    tx.commit().await.unwrap();
    app.run_jobs().await;
}

app_test! {
    async fn units_are_told_what_is_asked_due_returned_and_sent_each_once(app: TestApp) {
        let mut s = begun(app, Way::Sum, Every::Once).await;
        let [one, two] = [s.figure(app, s.one).await, s.figure(app, s.two).await];
        told(app, "2024-08-05T09:00:00+07:00").await;
        told(app, "2024-08-05T09:15:00+07:00").await;
        assert_eq!(kinds(&mut s.school).await, ["figure-asked"]);
        let page = s.school.program().get("/notices?show=all").await.expect(200).json();
        let first = &page["notices"][0];
        assert!(first["sentence"].as_str().unwrap().starts_with("Đơn vị được yêu cầu báo số liệu “Sáng kiến được công nhận”, hạn "), "{first}");

        // The first of two schools to send is told above, the second on the same day is not.
        say(&mut s.school, one, ("3", ""), "send").await.expect(303);
        let mut second = app.officer(PostKind::Focal, s.two).await;
        say(&mut second, two, ("4", ""), "send").await.expect(303);
        let mut office = app.officer(PostKind::Focal, s.land.ba_dinh).await;
        let heard = |all: Vec<String>, kind: &str| all.into_iter().filter(|one| one == kind).count();
        assert_eq!(heard(kinds(&mut s.office).await, "figure-sent"), 0, "a leader has it from those who look at it");
        assert_eq!(heard(kinds(&mut office).await, "figure-sent"), 0, "who came later was told nothing");
        let id = one.to_string();
        s.office.post("/figures/asked", &[("ids", &id), ("verdict", "return"), ("return_reason", "Nhầm cột")]).await.expect(303);
        assert_eq!(heard(kinds(&mut s.school).await, "figure-returned"), 1);
        let page = s.school.program().get("/notices?show=all").await.expect(200).json();
        assert!(page["notices"].to_string().contains("bị trả lại: Nhầm cột"), "{}", page["notices"]);
        say(&mut s.school, one, ("5", ""), "send").await.expect(303);
        assert_eq!(heard(kinds(&mut office).await, "figure-sent"), 1);

        // Due in two days: who has sent is left in peace, who has not is told once.
        let id = one.to_string();
        s.office.post("/figures/asked", &[("ids", &id), ("verdict", "return"), ("return_reason", "Xem lại")]).await.expect(303);
        let due = row(app, s.id, s.one).await.due_on;
        let eve = due.checked_sub_days(chrono::Days::new(2)).unwrap();
        for hour in ["08", "09"] {
            told(app, &format!("{eve}T{hour}:00:00+07:00")).await;
        }
        let (mut s_one, mut s_two) = (app.officer(PostKind::Viewer, s.one).await, second);
        assert_eq!(heard(kinds(&mut s_one).await, "figure-due"), 0);
        assert_eq!(heard(kinds(&mut s_two).await, "figure-due"), 0);
        let mut again = crate::work::again(app, PostKind::Focal, s.one).await;
        assert_eq!(heard(kinds(&mut again).await, "figure-due"), 1);
    }
}
