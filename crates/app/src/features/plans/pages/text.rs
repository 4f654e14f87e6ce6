//! The text of a plan with what was read from each line.

use super::PlanHead;
use serde::Serialize;
use utoipa::ToSchema;
use web::Page;

/// The text of a plan with its items beside.
#[derive(Debug, Serialize, ToSchema)]
pub struct TextPage {
    /// Head.
    pub plan: PlanHead,
    /// Lines in order; runs of blank lines are one gap.
    pub lines: Vec<TextLine>,
}

impl Page for TextPage {
    const TEMPLATE: &'static str = "plans/text.html";
}

/// A line of the text.
#[derive(Debug, Serialize, ToSchema)]
pub struct TextLine {
    /// Number from 1.
    pub n: u32,
    /// text, row or gap.
    pub kind: &'static str,
    /// strong, center or nothing.
    pub look: Option<&'static str>,
    /// The text.
    pub text: String,
    /// The cells of a row.
    pub cells: Vec<String>,
    /// What was read from it.
    pub items: Vec<TextItem>,
}

/// What was read from a line.
#[derive(Debug, Serialize, ToSchema)]
pub struct TextItem {
    /// task, duty, session, venue, budget, recipient, …
    pub kind: &'static str,
    /// In few words.
    pub word: String,
    /// Where it is shown.
    pub href: String,
}
