//! Whether a node is a heading, a run-in title with its clause, or a clause; and where the title ends.

use std::ops::Range;

use crate::markers::Style;
use crate::outline::{Block, Tree};
use crate::plan::NodeKind;
use crate::rx;
use crate::text::Doc;
use crate::time::{self, Shape, TimeContext};
use crate::units;
use crate::verbs;
use crate::words::{ends_with_word, is_capitals, low, words};

/// The longest run-in title of a bullet and of a numbered point, in words.
const BULLET_TITLE_WORDS_MAX: usize = 12;
const POINT_TITLE_WORDS_MAX: usize = 18;
/// The longest title with a stray full stop.
const STOPPED_TITLE_WORDS_MAX: usize = 8;
/// The longest title without an end mark that has nothing under it.
const LEAF_TITLE_WORDS_MAX: usize = 22;

/// A bullet that begins with a verb and is this long is a sentence, also before a list.
const SENTENCE_WORDS_MIN: usize = 9;

/// Sets kind, title and text of a node whose children are known.
pub fn settle(doc: &Doc<'_>, tree: &mut Tree, node: usize) {
    let Block::Paragraph(at) = tree.nodes[node].block else { return };
    let paragraph = &doc.paragraphs[at];
    let style = tree.nodes[node].marker.as_ref().map(|m| m.style);
    let has_children = !tree.nodes[node].children.is_empty();
    let start = paragraph.body.min(paragraph.text.len());
    let content = &paragraph.text[start..];
    let (kind, title, text) = if let Some(colon) = run_in_colon(content, style) {
        let rest = content[colon + 1..].trim_start();
        (NodeKind::RunIn, Some(0..colon), Some(content.len() - rest.len()..content.len()))
    } else if is_heading(content, style, has_children, paragraph.look.bold, || {
        siblings_have_children(tree, node)
    }) {
        (NodeKind::Heading, Some(0..content.trim_end_matches([':', ' ']).len()), None)
    } else {
        (NodeKind::Clause, None, Some(0..content.len()))
    };
    let shift = |range: Option<Range<usize>>| range.map(|r| r.start + start..r.end + start);
    let branch = &mut tree.nodes[node];
    branch.kind = kind;
    branch.title = shift(title);
    branch.text = shift(text);
    if branch.kind == NodeKind::Heading && branch.title.as_ref().is_some_and(Range::is_empty) {
        branch.title = branch.marker.as_ref().map(|_| 0..paragraph.text.trim_end().len());
    }
}

fn siblings_have_children(tree: &Tree, node: usize) -> bool {
    let style = tree.nodes[node].marker.as_ref().map(|m| m.style);
    let alike = |other: &usize| {
        let branch = &tree.nodes[*other];
        branch.marker.as_ref().map(|m| m.style) == style && !branch.children.is_empty()
    };
    match tree.nodes[node].parent {
        Some(parent) => tree.nodes[parent].children.iter().any(alike),
        None => (0..tree.nodes.len()).filter(|n| tree.nodes[*n].parent.is_none()).any(|n| alike(&n)),
    }
}

fn is_bullet(style: Option<Style>) -> bool {
    matches!(style, Some(Style::Dash | Style::Plus | Style::Bullet | Style::Star))
}

fn is_heading(
    content: &str,
    style: Option<Style>,
    has_children: bool,
    bold: bool,
    siblings: impl Fn() -> bool,
) -> bool {
    let content = content.trim_end();
    let length = words(content);
    if splits_a_period(content) {
        return false;
    }
    let ended = content.ends_with(['.', ';', ',', '!', '?']);
    match style {
        Some(Style::Part | Style::Chapter | Style::Section) => true,
        Some(Style::Roman | Style::Upper) => {
            !ended || length <= LEAF_TITLE_WORDS_MAX && (has_children || is_capitals(content))
        }
        None => {
            let capitals = is_capitals(content) && (2..=30).contains(&length);
            let titled = capitals || crate::zones::is_appendix_title(content);
            !ended && (titled || (has_children && (bold || length <= BULLET_TITLE_WORDS_MAX)))
        }
        // "- Tổ chức Hội thi … lần thứ III, gồm các vòng:" is a sentence that its list goes on.
        style
            if (is_bullet(style) || matches!(style, Some(Style::Alpha)))
                && content.ends_with(':')
                && length >= SENTENCE_WORDS_MIN
                && verbs::starts_with_verb(content) =>
        {
            false
        }
        style if is_bullet(style) => {
            (content.ends_with(':') && has_children)
                || (has_children && !ended && length <= BULLET_TITLE_WORDS_MAX)
                || (style == Some(Style::Star) && !ended && length <= BULLET_TITLE_WORDS_MAX)
        }
        _ if content.ends_with(':') => has_children || length <= LEAF_TITLE_WORDS_MAX,
        _ if ended => {
            has_children
                && (units::is_name(content)
                    || (length <= STOPPED_TITLE_WORDS_MAX && !verbs::starts_with_verb(content)))
        }
        _ => has_children || (length <= LEAF_TITLE_WORDS_MAX && siblings()),
    }
}

/// "Từ nay đến 15/11, chia làm 2 đợt:" says when and how often; it is no title of what stands below.
fn splits_a_period(content: &str) -> bool {
    let Some(cut) = rx!(r"[,;]?\s+(?:chia|được chia|gồm|bao gồm|trong đó|cụ thể|với)\s[^,;:]*:$|[,;]\s+(?:trong đó|cụ thể|gồm)\s*:$")
        .find(&low(content))
        .map(|cut| cut.start())
    else {
        return false;
    };
    time::find(&content[..cut], &TimeContext::default()).first().is_some_and(|found| {
        found.range.start == 0
            && found.range.end + 1 >= cut
            && matches!(found.shape, Shape::Range | Shape::SinceNow | Shape::Until | Shape::From)
    })
}

/// The colon that ends a run-in title, if the text is one.
fn run_in_colon(content: &str, style: Option<Style>) -> Option<usize> {
    let colon = first_colon(content, 0)?;
    let after = content[colon + 1..].trim();
    let head = &content[..colon];
    // "Mục 5. Sở Tài chính: Bố trí kinh phí" binds a unit; other titles of sections keep their colon.
    let names_units = style == Some(Style::Section) && (units::is_name(head) || units::is_generic(head));
    if after.is_empty()
        || matches!(style, Some(Style::Part | Style::Chapter | Style::Section)) && !names_units
    {
        return None;
    }
    // "Các đơn vị: A, B, C: làm gì" has its title up to the second colon.
    if units::is_generic(head)
        && let Some(second) = first_colon(content, colon + 1)
        && opens_duty(content[second + 1..].trim_start())
    {
        return Some(second);
    }
    // "Các sở: Y tế, Công Thương căn cứ chức năng, …" is a sentence whose subject is the list.
    if units::is_generic(head) && units::subject(content).is_some_and(|name| name.end > colon) {
        return None;
    }
    is_title(head, style).then_some(colon)
}

/// A verb, or the words that lead to one ("Căn cứ chức năng, nhiệm vụ được giao, …").
fn opens_duty(text: &str) -> bool {
    verbs::starts_with_verb(text)
        || rx!(r"^(?:căn cứ|trên cơ sở|trong phạm vi|theo chức năng|theo nhiệm vụ|tùy theo|tùy)\b")
            .is_match(&low(text))
}

fn is_title(head: &str, style: Option<Style>) -> bool {
    let bullet = is_bullet(style);
    let limit = if bullet { BULLET_TITLE_WORDS_MAX } else { POINT_TITLE_WORDS_MAX };
    let length = words(head);
    let low_head = low(head);
    if length > limit && length <= 60 && units::is_name(head) {
        return true;
    }
    if length == 0 || length > limit || head.contains(['.', ';', '?']) && !head.ends_with("TP.") {
        return false;
    }
    // "… gồm:", "… như sau:" introduce a list and belong to the clause, unless little stands before them.
    let introduces = [
        "gồm",
        "bao gồm",
        "như sau",
        "sau đây",
        "sau",
        "là",
        "cụ thể",
        "trong đó",
        "như",
        "rằng",
        "với",
        "về",
    ]
    .iter()
    .any(|word| ends_with_word(&low_head, word));
    let counts = bullet && rx!(r"(?:theo|thành|gồm|với|có|các|một số|\d+)\s+(?:\S+\s+)?(?:nhóm|nội dung|phần|bước|nhiệm vụ|hình thức|vấn đề|giải pháp)$").is_match(&low_head) && length > 5;
    if (introduces && length > 5) || counts {
        return false;
    }
    if style == Some(Style::Step) {
        return false;
    }
    if style.is_none() {
        return length <= 8 && !verbs::starts_with_verb(head);
    }
    !(bullet && verbs::starts_with_verb(head) && !is_named_detail(&low_head))
}

/// Titles that begin with a word that is also a verb.
fn is_named_detail(low_head: &str) -> bool {
    rx!(r"^(?:(?:đơn vị|cơ quan|bộ phận|người)\b.*|chỉ đạo|chủ trì|báo cáo viên|dự kiến|tham dự|tham gia|chỉ đạo chung|phối hợp|thực hiện|đề xuất|kiểm tra|tổ chức|hỗ trợ|hoàn thành|đơn vị|tổng hợp)$").is_match(low_head)
}

/// The first colon outside quotes and brackets that does not belong to a clock time.
fn first_colon(content: &str, from: usize) -> Option<usize> {
    let mut depth = 0_i32;
    let mut quoted = false;
    let mut last = ' ';
    for (at, c) in content.char_indices() {
        match c {
            '(' | '“' | '[' | '«' => depth += 1,
            ')' | '”' | ']' | '»' => depth -= 1,
            '"' => quoted = !quoted,
            ':' if at >= from && depth <= 0 && !quoted => {
                let next = content[at + 1..].chars().next();
                let in_time = last.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit());
                let in_link = next == Some('/');
                if !in_time && !in_link {
                    return Some(at);
                }
            }
            _ => {}
        }
        last = c;
    }
    None
}
