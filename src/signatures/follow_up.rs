//! Mails that a decision causes: asking the one who decides, telling an organization that it was signed for, telling staff that
//! somebody says "this was not us". Each is owed in the transaction of its cause.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::store::{self, Terms};
use crate::config::Config;
use crate::outbox::{self, Owed, Repeat, message_id};
use crate::store::{StoreError, Tx, params};

/// To the one who decides for an organization.
pub const APPROVAL: &str = "approval";
/// To an organization's public address.
pub const NOTICE: &str = "notice";
/// To staff.
pub const DISOWNED: &str = "disowned";

/// What the outbox keeps.
#[derive(Serialize, Deserialize)]
pub struct Payload {
    /// The row of its links.
    pub link: i64,
    /// A second mail, before the deadline.
    #[serde(default)]
    pub reminder: bool,
}

/// What every one of these needs.
pub struct Desk<'a> {
    /// The settings.
    pub config: &'a Config,
    /// The domain of Message-IDs.
    pub mail_domain: &'a str,
    /// Now.
    pub now: Timestamp,
}

impl Desk<'_> {
    /// Owes a mail now.
    pub(super) fn owe(
        &self,
        tx: &Tx<'_>,
        kind: &str,
        about: i64,
        payload: &impl Serialize,
        recipient: &str,
    ) -> Result<(), StoreError> {
        let owed = Owed {
            kind,
            about,
            payload: &serde_json::to_string(payload).expect("plain data"),
            recipient,
            message_id: &message_id(self.mail_domain, self.now),
            repeat: Repeat::Allowed,
        };
        outbox::store::enqueue(tx, &owed, self.now)
    }

    fn link(&self, tx: &Tx<'_>, signature: i64) -> Result<i64, StoreError> {
        let terms = Terms {
            confirm_hours: Some(self.config.signing.approval_days * 24),
            own_days: self.config.signing.approval_days,
            origin: None,
            whose: store::Whose::Other,
        };
        store::keep_link(tx, signature, terms, self.now)
    }

    /// Asks the one who decides, if the signature has one.
    pub fn ask(&self, tx: &Tx<'_>, signature: i64, reminder: bool) -> Result<(), StoreError> {
        let Some(draft) = store::draft_of(tx, signature, 0)? else {
            return Ok(());
        };
        let link = self.link(tx, signature)?;
        self.owe(
            tx,
            APPROVAL,
            signature,
            &Payload { link, reminder },
            &draft.approver_email,
        )
    }

    /// Tells the organization at its public address, where its contact wrote from elsewhere.
    pub fn notify(&self, tx: &Tx<'_>, signature: i64) -> Result<(), StoreError> {
        let sql = "SELECT public_email FROM organizations WHERE signature = ?1 AND verification = 'other-address'";
        let address = tx
            .one(sql, params![signature], |row| row.get::<Option<String>>("public_email"))?
            .flatten();
        let Some(address) = address else { return Ok(()) };
        let link = self.link(tx, signature)?;
        self.owe(tx, NOTICE, signature, &Payload { link, reminder: false }, &address)
    }

    /// Tells staff that a name was taken off.
    pub fn tell_staff(&self, tx: &Tx<'_>, signature: i64) -> Result<(), StoreError> {
        self.owe(
            tx,
            DISOWNED,
            signature,
            &Payload {
                link: 0,
                reminder: false,
            },
            &self.config.site.contact_email,
        )
    }
}
