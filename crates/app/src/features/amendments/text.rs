//! The document that changes a plan: what is added, what is said otherwise, what is taken out, clause by clause, under the
//! letterhead of the plan (Decree 30/2020/NĐ-CP, article 18: a document is changed by one of the same form).

use draft::amend::{Change, FieldChange, texts};
use draft::{Item, Kind, Value};
use paper::{Block, Clause, Heading, Number, Paper, PaperDate, Recipient, lettering};
use reader::plan::RecipientKind;

/// What is changed, and by whom it is known.
#[derive(Debug, Clone, Copy)]
pub struct Amended<'a> {
    /// The plan as it was issued.
    pub issued: &'a Paper,
    /// Why it is changed.
    pub reason: &'a str,
    /// What is changed.
    pub changes: &'a [Change<'a>],
    /// What the plan will say.
    pub draft: &'a draft::Draft,
}

/// Lays the changes out as a document to be approved, signed, numbered and issued.
pub fn paper(new: Amended<'_>) -> Paper {
    let issued = new.issued;
    let (changed, added, removed) = clauses(new.changes);
    let verb = match (changed.is_empty() && removed.is_empty(), added.is_empty()) {
        (true, _) => "Bổ sung",
        (false, true) => "Điều chỉnh",
        (false, false) => "Điều chỉnh, bổ sung",
    };
    let called = called(issued);
    let mut body =
        vec![Block::Text(format!("{}{} {called} như sau:", opening(new.reason), lower(verb, new.reason)))];
    let mut n_parts = 0;
    for (title, list) in
        [("NỘI DUNG ĐIỀU CHỈNH", changed), ("NỘI DUNG BỔ SUNG", added), ("NỘI DUNG BÃI BỎ", removed)]
    {
        if list.is_empty() {
            continue;
        }
        n_parts += 1;
        body.push(Block::Heading(Heading {
            level: 1,
            marker: Some(format!("{}.", roman(n_parts))),
            title: title.into(),
        }));
        for (at, (text, points)) in list.into_iter().enumerate() {
            body.push(clause(2, Some(format!("{}.", at + 1)), text));
            body.extend(
                points.into_iter().enumerate().map(|(at, text)| clause(3, lettering::point(at + 1), text)),
            );
        }
    }
    body.push(Block::Text(format!("Các nội dung khác giữ nguyên theo {called}.")));
    paper::forms::close(&mut body);
    Paper {
        kind: issued.kind,
        type_printed: issued.type_printed.clone(),
        issuers: issued.issuers.clone(),
        number: Number { number: None, symbol: issued.number.symbol.clone() },
        place: issued.place.clone(),
        date: PaperDate::default(),
        subject: format!("{verb} {called} về {}", uncapital(&issued.subject)),
        body,
        signatures: issued.signatures.clone(),
        recipients: recipients(new.draft),
        secrecy: issued.secrecy,
        urgency: issued.urgency,
        circulation: issued.circulation,
        ..Paper::default()
    }
}

/// "Kế hoạch số 05/KH-SGDĐT ngày 05 tháng 8 năm 2024".
fn called(issued: &Paper) -> String {
    let number = issued.number.printed();
    let number = number.trim_start_matches("Số: ");
    format!("{} số {number} {}", issued.kind.word(), issued.date.printed())
}

fn opening(reason: &str) -> String {
    let reason = reason.trim().trim_end_matches(['.', ';', ',']);
    if reason.is_empty() { String::new() } else { format!("{reason}, nay ") }
}

/// The verb begins the sentence only when no reason stands before it.
fn lower(verb: &str, reason: &str) -> String {
    if reason.trim().is_empty() { verb.to_owned() } else { uncapital(verb) }
}

fn uncapital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        // "CNTT" stays as it is.
        Some(first) if !letters.clone().next().is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

fn roman(n: usize) -> &'static str {
    ["", "I", "II", "III"].get(n).copied().unwrap_or("")
}

fn clause(level: u32, marker: Option<String>, text: String) -> Block {
    Block::Clause(Clause { level, marker, run_in: None, text })
}

/// A sentence and the points below it.
type Said = (String, Vec<String>);

fn clauses(changes: &[Change<'_>]) -> (Vec<Said>, Vec<Said>, Vec<Said>) {
    let (mut changed, mut added, mut removed) = (Vec::new(), Vec::new(), Vec::new());
    for change in changes {
        match change {
            Change::Added(item) if is_said(item) => {
                let points = points(item);
                let mark = if points.is_empty() { '.' } else { ':' };
                added.push((format!("Bổ sung {}{mark}", named(item)), points));
            }
            Change::Removed(item) if is_said(item) => {
                removed.push((format!("Bãi bỏ {}.", named(item)), Vec::new()));
            }
            Change::Changed { before, fields, .. } if is_said(before) => {
                let kind = before.value.kind();
                let points: Vec<String> = fields.iter().filter_map(|field| moved(kind, field)).collect();
                if !points.is_empty() {
                    changed.push((format!("Điều chỉnh {} như sau:", named(before)), end(points)));
                }
            }
            _ => {}
        }
    }
    (changed, added, removed)
}

/// Who signs is printed below.
fn is_said(item: &Item) -> bool {
    item.value.kind() != Kind::Signature
}

/// "công việc “Hướng dẫn quy trình”".
fn named(item: &Item) -> String {
    let kind = match item.value.kind() {
        Kind::Head => return "thông tin chung của kế hoạch".to_owned(),
        Kind::Basis => "căn cứ",
        Kind::Aim => "mục đích, yêu cầu",
        Kind::Session => "buổi",
        Kind::Venue => "điểm cầu",
        Kind::Participants => "thành phần",
        Kind::Task => "công việc",
        Kind::Duty => "trách nhiệm",
        Kind::Campaign => "phong trào, giải thưởng",
        Kind::Budget => "nội dung kinh phí",
        Kind::Recipient => "nơi nhận",
        Kind::Signature => "người ký",
    };
    let no = match &item.value {
        Value::Task(task) => task.no.as_deref().map(|no| format!(" số {no}")).unwrap_or_default(),
        _ => String::new(),
    };
    format!("{kind}{no} “{}”", item.value.title().trim().trim_end_matches(['.', ';']))
}

/// What an item that is new says beside its name.
fn points(item: &Item) -> Vec<String> {
    let kind = item.value.kind();
    let title = item.value.title();
    let fields = kind.fields().iter().filter_map(|field| {
        let said = texts(item, field.name);
        let word = word(kind, field.name)?;
        let is_more = !said.is_empty() && said.join(" ") != title;
        is_more.then(|| format!("{word}: {}", join(&said)))
    });
    end(fields.collect())
}

/// "Thời gian: “Tháng 9/2024” sửa thành “Tháng 10/2024”".
fn moved(kind: Kind, field: &FieldChange) -> Option<String> {
    let word = word(kind, field.name)?;
    Some(match (field.before.is_empty(), field.after.is_empty()) {
        (true, _) => format!("{word}: bổ sung “{}”", join(&field.after)),
        (false, true) => format!("{word}: bỏ “{}”", join(&field.before)),
        (false, false) => format!("{word}: “{}” sửa thành “{}”", join(&field.before), join(&field.after)),
    })
}

/// Points end with semicolons, the last one with a full stop.
fn end(mut points: Vec<String>) -> Vec<String> {
    let last = points.len().saturating_sub(1);
    for (at, point) in points.iter_mut().enumerate() {
        while point.ends_with(['.', ';', ' ']) {
            point.pop();
        }
        point.push(if at == last { '.' } else { ';' });
    }
    points
}

fn join(texts: &[String]) -> String {
    let words = texts.iter().map(|text| match text.as_str() {
        "truc_tiep" => "trực tiếp",
        "truc_tuyen" => "trực tuyến",
        "chair" => "chủ trì",
        "delegates" => "đại biểu",
        other => other.trim(),
    });
    words.collect::<Vec<_>>().join("; ")
}

/// What a field is called in a document; nothing for those that only the program knows.
fn word(kind: Kind, field: &str) -> Option<&'static str> {
    Some(match (kind, field) {
        (Kind::Task, "task") => "Nội dung công việc",
        (Kind::Task, "group") => "Nhóm việc",
        (Kind::Task, "product") => "Sản phẩm",
        (Kind::Task, "lead_units") => "Đơn vị chủ trì",
        (Kind::Task, "coop_units") => "Đơn vị phối hợp",
        (Kind::Duty, "units") => "Đơn vị thực hiện",
        (Kind::Duty, "duty") => "Nội dung trách nhiệm",
        (Kind::Duty, "with_units") => "Phối hợp với",
        (Kind::Duty, "deadline") => "Thời hạn",
        (Kind::Head, "subject") => "Trích yếu",
        (Kind::Head, "window") => "Thời gian thực hiện",
        (Kind::Basis, "number") => "Số, ký hiệu",
        (Kind::Basis, "date") => "Ngày",
        (Kind::Basis, "issuer") => "Cơ quan ban hành",
        (Kind::Basis, "title") => "Trích yếu",
        (Kind::Session, "audience") => "Đối tượng",
        (Kind::Participants, "role") => "Vai trò",
        (Kind::Participants, "members") => "Thành phần",
        (Kind::Budget, "scope") => "Cho việc",
        (Kind::Budget, "sources") => "Nguồn",
        (Kind::Budget, "payers") => "Đơn vị chi",
        (Kind::Task | Kind::Session, "time") => "Thời gian",
        (Kind::Venue, "location") => "Địa điểm",
        (Kind::Venue | Kind::Participants, "session") => "Buổi",
        (Kind::Venue | Kind::Participants, "mode") | (Kind::Head, "modes") => "Hình thức",
        (Kind::Aim | Kind::Session | Kind::Venue | Kind::Budget, "text") => "Nội dung",
        (Kind::Session, "label") => "Tên buổi",
        (Kind::Campaign | Kind::Recipient, "name") => "Tên",
        (Kind::Recipient, "purpose") => "Để",
        _ => return None,
    })
}

fn recipients(draft: &draft::Draft) -> Vec<Recipient> {
    let values = draft.of(Kind::Recipient).filter_map(|item| match &item.value {
        Value::Recipient(recipient) => Some(recipient),
        _ => None,
    });
    let recipient = |one: &reader::plan::Recipient| Recipient {
        name: one.name.clone(),
        purpose: one.purpose.clone(),
        is_archive: one.kind == RecipientKind::Archive,
    };
    values.map(recipient).collect()
}
