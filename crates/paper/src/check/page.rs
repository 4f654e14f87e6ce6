//! Paper, margins and page numbers.

use super::words::measure;
use super::words::{Component, Property};
use super::{Inspection, SLACK_MM, SLACK_PT};
use crate::measures::{MARGIN_LEFT_MM, MARGIN_RIGHT_MM, MARGIN_TOP_MM, PAGE_MM, Range, size};

/// What Word's own A4 may differ by, millimetres.
const PAPER_SLACK_MM: f64 = 1.0;

pub(super) fn check(report: &mut Inspection<'_>) {
    let sections = report.layout.sections.clone();
    for section in &sections {
        let (short, long) =
            (section.width_mm.min(section.height_mm), section.width_mm.max(section.height_mm));
        if (short - PAGE_MM.0).abs() > PAPER_SLACK_MM || (long - PAGE_MM.1).abs() > PAPER_SLACK_MM {
            let found = format!("{:.0} × {:.0}", section.width_mm, section.height_mm);
            report.whole(Component::Page, Property::Paper, found, "210 × 297 (A4)");
        }
        let margins: [(&str, f64, Range); 4] = [
            ("trên", section.top_mm, MARGIN_TOP_MM),
            ("dưới", section.bottom_mm, MARGIN_TOP_MM),
            ("trái", section.left_mm, MARGIN_LEFT_MM),
            ("phải", section.right_mm, MARGIN_RIGHT_MM),
        ];
        for (side, found, range) in margins {
            if !range.holds(found, SLACK_MM) {
                let wanted = format!("{side} {} – {}", range.min, range.max);
                report.whole(Component::Page, Property::Margin, format!("{side} {}", measure(found)), wanted);
            }
        }
    }
    let Some(first) = sections.first() else { return };
    let Some(number) = first.number else {
        return report.whole(Component::PageNumber, Property::Missing, "", "số trang ở giữa lề trên");
    };
    if number.is_at_foot || !number.is_centred {
        let found = if number.is_at_foot { "lề dưới" } else { "không ở giữa" };
        report.whole(Component::PageNumber, Property::Place, found, "giữa lề trên");
    }
    if first.numbers_first_page {
        report.whole(
            Component::PageNumber,
            Property::Place,
            "hiện ở trang thứ nhất",
            "không hiện ở trang thứ nhất",
        );
    }
    if !size::PAGE_NUMBER.holds(number.size_pt, SLACK_PT) {
        report.whole(Component::PageNumber, Property::Size, measure(number.size_pt), "13 – 14");
    }
    if !number.is_upright {
        report.whole(Component::PageNumber, Property::Slant, "nghiêng", "đứng");
    }
}
