//! Mails about decisions: asking deciders, telling the contact about a decision, notifying an organization that somebody signed for it,
//! telling staff about a disowned signature. Each is enqueued in the transaction of its cause.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::email::EmailAddress;
use crate::mail::MailContext;
use crate::outbox::MailId;
use crate::outbox::store::bounced::bounced_since;
use crate::outbox::store::mail_quota::{self, Scheduled};
use crate::outbox::{self, NewMail, Repeat, kinds, message_id};
use crate::signatures::ids::{DeciderId, LinkId, SignatureId};
use crate::signatures::store::{self, LinkHolder, LinkTerms, Question};
use crate::store::{RowId, StoreError, Tx};

/// To a decider of an organization.
pub(crate) const APPROVAL: &str = kinds::APPROVAL;
/// To the contact, after a decider has decided.
pub(crate) const DECISION: &str = kinds::DECISION;
/// To an organization's public address.
pub const NOTICE: &str = kinds::NOTICE;
/// To the contact and the deciders, after one of them or the public address disowned the signature.
pub(crate) const OBJECTION: &str = kinds::OBJECTION;
/// To staff.
pub(crate) const DISOWNED: &str = kinds::DISOWNED;

/// The payload in the outbox.
#[derive(Serialize, Deserialize)]
pub struct Payload {
    /// The row of the links.
    pub link: LinkId,
    /// Whether it is a reminder before the deadline.
    #[serde(default)]
    pub reminder: bool,
    /// The decider who has decided.
    #[serde(default)]
    pub decider: Option<DeciderId>,
    /// The decision.
    #[serde(default)]
    pub said: Option<GivenDecision>,
}

/// A decision, which may be void when the mail about it is composed.
#[derive(Clone, Serialize, Deserialize)]
pub struct GivenDecision {
    /// Yes or no.
    pub approved: bool,
    /// The question.
    pub question: Question,
    /// The SHA-256 of the text that the question was about, as 64 hexadecimal digits.
    pub text: String,
}

impl Payload {
    fn of(link: LinkId) -> Self {
        Self {
            link,
            reminder: false,
            decider: None,
            said: None,
        }
    }
}

/// Why a decider gets a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskReason {
    /// For the first time.
    First,
    /// As a reminder before the deadline.
    Reminder,
}

impl MailContext<'_> {
    /// Enqueues a mail now.
    pub(crate) fn owe(
        &self,
        tx: &Tx<'_>,
        kind: &str,
        about: impl RowId,
        payload: &impl Serialize,
        recipient: &str,
    ) -> Result<(), StoreError> {
        self.enqueue(tx, (kind, about), payload, recipient, self.now).map(drop)
    }

    /// Enqueues a mail for which the quota has [room](Self::room_at).
    pub(crate) fn owe_at(
        &self,
        tx: &Tx<'_>,
        about: (&str, impl RowId),
        payload: &impl Serialize,
        recipient: &str,
        room: Scheduled,
    ) -> Result<(), StoreError> {
        let mail = self.enqueue(tx, about, payload, recipient, room.due)?;
        room.counted.as_mail(tx, mail)
    }

    fn enqueue(
        &self,
        tx: &Tx<'_>,
        (kind, about): (&str, impl RowId),
        payload: &impl Serialize,
        recipient: &str,
        due: Timestamp,
    ) -> Result<MailId, StoreError> {
        let owed = NewMail {
            kind,
            about: about.number(),
            payload: &serde_json::to_string(payload).expect("plain data"),
            recipient,
            message_id: &message_id(self.mail_domain, self.now),
            repeat: Repeat::Allowed,
        };
        outbox::store::enqueue_for(tx, &owed, due, self.now)
    }

    pub(crate) fn link(&self, tx: &Tx<'_>, signature: SignatureId, whose: LinkHolder) -> Result<LinkId, StoreError> {
        let signing = &self.config.signing;
        let (confirm_hours, own_days) = match whose {
            LinkHolder::Signer => (None, signing.own_link_valid_days),
            LinkHolder::Decider(_) | LinkHolder::PublicAddress => {
                (Some(signing.approval_days * 24), signing.approval_days)
            }
        };
        let terms = LinkTerms {
            confirm_hours,
            own_days,
            origin: None,
            whose,
        };
        store::keep_link(tx, signature, terms, self.now)
    }

    /// Asks all deciders of a signature.
    pub(crate) fn ask_all(&self, tx: &Tx<'_>, signature: SignatureId) -> Result<(), StoreError> {
        for decider in store::deciders(tx, signature)? {
            self.ask(tx, signature, decider.id, AskReason::First)?;
        }
        Ok(())
    }

    /// Counts one more mail about a signature to a mailbox that somebody else named, and returns when it may be sent; `None` if too many
    /// are waiting already, or its owner refuses mail. The count is the same as for signing: to the owner, the reason makes no difference.
    pub(crate) fn room_at(
        &self,
        tx: &Tx<'_>,
        signature: SignatureId,
        address: &str,
    ) -> Result<Option<Scheduled>, StoreError> {
        let letter = store::letter_of(tx, signature)?.unwrap_or_default();
        let Ok(email) = EmailAddress::parse(address) else {
            return Ok(None);
        };
        let mailbox = store::Mailbox::new(&self.config.secret, &letter, &email);
        if mailbox.is_closed(tx)? {
            return Ok(None);
        }
        mail_quota::schedule_mail(
            tx,
            &mailbox.address,
            self.config.quotas.mails_per_day_per_recipient,
            self.now,
        )
    }

    /// Asks a decider as soon as the mailbox's quota allows; returns `false` and enqueues nothing if that is too far off, or if it
    /// would be a reminder to an address from which mail comes back.
    pub fn ask(
        &self,
        tx: &Tx<'_>,
        signature: SignatureId,
        decider: DeciderId,
        why: AskReason,
    ) -> Result<bool, StoreError> {
        let deciders = store::deciders(tx, signature)?;
        let Some(it) = deciders.iter().find(|it| it.id == decider) else {
            return Ok(false);
        };
        if why == AskReason::Reminder && bounced_since(tx, &self.config.secret, &it.email)?.is_some() {
            return Ok(false);
        }
        let Some(room) = self.room_at(tx, signature, &it.email)? else {
            return Ok(false);
        };
        let payload = Payload {
            reminder: why == AskReason::Reminder,
            ..Payload::of(self.link(tx, signature, LinkHolder::Decider(decider))?)
        };
        self.owe_at(tx, (APPROVAL, signature), &payload, &it.email, room)?;
        Ok(true)
    }

    /// Tells the contact what a decider has decided.
    pub(crate) fn tell_decision(
        &self,
        tx: &Tx<'_>,
        signature: SignatureId,
        decider: DeciderId,
        said: GivenDecision,
    ) -> Result<(), StoreError> {
        let Some(contact) = store::signers_address(tx, signature)? else {
            return Ok(());
        };
        let payload = Payload {
            decider: Some(decider),
            said: Some(said),
            ..Payload::of(self.link(tx, signature, LinkHolder::Signer)?)
        };
        self.owe(tx, DECISION, signature, &payload, &contact)
    }

    /// Notifies the organization at its public address, if its contact wrote from elsewhere, as soon as the mailbox's quota allows.
    pub fn notify(&self, tx: &Tx<'_>, signature: SignatureId) -> Result<(), StoreError> {
        let Some(address) = store::public_address(tx, signature)? else {
            return Ok(());
        };
        let Some(room) = self.room_at(tx, signature, &address)? else {
            return Ok(());
        };
        let link = self.link(tx, signature, LinkHolder::PublicAddress)?;
        self.owe_at(tx, (NOTICE, signature), &Payload::of(link), &address, room)
    }

    /// Tells staff that a signature was disowned, and by whose link.
    pub(crate) fn tell_staff(&self, tx: &Tx<'_>, signature: SignatureId, link: LinkId) -> Result<(), StoreError> {
        let staff = &self.config.site.contact_email;
        self.owe(tx, DISOWNED, signature, &Payload::of(link), staff)
    }

    /// Tells the contact and all deciders that a signature was disowned, except for the one whose link it was.
    pub(crate) fn tell_of_objection(
        &self,
        tx: &Tx<'_>,
        signature: SignatureId,
        link: LinkId,
    ) -> Result<(), StoreError> {
        let whose = store::addressee(tx, link)?.map(|it| it.whose);
        let contact = store::signers_address(tx, signature)?.filter(|_| whose != Some(LinkHolder::Signer));
        if let Some(contact) = &contact {
            self.owe(tx, OBJECTION, signature, &Payload::of(link), contact)?;
        }
        for decider in store::deciders(tx, signature)? {
            let has_heard = contact.as_ref() == Some(&decider.email);
            if has_heard || whose == Some(LinkHolder::Decider(decider.id)) {
                continue;
            }
            if let Some(room) = self.room_at(tx, signature, &decider.email)? {
                self.owe_at(tx, (OBJECTION, signature), &Payload::of(link), &decider.email, room)?;
            }
        }
        Ok(())
    }
}
