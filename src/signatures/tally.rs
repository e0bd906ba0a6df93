//! A letter's count.

use super::origin::ByOrigin;

/// A letter's count. Its parts are added up only as "signatures", beside the parts themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Tally {
    /// The number of organizations.
    pub organizations: u64,
    /// The number of people who are listed.
    pub people: u64,
    /// The number of people who asked not to be listed.
    pub unlisted: u64,
    /// How many of all these signed an earlier revision than the published one.
    pub earlier: u64,
    /// How many of all these staff recorded.
    pub recorded: u64,
    /// How many of all these were imported, and have not confirmed by email.
    pub imported: u64,
}

impl Tally {
    /// Returns the number of people, listed or not.
    pub(crate) fn everyone(self) -> u64 {
        self.people + self.unlisted
    }

    /// Returns the number of signatures, of organizations and people.
    pub(crate) fn total(self) -> u64 {
        self.organizations + self.everyone()
    }

    /// Returns how many are of which origin.
    pub fn by_origin(self) -> ByOrigin {
        ByOrigin {
            confirmed: self.total().saturating_sub(self.recorded + self.imported),
            recorded: self.recorded,
            imported: self.imported,
        }
    }

    /// Returns whether organizations and people are named: a kind of signer of which there is none is left out beside the other.
    pub(crate) fn told(self) -> (bool, bool) {
        let (organizations, people) = (self.organizations > 0, self.everyone() > 0);
        (organizations || !people, people || !organizations)
    }

    /// Returns how much of a goal is reached, in percent; 100 only when it is.
    pub(crate) fn percent_of(self, goal: u64) -> u64 {
        (self.total().saturating_mul(100) / goal.max(1)).min(100)
    }
}

/// A tally as pages show it.
#[derive(serde::Serialize)]
pub(crate) struct ShownTally {
    organizations: u64,
    /// The number of people, listed or not.
    people: u64,
    /// How many of these people are not listed.
    unlisted: u64,
    earlier: u64,
    /// Whether organizations are named, people, and both.
    tells_organizations: bool,
    tells_people: bool,
    tells_both: bool,
    /// How many are of which origin; `None` if all are confirmed by email.
    origins: Option<ShownOrigins>,
}

/// How many signatures are of which origin, where they are told apart.
#[derive(serde::Serialize)]
struct ShownOrigins {
    confirmed: u64,
    recorded: u64,
    imported: u64,
}

impl From<Tally> for ShownTally {
    fn from(tally: Tally) -> Self {
        let (tells_organizations, tells_people) = tally.told();
        let by = tally.by_origin();
        Self {
            origins: (!by.is_plain()).then_some(ShownOrigins {
                confirmed: by.confirmed,
                recorded: by.recorded,
                imported: by.imported,
            }),
            tells_organizations,
            tells_people,
            tells_both: tells_organizations && tells_people,
            organizations: tally.organizations,
            people: tally.everyone(),
            unlisted: tally.unlisted,
            earlier: tally.earlier,
        }
    }
}
