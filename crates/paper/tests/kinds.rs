//! Documents of each kind, as we write them: the linter finds nothing, and each fault that is planted is found and named.

use std::io::{Cursor, Read as _, Write as _};

use document::Limits;
use paper::check::{Component, Finding, Item, Property, Report, check, report};
use paper::sheet::Piece;
use paper::{
    Appendix, Block, Circulation, Clause, Column, Drafter, Heading, Issuer, Kind, Number, Paper, PaperDate,
    Recipient, Row, Secrecy, Sheet, Signature, Table, Urgency,
};

fn recipient(name: &str, purpose: Option<&str>) -> Recipient {
    Recipient {
        name: name.to_owned(),
        purpose: purpose.map(str::to_owned),
        is_archive: name.starts_with("VT"),
    }
}

/// A document with every component.
fn whole(kind: Kind) -> Paper {
    let table = |is_landscape| Table {
        columns: vec![
            Column { title: "TT".to_owned(), share: 1 },
            Column { title: "Nội dung".to_owned(), share: 5 },
        ],
        rows: vec![
            Row::Group("I. Chuẩn bị".to_owned()),
            Row::Cells(vec![vec!["1".to_owned()], vec!["Họp Ban Tổ chức".to_owned()]]),
        ],
        is_landscape,
    };
    let clause = |marker: &str, text: &str| {
        Block::Clause(Clause {
            level: 3,
            marker: Some(marker.to_owned()),
            run_in: None,
            text: text.to_owned(),
        })
    };
    Paper {
        kind,
        type_printed: None,
        issuers: vec![Issuer {
            superior: Some("UBND tỉnh Lam Giang".to_owned()),
            name: "Sở Giáo dục và Đào tạo".to_owned(),
        }],
        number: Number { number: Some(5), symbol: kind.symbol("SGDĐT", Some("VP")) },
        place: "Lam Giang".to_owned(),
        date: PaperDate { day: Some(5), month: Some(1), year: Some(2026) },
        subject: "Tổ chức hội nghị sơ kết học kỳ I năm học 2025 - 2026".to_owned(),
        addressees: if kind.is_named() {
            Vec::new()
        } else {
            vec!["Các trường trung học phổ thông".to_owned(), "Các phòng thuộc Sở".to_owned()]
        },
        bases: vec![
            "Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019".to_owned(),
            "Theo đề nghị của Chánh Văn phòng Sở".to_owned(),
        ],
        body: vec![
            Block::Text("Sở Giáo dục và Đào tạo yêu cầu các đơn vị thực hiện như sau:".to_owned()),
            Block::Heading(Heading {
                level: 1, marker: Some("I.".to_owned()), title: "NỘI DUNG".to_owned()
            }),
            Block::Heading(Heading {
                level: 2, marker: Some("1.".to_owned()), title: "Chuẩn bị".to_owned()
            }),
            clause("a)", "Văn phòng làm đầu mối;"),
            clause("b)", "Phòng Tổ chức cán bộ chuẩn bị tài liệu;"),
            clause("c)", "Phòng Kế hoạch - Tài chính lo kinh phí;"),
            clause("d)", "Các trường cử đại biểu;"),
            clause("đ)", "Báo Lam Giang đưa tin;"),
            clause("e)", "Các đơn vị khác phối hợp."),
            Block::Table(table(false)),
            Block::Table(table(true)),
            Block::Text("Trên đây là nội dung đề nghị các đơn vị thực hiện./.".to_owned()),
        ],
        signatures: vec![Signature {
            authority: Some("KT. GIÁM ĐỐC".to_owned()),
            title: "PHÓ GIÁM ĐỐC".to_owned(),
            name: Some("Lục Minh Khôi".to_owned()),
            ..Signature::default()
        }],
        recipients: vec![
            recipient("Như trên", None),
            recipient("UBND tỉnh", Some("để b/c")),
            recipient("VT, VP", None),
        ],
        appendices: vec![
            Appendix {
                title: "Phân công".to_owned(),
                body: vec![Block::Table(table(false))],
                is_landscape: true,
            },
            Appendix {
                title: "Danh sách".to_owned(),
                body: vec![Block::Text("Danh sách kèm theo./.".to_owned())],
                is_landscape: false,
            },
        ],
        ..Paper::default()
    }
}

fn joint() -> Paper {
    let mut paper = whole(Kind::Plan);
    paper.type_printed = Some("KẾ HOẠCH LIÊN TỊCH".to_owned());
    paper
        .issuers
        .push(Issuer { superior: None, name: "Công đoàn ngành Giáo dục tỉnh Lam Giang".to_owned() });
    paper.signatures.insert(
        0,
        Signature {
            authority: Some("TM. BAN THƯỜNG VỤ".to_owned()),
            title: "CHỦ TỊCH".to_owned(),
            name: Some("Quách Thị Thùy Dương".to_owned()),
            ..Signature::default()
        },
    );
    paper
}

fn findings(bytes: &[u8]) -> Vec<Finding> {
    check(bytes, &Limits::default()).expect("a Word file")
}

fn told(found: &[Finding]) -> String {
    found.iter().map(|finding| format!("{}\n", finding.vietnamese())).collect()
}

#[test]
fn our_own_documents_of_every_kind_pass_the_linter() {
    for kind in Kind::ALL {
        let found = findings(&paper::word::write(&whole(*kind)).expect("a file"));
        assert!(found.is_empty(), "{}:\n{}", kind.word(), told(&found));
    }
    let found = findings(&paper::word::write(&joint()).expect("a file"));
    assert!(found.is_empty(), "liên tịch:\n{}", told(&found));
}

/// Every mark, the drafter and the foot of the first page, on a document of any kind.
fn marked(kind: Kind) -> Paper {
    Paper {
        secrecy: Some(Secrecy::TopSecret),
        urgency: Some(Urgency::VeryUrgent),
        circulation: Some(Circulation::Internal),
        drafter: Some(Drafter { initials: "pl".to_owned(), n_copies: Some(300) }),
        contact: vec!["Số 18 đường Bến Chùa".to_owned(), "Điện thoại: 0200.000.0000".to_owned()],
        authority: Some("Giám đốc Sở".to_owned()),
        ..whole(kind)
    }
}

#[test]
fn marks_drafter_and_foot_pass_the_linter_too() {
    for kind in Kind::ALL {
        let bytes = paper::word::write(&marked(*kind)).expect("a file");
        let found = findings(&bytes);
        assert!(found.is_empty(), "{}:\n{}", kind.word(), told(&found));
    }
    let sheet = Sheet::of(&marked(Kind::Decision));
    assert_eq!(sheet.recipients.last().map(String::as_str), Some("- Lưu: VT, VP. PL.(300)."));
    let words: Vec<&str> = sheet.letterhead.marks.iter().map(|mark| mark.words).collect();
    assert_eq!(words, ["TUYỆT MẬT", "THƯỢNG KHẨN", "LƯU HÀNH NỘI BỘ"]);
}

#[test]
fn the_sample_documents_pass_the_linter() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/papers");
    let mut n = 0;
    for entry in std::fs::read_dir(folder).expect("the samples are there") {
        let path = entry.expect("an entry").path();
        let paper: Paper =
            serde_json::from_slice(&std::fs::read(&path).expect("a file")).expect("a document");
        let found = findings(&paper::word::write(&paper).expect("a file"));
        assert!(found.is_empty(), "{}:\n{}", path.display(), told(&found));
        n += 1;
    }
    assert!(n >= 9, "documents of nine kinds");
}

#[test]
fn decisions_say_who_decides_and_that_they_decide() {
    let sheet = Sheet::of(&marked(Kind::Decision));
    let lines: Vec<String> = sheet
        .pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Line(line) => Some(line.runs.iter().map(|run| run.text.as_str()).collect()),
            Piece::Table(_) => None,
        })
        .collect();
    assert_eq!(lines[0], "GIÁM ĐỐC SỞ");
    assert_eq!(lines[2], "Theo đề nghị của Chánh Văn phòng Sở.");
    assert_eq!(lines[3], "QUYẾT ĐỊNH:");
    let mut own = marked(Kind::Decision);
    own.body.insert(0, Block::Text("Quyết định :".to_owned()));
    let lines = Sheet::of(&own).pieces;
    assert_eq!(lines.len(), sheet.pieces.len(), "a text that says it itself is not told twice");
}

#[test]
fn letters_of_leave_and_introduction_need_no_subject() {
    for (kind, n) in [(Kind::Leave, 0), (Kind::Introduction, 0), (Kind::Plan, 1)] {
        let paper = Paper { subject: String::new(), addressees: Vec::new(), ..whole(kind) };
        let found = findings(&paper::word::write(&paper).expect("a file"));
        let missing = found.iter().filter(|one| one.component == Component::Subject).count();
        assert_eq!(missing, n, "{}:\n{}", kind.word(), told(&found));
    }
}

#[test]
fn minutes_have_no_date_in_their_letterhead() {
    assert_eq!(Sheet::of(&whole(Kind::Minutes)).letterhead.date, None);
    assert!(Sheet::of(&whole(Kind::Plan)).letterhead.date.is_some());
}

#[test]
fn the_same_document_is_the_same_file() {
    let paper = joint();
    assert_eq!(paper::word::write(&paper).expect("a file"), paper::word::write(&paper).expect("a file"));
}

/// The file with one text of one of its parts replaced.
fn planted(bytes: &[u8], part: &str, from: &str, to: &str) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).expect("a container");
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut file = old.by_index(at).expect("a part");
        let (name, mut text) = (file.name().expect("a name").to_string(), String::new());
        file.read_to_string(&mut text).expect("text");
        if name == part {
            assert!(text.contains(from), "{part} does not hold {from}");
            text = text.replace(from, to);
        }
        new.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        new.write_all(text.as_bytes()).expect("bytes");
    }
    new.finish().expect("a container").into_inner()
}

/// Words of ours that an English sentence does not hold; those of the document it quotes.
const OURS: [&str; 11] =
    ["đậm", "thường", "nghiêng", "đứng", "giữa", "trái", "phải", "đều hai lề", "không", "hiện ở", "trên "];

const TEXT: &str = "word/document.xml";

#[test]
fn each_planted_fault_is_found_and_its_mend_named() {
    let bytes = paper::word::write(&whole(Kind::Plan)).expect("a file");
    use Component as C;
    use Property as P;
    let cases: [(&str, &str, &str, C, P, &str); 22] = [
        (TEXT, "w:left=\"1701\"", "w:left=\"1134\"", C::Page, P::Margin, "trái 30 – 35"),
        (
            TEXT,
            "w:w=\"11906\" w:h=\"16838\"",
            "w:w=\"12240\" w:h=\"15840\"",
            C::Page,
            P::Paper,
            "210 × 297 (A4)",
        ),
        (TEXT, "<w:titlePg/>", "", C::PageNumber, P::Place, "không hiện ở trang thứ nhất"),
        ("word/header1.xml", " PAGE ", " DATE ", C::PageNumber, P::Missing, "số trang ở giữa lề trên"),
        ("word/header1.xml", "\"center\"", "\"right\"", C::PageNumber, P::Place, "giữa lề trên"),
        (
            TEXT,
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Cộng hòa xã hội chủ nghĩa Việt Nam",
            C::Nation,
            P::Case,
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        ),
        (
            TEXT,
            "Độc lập - Tự do - Hạnh phúc",
            "Độc lập-Tự do-Hạnh phúc",
            C::Motto,
            P::Lettering,
            "Độc lập - Tự do - Hạnh phúc",
        ),
        (
            TEXT,
            "SỞ GIÁO DỤC VÀ ĐÀO TẠO</w:t>",
            "Sở Giáo dục và Đào tạo</w:t>",
            C::Issuer,
            P::Case,
            "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
        ),
        (TEXT, "Số: 05/KH-SGDĐT", "Số: 5 / KH - SGDĐT", C::Number, P::Lettering, "Số: 05/KH-SGDĐT"),
        (TEXT, "Số: 05/KH-SGDĐT", "05/KH-SGDĐT", C::Number, P::Missing, "“Số: …/…”"),
        (
            TEXT,
            "ngày 05 tháng 01",
            "ngày 5 tháng 1",
            C::Date,
            P::Lettering,
            "Lam Giang, ngày 05 tháng 01 năm 2026",
        ),
        (TEXT, "<w:i/><w:iCs/><w:sz w:val=\"26\"/>", "<w:sz w:val=\"26\"/>", C::Date, P::Slant, "nghiêng"),
        (TEXT, "đ) Báo", "e) Báo", C::Body, P::Order, "đ)"),
        (TEXT, "thực hiện./.", "thực hiện.", C::Body, P::EndMark, "… đơn vị thực hiện./."),
        ("word/styles.xml", "w:firstLine=\"720\"", "w:firstLine=\"0\"", C::Body, P::FirstLine, "10 – 12,7"),
        ("word/styles.xml", "w:after=\"120\"", "w:after=\"0\"", C::Body, P::Gap, "≥ 6"),
        ("word/styles.xml", "w:line=\"240\"", "w:line=\"480\"", C::Body, P::Lines, "1,0 – 1,5"),
        ("word/styles.xml", "\"both\"", "\"left\"", C::Body, P::Align, "đều hai lề"),
        (
            "word/styles.xml",
            "w:ascii=\"Times New Roman\"",
            "w:ascii=\"Arial\"",
            C::Nation,
            P::Font,
            "Times New Roman",
        ),
        (TEXT, "Lục Minh Khôi", "TS. Lục Minh Khôi", C::SignerName, P::Lettering, "Lục Minh Khôi"),
        (
            TEXT,
            "- Lưu: VT, VP.",
            "- Phòng Tổ chức cán bộ.",
            C::Recipients,
            P::Missing,
            "“- Lưu: VT, …” ở dòng cuối",
        ),
        (TEXT, "- Như trên;", "- Như trên", C::Recipients, P::EndMark, "- Như trên;"),
    ];
    for (part, from, to, component, property, wanted) in cases {
        let found = findings(&planted(&bytes, part, from, to));
        let is_named =
            found.iter().any(|f| f.component == component && f.property == property && f.wanted == wanted);
        for finding in &found {
            let english = finding.english();
            for word in OURS {
                let value = format!("“{word}");
                assert!(!english.contains(&value), "a Vietnamese word of ours in {english}");
            }
        }
        assert!(is_named, "{from} → {to}: {component:?} {property:?} is not among\n{}", told(&found));
    }
}

/// The report on a file, a line each: topic, value, and a cross when something is to be mended.
fn lines(report: &Report, is_english: bool) -> Vec<String> {
    let line = |item: &Item| {
        let (topic, value) = match is_english {
            true => (item.topic.english(), item.value.english()),
            false => (item.topic.vietnamese(), item.value.vietnamese()),
        };
        format!("{topic}: {value}{}", if item.is_ok { "" } else { " ✗" })
    };
    report.items.iter().map(line).collect()
}

#[test]
fn the_report_tells_of_each_topic_what_was_measured() {
    let bytes = paper::word::write(&whole(Kind::Plan)).expect("a file");
    let all = report(&bytes, &Limits::default()).expect("a Word file");
    assert_eq!(all.n_ok(), all.items.len());
    let expected = [
        "Quốc hiệu, Tiêu ngữ: đậm, 12 và 13",
        "Gạch dưới Tiêu ngữ: bằng chữ",
        "Tên cơ quan ban hành: gạch 0,4 dòng chữ",
        "Số, ký hiệu: 05/KH-SGDĐT",
        "Địa danh, ngày tháng: nghiêng, 13",
        "Tên loại, trích yếu: đậm, 14",
        "Khổ giấy: A4",
        "Lề trang: 20, 15, 20, 30 mm",
        "Phông chữ, màu chữ: Times New Roman",
        "Chữ thân bài: 14, giãn 1",
        "Thụt dòng đầu: 1,27 cm",
        "Cách đoạn, canh lề: 6 pt, đều hai lề",
        "Số trang: giữa lề trên",
        "Dấu kết thúc: ./.",
        "Chức vụ, họ tên người ký: đậm, 14",
        "Nơi nhận: 3 nơi",
    ];
    assert_eq!(lines(&all, false), expected);
    let english = lines(&all, true);
    assert_eq!(english[0], "National name and motto: bold, 12 and 13");
    assert_eq!(english[10], "First line: 1.27 cm");
    assert_eq!(english[11], "Gaps and alignment: 6 pt, justified");
}

#[test]
fn the_report_puts_each_finding_under_its_topic() {
    let bytes = paper::word::write(&whole(Kind::Letter)).expect("a file");
    let bytes = planted(&bytes, TEXT, "w:left=\"1701\"", "w:left=\"1134\"");
    let bytes = planted(&bytes, TEXT, "đ) Báo", "e) Báo");
    let all = report(&bytes, &Limits::default()).expect("a Word file");
    let told = lines(&all, false);
    assert!(told.contains(&"Lề trang: 20, 15, 20, 20 mm ✗".to_owned()), "{told:?}");
    assert!(told.contains(&"Thứ tự điểm a) b) c): e) ✗".to_owned()), "{told:?}");
    assert!(told.contains(&"Kính gửi: 2 nơi".to_owned()), "{told:?}");
    let n: usize = all.items.iter().map(|item| item.findings.len()).sum();
    assert_eq!(n, findings(&bytes).len(), "no finding is lost");
}

#[test]
fn what_is_no_word_file_is_refused_and_not_looked_through() {
    assert!(check(b"plain words", &Limits::default()).is_err());
    assert!(check(b"", &Limits::default()).is_err());
}

#[test]
fn letters_that_xml_cannot_hold_do_not_break_the_file() {
    let mut paper = whole(Kind::Plan);
    paper.subject = "Hội nghị \u{1}\u{ffff}<sơ kết> & “tổng kết”".to_owned();
    let bytes = paper::word::write(&paper).expect("a file");
    let source = document::open("a.docx", &bytes, &Limits::default()).expect("a Word file");
    assert!(source.lines.iter().any(|line| line.text.contains("Hội nghị <sơ kết> & “tổng kết”")));
}
