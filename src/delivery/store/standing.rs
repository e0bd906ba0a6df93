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

/// Returns where a revision's deliveries stand, by office.
pub fn standings(db: &Read<'_>, letter: &str, revision: u32) -> Result<BTreeMap<String, Standing>, StoreError> {
    let mut found = BTreeMap::new();
    for mail in progress(db, letter)? {
        if mail.revision == revision && mail.decides {
            let standing = Standing {
                state: mail.office_state,
                address: mail.address,
                reply: mail.reply,
            };
            found.insert(mail.office, standing);
        }
    }
    Ok(found)
}

/// Counts the offices that answered, whichever revisions they have.
pub fn offices_that_answered(mails: &[Progress]) -> usize {
    let answered = mails.iter().filter(|mail| mail.answered_on.is_some());
    answered.map(|mail| &mail.office).collect::<BTreeSet<_>>().len()
}

/// Counts offices by the state of their delivery. Those of other revisions are counted apart: `sent (revision 1)`.
pub fn counts(mails: &[Progress], revision: u32) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for mail in mails.iter().filter(|mail| mail.decides) {
        let state = mail.office_state.as_str();
        let key = if mail.revision == revision {
            state.to_owned()
        } else {
            format!("{state} (revision {})", mail.revision)
        };
        *counts.entry(key).or_default() += 1;
    }
    counts
}
