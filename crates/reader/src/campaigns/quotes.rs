//! Quoted names and the nouns before them.

use std::ops::Range;

use super::{Mention, editions};
use crate::abbreviations::SpanOf;
use crate::plan::CampaignType;
use crate::words::{find_words, low, starts_capital};

/// The noun may stand this far before the quote ("tổ chức cuộc thi trực tuyến tìm hiểu pháp luật “…”").
const NOUN_LOOK_BACK_BYTES: usize = 110;
/// A longer quotation is a text, not a name.
const NAME_BYTES_MAX: usize = 320;

/// A quotation with its inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quote {
    /// With the quotation marks.
    pub outer: Range<usize>,
    /// Without.
    pub inner: Range<usize>,
}

/// All quotations of a text, in order, not nested.
pub(crate) fn quotes(text: &str) -> Vec<Quote> {
    let mut out = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        match (open, c) {
            (None, '“' | '"' | '«' | '„') => open = Some((at, c)),
            // "“" again: the first was never closed.
            (Some((_, '“')), '“') => open = Some((at, c)),
            (Some((from, first)), '”' | '"' | '»' | '“') if closes(first, c) => {
                let inner = from + first.len_utf8()..at;
                if inner.len() <= NAME_BYTES_MAX && !inner.is_empty() {
                    out.push(Quote { outer: from..at + c.len_utf8(), inner });
                }
                open = None;
            }
            (None, '”') => {}
            _ => {}
        }
    }
    out
}

fn closes(open: char, close: char) -> bool {
    matches!((open, close), ('“' | '"', '”' | '"') | ('«', '»') | ('„', '“' | '”'))
}

use CampaignType as T;

/// Nouns and the types that they allow. The one nearest to the quote decides, the longer one at the same place.
const NOUNS: [(&str, &[T]); 50] = [
    ("phong trào", &[T::PhongTrao]),
    ("phong trào thi đua", &[T::PhongTrao]),
    ("thi đua", &[T::PhongTrao]),
    ("cuộc vận động", &[T::CuocVanDong]),
    ("vận động", &[T::CuocVanDong]),
    ("giải thưởng", &[T::GiaiThuong]),
    ("danh hiệu", &[T::GiaiThuong]),
    ("giải", &[T::GiaiThuong]),
    ("kỷ niệm chương", &[T::GiaiThuong]),
    ("hội thảo", &[T::HoiThao]),
    ("tọa đàm", &[T::HoiThao]),
    ("toạ đàm", &[T::HoiThao]),
    ("diễn đàn", &[T::HoiThao, T::Khac]),
    ("chuyên đề", &[T::HoiThao, T::Khac]),
    ("tập huấn", &[T::HoiThao, T::Khac]),
    ("hội nghị", &[T::HoiNghi]),
    ("chương trình", &[T::ChuongTrinh]),
    ("chương trình phối hợp", &[T::ChuongTrinh]),
    ("cuộc thi", &[T::CuocThi]),
    ("hội thi", &[T::CuocThi]),
    ("liên hoan", &[T::CuocThi, T::NgayHoi, T::Khac]),
    ("hội diễn", &[T::CuocThi, T::Khac]),
    ("kỳ thi", &[T::CuocThi]),
    ("sân chơi", &[T::CuocThi, T::Khac]),
    ("ngày hội", &[T::NgayHoi]),
    ("lễ hội", &[T::NgayHoi, T::Khac]),
    ("tuần lễ", &[T::NgayHoi, T::Khac]),
    ("tháng", &[T::Khac, T::PhongTrao, T::ChuongTrinh]),
    ("ngày", &[T::NgayHoi, T::Khac]),
    ("lễ kỷ niệm", &[T::LeKyNiem]),
    ("kỷ niệm", &[T::LeKyNiem]),
    ("lễ", &[T::LeKyNiem, T::Khac]),
    ("giải thể thao", &[T::GiaiTheThao]),
    ("giải bóng đá", &[T::GiaiTheThao]),
    ("hội khỏe", &[T::GiaiTheThao]),
    ("đề án", &[T::DeAn]),
    ("dự án", &[T::DeAn, T::Khac]),
    ("mô hình", &[T::MoHinh]),
    ("câu lạc bộ", &[T::MoHinh, T::Khac]),
    ("khẩu hiệu", &[T::KhauHieu]),
    ("chủ đề", &[T::KhauHieu, T::Khac]),
    ("thông điệp", &[T::KhauHieu, T::Khac]),
    ("phương châm", &[T::KhauHieu, T::Khac]),
    ("tinh thần", &[T::KhauHieu, T::Khac]),
    ("chiến dịch", &[T::Khac, T::PhongTrao]),
    ("triển lãm", &[T::Khac]),
    ("quỹ", &[T::Khac]),
    ("công trình", &[T::Khac, T::MoHinh]),
    ("tuyến đường", &[T::MoHinh, T::Khac]),
    ("hoạt động", &[T::Khac]),
];

/// Words right before a quotation that make it a short form or a printed text instead of a name.
const NOT_NAMES: [&str; 21] = [
    "fanpage",
    "trang",
    "kênh",
    "website",
    "nhóm",
    "báo",
    "tạp chí",
    "đặc san",
    "ứng dụng",
    "phần mềm",
    "tài khoản",
    "về việc",
    "gọi là",
    "gọi tắt là",
    "viết tắt là",
    "viết tắt",
    "ghi rõ",
    "có nội dung",
    "từ",
    "cụm từ",
    "dòng chữ",
];

/// The quoted names of a text.
pub(super) fn mentions(text: &str, span_of: SpanOf) -> Vec<Mention> {
    let low = low(text);
    let mut out: Vec<Mention> = Vec::new();
    let mut last_end = 0;
    let mut shared: Vec<T> = Vec::new();
    for quote in quotes(text) {
        let between = &low[last_end..quote.outer.start];
        let is_listed =
            last_end > 0 && between.split([',', ';', ' ']).all(|w| matches!(w, "" | "và" | "hoặc" | "hay"));
        let types = if is_listed { shared.clone() } else { types_before(between) };
        last_end = quote.outer.end;
        shared.clone_from(&types);
        let name = text[quote.inner.clone()].trim().trim_end_matches([',', '.', ';', ':']).trim();
        if !is_name(name) || NOT_NAMES.iter().any(|w| between.trim_end().ends_with(w)) {
            continue;
        }
        let edition =
            editions::edition_before(between).or_else(|| editions::edition(name, &low[quote.outer.end..]));
        out.push(Mention {
            name: name.to_owned(),
            types,
            quoted: true,
            edition,
            span: span_of.span(&quote.inner),
        });
    }
    out
}

/// A name starts with a capital or a number ("5 không, 3 sạch") and has two words at least.
fn is_name(name: &str) -> bool {
    let counted = name.starts_with(|c: char| c.is_ascii_digit()) && crate::words::words(name) >= 3;
    (starts_capital(name) || counted) && crate::words::words(name) >= 2
}

/// The types of the nearest noun in the text between the last quotation and this one.
fn types_before(between: &str) -> Vec<T> {
    let mut start = between.len().saturating_sub(NOUN_LOOK_BACK_BYTES);
    while !between.is_char_boundary(start) {
        start += 1;
    }
    let window = &between[start..];
    let window = &window[window.rfind([';', '.']).map_or(0, |at| at + 1)..];
    let nearest = NOUNS
        .iter()
        .flat_map(|(noun, types)| {
            find_words(window, noun).into_iter().map(move |at| (at + noun.len(), noun.len(), *types))
        })
        .max_by_key(|(end, length, _)| (*end, *length));
    nearest.map_or_else(|| vec![T::Khac, T::KhauHieu], |(_, _, types)| types.to_vec())
}

/// The types of a noun that begins a name without quotes.
pub(super) fn types_of(noun: &str) -> Vec<T> {
    NOUNS
        .iter()
        .filter(|(n, _)| crate::words::starts_with_word(noun, n))
        .max_by_key(|(n, _)| n.len())
        .map_or_else(|| vec![T::Khac], |(_, t)| t.to_vec())
}
