//! Documents of the preamble that print no symbol: laws by their names, programmes of a year, proposals.

use std::ops::Range;

use super::Found;
use super::kinds::{RELATIONS, TYPES};
use super::scan::{after, starts_document};
use super::title::opens_sentence;
use crate::words::starts_with_word;

/// Documents of the preamble that print no symbol, and proposals ("Theo đề nghị của …").
pub(super) fn without_symbol(text: &str, low: &str, out: &mut Vec<Found>) {
    let mut found: Vec<Found> = Vec::new();
    for clause in clauses(low) {
        // Those with a symbol stand in order and apart; only the one around the clause can overlap it.
        let before = out.partition_point(|f| f.range.end <= clause.start);
        if out.get(before).is_some_and(|f| f.range.start < clause.end)
            || found.last().is_some_and(|f| f.range.end > clause.start)
        {
            continue;
        }
        let previous =
            found.last().or(before.checked_sub(1).map(|k| &out[k])).and_then(|f| f.relation.clone());
        found.extend(plain(text, low, &clause, previous.as_deref()).or_else(|| proposal(text, low, &clause)));
    }
    out.extend(found);
    out.sort_by_key(|found| found.range.start);
}

/// The parts of a preamble: cut at semicolons and at commas before a lead word or the subject of the sentence.
fn clauses(low: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in low.char_indices() {
        let rest = low[at + c.len_utf8()..].trim_start();
        let cuts = c == ';'
            || (c == ','
                && (RELATIONS.iter().any(|w| *w != "theo" && *w != "xét" && starts_with_word(rest, w))
                    || opens_sentence(rest)))
            // "Thực hiện Luật A và Nghị định số …": the second has a symbol of its own.
            || (c == ' ' && rest.strip_prefix("và ").is_some_and(starts_document));
        if cuts {
            out.push(start..at);
            start = at + c.len_utf8();
        }
    }
    out.push(start..low.len());
    out
}

/// "triển khai thực hiện Chương trình công tác năm 2023", "Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019".
fn plain(text: &str, low: &str, clause: &Range<usize>, previous: Option<&str>) -> Option<Found> {
    let body = &low[clause.clone()];
    let lead = body.len() - body.trim_start_matches([' ', '-', '+']).len();
    let relation = RELATIONS.iter().find(|w| starts_with_word(&body[lead..], w));
    // After a semicolon the lead word is often left out before the next law.
    let relation = match relation {
        Some(word) => word,
        None if clause.start > 0
            && ["luật", "bộ luật", "pháp lệnh"].iter().any(|w| starts_with_word(&body[lead..], w)) =>
        {
            ""
        }
        None => return None,
    };
    let skip = ["các", "nội dung", "tinh thần"];
    let mut at = lead + relation.len();
    loop {
        at += body[at..].len() - body[at..].trim_start().len();
        match skip.iter().find(|w| starts_with_word(&body[at..], w)) {
            Some(word) => at += word.len(),
            None => break,
        }
    }
    let kind =
        TYPES.iter().filter(|kind| starts_with_word(&body[at..], kind)).max_by_key(|kind| kind.len())?;
    let start = clause.start + at;
    // A type word in lower case ("quy định của pháp luật") names no document.
    if !crate::words::starts_capital(&text[start..]) {
        return None;
    }
    let doc_type = text[start..start + kind.len()].to_owned();
    let is_law = matches!(*kind, "luật" | "bộ luật" | "pháp lệnh" | "hiến pháp");
    let whole = start..clause.end;
    let stop = stop_of_plain(&low[whole.clone()], kind.len());
    let named_end = start + stop;
    let rest = after(text, low, named_end);
    let end = rest.end.max(named_end).min(clause.end.max(rest.end));
    let own = text[start..named_end].trim_end_matches([' ', ',', '.', ':']);
    let name = own.get(kind.len()..).map(str::trim).unwrap_or_default();
    let title = match rest.title {
        Some(range) => text[range].to_owned(),
        None if is_law && !name.is_empty() => name.to_owned(),
        None => own.to_owned(),
    };
    Some(Found {
        range: start..end,
        relation: Some(if relation.is_empty() { previous.unwrap_or("căn cứ") } else { relation }.to_owned()),
        doc_type,
        number: None,
        date: rest.date,
        issuer: rest.issuer,
        title: Some(title),
    })
}

/// Where the name of a document without a symbol ends: before its date, issuer or "về".
fn stop_of_plain(low: &str, from: usize) -> usize {
    let marks = [" ngày ", " của ", " về ", ",", ":", " (", " được "];
    let is_law = low.starts_with("luật") || low.starts_with("bộ luật");
    marks
        .iter()
        .filter(|mark| !(is_law && matches!(**mark, " của " | "," | " về ")))
        .filter_map(|mark| low[from..].find(mark).map(|at| from + at))
        .min()
        .unwrap_or(low.len())
}

/// "Theo đề nghị của Cục trưởng Cục Văn hóa cơ sở."
fn proposal(text: &str, low: &str, clause: &Range<usize>) -> Option<Found> {
    let body = &low[clause.clone()];
    let lead = body.len() - body.trim_start_matches([' ', '-', '+']).len();
    let relation =
        ["theo đề nghị", "xét đề nghị"].into_iter().find(|w| starts_with_word(&body[lead..], w))?;
    let start = clause.start + lead + relation.len();
    let range = issuer_of_proposal(text, low, start, clause.end)?;
    let word = clause.start + lead + relation.len() - "đề nghị".len();
    Some(Found {
        range: word..range.end,
        relation: Some(relation.to_owned()),
        doc_type: text[word..word + "đề nghị".len()].to_owned(),
        issuer: Some(text[range].to_owned()),
        ..Found::default()
    })
}

fn issuer_of_proposal(text: &str, low: &str, at: usize, end: usize) -> Option<Range<usize>> {
    let lead = if low.get(at..end)?.starts_with(" của ") { " của " } else { " " };
    let name = low.get(at..end)?.strip_prefix(lead)?;
    let start = at + lead.len();
    if !crate::words::starts_capital(&text[start..end]) {
        return None;
    }
    let stop = name.char_indices().find(|(k, c)| match c {
        '.' | ':' | '(' => true,
        ',' => {
            opens_sentence(name[k + 1..].trim_start()) || starts_with_word(name[k + 1..].trim_start(), "tại")
        }
        ' ' => starts_with_word(&name[k + 1..], "tại") || starts_with_word(&name[k + 1..], "về"),
        _ => false,
    });
    let length = stop.map_or(name.len(), |(k, _)| k);
    let name = text[start..start + length].trim_end_matches([' ', ',']);
    (!name.is_empty()).then(|| start..start + name.len())
}
