//! Looks up where a ZIP lies: its state, and the congressional districts that it may be in.
//!
//! The state comes from the first three digits (the Postal Service's sectional centers); the districts, and the few ZIPs that cross a
//! state's border, from the table that `undersigned districts import` brought, cached in memory.

use std::sync::{Arc, PoisonError, RwLock};

use jiff::Timestamp;

use super::seats;
use super::store::{members, zip_table};
use crate::store::{Read, Store, StoreError};

mod prefixes;

/// How often the table is read again, in seconds, since another process imports it. An empty one is read again sooner.
const SECONDS_KEPT: i64 = 300;
const SECONDS_KEPT_EMPTY: i64 = 10;

/// A district with its representative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct District {
    /// The USPS code of the state.
    pub state: String,
    /// The number; 0 if the state is one district.
    pub number: u8,
    /// The representative; empty while the seat is vacant, or Members were not imported.
    pub member: String,
}

/// Where one ZIP lies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The USPS codes of its states; empty if not known.
    pub states: Vec<String>,
    /// Every district that it lies in; empty if not known.
    pub districts: Vec<District>,
    /// The Congress whose districts these are.
    pub congress: u16,
}

/// The table of one Congress.
#[derive(Default)]
pub struct Table {
    congress: u16,
    /// The rows (ZIP, state, district), sorted.
    rows: Vec<(u32, [u8; 2], u8)>,
    /// The representatives by state and district, sorted.
    members: Vec<([u8; 2], u8, String)>,
}

/// The table as last read, and until when it is valid.
type Cached = Option<(Arc<Table>, Timestamp)>;

/// The cached table; managed by Rocket.
#[derive(Default)]
pub(crate) struct Zips(RwLock<Cached>);

impl Zips {
    /// Returns the table, which is read again if it is old.
    pub async fn table(&self, store: &Store, now: Timestamp) -> Result<Arc<Table>, StoreError> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((table, until)) = kept.filter(|(_, until)| now < *until) {
            let _ = until;
            return Ok(table);
        }
        let table = Arc::new(store.read(Table::load).await?);
        let seconds = if table.rows.is_empty() {
            SECONDS_KEPT_EMPTY
        } else {
            SECONDS_KEPT
        };
        let until = now
            .saturating_add(jiff::SignedDuration::from_secs(seconds))
            .unwrap_or(now);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some((Arc::clone(&table), until));
        Ok(table)
    }
}

fn code(state: &str) -> Option<[u8; 2]> {
    state.as_bytes().try_into().ok()
}

fn sorted(rows: &[(String, String, u8)]) -> Vec<(u32, [u8; 2], u8)> {
    let mut packed: Vec<_> = rows
        .iter()
        .filter_map(|(zip, state, district)| Some((zip.parse().ok()?, code(state)?, *district)))
        .collect();
    packed.sort_unstable();
    packed
}

impl Table {
    /// Reads the table of the newest Congress.
    pub fn load(db: &Read<'_>) -> Result<Self, StoreError> {
        let serving = members(db)?;
        let congress = serving.values().map(|member| member.congress).max();
        let (congress, rows) = zip_table(db, congress)?;
        let mut members: Vec<_> = serving
            .values()
            .filter_map(|member| Some((code(member.seat.state())?, member.seat.district()?, member.name.clone())))
            .collect();
        members.sort();
        Ok(Self {
            congress,
            rows: sorted(&rows),
            members,
        })
    }

    /// Returns where a ZIP of five digits lies.
    pub fn place(&self, zip: &str) -> Place {
        let number: u32 = zip.parse().unwrap_or(u32::MAX);
        let from = self.rows.partition_point(|row| row.0 < number);
        let rows: Vec<_> = self.rows[from..].iter().take_while(|row| row.0 == number).collect();
        let mut states: Vec<String> = rows
            .iter()
            .map(|row| String::from_utf8_lossy(&row.1).into_owned())
            .collect();
        states.dedup();
        if states.is_empty() {
            states = prefixes::states(zip).iter().map(|state| (*state).to_owned()).collect();
        }
        let mut districts: Vec<District> = rows.iter().map(|row| self.district(row.1, row.2)).collect();
        // A state with a single district needs no table.
        if let ([state], true) = (states.as_slice(), districts.is_empty())
            && seats::at_large(state)
        {
            districts.extend(code(state).map(|state| self.district(state, 0)));
        }
        Place {
            states,
            districts,
            congress: self.congress,
        }
    }

    fn district(&self, state: [u8; 2], number: u8) -> District {
        let found = self
            .members
            .iter()
            .find(|(its, district, _)| *its == state && *district == number);
        District {
            state: String::from_utf8_lossy(&state).into_owned(),
            number,
            member: found.map(|(_, _, name)| name.clone()).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let rows = [
            ("93701", "CA", 21),
            ("93706", "CA", 13),
            ("93706", "CA", 21),
            ("59221", "MT", 2),
            ("59221", "ND", 0),
        ];
        Table {
            congress: 119,
            rows: sorted(&rows.map(|(zip, state, district)| (zip.to_owned(), state.to_owned(), district))),
            members: vec![(*b"CA", 21, "Somebody Serving".to_owned())],
        }
    }

    #[test]
    fn a_zip_lies_in_one_district_or_in_several_or_across_a_border() {
        let (one, two, border) = (table().place("93701"), table().place("93706"), table().place("59221"));
        assert_eq!((one.states.join(" "), one.districts.len()), ("CA".to_owned(), 1));
        assert_eq!(one.districts[0].member, "Somebody Serving");
        assert_eq!((two.states.join(" "), two.districts.len()), ("CA".to_owned(), 2));
        assert_eq!(border.states, ["MT", "ND"]);
    }

    #[test]
    fn a_zip_that_is_not_in_the_table_still_has_a_state() {
        let place = Table::default().place("99501");
        assert_eq!(place.states, ["AK"]);
        assert_eq!(place.districts.len(), 1, "the whole state is one district");
        assert_eq!(Table::default().place("93701").districts, []);
        assert_eq!(
            Table::default().place("09012").states,
            Vec::<String>::new(),
            "military post lies nowhere"
        );
    }
}
