//! Writes XML: nothing but open, close and escaped words. What XML 1.0 cannot hold is left out.

use quick_xml::escape::escape;

/// An XML text in the making.
#[derive(Debug)]
pub(super) struct Xml(String);

impl Xml {
    /// Begins a part.
    pub fn part() -> Xml {
        Xml("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned())
    }

    /// Opens an element with attributes.
    pub fn open(&mut self, tag: &str, attributes: &[(&str, &str)]) -> &mut Xml {
        self.start(tag, attributes);
        self.0.push('>');
        self
    }

    /// An element without content.
    pub fn leaf(&mut self, tag: &str, attributes: &[(&str, &str)]) -> &mut Xml {
        self.start(tag, attributes);
        self.0.push_str("/>");
        self
    }

    /// An element with one attribute `w:val`.
    pub fn value(&mut self, tag: &str, value: impl ToString) -> &mut Xml {
        self.leaf(tag, &[("w:val", &value.to_string())])
    }

    /// Closes an element.
    pub fn close(&mut self, tag: &str) -> &mut Xml {
        self.0.push_str("</");
        self.0.push_str(tag);
        self.0.push('>');
        self
    }

    /// Words.
    pub fn text(&mut self, text: &str) -> &mut Xml {
        self.0.push_str(&escape(allowed(text)));
        self
    }

    /// The text so far.
    pub fn finish(self) -> String {
        self.0
    }

    fn start(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(tag);
        for (name, value) in attributes {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            self.0.push_str(&escape(allowed(value)));
            self.0.push('"');
        }
    }
}

/// The letters that XML 1.0 may hold (section 2.2).
fn allowed(text: &str) -> String {
    let fits = |letter: char| match letter {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        _ => letter >= ' ',
    };
    text.chars().filter(|letter| fits(*letter)).collect()
}
