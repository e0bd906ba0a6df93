//! How a signature stands, and who brought it there.

use serde::Serialize;
use strum::{Display, EnumString, IntoStaticStr, VariantNames};

/// The state of a signature; only `confirmed` ones count. The words are those of the database, of commands and of JSON.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Display, EnumString, IntoStaticStr, VariantNames, Serialize,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum State {
    /// Its mailbox has not confirmed.
    Pending,
    /// The contact has confirmed, and those who decide for the organization have not yet.
    Awaiting,
    /// Staff decide.
    Held,
    /// It counts.
    Confirmed,
    /// The same organization stands there.
    Duplicate,
    /// Those who decide for the organization did not want it.
    Declined,
    /// Its signer took it back.
    Withdrawn,
    /// "This was not us."
    Disowned,
    /// Staff took it off.
    Rejected,
}

impl State {
    /// The word for the database.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Whether it counts, or will if staff say so.
    pub fn stands(self) -> bool {
        matches!(self, Self::Confirmed | Self::Held)
    }

    /// Whether it was taken back or taken off, by whomever.
    pub(crate) fn is_over(self) -> bool {
        matches!(self, Self::Declined | Self::Withdrawn | Self::Disowned | Self::Rejected)
    }

    /// Whether whoever asks again gets a row of their own beside it: nobody took it off against their will.
    pub(crate) fn makes_room(self) -> bool {
        matches!(self, Self::Declined | Self::Withdrawn)
    }
}

/// Why a signature is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Display, EnumString, IntoStaticStr, Serialize)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub(crate) enum HoldReason {
    /// The letter's rule.
    Approval,
    /// Another organization on the letter may be the same.
    PossibleDuplicate,
    /// Many came from one mail domain, or many organizations that nothing verifies.
    Surge,
    /// Its name was taken off this letter once.
    DisownedBefore,
    /// It was counted under another name.
    ListingChanged,
    /// Nothing shows that its contact speaks for it.
    Unverified,
    /// It has the name of a government body.
    Government,
    /// It is to be listed under a name that is not its own.
    BorrowedName,
    /// Its name is written to look like another.
    LookAlike,
    /// The same organization was signed for from its own domain since.
    Contested,
}

impl HoldReason {
    /// As in the database and in `review list`.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Whether it says more to staff than that somebody else has the name.
    pub(crate) fn is_about_the_name(self) -> bool {
        matches!(
            self,
            Self::DisownedBefore | Self::Government | Self::BorrowedName | Self::LookAlike
        )
    }
}

/// How well it is known that an organization's own people signed, in ascending order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Display, EnumString, IntoStaticStr, Serialize)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Level {
    /// Nothing shows that its contact speaks for it.
    OtherAddress,
    /// Its contact, or one who approved, writes from the domain of its website.
    OwnDomain,
    /// Staff have seen who signed.
    Staff,
}

impl Level {
    /// The word for the database.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// What one who decides for an organization says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Display, EnumString, IntoStaticStr, Serialize)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Decision {
    /// It signs.
    Approved,
    /// It does not.
    Declined,
}

impl Decision {
    /// The word for the database.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// What those who decide for an organization are asked, and how that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Approval {
    /// Whether it signs: the state of its signature says how that stands.
    Signing(State),
    /// Whether its signature, which counts or is held, stands for a text that replaced the one it was for.
    Renewing,
    /// The same, and too many of them declined.
    RenewalDeclined,
}

impl Approval {
    /// The end of a message's name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Signing(state) => state.as_str(),
            Self::Renewing => "renewing",
            Self::RenewalDeclined => "renewal-declined",
        }
    }

    /// Whether not enough of them have decided.
    pub(crate) fn is_undecided(self) -> bool {
        matches!(self, Self::Signing(State::Awaiting) | Self::Renewing)
    }

    /// Whether the signature stands, and nothing is asked about it.
    pub(crate) fn is_settled(self) -> bool {
        matches!(self, Self::Signing(state) if state.stands())
    }
}

/// Who changed the state of a signature, as its history keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Display, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub(crate) enum Actor {
    /// Whoever signed, by a link in a mail to them.
    Signer,
    /// One of those who decide for the organization.
    Decider,
    /// Whoever was signed for, by the link of "this was not us".
    Addressee,
    /// Staff.
    Staff,
    /// The service, by its rules or by a backup that was restored.
    Service,
}

impl Actor {
    /// The word for the database.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}
