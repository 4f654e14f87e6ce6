//! Figures in the reports of work, summed by their names.

use super::count::{IDS_MAX, Record, Scope};
use super::numbers::{Figure, Numbers, Question};
use db::DbError;
use domain::figures::{Amount, DECIMALS_MAX};
use domain::ids::AssignmentId;
use domain::time::Moment;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use std::collections::{BTreeMap, HashMap};
use tables::work_report;
use web::Error;

/// Sums of the figures in the last report of each piece of work, and how many reports the period has.
pub(super) async fn count(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    records: &[Record],
    numbers: &mut Numbers,
) -> Result<(), Error> {
    let ids: Vec<AssignmentId> = records.iter().map(|one| one.row.id).collect();
    let (begin, end) =
        (Moment::start_of(scope.from), Moment::start_of(scope.to.succ_opt().unwrap_or(scope.to)));
    let (mut last, mut n_reports): (HashMap<AssignmentId, String>, usize) = Default::default();
    for some in ids.chunks(IDS_MAX) {
        let reports = work_report::Entity::find()
            .filter(work_report::Column::AssignmentId.is_in(some.iter().copied()))
            .filter(work_report::Column::CreatedAt.gte(begin))
            .filter(work_report::Column::CreatedAt.lt(end))
            .order_by_asc(work_report::Column::Id)
            .all(conn)
            .await
            .map_err(DbError::from)?;
        n_reports += reports.len();
        last.extend(reports.into_iter().map(|report| (report.assignment_id, report.figures)));
    }
    numbers.put("reports", n_reports, Question::other("reports"));
    numbers.figures = summed(last.values());
    Ok(())
}

/// Figures of reports by their names. Only what reads as one number is added up, so that "5.9.2024" is no five thousand;
/// how many were left out is said beside the sum.
fn summed<'a>(reports: impl Iterator<Item = &'a String>) -> Vec<Figure> {
    let mut sums: BTreeMap<String, (i64, Figure)> = BTreeMap::new();
    for figures in reports {
        let pairs: Vec<(String, String)> = serde_json::from_str(figures).unwrap_or_default();
        for (name, value) in pairs {
            let key = domain::text::key(&name);
            let (sum, figure) = sums.entry(key).or_insert_with(|| (0, Figure { name, ..Figure::default() }));
            match Amount::parse(&value, DECIMALS_MAX) {
                Ok(amount) => {
                    *sum = sum.saturating_add(amount.hundredths());
                    figure.n_reports += 1;
                }
                Err(_) if value.trim().is_empty() => {}
                Err(_) => figure.n_left += 1,
            }
        }
    }
    let summed = sums.into_values().map(|(sum, figure)| {
        let value = if figure.n_reports > 0 { Amount::of_hundredths(sum).print() } else { String::new() };
        Figure { value, ..figure }
    });
    summed.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_are_added_up() {
        let reports = [
            r#"[["Lớp tập huấn","1.204"],["Tỷ lệ","98,5"]]"#,
            r#"[["lớp tập huấn ","6"],["Tỷ lệ","98.5"],["Ngày","5.9.2024"]]"#,
            r#"[["Lớp tập huấn","15 lớp"],["Tỷ lệ",""]]"#,
        ]
        .map(str::to_owned);
        let found: Vec<(String, String, usize, usize)> = summed(reports.iter())
            .into_iter()
            .map(|one| (one.name, one.value, one.n_reports, one.n_left))
            .collect();
        let line = |name: &str, value: &str, n, left| (name.to_owned(), value.to_owned(), n, left);
        assert_eq!(
            found,
            [line("Lớp tập huấn", "1.210", 2, 1), line("Ngày", "", 0, 1), line("Tỷ lệ", "98,5", 1, 1),]
        );
    }
}
