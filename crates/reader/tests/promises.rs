//! What the reader promises for any text: it never panics, gives the same plan twice, and invents no text: the words of
//! every value stand in order in the lines that its item names, or within a few lines of them.

use domain::source::{Format, Line, Source};
use proptest::prelude::*;
use serde_json::Value;

/// A value may be joined from this many places at most: a cell cut by a page break, a name over two lines of a column.
const PLACES_MAX: usize = 6;
/// A value stands this near the lines of its item.
const NEAR_LINES_MAX: u64 = 6;
/// What an item may have from a title or a group row above it, or from the issuer wherever it is named.
const HANDED_DOWN: [&str; 9] =
    ["group", "units", "with_units", "verbs", "session", "time", "lead_units", "coop_units", "payers"];

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

/// A text that is said to be printed, and between which lines.
struct Printed {
    path: String,
    text: String,
    lines: (u64, u64),
}

/// The lines of an item: its span, else from its first to its last mention.
fn lines_of(map: &serde_json::Map<String, Value>) -> Option<(u64, u64)> {
    let of = |span: &Value| Some((span.get("start_line")?.as_u64()?, span.get("end_line")?.as_u64()?));
    let mentions = map.get("mentions").and_then(Value::as_array).into_iter().flatten();
    let all: Vec<(u64, u64)> = map.get("span").into_iter().chain(mentions).filter_map(of).collect();
    Some((all.iter().map(|l| l.0).min()?, all.iter().map(|l| l.1).max()?))
}

/// All texts of a plan that are said to be printed in the document, with their JSON pointers and lines.
fn printed(value: &Value, path: &str, above: (u64, u64), out: &mut Vec<Printed>) {
    match value {
        Value::Object(map) => {
            let lines = lines_of(map).unwrap_or(above);
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
                    // A second mention of a document fills the title that the first left open.
                    let is_of_mention = key == "title"
                        && (path.starts_with("/legal_bases") || path.starts_with("/references"));
                    let is_handed_down = is_of_mention || HANDED_DOWN.contains(&key.as_str());
                    let lines = if is_handed_down { (1, u64::MAX) } else { lines };
                    printed(inner, &format!("{path}/{key}"), lines, out);
                }
            }
        }
        Value::Array(list) => {
            for (at, inner) in list.iter().enumerate() {
                printed(inner, &format!("{path}/{at}"), above, out);
            }
        }
        Value::String(text) if !path.ends_with("/iso") => {
            out.push(Printed { path: path.to_owned(), text: text.clone(), lines: above });
        }
        _ => {}
    }
}

/// Whether `value` is made of at most [`PLACES_MAX`] stretches that stand in this order in `source`, which has no white space.
fn stands_in(value: &str, source: &str) -> bool {
    let words: Vec<&str> = value.split(' ').collect();
    let (mut at, mut from) = (0, 0);
    for _ in 0..PLACES_MAX {
        let longest = (at + 1..=words.len()).rev().find_map(|end| {
            let stretch = words[at..end].concat();
            source[from..].find(&stretch).map(|place| (end, from + place + stretch.len()))
        });
        match longest {
            Some((end, _)) if end == words.len() => return true,
            Some(next) => (at, from) = next,
            None => return false,
        }
    }
    false
}

/// The lines `first` to `last` and those near them, without white space.
fn near(lines: &[String], (first, last): (u64, u64)) -> String {
    let at = |line: u64| usize::try_from(line).unwrap_or(usize::MAX).min(lines.len());
    let (from, to) = (at(first.saturating_sub(1 + NEAR_LINES_MAX)), at(last.saturating_add(NEAR_LINES_MAX)));
    lines[from.min(to)..to].concat().replace(' ', "")
}

fn check(source: &Source) -> Result<(), TestCaseError> {
    let reading = reader::read(source);
    prop_assert_eq!(&reading, &reader::read(source), "the same text gives the same plan");
    let lines: Vec<String> = source.lines.iter().map(|line| folded(&line.text)).collect();
    let n_lines = u64::try_from(source.lines.len()).unwrap_or(u64::MAX);
    let plan = serde_json::to_value(&reading.plan).expect("a plan is JSON");
    let mut texts = Vec::new();
    printed(&plan, "", (1, n_lines), &mut texts);
    for Printed { path, text, lines: (first, last) } in texts {
        let value = folded(&text);
        prop_assert!(
            value.is_empty() || stands_in(&value, &near(&lines, (first, last))),
            "{path}: «{text}» is not printed in the lines {first} to {last} or near them"
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

#[test]
fn samples_keep_their_words_near_their_lines() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    for entry in std::fs::read_dir(folder).expect("the samples are there") {
        let path = entry.expect("a file").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !name.contains(".gold") && [".txt", ".docx", ".pdf"].iter().any(|ending| name.ends_with(ending)) {
            let bytes = std::fs::read(&path).expect("a sample");
            let source = document::open(&name, &bytes, &document::Limits::default()).expect("it opens");
            check(&source).unwrap_or_else(|e| panic!("{name}: {e}"));
        }
    }
}
