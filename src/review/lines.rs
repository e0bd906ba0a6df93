//! Corrects a line as staff saw it, tells its signer, and logs which fields it was, but not what they say.

use std::collections::BTreeSet;

use crate::audit::store::record;
use crate::audit::{Act, By, Deed};
use crate::mail::MailContext;
use crate::review::amended_mail::{self, Amended};
use crate::review::decide::Seen;
use crate::review::store::shown::{Subject, shown};
use crate::signatures::state::Actor;
use crate::signatures::store::ledger;
use crate::signatures::store::lines::{Line, LineCorrected, LineField, correct_line, shown_line};
use crate::store::{StoreError, Tx};

/// What came of a correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corrected {
    /// It says so now.
    Done,
    /// It said so already.
    Same,
    /// Somebody else has changed it since it was shown.
    Changed,
    /// Someone with this name and home, and without an address, is on the letter already.
    Taken,
    /// It neither counts nor is held.
    Over,
}

/// Corrects the line of a signature on a letter, if it is as it was shown.
pub fn correct(
    tx: &Tx<'_>,
    context: &MailContext<'_>,
    by: By,
    letter: &str,
    (seen, line): (&Seen, &Line),
) -> Result<Corrected, StoreError> {
    let id = seen.id;
    if shown(tx, letter, id, Subject::Whole)?.is_none_or(|now| now != seen.shown) {
        return Ok(Corrected::Changed);
    }
    let Some(before) = shown_line(tx, id)?.filter(|it| it.state.stands()) else {
        return Ok(Corrected::Over);
    };
    let staff = ledger::By {
        actor: Actor::Staff,
        at: context.now.as_microsecond(),
    };
    let fields = match correct_line(tx, id, (&before, line), staff)? {
        LineCorrected::Taken => return Ok(Corrected::Taken),
        LineCorrected::Done(fields) if fields.is_empty() => return Ok(Corrected::Same),
        LineCorrected::Done(fields) => fields,
    };
    let acts: BTreeSet<&'static str> = fields.iter().map(|field| act(*field).as_str()).collect();
    for act in acts.into_iter().filter_map(|act| act.parse().ok()) {
        record(tx, by, &Deed::about(act, letter, 1), context.now)?;
    }
    amended_mail::tell(tx, context, id, &Amended::Corrected { fields })?;
    Ok(Corrected::Done)
}

fn act(field: LineField) -> Act {
    match field {
        LineField::Name => Act::NameCorrected,
        LineField::Title | LineField::Affiliation => Act::TitleCorrected,
        LineField::City | LineField::State => Act::PlaceCorrected,
    }
}
