//! The sample plans of the project: the Word file and the PDF of a plan give the same lines, and the words of its text.

use crate::support::open;
use std::collections::BTreeMap;
use std::path::PathBuf;

const NAMES: [&str; 3] =
    ["bo-lang-nghe-hoc-duong-2026", "phong-gddt-nam-hoc-2024", "so-cong-doan-phoi-hop-2024"];

fn texts(name: &str, ending: &str) -> Vec<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("../../samples/{name}.{ending}"));
    let bytes = std::fs::read(path).expect("a sample");
    let source = open(&bytes).expect("a readable sample");
    source.lines.into_iter().map(|line| line.text).filter(|text| !text.is_empty()).collect()
}

#[test]
fn word_and_pdf_give_the_same_lines() {
    for name in NAMES {
        let (word, paper) = (texts(name, "docx"), texts(name, "pdf"));
        for (one, other) in word.iter().zip(&paper) {
            assert_eq!(one, other, "{name}");
        }
        assert_eq!(word.len(), paper.len(), "{name}");
    }
}

#[test]
fn word_and_text_give_the_same_words() {
    let words = |lines: Vec<String>| {
        let mut counts: BTreeMap<String, i32> = BTreeMap::new();
        for word in lines.iter().flat_map(|line| line.split(['\t', ' ', '*']).filter(|word| !word.is_empty()))
        {
            *counts.entry(word.to_owned()).or_default() += 1;
        }
        counts
    };
    // The text repeats the head of a table after a page break; nothing else may differ.
    let head = "TT STT Nội dung công việc Nhiệm vụ Thời gian Đơn vị chủ trì phối hợp Chủ Phối Sản phẩm Kết quả cần đạt";
    for name in NAMES {
        let (text, word) = (words(texts(name, "txt")), words(texts(name, "docx")));
        let all: std::collections::BTreeSet<&String> = text.keys().chain(word.keys()).collect();
        let count =
            |counts: &BTreeMap<String, i32>, word: &String| counts.get(word).copied().unwrap_or_default();
        let differing: Vec<&&String> = all
            .iter()
            .filter(|one| {
                count(&text, one) != count(&word, one) && !head.split(' ').any(|known| known == one.as_str())
            })
            .collect();
        assert!(differing.is_empty(), "{name}: {differing:?}");
    }
}
