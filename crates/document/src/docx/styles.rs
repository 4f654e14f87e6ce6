//! What paragraphs and letters inherit from styles.

use super::{attribute, child, is, switch, value};
use roxmltree::Node;
use std::collections::HashMap;

/// Styles that inherit from each other in a ring end here.
const CHAIN_MAX: usize = 20;

/// Properties of letters; `None` is "as inherited".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Letters {
    /// Bold.
    pub bold: Option<bool>,
    /// Italic.
    pub italic: Option<bool>,
    /// Drawn as capitals.
    pub caps: Option<bool>,
    /// Hidden.
    pub hidden: Option<bool>,
    /// Font for Latin letters.
    pub font: Option<String>,
}

/// A list and a level in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct InList {
    /// The list; 0 takes a paragraph out of the list of its style.
    pub list: Option<u32>,
    /// The level, from 0.
    pub level: Option<u32>,
}

/// Properties of a paragraph; `None` is "as inherited".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Whole {
    /// Centred.
    pub centred: Option<bool>,
    /// Outline level from 0; 9 is body text.
    pub outline: Option<u8>,
    /// Place in a list.
    pub in_list: InList,
}

/// One style.
#[derive(Debug, Clone, Default)]
struct Style {
    base: Option<String>,
    name: String,
    letters: Letters,
    whole: Whole,
    is_ruled: Option<bool>,
}

/// All styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    default_paragraph: Option<String>,
    letters: Letters,
}

impl Styles {
    /// Reads `styles.xml`.
    pub fn read(root: Node<'_, '_>) -> Styles {
        let mut styles = Styles::default();
        if let Some(run) = child(root, "docDefaults").and_then(|node| child(node, "rPrDefault")) {
            styles.letters = child(run, "rPr").map(Letters::read).unwrap_or_default();
        }
        for node in root.children().filter(|node| is(*node, "style")) {
            let Some(id) = attribute(node, "styleId") else { continue };
            let kind = attribute(node, "type").unwrap_or("paragraph");
            if kind == "paragraph" && matches!(attribute(node, "default"), Some("1" | "true" | "on")) {
                styles.default_paragraph = Some(id.to_owned());
            }
            let style = Style {
                base: value(node, "basedOn").map(str::to_owned),
                name: value(node, "name").unwrap_or(id).to_lowercase(),
                letters: child(node, "rPr").map(Letters::read).unwrap_or_default(),
                whole: child(node, "pPr").map(Whole::read).unwrap_or_default(),
                is_ruled: child(node, "tblPr").and_then(is_ruled),
            };
            styles.by_id.insert(id.to_owned(), style);
        }
        styles
    }

    /// The style and all it is based on, nearest first.
    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let mut next = id;
        std::iter::from_fn(move || {
            let id = next?;
            let style = self.by_id.get(id)?;
            next = style.base.as_deref();
            Some((id, style))
        })
        .take(CHAIN_MAX)
    }

    /// The style of a paragraph that names none.
    pub fn or_default<'s>(&'s self, id: Option<&'s str>) -> Option<&'s str> {
        id.filter(|id| self.by_id.contains_key(*id)).or(self.default_paragraph.as_deref())
    }

    /// Fills what `own` leaves open from the character style, the paragraph style and the defaults.
    pub fn letters(&self, own: &Letters, character: Option<&str>, paragraph: Option<&str>) -> Letters {
        let mut out = own.clone();
        for (_, style) in self.chain(character).chain(self.chain(paragraph)) {
            out.fill(&style.letters);
        }
        out.fill(&self.letters);
        out
    }

    /// Fills what `own` leaves open from the paragraph style. A list that comes from a style is also told by which style.
    pub fn whole<'s>(&'s self, own: &Whole, paragraph: Option<&'s str>) -> (Whole, Option<&'s str>) {
        let mut out = own.clone();
        let mut list_style = None;
        for (id, style) in self.chain(paragraph) {
            out.centred = out.centred.or(style.whole.centred);
            out.outline = out.outline.or(style.whole.outline).or_else(|| outline_by_name(&style.name));
            if out.in_list.list.is_none() && style.whole.in_list.list.is_some() {
                out.in_list.list = style.whole.in_list.list;
                list_style = Some(id);
            }
            out.in_list.level = out.in_list.level.or(style.whole.in_list.level);
        }
        (out, list_style)
    }

    /// The list that a list style points at.
    pub fn list_of(&self, id: &str) -> Option<u32> {
        self.chain(Some(id)).find_map(|(_, style)| style.whole.in_list.list)
    }

    /// Whether a table style draws lines between columns.
    pub fn is_ruled(&self, id: Option<&str>) -> bool {
        self.chain(id).find_map(|(_, style)| style.is_ruled).unwrap_or(false)
    }

    /// Whether the style is one of a table of contents, whose lines repeat the headings.
    pub fn is_contents(&self, id: Option<&str>) -> bool {
        self.chain(id).any(|(_, style)| style.name.starts_with("toc ") || style.name == "table of figures")
    }
}

impl Letters {
    /// Reads `w:rPr`.
    pub fn read(node: Node<'_, '_>) -> Letters {
        let fonts = child(node, "rFonts");
        let font = fonts.and_then(|fonts| attribute(fonts, "ascii").or_else(|| attribute(fonts, "hAnsi")));
        Letters {
            bold: switch(node, "b"),
            italic: switch(node, "i"),
            caps: switch(node, "caps"),
            hidden: switch(node, "vanish"),
            font: font.map(str::to_owned),
        }
    }

    fn fill(&mut self, other: &Letters) {
        self.bold = self.bold.or(other.bold);
        self.italic = self.italic.or(other.italic);
        self.caps = self.caps.or(other.caps);
        self.hidden = self.hidden.or(other.hidden);
        if self.font.is_none() {
            self.font.clone_from(&other.font);
        }
    }
}

impl Whole {
    /// Reads `w:pPr`.
    pub fn read(node: Node<'_, '_>) -> Whole {
        let in_list = child(node, "numPr").map_or_else(InList::default, |list| InList {
            list: value(list, "numId").and_then(|id| id.parse().ok()),
            level: value(list, "ilvl").and_then(|level| level.parse().ok()),
        });
        Whole {
            centred: value(node, "jc").map(|align| align == "center"),
            outline: value(node, "outlineLvl").and_then(|level| level.parse().ok()),
            in_list,
        }
    }
}

/// Whether table properties draw lines between columns or around the table; `None` when they do not say.
pub(super) fn is_ruled(properties: Node<'_, '_>) -> Option<bool> {
    let borders = child(properties, "tblBorders")?;
    Some(["insideV", "left", "start"].iter().any(|side| is_drawn(borders, side)))
}

/// Whether a border of this name is drawn.
pub(super) fn is_drawn(borders: Node<'_, '_>, side: &str) -> bool {
    value(borders, side).is_some_and(|look| !matches!(look, "nil" | "none"))
}

fn outline_by_name(name: &str) -> Option<u8> {
    let level: u8 = name.strip_prefix("heading ")?.parse().ok()?;
    (1..=9).contains(&level).then(|| level - 1)
}
