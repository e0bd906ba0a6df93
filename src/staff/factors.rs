//! Sets up, checks and resets second factors. Each function adds its entry to the audit log, in the same transaction.

use jiff::Timestamp;

use super::accounts::{AccountError, may_manage, oneself};
use super::factor::{AppKey, Typed, recovery_codes, recovery_digest};
use super::session::{Session, SessionId};
use super::store::{accounts, factors, sessions};
use super::token::Token;
use crate::audit::store::record;
use crate::audit::{Act, By, Deed, StaffId};
use crate::config::Secret;
use crate::store::{StoreError, Tx};

/// How many wrong codes in a row end a session: the next attempt needs the password again, and sign-ins are rate-limited.
const TRIES: u32 = 5;

/// The result of checking a code.
#[derive(Debug)]
pub(crate) enum Checked {
    /// The code was right: the session is open and freshly confirmed. If it was not open before, its cookie needs this token from now on.
    Right(Option<Token>),
    /// The code was wrong, or had been used.
    Wrong,
    /// One wrong code too many: the session ended.
    Ended,
}

/// An authenticator app that was set up.
pub(crate) struct Enrolled {
    /// The recovery codes.
    pub(crate) codes: Vec<String>,
    /// The token that the session's cookie has from now on.
    pub(crate) token: Token,
}

/// Stores the key of an app that showed the right code, and opens the session. Returns `None` if the code was wrong or the session has ended.
pub(crate) fn enroll(
    tx: &Tx<'_>,
    secret: &Secret,
    session: &Session,
    (key, typed): (&AppKey, &str),
    now: Timestamp,
) -> Result<Option<Enrolled>, StoreError> {
    let id = session.account;
    let Some(Typed::App(code)) = Typed::read(typed) else {
        return Ok(None);
    };
    // Two people who know the password may do this at the same time: the first one wins.
    let is_first = factors::factor(tx, id)?.is_none();
    let Some(step) = key.step_of(code, now, 0).filter(|_| is_first) else {
        return Ok(None);
    };
    let Some(token) = open(tx, session, now)? else {
        return Ok(None);
    };
    factors::put(tx, id, Some(&key.sealed(secret, id)), step.stored())?;
    record(tx, oneself(id), &Deed::to(Act::FactorSet, id), now)?;
    // Earlier sessions began without a code.
    sessions::end_others(tx, id, session.id)?;
    let codes = new_codes(tx, secret, id)?;
    Ok(Some(Enrolled { codes, token }))
}

/// Opens a session and records the sign-in, unless the session was already open. Returns the token of its new cookie, so that the one from
/// before the code is of no use to anyone who saw it or planted it; `None` if the session has ended in the meantime.
fn open(tx: &Tx<'_>, session: &Session, now: Timestamp) -> Result<Option<Token>, StoreError> {
    let token = Token::random();
    if !factors::open_session(tx, session.id, token.digest(), now.as_microsecond())? {
        return Ok(None);
    }
    if !session.is_open {
        accounts::note_sign_in(tx, session.account, now)?;
        record(
            tx,
            oneself(session.account),
            &Deed::to(Act::SignedIn, session.account),
            now,
        )?;
    }
    Ok(Some(token))
}

fn new_codes(tx: &Tx<'_>, secret: &Secret, id: StaffId) -> Result<Vec<String>, StoreError> {
    let codes = recovery_codes();
    let digests: Vec<[u8; 32]> = codes.iter().map(|code| recovery_digest(secret, id, code)).collect();
    factors::put_codes(tx, id, &digests)?;
    Ok(codes)
}

/// Replaces the recovery codes, and returns the new ones.
pub(crate) fn renew_codes(
    tx: &Tx<'_>,
    secret: &Secret,
    id: StaffId,
    now: Timestamp,
) -> Result<Vec<String>, StoreError> {
    record(tx, oneself(id), &Deed::to(Act::CodesRenewed, id), now)?;
    new_codes(tx, secret, id)
}

/// Checks a code from the app or a recovery code, and marks it as used in the same transaction, so that it works once.
pub(crate) fn check(
    tx: &Tx<'_>,
    secret: &Secret,
    session: &Session,
    typed: &str,
    now: Timestamp,
) -> Result<Checked, StoreError> {
    let id = session.account;
    let right = match Typed::read(typed) {
        Some(Typed::App(code)) => is_apps(tx, secret, id, code, now)?,
        Some(Typed::Recovery(code)) => {
            let used = factors::use_code(tx, id, recovery_digest(secret, id, &code))?;
            if used {
                record(tx, oneself(id), &Deed::to(Act::CodeUsed, id), now)?;
            }
            used
        }
        None => false,
    };
    if right {
        return confirmed(tx, session, now);
    }
    if factors::count_try(tx, session.id)? >= TRIES {
        sessions::end(tx, id, session.id)?;
        let deed = Deed {
            counted: TRIES,
            ..Deed::to(Act::CodesWrong, id)
        };
        record(tx, oneself(id), &deed, now)?;
        return Ok(Checked::Ended);
    }
    Ok(Checked::Wrong)
}

/// Opens a session, or confirms one that is open already. An open session keeps its cookie, because the forms in the browser's other tabs are
/// bound to it.
fn confirmed(tx: &Tx<'_>, session: &Session, now: Timestamp) -> Result<Checked, StoreError> {
    if !session.is_open {
        let opened = open(tx, session, now)?;
        return Ok(opened.map_or(Checked::Ended, |token| Checked::Right(Some(token))));
    }
    let is_there = factors::confirm_session(tx, session.id, now.as_microsecond())?;
    Ok(if is_there { Checked::Right(None) } else { Checked::Ended })
}

fn is_apps(tx: &Tx<'_>, secret: &Secret, id: StaffId, code: u32, now: Timestamp) -> Result<bool, StoreError> {
    let Some(factor) = factors::factor(tx, id)? else {
        return Ok(false);
    };
    let key = AppKey::open(secret, id, &factor.sealed);
    let Some(step) = key.and_then(|key| key.step_of(code, now, factor.used)) else {
        return Ok(false);
    };
    factors::use_step(tx, id, step.stored())?;
    Ok(true)
}

/// Removes an account's factor and recovery codes, and ends its sessions, for someone who lost both.
pub fn reset(tx: &Tx<'_>, by: By, id: StaffId, now: Timestamp) -> Result<(), AccountError> {
    may_manage(tx, by)?;
    accounts::by_id(tx, id)?.ok_or(AccountError::Unknown)?;
    factors::put(tx, id, None, 0)?;
    factors::put_codes(tx, id, &[])?;
    sessions::end_others(tx, id, SessionId::NONE)?;
    record(tx, by, &Deed::to(Act::FactorReset, id), now)?;
    Ok(())
}
