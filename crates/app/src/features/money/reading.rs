//! What rows of a spreadsheet say: the sheet this program wrote, or a table of an estimate with the headings officers use.
//! Numbers that a cell keeps as numbers are taken as they are; texts are read as they are typed in the form.

use super::actions::LINES_MAX;
use super::forms::LineForm;
use document::sheet::{Sheet, Value};
use domain::money::{Dong, Fund, Level, Pieces};
use std::collections::HashMap;
use web::{FormErrors, args};

/// Rows above the head.
const HEAD_ROWS_MAX: usize = 20;
/// Headings of each column, marks and case aside, without what stands in brackets.
const HEADINGS: [(&str, &[&str]); 11] = [
    ("no", &["tt", "stt", "so tt", "no."]),
    (
        "content",
        &["noi dung chi", "noi dung", "khoan chi", "hang muc", "noi dung cong viec", "dien giai", "item"],
    ),
    ("measure", &["don vi tinh", "dvt", "unit of measure"]),
    ("quantity", &["so luong", "sl", "quantity"]),
    ("price", &["don gia", "unit price"]),
    ("amount", &["thanh tien", "so tien", "kinh phi", "du toan", "kinh phi du toan", "amount"]),
    ("fund", &["nguon", "nguon kinh phi", "nguon von", "source"]),
    ("level", &["cap", "level"]),
    ("unit", &["don vi chi", "don vi thuc hien", "unit that pays"]),
    ("note", &["ghi chu", "note"]),
    ("code", &["ma khoan", "line code"]),
];

/// A row below the head.
#[derive(Debug)]
pub struct Row {
    /// Its number in the sheet, from 1.
    pub number: usize,
    /// The code this program wrote.
    pub code: String,
    /// What stands in the column of sources.
    pub fund: String,
    /// What it says.
    pub form: LineForm,
    /// A heading or a sum: nothing is paid in this row.
    pub is_heading: bool,
    /// Cells that cannot be read, by field, with the sentence.
    pub odd: Vec<(&'static str, &'static str)>,
    cells: HashMap<&'static str, (String, String)>,
}

impl Row {
    /// "F7".
    pub fn cell(&self, field: &str) -> String {
        self.cells.get(field).map_or_else(|| format!("A{}", self.number), |(cell, _)| cell.clone())
    }

    /// The sheet has a column for it.
    pub fn has(&self, field: &str) -> bool {
        self.cells.contains_key(field)
    }

    /// What stands there.
    pub fn value(&self, field: &str) -> String {
        self.cells.get(field).map(|(_, value)| value.clone()).unwrap_or_default()
    }
}

/// The rows of an estimate.
pub fn rows(sheet: &Sheet) -> Result<Vec<Row>, FormErrors> {
    let head = sheet.rows.iter().take(HEAD_ROWS_MAX).position(|row| {
        let known = columns(row);
        known.contains_key("content") && (known.contains_key("amount") || known.contains_key("price"))
    });
    let Some(head) = head else { return Err(FormErrors::of("file", "money-sheet-no-head")) };
    // "Đơn vị: triệu đồng": every amount would be read a million times too small.
    for (at, row) in sheet.rows.iter().take(head + 1).enumerate() {
        for (column, cell) in row.iter().enumerate() {
            let key = domain::text::key(&cell.text());
            let says_unit = at == head || key.contains("don vi") || key.contains("dvt");
            if says_unit
                && ["trieu", "nghin", "ngan dong", "1000d", "1.000d", "1.000 dong", "ty dong"]
                    .iter()
                    .any(|word| key.contains(word))
            {
                let cell = format!("{}{}", letters(column), at + 1);
                return Err(FormErrors::of_with("file", "money-sheet-scaled", args![cell = cell]));
            }
        }
    }
    let known = columns(&sheet.rows[head]);
    let below = sheet.rows.iter().enumerate().skip(head + 1).filter(|(_, row)| !row.is_empty());
    let mut found: Vec<Row> = below.map(|(at, cells)| row(at + 1, cells, &known)).collect();
    if found.len() > LINES_MAX * 2 {
        return Err(FormErrors::of_with("file", "money-sheet-rows-many", args![n = LINES_MAX * 2]));
    }
    leave_out_sections(&mut found);
    Ok(found)
}

/// "I. Hội nghị 45.000.000" above the lines that make 45.000.000: taken as a line it would count them twice.
fn leave_out_sections(rows: &mut [Row]) {
    let is_section = |row: &Row| {
        let no = row.form.no.trim().trim_end_matches('.');
        !no.is_empty() && (no.chars().all(|c| "IVX".contains(c)) || matches!(no.as_bytes(), [b'A'..=b'Z']))
    };
    let amount = |row: &Row| Dong::parse(&row.form.amount).ok().map(Dong::get);
    for at in 0..rows.len() {
        let row = &rows[at];
        let is_bare = row.form.quantity.is_empty() && row.form.price.is_empty() && row.code.is_empty();
        let Some(own) = amount(row).filter(|_| is_section(row) && is_bare) else { continue };
        let below = rows[at + 1..].iter().take_while(|row| !is_section(row));
        let parts: Vec<Option<i64>> = below.filter(|row| !row.is_heading).map(amount).collect();
        let sum = parts.iter().copied().sum::<Option<i64>>();
        if !parts.is_empty() && sum == Some(own) {
            rows[at].is_heading = true;
        }
    }
}

fn columns(row: &[Value]) -> HashMap<&'static str, usize> {
    let mut known = HashMap::new();
    for (at, cell) in row.iter().enumerate() {
        let key = domain::text::key(&cell.text());
        let name = key.split('(').next().unwrap_or_default().trim();
        if let Some((field, _)) = HEADINGS.iter().find(|(_, words)| words.contains(&name)) {
            known.entry(*field).or_insert(at);
        }
    }
    known
}

fn row(number: usize, cells: &[Value], known: &HashMap<&'static str, usize>) -> Row {
    let mut places = HashMap::new();
    for (field, at) in known {
        let text = cells.get(*at).map(Value::text).unwrap_or_default();
        places.insert(*field, (format!("{}{number}", letters(*at)), text));
    }
    let text = |field: &str| {
        places.get(field).map(|(_, text): &(String, String)| text.trim().to_owned()).unwrap_or_default()
    };
    let mut odd = Vec::new();
    let mut amount = |field: &'static str| match known.get(field).and_then(|at| cells.get(*at)) {
        Some(Value::Fraction(n)) => match Dong::of_cell(*n) {
            Ok(dong) => dong.print(),
            Err(why) => {
                odd.push((field, super::forms::odd(why)));
                String::new()
            }
        },
        _ => text(field),
    };
    let (price, sum) = (amount("price"), amount("amount"));
    let quantity = match known.get("quantity").and_then(|at| cells.get(*at)) {
        Some(Value::Fraction(n)) => match Pieces::of_cell(*n) {
            Ok(pieces) => pieces.print(),
            Err(why) => {
                odd.push(("quantity", super::forms::odd_count(why)));
                String::new()
            }
        },
        _ => text("quantity"),
    };
    let fund = text("fund");
    let guessed = Fund::guess(&fund);
    if !fund.is_empty() && guessed.is_none() {
        odd.push(("fund", "money-sheet-fund-unknown"));
    }
    let is_sum = says_sum(&text("content"));
    let has_money = !(quantity.is_empty() && price.is_empty() && sum.is_empty() && odd.is_empty());
    let code = text("code");
    let form = LineForm {
        no: text("no"),
        content: text("content"),
        fund: guessed.map(|fund| fund.word().to_owned()).unwrap_or_default(),
        level: level(&text("level")),
        unit: text("unit"),
        measure: text("measure"),
        quantity,
        price,
        amount: sum,
        note: text("note"),
        ..LineForm::default()
    };
    let is_heading = code.is_empty() && (is_sum || (!has_money && form.unit.is_empty()));
    Row { number, code, fund, form, is_heading, odd, cells: places }
}

/// Whether a row sums others up: "Tổng cộng (I+II)", "Cộng mục 1", "Cộng:"; not "Cộng tác viên", "Tổng kết năm học".
fn says_sum(content: &str) -> bool {
    const WHOLE: [&str; 9] = [
        "tong cong",
        "tong so",
        "tong kinh phi",
        "tong du toan",
        "tong tien",
        "tong chi",
        "sum",
        "total",
        "subtotal",
    ];
    const OF_PART: [&str; 6] = ["muc", "phan", "nhom", "khoan", "chuong", "trang"];
    let key = domain::text::key(content);
    let words: Vec<&str> =
        key.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let line = words.join(" ");
    if WHOLE.iter().any(|whole| line == *whole || line.starts_with(&format!("{whole} "))) {
        return true;
    }
    let is_number = |word: &str| word.len() == 1 || word.chars().all(|c| "ivx0123456789".contains(c));
    match words.as_slice() {
        ["cong" | "tong"] => true,
        ["cong" | "tong", next, ..] => OF_PART.contains(next) || is_number(next),
        _ => false,
    }
}

/// The level that a sheet means; as the unit is for a word that says none.
fn level(text: &str) -> String {
    let key = domain::text::key(text);
    let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
    let level = if key.is_empty() || key.contains("dia phuong") {
        return String::new();
    } else if has(&["trung uong", "central", "bo"]) {
        Level::Central
    } else if has(&["tinh", "thanh pho", "province"]) {
        Level::Province
    } else if has(&["xa", "huyen", "phuong", "quan", "commune"]) {
        Level::Commune
    } else if has(&["truong", "co so", "school"]) {
        Level::School
    } else {
        return String::new();
    };
    level.word().to_owned()
}

/// The letters of a column, from 0.
fn letters(at: usize) -> String {
    let mut at = at + 1;
    let mut out = String::new();
    while at > 0 {
        let rest = u8::try_from((at - 1) % 26).unwrap_or(0);
        out.insert(0, char::from(b'A' + rest));
        at = (at - 1) / 26;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let cell = |text: &&str| if text.is_empty() { Value::Empty } else { Value::Text((*text).to_owned()) };
        Sheet { rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect(), ..Sheet::default() }
    }

    #[test]
    fn rows_that_sum_up_others_are_no_lines() {
        for sum in [
            "Cộng",
            "Tổng cộng:",
            "TỔNG CỘNG (I+II)",
            "Cộng mục 1",
            "Cộng I",
            "Tổng số tiền",
            "Tổng kinh phí thực hiện",
            "Cộng:",
        ] {
            assert!(says_sum(sum), "{sum}");
        }
        for line in [
            "Cộng tác viên báo chí",
            "Tổng kết năm học",
            "Tổng vệ sinh trường lớp",
            "Công tác phí",
            "Cống hiến",
        ] {
            assert!(!says_sum(line), "{line}");
        }
        let read = rows(&sheet(&[
            &["STT", "Nội dung chi", "Số lượng", "Đơn giá", "Thành tiền"],
            &["I", "Hội nghị", "", "", "45.000.000"],
            &["1", "Thuê hội trường", "2", "10.000.000", "20.000.000"],
            &["2", "Nước uống", "", "", "25.000.000"],
            &["II", "Khen thưởng", "", "", "5.000.000"],
            &["", "Tổng cộng (I+II)", "", "", "50.000.000"],
        ]))
        .unwrap();
        let lines: Vec<&str> =
            read.iter().filter(|row| !row.is_heading).map(|row| row.form.content.as_str()).collect();
        assert_eq!(lines, ["Thuê hội trường", "Nước uống", "Khen thưởng"]);
    }

    #[test]
    fn a_table_of_officers_is_read_by_its_headings() {
        let read = rows(&sheet(&[
            &["DỰ TOÁN KINH PHÍ"],
            &[
                "STT",
                "Nội dung chi",
                "ĐVT",
                "Số lượng",
                "Đơn giá (đồng)",
                "Thành tiền (đồng)",
                "Nguồn kinh phí",
            ],
            &["I", "Hội nghị"],
            &["1", "Thuê hội trường", "buổi", "2,5", "10.000.000", "25.000.000", "NSĐP"],
            &["2", "Quà tặng", "suất", "10", "1.500 triệu", "", "Ngân sách"],
            &["", "Cộng", "", "", "", "25.000.000"],
        ]))
        .unwrap();
        assert_eq!(read.iter().map(|row| row.is_heading).collect::<Vec<_>>(), [true, false, false, true]);
        assert_eq!(
            (read[1].form.fund.as_str(), read[1].form.price.as_str(), read[1].cell("price")),
            ("local", "10.000.000", "E4".to_owned())
        );
        assert_eq!(read[2].odd, [("fund", "money-sheet-fund-unknown")]);
        assert!(rows(&sheet(&[&["Họ tên", "Ngày sinh"]])).is_err());
        assert!(
            rows(&sheet(&[
                &["Đơn vị tính: triệu đồng"],
                &["TT", "Nội dung", "Thành tiền"],
                &["1", "Quà", "5"]
            ]))
            .is_err()
        );
        assert!(rows(&sheet(&[&["TT", "Nội dung", "Thành tiền (triệu đồng)"], &["1", "Quà", "5"]])).is_err());
        assert_eq!((letters(0), letters(25), letters(26)), ("A".to_owned(), "Z".to_owned(), "AA".to_owned()));
    }
}
