//! Names of movements and events in every printed form.

use super::*;

fn paragraph(text: &str, zone: Zone) -> crate::text::Paragraph {
    crate::text::Paragraph {
        text: text.to_owned(),
        body: 0,
        marker: None,
        lines: (1, 1),
        pieces: vec![crate::text::Piece { range: 0..text.len(), line: 1 }],
        zone,
        look: domain::source::Look::default(),
    }
}

/// "name [types] {editions}" of each campaign of a body text under a subject.
fn shown(subject: &str, body: &[&str]) -> Vec<String> {
    let source = domain::source::Source::from_text("a.txt", domain::source::Format::Txt, "");
    let paragraphs = body.iter().map(|text| paragraph(text, Zone::Body)).collect();
    let doc = Doc { source: &source, paragraphs, tables: Vec::new() };
    let subject = Some(crate::plan::SpannedText { text: subject.to_owned(), span: (1, 1).into() });
    find(&doc, &Header { subject, ..Header::default() })
        .iter()
        .map(|c| {
            let types: Vec<String> = c
                .types
                .iter()
                .map(|t| serde_json::to_value(t).unwrap().as_str().unwrap().to_owned())
                .collect();
            let editions: Vec<String> = c
                .editions
                .iter()
                .map(|e| {
                    format!(
                        "{}/{}",
                        e.edition.map_or("-".to_owned(), |n| n.to_string()),
                        e.year.map_or("-".to_owned(), |n| n.to_string())
                    )
                })
                .collect();
            format!("{} [{}] {{{}}}", c.name, types.join(","), editions.join(" "))
        })
        .collect()
}

#[test]
fn quoted_names() {
    let rows: [(&str, &[&str]); 10] = [
        (
            "Đẩy mạnh phong trào thi đua “Hai giỏi”, “Đổi mới trong công tác”, “Việc khó có tôi” và hội thảo “Lớp học số”.",
            &[
                "Hai giỏi [phong_trao] {}",
                "Đổi mới trong công tác [phong_trao] {}",
                "Việc khó có tôi [phong_trao] {}",
                "Lớp học số [hoi_thao] {}",
            ],
        ),
        (
            "trao giải thưởng “Tri thức trẻ” lần thứ 7 năm 2023 và giải thưởng “Tri thức trẻ” lần thứ 8 năm 2024",
            &["Tri thức trẻ [giai_thuong] {7/2023 8/2024}"],
        ),
        (
            "tổ chức chương trình \"Gặp mặt người có công tiêu biểu toàn tỉnh năm 2024\"",
            &["Gặp mặt người có công tiêu biểu toàn tỉnh năm 2024 [chuong_trinh] {-/2024}"],
        ),
        ("cuộc thi lần thứ 3 “Sáng mãi niềm tin”", &["Sáng mãi niềm tin [cuoc_thi] {3/-}"]),
        (
            "hội thi “Tay nghề giỏi” lần thứ IV - 2025; giải “Búa vàng” lần 2/2024",
            &["Tay nghề giỏi [cuoc_thi] {4/2025}", "Búa vàng [giai_thuong] {2/2024}"],
        ),
        ("(sau đây gọi là “Kế hoạch số”)", &[]),
        ("danh hiệu “Bàn tay vàng” lần thứ V, năm 2025", &["Bàn tay vàng [giai_thuong] {5/2025}"]),
        ("với chủ đề “Chuyển đổi số vì người dân”", &["Chuyển đổi số vì người dân [khau_hieu,khac] {}"]),
        ("ghi “đã nhận” vào sổ", &[]),
        (
            "cuộc vận động “Toàn dân rèn luyện” và mô hình “Tổ dân phố số”",
            &["Toàn dân rèn luyện [cuoc_van_dong] {}", "Tổ dân phố số [mo_hinh] {}"],
        ),
    ];
    for (text, want) in rows {
        assert_eq!(shown("", &[text]), want, "{text}");
    }
}

#[test]
fn events_without_quotes() {
    let got = shown(
        "Tổ chức Lễ hội truyền thống Đền Cả Xuân Bính Ngọ 2026",
        &[
            "UBND xã tổ chức Lễ hội truyền thống Đền Cả (sau đây gọi là Lễ hội)",
            "Hội thi các cấp; hội thi thôn",
        ],
    );
    assert_eq!(got, ["Lễ hội truyền thống Đền Cả [ngay_hoi,khac] {}"]);
    let got = shown("", &["tham gia Liên hoan hát ru toàn quốc lần thứ VIII năm 2025."]);
    assert_eq!(got, ["Liên hoan hát ru toàn quốc [cuoc_thi,ngay_hoi,khac] {8/2025}"]);
}

#[test]
fn nearly_the_same_name_is_a_variant() {
    let a = "Bộ trưởng gặp gỡ thanh niên tiêu biểu các dân tộc thiểu số toàn quốc năm 2024";
    let b = "Bộ trưởng gặp gỡ thanh niên tiêu biểu các dân tộc toàn quốc năm 2024";
    assert!(are_near(&name_words(a), &name_words(b)));
    assert!(!are_near(&name_words("Trường học hạnh phúc"), &name_words("Xây dựng trường học hạnh phúc")));
}
