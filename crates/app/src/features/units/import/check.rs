//! Every cell of an import against the rules and against what is known; either units or faults, never half.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

use db::DbError;
use domain::ids::UnitId;
use domain::text::key;
use domain::time::Day;
use domain::units::{Alias, Name, Span, Timeline, Unit, UnitKind, lexicon};
use sea_orm::{ConnectionTrait, EntityTrait as _};
use serde::{Deserialize, Serialize};
use tables::{unit, unit_alias, unit_name};

use super::rows::{Column, Row, Rows};
use crate::features::units::forms::{CODE_LETTERS_MAX, NAME_LETTERS_MAX, day};
use crate::features::units::offices;
use crate::features::units::store::{DEPTH_MAX, code_of};

/// Faults that are kept; nobody mends more than these before trying again.
pub const FAULTS_KEPT_MAX: usize = 500;

/// What is wrong with one cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// Its name in the spreadsheet: "B7".
    pub cell: String,
    /// Key of the sentence; the code that programs see.
    pub key: String,
    /// What stands there.
    pub value: String,
    /// A number the sentence needs: another row, how many units.
    pub n: usize,
}

/// What a check found.
#[derive(Debug, Default)]
pub struct Checked {
    /// The units to be, in the order of the rows; with the code of each.
    pub units: Vec<(Unit, String)>,
    /// Codes of offices in packages.
    pub offices: Vec<(UnitId, String)>,
    /// The first faults.
    pub faults: Vec<Fault>,
    /// How many faults there are in all.
    pub n_faults: usize,
}

/// What is known before the import.
pub struct Known {
    by_code: HashMap<String, UnitId>,
    by_name: HashMap<String, Vec<UnitId>>,
    /// Names of units that can be above others by an abbreviated name; schools are named by code or in full.
    full: Vec<(String, UnitId)>,
    by_words: OnceLock<HashMap<String, Vec<UnitId>>>,
    lives: HashMap<UnitId, Span>,
    communes: HashSet<String>,
    offices: HashSet<String>,
}

/// Loads the codes and names of all units.
pub async fn known(conn: &impl ConnectionTrait) -> Result<Known, DbError> {
    let mut known = Known {
        by_code: HashMap::new(),
        by_name: HashMap::new(),
        full: Vec::new(),
        by_words: OnceLock::new(),
        lives: HashMap::new(),
        communes: HashSet::new(),
        offices: offices::taken(conn).await?.into_iter().collect(),
    };
    let mut is_school: HashMap<UnitId, bool> = HashMap::new();
    for row in unit::Entity::find().all(conn).await? {
        known.lives.insert(row.id, Span { from: row.valid_from, to: row.valid_to });
        is_school.insert(row.id, row.kind.is_school());
        if row.kind == UnitKind::CommuneCommittee {
            known.communes.insert(row.area.clone());
        }
        known.by_code.insert(row.code, row.id);
    }
    for row in unit_name::Entity::find().all(conn).await? {
        for text in [&row.full, &row.short] {
            add(&mut known.by_name, key(text), row.unit_id);
        }
        if is_school.get(&row.unit_id) == Some(&false) {
            known.full.push((row.full, row.unit_id));
        }
    }
    for row in unit_alias::Entity::find().all(conn).await? {
        add(&mut known.by_name, row.text_key, row.unit_id);
    }
    Ok(known)
}

impl Known {
    /// Names with abbreviations written out, worked out when the first abbreviated name is met.
    fn by_words(&self) -> &HashMap<String, Vec<UnitId>> {
        self.by_words.get_or_init(|| {
            let mut map = HashMap::new();
            for (full, id) in &self.full {
                add(&mut map, lexicon::plain(&lexicon::words(full)), *id);
            }
            map
        })
    }
}

fn add(map: &mut HashMap<String, Vec<UnitId>>, key: String, id: UnitId) {
    let ids = map.entry(key).or_default();
    if !ids.contains(&id) {
        ids.push(id);
    }
}

/// A unit above: known already, or another row of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Above {
    Known(UnitId),
    Row(usize),
}

/// Checks all rows and makes the units; `ids` gives each row its id.
pub fn check(rows: &Rows, known: &Known, today: Day, ids: &[UnitId], source: &str) -> Checked {
    let mut desk = Desk { rows, known, today, checked: Checked::default(), parents: HashMap::new() };
    let (codes, names) = desk.own();
    desk.offices(ids);
    let mut aboves: Vec<Option<Above>> = Vec::with_capacity(rows.rows.len());
    let mut drafts: Vec<Option<(UnitKind, Span)>> = Vec::with_capacity(rows.rows.len());
    for (at, row) in rows.rows.iter().enumerate() {
        drafts.push(desk.cells(row));
        aboves.push(desk.above(at, row, &codes, &names));
    }
    desk.loops(&aboves);
    if desk.checked.n_faults > 0 {
        // In the order in which somebody goes through the sheet: row by row, from left to right.
        desk.checked.faults.sort_by_key(|fault| {
            let digits = fault.cell.find(|letter: char| letter.is_ascii_digit()).unwrap_or(0);
            let (column, row) = fault.cell.split_at(digits);
            (row.parse::<u32>().unwrap_or(0), column.len(), column.to_owned())
        });
        return desk.checked;
    }
    let mut units = Vec::with_capacity(rows.rows.len());
    for (at, row) in rows.rows.iter().enumerate() {
        let (Some((kind, _)), Some(above)) = (drafts[at], aboves[at]) else { continue };
        let life = life_of(at, &drafts, &aboves, known);
        let (parent, reach) = match above {
            Above::Known(id) => (id, known.lives.get(&id).copied().unwrap_or_default()),
            Above::Row(other) => (ids[other], life_of(other, &drafts, &aboves, known)),
        };
        let place =
            life.intersect(reach).map(|span| Timeline::new(span, Some(code_of(parent)))).unwrap_or_default();
        let aliases = row.get(Column::Aliases).split(';').map(str::trim).filter(|text| !text.is_empty());
        let full = row.get(Column::Name).to_owned();
        let unit = Unit {
            code: code_of(ids[at]),
            kind,
            life,
            names: Timeline::new(life, Name { short: shorten(&full), full }),
            parents: BTreeMap::from([(kind.home(), place)]),
            aliases: aliases.map(|text| Alias { text: text.to_owned(), verified: true }).collect(),
            area: row.get(Column::Commune).to_owned(),
            source: source.to_owned(),
            verified: true,
            rank: 0,
        };
        let code = row.get(Column::Code);
        units.push((unit, if code.is_empty() { ids[at].to_string() } else { code.to_owned() }));
    }
    desk.checked.units = units;
    desk.checked
}

/// The life of a row's unit. Without a first day it is known since the unit above it exists: before that day it would
/// stand at the top of the tree, with tens of thousands of others.
fn life_of(at: usize, drafts: &[Option<(UnitKind, Span)>], aboves: &[Option<Above>], known: &Known) -> Span {
    let mut here = at;
    // Loops were refused before; the number of steps is bounded all the same.
    for _ in 0..=DEPTH_MAX {
        if let Some(from) = drafts[here].and_then(|(_, life)| life.from) {
            return Span::since(from);
        }
        match aboves[here] {
            Some(Above::Row(other)) => here = other,
            Some(Above::Known(id)) => {
                return Span { from: known.lives.get(&id).and_then(|life| life.from), to: None };
            }
            None => break,
        }
    }
    Span::default()
}

/// "Trường THPT Chu Văn An" for chips and lists.
fn shorten(full: &str) -> String {
    full.replace("Trung học phổ thông", "THPT")
        .replace("Trung học cơ sở", "THCS")
        .replace("Trường Mầm non", "MN")
        .replace("Trường Tiểu học", "TH")
        .replace("Trường THCS", "THCS")
        .replace("Trường THPT", "THPT")
}

struct Desk<'a> {
    rows: &'a Rows,
    known: &'a Known,
    today: Day,
    checked: Checked,
    /// Names of units above that were looked up already.
    parents: HashMap<String, Result<UnitId, usize>>,
}

impl Desk<'_> {
    fn fault(&mut self, column: Column, row: &Row, key: &str, n: usize) {
        self.checked.n_faults += 1;
        if self.checked.faults.len() < FAULTS_KEPT_MAX {
            let (cell, value) = (self.rows.cell(column, row.number), row.get(column).to_owned());
            self.checked.faults.push(Fault { cell, key: key.to_owned(), value, n });
        }
    }

    /// The rows of the file by code and by name; codes that stand there twice are faults.
    fn own(&mut self) -> (HashMap<String, usize>, HashMap<String, Vec<usize>>) {
        let (mut codes, mut names): (HashMap<String, usize>, HashMap<String, Vec<usize>>) =
            (HashMap::new(), HashMap::new());
        let rows = self.rows;
        for (at, row) in rows.rows.iter().enumerate() {
            names.entry(key(row.get(Column::Name))).or_default().push(at);
            let code = row.get(Column::Code);
            if code.is_empty() {
                continue;
            }
            if let Some(first) = codes.get(code).copied() {
                let first: usize = rows.rows[first].number as usize;
                self.fault(Column::Code, row, "units-fault-code-twice", first);
            } else if self.known.by_code.contains_key(code) {
                self.fault(Column::Code, row, "units-fault-code-taken", 0);
            } else {
                codes.insert(code.to_owned(), at);
            }
        }
        (codes, names)
    }

    /// The codes of offices: each is one, of one unit.
    fn offices(&mut self, ids: &[UnitId]) {
        let rows = self.rows;
        let mut seen: HashMap<String, usize> = HashMap::new();
        for (row, id) in rows.rows.iter().zip(ids) {
            let typed = row.get(Column::Office);
            if typed.is_empty() {
                continue;
            }
            let Some(code) = exchange::office_code(typed) else {
                self.fault(
                    Column::Office,
                    row,
                    "units-fault-office-unread",
                    exchange::OFFICE_CODE_LETTERS_MAX,
                );
                continue;
            };
            if let Some(first) = seen.get(&code).copied() {
                self.fault(Column::Office, row, "units-fault-office-twice", first);
            } else if self.known.offices.contains(&code) {
                self.fault(Column::Office, row, "units-fault-office-taken", 0);
            } else {
                seen.insert(code.clone(), row.number as usize);
                self.checked.offices.push((*id, code));
            }
        }
    }

    /// The cells that stand for themselves.
    fn cells(&mut self, row: &Row) -> Option<(UnitKind, Span)> {
        let name = row.get(Column::Name);
        if name.is_empty() {
            self.fault(Column::Name, row, "units-fault-name-missing", 0);
        } else if name.chars().count() > NAME_LETTERS_MAX {
            self.fault(Column::Name, row, "units-fault-name-long", NAME_LETTERS_MAX);
        }
        let code = row.get(Column::Code);
        if code.chars().count() > CODE_LETTERS_MAX || code.contains(char::is_whitespace) {
            self.fault(Column::Code, row, "units-fault-code-unread", CODE_LETTERS_MAX);
        }
        let kind = UnitKind::guess(row.get(Column::Kind));
        if kind.is_none() {
            let missing = row.get(Column::Kind).is_empty();
            self.fault(
                Column::Kind,
                row,
                if missing { "units-fault-kind-missing" } else { "units-fault-kind-unknown" },
                0,
            );
        }
        let commune = row.get(Column::Commune);
        if !commune.is_empty() && !self.known.communes.contains(commune) {
            self.fault(Column::Commune, row, "units-fault-commune-unknown", 0);
        }
        let from = row.get(Column::From);
        let first = day(from);
        if !from.is_empty() && first.is_none() {
            self.fault(Column::From, row, "units-fault-day-unread", 0);
        }
        kind.map(|kind| (kind, Span { from: first, to: None }))
    }

    /// The unit above, from the file or from what is known.
    fn above(
        &mut self,
        at: usize,
        row: &Row,
        codes: &HashMap<String, usize>,
        names: &HashMap<String, Vec<usize>>,
    ) -> Option<Above> {
        let asked = row.get(Column::Parent);
        if asked.is_empty() {
            self.fault(Column::Parent, row, "units-fault-parent-missing", 0);
            return None;
        }
        if let Some(other) = codes.get(asked).copied() {
            return Some(Above::Row(other));
        }
        match self.look_up(asked) {
            Ok(id) => {
                let first = day(row.get(Column::From)).unwrap_or(self.today);
                if self.known.lives.get(&id).is_some_and(|life| !life.contains(first)) {
                    self.fault(Column::Parent, row, "units-fault-parent-ended", 0);
                }
                Some(Above::Known(id))
            }
            Err(n) => {
                let own: Vec<usize> = names
                    .get(&key(asked))
                    .into_iter()
                    .flatten()
                    .copied()
                    .filter(|other| *other != at)
                    .collect();
                match (n, own.as_slice()) {
                    (0, [only]) => return Some(Above::Row(*only)),
                    (0, []) => self.fault(Column::Parent, row, "units-fault-parent-unknown", 0),
                    (n, own) => {
                        self.fault(Column::Parent, row, "units-fault-parent-several", n.max(own.len()));
                    }
                }
                None
            }
        }
    }

    /// The one known unit of this code or name, or how many there are.
    fn look_up(&mut self, asked: &str) -> Result<UnitId, usize> {
        if let Some(found) = self.parents.get(asked) {
            return *found;
        }
        let found = match self.known.by_code.get(asked) {
            Some(id) => Ok(*id),
            None => {
                let by_name = self.known.by_name.get(&key(asked)).map(Vec::as_slice).unwrap_or_default();
                match self.alive(by_name) {
                    Err(0) => {
                        let words = lexicon::plain(&lexicon::words(asked));
                        let by_words =
                            self.known.by_words().get(&words).map(Vec::as_slice).unwrap_or_default();
                        self.alive(by_words)
                    }
                    found => found,
                }
            }
        };
        self.parents.insert(asked.to_owned(), found);
        found
    }

    /// The only one of namesakes that exists today; else how many there are. An ended one is given when it is the only one.
    fn alive(&self, ids: &[UnitId]) -> Result<UnitId, usize> {
        let today = |id: &&UnitId| self.known.lives.get(*id).is_some_and(|life| life.contains(self.today));
        let alive: Vec<&UnitId> = ids.iter().filter(today).collect();
        match (alive.as_slice(), ids) {
            ([only], _) => Ok(**only),
            ([], [only]) => Ok(*only),
            ([], _) => Err(ids.len()),
            (several, _) => Err(several.len()),
        }
    }

    /// Rows that stand below themselves.
    fn loops(&mut self, aboves: &[Option<Above>]) {
        let rows = self.rows;
        for (at, row) in rows.rows.iter().enumerate() {
            let (mut here, mut steps) = (at, 0);
            while let Some(Some(Above::Row(next))) = aboves.get(here) {
                here = *next;
                steps += 1;
                if here == at || steps > DEPTH_MAX {
                    self.fault(Column::Parent, row, "units-fault-parent-loop", 0);
                    break;
                }
            }
        }
    }
}
