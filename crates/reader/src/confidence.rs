//! How sure the reader is of each item, and why a person should look at the others.
//!
//! The signs are those that went with mistakes on labelled plans: a unit taken from the letterhead because nobody is
//! named, a time that was not understood, a row joined over a page break. Items without a mark are sure.

use crate::plan::{
    Campaign, CampaignType, Citation, Evidence, Obligation, Plan, Precision, RoadmapItem, Time, UnitSource,
};
use crate::reading::{ItemMark, ReviewReason};
use crate::units;
use crate::words::words;

/// A unit name longer than this may have swallowed a part of its sentence.
const UNIT_WORDS_MAX: usize = 14;

/// A row cut by a page break spans this many lines at most.
const JOINED_LINES_MAX: u32 = 4;

/// Why items go to review: the codes, each with what the officer reads (Vietnamese, English).
pub const REASONS: &[(&str, &str, &str)] = &[
    ("issuer_unsure", "Chưa rõ cơ quan ban hành", "The issuing agency is not certain"),
    ("title_missing", "Không thấy tên loại hoặc trích yếu", "No type or subject line was found"),
    ("marker_wrong", "Thứ tự mục in sai, đã suy ra ký hiệu đúng", "The printed list marker is out of order"),
    (
        "unit_assumed",
        "Câu không nêu đơn vị, tạm ghi cơ quan ban hành",
        "No unit is named; the issuer is assumed",
    ),
    ("unit_unsure", "Tên đơn vị có thể chưa tách đúng", "The unit name may be cut wrongly"),
    ("partners_unsure", "Đơn vị phối hợp có thể chưa tách đúng", "The partners may be cut wrongly"),
    ("verb_missing", "Chưa nhận ra việc phải làm", "No duty verb was recognised"),
    ("time_unread", "Chưa hiểu được thời gian", "The time was not understood"),
    ("time_open", "Thời gian không có ngày cụ thể", "The time has no calendar days"),
    ("lead_missing", "Chưa có đơn vị chủ trì", "No leading unit"),
    ("row_joined", "Dòng bị ngắt trang, đã ghép lại", "A row cut by a page break was joined"),
    ("text_joined", "Đoạn bị ngắt trang, đã ghép lại", "A paragraph cut by a page break was joined"),
    ("place_missing", "Chưa rõ địa điểm", "The place is not certain"),
    ("money_unsure", "Chưa rõ nguồn kinh phí", "The source of money is not certain"),
    ("name_missing", "Thiếu họ tên hoặc chức vụ người ký", "Name or post of the signer is missing"),
    ("name_unsure", "Tên có thể chưa đúng", "The name may be wrong"),
    (
        "citation_incomplete",
        "Văn bản viện dẫn thiếu số, ngày hoặc cơ quan",
        "The citation lacks number, date or issuer",
    ),
];

/// Marks of the doubtful items of a plan.
pub fn marks(plan: &Plan) -> Vec<ItemMark> {
    let mut out = Vec::new();
    header(plan, &mut out);
    each(&plan.legal_bases, "legal_bases", &mut out, citation);
    each(&plan.references, "references", &mut out, citation);
    each(&plan.outline, "outline", &mut out, |node| {
        let joined =
            node.kind != crate::plan::NodeKind::Table && node.span.end_line > node.span.start_line + 1;
        node.marker_fixed
            .as_ref()
            .map(|_| (0.7, "marker_wrong"))
            .or_else(|| joined.then_some((0.75, "text_joined")))
    });
    each(&plan.sessions, "sessions", &mut out, |s| (s.text == s.label).then_some((0.7, "name_unsure")));
    each(&plan.venues, "venues", &mut out, |v| v.location.is_none().then_some((0.6, "place_missing")));
    each(&plan.participants, "participants", &mut out, |p| {
        (p.members.iter().any(|m| words(m) > 40) || p.span.end_line > p.span.start_line + 1)
            .then_some((0.7, "name_unsure"))
    });
    each(&plan.roadmap, "roadmap", &mut out, |row| roadmap(row, &plan.roadmap));
    each(&plan.obligations, "obligations", &mut out, obligation);
    each(&plan.campaigns, "campaigns", &mut out, campaign);
    each(&plan.dates, "dates", &mut out, time);
    each(&plan.budget, "budget", &mut out, |b| {
        (b.sources.is_empty() && b.payers.is_empty()).then_some((0.5, "money_unsure"))
    });
    each(&plan.recipients, "recipients", &mut out, |r| (words(&r.name) > 25).then_some((0.6, "name_unsure")));
    each(&plan.signatures, "signatures", &mut out, |s| {
        (s.name.is_none() || s.title.is_none()).then_some((0.4, "name_missing"))
    });
    if let Some(window) = &plan.time_window
        && let Some((confidence, code)) = time(window)
    {
        out.push(mark("/time_window".to_owned(), confidence, code));
    }
    out
}

fn each<T>(
    items: &[T],
    field: &str,
    out: &mut Vec<ItemMark>,
    doubt: impl Fn(&T) -> Option<(f32, &'static str)>,
) {
    for (at, item) in items.iter().enumerate() {
        if let Some((confidence, code)) = doubt(item) {
            out.push(mark(format!("/{field}/{at}"), confidence, code));
        }
    }
}

fn mark(path: String, confidence: f32, code: &str) -> ItemMark {
    ItemMark { path, confidence, review: Some(ReviewReason { code: code.to_owned() }) }
}

/// A yearly programme of work is cited by its year, without number or date, and nothing is missing in it.
fn citation(cited: &Citation) -> Option<(f32, &'static str)> {
    let kind = domain::text::key(&cited.doc_type);
    let is_yearly = kind == "chuong trinh cong tac" || kind == "chuong trinh cong tac nam";
    let is_incomplete = cited.number.is_none() || cited.issuer.is_none() || cited.date.is_none();
    (is_incomplete && !is_yearly).then_some((0.6, "citation_incomplete"))
}

fn header(plan: &Plan, out: &mut Vec<ItemMark>) {
    let agencies = &plan.header.issuing_agencies;
    if agencies.is_empty()
        || agencies.iter().any(|a| {
            a.evidence == Evidence::Signature || words(&a.name) > UNIT_WORDS_MAX || !units::begins(&a.name)
        })
    {
        out.push(mark("/header".to_owned(), 0.5, "issuer_unsure"));
    } else if plan.header.doc_type.is_none() || plan.header.subject.is_none() {
        out.push(mark("/header".to_owned(), 0.5, "title_missing"));
    }
}

/// A name that is long, or holds a separator that may be part of it.
fn is_doubtful_unit(name: &str) -> bool {
    words(name) > UNIT_WORDS_MAX
        || !units::begins(name)
        || name.contains([';', ':', '.'])
        || name.matches('(').count() != name.matches(')').count()
}

fn obligation(duty: &Obligation) -> Option<(f32, &'static str)> {
    if duty.verbs.is_empty() {
        return Some((0.5, "verb_missing"));
    }
    if duty.unit_source != UnitSource::Document && duty.units.iter().any(|unit| is_doubtful_unit(unit)) {
        return Some((0.6, "unit_unsure"));
    }
    if duty.with_units.iter().any(|unit| is_doubtful_unit(unit)) {
        return Some((0.65, "partners_unsure"));
    }
    if duty.unit_source == UnitSource::Document {
        return Some((0.75, "unit_assumed"));
    }
    duty.deadline
        .as_ref()
        .and_then(|deadline| (deadline.precision == Precision::Unknown).then_some((0.6, "time_unread")))
}

fn roadmap(row: &RoadmapItem, all: &[RoadmapItem]) -> Option<(f32, &'static str)> {
    let column =
        |has: fn(&RoadmapItem) -> bool| all.iter().filter(|other| has(other)).count() * 2 > all.len();
    // A row told in several paragraphs is longer than one that was cut.
    if (1..=JOINED_LINES_MAX).contains(&(row.span.end_line - row.span.start_line)) {
        return Some((0.7, "row_joined"));
    }
    if let Some(time) = &row.time
        && (time.precision == Precision::Unknown
            || (time.start.is_none() && time.end.is_none() && time.recurrence.is_none()))
    {
        return Some((0.5, "time_unread"));
    }
    if row.lead_units.is_empty() && column(|other| !other.lead_units.is_empty()) {
        return Some((0.6, "lead_missing"));
    }
    row.lead_units
        .iter()
        .chain(&row.coop_units)
        .any(|unit| is_doubtful_unit(unit))
        .then_some((0.65, "unit_unsure"))
}

fn campaign(campaign: &Campaign) -> Option<(f32, &'static str)> {
    let vague = campaign.types.is_empty() || campaign.types == [CampaignType::Khac];
    (!campaign.quoted || vague || words(&campaign.name) < 2).then_some((0.65, "name_unsure"))
}

fn time(time: &Time) -> Option<(f32, &'static str)> {
    match time.precision {
        Precision::Unknown => Some((0.4, "time_unread")),
        Precision::Relative => Some((0.7, "time_open")),
        _ => None,
    }
}

/// The sentence of a reason in Vietnamese and English.
pub fn sentence(code: &str) -> Option<(&'static str, &'static str)> {
    REASONS.iter().find(|(known, ..)| *known == code).map(|(_, vi, en)| (*vi, *en))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_its_sentence() {
        let plan = Plan {
            signatures: vec![crate::plan::Signature {
                authority: None,
                authority_code: None,
                title: None,
                name: None,
                agency: None,
                span: crate::plan::Span::new(1, 1),
            }],
            ..Plan::default()
        };
        let found = marks(&plan);
        assert_eq!(found.iter().map(|m| m.path.as_str()).collect::<Vec<_>>(), ["/header", "/signatures/0"]);
        for mark in found {
            let code = mark.review.expect("a doubtful item has a reason").code;
            assert!(sentence(&code).is_some(), "{code}");
            assert!(mark.confidence < crate::CONFIDENT);
        }
    }
}
