//! Short verbs that are other words as well: what must follow them to be verbs.

use crate::words::first_of;

/// Short verbs that are other words as well ("cấp tỉnh", "chương trình").
pub(super) fn is_doubtful(verb: &str) -> bool {
    matches!(
        verb,
        "cấp"
            | "mở"
            | "giao"
            | "lập"
            | "trình"
            | "nhập"
            | "tăng"
            | "cử"
            | "in"
            | "phát"
            | "dự"
            | "tiếp"
            | "đón"
            | "ký"
            | "trực"
            | "đặt"
            | "xét"
            | "chống"
            | "trao"
            | "chấm"
            | "thăm"
            | "tiêm"
    )
}

pub(super) fn is_verbal(verb: &str, after: &str) -> bool {
    match verb {
        "cấp" => first_of(after, &["kinh phí", "phát", "giấy", "đủ", "đầy đủ", "bổ sung"]).is_some(),
        "giao" => first_of(after, &["cho", "nhiệm vụ", "các", "phòng", "sở"]).is_some(),
        "trình" => {
            first_of(after, &["ubnd", "ủy ban", "bộ", "lãnh đạo", "cấp", "chủ tịch", "hđnd", "ban"]).is_some()
        }
        "mở" => first_of(after, &["lớp", "chuyên", "các"]).is_some(),
        "cử" => !after.starts_with("tri"),
        "in" => first_of(after, &["ấn", "tờ", "tài liệu", "băng", "và"]).is_some(),
        "phát" => first_of(after, &["hành", "tờ", "tài liệu", "sóng", "giấy", "thanh"]).is_some(),
        "dự" => first_of(after, &["giờ", "họp", "trù", "hội"]).is_some(),
        "trực" => first_of(after, &["cấp cứu", "24", "ban"]).is_some(),
        "tiếp" | "chống" | "xét" => false,
        "đón" => first_of(after, &["tiếp", "các", "đoàn", "đại biểu", "khách"]).is_some(),
        "ký" | "đặt" | "trao" | "chấm" | "thăm" | "tiêm" => !after.starts_with("tế"),
        _ => first_of(after, &["kế hoạch", "dự toán", "danh sách", "hồ sơ", "báo cáo", "cường"]).is_some(),
    }
}
