//! The text of an own plan as it is begun: the letterhead of the unit, the plan it carries out as its basis, the clauses
//! that were ticked, recipients and signer. Pure; what comes of it is read like any other document and mended by people.
//!
//! The line on which a clause was written is what ties it to its source: the tasks and duties that are read from the text
//! carry their lines.

use std::fmt::Write as _;

/// Whose plan it is.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// The agency above, for the first line.
    pub above: Option<String>,
    /// The unit.
    pub unit: String,
    /// Letters after the stroke of the number.
    pub symbol: String,
    /// Place of the date line.
    pub place: String,
    /// The year of the date line.
    pub year: i32,
    /// Title and name of the head of the unit.
    pub signer: Option<(String, String)>,
}

/// The plan that is carried out.
#[derive(Debug, Clone, Default)]
pub struct Parent {
    /// "Kế hoạch số 25/KH-SGDĐT ngày 02 tháng 8 năm 2024".
    pub called: String,
    /// Who issued it.
    pub issuer: String,
    /// Its subject.
    pub subject: String,
}

/// A clause that is carried over.
#[derive(Debug, Clone)]
pub struct Clause {
    /// A row of the table of work, not a duty.
    pub is_task: bool,
    /// Its words.
    pub text: String,
    /// The time as printed.
    pub time: Option<String>,
    /// What comes of it.
    pub product: Option<String>,
}

/// The text, and the line of each clause in the order given.
pub fn text(
    head: &Head,
    parent: &Parent,
    subject: &str,
    clauses: &[Clause],
    doers: &str,
) -> (String, Vec<u32>) {
    let mut page = Page::default();
    for line in head.above.iter().chain([&head.unit]) {
        page.line(&line.to_uppercase());
    }
    page.gap();
    page.line(&format!("Số:      /{}", head.symbol));
    page.gap();
    page.line(&format!("{}, ngày      tháng      năm {}", head.place, head.year));
    page.gap();
    page.line("KẾ HOẠCH");
    page.gap();
    page.line(&flat(subject));
    page.gap();
    let about = flat(&parent.subject);
    page.line(&format!(
        "Thực hiện {} của {} về {about}; {} ban hành kế hoạch thực hiện như sau:",
        parent.called, parent.issuer, head.unit
    ));
    page.gap();
    page.line("I. MỤC ĐÍCH, YÊU CẦU");
    page.gap();
    page.line(&format!("- Triển khai đầy đủ, kịp thời các nội dung của {}.", parent.called));
    let mut lines = vec![0; clauses.len()];
    let (mut part, mut n) = (2, 0);
    if clauses.iter().any(|one| one.is_task) {
        page.heading(&mut part, "NỘI DUNG, THỜI GIAN THỰC HIỆN");
        page.line("TT\tNội dung công việc\tThời gian\tĐơn vị chủ trì\tSản phẩm");
        for (at, one) in clauses.iter().enumerate().filter(|(_, one)| one.is_task) {
            n += 1;
            let cell = |text: &Option<String>| text.as_deref().map(flat).unwrap_or_default();
            let row =
                format!("{n}\t{}\t{}\t{doers}\t{}", flat(&one.text), cell(&one.time), cell(&one.product));
            lines[at] = page.line(&row);
        }
    }
    if clauses.iter().any(|one| !one.is_task) {
        page.heading(&mut part, "TỔ CHỨC THỰC HIỆN");
        page.line(&format!("1. {doers}"));
        page.gap();
        for (at, one) in clauses.iter().enumerate().filter(|(_, one)| !one.is_task) {
            let words = flat(&one.text);
            let words = words.trim_end_matches([';', '.', ' ']);
            lines[at] = page.line(&format!("- {words}."));
        }
    }
    page.gap();
    page.line(&format!(
        "Trên đây là Kế hoạch {}, đề nghị các đơn vị triển khai thực hiện./.",
        lowered(&flat(subject))
    ));
    page.gap();
    page.line("Nơi nhận:");
    page.line(&format!("- {} (để b/c);", parent.issuer));
    page.line(&format!("- {doers} (để t/h);"));
    page.line("- Lưu: VT.");
    if let Some((title, name)) = &head.signer {
        page.gap();
        page.line(&title.to_uppercase());
        page.gap();
        page.line(name);
    }
    (page.text, lines)
}

/// Lines, counted from 1.
#[derive(Debug, Default)]
struct Page {
    text: String,
    n: u32,
}

impl Page {
    fn line(&mut self, text: &str) -> u32 {
        let _ = writeln!(self.text, "{text}");
        self.n += 1;
        self.n
    }

    fn gap(&mut self) {
        self.line("");
    }

    fn heading(&mut self, part: &mut usize, title: &str) {
        const ROMAN: [&str; 5] = ["I", "II", "III", "IV", "V"];
        self.gap();
        self.line(&format!("{}. {title}", ROMAN[*part - 1]));
        self.gap();
        *part += 1;
    }
}

/// On one line, without tabs: a tab would end a cell.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// With a small first letter, for the middle of a sentence; names in capitals stay.
fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::source::{Format, Source};

    #[test]
    fn what_is_carried_over_is_read_again_on_its_line() {
        let head = Head {
            above: Some("Ủy ban nhân dân quận Ba Đình".to_owned()),
            unit: "Phòng Giáo dục và Đào tạo quận Ba Đình".to_owned(),
            symbol: "KH-PGDĐT".to_owned(),
            place: "Ba Đình".to_owned(),
            year: 2024,
            signer: Some(("Trưởng phòng".to_owned(), "Lê Đức Thuận".to_owned())),
        };
        let parent = Parent {
            called: "Kế hoạch số 25/KH-SGDĐT ngày 02 tháng 8 năm 2024".to_owned(),
            issuer: "Sở Giáo dục và Đào tạo Hà Nội".to_owned(),
            subject: "Phối hợp công tác năm học 2024 - 2025".to_owned(),
        };
        let clause = |is_task, text: &str, time: Option<&str>| Clause {
            is_task,
            text: text.to_owned(),
            time: time.map(str::to_owned),
            product: None,
        };
        let clauses = [
            clause(false, "Chủ động xây dựng kế hoạch phối hợp của đơn vị trước ngày 30/9/2024;", None),
            clause(true, "Tổ chức hội nghị\nngười lao động", Some("Tháng 9/2024")),
            clause(false, "Tổ chức khám sức khỏe định kỳ cho giáo viên", None),
            clause(true, "Báo cáo kết quả", Some("Tháng 10/2024")),
        ];
        let subject = "Triển khai công tác phối hợp năm học 2024 - 2025";
        let (text, lines) = text(&head, &parent, subject, &clauses, "Các trường trực thuộc");
        let printed: Vec<&str> = text.lines().collect();
        for (clause, line) in clauses.iter().zip(&lines) {
            let words = flat(&clause.text);
            assert!(
                printed[usize::try_from(*line).unwrap() - 1].contains(words.trim_end_matches(';')),
                "{words}"
            );
        }
        let plan = reader::read(&Source::from_text("ke-hoach.txt", Format::Txt, &text)).plan;
        let header = &plan.header;
        assert_eq!(header.subject.as_ref().map(|s| s.text.as_str()), Some(subject), "{text}");
        assert_eq!(header.issuing_agencies[0].name.to_uppercase(), head.unit.to_uppercase());
        assert_eq!(header.number.as_ref().and_then(|n| n.symbol.as_deref()), Some("KH-PGDĐT"));
        let tasks: Vec<u32> = plan.roadmap.iter().map(|one| one.span.start_line).collect();
        assert_eq!(tasks, [lines[1], lines[3]], "{:#?}", plan.roadmap);
        let duties: Vec<u32> = plan.obligations.iter().map(|one| one.span.start_line).collect();
        assert!(duties.contains(&lines[0]) && duties.contains(&lines[2]), "{duties:?} {lines:?}");
        assert!(
            plan.obligations.iter().all(|one| one.units == ["Các trường trực thuộc"]),
            "{:#?}",
            plan.obligations
        );
        assert_eq!(plan.legal_bases[0].number.as_deref(), Some("25/KH-SGDĐT"));
        assert_eq!(plan.signatures[0].name.as_deref(), Some("Lê Đức Thuận"));
        assert_eq!(plan.recipients.len(), 3);
    }
}
