//! Work rows told in words: a task with "Thời gian: …", "Chủ trì: …", "Phối hợp: …" under it or behind it.

use std::ops::Range;

use crate::outline::Tree;
use crate::plan::{NodeKind, Precision, RoadmapItem, Time};
use crate::rx;
use crate::sections::Topic;
use crate::text::Doc;
use crate::time::{self, TimeContext};
use crate::units;
use crate::words::{low, words};

/// What a detail says about its task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Detail {
    Time,
    Lead,
    Coop,
    Product,
    Other,
}

/// The listed work rows, and which nodes are their details.
pub fn read(
    doc: &Doc<'_>,
    tree: &Tree,
    topics: &[Topic],
    context: &TimeContext,
) -> (Vec<RoadmapItem>, Vec<bool>) {
    let mut details = vec![false; tree.nodes.len()];
    let mut items = Vec::new();
    for at in 0..tree.nodes.len() {
        if details[at]
            || matches!(
                topics[at],
                Topic::Budget
                    | Topic::Participants
                    | Topic::Purpose
                    | Topic::Requirement
                    | Topic::PurposeRequirement
                    | Topic::Target
            )
        {
            continue;
        }
        if let Some(item) =
            with_children(doc, tree, at, context, &mut details).or_else(|| inline(doc, tree, at, context))
        {
            items.push(item);
        } else if topics[at] == Topic::Roadmap || is_one_of_months(doc, tree, at, context) {
            items.extend(by_time(doc, tree, at, context, &mut details));
        }
    }
    (items, details)
}

fn detail(title: &str) -> Option<Detail> {
    let low_title = low(title.trim());
    let table: [(&regex::Regex, Detail); 5] = [
        (
            rx!(
                r"^(?:thời gian|thời hạn|tiến độ|thời điểm|hoàn thành)(?: (?:thực hiện|hoàn thành|tổ chức|triển khai|dự kiến|bắt đầu|trình|ban hành))*$"
            ),
            Detail::Time,
        ),
        (
            rx!(
                r"^(?:(?:đơn vị|cơ quan|bộ phận|phòng|người)\s+)?(?:chủ trì|phụ trách|đầu mối|chịu trách nhiệm)(?: (?:thực hiện|tham mưu|triển khai|chính))*$|^(?:đơn vị|cơ quan|người|bộ phận)\s+(?:thực hiện|tham mưu|tổ chức)$|^phân công(?: thực hiện)?$|^thực hiện$"
            ),
            Detail::Lead,
        ),
        (rx!(r"^(?:(?:các )?(?:đơn vị|cơ quan|bộ phận)\s+)?phối hợp(?: thực hiện)?$"), Detail::Coop),
        (
            rx!(
                r"^(?:sản phẩm|kết quả|kết quả đầu ra|sản phẩm đầu ra|sản phẩm dự kiến|kết quả dự kiến)(?: (?:thực hiện|cần đạt|đạt được))*$"
            ),
            Detail::Product,
        ),
        (
            rx!(
                r"^(?:địa điểm|thành phần|đối tượng|hình thức|nội dung|số lượng|kinh phí|quy mô|địa bàn)(?: \S+){0,3}$"
            ),
            Detail::Other,
        ),
    ];
    table.iter().find(|(pattern, _)| pattern.is_match(&low_title)).map(|(_, detail)| *detail)
}

#[derive(Debug, Default)]
struct Details {
    time: Option<Time>,
    lead: Vec<String>,
    coop: Vec<String>,
    product: Option<String>,
    found: usize,
    units_found: bool,
}

impl Details {
    fn take(&mut self, detail: Detail, text: &str, context: &TimeContext) {
        let text = text.trim().trim_end_matches(['.', ';', ',']);
        match detail {
            Detail::Time => self.time = self.time.take().or_else(|| time::parse_cell(text, context)),
            Detail::Lead => self.lead.extend(units::split_texts(text)),
            Detail::Coop => self.coop.extend(units::split_texts(text)),
            Detail::Product => self.product = Some(text.to_owned()),
            Detail::Other => {}
        }
        self.units_found |= matches!(detail, Detail::Lead | Detail::Coop | Detail::Product);
        self.found += usize::from(detail != Detail::Other);
    }

    /// Time with a unit or a product, or the unit that leads with who helps: a row of work.
    fn is_work(&self) -> bool {
        self.units_found && (self.time.is_some() || (self.product.is_some() && self.found >= 2))
    }
}

/// "1. Tổ chức lễ phát động" with "- Thời gian: …", "- Đơn vị chủ trì: …" under it.
fn with_children(
    doc: &Doc<'_>,
    tree: &Tree,
    at: usize,
    context: &TimeContext,
    details: &mut [bool],
) -> Option<RoadmapItem> {
    let node = &tree.nodes[at];
    let mut found = Details::default();
    let mut last = node.lines.1;
    let mut used = Vec::new();
    for &child in &node.children {
        let branch = &tree.nodes[child];
        let parts = match branch.kind {
            NodeKind::RunIn => {
                detail(tree.title(doc, child)).map(|d| vec![(d, tree.text(doc, child).to_owned())])
            }
            NodeKind::Clause => segments(tree.text(doc, child))
                .filter(|list| {
                    list.first()
                        .is_some_and(|(_, range)| label_start(tree.text(doc, child), range.start) == 0)
                })
                .map(|list| {
                    list.into_iter().map(|(d, r)| (d, tree.text(doc, child)[r].to_owned())).collect()
                }),
            _ => None,
        };
        for (detail, text) in parts.into_iter().flatten() {
            found.take(detail, &text, context);
            last = last.max(branch.lines.1);
            if !used.contains(&child) {
                used.push(child);
            }
        }
    }
    if !found.is_work() {
        return None;
    }
    for child in used {
        details[child] = true;
    }
    let task = match node.kind {
        NodeKind::Heading => tree.title(doc, at),
        NodeKind::RunIn => tree.paragraph(doc, at).map_or("", |p| p.content()),
        _ => tree.text(doc, at),
    };
    row(tree, at, task, found, (node.lines.0, last))
}

/// "- Tổ chức hội nghị. Thời gian: tháng 5; Chủ trì: Sở Y tế; Phối hợp: Sở Nội vụ."
fn inline(doc: &Doc<'_>, tree: &Tree, at: usize, context: &TimeContext) -> Option<RoadmapItem> {
    let node = &tree.nodes[at];
    let paragraph = tree.paragraph(doc, at)?;
    if !matches!(node.kind, NodeKind::Clause | NodeKind::RunIn) {
        return None;
    }
    let text = paragraph.content();
    let parts = segments(text)?;
    let mut found = Details::default();
    let first = parts.first().map_or(0, |(_, range)| range.start);
    for (detail, range) in &parts {
        found.take(*detail, &text[range.clone()], context);
    }
    let before = label_start(text, first);
    let task = text[..before.min(text.len())].trim().trim_end_matches(['.', ';', ',', '(', ' ', ':', '-']);
    if !found.is_work() || task.is_empty() {
        return None;
    }
    row(tree, at, task, found, node.lines)
}

/// Where the label ("Thời gian") before a value begins.
fn label_start(text: &str, value: usize) -> usize {
    let before = text[..value].trim_end_matches([' ', ':']);
    before.rfind(['.', ';', ',', '(']).map_or(0, |at| at + 1)
}

/// The labelled values of a clause ("Thời gian: …; Chủ trì: …"), as ranges of the values.
fn segments(text: &str) -> Option<Vec<(Detail, Range<usize>)>> {
    let mut marks: Vec<(Detail, usize, usize)> = Vec::new();
    for (colon, _) in text.match_indices(':') {
        let start = label_start(text, colon);
        let label = text[start..colon].trim();
        if words(label) <= 5
            && let Some(found) = detail(label)
        {
            marks.push((found, start, colon + 1));
        }
    }
    if marks.is_empty() {
        return None;
    }
    let ends = marks.iter().skip(1).map(|mark| mark.1).chain(std::iter::once(text.len()));
    Some(marks.iter().zip(ends).map(|(mark, end)| (mark.0, mark.2..end.max(mark.2))).collect())
}

/// "1. Tháng 9/2024" with tasks as bullets under it.
fn by_time(
    doc: &Doc<'_>,
    tree: &Tree,
    at: usize,
    context: &TimeContext,
    details: &mut [bool],
) -> Vec<RoadmapItem> {
    let node = &tree.nodes[at];
    let title = tree.title(doc, at);
    if !matches!(node.kind, NodeKind::Heading | NodeKind::RunIn) || !is_time_title(title, context) {
        return Vec::new();
    }
    let time = time::parse_cell(title, context);
    let mut out = Vec::new();
    if node.kind == NodeKind::RunIn {
        let task = tree.text(doc, at).trim_end_matches(['.', ';']);
        let found = of_task(task, time.as_ref(), context);
        out.extend(row(tree, at, task, found, node.lines));
        details[at] = true;
    }
    for &child in &node.children {
        let text = tree.paragraph(doc, child).map_or("", |p| p.content()).trim_end_matches(['.', ';']);
        details[child] = true;
        let found = of_task(text, time.as_ref(), context);
        out.extend(row(tree, child, text, found, tree.nodes[child].lines));
    }
    out
}

/// A task under a month: a time it names itself is finer than the month; the units stand in brackets behind it, and
/// the task keeps them as printed.
fn of_task(text: &str, above: Option<&Time>, context: &TimeContext) -> Details {
    let own = time::find(text, context).into_iter().find(|found| is_finer(text, found, above));
    let mut found = Details { time: own.map(|f| f.time), ..Details::default() };
    let trimmed = text.trim_end_matches(['.', ';', ' ']);
    if let Some(open) = trimmed.strip_suffix(')').and_then(|t| t.rfind('(')) {
        remark(&trimmed[open + 1..trimmed.len() - 1], &mut found, context);
    }
    found.time = found.time.or_else(|| above.cloned());
    found
}

/// A day, or a month that the task itself gives as its term ("hoàn thành trong tháng 8/2026") under a quarter or a year.
fn is_finer(text: &str, found: &time::Found, above: Option<&Time>) -> bool {
    let fine = |p: Precision| matches!(p, Precision::Day | Precision::Minute | Precision::Week);
    if found.time.end.is_none() {
        return false;
    }
    let before = low(&text[..found.range.start]);
    let is_term = low(&found.time.text).starts_with("trong")
        || rx!(r"(?:hoàn thành|xong|kết thúc|trước|thời gian)\s*:?\s*$").is_match(&before);
    let coarse = above.is_none_or(|time| !fine(time.precision) && time.precision != Precision::Month);
    fine(found.time.precision) || (found.time.precision == Precision::Month && is_term && coarse)
}

/// "Phòng A chủ trì, Phòng B phối hợp", "giao A chủ trì, phối hợp với B", "Chủ trì: A; phối hợp: B; thời gian: tháng 5".
fn remark(text: &str, found: &mut Details, context: &TimeContext) {
    let labelled = segments(text).unwrap_or_default();
    let first_label = labelled.first().map_or(text.len(), |(_, range)| label_start(text, range.start));
    for (detail, range) in labelled {
        found.take(detail, &text[range], context);
    }
    let plain = text[..first_label].trim().trim_end_matches(['(', ';', ',', ' ']);
    let plain = rx!(r"^(?i:do|bởi)\s+").find(plain).map_or(plain, |m| &plain[m.end()..]);
    // "A chủ trì, B và C phối hợp": who helps stands before the verb.
    let helped = rx!(
        r"^(.+?)\s+(?:chủ trì|thực hiện|làm đầu mối)\s*[,;]\s*(?:và\s+)?(.+?)\s+(?:cùng\s+|tham gia\s+)?phối hợp(?:\s+thực hiện)?$"
    );
    if let Some(parts) = helped.captures(&low(plain))
        && let (Some(lead), Some(coop)) = (parts.get(1), parts.get(2))
        && units::is_name(&plain[lead.range()])
        && units::begins(&plain[coop.range()])
    {
        found.take(Detail::Lead, units::strip_lead(&plain[lead.range()]), context);
        found.take(Detail::Coop, &plain[coop.range()], context);
    } else if let Some(only) = rx!(r"^(.+?)\s+(?:chủ trì|thực hiện|phụ trách)(?:\s+thực hiện)?$")
        .captures(&low(plain))
        .and_then(|c| c.get(1))
        && units::is_name(&plain[only.range()])
    {
        found.take(Detail::Lead, units::strip_lead(&plain[only.range()]), context);
    } else if let Some(subject) = units::subject(plain) {
        let rest = &plain[subject.end..];
        found.take(Detail::Lead, &plain[subject], context);
        for partner in crate::verbs::chain(rest).partners {
            found.take(Detail::Coop, &rest[partner], context);
        }
    } else if units::is_name(plain) {
        found.take(Detail::Lead, units::strip_lead(plain), context);
    }
}

/// Two or more titles side by side that are nothing but times make a calendar, whatever their section is called.
fn is_one_of_months(doc: &Doc<'_>, tree: &Tree, at: usize, context: &TimeContext) -> bool {
    let Some(parent) = tree.nodes[at].parent else { return false };
    let timed = |node: &&usize| {
        tree.nodes[**node].kind == NodeKind::Heading && is_time_title(tree.title(doc, **node), context)
    };
    timed(&&at) && tree.nodes[parent].children.iter().filter(timed).count() >= 2
}

fn is_time_title(title: &str, context: &TimeContext) -> bool {
    let found = time::find(title, context);
    let covered: usize = found.iter().map(|f| f.range.len()).sum();
    !found.is_empty() && covered * 10 >= title.trim().len() * 6 && words(title) <= 12
}

fn row(tree: &Tree, at: usize, task: &str, found: Details, lines: (u32, u32)) -> Option<RoadmapItem> {
    let task = task.trim().trim_end_matches([':', ' ']);
    if !task.chars().any(char::is_alphanumeric) {
        return None;
    }
    let marker = tree.nodes[at].marker.as_ref().map(|m| m.text.trim_matches(['.', ')', '/', ' ']).to_owned());
    let no = marker.filter(|m| m.chars().any(char::is_alphanumeric));
    Some(RoadmapItem {
        no,
        group: None,
        task: task.to_owned(),
        time: found.time,
        product: found.product,
        lead_units: found.lead,
        coop_units: found.coop,
        span: lines.into(),
    })
}
