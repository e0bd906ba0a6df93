//! The email that invites an organization to sign, and its reminders, composed when they are sent.

use jiff::Timestamp;
use serde::Serialize;

use super::FIRST;
use crate::config::Secret;
use crate::email::EmailAddress;
use crate::letters::deadlines::in_words;
use crate::letters::{Letter, Party, Phase, Slug};
use crate::locale::Lang;
use crate::mail::{ComposerContext, letter_mail};
use crate::organizations::invitations::Invitations;
use crate::organizations::store::inviting::{self, Invite};
use crate::outbox::{Composer, Correspondent, MailClass, kinds};
use crate::store::{Read, StoreError};
use crate::text::unclickable;

/// The kind of this mail in the outbox.
pub const KIND: &str = kinds::INVITATION;

#[derive(Serialize)]
struct View {
    lang: Lang,
    letter: String,
    summary: String,
    name: String,
    is_reminder: bool,
    /// Until when organizations can sign; empty without an end.
    until: String,
    sign: String,
    read: String,
    answer: String,
    publisher: String,
    contact: String,
    postal_address: Vec<String>,
}

/// Returns whether an organization has answered, signed or been stopped since the email was queued, or wants no invitations.
fn is_over(db: &Read<'_>, secret: &Secret, it: &Invite, recipient: &str) -> Result<bool, StoreError> {
    if it.answer.is_some() || it.is_stopped || it.has_signed {
        return Ok(true);
    }
    if inviting::signed_otherwise(db, &it.letter, (&it.name, Some(recipient)))?.is_some() {
        return Ok(true);
    }
    let email = EmailAddress::parse(recipient).ok();
    let refused = email.map(|email| inviting::refuses(db, secret, &email)).transpose()?;
    Ok(refused == Some(true))
}

/// Creates the composer. An organization that answered, signed or was stopped in the meantime gets no email, and none goes out when
/// Returns whether organizations may sign, now or after a pause: the email would not come again.
fn may_sign(letter: &Letter, now: Timestamp) -> bool {
    matches!(letter.phase(Party::Organization, now), Phase::Open | Phase::Paused)
}

/// organizations can't sign.
pub(crate) fn composer(with: ComposerContext) -> Composer {
    let ComposerContext {
        config,
        live_library,
        locales,
        templates,
    } = with;
    Box::new(move |db, due| {
        let Some((id, number)) = inviting::of_mail(db, due.about())? else {
            return Ok(None);
        };
        let Some(it) = inviting::with_id(db, id)? else {
            return Ok(None);
        };
        if is_over(db, &config.secret, &it, &due.recipient)? {
            return Ok(None);
        }
        let (library, now) = (live_library.now(), config.clock.now());
        let letter = Slug::parse(&it.letter).ok().and_then(|slug| library.letter(&slug));
        let Some(letter) = letter.filter(|letter| may_sign(letter, now)) else {
            return Ok(None);
        };
        let Ok(invitations) = Invitations::to(letter) else {
            return Ok(None);
        };
        let chosen = it.lang.as_deref().and_then(|tag| locales.find(tag));
        let (lang, base) = (chosen.unwrap_or_else(|| locales.fallback()), &config.site.base_url);
        let window = letter
            .signing
            .as_ref()
            .and_then(|signing| signing.window(Party::Organization));
        let closes = window.and_then(|window| window.closes);
        let edition = letter.edition(lang);
        let answer = format!("{base}/{lang}/letters/{}/invitation/{}", letter.slug, it.code);
        let view = View {
            lang,
            letter: edition.front.title.clone(),
            summary: edition.front.summary.clone(),
            name: unclickable(&it.name),
            is_reminder: number > FIRST,
            until: closes.map_or_else(String::new, |at| {
                in_words(&locales, letter, lang, "closes-at", (at, now))
            }),
            sign: invitations.link(base, lang, &it.code),
            read: format!("{base}/{lang}/letters/{}", letter.slug),
            answer: answer.clone(),
            publisher: config.site_name(lang.as_str()).to_owned(),
            contact: config.site.contact_email.clone(),
            postal_address: config.site.postal_address.clone(),
        };
        let mut mail = letter_mail(&templates, ("invitation", letter.kind.as_str()), &view)?;
        mail.manner = MailClass::News {
            reply_to: Correspondent {
                name: config.site.contact_name.clone(),
                address: config.site.contact_email.clone(),
            },
            list: format!("{}-invitations", letter.slug),
            unsubscribe: answer,
        };
        Ok(Some(mail))
    })
}
