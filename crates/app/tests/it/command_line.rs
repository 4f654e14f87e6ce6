//! `nhipcau write`, `check`, `read`, `admin` and `doctor`, run as people run them.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const PLAN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/so-cong-doan-phoi-hop-2024.gold.json");

fn nhipcau(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_nhipcau")).args(arguments).output().expect("the program starts")
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn path(folder: &Path, name: &str) -> String {
    folder.join(name).to_string_lossy().into_owned()
}

#[test]
fn a_plan_is_written_checked_and_read_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let to = path(folder.path(), "ke-hoach.docx");
    let written = nhipcau(&["write", PLAN, "--to", &to]);
    assert!(written.status.success(), "{}", words(&written.stderr));
    // The plan itself numbers two parts "3." and leaves a blank before a full stop; its layout is without fault.
    let checked = nhipcau(&["check", &to]);
    assert!(checked.status.success(), "{}", words(&checked.stdout));
    assert!(words(&checked.stdout).contains("Không thấy lỗi thể thức"));
    let read = nhipcau(&["read", &to, "--json"]);
    assert!(words(&read.stdout).contains("1874/KHLT-SGDĐT-CĐN"));
}

#[test]
fn a_plan_and_a_document_are_printed_as_pdf_and_read_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let letter = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/papers/cong-van.json");
    for (from, number) in [(PLAN, "1874/KHLT-SGDĐT-CĐN"), (letter, "05/SGDĐT-VP")] {
        let to = path(folder.path(), &format!("{}.pdf", number.len()));
        let written = nhipcau(&["write", from, "--to", &to]);
        assert!(written.status.success(), "{}", words(&written.stderr));
        assert!(words(&written.stdout).contains("page"), "{}", words(&written.stdout));
        let read = nhipcau(&["read", &to, "--json"]);
        assert!(words(&read.stdout).contains(number), "{number}: {}", words(&read.stderr));
    }
}

#[test]
fn the_report_tells_what_was_measured_in_both_languages() {
    let folder = tempfile::tempdir().expect("a folder");
    let to = path(folder.path(), "ke-hoach.docx");
    assert!(nhipcau(&["write", PLAN, "--to", &to]).status.success());
    let vietnamese = nhipcau(&["check", &to, "--report"]);
    assert!(vietnamese.status.success());
    let told = words(&vietnamese.stdout);
    assert!(told.contains("✓ Lề trang: 20, 15, 20, 30 mm"), "{told}");
    assert!(told.lines().last().is_some_and(|line| line.ends_with(" đạt.")), "{told}");
    let english = words(&nhipcau(&["check", &to, "--report", "--english"]).stdout);
    assert!(english.contains("✓ First line: 1.27 cm"), "{english}");
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/bo-lang-nghe-hoc-duong-2026.docx");
    let faulty = nhipcau(&["check", sample, "--report"]);
    assert_eq!(faulty.status.code(), Some(1));
    assert!(words(&faulty.stdout).contains("✗ Thứ tự điểm"), "{}", words(&faulty.stdout));
}

#[test]
fn nothing_is_written_over_unasked_and_nothing_half() {
    let folder = tempfile::tempdir().expect("a folder");
    let to = path(folder.path(), "ke-hoach.docx");
    std::fs::write(&to, "kept").expect("a file");
    let refused = nhipcau(&["write", PLAN, "--to", &to]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(words(&refused.stderr).contains("--force"));
    assert_eq!(std::fs::read_to_string(&to).expect("a file"), "kept");
    assert!(nhipcau(&["write", PLAN, "--to", &to, "--force"]).status.success());
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1);
}

#[test]
fn what_is_no_plan_or_no_word_file_is_refused_with_a_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let junk = path(folder.path(), "x.json");
    std::fs::write(&junk, "{}").expect("a file");
    let (half, plain) = (path(folder.path(), "half.json"), path(folder.path(), "plain.json"));
    std::fs::write(&half, r#"{"issuers": []}"#).expect("a file");
    std::fs::write(&plain, "Kế hoạch").expect("a file");
    let to = path(folder.path(), "x.docx");
    for (arguments, sentence) in [
        (vec!["write", &junk, "--to", &to], "is no plan"),
        (vec!["write", PLAN, "--to", &junk], "neither Word nor PDF"),
        (vec!["write", &half, "--to", &to], "is no document"),
        (vec!["write", &plain, "--to", &to], "is no JSON"),
        (vec!["write", "/no/such", "--to", &to], "Cannot open"),
        (vec!["check", "/no/such"], "Cannot open"),
    ] {
        let refused = nhipcau(&arguments);
        assert_eq!(refused.status.code(), Some(1), "{arguments:?}");
        assert!(words(&refused.stderr).contains(sentence), "{arguments:?}: {}", words(&refused.stderr));
    }
    let text = nhipcau(&["check", &junk]);
    assert_eq!(text.status.code(), Some(1));
    assert!(!text.stderr.is_empty());
}

#[test]
fn faults_are_told_in_the_language_asked_for_and_as_json() {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/bo-lang-nghe-hoc-duong-2026.docx");
    let vietnamese = nhipcau(&["check", sample]);
    let english = nhipcau(&["check", sample, "--english"]);
    let json = nhipcau(&["check", sample, "--json"]);
    let findings: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    let n = findings.as_array().expect("a list").len();
    assert!(n > 0, "the sample numbers a point \"d)\" twice, as printed");
    assert_eq!(vietnamese.status.code(), Some(1));
    assert!(words(&vietnamese.stdout).contains(&format!("{n} lỗi thể thức")));
    assert!(words(&english.stdout).contains(&format!("{n} fault")));
}

#[test]
fn read_tells_head_and_misprints_in_words() {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/bo-lang-nghe-hoc-duong-2026.txt");
    let text = words(&nhipcau(&["read", sample]).stdout);
    // As printed, with the words that stand before them, which are not said twice.
    assert!(text.contains("\nSố: /KH-BGDĐT\n") && text.contains("\nngày tháng 7 năm 2026\n"), "{text}");
    assert!(text.contains("dòng 151: “kết qủa” sai chữ → “kết quả”"), "{text}");
    assert!(!text.contains("Typo"), "{text}");
}

#[test]
fn the_folder_may_stand_before_and_behind_the_words_of_admin() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = path(folder.path(), "data");
    let mut child = Command::new(env!("CARGO_BIN_EXE_nhipcau"))
        .args(["admin", "create", "--name", "Đoàn Minh Khuê", "--email", "khue@bo.vn", "--data", &data])
        .stdin(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("its input").write_all(b"mot-cay-lam-chang-nen\n").expect("typed");
    assert!(child.wait().expect("it ends").success());
    let unlocked = nhipcau(&["admin", "--data", &data, "unlock", "--email", "khue@bo.vn"]);
    assert!(unlocked.status.success(), "{}", words(&unlocked.stderr));
}

#[test]
fn doctor_makes_nothing_where_there_is_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = path(folder.path(), "nhipcua");
    let told = nhipcau(&["doctor", "--data", &data]);
    assert_eq!(told.status.code(), Some(1));
    assert!(words(&told.stdout).contains("is not there. Check --data"), "{}", words(&told.stdout));
    assert!(!Path::new(&data).exists(), "a slip of the pen leaves no folder behind");
}

#[test]
fn the_signatures_of_a_pdf_are_verified_against_the_roots_that_are_named() {
    let tests = concat!(env!("CARGO_MANIFEST_DIR"), "/../signature/tests");
    let (file, root) = (format!("{tests}/files/two-signers.pdf"), format!("{tests}/certificates/root.pem"));
    let valid = nhipcau(&["verify", &file, "--roots", &root]);
    assert!(valid.status.success(), "{}{}", words(&valid.stdout), words(&valid.stderr));
    assert!(words(&valid.stdout).contains("Hà Bích Loan, Chủ tịch"));
    assert!(words(&valid.stdout).contains("2 chữ ký số, tất cả hợp lệ"));
    // Without a root nobody is trusted, and the exit status says so.
    let unknown = nhipcau(&["verify", &file, "--json"]);
    assert_eq!(unknown.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&unknown.stdout).expect("JSON");
    assert_eq!(
        (&report["signatures"][0]["trust"], &report["signatures"][0]["integrity"]),
        (&"unknown".into(), &"intact".into())
    );
    for (arguments, sentence) in [
        (vec!["verify", PLAN], "không phải tệp PDF"),
        (vec!["verify", &file, "--roots", PLAN], "this is no certificate"),
        (vec!["verify", "/no/such"], "Cannot open"),
    ] {
        let refused = nhipcau(&arguments);
        assert_eq!(refused.status.code(), Some(1), "{arguments:?}");
        assert!(words(&refused.stderr).contains(sentence), "{}", words(&refused.stderr));
    }
}
