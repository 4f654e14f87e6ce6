//! What is printed: every kind, whole and tagged, nothing read as markup, nothing lost off a page.

use std::path::{Path, PathBuf};

use document::Limits;
use domain::time::Moment;
use paper::{
    Appendix, Block, Clause, Column, Heading, Issuer, Kind, Paper, Recipient, Row, Signature, Table,
};
use press::{Options, Place, Printed};

fn options() -> Options {
    Options { made_at: Moment::from_micros(1_770_000_000_000_000) }
}

fn print(paper: &Paper) -> Printed {
    press::pdf(paper, options()).expect("a file")
}

/// The words of a file, one line, runs of blanks as one.
fn words(printed: &Printed) -> String {
    let source = document::open("a.pdf", &printed.bytes, &Limits::default()).expect("a PDF");
    let lines: Vec<&str> = source.lines.iter().map(|line| line.text.as_str()).collect();
    lines.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn samples() -> Vec<(PathBuf, Paper)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/papers");
    let files = std::fs::read_dir(folder)
        .expect("the samples are there")
        .map(|entry| entry.expect("an entry").path());
    let papers = files.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
    papers
        .map(|path| {
            let paper = serde_json::from_slice(&std::fs::read(&path).expect("a sample")).expect("a paper");
            (path, paper)
        })
        .collect()
}

/// A document of many paragraphs.
fn long(kind: Kind, n: usize) -> Paper {
    // Lines that are alike on each page would be taken for its head or foot when the file is read again.
    let letter = |n: usize| "aăâbcdđeêghiklmnoôơpqrstuưvxy".chars().nth(n % 29).unwrap_or('y');
    let text = |at| {
        let name: String = [letter(at / 29), letter(at)].iter().collect();
        Block::Text(format!(
            "Đoạn {at}: tổ {name} chuẩn bị tài liệu, báo cáo kết quả với Ban Tổ chức đúng thời hạn."
        ))
    };
    Paper {
        kind,
        issuers: vec![Issuer { superior: None, name: "Sở Giáo dục và Đào tạo".to_owned() }],
        subject: "Tổ chức hội nghị".to_owned(),
        body: (0..n).map(text).collect(),
        signatures: vec![Signature { title: "GIÁM ĐỐC".to_owned(), ..Signature::default() }],
        ..Paper::default()
    }
}

fn is_inside(place: &Place) -> bool {
    let [left, bottom, right, top] = place.pdf_rectangle();
    place.width > 100.0 && left >= 80.0 && right <= 560.0 && bottom >= 50.0 && top <= place.page_height - 50.0
}

#[test]
fn each_sample_is_printed_with_its_words_and_its_places_for_signatures() {
    let samples = samples();
    assert!(samples.len() >= 9, "papers of nine kinds");
    for (path, paper) in samples {
        let printed = print(&paper);
        let words = words(&printed);
        let name = path.display();
        let has = |text: &str| words.contains(&text.split_whitespace().collect::<Vec<_>>().join(" "));
        assert!(has("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), "{name}: the nation in {words}");
        assert!(has(&paper.number.printed()), "{name}: the number");
        assert!(has("./."), "{name}: the end mark");
        assert!(printed.letters_missing.is_empty(), "{name}");
        assert_eq!(printed.signature_places.len(), paper.signatures.len(), "{name}");
        assert!(printed.signature_places.iter().all(is_inside), "{name}: {:?}", printed.signature_places);
        for one in &paper.signatures {
            assert!(has(one.name.as_deref().unwrap_or_default()), "{name}: {:?}", one.name);
        }
    }
}

#[test]
fn every_kind_is_printed() {
    for kind in Kind::ALL {
        let printed = print(&long(*kind, 2));
        assert_eq!(printed.n_pages, 1, "{}", kind.word());
        let words = words(&printed);
        let title = if kind.is_named() { kind.word().to_uppercase() } else { "V/v".to_owned() };
        assert!(words.contains(&title), "{}: {words}", kind.word());
    }
}

#[test]
fn a_file_is_tagged_named_and_in_vietnamese_and_the_same_each_time() {
    let paper = long(Kind::Plan, 3);
    let printed = print(&paper);
    assert_eq!(printed, print(&paper));
    let bytes = String::from_utf8_lossy(&printed.bytes).into_owned();
    for part in ["/StructTreeRoot", "/MarkInfo", "/Lang(vi-VN)", "pdfaid:conformance", "NhipCauSerif"] {
        assert!(bytes.contains(part), "{part} is not in the file");
    }
    assert!(bytes.contains("<pdfaid:part>2</pdfaid:part>"), "PDF/A-2");
    assert!(bytes.contains("Tổ chức hội nghị"), "the title in the metadata");
}

#[test]
fn what_people_write_is_never_read_as_markup() {
    let mut paper = long(Kind::Notice, 1);
    let hostile = "#import \"x\" $1+1$ *đậm* _nghiêng_ = Mục \\u{41} `raw` <nhan> @nhan // xóa /* hết */ - một + hai #panic()";
    paper.body.push(Block::Text(hostile.to_owned()));
    paper.subject = "#read(\"/etc/passwd\") và [x] {y}".to_owned();
    let printed = words(&print(&paper));
    assert!(printed.contains("#read(\"/etc/passwd\") và [x] {y}"), "{printed}");
    assert!(
        printed.contains("*đậm* _nghiêng_ = Mục \\u{41} `raw` <nhan> @nhan // xóa /* hết */"),
        "{printed}"
    );
}

#[test]
fn letters_that_the_font_lacks_are_boxes_and_told() {
    let mut paper = long(Kind::Notice, 1);
    paper.body.push(Block::Text("Hội nghị 😀 tổng kết 漢 😀".to_owned()));
    let printed = print(&paper);
    assert_eq!(printed.letters_missing, ['😀', '漢']);
    assert!(words(&printed).contains("Hội nghị □ tổng kết □ □"));
}

#[test]
fn an_empty_document_is_a_page_and_a_long_one_many() {
    assert_eq!(print(&Paper::default()).n_pages, 1);
    let printed = print(&long(Kind::Report, 200));
    assert!(printed.n_pages > 5, "{}", printed.n_pages);
    let words = words(&printed);
    assert!((0..200).all(|at| words.contains(&format!("Đoạn {at}:"))), "a paragraph is lost");
    assert_eq!(printed.signature_places[0].page, printed.n_pages);
}

#[test]
fn rows_higher_than_a_page_and_long_lists_of_recipients_go_on_over_the_page() {
    let column = |title: &str, share| Column { title: title.to_owned(), share };
    let mut paper = long(Kind::Plan, 1);
    let cell: Vec<String> = (0..700).map(|at| format!("từ{at}")).collect();
    let table = |is_landscape| Table {
        columns: vec![column("TT", 1), column("Nội dung", 3), column("", 0)],
        rows: vec![
            Row::Group("Nhóm".to_owned()),
            Row::Cells(vec![vec!["1".to_owned()], vec![cell.join(" ")]]),
            Row::Cells(vec![vec!["2".to_owned()], cell.clone(), vec![], vec!["thừa".to_owned()]]),
        ],
        is_landscape,
    };
    paper.body = vec![Block::Table(table(false)), Block::Table(table(true)), Block::Table(Table::default())];
    let one = |at| Recipient { name: format!("Trường số {at}"), purpose: None, is_archive: false };
    paper.recipients = (0..120).map(one).collect();
    let printed = print(&paper);
    let words = words(&printed);
    assert!((0..700).all(|at| words.matches(&format!("từ{at}")).count() >= 4), "a word of a cell is lost");
    assert!(
        (0..120).all(|at| words.contains(&format!("Trường số {at};")) || at == 119),
        "a recipient is lost"
    );
    assert!(printed.signature_places.iter().all(is_inside), "{:?}", printed.signature_places);
}

#[test]
fn titles_of_any_depth_and_appendices_without_text_are_printed() {
    let mut paper = long(Kind::Decision, 0);
    let heading = |level, marker: Option<&str>| {
        Block::Heading(Heading {
            level,
            marker: marker.map(str::to_owned),
            title: "Quy định chung".to_owned(),
        })
    };
    paper.body = vec![heading(0, Some("Chương I")), heading(9, None), heading(u32::MAX, Some("a)"))];
    paper.body.push(Block::Clause(Clause {
        marker: Some("Điều 1.".to_owned()),
        text: "Ban hành.".to_owned(),
        ..Clause::default()
    }));
    paper.appendices = vec![Appendix::default(), Appendix { is_landscape: true, ..Appendix::default() }];
    let printed = print(&paper);
    assert_eq!(printed.n_pages, 3);
    let words = words(&printed);
    assert!(words.contains("Chương I QUY ĐỊNH CHUNG"), "{words}");
    assert!(words.contains("QUYẾT ĐỊNH:") && words.contains("Điều 1. Ban hành."), "{words}");
}

#[test]
fn a_document_that_is_too_long_is_refused_with_a_sentence() {
    let body = vec![Block::Text("ă".repeat(press::LETTERS_MAX + 1))];
    let paper = Paper { body, ..Paper::default() };
    let refused = press::pdf(&paper, options()).expect_err("too long");
    assert!(refused.to_string().contains("4000000 can be printed"), "{refused}");
    assert!(refused.sentence_vi().contains("in được nhiều nhất 4000000"), "{}", refused.sentence_vi());
}
