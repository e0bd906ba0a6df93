//! The state of the relay, stored where every process can read it.

use jiff::Timestamp;

use crate::clock::from_micros;
use crate::store::{Read, StoreError, Tx, params};

/// An outage: the relay accepts nothing from us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outage {
    /// Since when.
    pub since: Timestamp,
    /// The relay's address: `relay.example.org:587`.
    pub relay: String,
    /// The step of the conversation that failed.
    pub step: String,
    /// The relay's reply, without addresses of people.
    pub reply: String,
    /// How often the relay has been probed since.
    pub probes: u32,
    /// When it is probed next.
    pub probe_at: Timestamp,
}

/// Returns why nothing is sent; `None` if the relay works, as far as the service knows.
pub fn state(db: &Read<'_>) -> Result<Option<Outage>, StoreError> {
    let sql = "SELECT since, relay, step, reply, probes, probe_at FROM relay_down WHERE one = 1";
    db.one(sql, [], |row| {
        Ok(Outage {
            since: from_micros(row.get("since")?),
            relay: row.get("relay")?,
            step: row.get("step")?,
            reply: row.get("reply")?,
            probes: row.get("probes")?,
            probe_at: from_micros(row.get("probe_at")?),
        })
    })
}

/// Stores an outage.
pub fn keep(tx: &Tx<'_>, down: &Outage) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO relay_down (one, since, relay, step, reply, probes, probe_at) VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (one) DO UPDATE SET since = excluded.since, relay = excluded.relay, step = excluded.step,
           reply = excluded.reply, probes = excluded.probes, probe_at = excluded.probe_at",
        params![
            down.since.as_microsecond(),
            down.relay,
            down.step,
            down.reply,
            down.probes,
            down.probe_at.as_microsecond()
        ],
    )?;
    Ok(())
}

/// Deletes the outage: the relay works again.
pub fn clear(tx: &Tx<'_>) -> Result<(), StoreError> {
    tx.execute("DELETE FROM relay_down WHERE one = 1", [])?;
    Ok(())
}

/// Requests that the sending process probes the relay at once; returns whether the relay was down at all.
pub fn ask_now(tx: &Tx<'_>, now: Timestamp) -> Result<bool, StoreError> {
    let sql = "UPDATE relay_down SET probe_at = ?1 WHERE one = 1";
    Ok(tx.execute(sql, params![now.as_microsecond()])? > 0)
}
