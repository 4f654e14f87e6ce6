//! What typst may see: one template, one file of values, four faces of one font. No file system, no network, no clock.

use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};

/// What does not change from document to document.
struct House {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
    values: FileId,
}

static HOUSE: LazyLock<House> = LazyLock::new(|| {
    let fonts: Vec<Font> = FACES.iter().filter_map(|face| Font::new(Bytes::new(*face), 0)).collect();
    House {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        template: Source::new(path("sheet.typ"), include_str!("sheet.typ").to_owned()),
        values: path("sheet.json"),
    }
});

/// Regular first: its letters are those of all four.
pub(crate) static FACES: [&[u8]; 4] = [
    include_bytes!("../fonts/NhipCauSerif-Regular.ttf"),
    include_bytes!("../fonts/NhipCauSerif-Bold.ttf"),
    include_bytes!("../fonts/NhipCauSerif-Italic.ttf"),
    include_bytes!("../fonts/NhipCauSerif-BoldItalic.ttf"),
];

fn path(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a plain name is a path");
    FileId::new(RootedPath::new(VirtualRoot::Project, path))
}

/// Whether all four faces have this letter.
pub(crate) fn has(letter: char) -> bool {
    HOUSE.fonts.iter().all(|font| font.info().coverage.contains(u32::from(letter)))
}

/// The desk of one document.
pub(crate) struct Desk {
    values: Bytes,
}

impl Desk {
    pub(crate) fn new(values: Vec<u8>) -> Desk {
        Desk { values: Bytes::new(values) }
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &HOUSE.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &HOUSE.book
    }

    fn main(&self) -> FileId {
        HOUSE.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == HOUSE.template.id() { Ok(HOUSE.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == HOUSE.values { Ok(self.values.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        HOUSE.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
