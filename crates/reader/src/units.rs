//! Names of units in running text: where one begins and ends, and how a list of them is cut.
//!
//! "Bộ Văn hóa, Thể thao và Du lịch" is one unit, "các sở, ban, ngành" is one phrase, "Sở Y tế, Sở Tài chính" are two.

mod list;
mod words;

use std::ops::Range;

use self::words::{BEFORE, HEADS, NOT_HEADS};
use crate::rx;
use crate::verbs;
use crate::words::{
    first_of, has_words, is_capitals, low, near_start, starts_capital, starts_with_word, words,
};

pub use list::{split, split_texts};

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
    if is_degree(text) {
        return false;
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, 'Đ' | 'đ' | 'Ư' | '&' | '-' | '/' | '.');
    has_words(text, 1)
        && (2..=12).contains(&letters)
        && capitals * 2 > letters
        && text.chars().all(plain)
        && text.starts_with(|c: char| c.is_alphabetic())
}

/// "TS", "ThS.", "PGS.TS": what stands before the name of a person.
pub fn is_degree(text: &str) -> bool {
    let mut parts = text.trim().split(['.', ' ']).filter(|part| !part.is_empty()).peekable();
    parts.peek().is_some()
        && parts.all(|part| {
            matches!(
                low(part).as_str(),
                "ts" | "ths"
                    | "pgs"
                    | "gs"
                    | "bs"
                    | "bscki"
                    | "bsckii"
                    | "ks"
                    | "ls"
                    | "cn"
                    | "tskh"
                    | "ngưt"
                    | "ngnd"
                    | "ttưt"
                    | "đ/c"
            )
        })
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
    // "Các sở: Y tế, Công Thương căn cứ …": a generic word may announce the units by their fields.
    let announced = name.split_once(':').filter(|(head, _)| is_generic(head)).map_or(name, |(_, list)| list);
    if announced.trim().is_empty() || words(name) > NAME_WORDS_MAX || announced.contains([';', ':']) {
        return None;
    }
    Some(offset..offset + name.len())
}

/// Where the first verb after a unit name stands.
fn subject_end(text: &str) -> Option<usize> {
    verbs::first_verb(text, 0, verbs::Reach::Subject)
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
            if inside.ends_with(')')
                && (!starts_capital(inside)
                    || tells_a_part(&low(inside))
                    || abbreviates(head, inside.trim_end_matches(')')))
                && !head.trim().is_empty() =>
        {
            head.trim_end()
        }
        _ => name,
    }
}

/// "Vụ Chính quyền địa phương (CQĐP)": the first letters of the words before the bracket.
fn abbreviates(head: &str, inside: &str) -> bool {
    let letters = |text: &str| -> String {
        text.split([' ', '-', ','])
            .filter_map(|word| word.chars().next())
            .flat_map(char::to_uppercase)
            .collect()
    };
    is_short_form(inside) && inside.chars().count() >= 2 && letters(head).ends_with(inside)
}

/// "(Cơ quan thường trực Ban Chỉ đạo)", "(Đơn vị đầu mối)": what the unit is here, not another name of it.
fn tells_a_part(low_remark: &str) -> bool {
    rx!(r"^(?:là )?(?:(?:cơ quan|đơn vị|bộ phận) )?(?:thường trực|đầu mối|chủ trì|phối hợp|chủ quản|giúp việc)\b")
        .is_match(low_remark)
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
