//! Citations in every printed form.

use super::*;

/// "type|number|date|issuer|title" of each citation.
fn shown(text: &str, is_preamble: bool) -> Vec<String> {
    scan::scan(text, is_preamble)
        .iter()
        .map(|f| {
            let date = f.date.map(|d| d.to_string()).unwrap_or_default();
            [
                f.relation.as_deref().unwrap_or(""),
                &f.doc_type,
                f.number.as_deref().unwrap_or(""),
                &date,
                f.issuer.as_deref().unwrap_or(""),
                f.title.as_deref().unwrap_or(""),
            ]
            .join("|")
        })
        .collect()
}

#[test]
fn preambles() {
    let rows: [(&str, &[&str]); 17] = [
        (
            "Căn cứ Quyết định số 919/QĐ-TTg ngày 01 tháng 8 năm 2022 của Thủ tướng Chính phủ về việc phê duyệt Chương trình mỗi xã một sản phẩm giai đoạn 2021 - 2025;",
            &[
                "căn cứ|Quyết định|919/QĐ-TTg|2022-08-01|Thủ tướng Chính phủ|phê duyệt Chương trình mỗi xã một sản phẩm giai đoạn 2021 - 2025",
            ],
        ),
        (
            "Căn cứ Nghị quyết số 31/2022/NQ-HĐND ngày 08/12/2022 của Hội đồng nhân dân tỉnh quy định một số chính sách;",
            &[
                "căn cứ|Nghị quyết|31/2022/NQ-HĐND|2022-12-08|Hội đồng nhân dân tỉnh|quy định một số chính sách",
            ],
        ),
        (
            "Xét đề nghị của Sở Nội vụ tại Tờ trình số 112/TTr-SNV ngày 07/02/2025,",
            &["xét đề nghị|Tờ trình|112/TTr-SNV|2025-02-07|Sở Nội vụ|"],
        ),
        (
            "Theo đề nghị của Cục trưởng Cục Văn hóa cơ sở.",
            &["theo đề nghị|đề nghị|||Cục trưởng Cục Văn hóa cơ sở|"],
        ),
        ("Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019;", &["căn cứ|Luật||2019-06-14||Giáo dục"]),
        (
            "Căn cứ Luật Tổ chức chính quyền địa phương số 65/2025/QH15 ngày 16/6/2025;",
            &["căn cứ|Luật|65/2025/QH15|2025-06-16||Tổ chức chính quyền địa phương"],
        ),
        (
            "Triển khai thực hiện Chương trình công tác năm 2024, căn cứ Quyết định số 12/QĐ-BYT ngày 5/2/2024 về việc bổ sung danh mục, Bộ Y tế ban hành Kế hoạch như sau:",
            &[
                "triển khai thực hiện|Chương trình công tác||||Chương trình công tác năm 2024",
                "căn cứ|Quyết định|12/QĐ-BYT|2024-02-05||bổ sung danh mục",
            ],
        ),
        (
            "Căn cứ Nghị định 110/2018/NĐ-CP ngày 29/8/2018 của Chính phủ về quản lý và tổ chức lễ hội; Công văn số 41/SVHTTDL-QLVH ngày 05/01/2026 của Sở Văn hóa, Thể thao và Du lịch về việc tăng cường quản lý lễ hội, UBND phường Mây Khê ban hành Kế hoạch như sau:",
            &[
                "căn cứ|Nghị định|110/2018/NĐ-CP|2018-08-29|Chính phủ|quản lý và tổ chức lễ hội",
                "căn cứ|Công văn|41/SVHTTDL-QLVH|2026-01-05|Sở Văn hóa, Thể thao và Du lịch|tăng cường quản lý lễ hội",
            ],
        ),
        (
            "Thực hiện Kế hoạch số 12/KH-UBND ngày 03/3/2025 của UBND tỉnh về triển khai thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học, công nghệ; Sở Nội vụ xây dựng kế hoạch như sau:",
            &[
                "thực hiện|Kế hoạch|12/KH-UBND|2025-03-03|UBND tỉnh|triển khai thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học, công nghệ",
            ],
        ),
        (
            "Thực hiện văn bản số 163/CTr-UBND-LĐLĐ ngày 05/8/2020 về chương trình phối hợp công tác;",
            &["thực hiện|văn bản|163/CTr-UBND-LĐLĐ|2020-08-05||chương trình phối hợp công tác"],
        ),
        (
            "Căn cứ Thông tư liên tịch số 05/2015/TTLT-BNV-BTC ngày 12-3-2015 của Bộ Nội vụ và Bộ Tài chính hướng dẫn thực hiện chế độ;",
            &[
                "căn cứ|Thông tư liên tịch|05/2015/TTLT-BNV-BTC|2015-03-12|Bộ Nội vụ và Bộ Tài chính|hướng dẫn thực hiện chế độ",
            ],
        ),
        ("Căn cứ chức năng, nhiệm vụ được giao;", &[]),
        ("Căn cứ tình hình thực tế của địa phương;", &[]),
        (
            "Thực hiện Hướng dẫn số 12/HD-TLĐ ngày 03/3/2025 của Tổng Liên đoàn Lao động Việt Nam và Kế hoạch số 31/KH-LĐLĐ ngày 18/3/2025 của Ban Thường vụ LĐLĐ tỉnh về việc tổ chức các hoạt động; Công đoàn ban hành kế hoạch",
            &[
                "thực hiện|Hướng dẫn|12/HD-TLĐ|2025-03-03|Tổng Liên đoàn Lao động Việt Nam|",
                "thực hiện|Kế hoạch|31/KH-LĐLĐ|2025-03-18|Ban Thường vụ LĐLĐ tỉnh|tổ chức các hoạt động",
            ],
        ),
        (
            "Căn cứ Nghị định số 01/2023/NĐ-CP ngày 16 tháng 01 năm 2023 của Chính phủ quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Bộ Y tế;",
            &[
                "căn cứ|Nghị định|01/2023/NĐ-CP|2023-01-16|Chính phủ|quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Bộ Y tế",
            ],
        ),
        (
            "Căn cứ Quyết định của Thủ tướng Chính phủ số 131/QĐ-TTg ngày 25/01/2022 phê duyệt Đề án;",
            &["căn cứ|Quyết định|131/QĐ-TTg|2022-01-25|Thủ tướng Chính phủ|phê duyệt Đề án"],
        ),
        (
            "Căn cứ các Quyết định: số 11/QĐ-SYT ngày 1/2/2024, số 12/QĐ-SYT ngày 2/2/2024;",
            &["căn cứ|Quyết định|11/QĐ-SYT|2024-02-01||", "căn cứ|Quyết định|12/QĐ-SYT|2024-02-02||"],
        ),
    ];
    for (text, want) in rows {
        assert_eq!(shown(text, true), want, "{text}");
    }
}

#[test]
fn bodies() {
    let rows: [(&str, &[&str]); 6] = [
        (
            "Tiếp tục triển khai thực hiện Nghị quyết số 29/NQ/TW ngày 04/11/2013 của Ban Chấp hành Trung ương Đảng về đổi mới căn bản, toàn diện và hội nhập quốc tế, Nghị quyết số 88/2014/QH13 của Quốc hội về đổi mới chương trình; tổ chức các hội nghị",
            &[
                "tiếp tục triển khai thực hiện|Nghị quyết|29/NQ/TW|2013-11-04|Ban Chấp hành Trung ương Đảng|đổi mới căn bản, toàn diện và hội nhập quốc tế",
                "tiếp tục triển khai thực hiện|Nghị quyết|88/2014/QH13||Quốc hội|đổi mới chương trình",
            ],
        ),
        (
            "thực hiện Chỉ thị 05-CT/TW của Bộ Chính trị về “Đẩy mạnh việc học tập và làm theo” gắn với cuộc vận động",
            &["thực hiện|Chỉ thị|05-CT/TW||Bộ Chính trị|Đẩy mạnh việc học tập và làm theo"],
        ),
        (
            "hỗ trợ theo Nghị định số 113/2024/NĐ-CP ngày 12/9/2024 của Chính phủ.",
            &["theo|Nghị định|113/2024/NĐ-CP|2024-09-12|Chính phủ|"],
        ),
        ("kết nối tới 63 tỉnh/thành phố và 24/7", &[]),
        ("thi hành Luật Giáo dục và các quy định", &[]),
        ("theo Công văn số 1234/BGDĐT-GDTrH ngày 5/5/2024", &["theo|Công văn|1234/BGDĐT-GDTrH|2024-05-05||"]),
    ];
    for (text, want) in rows {
        assert_eq!(shown(text, false), want, "{text}");
    }
}

#[test]
fn issuers_from_symbols() {
    let agency = Agency {
        name: "UBND thành phố Hà Nội".to_owned(),
        parent: None,
        evidence: crate::plan::Evidence::Letterhead,
        span: (1, 1).into(),
    };
    let agencies = [agency];
    let home = Home { agencies: &agencies };
    let rows = [
        ("1441/QĐ-BGDĐT", Some("Bộ Giáo dục và Đào tạo")),
        ("3406/QĐ-BGD&ĐT", Some("Bộ Giáo dục và Đào tạo")),
        ("88/2014/QH13", Some("Quốc hội")),
        ("30/2020/NĐ-CP", Some("Chính phủ")),
        ("131/QĐ-TTg", Some("Thủ tướng Chính phủ")),
        ("29-NQ/TW", Some("Ban Chấp hành Trung ương")),
        ("163/CTr-UBND-LĐLĐ", Some("UBND thành phố Hà Nội; LĐLĐ thành phố Hà Nội")),
        ("908/UBND-VX", Some("UBND thành phố Hà Nội")),
        ("1234/BGDĐT-GDTrH", Some("Bộ Giáo dục và Đào tạo")),
        ("12/HD-TLĐ", Some("Tổng Liên đoàn Lao động Việt Nam")),
        ("12/QĐ-XYZ", None),
    ];
    for (symbol, want) in rows {
        assert_eq!(issuer_of_symbol(symbol, None, &home).as_deref(), want, "{symbol}");
    }
    let title =
        Some("chương trình phối hợp giữa UBND tỉnh Quảng Lam và LĐLĐ tỉnh Quảng Lam giai đoạn 2020 - 2025");
    let named = issuer_of_symbol("163/CTr-UBND-LĐLĐ", title, &Home::default());
    assert_eq!(named.as_deref(), Some("UBND tỉnh Quảng Lam; LĐLĐ tỉnh Quảng Lam"));
}

#[test]
fn symbols_are_cut_right() {
    let all = |text: &str| symbols(text).iter().map(|s| text[s.range.clone()].to_owned()).collect::<Vec<_>>();
    assert_eq!(all("số 12/KH-UBND. Tổ chức"), ["12/KH-UBND"]);
    assert_eq!(all("số 06 /KH-UBND, 45-CTr/TU; 12/QĐ - UBND"), ["06 /KH-UBND", "45-CTr/TU", "12/QĐ - UBND"]);
    assert!(all("63/63 tỉnh, 3/Sở, năm học 2023 - 2024 CBGV").is_empty());
}
