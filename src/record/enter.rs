//! Enters what happened with an office into the record.

use jiff::civil::Date;

use super::{AnswerFile, EntryId, Kind, Way, store};
use crate::audit::store::record;
use crate::audit::{Act, Deed};
use crate::delivery::day::{self, DayError};
use crate::delivery::deliver::{self, DeliveryContext};
use crate::delivery::state::DeliveryState;
use crate::delivery::store::{self as delivery, NotAnswered, NotSettled};
use crate::store::{StoreError, Tx};
use crate::text;

/// The most characters of a note.
pub const LONGEST_NOTE: usize = 2_000;

/// What is entered.
#[derive(Clone, Debug)]
pub struct NewEntry {
    /// The office's key.
    pub office: String,
    /// What happened.
    pub kind: Kind,
    /// How, if it is known.
    pub way: Option<Way>,
    /// The day in the letter's time zone; `None`: today.
    pub on: Option<Date>,
    /// What staff note; may be empty.
    pub note: String,
    /// The file that the office sent.
    pub file: Option<AnswerFile>,
}

/// Why nothing is entered.
#[derive(Debug, thiserror::Error)]
pub enum NotEntered {
    /// The letter does not go to this office, and never did.
    #[error("the letter does not go to {0}")]
    Unknown(String),
    /// A note without words.
    #[error("there is nothing to note")]
    Empty,
    /// The delivery can't be settled.
    #[error(transparent)]
    Settled(#[from] NotSettled),
    /// The answer can't be recorded.
    #[error(transparent)]
    Answered(#[from] NotAnswered),
    /// Nothing can have happened on that day.
    #[error(transparent)]
    Day(#[from] DayError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Enters what happened with an office. A delivery by other means, the end of one and an answer count from then on, in the same transaction.
pub fn enter(context: DeliveryContext<'_>, entry: NewEntry) -> Result<(), NotEntered> {
    let now = context.config.clock.now();
    let on = day::of(context.letter, entry.on, now)?;
    let office = entry.office.clone();
    let note = paragraphs(&entry.note);
    if entry.kind == Kind::Note && note.is_empty() {
        return Err(NotEntered::Empty);
    }
    let by = context.by;
    let slug = context.letter.slug.to_string();
    let write = move |tx: &Tx<'_>, name: &str| -> Result<EntryId, StoreError> {
        let row = store::NewRow {
            letter: &slug,
            office: &entry.office,
            name,
            kind: entry.kind,
            way: entry.way,
            on,
            note: &note,
            file: entry.file.as_ref(),
            by: by.account,
            now,
        };
        store::add(tx, &row)
    };
    match entry.kind {
        Kind::Delivered | Kind::GivenUp => {
            let outcome = if entry.kind == Kind::Delivered {
                DeliveryState::Delivered
            } else {
                DeliveryState::GivenUp
            };
            let also = move |tx: &Tx<'_>, names: &[String]| write(tx, &names.concat()).map(drop);
            deliver::settle_and(context, &[office], (outcome, entry.on), also)?;
        }
        Kind::Answered => {
            let also = move |tx: &Tx<'_>, names: &[String]| write(tx, &names.concat()).map(drop);
            deliver::answer_and(context, &[office], entry.on, also)?;
        }
        Kind::Acknowledged | Kind::Met | Kind::Note => {
            let names = deliver::names(context)?;
            let name = names.get(&office).cloned().ok_or(NotEntered::Unknown(office))?;
            let slug = context.letter.slug.to_string();
            context.store.write_now(move |tx| {
                write(tx, &name)?;
                record(tx, by, &Deed::about(Act::OfficeNoted, &slug, 1), now)
            })?;
        }
    }
    Ok(())
}

/// Removes an entry that was a mistake; returns whether there was one. If it was the last one that says so, the office has not answered.
pub fn remove(context: DeliveryContext<'_>, id: EntryId) -> Result<bool, StoreError> {
    let (slug, by, now) = (context.letter.slug.to_string(), context.by, context.config.clock.now());
    context.store.write_now(move |tx| {
        let Some((office, kind)) = store::remove(tx, &slug, id)? else {
            return Ok(false);
        };
        let answered = kind == Kind::Answered && !store::has(tx, &slug, &office, Kind::Answered)?;
        if answered && delivery::answers(tx, &slug)?.contains_key(&office) {
            // There is one, so that nothing else can be wrong.
            if let Err(NotAnswered::Store(error)) = delivery::take_back_answer(tx, &slug, &[office]) {
                return Err(error);
            }
        }
        record(tx, by, &Deed::about(Act::OfficeNoted, &slug, 1), now)?;
        Ok(true)
    })
}

/// Tidies a note line by line, and shortens it to the longest one that is kept.
pub(super) fn paragraphs(note: &str) -> String {
    let lines: Vec<String> = note.lines().map(text::tidy).collect();
    lines.join("\n").trim().chars().take(LONGEST_NOTE).collect()
}
