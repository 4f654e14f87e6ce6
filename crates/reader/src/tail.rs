//! The tail: who gets the document and who signed it, also when the columns were read side by side or one by one.

mod signers;

use self::signers::read_signatures;
use crate::plan::{Recipient, RecipientKind, Signature, Span};
use crate::rx;
use crate::text::Zone;
use crate::words::{is_capitals, low, starts_lower, words};
use crate::zones::{self, Layout};

pub use signers::is_person;

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
