//! Money told through HTTP: an estimate typed, approved, allocated, allotted to schools, spent with its vouchers, struck
//! out; refusals with their sentences; who may do and see what.

use crate::app_test;
use crate::indicators_sums::issued_plan;
use crate::money_sums::{assert_sums, line, row, spent};
use crate::support::{Answer, Client, TestApp};
use crate::units::{Country, country, make};
use domain::ids::{MoneyLineId, PlanId, UnitId};
use domain::rights::PostKind;
use domain::units::UnitKind;
use sea_orm::EntityTrait as _;
use tables::{event, money_line};

/// A department keeps a plan and pays for a conference; schools get a share.
struct Story {
    land: Country,
    plan: PlanId,
    school: UnitId,
    drafter: Client,
    leader: Client,
}

async fn begun(app: &TestApp) -> Story {
    let land = country(app).await;
    let school = make(app, UnitKind::Primary, "Trường Tiểu học Hoa Sen", Some(land.ba_dinh), &[]).await;
    let plan = issued_plan(app, land.so).await;
    let drafter = app.officer(PostKind::Drafter, land.so).await;
    let leader = app.officer(PostKind::Leader, land.so).await;
    Story { land, plan, school, drafter, leader }
}

const LINE: [(&str, &str); 8] = [
    ("no", "1"),
    ("content", "Thuê hội trường"),
    ("fund", "local"),
    ("unit", "Sở Giáo dục và Đào tạo Hà Nội"),
    ("measure", "buổi"),
    ("quantity", "2,5"),
    ("price", "10.000.001"),
    ("note", "=1+2"),
];

fn with<'a>(fields: &[(&'a str, &'a str)], changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let is_changed = |name: &str| changed.iter().any(|(other, _)| *other == name);
    fields.iter().filter(|(name, _)| !is_changed(name)).chain(changed).copied().collect()
}

impl Story {
    fn budget(&self) -> String {
        format!("/plans/{}/budget", self.plan)
    }

    async fn add(&mut self, changed: &[(&str, &str)]) -> Answer {
        let path = format!("{}/lines", self.budget());
        self.drafter.post(&path, &with(&LINE, changed)).await
    }

    async fn approve(&mut self) -> Answer {
        let json = self.leader.program().get(&self.budget()).await.expect(200).json();
        let seen = json["estimate"]["version"].to_string();
        let path = format!("{}/approve", self.budget());
        self.leader.post(&path, &[("seen", &seen), ("document", "125/QĐ-SGDĐT")]).await
    }

    async fn line(&self, app: &TestApp) -> MoneyLineId {
        money_line::of_plan(self.plan).one(app.app.db.read()).await.unwrap().expect("a line").id
    }
}

/// Writes an amount to a line as it is now.
async fn write(
    app: &TestApp,
    client: &mut Client,
    id: MoneyLineId,
    (doing, fields): (&str, &[(&str, &str)]),
) -> Answer {
    let seen = row(app, id).await.version.to_string();
    let usual =
        [("seen", seen.as_str()), ("document", "12/CT"), ("day", "1/8/2024"), ("words", "Chi tiền thuê")];
    client.post(&format!("/money/lines/{id}/{doing}"), &with(&usual, fields)).await
}

app_test! {
    async fn an_estimate_is_typed_approved_allocated_allotted_and_spent(app: TestApp) {
        let mut s = begun(app).await;
        s.drafter.get(&s.budget()).await.expect(200).shows("Chưa có dự toán").shows("Thêm khoản chi đầu tiên");
        s.add(&[]).await.expect(303);
        s.add(&[("no", "2"), ("content", "In tài liệu"), ("fund", "union"), ("quantity", ""), ("price", ""), ("amount", "1,5 triệu")]).await.expect(303);
        let json = s.drafter.program().get(&s.budget()).await.expect(200).json();
        assert_eq!((json["lines"][0]["estimated"].as_i64(), json["total"]["estimated"].as_i64()), (Some(25_000_003), Some(26_500_003)), "2,5 × 10.000.001 is rounded half up");
        assert_eq!((json["by_fund"][0]["key"].as_str(), json["by_fund"][1]["estimated"].as_i64()), (Some("local"), Some(1_500_000)));
        assert_eq!(json["lines"][0]["level"], "province");
        s.drafter.get(&format!("{}?fund=union&q=tai+lieu", s.budget())).await.expect(200).shows("Cộng 1 khoản đang lọc").shows("1.500.000");
        let id = s.line(app).await;
        // Before it is approved nobody writes amounts; a drafter does not approve.
        write(app, &mut s.drafter, id, ("spend", &[("amount", "1.000")])).await.expect(409).shows("Dự toán chưa được duyệt");
        s.drafter.post(&format!("{}/approve", s.budget()), &[("seen", "2")]).await.expect(403);
        s.leader.post(&format!("{}/approve", s.budget()), &[("seen", "1")]).await.expect(422).shows("Dự toán vừa thay đổi");
        s.approve().await.expect(303);
        s.drafter.get(&s.budget()).await.expect(200).shows("Dự toán đã duyệt").shows("125/QĐ-SGDĐT");
        // Its lines are locked; what changes is an adjustment with a reason.
        s.drafter.post(&format!("/money/lines/{id}/edit"), &with(&LINE, &[("seen", "1")])).await.expect(409).shows("Dự toán đã duyệt");
        write(app, &mut s.drafter, id, ("adjust", &[("amount", "-5.000.003")])).await.expect(422).shows("Ghi lý do.");
        write(app, &mut s.drafter, id, ("adjust", &[("amount", "-30 triệu"), ("reason", "Bớt")])).await.expect(422).shows("chỉ có 25.000.003 đồng");
        write(app, &mut s.drafter, id, ("adjust", &[("amount", "-5.000.003"), ("reason", "Bớt một buổi")])).await.expect(303);
        s.drafter.get(&s.budget()).await.expect(200).shows("dự toán duyệt: 25.000.003").shows("20.000.000");
        s.add(&[("no", "3"), ("content", "Nước uống")]).await.expect(422).shows("Ghi lý do.").shows("Nước uống");
        s.add(&[("no", "3"), ("content", "Nước uống"), ("reason", "Phát sinh")]).await.expect(303);
        // Allocated, then allotted to a school, not more than there is.
        write(app, &mut s.drafter, id, ("allocate", &[("amount", "18.000.000")])).await.expect(303);
        let shares = |amount: &str| format!("Trường Tiểu học Hoa Sen;{amount}\nPhòng Giáo dục và Đào tạo quận Ba Đình\t2 triệu\n");
        let units = shares("20.000.000");
        write(app, &mut s.drafter, id, ("allot", &[("units", &units)])).await.expect(422).shows("Chỉ còn 18.000.000 đồng để phân bổ").shows("Trường Tiểu học Hoa Sen;20.000.000");
        let units = shares("10.000.000");
        write(app, &mut s.drafter, id, ("allot", &[("units", &units)])).await.expect(303);
        let parts = money_line::below(id).all(app.app.db.read()).await.unwrap();
        let part = parts.iter().find(|part| part.unit_id == s.school).expect("the school has a share").id;
        // The school sees it, is told of it, and spends; beyond it only with a reason, and plainly.
        let mut school = app.officer(PostKind::Focal, s.school).await;
        school.get("/money").await.expect(200).shows("Thuê hội trường").shows("cấp trên phân bổ").shows("10.000.000");
        write(app, &mut school, part, ("spend", &[("amount", "4.000.000"), ("link", "https://chung-tu.vn/1")])).await.expect(303);
        write(app, &mut school, part, ("spend", &[("amount", "7 triệu")])).await.expect(422).shows("Chi vượt 1.000.000 đồng").shows("value=\"7 triệu\"");
        write(app, &mut school, part, ("spend", &[("amount", "7 triệu"), ("reason", "Giá thuê tăng")])).await.expect(303);
        school.get(&format!("/money/lines/{part}")).await.expect(200).shows("Chi vượt số được giao").shows("Giá thuê tăng").shows("https://chung-tu.vn/1");
        assert_sums(app).await;
        let json = s.drafter.program().get(&s.budget()).await.expect(200).json();
        assert_eq!((json["total"]["allocated"].as_i64(), json["total"]["spent"].as_i64(), json["total"]["left"].as_i64()), (Some(18_000_000), Some(11_000_000), Some(7_000_000)));
        s.drafter.get(&format!("/money/lines/{id}")).await.expect(200).shows("Đã phân bổ cho 2 đơn vị").shows("cấp dưới chi 11.000.000");
        // What was wrong is struck out with a reason and stays to be read.
        let page = school.program().get(&format!("/money/lines/{part}")).await.expect(200).json();
        let entry = page["entries"][0]["id"].as_str().unwrap().to_owned();
        school.post(&format!("/money/entries/{entry}/strike"), &[("strike_reason", "")]).await.expect(422).shows("Ghi lý do.");
        school.post(&format!("/money/entries/{entry}/strike"), &[("strike_reason", "Ghi hai lần")]).await.expect(303);
        school.post(&format!("/money/entries/{entry}/strike"), &[("strike_reason", "Ghi hai lần")]).await.expect(409).shows("đã gạch bỏ");
        school.get(&format!("/money/lines/{part}")).await.expect(200).shows("Ghi hai lần").shows("<s>");
        assert_eq!(row(app, id).await.below, 4_000_000);
        // Taken back no further than the school has at hand.
        let name = format!("shares.{}", s.school);
        write(app, &mut s.drafter, id, ("allot", &[(&name, "-7 triệu"), ("reason", "Thu hồi")])).await.expect(422).shows("chỉ còn 6.000.000 đồng").shows("value=\"-7 triệu\"");
        write(app, &mut s.drafter, id, ("allot", &[(&name, "-6 triệu"), ("reason", "Thu hồi")])).await.expect(303);
        assert_eq!((row(app, part).await.allocated, row(app, id).await.allotted), (4_000_000, 6_000_000));
        assert_sums(app).await;
        let verbs: Vec<String> = event::Entity::find().all(app.app.db.read()).await.unwrap().into_iter().filter(|row| row.kind.starts_with("money")).map(|row| row.verb).collect();
        for verb in ["add", "approve", "adjust", "allocate", "allot", "spend", "strike"] {
            assert!(verbs.iter().any(|one| one == verb), "no event says {verb}: {verbs:?}");
        }
    }

    async fn what_is_wrong_with_a_line_is_told_and_nothing_typed_is_lost(app: TestApp) {
        let mut s = begun(app).await;
        let page = s.add(&[("content", ""), ("fund", ""), ("quantity", "hai"), ("price", "1.500 triệu"), ("amount", "12.5"), ("unit", "Sở không có")]).await.expect(422);
        page.shows("Ghi nội dung chi.").shows("Chọn nguồn kinh phí.").shows("Ghi số lượng bằng số").shows("đọc được hai cách").shows("Đồng không có số lẻ").shows("value=\"1.500 triệu\"").shows("Sở không có");
        s.add(&[("unit", "Sở không có")]).await.expect(422).shows("Không thấy đúng một đơn vị tên “Sở không có”");
        s.add(&[("amount", "9")]).await.expect(422).shows("Số lượng nhân đơn giá là 25.000.003 đồng");
        s.add(&[("quantity", ""), ("price", "")]).await.expect(422).shows("Ghi số tiền.");
        s.add(&[("price", "-5")]).await.expect(422).shows("không âm");
        let long = "a".repeat(501);
        s.add(&[("content", &long)]).await.expect(422).shows("Tối đa 500 ký tự.");
        assert!(s.approve().await.status.as_u16() == 422, "an estimate without lines is not approved");
        s.add(&[]).await.expect(303);
        let id = s.line(app).await;
        // Two people: the second one sees both, and loses nothing.
        let path = format!("/money/lines/{id}/edit");
        s.drafter.post(&path, &with(&LINE, &[("seen", "1"), ("content", "Thuê phòng họp")])).await.expect(303);
        s.leader.post(&path, &with(&LINE, &[("seen", "1"), ("content", "Thuê nhà văn hóa")])).await.expect(422).shows("Thuê phòng họp").shows("Thuê nhà văn hóa").shows("Người khác vừa sửa khoản này");
        s.leader.post(&path, &with(&LINE, &[("seen", "2"), ("content", "Thuê nhà văn hóa")])).await.expect(303);
        s.drafter.post(&format!("/money/lines/{id}/remove"), &[("seen", "2")]).await.expect(409);
        s.drafter.post(&format!("/money/lines/{id}/remove"), &[("seen", "3")]).await.expect(303);
        s.drafter.get(&s.budget()).await.expect(200).shows("Chưa có dự toán");
        // What stays: an estimate is opened again as long as nothing is written in it.
        s.add(&[]).await.expect(303);
        s.approve().await.expect(303);
        let seen = s.leader.program().get(&s.budget()).await.json()["estimate"]["version"].to_string();
        let reopen = format!("{}/reopen", s.budget());
        s.leader.post(&reopen, &[("seen", &seen), ("reopen_reason", "")]).await.expect(422).shows("Ghi lý do.");
        s.leader.post(&reopen, &[("seen", &seen), ("reopen_reason", "Sai đơn giá")]).await.expect(303);
        s.approve().await.expect(303);
        let id = s.line(app).await;
        spent(app, id, 1_000).await;
        let seen = s.leader.program().get(&s.budget()).await.json()["estimate"]["version"].to_string();
        s.leader.post(&reopen, &[("seen", &seen), ("reopen_reason", "Sai đơn giá")]).await.expect(409).shows("Đã có khoản ghi");
    }

    async fn odd_amounts_are_told_and_two_clicks_write_once(app: TestApp) {
        let mut s = begun(app).await;
        let (_, id) = line(app, s.land.bureau, s.land.so, 50_000_000).await;
        let mut so = app.officer(PostKind::Clerk, s.land.so).await;
        for (fields, told) in [
            ([("amount", ""), ("day", "1/8/2024")], "Ghi số tiền."),
            ([("amount", "0"), ("day", "1/8/2024")], "Ghi số tiền khác 0."),
            ([("amount", "-5"), ("day", "1/8/2024")], "Số đã chi không âm"),
            ([("amount", "1"), ("day", "31/2/2024")], "Ghi ngày theo mẫu"),
            ([("amount", "1"), ("day", "1/9/2024")], "Ngày này chưa đến"),
            ([("amount", "1"), ("document", "")], "Ghi số hiệu văn bản hoặc chứng từ."),
            ([("amount", "1"), ("words", "")], "Ghi nội dung chi."),
            ([("amount", "1"), ("link", "javascript:alert(1)")], "Ghi địa chỉ bắt đầu bằng"),
        ] {
            write(app, &mut so, id, ("spend", &fields)).await.expect(422).shows(told);
        }
        let seen = row(app, id).await.version.to_string();
        let form = [("seen", seen.as_str()), ("amount", "9.000.000"), ("document", "3/QĐ"), ("day", "1/8/2024")];
        let path = format!("/money/lines/{id}/allocate");
        so.post(&path, &form).await.expect(303);
        so.post(&path, &form).await.expect(422).shows("vừa có người ghi thêm").shows("value=\"9.000.000\"");
        assert_eq!(row(app, id).await.allocated, 9_000_000);
        write(app, &mut so, id, ("allocate", &[("amount", "-10.000.000"), ("reason", "Cắt giảm")])).await.expect(422).shows("chỉ còn 9.000.000 đồng");
        for (units, told) in [
            ("", "Ghi ít nhất một đơn vị"),
            ("Trường Tiểu học Hoa Sen", "Dòng 1 (“Trường Tiểu học Hoa Sen”)"),
            ("Trường Tiểu học Hoa Sen;không", "không phải số tiền lớn hơn 0"),
            ("Trường Tiểu học Hoa Sen;5\nTrường Tiểu học Hoa Sen;6", "có hai lần"),
            ("Trường không có;5", "Không thấy đúng một đơn vị"),
            ("Sở Giáo dục và Đào tạo Hà Nội;5", "không thuộc đơn vị phân bổ"),
        ] {
            write(app, &mut s.drafter, id, ("allot", &[("units", units)])).await.expect(422).shows(told);
        }
        assert_sums(app).await;
    }

    async fn money_is_seen_by_those_whose_it_is(app: TestApp) {
        let mut s = begun(app).await;
        s.add(&[("unit", "Phòng Giáo dục và Đào tạo quận Ba Đình")]).await.expect(303);
        let id = s.line(app).await;
        let mut payer = app.officer(PostKind::Viewer, s.land.ba_dinh).await;
        let mut stranger = app.officer(PostKind::Leader, s.land.bureau).await;
        let mut below = app.officer(PostKind::Leader, s.school).await;
        payer.get(&s.budget()).await.expect(200).shows("Thuê hội trường");
        payer.get(&format!("/money/lines/{id}")).await.expect(200);
        for client in [&mut stranger, &mut below] {
            let json = client.program().get(&s.budget()).await.expect(200).json();
            assert_eq!((json["may_see"].as_bool(), json["lines"].as_array().map(Vec::len), json["estimate"].is_null(), json["total"]["estimated"].as_i64()), (Some(false), Some(0), true, Some(0)));
            client.get(&format!("/money/lines/{id}")).await.expect(403);
        }
        // The payer writes amounts, the keeper does not write them for it.
        s.approve().await.expect(303);
        let mut office = app.officer(PostKind::Focal, s.land.ba_dinh).await;
        write(app, &mut s.drafter, id, ("allocate", &[("amount", "5 triệu")])).await.expect(403);
        write(app, &mut payer, id, ("allocate", &[("amount", "5 triệu")])).await.expect(403);
        write(app, &mut office, id, ("allocate", &[("amount", "5 triệu")])).await.expect(303);
        write(app, &mut office, id, ("adjust", &[("amount", "5 triệu"), ("reason", "Thêm")])).await.expect(403);
        write(app, &mut office, id, ("allot", &[("units", "Trường Tiểu học Hoa Sen;5")])).await.expect(403);
        // A draft's money is a draft: those who pay do not see it before the plan is issued.
        let draft = crate::plans::plan(app, s.land.so, crate::imports::SMALL).await;
        let path = format!("/plans/{draft}/budget/lines");
        s.drafter.post(&path, &with(&LINE, &[("unit", "Phòng Giáo dục và Đào tạo quận Ba Đình")])).await.expect(303);
        let id = money_line::of_plan(draft).one(app.app.db.read()).await.unwrap().unwrap().id;
        s.drafter.get(&format!("/money/lines/{id}")).await.expect(200);
        payer.get(&format!("/money/lines/{id}")).await.expect(403);
        payer.get(&format!("/plans/{draft}/budget")).await.expect(403);
        assert!(!payer.get("/money").await.expect(200).text().contains(&id.to_string()));
    }

    async fn an_estimate_goes_out_as_excel_and_comes_in_row_by_row(app: TestApp) {
        let mut s = begun(app).await;
        s.add(&[]).await.expect(303);
        s.add(&[("no", "2"), ("content", "=In tài liệu"), ("fund", "union"), ("quantity", ""), ("price", ""), ("amount", "1.500.000")]).await.expect(303);
        let sheet = s.drafter.get(&format!("{}.xlsx", s.budget())).await.expect(200).bytes;
        let path = format!("{}/sheet", s.budget());
        // What this program wrote says nothing new.
        let page = s.drafter.program().upload(&path, "du-toan.xlsx", &sheet, &[]).await.expect(200).json();
        let acts: Vec<&str> = page["rows"].as_array().unwrap().iter().map(|row| row["act"].as_str().unwrap()).collect();
        assert_eq!((acts, page["kept"].as_str()), (vec!["same", "same", "skip"], Some("")), "{page}");
        // A table as officers make it: faults are told cell by cell, and nothing is taken.
        let head = "TT,Nội dung chi,ĐVT,Số lượng,Đơn giá,Thành tiền,Nguồn,Đơn vị chi\n";
        let bad = format!("{head}I,Hội nghị,,,,,,\n1,Hoa,bó,\"1,500\",20000,,NSĐP,\n2,,,,,5000000,NSĐP,\n3,Nước,,,,1.500 triệu,Ngân sách,Sở không có\n,Cộng,,,,9,,\n");
        s.drafter.upload(&path, "x.csv", bad.as_bytes(), &[]).await.expect(200).shows("4 ô cần sửa").shows("D3").shows("đọc được hai cách").shows("Ghi nội dung chi.").shows("Chưa rõ nguồn nào").shows("Chưa lưu gì");
        for (text, told) in [
            ("Họ tên,Ngày sinh\nA,B\n", "Không thấy hàng tiêu đề"),
            ("TT,Nội dung chi,Thành tiền (triệu đồng)\n1,Hoa,5\n", "ghi theo nghìn, triệu"),
            ("TT,Nội dung chi,Thành tiền,Nguồn,Mã khoản\n1,Hoa,5,NSĐP,khong-co\n", "không thuộc dự toán"),
        ] {
            let answer = s.drafter.upload(&path, "x.csv", text.as_bytes(), &[]).await;
            assert!(answer.text().contains(told), "«{told}» is not in {}", answer.text());
        }
        s.drafter.upload(&path, "x.xlsx", b"PK\x03\x04 hong", &[]).await.expect(422);
        assert_eq!(money_line::of_plan(s.plan).all(app.app.db.read()).await.unwrap().len(), 2);
        // Mended, it is taken as a whole; a preview that is older than the estimate is not.
        let good = format!("{head}3,Hoa,bó,\"2,5\",20000,,NSĐP,\n4,Nước,,,,1.5 triệu,,\n");
        let page = s.drafter.program().upload(&path, "x.csv", good.as_bytes(), &[("fund", "other")]).await.expect(200).json();
        let (rows, seen) = (page["kept"].as_str().unwrap().to_owned(), page["version"].to_string());
        let take = format!("{path}/take");
        s.drafter.post(&take, &[("rows", "[]"), ("seen", &seen)]).await.expect(422).shows("Chọn lại tệp");
        s.drafter.post(&take, &[("rows", &rows), ("seen", "0")]).await.expect(409);
        s.drafter.post(&take, &[("rows", &rows), ("seen", &seen)]).await.expect(303);
        s.drafter.post(&take, &[("rows", &rows), ("seen", &seen)]).await.expect(409);
        let json = s.drafter.program().get(&s.budget()).await.expect(200).json();
        assert_eq!((json["total"]["n"].as_i64(), json["total"]["estimated"].as_i64()), (Some(4), Some(25_000_003 + 1_500_000 + 50_000 + 1_500_000)));
        assert_eq!((json["lines"][3]["fund"].as_str(), json["lines"][3]["unit_id"].as_str()), (Some("other"), Some(s.land.so.to_string().as_str())));
        // A sheet that was changed changes the lines it names.
        let id = s.line(app).await;
        let change = format!("TT,Nội dung chi,Thành tiền,Nguồn,Mã khoản\n1,Thuê nhà văn hóa,7000000,NSTW,{id}\n");
        let page = s.drafter.program().upload(&path, "x.csv", change.as_bytes(), &[]).await.expect(200).json();
        assert_eq!(page["rows"][0]["act"], "change");
        let (rows, seen) = (page["kept"].as_str().unwrap().to_owned(), page["version"].to_string());
        s.drafter.post(&take, &[("rows", &rows), ("seen", &seen)]).await.expect(303);
        assert_eq!((row(app, id).await.base, row(app, id).await.content), (7_000_000, "Thuê nhà văn hóa".to_owned()));
        s.approve().await.expect(303);
        s.drafter.get(&path).await.expect(200).shows("Dự toán đã duyệt nên không nhập");
        s.drafter.post(&take, &[("rows", &rows), ("seen", "9")]).await.expect(409);
        let mut stranger = app.officer(PostKind::Leader, s.land.bureau).await;
        stranger.get(&format!("{}.xlsx", s.budget())).await.expect(403);
        stranger.upload(&path, "x.csv", good.as_bytes(), &[]).await.expect(403);
        assert_sums(app).await;
    }

    async fn a_review_of_the_plan_freezes_its_money(app: TestApp) {
        let mut s = begun(app).await;
        s.add(&[]).await.expect(303);
        s.approve().await.expect(303);
        let id = s.line(app).await;
        write(app, &mut s.drafter, id, ("allocate", &[("amount", "20 triệu")])).await.expect(303);
        spent(app, id, 5_000_000).await;
        let (plan, so) = (s.plan.to_string(), s.land.so.to_string());
        let form = [("plan", plan.as_str()), ("unit_id", so.as_str()), ("kind", "interim"), ("from", "1/8/2024"), ("to", "5/8/2024")];
        let at = s.leader.post("/reviews", &form).await.expect(303).location().to_owned();
        spent(app, id, 1_000_000).await;
        s.leader.get(&at).await.expect(200).shows("Ngân sách địa phương: dự toán 25.000.003 đồng, đã giao 20.000.000 đồng, đã chi 5.000.000 đồng, còn lại 15.000.000 đồng.");
    }
}
