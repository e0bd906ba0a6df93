//! States as a map of tiles of one size, so that Rhode Island can be seen as well as Alaska.

use serde::Serialize;

use super::charts::compact;
use super::tables::{Words, place_name};
use crate::dashboard::figures::{Figures, Topic};

/// The tiles, a row of the map each; `--` is water or another country.
const ROWS: [&str; 9] = [
    "AK -- -- -- -- -- -- -- -- -- ME",
    "-- -- -- -- -- WI -- -- -- VT NH",
    "WA ID MT ND MN IL MI -- NY MA --",
    "OR NV WY SD IA IN OH PA NJ CT RI",
    "CA UT CO NE MO KY WV VA MD DE --",
    "-- AZ NM KS AR TN NC SC DC -- --",
    "-- -- -- OK LA MS AL GA -- -- --",
    "HI -- -- TX -- -- -- -- FL -- --",
    "GU MP AS -- -- -- -- -- -- PR VI",
];

/// The side of a tile, with the gap after it.
const SIDE: usize = 40;

/// The length of a full bar.
const FULL: u64 = 30;

/// The tile of a state.
#[derive(Serialize)]
pub(super) struct Tile {
    x: usize,
    y: usize,
    code: &'static str,
    name: String,
    count: u64,
    shown: String,
    /// The length of its bar, of [`FULL`].
    bar: u64,
}

/// Returns the tiles of all states and territories.
pub(super) fn tiles(words: Words<'_>, figures: &Figures) -> Vec<Tile> {
    let most = figures
        .of(Topic::Place)
        .map(|(_, both)| both.total())
        .max()
        .unwrap_or(0)
        .max(1);
    let tile = |(row, column, code): (usize, usize, &'static str)| {
        let count = figures.get(Topic::Place, code).total();
        Tile {
            x: column * SIDE,
            y: row * SIDE,
            code,
            name: place_name(words, code),
            count,
            shown: if count == 0 {
                String::new()
            } else {
                compact(words, count)
            },
            bar: count.saturating_mul(FULL).div_ceil(most).min(FULL),
        }
    };
    places().map(tile).collect()
}

/// Returns the row and the column of each state.
fn places() -> impl Iterator<Item = (usize, usize, &'static str)> {
    let rows = ROWS.iter().enumerate();
    let each = rows.flat_map(|(row, codes)| {
        codes
            .split(' ')
            .enumerate()
            .map(move |(column, code)| (row, column, code))
    });
    each.filter(|(.., code)| *code != "--")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::web::form::choices::STATES;

    #[test]
    fn every_state_and_territory_has_one_tile() {
        let codes: Vec<&str> = places().map(|(.., code)| code).collect();
        let (drawn, all): (BTreeSet<_>, BTreeSet<_>) =
            (codes.iter().copied().collect(), STATES.iter().copied().collect());
        assert_eq!((codes.len(), drawn), (STATES.len(), all));
        assert!(places().all(|(_, column, _)| column < 11));
    }
}
