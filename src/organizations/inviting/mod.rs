//! Emails that invite organizations to sign: one to each, in its language, with a link of its own, and at most two reminders before signing
//! closes. An organization that answered, signed (by its link or not) or was stopped gets no more.

pub mod mail;
pub mod reminders;
pub mod routes;

use crate::email::EmailAddress;
use crate::mail::MailContext;
use crate::organizations::store::inviting::{self, Answer};
use crate::outbox::store::bounced::bounced_since;
use crate::outbox::store::mail_quota::count_mail;
use crate::outbox::{self, NewMail, Repeat, kinds, message_id};
use crate::signatures::ids::InvitationId;
use crate::signatures::store::Mailbox;
use crate::store::{StoreError, Tx};

/// The number of the invitation itself among its emails; reminders follow.
pub const FIRST: u32 = 0;

/// Enqueues an email of an invitation; `false` if it was enqueued before, the organization has answered or signed, or the address takes no
/// more email today or none of this kind at all.
pub fn send(tx: &Tx<'_>, context: &MailContext<'_>, id: InvitationId, number: u32) -> Result<bool, StoreError> {
    let (secret, now) = (&context.config.secret, context.now);
    let Some(it) = inviting::with_id(tx, id)?.filter(|it| it.answer.is_none() && !it.is_stopped && !it.has_signed)
    else {
        return Ok(false);
    };
    let Some(email) = it.email.as_deref().and_then(|email| EmailAddress::parse(email).ok()) else {
        return Ok(false);
    };
    if inviting::signed_otherwise(tx, &it.letter, (&it.name, Some(email.as_str())))?.is_some() {
        return Ok(false);
    }
    if inviting::refuses(tx, secret, &email)? {
        // It said so about another letter; staff see it here as well.
        inviting::answer(tx, secret, &it, Answer::NoMore, now)?;
        return Ok(false);
    }
    let mailbox = Mailbox::new(secret, &it.letter, &email);
    if mailbox.is_closed(tx)? || bounced_since(tx, secret, email.as_str())?.is_some() {
        return Ok(false);
    }
    let most = context.config.quotas.mails_per_day_per_recipient;
    if count_mail(tx, &mailbox.address, most, now)?.is_none() {
        return Ok(false);
    }
    let Some(mail) = inviting::note(tx, id, number, now)? else {
        return Ok(false);
    };
    let owed = NewMail {
        kind: kinds::INVITATION,
        about: mail.number(),
        payload: "{}",
        recipient: email.as_str(),
        message_id: &message_id(context.mail_domain, now),
        repeat: Repeat::Never,
    };
    outbox::store::enqueue_bulk(tx, &owed, now)?;
    Ok(true)
}
