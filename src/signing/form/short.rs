//! The short form in a letter's panel: name, email and ZIP. Everything else has its default there, and can be changed in the whole form.
//!
//! It is part of a page that everyone is served alike and that caches keep, so it has no opening time: only the whole form knows how long
//! somebody took. It leads to the same confirmation email, and to the same price while unusually many sign.

use crate::web::form::Typed;

/// The field that marks the short form.
pub(crate) const SHORT_FIELD: &str = "short";
/// The button that opens the whole form with what was typed.
pub(crate) const WHOLE_FIELD: &str = "whole";

/// What a person who fills in the short form did not choose.
const DEFAULTS: [(&str, &str); 2] = [("country", "US"), ("listing", "initial")];

/// Returns whether the form is the short one.
pub(crate) fn is_short(typed: &Typed) -> bool {
    !typed.get(SHORT_FIELD).is_empty()
}

/// Fills in the defaults of a short form; another form stays as it is.
#[must_use]
pub(crate) fn with_defaults(typed: Typed) -> Typed {
    if !is_short(&typed) {
        return typed;
    }
    DEFAULTS.iter().fold(typed, |typed, (name, value)| {
        if typed.get(name).is_empty() {
            typed.with(name, value)
        } else {
            typed
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_short_form_has_defaults_and_none_replaces_a_choice() {
        let short = with_defaults(Typed::of([(SHORT_FIELD, "yes"), ("listing", "unlisted")]));
        assert_eq!((short.get("country"), short.get("listing")), ("US", "unlisted"));
        let bare = with_defaults(Typed::of([(SHORT_FIELD, "yes")]));
        assert_eq!((bare.get("country"), bare.get("listing")), ("US", "initial"));
        assert_eq!(with_defaults(Typed::of([("name", "Ana")])).get("listing"), "");
    }
}
