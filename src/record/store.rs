//! The record in the database.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::{AnswerFile, Entry, EntryId, Kind, Outlook, Position, Way};
use crate::audit::StaffId;
use crate::store::{Read, Row, StoreError, Tx, params};

/// A row to be added.
pub(super) struct NewRow<'a> {
    pub(super) letter: &'a str,
    pub(super) office: &'a str,
    pub(super) name: &'a str,
    pub(super) kind: Kind,
    pub(super) way: Option<Way>,
    pub(super) on: Date,
    pub(super) note: &'a str,
    pub(super) file: Option<&'a AnswerFile>,
    pub(super) by: Option<StaffId>,
    pub(super) now: Timestamp,
}

/// Adds an entry.
pub(super) fn add(tx: &Tx<'_>, row: &NewRow<'_>) -> Result<EntryId, StoreError> {
    let added = tx.one(
        "INSERT INTO office_record (letter, office, office_name, kind, way, happened_on, note, file_name, file, entered_at, entered_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) RETURNING id",
        params![
            row.letter,
            row.office,
            row.name,
            row.kind.as_str(),
            row.way.map(Way::as_str),
            row.on.to_string(),
            row.note,
            row.file.map(|it| it.name.as_str()),
            row.file.map(|it| it.bytes.as_slice()),
            row.now.as_microsecond(),
            row.by
        ],
        |row| row.get("id"),
    )?;
    added.ok_or(StoreError::Closed)
}

/// Returns the record of a letter, office by office, newest day first; of one office, if one is named.
pub fn entries(db: &Read<'_>, letter: &str, office: Option<&str>) -> Result<Vec<Entry>, StoreError> {
    let sql = "SELECT id, office, office_name, kind, way, happened_on, note, file_name, entered_at, entered_by FROM office_record
       WHERE letter = ?1 AND office = COALESCE(?2, office) ORDER BY office, happened_on DESC, id DESC";
    db.all(sql, params![letter, office], entry)
}

fn entry(row: &Row<'_>) -> Result<Entry, StoreError> {
    Ok(Entry {
        id: row.get("id")?,
        office: row.get("office")?,
        name: row.get("office_name")?,
        kind: row.word("kind")?,
        way: row.word_if_any("way")?,
        on: row.parse("happened_on", str::parse)?,
        note: row.get("note")?,
        file: row.get("file_name")?,
        entered_at: row.get("entered_at")?,
        entered_by: row.get("entered_by")?,
    })
}

/// Returns whether an office has an entry of a kind.
pub(super) fn has(db: &Read<'_>, letter: &str, office: &str, kind: Kind) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS one FROM office_record WHERE letter = ?1 AND office = ?2 AND kind = ?3 LIMIT 1";
    Ok(db
        .one(sql, params![letter, office, kind.as_str()], |_| Ok(()))?
        .is_some())
}

/// Returns the file of an entry about an office.
pub fn file(db: &Read<'_>, (letter, office): (&str, &str), id: EntryId) -> Result<Option<AnswerFile>, StoreError> {
    let sql =
        "SELECT file_name, file FROM office_record WHERE letter = ?1 AND office = ?2 AND id = ?3 AND file IS NOT NULL";
    db.one(sql, params![letter, office, id], |row| {
        Ok(AnswerFile {
            name: row.get("file_name")?,
            bytes: row.get("file")?,
        })
    })
}

/// Removes an entry of a letter; returns which office it was about, and its kind.
pub(super) fn remove(tx: &Tx<'_>, letter: &str, id: EntryId) -> Result<Option<(String, Kind)>, StoreError> {
    let sql = "DELETE FROM office_record WHERE letter = ?1 AND id = ?2 RETURNING office, kind";
    tx.one(sql, params![letter, id], |row| {
        Ok((row.get("office")?, row.word("kind")?))
    })
}

/// Returns what staff know of the offices of a letter, by office.
pub fn outlooks(db: &Read<'_>, letter: &str) -> Result<BTreeMap<String, Outlook>, StoreError> {
    let sql = "SELECT office, office_name, position, follow_up_on, follow_up_note FROM office_outlooks WHERE letter = ?1 ORDER BY office";
    let found = db.all(sql, params![letter], |row| {
        let follow_up_on = row.get::<Option<String>>("follow_up_on")?;
        let outlook = Outlook {
            name: row.get("office_name")?,
            position: row.word_if_any("position")?,
            // Only days are written.
            follow_up_on: follow_up_on.and_then(|it| it.parse().ok()),
            follow_up_note: row.get("follow_up_note")?,
        };
        Ok((row.get("office")?, outlook))
    })?;
    Ok(found.into_iter().collect())
}

/// Writes a Member's position; `None`: it is not known.
pub fn set_position(
    tx: &Tx<'_>,
    letter: &str,
    (office, name): (&str, &str),
    position: Option<Position>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO office_outlooks (letter, office, office_name, position, follow_up_note) VALUES (?1, ?2, ?3, ?4, '')
         ON CONFLICT (letter, office) DO UPDATE SET office_name = excluded.office_name, position = excluded.position",
        params![letter, office, name, position.map(Position::as_str)],
    )?;
    Ok(())
}

/// Writes when staff want to follow up with an office; `None`: not any more.
pub fn set_follow_up(
    tx: &Tx<'_>,
    letter: &str,
    (office, name): (&str, &str),
    follow_up: Option<(Date, &str)>,
) -> Result<(), StoreError> {
    let (on, note) = (
        follow_up.map(|(on, _)| on.to_string()),
        follow_up.map_or("", |(_, note)| note),
    );
    tx.execute(
        "INSERT INTO office_outlooks (letter, office, office_name, follow_up_on, follow_up_note) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (letter, office) DO UPDATE SET office_name = excluded.office_name, follow_up_on = excluded.follow_up_on,
           follow_up_note = excluded.follow_up_note",
        params![letter, office, name, on, note],
    )?;
    Ok(())
}
