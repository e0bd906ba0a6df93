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
                Change::Signers => "signers corrected or took something back",
                Change::EarlierText => "what an office has of an earlier text changed",
            };
            note(&format!(
                "{what} since the last bundle: offices that have none yet receive a fresh one"
            ));
        }
        Notice::Invented(number) => note(&format!(
            "{} invented: this is a demonstration, not for real offices",
            counted(number, "of the signatures is", "of the signatures are")
        )),
        Notice::Office(remark) => complain(&format!("note: {remark}")),
        Notice::LeftOut(missing) => complain(&format!("left out: {}", missing.why)),
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
            "nobody has signed revision {} of {slug}: a letter goes to offices in the name of those who signed it",
            letter.revision
        ),
        PlanError::Invented(number) => anyhow!(
            "{} invented: a real office must not receive them. They go only into a folder (mail.transport = \"folder\")",
            counted(number, "of the signatures is", "of the signatures are")
        ),
        PlanError::Unpublished(problems) => {
            let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
            anyhow!(told.join("\n"))
        }
        PlanError::Unknown(offices) => anyhow!(
            "{slug} does not go to {}: run `undersigned deliver {slug} --status` to see which offices can be sent to again",
            offices.join(", ")
        ),
        PlanError::Files(_) | PlanError::Store(_) => error.into(),
    }
}

/// Explains why no offices are chosen, and what to do.
pub fn unchosen(letter: &Letter, error: SceneError) -> anyhow::Error {
    let slug = &letter.slug;
    match error {
        SceneError::NoDelivery => anyhow!("{slug} goes to nobody: add a table [delivery] to its letter.toml"),
        SceneError::Missing(missing) => without(&missing),
        SceneError::NoOffice => anyhow!("{slug} names no office that is known: see [delivery] in its letter.toml"),
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
        "nothing was composed: mend this, or go without these offices: {}",
        flags.join(" ")
    )
}

/// Explains why nothing was sent, and what to do.
pub(super) fn unsent(error: SendError) -> anyhow::Error {
    let SendError::Stale(stale) = error else {
        return error.into();
    };
    let why = match stale {
        Stale::Bundle => "another bundle was frozen meanwhile",
        Stale::Signers => "a signer corrected or took something back meanwhile",
        Stale::EarlierText => "a mail with an earlier text was settled meanwhile",
    };
    anyhow!("{why}, and nothing was sent: run this again")
}
