//! The tail: who gets the document and who signed it, also when the columns were read side by side or one by one.

use crate::plan::{AuthorityCode, Recipient, RecipientKind, Signature, Span};
use crate::rx;
use crate::text::Zone;
use crate::words::{is_capitals, low, starts_lower, words};
use crate::zones::{self, Layout};

/// A text of the tail and its line.
#[derive(Debug, Clone)]
struct Item {
    text: String,
    line: u32,
    gap: bool,
}

/// Reads all tails of the file.
pub fn read(layout: &Layout) -> (Vec<Recipient>, Vec<Signature>) {
    let (mut recipients, mut signatures) = (Vec::new(), Vec::new());
    for part in &layout.parts {
        let (left, right) = streams(layout, part.tail.clone());
        recipients.extend(read_recipients(&left));
        for stream in right {
            signatures.extend(read_signatures(&stream));
        }
    }
    (recipients, signatures)
}

/// Sorts the lines of a tail into the recipients and the columns of signatures.
fn streams(layout: &Layout, range: std::ops::Range<usize>) -> (Vec<Item>, Vec<Vec<Item>>) {
    let mut recipients: Vec<Item> = Vec::new();
    let mut columns: Vec<Vec<Item>> = vec![Vec::new(); 4];
    let mut in_recipients = false;
    let mut ended = false;
    let mut gap = false;
    for (line, zone) in layout.lines[range.clone()].iter().zip(&layout.zones[range]) {
        if line.is_blank() || *zone == Zone::Noise {
            gap = true;
            continue;
        }
        let several = line.cells.len() > 1;
        let cells: Vec<&str> =
            if several { line.cells.iter().map(String::as_str).collect() } else { vec![&line.text] };
        for (column, cell) in cells.into_iter().enumerate() {
            for piece in split_columns(cell) {
                let item = |text: &str| Item { text: text.to_owned(), line: line.no, gap };
                let low_piece = low(piece);
                if is_recipients_title(&low_piece) {
                    in_recipients = true;
                    ended = false;
                    let rest = rx!(r"^n[ơo]i (?:nhận|gửi)\s*[:.]?\s*")
                        .find(&low_piece)
                        .map_or(piece, |m| &piece[m.end()..]);
                    recipients.extend(split_items(rest).into_iter().map(item));
                    continue;
                }
                let signs = zones::is_authority(piece)
                    || zones::is_post(piece)
                    || (is_capitals(piece) && words(piece) >= 2)
                    || is_signed_note(&low_piece);
                let listed = piece.starts_with(['-', '–', '+', '•', '*']) || low_piece.starts_with("lưu");
                let free = !in_recipients || ended && gap || is_person(piece) && !listed;
                if !piece.is_empty() && !listed && (signs || free || (several && column > 0 && in_recipients))
                {
                    // A name alone on its line, far to the right, belongs to the one column that signs.
                    let signing: Vec<usize> =
                        (0..columns.len()).filter(|k| !columns[*k].is_empty()).collect();
                    let column = if several || column > 0 {
                        column
                    } else if let [only] = signing.as_slice() {
                        *only
                    } else {
                        column
                    };
                    columns[column.min(3)].push(item(piece));
                } else if !piece.is_empty() && (in_recipients || listed) {
                    ended = low_piece.contains("lưu") && piece.contains("VT") || piece.ends_with('.');
                    recipients.extend(split_items(piece).into_iter().map(item));
                }
            }
        }
        gap = false;
    }
    (recipients, columns)
}

fn is_recipients_title(low_text: &str) -> bool {
    rx!(r"^n[ơo]i (?:nhận|gửi)\s*[:.]?(?:\s|$|-)").is_match(low_text)
}

fn is_signed_note(low_text: &str) -> bool {
    rx!(r"^[(\[]?(?:đã ký|ký tên|signed|ký, (?:đóng dấu|ghi rõ))").is_match(low_text)
}

/// Where two columns ran into one text: before "TM. …" or "KT. …" in the middle.
fn split_columns(text: &str) -> Vec<&str> {
    // "Nơi nhận: HIỆU TRƯỞNG", "- Sở Y tế (để b/c); PHÓ GIÁM ĐỐC": the post of the signer ran into the left column.
    if let Some(found) = rx!(r"[:;]\s+(\p{Lu}{2,}(?:\s+\p{Lu}+)*)\s*$").captures(text)
        && let Some(post) = found.get(1).filter(|post| zones::is_post(post.as_str()))
    {
        return vec![text[..post.start()].trim(), post.as_str()];
    }
    let authority = rx!(r"\s(?:TM|KT|TL|TUQ)\s?\.\s?\p{Lu}{2,}");
    match authority.find(text) {
        Some(found) if found.start() > 0 && !zones::is_authority(text) => {
            vec![text[..found.start()].trim(), text[found.start()..].trim()]
        }
        _ => vec![text.trim()],
    }
}

/// A cell that holds the whole list: "- A; - B; - Lưu: VT."
fn split_items(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut from = 0;
    for found in rx!(r"[;.]\s+(?:[-–+]\s?|Lưu\s?:)").find_iter(text) {
        out.push(text[from..=found.start()].trim());
        from = found.start() + 1;
    }
    out.push(text[from..].trim());
    // "Nơi nhận: A; B; C; Lưu: VT." on one line.
    if out.len() <= 2 && !text.starts_with(['-', '–', '+']) && text.matches(';').count() >= 2 {
        out = text.split(';').map(str::trim).collect();
    }
    out.retain(|item| !item.is_empty());
    out
}

/// The name of a recipient wraps over this many lines at most.
const RECIPIENT_LINES_MAX: usize = 5;

fn read_recipients(items: &[Item]) -> Vec<Recipient> {
    let mut joined: Vec<(String, u32, u32, usize)> = Vec::new();
    for item in items {
        let text = item.text.trim();
        let begins = text.starts_with(['-', '–', '+', '•', '*']) || low(text).starts_with("lưu");
        match joined.last_mut() {
            Some(last)
                if !begins
                    && item.line != last.2
                    && last.3 < RECIPIENT_LINES_MAX
                    && (starts_lower(text) || !last.0.ends_with([';', '.'])) =>
            {
                last.0.push(' ');
                last.0.push_str(text);
                last.2 = item.line;
                last.3 += 1;
            }
            _ => joined.push((text.to_owned(), item.line, item.line, 1)),
        }
    }
    joined.into_iter().filter_map(|(text, first, last, _)| recipient(&text, Span::new(first, last))).collect()
}

fn recipient(text: &str, span: Span) -> Option<Recipient> {
    let text =
        text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '+' | '•' | '*'));
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ';' | '.' | ',' | '/'));
    if !text.chars().any(char::is_alphabetic) {
        return None;
    }
    let low_text = low(text);
    if let Some(found) = rx!(r"^lưu\s*[:.]?\s*(?:tại\s+)?").find(&low_text) {
        let name = text[found.end()..].trim();
        let codes = name
            .split([',', ';'])
            .map(str::trim)
            .filter(|code| !code.is_empty())
            .map(str::to_owned)
            .collect();
        return Some(Recipient {
            name: name.to_owned(),
            purpose: None,
            purpose_full: None,
            kind: RecipientKind::Archive,
            archive_codes: codes,
            span,
        });
    }
    let (name, purpose) = split_purpose(text);
    let purpose_full = purpose.map(full_purpose);
    Some(Recipient {
        name: name.to_owned(),
        purpose: purpose.map(str::to_owned),
        purpose_full,
        kind: RecipientKind::Recipient,
        archive_codes: Vec::new(),
        span,
    })
}

fn split_purpose(text: &str) -> (&str, Option<&str>) {
    let Some(open) = text.rfind('(') else { return (text, None) };
    let inside = text[open + 1..].trim_end_matches([')', ' ', ';', '.']);
    let low_inside = low(inside);
    let tells = rx!(
        r"^để\b|\b[bptckđ]/[a-zđ]|báo cáo|thực hiện|phối hợp|để biết|chỉ đạo|theo dõi|đăng tải|t\.h|p\.h|b\.c"
    )
    .is_match(&low_inside);
    if tells { (text[..open].trim_end_matches([' ', ',', ';']), Some(inside)) } else { (text, None) }
}

fn full_purpose(purpose: &str) -> String {
    let mut out = purpose.to_owned();
    for (short, full) in [
        ("b/c", "báo cáo"),
        ("p/h", "phối hợp"),
        ("t/h", "thực hiện"),
        ("c/đ", "chỉ đạo"),
        ("k/t", "kiểm tra"),
        ("t/d", "theo dõi"),
    ] {
        out = out.replace(short, full);
    }
    out
}

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

fn read_signatures(items: &[Item]) -> Vec<Signature> {
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
