//! Delivering a letter: from its text and its signers to one mail owed to each office, once.
//!
//! [`plan()`] decides who would receive what, and composes nothing. [`prepare()`] composes the files that are not there yet. [`send()`] freezes
//! the bundle and owes its mails in one transaction, unless what it shows changed meanwhile. All three block their thread. They say
//! nothing themselves: whoever calls them, a command or a page, words what they answer.

mod cancel;
mod composed;
mod plan;
mod scene;
mod send;

use super::targets::Missing;
use crate::config::Config;
use crate::letters::Letter;
use crate::locale::Locales;
use crate::problem::Problem;
use crate::store::Store;

pub use cancel::cancel;
pub use composed::FilesError;
pub use plan::{PlanError, Planned, plan};
pub use scene::{ComposeError, Scene, SceneError};
pub use send::{PrepareError, Prepared, SendError, Stale, prepare, send};

/// What a delivery works with.
#[derive(Clone, Copy)]
pub struct Parts<'a> {
    /// The settings.
    pub config: &'a Config,
    /// The database.
    pub store: &'a Store,
    /// The languages.
    pub locales: &'a Locales,
    /// What is delivered.
    pub letter: &'a Letter,
}

impl<'a> Parts<'a> {
    fn of(&self) -> (&'a str, u32) {
        (self.letter.slug.as_str(), self.letter.revision)
    }
}

/// What staff want of a delivery.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Keys of offices that the letter names, and that it goes without if they are not there.
    pub without: Vec<String>,
    /// Offices whose mail is repeated if it failed or is uncertain.
    pub again: Vec<String>,
    /// Every failed mail is repeated.
    pub again_failed: bool,
}

/// Something that staff should know, and that stops nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The last bundle is no longer true: offices that have none yet receive a fresh one.
    Renewed(Change),
    /// So many of the signatures are invented.
    Invented(u64),
    /// About an office that is written to, in a sentence.
    Office(String),
    /// An office that is not there, and that staff go without.
    LeftOut(Missing),
    /// The letter has a sign that no font shows.
    LetterSign(Problem),
    /// Signers have signs that no font shows, in a sentence.
    SignerSign(String),
}

/// Takes each notice at once: an error may come after it.
pub(crate) type Notices<'n> = &'n mut dyn FnMut(Notice);

/// What became untrue of a bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Signers corrected or took something back.
    Signers,
    /// What an office has of an earlier text.
    EarlierText,
}

/// How many signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heads {
    /// Organizations.
    pub organizations: u64,
    /// People.
    pub people: u64,
    /// Invented ones among both.
    pub demonstration: u64,
}
