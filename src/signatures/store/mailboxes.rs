//! Mailboxes that strangers can enter into the form: how many mails about a letter each was sent, and which of them refuse mail.
//!
//! A mailbox is stored only as keyed digests, which outlive what was typed and name nobody.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::config::{Config, Secret};
use crate::email::EmailAddress;
use crate::signatures::ids::LinkId;
use crate::store::closings::{self, MailboxDigest};
use crate::store::{Read, StoreError, Tx, params};

/// A mailbox, in relation to one letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// The digest by which a day's mails are counted.
    pub address: [u8; 32],
    /// The digest of the mailbox and the letter.
    of_letter: [u8; 32],
    /// The digest of the mailbox for all letters.
    of_all: [u8; 32],
}

/// How much mail the owner of a mailbox refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailRefusal {
    /// All mail about this letter.
    Letter,
    /// All mail from this service.
    Everything,
}

impl Mailbox {
    /// Creates the mailbox of an address, regardless of spelling and tag.
    pub fn new(secret: &Secret, letter: &str, email: &EmailAddress) -> Self {
        let base = email.base();
        Self {
            address: secret.digest("address", base.as_bytes()),
            of_letter: secret.digest("mailbox and letter", format!("{letter}\0{base}").as_bytes()),
            of_all: secret.digest("mailbox", base.as_bytes()),
        }
    }

    /// Returns whether the owner refused mail about this letter, or all mail.
    pub fn is_closed(&self, db: &Read<'_>) -> Result<bool, StoreError> {
        let sql = "SELECT 1 AS n FROM closed_mailboxes WHERE digest = ?1 OR digest = ?2 LIMIT 1";
        let found = db.one(sql, params![&self.of_letter[..], &self.of_all[..]], |row| {
            row.get::<i64>("n")
        })?;
        Ok(found.is_some())
    }

    /// Records that the owner wants no more mail.
    pub fn close(&self, tx: &Tx<'_>, closing: MailRefusal, now: Timestamp) -> Result<(), StoreError> {
        let digest = match closing {
            MailRefusal::Letter => &self.of_letter,
            MailRefusal::Everything => &self.of_all,
        };
        let sql = "INSERT INTO closed_mailboxes (digest, closed_at) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
        if tx.execute(sql, params![&digest[..], now.as_microsecond()])? > 0 {
            tx.note_mailbox(digest, closings::Mailbox::Closed);
        }
        Ok(())
    }

    /// Counts one more confirmation mail. Returns `false` and counts nothing if the mailbox has reached its limit for the letter.
    pub(crate) fn count(&self, tx: &Tx<'_>, most: u32) -> Result<bool, StoreError> {
        let sql = "INSERT INTO letter_mails (mailbox, sent) VALUES (?1, 1)
           ON CONFLICT (mailbox) DO UPDATE SET sent = letter_mails.sent + 1 WHERE letter_mails.sent < ?2";
        Ok(tx.execute(sql, params![self.row(), most])? > 0)
    }

    /// Resets the count, because the owner has confirmed.
    pub(crate) fn confirmed(&self, tx: &Tx<'_>) -> Result<(), StoreError> {
        tx.post("DELETE FROM letter_mails WHERE mailbox = ?1", params![self.row()])
    }

    fn row(&self) -> i64 {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&self.of_letter[..8]);
        i64::from_be_bytes(bytes)
    }
}

/// Reopens a mailbox that its owner closed, for the given letters and for all mail; returns whether it was closed.
pub fn reopen(tx: &Tx<'_>, secret: &Secret, letters: &[String], email: &EmailAddress) -> Result<bool, StoreError> {
    let mut opened = 0;
    for letter in letters {
        let mailbox = Mailbox::new(secret, letter, email);
        for digest in [mailbox.of_letter, mailbox.of_all] {
            opened += open(tx, &digest)?;
        }
        mailbox.confirmed(tx)?;
    }
    Ok(opened > 0)
}

/// Deletes the entries of a digest, and returns how many there were.
fn open(tx: &Tx<'_>, digest: &MailboxDigest) -> Result<usize, StoreError> {
    let opened = tx.execute("DELETE FROM closed_mailboxes WHERE digest = ?1", params![&digest[..]])?;
    if opened > 0 {
        tx.note_mailbox(digest, closings::Mailbox::Opened);
    }
    Ok(opened)
}

/// Closes the mailboxes that a restored backup does not know to be closed; returns how many.
pub(crate) fn close_again(
    tx: &Tx<'_>,
    remembered: &BTreeMap<MailboxDigest, closings::Mailbox>,
    now: Timestamp,
) -> Result<usize, StoreError> {
    let mut closed = 0;
    for (digest, what) in remembered {
        match what {
            closings::Mailbox::Closed => {
                let sql = "INSERT INTO closed_mailboxes (digest, closed_at) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
                closed += tx.execute(sql, params![&digest[..], now.as_microsecond()])?;
            }
            closings::Mailbox::Opened => {
                tx.execute("DELETE FROM closed_mailboxes WHERE digest = ?1", params![&digest[..]])?;
            }
        }
    }
    Ok(closed)
}

/// Writes a row and deletes it, for a mailbox whose owner has signed nothing, so that the look-up costs the writer as much as any other.
pub(crate) fn write_in_vain(tx: &Tx<'_>, now: Timestamp) -> Result<(), StoreError> {
    let digest = [0_u8; 32];
    let sql = "INSERT INTO closed_mailboxes (digest, closed_at) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    tx.execute(sql, params![&digest[..], now.as_microsecond()])?;
    tx.execute("DELETE FROM closed_mailboxes WHERE digest = ?1", params![&digest[..]])?;
    Ok(())
}

/// Returns the mailbox that a link was sent to: the signer's, that of a person who decides, or the organization's public one.
pub(crate) fn of_link(tx: &Tx<'_>, secret: &Secret, link: LinkId) -> Result<Option<Mailbox>, StoreError> {
    let sql = "SELECT s.letter, CASE WHEN l.decider IS NOT NULL THEN d.email WHEN l.whose = 'signer' THEN s.email ELSE o.public_email END AS email
       FROM links l JOIN signatures s ON s.id = l.signature LEFT JOIN organizations o ON o.signature = s.id LEFT JOIN deciders d ON d.id = l.decider
       WHERE l.id = ?1";
    let found = tx.one(sql, params![link], |row| {
        Ok((row.get::<String>("letter")?, row.get::<Option<String>>("email")?))
    })?;
    Ok(found.and_then(|(letter, email)| Some(Mailbox::new(secret, &letter, &EmailAddress::parse(&email?).ok()?))))
}

/// Returns whether the recipient of a mail has refused it, perhaps after it was enqueued. Without a letter: whether all mail is refused.
pub(crate) fn refused(db: &Read<'_>, config: &Config, letter: &str, recipient: &str) -> Result<bool, StoreError> {
    let Ok(email) = EmailAddress::parse(recipient) else {
        return Ok(false);
    };
    Mailbox::new(&config.secret, letter, &email).is_closed(db)
}
