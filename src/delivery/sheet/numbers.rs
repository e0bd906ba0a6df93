//! The numbers: an office's own on page one, and the table of them all.

use super::Desk;
use crate::delivery::snapshot::{Organization, Standing};
use crate::delivery::{Count, Target};
use crate::offices::{Seat, seats};

/// A district among others: senators, and representatives at large, have the whole state.
fn is_part_of_a_state(seat: &Seat) -> bool {
    seat.district().is_some() && !seats::at_large(seat.state())
}

impl Desk<'_> {
    /// How many of an office's constituents signed: none for an office without a constituency.
    pub fn constituents(&self, target: &Target) -> Count {
        self.standing(target, Standing::Constituent)
    }

    pub(super) fn standing(&self, target: &Target, standing: Standing) -> Count {
        let Some(seat) = &target.seat else {
            return Count::default();
        };
        self.snapshot
            .count(|person| person.residence.standing(seat) == standing)
    }

    /// The office's own number first, then its state's, then everyone.
    pub fn summary(&self, target: &Target) -> Vec<String> {
        let Some(seat) = &target.seat else {
            return vec![self.say("bundle-in-all", &[("signers", self.everyone().into())])];
        };
        let place = self.constituency(seat);
        let constituents = self.standing(target, Standing::Constituent).all();
        let possible = self.standing(target, Standing::Possible).all();
        let mut lines = vec![self.say(
            "bundle-constituents",
            &[("count", constituents.into()), ("place", place.into())],
        )];
        if possible > 0 {
            lines.push(self.counted("bundle-possible", possible));
        }
        if is_part_of_a_state(seat) {
            let in_state = self.in_state(seat.state()).all();
            lines.push(self.say(
                "bundle-in-state",
                &[("count", in_state.into()), ("state", self.state(seat.state()).into())],
            ));
        }
        let organizations = self.organizations_of(seat.state()).count() as u64;
        if organizations > 0 {
            lines.push(self.say(
                "bundle-organizations-in-state",
                &[
                    ("count", organizations.into()),
                    ("state", self.state(seat.state()).into()),
                ],
            ));
        }
        lines.push(self.say("bundle-in-all", &[("signers", self.everyone().into())]));
        lines
    }

    /// `CA-21`, or the state where it is one constituency.
    pub(super) fn constituency(&self, seat: &Seat) -> String {
        if is_part_of_a_state(seat) {
            seat.to_string()
        } else {
            self.state(seat.state())
        }
    }

    fn in_state(&self, state: &str) -> Count {
        self.snapshot
            .count(|person| person.residence.state.as_deref() == Some(state))
    }

    fn organizations_of<'s>(&'s self, state: &'s str) -> impl Iterator<Item = &'s Organization> {
        self.snapshot
            .organizations
            .iter()
            .filter(move |organization| organization.place.state.as_deref() == Some(state))
    }

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
            let numbers =
                [count.all(), count.listed, count.unlisted].map(|number| self.locales.number(self.lang(), number));
            rows.push(std::iter::once(name).chain(numbers).collect());
        };
        let people = |place: String| self.say("bundle-table-people", &[("place", place.into())]);
        if let Some(seat) = &target.seat {
            if is_part_of_a_state(seat) {
                row(people(seat.to_string()), self.standing(target, Standing::Constituent));
                row(
                    self.say("bundle-table-possible", &[("place", seat.to_string().into())]),
                    self.standing(target, Standing::Possible),
                );
            }
            row(people(self.state(seat.state())), self.in_state(seat.state()));
        }
        row(
            people(self.text("bundle-united-states")),
            self.snapshot.count(|person| person.residence.state.is_some()),
        );
        row(
            self.text("bundle-table-abroad"),
            self.snapshot.count(|person| person.residence.state.is_none()),
        );
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
