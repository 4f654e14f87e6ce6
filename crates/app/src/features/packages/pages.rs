//! What the pages of packages show. Each is the JSON contract as well.

use crate::features::units::{OfficeCodeView, UnitRef};
use domain::ids::{DocumentId, PackageId, RegisterId, UnitId};
use domain::time::{Day, Moment};
use serde::Serialize;
use tables::package::{Sort, State, Way};
use utoipa::ToSchema;
use web::Page;

/// An office that a package can be made for.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PackageReady)]
pub struct ReadyView {
    /// Its code.
    pub code: OfficeCodeView,
    /// Its name.
    pub name: String,
    /// "để b/c".
    pub purpose: Option<String>,
}

/// An office without a code, and where one can be given.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PackageWithout)]
pub struct WithoutView {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
}

/// A package that was made of a document.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PackageMade)]
pub struct MadeView {
    /// Id.
    pub id: PackageId,
    /// When.
    #[schema(value_type = String)]
    pub at: Moment,
    /// Who.
    pub who: Option<String>,
    /// 0 new, 1 revoke, 2 update, 3 replace.
    pub purpose: i32,
    /// Its name as a file.
    pub file_name: String,
    /// Its size.
    pub n_bytes: i64,
    /// How many offices it is for.
    pub n_parties: i32,
    /// How many of them have answered.
    pub n_answered: u64,
    /// How many of them refused it.
    pub n_refused: u64,
}

/// Packages of a document, on its page of deliveries.
#[derive(Debug, Serialize, ToSchema)]
pub struct PackagesPart {
    /// What a package of it is sent for now; none while it is not out.
    pub purpose: Option<u32>,
    /// Whose name stands as the sender.
    pub sender: UnitRef,
    /// Its code.
    pub sender_code: Option<OfficeCodeView>,
    /// The first recipients that have a code.
    pub ready: Vec<ReadyView>,
    /// How many have one.
    pub n_ready: usize,
    /// The first recipients without one.
    pub without: Vec<WithoutView>,
    /// How many have none.
    pub n_without: u64,
    /// The latest packages that were made.
    pub made: Vec<MadeView>,
    /// How many were made.
    pub n_made: usize,
}

/// A package in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct PackageRow {
    /// Id.
    pub id: PackageId,
    /// Whose it is.
    pub unit_name: String,
    /// Made here or brought here.
    #[schema(value_type = String)]
    pub way: Way,
    /// A document or a status.
    #[schema(value_type = String)]
    pub sort: Sort,
    /// Where it stands.
    #[schema(value_type = String)]
    pub state: State,
    /// Name of the sender.
    pub sender_name: String,
    /// Number and symbol.
    pub symbol: String,
    /// The day of the document.
    #[schema(value_type = Option<String>, format = Date)]
    pub dated_on: Option<Day>,
    /// Trích yếu, or the words of a status.
    pub subject: String,
    /// 0 to 3.
    pub purpose: i32,
    /// "03" of a status.
    pub status: Option<String>,
    /// Its arrival number.
    pub arrival_no: Option<i32>,
    /// When it was made or brought.
    #[schema(value_type = String)]
    pub at: Moment,
}

/// Packages of the reader's units.
#[derive(Debug, Serialize, ToSchema)]
pub struct PackagesPage {
    /// in, out.
    pub show: &'static str,
    /// The search.
    pub q: String,
    /// The packages, the latest first.
    pub packages: Vec<PackageRow>,
    /// Packages that wait to be received.
    pub n_waiting: u64,
    /// How many are listed in all.
    pub total: u64,
    /// This page.
    pub page: u64,
    /// Pages.
    pub n_pages: u64,
    /// May bring one in.
    pub may_take: bool,
}

impl Page for PackagesPage {
    const TEMPLATE: &'static str = "packages/list.html";
}

/// What the inbox says of packages.
#[derive(Debug, Serialize, ToSchema)]
pub struct PackageBox {
    /// The latest that came, received or waiting.
    pub packages: Vec<PackageRow>,
    /// Packages that wait to be received.
    pub n_waiting: u64,
    /// May bring one in.
    pub may_take: bool,
}

/// A unit that a package can be brought in for.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PackageUnit)]
pub struct UnitChoice {
    /// Its id.
    #[schema(value_type = String)]
    pub value: UnitId,
    /// Its name, with its code.
    pub word: String,
}

/// Where a package is brought in.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewPackagePage {
    /// The units of the person's posts.
    pub units: Vec<UnitChoice>,
    /// Largest package, in bytes.
    pub bytes_max: usize,
}

impl Page for NewPackagePage {
    const TEMPLATE: &'static str = "packages/new.html";
}

/// Something found about a package that came.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = PackageFinding)]
pub struct Finding {
    /// Its word: "not-ours", "no-code", "same", "in-register", "here", "other-sender", "own", "unknown-document",
    /// "not-a-receiver", "old".
    pub word: &'static str,
    /// A name that its sentence needs.
    pub name: String,
    /// Where to look.
    pub href: Option<String>,
    /// stops, asks (a person says "all the same"), tells.
    pub weight: Weight,
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = PackageFindingWeight)]
pub enum Weight {
    /// The package is not received.
    Stops,
    /// It is received when a person says so.
    Asks,
    /// Good to know.
    Tells,
}

/// A file of a package.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PackageFile)]
pub struct FileView {
    /// Its place, from 0.
    pub at: usize,
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: String,
    /// Its size.
    pub n_bytes: usize,
    /// waiting, clean, infected, failed, off.
    pub scan: String,
    /// What the scanner found.
    pub found: Option<String>,
    /// It can be opened.
    pub is_open: bool,
    /// It can be read as a plan: Word, PDF or text.
    pub is_readable: bool,
}

/// An office that a package is for.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PackageParty)]
pub struct PartyView {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The unit, if one.
    #[schema(value_type = Option<String>)]
    pub unit_id: Option<UnitId>,
    /// "để b/c".
    pub purpose: Option<String>,
    /// It is the unit that looks at it.
    pub is_ours: bool,
    /// What it last answered: "03".
    pub status: Option<String>,
    /// Its words.
    pub words: String,
    /// When.
    #[schema(value_type = Option<String>)]
    pub at: Option<Moment>,
}

/// A status package about this one.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PackageAnswer)]
pub struct AnswerView {
    /// Its id.
    pub id: PackageId,
    /// Made here or brought here.
    #[schema(value_type = String)]
    pub way: Way,
    /// Who says so.
    pub sender: String,
    /// "03".
    pub status: String,
    /// In words.
    pub words: String,
    /// When.
    #[schema(value_type = String)]
    pub at: Moment,
}

/// What the document of a package says of itself.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = PackageDocument)]
pub struct DocumentFacts {
    /// "Kế hoạch".
    pub kind: String,
    /// Trích yếu.
    pub subject: String,
    /// Place of the date line.
    pub place: String,
    /// Who signed, a line each.
    pub signers: Vec<String>,
    /// 0 ordinary, 1 khẩn, 2 thượng khẩn, 3 hỏa tốc.
    pub urgency: u32,
    /// Pages.
    pub n_pages: Option<u32>,
    /// By when it must be answered.
    #[schema(value_type = Option<String>, format = Date)]
    pub due_on: Option<Day>,
    /// Titles of appendices.
    pub appendices: Vec<String>,
    /// "Nơi nhận", the first lines.
    pub places: Vec<String>,
    /// What the receiver is to do with it, as "Nơi nhận" says of the unit: "để t/h".
    pub our_purpose: Option<String>,
    /// Why it is revoked, updated, replaced.
    pub reason: String,
    /// Ids of the documents that it revokes, updates or replaces.
    pub replaces: Vec<String>,
    /// Numbers of the documents that it answers.
    pub answers: Vec<String>,
    /// Who sent it.
    pub staff: String,
    /// A paper follows.
    pub is_on_paper_too: bool,
}

/// How the sender of a document took it back.
#[derive(Debug, Serialize, ToSchema)]
pub struct RevokedView {
    /// The package that says so.
    pub id: PackageId,
    /// Who took it back.
    pub sender: String,
    /// When that was received.
    #[schema(value_type = Option<String>)]
    pub at: Option<Moment>,
    /// Why.
    pub reason: String,
}

/// One package.
#[derive(Debug, Serialize, ToSchema)]
pub struct PackagePage {
    /// Its row.
    pub package: PackageRow,
    /// The unit it belongs to.
    pub unit: UnitRef,
    /// Code of the sender.
    pub sender_code: String,
    /// The page of the sender, when it is known here.
    pub sender_href: Option<String>,
    /// The id of the document in packages.
    pub document_code: String,
    /// What the document says of itself; none of a status.
    pub facts: Option<DocumentFacts>,
    /// Its files.
    pub files: Vec<FileView>,
    /// For whom it is, the first ones.
    pub parties: Vec<PartyView>,
    /// How many.
    pub n_parties: usize,
    /// What was found about it.
    pub findings: Vec<Finding>,
    /// Something stops it, or asks.
    pub weight: Option<Weight>,
    /// How its sender took the document back.
    pub revoked: Option<RevokedView>,
    /// Status packages about it.
    pub answers: Vec<AnswerView>,
    /// The package that it speaks of.
    pub about: Option<PackageId>,
    /// The document of this house.
    #[schema(value_type = Option<String>)]
    pub document: Option<DocumentId>,
    /// The register it stands in.
    #[schema(value_type = Option<String>)]
    pub register: Option<RegisterId>,
    /// Its name as a file.
    pub file_name: String,
    /// Its size.
    pub n_bytes: i64,
    /// SHA-256 of it.
    pub sha256: String,
    /// Who made or brought it.
    pub who: Option<String>,
    /// Who received it or put it aside.
    pub settled_by: Option<String>,
    /// When.
    #[schema(value_type = Option<String>)]
    pub settled_at: Option<Moment>,
    /// May be received now.
    pub may_receive: bool,
    /// May be answered.
    pub may_answer: bool,
    /// Its files may be read as plans.
    pub may_read_plan: bool,
}

impl Page for PackagePage {
    const TEMPLATE: &'static str = "packages/show.html";
}
