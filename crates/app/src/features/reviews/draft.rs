//! The report of a review: texts that people write, with the names of numbers in braces, and tables made of the numbers.

use super::numbers::{Line, MAIN, Numbers, Sheet, SheetCell, printed};
use domain::time::Day;
use paper::{Block, Clause, Column, Heading, Row, Table};
use std::collections::BTreeMap;

/// Parts of a report, in order: the name, and the heading above it.
pub const PARTS: [(&str, Option<&str>); 13] = [
    ("intro", None),
    ("general", Some("TÌNH HÌNH CHUNG")),
    ("tasks", Some("KẾT QUẢ THỰC HIỆN NHIỆM VỤ")),
    ("units", Some("KẾT QUẢ CỦA CÁC ĐƠN VỊ")),
    ("cascades", Some("TRIỂN KHAI Ở CÁC ĐƠN VỊ")),
    ("late", Some("VIỆC CHẬM VÀ NGUYÊN NHÂN")),
    ("figures", Some("SỐ LIỆU")),
    ("media", Some("TRUYỀN THÔNG")),
    ("evidence", Some("MINH CHỨNG")),
    ("budget", Some("KINH PHÍ")),
    ("before", Some("SO VỚI KỲ TRƯỚC")),
    ("proposals", Some("KIẾN NGHỊ, ĐỀ XUẤT")),
    ("closing", None),
];

/// A piece of a text: words, or a number by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Words(&'a str),
    /// The name of a number.
    Number(&'a str),
}

/// Cuts a text at its names of numbers. A brace that opens no name stays a brace.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let (mut pieces, mut rest) = (Vec::new(), text);
    while let Some(open) = rest.find('{') {
        let name = rest[open + 1..].find('}').map(|end| &rest[open + 1..open + 1 + end]);
        let is_name =
            |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        match name.filter(|name| is_name(name)) {
            Some(name) => {
                if open > 0 {
                    pieces.push(Piece::Words(&rest[..open]));
                }
                pieces.push(Piece::Number(name));
                rest = &rest[open + name.len() + 2..];
            }
            None => {
                pieces.push(Piece::Words(&rest[..=open]));
                rest = &rest[open + 1..];
            }
        }
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    pieces
}

/// The names of numbers in a text.
pub fn names(text: &str) -> Vec<&str> {
    let name = |piece| match piece {
        Piece::Number(name) => Some(name),
        Piece::Words(_) => None,
    };
    pieces(text).into_iter().filter_map(name).collect()
}

/// A name that no snapshot has.
pub fn unknown(text: &str) -> Option<&str> {
    names(text).into_iter().find(|name| !MAIN.contains(name))
}

/// A text with its numbers.
pub fn filled(text: &str, numbers: &Numbers) -> String {
    let word = |piece: Piece<'_>| match piece {
        Piece::Words(words) => words.to_owned(),
        Piece::Number(name) => printed(numbers.value(name)),
    };
    pieces(text).into_iter().map(word).collect()
}

/// What the texts are drafted about.
pub struct About<'a> {
    /// Who reports.
    pub unit: &'a str,
    /// "Kế hoạch số 05/KH-SGDĐT về …"; none for all plans of a period.
    pub plan: Option<&'a str>,
    /// The unit looked at, when not everybody.
    pub of: Option<&'a str>,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

fn day(day: Day) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// The texts to begin with.
pub fn texts(about: &About<'_>) -> BTreeMap<String, String> {
    let period = format!("từ ngày {} đến ngày {}", day(about.from), day(about.to));
    let what = about.plan.map_or_else(|| "các kế hoạch".to_owned(), str::to_owned);
    let of = about.of.map_or_else(String::new, |of| format!(" tại {of}"));
    let sent = match about.plan {
        Some(_) => {
            "Kế hoạch đã gửi tới {delivered} đơn vị; {read} đơn vị đã mở, {acknowledged} đơn vị đã xác nhận. "
        }
        None => "Trong kỳ có {plans} kế hoạch giao việc. ",
    };
    [
        ("intro", format!("{} báo cáo kết quả thực hiện {what}{of}, {period}, như sau:", about.unit)),
        (
            "general",
            format!(
                "{sent}Có {{units}} đơn vị được giao {{asked}} việc. Tính đến lúc chốt số liệu, {{done}} việc đã xong và được \
                 duyệt ({{percent_done}}% số việc còn yêu cầu), {{handed}} việc chờ duyệt, {{doing}} việc đang làm, {{waiting}} việc chưa \
                 nhận, {{returned}} việc bị trả lại, {{paused}} việc tạm dừng, {{withdrawn}} việc không còn yêu cầu thực hiện."
            ),
        ),
        ("tasks", "Có {tasks} nhiệm vụ và {duties} trách nhiệm được giao; kết quả như bảng dưới đây.".to_owned()),
        ("units", "Có {units} đơn vị được giao việc.".to_owned()),
        ("late", "Có {late} việc quá hạn.".to_owned()),
        ("figures", "Các đơn vị gửi {reports} báo cáo trong kỳ.".to_owned()),
        ("evidence", "Các đơn vị nộp {files} tệp minh chứng.".to_owned()),
        ("budget", String::new()),
        ("before", String::new()),
        ("proposals", String::new()),
        ("closing", format!("Trên đây là báo cáo của {}.", about.unit)),
    ]
    .into_iter()
    .map(|(part, text)| (part.to_owned(), text))
    .collect()
}

/// The text of the report.
pub fn body(texts: &BTreeMap<String, String>, numbers: &Numbers) -> Vec<Block> {
    let (mut blocks, mut n) = (Vec::new(), 0);
    for (part, heading) in PARTS {
        let text = texts.get(part).map(|text| filled(text, numbers)).unwrap_or_default();
        let cut = cut(part, numbers);
        let mut inside: Vec<Block> = text
            .split('\n')
            .filter(|line| !line.trim().is_empty())
            .map(|line| Block::Text(line.to_owned()))
            .collect();
        inside.extend(cut.map(Block::Text));
        inside.extend(made(part, numbers));
        inside.extend(numbers.sheets.iter().filter(|sheet| sheet.part == part).flat_map(sheet));
        if inside.is_empty() {
            continue;
        }
        if let Some(title) = heading {
            n += 1;
            let marker = domain::text::roman(n).map(|roman| format!("{roman}."));
            blocks.push(Block::Heading(Heading { level: 1, marker, title: title.to_owned() }));
        }
        blocks.extend(inside);
    }
    paper::forms::close(&mut blocks);
    blocks
}

/// What a part must say of a list that is not printed as a whole, or of values that are in no sum.
fn cut(part: &str, numbers: &Numbers) -> Option<String> {
    let n_units = usize::try_from(numbers.value("units")).unwrap_or(0);
    let n_late = usize::try_from(numbers.value("late")).unwrap_or(0);
    let n_left: usize = numbers.figures.iter().map(|one| one.n_left).sum();
    match part {
        "units" if !numbers.units.is_empty() => Some("Kết quả của từng đơn vị như bảng dưới đây.".to_owned()),
        "units" if n_units > 0 => {
            let max = super::count::UNITS_MAX;
            Some(format!("Danh sách nhiều hơn {max} đơn vị nên không in trong báo cáo này."))
        }
        "late" if !numbers.late.is_empty() && numbers.late.len() < n_late => {
            let n = numbers.late.len();
            Some(format!("Bảng dưới đây nêu {n} việc quá hạn lâu nhất."))
        }
        "figures" if n_left > 0 => {
            let n = printed(i64::try_from(n_left).unwrap_or(i64::MAX));
            Some(format!("Có {n} giá trị không phải là số nên không cộng vào bảng."))
        }
        _ => None,
    }
}

/// What a part shows of the numbers besides its text.
fn made(part: &str, numbers: &Numbers) -> Vec<Block> {
    let list = match part {
        "tasks" => [&numbers.tasks[..], &numbers.duties[..]].concat(),
        "units" => numbers.units.clone(),
        _ => Vec::new(),
    };
    match part {
        "tasks" | "units" if !list.is_empty() => {
            let head = if part == "tasks" { "Nhiệm vụ, trách nhiệm" } else { "Đơn vị" };
            vec![Block::Table(table(head, &list, numbers))]
        }
        "late" if !numbers.late.is_empty() => vec![Block::Table(late(numbers))],
        "figures" if !numbers.figures.is_empty() => vec![Block::Table(Table {
            columns: columns(&[("TT", 6), ("Số liệu", 54), ("Tổng", 20), ("Số báo cáo", 20)]),
            rows: numbers
                .figures
                .iter()
                .enumerate()
                .map(|(at, one)| {
                    row([
                        (at + 1).to_string(),
                        one.name.clone(),
                        one.value.clone(),
                        one.n_reports.to_string(),
                    ])
                })
                .collect(),
            is_landscape: false,
        })],
        "budget" => numbers
            .budget
            .iter()
            .map(|line| {
                let marker = Some("-".to_owned());
                Block::Clause(Clause { level: 3, marker, run_in: None, text: line.clone() })
            })
            .collect(),
        "before" => numbers.before.iter().map(|before| Block::Table(compared(before, numbers))).collect(),
        _ => Vec::new(),
    }
}

fn columns(list: &[(&str, u32)]) -> Vec<Column> {
    list.iter().map(|(title, share)| Column { title: (*title).to_owned(), share: *share }).collect()
}

fn row<const N: usize>(cells: [String; N]) -> Row {
    Row::Cells(cells.into_iter().map(|cell| vec![cell]).collect())
}

/// The columns of numbers: asked, done, handed in, open (of any kind), not asked any more, which add up; then late, which are
/// among those that are open.
pub const CELLS: [(&str, &[&str]); 6] = [
    ("Giao", &["asked"]),
    ("Xong", &["done"]),
    ("Chờ duyệt", &["handed"]),
    ("Chưa xong", &["doing", "waiting", "returned", "paused"]),
    ("Thôi giao", &["withdrawn"]),
    ("Quá hạn", &["late"]),
];

/// The value of a cell: the sum of these numbers of a row.
pub fn cell(numbers: &Numbers, key: &str, words: &[&str]) -> i64 {
    words.iter().map(|word| numbers.value(&format!("{key}.{word}"))).sum()
}

fn table(head: &str, list: &[Line], numbers: &Numbers) -> Table {
    let mut heads = vec![("TT", 6), (head, 40)];
    heads.extend(CELLS.iter().map(|(title, _)| (*title, 9)));
    let line = |(at, line): (usize, &Line)| {
        let values = CELLS.iter().map(|(_, words)| vec![printed(cell(numbers, &line.key, words))]);
        Row::Cells([vec![(at + 1).to_string()], vec![line.words.clone()]].into_iter().chain(values).collect())
    };
    Table { columns: columns(&heads), rows: list.iter().enumerate().map(line).collect(), is_landscape: false }
}

/// A table with the sentence above it.
fn sheet(sheet: &Sheet) -> [Block; 2] {
    let n = u32::try_from(sheet.heads.len()).unwrap_or(1).max(2);
    // The first column has the long words.
    let (first, other) = if n > 5 { (28, 72 / (n - 1)) } else { (40, 60 / (n - 1)) };
    let heads: Vec<(&str, u32)> = sheet
        .heads
        .iter()
        .enumerate()
        .map(|(at, head)| (head.as_str(), if at == 0 { first } else { other }))
        .collect();
    let line =
        |cells: &Vec<SheetCell>| Row::Cells(cells.iter().map(|cell| vec![cell.text.clone()]).collect());
    let rows = sheet.rows.iter().map(line).collect();
    [
        Block::Text(sheet.note.clone()),
        Block::Table(Table { columns: columns(&heads), rows, is_landscape: false }),
    ]
}

fn late(numbers: &Numbers) -> Table {
    let line = |(at, one): (usize, &super::numbers::Late)| {
        row([
            (at + 1).to_string(),
            one.unit.clone(),
            one.work.clone(),
            one.due_on.map(day).unwrap_or_default(),
            one.reason.clone().unwrap_or_default(),
        ])
    };
    Table {
        columns: columns(&[("TT", 6), ("Đơn vị", 24), ("Việc", 34), ("Hạn", 14), ("Lý do đơn vị nêu", 22)]),
        rows: numbers.late.iter().enumerate().map(line).collect(),
        is_landscape: false,
    }
}

fn compared(before: &super::numbers::Before, numbers: &Numbers) -> Table {
    let then = |key: &str| before.numbers.get(key).copied().unwrap_or(0);
    let line = |(key, word): &(&str, &str)| {
        let change = numbers.value(key) - then(key);
        let sign = if change > 0 { "+" } else { "" };
        row([
            (*word).to_owned(),
            printed(then(key)),
            printed(numbers.value(key)),
            format!("{sign}{}", printed(change)),
        ])
    };
    let was = format!("Đến {}", day(before.to_on));
    Table {
        columns: columns(&[("Nội dung", 40), (&was, 20), ("Kỳ này", 20), ("Tăng, giảm", 20)]),
        rows: [
            ("asked", "Việc được giao"),
            ("done", "Đã xong"),
            ("late", "Quá hạn"),
            ("units", "Đơn vị có việc"),
        ]
        .iter()
        .map(line)
        .collect(),
        is_landscape: false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::numbers::Question;
    use super::*;

    #[test]
    fn numbers_stand_where_their_names_stand() {
        let mut numbers = Numbers::default();
        numbers.put("done", 1_250, Question::default());
        assert_eq!(
            filled("Xong {done} việc, {Không} và {} thì thôi {", &numbers),
            "Xong 1.250 việc, {Không} và {} thì thôi {"
        );
        assert_eq!(names("{done}{late} {Không}"), ["done", "late"]);
        assert_eq!((unknown("{done} {nothing}"), unknown("{late}")), (Some("nothing"), None));
    }

    #[test]
    fn a_part_without_words_and_numbers_is_left_out() {
        let about = About {
            unit: "Sở",
            plan: None,
            of: None,
            from: Day::from_ymd_opt(2024, 8, 1).unwrap(),
            to: Day::from_ymd_opt(2024, 12, 31).unwrap(),
        };
        let texts = texts(&about);
        assert!(texts.values().all(|text| unknown(text).is_none()));
        let body = body(&texts, &Numbers::default());
        let titles: Vec<&str> = body
            .iter()
            .filter_map(|block| match block {
                Block::Heading(one) => Some(one.title.as_str()),
                _ => None,
            })
            .collect();
        assert!(!titles.contains(&"KINH PHÍ") && titles.contains(&"MINH CHỨNG"));
        assert!(matches!(body.last(), Some(Block::Text(text)) if text.ends_with("./.")));
    }
}
