//! Records a signature and owes its mail, in one transaction.

use crate::letters::Letter;
use crate::letters::shelf::Shelf;
use crate::outbox::{self, Owed, Repeat, message_id};
use crate::signatures::store::{self, Circumstances, Signing, Terms};
use crate::signatures::{Request, mail};
use crate::store::{StoreError, Tx};
use crate::web::App;
use crate::web::client::Prefix;
use crate::web::error::Failure;

/// The tags of our share links: where a signer came from.
pub(super) const SOURCES: &[&str] = &[
    "mail",
    "whatsapp",
    "facebook",
    "x",
    "bluesky",
    "mastodon",
    "copy",
    "qr",
    "colleagues",
    "embed",
    "invitation",
];

pub(super) async fn record(
    app: &App,
    shelf: &Shelf,
    letter: &Letter,
    client: Prefix,
    request: Request,
    via: &str,
    flags: String,
) -> Result<Signing, Failure> {
    let (config, now, lang) = (app.config.clone(), app.clock.now(), request.lang);
    let (slug, revision) = (letter.slug.to_string(), letter.revision);
    let people_per_address = letter.signing.as_ref().map_or(1, |signing| signing.people_per_address);
    let comments_wait = letter.signing.as_ref().is_none_or(|signing| signing.comments_moderated);
    let updates_wording = app.locales.text(lang, "field-updates");
    let authorized_wording = app.locales.text(lang, "field-authorized");
    let message_id = message_id(&app.mail_domain, now);
    let source = SOURCES.iter().find(|source| **source == via).copied();
    // The writer thread is everyone's: what can be worked out before it, is.
    let address = config.secret.digest("address", request.email.canonical().as_bytes());
    let origin = client.digest(&config.secret);
    let (text, known) = (request.edition, shelf.knows_signed(request.edition));
    let work = move |tx: &Tx<'_>| {
        let at = Circumstances {
            letter: &slug,
            revision,
            updates_wording: &updates_wording,
            authorized_wording: &authorized_wording,
            address,
            mails_per_day: config.quotas.mails_per_day_per_recipient,
            people_per_address,
            source,
            flags: &flags,
            comments_wait,
            now,
        };
        let outcome = store::record(tx, &request, &at)?;
        if let Signing::Recorded { signature } = outcome {
            let terms = Terms {
                confirm_hours: Some(config.signing.link_valid_hours),
                own_days: config.signing.own_link_valid_days,
                origin: Some(origin),
            };
            let link = store::keep_link(tx, signature, terms, now)?;
            if !known {
                crate::letters::store::mark_signed(tx, &slug, revision, request.edition.0)?;
            }
            let payload = format!("{{\"link\":{link}}}");
            let owed = Owed {
                kind: mail::KIND,
                about: signature,
                payload: &payload,
                recipient: request.email.as_str(),
                message_id: &message_id,
                repeat: Repeat::Allowed,
            };
            outbox::store::enqueue(tx, &owed, now)?;
        }
        Ok::<_, StoreError>(outcome)
    };
    let outcome = app.store.write(work).await?;
    if !known && matches!(outcome, Signing::Recorded { .. }) {
        shelf.remember_signed(text);
    }
    Ok(outcome)
}
