//! Flags for staff, stored as words separated by commas. A flagged signature counts; staff see the flag in `review list`.

use crate::signatures::ids::SignatureId;
use crate::store::{Read, StoreError, Tx, params};

/// The contact wrote from a provider of free mailboxes.
pub const FREE_MAIL: &str = "free-mail";
/// The contact wrote from another domain than the website's.
pub(crate) const UNVERIFIED: &str = "unverified";
/// The address is a role's, such as `info@`.
pub(crate) const ROLE: &str = "role";
/// The address is from a provider of disposable mailboxes.
pub(crate) const DISPOSABLE: &str = "disposable";

/// The contact asks for another legal name or website: `review organization` shows it, `review correction` decides.
pub(crate) const CORRECTION: &str = "correction";
/// The contact entered names in other languages.
pub(crate) const OTHER_NAMES: &str = "other-names";

/// A new contact took over, with an address outside the organization's own domain.
pub(crate) const NEW_CONTACT: &str = "new-contact";

/// The address was confirmed instantly, probably by a program.
pub(crate) const HURRIED: &str = "hurried";

/// Another organization of the same name asks to be counted, and is known as well or better: `review list` shows both.
pub(crate) const RIVAL: &str = "rival";

/// A person who decides for the organization said that it did not sign, while others approved or still decide.
pub(crate) const DISPUTED: &str = "disputed";

/// The contact of a signature that was removed from the letter signed again.
pub(crate) const ASKED_AGAIN: &str = "asked-again";

/// Another contact had taken over after the backup that was restored, and nobody knows who: nothing is sent to the one in the backup.
pub(crate) const CONTACT_LOST: &str = "contact-lost";

/// The organization's listed name was changed after the backup that was restored, and nobody knows to what.
pub(crate) const RENAMED: &str = "renamed";

/// Staff approved the same signature before its contact withdrew it; those who decide are asked anew.
pub(crate) const APPROVED_BEFORE: &str = "approved-before";

/// All of them.
pub const ALL: [&str; 14] = [
    FREE_MAIL,
    UNVERIFIED,
    ROLE,
    DISPOSABLE,
    CORRECTION,
    OTHER_NAMES,
    NEW_CONTACT,
    HURRIED,
    RIVAL,
    DISPUTED,
    ASKED_AGAIN,
    CONTACT_LOST,
    RENAMED,
    APPROVED_BEFORE,
];

/// Flags that mean nothing once staff have verified who signed.
pub(crate) const ANSWERED_BY_EVIDENCE: &[&str] = &[
    FREE_MAIL,
    UNVERIFIED,
    ROLE,
    DISPOSABLE,
    OTHER_NAMES,
    NEW_CONTACT,
    HURRIED,
    RIVAL,
];

/// Flags a signature; flagging it twice changes nothing.
pub fn flag(tx: &Tx<'_>, id: SignatureId, word: &str) -> Result<(), StoreError> {
    let sql = "UPDATE signatures SET flags = CASE flags WHEN '' THEN ?2 ELSE flags || ',' || ?2 END
       WHERE id = ?1 AND ',' || flags || ',' NOT LIKE '%,' || ?2 || ',%'";
    tx.execute(sql, params![id, word])?;
    Ok(())
}

/// Returns whether a signature has a flag.
pub(crate) fn has(db: &Read<'_>, id: SignatureId, word: &str) -> Result<bool, StoreError> {
    let sql = "SELECT flags FROM signatures WHERE id = ?1";
    let flags: Option<String> = db.one(sql, params![id], |row| row.get("flags"))?;
    Ok(flags.is_some_and(|flags| are_with(&flags, word)))
}

/// Returns whether a word is among flags as they are stored.
pub(crate) fn are_with(flags: &str, word: &str) -> bool {
    flags.split(',').any(|flag| flag == word)
}

pub(crate) fn lower(tx: &Tx<'_>, id: SignatureId, word: &str) -> Result<(), StoreError> {
    let sql = "UPDATE signatures SET flags = trim(replace(',' || flags || ',', ',' || ?2 || ',', ','), ',')
       WHERE id = ?1 AND ',' || flags || ',' LIKE '%,' || ?2 || ',%'";
    tx.execute(sql, params![id, word])?;
    Ok(())
}
