//! Turns rows into what pages show.

use super::actions;
use super::answers;
use super::handoff;
use super::load::{self, Document, Signer};
use super::pages::{CheckView, CommentView, DocumentHead, PartView, SignerView, StepView, TopicView, Ways};
use super::writing;
use crate::app::App;
use crate::features::accounts::initials;
use crate::features::units::actions::short_name;
use crate::rights::{Signed, may};
use domain::ids::PersonId;
use domain::rights::Act;
use paper::{Block, Kind, Paper, Row};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};
use std::collections::HashMap;
use tables::document::{self, State};
use tables::document_approval::{self, State as Part};
use tables::{document_comment, event, person};
use web::{Context, Error};

/// Letters of a clause that are quoted beside a comment.
const QUOTE_LETTERS_MAX: usize = 120;
/// Findings of one topic that are listed; the rest are of the same kind.
const FINDINGS_SHOWN_MAX: usize = 5;

/// The type of a document in words.
pub fn kind_word(code: &str) -> String {
    Kind::ALL.iter().find(|kind| kind.code() == code).map_or(code, |kind| kind.word()).to_owned()
}

/// The code of a type in words, however it is written; none for a type that nobody knows.
pub fn kind_code(word: &str) -> Option<&'static str> {
    let word = domain::text::key(word);
    Kind::ALL.iter().find(|kind| domain::text::key(kind.word()) == word).map(|kind| kind.code())
}

/// What stands above every page of a document.
pub async fn head(
    app: &App,
    signed: &Signed,
    row: &document::Model,
    tab: &'static str,
) -> Result<DocumentHead, Error> {
    Ok(DocumentHead {
        id: row.id,
        kind: row.kind.clone(),
        kind_word: kind_word(&row.kind),
        subject: row.subject.clone(),
        symbol: row.symbol.clone(),
        issued_on: row.issued_on,
        state: row.state,
        version: row.version,
        unit_id: row.unit_id,
        unit_name: short_name(app.db.read(), row.unit_id, app.now().local_day()).await?,
        plan_id: row.plan_id,
        tab,
        is_out: load::is_out(row.state),
        may_write: writing::may_write(app, signed, row).await?,
        may_issue: may::<Document>(app, signed, row, Act::IssueDocument).await?.is_some(),
        has_pdf: cfg!(feature = "pdf"),
        original: handoff::original(app.db.read(), row.id).await?,
    })
}

/// Names of people by id.
pub async fn people(
    conn: &impl ConnectionTrait,
    ids: &[PersonId],
) -> Result<HashMap<PersonId, String>, Error> {
    let rows = person::Entity::find().filter(person::Column::Id.is_in(ids.iter().copied())).all(conn).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// What this person can do with the document now.
pub async fn ways(app: &App, signed: &Signed, row: &document::Model, n_signed: usize) -> Result<Ways, Error> {
    let drafts = may::<Document>(app, signed, row, Act::DraftDocument).await?.is_some();
    let issues = may::<Document>(app, signed, row, Act::IssueDocument).await?.is_some();
    let comments = may::<Document>(app, signed, row, Act::CommentDocument).await?.is_some();
    let (is_draft, state) = (row.state == State::Draft, row.state);
    Ok(Ways {
        mend: drafts && is_draft && answers::plan_of(app.db.read(), row).await?.is_some(),
        write: drafts && is_draft && row.plan_id.is_none(),
        mark: drafts && is_draft && row.plan_id.is_some(),
        submit: drafts && is_draft,
        take_back: drafts && matches!(state, State::Submitted | State::Approved) && n_signed == 0,
        comment: !load::is_out(state) && comments,
        resolve: drafts,
        number: issues && state == State::Signed,
        issue: issues && state == State::Numbered,
        recall: issues && state == State::Issued,
        attach: issues && handoff::takes_files(state),
    })
}

/// Comments with the names of those who wrote them.
pub async fn comments(
    app: &App,
    signed: &Signed,
    row: &document::Model,
    ways: Ways,
) -> Result<Vec<CommentView>, Error> {
    let conn = app.db.read();
    let rows = document_comment::of_document(row.id).all(conn).await?;
    let authors: Vec<PersonId> = rows.iter().map(|comment| comment.person_id).collect();
    let names = people(conn, &authors).await?;
    let view = |comment: document_comment::Model| {
        let who = names.get(&comment.person_id).cloned().unwrap_or_default();
        CommentView {
            id: comment.id,
            place: comment.place,
            quote: comment.quote,
            text: comment.text,
            initials: initials(&who),
            who,
            at: comment.created_at,
            version: comment.version,
            is_resolved: comment.resolved_at.is_some(),
            may_resolve: ways.comment && (ways.resolve || comment.person_id == signed.person.id),
        }
    };
    Ok(rows.into_iter().map(view).collect())
}

/// What each issuer has done, and what this person can do for it.
pub async fn parts(
    app: &App,
    signed: &Signed,
    row: &document::Model,
    rows: &[document_approval::Model],
) -> Result<Vec<PartView>, Error> {
    let mut parts = Vec::with_capacity(rows.len());
    for part in rows {
        let speaks = load::speaks_for(signed, part).is_some();
        let decides = matches!(row.state, State::Submitted | State::Approved);
        let is_asked = part.state == Part::Asked && row.state == State::Submitted;
        let is_to_sign = part.state == Part::Approved && row.state == State::Approved;
        let may_record =
            (is_asked || is_to_sign) && load::records_for(app, signed, row, part).await?.is_some();
        let signers = match part.unit_id {
            Some(unit) if is_asked && (speaks || may_record) => {
                load::signers(app.db.read(), (unit, row.unit_id)).await?
            }
            _ => Vec::new(),
        };
        let is_signer = part.signer_id.map_or(speaks, |signer| signer == signed.person.id);
        parts.push(PartView {
            id: part.id,
            position: part.position,
            printed: part.printed.clone(),
            unit_id: part.unit_id,
            state: match part.state {
                Part::Asked => "asked",
                Part::Approved => "approved",
                Part::Signed => "signed",
            },
            authority: part.authority.clone(),
            rank: part.rank_printed.clone(),
            title: part.title_printed.clone(),
            name: part.name_printed.clone(),
            signer_id: part.signer_id,
            may_approve: speaks && decides && part.state != Part::Signed,
            may_sign: is_to_sign && is_signer,
            may_record,
            signers: signers.into_iter().map(signer).collect(),
        });
    }
    Ok(parts)
}

fn signer(signer: Signer) -> SignerView {
    SignerView {
        id: signer.person,
        name: signer.name,
        title: signer.title,
        is_of_issuer: signer.is_of_issuer,
    }
}

/// The way of a document: what is done with who and when, what waits now, what comes.
pub async fn steps(
    app: &App,
    row: &document::Model,
    parts: &[document_approval::Model],
) -> Result<Vec<StepView>, Error> {
    let conn = app.db.read();
    let told = event::Entity::find()
        .filter(event::Column::Kind.eq("document"))
        .filter(event::Column::ObjectId.eq(row.id.uuid()))
        .filter(event::Column::Verb.is_in(["begin", "submit", "number", "issue"]))
        .all(conn)
        .await?;
    let by = told.iter().filter_map(|e| e.person_id);
    let decided = parts.iter().flat_map(|p| [p.decided_by, p.signed_by]).flatten();
    let names = people(conn, &by.chain(decided).collect::<Vec<_>>()).await?;
    let name = |id: Option<PersonId>| id.and_then(|id| names.get(&id).cloned());
    let last = |verb: &str| told.iter().filter(|e| e.verb == verb).max_by_key(|e| e.at);
    let stand = |state: State| match row.state.cmp(&state) {
        std::cmp::Ordering::Less => "coming",
        std::cmp::Ordering::Equal => "now",
        std::cmp::Ordering::Greater => "done",
    };
    let plain = |word: &'static str, verb: &str, state: State| {
        let event = last(verb).filter(|_| stand(state) == "done");
        StepView {
            word,
            of: None,
            stand: stand(state),
            who: event.and_then(|e| name(e.person_id)),
            at: event.map(|e| e.at),
            is_outside: false,
        }
    };
    let is_joint = parts.len() > 1;
    let mut steps = vec![plain("submit", "submit", State::Draft)];
    for (word, done, now) in
        [("approve", Part::Approved, State::Submitted), ("sign", Part::Signed, State::Approved)]
    {
        if parts.is_empty() || row.state == State::Draft {
            steps.push(plain(word, "", now));
            continue;
        }
        steps.extend(parts.iter().map(|part| {
            let is_done = part.state >= done;
            let (who, at) = match (is_done, done) {
                (false, _) => (None, None),
                (true, Part::Signed) => (part.signed_by, part.signed_at),
                (true, _) => (part.decided_by, part.decided_at),
            };
            StepView {
                word,
                of: is_joint.then(|| part.printed.clone()),
                stand: if is_done { "done" } else { stand(now) },
                who: name(who),
                at,
                is_outside: is_done && part.is_outside && done == Part::Signed,
            }
        }));
    }
    steps.push(plain("number", "number", State::Signed));
    steps.push(plain("issue", "issue", State::Numbered));
    if let Some(last) = steps.last_mut().filter(|_| row.state == State::Issuing) {
        last.stand = "now";
    }
    Ok(steps)
}

/// What the check of the layout says, topic by topic.
pub fn check(report: &paper::check::Report, context: &Context) -> CheckView {
    let is_vietnamese = context.locale == web::Locale::Vi;
    let said = |vi: String, en: String| if is_vietnamese { vi } else { en };
    let finding = |f: &paper::check::Finding| said(f.vietnamese(), f.english());
    let topic = |item: &paper::check::Item| TopicView {
        word: if is_vietnamese { item.topic.vietnamese() } else { item.topic.english() },
        value: said(item.value.vietnamese(), item.value.english()),
        is_ok: item.is_ok,
        findings: item.findings.iter().take(FINDINGS_SHOWN_MAX).map(finding).collect(),
    };
    CheckView {
        n_ok: report.n_ok(),
        n_topics: report.items.len(),
        topics: report.items.iter().map(topic).collect(),
    }
}

/// The first words of a place of the text; nothing when there is no such place.
pub fn quote(paper: &Paper, place: &str) -> String {
    let text = match place {
        "head" => paper.subject.clone(),
        place => match place.strip_prefix('b').and_then(|n| n.parse::<usize>().ok()) {
            Some(at) => paper.body.get(at).map(words).unwrap_or_default(),
            None => String::new(),
        },
    };
    if text.chars().count() <= QUOTE_LETTERS_MAX {
        return text;
    }
    let cut: String = text.chars().take(QUOTE_LETTERS_MAX - 1).collect();
    format!("{}…", cut.trim_end())
}

fn words(block: &Block) -> String {
    let join = |parts: &[Option<&str>]| {
        parts.iter().flatten().filter(|p| !p.is_empty()).copied().collect::<Vec<_>>().join(" ")
    };
    match block {
        Block::Heading(h) => join(&[h.marker.as_deref(), Some(&h.title)]),
        Block::Clause(c) => join(&[c.marker.as_deref(), c.run_in.as_deref(), Some(&c.text)]),
        Block::Text(text) => text.clone(),
        Block::Table(table) => table
            .rows
            .iter()
            .find_map(|row| match row {
                Row::Cells(cells) => Some(cells.iter().map(|c| c.join(" ")).collect::<Vec<_>>().join(" ")),
                Row::Group(_) => None,
            })
            .unwrap_or_default(),
    }
}

/// The line of number and symbol; a blank while there is no number.
pub fn number_printed(paper: &Paper) -> String {
    paper.number.printed()
}

/// The line of place and date.
pub fn date_printed(paper: &Paper) -> String {
    format!("{}, {}", paper.place, paper.date.printed())
}

/// The text of a document.
pub fn text(row: &document::Model) -> Result<Paper, Error> {
    Ok(actions::text(row)?)
}
