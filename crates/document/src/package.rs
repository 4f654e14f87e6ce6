//! A zip container whose parts are read one by one, each under a limit. The sizes that the container itself claims are
//! never believed.

use crate::{Limits, OpenError, sniff};
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Parts of one container; Word makes a few dozen, plus one for each picture.
const PARTS_MAX: usize = 5_000;
/// Below this size no ratio is suspicious: a table of equal rows packs very well.
const RATIO_FREE_BYTES: u64 = 1024 * 1024;

/// An open container.
pub(crate) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
    ratio_max: u64,
}

impl<'a> Package<'a> {
    /// Opens the container and looks at its directory.
    pub fn open(bytes: &'a [u8], limits: &Limits) -> Result<Package<'a>, OpenError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| OpenError::Broken)?;
        if zip.len() > PARTS_MAX {
            return Err(OpenError::Bomb);
        }
        Ok(Package { zip, left: limits.unzipped_bytes_max, ratio_max: limits.unzipped_ratio_max })
    }

    /// Whether a part of this name exists.
    pub fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// Reads a part; `None` when there is no such part.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, OpenError> {
        self.zip.index_for_name(name).map(|index| self.part_at(index)).transpose()
    }

    /// Reads every part without keeping it, for libraries that open the container themselves.
    pub fn check_all(&mut self) -> Result<(), OpenError> {
        (0..self.zip.len()).try_for_each(|index| self.part_at(index).map(drop))
    }

    fn part_at(&mut self, index: usize) -> Result<Vec<u8>, OpenError> {
        let file = self.zip.by_index(index).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(why) if why.contains("assword") => OpenError::Encrypted,
            _ => OpenError::Broken,
        })?;
        let packed = file.compressed_size().max(1);
        // A part may be as large as the ratio allows, and all parts together as large as the total allows.
        let most = self.left.min((packed.saturating_mul(self.ratio_max)).max(RATIO_FREE_BYTES));
        let mut out = Vec::new();
        file.take(most + 1).read_to_end(&mut out).map_err(|_| OpenError::Broken)?;
        let size = out.len() as u64;
        if size > most {
            return Err(OpenError::Bomb);
        }
        self.left -= size;
        Ok(out)
    }
}

/// Decodes an XML part: UTF-8, or UTF-16 with its mark.
pub(crate) fn xml_text(bytes: Vec<u8>) -> Result<String, OpenError> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return crate::txt::decode(&bytes);
    }
    String::from_utf8(bytes).map_err(|_| OpenError::Broken)
}

/// Parses an XML part under the limits: no document type, so many nodes, so deep.
pub(crate) fn xml<'t>(text: &'t str, limits: &Limits) -> Result<roxmltree::Document<'t>, OpenError> {
    check_depth(text, limits.depth_max)?;
    let options =
        roxmltree::ParsingOptions { allow_dtd: false, nodes_limit: limits.objects_max, ..Default::default() };
    roxmltree::Document::parse_with_options(text.trim_start_matches('\u{feff}'), options).map_err(|error| {
        match error {
            roxmltree::Error::DtdDetected | roxmltree::Error::UnknownEntityReference(..) => {
                OpenError::Entities
            }
            roxmltree::Error::NodesLimitReached => OpenError::TooMuch,
            _ => OpenError::Broken,
        }
    })
}

/// Counts open elements before the tree is built, because tree builders and walkers recurse.
fn check_depth(text: &str, depth_max: u32) -> Result<(), OpenError> {
    let bytes = text.as_bytes();
    let (mut depth, mut i) = (0i64, 0);
    while let Some(step) = bytes[i..].iter().position(|byte| *byte == b'<') {
        i += step + 1;
        let rest = &bytes[i..];
        let skip = |end: &[u8]| sniff::find(rest, end).map_or(rest.len(), |at| at + end.len());
        if rest.starts_with(b"!--") {
            i += skip(b"-->");
        } else if rest.starts_with(b"![CDATA[") {
            i += skip(b"]]>");
        } else if rest.starts_with(b"/") {
            depth -= 1;
        } else if !rest.starts_with(b"!") && !rest.starts_with(b"?") {
            let length = tag_length(rest);
            if length == 0 || rest[length - 1] != b'/' {
                depth += 1;
            }
            i += length;
        }
        if depth > i64::from(depth_max) {
            return Err(OpenError::TooDeep);
        }
    }
    Ok(())
}

/// Bytes up to the `>` that closes a tag; one inside quotes does not.
fn tag_length(tag: &[u8]) -> usize {
    let mut quote = None;
    for (at, byte) in tag.iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), _) if open == *byte => quote = None,
            _ => {}
        }
    }
    tag.len()
}

/// The relations of a part: id to (type's last word, target's path in the container).
pub(crate) fn relations(
    package: &mut Package<'_>,
    part: &str,
    limits: &Limits,
) -> Result<HashMap<String, (String, String)>, OpenError> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let slash = if folder.is_empty() { "" } else { "/" };
    let Some(bytes) = package.part(&format!("{folder}{slash}_rels/{file}.rels"))? else {
        return Ok(HashMap::new());
    };
    let text = xml_text(bytes)?;
    let tree = xml(&text, limits)?;
    let mut out = HashMap::new();
    for node in tree.root_element().children().filter(roxmltree::Node::is_element) {
        let (Some(id), Some(kind), Some(target)) =
            (node.attribute("Id"), node.attribute("Type"), node.attribute("Target"))
        else {
            continue;
        };
        let kind = kind.rsplit('/').next().unwrap_or(kind).to_owned();
        let path = match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("{folder}{slash}{target}"),
        };
        out.insert(id.to_owned(), (kind, path));
    }
    Ok(out)
}
