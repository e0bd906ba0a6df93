//! The mails to signers: composed when they are sent, from the signatures as they then stand.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::confirmation::{Purpose, Token};
use super::progress::state;
use super::rules::rules;
use super::short_name;
use super::store::{self, Decider};
use crate::config::Config;
use crate::email::EmailAddress;
use crate::letters::Slug;
use crate::letters::shelf::Shelf;
use crate::locale::{Lang, Locales};
use crate::outbox::{Composer, Mail, Manner};
use crate::store::{Read, StoreError};
use crate::templates::Templates;
use crate::text::unclickable;

/// This kind of mail in the outbox.
pub const KIND: &str = "confirmation";

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
    /// Who is written to: the person, or the organization's contact.
    greeting: String,
    name: String,
    organization: bool,
    /// How the signature stands, as on its own page.
    state: String,
    link: String,
    own: String,
    not_us: String,
    approver: String,
    /// Staff look before it counts.
    waits: bool,
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
        let Some(it) = store::standing(db, due.subject_id)? else {
            return Ok(None);
        };
        if refused(db, &config, &it.slug, &due.recipient)? {
            return Ok(None);
        }
        let (lang, read) = spoken(&locales, &it.lang, &it.read);
        let library = shelf.now();
        let Some(letter) = Slug::parse(&it.slug).ok().and_then(|slug| library.letter(&slug)) else {
            return Ok(None);
        };
        let deciders = store::deciders(db, due.subject_id)?;
        let counting = rules(&config, &library, &it.slug);
        let waits = deciders.is_empty() && store::waits_as_stored(db, due.subject_id, &counting)?;
        let token = Token::new(&config.secret, Purpose::Confirm, payload.link, &nonce);
        let own = Token::new(&config.secret, Purpose::Own, payload.link, &nonce);
        let view = View {
            lang,
            letter: letter.edition(read).front.title.clone(),
            organization: it.contact.is_some(),
            greeting: greeting_of(&it),
            name: unclickable(&it.name),
            state: state(&locales, lang, &it.state, deciders.len()),
            link: format!("{}/{lang}/confirm/{}", config.site.base_url, token.as_text()),
            own: format!("{}/{lang}/my-signature/{}", config.site.base_url, own.as_text()),
            not_us: format!(
                "{}/{lang}/not-us/{}",
                config.site.base_url,
                Token::new(&config.secret, Purpose::NotUs, payload.link, &nonce).as_text()
            ),
            approver: names(&deciders),
            waits,
            hours: config.signing.link_valid_hours,
            publisher: config.site_name(lang.as_str()).to_owned(),
            contact: config.site.contact_email.clone(),
        };
        // Whoever signs again is answered like everyone else; only the mail tells that there is nothing to confirm.
        let folder = if it.state == "pending" {
            "confirmation"
        } else {
            "already"
        };
        Ok(Some(letter_mail(&templates, folder, &view)?))
    })
}

/// Whether the owner of the mailbox that a mail goes to has refused it, perhaps after it was owed. Without a letter: all mail.
pub(super) fn refused(db: &Read<'_>, config: &Config, letter: &str, recipient: &str) -> Result<bool, StoreError> {
    let Ok(email) = EmailAddress::parse(recipient) else {
        return Ok(false);
    };
    store::Mailbox::new(&config.secret, letter, &email).is_closed(db)
}

/// Their names, with commas between.
fn names(deciders: &[Decider]) -> String {
    let names: Vec<&str> = deciders.iter().map(|it| it.name.as_str()).collect();
    unclickable(&names.join(", "))
}

/// The most of a name that a greeting holds, in characters: whoever typed it may be a stranger with a message of their own.
const LONGEST_GREETING: usize = 40;

/// How a signer is greeted: an organization's contact by their name, a person by their given name.
pub(super) fn greeting_of(it: &store::Standing) -> String {
    let name = match (&it.contact, &it.person) {
        (Some(contact), _) => contact.clone(),
        (None, Some(person)) => short_name::given(&person.whole, person.short.as_deref()),
        (None, None) => it.name.clone(),
    };
    greeting(&name)
}

/// A name as a mail's first line holds it: whole words, as many as fit.
fn greeting(name: &str) -> String {
    let mut short = String::new();
    for word in name.split(' ') {
        let length = short.chars().count() + word.chars().count();
        if length >= LONGEST_GREETING {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    if short.is_empty() {
        short = name.chars().take(LONGEST_GREETING).collect();
    }
    unclickable(&short)
}

/// Stored tags as languages: of a mail, and of the text that its reader read.
pub(super) fn spoken(locales: &Locales, lang: &str, read: &str) -> (Lang, Lang) {
    let lang = Lang::parse(lang).map_or(locales.fallback(), |lang| locales.nearest(lang));
    (lang, Lang::parse(read).unwrap_or(lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_greeting_holds_no_more_than_it_needs_and_nothing_to_press() {
        assert_eq!(greeting("Ana G."), "Ana G.");
        assert_eq!(greeting("Harvest.org"), "Harvest.\u{2060}org");
        let sermon = "You have won the great prize of the year and must call our office at once";
        assert_eq!(greeting(sermon), "You have won the great prize of the year");
        assert_eq!(greeting(&"a".repeat(160)).chars().count(), LONGEST_GREETING);
    }
}
