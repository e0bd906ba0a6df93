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
    let mut choosing = Choosing {
        congress,
        choice: Choice::default(),
        taken: BTreeMap::new(),
    };
    if delivery.leadership {
        choosing.leadership();
    }
    for code in &delivery.committees {
        for side in [Side::Majority, Side::Minority] {
            choosing.committee(code, side);
        }
    }
    for id in &delivery.members {
        match congress.members.get(id) {
            Some(member) => choosing.add(member, &Capacity::Seat, Vec::new()),
            None => choosing.miss(format!("{id} is nobody who serves")),
        }
    }
    choosing.by_seat(|member| by_seat(delivery, member, signers));
    let mut choice = choosing.choice;
    choice.missing.dedup();
    choice.targets.extend(delivery.recipients.iter().map(of_recipient));
    choice
}

/// What was chosen so far.
struct Choosing<'c> {
    congress: &'c Congress,
    choice: Choice,
    /// Where each Member stands among the targets.
    taken: BTreeMap<&'c str, usize>,
}

impl<'c> Choosing<'c> {
    /// Whoever is named again keeps the first capacity; the second one's mailbox may serve all the same.
    fn add(&mut self, member: &'c Member, capacity: &Capacity, contacts: Vec<String>) {
        let targets = &mut self.choice.targets;
        if let Some(index) = self.taken.get(member.bioguide.as_str()) {
            targets[*index].contacts.extend(contacts);
        } else {
            self.taken.insert(&member.bioguide, targets.len());
            targets.push(of_member(member, capacity, contacts));
        }
    }

    fn miss(&mut self, sentence: String) {
        self.choice.missing.push(sentence);
    }

    /// The Speaker first.
    fn leadership(&mut self) {
        let mut leaders: Vec<_> = self.congress.members.values().filter(|member| leads(member)).collect();
        leaders.sort_by_key(|member| {
            (
                member.leadership.as_deref() != Some("Speaker of the House"),
                member.leadership.clone(),
            )
        });
        for member in leaders {
            let role = member.leadership.clone().unwrap_or_default();
            self.add(member, &Capacity::Leadership(role), Vec::new());
        }
    }

    fn committee(&mut self, code: &str, side: Side) {
        let congress = self.congress;
        match (congress.committees.get(code), congress.first(code, side)) {
            (Some(committee), Some((member, role))) => {
                let name = address::committee_name(committee);
                let mailbox = format!("committee:{code}:{}", side.as_str());
                self.add(member, &Capacity::Committee { name, role }, vec![mailbox]);
            }
            (None, _) => self.miss(format!("the committee {code} is not among the imported ones")),
            (_, None) => self.miss(format!(
                "the committee {code} has nobody in its first seat of the {}",
                side.as_str()
            )),
        }
    }

    /// State by state, senators before representatives.
    fn by_seat(&mut self, wanted: impl Fn(&Member) -> bool) {
        let members = self.congress.members.values();
        let mut members: Vec<_> = members.filter(|member| wanted(member)).collect();
        members.sort_by(|a, b| {
            a.seat
                .state()
                .cmp(b.seat.state())
                .then_with(|| b.seat.chamber().cmp(&a.seat.chamber()))
                .then_with(|| a.seat.cmp(&b.seat))
                .then_with(|| a.name.cmp(&b.name))
        });
        for member in members {
            self.add(member, &Capacity::Seat, Vec::new());
        }
    }
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
