//! A small plan of our own and what every test does with it.

use draft::{Candidate, Chosen, Draft, EditError, IssueKind, Op, Setting, UnitMatch};
use reader::plan::{Defect, DefectType, Obligation, Plan, RoadmapItem, Span, SpannedText, UnitSource};
use reader::time::TimeContext;
use reader::{ItemMark, Reading, ReviewReason};

pub fn spanned(text: &str, line: u32) -> SpannedText {
    SpannedText { text: text.to_owned(), span: Span::new(line, line) }
}

/// A small plan of our own: two tasks, one duty, a misprint on the line of the duty, a stray space.
pub fn plan() -> Plan {
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

pub fn reading() -> Reading {
    let unsure = ItemMark {
        path: "/roadmap/1".into(),
        confidence: 0.4,
        review: Some(ReviewReason { code: "no_lead_unit".into() }),
    };
    Reading { plan: plan(), items: vec![unsure], ..Reading::default() }
}

pub fn resolve(name: &str) -> UnitMatch {
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

pub fn unit_name(id: &str) -> Option<String> {
    ["u-1", "u-2", "u-vp"].contains(&id).then(|| format!("Đơn vị {id}"))
}

pub fn setting() -> Setting<'static> {
    Setting {
        time: TimeContext { year: Some(2024), ..TimeContext::default() },
        resolve: &resolve,
        unit_name: &unit_name,
    }
}

pub fn apply(draft: &mut Draft, op: &Op) -> Result<Op, EditError> {
    draft.apply(op, setting())
}

pub fn set(path: &str, value: serde_json::Value) -> Op {
    Op::Set { path: path.into(), value }
}

pub fn draft() -> Draft {
    draft::make(&reading(), &resolve)
}

pub fn issue(draft: &Draft, wanted: impl Fn(&IssueKind) -> bool) -> String {
    draft.issues.iter().find(|i| wanted(&i.kind)).expect("the issue is there").id.clone()
}
