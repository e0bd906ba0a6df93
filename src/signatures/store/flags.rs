//! Marks for staff: words with commas between. A marked signature counts; staff see the mark in `review list`.

use crate::store::{StoreError, Tx, params};

/// Its contact wrote from where everyone may have a mailbox.
pub const FREE_MAIL: &str = "free-mail";
/// Its contact wrote from a domain that is not its website's.
pub(crate) const UNVERIFIED: &str = "unverified";
/// The address is a role's, such as `info@`.
pub(crate) const ROLE: &str = "role";
/// The address is of a provider of throw-away mailboxes.
pub(crate) const DISPOSABLE: &str = "disposable";

/// Its contact asks for another legal name or website: `review organization` shows it, `review correction` decides.
pub(crate) const CORRECTION: &str = "correction";
/// Its contact gave it names in other languages.
pub(crate) const OTHER_NAMES: &str = "other-names";

/// Another contact took over, from an address that is not at the organization's own domain.
pub(crate) const NEW_CONTACT: &str = "new-contact";

/// The address confirmed at once, by what looks like a program.
pub(crate) const HURRIED: &str = "hurried";

/// Another organization of its name asks to be counted, and is known as well or better: `review list` shows both.
pub(crate) const RIVAL: &str = "rival";

/// Marks that say nothing any more once staff have seen who signed.
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

/// Marks a signature; a second time changes nothing.
pub fn flag(tx: &Tx<'_>, id: i64, word: &str) -> Result<(), StoreError> {
    let sql = "UPDATE signatures SET flags = CASE flags WHEN '' THEN ?2 ELSE flags || ',' || ?2 END
       WHERE id = ?1 AND ',' || flags || ',' NOT LIKE '%,' || ?2 || ',%'";
    tx.execute(sql, params![id, word])?;
    Ok(())
}

pub(crate) fn lower(tx: &Tx<'_>, id: i64, word: &str) -> Result<(), StoreError> {
    let sql = "UPDATE signatures SET flags = trim(replace(',' || flags || ',', ',' || ?2 || ',', ','), ',')
       WHERE id = ?1 AND ',' || flags || ',' LIKE '%,' || ?2 || ',%'";
    tx.execute(sql, params![id, word])?;
    Ok(())
}
