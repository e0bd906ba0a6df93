//! The sources that most signatures come from, so that staff can see a flood.

use jiff::Timestamp;
use serde::Serialize;

use crate::store::{Read, StoreError, params};

/// How many sources of a kind staff are shown.
pub const MOST: u32 = 20;

/// A source of many signatures: a mail domain, or a network known only by its keyed digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Trend {
    /// The domain, or the first digits of the digest.
    pub source: String,
    /// The number of signatures in the period.
    pub signatures: u32,
    /// How many of them are held.
    pub held: u32,
}

/// Returns the mail domains with the most signatures since a given time, most first: [`MOST`], and one more if there are more.
pub fn trending_domains(db: &Read<'_>, letter: &str, since: Timestamp) -> Result<Vec<Trend>, StoreError> {
    let sql = "SELECT mail_domain AS source, COUNT(*) AS n, COUNT(*) FILTER (WHERE state = 'held') AS held FROM signatures
       WHERE letter = ?1 AND mail_domain IS NOT NULL AND confirmed_at > ?2 GROUP BY mail_domain ORDER BY n DESC, source LIMIT ?3";
    db.all(sql, params![letter, since.as_microsecond(), MOST + 1], |row| {
        trend(row, row.get("source")?)
    })
}

/// Returns the networks with the most signatures since a given time, most first.
pub fn trending_networks(db: &Read<'_>, letter: &str, since: Timestamp) -> Result<Vec<Trend>, StoreError> {
    trending_origins(db, "origin", letter, since)
}

/// Returns the ranges of networks with the most signatures: an IPv4 /24 or an IPv6 /48 each.
pub fn trending_ranges(db: &Read<'_>, letter: &str, since: Timestamp) -> Result<Vec<Trend>, StoreError> {
    trending_origins(db, "origin_range", letter, since)
}

fn trending_origins(db: &Read<'_>, column: &str, letter: &str, since: Timestamp) -> Result<Vec<Trend>, StoreError> {
    let sql = format!(
        "SELECT l.{column} AS source, COUNT(DISTINCT s.id) AS n,
           COUNT(DISTINCT CASE s.state WHEN 'held' THEN s.id END) AS held
         FROM links l CROSS JOIN signatures s
         WHERE s.id = l.signature AND l.created_at > ?2 AND l.origin IS NOT NULL AND l.{column} IS NOT NULL AND s.letter = ?1
         GROUP BY l.{column} ORDER BY n DESC, source LIMIT ?3"
    );
    db.all(&sql, params![letter, since.as_microsecond(), MOST + 1], |row| {
        let digest: [u8; 32] = row.get("source")?;
        trend(row, data_encoding::HEXUPPER.encode(&digest[..6]))
    })
}

/// Truncates to [`MOST`]; returns whether there were more.
pub fn cut(trends: &mut Vec<Trend>) -> bool {
    let most = MOST as usize;
    let more = trends.len() > most;
    trends.truncate(most);
    more
}

fn trend(row: &crate::store::Row<'_>, source: String) -> Result<Trend, StoreError> {
    Ok(Trend {
        source,
        signatures: row.get("n")?,
        held: row.get("held")?,
    })
}
