//! The rules of a letter, by which it goes to offices.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use crate::letters::Delivery;
use crate::offices::{Chamber, Seat};

/// A rule, by the name of its setting.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Display, EnumString, IntoStaticStr, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Rule {
    /// Everyone with a leadership role.
    Leadership,
    /// The heads of committees.
    Committees,
    /// Members who are named one by one.
    Members,
    /// Members in the table of recipients, and others there.
    List,
    /// All Members of a chamber.
    Chambers,
    /// All Members of a state.
    States,
    /// The senators of a state.
    SenatorsOf,
    /// The Members of those who signed.
    StatesOfSigners,
    /// Other recipients.
    Recipients,
}

impl Rule {
    /// Returns the name of its setting.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Returns the rules that choose a seat, whoever holds it. `signed` says whether anyone who signed is, or may be, a constituent.
    pub(super) fn of_seat(delivery: &Delivery, seat: &Seat, signed: bool) -> Vec<Self> {
        let has = |codes: &[String]| codes.iter().any(|code| code == seat.state());
        let chamber = seat.chamber();
        let rules = [
            (
                Self::Chambers,
                delivery.chambers.iter().any(|name| name == chamber.as_str()),
            ),
            (Self::States, has(&delivery.states)),
            (
                Self::SenatorsOf,
                chamber == Chamber::Senate && has(&delivery.senators_of),
            ),
            (Self::StatesOfSigners, delivery.states_of_signers && signed),
        ];
        rules
            .into_iter()
            .filter(|(_, holds)| *holds)
            .map(|(rule, _)| rule)
            .collect()
    }
}
