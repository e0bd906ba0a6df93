//! Contacts in the database: several for an office, in order, and opt-outs.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::email::EmailAddress;
use crate::offices::contacts::Contact;
use crate::store::erasures::Tombstone;
use crate::store::takebacks::{self, Later, Topic};
use crate::store::{Read, StoreError, Tx, params};

/// The reason of an opt-out whose reason was lost because a backup was restored.
const WHY_IS_LOST: &str = "opted out of email before a backup was restored";

/// Stores contacts. Those of a file come, in its order, before what the office had besides. Contacts that opted out are stopped again, if
/// the database has lost their opt-outs because a backup was restored since. Returns how many are new and how many differ.
pub fn put(tx: &Tx<'_>, fresh: &[Contact], now: Timestamp) -> Result<(usize, usize), StoreError> {
    let before = contacts(tx)?;
    let (mut new, mut changed) = (0, 0);
    let offices: BTreeSet<&str> = fresh.iter().map(|it| it.office.as_str()).collect();
    let keys = fresh
        .iter()
        .flat_map(|it| [it.office.clone(), it.email.as_str().to_lowercase()]);
    stop_again(tx, &remembered(tx, keys)?, now)?;
    for office in offices {
        let known = before.get(office).map_or(&[][..], Vec::as_slice);
        let given: Vec<&Contact> = fresh.iter().filter(|it| it.office == office).collect();
        let is_given = |old: &Contact| given.iter().any(|it| it.is_at(&old.email));
        let kept = known.iter().filter(|old| !is_given(old));
        for it in &given {
            match known.iter().find(|old| it.is_at(&old.email)) {
                None => new += 1,
                Some(old) if old != *it => changed += 1,
                Some(_) => {}
            }
        }
        let all: Vec<Contact> = given.iter().copied().chain(kept).cloned().collect();
        tx.execute("DELETE FROM contacts WHERE office = ?1", params![office])?;
        for (index, it) in all.iter().enumerate() {
            insert(tx, it, index + 1)?;
        }
    }
    Ok((new, changed))
}

fn insert(tx: &Tx<'_>, it: &Contact, position: usize) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO contacts (office, email, position, name, source, verified_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            it.office,
            it.email.as_str(),
            i64::try_from(position).unwrap_or(i64::MAX),
            it.name,
            it.source,
            it.verified_on.to_string()
        ],
    )?;
    Ok(())
}

/// Returns contacts by office, in each office's order.
pub fn contacts(db: &Read<'_>) -> Result<BTreeMap<String, Vec<Contact>>, StoreError> {
    let sql = "SELECT office, email, name, source, verified_on FROM contacts ORDER BY office, position, email";
    let found = db.all(sql, params![], |row| {
        Ok(Contact {
            office: row.get("office")?,
            email: row.parse("email", EmailAddress::parse)?,
            name: row.get("name")?,
            source: row.get("source")?,
            verified_on: row.parse("verified_on", str::parse)?,
        })
    })?;
    let mut by_office: BTreeMap<String, Vec<Contact>> = BTreeMap::new();
    for contact in found {
        by_office.entry(contact.office.clone()).or_default().push(contact);
    }
    Ok(by_office)
}

/// Removes an office's contacts, or the one with an address; returns how many.
pub fn remove(tx: &Tx<'_>, office: &str, email: Option<&str>) -> Result<usize, StoreError> {
    let sql = "DELETE FROM contacts WHERE office = ?1 AND (CAST(?2 AS TEXT) IS NULL OR lower(email) = lower(?2)) RETURNING email";
    let gone = tx.all(sql, params![office, email], |row| row.get::<String>("email"))?;
    Ok(gone.len())
}

/// An opt-out: an office or address that asked for no more mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The office, or the address in lower case.
    pub key: String,
    /// The reason, as staff wrote it down.
    pub reason: String,
    /// The time of the request, in microseconds.
    pub stopped_at: i64,
}

/// Records that an office or an address wants no more mail. A second time keeps the first day and takes the newer reason. A restored backup
/// does not undo it.
pub fn stop(tx: &Tx<'_>, key: &str, reason: &str, now: Timestamp) -> Result<(), StoreError> {
    tx.mark_taken_back(Topic::Contact, "stopped", key)?;
    write_stop(tx, key, reason, now)
}

/// Finds the offices and addresses of a restored backup that opted out after it was made.
pub(crate) fn stopped_later(
    db: &Read<'_>,
    later: &Later<'_, impl Fn(&str, i64) -> Tombstone>,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT k.key FROM (SELECT office AS key FROM contacts UNION SELECT lower(email) AS key FROM contacts) k
       WHERE NOT EXISTS (SELECT 1 FROM contact_stops s WHERE s.key = k.key) ORDER BY k.key";
    let keys = db.all(sql, [], |row| row.get::<String>("key"))?;
    let is_stopped = |key: &String| later.word(Topic::Contact, key).is_some();
    Ok(keys.into_iter().filter(is_stopped).collect())
}

/// Returns the keys that opted out according to the marks alone, because the backup that was restored since does not have them.
fn remembered(db: &Read<'_>, keys: impl IntoIterator<Item = String>) -> Result<Vec<String>, StoreError> {
    let mut found = BTreeSet::new();
    for key in keys {
        let sql = "SELECT 1 AS one FROM contact_stops WHERE key = ?1";
        let stopped = db.one(sql, params![key], |_| Ok(()))?.is_some();
        if !stopped && takebacks::last(db, Topic::Contact, &key)?.is_some() {
            found.insert(key);
        }
    }
    Ok(found.into_iter().collect())
}

/// Opts them out again; their reasons are lost.
pub(crate) fn stop_again(tx: &Tx<'_>, keys: &[String], now: Timestamp) -> Result<(), StoreError> {
    for key in keys {
        write_stop(tx, key, WHY_IS_LOST, now)?;
    }
    Ok(())
}

fn write_stop(tx: &Tx<'_>, key: &str, reason: &str, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO contact_stops (key, reason, stopped_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (key) DO UPDATE SET reason = excluded.reason",
        params![key, reason, now.as_microsecond()],
    )?;
    Ok(())
}

/// Undoes an opt-out, because the office asked for mail again; returns whether there was one.
pub fn unstop(tx: &Tx<'_>, key: &str) -> Result<bool, StoreError> {
    let gone = tx.one(
        "DELETE FROM contact_stops WHERE key = ?1 RETURNING key",
        params![key],
        |_| Ok(()),
    )?;
    let stopped = gone.is_some() || takebacks::last(tx, Topic::Contact, key)?.is_some();
    if stopped {
        tx.mark_put_right(Topic::Contact, key)?;
    }
    Ok(stopped)
}

/// Returns all opt-outs, by key.
pub fn stops(db: &Read<'_>) -> Result<BTreeMap<String, Stop>, StoreError> {
    let sql = "SELECT key, reason, stopped_at FROM contact_stops";
    let found = db.all(sql, params![], |row| {
        Ok(Stop {
            key: row.get("key")?,
            reason: row.get("reason")?,
            stopped_at: row.get("stopped_at")?,
        })
    })?;
    Ok(found.into_iter().map(|stop| (stop.key.clone(), stop)).collect())
}

/// Contacts and opt-outs, in one consistent snapshot.
#[derive(Clone, Debug, Default)]
pub struct Addresses {
    /// The contacts by office, in each office's order.
    pub contacts: BTreeMap<String, Vec<Contact>>,
    /// The opt-outs by key.
    pub stops: BTreeMap<String, Stop>,
}

/// Loads the current contacts and opt-outs.
pub fn addresses(db: &Read<'_>) -> Result<Addresses, StoreError> {
    Ok(Addresses {
        contacts: contacts(db)?,
        stops: stops(db)?,
    })
}

/// Loads the current contacts and opt-outs, including the opt-outs of these offices that were lost because a backup was restored.
pub(crate) fn addresses_for<'o>(
    db: &Read<'_>,
    offices: impl IntoIterator<Item = &'o str>,
) -> Result<Addresses, StoreError> {
    let mut all = addresses(db)?;
    for key in remembered(db, offices.into_iter().map(str::to_owned))? {
        let stop = Stop {
            key: key.clone(),
            reason: WHY_IS_LOST.to_owned(),
            stopped_at: 0,
        };
        all.stops.insert(key, stop);
    }
    Ok(all)
}

impl Addresses {
    /// Returns whether an office or an address opted out.
    pub(crate) fn is_stopped(&self, key: &str) -> bool {
        self.stops.contains_key(key) || self.stops.contains_key(&key.to_lowercase())
    }

    /// Returns the contacts that may be used for an office, which is known under several keys, in order.
    pub(crate) fn usable<'a>(
        &'a self,
        office: &str,
        keys: &'a [String],
    ) -> impl Iterator<Item = &'a Contact> + use<'a> {
        let stopped = self.is_stopped(office);
        let keys = keys.iter().filter(move |key| !stopped && !self.is_stopped(key));
        let contacts = keys.filter_map(|key| self.contacts.get(key)).flatten();
        contacts.filter(|contact| !self.is_stopped(contact.email.as_str()))
    }

    /// Returns whether any contact of an office is known, even one that opted out.
    pub fn knows(&self, office: &str, keys: &[String]) -> bool {
        self.is_stopped(office) || keys.iter().any(|key| self.contacts.contains_key(key))
    }
}

/// Returns whether an enqueued mail to an office at an address may still be sent.
pub(crate) fn may_receive(db: &Read<'_>, office: &str, email: &str) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS one FROM contact_stops s WHERE s.key IN (?1, lower(?2))
         OR (s.key LIKE 'committee:%' AND EXISTS (SELECT 1 FROM contacts c WHERE c.office = s.key AND lower(c.email) = lower(?2))) LIMIT 1";
    let stopped = db.one(sql, params![office, email], |_| Ok(()))?.is_some();
    Ok(!stopped && remembered(db, [office.to_owned(), email.to_lowercase()])?.is_empty())
}

/// Returns the name of the person at an address, from the office's own list or else another's.
pub(crate) fn name_of(db: &Read<'_>, office: &str, email: &str) -> Result<Option<String>, StoreError> {
    let sql = "SELECT name FROM contacts WHERE lower(email) = lower(?2) AND name IS NOT NULL ORDER BY office = ?1 DESC, office LIMIT 1";
    db.one(sql, params![office, email], |row| row.get("name"))
}
