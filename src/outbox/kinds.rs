//! The kinds of mail: the words in the outbox's rows, each composed by one room. They are defined here, below all rooms, so that erasing a
//! signature can find every mail about it.

/// To a signer: the confirmation link.
pub(crate) const CONFIRMATION: &str = "confirmation";
/// To the owner of a saved form: the link that opens it.
pub(crate) const DRAFT: &str = "draft";
/// To an office: a letter with its signatures.
pub(crate) const BUNDLE: &str = "bundle";
/// To staff: the same, as a test.
pub(crate) const BUNDLE_TEST: &str = "bundle-test";
/// To a signer: the decision of staff.
pub(crate) const REVIEWED: &str = "reviewed";
/// To a signer: staff corrected the line, or merged the signature into another one.
pub(crate) const AMENDED: &str = "amended";
/// To a signer who consented: an update about the letter.
pub const UPDATE: &str = "update";
/// To a signer: the link to their own page.
pub(crate) const OWN_LINKS: &str = "own-links";
/// To an address that asked for links to everything it has signed.
pub const FIND_MINE: &str = "find-mine";
/// To staff: many signatures of one mail domain are held.
pub(crate) const SURGE: &str = "surge";
/// To a decider of an organization: the link to approve or decline.
pub(crate) const APPROVAL: &str = "approval";
/// To the contact: a decider has decided.
pub(crate) const DECISION: &str = "decision";
/// To an organization's public address: somebody signed for it.
pub const NOTICE: &str = "notice";
/// To staff: somebody disowned a signature.
pub(crate) const DISOWNED: &str = "disowned";
/// To the contact and those who decide: somebody disowned the signature.
pub(crate) const OBJECTION: &str = "objection";
/// To a person named as the new contact.
pub(crate) const HANDOVER_ASKED: &str = "handover";
/// To the contact who named another one: the answer.
pub(crate) const HANDOVER_ANSWERED: &str = "handed-over";
/// To a signer, and to those who approved: thanks for a signature that counts.
pub(crate) const THANK_YOU: &str = "thank-you";
/// To staff: two organizations may be the same.
pub(crate) const RIVALS_FOR_STAFF: &str = "rivals";
/// To an organization that staff invite to sign, and its reminders.
pub(crate) const INVITATION: &str = "invitation";
/// To a staff member who wants it: new organizations have signed.
pub(crate) const STAFF_ORGANIZATIONS: &str = "staff-organizations";
/// To a staff member who wants it: what happened since the last digest.
pub(crate) const STAFF_DIGEST: &str = "staff-digest";
/// To a waiting contact: another organization may be the same.
pub(crate) const RIVAL_FOR_CONTACT: &str = "rival";

/// The kinds whose subject is a signature: when it is erased, they are not sent any more, and their recipients are erased.
pub(crate) const ABOUT_A_SIGNATURE: [&str; 12] = [
    CONFIRMATION,
    OWN_LINKS,
    APPROVAL,
    DECISION,
    NOTICE,
    DISOWNED,
    OBJECTION,
    REVIEWED,
    AMENDED,
    THANK_YOU,
    RIVALS_FOR_STAFF,
    RIVAL_FOR_CONTACT,
];
