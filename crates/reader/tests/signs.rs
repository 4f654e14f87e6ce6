//! What reads like a plan and what does not: the samples and short drafts on one side, what people drop by mistake on the other.

use domain::source::{Format, Source};
use reader::{NotAPlan, Reading};

/// Drafts without letterhead, some without any heading.
const DRAFTS: [&str; 9] = [
    "Kế hoạch tháng 10\n1. Tổ chức họp phụ huynh trước ngày 15/10\n2. Nộp báo cáo giữa kỳ: tổ chuyên môn, hạn 20/10",
    "Một số việc cần làm chuẩn bị ngày 20/11\n\nCác tổ chuyên môn chuẩn bị tiết mục văn nghệ.\n- Tổ Văn: Chủ trì xây dựng kịch bản, xong trước ngày 10/11.\n- Đoàn trường: Phối hợp với Công đoàn trang trí hội trường, ngày 18/11.\n\nĐề nghị các tổ thực hiện nghiêm túc.",
    "I. MỤC ĐÍCH\n- Nâng cao chất lượng dạy học.\nII. NỘI DUNG\n1. Tập huấn giáo viên: tháng 8/2025\n2. Dự giờ thăm lớp: tháng 9-11/2025\nIII. TỔ CHỨC THỰC HIỆN\n- Phòng Giáo dục và Đào tạo: chỉ đạo, kiểm tra.\n- Các trường: thực hiện.",
    "TT\tNội dung\tThời gian\tNgười phụ trách\n1\tHọp hội đồng\t05/9/2025\tHiệu trưởng\n2\tKhảo sát đầu năm\tTuần 2 tháng 9\tPhó Hiệu trưởng",
    "Phân công nhiệm vụ\nSở Y tế chủ trì, phối hợp với Sở Tài chính xây dựng dự toán, trình UBND tỉnh trước ngày 30/6/2024.\nSở Thông tin và Truyền thông chỉ đạo các cơ quan báo chí tuyên truyền.",
    "Tuần 1: Xây dựng kế hoạch và phân công nhiệm vụ.\nTuần 2: Triển khai tập huấn cho giáo viên.\nTuần 3-4: Kiểm tra, đánh giá, báo cáo Phòng Giáo dục trước ngày 30/9.",
    "KẾ HOẠCH\nTổ chức Hội khỏe Phù Đổng cấp trường\n\nThời gian: ngày 15/11/2025\nĐịa điểm: Sân trường\nThành phần: toàn thể học sinh\nNội dung: chạy 100 m, kéo co, nhảy dây.",
    "Việc cần làm:\n- Gửi công văn cho các trường trước ngày 5/10\n- Tổng hợp số liệu, báo cáo Sở ngày 12/10",
    "Chương trình công tác tháng 3 năm 2025\n1. Ngày 3/3: Giao ban đầu tháng.\n2. Ngày 8/3: Tọa đàm kỷ niệm ngày Quốc tế Phụ nữ.\n3. Ngày 15/3: Kiểm tra nội bộ tại các trường tiểu học.",
];

/// What is no plan, with a name for the failure message.
fn others() -> Vec<(&'static str, String)> {
    let goods = ["Gạo tẻ", "Thịt lợn", "Cá rô", "Rau muống", "Nước mắm", "Trứng gà"];
    let prices = (1..=24).map(|i| format!("{i}. {} {i}5.000 đồng/kg", goods[i % goods.len()]));
    let columns = (1..=24).map(|i| format!("{i}\t{}\tkg\t{i}5.000\t", goods[i % goods.len()]));
    let costs = (1..=24).map(|i| format!("{i}\t{}\t{i}\t{i}5.000\t{i}50.000", goods[i % goods.len()]));
    let pupils =
        (1..=20).map(|i| format!("{i}\tNguyễn Văn {}\t{i}/5/2012\tHà Nội", ["An", "Bình", "Chi"][i % 3]));
    let logs = (1..=28).map(|i| format!("2024-03-{i:02} 12:00:{i:02} INFO server started on port 80{i:02}"));
    let lines = |head: &str, rows: &mut dyn Iterator<Item = String>| {
        std::iter::once(head.to_owned()).chain(rows).collect::<Vec<_>>().join("\n")
    };
    vec![
        ("nonsense", nonsense(60, "")),
        ("numbered nonsense", nonsense(60, "1. ")),
        ("keys", "asdf qwer\n- sdf sdfg\n+ kjh\na) dfgh jk\nI. QWERTY\n1. uiop asd fgh\n2. \n* \n".repeat(9)),
        ("lorem ipsum", format!("{LOREM}\n\n").repeat(12)),
        ("novel", NOVEL.repeat(4)),
        ("poem", "Trăm năm trong cõi người ta,\nChữ tài chữ mệnh khéo là ghét nhau.\n".repeat(12)),
        ("recipe", RECIPE.to_owned()),
        ("contract", CONTRACT.to_owned()),
        ("news", NEWS.to_owned()),
        ("letter to a teacher", LETTER.to_owned()),
        ("prices", lines("BẢNG GIÁ THÁNG 11/2025", &mut prices.into_iter())),
        (
            "prices in columns",
            lines("STT\tTên hàng\tĐơn vị tính\tĐơn giá\tGhi chú", &mut columns.into_iter()),
        ),
        ("costs", lines("STT\tNội dung\tSố lượng\tĐơn giá\tThành tiền", &mut costs.into_iter())),
        ("pupils", lines("DANH SÁCH LỚP 6A\nTT\tHọ và tên\tNgày sinh\tNơi sinh", &mut pupils.into_iter())),
        ("log", lines("", &mut logs.into_iter())),
        ("source code", include_str!("signs.rs").split("const DRAFTS").next().unwrap_or_default().repeat(3)),
        ("more source code", include_str!("../src/words.rs").to_owned()),
        ("a letter alone", "a".to_owned()),
    ]
}

const LOREM: &str = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation.";
const NOVEL: &str = "CHƯƠNG 1\nBuổi sáng ở phố huyện\n\nChiều hôm ấy, ngày 12 tháng 3 năm 1945, bà lão ngồi bên hiên nhà, nghe tiếng trống thu không vang ra từng tiếng một.\n\n- Mày đi đâu về đấy? - bà hỏi.\n\n- Con ra chợ mua ít gạo, bà ạ.\n\nÔng chủ tịch xã đi qua ngõ, dừng lại chào, rồi tiếp tục đi về phía trường làng. Công an huyện đến tìm hiểu sự việc từ hôm trước. Trường làng tổ chức ngày hội vào tháng sau.\n\n- Năm nay mất mùa, - ông nói. - Dân làng phải tổ chức nấu cháo cho người nghèo.\n\nBà lão thở dài. Cái đồng hồ trên tường gõ năm tiếng. Ngày mai, 13/3, thằng con cả sẽ về.\n\nCHƯƠNG 2\nLá thư\n\nThư viết ngày 20 tháng 2: \"Cơ quan giao cho con trực cả tuần. Con xin phép về quê vào cuối tháng 4...\"\n\n- Ừ, bà không khóc.\n";
const RECIPE: &str = "Cách nấu phở bò\n\nNguyên liệu:\n- 1 kg xương bò\n- 500 g thịt bò\n- Bánh phở, hành, gừng\n\nCác bước:\n1. Rửa sạch xương, chần qua nước sôi trong 5 phút.\n2. Ninh xương 6 giờ với gừng nướng.\n3. Thái thịt mỏng.\n4. Xếp thịt, chan nước dùng.";
const CONTRACT: &str = "HỢP ĐỒNG THUÊ NHÀ\nHôm nay, ngày 5 tháng 6 năm 2024, tại Hà Nội, chúng tôi gồm:\nBên A: Ông Nguyễn Văn An, sinh năm 1970\nBên B: Bà Trần Thị Bình, sinh năm 1985\nĐiều 1. Bên A cho bên B thuê căn nhà số 12 phố Hoa Sữa.\nĐiều 2. Thời hạn thuê là 12 tháng, từ ngày 10/6/2024 đến ngày 10/6/2025.\nĐiều 3. Giá thuê là 8.000.000 đồng một tháng, trả trước ngày 5 hằng tháng.\nĐiều 4. Hai bên cam kết thực hiện đúng hợp đồng.\nĐẠI DIỆN BÊN A          ĐẠI DIỆN BÊN B";
const NEWS: &str = "Học sinh trở lại trường sau Tết\nSáng 15/2, hơn 500.000 học sinh đã trở lại trường sau kỳ nghỉ Tết. Nhiều trường tổ chức trồng cây, phát lì xì cho học trò.\nCô Nguyễn Thị Hoa, giáo viên một trường tiểu học, cho biết các em đi học đầy đủ.\nTheo Sở Giáo dục và Đào tạo, các trường bảo đảm an toàn, vệ sinh. Công an thành phố tăng cường tuần tra.\nCác tin khác";
const LETTER: &str = "Hà Nội, ngày 3 tháng 4 năm 2024\n\nKính gửi cô chủ nhiệm,\nTôi là phụ huynh em Lan lớp 6A. Em bị ốm nên xin nghỉ học hai ngày 4 và 5/4. Kính mong cô cho phép.\nTrân trọng cảm ơn cô.\n\nNguyễn Văn Minh";

/// Sentences of everyday words in an order that means nothing.
fn nonsense(n_lines: usize, marker: &str) -> String {
    const WORDS: [&str; 24] = [
        "mưa",
        "nắng",
        "đường",
        "phố",
        "người",
        "sông",
        "chiều",
        "bà lão",
        "hiên",
        "nghe",
        "gió",
        "thổi",
        "vườn",
        "cau",
        "mèo",
        "ngủ",
        "chim",
        "kêu",
        "trời",
        "xanh",
        "im",
        "lặng",
        "tờ",
        "xa",
    ];
    (0..n_lines)
        .map(|line| {
            let words: Vec<&str> =
                (0..6 + line % 9).map(|k| WORDS[(line * 7 + k * k * 5 + k) % WORDS.len()]).collect();
            format!("{marker}{}.", words.join(" "))
        })
        .collect::<Vec<_>>()
        .join("\n")
}

fn read(text: &str) -> Reading {
    reader::read(&Source::from_text("a.txt", Format::Txt, text))
}

#[test]
fn samples_and_short_drafts_read_like_plans() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let samples = std::fs::read_dir(folder).expect("the samples are there").filter_map(|entry| {
        let path = entry.expect("a file").path();
        path.extension().is_some_and(|e| e == "txt").then(|| std::fs::read_to_string(path).expect("text"))
    });
    for text in samples.chain(DRAFTS.map(str::to_owned)) {
        let signs = read(&text).plan_signs;
        assert!(signs.is_plan_like && signs.reason.is_none(), "{signs:?}\n{text}");
        assert!(!signs.found.is_empty());
    }
}

#[test]
fn what_is_no_plan_is_told_with_a_reason_and_nothing_nameless_is_made_of_it() {
    for (name, text) in others() {
        let reading = read(&text);
        let signs = &reading.plan_signs;
        assert!(!signs.is_plan_like, "{name}: {signs:?}");
        let reason = if signs.found.is_empty() { NotAPlan::NoSigns } else { NotAPlan::FewSigns };
        assert_eq!(signs.reason, Some(reason), "{name}");
        let named = |text: &str| text.chars().any(char::is_alphanumeric);
        assert!(reading.plan.roadmap.iter().all(|task| named(&task.task)), "{name}");
        assert!(reading.plan.obligations.iter().all(|duty| named(&duty.duty)), "{name}");
    }
}

#[test]
fn a_plan_that_is_cut_to_its_first_half_still_reads_like_one() {
    let text = include_str!("../../../samples/phong-gddt-nam-hoc-2024.txt");
    let lines: Vec<&str> = text.lines().collect();
    for n in [lines.len() / 2, lines.len() / 4] {
        assert!(read(&lines[..n].join("\n")).plan_signs.is_plan_like, "{n} lines");
    }
    // Its last half has neither head nor preamble.
    assert!(read(&lines[lines.len() / 2..].join("\n")).plan_signs.is_plan_like);
}
