//! The audit log in the database.

use jiff::Timestamp;

use super::{BEGIN, By, Deed, Entry, Link};
use crate::store::{StoreError, Tx, params};

/// Adds an entry. Call it in the transaction of the act.
pub fn record(tx: &Tx<'_>, by: By, deed: &Deed<'_>, now: Timestamp) -> Result<(), StoreError> {
    // All writers take turns, on all machines together, so nobody adds the same number.
    let sql = "SELECT number, digest FROM audit ORDER BY number DESC LIMIT 1";
    let last = tx.one(sql, [], |row| {
        Ok((row.get::<u32>("number")?, row.get::<Link>("digest")?))
    })?;
    let (number, before) = last.unwrap_or((0, BEGIN));
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
