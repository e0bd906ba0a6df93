//! The confirmation mail: composed when it is sent, from the signature as it then stands.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::confirmation::Token;
use crate::config::Config;
use crate::letters::Slug;
use crate::letters::shelf::Shelf;
use crate::locale::{Lang, Locales};
use crate::outbox::{Composer, Mail, Manner};
use crate::store::{Read, StoreError, params};
use crate::templates::Templates;

/// This kind of mail in the outbox.
pub const KIND: &str = "confirmation";

/// What the outbox keeps: no secret, for the link needs the service's own as well.
#[derive(Serialize, Deserialize)]
pub struct Payload {
    /// The token's nonce, in hexadecimal.
    pub nonce: String,
}

#[derive(Serialize)]
struct View {
    lang: Lang,
    letter: String,
    name: String,
    link: String,
    hours: u32,
    publisher: String,
    contact: String,
}

/// Composes confirmation mails.
pub fn composer(config: Arc<Config>, shelf: Shelf, locales: Arc<Locales>, templates: Arc<Templates>) -> Composer {
    Box::new(move |db, due| {
        let payload: Payload = serde_json::from_str(&due.payload)?;
        let nonce = data_encoding::HEXLOWER.decode(payload.nonce.as_bytes())?;
        let nonce: [u8; 16] = nonce.try_into().map_err(|_| anyhow::anyhow!("a nonce has 16 bytes"))?;
        let Some((slug, name, tag)) = signature(db, due.subject_id)? else {
            return Ok(None);
        };
        let lang = locales.find(&tag).unwrap_or(locales.fallback());
        let library = shelf.now();
        let Some(letter) = Slug::parse(&slug).ok().and_then(|slug| library.letter(&slug)) else {
            return Ok(None);
        };
        let token = Token::derive(&config.secret, &nonce);
        let view = View {
            lang,
            letter: letter.edition(lang).front.title.clone(),
            name,
            link: format!("{}/{lang}/confirm/{}", config.site.base_url, token.as_text()),
            hours: config.signing.link_valid_hours,
            publisher: config.site_name(lang.as_str()).to_owned(),
            contact: config.site.contact_email.clone(),
        };
        Ok(Some(Mail {
            subject: templates
                .text("emails/confirmation/subject.txt", &view)?
                .trim()
                .to_owned(),
            text: templates.text("emails/confirmation/body.txt", &view)?,
            html: templates.html("emails/confirmation/body.html", &view)?,
            manner: Manner::Automatic,
            attachments: Vec::new(),
        }))
    })
}

fn signature(db: &Read<'_>, id: i64) -> Result<Option<(String, String, String)>, StoreError> {
    db.one(
        "SELECT letter, listed_name, lang FROM signatures WHERE id = ?1",
        params![id],
        |row| Ok((row.get("letter")?, row.get("listed_name")?, row.get("lang")?)),
    )
}
