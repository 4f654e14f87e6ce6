//! Purposes, requirements and targets: the clauses under their titles.

use crate::outline::Tree;
use crate::plan::{Aim, AimKind, NodeKind};
use crate::rx;
use crate::sections::Topic;
use crate::text::Doc;
use crate::words::low;

/// Reads the aims.
pub fn read(doc: &Doc<'_>, tree: &Tree, topics: &[Topic]) -> Vec<Aim> {
    let mut out = Vec::new();
    for (at, node) in tree.nodes.iter().enumerate() {
        let kind = match topics[at] {
            Topic::Purpose => AimKind::Purpose,
            Topic::Requirement => AimKind::Requirement,
            Topic::PurposeRequirement => AimKind::PurposeRequirement,
            Topic::Target => AimKind::Target,
            _ => continue,
        };
        let text = match node.kind {
            NodeKind::Clause => tree.text(doc, at),
            NodeKind::RunIn => run_in_text(doc, tree, topics, at),
            NodeKind::Heading | NodeKind::Table => continue,
        };
        // A clause that only announces the list below it is no aim of its own; one of which the list is a part is.
        let announces = text.ends_with(':') && !node.children.is_empty() && !divides(text);
        if !text.is_empty() && !announces {
            out.push(Aim { kind, text: text.to_owned(), span: node.lines.into() });
        }
    }
    out
}

/// "Đào đắp 4.500 m3, trong đó:": a whole target, told in parts below it.
fn divides(text: &str) -> bool {
    rx!(r"\d[^:]*[,;(]?\s*trong đó\s*:$").is_match(&low(text))
}

/// "Mục đích: …" gives the clause; "Về giáo dục: …" under a target keeps its title.
fn run_in_text<'a>(doc: &'a Doc<'_>, tree: &Tree, topics: &[Topic], at: usize) -> &'a str {
    let own = crate::sections::of_title(tree.title(doc, at));
    if own == Some(topics[at]) {
        return tree.text(doc, at);
    }
    tree.paragraph(doc, at).map_or("", |p| p.content())
}
