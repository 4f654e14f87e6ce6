//! Symbols of documents: the code word of the agency, the stroke, the number before it.

use domain::ids::UnitId;
use domain::text::key;
use paper::Kind;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};
use tables::{register_mark, unit_alias};

use super::RegisterError;
use crate::features::units::actions as units;
use domain::time::Day;

/// Longest symbol, in letters: CodeNotation of Decree 30/2020/NĐ-CP, appendix VI.
pub const SYMBOL_LETTERS_MAX: usize = 30;

/// Names of agencies whose code word everybody knows, by the folded beginning of the name.
const KNOWN: [(&str, &str); 6] = [
    ("bo giao duc va dao tao", "BGDĐT"),
    ("so giao duc va dao tao", "SGDĐT"),
    ("phong giao duc va dao tao", "PGDĐT"),
    ("uy ban nhan dan", "UBND"),
    ("cong doan giao duc", "CĐGD"),
    ("lien doan lao dong", "LĐLĐ"),
];

/// A code word in symbols.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The word ("BGDĐT").
    pub word: String,
    /// It was made from the unit's names, nobody has set it.
    pub is_guess: bool,
}

/// The code word of a unit as an agency; a proposal from its spellings and its name while nobody has set one.
pub async fn agency(conn: &impl ConnectionTrait, unit: UnitId, on: Day) -> Result<Mark, RegisterError> {
    if let Some(row) = register_mark::of(unit).one(conn).await? {
        return Ok(Mark { word: row.agency, is_guess: false });
    }
    let aliases = unit_alias::of(&[unit]).all(conn).await?;
    let spelled = aliases.into_iter().map(|alias| alias.text).find(|text| is_like_a_mark(text));
    let word = match spelled {
        Some(word) => word,
        None => of_name(&full_name(conn, unit, on).await?),
    };
    Ok(Mark { word, is_guess: true })
}

/// The code word of the part that drafted a letter; none while nobody has set one.
pub async fn part(conn: &impl ConnectionTrait, unit: UnitId) -> Result<Option<String>, RegisterError> {
    Ok(register_mark::of(unit).one(conn).await?.map(|row| row.part.unwrap_or(row.agency)))
}

/// The symbol of a document of this kind: "KH-BGDĐT", of a letter "BGDĐT-VP".
pub async fn symbol(
    conn: &impl ConnectionTrait,
    (unit, drafting): (UnitId, Option<UnitId>),
    kind: Kind,
    on: Day,
) -> Result<Mark, RegisterError> {
    let agency = agency(conn, unit, on).await?;
    let part = match drafting.filter(|drafting| *drafting != unit) {
        Some(drafting) => part(conn, drafting).await?,
        None => None,
    };
    Ok(Mark { word: kind.symbol(&agency.word, part.as_deref()), is_guess: agency.is_guess })
}

/// A symbol as it was typed, or the refusal.
pub fn checked(typed: &str) -> Result<String, RegisterError> {
    let symbol = typed.trim().trim_start_matches('/');
    let is_sign = |c: char| c.is_alphanumeric() || "-&./".contains(c);
    if symbol.is_empty() || symbol.chars().count() > SYMBOL_LETTERS_MAX || !symbol.chars().all(is_sign) {
        return Err(RegisterError::BadSymbol(typed.trim().to_owned()));
    }
    Ok(symbol.to_owned())
}

/// "05/KH-BGDĐT": numbers below ten have a nought before them (Decree 30/2020/NĐ-CP, appendix I, II.3).
pub fn printed(number: u32, symbol: &str) -> String {
    format!("{number:02}/{symbol}")
}

/// The same paper, however it was typed: without spaces, noughts in front and marks of letters.
pub fn printed_key(printed: &str) -> String {
    key(printed).replace(' ', "").trim_start_matches('0').to_owned()
}

/// The whole name of a unit on that day.
pub async fn full_name(conn: &impl ConnectionTrait, unit: UnitId, on: Day) -> Result<String, RegisterError> {
    let names = tables::unit_name::Entity::find()
        .filter(tables::unit_name::Column::UnitId.eq(unit))
        .filter(tables::unit::holds_on(
            tables::unit_name::Column::ValidFrom,
            tables::unit_name::Column::ValidTo,
            on,
        ))
        .one(conn)
        .await?;
    match names {
        Some(name) => Ok(name.full),
        None => Ok(units::short_name(conn, unit, on).await?),
    }
}

/// Capitals without spaces, as code words are.
fn is_like_a_mark(text: &str) -> bool {
    let n = text.chars().count();
    (2..=12).contains(&n) && text.chars().all(|c| c.is_alphabetic() && c.is_uppercase())
}

/// The first letters of the syllables of a name, without "và".
fn of_name(name: &str) -> String {
    let folded = key(name);
    if let Some((_, word)) = KNOWN.iter().find(|(start, _)| folded.starts_with(start)) {
        return (*word).to_owned();
    }
    let syllables = name.split(|c: char| !c.is_alphabetic()).filter(|s| !s.is_empty() && *s != "và");
    syllables.filter_map(|s| s.chars().next()).flat_map(char::to_uppercase).take(12).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_word_is_proposed_from_the_name() {
        assert_eq!(of_name("Sở Giáo dục và Đào tạo Hà Nội"), "SGDĐT");
        assert_eq!(of_name("Cục Nhà giáo và Cán bộ quản lý giáo dục"), "CNGCBQLGD");
        assert!(is_like_a_mark("BGDĐT") && !is_like_a_mark("Cục NG"));
    }

    #[test]
    fn symbols_are_taken_as_the_decree_writes_them_and_nothing_else() {
        assert_eq!(checked(" /KH-BGD&ĐT ").unwrap(), "KH-BGD&ĐT");
        assert_eq!(checked("CTr-UBND-LĐLĐ").unwrap(), "CTr-UBND-LĐLĐ");
        for bad in ["", "KH BGDĐT", "KH;DROP", &"K".repeat(31)] {
            assert!(checked(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_same_paper_is_known_however_it_was_typed() {
        assert_eq!(printed(5, "KH-BGDĐT"), "05/KH-BGDĐT");
        assert_eq!(printed(1441, "QĐ-BGDĐT"), "1441/QĐ-BGDĐT");
        assert_eq!(printed_key("05 / KH-BGDĐT"), printed_key("5/kh-bgdđt"));
    }
}
