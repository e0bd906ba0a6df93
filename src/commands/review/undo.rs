//! `review undo`: undoes the last decision about signatures.

use undersigned::review::store::made::{self, DecisionId};
use undersigned::review::undo::{Undone, Which, undo as put_back};
use undersigned::signatures::ids::SignatureId;
use undersigned::store::{Read, StoreError};

use super::super::Workspace;
use super::super::person::Person;
use super::write;

/// The decision that made the last entry in a signature's history.
struct Last {
    letter: String,
    decision: DecisionId,
}

/// Undoes the last decision about each of the signatures: all of them, or none if one has changed since.
pub fn undo(workspace: &Workspace, person: &Person, ids: &[SignatureId]) -> anyhow::Result<()> {
    let by = person.by(&workspace.store)?;
    let wanted = ids.to_vec();
    let undone = write(workspace, move |tx, context| {
        let mut all = Undone::default();
        for id in wanted {
            let one = match last(tx, id)? {
                Some(Last { letter, decision }) => put_back(tx, context, by, &letter, (decision, Which::One(id)))?,
                None => None,
            };
            let Some(one) = one.filter(|it| !it.back.is_empty()) else {
                all.changed.push(id);
                continue;
            };
            all.back.extend(one.back);
            all.mailed.extend(one.mailed);
            all.stopped.extend(one.stopped);
        }
        if all.changed.is_empty() {
            Ok(all)
        } else {
            Err(undersigned::review::decide::DecideError::Numbers(all.changed))
        }
    })??;
    tell(&undone);
    Ok(())
}

fn last(db: &Read<'_>, id: SignatureId) -> Result<Option<Last>, StoreError> {
    let made = made::latest(db, id)?;
    Ok(made.map(|it| Last {
        letter: it.letter,
        decision: it.id,
    }))
}

fn tell(undone: &Undone) {
    let list = |ids: &[SignatureId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    super::super::say(&format!(
        "{} put back",
        super::super::counted(undone.back.len(), "signature", "signatures")
    ));
    if !undone.mailed.is_empty() {
        super::super::complain(&format!(
            "These signers had already gotten the email about the decision: {}",
            list(&undone.mailed)
        ));
    }
    if !undone.stopped.is_empty() {
        super::super::complain(&format!(
            "Emails to offices with these signatures stay stopped until you deliver again: {}",
            list(&undone.stopped)
        ));
    }
}
