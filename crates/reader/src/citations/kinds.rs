//! The words around citations: document types, lead words, and what a type tells about its issuer.

/// Document types, lower case, as officials write them. Longer ones win.
pub(super) const TYPES: [&str; 50] = [
    "văn bản hợp nhất", "nghị quyết liên tịch", "thông tư liên tịch", "kế hoạch liên tịch", "thông báo kết luận",
    "chương trình phối hợp", "chương trình hành động", "chương trình công tác", "chương trình liên tịch",
    "quy chế phối hợp", "kế hoạch phối hợp", "hướng dẫn liên ngành", "kế hoạch liên ngành", "quyết định", "nghị quyết",
    "nghị định", "chỉ thị", "thông tư", "thông báo", "thông tri", "kết luận", "kế hoạch", "công văn", "công điện",
    "tờ trình", "hướng dẫn", "quy định", "quy chế", "bộ luật", "luật", "pháp lệnh", "hiến pháp", "lệnh", "báo cáo",
    "đề án", "chiến lược", "chương trình", "văn bản", "biên bản", "phương án", "dự án", "điều lệ", "đề cương", "công thư",
    "giấy mời", "thư", "hợp đồng", "thỏa thuận", "bản ghi nhớ", "nội quy",
];

/// Lead words, lower case. Longer ones win.
pub(super) const RELATIONS: [&str; 24] = [
    "tiếp tục triển khai thực hiện", "tổ chức triển khai thực hiện", "tiếp tục thực hiện", "triển khai thực hiện",
    "tổ chức thực hiện", "thực hiện nghiêm túc", "thực hiện tốt", "thực hiện", "triển khai", "căn cứ vào", "căn cứ",
    "theo đề nghị", "xét đề nghị", "theo tinh thần", "theo quy định tại", "quy định tại", "theo", "xét", "chấp hành",
    "thi hành", "hưởng ứng", "trên cơ sở", "tiếp theo", "quán triệt",
];

/// Who issues documents of a type whatever their symbol.
pub(super) fn issuer_of_type(doc_type: &str) -> Option<&'static str> {
    match doc_type.to_lowercase().as_str() {
        "luật" | "bộ luật" | "hiến pháp" => Some("Quốc hội"),
        "pháp lệnh" => Some("Ủy ban Thường vụ Quốc hội"),
        "nghị định" => Some("Chính phủ"),
        _ => None,
    }
}

/// The type that a code names, when none is printed.
pub(super) fn type_of_code(code: &str) -> Option<&'static str> {
    Some(match code {
        "QĐ" => "Quyết định",
        "NQ" | "NQLT" => "Nghị quyết",
        "NĐ" => "Nghị định",
        "CT" => "Chỉ thị",
        "TT" | "TTLT" => "Thông tư",
        "TB" | "TBKL" => "Thông báo",
        "KL" => "Kết luận",
        "KH" | "KHPH" | "KHLT" => "Kế hoạch",
        "CV" => "Công văn",
        "CĐ" => "Công điện",
        "TTr" => "Tờ trình",
        "HD" | "HDLT" => "Hướng dẫn",
        "QC" => "Quy chế",
        "QyĐ" => "Quy định",
        "CTr" | "CTPH" | "CTLT" => "Chương trình",
        "BC" => "Báo cáo",
        "ĐA" => "Đề án",
        "L" => "Luật",
        _ => return None,
    })
}
