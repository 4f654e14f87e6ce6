//! The feature: hearings that can be listed, opened, closed and broken.

use std::sync::Arc;
use std::time::Duration;

use domain::rights::{Act, PostKind};
use domain::time::{SeededChance, TestClock};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use web::axum::Router;
use web::axum::extract::State;
use web::{
    Access, BoxFuture, Check, Context, Error, FormErrors, House, Input, Known, Options, Page, Path, Query,
    Routes, See, SetCookies, Show, StatusCode, TokenHash, Typed, Upload, Viewer, ViewerPost, Viewers, args,
    get, post,
};

/// Seconds after which the test house gives up on a handler.
pub const PATIENCE: Duration = Duration::from_millis(200);

/// A house as most tests want it.
pub fn house() -> Router {
    house_with(Options::default())
}

/// A house with these options and the test site as its root.
pub fn house_with(options: Options) -> Router {
    let options = Options { dev_root: Some(super::site::root()), request_time_max: PATIENCE, ..options };
    let clock = Arc::new(TestClock::at("2026-03-01T09:00:00+07:00".parse().unwrap()));
    let house = House::new(options, clock, Arc::new(SeededChance::new(1)), Arc::new(People)).unwrap();
    web::dress(house, routes().merge(web::preferences()).router().with_state(App))
}

/// The state of the test app.
#[derive(Clone)]
pub struct App;

/// Everybody's session is the hash of their own token: the viewer is told by its first byte.
struct People;

impl Viewers for People {
    fn viewer(&self, token: TokenHash, seen: web::Seen) -> BoxFuture<'_, Result<Option<Known>, Error>> {
        Box::pin(async move {
            if seen.agent == "broken database" {
                return Err(Error::unexpected("the pool is closed"));
            }
            let kind = PostKind::ALL.into_iter().find(|kind| person(*kind).hash() == token);
            Ok(kind.map(|kind| Known { viewer: viewer(kind), extra: web::http::Extensions::new() }))
        })
    }
}

/// The token of somebody with a post of `kind`.
pub fn person(kind: PostKind) -> web::Token {
    let byte = kind as u8 + 1;
    let text: String = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA".to_owned();
    let letter = char::from(b'A' + byte);
    web::Token::parse(&text.replacen('A', &letter.to_string(), 1)).unwrap()
}

fn viewer(kind: PostKind) -> Viewer {
    Viewer {
        id: Uuid::nil(),
        name: "Đặng Thị An".to_owned(),
        initials: "ĐA".to_owned(),
        title: "Văn thư".to_owned(),
        unit_id: None,
        unit_name: None,
        posts: vec![ViewerPost {
            id: Uuid::nil(),
            kind,
            unit_id: Uuid::nil(),
            unit_name: "Văn phòng".to_owned(),
            title: "Văn thư".to_owned(),
        }],
        is_admin: false,
        n_unread: 0,
        acts: Vec::new(),
    }
}

/// All routes of the feature.
pub fn routes() -> Routes<App> {
    Routes::of("hearings")
        .add(
            get("/hearings/{id}", show)
                .asks(Access::Public)
                .sums("Xem buổi lấy ý kiến", "Show a hearing")
                .query::<Filter>()
                .shows::<ShowHearing>(),
        )
        .add(
            post("/hearings", create)
                .asks(Access::Public)
                .sums("Mở buổi lấy ý kiến", "Open a hearing")
                .takes::<NewHearing>()
                .shows::<ShowHearing>(),
        )
        .add(get("/hearings/new", new).asks(Access::Public).sums("Biểu mẫu", "The form"))
        .add(
            post("/hearings/{id}/close", close)
                .asks(Access::May(Act::RemovePlan))
                .over("hearing", Act::RemovePlan)
                .sums("Đóng", "Close it"),
        )
        .add(get("/hearings/mine", mine).asks(Access::SignedIn).sums("Của tôi", "Mine"))
        .add(get("/hearings/settings", mine).sums("Cài đặt", "Settings"))
        .add(post("/hearings/files", upload).asks(Access::Public).sums("Gửi tệp", "Send a file"))
        .add(post("/hearings/sign-in", sign_in).asks(Access::Public).sums("Vào", "Sign in"))
        .add(get("/hearings/panic", panics).asks(Access::Public).sums("Hỏng", "Break"))
        .add(get("/hearings/hang", hangs).asks(Access::Public).sums("Treo", "Hang"))
        .add(get("/hearings/broken", broken).asks(Access::Public).sums("Hỏng", "Break the template"))
}

/// The page of a hearing.
#[derive(Debug, Serialize, ToSchema)]
pub struct ShowHearing {
    title: String,
    closes_on: String,
    rows: Vec<String>,
}

impl Page for ShowHearing {
    const TEMPLATE: &'static str = "hearings/show.html";
}

fn page(title: &str) -> ShowHearing {
    let rows = vec!["Một".to_owned(), "<b>Hai</b>".to_owned()];
    ShowHearing { title: title.to_owned(), closes_on: "2026-10-13".to_owned(), rows }
}

#[derive(Serialize)]
struct New {}

impl Page for New {
    const TEMPLATE: &'static str = "hearings/new.html";
}

#[derive(Serialize)]
struct Broken {}

impl Page for Broken {
    const TEMPLATE: &'static str = "hearings/broken.html";
}

/// The query of a hearing.
#[derive(Debug, Deserialize, IntoParams)]
pub struct Filter {
    /// Words to look for.
    #[serde(default)]
    q: Option<String>,
    /// At most so many rows.
    #[serde(default)]
    limit: Option<u32>,
}

/// The form of a new hearing.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewHearing {
    #[serde(default)]
    title: String,
    #[serde(default)]
    is_open: bool,
    #[serde(default)]
    units: Vec<String>,
    #[serde(default)]
    password: Option<String>,
    #[serde(default)]
    window: Option<Window>,
}

/// From when to when.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Window {
    from: String,
    days: u8,
}

const TITLE_LETTERS_MAX: usize = 20;

impl Check for NewHearing {
    type Valid = ShowHearing;
    const BODY_BYTES_MAX: usize = 2_000;

    fn check(self) -> Result<ShowHearing, FormErrors> {
        let mut errors = FormErrors::none();
        if self.title.is_empty() {
            errors.add("title", "hearings-title-missing");
        }
        if self.title.chars().count() > TITLE_LETTERS_MAX {
            errors.add_with("title", "hearings-title-long", args![max = TITLE_LETTERS_MAX]);
        }
        let mut rows = self.units;
        rows.push(format!("open {}", self.is_open));
        rows.extend(self.password.map(|password| format!("{} letters", password.len())));
        rows.extend(self.window.map(|window| format!("{} +{}", window.from, window.days)));
        errors.or(|| ShowHearing { title: self.title, closes_on: "2026-10-13".to_owned(), rows })
    }
}

#[derive(Debug, Deserialize)]
struct Files {
    file: Upload,
    #[serde(default)]
    others: Vec<Upload>,
}

impl Check for Files {
    type Valid = Files;
    const BODY_BYTES_MAX: usize = 10_000;

    fn check(self) -> Result<Files, FormErrors> {
        Ok(self)
    }
}

async fn show(Path(id): Path<u32>, Query(filter): Query<Filter>) -> Result<Show<ShowHearing>, Error> {
    if id == 404 {
        return Err(Error::not_found());
    }
    if id == 409 {
        return Err(Error::conflict("hearing-closed").args(args![day = "1/3/2026"]));
    }
    let mut page = page(&filter.q.map_or_else(|| format!("Buổi {id}"), |words| format!("Tìm {words}")));
    page.rows.truncate(filter.limit.map_or(usize::MAX, |limit| limit as usize));
    Ok(Show(page).fragment("rows"))
}

async fn new() -> Show<New> {
    Show(New {})
}

async fn create(State(App): State<App>, input: Input<NewHearing>) -> Result<See, Error> {
    let page = input.check().map_err(|refusal| refusal.on(New {}))?;
    let args = args![title = &page.title];
    Ok(See::created("/hearings/7").with(page).say("hearings-created", args))
}

async fn close(Path(_): Path<u32>) -> See {
    See::other("/hearings/7")
}

async fn mine(context: Context) -> Result<Show<ShowHearing>, Error> {
    Ok(Show(page(&context.viewer()?.name)))
}

async fn upload(input: Input<Files>) -> Result<Show<ShowHearing>, Error> {
    let Files { file, others } = input.check()?;
    let rows = std::iter::once(&file).chain(&others).map(|file| format!("{file:?}")).collect();
    Ok(Show(ShowHearing { rows, ..page("Tệp") }))
}

async fn sign_in(context: Context) -> (SetCookies, See) {
    (
        context.signed_in(&person(PostKind::Leader), Some(Duration::from_hours(1))),
        See::other("/hearings/mine"),
    )
}

async fn panics() -> See {
    panic!("the drawer is stuck");
}

async fn hangs() -> See {
    std::future::pending().await
}

async fn broken() -> Show<Broken> {
    Show(Broken {})
}

/// Only to show that an action's rule can refuse without a page.
#[expect(dead_code, reason = "compiles the signature that features use")]
fn refuse(typed: Typed) -> Error {
    let _: StatusCode = StatusCode::OK;
    FormErrors::of("title", "hearings-title-missing").refuse(typed).into()
}
