//! Mails with links to signers' own pages. They are sent on request, when an organization signs another letter, and when an organization
//! has a new contact.
//!
//! The signatures of an address are looked up only when the mail is sent, so that the response time tells nobody whether there are any. If
//! there are none, no mail is sent.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::email::EmailAddress;
use crate::letters::Slug;
use crate::locale::Lang;
use crate::mail::{ComposerContext, letter_mail};
use crate::outbox::{Composer, Mail, Preparer, kinds};
use crate::signatures::ids::LinkId;
use crate::signatures::link_token::{Purpose, Token};
use crate::signatures::store::mailboxes::refused;
use crate::signatures::store::{self, LinkHolder, LinkTerms, SignatureSummary, links, signature_summary};
use crate::store::{Read, StoreError, Tx};
use crate::text::unclickable;

/// The kind of mail whose links exist already.
pub const KIND: &str = kinds::OWN_LINKS;
/// The kind of mail that answers "find what I signed".
pub(crate) const FIND: &str = kinds::FIND_MINE;

/// The reason why the mail is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum LinksReason {
    /// Someone asked for the links.
    #[default]
    Asked,
    /// The organization signed another letter.
    Signed,
    /// The recipient is the organization's new contact.
    Contact,
}

/// The payload in the outbox. It holds no secret: the links need the service's secret as well.
#[derive(Serialize, Deserialize)]
pub struct Payload {
    /// The rows of the links.
    #[serde(default)]
    pub links: Vec<LinkId>,
    /// The language of the page on which the mail was requested.
    pub lang: String,
    /// The reason why the mail is sent.
    #[serde(default)]
    pub because: LinksReason,
}

#[derive(Serialize)]
struct Link {
    letter: String,
    name: String,
    url: String,
}

#[derive(Serialize)]
struct View {
    lang: Lang,
    subject: String,
    why: String,
    /// The warning not to pass the links on.
    keep: String,
    links: Vec<Link>,
    publisher: String,
    contact: String,
}

/// A link that exists, with what its token is derived from.
struct ExistingLink {
    link: LinkId,
    nonce: [u8; 16],
    signature: SignatureSummary,
}

/// Reads links by their row, without those whose signature was withdrawn in the meantime.
fn made(db: &Read<'_>, links: &[LinkId]) -> Result<Vec<ExistingLink>, StoreError> {
    let mut found = Vec::new();
    for link in links {
        let Some((id, nonce)) = store::link_nonce(db, *link)? else {
            continue;
        };
        found.extend(signature_summary(db, id)?.map(|signature| ExistingLink {
            link: *link,
            nonce,
            signature,
        }));
    }
    Ok(found)
}

impl ComposerContext {
    /// Composes the mail with these links; `None` if there are none.
    fn own_links(&self, made: Vec<ExistingLink>, payload: &Payload) -> anyhow::Result<Option<Mail>> {
        if made.is_empty() {
            return Ok(None);
        }
        let lang = self.locales.find(&payload.lang).unwrap_or(self.locales.fallback());
        let (library, base) = (self.live_library.now(), &self.config.site.base_url);
        let link = |it: ExistingLink| {
            let SignatureSummary { slug, name, read, .. } = it.signature;
            let letter = Slug::parse(&slug).ok().and_then(|slug| library.signed_letter(&slug));
            let read = Lang::parse(&read).unwrap_or(lang);
            let token = Token::new(&self.config.secret, Purpose::Own, it.link, &it.nonce);
            Link {
                letter: letter.map_or(slug, |letter| letter.edition(read).front.title.clone()),
                name: unclickable(&name),
                url: format!("{base}/{lang}/my-signature/{}", token.as_text()),
            }
        };
        let (subject, why, keep) = match payload.because {
            LinksReason::Asked => ("links-mail-subject", "links-mail-asked", "links-mail-not-you"),
            LinksReason::Signed => ("links-mail-signed-subject", "links-mail-signed", "links-mail-keep"),
            LinksReason::Contact => ("links-mail-contact-subject", "links-mail-contact", "links-mail-keep"),
        };
        let view = View {
            lang,
            subject: self.locales.text(lang, subject),
            why: self.locales.text(lang, why),
            keep: self.locales.text(lang, keep),
            links: made.into_iter().map(link).collect(),
            publisher: self.config.site_name(lang.as_str()).to_owned(),
            contact: self.config.site.contact_email.clone(),
        };
        Ok(Some(letter_mail(&self.templates, ("own_links", "letter"), &view)?))
    }
}

/// Creates the composer of mails whose links exist already or were made by [`find_preparer`].
pub(crate) fn composer(with: ComposerContext) -> Composer {
    Box::new(move |db, due| {
        let payload: Payload = serde_json::from_str(&due.payload)?;
        if refused(db, &with.config, "", &due.recipient)? {
            return Ok(None);
        }
        with.own_links(made(db, &payload.links)?, &payload)
    })
}

/// Creates the preparer that makes the links for "find what I signed", once for each mail, however often sending it is retried.
pub(crate) fn find_preparer(config: Arc<Config>) -> Preparer {
    Box::new(move |tx, due| {
        let unread = |error: serde_json::Error| StoreError::Value {
            column: "payload".to_owned(),
            why: error.to_string(),
        };
        let mut payload: Payload = serde_json::from_str(&due.payload).map_err(unread)?;
        if payload.links.is_empty()
            && let Ok(email) = EmailAddress::parse(&due.recipient)
        {
            payload.links = find(tx, &email, config.signing.own_link_valid_days, config.clock.now())?;
        }
        serde_json::to_string(&payload).map_err(unread)
    })
}

fn find(tx: &Tx<'_>, email: &EmailAddress, days: u32, now: Timestamp) -> Result<Vec<LinkId>, StoreError> {
    let terms = LinkTerms {
        confirm_hours: None,
        own_days: days,
        origin: None,
        whose: LinkHolder::Signer,
    };
    let found = links::signatures_of(tx, email)?;
    if found.is_empty() {
        store::write_in_vain(tx, now)?;
    }
    found
        .into_iter()
        .map(|id| store::keep_link(tx, id, terms, now))
        .collect()
}
