//! Names of units as plain words: marks folded, abbreviations written out.
//!
//! "Sở GD&ĐT", "sở GD và ĐT" and "Sở Giáo dục và Đào tạo" become the same words; so do names in documents and in lists,
//! because both sides pass through here. What an abbreviation means is decided by the word before it where it must be.

use crate::text::{key, one_tone_style};

/// Abbreviations of the sector, folded, with the words they stand for (without "và").
const ABBREVIATIONS: &[(&str, &str)] = &[
    ("bgddt", "bo giao duc dao tao"),
    ("cbql", "can bo quan ly"),
    ("cbqlgd", "can bo quan ly giao duc"),
    ("cdcs", "cong doan co so"),
    ("cdgd", "cong doan giao duc"),
    ("cdgdvn", "cong doan giao duc viet nam"),
    ("cdn", "cong doan nganh"),
    ("cdsp", "cao dang su pham"),
    ("cntt", "cong nghe thong tin"),
    ("csgd", "co so giao duc"),
    ("csgddh", "co so giao duc dai hoc"),
    ("csvc", "co so vat chat"),
    ("ctct", "cong tac chinh tri"),
    ("cthssv", "cong tac hoc sinh sinh vien"),
    ("dh", "dai hoc"),
    ("dhqg", "dai hoc quoc gia"),
    ("dhsp", "dai hoc su pham"),
    ("gd", "giao duc"),
    ("gdct", "giao duc chinh tri"),
    ("gdcthssv", "giao duc chinh tri cong tac hoc sinh sinh vien"),
    ("gddh", "giao duc dai hoc"),
    ("gddt", "giao duc dao tao"),
    ("gdmn", "giao duc mam non"),
    ("gdnn", "giao duc nghe nghiep"),
    ("gdnngdtx", "giao duc nghe nghiep giao duc thuong xuyen"),
    ("gdpt", "giao duc pho thong"),
    ("gdqpan", "giao duc quoc phong an ninh"),
    ("gdtc", "giao duc the chat"),
    ("gdtd", "giao duc thoi dai"),
    ("gdth", "giao duc tieu hoc"),
    ("gdtrh", "giao duc trung hoc"),
    ("gdtx", "giao duc thuong xuyen"),
    ("gdvn", "giao duc viet nam"),
    ("hcm", "ho chi minh"),
    ("hssv", "hoc sinh sinh vien"),
    ("htqt", "hop tac quoc te"),
    ("hv", "hoc vien"),
    ("khcn", "khoa hoc cong nghe"),
    ("khcnmt", "khoa hoc cong nghe moi truong"),
    ("khcntt", "khoa hoc cong nghe thong tin"),
    ("khgd", "khoa hoc giao duc"),
    ("khtc", "ke hoach tai chinh"),
    ("ldld", "lien doan lao dong"),
    ("mn", "mam non"),
    ("ng", "nha giao"),
    ("ngcb", "nha giao can bo"),
    ("ngcbql", "nha giao can bo quan ly"),
    ("ngcbqlcsgd", "nha giao can bo quan ly co so giao duc"),
    ("ngcbqlgd", "nha giao can bo quan ly giao duc"),
    ("pgddt", "phong giao duc dao tao"),
    ("qlcl", "quan ly chat luong"),
    ("qlgd", "quan ly giao duc"),
    ("sgddt", "so giao duc dao tao"),
    ("sogddt", "so giao duc dao tao"),
    ("sp", "su pham"),
    ("spkt", "su pham ky thuat"),
    ("tccb", "to chuc can bo"),
    ("tcgd", "tap chi giao duc"),
    ("thcs", "trung hoc co so"),
    ("thpt", "trung hoc pho thong"),
    ("tldld", "tong lien doan lao dong"),
    ("tldldvn", "tong lien doan lao dong viet nam"),
    ("tp", "thanh pho"),
    ("tphcm", "thanh pho ho chi minh"),
    ("ttr", "thanh tra"),
    ("tx", "thi xa"),
    ("ubkt", "uy ban kiem tra"),
    ("ubnd", "uy ban nhan dan"),
    ("vh", "van hoa"),
    ("vhxh", "van hoa xa hoi"),
    ("vkhgdvn", "vien khoa hoc giao duc viet nam"),
    ("vn", "viet nam"),
    ("vp", "van phong"),
    ("xh", "xa hoi"),
];

/// Abbreviations that mean something else after a certain word: `(word before, abbreviation, words)`.
const AFTER: &[(&str, &str, &str)] = &[
    ("vu", "gddt", "giao duc dan toc"),
    ("vu", "pc", "phap che"),
    ("trung tam", "tttt", "truyen thong giao duc"),
    ("truong", "cd", "cao dang"),
    ("truong", "th", "tieu hoc"),
    ("phong", "vhxh", "van hoa xa hoi"),
    ("so", "hn", "ha noi"),
    ("dao tao", "hn", "ha noi"),
    ("lao dong", "hn", "ha noi"),
    ("giao duc", "hn", "ha noi"),
    ("dao tao", "q", "quan"),
    ("dao tao", "h", "huyen"),
    ("nhan dan", "q", "quan"),
    ("nhan dan", "h", "huyen"),
    ("nhan dan", "p", "phuong"),
    ("nhan dan", "x", "xa"),
];

/// Words that bind and tell nothing apart.
const BINDING: &[&str] = &["va", "cua", "thuoc", "tai"];

/// Longest run of parts ("KH - TC", "GD & ĐT") that is read as one abbreviation.
const PARTS_MAX: usize = 4;
/// Longest part of such a run.
const PART_LETTERS_MAX: usize = 4;

/// The words of a name, abbreviations written out.
pub fn words(name: &str) -> Vec<String> {
    let folded = key(&one_tone_style(name));
    let parts: Vec<String> = folded
        .split(|letter: char| !letter.is_alphanumeric() && letter != '&')
        .map(|part| part.replace('&', ""))
        .filter(|part| !part.is_empty() && !BINDING.contains(&part.as_str()))
        .collect();
    let mut words: Vec<String> = Vec::with_capacity(parts.len());
    let mut at = 0;
    while at < parts.len() {
        let (taken, meaning) = expand(&parts[at..], &words);
        match meaning {
            Some(meaning) => words.extend(meaning.split(' ').map(str::to_owned)),
            None => words.push(parts[at].clone()),
        }
        at += taken;
    }
    drop_sector(words)
}

/// The words of a name without the nouns that come and go ("tỉnh", "thành phố"), joined: what exact search compares.
pub fn plain(words: &[String]) -> String {
    let mut kept: Vec<&str> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let pair = (words[at].as_str(), words.get(at + 1).map(String::as_str));
        match pair {
            ("thanh", Some("pho")) => at += 1,
            ("tinh", Some(_)) => {}
            (word, _) => kept.push(word),
        }
        at += 1;
    }
    kept.join(" ")
}

/// Letters and digits only, folded: "GD&TĐ" and "gdtd" meet.
pub fn squash(name: &str) -> String {
    key(name).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// How many parts an abbreviation takes and what it means after the words before it.
fn expand(parts: &[String], before: &[String]) -> (usize, Option<&'static str>) {
    let longest =
        parts.iter().take(PARTS_MAX).take_while(|part| part.len() <= PART_LETTERS_MAX).count().max(1);
    for taken in (1..=longest).rev() {
        let joined = parts[..taken].concat();
        if let Some(meaning) = meaning(&joined, before) {
            return (taken, Some(meaning));
        }
    }
    (1, union_or_college(parts, before))
}

fn meaning(short: &str, before: &[String]) -> Option<&'static str> {
    let said_before = |phrase: &str| {
        phrase.split(' ').rev().zip(before.iter().rev()).all(|(word, said)| word == said)
            && before.len() > phrase.matches(' ').count()
    };
    let after = AFTER.iter().find(|(word, abbr, _)| *abbr == short && said_before(word));
    after.map(|(_, _, meaning)| *meaning).or_else(|| {
        let at = ABBREVIATIONS.binary_search_by_key(&short, |(abbr, _)| abbr).ok()?;
        Some(ABBREVIATIONS[at].1)
    })
}

/// "CĐ" is a union before the sector's words and a college before "sư phạm".
fn union_or_college(parts: &[String], before: &[String]) -> Option<&'static str> {
    if parts[0] != "cd" {
        return None;
    }
    let next = parts.get(1).map_or("", String::as_str);
    let is_college =
        matches!(next, "su" | "sp" | "nghe" | "y") || before.last().is_some_and(|word| word == "truong");
    Some(if is_college { "cao dang" } else { "cong doan" })
}

/// "Công đoàn ngành Giáo dục" and "Công đoàn Giáo dục" are the same.
fn drop_sector(words: Vec<String>) -> Vec<String> {
    let is_between = |at: usize| {
        at > 0
            && words[at] == "nganh"
            && words[at - 1] == "doan"
            && words.get(at + 1).is_some_and(|next| next == "giao")
    };
    let keep: Vec<bool> = (0..words.len()).map(|at| !is_between(at)).collect();
    words.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(word, _)| word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_for_searching() {
        assert!(ABBREVIATIONS.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn spellings_of_one_name_give_the_same_words() {
        let same = [
            ("Sở GD&ĐT Hà Nội", "Sở Giáo dục và Đào tạo Hà Nội"),
            ("sở GD & ĐT HN", "Sở GDĐT Hà Nội"),
            ("SGDĐT Hà Nội", "Sở GD-ĐT Hà Nội"),
            ("Vụ GDDT", "Vụ Giáo dục Dân tộc"),
            ("CĐGD Việt Nam", "Công đoàn GDVN"),
            ("CĐ ngành GD Hà Nội", "Công đoàn Giáo dục Hà Nội"),
            ("Trường CĐ Sư phạm Kiên Giang", "CĐSP Kiên Giang".replace("CĐSP", "Trường CĐSP").as_str()),
            ("Phòng VH-XH phường Ba Đình", "Phòng Văn hóa - Xã hội phường Ba Đình"),
            ("UBND TP.HCM", "Ủy ban nhân dân Thành phố Hồ Chí Minh"),
            ("Uỷ ban nhân dân", "Ủy ban nhân dân"),
            ("Phòng GD&ĐT Q. Ba Đình", "Phòng Giáo dục và Đào tạo quận Ba Đình"),
        ]
        .map(|(a, b)| (words(a), words(b)));
        for (a, b) in same {
            assert_eq!(a, b);
        }
        assert_eq!(plain(&words("Sở GD&ĐT tỉnh Cao Bằng")), "so giao duc dao tao cao bang");
    }
}
