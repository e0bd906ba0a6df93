//! Records which offices answered a letter, and takes it back.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::answers::first_day;
use super::progress::progress;
use crate::delivery::day::DayError;
use crate::store::{Read, Signal, StoreError, Tx, params};

/// Why an answer can't be recorded, or taken back.
#[derive(Debug, thiserror::Error)]
pub enum NotAnswered {
    /// Nothing of the letter was ever sent to this office, or delivered by other means.
    #[error("the letter was never delivered to {0}")]
    Unknown(String),
    /// There is a mail to this office, but it did not arrive, or nobody knows.
    #[error("the letter has not been delivered to {0}")]
    NotDelivered(String),
    /// The office received the letter after that day.
    #[error("{office} received the letter on {delivered}")]
    BeforeDelivery {
        /// The office's key.
        office: String,
        /// The day on which it received the letter.
        delivered: Date,
    },
    /// There is no answer of this office to take back.
    #[error("no answer from {0} is recorded")]
    NoAnswer(String),
    /// Nothing can have happened on that day.
    #[error(transparent)]
    Day(#[from] DayError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Records that these offices answered a letter on a day, in place of what was recorded before; returns the offices' names. The day is one
/// in `zone`.
pub fn answer(
    tx: &Tx<'_>,
    letter: &str,
    offices: &[String],
    (on, zone): (Date, &TimeZone),
) -> Result<Vec<String>, NotAnswered> {
    let names = names(tx, letter)?;
    let mut answered = Vec::new();
    for office in offices {
        let name = names.get(office).ok_or_else(|| NotAnswered::Unknown(office.clone()))?;
        let delivered =
            first_day(tx, letter, office, zone)?.ok_or_else(|| NotAnswered::NotDelivered(office.clone()))?;
        if on < delivered {
            return Err(NotAnswered::BeforeDelivery {
                office: office.clone(),
                delivered,
            });
        }
        tx.execute(
            "INSERT INTO answers (letter, office, answered_on) VALUES (?1, ?2, ?3)
             ON CONFLICT (letter, office) DO UPDATE SET answered_on = excluded.answered_on",
            params![letter, office, on.to_string()],
        )?;
        answered.push(name.clone());
    }
    tx.after_commit(Signal::LetterChanged(letter.to_owned()));
    Ok(answered)
}

/// Forgets that these offices answered, because it was a mistake; returns the offices' names.
pub fn take_back_answer(tx: &Tx<'_>, letter: &str, offices: &[String]) -> Result<Vec<String>, NotAnswered> {
    let mut names = names(tx, letter)?;
    let mut taken_back = Vec::new();
    for office in offices {
        let sql = "DELETE FROM answers WHERE letter = ?1 AND office = ?2";
        if tx.execute(sql, params![letter, office])? == 0 {
            return Err(NotAnswered::NoAnswer(office.clone()));
        }
        taken_back.push(names.remove(office).unwrap_or_else(|| office.clone()));
    }
    tx.after_commit(Signal::LetterChanged(letter.to_owned()));
    Ok(taken_back)
}

fn names(db: &Read<'_>, letter: &str) -> Result<BTreeMap<String, String>, StoreError> {
    let mails = progress(db, letter)?;
    Ok(mails.into_iter().map(|mail| (mail.office, mail.name)).collect())
}
