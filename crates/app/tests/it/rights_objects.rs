//! Rights over one object, tried with real ones: every route that proves such a right, for every kind of post, with an
//! object of the post's own unit, of a unit below it, of the unit above it and of a foreign unit. The answers are compared with
//! the table of rights, and a refusal must leave no trace.

use crate::app_test;
use crate::imports::SMALL;
use crate::plans::plan;
use crate::support::{Answer, Client, TestApp};
use crate::units::{country, make};
use crate::work_sums::{ask, plan_with};
use app::features::documents::actions;
use app::features::notices::mail;
use db::events::By;
use domain::figures::{Amount, Every, Said, Way};
use domain::ids::{
    AssignmentId, EvidenceId, FigureId, ImportId, IndicatorId, InvitationId, MailId, PersonId, PlanId,
    PostId, UnitAliasId, UnitId,
};
use domain::rights::{Act, PostKind, Reach, reach};
use domain::units::UnitKind;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _, sea_query::Expr,
};
use std::collections::HashMap;
use std::time::Duration;
use tables::{assignment, event, evidence, import, import_draft, invitation, unit_alias};
use web::{Access, Over, Row};

/// How the unit of an object stands to the unit of the post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Relation {
    Own,
    Below,
    Above,
    Foreign,
}

impl Relation {
    const ALL: [Relation; 4] = [Relation::Own, Relation::Below, Relation::Above, Relation::Foreign];

    /// What the table of rights says of a post of this kind.
    fn admits(self, kind: PostKind, act: Act) -> bool {
        match reach(kind, act) {
            Reach::Everywhere => true,
            Reach::OwnUnits => matches!(self, Relation::Own | Relation::Below),
            Reach::OwnUnit => self == Relation::Own,
            Reach::Nowhere => false,
        }
    }
}

/// Objects for the walk, made as they are needed: what a permitted request changes is not used again.
struct World<'a> {
    app: &'a TestApp,
    /// What is read is not issued yet.
    drafts: bool,
    units: HashMap<Relation, UnitId>,
    /// Below none of them and above none.
    other: UnitId,
    pattern: ImportId,
    n_people: u32,
    kept: HashMap<(&'static str, Relation), String>,
}

impl<'a> World<'a> {
    async fn of(app: &'a TestApp) -> (World<'a>, UnitId) {
        let land = country(app).await;
        let mut drafter = app.officer(PostKind::Drafter, land.bureau).await;
        let answer = drafter.import(&app.app, "ke-hoach.txt", SMALL.as_bytes(), &[]).await.expect(303);
        let pattern = answer.location().rsplit('/').next().unwrap().parse().unwrap();
        let units = HashMap::from([
            (Relation::Own, land.so),
            (Relation::Below, land.ba_dinh),
            (Relation::Above, land.ministry),
            (Relation::Foreign, land.bureau),
        ]);
        let full = "Vụ Giáo dục Tiểu học";
        let other = make(app, UnitKind::Bureau, full, Some(land.ministry), &[]).await;
        (World { app, drafts: false, units, other, pattern, n_people: 0, kept: HashMap::new() }, land.so)
    }

    /// The path of a route with the ids of an object of this relation in it.
    async fn path(&mut self, row: &Row, over: Over, relation: Relation) -> String {
        let is_read = row.method == "GET";
        if is_read && let Some(path) = self.kept.get(&(row.path, relation)) {
            return path.clone();
        }
        let unit = self.units[&relation];
        let ids: Vec<(&str, String)> = match over.object {
            "plan" => {
                let id = plan(self.app, unit, SMALL).await;
                if over.act == Act::ReadPlan && !self.drafts {
                    self.send_out(id).await;
                }
                vec![("{id}", id.to_string())]
            }
            "document" | "received document" | "own comment" | "approval" | "chosen approval" => {
                self.document(unit, over).await
            }
            "review" => vec![("{id}", crate::reviews::of_period(self.app, unit).await.to_string())],
            "amendment" => vec![("{id}", self.amendment(unit).await.to_string())],
            "import" => vec![("{id}", self.import(unit).await.to_string())],
            "unit" => vec![("{id}", unit.to_string()), ("{alias}", self.alias(unit).await.to_string())],
            "invitation" => vec![("{id}", self.invitation(unit).await.to_string())],
            "register" => {
                let (register, entry) = crate::registers::register(self.app, unit).await;
                vec![("{id}", register.to_string()), ("{entry}", entry.to_string())]
            }
            "cluster" => {
                let (cluster, member) = crate::groups::cluster(self.app, unit).await;
                vec![("{id}", cluster.to_string()), ("{member}", member.to_string())]
            }
            "package" => {
                let id = crate::packages::package(self.app, unit).await;
                vec![("{id}", id.to_string()), ("{file}", "0".to_owned())]
            }
            "partner" => vec![("{id}", crate::groups::partner(self.app, unit).await.to_string())],
            "committee" => {
                let is_out = over.act == Act::ReadPlan && !self.drafts;
                let made = crate::groups_committees::committee(self.app, unit, is_out).await;
                let (id, member, charge) = made;
                vec![
                    ("{id}", id.to_string()),
                    ("{member}", member.to_string()),
                    ("{charge}", charge.to_string()),
                ]
            }
            "media item" => {
                let (item, picture) = crate::media::item(self.app, unit).await;
                vec![("{id}", item.to_string()), ("{picture}", picture.to_string())]
            }
            "work" => {
                let (work, file) = self.work(unit, self.other).await;
                vec![("{id}", work.to_string()), ("{file}", file.to_string())]
            }
            "asked work" => vec![("{id}", self.work(self.other, unit).await.0.to_string())],
            "indicator" => vec![("{id}", self.figures(unit, self.other).await.0.to_string())],
            "figure" | "own figure" => vec![("{id}", self.figures(self.other, unit).await.1.to_string())],
            "plan budget" | "budget line" | "estimated line" | "money entry" => {
                vec![("{id}", self.money(unit, over.object).await)]
            }
            "cascade" | "cascade answer" | "asked cascade answer" => {
                vec![("{id}", self.cascade(unit, over.object).await)]
            }
            "rating" | "rating sheet" | "own rating sheet" | "asked rating sheet" => {
                let (id, file) = self.rating(unit, over.object).await;
                vec![("{id}", id), ("{file}", file)]
            }
            "activity" | "activity session" | "activity part" => {
                let is_asked = over.object == "activity part";
                let (host, asked) = if is_asked { (self.other, unit) } else { (unit, self.other) };
                crate::activities::made(self.app, host, asked).await.ids(over.object)
            }
            "founding list" => vec![("{id}", crate::foundings::listed(self.app, unit).await.0.to_string())],
            "founding" => vec![("{id}", crate::foundings::listed(self.app, unit).await.1.to_string())],
            "mail" => vec![("{id}", self.mail(unit).await.to_string())],
            "worker" => vec![("{id}", self.holder(unit).await.0.to_string())],
            "person" | "post" | "named unit" => {
                let (person, post) = self.holder(unit).await;
                vec![("{id}", person.to_string()), ("{post}", post.to_string())]
            }
            other => panic!("{} {}: this walk cannot make a {other}; teach it", row.method, row.path),
        };
        let mut path = row.path.to_owned();
        for (name, id) in ids {
            path = path.replace(name, &id);
        }
        assert!(!path.contains('{'), "{} {}: this walk cannot fill {path}; teach it", row.method, row.path);
        if path.ends_with("/edit") {
            path.push_str("?path=/header");
        }
        if path.ends_with("/portion") {
            path.push_str("?lines=0");
        }
        if is_read {
            self.kept.insert((row.path, relation), path.clone());
        }
        path
    }

    /// A budget, or a part of one, that this unit keeps or pays.
    async fn money(&self, unit: UnitId, object: &str) -> String {
        let keeps = matches!(object, "plan budget" | "estimated line");
        let (keeper, payer) = if keeps { (unit, self.other) } else { (self.other, unit) };
        let (plan, line) = crate::money_sums::line(self.app, keeper, payer, 1_000).await;
        match object {
            "plan budget" => plan.to_string(),
            "money entry" => crate::money_sums::spent(self.app, line, 100).await.to_string(),
            _ => line.to_string(),
        }
    }

    /// A question to units below, or the answer of one, of which this unit is the owner.
    async fn cascade(&self, unit: UnitId, object: &str) -> String {
        let is_asker = object != "cascade answer";
        let (asker, asked) = if is_asker { (unit, self.other) } else { (self.other, unit) };
        let (id, answer) = crate::cascades::asked(self.app, asker, asked).await;
        if object == "cascade" { id.to_string() } else { answer.to_string() }
    }

    /// A rating that was sent, or the sheet of one unit, of which this unit is the owner; with a file on the sheet.
    async fn rating(&self, unit: UnitId, object: &str) -> (String, String) {
        let is_asker = matches!(object, "rating" | "asked rating sheet");
        let (asker, rated) = if is_asker { (unit, self.other) } else { (self.other, unit) };
        let (id, sheet) = crate::ratings::sheet_anywhere(self.app, asker, rated).await;
        let file = crate::ratings::evidence(self.app, sheet).await.to_string();
        (if object == "rating" { id.to_string() } else { sheet.to_string() }, file)
    }

    /// An indicator that one unit asks of another, and the other's figure of it, sent.
    async fn figures(&self, asker: UnitId, unit: UnitId) -> (IndicatorId, FigureId) {
        use app::features::indicators::actions::{self as figures, Asked, NewIndicator, Saying};
        let plan = crate::indicators_sums::issued_plan(self.app, asker).await;
        let of_schools = crate::indicators_sums::of_schools(unit, Way::Sum, Every::Once);
        let new = NewIndicator { asked: Asked::Units(vec![unit]), is_stepwise: false, ..of_schools };
        let id = crate::indicators_sums::asked(self.app, plan, &new).await;
        let figure = crate::indicators_sums::row(self.app, id, unit).await.id;
        let (now, tx) = (self.app.app.now(), self.app.app.db.write().await.unwrap());
        let said = Some(Said { value: Amount::default(), base: None });
        let one = Saying { figure, said, note: String::new(), link: String::new(), seen: None };
        figures::say(&tx, now, By::HOUSE, &[one], None).await.unwrap();
        figures::send(&tx, now, By::HOUSE, &[figure], false).await.unwrap();
        tx.commit().await.unwrap();
        (id, figure)
    }

    /// A mail that was kept for a unit.
    async fn mail(&self, unit: UnitId) -> MailId {
        let (tx, now) = (self.app.app.db.write().await.unwrap(), self.app.app.now());
        let id: MailId = tx.new_id(now);
        let new = mail::NewMail {
            sort: "delivery",
            to: ("a@b.vn".to_owned(), "Đơn vị".to_owned()),
            person: None,
            unit: Some(unit),
            locale: web::Locale::Vi,
            subject: "Văn bản đến".to_owned(),
            body: "Kính gửi".to_owned(),
            unsubscribe: None,
            once: id.to_string(),
        };
        mail::post(&tx, now, &self.app.app.config, &[new]).await.unwrap();
        tx.commit().await.unwrap();
        let row = tables::mail::Entity::find().filter(tables::mail::Column::Once.eq(id.to_string()));
        row.one(self.app.app.db.read()).await.unwrap().unwrap().id
    }

    /// A plan that was issued, as far as rights go.
    async fn send_out(&self, id: PlanId) {
        let tx = self.app.app.db.write().await.unwrap();
        let issued = Expr::value("issued");
        let of_plan = tables::document::Column::PlanId.eq(id);
        tables::plan::Entity::update_many()
            .col_expr(tables::plan::Column::State, issued.clone())
            .filter(tables::plan::Column::Id.eq(id))
            .exec(&tx)
            .await
            .unwrap();
        tables::document::Entity::update_many()
            .col_expr(tables::document::Column::State, issued)
            .filter(of_plan)
            .exec(&tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// A change of an issued plan that is being written.
    async fn amendment(&self, unit: UnitId) -> domain::ids::AmendmentId {
        let plan = plan(self.app, unit, SMALL).await;
        self.send_out(plan).await;
        let tx = self.app.app.db.write().await.unwrap();
        let now = self.app.app.now();
        let row = tables::amendment::ActiveModel {
            id: Set(tx.new_id(now)),
            plan_id: Set(plan),
            no: Set(1),
            document_id: Set(None),
            state: Set(tables::amendment::State::Drafting),
            reason: Set(String::new()),
            before: Set(tables::plan::by_id(plan).one(&tx).await.unwrap().unwrap().document),
            draft: Set(None),
            n_added: Set(0),
            n_changed: Set(0),
            n_removed: Set(0),
            n_moved: Set(0),
            n_withdrawn: Set(0),
            created_by: Set(None),
            created_at: Set(now),
            applied_at: Set(None),
        };
        let id = tables::amendment::Entity::insert(row).exec_with_returning(&tx).await.unwrap().id;
        tx.commit().await.unwrap();
        id
    }

    /// The document of a plan with a comment and with an approval asked of the same unit.
    async fn document(&self, unit: UnitId, over: Over) -> Vec<(&'static str, String)> {
        let plan = plan(self.app, unit, SMALL).await;
        if over.act == Act::ReadPlan && !self.drafts {
            self.send_out(plan).await;
        }
        let now = self.app.app.now();
        let row = tables::document::of_plan(plan).one(self.app.app.db.read()).await.unwrap().unwrap();
        let tx = self.app.app.db.write().await.unwrap();
        let person = tables::person::Entity::find().one(&tx).await.unwrap().unwrap().id;
        let new =
            actions::NewComment { place: String::new(), quote: String::new(), text: "Xem lại".to_owned() };
        let comment = actions::comment(&tx, now, (By::HOUSE, person), row.id, new).await.unwrap();
        let issuer = actions::Issuer { printed: "Cơ quan".to_owned(), unit: Some(unit) };
        let part = actions::ask(&tx, now, &row, (0, &issuer)).await.unwrap();
        let scan = b"\x89PNG\r\n\x1a\n....";
        let file = tables::document_file::ActiveModel {
            id: Set(tx.new_id(now)),
            document_id: Set(row.id),
            kind: Set("scan".to_owned()),
            name: Set("quet.png".to_owned()),
            file: Set(self.app.app.files.keep(scan).await.unwrap()),
            bytes: Set(12),
            checks: Set("{}".to_owned()),
            person_id: Set(None),
            created_at: Set(now),
        };
        let file = tables::document_file::Entity::insert(file).exec_with_returning(&tx).await.unwrap().id;
        tx.commit().await.unwrap();
        let id = if over.object.ends_with("approval") { part.to_string() } else { row.id.to_string() };
        vec![("{id}", id), ("{comment}", comment.to_string()), ("{file}", file.to_string())]
    }

    /// A copy of the import that was uploaded, for another unit.
    async fn import(&self, unit: UnitId) -> ImportId {
        let db = self.app.app.db.read();
        let mut row = import::by_id(self.pattern).one(db).await.unwrap().unwrap().into_active_model();
        let mut body = import_draft::of(self.pattern).one(db).await.unwrap().unwrap().into_active_model();
        let tx = self.app.app.db.write().await.unwrap();
        let id = tx.new_id(self.app.app.now());
        row.id = Set(id);
        row.unit_id = Set(unit);
        body.import_id = Set(id);
        import::Entity::insert(row).exec(&tx).await.unwrap();
        import_draft::Entity::insert(body).exec(&tx).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    async fn alias(&self, unit: UnitId) -> UnitAliasId {
        let now = self.app.app.now();
        let tx = self.app.app.db.write().await.unwrap();
        let row = unit_alias::ActiveModel {
            id: Set(tx.new_id(now)),
            unit_id: Set(unit),
            text: Set("Tên gọi khác".to_owned()),
            text_key: Set("ten goi khac".to_owned()),
            verified: Set(true),
            person_id: Set(None),
            created_at: Set(now),
        };
        let id = row.insert(&tx).await.unwrap().id;
        tx.commit().await.unwrap();
        id
    }

    async fn invitation(&mut self, unit: UnitId) -> InvitationId {
        self.n_people += 1;
        let now = self.app.app.now();
        let tx = self.app.app.db.write().await.unwrap();
        let row = invitation::ActiveModel {
            id: Set(tx.new_id(now)),
            token_hash: Set(format!("không ai biết {}", self.n_people)),
            name: Set("Vi Văn Tấn".to_owned()),
            email: Set("tan@so.vn".to_owned()),
            unit_id: Set(Some(unit)),
            kind: Set(Some(PostKind::Viewer)),
            title: Set(Some(String::new())),
            is_admin: Set(false),
            invited_by: Set(None),
            created_at: Set(now),
            expires_at: Set(now.plus(Duration::from_hours(1))),
            accepted_at: Set(None),
            accepted_by: Set(None),
            revoked_at: Set(None),
        };
        let id = row.insert(&tx).await.unwrap().id;
        tx.commit().await.unwrap();
        id
    }

    /// Work of `doer` that `asker` asks for, with a file.
    async fn work(&self, doer: UnitId, asker: UnitId) -> (AssignmentId, EvidenceId) {
        let (plan, tasks) =
            plan_with(self.app, asker, &["1\tTổ chức hội nghị\tTháng 9/2024\tCác phòng"]).await;
        ask(self.app, plan, &tasks, &[doer]).await;
        let row =
            assignment::of_source(tasks[0].uuid(), "").one(self.app.app.db.read()).await.unwrap().unwrap();
        let now = self.app.app.now();
        let file = self.app.app.files.keep(b"%PDF-1.7").await.unwrap();
        let tx = self.app.app.db.write().await.unwrap();
        let kept = evidence::ActiveModel {
            id: Set(tx.new_id(now)),
            assignment_id: Set(row.id),
            person_id: Set(None),
            file_name: Set("bien-ban.pdf".to_owned()),
            file: Set(file),
            kind: Set("pdf".to_owned()),
            n_bytes: Set(8),
            scan: Set("off".to_owned()),
            found: Set(None),
            scanned_at: Set(None),
            created_at: Set(now),
            removed_at: Set(None),
        };
        let kept = kept.insert(&tx).await.unwrap().id;
        tx.commit().await.unwrap();
        (row.id, kept)
    }

    /// Somebody with a post in this unit.
    async fn holder(&mut self, unit: UnitId) -> (PersonId, PostId) {
        self.n_people += 1;
        let email = format!("nguoi{}@so.vn", self.n_people);
        let person = self.app.make_person("Người Khác", &email, false, Some((PostKind::Viewer, unit))).await;
        let held = tables::post::held_by(person).one(self.app.app.db.read()).await.unwrap().unwrap();
        (person, held.id)
    }

    async fn n_events(&self) -> u64 {
        event::Entity::find().count(self.app.app.db.read()).await.unwrap()
    }

    /// Asks as this person. A form that names a unit names the one of this relation.
    async fn ask(&mut self, client: &mut Client, row: &Row, path: &str, relation: Relation) -> Answer {
        let unit = self.units[&relation].to_string();
        self.n_people += 1;
        let email = format!("moi{}@so.vn", self.n_people);
        match (row.method, row.path) {
            ("GET", _) => client.get(path).await,
            (_, "/imports") => client.import(&self.app.app, "rong.txt", b"", &[("unit", &unit)]).await,
            _ => {
                let form = [
                    ("name", "Vi Văn Tấn"),
                    ("email", &email),
                    ("unit_name", ""),
                    ("unit_id", &unit),
                    ("kind", "viewer"),
                    ("text", "Tên mới"),
                ];
                client.post(path, &form).await
            }
        }
    }
}

/// What is decided inside besides the right: who was chosen to sign, who got the document, who wrote the comment. Each has
/// a story of its own in `documents`.
const INSIDE: [&str; 3] = ["chosen approval", "received document", "own comment"];

fn over_routes() -> impl Iterator<Item = (Row, Over)> {
    app::routes::table().rows().into_iter().filter_map(|row| row.over.map(|over| (row, over)))
}

app_test! {
    async fn each_post_reaches_the_objects_that_the_table_says_and_no_others(app: TestApp) {
        let (mut world, unit) = World::of(app).await;
        let mut n_cells = 0;
        for kind in PostKind::ALL {
            let mut client = app.officer(kind, unit).await.program();
            for (row, over) in over_routes() {
                for relation in Relation::ALL {
                    let path = world.path(&row, over, relation).await;
                    let before = world.n_events().await;
                    let answer = world.ask(&mut client, &row, &path, relation).await;
                    let status = answer.status.as_u16();
                    let case = format!("{} {} as {kind}, {relation:?}: {status} {}", row.method, row.path, answer.text());
                    if INSIDE.contains(&over.object) && relation.admits(kind, over.act) {
                        assert!(status < 500 && ![401, 404].contains(&status), "{case}");
                    } else if relation.admits(kind, over.act) {
                        // Past the right, a form may still be refused for what it says.
                        assert!(status < 500 && ![401, 403, 404].contains(&status), "{case}");
                    } else {
                        assert_eq!(status, 403, "{case}");
                        assert_eq!(world.n_events().await, before, "refused, but recorded: {case}");
                    }
                    n_cells += 1;
                }
            }
        }
        assert_eq!(n_cells, over_routes().count() * PostKind::ALL.len() * Relation::ALL.len());
    }

    async fn an_administrator_reaches_everything_and_a_person_without_a_post_nothing(app: TestApp) {
        let (mut world, _) = World::of(app).await;
        let mut admin = app.admin().await.program();
        let mut nobody = app.person("Người Mới", "moi@so.vn", false, None).await.program();
        let mut guest = app.guest().program();
        for (row, over) in over_routes() {
            let path = world.path(&row, over, Relation::Foreign).await;
            for (client, expected) in [(&mut guest, 401), (&mut nobody, 403)] {
                let status = world.ask(client, &row, &path, Relation::Foreign).await.status.as_u16();
                assert_eq!(status, expected, "{} {}", row.method, row.path);
            }
            let answer = world.ask(&mut admin, &row, &path, Relation::Foreign).await;
            let status = answer.status.as_u16();
            let is_for_posts = over.act.needs_a_post() || INSIDE.contains(&over.object);
            let refusals: &[u16] = if is_for_posts { &[401, 404] } else { &[401, 403, 404] };
            assert!(status < 500 && !refusals.contains(&status), "{} {}: {status} {}", row.method, row.path, answer.text());
            assert!(!over.act.needs_a_post() || status == 403, "{} {}: an administrator signs for nobody", row.method, row.path);
        }
        app.run_jobs().await;
    }

    async fn a_draft_is_read_by_those_who_write_and_issue_it_and_those_above_them(app: TestApp) {
        let (mut world, unit) = World::of(app).await;
        world.drafts = true;
        for kind in PostKind::ALL {
            let mut client = app.officer(kind, unit).await.program();
            for (row, over) in over_routes().filter(|(row, over)| over.act == Act::ReadPlan && row.method == "GET") {
                for relation in Relation::ALL {
                    let path = world.path(&row, over, relation).await;
                    let status = world.ask(&mut client, &row, &path, relation).await.status.as_u16();
                    let expected = if relation.admits(kind, Act::ReadDraft) { 200 } else { 403 };
                    assert_eq!(status, expected, "{} {} as {kind}, {relation:?}", row.method, row.path);
                }
            }
        }
    }

    async fn a_session_is_ended_by_its_own_person_only(app: TestApp) {
        let mut admin = app.admin().await.program();
        let id = admin.get("/account").await.json()["sessions"][0]["id"].as_str().unwrap().to_owned();
        let mut other = app.person("Người Khác", "khac@so.vn", true, None).await.program();
        other.post(&format!("/account/sessions/{id}/end"), &[]).await.expect(404);
        admin.get("/account").await.expect(200);
    }
}

#[test]
fn a_route_to_one_object_says_which_right_it_proves() {
    // Whose link it is, or one's own session or notice: nobody's right decides.
    let without = [
        "/join/{token}",
        "/password/{token}",
        "/account/sessions/{id}/end",
        "/notices/{id}/open",
        "/p/{page}/news",
        "/p/{page}/news.atom",
        "/p/{page}/news/{item}",
        "/p/{page}/news/{item}/{picture}",
        // A secret address, the end of one's own, and of one's own digest.
        "/calendar/{id}",
        "/calendar/{id}/revoke",
        "/digest/stop/{token}",
    ];
    for row in app::routes::table().rows() {
        let is_open = row.path.contains('{') && row.access != Access::Administrator && row.over.is_none();
        assert!(!is_open || without.contains(&row.path), "{} {} does not say `over`", row.method, row.path);
        // The gate and the object's own lock ask for the same act, or the table would show two truths.
        if let Some(over) = row.over {
            assert_eq!(row.access, Access::May(over.act), "{} {}", row.method, row.path);
        }
    }
}

#[test]
fn every_right_is_asked_by_a_route() {
    let rows = app::routes::table().rows();
    // Asked wherever something is read that is not issued: `Owned::act`.
    for act in Act::ALL.into_iter().filter(|act| *act != Act::ReadDraft) {
        let is_asked = rows.iter().any(|row| match row.access {
            Access::May(asked) => asked == act,
            Access::Administrator => act == Act::Administer,
            Access::Public | Access::SignedIn => false,
        });
        assert!(is_asked, "no route asks for {act:?}: take it out of the table until one does");
    }
}
