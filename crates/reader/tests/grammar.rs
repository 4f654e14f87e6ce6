//! Constructions of official plans, each made in many ways: who asks at the end, whose list it is, columns by their heads,
//! names that wrap, days that come again together.

use domain::source::{Format, Source};
use proptest::prelude::*;
use proptest::sample::select;
use reader::plan::{NodeKind, Plan, UnitSource};

const UNITS: &[&str] = &[
    "Sở Tài chính",
    "Phòng Kế hoạch - Tài chính",
    "Cục Quản lý nhà và thị trường bất động sản",
    "Văn phòng Sở",
    "Công an tỉnh",
    "Hội Liên hiệp Phụ nữ tỉnh",
    "Sở Nông nghiệp và PTNT",
];

struct Parts<'a> {
    head: &'a str,
    basis: &'a str,
    body: &'a str,
    closing: &'a str,
    tail: &'a str,
}

const PLAIN: Parts = Parts {
    head: "UBND TỈNH HÒA LẠC\nSỞ NỘI VỤ",
    basis: "Căn cứ Quyết định số 11/QĐ-UBND ngày 05/01/2026 của UBND tỉnh về công tác năm 2026",
    body: "I. NHIỆM VỤ\n\n- Duy trì nền nếp làm việc.",
    closing: "Trên đây là Kế hoạch của Sở Nội vụ./.",
    tail: "Nơi nhận:\n- UBND tỉnh (để b/c);\n- Lưu: VT.\n\nGIÁM ĐỐC\n\n\nTrần Công Khải",
};

fn read(parts: &Parts) -> Plan {
    let Parts { head, basis, body, closing, tail } = parts;
    let text = format!(
        "{head}\nSố: 12/KH-SNV\nHòa Lạc, ngày 05 tháng 3 năm 2026\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n\n{basis}; Sở Nội vụ xây dựng Kế hoạch như sau:\n\n{body}\n\n{closing}\n\n{tail}\n"
    );
    reader::read(&Source::from_text("grammar.txt", Format::Txt, &text)).plan
}

fn body(body: &str) -> Plan {
    read(&Parts { body, ..PLAIN })
}

fn iso(day: Option<chrono::NaiveDate>) -> Option<String> {
    day.map(|day| day.to_string())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_last_paragraph_behind_a_list_or_a_table_asks_and_closes(
        closing in select(vec![
            "Giám đốc các sở, Thủ trưởng các ban, ngành chịu trách nhiệm thi hành Kế hoạch này. Trong quá trình thực hiện, nếu phát sinh vướng mắc, các đơn vị kịp thời báo cáo Sở Nội vụ xem xét",
            "Mọi thông tin chi tiết liên hệ: Phòng Cải cách hành chính, điện thoại 0900.111.222",
            "Hội đồng Thi đua thành phố yêu cầu các cơ quan, đơn vị nghiêm túc triển khai thực hiện",
            "Nhận được Kế hoạch này, đề nghị các địa phương khẩn trương tổ chức thực hiện",
        ]),
        stop in select(vec!["./.", "."]),
        before in select(vec![
            "- Gửi báo cáo về Sở Nội vụ.",
            "a) Gửi báo cáo về Sở Nội vụ;",
            "2. Công an tỉnh\n\n- Gửi báo cáo về Sở Nội vụ trước ngày 10/12/2026.",
            "TT\tNội dung\tThời gian\n1\tSơ kết\tTháng 6/2026\n2\tTổng kết\tTháng 12/2026",
        ]),
    ) {
        let closing = format!("{closing}{stop}");
        let all = format!("V. TỔ CHỨC THỰC HIỆN\n\n1. Sở Tài chính\n\n- Bố trí kinh phí.\n\n{before}");
        let plan = read(&Parts { body: &all, closing: &closing, ..PLAIN });
        prop_assert_eq!(plan.closing.map(|c| c.text), Some(closing.clone()));
        let is_closing = |text: &Option<String>| text.as_deref().is_some_and(|t| closing.contains(t));
        prop_assert!(!plan.outline.iter().any(|node| is_closing(&node.text)));
    }

    #[test]
    fn what_stands_under_a_title_alone_is_no_closing(
        text in select(vec![
            "Sở Tài chính chủ trì, đề nghị các đơn vị phối hợp lập dự toán.",
            "Yêu cầu về trang phục thực hiện theo quy định./.",
        ]),
    ) {
        let plan = body(&format!("IV. KINH PHÍ\n\n- Từ ngân sách tỉnh.\n\nV. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng Sở\n\n- Trực.\n\n2. Sở Tài chính:\n\n{text}"));
        let found = plan.closing.map(|c| c.text);
        prop_assert_eq!(found.as_deref(), Some(PLAIN.closing));
    }

    #[test]
    fn a_title_says_whose_list_it_is(
        unit in select(UNITS),
        tail in select(vec!["", ":", " có trách nhiệm:", " có nhiệm vụ:", " (cơ quan thường trực):", " (Đơn vị đầu mối)"]),
        lead in select(vec!["", "Đối với ", "Trách nhiệm của "]),
    ) {
        let plan = body(&format!("III. TỔ CHỨC THỰC HIỆN\n\n1. {lead}{unit}{tail}\n\na) Theo dõi việc thi hành;\n\nb) Tổng hợp kết quả.\n\n2. Các sở, ban, ngành\n\n- Thực hiện Kế hoạch."));
        let own: Vec<_> = plan.obligations.iter().take(2).collect();
        prop_assert_eq!(own.len(), 2);
        for duty in own {
            prop_assert_eq!(&duty.units, &[unit], "{}", duty.duty);
            prop_assert_eq!(duty.unit_source, UnitSource::Heading);
        }
    }

    #[test]
    fn columns_are_told_by_their_heads(
        product in select(vec!["Hình thức sản phẩm", "Dự kiến sản phẩm", "Sản phẩm", "Kết quả đầu ra"]),
        start in select(vec!["Từ ngày", "Thời gian bắt đầu", "Bắt đầu"]),
        end in select(vec!["Đến ngày", "Thời gian kết thúc", "Kết thúc"]),
        both in select(vec!["Chủ trì / Phối hợp", "Đơn vị chủ trì/Đơn vị phối hợp", "Cơ quan chủ trì/phối hợp"]),
        (lead, coop) in (select(UNITS), select(UNITS)).prop_filter("two", |(a, b)| a != b),
        gap in select(vec!["\t", " | "]),
    ) {
        let row = |cells: &[&str]| cells.join(gap);
        let table = [
            row(&["TT", "Nội dung", start, end, both, product]),
            row(&["1", "Khảo sát nhu cầu", "02/3/2026", "15/4/2026", &format!("{lead} / {coop}"), "Báo cáo"]),
            row(&["2", "Tổng kết", "01/12/2026", "10/12/2026", lead, "Hội nghị"]),
        ].join("\n");
        let plan = body(&format!("IV. LỘ TRÌNH\n\n{table}"));
        prop_assert_eq!(plan.roadmap.len(), 2);
        let first = &plan.roadmap[0];
        let time = first.time.as_ref().expect("a time");
        prop_assert_eq!((iso(time.start), iso(time.end)), (Some("2026-03-02".into()), Some("2026-04-15".into())));
        prop_assert_eq!((&first.lead_units[..], &first.coop_units[..]), (&[lead.to_owned()][..], &[coop.to_owned()][..]));
        prop_assert_eq!(first.product.as_deref(), Some("Báo cáo"));
        prop_assert_eq!((&plan.roadmap[1].lead_units[..], plan.roadmap[1].coop_units.len()), (&[lead.to_owned()][..], 0));
    }

    #[test]
    fn a_joint_letterhead_wraps_inside_the_second_name(
        first in select(vec!["SỞ Y TẾ", "SỞ GIÁO DỤC VÀ ĐÀO TẠO"]),
        (upper, lower) in select(vec![
            ("CÔNG ĐOÀN", "NGÀNH GIÁO DỤC"),
            ("CÔNG ĐOÀN NGÀNH", "GIÁO DỤC"),
            ("LIÊN ĐOÀN", "LAO ĐỘNG TỈNH"),
        ]),
        dash in select(vec![" - ", " – "]),
    ) {
        let head = format!("UBND TỈNH HÒA LẠC\n{first}{dash}{upper}\n{lower}");
        let text = format!(
            "{head}\nSố: 12/KHLT-SYT-CĐN\nHòa Lạc, ngày 05 tháng 3 năm 2026\n\nKẾ HOẠCH LIÊN TỊCH\nPhối hợp công tác năm 2026\n\n{}",
            "I. NỘI DUNG\n\n- Phối hợp tuyên truyền.\n"
        );
        let plan = reader::read(&Source::from_text("joint.txt", Format::Txt, &text)).plan;
        let names: Vec<String> = plan.header.issuing_agencies.iter().map(|a| a.name.to_uppercase()).collect();
        prop_assert_eq!(names, [first.to_owned(), format!("{upper} {lower}")]);
    }

    #[test]
    fn days_that_come_again_together_are_one_rhythm(
        lead in select(vec!["trước ngày", "trước", "chậm nhất ngày"]),
        (a, b) in select(vec![("15/6", "15/12"), ("15 tháng 6", "15 tháng 12"), ("01/3", "01/9")]),
        join in select(vec![" và ", " và ngày ", ", ngày ", " và trước ngày "]),
        every in select(vec!["hằng năm", "hàng năm", "mỗi năm"]),
    ) {
        let time = format!("{lead} {a}{join}{b} {every}");
        let plan = body(&format!("III. TỔ CHỨC THỰC HIỆN\n\n1. Công an tỉnh\n\n- Tổng hợp kết quả, báo cáo UBND tỉnh {time}."));
        let due = plan.obligations[0].deadline.as_ref().map(|t| (t.text.clone(), t.recurrence.is_some(), t.end));
        prop_assert_eq!(due, Some((time, true, None)));
    }

    #[test]
    fn the_post_beside_the_recipients_signs(
        post in select(vec!["HIỆU TRƯỞNG", "GIÁM ĐỐC", "CHỦ TỊCH", "TRƯỞNG PHÒNG"]),
        note in select(vec!["", "(Đã ký)\n", "(Đã ký và đóng dấu)\n"]),
        at_list in any::<bool>(),
    ) {
        let list = if at_list {
            format!("Nơi nhận:\n- UBND tỉnh (để b/c); {post}\n- Lưu: VT.")
        } else {
            format!("Nơi nhận: {post}\n- UBND tỉnh (để b/c);\n- Lưu: VT.")
        };
        let plan = read(&Parts { tail: &format!("{list}\n{note}Đàm Ngọc Khánh"), ..PLAIN });
        let signers: Vec<_> = plan.signatures.iter().map(|s| (s.title.clone(), s.name.clone())).collect();
        prop_assert_eq!(signers, [(Some(post.to_owned()), Some("Đàm Ngọc Khánh".to_owned()))]);
        prop_assert_eq!(plan.recipients.len(), 2);
    }

    #[test]
    fn a_degree_is_no_unit_and_no_end_of_a_sentence(
        degree in select(vec!["TS.", "ThS.", "PGS.TS.", "BS."]),
        name in select(vec!["Lý Thu Hạnh", "Cao Minh Đạt"]),
    ) {
        let plan = body(&format!("IV. CHƯƠNG TRÌNH\n\nThời gian\tNội dung\tNgười thực hiện\n08h00 - 11h30\tChuyên đề 1\t{degree} {name}\n13h30 - 17h00\tChuyên đề 2\t{degree} {name}"));
        prop_assert_eq!(&plan.roadmap[0].lead_units, &[format!("{degree} {name}")]);
    }

    #[test]
    fn a_law_and_a_numbered_document_are_two_bases(
        law in select(vec!["Thi đua, khen thưởng", "Nhà ở", "Bảo vệ môi trường"]),
        day in select(vec![" ngày 15 tháng 6 năm 2022", ""]),
    ) {
        let basis = format!("Thực hiện Luật {law}{day} và Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ quy định chi tiết một số điều");
        let plan = read(&Parts { basis: &basis, ..PLAIN });
        let bases: Vec<_> = plan.legal_bases.iter().map(|b| (b.doc_type.as_str(), b.title.as_deref(), b.number.as_deref())).collect();
        prop_assert_eq!(bases.len(), 2);
        prop_assert_eq!(bases[0], ("Luật", Some(law), None));
        prop_assert_eq!((bases[1].0, bases[1].2), ("Nghị định", Some("98/2023/NĐ-CP")));
    }

    #[test]
    fn a_bullet_that_begins_with_a_verb_is_a_sentence_also_before_a_list(
        verb in select(vec!["Tổ chức", "Xây dựng", "Hướng dẫn"]),
        mark in select(vec!["-", "a)"]),
    ) {
        let plan = body(&format!("II. NHIỆM VỤ\n\n1. Tuyên truyền\n\n{mark} {verb} các chuyên mục về cải cách hành chính trên sóng truyền hình, gồm:\n\n+ Chuyên mục thứ nhất phát buổi sáng;\n\n+ Chuyên mục thứ hai phát buổi tối."));
        let node = plan.outline.iter().find(|n| n.marker.as_deref() == Some(mark)).expect("the bullet");
        prop_assert_eq!(node.kind, NodeKind::Clause);
        prop_assert!(plan.obligations.iter().any(|duty| duty.duty.starts_with(verb)), "{:?}", plan.obligations);
    }

    #[test]
    fn the_agency_under_an_authority_is_no_part_of_it(
        (authority, agency, post) in select(vec![
            ("KT. GIÁM ĐỐC", "SỞ TƯ PHÁP", "PHÓ GIÁM ĐỐC"),
            ("TM. BAN THƯỜNG VỤ", "TỈNH ĐOÀN", "PHÓ BÍ THƯ"),
            ("KT. GIÁM ĐỐC", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "PHÓ GIÁM ĐỐC"),
        ]),
    ) {
        let tail = format!("Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n\n{authority}\n{agency}\n{post}\n\n\nPhùng Quốc Doanh");
        let plan = read(&Parts { tail: &tail, ..PLAIN });
        let one = &plan.signatures[0];
        prop_assert_eq!(one.authority.as_deref(), Some(authority));
        prop_assert_eq!((one.agency.as_deref(), one.title.as_deref()), (Some(agency), Some(post)));
    }

    #[test]
    fn a_generic_word_announces_the_units_of_its_sentence(
        generic in select(vec!["Các sở", "Các sở, ngành"]),
        fields in select(vec!["Y tế, Công Thương, Tư pháp", "Tài chính, Nội vụ"]),
        verb in select(vec!["căn cứ chức năng, nhiệm vụ xây dựng kế hoạch của ngành", "chủ trì kiểm tra tại cơ sở"]),
    ) {
        let plan = body(&format!("III. TỔ CHỨC THỰC HIỆN\n\n- {generic}: {fields} {verb}."));
        let units: Vec<String> = fields.split(", ").map(str::to_owned).collect();
        prop_assert_eq!(&plan.obligations[0].units, &units);
    }

    #[test]
    fn the_number_of_a_document_is_not_the_one_its_subject_cites(kind in select(vec!["Nghị quyết", "Quyết định", "Chỉ thị"])) {
        let text = format!("ĐẢNG ỦY XÃ HÒA LẠC\n\nCHƯƠNG TRÌNH HÀNH ĐỘNG\nThực hiện {kind} số 36-NQ/TW về nguồn nước\n\nI. MỤC TIÊU\n\n- Bảo vệ nguồn nước.\n");
        let plan = reader::read(&Source::from_text("subject.txt", Format::Txt, &text)).plan;
        prop_assert_eq!(plan.header.number, None);
    }
}
