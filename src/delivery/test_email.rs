//! The email of an office, sent to staff as a test, or shown to them: marked, and otherwise what the office would receive.

use serde::{Deserialize, Serialize};

use super::deliver::DeliveryContext;
use super::email::{Envelope, Payload, Wording, reaches_people};
use super::store::{self, BundleId};
use super::{Manifest, OfficeEntry};
use crate::audit::store::record;
use crate::audit::{Act, Deed};
use crate::letters::{Digest, Slug};
use crate::mail::ComposerContext;
use crate::outbox::{self, Composer, Mail, NewMail, Repeat, kinds, message_id};
use crate::shelf::Shelf;
use crate::store::{Read, StoreError};
use crate::templates::Templates;

/// The kind of this mail in the outbox.
pub const KIND: &str = kinds::BUNDLE_TEST;

/// The payload in the outbox.
#[derive(Serialize, Deserialize)]
struct Test {
    office: String,
}

/// Returns the manifest of a bundle; `None` if its files are gone.
fn manifest(db: &Read<'_>, shelf: &Shelf, digest: [u8; 32]) -> Option<Manifest> {
    serde_json::from_slice(&shelf.manifest(db, digest).ok()?).ok()
}

/// Enqueues a test of an office's email in a frozen bundle to an address of staff.
pub fn send(
    context: DeliveryContext<'_>,
    bundle: BundleId,
    office: &str,
    (to, mail_domain): (&str, &str),
) -> Result<(), StoreError> {
    let test = Test {
        office: office.to_owned(),
    };
    let payload = serde_json::to_string(&test).expect("plain strings");
    let (by, now, slug) = (context.by, context.config.clock.now(), context.letter.slug.to_string());
    let (to, id) = (to.to_owned(), message_id(mail_domain, now));
    context.store.write_now(move |tx| {
        let mail = NewMail {
            kind: KIND,
            about: bundle.number(),
            payload: &payload,
            recipient: &to,
            message_id: &id,
            repeat: Repeat::Allowed,
        };
        outbox::store::enqueue(tx, &mail, now)?;
        record(tx, by, &Deed::about(Act::DeliveryTested, &slug, 1), now)
    })
}

/// Composes the email of an office without its PDF, to be shown to staff.
pub fn preview(
    context: DeliveryContext<'_>,
    templates: &Templates,
    manifest: &Manifest,
    office: &OfficeEntry,
    attention: Option<String>,
) -> anyhow::Result<Mail> {
    let words = Wording {
        config: context.config,
        locales: context.locales,
        templates,
        letter: context.letter,
    };
    let to = Envelope {
        office: office.name.clone(),
        salutation: office.salutation.clone(),
        attention,
        is_test: false,
    };
    let payload = Payload::of(office, &manifest.code, manifest.demonstration > 0);
    words.mail(to, payload, Vec::new())
}

/// Creates the composer of tests. A file that differs from the frozen one is never sent, and invented names go to nobody outside.
pub(crate) fn composer(with: ComposerContext) -> Composer {
    let ComposerContext {
        config,
        live_library,
        locales,
        templates,
    } = with;
    Box::new(move |db, due| {
        let Some(bundle) = store::bundle_of(db, due.about())? else {
            return Ok(None);
        };
        let test: Test = serde_json::from_str(&due.payload)?;
        let shelf = Shelf::seen_from(db, &config.delivery.folder);
        let library = live_library.now();
        let letter = Slug::parse(&bundle.letter).ok().and_then(|slug| library.letter(&slug));
        let (Some(manifest), Some(letter)) = (manifest(db, &shelf, bundle.digest), letter) else {
            return Ok(None);
        };
        let invented = manifest.demonstration > 0;
        anyhow::ensure!(
            !invented || !reaches_people(&config),
            "the bundle contains demo data: refusing to send it"
        );
        let Some(office) = manifest.offices.iter().find(|it| it.office == test.office) else {
            return Ok(None);
        };
        let sha256 = Digest::parse(&office.pdf.sha256).ok_or_else(|| anyhow::anyhow!("the manifest has no digest"))?;
        let pdf = shelf.read(db, bundle.digest, &office.pdf.file, sha256.0)?;
        let words = Wording {
            config: &config,
            locales: &locales,
            templates: &templates,
            letter,
        };
        let to = Envelope {
            office: office.name.clone(),
            salutation: office.salutation.clone(),
            attention: None,
            is_test: true,
        };
        words
            .mail(to, Payload::of(office, &manifest.code, invented), pdf)
            .map(Some)
    })
}
