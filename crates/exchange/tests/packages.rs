//! Packages written and read again, our own samples, and packages as others write them.

use domain::time::{Day, Moment};
use exchange::{
    Attachment, Business, DocumentKind, Envelope, ExchangeError, Message, Organ, Other, Purpose, Replacement,
    ResponseFor, Signer, Staff, Status, StatusCode, Trace, document_id, read, write,
};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn moment(text: &str) -> Moment {
    text.parse().unwrap()
}

fn office(id: &str, name: &str) -> Organ {
    Organ { id: id.to_owned(), name: name.to_owned(), ..Organ::default() }
}

/// A plan sent to two departments.
fn plan() -> Message {
    Message {
        from: office("000.00.00.G07", "Bộ Giáo dục và Đào tạo"),
        to: vec![
            office("000.00.11.H26", "Sở Giáo dục và Đào tạo Hà Nội"),
            office("000.00.11.H29", "Sở Giáo dục và Đào tạo"),
        ],
        document_id: document_id("000.00.00.G07", day("2024-08-05"), "05/KH-BGDĐT"),
        number: "05".to_owned(),
        notation: "KH-BGDĐT".to_owned(),
        place: "Hà Nội".to_owned(),
        promulgated_on: Some(day("2024-08-05")),
        kind: DocumentKind { group: Some(1), detail: None, name: "Kế hoạch".to_owned() },
        subject: "Tổ chức Chương trình \"Bộ trưởng gặp gỡ nhà giáo\" & giao lưu <trực tuyến>".to_owned(),
        content: String::new(),
        signers: vec![Signer {
            competence: "KT. BỘ TRƯỞNG".to_owned(),
            position: "Thứ trưởng".to_owned(),
            full_name: "Lương Đình Phúc".to_owned(),
        }],
        due_on: Some(day("2024-09-30")),
        other: Other {
            priority: Some(0),
            pages: Some(9),
            directs: Some(true),
            appendices: vec!["Phụ lục I".to_owned()],
            ..Other::default()
        },
        response_for: Vec::new(),
        steering: Some(1),
        to_places: vec!["Các Sở GD&ĐT".to_owned()],
        trace: vec![Trace { organ: "000.00.00.G07".to_owned(), at: moment("2024-08-05T10:00:00+07:00") }],
        business: Business {
            reason: "Văn bản mới".to_owned(),
            staff: Some(Staff { name: "Hà Bích Loan".to_owned(), ..Staff::default() }),
            ..Business::default()
        },
        files: vec![Attachment {
            content_id: "cid:1".to_owned(),
            name: "05-KH-BGDĐT.pdf".to_owned(),
            description: "Kế hoạch".to_owned(),
            bytes: b"%PDF-1.7 not really".to_vec(),
        }],
    }
}

fn status() -> Status {
    Status {
        response_for: ResponseFor {
            organ: "000.00.00.G07".to_owned(),
            code: "05/KH-BGDĐT".to_owned(),
            promulgated_on: Some(day("2024-08-05")),
            document_id: document_id("000.00.00.G07", day("2024-08-05"), "05/KH-BGDĐT"),
        },
        from: office("000.00.11.H26", "Sở Giáo dục và Đào tạo Hà Nội"),
        code: StatusCode::Registered,
        description: "Đã tiếp nhận và vào sổ".to_owned(),
        at: Some(moment("2024-08-05T14:00:00+07:00")),
        staff: None,
    }
}

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/samples/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn the_kept_samples_are_written_and_read_as_they_are() {
    for (name, envelope) in
        [("ke-hoach.edxml", Envelope::Document(plan())), ("trang-thai-03.edxml", Envelope::Status(status()))]
    {
        let written = write(&envelope);
        if std::env::var("NHIPCAU_WRITE_SAMPLES").is_ok() {
            std::fs::write(format!("{}/tests/samples/{name}", env!("CARGO_MANIFEST_DIR")), &written).unwrap();
        }
        // The wrapping of files depends on the packer; the text around them does not.
        let around = |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes).into_owned();
            text.split("ContentTransferEncoded>").step_by(2).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(around(&written), around(&sample(name)), "{name}");
        assert_eq!(read(&sample(name)), Ok(envelope), "{name}");
    }
}

#[test]
fn a_package_of_another_house_is_read_whatever_its_prefixes_and_order() {
    // In the manner of packages in use: stray signs first, another prefix, dates the other way round, no padding, a file
    // that is not wrapped.
    let text = "\u{feff}1212<?xml version=\"1.0\"?>\n<x:edXML xmlns:x=\"http://www.go.vn/eDoc\"><x:edXMLEnvelope><x:edXMLHeader>\
        <x:TraceHeaderList><x:Bussiness><x:BussinessDocType>3</x:BussinessDocType><x:Paper>1</x:Paper></x:Bussiness>\
        <x:TraceHeader><x:OrganId>A</x:OrganId><x:Timestamp>2018/09/28 07:05:00</x:Timestamp></x:TraceHeader></x:TraceHeaderList>\
        <x:MessageHeader><x:Subject> V/v kết nối </x:Subject><x:From><x:OrganId>000.00.00.G22</x:OrganId></x:From>\
        <x:PromulgationInfo><x:PromulgationDate>30/09/2015</x:PromulgationDate></x:PromulgationInfo><x:Unknown>1</x:Unknown></x:MessageHeader>\
        <Signature><SignedInfo><Reference/></SignedInfo></Signature></x:edXMLHeader></x:edXMLEnvelope>\
        <AttachmentEncoded><Attachment><AttachmentName>..\\..\\a.txt</AttachmentName><ContentType>text/plain</ContentType>\
        <y:ContentTransferEncoded xmlns:y=\"u\">aGVs\nbG8</y:ContentTransferEncoded></Attachment></AttachmentEncoded></x:edXML>";
    let Ok(Envelope::Document(message)) = read(text.as_bytes()) else {
        panic!("{:?}", read(text.as_bytes()))
    };
    assert_eq!((message.subject.as_str(), message.from.id.as_str()), ("V/v kết nối", "000.00.00.G22"));
    assert_eq!(message.promulgated_on, Some(day("2015-09-30")));
    assert_eq!((message.business.purpose, message.business.is_on_paper_too), (Purpose::Replace, true));
    assert_eq!(message.trace[0].at, moment("2018-09-28T07:05:00+07:00"));
    assert_eq!((message.files[0].name.as_str(), message.files[0].bytes.as_slice()), ("a.txt", &b"hello"[..]));
}

#[test]
fn what_is_no_package_is_refused_in_a_sentence() {
    let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\">]><edXML><MessageHeader><Subject>&b;</Subject></MessageHeader></edXML>";
    assert!(matches!(read(bomb.as_bytes()), Err(ExchangeError::NotXml(_))));
    assert!(matches!(read(b""), Err(ExchangeError::NotXml(_))));
    assert_eq!(read(b"<html/>"), Err(ExchangeError::NotAPackage));
    assert_eq!(read(b"<edXML><MessageHeader/></edXML>"), Err(ExchangeError::Missing("From")));
    let text = String::from_utf8(write(&Envelope::Status(status()))).unwrap().replace(">03<", ">99<");
    assert!(matches!(read(text.as_bytes()), Err(ExchangeError::Unreadable { field: "StatusCode", .. })));
    let text =
        String::from_utf8(write(&Envelope::Document(plan()))).unwrap().replace("2024/08/05<", "5 tháng 8<");
    let error = read(text.as_bytes()).unwrap_err();
    assert_eq!(
        error.sentence_vi(),
        "Không đọc được PromulgationDate trong gói: “5 tháng 8”. Đề nghị nơi gửi xuất lại gói."
    );
    let text = String::from_utf8(write(&Envelope::Document(plan())))
        .unwrap()
        .replace("Encoded>UEs", "Encoded>UEsDBAAAA");
    assert!(
        matches!(read(text.as_bytes()), Err(ExchangeError::BrokenFile(_))),
        "{:?}",
        read(text.as_bytes())
    );
}

#[test]
fn each_status_has_its_code() {
    for (code, digits) in StatusCode::ALL {
        let envelope = Envelope::Status(Status { code, ..status() });
        let written = write(&envelope);
        assert!(
            String::from_utf8_lossy(&written)
                .contains(&format!("<edXML:StatusCode>{digits}</edXML:StatusCode>"))
        );
        assert_eq!(read(&written), Ok(envelope));
    }
}

/// Words that a field keeps: no blanks at its ends, no line ends, which XML makes alike.
fn words() -> impl Strategy<Value = String> {
    "[\\PC]{0,30}".prop_map(|text| text.trim().to_owned())
}

fn organ() -> impl Strategy<Value = Organ> {
    (words(), words(), words()).prop_map(|(id, name, email)| Organ { id, name, email, ..Organ::default() })
}

fn days() -> impl Strategy<Value = Option<Day>> {
    proptest::option::of(
        (2000i32..2100, 1u32..13, 1u32..29).prop_map(|(y, m, d)| Day::from_ymd_opt(y, m, d).unwrap()),
    )
}

prop_compose! {
    fn messages()(
        from in organ(), to in prop::collection::vec(organ(), 0..4), subject in words(), notation in words(),
        promulgated_on in days(), due_on in days(), places in prop::collection::vec("[a-zđâ&<>\"']{1,9}", 0..4),
        purpose in 0usize..4, is_on_paper_too: bool, receivers in prop::collection::vec("[0-9.A-Z]{1,13}", 0..3),
        organs in prop::collection::vec("[0-9.A-Z]{1,13}", 0..3), priority in proptest::option::of(0u32..5),
        seconds in 0i64..4_000_000_000, files in prop::collection::vec(("[a-zđ ]{1,9}", prop::collection::vec(any::<u8>(), 0..200)), 0..3),
    ) -> Message {
        let file = |(at, (name, bytes)): (usize, (String, Vec<u8>))| Attachment {
            content_id: format!("cid:{}", at + 1),
            name: format!("{}.pdf", name.trim()),
            description: String::new(),
            bytes,
        };
        Message {
            from, to, subject, notation, promulgated_on, due_on, to_places: places,
            trace: vec![Trace { organ: "A".into(), at: Moment::from_micros(seconds * 1_000_000) }],
            business: Business {
                purpose: Purpose::ALL[purpose], is_on_paper_too, receivers,
                replaces: vec![Replacement { document_id: "x".into(), organs }],
                ..Business::default()
            },
            other: Other { priority, ..Other::default() },
            files: files.into_iter().enumerate().map(file).collect(),
            ..Message::default()
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_as_it_was(message in messages()) {
        let envelope = Envelope::Document(message);
        prop_assert_eq!(read(&write(&envelope)), Ok(envelope));
    }

    #[test]
    fn a_broken_package_is_refused_and_never_more(at in 0usize..4_000, byte: u8) {
        let mut bytes = write(&Envelope::Document(plan()));
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = read(&bytes);
        bytes.truncate(at);
        let _ = read(&bytes);
    }
}

/// Attributes are told apart two by two: a million of them in one tag would take minutes, and is refused at once.
#[test]
fn a_tag_crowded_with_attributes_is_refused_at_once() {
    let mut text = String::from("<edXML ");
    for n in 0..200_000 {
        text.push_str(&format!("a{n}='' "));
    }
    text.push_str("/>");
    assert_eq!(read(text.as_bytes()), Err(ExchangeError::TooMany("attributes")));
    // Base64 and text between tags may hold as many signs as they like.
    let text = format!("<edXML>{}</edXML>", "=".repeat(5_000));
    assert_eq!(read(text.as_bytes()), Err(ExchangeError::NotAPackage));
}

#[test]
fn a_package_for_as_many_receivers_as_a_list_holds_is_read_again() {
    let mut message = plan();
    let code = |n: usize| format!("H{:02}.{:02}.{:02}", n % 100, n / 100 % 100, n / 10_000);
    message.to = (0..exchange::LIST_MAX).map(|n| office(&code(n), "Trường tiểu học")).collect();
    message.business.receivers = message.to.iter().map(|one| one.id.clone()).collect();
    message.to_places = message.to.iter().map(|one| format!("{} {} (để t/h)", one.name, one.id)).collect();
    let Ok(Envelope::Document(again)) = read(&write(&Envelope::Document(message.clone()))) else {
        panic!("a package that was written here is read here")
    };
    assert_eq!((again.to.len(), again.to_places.len()), (exchange::LIST_MAX, exchange::LIST_MAX));
    assert_eq!(again.business.receivers, message.business.receivers);
}
