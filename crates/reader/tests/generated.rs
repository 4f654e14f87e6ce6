//! Plans made by chance from known parts must be read back exactly: numbers, units, markers, wording and table layouts vary.

use std::fmt::Write;

use domain::source::{Format, Source};
use proptest::prelude::*;
use proptest::sample::select;
use reader::plan::{NodeKind, Plan, RecipientKind, UnitSource};

/// Units with simple and with awkward names (commas, dashes, verbs, levels).
const UNITS: &[&str] = &[
    "Sở Y tế",
    "Sở Tài chính",
    "Sở Nội vụ",
    "Sở Xây dựng",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Lao động - Thương binh và Xã hội",
    "Công an tỉnh",
    "Bộ Chỉ huy Quân sự tỉnh",
    "Trung tâm Kiểm soát bệnh tật tỉnh",
    "Trung tâm Xúc tiến đầu tư tỉnh",
    "Cục Nhà giáo và Cán bộ quản lý giáo dục",
    "Hội Liên hiệp Phụ nữ tỉnh",
    "Tỉnh Đoàn",
    "Đài Phát thanh và Truyền hình tỉnh",
    "Ban Quản lý các khu công nghiệp tỉnh",
    "UBND các huyện, thị xã, thành phố",
    "Các sở, ban, ngành tỉnh",
    "Văn phòng UBND tỉnh",
];

/// Duties: the clause, its core verbs, and the time it is due (as printed), with `{}` for the partners.
const DUTIES: &[(&str, &[&str], Option<&str>)] = &[
    (
        "Chủ trì, phối hợp với {} tổ chức các lớp tập huấn cho cán bộ cơ sở.",
        &["chủ trì", "phối hợp", "tổ chức"],
        None,
    ),
    (
        "Phối hợp với {} xây dựng quy chế làm việc, trình trước ngày 30/6/2024.",
        &["phối hợp", "xây dựng"],
        Some("trước ngày 30/6/2024"),
    ),
    (
        "Chủ trì tham mưu ban hành hướng dẫn chuyên môn; bố trí nhân lực thực hiện.",
        &["chủ trì", "tham mưu", "ban hành"],
        None,
    ),
    (
        "Theo dõi, đôn đốc, kiểm tra tiến độ ở các địa phương trên địa bàn.",
        &["theo dõi", "đôn đốc", "kiểm tra"],
        None,
    ),
    ("Bảo đảm đầy đủ trang thiết bị, vật tư cho các điểm triển khai.", &["bảo đảm"], None),
    (
        "Tổng hợp, báo cáo kết quả thực hiện chậm nhất ngày 15/12/2024.",
        &["tổng hợp", "báo cáo"],
        Some("chậm nhất ngày 15/12/2024"),
    ),
];

/// Work of the table.
const TASKS: &[&str] = &[
    "Thành lập Ban Tổ chức chiến dịch",
    "Khảo sát nhu cầu tại cơ sở",
    "Xây dựng tài liệu truyền thông",
    "Tập huấn cho báo cáo viên",
    "Tổ chức lễ phát động",
    "Kiểm tra, giám sát chuyên đề",
    "Tổng kết, khen thưởng",
];
/// What comes of it.
const PRODUCTS: &[&str] = &[
    "Quyết định thành lập",
    "Báo cáo khảo sát",
    "Bộ tài liệu; tờ rơi",
    "Danh sách học viên",
    "Lễ phát động được tổ chức",
];
/// Times with their first and last days.
const TIMES: &[(&str, Option<&str>, Option<&str>)] = &[
    ("Tháng 3/2024", Some("2024-03-01"), Some("2024-03-31")),
    ("Tháng 4-5/2024", Some("2024-04-01"), Some("2024-05-31")),
    ("Quý II/2024", Some("2024-04-01"), Some("2024-06-30")),
    ("01-15/8/2024", Some("2024-08-01"), Some("2024-08-15")),
    ("Trước ngày 20/9/2024", None, Some("2024-09-20")),
    ("25/10/2024", Some("2024-10-25"), Some("2024-10-25")),
];

#[derive(Debug, Clone)]
struct Row {
    task: &'static str,
    time: usize,
    product: &'static str,
    lead: &'static str,
    coop: Vec<&'static str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    Tabs,
    Pipes,
    Gaps,
}

#[derive(Debug, Clone)]
struct Duty {
    clause: usize,
    partners: Vec<&'static str>,
}

#[derive(Debug, Clone)]
struct Made {
    rows: Vec<Row>,
    order: Vec<usize>,
    layout: Layout,
    break_after: usize,
    units: Vec<(&'static str, Vec<Duty>)>,
    bullet: &'static str,
    sections: &'static str,
    gap: &'static str,
    number: Option<u32>,
    recipients: Vec<&'static str>,
    nfd: bool,
}

fn some_units(most: usize) -> impl Strategy<Value = Vec<&'static str>> {
    prop::sample::subsequence(UNITS.to_vec(), 1..=most).prop_shuffle()
}

fn made() -> impl Strategy<Value = Made> {
    let row = (select(TASKS), 0..TIMES.len(), select(PRODUCTS), select(UNITS), some_units(3))
        .prop_map(|(task, time, product, lead, coop)| Row { task, time, product, lead, coop });
    let duty =
        (0..DUTIES.len(), some_units(2)).prop_map(|(clause, partners)| Duty { clause, partners }).boxed();
    let units = some_units(4).prop_flat_map(move |names: Vec<&'static str>| {
        let n = names.len();
        (Just(names), prop::collection::vec(prop::collection::vec(duty.clone(), 1..3), n))
            .prop_map(|(names, duties)| names.into_iter().zip(duties).collect::<Vec<_>>())
    });
    let shape = (
        Just((1..6).collect::<Vec<usize>>()).prop_shuffle(),
        select(vec![Layout::Tabs, Layout::Pipes, Layout::Gaps]),
        0_usize..6,
    );
    let signs = (select(vec!["-", "+", "•"]), select(vec!["I. ", "A. ", "I/ "]), select(vec!["\n", "\n\n"]));
    let rest = (prop::option::of(1_u32..999), some_units(4), any::<bool>());
    (prop::collection::vec(row, 1..6), units, shape, signs, rest).prop_map(
        |(rows, units, (order, layout, break_after), (bullet, sections, gap), (number, recipients, nfd))| {
            Made { rows, order, layout, break_after, units, bullet, sections, gap, number, recipients, nfd }
        },
    )
}

const HEADS: [&str; 6] =
    ["TT", "Nội dung công việc", "Thời gian thực hiện", "Sản phẩm", "Đơn vị chủ trì", "Đơn vị phối hợp"];

impl Made {
    fn section(&self, number: usize, title: &str) -> String {
        let marker = match (self.sections, number) {
            ("A. ", 1) => "A. ",
            ("A. ", 2) => "B. ",
            ("A. ", _) => "C. ",
            ("I/ ", 1) => "I/ ",
            ("I/ ", 2) => "II/ ",
            ("I/ ", _) => "III/ ",
            (_, 1) => "I. ",
            (_, 2) => "II. ",
            _ => "III. ",
        };
        format!("{marker}{title}")
    }

    fn cells(&self, at: usize, row: &Row) -> Vec<String> {
        let all = [
            (at + 1).to_string(),
            row.task.into(),
            TIMES[row.time].0.into(),
            row.product.into(),
            row.lead.into(),
            row.coop.join("; "),
        ];
        std::iter::once(all[0].clone()).chain(self.order.iter().map(|k| all[*k].clone())).collect()
    }

    fn table(&self) -> String {
        let head: Vec<String> = std::iter::once(HEADS[0])
            .chain(self.order.iter().map(|k| HEADS[*k]))
            .map(str::to_owned)
            .collect();
        let mut lines = vec![head.clone()];
        for (at, row) in self.rows.iter().enumerate() {
            // A page break: a blank line and the head again.
            if at > 0 && at == self.break_after {
                lines.push(Vec::new());
                lines.push(head.clone());
            }
            lines.push(self.cells(at, row));
        }
        let widths: Vec<usize> = (0..head.len())
            .map(|k| {
                lines
                    .iter()
                    .filter_map(|cells| cells.get(k))
                    .map(|cell| cell.chars().count())
                    .max()
                    .unwrap_or(0)
                    + 4
            })
            .collect();
        let line = |cells: &Vec<String>| match self.layout {
            _ if cells.is_empty() => String::new(),
            Layout::Tabs => cells.join("\t"),
            Layout::Pipes => format!("| {} |", cells.join(" | ")),
            Layout::Gaps => cells
                .iter()
                .zip(&widths)
                .map(|(cell, width)| format!("{cell}{}", " ".repeat(width - cell.chars().count())))
                .collect::<String>()
                .trim_end()
                .to_owned(),
        };
        lines.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    fn text(&self) -> String {
        let gap = self.gap;
        let number = self.number.map_or("     ".to_owned(), |n| n.to_string());
        let mut out = format!(
            "ỦY BAN NHÂN DÂN\nTỈNH HẢI SƠN\nSố: {number}/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHải Sơn, ngày 05 tháng 02 năm 2024\n\nKẾ HOẠCH\nTriển khai chiến dịch chăm sóc sức khỏe cộng đồng năm 2024\n\n"
        );
        let _ = write!(
            out,
            "Thực hiện Chương trình công tác năm 2024, UBND tỉnh ban hành Kế hoạch như sau:{gap}"
        );
        let _ = write!(
            out,
            "{}{gap}1. Mục đích{gap}{} Nâng cao sức khỏe của người dân trên địa bàn.{gap}2. Yêu cầu{gap}{} Triển khai đồng bộ, đúng tiến độ.{gap}",
            self.section(1, "MỤC ĐÍCH, YÊU CẦU"),
            self.bullet,
            self.bullet
        );
        let _ = write!(
            out,
            "{}\n\n{}\n\n{}{gap}",
            self.section(2, "TIẾN ĐỘ THỰC HIỆN"),
            self.table(),
            self.section(3, "TỔ CHỨC THỰC HIỆN")
        );
        for (at, (unit, duties)) in self.units.iter().enumerate() {
            let _ = write!(out, "{}. {unit}{gap}", at + 1);
            for duty in duties {
                let _ = write!(
                    out,
                    "{} {}{gap}",
                    self.bullet,
                    DUTIES[duty.clause].0.replace("{}", &duty.partners.join(", "))
                );
            }
        }
        let _ = write!(
            out,
            "Trên đây là Kế hoạch triển khai chiến dịch năm 2024, đề nghị các đơn vị nghiêm túc thực hiện./.\n\nNơi nhận:\n"
        );
        for name in &self.recipients {
            let _ = writeln!(out, "- {name} (để t/h);");
        }
        out.push_str(
            "- Lưu: VT, KGVX.\n\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n\nNguyễn Thị Hồng Vân\n",
        );
        if self.nfd { nfd(&out) } else { out }
    }
}

fn nfd(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfd().collect()
}

fn iso(day: Option<chrono::NaiveDate>) -> Option<String> {
    day.map(|day| day.to_string())
}

fn check_head_and_tail(made: &Made, plan: &Plan) -> Result<(), TestCaseError> {
    let header = &plan.header;
    prop_assert_eq!(
        header.issuing_agencies.iter().map(|a| a.name.to_lowercase()).collect::<Vec<_>>(),
        ["ủy ban nhân dân tỉnh hải sơn"]
    );
    let number = header.number.as_ref().expect("a number line");
    prop_assert_eq!(
        (number.number.clone(), number.symbol.as_deref()),
        (made.number.map(|n| n.to_string()), Some("KH-UBND"))
    );
    prop_assert_eq!(header.place.as_ref().map(|p| p.text.as_str()), Some("Hải Sơn"));
    prop_assert_eq!(iso(header.date.as_ref().and_then(|d| d.iso)), Some("2024-02-05".to_owned()));
    prop_assert_eq!(
        header.subject.as_ref().map(|s| s.text.as_str()),
        Some("Triển khai chiến dịch chăm sóc sức khỏe cộng đồng năm 2024")
    );
    prop_assert_eq!(plan.aims.len(), 2);
    let names: Vec<&str> = plan.recipients.iter().map(|r| r.name.as_str()).collect();
    let mut expected = made.recipients.clone();
    expected.push("VT, KGVX");
    prop_assert_eq!(names, expected);
    prop_assert_eq!(plan.recipients.last().map(|r| r.kind), Some(RecipientKind::Archive));
    prop_assert_eq!(plan.signatures.len(), 1);
    let signature = &plan.signatures[0];
    prop_assert_eq!(
        (signature.authority.as_deref(), signature.title.as_deref(), signature.name.as_deref()),
        (Some("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH"), Some("PHÓ CHỦ TỊCH"), Some("Nguyễn Thị Hồng Vân"))
    );
    prop_assert!(plan.closing.is_some());
    Ok(())
}

fn check_rows(made: &Made, plan: &Plan) -> Result<(), TestCaseError> {
    prop_assert_eq!(plan.roadmap.len(), made.rows.len());
    for (at, (row, found)) in made.rows.iter().zip(&plan.roadmap).enumerate() {
        prop_assert_eq!(found.no.clone(), Some((at + 1).to_string()));
        prop_assert_eq!(&found.task, row.task);
        prop_assert_eq!(found.product.as_deref(), Some(row.product));
        prop_assert_eq!(&found.lead_units, &[row.lead]);
        prop_assert_eq!(&found.coop_units, &row.coop);
        let (text, start, end) = TIMES[row.time];
        let time = found.time.as_ref().expect("a time");
        prop_assert_eq!(&time.text, text);
        prop_assert_eq!((iso(time.start), iso(time.end)), (start.map(str::to_owned), end.map(str::to_owned)));
    }
    let tables = plan.outline.iter().filter(|node| node.kind == NodeKind::Table).count();
    prop_assert_eq!(tables, 1, "repeated heads and blank lines do not end a table");
    Ok(())
}

fn check_duties(made: &Made, plan: &Plan) -> Result<(), TestCaseError> {
    let expected: Vec<(&str, &Duty)> =
        made.units.iter().flat_map(|(unit, duties)| duties.iter().map(move |duty| (*unit, duty))).collect();
    prop_assert_eq!(plan.obligations.len(), expected.len());
    for ((unit, duty), found) in expected.into_iter().zip(&plan.obligations) {
        let (clause, verbs, deadline) = DUTIES[duty.clause];
        prop_assert_eq!(&found.units, &[unit]);
        prop_assert_eq!(found.unit_source, UnitSource::Heading);
        prop_assert_eq!(&found.duty, &clause.replace("{}", &duty.partners.join(", ")));
        prop_assert_eq!(&found.verbs, verbs);
        let partners = if clause.contains("{}") { duty.partners.clone() } else { Vec::new() };
        prop_assert_eq!(&found.with_units, &partners);
        prop_assert_eq!(found.deadline.as_ref().map(|d| d.text.as_str()), deadline);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn made_plans_are_read_back_exactly(made in made()) {
        let text = made.text();
        let plan = reader::read(&Source::from_text("made.txt", Format::Txt, &text)).plan;
        check_head_and_tail(&made, &plan)?;
        check_rows(&made, &plan)?;
        check_duties(&made, &plan)?;
    }
}
