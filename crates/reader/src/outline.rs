//! The tree of numbered parts, clauses and tables.
//!
//! Two passes: first who stands under whom, by the styles of the markers; then what each node is (heading, run-in,
//! clause), because a short line with bullets under it is a title and the same line without them may be an item.

use std::ops::Range;

use crate::markers::{self, Marker, Style};
use crate::plan::{Node, NodeKind};
use crate::text::{Doc, Paragraph, Zone};
use crate::titles;
use crate::words::{is_capitals, words};

/// What a node was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Block {
    /// Index into [`Doc::paragraphs`].
    Paragraph(usize),
    /// Index into [`Doc::tables`].
    Table(usize),
}

/// A node of the tree.
#[derive(Debug, Clone)]
pub struct Branch {
    /// Where it comes from.
    pub block: Block,
    /// Index of the node above.
    pub parent: Option<usize>,
    /// Depth from 1.
    pub level: u32,
    /// Its marker.
    pub marker: Option<Marker>,
    /// The right marker, when the printed one repeats the one before it.
    pub marker_fixed: Option<String>,
    /// What it is.
    pub kind: NodeKind,
    /// Range of the title in the paragraph's text.
    pub title: Option<Range<usize>>,
    /// Range of the clause in the paragraph's text.
    pub text: Option<Range<usize>>,
    /// Indices of the nodes below.
    pub children: Vec<usize>,
    /// First and last source line.
    pub lines: (u32, u32),
}

/// The nodes in document order.
#[derive(Debug, Default)]
pub struct Tree {
    /// All of them.
    pub nodes: Vec<Branch>,
}

impl Tree {
    /// The title of a node, or "".
    pub fn title<'a>(&self, doc: &'a Doc<'_>, node: usize) -> &'a str {
        self.part(doc, node, |branch| branch.title.clone())
    }

    /// The clause of a node, or "".
    pub fn text<'a>(&self, doc: &'a Doc<'_>, node: usize) -> &'a str {
        self.part(doc, node, |branch| branch.text.clone())
    }

    fn part<'a>(
        &self,
        doc: &'a Doc<'_>,
        node: usize,
        range: impl Fn(&Branch) -> Option<Range<usize>>,
    ) -> &'a str {
        match (self.nodes[node].block, range(&self.nodes[node])) {
            (Block::Paragraph(at), Some(range)) => &doc.paragraphs[at].text[range],
            _ => "",
        }
    }

    /// The paragraph of a node.
    pub fn paragraph<'a>(&self, doc: &'a Doc<'_>, node: usize) -> Option<&'a Paragraph> {
        match self.nodes[node].block {
            Block::Paragraph(at) => Some(&doc.paragraphs[at]),
            Block::Table(_) => None,
        }
    }

    /// The nodes above a node, nearest first.
    pub fn ancestors(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.nodes[node].parent, |at| self.nodes[*at].parent)
    }

    /// The nodes as the plan prints them.
    pub fn to_plan(&self, doc: &Doc<'_>) -> Vec<Node> {
        let id = |at: usize| format!("n{}", at + 1);
        let own = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        self.nodes
            .iter()
            .enumerate()
            .map(|(at, branch)| Node {
                id: id(at),
                parent: branch.parent.map(id),
                level: branch.level,
                marker: branch.marker.as_ref().map(|m| m.text.clone()),
                marker_fixed: branch.marker_fixed.clone(),
                kind: branch.kind,
                title: own(self.title(doc, at)),
                text: own(self.text(doc, at)),
                span: branch.lines.into(),
            })
            .collect()
    }
}

/// Builds the tree of the body.
pub fn build(doc: &Doc<'_>) -> Tree {
    let mut tree = Tree::default();
    let mut stack: Vec<(u32, Style, usize)> = Vec::new();
    let mut tables =
        doc.tables.iter().enumerate().filter(|(_, t)| matches!(t.zone, Zone::Body | Zone::Annex)).peekable();
    let mut zone = Zone::Body;
    for (at, paragraph) in doc.paragraphs.iter().enumerate() {
        while tables.peek().is_some_and(|(_, t)| t.lines.0 < paragraph.lines.0) {
            if let Some((k, table)) = tables.next() {
                push_table(&mut tree, &mut stack, k, table.lines);
            }
        }
        if matches!(paragraph.zone, Zone::Head | Zone::Tail)
            || (paragraph.zone == Zone::Annex) != (zone == Zone::Annex)
        {
            stack.clear();
            zone = paragraph.zone;
        }
        let has_text = !paragraph.content().trim().is_empty() || paragraph.marker.is_some();
        if paragraph.zone == Zone::Body && has_text
            || paragraph.zone == Zone::Annex && is_annex_title(paragraph)
        {
            let listed =
                doc.paragraphs.get(at + 1).is_some_and(|next| next.zone == paragraph.zone && is_bullet(next));
            push(&mut tree, &mut stack, at, paragraph, listed);
        }
    }
    for (k, table) in tables {
        push_table(&mut tree, &mut stack, k, table.lines);
    }
    fix_markers(&mut tree);
    for node in 0..tree.nodes.len() {
        titles::settle(doc, &mut tree, node);
    }
    tree
}

/// "PHỤ LỤC I …": the title over the tables of an appendix.
fn is_annex_title(paragraph: &Paragraph) -> bool {
    crate::zones::is_appendix_title(&paragraph.text) || paragraph.look.heading > 0
}

/// The habitual depth of a marker style.
fn rank(style: Style) -> u32 {
    match style {
        Style::Part => 5,
        Style::Chapter => 10,
        Style::Section => 15,
        Style::Upper => 20,
        Style::Roman => 25,
        Style::Article => 30,
        Style::Arabic => 40,
        Style::Dotted(dots) => 40 + u32::from(dots),
        Style::Alpha => 50,
        Style::Paren => 52,
        Style::Step => 53,
        Style::RomanSmall => 54,
        Style::Star => 58,
        Style::Dash => 60,
        Style::Bullet => 62,
        Style::Plus => 70,
    }
}

/// A star item stands above dashes when it reads like a title, below them when it reads like a clause.
const STAR_BELOW_DASH: u32 = 66;
/// An unmarked paragraph that announces a list holds the bullets after it.
const LEAD_IN: u32 = 59;
/// An unmarked line this short without an end mark is the title of the bullets after it.
const LIST_TITLE_WORDS_MAX: usize = 12;
/// An unmarked title in capitals or bold.
const BARE_TITLE: u32 = 22;

fn push(
    tree: &mut Tree,
    stack: &mut Vec<(u32, Style, usize)>,
    at: usize,
    paragraph: &Paragraph,
    listed: bool,
) {
    let marker = markers::find(&paragraph.text);
    let content = paragraph.content().trim();
    let Some(marker) = marker else {
        return push_unmarked(tree, stack, at, paragraph, listed);
    };
    let mut depth = rank(marker.style);
    if marker.style == Style::Star && stack.last().is_some_and(|(_, style, _)| *style == Style::Dash) {
        let titled = content.ends_with(':')
            || paragraph.look.bold
            || (words(content) <= 12 && !content.ends_with(['.', ';']));
        if !titled {
            depth = STAR_BELOW_DASH;
        }
    }
    match stack.iter().position(|(_, style, _)| *style == marker.style) {
        Some(same) => {
            depth = stack[same].0;
            stack.truncate(same);
        }
        None => {
            while stack.last().is_some_and(|(above, ..)| *above > depth) {
                stack.pop();
            }
        }
    }
    let style = marker.style;
    let node = add(tree, stack.last().map(|top| top.2), Block::Paragraph(at), Some(marker), paragraph.lines);
    stack.push((depth, style, node));
}

fn is_bullet(paragraph: &Paragraph) -> bool {
    markers::find(&paragraph.text)
        .is_some_and(|m| matches!(m.style, Style::Dash | Style::Plus | Style::Bullet | Style::Star))
}

/// `listed` tells that bullets follow.
fn push_unmarked(
    tree: &mut Tree,
    stack: &mut Vec<(u32, Style, usize)>,
    at: usize,
    paragraph: &Paragraph,
    listed: bool,
) {
    let content = paragraph.content().trim();
    let ended = content.ends_with(['.', ';', ',']);
    let is_title = (is_capitals(content) && words(content) >= 2 || paragraph.look.heading > 0)
        && !ended
        && words(content) <= 30;
    let heads_list = listed && !ended && words(content) <= LIST_TITLE_WORDS_MAX;
    let floor = if is_title { BARE_TITLE } else { LEAD_IN };
    while stack.last().is_some_and(|(above, ..)| *above >= floor) {
        stack.pop();
    }
    let node = add(tree, stack.last().map(|top| top.2), Block::Paragraph(at), None, paragraph.lines);
    if is_title || heads_list || content.ends_with(':') {
        stack.push((floor, if is_title { Style::Section } else { Style::Star }, node));
    }
}

fn push_table(tree: &mut Tree, stack: &mut Vec<(u32, Style, usize)>, at: usize, lines: (u32, u32)) {
    while stack.last().is_some_and(|(above, ..)| *above >= LEAD_IN) {
        stack.pop();
    }
    // A caption right above ("Bảng 1. …") tells where the table belongs.
    let caption = tree.nodes.last().filter(|node| {
        node.marker.is_none()
            && node.children.is_empty()
            && matches!(node.block, Block::Paragraph(_))
            && node.lines.1 + 2 >= lines.0
    });
    let parent = caption.map_or(stack.last().map(|top| top.2), |node| {
        if stack.last().is_some_and(|top| top.2 + 1 == tree.nodes.len()) {
            stack.last().map(|top| top.2)
        } else {
            node.parent
        }
    });
    add(tree, parent, Block::Table(at), None, lines);
}

fn add(
    tree: &mut Tree,
    parent: Option<usize>,
    block: Block,
    marker: Option<Marker>,
    lines: (u32, u32),
) -> usize {
    let level = parent.map_or(1, |p| tree.nodes[p].level + 1);
    let node = tree.nodes.len();
    let kind = if matches!(block, Block::Table(_)) { NodeKind::Table } else { NodeKind::Clause };
    tree.nodes.push(Branch {
        block,
        parent,
        level,
        marker,
        marker_fixed: None,
        kind,
        title: None,
        text: None,
        children: Vec::new(),
        lines,
    });
    if let Some(parent) = parent {
        tree.nodes[parent].children.push(node);
    }
    node
}

/// A marker that repeats the one before it ("d)" after "d)"), or a letter that does not count points, gets its mend.
fn fix_markers(tree: &mut Tree) {
    let rows: Vec<Vec<usize>> =
        std::iter::once((0..tree.nodes.len()).filter(|n| tree.nodes[*n].parent.is_none()).collect())
            .chain(tree.nodes.iter().map(|n| n.children.clone()))
            .collect();
    for row in rows {
        let mut last: Option<(Style, Option<u32>)> = None;
        for node in row {
            let Some(marker) = tree.nodes[node].marker.clone() else { continue };
            let mut ordinal = marker.ordinal;
            if let Some((style, Some(before))) = last
                && style == marker.style
                && (ordinal == Some(before) || ordinal.is_none())
            {
                tree.nodes[node].marker_fixed = mended(&marker, before + 1);
                ordinal = Some(before + 1);
            }
            last = Some((marker.style, ordinal));
        }
    }
}

fn mended(marker: &Marker, ordinal: u32) -> Option<String> {
    let printed = marker.text.as_str();
    match marker.style {
        Style::Alpha => {
            let letter = printed.chars().find(|c| c.is_alphabetic())?;
            Some(printed.replacen(letter, &markers::point_letter(ordinal)?.to_string(), 1))
        }
        Style::Arabic | Style::Paren => {
            let digits: String = printed.chars().filter(char::is_ascii_digit).collect();
            Some(printed.replacen(&digits, &ordinal.to_string(), 1))
        }
        _ => None,
    }
}
