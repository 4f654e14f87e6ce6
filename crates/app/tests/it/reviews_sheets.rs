//! Tables in reviews: indicators, what was asked of units below, communications; each number opens to what it counted.

use crate::app_test;
use crate::cascades::{declare, question};
use crate::indicators_sums::{asked, issued_plan, of_schools, row};
use crate::support::TestApp;
use crate::units::{country, make};
use app::features::indicators::{Whose, sums, totals};
use app::features::reviews::actions::{NewReview, begin};
use domain::figures::{Every, State, Way};
use domain::ids::{IndicatorId, PlanId, UnitId};
use domain::media::{MediaChannel, MediaKind, MediaPhase, MediaState};
use domain::rights::PostKind;
use domain::units::UnitKind;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _};
use tables::{figure, indicator, media_item};

/// What a unit says, sent or not, with the sums above it.
async fn said(app: &TestApp, id: IndicatorId, unit: UnitId, (value, state): (i64, State)) {
    let mut one = row(app, id, unit).await.into_active_model();
    let tx = app.app.db.write().await.unwrap();
    one.value = Set(Some(value));
    one.state = Set(state);
    let one: figure::Model = one.update(&tx).await.unwrap();
    let of = indicator::by_id(id).one(&tx).await.unwrap().unwrap();
    sums::count_again(&tx, &of, &one.period).await.unwrap();
    tx.commit().await.unwrap();
}

/// An item that is out already.
async fn published(app: &TestApp, plan: PlanId, unit: UnitId) {
    let (now, tx) = (app.app.now(), app.app.db.write().await.unwrap());
    let item = media_item::Model {
        id: tx.new_id(now),
        plan_id: plan,
        unit_id: unit,
        person_id: None,
        partner_id: None,
        title: "Lễ phát động".to_owned(),
        phase: MediaPhase::Before,
        kind: MediaKind::ALL[0],
        channel: MediaChannel::Portal,
        outlet: String::new(),
        due_on: None,
        source_kind: String::new(),
        source_id: None,
        embargo_at: None,
        body: String::new(),
        byline: String::new(),
        credit: String::new(),
        licence: String::new(),
        on_page: false,
        publishes_itself: false,
        state: MediaState::Published,
        revision: 1,
        version: 1,
        published_version: Some(1),
        returned_why: String::new(),
        correction: String::new(),
        removed_why: String::new(),
        removed_at: None,
        published_at: Some(now),
        published_url: "https://so.vn/le".to_owned(),
        slug: "le-phat-dong".to_owned(),
        created_by: None,
        created_at: now,
        updated_at: now,
    };
    media_item::Entity::insert(item.into_active_model()).exec_without_returning(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

app_test! {
    async fn the_parts_of_a_count_of_heads_add_up(app: TestApp) {
        let land = country(app).await;
        let one = make(app, UnitKind::Primary, "Trường Tiểu học Hoa Sen", Some(land.ba_dinh), &[]).await;
        make(app, UnitKind::Primary, "Trường Tiểu học Hoa Mai", Some(land.ba_dinh), &[]).await;
        let plan = issued_plan(app, land.bureau).await;
        let id = asked(app, plan, &of_schools(land.so, Way::Latest, Every::Once)).await;
        said(app, id, one, (300, State::Sent)).await;
        // The office that collects adds a share of its own, and has sent nothing.
        said(app, id, land.ba_dinh, (100, State::Open)).await;
        let span = "2020-01-01".parse().unwrap()..="2030-12-31".parse().unwrap();
        let of = async |whose| totals(app.app.db.read(), plan, whose, &span).await.unwrap().remove(0);
        let own = of(Whose::Unit(land.ba_dinh)).await;
        assert_eq!((own.quantity.value, own.n_said(), own.n_asked), (400, 1, 2));
        assert_eq!(own.parts.iter().map(|part| part.quantity.value).sum::<i64>(), 400, "{:?}", own.parts);
        assert_eq!((own.parts.len(), own.n_parts), (3, 3));
        // A target of each unit is not reached by the sum of all.
        assert_eq!(own.is_met(), Some(false));
        let sent = of(Whose::Sent(land.ba_dinh)).await;
        assert_eq!((sent.shown(), sent.parts.len(), sent.n_asked), (None, 0, 2), "nothing was sent yet");
        assert_eq!(of(Whose::Askers).await.shown(), None);
    }

    async fn a_review_has_tables_that_open(app: TestApp) {
        let land = country(app).await;
        let one = make(app, UnitKind::Primary, "Trường Tiểu học Hoa Sen", Some(land.ba_dinh), &[]).await;
        let plan = issued_plan(app, land.bureau).await;
        let id = asked(app, plan, &of_schools(land.so, Way::Sum, Every::Once)).await;
        for unit in [one, land.ba_dinh, land.so] {
            said(app, id, unit, (if unit == one { 300 } else { 0 }, State::Sent)).await;
        }
        declare(app, question(plan, land.bureau, &[land.so])).await;
        published(app, plan, land.bureau).await;
        let day = |text: &str| text.parse().unwrap();
        let new = NewReview {
            unit: land.bureau,
            plan: Some(plan),
            about: None,
            kind: "interim",
            title: "Sơ kết".to_owned(),
            from: day("2020-01-01"),
            to: day("2030-12-31"),
            texts: std::collections::BTreeMap::new(),
        };
        let review = begin(&app.app.db, app.app.now(), db::events::By::HOUSE, new).await.unwrap();
        let mut drafter = app.officer(PostKind::Drafter, land.bureau).await;
        let page = drafter.program().get(&format!("/reviews/{review}")).await.expect(200).json();
        let sheets: Vec<_> = page["parts"].as_array().unwrap().iter().flat_map(|part| part["sheets"].as_array().unwrap()).collect();
        assert_eq!(sheets.len(), 3, "{sheets:?}");
        let row = |part: &str| {
            let sheet = sheets.iter().find(|sheet| sheet["part"] == part).unwrap();
            sheet["rows"][0].as_array().unwrap().iter().map(|cell| cell["text"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(row("figures")[2..], ["ít nhất 2, từng đơn vị", "một lần", "3", "1/1", "đạt"]);
        assert_eq!(row("cascades")[1], "1");
        assert_eq!(row("cascades")[4], "1", "the department is silent");
        assert_eq!(row("media"), ["Trước", "Cổng, trang thông tin điện tử", "1", "1"]);
        // Each opens to what it counted, also after more was said.
        said(app, id, one, (900, State::Sent)).await;
        for (key, words) in [("indicator.0", "3; 1/1 đơn vị đã báo"), ("cascade.0.silent", "chưa có kế hoạch"), ("media.0.published", "https://so.vn/le")] {
            let at = format!("/reviews/{review}/records?keys={key}");
            let opened = drafter.program().get(&at).await.expect(200).json();
            assert_eq!((opened["value"].as_i64(), opened["total"].as_i64()), (Some(1), Some(1)), "{opened}");
            assert!(opened.to_string().contains(words), "{opened}");
            drafter.get(&at).await.expect(200);
        }
        drafter.get(&format!("/reviews/{review}")).await.expect(200).shows("Mức đề ra").shows("Chưa trả lời");
        let document = drafter.post(&format!("/reviews/{review}/report"), &[]).await.expect(303).location().to_owned();
        let file = drafter.get(&format!("{document}/document.docx")).await.expect(200);
        let source = document::open("bao-cao.docx", &file.bytes, &document::Limits::default()).expect("a Word file");
        let text: String = source.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
        for words in ["TRIỂN KHAI Ở CÁC ĐƠN VỊ", "TRUYỀN THÔNG", "Sáng kiến được công nhận", "ít nhất 2, từng đơn vị"] {
            assert!(text.contains(words), "{words} in {text}");
        }
    }
}
