//! Who takes part: chairs and delegates, and the person that a chair names.

use super::{mode, session_of};
use crate::lists;
use crate::outline::Tree;
use crate::plan::{NodeKind, Participants, Person, Role, Session};
use crate::rx;
use crate::sections::Topic;
use crate::text::Doc;
use crate::words::low;

/// Who takes the chair and who attends.
pub fn participants(doc: &Doc<'_>, tree: &Tree, topics: &[Topic], sessions: &[Session]) -> Vec<Participants> {
    let mut out: Vec<Participants> = Vec::new();
    let mut gathered: Option<(usize, usize)> = None;
    for at in 0..tree.nodes.len() {
        let node = &tree.nodes[at];
        if topics[at] != Topic::Participants || matches!(node.kind, NodeKind::Heading | NodeKind::Table) {
            continue;
        }
        let text = tree.text(doc, at);
        let own_role = if node.kind == NodeKind::RunIn { role(tree.title(doc, at)) } else { None };
        let above = tree.ancestors(at).find_map(|k| role(tree.title(doc, k)));
        if own_role.is_none()
            && (crate::duties::is_caption(text)
                || crate::units::subject(text).is_some()
                || text.starts_with("Căn cứ")
                || (text.ends_with(':') && !node.children.is_empty()))
        {
            continue;
        }
        let whole = text;
        let members = lists::groups(whole);
        if members.is_empty() {
            continue;
        }
        // Bullets under one title are one group of people.
        if node.kind == NodeKind::Clause
            && let (Some(parent), Some((gathered_parent, index))) = (node.parent, gathered)
            && parent == gathered_parent
        {
            out[index].members.extend(members);
            out[index].span.end_line = node.lines.1;
            continue;
        }
        let role = own_role.or(above).unwrap_or(Role::Delegates);
        let context: Vec<usize> = std::iter::once(at).chain(tree.ancestors(at)).collect();
        out.push(Participants {
            session: session_of(doc, tree, at, sessions),
            mode: context.iter().find_map(|k| mode(tree.title(doc, *k))),
            role,
            person: if role == Role::Chair && members.len() == 1 { person(&members[0]) } else { None },
            members,
            span: node.lines.into(),
        });
        gathered = if node.kind == NodeKind::Clause { node.parent.map(|p| (p, out.len() - 1)) } else { None };
    }
    out
}

fn role(title: &str) -> Option<Role> {
    let low_title = low(title.trim());
    if rx!(
        r"^(?:chủ trì|chủ tọa|đồng chủ trì|người chủ trì|chủ trì (?:hội nghị|buổi|điểm cầu|cuộc họp|lễ).*)$"
    )
    .is_match(&low_title)
    {
        return Some(Role::Chair);
    }
    rx!(r"^(?:đại biểu|thành phần|khách mời|đối tượng|tham dự|cùng dự|tham gia|thành viên|mời dự)")
        .is_match(&low_title)
        .then_some(Role::Delegates)
}

/// "Đồng chí Nguyễn Văn A, Ủy viên …, Giám đốc …", "Thứ trưởng Nguyễn Văn A".
pub fn person(text: &str) -> Option<Person> {
    let end = text
        .find([',', '(', ';'])
        .or_else(|| text.find(" - "))
        .or_else(|| text.find(" – "))
        .unwrap_or(text.len());
    let (before, name) = name_at_end(text[..end].trim_end())?;
    let lead = before.trim();
    let degree = crate::units::is_degree(lead);
    let is_address = rx!(r"^(?:đồng chí|đ/c|ông|bà|tiến sĩ|gs\.?|pgs\.?|ts\.?)$").is_match(&low(lead));
    let post =
        rx!(r"^(?:(?:đồng chí|đ/c|ông|bà)\s+)").find(&low(lead)).map_or(lead, |m| lead[m.end()..].trim());
    if !is_address && !degree && !rx!(r"(?:bộ|thứ|cục|vụ|viện|hiệu|hội|đội|ban)?\s?trưởng|giám đốc|chủ tịch|bí thư|chủ nhiệm|chánh|phó|ủy viên|trưởng").is_match(&low(post)) {
        return None;
    }
    let mut titles: Vec<String> = if is_address && !degree { Vec::new() } else { vec![post.to_owned()] };
    let rest = text[end..].trim_start_matches([',', '(', ' ']).trim_end_matches([')', ' ']);
    titles.extend(
        rest.split([',', ';'])
            .flat_map(|t| t.split(" - "))
            .map(|t| t.trim_matches([' ', '-', '–', ')']))
            .filter(|t| !t.is_empty())
            .map(str::to_owned),
    );
    Some(Person { name: name.to_owned(), titles })
}

/// The name at the end of a text: two to five words with capitals.
fn name_at_end(text: &str) -> Option<(&str, &str)> {
    let mut start = text.len();
    let mut count = 0;
    for (at, word) in text.rmatch_indices(' ').map(|(at, _)| at + 1).chain(std::iter::once(0)).scan(
        text.len(),
        |end, at| {
            let word = &text[at..*end];
            *end = at.saturating_sub(1);
            Some((at, word))
        },
    ) {
        let proper =
            word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic) && count < 5;
        let titled = matches!(low(word).as_str(), "bà" | "ông" | "chí" | "trưởng" | "tịch" | "đốc");
        if !proper || titled {
            break;
        }
        start = at;
        count += 1;
    }
    (count >= 2 && start > 0).then(|| (&text[..start], &text[start..]))
}
