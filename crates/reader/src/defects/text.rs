//! The faults that show in a text alone: spelling, doubled words, spaces, marks.

use super::marks::{Fault, doubled, missing_marks, spaces_and_marks};
use super::spelling::{Word, misprints, words};
use crate::plan::DefectType;

/// Finds the faults of one text, in order.
pub fn faults(text: &str) -> Vec<Fault> {
    faults_of(text, &words(text))
}

/// The same of a text whose words are known.
pub(super) fn faults_of(text: &str, words: &[Word]) -> Vec<Fault> {
    let mut out: Vec<Fault> = misprints(text, words)
        .into_iter()
        .map(|m| Fault {
            kind: if m.is_glued { DefectType::MissingSpace } else { DefectType::Typo },
            range: m.range,
            mend: m.mend,
        })
        .collect();
    out.extend(doubled(text, words));
    out.extend(spaces_and_marks(text));
    out.extend(missing_marks(text));
    out.sort_by_key(|fault| (fault.range.start, fault.range.end));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let name = |kind: DefectType| serde_json::to_value(kind).unwrap().as_str().unwrap().to_owned();
        faults(text)
            .iter()
            .map(|f| {
                format!("{}: {}>{}", name(f.kind), &text[f.range.clone()], f.mend.as_deref().unwrap_or("?"))
            })
            .collect()
    }

    #[test]
    fn faults_of_writing() {
        let rows: [(&str, &[&str]); 15] = [
            ("phụ trách phong trào thi thi đua, cuộc vận động", &["duplicate_word: thi thi đua>thi đua"]),
            ("các các đơn vị", &["duplicate_word: các các đơn>các đơn"]),
            ("cơ quan quan trọng; tổng kết kết quả; đại biểu biểu quyết; Ban ban hành; ngày ngày", &[]),
            ("tổ chức thực hiện thực hiện nhiệm vụ", &["duplicate_word: thực hiện thực hiện>thực hiện"]),
            ("TM.BAN THƯỜNG VỤ", &["missing_space: TM.BAN>TM. BAN"]),
            ("giáo viên,nhân viên", &["missing_space: viên,nhân>viên, nhân"]),
            ("thực hiện.Các đơn vị", &["missing_space: hiện.Các>hiện. Các"]),
            ("nhân dân(UBND)", &["missing_space: dân(UBND>dân (UBND"]),
            ("năm học 2023- 2024.", &["stray_space: học 2023- 2024>học 2023 - 2024"]),
            ("như sau :", &["stray_space: như sau :>như sau:"]),
            ("Công đoàn GDVN ; Các Vụ", &["stray_space: đoàn GDVN ;>đoàn GDVN;"]),
            (
                "nhà trường,, học sinh;.",
                &["stray_punctuation: trường,,>trường,", "stray_punctuation: sinh;.>sinh."],
            ),
            (
                "pháp luật của Nhà nước các quy định của Ngành; xây dựng",
                &[
                    "missing_punctuation: của Nhà nước các quy định của Ngành>của Nhà nước, các quy định của Ngành",
                ],
            ),
            ("lũ lụt... Chỉ đạo; v.v.; 8:00; 1.248; TP.HCM; sonoivu.gov.vn; https://abc.vn/a,b; ./.", &[]),
            ("Bộ quy tắc (nếu có), 2021 - 2025, 2021-2025, b/c;", &[]),
        ];
        for (text, want) in rows {
            assert_eq!(shown(text), want, "{text}");
        }
    }

    proptest::proptest! {
        /// No text makes a panic, and every finding lies inside the text.
        #[test]
        fn any_text_is_survived(text in "(?:[a-zA-ZđĐàáạăâêôơưƯ(),.;:“”\"/0-9& -]|Căn cứ |Quyết định số |/QĐ-|qúa |gop |\\*\\*|lần thứ |của | ngày ){0,60}") {
            for fault in faults(&text) {
                proptest::prop_assert!(text.get(fault.range.clone()).is_some());
            }
            for found in crate::citations::in_text(&text, true) {
                proptest::prop_assert!(text.get(found.range.clone()).is_some());
            }
            for found in crate::abbreviations::introductions(&text) {
                proptest::prop_assert!(text.contains(&found.full) && text.contains(&found.short));
            }
        }
    }
}
