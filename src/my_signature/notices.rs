//! The notices of a signer's own page, by the ids of their messages.

/// The notice beside the box for deleting.
pub(crate) const UNSURE: &str = "own-remove-tick";

/// The notice beside the box for withdrawing.
pub(crate) const UNSURE_TO_WITHDRAW: &str = "own-withdraw-tick";

/// The notices that say that something was done.
pub(crate) const DONE: [&str; 6] = [
    "own-saved",
    "own-withdrawn",
    "own-withdrawn-delivered",
    "own-contact-asked",
    "own-renewed",
    "own-renew-asked",
];
