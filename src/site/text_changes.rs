//! What changed in a letter since somebody read it, shown before they are asked to sign again.

use serde::Serialize;

use crate::letters::diff::{self, Paragraph};
use crate::letters::store::{self, Text};
use crate::letters::{Digest, Edition, Letter};
use crate::locale::Lang;
use crate::store::{Read, StoreError};
use crate::web::App;
use crate::web::error::Failure;

/// The paragraphs that changed.
#[derive(Serialize)]
pub(crate) struct Changes {
    paragraphs: Vec<Paragraph>,
    text_lang: Lang,
    text_dir: String,
}

/// Returns the changes since the text with this digest, which the database may not know.
pub(crate) async fn since(app: &App, letter: &Letter, digest: Option<Digest>) -> Result<Option<Changes>, Failure> {
    let Some(digest) = digest else { return Ok(None) };
    let slug = letter.slug.to_string();
    let old = app.store.read(move |db| older(db, &slug, digest)).await?;
    Ok(old.map(|old| compared(app, letter, &old)))
}

/// Returns the text with this digest.
pub(crate) fn older(db: &Read<'_>, slug: &str, digest: Digest) -> Result<Option<Text>, StoreError> {
    store::text(db, slug, digest)
}

/// Converts a stored language tag.
pub(crate) fn language(app: &App, tag: &str) -> Lang {
    Lang::parse(tag).unwrap_or_else(|| app.locales.fallback())
}

/// Returns the changes since an older text, in its language, or the nearest one that exists now.
pub(crate) fn compared(app: &App, letter: &Letter, old: &Text) -> Changes {
    let edition = letter.edition(language(app, &old.lang));
    let new = Edition::signed_text(&edition.front, &letter.bills, &edition.markdown);
    Changes {
        paragraphs: diff::between(&old.text, &new),
        text_lang: edition.lang,
        text_dir: app.locales.direction(edition.lang),
    }
}
