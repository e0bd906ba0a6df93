//! The audit log: what staff did, who did it, to which letter and how many, in the browser and on the command line.
//!
//! An entry is added in the transaction of the act itself ([`store::record`]), so there is none without the other. Entries are chained:
//! each has a SHA-256 digest of itself and the digest before it. To change a stored entry, someone has to change all that follow, and then
//! the newest digest, the *head*, is not the one that was saved elsewhere ([`store::verify`]).
//!
//! An entry holds no personal data, so that erasure never has to break the chain: an account is a number that is never reused, and its
//! address is looked up when an entry is shown.

use sha2::{Digest, Sha256};
use strum::{EnumString, IntoStaticStr, VariantArray};

pub mod store;

crate::store::id! {
    /// Identifies an account of the staff area, including one that was removed.
    pub struct StaffId;
}

/// An action of staff that changes something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Act {
    /// An account was created.
    StaffAdded,
    /// An account got a new link to set its password.
    StaffLinked,
    /// An account's role or letters changed.
    StaffChanged,
    /// An account was removed.
    StaffRemoved,
    /// An account set its password.
    PasswordSet,
    /// Someone signed in.
    SignedIn,
    /// Sessions were ended.
    SessionsEnded,
    /// An authenticator app was set up.
    FactorSet,
    /// An authenticator app was removed, for someone who lost it.
    FactorReset,
    /// Recovery codes were replaced.
    CodesRenewed,
    /// A recovery code was used.
    CodeUsed,
    /// A session ended after too many wrong codes: someone with the password, or at an open browser, was guessing.
    CodesWrong,
    /// Signatures were recorded by staff, from paper, an email or a phone call.
    SignaturesRecorded,
    /// Signatures were imported from a table.
    SignaturesImported,
    /// Held signatures were approved.
    SignaturesApproved,
    /// Signatures were rejected.
    SignaturesRejected,
    /// Counted signatures were held for review.
    SignaturesHeld,
    /// A decision about all signatures that match a filter was begun.
    BulkBegun,
    /// Decisions about signatures were undone.
    DecisionsUndone,
    /// Organizations were verified.
    OrganizationsVerified,
    /// New names or websites were accepted or refused.
    CorrectionsDecided,
    /// The name of a signer was corrected as it is listed.
    NameCorrected,
    /// The title or employer of a signer was corrected.
    TitleCorrected,
    /// The city or state of a signer was corrected.
    PlaceCorrected,
    /// Two signatures of one signer were merged.
    SignaturesMerged,
    /// Two signatures were kept apart: they are of two signers.
    SignaturesKeptApart,
    /// A merge was undone.
    MergeUndone,
    /// Messages to Congress were approved or refused.
    MessagesDecided,
    /// All signatures held for a flood were approved.
    FloodReleased,
    /// Email to an address was allowed again.
    AddressReopened,
    /// The plan of a delivery was checked.
    PlanChecked,
    /// A test of an office's email was sent to staff.
    DeliveryTested,
    /// The emails of a delivery were approved.
    DeliveryApproved,
    /// A bundle was frozen, and its emails were queued.
    LetterDelivered,
    /// Emails to offices were canceled.
    DeliveryCanceled,
    /// The outcome of deliveries was recorded.
    DeliverySettled,
    /// Whether offices answered was recorded.
    AnswersRecorded,
    /// Something else about offices was entered into the record, or removed from it.
    OfficeNoted,
    /// Positions of Members were recorded.
    PositionsRecorded,
    /// The record of what became of a letter was exported.
    RecordExported,
    /// Emails with an update were queued.
    UpdateSent,
    /// An email was sent again to a signer or to approvers who wait for it.
    EmailsResent,
    /// Failed emails were queued again.
    EmailsRetried,
    /// Emails were canceled.
    EmailsCanceled,
    /// An export of signers began to leave through a pipe or to a screen: how many left is not known until it is complete.
    ExportBegun,
    /// Signers were exported.
    SignersExported,
    /// Invitation links were created.
    OrganizationsInvited,
    /// A link for partners was made.
    PartnerLinkMade,
    /// A link for partners was revoked.
    PartnerLinkRevoked,
    /// A setting of a letter was set on top of its file.
    SettingSet,
    /// A setting of a letter was given back to its file.
    SettingUnset,
    /// A link to the preview of a letter was made.
    PreviewLinkMade,
    /// A link to the preview of a letter was revoked.
    PreviewLinkRevoked,
    /// Emails that invite organizations were queued, or their reminders were set.
    InvitationsSent,
    /// Contacts of offices were imported, removed, stopped or allowed again.
    ContactsChanged,
    /// Signers' details were erased, because the time after the delivery that the letter's settings name had passed.
    DetailsErased,
    /// What is stored about an email address was reported, for its owner.
    AddressReported,
    /// What is stored about an email address was erased, for its owner.
    AddressErased,
    /// The database was restored from a backup.
    BackupRestored,
}

impl Act {
    /// Returns the word that is stored.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// How an act was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Via {
    /// By a command. The account is the one that `--as` names: someone who can run commands can name anyone.
    CommandLine,
    /// On a page below `/staff`, signed in.
    Browser,
    /// By the service itself, because a letter's settings say so.
    Service,
}

/// Who does something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct By {
    /// The account, if a command names one.
    pub account: Option<StaffId>,
    /// How it was done.
    pub via: Via,
}

impl By {
    /// A command without `--as`.
    pub const COMMAND_LINE: Self = Self {
        account: None,
        via: Via::CommandLine,
    };

    /// The service, without anybody.
    pub const SERVICE: Self = Self {
        account: None,
        via: Via::Service,
    };
}

/// Something that was done.
#[derive(Clone, Copy, Debug)]
pub struct Deed<'a> {
    /// What it was.
    pub act: Act,
    /// The letter that it concerns.
    pub letter: Option<&'a str>,
    /// The account that was changed.
    pub subject: Option<StaffId>,
    /// How many signatures, emails or offices it concerns.
    pub counted: u32,
}

impl<'a> Deed<'a> {
    /// Creates a deed that concerns a number of things of a letter.
    pub fn about(act: Act, letter: &'a str, counted: impl TryInto<u32>) -> Self {
        Self {
            letter: Some(letter),
            ..Self::of(act, counted)
        }
    }

    /// Creates a deed that concerns a number of things.
    pub fn of(act: Act, counted: impl TryInto<u32>) -> Self {
        Self {
            act,
            letter: None,
            subject: None,
            counted: counted.try_into().unwrap_or(u32::MAX),
        }
    }

    /// Creates a deed that changes one account.
    pub fn to(act: Act, subject: StaffId) -> Self {
        Self {
            act,
            letter: None,
            subject: Some(subject),
            counted: 1,
        }
    }
}

/// An entry as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the log, from 1.
    pub number: u32,
    /// When it happened, in microseconds.
    pub at: i64,
    /// The account that did it, if known.
    pub account: Option<StaffId>,
    /// The word of a [`Via`].
    pub via: String,
    /// The word of an [`Act`].
    pub act: String,
    /// The letter.
    pub letter: Option<String>,
    /// The account that was changed.
    pub subject: Option<StaffId>,
    /// How many.
    pub counted: u32,
}

/// The digest of an entry and all entries before it.
pub type Link = [u8; 32];

/// The digest before the first entry.
const BEGIN: Link = [0; 32];

impl Entry {
    /// Returns the entry's digest. Each text is preceded by its length, so that no two entries are digested as the same bytes.
    fn link(&self, before: &Link) -> Link {
        let id = |id: Option<StaffId>| id.map_or(0, StaffId::number).to_be_bytes();
        let mut digest = Sha256::new();
        digest.update(before);
        digest.update(self.number.to_be_bytes());
        digest.update(self.at.to_be_bytes());
        digest.update(id(self.account));
        digest.update(id(self.subject));
        digest.update(self.counted.to_be_bytes());
        for text in [&self.via, &self.act, self.letter.as_deref().unwrap_or_default()] {
            digest.update((text.len() as u64).to_be_bytes());
            digest.update(text.as_bytes());
        }
        digest.finalize().into()
    }
}
