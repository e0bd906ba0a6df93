//! Mails about two organizations that may be the same: one shows staff both, one tells the waiting contact why they wait and how to object.

use serde::{Deserialize, Serialize};

use super::store::rivalries::{self, Outcome};
use super::store::{self, ApprovalSummary, LinkHolder};
use crate::letters::Slug;
use crate::locale::{Lang, Locales};
use crate::mail::{ComposerContext, MailContext, letter_mail, spoken};
use crate::outbox::{Composer, kinds};
use crate::signatures::greeting::greeting;
use crate::signatures::ids::{LinkId, SignatureId};
use crate::signatures::link_token::{Purpose, Token};
use crate::signatures::state::State;
use crate::store::{StoreError, Tx};
use crate::text::unclickable;

/// The kind of the mail to staff.
pub(crate) const STAFF: &str = kinds::RIVALS_FOR_STAFF;
/// The kind of the mail to the waiting contact.
pub(crate) const CONTACT: &str = kinds::RIVAL_FOR_CONTACT;

/// The payload in the outbox.
#[derive(Serialize, Deserialize)]
struct Payload {
    /// The signature of the other organization.
    other: SignatureId,
    /// The row of the recipient's links; 0 if the mail is to staff.
    link: LinkId,
}

#[derive(Serialize)]
struct View {
    lang: Lang,
    letter: String,
    slug: String,
    /// The signature that the mail is about; in a mail to staff, the later one.
    id: String,
    name: String,
    /// The contact's name.
    greeting: String,
    contact: String,
    contact_email: String,
    counts: bool,
    other_id: String,
    other_name: String,
    other_contact: String,
    other_email: String,
    /// Whether the other signature was withdrawn, removed or deleted.
    other_gone: bool,
    other_counts: bool,
    own: String,
    publisher: String,
    desk: String,
}

impl MailContext<'_> {
    /// Enqueues the mails to staff and to the waiting contact, once for each pair of organizations; staff get at most one a day about the
    /// same counted organization.
    pub(crate) fn tell_rivals(&self, tx: &Tx<'_>, newcomer: SignatureId) -> Result<(), StoreError> {
        let now = self.now.as_microsecond();
        for it in rivalries::tell_rivals(tx, newcomer, now)? {
            if it.outcome != Outcome::Duplicate && rivalries::is_for_staff(tx, &it, now)? {
                let payload = Payload {
                    other: it.standing,
                    link: LinkId::NONE,
                };
                self.owe(tx, STAFF, it.newcomer, &payload, &self.config.site.contact_email)?;
            }
            match it.outcome {
                Outcome::Question => self.tell_contact(tx, it.newcomer, it.standing)?,
                Outcome::Displaced => self.tell_contact(tx, it.standing, it.newcomer)?,
                Outcome::Duplicate | Outcome::Beside | Outcome::Apart => {}
            }
        }
        Ok(())
    }

    /// Tells the contact of the duplicate that is held since another signature was withdrawn or removed; its row is still there.
    pub(crate) fn tell_heir(&self, tx: &Tx<'_>, gone: SignatureId) -> Result<(), StoreError> {
        match rivalries::tell_heir(tx, gone, self.now.as_microsecond())? {
            Some(heir) => self.tell_contact(tx, heir, gone),
            None => Ok(()),
        }
    }

    /// Tells the contact of the duplicate that is held since another signature was deleted.
    pub(crate) fn tell_heir_of_deleted(&self, tx: &Tx<'_>, heir: Option<SignatureId>) -> Result<(), StoreError> {
        match heir {
            Some(heir) => self.tell_contact(tx, heir, SignatureId::NONE),
            None => Ok(()),
        }
    }

    /// Enqueues the mail that tells a waiting contact about the other organization. It is sent as soon as the mailbox's quota allows.
    fn tell_contact(&self, tx: &Tx<'_>, waits: SignatureId, other: SignatureId) -> Result<(), StoreError> {
        let Some(address) = store::signers_address(tx, waits)? else {
            return Ok(());
        };
        let Some(room) = self.room_at(tx, waits, &address)? else {
            return Ok(());
        };
        let link = self.link(tx, waits, LinkHolder::Signer)?;
        self.owe_at(tx, (CONTACT, waits), &Payload { other, link }, &address, room)
    }
}

/// Returns the line of the other organization, its contact and their address; empty if it was deleted.
fn described(other: Option<&ApprovalSummary>, locales: &Locales, lang: Lang) -> [String; 3] {
    other.map_or_else(Default::default, |it| {
        [
            unclickable(&it.line(locales, lang)),
            unclickable(&it.contact),
            it.email.clone(),
        ]
    })
}

/// Creates the composer of both mails; `kind` names the folder of the templates.
pub(crate) fn composer(kind: &'static str, with: ComposerContext) -> Composer {
    let ComposerContext {
        config,
        live_library,
        locales,
        templates,
    } = with;
    Box::new(move |db, due| {
        let payload: Payload = serde_json::from_str(&due.payload)?;
        let signature: SignatureId = due.about();
        let Some(it) = store::approval_summary(db, signature)? else {
            return Ok(None);
        };
        let other = store::approval_summary(db, payload.other)?;
        if kind == STAFF && other.is_none() {
            return Ok(None);
        }
        // It was decided in the meantime.
        if kind == CONTACT && it.state != State::Held {
            return Ok(None);
        }
        let (lang, read) = if kind == STAFF {
            (locales.fallback(), locales.fallback())
        } else {
            spoken(&locales, &it.tags[0], &it.tags[1])
        };
        let library = live_library.now();
        let Some(letter) = Slug::parse(&it.letter)
            .ok()
            .and_then(|slug| library.signed_letter(&slug))
        else {
            return Ok(None);
        };
        let link = store::link_nonce(db, payload.link)?.filter(|(of, _)| *of == signature);
        if kind == CONTACT && link.is_none() {
            return Ok(None);
        }
        let own = link.map(|(_, nonce)| Token::new(&config.secret, Purpose::Own, payload.link, &nonce));
        let own = own.map(|it| format!("{}/{lang}/my-signature/{}", config.site.base_url, it.as_text()));
        let [other_name, other_contact, other_email] = described(other.as_ref(), &locales, lang);
        let view = View {
            lang,
            letter: letter.edition(read).front.title.clone(),
            slug: it.letter.clone(),
            id: signature.to_string(),
            counts: it.state == State::Confirmed,
            name: unclickable(&it.line(&locales, lang)),
            greeting: greeting(&it.contact_name),
            contact: unclickable(&it.contact),
            contact_email: it.email,
            other_id: payload.other.to_string(),
            other_gone: other.as_ref().is_none_or(|it| it.state.is_over()),
            other_counts: other.is_some_and(|it| it.state == State::Confirmed),
            other_name,
            other_contact,
            other_email,
            own: own.unwrap_or_default(),
            publisher: config.site_name(lang.as_str()).to_owned(),
            desk: config.site.contact_email.clone(),
        };
        Ok(Some(letter_mail(&templates, (kind, letter.kind.as_str()), &view)?))
    })
}
