//! The changes that commands and pages make to accounts. Each function adds its entry to the audit log, in the same transaction.

use jiff::{SignedDuration, Timestamp};

use super::password::Hashed;
use super::role::{Letters, Role};
use super::session::SessionId;
use super::store::accounts::Account;
use super::store::{accounts, links, sessions};
use super::token::{Token, TokenDigest};
use crate::audit::store::record;
use crate::audit::{Act, By, Deed, StaffId, Via};
use crate::email::EmailAddress;
use crate::store::{StoreError, Tx};

/// How long a link to set a password works.
pub const LINK_VALID: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The address already has an account.
    #[error("this address has an account")]
    Exists,
    /// No account has this number, or it was removed.
    #[error("no such account")]
    Unknown,
    /// Without this owner, no one could manage accounts.
    #[error("this is the last owner")]
    LastOwner,
    /// An owner manages every account, and so every letter.
    #[error("an owner is for every letter")]
    OwnerOfSome,
    /// The account that asks is not an owner's, or not any more.
    #[error("only an owner manages accounts")]
    NotOwner,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Refuses what a browser asks for unless its account is an owner's. It may have lost the role, or have been removed, after the guard let the
/// request in.
pub(crate) fn may_manage(tx: &Tx<'_>, by: By) -> Result<(), AccountError> {
    let account = match by {
        By {
            via: Via::CommandLine, ..
        } => return Ok(()),
        By { account, .. } => account.map(|id| accounts::by_id(tx, id)).transpose()?.flatten(),
    };
    match account {
        Some(account) if account.role == Role::Owner => Ok(()),
        _ => Err(AccountError::NotOwner),
    }
}

fn fitting(role: Role, letters: &Letters) -> Result<(), AccountError> {
    if role == Role::Owner && *letters != Letters::Every {
        return Err(AccountError::OwnerOfSome);
    }
    Ok(())
}

/// Creates an account. Returns it with the token of the link to set its password.
pub fn add(
    tx: &Tx<'_>,
    by: By,
    email: &EmailAddress,
    (role, letters): (Role, &Letters),
    now: Timestamp,
) -> Result<(StaffId, Token), AccountError> {
    may_manage(tx, by)?;
    fitting(role, letters)?;
    let id = accounts::insert(tx, email, (role, letters), now)?.ok_or(AccountError::Exists)?;
    record(tx, by, &Deed::to(Act::StaffAdded, id), now)?;
    Ok((id, new_link(tx, id, now)?))
}

fn new_link(tx: &Tx<'_>, id: StaffId, now: Timestamp) -> Result<Token, StoreError> {
    let token = Token::random();
    links::put(tx, id, token.digest(), now + LINK_VALID)?;
    Ok(token)
}

/// Creates a new link to set an account's password, and revokes earlier ones. The current password works until the link is used.
pub fn link(tx: &Tx<'_>, by: By, id: StaffId, now: Timestamp) -> Result<Token, AccountError> {
    may_manage(tx, by)?;
    known(tx, id)?;
    record(tx, by, &Deed::to(Act::StaffLinked, id), now)?;
    Ok(new_link(tx, id, now)?)
}

fn known(tx: &Tx<'_>, id: StaffId) -> Result<Account, AccountError> {
    accounts::by_id(tx, id)?.ok_or(AccountError::Unknown)
}

/// Changes the role and the letters of an account. Its open sessions have the new permissions right away.
pub fn change(
    tx: &Tx<'_>,
    by: By,
    id: StaffId,
    (role, letters): (Role, &Letters),
    now: Timestamp,
) -> Result<(), AccountError> {
    may_manage(tx, by)?;
    let account = known(tx, id)?;
    fitting(role, letters)?;
    if role != Role::Owner {
        leaves_an_owner(tx, &account)?;
    }
    accounts::set_role(tx, id, role, letters)?;
    record(tx, by, &Deed::to(Act::StaffChanged, id), now)?;
    Ok(())
}

/// Removes an account, with its sessions.
pub fn remove(tx: &Tx<'_>, by: By, id: StaffId, now: Timestamp) -> Result<(), AccountError> {
    may_manage(tx, by)?;
    leaves_an_owner(tx, &known(tx, id)?)?;
    accounts::delete(tx, id)?;
    record(tx, by, &Deed::to(Act::StaffRemoved, id), now)?;
    Ok(())
}

/// Returns an error if this account is the last owner who can sign in.
fn leaves_an_owner(tx: &Tx<'_>, account: &Account) -> Result<(), AccountError> {
    let is_owner = account.role == Role::Owner && account.is_ready;
    if is_owner && accounts::owners_besides(tx, account.id)? == 0 {
        return Err(AccountError::LastOwner);
    }
    Ok(())
}

/// Returns the actor for what someone does with their own account in a browser.
pub fn oneself(id: StaffId) -> By {
    By {
        account: Some(id),
        via: Via::Browser,
    }
}

/// Sets the password of the account that a link belongs to, and ends the link and the account's sessions. Returns the account; `None` if
/// the link is unknown, used or expired.
pub fn set_password(
    tx: &Tx<'_>,
    link: TokenDigest,
    password: &Hashed,
    now: Timestamp,
) -> Result<Option<StaffId>, StoreError> {
    let Some(id) = links::account(tx, link, now)? else {
        return Ok(None);
    };
    links::delete(tx, id)?;
    accounts::set_password(tx, id, password)?;
    sessions::end_others(tx, id, SessionId::NONE)?;
    record(tx, oneself(id), &Deed::to(Act::PasswordSet, id), now)?;
    Ok(Some(id))
}

/// Begins a session like [`sign_in`], for someone who typed this password. Returns `None` if the account's password was changed while the typed
/// one was being checked.
pub fn sign_in_with(
    tx: &Tx<'_>,
    id: StaffId,
    password: &Hashed,
    browser: &str,
    now: Timestamp,
) -> Result<Option<Token>, StoreError> {
    if !accounts::has_password(tx, id, password)? {
        return Ok(None);
    }
    sign_in(tx, id, browser, now).map(Some)
}

/// Begins a session for the account with an address that a trusted proxy names. It is open: what else someone has to prove is the proxy's
/// business. Returns `None` if no account has the address; none is created.
pub fn sign_in_by_proxy(
    tx: &Tx<'_>,
    email: &EmailAddress,
    browser: &str,
    now: Timestamp,
) -> Result<Option<Token>, StoreError> {
    let Some(account) = accounts::by_email(tx, email)? else {
        return Ok(None);
    };
    let token = Token::random();
    sessions::begin(tx, (account.id, browser), (token.digest(), true), now)?;
    sessions::mark_by_proxy(tx, token.digest())?;
    accounts::note_sign_in(tx, account.id, now)?;
    record(tx, oneself(account.id), &Deed::to(Act::SignedIn, account.id), now)?;
    Ok(Some(token))
}

/// Begins a session after the password, and returns the token of its cookie. The session is open unless a code is still required.
pub fn sign_in(tx: &Tx<'_>, id: StaffId, browser: &str, now: Timestamp) -> Result<Token, StoreError> {
    let token = Token::random();
    let needs_code = accounts::by_id(tx, id)?.is_none_or(|it| it.has_factor || it.role.needs_factor());
    sessions::begin(tx, (id, browser), (token.digest(), !needs_code), now)?;
    if !needs_code {
        accounts::note_sign_in(tx, id, now)?;
        record(tx, oneself(id), &Deed::to(Act::SignedIn, id), now)?;
    }
    Ok(token)
}

/// Ends sessions of an account: one, or all but the current one. Returns how many.
pub fn end_sessions(tx: &Tx<'_>, by: By, of: StaffId, which: Ended, now: Timestamp) -> Result<usize, StoreError> {
    let ended = match which {
        Ended::One(id) => usize::from(sessions::end(tx, of, id)?),
        Ended::AllBut(kept) => sessions::end_others(tx, of, kept)?,
    };
    if ended > 0 {
        let deed = Deed {
            counted: u32::try_from(ended).unwrap_or(u32::MAX),
            ..Deed::to(Act::SessionsEnded, of)
        };
        record(tx, by, &deed, now)?;
    }
    Ok(ended)
}

/// Which sessions to end.
#[derive(Clone, Copy, Debug)]
pub enum Ended {
    /// This one.
    One(SessionId),
    /// All but this one; [`SessionId::NONE`]: all.
    AllBut(SessionId),
}
