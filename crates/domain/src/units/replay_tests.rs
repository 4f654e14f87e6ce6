//! Random histories: every dated question must have the answer that a day-by-day replay gives.

use std::collections::{BTreeMap, HashMap};

use proptest::prelude::*;

use super::*;

const LINE: Line = Line::StateManagement;
const DAYS: u32 = 60;
const UNITS: usize = 7;

fn day(n: u32) -> Day {
    Day::from_ymd_opt(2024, 1, 1).unwrap() + chrono::Days::new(n.into())
}

fn code(n: usize) -> UnitCode {
    UnitCode::new(format!("u{n}"))
}

fn new_unit(n: usize, parent: Option<usize>, name: &str) -> NewUnit {
    NewUnit {
        code: code(n),
        kind: UnitKind::Other,
        name: Name { full: name.to_owned(), short: name.to_owned() },
        parents: BTreeMap::from([(LINE, parent.map(code))]),
        aliases: Vec::new(),
        area: String::new(),
        source: String::new(),
        verified: true,
        rank: 0,
    }
}

#[derive(Debug, Clone)]
enum Step {
    Create(usize, Option<usize>, u32),
    Rename(usize, u32),
    Move(usize, Option<usize>, u32),
    Dissolve(usize, Option<usize>, u32),
    MergeInto(usize, usize, u32),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let unit = 0..UNITS;
    let some = proptest::option::of(0..UNITS);
    let on = 0..DAYS;
    let step = prop_oneof![
        4 => (unit.clone(), some.clone(), 0..DAYS / 2).prop_map(|(u, p, d)| Step::Create(u, p, d)),
        2 => (unit.clone(), on.clone()).prop_map(|(u, d)| Step::Rename(u, d)),
        4 => (unit.clone(), some.clone(), on.clone()).prop_map(|(u, p, d)| Step::Move(u, p, d)),
        1 => (unit.clone(), some, on.clone()).prop_map(|(u, to, d)| Step::Dissolve(u, to, d)),
        1 => (unit.clone(), unit, on).prop_map(|(u, to, d)| Step::MergeInto(u, to, d)),
    ];
    proptest::collection::vec(step, 1..40)
}

/// What happened, as single facts.
#[derive(Debug, Clone)]
enum Fact {
    Born(UnitCode),
    Named(UnitCode, String),
    Placed(UnitCode, Option<UnitCode>),
    Ended(UnitCode),
}

/// The plainest possible reader of a history: on each day carries out the facts of that day.
fn replay(facts: &[(u32, Fact)], until: u32) -> HashMap<UnitCode, (String, Option<UnitCode>)> {
    let mut state: HashMap<UnitCode, (String, Option<UnitCode>)> = HashMap::new();
    for today in 0..=until {
        for (_, fact) in facts.iter().filter(|(at, _)| *at == today) {
            match fact.clone() {
                Fact::Born(unit) => drop(state.insert(unit, (String::new(), None))),
                Fact::Named(unit, name) => state.get_mut(&unit).unwrap().0 = name,
                Fact::Placed(unit, parent) => state.get_mut(&unit).unwrap().1 = parent,
                Fact::Ended(unit) => {
                    state.remove(&unit);
                    state
                        .values_mut()
                        .filter(|(_, parent)| parent.as_ref() == Some(&unit))
                        .for_each(|(_, parent)| *parent = None);
                }
            }
        }
    }
    state
}

/// The children on `on` of a unit that ends and moves them to `to`.
fn moved(forest: &Forest, unit: &UnitCode, to: &UnitCode, on: u32) -> Vec<Fact> {
    let children = forest.children_on(unit, LINE, day(on));
    children
        .into_iter()
        .filter(|child| child.code != *to)
        .map(|child| Fact::Placed(child.code.clone(), Some(to.clone())))
        .collect()
}

fn make(forest: &mut Forest, step: &Step, n: usize) -> Vec<(u32, Fact)> {
    let basis = String::new;
    let name = format!("name {n}");
    let (on, change, facts) = match *step {
        Step::Create(u, p, on) => {
            let unit = Box::new(new_unit(u, p, &name));
            let facts =
                vec![Fact::Born(code(u)), Fact::Named(code(u), name), Fact::Placed(code(u), p.map(code))];
            (on, Change::Create { unit, from: Some(day(on)) }, facts)
        }
        Step::Rename(u, on) => {
            let new = Name { full: name.clone(), short: name.clone() };
            (
                on,
                Change::Rename { unit: code(u), on: day(on), name: new, basis: basis(), verified: true },
                vec![Fact::Named(code(u), name)],
            )
        }
        Step::Move(u, p, on) => {
            let change = Change::Reparent {
                unit: code(u),
                line: LINE,
                on: day(on),
                parent: p.map(code),
                basis: basis(),
                verified: true,
            };
            (on, change, vec![Fact::Placed(code(u), p.map(code))])
        }
        Step::Dissolve(u, to, on) => {
            let children = to.map_or(Children::Detach, |to| Children::MoveTo(code(to)));
            let mut facts = to.map_or_else(Vec::new, |to| moved(forest, &code(u), &code(to), on));
            facts.push(Fact::Ended(code(u)));
            (
                on,
                Change::Dissolve {
                    unit: code(u),
                    on: day(on),
                    successor: None,
                    children,
                    basis: basis(),
                    verified: true,
                },
                facts,
            )
        }
        Step::MergeInto(u, to, on) => {
            let mut facts = moved(forest, &code(u), &code(to), on);
            facts.push(Fact::Ended(code(u)));
            let into = Target::Existing(code(to));
            (
                on,
                Change::Merge { from: vec![code(u)], into, on: day(on), basis: basis(), verified: true },
                facts,
            )
        }
    };
    let before = forest.clone();
    if forest.apply(change).is_ok() {
        return facts.into_iter().map(|fact| (on, fact)).collect();
    }
    assert_eq!(
        (forest.units(), forest.links()),
        (before.units(), before.links()),
        "a refused change changes nothing"
    );
    Vec::new()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_dated_question_equals_a_naive_replay(steps in steps()) {
        let mut forest = Forest::default();
        let mut facts = Vec::new();
        for (n, step) in steps.iter().enumerate() {
            facts.extend(make(&mut forest, step, n));
        }
        for n in 0..DAYS {
            let (today, state) = (day(n), replay(&facts, n));
            for at in 0..UNITS {
                let unit = forest.get(&code(at)).filter(|unit| unit.life.contains(today));
                let told = unit.map(|unit| (unit.names.on(today).map(|name| name.full.clone()).unwrap_or_default(), forest.parent_on(&unit.code, LINE, today).cloned()));
                prop_assert_eq!(told, state.get(&code(at)).cloned(), "unit {} on day {}; facts {:?}", at, n, &facts);
                // Going up always comes to an end, and going down says the same as going up.
                prop_assert!(forest.ancestors_on(&code(at), LINE, today).len() < UNITS);
                let mut children: Vec<_> = forest.children_on(&code(at), LINE, today).into_iter().map(|unit| unit.code.clone()).collect();
                let mut expected: Vec<_> = state.iter().filter(|(_, (_, parent))| parent.as_ref() == Some(&code(at))).map(|(unit, _)| unit.clone()).collect();
                children.sort();
                expected.sort();
                prop_assert_eq!(children, expected);
            }
            let mut roots: Vec<_> = forest.roots_on(LINE, today).into_iter().map(|unit| unit.code.clone()).collect();
            let mut expected: Vec<_> = state.iter().filter(|(_, (_, parent))| parent.is_none()).map(|(unit, _)| unit.clone()).collect();
            roots.sort();
            expected.sort();
            prop_assert_eq!(roots, expected);
        }
    }
}
