//! Marks of what somebody took back, so that it stays taken back when an earlier backup is restored.
//!
//! They are stored with the tombstones ([`super::erasures`]): keyed digests in the database and in the file that no backup overwrites. A
//! subject may be taken back, put right and taken back again, so its marks are numbered, and the last one counts. A restore applies it only
//! if the backup does not know it yet. If it was put right after that without leaving a mark, nobody knows then, and one signature too few
//! is better than one against its signer's will.

use std::collections::BTreeSet;

use super::erasures::{Tombstone, known, tombstones};
use super::{Read, StoreError, Tx, params};

/// What can be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// A signature: `withdrawn`, `declined`, `disowned`, `rejected`. The subject is its number.
    Signature,
    /// Consent to updates: `stopped`. The subject is the signature's number.
    News,
    /// How a person is listed: the listing's word. The subject is the signature's number.
    Listing,
    /// Consent to show a person's own members of Congress the full name and ZIP: `stopped`. The subject is the signature's number.
    FullName,
    /// A person's title, affiliation or comment: `changed`. The subject is the signature's number.
    Words,
    /// How somebody is named, in a way that the mark can't say: `changed`. The subject is the signature's number.
    Name,
    /// Who speaks for an organization: `handed over`. The subject is the signature's number.
    Speaker,
    /// Mail to an office or address, or invitations to an address: `stopped`. The subject is its key.
    Contact,
    /// The details of a letter's signers: `erased`. The subject is the letter's slug.
    Details,
    /// Everything that is stored about an email address: `erased`. The subject is the address.
    Address,
}

/// The word that revokes the mark before.
const PUT_RIGHT: &str = "put right";

impl Topic {
    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Signature => &["withdrawn", "declined", "disowned", "rejected", PUT_RIGHT],
            Self::News | Self::FullName | Self::Contact => &["stopped", PUT_RIGHT],
            Self::Listing => &["full", "initial", "unlisted"],
            Self::Words | Self::Name => &["changed"],
            Self::Speaker => &["handed over"],
            Self::Details | Self::Address => &["erased"],
        }
    }

    fn mark(self, make: &impl Fn(&str, i64) -> Tombstone, word: &str, subject: &str, n: i64) -> Tombstone {
        make(&format!("taken back\0{self:?}\0{word}\0{subject}"), n)
    }
}

impl Tx<'_> {
    /// Records that something was taken back, with one of the topic's words.
    pub(crate) fn mark_taken_back(&self, topic: Topic, word: &str, subject: &str) -> Result<(), StoreError> {
        let n = self.free_number(topic, subject)?;
        let mark = topic.mark(&tombstones(self)?, word, subject, n);
        self.keep(mark)
    }

    /// Records that it was put right, if it had ever been taken back.
    pub(crate) fn mark_put_right(&self, topic: Topic, subject: &str) -> Result<(), StoreError> {
        if self.free_number(topic, subject)? == 0 {
            return Ok(());
        }
        self.mark_taken_back(topic, PUT_RIGHT, subject)
    }

    fn free_number(&self, topic: Topic, subject: &str) -> Result<i64, StoreError> {
        let make = tombstones(self)?;
        marks(self, &make, topic, subject)
    }
}

/// Returns the word with this number, if there is one.
fn marked(
    db: &Read<'_>,
    make: &impl Fn(&str, i64) -> Tombstone,
    topic: Topic,
    (subject, n): (&str, i64),
) -> Result<Option<&'static str>, StoreError> {
    for word in topic.words() {
        let mark = topic.mark(make, word, subject, n);
        let sql = "SELECT 1 AS n FROM erasures WHERE digest = ?1";
        if db.one(sql, params![&mark[..]], |_| Ok(()))?.is_some() {
            return Ok(Some(word));
        }
    }
    Ok(None)
}

/// Returns how many marks a subject has. They are numbered without a gap, so a few looks suffice, however often somebody changed their mind.
fn marks(
    db: &Read<'_>,
    make: &impl Fn(&str, i64) -> Tombstone,
    topic: Topic,
    subject: &str,
) -> Result<i64, StoreError> {
    let is_taken = |n| Ok::<_, StoreError>(marked(db, make, topic, (subject, n))?.is_some());
    let (mut taken, mut free) = (-1, 0);
    while is_taken(free)? {
        (taken, free) = (free, 2 * free + 1);
    }
    while taken + 1 < free {
        let middle = i64::midpoint(taken, free);
        if is_taken(middle)? {
            taken = middle;
        } else {
            free = middle;
        }
    }
    Ok(free)
}

/// Returns the word with which a subject was taken back, even if the database has no other trace of it, because an earlier backup was
/// restored. `None` if it was not, or was put right since.
pub fn last(db: &Read<'_>, topic: Topic, subject: &str) -> Result<Option<&'static str>, StoreError> {
    let make = tombstones(db)?;
    let last = marks(db, &make, topic, subject)? - 1;
    Ok(marked(db, &make, topic, (subject, last))?.filter(|word| *word != PUT_RIGHT))
}

/// What was taken back after a backup was made.
pub struct Later<'a, M> {
    known: BTreeSet<Tombstone>,
    fresh: &'a BTreeSet<Tombstone>,
    make: M,
}

/// Finds what was taken back later; call it before the later marks are adopted.
pub fn later<'a>(
    db: &Read<'_>,
    fresh: &'a BTreeSet<Tombstone>,
) -> Result<Later<'a, impl Fn(&str, i64) -> Tombstone + use<>>, StoreError> {
    Ok(Later {
        known: known(db)?,
        fresh,
        make: tombstones(db)?,
    })
}

impl<M: Fn(&str, i64) -> Tombstone> Later<'_, M> {
    /// Returns the word with which a subject was taken back; `None` if it was not, or the backup knows it, or it was put right since.
    pub fn word(&self, topic: Topic, subject: &str) -> Option<&'static str> {
        if self.fresh.is_empty() {
            return None;
        }
        let mut last = None;
        for n in 0.. {
            let found = topic.words().iter().find_map(|word| {
                let mark = topic.mark(&self.make, word, subject, n);
                let is_later = self.fresh.contains(&mark);
                (is_later || self.known.contains(&mark)).then_some((*word, is_later))
            });
            if found.is_none() {
                break;
            }
            last = found;
        }
        last.and_then(|(word, is_later)| (is_later && word != PUT_RIGHT).then_some(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    fn mark(store: &Store, word: &str) {
        let word = word.to_owned();
        let marked = store.write_now(move |tx| match word.as_str() {
            PUT_RIGHT => tx.mark_put_right(Topic::Signature, "7"),
            word => tx.mark_taken_back(Topic::Signature, word, "7"),
        });
        marked.expect("is marked");
    }

    /// Returns the word for a backup that knows the first `in_backup` of some marks.
    fn word_after(in_backup: usize, marks: &[&str]) -> Option<&'static str> {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::in_file(&folder.path().join("a.db"), 1).expect("opens");
        let mut before = BTreeSet::new();
        for (done, word) in marks.iter().enumerate() {
            if done == in_backup {
                before = store.read_now(known).expect("reads");
            }
            mark(&store, word);
        }
        let (all, make) = store
            .read_now(|db| Ok::<_, StoreError>((known(db)?, tombstones(db)?)))
            .expect("reads");
        if in_backup >= marks.len() {
            before.clone_from(&all);
        }
        let later = all.difference(&before).copied().collect();
        let later = Later {
            known: before,
            fresh: &later,
            make,
        };
        assert_eq!(later.word(Topic::Signature, "8"), None);
        assert_eq!(later.word(Topic::News, "7"), None);
        later.word(Topic::Signature, "7")
    }

    #[test]
    fn the_last_mark_counts_unless_the_backup_has_it() {
        assert_eq!(word_after(0, &[]), None);
        assert_eq!(word_after(0, &["withdrawn"]), Some("withdrawn"));
        assert_eq!(word_after(1, &["withdrawn"]), None);
        assert_eq!(word_after(0, &["rejected", PUT_RIGHT]), None);
        assert_eq!(word_after(1, &["rejected", PUT_RIGHT]), None);
        assert_eq!(word_after(0, &["rejected", PUT_RIGHT, "rejected"]), Some("rejected"));
        assert_eq!(word_after(2, &["rejected", PUT_RIGHT, "rejected"]), Some("rejected"));
        assert_eq!(word_after(2, &["rejected", PUT_RIGHT, "disowned"]), Some("disowned"));
        assert_eq!(word_after(0, &[PUT_RIGHT]), None);
    }

    #[test]
    fn marks_are_counted_however_many_there_are() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::in_file(&folder.path().join("a.db"), 1).expect("opens");
        for n in 0..20 {
            let counted = store.write_now(|tx| tx.free_number(Topic::Signature, "7"));
            assert_eq!(counted.expect("reads"), n);
            mark(&store, if n % 2 == 0 { "withdrawn" } else { PUT_RIGHT });
        }
    }

    #[test]
    fn the_last_mark_counts_unless_it_was_revoked() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::in_file(&folder.path().join("a.db"), 1).expect("opens");
        let last = |topic, subject| store.read_now(|db| last(db, topic, subject)).expect("reads");
        assert_eq!(last(Topic::Signature, "7"), None);
        for (word, expected) in [
            ("withdrawn", Some("withdrawn")),
            (PUT_RIGHT, None),
            ("disowned", Some("disowned")),
            ("rejected", Some("rejected")),
        ] {
            mark(&store, word);
            assert_eq!(last(Topic::Signature, "7"), expected, "{word}");
        }
        assert_eq!((last(Topic::Signature, "8"), last(Topic::News, "7")), (None, None));
    }
}
