//! Where the name of a unit ends: at the first verb that is no noun and no part of a name.

use super::Reach;
use super::doubt::{is_doubtful, is_verbal};
use super::lists::{BODIES, BODY_VERBS, NOUN_MAKERS, QUALIFIERS, VERBS};
use crate::words::{first_of, low, starts_with_word};

/// Words that end a subject besides verbs.
const MODALS: &[&str] = &[
    "có trách nhiệm",
    "có nhiệm vụ",
    "chủ động",
    "căn cứ",
    "theo lĩnh vực",
    "theo nhiệm vụ",
    "theo thẩm quyền",
    "theo phân công",
    "trong phạm vi",
    "tùy theo",
    "phấn đấu",
    "nâng cao",
    "tiếp tục",
    "tăng cường",
    "nghiêm túc",
    "khẩn trương",
    "kịp thời",
    "cần",
    "phải",
    "sẽ",
    "được giao",
    "trên cơ sở",
    "tích cực",
    "thường xuyên",
    "định kỳ",
    "trực tiếp",
    "đồng loạt",
    "luân phiên",
    "lần lượt",
    "tự",
    "đẩy mạnh",
    "theo chức năng",
    "theo dõi",
    "là",
    "có kế hoạch",
    "chọn",
    "tập trung",
    "chú trọng",
    "dự kiến",
    "hằng năm",
];

/// Words that end the partners besides verbs.
const PARTNER_ENDS: &[&str] = &[
    "để",
    "nhằm",
    "trong việc",
    "trong công tác",
    "trong quá trình",
    "trong tổ chức",
    "trong thực hiện",
    "trong triển khai",
    "theo quy định",
    "theo chức năng",
    "theo phân công",
    "về việc",
    "tiếp tục",
    "tăng cường",
    "đẩy mạnh",
    "chủ động",
    "kịp thời",
    "thường xuyên",
];

/// The first verb in lower case from `from` on that is not part of a name, or another word that ends the name.
pub fn first_verb(text: &str, from: usize, reach: Reach) -> Option<usize> {
    let low_text = low(text);
    let ends: &[&str] = if reach == Reach::Subject { MODALS } else { PARTNER_ENDS };
    let mut depth = 0_i32;
    let mut word_start = true;
    for (at, c) in text[from..].char_indices().map(|(at, c)| (at + from, c)) {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if word_start && depth <= 0 && c.is_lowercase() && at > from {
            let rest = &low_text[at..];
            if first_of(rest, ends).is_some() {
                return Some(at);
            }
            if let Some(verb) = first_of(rest, VERBS)
                && !is_noun(&text[from..at], rest, verb, reach)
            {
                return Some(at);
            }
        }
        word_start = !c.is_alphanumeric();
    }
    None
}

/// Whether a verb at this place is a noun or a part of a name. `printed` stands before it.
fn is_noun(printed: &str, rest: &str, verb: &str, reach: Reach) -> bool {
    let folded = low(printed);
    let before = folded.trim_end();
    let after = rest[verb.len()..].trim_start();
    if is_doubtful(verb) && !is_verbal(verb, after) {
        return true;
    }
    if matches!(verb, "lãnh đạo" | "thanh tra" | "giáo dục" | "đào tạo") {
        return true;
    }
    if verb == "tổ chức"
        && (starts_with_word(after, "chính trị")
            || starts_with_word(after, "xã hội")
            || starts_with_word(after, "đoàn thể")
            || starts_with_word(after, "cơ sở"))
    {
        return true;
    }
    let ends_with = |word: &str| crate::words::ends_with_word(before, word);
    let makes_noun = NOUN_MAKERS.iter().any(|word| ends_with(word)) && !ends_a_name(printed);
    if makes_noun || (BODY_VERBS.contains(&verb) && is_body(before)) {
        return true;
    }
    let last = after.trim_end_matches(|c: char| !c.is_alphanumeric()).is_empty();
    if last
        && reach == Reach::Subject
        && matches!(
            verb,
            "tham gia" | "quản lý" | "phối hợp" | "thực hiện" | "tham dự" | "tổ chức" | "phục vụ" | "đào tạo"
        )
    {
        return true;
    }
    if is_of_a_name(verb, after) {
        return true;
    }
    QUALIFIERS.contains(&verb)
        && ["cơ quan", "đơn vị", "bộ phận"].iter().any(|word| ends_with(word))
        && verb != "thực hiện"
        || (verb == "phối hợp" && (ends_with("đơn vị") || ends_with("cơ quan")) && after.is_empty())
}

/// Whether a unit's own name ends right before the verb, though its last word makes nouns elsewhere: "Phòng Kế hoạch
/// chủ trì", "Vụ Tổ chức cán bộ rà soát".
fn ends_a_name(before: &str) -> bool {
    let before = before.trim_end();
    let folded = low(before);
    let Some(maker) = NOUN_MAKERS.iter().find(|word| crate::words::ends_with_word(&folded, word)) else {
        return false;
    };
    let n_before = folded.chars().count() - maker.chars().count();
    // Both forms have the same letters, so the same number of characters.
    let is_capital = n_before > 0 && before.chars().nth(n_before).is_some_and(char::is_uppercase);
    let is_staff = folded.ends_with("tổ chức cán bộ") || folded.ends_with("tổ chức - cán bộ");
    (is_capital || is_staff) && crate::units::begins(before)
}

/// Whether the words end with a body that stands alone ("Ban", not "Tỉnh Đoàn").
fn is_body(before: &str) -> bool {
    BODIES.iter().any(|word| {
        crate::words::ends_with_word(before, word) && {
            let rest = before[..before.len() - word.len()].trim_end();
            rest.is_empty()
                || rest.ends_with([',', ';', '('])
                || ["các", "những", "mỗi", "và", "của", "với", "trưởng", "phó", "thành viên", "lãnh đạo"]
                    .iter()
                    .any(|lead| crate::words::ends_with_word(rest, lead))
        }
    })
}

/// Verbs that names of bodies are made with ("Trung tâm Xúc tiến đầu tư tỉnh", "Hội đồng đánh giá cấp huyện"), when the
/// level of administration or a field follows.
fn is_of_a_name(verb: &str, after: &str) -> bool {
    const IN_NAMES: &[&str] = &[
        "quản lý",
        "đầu tư",
        "đánh giá",
        "phát triển",
        "bảo vệ",
        "bảo tồn",
        "kiểm soát",
        "tư vấn",
        "hỗ trợ",
        "ứng dụng",
        "nghiên cứu",
        "cung cấp",
        "phục vụ",
        "khai thác",
        "thẩm định",
        "kiểm tra",
        "giám sát",
        "điều hành",
        "điều phối",
        "vận động",
        "bồi dưỡng",
        "khảo sát",
        "thống kê",
        "phòng ngừa",
        "chăm sóc",
        "kiểm kê",
        "giới thiệu",
        "xúc tiến",
        "phát thanh",
        "quảng bá",
        "chống",
        "khuyến khích",
    ];
    const LEVELS: &[&str] = &[
        "tỉnh",
        "huyện",
        "thành phố",
        "quận",
        "xã",
        "phường",
        "thị xã",
        "thị trấn",
        "cấp",
        "trung ương",
        "quốc gia",
        "khu vực",
        "bệnh tật",
        "rừng",
        "dự án",
        "đô thị",
        "thị trường",
        "giáo dục",
        "chất lượng",
    ];
    IN_NAMES.contains(&verb)
        && (first_of(after, LEVELS).is_some()
            || first_of(after, &["chủ trì", "phối hợp", "chịu trách nhiệm", "có trách nhiệm"]).is_some())
}
