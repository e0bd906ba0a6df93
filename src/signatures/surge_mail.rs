//! The mail that tells staff, once for each letter and mail domain, that signatures are held because too many came from one domain.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::letters::Slug;
use crate::locale::Lang;
use crate::mail::ComposerContext;
use crate::outbox::{self, Composer, Mail, MailClass, NewMail, Repeat, kinds, message_id};
use crate::signatures::store::holds;
use crate::store::{StoreError, Tx};

/// The kind of this mail in the outbox.
pub const KIND: &str = kinds::SURGE;

#[derive(Serialize, Deserialize)]
struct Payload {
    letter: String,
    domain: String,
}

#[derive(Serialize)]
struct View {
    lang: Lang,
    about: &'static str,
    letter: String,
    slug: String,
    domain: String,
    publisher: String,
    desk: String,
}

/// Enqueues a mail for each surge of a letter that staff do not know of yet.
pub fn tell(tx: &Tx<'_>, config: &Config, mail_domain: &str, letter: &str, now: Timestamp) -> Result<(), StoreError> {
    for domain in holds::tell_surges(tx, letter, now)? {
        let payload = Payload {
            letter: letter.to_owned(),
            domain,
        };
        let owed = NewMail {
            kind: KIND,
            about: 0,
            payload: &serde_json::to_string(&payload).expect("plain data"),
            recipient: &config.site.contact_email,
            message_id: &message_id(mail_domain, now),
            repeat: Repeat::Allowed,
        };
        outbox::store::enqueue(tx, &owed, now)?;
    }
    Ok(())
}

/// Creates the composer of these mails, in the service's own language.
pub(crate) fn composer(with: ComposerContext) -> Composer {
    let ComposerContext {
        config,
        live_library,
        locales,
        templates,
    } = with;
    Box::new(move |_, due| {
        let Payload { letter, domain } = serde_json::from_str(&due.payload)?;
        let (lang, library) = (locales.fallback(), live_library.now());
        let Some(found) = Slug::parse(&letter).ok().and_then(|slug| library.signed_letter(&slug)) else {
            return Ok(None);
        };
        let view = View {
            lang,
            about: found.kind.as_str(),
            letter: found.edition(lang).front.title.clone(),
            slug: letter,
            domain,
            publisher: config.site_name(lang.as_str()).to_owned(),
            desk: config.site.contact_email.clone(),
        };
        Ok(Some(Mail {
            subject: templates.text("emails/surge/subject.txt", &view)?.trim().to_owned(),
            text: templates.text("emails/surge/body.txt", &view)?,
            html: templates.html("emails/surge/body.html", &view)?,
            manner: MailClass::Automatic,
            logo: templates.mail_logo(),
            attachments: Vec::new(),
        }))
    })
}
