//! Decides whether a confirmed signature is counted at once or after review: never two lines for one organization, never a flood without
//! review.

use std::collections::BTreeSet;

use super::candidate::{Candidate, candidate};
use super::ledger::{self, By};
use super::rivalries::{self, Outcome};
use super::rivals::{self, Verdict};
use super::{flags, merges, namesakes, succession, verification};
use crate::signatures::identity;
use crate::signatures::ids::SignatureId;
use crate::signatures::rules::Rules;
use crate::signatures::state::HoldReason;
use crate::signatures::store::holds;
use crate::store::{StoreError, Tx, params};

/// The outcome for a signature that its signer confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Settled {
    /// It is counted.
    Counted,
    /// The same organization is on the letter already, and is known as well or better.
    Duplicate,
    /// It is held for review.
    Held,
}

/// Counts a signature that its signer has confirmed, or holds it or marks it as a duplicate.
pub(crate) fn settle(tx: &Tx<'_>, id: SignatureId, rules: &Rules, by: By) -> Result<Settled, StoreError> {
    let Some(it) = candidate(tx, id)? else {
        return Ok(Settled::Duplicate);
    };
    let earlier = succession::earlier(tx, &it)?;
    let it = succession::inherit(tx, it, &earlier)?;
    let approved = succession::approved(tx, &it, &earlier)?;
    if it.is_flagged(flags::APPROVED_BEFORE) {
        flags::lower(tx, id, flags::APPROVED_BEFORE)?;
    }
    if it.organization {
        verification::verify(tx, &it)?;
        let about = holds::about(tx, &it, rules, by.at)?;
        return settle_organization(tx, &it, &Doubts { about, approved }, &earlier, by);
    }
    succession::supersede(tx, &it, &earlier, by.at)?;
    let about = holds::about(tx, &it, rules, by.at)?;
    let doubts = Doubts { about, approved };
    let settled = count_or_hold(tx, &it, &doubts, by)?;
    if settled == Settled::Counted {
        namesakes::meet(tx, it.id, by)?;
    }
    Ok(settled)
}

/// The reasons to review a signature, and what staff approved before.
struct Doubts {
    /// The reason to hold it, whatever staff approved.
    about: Option<HoldReason>,
    /// If staff approved the same signature before its signer withdrew it: the organizations beside which they did.
    approved: Option<BTreeSet<SignatureId>>,
}

impl Doubts {
    /// Returns the reason to hold it now: what staff approved needs no second review, unless somebody disowned it since.
    fn left(&self) -> Option<HoldReason> {
        let approved = self.approved.is_some();
        let since = |it: &HoldReason| matches!(it, HoldReason::DisownedBefore | HoldReason::Contested);
        self.about.filter(|it| !approved || since(it))
    }

    /// Returns whether staff saw it beside all of these.
    fn are_seen(&self, others: &[SignatureId]) -> bool {
        let approved = self.approved.as_ref();
        approved.is_some_and(|seen| others.iter().all(|it| seen.contains(it)))
    }
}

fn count_or_hold(tx: &Tx<'_>, it: &Candidate, doubts: &Doubts, by: By) -> Result<Settled, StoreError> {
    if let Some(doubt) = doubts.left() {
        ledger::hold(tx, it.id, doubt, by)?;
        return Ok(Settled::Held);
    }
    if doubts.approved.is_some() {
        ledger::count_as_approved(tx, it.id, by)?;
    } else {
        ledger::count(tx, it.id, by)?;
    }
    Ok(Settled::Counted)
}

/// Settles an organization's signature against those that are already on the letter; it replaces its contact's `earlier` ones.
fn settle_organization(
    tx: &Tx<'_>,
    it: &Candidate,
    doubts: &Doubts,
    earlier: &[SignatureId],
    by: By,
) -> Result<Settled, StoreError> {
    let doubt = doubts.left();
    let (displaced, beside, succeeds) = match rivals::verdict(tx, it, doubt.is_some())? {
        Verdict::Duplicate(first) => {
            ledger::duplicate(tx, it.id, by)?;
            rivalries::remember(tx, it.id, first, Outcome::Duplicate, by.at)?;
            return Ok(Settled::Duplicate);
        }
        Verdict::Question(others) if doubt.is_none() && doubts.are_seen(&others) => {
            succession::supersede(tx, it, earlier, by.at)?;
            for other in others {
                rivalries::seen(tx, it.id, other, by.at)?;
            }
            return count_or_hold(tx, it, doubts, by);
        }
        Verdict::Question(others) => {
            succession::supersede(tx, it, earlier, by.at)?;
            let doubt = doubt
                .filter(|it| it.is_about_the_name())
                .unwrap_or(HoldReason::PossibleDuplicate);
            ledger::hold(tx, it.id, doubt, by)?;
            for other in others {
                rivalries::remember(tx, it.id, other, Outcome::Question, by.at)?;
            }
            return Ok(Settled::Held);
        }
        Verdict::Free {
            displaced,
            beside,
            succeeds,
        } => (displaced, beside, succeeds),
    };
    succession::supersede(tx, it, earlier, by.at)?;
    let settled = count_or_hold(tx, it, doubts, by)?;
    for other in displaced {
        ledger::hold(tx, other, HoldReason::Contested, By::service(by.at))?;
        rivalries::remember(tx, it.id, other, Outcome::Displaced, by.at)?;
    }
    for other in beside {
        rivalries::remember(tx, it.id, other, Outcome::Beside, by.at)?;
    }
    for other in succeeds {
        merges::merge(tx, other, it.id, By::service(by.at))?;
    }
    Ok(settled)
}

/// Holds a counted organization for review if its new listed name is unlike the old one or belongs to another organization; a spelling
/// correction passes. Staff see it beside the organizations that it may be. Call this after the row holds the new name.
pub(crate) fn relist(tx: &Tx<'_>, id: SignatureId, before: &str, now: i64) -> Result<(), StoreError> {
    let Some(it) = candidate(tx, id)?.filter(|it| it.organization) else {
        return Ok(());
    };
    // Compared with what was listed first, only typos may be corrected; otherwise a name could become any other in
    // small steps.
    let known = it.is_listed_as_itself() || identity::near(before, &it.listed_key);
    let borrowed = !it.seen_by_staff && (it.is_government() || it.is_disguised());
    let sql = "SELECT state = 'confirmed' AS counted FROM signatures WHERE id = ?1 AND state IN ('confirmed', 'held')";
    let Some(counted) = tx.one(sql, params![id], |row| row.get::<bool>("counted"))? else {
        return Ok(());
    };
    let others = rivalries::new_ones(tx, &it)?;
    if counted && (!known || borrowed || !others.is_empty()) {
        ledger::hold(tx, id, HoldReason::ListingChanged, By::service(now))?;
    }
    for other in others {
        rivalries::remember(tx, id, other, Outcome::Question, now)?;
    }
    Ok(())
}

/// Marks an organization's signature as awaiting approval: the contact's mailbox is confirmed, and others decide.
pub(crate) fn await_deciders(tx: &Tx<'_>, id: SignatureId, by: By) -> Result<(), StoreError> {
    if let Some(it) = candidate(tx, id)? {
        let earlier = succession::earlier(tx, &it)?;
        let it = succession::inherit(tx, it, &earlier)?;
        let approved = succession::approved(tx, &it, &earlier)?;
        succession::supersede(tx, &it, &earlier, by.at)?;
        if let Some(beside) = approved {
            // The earlier signature is deleted, so that the new one has to know until it is decided.
            flags::flag(tx, id, flags::APPROVED_BEFORE)?;
            for other in beside {
                rivalries::seen(tx, id, other, by.at)?;
            }
        }
    }
    ledger::await_approval(tx, id, by)
}
