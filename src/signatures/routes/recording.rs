//! Records a signature and owes its mail, in one transaction.

use super::admission::Granted;
use crate::letters::Letter;
use crate::letters::shelf::Shelf;
use crate::outbox::{self, Owed, Repeat, message_id};
use crate::signatures::store::{self, Circumstances, Origin, Signing, Terms};
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

/// How recording ended, as far as a stranger may know: whether the address was sent enough mail for a day stays with us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Recording {
    /// Done, and the mail is owed, if the address may have another one today.
    Done,
    /// The solution that it was paid with had been used before: nothing is recorded.
    Replayed,
}

pub(super) async fn record(
    app: &App,
    shelf: &Shelf,
    letter: &Letter,
    client: Prefix,
    request: Request,
    (via, flags): (&str, String),
    granted: &Granted,
) -> Result<Recording, Failure> {
    let (config, now, lang) = (app.config.clone(), app.clock.now(), request.interface);
    let (slug, revision) = (letter.slug.to_string(), letter.revision);
    let people_per_address = letter.signing.as_ref().map_or(1, |signing| signing.people_per_address);
    let comments_wait = letter.signing.as_ref().is_none_or(|signing| signing.comments_moderated);
    let updates_wording = app.locales.text(lang, "field-updates");
    let authorized_wording = app.locales.text(lang, "field-authorized");
    let message_id = message_id(&app.mail_domain, now);
    let source = SOURCES.iter().find(|source| **source == via).copied();
    // The writer thread is everyone's: what can be worked out before it, is.
    let address = config.secret.digest("address", request.email.canonical().as_bytes());
    let origin = Origin {
        prefix: client.digest(&config.secret),
        range: client.range().digest(&config.secret),
    };
    let (paid, mail_at) = (granted.paid, granted.mail_at);
    let (text, known) = (request.edition, shelf.knows_signed(request.edition));
    let work = move |tx: &Tx<'_>| {
        if let Some(solved) = paid
            && !store::spend(tx, &solved.digest, solved.expires_at)?
        {
            return Ok(None);
        }
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
                whose: store::Whose::Signer,
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
            outbox::store::enqueue_for(tx, &owed, mail_at, now)?;
        }
        Ok::<_, StoreError>(Some(outcome))
    };
    let Some(outcome) = app.store.write(work).await? else {
        return Ok(Recording::Replayed);
    };
    if !known && matches!(outcome, Signing::Recorded { .. }) {
        shelf.remember_signed(text);
    }
    Ok(Recording::Done)
}
