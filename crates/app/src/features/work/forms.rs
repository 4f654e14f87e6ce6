//! What people type on the pages of work, and what it must be like.

use super::actions::{NewPiece, NewReport, Verdict};
use super::detail::FIGURES_MAX;
use chrono::Datelike as _;
use domain::ids::{AssignmentId, DateRequestId, PersonId, SubtaskId, UnitId};
use domain::time::Day;
use reader::time::{TimeContext, parse_cell};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Check, FormErrors, args};

/// Longest words of a report, in letters.
const WORDS_LETTERS_MAX: usize = 8_000;
/// Longest reason, in letters.
const REASON_LETTERS_MAX: usize = 1_000;
/// Longest title of a piece or name of a figure, in letters.
const TITLE_LETTERS_MAX: usize = 200;
/// Assignments answered at once.
const IDS_MAX: usize = 200;

/// A step without words.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WorkStep)]
pub struct Plain {
    /// Where to go afterwards: a path of this site.
    pub back: String,
}

impl Check for Plain {
    type Valid = ();
    fn check(self) -> Result<(), FormErrors> {
        Ok(())
    }
}

/// A step with its reason.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WorkStepWithReason)]
pub struct WithReason {
    /// Why.
    pub reason: String,
    /// Where to go afterwards.
    pub back: String,
}

impl Check for WithReason {
    type Valid = String;
    fn check(self) -> Result<String, FormErrors> {
        let mut errors = FormErrors::none();
        let reason = reason(&mut errors, "reason", &self.reason);
        errors.or(|| reason)
    }
}

/// Who sees to it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WorkToPerson)]
pub struct ToPerson {
    /// The person's id.
    pub person: String,
    /// Where to go afterwards.
    pub back: String,
}

impl Check for ToPerson {
    type Valid = PersonId;
    fn check(self) -> Result<PersonId, FormErrors> {
        self.person.parse().map_err(|_| FormErrors::of("person", "work-person-missing"))
    }
}

/// A report.
#[derive(Debug, Default, Clone, Deserialize, Serialize, ToSchema)]
#[serde(default)]
#[schema(as = WorkReportForm)]
pub struct ReportForm {
    /// 0 to 100.
    pub percent: String,
    /// Results and obstacles.
    pub words: String,
    /// What was counted, row by row.
    pub figure_name: Vec<String>,
    /// How much, row by row.
    pub figure_value: Vec<String>,
    /// hand_in: with the product; anything else: only a report.
    pub send: String,
    /// Where to go afterwards.
    pub back: String,
}

impl Check for ReportForm {
    type Valid = NewReport;
    fn check(self) -> Result<NewReport, FormErrors> {
        let mut errors = FormErrors::none();
        let is_hand_in = self.send == "hand_in";
        let percent = match self.percent.trim().trim_end_matches('%').trim().parse::<i32>() {
            Ok(n) if (0..=100).contains(&n) => n,
            _ if is_hand_in && self.percent.trim().is_empty() => 100,
            _ => {
                errors.add("percent", "work-percent-wrong");
                0
            }
        };
        let words = self.words.trim().to_owned();
        if words.is_empty() {
            errors.add("words", if is_hand_in { "work-words-missing-hand-in" } else { "work-words-missing" });
        }
        too_long(&mut errors, "words", &words, WORDS_LETTERS_MAX);
        let figures = figures(&mut errors, self.figure_name, self.figure_value);
        errors.or(|| NewReport { percent, words, figures, is_hand_in })
    }
}

fn figures(errors: &mut FormErrors, names: Vec<String>, values: Vec<String>) -> Vec<(String, String)> {
    let pairs = names.into_iter().zip(values).map(|(n, v)| (n.trim().to_owned(), v.trim().to_owned()));
    let pairs: Vec<(String, String)> = pairs.filter(|(n, v)| !n.is_empty() || !v.is_empty()).collect();
    for (name, value) in &pairs {
        if name.is_empty() || value.is_empty() {
            errors.add("figure_name", "work-figure-half");
        }
        too_long(errors, "figure_name", name, TITLE_LETTERS_MAX);
        too_long(errors, "figure_name", value, TITLE_LETTERS_MAX);
    }
    if pairs.len() > FIGURES_MAX {
        errors.add_with("figure_name", "work-figures-many", args![n = FIGURES_MAX]);
    }
    pairs
}

/// What was typed of a report so far; kept as it is, however wrong it may be yet.
#[derive(Debug, Default, Clone, Deserialize, Serialize, ToSchema)]
#[serde(transparent)]
#[schema(as = WorkDraftForm)]
pub struct DraftForm(pub ReportForm);

impl Check for DraftForm {
    type Valid = ReportForm;
    fn check(self) -> Result<ReportForm, FormErrors> {
        let mut errors = FormErrors::none();
        too_long(&mut errors, "words", &self.0.words, WORDS_LETTERS_MAX);
        errors.or(|| self.0)
    }
}

/// A request for another date.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = DateRequestForm)]
pub struct DateForm {
    /// The day that is wanted, as people write it.
    pub wanted_on: String,
    /// Why.
    pub date_reason: String,
    /// Where to go afterwards.
    pub back: String,
}

/// A day as it was typed, with the reason. Which year is meant depends on the day of the request.
#[derive(Debug)]
pub struct WantedDay {
    text: String,
    /// Why.
    pub reason: String,
}

impl WantedDay {
    /// The day that is meant.
    pub fn on(&self, today: Day) -> Result<Day, FormErrors> {
        day_of(&self.text, today).ok_or_else(|| FormErrors::of("wanted_on", "work-day-unknown"))
    }
}

impl Check for DateForm {
    type Valid = WantedDay;
    fn check(self) -> Result<WantedDay, FormErrors> {
        let mut errors = FormErrors::none();
        if self.wanted_on.trim().is_empty() {
            errors.add("wanted_on", "work-day-missing");
        }
        let reason = reason(&mut errors, "date_reason", &self.date_reason);
        errors.or(|| WantedDay { text: self.wanted_on, reason })
    }
}

/// The answer to a request for another date.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct DateAnswer {
    /// Which request.
    pub request: String,
    /// agree or refuse.
    pub verdict: String,
    /// Why it is refused.
    pub refusal: String,
    /// Where to go afterwards.
    pub back: String,
}

impl Check for DateAnswer {
    type Valid = (DateRequestId, Option<String>);
    fn check(self) -> Result<Self::Valid, FormErrors> {
        let mut errors = FormErrors::none();
        let id = self.request.parse().ok();
        if id.is_none() {
            errors.add("request", "work-request-missing");
        }
        let refusal = match self.verdict.as_str() {
            "agree" => None,
            "refuse" => Some(reason(&mut errors, "refusal", &self.refusal)),
            _ => {
                errors.add("verdict", "work-verdict-missing");
                None
            }
        };
        match id {
            Some(id) if errors.is_empty() => Ok((id, refusal)),
            _ => Err(errors),
        }
    }
}

/// A piece of the work.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WorkPieceForm)]
pub struct PieceForm {
    /// add, close, open or remove.
    pub act: String,
    /// Which piece, for all but add.
    pub piece: String,
    /// What.
    pub title: String,
    /// Who.
    pub piece_person: String,
    /// By when, as people write it.
    pub piece_due: String,
    /// What must be done before.
    pub after: String,
    /// Where to go afterwards.
    pub back: String,
}

/// What is done to a piece.
#[derive(Debug)]
pub enum PieceDeed {
    /// It is made. Its day is still as it was typed.
    Add(NewPiece, String),
    /// It is done, or not after all.
    Close(SubtaskId, bool),
    /// It is taken out.
    Remove(SubtaskId),
}

impl Check for PieceForm {
    type Valid = PieceDeed;
    fn check(self) -> Result<PieceDeed, FormErrors> {
        let piece = || self.piece.parse().map_err(|_| FormErrors::of("piece", "work-piece-missing"));
        match self.act.as_str() {
            "close" => Ok(PieceDeed::Close(piece()?, true)),
            "open" => Ok(PieceDeed::Close(piece()?, false)),
            "remove" => Ok(PieceDeed::Remove(piece()?)),
            _ => {
                let mut errors = FormErrors::none();
                let title = self.title.trim().to_owned();
                if title.is_empty() {
                    errors.add("title", "work-piece-title-missing");
                }
                too_long(&mut errors, "title", &title, TITLE_LETTERS_MAX);
                let new = NewPiece {
                    title,
                    person: self.piece_person.parse().ok(),
                    due_on: None,
                    after: self.after.parse().ok(),
                };
                errors.or(|| PieceDeed::Add(new, self.piece_due))
            }
        }
    }
}

/// The day of a piece as it was typed; none when nothing was.
pub fn piece_day(text: &str, today: Day) -> Result<Option<Day>, FormErrors> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    day_of(text, today).map(Some).ok_or_else(|| FormErrors::of("piece_due", "work-day-unknown"))
}

/// The answer to what was handed in; several at once.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WorkVerdictForm)]
pub struct VerdictForm {
    /// approve or return.
    pub verdict: String,
    /// Why it is returned.
    pub return_reason: String,
    /// Which, on the page of many.
    pub ids: Vec<String>,
    /// Where to go afterwards.
    pub back: String,
}

impl Check for VerdictForm {
    type Valid = (Verdict, Vec<AssignmentId>);
    fn check(self) -> Result<Self::Valid, FormErrors> {
        let mut errors = FormErrors::none();
        let verdict = match self.verdict.as_str() {
            "approve" => Verdict::Approve,
            "return" => Verdict::Return(reason(&mut errors, "return_reason", &self.return_reason)),
            _ => {
                errors.add("verdict", "work-verdict-missing");
                Verdict::Approve
            }
        };
        let ids: Vec<AssignmentId> = self.ids.iter().filter_map(|id| id.parse().ok()).collect();
        if ids.len() != self.ids.len() || ids.len() > IDS_MAX {
            errors.add_with("ids", "work-ids-wrong", args![n = IDS_MAX]);
        }
        errors.or(|| (verdict, ids))
    }
}

/// All open work of one person in a unit to another.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct HandOverForm {
    /// The unit.
    pub unit: String,
    /// Who gets it.
    pub to: String,
}

impl Check for HandOverForm {
    type Valid = (UnitId, PersonId);
    fn check(self) -> Result<Self::Valid, FormErrors> {
        let mut errors = FormErrors::none();
        let (unit, to) = (self.unit.parse().ok(), self.to.parse().ok());
        if unit.is_none() {
            errors.add("unit", "work-unit-missing");
        }
        if to.is_none() {
            errors.add("to", "work-person-missing");
        }
        match (unit, to) {
            (Some(unit), Some(to)) => Ok((unit, to)),
            _ => Err(errors),
        }
    }
}

fn reason(errors: &mut FormErrors, field: &'static str, text: &str) -> String {
    let reason = text.trim().to_owned();
    if reason.is_empty() {
        errors.add(field, "work-reason-missing");
    }
    too_long(errors, field, &reason, REASON_LETTERS_MAX);
    reason
}

fn too_long(errors: &mut FormErrors, field: &'static str, text: &str, max: usize) {
    if text.chars().count() > max {
        errors.add_with(field, "work-too-long", args![n = max]);
    }
}

/// A day as people write it: "20/10", "20/10/2024", "ngày 20 tháng 10"; the last day of a span. Without a year the next
/// such day is meant.
fn day_of(text: &str, today: Day) -> Option<Day> {
    if let Ok(day) = text.trim().parse::<Day>() {
        return Some(day);
    }
    let in_year = |year| {
        let time = parse_cell(text, &TimeContext { year: Some(year), ..TimeContext::default() })?;
        time.end.or(time.start)
    };
    let day = in_year(today.year())?;
    if day >= today { Some(day) } else { in_year(today.year() + 1).filter(|next| *next != day).or(Some(day)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_people_write_them() {
        let today: Day = "2024-10-12".parse().expect("a day");
        let cases = [
            ("20/10/2024", Some("2024-10-20")),
            ("20/10", Some("2024-10-20")),
            ("ngày 20 tháng 11", Some("2024-11-20")),
            ("05/01", Some("2025-01-05")),
            ("01/10/2024", Some("2024-10-01")),
            ("2024-12-31", Some("2024-12-31")),
            ("khi nào xong", None),
        ];
        for (text, expected) in cases {
            assert_eq!(day_of(text, today), expected.and_then(|day| day.parse().ok()), "«{text}»");
        }
    }
}
