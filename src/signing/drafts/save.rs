//! "Save for later": stores an organization's form as it is, complete or not, and sends its link to the contact's address.

use jiff::Timestamp;
use serde::Serialize;

use crate::email::EmailAddress;
use crate::outbox::store::mail_quota;
use crate::outbox::{self, NewMail, Repeat, message_id};
use crate::signatures::link_token::Token;
use crate::signing;
use crate::signing::admission::Admission;
use crate::signing::drafts::mail as draft_mail;
use crate::signing::form_page::Shown;
use crate::signing::returned::{Returned, Stop};
use crate::signing::store::{drafts, spent_challenges};
use crate::site::letter_view::Named;
use crate::store::{StoreError, Tx};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::Typed;
use crate::web::page::{self, Frame, Page};

#[derive(Serialize)]
struct View {
    letter: Named,
    email: String,
    days: u32,
    most_mails: u32,
}

/// Saves the form. The answer is made from what was typed alone, so that it reveals nothing about the address.
pub(crate) async fn save(
    app: &App,
    shown: &Shown<'_>,
    typed: &Typed,
    email: EmailAddress,
    granted: &Admission,
    now: Timestamp,
) -> Result<Page, Stop> {
    match keep(app, shown, typed, email.clone(), granted, now).await? {
        SaveOutcome::Again => Err(Returned::SavedAgain.into()),
        SaveOutcome::Replayed => Err(Returned::replayed(granted.price).into()),
        SaveOutcome::New => Ok(saved(app, shown, &email)?),
    }
}

fn saved(app: &App, shown: &Shown<'_>, email: &EmailAddress) -> Result<Page, Failure> {
    let (letter, lang) = (shown.letter, shown.lang);
    let heading = app.locales.text(lang, "draft-saved");
    let frame = Frame::new(app, lang, &heading, &format!("/letters/{}", letter.slug)).about(letter.kind.as_str());
    let view = View {
        letter: Named::new(letter, lang),
        email: email.as_str().to_owned(),
        days: app.config.signing.unconfirmed_kept_days,
        most_mails: app.config.quotas.mails_per_day_per_recipient,
    };
    page::html(app, "draft_saved", &frame, &view)
}

/// How a form was saved.
enum SaveOutcome {
    /// Again under the link that opened it.
    Again,
    /// Under a new link, which a mail delivers.
    New,
    /// Not saved: its proof of work had been used before.
    Replayed,
}

async fn keep(
    app: &App,
    shown: &Shown<'_>,
    typed: &Typed,
    email: EmailAddress,
    granted: &Admission,
    now: Timestamp,
) -> Result<SaveOutcome, Failure> {
    let (config, lang, slug) = (app.config.clone(), shown.lang, shown.letter.slug.to_string());
    let (fields, opened) = (signing::form::to_keep(typed), Token::parse(typed.get("draft")));
    let message_id = message_id(&app.mail_domain, now);
    let (paid, mail_at) = (granted.paid, granted.mail_at);
    let work = move |tx: &Tx<'_>| {
        if let Some(solved) = paid
            && !spent_challenges::spend(tx, &solved.digest, solved.expires_at)?
        {
            return Ok(SaveOutcome::Replayed);
        }
        let before = opened.map_or(Ok(None), |token| drafts::open_form(tx, &config.secret, &token))?;
        let before = before.filter(|it| it.letter == slug);
        if let Some(before) = before.as_ref().filter(|it| it.is_of(&email)) {
            drafts::save_form_again(tx, before.id, &fields, now)?;
            return Ok(SaveOutcome::Again);
        }
        let address = config.secret.digest("address", email.base().as_bytes());
        // An address that has had a day's mails gets the link when the quota allows: the form exists nowhere else.
        let room = mail_quota::schedule_mail(tx, &address, config.quotas.mails_per_day_per_recipient, now)?;
        let Some(room) = room else {
            return Ok(SaveOutcome::New);
        };
        // For another address, its owner must prove that they read it. The old form is deleted only if the new link is sent
        // now.
        if let Some(before) = before.filter(|_| room.due <= now) {
            drafts::drop_form(tx, before.id, now)?;
        }
        let about = drafts::save_form(tx, &slug, lang, &email, &fields, now)?;
        let owed = NewMail {
            kind: draft_mail::KIND,
            about: about.number(),
            payload: "{}",
            recipient: email.as_str(),
            message_id: &message_id,
            repeat: Repeat::Allowed,
        };
        let due = mail_at.max(room.due);
        room.counted
            .as_mail(tx, outbox::store::enqueue_for(tx, &owed, due, now)?)?;
        Ok::<_, StoreError>(SaveOutcome::New)
    };
    Ok(app.store.write(work).await?)
}
