//! How many signatures have which value of which topic.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use crate::letters::Party;

/// What is counted. All topics but the first two count only signatures that are on the letter.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Display, EnumString, IntoStaticStr, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Topic {
    /// The state of a signature.
    State,
    /// How far a signature came: `stored`, `proven` (by its email, or by staff who brought it).
    Step,
    /// The day of its confirmation, such as `2026-12-01`, in Eastern Time.
    Day,
    /// The USPS code of its state, or the code of another country in lowercase.
    Place,
    /// The House district of an individual, such as `119/CA-12`; empty if it is not known.
    District,
    /// The language of the text that was signed.
    Language,
    /// The share link that it came by; empty if it came by none.
    Source,
    /// Where it came from: `confirmed`, `recorded`, `imported`.
    Origin,
    /// `yes`, if it came by an invitation.
    Invitation,
}

impl Topic {
    /// Returns the word that the database stores.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// A count of each kind of signer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Both {
    /// The number of organizations.
    pub organizations: u64,
    /// The number of individuals.
    pub people: u64,
}

impl Both {
    /// Returns the number of signatures.
    pub fn total(self) -> u64 {
        self.organizations.saturating_add(self.people)
    }

    /// Adds another count.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            organizations: self.organizations.saturating_add(other.organizations),
            people: self.people.saturating_add(other.people),
        }
    }

    fn add(&mut self, party: Party) {
        match party {
            Party::Organization => self.organizations += 1,
            Party::Person => self.people += 1,
        }
    }
}

/// The figures of a letter, or of one block of its signatures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures(BTreeMap<Topic, BTreeMap<String, Both>>);

impl Figures {
    /// Adds a signature.
    pub(super) fn add(&mut self, topic: Topic, value: &str, party: Party) {
        let values = self.0.entry(topic).or_default();
        match values.get_mut(value) {
            Some(both) => both.add(party),
            None => values.entry(value.to_owned()).or_default().add(party),
        }
    }

    /// Sets the count of a value.
    pub(super) fn set(&mut self, topic: Topic, value: String, both: Both) {
        self.0.entry(topic).or_default().insert(value, both);
    }

    /// Returns the values of a topic, in the order of their words.
    pub fn of(&self, topic: Topic) -> impl Iterator<Item = (&str, Both)> {
        let values = self.0.get(&topic).into_iter().flatten();
        values.map(|(value, both)| (value.as_str(), *both))
    }

    /// Returns the count of a value.
    pub fn get(&self, topic: Topic, value: &str) -> Both {
        let found = self.0.get(&topic).and_then(|values| values.get(value));
        found.copied().unwrap_or_default()
    }

    fn each(&self) -> impl Iterator<Item = (Topic, &str, Both)> {
        self.0
            .keys()
            .flat_map(|topic| self.of(*topic).map(|(value, both)| (*topic, value, both)))
    }
}

/// The figures of a block, by letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ByLetter(pub(super) BTreeMap<String, Figures>);

/// By how much the count of a value differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    pub(super) letter: String,
    pub(super) topic: Topic,
    pub(super) value: String,
    pub(super) organizations: i64,
    pub(super) people: i64,
}

/// One count, as it is stored: letter, topic, value, organizations, people.
type Stored = (String, Topic, String, u64, u64);

impl ByLetter {
    /// Reads what was stored.
    pub(super) fn parse(text: &str) -> Result<Self, serde_json::Error> {
        let mut found = Self::default();
        for (letter, topic, value, organizations, people) in serde_json::from_str::<Vec<Stored>>(text)? {
            let both = Both { organizations, people };
            found.0.entry(letter).or_default().set(topic, value, both);
        }
        Ok(found)
    }

    /// Returns the text to store.
    pub(super) fn to_text(&self) -> String {
        let each = self.each();
        let all: Vec<_> = each
            .map(|((letter, topic, value), both)| (letter, topic, value, both.organizations, both.people))
            .collect();
        serde_json::to_string(&all).expect("words and numbers are JSON")
    }

    fn each(&self) -> impl Iterator<Item = ((&str, Topic, &str), Both)> {
        let letters = self.0.iter();
        letters.flat_map(|(letter, figures)| {
            let each = figures.each();
            each.map(|(topic, value, both)| ((letter.as_str(), topic, value), both))
        })
    }

    /// Returns by how much these differ from earlier ones.
    pub(super) fn since(&self, before: &Self) -> Vec<Difference> {
        let signed = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        let mut sums: BTreeMap<(&str, Topic, &str), (i64, i64)> = BTreeMap::new();
        for (key, both) in self.each() {
            sums.insert(key, (signed(both.organizations), signed(both.people)));
        }
        for (key, both) in before.each() {
            let sum = sums.entry(key).or_default();
            sum.0 -= signed(both.organizations);
            sum.1 -= signed(both.people);
        }
        let differs = sums.into_iter().filter(|(_, sum)| *sum != (0, 0));
        differs
            .map(|((letter, topic, value), (organizations, people))| Difference {
                letter: letter.to_owned(),
                topic,
                value: value.to_owned(),
                organizations,
                people,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(signers: &[(&str, Topic, &str, Party)]) -> ByLetter {
        let mut block = ByLetter::default();
        for (letter, topic, value, party) in signers {
            let figures = block.0.entry((*letter).to_owned()).or_default();
            figures.add(*topic, value, *party);
        }
        block
    }

    #[test]
    fn a_block_is_read_as_it_was_stored() {
        let one = block(&[
            ("farms", Topic::Place, "CA", Party::Person),
            ("farms", Topic::Place, "CA", Party::Organization),
            ("visas", Topic::Source, "", Party::Person),
        ]);
        assert_eq!(ByLetter::parse(&one.to_text()).expect("reads"), one);
        assert_eq!(ByLetter::parse("[]").expect("reads"), ByLetter::default());
    }

    #[test]
    fn only_what_differs_is_added_and_what_is_gone_is_subtracted() {
        let before = block(&[
            ("farms", Topic::Place, "CA", Party::Person),
            ("farms", Topic::Place, "TX", Party::Person),
        ]);
        let now = block(&[
            ("farms", Topic::Place, "CA", Party::Person),
            ("farms", Topic::Place, "CA", Party::Organization),
        ]);
        let difference = |value: &str, organizations, people| Difference {
            letter: "farms".to_owned(),
            topic: Topic::Place,
            value: value.to_owned(),
            organizations,
            people,
        };
        assert_eq!(now.since(&before), [difference("CA", 1, 0), difference("TX", 0, -1)]);
        assert_eq!(now.since(&now), []);
    }
}
