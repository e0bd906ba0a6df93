//! Letters whose folder is gone: moved, renamed, or not readable.
//!
//! Whoever signed one must still be able to confirm, see, withdraw and delete their signature, so the letter is rebuilt for their own pages
//! from the texts that were published. It can't be read or signed, and organizations wait for review, since its settings are not known.

use std::path::Path;

use super::front_matter::FrontMatter;
use super::library::Library;
use super::store::gone::{self as stored, PublishedEdition};
use super::{Edition, Kind, Letter, Slug, store as texts};
use crate::clock::from_micros;
use crate::locale::Locales;
use crate::problem::Problem;
use crate::store::{Read, StoreError};
use crate::text::counted;

/// Adds to the library what can be rebuilt of each letter that it does not have.
pub fn recall(db: &Read<'_>, library: &mut Library, (folder, locales): (&Path, &Locales)) -> Result<(), StoreError> {
    for name in stored::signable(db)? {
        let Ok(slug) = Slug::parse(&name) else { continue };
        if library.letter(&slug).is_none()
            && let Some(letter) = rebuilt(db, slug, &folder.join(&name), locales)?
        {
            library.keep_for_signers(letter);
        }
    }
    Ok(())
}

/// Rebuilds a letter from its newest published texts; `None` if none is known.
fn rebuilt(db: &Read<'_>, slug: Slug, folder: &Path, locales: &Locales) -> Result<Option<Letter>, StoreError> {
    let published = stored::newest(db, slug.as_str())?;
    let Some(first) = published.first() else {
        return Ok(None);
    };
    let (revision, day) = (first.revision, from_micros(first.published_at));
    let files = texts::stored(db, slug.as_str(), revision)?;
    let mut bills = Vec::new();
    let mut edition = |it: &PublishedEdition| {
        let known = files.get(&it.lang).filter(|known| known.digest == it.digest);
        bills = known.map_or_else(Vec::new, |known| known.bills.clone());
        let source = known.and_then(|known| known.source.clone());
        let read = source.and_then(|source| Edition::read(folder, it.lang, &bills, source, locales));
        let edition = read.unwrap_or_else(|| titled(it));
        Edition {
            revision,
            digest: it.digest,
            ..edition
        }
    };
    let editions = published.iter().map(|it| (it.lang, edition(it))).collect();
    Ok(Some(Letter {
        slug,
        kind: Kind::Letter,
        revision,
        published: day.to_zoned_datetime(jiff::tz::TimeZone::UTC).date(),
        topics: Vec::new(),
        bills,
        signing: None,
        filed: None,
        set_here: super::set_here::Known::default(),
        delivery: None,
        cosponsors: Vec::new(),
        press: None,
        erase_after_days: None,
        editions,
        updates: Vec::new(),
        folder: folder.to_owned(),
        gone: true,
    }))
}

/// Returns an edition of which only the title is known.
fn titled(it: &PublishedEdition) -> Edition {
    Edition {
        lang: it.lang,
        revision: it.revision,
        front: FrontMatter {
            revision: None,
            title: it.title.clone(),
            summary: String::new(),
            addressees: Vec::new(),
            salutation: None,
            closing: None,
            asks: Vec::new(),
            byline: None,
            author_note: None,
            image: None,
            image_alt: None,
            image_credit: None,
            translator: None,
        },
        markdown: String::new(),
        html: String::new(),
        digest: it.digest,
        source: String::new(),
        image: None,
    }
}

/// A letter that people signed and whose folder is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoneLetter {
    /// The slug.
    pub slug: String,
    /// How many signatures have not been withdrawn or removed.
    pub signatures: u64,
}

/// Returns the letters without a folder that people signed. A folder with errors is not gone.
pub fn signed(db: &Read<'_>, library: &Library) -> Result<Vec<GoneLetter>, StoreError> {
    let mut found = Vec::new();
    for letter in library.gone().filter(|letter| !letter.folder.is_dir()) {
        let slug = letter.slug.to_string();
        let signatures = stored::signatures(db, &slug)?;
        if signatures > 0 {
            found.push(GoneLetter { slug, signatures });
        }
    }
    Ok(found)
}

impl GoneLetter {
    /// Describes what is wrong, and what to do.
    pub fn problem(&self, folder: &Path) -> Problem {
        let what = format!(
            "this folder is missing, but {} stored for this letter: put the folder back under this name",
            counted(self.signatures, "signature is", "signatures are")
        );
        Problem::of_file(&folder.join(&self.slug), what)
    }
}

/// Logs which signed letters have no folder.
pub(crate) fn warn(db: &Read<'_>, library: &Library) -> Result<(), StoreError> {
    for GoneLetter { slug, signatures } in signed(db, library)? {
        tracing::warn!(
            event = "letters.folder_missing",
            letter = slug,
            signatures,
            "people signed this letter, but its folder is missing: put it back under this name"
        );
    }
    Ok(())
}
