//! Texts of a web page around a document: menus, counters, links to other news.

use domain::source::Source;

use crate::plan::{Defect, DefectType, Span};
use crate::text::{Doc, Zone};

/// A page shows itself by this many sure lines; then the other lines outside the document are of the page too.
const SURE_LINES_MIN: usize = 2;

/// Finds the lines of a web page.
pub(super) fn find(doc: &Doc, out: &mut Vec<Defect>) {
    let sure: Vec<u32> = numbered(doc.source).filter(|(_, text)| is_web(text)).map(|(number, _)| number).collect();
    let mut lines = sure.clone();
    if sure.len() >= SURE_LINES_MIN {
        let noise = doc.paragraphs.iter().filter(|p| p.zone == Zone::Noise && p.text.chars().any(char::is_alphabetic));
        lines.extend(noise.flat_map(|p| p.lines.0..=p.lines.1));
    }
    lines.sort_unstable();
    lines.dedup();
    for number in lines {
        let text = doc.source.lines.get(number as usize - 1).map_or("", |line| line.text.trim());
        if !text.is_empty() {
            let span = Span::new(number, number);
            out.push(Defect { kind: DefectType::WebNoise, text: text.to_owned(), suggestion: Some(String::new()), note: None, optional: false, span });
        }
    }
}

fn numbered(source: &Source) -> impl Iterator<Item = (u32, &str)> {
    source.lines.iter().enumerate().map(|(i, line)| (u32::try_from(i + 1).unwrap_or(u32::MAX), line.text.as_str()))
}

/// Words that only a web page prints.
fn is_web(text: &str) -> bool {
    let low = crate::words::low(text);
    let pattern = crate::rx!(
        r"^\s*(?:>>|»)?\s*(?:xem thêm|tin liên quan|bài viết liên quan|tin cùng chuyên mục|các tin khác|tin khác|tệp đính kèm|file đính kèm|tải về|chia sẻ|in bài viết|bản quyền thuộc|copyright|đăng nhập|đăng ngày|ngày đăng|lượt xem|số lượt xem|cỡ chữ|quay lại|về đầu trang|trang chủ|bình luận|facebook|zalo|gửi email)\b[^.]{0,140}|lượt xem\s*:?\s*[\d.]+|^\s*trang chủ\s*[|>»/]|©"
    );
    let listed = ["trang chủ", "giới thiệu", "tin tức", "liên hệ", "sơ đồ"].iter().filter(|w| low.contains(**w)).count() >= 3;
    let short = low.chars().count() <= 160;
    short && (listed || (pattern.is_match(&low) && !is_recipient(&low)))
}

/// "- Trang chủ …" in a list of the document itself is not of the page.
fn is_recipient(low: &str) -> bool {
    low.trim_start().starts_with(['-', '+'])
}
