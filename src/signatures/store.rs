//! Signatures in the database. Every function runs inside the caller's transaction.

mod approval;
mod bars;
mod confirm;
mod counting;
mod disown;
mod doubts;
pub mod flags;
mod forget;
mod hurry;
mod links;
mod lists;
mod next;
mod own;
mod record;
pub mod review;
mod spent;

pub use approval::{Draft, approve, draft, draft_of, mark_reminded, to_remind};
pub use confirm::{Confirmation, Linked, confirm, linked};
pub use counting::{Rules, Settled};
pub use disown::{Claimed, claimed, disown};
pub use doubts::Doubt;
pub use flags::flag;
pub use forget::{SLICE, Step, forget};
pub use hurry::{HURRIED, Press, hurried};
pub use links::{Origin, Terms, keep_link, link_nonce, open_link, own_link_is_over};
pub use lists::{Cursor, Delivery, Placed, Said, deliveries, organizations, page, said, tally};
pub use next::{Next, sign_next};
pub use own::{Amendment, Own, Removal, amend, own, remove, signatures_of, withdraw};
pub use record::{Circumstances, Signing, count_mail, record};
pub use review::invited;
pub use spent::spend;

const DAY_MICROS: i64 = 86_400_000_000;
