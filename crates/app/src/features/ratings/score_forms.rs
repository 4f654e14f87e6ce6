//! What is typed on a rating sheet: the unit's own points, those of the unit that rates, a complaint.

use super::actions::{Given, Own, Verdict};
use super::forms::{NOTE_LETTERS_MAX, points};
use domain::ids::CriterionId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use web::{Check, FormErrors, args};

/// Points of one criterion.
#[derive(Debug, Default, Clone, Deserialize, Serialize, ToSchema)]
#[serde(default)]
#[schema(as = RatingMarkItem)]
pub struct Item {
    /// The points; of a condition "1" or "0"; empty for none yet.
    pub points: String,
    /// What is said about them.
    pub words: String,
    /// Where the evidence is.
    pub link: String,
}

fn mark(key: &str, item: &Item, errors: &mut FormErrors) -> Option<(CriterionId, Option<i64>)> {
    let id = key.parse().ok()?;
    let read = if item.points.trim().is_empty() { None } else { points(&item.points) };
    if read.is_none() && !item.points.trim().is_empty() {
        errors.add(format!("items.{key}.points"), "ratings-points-wrong");
    }
    if item.words.chars().count() > NOTE_LETTERS_MAX {
        errors.add_with(format!("items.{key}.words"), "figures-too-long", args![n = NOTE_LETTERS_MAX]);
    }
    let link = item.link.trim();
    // Two slashes at the beginning lead to another house.
    let is_elsewhere = ["//", "/\\"].iter().any(|begin| link.starts_with(begin));
    let is_address = link.is_empty()
        || (!is_elsewhere
            && ["http://", "https://", "/"].iter().any(|begin| link.starts_with(begin))
            && link.chars().count() <= NOTE_LETTERS_MAX);
    if !is_address {
        errors.add(format!("items.{key}.link"), "figures-link-wrong");
    }
    Some((id, read))
}

/// A unit's own points.
#[derive(Debug, Default, Clone, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = RatingOwnForm)]
pub struct OwnForm {
    /// By the id of the criterion.
    pub items: BTreeMap<String, Item>,
    /// save or send.
    pub act: String,
    /// The version of the sheet.
    pub version: i32,
}

impl Check for OwnForm {
    type Valid = (i32, Vec<Own>, bool);

    fn check(self) -> Result<(i32, Vec<Own>, bool), FormErrors> {
        let mut errors = FormErrors::none();
        let mut found = Vec::new();
        for (key, item) in &self.items {
            if let Some((criterion, points)) = mark(key, item, &mut errors) {
                let (words, link) = (item.words.trim().to_owned(), item.link.trim().to_owned());
                found.push(Own { criterion, points, words, link });
            }
        }
        errors.or(|| (self.version, found, self.act == "send"))
    }
}

/// Points of the unit that rates.
#[derive(Debug, Default, Clone, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = RatingGivenForm)]
pub struct GivenForm {
    /// By the id of the criterion.
    pub items: BTreeMap<String, Item>,
    /// save, accept, return, answer, drop or restore.
    pub act: String,
    /// Why it is returned or rated no more; what is answered.
    pub reason: String,
    /// The version of the sheet.
    pub version: i32,
}

impl Check for GivenForm {
    type Valid = (i32, Vec<Given>, Verdict);

    fn check(self) -> Result<(i32, Vec<Given>, Verdict), FormErrors> {
        let mut errors = FormErrors::none();
        let mut found = Vec::new();
        for (key, item) in &self.items {
            if let Some((criterion, points)) = mark(key, item, &mut errors) {
                found.push(Given { criterion, points, words: item.words.trim().to_owned() });
            }
        }
        let is_told = matches!(&*self.act, "return" | "answer" | "drop");
        let reason = words(&mut errors, "reason", &self.reason, is_told);
        let verdict = match self.act.as_str() {
            "accept" => Verdict::Accept,
            "return" => Verdict::Return(reason),
            "answer" => Verdict::Answer(reason),
            "drop" => Verdict::Drop(reason),
            "restore" => Verdict::Restore,
            _ => Verdict::Save,
        };
        errors.or(|| (self.version, found, verdict))
    }
}

fn words(errors: &mut FormErrors, field: &'static str, typed: &str, is_needed: bool) -> String {
    let text = typed.trim();
    if text.is_empty() && is_needed {
        errors.add(field, "ratings-reason-missing");
    }
    if text.chars().count() > NOTE_LETTERS_MAX {
        errors.add_with(field, "figures-too-long", args![n = NOTE_LETTERS_MAX]);
    }
    text.to_owned()
}

/// A complaint.
#[derive(Debug, Default, Clone, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = RatingComplaintForm)]
pub struct ComplaintForm {
    /// What the unit complains of.
    pub complaint: String,
    /// The version of the sheet.
    pub version: i32,
}

impl Check for ComplaintForm {
    type Valid = (i32, String);

    fn check(self) -> Result<(i32, String), FormErrors> {
        let mut errors = FormErrors::none();
        let complaint = words(&mut errors, "complaint", &self.complaint, true);
        errors.or(|| (self.version, complaint))
    }
}
