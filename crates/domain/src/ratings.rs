//! Ratings of units: what criteria are worth, how points add up, grades and ranks. Points are kept in hundredths. Knows no
//! unit and no plan.

use crate::figures::Amount;

/// A word that belongs to no rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this word belongs to no rating")]
pub struct NotARating;

/// Points of a criterion go in steps of a quarter.
pub const STEP: i64 = 25;

words! {
    NotARating;
    /// What a criterion does to the total.
    CriterionKind,
    /// Adds its points.
    Points = "points",
    /// Điểm thưởng: added up to a cap.
    Bonus = "bonus",
    /// Điểm trừ: taken off up to a cap.
    Penalty = "penalty",
    /// Tiêu chí điều kiện: the highest grade is refused without it. Met is 100 hundredths.
    Condition = "condition",
}

words! {
    NotARating;
    /// Where the points of a criterion come from.
    PointSource,
    /// Typed by hand.
    Hand = "hand",
    /// Share of the plan's work that was handed in on time.
    Work = "work",
    /// Share of figures that were sent on time.
    Figures = "figures",
    /// The figure of an indicator against its target.
    Indicator = "indicator",
    /// The unit's own plan is issued.
    OwnPlan = "own_plan",
    /// The unit named the person in charge.
    Named = "named",
}

words! {
    NotARating;
    /// How far a rating is.
    RatingState,
    /// Being written.
    Draft = "draft",
    /// Is being sent to the units.
    Sending = "sending",
    /// Units score themselves, the unit that asked scores beside.
    Open = "open",
    /// Closed: no points change but by the answer to a complaint.
    Locked = "locked",
    /// Given up: what was written stays, nobody owes anything.
    Stopped = "stopped",
}

impl RatingState {
    /// Points may be written now.
    pub fn is_open(self) -> bool {
        matches!(self, RatingState::Open | RatingState::Sending)
    }
}

words! {
    NotARating;
    /// How far the sheet of one unit is.
    SheetState,
    /// The unit has not sent its points.
    Open = "open",
    /// Sent, waits for the unit that asked.
    Sent = "sent",
    /// Came back with a reason.
    Returned = "returned",
    /// Scored by the unit that asked.
    Accepted = "accepted",
    /// Not rated any more: what was written stays, it is counted nowhere.
    Dropped = "dropped",
}

impl SheetState {
    /// States in which the unit still owes its points.
    pub const SILENT: [SheetState; 2] = [SheetState::Open, SheetState::Returned];
}

/// A grade (xếp loại).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grade {
    /// Its name.
    pub name: String,
    /// Points from which it is given, in hundredths.
    pub least: i64,
    /// At most so many percent of the units.
    pub quota: Option<i64>,
}

/// The points for a share: `n` of `of`, of at most `max` hundredths, rounded half up. None when there is nothing to share.
pub fn share(n: i64, of: i64, max: i64) -> Option<i64> {
    if of <= 0 {
        return None;
    }
    let (n, of, max) = (i128::from(n.clamp(0, of)), i128::from(of), i128::from(max.max(0)));
    i64::try_from((n * max * 2 + of) / (of * 2)).ok()
}

/// The total of a sheet: points, bonus and penalty each up to its cap, never below zero.
pub fn total(marks: &[(CriterionKind, i64)], bonus_max: i64, penalty_max: i64) -> i64 {
    let sum = |kind| marks.iter().filter(|mark| mark.0 == kind).map(|mark| mark.1).sum::<i64>();
    let bonus = sum(CriterionKind::Bonus).min(bonus_max);
    let penalty = sum(CriterionKind::Penalty).min(penalty_max);
    (sum(CriterionKind::Points) + bonus - penalty).max(0)
}

/// The place of the grade in the list that begins with the highest. Without all conditions the highest is refused.
pub fn grade(total: i64, has_conditions: bool, grades: &[Grade]) -> Option<usize> {
    let first = usize::from(!has_conditions && grades.len() > 1);
    grades.iter().enumerate().skip(first).find(|(_, grade)| total >= grade.least).map(|(at, _)| at)
}

/// Ranks of totals that stand from the highest down: equal totals have one rank, the next counts all before it.
pub fn ranks(totals: &[i64]) -> Vec<usize> {
    let mut ranks: Vec<usize> = Vec::with_capacity(totals.len());
    for (at, total) in totals.iter().enumerate() {
        let same = at.checked_sub(1).filter(|before| totals[*before] == *total);
        ranks.push(same.map_or(at + 1, |before| ranks[before]));
    }
    ranks
}

/// More units have a grade than its share allows.
pub fn is_over_quota(n: i64, n_all: i64, percent: i64) -> bool {
    n * 100 > percent * n_all
}

/// Grades as people write them, one a line: "Tên | từ điểm | tối đa %". The line that cannot be read is told by its number.
pub fn read_grades(text: &str) -> Result<Vec<Grade>, usize> {
    let mut grades: Vec<Grade> = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let cells: Vec<&str> = line.split(['|', '\t']).map(str::trim).collect();
        let [name, least, rest @ ..] = cells.as_slice() else { return Err(at + 1) };
        let least = Amount::parse(least, 2).map_err(|_| at + 1)?.hundredths();
        let quota = match rest {
            [] | [""] => None,
            [percent] => {
                let percent: i64 = percent.trim_end_matches('%').trim().parse().map_err(|_| at + 1)?;
                Some(percent).filter(|n| (1..=100).contains(n)).map_or(Err(at + 1), |n| Ok(Some(n)))?
            }
            _ => return Err(at + 1),
        };
        let is_lower = grades.last().is_none_or(|before| before.least > least);
        let is_again = grades.iter().any(|one| crate::text::key(&one.name) == crate::text::key(name));
        if name.is_empty() || least < 0 || !is_lower || is_again {
            return Err(at + 1);
        }
        grades.push(Grade { name: (*name).to_owned(), least, quota });
    }
    if grades.is_empty() { Err(1) } else { Ok(grades) }
}

/// Grades as they are kept and shown in the form.
pub fn print_grades(grades: &[Grade]) -> String {
    let line = |grade: &Grade| {
        let quota = grade.quota.map(|n| format!(" | {n}%")).unwrap_or_default();
        format!("{} | {}{quota}", grade.name, Amount::of_hundredths(grade.least).print())
    };
    grades.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A row of a pasted table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pasted {
    /// Its line, from 1.
    pub line: usize,
    /// The heading above it.
    pub group: String,
    /// What is rated.
    pub name: String,
    /// Highest points, in hundredths; none when they cannot be read.
    pub points: Option<i64>,
}

/// Reads a table of criteria as it is copied from a spreadsheet or a document: cells between tabs, or between "|". A row
/// without points is the heading of those below it; heads and sums of the table are passed over.
pub fn read_table(text: &str) -> Vec<Pasted> {
    let (mut group, mut found) = (String::new(), Vec::new());
    for (at, line) in text.lines().enumerate() {
        let cells: Vec<&str> =
            line.split(['\t', '|']).map(str::trim).filter(|cell| !cell.is_empty()).collect();
        let key = crate::text::key(line);
        let is_head = ["diem toi da", "diem chuan", "thang diem", "noi dung\t", "tieu chi\t"]
            .iter()
            .any(|word| key.contains(word))
            && cells.iter().all(|cell| Amount::parse(cell, 2).is_err());
        let words =
            || cells.iter().copied().filter(|cell| !is_number(cell) && Amount::parse(cell, 2).is_err());
        let Some(name) = words().max_by_key(|cell| cell.chars().count()) else { continue };
        let is_sum = ["tong", "tong cong", "tong diem", "cong"].contains(&crate::text::key(name).as_str());
        if is_head || is_sum {
            continue;
        }
        let after = cells.iter().position(|cell| *cell == name).unwrap_or(0);
        let Some(points) = cells[after + 1..].iter().find(|cell| cell.chars().any(|c| c.is_ascii_digit()))
        else {
            name.clone_into(&mut group);
            continue;
        };
        let points = points.trim_end_matches(|c: char| c.is_alphabetic() || c == ' ');
        let points = Amount::parse(points, 2).ok().map(Amount::hundredths);
        let points = points.filter(|n| *n > 0 && n % STEP == 0);
        found.push(Pasted { line: at + 1, group: group.clone(), name: name.to_owned(), points });
    }
    found
}

/// "1", "1.2", "II", "a)", "2.1."
fn is_number(cell: &str) -> bool {
    let bare = cell.trim_end_matches(['.', ')', ':']);
    let is_roman = !bare.is_empty() && bare.chars().all(|c| "IVXivx".contains(c));
    let is_digits = bare.chars().all(|c| c.is_ascii_digit() || c == '.');
    is_roman || is_digits || bare.chars().count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn grades() -> Vec<Grade> {
        read_grades("Xuất sắc | 90 | 20%\nTốt | 80\nHoàn thành | 50\nKhông hoàn thành | 0").unwrap()
    }

    #[test]
    fn a_share_is_rounded_half_up_and_never_more_than_the_whole() {
        assert_eq!(share(38, 40, 2_000), Some(1_900));
        assert_eq!(share(1, 3, 1_000), Some(333));
        assert_eq!(share(2, 3, 1_000), Some(667));
        assert_eq!(share(1, 8, 100), Some(13));
        assert_eq!(share(9, 3, 1_000), Some(1_000));
        assert_eq!(share(0, 0, 1_000), None);
    }

    #[test]
    fn the_highest_grade_needs_its_conditions() {
        let grades = grades();
        assert_eq!(grade(9_500, true, &grades), Some(0));
        assert_eq!(grade(9_500, false, &grades), Some(1));
        assert_eq!(grade(8_999, true, &grades), Some(1));
        assert_eq!(grade(0, false, &grades), Some(3));
        assert_eq!(read_grades(&print_grades(&grades)).unwrap(), grades);
        assert_eq!(read_grades("A | 50\nB | 60"), Err(2));
        assert_eq!(read_grades("A"), Err(1));
        assert_eq!(read_grades("A | 50 | 120%"), Err(1));
    }

    #[test]
    fn equal_points_have_equal_rank() {
        assert_eq!(ranks(&[95, 90, 90, 80]), [1, 2, 2, 4]);
        assert_eq!(ranks(&[]), [0_usize; 0]);
        assert!(is_over_quota(3, 10, 20));
        assert!(!is_over_quota(2, 10, 20));
    }

    #[test]
    fn caps_hold_and_no_total_is_below_zero() {
        use CriterionKind::{Bonus, Condition, Penalty, Points};
        assert_eq!(
            total(&[(Points, 5_000), (Bonus, 900), (Penalty, 100), (Condition, 100)], 500, 1_000),
            5_400
        );
        assert_eq!(total(&[(Points, 100), (Penalty, 900)], 0, 500), 0);
    }

    #[test]
    fn a_table_is_read_as_it_is_pasted() {
        let text = "TT\tNội dung\tĐiểm tối đa\nI\tCông tác tuyên truyền\t\n1\tTuyên truyền nghị quyết\t10\n1.1\tTổ chức hội thảo\t2,25 điểm\nII\tChăm lo đời sống\n2\tKhám sức khỏe\t2,3\n\tTổng cộng\t14,55";
        let rows = read_table(text);
        let read: Vec<(&str, &str, Option<i64>)> =
            rows.iter().map(|row| (row.group.as_str(), row.name.as_str(), row.points)).collect();
        assert_eq!(
            read,
            [
                ("Công tác tuyên truyền", "Tuyên truyền nghị quyết", Some(1_000)),
                ("Công tác tuyên truyền", "Tổ chức hội thảo", Some(225)),
                ("Chăm lo đời sống", "Khám sức khỏe", None),
            ]
        );
    }

    proptest! {
        #[test]
        fn ranks_go_with_totals(mut totals in prop::collection::vec(0_i64..50, 0..60)) {
            totals.sort_unstable_by(|a, b| b.cmp(a));
            for (at, rank) in ranks(&totals).into_iter().enumerate() {
                prop_assert_eq!(rank, totals.iter().filter(|other| **other > totals[at]).count() + 1);
            }
        }

        #[test]
        fn shares_grow_and_stay_within(n in 0_i64..1_000, of in 1_i64..1_000, max in 0_i64..100_000) {
            let points = share(n, of, max).unwrap();
            prop_assert!((0..=max).contains(&points));
            prop_assert!(share(n + 1, of, max).unwrap() >= points);
        }

        #[test]
        fn pasted_text_never_breaks_the_reader(text in "\\PC{0,80}(\n\\PC{0,40}){0,4}") {
            for row in read_table(&text) {
                prop_assert!(!row.name.is_empty());
            }
            let _ = read_grades(&text);
        }
    }
}
