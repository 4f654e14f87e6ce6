//! A rating that runs: the silent are reminded and found, units come late or drop out, it is opened again or given up.

use crate::app_test;
use crate::notices::kinds;
use crate::ratings::{begun, fill, version};
use crate::units::make;
use app::features::ratings::actions;
use domain::rights::PostKind;
use domain::units::UnitKind;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _};
use tables::rating;

const READY: &[(&str, &str)] = &[("Hoàn", "10"), ("Tuyên", "70"), ("Đoàn", "1")];

/// How often a client was told something.
async fn n_told(client: &mut crate::support::Client, kind: &str) -> usize {
    kinds(client).await.iter().filter(|one| *one == kind).count()
}

/// Ids of the units in a list of results.
fn listed(json: &serde_json::Value) -> Vec<String> {
    let rows = json["results"]["rows"].as_array().unwrap();
    rows.iter().map(|row| row["unit"].as_str().unwrap().to_owned()).collect()
}

app_test! {
    async fn only_the_silent_are_reminded_and_once_a_day(app: TestApp) {
        let mut s = begun(app).await;
        let rating = s.drafted().await;
        s.step(&rating, "remind").await.expect(409);
        s.step(&rating, "send").await.expect(303);
        let mut quick = app.officer(PostKind::Focal, s.schools[0]).await;
        let mut slow = app.officer(PostKind::Focal, s.schools[1]).await;
        let sheet = s.sheet_of(app, s.schools[0]).await;
        fill(&mut quick, &sheet, ("own", "send"), &[("Tuyên", "70"), ("Đoàn", "1")]).await.expect(303);
        s.officer.get(&rating).await.expect(200).shows("Nhắc 2 đơn vị chưa gửi");
        s.step(&rating, "remind").await.expect(303);
        app.run_jobs().await;
        assert_eq!(n_told(&mut slow, "rating-reminded").await, 1);
        assert_eq!(n_told(&mut quick, "rating-reminded").await, 0, "who has sent it hears nothing");
        s.step(&rating, "remind").await.expect(409).shows("Hôm nay đã nhắc");
        s.officer.get(&rating).await.expect(200).hides("Nhắc 2 đơn vị chưa gửi");
        slow.post(&format!("{rating}/step"), &[("act", "remind"), ("version", "3")]).await.expect(403);
        // Before the last day and after it, each once, however often it is looked for.
        let id = rating.trim_start_matches("/ratings/").parse().unwrap();
        let today = app.app.now().local_day();
        for (due, n) in [(today + chrono::Days::new(1), 2), (today - chrono::Days::new(1), 3)] {
            let tx = app.app.db.write().await.unwrap();
            let mut row = rating::by_id(id).one(&tx).await.unwrap().unwrap().into_active_model();
            row.due_on = Set(Some(due));
            row.update(&tx).await.unwrap();
            tx.commit().await.unwrap();
            for _ in 0..2 {
                let tx = app.app.db.write().await.unwrap();
                actions::tell_due(&tx, app.app.now()).await.unwrap();
                tx.commit().await.unwrap();
                app.run_jobs().await;
            }
            assert_eq!(n_told(&mut slow, "rating-reminded").await, n);
        }
        // The late are marked and found by what they owe, and by name without accents.
        s.officer.get(&rating).await.expect(200).shows("Quá hạn");
        let json = s.officer.program().get(&format!("{rating}?state=silent")).await.expect(200).json();
        assert_eq!((listed(&json).len(), json["results"]["n"].as_u64()), (2, Some(3)));
        let json = s.officer.program().get(&format!("{rating}?q=hoa%20mai")).await.expect(200).json();
        assert_eq!(listed(&json), ["Trường Tiểu học Hoa Mai"]);
        let json = s.officer.program().get(&format!("{rating}?q=khong%20co")).await.expect(200).json();
        assert_eq!(listed(&json).len(), 0);
    }

    async fn units_come_late_and_drop_out(app: TestApp) {
        let mut s = begun(app).await;
        let rating = s.drafted().await;
        s.step(&rating, "send").await.expect(303);
        let late = make(app, UnitKind::Primary, "Trường Tiểu học Hoa Đào", Some(s.land.ba_dinh), &[]).await;
        let seen = version(&mut s.officer, &rating, "rating").await;
        let unknown = [("units", "Trường Không Có"), ("version", &*seen)];
        s.officer.post(&format!("{rating}/units"), &unknown).await.expect(422).shows("Trường Không Có");
        // Nobody is named: whoever stands for the round today and has no sheet.
        let add = [("units", ""), ("version", &*seen)];
        s.officer.post(&format!("{rating}/units"), &add).await.expect(303);
        s.officer.post(&format!("{rating}/units"), &add).await.expect(409);
        let mut school = app.officer(PostKind::Focal, late).await;
        let json = s.officer.program().get(&rating).await.expect(200).json();
        assert_eq!((json["results"]["n"].as_u64(), json["rating"]["n_sent"].as_i64()), (Some(4), Some(4)));
        let seen = version(&mut s.officer, &rating, "rating").await;
        let again = [("units", "Trường Tiểu học Hoa Đào"), ("version", &*seen)];
        s.officer.post(&format!("{rating}/units"), &again).await.expect(303);
        assert_eq!(version(&mut s.officer, &rating, "rating").await, seen, "it has its sheet already");
        // A unit above is nobody's to rate.
        let above = [("units", "Bộ Giáo dục và Đào tạo"), ("version", &*seen)];
        s.officer.post(&format!("{rating}/units"), &above).await.expect(422);
        // Out of the round: counted nowhere, its words stay its own; in again, it goes on where it was.
        let sheet = s.sheet_of(app, late).await;
        fill(&mut school, &sheet, ("own", "save"), &[("Tuyên", "44"), ("Đoàn", "1")]).await.expect(303);
        let id = sheet.trim_start_matches("/ratings/sheets/").to_owned();
        let seen = version(&mut s.officer, &sheet, "").await;
        let points = format!("{sheet}/points");
        let without = [("act", "drop"), ("reason", " "), ("version", &*seen)];
        s.officer.post(&points, &without).await.expect(422);
        let drop = [("act", "drop"), ("reason", "Trường sáp nhập"), ("version", &*seen)];
        school.post(&points, &drop).await.expect(403);
        s.officer.post(&points, &drop).await.expect(303);
        assert_eq!(n_told(&mut school, "rating-stopped").await, 1);
        school.get(&sheet).await.expect(200).shows("Trường sáp nhập");
        fill(&mut school, &sheet, ("own", "send"), &[("Tuyên", "44"), ("Đoàn", "1")]).await.expect(409);
        fill(&mut s.officer, &sheet, ("points", "accept"), READY).await.expect(409);
        s.officer.get(&sheet).await.expect(200).hides("44");
        let json = s.officer.program().get(&rating).await.expect(200).json();
        assert_eq!((json["results"]["n"].as_u64(), listed(&json).len()), (Some(3), 3));
        let json = s.officer.program().get(&format!("{rating}?state=dropped")).await.expect(200).json();
        assert_eq!((json["results"]["n"].as_u64(), listed(&json)), (Some(3), vec!["Trường Tiểu học Hoa Đào".to_owned()]));
        let seen = version(&mut s.officer, &sheet, "").await;
        s.officer.post(&points, &[("act", "restore"), ("version", &*seen)]).await.expect(303);
        let json = school.program().get(&sheet).await.expect(200).json();
        assert_eq!((json["state"].as_str(), json["id"].as_str()), (Some("open"), Some(&*id)));
        school.get(&sheet).await.expect(200).shows("44");
        // Who is out when it is locked is not asked for.
        let seen = version(&mut s.officer, &sheet, "").await;
        let drop = [("act", "drop"), ("reason", "Trường sáp nhập"), ("version", &*seen)];
        s.officer.post(&points, &drop).await.expect(303);
        for unit in s.schools.clone() {
            let sheet = s.sheet_of(app, unit).await;
            fill(&mut s.officer, &sheet, ("points", "accept"), READY).await.expect(303);
        }
        let seen = version(&mut s.officer, &rating, "rating").await;
        s.officer.post(&format!("{rating}/step"), &[("act", "lock"), ("version", &seen)]).await.expect(303);
    }

    async fn a_round_is_opened_again_until_its_results_are_told(app: TestApp) {
        let mut s = begun(app).await;
        let rating = s.drafted().await;
        s.step(&rating, "send").await.expect(303);
        s.step(&rating, "unlock").await.expect(409);
        let sheet = s.sheet_of(app, s.schools[0]).await;
        fill(&mut s.officer, &sheet, ("points", "accept"), READY).await.expect(303);
        s.step(&rating, "lock").await.expect(303);
        let seen = version(&mut s.officer, &rating, "rating").await;
        s.officer.post(&format!("{rating}/document"), &[("kind", "TB"), ("version", &seen)]).await.expect(303);
        let json = s.officer.program().get(&rating).await.expect(200).json();
        assert_eq!(json["document"]["is_old"], false);
        s.step(&rating, "unlock").await.expect(303);
        fill(&mut s.officer, &sheet, ("points", "return"), &[]).await.expect(303);
        app.clock.advance(std::time::Duration::from_mins(1));
        s.step(&rating, "lock").await.expect(303);
        // What was drafted says what is not so any more.
        let json = s.officer.program().get(&rating).await.expect(200).json();
        assert_eq!((json["document"]["is_old"].as_bool(), json["rating"]["state"].as_str()), (Some(true), Some("locked")));
        s.step(&rating, "publish").await.expect(303);
        s.step(&rating, "unlock").await.expect(409);
        s.step(&rating, "stop").await.expect(422);
        app.run_jobs().await;
    }

    async fn a_round_is_given_up_with_a_reason_that_its_units_hear(app: TestApp) {
        let mut s = begun(app).await;
        let rating = s.drafted().await;
        s.step(&rating, "send").await.expect(303);
        let sheet = s.sheet_of(app, s.schools[0]).await;
        let mut school = app.officer(PostKind::Focal, s.schools[0]).await;
        fill(&mut school, &sheet, ("own", "send"), &[("Tuyên", "61"), ("Đoàn", "1")]).await.expect(303);
        let seen = version(&mut s.officer, &rating, "rating").await;
        let step = format!("{rating}/step");
        let without = [("act", "stop"), ("reason", ""), ("version", &*seen)];
        s.officer.post(&step, &without).await.expect(422).shows("Ghi lý do để các đơn vị biết");
        let stop = [("act", "stop"), ("reason", "Đổi tiêu chí"), ("version", &*seen)];
        school.post(&step, &stop).await.expect(403);
        s.officer.post(&step, &stop).await.expect(303);
        app.run_jobs().await;
        assert_eq!(n_told(&mut school, "rating-stopped").await, 1);
        // What was written is read, nothing is written any more.
        school.get(&sheet).await.expect(200).shows("Thôi đánh giá: Đổi tiêu chí").shows("61");
        s.officer.get(&rating).await.expect(200).shows("Đổi tiêu chí");
        fill(&mut s.officer, &sheet, ("points", "accept"), READY).await.expect(409);
        for act in ["remind", "lock", "publish", "unlock", "remove"] {
            s.step(&rating, act).await.expect(409);
        }
        school.get("/ratings").await.expect(200).hides("Quá hạn");
    }
}
