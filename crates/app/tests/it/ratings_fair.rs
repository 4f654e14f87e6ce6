//! What makes a rating fair: points follow what the unit mended, its drafts are its own, nobody writes over anybody, ranks hold
//! from page to page, and nobody is rated by those who stand beside or below.

use crate::app_test;
use crate::ratings::{begun, drafted, fill, mark, sheet, version};
use crate::units::{country, make};
use app::features::ratings::actions::{self, Asked};
use db::events::By;
use domain::ratings::SheetState;
use domain::rights::PostKind;
use domain::units::UnitKind;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _};
use tables::{rating, rating_sheet};

app_test! {
    async fn points_follow_what_the_unit_mends_and_its_drafts_are_its_own(app: TestApp) {
        let mut s = begun(app).await;
        let rating = s.drafted().await;
        s.step(&rating, "send").await.expect(303);
        let sheet = s.sheet_of(app, s.schools[0]).await;
        let mut school = app.officer(PostKind::Focal, s.schools[0]).await;
        fill(&mut school, &sheet, ("own", "save"), &[("Tuyên", "60"), ("Đoàn", "1")]).await.expect(303);
        let json = s.officer.program().get(&sheet).await.expect(200).json();
        let (work, own) = (mark(&json, "Hoàn"), mark(&json, "Tuyên"));
        assert_eq!((work["given"].as_str(), own["own"].as_str(), own["given"].as_str()), (Some("10"), Some(""), Some("")));
        fill(&mut school, &sheet, ("own", "send"), &[("Tuyên", "60"), ("Đoàn", "1")]).await.expect(303);
        // Saved as the page proposed it, nothing is given yet; what is returned is given anew.
        let shown = [("Hoàn", "10"), ("Tuyên", "60"), ("Đoàn", "1")];
        fill(&mut s.officer, &sheet, ("points", "save"), &shown).await.expect(303);
        let json = s.officer.program().get(&sheet).await.expect(200).json();
        assert!(json["marks"].as_array().unwrap().iter().all(|mark| mark["is_proposed"] == true), "{json}");
        fill(&mut s.officer, &sheet, ("points", "return"), &shown).await.expect(303);
        fill(&mut school, &sheet, ("own", "send"), &[("Tuyên", "40"), ("Đoàn", "1")]).await.expect(303);
        let chosen = format!("{}:{}", sheet.trim_start_matches("/ratings/sheets/"), version(&mut school, &sheet, "").await);
        s.officer.post(&format!("{rating}/accept"), &[("sheets", &*chosen)]).await.expect(303);
        let json = school.program().get(&sheet).await.expect(200).json();
        assert_eq!(json["total"].as_str(), Some("50"), "ten from work, forty as the unit mended it");
    }

    async fn criteria_keep_what_was_typed_when_one_goes_or_somebody_else_wrote(app: TestApp) {
        let mut s = begun(app).await;
        let criteria = format!("{}/criteria", s.drafted().await);
        let json = s.officer.program().get(&criteria).await.expect(200).json();
        let ids: Vec<String> = json["criteria"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect();
        let form = |version: &str, act: &str, change: &[(String, &str)]| {
            let mut fields = vec![("act".to_owned(), act.to_owned()), ("version".to_owned(), version.to_owned())];
            for row in json["criteria"].as_array().unwrap() {
                let id = row["id"].as_str().unwrap();
                for (field, at) in [("heading", "heading"), ("name", "name"), ("points", "points"), ("kind", "kind"), ("source", "source_value")] {
                    let name = format!("items.{id}.{field}");
                    let changed = change.iter().find(|(of, _)| *of == name).map(|(_, value)| (*value).to_owned());
                    fields.push((name, changed.unwrap_or_else(|| row[at].as_str().unwrap().to_owned())));
                }
            }
            fields
        };
        let first = json["rating"]["version"].to_string();
        // A field that is wrong leaves the choices as they were made.
        let wrong = form(&first, "save", &[(format!("items.{}.kind", ids[1]), "bonus"), (format!("items.{}.points", ids[0]), "x")]);
        let wrong: Vec<(&str, &str)> = wrong.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        s.officer.post(&criteria, &wrong).await.expect(422).shows("value=\"bonus\" selected");
        // One goes, the other is written.
        let act = format!("remove:{}", ids[0]);
        let gone = form(&first, &act, &[(format!("items.{}.points", ids[1]), "60")]);
        let gone: Vec<(&str, &str)> = gone.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        s.officer.post(&criteria, &gone).await.expect(303);
        let now = s.officer.program().get(&criteria).await.expect(200).json();
        let rows = now["criteria"].as_array().unwrap();
        assert_eq!((rows.len(), rows[0]["points"].as_str()), (2, Some("60")));
        // Whoever saw the list before sees what was written meanwhile beside their own.
        let late = form(&first, "save", &[(format!("items.{}.points", ids[1]), "50")]);
        let late: Vec<(&str, &str)> = late.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        s.officer.post(&criteria, &late).await.expect(422).shows("Người khác vừa ghi ô này: “60”").shows("value=\"50\"");
    }

    async fn two_who_write_one_sheet_see_each_other(app: TestApp) {
        let mut s = begun(app).await;
        let (_, sheet) = sheet(app, s.land.so, s.schools[0]).await;
        let page = format!("/ratings/sheets/{sheet}");
        let mut school = app.officer(PostKind::Focal, s.schools[0]).await;
        let json = school.program().get(&page).await.expect(200).json();
        let id = json["marks"][0]["criterion"]["id"].as_str().unwrap().to_owned();
        let (points, words) = (format!("items.{id}.points"), format!("items.{id}.words"));
        let first = [("act", "save"), (&*points, "60"), (&*words, "Ba hội nghị"), ("version", "1")];
        school.post(&format!("{page}/own"), &first).await.expect(303);
        let second = [("act", "save"), (&*points, "50"), (&*words, ""), ("version", "1")];
        let refused = school.post(&format!("{page}/own"), &second).await.expect(422);
        refused.shows("Người khác vừa ghi ô này: “60”").shows("Người khác vừa ghi ô này: “Ba hội nghị”");
        // Two slashes at the beginning lead to another house.
        let link = format!("items.{id}.link");
        let elsewhere = [("act", "save"), (&*points, "60"), (&*link, "//evil.example/x"), ("version", "2")];
        school.post(&format!("{page}/own"), &elsewhere).await.expect(422);
        // Without a result there is nothing to complain of.
        s.officer.get(&page).await.expect(200);
        school.post(&format!("{page}/complaint"), &[("complaint", "Sót"), ("version", "2")]).await.expect(409);
    }

    async fn units_elsewhere_and_above_are_not_rated(app: TestApp) {
        let land = country(app).await;
        let mut officer = app.officer(PostKind::Drafter, land.so).await;
        for unit in [land.ministry, land.bureau] {
            let id = drafted(app, land.so, Asked::Units(vec![unit, land.ba_dinh])).await;
            let send = [("act", "send"), ("version", "2")];
            officer.post(&format!("/ratings/{id}/step"), &send).await.expect(422).shows("Bỏ khỏi danh sách");
            assert!(rating_sheet::of(id).one(app.app.db.read()).await.unwrap().is_none());
        }
        // A bureau rates in the name of the ministry that it is a part of.
        let id = drafted(app, land.bureau, Asked::Units(vec![land.so])).await;
        let tx = app.app.db.write().await.unwrap();
        actions::send(&tx, app.app.now(), By::HOUSE, (id, 2)).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn units_of_equal_points_have_one_rank_on_both_sides_of_a_page(app: TestApp) {
        let land = country(app).await;
        let mut schools = Vec::new();
        for n in 0..55 {
            schools.push(make(app, UnitKind::Primary, &format!("Trường Tiểu học số {n}"), Some(land.ba_dinh), &[]).await);
        }
        let id = drafted(app, land.so, Asked::Units(schools)).await;
        let tx = app.app.db.write().await.unwrap();
        actions::send(&tx, app.app.now(), By::HOUSE, (id, 2)).await.unwrap();
        // Forty-eight above each other, five in one place, two below.
        for (at, row) in (0_i64..).zip(rating_sheet::of(id).all(&tx).await.unwrap()) {
            let total = if at < 48 { 9_000 - at } else if at < 53 { 100 } else { 50 };
            let mut row = row.into_active_model();
            (row.total, row.state) = (Set(Some(total)), Set(SheetState::Accepted));
            row.update(&tx).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert!(rating::Entity::find_by_id(id).one(app.app.db.read()).await.unwrap().is_some());
        let officer = app.officer(PostKind::Drafter, land.so).await;
        let mut all: Vec<u64> = Vec::new();
        for page in 1..=2 {
            let json = officer.program().get(&format!("/ratings/{id}?page={page}")).await.expect(200).json();
            all.extend(json["results"]["rows"].as_array().unwrap().iter().map(|row| row["rank"].as_u64().unwrap()));
        }
        let expected: Vec<u64> = (1..=48).chain([49; 5]).chain([54; 2]).collect();
        assert_eq!(all, expected);
    }
}
