//! What the reader promises for any text: it never panics, gives the same plan twice, and invents no text.

use domain::source::{Format, Line, Source};
use proptest::prelude::*;
use serde_json::Value;

/// A value may be joined from this many places at most: a cell cut by a page break, a name over two lines of a column.
const PLACES_MAX: usize = 6;

/// Pieces that plans are made of; random rows of them reach every corner of the grammar.
const PIECES: &[&str] = &[
    "KẾ HOẠCH",
    "QUYẾT ĐỊNH",
    "ỦY BAN NHÂN DÂN TỈNH HẢI SƠN",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Số: 12/KH-UBND",
    "Số:      /KH-SYT",
    "Hải Sơn, ngày 5 tháng 3 năm 2024",
    "Hải Sơn, ngày     tháng 3 năm 2024",
    "Triển khai chiến dịch tiêm chủng năm 2024",
    "Căn cứ Luật Phòng, chống bệnh truyền nhiễm ngày 21/11/2007;",
    "Sở Y tế ban hành Kế hoạch với các nội dung sau:",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Mục đích",
    "- Nâng cao tỷ lệ tiêm chủng.",
    "2. Yêu cầu",
    "a) Bảo đảm an toàn;",
    "d) Đúng tiến độ;",
    "d) Đúng đối tượng.",
    "II. THỜI GIAN, ĐỊA ĐIỂM",
    "1. Thời gian: từ ngày 05 đến ngày 20/4/2024.",
    "2. Địa điểm: Trạm Y tế các xã.",
    "*/ Buổi 1: Tập huấn cho cán bộ y tế. Trong đó:",
    "**/ Buổi 2:* Tập huấn cho giáo viên.",
    "III. LỘ TRÌNH",
    "TT\tNội dung\tThời gian\tĐơn vị chủ trì\tĐơn vị phối hợp",
    "1\tHọp triển khai\tTháng 3/2024\tSở Y tế\tSở Nội vụ, UBND các huyện",
    "\tvà các đơn vị\t\t\t",
    "| STT | Công việc | Thời hạn |",
    "|---|---|---|",
    "| 2 | Tập huấn | Quý II |",
    "IV. KINH PHÍ",
    "Kinh phí do ngân sách tỉnh bảo đảm theo quy định.",
    "V. TỔ CHỨC THỰC HIỆN",
    "1. Sở Y tế",
    "- Chủ trì, phối hợp với Sở Tài chính, UBND các huyện tổ chức thực hiện; báo cáo trước ngày 30/4/2024.",
    "2. Giao Sở Tài chính chủ trì:",
    "+ Bố trí kinh phí.",
    "Chủ trì: Đồng chí Nguyễn Văn An, Giám đốc Sở Y tế.",
    "Đại biểu: lãnh đạo Sở; các phòng.",
    "Trên đây là Kế hoạch của Sở Y tế, đề nghị các đơn vị thực hiện./.",
    "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN",
    "- Như trên;\tKT. CHỦ TỊCH",
    "- Bộ Y tế (để b/c);",
    "- Lưu: VT, NVY.",
    "PHÓ CHỦ TỊCH",
    "Trần Thị Bình",
    "PHỤ LỤC I",
    "",
    "2",
    "(",
    ")",
    "“",
    "”",
    ":",
    "-",
    "*",
    "Điều 1.",
    "cơ sở giáo dục và",
    "đào tạo trên địa bàn",
    "Tháng 9/2024",
    "hoà bình, sức khoẻ",
    "\u{300}\u{301}",
    "ĐƠN VỊ",
    "100%",
    "(Giao Sở Y tế chủ trì)",
];

fn plan_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![8 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,40}", 1 => "[a-zđ0-9.,;:()/*|\\- ]{0,60}"];
    let glue = prop::sample::select(vec!["\n", "\n", "\n\n", " ", "\t", "   "]);
    prop::collection::vec((piece, glue), 0..40)
        .prop_map(|list| list.into_iter().map(|(piece, glue)| piece + glue).collect())
}

fn rows() -> impl Strategy<Value = Source> {
    let piece = prop::sample::select(PIECES).prop_map(str::to_owned);
    let line = (prop::collection::vec(piece, 1..6), any::<bool>(), any::<bool>()).prop_map(
        |(cells, table, bold)| {
            let mut line = Line { text: cells.join("\t"), ..Line::default() };
            line.look.bold = bold;
            if table {
                line.cells = Some(cells);
                line.table = Some(0);
            } else {
                line.text = cells.into_iter().next().unwrap_or_default();
            }
            line
        },
    );
    prop::collection::vec(line, 0..30).prop_map(|lines| Source {
        file_name: "a.docx".into(),
        format: Format::Docx,
        lines,
    })
}

/// A text as it is compared: one case, one spelling, no markdown signs, single spaces.
fn folded(text: &str) -> String {
    let unsigned: String = domain::text::nfc(text)
        .to_lowercase()
        .chars()
        .filter(|c| !matches!(c, '*' | '_' | '`' | '#' | '|' | '\\') && !domain::text::is_invisible(*c))
        .collect();
    domain::text::nfc(&unsigned).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All texts of a plan that are said to be printed in the document, with their JSON pointers.
fn printed(value: &Value, path: &str, out: &mut Vec<(String, String)>) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                let made = matches!(
                    key.as_str(),
                    "schema_version"
                        | "doc_id"
                        | "source"
                        | "id"
                        | "parent"
                        | "kind"
                        | "evidence"
                        | "marker_fixed"
                        | "purpose_full"
                        | "start"
                        | "end"
                        | "start_time"
                        | "end_time"
                        | "precision"
                        | "certainty"
                        | "iso"
                        | "unit_source"
                        | "issuer_source"
                        | "mode"
                        | "modes"
                        | "role"
                        | "types"
                        | "status"
                        | "authority_code"
                        | "defects"
                        | "issuer"
                        | "relation"
                        | "date"
                        | "abbreviations"
                );
                // The type of a cited document without a type word is told by its symbol ("KH"), as the issuer is.
                let inferred = key == "doc_type"
                    && (path.starts_with("/legal_bases") || path.starts_with("/references"));
                if (!made && !inferred) || (key == "date" && path == "/header") {
                    printed(inner, &format!("{path}/{key}"), out);
                }
            }
        }
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(at, inner)| printed(inner, &format!("{path}/{at}"), out));
        }
        Value::String(text) if !path.ends_with("/iso") => out.push((path.to_owned(), text.clone())),
        _ => {}
    }
}

/// Whether `value` is made of at most [`PLACES_MAX`] stretches of `source`, which has no white space.
fn stands_in(value: &str, source: &str) -> bool {
    let words: Vec<&str> = value.split(' ').collect();
    let mut at = 0;
    for _ in 0..PLACES_MAX {
        let mut end = words.len();
        while end > at && !source.contains(&words[at..end].concat()) {
            end -= 1;
        }
        if end == words.len() {
            return true;
        }
        if end == at {
            return false;
        }
        at = end;
    }
    false
}

fn check(source: &Source) -> Result<(), TestCaseError> {
    let reading = reader::read(source);
    prop_assert_eq!(&reading, &reader::read(source), "the same text gives the same plan");
    let lines: Vec<String> = source.lines.iter().map(|line| folded(&line.text)).collect();
    let whole = lines.concat().replace(' ', "");
    let n_lines = u64::try_from(source.lines.len()).unwrap_or(u64::MAX);
    let plan = serde_json::to_value(&reading.plan).expect("a plan is JSON");
    let mut texts = Vec::new();
    printed(&plan, "", &mut texts);
    for (path, text) in texts {
        let value = folded(&text);
        prop_assert!(
            value.is_empty() || stands_in(&value, &whole),
            "{path}: «{text}» is not printed in the document"
        );
    }
    check_spans(&plan, n_lines)?;
    let named = |text: &str| text.chars().any(char::is_alphanumeric);
    prop_assert!(reading.plan.roadmap.iter().all(|task| named(&task.task)), "a task has a title");
    prop_assert!(reading.plan.obligations.iter().all(|duty| named(&duty.duty)), "a duty has a text");
    prop_assert_eq!(reading.plan_signs.is_plan_like, reading.plan_signs.reason.is_none());
    for mark in &reading.items {
        prop_assert!(plan.pointer(&mark.path).is_some(), "{} points nowhere", mark.path);
        prop_assert!((0.0..=1.0).contains(&mark.confidence));
        prop_assert_eq!(
            mark.review.is_some(),
            mark.confidence < reader::CONFIDENT,
            "{} has a reason exactly when it is doubtful",
            mark.path
        );
    }
    Ok(())
}

fn check_spans(value: &Value, n_lines: u64) -> Result<(), TestCaseError> {
    match value {
        Value::Object(map) => {
            if let (Some(start), Some(end)) =
                (map.get("start_line").and_then(Value::as_u64), map.get("end_line").and_then(Value::as_u64))
            {
                prop_assert!(
                    1 <= start && start <= end && end <= n_lines.max(1),
                    "lines {start}-{end} of {n_lines}"
                );
            }
            map.values().try_for_each(|inner| check_spans(inner, n_lines))
        }
        Value::Array(list) => list.iter().try_for_each(|inner| check_spans(inner, n_lines)),
        _ => Ok(()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plan_like_text_is_read_and_nothing_is_invented(text in plan_text()) {
        check(&Source::from_text("a.txt", Format::Txt, &text))?;
    }

    #[test]
    fn word_files_are_read_and_nothing_is_invented(source in rows()) {
        check(&source)?;
    }

    #[test]
    fn any_text_is_survived(text in "\\PC{0,400}") {
        reader::read(&Source::from_text("a.md", Format::Md, &text));
    }
}
