//! Small valid files with bytes changed, cut or doubled: whatever comes out, nothing falls over. More of them with
//! `PROPTEST_CASES=50000`.

use crate::support::{Paper, Word, p};
use document::{Limits, sheet};
use proptest::prelude::*;

fn word() -> Vec<u8> {
    let table = format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p("TT"), p("Việc"));
    let numbering = "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:lvlText w:val='%1.'/></w:lvl></w:abstractNum>\
        <w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>";
    Word::new(&(p("KẾ HOẠCH") + &table)).with("numbering", "numbering", numbering).bytes()
}

fn paper() -> Vec<u8> {
    let mut paper = Paper::new();
    paper
        .text(80.0, 80.0, 12.0, "KẾ HOẠCH")
        .grid(&[80.0, 200.0, 300.0], &[100.0, 120.0])
        .text(90.0, 114.0, 12.0, "TT");
    paper.bytes()
}

/// Changes at places given as shares of the length.
fn changed(mut bytes: Vec<u8>, changes: &[(f64, u8, u8)]) -> Vec<u8> {
    for (share, how, value) in changes {
        if bytes.is_empty() {
            break;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a place in a small file"
        )]
        let at = ((bytes.len() as f64 * share) as usize).min(bytes.len() - 1);
        match how % 4 {
            0 => bytes[at] = *value,
            1 => bytes[at] ^= 1 << (value % 8),
            2 => drop(bytes.drain(at..(at + usize::from(*value)).min(bytes.len()))),
            _ => {
                let copy = bytes[at..(at + usize::from(*value)).min(bytes.len())].to_vec();
                bytes.splice(at..at, copy);
            }
        }
    }
    bytes
}

fn changes() -> impl Strategy<Value = Vec<(f64, u8, u8)>> {
    prop::collection::vec((0.0..1.0f64, any::<u8>(), any::<u8>()), 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_word_files_are_read_or_refused(changes in changes()) {
        let _ = document::open("x.docx", &changed(word(), &changes), &Limits::default());
    }

    #[test]
    fn changed_pdfs_are_read_or_refused(changes in changes()) {
        let _ = document::open("x.pdf", &changed(paper(), &changes), &Limits::default());
    }

    #[test]
    fn changed_tables_are_read_or_refused(changes in changes()) {
        let bytes = b"\xef\xbb\xbfTT;T\xc3\xaan\r\n1;\"S\xe1\xbb\x9f; GD\"\r\n".to_vec();
        let _ = sheet::open(&changed(bytes, &changes), &Limits::default());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = document::open("x", &bytes, &Limits::default());
        let _ = sheet::open(&bytes, &Limits::default());
    }

    #[test]
    fn text_comes_back_as_it_was(text in "[a-zàáảãạđêế .,0-9\n-]{1,200}") {
        if let Ok(source) = document::open("x.txt", text.as_bytes(), &Limits::default()) {
            let got: Vec<&str> = source.lines.iter().map(|line| line.text.as_str()).collect();
            prop_assert_eq!(got.join("\n"), domain::text::nfc(text.trim_end_matches('\n')));
        }
    }
}
