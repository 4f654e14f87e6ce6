//! The reader's plan with what people mended put in its place: what a document is printed from.

use crate::Draft;
use crate::item::{Head, Item, Kind, Value};
use reader::plan::{Agency, DocDate, Evidence, Node, NodeKind, Number, Plan, RoadmapItem, Span, SpannedText};

impl Draft {
    /// The plan as it was read, with everything that the review changed, added and removed.
    ///
    /// A clause that was mended stands mended in the outline, so that text and work cannot say different things. What a
    /// person added has no line of its own: rows join the table of work, clauses come last.
    pub fn fitted(&self, read: &Plan) -> Plan {
        let mut plan = read.clone();
        if let Some(head) = self.head() {
            fit_head(&mut plan, head);
        }
        for kind in [Kind::Aim, Kind::Session, Kind::Venue, Kind::Duty, Kind::Budget] {
            self.fit_texts(&mut plan, read, kind);
        }
        self.fit_work(&mut plan, read);
        plan.recipients = self.values(|value| match value {
            Value::Recipient(v) => Some(v.clone()),
            _ => None,
        });
        plan.signatures = self.values(|value| match value {
            Value::Signature(v) => Some(v.clone()),
            _ => None,
        });
        plan
    }

    fn values<T>(&self, pick: impl Fn(&Value) -> Option<T>) -> Vec<T> {
        self.items.iter().filter(|item| !item.removed).filter_map(|item| pick(&item.value)).collect()
    }

    /// Carries the changed sentences of one kind into the outline.
    fn fit_texts(&self, plan: &mut Plan, read: &Plan, kind: Kind) {
        for item in self.items.iter().filter(|item| item.value.kind() == kind) {
            let now = Some(words(&item.value)).filter(|_| !item.removed);
            match (before(read, item), now) {
                (Some((old, span)), now) if now != Some(old) => {
                    replace(&mut plan.outline, (old, span), now.unwrap_or_default());
                }
                (None, Some(text)) if kind == Kind::Duty => plan.outline.push(added(text)),
                _ => {}
            }
        }
    }

    /// The rows of work, with those that were added at the end of the table; without a table they are clauses.
    fn fit_work(&self, plan: &mut Plan, read: &Plan) {
        let table = read.outline.iter().rev().find(|node| node.kind == NodeKind::Table).map(|node| node.span);
        let is_in_table = |span: Span| {
            let tables = read.outline.iter().filter(|node| node.kind == NodeKind::Table);
            tables.clone().any(|n| n.span.start_line <= span.start_line && span.end_line <= n.span.end_line)
        };
        let mut rows: Vec<RoadmapItem> = Vec::new();
        for item in &self.items {
            let Value::Task(task) = &item.value else { continue };
            let old = before(read, item);
            if item.removed {
                if let Some(old) = old.filter(|(_, span)| !is_in_table(*span)) {
                    replace(&mut plan.outline, old, "");
                }
                continue;
            }
            let mut row = (**task).clone();
            match (old, table) {
                (Some((old, span)), _) if old != row.task && !is_in_table(span) => {
                    replace(&mut plan.outline, (old, span), &row.task);
                }
                (None, Some(table)) => {
                    row.span = Span { start_line: table.end_line, end_line: table.end_line }
                }
                (None, None) => plan.outline.push(added(&row.task)),
                _ => {}
            }
            rows.push(row);
        }
        plan.roadmap = rows;
    }
}

fn fit_head(plan: &mut Plan, head: &Head) {
    let header = &mut plan.header;
    let spanned = |text: &str, old: Option<&SpannedText>| {
        let span = old.map(|t| t.span).unwrap_or_default();
        (!text.trim().is_empty()).then(|| SpannedText { text: text.trim().to_owned(), span })
    };
    header.subject = spanned(&head.subject, header.subject.as_ref());
    header.doc_type = spanned(&head.doc_type, header.doc_type.as_ref());
    header.place = spanned(head.place.as_deref().unwrap_or_default(), header.place.as_ref());
    header.number = head.number.as_deref().map(|text| number(text, header.number.as_ref()));
    header.date = head.date.as_deref().map(|text| date(text, header.date.as_ref()));
    let agencies = header.issuing_agencies.clone();
    header.issuing_agencies = head.agencies.iter().map(|name| agency(name, &agencies)).collect();
    plan.preamble = spanned(head.preamble.as_deref().unwrap_or_default(), plan.preamble.as_ref());
    plan.closing = spanned(head.closing.as_deref().unwrap_or_default(), plan.closing.as_ref());
}

/// An issuer, with the agency above it when it was printed.
fn agency(name: &str, known: &[Agency]) -> Agency {
    known.iter().find(|agency| agency.name == name).cloned().unwrap_or_else(|| {
        // The only issuer under another spelling stands below the same agency.
        let parent = if let [only] = known { only.parent.clone() } else { None };
        Agency { name: name.to_owned(), parent, evidence: Evidence::Letterhead, span: Span::default() }
    })
}

fn number(text: &str, old: Option<&Number>) -> Number {
    if let Some(old) = old.filter(|old| old.text == text) {
        return old.clone();
    }
    let (number, symbol) = text.split_once('/').unwrap_or(("", text));
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    Number {
        text: text.to_owned(),
        number: Some(digits).filter(|digits| !digits.is_empty()),
        symbol: Some(symbol.trim().to_owned()).filter(|symbol| !symbol.is_empty()),
        span: old.map(|old| old.span).unwrap_or_default(),
    }
}

fn date(text: &str, old: Option<&DocDate>) -> DocDate {
    if let Some(old) = old.filter(|old| old.text == text) {
        return old.clone();
    }
    let folded = domain::text::key(text);
    let after = |word: &str| -> Option<u32> {
        let mut words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty());
        words.find(|w| *w == word)?;
        words.next()?.parse().ok()
    };
    let (day, month) = (after("ngay"), after("thang"));
    let year = after("nam").and_then(|year| i32::try_from(year).ok());
    let iso = match (day, month, year) {
        (Some(day), Some(month), Some(year)) => domain::time::Day::from_ymd_opt(year, month, day),
        _ => None,
    };
    DocDate {
        text: text.to_owned(),
        iso,
        year,
        month,
        day,
        span: old.map(|old| old.span).unwrap_or_default(),
    }
}

/// The sentence of a value that stands in the text.
fn words(value: &Value) -> &str {
    match value {
        Value::Aim(v) => &v.text,
        Value::Session(v) => &v.text,
        Value::Venue(v) => &v.text,
        Value::Duty(v) => &v.duty,
        Value::Budget(v) => &v.text,
        value => value.title(),
    }
}

/// What the item said when it was read, and where; none for what a person added.
fn before<'a>(read: &'a Plan, item: &Item) -> Option<(&'a str, Span)> {
    let at: usize = item.path.rsplit_once('/')?.1.parse().ok()?;
    match item.value.kind() {
        Kind::Aim => read.aims.get(at).map(|v| (v.text.as_str(), v.span)),
        Kind::Session => read.sessions.get(at).map(|v| (v.text.as_str(), v.span)),
        Kind::Venue => read.venues.get(at).map(|v| (v.text.as_str(), v.span)),
        Kind::Duty => read.obligations.get(at).map(|v| (v.duty.as_str(), v.span)),
        Kind::Budget => read.budget.get(at).map(|v| (v.text.as_str(), v.span)),
        Kind::Task => read.roadmap.get(at).map(|v| (v.task.as_str(), v.span)),
        _ => None,
    }
}

/// Puts the new words where the old ones stood. A clause that is nothing but the old words goes when there are no new ones.
fn replace(outline: &mut Vec<Node>, (old, span): (&str, Span), new: &str) {
    if old.is_empty() {
        return;
    }
    let meets = |node: &Node| node.span.start_line <= span.end_line && span.start_line <= node.span.end_line;
    let holds = |text: Option<&String>| text.is_some_and(|text| text.contains(old));
    let Some(at) =
        outline.iter().position(|n| meets(n) && (holds(n.text.as_ref()) || holds(n.title.as_ref())))
    else {
        return;
    };
    let node = &mut outline[at];
    let part = if holds(node.text.as_ref()) { &mut node.text } else { &mut node.title };
    let text = part.as_deref().unwrap_or_default().replacen(old, new, 1).trim().to_owned();
    let is_bare = text.chars().all(|c| !c.is_alphanumeric());
    *part = (!is_bare).then_some(text);
    if is_bare && node.text.is_none() && node.title.is_none() {
        outline.remove(at);
    }
}

/// A clause that a person added.
fn added(text: &str) -> Node {
    Node {
        id: String::new(),
        parent: None,
        level: 2,
        marker: Some("-".to_owned()),
        marker_fixed: None,
        kind: NodeKind::Clause,
        title: None,
        text: Some(text.to_owned()),
        span: Span::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::op::Op;
    use crate::{Setting, UnitMatch};
    use domain::source::{Format, Source};
    use reader::time::TimeContext;
    use serde_json::json;

    const TEXT: &str = "SỞ GIÁO DỤC VÀ ĐÀO TẠO\n\nSố:      /KH-SGDĐT\n\nLam Giang, ngày      tháng 8 năm 2024\n\nKẾ HOẠCH\n\n\
        Tổ chức hội nghị\n\nSở ban hành kế hoạch như sau:\n\nI. MỤC ĐÍCH\n\n- Phát huy dân chủ.\n\nII. LỘ TRÌNH\n\n\
        TT\tCông việc\tThời gian\tĐơn vị chủ trì\n1\tHướng dẫn\tTháng 9/2024\tVăn phòng\n2\tBáo cáo\tTháng 10/2024\tVăn phòng\n\n\
        III. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\n- Chủ trì xây dựng chương trình.\n- Tổng hợp báo cáo.\n\n\
        Nơi nhận:\n- Các phòng;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nNguyễn Văn Mẫu\n";

    fn draft(ops: &[Op]) -> (Plan, Plan) {
        let read = reader::read(&Source::from_text("mau.txt", Format::Txt, TEXT));
        let resolve = |name: &str| UnitMatch::unknown(name);
        let mut draft = crate::make(&read, &resolve);
        let setting = Setting { time: TimeContext::default(), resolve: &resolve, unit_name: &|_| None };
        for op in ops {
            draft.apply(op, setting).expect("the change is taken");
        }
        let fitted = draft.fitted(&read.plan);
        (read.plan, fitted)
    }

    fn texts(plan: &Plan) -> Vec<String> {
        let words = |node: &Node| node.text.clone().or_else(|| node.title.clone());
        plan.outline.iter().filter_map(words).collect()
    }

    #[test]
    fn what_nobody_changed_is_as_it_was_read() {
        let (read, fitted) = draft(&[]);
        assert_eq!(read, fitted);
    }

    #[test]
    fn a_mended_duty_stands_mended_in_its_clause_and_a_removed_one_is_gone() {
        let at = |n: usize| format!("/obligations/{n}");
        let mend = Op::Set {
            path: format!("{}/duty", at(0)),
            value: json!("Chủ trì, phối hợp xây dựng chương trình."),
        };
        let (read, fitted) = draft(&[mend, Op::Remove { path: at(1) }]);
        assert!(texts(&read).iter().any(|t| t.contains("Tổng hợp báo cáo")), "{:?}", texts(&read));
        let now = texts(&fitted).join("\n");
        assert!(now.contains("Chủ trì, phối hợp xây dựng chương trình"), "{now}");
        assert!(!now.contains("Tổng hợp báo cáo"), "{now}");
    }

    #[test]
    fn rows_that_were_added_join_the_table_and_the_letterhead_is_that_of_the_review() {
        let add = Op::Add { path: "/roadmap/nnew".to_owned() };
        let name = Op::Set { path: "/roadmap/nnew/task".to_owned(), value: json!("Khảo sát") };
        let number = Op::Set { path: "/header/number".to_owned(), value: json!("05/KHLT-SGDĐT") };
        let (read, fitted) = draft(&[add, name, number]);
        assert_eq!(fitted.roadmap.len(), read.roadmap.len() + 1);
        let table = read.outline.iter().find(|node| node.kind == NodeKind::Table).expect("a table").span;
        let last = fitted.roadmap.last().expect("a row");
        assert_eq!((last.task.as_str(), last.span.end_line), ("Khảo sát", table.end_line));
        let number = fitted.header.number.expect("a number");
        assert_eq!((number.number.as_deref(), number.symbol.as_deref()), (Some("05"), Some("KHLT-SGDĐT")));
    }
}
