//! Who may sign a letter, and when.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use strum::{Display, EnumString, IntoStaticStr, VariantNames};

use crate::locale::Lang;

/// Who may sign. Database, commands and JSON use the same words.
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
    /// An organization or group, by someone whom it authorized.
    Organization,
    /// A person, in a personal capacity.
    Person,
}

impl Party {
    /// Both parties.
    pub const BOTH: [Self; 2] = [Self::Person, Self::Organization];

    /// Returns the word that the database stores.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Parses the word for its signers in addresses: `people`, `organizations`.
    pub fn in_address(word: &str) -> Option<Self> {
        match word {
            "people" => Some(Self::Person),
            "organizations" => Some(Self::Organization),
            _ => None,
        }
    }

    /// Returns the other party.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Person => Self::Organization,
            Self::Organization => Self::Person,
        }
    }
}

/// The window in which one party may sign: `None` on a side means no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// From this moment.
    pub opens: Option<Timestamp>,
    /// Until just before this moment.
    pub closes: Option<Timestamp>,
}

/// The phase of a [`Window`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// It opens later.
    NotYetOpen,
    /// It is open.
    Open,
    /// It is closed.
    Closed,
    /// It would be open, but staff have paused signing.
    Paused,
    /// This party is not asked to sign.
    NotAsked,
}

impl Window {
    /// Returns the phase at a moment.
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

/// Where signers' comments go, besides the letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comments {
    /// Nowhere: they are not asked for.
    None,
    /// To each signer's own offices.
    #[default]
    Offices,
    /// To the offices, and under the letter.
    Public,
}

/// Whether people are asked to let their own members of Congress see their full name and ZIP code, however they are listed in public. An office
/// can't log "Bao F." as a constituent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FullNames {
    /// They are not asked.
    #[default]
    Never,
    /// They are asked, with an empty box.
    Ask,
    /// They are asked, with a checked box in the whole form. Nobody agrees by the short form, which does not show it.
    AskChecked,
}

/// That staff have paused signing: the letter can be read, and nobody can sign.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pause {
    /// What readers are told of the reason, by language; perhaps nothing.
    pub reasons: BTreeMap<Lang, String>,
}

impl Pause {
    /// Returns the reason in a language, or else in another one.
    pub fn reason(&self, lang: Lang) -> Option<(Lang, &str)> {
        let found = self.reasons.get_key_value(&lang).or_else(|| self.reasons.iter().next());
        found.map(|(lang, reason)| (*lang, reason.as_str()))
    }
}

/// A letter's rules for signing.
#[derive(Clone, Debug)]
pub struct Signing {
    /// The window of organizations, if they may sign.
    pub organizations: Option<Window>,
    /// The window of people, if they may sign.
    pub people: Option<Window>,
    /// The time zone in which deadlines are shown.
    pub time_zone: jiff::tz::TimeZone,
    /// The target number of signatures.
    pub goal: Option<u64>,
    /// How many people of different names may sign with one address: 1, or 2 for households.
    pub people_per_address: u8,
    /// Whether organizations are listed only after approval by staff.
    pub organizations_wait: bool,
    /// Whether organizations are listed only after approval by staff if nothing shows that their contact speaks for them.
    pub unverified_wait: bool,
    /// Where comments go.
    pub comments: Comments,
    /// Whether staff review comments first.
    pub comments_moderated: bool,
    /// Whether people are asked to show their own offices their full name.
    pub full_names: FullNames,
    /// Mail domains that staff trust, however many sign from them in a day.
    pub trusted_domains: Vec<String>,
    /// Whether staff have paused signing. It can't be set in the file.
    pub paused: Option<Pause>,
}

impl Signing {
    /// Returns one party's phase.
    pub fn phase(&self, party: Party, now: Timestamp) -> Phase {
        match self.window(party).map_or(Phase::NotAsked, |window| window.phase(now)) {
            Phase::Open if self.paused.is_some() => Phase::Paused,
            phase => phase,
        }
    }

    /// Returns one party's window.
    pub(crate) fn window(&self, party: Party) -> Option<&Window> {
        match party {
            Party::Organization => self.organizations.as_ref(),
            Party::Person => self.people.as_ref(),
        }
    }

    /// Returns when nobody can sign any more; `None` if signing has no end.
    pub(crate) fn ends(&self) -> Option<Timestamp> {
        let windows = Party::BOTH.into_iter().filter_map(|party| self.window(party));
        let ends: Option<Vec<Timestamp>> = windows.map(|window| window.closes).collect();
        ends?.into_iter().max()
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
