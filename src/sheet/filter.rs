//! What staff look for, and in which order.

use std::str::FromStr;

use jiff::Timestamp;
use strum::{Display, EnumString, IntoStaticStr, VariantNames};

use crate::letters::Party;
use crate::signatures::state::{HoldReason, State};

/// Restricts a sheet; empty parts restrict nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The letter's slug. Only a text or a domain is looked for on all letters.
    pub letter: Option<String>,
    /// Only people, or only organizations.
    pub party: Option<Party>,
    /// The state, or what staff have to look at.
    pub standing: Standing,
    /// Why they are held.
    pub held_for: Option<HoldReason>,
    /// One of the flags ([`crate::signatures::store::flags`]).
    pub flag: Option<String>,
    /// The share link that they followed.
    pub source: Option<String>,
    /// The language in which they read the letter.
    pub lang: Option<String>,
    /// The USPS code of their state, or [`Filter::ABROAD`].
    pub region: Option<String>,
    /// The domain of an address or a website.
    pub domain: Option<String>,
    /// When they confirmed; of those who have not, when they signed.
    pub period: Period,
    /// Words in a name or an address.
    pub text: Option<String>,
}

/// A period, from the first moment on and before the second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// Where it begins.
    pub since: Option<Timestamp>,
    /// Where it ends.
    pub before: Option<Timestamp>,
}

impl Period {
    /// Returns whether it restricts nothing.
    pub fn is_all(self) -> bool {
        self == Self::default()
    }
}

/// Whether a signature counts, and if not, why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Whichever.
    #[default]
    Any,
    /// In one state.
    In(State),
    /// Waits for staff, or for those who decide.
    Waiting,
    /// Counts, and has a flag.
    Marked,
}

impl Standing {
    /// The words besides the states' own.
    pub const WORDS: [&'static str; 2] = ["waiting", "marked"];
}

impl std::fmt::Display for Standing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Any => "",
            Self::In(state) => state.as_str(),
            Self::Waiting => "waiting",
            Self::Marked => "marked",
        })
    }
}

impl FromStr for Standing {
    type Err = strum::ParseError;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word {
            "waiting" => Ok(Self::Waiting),
            "marked" => Ok(Self::Marked),
            state => state.parse().map(Self::In),
        }
    }
}

/// The order of a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Display, EnumString, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Sort {
    /// As they signed.
    #[default]
    Oldest,
    /// The last one first.
    Newest,
    /// By the listed name.
    Name,
    /// By state; within one, organizations by name.
    State,
}

impl Sort {
    /// Returns the word by which commands and pages ask for it.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// Why a sheet can't be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FilterError {
    /// Neither a letter, nor anything to look for on all of them.
    #[error("name a letter, or something to search for")]
    NoLetter,
    /// The text has neither letters nor digits.
    #[error("type at least one letter or digit to search for")]
    NoWords,
    /// Everyone who ever signed would have to be sorted.
    #[error("can't sort individuals in every state by name: choose a state, such as confirmed, or only organizations")]
    TooManyToSort,
    /// The row after which the page begins is gone, or has no place in this order any more.
    #[error("the signature that this page would follow has changed or was deleted: start again from the first page")]
    Lost,
}

impl Filter {
    /// In place of a state: outside of the United States.
    pub const ABROAD: &'static str = "other";

    /// Restricts nothing but the letter.
    pub fn of(letter: &str) -> Self {
        Self {
            letter: Some(letter.to_owned()),
            ..Self::default()
        }
    }

    /// Everyone who counts on a letter.
    pub fn counted(letter: &str) -> Self {
        Self {
            standing: Standing::In(State::Confirmed),
            ..Self::of(letter)
        }
    }

    /// Returns what the row's column of the state has; nothing abroad.
    pub(crate) fn place(&self) -> Option<&str> {
        let region = self.region.as_deref()?;
        Some(if region == Self::ABROAD { "" } else { region })
    }

    /// Returns its parts in words, as `key: value`, for the reader of an export.
    pub fn described(&self) -> Vec<(&'static str, String)> {
        let standing = Some(self.standing.to_string()).filter(|it| !it.is_empty());
        let parts = [
            ("letter", self.letter.clone()),
            ("kind", self.party.map(|it| it.to_string())),
            ("state", standing),
            ("held-for", self.held_for.map(|it| it.to_string())),
            ("mark", self.flag.clone()),
            ("source", self.source.clone()),
            ("language", self.lang.clone()),
            ("place", self.region.clone()),
            ("domain", self.domain.clone()),
            ("since", self.period.since.map(|it| it.to_string())),
            ("before", self.period.before.map(|it| it.to_string())),
            ("text", self.text.clone()),
        ];
        let given = parts.into_iter();
        given.filter_map(|(key, value)| Some((key, value?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standing_is_a_state_or_what_staff_look_at() {
        assert_eq!("held".parse(), Ok(Standing::In(State::Held)));
        assert_eq!("waiting".parse(), Ok(Standing::Waiting));
        assert_eq!("marked".parse(), Ok(Standing::Marked));
        assert!("lost".parse::<Standing>().is_err());
    }

    #[test]
    fn only_what_restricts_is_described() {
        let filter = Filter {
            region: Some("TX".to_owned()),
            ..Filter::counted("rivers")
        };
        let told: Vec<String> = filter
            .described()
            .iter()
            .map(|(key, value)| format!("{key}: {value}"))
            .collect();
        assert_eq!(told, ["letter: rivers", "state: confirmed", "place: TX"]);
    }
}
