//! Puts one signature that staff bring on a letter.
//!
//! It is recorded and counted by the functions that every signature goes through, so duplicates, removed signers, names of government
//! bodies and borrowed names are dealt with in the same way. Two things differ: an address that nobody confirmed proves nothing about its
//! owner, and the quotas against floods of strangers do not apply.

use crate::letters::{Letter, Party};
use crate::mail::MailContext;
use crate::outbox::{self, NewMail, Repeat, kinds, message_id};
use crate::signatures::ids::SignatureId;
use crate::signatures::rules::Rules;
use crate::signatures::state::{Actor, HoldReason, State};
use crate::signatures::store::candidate::candidate;
use crate::signatures::store::counting::{Settled, settle};
use crate::signatures::store::encounter::{Encounter, encounter};
use crate::signatures::store::ledger::By;
use crate::signatures::store::provenance::{self, Provenance};
use crate::signatures::store::verification::verified;
use crate::signatures::store::{self, LinkHolder, LinkTerms, Mailbox, RecordingContext, Signing, holds};
use crate::signatures::{Origin, Request};
use crate::store::{StoreError, Tx};

/// The maximum length of a note about evidence or consent, in characters.
pub const LONGEST_NOTE: usize = 500;

/// A signature that staff bring, checked.
#[derive(Clone)]
pub struct Entry {
    /// What it says.
    pub(crate) request: Request,
    /// Flags for staff, separated by commas.
    pub(crate) flags: String,
}

/// What a signature that staff bring rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Staff saw evidence: what it is, and where it is kept.
    Evidence(String),
    /// A list says so: where it came from, and how its signers consented. They are asked to confirm by email.
    List(String),
    /// The same, but they are not asked.
    ListUnasked {
        /// Where the list came from, and how its signers consented.
        consent: String,
        /// Why they are not asked.
        reason: String,
    },
}

impl Basis {
    /// Returns the words that are stored with the signature.
    pub fn words(&self) -> &str {
        match self {
            Self::Evidence(words) | Self::List(words) | Self::ListUnasked { consent: words, .. } => words,
        }
    }

    fn origin(&self) -> Origin {
        match self {
            Self::Evidence(_) => Origin::Recorded,
            Self::List(_) | Self::ListUnasked { .. } => Origin::Imported,
        }
    }

    fn provenance(&self) -> Provenance<'_> {
        Provenance {
            evidence: self.words(),
            unasked: match self {
                Self::ListUnasked { reason, .. } => Some(reason),
                Self::Evidence(_) | Self::List(_) => None,
            },
        }
    }

    /// Returns whether signers are asked to confirm by email.
    pub fn asks(&self) -> bool {
        matches!(self, Self::List(_))
    }
}

/// What became of a signature that staff brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is counted.
    Counted(SignatureId),
    /// It is held for review.
    Held(SignatureId, Option<HoldReason>),
    /// The same organization is on the letter already, and is known as well or better.
    Duplicate(SignatureId),
    /// It will count when its signer confirms by email.
    Asked(SignatureId),
    /// Nothing was written.
    Skipped(Skip),
}

/// Why nothing was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Skip {
    /// The signer is on the letter, waits to be, or was removed.
    Known(SignatureId, State),
    /// The signer was asked to confirm, and has not done so yet.
    Unconfirmed,
    /// The signer withdrew, and can sign again only by themselves.
    Left,
    /// The owner of the address wants no email about this letter, or has been sent as many as we send.
    NoMail,
}

impl std::fmt::Display for Skip {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Known(id, state) => write!(f, "the same signer is on the letter already, as number {id} ({state})"),
            Self::Unconfirmed => f.write_str("the same signer was asked before, and has not confirmed yet"),
            Self::Left => f.write_str("this signer withdrew, and can sign again only by themselves"),
            Self::NoMail => {
                f.write_str("the owner of this address wants no email about the letter, or was sent enough")
            }
        }
    }
}

/// What all signatures that are written together share.
pub struct Intake<'a> {
    /// Settings, and the current time.
    pub context: MailContext<'a>,
    /// The letter.
    pub letter: &'a Letter,
    /// How the letter counts.
    pub rules: &'a Rules,
    /// What they rest on.
    pub basis: &'a Basis,
}

impl Intake<'_> {
    /// Writes a signature, unless the letter knows its signer.
    pub fn enter(&self, tx: &Tx<'_>, entry: &Entry) -> Result<Outcome, StoreError> {
        let signing = self.letter.signing.as_ref();
        let people_per_address = signing.map_or(1, |signing| signing.people_per_address);
        let slug = self.letter.slug.as_str();
        match encounter(tx, &entry.request, slug, people_per_address)? {
            Encounter::Known(id, state) => return Ok(Outcome::Skipped(Skip::Known(id, state))),
            Encounter::Left => return Ok(Outcome::Skipped(Skip::Left)),
            Encounter::Unconfirmed(_) if self.basis.asks() => return Ok(Outcome::Skipped(Skip::Unconfirmed)),
            Encounter::Unconfirmed(_) | Encounter::New => {}
        }
        let email = entry.request.email.as_ref();
        let quotas = &self.context.config.quotas;
        let at = RecordingContext {
            letter: slug,
            revision: self.letter.revision,
            // Nobody subscribes by being brought.
            updates_wording: "",
            to_offices_wording: "",
            authorized_wording: self.basis.words(),
            origin: self.basis.origin(),
            mailbox: email.map(|email| Mailbox::new(&self.context.config.secret, slug, email)),
            mails_per_day: quotas.mails_per_day_per_recipient,
            mails_per_letter: quotas.mails_per_letter_per_recipient,
            people_per_address,
            source: None,
            flags: &entry.flags,
            comments_wait: signing.is_none_or(|signing| signing.comments_moderated),
            now: self.context.now,
        };
        if self.basis.asks() {
            self.ask(tx, &entry.request, &at)
        } else {
            self.count(tx, &entry.request, &at)
        }
    }

    /// Asks the signer to confirm. The mail waits behind those that single people wait for.
    fn ask(&self, tx: &Tx<'_>, request: &Request, at: &RecordingContext<'_>) -> Result<Outcome, StoreError> {
        let Signing::Recorded { signature, .. } = store::record(tx, request, at)? else {
            return Ok(Outcome::Skipped(Skip::NoMail));
        };
        provenance::remember(tx, signature, self.basis.provenance(), self.context.now)?;
        let signing = &self.context.config.signing;
        let terms = LinkTerms {
            confirm_hours: Some(signing.link_valid_hours),
            own_days: signing.own_link_valid_days,
            origin: None,
            whose: LinkHolder::Signer,
        };
        let link = store::keep_link(tx, signature, terms, self.context.now)?;
        let owed = NewMail {
            kind: kinds::CONFIRMATION,
            about: signature.number(),
            payload: &format!("{{\"link\":{link}}}"),
            recipient: request.address(),
            message_id: &message_id(self.context.mail_domain, self.context.now),
            repeat: Repeat::Never,
        };
        outbox::store::enqueue_bulk(tx, &owed, self.context.now)?;
        Ok(Outcome::Asked(signature))
    }

    /// Counts the signature, unless the letter's rules hold it.
    fn count(&self, tx: &Tx<'_>, request: &Request, at: &RecordingContext<'_>) -> Result<Outcome, StoreError> {
        let now = self.context.now;
        let Some(signature) = store::enter(tx, request, at)? else {
            return Ok(Outcome::Skipped(Skip::NoMail));
        };
        provenance::remember(tx, signature, self.basis.provenance(), now)?;
        let organization = request.party() == Party::Organization;
        if let (Basis::Evidence(evidence), true) = (self.basis, organization) {
            vouch(tx, signature, evidence)?;
        }
        let by = By {
            actor: Actor::Staff,
            at: now.as_microsecond(),
        };
        let settled = settle(tx, signature, self.rules, by)?;
        if organization {
            self.context.tell_rivals(tx, signature)?;
        }
        Ok(match settled {
            Settled::Counted => {
                self.thank(tx, signature, request)?;
                Outcome::Counted(signature)
            }
            Settled::Duplicate => Outcome::Duplicate(signature),
            Settled::Held => Outcome::Held(signature, holds::reason(tx, signature)?),
        })
    }

    /// Emails the link to their own page to someone whom staff recorded. Someone who was imported gets none: the reason not to ask them is
    /// a reason not to write to them.
    fn thank(&self, tx: &Tx<'_>, signature: SignatureId, request: &Request) -> Result<(), StoreError> {
        if !matches!(self.basis, Basis::Evidence(_)) || request.email.is_none() || !self.context.thanks() {
            return Ok(());
        }
        let link = self.context.link(tx, signature, LinkHolder::Signer)?;
        self.context.thank(tx, signature, link, request.address())
    }
}

/// Records that staff verified an organization, unless its name itself raises a question: evidence that someone signed does not answer it,
/// so that it is held, and staff decide in `review`.
fn vouch(tx: &Tx<'_>, signature: SignatureId, evidence: &str) -> Result<(), StoreError> {
    let found = candidate(tx, signature)?;
    let is_plain = found.is_some_and(|it| !it.is_government() && !it.is_disguised() && it.is_listed_as_itself());
    if is_plain {
        verified(tx, signature, evidence)?;
    }
    Ok(())
}
