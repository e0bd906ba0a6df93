//! Chooses the offices that a letter names, each once, in its highest capacity: leadership, then committees, then the seat.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Target;
use super::snapshot::Snapshot;
use crate::letters::Delivery;
use crate::offices::address::{self, Capacity, Role};
use crate::offices::{Committee, CommitteeSeat, Member, Side, Tenure, store};
use crate::store::{Read, StoreError};

mod office;

use office::{of_member, of_recipient};

/// How many Members whose terms have ended are named one by one.
const MOST_ENDED: usize = 10;

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
    fn first(&self, committee: &str, side: Side) -> Option<(&Member, Role)> {
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

/// The offices chosen for a letter, and those that it names in vain.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// The offices, in the order of addressing.
    pub targets: Vec<Target>,
    /// The missing offices: nothing is sent until staff agree to leave each out.
    pub missing: Vec<Missing>,
    /// Remarks to staff about offices that are written to, a sentence each.
    pub remarks: Vec<String>,
}

/// An office that a letter names and that can't be written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The key that `--without` takes: `HSXX`, `HSJU:minority`, `P999999`, `congress`, `ended`.
    pub key: String,
    /// Where the letter names it.
    pub named: Named,
    /// What is wrong.
    pub why: String,
}

/// Where a letter names an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// In `committees`.
    Committee,
    /// In `members`.
    Member,
    /// By kind: a chamber, leadership, the signers' states.
    Kind,
}

impl Missing {
    /// Returns whether staff agreed to leave it out; a committee's code stands for both of its sides.
    pub(crate) fn is_waived(&self, without: &[String]) -> bool {
        let code = self.key.split(':').next().unwrap_or_default();
        without.iter().any(|key| *key == self.key || key == code)
    }
}

/// Chooses the offices of a letter, as of a day.
pub fn choose(delivery: &Delivery, congress: &Congress, signers: &Snapshot, today: Date) -> Choice {
    let mut choosing = Choosing {
        congress,
        today,
        choice: Choice::default(),
        ended: Vec::new(),
        taken: BTreeMap::new(),
    };
    let known = !congress.members.is_empty();
    if !known && delivery.is_to_congress() {
        let why = "no Members of Congress have been imported: run `undersigned offices import`";
        choosing.miss("congress", Named::Kind, why.to_owned());
    }
    if delivery.leadership {
        choosing.leadership();
    }
    for code in delivery.committees.iter().filter(|_| known) {
        for side in [Side::Majority, Side::Minority] {
            choosing.committee(code, side);
        }
    }
    for id in delivery.members.iter().filter(|_| known) {
        match congress.members.get(id) {
            Some(member) => choosing.add(member, &Capacity::Seat, Vec::new()),
            None => choosing.miss(id, Named::Member, format!("no sitting Member has the bioguide ID {id}")),
        }
    }
    choosing.by_seat(|member| by_seat(delivery, member, signers));
    choosing.tell_ended();
    let mut choice = choosing.choice;
    choice.targets.extend(delivery.recipients.iter().map(of_recipient));
    choice
}

/// Returns every Member who serves on a day, as the holder of a seat.
pub fn holders(congress: &Congress, today: Date) -> Vec<(&Member, Target)> {
    let serving = congress.members.values().filter(|it| it.tenure(today) != Tenure::Ended);
    serving
        .map(|member| (member, of_member(member, &Capacity::Seat, Vec::new())))
        .collect()
}

/// The offices chosen so far.
struct Choosing<'c> {
    congress: &'c Congress,
    today: Date,
    choice: Choice,
    /// Members who would be written to if their terms had not ended.
    ended: Vec<&'c Member>,
    /// The index of each Member among the targets.
    taken: BTreeMap<&'c str, usize>,
}

impl<'c> Choosing<'c> {
    /// Adds a Member. A Member who is named again keeps the first capacity, but the contacts of the second one may serve as well.
    fn add(&mut self, member: &'c Member, capacity: &Capacity, contacts: Vec<String>) {
        match member.tenure(self.today) {
            Tenure::Serves => {}
            Tenure::MayServe if self.taken.contains_key(member.bioguide.as_str()) => {}
            Tenure::MayServe => self.choice.remarks.push(format!(
                "{} ({}) was appointed until {} and serves until a successor is sworn in: check that this is still true",
                member.name, member.seat, member.term_end
            )),
            Tenure::Ended => {
                if !self.ended.iter().any(|it| it.bioguide == member.bioguide) {
                    self.ended.push(member);
                }
                return;
            }
        }
        let targets = &mut self.choice.targets;
        if let Some(index) = self.taken.get(member.bioguide.as_str()) {
            targets[*index].contacts.extend(contacts);
        } else {
            self.taken.insert(&member.bioguide, targets.len());
            targets.push(of_member(member, capacity, contacts));
        }
    }

    fn miss(&mut self, key: &str, named: Named, why: String) {
        let missing = Missing {
            key: key.to_owned(),
            named,
            why,
        };
        if !self.choice.missing.contains(&missing) {
            self.choice.missing.push(missing);
        }
    }

    /// Reports Members whose terms have ended. If there are many, the data is old, and one sentence says so.
    fn tell_ended(&mut self) {
        let ended = std::mem::take(&mut self.ended);
        if ended.len() > MOST_ENDED {
            let why = format!(
                "the terms of {} Members have ended, including {} ({}): import the latest legislators-current with `undersigned offices import`",
                ended.len(),
                ended[0].name,
                ended[0].seat
            );
            return self.miss("ended", Named::Kind, why);
        }
        for member in ended {
            let why = format!(
                "the term of {} ({}) ended on {}: import the latest legislators-current with `undersigned offices import`",
                member.name, member.seat, member.term_end
            );
            self.miss(&member.bioguide, Named::Member, why);
        }
    }

    /// Adds the leadership, the Speaker first.
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
            (None, _) => self.miss(
                code,
                Named::Committee,
                format!("committee {code} is not in the imported data"),
            ),
            (_, None) => self.miss(
                &format!("{code}:{}", side.as_str()),
                Named::Committee,
                format!("committee {code} has no leading member for the {}", side.as_str()),
            ),
        }
    }

    /// Adds Members state by state, senators before representatives.
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

/// Returns whether a Member speaks for a chamber or its parties there; officers of party organizations do not.
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

#[cfg(test)]
mod tests;
