//! Signatures that hold and signatures that do not: each made here by a small signing program with test keys.

mod support;

use domain::time::Moment;
use signature::{
    Change, Covers, Fault, Integrity, Level, Place, Report, Roots, Signature, SignatureError, TimeSource,
    Trust, Weakness, prepare, verify,
};
use support::{Hand, add, moment, object_with, page, pem, sign};

const NOW: &str = "2024-08-05T10:00:00+07:00";

fn roots() -> Roots {
    let mut roots = Roots::none();
    assert_eq!(roots.add(&pem("root")), Ok(1));
    roots
}

fn now() -> Moment {
    moment(NOW)
}

fn place(label: &str, x: f64) -> Place {
    Place { page: 1, x, y: 600.0, width: 180.0, height: 70.0, label: label.to_owned() }
}

/// A page with places for two signatures.
fn prepared() -> Vec<u8> {
    prepare(&page(), &[place("Bộ GD&ĐT", 60.0), place("Công đoàn", 330.0)]).unwrap()
}

fn look(pdf: &[u8]) -> Report {
    verify(pdf, &roots(), now()).unwrap()
}

fn only(pdf: &[u8]) -> Signature {
    let mut report = look(pdf);
    assert_eq!(report.signatures.len(), 1);
    report.signatures.remove(0)
}

fn by(hand: &Hand<'_>) -> Signature {
    only(&sign(&prepared(), "Bộ GD&ĐT", 20, hand))
}

#[test]
fn places_are_added_behind_the_file_and_wait() {
    let (file, with_places) = (page(), prepared());
    assert_eq!(with_places[..file.len()], file, "not a byte of it is changed");
    let report = look(&with_places);
    assert_eq!(
        (report.signatures.len(), report.fields_empty),
        (0, vec!["Bộ GD&ĐT".to_owned(), "Công đoàn".to_owned()])
    );
    // Points from the upper left corner became points from the lower left one.
    assert!(object_with(&with_places, "/FT /Sig").1.contains("/Rect [330.00 172.00 510.00 242.00]"));
    // A third place later, with the name of the first: both stay apart.
    let more = prepare(&with_places, &[place("Bộ GD&ĐT", 60.0)]).unwrap();
    assert_eq!(look(&more).fields_empty, ["Bộ GD&ĐT", "Công đoàn", "Bộ GD&ĐT 2"]);
    let outside = Place { page: 2, ..place("x", 0.0) };
    assert_eq!(prepare(&file, &[place("y", 0.0), outside]), Err(SignatureError::NoSuchPlace(2)));
}

#[test]
fn a_signature_that_holds_says_who_when_and_that_all_is_covered() {
    let signature = by(&Hand::of("leader"));
    let signer = signature.signer.clone().unwrap();
    assert_eq!((signer.name.as_str(), signer.title.as_deref()), ("Lương Đình Phúc", Some("Thứ trưởng")));
    assert_eq!(signer.organisation.as_deref(), Some("Bộ Giáo dục và Đào tạo (thử)"));
    assert_eq!(signature.at, Some(moment("2024-08-05T09:30:00+07:00")));
    assert_eq!(
        (signature.integrity, signature.covers, signature.trust),
        (Integrity::Intact, Covers::Whole, Trust::Trusted)
    );
    assert_eq!((signature.level, signature.time), (Level::Basic, TimeSource::Signer));
    assert_eq!(signature.weaknesses, [Weakness::TimeNotAttested]);
    assert!(signature.is_valid() && signature.after.is_empty());
    let told = signature.sentences(false).join(" ");
    assert!(
        told.starts_with("Lương Đình Phúc, Thứ trưởng, Bộ Giáo dục và Đào tạo (thử) ký lúc 05/08/2024 09:30"),
        "{told}"
    );
    assert!(
        told.contains("bao trùm toàn bộ tệp") && told.contains("Chưa kiểm tra chứng thư có bị thu hồi"),
        "{told}"
    );
    assert!(signature.sentences(true).join(" ").contains("covers the whole file"));
}

#[test]
fn two_sign_one_after_the_other_and_both_hold() {
    let first = sign(&prepared(), "Bộ GD&ĐT", 20, &Hand::of("leader"));
    let second =
        sign(&first, "Công đoàn", 21, &Hand { at: "2024-08-05T09:45:00+07:00", ..Hand::of("partner") });
    let report = look(&second);
    assert!(report.is_valid(), "{report:?}");
    let [one, two] = &report.signatures[..] else { panic!("{report:?}") };
    assert_eq!(
        (one.field.as_str(), one.covers, &one.after[..]),
        ("Bộ GD&ĐT", Covers::Earlier, &[Change::Signed("Công đoàn".to_owned())][..])
    );
    assert_eq!((two.field.as_str(), two.covers, two.after.len()), ("Công đoàn", Covers::Whole, 0));
    assert_eq!(report.summary(false), "Tệp có 2 chữ ký số, tất cả hợp lệ.");
}

/// Made by this test once and looked at with another verifier (poppler's pdfsig), which says the same.
#[test]
fn a_kept_file_of_two_signers_still_holds() {
    let kept = include_bytes!("files/two-signers.pdf");
    assert!(look(kept).is_valid());
}

#[test]
fn a_byte_that_was_changed_breaks_the_signature() {
    let good = sign(&prepared(), "Bộ GD&ĐT", 20, &Hand::of("leader"));
    let mut bad = good.clone();
    let at = bad.windows(5).position(|window| window == b"05/KH").unwrap();
    bad[at] = b'9';
    let signature = only(&bad);
    assert_eq!(signature.integrity, Integrity::Broken(Fault::Changed));
    assert!(!signature.is_valid() && signature.sentences(false)[1].contains("bị sửa sau khi ký"));
    // The signature itself.
    let mut bad = good.clone();
    let at = bad.windows(11).rposition(|window| window == b"/Contents <").unwrap() + 11 + 8_000;
    let last = (at - 7_999..at).rev().find(|at| bad[*at] != b'0').unwrap();
    bad[last] = if bad[last] == b'1' { b'2' } else { b'1' };
    assert!(matches!(only(&bad).integrity, Integrity::Broken(_)));
}

#[test]
fn content_that_is_laid_over_after_signing_is_told() {
    let signed = sign(&prepared(), "Công đoàn", 20, &Hand::of("leader"));
    // Another text in place of the signed one.
    let other = "<</Length 44>>\nstream\nBT /F 12 Tf 72 700 Td (Ke hoach 99/KH) Tj ET\nendstream".to_owned();
    let signature = only(&add(&signed, &[(4, other)]));
    assert_eq!(signature.integrity, Integrity::Intact, "what was signed is still there");
    assert_eq!(signature.after, [Change::Content { n: 1, objects: vec![4] }]);
    assert!(!signature.is_valid());
    // A note over the page.
    let (number, body) = object_with(&signed, "/Type /Page\n");
    let body = body.replace("/Annots [", "/Annots [30 0 R ");
    let note = "<</Type /Annot /Subtype /FreeText /Rect [0 0 595 842] /Contents (x)>>".to_owned();
    let signature = only(&add(&signed, &[(number, body.clone()), (30, note)]));
    assert_eq!(signature.after, [Change::Content { n: 1, objects: vec![3] }]);
    // A place for a signature that draws something nobody has signed.
    let body = body.replace("30 0 R ", "").replace("]>>", "30 0 R ]>>");
    let drawn =
        "<</Type /Annot /Subtype /Widget /FT /Sig /T (z) /Rect [0 0 595 842] /AP <</N 31 0 R>>>>".to_owned();
    let looks =
        "<</Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 7>>\nstream\n0 0 9 9\nendstream".to_owned();
    let signature = only(&add(&signed, &[(number, body), (30, drawn), (31, looks)]));
    assert!(matches!(signature.after[..], [Change::Content { .. }]), "{:?}", signature.after);
    // An empty place is no harm.
    let more = prepare(&signed, &[place("Người thứ ba", 60.0)]).unwrap();
    let signature = only(&more);
    assert_eq!(
        (signature.after.as_slice(), signature.is_valid()),
        (&[Change::Places("Người thứ ba".to_owned())][..], true)
    );
}

#[test]
fn a_range_that_leaves_out_more_than_the_signature_proves_nothing() {
    let good = sign(&prepared(), "Bộ GD&ĐT", 20, &Hand::of("leader"));
    let at = good.windows(11).rposition(|window| window == b"/ByteRange ").unwrap() + 11;
    let text = String::from_utf8_lossy(&good[at..at + 36]).into_owned();
    let numbers: Vec<usize> = text.trim_matches(['[', ']']).split(' ').map(|n| n.parse().unwrap()).collect();
    let with = |range: [usize; 4]| {
        let mut bad = good.clone();
        let range = format!("[{} {:010} {:010} {:010}]", range[0], range[1], range[2], range[3]);
        bad[at..at + range.len()].copy_from_slice(range.as_bytes());
        only(&bad).integrity
    };
    let [_, b, c, d] = numbers[..] else { panic!("{numbers:?}") };
    assert_eq!(with([0, b - 40, c, d]), Integrity::Broken(Fault::Range));
    assert_eq!(with([0, b, c + 40, d - 40]), Integrity::Broken(Fault::Range));
    assert_eq!(with([0, b, c, d + 1]), Integrity::Broken(Fault::Range));
    assert_eq!(with([5, b - 5, c, d]), Integrity::Broken(Fault::Range));
    assert!(matches!(with([0, b, c, d - 1]), Integrity::Broken(_)));
}

#[test]
fn trust_follows_the_chain_and_the_days() {
    let trust = |who: &str| by(&Hand::of(who)).trust;
    assert_eq!(trust("partner"), Trust::Trusted);
    assert_eq!(trust("expired"), Trust::Expired);
    assert_eq!(trust("cipher"), Trust::WrongUse);
    assert_eq!(trust("condition"), Trust::BadChain);
    assert_eq!(trust("stranger"), Trust::Unknown);
    // A certificate that a signer issued who is no authority.
    let below = Hand { brings: &["leader", "ca"], ..Hand::of("below") };
    assert_eq!(by(&below).trust, Trust::BadChain);
    // The link between is missing.
    assert_eq!(by(&Hand { brings: &[], ..Hand::of("leader") }).trust, Trust::Unknown);
    // Another root is trusted, and none.
    let signed = sign(&prepared(), "Bộ GD&ĐT", 20, &Hand::of("leader"));
    let mut other = Roots::none();
    other.add(&pem("stranger")).unwrap();
    for roots in [other, Roots::none()] {
        let report = verify(&signed, &roots, now()).unwrap();
        assert_eq!(
            (report.signatures[0].trust, report.signatures[0].integrity),
            (Trust::Unknown, Integrity::Intact)
        );
    }
}

#[test]
fn a_time_stamp_says_when_and_lets_a_certificate_end_afterwards() {
    // It ended on 1 August; the signer's clock says July.
    let at = "2024-07-30T09:00:00+07:00";
    let claimed = Hand { at, ..Hand::of("ended") };
    assert_eq!(by(&claimed).trust, Trust::ExpiredSince);
    let stamped = by(&Hand { stamp: Some(("stamp", at)), ..claimed.clone() });
    assert_eq!(
        (stamped.trust, stamped.time, stamped.level),
        (Trust::Trusted, TimeSource::Stamp, Level::Timed)
    );
    assert!(stamped.is_valid() && stamped.weaknesses.is_empty());
    // A stamp by somebody who may not give the time.
    let forged = by(&Hand { stamp: Some(("partner", at)), ..claimed });
    assert_eq!((forged.trust, forged.time), (Trust::ExpiredSince, TimeSource::Signer));
    assert!(forged.weaknesses.contains(&Weakness::StampNotTrusted));
}

#[test]
fn the_certificate_is_named_or_that_is_told() {
    let unnamed = by(&Hand { names_certificate: None, ..Hand::of("leader") });
    assert_eq!((unnamed.integrity, unnamed.level), (Integrity::Intact, Level::None));
    assert!(unnamed.weaknesses.contains(&Weakness::CertificateNotNamed));
    let other = by(&Hand { names_certificate: Some("partner"), ..Hand::of("leader") });
    assert_eq!(other.integrity, Integrity::Broken(Fault::OtherCertificate));
    let ahead = by(&Hand { at: "2031-01-01T00:00:00+07:00", ..Hand::of("leader") });
    assert_eq!(ahead.weaknesses, [Weakness::TimeAhead]);
}

#[test]
fn a_file_with_a_stream_of_references_gets_places_too() {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut rows = vec![0u8, 0, 0, 0, 0, 0, 0];
    for (n, body) in [
        "<</Type /Catalog /Pages 2 0 R>>",
        "<</Type /Pages /Kids [3 0 R] /Count 1>>",
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>>",
    ]
    .iter()
    .enumerate()
    {
        rows.push(1);
        rows.extend(u32::try_from(file.len()).unwrap().to_be_bytes());
        rows.extend([0, 0]);
        file.extend(format!("{} 0 obj\n{body}\nendobj\n", n + 1).bytes());
    }
    let at = file.len();
    rows.push(1);
    rows.extend(u32::try_from(at).unwrap().to_be_bytes());
    rows.extend([0, 0]);
    file.extend(
        format!("4 0 obj\n<</Type /XRef /Size 5 /W [1 4 2] /Root 1 0 R /Length {}>>\nstream\n", rows.len())
            .bytes(),
    );
    file.extend(rows);
    file.extend(format!("\nendstream\nendobj\nstartxref\n{at}\n%%EOF\n").bytes());
    let prepared = prepare(&file, &[place("Người ký", 10.0)]).unwrap();
    assert_eq!(look(&prepared).fields_empty, ["Người ký"]);
}

#[test]
fn what_is_no_signed_pdf_is_refused_in_a_sentence_or_has_no_signature() {
    assert_eq!(verify(b"", &roots(), now()), Err(SignatureError::NotPdf));
    assert_eq!(verify(b"PK\x03\x04", &roots(), now()), Err(SignatureError::NotPdf));
    assert_eq!(verify(b"%PDF-1.7\nrubbish", &roots(), now()), Err(SignatureError::NotPdf));
    let report = look(&page());
    assert!(!report.is_valid() && report.signatures.is_empty());
    assert!(Roots::none().add(b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----").is_err());
    let facts = signature::read_certificates(&pem("ca")).unwrap();
    assert_eq!((facts[0].is_authority, facts[0].is_root), (true, false));
    assert!(facts[0].subject.contains("Cấp phát thử nghiệm") && facts[0].issuer.contains("Gốc thử nghiệm"));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(300))]
    #[test]
    fn a_file_broken_anywhere_never_panics_and_never_becomes_more_valid(at in 0usize..60_000, byte: u8, cut in 0usize..4) {
        let mut file = sign(&prepared(), "Bộ GD&ĐT", 20, &Hand::of("partner"));
        let at = at % file.len();
        let is_same = file[at] == byte;
        file[at] = byte;
        if cut == 0 {
            file.truncate(at);
        }
        if let Ok(report) = verify(&file, &roots(), now()) {
            let valid = report.is_valid();
            // In the gap, the noughts behind the message and upper or lower case of its digits mean nothing.
            let gap = report.signatures.first().map_or(0, |one| one.bytes_signed);
            proptest::prop_assert!(!valid || is_same || cut != 0 && gap > 0, "changed at {at}");
            if valid && !is_same {
                let hole = file.windows(11).rposition(|window| window == b"/Contents <").unwrap() + 11;
                proptest::prop_assert!((hole..hole + 16 * 1024).contains(&at), "changed at {at} outside of the gap");
            }
        }
    }
}
