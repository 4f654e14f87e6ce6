//! The lines of the text and of appendices: box 6 of the decree's diagram.

use super::{Annex, Line, Piece, Run, Stands};
use crate::measures::{RULE_SHARE, size, text_width_mm};
use crate::widths::{balanced_pt, longest_line_pt};
use crate::{Appendix, Block, Clause, Heading, Paper};
use domain::text::roman;

/// Depth below which the words that open a clause are no longer bold.
const BOLD_RUN_IN_LEVEL_MAX: u32 = 2;
/// Divisions that have a line of their own in the middle, their title in capitals below.
const DIVISIONS: [&str; 4] = ["Phần ", "Chương ", "Mục ", "Tiểu mục "];

pub(super) fn pieces(paper: &Paper) -> Vec<Piece> {
    let mut pieces = Vec::new();
    if let Some(authority) = paper.authority.as_ref().filter(|authority| !authority.is_empty()) {
        pieces.push(centred(&authority.to_uppercase(), None));
    }
    for (at, basis) in paper.bases.iter().enumerate() {
        let mark = if at + 1 == paper.bases.len() { "." } else { ";" };
        pieces.push(text(vec![Run::italic(format!("{basis}{mark}"))]));
    }
    if let Some(line) = paper.kind.enacts().filter(|line| !says(&paper.body, line)) {
        pieces.push(centred(line, None));
    }
    pieces.extend(blocks(&paper.body));
    pieces
}

/// Whether the text has this line itself.
fn says(body: &[Block], line: &str) -> bool {
    let key = domain::text::key(line);
    let key = key.trim_end_matches(':');
    body.iter().any(|block| match block {
        Block::Text(text) => domain::text::key(text).trim_end_matches([':', ' ']) == key,
        Block::Heading(heading) => domain::text::key(&heading.title).trim_end_matches([':', ' ']) == key,
        _ => false,
    })
}

fn blocks(blocks: &[Block]) -> impl Iterator<Item = Piece> {
    blocks.iter().flat_map(|block| match block {
        Block::Heading(one) => heading(one),
        Block::Clause(one) => vec![clause(one)],
        Block::Text(words) => vec![text(vec![Run::plain(words)])],
        Block::Table(one) => vec![Piece::Table(one.clone())],
    })
}

fn heading(heading: &Heading) -> Vec<Piece> {
    let level = Some(heading.level.max(1));
    let Some(marker) = &heading.marker else { return vec![centred(&heading.title, level)] };
    if DIVISIONS.iter().any(|division| marker.starts_with(division)) {
        return vec![centred(marker, level), centred(&heading.title.to_uppercase(), None)];
    }
    // The third depth (a) …) is upright and regular; articles are bold at any depth.
    let is_bold = heading.level <= BOLD_RUN_IN_LEVEL_MAX || is_article(marker);
    let run = Run { is_bold, ..Run::plain(format!("{marker} {}", heading.title)) };
    vec![Piece::Line(Line { stands: Stands::Text, level, runs: vec![run] })]
}

fn clause(clause: &Clause) -> Piece {
    let marker = clause.marker.as_ref().map_or_else(String::new, |marker| format!("{marker} "));
    let Some(title) = &clause.run_in else {
        if is_article(&marker) {
            return text(vec![Run::bold(marker), Run::plain(&clause.text)]);
        }
        return text(vec![Run::plain(format!("{marker}{}", clause.text))]);
    };
    let colon = if title.ends_with([':', '.']) { "" } else { ":" };
    let opening = format!("{marker}{title}{colon}");
    let is_bold = clause.level <= BOLD_RUN_IN_LEVEL_MAX || is_article(&marker);
    text(vec![Run { is_bold, ..Run::plain(opening) }, Run::plain(format!(" {}", clause.text))])
}

fn is_article(marker: &str) -> bool {
    marker.starts_with("Điều ")
}

fn text(runs: Vec<Run>) -> Piece {
    Piece::Line(Line { stands: Stands::Text, level: None, runs })
}

fn centred(words: &str, level: Option<u32>) -> Piece {
    Piece::Line(Line { stands: Stands::Centred, level, runs: vec![Run::bold(words)] })
}

pub(super) fn annexes(paper: &Paper) -> Vec<Annex> {
    let several = paper.appendices.len() > 1;
    (1..)
        .zip(&paper.appendices)
        .map(|(n, one)| {
            let number = if several { roman(n) } else { None };
            annex(paper, one, number.as_deref())
        })
        .collect()
}

fn annex(paper: &Paper, appendix: &Appendix, number: Option<&str>) -> Annex {
    let title = appendix.title.to_uppercase();
    let width_pt = text_width_mm(appendix.is_landscape) * 72.0 / 25.4;
    let name = number.map_or_else(|| "Phụ lục".to_owned(), |number| format!("Phụ lục {number}"));
    let above = if title.is_empty() { &name } else { &title };
    let title_pt = balanced_pt(above, size::APPENDIX.ours, width_pt);
    let text_pt = longest_line_pt(above, size::APPENDIX.ours, title_pt);
    Annex {
        title_mm: title_pt * 25.4 / 72.0,
        rule_mm: text_pt * 25.4 / 72.0 * RULE_SHARE.ours,
        name,
        title,
        note: note(paper),
        pieces: blocks(&appendix.body).collect(),
        is_landscape: appendix.is_landscape,
    }
}

/// "(Kèm theo Kế hoạch số 05/KH-SGDĐT ngày 05 tháng 01 năm 2026 của Sở Giáo dục và Đào tạo)".
fn note(paper: &Paper) -> String {
    let number = paper.number.printed().replacen("Số: ", "số ", 1);
    let issuers: Vec<&str> = paper.issuers.iter().map(|issuer| issuer.name.as_str()).collect();
    let of = if issuers.is_empty() { String::new() } else { format!(" của {}", issuers.join(" và ")) };
    format!("(Kèm theo {} {number} {}{of})", paper.kind.word(), paper.date.printed())
}
