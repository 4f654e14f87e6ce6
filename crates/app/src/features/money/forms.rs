//! What people type about money, and what is wrong with it.

use super::actions::{LINES_MAX, NewEntry, NewLine};
use super::sheet::Taken;
use crate::app::App;
use crate::features::units;
use db::DbError;
use domain::ids::UnitId;
use domain::money::{Dong, EntryKind, Fund, Level, OddCount, OddDong, Pieces};
use domain::time::Day;
use sea_orm::EntityTrait as _;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Check, Error, FormErrors, Upload, args};

/// Letters of what is paid for.
pub const CONTENT_LETTERS_MAX: usize = 500;
/// Letters of a number in the estimate, and of a unit of measure.
pub const SHORT_LETTERS_MAX: usize = 40;
/// Letters of a remark, a reason, a document.
pub const NOTE_LETTERS_MAX: usize = 1_000;
/// Bytes of a preview that is taken: rows of 500 lines at their longest, three bytes a letter in an address.
const TAKE_BYTES_MAX: usize = 16 * 1024 * 1024;
/// Units that are allotted to at once.
pub const SHARES_MAX: usize = 500;

/// The sentence of an amount that cannot be read.
pub fn odd(why: OddDong) -> &'static str {
    match why {
        OddDong::NotMoney => "money-amount-odd",
        OddDong::Fraction => "money-amount-fraction",
        OddDong::Ambiguous => "money-amount-ambiguous",
        OddDong::TooLarge => "money-amount-large",
    }
}

/// The sentence of a quantity that cannot be read.
pub fn odd_count(why: OddCount) -> &'static str {
    match why {
        OddCount::NotANumber => "money-quantity-odd",
        OddCount::Ambiguous => "money-quantity-ambiguous",
        OddCount::Decimals => "money-quantity-decimals",
        OddCount::TooLarge => "money-quantity-large",
    }
}

/// A line of an estimate as it is typed.
#[derive(Debug, Default, Clone, Deserialize, Serialize, ToSchema)]
#[serde(default)]
#[schema(as = BudgetLineForm)]
pub struct LineForm {
    /// Number as printed.
    pub no: String,
    /// What is paid for.
    pub content: String,
    /// "task:…", "duty:…", "clause:…" or nothing.
    pub source: String,
    /// central, local, union or other.
    pub fund: String,
    /// central, province, commune or school; nothing: as the unit is.
    pub level: String,
    /// The unit that pays, as typed.
    pub unit: String,
    /// The same, chosen.
    pub unit_id: String,
    /// Unit of measure.
    pub measure: String,
    /// How many.
    pub quantity: String,
    /// Price of one.
    pub price: String,
    /// What it comes to; counted from the two when nothing is typed.
    pub amount: String,
    /// A remark.
    pub note: String,
    /// Why, when the estimate is approved.
    pub reason: String,
    /// Version of the line that the form was made from.
    pub seen: String,
}

/// A line that was read, with its unit still as typed.
#[derive(Debug)]
pub struct TypedLine {
    new: NewLine,
    has_level: bool,
    unit: (Option<UnitId>, String),
    /// See [`LineForm::reason`].
    pub reason: String,
    /// See [`LineForm::seen`].
    pub seen: i32,
}

impl TypedLine {
    /// Finds the unit that pays.
    pub async fn meant(mut self, app: &App) -> Result<Result<(NewLine, String, i32), FormErrors>, Error> {
        let (db, today) = (app.db.read(), app.now().local_day());
        let (chosen, text) = &self.unit;
        let Some(unit) = units::actions::meant(db, *chosen, text, today).await? else {
            return Ok(Err(FormErrors::of_with("unit", "money-unit-unknown", args![name = text.as_str()])));
        };
        self.new.unit = unit;
        if !self.has_level {
            let row = tables::unit::Entity::find_by_id(unit).one(db).await.map_err(DbError::from)?;
            self.new.level = row.map_or(Level::Province, |row| Level::of(row.kind));
        }
        Ok(Ok((self.new, self.reason, self.seen)))
    }
}

impl Check for LineForm {
    type Valid = TypedLine;

    fn check(self) -> Result<TypedLine, FormErrors> {
        let mut errors = FormErrors::none();
        let content =
            text(&mut errors, "content", &self.content, (CONTENT_LETTERS_MAX, Some("money-content-missing")));
        let no = text(&mut errors, "no", &self.no, (SHORT_LETTERS_MAX, None));
        let measure = text(&mut errors, "measure", &self.measure, (SHORT_LETTERS_MAX, None));
        let note = text(&mut errors, "note", &self.note, (NOTE_LETTERS_MAX, None));
        let reason = text(&mut errors, "reason", &self.reason, (NOTE_LETTERS_MAX, None));
        let fund = self.fund.parse().ok();
        if fund.is_none() {
            errors.add("fund", "money-fund-missing");
        }
        if self.unit.trim().is_empty() && self.unit_id.trim().is_empty() {
            errors.add("unit", "money-unit-missing");
        }
        let (quantity, price, amount) = self.amounts(&mut errors);
        let level = self.level.parse().ok();
        let new = NewLine {
            no,
            content,
            source: source(&self.source),
            line: None,
            fund: fund.unwrap_or(Fund::Other),
            level: level.unwrap_or(Level::Province),
            unit: UnitId::from(Uuid::nil()),
            measure,
            quantity,
            price,
            amount: amount.unwrap_or_default(),
            note,
        };
        let unit = (self.unit_id.trim().parse().ok(), self.unit.trim().to_owned());
        let seen = self.seen.trim().parse().unwrap_or(0);
        errors.or(|| TypedLine { new, has_level: level.is_some(), unit, reason, seen })
    }
}

impl LineForm {
    fn amounts(&self, errors: &mut FormErrors) -> (Option<Pieces>, Option<Dong>, Option<Dong>) {
        let quantity = match self.quantity.trim() {
            "" => None,
            typed => Pieces::parse(typed).inspect_err(|why| errors.add("quantity", odd_count(*why))).ok(),
        };
        let price = amount(errors, "price", &self.price);
        let typed = amount(errors, "amount", &self.amount);
        for (field, value) in [("price", price), ("amount", typed)] {
            if value.is_some_and(|value| value.get() < 0) {
                errors.add(field, "money-amount-negative");
            }
        }
        let has_faults = !errors.is_empty();
        let product = quantity.zip(price).map(|(quantity, price)| quantity.at(price));
        match (product, typed) {
            (Some(None), _) => errors.add("amount", "money-amount-large"),
            (Some(Some(product)), Some(typed)) if product != typed => {
                errors.add_with("amount", "money-amount-differs", args![amount = product.print()]);
            }
            (None, None) if !has_faults => errors.add("amount", "money-amount-missing"),
            _ => {}
        }
        (quantity, price, typed.or(product.flatten()))
    }
}

fn source(text: &str) -> Option<(&'static str, Uuid)> {
    let (kind, id) = text.trim().split_once(':')?;
    let kind = ["task", "duty", "clause"].into_iter().find(|one| *one == kind)?;
    Some((kind, id.parse().ok()?))
}

fn text(
    errors: &mut FormErrors,
    field: &'static str,
    typed: &str,
    (max, missing): (usize, Option<&'static str>),
) -> String {
    let typed = typed.trim();
    if typed.is_empty()
        && let Some(missing) = missing
    {
        errors.add(field, missing);
    }
    if typed.chars().count() > max {
        errors.add_with(field, "money-too-long", args![n = max]);
    }
    typed.to_owned()
}

fn amount(errors: &mut FormErrors, field: &'static str, typed: &str) -> Option<Dong> {
    if typed.trim().is_empty() {
        return None;
    }
    Dong::parse(typed).inspect_err(|why| errors.add(field, odd(*why))).ok()
}

fn day(errors: &mut FormErrors, typed: &str, today: Day) -> Day {
    match typed.trim() {
        "" => {
            errors.add("day", "money-day-missing");
            today
        }
        typed => match units::read_day(typed) {
            Some(day) if day > today => {
                errors.add("day", "money-day-ahead");
                today
            }
            Some(day) => day,
            None => {
                errors.add("day", "money-day-unknown");
                today
            }
        },
    }
}

/// An amount that is written to a line.
#[derive(Debug, Default, Clone, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = MoneyEntryForm)]
pub struct EntryForm {
    /// The amount.
    pub amount: String,
    /// The day of the document.
    pub day: String,
    /// Number of the document or voucher.
    pub document: String,
    /// What for.
    pub words: String,
    /// Why.
    pub reason: String,
    /// Where the evidence is.
    pub link: String,
    /// Version of the line that the form was made from.
    pub seen: String,
}

impl Check for EntryForm {
    type Valid = EntryForm;

    fn check(self) -> Result<EntryForm, FormErrors> {
        Ok(self)
    }
}

impl EntryForm {
    /// The entry of this kind, with the version seen.
    pub fn read(&self, kind: EntryKind, today: Day) -> Result<(NewEntry, i32), FormErrors> {
        let mut errors = FormErrors::none();
        let amount = amount(&mut errors, "amount", &self.amount);
        match amount.map(Dong::get) {
            None => errors.add("amount", "money-amount-missing"),
            Some(0) => errors.add("amount", "money-amount-zero"),
            Some(n) if n < 0 && kind == EntryKind::Spend => errors.add("amount", "money-spent-negative"),
            Some(_) => {}
        }
        let is_taken = amount.is_some_and(|amount| amount.get() < 0);
        let needs_reason = kind == EntryKind::Adjust || is_taken;
        let need = |missing: &'static str, is_needed: bool| (NOTE_LETTERS_MAX, is_needed.then_some(missing));
        let is_adjust = kind == EntryKind::Adjust;
        let document =
            text(&mut errors, "document", &self.document, need("money-document-missing", !is_adjust));
        let words =
            text(&mut errors, "words", &self.words, need("money-words-missing", kind == EntryKind::Spend));
        let reason = text(&mut errors, "reason", &self.reason, need("money-reason-missing", needs_reason));
        let link = self.link.trim();
        let is_address = ["http://", "https://"].iter().any(|begin| link.starts_with(begin));
        if !link.is_empty() && (!is_address || link.chars().count() > NOTE_LETTERS_MAX) {
            errors.add("link", "money-link-wrong");
        }
        let day = day(&mut errors, &self.day, today);
        let seen = self.seen.trim().parse().unwrap_or(-1);
        let link = link.to_owned();
        errors.or(|| {
            (NewEntry { amount: amount.unwrap_or_default(), day, document, words, reason, link }, seen)
        })
    }
}

/// What is allotted to units below.
#[derive(Debug, Default, Clone, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = AllotForm)]
pub struct AllotForm {
    /// More for units that have a share already, by their ids.
    pub shares: BTreeMap<String, String>,
    /// New units, one a line: its name, a tab or a semicolon, its amount.
    pub units: String,
    /// The day of the document.
    pub day: String,
    /// The document.
    pub document: String,
    /// Why, when something is taken back.
    pub reason: String,
    /// Version of the line that the form was made from.
    pub seen: String,
}

/// What is to be allotted, units of new lines still as typed.
#[derive(Debug)]
pub struct TypedShares {
    /// Units that are known.
    pub known: Vec<(UnitId, Dong)>,
    /// Names with amounts.
    pub named: Vec<(String, Dong)>,
    /// The day of the document.
    pub day: Day,
    /// The document.
    pub document: String,
    /// Why.
    pub reason: String,
    /// Version seen.
    pub seen: i32,
}

impl Check for AllotForm {
    type Valid = AllotForm;

    fn check(self) -> Result<AllotForm, FormErrors> {
        Ok(self)
    }
}

impl AllotForm {
    /// Reads the amounts.
    pub fn read(&self, today: Day) -> Result<TypedShares, FormErrors> {
        let mut errors = FormErrors::none();
        let (mut known, mut named) = (Vec::new(), Vec::new());
        for (id, typed) in self.shares.iter().filter(|(_, typed)| !typed.trim().is_empty()) {
            let field = format!("shares.{id}");
            match (id.parse::<UnitId>(), Dong::parse(typed)) {
                (Err(_), _) => errors.add_with("units", "money-unit-unknown", args![name = id.as_str()]),
                (_, Err(why)) => errors.add(field, odd(why)),
                (Ok(_), Ok(amount)) if amount.get() == 0 => errors.add(field, "money-amount-zero"),
                (Ok(unit), Ok(amount)) => known.push((unit, amount)),
            }
        }
        for (at, line) in self.units.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let place = |name: &str| args![line = at + 1, name = name.trim()];
            let Some((name, typed)) = line.rsplit_once(['\t', ';']) else {
                errors.add_with("units", "money-share-line", place(line));
                continue;
            };
            match Dong::parse(typed) {
                Ok(amount) if amount.get() > 0 => named.push((name.trim().to_owned(), amount)),
                Ok(_) => errors.add_with("units", "money-share-amount", place(typed)),
                Err(_) => errors.add_with("units", "money-share-amount", place(typed)),
            }
        }
        let n = known.len() + named.len();
        if n == 0 && errors.is_empty() {
            errors.add("units", "money-shares-missing");
        }
        if n > SHARES_MAX {
            errors.add_with("units", "money-shares-many", args![n = SHARES_MAX]);
        }
        let is_taken = known.iter().any(|(_, amount)| amount.get() < 0);
        let document =
            text(&mut errors, "document", &self.document, (NOTE_LETTERS_MAX, Some("money-document-missing")));
        let missing = is_taken.then_some("money-reason-missing");
        let reason = text(&mut errors, "reason", &self.reason, (NOTE_LETTERS_MAX, missing));
        let day = day(&mut errors, &self.day, today);
        let seen = self.seen.trim().parse().unwrap_or(-1);
        errors.or(|| TypedShares { known, named, day, document, reason, seen })
    }
}

/// The approval of an estimate.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ApproveEstimateForm)]
pub struct ApproveForm {
    /// Number and date of the document that approves it.
    pub document: String,
    /// Version of the estimate that was seen.
    pub seen: String,
}

impl Check for ApproveForm {
    type Valid = (i32, String);

    fn check(self) -> Result<Self::Valid, FormErrors> {
        let mut errors = FormErrors::none();
        let document = text(&mut errors, "document", &self.document, (NOTE_LETTERS_MAX, None));
        let seen = self.seen.trim().parse().unwrap_or(-1);
        errors.or(|| (seen, document))
    }
}

/// The estimate is opened again.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ReopenEstimateForm)]
pub struct ReopenForm {
    /// Why.
    pub reopen_reason: String,
    /// Version of the estimate that was seen.
    pub seen: String,
}

impl Check for ReopenForm {
    type Valid = (i32, String);

    fn check(self) -> Result<Self::Valid, FormErrors> {
        let mut errors = FormErrors::none();
        let reason = text(
            &mut errors,
            "reopen_reason",
            &self.reopen_reason,
            (NOTE_LETTERS_MAX, Some("money-reason-missing")),
        );
        let seen = self.seen.trim().parse().unwrap_or(-1);
        errors.or(|| (seen, reason))
    }
}

/// A step with the version that was seen.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = BudgetStep)]
pub struct SeenForm {
    /// Version of the line that was seen.
    pub seen: String,
}

impl Check for SeenForm {
    type Valid = i32;

    fn check(self) -> Result<i32, FormErrors> {
        Ok(self.seen.trim().parse().unwrap_or(-1))
    }
}

/// An entry is struck out.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = StrikeForm)]
pub struct StrikeForm {
    /// Why.
    pub strike_reason: String,
}

impl Check for StrikeForm {
    type Valid = String;

    fn check(self) -> Result<String, FormErrors> {
        let mut errors = FormErrors::none();
        let reason = text(
            &mut errors,
            "strike_reason",
            &self.strike_reason,
            (NOTE_LETTERS_MAX, Some("money-reason-missing")),
        );
        errors.or(|| reason)
    }
}

/// A sheet that brings an estimate.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = BudgetSheetForm)]
pub struct NewSheet {
    /// The spreadsheet, .xlsx or .csv.
    #[schema(value_type = Option<Object>)]
    #[serde(default)]
    file: Option<Upload>,
    /// The source of rows that name none.
    #[serde(default)]
    fund: String,
}

impl Check for NewSheet {
    type Valid = (Upload, String);
    const BODY_BYTES_MAX: usize = web::UPLOAD_BYTES_MAX;

    fn check(self) -> Result<Self::Valid, FormErrors> {
        let file = self.file.filter(|file| !file.is_empty());
        let file = file.ok_or_else(|| FormErrors::of("file", "money-file-missing"))?;
        let fund = self.fund.parse::<Fund>().map(|fund| fund.word().to_owned()).unwrap_or_default();
        Ok((file, fund))
    }
}

/// The rows of a preview, to be taken.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = TakeBudgetSheet)]
pub struct TakeForm {
    /// The rows, as the preview wrote them.
    pub rows: String,
    /// Version of the estimate that was seen.
    pub seen: String,
}

impl Check for TakeForm {
    type Valid = (Vec<Taken>, i32);
    const BODY_BYTES_MAX: usize = TAKE_BYTES_MAX;

    fn check(self) -> Result<Self::Valid, FormErrors> {
        let rows: Option<Vec<Taken>> = serde_json::from_str(&self.rows).ok();
        let rows = rows.filter(|rows| !rows.is_empty() && rows.len() <= LINES_MAX);
        let rows = rows.ok_or_else(|| FormErrors::of("rows", "money-sheet-rows-lost"))?;
        Ok((rows, self.seen.trim().parse().unwrap_or(-1)))
    }
}
