//! Rows of work: from tables of any column order, and from outlines that tell time and units of each task in words.

mod listed;
mod table;

use crate::outline::{Block, Tree};
use crate::plan::{RoadmapItem, Time};
use crate::sections::Topic;
use crate::text::Doc;
use crate::time::TimeContext;

/// The work rows, and which outline nodes are details of them.
#[derive(Debug, Default)]
pub struct Found {
    /// The rows in document order.
    pub items: Vec<RoadmapItem>,
    /// For each outline node whether it is a detail ("Thời gian: …") of a row.
    pub details: Vec<bool>,
}

/// Reads all work rows.
pub fn read(
    doc: &Doc<'_>,
    tree: &Tree,
    topics: &[Topic],
    window: Option<&Time>,
    context: &TimeContext,
) -> Found {
    let mut items: Vec<RoadmapItem> = Vec::new();
    for (at, node) in tree.nodes.iter().enumerate() {
        if let Block::Table(table) = node.block {
            let titled = tree.ancestors(at).find_map(|above| table::one_day(tree.title(doc, above), context));
            let day = titled.or_else(|| window.and_then(|w| (w.start == w.end).then_some(w.start).flatten()));
            items.extend(table::read(&doc.tables[table], day, context));
        }
    }
    let (listed, details) = listed::read(doc, tree, topics, context);
    items.extend(listed);
    items.sort_by_key(|item| item.span);
    Found { items, details }
}
