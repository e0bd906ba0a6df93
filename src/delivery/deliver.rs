//! Delivers a letter: from its text and its signers to one enqueued mail for each office.
//!
//! [`plan()`] decides who would receive what, and composes nothing. [`prepare()`] composes the files that do not exist yet. [`send()`]
//! freezes the bundle and enqueues its mails in one transaction, unless what it shows has changed. All three block their thread and print
//! nothing: the caller, a command or a page, words what they return.

mod answer;
mod approve;
mod cancel;
mod composed;
mod left_behind;
mod outline;
mod plan;
mod scene;
mod send;
mod settle;
mod survey;

use super::targets::Missing;
use crate::audit::By;
use crate::config::Config;
use crate::letters::Letter;
use crate::locale::Locales;
use crate::problem::Problem;
use crate::shelf::Shelf;
use crate::store::Store;

pub use answer::{answer, answer_and, take_back_answer, take_back_answer_and};
pub use approve::{Approved, approve};
pub use cancel::cancel;
pub use composed::FilesError;
pub use left_behind::{KeepingOffice, LeftBehind};
pub use plan::{PlanError, Planned, plan};
pub use scene::{ComposeError, Scene, SceneError};
pub use send::{PrepareError, Prepared, SendError, Stale, freeze, freeze_as_asked, prepare, send};
pub use settle::{names, settle, settle_and};
pub use survey::{Survey, check, stale_before, survey};

/// What a delivery works with.
#[derive(Clone, Copy)]
pub struct DeliveryContext<'a> {
    /// The settings.
    pub config: &'a Config,
    /// The database.
    pub store: &'a Store,
    /// The translations.
    pub locales: &'a Locales,
    /// The letter to deliver.
    pub letter: &'a Letter,
    /// Who delivers it.
    pub by: By,
}

impl<'a> DeliveryContext<'a> {
    fn shelf(&self) -> Shelf {
        Shelf::of(&self.config.delivery.folder, self.store)
    }

    /// Returns how many people have to approve the letter's mails.
    pub fn approvals_needed(&self) -> usize {
        let delivery = self.letter.delivery.as_ref();
        delivery.and_then(|it| it.approvals).map_or(1, usize::from)
    }

    fn of(&self) -> (&'a str, u32) {
        (self.letter.slug.as_str(), self.letter.revision)
    }
}

/// The choices of staff for a delivery.
#[derive(Clone, Debug, Default)]
pub struct DeliveryOptions {
    /// Keys of offices that the letter names and that may be missing.
    pub without: Vec<String>,
    /// Offices whose mail is repeated if it failed or is uncertain.
    pub again: Vec<String>,
    /// Whether every failed mail is repeated.
    pub again_failed: bool,
    /// Whether offices that have the letter get a supplement, with the signers who are new for them.
    pub supplement: bool,
}

/// A notice to staff that stops nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The last bundle is no longer true: offices that have not received it get a new one.
    Renewed(Change),
    /// This many of the signatures are invented.
    Invented(u64),
    /// A sentence about an office that is written to.
    Office(String),
    /// A missing office that staff agreed to leave out.
    LeftOut(Missing),
    /// The letter contains a character that no font shows.
    LetterSign(Problem),
    /// A sentence about signers with a character that no font shows.
    SignerSign(String),
}

/// Receives each notice immediately, since an error may follow it.
pub(crate) type Notices<'n> = &'n mut dyn FnMut(Notice);

/// Why a bundle is no longer true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Signers corrected or withdrew something.
    Signers,
    /// An office has received an earlier text in the meantime.
    EarlierText,
    /// An office has received the letter or a supplement in the meantime.
    Arrived,
}

/// The number of signers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignerCount {
    /// Organizations.
    pub organizations: u64,
    /// People.
    pub people: u64,
    /// Invented signatures among both.
    pub demonstration: u64,
}
