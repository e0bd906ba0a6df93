//! Chooses the index along which a sheet is read.

use super::super::{Filter, FilterError, Sort, Standing};
use crate::letters::Party;
use crate::signatures::Origin;
use crate::signatures::state::State;
use crate::store::{Read, Row, StoreError, params};

/// An index, named for what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Driver {
    /// Signatures with the words of a text or a domain.
    Words,
    /// Signatures that wait for staff or approvers (`for_staff`).
    Waiting,
    /// Signatures that are neither counted nor unconfirmed, by state (`set_aside`).
    Aside(State),
    /// Held signatures, by reason (`held_for_a_reason`).
    Held,
    /// Signatures waiting for their confirmation by email, on every letter (`unconfirmed`).
    Pending,
    /// Signatures with flags (`flagged`).
    Flagged,
    /// Signatures that staff recorded or imported (`not_by_email`).
    Origin(Origin),
    /// Counted signatures that came through a share link (`by_source`).
    Source,
    /// Signatures of those who read the letter in a language other than English (`in_another_language`).
    Language,
    /// Counted signatures, by place and name (`by_place`, `unlisted_by_place`).
    Place,
    /// Counted signatures, by name (`by_name`).
    Named,
    /// Counted signatures, by the time of confirmation (`newest_first`, `unlisted_newest_first`).
    Time,
    /// All organizations, by name (`organizations_by_name`).
    OrganizationsNamed,
    /// All organizations (`organizations_of_a_letter`).
    Organizations,
    /// Everyone (`signatures_of_a_letter`).
    Letter,
}

/// The key by which rows are ordered; rows with the same key are ordered by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    /// By the number alone.
    Number,
    /// The collator's key of the listed name.
    Name,
    /// When it was confirmed.
    Confirmed,
    /// When it was requested.
    Created,
}

/// The value of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum KeyValue {
    /// The collation key of a name.
    Name(Vec<u8>),
    /// A time in microseconds.
    Moment(i64),
}

impl Key {
    pub(crate) fn column(self) -> Option<&'static str> {
        match self {
            Self::Number => None,
            Self::Name => Some("s.sort_name"),
            Self::Confirmed => Some("s.confirmed_at"),
            Self::Created => Some("s.created_at"),
        }
    }

    pub(crate) fn read(self, row: &Row<'_>) -> Result<KeyValue, StoreError> {
        match self {
            Self::Name => row.get("key").map(KeyValue::Name),
            _ => row.get("key").map(KeyValue::Moment),
        }
    }
}

impl Driver {
    /// Returns the conditions that divide its rows, if two indexes have them: those of public lists leave out unlisted signers.
    pub(crate) fn halves(self) -> &'static [&'static str] {
        match self {
            Self::Place | Self::Time => &["AND s.listing <> 'unlisted'", "AND s.listing = 'unlisted'"],
            _ => &[""],
        }
    }

    /// Returns the key by which rows are ordered: the name if the sort asks for it, or else this index's own order in time.
    pub(crate) fn key(self, sort: Sort) -> Key {
        match (sort, self) {
            (Sort::Name | Sort::State, _) => Key::Name,
            (_, Self::Time) => Key::Confirmed,
            (_, Self::Pending) => Key::Created,
            _ => Key::Number,
        }
    }
}

/// If a place has fewer signers than this, they are read and sorted. Otherwise, the letter is read until a page is full.
const FEW: i64 = 2_000;

/// Chooses the index for a filter, or says why there is none.
pub(crate) fn choose(db: &Read<'_>, filter: &Filter, sort: Sort) -> Result<Driver, super::SheetError> {
    if filter.text.is_some() || filter.domain.is_some() {
        return Ok(Driver::Words);
    }
    let Some(letter) = filter.letter.as_deref() else {
        return Err(FilterError::NoLetter.into());
    };
    if let Some(few) = few(filter) {
        return Ok(few);
    }
    let counts = filter.standing == Standing::In(State::Confirmed);
    let by_name = sort == Sort::Name;
    // Those who confirmed by email are nearly everyone. A large import is not sorted by name if an index has that order.
    let brought = filter.origin.filter(|it| *it != Origin::Confirmed);
    if let (Some(origin), false) = (brought, by_name) {
        return Ok(Driver::Origin(origin));
    }
    Ok(match (filter.party, filter.place()) {
        (Some(_), Some(_)) if counts && by_name => Driver::Place,
        (Some(party), Some(place)) if counts && has_few(db, letter, party, place)? => Driver::Place,
        (Some(_), _) if counts && by_name => Driver::Named,
        (Some(_), _) if counts && !filter.period.is_all() => Driver::Time,
        (Some(Party::Organization), _) if by_name => Driver::OrganizationsNamed,
        (Some(Party::Organization), _) => Driver::Organizations,
        _ if by_name => match brought {
            Some(origin) => Driver::Origin(origin),
            None => return Err(FilterError::TooManyToSort.into()),
        },
        _ => Driver::Letter,
    })
}

/// Returns an index with few rows that fits the filter, if there is one.
fn few(filter: &Filter) -> Option<Driver> {
    if filter.held_for.is_some() {
        return Some(Driver::Held);
    }
    match filter.standing {
        Standing::In(State::Pending) => return Some(Driver::Pending),
        Standing::In(State::Confirmed) | Standing::Any => {}
        Standing::In(state) => return Some(Driver::Aside(state)),
        Standing::Waiting => return Some(Driver::Waiting),
        Standing::Marked => return Some(Driver::Flagged),
    }
    if filter.flag.is_some() {
        return Some(Driver::Flagged);
    }
    let is_counted = filter.standing == Standing::In(State::Confirmed);
    if filter.source.is_some() && filter.party.is_some() && is_counted {
        return Some(Driver::Source);
    }
    let is_rare = filter.lang.as_ref().is_some_and(|lang| lang != "en");
    is_rare.then_some(Driver::Language)
}

/// Returns whether a place has few counted signers.
fn has_few(db: &Read<'_>, letter: &str, party: Party, place: &str) -> Result<bool, StoreError> {
    let sql = "SELECT listed FROM tally_places WHERE letter = ?1 AND kind = ?2 AND place = ?3";
    let values = params![letter, party.as_str(), place];
    let listed = db.one(sql, values, |row| row.get::<i64>("listed"))?;
    // The tally does not count unlisted signers by place.
    let sql = "SELECT COUNT(*) AS n FROM (SELECT 1 FROM signatures
         WHERE letter = ?1 AND kind = ?2 AND COALESCE(region, '') = ?3 AND state = 'confirmed' AND listing = 'unlisted' LIMIT ?4) unlisted";
    let values = params![letter, party.as_str(), place, FEW];
    let unlisted = db.one(sql, values, |row| row.get::<i64>("n"))?;
    Ok(listed.unwrap_or(0) + unlisted.unwrap_or(0) < FEW)
}
