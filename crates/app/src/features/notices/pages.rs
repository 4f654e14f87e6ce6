//! Page structs of notices.

use super::kinds::Theme;
use domain::ids::{NoticeId, UnitId};
use domain::time::Moment;
use serde::Serialize;
use utoipa::ToSchema;
use web::Page;

/// What a person was told (Thông báo).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = NoticesPage)]
pub struct NoticesPage {
    /// unread or all.
    pub show: &'static str,
    /// Only this theme.
    pub theme: Option<Theme>,
    /// The latest first.
    pub notices: Vec<NoticeView>,
    /// All that are unread, whatever the filter.
    pub n_unread: u64,
    /// The newest of all: what "mark all as read" goes up to.
    #[schema(value_type = Option<String>)]
    pub until: Option<NoticeId>,
    /// After how many days they go.
    pub keep_days: u32,
    /// How many the filter finds.
    pub total: u64,
    /// This page.
    pub page: u64,
    /// Pages.
    pub n_pages: u64,
}

impl Page for NoticesPage {
    const TEMPLATE: &'static str = "notices/list.html";
}

/// A notice.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticeView {
    /// Id.
    #[schema(value_type = String)]
    pub id: NoticeId,
    /// What kind.
    pub kind: String,
    /// Its icon.
    pub icon: &'static str,
    /// What it says.
    pub sentence: String,
    /// In a post of which unit.
    #[schema(value_type = Option<String>)]
    pub unit_id: Option<UnitId>,
    /// Its short name.
    pub unit_name: String,
    /// The page it leads to.
    pub link: String,
    /// When.
    #[schema(value_type = String)]
    pub at: Moment,
    /// Not opened yet.
    pub is_unread: bool,
}

/// What a person wants to be told.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticeSettingsPage {
    /// One row for each kind.
    pub choices: Vec<ChoiceView>,
    /// Where mails go.
    pub email: String,
}

impl Page for NoticeSettingsPage {
    const TEMPLATE: &'static str = "notices/settings.html";
}

/// What is wanted of a kind.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChoiceView {
    /// The kind.
    pub kind: &'static str,
    /// Its part of the work.
    pub theme: Theme,
    /// It rings the bell.
    pub shows: bool,
    /// It comes by mail.
    pub mails: bool,
}

/// How many notices wait, for the bell of an open page.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticeCount {
    /// Unread ones; one more than is shown stands for "and more".
    pub n_unread: u64,
}
