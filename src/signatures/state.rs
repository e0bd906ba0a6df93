//! The state of a signature, why it is held, and who changes it.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray, VariantNames};

/// The state of a signature; only `confirmed` ones count. Database, commands and JSON use the same words.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Display,
    EnumString,
    IntoStaticStr,
    VariantNames,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum State {
    /// The mailbox has not been confirmed yet.
    Pending,
    /// The contact has confirmed; those who decide for the organization have not decided yet.
    Awaiting,
    /// Held for review by staff.
    Held,
    /// Confirmed and counted.
    Confirmed,
    /// The same organization is already on the letter.
    Duplicate,
    /// Those who decide for the organization declined.
    Declined,
    /// Withdrawn by the signer.
    Withdrawn,
    /// Disowned: the addressee said that "this was not us".
    Disowned,
    /// Rejected by staff.
    Rejected,
}

impl State {
    /// All of them, in the order of their words above.
    pub const ALL: [Self; 9] = [
        Self::Pending,
        Self::Awaiting,
        Self::Held,
        Self::Confirmed,
        Self::Duplicate,
        Self::Declined,
        Self::Withdrawn,
        Self::Disowned,
        Self::Rejected,
    ];

    /// Returns the word that the database stores.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Returns whether the signature counts, or will if staff approve it.
    pub fn stands(self) -> bool {
        matches!(self, Self::Confirmed | Self::Held)
    }

    /// Returns whether the signature was withdrawn, disowned, declined or rejected.
    pub(crate) fn is_over(self) -> bool {
        matches!(self, Self::Declined | Self::Withdrawn | Self::Disowned | Self::Rejected)
    }

    /// Returns whether the same asker gets a new row: nobody removed this signature against their will.
    pub(crate) fn allows_signing_anew(self) -> bool {
        matches!(self, Self::Declined | Self::Withdrawn)
    }
}

/// Why a signature is held for review.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Display, EnumString, IntoStaticStr, VariantNames, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum HoldReason {
    /// The letter's settings require approval.
    Approval,
    /// Another organization on the letter may be the same.
    PossibleDuplicate,
    /// Too many signatures came from one mail domain, or too many from unverified organizations.
    Surge,
    /// The same name was removed from this letter before.
    DisownedBefore,
    /// The listed name was changed after the signature was counted.
    ListingChanged,
    /// Nothing shows that the contact speaks for the organization.
    Unverified,
    /// The name is that of a government body.
    Government,
    /// The organization would be listed under a name that is not its own.
    BorrowedName,
    /// The name is written to look like another.
    LookAlike,
    /// Somebody with as good a claim contradicts it: the same organization has since signed from its own domain, or a person who decides
    /// for it said that it did not sign.
    Contested,
    /// One of those who decide for the organization had their address erased, and those who are left are fewer than must approve.
    TooFewApprovers,
    /// Staff want to look at it again.
    ByStaff,
}

impl HoldReason {
    /// Returns the word that the database stores and `review list` shows.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Returns whether the reason tells staff more than that another signature has the same name.
    pub(crate) fn is_about_the_name(self) -> bool {
        matches!(
            self,
            Self::DisownedBefore | Self::Government | Self::BorrowedName | Self::LookAlike
        )
    }
}

/// Why staff rejected a signature, as its signer is told.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Display,
    EnumString,
    IntoStaticStr,
    VariantNames,
    VariantArray,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum RejectReason {
    /// Staff could not confirm that the person or the organization that is named has signed.
    NotWhoTheySay,
    /// The same person or organization has signed already.
    Duplicate,
    /// The letter is open only to others.
    NotEligible,
    /// The name or the message has words that are not published.
    Offensive,
    /// None of these; the sentence of staff says what it is.
    Other,
}

impl RejectReason {
    /// Returns the word that the database stores.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// How well it is known that an organization's own people signed, in ascending order.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Display, EnumString, IntoStaticStr, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Level {
    /// Nothing shows that the contact speaks for the organization.
    OtherAddress,
    /// The contact, or someone who approved, writes from the domain of the organization's website.
    OwnDomain,
    /// Staff have verified who signed.
    Staff,
}

impl Level {
    /// Returns the word that the database stores.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// The decision of a person who decides for an organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Display, EnumString, IntoStaticStr, Serialize)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Decision {
    /// The organization signs.
    Approved,
    /// The organization does not sign.
    Declined,
}

impl Decision {
    /// Returns the word that the database stores.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// The question that those who decide for an organization are asked, with its status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Approval {
    /// Whether the organization signs; the state of its signature is the status.
    Signing(State),
    /// Whether the signature, counted or held, also stands for the text that replaced the signed one.
    Renewing,
    /// The same question, after too many of them declined.
    RenewalDeclined,
}

impl Approval {
    /// Returns the suffix of the message's name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Signing(state) => state.as_str(),
            Self::Renewing => "renewing",
            Self::RenewalDeclined => "renewal-declined",
        }
    }

    /// Returns whether too few of them have decided.
    pub(crate) fn is_undecided(self) -> bool {
        matches!(self, Self::Signing(State::Awaiting) | Self::Renewing)
    }

    /// Returns whether the signature stands and no question is open.
    pub(crate) fn is_settled(self) -> bool {
        matches!(self, Self::Signing(state) if state.stands())
    }
}

/// Who changed the state of a signature, as its history records it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Display, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub(crate) enum Actor {
    /// The signer, by a link in a mail.
    Signer,
    /// A person who decides for the organization.
    Decider,
    /// The addressee of a "this was not us" link.
    Addressee,
    /// Staff.
    Staff,
    /// The service: its rules, or a restored backup.
    Service,
}

impl Actor {
    /// Returns the word that the database stores.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}
