//! Texts of a web page around a document: menus, counters, links to other news.

use domain::source::Source;

use crate::plan::{Defect, DefectType, Plan, Span};
use crate::text::{Doc, Zone};

/// A page shows itself by this many sure lines; then the other lines outside the document are of the page too.
const SURE_LINES_MIN: usize = 2;

/// Finds the lines of a web page.
pub(super) fn find(doc: &Doc, plan: &Plan, out: &mut Vec<Defect>) {
    let sure: Vec<u32> =
        numbered(doc.source).filter(|(_, text)| is_web(text)).map(|(number, _)| number).collect();
    let mut lines = sure.clone();
    if sure.len() >= SURE_LINES_MIN {
        let noise = doc
            .paragraphs
            .iter()
            .filter(|p| p.zone == Zone::Noise && p.text.chars().any(char::is_alphabetic));
        lines.extend(noise.flat_map(|p| p.lines.0..=p.lines.1));
        // Above the document and below it everything up to the outermost sure line is of the page.
        let first = doc
            .paragraphs
            .iter()
            .filter(|p| p.zone == Zone::Head)
            .map(|p| p.lines.0)
            .find(|line| !lines.contains(line) && !is_repeated_title(plan, doc, *line));
        let last = plan
            .signatures
            .iter()
            .map(|s| s.span.end_line)
            .chain(plan.recipients.iter().map(|r| r.span.end_line))
            .max();
        if let Some(top) = sure.iter().copied().filter(|line| first.is_some_and(|first| *line < first)).max()
        {
            lines.extend(1..=top);
        }
        if let Some(bottom) = sure.iter().copied().filter(|line| last.is_some_and(|last| *line > last)).min()
        {
            lines.extend(bottom..=u32::try_from(doc.source.lines.len()).unwrap_or(u32::MAX));
        }
    }
    lines.sort_unstable();
    lines.dedup();
    for number in lines {
        let text = doc.source.lines.get(number as usize - 1).map_or("", |line| line.text.trim());
        if !text.is_empty() {
            let span = Span::new(number, number);
            out.push(Defect {
                kind: DefectType::WebNoise,
                text: text.to_owned(),
                suggestion: Some(String::new()),
                note: None,
                optional: false,
                span,
            });
        }
    }
}

/// The page prints the title of the document once more above it.
fn is_repeated_title(plan: &Plan, doc: &Doc, line: u32) -> bool {
    let subject = plan.header.subject.as_ref().filter(|s| s.span.start_line > line);
    let text = doc.source.lines.get(line as usize - 1).map(|l| crate::words::low(&l.text));
    match (subject, text) {
        (Some(subject), Some(text)) => {
            let start: String = crate::words::low(&subject.text).chars().take(30).collect();
            !start.is_empty() && text.contains(&start)
        }
        _ => false,
    }
}

fn numbered(source: &Source) -> impl Iterator<Item = (u32, &str)> {
    source
        .lines
        .iter()
        .enumerate()
        .map(|(i, line)| (u32::try_from(i + 1).unwrap_or(u32::MAX), line.text.as_str()))
}

/// Words that only a web page prints.
fn is_web(text: &str) -> bool {
    let low = crate::words::low(text);
    let pattern = crate::rx!(
        r"^\s*(?:>>|»)?\s*(?:xem thêm|tin liên quan|bài viết liên quan|tin cùng chuyên mục|các tin khác|tin khác|tệp đính kèm|file đính kèm|tải về|chia sẻ|in bài viết|bản quyền thuộc|copyright|đăng nhập|đăng ngày|ngày đăng|lượt xem|số lượt xem|cỡ chữ|quay lại|về đầu trang|trang chủ|bình luận|facebook|zalo|gửi email)\b[^.]{0,140}|lượt xem\s*:?\s*[\d.]+|^\s*trang chủ\s*[|>»/]|©"
    );
    let listed = ["trang chủ", "giới thiệu", "tin tức", "liên hệ", "sơ đồ"]
        .iter()
        .filter(|w| low.contains(**w))
        .count()
        >= 3;
    let short = low.chars().count() <= 160;
    short && (listed || (pattern.is_match(&low) && !is_recipient(&low)))
}

/// "- Trang chủ …" in a list of the document itself is not of the page.
fn is_recipient(low: &str) -> bool {
    low.trim_start().starts_with(['-', '+'])
}
