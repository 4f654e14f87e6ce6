//! Registers: numbers without gap or double, how they are split, what stands in them and who may keep them.

use crate::app_test;
use crate::support::TestApp;
use crate::units::country;
use app::features::registers::RegisterError;
use app::features::registers::actions::{self, Elsewhere, Taken, Wanted};
use db::WriteTx;
use db::events::By;
use domain::ids::{RegisterEntryId, RegisterId, UnitId};
use domain::rights::PostKind;
use paper::Kind;
use std::collections::BTreeSet;
use tables::register::{self, Way};
use tables::register_entry;

fn wanted(unit: UnitId, kind: Kind) -> Wanted {
    Wanted {
        unit,
        on: "2024-08-05".parse().unwrap(),
        kind,
        symbol: None,
        series: None,
        drafting: None,
        subject: "Tổ chức Chương trình Bộ trưởng gặp gỡ nhà giáo".to_owned(),
        signer: "Nguyễn Thị Thứ Trưởng".to_owned(),
        recipients: "Các Sở GD&ĐT".to_owned(),
        keeper: "VT, NGCBQLGD".to_owned(),
        copies: Some(80),
        document: None,
    }
}

async fn take(app: &TestApp, wanted: Wanted) -> Result<Taken, RegisterError> {
    let tx = app.app.db.write().await.unwrap();
    let taken = actions::take(&tx, app.app.now(), By::HOUSE, wanted).await?;
    tx.commit().await.unwrap();
    Ok(taken)
}

async fn outgoing(tx: &WriteTx, app: &TestApp, unit: UnitId) -> register::Model {
    let books = actions::books_of(tx, app.app.now(), (unit, Way::Out, 2024)).await.unwrap();
    books.into_iter().next().unwrap()
}

/// A register of this unit with one line.
pub async fn register(app: &TestApp, unit: UnitId) -> (RegisterId, RegisterEntryId) {
    let tx = app.app.db.write().await.unwrap();
    let book = outgoing(&tx, app, unit).await;
    if book.closed_at.is_some() {
        actions::reopen(&tx, app.app.now(), By::HOUSE, book.id).await.unwrap();
    }
    let paper = Elsewhere {
        on: "2024-08-05".parse().unwrap(),
        kind: "QĐ".to_owned(),
        symbol: "QĐ-BGDĐT".to_owned(),
        given: None,
        subject: "Về việc khen thưởng".to_owned(),
        signer: String::new(),
        recipients: String::new(),
        keeper: String::new(),
        copies: None,
        note: String::new(),
    };
    let line = actions::elsewhere(&tx, app.app.now(), By::HOUSE, book.id, paper).await.unwrap();
    tx.commit().await.unwrap();
    (book.id, line.id)
}

async fn lines(app: &TestApp, register: RegisterId) -> Vec<register_entry::Model> {
    register_entry::of(register).all(app.app.db.read()).await.unwrap()
}

app_test! {
    async fn sixteen_clerks_take_fifty_numbers_each_at_once_without_gap_or_double(app: TestApp) {
        let land = country(app).await;
        let start = std::sync::Arc::new(tokio::sync::Barrier::new(16));
        let mut clerks = tokio::task::JoinSet::new();
        for _ in 0..16 {
            let (house, start, unit) = (app.app.clone(), start.clone(), land.ministry);
            clerks.spawn(async move {
                start.wait().await;
                let mut numbers = Vec::new();
                // No register is open: the first of them open the year together.
                for n in 0..50 {
                    let tx = house.db.write().await.unwrap();
                    let taken = actions::take(&tx, house.now(), By::HOUSE, wanted(unit, Kind::Plan)).await.unwrap();
                    // One in ten thinks better of it: its number was never taken.
                    if n % 10 == 9 {
                        tx.rollback().await.unwrap();
                        let tx = house.db.write().await.unwrap();
                        let again = actions::take(&tx, house.now(), By::HOUSE, wanted(unit, Kind::Plan)).await.unwrap();
                        tx.commit().await.unwrap();
                        numbers.push(again.number);
                    } else {
                        tx.commit().await.unwrap();
                        numbers.push(taken.number);
                    }
                }
                numbers
            });
        }
        let numbers: Vec<u32> = clerks.join_all().await.into_iter().flatten().collect();
        assert_eq!(numbers.iter().copied().collect::<BTreeSet<_>>(), (1..=800).collect(), "no gap, no double");
        assert_eq!(numbers.len(), 800);
        let books = register::of_year(land.ministry, Way::Out, 2024).all(app.app.db.read()).await.unwrap();
        assert_eq!(books.iter().map(|book| book.next_number).collect::<Vec<_>>(), [801], "one register, opened once");
        let kept: Vec<Option<i32>> = lines(app, books[0].id).await.into_iter().map(|line| line.number).collect();
        assert_eq!(kept, (1..=800).map(Some).collect::<Vec<_>>());
    }

    async fn a_number_has_the_symbol_of_its_kind_and_agency_and_a_document_keeps_it(app: TestApp) {
        let land = country(app).await;
        let plan = take(app, wanted(land.ministry, Kind::Plan)).await.unwrap();
        assert_eq!((plan.number, plan.printed.as_str()), (1, "01/KH-BGDĐT"), "the only spelling in capitals");
        let letter = take(app, wanted(land.so, Kind::Letter)).await.unwrap();
        assert_eq!(letter.printed, "01/SGDĐT");
        // A letter names the part that drafted it, once its code word is set.
        let mark = actions::NewMark { agency: "NGCBQLGD".to_owned(), part: Some("NGCB".to_owned()) };
        let tx = app.app.db.write().await.unwrap();
        actions::set_mark(&tx, app.app.now(), By::HOUSE, land.bureau, &mark).await.unwrap();
        tx.commit().await.unwrap();
        let of_bureau = Wanted { drafting: Some(land.bureau), ..wanted(land.ministry, Kind::Letter) };
        assert_eq!(take(app, of_bureau).await.unwrap().printed, "02/BGDĐT-NGCB");
        // A joint document has a free symbol.
        let joint = Wanted { symbol: Some("CTr-UBND-LĐLĐ".to_owned()), ..wanted(land.ministry, Kind::Programme) };
        assert_eq!(take(app, joint).await.unwrap().printed, "03/CTr-UBND-LĐLĐ");
        let bad = Wanted { symbol: Some("KH BGDĐT".to_owned()), ..wanted(land.ministry, Kind::Plan) };
        assert!(matches!(take(app, bad).await, Err(RegisterError::BadSymbol(_))));
        // Asked for twice, a document has one number.
        let document = Some(uuid::Uuid::from_u128(7));
        let first = take(app, Wanted { document, ..wanted(land.ministry, Kind::Plan) }).await.unwrap();
        let again = take(app, Wanted { document, ..wanted(land.ministry, Kind::Plan) }).await.unwrap();
        assert_eq!((first.number, &first), (4, &again));
        let ahead = Wanted { on: "2024-08-06".parse().unwrap(), ..wanted(land.ministry, Kind::Plan) };
        assert!(matches!(take(app, ahead).await, Err(RegisterError::DayAhead)));
        let last_year = Wanted { on: "2023-12-29".parse().unwrap(), ..wanted(land.ministry, Kind::Plan) };
        assert_eq!(take(app, last_year).await.unwrap().printed, "01/KH-BGDĐT", "a year of its own");
    }

    async fn a_joint_document_stands_in_the_partners_register_under_the_hosts_number(app: TestApp) {
        let land = country(app).await;
        let document = Some(uuid::Uuid::from_u128(9));
        take(app, wanted(land.so, Kind::Plan)).await.unwrap();
        let host = take(app, Wanted { document, ..wanted(land.ministry, Kind::Plan) }).await.unwrap();
        let tx = app.app.db.write().await.unwrap();
        let line = actions::mirror(&tx, app.app.now(), By::HOUSE, host.entry, land.so).await.unwrap();
        assert_eq!(actions::mirror(&tx, app.app.now(), By::HOUSE, host.entry, land.so).await.unwrap(), line);
        tx.commit().await.unwrap();
        let next = take(app, wanted(land.so, Kind::Plan)).await.unwrap();
        assert_eq!(next.number, 2, "the partner's own numbers go on");
        let kept: Vec<_> = lines(app, next.register).await.into_iter().map(|l| (l.number, l.printed, l.issuer)).collect();
        let own = |n, printed: &str| (Some(n), printed.to_owned(), String::new());
        let mirrored = (None, "01/KH-BGDĐT".to_owned(), "Bộ Giáo dục và Đào tạo".to_owned());
        assert_eq!(kept, [own(1, "01/KH-SGDĐT"), mirrored, own(2, "02/KH-SGDĐT")]);
    }

    async fn a_clerk_splits_the_numbers_of_the_year_and_the_next_year_is_split_alike(app: TestApp) {
        let land = country(app).await;
        let mut clerk = app.officer(PostKind::Clerk, land.ministry).await;
        let unit = land.ministry.to_string();
        clerk.get("/registers").await.expect(200).shows("Chưa mở sổ năm 2024");
        clerk.post("/registers/years", &[("unit_id", &unit), ("year", "2024")]).await.expect(303);
        clerk.get("/registers").await.expect(200).shows("Sổ đăng ký văn bản đi").shows("Sổ đăng ký văn bản đến").shows("05/KH-BGDĐT");
        let contracts = [("unit_id", unit.as_str()), ("way", "out"), ("year", "2024"), ("name", "Sổ hợp đồng"), ("takes", "kinds"), ("kinds", "HĐ"), ("first", "12")];
        clerk.post("/registers", &contracts).await.expect(303);
        // What another register takes already is refused, and nothing typed is lost.
        let again = [("unit_id", unit.as_str()), ("way", "out"), ("year", "2024"), ("name", "Sổ khế ước"), ("takes", "kinds"), ("kinds", "HĐ"), ("kinds", "BGN")];
        clerk.post("/registers", &again).await.expect(422).shows("đã ghi các loại văn bản này").shows("Sổ khế ước").shows("value=\"BGN\" checked");
        let body = [("unit_id", unit.as_str()), ("way", "out"), ("year", "2024"), ("name", "Ban Chỉ đạo"), ("takes", "asked")];
        clerk.post("/registers", &body).await.expect(303);
        assert_eq!(take(app, wanted(land.ministry, Kind::Contract)).await.unwrap().number, 12, "begun on paper");
        assert_eq!(take(app, wanted(land.ministry, Kind::Plan)).await.unwrap().number, 1);
        let of_body = Wanted { series: Some("ban-chi-dao".to_owned()), ..wanted(land.ministry, Kind::Decision) };
        assert_eq!(take(app, of_body).await.unwrap().printed, "01/QĐ-BGDĐT");
        // The year is over.
        let old = register::of_year(land.ministry, Way::Out, 2024).all(app.app.db.read()).await.unwrap()[0].id;
        clerk.post(&format!("/registers/{old}/close"), &[]).await.expect(303);
        let late = take(app, wanted(land.ministry, Kind::Plan)).await;
        assert!(matches!(late, Err(RegisterError::Closed { year: 2024, .. })), "{late:?}");
        clerk.post(&format!("/registers/{old}/reopen"), &[]).await.expect(303);
        assert_eq!(take(app, wanted(land.ministry, Kind::Plan)).await.unwrap().number, 2);
        // The new year: the same three, each from 01.
        app.clock.set("2025-01-02T08:00:00+07:00");
        let new_year = Wanted { on: "2025-01-02".parse().unwrap(), ..wanted(land.ministry, Kind::Contract) };
        assert_eq!(take(app, new_year).await.unwrap().number, 1);
        let books = register::of_year(land.ministry, Way::Out, 2025).all(app.app.db.read()).await.unwrap();
        assert_eq!(books.iter().map(|b| b.series.as_str()).collect::<Vec<_>>(), ["chung", "so-hop-dong", "ban-chi-dao"]);
    }

    async fn a_clerk_takes_a_number_by_hand_voids_it_and_prints_the_register(app: TestApp) {
        let land = country(app).await;
        let mut clerk = app.officer(PostKind::Clerk, land.so).await;
        let (id, _) = register(app, land.so).await;
        let at = format!("/registers/{id}");
        clerk.get(&format!("{at}/entries/new")).await.expect(200).shows("số tiếp theo 02").shows("KH-SGDĐT");
        let paper = [("on", "5/8/2024"), ("kind", "KH"), ("symbol", "KH-SGDĐT"), ("subject", "Đào tạo giáo viên"), ("signer", "Trần Đức Ánh"), ("recipients", "Các phòng"), ("copies", "3")];
        clerk.post(&format!("{at}/entries"), &paper).await.expect(303);
        let bad = [("on", "31/2/2024"), ("kind", "xx"), ("symbol", "K H"), ("subject", "Đào tạo lại")];
        clerk.post(&format!("{at}/entries"), &bad).await.expect(422).shows("Không đọc được ngày").shows("Đào tạo lại");
        let given = [("on", "5/8/2024"), ("kind", "KH"), ("symbol", "163/CTr-UBND-LĐLĐ"), ("is_given", "true"), ("issuer", "UBND thành phố"), ("subject", "Liên tịch")];
        clerk.post(&format!("{at}/entries"), &given).await.expect(303);
        // Found without marks of letters.
        let found = clerk.program().get(&format!("{at}?q=dao+tao")).await.expect(200).json();
        assert_eq!(found["entries"][0]["printed"], "02/KH-SGDĐT");
        assert_eq!(found["total"], 1);
        let line = found["entries"][0]["id"].as_str().unwrap().to_owned();
        let note = [("recipients", "Các phòng"), ("sent_on", "6/8/2024"), ("receipt", "Lê Hoa")];
        clerk.post(&format!("{at}/entries/{line}"), &note).await.expect(303);
        clerk.get(&format!("{at}/entries/{line}/void")).await.expect(200).shows("Hủy số 02/KH-SGDĐT?");
        clerk.post(&format!("{at}/entries/{line}/void"), &[("reason", "")]).await.expect(422).shows("Mục này cần được ghi");
        clerk.post(&format!("{at}/entries/{line}/void"), &[("reason", "Trùng nội dung")]).await.expect(303);
        clerk.post(&format!("{at}/entries/{line}/void"), &[("reason", "lần nữa")]).await.expect(409);
        // It stays where it was and is not given again.
        assert_eq!(take(app, wanted(land.so, Kind::Plan)).await.unwrap().number, 3);
        let sheet = clerk.get(&format!("{at}/print")).await.expect(200).shows("<s>02/KH-SGDĐT</s>").shows("Hủy: Trùng nội dung.").shows("(10)");
        let text = sheet.text();
        let place = |what: &str| text.find(what).unwrap();
        assert!(place("01/QĐ-BGDĐT") < place("02/KH-SGDĐT") && place("02/KH-SGDĐT") < place("163/CTr-UBND-LĐLĐ") && place("163/CTr-UBND-LĐLĐ") < place("03/KH-SGDĐT"));
        let workbook = clerk.get(&format!("{at}/register.xlsx")).await.expect(200);
        assert_eq!(&workbook.bytes[..2], b"PK");
        clerk.get("/registers/0190f5a0-0000-7000-8000-000000000001").await.expect(404);
    }

    async fn an_incoming_paper_gets_an_arrival_number_and_a_double_raises_the_alarm(app: TestApp) {
        let land = country(app).await;
        let mut clerk = app.officer(PostKind::Clerk, land.so).await;
        let unit = land.so.to_string();
        clerk.post("/registers/years", &[("unit_id", &unit), ("year", "2024")]).await.expect(303);
        let id = register::of_year(land.so, Way::In, 2024).all(app.app.db.read()).await.unwrap()[0].id;
        let at = format!("/registers/{id}");
        let paper = [("on", "5/8/2024"), ("kind", "QĐ"), ("symbol", "1441/QĐ-BGDĐT"), ("issuer", "Bộ Giáo dục và Đào tạo"), ("paper_on", "1/8/2024"), ("subject", "Ban hành Kế hoạch"), ("recipients", "Phòng TCCB"), ("due_on", "4/8/2024")];
        clerk.post(&format!("{at}/entries"), &paper[..6]).await.expect(303);
        let double: Vec<_> = paper.iter().map(|(n, v)| (*n, if *n == "symbol" { "1441 / qđ-bgdđt" } else { *v })).collect();
        clerk.post(&format!("{at}/entries"), &double).await.expect(422).shows("số đến 1").shows("even_if_there");
        let mut even = double.clone();
        even.push(("even_if_there", "true"));
        clerk.post(&format!("{at}/entries"), &even).await.expect(303);
        let page = clerk.program().get(&format!("{at}?show=late")).await.expect(200).json();
        assert_eq!((&page["total"], &page["entries"][0]["number"], &page["entries"][0]["is_late"]), (&1.into(), &2.into(), &true.into()));
        let line = page["entries"][0]["id"].as_str().unwrap().to_owned();
        clerk.post(&format!("{at}/entries/{line}"), &[("due_on", "4/8/2024"), ("answer", "57/SGDĐT-VP")]).await.expect(303);
        let page = clerk.program().get(&format!("{at}?show=late")).await.expect(200).json();
        assert_eq!(page["total"], 0);
        clerk.get(&format!("{at}/print?follow=true")).await.expect(200).shows("57/SGDĐT-VP").shows("(7)");
        clerk.get(&format!("{at}/print")).await.expect(200).shows("Ngày đến").shows("(10)");
    }

    async fn who_has_a_post_in_the_unit_reads_its_registers_and_others_do_not(app: TestApp) {
        let land = country(app).await;
        let (id, entry) = register(app, land.so).await;
        let mut viewer = app.officer(PostKind::Viewer, land.so).await;
        viewer.get("/registers").await.expect(200).shows("Sổ đăng ký văn bản đi");
        viewer.get(&format!("/registers/{id}/entries/{entry}")).await.expect(200).shows("Về việc khen thưởng");
        let mut other = app.officer(PostKind::Clerk, land.bureau).await;
        other.get(&format!("/registers?unit_id={}", land.so)).await.expect(403);
        // The register is one's own, the line another's.
        let (own, _) = register(app, land.bureau).await;
        other.get(&format!("/registers/{own}/entries/{entry}")).await.expect(404);
        other.post(&format!("/registers/{own}/entries/{entry}/void"), &[("reason", "x")]).await.expect(404);
        // Above are those who answer for the units below.
        let mut above = app.officer(PostKind::Clerk, land.ministry).await;
        above.get(&format!("/registers/{id}")).await.expect(200);
    }
}
