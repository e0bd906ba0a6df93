//! Ballots: a contact fills in the form; a director or a board approves or declines, with one press each.

use jiff::Timestamp;

use crate::config::Secret;
use crate::locale::Lang;
use crate::signatures::ids::{LinkId, SignatureId};
use crate::signatures::link_token::{Purpose, Token};
use crate::signatures::locality::Locality;
use crate::signatures::rules::Rules;
use crate::signatures::state::{Actor, Approval, Decision, State};
use crate::signatures::store::counting::{Settled, await_deciders, settle};
use crate::signatures::store::deciders::{Decider, deciders};
use crate::signatures::store::ledger::{self, By};
use crate::signatures::store::links::{link_nonce, open_link};
use crate::signatures::store::public::locality;
use crate::signatures::store::renewal::{self, renewal};
use crate::signatures::store::signed_text::{Question, TextBinding, TextStatus, move_to_current};
use crate::store::{Read, StoreError, Tx, params};

/// A ballot, as a decider sees it.
#[derive(Clone, PartialEq, Eq)]
pub struct Ballot {
    /// The signature.
    pub signature: SignatureId,
    /// The letter's slug.
    pub letter: String,
    /// The question with its status.
    pub approval: Approval,
    /// The question that is asked, or was asked last.
    pub question: Question,
    /// The SHA-256 of the text that the question is about: the one that the contact read.
    pub text: [u8; 32],
    /// The SHA-256 of the text that the signature is for.
    pub signed: [u8; 32],
    /// The version of the line: only what was shown is approved.
    pub version: i64,
    /// The name to be listed.
    pub listed_name: String,
    /// The place.
    pub place: Locality,
    /// The legal name, as registered.
    pub legal_name: String,
    /// The contact who filled in the form.
    pub contact_name: String,
    /// The contact's role.
    pub contact_title: String,
    /// How many must approve.
    pub needed: usize,
    /// All deciders.
    pub deciders: Vec<Decider>,
    /// The decider whose link it is.
    pub decider: Decider,
    /// The link.
    link: (LinkId, [u8; 16]),
    /// When the link expires, in microseconds.
    pub expires_at: i64,
}

impl Ballot {
    /// Counts the deciders with this decision.
    pub fn count(&self, decision: Decision) -> usize {
        let said = |it: &&Decider| it.decision == Some(decision);
        self.deciders.iter().filter(said).count()
    }

    /// Returns the path of the page on which the decider can remove the name.
    pub(crate) fn not_us(&self, secret: &Secret, lang: Lang) -> String {
        let (link, nonce) = &self.link;
        let token = Token::new(secret, Purpose::NotUs, *link, nonce);
        format!("/{lang}/not-us/{}", token.as_text())
    }

    /// Returns whether this decider may still decide.
    pub(crate) fn is_open(&self, now: Timestamp) -> bool {
        self.is_undecided() && self.decider.decision.is_none() && now.as_microsecond() < self.expires_at
    }

    /// Returns whether too few of them have decided.
    pub(crate) fn is_undecided(&self) -> bool {
        self.approval.is_undecided()
    }

    /// Returns whether so many declined that too few are left to approve.
    fn is_lost(&self) -> bool {
        self.deciders.len() - self.count(Decision::Declined) < self.needed
    }
}

/// Returns the ballot of a link; `None` if there is no such link.
pub fn ballot(db: &Read<'_>, secret: &Secret, token: &Token) -> Result<Option<Ballot>, StoreError> {
    let link = open_link(db, secret, token, Purpose::Approve)?;
    let Some((link, signature, decider, until)) =
        link.and_then(|link| Some((link.id, link.signature, link.decider?, link.confirm_until?)))
    else {
        return Ok(None);
    };
    let Some((_, nonce)) = link_nonce(db, link)? else {
        return Ok(None);
    };
    let deciders = deciders(db, signature)?;
    let Some(decider) = deciders.iter().find(|it| it.id == decider).cloned() else {
        return Ok(None);
    };
    let sql = "SELECT s.letter, s.state, s.version, s.edition, s.listed_name, s.city, s.region, s.country, o.legal_name, o.contact_name,
       o.contact_title, o.approvals FROM signatures s JOIN organizations o ON o.signature = s.id WHERE s.id = ?1";
    let found = db.one(sql, params![signature], |row| {
        Ok(Ballot {
            question: Question::Signing,
            signature,
            letter: row.get("letter")?,
            approval: Approval::Signing(row.word("state")?),
            text: row.get("edition")?,
            signed: row.get("edition")?,
            version: row.get("version")?,
            listed_name: row.get("listed_name")?,
            place: locality(row)?,
            legal_name: row.get("legal_name")?,
            contact_name: row.get("contact_name")?,
            contact_title: row.get("contact_title")?,
            needed: usize::try_from(row.get::<u32>("approvals")?).unwrap_or(1),
            deciders,
            decider,
            link: (link, nonce),
            expires_at: until,
        })
    })?;
    let Some(found) = found else { return Ok(None) };
    about_another_text(db, found).map(Some)
}

/// Turns the ballot into one about a text that replaced the signed one, if there is such a question.
fn about_another_text(db: &Read<'_>, it: Ballot) -> Result<Ballot, StoreError> {
    let Some(asked) = renewal(db, it.signature)?.filter(|_| it.approval.is_settled()) else {
        return Ok(it);
    };
    let mine = asked.deciders.iter().find(|other| other.id == it.decider.id).cloned();
    Ok(Ballot {
        approval: asked.approval(),
        question: Question::Renewal,
        text: asked.text,
        decider: mine.unwrap_or(it.decider),
        deciders: asked.deciders,
        ..it
    })
}

/// The vote of a decider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Vote {
    /// Yes.
    Approve,
    /// No, with the reason if one is given.
    Decline(Option<String>),
}

/// The effect of a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VoteOutcome {
    /// Enough have approved.
    Settled(Settled),
    /// Enough have approved another text than the signed one: the signature moves to it.
    Renewed,
    /// The vote is stored; others decide as well.
    Noted,
    /// Too many have declined.
    Lost,
    /// The line or the text has changed since it was shown: nothing is stored.
    Changed,
    /// It was decided before, or it is too late.
    Closed,
}

/// What the decider's page showed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ShownBallot {
    /// The version of the line; `None` decides nothing.
    pub version: Option<i64>,
    /// The SHA-256 of the text.
    pub text: Option<[u8; 32]>,
}

/// Casts a vote. If the text that the contact read was replaced, the vote is for the current one if the page showed it, and earlier
/// decisions about the old one are void.
pub(crate) fn cast(
    tx: &Tx<'_>,
    before: &Ballot,
    vote: &Vote,
    shown: ShownBallot,
    rules: &Rules,
    now: Timestamp,
) -> Result<VoteOutcome, StoreError> {
    let moment = now.as_microsecond();
    if !before.is_open(now) {
        return Ok(VoteOutcome::Closed);
    }
    if shown.version != Some(before.version) {
        return Ok(VoteOutcome::Changed);
    }
    let gone = |text: [u8; 32]| !rules.texts.is_empty() && rules.texts.iter().all(|it| it.digest != text);
    if shown.text.is_some_and(gone) {
        return Ok(VoteOutcome::Changed);
    }
    let signed = TextBinding {
        signature: before.signature,
        letter: &before.letter,
        text: before.text,
        revision: None,
        question: before.question,
    };
    match move_to_current(tx, &signed, shown.text, rules)? {
        TextStatus::Same => {}
        TextStatus::Gone => return Ok(VoteOutcome::Changed),
        TextStatus::Moved => void(tx, before)?,
    }
    note(tx, before, vote, now)?;
    let now_said = Ballot {
        deciders: renewal::asked_last(tx, before.signature)?,
        ..before.clone()
    };
    let enough = now_said.count(Decision::Approved) >= before.needed;
    match before.question {
        Question::Signing if enough => {
            let sql = "UPDATE organizations SET approved_at = ?2 WHERE signature = ?1";
            tx.execute(sql, params![before.signature, moment])?;
            return Ok(VoteOutcome::Settled(settle(
                tx,
                before.signature,
                rules,
                decider(moment),
            )?));
        }
        Question::Renewal if enough => {
            renewal::approve(tx, (before.signature, &before.letter), now)?;
            return Ok(VoteOutcome::Renewed);
        }
        _ if !now_said.is_lost() => return Ok(VoteOutcome::Noted),
        Question::Signing => give_up(tx, before.signature, moment)?,
        Question::Renewal => renewal::decline(tx, before.signature, now)?,
    }
    Ok(VoteOutcome::Lost)
}

/// Deletes the decisions about a replaced text.
fn void(tx: &Tx<'_>, before: &Ballot) -> Result<(), StoreError> {
    if before.question == Question::Renewal {
        return renewal::void(tx, before.signature);
    }
    let sql = "UPDATE deciders SET decision = NULL, reason = NULL, decided_at = NULL WHERE signature = ?1";
    tx.execute(sql, params![before.signature])?;
    Ok(())
}

fn note(tx: &Tx<'_>, before: &Ballot, vote: &Vote, now: Timestamp) -> Result<(), StoreError> {
    let said = match vote {
        Vote::Approve => (Decision::Approved, None),
        Vote::Decline(reason) => (Decision::Declined, reason.as_deref()),
    };
    if before.question == Question::Renewal {
        return renewal::vote(tx, before.decider.id, said, now);
    }
    let sql = "UPDATE deciders SET decision = ?2, reason = ?3, decided_at = ?4 WHERE id = ?1";
    tx.execute(
        sql,
        params![before.decider.id, said.0.as_str(), said.1, now.as_microsecond()],
    )?;
    Ok(())
}

fn decider(at: i64) -> By {
    let actor = Actor::Decider;
    By { actor, at }
}

/// Marks the signature as declined; its contact may fill in the form again later.
fn give_up(tx: &Tx<'_>, signature: SignatureId, now: i64) -> Result<(), StoreError> {
    ledger::leave(tx, signature, State::Declined, decider(now))
}

/// Marks a signature as awaiting approval if its contact has proven, by the link of a saved form, that the mailbox is theirs. Returns
/// `false` if the signature is not new, and leaves it as it is.
pub(crate) fn await_decision(tx: &Tx<'_>, signature: SignatureId, now: Timestamp) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS n FROM signatures s WHERE s.id = ?1 AND s.state = 'pending'
       AND EXISTS (SELECT 1 FROM deciders d WHERE d.signature = s.id)";
    if tx.one(sql, params![signature], |row| row.get::<i64>("n"))?.is_none() {
        return Ok(false);
    }
    let by = By {
        actor: Actor::Signer,
        at: now.as_microsecond(),
    };
    await_deciders(tx, signature, by)?;
    Ok(true)
}
