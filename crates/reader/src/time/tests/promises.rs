//! What holds for any words: nothing panics, and what is found is inside the text.

use proptest::prelude::*;

use super::*;

/// Words of the grammar in any order: nearer to real trouble than random letters.
fn time_words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "từ",
        "đến",
        "hết",
        "trước",
        "ngày",
        "tháng",
        "năm",
        "năm học",
        "quý",
        "IV",
        "II",
        "tuần",
        "1",
        "12",
        "31",
        "02",
        "2023",
        "2024",
        "2100",
        "99999999999",
        "/",
        "-",
        "–",
        ",",
        "và",
        "hằng",
        "định kỳ",
        "trở đi",
        "giờ",
        "h",
        "8h30",
        "đầu",
        "cuối",
        "trong",
        "giai đoạn",
        "tầm nhìn",
        "chậm nhất",
        "(",
        ")",
        ";",
        "T9",
        "mười",
        "𝟗",
        "e\u{301}",
        "lần",
    ]);
    prop::collection::vec((word, prop::bool::ANY), 0..24).prop_map(|words| {
        words.into_iter().map(|(w, space)| if space { format!("{w} ") } else { w.to_owned() }).collect()
    })
}

fn check(text: &str) {
    for context in [TimeContext::default(), PLAN_2023, SCHOOL_2023] {
        let mut last = 0;
        for found in find(text, &context) {
            assert!(found.range.start >= last && found.range.start < found.range.end);
            assert_eq!(&text[found.range.clone()], found.time.text);
            last = found.range.end;
            if let (Some(start), Some(end)) = (found.time.start, found.time.end) {
                assert!(start <= end, "{}: {start}..{end}", found.time.text);
            }
        }
        if let Some(time) = parse_cell(text, &context) {
            assert_eq!(time.text, text.trim());
            assert!(time.start.is_none() || time.end.is_none() || time.start <= time.end);
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_survived(text in ".{0,80}") {
        check(&text);
    }

    #[test]
    fn any_mix_of_time_words_is_survived(text in time_words()) {
        check(&text);
    }

    /// A rhythm is one time, however it is put together.
    #[test]
    fn a_compound_rhythm_is_one_time(
        lead in prop::sample::select(vec!["", "định kỳ ", "định kỳ vào ", "trước 15 giờ 00 ", "trước 17 giờ "]),
        moment in prop::sample::select(vec!["thứ Sáu", "chiều thứ Năm", "thứ Hai và thứ Tư", "thứ 6"]),
        day in 1u32..=28,
        every in prop::sample::select(vec!["hằng", "hàng", "mỗi"]),
    ) {
        let clock = lead.starts_with("trước");
        let mut texts = vec![format!("{lead}ngày {day} {every} tháng")];
        if !clock || !moment.contains("và") {
            texts.push(format!("{lead}{moment} {every} tuần"));
        }
        texts.push(format!("5h và {}h {every} ngày", 13 + day % 10));
        for text in texts {
            let text = text.trim();
            let found = find(&format!("Báo cáo {text}; tổng hợp."), &PLAN_2023);
            prop_assert_eq!(found.len(), 1, "{}: {:?}", text, found);
            prop_assert_eq!(&found[0].time.text, text);
            prop_assert_eq!(found[0].shape, Shape::Recurring);
        }
    }

    #[test]
    fn a_printed_day_is_read_back(day in 1u32..=28, month in 1u32..=12, year in 1950i32..2090) {
        let want = NaiveDate::from_ymd_opt(year, month, day);
        for text in [
            format!("{day}/{month}/{year}"), format!("ngày {day:02}/{month:02}/{year}"),
            format!("ngày {day} tháng {month} năm {year}"), format!("{day:02}-{month:02}-{year}"),
        ] {
            let time = parse_cell(&text, &TimeContext::default()).unwrap();
            prop_assert_eq!((time.start, time.end), (want, want), "{}", text);
        }
    }
}
