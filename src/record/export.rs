//! The record of a letter as one row for each office: for a spreadsheet, or for programs.

use std::collections::BTreeMap;

use serde::Serialize;

use super::store::{entries, outlooks};
use super::{Entry, Outlook, Position};
use crate::delivery::store::progress;
use crate::store::{Read, StoreError};
use crate::tables::{BOM, harmless};

/// What is known of one office.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OfficeRecord {
    /// The office's key.
    pub office: String,
    /// The display name.
    pub name: String,
    /// The state of the delivery of the newest revision that went to it; empty if none did.
    pub delivery: String,
    /// The day on which it answered, if it did.
    pub answered_on: Option<String>,
    /// The position.
    pub position: Option<Position>,
    /// When staff want to follow up.
    pub follow_up_on: Option<String>,
    /// What about.
    pub follow_up_note: String,
    /// What happened, newest day first.
    pub entries: Vec<Entry>,
}

/// Returns what is known of every office to which a letter went, or of which something was entered, by name.
pub fn all(db: &Read<'_>, letter: &str) -> Result<Vec<OfficeRecord>, StoreError> {
    let mut found: BTreeMap<String, OfficeRecord> = BTreeMap::new();
    // A supplement says nothing of the letter itself.
    for mail in progress(db, letter)?
        .into_iter()
        .filter(|mail| mail.decides && mail.supplement == 0)
    {
        let one = found.entry(mail.office).or_default();
        one.name = mail.name;
        mail.office_state.as_str().clone_into(&mut one.delivery);
        one.answered_on = mail.answered_on;
    }
    for (office, outlook) in outlooks(db, letter)? {
        let Outlook {
            name,
            position,
            follow_up_on,
            follow_up_note,
        } = outlook;
        let one = found.entry(office).or_default();
        one.position = position;
        one.follow_up_on = follow_up_on.map(|it| it.to_string());
        one.follow_up_note = follow_up_note;
        if one.name.is_empty() {
            one.name = name;
        }
    }
    for entry in entries(db, letter, None)? {
        let one = found.entry(entry.office.clone()).or_default();
        if one.name.is_empty() {
            one.name.clone_from(&entry.name);
        }
        one.entries.push(entry);
    }
    let mut all: Vec<OfficeRecord> = found
        .into_iter()
        .map(|(office, record)| OfficeRecord { office, ..record })
        .collect();
    all.sort_by(|a, b| (&a.name, &a.office).cmp(&(&b.name, &b.office)));
    Ok(all)
}

const HEADINGS: [&str; 12] = [
    "office",
    "name",
    "delivery",
    "answered_on",
    "position",
    "follow_up_on",
    "follow_up_note",
    "happened_on",
    "what",
    "how",
    "note",
    "file",
];

/// Writes a row for each entry, and one for each office without any.
pub fn csv(records: &[OfficeRecord]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(BOM.to_vec());
    writer.write_record(HEADINGS)?;
    for record in records {
        let own = [
            record.office.clone(),
            record.name.clone(),
            record.delivery.clone(),
            record.answered_on.clone().unwrap_or_default(),
            record.position.map_or("", Position::as_str).to_owned(),
            record.follow_up_on.clone().unwrap_or_default(),
            record.follow_up_note.clone(),
        ];
        let entries = record.entries.iter().map(|entry| {
            [
                entry.on.to_string(),
                entry.kind.as_str().to_owned(),
                entry.way.map_or("", super::Way::as_str).to_owned(),
                entry.note.clone(),
                entry.file.clone().unwrap_or_default(),
            ]
        });
        let mut entries: Vec<[String; 5]> = entries.collect();
        if entries.is_empty() {
            entries.push(std::array::from_fn(|_| String::new()));
        }
        for entry in entries {
            writer.write_record(own.iter().cloned().chain(entry).map(harmless))?;
        }
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{EntryId, Kind, Way};

    #[test]
    fn each_entry_is_a_row_and_formulas_are_data() {
        let entry = Entry {
            id: EntryId::new(1),
            office: "member:X000001".to_owned(),
            name: "Inés Ortega (CA-21)".to_owned(),
            kind: Kind::Met,
            way: Some(Way::InPerson),
            on: "2026-12-02".parse().expect("a day"),
            note: "=1+1".to_owned(),
            file: None,
            entered_at: 0,
            entered_by: None,
        };
        let one = OfficeRecord {
            office: entry.office.clone(),
            name: entry.name.clone(),
            position: Some(Position::Undecided),
            entries: vec![entry],
            ..OfficeRecord::default()
        };
        let other = OfficeRecord {
            office: "recipient:labor".to_owned(),
            ..OfficeRecord::default()
        };
        let csv = String::from_utf8(csv(&[one, other]).expect("a table")).expect("text");
        insta::assert_snapshot!(csv.trim_start_matches('\u{feff}'), @r"
        office,name,delivery,answered_on,position,follow_up_on,follow_up_note,happened_on,what,how,note,file
        member:X000001,Inés Ortega (CA-21),,,undecided,,,2026-12-02,met,in-person,'=1+1,
        recipient:labor,,,,,,,,,,,
        ");
    }
}
