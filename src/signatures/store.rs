//! Signatures in the database. Every function runs inside the caller's transaction.

pub(crate) mod announce;
pub mod blocklist;
pub(crate) mod candidate;
pub(crate) mod counting;
pub(crate) mod deciders;
pub(crate) mod erase;
pub mod flags;
pub mod holds;
mod invented;
pub mod ledger;
pub(crate) mod links;
pub(crate) mod mailboxes;
pub mod other_names;
mod outlook;
#[cfg(test)]
mod plans;
pub mod public;
mod record;
pub mod renewal;
pub mod rivalries;
pub(crate) mod rivals;
pub mod search;
pub mod signed_text;
pub(crate) mod state;
mod succession;
pub mod summary;
mod taken_back;
pub(crate) mod verification;
pub mod withdraw;

pub use crate::signatures::state::HoldReason;
pub use counting::Settled;
pub use deciders::{Decider, deciders, mark_reminded, no_more_reminders, to_remind};
pub use erase::{Erased, erase, erase_again, erased_later};
pub use flags::flag;
pub use invented::{has_invented, has_invented_others, is_invented, mark_invented};
pub use links::signatures_of;
pub use links::{
    Origin, Over, Terms, Whose, is_of_an_earlier_signature, keep_link, link_decider, link_nonce, link_until, open_link,
    own_link_is_over,
};
pub use mailboxes::{Closing, Mailbox, close_again, reopen, write_in_vain};
pub use outlook::{waits_as_stored, waits_as_typed};
pub use public::{Cursor, Placed, Said, organizations, page, said, tally};
pub use record::{Circumstances, Signing, record};
pub use signed_text::Question;
pub use summary::{Facts, Standing, facts, letter_of, public_address, signers_address, standing};
pub use taken_back::{TakenBack, take_back_again, taken_back_later};
pub use withdraw::withdraw;
