//! The kinds of mails: the words in the outbox's rows, each composed by one room. They stand here, below all rooms, so that whoever
//! erases a signature knows every mail about it.

/// To whoever signed: the link that confirms.
pub(crate) const CONFIRMATION: &str = "confirmation";
/// To whoever saved a form: the link that opens it.
pub(crate) const DRAFT: &str = "draft";
/// To an office: a letter with its signatures.
pub(crate) const BUNDLE: &str = "bundle";
/// To a signer: what staff decided.
pub(crate) const REVIEWED: &str = "reviewed";
/// To a signer who asked for news.
pub const UPDATE: &str = "update";
/// To a signer: the link of their own page.
pub(crate) const OWN_LINKS: &str = "own-links";
/// To an address that asked for whatever it has signed.
pub const FIND_MINE: &str = "find-mine";
/// To staff: many signatures of one domain are held.
pub(crate) const SURGE: &str = "surge";
/// To those who decide for an organization.
pub(crate) const APPROVAL: &str = "approval";
/// To the contact, when one of them has decided.
pub(crate) const DECISION: &str = "decision";
/// To an organization's public address: somebody signed for it.
pub const NOTICE: &str = "notice";
/// To staff: somebody says "this was not us".
pub(crate) const DISOWNED: &str = "disowned";
/// To the contact who was named.
pub(crate) const HANDOVER_ASKED: &str = "handover";
/// To the contact who named another, when that one has answered.
pub(crate) const HANDOVER_ANSWERED: &str = "handed-over";
/// To staff: two organizations may be the same.
pub(crate) const RIVALS_FOR_STAFF: &str = "rivals";
/// To a contact: another organization stands in the way.
pub(crate) const RIVAL_FOR_CONTACT: &str = "rival";
