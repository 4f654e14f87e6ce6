//! Who signed: the authority, the post, the other office and the name, block by block.

use super::{Item, is_signed_note};
use crate::plan::{AuthorityCode, Signature, Span};
use crate::rx;
use crate::words::{is_capitals, low, words};
use crate::zones;

/// "Nguyễn Văn An", "PGS.TS. Lê Thị Bình": the name of a person alone on its line.
pub fn is_person(text: &str) -> bool {
    let name = without_degrees(text.trim());
    let count = words(name);
    let proper = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-'))
    };
    (2..=6).contains(&count)
        && name.split_whitespace().all(proper)
        && !(is_capitals(name) && (zones::is_post(name) || crate::units::begins(name)))
}

fn without_degrees(text: &str) -> &str {
    rx!(r"^(?:(?:GS|PGS|TS|ThS|Ths|BS|BSCK\w*|CKI{1,2}|CN|KS|LS|DS|Thạc sĩ|Tiến sĩ|Bác sĩ|NGƯT|NGND|TTƯT|TTND|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thiếu tướng|Trung tướng)[.,\s]+)+").find(text).map_or(text, |m| &text[m.end()..])
}

pub(super) fn read_signatures(items: &[Item]) -> Vec<Signature> {
    let mut out = Vec::new();
    let mut block = Block::default();
    for (at, item) in items.iter().enumerate() {
        let text = item.text.trim();
        if is_signed_note(&low(text)) {
            continue;
        }
        // "KT. TRƯỞNG BAN / PHÓ TRƯỞNG BAN", then the signer's other office above the name (Decree 30/2020, annex I).
        let second_office =
            zones::is_post(text) && !block.title.is_empty() && ends_with_one_name(&items[at..]);
        let item = &Item { gap: item.gap && !second_office, ..item.clone() };
        for piece in split_name(text) {
            block.take(piece, item, &mut out);
        }
    }
    block.finish(&mut out);
    out
}

/// A signer has no more lines than this.
const SIGNER_LINES_MAX: usize = 8;

/// Whether one name, and no other authority, closes these lines.
fn ends_with_one_name(items: &[Item]) -> bool {
    let mine = items
        .iter()
        .take(SIGNER_LINES_MAX)
        .map(|item| item.text.trim())
        .take_while(|text| !zones::is_authority(text));
    let names: Vec<bool> = mine
        .filter(|text| !is_signed_note(&low(text)))
        .map(|text| !is_capitals(text) && is_person(text))
        .collect();
    names.iter().filter(|is_name| **is_name).count() == 1 && names.last() == Some(&true)
}

/// "KT. BỘ TRƯỞNG THỨ TRƯỞNG Lê Văn An" in one cell: the capitals, then the name.
fn split_name(text: &str) -> Vec<&str> {
    if is_capitals(text) || !text.chars().next().is_some_and(char::is_uppercase) {
        return vec![text];
    }
    let capitals = |word: &str| word.chars().all(|c| !c.is_lowercase());
    let mut at = 0;
    for word in text.split_inclusive(' ') {
        if !capitals(word) {
            break;
        }
        at += word.len();
    }
    let (head, rest) = text.split_at(at);
    let rest_text = rx!(r"^\((?:[Đđ]ã ký)\)\s*").find(rest).map_or(rest, |m| &rest[m.end()..]);
    if words(head) >= 1
        && is_person(rest_text.trim())
        && (zones::is_post(head.trim()) || zones::is_authority(head.trim()) || words(head) >= 2)
    {
        return vec![head.trim(), rest_text.trim()];
    }
    vec![text]
}

/// A signature block in the making.
#[derive(Debug, Default)]
struct Block {
    authority: Vec<String>,
    title: Vec<String>,
    agency: Vec<String>,
    first: Option<u32>,
    last: u32,
}

impl Block {
    fn is_empty(&self) -> bool {
        self.first.is_none()
    }

    fn touch(&mut self, line: u32) {
        self.first.get_or_insert(line);
        self.last = line;
    }

    fn take(&mut self, text: &str, item: &Item, out: &mut Vec<Signature>) {
        if zones::is_authority(text) {
            let parts = split_authority(text);
            if !self.title.is_empty() {
                self.finish(out);
            }
            self.touch(item.line);
            self.authority.push(parts.0.to_owned());
            self.title.extend(parts.1.map(str::to_owned));
        } else if is_person(text) && !self.is_empty() && !(is_capitals(text) && self.title.is_empty()) {
            self.touch(item.line);
            self.close(Some(without_degrees(text)), out);
        } else if is_capitals(text) {
            if item.gap && !self.title.is_empty() {
                self.finish(out);
            }
            self.touch(item.line);
            let posted = zones::is_post(text) || !self.title.is_empty();
            if posted {
                self.title.push(text.to_owned());
            } else if self.authority.last().is_some_and(|last| is_whole(last)) && names_agency(text) {
                self.agency.push(text.to_owned());
            } else if let Some(last) = self.authority.last_mut() {
                last.push(' ');
                last.push_str(text);
            } else {
                self.agency.push(text.to_owned());
            }
        }
    }

    fn finish(&mut self, out: &mut Vec<Signature>) {
        if !self.authority.is_empty() || !self.title.is_empty() {
            self.close(None, out);
        }
        *self = Block::default();
    }

    fn close(&mut self, name: Option<&str>, out: &mut Vec<Signature>) {
        let done = std::mem::take(self);
        let authority = (!done.authority.is_empty()).then(|| done.authority.join(" "));
        let mut title = (!done.title.is_empty()).then(|| done.title.join(" "));
        let code = done.authority.last().and_then(|line| authority_code(line));
        if code == Some(AuthorityCode::Q) && title.is_none() {
            title = authority.as_deref().map(|a| a.trim_start_matches(['Q', '.', ' ']).to_owned());
        }
        let code = done.authority.first().and_then(|line| authority_code(line)).or(code);
        out.push(Signature {
            authority,
            authority_code: code,
            title,
            name: name.map(str::to_owned),
            agency: (!done.agency.is_empty()).then(|| done.agency.join(" ")),
            span: Span::new(done.first.unwrap_or(done.last), done.last),
        });
    }
}

/// "KT. BỘ TRƯỞNG THỨ TRƯỞNG", "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH" on one line: the authority, then the post.
fn split_authority(text: &str) -> (&str, Option<&str>) {
    const HEADS: &str = r"bộ trưởng|chủ tịch|giám đốc|cục trưởng|vụ trưởng|hiệu trưởng|viện trưởng|tổng cục trưởng|trưởng ban|trưởng phòng|chánh văn phòng|tổng giám đốc|bí thư|chánh thanh tra|chi cục trưởng|đội trưởng|hạt trưởng|chủ nhiệm|tổng biên tập|trưởng công an|tổng cục trưởng|viện trưởng";
    static POST: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
        regex::Regex::new(&format!(r"(?:kt|tl|tuq)\s?[./]\s*(?:{HEADS})\s+(?:\S+ ){{0,6}}?((?:phó|thứ trưởng|cục trưởng|vụ trưởng|chánh|trưởng|giám đốc)\b)|^tm\s?[./].+?\s((?:phó )?(?:chủ tịch|bí thư|trưởng ban|hiệu trưởng|giám đốc)\b)")).expect("the pattern is a constant")
    });
    let low_text = low(text);
    let found = POST.captures(&low_text).and_then(|c| c.get(1).or_else(|| c.get(2)));
    match found {
        Some(post) => (text[..post.start()].trim_end(), Some(&text[post.start()..])),
        None => (text, None),
    }
}

/// "KT. GIÁM ĐỐC", "TM. BAN THƯỜNG VỤ": nothing of the authority is left for the next line.
fn is_whole(authority: &str) -> bool {
    rx!(r"(?:giám đốc|chủ tịch|trưởng|bí thư|hiệu trưởng|chủ nhiệm|ban thường vụ|ban chấp hành)$")
        .is_match(&low(authority))
}

/// "SỞ TƯ PHÁP", "TỈNH ĐOÀN", but not "TỈNH HÒA LẠC", which is the rest of a name.
fn names_agency(text: &str) -> bool {
    let low_text = low(text);
    let is_place = rx!(r"^(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường)\s").is_match(&low_text);
    let is_body = rx!(r"^(?:tỉnh|thành|huyện|quận|thị) (?:đoàn|ủy|uỷ)\b").is_match(&low_text);
    crate::units::begins(text) && (is_body || !is_place)
}

fn authority_code(line: &str) -> Option<AuthorityCode> {
    let line = line.replace('/', "");
    Some(match line {
        l if l.starts_with("TM") => AuthorityCode::Tm,
        l if l.starts_with("KT") => AuthorityCode::Kt,
        l if l.starts_with("TUQ") => AuthorityCode::Tuq,
        l if l.starts_with("TL") => AuthorityCode::Tl,
        l if l.starts_with('Q') => AuthorityCode::Q,
        _ => return None,
    })
}
