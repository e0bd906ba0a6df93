//! What staff set of letters' settings, and its history. No row is ever changed.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::audit::store::record;
use crate::audit::{Act, By, Deed, StaffId};
use crate::letters::overrides::{Setting, Value};
use crate::letters::set_here::{Count, Known};
use crate::store::{Read, Signal, StoreError, Tx, params};

/// The most rows of a letter's history that are shown.
const MOST: u32 = 200;

/// Returns how many settings were ever set.
pub(crate) fn count(db: &Read<'_>) -> Result<Count, StoreError> {
    // A number that goes up would hide a row of another node that is committed later than the next one's.
    let counted = db.one("SELECT COUNT(*) AS n FROM letter_settings", [], |row| row.get("n"))?;
    Ok(Count(counted.unwrap_or_default()))
}

/// Returns whether nothing was set for a letter since it was read. It is looked up once per transaction, however many signatures it has.
pub(crate) fn are_current(tx: &Tx<'_>, letter: &str, known: Known) -> Result<bool, StoreError> {
    if tx.once(count)? == known.all {
        return Ok(true);
    }
    Ok(of_letter(tx, letter)? == known.own)
}

/// Returns how many settings of a letter were ever set.
pub(crate) fn of_letter(db: &Read<'_>, letter: &str) -> Result<Count, StoreError> {
    let sql = "SELECT COUNT(*) AS n FROM letter_settings WHERE letter = ?1";
    let counted = db.one(sql, params![letter], |row| row.get("n"))?;
    Ok(Count(counted.unwrap_or_default()))
}

/// Returns what is set of a letter's settings.
pub fn read(db: &Read<'_>, letter: &str) -> Result<BTreeMap<Setting, Value>, StoreError> {
    let sql = "SELECT setting, value, said FROM letter_settings WHERE letter = ?1 ORDER BY id";
    let rows = db.all(sql, params![letter], |row| {
        let (setting, value): (String, Option<String>) = (row.get("setting")?, row.get("value")?);
        Ok((setting, value, row.get::<String>("said")?))
    })?;
    let mut set = BTreeMap::new();
    for (setting, value, said) in rows {
        let Ok(setting) = setting.parse() else { continue };
        match value.and_then(|value| Value::read(setting, &value, &said)) {
            Some(value) => drop(set.insert(setting, value)),
            None => drop(set.remove(&setting)),
        }
    }
    Ok(set)
}

/// A change of a setting, with its reason.
#[derive(Clone, Debug)]
pub struct Change {
    /// The setting.
    pub setting: Setting,
    /// What it is set to; `None`: the file's value holds again.
    pub value: Option<Value>,
    /// Why, for staff.
    pub why: String,
}

/// Sets a setting of a letter, or gives it back to the file.
pub fn set(tx: &Tx<'_>, by: By, letter: &str, change: &Change, now: Timestamp) -> Result<(), StoreError> {
    let (value, said) = change.value.as_ref().map(Value::stored).unzip();
    tx.execute(
        "INSERT INTO letter_settings (letter, setting, value, said, why, set_by, set_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            letter,
            change.setting.as_str(),
            value,
            said.unwrap_or_default(),
            change.why,
            by.account,
            now.as_microsecond()
        ],
    )?;
    tx.forget::<Count>();
    let act = match change.value {
        Some(_) => Act::SettingSet,
        None => Act::SettingUnset,
    };
    record(tx, by, &Deed::about(act, letter, 1), now)?;
    tx.after_commit(Signal::LetterChanged(letter.to_owned()));
    Ok(())
}

/// What was set once.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The setting.
    pub setting: Setting,
    /// What it was set to; `None`: it was given back to the file.
    pub value: Option<Value>,
    /// Why.
    pub why: String,
    /// The account that did it, perhaps one that was removed; `None`: a command that named none.
    pub set_by: Option<StaffId>,
    /// When, in microseconds.
    pub set_at: i64,
}

/// Returns what was set of a letter, the newest first.
pub fn history(db: &Read<'_>, letter: &str) -> Result<Vec<Entry>, StoreError> {
    let sql = "SELECT setting, value, said, why, set_by, set_at FROM letter_settings WHERE letter = ?1 ORDER BY id DESC LIMIT ?2";
    let rows = db.all(sql, params![letter, MOST], |row| {
        let setting: String = row.get("setting")?;
        let (value, said): (Option<String>, String) = (row.get("value")?, row.get("said")?);
        let Ok(setting) = setting.parse() else { return Ok(None) };
        Ok(Some(Entry {
            setting,
            value: value.and_then(|value| Value::read(setting, &value, &said)),
            why: row.get("why")?,
            set_by: row.get("set_by")?,
            set_at: row.get("set_at")?,
        }))
    })?;
    Ok(rows.into_iter().flatten().collect())
}

/// Returns the newest entry of each setting that is set now.
pub fn standing(history: &[Entry]) -> BTreeMap<Setting, &Entry> {
    let mut newest = BTreeMap::new();
    for entry in history {
        newest.entry(entry.setting).or_insert(entry);
    }
    newest.retain(|_, entry| entry.value.is_some());
    newest
}
