//! The PDF of an office, as it was frozen.

use super::Manifest;
use super::deliver::DeliveryContext;
use super::store;
use crate::letters::Digest;
use crate::shelf::{Shelf, ShelfError};
use crate::store::StoreError;

/// Returns the name and the content of an office's PDF in the bundle with a code; `None` if there is no such bundle or office, or if the file
/// is gone or differs from the frozen one.
pub fn pdf(context: DeliveryContext<'_>, office: &str, code: &str) -> Result<Option<(String, Vec<u8>)>, StoreError> {
    let shelf = Shelf::of(&context.config.delivery.folder, context.store);
    let slug = context.letter.slug.as_str();
    context.store.read_now(|db| {
        let Some(bundle) = store::bundle_with_code(db, slug, code)? else {
            return Ok(None);
        };
        let told = |error: ShelfError| tracing::warn!(event = "delivery.pdf_unreadable", %error);
        let Ok(manifest) = shelf.manifest(db, bundle).map_err(told) else {
            return Ok(None);
        };
        let manifest: Option<Manifest> = serde_json::from_slice(&manifest).ok();
        let entry = manifest.and_then(|it| it.offices.into_iter().find(|it| it.office == office));
        let Some(entry) = entry else { return Ok(None) };
        let Some(sha256) = Digest::parse(&entry.pdf.sha256) else {
            return Ok(None);
        };
        let bytes = shelf.read(db, bundle, &entry.pdf.file, sha256.0).map_err(told).ok();
        let name = match entry.attachment.as_str() {
            "" => entry.pdf.file,
            name => name.to_owned(),
        };
        Ok(bytes.map(|bytes| (name, bytes)))
    })
}
