//! Mails with links to own pages: asked for, or because an organization signed another letter, or has another contact.
//!
//! What an address has signed is looked up only when the mail is sent, so that whoever asks can't tell by the time that the answer
//! takes whether there is anything. Where there is nothing, nothing is sent.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::email::EmailAddress;
use crate::letters::Slug;
use crate::locale::Lang;
use crate::mail::{Composing, letter_mail};
use crate::outbox::{Composer, Mail, Preparer, kinds};
use crate::signatures::link_token::{Purpose, Token};
use crate::signatures::store::mailboxes::refused;
use crate::signatures::store::{self, Standing, Terms, Whose, links, standing};
use crate::store::{Read, StoreError, Tx};
use crate::text::unclickable;

/// Links that are made already.
pub const KIND: &str = kinds::OWN_LINKS;
/// To an address that asked for whatever it has signed.
pub(crate) const FIND: &str = kinds::FIND_MINE;

/// Why it is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Because {
    /// Someone asked for it.
    #[default]
    Asked,
    /// An organization signed another letter.
    Signed,
    /// This is its contact now.
    Contact,
}

/// What the outbox keeps: no secret, for the links need the service's own as well.
#[derive(Serialize, Deserialize)]
pub struct Payload {
    /// Rows of links.
    #[serde(default)]
    pub links: Vec<i64>,
    /// The language of the page on which it was asked for.
    pub lang: String,
    /// Why it is sent.
    #[serde(default)]
    pub because: Because,
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
    /// What not to do with them.
    keep: String,
    links: Vec<Link>,
    publisher: String,
    contact: String,
}

/// A link that exists, with what its token needs.
struct Made {
    link: i64,
    nonce: [u8; 16],
    signature: Standing,
}

/// Those that were taken back meanwhile are left out.
fn made(db: &Read<'_>, links: &[i64]) -> Result<Vec<Made>, StoreError> {
    let mut found = Vec::new();
    for link in links {
        let Some((id, nonce)) = store::link_nonce(db, *link)? else {
            continue;
        };
        found.extend(standing(db, id)?.map(|signature| Made {
            link: *link,
            nonce,
            signature,
        }));
    }
    Ok(found)
}

impl Composing {
    /// The mail with these links; `None` if there are none.
    fn own_links(&self, made: Vec<Made>, payload: &Payload) -> anyhow::Result<Option<Mail>> {
        if made.is_empty() {
            return Ok(None);
        }
        let lang = self.locales.find(&payload.lang).unwrap_or(self.locales.fallback());
        let (library, base) = (self.shelf.now(), &self.config.site.base_url);
        let link = |it: Made| {
            let Standing { slug, name, read, .. } = it.signature;
            let letter = Slug::parse(&slug).ok().and_then(|slug| library.letter(&slug));
            let read = Lang::parse(&read).unwrap_or(lang);
            let token = Token::new(&self.config.secret, Purpose::Own, it.link, &it.nonce);
            Link {
                letter: letter.map_or(slug, |letter| letter.edition(read).front.title.clone()),
                name: unclickable(&name),
                url: format!("{base}/{lang}/my-signature/{}", token.as_text()),
            }
        };
        let (subject, why, keep) = match payload.because {
            Because::Asked => ("links-mail-subject", "links-mail-asked", "links-mail-not-you"),
            Because::Signed => ("links-mail-signed-subject", "links-mail-signed", "links-mail-keep"),
            Because::Contact => ("links-mail-contact-subject", "links-mail-contact", "links-mail-keep"),
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
        Ok(Some(letter_mail(&self.templates, "own_links", &view)?))
    }
}

/// Composes mails with links that are made already, be it by [`find_preparer`].
pub(crate) fn composer(with: Composing) -> Composer {
    Box::new(move |db, due| {
        let payload: Payload = serde_json::from_str(&due.payload)?;
        if refused(db, &with.config, "", &due.recipient)? {
            return Ok(None);
        }
        with.own_links(made(db, &payload.links)?, &payload)
    })
}

/// Makes the links of the answer to "find what I signed", once for a mail, however often it is tried.
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

fn find(tx: &Tx<'_>, email: &EmailAddress, days: u32, now: Timestamp) -> Result<Vec<i64>, StoreError> {
    let terms = Terms {
        confirm_hours: None,
        own_days: days,
        origin: None,
        whose: Whose::Signer,
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
