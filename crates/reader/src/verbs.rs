//! The verbs of duties: the chain a clause begins with, the partners after "phối hợp với", and where a subject ends.

mod doubt;
mod ends;
mod lists;

use std::ops::Range;

use crate::words::{first_of, low, starts_with_word};

use self::doubt::{is_doubtful, is_verbal};
use self::lists::{FILLERS, VERBS};

pub use ends::first_verb;

/// What a search for the end of a name may stop at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The subject of a sentence: modal words end it as well.
    Subject,
    /// The partners after "phối hợp với": prepositions end them as well.
    Partners,
}

/// The chain of verbs of a clause and its partners.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chain {
    /// The verbs in order, lower case.
    pub verbs: Vec<String>,
    /// Ranges of the partners after each "phối hợp với" of the clause.
    pub partners: Vec<Range<usize>>,
    /// Where the chain begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// Whether a text begins with a duty verb, fillers apart.
pub fn starts_with_verb(text: &str) -> bool {
    !read_chain(text, &low(text), 0).verbs.is_empty()
}

/// The chain of a clause: at its start, else after the first comma that a verb follows ("Căn cứ …, hỗ trợ …").
pub fn chain(text: &str) -> Chain {
    let low_text = low(text);
    let starts = std::iter::once(0)
        .chain(after_opening(text, &low_text))
        .chain(text.match_indices([',', ';', ':']).map(|(at, _)| at + 1));
    let found = starts
        .take(CHAIN_STARTS_MAX)
        .map(|from| read_chain(text, &low_text, from))
        .find(|chain| !chain.verbs.is_empty());
    // Else behind a subject that is no unit ("Đại diện người lao động tham gia …").
    let late = || {
        first_verb(text, 0, Reach::Subject)
            .map(|from| read_chain(text, &low_text, from))
            .filter(|_| !text.starts_with(|c: char| c.is_lowercase()))
    };
    let mut chain = found.or_else(late).unwrap_or_default();
    later_partners(text, &low_text, chain.end, &mut chain.partners);
    chain
}

/// The verb right behind a phrase that opens a clause without a comma: "Căn cứ Kế hoạch này chủ trì …", "Trước ngày
/// 20/12/2026 tổng hợp …". A verb is sure there behind a word that closes the phrase, "chủ trì" anywhere.
fn after_opening(text: &str, low_text: &str) -> Option<usize> {
    const OPENINGS: &[&str] =
        &["căn cứ", "trên cơ sở", "theo", "trong phạm vi", "tùy theo", "tùy", "theo chức năng"];
    const TIMES: &[&str] = &[
        "trước",
        "sau",
        "chậm nhất",
        "định kỳ",
        "hằng",
        "hàng",
        "trong tháng",
        "trong quý",
        "từ ngày",
        "mỗi",
    ];
    const CLOSERS: &[&str] = &["này", "được giao", "được duyệt", "được phân công", "lần"];
    const OPENING_BYTES_MAX: usize = 200;
    let is_time = first_of(low_text, TIMES).is_some();
    if !is_time && first_of(low_text, OPENINGS).is_none() {
        return None;
    }
    let end = text.find([',', ';', ':']).unwrap_or(text.len()).min(OPENING_BYTES_MAX);
    let spaces = text.match_indices(' ').map(|(at, _)| at).take_while(|at| *at < end);
    spaces.map(|at| at + 1).find(|at| {
        let before = low_text[..*at].trim_end();
        let closed = CLOSERS.iter().any(|word| crate::words::ends_with_word(before, word))
            || (is_time && before.ends_with(|c: char| c.is_ascii_digit()));
        let Some(verb) = first_of(&low_text[*at..], VERBS) else { return false };
        text[*at..].starts_with(char::is_lowercase)
            && !is_doubtful(verb)
            && (closed || matches!(verb, "chủ trì" | "chịu trách nhiệm"))
    })
}

/// A clause that has no verb in its first pieces has none.
const CHAIN_STARTS_MAX: usize = 12;

fn read_chain(text: &str, low_text: &str, from: usize) -> Chain {
    let mut at = from;
    let mut out = Chain { start: from, end: from, ..Chain::default() };
    let mut first = true;
    loop {
        let rest = &low_text[at..];
        let skipped = rest.len() - rest.trim_start_matches([' ', ',', ';']).len();
        at += skipped;
        let rest = &low_text[at..];
        if !first && text[at..].starts_with(char::is_uppercase) {
            break;
        }
        let verb = first_of(rest, VERBS);
        let filler = first_of(rest, FILLERS);
        match (verb, filler) {
            // "ban hành hướng dẫn", "gửi báo cáo": a paper, not a second verb.
            (Some("báo cáo" | "hướng dẫn" | "đề xuất" | "góp ý"), _)
                if skipped <= 1
                    && out.end + skipped == at
                    && out.verbs.last().is_some_and(|last| makes_papers(last)) =>
            {
                break;
            }
            (Some(verb), filler)
                if filler.is_none_or(|f| f.len() <= verb.len())
                    && (!is_doubtful(verb) || is_verbal(verb, rest[verb.len()..].trim_start())) =>
            {
                if out.verbs.is_empty() {
                    out.start = at;
                }
                out.verbs.push(verb.to_owned());
                at += verb.len();
                out.end = at;
                if verb.starts_with("phối")
                    && let Some(range) = partners(text, low_text, at)
                {
                    at = range.end;
                    out.end = at;
                    out.partners.push(range);
                }
            }
            // "đôn đốc việc thực hiện": what follows is the object.
            (_, Some("việc" | "công tác" | "nhiệm vụ" | "để" | "nhằm"))
                if !out.verbs.is_empty() && out.partners.is_empty() =>
            {
                break;
            }
            (_, Some(filler)) => at += filler.len(),
            _ => break,
        }
        first = false;
    }
    out.verbs.dedup();
    out
}

fn makes_papers(verb: &str) -> bool {
    matches!(verb, "ban hành" | "xây dựng" | "trình" | "gửi" | "lập" | "hoàn thiện" | "nộp" | "thẩm định")
}

/// "…; phối hợp với A tổ chức …" further on in the same clause, where "phối hợp" is a verb of its own.
fn later_partners(text: &str, low_text: &str, from: usize, out: &mut Vec<Range<usize>>) {
    let mut from = from;
    while let Some(at) = low_text[from..].find("phối hợp").map(|k| k + from) {
        let end = at + "phối hợp".len();
        let before = low_text[..at].trim_end();
        let own = before.is_empty()
            || before.ends_with([',', ';'])
            || before.ends_with(" và")
            || before.ends_with("chủ động");
        from = end;
        if own && let Some(range) = partners(text, low_text, end) {
            from = range.end;
            out.push(range);
        }
    }
}

/// The partners after a "phối hợp" that ends at `at`.
fn partners(text: &str, low_text: &str, at: usize) -> Option<Range<usize>> {
    let mut from = at;
    for word in ["chặt chẽ", "tốt", "chặt chẽ,"] {
        let rest = low_text[from..].trim_start();
        if starts_with_word(rest, word) {
            from = low_text.len() - rest.len() + word.len();
        }
    }
    let rest = low_text[from..].trim_start();
    let lead = first_of(rest, &["với", "cùng với", "cùng", "giữa"]);
    let start = match lead {
        Some(word) => low_text.len() - rest.len() + word.len(),
        None if crate::units::begins(&text[from..]) && crate::words::starts_capital(&text[from..]) => from,
        None => return None,
    };
    if lead == Some("giữa") {
        return None;
    }
    let start = start + (text[start..].len() - text[start..].trim_start().len());
    let verb = first_verb(text, start, Reach::Partners).unwrap_or(text.len());
    let mark = text[start..].find([';', ':', '.']).map_or(text.len(), |k| k + start);
    let end = verb.min(mark);
    let piece = text[start..end].trim_end_matches(|c: char| c.is_whitespace() || c == ',');
    let piece = piece.strip_suffix(" và").unwrap_or(piece).trim_end();
    (!piece.is_empty() && crate::words::words(piece) <= 80).then_some(start..start + piece.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<String>, Option<&str>) {
        let found = chain(text);
        (found.verbs, found.partners.first().map(|r| &text[r.clone()]))
    }

    #[test]
    fn a_name_that_ends_with_a_noun_maker_ends_before_its_verb() {
        for (text, name) in [
            ("Phòng Kế hoạch chủ trì, phối hợp với các phòng", "Phòng Kế hoạch"),
            ("Vụ Tổ chức cán bộ rà soát hồ sơ", "Vụ Tổ chức cán bộ"),
            ("Phòng Tổ chức - Cán bộ chủ trì tham mưu", "Phòng Tổ chức - Cán bộ"),
            ("Ban Công tác Mặt trận vận động nhân dân", "Ban Công tác Mặt trận"),
            ("Các cán bộ quản lý trường học chủ trì buổi họp", "Các cán bộ quản lý trường học"),
        ] {
            let end = first_verb(text, 0, Reach::Subject).map(|at| text[..at].trim_end());
            assert_eq!(end, Some(name), "{text}");
        }
    }

    #[test]
    fn chains_and_partners() {
        let cases: [(&str, &[&str], Option<&str>); 10] = [
            ("Chủ trì tham mưu xây dựng kế hoạch", &["chủ trì", "tham mưu", "xây dựng"], None),
            (
                "Chủ trì, phối hợp với Sở Y tế, Sở Xây dựng tổ chức hội nghị",
                &["chủ trì", "phối hợp", "tổ chức"],
                Some("Sở Y tế, Sở Xây dựng"),
            ),
            (
                "Phối hợp với các cơ quan chức năng của địa phương để kết nối",
                &["phối hợp", "kết nối"],
                Some("các cơ quan chức năng của địa phương"),
            ),
            ("Là đơn vị đầu mối, thường trực Ban Tổ chức", &["đầu mối", "thường trực"], None),
            ("Căn cứ khả năng ngân sách, hỗ trợ một phần kinh phí", &["hỗ trợ"], None),
            ("Tăng cường công tác phối hợp chỉ đạo các đơn vị", &["phối hợp", "chỉ đạo"], None),
            ("Phối hợp chỉ đạo, đẩy mạnh công tác nghiên cứu khoa học", &["phối hợp", "chỉ đạo"], None),
            ("Tổ chức chỉ đạo cơ sở phối hợp chặt chẽ với chính quyền", &["tổ chức", "chỉ đạo"], None),
            ("Đảm bảo các điều kiện về cơ sở vật chất", &["đảm bảo"], None),
            ("Theo dõi, đôn đốc, tổng hợp báo cáo Bộ", &["theo dõi", "đôn đốc", "tổng hợp", "báo cáo"], None),
        ];
        for (text, verbs, partners) in cases {
            assert_eq!(read(text), (verbs.iter().map(|v| (*v).to_owned()).collect(), partners), "{text}");
        }
    }
}
