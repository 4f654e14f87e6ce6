//! Whether letters are Vietnamese as written, or what is left of it after a wrong font or encoding.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Frequent syllables of administrative Vietnamese that carry marks. In right text they are a fifth of all words, in
/// text with wrong or missing letters almost none.
const FREQUENT: &str = "và của các được thực hiện tổ chức giáo dục đào tạo kế hoạch công tác đơn vị năm học nhà trường \
    cán bộ quản lý viên nhân phòng sở ngày tháng số điều quy định về với những một là có không này đến từ hợp phối \
    chỉ đạo triển báo cáo thời nội yêu cầu mục đích việc đồng chí nơi nhận lưu độc lập hạnh phúc việt nghĩa hội \
    chủ cộng hòa xã tự phương địa cơ quan tại đối tượng điểm cầu trực tuyến tiếp đảm bảo kinh phí ủy ban tỉnh huyện";

/// Frequent English words: a foreign text is not a broken one.
const ENGLISH: &str = "the of and to in a is for on with that by this as are";

/// What the letters of a text look like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Letters {
    /// Number of words looked at.
    pub words: usize,
    /// Share of words that are frequent Vietnamese syllables with their marks.
    pub vietnamese: f64,
    /// Share of words that are frequent Vietnamese syllables typed without marks.
    pub bare: f64,
    /// Share of words that are frequent English words.
    pub english: f64,
}

/// Looks at the words of a text.
pub(crate) fn look(text: &str) -> Letters {
    let frequent: std::collections::HashSet<&str> =
        FREQUENT.split_whitespace().filter(|word| !word.is_ascii()).collect();
    let bare_words: std::collections::HashSet<String> = frequent.iter().map(|word| bare(word)).collect();
    let (mut words, mut vietnamese, mut plain, mut english) = (0usize, 0usize, 0usize, 0usize);
    let text: String = text.nfc().collect::<String>().to_lowercase();
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        if frequent.contains(word) {
            vietnamese += 1;
        } else if bare_words.contains(word) {
            plain += 1;
        }
        if ENGLISH.split(' ').any(|known| known == word) {
            english += 1;
        }
    }
    let share = |n: usize| ratio(n, words);
    Letters { words, vietnamese: share(vietnamese), bare: share(plain), english: share(english) }
}

/// `n` of `of`, nothing of nothing being nothing.
#[expect(clippy::cast_precision_loss, reason = "counts of words are far below 2^52")]
pub(crate) fn ratio(n: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { n as f64 / of as f64 }
}

fn bare(word: &str) -> String {
    word.nfd().filter(|c| !is_combining_mark(*c)).map(|c| if c == 'đ' { 'd' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn right_text_stands_out_from_wrong_letters() {
        let right = look("Bộ Giáo dục và Đào tạo ban hành kế hoạch tổ chức thực hiện các nhiệm vụ năm học");
        let missing = look("B Gio dc v o to ban hnh k hoch t chc thc hin cc nhim v nm hc");
        let old = look("Bé Gi¸o dôc vµ §µo t¹o ban hµnh kÕ ho¹ch tæ chøc thùc hiÖn");
        assert!(right.vietnamese > 0.5, "{right:?}");
        assert!(missing.vietnamese < 0.01 && missing.bare < 0.1, "{missing:?}");
        assert!(old.vietnamese < 0.1, "{old:?}");
        assert!(look("The plan of the office is for the year and to be read by all").english > 0.3);
    }
}
