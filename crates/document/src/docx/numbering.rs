//! Automatic numbers: what Word prints before a paragraph in a list, computed from `numbering.xml`.

use super::styles::Styles;
use super::{attribute, child, is, switch, value};
use crate::signs;
use roxmltree::Node;
use std::collections::{HashMap, HashSet};

/// Levels of a list.
const LEVELS: usize = 9;
/// Links from list to style to list that form a ring end here.
const LINKS_MAX: usize = 8;
/// Characters of a level's text, which is printed before every paragraph.
const TEXT_CHARS_MAX: usize = 64;
/// Numbers count no further; a start value may claim anything.
const NUMBER_MAX: u32 = 1_000_000;

/// How one level looks.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Level {
    start: u32,
    format: String,
    text: String,
    is_symbol_font: bool,
    has_space: bool,
    is_legal: bool,
    /// Level (from 1) whose numbers start this one again; 0 never, `None` every level above.
    restart: Option<u32>,
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Level {
        Level {
            start: 1,
            format: "none".to_owned(),
            text: String::new(),
            is_symbol_font: false,
            has_space: true,
            is_legal: false,
            restart: None,
            style: None,
        }
    }
}

/// A definition that several lists may share, with one set of counters.
#[derive(Debug, Default)]
struct Definition {
    levels: Vec<Level>,
    linked_style: Option<String>,
}

/// A list: a definition with changes.
#[derive(Debug, Default)]
struct List {
    definition: u32,
    starts: HashMap<usize, u32>,
    levels: HashMap<usize, Level>,
}

/// All lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: HashMap<u32, Definition>,
    lists: HashMap<u32, List>,
    counters: HashMap<u32, [Option<u32>; LEVELS]>,
    started: HashSet<(u32, usize)>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub fn read(root: Node<'_, '_>) -> Numbering {
        let mut out = Numbering::default();
        for node in root.children().filter(|node| is(*node, "abstractNum")) {
            let Some(id) = number(node, "abstractNumId") else { continue };
            let mut levels = vec![Level::default(); LEVELS];
            for level in node.children().filter(|node| is(*node, "lvl")) {
                if let Some(slot) = number(level, "ilvl").and_then(|index| levels.get_mut(index as usize)) {
                    *slot = Level::read(level);
                }
            }
            let linked_style = value(node, "numStyleLink").map(str::to_owned);
            out.definitions.insert(id, Definition { levels, linked_style });
        }
        for node in root.children().filter(|node| is(*node, "num")) {
            let Some(id) = number(node, "numId") else { continue };
            let definition = value(node, "abstractNumId").and_then(|id| id.parse().ok()).unwrap_or_default();
            let mut list = List { definition, ..List::default() };
            for change in node.children().filter(|node| is(*node, "lvlOverride")) {
                let Some(index) = number(change, "ilvl").map(|index| index as usize) else { continue };
                if let Some(start) = value(change, "startOverride").and_then(|start| start.parse().ok()) {
                    list.starts.insert(index, start);
                }
                if let Some(level) = child(change, "lvl") {
                    list.levels.insert(index, Level::read(level));
                }
            }
            out.lists.insert(id, list);
        }
        out
    }

    /// Counts one paragraph of a list on and returns what is printed before it, with the space that follows.
    /// `style` is the style that put the paragraph into the list, whose level is then found by the style's name.
    pub fn next(
        &mut self,
        list: u32,
        level: Option<u32>,
        style: Option<&str>,
        styles: &Styles,
    ) -> Option<String> {
        let (list, definition) = self.resolve(list, styles)?;
        let by_style = || {
            let levels = &self.definitions[&definition].levels;
            levels.iter().position(|level| level.style.as_deref() == style && style.is_some())
        };
        let index = level.map(|level| level as usize).or_else(by_style).unwrap_or(0).min(LEVELS - 1);
        let looks: Vec<Level> = (0..LEVELS).map(|index| self.level(list, definition, index)).collect();
        let counters = self.count(list, definition, index, &looks);
        let look = &looks[index];
        let text = if look.format == "bullet" {
            look.text.chars().next().map(|c| bullet(c, look.is_symbol_font).to_string()).unwrap_or_default()
        } else {
            label(look, &looks, &counters)
        };
        let text = signs::tidy(&text);
        if text.is_empty() {
            return None;
        }
        Some(if look.has_space { format!("{text} ") } else { text })
    }

    /// Follows links to list styles; a list without its own definition is no list.
    fn resolve(&self, list: u32, styles: &Styles) -> Option<(u32, u32)> {
        let mut list = list;
        for _ in 0..LINKS_MAX {
            let definition = self.lists.get(&list)?.definition;
            match &self.definitions.get(&definition)?.linked_style {
                Some(style) => list = styles.list_of(style)?,
                None => return Some((list, definition)),
            }
        }
        None
    }

    fn level(&self, list: u32, definition: u32, index: usize) -> Level {
        let own = self.lists.get(&list).and_then(|list| list.levels.get(&index));
        own.or_else(|| self.definitions.get(&definition)?.levels.get(index)).cloned().unwrap_or_default()
    }

    fn count(&mut self, list: u32, definition: u32, index: usize, looks: &[Level]) -> [u32; LEVELS] {
        let counters = self.counters.entry(definition).or_default();
        // A list with a start of its own counts from there once, at its first paragraph on that level.
        let own_start = self.lists.get(&list).and_then(|list| list.starts.get(&index)).copied();
        let is_first = self.started.insert((list, index));
        counters[index] = Some(match (own_start, counters[index]) {
            (Some(start), _) if is_first => start,
            (_, Some(before)) => (before + 1).min(NUMBER_MAX),
            (_, None) => own_start.unwrap_or(looks[index].start),
        });
        for (above, counter) in counters.iter_mut().enumerate().take(index) {
            counter.get_or_insert(looks[above].start);
        }
        for (below, counter) in counters.iter_mut().enumerate().skip(index + 1) {
            // A level starts again when one above it counts on, unless it says which one, or none.
            let restarts = looks[below].restart.is_none_or(|level| level > 0 && index < level as usize);
            if restarts {
                *counter = None;
            }
        }
        counters.map(|counter| counter.unwrap_or_default().min(NUMBER_MAX))
    }
}

impl Level {
    fn read(node: Node<'_, '_>) -> Level {
        // Newer formats stand in a choice, with an older one beside it.
        let format = child(node, "numFmt").or_else(|| node.descendants().find(|node| is(*node, "numFmt")));
        let font = child(node, "rPr").and_then(|run| child(run, "rFonts"));
        let font = font.and_then(|fonts| attribute(fonts, "ascii").or_else(|| attribute(fonts, "hAnsi")));
        let is_symbol_font = font.is_some_and(|font| font.starts_with("Wingdings") || font == "Symbol");
        Level {
            start: value(node, "start").and_then(|start| start.parse().ok()).unwrap_or(0),
            format: format.and_then(|node| attribute(node, "val")).unwrap_or("decimal").to_owned(),
            text: value(node, "lvlText").unwrap_or_default().chars().take(TEXT_CHARS_MAX).collect(),
            is_symbol_font,
            has_space: value(node, "suff") != Some("nothing"),
            is_legal: switch(node, "isLgl").unwrap_or(false),
            restart: value(node, "lvlRestart").and_then(|level| level.parse().ok()),
            style: value(node, "pStyle").map(str::to_owned),
        }
    }
}

/// The level's text with `%1` to `%9` replaced by the counters.
fn label(look: &Level, looks: &[Level], counters: &[u32; LEVELS]) -> String {
    let mut out = String::new();
    let mut chars = look.text.chars().peekable();
    while let Some(c) = chars.next() {
        let index = chars.peek().and_then(|digit| digit.to_digit(10)).filter(|digit| c == '%' && *digit > 0);
        let Some(index) = index else {
            out.push(c);
            continue;
        };
        chars.next();
        let index = index as usize - 1;
        let format = if look.is_legal { "decimal" } else { looks[index].format.as_str() };
        out.push_str(&count(counters[index], format));
    }
    out
}

/// A bullet as the marker that people type for it.
fn bullet(c: char, is_symbol_font: bool) -> char {
    match signs::readable(c, is_symbol_font) {
        '–' | '—' | '−' | '‑' | '‒' | '―' => '-',
        'o' | '·' | '●' | '⁃' => '•',
        other => other,
    }
}

/// A number in one of Word's formats. Formats of other scripts fall back to digits.
fn count(n: u32, format: &str) -> String {
    match format {
        "none" | "bullet" => String::new(),
        "lowerLetter" => letters(n, 'a'),
        "upperLetter" => letters(n, 'A'),
        "lowerRoman" => roman(n).to_lowercase(),
        "upperRoman" => roman(n),
        "decimalZero" if n < 10 => format!("0{n}"),
        _ => n.to_string(),
    }
}

/// a … z, aa, bb: Word repeats the letter.
fn letters(n: u32, first: char) -> String {
    let Some(zero_based) = n.checked_sub(1) else { return String::new() };
    let letter = char::from_u32(u32::from(first) + zero_based % 26).unwrap_or(first);
    std::iter::repeat_n(letter, (zero_based / 26 + 1).min(10) as usize).collect()
}

/// Word prints what has no Roman number in digits; a list that starts before 1 prints nothing.
fn roman(n: u32) -> String {
    if n == 0 { String::new() } else { domain::text::roman(n).unwrap_or_else(|| n.to_string()) }
}

fn number(node: Node<'_, '_>, name: &str) -> Option<u32> {
    attribute(node, name)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads lists and counts `(list, level)` steps.
    fn count_on(xml: &str, steps: &[(u32, u32)]) -> Vec<String> {
        let text = format!(
            "<w:numbering xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>{xml}</w:numbering>"
        );
        let tree = roxmltree::Document::parse(&text).expect("xml");
        let mut numbering = Numbering::read(tree.root_element());
        let styles = Styles::default();
        steps
            .iter()
            .map(|(list, level)| numbering.next(*list, Some(*level), None, &styles).unwrap_or_default())
            .collect()
    }

    fn level(index: u32, format: &str, text: &str, more: &str) -> String {
        format!(
            "<w:lvl w:ilvl='{index}'><w:start w:val='1'/><w:numFmt w:val='{format}'/><w:lvlText w:val='{text}'/>{more}</w:lvl>"
        )
    }

    fn lists(levels: &[String], lists: &str) -> String {
        format!("<w:abstractNum w:abstractNumId='7'>{}</w:abstractNum>{lists}", levels.concat())
    }

    const ONE: &str = "<w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>";

    #[test]
    fn levels_count_and_start_again() {
        let levels = [
            level(0, "upperRoman", "%1.", ""),
            level(1, "decimal", "%2.", ""),
            level(2, "decimal", "%2.%3.", ""),
        ];
        let got =
            count_on(&lists(&levels, ONE), &[(1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 0), (1, 1), (1, 2)]);
        assert_eq!(got, ["I. ", "1. ", "2. ", "2.1. ", "2.2. ", "II. ", "1. ", "1.1. "]);
    }

    #[test]
    fn a_level_used_before_its_parents_shows_their_start() {
        let levels = [level(0, "decimal", "%1.", ""), level(1, "decimal", "%1.%2", "")];
        assert_eq!(count_on(&lists(&levels, ONE), &[(1, 1), (1, 1), (1, 0)]), ["1.1 ", "1.2 ", "2. "]);
    }

    #[test]
    fn lists_of_one_definition_share_counters_until_a_start_is_set() {
        let more = format!(
            "{ONE}<w:num w:numId='2'><w:abstractNumId w:val='7'/></w:num>\
             <w:num w:numId='3'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num>"
        );
        let levels = [level(0, "lowerLetter", "%1)", "")];
        let got = count_on(&lists(&levels, &more), &[(1, 0), (1, 0), (2, 0), (3, 0), (3, 0), (1, 0)]);
        assert_eq!(got, ["a) ", "b) ", "c) ", "e) ", "f) ", "g) "]);
    }

    #[test]
    fn restart_rules_legal_numbers_and_overridden_levels() {
        let levels = [
            level(0, "upperRoman", "%1.", ""),
            level(1, "decimal", "%2.", "<w:lvlRestart w:val='0'/>"),
            level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
        ];
        let other = format!(
            "{ONE}<w:num w:numId='4'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'>{}</w:lvlOverride></w:num>",
            level(0, "decimal", "Điều %1:", "<w:suff w:val='nothing'/>")
        );
        let got = count_on(&lists(&levels, &other), &[(1, 0), (1, 1), (1, 0), (1, 1), (1, 2), (4, 0)]);
        assert_eq!(got, ["I. ", "1. ", "II. ", "2. ", "2.2.1 ", "Điều 3:"]);
    }

    #[test]
    fn bullets_read_as_typed_markers() {
        let symbol = "<w:rPr><w:rFonts w:ascii='Symbol'/></w:rPr>";
        let levels = [
            level(0, "bullet", "-", ""),
            level(1, "bullet", "\u{f0b7}", symbol),
            level(2, "bullet", "–", ""),
        ];
        assert_eq!(count_on(&lists(&levels, ONE), &[(1, 0), (1, 1), (1, 2)]), ["- ", "• ", "- "]);
    }

    #[test]
    fn letters_and_romans() {
        assert_eq!(
            (letters(1, 'a'), letters(26, 'a'), letters(28, 'a')),
            ("a".into(), "z".into(), "bb".into())
        );
        assert_eq!((roman(4), roman(29), roman(1994)), ("IV".into(), "XXIX".into(), "MCMXCIV".into()));
        assert_eq!(count(0, "lowerLetter"), "");
    }
}
