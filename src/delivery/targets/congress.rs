//! Congress as imported: Members, committees, and who sits on them.

use std::collections::BTreeMap;

use crate::offices::address::Role;
use crate::offices::{Committee, CommitteeSeat, Member, Side, store};
use crate::store::{Read, StoreError};

/// Congress as imported.
#[derive(Clone, Debug, Default)]
pub struct Congress {
    /// The Members, by bioguide id.
    pub members: BTreeMap<String, Member>,
    /// The committees, by code.
    pub committees: BTreeMap<String, Committee>,
    /// The committee seats, by committee and Member.
    pub seats: BTreeMap<String, CommitteeSeat>,
}

impl Congress {
    /// Loads Congress as it is now.
    pub fn load(db: &Read<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            members: store::members(db)?,
            committees: store::committees(db)?,
            seats: store::committee_seats(db)?,
        })
    }

    /// Returns the Congress whose districts the Members' seats belong to.
    pub fn number(&self) -> u16 {
        self.members.values().map(|member| member.congress).max().unwrap_or(0)
    }

    /// Returns the head of a committee's side and their role. A joint committee has two of the first rank on a side, one from each chamber:
    /// the chair goes before the vice chair.
    pub(super) fn first(&self, committee: &str, side: Side) -> Option<(&Member, Role)> {
        let seats = self
            .seats
            .values()
            .filter(|seat| seat.committee == committee && seat.side == side)
            // If the first seat is vacant, the next member is not the head unless a title says so.
            .filter(|seat| seat.rank == 1 || seat.title.as_deref().is_some_and(|title| title != "Ex Officio"));
        let role = |seat: &CommitteeSeat| Role::of(seat.title.as_deref(), side);
        let first = seats.min_by_key(|seat| (seat.rank, seat.title.is_none(), role(seat) == Role::ViceChair))?;
        Some((self.members.get(&first.bioguide)?, role(first)))
    }
}
