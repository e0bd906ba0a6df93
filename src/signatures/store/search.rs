//! Any signatures of a letter, for staff: filtered, in the order of their numbers, page by page.

use serde::Serialize;

use super::state::EARLIER;
use crate::clock::from_micros;
use crate::letters::Party;
use crate::signatures::Listing;
use crate::signatures::state::State;
use crate::store::{Read, Row, StoreError, params};

/// A part of a list: what comes after a number, and how much of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// The last number that was shown; 0 at first.
    pub after: i64,
    /// How many are shown at most.
    pub limit: usize,
}

impl Page {
    /// The first so many.
    pub fn first(limit: usize) -> Self {
        Self { after: 0, limit }
    }

    pub(crate) fn limit(self) -> i64 {
        i64::try_from(self.limit).unwrap_or(i64::MAX)
    }
}

/// What a page shows, and how many follow it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paged<T> {
    /// In the order of numbers.
    pub rows: Vec<T>,
    /// How many more there are.
    pub more: u64,
}

impl<T> Paged<T> {
    /// `all`: how many there are from the beginning of the page on.
    pub(crate) fn new(rows: Vec<T>, all: i64) -> Self {
        let more = u64::try_from(all).unwrap_or(0).saturating_sub(rows.len() as u64);
        Self { rows, more }
    }
}

/// Which signatures of a letter are asked for; what is empty restricts nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The state.
    pub state: Option<State>,
    /// Only people, or only organizations.
    pub kind: Option<Party>,
}

/// One signature: private data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Found {
    /// The number by which it is decided.
    pub id: i64,
    /// Who signed.
    pub kind: Party,
    /// As in [`Filter::state`].
    pub state: State,
    /// Why it is held; empty: it is not.
    pub held_for: String,
    /// Whole or legal name.
    pub name: String,
    /// As on the public list; empty if it is not listed.
    pub listed_name: String,
    /// City.
    pub city: String,
    /// USPS code; empty outside the United States.
    pub region: String,
    /// ISO 3166 alpha-2.
    pub country: String,
    /// Who signed.
    pub email: String,
    /// The language that was read.
    pub lang: String,
    /// The revision that was signed.
    pub revision: u32,
    /// The same, if a later one is published.
    pub earlier_text: Option<u32>,
    /// Marks, with commas between.
    pub flags: String,
    /// When it was asked for: RFC 3339, UTC.
    pub created_at: String,
    /// When it was confirmed: RFC 3339, UTC; empty: it is not.
    pub confirmed_at: String,
    /// Invented, by `undersigned demo`.
    pub demonstration: bool,
}

/// A letter's signatures, oldest first.
pub fn search(db: &Read<'_>, letter: &str, filter: &Filter, page: Page) -> Result<Paged<Found>, StoreError> {
    let which =
        "FROM signatures s LEFT JOIN organizations o ON o.signature = s.id LEFT JOIN people p ON p.signature = s.id
         WHERE s.letter = ?1 AND s.id > ?2 AND (?3 IS NULL OR s.state = ?3) AND (?4 IS NULL OR s.kind = ?4)";
    let (state, kind) = (filter.state.map(State::as_str), filter.kind.map(Party::as_str));
    let sql = format!(
        "SELECT s.id, s.kind, s.state, s.held_for, COALESCE(o.legal_name, p.name) AS name, s.listed_name, s.listing, s.city, s.region,
           s.country, s.email, s.lang, s.revision, {EARLIER} AS earlier, s.flags, s.created_at, s.confirmed_at, s.demonstration
         {which} ORDER BY s.id LIMIT ?5"
    );
    let rows = db.all(&sql, params![letter, page.after, state, kind, page.limit()], found)?;
    let sql = format!("SELECT COUNT(*) AS n {which}");
    let all = db.one(&sql, params![letter, page.after, state, kind], |row| row.get("n"))?;
    Ok(Paged::new(rows, all.unwrap_or(0)))
}

fn found(row: &Row<'_>) -> Result<Found, StoreError> {
    let text = |column: &str| row.get::<Option<String>>(column).map(Option::unwrap_or_default);
    let when = |column: &str| {
        let at = row.get::<Option<i64>>(column)?;
        Ok::<_, StoreError>(at.map(|at| from_micros(at).to_string()).unwrap_or_default())
    };
    let unlisted = row.word::<Listing>("listing")? == Listing::Unlisted;
    Ok(Found {
        id: row.get("id")?,
        kind: row.word("kind")?,
        state: row.word("state")?,
        held_for: text("held_for")?,
        name: text("name")?,
        listed_name: if unlisted { String::new() } else { text("listed_name")? },
        city: text("city")?,
        region: text("region")?,
        country: text("country")?,
        email: text("email")?,
        lang: text("lang")?,
        revision: row.get("revision")?,
        earlier_text: row.get("earlier")?,
        flags: text("flags")?,
        created_at: when("created_at")?,
        confirmed_at: when("confirmed_at")?,
        demonstration: row.get("demonstration")?,
    })
}

/// How many signatures of a letter are in each state: (state, kind, number).
pub fn states(db: &Read<'_>, letter: &str) -> Result<Vec<(State, Party, u64)>, StoreError> {
    let sql = "SELECT s.state, s.kind, COUNT(*) AS n FROM signatures s WHERE s.letter = ?1 GROUP BY 1, s.kind ORDER BY 1, s.kind";
    db.all(sql, params![letter], |row| {
        Ok((
            row.word("state")?,
            row.word("kind")?,
            u64::try_from(row.get::<i64>("n")?).unwrap_or(0),
        ))
    })
}
