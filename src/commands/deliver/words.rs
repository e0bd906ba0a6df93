//! The words of `deliver` and `bundle` for a delivery's notices and errors.

use anyhow::anyhow;
use undersigned::delivery::deliver::{Change, Notice, PlanError, SceneError, SendError, Stale};
use undersigned::delivery::targets::Missing;
use undersigned::letters::Letter;

use super::super::{complain, counted};

/// Prints a notice; `note` prints what belongs to the plan, since JSON output must contain nothing else.
pub fn tell(notice: Notice, note: fn(&str)) {
    match notice {
        Notice::Renewed(change) => {
            let what = match change {
                Change::Signers => "A signer changed or withdrew something",
                Change::EarlierText => "The record of an earlier version sent to an office changed",
                Change::Arrived => "The record of an earlier email to an office changed",
            };
            note(&format!(
                "{what} since the last bundle. Offices that have not received one yet get a new bundle"
            ));
        }
        Notice::Invented(number) => note(&format!(
            "{} demo data. This is a demonstration; don't send it to real offices",
            counted(number, "signature is", "signatures are")
        )),
        Notice::Office(remark) => complain(&format!("Note: {remark}")),
        Notice::LeftOut(missing) => complain(&format!("Skipped: {}", missing.why)),
        Notice::LetterSign(problem) => complain(&problem.to_string()),
        Notice::SignerSign(line) => complain(&line),
    }
}

/// Explains why nothing is planned, and what to do.
pub(super) fn unplanned(letter: &Letter, error: PlanError) -> anyhow::Error {
    let slug = &letter.slug;
    match error {
        PlanError::Scene(error) => unchosen(letter, error),
        PlanError::Nobody => anyhow!(
            "nobody has signed revision {} of {slug}: there is nothing to deliver until someone signs",
            letter.revision
        ),
        PlanError::Invented(number) => anyhow!(
            "{} demo data: refusing to send it to a real office. To try a delivery, set mail.transport = \"folder\"",
            counted(number, "signature is", "signatures are")
        ),
        PlanError::Unpublished(problems) => {
            let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
            anyhow!(told.join("\n"))
        }
        PlanError::Unknown(offices) => anyhow!(
            "{slug} does not go to {}: run `undersigned deliver {slug} --status` to see its offices",
            offices.join(", ")
        ),
        PlanError::Files(_) | PlanError::Store(_) => error.into(),
    }
}

/// Explains why no offices are chosen, and what to do.
pub fn unchosen(letter: &Letter, error: SceneError) -> anyhow::Error {
    let slug = &letter.slug;
    match error {
        SceneError::NoDelivery => anyhow!("{slug} has no recipients: add a [delivery] section to its letter.toml"),
        SceneError::Missing(missing) => without(&missing),
        SceneError::NoOffice => anyhow!(
            "no known office matches [delivery] in the letter.toml of {slug}: check the section, or run `undersigned offices import`"
        ),
        SceneError::Store(_) => error.into(),
    }
}

/// Lists everything that is missing, with the flags that waive it.
fn without(missing: &[Missing]) -> anyhow::Error {
    for it in missing {
        complain(&it.why);
    }
    let flags: Vec<String> = missing.iter().map(|it| format!("--without {}", it.key)).collect();
    anyhow!(
        "nothing was created: fix the problems above, or skip these offices with: {}",
        flags.join(" ")
    )
}

/// Explains why nothing was sent, and what to do.
pub(super) fn unsent(error: SendError) -> anyhow::Error {
    let stale = match error {
        SendError::Stale(stale) => stale,
        SendError::Unapproved | SendError::Unnamed => {
            return anyhow!(
                "this letter has to be approved by two people (approvals = 2): approve it in the staff area, or pass --as with your staff account's email address"
            );
        }
        other => return other.into(),
    };
    let why = match stale {
        Stale::Bundle => "another bundle was frozen in the meantime",
        Stale::Signers => "a signer changed or withdrew something in the meantime",
        Stale::Plan => "a contact changed or an office got its email in the meantime",
        Stale::EarlierText => "an email with an earlier version was sent or failed in the meantime",
        Stale::Arrived => "an earlier email to an office was sent or failed in the meantime",
    };
    anyhow!("{why}, so nothing was sent: run this command again")
}
