//! What the pages of registers show. Each is the JSON contract as well.

use domain::ids::{RegisterEntryId, RegisterId, UnitId};
use domain::time::{Day, Moment};
use serde::Serialize;
use utoipa::ToSchema;
use web::Page;

/// A unit whose registers can be opened.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RegisterUnit {
    /// Id.
    #[schema(value_type = String)]
    pub id: UnitId,
    /// Short name today.
    pub name: String,
}

/// A register.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BookView {
    /// Id.
    #[schema(value_type = String)]
    pub id: RegisterId,
    /// Whose.
    pub unit: RegisterUnit,
    /// "out" or "in".
    pub way: &'static str,
    /// Calendar year.
    pub year: i32,
    /// Word of the series.
    pub series: String,
    /// Name on the cover.
    pub name: String,
    /// "rest", "kinds" or "asked": which documents it takes.
    pub takes: &'static str,
    /// Codes of the kinds it takes, when it takes kinds.
    pub kinds: Vec<String>,
    /// Their names.
    pub kind_words: Vec<&'static str>,
    /// The number that comes next.
    pub next_number: i32,
    /// The same as it is printed: "05".
    pub next_printed: String,
    /// How many lines it has.
    pub n_entries: u64,
    /// How many of them are void.
    pub n_voided: u64,
    /// When it was closed.
    #[schema(value_type = Option<String>)]
    pub closed_at: Option<Moment>,
}

/// The code words of a unit in symbols.
#[derive(Debug, Serialize, ToSchema)]
pub struct MarkView {
    /// As an agency.
    pub agency: String,
    /// As a part that drafts letters.
    pub part: String,
    /// Nobody has set them: they are proposed from the names of the unit.
    pub is_guess: bool,
}

/// The registers of a unit in a year.
#[derive(Debug, Serialize, ToSchema)]
pub struct BooksPage {
    /// The unit; none for somebody without a post who has not chosen one.
    pub unit: Option<RegisterUnit>,
    /// The units of the reader's posts.
    pub units: Vec<RegisterUnit>,
    /// The year that is shown.
    pub year: i32,
    /// Years there are registers of, and this one, the latest first.
    pub years: Vec<i32>,
    /// The registers, outgoing ones first.
    pub books: Vec<BookView>,
    /// The code words of the unit.
    pub mark: Option<MarkView>,
    /// How a symbol looks with them.
    pub sample: String,
    /// May open registers, enter papers, set code words of this unit.
    pub may_keep: bool,
    /// May open registers of some unit.
    pub may_open: bool,
}

impl Page for BooksPage {
    const TEMPLATE: &'static str = "registers/list.html";
}

/// A kind of document to choose from.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct KindChoice {
    /// Code.
    pub code: &'static str,
    /// Name.
    pub word: &'static str,
}

/// The form for a new register or a change of one.
#[derive(Debug, Serialize, ToSchema)]
pub struct EditBookPage {
    /// The register; none for a new one.
    pub book: Option<BookView>,
    /// Whose; none while nobody has said.
    pub unit: Option<RegisterUnit>,
    /// The year of a new one.
    pub year: i32,
    /// All kinds of documents.
    pub kinds: Vec<KindChoice>,
}

impl Page for EditBookPage {
    const TEMPLATE: &'static str = "registers/edit.html";
}

/// A line of a register.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EntryView {
    /// Id.
    #[schema(value_type = String)]
    pub id: RegisterEntryId,
    /// The running number; none when another agency gave the number.
    pub number: Option<i32>,
    /// Number and symbol as printed on the paper.
    pub printed: String,
    /// Code of the kind.
    pub kind: String,
    /// Name of the kind.
    pub kind_word: String,
    /// The day of an outgoing document; the day an incoming one arrived.
    #[schema(value_type = String)]
    pub on: Day,
    /// The day printed on an incoming document.
    #[schema(value_type = Option<String>)]
    pub paper_on: Option<Day>,
    /// Who issued it.
    pub issuer: String,
    /// Trích yếu.
    pub subject: String,
    /// Who signed.
    pub signer: String,
    /// Where it went, or whom it was given to.
    pub recipients: String,
    /// Who keeps the archive copy.
    pub keeper: String,
    /// How many copies.
    pub copies: Option<i32>,
    /// When it was passed on.
    #[schema(value_type = Option<String>)]
    pub sent_on: Option<Day>,
    /// Who signed for it.
    pub receipt: String,
    /// Remarks.
    pub note: String,
    /// By when it must be answered.
    #[schema(value_type = Option<String>)]
    pub due_on: Option<Day>,
    /// How far that is.
    pub progress: String,
    /// Number and symbol of the answer.
    pub answer: String,
    /// Its deadline is over and no answer is noted.
    pub is_late: bool,
    /// When it was voided.
    #[schema(value_type = Option<String>)]
    pub voided_at: Option<Moment>,
    /// Why.
    pub void_reason: Option<String>,
    /// It was made in this house.
    pub is_ours: bool,
}

/// A register with its lines, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct BookPage {
    /// The register.
    pub book: BookView,
    /// What was searched for.
    pub q: String,
    /// "" for all, "void", "open" (not passed on), "late" (answer overdue).
    pub show: String,
    /// The lines of this page.
    pub entries: Vec<EntryView>,
    /// How many there are in all.
    pub total: u64,
    /// This page, from 1.
    pub page: u64,
    /// Number of pages.
    pub n_pages: u64,
    /// May write into it.
    pub may_keep: bool,
}

impl Page for BookPage {
    const TEMPLATE: &'static str = "registers/show.html";
}

/// A register as it is printed, from the first line to the last.
#[derive(Debug, Serialize, ToSchema)]
pub struct PrintPage {
    /// The register.
    pub book: BookView,
    /// Whole name of the unit.
    pub unit_name: String,
    /// The follow-up of incoming documents in place of their arrival.
    pub is_follow_up: bool,
    /// The first place that is printed.
    pub from: i32,
    /// The last place that is printed.
    pub to: i32,
    /// The lines.
    pub entries: Vec<EntryView>,
    /// There are more lines than one print takes; the rest begins at this place.
    pub next_from: Option<i32>,
}

impl Page for PrintPage {
    const TEMPLATE: &'static str = "registers/print.html";
}

/// The form for a paper by hand, or for what became of a line.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntryPage {
    /// The register.
    pub book: BookView,
    /// The line; none for a new one.
    pub entry: Option<EntryView>,
    /// All kinds of documents.
    pub kinds: Vec<KindChoice>,
    /// The code word of the agency, from which a symbol is proposed.
    pub agency: String,
    /// Today, or the last day of the register's year.
    #[schema(value_type = String)]
    pub on: Day,
    /// May write into it.
    pub may_keep: bool,
}

impl Page for EntryPage {
    const TEMPLATE: &'static str = "registers/entry.html";
}

/// The question before a number is voided.
#[derive(Debug, Serialize, ToSchema)]
pub struct VoidPage {
    /// The register.
    pub book: BookView,
    /// The line.
    pub entry: EntryView,
}

impl Page for VoidPage {
    const TEMPLATE: &'static str = "registers/void.html";
}
