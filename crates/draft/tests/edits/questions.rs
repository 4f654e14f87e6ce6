//! What a reading leaves open: the places to look at, and what answers them.

use crate::support::*;
use draft::{Draft, EditError, IssueKind, IssueState, Kind, Op, Value};
use reader::plan::{Defect, DefectType};
use reader::{ItemMark, ReviewReason};

#[test]
fn a_reading_becomes_items_and_places_to_look_at() {
    let draft = draft();
    assert_eq!(draft.of(Kind::Task).count(), 2);
    assert_eq!(draft.of(Kind::Duty).count(), 1);
    let open: Vec<String> = draft
        .open_issues()
        .map(|i| match &i.kind {
            IssueKind::Unsure { reason, .. } => format!("unsure {reason}"),
            IssueKind::Unit { key } => format!("unit {key}"),
            IssueKind::Missing { what } => format!("missing {what}"),
            IssueKind::Defect { text, .. } => format!("defect {text}"),
        })
        .collect();
    let wanted = [
        "missing agencies",
        "missing number-and-date",
        "unit phong trh",
        "unsure no_lead_unit",
        "defect gop phần",
        "missing recipients",
        "missing signatures",
    ];
    for line in wanted {
        assert!(open.contains(&line.to_owned()), "{line} is not among {open:?}");
    }
    assert_eq!(open.len(), wanted.len(), "{open:?}");
    assert!(
        draft.issues.iter().any(|i| i.state == IssueState::Noted),
        "the stray space is listed and holds nothing up"
    );
    assert_eq!(
        draft.unit("văn phòng").and_then(|u| u.chosen.as_ref()).map(|c| c.unit.as_str()),
        Some("u-vp")
    );
}

#[test]
fn two_spellings_of_one_unit_are_no_question() {
    let mut reading = reading();
    let odd = |text: &str, suggestion: &str| Defect {
        text: text.to_owned(),
        suggestion: Some(suggestion.to_owned()),
        kind: DefectType::InconsistentName,
        ..reading.plan.defects[0].clone()
    };
    let (same, other) = (odd("Văn phòng", "Văn phòng"), odd("Văn phòng", "Phòng TrH"));
    reading.plan.defects = vec![same, other];
    let draft = draft::make(&reading, &resolve);
    let states: Vec<IssueState> =
        draft.issues.iter().filter(|i| matches!(i.kind, IssueKind::Defect { .. })).map(|i| i.state).collect();
    assert_eq!(states, [IssueState::Noted, IssueState::Open]);
}

#[test]
fn what_is_unsure_for_the_same_reason_is_one_question() {
    let mut reading = reading();
    let duty = reading.plan.obligations[0].clone();
    reading.plan.obligations = vec![duty; 5];
    reading.items = (0..5)
        .map(|n| ItemMark {
            path: format!("/obligations/{n}"),
            confidence: 0.7,
            review: Some(ReviewReason { code: if n == 4 { "verb_missing" } else { "unit_assumed" }.into() }),
        })
        .collect();
    let draft = draft::make(&reading, &resolve);
    let unsure: Vec<(Option<&str>, usize)> = draft
        .issues
        .iter()
        .filter_map(|i| match &i.kind {
            IssueKind::Unsure { also, .. } => Some((i.path.as_deref(), also.len())),
            _ => None,
        })
        .collect();
    assert_eq!(unsure, [(Some("/obligations/0"), 3), (Some("/obligations/4"), 0)]);
}

#[test]
fn choosing_a_unit_answers_the_question_everywhere() {
    let mut draft = draft();
    let id = issue(&draft, |k| matches!(k, IssueKind::Unit { .. }));
    apply(&mut draft, &Op::Accept { item: id.clone(), choice: Some("u-2".into()) }).unwrap();
    assert_eq!(draft.unit("Phòng TrH").unwrap().chosen.as_ref().unwrap().unit, "u-2");
    assert_eq!(draft.issues.iter().find(|i| i.id == id).unwrap().state, IssueState::Accepted);
    let refused = apply(&mut draft, &Op::Accept { item: id, choice: Some("u-7".into()) });
    assert_eq!(refused, Err(EditError::NoCandidate));
}

#[test]
fn a_unit_in_brackets_is_a_name_of_its_own_and_the_one_before_it_stays() {
    let mut reading = reading();
    let printed = ["Văn phòng (Trung tâm TTTT)", "Văn phòng"];
    reading.plan.roadmap[0].lead_units = printed.map(str::to_owned).to_vec();
    reading.plan.obligations[0].units = vec!["Văn phòng (Trung tâm TTTT)".into()];
    let mut draft = draft::make(&reading, &resolve);
    let leads = |draft: &Draft| match &draft.item("/roadmap/0").unwrap().value {
        Value::Task(task) => task.lead_units.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(leads(&draft), ["Văn phòng", "Trung tâm TTTT"]);
    // Only the doubtful one is asked about, once, and choosing it leaves the other as it is.
    let asked =
        |name: &'static str| move |kind: &IssueKind| matches!(kind, IssueKind::Unit { key } if *key == name);
    let id = issue(&draft, asked("trung tam tttt"));
    assert!(!draft.issues.iter().any(|i| asked("van phong")(&i.kind)));
    apply(&mut draft, &Op::Accept { item: id, choice: Some("u-2".into()) }).unwrap();
    assert_eq!(leads(&draft), ["Văn phòng", "Trung tâm TTTT"]);
    let unit = |name: &str| draft.unit(name).unwrap().chosen.as_ref().unwrap().unit.clone();
    assert_eq!((unit("Văn phòng").as_str(), unit("Trung tâm TTTT").as_str()), ("u-vp", "u-2"));
    match &draft.item("/obligations/0").unwrap().value {
        Value::Duty(duty) => assert_eq!(duty.units, ["Văn phòng", "Trung tâm TTTT"]),
        other => panic!("{other:?}"),
    }
    // What is no other unit stays in its brackets, and so does a name whose first part nobody is sure of.
    for whole in
        ["Văn phòng (VP)", "Văn phòng (đ/c Lan)", "Văn phòng (Văn phòng TH)", "Phòng TrH (Trung tâm TTTT)"]
    {
        reading.plan.roadmap[0].lead_units = vec![whole.into()];
        assert_eq!(leads(&draft::make(&reading, &resolve)), [whole]);
    }
}

#[test]
fn a_plan_is_made_only_when_nothing_waits_any_more() {
    let mut draft = draft();
    let open: Vec<String> = draft.open_issues().map(|i| i.id.clone()).collect();
    assert_eq!(
        draft.content().unwrap_err().to_string(),
        format!("{} places still wait for a look", open.len())
    );
    for id in open {
        apply(&mut draft, &Op::Skip { item: id }).unwrap();
    }
    assert_eq!(draft.content().unwrap().tasks.len(), 2);
    let undo = apply(&mut draft, &Op::Add { path: "/roadmap/nabc1".into() }).unwrap();
    assert!(draft.content().is_err(), "an added row without words is not a task");
    apply(&mut draft, &undo).unwrap();
    assert!(draft.content().is_ok());
}
