//! The texts of a document, one after the other, and the places in them that are moved.

use super::{CHANGES_MAX, Frame, Move, Sort, spoken};
use crate::renew::Doubt;
use crate::{Block, Paper, PaperDate, Row};
use std::collections::BTreeSet;

/// Letters shown before and after a place.
const AROUND_LETTERS: usize = 60;

/// A place of a document that speaks of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where it stands, the same for the same document and move: text and byte.
    pub key: String,
    /// The title it stands under; empty above the first one.
    pub under: String,
    /// What is printed before it, cut at a word.
    pub before: String,
    /// What is printed.
    pub was: String,
    /// What it becomes.
    pub becomes: String,
    /// What is printed after it, cut at a word.
    pub after: String,
    /// What it is.
    pub sort: Sort,
    /// Why it most likely stays.
    pub doubt: Option<Doubt>,
    /// The very day does not exist in the new year.
    pub is_clipped: bool,
}

/// What can be moved in a document, in its order, at most [`CHANGES_MAX`].
pub fn changes(paper: &Paper, frame: Frame, by: Move) -> Vec<Change> {
    let mut all = Vec::new();
    // The walk wants to write; what is only read is a copy.
    each_text(&mut paper.clone(), &mut |place, text| {
        for one in spoken(text, frame, by, place.is_preamble) {
            if all.len() >= CHANGES_MAX {
                return;
            }
            all.push(Change {
                key: format!("{}-{}", place.key, one.at.start),
                under: place.under.to_owned(),
                before: head_of(&text[..one.at.start]),
                was: text[one.at.clone()].to_owned(),
                becomes: one.becomes,
                after: tail_of(&text[one.at.end..]),
                sort: one.sort,
                doubt: one.doubt,
                is_clipped: one.is_clipped,
            });
        }
    });
    all
}

/// Moves the chosen places and takes away what only the old document had: its number, day and month, who signed it.
pub fn apply(paper: &mut Paper, frame: Frame, by: Move, chosen: &BTreeSet<String>) {
    each_text(paper, &mut |place, text| {
        let mut all = spoken(text, frame, by, place.is_preamble);
        all.retain(|one| chosen.contains(&format!("{}-{}", place.key, one.at.start)));
        for one in all.into_iter().rev() {
            text.replace_range(one.at, &one.becomes);
        }
    });
    let year = paper.date.year.and_then(|year| year.checked_add(by.years));
    paper.date = PaperDate { day: None, month: None, year };
    paper.number.number = None;
    for signature in &mut paper.signatures {
        signature.name = None;
    }
}

/// Prints another name wherever one stands by itself; says how often.
pub fn rename(paper: &mut Paper, old: &str, new: &str) -> usize {
    let mut n = 0;
    if old.is_empty() {
        return n;
    }
    each_text(paper, &mut |_, text| {
        let whole = |at: usize| {
            let (before, after) = (&text[..at], &text[at + old.len()..]);
            !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
        };
        let places: Vec<usize> = text.match_indices(old).map(|(at, _)| at).filter(|at| whole(*at)).collect();
        n += places.len();
        for at in places.into_iter().rev() {
            text.replace_range(at..at + old.len(), new);
        }
    });
    n
}

/// Where a text stands.
struct Place<'a> {
    key: String,
    under: &'a str,
    is_preamble: bool,
}

/// Each text that a person wrote, top to bottom. Who issues and who signs is walked too: units are renamed there.
fn each_text(paper: &mut Paper, see: &mut dyn FnMut(&Place<'_>, &mut String)) {
    let mut say = |key: String, under: &str, is_preamble: bool, text: &mut String| {
        see(&Place { key, under, is_preamble }, text);
    };
    for (at, issuer) in paper.issuers.iter_mut().enumerate() {
        if let Some(superior) = &mut issuer.superior {
            say(format!("above{at}"), "", false, superior);
        }
        say(format!("issuer{at}"), "", false, &mut issuer.name);
    }
    say("subject".to_owned(), "", false, &mut paper.subject);
    for (at, addressee) in paper.addressees.iter_mut().enumerate() {
        say(format!("to{at}"), "", false, addressee);
    }
    for (at, basis) in paper.bases.iter_mut().enumerate() {
        say(format!("basis{at}"), "", true, basis);
    }
    blocks("b", &mut paper.body, true, &mut say);
    for (at, appendix) in paper.appendices.iter_mut().enumerate() {
        say(format!("appendix{at}"), "", false, &mut appendix.title);
        blocks(&format!("a{at}b"), &mut appendix.body, false, &mut say);
    }
    for (at, recipient) in paper.recipients.iter_mut().enumerate() {
        say(format!("recipient{at}"), "", false, &mut recipient.name);
    }
}

type Say<'a> = dyn FnMut(String, &str, bool, &mut String) + 'a;

fn blocks(prefix: &str, all: &mut [Block], opens: bool, say: &mut Say<'_>) {
    let mut under = String::new();
    // What stands above the first title names the documents that the plan is based on.
    let mut is_preamble = opens;
    for (at, block) in all.iter_mut().enumerate() {
        let key = format!("{prefix}{at}");
        match block {
            Block::Heading(heading) => {
                is_preamble = false;
                say(key, "", false, &mut heading.title);
                under.clone_from(&heading.title);
            }
            Block::Clause(clause) => {
                is_preamble = false;
                if let Some(title) = &mut clause.run_in {
                    say(format!("{key}t"), &under, false, title);
                }
                say(key, &under, false, &mut clause.text);
            }
            Block::Text(text) => say(key, &under, is_preamble, text),
            Block::Table(table) => {
                for (column, head) in table.columns.iter_mut().enumerate() {
                    say(format!("{key}h{column}"), &under, false, &mut head.title);
                }
                for (row, cells) in table.rows.iter_mut().enumerate() {
                    match cells {
                        Row::Group(title) => say(format!("{key}r{row}"), &under, false, title),
                        Row::Cells(cells) => {
                            for (column, cell) in cells.iter_mut().enumerate() {
                                for (line, text) in cell.iter_mut().enumerate() {
                                    say(format!("{key}r{row}c{column}l{line}"), &under, false, text);
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The last letters of a text, from a word on.
fn head_of(text: &str) -> String {
    match text.char_indices().rev().nth(AROUND_LETTERS) {
        None => text.to_owned(),
        Some((from, _)) => {
            let from = text[from..].find(char::is_whitespace).map_or(from, |space| from + space);
            format!("…{}", &text[from..])
        }
    }
}

/// The first letters of a text, to a word's end.
fn tail_of(text: &str) -> String {
    match text.char_indices().nth(AROUND_LETTERS) {
        None => text.to_owned(),
        Some((to, _)) => {
            let to = text[..to].rfind(char::is_whitespace).unwrap_or(to);
            format!("{}…", &text[..to])
        }
    }
}
