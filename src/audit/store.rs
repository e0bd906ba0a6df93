//! The audit log in the database.

use jiff::Timestamp;

use super::{BEGIN, By, Deed, Entry, Link, StaffId};
use crate::store::{Read, Row, StoreError, Tx, params};

/// Adds an entry. Call it in the transaction of the act.
pub fn record(tx: &Tx<'_>, by: By, deed: &Deed<'_>, now: Timestamp) -> Result<(), StoreError> {
    // Writers on all machines take turns, so no number is used twice.
    let last = head(tx)?;
    let (number, before) = last.map_or((0, BEGIN), |head| (head.number, head.link));
    let entry = Entry {
        number: number + 1,
        at: now.as_microsecond(),
        account: by.account,
        via: <&str>::from(by.via).to_owned(),
        act: deed.act.as_str().to_owned(),
        letter: deed.letter.map(str::to_owned),
        subject: deed.subject,
        counted: deed.counted,
    };
    let sql = "INSERT INTO audit (number, at, account, via, act, letter, subject, counted, digest)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    tx.execute(
        sql,
        params![
            entry.number,
            entry.at,
            entry.account,
            entry.via,
            entry.act,
            entry.letter,
            entry.subject,
            entry.counted,
            &entry.link(&before)[..]
        ],
    )?;
    Ok(())
}

/// The newest entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its number: how many entries there are.
    pub number: u32,
    /// Its digest.
    pub link: Link,
}

/// Returns the newest entry; `None` if there is none.
pub fn head(db: &Read<'_>) -> Result<Option<Head>, StoreError> {
    let sql = "SELECT number, digest FROM audit ORDER BY number DESC LIMIT 1";
    db.one(sql, [], |row| {
        Ok(Head {
            number: row.get("number")?,
            link: row.get("digest")?,
        })
    })
}

fn entry(row: &Row<'_>) -> Result<Entry, StoreError> {
    Ok(Entry {
        number: row.get("number")?,
        at: row.get("at")?,
        account: row.get("account")?,
        via: row.get("via")?,
        act: row.get("act")?,
        letter: row.get("letter")?,
        subject: row.get("subject")?,
        counted: row.get("counted")?,
    })
}

/// The result of checking the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every entry's digest is right, and the saved head, if one was given, is among them.
    Whole {
        /// The newest entry; `None` if there is none.
        head: Option<Head>,
    },
    /// An entry was changed, inserted or removed: the first one that does not follow from the one before it.
    Broken {
        /// The number that it has, or should have.
        number: u32,
    },
    /// The chain is whole, but the saved head is not in it: entries were removed, or all of them were rewritten.
    Foreign,
}

/// Checks the whole chain. `noted` is the beginning of a head's digest in hexadecimal, as it was saved elsewhere.
pub fn verify(db: &Read<'_>, noted: Option<&str>) -> Result<Verdict, StoreError> {
    let (mut before, mut number, mut broken) = (BEGIN, 0, None);
    let mut is_met = noted.is_none();
    let sql = "SELECT number, at, account, via, act, letter, subject, counted, digest FROM audit ORDER BY number";
    db.each(sql, [], |row| {
        let (entry, stored) = (entry(row)?, row.get::<Link>("digest")?);
        number += 1;
        let link = entry.link(&before);
        if entry.number != number || stored != link {
            broken = broken.or(Some(number));
        }
        before = stored;
        is_met |= noted.is_some_and(|noted| data_encoding::HEXLOWER.encode(&link).starts_with(noted));
        Ok::<_, StoreError>(())
    })?;
    Ok(match broken {
        Some(number) => Verdict::Broken { number },
        None if !is_met => Verdict::Foreign,
        None => Verdict::Whole {
            head: (number > 0).then_some(Head { number, link: before }),
        },
    })
}

/// Which entries are listed.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only entries about this letter.
    pub letter: Option<String>,
    /// Only entries by this account.
    pub account: Option<StaffId>,
    /// Only entries before this number.
    pub before: Option<u32>,
}

/// Returns entries, newest first, up to a number.
pub fn list(db: &Read<'_>, filter: &Filter, limit: u32) -> Result<Vec<Entry>, StoreError> {
    let before = filter.before.unwrap_or(u32::MAX);
    match (&filter.letter, filter.account) {
        (None, None) => {
            let sql = "SELECT number, at, account, via, act, letter, subject, counted FROM audit
               WHERE number < ?1 ORDER BY number DESC LIMIT ?2";
            db.all(sql, params![before, limit], entry)
        }
        (Some(letter), None) => {
            let sql = "SELECT number, at, account, via, act, letter, subject, counted FROM audit
               WHERE letter = ?1 AND number < ?2 ORDER BY number DESC LIMIT ?3";
            db.all(sql, params![letter, before, limit], entry)
        }
        (None, Some(account)) => {
            let sql = "SELECT number, at, account, via, act, letter, subject, counted FROM audit
               WHERE account = ?1 AND number < ?2 ORDER BY number DESC LIMIT ?3";
            db.all(sql, params![account, before, limit], entry)
        }
        (Some(letter), Some(account)) => {
            let sql = "SELECT number, at, account, via, act, letter, subject, counted FROM audit
               WHERE account = ?1 AND letter = ?2 AND number < ?3 ORDER BY number DESC LIMIT ?4";
            db.all(sql, params![account, letter, before, limit], entry)
        }
    }
}

#[cfg(test)]
mod tests;
