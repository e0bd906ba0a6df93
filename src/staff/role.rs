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
    /// Decides on signatures, sends email and exports.
    Editor,
    /// Sees everything about a letter, but can't change anything.
    Viewer,
    /// Sees only the names and locations of organizations.
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

    /// Returns whether signing in requires a code from an authenticator app.
    pub fn needs_factor(self) -> bool {
        self.may_edit()
    }

    /// Returns whether it may decide on signatures and send email.
    pub fn may_edit(self) -> bool {
        matches!(self, Self::Owner | Self::Editor)
    }
}

/// The letters that an account has access to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Letters {
    /// All letters, including those published later.
    Every,
    /// The letters with these slugs.
    Named(BTreeSet<String>),
}

impl Letters {
    /// Returns the letters that a command or a form names; every letter if it names none.
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
