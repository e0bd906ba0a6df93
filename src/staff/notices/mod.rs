//! Emails that staff choose to get about a letter: every new organization, or a digest at an hour of their day. Nothing is sent to an account
//! that has not chosen.
//!
//! * [`rounds`] decides what is due, and enqueues it in the transaction that notes it as told: neither a restart nor a second node repeats it.
//! * [`mail`] composes an email when it is sent, in the language of its reader's pages. It names organizations, and nobody else.

pub mod mail;
pub mod rounds;

use strum::{Display, EnumString, IntoStaticStr};

/// What an account wants to be emailed about a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Display, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Wish {
    /// Each new organization, soon after it confirmed; several together if they come quickly.
    Organizations,
    /// Once a day, what happened since the last time.
    Digest,
}

impl Wish {
    /// Returns the word that the database stores.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// The hour of the day at which an account gets its digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DigestHour {
    /// From 0 to 23.
    pub hour: u8,
    /// The IANA name of the time zone.
    pub zone: String,
}

impl Default for DigestHour {
    fn default() -> Self {
        Self {
            hour: 8,
            zone: "America/New_York".to_owned(),
        }
    }
}

/// The time zones to choose from.
pub const ZONES: [&str; 9] = [
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
    "UTC",
];

/// The counts that an account knows of a letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Organizations on the letter.
    pub organizations: u64,
    /// Individuals on the letter.
    pub people: u64,
    /// Withdrawn signatures.
    pub withdrawn: u64,
}
