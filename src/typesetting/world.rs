//! Typst's view of the world: templates, one data file, images, and fonts. No disk, no network, no clock.

use std::collections::{BTreeMap, HashMap};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::Work;

/// Returns a work's templates with their names, the main one first.
fn templates(work: Work) -> &'static [(&'static str, &'static str)] {
    match work {
        Work::Bundle => &[
            ("bundle.typ", include_str!("../../templates/bundle.typ")),
            ("names.typ", include_str!("../../templates/names.typ")),
        ],
        Work::Paper => &[("paper.typ", include_str!("../../templates/paper.typ"))],
        Work::ShareImage => &[("share.typ", include_str!("../../templates/share.typ"))],
        Work::Picture => &[("picture.typ", include_str!("../../templates/picture.typ"))],
        Work::Look => &[("nothing.typ", "")],
    }
}

/// The world for one rendition.
pub(super) struct Sheets {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    /// The templates, the main one first.
    sources: Vec<Source>,
    /// The words, and the images.
    files: HashMap<FileId, Bytes>,
}

impl Sheets {
    /// Creates the world; `fonts` have the family names that the template uses.
    pub(super) fn new(
        work: Work,
        sheet: Vec<u8>,
        images: &BTreeMap<String, String>,
        fonts: Vec<(FontInfo, Font)>,
    ) -> anyhow::Result<Self> {
        let id = |name: &str| {
            let path = VirtualPath::new(name).expect("a plain name");
            FileId::new(RootedPath::new(VirtualRoot::Project, path))
        };
        let mut files = HashMap::from([(id("sheet.json"), Bytes::new(sheet))]);
        for (name, content) in images {
            files.insert(id(name), Bytes::new(data_encoding::BASE64.decode(content.as_bytes())?));
        }
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_infos(fonts.iter().map(|(info, _)| info.clone()))),
            fonts: fonts.into_iter().map(|(_, font)| font).collect(),
            sources: templates(work)
                .iter()
                .map(|(name, text)| Source::new(id(name), (*text).to_owned()))
                .collect(),
            files,
        })
    }
}

impl World for Sheets {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.sources[0].id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let source = self.sources.iter().find(|source| source.id() == id);
        source.cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
