//! What moves in every spelling, what stays, and that nothing breaks it.

use super::*;
use crate::{Block, Cell, Clause, Column, Heading, Issuer, Paper, PaperDate, Row, Signature, Table};
use std::collections::BTreeSet;

const YEAR: Move = Move { years: 1, keeps_weekday: false };
const SAME_WEEKDAY: Move = Move { years: 1, keeps_weekday: true };

fn frame() -> Frame {
    let day = |y, m, d| Day::from_ymd_opt(y, m, d).unwrap();
    Frame { from: day(2024, 8, 1), to: day(2025, 6, 30) }
}

/// What a text says when all that is not doubted is moved.
fn moved(text: &str, by: Move) -> String {
    let mut out = text.to_owned();
    for one in spoken(text, frame(), by, false).into_iter().rev() {
        if one.doubt.is_none() {
            out.replace_range(one.at, &one.becomes);
        }
    }
    out
}

fn doubts(text: &str) -> Vec<Option<Doubt>> {
    spoken(text, frame(), YEAR, false).into_iter().map(|one| one.doubt).collect()
}

#[test]
fn years_move_in_every_spelling() {
    for (was, becomes) in [
        ("năm học 2024 - 2025", "năm học 2025 - 2026"),
        ("năm học 2024-2025", "năm học 2025-2026"),
        ("Năm học 2024 – 2025", "Năm học 2025 – 2026"),
        ("trước ngày 15/9/2024.", "trước ngày 15/9/2025."),
        ("ngày 05 tháng 9 năm 2024", "ngày 05 tháng 9 năm 2025"),
        ("ngày 20-11-2024", "ngày 20-11-2025"),
        ("ngày 20.11.2024", "ngày 20.11.2025"),
        ("tháng 9/2024", "tháng 9/2025"),
        ("Tháng 9 năm 2024", "Tháng 9 năm 2025"),
        ("từ tháng 9 đến tháng 12/2024", "từ tháng 9 đến tháng 12/2025"),
        ("Quý IV/2024", "Quý IV/2025"),
        ("quý 1/2025", "quý 1/2026"),
        ("hè 2025", "hè 2026"),
        ("từ 15-20/10/2024", "từ 15-20/10/2025"),
        ("kỷ niệm 42 năm Ngày Nhà giáo Việt Nam", "kỷ niệm 43 năm Ngày Nhà giáo Việt Nam"),
        ("7h30, thứ Bảy, ngày 21/9/2024", "7h30, Chủ nhật, ngày 21/9/2025"),
    ] {
        assert_eq!(moved(was, YEAR), becomes);
    }
}

#[test]
fn what_is_no_time_of_the_plan_stays() {
    for text in [
        "2.024 giáo viên, 1/2 số trường, 15/20 đơn vị",
        "khối 2024A, phòng 12/5",
        "Nghị định số 30/2020/NĐ-CP",
        "Quyết định số 2024/QĐ-SGDĐT",
        "trước 30/9 hằng năm",
        "điện thoại 0242024202",
        "Thông tư 20/2024/TT-BGDĐT",
    ] {
        assert_eq!(moved(text, YEAR), text);
    }
}

#[test]
fn what_most_likely_stays_is_doubted_and_said_why() {
    let only = |text: &str| {
        let found = doubts(text);
        assert!(!found.is_empty(), "{text}: nothing found");
        let first = found[0];
        assert!(found.iter().all(|one| *one == first), "{text}: {found:?}");
        first
    };
    assert_eq!(only("ngày 20/11/1982"), Some(Doubt::Far));
    assert_eq!(only("giai đoạn 2021 - 2030"), Some(Doubt::Period));
    assert_eq!(only("Hội thi lần thứ 5"), Some(Doubt::Edition));
    assert_eq!(only("Hội thi lần thứ XIII"), Some(Doubt::Edition));
    assert_eq!(only("tổng số 2024 người"), Some(Doubt::Bare));
    assert_eq!(
        only("theo Kế hoạch số 25/KH-SGDĐT ngày 02 tháng 8 năm 2024 của Sở Giáo dục và Đào tạo"),
        Some(Doubt::Cited)
    );
}

#[test]
fn weekdays_are_kept_when_asked() {
    for (was, becomes) in [
        ("thứ Bảy, ngày 21/9/2024", "thứ Bảy, ngày 20/9/2025"),
        ("Chủ nhật (22/9/2024)", "Chủ nhật (21/9/2025)"),
        ("ngày 01/10/2024", "ngày 30/9/2025"),
        ("từ ngày 30/9 đến ngày 04/10/2024", "từ ngày 29/9 đến ngày 03/10/2025"),
        ("ngày 10/11/2024", "ngày 09/11/2025"),
        ("ngày 21-22/9/2024", "ngày 20-21/9/2025"),
        ("từ 01 đến 05/10/2024", "từ 30/9 đến 04/10/2025"),
    ] {
        assert_eq!(moved(was, SAME_WEEKDAY), becomes);
    }
}

#[test]
fn weekdays_follow_their_days() {
    assert_eq!(moved("Thứ 7, ngày 21/9/2024", YEAR), "Chủ nhật, ngày 21/9/2025");
    assert_eq!(moved("Chủ nhật, ngày 22/9", YEAR), "Thứ hai, ngày 22/9");
    assert_eq!(moved("thứ năm ngày 19/9/2024", YEAR), "thứ sáu ngày 19/9/2025");
    // Printed wrong before: nobody knows which of the two was meant.
    assert_eq!(moved("thứ Hai, ngày 21/9/2024", YEAR), "thứ Hai, ngày 21/9/2025");
}

#[test]
fn a_day_that_the_new_year_has_not_is_said() {
    let frame =
        Frame { from: Day::from_ymd_opt(2023, 9, 1).unwrap(), to: Day::from_ymd_opt(2024, 6, 1).unwrap() };
    let found = spoken("ngày 29/02/2024", frame, YEAR, false);
    assert_eq!(found[0].becomes, "28/02/2025");
    assert!(found[0].is_clipped);
}

/// A document with every kind of text.
fn paper() -> Paper {
    let cell = |text: &str| -> Cell { vec![text.to_owned()] };
    Paper {
        issuers: vec![Issuer { superior: None, name: "SỞ GIÁO DỤC VÀ ĐÀO TẠO HÀ NAM".into() }],
        number: crate::Number { number: Some(25), symbol: "KH-SGDĐT".into() },
        date: PaperDate { day: Some(2), month: Some(8), year: Some(2024) },
        subject: "Tổ chức Hội thi năm học 2024 - 2025".into(),
        bases: vec!["Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019".into()],
        body: vec![
            Block::Heading(Heading { level: 1, marker: Some("I.".into()), title: "THỜI GIAN".into() }),
            Block::Clause(Clause {
                level: 2,
                marker: None,
                run_in: None,
                text: "Từ tháng 9/2024 đến tháng 5/2025.".into(),
            }),
            Block::Table(Table {
                columns: vec![
                    Column { title: "Việc".into(), share: 1 },
                    Column { title: "Thời gian".into(), share: 1 },
                ],
                rows: vec![Row::Cells(vec![cell("Chấm thi"), cell("15/10/2024")])],
                is_landscape: false,
            }),
        ],
        signatures: vec![Signature {
            title: "GIÁM ĐỐC".into(),
            name: Some("Trần Văn A".into()),
            ..Signature::default()
        }],
        ..Paper::default()
    }
}

#[test]
fn only_what_is_chosen_moves_and_what_was_the_old_ones_goes() {
    let old = paper();
    let all = changes(&old, frame(), YEAR);
    let told: Vec<(&str, &str, Option<Doubt>)> =
        all.iter().map(|one| (one.was.as_str(), one.becomes.as_str(), one.doubt)).collect();
    assert_eq!(
        told,
        [
            ("2024 - 2025", "2025 - 2026", None),
            ("14 tháng 6 năm 2019", "14 tháng 6 năm 2020", Some(Doubt::Cited)),
            ("2024", "2025", None),
            ("2025", "2026", None),
            ("15/10/2024", "15/10/2025", None),
        ]
    );
    assert_eq!(all[2].under, "THỜI GIAN");
    let chosen: BTreeSet<String> = [all[0].key.clone(), all[4].key.clone()].into();
    let mut new = old.clone();
    apply(&mut new, frame(), YEAR, &chosen);
    assert_eq!(new.subject, "Tổ chức Hội thi năm học 2025 - 2026");
    assert_eq!(new.body[1], old.body[1]);
    assert!(
        matches!(&new.body[2], Block::Table(table) if table.rows == [Row::Cells(vec![vec!["Chấm thi".into()], vec!["15/10/2025".into()]])])
    );
    assert_eq!((new.number.number, new.date), (None, PaperDate { day: None, month: None, year: Some(2025) }));
    assert_eq!(new.number.symbol, "KH-SGDĐT");
    assert_eq!((new.signatures[0].title.as_str(), &new.signatures[0].name), ("GIÁM ĐỐC", &None));
}

#[test]
fn a_name_is_replaced_only_where_it_stands_whole() {
    let mut one = paper();
    one.subject = "Sở Hà Nam, Sở Hà Namnh".into();
    assert_eq!(rename(&mut one, "Sở Hà Nam", "Sở Ninh Bình"), 1);
    assert_eq!(one.subject, "Sở Ninh Bình, Sở Hà Namnh");
}

proptest::proptest! {
    /// Whatever is typed, places are in order, inside the text, at letters, and moving there and back gives the text again
    /// where no day was cut.
    #[test]
    fn anything_is_moved_and_comes_back(text in "(ngày |thứ [2-7], |từ |tháng |năm |kỷ niệm |lần thứ [IVX]{1,3} |[0-9]{1,4}|/|-| |\\.|Đ|ế|[a-z]){0,40}", years in 1..5_i32) {
        let there = Move { years, keeps_weekday: false };
        let back = Move { years: -years, keeps_weekday: false };
        let wide = Frame { from: Day::from_ymd_opt(1900, 1, 1).unwrap(), to: Day::from_ymd_opt(2100, 1, 1).unwrap() };
        let mut end = 0;
        let found = spoken(&text, wide, there, false);
        for one in &found {
            proptest::prop_assert!(one.at.start >= end && one.at.end <= text.len());
            proptest::prop_assert!(text.is_char_boundary(one.at.start) && text.is_char_boundary(one.at.end));
            end = one.at.end;
        }
        // Days without a year get one of the frame: their weekdays depend on it.
        if found.iter().all(|one| one.sort != Sort::Day && one.sort != Sort::Edition) {
            let mut moved = text.clone();
            for one in found.into_iter().rev() {
                moved.replace_range(one.at, &one.becomes);
            }
            let mut again = moved.clone();
            for one in spoken(&moved, wide, back, false).into_iter().rev() {
                again.replace_range(one.at, &one.becomes);
            }
            proptest::prop_assert_eq!(again, text);
        }
    }

    #[test]
    fn nothing_breaks_it(text in "\\PC{0,200}", keeps_weekday: bool) {
        let by = Move { years: 1, keeps_weekday };
        for one in spoken(&text, frame(), by, true) {
            let _ = &text[one.at];
        }
    }
}
