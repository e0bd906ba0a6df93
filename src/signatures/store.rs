//! Signatures in the database. Every function runs inside the caller's transaction.

use jiff::Timestamp;

use super::confirmation::Token;
use super::{Listed, Organization, Person, Request, Signer, Tally};
use crate::outbox;
use crate::store::{Read, Row, StoreError, Tx, params};
use crate::text;

const DAY_MICROS: i64 = 86_400_000_000;

/// How an attempt to sign ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signing {
    /// Recorded (or found again); a mail with a link is owed.
    Recorded {
        /// The row.
        signature: i64,
    },
    /// The address was sent enough mail for a day.
    EnoughMail {
        /// When it may be sent another, in seconds.
        retry_after_seconds: u64,
    },
}

/// What recording needs besides the request.
pub struct Circumstances<'a> {
    /// The letter's slug.
    pub letter: &'a str,
    /// Its revision.
    pub revision: u32,
    /// The words of the consent to updates, as shown.
    pub updates_wording: &'a str,
    /// The words of the statement of authority, as shown.
    pub authorized_wording: &'a str,
    /// Keyed digest of the client's network prefix.
    pub origin: [u8; 32],
    /// Keyed digest of the address.
    pub address: [u8; 32],
    /// Mails to one address within 24 hours.
    pub mails_per_day: u32,
    /// Now.
    pub now: Timestamp,
}

/// Records a signature that waits for its confirmation, or finds the same asker's row again.
///
/// A pending row takes what was typed last; a confirmed one stays as it is.
pub fn record(tx: &Tx<'_>, request: &Request, at: &Circumstances<'_>) -> Result<Signing, StoreError> {
    let now = at.now.as_microsecond();
    if let Some(retry_after_seconds) = count_mail(tx, at, now)? {
        return Ok(Signing::EnoughMail { retry_after_seconds });
    }
    let listed = request.listed_name();
    let wording = request.updates.then_some(at.updates_wording);
    let fresh = tx.one(
        "INSERT INTO signatures (letter, kind, state, asker_key, signer_key, email, listed_name, sort_name, listing, city,
           region, country, lang, revision, edition, updates, updates_at, created_at)
         VALUES (?1, ?2, 'pending', ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
         ON CONFLICT (letter, asker_key) DO UPDATE SET email = excluded.email, listed_name = excluded.listed_name,
           sort_name = excluded.sort_name, listing = excluded.listing, city = excluded.city, region = excluded.region,
           country = excluded.country, lang = excluded.lang, revision = excluded.revision, edition = excluded.edition,
           updates = excluded.updates, updates_at = excluded.updates_at, created_at = excluded.created_at
         WHERE signatures.state = 'pending'
         RETURNING id",
        params![
            at.letter,
            request.kind(),
            request.asker_key(),
            request.signer_key(),
            request.email.as_str(),
            listed,
            text::fold(&listed),
            request.listing().as_str(),
            request.city,
            request.region,
            request.country,
            request.lang.as_str(),
            at.revision,
            &request.edition.0[..],
            wording,
            wording.map(|_| now),
            now
        ],
        |row| row.get("id"),
    )?;
    let signature = match fresh {
        Some(id) => {
            detail(tx, id, &request.signer, at.authorized_wording)?;
            id
        }
        None => known(tx, at.letter, &request.asker_key())?,
    };
    tx.execute(
        "INSERT INTO origins (signature, prefix, created_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        params![signature, &at.origin[..], now],
    )?;
    Ok(Signing::Recorded { signature })
}

/// Counts one more mail to an address; answers after how many seconds it may have one, if it has had enough.
fn count_mail(tx: &Tx<'_>, at: &Circumstances<'_>, now: i64) -> Result<Option<u64>, StoreError> {
    let since = now - DAY_MICROS;
    let sent: Option<(i64, Option<i64>)> = tx.one(
        "SELECT COALESCE(SUM(n), 0) AS sent, MIN(sent_at) AS first FROM mail_quota WHERE address = ?1 AND sent_at > ?2",
        params![&at.address[..], since],
        |row| Ok((row.get("sent")?, row.get("first")?)),
    )?;
    if let Some((sent, Some(first))) = sent
        && sent >= i64::from(at.mails_per_day)
    {
        let seconds = (first - since).div_euclid(1_000_000) + 1;
        return Ok(Some(u64::try_from(seconds).unwrap_or(1).max(1)));
    }
    tx.execute(
        "INSERT INTO mail_quota (address, sent_at) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET n = n + 1",
        params![&at.address[..], now],
    )?;
    Ok(None)
}

fn known(tx: &Tx<'_>, letter: &str, asker_key: &str) -> Result<i64, StoreError> {
    let sql = "SELECT id FROM signatures WHERE letter = ?1 AND asker_key = ?2";
    let id = tx.one(sql, params![letter, asker_key], |row| row.get("id"))?;
    id.ok_or_else(|| StoreError::Value {
        column: "asker_key".to_owned(),
        why: "vanished within its transaction".to_owned(),
    })
}

fn detail(tx: &Tx<'_>, id: i64, signer: &Signer, authorized: &str) -> Result<(), StoreError> {
    match signer {
        Signer::Person(person) => person_detail(tx, id, person),
        Signer::Organization(organization) => organization_detail(tx, id, organization, authorized),
    }
}

fn person_detail(tx: &Tx<'_>, id: i64, person: &Person) -> Result<(), StoreError> {
    tx.execute(
        "INSERT OR REPLACE INTO people (signature, name, postal_code, title, affiliation, comment) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![id, person.name, person.postal_code, person.title, person.affiliation, person.comment],
    )?;
    Ok(())
}

fn organization_detail(tx: &Tx<'_>, id: i64, it: &Organization, authorized: &str) -> Result<(), StoreError> {
    tx.execute(
        "INSERT OR REPLACE INTO organizations (signature, legal_name, kind, scope, website, contact_name, contact_title, phone, authorized)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![id, it.legal_name, it.kind, it.scope, it.website, it.contact_name, it.contact_title, it.phone, authorized],
    )?;
    Ok(())
}

/// Stores a link's digest.
pub fn keep_token(
    tx: &Tx<'_>,
    signature: i64,
    token: &Token,
    nonce: &[u8; 16],
    now: Timestamp,
    hours: u32,
) -> Result<(), StoreError> {
    let now = now.as_microsecond();
    tx.execute(
        "INSERT INTO tokens (digest, purpose, nonce, signature, created_at, expires_at) VALUES (?1, 'confirm', ?2, ?3, ?4, ?5)",
        params![&token.digest()[..], &nonce[..], signature, now, now + i64::from(hours) * 3_600_000_000],
    )?;
    Ok(())
}

/// What a link's page shows.
#[derive(Clone, PartialEq, Eq)]
pub struct Linked {
    /// The signature.
    pub signature: i64,
    /// Its letter.
    pub letter: String,
    /// `person` or `organization`.
    pub kind: String,
    /// As it will be listed.
    pub listed_name: String,
    /// Whether it will be listed.
    pub unlisted: bool,
    /// `pending`, `confirmed`, `duplicate`.
    pub state: String,
    /// The link's last moment, in microseconds.
    pub expires_at: i64,
}

/// The signature that a link is for.
pub fn linked(db: &Read<'_>, token: &Token) -> Result<Option<Linked>, StoreError> {
    db.one(
        "SELECT s.id, s.letter, s.kind, s.listed_name, s.listing, s.state, t.expires_at
         FROM tokens t JOIN signatures s ON s.id = t.signature WHERE t.digest = ?1 AND t.purpose = 'confirm'",
        params![&token.digest()[..]],
        |row| {
            Ok(Linked {
                signature: row.get("id")?,
                letter: row.get("letter")?,
                kind: row.get("kind")?,
                listed_name: row.get("listed_name")?,
                unlisted: row.get::<String>("listing")? == "unlisted",
                state: row.get("state")?,
                expires_at: row.get("expires_at")?,
            })
        },
    )
}

/// How a press of the confirmation button ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confirmation {
    /// Counted now.
    Confirmed,
    /// It was counted before.
    AlreadyConfirmed,
    /// The organization was confirmed by another contact: not counted twice.
    AlreadyListed,
    /// The link is too old.
    Expired,
    /// No such link (or its signature was deleted).
    Unknown,
}

/// Confirms the signature of a link and counts it, in one transaction.
pub fn confirm(tx: &Tx<'_>, token: &Token, now: Timestamp) -> Result<(Confirmation, Option<Linked>), StoreError> {
    let Some(linked) = linked(tx, token)? else {
        return Ok((Confirmation::Unknown, None));
    };
    let now = now.as_microsecond();
    let outcome = match linked.state.as_str() {
        "confirmed" => Confirmation::AlreadyConfirmed,
        "duplicate" => Confirmation::AlreadyListed,
        _ if now >= linked.expires_at => Confirmation::Expired,
        _ => count(tx, &linked, now)?,
    };
    tx.execute(
        "UPDATE tokens SET used_at = COALESCE(used_at, ?2) WHERE digest = ?1",
        params![&token.digest()[..], now],
    )?;
    Ok((outcome, Some(linked)))
}

fn count(tx: &Tx<'_>, linked: &Linked, now: i64) -> Result<Confirmation, StoreError> {
    let counted = tx.execute(
        "UPDATE signatures SET state = 'confirmed', confirmed_at = ?2 WHERE id = ?1 AND state = 'pending' AND NOT EXISTS
           (SELECT 1 FROM signatures o WHERE o.letter = signatures.letter AND o.signer_key = signatures.signer_key AND o.state = 'confirmed')",
        params![linked.signature, now],
    )?;
    if counted == 0 {
        tx.execute(
            "UPDATE signatures SET state = 'duplicate', confirmed_at = ?2 WHERE id = ?1",
            params![linked.signature, now],
        )?;
        return Ok(Confirmation::AlreadyListed);
    }
    let (organizations, people, unlisted) = match (linked.kind.as_str(), linked.unlisted) {
        ("organization", _) => (1, 0, 0),
        (_, false) => (0, 1, 0),
        (_, true) => (0, 0, 1),
    };
    tx.execute(
        "INSERT INTO tally (letter, organizations, people, unlisted) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (letter) DO UPDATE SET
           organizations = organizations + excluded.organizations, people = people + excluded.people, unlisted = unlisted + excluded.unlisted",
        params![linked.letter, organizations, people, unlisted],
    )?;
    Ok(Confirmation::Confirmed)
}

/// A letter's tally.
pub fn tally(db: &Read<'_>, letter: &str) -> Result<Tally, StoreError> {
    let count = |row: &Row<'_>, column: &str| row.get::<i64>(column).map(|n| u64::try_from(n).unwrap_or(0));
    let found = db.one(
        "SELECT organizations, people, unlisted FROM tally WHERE letter = ?1",
        params![letter],
        |row| {
            Ok(Tally {
                organizations: count(row, "organizations")?,
                people: count(row, "people")?,
                unlisted: count(row, "unlisted")?,
            })
        },
    )?;
    Ok(found.unwrap_or_default())
}

/// A place in a public list, newest first: what a page ended with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// Microseconds.
    pub confirmed_at: i64,
    /// The row.
    pub id: i64,
}

impl Cursor {
    /// Before everything.
    pub const START: Self = Self {
        confirmed_at: i64::MAX,
        id: i64::MAX,
    };

    /// From a URL: `<microseconds>-<id>`.
    pub fn parse(text: &str) -> Option<Self> {
        let (confirmed_at, id) = text.split_once('-')?;
        Some(Self {
            confirmed_at: confirmed_at.parse().ok()?,
            id: id.parse().ok()?,
        })
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.confirmed_at, self.id)
    }
}

/// One page of a public list, newest first, and where the next one begins.
pub fn page(
    db: &Read<'_>,
    letter: &str,
    kind: &str,
    after: Cursor,
    limit: usize,
) -> Result<(Vec<Listed>, Option<Cursor>), StoreError> {
    let mut rows = db.all(
        "SELECT s.id, s.confirmed_at, s.listed_name, s.listing, s.city, s.region, s.country, p.title, p.affiliation
         FROM signatures s LEFT JOIN people p ON p.signature = s.id
         WHERE s.letter = ?1 AND s.kind = ?2 AND s.state = 'confirmed' AND s.listing <> 'unlisted'
           AND (s.confirmed_at, s.id) < (?3, ?4)
         ORDER BY s.confirmed_at DESC, s.id DESC LIMIT ?5",
        params![
            letter,
            kind,
            after.confirmed_at,
            after.id,
            i64::try_from(limit + 1).unwrap_or(i64::MAX)
        ],
        |row| {
            Ok((
                Cursor {
                    confirmed_at: row.get("confirmed_at")?,
                    id: row.get("id")?,
                },
                listed(row)?,
            ))
        },
    )?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = if more {
        rows.last().map(|(cursor, _)| *cursor)
    } else {
        None
    };
    Ok((rows.into_iter().map(|(_, listed)| listed).collect(), next))
}

/// Whoever chose an initial shows no city: with it, a first name could find them.
fn listed(row: &Row<'_>) -> Result<Listed, StoreError> {
    let full = row.get::<String>("listing")? == "full";
    let region = row.get::<Option<String>>("region")?.unwrap_or(row.get("country")?);
    let city: String = row.get("city")?;
    let place = if full { format!("{city}, {region}") } else { region };
    let parts: [Option<String>; 2] = if full {
        [row.get("title")?, row.get("affiliation")?]
    } else {
        [None, None]
    };
    let detail = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    Ok(Listed {
        name: row.get("listed_name")?,
        place,
        detail,
    })
}

/// Deletes what has been kept long enough; answers how many unconfirmed signatures went.
pub fn forget(tx: &Tx<'_>, now: Timestamp, unconfirmed_days: u32, origin_days: u32) -> Result<usize, StoreError> {
    let before = |days: u32| now.as_microsecond() - i64::from(days) * DAY_MICROS;
    tx.execute(
        "DELETE FROM origins WHERE created_at <= ?1",
        params![before(origin_days)],
    )?;
    tx.execute("DELETE FROM mail_quota WHERE sent_at <= ?1", params![before(1)])?;
    outbox::store::forget(tx, before(unconfirmed_days))?;
    tx.execute(
        "DELETE FROM signatures WHERE state = 'pending' AND created_at <= ?1",
        params![before(unconfirmed_days)],
    )
}
