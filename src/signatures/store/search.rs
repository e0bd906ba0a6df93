//! Searches a letter's signatures for staff: filtered, ordered by number, in pages.

use serde::Serialize;

use super::state::EARLIER;
use crate::clock::from_micros;
use crate::letters::Party;
use crate::signatures::Listing;
use crate::signatures::ids::SignatureId;
use crate::signatures::state::State;
use crate::store::{Read, Row, StoreError, params};

/// A page of a list: the number that it starts after, and its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// The last number that was shown; 0 for the first page.
    pub after: SignatureId,
    /// The maximum number of rows.
    pub limit: usize,
}

impl Page {
    /// Returns the first page of this size.
    pub fn first(limit: usize) -> Self {
        Self {
            after: SignatureId::NONE,
            limit,
        }
    }

    pub(crate) fn limit(self) -> i64 {
        i64::try_from(self.limit).unwrap_or(i64::MAX)
    }
}

/// The rows of a page, and how many follow it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paged<T> {
    /// The rows, ordered by number.
    pub rows: Vec<T>,
    /// How many more there are.
    pub more: u64,
}

impl<T> Paged<T> {
    /// Creates the page; `all` is how many rows there are from its beginning.
    pub(crate) fn new(rows: Vec<T>, all: i64) -> Self {
        let more = u64::try_from(all).unwrap_or(0).saturating_sub(rows.len() as u64);
        Self { rows, more }
    }
}

/// A filter for a letter's signatures; empty fields restrict nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The state.
    pub state: Option<State>,
    /// Only people, or only organizations.
    pub kind: Option<Party>,
}

/// A signature found by staff; private data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FoundSignature {
    /// The number that commands refer to it by.
    pub id: SignatureId,
    /// Whether a person or an organization signed.
    pub kind: Party,
    /// The state, as in [`Filter::state`].
    pub state: State,
    /// Why it is held; empty if it is not.
    pub held_for: String,
    /// The full or legal name.
    pub name: String,
    /// The name on the public list; empty if it is not listed.
    pub listed_name: String,
    /// The city.
    pub city: String,
    /// The USPS code; empty outside the United States.
    pub region: String,
    /// The ISO 3166 alpha-2 code of the country.
    pub country: String,
    /// The signer's address.
    pub email: String,
    /// The language in which the letter was read.
    pub lang: String,
    /// The revision that was signed.
    pub revision: u32,
    /// The revision that was signed, if a later one is published.
    pub earlier_text: Option<u32>,
    /// The flags, separated by commas.
    pub flags: String,
    /// When the signature was requested: RFC 3339, UTC.
    pub created_at: String,
    /// When it was confirmed: RFC 3339, UTC; empty if it is not.
    pub confirmed_at: String,
    /// Whether it was invented by `undersigned demo`.
    pub demonstration: bool,
}

/// Returns a letter's signatures, oldest first.
pub fn search(db: &Read<'_>, letter: &str, filter: &Filter, page: Page) -> Result<Paged<FoundSignature>, StoreError> {
    let which =
        "FROM signatures s LEFT JOIN organizations o ON o.signature = s.id LEFT JOIN people p ON p.signature = s.id
         WHERE s.letter = ?1 AND s.id > ?2 AND (CAST(?3 AS TEXT) IS NULL OR s.state = ?3) AND (CAST(?4 AS TEXT) IS NULL OR s.kind = ?4)";
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

fn found(row: &Row<'_>) -> Result<FoundSignature, StoreError> {
    let text = |column: &str| row.get::<Option<String>>(column).map(Option::unwrap_or_default);
    let when = |column: &str| {
        let at = row.get::<Option<i64>>(column)?;
        Ok::<_, StoreError>(at.map(|at| from_micros(at).to_string()).unwrap_or_default())
    };
    let unlisted = row.word::<Listing>("listing")? == Listing::Unlisted;
    Ok(FoundSignature {
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

/// Counts a letter's signatures by state and kind.
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
