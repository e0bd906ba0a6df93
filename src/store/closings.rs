//! Remembers closed mailboxes beside the database, so that they stay closed when an earlier backup is restored.
//!
//! A mailbox is a keyed digest that names nobody. Each time one is closed, or reopened, a line is appended to the file of tombstones
//! ([`super::erasures::Ledger`]), which no backup overwrites. The last line about a mailbox counts.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use rusqlite::Connection;

use super::entry::Entry;
pub use super::entry::Mailbox;
pub(crate) use super::entry::MailboxDigest;
use super::erasures::Ledger;
use super::{StoreError, Tx};

impl Tx<'_> {
    /// Notes that a mailbox was closed or reopened, for the file.
    pub(crate) fn note_mailbox(&self, digest: &MailboxDigest, now: Mailbox) {
        self.erased().note(Entry::Mailbox(*digest, now));
    }
}

impl Ledger {
    /// Returns the last state of each mailbox in the file.
    pub fn mailboxes(&self) -> Result<BTreeMap<MailboxDigest, Mailbox>, StoreError> {
        let text = self.text()?;
        let lines = text.split(|byte| *byte == b'\n').filter_map(|line| {
            let (word, digest) = std::str::from_utf8(line).ok()?.split_once(' ')?;
            let what = Mailbox::ALL.into_iter().find(|it| it.word() == word)?;
            Some((HEXLOWER.decode(digest.as_bytes()).ok()?.try_into().ok()?, what))
        });
        Ok(lines.collect())
    }

    /// Returns mailboxes that are closed in the database and missing in the file, because of a crash or a full disk in between.
    pub(super) fn missing_mailboxes(&self, connection: &Connection) -> Result<Vec<Entry>, StoreError> {
        let filed = self.mailboxes()?;
        let mut statement = connection.prepare("SELECT digest FROM closed_mailboxes")?;
        let closed: Vec<MailboxDigest> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let missing = closed.into_iter().filter(|digest| !filed.contains_key(digest));
        Ok(missing.map(|digest| Entry::Mailbox(digest, Mailbox::Closed)).collect())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::store::Read;
    use crate::store::Store;

    fn closed(db: &Read<'_>) -> Result<BTreeSet<MailboxDigest>, StoreError> {
        let all = db.all("SELECT digest FROM closed_mailboxes", [], |row| row.get("digest"))?;
        Ok(all.into_iter().collect())
    }

    #[test]
    fn the_last_line_about_a_mailbox_counts_and_rolled_back_closures_write_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.db");
        let store = Store::in_file(&path, 1).expect("opens");
        for (n, what) in [(1, Mailbox::Closed), (2, Mailbox::Closed), (1, Mailbox::Opened)] {
            let done = store.write_now(move |tx| {
                tx.note_mailbox(&[n; 32], what);
                Ok::<_, StoreError>(())
            });
            done.expect("is noted");
        }
        let undone = store.write_now(|tx| {
            tx.note_mailbox(&[2; 32], Mailbox::Opened);
            Err::<(), _>(StoreError::Closed)
        });
        assert!(undone.is_err());
        let expected = [([1; 32], Mailbox::Opened), ([2; 32], Mailbox::Closed)].into();
        let ledger = Ledger::beside(&path);
        assert_eq!(ledger.mailboxes().expect("reads"), expected);
        assert!(ledger.read().expect("reads").is_empty(), "they are no tombstones");
    }

    #[test]
    fn a_start_appends_lines_lost_in_a_crash_and_closes_no_reopened_mailbox() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.db");
        let store = Store::in_file(&path, 1).expect("opens");
        let done = store.write_now(|tx| {
            tx.note_mailbox(&[1; 32], Mailbox::Opened);
            for n in [1_u8, 2] {
                let sql = "INSERT INTO closed_mailboxes (digest, closed_at) VALUES (?1, 1)";
                tx.execute(sql, crate::store::params![&[n; 32][..]])?;
            }
            Ok::<_, StoreError>(())
        });
        done.expect("is stored");
        assert_eq!(store.read_now(closed).expect("reads"), [[1; 32], [2; 32]].into());
        store.close();
        drop(Store::in_file(&path, 1).expect("opens"));
        let expected = [([1; 32], Mailbox::Opened), ([2; 32], Mailbox::Closed)].into();
        assert_eq!(Ledger::beside(&path).mailboxes().expect("reads"), expected);
    }
}
