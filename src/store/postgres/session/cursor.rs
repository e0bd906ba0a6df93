//! Large results, read in portions.

use super::{Record, Session};
use crate::store::StoreError;
use crate::store::query::ToColumn;

/// How many rows are fetched at once, of a result that may be large.
const PORTION: u32 = 500;

impl Session {
    /// Visits the rows of a result that may be large, by a cursor. `visit` may run other statements meanwhile.
    pub(in crate::store) fn each<E: From<StoreError>>(
        &self,
        sql: &str,
        values: &[&dyn ToColumn],
        mut visit: impl FnMut(&Record) -> Result<(), E>,
    ) -> Result<(), E> {
        // A cursor that is open already, of the same statement further up, has another name.
        let depth = self.cursors.get();
        self.cursors.set(depth + 1);
        let done = self.each_by(&format!("rows_{depth}"), sql, values, &mut visit);
        self.cursors.set(depth);
        done
    }

    fn each_by<E: From<StoreError>>(
        &self,
        cursor: &str,
        sql: &str,
        values: &[&dyn ToColumn],
        visit: &mut impl FnMut(&Record) -> Result<(), E>,
    ) -> Result<(), E> {
        let declared = format!("DECLARE {cursor} NO SCROLL CURSOR FOR {sql}");
        self.execute(&declared, values)?;
        // The next cursor of this name has other columns, so that this is not prepared for good.
        let statement = self.wait(self.client.prepare(&format!("FETCH {PORTION} FROM {cursor}")))?;
        loop {
            let rows = self.rows(&statement, &[])?;
            let is_last = rows.len() < usize::try_from(PORTION).unwrap_or(usize::MAX);
            for row in rows {
                if let Err(error) = visit(&Record(row)) {
                    // In a transaction that is broken anyway, it is closed with it.
                    self.together(&format!("CLOSE {cursor}")).ok();
                    return Err(error);
                }
            }
            if is_last {
                return Ok(self.together(&format!("CLOSE {cursor}"))?);
            }
        }
    }
}
