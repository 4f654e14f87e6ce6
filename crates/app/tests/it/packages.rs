//! Packages of documents: codes of offices, a package made by one unit and received by another with the same fields, the
//! status on its way back, and everything that somebody could bring instead.

use crate::app_test;
use crate::documents::{Number, World, address, numbered, world};
use crate::support::{Answer, Client, TestApp};
use crate::units::country;
use domain::ids::{PackageId, UnitId};
use domain::rights::PostKind;
use exchange::{
    Attachment, Business, Envelope, Message, Organ, Purpose, ResponseFor, Status, StatusCode, document_id,
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use std::sync::Arc;
use tables::{delivery, event, notice, office_code, package, package_party, register_entry};

const SO: &str = "000.00.11.H26";
const BA_DINH: &str = "H26.11.01";

/// A unit gets its code from its clerk.
async fn code(clerk: &mut Client, unit: UnitId, code: &str) -> Answer {
    clerk.post(&format!("/units/{unit}/office-code"), &[("office_code", code)]).await
}

/// A document that came from elsewhere, for the office of this code.
pub fn message(to: &str, number: &str) -> Message {
    let on = "2024-08-02".parse().unwrap();
    let organ = |id: &str, name: &str| Organ { id: id.into(), name: name.into(), ..Organ::default() };
    Message {
        from: organ("000.00.00.G22", "Văn phòng Chính phủ"),
        to: vec![organ(to, "Nơi nhận")],
        document_id: document_id("000.00.00.G22", on, &format!("{number}/VPCP-TTĐT")),
        number: number.to_owned(),
        notation: "VPCP-TTĐT".to_owned(),
        place: "Hà Nội".to_owned(),
        promulgated_on: Some(on),
        subject: "V/v kết nối hệ thống".to_owned(),
        files: vec![Attachment {
            name: "cong-van.txt".to_owned(),
            bytes: crate::imports::SMALL.as_bytes().to_vec(),
            ..Attachment::default()
        }],
        ..Message::default()
    }
}

fn bytes(message: &Message) -> Vec<u8> {
    exchange::write(&Envelope::Document(message.clone()))
}

/// A package that waits in a unit, for the walk over rights.
pub async fn package(app: &TestApp, unit: UnitId) -> PackageId {
    static COUNT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(1);
    let no = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let email = format!("goi{no}@so.vn");
    let mut clerk = app.person("Văn thư gói", &email, false, Some((PostKind::Clerk, unit))).await;
    let one = bytes(&message("H99", &no.to_string()));
    let answer =
        clerk.upload("/packages", "goi.edxml", &one, &[("unit_id", &unit.to_string())]).await.expect(303);
    answer.location().rsplit('/').next().unwrap().parse().unwrap()
}

/// A plan of the department that was issued to two offices, its clerk, and the clerk of one of the offices.
async fn issued(app: &TestApp) -> (World, String, Client, Client) {
    let world = world(app).await;
    let Number { id, mut clerk } = numbered(app, &world).await;
    address(&mut clerk, &id, world.land.so).await;
    clerk.post(&format!("/documents/{id}/issue"), &[]).await.expect(303);
    app.run_jobs().await;
    let office = app.officer(PostKind::Clerk, world.land.ba_dinh).await;
    (world, id, clerk, office)
}

/// The latest package that was made of the document: its id and its bytes.
async fn made(clerk: &mut Client, id: &str) -> (String, Vec<u8>) {
    let page = clerk.program().get(&format!("/documents/{id}/deliveries")).await.expect(200).json();
    let package = page["packages"]["made"][0]["id"].as_str().unwrap().to_owned();
    let bytes = clerk.get(&format!("/packages/{package}/package.edxml")).await.expect(200).bytes;
    (package, bytes)
}

async fn bring(clerk: &mut Client, bytes: &[u8]) -> String {
    clerk.upload("/packages", "goi.edxml", bytes, &[]).await.expect(303).location().to_owned()
}

async fn json(client: &mut Client, path: &str) -> serde_json::Value {
    client.program().get(path).await.expect(200).json()
}

fn words(page: &serde_json::Value) -> Vec<&str> {
    page["findings"].as_array().unwrap().iter().map(|one| one["word"].as_str().unwrap()).collect()
}

async fn n_lines(app: &TestApp) -> u64 {
    let arrived = register_entry::Entity::find().filter(register_entry::Column::PaperOn.is_not_null());
    arrived.count(app.app.db.read()).await.unwrap()
}

app_test! {
    async fn each_code_names_one_office(app: TestApp) {
        let land = country(app).await;
        let mut clerk = app.officer(PostKind::Clerk, land.so).await;
        code(&mut clerk, land.so, " 000.00.11.h26 ").await.expect(303);
        clerk.get(&format!("/units/{}", land.so)).await.expect(200).shows(SO).shows("Ghi mã định danh điện tử");
        for wrong in ["26.11", "H26.11.", "Sở GD&ĐT"] {
            code(&mut clerk, land.so, wrong).await.expect(422).shows("Mã không đúng mẫu").shows(wrong.replace('&', "&amp;").as_str());
        }
        // A unit below is within reach; its code is another.
        code(&mut clerk, land.ba_dinh, SO).await.expect(422).shows("đã thuộc").shows("Sở GD&amp;ĐT Hà Nội");
        code(&mut clerk, land.ba_dinh, BA_DINH).await.expect(303);
        let before = event::Entity::find().count(app.app.db.read()).await.unwrap();
        code(&mut clerk, land.ba_dinh, BA_DINH).await.expect(303);
        assert_eq!(event::Entity::find().count(app.app.db.read()).await.unwrap(), before, "the same code is no change");
        code(&mut clerk, land.bureau, "G99").await.expect(403);
        let found = json(&mut clerk, "/units/search?q=h26.11").await;
        assert_eq!(found["items"][0]["name"], "Phòng Giáo dục và Đào tạo quận Ba Đình");
        // A partner has codes of the same kind, and none that a unit has.
        let partner = crate::groups::partner(app, land.so).await;
        let path = format!("/partners/{partner}/office-code");
        clerk.post(&path, &[("office_code", BA_DINH)]).await.expect(422).shows("đã thuộc");
        clerk.post(&path, &[("office_code", "H29.02")]).await.expect(303);
        clerk.get("/partners?q=H29.02").await.expect(200).shows(&format!("/partners/{partner}"));
        // Taken away, it is free.
        code(&mut clerk, land.ba_dinh, "").await.expect(303);
        clerk.post(&path, &[("office_code", BA_DINH)]).await.expect(303);
        let mut viewer = app.officer(PostKind::Viewer, land.so).await;
        code(&mut viewer, land.so, "H26").await.expect(403);
    }

    async fn an_import_of_units_brings_codes_or_says_which_cell_is_wrong(app: TestApp) {
        let land = country(app).await;
        let mut admin = app.admin().await;
        code(&mut admin, land.so, SO).await.expect(303);
        let head = "Tên đơn vị,Mã,Loại,Đơn vị cấp trên,Mã định danh\n";
        let wrong = format!("{head}Trường THPT A,A,THPT,Sở GD&ĐT Hà Nội,H26.1\nTrường THPT B,B,THPT,Sở GD&ĐT Hà Nội,h26.1\nTrường THPT C,C,THPT,Sở GD&ĐT Hà Nội,{SO}\nTrường THPT D,D,THPT,Sở GD&ĐT Hà Nội,26\n");
        let page = admin.upload("/units/imports", "truong.csv", wrong.as_bytes(), &[]).await.expect(303).location().to_owned();
        admin.get(&page).await.expect(200)
            .shows("Mã định danh này đã có ở dòng 2")
            .shows("đã thuộc một đơn vị hoặc đối tác")
            .shows("Mã định danh không đúng mẫu");
        let right = format!("{head}Trường THPT A,A,THPT,Sở GD&ĐT Hà Nội,h26.11.5\nTrường THPT B,B,THPT,Sở GD&ĐT Hà Nội,\n");
        let page = admin.upload("/units/imports", "truong.csv", right.as_bytes(), &[]).await.expect(303).location().to_owned();
        admin.post(&format!("{page}/commit"), &[]).await.expect(303);
        app.run_jobs().await;
        let found = json(&mut admin, "/units/search?q=H26.11.5").await;
        assert_eq!(found["items"][0]["name"], "Trường THPT A");
        assert_eq!(office_code::Entity::find().count(app.app.db.read()).await.unwrap(), 2);
    }

    async fn what_one_unit_packs_another_receives_with_the_same_fields_and_answers(app: TestApp) {
        let (world, id, mut clerk, mut office) = issued(app).await;
        let packages = format!("/documents/{id}/packages");
        let deliveries = format!("/documents/{id}/deliveries");
        // Nobody has a code yet: said with a link to where one is given.
        clerk.post(&packages, &[("which", "all")]).await.expect(422).shows("chưa có mã định danh").shows(&format!("/units/{}#office", world.land.so));
        code(&mut clerk, world.land.so, SO).await.expect(303);
        clerk.post(&packages, &[("which", "all")]).await.expect(422).shows("Không nơi nhận nào có mã định danh");
        code(&mut clerk, world.land.ba_dinh, BA_DINH).await.expect(303);
        let page = json(&mut clerk, &deliveries).await;
        assert_eq!((&page["packages"]["n_ready"], &page["packages"]["n_without"]), (&1.into(), &2.into()));
        clerk.get(&deliveries).await.expect(200).shows("2 nơi nhận chưa có mã định danh").shows(&format!("/units/{}#office", world.land.hoan_kiem));
        clerk.post(&packages, &[("which", "some")]).await.expect(422).shows("Chọn ít nhất một nơi nhận");
        clerk.post(&packages, &[("which", "some"), ("to", "H01")]).await.expect(422).shows("H01");
        clerk.post(&packages, &[("which", "some"), ("to", BA_DINH)]).await.expect(303);
        let (package, sent) = made(&mut clerk, &id).await;
        let Ok(Envelope::Document(message)) = exchange::read(&sent) else { panic!("a package") };
        assert_eq!((message.from.id.as_str(), message.from.name.as_str()), (SO, "Sở Giáo dục và Đào tạo Hà Nội"));
        assert_eq!(message.to.iter().map(|organ| organ.id.as_str()).collect::<Vec<_>>(), [BA_DINH]);
        assert_eq!((message.number.as_str(), message.notation.as_str()), ("01", "KH-SGDĐT"));
        assert_eq!(message.document_id, format!("{SO},2024/08/05,01/KH-SGDĐT"));
        assert_eq!((message.kind.name.as_str(), message.place.as_str()), ("Kế hoạch", "Hà Nội"));
        assert_eq!(message.signers[0].full_name, "Trần Thế Anh");
        assert!(message.to_places.iter().any(|line| line.contains("để t/h")), "{:?}", message.to_places);
        let names: Vec<&str> = message.files.iter().map(|file| file.name.as_str()).collect();
        let all: &[&str] = if cfg!(feature = "pdf") { &["01-kh-sgddt.pdf", "01-kh-sgddt.docx"] } else { &["01-kh-sgddt.docx"] };
        assert_eq!(names, all);
        assert!(message.files.iter().all(|file| file.bytes.len() > 1_000));
        let told = event::Entity::find().filter(event::Column::Verb.eq("export")).one(app.app.db.read()).await.unwrap().unwrap();
        assert!(told.payload.contains("01/KH-SGDĐT") && told.person_id.is_some());

        // The office brings it in: shown first, kept whole, and received once however often it is pressed.
        let page = bring(&mut office, &sent).await;
        assert_eq!(bring(&mut office, &sent).await, page, "the same package is one");
        let shown = json(&mut office, &page).await;
        assert_eq!(words(&shown), ["here"], "its document is in this house already");
        for (field, value) in [("symbol", "01/KH-SGDĐT"), ("sender_name", "Sở Giáo dục và Đào tạo Hà Nội"), ("dated_on", "2024-08-05"), ("state", "waiting")] {
            assert_eq!(shown["package"][field], value);
        }
        assert_eq!(shown["package"]["subject"], message.subject);
        assert_eq!((&shown["facts"]["our_purpose"], &shown["facts"]["kind"]), (&"để t/h".into(), &"Kế hoạch".into()));
        assert_eq!(shown["parties"][0]["is_ours"], true);
        assert_eq!(n_lines(app).await, 0, "nothing is received before a person says so");
        office.get(&page).await.expect(200).shows("Nhận văn bản").shows("01-kh-sgddt.docx");
        office.post(&format!("{page}/receive"), &[("due_on", "31/2/2024")]).await.expect(422).shows("31/2/2024");
        office.post(&format!("{page}/receive"), &[("recipients", "Tổ văn phòng"), ("due_on", "20/8/2024")]).await.expect(303);
        office.post(&format!("{page}/receive"), &[]).await.expect(303);
        assert_eq!(n_lines(app).await, 1);
        let line = register_entry::Entity::find().filter(register_entry::Column::PaperOn.is_not_null()).one(app.app.db.read()).await.unwrap().unwrap();
        assert_eq!((line.number, line.printed.as_str(), line.issuer.as_str()), (Some(1), "01/KH-SGDĐT", "Sở Giáo dục và Đào tạo Hà Nội"));
        assert_eq!((line.kind.as_str(), line.recipients.as_str()), ("KH", "Tổ văn phòng"));
        office.get("/inbox").await.expect(200).shows("Văn bản đến qua gói edXML").shows("01/KH-SGDĐT");
        let whole = office.get(&format!("{page}/package.edxml")).await.expect(200);
        assert_eq!(whole.bytes, sent, "kept byte by byte");
        let docx = names.len() - 1;
        let file = office.get(&format!("{page}/files/{docx}")).await.expect(200);
        assert_eq!(file.bytes, message.files[docx].bytes);
        assert!(file.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
        office.get(&format!("{page}/files/9")).await.expect(404);
        // Its Word file goes to the reader of plans, once.
        let at = docx.to_string();
        let import = office.post(&format!("{page}/plan"), &[("file", &at)]).await.expect(303).location().to_owned();
        assert_eq!(office.post(&format!("{page}/plan"), &[("file", &at)]).await.expect(303).location(), import);
        app.run_jobs().await;
        office.get(&import).await.expect(200).shows("Hội nghị người lao động");

        // The status goes back as a package and stands at that recipient.
        office.post(&format!("{page}/status"), &[("code", "02")]).await.expect(422).shows("Ghi lý do");
        office.post(&format!("{page}/status"), &[("code", "13")]).await.expect(422).shows("Chọn một trạng thái");
        office.post(&format!("{page}/status"), &[("code", "03"), ("words", "Đã vào sổ")]).await.expect(303);
        let answers = json(&mut office, &page).await;
        let answer = answers["answers"][0]["id"].as_str().unwrap().to_owned();
        let status = office.get(&format!("/packages/{answer}/package.edxml")).await.expect(200).bytes;
        let back = bring(&mut clerk, &status).await;
        assert!(words(&json(&mut clerk, &back).await).is_empty());
        clerk.get(&back).await.expect(200).shows("Ghi nhận trạng thái").shows("Đã tiếp nhận");
        clerk.post(&format!("{back}/receive"), &[]).await.expect(303);
        clerk.get(&deliveries).await.expect(200).shows("Qua gói: Đã tiếp nhận").shows("Đã vào sổ");
        clerk.get(&format!("/packages/{package}")).await.expect(200).shows("Đã vào sổ");
        let got = delivery::Entity::find().filter(delivery::Column::UnitId.eq(world.land.ba_dinh)).one(app.app.db.read()).await.unwrap().unwrap();
        assert!(got.acknowledged_at.is_some(), "who has registered it has it");
        app.assert_no_jobs_left().await;
    }

    async fn a_recall_goes_out_as_a_package_too_and_a_refusal_tells_the_issuer(app: TestApp) {
        let (world, id, mut clerk, mut office) = issued(app).await;
        code(&mut clerk, world.land.so, SO).await.expect(303);
        code(&mut clerk, world.land.ba_dinh, BA_DINH).await.expect(303);
        clerk.post(&format!("/documents/{id}/packages"), &[("which", "all")]).await.expect(303);
        let (_, first) = made(&mut clerk, &id).await;
        let page = bring(&mut office, &first).await;
        office.post(&format!("{page}/receive"), &[]).await.expect(303);
        office.post(&format!("{page}/status"), &[("code", "02"), ("words", "Sai thẩm quyền")]).await.expect(303);
        let answer = json(&mut office, &page).await["answers"][0]["id"].as_str().unwrap().to_owned();
        let refusal = office.get(&format!("/packages/{answer}/package.edxml")).await.expect(200).bytes;
        let back = bring(&mut clerk, &refusal).await;
        let mut leader = app.guest();
        leader.sign_in(&format!("leader-{}@so.vn", world.land.so), crate::support::PASSWORD).await;
        leader.post(&format!("{back}/receive"), &[]).await.expect(303);
        let told = notice::Entity::find().filter(notice::Column::Kind.eq("package-refused")).all(app.app.db.read()).await.unwrap();
        assert!(!told.is_empty() && told.iter().all(|one| one.args.contains("Sai thẩm quyền")));
        let got = delivery::Entity::find().filter(delivery::Column::UnitId.eq(world.land.ba_dinh)).one(app.app.db.read()).await.unwrap().unwrap();
        assert!(got.acknowledged_at.is_none(), "who refuses has not taken it");
        clerk.get(&format!("/documents/{id}/deliveries")).await.expect(200).shows("Từ chối tiếp nhận").shows("1 từ chối");

        clerk.post(&format!("/documents/{id}/recall"), &[("reason", "Sai phụ lục")]).await.expect(303);
        app.run_jobs().await;
        clerk.get(&format!("/documents/{id}/deliveries")).await.expect(200).shows("Xuất gói thu hồi");
        clerk.post(&format!("/documents/{id}/packages"), &[("which", "all")]).await.expect(303);
        let (_, second) = made(&mut clerk, &id).await;
        let Ok(Envelope::Document(message)) = exchange::read(&second) else { panic!("a package") };
        assert_eq!((message.business.purpose, message.business.reason.as_str()), (Purpose::Revoke, "Sai phụ lục"));
        let revoke = bring(&mut office, &second).await;
        assert_eq!(words(&json(&mut office, &revoke).await), ["here"]);
        let lines = n_lines(app).await;
        office.post(&format!("{revoke}/receive"), &[]).await.expect(303);
        assert_eq!(n_lines(app).await, lines, "what takes a document back is no document that came");
        assert_eq!(json(&mut office, &revoke).await["about"], page.rsplit('/').next().unwrap());
        assert_eq!(json(&mut office, &page).await["answers"].as_array().unwrap().len(), 1);
        // The document and its line say that it was taken back, by whom and why.
        office.get(&page).await.expect(200).shows("đã thu hồi văn bản này").shows("Sai phụ lục").shows(&revoke);
        let line = register_entry::Entity::find().filter(register_entry::Column::PaperOn.is_not_null()).one(app.app.db.read()).await.unwrap().unwrap();
        assert!(line.note.starts_with("Nơi gửi đã thu hồi") && line.note.ends_with("Gói edXML"), "{}", line.note);
    }

    async fn a_revoked_document_may_be_sent_again_and_a_revocation_may_come_first(app: TestApp) {
        let land = country(app).await;
        let mut clerk = app.officer(PostKind::Clerk, land.so).await;
        code(&mut clerk, land.so, "H26").await.expect(303);
        let sent = |number: &str, purpose: Purpose, minute: u32| {
            let mut one = message("H26", number);
            one.business = Business { purpose, ..Business::default() };
            one.trace = vec![exchange::Trace { organ: "000.00.00.G22".into(), at: format!("2024-08-02T08:{minute:02}:00+07:00").parse().unwrap() }];
            bytes(&one)
        };
        // Sent, revoked, sent again, revoked again: each is received once.
        for (minute, purpose) in [Purpose::New, Purpose::Revoke, Purpose::New, Purpose::Revoke].into_iter().enumerate() {
            let minute = u32::try_from(minute).unwrap() * 2;
            let page = bring(&mut clerk, &sent("1", purpose, minute)).await;
            clerk.post(&format!("{page}/receive"), &[("is_sure", "true")]).await.expect(303);
            let again = bring(&mut clerk, &sent("1", purpose, minute + 1)).await;
            assert!(words(&json(&mut clerk, &again).await).contains(&"same"), "{purpose:?}");
        }
        assert_eq!(n_lines(app).await, 2);
        // The revocation comes first; the document that comes after it is marked, one sent anew is not.
        let revoke = bring(&mut clerk, &sent("2", Purpose::Revoke, 10)).await;
        clerk.post(&format!("{revoke}/receive"), &[("is_sure", "true")]).await.expect(303);
        let anew = bring(&mut clerk, &sent("2", Purpose::New, 11)).await;
        assert!(words(&json(&mut clerk, &anew).await).is_empty());
        let late = bring(&mut clerk, &sent("2", Purpose::New, 9)).await;
        assert_eq!(words(&json(&mut clerk, &late).await), ["revoked"]);
        clerk.post(&format!("{late}/receive"), &[]).await.expect(422).shows("Nơi gửi đã thu hồi văn bản");
        clerk.post(&format!("{late}/receive"), &[("is_sure", "true")]).await.expect(303);
        clerk.get(&late).await.expect(200).shows("đã thu hồi văn bản này").shows(&revoke);
        assert_eq!(json(&mut clerk, &revoke).await["about"], late.rsplit('/').next().unwrap());
        clerk.post(&format!("{anew}/receive"), &[("is_sure", "true")]).await.expect(303);
        assert!(json(&mut clerk, &anew).await["revoked"].is_null());
    }

    async fn what_is_not_for_the_unit_or_there_already_is_said_before(app: TestApp) {
        let land = country(app).await;
        let mut clerk = app.officer(PostKind::Clerk, land.so).await;
        // Without a code nobody can compare; it is received all the same.
        let page = bring(&mut clerk, &bytes(&message("H26", "1"))).await;
        assert_eq!(words(&json(&mut clerk, &page).await), ["no-code"]);
        code(&mut clerk, land.so, "H26").await.expect(303);
        clerk.post(&format!("{page}/receive"), &[]).await.expect(303);
        // For another office: received only by who says so.
        let other = bring(&mut clerk, &bytes(&message("H29", "2"))).await;
        assert_eq!(words(&json(&mut clerk, &other).await), ["not-ours"]);
        clerk.post(&format!("{other}/receive"), &[("recipients", "Phòng Tổ chức")]).await.expect(422).shows("Xem các điểm đối chiếu").shows("Phòng Tổ chức");
        clerk.post(&format!("{other}/receive"), &[("is_sure", "true")]).await.expect(303);
        // The same document in other bytes.
        let mut again = message("H26", "1");
        again.content = "Gửi lại".to_owned();
        let twice = bring(&mut clerk, &bytes(&again)).await;
        assert_ne!(twice, page);
        assert!(words(&json(&mut clerk, &twice).await).contains(&"same"));
        clerk.post(&format!("{twice}/receive"), &[("is_sure", "true")]).await.expect(422).shows("Không nhận được gói này");
        clerk.post(&format!("{twice}/aside"), &[]).await.expect(303);
        clerk.post(&format!("{twice}/receive"), &[]).await.expect(409);
        assert_eq!(bring(&mut clerk, &bytes(&again)).await, twice, "brought again, it waits again");
        assert_eq!(json(&mut clerk, &twice).await["package"]["state"], "waiting");
        // Another sender may have the same number; its own document id is the sender's alone.
        let mut foreign = message("H26", "1");
        foreign.from = Organ { id: "H40".into(), name: "UBND tỉnh khác".into(), ..Organ::default() };
        let page = bring(&mut clerk, &bytes(&foreign)).await;
        let found = json(&mut clerk, &page).await;
        assert!(words(&found).contains(&"other-sender") , "{found}");
        foreign.document_id = document_id("H40", "2024-08-02".parse().unwrap(), "1/VPCP-TTĐT");
        let page = bring(&mut clerk, &bytes(&foreign)).await;
        assert!(words(&json(&mut clerk, &page).await).is_empty());
        clerk.post(&format!("{page}/receive"), &[]).await.expect(303);
        // One's own package is no incoming document.
        let mut own = message("H26", "5");
        own.from.id = "h26".to_owned();
        let page = bring(&mut clerk, &bytes(&own)).await;
        assert!(words(&json(&mut clerk, &page).await).contains(&"own"));
        clerk.post(&format!("{page}/receive"), &[("is_sure", "true")]).await.expect(422);
        // A revocation of what never came.
        let mut revoke = message("H26", "77");
        revoke.business = Business { purpose: Purpose::Revoke, ..Business::default() };
        let page = bring(&mut clerk, &bytes(&revoke)).await;
        assert_eq!(words(&json(&mut clerk, &page).await), ["nothing-to-revoke"]);
        assert_eq!(n_lines(app).await, 3);
        clerk.get("/packages?q=van+phong+chinh+phu").await.expect(200).shows("1/VPCP-TTĐT");
    }

    async fn what_is_no_package_is_refused_and_leaves_nothing(app: TestApp) {
        let land = country(app).await;
        let mut clerk = app.officer(PostKind::Clerk, land.so).await;
        let doctype = b"<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;\">]><edXML><MessageHeader><Subject>&c;</Subject></MessageHeader></edXML>";
        let mut nameless = message("H26", "1");
        nameless.from = Organ::default();
        let mut numberless = message("H26", "1");
        (numberless.document_id, numberless.number, numberless.notation) = Default::default();
        let many = message("H26", "1");
        let many = Message { files: vec![Attachment { name: "a.txt".into(), bytes: b"a".to_vec(), ..Attachment::default() }; exchange::FILES_MAX + 1], ..many };
        let cases: [(&[u8], &str); 8] = [
            (b"", "Chọn một tệp gói edXML"),
            (b"PK\x03\x04", "không phải gói edXML đọc được"),
            (doctype, "không phải gói edXML đọc được"),
            (b"<html/>", "không phải gói edXML"),
            (b"<edXML><MessageHeader/></edXML>", "thiếu"),
            (&bytes(&nameless), "không ghi nơi gửi"),
            (&bytes(&numberless), "không ghi số"),
            (&bytes(&many), "quá nhiều"),
        ];
        for (file, told) in cases {
            let name = if file.is_empty() { "" } else { "goi.edxml" };
            clerk.upload("/packages", name, file, &[]).await.expect(422).shows(told);
        }
        assert_eq!(package::Entity::find().count(app.app.db.read()).await.unwrap(), 0);
        // A status about nothing that this unit sent.
        let status = Status {
            response_for: ResponseFor { organ: "H26".into(), code: "9/KH".into(), promulgated_on: None, document_id: "H26,2024/01/01,9/KH".into() },
            from: Organ { id: "H40".into(), name: "Nơi khác".into(), ..Organ::default() },
            code: StatusCode::Refused,
            description: "Không đúng".to_owned(),
            at: None,
            staff: None,
        };
        let page = bring(&mut clerk, &exchange::write(&Envelope::Status(status))).await;
        assert_eq!(words(&json(&mut clerk, &page).await), ["unknown-document"]);
        clerk.post(&format!("{page}/receive"), &[("is_sure", "true")]).await.expect(422);
        clerk.post(&format!("{page}/status"), &[("code", "01")]).await.expect(409);
    }

    async fn a_status_of_an_office_that_got_nothing_changes_nothing(app: TestApp) {
        let (world, id, mut clerk, _) = issued(app).await;
        code(&mut clerk, world.land.so, SO).await.expect(303);
        code(&mut clerk, world.land.ba_dinh, BA_DINH).await.expect(303);
        code(&mut clerk, world.land.hoan_kiem, "H26.11.02").await.expect(303);
        clerk.post(&format!("/documents/{id}/packages"), &[("which", "some"), ("to", BA_DINH)]).await.expect(303);
        let status = |from: &str, code, at: &str| exchange::write(&Envelope::Status(Status {
            response_for: ResponseFor { document_id: format!("{SO},2024/08/05,01/KH-SGDĐT"), code: "01/KH-SGDĐT".into(), organ: SO.into(), promulgated_on: None },
            from: Organ { id: from.into(), name: "Nơi trả lời".into(), ..Organ::default() },
            code,
            description: String::new(),
            at: Some(at.parse().unwrap()),
            staff: None,
        }));
        let page = bring(&mut clerk, &status("H26.11.02", StatusCode::Done, "2024-08-05T08:00:00+07:00")).await;
        assert_eq!(words(&json(&mut clerk, &page).await), ["not-a-receiver"]);
        clerk.post(&format!("{page}/receive"), &[]).await.expect(422);
        // What was said earlier and comes later does not undo what was said later.
        for (code, at) in [(StatusCode::Done, "2024-08-05T08:00:02+07:00"), (StatusCode::Arrived, "2024-08-05T08:00:01+07:00"), (StatusCode::InProgress, "2024-08-05T08:00:03+07:00")] {
            let page = bring(&mut clerk, &status(BA_DINH, code, at)).await;
            clerk.post(&format!("{page}/receive"), &[]).await.expect(303);
        }
        let party = package_party::Entity::find().one(app.app.db.read()).await.unwrap().unwrap();
        assert_eq!(party.status.as_deref(), Some("06"));
        // Another unit that brings it in finds nothing of its own.
        let mut office = app.officer(PostKind::Clerk, world.land.hoan_kiem).await;
        let page = bring(&mut office, &status(BA_DINH, StatusCode::Done, "2024-08-05T08:00:02+07:00")).await;
        assert_eq!(words(&json(&mut office, &page).await), ["unknown-document"]);
    }

    async fn received_at_the_same_moment_it_is_received_once(app: TestApp) {
        let land = country(app).await;
        let mut clerk = app.officer(PostKind::Clerk, land.so).await;
        let one = bytes(&message("H26", "1"));
        let (mut a, mut b) = (clerk.clone(), clerk.clone());
        let (x, y) = tokio::join!(bring(&mut a, &one), bring(&mut b, &one));
        assert_eq!(x, y);
        let path = format!("{x}/receive");
        let (first, second) = tokio::join!(a.post(&path, &[]), b.post(&path, &[]));
        let mut statuses = [first.status.as_u16(), second.status.as_u16()];
        statuses.sort_unstable();
        assert!(statuses == [303, 303] || statuses == [303, 409], "{statuses:?}");
        assert_eq!(n_lines(app).await, 1);
        clerk.post(&path, &[]).await.expect(303);
        assert_eq!(n_lines(app).await, 1);
    }

    async fn only_clerks_and_leaders_of_the_unit_bring_packages_in(app: TestApp) {
        let land = country(app).await;
        let one = bytes(&message("H26", "1"));
        for kind in PostKind::ALL {
            let mut client = app.officer(kind, land.so).await;
            let keeps = matches!(kind, PostKind::Leader | PostKind::Clerk);
            let answer = client.upload("/packages", "goi.edxml", &one, &[]).await;
            assert_eq!(answer.status.as_u16(), if keeps { 303 } else { 403 }, "{kind}");
            client.get("/packages").await.expect(200);
            client.get("/packages/new").await.expect(if keeps { 200 } else { 403 });
            let elsewhere = [("unit_id", &*land.bureau.to_string())].map(|(k, v)| (k, v.to_owned()));
            let elsewhere = [(elsewhere[0].0, elsewhere[0].1.as_str())];
            client.upload("/packages", "goi.edxml", &one, &elsewhere).await.expect(403);
        }
        // Another unit sees nothing of it.
        let mut other = app.officer(PostKind::Clerk, land.bureau).await;
        assert_eq!(json(&mut other, "/packages").await["total"], 0);
    }
}

db::db_test! {
    async fn a_file_of_a_package_is_opened_by_nobody_before_it_is_scanned(db: TestDb) {
        let app = crate::work_files::with_scanner(db, Arc::default()).await;
        let land = country(&app).await;
        let mut clerk = app.officer(PostKind::Clerk, land.so).await;
        let mut both = message("H26", "1");
        both.files.push(Attachment { name: "xau.pdf".into(), bytes: b"%PDF-1.7 EICAR".to_vec(), ..Attachment::default() });
        let page = bring(&mut clerk, &bytes(&both)).await;
        clerk.get(&format!("{page}/files/0")).await.expect(409).shows("đang chờ quét");
        app.run_jobs().await;
        clerk.get(&format!("{page}/files/0")).await.expect(200);
        clerk.get(&format!("{page}/files/1")).await.expect(409);
        clerk.get(&format!("{page}/package.edxml")).await.expect(409);
        clerk.get(&page).await.expect(200).shows("Có vi-rút: Eicar-Test-Signature");
        clerk.post(&format!("{page}/receive"), &[]).await.expect(303);
        clerk.post(&format!("{page}/plan"), &[("file", "1")]).await.expect(409);
        app.assert_no_jobs_left().await;
    }
}
