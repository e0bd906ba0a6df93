//! What staff say of deliveries whose mail did not arrive, and of offices that had none.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::progress::progress;
use super::{answers, by_hand};
use crate::delivery::day::DayError;
use crate::delivery::state::DeliveryState;
use crate::store::{Signal, StoreError, Tx, params};

/// Why a delivery can't be settled.
#[derive(Debug, thiserror::Error)]
pub enum NotSettled {
    /// The letter does not go to this office, and no mail to it was ever enqueued.
    #[error("the letter does not go to {0}")]
    Unknown(String),
    /// The mail arrived, or is under way.
    #[error("the email to {office} is {}", .state.as_str())]
    UnderWay {
        /// The office's key.
        office: String,
        /// The state of its delivery.
        state: DeliveryState,
    },
    /// An answer of the office is recorded, and would have come before the delivery, or without one.
    #[error("{office} answered on {on}")]
    Answered {
        /// The office's key.
        office: String,
        /// The day of the answer.
        on: Date,
    },
    /// Nothing can have happened on that day.
    #[error(transparent)]
    Day(#[from] DayError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The offices that a letter goes to now: the revision, and the display name of each by its key.
pub struct Addressed {
    /// The letter's revision.
    pub revision: u32,
    /// The offices' names.
    pub offices: BTreeMap<String, String>,
    /// The time zone of the letter's days.
    pub zone: TimeZone,
}

/// The revision and round of a mail that decides about its office, the state, and the office's name.
type Decisive = ((u32, u32), DeliveryState, String);

/// Records that staff delivered a letter to these offices by other means, or gave up; returns the offices' names. It concerns the newest
/// revision whose delivery is open; else the present one, if the letter goes to the office and it had no mail with it; else the newest one
/// that staff settled before.
pub fn settle(
    tx: &Tx<'_>,
    letter: &str,
    addressed: &Addressed,
    offices: &[String],
    (outcome, at): (DeliveryState, Timestamp),
) -> Result<Vec<String>, NotSettled> {
    let mut revisions: BTreeMap<String, Vec<Decisive>> = BTreeMap::new();
    for mail in progress(tx, letter)?.into_iter().filter(|mail| mail.decides) {
        let of_office = revisions.entry(mail.office).or_default();
        of_office.push(((mail.revision, mail.round), mail.office_state, mail.name));
    }
    let mut names = Vec::new();
    for office in offices {
        let of_office = revisions.get(office).map_or(&[][..], Vec::as_slice);
        let newest = |which: fn(DeliveryState) -> bool| of_office.iter().rev().find(|(_, state, _)| which(*state));
        let untouched = of_office
            .iter()
            .all(|((revision, _), ..)| *revision < addressed.revision);
        let unmailed = addressed.offices.get(office).filter(|_| untouched);
        let name = match (newest(is_open), unmailed) {
            (None, Some(name)) => {
                let of = (letter, addressed.revision, office.as_str());
                by_hand::record(tx, of, name, (outcome, at))?;
                name
            }
            (open, _) => {
                let Some(((revision, round), _, name)) = open.or_else(|| newest(is_settled)) else {
                    let under_way = of_office.last().map(|(_, state, _)| *state);
                    return Err(not_settled(office.clone(), under_way));
                };
                mark(tx, (letter, *revision, *round), office, Some((outcome, at)))?;
                name
            }
        };
        names.push(name.clone());
    }
    if let Some((office, on)) = answers::contradicted(tx, letter, offices, &addressed.zone)? {
        return Err(NotSettled::Answered { office, on });
    }
    tx.after_commit(Signal::LetterChanged(letter.to_owned()));
    Ok(names)
}

fn not_settled(office: String, under_way: Option<DeliveryState>) -> NotSettled {
    match under_way {
        Some(state) => NotSettled::UnderWay { office, state },
        None => NotSettled::Unknown(office),
    }
}

fn is_open(state: DeliveryState) -> bool {
    use DeliveryState::{Cancelled, Uncertain, Withheld};
    state.has_failed() || matches!(state, Uncertain | Cancelled | Withheld)
}

fn is_settled(state: DeliveryState) -> bool {
    matches!(state, DeliveryState::Delivered | DeliveryState::GivenUp)
}

/// Writes what staff say of the delivery of a revision and round to an office; `None` if a mail, or another one, is enqueued.
pub(crate) fn mark(
    tx: &Tx<'_>,
    (letter, revision, round): (&str, u32, u32),
    office: &str,
    outcome: Option<(DeliveryState, Timestamp)>,
) -> Result<(), StoreError> {
    let sql = "UPDATE deliveries SET outcome = ?4, outcome_at = ?5
       WHERE office = ?3 AND bundle IN (SELECT id FROM bundles WHERE letter = ?1 AND revision = ?2 AND round = ?6)";
    let (state, at) = (
        outcome.map(|(state, _)| state.as_str()),
        outcome.map(|(_, at)| at.as_microsecond()),
    );
    tx.execute(sql, params![letter, revision, office, state, at, round])?;
    // What staff delivered without a mail is the letter.
    if round > 0 {
        return Ok(());
    }
    match (state, at) {
        (Some(state), Some(at)) => {
            let sql = "UPDATE deliveries_by_hand SET outcome = ?4, outcome_at = ?5 WHERE letter = ?1 AND revision = ?2 AND office = ?3";
            tx.execute(sql, params![letter, revision, office, state, at])?;
            Ok(())
        }
        _ => by_hand::forget(tx, (letter, revision, office)),
    }
}
