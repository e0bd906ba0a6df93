//! Chooses the offices that a letter names, each once, in its highest capacity: leadership, then committees, then the seat.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Target;
use super::census::Census;
use crate::letters::Delivery;
use crate::offices::address::Capacity;
use crate::offices::{Member, Seat, Side, Tenure};

mod choosing;
mod congress;
mod office;
mod rule;

use choosing::Choosing;
pub use congress::Congress;
use office::{of_member, of_recipient};
pub use rule::Rule;

/// The offices chosen for a letter, and those that it names in vain.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// The offices, in the order of addressing.
    pub targets: Vec<Target>,
    /// The missing offices: nothing is sent until staff agree to leave each out.
    pub missing: Vec<Missing>,
    /// Remarks to staff that stop nothing.
    pub remarks: Vec<Remark>,
    /// The vacant seats that a rule chooses; a state's two senators are two.
    pub vacant: Vec<Seat>,
    /// How many Members a rule chooses who have fewer constituents among the signers than `at_least`.
    pub too_few: usize,
}

/// A remark about the choice that stops nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The Member was appointed and may have a successor.
    Appointed {
        /// The display name.
        name: String,
        /// The last day of the appointment, at least.
        until: String,
    },
    /// No sitting Member has this ID, which is in `except`.
    UnknownException(String),
}

impl std::fmt::Display for Remark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Appointed { name, until } => write!(
                f,
                "{name} was appointed until {until} and serves until a successor is sworn in: check that this is still true"
            ),
            Self::UnknownException(id) => write!(f, "except names {id}, and no sitting Member has this bioguide ID"),
        }
    }
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
pub fn choose(delivery: &Delivery, congress: &Congress, signers: &Census, today: Date) -> Choice {
    let mut choosing = Choosing {
        delivery,
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
    if known {
        choosing.one_by_one(&delivery.members, Rule::Members);
        choosing.one_by_one(&delivery.listed, Rule::List);
        choosing.by_seat(signers);
        choosing.tell_vacant(signers);
        choosing.tell_exceptions();
    }
    choosing.tell_ended();
    let mut choice = choosing.choice;
    choice.targets.extend(delivery.recipients.iter().map(of_recipient));
    choice
}

/// Returns every Member who serves on a day, as the holder of a seat.
pub fn holders(congress: &Congress, today: Date) -> Vec<(&Member, Target)> {
    let serving = congress.members.values().filter(|it| it.tenure(today) != Tenure::Ended);
    serving
        .map(|member| (member, of_member(member, &Capacity::Seat, Vec::new(), &[])))
        .collect()
}

#[cfg(test)]
mod tests;
