//! Chooses the offices that a letter names, each once, in its highest capacity: leadership, then committees, then the seat.

use std::collections::BTreeMap;

use super::Target;
use super::snapshot::Snapshot;
use crate::letters::{Delivery, Recipient};
use crate::offices::address::{self, Addressee, Capacity, Role};
use crate::offices::{Committee, CommitteeSeat, Member, Seat, Side, store};
use crate::store::{Read, StoreError};
use crate::text;

/// Congress as imported.
#[derive(Clone, Debug, Default)]
pub struct Congress {
    /// By bioguide id.
    pub members: BTreeMap<String, Member>,
    /// By code.
    pub committees: BTreeMap<String, Committee>,
    /// By committee and Member.
    pub seats: BTreeMap<String, CommitteeSeat>,
}

impl Congress {
    /// As of now.
    pub fn load(db: &Read<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            members: store::members(db)?,
            committees: store::committees(db)?,
            seats: store::committee_seats(db)?,
        })
    }

    /// The Congress whose districts the Members' seats are of.
    pub fn number(&self) -> u16 {
        self.members.values().map(|member| member.congress).max().unwrap_or(0)
    }

    /// The first of a side and what they are there. A joint committee has two of the first rank on a side, one from each
    /// chamber: the chair goes before the vice chair.
    fn first(&self, committee: &str, side: Side) -> Option<(&Member, Role)> {
        let seats = self
            .seats
            .values()
            .filter(|seat| seat.committee == committee && seat.side == side)
            // Where the first seat is vacant, the next one presides over nothing unless a title says so.
            .filter(|seat| seat.rank == 1 || seat.title.as_deref().is_some_and(|title| title != "Ex Officio"));
        let role = |seat: &CommitteeSeat| Role::of(seat.title.as_deref(), side);
        let first = seats.min_by_key(|seat| (seat.rank, seat.title.is_none(), role(seat) == Role::ViceChair))?;
        Some((self.members.get(&first.bioguide)?, role(first)))
    }
}

/// The offices of a letter, and what it names that is not there.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// In the order of addressing.
    pub targets: Vec<Target>,
    /// A sentence each.
    pub missing: Vec<String>,
}

/// Chooses.
pub fn choose(delivery: &Delivery, congress: &Congress, signers: &Snapshot) -> Choice {
    let mut choice = Choice::default();
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let mut add = |choice: &mut Choice, member: &Member, capacity: &Capacity, contacts: Vec<String>| {
        // Whoever is named again keeps the first capacity; the second one's mailbox may serve all the same.
        if let Some(index) = taken.get(&member.bioguide) {
            choice.targets[*index].contacts.extend(contacts);
        } else {
            taken.insert(member.bioguide.clone(), choice.targets.len());
            choice.targets.push(of_member(member, capacity, contacts));
        }
    };
    if delivery.leadership {
        let mut leaders: Vec<_> = congress.members.values().filter(|member| leads(member)).collect();
        leaders.sort_by_key(|member| {
            (
                member.leadership.as_deref() != Some("Speaker of the House"),
                member.leadership.clone(),
            )
        });
        for member in leaders {
            let role = member.leadership.clone().unwrap_or_default();
            add(&mut choice, member, &Capacity::Leadership(role), Vec::new());
        }
    }
    for code in &delivery.committees {
        for side in [Side::Majority, Side::Minority] {
            match (congress.committees.get(code), congress.first(code, side)) {
                (Some(committee), Some((member, role))) => {
                    let capacity = Capacity::Committee {
                        name: address::committee_name(committee),
                        role,
                    };
                    add(
                        &mut choice,
                        member,
                        &capacity,
                        vec![format!("committee:{code}:{}", side.as_str())],
                    );
                }
                (None, _) => choice
                    .missing
                    .push(format!("the committee {code} is not among the imported ones")),
                (_, None) => choice.missing.push(format!(
                    "the committee {code} has nobody in its first seat of the {}",
                    side.as_str()
                )),
            }
        }
    }
    for id in &delivery.members {
        match congress.members.get(id) {
            Some(member) => add(&mut choice, member, &Capacity::Seat, Vec::new()),
            None => choice.missing.push(format!("{id} is nobody who serves")),
        }
    }
    let mut others: Vec<_> = congress
        .members
        .values()
        .filter(|member| by_seat(delivery, member, signers))
        .collect();
    others.sort_by(|a, b| {
        a.seat
            .state()
            .cmp(b.seat.state())
            .then_with(|| b.seat.chamber().cmp(&a.seat.chamber()))
            .then_with(|| a.seat.cmp(&b.seat))
            .then_with(|| a.name.cmp(&b.name))
    });
    for member in others {
        add(&mut choice, member, &Capacity::Seat, Vec::new());
    }
    choice.missing.dedup();
    choice.targets.extend(delivery.recipients.iter().map(of_recipient));
    choice
}

/// Those who speak for a chamber or its parties there; officers of party organizations do not.
fn leads(member: &Member) -> bool {
    let Some(role) = &member.leadership else { return false };
    let role = role
        .strip_prefix("House ")
        .or_else(|| role.strip_prefix("Senate "))
        .unwrap_or(role);
    matches!(
        role,
        "Speaker of the House"
            | "President Pro Tempore of the Senate"
            | "Majority Leader"
            | "Minority Leader"
            | "Majority Whip"
            | "Minority Whip"
    )
}

fn by_seat(delivery: &Delivery, member: &Member, signers: &Snapshot) -> bool {
    let chamber = member.seat.chamber().as_str();
    delivery.chambers.iter().any(|name| name == chamber)
        || (delivery.states_of_signers && signers.has_constituents(&member.seat))
}

fn of_member(member: &Member, capacity: &Capacity, mut contacts: Vec<String>) -> Target {
    let office = format!("member:{}", member.bioguide);
    contacts.insert(0, office.clone());
    let seat = match &member.seat {
        Seat::Senate { state } => format!("{state}-sen"),
        house @ Seat::House { .. } => house.to_string(),
    };
    let stem = text::fold(&format!("{seat} {}", member.last_name)).replace(' ', "-");
    Target {
        office,
        name: format!("{} ({})", member.name, member.seat),
        seat: Some(member.seat.clone()),
        addressee: address::of(member, capacity),
        stem,
        contacts,
    }
}

fn of_recipient(recipient: &Recipient) -> Target {
    let office = format!("recipient:{}", recipient.key);
    let lines = std::iter::once(&recipient.name)
        .chain(&recipient.address)
        .cloned()
        .collect();
    Target {
        name: recipient.name.clone(),
        seat: None,
        addressee: Addressee {
            lines,
            salutation: recipient.salutation.clone(),
        },
        stem: recipient.key.clone(),
        contacts: vec![office.clone()],
        office,
    }
}

#[cfg(test)]
mod tests;
