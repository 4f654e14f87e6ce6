//! The plan as the reader gives it back: one struct per part of `plan.schema.json`, serialised under the same names.
//!
//! Text is as printed (markdown emphasis removed, page-break splits joined by one space, misprints kept). Line numbers
//! are 1-based and inclusive and count the lines of the [`domain::source::Source`]. Confidence is not in here: it is
//! kept beside the plan in [`crate::Reading`].

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The version of the form that [`Plan::schema_version`] names.
pub const SCHEMA_VERSION: &str = "1.0";

/// One imported plan document.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Plan {
    /// Always [`SCHEMA_VERSION`].
    pub schema_version: String,
    /// Name of the document: the file name without its ending.
    pub doc_id: String,
    /// The file that was read.
    pub source: SourceInfo,
    /// Letterhead, number, date, type and subject.
    pub header: Header,
    /// Documents relied on in the preamble.
    pub legal_bases: Vec<Citation>,
    /// Documents cited in the body.
    pub references: Vec<Citation>,
    /// The sentence between the subject and the first numbered part.
    pub preamble: Option<SpannedText>,
    /// The numbered parts and bullets, flat, in document order.
    pub outline: Vec<Node>,
    /// Purposes, requirements and targets.
    pub aims: Vec<Aim>,
    /// The period of the plan as a whole.
    pub time_window: Option<Time>,
    /// In person, online or both.
    pub form: Option<Form>,
    /// The sittings of a meeting.
    pub sessions: Vec<Session>,
    /// Where the sittings take place.
    pub venues: Vec<Venue>,
    /// Who takes the chair and who attends.
    pub participants: Vec<Participants>,
    /// The rows of work.
    pub roadmap: Vec<RoadmapItem>,
    /// Who is bound to what.
    pub obligations: Vec<Obligation>,
    /// Named movements, campaigns, awards, programmes and competitions.
    pub campaigns: Vec<Campaign>,
    /// Time expressions of the running text.
    pub dates: Vec<Time>,
    /// Who pays from what.
    pub budget: Vec<BudgetItem>,
    /// The "Nơi nhận" list.
    pub recipients: Vec<Recipient>,
    /// Who signed.
    pub signatures: Vec<Signature>,
    /// Short forms and what they stand for.
    pub abbreviations: Vec<Abbreviation>,
    /// What is wrong with the printed text.
    pub defects: Vec<Defect>,
    /// The closing sentence ("Trên đây là … ./.").
    pub closing: Option<SpannedText>,
}

/// A run of source lines, 1-based and inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// First line.
    pub start_line: u32,
    /// Last line.
    pub end_line: u32,
}

impl Span {
    /// The span from `start_line` to `end_line`.
    pub fn new(start_line: u32, end_line: u32) -> Span {
        Span { start_line, end_line }
    }
}

impl From<(u32, u32)> for Span {
    fn from((start_line, end_line): (u32, u32)) -> Span {
        Span { start_line, end_line }
    }
}

/// The file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SourceInfo {
    /// Its name.
    pub file_name: String,
    /// txt, md, docx or pdf.
    pub format: String,
    /// How many lines it has.
    pub line_count: u32,
}

/// A text and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SpannedText {
    /// As printed.
    pub text: String,
    /// Its lines.
    pub span: Span,
}

/// The head of the document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Header {
    /// One per issuer, several for a joint plan.
    pub issuing_agencies: Vec<Agency>,
    /// "Số: 123/KH-BGDĐT".
    pub number: Option<Number>,
    /// The place of the date line.
    pub place: Option<SpannedText>,
    /// The date of the date line, blanks as `None`.
    pub date: Option<DocDate>,
    /// "KẾ HOẠCH", "QUYẾT ĐỊNH", …
    pub doc_type: Option<SpannedText>,
    /// The subject line (trích yếu) without the type word.
    pub subject: Option<SpannedText>,
    /// The plan that a decision carries.
    pub annex: Option<Annex>,
}

/// An issuing agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agency {
    /// Its name as printed.
    pub name: String,
    /// The agency above it, if printed.
    pub parent: Option<String>,
    /// Where the name was found.
    pub evidence: Evidence,
    /// Its lines.
    pub span: Span,
}

/// Where the issuer was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Above the number, beside the national motto.
    Letterhead,
    /// In the sentence that opens the plan.
    Preamble,
    /// In the signature block.
    Signature,
    /// In the title.
    Title,
}

/// The number of the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number {
    /// As printed after "Số:".
    pub text: String,
    /// The running number, `None` when left blank.
    pub number: Option<String>,
    /// The symbol ("KH-BGDĐT").
    pub symbol: Option<String>,
    /// Its line.
    pub span: Span,
}

/// The date of the letterhead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocDate {
    /// As printed ("ngày 08 tháng 9 năm 2023").
    pub text: String,
    /// The whole date, `None` when a part is blank.
    pub iso: Option<NaiveDate>,
    /// The year.
    pub year: Option<i32>,
    /// The month.
    pub month: Option<u32>,
    /// The day.
    pub day: Option<u32>,
    /// Its line.
    pub span: Span,
}

/// The plan annexed to a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annex {
    /// "KẾ HOẠCH".
    pub doc_type: String,
    /// Its subject line.
    pub subject: String,
    /// Lines of type and subject.
    pub span: Span,
}

/// A cited document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Citation {
    /// The lead word, lower case: "căn cứ", "thực hiện", …
    pub relation: Option<String>,
    /// "Quyết định", "Nghị quyết", …
    pub doc_type: String,
    /// The whole symbol ("1441/QĐ-BGDĐT").
    pub number: Option<String>,
    /// Its date.
    pub date: Option<NaiveDate>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Whether the issuer is printed or drawn from the symbol.
    pub issuer_source: Option<IssuerSource>,
    /// Its subject.
    pub title: Option<String>,
    /// Neutral in scoring; never set by the reader.
    #[serde(default, skip_serializing_if = "is_false")]
    pub optional: bool,
    /// Its lines.
    pub span: Span,
}

/// How the issuer of a cited document is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IssuerSource {
    /// Printed.
    Stated,
    /// Drawn from the symbol.
    Inferred,
}

/// A part, a clause or a table of the outline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// "n1", "n2", … in document order.
    pub id: String,
    /// Id of the node above.
    pub parent: Option<String>,
    /// Depth from 1.
    pub level: u32,
    /// The marker as printed.
    pub marker: Option<String>,
    /// The right marker when the printed one is wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marker_fixed: Option<String>,
    /// What it is.
    pub kind: NodeKind,
    /// The title of a heading or run-in.
    pub title: Option<String>,
    /// The text of a clause or run-in.
    pub text: Option<String>,
    /// Its lines.
    pub span: Span,
}

/// What an outline node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NodeKind {
    /// A title only.
    Heading,
    /// "Title: clause" on one line.
    RunIn,
    /// Text only.
    Clause,
    /// A table.
    Table,
}

/// A purpose, a requirement or a target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aim {
    /// Which.
    pub kind: AimKind,
    /// The clause.
    pub text: String,
    /// Its lines.
    pub span: Span,
}

/// The kind of an aim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AimKind {
    /// Mục đích.
    Purpose,
    /// Yêu cầu.
    Requirement,
    /// Under "Mục đích, yêu cầu" without telling which.
    PurposeRequirement,
    /// Mục tiêu, chỉ tiêu.
    Target,
}

/// A time expression, as printed and resolved.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Time {
    /// As printed.
    pub text: String,
    /// First day; `None` when open.
    pub start: Option<NaiveDate>,
    /// Last day; for "trước ngày D" D itself with `end_inclusive` false.
    pub end: Option<NaiveDate>,
    /// `Some(false)` only for "trước …".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_inclusive: Option<bool>,
    /// How fine it is.
    pub precision: Precision,
    /// "dự kiến" makes it tentative.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Certainty>,
    /// "thường xuyên", "hằng năm", … as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recurrence: Option<String>,
    /// Clock time of the start, "08:00".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_time: Option<String>,
    /// Clock time of the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_time: Option<String>,
    /// What it is for (items of [`Plan::dates`] only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<TimeKind>,
    /// Where it is mentioned (items of [`Plan::dates`] only).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Span>,
    /// Its lines ([`Plan::time_window`] only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// How fine a time expression is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// To the minute.
    Minute,
    /// To the day.
    Day,
    /// To the week.
    Week,
    /// To the month.
    Month,
    /// To the quarter.
    Quarter,
    /// To the half year.
    HalfYear,
    /// To the year.
    Year,
    /// Several years.
    MultiYear,
    /// A school year.
    SchoolYear,
    /// Again and again.
    Recurring,
    /// Relative to something else.
    Relative,
    /// Not understood.
    #[default]
    Unknown,
}

/// Whether a time is firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Firm.
    Fixed,
    /// "dự kiến".
    Tentative,
}

/// What a time of the running text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeKind {
    /// Something is due.
    Deadline,
    /// Something happens.
    Event,
    /// A stretch of time.
    Period,
    /// Again and again.
    Recurring,
    /// A day that is commemorated.
    Anniversary,
    /// A far aim ("tầm nhìn 2045").
    Horizon,
    /// The year of a budget.
    BudgetYear,
}

/// In person, online or both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// As printed.
    pub text: String,
    /// The modes named.
    pub modes: Vec<Mode>,
    /// Its lines.
    pub span: Span,
}

/// In person or online.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Trực tiếp.
    TrucTiep,
    /// Trực tuyến.
    TrucTuyen,
}

/// A sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// "Buổi 1".
    pub label: String,
    /// What it is.
    pub text: String,
    /// For whom.
    pub audience: Option<String>,
    /// When.
    pub time: Option<Time>,
    /// Its lines.
    pub span: Span,
}

/// A place of a sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Venue {
    /// Label of the session.
    pub session: Option<String>,
    /// In person or online.
    pub mode: Option<Mode>,
    /// The place itself.
    pub location: Option<String>,
    /// The clause.
    pub text: String,
    /// Its lines.
    pub span: Span,
}

/// A group of participants of a sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participants {
    /// Label of the session.
    pub session: Option<String>,
    /// In person or online.
    pub mode: Option<Mode>,
    /// Chair or delegates.
    pub role: Role,
    /// The groups, split at ";".
    pub members: Vec<String>,
    /// The one person named, if it is one.
    pub person: Option<Person>,
    /// Its lines.
    pub span: Span,
}

/// The part somebody has in a sitting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Chủ trì.
    Chair,
    /// Đại biểu.
    Delegates,
}

/// A named person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The name alone.
    pub name: String,
    /// The titles.
    pub titles: Vec<String>,
}

/// A row of work.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RoadmapItem {
    /// TT without its dot.
    pub no: Option<String>,
    /// The group row or heading above.
    pub group: Option<String>,
    /// The work.
    pub task: String,
    /// When.
    pub time: Option<Time>,
    /// What comes of it.
    pub product: Option<String>,
    /// Who leads.
    pub lead_units: Vec<String>,
    /// Who helps.
    pub coop_units: Vec<String>,
    /// Its lines.
    pub span: Span,
}

/// A clause that binds units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obligation {
    /// Who is bound.
    pub units: Vec<String>,
    /// How the unit was found.
    pub unit_source: UnitSource,
    /// The clause without marker and leading unit name.
    pub duty: String,
    /// The leading verbs, lower case.
    pub verbs: Vec<String>,
    /// The units after "phối hợp với".
    pub with_units: Vec<String>,
    /// By when.
    pub deadline: Option<Time>,
    /// Its lines.
    pub span: Span,
}

/// How the unit of an obligation was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitSource {
    /// The title above.
    Heading,
    /// Named in the clause.
    Sentence,
    /// No unit named: the issuing parties.
    Document,
}

/// A named movement, award, programme, …
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Campaign {
    /// Its name.
    pub name: String,
    /// What it may be.
    pub types: Vec<CampaignType>,
    /// Whether the name stands in quotes.
    pub quoted: bool,
    /// Its editions.
    pub editions: Vec<Edition>,
    /// Other spellings of the name.
    pub variants: Vec<String>,
    /// Where it is mentioned.
    pub mentions: Vec<Span>,
}

/// The type of a campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CampaignType {
    /// Phong trào.
    PhongTrao,
    /// Cuộc vận động.
    CuocVanDong,
    /// Giải thưởng.
    GiaiThuong,
    /// Hội thảo.
    HoiThao,
    /// Hội nghị.
    HoiNghi,
    /// Chương trình.
    ChuongTrinh,
    /// Cuộc thi, hội thi.
    CuocThi,
    /// Ngày hội.
    NgayHoi,
    /// Lễ kỷ niệm.
    LeKyNiem,
    /// Giải thể thao.
    GiaiTheThao,
    /// Đề án.
    DeAn,
    /// Mô hình.
    MoHinh,
    /// Khẩu hiệu.
    KhauHieu,
    /// Anything else.
    Khac,
}

/// An edition of a campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Edition {
    /// "lần thứ 7".
    pub edition: Option<u32>,
    /// "năm 2023".
    pub year: Option<i32>,
}

/// A sentence about money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BudgetItem {
    /// What for.
    pub scope: Option<String>,
    /// The sentence.
    pub text: String,
    /// From what.
    pub sources: Vec<String>,
    /// Who pays.
    pub payers: Vec<String>,
    /// Its lines.
    pub span: Span,
}

/// A line of the "Nơi nhận" list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// Without dash, end mark and bracket; for the archive line the text after "Lưu:".
    pub name: String,
    /// As printed in the brackets ("để b/c").
    pub purpose: Option<String>,
    /// The same in full words.
    pub purpose_full: Option<String>,
    /// Recipient or archive.
    pub kind: RecipientKind,
    /// The codes of the archive line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub archive_codes: Vec<String>,
    /// Its lines.
    pub span: Span,
}

/// The kind of a recipient line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecipientKind {
    /// Gets the document.
    Recipient,
    /// The archive line.
    Archive,
}

/// A signature block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// The printed authority line ("KT. BỘ TRƯỞNG").
    pub authority: Option<String>,
    /// Its code.
    pub authority_code: Option<AuthorityCode>,
    /// The post.
    pub title: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// The issuing agency the signer stands for.
    pub agency: Option<String>,
    /// Its lines.
    pub span: Span,
}

/// By what authority somebody signs (Decree 30/2020, appendix I).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum AuthorityCode {
    /// Thay mặt.
    Tm,
    /// Ký thay.
    Kt,
    /// Thừa lệnh.
    Tl,
    /// Thừa ủy quyền.
    Tuq,
    /// Quyền.
    Q,
}

/// A short form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Abbreviation {
    /// The short form.
    pub short: String,
    /// What it stands for, where the text says so.
    pub full: Option<String>,
    /// How it is introduced.
    pub status: AbbreviationStatus,
    /// Neutral in scoring.
    #[serde(default, skip_serializing_if = "is_false")]
    pub optional: bool,
    /// Its first lines.
    pub span: Span,
}

/// How a short form is introduced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AbbreviationStatus {
    /// In brackets after the full form.
    Parenthesis,
    /// "sau đây gọi tắt là".
    SauDayGoiTat,
    /// Used, never introduced.
    Undefined,
}

/// Something wrong with the printed text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Defect {
    /// What is wrong.
    #[serde(rename = "type")]
    pub kind: DefectType,
    /// The faulty text as printed.
    pub text: String,
    /// The mend.
    pub suggestion: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// Small or arguable.
    #[serde(default, skip_serializing_if = "is_false")]
    pub optional: bool,
    /// Its lines.
    pub span: Span,
}

/// The kinds of defects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DefectType {
    /// A paragraph cut by a page break.
    PageBreakSplit,
    /// A table that goes on after a break.
    TableContinuation,
    /// "d)" after "d)".
    WrongListMarker,
    /// A misprint.
    Typo,
    /// "TM.BAN".
    MissingSpace,
    /// "2023- 2024".
    StraySpace,
    /// A mark too many.
    StrayPunctuation,
    /// "thi thi đua".
    DuplicateWord,
    /// A mark too few.
    MissingPunctuation,
    /// "29/NQ/TW".
    BadCitation,
    /// Two names of one thing.
    InconsistentName,
    /// An abbreviation introduced twice.
    RedundantDefinition,
    /// An abbreviation never introduced.
    UndefinedAbbreviation,
    /// "ngày … tháng … năm 2023".
    IncompleteDate,
    /// No agency above.
    MissingLetterhead,
    /// No number.
    MissingNumber,
    /// Markdown signs that do not pair.
    BrokenMarkup,
    /// Columns read one after the other.
    LayoutOrder,
    /// A gap in the numbering.
    MissingSectionNumber,
    /// A row cut in two.
    RowFragment,
    /// A table cell that should not be empty.
    EmptyCell,
    /// Menu texts, links.
    WebNoise,
    /// The text stops in the middle.
    Truncated,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(value: &bool) -> bool {
    !*value
}
