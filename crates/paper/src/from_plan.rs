//! A plan that was read, as a document that can be printed.

use crate::{
    Block, Clause, Column, Drafter, Heading, Issuer, Kind, Number, Paper, PaperDate, Recipient, Row,
    Signature, Table,
};
use reader::plan::{Node, NodeKind, Plan, RecipientKind, RoadmapItem, Span};

/// Words that open a line of "Căn cứ".
const BASIS_OPENERS: [&str; 6] =
    ["Căn cứ ", "Thực hiện ", "Triển khai ", "Theo đề nghị ", "Xét đề nghị ", "Theo "];

/// Lays a plan out as a document. Everything that the plan's form keeps is there: letterhead, preamble, parts and
/// clauses, the table of work, closing sentence, signatures and recipients.
pub fn paper(plan: &Plan) -> Paper {
    let header = &plan.header;
    let printed = header.doc_type.as_ref().map_or("", |t| t.text.as_str());
    let kind = Kind::of_printed(printed).unwrap_or_default();
    let is_plain = domain::text::key(printed) == domain::text::key(kind.word());
    let (mut bases, mut preamble) = bases(plan.preamble.as_ref().map_or("", |p| p.text.as_str()));
    // A decision has no sentence after its bases: the last of them stands where the sentence would.
    let is_basis = |text: &str| BASIS_OPENERS.iter().any(|opener| text.starts_with(opener));
    if kind.enacts().is_some() && !bases.is_empty() && preamble.as_deref().is_some_and(is_basis) {
        bases.extend(preamble.take().map(|last| last.trim_end_matches(['.', ';', ' ']).to_owned()));
    }
    let mut recipients: Vec<Recipient> = plan.recipients.iter().map(recipient).collect();
    let drafter = recipients.last_mut().and_then(take_drafter);
    let mut body: Vec<Block> = preamble.map(Block::Text).into_iter().collect();
    body.extend(blocks(plan));
    body.extend(plan.closing.iter().map(|closing| Block::Text(closing.text.clone())));
    Paper {
        kind,
        type_printed: (!printed.is_empty() && !is_plain).then(|| printed.to_uppercase()),
        issuers: header
            .issuing_agencies
            .iter()
            .map(|a| Issuer { superior: a.parent.clone(), name: a.name.clone() })
            .collect(),
        number: number(plan),
        place: header.place.as_ref().map_or_else(String::new, |p| p.text.clone()),
        date: header.date.as_ref().map_or_else(PaperDate::default, |d| PaperDate {
            day: d.day,
            month: d.month,
            year: d.year,
        }),
        subject: header.subject.as_ref().map_or_else(String::new, |s| s.text.clone()),
        bases,
        body,
        signatures: plan.signatures.iter().map(signature).collect(),
        recipients,
        drafter,
        ..Paper::default()
    }
}

fn number(plan: &Plan) -> Number {
    let Some(number) = &plan.header.number else { return Number::default() };
    Number {
        number: number.number.as_deref().and_then(|n| n.trim().parse().ok()),
        symbol: number.symbol.clone().unwrap_or_default(),
    }
}

fn recipient(recipient: &reader::plan::Recipient) -> Recipient {
    Recipient {
        name: recipient.name.clone(),
        purpose: recipient.purpose.clone(),
        is_archive: recipient.kind == RecipientKind::Archive,
    }
}

/// Takes "PL.(300)" off the archive line "VT, VP. PL.(300)".
fn take_drafter(archive: &mut Recipient) -> Option<Drafter> {
    let (name, mark) = archive.name.rsplit_once(". ").filter(|_| archive.is_archive)?;
    let (initials, copies) =
        mark.split_once(".(").map_or((mark, None), |(initials, n)| (initials, n.strip_suffix(')')));
    let is_initials = !initials.is_empty()
        && initials.chars().all(|letter| letter.is_alphabetic() && letter.is_uppercase());
    let n_copies = copies.and_then(|n| n.parse().ok());
    if !is_initials || copies.is_some() != n_copies.is_some() {
        return None;
    }
    let drafter = Drafter { initials: initials.to_owned(), n_copies };
    archive.name = name.to_owned();
    Some(drafter)
}

fn signature(signature: &reader::plan::Signature) -> Signature {
    Signature {
        authority: signature.authority.clone(),
        title: signature.title.clone().unwrap_or_default(),
        other_title: None,
        name: signature.name.clone(),
    }
}

/// The lines of "Căn cứ" and the sentence after them. One sentence that only begins with "Căn cứ" stays a sentence.
fn bases(preamble: &str) -> (Vec<String>, Option<String>) {
    let whole = || (Vec::new(), Some(preamble.trim().to_owned()).filter(|text| !text.is_empty()));
    if !BASIS_OPENERS.iter().any(|opener| preamble.starts_with(opener)) {
        return whole();
    }
    let mut bases = Vec::new();
    let mut rest = preamble;
    while BASIS_OPENERS.iter().any(|opener| rest.starts_with(opener)) {
        let Some((basis, after)) = next_basis(rest) else { break };
        bases.push(basis.trim().to_owned());
        rest = after.trim_start();
    }
    // Without a sentence of its own the last basis runs into what is decided: nothing can be cut.
    if bases.len() < 2 || rest.is_empty() { whole() } else { (bases, Some(rest.to_owned())) }
}

/// The text up to the end mark of a basis: ";" or "." before a word that opens another one or a sentence.
fn next_basis(text: &str) -> Option<(&str, &str)> {
    text.match_indices([';', '.', ',']).map(|(at, mark)| (&text[..at], mark, &text[at + 1..])).find_map(
        |(basis, mark, after)| {
            let next = after.trim_start();
            let opens = BASIS_OPENERS.iter().any(|opener| next.starts_with(opener));
            let is_sentence = next.starts_with(char::is_uppercase) && after.starts_with(' ');
            (opens && mark != "," || is_sentence && mark == ".").then_some((basis, after))
        },
    )
}

fn blocks(plan: &Plan) -> Vec<Block> {
    let mut blocks = Vec::new();
    for node in &plan.outline {
        match node.kind {
            NodeKind::Table => blocks.extend(table(plan, node.span).map(Block::Table)),
            NodeKind::Heading => blocks.push(Block::Heading(Heading {
                level: node.level,
                marker: node.marker.clone(),
                title: node.title.clone().unwrap_or_default(),
            })),
            NodeKind::RunIn | NodeKind::Clause => blocks.push(clause(node)),
        }
    }
    blocks
}

fn clause(node: &Node) -> Block {
    let text = node.text.clone().unwrap_or_default();
    if node.marker.is_none() && node.title.is_none() {
        return Block::Text(text);
    }
    Block::Clause(Clause { level: node.level, marker: node.marker.clone(), run_in: node.title.clone(), text })
}

/// The rows of work that stand in a table, with the columns that hold something.
fn table(plan: &Plan, span: Span) -> Option<Table> {
    let inside =
        |item: &&RoadmapItem| item.span.start_line >= span.start_line && item.span.end_line <= span.end_line;
    let items: Vec<&RoadmapItem> = plan.roadmap.iter().filter(inside).collect();
    if items.is_empty() {
        return None;
    }
    let columns: Vec<(WorkColumn, Column)> = WORK_COLUMNS
        .iter()
        .filter(|(cell, ..)| items.iter().any(|item| !cell(item).is_empty()))
        .map(|(cell, title, share)| (*cell, Column { title: (*title).to_owned(), share: *share }))
        .collect();
    let mut rows = Vec::new();
    let mut group = None;
    for item in items {
        if item.group.is_some() && item.group != group {
            rows.push(Row::Group(item.group.clone().unwrap_or_default()));
        }
        group = item.group.clone();
        rows.push(Row::Cells(columns.iter().map(|(cell, _)| vec![cell(item)]).collect()));
    }
    Some(Table {
        columns: columns.into_iter().map(|(_, column)| column).collect(),
        rows,
        is_landscape: false,
    })
}

type WorkColumn = fn(&RoadmapItem) -> String;

/// The columns of a table of work: what stands in a cell, the head, the share of the width.
const WORK_COLUMNS: [(WorkColumn, &str, u32); 6] = [
    (|item| item.no.clone().unwrap_or_default(), "TT", 6),
    (|item| item.task.clone(), "Nội dung công việc", 40),
    (|item| item.time.as_ref().map_or_else(String::new, |time| time.text.clone()), "Thời gian", 18),
    (|item| item.product.clone().unwrap_or_default(), "Sản phẩm", 18),
    (|item| item.lead_units.join("; "), "Đơn vị chủ trì", 20),
    (|item| item.coop_units.join("; "), "Đơn vị phối hợp", 20),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bases_are_lines_when_a_sentence_follows_them() {
        let (lines, rest) = bases(
            "Căn cứ Luật Giáo dục ngày 14/6/2019; Căn cứ Nghị định số 37/2025/NĐ-CP ngày 26/02/2025; Theo đề nghị của \
             Chánh Văn phòng. Bộ ban hành Kế hoạch như sau:",
        );
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[2], "Theo đề nghị của Chánh Văn phòng");
        assert_eq!(rest.as_deref(), Some("Bộ ban hành Kế hoạch như sau:"));
    }

    #[test]
    fn the_drafter_is_taken_off_the_archive_line() {
        let take = |name: &str| {
            let mut archive = Recipient { name: name.to_owned(), purpose: None, is_archive: true };
            let drafter = take_drafter(&mut archive);
            (archive.name, drafter.map(|drafter| (drafter.initials, drafter.n_copies)))
        };
        assert_eq!(take("VT, VP. PL.(300)"), ("VT, VP".to_owned(), Some(("PL".to_owned(), Some(300)))));
        assert_eq!(take("VT, VP. NTK"), ("VT, VP".to_owned(), Some(("NTK".to_owned(), None))));
        assert_eq!(take("VT, VP Sở. Phòng TCCB"), ("VT, VP Sở. Phòng TCCB".to_owned(), None));
        assert_eq!(take("VT, VP"), ("VT, VP".to_owned(), None));
    }

    #[test]
    fn a_sentence_that_begins_with_its_basis_stays_whole() {
        let text = "Căn cứ Luật Giáo dục; Quyết định số 1/QĐ-BGDĐT, Bộ ban hành Kế hoạch như sau:";
        assert_eq!(bases(text), (Vec::new(), Some(text.to_owned())));
        assert_eq!(bases(""), (Vec::new(), None));
    }
}
