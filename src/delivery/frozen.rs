//! The files of an office, as they were frozen.

use super::deliver::DeliveryContext;
use super::{FileEntry, Manifest, OfficeEntry, store};
use crate::letters::Digest;
use crate::shelf::{Shelf, ShelfError};
use crate::store::StoreError;

/// Returns the name and the content of an office's PDF in the bundle with a code; `None` if there is no such bundle or office, or if the file
/// is gone or differs from the frozen one.
pub fn pdf(context: DeliveryContext<'_>, office: &str, code: &str) -> Result<Option<(String, Vec<u8>)>, StoreError> {
    let found = file(context, (office, code), |entry| &entry.pdf)?;
    Ok(found.map(|(entry, bytes)| {
        let name = match entry.attachment.as_str() {
            "" => entry.pdf.file,
            name => name.to_owned(),
        };
        (name, bytes)
    }))
}

/// Returns the same of an office's table of names, as CSV.
pub fn table(context: DeliveryContext<'_>, office: &str, code: &str) -> Result<Option<(String, Vec<u8>)>, StoreError> {
    let found = file(context, (office, code), |entry| &entry.csv)?;
    Ok(found.map(|(entry, bytes)| (entry.csv.file, bytes)))
}

fn file(
    context: DeliveryContext<'_>,
    (office, code): (&str, &str),
    of: fn(&OfficeEntry) -> &FileEntry,
) -> Result<Option<(OfficeEntry, Vec<u8>)>, StoreError> {
    let shelf = Shelf::of(&context.config.delivery.folder, context.store);
    let slug = context.letter.slug.as_str();
    context.store.read_now(|db| {
        let Some(bundle) = store::bundle_with_code(db, slug, code)? else {
            return Ok(None);
        };
        let told = |error: ShelfError| tracing::warn!(event = "delivery.file_unreadable", %error);
        let Ok(manifest) = shelf.manifest(db, bundle).map_err(told) else {
            return Ok(None);
        };
        let manifest: Option<Manifest> = serde_json::from_slice(&manifest).ok();
        let entry = manifest.and_then(|it| it.offices.into_iter().find(|it| it.office == office));
        let Some(entry) = entry else { return Ok(None) };
        let kept = of(&entry);
        let Some(sha256) = Digest::parse(&kept.sha256) else {
            return Ok(None);
        };
        let bytes = shelf.read(db, bundle, &kept.file, sha256.0).map_err(told).ok();
        Ok(bytes.map(|bytes| (entry, bytes)))
    })
}
