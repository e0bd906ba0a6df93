//! Signatures in the database. Every function runs inside the caller's transaction.

mod amend;
mod ballot;
mod bars;
mod candidate;
mod confirm;
mod correct;
mod counting;
pub mod decide;
mod deciders;
mod disown;
pub mod dossier;
mod doubts;
mod erase;
pub mod flags;
mod forget;
mod handover;
mod hurry;
mod identify;
mod inboxes;
mod invented;
pub mod invitations;
mod leaving;
mod links;
mod lists;
mod mailboxes;
mod mailed;
mod names;
mod next;
mod outlook;
mod own;
mod own_organization;
mod record;
mod renew;
mod renewal;
pub mod review;
pub mod rivalries;
mod rivals;
mod saved;
pub mod search;
mod spent;
mod standing_text;
mod state;
mod succession;
mod taken_back;
pub mod trends;

pub use amend::{Amendment, amend};
pub use ballot::{Ballot, Cast, Paper, Vote, ballot, cast};
pub use confirm::{Confirmation, First, Linked, Seen, confirm, linked};
pub use correct::{Corrected, Correction, correct};
pub use counting::{Rules, Settled, SignedText};
pub use deciders::{Decider, deciders, mark_reminded, no_more_reminders, to_remind};
pub use disown::{Claimed, claimed, disown};
pub use doubts::Doubt;
pub use erase::{Erased, erase, erase_again, erased_later};
pub use flags::flag;
pub use forget::{SLICE, Step, forget, newest};
pub use handover::{
    Accepted, Handover, accept_contact, handed, handover, letters_of_contact, name_contact, named_contact,
    refuse_contact,
};
pub use hurry::{Press, hurried};
pub use identify::judge_correction;
pub use inboxes::{Counted, Scheduled, count_mail, schedule_mail};
pub use invented::{has_invented, has_invented_others, is_invented, mark_invented};
pub use invitations::invited;
pub use leaving::{InBundle, withdraw};
pub use links::{
    Origin, Over, Terms, Whose, is_of_an_earlier_signature, keep_link, link_decider, link_nonce, link_until, open_link,
    own_link_is_over,
};
pub use lists::{Cursor, Delivery, Placed, Said, deliveries, organizations, page, said, tally};
pub use mailboxes::{Closing, Mailbox, close_again, reopen, write_in_vain};
pub use mailed::{Facts, Standing, facts, letter_of, public_address, signers_address, standing};
pub use next::{Next, sign_next};
pub use outlook::{waits_as_stored, waits_as_typed};
pub use own::{Own, own, signatures_of};
pub use own_organization::{OwnOrganization, Waiting};
pub use record::{Circumstances, Signing, record};
pub use renew::{Present, ask_to_renew, renew};
pub use renewal::{Renewal, asked_last};
pub use saved::{SavedForm, await_decision, drop_form, open_form, save_form, save_form_again, saved_form};
pub use spent::spend;
pub use standing_text::Question;
pub use taken_back::{TakenBack, take_back_again, taken_back_later};

const DAY_MICROS: i64 = 86_400_000_000;

#[cfg(test)]
mod plans;
