//! The roadmap: what is drawn, by which step, and that its words stay in their room.

use super::scale::Step;
use super::*;

fn bar(from: &str, to: &str) -> Bar {
    let day = |text: &str| (!text.is_empty()).then(|| text.parse().expect("a day"));
    Bar {
        no: "1".into(),
        title: "Tổ chức <hội nghị> & lấy ý kiến của toàn thể cán bộ, giáo viên".into(),
        unit: "Văn phòng".into(),
        unit_labels: vec!["Văn phòng".into()],
        window: Some((day(from), day(to))),
        printed: "Tháng 6/2024".into(),
        family: "run",
        href: "/plans/1/work#task-1".into(),
        percent: 0,
    }
}

fn words() -> Words {
    Words {
        label: "Lộ trình".into(),
        month: "Tháng".into(),
        quarter: "Quý".into(),
        today: "Nay".into(),
        no_window: "Không ghi".into(),
    }
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

#[test]
fn nothing_is_drawn_when_no_task_has_a_day() {
    assert_eq!(draw(&[], day("2024-06-15"), &words(), Look::Desk), None);
    assert_eq!(draw(&[bar("", "")], day("2024-06-15"), &words(), Look::Desk), None);
}

#[test]
fn today_is_drawn_only_inside_the_months_shown() {
    let inside =
        draw(&[bar("2024-06-01", "2024-06-30")], day("2024-06-15"), &words(), Look::Desk).expect("a picture");
    assert!(inside.contains("Nay 15/6"), "{inside}");
    let outside =
        draw(&[bar("2024-06-01", "2024-06-30")], day("2026-01-01"), &words(), Look::Desk).expect("a picture");
    assert!(!outside.contains("Nay"), "{outside}");
}

#[test]
fn a_window_of_a_month_fills_its_column_and_open_sides_are_dashed() {
    let scale = Scale::of(&[bar("2024-06-01", "2024-06-30")], Look::Desk).expect("a scale");
    assert_eq!((scale.columns, scale.step), (3, Step::Month));
    assert!((scale.x(day("2024-07-01")) - scale.left - scale.column_width()).abs() < 0.01);
    let open = draw(&[bar("2024-06-01", "")], day("2024-06-15"), &words(), Look::Desk).expect("a picture");
    assert!(open.contains("g-plan-open"), "{open}");
}

#[test]
fn long_plans_are_drawn_by_quarters_and_by_years() {
    let step = |to: &str| Scale::of(&[bar("2020-01-01", to)], Look::Desk).expect("a scale").step;
    assert_eq!(step("2021-05-31"), Step::Month);
    assert_eq!(step("2023-12-31"), Step::Quarter);
    assert_eq!(step("2035-12-31"), Step::Year);
    let century =
        draw(&[bar("1900-01-01", "2100-12-31")], day("2024-06-15"), &words(), Look::Desk).expect("a picture");
    assert!(century.len() < 60_000, "{} bytes", century.len());
}

#[test]
fn words_of_the_document_cannot_break_out_of_the_picture() {
    let svg =
        draw(&[bar("2024-06-01", "2024-06-30")], day("2024-06-15"), &words(), Look::Desk).expect("a picture");
    assert!(svg.contains("&lt;hội nghị&gt; &amp;") && !svg.contains("<hội"), "{svg}");
}

#[test]
fn the_flag_of_today_is_as_wide_as_its_words() {
    let flag = |today: &str| {
        let words = Words { today: today.into(), ..words() };
        let svg = draw(&[bar("2024-06-01", "2024-06-30")], day("2024-06-15"), &words, Look::Desk)
            .expect("a picture");
        let rest = svg.split("g-today-flag").nth(1).expect("a flag");
        let width = rest.split("width=\"").nth(1).and_then(|w| w.split('"').next()).expect("a width");
        width.parse::<f64>().expect("a number")
    };
    assert!(flag("Today") > flag("Nay") + 10.0);
    assert!(flag("Aujourd'hui") >= letters::width("Aujourd'hui 15/6"));
}

#[test]
fn the_phone_shows_the_first_tasks_by_quarters_when_there_are_many_months() {
    let many: Vec<Bar> = (0..200).map(|_| bar("2024-01-01", "2024-12-31")).collect();
    let svg = draw(&many, day("2024-06-15"), &words(), Look::Phone).expect("a picture");
    assert_eq!(svg.matches("g-row-ground").count(), PHONE_ROWS_MAX);
    assert!(svg.contains("Quý I/2024") && svg.contains(">IV<"), "{svg}");
}

#[test]
fn a_unit_goes_by_a_name_that_has_room_before_any_is_cut() {
    let label = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let bar = Bar { unit: names[0].clone(), unit_labels: names, ..bar("2024-06-01", "2024-06-30") };
        let svg = draw(&[bar], day("2024-06-15"), &words(), Look::Desk).expect("a picture");
        let label = svg.split("text-anchor=\"end\">").nth(2).and_then(|rest| rest.split('<').next());
        (label.expect("a label").to_owned(), svg)
    };
    let whole = "Cục Nhà giáo và Cán bộ quản lý giáo dục";
    let (short, svg) = label(&[whole, "Cục NGCB"]);
    assert_eq!(short, "Cục NGCB");
    assert!(svg.contains(&format!("· {whole} ·")), "the tooltip has the whole name");
    assert_eq!(label(&["Văn phòng", "VP"]).0, "Văn phòng", "what has room stays as printed");
    let (cut, _) = label(&[whole, "Cục Nhà giáo và Cán bộ quản lý"]);
    assert!(cut.ends_with('…') && cut.starts_with("Cục"), "{cut}");
}

#[test]
fn a_long_title_is_whole_on_the_phone_and_in_the_tooltip() {
    let title =
        "Tổ chức hội nghị tổng kết năm học và lấy ý kiến của toàn thể cán bộ quản lý, giáo viên trong ngành";
    let bars: Vec<Bar> =
        (0..3).map(|_| Bar { title: title.into(), ..bar("2024-06-01", "2024-06-30") }).collect();
    let phone = draw(&bars, day("2024-06-15"), &words(), Look::Phone).expect("a picture");
    let lines: Vec<&str> =
        phone.split("class=\"t-strong\"").skip(1).filter_map(|t| t.split(['>', '<']).nth(1)).collect();
    assert_eq!(lines.join(" "), [title; 3].join(" "));
    let desk = draw(&bars, day("2024-06-15"), &words(), Look::Desk).expect("a picture");
    assert!(desk.contains(&format!("<title>1. {title} ·")));
}
