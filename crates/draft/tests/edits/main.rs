//! Edits of a draft: what they change, what they refuse, and that undo brings back exactly what was.

mod questions;
mod support;
mod together;

use draft::{Draft, EditError, IssueKind, IssueState, Kind, Op, Value};
use reader::plan::Span;
use serde_json::json;
use support::*;

#[test]
fn accepting_a_misprint_mends_the_items_of_its_line_and_undo_brings_it_back() {
    let mut draft = draft();
    let before = draft.clone();
    let id = issue(&draft, |k| matches!(k, IssueKind::Defect { text, .. } if text == "gop phần"));
    let undo = apply(&mut draft, &Op::Accept { item: id, choice: None }).unwrap();
    let Value::Duty(duty) = &draft.of(Kind::Duty).next().unwrap().value else { panic!("a duty") };
    assert_eq!(duty.duty, "góp phần chuẩn bị hội trường");
    apply(&mut draft, &undo).unwrap();
    assert_eq!(draft, before);
}

#[test]
fn what_stands_already_is_left_out_of_a_batch() {
    let mut draft = draft();
    let unit = issue(&draft, |k| matches!(k, IssueKind::Unit { .. }));
    let accept = |choice: &str| Op::Accept { item: unit.clone(), choice: Some(choice.into()) };
    let lead = |unit: &str| set("/roadmap/0/lead_units", json!([{"name": "Phòng TrH", "unit": unit}]));
    let ops =
        [set("/roadmap/0/task", json!("Lập ban")), accept("u-1"), Op::Remove { path: "/roadmap/1".into() }];
    draft.apply_new(&ops, setting()).unwrap();
    let before = draft.clone();
    let (_, standing) = draft.apply_new(&ops, setting()).unwrap();
    assert_eq!((standing, &draft), (vec![0, 1, 2], &before));
    // Another way of saying the same, spaces and all.
    for same in [set("/roadmap/0/task", json!(" Lập  ban ")), lead("u-1")] {
        assert!(draft.stands(&same, setting()), "{same:?}");
    }
    let others = [
        set("/roadmap/0/task", json!("Lập Ban")),
        accept("u-2"),
        lead("u-2"),
        Op::Skip { item: unit.clone() },
    ];
    for other in others {
        assert!(!draft.stands(&other, setting()), "{other:?}");
    }
    // A value in a row that was taken out is not what stands: somebody wants it back.
    assert!(!draft.stands(&set("/roadmap/1/task", json!("Tổ chức ngày hội")), setting()));
    // What an earlier change of the batch does counts: there and back again is no standstill.
    let back = [set("/roadmap/0/task", json!("Khác")), set("/roadmap/0/task", json!("Lập ban"))];
    let (inverse, standing) = draft.apply_new(&back, setting()).unwrap();
    assert_eq!(standing, Vec::<usize>::new());
    apply(&mut draft, &inverse).unwrap();
    assert_eq!(draft, before);
}

#[test]
fn wrong_edits_are_refused_and_change_nothing() {
    let mut draft = draft();
    let before = draft.clone();
    let long = "x".repeat(draft::TEXT_CHARS_MAX + 1);
    let task = "/roadmap/0/task";
    let add = |path: &str| Op::Add { path: path.into() };
    let no_item = |path: &str| EditError::NoItem(path.into());
    let cases = [
        (set(task, json!(3)), EditError::Shape("task".into())),
        (set("/roadmap/0/span", json!({"start_line": 1})), EditError::NoField("/roadmap/0/span".into())),
        (set("/roadmap/0/lead_units", json!([1])), EditError::Shape("lead_units".into())),
        (set(task, json!(long)), EditError::TooLong("task".into())),
        (set("/roadmap/0/time", json!(["2024"])), EditError::Shape("time".into())),
        (set("task", json!("x")), EditError::NoField("task".into())),
        (set("/roadmap/0/lead_units", json!([{"name": "Phòng Lạ", "unit": "u-99"}])), EditError::NoCandidate),
        (Op::Remove { path: "/header".into() }, EditError::Letterhead),
        (Op::Remove { path: "/roadmap/99".into() }, no_item("/roadmap/99")),
        (Op::Skip { item: "i99".into() }, EditError::NoIssue("i99".into())),
        (add("/header/nabc"), EditError::Letterhead),
        (add("/roadmap/7"), no_item("/roadmap/7")),
        (add("/roadmap/n../x"), no_item("/roadmap/n../x")),
        (add("/secrets/nabc"), no_item("/secrets/nabc")),
    ];
    for (op, error) in cases {
        assert_eq!(draft.apply_new(std::slice::from_ref(&op), setting()), Err(error), "{op:?}");
        assert_eq!(draft, before, "{op:?} changed the draft");
    }
}

#[test]
fn a_draft_survives_being_stored() {
    let draft = draft();
    let text = serde_json::to_string(&draft).unwrap();
    assert_eq!(serde_json::from_str::<Draft>(&text).unwrap(), draft);
}

#[test]
fn times_units_and_lists_are_understood_as_typed() {
    let mut draft = draft();
    apply(&mut draft, &set("/roadmap/1/time", json!("tháng 6-7/2024"))).unwrap();
    apply(&mut draft, &set("/roadmap/1/lead_units", json!([{"name": "Tổ Thư viện", "unit": "u-1"}])))
        .unwrap();
    let Value::Task(task) = &draft.item("/roadmap/1").unwrap().value else { panic!("a task") };
    let time = task.time.as_ref().unwrap();
    assert_eq!(
        (time.start.unwrap().to_string(), time.end.unwrap().to_string()),
        ("2024-06-01".into(), "2024-07-31".into())
    );
    assert_eq!(time.text, "tháng 6-7/2024");
    assert_eq!(task.lead_units, ["Tổ Thư viện"]);
    let chosen = draft.unit("Tổ Thư viện").unwrap().chosen.clone().unwrap();
    assert_eq!((chosen.unit.as_str(), chosen.by_person), ("u-1", true));
    apply(&mut draft, &set("/roadmap/1/time", json!("khi có hướng dẫn của Bộ"))).unwrap();
    let Value::Task(task) = &draft.item("/roadmap/1").unwrap().value else { panic!("a task") };
    assert_eq!(
        task.time.as_ref().unwrap().text,
        "khi có hướng dẫn của Bộ",
        "words that are no date are kept"
    );
    apply(&mut draft, &set("/header/modes", json!(["truc_tuyen"]))).unwrap();
    apply(&mut draft, &set("/header/subject", json!("  Ngày hội\u{200b} đọc sách "))).unwrap();
    assert_eq!(draft.head().unwrap().subject, "Ngày hội đọc sách");
}

#[test]
fn a_batch_is_all_or_nothing() {
    let mut draft = draft();
    let before = draft.clone();
    let ops = [set("/roadmap/0/task", json!("Khác")), set("/roadmap/0/nothing", json!("x"))];
    assert!(draft.apply_new(&ops, setting()).is_err());
    assert_eq!(draft, before);
}

#[test]
fn reopening_takes_back_what_accepting_set() {
    let mut draft = draft();
    let id = issue(&draft, |k| matches!(k, IssueKind::Defect { text, .. } if text == "gop phần"));
    apply(&mut draft, &Op::Accept { item: id.clone(), choice: None }).unwrap();
    apply(&mut draft, &Op::Reopen { item: id.clone() }).unwrap();
    let Value::Duty(duty) = &draft.of(Kind::Duty).next().unwrap().value else { panic!("a duty") };
    assert_eq!(duty.duty, "gop phần chuẩn bị hội trường");
    assert_eq!(draft.issue(&id).unwrap().state, IssueState::Open);
}

#[test]
fn reopening_a_misprint_keeps_what_was_edited_since() {
    let mut draft = draft();
    let id = issue(&draft, |k| matches!(k, IssueKind::Defect { text, .. } if text == "gop phần"));
    apply(&mut draft, &Op::Accept { item: id.clone(), choice: None }).unwrap();
    apply(&mut draft, &set("/obligations/0/duty", json!("góp phần chuẩn bị hội trường và loa đài"))).unwrap();
    apply(&mut draft, &Op::Reopen { item: id }).unwrap();
    let Value::Duty(duty) = &draft.of(Kind::Duty).next().unwrap().value else { panic!("a duty") };
    assert_eq!(duty.duty, "gop phần chuẩn bị hội trường và loa đài");
}

#[test]
fn a_small_defect_is_mended_in_the_items_when_somebody_says_so() {
    let mut reading = reading();
    reading.plan.obligations[0].duty = "chuẩn bị hội trường năm học 2023- 2024".into();
    reading.plan.obligations[0].span = Span::new(20, 21);
    let mut draft = draft::make(&reading, &resolve);
    let before = draft.clone();
    let id = issue(&draft, |k| matches!(k, IssueKind::Defect { text, .. } if text == "2023- 2024"));
    assert!(draft.would_mend(draft.issue(&id).unwrap()));
    let duty = |draft: &Draft| draft.item("/obligations/0").unwrap().value.title().to_owned();
    let undo = apply(&mut draft, &Op::Accept { item: id.clone(), choice: None }).unwrap();
    assert_eq!(duty(&draft), "chuẩn bị hội trường năm học 2023 - 2024");
    assert!(!draft.would_mend(draft.issue(&id).unwrap()));
    let mut reopened = draft.clone();
    apply(&mut draft, &undo).unwrap();
    assert_eq!(draft, before);
    apply(&mut reopened, &Op::Reopen { item: id.clone() }).unwrap();
    assert_eq!(duty(&reopened), duty(&before));
    assert_eq!(reopened.issue(&id).unwrap().state, IssueState::Noted, "it holds nothing up");
    // What no item says is not offered.
    let other = self::draft();
    let id = issue(&other, |k| matches!(k, IssueKind::Defect { text, .. } if text == "2023- 2024"));
    assert!(!other.would_mend(other.issue(&id).unwrap()));
}

#[test]
fn a_field_meets_itself_and_its_item_and_no_other_field() {
    assert!(draft::meet("/roadmap/1", "/roadmap/1/task") && draft::meet("/roadmap/1/task", "/roadmap/1"));
    assert!(draft::meet("/roadmap/1/task", "/roadmap/1/task") && draft::meet("i4", "i4"));
    assert!(!draft::meet("/roadmap/1/task", "/roadmap/1/time"));
    assert!(!draft::meet("/roadmap/1", "/roadmap/10/task"));
    assert!(!draft::meet("unit:so a", "unit:so a/b"));
}

#[test]
fn an_undo_of_a_whole_item_kept_from_before_is_read_and_carried_out() {
    let mut draft = draft();
    let was = draft.clone();
    let defect = issue(&was, |k| matches!(k, IssueKind::Defect { text, .. } if text == "gop phần"));
    apply(&mut draft, &Op::Accept { item: defect.clone(), choice: None }).expect("accepted");
    // As it was kept: the item with "by_hand", under its own op.
    let mut item = serde_json::to_value(was.item("/obligations/0").expect("the duty")).expect("JSON");
    item["by_hand"] = json!(true);
    let put = json!({"op": "many", "ops": [{"op": "put", "was": item}]});
    let mut kept = serde_json::to_value(&draft).expect("JSON");
    let issues = kept["issues"].as_array_mut().expect("issues");
    let one = issues.iter_mut().find(|i| i["id"] == defect.as_str()).expect("the defect");
    one["taken_back_by"] = put.clone();
    let mut old: Draft = serde_json::from_value(kept).expect("an old draft can be read");
    let duty = |draft: &Draft| draft.item("/obligations/0").expect("the duty").value.title().to_owned();
    assert!(duty(&old).starts_with("góp phần"));
    let mut reopened = old.clone();
    apply(&mut reopened, &Op::Reopen { item: defect }).expect("opened again");
    assert!(duty(&reopened).starts_with("gop phần"), "the mend is taken back");
    let undo: Op = serde_json::from_value(put).expect("an old undo can be read");
    assert!(!undo.is_for_people());
    assert_eq!(undo.touches(), ["/obligations/0"]);
    let again = apply(&mut old, &undo).expect("carried out");
    assert!(duty(&old).starts_with("gop phần"));
    apply(&mut old, &again).expect("and back");
    assert!(duty(&old).starts_with("góp phần"));
}

#[test]
fn who_trusts_what_is_trusted_already_touches_nothing() {
    let mut draft = draft();
    draft.doubt = Some(serde_json::from_value(json!({"reason": "no_signs", "found": []})).expect("a doubt"));
    assert_eq!(apply(&mut draft, &Op::Trust).expect("trusted").touches(), ["doubt"]);
    assert_eq!(Op::Trust.touches(), [""; 0]);
    assert_eq!(apply(&mut draft, &Op::Trust).expect("trusted").touches(), [""; 0]);
    assert_eq!(draft.doubt, None);
}
