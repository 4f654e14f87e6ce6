//! Every way to print a time, with the days it means, and the promises that hold for any text.

mod promises;
mod text;

use super::*;

const PLAN_2023: TimeContext = TimeContext { year: Some(2023), school_year: None, issued: None };
const SCHOOL_2023: TimeContext = TimeContext { year: Some(2023), school_year: Some(2023), issued: None };

/// printed = start..end as short text: "2023-06-01..2023-07-31 month", "..2024-09-15< day", "recurring", "-".
fn shown(time: &Time) -> String {
    let day = |d: Option<NaiveDate>| d.map(|d| d.to_string()).unwrap_or_default();
    let precision = serde_json::to_value(time.precision).unwrap().as_str().unwrap().to_owned();
    if time.start.is_none() && time.end.is_none() {
        return precision;
    }
    let mark = if time.end_inclusive == Some(false) { "<" } else { "" };
    if time.start == time.end {
        return format!("{} {precision}", day(time.start));
    }
    format!("{}..{}{mark} {precision}", day(time.start), day(time.end))
}

/// All times of a text as "printed=shown".
fn all(text: &str, context: &TimeContext) -> String {
    find(text, context)
        .iter()
        .map(|f| format!("{}={}", f.time.text, shown(&f.time)))
        .collect::<Vec<_>>()
        .join(" | ")
}

fn check_cells(rows: &[(&str, &str)], context: &TimeContext) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(cell, want)| {
            let got = parse_cell(cell, context).map_or_else(|| "-".to_owned(), |t| shown(&t));
            (got != *want).then(|| format!("{cell}: want {want}, got {got}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

fn check_text(rows: &[(&str, &str)], context: &TimeContext) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(text, want)| {
            let got = all(text, context);
            (got != *want).then(|| format!("{text}\n   want {want}\n   got  {got}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn cells_with_days() {
    check_cells(
        &[
            ("15/8/2023", "2023-08-15 day"),
            ("Ngày 15/8/2023", "2023-08-15 day"),
            ("ngày 05 tháng 9 năm 2024", "2024-09-05 day"),
            ("20.11.2023", "2023-11-20 day"),
            ("20-11-2023", "2023-11-20 day"),
            ("15/8/23", "2023-08-15 day"),
            ("20/11", "2023-11-20 day"),
            ("ngày 20-11", "2023-11-20 day"),
            ("Ngày 20 tháng 11", "2023-11-20 day"),
            ("01-15/8/2023", "2023-08-01..2023-08-15 day"),
            ("từ ngày 01-15/8/2023", "2023-08-01..2023-08-15 day"),
            ("Từ ngày 01 đến ngày 15/8/2023", "2023-08-01..2023-08-15 day"),
            ("từ 01 đến 15/8/2023", "2023-08-01..2023-08-15 day"),
            ("01/8 - 15/8/2023", "2023-08-01..2023-08-15 day"),
            ("01/8/2023 - 15/9/2023", "2023-08-01..2023-09-15 day"),
            ("01/8/2023-15/9/2023", "2023-08-01..2023-09-15 day"),
            ("từ ngày 28/9 đến ngày 02/10/2024", "2024-09-28..2024-10-02 day"),
            ("Từ 20/12 đến 10/01/2025", "2024-12-20..2025-01-10 day"),
            ("từ ngày 01 tháng 8 đến ngày 15 tháng 9 năm 2024", "2024-08-01..2024-09-15 day"),
            ("ngày 19, 20/10/2024", "2024-10-19..2024-10-20 day"),
            ("ngày 19 và 20 tháng 10 năm 2024", "2024-10-19..2024-10-20 day"),
            ("Các ngày 5, 12, 19/10/2024", "2024-10-05..2024-10-19 day"),
            ("Ngày 15/3; 20/4/2025", "2025-03-15..2025-04-20 day"),
            ("Thứ Hai, ngày 20/11/2023", "2023-11-20 day"),
            ("Sáng ngày 05/9/2024", "2024-09-05 day"),
            ("Buổi chiều ngày 06/9/2024", "2024-09-06 day"),
            ("Chiều thứ Sáu, ngày 06/9/2024", "2024-09-06 day"),
            ("8h00 ngày 05/9/2024", "2024-09-05 minute"),
            ("07 giờ 30 phút, ngày 20/11/2023", "2023-11-20 minute"),
            ("7h30, sáng thứ Hai ngày 20/11/2023", "2023-11-20 minute"),
            ("Từ 8h00 đến 11h30 ngày 05/9/2024", "2024-09-05 minute"),
            ("14 giờ 00 ngày 20 tháng 11 năm 2023", "2023-11-20 minute"),
            ("31/02/2024", "relative"),
        ],
        &PLAN_2023,
    );
}

#[test]
fn cells_with_months_and_weeks() {
    check_cells(
        &[
            ("Tháng 4/2023", "2023-04-01..2023-04-30 month"),
            ("Tháng 02/2024", "2024-02-01..2024-02-29 month"),
            ("Tháng 6-7/2023", "2023-06-01..2023-07-31 month"),
            ("Tháng 6 - 7/2023", "2023-06-01..2023-07-31 month"),
            ("Tháng 6–8/2023", "2023-06-01..2023-08-31 month"),
            ("tháng 6, 7/2023", "2023-06-01..2023-07-31 month"),
            ("Tháng 6,7,8/2023", "2023-06-01..2023-08-31 month"),
            ("tháng 6 và tháng 7/2023", "2023-06-01..2023-07-31 month"),
            ("tháng 6 và 7 năm 2023", "2023-06-01..2023-07-31 month"),
            ("tháng 8, tháng 9 năm 2023", "2023-08-01..2023-09-30 month"),
            ("từ tháng 6 đến tháng 8 năm 2023", "2023-06-01..2023-08-31 month"),
            ("Từ tháng 6 đến tháng 8/2023", "2023-06-01..2023-08-31 month"),
            ("Từ tháng 9/2024 đến tháng 5/2025", "2024-09-01..2025-05-31 month"),
            ("Tháng 9/2024 - 5/2025", "2024-09-01..2025-05-31 month"),
            ("Tháng 9/2024 - tháng 5/2025", "2024-09-01..2025-05-31 month"),
            ("9/2024-5/2025", "2024-09-01..2025-05-31 month"),
            ("8/2023", "2023-08-01..2023-08-31 month"),
            ("T9/2024", "2024-09-01..2024-09-30 month"),
            ("T9-T12/2024", "2024-09-01..2024-12-31 month"),
            ("T9-12/2024", "2024-09-01..2024-12-31 month"),
            ("Tháng 10 năm 2024", "2024-10-01..2024-10-31 month"),
            ("Tháng 10, năm 2024", "2024-10-01..2024-10-31 month"),
            ("tháng 10-2024", "2024-10-01..2024-10-31 month"),
            ("Tháng 11/2024 đến 02/2025", "2024-11-01..2025-02-28 month"),
            ("tháng 11 đến tháng 2/2025", "2024-11-01..2025-02-28 month"),
            ("Trong tháng 8/2023", "2023-08-01..2023-08-31 month"),
            ("Tháng 9", "2023-09-01..2023-09-30 month"),
            ("Tháng 9 - 12", "2023-09-01..2023-12-31 month"),
            ("Tháng 10, 11", "2023-10-01..2023-11-30 month"),
            ("Tháng chín năm 2024", "2024-09-01..2024-09-30 month"),
            ("tháng mười hai/2024", "2024-12-01..2024-12-31 month"),
            ("Đầu tháng 9/2024", "2024-09-01..2024-09-10 week"),
            ("giữa tháng 9/2024", "2024-09-11..2024-09-20 week"),
            ("cuối tháng 9 năm 2024", "2024-09-21..2024-09-30 week"),
            ("Trung tuần tháng 10/2024", "2024-10-11..2024-10-20 week"),
            ("hạ tuần tháng 2/2024", "2024-02-21..2024-02-29 week"),
            ("nửa đầu tháng 11/2024", "2024-11-01..2024-11-15 week"),
            ("từ đầu tháng 9 đến cuối tháng 10/2024", "2024-09-01..2024-10-31 week"),
            ("Tuần 2 tháng 10/2024", "2024-10-08..2024-10-14 week"),
            ("Tuần thứ hai tháng 10/2024", "2024-10-08..2024-10-14 week"),
            ("tuần 1, 2 tháng 9/2024", "2024-09-01..2024-09-14 week"),
            ("Tuần 3-4 của tháng 9/2024", "2024-09-15..2024-09-28 week"),
            ("tuần cuối tháng 9/2024", "2024-09-24..2024-09-30 week"),
            ("tuần đầu tiên của tháng 9/2024", "2024-09-01..2024-09-07 week"),
            ("Tháng 12/2024 và tháng 01/2025", "2024-12-01..2025-01-31 month"),
            ("Tháng 3/2024; tháng 9/2024", "2024-03-01..2024-09-30 month"),
        ],
        &PLAN_2023,
    );
}

#[test]
fn cells_with_quarters_and_years() {
    check_cells(
        &[
            ("Quý II/2025", "2025-04-01..2025-06-30 quarter"),
            ("quý 2/2025", "2025-04-01..2025-06-30 quarter"),
            ("Quý II năm 2025", "2025-04-01..2025-06-30 quarter"),
            ("Quí IV/2024", "2024-10-01..2024-12-31 quarter"),
            ("quý III, IV năm 2025", "2025-07-01..2025-12-31 quarter"),
            ("Quý III - IV/2025", "2025-07-01..2025-12-31 quarter"),
            ("Quý III-IV/2025", "2025-07-01..2025-12-31 quarter"),
            ("Quý I và quý II năm 2025", "2025-01-01..2025-06-30 quarter"),
            ("QII/2025", "2025-04-01..2025-06-30 quarter"),
            ("Q3/2025", "2025-07-01..2025-09-30 quarter"),
            ("Từ quý III/2024 đến quý II/2025", "2024-07-01..2025-06-30 quarter"),
            ("Quý IV/2024 - Quý I/2025", "2024-10-01..2025-03-31 quarter"),
            ("Cuối quý II/2025", "2025-06-01..2025-06-30 month"),
            ("Quý I", "2023-01-01..2023-03-31 quarter"),
            ("6 tháng đầu năm 2024", "2024-01-01..2024-06-30 half_year"),
            ("06 tháng cuối năm 2024", "2024-07-01..2024-12-31 half_year"),
            ("sáu tháng đầu năm 2024", "2024-01-01..2024-06-30 half_year"),
            ("9 tháng đầu năm 2025", "2025-01-01..2025-09-30 month"),
            ("6 tháng đầu năm", "2023-01-01..2023-06-30 half_year"),
            ("Năm 2025", "2025-01-01..2025-12-31 year"),
            ("2025", "2025-01-01..2025-12-31 year"),
            ("Trong năm 2025", "2025-01-01..2025-12-31 year"),
            ("Cả năm 2025", "2025-01-01..2025-12-31 year"),
            ("Đầu năm 2025", "2025-01-01..2025-03-31 month"),
            ("cuối năm 2025", "2025-10-01..2025-12-31 month"),
            ("2021-2025", "2021-01-01..2025-12-31 multi_year"),
            ("Giai đoạn 2021 - 2025", "2021-01-01..2025-12-31 multi_year"),
            ("giai đoạn từ năm 2021 đến năm 2025", "2021-01-01..2025-12-31 multi_year"),
            ("Năm 2023, 2024", "2023-01-01..2024-12-31 multi_year"),
            ("năm 2023 và năm 2024", "2023-01-01..2024-12-31 multi_year"),
            ("Năm 2024 - 2025", "2024-01-01..2025-12-31 multi_year"),
            ("Từ năm 2024 đến năm 2026", "2024-01-01..2026-12-31 multi_year"),
            ("Nhiệm kỳ 2020 - 2025", "2020-01-01..2025-12-31 multi_year"),
            ("Năm học 2023 - 2024", "2023-09-01..2024-05-31 school_year"),
            ("năm học 2023-2024", "2023-09-01..2024-05-31 school_year"),
            ("Năm học 2023- 2024", "2023-09-01..2024-05-31 school_year"),
            ("Năm học 2024/2025", "2024-09-01..2025-05-31 school_year"),
            ("Trong năm học 2024 - 2025", "2024-09-01..2025-05-31 school_year"),
            ("tháng 10 năm học 2024 - 2025", "2024-10-01..2024-10-31 month"),
            ("tháng 3 năm học 2024 - 2025", "2025-03-01..2025-03-31 month"),
        ],
        &PLAN_2023,
    );
}

#[test]
fn cells_with_open_ends() {
    check_cells(
        &[
            ("Trước ngày 15/9/2024", "..2024-09-15< day"),
            ("Trước 15/9/2024", "..2024-09-15< day"),
            ("Hoàn thành trước ngày 15 tháng 9 năm 2024", "..2024-09-15< day"),
            ("Xong trước ngày 15/9", "..2023-09-15< day"),
            ("Trước tháng 9/2024", "..2024-09-01< month"),
            ("chậm nhất trước ngày 15/9/2024", "..2024-09-15< day"),
            ("Chậm nhất ngày 15/9/2024", "..2024-09-15 day"),
            ("chậm nhất là ngày 15/9/2024", "..2024-09-15 day"),
            ("Chậm nhất đến hết ngày 15/9/2024", "..2024-09-15 day"),
            ("muộn nhất vào ngày 15/9/2024", "..2024-09-15 day"),
            ("Đến hết ngày 31/12/2024", "..2024-12-31 day"),
            ("đến ngày 31/12/2024", "..2024-12-31 day"),
            ("Hết tháng 12/2024", "..2024-12-31 month"),
            ("Đến hết tháng 12 năm 2024", "..2024-12-31 month"),
            ("Hết quý III/2024", "..2024-09-30 quarter"),
            ("Đến hết năm 2025", "..2025-12-31 year"),
            ("Đến năm 2030", "..2030-12-31 year"),
            ("Tầm nhìn 2045", "..2045-12-31 year"),
            ("tầm nhìn đến năm 2045", "..2045-12-31 year"),
            ("Từ ngày 01/01/2024", "2024-01-01.. day"),
            ("Từ ngày 01/01/2024 trở đi", "2024-01-01.. day"),
            ("Từ tháng 9/2024 trở đi", "2024-09-01.. month"),
            ("Từ quý I/2025 trở đi", "2025-01-01.. quarter"),
            ("Kể từ ngày 01/7/2025", "2025-07-01.. day"),
            ("Năm 2025 và các năm tiếp theo", "2025-01-01.. year"),
            ("Sau ngày 15/9/2024", "2024-09-15.. day"),
            ("Từ nay đến hết năm 2024", "..2024-12-31 year"),
            ("Dự kiến trong tháng 8/2023 (từ ngày 01-15/8/2023)", "2023-08-01..2023-08-15 day"),
            ("Tháng 9/2024 (trước ngày 15/9)", "2024-09-01..2024-09-15< day"),
        ],
        &PLAN_2023,
    );
}

#[test]
fn cells_without_dates() {
    check_cells(
        &[
            ("Thường xuyên", "recurring"),
            ("Thường xuyên, liên tục", "recurring"),
            ("Hằng năm", "recurring"),
            ("Hàng năm", "recurring"),
            ("Hằng tháng", "recurring"),
            ("Hằng quý", "recurring"),
            ("Hằng tháng, quý, năm", "recurring"),
            ("Định kỳ", "recurring"),
            ("Định kỳ 6 tháng, năm", "recurring"),
            ("Định kỳ hằng quý, 6 tháng và năm", "recurring"),
            ("Định kỳ 06 tháng một lần", "recurring"),
            ("6 tháng/lần", "recurring"),
            ("02 lần/năm", "recurring"),
            ("Mỗi quý 01 lần", "recurring"),
            ("Trước ngày 25 hằng tháng", "recurring"),
            ("Ngày 15 hàng tháng", "recurring"),
            ("Từ ngày 20 đến ngày 25 hằng tháng", "recurring"),
            ("Quý IV hằng năm", "recurring"),
            ("Tháng 11 hằng năm", "recurring"),
            ("Trước ngày 15/12 hằng năm", "recurring"),
            ("Cuối mỗi tháng", "recurring"),
            ("Thứ Hai hằng tuần", "recurring"),
            ("Chiều thứ Sáu hằng tuần", "recurring"),
            ("Ngày 15 và 30 hằng tháng", "recurring"),
            ("Tuần đầu hằng tháng", "recurring"),
            ("Trước ngày 20 của tháng cuối quý", "recurring"),
            ("ngày cuối cùng của quý", "recurring"),
            ("Từ tháng 9 đến hết năm học", "2023-09-01.. month"),
            ("trước Hội nghị 02 ngày", "relative"),
            ("Trước ngày khai mạc", "relative"),
            ("02 ngày trước hội nghị", "relative"),
            ("Trong 5 ngày làm việc kể từ ngày nhận hồ sơ", "relative"),
            ("Sau 15 ngày kể từ ngày ban hành", "relative"),
            ("Chậm nhất 10 ngày sau khi kết thúc", "relative"),
            ("Ngay sau khi có quyết định", "relative"),
            ("Sau khi có hướng dẫn của Bộ", "relative"),
            ("Đầu năm học", "relative"),
            ("Cuối năm học", "relative"),
            ("Học kỳ I", "relative"),
            ("Trong năm", "relative"),
            ("Cả năm", "relative"),
            ("Theo kế hoạch của Bộ", "unknown"),
            ("Rằm tháng 8 âm lịch", "relative"),
            ("…", "-"),
            ("-", "-"),
            ("", "-"),
        ],
        &PLAN_2023,
    );
}
