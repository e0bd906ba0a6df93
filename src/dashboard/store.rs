//! The figures in the database.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::figures::{Both, ByLetter, Difference, Figures, Topic};
use crate::clock::from_micros;
use crate::letters::Party;
use crate::signatures::ids::BlockId;
use crate::signatures::state::State;
use crate::signatures::store::changed;
use crate::store::{Read, Row, StoreError, Tx, params};

/// The time zone of the days.
pub const ZONE: &str = "America/New_York";

/// Until when everything is in the figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsOf {
    /// Nothing has changed since.
    Now,
    /// They last had everything in them at this time, in microseconds.
    Moment(i64),
    /// They never had everything in them.
    Never,
}

/// Returns the figures of a letter, and until when everything is in them.
pub fn figures(db: &Read<'_>, letter: &str) -> Result<(Figures, AsOf), StoreError> {
    let mut found = Figures::default();
    let sql = "SELECT topic, value, organizations, people FROM figures WHERE letter = ?1";
    let count = |row: &Row<'_>, column: &str| Ok::<_, StoreError>(u64::try_from(row.get::<i64>(column)?).unwrap_or(0));
    db.each(sql, params![letter], |row| {
        let both = Both {
            organizations: count(row, "organizations")?,
            people: count(row, "people")?,
        };
        found.set(row.word("topic")?, row.get("value")?, both);
        Ok::<_, StoreError>(())
    })?;
    if changed::blocks(db, 1)?.is_empty() {
        return Ok((found, AsOf::Now));
    }
    let sql = "SELECT at FROM figures_complete WHERE one = 1";
    let at = db.one(sql, params![], |row| row.get::<i64>("at"))?;
    Ok((found, at.map_or(AsOf::Never, AsOf::Moment)))
}

/// Notes that everything is in the figures, if it is.
pub(super) fn note_complete(tx: &Tx<'_>, now: Timestamp) -> Result<(), StoreError> {
    if !changed::blocks(tx, 1)?.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO figures_complete (one, at) VALUES (1, ?1) ON CONFLICT (one) DO UPDATE SET at = excluded.at";
    tx.post(sql, params![now.as_microsecond()])
}

/// Counts a changed block, and adds the difference to the figures.
pub(super) fn add_up(tx: &Tx<'_>, block: BlockId) -> Result<(), StoreError> {
    if !changed::take(tx, block)? {
        return Ok(());
    }
    let sql = "SELECT figures FROM block_figures WHERE block = ?1";
    let stored = tx.one(sql, params![block], |row| row.get::<String>("figures"))?;
    let unread = |error: serde_json::Error| StoreError::Value {
        column: "figures".to_owned(),
        why: error.to_string(),
    };
    let before = stored.as_deref().map(ByLetter::parse).transpose().map_err(unread)?;
    let present = count(tx, block)?;
    for difference in present.since(&before.unwrap_or_default()) {
        add(tx, &difference)?;
    }
    if present.0.is_empty() {
        return tx.post("DELETE FROM block_figures WHERE block = ?1", params![block]);
    }
    let sql = "INSERT INTO block_figures (block, figures) VALUES (?1, ?2)
       ON CONFLICT (block) DO UPDATE SET figures = excluded.figures";
    tx.post(sql, params![block, present.to_text()])
}

fn add(tx: &Tx<'_>, it: &Difference) -> Result<(), StoreError> {
    let (topic, values) = (it.topic.as_str(), (it.organizations, it.people));
    let sql = "UPDATE figures SET organizations = organizations + ?4, people = people + ?5 WHERE letter = ?1 AND topic = ?2 AND value = ?3";
    let known = tx.execute(sql, params![it.letter, topic, it.value, values.0, values.1])? > 0;
    if !known {
        let sql = "INSERT INTO figures (letter, topic, value, organizations, people) VALUES (?1, ?2, ?3, ?4, ?5)";
        tx.post(sql, params![it.letter, topic, it.value, values.0, values.1])?;
    }
    if values.0 < 0 || values.1 < 0 {
        let sql =
            "DELETE FROM figures WHERE letter = ?1 AND topic = ?2 AND value = ?3 AND organizations = 0 AND people = 0";
        tx.post(sql, params![it.letter, topic, it.value])?;
    }
    Ok(())
}

/// Counts the signatures of a block.
fn count(db: &Read<'_>, block: BlockId) -> Result<ByLetter, StoreError> {
    let (begin, end) = block.bounds();
    let zone = TimeZone::get(ZONE).unwrap_or(TimeZone::UTC);
    let mut found = ByLetter::default();
    let sql = "SELECT s.letter, s.kind, s.state, s.region, s.country, s.lang, s.source, s.origin, s.confirmed_at, p.congress, p.district,
         o.invitation IS NOT NULL AS invited
       FROM signatures s LEFT JOIN people p ON p.signature = s.id LEFT JOIN organizations o ON o.signature = s.id
       WHERE s.id >= ?1 AND s.id < ?2";
    db.each(sql, params![begin, end], |row| {
        let letter: String = row.get("letter")?;
        let figures = found.0.entry(letter).or_default();
        count_one(figures, row, &zone)
    })?;
    Ok(found)
}

fn count_one(figures: &mut Figures, row: &Row<'_>, zone: &TimeZone) -> Result<(), StoreError> {
    let text = |column: &str| row.get::<Option<String>>(column).map(Option::unwrap_or_default);
    let (party, state): (Party, State) = (row.word("kind")?, row.word("state")?);
    let confirmed_at: Option<i64> = row.get("confirmed_at")?;
    figures.add(Topic::State, state.as_str(), party);
    figures.add(Topic::Step, "stored", party);
    let Some(confirmed_at) = confirmed_at else {
        return Ok(());
    };
    figures.add(Topic::Step, "proven", party);
    if state != State::Confirmed {
        return Ok(());
    }
    let day = from_micros(confirmed_at).to_zoned_datetime(zone.clone()).date();
    figures.add(Topic::Day, &day.to_string(), party);
    let (region, country) = (text("region")?, text("country")?);
    let place = if region.is_empty() {
        country.to_lowercase()
    } else {
        region.clone()
    };
    figures.add(Topic::Place, &place, party);
    if party == Party::Person && !region.is_empty() {
        let numbers = (row.get::<Option<u32>>("congress")?, row.get::<Option<u32>>("district")?);
        let district = match numbers {
            (Some(congress), Some(district)) => format!("{congress}/{region}-{district}"),
            _ => String::new(),
        };
        figures.add(Topic::District, &district, party);
    }
    figures.add(Topic::Language, &text("lang")?, party);
    figures.add(Topic::Source, &text("source")?, party);
    figures.add(Topic::Origin, &text("origin")?, party);
    if row.get::<bool>("invited")? {
        figures.add(Topic::Invitation, "yes", party);
    }
    Ok(())
}
