//! Writes signatures that staff bring, with an entry in the audit log: all in one transaction, or none. A rehearsal does the same and then
//! undoes it, so that what it foretells is what happens.

use std::sync::Arc;

use crate::audit::store::record;
use crate::audit::{Act, By, Deed};
use crate::config::Config;
use crate::intake::entry::{Basis, Entry, Intake, Outcome, Skip};
use crate::letters::store as editions;
use crate::letters::{Letter, library::Library};
use crate::mail::MailContext;
use crate::signatures::rules::rules;
use crate::store::{Store, StoreError, Tx};

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Nobody can sign a text that is not published.
    #[error(
        "this text of the letter is not published yet: run `undersigned letters publish`, or let the running service publish it"
    )]
    Unpublished,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It was a rehearsal: this is what would have happened.
    #[error("a rehearsal")]
    Rehearsed(Vec<Outcome>),
}

/// Whether something is written, or tried and undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Written.
    Write,
    /// Tried and undone.
    Rehearse,
}

/// Where signatures are written.
pub struct Target<'a> {
    /// The database.
    pub store: &'a Store,
    /// The settings.
    pub config: &'a Config,
    /// The letters, for the rules by which one counts.
    pub library: &'a Library,
    /// The letter.
    pub letter: &'a Letter,
    /// The domain of Message-IDs.
    pub mail_domain: String,
}

/// Called with how many signatures were written since the last call.
pub type Progress = Arc<dyn Fn(u64) + Send + Sync>;

/// Writes signatures, or rehearses it; returns what became of each, in their order. Blocks its thread.
pub fn write(
    target: &Target<'_>,
    by: By,
    (entries, basis): (Vec<Entry>, Basis),
    mode: Mode,
    progress: Progress,
) -> Result<Vec<Outcome>, WriteError> {
    let (config, letter) = (target.config.clone(), target.letter.clone());
    let rules = rules(target.config, target.library, target.letter.slug.as_str());
    let mail_domain = target.mail_domain.clone();
    let now = config.clock.now();
    let work = move |tx: &Tx<'_>| {
        let context = MailContext {
            config: &config,
            mail_domain: &mail_domain,
            now,
        };
        let intake = Intake {
            context,
            letter: &letter,
            rules: &rules,
            basis: &basis,
        };
        let done = enter(tx, &intake, &entries, &progress)?;
        log(tx, by, &letter, &basis, (&done, now))?;
        match mode {
            Mode::Write => Ok(done),
            Mode::Rehearse => Err(WriteError::Rehearsed(done)),
        }
    };
    match target.store.write_now(work) {
        Err(WriteError::Rehearsed(done)) => Ok(done),
        written => written,
    }
}

fn enter(tx: &Tx<'_>, intake: &Intake<'_>, entries: &[Entry], progress: &Progress) -> Result<Vec<Outcome>, WriteError> {
    /// After how many signatures progress is told.
    const STEP: usize = 100;
    let (slug, revision) = (intake.letter.slug.as_str(), intake.letter.revision);
    for edition in intake.letter.editions.values() {
        let digest = edition.digest.0;
        if !editions::is_published(tx, slug, revision, digest)? {
            return Err(WriteError::Unpublished);
        }
        editions::mark_signed(tx, slug, revision, digest)?;
    }
    let mut done = Vec::with_capacity(entries.len());
    for part in entries.chunks(STEP) {
        for entry in part {
            done.push(intake.enter(tx, entry)?);
        }
        progress(part.len() as u64);
    }
    Ok(done)
}

/// Adds the entry to the audit log: how many were written, and nothing if none was.
fn log(
    tx: &Tx<'_>,
    by: By,
    letter: &Letter,
    basis: &Basis,
    (done, now): (&[Outcome], jiff::Timestamp),
) -> Result<(), StoreError> {
    let act = match basis {
        Basis::Evidence(_) => Act::SignaturesRecorded,
        Basis::List(_) | Basis::ListUnasked { .. } => Act::SignaturesImported,
    };
    let written = done
        .iter()
        .filter(|outcome| !matches!(outcome, Outcome::Skipped(_)))
        .count();
    if written > 0 {
        record(tx, by, &Deed::about(act, letter.slug.as_str(), written), now)?;
    }
    Ok(())
}

/// How many signatures had which outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Counted.
    pub counted: usize,
    /// Asked to confirm by email.
    pub asked: usize,
    /// Held for review.
    pub held: usize,
    /// Organizations that are on the letter already.
    pub duplicates: usize,
    /// Signers who are known on the letter.
    pub known: usize,
    /// Signers who were asked before, and have not confirmed.
    pub unconfirmed: usize,
    /// Signers who withdrew.
    pub left: usize,
    /// Addresses that take no more email.
    pub no_mail: usize,
}

impl Summary {
    /// Counts outcomes.
    pub fn of(outcomes: &[Outcome]) -> Self {
        let mut summary = Self::default();
        for outcome in outcomes {
            let count = match outcome {
                Outcome::Counted(_) => &mut summary.counted,
                Outcome::Asked(_) => &mut summary.asked,
                Outcome::Held(..) => &mut summary.held,
                Outcome::Duplicate(_) => &mut summary.duplicates,
                Outcome::Skipped(Skip::Known(..)) => &mut summary.known,
                Outcome::Skipped(Skip::Unconfirmed) => &mut summary.unconfirmed,
                Outcome::Skipped(Skip::Left) => &mut summary.left,
                Outcome::Skipped(Skip::NoMail) => &mut summary.no_mail,
            };
            *count += 1;
        }
        summary
    }
}
