//! Dates and numbers as they are printed: blanks where nothing is decided yet, a zero before small days and months.

use crate::{Number, PaperDate};

/// The blank of a number, a day or a month that is written by hand or filled when the document is issued.
const BLANK: &str = "    ";

impl Number {
    /// "Số: 05/KH-BGDĐT"; the number blank while there is none.
    pub fn printed(&self) -> String {
        let number = self.number.map_or_else(|| BLANK.to_owned(), crate::lettering::number);
        format!("Số: {number}/{}", self.symbol)
    }
}

impl PaperDate {
    /// "ngày 05 tháng 01 năm 2024": days below 10 and the months 1 and 2 carry a zero, other months do not
    /// (Decree 30/2020/NĐ-CP, appendix I, part I, II.4).
    pub fn printed(&self) -> String {
        let day = self.day.map_or_else(|| BLANK.to_owned(), |day| format!("{day:02}"));
        let month = match self.month {
            None => BLANK.to_owned(),
            Some(month @ 1..=2) => format!("{month:02}"),
            Some(month) => month.to_string(),
        };
        let year = self.year.map_or_else(|| BLANK.to_owned(), |year| year.to_string());
        format!("ngày {day} tháng {month} năm {year}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_are_padded_as_the_decree_says() {
        let on = |day, month| PaperDate { day: Some(day), month: Some(month), year: Some(2024) }.printed();
        assert_eq!(on(5, 1), "ngày 05 tháng 01 năm 2024");
        assert_eq!(on(29, 6), "ngày 29 tháng 6 năm 2024");
        assert_eq!(on(1, 12), "ngày 01 tháng 12 năm 2024");
        assert_eq!(
            PaperDate { day: None, month: None, year: Some(2024) }.printed(),
            "ngày      tháng      năm 2024"
        );
    }

    #[test]
    fn a_number_that_is_not_there_yet_leaves_its_place() {
        let number = |number| Number { number, symbol: "KH-BGDĐT".to_owned() }.printed();
        assert_eq!(number(Some(5)), "Số: 05/KH-BGDĐT");
        assert_eq!(number(None), "Số:     /KH-BGDĐT");
    }
}
