//! Confirmation in the database: a signature is counted in the transaction that confirms it.
//!
//! A page confirms what it showed: a stranger may type another's address again, so each change of an unconfirmed signature is a new
//! version, and a button of an earlier page shows the page anew. A withdrawn signature is never overwritten.

use jiff::Timestamp;

use crate::config::Secret;
use crate::email::EmailAddress;
use crate::letters::Party;
use crate::outbox::store::bounced;
use crate::signatures::ids::{LinkId, SignatureId};
use crate::signatures::link_token::{Purpose, Token};
use crate::signatures::locality::Locality;
use crate::signatures::rules::Rules;
use crate::signatures::state::{Actor, State};
use crate::signatures::store::counting::{Settled, await_deciders, settle};
use crate::signatures::store::ledger::By;
use crate::signatures::store::links::open_link;
use crate::signatures::store::mailboxes::Mailbox;
use crate::signatures::store::signed_text::{Question, TextBinding, TextStatus, move_to_current};
use crate::signatures::store::{merged, provenance, public};
use crate::signatures::{Listing, Origin};
use crate::store::{Read, StoreError, Tx, params};

/// What a confirmation link leads to.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkedSignature {
    /// The link's row.
    pub link: LinkId,
    /// The signature.
    pub signature: SignatureId,
    /// The letter's slug.
    pub letter: String,
    /// The signer's address.
    pub email: String,
    /// Whether a person or an organization signs.
    pub kind: Party,
    /// The name as it will be listed.
    pub listed_name: String,
    /// Whether it will stay unlisted.
    pub unlisted: bool,
    /// Where it comes from.
    pub origin: Origin,
    /// The state: `pending`, `confirmed`, `duplicate`.
    pub state: State,
    /// The version of what was typed: only what was shown is confirmed.
    pub version: i64,
    /// An earlier signature of the same organization, or of one that may be the same.
    pub first: Option<EarlierSignature>,
    /// Whether the same person is on the letter by another signature, into which this one was merged.
    pub is_merged: bool,
    /// Further stored details that would be visible: title, affiliation, comment to the offices.
    pub details: Vec<(&'static str, String)>,
    /// The wording of the consent to updates, as it was shown.
    pub updates: Option<String>,
    /// The wording of the consent that the signer's own members of Congress see the full name and ZIP, as it was shown.
    pub to_offices: Option<String>,
    /// The place as it will be listed.
    pub place: Locality,
    /// The SHA-256 of the text that was read, and its language.
    pub text: ([u8; 32], String),
    /// The revision that it is for.
    pub revision: u32,
    /// Whether others than the contact decide.
    pub decided_elsewhere: bool,
    /// The number of deciders.
    pub deciders: u32,
    /// When the link expires, in microseconds.
    pub expires_at: i64,
}

/// An organization's earlier signature.
#[derive(Clone, PartialEq, Eq)]
pub struct EarlierSignature {
    /// Whether it is counted, and so public.
    pub counted: bool,
    /// The listed name.
    pub name: String,
    /// The listed place.
    pub place: Locality,
}

/// Returns the earlier signature because of which this one is a duplicate or held.
fn first(db: &Read<'_>, id: SignatureId) -> Result<Option<EarlierSignature>, StoreError> {
    let sql = "SELECT f.state, f.listed_name, f.listing, f.city, f.region, f.country FROM rivalries r JOIN signatures f ON f.id = r.standing
       WHERE r.newcomer = ?1 AND r.outcome IN ('duplicate', 'question') AND f.state IN ('confirmed', 'held')
       ORDER BY f.state, r.id LIMIT 1";
    db.one(sql, params![id], |row| {
        Ok(EarlierSignature {
            counted: row.word::<State>("state")? == State::Confirmed,
            name: row.get("listed_name")?,
            place: public::place(row)?,
        })
    })
}

/// Returns the signature that a link confirms; `None` if the link is not genuine, or confirms nothing.
pub(crate) fn linked(db: &Read<'_>, secret: &Secret, token: &Token) -> Result<Option<LinkedSignature>, StoreError> {
    let link = open_link(db, secret, token, Purpose::Confirm)?;
    let Some((link, expires_at)) = link.and_then(|link| Some((link, link.confirm_until?))) else {
        return Ok(None);
    };
    let sql = "SELECT s.id, s.letter, s.email, s.kind, s.listed_name, s.listing, s.city, s.region, s.country, s.edition, s.lang, s.revision, s.state, s.origin, s.version, s.consent,
       p.title, p.affiliation, p.comment, p.to_offices, o.approved_at IS NULL AND EXISTS (SELECT 1 FROM deciders d WHERE d.signature = s.id) AS decided_elsewhere,
       (SELECT COUNT(*) FROM deciders d WHERE d.signature = s.id) AS deciders
       FROM signatures s LEFT JOIN people p ON p.signature = s.id LEFT JOIN organizations o ON o.signature = s.id WHERE s.id = ?1";
    let linked = db.one(sql, params![link.signature], |row| {
        let details = [
            ("field-title", "title"),
            ("field-affiliation", "affiliation"),
            ("field-comment", "comment"),
        ];
        let details = details
            .iter()
            .filter_map(|(label, column)| Some((*label, row.get::<Option<String>>(column).ok()??)));
        Ok(LinkedSignature {
            version: row.get("version")?,
            first: None,
            is_merged: false,
            details: details.collect(),
            updates: row.get("consent")?,
            to_offices: row.get("to_offices")?,
            text: (row.get("edition")?, row.get("lang")?),
            revision: row.get("revision")?,
            link: link.id,
            signature: row.get("id")?,
            letter: row.get("letter")?,
            email: row.get("email")?,
            kind: row.word("kind")?,
            listed_name: row.get("listed_name")?,
            unlisted: row.word::<Listing>("listing")? == Listing::Unlisted,
            place: public::place(row)?,
            decided_elsewhere: row.get("decided_elsewhere")?,
            deciders: row.get("deciders")?,
            state: row.word("state")?,
            origin: row.word("origin")?,
            expires_at,
        })
    })?;
    linked.map(|it| it.beside_the_first(db)).transpose()
}

/// The outcome of pressing the confirmation button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confirmation {
    /// Counted now.
    Confirmed,
    /// It had been counted before.
    AlreadyConfirmed,
    /// Another contact has signed for the organization: not counted twice.
    AlreadyListed,
    /// The contact has confirmed; the deciders are asked.
    Awaiting,
    /// Confirmed by its signer, and held for review.
    Held,
    /// Withdrawn by its signer, disowned, or rejected by staff.
    Gone,
    /// The link has expired.
    Expired,
    /// What was typed has changed since the page was rendered: the page is shown again.
    Changed,
    /// The letter's text has changed since it was read: the changes are shown.
    TextChanged,
    /// There is no such link (or its signature was deleted).
    Unknown,
}

impl LinkedSignature {
    /// Looks up the organization's earlier signature again.
    fn beside_the_first(self, db: &Read<'_>) -> Result<Self, StoreError> {
        let (first, is_merged) = match self.kind {
            Party::Organization => (first(db, self.signature)?, false),
            Party::Person => (None, merged::kept(db, self.signature)?.is_some()),
        };
        Ok(Self {
            first,
            is_merged,
            ..self
        })
    }

    /// Returns whether staff had brought it, and it counts or is held, so that its signer's own confirmation is all that it lacks.
    pub(crate) fn is_brought(&self) -> bool {
        self.origin != Origin::Confirmed && self.state.stands()
    }

    /// Returns the signer's mailbox, as this letter counts its mails.
    fn mailbox(&self, secret: &Secret) -> Option<Mailbox> {
        let address = EmailAddress::parse(&self.email).ok()?;
        Some(Mailbox::new(secret, &self.letter, &address))
    }

    /// Returns the outcome, if it is certain before the button is pressed; `None` if the signature may be confirmed.
    pub fn outlook(&self, now: Timestamp) -> Option<Confirmation> {
        let is_late = now.as_microsecond() >= self.expires_at;
        match self.state {
            _ if self.is_brought() && !is_late => None,
            State::Confirmed => Some(Confirmation::AlreadyConfirmed),
            State::Duplicate if self.is_merged => Some(Confirmation::AlreadyConfirmed),
            State::Duplicate if self.first.is_some() => Some(Confirmation::AlreadyListed),
            State::Awaiting => Some(Confirmation::Awaiting),
            State::Held => Some(Confirmation::Held),
            it if it.is_over() => Some(Confirmation::Gone),
            _ if is_late => Some(Confirmation::Expired),
            _ => None,
        }
    }
}

/// What the page with the button showed, according to its form.
#[derive(Clone, Copy, Debug, Default)]
pub struct ShownPage {
    /// The version of what was typed; `None` confirms nothing.
    pub version: Option<i64>,
    /// The SHA-256 of the newest text, if the page showed it with the changes since the one that was read.
    pub text: Option<[u8; 32]>,
}

/// Confirms the signature of a link and counts it, in one transaction. `rules` returns the rules of a letter.
pub fn confirm(
    tx: &Tx<'_>,
    secret: &Secret,
    token: &Token,
    seen: ShownPage,
    rules: &dyn Fn(&str) -> Rules,
    now: Timestamp,
) -> Result<(Confirmation, Option<LinkedSignature>), StoreError> {
    let Some(linked) = linked(tx, secret, token)? else {
        return Ok((Confirmation::Unknown, None));
    };
    let moment = now.as_microsecond();
    let by = By {
        actor: Actor::Signer,
        at: moment,
    };
    let outcome = match linked.outlook(now) {
        Some(outcome) => outcome,
        // Somebody typed the same address again, or no page was seen: nobody confirms what they did not see.
        None if seen.version != Some(linked.version) => {
            return Ok((Confirmation::Changed, Some(linked)));
        }
        // No name is moved to a text that its owner did not see.
        None if move_to_current(tx, &signed(&linked), seen.text, &rules(&linked.letter))? == TextStatus::Gone => {
            return Ok((Confirmation::TextChanged, Some(linked)));
        }
        None => count(tx, &linked, &rules(&linked.letter), by)?,
    };
    if let Some(mailbox) = linked.mailbox(secret) {
        mailbox.confirmed(tx)?;
    }
    // Whoever opens the link has the email.
    if let Ok(email) = EmailAddress::parse(&linked.email) {
        bounced::acquit(tx, secret, &email)?;
    }
    let linked = linked.beside_the_first(tx)?;
    tx.post(
        "UPDATE links SET used_at = COALESCE(used_at, ?2) WHERE id = ?1",
        params![linked.link, moment],
    )?;
    Ok((outcome, Some(linked)))
}

/// Counts a signature that its signer confirms, or asks those who decide.
fn count(tx: &Tx<'_>, linked: &LinkedSignature, rules: &Rules, by: By) -> Result<Confirmation, StoreError> {
    if linked.origin != Origin::Confirmed {
        provenance::confirm_by_email(tx, linked.signature, &linked.email, by)?;
    }
    // It counts already, or staff look at it.
    match linked.state {
        State::Confirmed => return Ok(Confirmation::Confirmed),
        State::Held => return Ok(Confirmation::Held),
        _ => {}
    }
    if linked.decided_elsewhere {
        await_deciders(tx, linked.signature, by)?;
        return Ok(Confirmation::Awaiting);
    }
    Ok(match settle(tx, linked.signature, rules, by)? {
        Settled::Counted => Confirmation::Confirmed,
        Settled::Duplicate => Confirmation::AlreadyListed,
        Settled::Held => Confirmation::Held,
    })
}

fn signed(linked: &LinkedSignature) -> TextBinding<'_> {
    TextBinding {
        signature: linked.signature,
        letter: &linked.letter,
        text: linked.text.0,
        revision: Some(linked.revision),
        question: Question::Signing,
    }
}
