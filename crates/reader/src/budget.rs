//! Sentences about money: what for, from which sources, who pays.

use crate::lists;
use crate::outline::Tree;
use crate::plan::{BudgetItem, NodeKind, Obligation, UnitSource};
use crate::rx;
use crate::sections::Topic;
use crate::text::Doc;
use crate::units;
use crate::words::low;

/// Reads the budget: the sentences of its section, else the duties that are about money.
pub fn read(doc: &Doc<'_>, tree: &Tree, topics: &[Topic], duties: &[(usize, Obligation)]) -> Vec<BudgetItem> {
    let mut out = Vec::new();
    for (at, node) in tree.nodes.iter().enumerate() {
        if topics[at] != Topic::Budget || !matches!(node.kind, NodeKind::Clause | NodeKind::RunIn) {
            continue;
        }
        let Some(paragraph) = tree.paragraph(doc, at) else { continue };
        let Some(range) = node.text.clone() else { continue };
        let title = if node.kind == NodeKind::RunIn { tree.title(doc, at) } else { "" };
        let text = &paragraph.text[range.clone()];
        if crate::duties::is_caption(text) || text.starts_with('(') {
            continue;
        }
        for sentence in lists::sentences(text) {
            let range = range.start + sentence.start..range.start + sentence.end;
            let mut found = item(&paragraph.text[range.clone()], paragraph.span(&range));
            if !title.is_empty() && crate::sections::of_title(title) != Some(Topic::Budget) {
                found.scope = Some(title.to_owned());
                if found.payers.is_empty() && units::is_name(title) {
                    found.payers = units::of_heading(title);
                }
            }
            out.push(found);
        }
    }
    if out.is_empty() {
        out.extend(duties.iter().filter(|(_, duty)| pays(&duty.duty)).map(|(_, duty)| from_duty(duty)));
    }
    out
}

fn pays(duty: &str) -> bool {
    rx!(r"(?:hỗ trợ|bố trí|cân đối|cấp|đảm bảo|bảo đảm|phân bổ)\s+(?:một phần |đủ |đầy đủ |nguồn |và |bố trí )*kinh phí").is_match(&low(duty))
}

fn from_duty(duty: &Obligation) -> BudgetItem {
    let mut item = item(&duty.duty, duty.span);
    if item.payers.is_empty() && duty.unit_source != UnitSource::Document {
        item.payers.clone_from(&duty.units);
    }
    item
}

fn item(text: &str, span: crate::plan::Span) -> BudgetItem {
    BudgetItem {
        scope: scope(text),
        text: text.to_owned(),
        sources: sources(text),
        payers: payers(text),
        span,
    }
}

/// What the money is for: between "Kinh phí" and the words that say where it comes from.
fn scope(text: &str) -> Option<String> {
    let low_text = low(text);
    let start = rx!(r"(?:nguồn )?kinh phí\s+(?:để\s+|cho\s+)?").find(&low_text).map_or(0, |m| m.end());
    let end = rx!(r"\s+(?:lấy từ|được|do|từ nguồn|từ ngân sách|sử dụng|trích|bố trí|theo quy định|thực hiện theo|cân đối|bảo đảm|đảm bảo|chi từ|huy động|gồm|bao gồm|thì)\b").find_at(&low_text, start).map(|m| m.start())?;
    let piece = text[start..end].trim_matches([' ', ',', ':']);
    (!piece.is_empty()).then(|| piece.to_owned())
}

/// The sources: from the first word for money that pays on, cut where another such word begins.
fn sources(text: &str) -> Vec<String> {
    let text = without_payers(text);
    let low_text = low(text);
    let Some(start) = sources_start(&low_text) else { return Vec::new() };
    let end = sources_end(&low_text, start);
    let mut out = Vec::new();
    let mut from = start;
    for cut in rx!(r"\s*,\s*|\s+và\s+|\s*;\s*").find_iter(&low_text[start..end]) {
        let after = &low_text[start + cut.end()..end];
        let semicolon = low_text[start + cut.start()..start + cut.end()].contains(';');
        // "…; chuẩn bị khánh tiết": the next duty, no source.
        let of_money =
            rx!(r"^(?:huy động|vận động|hỗ trợ|đóng góp|trích|lồng ghép|tài trợ|cấp|chi)\b").is_match(after);
        if semicolon && !of_money && crate::verbs::starts_with_verb(&text[start + cut.end()..end]) {
            push_source(&text[from..start + cut.start()], &mut out);
            return out;
        }
        if semicolon && start + cut.start() > from || rx!(r"^(?:và )?(?:(?:được )?bố trí trong |từ )?(?:các )?(?:nguồn|ngân sách|xã hội hóa|dự toán|quỹ|thỏa thuận|học phí|huy động|vận động|đóng góp|tài trợ|kinh phí|vốn|đề nghị|lồng ghép)\b").is_match(after) && start + cut.start() > from {
            push_source(&text[from..start + cut.start()], &mut out);
            from = start + cut.end();
        }
    }
    push_source(&text[from..end], &mut out);
    out
}

/// Where the sources end: with the sentence, with what they are for, with who pays.
fn sources_end(low_text: &str, start: usize) -> usize {
    let stops = rx!(
        r"\.\s|\.$|\s+theo (?:quy định|đúng quy định|luật)|\s+để\s|\s+thực hiện\s|\s+do\s|\s+cho (?:các|việc|hoạt động)\b"
    );
    // "ngân sách giao cho các đơn vị": to whom the money was given is a part of its name.
    let given = |at: usize| {
        low_text[at..].trim_start().starts_with("cho")
            && rx!(r"(?:giao|cấp|phân bổ|bố trí)(?:\s+(?:hằng|hàng)\s+năm|\s+năm\s+\d{4})?$")
                .is_match(&low_text[..at])
    };
    stops
        .find_iter(&low_text[start..])
        .map(|m| m.start() + start)
        .find(|at| !given(*at))
        .unwrap_or(low_text.len())
}

/// One source without what follows it: the verb ("ngân sách tỉnh bảo đảm"), the sum ("ngân sách xã 45 triệu đồng").
/// Behind the verb a second source may stand ("bảo đảm từ nguồn chi sự nghiệp").
fn push_source(piece: &str, out: &mut Vec<String>) {
    let piece = piece.trim().trim_end_matches(['.', ',', ';']);
    let piece =
        rx!(r"^(?i:(?:được )?bố trí trong)\s+").find(piece).map_or(piece, |lead| &piece[lead.end()..]);
    let low_piece = low(piece);
    let verb = rx!(r"\s+(?:(?:sẽ|được|tự|cùng)\s+)?(?:bảo đảm|đảm bảo|chi trả|hỗ trợ thực hiện|đài thọ|cấp (?:phát|kinh phí|bù)|chi(?:\s+(?:cho|khoảng)|\s+\d)|cấp\s*$)")
        .find(&low_piece)
        .filter(|found| !low_piece[..found.start()].ends_with("phân"));
    let sum = rx!(r"\s+(?:là\s+|khoảng\s+|số tiền\s+|với số tiền\s+|với\s+)?\d[\d.,]*\s*(?:triệu|tỷ|tỉ|nghìn|ngàn|đồng)\b")
        .find(&low_piece)
        .filter(|found| {
            let before = &low_piece[..found.start()];
            // "ngân sách phường hỗ trợ 50 triệu đồng" says how much of it.
            !before.contains('(') && !rx!(r"\b(?:hỗ trợ|cấp|giao|bổ sung|đóng góp)$").is_match(before)
        });
    let end = [verb, sum].into_iter().flatten().map(|found| found.start()).min().unwrap_or(piece.len());
    let name = piece[..end].trim();
    if !name.is_empty() {
        out.push(name.to_owned());
    }
    if let Some(more) = rx!(r"\s+từ\s+(?:các\s+)?((?:nguồn|ngân sách|quỹ|dự toán)\b.*)")
        .captures(&low_piece[end..])
        .and_then(|c| c.get(1))
        && end < piece.len()
    {
        out.push(piece[end..][more.range()].to_owned());
    }
}

/// The text without the clauses behind ";" that say who pays for himself ("; các thôn tự lo nước uống").
fn without_payers(text: &str) -> &str {
    let cut = text.match_indices(';').map(|(at, _)| at).find(|at| {
        let clause = clause_behind(text, *at);
        names_payer(clause) && !payers_of(clause).is_empty()
    });
    cut.map_or(text, |at| &text[..at])
}

fn sources_start(low_text: &str) -> Option<usize> {
    if rx!(r"^(?:các )?(?:nguồn|ngân sách|xã hội hóa|đóng góp|tài trợ|dự toán|quỹ)\b").is_match(low_text)
        && !rx!(r"^nguồn kinh phí").is_match(low_text)
    {
        return Some(0);
    }
    let lead = rx!(r"(?:lấy từ|từ|bằng|sử dụng|trích|cân đối|gồm|bao gồm|trong)\s*:?\s*(?:các )?(?:nguồn )?(?:kinh phí (?:của |từ )?|vốn )?(ngân sách|dự toán|quỹ|xã hội hóa|đóng góp|tài trợ)").captures(low_text);
    let by =
        rx!(r"\bdo\s+(ngân sách|nguồn|quỹ)").captures(low_text).and_then(|c| c.get(1)).map(|m| m.start());
    if by.is_some() {
        return by;
    }
    let named = rx!(
        r"(?:từ|bằng|gồm|bao gồm|sử dụng|trích|và|huy động|lồng ghép|khai thác)\s*:?\s*((?:các )?nguồn\b)"
    )
    .captures(low_text);
    let lead = lead.or_else(|| {
        rx!(r"(?:từ|bằng|sử dụng|trích)\s+(?:nguồn\s+)?(kinh phí\s+(?:(?:không|giao|được giao)\s+)*(?:tự chủ|chi thường xuyên|thường xuyên|sự nghiệp|hoạt động|đào tạo|bồi dưỡng))")
            .captures(low_text)
    });
    let of = |found: Option<regex::Captures<'_>>| found.and_then(|c| c.get(1)).map(|m| m.start());
    match (of(lead), of(named)) {
        (Some(a), Some(b)) => Some(
            if b < a
                && !low_text[b..a].trim_end().ends_with("nguồn")
                && low_text[b..a].split_whitespace().count() > 3
            {
                b
            } else {
                a.min(if low_text[b..a.max(b)].split_whitespace().count() > 3 { b } else { a })
            },
        ),
        (a, b) => a.or(b),
    }
}

/// Who pays, in each clause of the text.
fn payers(text: &str) -> Vec<String> {
    let mut out = payers_of(text);
    for (at, _) in text.match_indices(';') {
        let clause = clause_behind(text, at);
        if names_payer(clause) {
            out.extend(payers_of(clause));
        }
    }
    let mut seen: Vec<String> = Vec::new();
    out.retain(|name| {
        !seen.contains(name) && {
            seen.push(name.clone());
            true
        }
    });
    out
}

/// From a semicolon to the next one.
fn clause_behind(text: &str, semicolon: usize) -> &str {
    text[semicolon + 1..].split(';').next().unwrap_or("").trim_start()
}

/// A clause that begins with a unit, not with money ("Quỹ Hỗ trợ phụ nữ tỉnh").
fn names_payer(clause: &str) -> bool {
    let low_clause = low(clause);
    let money = rx!(r"^(?:các )?(?:quỹ|nguồn|ngân sách|xã hội hóa|hỗ trợ|dự toán)\b").is_match(&low_clause);
    let of_a_sum =
        rx!(r"^(?:chi phí|kinh phí|tiền|các khoản|khoản|phần|chế độ)\b[^;]*\sdo\s").is_match(&low_clause);
    !money && (of_a_sum || units::begins(clause) || low_clause.starts_with("do "))
}

/// "do A chịu trách nhiệm", "A tự túc", "A chủ động cân đối ngân sách", "do A và B cùng bảo đảm".
fn payers_of(text: &str) -> Vec<String> {
    let low_text = low(text);
    let by = rx!(
        r"\bdo\s+(.+?)\s+(?:chịu trách nhiệm|chi trả|tự chi trả|tự bảo đảm|tự đảm bảo|bảo đảm|đảm bảo|chi|cấp|hỗ trợ|bố trí|tự túc|đài thọ|cân đối|tự lo|tự trang trải|tự thu xếp|đóng góp)\b"
    );
    let first = rx!(
        r"^(?:giao )?(.+?)\s+(?:chủ động |tự |cùng |có trách nhiệm |tự )*(?:cân đối|bảo đảm|đảm bảo|tự túc|chi trả|bố trí|hỗ trợ|túc|tự lo|tự trang trải|tự thu xếp)\b"
    );
    let range = match by.captures(&low_text).and_then(|c| c.get(1)) {
        Some(found) if rx!(r"^(?:ngân sách|nguồn|quỹ)").is_match(found.as_str()) => return Vec::new(),
        Some(found) => found.range(),
        None => match first.captures(&low_text).and_then(|c| c.get(1)) {
            Some(found) if is_payer(&low_text[found.range()]) => found.range(),
            _ => return Vec::new(),
        },
    };
    let piece = &text[range];
    // The manner is no part of the name.
    let piece = rx!(r"(?:\s+(?:tự|cùng|cùng nhau|trực tiếp|chủ động|có trách nhiệm|phải|sẽ))+$")
        .find(&low(piece))
        .map_or(piece, |m| &piece[..m.start()]);
    if crate::words::words(piece) > PAYER_WORDS_MAX {
        return Vec::new();
    }
    let list = units::split_texts(piece);
    if list.len() == 1 { piece.split(", ").map(|p| p.trim().to_owned()).collect() } else { list }
}

/// A longer stretch names no payer.
const PAYER_WORDS_MAX: usize = 25;

fn is_payer(low_piece: &str) -> bool {
    !rx!(r"^(?:nguồn|kinh phí|căn cứ|chi|từ|lấy|sử dụng|được|ngân sách|việc|chế độ|các khoản|chi phí)")
        .is_match(low_piece)
        && crate::words::words(low_piece) <= 14
        && !low_piece.contains([',', ';']) | units::begins(low_piece)
}
