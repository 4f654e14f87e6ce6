//! Tables of a plan's indicators, of what units below were asked for, and of what was told to the public. Each keeps the
//! first records behind its numbers.

use super::count::{Scope, names};
use super::numbers::{Behind, Numbers, Opened, Sheet, SheetCell, printed};
use crate::features::cascades::actions::silent;
use crate::features::indicators::{Total, Whose, period_words, totals};
use db::DbError;
use domain::cascade::OwnPlan;
use domain::figures::{Direction, Scope as Target, Way};
use domain::ids::{PlanId, UnitId};
use domain::media::{MediaChannel, MediaPhase, MediaState};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};
use std::collections::BTreeMap;
use tables::cascade_answer::{self, Column};
use tables::{cascade, media_item, review};
use web::Error;

/// Records that are kept behind one number.
pub const BEHIND_MAX: usize = 100;
/// Questions to units below that get a row.
const QUESTIONS_MAX: u64 = 50;

/// Adds the tables of a plan.
pub(super) async fn count(
    conn: &impl ConnectionTrait,
    row: &review::Model,
    scope: &Scope,
    numbers: &mut Numbers,
) -> Result<(), Error> {
    let Some(plan) = row.plan_id else { return Ok(()) };
    indicators(conn, row, plan, numbers).await?;
    cascades(conn, scope, plan, numbers).await?;
    media(conn, scope, plan, numbers).await
}

fn heads(list: &[&str]) -> Vec<String> {
    list.iter().map(|head| (*head).to_owned()).collect()
}

async fn indicators(
    conn: &impl ConnectionTrait,
    row: &review::Model,
    plan: PlanId,
    numbers: &mut Numbers,
) -> Result<(), Error> {
    // What a unit typed and did not send is its own.
    let whose = match row.about_unit_id {
        None => Whose::Askers,
        Some(unit) if unit == row.unit_id => Whose::Unit(unit),
        Some(unit) => Whose::Sent(unit),
    };
    let all = totals(conn, plan, whose, &(row.from_on..=row.to_on)).await?;
    if all.is_empty() {
        return Ok(());
    }
    let mut rows = Vec::new();
    for (n, total) in all.iter().enumerate() {
        let key = format!("indicator.{n}");
        numbers.opens.insert(key.clone(), behind(conn, row, total).await?);
        rows.push(indicator(total, &key));
    }
    numbers.sheets.push(Sheet {
        part: "figures".to_owned(),
        note:
            "Kết quả theo chỉ tiêu của kế hoạch. Đơn vị đã báo và mức đạt tính theo kỳ gần nhất trong bảng."
                .to_owned(),
        heads: heads(&["Chỉ tiêu", "Đơn vị tính", "Mức đề ra", "Kỳ", "Kết quả", "Đơn vị đã báo", "Mức đạt"]),
        rows,
    });
    Ok(())
}

fn indicator(total: &Total, key: &str) -> Vec<SheetCell> {
    let row = &total.indicator;
    let sign = if row.way == Way::Rate { "%" } else { "" };
    let target = row.goal().target.map(|target| {
        let side = if row.direction == Direction::Least { "ít nhất" } else { "không quá" };
        let each = if row.scope == Target::Each { ", từng đơn vị" } else { "" };
        format!("{side} {}{sign}{each}", target.print())
    });
    let has_target = target.is_some();
    let period = match (total.periods.first(), total.periods.last()) {
        (Some(first), Some(last)) if first.period != last.period => {
            format!("{} đến {}", period_words(&first.period), period_words(&last.period))
        }
        (_, Some(one)) if !one.period.is_empty() => period_words(&one.period),
        _ => "một lần".to_owned(),
    };
    let value =
        total.shown().map_or_else(|| "chưa báo".to_owned(), |shown| format!("{}{sign}", shown.print()));
    let met = match total.is_met() {
        Some(true) => "đạt",
        // Nobody has said anything, or not everybody: nothing is missed yet.
        Some(false) if total.n_said() < total.n_asked => "chưa báo đủ",
        Some(false) => "chưa đạt",
        None if has_target => "chưa kết luận",
        None => "không đặt mức",
    };
    vec![
        SheetCell::words(row.name.clone()),
        SheetCell::words(row.measure.clone()),
        SheetCell::words(target.unwrap_or_else(|| "không đặt".to_owned())),
        SheetCell::words(period),
        SheetCell::opening(value, key),
        SheetCell::opening(format!("{}/{}", printed(total.n_said()), printed(total.n_asked)), key),
        SheetCell::words(met),
    ]
}

/// The units one level down, with what each gave.
async fn behind(conn: &impl ConnectionTrait, row: &review::Model, total: &Total) -> Result<Opened, Error> {
    let parts = &total.parts[..total.parts.len().min(BEHIND_MAX)];
    let units: Vec<UnitId> = parts.iter().map(|part| part.unit).collect();
    let names = names(conn, &units, row.to_on).await?;
    let sign = if total.indicator.way == Way::Rate { "%" } else { "" };
    let rows = parts.iter().map(|part| {
        let given = part.quantity;
        let is_said = given.n_said > 0 || given.value != 0 || given.base != 0;
        let shown = given.shown(total.indicator.way).filter(|_| is_said);
        let words = shown.map_or_else(|| "chưa báo".to_owned(), |shown| format!("{}{sign}", shown.print()));
        let words = format!("{words}; {}/{} đơn vị đã báo", printed(given.n_said), printed(part.n_asked));
        let unit = names.get(&part.unit).cloned().unwrap_or_default();
        Behind { unit, words, href: Some(format!("/figures/{}", part.figure)) }
    });
    Ok(Opened {
        of: "indicator".to_owned(),
        value: total.n_said(),
        rows: rows.collect(),
        n_rows: total.n_parts,
    })
}

async fn cascades(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    plan: PlanId,
    numbers: &mut Numbers,
) -> Result<(), Error> {
    use cascade::State;
    let asked = cascade::of_plan(plan).filter(cascade::Column::State.is_in([State::Open, State::Opening]));
    let n_all = asked.clone().count(conn).await.map_err(DbError::from)?;
    let questions = asked.limit(QUESTIONS_MAX).all(conn).await.map_err(DbError::from)?;
    let mut rows = Vec::new();
    for (n, question) in questions.iter().enumerate() {
        let of_question = || Condition::all().add(Column::CascadeId.eq(question.id));
        let (plans, people) = (Column::Plan.eq(OwnPlan::Issued), Column::IsNamed.eq(true));
        let columns = [
            ("asked", Some(of_question())),
            ("plan", question.wants_plan.then(|| of_question().add(plans))),
            ("person", question.wants_person.then(|| of_question().add(people))),
            ("silent", Some(silent(question))),
        ];
        let words = if question.quote.is_empty() { "Cả kế hoạch" } else { question.quote.as_str() };
        let mut cells = vec![SheetCell::words(words)];
        for (word, who) in columns {
            let Some(who) = who else {
                cells.push(SheetCell::words("không hỏi"));
                continue;
            };
            let (key, of) = (format!("cascade.{n}.{word}"), format!("cascade-{word}"));
            let opened = answers(conn, scope, &who, of).await?;
            cells.push(SheetCell::opening(printed(opened.value), &key));
            numbers.opens.insert(key, opened);
        }
        // A unit that nothing was asked of has no row.
        if numbers.opens.get(&format!("cascade.{n}.asked")).is_some_and(|asked| asked.value > 0) {
            rows.push(cells);
        }
    }
    if rows.is_empty() {
        return Ok(());
    }
    let mut note = "Những gì kế hoạch yêu cầu các đơn vị tự lập hoặc cử người.".to_owned();
    if n_all > QUESTIONS_MAX {
        note.push_str(&format!(" Bảng nêu {QUESTIONS_MAX} trong {n_all} yêu cầu."));
    }
    if questions.iter().any(|question| question.state == State::Opening) {
        note.push_str(" Có yêu cầu đang gửi tới các đơn vị nên số đơn vị được hỏi chưa đủ.");
    }
    numbers.sheets.push(Sheet {
        part: "cascades".to_owned(),
        note,
        heads: heads(&[
            "Yêu cầu",
            "Đơn vị được hỏi",
            "Đã ban hành kế hoạch",
            "Đã cử người phụ trách",
            "Chưa trả lời",
        ]),
        rows,
    });
    Ok(())
}

/// The answers that are so, and the first of them.
async fn answers(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    who: &Condition,
    of: String,
) -> Result<Opened, Error> {
    let (mut n, mut first) = (0, Vec::new());
    for part in scope.parts() {
        let mut select = cascade_answer::Entity::find().filter(who.clone());
        if let Some(units) = &part.units {
            select = select.filter(Column::UnitId.is_in(units.iter().copied()));
        }
        n += select.clone().count(conn).await.map_err(DbError::from)?;
        if first.len() < BEHIND_MAX {
            let rows = select.order_by_asc(Column::Place).order_by_asc(Column::Id).limit(BEHIND_MAX as u64);
            first.extend(rows.all(conn).await.map_err(DbError::from)?);
        }
    }
    first.truncate(BEHIND_MAX);
    let units: Vec<UnitId> = first.iter().map(|one| one.unit_id).collect();
    let names = names(conn, &units, scope.to).await?;
    let row = |one: cascade_answer::Model| {
        let plan = match one.plan {
            OwnPlan::Issued => "đã ban hành kế hoạch",
            OwnPlan::Drafting => "đang soạn kế hoạch",
            OwnPlan::Claimed => "báo không phải lập, chờ trả lời",
            OwnPlan::Excused => "không phải lập kế hoạch",
            OwnPlan::Silent => "chưa có kế hoạch",
        };
        let person = one.person_name.filter(|_| one.is_named);
        let person = person.map_or_else(|| "chưa cử người".to_owned(), |name| format!("phụ trách: {name}"));
        Behind {
            unit: names.get(&one.unit_id).cloned().unwrap_or_default(),
            words: format!("{plan}; {person}"),
            href: Some(format!("/cascades/answers/{}", one.id)),
        }
    };
    let n = usize::try_from(n).unwrap_or(usize::MAX);
    let value = i64::try_from(n).unwrap_or(i64::MAX);
    Ok(Opened { of, value, rows: first.into_iter().map(row).collect(), n_rows: n })
}

async fn media(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    plan: PlanId,
    numbers: &mut Numbers,
) -> Result<(), Error> {
    let all = media_item::of_plan(plan).filter(media_item::Column::State.ne(MediaState::Dropped));
    let all = all.all(conn).await.map_err(DbError::from)?;
    let all: Vec<media_item::Model> = all.into_iter().filter(|one| scope.has(one.unit_id)).collect();
    if all.is_empty() {
        return Ok(());
    }
    let mut groups: BTreeMap<(usize, usize), Vec<&media_item::Model>> = BTreeMap::new();
    for one in &all {
        let phase = MediaPhase::ALL.iter().position(|phase| *phase == one.phase).unwrap_or(0);
        let channel = MediaChannel::ALL.iter().position(|channel| *channel == one.channel).unwrap_or(0);
        groups.entry((phase, channel)).or_default().push(one);
    }
    let mut rows = Vec::new();
    for (n, items) in groups.values().enumerate() {
        let Some(first) = items.first() else { continue };
        // What was taken down since was published all the same.
        let out: Vec<_> = items.iter().copied().filter(|one| one.published_version.is_some()).collect();
        let mut cells = vec![SheetCell::words(phase(first.phase)), SheetCell::words(channel(first.channel))];
        for (word, some) in [("planned", items), ("published", &out)] {
            let key = format!("media.{n}.{word}");
            let opened = told(conn, scope, some, format!("media-{word}")).await?;
            cells.push(SheetCell::opening(printed(opened.value), &key));
            numbers.opens.insert(key, opened);
        }
        rows.push(cells);
    }
    numbers.sheets.push(Sheet {
        part: "media".to_owned(),
        note: "Tin, bài theo giai đoạn và kênh.".to_owned(),
        heads: heads(&["Giai đoạn", "Kênh", "Dự kiến", "Đã đăng"]),
        rows,
    });
    Ok(())
}

async fn told(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    items: &[&media_item::Model],
    of: String,
) -> Result<Opened, Error> {
    let first = &items[..items.len().min(BEHIND_MAX)];
    let units: Vec<UnitId> = first.iter().map(|one| one.unit_id).collect();
    let names = names(conn, &units, scope.to).await?;
    let row = |one: &&media_item::Model| {
        let mut words = one.title.clone();
        if !one.published_url.is_empty() {
            words = format!("{words} ({})", one.published_url);
        }
        if one.removed_at.is_some() {
            words.push_str(", đã gỡ");
        }
        let unit = names.get(&one.unit_id).cloned().unwrap_or_default();
        Behind { unit, words, href: Some(format!("/media/{}", one.id)) }
    };
    let value = i64::try_from(items.len()).unwrap_or(i64::MAX);
    Ok(Opened { of, value, rows: first.iter().map(row).collect(), n_rows: items.len() })
}

const fn phase(phase: MediaPhase) -> &'static str {
    match phase {
        MediaPhase::Before => "Trước",
        MediaPhase::During => "Trong",
        MediaPhase::After => "Sau",
    }
}

const fn channel(channel: MediaChannel) -> &'static str {
    match channel {
        MediaChannel::Portal => "Cổng, trang thông tin điện tử",
        MediaChannel::Press => "Báo in, báo điện tử",
        MediaChannel::Television => "Truyền hình",
        MediaChannel::Radio => "Phát thanh",
        MediaChannel::Social => "Mạng xã hội",
        MediaChannel::Bulletin => "Bản tin nội bộ",
        MediaChannel::Other => "Kênh khác",
    }
}
