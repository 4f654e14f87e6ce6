//! Sample data: the sector's units, a few people with invented names and posts, the three sample plans. Made once.

use crate::app::App;
use crate::features::accounts::{SampleView, actions, password};
use crate::features::imports::samples;
use crate::features::units::offices;
use crate::features::work::seed::{self, Doer};
use crate::rights::Administrator;
use db::events::By;
use domain::ids::UnitId;
use domain::rights::PostKind;
use domain::units::UnitCode;
use tables::person;

/// The password of every sample account. Printed at start and on the sign-in page: sample data is no secret.
pub const PASSWORD: &str = "nhip-cau-mau-2024";

/// A sample account.
struct Sample {
    name: &'static str,
    email: &'static str,
    is_admin: bool,
    kind: Option<PostKind>,
    title: &'static str,
    /// Code of the unit of the post.
    unit: &'static str,
}

const SAMPLES: [Sample; 11] = [
    Sample {
        name: "Đoàn Minh Khuê",
        email: "quantri@mau.nhipcau.vn",
        is_admin: true,
        kind: None,
        title: "Quản trị",
        unit: UNIT,
    },
    Sample {
        name: "Tạ Thu Giang",
        email: "soanthao@mau.nhipcau.vn",
        is_admin: false,
        kind: Some(PostKind::Drafter),
        title: "Chuyên viên",
        unit: UNIT,
    },
    Sample {
        name: "Lương Đình Phúc",
        email: "lanhdao@mau.nhipcau.vn",
        is_admin: false,
        kind: Some(PostKind::Leader),
        title: "Phó Cục trưởng",
        unit: UNIT,
    },
    Sample {
        name: "Hà Bích Loan",
        email: "vanthu@mau.nhipcau.vn",
        is_admin: false,
        kind: Some(PostKind::Clerk),
        title: "Văn thư",
        unit: UNIT,
    },
    Sample {
        name: "Vi Văn Tấn",
        email: "daumoi@mau.nhipcau.vn",
        is_admin: false,
        kind: Some(PostKind::Focal),
        title: "Chuyên viên đầu mối",
        unit: UNIT,
    },
    Sample {
        name: "Mai Ngọc Yên",
        email: "nguoixem@mau.nhipcau.vn",
        is_admin: false,
        kind: Some(PostKind::Viewer),
        title: "Chuyên viên",
        unit: UNIT,
    },
    Sample {
        name: "Phan Hải Yến",
        email: "donvi@mau.nhipcau.vn",
        is_admin: false,
        kind: Some(PostKind::Focal),
        title: "Chuyên viên Văn phòng",
        unit: OTHER_UNIT,
    },
    Sample {
        name: "Quách Thế Vinh",
        email: "thutruong@mau.nhipcau.vn",
        is_admin: false,
        unit: "bo-gddt",
        kind: Some(PostKind::Leader),
        title: "Thứ trưởng",
    },
    Sample {
        name: "Âu Kim Thoa",
        email: "vanphong@mau.nhipcau.vn",
        is_admin: false,
        unit: "bo-gddt",
        kind: Some(PostKind::Clerk),
        title: "Văn thư Bộ",
    },
    Sample {
        name: "Khổng Hải Đăng",
        email: "giamdocso@mau.nhipcau.vn",
        is_admin: false,
        unit: OTHER_UNIT,
        kind: Some(PostKind::Leader),
        title: "Giám đốc",
    },
    Sample {
        name: "Lục Gia Bảo",
        email: "vanthuso@mau.nhipcau.vn",
        is_admin: false,
        unit: OTHER_UNIT,
        kind: Some(PostKind::Clerk),
        title: "Văn thư Sở",
    },
];

/// The unit whose people most samples are: it keeps the sample plans and asks for their work.
const UNIT: &str = "bo-gddt.ngcbqlgd";
/// A unit that is asked.
const OTHER_UNIT: &str = "t63.01.so";

/// Fills an empty database; does nothing when there are people already.
pub async fn fill(app: &App) -> Result<(), String> {
    if person::administrators().one(app.db.read()).await.map_err(|e| e.to_string())?.is_some() {
        return Ok(());
    }
    let unit = UnitCode::new(UNIT).id();
    let (drafter, doers) = people(app).await?;
    codes(app).await?;
    samples::bring_in(app, drafter, unit)
        .await
        .map_err(|e| format!("The sample documents could not be brought in: {e:?}"))?;
    seed::give_out(app, drafter, &doers)
        .await
        .map_err(|e| format!("The work of the sample plans could not be given out: {e}"))
}

/// Gives sample agencies codes for packages of documents, marked as samples: no ministry is G99, no province H99.
async fn codes(app: &App) -> Result<(), String> {
    let mut codes = vec![("bo-gddt".to_owned(), "G99".to_owned()), (UNIT.to_owned(), "G99.21".to_owned())];
    codes.extend((1..=96).map(|no| (format!("t63.{no:02}.so"), format!("H99.{no:02}.11"))));
    let (now, tx) = (app.now(), app.db.write().await.map_err(|e| e.to_string())?);
    for (unit, code) in codes {
        let id: UnitId = UnitCode::new(&unit).id();
        if tables::unit::by_id(id).one(&tx).await.map_err(|e| e.to_string())?.is_some() {
            let office = (offices::Office::Unit(id), true);
            offices::give(&tx, now, By::HOUSE, office, Some(&code)).await.map_err(|e| e.to_string())?;
        }
    }
    tx.commit().await.map_err(|e| e.to_string())
}

/// Makes the people and their posts; says who drafts, and who does the work of units.
async fn people(app: &App) -> Result<(By, Vec<Doer>), String> {
    let hash = password::hash(PASSWORD.to_owned()).await.map_err(|e| e.to_string())?;
    let now = app.now();
    let tx = app.db.write().await.map_err(|e| e.to_string())?;
    let (mut drafter, mut doers) = (By::HOUSE, Vec::new());
    for sample in &SAMPLES {
        let house = Administrator::system();
        let account = (sample.name, sample.email, hash.clone());
        let made = actions::make_by_house(&tx, now, house, account, sample.is_admin)
            .await
            .map_err(|e| e.to_string())?;
        let Some(kind) = sample.kind else { continue };
        let unit: UnitId = UnitCode::new(sample.unit).id();
        let post = actions::sample_post(unit, kind, sample.title);
        let post =
            actions::give_post(&tx, now, By::HOUSE, made.id, &post).await.map_err(|e| e.to_string())?;
        match kind {
            PostKind::Drafter => drafter = By::post(made.id, post.id),
            PostKind::Focal => doers.push(Doer { unit, by: By::post(made.id, post.id) }),
            _ => {}
        }
    }
    tx.commit().await.map_err(|e| e.to_string())?;
    Ok((drafter, doers))
}

/// The sample accounts as the sign-in page shows them.
pub fn sample_views() -> Vec<SampleView> {
    SAMPLES
        .iter()
        .map(|s| SampleView { email: s.email, name: s.name, kind: s.kind.map_or("admin", PostKind::word) })
        .collect()
}

/// The lines that `demo` prints: whom one can be.
pub fn accounts() -> Vec<String> {
    let mut lines =
        vec![format!("Tài khoản mẫu, mật khẩu chung: {PASSWORD} / Sample accounts, one password:")];
    lines.extend(SAMPLES.iter().map(|s| {
        let kind = s.kind.map_or("admin", PostKind::word);
        format!("  {:<26} {:<9} {}, {}", s.email, kind, s.name, s.title)
    }));
    lines
}
