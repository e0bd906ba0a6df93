//! The mail that carries an update, composed when it is sent, in the language in which its signer read the letter.

use serde::Serialize;

use super::{Payload, store};
use crate::brand::Color;
use crate::config::Config;
use crate::email::EmailAddress;
use crate::letters::plain::plain;
use crate::letters::{Letter, Slug, Update};
use crate::locale::{Lang, Locales, negotiate};
use crate::mail::ComposerContext;
use crate::outbox::{Composer, Correspondent, Mail, MailClass};
use crate::signatures::link_token::{Purpose, Token};
use crate::signatures::store::{Mailbox, link_nonce};

#[derive(Serialize)]
struct View<'a> {
    lang: Lang,
    about: &'static str,
    text_lang: Lang,
    title: &'a str,
    text: String,
    html: String,
    date: String,
    letter: &'a str,
    page: String,
    unsubscribe: &'a str,
    /// The page for requesting links to own pages: this mail may be forwarded, and must not contain one.
    own: String,
    publisher: &'a str,
    contact: &'a str,
    postal_address: &'a [String],
}

/// Creates the composer of updates' mails. Signers who unsubscribed in the meantime get none, and nobody gets an update whose files are
/// gone.
pub(crate) fn composer(with: ComposerContext) -> Composer {
    let ComposerContext {
        config,
        live_library,
        locales,
        templates,
    } = with;
    Box::new(move |db, due| {
        let payload: Payload = serde_json::from_str(&due.payload)?;
        let Some((which, [read, tag])) = store::reader(db, &config.secret, due.about())? else {
            return Ok(None);
        };
        // "This wasn't me" ends updates too.
        if let Ok(email) = EmailAddress::parse(&due.recipient)
            && Mailbox::new(&config.secret, &which.letter, &email).is_closed(db)?
        {
            return Ok(None);
        }
        let Some((_, nonce)) = link_nonce(db, payload.link)? else {
            return Ok(None);
        };
        let library = live_library.now();
        let letter = Slug::parse(&which.letter).ok().and_then(|slug| library.letter(&slug));
        let Some((letter, update)) = letter.and_then(|letter| Some((letter, letter.update(&which.name)?))) else {
            return Ok(None);
        };
        let lang = nearest(&tag, &locales.languages().collect::<Vec<_>>(), locales.fallback());
        let token = Token::new(&config.secret, Purpose::Unsubscribe, payload.link, &nonce);
        let unsubscribe = format!("{}/{lang}/unsubscribe/{}", config.site.base_url, token.as_text());
        let read = nearest(&read, &update.editions.keys().copied().collect::<Vec<_>>(), lang);
        let view = View::new(&config, &locales, (letter, update), (lang, read), &unsubscribe);
        Ok(Some(Mail {
            subject: templates.text("emails/update/subject.txt", &view)?.trim().to_owned(),
            text: templates.text("emails/update/body.txt", &view)?,
            html: templates.html("emails/update/body.html", &view)?,
            manner: MailClass::News {
                reply_to: Correspondent {
                    name: config.site.contact_name.clone(),
                    address: config.site.contact_email.clone(),
                },
                list: which.letter,
                unsubscribe,
            },
            logo: templates.mail_logo(),
            attachments: Vec::new(),
        }))
    })
}

/// Returns the language of a tag, or the nearest available one.
fn nearest(tag: &str, available: &[Lang], fallback: Lang) -> Lang {
    negotiate(Some(tag), available, fallback)
}

impl<'a> View<'a> {
    /// Builds the mail's values; `langs` are the languages of the words around the text, and of the text.
    fn new(
        config: &'a Config,
        locales: &Locales,
        of: (&'a Letter, &'a Update),
        langs: (Lang, Lang),
        unsubscribe: &'a str,
    ) -> Self {
        let ((letter, update), (lang, read)) = (of, langs);
        let edition = update.edition(read);
        let page = format!("{}{}", config.site.base_url, update.path(&letter.slug, lang));
        Self {
            lang,
            about: letter.kind.as_str(),
            text_lang: edition.lang,
            title: &edition.title,
            text: plain(&edition.markdown),
            html: mailed(&edition.html, &page, config.site.brand.palette.light.accent),
            date: locales.date(lang, update.published, crate::locale::Weekday::Omit),
            letter: &letter.edition(lang).front.title,
            page,
            unsubscribe,
            own: format!("{}/{lang}/my-signatures", config.site.base_url),
            publisher: config.site_name(lang.as_str()),
            contact: &config.site.contact_email,
            postal_address: &config.site.postal_address,
        }
    }
}

/// Adapts a page's HTML for a mail: links within the page lead to it on the site, and styles are inline, since mail programs drop style
/// sheets. The text itself can't contain these tags: it is escaped.
fn mailed(html: &str, page: &str, accent: Color) -> String {
    html.replace("href=\"#", &format!("href=\"{page}#"))
        .replace("<a ", &format!("<a style=\"color:{accent}\" "))
        .replace("<li>", "<li style=\"margin:.4em 0\">")
        .replace("<sup>", "<sup style=\"line-height:0\">")
        .replace(
            "<h2",
            "<h2 style=\"font-size:19px;line-height:1.3;margin:1.4em 0 .4em\"",
        )
        .replace(
            "<section ",
            "<section style=\"border-top:1px solid #d8d0c0;font-size:14px\" ",
        )
        .replace(
            "<blockquote>",
            &format!(
                "<blockquote style=\"border-inline-start:4px solid {accent};margin:1em 0;padding-inline-start:1em\">"
            ),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_within_the_page_lead_to_the_site() {
        let html = mailed(
            "<a href=\"#note-1\">1</a> <a href=\"https://a.example\">a</a>",
            "https://b.example/u",
            Color::WHITE,
        );
        assert_eq!(
            html,
            "<a style=\"color:#ffffff\" href=\"https://b.example/u#note-1\">1</a> <a style=\"color:#ffffff\" href=\"https://a.example\">a</a>"
        );
    }
}
