//! What the columns of a work table hold, told by the words of its head.

use crate::rx;
use crate::words::{low, words};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Running number.
    No,
    /// The work.
    Task,
    /// When.
    Time,
    /// By when the work is done, beside a start column.
    End,
    /// What comes of it.
    Product,
    /// Who leads or does it.
    Lead,
    /// Who helps.
    Coop,
    /// Both in one cell: "Phòng Pháp chế / Vụ Kế hoạch".
    LeadCoop,
    /// Something the plan form has no place for.
    Other,
}

/// The role that a head cell names, if it names one.
pub fn role(cell: &str) -> Option<Role> {
    const HEAD_WORDS_MAX: usize = 14;
    if cell.is_empty() || words(cell) > HEAD_WORDS_MAX {
        return None;
    }
    let low = low(cell);
    let low = low.trim_matches(|c: char| !c.is_alphanumeric());
    let table: [(&regex::Regex, Role); 12] = [
        (rx!(r"^(?:tt|stt|số tt|s tt|số thứ tự|thứ tự|no|s\.tt)$"), Role::No),
        (rx!(r"^(?:hình thức|loại|tên|dự kiến) (?:sản phẩm|kết quả)"), Role::Product),
        (rx!(r"chủ trì\s*(?:/|,|và|-)\s*(?:(?:đơn vị|cơ quan) )?phối hợp"), Role::LeadCoop),
        (
            rx!(
                r"^(?:ghi chú|địa điểm|địa bàn|kinh phí|dự toán|nguồn kinh phí|nguồn vốn|số lượng|đơn vị tính|đvt|chỉ tiêu|đối tượng|thành phần|căn cứ|hình thức|lãnh đạo.*|họ và tên|họ tên|họ, tên|ngày sinh|năm sinh|nơi sinh|ngày,? tháng,? năm sinh|giới tính|đơn giá|thành tiền|tên hàng|số tiền)\b"
            ),
            Role::Other,
        ),
        (
            rx!(
                r"^(?:thời gian kết thúc|thời điểm kết thúc|ngày kết thúc|kết thúc|đến|đến ngày|đến hết ngày)$"
            ),
            Role::End,
        ),
        (
            rx!(
                r"^(?:từ$|từ ngày|thời gian|thời hạn|thời điểm|tiến độ|hạn |ngày|tháng|thời lượng|lộ trình|mốc thời gian|kỳ hạn|tuần|giờ|bắt đầu|dự kiến thời gian|dự kiến hoàn thành|hoàn thành|năm)|thời gian"
            ),
            Role::Time,
        ),
        (rx!(r"chủ trì"), Role::Lead),
        (rx!(r"phối hợp|phối kết hợp|hỗ trợ"), Role::Coop),
        (rx!(r"sản phẩm|kết quả|đầu ra|yêu cầu cần đạt|hồ sơ"), Role::Product),
        (
            rx!(
                r"^(?:nội dung|công việc|nhiệm vụ|hoạt động|tên |các |danh mục|hạng mục|đầu việc|việc |chương trình|chuyên đề|chủ đề|phần việc|giải pháp|mục tiêu|nhóm nhiệm vụ|sự kiện|bước)"
            ),
            Role::Task,
        ),
        (
            rx!(
                r"thực hiện|phụ trách|chịu trách nhiệm|đầu mối|tham mưu|phân công|trách nhiệm|người|đơn vị|cơ quan|bộ phận"
            ),
            Role::Lead,
        ),
        (rx!(r"nội dung|công việc|nhiệm vụ"), Role::Task),
    ];
    table.iter().find(|(pattern, _)| pattern.is_match(low)).map(|(_, role)| *role)
}

/// Whether a row is a head: at least two cells name roles, most cells do, and a work or time column is among them.
pub fn is_head(cells: &[String]) -> bool {
    let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
    let roles: Vec<Role> = cells.iter().filter_map(|cell| role(cell)).collect();
    let numbered = cells.first().is_some_and(|cell| cell.starts_with(|c: char| c.is_ascii_digit()));
    let dated = cells.iter().any(|cell| rx!(r"\d{1,2}/\d{1,4}|\d{4}").is_match(cell));
    let ended = cells.iter().any(|cell| cell.ends_with(['.', ';']) && words(cell) > 2);
    let known = roles.contains(&Role::Task)
        || roles.contains(&Role::Time)
        || roles.contains(&Role::No)
        || roles.contains(&Role::Lead)
        || roles.contains(&Role::LeadCoop);
    let short = cells.iter().filter(|cell| words(cell) > 7).count() * 3 <= filled;
    let strict = roles.contains(&Role::No) || distinct(&roles) * 3 >= filled * 2;
    roles.len() >= 2
        && roles.len() * 2 >= filled
        && known
        && strict
        && short
        && !numbered
        && !ended
        && (!dated || roles.contains(&Role::No))
}

fn distinct(roles: &[Role]) -> usize {
    roles.iter().enumerate().filter(|(at, role)| !roles[..*at].contains(role)).count()
}

/// The roles of all columns; a second column of a role that can be only one is [`Role::Other`].
pub fn roles(head: &[String]) -> Vec<Role> {
    let mut out: Vec<Role> = Vec::new();
    for cell in head {
        let role = role(cell).unwrap_or(Role::Other);
        let taken = out.contains(&role) && !matches!(role, Role::Other);
        out.push(match (role, taken) {
            // "Đơn vị thực hiện" beside "Đơn vị chủ trì": the second is who helps.
            (Role::Lead, true) if !out.contains(&Role::Coop) => Role::Coop,
            // "Nội dung" beside "Nhiệm vụ": the later column is the finer one, kept as something else.
            (_, true) => Role::Other,
            (role, false) => role,
        });
    }
    if !out.contains(&Role::Task) && !out.contains(&Role::Product) {
        promote_task(head, &mut out);
    }
    out
}

/// A column of people or goods: its table lists them and no work.
fn lists_things(cell: &str) -> bool {
    rx!(r"^(?:họ và tên|họ tên|họ, tên|tên hàng|đơn giá|ngày sinh|năm sinh)\b").is_match(low(cell).trim())
}

/// Without a column for the work, the first unknown column is it, unless the table lists people or goods.
fn promote_task(head: &[String], roles: &mut [Role]) {
    if head.iter().any(|cell| lists_things(cell)) {
        return;
    }
    if let Some(at) = head
        .iter()
        .enumerate()
        .filter(|(at, cell)| roles[*at] == Role::Other && role(cell).is_none() && !cell.is_empty())
        .map(|(at, _)| at)
        .next()
    {
        roles[at] = Role::Task;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn head_words_name_roles() {
        let cases = [
            ("TT", Role::No),
            ("Nội dung công việc", Role::Task),
            ("Thời gian thực hiện", Role::Time),
            ("Sản phẩm/kết quả", Role::Product),
            ("Đơn vị chủ trì, thực hiện", Role::Lead),
            ("Đơn vị, cá nhân phối hợp", Role::Coop),
            ("Ghi chú", Role::Other),
            ("Kết quả thực hiện", Role::Product),
            ("Thời hạn hoàn thành", Role::Time),
            ("Nội dung thực hiện", Role::Task),
        ];
        for (cell, expected) in cases {
            assert_eq!(role(cell), Some(expected), "{cell}");
        }
    }

    #[test]
    fn heads_are_told_from_rows() {
        let row = |cells: &[&str]| cells.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>();
        assert!(is_head(&row(&["STT", "Nội dung", "Thời gian", "Đơn vị thực hiện"])));
        assert!(is_head(&row(&["Thời gian", "Nội dung"])));
        assert!(!is_head(&row(&["1", "Nội dung báo cáo", "Tháng 5", "Sở Y tế"])));
        assert!(!is_head(&row(&["Tháng 9/2024", "Tổ chức khai giảng"])));
    }
}
