//! The numbers: an office's own ones on page one, and the table of all of them.

use super::RenditionContext;
use crate::delivery::snapshot::{Organization, SeatRelation};
use crate::delivery::{Count, Reach, Target};
use crate::offices::{Seat, seats};

/// One of an office's numbers, in words.
struct Number {
    /// The words without a verb, so that the number can lead.
    words: String,
    /// The words to follow another number.
    more: String,
}

/// Returns whether a seat is a district among others: senators, and representatives at large, have the whole state.
fn is_part_of_a_state(seat: &Seat) -> bool {
    seat.district().is_some() && !seats::at_large(seat.state())
}

impl RenditionContext<'_> {
    /// Returns the sentence that the asks complete: who asks.
    pub(super) fn opening(&self) -> String {
        let whole = self.whole();
        if whole.snapshot.is_empty() {
            self.text("bundle-asks")
        } else {
            self.say("bundle-asks-behalf", &[("signers", whole.everyone().into())])
        }
    }

    /// Counts an office's constituents who signed; zero for an office without a constituency.
    pub fn constituents(&self, target: &Target) -> Count {
        self.relation(target, SeatRelation::Constituent)
    }

    pub(super) fn relation(&self, target: &Target, relation: SeatRelation) -> Count {
        let Some(seat) = &target.seat else {
            return Count::default();
        };
        self.snapshot.census().related(seat, relation)
    }

    /// Counts those who have a relation to an office, listed as its holder sees them: some are named to their own members of Congress alone.
    pub(super) fn relation_seen(&self, target: &Target, relation: SeatRelation) -> Count {
        let own = target.seat.as_ref().filter(|_| relation == SeatRelation::Constituent);
        let own = own.map_or(0, |seat| self.snapshot.census().named_to_own(seat));
        self.relation(target, relation).with_named(own)
    }

    /// Returns every number that is not zero, the one that matters most to this office first: its own constituents', else possible ones',
    /// else its state's, else the country's; for leaders, the country's first. Empty if nobody has signed.
    pub fn summary(&self, target: &Target) -> Vec<String> {
        if let Some(since) = self.since {
            return self.summary_since(since, target);
        }
        let mut numbers = self.numbers(target);
        if numbers.is_empty() {
            return Vec::new();
        }
        let lead = numbers.remove(0);
        let signed = [("signers", lead.words.into())];
        let rest = numbers.into_iter().map(|number| number.more);
        std::iter::once(self.say("bundle-signed", &signed))
            .chain(rest)
            .collect()
    }

    /// Returns the first of an office's numbers: `2 constituents of CA-21`. Empty if nobody has signed.
    pub fn lead(&self, target: &Target) -> String {
        self.numbers(target)
            .into_iter()
            .next()
            .map_or_else(String::new, |number| number.words)
    }

    /// Returns an office's numbers, the one that matters most to it first: each without a verb, and to follow another number.
    pub(super) fn figures(&self, target: &Target) -> Vec<(String, String)> {
        let numbers = self.numbers(target).into_iter();
        numbers.map(|number| (number.words, number.more)).collect()
    }

    fn numbers(&self, target: &Target) -> Vec<Number> {
        if self.snapshot.is_empty() {
            return Vec::new();
        }
        let everyone = Number {
            words: self.everyone(),
            more: self.say("bundle-in-all", &[("signers", self.everyone().into())]),
        };
        let Some(seat) = &target.seat else {
            return vec![everyone];
        };
        let own = self.own_numbers(target, seat);
        match target.reach {
            Reach::Country => std::iter::once(everyone).chain(own).collect(),
            Reach::Constituents => own.into_iter().chain([everyone]).collect(),
        }
    }

    /// Returns the numbers of an office's constituency and its state, without those that are zero.
    fn own_numbers(&self, target: &Target, seat: &Seat) -> Vec<Number> {
        let place = self.constituency(seat);
        let state = self.state(seat.state());
        let number = |id: &str, count: u64, place: &str| {
            let words = self.say(id, &[("count", count.into()), ("place", place.into())]);
            (count > 0).then(|| Number {
                more: words.clone(),
                words,
            })
        };
        let constituents = self.relation(target, SeatRelation::Constituent).all();
        let may_be = self.relation(target, SeatRelation::Possible).all();
        let possible = number("bundle-possible-lead", may_be, &place).map(|possible| match constituents {
            0 => possible,
            _ => Number {
                more: self.counted("bundle-possible", may_be),
                ..possible
            },
        });
        let mut numbers = vec![number("bundle-constituents", constituents, &place), possible];
        if is_part_of_a_state(seat) {
            numbers.push(number("bundle-in-state", self.in_state(seat.state()).all(), &state));
        }
        let organizations = self.organizations_of(seat.state()).count() as u64;
        numbers.push(number("bundle-organizations-in-state", organizations, &state));
        numbers.into_iter().flatten().collect()
    }

    /// Returns the constituency's name: `CA-21`, or the state if it is one constituency.
    pub(super) fn constituency(&self, seat: &Seat) -> String {
        if is_part_of_a_state(seat) {
            seat.to_string()
        } else {
            self.state(seat.state())
        }
    }

    fn in_state(&self, state: &str) -> Count {
        self.snapshot.census().in_state(state)
    }

    pub(super) fn organizations_of<'s>(&'s self, state: &'s str) -> impl Iterator<Item = &'s Organization> {
        self.snapshot
            .organizations
            .iter()
            .filter(move |organization| organization.place.state.as_deref() == Some(state))
    }

    /// Returns the table of how many signed, without rows that would be zero.
    pub(super) fn table(&self, target: &Target) -> Vec<Vec<String>> {
        let mut rows = vec![
            [
                "bundle-table-who",
                "bundle-table-all",
                "bundle-table-listed",
                "bundle-table-unlisted",
            ]
            .map(|id| self.text(id))
            .to_vec(),
        ];
        let mut row = |name: String, count: Count| {
            if count.all() == 0 {
                return;
            }
            let numbers =
                [count.all(), count.listed, count.unlisted].map(|number| self.locales.number(self.lang(), number));
            rows.push(std::iter::once(name).chain(numbers).collect());
        };
        let people = |place: String| self.say("bundle-table-people", &[("place", place.into())]);
        if let Some(seat) = &target.seat {
            if is_part_of_a_state(seat) {
                row(
                    people(seat.to_string()),
                    self.relation(target, SeatRelation::Constituent),
                );
                row(
                    self.say("bundle-table-possible", &[("place", seat.to_string().into())]),
                    self.relation(target, SeatRelation::Possible),
                );
            }
            row(people(self.state(seat.state())), self.in_state(seat.state()));
        }
        row(
            people(self.text("bundle-united-states")),
            self.snapshot.census().in_the_country(),
        );
        row(self.text("bundle-table-abroad"), self.snapshot.census().abroad());
        let organizations = |number: usize| Count {
            listed: number as u64,
            unlisted: 0,
        };
        if let Some(seat) = &target.seat {
            let name = self.say(
                "bundle-table-organizations",
                &[("place", self.state(seat.state()).into())],
            );
            row(name, organizations(self.organizations_of(seat.state()).count()));
        }
        row(
            self.text("bundle-organizations-heading"),
            organizations(self.snapshot.organizations.len()),
        );
        rows
    }
}
