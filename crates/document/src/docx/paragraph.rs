//! One paragraph as text: runs, breaks, tabs, signs, fields, tracked changes, with what is bold or italic.

use super::blocks::Walker;
use super::styles::{Letters, Whole};
use super::{attribute, child, is, value};
use crate::{legacy, signs};
use domain::source::Look;
use roxmltree::Node;

/// A list marker typed by hand and followed by a tab is at most this long.
const MARKER_CHARS_MAX: usize = 8;

/// What a paragraph says.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// The text, split at line breaks, untidied.
    pub pieces: Vec<String>,
    /// The look of all of it.
    pub look: Look,
    /// Whether the paragraph's end was deleted, so that the next one follows on.
    pub runs_on: bool,
}

/// What is gathered on the way.
struct Gather<'w, 'n, 'i> {
    pieces: Vec<String>,
    letters: usize,
    bold: usize,
    italic: usize,
    style: Option<&'w str>,
    /// Text boxes met, to be read after the paragraph.
    boxes: &'w mut Vec<Node<'n, 'i>>,
}

impl Walker<'_> {
    /// Reads `w:p`. Text boxes anchored in it are put into `boxes`.
    pub(super) fn paragraph<'n, 'i>(
        &mut self,
        node: Node<'n, 'i>,
        boxes: &mut Vec<Node<'n, 'i>>,
    ) -> Paragraph {
        let properties = child(node, "pPr");
        let named = properties.and_then(|properties| value(properties, "pStyle"));
        let styles = std::mem::take(&mut self.styles);
        let style = styles.or_default(named);
        let own = properties.map(Whole::read).unwrap_or_default();
        let (whole, list_style) = styles.whole(&own, style);
        let label = match whole.in_list.list {
            Some(list) if list > 0 => self.numbering.next(list, whole.in_list.level, list_style, &styles),
            _ => None,
        };
        // A field whose instruction never ends must not swallow the rest of the document.
        self.fields.retain(|is_result| *is_result);
        let mut gather = Gather { pieces: vec![String::new()], letters: 0, bold: 0, italic: 0, style, boxes };
        self.inline(node, &styles, &mut gather);
        let Gather { mut pieces, letters, bold, italic, .. } = gather;
        for piece in &mut pieces {
            marker_tab_to_space(piece);
        }
        // A number alone is printed too (the first column of many tables); a bullet alone is a forgotten paragraph.
        let is_bare_bullet = |label: &str| {
            !label.chars().any(char::is_alphanumeric) && pieces.iter().all(|piece| piece.trim().is_empty())
        };
        if let Some(label) = label.filter(|label| !is_bare_bullet(label)) {
            let text = pieces[0].trim_start().to_owned();
            pieces[0] = label + &text;
        }
        let outline = whole.outline.filter(|level| *level < 9).map_or(0, |level| level + 1);
        let look = Look {
            bold: letters > 0 && bold == letters,
            italic: letters > 0 && italic == letters,
            centred: whole.centred.unwrap_or(false),
            heading: outline,
            aside: styles.is_contents(style),
        };
        let mark = properties.and_then(|properties| child(properties, "rPr"));
        self.styles = styles;
        Paragraph { pieces, look, runs_on: mark.is_some_and(|mark| child(mark, "del").is_some()) }
    }

    fn inline<'n, 'i>(
        &mut self,
        node: Node<'n, 'i>,
        styles: &super::styles::Styles,
        gather: &mut Gather<'_, 'n, 'i>,
    ) {
        for part in node.children().filter(Node::is_element) {
            match part.tag_name().name() {
                // Deleted or moved away; properties; the second form of a drawing is its text box again.
                "del" | "moveFrom" | "pPr" | "rPr" | "sdtPr" | "sdtEndPr" | "rt" => {}
                "AlternateContent" => {
                    let choice = child(part, "Choice").filter(|choice| has_words(*choice));
                    if let Some(choice) = choice.or_else(|| child(part, "Fallback")) {
                        self.inline(choice, styles, gather);
                    }
                }
                "r" if !is_math(part) => self.run(part, styles, gather),
                "txbxContent" => gather.boxes.push(part),
                "t" if is_math(part) => gather.push(part.text().unwrap_or_default(), &Letters::default()),
                _ => self.inline(part, styles, gather),
            }
        }
    }

    fn run<'n, 'i>(
        &mut self,
        node: Node<'n, 'i>,
        styles: &super::styles::Styles,
        gather: &mut Gather<'_, 'n, 'i>,
    ) {
        let properties = child(node, "rPr");
        let own = properties.map(Letters::read).unwrap_or_default();
        let character = properties.and_then(|properties| value(properties, "rStyle"));
        let look = styles.letters(&own, character, gather.style);
        for part in node.children().filter(Node::is_element) {
            let is_shown = look.hidden != Some(true) && self.fields.iter().all(|is_result| *is_result);
            match part.tag_name().name() {
                "fldChar" => self.field(attribute(part, "fldCharType")),
                "t" if is_shown => gather.push(part.text().unwrap_or_default(), &look),
                "tab" | "ptab" if is_shown => gather.sign('\t'),
                "br" | "cr" if is_shown => gather.pieces.push(String::new()),
                "noBreakHyphen" if is_shown => gather.sign('-'),
                "sym" if is_shown => gather.symbol(part),
                "AlternateContent" | "drawing" | "pict" | "object" | "ruby" => {
                    self.inline_of_run(part, styles, gather);
                }
                _ => {}
            }
        }
    }

    fn inline_of_run<'n, 'i>(
        &mut self,
        part: Node<'n, 'i>,
        styles: &super::styles::Styles,
        gather: &mut Gather<'_, 'n, 'i>,
    ) {
        if is(part, "AlternateContent") {
            let choice = child(part, "Choice").filter(|choice| has_words(*choice));
            if let Some(choice) = choice.or_else(|| child(part, "Fallback")) {
                self.inline(choice, styles, gather);
            }
        } else {
            self.inline(part, styles, gather);
        }
    }

    /// A field is instruction, then result; only the result is text.
    fn field(&mut self, kind: Option<&str>) {
        match kind {
            Some("begin") => self.fields.push(false),
            Some("separate") => {
                if let Some(last) = self.fields.last_mut() {
                    *last = true;
                }
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
    }
}

impl Gather<'_, '_, '_> {
    fn push(&mut self, text: &str, look: &Letters) {
        let decoded = look.font.as_deref().and_then(legacy::of_font).map(|old| legacy::decode(old, text));
        let mut text = decoded.unwrap_or_else(|| text.to_owned());
        if look.caps == Some(true) {
            text = text.to_uppercase();
        }
        if look.font.as_deref().is_some_and(|font| font.starts_with("Wingdings") || font == "Symbol") {
            text = text.chars().map(|c| signs::readable(c, false)).collect();
        }
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        self.letters += letters;
        self.bold += if look.bold == Some(true) { letters } else { 0 };
        self.italic += if look.italic == Some(true) { letters } else { 0 };
        self.last().push_str(&text);
    }

    fn sign(&mut self, c: char) {
        self.last().push(c);
    }

    /// `w:sym`: a sign by font and code.
    fn symbol(&mut self, node: Node<'_, '_>) {
        let code = attribute(node, "char").and_then(|code| u32::from_str_radix(code, 16).ok());
        let Some(c) = code.and_then(char::from_u32) else { return };
        let font = attribute(node, "font").unwrap_or_default();
        self.last().push(signs::readable(c, font.starts_with("Wingdings") || font == "Symbol"));
    }

    fn last(&mut self) -> &mut String {
        if self.pieces.is_empty() {
            self.pieces.push(String::new());
        }
        let at = self.pieces.len() - 1;
        &mut self.pieces[at]
    }
}

/// Whether a part of a choice holds a text box or letters; Word puts a picture form and an older form side by side.
fn has_words(node: Node<'_, '_>) -> bool {
    node.descendants().any(|node| is(node, "txbxContent") || is(node, "t"))
}

fn is_math(node: Node<'_, '_>) -> bool {
    node.tag_name().namespace().is_some_and(|space| space.contains("/math"))
}

/// "a)⇥Mục đích" is "a) Mục đích": the tab belongs to the marker and parts no columns.
fn marker_tab_to_space(text: &mut String) {
    let start = text.len() - text.trim_start().len();
    if let Some(tab) = text[start..].find('\t') {
        let marker = text[start..start + tab].trim_end();
        let is_marker = !marker.is_empty()
            && marker.chars().count() <= MARKER_CHARS_MAX
            && !marker.contains(' ')
            && marker.ends_with(['.', ')', '-', '+', '*', '•', '/', ':', '–', '▪', '➢', '✓']);
        if is_marker {
            text.replace_range(start + tab..=start + tab, " ");
        }
    }
}
