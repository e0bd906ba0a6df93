//! Where a signature came from: its own email, which is the usual case, or staff, who recorded or imported it.
//!
//! What the public reads counts these apart, but only if a letter has others than the usual ones.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantNames};

use crate::locale::{Lang, Locales};

/// The origin of a signature. Database, commands and JSON use the same words.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Display,
    EnumString,
    IntoStaticStr,
    VariantNames,
    Serialize,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Origin {
    /// Confirmed by its own email, or waiting for that.
    #[default]
    Confirmed,
    /// Recorded by staff, from paper, an email or a phone call; they saw evidence.
    Recorded,
    /// Imported from another form or list. If its signer confirms by email, it becomes `confirmed`.
    Imported,
}

impl Origin {
    /// Returns the word that the database stores.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// How many signatures are of which origin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByOrigin {
    /// How many are confirmed by email.
    pub confirmed: u64,
    /// How many staff recorded.
    pub recorded: u64,
    /// How many were imported.
    pub imported: u64,
}

impl ByOrigin {
    /// Adds a signature.
    pub fn add(&mut self, origin: Origin) {
        match origin {
            Origin::Confirmed => self.confirmed += 1,
            Origin::Recorded => self.recorded += 1,
            Origin::Imported => self.imported += 1,
        }
    }

    /// Returns whether all are confirmed by email, so that there is nothing to tell apart.
    pub fn is_plain(self) -> bool {
        self.recorded == 0 && self.imported == 0
    }

    /// Formats the counts that are not zero in one line; empty if all are confirmed by email.
    pub(crate) fn line(self, locales: &Locales, lang: Lang) -> String {
        if self.is_plain() {
            return String::new();
        }
        let counted =
            |(word, count): (&str, u64)| locales.format(lang, &format!("origin-{word}"), &[("count", count.into())]);
        let parts: Vec<String> = self.told().map(counted).collect();
        parts.join("; ")
    }

    /// Returns the counts that are not zero, with the words that messages are named by.
    fn told(self) -> impl Iterator<Item = (&'static str, u64)> {
        let all = [
            ("confirmed", self.confirmed),
            ("recorded", self.recorded),
            ("imported", self.imported),
        ];
        all.into_iter().filter(|(_, count)| *count > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_counts_that_differ_from_zero_are_told() {
        let mut counts = ByOrigin::default();
        counts.add(Origin::Confirmed);
        assert!(counts.is_plain());
        counts.add(Origin::Imported);
        assert!(!counts.is_plain());
        assert_eq!(counts.told().collect::<Vec<_>>(), [("confirmed", 1), ("imported", 1)]);
    }
}
