//! The title of a cited document: where it begins after symbol, date and issuer, and where it ends.

use super::kinds::RELATIONS;
use super::scan::starts_document;
use crate::words::{find_word, starts_with_word};

/// Words that open a title and are not part of it.
const OPENERS: [&str; 4] = ["về việc", "v/v", "về", "với nội dung"];

/// Verbs that open a title and belong to it ("quy định …", "phê duyệt …"). They also end the name of an issuer.
pub(super) const TITLE_VERBS: [&str; 44] = [
    "quy định",
    "phê duyệt",
    "ban hành",
    "hướng dẫn",
    "sửa đổi",
    "bổ sung",
    "triển khai",
    "tổ chức",
    "tăng cường",
    "quản lý",
    "công bố",
    "thành lập",
    "đẩy mạnh",
    "tiếp tục",
    "phát động",
    "bảo đảm",
    "đảm bảo",
    "công nhận",
    "kiện toàn",
    "điều chỉnh",
    "phân công",
    "phát triển",
    "nâng cao",
    "xây dựng",
    "chấn chỉnh",
    "thông qua",
    "bãi bỏ",
    "đề nghị",
    "thực hiện",
    "giao",
    "đổi mới",
    "phòng",
    "phòng, chống",
    "phối hợp",
    "chuẩn bị",
    "thông báo",
    "kết luận",
    "đề ra",
    "chủ động",
    "cụ thể hóa",
    "cụ thể hoá",
    "khắc phục",
    "ứng phó",
    "yêu cầu",
];

/// Nouns that open the name of a body.
pub(super) const BODIES: [&str; 55] = [
    "bộ",
    "sở",
    "ubnd",
    "ủy ban",
    "uỷ ban",
    "hội đồng",
    "hđnd",
    "ban",
    "công đoàn",
    "liên đoàn",
    "phòng",
    "trường",
    "trung tâm",
    "cục",
    "vụ",
    "viện",
    "chi cục",
    "hạt",
    "trạm",
    "đội",
    "tổng cục",
    "hội",
    "đoàn",
    "tỉnh",
    "huyện",
    "thành phố",
    "thành đoàn",
    "tỉnh đoàn",
    "huyện ủy",
    "tỉnh ủy",
    "thành ủy",
    "đảng ủy",
    "chi bộ",
    "chính phủ",
    "thủ tướng",
    "quốc hội",
    "văn phòng",
    "tổng liên đoàn",
    "lđlđ",
    "học viện",
    "đại học",
    "bệnh viện",
    "công ty",
    "tổng công ty",
    "tập đoàn",
    "ngân hàng",
    "kho bạc",
    "bảo hiểm",
    "công an",
    "quân khu",
    "bộ chỉ huy",
    "mặt trận",
    "xã",
    "phường",
    "ttyt",
];

/// How far ahead the verb of the sentence is looked for after a comma.
const SENTENCE_LOOK_AHEAD_BYTES: usize = 400;

/// A quoted or worded title at the start of `text` (its low twin is `low`): byte range of the title.
///
/// `bare_verb`: a verb alone may open it ("quy định …"), as after "của Chính phủ".
pub(super) fn title(text: &str, low: &str, bare_verb: bool) -> Option<std::ops::Range<usize>> {
    let lead = low.len() - low.trim_start_matches([' ', ',']).len();
    let had_comma = low[..lead].contains(',');
    let rest = &low[lead..];
    let opener = OPENERS.iter().find(|w| starts_with_word(rest, w));
    let start = match opener {
        Some(word) => lead + word.len() + blanks(&rest[word.len()..]),
        None if rest.starts_with(['"', '“']) && !had_comma => lead,
        None if bare_verb && !had_comma && TITLE_VERBS.iter().any(|verb| starts_with_word(rest, verb)) => {
            lead
        }
        None => return None,
    };
    if let Some(quoted) = quoted(&text[start..]) {
        return Some(start + quoted.start..start + quoted.end);
    }
    let end = start + end(&text[start..], &low[start..]);
    let title = text[start..end].trim_end_matches([' ', ',', ';', '.', ':']);
    // A quotation mark that nothing follows quotes nothing.
    title.chars().any(char::is_alphanumeric).then_some(start..start + title.len())
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', ':']).len()
}

/// The inside of quotes that open `text`, when the title is nothing but the quotation.
fn quoted(text: &str) -> Option<std::ops::Range<usize>> {
    let first = text.chars().next().filter(|c| matches!(c, '"' | '“'))?;
    let open = first.len_utf8();
    let close = if first == '"' { '"' } else { '”' };
    let length = text[open..].find(close)?;
    Some(open..open + length)
}

/// Where a title ends that starts `text`.
fn end(text: &str, low: &str) -> usize {
    let mut depth = 0_usize;
    let mut is_quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '“' | '”' | '"' => is_quoted = if c == '“' { true } else { c == '"' && !is_quoted },
            _ if is_quoted => {}
            '(' if ["(sau đây", "(gọi tắt", "(viết tắt"].iter().any(|w| low[at..].starts_with(w)) =>
            {
                return at;
            }
            '(' => depth += 1,
            ')' if depth == 0 => return at,
            ')' => depth -= 1,
            ';' if depth == 0 => return at,
            '.' if depth == 0 && ends_sentence(text, at) => return at,
            ',' if depth == 0 && breaks(text, low, at + 1) => return at,
            ' ' if depth == 0 && starts_stop(&low[at + 1..]) => return at,
            _ => {}
        }
    }
    text.len()
}

fn ends_sentence(text: &str, at: usize) -> bool {
    let rest = &text[at + 1..];
    rest.is_empty() || rest.starts_with('/') || (rest.starts_with(' ') && crate::words::starts_capital(rest))
}

/// Words that cannot be inside a title.
fn starts_stop(low: &str) -> bool {
    const STOPS: [&str; 4] = ["như sau", "cụ thể như sau", "gắn với", "và căn cứ"];
    STOPS.iter().any(|stop| starts_with_word(low, stop))
        || low.strip_prefix("và ").is_some_and(starts_document)
}

/// Whether the comma before `at` ends the title: a new lead word, a new document, or the subject of the sentence.
fn breaks(text: &str, low: &str, at: usize) -> bool {
    let skipped = low.len() - low[at..].trim_start().len();
    let (text, low) = (&text[skipped..], &low[skipped..]);
    if RELATIONS.iter().any(|w| {
        matches!(*w, "căn cứ" | "theo đề nghị" | "xét đề nghị" | "triển khai thực hiện" | "căn cứ vào")
            && starts_with_word(low, w)
    }) {
        return true;
    }
    if starts_with_word(low, "cụ thể") || starts_with_word(low, "như sau") {
        return true;
    }
    let low_tail = low.strip_prefix("và ").unwrap_or(low);
    if starts_document(low_tail) {
        return true;
    }
    crate::words::starts_capital(text) && opens_sentence(low)
}

/// "Bộ … ban hành Kế hoạch": a body and, further on, the verb of the plan's opening sentence.
pub(super) fn opens_sentence(low: &str) -> bool {
    if !BODIES.iter().any(|body| starts_with_word(low, body)) {
        return false;
    }
    let mut limit = low.len().min(SENTENCE_LOOK_AHEAD_BYTES);
    while !low.is_char_boundary(limit) {
        limit -= 1;
    }
    let ahead = &low[..limit];
    let ahead = &ahead[..ahead.find(';').unwrap_or(ahead.len())];
    [
        "ban hành",
        "xây dựng",
        "lập",
        "thống nhất",
        "tổ chức",
        "triển khai",
        "đề ra",
        "báo cáo",
        "yêu cầu",
        "hướng dẫn",
        "thông báo",
        "phối hợp",
    ]
    .iter()
    .filter_map(|verb| find_word(ahead, verb))
    .any(|at| {
        [
            "kế hoạch",
            "chương trình",
            "nội dung",
            "như sau",
            "phương án",
            "đề án",
            "cuộc thi",
            "hội thi",
            "hội nghị",
            "ngày hội",
        ]
        .iter()
        .any(|w| ahead[at..].contains(w))
    })
}
