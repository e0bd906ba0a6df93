//! Chooses offices rule by rule, and notes what can't be chosen.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::office::of_member;
use super::{Choice, Congress, Missing, Named, Remark, Rule};
use crate::delivery::census::Census;
use crate::letters::Delivery;
use crate::offices::address::{self, Capacity};
use crate::offices::{Member, Seat, Side, Tenure, seats};

/// How many Members whose terms have ended are named one by one.
const MOST_ENDED: usize = 10;

/// The offices chosen so far.
pub(super) struct Choosing<'c> {
    pub(super) delivery: &'c Delivery,
    pub(super) congress: &'c Congress,
    pub(super) today: Date,
    pub(super) choice: Choice,
    /// Members who would be written to if their terms had not ended.
    pub(super) ended: Vec<&'c Member>,
    /// The index of each Member among the targets.
    pub(super) taken: BTreeMap<&'c str, usize>,
}

impl<'c> Choosing<'c> {
    /// Adds a Member, unless they are excepted. A Member who is named again keeps the first capacity, but the contacts of the second one
    /// may serve as well.
    fn add(&mut self, member: &'c Member, capacity: &Capacity, contacts: Vec<String>, rules: &[Rule]) {
        if self.delivery.except.contains(&member.bioguide) {
            return;
        }
        match member.tenure(self.today) {
            Tenure::Serves => {}
            Tenure::MayServe if self.taken.contains_key(member.bioguide.as_str()) => {}
            Tenure::MayServe => self.choice.remarks.push(Remark::Appointed {
                name: format!("{} ({})", member.name, member.seat),
                until: member.term_end.clone(),
            }),
            Tenure::Ended => {
                if !self.ended.iter().any(|it| it.bioguide == member.bioguide) {
                    self.ended.push(member);
                }
                return;
            }
        }
        let targets = &mut self.choice.targets;
        if let Some(index) = self.taken.get(member.bioguide.as_str()) {
            let target = &mut targets[*index];
            target.contacts.extend(contacts);
            let new = rules.iter().filter(|rule| !target.rules.contains(rule)).copied();
            let new: Vec<Rule> = new.collect();
            target.rules.extend(new);
        } else {
            self.taken.insert(&member.bioguide, targets.len());
            targets.push(of_member(member, capacity, contacts, rules));
        }
    }

    /// Adds Members by their IDs.
    pub(super) fn one_by_one(&mut self, ids: &[String], rule: Rule) {
        let congress = self.congress;
        for id in ids {
            match congress.members.get(id) {
                Some(member) => self.add(member, &Capacity::Seat, Vec::new(), &[rule]),
                None => self.miss(id, Named::Member, format!("no sitting Member has the bioguide ID {id}")),
            }
        }
    }

    pub(super) fn miss(&mut self, key: &str, named: Named, why: String) {
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
    pub(super) fn tell_ended(&mut self) {
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
    pub(super) fn leadership(&mut self) {
        let mut leaders: Vec<_> = self.congress.members.values().filter(|member| leads(member)).collect();
        leaders.sort_by_key(|member| {
            (
                member.leadership.as_deref() != Some("Speaker of the House"),
                member.leadership.clone(),
            )
        });
        for member in leaders {
            let role = member.leadership.clone().unwrap_or_default();
            self.add(member, &Capacity::Leadership(role), Vec::new(), &[Rule::Leadership]);
        }
    }

    pub(super) fn committee(&mut self, code: &str, side: Side) {
        let congress = self.congress;
        match (congress.committees.get(code), congress.first(code, side)) {
            (Some(committee), Some((member, role))) => {
                let name = address::committee_name(committee);
                let mailbox = format!("committee:{code}:{}", side.as_str());
                self.add(
                    member,
                    &Capacity::Committee { name, role },
                    vec![mailbox],
                    &[Rule::Committees],
                );
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
    pub(super) fn by_seat(&mut self, signers: &Census) {
        let congress = self.congress;
        let mut members: Vec<_> = congress.members.values().collect();
        members.sort_by(|a, b| {
            a.seat
                .state()
                .cmp(b.seat.state())
                .then_with(|| b.seat.chamber().cmp(&a.seat.chamber()))
                .then_with(|| a.seat.cmp(&b.seat))
                .then_with(|| a.name.cmp(&b.name))
        });
        for member in members {
            let rules = self.rules_of(&member.seat, signers);
            if rules.is_empty() {
                continue;
            }
            if self.has_enough(&member.seat, signers) {
                self.add(member, &Capacity::Seat, Vec::new(), &rules);
            } else if !self.taken.contains_key(member.bioguide.as_str())
                && !self.delivery.except.contains(&member.bioguide)
            {
                self.choice.too_few += 1;
            }
        }
    }

    fn rules_of(&self, seat: &Seat, signers: &Census) -> Vec<Rule> {
        let signed = self.delivery.states_of_signers && signers.has_constituents(seat);
        Rule::of_seat(self.delivery, seat, signed)
    }

    /// Returns whether as many confirmed constituents signed as the letter wants.
    fn has_enough(&self, seat: &Seat, signers: &Census) -> bool {
        let wanted = self.delivery.at_least.unwrap_or(0);
        signers.constituents(seat).all() >= wanted
    }

    /// Notes the seats that a rule chooses and nobody holds.
    pub(super) fn tell_vacant(&mut self, signers: &Census) {
        if !self.delivery.chooses_by_seat() {
            return;
        }
        let (vacant, _) = seats::compare(self.congress.members.values());
        let chosen = |seat: &Seat| !self.rules_of(seat, signers).is_empty() && self.has_enough(seat, signers);
        self.choice.vacant = vacant.into_iter().filter(chosen).collect();
    }

    /// Remarks on exceptions that leave out nobody.
    pub(super) fn tell_exceptions(&mut self) {
        for id in self
            .delivery
            .except
            .iter()
            .filter(|id| !self.congress.members.contains_key(*id))
        {
            self.choice.remarks.push(Remark::UnknownException(id.clone()));
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
