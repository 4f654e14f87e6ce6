//! The decision on a committee as a document: the first sets it up, each later one says what it changes. Its words are the
//! law's, so they are in Vietnamese whatever the reader's language.

use super::super::errors::GroupError;
use super::committees::{holding, locked, who};
use crate::features::documents::actions as documents;
use crate::features::plans::actions::is_out;
use crate::features::{registers, units};
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::authority::Authority;
use domain::groups::{Change, CommitteeKind, CommitteeRole, Listed, changes, printed_role};
use domain::ids::{CommitteeId, DocumentId, UnitId};
use domain::time::{Day, Moment};
use paper::forms::{Article, articles};
use paper::{
    Appendix, Block, Clause, Column, Issuer, Kind, Number, Paper, PaperDate, Recipient, Row, Signature, Table,
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait as _};
use serde_json::json;
use tables::document::{self, State};
use tables::{
    committee, committee_charge, committee_decision, committee_member, duty, plan, plan_issuer, task, unit,
    unit_parent,
};

/// What a decision is made of besides the committee itself.
#[derive(Debug, Clone, Default)]
pub struct Drafted {
    /// Who issues it, with the one above.
    pub issuer: Issuer,
    /// The letters after the stroke.
    pub symbol: String,
    /// The place before the date.
    pub place: String,
    /// Who signs, as far as known.
    pub signature: Signature,
    /// Bases beyond those of the committee: the plan.
    pub bases: Vec<String>,
    /// The members of now.
    pub members: Vec<Listed>,
    /// Who is in charge of what: name, then a line each.
    pub charges: Vec<(String, Vec<String>)>,
    /// What was decided before.
    pub before: Option<Before>,
}

/// The decisions that hold on a committee, each with its number and date, and the list of the last.
#[derive(Debug, Clone, Default)]
pub struct Before {
    /// The one that set it up.
    pub founding: String,
    /// Those that changed its members since, the earliest first.
    pub amending: Vec<String>,
    /// The members by the last of them.
    pub members: Vec<Listed>,
}

impl Before {
    /// All of them in one phrase: by which decision it was set up, and by which it was changed.
    fn cited(&self) -> String {
        match self.amending.as_slice() {
            [] => self.founding.clone(),
            some => format!("{} (được điều chỉnh, bổ sung tại {})", self.founding, some.join(", ")),
        }
    }
}

/// The members of a day as a decision lists them.
pub async fn listed(
    conn: &impl ConnectionTrait,
    id: CommitteeId,
    on: Day,
) -> Result<Vec<Listed>, GroupError> {
    Ok(holding(conn, id, on).await?.iter().map(list).collect())
}

fn list(member: &committee_member::Model) -> Listed {
    let parts = [member.title.as_str(), member.unit_name.as_str()];
    let post: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Listed {
        who: who(member.person_id, &member.name, &member.title),
        name: member.name.clone(),
        post: post.join(", "),
        role: member.role,
    }
}

/// Begins the decision on a committee as a draft.
pub async fn decide(tx: &WriteTx, now: Moment, by: By, id: CommitteeId) -> Result<DocumentId, GroupError> {
    let row = locked(tx, id).await?;
    let today = now.local_day();
    let members = listed(tx, id, today).await?;
    if !members.iter().any(|member| member.role == CommitteeRole::Chair) {
        return Err(GroupError::NoChair);
    }
    let issued = issued(tx, id).await?;
    if issued.last().is_some_and(|(_, before)| *before == members) {
        return Err(GroupError::NothingChanged);
    }
    // What is changed is the decision that set the committee up.
    let about = issued.first().map(|(document, _)| document.id);
    let issuer = issuing_unit(tx, &row, today).await?;
    let drafted = gather(tx, (&row, issuer), today, (members, issued)).await?;
    let paper = paper_of(&row, &drafted);
    let new = documents::NewDocument { unit: row.unit_id, plan: None, about, paper: &paper };
    let document = documents::begin(tx, now, by, new).await?;
    let issuers = documents::issuers_of(&paper, &[Some(issuer)]);
    documents::name_issuers(tx, now, (document, &paper), &issuers).await?;
    let kept = committee_decision::ActiveModel {
        id: Set(tx.new_id(now)),
        committee_id: Set(id),
        document_id: Set(document),
        members: Set(serde_json::to_string(&drafted.members).map_err(documents_json)?),
        created_at: Set(now),
    };
    committee_decision::Entity::insert(kept).exec_without_returning(tx).await?;
    let told = json!({"name": row.name, "document": document, "n": drafted.members.len()});
    record(tx, NewEvent::new(now, by, "decide", "committee", id).with(told)).await?;
    Ok(document)
}

fn documents_json(error: serde_json::Error) -> GroupError {
    GroupError::Document(error.into())
}

/// The decisions that hold with their lists, the earliest first; refused while one is still on its way.
async fn issued(tx: &WriteTx, id: CommitteeId) -> Result<Vec<(document::Model, Vec<Listed>)>, GroupError> {
    let mut all = Vec::new();
    for decision in committee_decision::of(&[id]).all(tx).await? {
        let Some(document) = document::by_id(decision.document_id).one(tx).await? else { continue };
        match document.state {
            State::Recalled => {}
            State::Issued => {
                let members = serde_json::from_str(&decision.members).map_err(documents_json)?;
                all.push((document, members));
            }
            _ => return Err(GroupError::DecisionOpen),
        }
    }
    all.reverse();
    Ok(all)
}

async fn gather(
    tx: &WriteTx,
    (row, issuer): (&committee::Model, UnitId),
    today: Day,
    (members, issued): (Vec<Listed>, Vec<(document::Model, Vec<Listed>)>),
) -> Result<Drafted, GroupError> {
    let plan = match row.plan_id {
        Some(plan) => plan::by_id(plan).one(tx).await?,
        None => None,
    };
    let of_plan = match &plan {
        Some(plan) => document::of_plan(plan.id).one(tx).await?,
        None => None,
    };
    let text = of_plan.map(|document| documents::text(&document)).transpose()?;
    let signature = text.as_ref().and_then(|text| text.signatures.first().cloned());
    let mark = registers::actions::symbol(tx, (issuer, Some(row.unit_id)), Kind::Decision, today).await;
    Ok(Drafted {
        issuer: issuer_of(tx, issuer, today).await?,
        symbol: mark.map(|mark| mark.word).unwrap_or_default(),
        place: text.map(|text| text.place).unwrap_or_default(),
        signature: Signature { name: None, ..signature.unwrap_or_default() },
        // A plan that is still a draft is no basis for anything.
        bases: plan.as_ref().filter(|plan| is_out(&plan.state)).and_then(plan_basis).into_iter().collect(),
        members,
        charges: charges(tx, row, today).await?,
        before: before(issued),
    })
}

fn before(mut issued: Vec<(document::Model, Vec<Listed>)>) -> Option<Before> {
    let members = issued.last_mut().map(|(_, members)| std::mem::take(members))?;
    let mut cited = issued.iter().map(|(document, _)| cited(document));
    Some(Before { founding: cited.next()?, amending: cited.collect(), members })
}

/// The agency that issues: the first issuer of the plan, for a committee kept by that agency, by whoever keeps the plan or
/// by a part of the agency without a seal of its own. A unit below that makes a committee for the plan decides on it
/// itself.
async fn issuing_unit(
    conn: &impl ConnectionTrait,
    row: &committee::Model,
    on: Day,
) -> Result<UnitId, GroupError> {
    let Some(id) = row.plan_id else { return Ok(row.unit_id) };
    let issuers = plan_issuer::of_plan(id).all(conn).await?.into_iter();
    let issuers: Vec<UnitId> = issuers.filter_map(|issuer| issuer.unit_id).collect();
    let Some(first) = issuers.first().copied() else { return Ok(row.unit_id) };
    let plan = plan::by_id(id).one(conn).await?;
    if issuers.contains(&row.unit_id) || plan.is_some_and(|plan| plan.unit_id == row.unit_id) {
        return Ok(first);
    }
    let is_part = unit::by_id(row.unit_id).one(conn).await?.is_some_and(|unit| unit.kind.is_part());
    let is_of_first = is_part && units::actions::is_within(conn, row.unit_id, first, on).await?;
    Ok(if is_of_first { first } else { row.unit_id })
}

async fn issuer_of(conn: &impl ConnectionTrait, unit: UnitId, on: Day) -> Result<Issuer, GroupError> {
    let parent =
        unit_parent::places(&[unit], on).all(conn).await?.into_iter().find_map(|place| place.parent_id);
    let ids: Vec<UnitId> = std::iter::once(unit).chain(parent).collect();
    let names = units::refs(conn, &ids, on).await?;
    let name = |id: UnitId| names.iter().find(|one| one.id == id).map(|one| one.name.clone());
    Ok(Issuer { superior: parent.and_then(name), name: name(unit).unwrap_or_default() })
}

fn plan_basis(plan: &plan::Model) -> Option<String> {
    let (number, on) = (plan.number.as_ref()?, plan.issued_on?);
    Some(format!("Căn cứ Kế hoạch số {number} {} về {}", printed(on), decapitalised(&plan.subject)))
}

fn cited(document: &document::Model) -> String {
    let symbol = document.symbol.as_deref().unwrap_or("    ");
    match document.issued_on {
        Some(on) => format!("Quyết định số {symbol} {}", printed(on)),
        None => format!("Quyết định số {symbol}"),
    }
}

fn printed(on: Day) -> String {
    use chrono::Datelike as _;
    PaperDate { day: Some(on.day()), month: Some(on.month()), year: Some(on.year()) }.printed()
}

fn decapitalised(subject: &str) -> String {
    let subject = subject.trim().strip_prefix("Về việc ").unwrap_or(subject.trim());
    let mut letters = subject.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// What each member is in charge of, in the order of the members.
async fn charges(
    conn: &impl ConnectionTrait,
    row: &committee::Model,
    today: Day,
) -> Result<Vec<(String, Vec<String>)>, GroupError> {
    let given = committee_charge::of(&[row.id]).all(conn).await?;
    let (mut tasks, mut duties) = (Vec::new(), Vec::new());
    if let Some(plan) = row.plan_id {
        tasks = task::of_plan(plan).all(conn).await?;
        duties = duty::of_plan(plan).all(conn).await?;
    }
    // What is no more in the plan is nobody's charge.
    let word = |one: &committee_charge::Model| match (one.task_id, one.duty_id) {
        (Some(id), _) => tasks.iter().find(|task| task.id == id).map(|task| task.title.clone()),
        (None, Some(id)) => duties.iter().find(|duty| duty.id == id).map(|duty| duty.text.clone()),
        (None, None) => Some(one.area.clone()),
    };
    let lines = |member: &committee_member::Model| {
        let mine: Vec<String> =
            given.iter().filter(|one| one.member_id == member.id).filter_map(word).collect();
        (!mine.is_empty()).then(|| (member.name.clone(), mine))
    };
    Ok(holding(conn, row.id, today).await?.iter().filter_map(lines).collect())
}

/// The decision as a document.
pub fn paper_of(row: &committee::Model, drafted: &Drafted) -> Paper {
    let head = head_of(&drafted.signature);
    let told = drafted.before.as_ref().map(|before| changes(&before.members, &drafted.members));
    let (subject, body) = match (&drafted.before, told) {
        (Some(before), Some(told)) => {
            let subject = format!("Về việc điều chỉnh, bổ sung thành viên {}", row.name);
            (subject, amending(row, &before.cited(), &told))
        }
        _ => (format!("Về việc thành lập {}", row.name), founding(row)),
    };
    let lines =
        row.basis.lines().map(|line| line.trim().trim_end_matches([';', '.', ','])).filter(|l| !l.is_empty());
    let mut bases: Vec<String> = lines.map(str::to_owned).collect();
    bases.extend(drafted.bases.iter().cloned());
    if let Some(before) = &drafted.before {
        bases.push(format!("Căn cứ {} về việc thành lập {}", before.founding, row.name));
        let changed =
            |cited: &String| format!("Căn cứ {cited} về việc điều chỉnh, bổ sung thành viên {}", row.name);
        bases.extend(before.amending.iter().map(changed));
    }
    Paper {
        kind: Kind::Decision,
        issuers: vec![drafted.issuer.clone()],
        number: Number { number: None, symbol: drafted.symbol.clone() },
        place: drafted.place.clone(),
        subject,
        authority: Some(format!("{head} {}", drafted.issuer.name)),
        bases,
        body: articles(&body),
        signatures: vec![Signature { title: or_head(&drafted.signature.title), ..drafted.signature.clone() }],
        recipients: vec![
            Recipient { name: "Như Điều 3".to_owned(), ..Recipient::default() },
            Recipient { name: "VT".to_owned(), is_archive: true, ..Recipient::default() },
        ],
        appendices: appendices(row, drafted),
        ..Paper::default()
    }
}

/// Who decides: the head of the agency, whoever signs for that one.
fn head_of(signature: &Signature) -> String {
    let line = signature.authority.as_deref().unwrap_or(&signature.title);
    let authority = Authority::of_printed(line);
    let bare = authority.prefix().map_or(line, |prefix| line.trim_start_matches(prefix)).trim();
    or_head(bare)
}

fn or_head(title: &str) -> String {
    if title.is_empty() { "THỦ TRƯỞNG".to_owned() } else { title.to_owned() }
}

/// What the committee is called after its first mention.
const fn short(kind: CommitteeKind) -> &'static str {
    match kind {
        CommitteeKind::Organising => "Ban Tổ chức",
        CommitteeKind::Steering => "Ban Chỉ đạo",
        CommitteeKind::Helpers => "Tổ giúp việc",
        CommitteeKind::Other => "Ban",
    }
}

fn clause(marker: String, text: String) -> Clause {
    Clause { level: 2, marker: Some(marker), run_in: None, text }
}

fn ended(text: &str) -> String {
    format!("{}.", text.trim().trim_end_matches([';', '.', ',']))
}

fn founding(row: &committee::Model) -> Vec<Article> {
    let (short, head) = (short(row.kind), printed_role(row.kind, CommitteeRole::Chair));
    let mut duties: Vec<String> = row.duties.lines().filter(|l| !l.trim().is_empty()).map(ended).collect();
    duties.push(format!("{head} phân công nhiệm vụ cho các thành viên."));
    duties.push(format!("{short} tự giải thể sau khi hoàn thành nhiệm vụ."));
    let clauses = (1..).zip(duties).map(|(n, text)| clause(format!("{n}."), text)).collect();
    vec![
        Article {
            title: None,
            text: format!(
                "Thành lập {} (sau đây gọi tắt là {short}) gồm các ông, bà có tên trong danh sách tại Phụ lục kèm theo Quyết định này.",
                row.name
            ),
            clauses: Vec::new(),
        },
        Article { title: None, text: format!("Nhiệm vụ của {short}:"), clauses },
        in_force("các ông, bà có tên tại Điều 1"),
    ]
}

fn in_force(who: &str) -> Article {
    Article {
        title: None,
        text: format!(
            "Quyết định này có hiệu lực kể từ ngày ký. Thủ trưởng các đơn vị liên quan và {who} chịu trách nhiệm thi hành Quyết định này."
        ),
        clauses: Vec::new(),
    }
}

fn amending(row: &committee::Model, cited: &str, told: &[Change]) -> Vec<Article> {
    let role = |role: CommitteeRole| printed_role(row.kind, role);
    let full = |one: &Listed| match one.post.is_empty() {
        true => format!("ông (bà) {}", one.name),
        false => format!("ông (bà) {}, {}", one.name, one.post),
    };
    let sentence = |change: &Change| match change {
        Change::Replaced { out, by } => {
            format!("Thay thế {} bằng {}, giữ vai trò {}.", full(out), full(by), role(by.role))
        }
        Change::Added { member } => format!("Bổ sung {}, giữ vai trò {}.", full(member), role(member.role)),
        Change::Removed { member } => format!("Cho thôi tham gia {}: {}.", short(row.kind), full(member)),
        Change::Moved { from, member } => {
            format!("Chuyển {} từ {} sang {}.", full(member), role(*from), role(member.role))
        }
    };
    let clauses = (1..).zip(told).map(|(n, change)| clause(format!("{n}."), sentence(change))).collect();
    vec![
        Article {
            title: None,
            text: format!("Điều chỉnh, bổ sung thành viên {} được thành lập theo {cited} như sau:", row.name),
            clauses,
        },
        Article {
            title: None,
            text: format!(
                "{} sau khi điều chỉnh gồm các ông, bà có tên trong danh sách tại Phụ lục kèm theo Quyết định này. Các nội dung khác của {cited} không thay đổi.",
                short(row.kind)
            ),
            clauses: Vec::new(),
        },
        in_force("các ông, bà có tên tại Điều 1, Điều 2"),
    ]
}

fn appendices(row: &committee::Model, drafted: &Drafted) -> Vec<Appendix> {
    let cell = |text: &str| vec![text.to_owned()];
    let column = |title: &str, share| Column { title: title.to_owned(), share };
    let member = |(n, one): (usize, &Listed)| {
        let role = printed_role(row.kind, one.role);
        Row::Cells(vec![cell(&n.to_string()), cell(&one.name), cell(&one.post), cell(role)])
    };
    let columns =
        vec![column("TT", 6), column("Họ và tên", 26), column("Chức vụ", 40), column("Nhiệm vụ", 28)];
    let rows = (1..).zip(&drafted.members).map(member).collect();
    let mut all = vec![Appendix {
        title: format!("Danh sách {}", row.name),
        body: vec![Block::Table(Table { columns, rows, is_landscape: false })],
        is_landscape: false,
    }];
    if !drafted.charges.is_empty() {
        let of = |(n, (name, lines)): (usize, &(String, Vec<String>))| {
            Row::Cells(vec![cell(&n.to_string()), cell(name), lines.clone()])
        };
        let columns = vec![column("TT", 6), column("Họ và tên", 28), column("Phụ trách", 66)];
        let rows = (1..).zip(&drafted.charges).map(of).collect();
        all.push(Appendix {
            title: format!("Phân công nhiệm vụ thành viên {}", row.name),
            body: vec![Block::Table(Table { columns, rows, is_landscape: false })],
            is_landscape: false,
        });
    }
    all
}
