//! What stands on pages, and what is left of it as lines.

use crate::support::Paper;

#[test]
fn a_table_goes_on_over_the_page_break() {
    let xs = [80.0, 120.0, 320.0, 520.0];
    let mut paper = Paper::new();
    paper.text(85.0, 80.0, 12.0, "Lộ trình");
    paper.grid(&xs, &[100.0, 120.0, 160.0]);
    for (x, text) in [(85.0, "TT"), (125.0, "Công việc"), (325.0, "Chủ trì")] {
        paper.text(x, 114.0, 12.0, text);
    }
    paper.text(85.0, 134.0, 12.0, "1").text(125.0, 134.0, 12.0, "Xây dựng kịch bản").text(
        325.0,
        134.0,
        12.0,
        "Cục NGCB",
    );
    paper.text(125.0, 150.0, 12.0, "và giấy mời,");
    paper.next_page().text(297.0, 40.0, 12.0, "2");
    paper.grid(&xs, &[60.0, 80.0, 100.0, 120.0]);
    for (x, text) in [(85.0, "TT"), (125.0, "Công việc"), (325.0, "Chủ trì")] {
        paper.text(x, 74.0, 12.0, text);
    }
    paper.text(125.0, 94.0, 12.0, "chuẩn bị hậu cần");
    paper.text(85.0, 114.0, 12.0, "2").text(125.0, 114.0, 12.0, "Tổ chức").text(
        325.0,
        114.0,
        12.0,
        "Văn phòng",
    );
    let lines = paper.lines();
    let got: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    let want = [
        "Lộ trình",
        "TT\tCông việc\tChủ trì",
        "1\tXây dựng kịch bản và giấy mời, chuẩn bị hậu cần\tCục NGCB",
        "2\tTổ chức\tVăn phòng",
    ];
    assert_eq!(got, want);
    assert_eq!((lines[0].page, lines[3].table), (Some(1), Some(0)));
}

#[test]
fn a_paragraph_goes_on_over_the_page_break() {
    let full = "Thực hiện chương trình công tác năm học của ngành Giáo dục và Đào";
    let mut paper = Paper::new();
    paper.text(113.0, 700.0, 14.0, full).next_page().text(85.0, 80.0, 14.0, "tạo trong cả nước.");
    paper.text(113.0, 98.0, 14.0, "a) Mục đích");
    assert_eq!(paper.texts(), [format!("{full} tạo trong cả nước."), "a) Mục đích".to_owned()]);
}

#[test]
fn letterhead_and_signature_are_read_by_column() {
    let mut paper = Paper::new();
    paper.text(90.0, 60.0, 13.0, "BỘ GIÁO DỤC").text(250.0, 60.0, 13.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    paper.text(110.0, 76.0, 13.0, "Số: 1/KH").text(290.0, 76.0, 13.0, "Độc lập - Tự do - Hạnh phúc");
    paper.text(250.0, 120.0, 14.0, "KẾ HOẠCH");
    paper.text(113.0, 150.0, 14.0, "Nội dung của kế hoạch này dài suốt cả một dòng từ lề này sang lề");
    paper.text(85.0, 168.0, 14.0, "kia.");
    paper.text(350.0, 220.0, 14.0, "KT. BỘ TRƯỞNG").text(85.0, 226.0, 12.0, "Nơi nhận:");
    paper.text(357.0, 237.0, 14.0, "THỨ TRƯỞNG").text(85.0, 241.0, 11.0, "- Như trên;");
    paper.text(85.0, 255.0, 11.0, "- Lưu: VT.").text(350.0, 320.0, 14.0, "Trần Văn Mẫu");
    let want = [
        "BỘ GIÁO DỤC",
        "Số: 1/KH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "KẾ HOẠCH",
        "Nội dung của kế hoạch này dài suốt cả một dòng từ lề này sang lề kia.",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "KT. BỘ TRƯỞNG",
        "THỨ TRƯỞNG",
        "Trần Văn Mẫu",
    ];
    assert_eq!(paper.texts(), want);
}

#[test]
fn old_letters_are_turned_into_unicode() {
    let mut paper = Paper::new();
    for at in 0..8 {
        let y = 100.0 + 30.0 * f64::from(at);
        paper.text(85.0, y, 14.0, "Tæ chøc thùc hiÖn c¸c nhiÖm vô n¨m häc cña Së Gi¸o dôc");
    }
    assert_eq!(paper.texts()[0], "Tổ chức thực hiện các nhiệm vụ năm học của Sở Giáo dục");
}
