//! The words of an office's mail.

use serde::Serialize;

use super::Payload;
use crate::config::Config;
use crate::delivery::rendition;
use crate::letters::Letter;
use crate::locale::{Lang, Locales, Value};
use crate::outbox::{Attachment, Correspondent, Mail, MailClass};
use crate::templates::Templates;

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
    test: bool,
    asks: &'a [String],
    salutation: String,
    summary: Vec<String>,
    contents: String,
    replaces: Option<String>,
    /// Which of the office's supplements it is; 0: the letter.
    nth: u32,
    /// The sentences about the supplement.
    since: String,
    /// The sentence that says whom to contact.
    contact: String,
    contact_name: &'a str,
    contact_title: &'a str,
    postal_address: &'a [String],
    publisher: &'a str,
}

/// To whom a mail is addressed.
pub(crate) struct Envelope {
    /// The office's display name.
    pub(crate) office: String,
    /// The salutation.
    pub(crate) salutation: String,
    /// The person at the office, if staff know the name.
    pub(crate) attention: Option<String>,
    /// Whether it goes to staff, to see what the office would receive.
    pub(crate) is_test: bool,
}

/// What a mail is worded with.
#[derive(Clone, Copy)]
pub(crate) struct Wording<'a> {
    pub(crate) config: &'a Config,
    pub(crate) locales: &'a Locales,
    pub(crate) templates: &'a Templates,
    pub(crate) letter: &'a Letter,
}

impl Wording<'_> {
    /// Composes the mail with a PDF.
    pub(crate) fn mail(self, to: Envelope, payload: Payload, pdf: Vec<u8>) -> anyhow::Result<Mail> {
        let Self {
            config,
            locales,
            templates,
            letter,
        } = self;
        let edition = letter.edition(locales.fallback());
        let site = &config.site;
        let lang = locales.nearest(edition.lang);
        let bills = rendition::bills(letter, locales, lang);
        let view = View {
            lang,
            about: letter.kind.as_str(),
            text_lang: edition.lang,
            title: &edition.front.title,
            office: to.office,
            topic: topic(&bills, &edition.front.title),
            bills,
            number: payload.lead,
            attention: to.attention,
            code: payload.code,
            invented: payload.invented,
            test: to.is_test,
            asks: &edition.front.asks,
            salutation: to.salutation,
            summary: payload.summary,
            contents: payload.contents,
            replaces: payload.replaces,
            nth: payload.supplement.as_ref().map_or(0, |it| it.number),
            since: payload.supplement.map(|it| it.words).unwrap_or_default(),
            contact: rendition::contact_sentence(site, locales, lang, "bundle-mail-questions"),
            contact_name: &site.contact_name,
            contact_title: rendition::contact_title(site, lang),
            postal_address: &site.postal_address,
            publisher: config.site_name(edition.lang.as_str()),
        };
        Ok(Mail {
            subject: subject(letter, locales, templates, &view)?,
            text: templates.text("emails/bundle/body.txt", &view)?,
            html: templates.html("emails/bundle/body.html", &view)?,
            manner: manner(config, view.attention.clone().filter(|_| !to.is_test)),
            logo: templates.mail_logo(),
            attachments: vec![attached(&payload.attachment, letter.slug.as_str(), pdf)],
        })
    }
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

/// Returns the letter's own subject, or the default one; with invented names, it says so.
fn subject(letter: &Letter, locales: &Locales, templates: &Templates, view: &View<'_>) -> anyhow::Result<String> {
    let own = letter.delivery.as_ref().and_then(|delivery| delivery.subject.clone());
    let nth = u64::from(view.nth);
    let say = |id: &str, values: &[(&str, Value<'_>)]| letter.words(locales).format(view.lang, id, values);
    let subject = match own {
        Some(subject) if nth > 0 => {
            let values = [("nth", nth.into()), ("subject", subject.as_str().into())];
            say("bundle-mail-supplement-own-subject", &values)
        }
        Some(subject) => subject,
        None if nth > 0 => {
            let (number, topic) = (view.number.as_str(), view.topic.as_str());
            let values = [("nth", nth.into()), ("number", number.into()), ("topic", topic.into())];
            say("bundle-mail-supplement-subject", &values)
        }
        None => templates.text("emails/bundle/subject.txt", view)?.trim().to_owned(),
    };
    let marks = [
        (view.invented, "bundle-mail-demonstration-subject"),
        (view.test, "bundle-mail-test-subject"),
    ];
    let marked = |subject: String, (_, id): &(bool, &str)| say(id, &[("subject", subject.as_str().into())]);
    Ok(marks.iter().filter(|(holds, _)| *holds).fold(subject, marked))
}

/// Formats bills and title, with position and number first since aides file by them: `Support H.R. 1234, Protect temporary visa workers`.
fn topic(bills: &str, title: &str) -> String {
    let parts = [bills, title].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(", ")
}
