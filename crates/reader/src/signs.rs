//! Whether a text reads like a plan at all, and what speaks for it.
//!
//! People drop a price list or a novel on the page by mistake. The reader then still reads what it can and drops
//! nothing; here it only tells, by the grammar of plans, so that the page can ask before a person mends for an hour.

use serde::{Deserialize, Serialize};

use crate::outline::Tree;
use crate::plan::{Evidence, NodeKind, Plan, UnitSource};
use crate::sections::{self, Topic};
use crate::text::{Doc, Zone};
use crate::time::{self, Shape, TimeContext};
use crate::words::{low, near_start, starts_with_word, words};
use crate::{columns, rx, units, verbs};

/// A text of at least this weight reads like a plan.
const WEIGHT_MIN: u32 = 3;
/// So many pieces of a text are looked at; a plan shows itself long before.
const PIECES_MAX: usize = 2_000;
/// In a long text one chance hit in so many pieces is no sign.
const PIECES_PER_HIT_MAX: usize = 20;
/// A title line has at most this many words.
const TITLE_WORDS_MAX: usize = 25;
/// A title stands among the first so many pieces.
const TITLE_PIECES_MAX: usize = 12;

/// What speaks for a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// "KẾ HOẠCH" alone on its line, with a letterhead, a number or a legal base.
    Head,
    /// A title that speaks of a plan or of work to do.
    Title,
    /// Parts that plans have: purpose, requirements, organisation, time and place.
    Parts,
    /// Rows of work with a time, a unit or a product.
    Tasks,
    /// Units that are bound to something by a verb.
    Duties,
    /// Clauses that begin with a verb of work.
    Verbs,
    /// Days and months by which something is due.
    Times,
    /// "Nơi nhận" or a signature with its authority.
    Tail,
}

/// Why a text does not read like a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotAPlan {
    /// None of the signs was found.
    NoSigns,
    /// Some were found, too few to be sure.
    FewSigns,
}

/// Whether a text reads like a plan, and by which signs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PlanSigns {
    /// Whether it does.
    pub is_plan_like: bool,
    /// The signs that were found, in the order of [`Sign`].
    pub found: Vec<Sign>,
    /// Why not, when it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<NotAPlan>,
}

/// Weighs the signs of a document that has been read.
pub(crate) fn of(doc: &Doc<'_>, tree: &Tree, plan: &Plan, context: &TimeContext) -> PlanSigns {
    let pieces = Pieces::of(doc, context);
    let weights = [
        (Sign::Head, of_head(plan)),
        (Sign::Title, if pieces.is_titled { 2 } else { 0 }),
        (Sign::Parts, of_parts(doc, tree)),
        (Sign::Tasks, of_tasks(plan, &pieces)),
        (Sign::Duties, of_duties(plan, &pieces)),
        (Sign::Verbs, pieces.weight_of_share(pieces.n_verbs)),
        (Sign::Times, pieces.weight_of_share(pieces.n_times).min(1)),
        (Sign::Tail, of_tail(plan)),
    ];
    let found: Vec<Sign> = weights.iter().filter(|(_, weight)| *weight > 0).map(|(sign, _)| *sign).collect();
    let is_plan_like = weights.iter().map(|(_, weight)| weight).sum::<u32>() >= WEIGHT_MIN;
    let why = if found.is_empty() { NotAPlan::NoSigns } else { NotAPlan::FewSigns };
    PlanSigns { is_plan_like, found, reason: (!is_plan_like).then_some(why) }
}

fn of_head(plan: &Plan) -> u32 {
    let header = &plan.header;
    let lettered = header.issuing_agencies.iter().any(|agency| agency.evidence == Evidence::Letterhead);
    u32::from(header.doc_type.is_some()) * 2
        + u32::from(lettered)
        + u32::from(header.number.is_some())
        + u32::from(!plan.legal_bases.is_empty())
}

/// Different parts that only plans have; "Nội dung" and "Kết quả" stand in any text.
fn of_parts(doc: &Doc<'_>, tree: &Tree) -> u32 {
    let mut seen: Vec<Topic> = Vec::new();
    for at in 0..tree.nodes.len() {
        let titled = matches!(tree.nodes[at].kind, NodeKind::Heading | NodeKind::RunIn);
        let title = tree.title(doc, at);
        if titled
            && words(title) <= TITLE_WORDS_MAX
            && let Some(topic) = sections::of_title(title)
            && !matches!(topic, Topic::Situation | Topic::Tasks | Topic::Scope | Topic::Other)
            && !seen.contains(&topic)
        {
            seen.push(topic);
        }
    }
    match seen.len() {
        0 => 0,
        1 => 1,
        2 => 2,
        _ => 3,
    }
}

fn of_tasks(plan: &Plan, pieces: &Pieces) -> u32 {
    let told = plan.roadmap.iter().filter(|task| {
        task.time.as_ref().is_some_and(|time| time.start.is_some() || time.end.is_some())
            || !task.lead_units.is_empty()
            || task.product.is_some()
    });
    match told.count() {
        0 => 0,
        1 => 2,
        n if pieces.is_dense(n) => 3,
        _ => 1,
    }
}

fn of_duties(plan: &Plan, pieces: &Pieces) -> u32 {
    let bound =
        plan.obligations.iter().filter(|d| d.unit_source != UnitSource::Document && !d.verbs.is_empty());
    match bound.count() {
        n if n >= 2 && pieces.is_dense(n) => 3,
        0 => 0,
        _ => 1,
    }
}

fn of_tail(plan: &Plan) -> u32 {
    let signed = plan.signatures.iter().any(|s| s.authority.is_some() || s.title.is_some());
    u32::from(!plan.recipients.is_empty()) * 2 + u32::from(signed)
}

/// What the paragraphs and cells of a text show, wherever the reader put them.
#[derive(Debug, Default)]
struct Pieces {
    n_all: usize,
    n_verbs: usize,
    n_times: usize,
    is_titled: bool,
}

impl Pieces {
    fn of(doc: &Doc<'_>, context: &TimeContext) -> Pieces {
        let mut out = Pieces::default();
        let paragraphs =
            doc.paragraphs.iter().filter(|p| p.zone != Zone::Noise).map(crate::text::Paragraph::content);
        let rows = doc.tables.iter().flat_map(|t| &t.rows);
        for text in paragraphs.filter(|text| !text.trim().is_empty()).take(PIECES_MAX) {
            out.is_titled |= out.n_all < TITLE_PIECES_MAX && is_title(text);
            out.add(text, context);
        }
        for row in rows.take(PIECES_MAX) {
            out.is_titled |= row.is_head && is_work_head(&row.cells);
            out.n_all += 1;
            out.n_times += usize::from(row.cells.iter().any(|cell| is_dated(cell, context)));
        }
        out
    }

    fn add(&mut self, text: &str, context: &TimeContext) {
        self.n_all += 1;
        self.n_verbs += usize::from(is_work(text));
        self.n_times += usize::from(is_dated(text, context));
    }

    fn is_dense(&self, n: usize) -> bool {
        n * PIECES_PER_HIT_MAX >= self.n_all
    }

    /// Three from half of all pieces on, two from a quarter, one from a tenth.
    fn weight_of_share(&self, n: usize) -> u32 {
        match n {
            0 | 1 => 0,
            n if n >= 3 && n * 2 >= self.n_all => 3,
            n if n * 4 >= self.n_all => 2,
            n if n * 10 >= self.n_all => 1,
            _ => 0,
        }
    }
}

/// "Kế hoạch tháng 10", "Phân công nhiệm vụ", "Những việc cần làm": a short line that names the work ahead.
fn is_title(text: &str) -> bool {
    let low = low(text.trim());
    words(text) <= TITLE_WORDS_MAX
        && !text.trim_end().ends_with('.')
        && rx!(
            r"^(?:dự thảo )?(?:kế hoạch|chương trình (?:công tác|hành động|hoạt động|làm việc|phối hợp)|phương án|lịch (?:công tác|làm việc|trình|tuần)|lộ trình|đề án|phân công|bảng phân công|nhiệm vụ|(?:những |các |một số )?(?:việc|công việc|nhiệm vụ|đầu việc) (?:cần|phải|trọng tâm|thực hiện))\b"
        )
        .is_match(&low)
}

/// A head that has a column for the work and one for who or when.
fn is_work_head(cells: &[String]) -> bool {
    let roles = columns::roles(cells);
    roles.contains(&columns::Role::Task)
        && roles.iter().any(|role| {
            matches!(
                role,
                columns::Role::Time | columns::Role::End | columns::Role::Lead | columns::Role::Coop
            )
        })
}

/// A clause that begins with a verb of work ("Tổ chức …"), with a unit that one binds, or with the time of it.
fn is_work(text: &str) -> bool {
    const WORK_WORDS_MIN: usize = 3;
    let text = text.trim();
    if words(text) < WORK_WORDS_MIN {
        return false;
    }
    let after = text.split_once(": ").map_or("", |(_, rest)| rest);
    begins_work(text) || begins_work(after) || units::subject(text).is_some_and(|unit| unit.len() > 2)
}

fn begins_work(text: &str) -> bool {
    verbs::starts_with_verb(text) && !starts_with_word(&low(text), "là")
}

/// A piece is looked at for a time this far.
const DATED_BYTES_MAX: usize = 600;

/// A day, a month or a year, even where the year is not told.
fn is_dated(text: &str, context: &TimeContext) -> bool {
    time::find(near_start(text, DATED_BYTES_MAX), context)
        .iter()
        .any(|found| !matches!(found.shape, Shape::Relative | Shape::Recurring | Shape::Horizon))
}
