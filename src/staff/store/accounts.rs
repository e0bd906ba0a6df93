//! Accounts in the database.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::audit::StaffId;
use crate::email::EmailAddress;
use crate::staff::password::Hashed;
use crate::staff::role::{Letters, Role};
use crate::store::{Read, Row, StoreError, Tx, params};

/// The kind of thing that the tombstone of an account names.
pub(super) const BURIED: &str = "staff account";

/// An account of the staff area.
#[derive(Clone)]
pub struct Account {
    /// Its number.
    pub id: StaffId,
    /// The address that its owner signs in with, in lower case.
    pub email: String,
    /// The role.
    pub role: Role,
    /// The letters that it has access to.
    pub letters: Letters,
    /// The language tag of its pages, once someone chose it.
    pub lang: Option<String>,
    /// Whether its password is set, so that it can sign in.
    pub is_ready: bool,
    /// Whether it has an authenticator app.
    pub has_factor: bool,
    /// When its owner last signed in, in microseconds.
    pub signed_in_at: Option<i64>,
}

impl std::fmt::Debug for Account {
    /// Omits the address.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Account({}, {})", self.id, self.role)
    }
}

/// Returns an address in lowercase, as accounts store it: people type their own address in different cases.
pub(crate) fn folded(email: &EmailAddress) -> String {
    email.as_str().to_lowercase()
}

fn account(row: &Row<'_>) -> Result<Account, StoreError> {
    let letters = if row.get("every_letter")? {
        Letters::Every
    } else {
        Letters::Named(BTreeSet::new())
    };
    Ok(Account {
        id: row.get("id")?,
        email: row.get("email")?,
        role: row.word("role")?,
        letters,
        lang: row.get("lang")?,
        is_ready: row.get("is_ready")?,
        has_factor: row.get("has_factor")?,
        signed_in_at: row.get("signed_in_at")?,
    })
}

/// Fills in the letters that an account is limited to.
fn with_letters(db: &Read<'_>, mut account: Account) -> Result<Account, StoreError> {
    if let Letters::Named(slugs) = &mut account.letters {
        let sql = "SELECT letter FROM staff_letters WHERE account = ?1 ORDER BY letter";
        slugs.extend(db.all(sql, params![account.id], |row| row.get::<String>("letter"))?);
    }
    Ok(account)
}

/// Returns the account with this number.
pub fn by_id(db: &Read<'_>, id: StaffId) -> Result<Option<Account>, StoreError> {
    let sql = "SELECT id, email, role, every_letter, lang, password IS NOT NULL AS is_ready,
         factor IS NOT NULL AS has_factor, signed_in_at
       FROM staff_accounts WHERE id = ?1";
    let found = db.one(sql, params![id], account)?;
    found.map(|it| with_letters(db, it)).transpose()
}

/// Returns whether an account exists and may change a letter.
pub fn may_edit(db: &Read<'_>, id: StaffId, letter: &str) -> Result<bool, StoreError> {
    let account = by_id(db, id)?;
    Ok(account.is_some_and(|it| it.role.may_edit() && it.letters.include(letter)))
}

/// Returns the account with this address.
pub fn by_email(db: &Read<'_>, email: &EmailAddress) -> Result<Option<Account>, StoreError> {
    let sql = "SELECT id, email, role, every_letter, lang, password IS NOT NULL AS is_ready,
         factor IS NOT NULL AS has_factor, signed_in_at
       FROM staff_accounts WHERE email = ?1";
    let found = db.one(sql, params![folded(email)], account)?;
    found.map(|it| with_letters(db, it)).transpose()
}

/// Returns all accounts, by address.
pub fn all(db: &Read<'_>) -> Result<Vec<Account>, StoreError> {
    let sql = "SELECT id, email, role, every_letter, lang, password IS NOT NULL AS is_ready,
         factor IS NOT NULL AS has_factor, signed_in_at
       FROM staff_accounts ORDER BY email";
    let found = db.all(sql, [], account)?;
    found.into_iter().map(|it| with_letters(db, it)).collect()
}

/// Creates an account without a password; `None` if the address already has an account.
pub fn insert(
    tx: &Tx<'_>,
    email: &EmailAddress,
    (role, letters): (Role, &Letters),
    now: Timestamp,
) -> Result<Option<StaffId>, StoreError> {
    let sql = "INSERT INTO staff_accounts (email, role, every_letter, created_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (email) DO NOTHING";
    let every = *letters == Letters::Every;
    let values = params![folded(email), role.as_str(), every, now.as_microsecond()];
    let Some(id) = tx.insert(sql, values)? else {
        return Ok(None);
    };
    name_letters(tx, id, letters)?;
    Ok(Some(id))
}

fn name_letters(tx: &Tx<'_>, id: StaffId, letters: &Letters) -> Result<(), StoreError> {
    tx.execute("DELETE FROM staff_letters WHERE account = ?1", params![id])?;
    if let Letters::Named(slugs) = letters {
        for slug in slugs {
            let sql = "INSERT INTO staff_letters (account, letter) VALUES (?1, ?2)";
            tx.execute(sql, params![id, slug])?;
        }
    }
    Ok(())
}

/// Changes what an account may do.
pub fn set_role(tx: &Tx<'_>, id: StaffId, role: Role, letters: &Letters) -> Result<(), StoreError> {
    let every = *letters == Letters::Every;
    let sql = "UPDATE staff_accounts SET role = ?2, every_letter = ?3 WHERE id = ?1";
    tx.execute(sql, params![id, role.as_str(), every])?;
    name_letters(tx, id, letters)
}

/// Sets the password.
pub fn set_password(tx: &Tx<'_>, id: StaffId, password: &Hashed) -> Result<(), StoreError> {
    let sql = "UPDATE staff_accounts SET password = ?2 WHERE id = ?1";
    tx.execute(sql, params![id, password.0])?;
    Ok(())
}

/// Returns the hashed password of an account, if it is set.
pub fn password(db: &Read<'_>, email: &str) -> Result<Option<(StaffId, Hashed)>, StoreError> {
    let sql = "SELECT id, password FROM staff_accounts WHERE email = ?1 AND password IS NOT NULL";
    db.one(sql, params![email], |row| {
        Ok((row.get("id")?, Hashed(row.get("password")?)))
    })
}

/// Returns whether this is still the hashed password of an account.
pub fn has_password(db: &Read<'_>, id: StaffId, password: &Hashed) -> Result<bool, StoreError> {
    let sql = "SELECT id FROM staff_accounts WHERE id = ?1 AND password = ?2";
    let found = db.one(sql, params![id, password.0], |row| row.get::<StaffId>("id"))?;
    Ok(found.is_some())
}

/// Sets the language of an account's pages.
pub fn set_lang(tx: &Tx<'_>, id: StaffId, lang: &str) -> Result<(), StoreError> {
    tx.execute("UPDATE staff_accounts SET lang = ?2 WHERE id = ?1", params![id, lang])?;
    Ok(())
}

/// Records that its owner signed in.
pub fn note_sign_in(tx: &Tx<'_>, id: StaffId, now: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE staff_accounts SET signed_in_at = ?2 WHERE id = ?1";
    tx.execute(sql, params![id, now.as_microsecond()])?;
    Ok(())
}

/// Deletes an account with its links and sessions. It stays deleted when an earlier backup is restored.
pub fn delete(tx: &Tx<'_>, id: StaffId) -> Result<(), StoreError> {
    tx.execute("DELETE FROM staff_accounts WHERE id = ?1", params![id])?;
    tx.bury(BURIED, id.number())
}

/// Returns how many owners can sign in, not counting one account.
pub fn owners_besides(db: &Read<'_>, id: StaffId) -> Result<u32, StoreError> {
    let sql = "SELECT COUNT(*) AS n FROM staff_accounts WHERE role = 'owner' AND password IS NOT NULL AND id <> ?1";
    Ok(db.one(sql, params![id], |row| row.get("n"))?.unwrap_or(0))
}
