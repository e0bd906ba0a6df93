//! Records a signature and owes its mail, in one transaction.

use jiff::Timestamp;

use super::admission::Granted;
use super::reading::Asked;
use crate::config::Config;
use crate::letters::Letter;
use crate::letters::shelf::Shelf;
use crate::letters::store as editions;
use crate::outbox::{self, Owed, Repeat, message_id};
use crate::signatures::form::challenge::Solved;
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
    /// The text was replaced while the form was on its way: nothing is recorded.
    TextChanged,
}

/// What the writer thread needs, worked out before it: it is everyone's.
struct Entry {
    request: Request,
    slug: String,
    revision: u32,
    people_per_address: u8,
    comments_wait: bool,
    updates_wording: String,
    authorized_wording: String,
    /// The keyed digest of the mailbox.
    address: [u8; 32],
    source: Option<&'static str>,
    flags: String,
    message_id: String,
    origin: Origin,
    paid: Option<Solved>,
    mail_at: Timestamp,
    now: Timestamp,
}

impl Entry {
    fn new(app: &App, letter: &Letter, client: Prefix, asked: Asked, via: &str, granted: &Granted) -> Self {
        let Asked { request, flags } = asked;
        let (now, signing) = (app.clock.now(), letter.signing.as_ref());
        Self {
            slug: letter.slug.to_string(),
            revision: letter.revision,
            people_per_address: signing.map_or(1, |signing| signing.people_per_address),
            comments_wait: signing.is_none_or(|signing| signing.comments_moderated),
            updates_wording: app.locales.text(request.interface, "field-updates"),
            authorized_wording: app.locales.text(request.interface, "field-authorized"),
            address: app
                .config
                .secret
                .digest("address", request.email.canonical().as_bytes()),
            source: SOURCES.iter().find(|source| **source == via).copied(),
            flags,
            message_id: message_id(&app.mail_domain, now),
            origin: Origin {
                prefix: client.digest(&app.config.secret),
                range: client.range().digest(&app.config.secret),
            },
            paid: granted.paid,
            mail_at: granted.mail_at,
            now,
            request,
        }
    }

    /// Writes the row and owes the mail.
    fn write(&self, tx: &Tx<'_>, config: &Config) -> Result<Signing, StoreError> {
        let at = Circumstances {
            letter: &self.slug,
            revision: self.revision,
            updates_wording: &self.updates_wording,
            authorized_wording: &self.authorized_wording,
            address: self.address,
            mails_per_day: config.quotas.mails_per_day_per_recipient,
            people_per_address: self.people_per_address,
            source: self.source,
            flags: &self.flags,
            comments_wait: self.comments_wait,
            now: self.now,
        };
        let outcome = store::record(tx, &self.request, &at)?;
        if let Signing::Recorded { signature } = outcome {
            let terms = Terms {
                confirm_hours: Some(config.signing.link_valid_hours),
                own_days: config.signing.own_link_valid_days,
                origin: Some(self.origin),
                whose: store::Whose::Signer,
            };
            let link = store::keep_link(tx, signature, terms, self.now)?;
            let owed = Owed {
                kind: mail::KIND,
                about: signature,
                payload: &format!("{{\"link\":{link}}}"),
                recipient: self.request.email.as_str(),
                message_id: &self.message_id,
                repeat: Repeat::Allowed,
            };
            outbox::store::enqueue_for(tx, &owed, self.mail_at, self.now)?;
        }
        Ok(outcome)
    }
}

pub(super) async fn record(
    app: &App,
    shelf: &Shelf,
    letter: &Letter,
    client: Prefix,
    asked: Asked,
    via: &str,
    granted: &Granted,
) -> Result<Recording, Failure> {
    let text = asked.request.edition;
    let entry = Entry::new(app, letter, client, asked, via, granted);
    let (config, texts) = (app.config.clone(), shelf.clone());
    let work = move |tx: &Tx<'_>| {
        let known = texts.knows_signed(text);
        if known.is_err() && !editions::is_published(tx, &entry.slug, entry.revision, text.0)? {
            return Ok(Err(Recording::TextChanged));
        }
        if let Some(solved) = entry.paid
            && !store::spend(tx, &solved.digest, solved.expires_at)?
        {
            return Ok(Err(Recording::Replayed));
        }
        let outcome = entry.write(tx, &config)?;
        let newly = known.err().filter(|_| matches!(outcome, Signing::Recorded { .. }));
        if newly.is_some() {
            editions::mark_signed(tx, &entry.slug, entry.revision, text.0)?;
        }
        Ok::<_, StoreError>(Ok(newly))
    };
    match app.store.write(work).await? {
        Err(refused) => return Ok(refused),
        Ok(Some(found)) => shelf.remember_signed(text, found),
        Ok(None) => {}
    }
    Ok(Recording::Done)
}
