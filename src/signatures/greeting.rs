//! The greeting of a mail.

use crate::signatures::{short_name, store};
use crate::text::unclickable;

/// The maximum length of a name in a greeting, in characters. The name may have been typed by a stranger who wants to smuggle in a message.
pub(crate) const LONGEST_GREETING: usize = 40;

/// Returns the name to greet a signer by: an organization's contact by full name, a person by given name.
pub(crate) fn greeting_of(it: &store::SignatureSummary) -> String {
    let name = match (&it.contact, &it.person) {
        (Some(contact), _) => contact.clone(),
        (None, Some(person)) => short_name::given(&person.whole, person.short.as_deref()),
        (None, None) => it.name.clone(),
    };
    greeting(&name)
}

/// Shortens a name for the first line of a mail: whole words, as many as fit.
pub(crate) fn greeting(name: &str) -> String {
    let mut short = String::new();
    for word in name.split(' ') {
        let length = short.chars().count() + word.chars().count();
        if length >= LONGEST_GREETING {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    if short.is_empty() {
        short = name.chars().take(LONGEST_GREETING).collect();
    }
    unclickable(&short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_greeting_is_short_and_contains_nothing_clickable() {
        assert_eq!(greeting("Ana G."), "Ana G.");
        assert_eq!(greeting("Harvest.org"), "Harvest.\u{2060}org");
        let sermon = "You have won the great prize of the year and must call our office at once";
        assert_eq!(greeting(sermon), "You have won the great prize of the year");
        assert_eq!(greeting(&"a".repeat(160)).chars().count(), LONGEST_GREETING);
    }
}
