//! The record of what became of a letter, office by office: what staff delivered by other means, who acknowledged it, met them or
//! answered, what they noted, when they follow up, and a Member's position.
//!
//! [`enter()`] is the one way in: what concerns a delivery or an answer changes that in the same transaction, through [`crate::delivery`].
//! Everything here is private; only the number of answers is public.

pub mod calendar;
pub mod enter;
pub mod export;
pub mod file;
pub mod import;
pub mod store;

use jiff::civil::Date;
use serde::Serialize;
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

pub use enter::{NewEntry, NotEntered, enter, remove};
pub use file::AnswerFile;

crate::store::id! {
    /// Identifies a row of `office_record`.
    pub struct EntryId;
}

/// What happened with an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Display, EnumString, IntoStaticStr, Serialize, VariantArray)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Kind {
    /// Staff delivered the letter by other means, or know that an uncertain email arrived.
    Delivered,
    /// Staff stopped trying to deliver it.
    GivenUp,
    /// The office said that it has the letter.
    Acknowledged,
    /// Staff met the office.
    Met,
    /// The office answered the letter.
    Answered,
    /// Something else worth knowing.
    Note,
}

impl Kind {
    /// Returns the word that is stored.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// How it happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Display, EnumString, IntoStaticStr, Serialize, VariantArray)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Way {
    /// By email.
    Email,
    /// By post.
    Post,
    /// In person.
    InPerson,
    /// By phone.
    Phone,
    /// By the office's contact form or portal.
    Portal,
}

impl Way {
    /// Returns the word that is stored.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// A Member's position on what a letter asks, as staff know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Display, EnumString, IntoStaticStr, Serialize, VariantArray)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Position {
    /// Supports it.
    Supports,
    /// Opposes it.
    Opposes,
    /// Has not decided.
    Undecided,
    /// Was asked, and has not said.
    Asked,
}

impl Position {
    /// Returns the word that is stored.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// An entry of the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The row.
    #[serde(skip)]
    pub id: EntryId,
    /// The office's key.
    pub office: String,
    /// The office's display name at the time.
    pub name: String,
    /// What happened.
    pub kind: Kind,
    /// How, if it is known.
    pub way: Option<Way>,
    /// The day on which it happened, in the letter's time zone.
    #[serde(serialize_with = "as_text")]
    pub on: Date,
    /// What staff noted; may be empty.
    pub note: String,
    /// The name of the file that is kept with it.
    pub file: Option<String>,
    /// When it was entered, in microseconds.
    #[serde(skip)]
    pub entered_at: i64,
    /// Who entered it, if it is known.
    #[serde(skip)]
    pub entered_by: Option<crate::audit::StaffId>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn as_text<S: serde::Serializer>(day: &Date, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(day)
}

/// What staff know of an office besides what happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outlook {
    /// The office's display name at the time.
    pub name: String,
    /// The position.
    pub position: Option<Position>,
    /// When staff want to follow up.
    pub follow_up_on: Option<Date>,
    /// What about; may be empty.
    pub follow_up_note: String,
}
