//! Rows become views: names of units of the day, phases of today, sums that add up, the matrix.

use super::load::{Named, Names, Work};
use super::pages::{
    DutyView, Matrix, MatrixColumn, MatrixRow, PhaseView, SumPart, TaskView, UnitChoice, UnitView,
};
use super::phase::Phase;
use domain::ids::PlanId;
use domain::time::Day;
use std::collections::HashMap;
use tables::{duty, task};

/// Most columns of the matrix on screen; the table of tasks shows all.
const COLUMNS_MAX: usize = 24;

/// A unit with its name of the day.
pub fn unit(names: &Names, named: &Named) -> UnitView {
    UnitView {
        printed: named.printed.clone(),
        name: names.full(named).to_owned(),
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

/// What tells units apart on a page: the id when known, else the folded printed name.
pub fn value(unit: &UnitView) -> String {
    unit.unit_id.map_or_else(|| format!("~{}", domain::text::key(&unit.printed)), |id| id.to_string())
}

/// All units of the plan in the order in which they first appear, leads before others.
pub fn choices(tasks: &[TaskView], duties: &[DutyView]) -> Vec<UnitChoice> {
    let mut seen = std::collections::HashSet::new();
    let leads = tasks.iter().flat_map(|t| &t.leads);
    let bound = duties.iter().flat_map(|d| &d.units);
    let others = tasks.iter().flat_map(|t| &t.cooperating).chain(duties.iter().flat_map(|d| &d.with));
    let mut list = Vec::new();
    for unit in leads.chain(bound).chain(others) {
        let value = value(unit);
        if seen.insert(value.clone()) {
            list.push(UnitChoice { value, name: unit.name.clone() });
        }
    }
    list
}

/// Units down, tasks across.
pub fn matrix(plan: PlanId, tasks: &[TaskView], duties: &[DutyView]) -> Matrix {
    let shown = &tasks[..tasks.len().min(COLUMNS_MAX)];
    let mut order: Vec<String> = Vec::new();
    let mut rows: HashMap<String, MatrixRow> = HashMap::new();
    let mut row = |unit: &UnitView| {
        let value = value(unit);
        rows.entry(value.clone()).or_insert_with(|| {
            order.push(value.clone());
            MatrixRow {
                unit: unit.clone(),
                cells: vec![None; shown.len()],
                n_tasks: 0,
                n_duties: 0,
                href: format!("/plans/{plan}/work?unit={}", encode(&value)),
            }
        });
        value
    };
    let mut marks: Vec<(String, usize, &'static str)> = Vec::new();
    for (index, task) in tasks.iter().enumerate() {
        for (list, role) in [(&task.leads, "lead"), (&task.cooperating, "cooperate")] {
            for unit in list {
                marks.push((row(unit), index, role));
            }
        }
    }
    let bound: Vec<String> = duties.iter().flat_map(|d| &d.units).map(&mut row).collect();
    for (value, index, role) in marks {
        let Some(row) = rows.get_mut(&value) else { continue };
        row.n_tasks += 1;
        // A unit named twice in a task leads it, if it leads it at all.
        if let Some(cell) = row.cells.get_mut(index)
            && *cell != Some("lead")
        {
            *cell = Some(role);
        }
    }
    for value in &bound {
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
    Matrix { columns: columns.collect(), n_hidden: tasks.len() - shown.len(), n_duties: bound.len(), rows }
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
