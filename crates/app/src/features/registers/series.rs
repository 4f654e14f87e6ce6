//! How an agency splits its numbers into registers, and which register a document belongs in.
//!
//! One running number per agency and calendar year from 01 (Decree 30/2020/NĐ-CP, article 15); the head of the agency says
//! how series are split: one for all, one per kind, a separate one for contracts, copies or an advisory body.

use domain::text::key;
use paper::Kind;
use serde::{Deserialize, Serialize};
use tables::register;
use tables::register::Way;

/// Codes of the three forms of copies (Decree 30/2020/NĐ-CP, article 25), which are entered but never drafted.
pub const COPIES: [(&str, &str); 3] = [("SY", "Sao y"), ("SL", "Sao lục"), ("TrS", "Trích sao")];

/// The document of a code, as its name is printed; none for a code that nobody knows.
pub fn word_of(code: &str) -> Option<&'static str> {
    let kind = Kind::ALL.iter().find(|kind| kind.code() == code).map(|kind| kind.word());
    kind.or_else(|| COPIES.iter().find(|(known, _)| *known == code).map(|(_, word)| *word))
}

/// Which documents a register takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Takes {
    /// Whatever no other register of the unit takes.
    Rest,
    /// Documents of these kinds, by code.
    Kinds(Vec<String>),
    /// Only what asks for this series by its word: an advisory body that uses the agency's seal, a project.
    Asked,
}

impl Takes {
    /// Of a register.
    pub fn of(row: &register::Model) -> Takes {
        // What cannot be read takes nothing by itself, so that no number is given from the wrong series.
        serde_json::from_str(&row.kinds).unwrap_or(Takes::Asked)
    }

    /// As it is stored.
    pub fn stored(&self) -> String {
        serde_json::to_string(self).expect("a list of codes has JSON")
    }

    /// Whether two registers would take the same document.
    pub fn clashes(&self, other: &Takes) -> bool {
        match (self, other) {
            (Takes::Rest, Takes::Rest) => true,
            (Takes::Kinds(mine), Takes::Kinds(theirs)) => mine.iter().any(|code| theirs.contains(code)),
            _ => false,
        }
    }
}

/// The register that a document of this kind belongs in: the one of the series that is asked for, else the one of its kind,
/// else the one for the rest. A closed one only when no open one would take it, so that it can be told.
pub fn choose<'a>(
    books: &'a [register::Model],
    code: &str,
    series: Option<&str>,
) -> Option<&'a register::Model> {
    let fits = |book: &&register::Model, rest: bool| match (series, Takes::of(book)) {
        (Some(series), _) => book.series == series,
        (None, Takes::Kinds(codes)) => !rest && codes.iter().any(|c| c == code),
        (None, takes) => rest && takes == Takes::Rest,
    };
    let of = |is_open: bool, rest: bool| {
        books.iter().find(|book| book.closed_at.is_none() == is_open && fits(book, rest))
    };
    of(true, false).or_else(|| of(true, true)).or_else(|| of(false, false)).or_else(|| of(false, true))
}

/// The word of a series made from the name of its register: "Sổ hợp đồng" is "so-hop-dong".
pub fn series_word(name: &str) -> String {
    let folded = key(name);
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("-").chars().take(60).collect()
}

/// The register that a unit has when nobody has set up any.
pub fn first(way: Way) -> (&'static str, &'static str) {
    match way {
        Way::Out => ("chung", "Sổ đăng ký văn bản đi"),
        Way::In => ("den", "Sổ đăng ký văn bản đến"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::{Id as _, RegisterId, UnitId};
    use domain::time::{Moment, SeededChance};

    fn book(series: &str, takes: &Takes) -> register::Model {
        let (now, chance) = (Moment::from_micros(0), SeededChance::new(1));
        register::Model {
            id: RegisterId::new(now, &chance),
            unit_id: UnitId::new(now, &chance),
            way: Way::Out,
            year: 2024,
            series: series.into(),
            name: series.into(),
            kinds: takes.stored(),
            next_number: 1,
            opened_at: now,
            opened_by: None,
            closed_at: None,
            closed_by: None,
        }
    }

    #[test]
    fn a_document_goes_into_the_register_of_its_kind_and_else_into_that_of_the_rest() {
        let contracts = Takes::Kinds(vec!["HĐ".into()]);
        let books = [book("chung", &Takes::Rest), book("hop-dong", &contracts), book("ban", &Takes::Asked)];
        let of = |code, series| choose(&books, code, series).map(|book| book.series.as_str());
        assert_eq!(of("KH", None), Some("chung"));
        assert_eq!(of("HĐ", None), Some("hop-dong"));
        assert_eq!(of("QĐ", Some("ban")), Some("ban"));
        assert_eq!(of("QĐ", Some("la")), None);
        assert_eq!(choose(&books[1..], "KH", None), None);
    }

    #[test]
    fn what_two_registers_would_both_take_is_seen() {
        let kinds = |codes: &[&str]| Takes::Kinds(codes.iter().map(|c| (*c).to_owned()).collect());
        assert!(Takes::Rest.clashes(&Takes::Rest));
        assert!(kinds(&["QĐ", "HĐ"]).clashes(&kinds(&["HĐ"])));
        assert!(!kinds(&["QĐ"]).clashes(&kinds(&["HĐ"])));
        assert!(!Takes::Rest.clashes(&kinds(&["HĐ"])));
        assert!(!Takes::Asked.clashes(&Takes::Asked));
    }

    #[test]
    fn a_series_is_named_after_its_register() {
        assert_eq!(series_word("Sổ hợp đồng (2024)"), "so-hop-dong-2024");
    }
}
