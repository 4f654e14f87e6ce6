//! The seed files as rows. Only what the files of this project need of CSV: a header, commas, double quotes.

use std::collections::HashMap;

use super::SeedError;

/// The contents of the files in `data/org`.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "each field is the file of that name, described in data/org/README.md")]
pub struct SeedFiles {
    pub ministry_2023: &'static str,
    pub ministry_2025: &'static str,
    pub hanoi: &'static str,
    pub provinces_63: &'static str,
    pub provinces_34: &'static str,
    pub districts: &'static str,
    pub district_changes: &'static str,
    pub communes: &'static str,
    pub universities: &'static str,
    pub colleges: &'static str,
}

impl SeedFiles {
    /// The files as they were when the program was built.
    pub const EMBEDDED: SeedFiles = SeedFiles {
        ministry_2023: include_str!("../../../../../data/org/ministry-units-2023.csv"),
        ministry_2025: include_str!("../../../../../data/org/ministry-units-2025.csv"),
        hanoi: include_str!("../../../../../data/org/hanoi-units.csv"),
        provinces_63: include_str!("../../../../../data/org/provinces-63.csv"),
        provinces_34: include_str!("../../../../../data/org/provinces-34.csv"),
        districts: include_str!("../../../../../data/org/districts-2023.csv"),
        district_changes: include_str!("../../../../../data/org/district-changes.csv"),
        communes: include_str!("../../../../../data/org/communes-2025.csv"),
        universities: include_str!("../../../../../data/org/universities.csv"),
        colleges: include_str!("../../../../../data/org/pedagogical-colleges.csv"),
    };
}

/// One row, by the names of the header.
pub(super) struct Row<'a> {
    file: &'static str,
    number: usize,
    cells: HashMap<&'a str, String>,
}

impl Row<'_> {
    /// The cell under `column`; an unknown column reads as empty, a missing one is caught by `need`.
    pub(super) fn get(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// The cell under `column`, which must not be empty.
    pub(super) fn need(&self, column: &str) -> Result<&str, SeedError> {
        match self.get(column) {
            "" => Err(self.wrong(format!("\"{column}\" is empty"))),
            cell => Ok(cell),
        }
    }

    /// A complaint about this row.
    pub(super) fn wrong(&self, problem: String) -> SeedError {
        SeedError::Row { file: self.file, row: self.number, problem }
    }

    /// Whether the row says that it was seen in a source.
    pub(super) fn is_verified(&self) -> bool {
        self.get("verified") != "no"
    }
}

/// The rows of a file.
pub(super) fn rows<'a>(file: &'static str, text: &'a str) -> Result<Vec<Row<'a>>, SeedError> {
    let mut lines = text.lines().enumerate();
    let header: Vec<&str> = lines.next().map(|(_, line)| line.split(',').collect()).unwrap_or_default();
    let mut rows = Vec::new();
    for (at, line) in lines.filter(|(_, line)| !line.is_empty()) {
        let cells = split(line);
        if cells.len() != header.len() {
            let problem = format!("{} cells where the header has {}", cells.len(), header.len());
            return Err(SeedError::Row { file, row: at + 1, problem });
        }
        rows.push(Row { file, number: at + 1, cells: header.iter().copied().zip(cells).collect() });
    }
    Ok(rows)
}

fn split(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let cell = cells.last_mut().expect("there is always a last cell");
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            other => cell.push(other),
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_keep_commas_and_a_short_row_is_refused() {
        let rows_read = rows("x.csv", "a,b\n1,\"x, \"\"y\"\"\"\n").unwrap();
        assert_eq!((rows_read[0].get("a"), rows_read[0].get("b")), ("1", "x, \"y\""));
        assert!(rows_read[0].need("c").is_err());
        assert_eq!(
            rows("x.csv", "a,b\n1\n").err().unwrap().to_string(),
            "x.csv, row 2: 1 cells where the header has 2."
        );
    }
}
