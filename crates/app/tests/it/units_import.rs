//! Import of units: the template, every fault at its cell, all rows or none.

use std::fmt::Write as _;

use app::features::units::import::work::WriteImport;
use domain::ids::UnitImportId;
use domain::rights::PostKind;
use domain::units::UnitKind;
use jobs::{Job as _, Run};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _};

use crate::app_test;
use crate::support::{Client, TestApp};
use crate::units::{country, make};

const HEAD: &str = "Tên đơn vị,Mã,Loại,Đơn vị cấp trên,Mã xã phường,Tên gọi khác,Từ ngày\n";

async fn upload(client: &mut Client, csv: &str) -> String {
    let answer = client
        .upload("/units/imports", "truong.csv", format!("{HEAD}{csv}").as_bytes(), &[])
        .await
        .expect(303);
    answer.location().to_owned()
}

/// Puts other rows in an import, as a fault of the disk would; gives back what stood there.
async fn spoil(app: &TestApp, id: UnitImportId, rows: &str) -> String {
    let tx = app.app.db.write().await.unwrap();
    let import = tables::unit_import::by_id(id).one(&tx).await.unwrap().unwrap();
    let before = import.rows.clone();
    let mut changed = import.into_active_model();
    changed.rows = Set(rows.to_owned());
    changed.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    before
}

async fn n_units(app: &TestApp) -> u64 {
    use sea_orm::{EntityTrait as _, PaginatorTrait as _};
    tables::unit::Entity::find().count(app.app.db.read()).await.unwrap()
}

app_test! {
    async fn schools_are_checked_shown_and_written(app: TestApp) {
        country(app).await;
        let mut admin = app.admin().await;
        admin.get("/units/imports").await.expect(200).shows("Tải mẫu Excel");
        let page = upload(&mut admin, "Trường THPT Chu Văn An,01.CVA,THPT,Sở GD&ĐT Hà Nội,,THPT CVA; Trường Bưởi,1/9/2024\n\
            Trường Tiểu học Hoa Sen,01.HS,tiểu học,Phòng GDĐT Q. Ba Đình,,,\n\
            Phân hiệu Hoa Sen 2,,Tiểu học,01.HS,,,\n").await;
        admin.get(&page).await.expect(200).shows("Không có ô nào phải sửa").shows("Ghi 3 đơn vị").shows("Chu Văn An");
        assert_eq!(n_units(app).await, 5, "nothing is written before a person says so");
        admin.post(&format!("{page}/commit"), &[]).await.expect(303);
        admin.get(&page).await.expect(200).shows("every 2s");
        app.run_jobs().await;
        admin.get(&page).await.expect(200).shows("Đã ghi 3 đơn vị vào danh mục");
        assert_eq!(n_units(app).await, 8);
        let found = admin.program().get("/units/search?q=truong%20buoi&on=2024-09-02").await.json();
        assert_eq!(found["items"][0]["name"], "Trường THPT Chu Văn An");
        assert_eq!(found["items"][0]["path"], "Bộ GD&ĐT › Sở GD&ĐT Hà Nội");
        let found = admin.program().get("/units/search?q=hoa%20sen%202").await.json();
        assert_eq!(found["items"][0]["path"], "Bộ GD&ĐT › Sở GD&ĐT Hà Nội › Phòng GD&ĐT quận Ba Đình › TH Hoa Sen");
        // Before its first day the school is not there.
        let before = admin.program().get("/units/search?q=chu%20van%20an&on=2024-08-31").await.json();
        assert_eq!(before["items"][0]["is_alive"], false);
        // Written once is written: the button is gone and a second post is refused.
        admin.post(&format!("{page}/commit"), &[]).await.expect(409);
    }

    async fn search_looks_first_at_what_exists_on_the_day_however_many_others_fit(app: TestApp) {
        country(app).await;
        let mut admin = app.admin().await;
        let mut csv = String::new();
        for n in 0..250 {
            writeln!(csv, "Trường Tiểu học Hoa Sen {n},,Tiểu học,Sở GD&ĐT Hà Nội,,,1/9/2024").unwrap();
        }
        csv.push_str("Trường Tiểu học Hoa Sen của xã cũ nhất miền,,Tiểu học,Sở GD&ĐT Hà Nội,,,1/9/2020\n");
        let page = upload(&mut admin, &csv).await;
        admin.post(&format!("{page}/commit"), &[]).await.expect(303);
        app.run_jobs().await;
        let found = admin.program().get("/units/search?q=hoa%20sen&on=2022-01-01").await.json();
        assert_eq!(found["items"][0]["name"], "Trường Tiểu học Hoa Sen của xã cũ nhất miền");
        assert_eq!(found["items"][0]["is_alive"], true);
        // The places that are left show what is not there on the day.
        assert_eq!(found["items"][1]["is_alive"], false);
    }

    async fn without_a_first_day_a_school_is_known_since_the_unit_above_exists(app: TestApp) {
        let land = country(app).await;
        let mut admin = app.admin().await;
        let new = [("full", "Phòng VH-XH xã Mới"), ("kind", "commune_office"), ("parent", "Sở GD&ĐT Hà Nội"), ("code", "PM"), ("on", "1/7/2024")];
        admin.post("/units", &new).await.expect(303);
        let page = upload(&mut admin, "Trường A,A,Tiểu học,PM,,,\nĐiểm trường B,B,Tiểu học,A,,,\nTrường C,C,Tiểu học,PM,,,1/8/2024\n").await;
        admin.post(&format!("{page}/commit"), &[]).await.expect(303);
        app.run_jobs().await;
        for (day, roots, schools) in [("2024-06-30", 1, 0), ("2024-07-01", 1, 1), ("2024-08-01", 1, 2)] {
            let top = admin.program().get(&format!("/units?on={day}")).await.json();
            assert_eq!(top["total"], roots, "nothing is left at the top on {day}");
            let level = admin.program().get(&format!("/units?under={}&on={day}", land.so)).await.json();
            let below = level["rows"].as_array().unwrap().iter().find(|row| row["name"] == "Phòng VH-XH xã Mới");
            assert_eq!(below.map_or(0, |row| row["n_below"].as_u64().unwrap()), schools, "{day}");
        }
    }

    async fn every_fault_names_its_cell(app: TestApp) {
        country(app).await;
        make(app, UnitKind::CommuneCommittee, "UBND xã Tân Tiến", None, &[]).await;
        make(app, UnitKind::CommuneCommittee, "UBND xã Tân Tiến", None, &[]).await;
        let mut admin = app.admin().await;
        let page = upload(&mut admin, ",A1,THPT,Sở GD&ĐT Hà Nội,,,\n\
            Trường B,A 2,lâu đài,Sở GD&ĐT Hà Nội,,,31/2/2025\n\
            Trường C,A3,THPT,Sở Trên Mây,99999,,\n\
            Trường D,A3,THPT,UBND xã Tân Tiến,,,\n\
            ,,,,,,\n\
            Trường E,A5,,,,,\n\
            Trường G,A6,THPT,A7,,,\n\
            Trường H,A7,THPT,A6,,,\n").await;
        let told = admin.program().get(&page).await.expect(200).json();
        let cells: Vec<String> = told["faults"].as_array().unwrap().iter().map(|f| format!("{} {}", f["cell"].as_str().unwrap(), f["code"].as_str().unwrap())).collect();
        assert_eq!(cells, [
            "A2 units-fault-name-missing",
            "B3 units-fault-code-unread",
            "C3 units-fault-kind-unknown",
            "G3 units-fault-day-unread",
            "D4 units-fault-parent-unknown",
            "E4 units-fault-commune-unknown",
            "B5 units-fault-code-twice",
            "D5 units-fault-parent-several",
            "C7 units-fault-kind-missing",
            "D7 units-fault-parent-missing",
            "D8 units-fault-parent-loop",
            "D9 units-fault-parent-loop",
        ]);
        assert_eq!(told["n_faults"], 12);
        admin.get(&page).await.expect(200).shows("12 ô cần sửa").shows("Không có loại &quot;lâu đài&quot;").shows("Mã này đã có ở dòng 4");
        admin.post(&format!("{page}/commit"), &[]).await.expect(409).shows("còn ô phải sửa");
        assert_eq!(n_units(app).await, 7);
    }

    async fn a_code_taken_meanwhile_refuses_the_whole_import(app: TestApp) {
        country(app).await;
        let mut admin = app.admin().await;
        let rows = "Trường A,MA-1,THPT,Sở GD&ĐT Hà Nội,,,\nTrường B,MA-2,THPT,Sở GD&ĐT Hà Nội,,,\n";
        let first = upload(&mut admin, rows).await;
        let second = upload(&mut admin, rows).await;
        admin.post(&format!("{first}/commit"), &[]).await.expect(303);
        admin.post(&format!("{second}/commit"), &[]).await.expect(303);
        app.run_jobs().await;
        assert_eq!(n_units(app).await, 7);
        let states: Vec<String> = {
            let list = admin.program().get("/units/imports").await.json();
            list["imports"].as_array().unwrap().iter().map(|row| row["state"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(states, ["refused", "done"]);
        admin.get(&second).await.expect(200).shows("Mã này đã thuộc một đơn vị trong danh mục").shows("Không ghi được");
    }

    async fn the_examples_of_the_template_are_no_units(app: TestApp) {
        country(app).await;
        let mut admin = app.admin().await;
        let template = admin.get("/units/imports/template.xlsx").await.expect(200);
        assert!(template.bytes.starts_with(b"PK"));
        // As it went out it holds nothing to write, and says so.
        admin.upload("/units/imports", "mau.xlsx", &template.bytes, &[]).await.expect(422).shows("Bảng chỉ có dòng ví dụ của mẫu");
        // Below the examples stands what somebody filled in; each example is passed over by name.
        let page = upload(&mut admin, "Ví dụ: Trường THPT Chu Văn An,01-THPT-001,Trường THPT,Sở GD&ĐT Hà Nội,,,\n\
            VÍ DỤ - Trường Hoa Sen,01-TH-017,Trường tiểu học,Phòng không có,99999,,\n\
            Trường A,A,THPT,Sở GD&ĐT Hà Nội,,,\n").await;
        let told = admin.program().get(&page).await.expect(200).json();
        assert_eq!((told["n_rows"].as_u64(), told["n_faults"].as_u64()), (Some(1), Some(0)));
        assert_eq!(told["examples"], serde_json::json!([2, 3]));
        admin.get(&page).await.expect(200).shows("Dòng 2 là dòng ví dụ của mẫu, không nhập.").shows("Dòng 3 là dòng ví dụ");
        admin.post(&format!("{page}/commit"), &[]).await.expect(303);
        app.run_jobs().await;
        assert_eq!(n_units(app).await, 6);
    }

    async fn an_import_that_was_given_up_says_so_and_can_be_tried_again(app: TestApp) {
        country(app).await;
        let mut admin = app.admin().await;
        let page = upload(&mut admin, "Trường A,A,THPT,Sở GD&ĐT Hà Nội,,,\nTrường B,B,THPT,Sở GD&ĐT Hà Nội,,,\n").await;
        admin.post(&format!("{page}/commit"), &[]).await.expect(303);
        let id: UnitImportId = page.rsplit('/').next().unwrap().parse().unwrap();
        let good = spoil(app, id, "not what was read").await;
        // Each try fails; the page says that it is being written as long as there is another one to come.
        for seconds in [0, 10, 30] {
            app.clock.set(&format!("2024-08-05T09:00:{seconds:02}+07:00"));
            app.run_jobs().await;
            admin.get(&page).await.expect(200).shows("Đang ghi 2 đơn vị");
            admin.post(&format!("{page}/discard"), &[]).await.expect(409).shows("không bỏ được nữa");
        }
        app.clock.set("2024-08-05T09:02:00+07:00");
        app.run_jobs().await;
        app.assert_no_jobs_left().await;
        admin.get(&page).await.expect(200).shows("Chưa đơn vị nào vào danh mục").shows("Thử ghi lại 2 đơn vị").shows("Bỏ lần nhập này").shows("Lỗi máy báo");
        admin.get("/units/imports").await.expect(200).shows("Ghi không được");
        assert_eq!(n_units(app).await, 5);
        let told = admin.program().get(&page).await.json();
        assert_eq!((told["state"].as_str(), told["may_begin"].as_bool()), (Some("failed"), Some(true)));
        // The cause is gone: the same import is written whole.
        spoil(app, id, &good).await;
        admin.post(&format!("{page}/commit"), &[]).await.expect(303);
        app.run_jobs().await;
        admin.get(&page).await.expect(200).shows("Đã ghi 2 đơn vị vào danh mục");
        assert_eq!(n_units(app).await, 7);
        admin.post(&format!("{page}/discard"), &[]).await.expect(409);
        let events = tables::event::of("unit-import", id.uuid()).all(app.app.db.read()).await.unwrap();
        assert!(events.iter().any(|event| event.verb == "fail-import"));
    }

    async fn an_import_that_is_not_written_can_be_taken_back(app: TestApp) {
        country(app).await;
        let mut admin = app.admin().await;
        let clean = upload(&mut admin, "Trường A,A,THPT,Sở GD&ĐT Hà Nội,,,\n").await;
        let faulty = upload(&mut admin, "Trường A,A,lâu đài,Sở GD&ĐT Hà Nội,,,\n").await;
        admin.get(&faulty).await.expect(200).shows("Nhập bảng khác").shows("Bỏ lần nhập này");
        for page in [&clean, &faulty] {
            admin.post(&format!("{page}/discard"), &[]).await.expect(303);
            admin.get(page).await.expect(200).shows("Lần nhập này đã bỏ");
            admin.post(&format!("{page}/discard"), &[]).await.expect(409);
            admin.post(&format!("{page}/commit"), &[]).await.expect(409);
        }
        admin.post("/units/imports/0190f5a0-0000-7000-8000-000000000001/discard", &[]).await.expect(404);
        let land = admin.program().get("/units").await.json();
        let so = land["rows"][0]["id"].as_str().unwrap().parse().unwrap();
        app.officer(PostKind::Clerk, so).await.post(&format!("{clean}/discard"), &[]).await.expect(403);
        assert_eq!(n_units(app).await, 5);
    }

    async fn a_job_that_is_cut_off_leaves_all_rows_or_none(app: TestApp) {
        country(app).await;
        let mut admin = app.admin().await;
        let mut csv = String::new();
        for n in 0..3_000 {
            writeln!(csv, "Trường Mầm non số {n},MN-{n},Mầm non,Sở GD&ĐT Hà Nội,,,").unwrap();
        }
        let page = upload(&mut admin, &csv).await;
        admin.post(&format!("{page}/commit"), &[]).await.expect(303);
        let import = page.rsplit('/').next().unwrap().parse().unwrap();
        // As when the process ends: whatever it is doing at that moment is left where it is.
        for milliseconds in [1, 30, 120, 300, 600] {
            let (house, now) = (app.app.clone(), app.app.now());
            let run = Run { id: "0190f5a0-0000-7000-8000-000000000001".parse().unwrap(), attempt: 1, now };
            let work = tokio::spawn(async move { WriteImport { import }.run(&house, run).await });
            tokio::time::sleep(std::time::Duration::from_millis(milliseconds)).await;
            work.abort();
            let _ = work.await;
            let n = n_units(app).await;
            assert!(n == 5 || n == 3_005, "{n} units after {milliseconds} ms");
        }
        // The runner comes back to it, and the units are there once.
        app.run_jobs().await;
        assert_eq!(n_units(app).await, 3_005);
        admin.get(&page).await.expect(200).shows("Đã ghi 3.000 đơn vị vào danh mục");
    }

    async fn units_changed_during_the_last_check_are_checked_again(app: TestApp) {
        let land = country(app).await;
        let mut admin = app.admin().await;
        let page = upload(&mut admin, "Trường A,MA-A,THPT,Sở GD&ĐT Hà Nội,,,\n").await;
        admin.post(&format!("{page}/commit"), &[]).await.expect(303);
        let import: UnitImportId = page.rsplit('/').next().unwrap().parse().unwrap();
        // The job checks while somebody else is about to take the same code, and waits to write.
        let tx = app.app.db.write().await.unwrap();
        tx.alone_in(db::Door::Units).await.unwrap();
        let (house, now) = (app.app.clone(), app.app.now());
        let run = Run { id: "0190f5a0-0000-7000-8000-000000000001".parse().unwrap(), attempt: 1, now };
        let work = tokio::spawn(async move { WriteImport { import }.run(&house, run).await });
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        let mut taken = tables::unit::by_id(land.bureau).one(&tx).await.unwrap().unwrap().into_active_model();
        taken.code = Set("MA-A".to_owned());
        taken.update(&tx).await.unwrap();
        let told = db::events::NewEvent::new(now, db::events::By::HOUSE, "rename", "unit", land.bureau);
        db::events::record(&tx, told).await.unwrap();
        tx.commit().await.unwrap();
        assert!(work.await.unwrap().is_ok());
        admin.get(&page).await.expect(200).shows("MA-A");
        let import = tables::unit_import::by_id(import).one(app.app.db.read()).await.unwrap().unwrap();
        assert_eq!((import.state.as_str(), n_units(app).await), ("refused", 5));
        // What the queue still holds finds nothing to do.
        app.run_jobs().await;
        assert_eq!(n_units(app).await, 5);
    }

    async fn what_is_no_list_is_refused_in_a_sentence(app: TestApp) {
        let mut admin = app.admin().await;
        for (bytes, sentence) in [
            (&b"khong co gi\n1,2,3\n"[..], "Không thấy dòng tiêu đề cột"),
            ("Tên đơn vị,Loại\nA,THPT\n".as_bytes(), "Thiếu cột &quot;Đơn vị cấp trên&quot;"),
            (HEAD.as_bytes(), "chưa có dòng nào"),
        ] {
            admin.upload("/units/imports", "x.csv", bytes, &[]).await.expect(422).shows(sentence);
        }
        admin.upload("/units/imports", "x.xlsx", b"%PDF-1.7", &[]).await.expect(422);
        admin.upload("/units/imports", "x.xlsx", b"", &[]).await.expect(422);
        let broken = admin.upload("/units/imports", "x.xlsx", b"PK\x03\x04 no archive", &[]).await.expect(422);
        let broken = broken.shows("Mở bằng Excel hoặc LibreOffice");
        assert!(!broken.text().contains("docx"), "a spreadsheet is not mended with Word");
        admin.post("/units/imports", &[]).await.expect(422).shows("Chọn một tệp.");
        let land = country(app).await;
        let mut clerk = app.officer(PostKind::Clerk, land.so).await;
        clerk.upload("/units/imports", "x.csv", HEAD.as_bytes(), &[]).await.expect(403);
        clerk.get("/units/imports").await.expect(403);
    }

    async fn five_thousand_schools_are_written_at_once(app: TestApp) {
        let land = country(app).await;
        let mut admin = app.admin().await;
        let mut csv = String::new();
        for n in 0..5_000 {
            writeln!(csv, "Trường Mầm non số {n},MN-{n},Mầm non,Sở GD&ĐT Hà Nội,,,").unwrap();
        }
        let page = upload(&mut admin, &csv).await;
        admin.post(&format!("{page}/commit"), &[]).await.expect(303);
        app.run_jobs().await;
        assert_eq!(n_units(app).await, 5_005);
        let level = admin.program().get(&format!("/units?under={}", land.so)).await.json();
        assert_eq!(level["total"], 5_002);
    }
}
