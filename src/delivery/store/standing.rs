//! Where the deliveries of a letter stand, by office.

use std::collections::{BTreeMap, BTreeSet};

use super::progress::{Progress, progress};
use crate::delivery::state::DeliveryState;
use crate::store::{Read, StoreError};

/// Where the delivery of a revision to an office stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The state.
    pub state: DeliveryState,
    /// The address of the mail that decides it.
    pub address: String,
    /// The relay's last reply to that mail, or why there is none.
    pub reply: Option<String>,
}

/// Returns where a revision's deliveries stand, by office, for mails of a round. An office gets the letter once, whichever round brought it;
/// and a supplement only after everything before it is settled: nobody knows what an office has while a mail is on its way or uncertain. An
/// office that got the letter, and nothing in this round, is not in it.
pub fn standings(
    db: &Read<'_>,
    letter: &str,
    revision: u32,
    round: u32,
) -> Result<BTreeMap<String, Standing>, StoreError> {
    let mut of_offices: BTreeMap<String, Vec<Progress>> = BTreeMap::new();
    for mail in progress(db, letter)? {
        if mail.revision == revision && mail.decides {
            of_offices.entry(mail.office.clone()).or_default().push(mail);
        }
    }
    let decisive = |mails: &[Progress]| {
        let found = if round == 0 {
            of_letter(mails)
        } else {
            of_round(mails, round)
        };
        found.map(|mail| Standing {
            state: mail.office_state,
            address: mail.address.clone(),
            reply: mail.reply.clone(),
        })
    };
    let found = of_offices.into_iter();
    Ok(found
        .filter_map(|(office, mails)| Some((office, decisive(&mails)?)))
        .collect())
}

/// Returns the mail that decides about the letter itself.
fn of_letter(mails: &[Progress]) -> Option<&Progress> {
    use DeliveryState::{Delivered, Queued, Sending, Sent, Uncertain};
    let has = |mail: &&Progress| matches!(mail.office_state, Queued | Sending | Sent | Uncertain | Delivered);
    let own = mails.iter().find(|mail| mail.round == 0);
    own.filter(has).or_else(|| mails.iter().find(has)).or(own)
}

/// Returns the mail that decides about a round of supplements.
fn of_round(mails: &[Progress], round: u32) -> Option<&Progress> {
    use DeliveryState::{Delivered, Queued, Sending, Sent, Uncertain};
    let own = mails.iter().find(|mail| mail.round == round);
    if let Some(own) = own.filter(|mail| !mail.office_state.is_due_again()) {
        return Some(own);
    }
    let is_open = |mail: &&Progress| matches!(mail.office_state, Queued | Sending | Uncertain);
    if let Some(open) = mails.iter().rfind(is_open) {
        return Some(open);
    }
    // What staff delivered without an email is in no bundle: nobody knows whose names the office has.
    let arrived = |mail: &&Progress| matches!(mail.office_state, Sent | Delivered);
    let is_in_a_bundle = |mail: &&Progress| arrived(mail) && mail.bundle != [0; 32];
    if mails.iter().any(|mail| is_in_a_bundle(&mail)) {
        return own;
    }
    let stuck = |mail: &&Progress| !mail.office_state.is_due_again();
    mails.iter().rfind(stuck).or(own)
}

/// Counts the offices that answered, whichever revisions they have.
pub fn offices_that_answered(mails: &[Progress]) -> usize {
    let answered = mails.iter().filter(|mail| mail.answered_on.is_some());
    answered.map(|mail| &mail.office).collect::<BTreeSet<_>>().len()
}

/// Counts offices by the state of their delivery. Those of other revisions are counted apart: `sent (revision 1)`; supplements of this one,
/// too: `sent (supplement)`.
pub fn counts(mails: &[Progress], revision: u32) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for mail in mails.iter().filter(|mail| mail.decides) {
        let state = mail.office_state.as_str();
        let key = match (mail.revision == revision, mail.supplement > 0) {
            (true, false) => state.to_owned(),
            (true, true) => format!("{state} (supplement)"),
            (false, false) => format!("{state} (revision {})", mail.revision),
            (false, true) => continue,
        };
        *counts.entry(key).or_default() += 1;
    }
    counts
}
