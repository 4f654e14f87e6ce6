//! The letterhead and the title: boxes 1 to 5 of the decree's diagram.

use super::parts::Parts;
use super::words::{Component, Property};
use super::{Inspection, Letters};
use crate::lettering;
use crate::measures::{Range, size};

const fn letters(size: Range, bold: bool, italic: bool) -> Letters {
    Letters { size, bold: Some(bold), italic: Some(italic) }
}

pub(super) fn check(report: &mut Inspection<'_>, parts: &Parts) {
    nation(report, parts);
    agencies(report, parts);
    number(report, parts);
    date(report, parts);
    title(report, parts);
    addressees(report, parts);
}

fn nation(report: &mut Inspection<'_>, parts: &Parts) {
    match parts.nation {
        None => report.whole(Component::Nation, Property::Missing, "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        Some(at) => {
            report.letters(Component::Nation, at, &letters(size::NATION, true, false));
            report.capitals(Component::Nation, at);
            report.centred(Component::Nation, at);
        }
    }
    let Some(at) = parts.motto else {
        return report.whole(Component::Motto, Property::Missing, "", "Độc lập - Tự do - Hạnh phúc");
    };
    report.letters(Component::Motto, at, &letters(size::MOTTO, true, false));
    report.centred(Component::Motto, at);
    let text = report.paragraph(at).text();
    if text != "Độc lập - Tự do - Hạnh phúc" {
        report.at(Component::Motto, Property::Lettering, at, text, "Độc lập - Tự do - Hạnh phúc");
    }
}

fn agencies(report: &mut Inspection<'_>, parts: &Parts) {
    for at in &parts.superiors {
        report.letters(Component::Superior, *at, &letters(size::ISSUER, false, false));
        report.capitals(Component::Superior, *at);
        report.centred(Component::Superior, *at);
    }
    let Some(at) = parts.issuer else {
        return report.whole(Component::Issuer, Property::Missing, "", "tên cơ quan ban hành, in hoa, đậm");
    };
    report.letters(Component::Issuer, at, &letters(size::ISSUER, true, false));
    report.capitals(Component::Issuer, at);
    report.centred(Component::Issuer, at);
}

fn number(report: &mut Inspection<'_>, parts: &Parts) {
    let Some(at) = parts.number else {
        return report.whole(Component::Number, Property::Missing, "", "“Số: …/…”");
    };
    report.letters(Component::Number, at, &letters(size::NUMBER, false, false));
    report.centred(Component::Number, at);
    let text = report.paragraph(at).text();
    let mended = mended_number(&text);
    if mended != text {
        report.at(Component::Number, Property::Lettering, at, text, mended);
    }
}

/// The number as the decree writes it: a colon, a zero before small numbers, no blanks around "/" and "-".
fn mended_number(text: &str) -> String {
    let rest = text.trim_start_matches("Số").trim_start_matches(':').trim();
    let Some((number, symbol)) = rest.split_once('/') else { return text.to_owned() };
    let symbol: String = symbol.split_whitespace().collect();
    let number = number.trim();
    let number = match number.parse::<u32>() {
        Ok(small) if number.len() < 2 => lettering::number(small),
        _ => number.to_owned(),
    };
    if number.is_empty() { format!("Số: /{symbol}") } else { format!("Số: {number}/{symbol}") }
}

fn date(report: &mut Inspection<'_>, parts: &Parts) {
    let Some(at) = parts.date else {
        // Minutes say in their text when and where (appendix III, form 1.9).
        if parts.kind.is_some_and(|(_, kind)| !kind.is_dated()) {
            return;
        }
        return report.whole(Component::Date, Property::Missing, "", "“…, ngày … tháng … năm …”");
    };
    report.letters(Component::Date, at, &letters(size::DATE, false, true));
    report.centred(Component::Date, at);
    let text = report.paragraph(at).text();
    let mended = mended_date(&text);
    if mended != text {
        report.at(Component::Date, Property::Lettering, at, text, mended);
    }
}

/// The date as the decree writes it: "ngày 05 tháng 01 năm 2024", "ngày 29 tháng 6 năm 2024".
fn mended_date(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let mended = words.iter().enumerate().map(|(at, word)| {
        let number = word.parse::<u32>().ok();
        match (at.checked_sub(1).map(|before| words[before]), number) {
            (Some("ngày"), Some(day)) => format!("{day:02}"),
            (Some("tháng"), Some(month @ 1..=2)) => format!("{month:02}"),
            (Some("tháng"), Some(month)) => month.to_string(),
            _ => (*word).to_owned(),
        }
    });
    mended.collect::<Vec<_>>().join(" ")
}

fn title(report: &mut Inspection<'_>, parts: &Parts) {
    let Some((at, kind)) = parts.kind else { return };
    report.letters(Component::Type, at, &letters(size::TITLE, true, false));
    report.centred(Component::Type, at);
    if parts.subject.is_empty() && kind.has_subject() {
        report.whole(Component::Subject, Property::Missing, "", "trích yếu dưới tên loại, đậm, ở giữa");
    }
    for at in &parts.subject {
        report.letters(Component::Subject, *at, &letters(size::TITLE, true, false));
    }
    let end = parts.subject.last().copied().unwrap_or(at);
    let is_ruled = (at..=end + 1).any(|at| report.layout.paragraphs.get(at).is_some_and(|p| p.is_ruled));
    if !is_ruled && !parts.subject.is_empty() {
        report.at(Component::Subject, Property::Rule, end, "không có", "1/3 – 1/2 độ dài dòng chữ");
    }
}

/// One addressee stands on the line of "Kính gửi"; of several each has a line that ends with ";", the last with ".".
fn addressees(report: &mut Inspection<'_>, parts: &Parts) {
    for (n, at) in parts.addressees.iter().enumerate() {
        report.letters(Component::Addressees, *at, &letters(size::BODY, false, false));
        let text = report.paragraph(*at).text();
        let mark = if n + 1 == parts.addressees.len() { '.' } else { ';' };
        if n > 0 && !text.ends_with(mark) {
            let mended = format!("{}{mark}", text.trim_end_matches(['.', ';', ',', ' ']));
            report.at(Component::Addressees, Property::EndMark, *at, &text, mended);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_mended() {
        assert_eq!(mended_number("Số 5 / KH - BGDĐT"), "Số: 05/KH-BGDĐT");
        assert_eq!(mended_number("Số: 1874/KHLT-SGDĐT-CĐN"), "Số: 1874/KHLT-SGDĐT-CĐN");
        assert_eq!(mended_number("Số: /KH-BGDĐT"), "Số: /KH-BGDĐT");
    }

    #[test]
    fn dates_are_mended() {
        assert_eq!(mended_date("Hà Nội, ngày 5 tháng 1 năm 2024"), "Hà Nội, ngày 05 tháng 01 năm 2024");
        assert_eq!(mended_date("Hà Nội, ngày 29 tháng 06 năm 2024"), "Hà Nội, ngày 29 tháng 6 năm 2024");
        assert_eq!(mended_date("Hà Nội, ngày tháng năm 2024"), "Hà Nội, ngày tháng năm 2024");
    }
}
