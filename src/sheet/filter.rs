//! The filter and the order of a sheet.

use std::str::FromStr;

use jiff::Timestamp;
use strum::{Display, EnumString, IntoStaticStr, VariantNames};

use super::rule::Rule;
use crate::letters::Party;
use crate::signatures::Origin;
use crate::signatures::state::{HoldReason, State};

/// The filter of a sheet; an empty field matches everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The letter's slug. Without one, a text or a domain is required.
    pub letter: Option<String>,
    /// Only individuals, or only organizations.
    pub party: Option<Party>,
    /// The state, or whether staff should look at it.
    pub standing: Standing,
    /// Why the signature is held.
    pub held_for: Option<HoldReason>,
    /// Where the signature came from.
    pub origin: Option<Origin>,
    /// One of the flags ([`crate::signatures::store::flags`]).
    pub flag: Option<String>,
    /// The share link that the signer followed.
    pub source: Option<String>,
    /// The language in which the signer read the letter.
    pub lang: Option<String>,
    /// The USPS code of the signer's state, or [`Filter::ABROAD`].
    pub region: Option<String>,
    /// The domain of the signer's email address or website.
    pub domain: Option<String>,
    /// When the signer confirmed, or signed if they have not confirmed.
    pub period: Period,
    /// Words to search for in names, email addresses and websites.
    pub text: Option<String>,
    /// What signatures of a wave have in common.
    pub rule: Rule,
}

/// A period: from `since`, inclusive, to `before`, exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// Where it begins.
    pub since: Option<Timestamp>,
    /// Where it ends.
    pub before: Option<Timestamp>,
}

impl Period {
    /// Returns whether it has neither a beginning nor an end.
    pub fn is_all(self) -> bool {
        self == Self::default()
    }
}

/// Whether a signature counts, and if not, why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Any state.
    #[default]
    Any,
    /// In one state.
    In(State),
    /// Waiting for staff or for an organization's approvers.
    Waiting,
    /// Counted, with a flag.
    Marked,
}

impl Standing {
    /// The words that are not names of states.
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
    /// The earliest signature first.
    #[default]
    Oldest,
    /// The latest signature first.
    Newest,
    /// By the listed name.
    Name,
    /// By state; within a state, organizations are sorted by name.
    State,
}

impl Sort {
    /// Returns its word in commands and URLs.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// Why a sheet can't be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FilterError {
    /// Neither a letter nor anything to search for on all letters.
    #[error("name a letter, or something to search for")]
    NoLetter,
    /// The text has neither letters nor digits.
    #[error("type at least one letter or digit to search for")]
    NoWords,
    /// All individuals who ever signed would have to be sorted.
    #[error("can't sort individuals in every state by name: choose a state, such as confirmed, or only organizations")]
    TooManyToSort,
    /// The row before the page was deleted, or no longer has a place in this order.
    #[error("the signature that this page would follow has changed or was deleted: start again from the first page")]
    Lost,
}

impl Filter {
    /// The value of `region` for other countries.
    pub const ABROAD: &'static str = "other";

    /// Creates a filter for everyone on a letter.
    pub fn of(letter: &str) -> Self {
        Self {
            letter: Some(letter.to_owned()),
            ..Self::default()
        }
    }

    /// Creates a filter for everyone who is counted on a letter.
    pub fn counted(letter: &str) -> Self {
        Self {
            standing: Standing::In(State::Confirmed),
            ..Self::of(letter)
        }
    }

    /// Returns the value of the column `region` that rows must have; empty for other countries.
    pub(crate) fn place(&self) -> Option<&str> {
        let region = self.region.as_deref()?;
        Some(if region == Self::ABROAD { "" } else { region })
    }

    /// Returns the fields that are set, as keys and values, to be shown in an export.
    pub fn described(&self) -> Vec<(&'static str, String)> {
        let standing = Some(self.standing.to_string()).filter(|it| !it.is_empty());
        let parts = [
            ("letter", self.letter.clone()),
            ("kind", self.party.map(|it| it.to_string())),
            ("state", standing),
            ("held-for", self.held_for.map(|it| it.to_string())),
            ("origin", self.origin.map(|it| it.to_string())),
            ("mark", self.flag.clone()),
            ("source", self.source.clone()),
            ("language", self.lang.clone()),
            ("place", self.region.clone()),
            ("domain", self.domain.clone()),
            ("since", self.period.since.map(|it| it.to_string())),
            ("before", self.period.before.map(|it| it.to_string())),
            ("text", self.text.clone()),
            ("mail-domain", self.rule.mail_domain.clone()),
            ("network", self.rule.network.clone()),
            ("name", self.rule.name.clone()),
        ];
        let given = parts.into_iter();
        given.filter_map(|(key, value)| Some((key, value?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_restored_from_its_description() {
        let filter = Filter {
            party: Some(Party::Person),
            held_for: Some(HoldReason::Surge),
            region: Some("TX".to_owned()),
            period: Period {
                since: Some(Timestamp::UNIX_EPOCH),
                before: None,
            },
            text: Some("ana: paz".to_owned()),
            rule: Rule {
                name: Some("J*".to_owned()),
                ..Rule::default()
            },
            ..Filter::counted("rivers")
        };
        let described = filter.described();
        let pairs = described.iter().map(|(key, value)| (*key, value.as_str()));
        assert_eq!(Filter::restored(pairs), Some(filter.clone()));
        assert_eq!(Filter::restored([("state", "lost")]), None);
        assert_eq!(Filter::restored([("newer", "field")]), None, "of a newer version");
    }

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
