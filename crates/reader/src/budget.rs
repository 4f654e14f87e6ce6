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
        let titled = node.kind == NodeKind::RunIn && low(tree.title(doc, at)).contains("kinh phí");
        let start = if node.kind == NodeKind::RunIn && !titled { paragraph.body } else { range.start };
        for sentence in lists::sentences(&paragraph.text[start..range.end]) {
            let range = start + sentence.start..start + sentence.end;
            let text = &paragraph.text[range.clone()];
            out.push(item(text, paragraph.span(&range)));
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
    BudgetItem { scope: scope(text), text: text.to_owned(), sources: sources(text), payers: payers(text), span }
}

/// What the money is for: between "Kinh phí" and the words that say where it comes from.
fn scope(text: &str) -> Option<String> {
    let low_text = low(text);
    let start = rx!(r"^(?:nguồn )?kinh phí\s+(?:để\s+|cho\s+)?").find(&low_text).map_or(0, |m| m.end());
    let end = rx!(r"\s+(?:lấy từ|được|do|từ nguồn|từ ngân sách|sử dụng|trích|bố trí|theo quy định|thực hiện theo|cân đối|bảo đảm|đảm bảo|chi từ|huy động|gồm|bao gồm|thì)\b").find_at(&low_text, start).map(|m| m.start())?;
    let piece = text[start..end].trim_matches([' ', ',', ':']);
    (!piece.is_empty()).then(|| piece.to_owned())
}

fn sources(text: &str) -> Vec<String> {
    let low_text = low(text);
    let mut out = Vec::new();
    let Some(found) = rx!(r"(?:lấy từ|từ|bằng|sử dụng|trích|nguồn từ|gồm|bao gồm)\s*:?\s*(?:các )?(?:nguồn )?(?:kinh phí |vốn )?(ngân sách|nguồn|dự toán|quỹ|kinh phí|xã hội hóa|vốn|các nguồn|đóng góp|tài trợ)").captures(&low_text) else {
        return out;
    };
    let Some(first) = found.get(1) else { return out };
    let start = if low_text[..first.start()].ends_with("nguồn ") && first.as_str() == "kinh phí" { first.start() - "nguồn ".len() } else { first.start() };
    let end = rx!(r"\.\s|\.$|;\s*(?:đồng thời|giao)|\s+theo (?:quy định|phân cấp|luật)|\s+để\s|\s+thực hiện\s").find_at(&low_text, start).map_or(text.len(), |m| m.start());
    let mut from = start;
    for cut in rx!(r"\s*[,;]\s*|\s+và\s+").find_iter(&low_text[start..end]) {
        let after = &low_text[start + cut.end()..end];
        if rx!(r"^(?:các )?(?:nguồn|ngân sách|xã hội hóa|dự toán|quỹ|huy động|đóng góp|tài trợ|kinh phí|vốn|nguồn kinh phí)\b").is_match(after) && start + cut.start() > from {
            out.push(text[from..start + cut.start()].trim().to_owned());
            from = start + cut.end();
        }
    }
    out.push(text[from..end].trim().trim_end_matches(['.', ',', ';']).to_owned());
    out.retain(|source| !source.is_empty());
    out
}

fn payers(text: &str) -> Vec<String> {
    let low_text = low(text);
    let Some(found) = rx!(r"\bdo\s+(.+?)\s+(?:chịu trách nhiệm|chi trả|tự chi trả|tự bảo đảm|tự đảm bảo|bảo đảm|đảm bảo|chi|cấp|hỗ trợ|bố trí|tự túc)\b").captures(&low_text) else {
        return Vec::new();
    };
    let Some(range) = found.get(1).map(|m| m.range()) else { return Vec::new() };
    let piece = &text[range];
    if crate::words::words(piece) > 25 {
        return Vec::new();
    }
    let list = units::split_texts(piece);
    if list.len() == 1 { piece.split(", ").map(|p| p.trim().to_owned()).collect() } else { list }
}
