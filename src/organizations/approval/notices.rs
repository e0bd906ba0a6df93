//! Mails that a decision causes: asking those who decide, telling the contact what they said, telling an organization that it was
//! signed for, telling staff that somebody says "this was not us". Each is owed in the transaction of its cause.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::email::EmailAddress;
use crate::mail::Desk;
use crate::outbox::store::mail_quota::{self, Scheduled};
use crate::outbox::{self, Owed, Repeat, kinds, message_id};
use crate::signatures::store::{self, Question, Terms, Whose};
use crate::store::{StoreError, Tx};

/// To those who decide for an organization.
pub(crate) const APPROVAL: &str = kinds::APPROVAL;
/// To the contact, when one of them has decided.
pub(crate) const DECISION: &str = kinds::DECISION;
/// To an organization's public address.
pub const NOTICE: &str = kinds::NOTICE;
/// To staff.
pub(crate) const DISOWNED: &str = kinds::DISOWNED;

/// What the outbox keeps.
#[derive(Serialize, Deserialize)]
pub struct Payload {
    /// The row of its links.
    pub link: i64,
    /// A second mail, before the deadline.
    #[serde(default)]
    pub reminder: bool,
    /// The one who has decided.
    #[serde(default)]
    pub decider: Option<i64>,
    /// What they have said.
    #[serde(default)]
    pub said: Option<Said>,
}

/// What one who decides has said: it may be void when the mail that tells of it is composed.
#[derive(Clone, Serialize, Deserialize)]
pub struct Said {
    /// Yes or no.
    pub approved: bool,
    /// What they were asked.
    pub question: Question,
    /// SHA-256 of the text that they were asked about, as 64 hexadecimal digits.
    pub text: String,
}

impl Payload {
    fn of(link: i64) -> Self {
        Self {
            link,
            reminder: false,
            decider: None,
            said: None,
        }
    }
}

/// Why one who decides is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    /// For the first time.
    First,
    /// Before the deadline.
    Reminder,
}

impl Desk<'_> {
    /// Owes a mail now.
    pub(crate) fn owe(
        &self,
        tx: &Tx<'_>,
        kind: &str,
        about: i64,
        payload: &impl Serialize,
        recipient: &str,
    ) -> Result<(), StoreError> {
        self.enqueue(tx, (kind, about), payload, recipient, self.now).map(drop)
    }

    /// Owes a mail for which there was [room](Self::room_at).
    pub(crate) fn owe_at(
        &self,
        tx: &Tx<'_>,
        about: (&str, i64),
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
        (kind, about): (&str, i64),
        payload: &impl Serialize,
        recipient: &str,
        due: Timestamp,
    ) -> Result<i64, StoreError> {
        let owed = Owed {
            kind,
            about,
            payload: &serde_json::to_string(payload).expect("plain data"),
            recipient,
            message_id: &message_id(self.mail_domain, self.now),
            repeat: Repeat::Allowed,
        };
        outbox::store::enqueue_for(tx, &owed, due, self.now)
    }

    pub(crate) fn link(&self, tx: &Tx<'_>, signature: i64, whose: Whose) -> Result<i64, StoreError> {
        let signing = &self.config.signing;
        let (confirm_hours, own_days) = match whose {
            Whose::Signer => (None, signing.own_link_valid_days),
            Whose::Decider(_) | Whose::PublicAddress => (Some(signing.approval_days * 24), signing.approval_days),
        };
        let terms = Terms {
            confirm_hours,
            own_days,
            origin: None,
            whose,
        };
        store::keep_link(tx, signature, terms, self.now)
    }

    /// Asks everyone who decides about a signature.
    pub(crate) fn ask_all(&self, tx: &Tx<'_>, signature: i64) -> Result<(), StoreError> {
        for decider in store::deciders(tx, signature)? {
            self.ask(tx, signature, decider.id, Asking::First)?;
        }
        Ok(())
    }

    /// When a mailbox that somebody else named may have one more mail about a signature, which is counted; `None`: enough wait for it
    /// already, or its owner wants none. The count is that of signing: as what it is named makes no difference to its owner.
    pub(crate) fn room_at(&self, tx: &Tx<'_>, signature: i64, address: &str) -> Result<Option<Scheduled>, StoreError> {
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

    /// Asks one who decides, as soon as their mailbox has room; `false`: it will have none soon, and nothing is owed.
    pub fn ask(&self, tx: &Tx<'_>, signature: i64, decider: i64, why: Asking) -> Result<bool, StoreError> {
        let deciders = store::deciders(tx, signature)?;
        let Some(it) = deciders.iter().find(|it| it.id == decider) else {
            return Ok(false);
        };
        let Some(room) = self.room_at(tx, signature, &it.email)? else {
            return Ok(false);
        };
        let payload = Payload {
            reminder: why == Asking::Reminder,
            ..Payload::of(self.link(tx, signature, Whose::Decider(decider))?)
        };
        self.owe_at(tx, (APPROVAL, signature), &payload, &it.email, room)?;
        Ok(true)
    }

    /// Tells the contact what one who decides has said.
    pub(crate) fn tell_decision(
        &self,
        tx: &Tx<'_>,
        signature: i64,
        decider: i64,
        said: Said,
    ) -> Result<(), StoreError> {
        let Some(contact) = store::signers_address(tx, signature)? else {
            return Ok(());
        };
        let payload = Payload {
            decider: Some(decider),
            said: Some(said),
            ..Payload::of(self.link(tx, signature, Whose::Signer)?)
        };
        self.owe(tx, DECISION, signature, &payload, &contact)
    }

    /// Tells the organization at its public address, where its contact wrote from elsewhere, as soon as that mailbox has room.
    pub fn notify(&self, tx: &Tx<'_>, signature: i64) -> Result<(), StoreError> {
        let Some(address) = store::public_address(tx, signature)? else {
            return Ok(());
        };
        let Some(room) = self.room_at(tx, signature, &address)? else {
            return Ok(());
        };
        let link = self.link(tx, signature, Whose::PublicAddress)?;
        self.owe_at(tx, (NOTICE, signature), &Payload::of(link), &address, room)
    }

    /// Tells staff that a name was taken off.
    pub(crate) fn tell_staff(&self, tx: &Tx<'_>, signature: i64) -> Result<(), StoreError> {
        self.owe(
            tx,
            DISOWNED,
            signature,
            &Payload::of(0),
            &self.config.site.contact_email,
        )
    }
}
