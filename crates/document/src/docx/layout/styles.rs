//! What paragraphs and letters inherit, as far as their layout goes.

use super::super::styles::{is_drawn, is_ruled};
use super::super::{attribute, child, is, switch, value};
use roxmltree::Node;
use std::collections::HashMap;

/// Styles that inherit from each other in a ring end here.
const CHAIN_MAX: usize = 20;

/// Place of a paragraph in Word's units; `None` is "as inherited".
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    pub style: Option<String>,
    pub align: Option<String>,
    pub first: Option<f64>,
    pub left: Option<f64>,
    pub right: Option<f64>,
    pub before: Option<f64>,
    pub after: Option<f64>,
    pub line: Option<f64>,
    pub is_exact: Option<bool>,
    pub is_ruled: Option<bool>,
}

/// Look of letters; `None` is "as inherited".
#[derive(Debug, Clone, Default)]
pub(super) struct Look {
    pub size: Option<f64>,
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub font: Option<String>,
    pub colour: Option<String>,
}

#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, (Option<String>, Place, Look)>,
    default: Option<String>,
    /// Table styles that draw lines, by id.
    ruled: HashMap<String, bool>,
    place: Place,
    look: Look,
}

impl Styles {
    /// Reads `styles.xml`.
    pub fn read(root: Node<'_, '_>) -> Styles {
        let mut styles = Styles::default();
        if let Some(defaults) = child(root, "docDefaults") {
            let of = |outer, inner| child(defaults, outer).and_then(|node| child(node, inner));
            styles.place = of("pPrDefault", "pPr").map(Place::read).unwrap_or_default();
            styles.look = of("rPrDefault", "rPr").map(Look::read).unwrap_or_default();
        }
        for node in root.children().filter(|node| is(*node, "style")) {
            let Some(id) = attribute(node, "styleId") else { continue };
            let is_paragraph = attribute(node, "type").unwrap_or("paragraph") == "paragraph";
            if is_paragraph && matches!(attribute(node, "default"), Some("1" | "true" | "on")) {
                styles.default = Some(id.to_owned());
            }
            if let Some(draws) = child(node, "tblPr").and_then(is_ruled) {
                styles.ruled.insert(id.to_owned(), draws);
            }
            let place = child(node, "pPr").map(Place::read).unwrap_or_default();
            let look = child(node, "rPr").map(Look::read).unwrap_or_default();
            styles.by_id.insert(id.to_owned(), (value(node, "basedOn").map(str::to_owned), place, look));
        }
        styles
    }

    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = (&'s Place, &'s Look)> {
        let mut next = id;
        std::iter::from_fn(move || {
            let (base, place, look) = self.by_id.get(next?)?;
            next = base.as_deref();
            Some((place, look))
        })
        .take(CHAIN_MAX)
    }

    /// Whether a table of this style draws lines.
    pub fn draws_lines(&self, id: Option<&str>) -> bool {
        let mut next = id;
        for _ in 0..CHAIN_MAX {
            let Some(id) = next else { return false };
            if let Some(draws) = self.ruled.get(id) {
                return *draws;
            }
            next = self.by_id.get(id).and_then(|(base, ..)| base.as_deref());
        }
        false
    }

    /// The place of a paragraph, with what it inherits.
    pub fn place(&self, own: Option<Node<'_, '_>>) -> Place {
        let mut place = own.map(Place::read).unwrap_or_default();
        let named = place.style.clone().filter(|id| self.by_id.contains_key(id));
        place.style = named.or_else(|| self.default.clone());
        let style = place.style.clone();
        for (inherited, _) in self.chain(style.as_deref()) {
            place.fill(inherited);
        }
        place.fill(&self.place);
        place
    }

    /// The look of a run in a paragraph of this style, with what it inherits.
    pub fn look(&self, own: Option<Node<'_, '_>>, paragraph: Option<&str>) -> Look {
        let mut look = own.map(Look::read).unwrap_or_default();
        let character = own.and_then(|own| value(own, "rStyle"));
        for (_, inherited) in self.chain(character).chain(self.chain(paragraph)) {
            look.fill(inherited);
        }
        look.fill(&self.look);
        look
    }
}

impl Place {
    fn read(node: Node<'_, '_>) -> Place {
        let number = |element: &str, names: &[&str]| {
            let node = child(node, element)?;
            names.iter().find_map(|name| attribute(node, name)).and_then(|text| text.parse::<f64>().ok())
        };
        let hanging = number("ind", &["hanging"]).map(|twips| -twips);
        Place {
            style: value(node, "pStyle").map(str::to_owned),
            align: value(node, "jc").map(|jc| if jc == "start" { "left".to_owned() } else { jc.to_owned() }),
            first: hanging.or_else(|| number("ind", &["firstLine"])),
            left: number("ind", &["left", "start"]),
            right: number("ind", &["right", "end"]),
            before: number("spacing", &["before"]),
            after: number("spacing", &["after"]),
            line: number("spacing", &["line"]),
            is_exact: child(node, "spacing")
                .and_then(|node| attribute(node, "lineRule"))
                .map(|rule| rule != "auto"),
            is_ruled: child(node, "pBdr").map(|borders| is_drawn(borders, "bottom")),
        }
    }

    fn fill(&mut self, other: &Place) {
        if self.align.is_none() {
            self.align.clone_from(&other.align);
        }
        self.first = self.first.or(other.first);
        self.left = self.left.or(other.left);
        self.right = self.right.or(other.right);
        self.before = self.before.or(other.before);
        self.after = self.after.or(other.after);
        self.line = self.line.or(other.line);
        self.is_exact = self.is_exact.or(other.is_exact);
        self.is_ruled = self.is_ruled.or(other.is_ruled);
    }
}

impl Look {
    fn read(node: Node<'_, '_>) -> Look {
        let fonts = child(node, "rFonts");
        Look {
            size: value(node, "sz").and_then(|half| half.parse::<f64>().ok()).map(|half| half / 2.0),
            bold: switch(node, "b"),
            italic: switch(node, "i"),
            font: fonts
                .and_then(|fonts| attribute(fonts, "ascii").or_else(|| attribute(fonts, "hAnsi")))
                .map(str::to_owned),
            colour: value(node, "color").map(str::to_uppercase),
        }
    }

    fn fill(&mut self, other: &Look) {
        self.size = self.size.or(other.size);
        self.bold = self.bold.or(other.bold);
        self.italic = self.italic.or(other.italic);
        if self.font.is_none() {
            self.font.clone_from(&other.font);
        }
        if self.colour.is_none() {
            self.colour.clone_from(&other.colour);
        }
    }
}
