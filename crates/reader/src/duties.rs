//! Obligations: which clause binds which unit to what, with whom and by when.
//!
//! The unit is named in the clause, else by the title above, else it is the issuing parties of the document.

mod due;

use std::ops::Range;

use self::due::deadline;
use crate::outline::Tree;
use crate::plan::{Agency, NodeKind, Obligation, UnitSource};
use crate::rx;
use crate::sections::Topic;
use crate::text::Doc;
use crate::time::TimeContext;
use crate::units;
use crate::verbs::{self, Chain};
use crate::words::{low, words};

/// What a title above lends to the clauses under it.
#[derive(Debug, Clone, Default)]
struct Lent {
    units: Vec<String>,
    verbs: Vec<String>,
    partners: Vec<String>,
}

/// Reads the obligations. `skip` tells nodes that are details of work rows.
pub fn read(
    doc: &Doc<'_>,
    tree: &Tree,
    topics: &[Topic],
    issuers: &[Agency],
    context: &TimeContext,
    skip: &[bool],
) -> Vec<(usize, Obligation)> {
    let lent: Vec<Option<Lent>> = (0..tree.nodes.len()).map(|at| lends(doc, tree, topics, at)).collect();
    let document: Vec<String> = issuers.iter().map(|agency| agency.name.clone()).collect();
    let mut out = Vec::new();
    for at in 0..tree.nodes.len() {
        if skip[at] {
            continue;
        }
        let above = std::iter::once(at).chain(tree.ancestors(at)).find_map(|k| lent[k].as_ref());
        if let Some(found) = obligation(doc, tree, topics, at, above, &document, context) {
            out.push((at, found));
        }
    }
    out
}

/// The units that the title of a node binds.
fn lends(doc: &Doc<'_>, tree: &Tree, topics: &[Topic], at: usize) -> Option<Lent> {
    let node = &tree.nodes[at];
    if !matches!(node.kind, NodeKind::Heading | NodeKind::RunIn) || !binds(topics[at]) {
        return None;
    }
    let title = tree.title(doc, at);
    // "Nhiệm vụ của các cơ quan" over the units themselves names none of them.
    let over_units = node
        .children
        .iter()
        .any(|child| tree.nodes[*child].kind == NodeKind::Heading && units::is_name(tree.title(doc, *child)));
    if over_units {
        return None;
    }
    if units::is_name(title) || title.split_once(':').is_some_and(|(head, _)| units::is_generic(head)) {
        return Some(Lent { units: units::of_heading(title), ..Lent::default() });
    }
    if node.kind == NodeKind::RunIn
        && topics[at] == Topic::Implementation
        && let Some(units) = listed_people(title, tree.text(doc, at))
    {
        return Some(Lent { units, ..Lent::default() });
    }
    let range = units::subject(title)?;
    let rest = &title[range.end..];
    let chain = verbs::chain(rest);
    // "Sở Nội vụ có trách nhiệm:" says whose the list is.
    let hands_over = rx!(r"^\s*(?:có|chịu) (?:các )?(?:trách nhiệm|nhiệm vụ)(?: sau(?: đây)?)?[\s:]*$");
    if chain.verbs.is_empty() && !hands_over.is_match(&low(rest)) {
        return None;
    }
    let partners = partners(rest, &chain);
    Some(Lent { units: units::split_texts(&title[range]), verbs: chain.verbs, partners })
}

/// "Kế toán, y tế, bảo vệ: chuẩn bị kinh phí …": who is told by a list before the colon, though no word of it begins a unit.
fn listed_people(title: &str, text: &str) -> Option<Vec<String>> {
    const PIECE_WORDS_MAX: usize = 7;
    let pieces: Vec<&str> = title.split(", ").map(str::trim).collect();
    let is_list = pieces.len() > 1 && pieces.iter().all(|piece| words(piece) <= PIECE_WORDS_MAX);
    let verb = text.strip_prefix("tự ").unwrap_or(text);
    if !is_list
        || begins_with_noun(&low(title))
        || !text.starts_with(char::is_lowercase)
        || pieces.iter().any(|piece| verbs::starts_with_verb(piece))
        || !verbs::starts_with_verb(verb)
    {
        return None;
    }
    let units = units::split_texts(title);
    Some(if units.len() > 1 { units } else { pieces.into_iter().map(str::to_owned).collect() })
}

/// The partners of a chain, each named once.
fn partners(text: &str, chain: &Chain) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for name in chain.partners.iter().flat_map(|range| units::split_texts(&text[range.clone()])) {
        if !out.contains(&name) {
            out.push(name);
        }
    }
    out
}

fn binds(topic: Topic) -> bool {
    matches!(topic, Topic::Implementation | Topic::Tasks | Topic::Other | Topic::Roadmap | Topic::Budget)
}

fn obligation(
    doc: &Doc<'_>,
    tree: &Tree,
    topics: &[Topic],
    at: usize,
    above: Option<&Lent>,
    document: &[String],
    context: &TimeContext,
) -> Option<Obligation> {
    let node = &tree.nodes[at];
    let paragraph = tree.paragraph(doc, at)?;
    let own_title = node.kind == NodeKind::RunIn && above.is_some() && lends(doc, tree, topics, at).is_some();
    let text = match node.kind {
        NodeKind::Clause => tree.text(doc, at),
        NodeKind::RunIn if own_title => tree.text(doc, at),
        NodeKind::RunIn => paragraph.content(),
        NodeKind::Heading | NodeKind::Table => return None,
    };
    let loose = node.kind == NodeKind::RunIn && above.is_none();
    if words(text) < 3
        || text.starts_with('(')
        || is_caption(text)
        || (loose && !verbs::starts_with_verb(tree.text(doc, at)))
        || (text.ends_with(':')
            && !node.children.is_empty()
            && above.is_none()
            && !verbs::starts_with_verb(text))
    {
        return None;
    }
    let sentence = if own_title { None } else { named(text) };
    let bound = match topics[at] {
        Topic::Implementation => true,
        Topic::Tasks => {
            let text = tree.text(doc, at);
            above.is_some() || sentence.is_some() || acts(text) || acts_unstopped(doc, tree, at, context)
        }
        Topic::Other | Topic::Roadmap => above.is_some() || sentence.is_some(),
        Topic::Participants | Topic::Agenda | Topic::Scope => sentence.as_ref().is_some_and(|s| s.by_verb),
        // "Phòng Kế hoạch - Tài chính hướng dẫn lập dự toán": work about money, not who pays.
        Topic::Budget => sentence.as_ref().is_some_and(|s| s.by_verb && works(&text[s.duty.clone()])),
        _ => false,
    };
    if !bound {
        return None;
    }
    let (unit_names, source, duty) = match (&sentence, above) {
        (Some(found), _) => (found.units.clone(), UnitSource::Sentence, &text[found.duty.clone()]),
        (None, Some(lent)) if !lent.units.is_empty() => (lent.units.clone(), UnitSource::Heading, text),
        _ => (document.to_vec(), UnitSource::Document, text),
    };
    if unit_names.is_empty() || !duty.chars().any(char::is_alphanumeric) {
        return None;
    }
    let chain = verbs::chain(duty);
    let (verbs, with_units) =
        verbs_and_partners(duty, chain, above.filter(|_| source == UnitSource::Heading), sentence.as_ref());
    Some(Obligation {
        units: unit_names,
        unit_source: source,
        duty: duty.to_owned(),
        verbs,
        with_units,
        deadline: deadline(duty, context),
        span: node.lines.into(),
    })
}

/// Whether a duty begins with the work of an office.
fn works(duty: &str) -> bool {
    let verbs = verbs::chain(duty).verbs;
    let first = verbs.first().map(String::as_str);
    matches!(
        first,
        Some("chủ trì" | "tham mưu" | "hướng dẫn" | "thẩm định" | "tổng hợp" | "phối hợp" | "kiểm tra")
    )
}

/// "Bảng 2. Dự toán": the caption of a table.
pub fn is_caption(text: &str) -> bool {
    rx!(r"^(?:bảng|biểu|hình|sơ đồ|phụ lục)\s+(?:số\s+)?\d+").is_match(&low(text))
}

/// Whether a clause among the tasks tells something to do: it begins with a verb, or at least not with a noun.
fn acts(text: &str) -> bool {
    let low_text = low(text);
    if begins_with_noun(&low_text) {
        return false;
    }
    !verbs::chain(text).verbs.is_empty() || (words(text) >= DUTY_WORDS_MIN && text.ends_with(['.', ';', '…']))
}

/// The same for a bullet of a list that prints no full stops: when it says by when, or when most of the list are duties.
fn acts_unstopped(doc: &Doc<'_>, tree: &Tree, at: usize, context: &TimeContext) -> bool {
    let text = tree.text(doc, at);
    let node = &tree.nodes[at];
    if node.kind != NodeKind::Clause
        || node.marker.is_none()
        || words(text) < DUTY_WORDS_MIN
        || text.ends_with(['.', ';', ':', '…'])
        || begins_with_noun(&low(text))
    {
        return false;
    }
    if deadline(text, context).is_some() {
        return true;
    }
    let Some(parent) = node.parent else { return false };
    let others: Vec<usize> =
        tree.nodes[parent].children.iter().copied().filter(|k| *k != at).take(SIBLINGS_MAX).collect();
    let verbal = others.iter().filter(|k| verbs::starts_with_verb(tree.text(doc, **k))).count();
    verbal * 2 > others.len()
}

/// So many bullets of a list show what kind of list it is.
const SIBLINGS_MAX: usize = 8;

/// Words that name a thing at the start of a clause and ask for nothing.
fn begins_with_noun(low_text: &str) -> bool {
    rx!(r#"^(?:các|những|một số|mỗi|số|tỷ lệ|tỉ lệ|đối tượng|thời gian|địa điểm|quy mô|thành phần|nội dung|hình thức|phạm vi|giải|chủ đề|đối với|lễ|hội|cuộc|điểm|liên hoan|triển lãm|tọa đàm|vòng|trò chơi|gian hàng|tuần|đêm|giao lưu văn nghệ|bảng|biểu|phụ lục|hồ sơ|sản phẩm|việc|từ|trong|trên|dưới|là|về|chỉ tiêu|mức|tổng số|ngày|tháng|buổi|phần|cơ chế|chính sách|mô hình|danh mục|tiêu chí|quy định|quy trình|tình hình|thực trạng|cơ cấu|chương trình|kết quả|công tác|hoạt động|nhóm|ghi chú|lưu ý|đại biểu|khách mời|yêu cầu|mục|kèm|(?:\d|["“(\[]))\b?"#).is_match(low_text)
}

/// A clause without a known verb is a duty only from this length on.
const DUTY_WORDS_MIN: usize = 5;

fn verbs_and_partners(
    duty: &str,
    chain: Chain,
    lent: Option<&Lent>,
    sentence: Option<&Named>,
) -> (Vec<String>, Vec<String>) {
    let mut partners = partners(duty, &chain);
    let mut verbs = chain.verbs;
    if let Some(lent) = lent.filter(|lent| !lent.verbs.is_empty()) {
        let mut all = lent.verbs.clone();
        all.extend(verbs.into_iter().filter(|verb| !lent.verbs.contains(verb)));
        verbs = all;
        if partners.is_empty() {
            partners.clone_from(&lent.partners);
        }
    }
    if let Some(named) = sentence {
        for verb in &named.verbs {
            if !verbs.contains(verb) {
                verbs.push(verb.clone());
            }
        }
        if partners.is_empty() {
            partners.clone_from(&named.partners);
        }
    }
    (verbs, partners)
}

/// A unit named in the clause itself.
#[derive(Debug, Clone)]
struct Named {
    units: Vec<String>,
    duty: Range<usize>,
    verbs: Vec<String>,
    partners: Vec<String>,
    by_verb: bool,
}

fn named(text: &str) -> Option<Named> {
    in_brackets(text).or_else(|| subject_first(text)).or_else(|| after_lead(text))
}

/// "…(Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính)" at the end of the clause.
fn in_brackets(text: &str) -> Option<Named> {
    let trimmed = text.trim_end_matches(['.', ';', ' ']);
    let inside = trimmed.strip_suffix(')')?;
    let open = inside.rfind('(')?;
    let remark = &inside[open + 1..];
    let range = units::subject(remark)?;
    let rest = &remark[range.end..];
    let chain = verbs::chain(rest);
    if !chain.verbs.iter().any(|verb| {
        matches!(
            verb.as_str(),
            "chủ trì" | "thực hiện" | "phối hợp" | "chịu trách nhiệm" | "tham mưu" | "đầu mối"
        )
    }) {
        return None;
    }
    let partners = partners(rest, &chain);
    Some(Named {
        units: units::split_texts(&remark[range]),
        duty: 0..text[..open].trim_end().len(),
        verbs: chain.verbs,
        partners,
        by_verb: true,
    })
}

/// "Sở Y tế chủ trì …", "Giao Sở Y tế …".
fn subject_first(text: &str) -> Option<Named> {
    let range = units::subject(text)?;
    Some(from_subject(text, range))
}

fn from_subject(text: &str, range: Range<usize>) -> Named {
    let rest = &text[range.end..];
    let skipped = rest.len() - rest.trim_start_matches([' ', ',']).len();
    let start = range.end + skipped;
    let end = text.len();
    Named {
        units: units::of_heading(&text[range]),
        duty: start..end.max(start),
        verbs: Vec::new(),
        partners: Vec::new(),
        by_verb: true,
    }
}

/// "Căn cứ điều kiện thực tế, các Sở Y tế chỉ đạo …": the unit after a leading phrase.
fn after_lead(text: &str) -> Option<Named> {
    let low_text = low(text);
    let lead = rx!(
        r"^(?:căn cứ|trên cơ sở|theo|tùy|để|nhằm|trong|sau|trước|hằng năm|hàng năm|định kỳ|khi|đối với)\b"
    )
    .find(&low_text)?;
    let _ = lead;
    for (at, _) in text.match_indices(", ").take(4) {
        let rest = &text[at + 2..];
        if let Some(range) = units::subject(rest) {
            return Some(from_subject(text, range.start + at + 2..range.end + at + 2));
        }
    }
    None
}
