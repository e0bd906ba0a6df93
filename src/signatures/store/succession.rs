//! Succession: if a signer withdrew a signature and confirms a new one, what was known of the old one carries over, what staff approved
//! stays approved, and links in old mails lead to the new one.

use std::collections::BTreeSet;

use super::candidate::{Candidate, candidate};
use super::{changed, erase, flags, ledger, rivalries};
use crate::clock::from_micros;
use crate::outbox::kinds;
use crate::signatures::ids::SignatureId;
use crate::signatures::store::verification;
use crate::store::{Read, StoreError, Tx, params};

/// Returns the signer's earlier, withdrawn signatures, oldest first.
pub(crate) fn earlier(db: &Read<'_>, it: &Candidate) -> Result<Vec<SignatureId>, StoreError> {
    let sql = "SELECT id FROM signatures WHERE letter = ?1 AND asker_key > ?2 || '#w' AND asker_key < ?2 || '#x' AND state IN ('withdrawn', 'declined') ORDER BY id";
    db.all(sql, params![it.letter, it.asker_key], |row| row.get("id"))
}

/// Carries over an organization's invitation and what staff have verified, as long as it is the same organization under the same name.
/// Legal name and mailbox are those of the withdrawn signature, or the key would differ.
pub(crate) fn inherit(tx: &Tx<'_>, it: Candidate, earlier: &[SignatureId]) -> Result<Candidate, StoreError> {
    if !it.organization || earlier.is_empty() {
        return Ok(it);
    }
    for &id in earlier {
        let sql = "UPDATE organizations SET invitation = COALESCE(invitation, (SELECT invitation FROM organizations WHERE signature = ?2))
           WHERE signature = ?1";
        tx.execute(sql, params![it.id, id])?;
        changed::note(tx, it.id)?;
        // An objection that staff have not decided about does not end because the contact begins again.
        if flags::has(tx, id, flags::DISPUTED)? && !ledger::left_as_approved(tx, id)? {
            flags::flag(tx, it.id, flags::DISPUTED)?;
        }
        if let Some(before) = candidate(tx, id)?.filter(|before| before.seen_by_staff && is_same(before, &it)) {
            let sql = "SELECT evidence FROM organizations WHERE signature = ?1";
            let evidence = tx.one(sql, params![before.id], |row| row.get::<Option<String>>("evidence"))?;
            if let Some(evidence) = evidence.flatten() {
                verification::verified(tx, it.id, &evidence)?;
            }
        }
    }
    Ok(candidate(tx, it.id)?.unwrap_or(it))
}

/// Returns whether staff verified the organization by a signature that it withdrew.
pub(crate) fn was_seen(db: &Read<'_>, it: &Candidate, earlier: &[SignatureId]) -> Result<bool, StoreError> {
    for &id in earlier {
        if candidate(db, id)?.is_some_and(|before| before.seen_by_staff && is_same(&before, it)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Returns the organizations beside which staff approved the same signature before its signer withdrew it; `None`: they approved none that
/// says the same.
pub(crate) fn approved(
    db: &Read<'_>,
    it: &Candidate,
    earlier: &[SignatureId],
) -> Result<Option<BTreeSet<SignatureId>>, StoreError> {
    if it.organization && it.is_flagged(flags::APPROVED_BEFORE) {
        return others_of(db, it.id).map(Some);
    }
    for &id in earlier.iter().rev() {
        let says_the_same = match candidate(db, id)? {
            Some(before) if it.organization => is_same(&before, it),
            Some(_) => is_same_person(db, id, it.id)?,
            None => false,
        };
        if says_the_same && ledger::left_as_approved(db, id)? {
            return others_of(db, id).map(Some);
        }
    }
    Ok(None)
}

/// Returns the organizations that a signature was compared with.
fn others_of(db: &Read<'_>, id: SignatureId) -> Result<BTreeSet<SignatureId>, StoreError> {
    let others = rivalries::rivals(db, id)?.into_iter();
    Ok(others.map(|both| both.other(id)).collect())
}

/// Returns whether the signatures of two people give the same name.
fn is_same_person(db: &Read<'_>, one: SignatureId, other: SignatureId) -> Result<bool, StoreError> {
    let sql =
        "SELECT 1 AS n FROM people a JOIN people b ON b.signature = ?2 AND b.name = a.name WHERE a.signature = ?1";
    Ok(db.one(sql, params![one, other], |row| row.get::<i64>("n"))?.is_some())
}

/// Returns whether what staff verified of one signature holds for the other: the same website, and a name that says nothing else.
fn is_same(before: &Candidate, it: &Candidate) -> bool {
    let names = |it: &Candidate| it.all_names().map(str::to_owned).collect::<Vec<_>>();
    let unsuspicious = it.is_listed_as_itself() && !it.is_disguised() && !it.is_government();
    before.website_domain == it.website_domain && (unsuspicious || names(before).starts_with(&names(it)))
}

/// Replaces the signer's earlier signatures by the one that they confirm now. Which bundles hold their name, which news they were sent, and
/// the history of their signature carry over.
pub(crate) fn supersede(tx: &Tx<'_>, it: &Candidate, earlier: &[SignatureId], now: i64) -> Result<(), StoreError> {
    let bundles = "UPDATE bundle_signers SET signature = ?2
       WHERE signature = ?1 AND bundle NOT IN (SELECT bundle FROM bundle_signers WHERE signature = ?2)";
    let handovers = "UPDATE handovers SET signature = ?2 WHERE signature = ?1
       AND (decision IS NOT NULL OR NOT EXISTS (SELECT 1 FROM handovers h WHERE h.signature = ?2 AND h.decision IS NULL))";
    // An update that was never sent, because nobody consented then, is enqueued again for signers who consent now.
    let news = "UPDATE update_mails SET signature = ?2 WHERE signature = ?1
       AND NOT EXISTS (SELECT 1 FROM update_mails n WHERE n.letter = update_mails.letter AND n.name = update_mails.name AND n.signature = ?2)
       AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.kind = ?3 AND o.subject_id = update_mails.id AND o.state = 'moot')";
    for &id in earlier {
        tx.execute(bundles, params![id, it.id])?;
        tx.execute(handovers, params![id, it.id])?;
        tx.execute(news, params![id, it.id, kinds::UPDATE])?;
        ledger::hand_on_history(tx, id, it.id)?;
        hand_on_links(tx, id, it.id, now)?;
        erase::delete(tx, id, from_micros(now))?;
    }
    Ok(())
}

/// Redirects to the new signature the links of the signer, of those who decide about it too, and of the organization's public address. The
/// other links expire, and say so.
fn hand_on_links(tx: &Tx<'_>, from: SignatureId, to: SignatureId, now: i64) -> Result<(), StoreError> {
    let over = "UPDATE links SET handed_over_at = ?3, decider = NULL WHERE signature = ?1 AND whose = 'other' AND
       CASE WHEN decider IS NULL THEN (SELECT public_email FROM organizations WHERE signature = ?1)
         IS DISTINCT FROM (SELECT public_email FROM organizations WHERE signature = ?2)
       ELSE NOT EXISTS (SELECT 1 FROM deciders b JOIN deciders n ON n.signature = ?2 AND lower(n.email) = lower(b.email)
         WHERE b.id = links.decider) END";
    tx.execute(over, params![from, to, now])?;
    let goes_on = "UPDATE links SET decider = (SELECT n.id FROM deciders b JOIN deciders n ON n.signature = ?2 AND lower(n.email) = lower(b.email)
         WHERE b.id = links.decider LIMIT 1) WHERE signature = ?1 AND decider IS NOT NULL";
    tx.execute(goes_on, params![from, to])?;
    tx.execute(
        "UPDATE links SET signature = ?2 WHERE signature = ?1",
        params![from, to],
    )?;
    Ok(())
}
