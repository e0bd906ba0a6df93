//! The mail with the link to a saved form. It contains nothing that was typed, since anyone may have typed it.

use serde::Serialize;

use crate::letters::Slug;
use crate::locale::Lang;
use crate::mail::{ComposerContext, letter_mail, spoken};
use crate::outbox::{Composer, kinds};
use crate::signatures::link_token::{Purpose, Token};
use crate::signing::store::drafts;

/// The kind of this mail in the outbox; its subject is a saved form.
pub const KIND: &str = kinds::DRAFT;

#[derive(Serialize)]
struct View {
    lang: Lang,
    letter: String,
    link: String,
    days: u32,
    publisher: String,
    contact: String,
}

/// Creates the composer of these mails, in the language of the form.
pub(crate) fn composer(with: ComposerContext) -> Composer {
    let ComposerContext {
        config,
        live_library,
        locales,
        templates,
    } = with;
    Box::new(move |db, due| {
        let Some(it) = drafts::saved_form(db, due.about())? else {
            return Ok(None);
        };
        let (lang, read) = spoken(&locales, &it.lang, &it.lang);
        let library = live_library.now();
        let Some(letter) = Slug::parse(&it.letter)
            .ok()
            .and_then(|slug| library.signed_letter(&slug))
        else {
            return Ok(None);
        };
        let token = Token::new(&config.secret, Purpose::Draft, it.id, &it.nonce);
        let view = View {
            lang,
            letter: letter.edition(read).front.title.clone(),
            link: format!("{}/{lang}/draft/{}", config.site.base_url, token.as_text()),
            days: config.signing.unconfirmed_kept_days,
            publisher: config.site_name(lang.as_str()).to_owned(),
            contact: config.site.contact_email.clone(),
        };
        Ok(Some(letter_mail(&templates, ("draft", letter.kind.as_str()), &view)?))
    })
}
