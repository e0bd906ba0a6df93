//! What an account may do, and for which letters.

use std::collections::BTreeSet;

use serde::Serialize;
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

/// The role of an account. Each may do what those after it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Display, EnumString, IntoStaticStr, Serialize, VariantArray)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Role {
    /// Manages accounts as well.
    Owner,
    /// Decides, sends and exports.
    Editor,
    /// Sees everything about a letter, and changes nothing.
    Viewer,
    /// Sees names and places of organizations, and nothing else.
    Partner,
}

impl Role {
    /// Returns the word that is stored.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Returns whether it may see signers' addresses and what they wrote.
    pub fn may_view(self) -> bool {
        matches!(self, Self::Owner | Self::Editor | Self::Viewer)
    }

    /// Returns whether it may only sign in with a code of an authenticator app as well.
    pub fn needs_factor(self) -> bool {
        self.may_edit()
    }

    /// Returns whether it may decide about signatures and send email.
    pub fn may_edit(self) -> bool {
        matches!(self, Self::Owner | Self::Editor)
    }
}

/// The letters that an account is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Letters {
    /// All of them, also those that are published later.
    Every,
    /// Those with these slugs.
    Named(BTreeSet<String>),
}

impl Letters {
    /// Returns the letters that a command or a form names; none means all.
    pub fn of(slugs: impl IntoIterator<Item = String>) -> Self {
        let slugs: BTreeSet<String> = slugs.into_iter().collect();
        if slugs.is_empty() {
            Self::Every
        } else {
            Self::Named(slugs)
        }
    }

    /// Returns whether a letter is among them.
    pub fn include(&self, slug: &str) -> bool {
        match self {
            Self::Every => true,
            Self::Named(slugs) => slugs.contains(slug),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn naming_no_letter_means_every_letter() {
        assert_eq!(Letters::of([]), Letters::Every);
        let one = Letters::of(["farms".to_owned()]);
        assert!(one.include("farms") && !one.include("farm") && Letters::Every.include("farm"));
    }

    #[test]
    fn each_role_may_do_less_than_the_one_before() {
        let may: Vec<_> = Role::VARIANTS.iter().map(|it| (it.may_edit(), it.may_view())).collect();
        assert_eq!(may, [(true, true), (true, true), (false, true), (false, false)]);
    }
}
