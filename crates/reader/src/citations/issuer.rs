//! The issuer that a symbol names: by its last code, a table of central bodies and the place of the citing document.

use super::{Home, symbols};

/// Codes of central bodies, ministries and national organisations, past and present.
const CENTRAL: [(&str, &str); 66] = [
    ("CP", "Chính phủ"),
    ("TTg", "Thủ tướng Chính phủ"),
    ("TTG", "Thủ tướng Chính phủ"),
    ("CTN", "Chủ tịch nước"),
    ("VPCP", "Văn phòng Chính phủ"),
    ("UBTVQH", "Ủy ban Thường vụ Quốc hội"),
    ("TW", "Ban Chấp hành Trung ương"),
    ("VPTW", "Văn phòng Trung ương Đảng"),
    ("BTGTW", "Ban Tuyên giáo Trung ương"),
    ("BTCTW", "Ban Tổ chức Trung ương"),
    ("TANDTC", "Tòa án nhân dân tối cao"),
    ("VKSNDTC", "Viện kiểm sát nhân dân tối cao"),
    ("KTNN", "Kiểm toán nhà nước"),
    ("BGDĐT", "Bộ Giáo dục và Đào tạo"),
    ("BGD&ĐT", "Bộ Giáo dục và Đào tạo"),
    ("GDĐT", "Bộ Giáo dục và Đào tạo"),
    ("BYT", "Bộ Y tế"),
    ("BNV", "Bộ Nội vụ"),
    ("BTC", "Bộ Tài chính"),
    ("BCT", "Bộ Công Thương"),
    ("BXD", "Bộ Xây dựng"),
    ("BTP", "Bộ Tư pháp"),
    ("BCA", "Bộ Công an"),
    ("BQP", "Bộ Quốc phòng"),
    ("BNG", "Bộ Ngoại giao"),
    ("BGTVT", "Bộ Giao thông vận tải"),
    ("BKHĐT", "Bộ Kế hoạch và Đầu tư"),
    ("BTTTT", "Bộ Thông tin và Truyền thông"),
    ("BKHCN", "Bộ Khoa học và Công nghệ"),
    ("BTNMT", "Bộ Tài nguyên và Môi trường"),
    ("BNNPTNT", "Bộ Nông nghiệp và Phát triển nông thôn"),
    ("BNN", "Bộ Nông nghiệp và Phát triển nông thôn"),
    ("BNNMT", "Bộ Nông nghiệp và Môi trường"),
    ("BLĐTBXH", "Bộ Lao động - Thương binh và Xã hội"),
    ("LĐTBXH", "Bộ Lao động - Thương binh và Xã hội"),
    ("BVHTTDL", "Bộ Văn hóa, Thể thao và Du lịch"),
    ("BDTTG", "Bộ Dân tộc và Tôn giáo"),
    ("NHNN", "Ngân hàng Nhà nước Việt Nam"),
    ("TTCP", "Thanh tra Chính phủ"),
    ("UBDT", "Ủy ban Dân tộc"),
    ("BHXH", "Bảo hiểm xã hội Việt Nam"),
    ("TLĐ", "Tổng Liên đoàn Lao động Việt Nam"),
    ("TLĐLĐ", "Tổng Liên đoàn Lao động Việt Nam"),
    ("CĐN", "Công đoàn ngành"),
    ("CĐGDVN", "Công đoàn Giáo dục Việt Nam"),
    ("TWĐTN", "Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh"),
    ("TWHCTĐ", "Trung ương Hội Chữ thập đỏ Việt Nam"),
    ("MTTW", "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam"),
    ("ĐCT", "Đoàn Chủ tịch"),
    ("HĐBCQG", "Hội đồng bầu cử quốc gia"),
    ("UBATGTQG", "Ủy ban An toàn giao thông Quốc gia"),
    ("BCĐTW", "Ban Chỉ đạo Trung ương"),
    ("TCTK", "Tổng cục Thống kê"),
    ("TCT", "Tổng cục Thuế"),
    ("BCHTW", "Ban Chấp hành Trung ương"),
    ("BTV", "Ban Thường vụ"),
    ("BBT", "Ban Bí thư"),
    ("BCT-TW", "Bộ Chính trị"),
    ("ĐHQGHN", "Đại học Quốc gia Hà Nội"),
    ("TTXVN", "Thông tấn xã Việt Nam"),
    ("ĐTNVN", "Đài Tiếng nói Việt Nam"),
    ("THVN", "Đài Truyền hình Việt Nam"),
    ("UBQGPCTT", "Ban Chỉ đạo quốc gia về phòng, chống thiên tai"),
    ("HLHPN", "Hội Liên hiệp Phụ nữ"),
    ("HCCB", "Hội Cựu chiến binh"),
    ("HND", "Hội Nông dân"),
];

/// Codes of bodies that every province or district has: the name is completed by the place of the citing document.
const LOCAL: [(&str, &str); 30] = [
    ("UBND", "UBND"),
    ("HĐND", "HĐND"),
    ("TU", "Tỉnh ủy"),
    ("LĐLĐ", "LĐLĐ"),
    ("BTVTU", "Ban Thường vụ Tỉnh ủy"),
    ("SGDĐT", "Sở Giáo dục và Đào tạo"),
    ("SGD&ĐT", "Sở Giáo dục và Đào tạo"),
    ("SYT", "Sở Y tế"),
    ("SNV", "Sở Nội vụ"),
    ("STC", "Sở Tài chính"),
    ("STP", "Sở Tư pháp"),
    ("SXD", "Sở Xây dựng"),
    ("SCT", "Sở Công Thương"),
    ("SKHCN", "Sở Khoa học và Công nghệ"),
    ("STTTT", "Sở Thông tin và Truyền thông"),
    ("SNNMT", "Sở Nông nghiệp và Môi trường"),
    ("SNNPTNT", "Sở Nông nghiệp và Phát triển nông thôn"),
    ("STNMT", "Sở Tài nguyên và Môi trường"),
    ("SKHĐT", "Sở Kế hoạch và Đầu tư"),
    ("SGTVT", "Sở Giao thông vận tải"),
    ("SLĐTBXH", "Sở Lao động - Thương binh và Xã hội"),
    ("SVHTTDL", "Sở Văn hóa, Thể thao và Du lịch"),
    ("SVHTT", "Sở Văn hóa và Thể thao"),
    ("SDL", "Sở Du lịch"),
    ("PGDĐT", "Phòng Giáo dục và Đào tạo"),
    ("PGD&ĐT", "Phòng Giáo dục và Đào tạo"),
    ("TTYT", "Trung tâm Y tế"),
    ("HU", "Huyện ủy"),
    ("ĐU", "Đảng ủy"),
    ("CĐGD", "Công đoàn Giáo dục"),
];

/// The issuer named by a symbol: "1441/QĐ-BGDĐT" is of Bộ Giáo dục và Đào tạo.
///
/// `title` is the title of the cited document, which may print the body in full ("giữa UBND thành phố Hà Nội và …").
pub fn issuer_of_symbol(number: &str, title: Option<&str>, home: &Home) -> Option<String> {
    let symbol = symbols(number).into_iter().next()?;
    let issuing: Vec<&str> = issuing_codes(&symbol.codes);
    let names: Vec<String> = issuing.iter().filter_map(|code| name_of(code, title, home)).collect();
    (!names.is_empty()).then(|| names.join("; "))
}

/// The codes that name bodies: after the type code, or before the unit code of a letter ("908/UBND-VX").
fn issuing_codes(codes: &[String]) -> Vec<&str> {
    let typed = codes.first().is_some_and(|c| super::kinds::type_of_code(c).is_some());
    let rest = if typed { &codes[1..] } else { &codes[..1.min(codes.len())] };
    rest.iter().map(String::as_str).collect()
}

fn name_of(code: &str, title: Option<&str>, home: &Home) -> Option<String> {
    let is_assembly = code.strip_prefix("QH").is_some_and(|n| n.chars().all(|c| c.is_ascii_digit()));
    if is_assembly {
        return Some("Quốc hội".to_owned());
    }
    if code.starts_with("UBTVQH") {
        return Some("Ủy ban Thường vụ Quốc hội".to_owned());
    }
    if let Some(agency) = home.agencies.iter().find(|agency| abbreviates(code, &agency.name)) {
        return Some(agency.name.clone());
    }
    if let Some((_, name)) = CENTRAL.iter().find(|(c, _)| *c == code) {
        return Some((*name).to_owned());
    }
    let (_, name) = LOCAL.iter().find(|(c, _)| *c == code)?;
    if let Some(full) = title.and_then(|title| named_in(title, name)) {
        return Some(full);
    }
    Some(match place_of(home) {
        Some(place) if !name.contains("ủy") => format!("{name} {place}"),
        _ => (*name).to_owned(),
    })
}

/// Whether a code is made of the first letters of a name: "CĐN" of "Công đoàn ngành Giáo dục".
fn abbreviates(code: &str, name: &str) -> bool {
    const FILLERS: [&str; 4] = ["và", "của", "các", "-"];
    const LETTERS_MIN: usize = 3;
    let wanted: Vec<char> = code.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let low = crate::words::low(name);
    let initial = |word: &str| match word.chars().next() {
        Some('đ') => Some('đ'),
        Some(c) => domain::text::key(&c.to_string()).chars().next(),
        None => None,
    };
    let initials: Vec<char> = low
        .split([' ', '-', ','])
        .filter(|w| !w.is_empty() && !FILLERS.contains(w))
        .filter_map(initial)
        .collect();
    wanted.len() >= LETTERS_MIN && initials.starts_with(&wanted)
}

/// "UBND thành phố Hà Nội" in a title that names the body with its place.
fn named_in(title: &str, name: &str) -> Option<String> {
    let at = title.find(name)?;
    let rest = &title[at + name.len()..];
    let low = crate::words::low(rest);
    let is_place = [" tỉnh ", " thành phố ", " huyện ", " quận ", " thị xã ", " xã ", " phường "]
        .iter()
        .any(|w| low.starts_with(w));
    let stops = [" và ", " với ", " về ", " giai đoạn", " năm ", ",", ";", "."];
    let end = stops.iter().filter_map(|stop| low.find(stop)).min().unwrap_or(low.len());
    is_place.then(|| format!("{name}{}", rest[..end].trim_end()))
}

/// "thành phố Hà Nội" from the names of the issuing agencies.
fn place_of(home: &Home) -> Option<String> {
    let agency = home.agencies.first()?;
    let names = [Some(agency.name.as_str()), agency.parent.as_deref()];
    names.into_iter().flatten().find_map(|name| {
        let low = crate::words::low(name);
        ["tỉnh ", "thành phố ", "tp. ", "tp ", "quận ", "huyện ", "thị xã ", "phường ", "xã "]
            .iter()
            .find_map(|lead| low.find(lead))
            .filter(|at| *at == 0 || low[..*at].ends_with(' '))
            .map(|at| name[at..].to_owned())
    })
}
