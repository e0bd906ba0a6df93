//! What the staff area rests on: accounts, signing in, sessions, and the frame of its pages, which are in [`crate::desk`].
//!
//! * [`guard::Staff`] is the proof that a request comes from someone who signed in; every route below `/staff` takes it, except the sign-in pages.
//! * [`form::StaffForm`] is a form that was sent from one of our own pages in the same session; every route that changes something takes it.
//! * [`accounts`] has the changes to accounts, which commands and pages share. Each adds its entry to the [audit log](crate::audit).
//!
//! No one can sign in with what the database holds: passwords are hashed ([`password`]), and links and session cookies are stored as digests
//! ([`token`]). A cookie is only set below `/staff`, so that a public page never receives one.

pub mod accounts;
pub(crate) mod answer;
pub(crate) mod dates;
pub mod factor;
pub mod factors;
pub mod form;
pub mod frame;
pub mod guard;
pub mod notices;
pub mod password;
pub mod role;
pub mod session;
pub mod shared_links;
pub mod store;
pub mod token;
