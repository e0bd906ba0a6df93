//! Who is counted, at once or after staff has looked: never two lines for one organization, never a flood unseen.

use super::announce::announce;
use super::candidate::{Candidate, candidate};
use super::rivalries::{self, Outcome};
use super::rivals::{self, Verdict};
use super::{flags, succession};
use crate::signatures::identity;
use crate::signatures::rules::Rules;
use crate::signatures::store::holds::{self, Doubt};
use crate::store::{StoreError, Tx, params};

/// What became of a signature that its signer confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// Counted.
    Counted,
    /// It is the same organization as one that stands there, and that one is known as well or better.
    Duplicate,
    /// Staff decide.
    Held,
}

/// Counts a signature whose signer has confirmed it, or says why not.
pub(crate) fn settle(tx: &Tx<'_>, id: i64, rules: &Rules, now: i64) -> Result<Settled, StoreError> {
    let Some(it) = candidate(tx, id)? else {
        return Ok(Settled::Duplicate);
    };
    let it = succession::inherit(tx, it)?;
    if it.organization {
        verify(tx, &it)?;
        let doubt = holds::about(tx, &it, rules, now)?;
        return settle_organization(tx, &it, doubt, now);
    }
    succession::supersede(tx, &it, now)?;
    let doubt = holds::about(tx, &it, rules, now)?;
    count_or_hold(tx, &it, doubt, now)
}

fn count_or_hold(tx: &Tx<'_>, it: &Candidate, doubt: Option<Doubt>, now: i64) -> Result<Settled, StoreError> {
    if let Some(doubt) = doubt {
        to_state(tx, it.id, "held", Some(doubt), now)?;
        return Ok(Settled::Held);
    }
    to_state(tx, it.id, "confirmed", None, now)?;
    tally(tx, it.id, 1)?;
    Ok(Settled::Counted)
}

/// An organization beside those that stand on its letter.
fn settle_organization(tx: &Tx<'_>, it: &Candidate, doubt: Option<Doubt>, now: i64) -> Result<Settled, StoreError> {
    let (displaced, beside) = match rivals::verdict(tx, it, doubt.is_some())? {
        Verdict::Duplicate(first) => {
            to_state(tx, it.id, "duplicate", None, now)?;
            rivalries::remember(tx, it.id, first, Outcome::Duplicate, now)?;
            return Ok(Settled::Duplicate);
        }
        Verdict::Question(others) => {
            succession::supersede(tx, it, now)?;
            let doubt = doubt
                .filter(|it| it.is_about_the_name())
                .unwrap_or(Doubt::PossibleDuplicate);
            to_state(tx, it.id, "held", Some(doubt), now)?;
            for other in others {
                rivalries::remember(tx, it.id, other, Outcome::Question, now)?;
            }
            return Ok(Settled::Held);
        }
        Verdict::Free { displaced, beside } => (displaced, beside),
    };
    succession::supersede(tx, it, now)?;
    let settled = count_or_hold(tx, it, doubt, now)?;
    for other in displaced {
        tally(tx, other, -1)?;
        to_state(tx, other, "held", Some(Doubt::Contested), now)?;
        rivalries::remember(tx, it.id, other, Outcome::Displaced, now)?;
    }
    for other in beside {
        rivalries::remember(tx, it.id, other, Outcome::Beside, now)?;
    }
    Ok(settled)
}

/// How well we know that an organization's own people signed; what staff found stays.
///
/// Only the domain of the website that it gave counts, and only for the legal name and its like: a mail address alone says nothing about
/// who an organization is, and somebody's own website nothing about another name.
pub(crate) fn verify(tx: &Tx<'_>, it: &Candidate) -> Result<(), StoreError> {
    let own = it.is_known_by_domain();
    let level = if own { "own-domain" } else { "other-address" };
    let sql = "UPDATE organizations SET verification = ?2 WHERE signature = ?1 AND verification IS NOT 'staff'";
    tx.execute(sql, params![it.id, level])?;
    flags::lower(tx, it.id, flags::FREE_MAIL)?;
    flags::lower(tx, it.id, flags::UNVERIFIED)?;
    match (own || it.seen_by_staff, &it.mail_domain) {
        (true, _) => Ok(()),
        (false, None) => flags::flag(tx, it.id, flags::FREE_MAIL),
        (false, Some(_)) => flags::flag(tx, it.id, flags::UNVERIFIED),
    }
}

/// A counted organization that is to be listed under quite another name, or under a name that another one has, waits for staff again; a
/// correction of the same name does not. Staff see it beside those that it may be. To be called after the row holds the new name.
pub(crate) fn relist(tx: &Tx<'_>, id: i64, before: &str, now: i64) -> Result<(), StoreError> {
    let Some(it) = candidate(tx, id)?.filter(|it| it.organization) else {
        return Ok(());
    };
    // From what was listed only a slip is mended, or a name could walk to any other in two steps.
    let known = it.is_listed_as_itself() || identity::near(before, &it.listed_key);
    let borrowed = !it.seen_by_staff && (it.is_government() || it.is_disguised());
    let sql = "SELECT state = 'confirmed' AS counted FROM signatures WHERE id = ?1 AND state IN ('confirmed', 'held')";
    let Some(counted) = tx.one(sql, params![id], |row| row.get::<bool>("counted"))? else {
        return Ok(());
    };
    let others = rivals::new_ones(tx, &it)?;
    if counted && (!known || borrowed || !others.is_empty()) {
        tally(tx, id, -1)?;
        to_state(tx, id, "held", Some(Doubt::ListingChanged), now)?;
    }
    for other in others {
        rivalries::remember(tx, id, other, Outcome::Question, now)?;
    }
    Ok(())
}

/// Takes a signature out of the count and into another state; whoever waited behind it as its duplicate is looked at by staff.
pub(crate) fn part(tx: &Tx<'_>, id: i64, state: &str, now: i64) -> Result<(), StoreError> {
    tally(tx, id, -1)?;
    to_state(tx, id, state, None, now)?;
    revive(tx, id)
}

/// The oldest duplicate of a signature that no longer stands becomes a question to staff: it may be the organization's own.
/// To be called before its row goes, or after it has left.
pub(crate) fn revive(tx: &Tx<'_>, id: i64) -> Result<(), StoreError> {
    let stays = "SELECT 1 AS n FROM signatures WHERE id = ?1 AND kind = 'person'";
    if tx.one(stays, params![id], |row| row.get::<i64>("n"))?.is_some() {
        return Ok(());
    }
    rivalries::inherit(tx, id)
}

/// Changes a signature's state; the moment is that of its confirmation, or of its counting.
pub(crate) fn to_state(tx: &Tx<'_>, id: i64, state: &str, held_for: Option<Doubt>, now: i64) -> Result<(), StoreError> {
    let sql = "UPDATE signatures SET state = ?2, held_for = ?3, held_detail = ?4, confirmed_at = ?5 WHERE id = ?1";
    let (kind, detail) = (held_for.map(Doubt::kind), held_for.and_then(Doubt::detail));
    tx.execute(sql, params![id, state, kind, detail, now])?;
    Ok(())
}

/// Counts a confirmed signature in (1) or out (-1), as it is listed at this moment, under the revision that it is for; whoever watches
/// the letter is told.
pub(crate) fn tally(tx: &Tx<'_>, id: i64, by: i64) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO tally (letter, revision, organizations, people, unlisted)
         SELECT letter, revision, 0, 0, 0 FROM signatures WHERE id = ?1 AND state = 'confirmed' ON CONFLICT (letter, revision) DO NOTHING",
        params![id],
    )?;
    tx.execute(
        "UPDATE tally SET organizations = organizations + ?2 * (s.kind = 'organization'),
           people = people + ?2 * (s.kind = 'person' AND s.listing <> 'unlisted'),
           unlisted = unlisted + ?2 * (s.kind = 'person' AND s.listing = 'unlisted')
         FROM signatures s WHERE s.id = ?1 AND s.state = 'confirmed' AND s.letter = tally.letter AND s.revision = tally.revision",
        params![id, by],
    )?;
    announce(tx, id)
}

/// The mailbox of an organization's contact confirmed; others decide whether it signs.
pub(crate) fn await_deciders(tx: &Tx<'_>, id: i64, now: i64) -> Result<(), StoreError> {
    if let Some(it) = candidate(tx, id)? {
        let it = succession::inherit(tx, it)?;
        succession::supersede(tx, &it, now)?;
    }
    to_state(tx, id, "awaiting", None, now)
}

/// The level and what it rests on; the marks that it answers are lowered.
pub(crate) fn verified(tx: &Tx<'_>, id: i64, evidence: &str) -> Result<(), StoreError> {
    let sql = "UPDATE organizations SET verification = 'staff', evidence = ?2 WHERE signature = ?1";
    if tx.execute(sql, params![id, evidence])? == 0 {
        return Ok(());
    }
    for mark in flags::ANSWERED_BY_EVIDENCE {
        flags::lower(tx, id, mark)?;
    }
    announce(tx, id)
}
