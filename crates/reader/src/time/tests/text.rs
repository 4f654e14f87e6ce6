//! Times in running text, and what the document adds to them.

use super::*;

#[test]
fn running_text() {
    check_text(
        &[
            ("thi hành kể từ ngày ký.", ""),
            (
                "nhằm thực hiện nhiệm vụ năm học 2023 - 2024.",
                "năm học 2023 - 2024=2023-09-01..2024-05-31 school_year",
            ),
            (
                "dự kiến trong tháng 8/2023 (từ ngày 01-15/8/2023).",
                "trong tháng 8/2023=2023-08-01..2023-08-31 month | từ ngày 01-15/8/2023=2023-08-01..2023-08-15 day",
            ),
            (
                "các ngày lễ lớn trong năm 2023 và năm 2024 (Tổ chức)",
                "trong năm 2023 và năm 2024=2023-01-01..2024-12-31 multi_year",
            ),
            ("Thành lập Ngành Thủ đô 10/1954 - 10/2024).", "10/1954 - 10/2024=1954-10-01..2024-10-31 month"),
            (
                "chủ trương đến năm 2030 và tầm nhìn 2045; quản lý",
                "đến năm 2030=..2030-12-31 year | tầm nhìn 2045=..2045-12-31 year",
            ),
            (
                "đến năm 2025, tầm nhìn đến năm 2030",
                "đến năm 2025=..2025-12-31 year | tầm nhìn đến năm 2030=..2030-12-31 year",
            ),
            ("khám sức khỏe định kỳ cho cán bộ", "định kỳ=recurring"),
            ("mới và định kỳ sơ kết, tổng kết", "định kỳ=recurring"),
            ("(*rà soát thường xuyên*), bị ảnh hưởng", "thường xuyên=recurring"),
            ("giáo dục thường xuyên, các trường", ""),
            ("kinh phí chi thường xuyên", ""),
            ("Hội nghị đầu năm học, rà soát", "đầu năm học=relative"),
            ("các hoạt động trong năm học.", "trong năm học=relative"),
            ("Quyết định số 1441/QĐ-BGDĐT", ""),
            ("Thông tư số 05/2024/TT-BGDĐT", ""),
            ("Nghị định số 30/2020/NĐ-CP", ""),
            ("kết nối tới 63 tỉnh/thành phố", ""),
            ("đạt 3/4 chỉ tiêu, tỷ lệ 1/2", ""),
            ("triển khai đến 100% đơn vị", ""),
            ("Chương trình 2018; phối hợp", ""),
            ("lần thứ 7 năm 2023", "năm 2023=2023-01-01..2023-12-31 year"),
            ("Ngày Nhà giáo Việt Nam 20/11 hằng", "20/11=2023-11-20 day"),
            ("báo cáo trước ngày 25 hằng tháng về", "trước ngày 25 hằng tháng=recurring"),
            ("gửi về Sở trước ngày 15/10/2024 để tổng hợp", "trước ngày 15/10/2024=..2024-10-15< day"),
            (
                "gửi báo cáo chậm nhất ngày 20 tháng 5 năm 2025.",
                "chậm nhất ngày 20 tháng 5 năm 2025=..2025-05-20 day",
            ),
            (
                "báo cáo trước ngày 15/3, 15/6 và 15/9; đạt 3/4",
                "trước ngày 15/3=..2023-03-15< day | 15/6=..2023-06-15< day | 15/9=..2023-09-15< day",
            ),
            ("lúc 7h30 ngày 05/9/2024 tại", "7h30 ngày 05/9/2024=2024-09-05 minute"),
            (
                "trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ, đơn vị",
                "trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ=relative",
            ),
            ("**Tháng 9/2024**: khai giảng", "Tháng 9/2024=2024-09-01..2024-09-30 month"),
            ("ngày tháng năm 2023", "năm 2023=2023-01-01..2023-12-31 year"),
            (
                "từ ngày 01/8 đến hết ngày 31/8/2024",
                "từ ngày 01/8 đến hết ngày 31/8/2024=2024-08-01..2024-08-31 day",
            ),
            ("phấn đấu năm sau cao hơn năm trước", ""),
            ("từ cơ sở đến trung ương", ""),
            ("hằng năm tổ chức đánh giá", "hằng năm=recurring"),
            ("trong 3 năm qua", ""),
            ("ngành hàng năm sao", "hàng năm=recurring"),
            (
                "hoàn thành trong quý III/2024 và quý I/2025",
                "trong quý III/2024=2024-07-01..2024-09-30 quarter | quý I/2025=2025-01-01..2025-03-31 quarter",
            ),
        ],
        &PLAN_2023,
    );
}

#[test]
fn tentative_and_clock() {
    let found = find("dự kiến trong tháng 8/2023 (từ ngày 01-15/8/2023).", &PLAN_2023);
    assert!(found.iter().all(|f| f.time.certainty == Some(Certainty::Tentative)));
    let cell = parse_cell("Từ 8h00 đến 11h30 ngày 05/9/2024 (dự kiến)", &PLAN_2023).unwrap();
    assert_eq!((cell.start_time.as_deref(), cell.end_time.as_deref()), (Some("08:00"), Some("11:30")));
    assert_eq!(cell.certainty, Some(Certainty::Tentative));
    assert_eq!(cell.text, "Từ 8h00 đến 11h30 ngày 05/9/2024 (dự kiến)");
}

#[test]
fn school_year_gives_the_year_of_a_month() {
    check_cells(
        &[
            ("Tháng 9", "2023-09-01..2023-09-30 month"),
            ("Tháng 12", "2023-12-01..2023-12-31 month"),
            ("Tháng 3", "2024-03-01..2024-03-31 month"),
            ("Tháng 8", "2023-08-01..2023-08-31 month"),
            ("Tháng 7", "2024-07-01..2024-07-31 month"),
            ("Tháng 12 - tháng 2", "2023-12-01..2024-02-29 month"),
            ("Từ tháng 9 đến tháng 5", "2023-09-01..2024-05-31 month"),
            ("20/11", "2023-11-20 day"),
            ("26/3", "2024-03-26 day"),
            ("Quý I", "2024-01-01..2024-03-31 quarter"),
        ],
        &SCHOOL_2023,
    );
}
