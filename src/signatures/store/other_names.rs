//! An organization's names in other languages.

use std::collections::BTreeMap;

use crate::locale::{Lang, order};
use crate::signatures::identity;
use crate::signatures::ids::SignatureId;
use crate::store::{Read, StoreError, Tx, params};

/// Returns the names of a signature's organization, by language.
pub(crate) fn of(db: &Read<'_>, id: SignatureId) -> Result<BTreeMap<String, String>, StoreError> {
    let sql = "SELECT lang, name FROM other_names WHERE signature = ?1";
    let found = db.all(sql, params![id], |row| Ok((row.get("lang")?, row.get("name")?)))?;
    Ok(found.into_iter().collect())
}

/// Replaces all names; returns whether anything changed.
pub(crate) fn put(tx: &Tx<'_>, id: SignatureId, names: &[(Lang, String)]) -> Result<bool, StoreError> {
    let wanted: BTreeMap<String, String> = names
        .iter()
        .map(|(lang, name)| (lang.to_string(), name.clone()))
        .collect();
    if of(tx, id)? == wanted {
        return Ok(false);
    }
    tx.execute("DELETE FROM other_names WHERE signature = ?1", params![id])?;
    for (lang, name) in wanted {
        let sql = "INSERT INTO other_names (signature, lang, name, sort_name, key) VALUES (?1, ?2, ?3, ?4, ?5)";
        let key = identity::organization(&name);
        tx.execute(sql, params![id, lang, name, order::organization_key(&name), key])?;
    }
    Ok(true)
}

/// Copies the names to another letter's signature of the same organization.
pub(crate) fn copy(tx: &Tx<'_>, from: SignatureId, to: SignatureId) -> Result<(), StoreError> {
    let sql = "INSERT INTO other_names (signature, lang, name, sort_name, key)
       SELECT ?2, lang, name, sort_name, key FROM other_names WHERE signature = ?1
       ON CONFLICT (signature, lang) DO UPDATE SET name = excluded.name, sort_name = excluded.sort_name, key = excluded.key";
    tx.execute(sql, params![from, to])?;
    Ok(())
}
