//! Units without a union and the steps to found one: words of states, the usual steps, and how pasted lines are read.
//!
//! A grassroots union needs at least five members or workers who ask of their own will to join (Điều lệ Công đoàn Việt Nam,
//! on founding a grassroots union; article 16 of the edition of 2013, kept by later editions under other numbers). The union
//! above recognises it, so no row is founded without number and day of that decision. Knows no unit and no database.

use crate::units::UnitKind;

/// A word that belongs to no founding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this word belongs to no founding")]
pub struct NotAFounding;

words! {
    NotAFounding;
    /// How far the founding of a union is.
    FoundingState,
    /// No step is done.
    Waiting = "waiting",
    /// Some step is done.
    Going = "going",
    /// The union above recognised it.
    Founded = "founded",
    /// Given up for a reason.
    Closed = "closed",
}

impl FoundingState {
    /// Whether something is still to be done.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Going)
    }

    /// The state of an open row of which so many steps are done.
    pub const fn of_done(n_done: usize) -> FoundingState {
        if n_done == 0 { Self::Waiting } else { Self::Going }
    }
}

words! {
    NotAFounding;
    /// Why a row is closed without a union.
    ClosingReason,
    /// The unit ended.
    Dissolved = "dissolved",
    /// Too few members or workers.
    TooFew = "too_few",
    /// It belongs to another union, or had one all along.
    Elsewhere = "elsewhere",
    /// Another reason, in words.
    Other = "other",
}

/// The steps that unions usually take, each with the days after which it should be done. The last one, the decision of the
/// union above, is not among them: it closes the row and needs its own facts.
pub const USUAL_STEPS: &str = "Khảo sát số lao động, số đoàn viên | 15\n\
    Tuyên truyền, vận động người lao động | 30\n\
    Nhận đơn tự nguyện gia nhập (từ 5 đoàn viên hoặc người lao động) | 45\n\
    Thành lập ban vận động | 45\n\
    Chuẩn bị đại hội thành lập hoặc đề nghị chỉ định ban chấp hành lâm thời | 60\n\
    Lập hồ sơ đề nghị công nhận, nộp công đoàn cấp trên | 75";
/// Steps of one list.
pub const STEPS_MAX: usize = 20;
/// Letters of a step's name.
const STEP_LETTERS_MAX: usize = 300;
/// The farthest day of a step.
const DAYS_MAX: u32 = 1_000;

/// A step of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What is done.
    pub name: String,
    /// Days after the unit came on the list; none when no day is meant.
    pub days: Option<u32>,
}

/// Reads steps, one a line: "name | days". Says the number of the first line that cannot be read.
pub fn read_steps(text: &str) -> Result<Vec<Step>, usize> {
    let mut steps = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let (name, days) = line.rsplit_once('|').unwrap_or((line, ""));
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let days = match days.trim() {
            "" => None,
            typed => Some(typed.parse().ok().filter(|n| *n <= DAYS_MAX).ok_or(at + 1)?),
        };
        if name.is_empty() || name.chars().count() > STEP_LETTERS_MAX || steps.len() == STEPS_MAX {
            return Err(at + 1);
        }
        steps.push(Step { name, days });
    }
    if steps.is_empty() { Err(1) } else { Ok(steps) }
}

/// A line that was pasted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pasted {
    /// Its number, from 1.
    pub line: usize,
    /// The unit.
    pub name: String,
    /// The kind that was written, or that the name begins with.
    pub kind: Option<UnitKind>,
    /// District or commune.
    pub area: String,
    /// Workers; an error holds what was written instead of a number.
    pub n_workers: Result<Option<i32>, String>,
    /// Whom to ask.
    pub contact: String,
}

/// The most workers of a unit.
pub const WORKERS_MAX: i32 = 100_000;

/// Reads a number of workers; none for an empty text.
pub fn read_workers(text: &str) -> Option<Option<i32>> {
    let text: String = text.split_whitespace().collect();
    if text.is_empty() {
        return Some(None);
    }
    // "1.025" and "1,025" are a thousand; "12.5" and "25.0" are no number of people.
    let mut groups = text.split(['.', ',']);
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    if rest.iter().any(|group| group.len() != 3) || (!rest.is_empty() && first.len() > 3) {
        return None;
    }
    let digits = format!("{first}{}", rest.concat());
    digits.parse().ok().filter(|n| (0..=WORKERS_MAX).contains(n)).map(Some)
}

/// The kind that the first words of a name tell.
fn kind_of(name: &str) -> Option<UnitKind> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let folded = crate::text::key(name);
    let has = |all: &[&str]| all.iter().any(|words| folded.contains(words));
    let levels = [
        has(&["mam non"]),
        has(&["tieu hoc"]),
        has(&["thcs", "trung hoc co so"]),
        has(&["thpt", "trung hoc pho thong"]),
    ];
    if folded.starts_with("truong ") && levels.iter().filter(|level| **level).count() > 1 {
        return Some(UnitKind::MultiLevel);
    }
    (1..=words.len().min(5)).rev().find_map(|n| UnitKind::guess(&words[..n].join(" ")))
}

/// Reads lines: unit, kind, district or commune, workers, contact, parted by tabs or ";". A line of headings and a first
/// column of numbers are left out.
pub fn read_lines(text: &str) -> Vec<Pasted> {
    let mut rows = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let parting = if line.contains('\t') { '\t' } else { ';' };
        let mut cells: Vec<String> =
            line.split(parting).map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        let is_number = |cell: &str| !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit() || c == '.');
        if cells.len() > 1
            && (is_number(&cells[0]) || ["tt", "stt"].contains(&crate::text::key(&cells[0]).as_str()))
        {
            cells.remove(0);
        }
        let mut cells = cells.into_iter();
        let mut next = || cells.next().unwrap_or_default();
        let (name, kind, area, workers, contact) = (next(), next(), next(), next(), next());
        let is_heading = ["ten don vi", "don vi", "ten truong"].contains(&crate::text::key(&name).as_str());
        if name.is_empty() || is_heading {
            continue;
        }
        let kind = if kind.is_empty() { kind_of(&name) } else { UnitKind::guess(&kind) };
        let n_workers = read_workers(&workers).ok_or(workers);
        rows.push(Pasted { line: at + 1, name, kind, area, n_workers, contact });
    }
    rows
}

/// Whether a task seems to speak of founding unions: its folded title.
pub fn is_about(title_key: &str) -> bool {
    let says = |words: &str| title_key.contains(words);
    let is_without = says("chua co cong doan") || says("chua co to chuc cong doan") || says("chua thanh lap");
    says("cong doan")
        && (is_without
            || says("thanh lap to chuc")
            || says("thanh lap cong doan")
            || (says("don vi") && says("chua co")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_steps_are_read_and_wrong_lines_are_named() {
        let steps = read_steps(USUAL_STEPS).unwrap();
        assert_eq!((steps.len(), steps[0].days, steps[5].days), (6, Some(15), Some(75)));
        assert_eq!(read_steps("Khảo sát\n\nVận động | 7").unwrap()[0].days, None);
        for (text, line) in [("", 1), ("A | mai", 1), ("A | 3\n | 4", 2), ("A | 1001", 1)] {
            assert_eq!(read_steps(text), Err(line), "{text}");
        }
        assert_eq!(read_steps(&"A\n".repeat(21)), Err(21));
    }

    #[test]
    fn numbers_of_people_and_kinds_of_schools_are_told_apart() {
        for (text, n) in [("1.025", 1_025), ("1,025", 1_025), (" 25 ", 25), ("12 000", 12_000)] {
            assert_eq!(read_workers(text), Some(Some(n)), "{text}");
        }
        for text in ["12.5", "25.0", "1.0250", "nhiều", "1.000.000"] {
            assert_eq!(read_workers(text), None, "{text}");
        }
        assert_eq!(kind_of("Trường THCS và THPT Ban Mai"), Some(UnitKind::MultiLevel));
        assert_eq!(kind_of("Trường Tiểu học, THCS và THPT Ban Mai"), Some(UnitKind::MultiLevel));
        assert_eq!(kind_of("Trường Tiểu học Ban Mai"), Some(UnitKind::Primary));
        assert!(is_about("van dong thanh lap to chuc cong doan o don vi chua co"));
        assert!(is_about("khao sat don vi chua co cong doan"));
        assert!(!is_about("ho tro doan vien cong doan chua co nha o"));
    }

    #[test]
    fn lines_from_a_spreadsheet_are_read() {
        let text = "TT\tTên đơn vị\tLoại\tXã\tSố lao động\n1\tTrường Mầm non Ánh Dương\t\tPhường Láng\t1.025\tCô Hà 0912\n\nTrung tâm Ngoại ngữ B; Trung tâm; Ba Đình; nhiều";
        let rows = read_lines(text);
        assert_eq!(rows.len(), 2);
        let first = &rows[0];
        assert_eq!(
            (first.line, first.kind, first.area.as_str()),
            (2, Some(UnitKind::Preschool), "Phường Láng")
        );
        assert_eq!((first.n_workers.clone(), first.contact.as_str()), (Ok(Some(1_025)), "Cô Hà 0912"));
        assert_eq!(
            (rows[1].kind, rows[1].n_workers.clone()),
            (Some(UnitKind::Centre), Err("nhiều".to_owned()))
        );
    }

    #[test]
    fn a_task_that_speaks_of_units_without_a_union_is_known() {
        for (title, is) in [
            ("Vận động thành lập tổ chức công đoàn ở đơn vị chưa có", true),
            ("Rà soát đơn vị chưa có tổ chức công đoàn", true),
            ("Tổ chức đại hội công đoàn", false),
            ("Rà soát trường chưa có thư viện", false),
        ] {
            assert_eq!(is_about(&crate::text::key(title)), is, "{title}");
        }
    }
}
