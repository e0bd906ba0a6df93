//! The lines of the file of tombstones, which no backup overwrites.

use data_encoding::HEXLOWER;

/// A keyed digest of an erased row.
pub(crate) type Tombstone = [u8; 32];

/// An entry of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// A row was erased, or something was taken back.
    Tombstone(Tombstone),
    /// A mailbox was closed, or reopened.
    Mailbox(MailboxDigest, Mailbox),
}

impl Entry {
    pub(super) fn line(&self) -> String {
        match self {
            Self::Tombstone(digest) => HEXLOWER.encode(digest),
            Self::Mailbox(digest, now) => now.line(digest),
        }
    }
}

/// A keyed digest of a mailbox.
pub(crate) type MailboxDigest = [u8; 32];

/// The state that a mailbox's owner, or staff for them, set last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mailbox {
    /// It gets no mail.
    Closed,
    /// It gets mail again.
    Opened,
}

impl Mailbox {
    pub(super) const ALL: [Self; 2] = [Self::Closed, Self::Opened];

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Opened => "opened",
        }
    }

    fn line(self, digest: &MailboxDigest) -> String {
        format!("{} {}", self.word(), HEXLOWER.encode(digest))
    }
}
