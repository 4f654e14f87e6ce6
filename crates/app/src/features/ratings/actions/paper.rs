//! The results of a locked rating as a document: a decision, a notice or a report with the table of units. Its words are
//! those of documents, so they are in Vietnamese whatever the reader's language.

use super::super::view::print;
use super::{RatingError, locked};
use crate::app::App;
use crate::features::documents::actions as documents;
use crate::features::units;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::{DocumentId, RatingId, RatingSheetId, UnitId};
use domain::ratings::{Grade, RatingState, ranks, read_grades};
use domain::time::{Day, Moment};
use paper::forms::{Article, articles, close};
use paper::{Appendix, Block, Clause, Column, Kind, Row, Table};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _, QuerySelect as _,
};
use serde_json::json;
use std::collections::HashMap;
use tables::document::{self, State};
use tables::{rating, rating_sheet};
use web::Error;

/// What results are told with.
pub const PAPER_KINDS: [Kind; 3] = [Kind::Decision, Kind::Notice, Kind::Report];

/// Units that a document lists; of more it says where they are to be seen.
const UNITS_MAX: u64 = 3_000;
/// Units whose names are looked up at once.
const UNITS_AT_ONCE: usize = 500;

/// The results as they are printed.
#[derive(Debug, Default, PartialEq, Eq)]
struct Results {
    /// The name of the rating, as it stands in a sentence.
    name: String,
    /// Who rates.
    unit: String,
    /// Units that have a sheet.
    n_asked: u64,
    /// Units that have a total.
    n_rated: u64,
    /// How many got each grade; those without one at the end, without a name.
    grades: Vec<(Option<String>, usize)>,
    /// Rank, unit, total, grade; none when there are too many.
    rows: Option<Vec<[String; 4]>>,
    /// Days for complaints.
    complaint_days: i32,
}

/// Begins the document on the results of a locked rating, or writes them anew into its draft: then it keeps its kind.
pub async fn draft_paper(
    app: &App,
    tx: &WriteTx,
    (now, by): (Moment, By),
    (id, seen): (RatingId, i32),
    kind: Kind,
) -> Result<DocumentId, Error> {
    let row = locked(tx, id, seen).await?;
    if row.state != RatingState::Locked {
        return Err(RatingError::NotNow.into());
    }
    let results = results(tx, &row, now).await?;
    if results.n_rated == 0 {
        return Err(RatingError::NoResults.into());
    }
    let there = match row.document_id {
        Some(there) => document::by_id(there).lock_exclusive().one(tx).await.map_err(db::DbError::from)?,
        None => None,
    };
    let document = match there.filter(|there| there.state != State::Recalled) {
        Some(there) if there.state == State::Draft => {
            let (mut paper, seen, _) = documents::writing(tx, &there).await?;
            write(&mut paper, &results);
            let issuers = documents::issuers(tx, &there).await?;
            documents::finish(tx, now, by, (there.id, seen), (&paper, &issuers)).await?;
            there.id
        }
        Some(_) => return Err(RatingError::DocumentOut.into()),
        None => {
            let units = documents::Units { drafting: row.unit_id, issuing: row.unit_id };
            let subject = format!("Về kết quả {}", results.name);
            let mut paper = documents::blank(app, units, kind, &subject).await?;
            write(&mut paper, &results);
            if let Some(first) = paper.recipients.first_mut().filter(|_| kind == Kind::Notice) {
                "Các đơn vị được đánh giá".clone_into(&mut first.name);
            }
            let about = match row.plan_id {
                Some(plan) => document::of_plan(plan).one(tx).await.map_err(db::DbError::from)?,
                None => None,
            };
            let about = about.map(|about| about.id);
            let new = documents::NewDocument { unit: row.unit_id, plan: None, about, paper: &paper };
            let document = documents::begin(tx, now, by, new).await?;
            let issuers = documents::issuers_of(&paper, &[Some(row.unit_id)]);
            documents::name_issuers(tx, now, (document, &paper), &issuers).await?;
            document
        }
    };
    let (version, name) = (row.version, row.name.clone());
    let mut row = row.into_active_model();
    row.document_id = Set(Some(document));
    row.document_at = Set(Some(now));
    row.version = Set(version + 1);
    row.updated_at = Set(now);
    row.update(tx).await.map_err(db::DbError::from)?;
    let told = json!({"name": name, "document": document});
    record(tx, NewEvent::new(now, by, "document", "rating", id).with(told)).await?;
    Ok(document)
}

async fn results(
    conn: &impl ConnectionTrait,
    row: &rating::Model,
    now: Moment,
) -> Result<Results, RatingError> {
    let today = now.local_day();
    let rated = || rating_sheet::of(row.id).filter(rating_sheet::Column::Total.is_not_null());
    let (n_asked, n_rated) = (rating_sheet::counted(row.id).count(conn).await?, rated().count(conn).await?);
    let sheets: Vec<(RatingSheetId, UnitId, i64, Option<i32>)> = rated()
        .select_only()
        .columns([
            rating_sheet::Column::Id,
            rating_sheet::Column::UnitId,
            rating_sheet::Column::Total,
            rating_sheet::Column::Grade,
        ])
        .into_tuple()
        .all(conn)
        .await?;
    let named = read_grades(&row.grades).unwrap_or_default();
    let n_of =
        |name: &Option<String>| sheets.iter().filter(|sheet| grade_name(&named, sheet.3) == *name).count();
    let all = named.iter().map(|grade| Some(grade.name.clone())).chain([None]);
    let grades = all
        .map(|name| {
            let n = n_of(&name);
            (name, n)
        })
        .filter(|(name, n)| name.is_some() || *n > 0)
        .collect();
    let rows = if n_rated > UNITS_MAX { None } else { Some(rows(conn, &sheets, (today, &named)).await?) };
    let mut unit = units::refs(conn, &[row.unit_id], today).await?;
    Ok(Results {
        name: lowered(&row.name),
        unit: unit.pop().map(|unit| unit.name).unwrap_or_default(),
        n_asked,
        n_rated,
        grades,
        rows,
        complaint_days: row.complaint_days,
    })
}

fn grade_name(named: &[Grade], at: Option<i32>) -> Option<String> {
    named.get(usize::try_from(at?).ok()?).map(|grade| grade.name.clone())
}

/// From the most points down, units of the same points by their names.
async fn rows(
    conn: &impl ConnectionTrait,
    sheets: &[(RatingSheetId, UnitId, i64, Option<i32>)],
    (today, named): (Day, &[Grade]),
) -> Result<Vec<[String; 4]>, RatingError> {
    let mut names: HashMap<UnitId, String> = HashMap::new();
    let ids: Vec<UnitId> = sheets.iter().map(|sheet| sheet.1).collect();
    for some in ids.chunks(UNITS_AT_ONCE) {
        let found = units::refs(conn, some, today).await?;
        names.extend(found.into_iter().map(|one| (one.id, one.name)));
    }
    let name = |unit: &UnitId| names.get(unit).cloned().unwrap_or_default();
    let mut listed: Vec<(i64, String, Option<i32>)> =
        sheets.iter().map(|(_, unit, total, at)| (*total, name(unit), *at)).collect();
    listed.sort_by_key(|(total, name, _)| (-total, domain::text::key(name)));
    let totals: Vec<i64> = listed.iter().map(|(total, ..)| *total).collect();
    let rank = ranks(&totals);
    let row = |((total, name, at), rank): (&(i64, String, Option<i32>), usize)| {
        [
            rank.to_string(),
            name.clone(),
            print(*total),
            grade_name(named, *at).unwrap_or_else(|| "Không xếp loại".to_owned()),
        ]
    };
    Ok(listed.iter().zip(rank).map(row).collect())
}

/// "Đánh giá, xếp loại năm 2024" in the middle of a sentence; a name that begins with several capitals stays.
fn lowered(name: &str) -> String {
    let mut letters = name.trim().chars();
    let Some(first) = letters.next() else { return String::new() };
    let rest = letters.as_str();
    let is_short = rest.chars().next().is_some_and(char::is_uppercase);
    if is_short { name.trim().to_owned() } else { format!("{}{rest}", first.to_lowercase()) }
}

/// Puts the results into a document; what its kind gives besides them stays.
fn write(paper: &mut paper::Paper, results: &Results) {
    let rated = format!("{} trong số {} đơn vị được đánh giá, xếp loại", results.n_rated, results.n_asked);
    let of_grade = |(name, n): &(Option<String>, usize)| match name {
        Some(name) => format!("{name}: {n} đơn vị"),
        None => format!("Không xếp loại: {n} đơn vị"),
    };
    let grades: Vec<String> = results.grades.iter().map(of_grade).collect();
    let list = |mark: &str| {
        let clause = |text: &String| Clause {
            level: 3,
            marker: Some(mark.to_owned()),
            run_in: None,
            text: format!("{text}."),
        };
        grades.iter().map(clause).collect::<Vec<_>>()
    };
    let word = paper.kind.word();
    let there = match results.rows {
        Some(_) => format!("kết quả của từng đơn vị tại Phụ lục kèm theo {word} này"),
        None => format!("danh sách nhiều hơn {UNITS_MAX} đơn vị nên không in trong {word} này"),
    };
    if paper.kind == Kind::Decision {
        paper.body = articles(&[
            Article {
                title: None,
                text: format!("Công nhận kết quả {} của {}; {there}:", results.name, rated),
                clauses: list("-"),
            },
            Article {
                title: None,
                text: format!("{word} này có hiệu lực kể từ ngày ký."),
                clauses: Vec::new(),
            },
            Article {
                title: None,
                text: format!("Các đơn vị, cá nhân có liên quan chịu trách nhiệm thi hành {word} này."),
                clauses: Vec::new(),
            },
        ]);
    } else {
        let verb = if paper.kind == Kind::Notice { "thông báo" } else { "báo cáo" };
        let mut body = vec![
            Block::Text(format!("{} {verb} kết quả {} như sau:", results.unit, results.name)),
            Block::Text(format!("Có {rated}:")),
        ];
        body.extend(list("-").into_iter().map(Block::Clause));
        body.push(Block::Text(format!("{}.", capital(&there))));
        if paper.kind == Kind::Notice && results.complaint_days > 0 {
            body.push(Block::Text(format!(
                "Đơn vị có kiến nghị về kết quả gửi {} trong {} ngày kể từ ngày công bố.",
                results.unit, results.complaint_days
            )));
        }
        body.push(Block::Text(format!("Trên đây là {verb} của {}.", results.unit)));
        close(&mut body);
        paper.body = body;
    }
    paper.appendices = results.rows.iter().map(|rows| appendix(results, rows)).collect();
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn appendix(results: &Results, rows: &[[String; 4]]) -> Appendix {
    let column = |title: &str, share| Column { title: title.to_owned(), share };
    let row = |(at, [rank, unit, total, grade]): (usize, &[String; 4])| {
        let cells = [(at + 1).to_string(), unit.clone(), total.clone(), grade.clone(), rank.clone()];
        Row::Cells(cells.into_iter().map(|cell| vec![cell]).collect())
    };
    let columns = vec![
        column("TT", 7),
        column("Đơn vị", 45),
        column("Điểm", 12),
        column("Xếp loại", 25),
        column("Hạng", 11),
    ];
    let rows = rows.iter().enumerate().map(row).collect();
    Appendix {
        title: format!("Kết quả {}", results.name),
        body: vec![Block::Table(Table { columns, rows, is_landscape: false })],
        is_landscape: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn results() -> Results {
        Results {
            name: lowered("Đánh giá, xếp loại công đoàn cơ sở năm 2024"),
            unit: "Công đoàn Giáo dục".to_owned(),
            n_asked: 3,
            n_rated: 2,
            grades: vec![(Some("Tốt".to_owned()), 1), (None, 1)],
            rows: Some(vec![
                ["1".to_owned(), "A".to_owned(), "95".to_owned(), "Tốt".to_owned()],
                ["2".to_owned(), "B".to_owned(), "40".to_owned(), "Không xếp loại".to_owned()],
            ]),
            complaint_days: 5,
        }
    }

    #[test]
    fn each_kind_ends_as_it_must_and_lists_all_units() {
        for kind in PAPER_KINDS {
            let mut paper = paper::Paper { kind, ..paper::Paper::default() };
            write(&mut paper, &results());
            let last = match paper.body.last().unwrap() {
                Block::Text(text) => text,
                Block::Clause(clause) => &clause.text,
                other => panic!("{other:?}"),
            };
            assert!(last.ends_with("./."), "{kind:?}: {last}");
            let Block::Table(table) = &paper.appendices[0].body[0] else { panic!("a table") };
            assert_eq!(table.rows.len(), 2);
            let text = format!("{:?}", paper.body);
            assert!(
                text.contains("đánh giá, xếp loại công đoàn cơ sở năm 2024")
                    && text.contains("2 trong số 3 đơn vị")
            );
        }
    }

    #[test]
    fn too_many_units_are_not_printed_and_the_text_says_so() {
        let mut paper = paper::Paper { kind: Kind::Notice, ..paper::Paper::default() };
        write(&mut paper, &Results { rows: None, ..results() });
        assert!(paper.appendices.is_empty() && format!("{:?}", paper.body).contains("nhiều hơn 3000 đơn vị"));
    }

    #[test]
    fn a_name_stands_in_a_sentence() {
        assert_eq!(
            (lowered("Xếp loại"), lowered("CĐCS năm 2024")),
            ("xếp loại".to_owned(), "CĐCS năm 2024".to_owned())
        );
    }
}
