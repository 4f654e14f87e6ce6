//! Short forms that are mistyped: swapped letters, a lost stroke, "&" left out.

use std::collections::BTreeMap;

use super::Text;
use super::names::defect;
use crate::abbreviations::is_acronym;
use crate::plan::{Defect, DefectType, Plan, Span};

/// A short form printed this often is right, and one that differs by two swapped letters is its misprint.
const SURE_COUNT_MIN: usize = 3;

/// More short forms than this are not compared with each other.
const ACRONYMS_MAX: usize = 200;

/// Swapped letters are told only in short forms at least this long.
pub(super) const SWAPPED_LETTERS_MIN: usize = 4;

/// One use of a short form.
#[derive(Debug, Clone, Copy)]
pub(super) struct Use {
    /// Index of the text.
    pub text: usize,
    /// Byte position in it.
    pub at: usize,
    pub span: Span,
}

/// Every short form with its uses, in the order of the alphabet.
pub(super) type Uses = BTreeMap<String, Vec<Use>>;

pub(super) fn acronyms(texts: &[Text]) -> Uses {
    let mut out = Uses::new();
    for (index, text) in texts.iter().enumerate().filter(|(_, t)| !crate::words::is_capitals(t.text)) {
        for found in crate::rx!(r"[A-ZĐ][A-ZĐa-z]*(?:[&-][A-ZĐ]+)*[A-ZĐ]").find_iter(text.text) {
            let is_cut = text.text[..found.start()]
                .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '&'))
                || text.text[found.end()..]
                    .starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '&'));
            if !is_cut && is_acronym(found.as_str()) {
                let one = Use { text: index, at: found.start(), span: text.span(&found.range()) };
                out.entry(found.as_str().to_owned()).or_default().push(one);
            }
        }
    }
    // A document of thousands of short forms is a list of codes; its first ones are enough.
    while out.len() > ACRONYMS_MAX {
        out.pop_last();
    }
    out
}

/// "CGBV" beside a frequent "CBGV".
pub(super) fn swapped(uses: &Uses, out: &mut Vec<Defect>) {
    // Printed twice it is another short form ("GDTĐ" beside "GDĐT"), once it is a slip.
    for (wrong, places) in
        uses.iter().filter(|(w, places)| w.chars().count() >= SWAPPED_LETTERS_MIN && places.len() == 1)
    {
        let letters: Vec<char> = wrong.chars().collect();
        let right = (0..letters.len() - 1).filter(|k| letters[*k] != letters[k + 1]).find_map(|k| {
            let mut other = letters.clone();
            other.swap(k, k + 1);
            let other: String = other.into_iter().collect();
            uses.get(&other)
                .filter(|s| s.len() >= SURE_COUNT_MIN && s.len() > 2 * places.len())
                .map(|_| other)
        });
        if let Some(right) = right {
            out.extend(
                places.iter().map(|one| defect(DefectType::Typo, wrong, Some(right.clone()), None, one.span)),
            );
        }
    }
}

/// "GDDH" where the document speaks of "giáo dục đại học": the stroke of Đ is lost.
pub(super) fn lost_stroke(uses: &Uses, texts: &[Text], plan: &Plan, out: &mut Vec<Defect>) {
    const LENGTH_MIN: usize = 4;
    let introduced = |short: &str| {
        plan.abbreviations
            .iter()
            .any(|a| a.short.split([',', ' ']).any(|part| part == short) && a.full.is_some())
    };
    let candidates = uses.iter().filter(|(w, _)| {
        w.contains('D')
            && !w.contains('Đ')
            && w.chars().count() >= LENGTH_MIN
            && w.chars().all(char::is_uppercase)
    });
    for (wrong, places) in candidates.filter(|(w, _)| !introduced(w)) {
        let initials: Vec<char> = wrong.to_lowercase().chars().collect();
        let mut strokes: Option<Vec<char>> = None;
        let mut is_right = false;
        for text in texts {
            for run in text.runs_with_initials(&initials) {
                if run.contains(&'đ') {
                    strokes.get_or_insert(run);
                } else {
                    is_right = true;
                }
            }
        }
        if let (Some(right), false) = (strokes, is_right) {
            let right: String = right.iter().flat_map(|c| c.to_uppercase()).collect();
            out.push(defect(DefectType::Typo, wrong, Some(right), None, places[0].span));
        }
    }
}

/// "GDĐT" in a document that writes "GD&ĐT".
pub(super) fn ampersands(uses: &Uses, texts: &[Text], out: &mut Vec<Defect>) {
    let bare = |short: &str| short.chars().filter(|c| c.is_alphabetic()).collect::<String>();
    for (rare, places) in uses {
        let usual = uses
            .iter()
            .filter(|(other, _)| *other != rare && bare(other) == bare(rare) && other.len() != rare.len())
            .find(|(other, s)| s.len() > places.len() || (s.len() == places.len() && other.contains('&')));
        let Some((usual, first)) = usual else { continue };
        // The archive line holds codes of units, not names.
        let in_archive = |one: &&Use| crate::words::low(texts[one.text].text).contains("lưu:");
        for one in places.iter().filter(|one| !in_archive(one)) {
            let lead = texts[one.text].word_before(one.at).unwrap_or_default();
            let note = format!("dòng {}: {usual}", first[0].span.start_line);
            let mend = Some(format!("{lead}{usual}"));
            out.push(defect(
                DefectType::InconsistentName,
                &format!("{lead}{rare}"),
                mend,
                Some(note),
                one.span,
            ));
        }
    }
}
