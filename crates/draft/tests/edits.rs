//! Edits of a draft: what they change, what they refuse, and that undo brings back exactly what was.

use draft::{
    Candidate, Chosen, Draft, EditError, IssueKind, IssueState, Kind, Op, Setting, UnitMatch, Value,
};
use proptest::prelude::*;
use reader::plan::{Defect, DefectType, Obligation, Plan, RoadmapItem, Span, SpannedText, UnitSource};
use reader::time::TimeContext;
use reader::{ItemMark, Reading, ReviewReason};
use serde_json::json;

fn spanned(text: &str, line: u32) -> SpannedText {
    SpannedText { text: text.to_owned(), span: Span::new(line, line) }
}

/// A small plan of our own: two tasks, one duty, a misprint on the line of the duty, a stray space.
fn plan() -> Plan {
    let mut plan = Plan::default();
    plan.source.line_count = 40;
    plan.header.subject = Some(spanned("Ngày hội đọc sách năm 2024", 5));
    plan.header.doc_type = Some(spanned("KẾ HOẠCH", 4));
    plan.roadmap = vec![
        RoadmapItem {
            no: Some("1".into()),
            task: "Thành lập ban tổ chức".into(),
            lead_units: vec!["Phòng TrH".into()],
            coop_units: vec!["Văn phòng".into()],
            span: Span::new(10, 10),
            ..RoadmapItem::default()
        },
        RoadmapItem {
            no: Some("2".into()),
            task: "Tổ chức ngày hội".into(),
            span: Span::new(11, 11),
            ..RoadmapItem::default()
        },
    ];
    plan.obligations = vec![Obligation {
        units: vec!["Văn phòng".into()],
        unit_source: UnitSource::Heading,
        duty: "gop phần chuẩn bị hội trường".into(),
        verbs: vec![],
        with_units: vec![],
        deadline: None,
        span: Span::new(20, 20),
    }];
    let defect = |kind, text: &str, mend: &str, line| Defect {
        kind,
        text: text.into(),
        suggestion: Some(mend.into()),
        note: None,
        optional: false,
        span: Span::new(line, line),
    };
    plan.defects = vec![
        defect(DefectType::Typo, "gop phần", "góp phần", 20),
        defect(DefectType::StraySpace, "2023- 2024", "2023 - 2024", 21),
    ];
    plan
}

fn reading() -> Reading {
    let unsure = ItemMark {
        path: "/roadmap/1".into(),
        confidence: 0.4,
        review: Some(ReviewReason { code: "no_lead_unit".into() }),
    };
    Reading { plan: plan(), items: vec![unsure], ..Reading::default() }
}

fn resolve(name: &str) -> UnitMatch {
    let candidate = |unit: &str, name: &str| Candidate {
        unit: unit.into(),
        name: name.into(),
        place: String::new(),
        score: 0.8,
    };
    let chosen = Some(Chosen { unit: "u-vp".into(), name: "Văn phòng Sở".into(), by_person: false });
    match name {
        "Văn phòng" => UnitMatch { printed: name.into(), chosen, candidates: vec![], is_group: false },
        _ => UnitMatch {
            printed: name.into(),
            chosen: None,
            candidates: vec![
                candidate("u-1", "Phòng Giáo dục Trung học"),
                candidate("u-2", "Phòng Trung học nghề"),
            ],
            is_group: false,
        },
    }
}

fn unit_name(id: &str) -> Option<String> {
    ["u-1", "u-2", "u-vp"].contains(&id).then(|| format!("Đơn vị {id}"))
}

fn setting() -> Setting<'static> {
    Setting {
        time: TimeContext { year: Some(2024), ..TimeContext::default() },
        resolve: &resolve,
        unit_name: &unit_name,
    }
}

fn apply(draft: &mut Draft, op: &Op) -> Result<Op, EditError> {
    draft.apply(op, setting())
}

fn set(path: &str, value: serde_json::Value) -> Op {
    Op::Set { path: path.into(), value }
}

fn draft() -> Draft {
    draft::make(&reading(), &resolve)
}

fn issue(draft: &Draft, wanted: impl Fn(&IssueKind) -> bool) -> String {
    draft.issues.iter().find(|i| wanted(&i.kind)).expect("the issue is there").id.clone()
}

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

/// What each of two people may set: fields of the same items, none in common.
fn op_of(person: usize) -> impl Strategy<Value = Op> {
    let fields = [["task", "lead_units", "product"], ["time", "coop_units", "group"]][person];
    let item = prop_oneof![Just("/roadmap/0"), Just("/roadmap/1")];
    let value = move |field: &str| match field {
        "lead_units" => {
            prop_oneof![Just(json!(["Phòng Mới"])), Just(json!([{"name": "Tổ A", "unit": "u-1"}]))].boxed()
        }
        "coop_units" => prop_oneof![Just(json!(["Phòng Mới"])), Just(json!(["Tổ B", "Văn phòng"]))].boxed(),
        "time" => prop_oneof![Just(json!("tháng 8/2024")), Just(json!("quý III"))].boxed(),
        _ => "[a-zăâđ ]{1,12}".prop_map(|s| json!(s)).boxed(),
    };
    (item, proptest::sample::select(fields.to_vec())).prop_flat_map(move |(item, field)| {
        value(field).prop_map(move |v| set(&format!("{item}/{field}"), v))
    })
}

/// Two rows of changes, and whose turn it is.
fn two_people() -> impl Strategy<Value = (Vec<Op>, Vec<Op>, Vec<bool>)> {
    (
        proptest::collection::vec(op_of(0), 0..6),
        proptest::collection::vec(op_of(1), 0..6),
        proptest::collection::vec(any::<bool>(), 12),
    )
}

/// Both rows in turns; gives the draft and what undoes each person's changes, last first.
fn interleaved(ops: [&[Op]; 2], turns: &[bool]) -> (Draft, [Vec<Op>; 2]) {
    let mut draft = draft();
    let mut left = ops.map(|ops| ops.iter());
    let mut undo = [Vec::new(), Vec::new()];
    let mut turns = turns.iter().copied().chain(std::iter::repeat([false, true]).flatten());
    while left.iter().any(|ops| ops.len() > 0) {
        let who = usize::from(turns.next().expect("endless"));
        if let Some(op) = left[who].next() {
            undo[who].insert(0, apply(&mut draft, op).expect("it applies"));
        }
    }
    (draft, undo)
}

fn any_op() -> impl Strategy<Value = Op> {
    let item = prop_oneof![
        Just("/roadmap/0"),
        Just("/roadmap/1"),
        Just("/obligations/0"),
        Just("/header"),
        Just("/roadmap/nabc1"),
        Just("/nothing/9")
    ];
    let field = prop_oneof![
        Just("task"),
        Just("duty"),
        Just("subject"),
        Just("lead_units"),
        Just("time"),
        Just("product")
    ];
    let value = prop_oneof![
        ".{0,12}".prop_map(|s| json!(s)),
        proptest::collection::vec(".{0,6}", 0..3).prop_map(|v| json!(v)),
        Just(json!(null)),
        Just(json!([{"name": "Phòng TrH", "unit": "u-2"}])),
        Just(json!("tháng 8/2024")),
    ];
    let number = 1u32..12;
    prop_oneof![
        (item.clone(), field, value).prop_map(|(i, f, v)| set(&format!("{i}/{f}"), v)),
        Just(Op::Add { path: "/roadmap/nabc1".into() }),
        item.clone().prop_map(|i| Op::Remove { path: i.into() }),
        item.prop_map(|i| Op::Restore { path: i.into() }),
        (number.clone(), proptest::option::of(prop_oneof![Just("u-1".to_owned()), Just("u-9".to_owned())]))
            .prop_map(|(n, c)| Op::Accept { item: format!("i{n}"), choice: c }),
        number.clone().prop_map(|n| Op::Skip { item: format!("i{n}") }),
        number.prop_map(|n| Op::Reopen { item: format!("i{n}") }),
    ]
}

/// What people see of a draft: an undone "add" leaves a removed item behind, which nobody sees.
fn seen(draft: &Draft) -> serde_json::Value {
    let items: Vec<_> = draft.items.iter().filter(|i| !i.removed).collect();
    json!({"items": items, "issues": draft.issues, "units": draft.units})
}

proptest! {
    #[test]
    fn changes_of_two_people_to_different_fields_come_out_the_same_in_any_order((one, two, turns) in two_people()) {
        let (mixed, undo) = interleaved([&one, &two], &turns);
        let (after, _) = interleaved([&one, &two], &[false; 12]);
        let (before, _) = interleaved([&one, &two], &[true; 12]);
        prop_assert_eq!(seen(&mixed), seen(&after));
        prop_assert_eq!(seen(&mixed), seen(&before));
        // Nothing that one touched meets what the other touched: the server merges exactly these.
        let fields = |ops: &[Op]| ops.iter().flat_map(Op::touches).collect::<Vec<_>>();
        for a in fields(&one) {
            prop_assert!(fields(&two).iter().all(|b| !draft::meet(&a, b)));
        }
        // One person's undo takes nothing of the other's.
        let mut alone = mixed;
        for op in &undo[0] {
            apply(&mut alone, op).expect("an inverse always applies");
        }
        let (wanted, _) = interleaved([&[], &two], &[]);
        prop_assert_eq!(&alone.items, &wanted.items);
    }

    #[test]
    fn whatever_two_changes_share_is_seen_by_both_to_meet(one in any_op(), two in any_op()) {
        let mut a = draft();
        let (Ok(back), Ok(other)) = (apply(&mut a.clone(), &one), apply(&mut a, &two)) else { return Ok(()) };
        let touched = |op: &Op, back: &Op| [op.touches(), back.touches()].concat();
        let (ones, twos) = (touched(&one, &back), touched(&two, &other));
        let meets = ones.iter().any(|x| twos.iter().any(|y| draft::meet(x, y)));
        // In both orders the same: else one of them would be lost without a word.
        let in_order = |first: &Op, second: &Op| {
            let mut draft = draft();
            let is_taken = apply(&mut draft, first).is_ok() && apply(&mut draft, second).is_ok();
            is_taken.then(|| seen(&draft))
        };
        if !meets {
            prop_assert_eq!(in_order(&one, &two), in_order(&two, &one));
        }
    }

    #[test]
    fn undoing_everything_in_reverse_brings_back_the_beginning(ops in proptest::collection::vec(any_op(), 0..30)) {
        let mut draft = draft();
        let before = seen(&draft);
        let mut undo = Vec::new();
        for op in &ops {
            if let Ok(inverse) = apply(&mut draft, op) {
                undo.push(inverse);
            }
        }
        for op in undo.iter().rev() {
            apply(&mut draft, op).expect("an inverse always applies");
        }
        prop_assert_eq!(seen(&draft), before);
    }
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
