//! A meeting: its window, form, sittings, places and people.

mod people;
mod sittings;

use crate::lists;
use crate::outline::Tree;
use crate::plan::{Form, Mode, NodeKind, Session, Time, Venue};
use crate::rx;
use crate::sections::Topic;
use crate::text::{Doc, Zone};
use crate::time::{self, TimeContext};
use crate::words::low;

pub use people::{participants, person};

/// The period of the plan: its own "Thời gian" part, else the time in its subject.
pub fn time_window(
    doc: &Doc<'_>,
    tree: &Tree,
    topics: &[Topic],
    subject: Option<&crate::plan::SpannedText>,
    context: &TimeContext,
) -> Option<Time> {
    let titled = |at: &usize| {
        topics[*at] == Topic::Time && tree.nodes[*at].level <= 3 && is_window_title(tree.title(doc, *at))
    };
    let own: Vec<usize> = (0..tree.nodes.len())
        .filter(titled)
        .filter(|at| !tree.nodes[*at].children.iter().any(&titled))
        .collect();
    if let [only] = own.as_slice() {
        let node = if tree.nodes[*only].kind == NodeKind::RunIn {
            Some(*only)
        } else {
            tree.nodes[*only].children.first().copied()
        };
        if let Some(found) = node.and_then(|node| window_of(doc, tree, node, context)) {
            return Some(found);
        }
    }
    let subject = subject?;
    let found = time::find(&subject.text, context)
        .into_iter()
        .rev()
        .find(|f| f.time.start.is_some() || f.time.end.is_some())?;
    Some(Time { span: Some(subject_span(doc, subject, &found.time.text)), ..found.time })
}

fn is_window_title(title: &str) -> bool {
    rx!(r"^thời gian(?: (?:tổ chức|thực hiện|triển khai|tiến hành|dự kiến|áp dụng|diễn ra|phát động))*(?:\s*,.*|\s+và .*)?$").is_match(&low(title.trim()))
}

fn window_of(doc: &Doc<'_>, tree: &Tree, node: usize, context: &TimeContext) -> Option<Time> {
    let paragraph = tree.paragraph(doc, node)?;
    // "Từ ngày 10/3 đến ngày 15/11/2026:" over the parts of the period is a title.
    let range = tree.nodes[node].text.clone().or_else(|| tree.nodes[node].title.clone())?;
    let text = paragraph.text[range.clone()].trim_end_matches(['.', ';', ':', ' ']);
    let first = lists::sentences(text).into_iter().next()?;
    let text = text[first].split("(tức").next().unwrap_or("");
    let text = rx!(r"[,;]\s+(?:thời kỳ|thời hiệu|cao điểm|trong đó|chia (?:làm|thành)|cụ thể)")
        .find(&low(text))
        .map_or(text, |m| &text[..m.start()])
        .trim_end_matches(['.', ';', ' ']);
    let dated = |time: &Time| time.start.is_some() || time.end.is_some();
    let whole = time::parse_cell(text, context).filter(dated);
    let time = whole.or_else(|| time::find(text, context).into_iter().map(|found| found.time).find(dated))?;
    Some(Time { span: Some(paragraph.span(&range)), ..time })
}

/// The line of a subject that holds a text.
fn subject_span(doc: &Doc<'_>, subject: &crate::plan::SpannedText, text: &str) -> crate::plan::Span {
    doc.paragraphs
        .iter()
        .find(|p| {
            p.zone == Zone::Head
                && p.lines.0 >= subject.span.start_line
                && p.lines.1 <= subject.span.end_line
                && p.text.contains(text)
        })
        .map_or(subject.span, super::text::Paragraph::whole)
}

/// In person, online or both, by its own part.
pub fn form(doc: &Doc<'_>, tree: &Tree, topics: &[Topic]) -> Option<Form> {
    for at in 0..tree.nodes.len() {
        let title = low(tree.title(doc, at));
        let about = title.is_empty() || rx!(r"^hình thức(?: (?:tổ chức|hội nghị|họp|thực hiện|tiến hành|triển khai|hội thảo|buổi|tham dự|tham gia|chương trình).*)?$").is_match(title.trim());
        if topics[at] != Topic::Form || !about {
            continue;
        }
        let text = tree.text(doc, at).trim_end_matches(['.', ';', ' ']);
        let modes = modes(text);
        if !modes.is_empty() {
            return Some(Form { text: text.to_owned(), modes, span: tree.nodes[at].lines.into() });
        }
    }
    None
}

fn modes(text: &str) -> Vec<Mode> {
    let low_text = low(text);
    let mut out = Vec::new();
    if low_text.contains("trực tiếp") {
        out.push(Mode::TrucTiep);
    }
    if low_text.contains("trực tuyến") || low_text.contains("online") {
        out.push(Mode::TrucTuyen);
    }
    out
}

fn mode(text: &str) -> Option<Mode> {
    let found = modes(text);
    if let [only] = found.as_slice() {
        return Some(*only);
    }
    // The main place of a meeting by video is where people sit together; the others are joined to it.
    let low_text = low(text);
    if rx!(r"điểm cầu (?:chính|trung ương|trung tâm)").is_match(&low_text) {
        return Some(Mode::TrucTiep);
    }
    rx!(r"điểm cầu (?:tại |của |ở )?(?:các|địa phương|cấp|cơ sở|thành phần|tỉnh|huyện|xã)")
        .is_match(&low_text)
        .then_some(Mode::TrucTuyen)
}

/// "Buổi 1", "Phiên buổi sáng", "Đợt 2": the label of a sitting at the start or end of a title.
fn label(title: &str) -> Option<&str> {
    let low_title = low(title);
    rx!(r"(?:(?:phiên|nội dung)\s+(?:họp\s+)?)?(?:buổi|phiên|đợt|ngày|hội nghị|kỳ|lớp|vòng)\s+(?:thứ\s+)?(?:\d{1,2}|[ivx]{1,4}\b|sáng|chiều|tối|nhất|hai|ba|tư|toàn thể|chuyên đề)(?:\s+\d{1,2}\b)?").find(&low_title).map(|m| &title[m.range()])
}

/// The sittings, in order, one per label.
pub fn sessions(doc: &Doc<'_>, tree: &Tree, topics: &[Topic], context: &TimeContext) -> Vec<Session> {
    let mut out: Vec<Session> = Vec::new();
    for at in 0..tree.nodes.len() {
        let node = &tree.nodes[at];
        let told = match node.kind {
            NodeKind::RunIn => matches!(
                topics[at],
                Topic::Place
                    | Topic::Time
                    | Topic::Tasks
                    | Topic::Agenda
                    | Topic::Other
                    | Topic::Form
                    | Topic::Roadmap
                    | Topic::Participants
            ),
            NodeKind::Heading => matches!(
                topics[at],
                Topic::Place | Topic::Time | Topic::Agenda | Topic::Participants | Topic::Form
            ),
            _ => false,
        };
        if !told {
            continue;
        }
        let title = tree.title(doc, at).trim();
        // "Buổi 1 (sáng 18/10/2026): …": the bracket says when.
        let opened = sittings::opening(title).filter(|o| o.bracket.is_some() && o.rest == title.len());
        let named = opened.as_ref().map_or(title, |o| &title[o.label.clone()]);
        let Some(found) = label(named).filter(|l| l.len() * 10 >= named.len() * 7) else { continue };
        if out.iter().any(|s| low(&s.label) == low(found)) {
            continue;
        }
        let body = tree.text(doc, at);
        let text = lists::sentences(body)
            .into_iter()
            .next()
            .map_or(title, |r| &body[r])
            .trim_end_matches(['.', ';', ':', ' ']);
        let bracket =
            opened.and_then(|o| o.bracket).and_then(|range| sittings::dated(&title[range], context));
        let time = bracket.or_else(|| time::find(body, context).into_iter().next().map(|f| f.time));
        out.push(Session {
            label: found.to_owned(),
            text: text.to_owned(),
            audience: audience(text),
            time,
            span: node.lines.into(),
        });
    }
    for (session, _) in sittings::of_tables(doc, tree, context) {
        if out.iter().all(|s| low(&s.label) != low(&session.label)) {
            out.push(session);
        }
    }
    out.sort_by_key(|session| session.span);
    if out.len() < 2 { Vec::new() } else { out }
}

/// For whom a sitting is: what follows "gặp gỡ", "dành cho", "đối với".
fn audience(text: &str) -> Option<String> {
    let low_text = low(text);
    let found = rx!(r"(?:gặp gỡ|dành cho|đối với|gặp mặt|đối thoại với|cho)\s+").find(&low_text)?;
    let rest = &text[found.end()..];
    // "…, từ 8 giờ 00 ngày 12/5": the hour is no part of the people.
    let end = rx!(r",\s+(?:từ\s+)?(?:lúc\s+|vào\s+|dự kiến\s+|ngày\s+|sáng\s+|chiều\s+)?(?:\d|ngày)")
        .find(&low(rest))
        .map_or(rest.len(), |m| m.start());
    let rest = rest[..end].trim();
    (!rest.is_empty()).then(|| rest.to_owned())
}

/// The session label a node stands under, as the sessions print it.
fn session_of(doc: &Doc<'_>, tree: &Tree, at: usize, sessions: &[Session]) -> Option<String> {
    std::iter::once(at).chain(tree.ancestors(at)).find_map(|k| {
        let found = low(label(tree.title(doc, k))?);
        sessions.iter().find(|s| low(&s.label) == found).map(|s| s.label.clone())
    })
}

/// The places.
pub fn venues(
    doc: &Doc<'_>,
    tree: &Tree,
    topics: &[Topic],
    sessions: &[Session],
    context: &TimeContext,
) -> Vec<Venue> {
    let mut out = Vec::new();
    for at in 0..tree.nodes.len() {
        let node = &tree.nodes[at];
        if topics[at] != Topic::Place || !matches!(node.kind, NodeKind::Clause | NodeKind::RunIn) {
            continue;
        }
        let text = tree.text(doc, at);
        let title = tree.title(doc, at);
        if text.is_empty()
            || (node.kind == NodeKind::RunIn && label(title).is_some() && !node.children.is_empty())
            || (text.ends_with(':') && !node.children.is_empty())
        {
            continue;
        }
        let own = node.kind == NodeKind::RunIn;
        let whole = text;
        // "Lễ khai mạc: Nhà hát lớn" under the places names what takes place there.
        let event = own
            && crate::sections::of_title(title) != Some(Topic::Place)
            && !rx!(r"điểm cầu|trực t(?:iếp|uyến)|^tại|^địa chỉ").is_match(&low(title));
        let event = event.then(|| title.to_owned());
        out.push(Venue {
            session: session_of(doc, tree, at, sessions).or(event),
            mode: mode(title)
                .or_else(|| mode(whole))
                .or_else(|| tree.ancestors(at).find_map(|k| mode(tree.title(doc, k)))),
            location: location(whole, own),
            text: whole.to_owned(),
            span: node.lines.into(),
        });
    }
    add_places_of_sessions(doc, tree, topics, sessions, context, &mut out);
    out
}

/// The places that sessions name themselves, where no part tells them.
fn add_places_of_sessions(
    doc: &Doc<'_>,
    tree: &Tree,
    topics: &[Topic],
    sessions: &[Session],
    context: &TimeContext,
    out: &mut Vec<Venue>,
) {
    let told: Vec<String> = out.iter().filter_map(|venue| venue.session.clone()).collect();
    let wanted = |label: &str| sessions.iter().any(|s| s.label == label) && !told.iter().any(|l| l == label);
    let of_rows = sittings::of_tables(doc, tree, context).into_iter().filter_map(|(_, venue)| venue);
    out.extend(of_rows.filter(|venue| venue.session.as_deref().is_some_and(wanted)));
    for at in 0..tree.nodes.len() {
        if tree.nodes[at].kind != NodeKind::RunIn || topics[at] == Topic::Place {
            continue;
        }
        let Some(label) = label(tree.title(doc, at)).filter(|label| wanted(label)) else { continue };
        let span = tree.nodes[at].lines.into();
        let text = tree.text(doc, at);
        if let Some((_, range)) =
            sittings::place(text).filter(|_| sessions.iter().any(|s| s.span == span && s.label == label))
        {
            out.push(Venue {
                session: Some(label.to_owned()),
                mode: mode(text),
                location: Some(text[range].to_owned()),
                text: text.to_owned(),
                span,
            });
        }
    }
    out.sort_by_key(|venue| venue.span);
}

fn location(text: &str, own: bool) -> Option<String> {
    let low_text = low(text);
    // "Công chức làm việc tại Trung tâm" says who, not where.
    let belongs = rx!(r"(?:làm việc|công tác|học tập|giảng dạy|sinh sống|cư trú|sinh hoạt)\s*$");
    let from = rx!(r"\b(?:tại|tới|đến|ở)\s+")
        .find_iter(&low_text)
        .find(|m| !belongs.is_match(&low_text[..m.start()]))
        .map(|m| m.end());
    let start = match from {
        Some(end) => end,
        None if own => 0,
        None => return None,
    };
    let rest = text[start..].trim().trim_end_matches(['.', ';', ' ']);
    (!rest.is_empty()).then(|| rest.to_owned())
}
