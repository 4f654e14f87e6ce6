//! Ratings told through HTTP: criteria pasted, sent, scored by the unit from what it reported, returned, accepted, locked,
//! published, complained of; ranks and counts that add up; refusals with their sentences; who sees what.

use crate::app_test;
use crate::notices::kinds;
use crate::support::{Client, TestApp};
use crate::units::{Country, country, make};
use crate::work_sums::{ask, plan_with};
use app::features::ratings::actions::{self, Asked, Line, NewRating};
use db::events::By;
use domain::ids::{PlanId, RatingId, RatingSheetId, UnitId};
use domain::ratings::{CriterionKind, PointSource, RatingState, SheetState, read_grades};
use domain::rights::PostKind;
use domain::units::UnitKind;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _,
};
use serde_json::Value;
use tables::{assignment, rating, rating_sheet};

const TABLE: &str = "TT\tNội dung\tĐiểm tối đa\nI\tThực hiện nhiệm vụ\n1\tHoàn thành việc đúng hạn\t20\n2\tTuyên truyền\t70,25\n\tTổng\t90,25";

fn grades() -> Vec<domain::ratings::Grade> {
    read_grades("Xuất sắc | 90 | 20%\nTốt | 80\nHoàn thành | 50\nKhông hoàn thành | 0").unwrap()
}

/// A sheet of a unit wherever it stands, for the table of rights.
pub async fn sheet_anywhere(app: &TestApp, asker: UnitId, unit: UnitId) -> (RatingId, RatingSheetId) {
    let id = drafted(app, asker, Asked::Units(vec![unit])).await;
    let (tx, now) = (app.app.db.write().await.unwrap(), app.app.now());
    let mut row = rating::by_id(id).one(&tx).await.unwrap().unwrap().into_active_model();
    row.state = Set(RatingState::Open);
    row.update(&tx).await.unwrap();
    let sheet = rating_sheet::ActiveModel {
        id: Set(tx.new_id(now)),
        rating_id: Set(id),
        unit_id: Set(unit),
        state: Set(SheetState::Open),
        reason: Set(String::new()),
        version: Set(1),
        complaint: Set(String::new()),
        answer: Set(String::new()),
        created_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    };
    let sheet = sheet.insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    (id, sheet.id)
}

/// A rating with one criterion, sent to one unit.
pub async fn sheet(app: &TestApp, asker: UnitId, unit: UnitId) -> (RatingId, RatingSheetId) {
    let id = drafted(app, asker, Asked::Units(vec![unit])).await;
    let tx = app.app.db.write().await.unwrap();
    let row = rating::by_id(id).one(&tx).await.unwrap().unwrap();
    actions::send(&tx, app.app.now(), By::HOUSE, (id, row.version)).await.unwrap();
    tx.commit().await.unwrap();
    let sheet = rating_sheet::of(id).one(app.app.db.read()).await.unwrap().unwrap();
    (id, sheet.id)
}

/// A file of evidence on a sheet.
pub async fn evidence(app: &TestApp, sheet: RatingSheetId) -> domain::ids::RatingFileId {
    let file = app.app.files.keep(b"%PDF-1.4\n").await.unwrap();
    let new = actions::KeptFile { name: "a.pdf", kind: "pdf", file, n_bytes: 9, is_scanned: false };
    let tx = app.app.db.write().await.unwrap();
    let row = actions::add_file(&tx, (app.app.now(), By::HOUSE), (sheet, None), new).await.unwrap();
    // Sent: what is not is the unit's own.
    rating_sheet::Entity::update_many()
        .col_expr(rating_sheet::Column::State, Expr::value(SheetState::Sent))
        .filter(rating_sheet::Column::Id.eq(sheet))
        .exec(&tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    row.id
}

pub async fn drafted(app: &TestApp, asker: UnitId, asked: Asked) -> RatingId {
    let new = NewRating {
        name: "Đánh giá công đoàn cơ sở".to_owned(),
        plan: None,
        due_on: None,
        asked,
        grades: grades(),
        bonus_max: 500,
        penalty_max: 1_000,
        complaint_days: 5,
    };
    let line = Line {
        heading: String::new(),
        name: "Tuyên truyền".to_owned(),
        kind: CriterionKind::Points,
        points: 10_000,
        source: PointSource::Hand,
        indicator: None,
    };
    let tx = app.app.db.write().await.unwrap();
    let now = app.app.now();
    let id = actions::create(&tx, now, By::HOUSE, asker, &new).await.unwrap();
    actions::add_lines(&tx, now, By::HOUSE, (id, 1), &[line]).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// A department that rates three schools, one of which has work of a plan.
pub struct Story {
    pub land: Country,
    plan: PlanId,
    pub schools: Vec<UnitId>,
    pub officer: Client,
}

pub async fn begun(app: &TestApp) -> Story {
    let land = country(app).await;
    let mut schools = Vec::new();
    for name in ["Trường Tiểu học Hoa Sen", "Trường Tiểu học Hoa Mai", "Trường Tiểu học Hoa Lan"]
    {
        schools.push(make(app, UnitKind::Primary, name, Some(land.ba_dinh), &[]).await);
    }
    let rows = ["1\tTổ chức hội nghị\tTháng 9/2024\tCác trường", "2\tBáo cáo\tTháng 9/2024\tCác trường"];
    let (plan, tasks) = plan_with(app, land.so, &rows).await;
    ask(app, plan, &tasks, &schools[..1]).await;
    let tx = app.app.db.write().await.unwrap();
    tables::plan::Entity::update_many()
        .col_expr(tables::plan::Column::State, Expr::value("issued"))
        .filter(tables::plan::Column::Id.eq(plan))
        .exec(&tx)
        .await
        .unwrap();
    // Both were handed in: one on its last day, one long after it.
    let all = assignment::of_units(&schools[..1]).all(&tx).await.unwrap();
    for (at, row) in all.iter().enumerate() {
        let due = app.app.now().local_day();
        let due = if at == 0 { due } else { due - chrono::Days::new(30) };
        assignment::Entity::update_many()
            .col_expr(assignment::Column::State, Expr::value(domain::work::State::Handed))
            .col_expr(assignment::Column::HandedAt, Expr::value(app.app.now()))
            .col_expr(assignment::Column::DueOn, Expr::value(due))
            .filter(assignment::Column::Id.eq(row.id))
            .exec(&tx)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    let officer = app.officer(PostKind::Drafter, land.so).await;
    Story { land, plan, schools, officer }
}

impl Story {
    /// Begins the rating in the browser: two criteria, one from work on time, a condition.
    pub async fn drafted(&mut self) -> String {
        let plan = self.plan.to_string();
        let form = [
            ("name", "Đánh giá năm học 2023-2024"),
            ("unit", "Sở Giáo dục và Đào tạo Hà Nội"),
            ("plan", &plan),
            ("asked", "kinds"),
            ("kinds", "primary"),
            ("grades", "Xuất sắc | 80 | 20%\nTốt | 70\nKhông | 0"),
            ("bonus_max", "5"),
            ("complaint_days", "5"),
        ];
        let answer = self.officer.post("/ratings", &form).await.expect(303);
        let criteria = answer.location().to_owned();
        let version = version(&mut self.officer, &criteria, "rating").await;
        let preview = [("act", "preview"), ("paste", TABLE), ("version", &*version)];
        let page = self.officer.post(&criteria, &preview).await.expect(200);
        page.shows("Hoàn thành việc đúng hạn").shows("70,25");
        let table = format!("{TABLE}\n3\tĐoàn kết nội bộ\t1");
        let add = [("act", "add"), ("paste", &*table), ("version", &*version)];
        self.officer.post(&criteria, &add).await.expect(303);
        let json = self.officer.program().get(&criteria).await.expect(200).json();
        let version = json["rating"]["version"].to_string();
        let rows = json["criteria"].as_array().unwrap();
        assert_eq!((rows.len(), json["sum"].as_str()), (3, Some("91,25")));
        let mut fields = vec![("act".to_owned(), "save".to_owned()), ("version".to_owned(), version)];
        for (at, row) in rows.iter().enumerate() {
            let name = |field: &str| format!("items.{}.{field}", row["id"].as_str().unwrap());
            let (kind, source) = [("points", "work"), ("points", "hand"), ("condition", "hand")][at];
            for (field, value) in [
                ("name", row["name"].as_str().unwrap()),
                ("points", row["points"].as_str().unwrap()),
                ("kind", kind),
                ("source", source),
            ] {
                fields.push((name(field), value.to_owned()));
            }
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        self.officer.post(&criteria, &fields).await.expect(303);
        criteria.trim_end_matches("/criteria").to_owned()
    }

    pub async fn step(&mut self, rating: &str, act: &str) -> crate::support::Answer {
        let version = version(&mut self.officer, rating, "rating").await;
        let form = [("act", act), ("version", &*version), ("is_partial", "true")];
        self.officer.post(&format!("{rating}/step"), &form).await
    }

    pub async fn sheet_of(&self, app: &TestApp, unit: UnitId) -> String {
        let row = rating_sheet::of_units(&[unit]).one(app.app.db.read()).await.unwrap().unwrap();
        format!("/ratings/sheets/{}", row.id)
    }
}

/// The form of a rating as its page shows it, with another name.
async fn edited(client: &mut Client, page: &str, name: &str) -> Vec<(String, String)> {
    let fields = client.program().get(&format!("{page}/edit")).await.expect(200).json()["fields"].clone();
    let mut form = vec![("name".to_owned(), name.to_owned())];
    for (key, value) in fields.as_object().unwrap().iter().filter(|(key, _)| *key != "name") {
        match value {
            Value::Array(all) => {
                form.extend(all.iter().map(|one| (key.clone(), one.as_str().unwrap().to_owned())));
            }
            Value::String(text) => form.push((key.clone(), text.clone())),
            other => form.push((key.clone(), other.to_string())),
        }
    }
    form
}

/// Writes the document on the results; its address.
async fn document_on(officer: &mut Client, rating: &str, kind: &str) -> String {
    let seen = version(officer, rating, "rating").await;
    let form = [("kind", kind), ("version", &*seen)];
    officer.post(&format!("{rating}/document"), &[("kind", "KH"), ("version", &seen)]).await.expect(422);
    officer.post(&format!("{rating}/document"), &form).await.expect(303).location().to_owned()
}

/// The text of a document as it is kept.
async fn printed(app: &TestApp, address: &str) -> String {
    let id: domain::ids::DocumentId = address.rsplit('/').next().unwrap().parse().unwrap();
    tables::document::by_id(id).one(app.app.db.read()).await.unwrap().unwrap().content
}

fn pairs(form: &[(String, String)]) -> Vec<(&str, &str)> {
    form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

pub async fn version(client: &mut Client, page: &str, at: &str) -> String {
    let json = client.program().get(page).await.expect(200).json();
    let value = if at.is_empty() { &json["version"] } else { &json[at]["version"] };
    value.to_string()
}

/// Fills points of a sheet by the names of criteria.
pub async fn fill(
    client: &mut Client,
    sheet: &str,
    (to, act): (&str, &str),
    points: &[(&str, &str)],
) -> crate::support::Answer {
    let json = client.program().get(sheet).await.expect(200).json();
    let mut fields =
        vec![("act".to_owned(), act.to_owned()), ("version".to_owned(), json["version"].to_string())];
    fields.push(("reason".to_owned(), "Xem lại".to_owned()));
    for mark in json["marks"].as_array().unwrap() {
        let name = mark["criterion"]["name"].as_str().unwrap();
        if let Some((_, value)) = points.iter().find(|(of, _)| name.starts_with(of)) {
            let id = mark["criterion"]["id"].as_str().unwrap();
            fields.push((format!("items.{id}.points"), (*value).to_owned()));
        }
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    client.post(&format!("{sheet}/{to}"), &fields).await
}

pub fn mark<'a>(json: &'a Value, name: &str) -> &'a Value {
    let marks = json["marks"].as_array().unwrap();
    marks.iter().find(|mark| mark["criterion"]["name"].as_str().unwrap().starts_with(name)).unwrap()
}

app_test! {
    async fn units_score_themselves_beside_the_data_and_are_ranked(app: TestApp) {
        let mut s = begun(app).await;
        let rating = s.drafted().await;
        let mut school = app.officer(PostKind::Focal, s.schools[0]).await;
        s.step(&rating, "send").await.expect(303);
        assert!(kinds(&mut school).await.iter().any(|kind| kind == "rating-asked"));
        let sheet = s.sheet_of(app, s.schools[0]).await;
        school.get("/ratings").await.expect(200).shows("Đánh giá năm học 2023-2024");
        school.get(&sheet).await.expect(200).shows("1/2 việc đúng hạn").shows("× 20 điểm = 10");
        // Not all is said, too much is said, then it is sent.
        fill(&mut school, &sheet, ("own", "send"), &[("Tuyên", "60")]).await.expect(422).shows("Còn 1 tiêu chí chưa có điểm");
        fill(&mut school, &sheet, ("own", "send"), &[("Tuyên", "71"), ("Đoàn", "1")]).await.expect(422).shows("Tối đa 70,25 điểm.").shows("71");
        fill(&mut school, &sheet, ("own", "send"), &[("Tuyên", "70,25"), ("Đoàn", "1")]).await.expect(303);
        fill(&mut school, &sheet, ("points", "accept"), &[]).await.expect(403);
        // The asker sees what the data proposes, returns, then accepts.
        let json = s.officer.program().get(&sheet).await.expect(200).json();
        assert_eq!((mark(&json, "Hoàn")["given"].as_str(), mark(&json, "Hoàn")["is_proposed"].as_bool()), (Some("10"), Some(true)));
        assert_eq!(mark(&json, "Tuyên")["given"], "70,25", "without data the unit's own points are proposed");
        fill(&mut s.officer, &sheet, ("points", "return"), &[]).await.expect(303);
        school.get(&sheet).await.expect(200).shows("Trả lại: Xem lại");
        fill(&mut school, &sheet, ("own", "send"), &[("Tuyên", "70"), ("Đoàn", "1")]).await.expect(303);
        fill(&mut s.officer, &sheet, ("points", "accept"), &[("Hoàn", "10"), ("Tuyên", "70"), ("Đoàn", "0")]).await.expect(303);
        // Eighty points, but the condition is not met: the grade below the highest.
        let json = school.program().get(&sheet).await.expect(200).json();
        assert_eq!((json["total"].as_str(), json["grade"].as_str(), json["is_barred"].as_bool()), (Some("80"), Some("Tốt"), Some(true)));
        assert!(json["rank"].is_null(), "no rank before it is published");
        assert!(json["results"].is_null());
        // What is reported later changes nothing.
        let tx = app.app.db.write().await.unwrap();
        assignment::Entity::delete_many().filter(assignment::Column::UnitId.eq(s.schools[0])).exec(&tx).await.unwrap();
        tx.commit().await.unwrap();
        school.get(&sheet).await.expect(200).shows("1/2 việc đúng hạn");
        let other = s.sheet_of(app, s.schools[1]).await;
        fill(&mut s.officer, &other, ("points", "accept"), &[("Hoàn", "10"), ("Tuyên", "70"), ("Đoàn", "1")]).await.expect(303);
        s.step(&rating, "lock").await.expect(303);
        fill(&mut s.officer, &sheet, ("points", "return"), &[]).await.expect(409);
        let json = s.officer.program().get(&rating).await.expect(200).json();
        let rows = json["results"]["rows"].as_array().unwrap();
        let ranks: Vec<Option<u64>> = rows.iter().map(|row| row["rank"].as_u64()).collect();
        assert_eq!(ranks, [Some(1), Some(1), None], "equal points have equal rank, who is not scored has none");
        let counts: Vec<u64> = json["results"]["grades"].as_array().unwrap().iter().map(|one| one["n"].as_u64().unwrap()).collect();
        assert_eq!(counts, [1, 1, 0, 1]);
        assert_eq!(json["results"]["n"].as_u64(), Some(counts.iter().sum()));
        s.officer.get(&rating).await.expect(200).shows("Vượt tỷ lệ");
        // The same as Excel: a row a unit, a column a criterion.
        let book = s.officer.get(&format!("{rating}/results.xlsx")).await.expect(200);
        let sheet = document::sheet::open(&book.bytes, &document::Limits::default()).expect("a workbook");
        let text = format!("{sheet:?}");
        assert!(["Tuyên truyền", "Đoàn kết nội bộ", "Trường Tiểu học Hoa Mai", "Tốt", "Không đạt"].iter().all(|word| text.contains(word)));
        school.get(&format!("{rating}/results.xlsx")).await.expect(403);
        let json = s.officer.program().get(&format!("{rating}?kind=lower_secondary")).await.expect(200).json();
        assert_eq!(json["results"]["n"], 0);
    }

    async fn a_published_result_is_complained_of_and_answered(app: TestApp) {
        let land = country(app).await;
        let school = make(app, UnitKind::Primary, "Trường Tiểu học Hoa Sen", Some(land.ba_dinh), &[]).await;
        let (id, sheet) = sheet(app, land.so, school).await;
        let (rating, sheet) = (format!("/ratings/{id}"), format!("/ratings/sheets/{sheet}"));
        let officer = app.officer(PostKind::Drafter, land.so).await;
        let mut s = Story { land, plan: PlanId::from(uuid::Uuid::nil()), schools: vec![school], officer };
        let mut client = app.officer(PostKind::Focal, school).await;
        let complaint = [("complaint", "Chấm thiếu"), ("version", "1")];
        client.post(&format!("{sheet}/complaint"), &complaint).await.expect(409);
        fill(&mut s.officer, &sheet, ("points", "accept"), &[("Tuyên", "80")]).await.expect(303);
        s.step(&rating, "publish").await.expect(409);
        let seen = version(&mut s.officer, &rating, "rating").await;
        s.officer.post(&format!("{rating}/document"), &[("kind", "TB"), ("version", &seen)]).await.expect(409);
        s.step(&rating, "lock").await.expect(303);
        let paper = document_on(&mut s.officer, &rating, "QĐ").await;
        s.officer.get(&rating).await.expect(200).shows(&paper).shows("Viết lại theo kết quả hiện nay").hides("dự thảo có thể đã cũ");
        client.post(&format!("{rating}/document"), &[("kind", "TB"), ("version", "1")]).await.expect(403);
        s.step(&rating, "publish").await.expect(303);
        app.run_jobs().await;
        assert!(kinds(&mut client).await.iter().any(|kind| kind == "rating-published"));
        client.get(&sheet).await.expect(200).shows("Hạng 1 trong 1 đơn vị").shows("Bảng kết quả");
        let seen = version(&mut client, &sheet, "").await;
        client.post(&format!("{sheet}/complaint"), &[("complaint", ""), ("version", &seen)]).await.expect(422).shows("Ghi nội dung.");
        client.post(&format!("{sheet}/complaint"), &[("complaint", "Chấm thiếu"), ("version", &seen)]).await.expect(303);
        assert!(kinds(&mut s.officer).await.iter().any(|kind| kind == "rating-complained"));
        s.officer.get(&sheet).await.expect(200).shows("Kiến nghị: Chấm thiếu");
        app.clock.advance(std::time::Duration::from_secs(60));
        fill(&mut s.officer, &sheet, ("points", "answer"), &[("Tuyên", "92")]).await.expect(303);
        let json = client.program().get(&sheet).await.expect(200).json();
        assert_eq!((json["total"].as_str(), json["grade"].as_str(), json["answer"].as_str()), (Some("92"), Some("Xuất sắc"), Some("Xem lại")));
        fill(&mut s.officer, &sheet, ("points", "answer"), &[("Tuyên", "95")]).await.expect(409);
        // The draft has what was so before the answer; written anew it is the same document, of the same kind.
        s.officer.get(&rating).await.expect(200).shows("dự thảo có thể đã cũ");
        app.clock.advance(std::time::Duration::from_secs(60));
        let text = |paper: String| async move { (printed(app, &paper).await, paper) };
        let (before, first) = text(paper).await;
        assert!(before.contains("Trường Tiểu học Hoa Sen") && before.contains("\"80\"") && before.contains("Điều 1."), "{before}");
        let (after, second) = text(document_on(&mut s.officer, &rating, "TB").await).await;
        assert!(first == second && after.contains("\"92\"") && after.contains("Xuất sắc: 1 đơn vị") && after.contains("Điều 1."), "{after}");
        s.officer.get(&rating).await.expect(200).hides("dự thảo có thể đã cũ");
        s.officer.get(&second).await.expect(200).shows("Công nhận kết quả");
        // One made like it has no document of its own yet.
        let seen = version(&mut s.officer, &rating, "rating").await;
        let made = s.officer.post(&format!("{rating}/clone"), &[("version", &seen)]).await.expect(303).location().to_owned();
        let made = made.trim_end_matches("/edit").rsplit('/').next().unwrap().parse().unwrap();
        let made = rating::by_id(made).one(app.app.db.read()).await.unwrap().unwrap();
        assert_eq!((made.document_id, made.document_at), (None, None));
        // A unit elsewhere sees neither the sheet nor the rating.
        let mut stranger = app.officer(PostKind::Drafter, s.land.bureau).await;
        stranger.get(&sheet).await.expect(403);
        stranger.get(&rating).await.expect(403);
        assert_eq!(s.schools.len(), 1);
    }

    async fn what_units_sent_is_accepted_at_once_but_for_what_lacks_points(app: TestApp) {
        let mut s = begun(app).await;
        let rating = s.drafted().await;
        s.step(&rating, "send").await.expect(303);
        let mut chosen = Vec::new();
        for unit in s.schools.clone() {
            let mut school = app.officer(PostKind::Focal, unit).await;
            let sheet = s.sheet_of(app, unit).await;
            fill(&mut school, &sheet, ("own", "send"), &[("Tuyên", "60"), ("Đoàn", "1")]).await.expect(303);
            school.post(&format!("{rating}/accept"), &[("sheets", "x")]).await.expect(403);
            chosen.push(format!("{}:{}", sheet.trim_start_matches("/ratings/sheets/"), version(&mut school, &sheet, "").await));
        }
        s.officer.post(&format!("{rating}/accept"), &[]).await.expect(422);
        s.officer.get(&rating).await.expect(200).shows(&chosen[0]).shows("Chấp nhận các phiếu đã chọn");
        // Two schools have no work of the plan, so nothing is proposed for it; the third page is stale.
        let other = s.sheet_of(app, s.schools[1]).await;
        fill(&mut s.officer, &other, ("points", "save"), &[("Hoàn", "15")]).await.expect(303);
        let fresh = format!("{}:{}", other.trim_start_matches("/ratings/sheets/"), version(&mut s.officer, &other, "").await);
        let form: Vec<(&str, &str)> = [&chosen[0], &chosen[1], &chosen[2]].map(|one| ("sheets", one.as_str())).to_vec();
        s.officer.post(&format!("{rating}/accept"), &form).await.expect(303);
        let row = async |of: &str| rating_sheet::by_id(of.rsplit('/').next().unwrap().split(':').next().unwrap().parse().unwrap()).one(app.app.db.read()).await.unwrap().unwrap();
        let (first, second, third) = (row(&chosen[0]).await, row(&chosen[1]).await, row(&chosen[2]).await);
        assert_eq!((first.state, first.total), (SheetState::Accepted, Some(7_000)), "ten from work, sixty of its own");
        assert_eq!((second.state, third.state), (SheetState::Sent, SheetState::Sent), "one is stale, one lacks points");
        s.officer.post(&format!("{rating}/accept"), &[("sheets", &*fresh)]).await.expect(303);
        assert_eq!(row(&fresh).await.total, Some(7_500), "what is saved goes before what is proposed");
    }

    async fn what_is_wrong_with_a_rating_is_told_and_a_stale_page_decides_nothing(app: TestApp) {
        let land = country(app).await;
        let mut officer = app.officer(PostKind::Drafter, land.so).await;
        officer.get("/ratings/new").await.expect(200).shows("Hoàn thành xuất sắc nhiệm vụ");
        let form = [("name", ""), ("unit", "Không có"), ("asked", "kinds"), ("grades", "Tốt"), ("bonus_max", "a"), ("complaint_days", "x"), ("due_on", "31/2/2024")];
        let page = officer.post("/ratings", &form).await.expect(422);
        page.shows("Ghi tên.").shows("Dòng 1 chưa đúng").shows("Ghi số ngày từ 0").shows("Chọn ít nhất một loại").shows("Ghi số điểm từ 0");
        let id = drafted(app, land.so, Asked::Units(vec![land.ba_dinh])).await;
        let page = format!("/ratings/{id}");
        officer.post(&format!("{page}/step"), &[("act", "send"), ("version", "1")]).await.expect(409);
        let wrong = [("act", "add"), ("paste", "1\tTuyên truyền\t2,3"), ("version", "2")];
        officer.post(&format!("{page}/criteria"), &wrong).await.expect(422).shows("Không đọc được điểm ở dòng 1").shows("Tuyên truyền");
        // What somebody else wrote meanwhile is said where it stands; saved once more, what was typed is taken.
        let stale: Vec<(String, String)> = edited(&mut officer, &page, "Xếp loại khác").await;
        let typed: Vec<(String, String)> = edited(&mut officer, &page, "Xếp loại nữa").await;
        officer.post(&page, &pairs(&stale)).await.expect(303);
        let refused = officer.post(&page, &pairs(&typed)).await.expect(422);
        refused.shows("Người khác vừa ghi ô này: “Xếp loại khác”").shows("Xếp loại nữa").shows("name=\"version\" value=\"3\"");
        let again: Vec<(String, String)> = typed.into_iter().map(|(name, value)| if name == "version" { (name, "3".to_owned()) } else { (name, value) }).collect();
        officer.post(&page, &pairs(&again)).await.expect(303);
        officer.post(&format!("{page}/clone"), &[("version", "4")]).await.expect(303);
        officer.post(&format!("{page}/step"), &[("act", "remove"), ("version", "4")]).await.expect(303);
        assert!(rating::by_id(id).one(app.app.db.read()).await.unwrap().is_none());
        let left = rating::Entity::find().all(app.app.db.read()).await.unwrap();
        assert_eq!(left.len(), 1, "the one made like it stays");
        // Drafts of the department are no business of those who only read its work.
        let mut reader = app.officer(PostKind::Focal, land.ba_dinh).await;
        reader.get(&format!("/ratings/{}", left[0].id)).await.expect(403);
    }

    async fn points_are_filled_in_a_spreadsheet_looked_at_and_then_written(app: TestApp) {
        let mut s = begun(app).await;
        let rating = s.drafted().await;
        s.officer.get(&format!("{rating}/points.xlsx")).await.expect(409);
        s.step(&rating, "send").await.expect(303);
        let book = s.officer.get(&format!("{rating}/points.xlsx")).await.expect(200);
        let rows = document::sheet::open(&book.bytes, &document::Limits::default()).expect("a workbook").rows;
        let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(document::sheet::Value::text).collect()).collect();
        let head = rows.iter().position(|row| row.first().is_some_and(|cell| cell == "Mã phiếu")).expect("a head");
        assert_eq!((rows.len() - head - 1, rows[head].len()), (s.schools.len(), 7));
        // Filled as people do: a number with a comma, one too high, one that is none, a broken formula, a row twice, a stranger.
        let filled = |cells: &[[&str; 3]]| {
            let mut lines = vec![rows[head].iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(";") + ";\"Cột lạ\""];
            for (row, cells) in rows[head + 1..].iter().zip(cells) {
                lines.push(format!("{};{};\"{}\";x;\"{}\";\"{}\";\"{}\"", row[0], row[1], row[2], cells[0], cells[1], cells[2]));
            }
            lines
        };
        let mut wrong = filled(&[["19,5", "70,25", "Đạt"], ["999", "#REF!", "có lẽ"], ["", "", ""]]);
        wrong.push(wrong[1].clone());
        wrong.push("019f7bca-0000-7000-8000-000000000000;1;x;x;1".to_owned());
        let file = format!("{rating}/points/file");
        s.officer.upload(&file, "diem.csv", b"a;b\n1;2", &[]).await.expect(422).shows("Không thấy cột Mã phiếu");
        s.officer.upload(&file, "diem.xlsx", b"PK\x03\x04", &[]).await.expect(422);
        let look = s.officer.program().upload(&file, "diem.csv", wrong.join("\n").as_bytes(), &[]).await.expect(200).json();
        let cells: Vec<&str> = look["faults"].as_array().unwrap().iter().map(|one| one["cell"].as_str().unwrap()).collect();
        assert_eq!(cells, ["H1", "E3", "F3", "G3", "A5", "A6"]);
        assert_eq!((look["n_changes"].as_u64(), look["n_units"].as_u64(), look["n_newer"].as_u64()), (Some(3), Some(1), Some(0)));
        let lines = look["lines"].as_str().unwrap().to_owned();
        let first = format!("/ratings/sheets/{}", rows[head + 1][0]);
        let given = |json: &Value| json["marks"].as_array().unwrap().iter().map(|one| (one["given"].as_str().unwrap().to_owned(), one["is_proposed"].as_bool().unwrap())).collect::<Vec<_>>();
        let before = given(&s.officer.program().get(&first).await.expect(200).json());
        assert!(before.iter().all(|(points, proposed)| points.is_empty() || *proposed), "looking writes nothing: {before:?}");
        // Written once, however often it is pressed; a page that was tampered with writes nothing.
        s.officer.post(&format!("{rating}/points"), &[("lines", "x")]).await.expect(422).shows("Gửi lại tệp");
        for _ in 0..2 {
            s.officer.post(&format!("{rating}/points"), &[("lines", &lines)]).await.expect(303);
            s.officer.get(&rating).await.expect(200).shows("Đã ghi điểm của 1 đơn vị.");
        }
        let json = s.officer.program().get(&first).await.expect(200).json();
        let now = given(&json);
        assert_eq!(now[..2], [("19,5".to_owned(), false), ("70,25".to_owned(), false)]);
        assert_eq!((now[2].0.as_str(), json["version"].as_i64()), ("1", Some(2)));
        // Whoever wrote since the look is not written over, and said by name.
        let again = filled(&[["6", "", ""], ["5", "", ""]]);
        let look = s.officer.program().upload(&file, "diem.csv", again.join("\n").as_bytes(), &[]).await.expect(200).json();
        assert_eq!((look["n_newer"].as_u64(), look["changes"][0]["was"].as_str(), look["changes"][0]["now"].as_str()), (Some(1), Some("19,5"), Some("6")));
        fill(&mut s.officer, &first, ("points", "save"), &[("Hoàn thành", "7")]).await.expect(303);
        s.officer.post(&format!("{rating}/points"), &[("lines", look["lines"].as_str().unwrap())]).await.expect(303);
        let told = s.officer.get(&rating).await.expect(200);
        told.shows("Đã ghi điểm của 1 đơn vị; 1 phiếu có người vừa sửa").shows(&rows[head + 1][2]);
        assert_eq!(given(&s.officer.program().get(&first).await.expect(200).json())[0].0, "7");
        let mut school = app.officer(PostKind::Leader, s.schools[0]).await;
        school.get(&format!("{rating}/points.xlsx")).await.expect(403);
        school.upload(&file, "diem.csv", again.join("\n").as_bytes(), &[]).await.expect(403);
        school.post(&format!("{rating}/points"), &[("lines", &lines)]).await.expect(403);
        // A sheet of another rating is none of this one's.
        let (other, _) = sheet(app, s.land.so, s.schools[0]).await;
        s.officer.post(&format!("/ratings/{other}/points"), &[("lines", &lines)]).await.expect(303);
        s.officer.get(&format!("/ratings/{other}")).await.expect(200).shows("Đã ghi điểm của 0 đơn vị; 1 phiếu");
    }

    async fn evidence_lies_on_the_sheet_for_the_unit_and_the_one_that_rates(app: TestApp) {
        let mut s = begun(app).await;
        let (_, sheet) = sheet(app, s.land.so, s.schools[0]).await;
        let (page, files) = (format!("/ratings/sheets/{sheet}"), format!("/ratings/sheets/{sheet}/files"));
        let mut school = app.officer(PostKind::Focal, s.schools[0]).await;
        let criterion = school.program().get(&page).await.expect(200).json()["marks"][0]["criterion"]["id"].as_str().unwrap().to_owned();
        school.upload(&files, "virus.exe", b"MZ\x90\0", &[]).await.expect(422);
        school.upload(&files, "a.pdf", b"%PDF-1.4", &[("criterion", "x")]).await.expect(422).shows("Chọn tiêu chí trong danh sách.");
        school.upload(&files, "a.pdf", b"%PDF-1.4", &[("criterion", "019f7bca-0000-7000-8000-000000000000")]).await.expect(404);
        school.upload(&files, "minh-chung.pdf", b"%PDF-1.4\n1", &[("criterion", &criterion)]).await.expect(303);
        let one = school.program().get(&page).await.expect(200).json()["files"][0].clone();
        assert_eq!((one["name"].as_str(), one["criterion"].is_string(), one["is_open"].as_bool()), (Some("minh-chung.pdf"), true, Some(true)));
        let file = format!("{files}/{}", one["id"].as_str().unwrap());
        assert_eq!(&school.get(&file).await.expect(200).bytes[..], b"%PDF-1.4\n1");
        // What is not sent yet is the unit's own.
        s.officer.get(&file).await.expect(404);
        assert_eq!(s.officer.program().get(&page).await.expect(200).json()["files"].as_array().map(Vec::len), Some(0));
        // Neither another school nor through another sheet; only the unit itself brings and takes back.
        let mut other = app.officer(PostKind::Leader, s.schools[1]).await;
        other.get(&file).await.expect(403);
        let (_, elsewhere) = self::sheet(app, s.land.so, s.schools[1]).await;
        other.get(&format!("/ratings/sheets/{elsewhere}/files/{}", one["id"].as_str().unwrap())).await.expect(404);
        other.post(&format!("/ratings/sheets/{elsewhere}/files/{}/remove", one["id"].as_str().unwrap()), &[]).await.expect(404);
        s.officer.upload(&files, "a.pdf", b"%PDF-1.4", &[]).await.expect(403);
        fill(&mut school, &page, ("own", "send"), &[("Tuyên", "80")]).await.expect(303);
        assert_eq!(&s.officer.get(&file).await.expect(200).bytes[..], b"%PDF-1.4\n1");
        school.post(&format!("{file}/remove"), &[]).await.expect(409);
        fill(&mut s.officer, &page, ("points", "return"), &[("Tuyên", "80")]).await.expect(303);
        school.post(&format!("{file}/remove"), &[]).await.expect(303);
        s.officer.get(&file).await.expect(404);
    }

    async fn many_units_get_their_sheet_from_a_job_each_once(app: TestApp) {
        let land = country(app).await;
        for n in 0..505 {
            make(app, UnitKind::Primary, &format!("Trường Tiểu học số {n}"), Some(land.ba_dinh), &[]).await;
        }
        let id = drafted(app, land.so, Asked::Kinds(None, vec![UnitKind::Primary])).await;
        let tx = app.app.db.write().await.unwrap();
        let n = actions::send(&tx, app.app.now(), By::HOUSE, (id, 2)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(n, 505);
        app.run_jobs().await;
        let sheets = rating_sheet::of(id).all(app.app.db.read()).await.unwrap();
        assert_eq!(sheets.len(), 505);
        assert!(sheets.iter().all(|sheet| sheet.state == SheetState::Open));
        let row = rating::by_id(id).one(app.app.db.read()).await.unwrap().unwrap();
        assert_eq!((row.n_sent, row.n_to_send, row.state), (505, None, RatingState::Open));
    }
}
