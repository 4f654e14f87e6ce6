//! Money of a plan in a review: what was estimated, allocated and spent when the numbers were counted, by source.

use super::numbers::{Behind, Opened};
use super::sheets::BEHIND_MAX;
use db::DbError;
use domain::ids::PlanId;
use domain::money::{Dong, EstimateState, Fund};
use sea_orm::ConnectionTrait;
use std::collections::BTreeMap;
use tables::{money_estimate, money_line, plan, review};
use web::Error;

/// Sentences with frozen amounts, for the review of the whole plan by the unit that keeps it; the money of a plan is not
/// for every unit that reviews its own part.
pub async fn sentences(
    conn: &impl ConnectionTrait,
    row: &review::Model,
    id: PlanId,
    opens: &mut BTreeMap<String, Opened>,
) -> Result<Vec<String>, Error> {
    let plan = plan::by_id(id).one(conn).await.map_err(DbError::from)?;
    let is_ours = plan.is_some_and(|plan| plan.unit_id == row.unit_id) && row.about_unit_id.is_none();
    if !is_ours {
        return Ok(Vec::new());
    }
    let lines = money_line::of_plan(id).all(conn).await.map_err(DbError::from)?;
    if lines.is_empty() {
        return Ok(Vec::new());
    }
    let rows = lines.iter().take(BEHIND_MAX).map(|line| Behind {
        words: told(&line.content, &[line]),
        href: Some(format!("/plans/{id}/budget")),
        ..Behind::default()
    });
    let value = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    let kept = Opened { of: "money".to_owned(), value, rows: rows.collect(), n_rows: lines.len() };
    opens.insert("budget".to_owned(), kept);
    let estimate = money_estimate::of(id).one(conn).await.map_err(DbError::from)?;
    let is_approved = estimate.is_some_and(|estimate| estimate.state == EstimateState::Approved);
    let head = if is_approved { "Tổng kinh phí" } else { "Tổng kinh phí (dự toán chưa duyệt)" };
    let mut all = vec![told(head, &lines.iter().collect::<Vec<_>>())];
    for fund in Fund::ALL {
        let of: Vec<&money_line::Model> = lines.iter().filter(|line| line.fund == *fund).collect();
        if !of.is_empty() {
            all.push(told(name(*fund), &of));
        }
    }
    Ok(all)
}

const fn name(fund: Fund) -> &'static str {
    match fund {
        Fund::Central => "Ngân sách trung ương",
        Fund::Local => "Ngân sách địa phương",
        Fund::Union => "Kinh phí công đoàn",
        Fund::Other => "Xã hội hóa, nguồn hợp pháp khác",
    }
}

fn told(head: &str, lines: &[&money_line::Model]) -> String {
    let sum = |of: fn(&money_line::Model) -> i64| Dong::of(lines.iter().map(|line| of(line)).sum()).print();
    format!(
        "{head}: dự toán {} đồng, đã giao {} đồng, đã chi {} đồng, còn lại {} đồng.",
        sum(money_line::Model::estimated),
        sum(|line| line.allocated),
        sum(|line| line.flow().spent_in_all()),
        sum(|line| line.flow().left()),
    )
}
