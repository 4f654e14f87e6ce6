//! Work rows of a table: columns told by their heads, fragments joined to their rows, group rows handed down.

use chrono::NaiveDate;

use crate::columns::{self, Role};
use crate::plan::{Precision, RoadmapItem, Span};
use crate::rx;
use crate::text::{Row, Table};
use crate::time::{self, TimeContext};
use crate::units;
use crate::words::{is_capitals, low, starts_lower};

/// A row in the making: its cells by column, its lines.
#[derive(Debug, Clone)]
struct Draft {
    cells: Vec<String>,
    roles: Vec<Role>,
    lines: (u32, u32),
    group: Option<String>,
}

/// Reads the rows of a table; empty when it is no table of work.
/// `day` is the one day that the title above names: rows that print only the hour are of that day.
pub fn read(table: &Table, day: Option<NaiveDate>, context: &TimeContext) -> Vec<RoadmapItem> {
    let Some(roles) = table_roles(table) else { return Vec::new() };
    let has = |role: Role| roles.contains(&role);
    if !has(Role::Task)
        || !(has(Role::Time)
            || has(Role::Lead)
            || has(Role::LeadCoop)
            || has(Role::Coop)
            || has(Role::Product)
            || has(Role::End))
    {
        return Vec::new();
    }
    drafts(table, roles).into_iter().filter_map(|draft| item(&draft, day, context)).collect()
}

/// The roles of the first head; a second head row under merged cells refines it.
fn table_roles(table: &Table) -> Option<Vec<Role>> {
    let at = table.rows.iter().position(|row| row.is_head)?;
    Some(roles_at(table, at).0)
}

/// The roles of the head at a row, and how many rows the head takes.
fn roles_at(table: &Table, at: usize) -> (Vec<Role>, usize) {
    let head = &table.rows[at];
    let mut cells = head.cells.clone();
    let mut taken = 1;
    if let Some(next) = table.rows.get(at + 1)
        && is_second_head(head, next)
    {
        for (cell, finer) in cells.iter_mut().zip(&next.cells) {
            if columns::role(finer).is_some() {
                cell.clone_from(finer);
            }
        }
        taken = 2;
    }
    (columns::roles(&cells), taken)
}

fn is_second_head(head: &Row, next: &Row) -> bool {
    let filled: Vec<&String> = next.cells.iter().filter(|cell| !cell.is_empty()).collect();
    let finer = next.cells.iter().zip(&head.cells).any(|(n, h)| n != h && columns::role(n).is_some());
    finer
        && filled.iter().all(|cell| columns::role(cell).is_some() || head.cells.contains(cell))
        && next.cells != head.cells
        && next.cells.first().is_none_or(|cell| cell.is_empty() || columns::role(cell) == Some(Role::No))
}

fn drafts(table: &Table, first_roles: Vec<Role>) -> Vec<Draft> {
    let mut roles = first_roles;
    let mut out: Vec<Draft> = Vec::new();
    let mut group: Option<String> = None;
    let mut after_break = false;
    let mut last_line: Option<u32> = None;
    let mut at = 0;
    while at < table.rows.len() {
        let row = &table.rows[at];
        if row.is_head {
            let (found, taken) = roles_at(table, at);
            roles = found;
            at += taken;
            after_break = !out.is_empty();
            last_line = table.rows.get(at - 1).map(|r| r.line);
            continue;
        }
        after_break |= last_line.is_some_and(|last| row.line > last + 1);
        last_line = Some(row.line);
        at += 1;
        if is_numbering(&row.cells) {
            continue;
        }
        if let Some(title) = group_title(&row.cells, &roles)
            && !is_rest(row, &roles, after_break)
        {
            group = Some(title);
            continue;
        }
        if let Some(last) = out.last_mut().filter(|_| is_rest(row, &roles, after_break)) {
            for (cell, more) in last.cells.iter_mut().zip(&row.cells) {
                if !more.is_empty() {
                    if !cell.is_empty() {
                        cell.push(' ');
                    }
                    cell.push_str(more);
                }
            }
            last.lines.1 = row.line;
        } else {
            out.push(Draft {
                cells: row.cells.clone(),
                roles: roles.clone(),
                lines: (row.line, row.line),
                group: group.clone(),
            });
        }
        after_break = false;
    }
    out
}

/// "(1) (2) (3)" under a head.
fn is_numbering(cells: &[String]) -> bool {
    cells.iter().filter(|cell| !cell.is_empty()).count() >= 2
        && cells.iter().all(|cell| rx!(r"^\(?\d{0,2}\)?$|^\([a-z0-9=+]+\)$").is_match(cell))
}

fn cell_of<'a>(cells: &'a [String], roles: &[Role], role: Role) -> &'a str {
    roles.iter().position(|r| *r == role).and_then(|at| cells.get(at)).map_or("", String::as_str)
}

/// A row that is the rest of the row above: no number, and it goes on in the middle of a phrase.
fn is_rest(row: &Row, roles: &[Role], after_break: bool) -> bool {
    if row.is_fragment {
        return true;
    }
    let has_no = roles.contains(&Role::No);
    if has_no && !cell_of(&row.cells, roles, Role::No).is_empty() {
        return false;
    }
    let task = cell_of(&row.cells, roles, Role::Task);
    let filled = row.cells.iter().filter(|cell| !cell.is_empty()).count();
    if filled == 0 {
        return true;
    }
    if filled == 1 && row.cells.iter().any(|cell| opens_group(cell)) {
        return false;
    }
    if !has_no
        && !cell_of(&row.cells, roles, Role::Time).is_empty()
        && !task.is_empty()
        && !starts_lower(task)
    {
        return false;
    }
    if task.is_empty() {
        return has_no
            || after_break
            || row.cells.iter().any(|cell| starts_lower(cell))
            || cell_of(&row.cells, roles, Role::Time).is_empty();
    }
    starts_lower(task) || (after_break && filled < row.cells.len() / 2 && has_no)
}

/// "A. Công tác tuyên truyền", "II. HẠ TẦNG", "Nhóm 1. …": no rest of a cell begins like this.
fn opens_group(cell: &str) -> bool {
    rx!(r"^(?:[A-ZĐ]|[IVX]{1,5}|(?i:nhóm|phần|giai đoạn)\s+[0-9IVX]{1,4})[.):/]\s+\S").is_match(cell)
}

/// The text of a row that has one text only, or the same text in all cells (merged across).
fn group_title(cells: &[String], roles: &[Role]) -> Option<String> {
    let filled: Vec<&String> = cells.iter().filter(|cell| !cell.is_empty()).collect();
    let no = cell_of(cells, roles, Role::No);
    let first = filled.first()?;
    if cells.len() >= 3 && filled.len() >= 2 && filled.iter().all(|cell| cell == first) {
        return Some((*first).clone());
    }
    let texts: Vec<&&String> = filled.iter().filter(|cell| cell.as_str() != no).collect();
    if cells.len() < 3 && !(filled.len() == 1 && cells.len() == 2) {
        return None;
    }
    let roman = rx!(r"^(?:[IVX]+|[A-Z])\.?$").is_match(no);
    match (filled.len(), texts.len()) {
        (1, _) if no.is_empty() || crate::words::words(first) > 1 => Some((*first).clone()),
        (2, 1) if roman || is_capitals(texts[0]) || roles.len() >= 4 => Some((*texts[0]).clone()),
        _ => None,
    }
}

fn item(draft: &Draft, day: Option<NaiveDate>, context: &TimeContext) -> Option<RoadmapItem> {
    let get = |role: Role| cell_of(&draft.cells, &draft.roles, role).trim();
    let task = get(Role::Task);
    let (no, task) = numbered_task(get(Role::No), task);
    if is_blank_cell(task) {
        return None;
    }
    let cell = |text: &str| (!is_blank_cell(text)).then(|| text.to_owned());
    let mut time = cell(get(Role::Time)).and_then(|text| time::parse_cell(&text, context));
    if let Some(end) = cell(get(Role::End)).and_then(|text| time::parse_cell(&text, context)) {
        match &mut time {
            Some(time) => time.end = end.end.or(time.end),
            None => time = Some(end),
        }
    }
    if let (Some(time), Some(day)) =
        (&mut time, draft.group.as_deref().and_then(|group| one_day(group, context)).or(day))
        && time.start.is_none()
        && time.end.is_none()
        && time.recurrence.is_none()
        && (time.start_time.is_some()
            || low(&time.text).contains("buổi")
            || matches!(low(&time.text).as_str(), "sáng" | "chiều" | "tối"))
    {
        time.start = Some(day);
        time.end = Some(day);
        if time.precision != Precision::Minute {
            time.precision = Precision::Day;
        }
    }
    let (lead, coop) = match get(Role::LeadCoop).split_once('/') {
        Some((lead, coop)) => (units::split_texts(strip_chair(lead)), units::split_texts(coop)),
        None if get(Role::Lead).is_empty() => split_roles(get(Role::LeadCoop), get(Role::Coop)),
        None => split_roles(get(Role::Lead), get(Role::Coop)),
    };
    Some(RoadmapItem {
        no: no.map(str::to_owned),
        group: draft.group.clone(),
        task: task.to_owned(),
        time,
        product: cell(get(Role::Product)),
        lead_units: lead,
        coop_units: coop,
        span: Span::from(draft.lines),
    })
}

/// The day that a group title names ("Ngày 12/3/2026 (Thứ Năm)"): the rows under it print only the hour.
pub fn one_day(group: &str, context: &TimeContext) -> Option<NaiveDate> {
    let time = time::find(group, context).into_iter().map(|f| f.time).find(|t| t.start.is_some())?;
    (time.start == time.end).then_some(time.start).flatten()
}

/// The number from its column, else from the start of the work ("1. Ban hành …").
fn numbered_task<'a>(no: &'a str, task: &'a str) -> (Option<&'a str>, &'a str) {
    let no = no.trim_matches(['.', ')', ' ', '-']);
    if !no.is_empty() {
        return (Some(no), task);
    }
    match rx!(r"^(\d{1,3}(?:\.\d{1,2})*)[.)]\s+").captures(task) {
        Some(found) => (found.get(1).map(|m| m.as_str()), found.get(0).map_or(task, |m| &task[m.end()..])),
        None => (None, task),
    }
}

fn is_blank_cell(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

/// "Sở Y tế chủ trì, phối hợp với Sở Tài chính" in one cell gives both roles.
fn split_roles(lead: &str, coop: &str) -> (Vec<String>, Vec<String>) {
    let coop_units = units::split_texts(coop);
    let low_lead = low(lead);
    let Some(found) = rx!(r"[,;.]?\s*(?:-\s*)?(?:chủ trì\s*[,;]?\s*)?(?:phối hợp (?:với|cùng)|(?:đơn vị |cơ quan )?phối hợp\s*:)\s*").find(&low_lead).filter(|_| coop_units.is_empty()) else {
        return (units::split_texts(strip_chair(lead)), coop_units);
    };
    (units::split_texts(strip_chair(&lead[..found.start()])), units::split_texts(&lead[found.end()..]))
}

fn strip_chair(text: &str) -> &str {
    let low_text = low(text);
    let from = rx!(r"^[-\s]*(?:(?:đơn vị|cơ quan) )?(?:chủ trì|thực hiện)\s*:\s*")
        .find(&low_text)
        .map_or(0, |m| m.end());
    let end = rx!(r"\s+chủ trì[\s,;.]*$").find_at(&low_text, from).map_or(text.len(), |m| m.start());
    &text[from..end.max(from)]
}
