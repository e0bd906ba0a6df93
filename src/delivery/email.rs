//! The mail that carries a bundle to an office: a person's voice, the ask in plain text, one PDF.

use serde::{Deserialize, Serialize};

use super::rendition;
use super::store::{self, Delivery};
use crate::config::{Config, Transport};
use crate::letters::library::Library;
use crate::letters::{Letter, Slug};
use crate::locale::{Lang, Locales};
use crate::mail::ComposerContext;
use crate::offices::store as contacts;
use crate::outbox::{Attachment, Composer, Correspondent, Mail, MailClass, kinds};
use crate::shelf::{Shelf, ShelfError};
use crate::store::Read;
use crate::templates::Templates;

/// The kind of this mail in the outbox.
pub const KIND: &str = kinds::BUNDLE;

/// The payload in the outbox: public numbers, as they are on page one.
#[derive(Serialize, Deserialize)]
pub struct Payload {
    /// The numbers on page one, the office's own first.
    pub summary: Vec<String>,
    /// The first number, without a verb; empty in mails that were enqueued before this field existed.
    #[serde(default)]
    pub lead: String,
    /// The sentence about whom the PDF names; empty in mails that were enqueued before this field existed.
    #[serde(default)]
    pub contents: String,
    /// The sentence that the PDF replaces an earlier one, if the office has one.
    #[serde(default)]
    pub replaces: Option<String>,
    /// The file name of the PDF.
    #[serde(default)]
    pub attachment: String,
    /// The bundle's code.
    #[serde(default)]
    pub code: String,
    /// Whether the bundle contains invented names.
    #[serde(default)]
    pub invented: bool,
}

#[derive(Serialize)]
struct View<'a> {
    lang: Lang,
    about: &'static str,
    text_lang: Lang,
    title: &'a str,
    /// The office's display name.
    office: String,
    /// The bills and the title.
    topic: String,
    /// The bills, with the position on each.
    bills: String,
    /// The first number, without a verb.
    number: String,
    /// The person at the office, if staff know the name.
    attention: Option<String>,
    code: String,
    invented: bool,
    asks: &'a [String],
    salutation: String,
    summary: Vec<String>,
    contents: String,
    replaces: Option<String>,
    /// The sentence that says whom to contact.
    contact: String,
    contact_name: &'a str,
    contact_title: &'a str,
    postal_address: &'a [String],
    publisher: &'a str,
}

/// Returns whether mail leaves the machine, or is meant to: then nothing invented may be sent.
pub(crate) fn reaches_people(config: &Config) -> bool {
    config.profile.is_production() || config.mail.transport == Transport::Smtp
}

/// Creates the composer of deliveries' mails. A file that differs from the frozen one is never sent.
pub(crate) fn composer(with: ComposerContext) -> Composer {
    let ComposerContext {
        config,
        live_library,
        locales,
        templates,
    } = with;
    Box::new(move |db, due| {
        let Some(delivery) = store::delivery(db, due.about())? else {
            return Ok(None);
        };
        let (office, to) = (delivery.office.as_str(), due.recipient.as_str());
        if delivery.is_over || store::is_superseded(db, due.id)? || !contacts::may_receive(db, office, to)? {
            return Ok(None);
        }
        let payload: Payload = serde_json::from_str(&due.payload)?;
        // The settings may have changed since the mail was enqueued.
        anyhow::ensure!(
            !payload.invented || !reaches_people(&config),
            "the bundle contains demo data: refusing to send it to a real office"
        );
        let library = live_library.now();
        let letter = letter_of(&library, &delivery)?;
        let bytes = frozen(&Shelf::seen_from(db, &config.delivery.folder), db, &delivery)?;
        let edition = letter.edition(locales.fallback());
        let site = &config.site;
        let lang = locales.nearest(edition.lang);
        let bills = rendition::bills(letter, &locales, lang);
        let view = View {
            lang,
            about: letter.kind.as_str(),
            text_lang: edition.lang,
            title: &edition.front.title,
            office: delivery.office_name,
            topic: topic(&bills, &edition.front.title),
            bills,
            number: payload.lead,
            attention: contacts::name_of(db, office, to)?,
            code: payload.code,
            invented: payload.invented,
            asks: &edition.front.asks,
            salutation: delivery.salutation,
            summary: payload.summary,
            contents: payload.contents,
            replaces: payload.replaces,
            contact: rendition::contact_sentence(site, &locales, lang, "bundle-mail-questions"),
            contact_name: &site.contact_name,
            contact_title: rendition::contact_title(site, lang),
            postal_address: &site.postal_address,
            publisher: config.site_name(edition.lang.as_str()),
        };
        Ok(Some(Mail {
            subject: subject(letter, &locales, &templates, &view)?,
            text: templates.text("emails/bundle/body.txt", &view)?,
            html: templates.html("emails/bundle/body.html", &view)?,
            manner: manner(&config, view.attention.clone()),
            logo: templates.mail_logo(),
            attachments: vec![attached(&payload.attachment, &delivery.letter, bytes)],
        }))
    })
}

/// Returns in whose name the mail is sent: a person's, to the person at the office whom staff know.
fn manner(config: &Config, to: Option<String>) -> MailClass {
    MailClass::Personal {
        to,
        reply_to: Correspondent {
            name: config.site.contact_name.clone(),
            address: config.site.contact_email.clone(),
        },
    }
}

/// Creates the attachment; mails that were enqueued before it had a name get one from the letter.
fn attached(name: &str, letter: &str, bytes: Vec<u8>) -> Attachment {
    Attachment {
        name: match name {
            "" => format!("{letter}.pdf"),
            name => name.to_owned(),
        },
        media_type: "application/pdf".to_owned(),
        bytes,
    }
}

/// Returns the letter, at the revision of the bundle.
fn letter_of<'l>(library: &'l Library, delivery: &Delivery) -> anyhow::Result<&'l Letter> {
    let letter = Slug::parse(&delivery.letter)
        .ok()
        .and_then(|slug| library.letter(&slug));
    let letter = letter.ok_or_else(|| anyhow::anyhow!("letter {} not found", delivery.letter))?;
    anyhow::ensure!(
        letter.revision == delivery.revision,
        "the letter is now at revision {}, but the bundle has revision {}",
        letter.revision,
        delivery.revision
    );
    Ok(letter)
}

/// Reads the PDF, if it is what was frozen.
fn frozen(shelf: &Shelf, db: &Read<'_>, delivery: &Delivery) -> anyhow::Result<Vec<u8>> {
    let read = shelf.read(db, delivery.bundle, &delivery.file, delivery.sha256);
    let advice = format!(
        "if one of its signers was deleted, run `undersigned deliver {}` again",
        delivery.letter
    );
    read.map_err(|error| match error {
        ShelfError::Unreadable(file, why) => anyhow::Error::new(why).context(format!("{file} can't be read: {advice}")),
        ShelfError::Missing(file) => anyhow::anyhow!("{file} is missing: {advice}"),
        ShelfError::Changed(file) => anyhow::anyhow!("{file} changed after it was frozen"),
        other => other.into(),
    })
}

/// Returns the letter's own subject, or the default one; with invented names, it says so.
fn subject(letter: &Letter, locales: &Locales, templates: &Templates, view: &View<'_>) -> anyhow::Result<String> {
    let own = letter.delivery.as_ref().and_then(|delivery| delivery.subject.clone());
    let subject = match own {
        Some(subject) => subject,
        None => templates.text("emails/bundle/subject.txt", view)?.trim().to_owned(),
    };
    if !view.invented {
        return Ok(subject);
    }
    let values = [("subject", subject.as_str().into())];
    Ok(letter
        .words(locales)
        .format(view.lang, "bundle-mail-demonstration-subject", &values))
}

/// Formats bills and title, with position and number first since aides file by them: `Support H.R. 1234, Protect temporary visa workers`.
fn topic(bills: &str, title: &str) -> String {
    let parts = [bills, title].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Profile, figment};

    #[test]
    fn mail_counts_as_reaching_people_in_production_and_by_smtp() {
        let mut config = Config::extract(&figment()).expect("settings");
        for (profile, transport, reaches) in [
            (Profile::Debug, Transport::Folder, false),
            (Profile::Release, Transport::Memory, false),
            (Profile::Debug, Transport::Smtp, true),
            (Profile::Production, Transport::Folder, true),
            (Profile::Production, Transport::Smtp, true),
        ] {
            (config.profile, config.mail.transport) = (profile, transport);
            assert_eq!(
                reaches_people(&config),
                reaches,
                "{profile:?}, {:?}",
                config.mail.transport
            );
        }
    }
}
