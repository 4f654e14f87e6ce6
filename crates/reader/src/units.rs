//! Names of units in running text: where one begins and ends, and how a list of them is cut.
//!
//! "Bộ Văn hóa, Thể thao và Du lịch" is one unit, "các sở, ban, ngành" is one phrase, "Sở Y tế, Sở Tài chính" are two.

use std::ops::Range;

use crate::rx;
use crate::verbs;
use crate::words::{
    first_of, has_words, is_capitals, low, near_end, near_start, starts_capital, starts_with_word, words,
};

/// Words that begin the name of a unit.
const HEADS: &[&str] = &[
    "ủy ban nhân dân",
    "ubnd",
    "hđnd",
    "hội đồng nhân dân",
    "ủy ban",
    "ub mttq",
    "ubmttq",
    "mttq",
    "mặt trận tổ quốc",
    "mặt trận",
    "bộ",
    "sở",
    "cục",
    "vụ",
    "tổng cục",
    "chi cục",
    "phòng",
    "ban",
    "văn phòng",
    "trung tâm",
    "công đoàn",
    "liên đoàn",
    "lđlđ",
    "cđcs",
    "cđgd",
    "viện",
    "trường",
    "học viện",
    "đại học",
    "bệnh viện",
    "thanh tra",
    "công an",
    "hội",
    "đoàn",
    "đảng ủy",
    "huyện ủy",
    "tỉnh ủy",
    "thành ủy",
    "quận ủy",
    "thị ủy",
    "đảng bộ",
    "chi bộ",
    "kho bạc",
    "ngân hàng",
    "đài",
    "báo",
    "tạp chí",
    "tổng công ty",
    "công ty",
    "tập đoàn",
    "hạt",
    "đội",
    "tổ",
    "quỹ",
    "bảo hiểm xã hội",
    "bhxh",
    "cơ quan",
    "đơn vị",
    "trạm",
    "đồn",
    "nhà xuất bản",
    "nhà văn hóa",
    "nhà thiếu nhi",
    "cung",
    "thư viện",
    "bảo tàng",
    "nhà hát",
    "btc",
    "hội đồng",
    "tiểu ban",
    "tòa án",
    "tand",
    "vksnd",
    "viện kiểm sát",
    "tỉnh đoàn",
    "thành đoàn",
    "huyện đoàn",
    "quận đoàn",
    "đoàn thanh niên",
    "lãnh đạo",
    "thủ trưởng",
    "giám đốc",
    "chủ tịch",
    "hiệu trưởng",
    "trưởng",
    "chánh",
    "đồng chí",
    "khoa",
    "bộ môn",
    "xí nghiệp",
    "hợp tác xã",
    "hiệp hội",
    "doanh nghiệp",
    "cơ sở",
    "địa phương",
    "huyện",
    "quận",
    "xã",
    "phường",
    "thị trấn",
    "thành phố",
    "tỉnh",
    "thị xã",
    "nhà trường",
    "cụm",
    "khối",
    "ngành",
    "mầm non",
    "thuế",
    "hải quan",
    "bưu điện",
    "điện lực",
    "bcđ",
    "cấp ủy",
    "bí thư",
    "tổng biên tập",
    "vườn quốc gia",
    "liên minh",
    "thành viên",
    "trung ương đoàn",
    "trung ương hội",
    "bộ phận",
    "tổng phụ trách",
    "tổ trưởng",
    "giáo viên chủ nhiệm",
    "khu dân cư",
    "thôn",
    "tổ dân phố",
    "khu phố",
    "ấp",
    "hộ gia đình",
    "làng",
    "cổng thông tin",
    "cổng ttđt",
    "cựu chiến binh",
    "tổng hội",
    "nhóm",
    "chi đoàn",
    "liên đội",
    "chi hội",
    "giáo viên",
    "cá nhân",
    "tổng liên đoàn",
    "tổng đội",
    "viễn thông",
    "nhà hát",
    "trưởng ban",
    "học viện",
    "người đứng đầu",
    "đại diện",
];

/// Words that begin like a unit and are none.
const NOT_HEADS: &[&str] = &[
    "ban hành",
    "báo cáo",
    "bộ tài liệu",
    "bộ tiêu chí",
    "bộ chỉ số",
    "bộ câu hỏi",
    "bộ quy tắc",
    "bộ thủ tục",
    "bộ máy",
    "bộ mặt",
    "bộ đề",
    "bộ sách",
    "bộ công cụ",
    "hội nghị",
    "hội thảo",
    "hội thi",
    "hội chợ",
    "hội diễn",
    "hội trại",
    "hội khỏe",
    "hội đàm",
    "hội nhập",
    "hội họp",
    "hội trường",
    "hội thao",
    "đoàn kết",
    "đoàn viên",
    "đoàn xe",
    "tổ chức",
    "cơ sở vật chất",
    "cơ sở dữ liệu",
    "cơ sở hạ tầng",
    "cơ sở pháp lý",
    "cơ sở kết quả",
    "trường hợp",
    "trưởng thành",
    "phòng chống",
    "phòng, chống",
    "phòng ngừa",
    "phòng cháy",
    "phòng bệnh",
    "phòng dịch",
    "phòng tránh",
    "phòng họp",
    "phòng học",
    "đội ngũ",
    "sở hữu",
    "sở thích",
    "cục bộ",
    "bộ trưởng",
    "bộ phận thường",
    "thôn bản",
    "trường học hạnh",
    "nhóm nhiệm vụ",
    "nhóm giải pháp",
    "nhóm tuổi",
    "đài phun",
    "vụ việc",
    "vụ án",
    "vụ mùa",
    "vụ đông",
    "vụ xuân",
    "ngành nghề",
    "xã hội",
    "đơn vị tính",
    "báo động",
    "quỹ đất",
    "khối lượng",
    "cụm từ",
    "cung cấp",
];

/// Words that may stand before a unit and are no part of the question whose name it is.
const BEFORE: &[&str] = &[
    "các",
    "những",
    "mỗi",
    "từng",
    "mọi",
    "toàn thể",
    "tất cả các",
    "một số",
    "phó",
    "đại diện",
    "tập thể",
    "ban lãnh đạo",
];

/// Generic words that continue a set phrase ("các sở, ban, ngành, địa phương") instead of beginning a unit.
const GENERIC: &[&str] = &[
    "ngành",
    "địa phương",
    "đơn vị",
    "ban",
    "huyện",
    "thị xã",
    "thành phố",
    "quận",
    "xã",
    "phường",
    "thị trấn",
    "tổ chức",
    "đoàn thể",
    "cơ quan",
    "phòng",
    "cá nhân",
    "doanh nghiệp",
    "hội",
    "trường",
    "cấp",
    "tỉnh",
    "sở",
    "bộ",
    "cục",
    "vụ",
    "đặc khu",
    "tổ dân phố",
    "thôn",
    "khu phố",
    "trung tâm",
    "viện",
    "bản",
    "cơ sở",
    "chi nhánh",
];

/// Fields of administration that stand for a whole unit in a list with one shared head ("Sở Tài chính, Nội vụ").
const FIELDS: &[&str] = &[
    "tài chính",
    "y tế",
    "nội vụ",
    "tư pháp",
    "công thương",
    "xây dựng",
    "giao thông vận tải",
    "tài nguyên và môi trường",
    "kế hoạch và đầu tư",
    "thông tin và truyền thông",
    "khoa học và công nghệ",
    "nông nghiệp và phát triển nông thôn",
    "nông nghiệp và môi trường",
    "giáo dục và đào tạo",
    "lao động - thương binh và xã hội",
    "lao động, thương binh và xã hội",
    "văn hóa, thể thao và du lịch",
    "văn hóa và thể thao",
    "du lịch",
    "ngoại vụ",
    "dân tộc",
    "dân tộc và tôn giáo",
    "quốc phòng",
    "công an",
    "ngoại giao",
    "tài chính - kế hoạch",
    "lđtbxh",
    "gd&đt",
    "ttttt",
    "tn&mt",
];

/// The longest name of a unit, in words; a longer stretch is a sentence.
const NAME_WORDS_MAX: usize = 40;

/// What begins a name stands in so many bytes.
const BEGIN_BYTES_MAX: usize = 200;

/// Whether `text` begins with a unit name: the byte length of what may stand before, then a head word.
pub fn begins(text: &str) -> bool {
    let low = low(near_start(text, BEGIN_BYTES_MAX));
    let mut rest = low.trim_start();
    if let Some(share) = rx!(r"^\d+%\s+(?:số\s+)?").find(rest) {
        rest = &rest[share.end()..];
    }
    while let Some(word) = first_of(rest, BEFORE) {
        rest = rest[word.len()..].trim_start();
    }
    let named_group = rest.len() < low.len();
    if named_group && starts_with_word(rest, "tổ chức") {
        return true;
    }
    let Some(head) = first_of(rest, HEADS) else { return begins_short(&text[low.len() - rest.len()..]) };
    if first_of(rest, NOT_HEADS).is_some_and(|not| not.len() >= head.len()) {
        return false;
    }
    true
}

/// "GDTrH", "TCCB", "KHTC": a unit by its letters alone. Words with tone marks in capitals are no short forms.
pub fn is_short_form(text: &str) -> bool {
    let text = text.trim();
    if has_words(text, 2) {
        return false;
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, 'Đ' | 'đ' | 'Ư' | '&' | '-' | '/' | '.');
    has_words(text, 1)
        && (2..=12).contains(&letters)
        && capitals * 2 > letters
        && text.chars().all(plain)
        && text.starts_with(|c: char| c.is_alphabetic())
}

/// Whether a text begins with a short form and is not simply printed in capitals.
fn begins_short(text: &str) -> bool {
    let shouted = has_words(text, 2) && is_capitals(text);
    !shouted
        && text
            .split_whitespace()
            .next()
            .is_some_and(|word| is_short_form(word.trim_end_matches([',', ';', '.'])))
}

/// Whether the whole text is the name of a unit or a list of them, without a verb.
pub fn is_name(text: &str) -> bool {
    let text = strip_lead(text.trim().trim_end_matches([':', '.', ';']));
    begins(text) && words(text) <= NAME_WORDS_MAX && subject_end(text).is_none() && !text.contains(". ")
}

/// "Các đơn vị", "Các sở", "Các vụ, cục": a word for units that names none.
pub fn is_generic(text: &str) -> bool {
    let low = low(text.trim());
    rx!(r"^(?:các|những)\s+(?:(?:đơn vị|cơ quan|sở|vụ|cục|bộ|ban|phòng|ngành|tổ chức|địa phương|trường|viện|trung tâm|hội|đoàn thể|huyện|quận|xã|phường|thành phố|chi cục|doanh nghiệp|thành viên)(?:\s*[,/]\s*|\s+và\s+|\s+|$))+(?:khác|có liên quan|liên quan|trực thuộc|sau|gồm|tham mưu|chức năng)?\s*$")
        .is_match(&low)
}

/// Leaves out "Giao", "Đề nghị", "Trách nhiệm của", … before a unit.
pub fn strip_lead(text: &str) -> &str {
    let low = low(near_start(text, BEGIN_BYTES_MAX));
    let found = rx!(r"^(?:giao(?: cho| nhiệm vụ cho| trách nhiệm cho)?|đề nghị|yêu cầu|kính đề nghị|trách nhiệm của|nhiệm vụ của|đối với|phân công|trân trọng đề nghị|về phía|phía)\s+").find(&low);
    match found {
        Some(lead) if begins(&text[lead.end()..]) => &text[lead.end()..],
        _ => text,
    }
}

/// The unit at the start of a sentence: its range, if a verb follows it.
pub fn subject(text: &str) -> Option<Range<usize>> {
    let stripped = strip_lead(text);
    let stripped =
        rx!(r"^\d+%\s+(?:số\s+)?").find(stripped).map_or(stripped, |share| &stripped[share.end()..]);
    let offset = text.len() - stripped.len();
    if !begins(stripped) {
        return None;
    }
    let end = subject_end(stripped)?;
    let name = stripped[..end].trim_end_matches(|c: char| c.is_whitespace() || c == ',');
    if name.is_empty() || words(name) > NAME_WORDS_MAX || name.contains([';', ':']) {
        return None;
    }
    Some(offset..offset + name.len())
}

/// Where the first verb after a unit name stands.
fn subject_end(text: &str) -> Option<usize> {
    verbs::first_verb(text, 0, verbs::Reach::Subject)
}

/// Cuts a list of units into names, as ranges of `text`.
pub fn split(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (start, end) = trimmed(text, 0..text.len());
    if start >= end {
        return out;
    }
    let mut from = start;
    for cut in cuts(text, start..end) {
        push(text, from..cut.start, &mut out);
        from = cut.end;
    }
    push(text, from..end, &mut out);
    out
}

/// The units of a list as texts.
pub fn split_texts(text: &str) -> Vec<String> {
    split(text).into_iter().map(|range| text[range].to_owned()).collect()
}

fn push(text: &str, range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let (start, end) = trimmed(text, range);
    if start < end && text[start..end].chars().any(char::is_alphabetic) {
        out.push(start..end);
    }
}

fn trimmed(text: &str, range: Range<usize>) -> (usize, usize) {
    let piece = &text[range.clone()];
    let start = range.start
        + (piece.len()
            - piece
                .trim_start_matches(|c: char| {
                    c.is_whitespace() || matches!(c, '-' | '–' | '+' | ',' | ';' | '.' | ':' | '•' | '*')
                })
                .len());
    let end = range.start
        + piece.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.' | ':')).len();
    (start, end.max(start))
}

/// The separators between units.
fn cuts(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let low_text = low(text);
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut depth = 0_i32;
    let mut from = range.start;
    for (at, c) in text[range.clone()].char_indices().map(|(at, c)| (at + range.start, c)) {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if depth > 0 => {}
            ';' | '\n' => out.push(at..at + 1),
            '.' if text[at + 1..range.end].starts_with(' ')
                && text[at + 1..range.end].trim_start().starts_with(|c: char| c.is_uppercase())
                && !text[..at].ends_with("TP") =>
            {
                out.push(at..at + 1);
            }
            '-' | '–' | '+' if begins_item(text, at, range.start) => out.push(at..at + c.len_utf8()),
            ',' if begins_unit(text, from..at, at + 1, range.end) => out.push(at..at + 1),
            'v' if joins_two(text, &low_text, from..at, at, range.end) => out.push(at..at + "và".len()),
            _ => {}
        }
        if out.last().is_some_and(|cut| cut.start == at) {
            from = out.last().map_or(from, |cut| cut.end);
        }
    }
    out
}

/// A dash that begins an item inside a cell ("- Sở Y tế - Sở Tài chính"), not one inside a name.
fn begins_item(text: &str, at: usize, start: usize) -> bool {
    let before = text[start..at].trim_end();
    let spaced = text[..at].ends_with(' ') || before.is_empty();
    let rest = text[at..].trim_start_matches(['-', '–', '+']).trim_start();
    let item = begins(rest) && starts_capital(rest);
    spaced
        && item
        && (before.is_empty()
            || before.ends_with([';', ',', '.'])
            || text[start..].trim_start().starts_with(['-', '–', '+']))
}

fn begins_unit(text: &str, before: Range<usize>, after: usize, end: usize) -> bool {
    let rest = text[after..end].trim_start();
    let left = text[before].trim();
    let low_rest = low(near_start(rest, BEGIN_BYTES_MAX));
    if starts_with_word(&low_rest, "và") {
        return false;
    }
    if first_of(&low_rest, &["các", "những", "mỗi", "một số", "từng", "tất cả"]).is_some() {
        return true;
    }
    let piece = rest.split([',', ';']).next().unwrap_or("").trim();
    if is_short_form(piece) && (is_short_form(left) || begins(left)) {
        return true;
    }
    if shares_head(left, &low_rest) {
        return true;
    }
    if !begins(rest) {
        return false;
    }
    if starts_capital(rest) {
        // "các Sở, Ban, Ngành" in capitals is still one phrase.
        let is_phrase = !has_words(piece, 2)
            && !is_short_form(piece)
            && is_group(left)
            && first_of(&low_rest, GENERIC).is_some();
        return !is_phrase;
    }
    let second = rest.split_whitespace().nth(1);
    let generic = first_of(&low_rest, GENERIC).is_some();
    !generic || (second.is_some_and(starts_capital) && !is_group(left))
}

fn is_group(left: &str) -> bool {
    first_of(
        &low(near_start(left, BEGIN_BYTES_MAX)),
        &["các", "những", "mỗi", "từng", "ubnd các", "ủy ban nhân dân các"],
    )
    .is_some()
}

/// "Sở Tài chính, Nội vụ": the next piece is a field of the same head.
fn shares_head(left: &str, low_rest: &str) -> bool {
    let low_left = low(near_start(left, BEGIN_BYTES_MAX));
    let Some(field) = first_of(low_rest, FIELDS) else { return false };
    let closed = low_rest[field.len()..].trim_start();
    let whole = closed.is_empty()
        || closed.starts_with([',', ';', '.'])
        || closed.starts_with("và ")
        || closed.starts_with("tỉnh")
        || closed.starts_with("thành phố");
    let left_field = low_left
        .trim_start_matches("các ")
        .split_once(' ')
        .map_or("", |(_, rest)| rest)
        .trim_start_matches(':')
        .trim();
    whole && (first_of(left_field, FIELDS).is_some() || first_of(&low_left, FIELDS).is_some())
}

/// "A và B" are two units when both begin with a head and one of them is named.
fn joins_two(text: &str, low_text: &str, left: Range<usize>, at: usize, end: usize) -> bool {
    if !low_text[at..].starts_with("và ") || !text[..at].ends_with(' ') {
        return false;
    }
    let rest = text[at + "và".len()..end].trim_start();
    let left = text[left].trim();
    if !begins(rest) || !begins(left) {
        return false;
    }
    let low_left = low(near_end(left, BEGIN_BYTES_MAX));
    if low_left.ends_with("hđnd")
        || low_left.ends_with("hội đồng nhân dân")
        || low_left.ends_with("đbqh")
        || low_left.ends_with("đại biểu quốc hội")
    {
        return false;
    }
    if !has_words(left, 2) && !is_short_form(left) {
        return false;
    }
    let generic = |piece: &str| !starts_capital(strip_group(piece));
    if is_generic_word(rest) && !has_words(left, 4) && is_group(left) {
        return false;
    }
    !generic(rest) || (!generic(left) && !is_group(left))
}

fn is_generic_word(rest: &str) -> bool {
    let low_rest = low(near_start(rest, BEGIN_BYTES_MAX));
    first_of(&low_rest, GENERIC).is_some() && !starts_capital(rest)
}

fn strip_group(piece: &str) -> &str {
    let low_piece = low(near_start(piece, BEGIN_BYTES_MAX));
    first_of(&low_piece, BEFORE).map_or(piece, |word| piece[word.len()..].trim_start())
}

/// The units that a heading names: after a generic "Các đơn vị:", and without remarks in brackets.
pub fn of_heading(title: &str) -> Vec<String> {
    let title = strip_lead(title.trim());
    let body = match title.split_once(':') {
        Some((head, rest)) if is_generic(head) && !rest.trim().is_empty() => rest,
        _ => title,
    };
    split(body)
        .into_iter()
        .map(|range| without_remark(&body[range]).to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

/// Drops "(cơ quan thường trực)" behind a name; a name in brackets stays.
fn without_remark(name: &str) -> &str {
    match name.rsplit_once('(') {
        Some((head, inside))
            if inside.ends_with(')') && !starts_capital(inside) && !head.trim().is_empty() =>
        {
            head.trim_end()
        }
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_cut_between_units_only() {
        let cases: [(&str, &[&str]); 14] = [
            ("Bộ Văn hóa, Thể thao và Du lịch", &["Bộ Văn hóa, Thể thao và Du lịch"]),
            ("các bộ, ngành, địa phương", &["các bộ, ngành, địa phương"]),
            (
                "Sở Y tế, Sở Tài chính; UBND các huyện, thị xã",
                &["Sở Y tế", "Sở Tài chính", "UBND các huyện, thị xã"],
            ),
            ("Các sở, ban, ngành, UBND các huyện", &["Các sở, ban, ngành", "UBND các huyện"]),
            ("Sở Y tế và các đơn vị liên quan", &["Sở Y tế", "các đơn vị liên quan"]),
            ("Các trường đại học và các trường cao đẳng", &["Các trường đại học và các trường cao đẳng"]),
            ("Văn phòng HĐND và UBND huyện", &["Văn phòng HĐND và UBND huyện"]),
            ("TCCB, KHTC, Báo Nhân Dân, Thanh tra", &["TCCB", "KHTC", "Báo Nhân Dân", "Thanh tra"]),
            ("Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh", &["Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh"]),
            ("Phòng Nội vụ; các xã, phường, thị trấn.", &["Phòng Nội vụ", "các xã, phường, thị trấn"]),
            ("Văn phòng (Trung tâm Báo chí)", &["Văn phòng (Trung tâm Báo chí)"]),
            ("- Sở Y tế; - Sở Nội vụ", &["Sở Y tế", "Sở Nội vụ"]),
            ("Sở Tài chính, Nội vụ", &["Sở Tài chính", "Nội vụ"]),
            (
                "Sở Lao động - Thương binh và Xã hội, Tỉnh đoàn",
                &["Sở Lao động - Thương binh và Xã hội", "Tỉnh đoàn"],
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(split_texts(text), expected, "{text}");
        }
    }

    #[test]
    fn names_and_subjects() {
        assert!(is_name("Sở Xây dựng"));
        assert!(is_name("Ủy ban nhân dân các xã, phường"));
        assert!(!is_name("Ban hành văn bản"));
        assert!(!is_name("Sở Y tế chủ trì thực hiện"));
        let text = "Thanh tra Sở Y tế và Công đoàn ngành Y tế phối hợp kiểm tra";
        assert_eq!(subject(text).map(|r| &text[r]), Some("Thanh tra Sở Y tế và Công đoàn ngành Y tế"));
        let text = "Giao Sở Xây dựng chủ trì";
        assert_eq!(subject(text).map(|r| &text[r]), Some("Sở Xây dựng"));
        assert_eq!(subject("Tổ chức hội nghị tổng kết"), None);
    }

    #[test]
    fn headings_lose_leads_and_remarks() {
        assert_eq!(of_heading("Giao Sở Y tế (cơ quan thường trực)"), ["Sở Y tế"]);
        assert_eq!(of_heading("Các đơn vị: TCCB, KHTC, Thanh tra"), ["TCCB", "KHTC", "Thanh tra"]);
    }
}
