//! Records signatures: one row for the same asker, however often they ask, and never more mail to an address than its quota.
//!
//! [`record`] is for signers who are asked to confirm by email, [`enter`] for those whom staff record or import without that.

use jiff::Timestamp;

use super::mailboxes::Mailbox;
use super::particulars::{self, Words};
use super::{changed, flags, search_texts};
use crate::domains;
use crate::email::EmailAddress;
use crate::letters::Party;
use crate::locale::order;
use crate::outbox::store::mail_quota::{Counted, count_mail};
use crate::signatures::ids::SignatureId;
use crate::signatures::state::State;
use crate::signatures::{Origin, Request, Signer};
use crate::store::{Read, StoreError, ToColumn, Tx, params};
use crate::text;

/// The outcome of an attempt to sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signing {
    /// The signature was recorded (or found again), and a mail with a link is enqueued.
    Recorded {
        /// The signature's row.
        signature: SignatureId,
        /// The mail, as counted in the quota.
        counted: Counted,
    },
    /// Nothing is sent: the address has reached its mail quota for the day or for this letter, or its owner refuses mail.
    EnoughMail,
}

/// What recording needs besides the request.
pub struct RecordingContext<'a> {
    /// The letter's slug.
    pub letter: &'a str,
    /// The letter's revision.
    pub revision: u32,
    /// The wording of the consent to updates, as shown.
    pub updates_wording: &'a str,
    /// The wording of the consent that the signer's own members of Congress see the full name and ZIP, as shown.
    pub to_offices_wording: &'a str,
    /// The wording of the statement of authority, as shown.
    pub authorized_wording: &'a str,
    /// Where the signature comes from.
    pub origin: Origin,
    /// The mailbox that the mail goes to; `None` if the signer has no address.
    pub mailbox: Option<Mailbox>,
    /// The maximum number of mails to one address within 24 hours.
    pub mails_per_day: u32,
    /// The maximum number of mails to one address about this letter before it confirms.
    pub mails_per_letter: u32,
    /// How many people of different names may sign with one address.
    pub people_per_address: u8,
    /// The share link that the signer followed.
    pub source: Option<&'a str>,
    /// Flags for staff ([`super::flags`]).
    pub flags: &'a str,
    /// Whether a comment waits until staff have read it.
    pub comments_wait: bool,
    /// The current time.
    pub now: Timestamp,
}

impl<'a> RecordingContext<'a> {
    fn words(&self) -> Words<'a> {
        Words {
            comment_state: if self.comments_wait { "unread" } else { "approved" },
            authorized: self.authorized_wording,
            to_offices: self.to_offices_wording,
            now: self.now.as_microsecond(),
        }
    }
}

/// Records a signature that waits for its confirmation, or finds the same asker's row again.
///
/// A pending row takes what was typed last, as a new version, which the earlier pages do not confirm; any other row stays as it is.
pub fn record(tx: &Tx<'_>, request: &Request, at: &RecordingContext<'_>) -> Result<Signing, StoreError> {
    let Some(counted) = count(tx, at)? else {
        return Ok(Signing::EnoughMail);
    };
    let signature = write(tx, request, at, Proof::Mailbox)?;
    Ok(Signing::Recorded { signature, counted })
}

/// Records a signature that nobody is asked to confirm, as if it were pending: the caller counts it in the same transaction. `None` if the
/// owner of its mailbox refuses mail about the letter, and so does not want to be on it.
pub(crate) fn enter(
    tx: &Tx<'_>,
    request: &Request,
    at: &RecordingContext<'_>,
) -> Result<Option<SignatureId>, StoreError> {
    if let Some(mailbox) = &at.mailbox
        && mailbox.is_closed(tx)?
    {
        return Ok(None);
    }
    write(tx, request, at, Proof::None).map(Some)
}

/// What will show that a signer owns the address that was given.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Proof {
    /// The button behind a link that is mailed there.
    Mailbox,
    /// Nothing: its domain says nothing about the signer, neither for them nor against them.
    None,
}

fn write(tx: &Tx<'_>, request: &Request, at: &RecordingContext<'_>, proof: Proof) -> Result<SignatureId, StoreError> {
    let now = at.now.as_microsecond();
    let listed = request.listed_name();
    let sort_key = sort_key(request, &listed);
    let (asker, signer) = keys(tx, request, at.letter, at.people_per_address)?;
    let wording = request.updates.then_some(at.updates_wording);
    let proven = request.email.as_ref().filter(|_| proof == Proof::Mailbox);
    let flood = FloodSources::of(request, proven);
    let typed = params![
        at.letter,
        request.party().as_str(),
        asker,
        signer,
        request.address(),
        listed,
        sort_key,
        request.listing().as_str(),
        request.city,
        request.region,
        request.country,
        request.lang.as_str(),
        at.revision,
        &request.edition.0[..],
        wording,
        wording.map(|_| now),
        now,
        proven.and_then(|email| domains::of_mail(email.domain())),
        at.source,
        at.flags,
        request.interface.as_str(),
        flood.base,
        flood.suffix,
        at.origin.as_str()
    ];
    let fresh = tx.insert(
        "INSERT INTO signatures (letter, kind, state, asker_key, signer_key, email, listed_name, sort_name, listing, city,
           region, country, lang, revision, edition, consent, consent_at, created_at, state_at, mail_domain, source, flags, page_lang, flood_base, flood_suffix, origin)
         VALUES (?1, ?2, 'pending', ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)
         ON CONFLICT (letter, asker_key) DO NOTHING",
        typed,
    )?;
    let (signature, takes) = match fresh {
        Some(id) => (id, true),
        None => (known(tx, at.letter, &asker)?, renew_pending(tx, typed)?),
    };
    if takes && fresh.is_none() {
        tx.post("DELETE FROM people WHERE signature = ?1", params![signature])?;
        tx.post("DELETE FROM organizations WHERE signature = ?1", params![signature])?;
    }
    if takes {
        changed::note(tx, signature)?;
        particulars::put(tx, signature, (request, proven), &at.words())?;
        // The words of a person who is new follow (`search_texts`).
        if fresh.is_none() || request.party() == Party::Organization {
            search_texts::refresh(tx, signature)?;
        }
    } else {
        ask_again(tx, signature)?;
    }
    Ok(signature)
}

/// Counts the mail that the signer is sent; `None` if the mailbox takes no more.
fn count(tx: &Tx<'_>, at: &RecordingContext<'_>) -> Result<Option<Counted>, StoreError> {
    let Some(mailbox) = &at.mailbox else {
        return Ok(None);
    };
    if mailbox.is_closed(tx)? {
        return Ok(None);
    }
    let Some(counted) = count_mail(tx, &mailbox.address, at.mails_per_day, at.now)? else {
        return Ok(None);
    };
    if mailbox.count(tx, at.mails_per_letter)? {
        return Ok(Some(counted));
    }
    counted.as_none(tx)?;
    Ok(None)
}

/// The sources of a flood that a person may be part of ([`super::holds`]).
struct FloodSources {
    base: Option<String>,
    suffix: Option<String>,
}

impl FloodSources {
    fn of(request: &Request, proven: Option<&EmailAddress>) -> Self {
        let of_a_person = proven.filter(|_| matches!(request.signer, Signer::Person(_)));
        Self {
            base: of_a_person.and_then(EmailAddress::tagged_base),
            suffix: of_a_person.and_then(|email| domains::shared_suffix(email.domain())),
        }
    }
}

fn sort_key(request: &Request, listed: &str) -> Vec<u8> {
    match &request.signer {
        Signer::Person(_) => order::name_key(listed),
        Signer::Organization(_) => order::organization_key(listed),
    }
}

/// Flags an organization that somebody disowned: its contact asks for it again, and only staff can tell who is right.
fn ask_again(tx: &Tx<'_>, signature: SignatureId) -> Result<(), StoreError> {
    let sql = "SELECT 1 AS n FROM signatures WHERE id = ?1 AND state = 'disowned'";
    if tx.one(sql, params![signature], |row| row.get::<i64>("n"))?.is_some() {
        flags::flag(tx, signature, flags::ASKED_AGAIN)?;
    }
    Ok(())
}

/// Updates a row that is still pending with what was typed last; returns whether it was pending. `typed` is what a new row takes: all but
/// the keys, the kind and the state may differ.
fn renew_pending(tx: &Tx<'_>, typed: &[&dyn ToColumn]) -> Result<bool, StoreError> {
    let [letter, _kind, asker, _signer, rest @ ..] = typed else {
        return Ok(false);
    };
    let renewed = [&[*letter, *asker][..], rest].concat();
    let renewed = tx.execute(
        "UPDATE signatures SET email = ?3, listed_name = ?4, sort_name = ?5, listing = ?6, city = ?7,
           region = ?8, country = ?9, lang = ?10, revision = ?11, edition = ?12, consent = ?13, consent_at = ?14, created_at = ?15, state_at = ?15,
           mail_domain = ?16, source = ?17, flags = ?18, page_lang = ?19, flood_base = ?20, flood_suffix = ?21, origin = ?22, version = version + 1
         WHERE letter = ?1 AND asker_key = ?2 AND state = 'pending'",
        &renewed[..],
    )?;
    Ok(renewed > 0)
}

/// Returns the keys of who asks and who would be counted. The second person of a household, with another name, shares the first one's
/// address.
pub(super) fn keys(
    db: &Read<'_>,
    request: &Request,
    letter: &str,
    people_per_address: u8,
) -> Result<(String, String), StoreError> {
    let (asker, signer) = (request.asker_key(), request.signer_key());
    let Signer::Person(person) = &request.signer else {
        return Ok((asker, signer));
    };
    if people_per_address < 2 || request.email.is_none() {
        return Ok((asker, signer));
    }
    let second = format!("{asker}{SECOND}");
    let sql = "SELECT s.asker_key, s.state, p.name FROM signatures s JOIN people p ON p.signature = s.id
       WHERE s.letter = ?1 AND s.asker_key IN (?2, ?3)";
    let named = db.all(sql, params![letter, asker, second], |row| {
        let name = text::fold(&row.get::<String>("name")?);
        Ok((row.get::<String>("asker_key")?, row.word::<State>("state")?, name))
    })?;
    let of = |key: &str| named.iter().find(|(asker, ..)| asker == key);
    let name = text::fold(&person.name);
    // The second person stays second when the first one withdraws; a third one is treated as signing again.
    let is_second = of(&second).is_some_and(|(.., second)| *second == name);
    let first_is_other = of(&asker).is_some_and(|(.., first)| *first != name);
    let second_is_free = of(&second).is_none_or(|(_, state, _)| *state == State::Pending);
    if is_second || (first_is_other && second_is_free) {
        return Ok((second.clone(), second));
    }
    Ok((asker, signer))
}

/// The suffix of an address's key for the second person of a household.
pub(crate) const SECOND: &str = "#2";

fn known(tx: &Tx<'_>, letter: &str, asker_key: &str) -> Result<SignatureId, StoreError> {
    let sql = "SELECT id FROM signatures WHERE letter = ?1 AND asker_key = ?2";
    let id = tx.one(sql, params![letter, asker_key], |row| row.get("id"))?;
    id.ok_or_else(|| StoreError::Value {
        column: "asker_key".to_owned(),
        why: "vanished within its transaction".to_owned(),
    })
}
