//! The two forms: what was typed, the errors in it, and the request that results if there are none.

pub(crate) mod line;
mod party;
pub(crate) mod person;
pub(crate) mod person_fields;
pub mod residence;
pub(crate) mod short;

pub(crate) use crate::signing::form::party::{for_other, typed_for_other};
pub use crate::signing::form::person::person;
pub(crate) use crate::signing::form::residence::zip_of;

use std::collections::BTreeMap;

use crate::domains;
use crate::email::EmailAddress;
use crate::organizations::form::board;
use crate::signing::{challenge, honeypot};
use crate::web::form::{Errors, LANGUAGE_FIELD, Reading, Typed};

/// The button that switches to the other party's form.
pub(crate) const OTHER_FIELD: &str = "other";
/// The field with the address that the "check your mail" page names.
pub(crate) const SENT_FIELD: &str = "sent";

/// Returns the fields to keep when a form is saved: what was typed, but no statement that must be made at signing.
pub(crate) fn to_keep(typed: &Typed) -> BTreeMap<String, String> {
    let passing = [
        honeypot::OPENED_FIELD,
        honeypot::EMPTY_FIELD,
        challenge::FIELD,
        "authorized",
        "draft",
        "email_checked",
        "preview",
        "save",
        LANGUAGE_FIELD,
        board::ADD,
        OTHER_FIELD,
        SENT_FIELD,
    ];
    let kept = typed
        .all()
        .filter(|(name, value)| !passing.contains(name) && !value.is_empty());
    kept.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// Replaces the address by the suggested one, if its box was ticked.
pub(crate) fn take_suggestion(typed: Typed) -> Typed {
    let mut typed = typed;
    match typed.take("use_suggestion").filter(|meant| !meant.is_empty()) {
        Some(meant) => typed.with("email", &meant),
        None => typed,
    }
}

/// Returns the address that was probably meant, unless the signer has already been asked about this one.
pub(crate) fn suggestion(typed: &Typed, email: &EmailAddress) -> Option<String> {
    let given = email.as_str();
    if typed.get("email_checked").trim() == given {
        return None;
    }
    let (local, domain) = given.rsplit_once('@')?;
    domains::suggest(domain).map(|meant| format!("{local}@{meant}"))
}

/// Parses the contact's address in an organization's form that may be incomplete.
pub(crate) fn contact_address(typed: &Typed) -> Result<EmailAddress, Errors> {
    let mut form = Reading::of(typed);
    form.email("email").ok_or(form.errors)
}
