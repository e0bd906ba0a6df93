//! Checks a form, and writes its signature.

use std::sync::Arc;

use super::{Answer, Here, PURPOSE, Wrong};
use crate::intake::entry::{Basis, Entry, Outcome, Skip};
use crate::intake::form::{self, NeedsEmail};
use crate::intake::write::{Mode, Target, WriteError, write};
use crate::letters::Phase;
use crate::signatures::ids::SignatureId;
use crate::signatures::state::State;
use crate::staff::answer::Go;
use crate::staff::frame::with_query;
use crate::store::StoreError;
use crate::text::TextError;
use crate::web::error::Failure;
use crate::web::form::Typed;

impl Here<'_> {
    /// Checks a form, and records its signature.
    pub(super) async fn take(&self, typed: &Typed) -> Result<Answer, Failure> {
        let mut wrong = Wrong::default();
        let evidence = form::note(typed.get("evidence"));
        wrong.evidence = match evidence {
            Ok(_) => "",
            Err(TextError::TooLong) => "staff-record-evidence-long",
            Err(_) => "staff-record-evidence-missing",
        };
        if typed.get("consent") != "yes" {
            wrong.consent = "staff-record-consent-missing";
        }
        let email = typed.get("email").trim();
        wrong.meant = form::meant(email).filter(|_| typed.get("email_checked").trim() != email);
        let entry = match self.desk(typed).judge(typed.clone(), NeedsEmail::No) {
            Ok(entry) => Some(entry),
            Err(errors) => {
                wrong.errors = errors;
                None
            }
        };
        let not_asked = self.letter.phase(self.party, self.app.clock.now()) == Phase::NotAsked;
        let (Some(entry), Ok(evidence), false) = (entry, evidence, wrong.is_some() || not_asked) else {
            return self.again(typed, &wrong);
        };
        let outcome = self.write(entry, Basis::Evidence(evidence.clone())).await?;
        let (word, id) = match outcome {
            Ok(Outcome::Counted(id)) => (State::Confirmed, id),
            Ok(Outcome::Held(id, _)) => (State::Held, id),
            Ok(Outcome::Duplicate(id)) => (State::Duplicate, id),
            Ok(Outcome::Skipped(skip)) => {
                (wrong.refusal, wrong.known) = refusal(skip);
                return self.again(typed, &wrong);
            }
            Ok(Outcome::Asked(_)) => return Err(Failure::NotFound),
            Err(refusal) => {
                wrong.refusal = refusal;
                return self.again(typed, &wrong);
            }
        };
        let sealed = self.app.config.secret.seal(PURPOSE, &evidence);
        let lang = self.lang(typed);
        let fields = [
            ("kind", self.party.as_str()),
            ("did", word.as_str()),
            ("signer", &id.to_string()),
            ("language", lang.as_str()),
            ("evidence", &sealed),
        ];
        Ok(Answer::Go(Go::to(&with_query(&self.path(), fields))))
    }

    /// Writes a signature; the inner error is the message of why nobody can sign.
    async fn write(&self, entry: Entry, basis: Basis) -> Result<Result<Outcome, &'static str>, Failure> {
        let (store, config) = (self.app.store.clone(), Arc::clone(&self.app.config));
        let (library, slug) = (Arc::clone(&self.library), self.letter.slug.clone());
        let (mail_domain, by) = (self.app.mail_domain.clone(), self.staff.by());
        let work = move || {
            let Some(letter) = library.signed_letter(&slug) else {
                return Err(WriteError::Unpublished);
            };
            let target = Target {
                store: &store,
                config: &config,
                library: &library,
                letter,
                mail_domain,
            };
            write(&target, by, (vec![entry], basis), Mode::Write, Arc::new(|_| {}))
        };
        let written = tokio::task::spawn_blocking(work).await;
        match written.unwrap_or(Err(WriteError::Store(StoreError::Panicked))) {
            Ok(done) => Ok(done.first().copied().ok_or("staff-record-unpublished")),
            Err(WriteError::Store(error)) => Err(error.into()),
            Err(WriteError::Unpublished | WriteError::Rehearsed(_)) => Ok(Err("staff-record-unpublished")),
        }
    }
}

/// Returns the message of why nothing was written, and who the letter knows already.
fn refusal(skip: Skip) -> (&'static str, Option<SignatureId>) {
    match skip {
        Skip::Known(id, State::Disowned | State::Rejected) => ("staff-recorded-removed", Some(id)),
        Skip::Known(id, _) => ("staff-recorded-known", Some(id)),
        Skip::Unconfirmed => ("staff-recorded-known", None),
        Skip::Left => ("staff-recorded-left", None),
        Skip::NoMail => ("staff-recorded-no-mail", None),
    }
}
