//! Rows become views: names of units of the day, phases of today, sums that add up, the matrix.

use super::fold::Fold;
use super::load::{Named, Names, Work};
use super::pages::{
    DutyView, Matrix, MatrixColumn, MatrixRow, PhaseView, SumPart, TaskColumns, TaskView, UnitChoice,
    UnitView,
};
use super::phase::Phase;
use domain::ids::PlanId;
use domain::time::Day;
use std::collections::{HashMap, HashSet};
use tables::{duty, task};

/// Most columns of the matrix on screen; the table of tasks shows all.
const COLUMNS_MAX: usize = 24;
/// Columns that leave room for wide cells at the desk.
const COLUMNS_WIDE_MAX: usize = 7;

/// A unit with its name of the day.
pub fn unit(names: &Names, named: &Named) -> UnitView {
    UnitView {
        printed: named.printed.clone(),
        name: names.full(named).to_owned(),
        short: names.short(named).to_owned(),
        unit_id: named.unit.filter(|_| names.knows(named)),
    }
}

fn units(names: &Names, list: &[Named]) -> Vec<UnitView> {
    list.iter().map(|n| unit(names, n)).collect()
}

fn phase(starts_on: Option<Day>, ends_on: Option<Day>, today: Day) -> PhaseView {
    let word = Phase::of(starts_on, ends_on, today);
    PhaseView {
        word,
        family: word.family(),
        icon: word.icon(),
        days: ends_on.map(|end| (end - today).num_days()),
    }
}

/// A task.
pub fn task(row: &task::Model, work: &Work, names: &Names, today: Day) -> TaskView {
    TaskView {
        id: row.id,
        no: row.no.clone().unwrap_or_else(|| (row.position + 1).to_string()),
        title: row.title.clone(),
        group: row.group_title.clone(),
        time_printed: row.time_printed.clone(),
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        precision: row.precision.clone(),
        product: row.product.clone(),
        leads: units(names, work.leads(row.id)),
        cooperating: units(names, work.cooperating(row.id)),
        state: row.state.clone(),
        phase: phase(row.starts_on, row.ends_on, today),
        first_line: row.first_line,
        last_line: row.last_line,
    }
}

/// A duty.
pub fn duty(row: &duty::Model, work: &Work, names: &Names, today: Day) -> DutyView {
    DutyView {
        id: row.id,
        no: usize::try_from(row.position).unwrap_or(0) + 1,
        text: row.text.clone(),
        verbs: row.verbs.split(", ").filter(|v| !v.is_empty()).map(str::to_owned).collect(),
        units: units(names, work.bound(row.id)),
        with: units(names, work.with(row.id)),
        time_printed: row.time_printed.clone(),
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        phase: phase(row.starts_on, row.ends_on, today),
        state: row.state.clone(),
        is_repeated: false,
        first_line: row.first_line,
        last_line: row.last_line,
    }
}

/// How many stand where; phases with none are left out, the rest adds up to all.
pub fn sum(phases: impl Iterator<Item = Phase>) -> Vec<SumPart> {
    let mut counts: HashMap<Phase, usize> = HashMap::new();
    for phase in phases {
        *counts.entry(phase).or_default() += 1;
    }
    let part = |phase: Phase| counts.get(&phase).map(|n| SumPart { n: *n, phase, family: phase.family() });
    Phase::ALL.into_iter().filter_map(part).collect()
}

/// All units of the plan in the order in which they first appear, leads before others.
pub fn choices(fold: &Fold) -> Vec<UnitChoice> {
    let choice =
        |(value, unit): &(String, UnitView)| UnitChoice { value: value.clone(), name: unit.name.clone() };
    fold.units().iter().map(choice).collect()
}

/// What the tasks tell; a column that no task fills is not shown.
pub fn columns(tasks: &[TaskView]) -> TaskColumns {
    TaskColumns {
        window: tasks
            .iter()
            .any(|t| t.time_printed.is_some() || t.starts_on.is_some() || t.ends_on.is_some()),
        product: tasks.iter().any(|t| t.product.is_some()),
        lead: tasks.iter().any(|t| !t.leads.is_empty()),
        cooperating: tasks.iter().any(|t| !t.cooperating.is_empty()),
    }
}

/// Units down, tasks across.
pub fn matrix(plan: PlanId, tasks: &[TaskView], duties: &[DutyView], fold: &Fold) -> Matrix {
    let shown = &tasks[..tasks.len().min(COLUMNS_MAX)];
    let mut order: Vec<String> = Vec::new();
    let mut rows: HashMap<String, MatrixRow> = HashMap::new();
    let mut row = |unit: &UnitView| {
        let value = fold.value(unit);
        rows.entry(value.clone()).or_insert_with(|| {
            order.push(value.clone());
            MatrixRow {
                unit: fold.unit(unit).clone(),
                cells: vec![None; shown.len()],
                n_tasks: 0,
                n_duties: 0,
                href: format!("/plans/{plan}/work?unit={}", encode(&value)),
            }
        });
        value
    };
    // A unit named twice in a task, perhaps in two spellings, leads it, if it leads it at all.
    let mut marks: Vec<(String, usize, &'static str)> = Vec::new();
    let mut seen = HashSet::new();
    for (index, task) in tasks.iter().enumerate() {
        for (list, role) in [(&task.leads, "lead"), (&task.cooperating, "cooperate")] {
            for unit in list {
                let value = row(unit);
                if seen.insert((value.clone(), index)) {
                    marks.push((value, index, role));
                }
            }
        }
    }
    let bound: HashSet<(String, usize)> = duties
        .iter()
        .enumerate()
        .flat_map(|(index, duty)| duty.units.iter().map(move |unit| (unit, index)))
        .map(|(unit, index)| (row(unit), index))
        .collect();
    for (value, index, role) in marks {
        let Some(row) = rows.get_mut(&value) else { continue };
        row.n_tasks += 1;
        if let Some(cell) = row.cells.get_mut(index) {
            *cell = Some(role);
        }
    }
    for (value, _) in &bound {
        if let Some(row) = rows.get_mut(value) {
            row.n_duties += 1;
        }
    }
    let rows: Vec<MatrixRow> = order.iter().filter_map(|value| rows.remove(value)).collect();
    let columns = shown.iter().enumerate().map(|(i, task)| MatrixColumn {
        no: task.no.clone(),
        title: task.title.clone(),
        n_units: rows.iter().filter(|r| r.cells[i].is_some()).count(),
    });
    let columns: Vec<MatrixColumn> = columns.collect();
    let is_dense = columns.len() > COLUMNS_WIDE_MAX;
    let n_task_turns: usize = rows.iter().map(|row| row.n_tasks).sum();
    let n_turns_shown: usize = columns.iter().map(|column| column.n_units).sum();
    Matrix {
        columns,
        is_dense,
        n_hidden: tasks.len() - shown.len(),
        n_hidden_turns: n_task_turns - n_turns_shown,
        n_tasks: tasks.len(),
        n_task_turns,
        n_duties: duties.len(),
        n_duty_turns: bound.len(),
        rows,
    }
}

/// Percent-encodes a value of an address.
fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'~' | b'.' | b'_' => char::from(b).to_string(),
            _ => format!("%{b:02X}"),
        })
        .collect()
}
