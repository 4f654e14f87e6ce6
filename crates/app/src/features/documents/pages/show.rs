//! One document: its sheet, what is said beside it, where it stands and what can be done now.

use super::AboutView;
use domain::ids::{ApprovalId, CommentId, DocumentFileId, DocumentId, PersonId, PlanId, UnitId};
use domain::time::{Day, Moment};
use paper::Paper;
use serde::Serialize;
use std::collections::BTreeMap;
use tables::document::State;
use utoipa::ToSchema;
use web::Page;

/// What stands above every page of a document.
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentHead {
    /// Id.
    #[schema(value_type = String)]
    pub id: DocumentId,
    /// Code of its type: KH, QĐ, BC, …
    pub kind: String,
    /// Its type in words: "Kế hoạch".
    pub kind_word: String,
    /// Trích yếu.
    pub subject: String,
    /// Number and symbol, once numbered.
    pub symbol: Option<String>,
    /// The date printed on it.
    #[schema(value_type = Option<String>, format = Date)]
    pub issued_on: Option<Day>,
    /// Where it stands.
    #[schema(value_type = String)]
    pub state: State,
    /// The version of its text.
    pub version: i32,
    /// The unit that keeps it.
    #[schema(value_type = String)]
    pub unit_id: UnitId,
    /// Its name.
    pub unit_name: String,
    /// The plan it is the text of.
    #[schema(value_type = Option<String>)]
    pub plan_id: Option<PlanId>,
    /// The page's tab: sheet, versions, issue, deliveries.
    pub tab: &'static str,
    /// It has been sent out.
    pub is_out: bool,
    /// May write its text here: a draft without a plan.
    pub may_write: bool,
    /// May prepare its issue.
    pub may_issue: bool,
    /// The program can set it as PDF.
    pub has_pdf: bool,
    /// The digitally signed original that came back.
    #[schema(value_type = Option<String>)]
    pub original: Option<DocumentFileId>,
}

/// One document.
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentPage {
    /// Head.
    pub document: DocumentHead,
    /// The text, part by part.
    #[schema(value_type = Object)]
    pub paper: Paper,
    /// "Số: 05/KH-SGDĐT" as printed, with a blank while there is no number.
    pub number_printed: String,
    /// "Lam Giang, ngày 05 tháng 8 năm 2026" as printed, with blanks.
    pub date_printed: String,
    /// Open comments by place of the text.
    pub said: BTreeMap<String, usize>,
    /// Comments, the oldest first.
    pub comments: Vec<CommentView>,
    /// How many of them are open.
    pub n_open: usize,
    /// The place that a new comment is for.
    pub place: String,
    /// The first words of that place.
    pub quote: String,
    /// The way of the document.
    pub steps: Vec<StepView>,
    /// What each issuer has done.
    pub parts: Vec<PartView>,
    /// The document it is about.
    pub about: Option<AboutView>,
    /// Documents of this one's kind are begun by this person.
    pub may_begin: bool,
    /// Why it was last returned.
    pub returned_why: Option<String>,
    /// What this person can do now.
    pub ways: Ways,
    /// The layout, checked.
    pub check: CheckView,
    /// Units it goes to, and has reached.
    pub n_to_deliver: i32,
    /// Units it has reached.
    pub n_delivered: i32,
    /// Units that opened it.
    pub n_read: u64,
    /// Units that said they have it.
    pub n_acknowledged: u64,
    /// Signed and scanned copies that came back, the latest first.
    pub files: Vec<FileView>,
    /// The unit of this person got it and has not said so yet.
    pub may_acknowledge: bool,
}

impl Page for DocumentPage {
    const TEMPLATE: &'static str = "documents/show.html";
}

/// What this person can do now.
#[derive(Debug, Clone, Copy, Default, Serialize, ToSchema)]
#[expect(clippy::struct_excessive_bools, reason = "one right each, as the page asks for them")]
pub struct Ways {
    /// Mend text and work in the review.
    pub mend: bool,
    /// Write the text here.
    pub write: bool,
    /// Set its marks here: those of a plan's document.
    pub mark: bool,
    /// Submit.
    pub submit: bool,
    /// Take it back.
    pub take_back: bool,
    /// Comment.
    pub comment: bool,
    /// Close comments of others.
    pub resolve: bool,
    /// Number.
    pub number: bool,
    /// Issue.
    pub issue: bool,
    /// Recall.
    pub recall: bool,
    /// Take the PDF away to be signed, bring signed or scanned copies back.
    pub attach: bool,
}

/// A comment.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommentView {
    /// Id.
    #[schema(value_type = String)]
    pub id: CommentId,
    /// The place in the text.
    pub place: String,
    /// The first words of that place, as they were.
    pub quote: String,
    /// What is said.
    pub text: String,
    /// Who.
    pub who: String,
    /// Two letters.
    pub initials: String,
    /// When.
    #[schema(value_type = String)]
    pub at: Moment,
    /// The version it was written at.
    pub version: i32,
    /// Closed.
    pub is_resolved: bool,
    /// This person may close it.
    pub may_resolve: bool,
}

/// A copy that came back.
#[derive(Debug, Serialize, ToSchema)]
pub struct FileView {
    /// Id.
    #[schema(value_type = String)]
    pub id: DocumentFileId,
    /// Signed digitally; otherwise a scan.
    pub is_signed: bool,
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub bytes: i64,
    /// The document itself with signatures that hold.
    pub is_original: bool,
    /// It begins with the very bytes that went out.
    pub is_ours: bool,
    /// Every signature holds and is trusted.
    pub is_valid: bool,
    /// Signatures that are still missing.
    pub n_missing: usize,
    /// What is said of each signature.
    pub signatures: Vec<SignatureLine>,
    /// Who brought it.
    pub who: Option<String>,
    /// When.
    #[schema(value_type = String)]
    pub at: Moment,
}

/// What was found out about one signature.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignatureLine {
    /// One sentence each, who signed first.
    pub lines: Vec<String>,
}

/// A step of the way.
#[derive(Debug, Serialize, ToSchema)]
pub struct StepView {
    /// draft, submit, approve, sign, number, issue.
    pub word: &'static str,
    /// The issuer it is for, in a joint document.
    pub of: Option<String>,
    /// done, now, coming.
    pub stand: &'static str,
    /// Who did it.
    pub who: Option<String>,
    /// When.
    #[schema(value_type = Option<String>)]
    pub at: Option<Moment>,
    /// Recorded for somebody outside the program.
    pub is_outside: bool,
}

/// What one issuer has done, and what this person can do for it.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartView {
    /// Id.
    #[schema(value_type = String)]
    pub id: ApprovalId,
    /// Its place, from 0.
    pub position: i32,
    /// The issuer as printed.
    pub printed: String,
    /// Its unit.
    #[schema(value_type = Option<String>)]
    pub unit_id: Option<UnitId>,
    /// asked, approved, signed.
    pub state: &'static str,
    /// head, collective, deputy, by_order, mandate, acting.
    pub authority: String,
    /// "KT. GIÁM ĐỐC".
    pub rank: String,
    /// "PHÓ GIÁM ĐỐC".
    pub title: String,
    /// The name below the signature.
    pub name: String,
    /// Who is to sign.
    #[schema(value_type = Option<String>)]
    pub signer_id: Option<PersonId>,
    /// This person approves or returns for it.
    pub may_approve: bool,
    /// This person signs for it.
    pub may_sign: bool,
    /// This person records what was done outside the program.
    pub may_record: bool,
    /// Who can be chosen to sign.
    pub signers: Vec<SignerView>,
}

/// Somebody who can be chosen to sign.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignerView {
    /// The person.
    #[schema(value_type = String)]
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their post.
    pub title: String,
    /// In the issuer itself.
    pub is_of_issuer: bool,
}

/// The layout, checked against the decree.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct CheckView {
    /// Topics that are as the decree asks.
    pub n_ok: usize,
    /// Topics that the document has.
    pub n_topics: usize,
    /// Each topic with what was measured.
    pub topics: Vec<TopicView>,
}

/// A topic of the layout.
#[derive(Debug, Serialize, ToSchema)]
pub struct TopicView {
    /// Its name, in the reader's language.
    pub word: &'static str,
    /// What was measured.
    pub value: String,
    /// As the decree asks.
    pub is_ok: bool,
    /// What to mend.
    pub findings: Vec<String>,
}
