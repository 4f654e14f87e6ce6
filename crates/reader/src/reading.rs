//! What the reader gives back: the plan, and beside it how sure it is of each item.

use serde::{Deserialize, Serialize};

use crate::plan::Plan;
use crate::signs::PlanSigns;

/// Items at or above this confidence are right so often (≥ 0.995 on labelled plans) that nobody is asked about them.
pub const CONFIDENT: f32 = 0.8;

/// A plan and how sure the reader is of it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Reading {
    /// The plan.
    pub plan: Plan,
    /// One mark per item; items without a mark are sure.
    pub items: Vec<ItemMark>,
    /// Whether the text reads like a plan at all. Nothing is left out when it does not.
    pub plan_signs: PlanSigns,
}

/// How sure the reader is of one item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ItemMark {
    /// JSON pointer into the plan: "/roadmap/3", "/header".
    pub path: String,
    /// 0 to 1.
    pub confidence: f32,
    /// Why a person should look, when below [`CONFIDENT`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<ReviewReason>,
}

/// Why a person should look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewReason {
    /// A stable word that the interface has a sentence for.
    pub code: String,
}
