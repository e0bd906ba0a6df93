//! The mails to signers: composed when they are sent, from the signatures as they then stand.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::confirmation::{Purpose, Token};
use super::{follow_up, store};
use crate::config::Config;
use crate::letters::Slug;
use crate::letters::shelf::Shelf;
use crate::locale::{Lang, Locales};
use crate::outbox::{Composer, Mail, Manner};
use crate::store::{Read, StoreError, params};
use crate::templates::Templates;

/// This kind of mail in the outbox.
pub const KIND: &str = "confirmation";

/// The mail with links to everything that an address signed.
pub const LINKS: &str = "own-links";

/// What the outbox keeps for [`LINKS`]: no secret, for the links need the service's own as well.
#[derive(Serialize, Deserialize)]
pub struct LinksPayload {
    /// Rows of links.
    pub links: Vec<i64>,
    /// The language of the page on which it was asked for.
    pub lang: String,
}

#[derive(Serialize)]
struct Link {
    letter: String,
    name: String,
    url: String,
}

#[derive(Serialize)]
struct LinksView {
    lang: Lang,
    links: Vec<Link>,
    publisher: String,
    contact: String,
}

/// What the outbox keeps: no secret, for the link needs the service's own as well.
#[derive(Serialize, Deserialize)]
pub struct Payload {
    /// The row of its links.
    pub link: i64,
}

#[derive(Serialize)]
struct View {
    lang: Lang,
    letter: String,
    name: String,
    /// How the signature stands, as on its own page.
    state: String,
    link: String,
    own: String,
    not_us: String,
    approver: String,
    hours: u32,
    publisher: String,
    contact: String,
}

/// A mail from the templates of a folder.
pub(super) fn letter_mail(templates: &Templates, folder: &str, view: &impl Serialize) -> anyhow::Result<Mail> {
    Ok(Mail {
        subject: templates
            .text(&format!("emails/{folder}/subject.txt"), view)?
            .trim()
            .to_owned(),
        text: templates.text(&format!("emails/{folder}/body.txt"), view)?,
        html: templates.html(&format!("emails/{folder}/body.html"), view)?,
        manner: Manner::Automatic,
        attachments: Vec::new(),
    })
}

/// Composes confirmation mails.
pub fn composer(config: Arc<Config>, shelf: Shelf, locales: Arc<Locales>, templates: Arc<Templates>) -> Composer {
    Box::new(move |db, due| {
        let payload: Payload = serde_json::from_str(&due.payload)?;
        let Some((_, nonce)) = store::link_nonce(db, payload.link)? else {
            return Ok(None);
        };
        let Some(Standing {
            slug,
            name,
            read,
            lang,
            state,
        }) = signature(db, due.subject_id)?
        else {
            return Ok(None);
        };
        let (lang, read) = spoken(&locales, &lang, &read);
        let library = shelf.now();
        let Some(letter) = Slug::parse(&slug).ok().and_then(|slug| library.letter(&slug)) else {
            return Ok(None);
        };
        let token = Token::new(&config.secret, Purpose::Confirm, payload.link, &nonce);
        let own = Token::new(&config.secret, Purpose::Own, payload.link, &nonce);
        let view = View {
            lang,
            letter: letter.edition(read).front.title.clone(),
            name,
            state: locales.text(lang, &format!("own-state-{state}")),
            link: format!("{}/{lang}/confirm/{}", config.site.base_url, token.as_text()),
            own: format!("{}/{lang}/my-signature/{}", config.site.base_url, own.as_text()),
            not_us: format!(
                "{}/{lang}/not-us/{}",
                config.site.base_url,
                Token::new(&config.secret, Purpose::NotUs, payload.link, &nonce).as_text()
            ),
            approver: store::draft_of(db, due.subject_id, 0)?.map_or(String::new(), |draft| draft.approver_name),
            hours: config.signing.link_valid_hours,
            publisher: config.site_name(lang.as_str()).to_owned(),
            contact: config.site.contact_email.clone(),
        };
        // Whoever signs again is answered like everyone else; only the mail tells that there is nothing to confirm.
        let folder = if state == "pending" { "confirmation" } else { "already" };
        Ok(Some(letter_mail(&templates, folder, &view)?))
    })
}

/// Composes mails with links to own pages; those that were taken back meanwhile are left out.
pub fn links_composer(config: Arc<Config>, shelf: Shelf, locales: Arc<Locales>, templates: Arc<Templates>) -> Composer {
    Box::new(move |db, due| {
        let payload: LinksPayload = serde_json::from_str(&due.payload)?;
        let lang = locales.find(&payload.lang).unwrap_or(locales.fallback());
        let library = shelf.now();
        let mut links = Vec::new();
        for link in payload.links {
            let Some((id, nonce)) = store::link_nonce(db, link)? else {
                continue;
            };
            let Some(Standing { slug, name, read, .. }) = signature(db, id)? else {
                continue;
            };
            let letter = Slug::parse(&slug).ok().and_then(|slug| library.letter(&slug));
            let read = Lang::parse(&read).unwrap_or(lang);
            let token = Token::new(&config.secret, Purpose::Own, link, &nonce);
            links.push(Link {
                letter: letter.map_or(slug, |letter| letter.edition(read).front.title.clone()),
                name,
                url: format!("{}/{lang}/my-signature/{}", config.site.base_url, token.as_text()),
            });
        }
        if links.is_empty() {
            return Ok(None);
        }
        let view = LinksView {
            lang,
            links,
            publisher: config.site_name(lang.as_str()).to_owned(),
            contact: config.site.contact_email.clone(),
        };
        Ok(Some(letter_mail(&templates, "own_links", &view)?))
    })
}

#[derive(Serialize)]
struct OrganizationView {
    lang: Lang,
    letter: String,
    slug: String,
    name: String,
    signature: i64,
    contact: String,
    contact_email: String,
    approver: String,
    approve: String,
    not_us: String,
    reminder: bool,
    publisher: String,
    desk: String,
}

/// Composes the mails of [`follow_up`]; `folder`: their templates.
pub fn follow_up_composer(
    folder: &'static str,
    config: Arc<Config>,
    shelf: Shelf,
    locales: Arc<Locales>,
    templates: Arc<Templates>,
) -> Composer {
    Box::new(move |db, due| {
        let payload: follow_up::Payload = serde_json::from_str(&due.payload)?;
        let sql =
            "SELECT s.letter, s.listed_name, COALESCE(s.interface, s.lang) AS lang, s.email, s.state, s.lang AS read, o.contact_name, o.contact_title, o.approver_name
           FROM signatures s JOIN organizations o ON o.signature = s.id WHERE s.id = ?1";
        let found = db.one(sql, params![due.subject_id], |row| {
            let texts: [String; 6] = ["letter", "listed_name", "lang", "email", "state", "read"]
                .map(|column| row.get(column).unwrap_or_default());
            let contact = format!(
                "{} ({})",
                row.get::<String>("contact_name")?,
                row.get::<String>("contact_title")?
            );
            Ok((
                texts,
                contact,
                row.get::<Option<String>>("approver_name")?.unwrap_or_default(),
            ))
        })?;
        let Some(([slug, name, tag, contact_email, state, read], contact, approver)) = found else {
            return Ok(None);
        };
        // Decided meanwhile: nobody is asked again.
        if folder == follow_up::APPROVAL && state != "awaiting" {
            return Ok(None);
        }
        // Staff read their mail in the service's own language.
        let staff = folder == follow_up::DISOWNED;
        let (lang, read) = spoken(&locales, &tag, &read);
        let (lang, read) = if staff {
            (locales.fallback(), locales.fallback())
        } else {
            (lang, read)
        };
        let library = shelf.now();
        let Some(letter) = Slug::parse(&slug).ok().and_then(|slug| library.letter(&slug)) else {
            return Ok(None);
        };
        let url = |purpose, path: &str| -> Result<String, StoreError> {
            let nonce = store::link_nonce(db, payload.link)?.map(|(_, nonce)| nonce);
            Ok(nonce.map_or(String::new(), |nonce| {
                let token = Token::new(&config.secret, purpose, payload.link, &nonce);
                format!("{}/{lang}/{path}/{}", config.site.base_url, token.as_text())
            }))
        };
        let view = OrganizationView {
            lang,
            letter: letter.edition(read).front.title.clone(),
            name,
            signature: due.subject_id,
            contact,
            contact_email,
            approver,
            approve: url(Purpose::Approve, "approve")?,
            not_us: url(Purpose::NotUs, "not-us")?,
            reminder: payload.reminder,
            publisher: config.site_name(lang.as_str()).to_owned(),
            desk: config.site.contact_email.clone(),
            slug,
        };
        Ok(Some(letter_mail(&templates, folder, &view)?))
    })
}

/// A signature as a mail speaks of it.
struct Standing {
    slug: String,
    name: String,
    /// The language in which its signer read the letter.
    read: String,
    /// The language in which mails to the signer are written.
    lang: String,
    state: String,
}

/// Stored tags as languages: of a mail, and of the text that its reader read.
fn spoken(locales: &Locales, lang: &str, read: &str) -> (Lang, Lang) {
    let lang = Lang::parse(lang).map_or(locales.fallback(), |lang| locales.nearest(lang));
    (lang, Lang::parse(read).unwrap_or(lang))
}

fn signature(db: &Read<'_>, id: i64) -> Result<Option<Standing>, StoreError> {
    let sql =
        "SELECT letter, listed_name, lang, COALESCE(interface, lang) AS interface, state FROM signatures WHERE id = ?1";
    db.one(sql, params![id], |row| {
        Ok(Standing {
            slug: row.get("letter")?,
            name: row.get("listed_name")?,
            read: row.get("lang")?,
            lang: row.get("interface")?,
            state: row.get("state")?,
        })
    })
}
