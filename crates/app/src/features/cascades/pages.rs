//! What the pages of cascades show.

use domain::cascade::OwnPlan;
use domain::ids::{CascadeAnswerId, CascadeId, ImportId, PersonId, PlanId, UnitId};
use domain::time::{Day, Moment};
use serde::Serialize;
use tables::cascade::State;
use utoipa::ToSchema;
use web::Page;

use crate::journal::EventView;

/// A part of a bar: its parts add up to the whole.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CascadePart)]
pub struct Part {
    /// issued, drafting, …; named, unnamed.
    pub word: &'static str,
    /// How many units.
    pub n: i64,
    /// Colour family.
    pub family: &'static str,
}

/// A bar: what was wanted, of how many.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CascadeBar)]
pub struct Bar {
    /// plan, person.
    pub what: &'static str,
    /// Of how many units.
    pub total: i64,
    /// Parts in order, those of nobody left out.
    pub parts: Vec<Part>,
}

/// A question as lists and heads show it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CascadeQuestionView)]
pub struct QuestionView {
    /// Id.
    #[schema(value_type = String)]
    pub id: CascadeId,
    /// The plan whose clause asks.
    #[schema(value_type = String)]
    pub plan_id: PlanId,
    /// Its subject.
    pub plan: String,
    /// Its number.
    pub plan_number: Option<String>,
    /// Who asks.
    #[schema(value_type = String)]
    pub asker_id: UnitId,
    /// Their name.
    pub asker: String,
    /// declared, opening, open, withdrawn.
    #[schema(value_type = String)]
    pub state: State,
    /// Wants an own plan.
    pub wants_plan: bool,
    /// Wants a person in charge.
    pub wants_person: bool,
    /// By when.
    #[schema(value_type = Option<String>, format = Date)]
    pub due_on: Option<Day>,
    /// Days until then; negative when it has passed.
    pub days: Option<i64>,
    /// The words that ask.
    pub quote: String,
    /// Their line; 0 for the plan as a whole.
    pub line: i32,
    /// name, group, units.
    pub target: String,
    /// The printed name, the names of kinds, or nothing.
    pub target_words: String,
    /// Code of the kind, when all units are of one.
    pub kind: Option<String>,
    /// How many units are asked.
    pub n_units: i32,
    /// How many were asked so far.
    pub n_asked: i32,
    /// Units in the whole tree from here down.
    pub n_tree: i64,
    /// Those done.
    pub n_tree_done: i64,
    /// Bars.
    pub bars: Vec<Bar>,
    /// Units of which something is missing and whose turn it is.
    pub n_silent: i64,
    /// Units that wait for the answer of the unit that asks.
    pub n_claimed: i64,
    /// The reader may open its matrix.
    pub may_read: bool,
    /// The reader may change it.
    pub may_lead: bool,
}

/// What a plan asks.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanCascadePage {
    /// The plan.
    #[schema(value_type = String)]
    pub plan_id: PlanId,
    /// Its subject.
    pub subject: String,
    /// Its number.
    pub number: Option<String>,
    /// draft, issued, …
    pub state: String,
    /// The questions declared on it.
    pub questions: Vec<QuestionView>,
    /// Clauses that ask by their words.
    pub proposals: Vec<ProposalView>,
    /// The form; none for those who may not declare.
    pub form: Option<DeclareView>,
    /// The plans that this one carries out.
    pub origins: Vec<OriginView>,
}

impl Page for PlanCascadePage {
    const TEMPLATE: &'static str = "cascades/plan.html";
}

/// A clause that asks by its words.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CascadeProposalView)]
pub struct ProposalView {
    /// "duty:ID".
    pub source: String,
    /// Its words.
    pub quote: String,
    /// Its line.
    pub line: i32,
    /// An own plan.
    pub wants_plan: bool,
    /// A person in charge.
    pub wants_person: bool,
    /// The printed name that seems to be asked.
    pub printed: Option<String>,
    /// Names of the kinds that seem to be asked.
    pub kinds: Vec<String>,
}

/// A choice of a form.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CascadeChoice)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub word: String,
    /// Chosen when the form is opened.
    pub is_on: bool,
}

/// The form of a question, filled in from a proposal.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CascadeDeclareView)]
pub struct DeclareView {
    /// Where it is sent.
    pub action: String,
    /// Clauses.
    pub sources: Vec<Choice>,
    /// Printed names of the plan.
    pub names: Vec<Choice>,
    /// Kinds of units.
    pub kinds: Vec<Choice>,
    /// An own plan.
    pub wants_plan: bool,
    /// A person in charge.
    pub wants_person: bool,
    /// By when.
    #[schema(value_type = Option<String>, format = Date)]
    pub due_on: Option<Day>,
    /// name, group, units.
    pub to: &'static str,
    /// Below which unit.
    pub within: String,
    /// Its id.
    #[schema(value_type = Option<String>)]
    pub within_id: Option<UnitId>,
}

/// A plan that another one carries out.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CascadeOriginView)]
pub struct OriginView {
    /// The answer that the plan is.
    #[schema(value_type = String)]
    pub answer_id: CascadeAnswerId,
    /// The plan that asked.
    #[schema(value_type = String)]
    pub plan_id: PlanId,
    /// Its subject.
    pub subject: String,
    /// Its number.
    pub number: Option<String>,
}

/// A row of a matrix.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CascadeMatrixRow)]
pub struct MatrixRow {
    /// The answer.
    #[schema(value_type = String)]
    pub id: CascadeAnswerId,
    /// The unit.
    #[schema(value_type = String)]
    pub unit_id: UnitId,
    /// Its short name.
    pub unit: String,
    /// Its whole name.
    pub unit_full: String,
    /// How far its own plan is.
    #[schema(value_type = String)]
    pub plan: OwnPlan,
    /// Colour family of it today.
    pub family: &'static str,
    /// Number and symbol of the own plan.
    pub number: Option<String>,
    /// Its date.
    #[schema(value_type = Option<String>, format = Date)]
    pub on: Option<Day>,
    /// The own plan, when it is issued in the program.
    #[schema(value_type = Option<String>)]
    pub own_plan_id: Option<PlanId>,
    /// The person in charge.
    pub person: Option<String>,
    /// Whether one is named.
    pub is_named: bool,
    /// Colour family of it today.
    pub person_family: &'static str,
    /// Units in the tree below it.
    pub n_below: i64,
    /// Those done.
    pub n_below_done: i64,
    /// The question it passed on.
    #[schema(value_type = Option<String>)]
    pub below_id: Option<CascadeId>,
    /// Something is missing, and it is its turn.
    pub is_silent: bool,
    /// When it was reminded last.
    #[schema(value_type = Option<String>)]
    pub reminded_at: Option<Moment>,
    /// How often.
    pub n_reminders: i32,
}

/// The matrix of a question.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CascadeMatrixPage)]
pub struct MatrixPage {
    /// The question.
    pub question: QuestionView,
    /// Rows of this page.
    pub rows: Vec<MatrixRow>,
    /// all, silent, or a stand.
    pub show: String,
    /// What was searched.
    pub q: String,
    /// Rows that fit.
    pub total: u64,
    /// This page, from 1.
    pub page: u64,
    /// How many pages.
    pub n_pages: u64,
    /// Some unit has passed it on.
    pub has_below: bool,
    /// The last round of reminders.
    pub reminded: Option<RemindedView>,
    /// The answer that this question passes on.
    #[schema(value_type = Option<String>)]
    pub above_id: Option<CascadeAnswerId>,
    /// Today.
    #[schema(value_type = String, format = Date)]
    pub today: Day,
}

impl Page for MatrixPage {
    const TEMPLATE: &'static str = "cascades/matrix.html";
}

/// A round of reminders.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CascadeRemindedView)]
pub struct RemindedView {
    /// When.
    #[schema(value_type = String)]
    pub at: Moment,
    /// How many units.
    pub n: i32,
    /// How many it will be, while they are being reminded.
    pub n_to: Option<i32>,
    /// How many of them are done since.
    pub n_done_since: u64,
}

/// What is asked of the reader's units, and what they ask.
#[derive(Debug, Serialize, ToSchema)]
pub struct CascadesPage {
    /// What is asked of them.
    pub asked: Vec<AskedRow>,
    /// How many of these there are.
    pub n_asked: u64,
    /// This page of them, from 1.
    pub page: u64,
    /// How many pages.
    pub n_pages: u64,
    /// What they ask of others, the latest.
    pub asking: Vec<QuestionView>,
}

impl Page for CascadesPage {
    const TEMPLATE: &'static str = "cascades/list.html";
}

/// What is asked of a unit.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CascadeAskedRow)]
pub struct AskedRow {
    /// The question.
    pub question: QuestionView,
    /// The answer.
    pub row: MatrixRow,
}

/// Somebody named in charge.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CascadeNamedView)]
pub struct NamedView {
    /// With an account.
    #[schema(value_type = Option<String>)]
    pub person_id: Option<PersonId>,
    /// The name.
    pub name: String,
    /// The post.
    pub title: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Who named them.
    pub by: Option<String>,
    /// When.
    #[schema(value_type = String)]
    pub at: Moment,
}

/// What one unit is asked, and answered.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CascadeAnswerPage)]
pub struct AnswerPage {
    /// The question.
    pub question: QuestionView,
    /// The answer.
    pub row: MatrixRow,
    /// The name of its own file.
    pub file_name: Option<String>,
    /// Why it needs no own plan, as it says.
    pub reason: Option<String>,
    /// Why it does all the same.
    pub refusal: Option<String>,
    /// Whoever is and was named, the latest first.
    pub named: Vec<NamedView>,
    /// People of the unit.
    pub people: Vec<Choice>,
    /// The review in which the own plan is drafted; for those who answer.
    #[schema(value_type = Option<String>)]
    pub import_id: Option<ImportId>,
    /// The own plan, for those who answer; for others once it is issued.
    #[schema(value_type = Option<String>)]
    pub own_plan_id: Option<PlanId>,
    /// What was carried over into it.
    pub carried: Vec<CarriedView>,
    /// What it passed on.
    pub passed: Vec<QuestionView>,
    /// The form to pass it on; none for those who may not.
    pub pass: Option<DeclareView>,
    /// What happened.
    pub events: Vec<EventView>,
    /// May answer for the unit.
    pub may_do: bool,
    /// May decide for the unit that asked.
    pub may_decide: bool,
    /// The question is being asked.
    pub is_asked: bool,
}

impl Page for AnswerPage {
    const TEMPLATE: &'static str = "cascades/answer.html";
}

/// A clause that was carried over.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CascadeCarriedView)]
pub struct CarriedView {
    /// Its words in the plan that asks.
    pub quote: String,
    /// Its line there.
    pub line: i32,
    /// Its words in the own plan; none when it was left out, or the own plan is not issued.
    pub own: Option<String>,
    /// Units that did it.
    pub n_done: i64,
    /// Units that are to do it.
    pub n: i64,
}

/// What an own plan takes over.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CascadeOwnPage)]
pub struct OwnPage {
    /// The question.
    pub question: QuestionView,
    /// The answer.
    pub row: MatrixRow,
    /// Tasks of the plan that asks.
    pub tasks: Vec<Choice>,
    /// Its duties.
    pub duties: Vec<Choice>,
    /// The subject proposed.
    pub subject: String,
    /// Who does it, as proposed.
    pub doers: String,
    /// May begin it.
    pub may_start: bool,
}

impl Page for OwnPage {
    const TEMPLATE: &'static str = "cascades/own.html";
}
