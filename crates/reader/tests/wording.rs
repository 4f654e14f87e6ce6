//! The same thing said in many ways must be read the same: wording, units, numbers and marks vary, the meaning does not.

use domain::source::{Format, Source};
use proptest::prelude::*;
use proptest::sample::select;
use reader::plan::{AimKind, NodeKind, Plan};

const UNITS: &[&str] = &[
    "Sở Tài chính",
    "Phòng Kế hoạch - Tài chính",
    "Trung tâm Kiểm soát bệnh tật tỉnh",
    "Văn phòng Sở",
    "Công an tỉnh",
    "Hội Liên hiệp Phụ nữ tỉnh",
    "các bệnh viện",
    "UBND các xã, phường",
];

fn plan(body: &str) -> Plan {
    signed(body, "GIÁM ĐỐC\n\n\nTrần Công Khải\n")
}

fn signed(body: &str, tail: &str) -> Plan {
    let text = format!(
        "UBND TỈNH HÒA LẠC\nSỞ NỘI VỤ\nSố: 12/KH-SNV\nHòa Lạc, ngày 05 tháng 3 năm 2026\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n\nCăn cứ Quyết định số 11/QĐ-UBND ngày 05/01/2026 của UBND tỉnh về công tác năm 2026; Sở Nội vụ xây dựng Kế hoạch như sau:\n\n{body}\n\nTrên đây là Kế hoạch của Sở Nội vụ./.\n\nNơi nhận:\n- UBND tỉnh (để b/c);\n- Lưu: VT.\n\n{tail}"
    );
    reader::read(&Source::from_text("wording.txt", Format::Txt, &text)).plan
}

fn days(time: Option<&reader::plan::Time>) -> (Option<String>, Option<String>) {
    let time = time.expect("a time");
    (time.start.map(|day| day.to_string()), time.end.map(|day| day.to_string()))
}

fn two_units() -> impl Strategy<Value = (&'static str, &'static str)> {
    (select(UNITS), select(UNITS)).prop_filter("two different units", |(a, b)| a != b)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn from_now_begins_on_the_day_of_the_document(
        lead in select(vec!["Từ nay đến", "từ nay đến hết", "Từ ngày ký đến hết", "từ khi ban hành đến"]),
        day in 1_u32..=30,
        split in select(vec![".", ", chia làm 2 đợt:\n+ Đợt 1: tháng 4\n+ Đợt 2: tháng 5", ", gồm 2 đợt:\n+ Đợt 1: tháng 4\n+ Đợt 2: tháng 5"]),
    ) {
        let read = plan(&format!("II. THỜI GIAN\n\n- {lead} ngày {day}/11/2026{split}\n\nIII. KINH PHÍ\n\n- Từ ngân sách tỉnh."));
        prop_assert_eq!(days(read.time_window.as_ref()), (Some("2026-03-05".into()), Some(format!("2026-11-{day:02}"))));
        let line = read.outline.iter().find(|node| node.text.as_deref().is_some_and(|t| t.starts_with(lead)));
        prop_assert_eq!(line.map(|node| node.kind), Some(NodeKind::Clause));
    }

    #[test]
    fn brackets_behind_a_task_name_its_units((lead, coop) in two_units(), form in 0_usize..6, end in select(vec!["", ".", ";"])) {
        let (bracket, has_coop) = match form {
            0 => (format!("({lead} chủ trì)"), false),
            1 => (format!("({lead} chủ trì, {coop} phối hợp)"), true),
            2 => (format!("(giao {lead} chủ trì, phối hợp với {coop})"), true),
            3 => (format!("(Chủ trì: {lead}; phối hợp: {coop})"), true),
            4 => (format!("({lead} chủ trì; {coop} phối hợp thực hiện)"), true),
            _ => (format!("(do {lead} thực hiện)"), false),
        };
        let read = plan(&format!("III. LỘ TRÌNH THỰC HIỆN\n\n1. Quý II/2026\n\n- Rà soát thủ tục hành chính, hoàn thành trong tháng 5/2026 {bracket}{end}\n\n- Tổng hợp số liệu {bracket}{end}"));
        prop_assert_eq!(read.roadmap.len(), 2);
        // Text is as printed: the bracket stays in the name of the task.
        prop_assert_eq!(&read.roadmap[0].task, &format!("Rà soát thủ tục hành chính, hoàn thành trong tháng 5/2026 {bracket}"));
        prop_assert_eq!(days(read.roadmap[0].time.as_ref()), (Some("2026-05-01".into()), Some("2026-05-31".into())));
        prop_assert_eq!(&read.roadmap[1].task, &format!("Tổng hợp số liệu {bracket}"));
        prop_assert_eq!(days(read.roadmap[1].time.as_ref()), (Some("2026-04-01".into()), Some("2026-06-30".into())));
        for row in &read.roadmap {
            prop_assert_eq!(&row.lead_units, &[lead]);
            prop_assert_eq!(&row.coop_units, &if has_coop { vec![coop] } else { Vec::new() });
        }
    }

    #[test]
    fn money_comes_from_sources_and_units_pay(
        source in select(vec!["ngân sách tỉnh", "ngân sách cấp xã", "quỹ phúc lợi", "ngân sách nhà nước giao cho các đơn vị năm 2026"]),
        other in select(vec!["nguồn thu dịch vụ", "nguồn xã hội hóa", "các nguồn tài trợ hợp pháp khác"]),
        verb in select(vec!["bảo đảm", "chi trả", "đài thọ"]),
        payer in select(vec!["các doanh nghiệp vận tải", "các thôn", "các đơn vị"]),
        own in select(vec!["tự bảo đảm kinh phí đi lại", "tự lo nước uống", "tự túc phương tiện"]),
        million in 10_u32..900,
    ) {
        let one = |text: String| {
            let found = plan(&format!("IV. KINH PHÍ\n\n{text}")).budget;
            assert_eq!(found.len(), 1, "{text}");
            (found[0].sources.clone(), found[0].payers.clone())
        };
        let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        prop_assert_eq!(one(format!("Kinh phí thực hiện từ {source}, {other}.")), (list(&[source, other]), list(&[])));
        prop_assert_eq!(one(format!("Kinh phí thực hiện do {source} {verb}; {payer} {own}.")), (list(&[source]), list(&[payer])));
        prop_assert_eq!(
            one(format!("Kinh phí thực hiện do ngân sách tỉnh {verb} từ nguồn chi sự nghiệp năm 2026; {payer} {own}.")),
            (list(&["ngân sách tỉnh", "nguồn chi sự nghiệp năm 2026"]), list(&[payer]))
        );
        prop_assert_eq!(one(format!("Trích ngân sách xã {million} triệu đồng mua dầu; {payer} {own}.")), (list(&["ngân sách xã"]), list(&[payer])));
        prop_assert_eq!(one(format!("Kinh phí do Tỉnh đoàn và Sở Tài chính cùng {verb}.")), (list(&[]), list(&["Tỉnh đoàn", "Sở Tài chính"])));
        prop_assert_eq!(one(format!("Kinh phí do {payer} tự cân đối.")), (list(&[]), list(&[payer])));
    }

    #[test]
    fn a_second_office_above_the_name_is_of_the_same_signer(
        office in select(vec!["PHÓ CHỦ TỊCH UBND TỈNH", "GIÁM ĐỐC SỞ NỘI VỤ", "CHÁNH VĂN PHÒNG"]),
        post in select(vec!["PHÓ TRƯỞNG BAN", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC"]),
        gap in select(vec!["\n\n", "\n\n\n\n"]),
        note in select(vec!["", "(Đã ký)\n"]),
    ) {
        let read = signed("I. NHIỆM VỤ\n\n- Duy trì nền nếp.", &format!("KT. TRƯỞNG BAN\n{post}{gap}{note}{office}\nHoàng Quốc Triệu\n"));
        prop_assert_eq!(read.signatures.len(), 1);
        prop_assert_eq!(read.signatures[0].authority.as_deref(), Some("KT. TRƯỞNG BAN"));
        prop_assert_eq!(read.signatures[0].title.clone(), Some(format!("{post} {office}")));
        prop_assert_eq!(read.signatures[0].name.as_deref(), Some("Hoàng Quốc Triệu"));
    }

    #[test]
    fn groups_are_groups_whatever_the_first_column_is(
        marker in select(vec!["A. ", "II. ", "Nhóm 1. "]),
        layout in 0_usize..3,
        lead in select(vec!["Văn phòng Sở", "Phòng Cải cách hành chính"]),
    ) {
        let title = format!("{marker}Công tác tuyên truyền");
        let (head, group, row) = match layout {
            0 => ("Chủ trì\tTT\tNội dung\tThời hạn", title.clone(), format!("{lead}\t2\tLàm phóng sự\tTháng 6/2026")),
            1 => ("Chủ trì\tTT\tNội dung\tThời hạn", format!("{title}\t\t\t"), format!("{lead}\t2\tLàm phóng sự\tTháng 6/2026")),
            _ => ("TT\tNội dung\tChủ trì\tThời hạn", title.clone(), format!("2\tLàm phóng sự\t{lead}\tTháng 6/2026")),
        };
        let first = if layout == 2 { "1\tIn tờ rơi\tCông an tỉnh\tTháng 5/2026" } else { "Công an tỉnh\t1\tIn tờ rơi\tTháng 5/2026" };
        let read = plan(&format!("I. LỘ TRÌNH\n\n{head}\n{first}\n{group}\n{row}"));
        prop_assert_eq!(read.roadmap.len(), 2);
        prop_assert_eq!(&read.roadmap[0].lead_units, &["Công an tỉnh"]);
        prop_assert_eq!(read.roadmap[1].group.as_deref(), Some(title.as_str()));
        prop_assert_eq!(&read.roadmap[1].lead_units, &[lead]);
    }

    #[test]
    fn a_section_that_names_units_keeps_its_clause(
        marker in select(vec!["Mục 4.", "4.", "d)", "IV."]),
        opening in select(vec!["Căn cứ chức năng, nhiệm vụ được giao, tham gia", "Trong phạm vi nhiệm vụ được giao, phối hợp", "Tổ chức"]),
    ) {
        let read = plan(&format!("II. TỔ CHỨC THỰC HIỆN\n\n{marker} Các sở, ngành: Sở Y tế, Sở Tư pháp: {opening} thực hiện Kế hoạch."));
        let units: Vec<_> = read.obligations.iter().map(|duty| duty.units.clone()).filter(|units| units.len() == 2).collect();
        prop_assert_eq!(units, vec![vec!["Sở Y tế".to_owned(), "Sở Tư pháp".to_owned()]]);
    }
}

#[test]
fn aims_are_told_by_both_words() {
    for title in [
        "MỤC ĐÍCH YÊU CẦU",
        "MỤC ĐÍCH, YÊU CẦU",
        "MỤC ĐÍCH - YÊU CẦU",
        "Mục đích và yêu cầu",
        "MỤC TIÊU, YÊU CẦU",
    ] {
        let read = plan(&format!("I. {title}\n\n- Nâng cao chất lượng phục vụ nhân dân."));
        assert_eq!(
            read.aims.iter().map(|aim| aim.kind).collect::<Vec<_>>(),
            [AimKind::PurposeRequirement],
            "{title}"
        );
    }
    let read = plan(
        "I. CHỈ TIÊU\n\n- Khối lượng đào đắp: 4.500 m3, trong đó:\n+ Thôn Đoài 1.200 m3\n+ Thôn Hạ 3.300 m3",
    );
    assert_eq!(read.aims.len(), 3, "a target told in parts is a target too");
}

#[test]
fn bullets_without_full_stops_are_duties() {
    let read = plan(
        "II. NỘI DUNG CÔNG VIỆC\n\n- Tuyên truyền trên đài truyền thanh xã\n- Nghiệm thu khối lượng chậm nhất 20/11\n- Gieo ngô xong trước 10/10\n- Phát động thi đua trong các thôn",
    );
    let due: Vec<_> = read
        .obligations
        .iter()
        .map(|d| d.deadline.as_ref().and_then(|t| t.end).map(|day| day.to_string()))
        .collect();
    assert_eq!(due, [None, Some("2026-11-20".to_owned()), Some("2026-10-10".to_owned()), None]);
    let listed = plan(
        "II. NỘI DUNG\n\n- Kéo co giữa các đội thi của xã\n- Nhảy bao bố cho thiếu nhi các thôn\n- Cờ tướng cho người cao tuổi trong xã",
    );
    assert!(listed.obligations.is_empty(), "a list of games binds nobody");
}

#[test]
fn sittings_are_told_in_rows_and_bullets() {
    let schedules = [
        "Thời gian\tNội dung, địa điểm\n07 giờ 30 ngày 18/10/2026\tBuổi 1: Đối thoại với học sinh tại Hội trường A\n14 giờ 00 ngày 08/11/2026\tBuổi 2: Tọa đàm về an toàn, điểm cầu chính tại trụ sở Sở Nội vụ",
        "Buổi\tThời gian\tĐịa điểm\tNội dung\nBuổi 1\t07 giờ 30 ngày 18/10/2026\tHội trường A\tĐối thoại với học sinh\nBuổi 2\t14 giờ 00 ngày 08/11/2026\ttrụ sở Sở Nội vụ\tTọa đàm về an toàn",
        "- Buổi 1 (07 giờ 30 ngày 18/10/2026): Đối thoại với học sinh tại Hội trường A.\n\n- Buổi 2 (14 giờ 00 ngày 08/11/2026): Tọa đàm về an toàn tại trụ sở Sở Nội vụ.",
    ];
    for schedule in schedules {
        let read = plan(&format!("II. LỊCH TỔ CHỨC\n\n{schedule}\n\nIII. KINH PHÍ\n\n- Từ ngân sách tỉnh."));
        let told: Vec<_> = read
            .sessions
            .iter()
            .map(|s| (s.label.as_str(), days(s.time.as_ref()).0.unwrap_or_default()))
            .collect();
        assert_eq!(
            told,
            [("Buổi 1", "2026-10-18".to_owned()), ("Buổi 2", "2026-11-08".to_owned())],
            "{schedule}"
        );
        let places: Vec<_> =
            read.venues.iter().map(|v| (v.session.as_deref(), v.location.as_deref())).collect();
        let want = [(Some("Buổi 1"), Some("Hội trường A")), (Some("Buổi 2"), Some("trụ sở Sở Nội vụ"))];
        assert_eq!(places, want, "{schedule}");
    }
    let work = plan(
        "II. LỘ TRÌNH\n\nTT\tNội dung\tThời gian\n1\tPhiên dịch tài liệu tại các huyện\tTháng 4/2026\n2\tBuổi sáng đón khách tại Hội trường A\tTháng 5/2026",
    );
    assert!(work.sessions.is_empty() && work.venues.is_empty(), "rows of work are no sittings");
}

#[test]
fn the_verb_behind_an_opening_phrase_is_kept() {
    let rows: [(&str, &[&str]); 7] = [
        (
            "Căn cứ Kế hoạch này chủ trì, phối hợp với Sở Tài chính tham mưu bố trí vốn.",
            &["chủ trì", "phối hợp", "tham mưu", "bố trí"],
        ),
        (
            "Trong phạm vi nhiệm vụ được giao chịu trách nhiệm đôn đốc, kiểm tra việc thực hiện.",
            &["chịu trách nhiệm", "đôn đốc", "kiểm tra"],
        ),
        ("Trước ngày 20/12/2026 tổng hợp, báo cáo UBND tỉnh.", &["tổng hợp", "báo cáo"]),
        ("Định kỳ mỗi học kỳ một lần kiểm tra, đánh giá công tác chuyên môn.", &["kiểm tra", "đánh giá"]),
        ("Là bộ phận thường trực, theo dõi, tổng hợp kết quả.", &["thường trực", "theo dõi", "tổng hợp"]),
        ("Theo hướng dẫn của cấp trên, xây dựng đề án trình duyệt.", &["xây dựng"]),
        ("Căn cứ kết quả kiểm tra của đoàn công tác, hoàn thiện hồ sơ.", &["hoàn thiện"]),
    ];
    for (clause, verbs) in rows {
        let read = plan(&format!("II. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng Sở\n\n- {clause}"));
        assert_eq!(read.obligations[0].verbs, verbs, "{clause}");
    }
}

#[test]
fn names_of_issuers_go_on_to_the_title() {
    for issuer in [
        "Ủy ban An toàn giao thông Quốc gia",
        "Ban Chỉ đạo phòng, chống thiên tai tỉnh",
        "Hội đồng Giáo dục quốc phòng và an ninh tỉnh",
        "Quỹ Bảo vệ và phát triển rừng tỉnh",
        "Ban An toàn giao thông tỉnh",
        "UBND tỉnh Hòa Lạc",
        "Sở Giao thông vận tải",
    ] {
        let read = plan(&format!(
            "I. NHIỆM VỤ\n\n- Thực hiện Kế hoạch số 118/KH-XYZ ngày 30/01/2026 của {issuer} về công tác năm 2026."
        ));
        let cited = &read.references[0];
        assert_eq!(
            (cited.issuer.as_deref(), cited.title.as_deref()),
            (Some(issuer), Some("công tác năm 2026"))
        );
    }
    let read = plan(
        "I. NHIỆM VỤ\n\n- Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư.",
    );
    assert_eq!(read.references[0].issuer.as_deref(), Some("Chính phủ"));
}
