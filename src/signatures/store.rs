//! Signatures in the database. Every function runs inside the caller's transaction.

pub(crate) mod announce;
pub mod blocklist;
mod by_name;
pub(crate) mod candidate;
pub mod changed;
pub(crate) mod counting;
pub(crate) mod deciders;
pub mod details;
pub(crate) mod encounter;
pub(crate) mod erase;
pub mod flags;
pub mod history;
pub mod holds;
mod invented;
pub mod ledger;
pub mod lines;
pub(crate) mod links;
mod lost_decider;
pub(crate) mod mailboxes;
pub(crate) mod merged;
pub mod merges;
pub(crate) mod namesakes;
pub mod newcomers;
pub mod of_address;
pub mod other_names;
mod outdated;
mod outlook;
mod particulars;
#[cfg(test)]
mod plans;
pub(crate) mod provenance;
pub mod public;
mod record;
pub mod renewal;
pub mod rivalries;
pub(crate) mod rivals;
pub mod search;
pub mod search_texts;
pub(crate) mod signed_text;
pub(crate) mod state;
mod succession;
pub mod summary;
mod taken_back;
pub(crate) mod verification;
pub mod withdraw;

pub(crate) use by_name::{NameCursor, PageByName, Section, by_name, initials, organizations_named, places};
pub(crate) use counting::Settled;
pub use deciders::{Decider, deciders};
pub(crate) use deciders::{mark_reminded, no_more_reminders, to_remind};
pub use erase::{Erased, erase};
pub(crate) use erase::{erase_again, erased_later};
pub use flags::flag;
pub(crate) use invented::{has_invented, has_invented_others, is_invented, mark_invented};
pub(crate) use links::{
    LinkEnd, LinkTerms, addressee, is_of_an_earlier_signature, keep_link, link_decider, link_nonce, link_until,
    open_link, own_link_end,
};
pub use links::{LinkHolder, Requester};
pub use mailboxes::{MailRefusal, Mailbox, reopen};
pub(crate) use mailboxes::{close_again, write_in_vain};
pub use outdated::outdate_bundles;
pub(crate) use outlook::{waits_as_stored, waits_as_typed};
pub(crate) use public::all_signatures;
pub use public::{Cursor, PublicComment, RankedOrganization, organizations, page, public_comments, tally, tally_of};
pub(crate) use record::enter;
pub use record::{RecordingContext, Signing, record};
pub use signed_text::Question;
pub use summary::{ApprovalSummary, approval_summary};
pub(crate) use summary::{
    SignatureSummary, has_counted, letter_of, public_address, signature_summary, signers_address,
};
pub use taken_back::TakenBack;
pub(crate) use taken_back::{
    erase_addresses_again, erase_details_again, mark_unknown, show_as_chosen, take_back_again, taken_back_later,
};
pub use withdraw::withdraw;
