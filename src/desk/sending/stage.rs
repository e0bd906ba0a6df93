//! How far a delivery is that staff prepare in the browser.

use crate::delivery::deliver::{self, DeliveryContext, DeliveryOptions, PlanError, Planned, SceneError};
use crate::delivery::store::composition::{self, Approval};
use crate::delivery::targets::Missing;
use crate::desk::paths;
use crate::staff::store::accounts;
use crate::store::{Read, StoreError};

/// What is sent: a page each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The letter.
    Letter,
    /// Supplements, with the signers who are new for each office.
    Supplement,
}

impl Kind {
    /// Returns the address of its page.
    pub(super) fn page(self, slug: &str) -> String {
        match self {
            Self::Letter => paths::sending(slug),
            Self::Supplement => paths::supplement(slug),
        }
    }

    /// Returns where its emails are approved.
    pub(super) fn approval(self, slug: &str) -> String {
        format!("{}/approve", self.page(slug))
    }

    /// Returns where the email to an office is shown.
    pub(super) fn email(self, slug: &str, office: &str) -> String {
        format!("{}/email/{office}", self.page(slug))
    }

    /// Returns the message that names it.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Letter => "staff-sending",
            Self::Supplement => "staff-supplement",
        }
    }

    pub(super) fn options(self) -> DeliveryOptions {
        DeliveryOptions {
            supplement: self == Self::Supplement,
            ..DeliveryOptions::default()
        }
    }
}

/// How far it is.
pub(super) enum Stage {
    /// The files are being composed.
    Composing {
        /// How many offices are done.
        done: u32,
        /// How many there are; 0 until that is known.
        offices: u32,
    },
    /// The files have to be composed.
    Unprepared {
        /// Why they could not be composed; empty if nobody tried.
        problem: String,
        /// The offices that staff have to leave out first.
        missing: Vec<Missing>,
        /// Who would get what, unless offices have to be left out first.
        planned: Option<Box<Planned>>,
    },
    /// The files are there.
    Ready(Box<Ready>),
    /// Nothing can be sent: the message that says why.
    Refused(&'static str),
}

/// What can be approved.
pub(super) struct Ready {
    pub(super) planned: Planned,
    /// The approvals of these very emails, with the address of each account.
    pub(super) approvals: Vec<(String, Approval)>,
    pub(super) need: usize,
}

pub(super) fn find(context: DeliveryContext<'_>, kind: Kind) -> Result<Stage, StoreError> {
    let slug = context.letter.slug.as_str();
    let wanted = context.store.read_now(|db| composition::composition(db, slug))?;
    let problem = match wanted {
        Some(it) if it.problem.is_none() => {
            return Ok(Stage::Composing {
                done: it.done,
                offices: it.offices,
            });
        }
        other => {
            let same = other.filter(|it| it.supplement == (kind == Kind::Supplement));
            same.and_then(|it| it.problem).unwrap_or_default()
        }
    };
    let (planned, missing) = match deliver::plan(context, &kind.options(), &mut |_| {}) {
        Ok(planned) if planned.frozen().is_some() => return ready(context, planned),
        Ok(planned) => (Some(Box::new(planned)), Vec::new()),
        Err(PlanError::Scene(SceneError::Missing(missing))) => (without(context, kind, &missing), missing),
        Err(PlanError::Scene(SceneError::Store(error)) | PlanError::Store(error)) => return Err(error),
        Err(error) => return Ok(Stage::Refused(message(&error))),
    };
    Ok(Stage::Unprepared {
        problem,
        missing,
        planned,
    })
}

/// Plans supplements without the offices that can't be found, to show who would get what; staff have to leave these out themselves.
fn without(context: DeliveryContext<'_>, kind: Kind, missing: &[Missing]) -> Option<Box<Planned>> {
    let options = DeliveryOptions {
        without: missing.iter().map(|it| it.key.clone()).collect(),
        ..kind.options()
    };
    let planned = (kind == Kind::Supplement).then(|| deliver::plan(context, &options, &mut |_| {}));
    planned?.ok().map(Box::new)
}

fn message(error: &PlanError) -> &'static str {
    match error {
        PlanError::Nobody => "staff-sending-nobody",
        PlanError::Invented(_) => "staff-sending-invented",
        PlanError::Unpublished(_) => "staff-sending-unpublished",
        PlanError::Files(_) => "staff-sending-files",
        _ => "staff-sending-no-office",
    }
}

fn ready(context: DeliveryContext<'_>, planned: Planned) -> Result<Stage, StoreError> {
    let (bundle, digest) = (planned.bundle(), planned.digest());
    let approvals = context.store.read_now(|db: &Read<'_>| {
        let all = bundle.map(|bundle| composition::approvals(db, bundle)).transpose()?;
        let mut counted = Vec::new();
        for approval in all.unwrap_or_default() {
            if Some(approval.plan) != digest || !accounts::may_edit(db, approval.account, context.letter.slug.as_str())?
            {
                continue;
            }
            let account = accounts::by_id(db, approval.account)?;
            counted.extend(account.map(|account| (account.email, approval)));
        }
        Ok::<_, StoreError>(counted)
    })?;
    Ok(Stage::Ready(Box::new(Ready {
        planned,
        approvals,
        need: context.approvals_needed(),
    })))
}
