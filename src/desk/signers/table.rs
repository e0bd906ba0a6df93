//! The rows of a sheet, as they are shown.

use serde::Serialize;

use super::super::paths;
use super::words::{Words, tone_of};
use crate::letters::{Letter, Party};
use crate::locale::Weekday;
use crate::review::store::waiting::{Beside, beside};
use crate::sheet::SheetRow;
use crate::signatures::ids::SignatureId;
use crate::signatures::state::State;
use crate::store::{Read, StoreError};

/// A row of a sheet.
#[derive(Serialize)]
pub(super) struct Row {
    pub(super) signature: SignatureId,
    /// Whether it is ticked.
    pub(super) picked: bool,
    path: String,
    name: String,
    /// The name on the public list, if it is another one.
    listed_name: String,
    unlisted: bool,
    organization: bool,
    place: String,
    email: String,
    website: String,
    level: String,
    status: String,
    tone: &'static str,
    marks: Vec<String>,
    /// The revision that was signed, if a later one is published; 0 otherwise.
    earlier: u32,
    day: String,
    /// The state as it is stored, which a decision has to find again.
    shown: String,
    /// Others that may be the same.
    beside: Vec<Other>,
}

/// Another signer.
#[derive(Serialize)]
pub(super) struct Other {
    name: String,
    path: String,
    /// The page that shows both; empty for those who may not merge, or if one of both is over.
    compare: String,
    status: String,
    place: String,
    email: String,
}

impl Other {
    /// Adds the page that shows both, if there is one.
    pub(super) fn with_compare(self, path: Option<String>) -> Self {
        Self {
            compare: path.unwrap_or_default(),
            ..self
        }
    }
}

/// Returns for which rows others may be the same, and which.
pub(super) fn kin(db: &Read<'_>, row: &SheetRow) -> Result<Vec<Beside>, StoreError> {
    let is_asked = matches!(row.state, State::Held | State::Duplicate) || !row.flags.is_empty();
    if is_asked { beside(db, row.id) } else { Ok(Vec::new()) }
}

pub(super) fn row(words: Words<'_>, letter: &Letter, row: SheetRow, beside: Vec<Beside>) -> Row {
    let at = if row.confirmed_at.is_empty() {
        &row.created_at
    } else {
        &row.confirmed_at
    };
    Row {
        path: paths::signer(letter.slug.as_str(), row.id),
        signature: row.id,
        picked: false,
        unlisted: row.listed_name.is_empty(),
        listed_name: if row.listed_name == row.name {
            String::new()
        } else {
            row.listed_name.clone()
        },
        organization: row.kind == Party::Organization,
        place: words.place(&row),
        level: words_of_level(words, &row),
        status: words.status_of(&row),
        tone: tone_of(&row),
        marks: words.marks(&row.flags),
        earlier: row.earlier_text.unwrap_or(0),
        day: day(words, letter, at),
        shown: row.state.to_string(),
        beside: beside.into_iter().map(|it| other(words, letter, it)).collect(),
        name: row.name,
        email: row.email,
        website: row.website,
    }
}

fn words_of_level(words: Words<'_>, row: &SheetRow) -> String {
    if row.verification.is_empty() {
        return String::new();
    }
    words.level(&row.verification)
}

pub(super) fn other(words: Words<'_>, letter: &Letter, it: Beside) -> Other {
    Other {
        path: paths::signer(letter.slug.as_str(), it.id),
        compare: String::new(),
        status: words.state(it.state.as_str()),
        name: it.name,
        place: it.place,
        email: it.email,
    }
}

/// Formats a time as a day of the letter's time zone. Times are stored as RFC 3339.
pub(super) fn day(words: Words<'_>, letter: &Letter, at: &str) -> String {
    let at: Option<jiff::Timestamp> = at.parse().ok();
    let date = at.map(|at| at.to_zoned_datetime(letter.zone()).date());
    date.map(|date| words.app.locales.date(words.lang, date, Weekday::Omit))
        .unwrap_or_default()
}
