//! Who may sign a letter, and when.

use jiff::Timestamp;
use serde::Serialize;
use strum::{Display, EnumString, IntoStaticStr, VariantNames};

/// Who may sign. The words are those of the database, of commands and of JSON.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Display,
    EnumString,
    IntoStaticStr,
    VariantNames,
    Serialize,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Party {
    /// A group, by someone whom it authorized.
    Organization,
    /// A person, in a personal capacity.
    Person,
}

impl Party {
    /// Both.
    pub const BOTH: [Self; 2] = [Self::Person, Self::Organization];

    /// The word for the database.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Person => Self::Organization,
            Self::Organization => Self::Person,
        }
    }
}

/// When one party may sign: `None` on a side means no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// From this moment.
    pub opens: Option<Timestamp>,
    /// Until just before this moment.
    pub closes: Option<Timestamp>,
}

/// Where a moment stands to a [`Window`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Opens later.
    NotYetOpen,
    /// Signing is possible.
    Open,
    /// Over.
    Closed,
    /// This party is not asked to sign.
    NotAsked,
}

impl Window {
    /// The phase at a moment.
    pub fn phase(&self, now: Timestamp) -> Phase {
        if self.opens.is_some_and(|opens| now < opens) {
            Phase::NotYetOpen
        } else if self.closes.is_some_and(|closes| now >= closes) {
            Phase::Closed
        } else {
            Phase::Open
        }
    }
}

/// Where people's own words go, beside the letter's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comments {
    /// They are not asked for.
    None,
    /// To each signer's own offices.
    #[default]
    Offices,
    /// There, and under the letter.
    Public,
}

/// A letter's rules for signing.
#[derive(Clone, Debug)]
pub struct Signing {
    /// Organizations' window, if they may sign.
    pub organizations: Option<Window>,
    /// People's window, if they may sign.
    pub people: Option<Window>,
    /// The zone in which deadlines are spoken of.
    pub time_zone: jiff::tz::TimeZone,
    /// How many signatures are hoped for.
    pub goal: Option<u64>,
    /// How many people of different names one address may sign for: 1, or 2 for households.
    pub people_per_address: u8,
    /// Organizations appear after staff's approval, not at once.
    pub organizations_wait: bool,
    /// Organizations appear after staff's approval where nothing shows that their contact speaks for them.
    pub unverified_wait: bool,
    /// Where people's words go.
    pub comments: Comments,
    /// Staff read them first.
    pub comments_moderated: bool,
    /// Mail domains that staff trust, however many sign from them in a day.
    pub trusted_domains: Vec<String>,
}

impl Signing {
    /// One party's phase.
    pub fn phase(&self, party: Party, now: Timestamp) -> Phase {
        self.window(party).map_or(Phase::NotAsked, |window| window.phase(now))
    }

    /// One party's window.
    pub(crate) fn window(&self, party: Party) -> Option<&Window> {
        match party {
            Party::Organization => self.organizations.as_ref(),
            Party::Person => self.people.as_ref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_open_from_its_first_moment_to_just_before_its_last() {
        let at = |second| Timestamp::from_second(second).expect("in range");
        let window = Window {
            opens: Some(at(10)),
            closes: Some(at(20)),
        };
        assert_eq!(window.phase(at(9)), Phase::NotYetOpen);
        assert_eq!(window.phase(at(10)), Phase::Open);
        assert_eq!(window.phase(at(19)), Phase::Open);
        assert_eq!(window.phase(at(20)), Phase::Closed);
    }
}
